"""Translation units and places in great numbers, made as fast as Python can.

A frozen dataclass is built through ``object.__setattr__``, field by field; that takes eight times as long as the rest
of reading a unit. Here the fields are set on a twin that is not frozen and has the same slots, which then becomes the
real thing. A test compares both ways.
"""

from __future__ import annotations

from glossary.model import Extra, Place, State, TranslationUnit


class _Place:
    __slots__ = Place.__slots__

    def __init__(self, path: str, line: int, column: int) -> None:
        self.path = path
        self.line = line
        self.column = column


class _Unit:
    __slots__ = TranslationUnit.__slots__

    def __init__(
        self,
        source: str,
        target: str,
        source_language: str,
        target_language: str,
        state: State,
        origin: str,
        key: str,
        previous: str,
        next: str,
        author: str,
        created: str,
        changed: str,
        uses: int,
        note: str,
        extra: Extra,
        place: Place | None,
    ) -> None:
        self.source = source
        self.target = target
        self.source_language = source_language
        self.target_language = target_language
        self.state = state
        self.origin = origin
        self.key = key
        self.previous = previous
        self.next = next
        self.author = author
        self.created = created
        self.changed = changed
        self.uses = uses
        self.note = note
        self.extra = extra
        self.place = place


def place(path: str, line: int, column: int = 0) -> Place:
    """Return ``Place(path, line, column)``."""
    made = _Place(path, line, column)
    made.__class__ = Place  # type: ignore[assignment]
    return made  # type: ignore[return-value]


def unit(
    source: str,
    target: str,
    source_language: str,
    target_language: str,
    state: State,
    origin: str,
    key: str,
    previous: str,
    next: str,
    author: str,
    created: str,
    changed: str,
    uses: int,
    note: str,
    extra: Extra,
    place: Place | None,
) -> TranslationUnit:
    """Return a TranslationUnit of all its fields, in their order."""
    made = _Unit(
        source,
        target,
        source_language,
        target_language,
        state,
        origin,
        key,
        previous,
        next,
        author,
        created,
        changed,
        uses,
        note,
        extra,
        place,
    )
    made.__class__ = TranslationUnit  # type: ignore[assignment]
    return made  # type: ignore[return-value]
