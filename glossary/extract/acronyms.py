"""Acronyms and the words before them that they stand for: *National People's Congress (NPC)*."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from glossary.extract import lists, reference

REACH = 12
"""How many words before an acronym are examined."""
LETTERS_PER_WORD = 3
"""The most letters that one word contributes."""
_SKIPPABLE = frozenset("of the for and in on to a de la du des et & - , at with by и в во по на для о об с".split())
"""Function words that an acronym may leave out."""


def is_noun(word: str) -> bool:
    """Return whether *word* is an acronym, singular or plural, that is a common noun and not a name.

    >>> is_noun("GDP"), is_noun("SUVs"), is_noun("NATO")
    (True, True, False)
    """
    return word.removesuffix("s") in reference.words("acronyms")


def expansion(before: Sequence[str], short: str) -> int:
    """Return how many of the last words of *before* the acronym *short* stands for; 0 if it does not.

    Each word contributes its initial and perhaps later letters (after Schwartz and Hearst 2003); function words may be
    left out. A plural *s* of the acronym is ignored.

    >>> expansion("talks with the National People 's Congress".split(), "NPC")
    4
    >>> expansion("the Economic Community of West African States".split(), "ECOWAS")
    6
    """
    letters = short.rstrip("s").replace(".", "").replace("-", "").lower()
    return _count_spelling([word.lower() for word in reversed(before[-REACH:])], 0, letters, len(letters), set())


def _count_spelling(lows: Sequence[str], used: int, letters: str, at: int, failed: set[tuple[int, int]]) -> int:
    """Return how many of *lows*, the words in reverse, spell the first *at* letters if *used* of them are already
    taken. *failed* caches dead ends: *aaa aaa aaa (AAAAAAA)* could be divided in very many ways."""
    start = used, at
    if start in failed:
        return 0
    while used < len(lows):
        low = lows[used]
        used += 1
        for taken in range(1, min(at, LETTERS_PER_WORD) + 1):
            if low[:1] == letters[at - taken] and _has_in_order(low, letters[at - taken : at]):
                found = used if taken == at else _count_spelling(lows, used, letters, at - taken, failed)
                if found:
                    return found
        if low not in _SKIPPABLE and low not in ("'s", "'", "-"):
            break
    failed.add(start)
    return 0


def _has_in_order(low: str, letters: str) -> bool:
    """Return whether *low* contains *letters* in this order."""
    rest = iter(low)
    return all(letter in rest for letter in letters)


_INTRODUCTIONS = frozenset(("(", "or", "known"))
"""Words and marks that introduce an acronym."""


def introduced(
    lows: Sequence[str], texts: Sequence[str], bodies: Mapping[int, int]
) -> Iterator[tuple[int, str, int, int]]:
    """Yield the acronyms introduced in a sentence.

    Each comes as: where its expansion ends, the acronym, how many words spell it, and how many words the body before it
    has. *bodies* maps the end of each name to its start; its acronym may come from another language.
    """
    if _INTRODUCTIONS.isdisjoint(lows):
        return
    for end, short in _candidates(texts):
        loud = sum(letter.isupper() for letter in short) > 1
        bracketed = texts[end] == "("
        if not (2 <= len(short) <= 8 and short[0].isalpha() and (loud or (bracketed and _may_be_blend(short)))):
            continue
        spelled = expansion(texts[:end], short)
        if spelled == 1 and texts[end - 1].isupper():
            continue  # ANKARA (AA)
        body = end - bodies.get(end, end)
        alone = body > 1 and bracketed and _may_be_foreign(short) and _is_of_country(texts, end - body, end)
        if spelled or alone or _resembles(texts[end - body : end], short, stated=not bracketed):
            yield end, short, spelled, body


def _candidates(texts: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield where a name ends, and its possible acronym: *… (RIA)*, *…, or ENISA,*, *…, known as CERT-EE,*."""
    for place in range(1, len(texts) - 2):
        mark = texts[place]
        if mark not in _CLOSING_MARKS:
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
        if stop < len(texts) and texts[stop] in _CLOSING_MARKS[mark]:
            yield place, "".join(texts[start:stop])


def _may_be_foreign(short: str) -> bool:
    """Return whether *short* is neither a country nor another body, so that it may be the acronym of the body before it
    in another language: *Ukraine's Security Service (SBU)*."""
    known = (short,) in reference.bodies() or not reference.gazetteer().keys().isdisjoint(((short,), (short.title(),)))
    known = known or short.lower() in _COUNTRY_CODES or short in lists.EXCHANGES
    return len(short) >= _CHANCE_LENGTH and short.isalpha() and short.isupper() and not known


def _is_of_country(texts: Sequence[str], start: int, end: int) -> bool:
    """Return whether the body belongs to a country: *Ukraine's Security Service*, *Security Service of Ukraine*; after
    others, brackets may hold a stock exchange or a league."""
    known = reference.gazetteer()
    owned = start > 0 and texts[start - 1] == "'s"
    return owned or "group" in known.get((texts[start],), "") or (texts[end - 2] == "of" and (texts[end - 1],) in known)


def _may_be_blend(short: str) -> bool:
    """Return whether *short* may be made of parts of a name: *Vicofa*."""
    known = (short,) in reference.gazetteer() or short.lower() in reference.common("en")
    return len(short) > 3 and short.istitle() and not known


_ABBREVIATIONS = ("acronym", "initials", "abbreviation")
_CLOSING_MARKS = {"(": "),;", ",": ",.;"}
"""Marks after an acronym, by the mark before it."""


_COUNTRY_CODES = lists.CODES | {"eng", "nir", "sco", "wal"}
_CHANCE_LENGTH = 3
"""An acronym of up to this many letters may share them with a name by chance."""


def _resembles(words: Sequence[str], short: str, *, stated: bool = False) -> bool:
    """Return whether two of three letters of an acronym are initials of *words*, in any order: *INGD*, *OTAN*.

    One letter and three words are enough if it is *stated* to be an acronym: *ENISA*.

    >>> _resembles("National Institute for Disaster Risk Management".split(), "INGD")
    True
    >>> _resembles("World Food Programme".split(), "NYSE")
    False
    """
    shared = (Counter(word[0].upper() for word in words) & Counter(short.upper())).total()
    enough = 3 * shared >= 2 * len(short) or (stated and shared > 0 and len(words) > 2)
    placed = short in lists.EXCHANGES or (short.title(),) in reference.gazetteer()
    if (short.istitle() or len(short) > _CHANCE_LENGTH) and not placed:
        enough |= len(words) > 2 and words[0][0] == short[0]  # Vicofa, COLDEX
    return len(short) > 2 and enough
