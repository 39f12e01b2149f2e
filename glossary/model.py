"""The data model: frozen records (see :func:`record`) that need nothing but the standard library.

Languages are BCP-47 tags in the canonical form of :func:`glossary.languages.tag` (``en``, ``ru``,
``zh-Hans``). Lines and columns count from 1, offsets from 0 in characters (code points). Two records that differ
only in their place are equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar, dataclass_transform

from glossary.vocabulary import Authority as Authority
from glossary.vocabulary import Kind as Kind
from glossary.vocabulary import Severity as Severity
from glossary.vocabulary import State as State
from glossary.vocabulary import Usage as Usage

_Record = TypeVar("_Record")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(made: type[_Record]) -> type[_Record]:
    """Make *made* a dataclass with slots that is frozen for type checkers only.

    A large file needs hundreds of thousands of these records (entries, concepts, terms, units, places), and a dataclass
    that is frozen at run time sets each field by ``object.__setattr__``, which takes three times as long.
    """
    return dataclass(slots=True, unsafe_hash=True)(made)


Extra = tuple[tuple[str, str], ...]
"""Data of a file format that the model has no field for: (name, value) pairs in the order of the file.
Names begin with the format, as in ``("tmx:prop:x-domain", "politics")``."""
SAID = "po:comment:"
"""Prefix, before a language, of the :data:`Extra` name of a PO translator comment that is about no rendering."""
WAIVER = "glossary: ignore "
"""Prefix of a comment that is a waiver."""


@record
class Place:
    """A position in a file."""

    path: str
    """The file as the user named it, with forward slashes."""
    line: int = 0
    """The line, from 1; 0 if the format has no lines."""
    column: int = 0
    """The column in characters, from 1; 0 if unknown."""

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.path, self.line, self.column) if part)


# Running text


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item or table cell of a document."""

    text: str
    """Its text, with only the line breaks that the author intended."""
    start: int
    """Its offset in :attr:`Document.text`."""
    line: int
    """The line of the source file where it begins; the number of the block if the format has no lines (DOCX)."""
    role: str = "paragraph"
    """paragraph, heading, item, cell, quote, code, or aside (what surrounds the text, without terms)."""


@dataclass(frozen=True, slots=True)
class Document:
    """A source text, stripped of its format."""

    name: str
    """The path as the user gave it, with forward slashes; ``-`` is standard input."""
    text: str
    """The running text; the offsets of occurrences refer to it."""
    language: str = "en"
    blocks: Sequence[Block] = ()
    """The blocks of the text, in order and without overlap."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence of a document."""

    text: str
    document: str = field(compare=False, default="")
    line: int = field(compare=False, default=0)
    start: int = field(compare=False, default=0)
    """Its offset in :attr:`Document.text`."""
    role: str = "paragraph"
    """The role of its block, or dateline: the place and the agency at the beginning of a news text."""

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@record
class Occurrence:
    """A term at a place in a text."""

    document: str
    line: int
    start: int
    """Offset in :attr:`Document.text`; -1 if only the line is known (from a PO reference)."""
    end: int
    form: str
    """The words as written in the text."""


# The termbase


_PREFERRED, _ADMITTED, _REJECTED = (
    Usage.PREFERRED,
    Usage.ADMITTED,
    State.REJECTED,
)  # looked up millions of times, and an attribute of an enum is slow


@record
class Term:
    """One word (or several) for a concept in one language."""

    text: str
    language: str
    usage: Usage = Usage.PREFERRED
    state: State = State.APPROVED
    origin: str = ""
    """Where a proposal comes from (``palladius``, ``cldr``, ``memory``), with its confidence; else empty."""
    note: str = ""
    forms: tuple[str, ...] = ()
    """Inflected forms that a text may use instead."""
    extra: Extra = ()
    place: Place | None = field(default=None, compare=False)

    @property
    def usable(self) -> bool:
        """Whether a translator may write it: preferred or admitted, and not rejected."""
        return (self.usage is _PREFERRED or self.usage is _ADMITTED) and self.state is not _REJECTED


@record
class Concept:
    """One meaning, and the terms for it. The first term is its head: the preferred term in the source language."""

    terms: tuple[Term, ...]
    """The head first, then its variants, then the terms of other languages, preferred before admitted."""
    sense: str = ""
    """Tells homographs apart (gettext ``msgctxt``); it is part of the identity, so nothing else goes here."""
    kind: Kind = Kind.OTHER
    definition: str = ""
    note: str = ""
    subject: str = ""
    """Subject field (TBX ``subjectField``)."""
    part_of_speech: str = ""
    """The part of speech of the head: noun, verb or whatever the file calls it."""
    context: str = ""
    """The sentence of the sources that best shows how the term is used."""
    frequency: int = 0
    """How often the term occurs in the sources."""
    documents: int = 0
    """In how many texts it occurs."""
    occurrences: tuple[Occurrence, ...] = field(default=(), compare=False)
    """Where it occurs, not necessarily all places."""
    flags: frozenset[str] = frozenset()
    """Weblate flags of the concept: ``read-only`` (do not translate), ``terminology``."""
    waivers: tuple[str, ...] = ()
    """Checks that a person has waived: ``NAME -- reason``."""
    obsolete: bool = False
    """Whether the term is gone from the sources; the concept is kept for its renderings."""
    previous: str = ""
    """The former spelling of the head, if it was respelled (gettext ``#|``)."""
    id: str = ""
    """The identifier in the file it came from (TBX ``id``, TMX ``tuid``); not part of the identity here."""
    extra: Extra = ()
    place: Place | None = field(default=None, compare=False)

    @property
    def head(self) -> Term:
        return self.terms[0]

    @property
    def name(self) -> str:
        """The text of the head."""
        return self.terms[0].text

    @property
    def key(self) -> tuple[str, str]:
        """The identity of the concept in a termbase: (name, sense)."""
        return self.terms[0].text, self.sense

    @property
    def variants(self) -> tuple[str, ...]:
        """Other spellings of the head in its own language."""
        language = self.terms[0].language
        return tuple([term.text for term in self.terms[1:] if term.language == language])

    def terms_in(self, language: str) -> tuple[Term, ...]:
        """Return the terms in *language* in the order of :attr:`terms`, preferred ones first."""
        return tuple([term for term in self.terms if term.language == language])

    def rendering(self, language: str) -> Term | None:
        """Return the preferred term in *language*, or None if there is none yet."""
        for term in self.terms:
            if term.language == language and term.usage is _PREFERRED and term.state is not _REJECTED:
                return term
        return None

    def with_terms(self, language: str, terms: Iterable[Term]) -> Concept:
        """Return the concept with *terms* in place of its terms in *language*, which is not the head's language."""
        kept = tuple(term for term in self.terms if term.language != language)
        return replace(self, terms=kept + tuple(terms))


