"""What one text holds: its names and phrases, each with where and how it was seen. The unit of work of an engine.

A :class:`Reading` is small beside its text and can be pickled, so that texts can be read in other processes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from glossary.extract import entities, phrases, reference, tagger
from glossary.extract.entities import Finder, Mention
from glossary.model import Document, Kind, Segment
from glossary.text.segments import segments
from glossary.text.words import Sentence, sentences, straighten

WINDOW = 1000
"""Sentences that are looked at together; a longer text is read window by window, so that memory stays bounded."""
PLACES = 100
"""Places of a term in one text that are remembered; more are only counted."""

Context = tuple[int, str, int, str]
"""(worth, document, start, sentence) of the sentence that shows a term."""
NOWHERE: Context = (-1000, "", 0, "")


class Seen:
    """How a term was seen: in one text, and after :meth:`add` in several."""

    __slots__ = ("context", "count", "documents", "first", "forms", "marks", "places")

    def __init__(self) -> None:
        self.count = 0
        self.documents = 1
        self.first = 1.0
        """Where it is seen first, as a share of its text, 0 to 1; the least of all texts."""
        self.forms: dict[str, int] = {}
        """Spellings, straightened, with how often each was seen."""
        self.marks: dict[str, int] = {}
        """What was noticed: kinds of names (``person``), origins and letters of phrases, ``start``, ``heading``."""
        self.places: list[tuple[str, int, int, int, str]] = []
        """(document, start, end, line, form)."""
        self.context = NOWHERE

    def __getstate__(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in self.__slots__)

    def __setstate__(self, state: tuple[object, ...]) -> None:
        for name, value in zip(self.__slots__, state, strict=True):
            setattr(self, name, value)

    def add(self, other: Seen) -> None:
        """Take in how the same term was seen in other texts; in whatever order, the result is the same."""
        self.count += other.count
        self.documents += other.documents
        self.first = min(self.first, other.first)
        for name, count in other.forms.items():
            self.forms[name] = self.forms.get(name, 0) + count
        for name, count in other.marks.items():
            self.marks[name] = self.marks.get(name, 0) + count
        self.places = sorted(self.places + other.places)[:PLACES]
        self.context = better(self.context, other.context)


def better(one: Context, other: Context) -> Context:
    """Return the better context of two: the worthier, of equals the first in the order of names and places."""
    return min(one, other, key=lambda context: (-context[0], context[1:]))


@dataclass(slots=True)
class Reading:
    """What was found in one text."""

    document: str
    words: int = 0
    names: dict[str, Seen] = field(default_factory=dict)
    """By the form of the name, straightened, without determiner, title, possessive."""
    phrases: dict[str, Seen] = field(default_factory=dict)
    """By the phrase in lower case."""
    pairs: dict[tuple[str, str], int] = field(default_factory=dict)
    """(long, short) -> how often an expansion and its acronym stood side by side, one in brackets."""
    lows: Counter[str] = field(default_factory=Counter)
    """Words in lower case, outside of names, with how often they stand here."""


def read(document: Document, find: Finder = entities.mentions) -> Reading:
    """Return what *document* holds; *find* finds the names."""
    reading = Reading(document.name)
    found = segments(document)
    length = max(1, len(document.text))
    for begin in range(0, len(found), WINDOW):
        window = found[begin : begin + WINDOW]
        cut = sentences(window)
        tags = tagger.speech([[word.text for word in sentence.words] for sentence in cut])
        for segment, sentence, speech, mentions in zip(window, cut, tags, find(cut), strict=True):
            if sentence.words:
                _sentence(reading, segment, sentence, speech, mentions, length)
    return reading


def _sentence(
    reading: Reading,
    segment: Segment,
    sentence: Sentence,
    tags: Sequence[str],
    mentions: Sequence[Mention],
    length: int,
) -> None:
    words = sentence.words
    text = straighten(segment.text)
    offset = segment.start
    worth = _worth(segment)
    context: Context = (worth, reading.document, offset, segment.text)
    headline = segment.role == "heading" or _shouted(text)
    ranges = _ranges(sentence, mentions)
    unit = phrases.units(words, tags, ranges)
    reading.words += len(unit.lows)

    def note(table: dict[str, Seen], key: str, start: int, end: int, marks: tuple[str, ...]) -> None:
        seen = table.get(key)
        if seen is None:
            seen = table[key] = Seen()
            seen.first = start / length
            seen.context = context
        elif seen.context[0] < worth:
            seen.context = context
        seen.count += 1
        form = text[start - offset : end - offset]
        if "\n" in form or "  " in form:
            form = " ".join(form.split())
        seen.forms[form] = seen.forms.get(form, 0) + 1
        for mark in marks:
            seen.marks[mark] = seen.marks.get(mark, 0) + 1
        if len(seen.places) < PLACES:
            seen.places.append(
                (reading.document, start, end, segment.line, segment.text[start - offset : end - offset])
            )

    for mention, (first, _) in zip(mentions, ranges, strict=True):
        key = " ".join(straighten(mention.text).split())
        marks = (mention.kind.value, *(("heading",) if headline else ()), *(("start",) if first == 0 else ()))
        title = first
        if mention.kind is Kind.PERSON:
            titles = reference.words("titles")
            while title and words[title - 1].text[:1].isupper() and words[title - 1].text.lower().rstrip(".") in titles:
                title -= 1
        note(reading.names, key, words[title].start if title < first else mention.start, mention.end, marks)
    _acronyms(reading, sentence, ranges, unit)

    ordinary = reference.ordinary()
    lows, starts, ends, letters = unit
    for low, kind in zip(lows, letters, strict=True):
        if kind in "nsjxgv":
            reading.lows[low] += 1
    for place, kind in enumerate(letters):
        if kind in "jgvx" and lows[place].isalpha() and len(lows[place]) > 3 and lows[place] not in ordinary:
            note(reading.phrases, lows[place], starts[place], ends[place], ("word", kind))
    for phrase in phrases.phrases(unit):
        first, last, why = phrases.prune(
            lows[phrase.start : phrase.end], letters[phrase.start : phrase.end], phrase.origin
        )
        if why:
            continue
        first, last = first + phrase.start, last + phrase.start
        key = " ".join(lows[first:last])
        shape = letters[first:last]
        note(
            reading.phrases,
            key,
            starts[first],
            ends[last - 1],
            (phrase.origin, shape, *(("heading",) if headline else ()), *(("start",) if first == 0 else ())),
        )


def _ranges(sentence: Sentence, mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    """Return *mentions* as ranges of words."""
    found = []
    words, place, count = sentence.words, 0, len(sentence.words)
    for mention in mentions:
        while place < count - 1 and words[place].end <= mention.start:
            place += 1
        first = place
        while place < count - 1 and words[place].end < mention.end:
            place += 1
        found.append((first, place + 1))
    return found


def _worth(segment: Segment) -> int:
    """Return how good *segment* is as an example: a whole sentence of middle length is best."""
    size = len(segment.text)
    worth = 100 - abs(size - 120) // 4 if size < 400 else 0
    if segment.role not in ("paragraph", "quote"):
        worth -= 60
    if segment.text[-1:] not in '.!?"”’':
        worth -= 40
    return worth


def _shouted(text: str) -> bool:
    """Return whether all letters of *text* are capitals, or nearly all of its words begin with one."""
    if text.isupper():
        return True
    parts = [part for part in text.split() if part[0].isalpha()]
    return len(parts) > 3 and sum(part[0].isupper() for part in parts) > 0.75 * len(parts)


def _acronyms(reading: Reading, sentence: Sentence, ranges: Sequence[tuple[int, int]], unit: phrases.Units) -> None:
    """Note expansions and acronyms that stand side by side, one of them in brackets."""
    if "(" not in unit.lows:
        return
    words = sentence.words
    for place in range(1, len(words) - 2):
        if words[place].text != "(" or words[place + 2].text not in "),;":
            continue
        short = words[place + 1].text
        if not (2 <= len(short) <= 8 and short[0].isalpha() and sum(letter.isupper() for letter in short) > 1):
            continue
        long = expansion([word.text for word in words[max(0, place - 12) : place]], short)
        if long:
            start = place - long
            first = words[start].start - sentence.start
            text = straighten(sentence.text)[first : words[place - 1].end - sentence.start]
            pair = (" ".join(text.split()), short)
            reading.pairs[pair] = reading.pairs.get(pair, 0) + 1


_SMALL = frozenset("of the for and in on to a de la du des et & - at with by".split())


def expansion(before: Sequence[str], short: str) -> int:
    """Return how many of the last words of *before* spell the acronym *short* with their initials; 0 for none.

    Small words may be left out. A plural *s* of the acronym does not count.

    >>> expansion("talks with the National People 's Congress".split(), "NPC")
    4
    """
    letters = short.rstrip("s").replace(".", "").replace("-", "").lower()
    at = len(letters)
    for used, word in enumerate(reversed(before), 1):
        low = word.lower()
        if at and low[:1] == letters[at - 1]:
            at -= 1
            if at == 0:
                return used
        elif low not in _SMALL and low not in ("'s", "'", "-"):
            return 0
    return 0
