"""How alike two segments are, on the scale translators know, with a ledger of every point that is taken off.

The score begins at 100, and every difference costs points that :class:`~glossary.model.Penalty` names:

* **words**. Both texts are folded: letters small, marks and blank space left out, every number the same. The edit
  distance of the folded texts, as a share of the longer one, is taken twice: between characters (Levenshtein),
  and between words, which are aligned first and where a word that stands for another one costs its whole length unless
  half of its letters agree (an inflected form, a slip of the pen). The mean of the two is what the words cost. The
  second counts the replaced word that has some letters in common by chance, which makes plain edit
  distance look too good; the first forgives a word that is written apart.
* **numbers**: 2 points for each that differs, 10 at most (with spaces between thousands it is one). They are slots and
  can be put right.
* **case**: 1 point for each word, 5 at most.
* **punctuation**: 1 point for each mark that differs (not inside of a number), 4 at most; 3 for another mark at the
  end if one is ``?`` or ``!``.
* **typography**: half a point where only the shape of the marks, the blank space, the encoding, or е for ё differs.

Where neither text has a word (``***``), the characters are compared as they are. So 100 means the same
characters, and nothing else does. The edit similarity of the folded characters (:func:`ceiling`) is never below the
score: that bound lets a search stop early and still be exact.
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
"""Letters of scripts that write no space between words (Chinese, Japanese, Thai, Lao, Burmese, Khmer), as a
range for regular expressions: each is a word of its own here."""
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0dff\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u20d0-\u20ff\u302a-\u302f\u3099\u309a\ufe20-\ufe2f"
)
"""Combining marks (and the Indic scripts whole), which belong to the letter before them."""

_NUMBER = r"(?:\d{1,3}(?:\s\d{3}(?!\d))+|\d+)(?:[.,:/]\d+)*"
"""Figures, with spaces between thousands and then with marks."""
_ASCII = re.compile(rf"[A-Za-z][A-Za-z0-9]*|{_NUMBER}")
# These three take 3 ms each to compile, and next to no text in Latin or Cyrillic letters needs them.
_PLAIN = rf"[^\W\d_{SPACELESS}][^\W_{SPACELESS}]*|{_NUMBER}|[{SPACELESS}]"
_MARKED = rf"(?:(?![{SPACELESS}\d_])[\w{_MARKS}])(?:(?![{SPACELESS}_])[\w{_MARKS}])*|{_NUMBER}|[{SPACELESS}]"
_PARTS = rf"(?s){_NUMBER}(?![^\W_{SPACELESS}])|[^\W_{SPACELESS}]+|[{SPACELESS}]|\s+|."
_MARK = re.compile(f"[{_MARKS}]")
_WORDS = re.compile(r"\w+")
_FIGURED = re.compile(rf"[^\W\d_][^\W_]*|{_NUMBER}")
# A class that ends at the last character would take 4 ms to compile, this one next to nothing.
_RARE = re.compile("[^\x00-^`-\u02ff\u0370-\u0482\u048a-\u0590\u2010-\u2044]")
"""What is not in most texts in Latin, Greek and Cyrillic letters, whose words are found by half the work without it."""
FAR = re.compile("[^\x00-\u0dff]")
"""Letters among which a word of one letter has no space behind it."""
_DIGITS = re.compile(r"\d")
_JOINT = re.compile(r"(?<=\d)[.,:/](?=\d)")
_APART = bytes(code if chr(code).isalnum() else 32 for code in range(256))
"""Leaves the words of a plain text without digits: the quick way for the commonest texts."""
_UNSAID = bytes(code for code in range(128) if chr(code).isalnum() or chr(code).isspace())
"""What is no mark in a plain text."""
ODD = re.compile(
    "[^\x00-\x7f\u00a1\u00a7\u00ab\u00b7\u00bb\u00bf-\u0131\u0134-\u013e\u0141-\u0148\u014a-\u017e\u0400-\u0482\u048a-\u052f\u1ea0-\u1ef9"
    "\u2010-\u2016\u2018-\u2023\u2030-\u2032\u2039-\u203b\u20ac\u2116\u3001-\u3020\u3041-\u3096\u30a1-\u30fe"
    "\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]"
)
"""Whatever is not known to be a letter in its plain form, or a mark: only such texts need to be normalized."""
_SIGN = re.compile(r"[^\w\s]|_")
_SAID = re.compile(r"[\w\s]+")
"""What is no mark, in texts that have no ``_``."""

_STRAIGHT = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u00b4`\u2032", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\u300c\u300d\u300e\u300f", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
    | {"\u3002": ".", "\u3001": ",", "\u300a": '"', "\u300b": '"'}
)
"""Marks that differ in shape alone, and one form for each."""

SLOT = "0"
"""What every number is folded to."""


Step = tuple[str, int, int, int, int]
Edit = tuple[str, int, int]
"""What is done (replace, insert or delete), and where, in the old words and in the new ones."""


class Folded(NamedTuple):
    """A text as it is compared."""

    text: str
    """The words one after another, a space after each word of a script that has spaces."""
    words: list[str]
    """The words in small letters, every number as :data:`SLOT`."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch where two texts agree or differ, for colouring."""

    kind: str
    """equal, replace, insert (only in the new text) or delete (only in the old one)."""
    old: str
    """The stretch of the text in the memory."""
    new: str
    """The stretch of the text that was asked for."""


