"""The sightings of a term: its places, spellings and marks, in one text or added up over all texts.

Most phrases are seen once. A single sighting is a plain tuple (:data:`Once`), which is cheap; with the second one it
becomes a :class:`Seen`.
"""

from __future__ import annotations

import marshal
from typing import Any

from glossary.model import Segment

PLACES = 100
"""Maximum number of places kept per term; further ones are only counted."""
FEWER = 8
"""The same in a large collection."""

Context = tuple[int, str, int, "str | int"]
"""(worth, document, start, sentence) of the example sentence of a term; an int is its offset in a file."""
NOWHERE: Context = (-1000, "", 0, "")

Once = tuple[str, int, int, int, str, str, tuple[str, ...], float, Context]
"""(document, start, end, line, text as written, form, marks, position as a share of the text, context)."""


class Seen:
    """The sightings of a term, added up."""

    __slots__ = ("context", "count", "documents", "first", "forms", "marks", "places")

    def __init__(self) -> None:
        self.count = 0
        self.documents = 1
        self.first = 1.0
        """Its first position as a share of the text, 0 to 1; the minimum of all texts."""
        self.forms: dict[str, int] = {}
        """Spelling, with straight apostrophes -> count."""
        self.marks: dict[str, int] = {}
        """Mark -> count: kinds of names (``person``), origins and letters of phrases, ``start``, ``heading`` …"""
        self.places: list[tuple[str, int, int, int, str]] = []
        """(document, start, end, line, text as written)."""
        self.context = NOWHERE

    @staticmethod
    def of(sighting: Seen | Once | Stored) -> Seen:
        """Return *sighting* itself if it is a Seen, else a new Seen made from it."""
        if isinstance(sighting, Seen):
            return sighting
        if isinstance(sighting, Stored):
            return sighting.seen()
        document, start, end, line, raw, form, marks, first, context = sighting
        places = [(document, start, end, line, raw)]
        return Seen.restored((context, 1, 1, first, {form: 1}, dict.fromkeys(marks, 1), places))

    @staticmethod
    def restored(state: tuple[Any, ...]) -> Seen:
        """Return a Seen with the state that ``__getstate__`` returned."""
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
        """Add another sighting, further on in the same text."""
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
        """Add the sightings of the term in other texts, keeping the first *places* of all places.

        The result does not depend on the order of the calls.
        """
        if isinstance(other, tuple):  # the most frequent case, without creating a Seen
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
    """The sightings of a term in a large collection, with places and forms packed to save memory."""

    __slots__ = ("_packed", "count", "documents", "marks")

    def __init__(self, seen: Seen, marks: dict[str, int], places: int) -> None:
        """Store *seen* with at most *places* places; *marks* equal its own and may be shared."""
        self.count = seen.count
        self.documents = seen.documents
        self.marks = marks
        self._packed = marshal.dumps((seen.context, seen.first, seen.forms, seen.places[:places]))

    def seen(self) -> Seen:
        """Return the unpacked sightings."""
        context, first, forms, places = marshal.loads(self._packed)
        return Seen.restored((context, self.count, self.documents, first, forms, dict(self.marks), places))


Table = dict[str, "Seen | Once | Stored"]
"""Key of a term -> its sightings."""


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
    """Note in *table* the term *key* at *start* to *end* of *segment*, in a text of *length* characters."""
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
    """Return the context of higher worth; of equal ones the first by document and position."""
    if one[0] != other[0]:
        return one if one[0] > other[0] else other
    return one if one[1:3] <= other[1:3] else other


LESSER = 40
"""The worth that an example sentence loses if it only has a variant of the term."""


def lesser(context: Context) -> Context:
    """Return *context* with the worth that it has for a variant: *Lee told him* is a poorer example of *Kai-Fu Lee*."""
    worth, document, start, sentence = context
    return worth - LESSER, document, start, sentence


def count_of(sighting: Seen | Once | Stored) -> int:
    """Return the number of sightings."""
    return 1 if isinstance(sighting, tuple) else sighting.count


def marks_of(sighting: Seen | Once | Stored) -> dict[str, int]:
    """Return mark -> count."""
    return dict.fromkeys(sighting[6], 1) if isinstance(sighting, tuple) else sighting.marks


def forms_of(sighting: Seen | Once | Stored) -> dict[str, int]:
    """Return spelling -> count."""
    return {sighting[5]: 1} if isinstance(sighting, tuple) else Seen.of(sighting).forms
