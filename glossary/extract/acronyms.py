"""Acronyms and the words before them that they stand for: *National People's Congress (NPC)*."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from glossary.extract import lists, reference

REACH = 12
"""How many words before an acronym are looked at."""
LETTERS = 3
"""The most letters of it that one word gives."""
_SMALL = frozenset("of the for and in on to a de la du des et & - , at with by и в во по на для о об с".split())


def noun(word: str) -> bool:
    """Return whether *word* is an acronym, in any number, that is a noun of the language and names nobody.

    >>> noun("GDP"), noun("SUVs"), noun("NATO")
    (True, True, False)
    """
    return word.removesuffix("s") in reference.words("acronyms")


def expansion(before: Sequence[str], short: str) -> int:
    """Return how many of the last words of *before* spell the acronym *short*; 0 for none.

    Every word gives its initial, and may give letters behind it (after Schwartz and Hearst 2003); small words may be
    left out. A plural *s* of the acronym does not count.

    >>> expansion("talks with the National People 's Congress".split(), "NPC")
    4
    >>> expansion("the Economic Community of West African States".split(), "ECOWAS")
    6
    """
    letters = short.rstrip("s").replace(".", "").replace("-", "").lower()
    return _spelled([word.lower() for word in reversed(before[-REACH:])], 0, letters, len(letters), set())


def _spelled(lows: Sequence[str], used: int, letters: str, at: int, failed: set[tuple[int, int]]) -> int:
    """Return how many words of *lows*, from the last to the first and *used* so far, spell the first *at* letters.

    What *failed* is not tried twice: *aaa aaa aaa (AAAAAAA)* can be shared out in very many ways.
    """
    start = used, at
    if start in failed:
        return 0
    while used < len(lows):
        low = lows[used]
        used += 1
        for taken in range(1, min(at, LETTERS) + 1):
            if low[:1] == letters[at - taken] and _holds(low, letters[at - taken : at]):
                found = used if taken == at else _spelled(lows, used, letters, at - taken, failed)
                if found:
                    return found
        if low not in _SMALL and low not in ("'s", "'", "-"):
            break
    failed.add(start)
    return 0


def _holds(low: str, letters: str) -> bool:
    """Stand the *letters* in *low* in their order?"""
    rest = iter(low)
    return all(letter in rest for letter in letters)


_INTRODUCING = frozenset(("(", "or", "known"))
"""What introduces an acronym."""


def introduced(
    lows: Sequence[str], texts: Sequence[str], bodies: Mapping[int, int]
) -> Iterator[tuple[int, str, int, int]]:
    """Yield where in a sentence of words an acronym stands beside what it stands for: the end of that, the acronym, how
    many words spell it, and how many the body before it has.

    *bodies* are names, from the words where they end to those where they begin: their acronym may be that of another
    language.
    """
    if _INTRODUCING.isdisjoint(lows):
        return
    for end, short in _beside(texts):
        loud = sum(letter.isupper() for letter in short) > 1
        bracketed = texts[end] == "("
        if not (2 <= len(short) <= 8 and short[0].isalpha() and (loud or (bracketed and _coined(short)))):
            continue
        spelled = expansion(texts[:end], short)
        if spelled == 1 and texts[end - 1].isupper():
            continue  # ANKARA (AA)
        body = end - bodies.get(end, end)
        alone = body > 1 and bracketed and _foreign(short) and _stately(texts, end - body, end)
        if spelled or alone or _resembles(texts[end - body : end], short, told=not bracketed):
            yield end, short, spelled, body


def _beside(texts: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield where a name ends, and what may be its acronym: *… (RIA)*, *…, or ENISA,*, *…, known as CERT-EE,*."""
    for place in range(1, len(texts) - 2):
        mark = texts[place]
        if mark not in _CLOSING:
            continue
        start = place + 1
        if texts[start : start + 2] == ["known", "as"]:
            start += 2
        elif texts[start : start + 2] == ["known", "by"]:
            start = (
                next((at for at in range(start, min(start + 6, len(texts))) if texts[at] in _ABBREVIATIONS), start) + 1
            )
        elif mark == ",":
            if texts[start] != "or":
                continue
            start += 1
        start += texts[start : start + 1] == ["the"]
        stop = start + 1
        while texts[stop : stop + 1] == ["-"]:
            stop += 2
        if stop < len(texts) and texts[stop] in _CLOSING[mark]:
            yield place, "".join(texts[start:stop])


def _foreign(short: str) -> bool:
    """May this, behind a body, be its acronym in another language: *Ukraine's Security Service (SBU)*; and no country
    or another body?"""
    known = (short,) in reference.bodies() or not reference.gazetteer().keys().isdisjoint(((short,), (short.title(),)))
    known = known or short.lower() in _COUNTRIES or short in lists.EXCHANGES
    return len(short) >= _SHORT and short.isalpha() and short.isupper() and not known


def _stately(texts: Sequence[str], start: int, end: int) -> bool:
    """Return whether a body belongs to a country: *Ukraine's Security Service*, *Security Service of Ukraine*; what
    stands in brackets behind another may be the exchange of a firm, or the league of a club."""
    known = reference.gazetteer()
    owned = start > 0 and (texts[start - 1] == "'s" or "group" in known.get((texts[start - 1],), ""))
    return owned or "group" in known.get((texts[start],), "") or (texts[end - 2] == "of" and (texts[end - 1],) in known)


def _coined(short: str) -> bool:
    """May this word be made of a name's: *Vicofa*?"""
    known = (short,) in reference.gazetteer() or short.lower() in reference.common("en")
    return len(short) > 3 and short.istitle() and not known


_ABBREVIATIONS = ("acronym", "initials", "abbreviation")
_CLOSING = {"(": "),;", ",": ",.;"}
"""What stands behind an acronym, by what stands before it."""


_COUNTRIES = lists.CODES | {"eng", "nir", "sco", "wal"}
_SHORT = 3
"""How many letters an acronym shares with a name by chance."""


def _resembles(words: Sequence[str], short: str, *, told: bool = False) -> bool:
    """Return whether two of three letters of an acronym are initials of *words*, in any order: *INGD*, *OTAN*; one is
    enough where it is *told* that it is one, and there are three words: *ENISA*.

    >>> _resembles("National Institute for Disaster Risk Management".split(), "INGD")
    True
    >>> _resembles("World Food Programme".split(), "NYSE")
    False
    """
    shared = (Counter(word[0].upper() for word in words) & Counter(short.upper())).total()
    enough = 3 * shared >= 2 * len(short) or (told and shared > 0 and len(words) > 2)
    placed = short in lists.EXCHANGES or (short.title(),) in reference.gazetteer()
    if (short.istitle() or len(short) > _SHORT) and not placed:
        enough |= len(words) > 2 and words[0][0] == short[0]  # Vicofa, COLDEX
    return len(short) > 2 and enough
