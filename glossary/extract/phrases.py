"""Find the key phrases of a sentence: noun phrases, by the parts of speech of its words and the names in it.

A sentence becomes a string with one letter per unit (a word, or a compound with hyphens), in which regular expressions
find the noun phrases.

====== =======================================  ====== ===================================
letter unit                                     letter unit
====== =======================================  ====== ===================================
n      noun                                     e      (part of) a name
s      plural noun                              o      of
p      proper noun outside of the names found   i      other preposition
j      adjective; compound (*US-led*)           a      and, or
g      *-ing* form                              d      determiner, possessive pronoun
v      *-ed*, *-en* form                        k      's
x      other verb                               q      quotation mark
r      adverb                                   t      title, day, month, number: never part
                                                       of a name or phrase
.      anything else
====== =======================================  ====== ===================================
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from glossary.extract import acronyms, lists, reference
from glossary.extract.grammar import CLOSED, is_third_person, mended
from glossary.extract.trimming import is_bond_rating, is_currency, word_after
from glossary.text.words import Sentence

LETTERS = {
    "NOUN": "n",
    "PROPN": "p",
    "ADJ": "j",
    "VERB": "x",
    "AUX": "x",
    "ADP": "i",
    "SCONJ": "i",
    "DET": "d",
    "CCONJ": "a",
    "NUM": "t",
    "ADV": "r",
    "PART": "r",
}

_SMALL = frozenset("ADP AUX CCONJ DET PART PRON SCONJ".split())
"""Closed classes: few words, all of them common."""

_NOMINAL = frozenset("npj")
_CHUNK = re.compile(r"(?<!j)(?:j*(?<!e)e+)?[jnsp]*[nsp]")
"""A noun phrase without its determiner: it may contain a name and ends with a noun."""
_NAMED = re.compile(r"(?<=[ns])p+$")
_AFTER = {
    "o": (("of", re.compile(r"o([jnspe]*[nspe])")), ("party", re.compile(r"od([jnspe]*[nspe])"))),
    "i": (("on", re.compile(r"i(e+)(?![nsp])")),),
}
"""Extensions of a noun phrase: "balance *of power*", "congress *of the party*", "war *in Ukraine*"."""
_PAIR = re.compile(r"(?<![nspjegv])[ns]as(?![nspe])")
"""Two bare nouns, the last one plural: "questions and concerns"."""
_QUOTED = re.compile(r"d?[jgvnspe]*[nsp]|[jn]*[ns]a[jns]*[ns]|[jgv]*[nsp][oi][jnspe]*[nspe]")
"""What counts as a phrase between quotation marks."""


class Units(NamedTuple):
    """A sentence as the chunker sees it: one element per unit."""

    lows: list[str]
    """The words in lowercase, with plain apostrophes and hyphens."""
    starts: list[int]
    ends: list[int]
    letters: str


class Phrase(NamedTuple):
    """A phrase, as a range of units."""

    start: int
    end: int
    origin: str
    """``noun``, ``quoted``, or what needs support from elsewhere: ``of``, ``on``, ``party``, ``pair``."""


@lru_cache(20_000)
def letter(word: str, tag: str) -> str:
    """Return the letter of *word*, whose universal part of speech is *tag*."""
    if (tag in _SMALL and reference.common("en").get(word, 0) < 4 and len(word) > 3) or (
        tag == "ADV" and not word.endswith("ly") and word not in reference.common("en")
    ):
        tag = "NOUN" if word.islower() else tag  # the tagger never met it: "water vapour", "an equaliser"
    if tag == "VERB" and not _may_be_verb(word):
        tag = "NOUN"  # "uranium oxide", "palaeontologists"
    found = "k" if word in ("'s", "'") and tag == "PART" else CLOSED.get(word) or LETTERS.get(tag)
    if found in _NOMINAL and word in reference.finite():
        return "x"
    if word[0].isdigit() and word.endswith(("st", "nd", "rd", "th")):
        return "j"
    if found == "n":
        if word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is")):
            return "s"
        return "n"
    if found == "x":
        if len(word) > 4 and tag == "VERB":
            return "g" if word.endswith("ing") else "v" if word.endswith(("ed", "en", "wn")) else "x"
        return "x"
    if found == "p":
        return "t" if word.lower() in lists.DATES else "p"
    if found is not None:
        return found
    if word == '"':
        return "q"
    if word in ("'s", "'"):
        return "k"
    return "d" if tag == "PRON" and word.lower() in lists.OWNING else "."


def _may_be_verb(word: str) -> bool:
    """Return whether *word* can be a verb: a dictionary says so, or it is so common or new that the tagger decides.

    >>> [_may_be_verb(word) for word in ("uranium", "palaeontologists", "said", "levies", "livestreamed")]
    [False, False, True, True, True]
    """
    known = reference.words("bases")
    return (
        word in known
        or word.endswith(("ed", "ing", "en", "n't"))
        or not word.islower()
        or not word.isalpha()
        or reference.common("en").get(word, 0) > 4.5
        or is_third_person(word, known)
    )


_IS_ADDRESS = re.compile(r"www\.|https?://|\S*@|[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|info|co\.uk|gov|edu)$").match
_HAS_DOMAIN = re.compile(r"\.(?:com|net|org|info|co\.uk|gov|edu)\b").search

_HAS_SUM = re.compile(r"\b[A-Z][A-Za-z]{0,2} ?\d").search


def units(sentence: Sentence, letters: str, names: Sequence[tuple[int, int]]) -> Units:
    """Return the units of *sentence*, with hyphenated compounds joined; *letters* has one letter per word, *names* are
    ranges of words."""
    texts = sentence.texts
    if names:
        marked = list(letters)
        for start, end in names:
            marked[start:end] = "e" * (end - start)
            place = titled(texts, start)
            marked[place:start] = "t" * (start - place)
        letters = "".join(marked)
    if letters[0] != "e" and len(texts[0]) < 4 and texts[0].isupper() and texts[1:2] == [":"]:
        letters = "t" + letters[1:]  # TJ: And the lawsuit?
    if "p" in letters:
        letters = _corrected_proper(texts, letters)
    lows = list(map(str.lower, texts))
    text = sentence.text
    if "www." in text or "://" in text or "@" in text or _HAS_DOMAIN(text):
        letters = "".join(
            ["x" if letter != "e" and _IS_ADDRESS(low) else letter for low, letter in zip(lows, letters, strict=True)]
        )
    if _HAS_SUM(text):
        following = [word_after(lows, place) for place in range(len(lows))]
        letters = "".join(
            [
                "t"
                if letter != "e" and (other[:1].isdigit() or not low.isalpha()) and is_currency(low, other)
                else letter
                for low, other, letter in zip(lows, following, letters, strict=True)
            ]
        )
    starts, ends = sentence.starts, sentence.ends
    if "-" in lows:
        lows, starts, ends, letters = _joined(Units(lows, starts, ends, letters))
    return Units(lows, starts, ends, mended(lows, letters))


def _corrected_proper(texts: Sequence[str], letters: str) -> str:
    """Return *letters* with the proper nouns corrected that are not names.

    Ratings and law reports (29 *EHRR* 493) become ``t``; acronyms of common nouns, and lowercase words before a name
    (*stablecoin* Tether), become nouns, but not the first word of *AIDS Conference*.
    """
    found = list(letters)
    for place, word in enumerate(texts):
        if letters[place] != "p":
            continue
        if is_bond_rating(word) or (word.isupper() and letters[max(0, place - 1) : place + 2] == "tpt"):
            found[place] = "t"
            continue
        before_name = letters[place + 1 : place + 2] == "p" and texts[place + 1].istitle()
        if word.islower() if before_name else acronyms.is_noun(word):
            found[place] = "n"
    return "".join(found)


def titled(texts: Sequence[str], start: int) -> int:
    """Return the index at which the capitalized titles before the name at *start* begin: *Vice President*."""
    place = start
    while (
        place and texts[place - 1][:1].isupper() and texts[place - 1].lower().rstrip(".") in reference.words("titles")
    ):
        place -= 1
    while 1 < place < start and texts[place - 1] == "-" and _is_title(texts[place - 2]):
        place -= 2  # Secretary-General, Vice-President
    office = texts[place].lower() in lists.PORTFOLIOS or texts[place] == "Officer"
    while 0 < place < start and (texts[place - 1] in lists.RANKS or (office and _is_portfolio(texts, place - 1))):
        place -= 1
    return place


def _is_portfolio(texts: Sequence[str], place: int) -> bool:
    """Return whether the word at *place* is part of the portfolio of a minister: *Tourism and Sports* Minister."""
    word, following = texts[place], texts[place + 1]
    if word == "and":
        return place > 0 and _is_portfolio(texts, place - 1)
    verb = is_third_person(word.lower(), reference.words("bases")) and following.lower() not in lists.PORTFOLIOS
    if verb or reference.classes().get(word.lower()) in (("say",), ("weekday",), ("month",)):
        return False  # Ukraine Says + Defense Minister, on Monday + Foreign Minister
    known = reference.common("en") if place and following != "and" else reference.fields()
    return word.istitle() and word.lower() in known and (word,) not in reference.gazetteer()


def _is_title(word: str) -> bool:
    return word in lists.RANKS or word.lower() in reference.words("titles")


def _joined(found: Units) -> Units:
    """Return the units with hyphenated words joined; the letter of a compound is usually that of its last word."""
    lows, starts, ends, letters = found.lows, found.starts[:], found.ends[:], list(found.letters)
    joints = [
        at
        for at in range(1, len(lows) - 1)
        if lows[at] == "-"
        and ends[at - 1] == starts[at]
        and ends[at] == starts[at + 1]
        and lows[at - 1][-1].isalnum()
        and lows[at + 1][0].isalnum()
    ]
    while joints:
        last = joints.pop() + 1
        first = last - 2
        while joints and joints[-1] == first - 1:
            first = joints.pop() - 1
        own = letters[last]
        if own == "e":
            own = "e" if set(letters[first : last + 1]) == {"e"} else "j"
        elif own in "gvxria.odt" or (own == "s" and letters[last + 1 : last + 2] in (["g"], ["n"])):
            own = "j"  # after-hours trading
        lows[first : last + 1] = ["".join(lows[first : last + 1])]
        starts[first : last + 1] = [starts[first]]
        ends[first : last + 1] = [ends[last]]
        letters[first : last + 1] = [own]
    return Units(lows, starts, ends, "".join(letters))


def phrases(found: Units, *, headline: bool = False) -> Iterator[Phrase]:
    """Yield the phrases of a sentence, not yet pruned.

    Capitalized words after a noun are a name (*the public broadcaster ERR*), except in a *headline*.
    """
    letters = found.letters
    for match in _CHUNK.finditer(letters):
        start, end = match.span()
        named = None if headline else _NAMED.search(letters, start, end)
        if named:
            yield Phrase(start, named.start(), "noun")
            start = named.start()
        yield Phrase(start, end, "noun")
        for origin, pattern in _AFTER.get(letters[end : end + 1], ()):
            after = pattern.match(letters, end)
            if after:
                yield Phrase(start, after.end(), origin)
    if "as" in letters:
        for match in _PAIR.finditer(letters):
            yield Phrase(match.start(), match.end(), "pair")
    if letters.count("q") > 1 or "'" in found.lows:
        for start, end in quotations(found):
            if 0 < end - start <= 4 and _QUOTED.fullmatch(letters, start, end):
                yield Phrase(start, end, "quoted")


def quotations(found: Units) -> Iterator[tuple[int, int]]:
    """Yield the ranges of units between quotation marks, without final punctuation."""
    opened = -1
    for place, low in enumerate(found.lows):
        if low == '"' or low == "'":
            if opened >= 0 and found.lows[opened] == low:
                stop = place - 1 if place and found.lows[place - 1] in ",.!?;:" else place
                yield opened + 1, stop
                opened = -1
            elif low == '"' or (place + 1 < len(found.lows) and found.ends[place] == found.starts[place + 1]):
                opened = place
