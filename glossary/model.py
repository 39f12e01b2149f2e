"""What a thing is. Records only: frozen (see :func:`record`), explained field by field, standard library only.

Languages are BCP-47 tags in the canonical form of :func:`glossary.languages.tag` (``en``, ``ru``,
``zh-Hans``). Lines and columns count from 1, offsets from 0 in characters (code points). A place never
takes part in equality.
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

    It is for records of which a large file makes hundreds of thousands (its entries, concepts, terms, units and their
    places): one that is frozen when it runs sets each field by ``object.__setattr__``, which takes three times as long.
    """
    return dataclass(slots=True, unsafe_hash=True)(made)


Extra = tuple[tuple[str, str], ...]
"""What a format says and the model has no field for, as (name, value) pairs in the order they came.
Names begin with the format, as in ``("tmx:prop:x-domain", "politics")``."""
SAID = "po:comment:"
"""Begins the name of a translator's comment in a PO that is on no rendering; its language follows."""
WAIVER = "glossary: ignore "
"""Begins a comment that is a waiver."""


@record
class Place:
    """Where something stands in a file."""

    path: str
    """The file as the user named it, with forward slashes."""
    line: int = 0
    """The line, from 1; 0 where the format has no lines."""
    column: int = 0
    """The column in characters, from 1; 0 if unknown."""

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.path, self.line, self.column) if part)


# Running text


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item or table cell of a document."""

    text: str
    """Its text: no line breaks but those that the author meant."""
    start: int
    """Where it begins in :attr:`Document.text`."""
    line: int
    """The line of the source file where it begins; the number of the block where there are no lines (DOCX)."""
    role: str = "paragraph"
    """paragraph, heading, item, cell, quote, code, or aside: what stands around the text and holds no terms."""


@dataclass(frozen=True, slots=True)
class Document:
    """A source text, stripped of its format."""

    name: str
    """The path as the user gave it, with forward slashes; ``-`` is standard input."""
    text: str
    """The running text; every offset of an occurrence counts in it."""
    language: str = "en"
    blocks: Sequence[Block] = ()
    """What the text consists of, in order, without overlap."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence of a document."""

    text: str
    document: str = field(compare=False, default="")
    line: int = field(compare=False, default=0)
    start: int = field(compare=False, default=0)
    """Where it begins in :attr:`Document.text`."""
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
    """The words as the text has them."""


# The termbase


_PREFERRED, _ADMITTED, _REJECTED = (
    Usage.PREFERRED,
    Usage.ADMITTED,
    State.REJECTED,
)  # asked millions of times, and an attribute of a class is slow


@record
class Term:
    """One word (or several) for a concept in one language."""

    text: str
    language: str
    usage: Usage = Usage.PREFERRED
    state: State = State.APPROVED
    origin: str = ""
    """Where a proposal comes from (``palladius``, ``cldr``, ``memory``) with its confidence; empty for a person's."""
    note: str = ""
    forms: tuple[str, ...] = ()
    """Inflected forms that a text may show instead."""
    extra: Extra = ()
    place: Place | None = field(default=None, compare=False)

    @property
    def usable(self) -> bool:
        """Whether a translator may write it: preferred or admitted, and rejected by nobody."""
        return (self.usage is _PREFERRED or self.usage is _ADMITTED) and self.state is not _REJECTED


@record
class Concept:
    """One meaning, and the terms for it. The first term is its head: the preferred term in the source language."""

    terms: tuple[Term, ...]
    """The head first, then its variants, then the terms of other languages, preferred before admitted."""
    sense: str = ""
    """Tells homographs apart (gettext ``msgctxt``); part of the identity, nothing else goes here."""
    kind: Kind = Kind.OTHER
    definition: str = ""
    note: str = ""
    subject: str = ""
    """Subject field (TBX ``subjectField``)."""
    part_of_speech: str = ""
    """That of the head: noun, verb or whatever the file calls it."""
    context: str = ""
    """The sentence of the sources that shows best how the term is used."""
    frequency: int = 0
    """How often it was seen in the sources."""
    documents: int = 0
    """In how many texts it was seen."""
    occurrences: tuple[Occurrence, ...] = field(default=(), compare=False)
    """Where it was seen; not all of them have to be here."""
    flags: frozenset[str] = frozenset()
    """Weblate's flags that concern the concept: ``read-only`` (do not translate), ``terminology``."""
    waivers: tuple[str, ...] = ()
    """Checks that a person has waived: ``NAME -- reason``."""
    obsolete: bool = False
    """Whether the sources have the term no more; it is kept for its renderings."""
    previous: str = ""
    """The former spelling of the head, where it was respelled (gettext ``#|``)."""
    id: str = ""
    """The identifier that a file gave it (TBX ``id``, TMX ``tuid``); no part of the identity here."""
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
        """What makes it this concept in a termbase: (name, sense)."""
        return self.terms[0].text, self.sense

    @property
    def variants(self) -> tuple[str, ...]:
        """Other spellings of the head in its own language."""
        language = self.terms[0].language
        return tuple([term.text for term in self.terms[1:] if term.language == language])

    def terms_in(self, language: str) -> tuple[Term, ...]:
        """Return the terms in *language*, preferred first as they stand."""
        return tuple([term for term in self.terms if term.language == language])

    def rendering(self, language: str) -> Term | None:
        """Return the preferred term in *language*, or None where there is none yet."""
        for term in self.terms:
            if term.language == language and term.usage is _PREFERRED and term.state is not _REJECTED:
                return term
        return None

    def with_terms(self, language: str, terms: Iterable[Term]) -> Concept:
        """Return the concept with its terms in *language* (not that of the head) replaced by *terms*."""
        kept = tuple(term for term in self.terms if term.language != language)
        return replace(self, terms=kept + tuple(terms))