@dataclass(frozen=True, slots=True)
class Termbase:
    """All concepts of a glossary, in the order of the file they came from."""

    concepts: tuple[Concept, ...] = ()
    source_language: str = "en"
    languages: tuple[str, ...] = ()
    """The target languages in the order they were declared, including those without any rendering yet."""
    extra: Extra = ()
    """Header fields of the file that the model has no field for."""

    @property
    def live(self) -> tuple[Concept, ...]:
        """The concepts that are not obsolete."""
        return tuple([concept for concept in self.concepts if not concept.obsolete])

    def index(self) -> dict[tuple[str, str], Concept]:
        """Return the concepts by :attr:`Concept.key`; of several with the same key, the first."""
        found: dict[tuple[str, str], Concept] = {}
        for concept in self.concepts:
            found.setdefault(concept.key, concept)
        return found


# The translation memory and bilingual files


@record
class TranslationUnit:
    """A segment and its translation."""

    source: str
    target: str
    """Empty if there is no translation yet."""
    source_language: str
    target_language: str
    state: State = State.APPROVED
    origin: str = ""
    """Where the translation comes from: a file, a memory, a tool."""
    key: str = ""
    """The identifier of the segment in its file (PO msgctxt, XLIFF id, TMX tuid or x-context)."""
    previous: str = ""
    """The source text before it, for in-context matches."""
    next: str = ""
    """The source text after it."""
    author: str = ""
    created: str = ""
    """ISO 8601 UTC, ``YYYY-MM-DDThh:mm:ssZ``; empty if unknown."""
    changed: str = ""
    uses: int = 0
    note: str = ""
    extra: Extra = ()
    place: Place | None = field(default=None, compare=False)
    source_place: Place | None = field(default=None, compare=False)
    """The position of the source, if it is in a file of its own."""
    flags: str = field(default="", compare=False)
    """PO flags about placeholders (*c-format*); also *2 forms of 3* if an entry has fewer or more plural forms than the
    header of its file declares."""


@dataclass(frozen=True, slots=True)
class Penalty:
    """A reason why the score of a match is lower."""

    reason: str
    points: float


@dataclass(frozen=True, slots=True)
class Match:
    """A unit of the memory that resembles the text looked up."""

    unit: TranslationUnit
    score: float
    """0 to 100; 100 is exact, 101 exact in its context."""
    kind: str
    """context, exact or fuzzy."""
    penalties: tuple[Penalty, ...] = ()
    memory: str = ""
    """The name of the memory it was found in."""
    repaired: str = ""
    """The translation with numbers, dates and terms adapted to the text looked up, if that was possible."""


# Extraction and suggestion


@dataclass(frozen=True, slots=True)
class Candidate:
    """A term found by a machine and seen by nobody."""

    term: str
    kind: Kind
    score: float
    """How certain it is that the term belongs in the glossary, from 0 to 1."""
    variants: tuple[str, ...] = ()
    measures: Mapping[str, float] = field(default_factory=dict)
    """All measures, so that thresholds can change without another extraction."""
    frequency: int = 0
    documents: int = 0
    occurrences: tuple[Occurrence, ...] = field(default=(), compare=False)
    context: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A proposed rendering."""

    text: str
    language: str
    origin: str
    """The suggester and its evidence: ``palladius``, ``cldr: territory UZ``."""
    confidence: str = "low"
    """high, medium or low."""


# What was found wrong, what was changed


@dataclass(frozen=True, slots=True)
class Finding:
    """A mistake that a check found."""

    check: str
    """The dotted name of the check, ``usage.missing``."""
    severity: Severity
    message: str
    place: Place | None = None
    concept: str = ""
    """The name of the concept it is about."""
    language: str = ""
    hint: str = ""
    """What to do, in a few words."""
    fix: str | None = None
    """The corrected text, if the fix is safe."""
    text: str = ""
    """The text that was checked; empty if the finding is not about a text."""
    start: int = -1
    """Where the mistake begins in that text; -1 if it is about the whole."""
    end: int = -1


@dataclass(frozen=True, slots=True)
class Change:
    """What a merge did to one concept, or failed to do."""

    action: str
    """added, changed, revived, retired, respelled, conflict, rejected or unchanged."""
    concept: str
    language: str = ""
    before: str = ""
    after: str = ""
    reason: str = ""
    file: str = ""
    """The file that the change came from, if a file was merged."""


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that an output format has no place for."""

    what: str
    """What is lost: ``definitions``, ``forbidden terms``."""
    count: int = 1
    example: str = ""
