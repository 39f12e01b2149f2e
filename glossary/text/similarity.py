"""How similar two segments are, on the scale that translators know, with a penalty for every difference.

The score starts at 100. Each difference costs points, and a :class:`~glossary.model.Penalty` names the reason:

* **words**. Both texts are folded: lowercase, without punctuation and whitespace, every number the same. The edit
  distance of the folded texts is computed twice, as a share of the longer one: between characters (Levenshtein), and
  between aligned words, where a replaced word costs its whole length unless half of its letters agree (an inflected
  form, a typo). The mean of the two is the cost. The distance between words corrects plain edit distance, which is too
  low when a replaced word has some letters in common by chance; the distance between characters forgives a word that is
  split in two.
* **numbers**: 2 points for each different number, at most 10 (a number with spaces between thousands is one). Numbers
  can be repaired.
* **case**: 1 point for each word, at most 5.
* **punctuation**: 1 point for each different mark outside numbers, at most 4; 3 for a different mark at the end if one
  is ``?`` or ``!``.
* **typography**: half a point if only the shape of marks, whitespace, the encoding, or е for ё differs.

If neither text has a word (``***``), the characters are compared unfolded. So 100 means identical texts. The edit
similarity of the folded characters (:func:`ceiling`) is an upper bound of the score, which lets a search stop early and
still be exact.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, cast

from rapidfuzz.distance import Levenshtein

from glossary.model import Penalty

SPACELESS = (
    "\u0e00-\u0e4f\u0e5a-\u0ecf\u0eda-\u0eff\u1000-\u103f\u104a-\u108f\u109a-\u109f\u1780-\u17df\u17ea-\u17ff"
    "\u3005\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
)
"""Letters of scripts without spaces between words (Chinese, Japanese, Thai, Lao, Burmese, Khmer), for a character class
of a regular expression. Each of them counts as a word."""
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0dff\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u20d0-\u20ff\u302a-\u302f\u3099\u309a\ufe20-\ufe2f"
)
"""Combining marks, which belong to the letter before them, and all of the Indic scripts."""

_NUMBER = r"(?:\d{1,3}(?:\s\d{3}(?!\d))+|\d+)(?:[.,:/]\d+)*"
"""Digits, perhaps with spaces between thousands, and then perhaps with separators."""
_ASCII = re.compile(rf"[A-Za-z][A-Za-z0-9]*|{_NUMBER}")
# These three take 3 ms each to compile, and hardly any text in Latin or Cyrillic letters needs them.
_PLAIN = rf"[^\W\d_{SPACELESS}][^\W_{SPACELESS}]*|{_NUMBER}|[{SPACELESS}]"
_MARKED = rf"(?:(?![{SPACELESS}\d_])[\w{_MARKS}])(?:(?![{SPACELESS}_])[\w{_MARKS}])*|{_NUMBER}|[{SPACELESS}]"
_PARTS = rf"(?s){_NUMBER}(?![^\W_{SPACELESS}])|[^\W_{SPACELESS}]+|[{SPACELESS}]|\s+|."
_MARK = re.compile(f"[{_MARKS}]")
_WORDS = re.compile(r"\w+")
_FIGURED = re.compile(rf"[^\W\d_][^\W_]*|{_NUMBER}")
# A negated class compiles much faster than one that lists everything up to the last character (4 ms).
_RARE = re.compile("[^\x00-^`-\u02ff\u0370-\u0482\u048a-\u0590\u2010-\u2044]")
"""A character outside Latin, Greek and Cyrillic text; without one, words are found in half the time."""
FAR = re.compile("[^\x00-\u0dff]")
"""A character of a range in which a word of one letter is not followed by a space."""
_DIGITS = re.compile(r"\d")
_JOINT = re.compile(r"(?<=\d)[.,:/](?=\d)")
_APART = bytes(code if chr(code).isalnum() else 32 for code in range(256))
"""A translation table that turns everything but letters into spaces, to split ASCII texts quickly."""
_UNMARKED = bytes(code for code in range(128) if chr(code).isalnum() or chr(code).isspace())
"""The ASCII characters that are not punctuation."""
ODD = re.compile(
    "[^\x00-\x7f\u00a1\u00a7\u00ab\u00b7\u00bb\u00bf-\u0131\u0134-\u013e\u0141-\u0148\u014a-\u017e\u0400-\u0482\u048a-\u052f\u1ea0-\u1ef9"
    "\u2010-\u2016\u2018-\u2023\u2030-\u2032\u2039-\u203b\u20ac\u2116\u3001-\u3020\u3041-\u3096\u30a1-\u30fe"
    "\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]"
)
"""A character that Unicode normalization may change; only texts with one need to be normalized."""
_SIGN = re.compile(r"[^\w\s]|_")
_NOT_SIGNS = re.compile(r"[\w\s]+")
"""Everything but punctuation, in texts without ``_``."""

_STRAIGHT = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u00b4`\u2032", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\u300c\u300d\u300e\u300f", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
    | {"\u3002": ".", "\u3001": ",", "\u300a": '"', "\u300b": '"'}
)
"""One form for punctuation marks that differ in shape only."""

SLOT = "0"
"""The folded form of every number."""


Step = tuple[str, int, int, int, int]
Edit = tuple[str, int, int]
"""An operation (replace, insert or delete), an index in the old words and one in the new words."""


class Folded(NamedTuple):
    """A text in the form in which it is compared."""

    text: str
    """The words joined, with a space after each word of a script that writes spaces."""
    words: list[str]
    """The words in lowercase, every number as :data:`SLOT`."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of two texts that is the same or differs, for colouring."""

    kind: str
    """equal, replace, insert (only in the new text) or delete (only in the old one)."""
    old: str
    """The part in the text of the memory."""
    new: str
    """The part in the query."""