@dataclass(frozen=True, slots=True)
class Termbase:
    """All concepts, in the order of the file they came from."""

    concepts: tuple[Concept, ...] = ()
    source_language: str = "en"
    languages: tuple[str, ...] = ()
    """The target languages, in the order they were declared, whether or not anything is rendered yet."""
    extra: Extra = ()
    """Header fields of the file that we have no word for."""

    @property
    def live(self) -> tuple[Concept, ...]:
        """The concepts that are not obsolete."""
        return tuple([concept for concept in self.concepts if not concept.obsolete])

    def index(self) -> dict[tuple[str, str], Concept]:
        """Return the concepts by :attr:`Concept.key`; the first of equal keys wins."""
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
    """Empty where there is no translation yet."""
    source_language: str
    target_language: str
    state: State = State.APPROVED
    origin: str = ""
    """Where it comes from: a file, a memory, a tool."""
    key: str = ""
    """The identifier of the segment in its file (PO msgctxt, XLIFF id, TMX tuid or x-context)."""
    previous: str = ""
    """The source text before it (in-context matches)."""
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
    """Where the source stands, if it is in a file of its own."""
    flags: str = field(default="", compare=False)
    """The PO flag of its placeholders (*c-format*); and, where its plural forms are not as many as the header of the PO
    announces, how many: *2 forms of 3*."""


@dataclass(frozen=True, slots=True)
class Penalty:
    """One line of the ledger of a match: why its score is lower."""

    reason: str
    points: float


@dataclass(frozen=True, slots=True)
class Match:
    """What the memory answers."""

    unit: TranslationUnit
    score: float
    """0 to 100; 100 is exact, 101 exact in its context."""
    kind: str
    """context, exact or fuzzy."""
    penalties: tuple[Penalty, ...] = ()
    memory: str = ""
    """The name of the memory it was found in."""
    repaired: str = ""
    """The translation with its numbers, dates and terms put right, where that was possible."""


# Extraction and suggestion


@dataclass(frozen=True, slots=True)
class Candidate:
    """A term found by a machine and seen by nobody."""

    term: str
    kind: Kind
    score: float
    """0 to 1; how sure we are that it belongs into the glossary."""
    variants: tuple[str, ...] = ()
    measures: Mapping[str, float] = field(default_factory=dict)
    """Everything that was measured, so that thresholds can change without a rerun."""
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
    """The suggester, and what it went by: ``palladius``, ``cldr: territory UZ``."""
    confidence: str = "low"
    """high, medium or low."""


# What was found wrong, what was changed


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that something breaks."""

    check: str
    """Dotted name of the check, ``usage.missing``."""
    severity: Severity
    message: str
    place: Place | None = None
    concept: str = ""
    """The name of the concept it is about."""
    language: str = ""
    hint: str = ""
    """What to do, in a few words."""
    fix: str | None = None
    """The text that mends it, where that is safe."""
    text: str = ""
    """The text that was checked; empty where it is about something else."""
    start: int = -1
    """Where in that text it begins; -1 if it is about the whole."""
    end: int = -1


@dataclass(frozen=True, slots=True)
class Change:
    """What a merge did to one concept, or could not do."""

    action: str
    """added, changed, revived, retired, respelled, conflict, rejected or unchanged."""
    concept: str
    language: str = ""
    before: str = ""
    after: str = ""
    reason: str = ""
    file: str = ""
    """The file that it came from, where one was merged."""


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that a format could not hold."""

    what: str
    """What was lost: ``definitions``, ``forbidden terms``."""
    count: int = 1
    example: str = ""