@dataclass(frozen=True, slots=True)
class Score:
    """How alike two texts are."""

    points: float
    """0 to 100, with one decimal; 100 means the same characters."""
    penalties: tuple[Penalty, ...] = ()
    """Where the missing points went: they add up to ``100 - points``."""


@lru_cache(maxsize=1024)
def fold(text: str) -> Folded:
    """Return *text* as it is compared: small letters, no marks, every number alike.

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
    """Return *text* in small letters, in NFKC as far as letters and digits go, and with е for ё."""
    return _composed(text).lower().replace("ё", "е")


def _composed(text: str) -> str:
    if text.isascii() or not ODD.search(text):
        return text
    return unicodedata.normalize("NFKC", text.replace("№", "#"))  # a mark, whatever else is odd: no word "No"


def alone(word: str) -> bool:
    """Return whether *word* is one letter of a script without spaces (no space follows it in a folded text)."""
    return len(word) == 1 and word >= "\u0e00"


def split(text: str) -> list[str]:
    """Return the words and numbers of *text* (which is plain), without the marks between them."""
    if text.isascii():
        return _ASCII.findall(text)
    if not _RARE.search(text):
        return (_FIGURED if _DIGITS.search(text) else _WORDS).findall(text)
    return re.findall(_MARKED if _MARK.search(text) else _PLAIN, text)


def ceiling(query: Folded, other: Folded, cutoff: float = 0.0) -> float:
    """Return a bound from 0 to 100 that the score cannot exceed: the similarity of the folded characters.

    Where it would be below *cutoff*, 0 comes back instead (which is quicker).
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
    """Return how alike *query* and the *text* of a memory are; the module's docstring defines it.

    Folded forms that the caller has already spare the work of folding, and so do the *characters* in which they differ.
    Where the score is below *least*, the ledger and some points may be missing: the words are looked at first, then the
    marks, and the rest takes longer to tell.

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
    marks = _marked(_marks(query), _marks(text))
    if marks and 0 <= 100 - lost - marks[0][1] < least:
        return Score(round(100 - lost - marks[0][1], 1))
    words = [(_summary(new, old, len(edits)), lost)] if lost else []
    ledger = [*words, *_details(query, text, new, old, edits), *marks] or [("typography", 0.5)]  # message
    left, kept = 100.0, []
    for reason, points in ledger:
        taken = round(min(points, left), 1)
        if taken > 0:
            kept.append(Penalty(reason, taken))
            left = round(left - taken, 1)
    return Score(left, tuple(kept))


def aligned(old: list[str], new: list[str]) -> list[Step]:
    """Return the steps that turn *old* into *new*: (kind, start and end in *old*, start and end in *new*), in order."""
    return cast("list[Step]", Levenshtein.opcodes(old, new).as_list())


def differences(old: str, new: str) -> list[Stretch]:
    """Return the stretches where *new* agrees with *old* and where it differs, in order, whole words at a time.

    >>> [(row.kind, row.old, row.new) for row in differences("the old law", "the law")]
    [('equal', 'the ', 'the '), ('delete', 'old ', ''), ('equal', 'law', 'law')]
    """
    old_parts, new_parts = re.findall(_PARTS, old), re.findall(_PARTS, new)
    return [
        Stretch(kind, "".join(old_parts[start:end]), "".join(new_parts[other:stop]))
        for kind, start, end, other, stop in aligned(old_parts, new_parts)
    ]


def _edits(old: Folded, new: Folded) -> list[Edit]:
    """Return what turns the words of *old* into those of *new*, in order."""
    if old.words == new.words:
        return []
    if _letters_only(old) and _letters_only(new):
        return cast("list[Edit]", Levenshtein.editops(old.text, new.text).as_list())
    return cast("list[Edit]", Levenshtein.editops(old.words, new.words).as_list())


def _letters_only(folded: Folded) -> bool:
    """Return whether every word is a letter."""
    return len(folded.text) == len(folded.words)


def _distance(new: Folded, old: Folded, edits: list[Edit], characters: int, most: float) -> float:
    """Return what the words cost, 0 to 1: the mean of the distances between *characters* and between words.

    Where it is more than *most*, any number above *most* may come back.
    """
    longest = max(len(new.text), len(old.text))
    if _letters_only(new) and _letters_only(old):
        return characters / longest
    enough = min(longest, int(most * 2 * longest) - characters + 1)
    cost = 0
    old_words, new_words = old.words, new.words
    for kind, was, now in edits:
        if kind == "replace":
            cost += _instead(old_words[was], new_words[now])
        else:
            cost += _width(old_words[was] if kind == "delete" else new_words[now])
        if cost > enough:
            break
    if characters < cost and characters <= len(old_words) + len(new_words) and _same_letters(new, old):
        cost = characters  # written apart or together
    return (min(cost, longest) + characters) / (2 * longest)


@lru_cache(maxsize=4096)
def _instead(was: str, now: str) -> int:
    """Return what it costs that *now* stands for *was*: texts near to one query have most words in common."""
    one, two = len(was), len(now)
    length = one if one > two else two
    if length == 1:
        return max(_width(was), _width(now))
    # Of very different lengths they have less than half of the letters in common.
    if one <= 2 * two and two <= 2 * one:
        near = Levenshtein.distance(was, now)
        if near * 2 <= length:
            return near
    return length + 1


def _letters(folded: Folded) -> str:
    return folded.text.replace(" ", "")


def _same_letters(one: Folded, two: Folded) -> bool:
    """Return whether two texts differ in nothing but spaces."""
    return _letters(one) == _letters(two)


def _width(word: str) -> int:
    """Return how many characters *word* takes in a folded text."""
    size = len(word)
    return size + 1 if size > 1 or word < "\u0e00" else 1


def _summary(new: Folded, old: Folded, count: int) -> str:
    """Return that *count* words differ, in a few words."""
    if _same_letters(new, old):
        return "words are written apart"  # message
    total = max(len(new.words), len(old.words))
    if 1 < len(new.words) == len(_letters(new)):
        return f"characters: {count} of {total} differ"  # message
    return f"words: {count} of {total} differ"  # message


@lru_cache(maxsize=16)
def _written(text: str) -> list[str]:
    """Return the words of *text* as they are written. A query is asked for again and again."""
    text = _composed(text).replace("ё", "е").replace("Ё", "Е").replace("\n", " ")
    if text.isascii() and not _DIGITS.search(text):
        return text.encode().translate(_APART).decode().split()
    return split(text)


@lru_cache(maxsize=16)
def _marks(text: str) -> str:
    """Return the marks of *text*, but those inside of numbers."""
    if _DIGITS.search(text):
        text = _JOINT.sub("", text)
    if text.isascii():
        return text.encode().translate(None, _UNSAID).decode()
    return "".join(_SIGN.findall(text)) if "_" in text else _SAID.sub("", text)


@lru_cache(maxsize=256)
def _shape(mark: str) -> str:
    """Return the one form of a mark that may have several."""
    return unicodedata.normalize("NFKC", mark).translate(_STRAIGHT)


def _details(query: str, text: str, new: Folded, old: Folded, edits: list[Edit]) -> list[tuple[str, float]]:
    """Return (reason, points) for numbers and case, where the words agree."""
    if query.lower() == query and text.lower() == text and not (SLOT in new.words and SLOT in old.words):
        return []
    new_words, old_words = [*_written(query)], [*_written(text)]
    differing: list[tuple[str, str]] = []
    if len(new_words) == len(new.words) and len(old_words) == len(old.words):  # a small letter may be two characters
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
def _marked(new: str, old: str) -> tuple[tuple[str, float], ...]:
    """Return (reason, points) for punctuation, or for the shape of marks, if the marks of two texts differ."""
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