@dataclass(frozen=True, slots=True)
class Score:
    """The similarity of two texts."""

    points: float
    """0 to 100, with one decimal; 100 means that the texts are identical."""
    penalties: tuple[Penalty, ...] = ()
    """The reasons for the missing points; their points add up to ``100 - points``."""


@lru_cache(maxsize=1024)
def fold(text: str) -> Folded:
    """Return *text* in the form in which it is compared: lowercase, without punctuation, every number the same.

    >>> fold("In 2019, Xi’s team — WON.")
    Folded(text='in 0 xi s team won ', words=['in', '0', 'xi', 's', 'team', 'won'])
    >>> fold("美国2018年").text
    '美国0 年'
    """
    text = plain(text)
    ascii = text.isascii()
    if _DIGITS.search(text):
        words = [SLOT if word[0].isdecimal() else word for word in split(text)]
    else:
        words = text.encode().translate(_APART).decode().split() if ascii else split(text)
    if ascii or not FAR.search(text):
        return Folded(" ".join(words) + " " if words else "", words)
    return Folded("".join([word if len(word) == 1 and word >= "\u0e00" else word + " " for word in words]), words)


def plain(text: str) -> str:
    """Return *text* in lowercase, with letters and digits in NFKC, and with е for ё."""
    return _composed(text).lower().replace("ё", "е")


def _composed(text: str) -> str:
    if text.isascii() or not ODD.search(text):
        return text
    return unicodedata.normalize("NFKC", text.replace("№", "#"))  # NFKC would make it the word "No"


def is_spaceless(word: str) -> bool:
    """Return whether *word* is a single letter of a script without spaces; no space follows it in a folded text."""
    return len(word) == 1 and word >= "\u0e00"


def split(text: str) -> list[str]:
    """Return the words and numbers of *text*, which is the result of :func:`plain`, without punctuation."""
    if text.isascii():
        return _ASCII.findall(text)
    if not _RARE.search(text):
        return (_FIGURED if _DIGITS.search(text) else _WORDS).findall(text)
    return re.findall(_MARKED if _MARK.search(text) else _PLAIN, text)


def ceiling(query: Folded, other: Folded, cutoff: float = 0.0) -> float:
    """Return an upper bound of the score (0 to 100): the similarity of the folded characters.

    A bound below *cutoff* is returned as 0, which is faster.
    """
    longest = max(len(query.text), len(other.text))
    if not query.words and not other.words:
        return 100.0
    allowed = max(0, int(longest * (1 - cutoff / 100) + 1e-9))
    distance = Levenshtein.distance(query.text, other.text, score_cutoff=allowed)
    return 100 * (1 - distance / longest) if distance <= allowed else 0.0


