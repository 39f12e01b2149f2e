"""Russian endings: whether words are forms of one another, and whether a form fits its place."""

from __future__ import annotations

import re

from glossary.text import russian, russian_words

_CASES = {
    preposition: set(cases.split())
    for cases, prepositions in (
        ("gent", "без|для|до|из|из-за|из-под|от|у|после|против|кроме|среди|вместо|вокруг|около|ради|помимо|от имени"),
        ("gent", "возле|вдоль|близ|вне|во время|в ходе|в рамках|в пользу|в интересах|в честь"),
        ("gent", "на фоне|с помощью|при помощи|при поддержке|за счёт|за счет|на территории|в лице"),
        ("gent", "во главе|в адрес|в отношении|при участии|под руководством|по словам|по мнению|по оценке"),
        ("gent", "по оценкам|по инициативе|по приказу|по просьбе|по информации|по версии"),
        ("gent datv", "по данным"),
        ("datv", "благодаря|согласно|вопреки|к|ко"),
        ("ablt", "перед|над"),
        ("ablt gent", "между"),
        ("loct", "при"),
        ("loct accs", "на|о|об"),
        ("loct accs nomn", "в|во"),
        ("gent ablt", "с|со"),
        ("datv accs loct", "по"),
        ("ablt accs", "за|под"),
        ("accs", "через|про|сквозь"),
    )
    for preposition in prepositions.split("|")
}
"""Cases that prepositions govern; «в депутаты» counts as nominative. «В результате», «вблизи» may lack an object."""
_PREPOSITION = re.compile(
    rf"\b(?!(?<=что )за )({'|'.join(sorted(_CASES, key=len, reverse=True))})[ \u00a0]$", re.IGNORECASE
)
_COMPARISON = re.compile(
    r"\b(?:размер|величин|рост|высот|длин|ширин|толщин|вес)(?:ом|ой|ою)(?: \w+)? со?[ \u00a0]$", re.IGNORECASE
)
"""Words after which «с» governs the accusative: «размером с Францию», «ростом примерно с дом»."""
_APPOSED = re.compile(r"«(?!\w+(?:[аое]я|[оиы]й|[оы]е|ие) )\w+ ")
"""Two nouns in quotation marks, the first of which is often left undeclined: «Реал Мадрид»."""
_WORD_BEFORE = re.compile(r"\b([А-ЯЁа-яё]{4,})[ \u00a0]$")
_NUMERAL = re.compile(
    r"(?:\b(?:дв[ае]|три|четыре|об[ае]|полтор[аы])|(?<![\d,])(?:\d*[02-9])?[234])[ \u00a0]$", re.IGNORECASE
)
_ENDING = re.compile(
    "(?:[аяоеуюыиьй]|[ое]й|[ое]ю|[ое]м|[ая]м|[ая]ми|[ая]х|[ое]в|[иы][йехм]|[ая]я|[ое]е|[ое]го|[ое]му|[иы]ми"
    "|[ую]ю|ью|ия|ии|ию"
    # Ukrainian and Belarusian
    "|[єіїў]|[еоє]ві|[іїоеё]ў|[еіє][йюм]|[аяоеі]ї|[іїая][вў]|[іы]х|[іы]м|[аяіыи]мі)?"
)


def governing(target: str, start: int, form: str, lemma: str, kind: str) -> str:
    """Return the word before *form* of *lemma*, at *start* of *target*, if it requires another case, else "".

    That is a preposition, or, before the *lemma* itself, an adjective. *kind* is that of the concept.
    """
    if lemma.isupper() or _APPOSED.match(lemma) or target.startswith("-", start + len(form)):  # «из бизнес-среды»
        return ""
    own = form.replace("ё", "е") == lemma.replace("ё", "е")
    before = _PREPOSITION.search(target, max(0, start - 24), start)
    taken = _CASES[before[1].lower()] - ({"nomn"} if own else set()) if before else set()
    if before and _COMPARISON.search(target, max(0, start - 40), start):
        taken = {"accs"}
    word = _WORD_BEFORE.search(target, max(0, start - 30), start) if own and not before else None
    if word and russian_words.is_oblique_adjective(word[1]):  # «ключевую процентная ставка»
        before, taken = word, russian_words.cases(word[1])
    found = russian.cases(form, lemma, kind) if before else frozenset()
    if not found or (own and not russian.declined(lemma, kind)):
        return ""
    if "accs" in taken and "nomn" in found and not _accusative_differs(lemma, kind):
        return ""
    other = russian_words.cases(form) if form.isalpha() else set()  # «из Куба» may be a form of «куб»
    return before[1] if before and taken.isdisjoint(found | other) else ""


def _accusative_differs(lemma: str, kind: str) -> bool:
    """Return whether *lemma* has a distinct accusative: a person's name, or a feminine (but «в депутаты»)."""
    pairs = zip(lemma.split(), russian.in_case(lemma, "accs", kind).split(), strict=False)
    changed = next((word for word, inflected in pairs if word != inflected), "")
    return changed.endswith(("а", "я")) or (kind == "person" and changed != "")


def counted(target: str, start: int, end: int, lemma: str) -> bool:
    """Return whether *lemma* is in the form used after 2, 3 or 4: «четыре гравитационных манёвра»."""
    if not _NUMERAL.search(target, max(0, start - 20), start):
        return False
    if not russian_words.available():
        return True
    forms = (form.lower().replace("ё", "е") for form in russian.counted(lemma))
    return target[start:end].lower().replace("ё", "е") in forms


def akin(one: str, other: str) -> bool:
    """Return whether two words look like forms of one word, differing only in the ending.

    >>> akin("київ", "києва"), akin("ніч", "ночі"), akin("уряд", "уряду"), akin("уряд", "урок")
    (True, True, True, False)
    """
    return _akin(one, other) or any(_akin(_CLOSED.sub(vowel, one), other) for vowel in "оеє" if _CLOSED.search(one))


_CLOSED = re.compile("[ії](?=[^аеиіоуяюєї]+$)")
"""A Ukrainian vowel that changes in an open syllable."""


def _akin(one: str, other: str) -> bool:
    if len(one) < 4:
        longer = len(one) == 3 and one[-1] not in "аеиоуыэюя" and other.startswith(one)
        return one == other or (longer and _ENDING.fullmatch(other[3:]) is not None)
    for size in range(len(one), max(2, len(one) - 4), -1):
        if _ENDING.fullmatch(one[size:]) and other[:size] == one[:size] and _ENDING.fullmatch(other[size:]):
            return True
    return False


def suffixed(one: str, other: str) -> bool:
    """Return whether *other* is *one* with suffixes, as in Kazakh: бітім, бітімге; Ташкент, Ташкенттегі.

    >>> suffixed("тоқаев", "тоқаевтың"), suffixed("кітап", "кітабы"), suffixed("үндістан", "үнді")
    (True, True, False)
    """
    one = one.removesuffix("ი")  # the Georgian nominative
    if other.startswith(one):
        return len(one) > 2 or other == one
    softened = _SOFTENED.get(one[-1:], "")
    return len(one) > 3 and len(other) >= len(one) and other.startswith(one[:-1]) and other[len(one) - 1] in softened


_SOFTENED = {"п": "б", "к": "г", "қ": "ғ", "p": "b", "k": "gğy", "q": "gğ", "t": "d"}
"""How a final consonant changes before some suffixes."""
