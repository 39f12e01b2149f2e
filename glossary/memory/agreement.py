"""Whether a replacement in a translation agrees with the words around it: a number with its noun, a term with its case.

Only the term itself is inflected. If another word might have to change its form, nothing is replaced, because a wrong
repair looks like a correct translation.
"""

from __future__ import annotations

import re
from collections.abc import Container
from decimal import Decimal
from functools import lru_cache

from glossary.text.similarity import is_spaceless

LETTER = r"[^\W\d_\u0e00-\u9fff]"
"""A letter after which digits are part of a name (G7); a Chinese one is not such a letter."""
NEXT_WORD = re.compile(r"(?:</\w+>)*[ \u00a0\u202f]?([^\W\d_]+)")
"""The word after a number, which may be in bold."""
_BEFORE = re.compile(r"(\w+)[ \u00a0\u202f]\Z")
NEAR = 40
"""How many characters before a number are searched for the previous word."""
_OBLIQUE = re.compile("[аяыи]ми$")
"""The ending of plurals that are the same after two and after five."""
_LOCATIVE = re.compile("[ая]х$")
"""The same after a preposition; without one, *five turtles* ends like this, too."""
_GENITIVE = frozenset("около до от из свыше более больше менее меньше без для после среди ниже выше против".split())
"""Words before a number that put its noun into the genitive plural, whether it is two or five."""
_INVARIABLE = {
    "ru": frozenset(
        "млн млрд трлн тыс км м см мм кг г т ц л мл га ч мин сек с кв куб руб долл коп гг евро песо "
        "из до и или в на за к по от при".split()
    ),
    "en": frozenset(
        "million billion trillion thousand hundred percent per pc km kg am pm a p m bn mn "
        "of and or to in on at for by from as against with than".split()
    ),
}
"""Words that are the same after any number, by language."""
_CHOOSY = frozenset("в во на о об обо с со к ко из".split())
"""Prepositions that depend on the place after them."""
_DAYS = frozenset("до по на от после перед и или".split())
"""Other words that may precede a day of the week and do not agree with it."""
_YEAR = re.compile("[12][0-9]{3}")
_YEARS = re.compile(r"год|г\Z|рок")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b")
_ENDING = re.compile(r"-(?!(?:й|я|е|м|го|му|ю)\b)([а-яё]{1,3})\b")
"""An ending that only some numbers have: 2-х, 3-мя, 20-ти, 2-ой."""
_ARTICLE = re.compile(r"\b(an?)[ \u00a0][$€£¥]?\Z", re.IGNORECASE)
_VOWEL = re.compile(r"8|1[18](?!\d)|1[18]\d\d(?!\d)|[aeiou]")
"""The beginning of a number or of the name of a month that takes *an*."""
_WITH_O = frozenset("во со ко обо об".split())
"""Forms of prepositions that only some numbers take (во 2-м, со 100, об 11)."""


def fits(target: str, start: int, end: int, number: str, language: str, free: Container[str]) -> bool:
    """Return whether *number* can replace the one from *start* to *end* of *target* without changing any other word.

    *free* are words whose form does not depend on a number (the months).

    >>> fits("3 рубля", 0, 1, "4", "ru", frozenset()), fits("3 рубля", 0, 1, "5", "ru", frozenset())
    (True, False)
    """
    if not language:
        return True
    from glossary.languages import base

    name, following, old = base(language), NEXT_WORD.match(target, end), target[start:end]
    word = following[1].lower() if following else ""
    if name == "en" and not _article_fits(target, start, old, number):
        return False
    if name == "ru" and not _preposition_and_ending_fit(target, start, end, number, word in free):
        return False
    years = _YEARS.match(word) and _YEAR.fullmatch(old) and _YEAR.fullmatch(number)
    if not following or years or word in free or word in _INVARIABLE.get(name, ()):
        return True
    was, now = _plural_category(old, language), _plural_category(number, language)
    if was == now:
        return True
    if name != "ru" or {was, now} != {"few", "many"}:
        return False
    before = _word_before(target, start)
    if _LOCATIVE.search(word):
        return before in _CHOOSY or before == "при"
    return bool(_OBLIQUE.search(word)) or before in _GENITIVE


def _word_before(target: str, start: int) -> str:
    """Return the word before *start* in lowercase, or an empty string."""
    before = _BEFORE.search(target, max(0, start - NEAR), start)
    return before[1].lower() if before else ""


def _article_fits(target: str, start: int, was: str, now: str) -> bool:
    """Return whether *now* can replace *was* at *start* after an English *a* or *an*."""
    return not _ARTICLE.search(target, max(0, start - NEAR), start) or bool(_VOWEL.match(was)) == bool(
        _VOWEL.match(now)
    )


def _preposition_and_ending_fit(target: str, start: int, end: int, number: str, dated: bool) -> bool:
    """Return whether *number*, read aloud in Russian, takes the preposition and the ending of the one it replaces.

    *dated* means that a month follows.
    """
    if ending := _ENDING.match(target, end):  # round numbers may be decades
        return ending[1] == "х" and len(number) > 1 and target[end - 1] == number[-1] == "0"
    before = _word_before(target, start)
    if before in _WITH_O:
        return False
    if before in ("в", "с", "к") and number == "2":
        return not dated and target[end : end + 1] != "-"
    return not (
        (before == "с" and re.match(r"1\d\d(?!\d)", number)) or (before == "о" and re.match(r"11?(?!\d)", number))
    )