def score(
    query: str,
    text: str,
    query_folded: Folded | None = None,
    text_folded: Folded | None = None,
    *,
    least: float = 0.0,
    characters: int | None = None,
) -> Score:
    """Return how similar *query* and the *text* of a memory are, as the docstring of this module defines it.

    A caller that has the folded forms, or their edit distance in *characters*, may pass them to save time. If the score
    is below *least*, penalties may be missing and the score may be too high, because the comparison stops early.

    >>> score("The talks began in 2019.", "The talks began in 2018.")
    Score(points=98.0, penalties=(Penalty(reason='number: 2018 → 2019', points=2.0),))
    >>> score("Same", "Same").points
    100.0
    """
    if query == text:
        return Score(100.0)
    new, old = query_folded or fold(query), text_folded or fold(text)
    if not new.words and not old.words:
        longest = max(len(query), len(text))
        lost = round(100 * Levenshtein.distance(query, text) / longest, 1) or 0.5
        return Score(round(100 - lost, 1), (Penalty("characters differ", lost),))
    lost, edits = 0.0, _edits(old, new)
    if new.text != old.text:
        if characters is None:
            characters = Levenshtein.distance(new.text, old.text)
        share = _distance(new, old, edits, characters, 1.001 - least / 100)
        lost = min(100.0, max(0.1, round(100 * share, 1)))
        if 100 - lost < least:
            return Score(round(100 - lost, 1))
    marks = _mark_penalties(_marks(query), _marks(text))
    if marks and 0 <= 100 - lost - marks[0][1] < least:
        return Score(round(100 - lost - marks[0][1], 1))
    words = [(_summary(new, old, len(edits)), lost)] if lost else []
    ledger = [*words, *_details(query, text, new, old, edits), *marks] or [("typography", 0.5)]  # message
    left, penalties = 100.0, []
    for reason, points in ledger:
        taken = round(min(points, left), 1)
        if taken > 0:
            penalties.append(Penalty(reason, taken))
            left = round(left - taken, 1)
    return Score(left, tuple(penalties))


def aligned(old: list[str], new: list[str]) -> list[Step]:
    """Return the steps from *old* to *new*, in order: (kind, start and end in *old*, start and end in *new*)."""
    return cast("list[Step]", Levenshtein.opcodes(old, new).as_list())


def differences(old: str, new: str) -> list[Stretch]:
    """Return the parts in which *old* and *new* are the same or differ, in order; each consists of whole words.

    >>> [(row.kind, row.old, row.new) for row in differences("the old law", "the law")]
    [('equal', 'the ', 'the '), ('delete', 'old ', ''), ('equal', 'law', 'law')]
    """
    old_parts, new_parts = re.findall(_PARTS, old), re.findall(_PARTS, new)
    return [
        Stretch(kind, "".join(old_parts[start:end]), "".join(new_parts[other:stop]))
        for kind, start, end, other, stop in aligned(old_parts, new_parts)
    ]


def _edits(old: Folded, new: Folded) -> list[Edit]:
    """Return the edits that turn the words of *old* into those of *new*, in order."""
    if old.words == new.words:
        return []
    if _letters_only(old) and _letters_only(new):
        return cast("list[Edit]", Levenshtein.editops(old.text, new.text).as_list())
    return cast("list[Edit]", Levenshtein.editops(old.words, new.words).as_list())


def _letters_only(folded: Folded) -> bool:
    """Return whether every word is a single letter of a script without spaces."""
    return len(folded.text) == len(folded.words)


def _distance(new: Folded, old: Folded, edits: list[Edit], characters: int, most: float) -> float:
    """Return the cost of the words, 0 to 1: the mean of the distance in *characters* and the distance between words.

    A cost above *most* may be inexact.
    """
    longest = max(len(new.text), len(old.text))
    if _letters_only(new) and _letters_only(old):
        return characters / longest
    enough = min(longest, int(most * 2 * longest) - characters + 1)
    cost = 0
    old_words, new_words = old.words, new.words
    for kind, was, now in edits:
        if kind == "replace":
            cost += _replacement_cost(old_words[was], new_words[now])
        else:
            cost += _width(old_words[was] if kind == "delete" else new_words[now])
        if cost > enough:
            break
    if characters < cost and characters <= len(old_words) + len(new_words) and _same_letters(new, old):
        cost = characters  # words were only split or joined
    return (min(cost, longest) + characters) / (2 * longest)


