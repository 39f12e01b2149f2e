"""How a term was seen: its places, spellings and marks; in one text, and added up over all texts.

Most phrases are seen once. Such a sighting is a plain tuple (:data:`Once`) that costs little; it becomes a
:class:`Seen` with the second one.
"""

from __future__ import annotations

import marshal
from typing import Any

from glossary.model import Segment

PLACES = 100
"""Places of a term that are remembered; more are only counted."""
FEWER = 8
"""The same in a large collection."""

Context = tuple[int, str, int, "str | int"]
"""(worth, document, start, sentence) of the sentence that shows a term; the sentence may be a place in a file."""
NOWHERE: Context = (-1000, "", 0, "")

Once = tuple[str, int, int, int, str, str, tuple[str, ...], float, Context]
"""(document, start, end, line, words as they stand, form, marks, share of the text before it, context)."""


class Seen:
    """A term that was seen several times, or is about to be."""

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
        """(document, start, end, line, words as they stand)."""
        self.context = NOWHERE

    @staticmethod
    def of(sighting: Seen | Once | Stored) -> Seen:
        """Return *sighting* as a Seen: itself, or a new one for a single or stored sighting."""
        if isinstance(sighting, Seen):
            return sighting
        if isinstance(sighting, Stored):
            return sighting.seen()
        document, start, end, line, raw, form, marks, first, context = sighting
        places = [(document, start, end, line, raw)]
        return Seen.again((context, 1, 1, first, {form: 1}, dict.fromkeys(marks, 1), places))

    @staticmethod
    def again(state: tuple[Any, ...]) -> Seen:
        """Return what had this state."""
        made = Seen.__new__(Seen)
        made.__setstate__(state)
        return made

    def __getstate__(self) -> tuple[object, ...]:
        return self.context, self.count, self.documents, self.first, self.forms, self.marks, self.places

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        self.context, self.count, self.documents, self.first, self.forms, self.marks, self.places = state

    def note(
        self,
        document: str,
        start: int,
        end: int,
        line: int,
        raw: str,
        form: str,
        marks: tuple[str, ...],
        context: Context,
    ) -> None:
        """Take in one more sighting in the same text, further on."""
        self._count(form, marks)
        if len(self.places) < PLACES:
            self.places.append((document, start, end, line, raw))
        if context[0] > self.context[0]:
            self.context = context

    def _count(self, form: str, marks: tuple[str, ...]) -> None:
        self.count += 1
        self.forms[form] = self.forms.get(form, 0) + 1
        for mark in marks:
            self.marks[mark] = self.marks.get(mark, 0) + 1

    def add(self, other: Seen | Once | Stored, places: int = PLACES) -> None:
        """Take in how the same term was seen in other texts; in whatever order, the result is the same.

        The first *places* of all places are kept.
        """
        if isinstance(other, tuple):  # as most are: without making a Seen of it
            self._add_once(other, places)
            return
        other = Seen.of(other)
        self.count += other.count
        self.documents += other.documents
        self.first = min(self.first, other.first)
        for name, count in other.forms.items():
            self.forms[name] = self.forms.get(name, 0) + count
        for name, count in other.marks.items():
            self.marks[name] = self.marks.get(name, 0) + count
        if len(self.places) < places or other.places[:1] < self.places[places - 1 : places]:
            self.places = sorted(self.places + other.places)[:places]
        self.context = better(self.context, other.context)

    def _add_once(self, other: Once, places: int) -> None:
        document, start, end, line, raw, form, marks, first, context = other
        self._count(form, marks)
        self.documents += 1
        self.first = min(self.first, first)
        place = (document, start, end, line, raw)
        if len(self.places) < places or place < self.places[places - 1]:
            self.places = sorted([*self.places, place])[:places]
        self.context = better(self.context, context)


class Stored:
    """A term that was seen in a large collection, in little room: its places and forms are packed."""

    __slots__ = ("_packed", "count", "documents", "marks")

    def __init__(self, seen: Seen, marks: dict[str, int], places: int) -> None:
        """Store *seen* with so many *places*; *marks* are its own, or equal ones that are shared."""
        self.count = seen.count
        self.documents = seen.documents
        self.marks = marks
        self._packed = marshal.dumps((seen.context, seen.first, seen.forms, seen.places[:places]))

    def seen(self) -> Seen:
        """Return a new Seen."""
        context, first, forms, places = marshal.loads(self._packed)
        return Seen.again((context, self.count, self.documents, first, forms, dict(self.marks), places))


Table = dict[str, "Seen | Once | Stored"]
"""Key of a term -> how it was seen."""


def put(
    table: Table,
    key: str,
    segment: Segment,
    start: int,
    end: int,
    form: str,
    marks: tuple[str, ...],
    length: int,
    context: Context,
) -> None:
    """Note in *table* that the term *key* stands from *start* to *end* in *segment* of a text of *length*."""
    raw = segment.text[start:end]
    place = (segment.document, segment.start + start, segment.start + end, segment.line, raw)
    seen = table.get(key)
    if seen is None:
        table[key] = (*place, form, marks, place[1] / length, context)
        return
    if not isinstance(seen, Seen):
        seen = table[key] = Seen.of(seen)
    seen.note(*place, form, marks, context)


def better(one: Context, other: Context) -> Context:
    """Return the better context of two: the worthier, of equals the first in the order of names and places."""
    if one[0] != other[0]:
        return one if one[0] > other[0] else other
    return one if one[1:3] <= other[1:3] else other


LESSER = 40
"""What the sentence of a variant is worth less than that of the full name, as an example."""


def lesser(context: Context) -> Context:
    """Return *context* as that of a variant: *Lee told him* shows *Kai-Fu Lee* less well."""
    worth, document, start, sentence = context
    return worth - LESSER, document, start, sentence


def count_of(sighting: Seen | Once | Stored) -> int:
    """Return how often it was seen."""
    return 1 if isinstance(sighting, tuple) else sighting.count


def marks_of(sighting: Seen | Once | Stored) -> dict[str, int]:
    """Return the marks with how often each was noticed."""
    return dict.fromkeys(sighting[6], 1) if isinstance(sighting, tuple) else sighting.marks


def forms_of(sighting: Seen | Once | Stored) -> dict[str, int]:
    """Return the spellings with how often each was seen."""
    return {sighting[5]: 1} if isinstance(sighting, tuple) else Seen.of(sighting).forms
