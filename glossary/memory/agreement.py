"""Whether what is put into a translation agrees with the words around it: a number with its noun, a term with its case.

Nothing is inflected but the term itself. Where another form may be called for, the answer is no: a translation that is
put right and is wrong looks as if it were whole.
"""

from __future__ import annotations

import re
from collections.abc import Container
from decimal import Decimal
from functools import lru_cache

from glossary.text.similarity import alone

LETTER = r"[^\W\d_\u0e00-\u9fff]"
"""A letter behind which figures are part of a name (G7): not a Chinese one."""
NEXT_WORD = re.compile(r"(?:</\w+>)*[ \u00a0\u202f]?([^\W\d_]+)")
"""The word behind a number, which may be in bold."""
_BEFORE = re.compile(r"(\w+)[ \u00a0\u202f]\Z")
NEAR = 40
"""How many letters before a number are looked at, at most: a text may be one long word."""
_OBLIQUE = re.compile("[аяыи]ми$")
"""How plurals end that are the same after two and after five."""
_LOCATIVE = re.compile("[ая]х$")
"""Likewise, behind a preposition: five turtles end like this, too."""
_GENITIVE = frozenset("около до от из свыше более больше менее меньше без для после среди ниже выше против".split())
"""What stands before a number that is in the genitive, as is its noun, be it two or five."""
_ALIKE = {
    "ru": frozenset(
        "млн млрд трлн тыс км м см мм кг г т ц л мл га ч мин сек с кв куб руб долл коп гг евро песо "
        "из до и или в на за к по от при".split()
    ),
    "en": frozenset(
        "million billion trillion thousand hundred percent per pc km kg am pm a p m bn mn "
        "of and or to in on at for by from as against with than".split()
    ),
}
"""Words that are the same behind any number, by language."""
_CHOOSY = frozenset("в во на о об обо с со к ко из".split())
"""Prepositions that one place has and another has not."""
_DAYS = frozenset("до по на от после перед и или".split())
"""What else may stand before a day of the week and does not agree with it."""
_YEAR = re.compile("[12][0-9]{3}")
_YEARS = re.compile(r"год|г\Z|рок")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b")
_ENDING = re.compile(r"-(?!(?:й|я|е|м|го|му|ю)\b)([а-яё]{1,3})\b")
"""An ending that not every number has: 2-х, 3-мя, 20-ти, 2-ой."""
_ARTICLE = re.compile(r"\b(an?)[ \u00a0][$€£¥]?\Z", re.IGNORECASE)
_VOWEL = re.compile(r"8|1[18](?!\d)|1[18]\d\d(?!\d)|[aeiou]")
"""How a number begins, or the name of a month, before which *an* stands."""
_WITH_O = frozenset("во со ко обо об".split())
"""Prepositions as they are before some numbers (во 2-м, со 100, об 11)."""


def fits(target: str, start: int, end: int, number: str, language: str, free: Container[str]) -> bool:
    """Return whether *number* may stand in *target* for that between *start* and *end*, and all words stay as they are.

    *free* are words that no number governs (the months).

    >>> fits("3 рубля", 0, 1, "4", "ru", frozenset()), fits("3 рубля", 0, 1, "5", "ru", frozenset())
    (True, False)
    """
    if not language:
        return True
    from glossary.languages import base

    name, behind, shown = base(language), NEXT_WORD.match(target, end), target[start:end]
    word = behind[1].lower() if behind else ""
    if name == "en" and not _article_fits(target, start, shown, number):
        return False
    if name == "ru" and not _read_alike(target, start, end, number, word in free):
        return False
    years = _YEARS.match(word) and _YEAR.fullmatch(shown) and _YEAR.fullmatch(number)
    if not behind or years or word in free or word in _ALIKE.get(name, ()):
        return True
    was, now = _category(shown, language), _category(number, language)
    if was == now:
        return True
    if name != "ru" or {was, now} != {"few", "many"}:
        return False
    before = _word_before(target, start)
    if _LOCATIVE.search(word):
        return before in _CHOOSY or before == "при"
    return bool(_OBLIQUE.search(word)) or before in _GENITIVE


def _word_before(target: str, start: int) -> str:
    """Return the word before what begins at *start*, in small letters; empty where there is none."""
    before = _BEFORE.search(target, max(0, start - NEAR), start)
    return before[1].lower() if before else ""