@lru_cache(maxsize=4096)
def _replacement_cost(was: str, now: str) -> int:
    """Return the cost of replacing the word *was* by *now*."""
    one, two = len(was), len(now)
    length = one if one > two else two
    if length == 1:
        return max(_width(was), _width(now))
    # Words of very different lengths share less than half of their letters.
    if one <= 2 * two and two <= 2 * one:
        near = Levenshtein.distance(was, now)
        if near * 2 <= length:
            return near
    return length + 1


def _letters(folded: Folded) -> str:
    return folded.text.replace(" ", "")


def _same_letters(one: Folded, two: Folded) -> bool:
    """Return whether two texts differ in spaces only."""
    return _letters(one) == _letters(two)


def _width(word: str) -> int:
    """Return how many characters *word* takes in a folded text."""
    size = len(word)
    return size + 1 if size > 1 or word < "\u0e00" else 1


def _summary(new: Folded, old: Folded, count: int) -> str:
    """Return the reason for the penalty of *count* different words."""
    if _same_letters(new, old):
        return "words are written apart"  # message
    total = max(len(new.words), len(old.words))
    if 1 < len(new.words) == len(_letters(new)):
        return f"characters: {count} of {total} differ"  # message
    return f"words: {count} of {total} differ"  # message


@lru_cache(maxsize=16)
def _written(text: str) -> list[str]:
    """Return the words of *text* with their case. Cached, because a query is compared with many texts."""
    text = _composed(text).replace("ё", "е").replace("Ё", "Е").replace("\n", " ")
    if text.isascii() and not _DIGITS.search(text):
        return text.encode().translate(_APART).decode().split()
    return split(text)


@lru_cache(maxsize=16)
def _marks(text: str) -> str:
    """Return the punctuation marks of *text* outside numbers."""
    if _DIGITS.search(text):
        text = _JOINT.sub("", text)
    if text.isascii():
        return text.encode().translate(None, _UNMARKED).decode()
    return "".join(_SIGN.findall(text)) if "_" in text else _NOT_SIGNS.sub("", text)


@lru_cache(maxsize=256)
def _shape(mark: str) -> str:
    """Return the basic form of a punctuation mark."""
    return unicodedata.normalize("NFKC", mark).translate(_STRAIGHT)


def _details(query: str, text: str, new: Folded, old: Folded, edits: list[Edit]) -> list[tuple[str, float]]:
    """Return (reason, points) for numbers and case in the words that agree."""
    if query.lower() == query and text.lower() == text and not (SLOT in new.words and SLOT in old.words):
        return []
    new_words, old_words = [*_written(query)], [*_written(text)]
    differing: list[tuple[str, str]] = []
    if len(new_words) == len(new.words) and len(old_words) == len(old.words):  # lowercasing may change the word split
        for kind, was, now in reversed(edits):
            if kind != "insert":
                del old_words[was]
            if kind != "delete":
                del new_words[now]
        if old_words != new_words:
            differing = [(one, two) for one, two in zip(old_words, new_words, strict=True) if one != two]
    numbers = [f"{one} → {two}" for one, two in differing if one[0].isdecimal()]
    cases = len(differing) - len(numbers)
    ledger: list[tuple[str, float]] = []
    if numbers:
        changed = ", ".join(numbers[:3]) + (" …" if len(numbers) > 3 else "")
        ledger.append((f"number: {changed}", min(10.0, 2.0 * len(numbers))))  # message
    if cases:
        ledger.append(("case", min(5.0, float(cases))))  # message
    return ledger


@lru_cache(maxsize=1024)
def _mark_penalties(new: str, old: str) -> tuple[tuple[str, float], ...]:
    """Return (reason, points) for different punctuation, or for different shapes of the same marks."""
    if new == old:
        return ()
    plain_new, plain_old = ([_shape(mark) for mark in marks] for marks in (new, old))
    if "".join(plain_new) == "".join(plain_old):  # … is ...
        return (("typography", 0.5),)  # message
    points = float(Levenshtein.distance(plain_new, plain_old))
    ends = {(marks[-1] if marks else "") for marks in (plain_new, plain_old)}
    if len(ends) == 2 and ends & {"?", "!"}:
        points = max(points, 3.0)
    return (("punctuation", min(4.0, points)),)  # message