@lru_cache(maxsize=256)
def _plural_category(number: str, language: str) -> str:
    """Return the plural category of *number*, which is in the format of *language*."""
    from glossary.languages import decimal_mark, plural

    whole, mark, fraction = number.rpartition(decimal_mark(language) or ".")
    if not mark:
        whole, fraction = fraction, ""
    whole = re.sub(r"\D", "", whole)[-20:]  # plural rules depend on fewer digits
    return plural(Decimal(f"{whole or 0}.{fraction}" if fraction.isdecimal() else whole or 0), language)


def ordinal(target: str, end: int, number: str, language: str) -> str:
    """Return the ending of *number* as an English ordinal if the ending of one follows at *end*, else an empty string.

    >>> ordinal("the 21st session", 6, "22", "en"), ordinal("the 21st session", 6, "12", "en")
    ('nd', 'th')
    """
    if not language.startswith("en") or not _ORDINAL.match(target, end):
        return ""
    return "th" if number[-2:-1] == "1" else {"1": "st", "2": "nd", "3": "rd"}.get(number[-1], "th")


def needs_accusative(target: str, start: int) -> bool:
    """Return whether the Russian day of the week at *start* must be in the accusative: *в понедельник*."""
    return _word_before(target, start) in ("в", "во", "на")


def with_preposition(target: str, start: int, was: str, now: str, form: str) -> tuple[int, str] | None:
    """Return where the replacement begins, and its text, if *form* replaces the day of the week or month at *start*.

    *form* is an inflected form of *now*, and replaces one of *was*. A Russian preposition before it may change with it.
    None if another word before it would not agree.

    >>> with_preposition("в среду", 2, "среда", "вторник", "вторник")
    (0, 'во вторник')
    >>> with_preposition("в эту среду", 6, "среда", "вторник", "вторник")
    """
    if now < "а":
        return (start, form) if _article_fits(target, start, was, now) else None
    before = _BEFORE.search(target, max(0, start - NEAR), start)
    if not before:
        return start, form
    preposition = before[1].lower()
    if preposition in ("в", "во", "с", "со", "к", "ко"):
        gap = target[before.end(1) : start]
        return before.start(), before[1][0] + ("о" if now == "вторник" else "") + gap + form
    if preposition not in _DAYS and _gender_ending(was) != _gender_ending(now):
        return None
    return start, form


def _gender_ending(day: str) -> str:
    """Return the ending of the Russian name of a *day* that shows its gender."""
    return day[-1] if day[-1] in "ае" else ""


def term_replacement(
    target: str, was: str, now: str, language: str, kinds: tuple[str, str]
) -> tuple[int, int, str] | None:
    """Return where *target* has the term *was*, and *now* in the same form; None if that is not certain.

    In Russian both must have the same gender and number, because other words may agree with them, and the place must
    not follow certain prepositions (в Китае, на Кубе, во Франции). *kinds* are those of the two concepts. In other
    languages the terms are only found as the glossary writes them.

    >>> term_replacement("Визит главы Китая", "Китай", "Иран", "ru", ("place", "place"))
    (12, 17, 'Ирана')
    """
    russian_target = language.split("-")[0] == "ru"
    forms = _forms(was, now, kinds) if russian_target else {was: {now}}
    found = [
        (place, form)
        for form in sorted(forms, key=len, reverse=True)
        for place in re.finditer(rf"{_edge(form[0])}{re.escape(form)}{_edge(form[-1])}", target, re.IGNORECASE)
    ]
    if len(found) != 1 or len(forms[found[0][1]]) != 1:
        return None
    place, form = found[0]
    (new,) = forms[form]
    if place.group()[0] == form[0].upper() != form[0]:
        new = new[0].upper() + new[1:]
    if russian_target and _word_before(target, place.start()) in _CHOOSY:
        return None
    return *place.span(), new


def _edge(letter: str) -> str:
    """Return the pattern for the edge of a word that begins or ends with *letter*."""
    return r"\b" if letter.isalnum() and not is_spaceless(letter) else ""


def _forms(was: str, now: str, kinds: tuple[str, str]) -> dict[str, set[str]]:
    """Return the forms of the Russian term *was*, each with the forms of *now* in the same cases.

    Empty if the two differ in gender or number, or if one is an abbreviation, whose gender is unknown.
    """
    from glossary.text import russian, russian_words

    if was.isupper() or now.isupper():
        return {}
    if not russian_words.available() or russian.agreeing("новый", was) != russian.agreeing("новый", now):
        return {}
    forms: dict[str, set[str]] = {}
    for case in russian_words.CASES:
        forms.setdefault(russian.in_case(was, case, kinds[0]), set()).add(russian.in_case(now, case, kinds[1]))
    return forms