def _article_fits(target: str, start: int, was: str, now: str) -> bool:
    """Return whether an English *a* or *an* before *was*, which begins at *start*, is right before *now*."""
    return not _ARTICLE.search(target, max(0, start - NEAR), start) or bool(_VOWEL.match(was)) == bool(
        _VOWEL.match(now)
    )


def _read_alike(target: str, start: int, end: int, number: str, dated: bool) -> bool:
    """Return whether *number*, as it is read in Russian, takes the preposition and the ending of that in its place.

    *dated* says that a month stands behind it.
    """
    if ending := _ENDING.match(target, end):  # what is round can be a decade
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
def _category(number: str, language: str) -> str:
    """Return the plural that *number* calls for, which is written as *language* writes numbers."""
    from glossary.languages import decimal_mark, plural

    whole, mark, fraction = number.rpartition(decimal_mark(language) or ".")
    if not mark:
        whole, fraction = fraction, ""
    whole = re.sub(r"\D", "", whole)[-20:]  # no plural depends on more
    return plural(Decimal(f"{whole or 0}.{fraction}" if fraction.isdecimal() else whole or 0), language)


def ordinal(target: str, end: int, number: str, language: str) -> str:
    """Return the ending of an English ordinal for *number*, where one stands at *end*; empty for anything else.

    >>> ordinal("the 21st session", 6, "22", "en"), ordinal("the 21st session", 6, "12", "en")
    ('nd', 'th')
    """
    if not language.startswith("en") or not _ORDINAL.match(target, end):
        return ""
    return "th" if number[-2:-1] == "1" else {"1": "st", "2": "nd", "3": "rd"}.get(number[-1], "th")


def accusative(target: str, start: int) -> bool:
    """Return whether the Russian day of the week that begins at *start* must be in the accusative: *в понедельник*."""
    return _word_before(target, start) in ("в", "во", "на")


def on_day(target: str, start: int, was: str, now: str, new: str) -> tuple[int, str] | None:
    """Return where to begin and what to write where the day of the week *was* stands, from *start* on, and *new* is to.

    *new* is a form of the day *now*, or of a month. None where a word before it would not agree. Only Russian changes
    anything.

    >>> on_day("в среду", 2, "среда", "вторник", "вторник"), on_day("в эту среду", 6, "среда", "вторник", "вторник")
    ((0, 'во вторник'), None)
    """
    if now < "а":
        return (start, new) if _article_fits(target, start, was, now) else None
    before = _BEFORE.search(target, max(0, start - NEAR), start)
    if not before:
        return start, new
    preposition = before[1].lower()
    if preposition in ("в", "во", "с", "со", "к", "ко"):
        gap = target[before.end(1) : start]
        return before.start(), before[1][0] + ("о" if now == "вторник" else "") + gap + new
    if preposition not in _DAYS and _gender(was) != _gender(now):
        return None
    return start, new


def _gender(day: str) -> str:
    """Return what tells the gender of the Russian name of a *day*."""
    return day[-1] if day[-1] in "ае" else ""


def instead(target: str, was: str, now: str, language: str, kinds: tuple[str, str]) -> tuple[int, int, str] | None:
    """Return where the term *was* stands in *target*, and *now* in its form; None where that is open.

    In Russian both are to be of one gender and number, for other words may agree with them; behind some prepositions
    nothing is put right (в Китае, на Кубе, во Франции). *kinds* are those of the two concepts. Of other languages only
    the terms as they are written in the glossary are known.

    >>> instead("Визит главы Китая", "Китай", "Иран", "ru", ("place", "place"))
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
    """Return what stands at the edge of a word that begins or ends with *letter*."""
    return r"\b" if letter.isalnum() and not alone(letter) else ""


def _forms(was: str, now: str, kinds: tuple[str, str]) -> dict[str, set[str]]:
    """Return the forms of the Russian term *was*, each with those of *now* in the same cases; none if they differ in
    gender or number, or one is an abbreviation, whose gender is not known."""
    from glossary.text import russian, russian_words

    if was.isupper() or now.isupper():
        return {}
    if not russian_words.available() or russian.agreeing("новый", was) != russian.agreeing("новый", now):
        return {}
    forms: dict[str, set[str]] = {}
    for case in russian_words.CASES:
        forms.setdefault(russian.in_case(was, case, kinds[0]), set()).add(russian.in_case(now, case, kinds[1]))
    return forms
