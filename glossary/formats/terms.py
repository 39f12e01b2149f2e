"""What the glossary formats share: term order, labelled notes, export signatures, and counting losses."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from io import SEEK_END, BytesIO
from itertools import chain
from typing import Any, BinaryIO, Protocol

from glossary import languages as tags
from glossary.engines import without_collector
from glossary.formats import Concepts, LazyConcepts, Read, Reading, Skip, Skipped, Write, WriteConcepts, xml
from glossary.model import Concept, Extra, Kind, Loss, Occurrence, State, Term, Termbase, TranslationUnit, Usage
from glossary.tables import rows
from glossary.vocabulary import KINDS, STATES, USAGES

CONTROL = "characters that XML cannot hold"  # message
NUL = "zero bytes in texts"  # message
SPACE = "whitespace at the ends of texts"  # message
SAME = "concepts of the same name and sense (their terms are together)"  # message
SEVERAL = "the preference among several preferred terms"  # message
REGIONS = "regions of the source language"  # message
REFUSED = "usages of rejected terms"  # message
HEADS = "usages of the terms that name concepts"  # message
FURTHER = "further translations of a text"  # message

_RANK = {usage: rank for rank, usage in enumerate(Usage)}


def in_order(concept: Concept, languages: Sequence[str]) -> Concept:
    """Return *concept* with its terms in canonical order.

    The head comes first, then the other terms of its language, then those of each language in the order of *languages*.
    Within a language the order is preferred, admitted, then terms that must not be used; ties keep their order.
    """
    if len(concept.terms) < 3:
        return concept
    spoken = [term.language for term in concept.terms]
    if spoken == [name for name in (spoken[0], *languages) if name in spoken]:  # fast path: one term per language
        return concept
    order = {name: at for at, name in enumerate((concept.head.language, *languages))}
    last = len(order)
    terms = concept.terms[1:]
    ranks = [(order.get(term.language, last), not term.usable, _RANK[term.usage]) for term in terms]
    if ranks == sorted(ranks):
        return concept
    found = sorted(range(len(terms)), key=ranks.__getitem__)
    return replace(concept, terms=(concept.head, *(terms[at] for at in found)))


EXPORT = "glossary:export"
"""The name in :attr:`Termbase.extra` of the export signature, by which an import finds what was sent out."""
EXPORTS = {"po": "po:header:X-Glossary-Export", "tmx": "tmx:prop:x-export"}
"""Formats with a name of their own for it."""
SIGNATURE = re.compile("[0-9a-f]{16}")


def signature(extra: Extra) -> str:
    """Return the export signature in *extra*, or an empty string."""
    return next((value for name, value in extra if name == EXPORT and SIGNATURE.fullmatch(value)), "")


def head_of(terms: Sequence[Term], source: str) -> int:
    """Return the index of the term that names the concept, or -1 if no term is in *source*.

    Candidates are the terms in *source*, else those in another region of it; preferred before admitted before others.
    """
    found = tags.near([term.language for term in terms], source)
    return min(found, key=lambda at: _RANK[terms[at].usage], default=-1)


_STATUSES = {
    name: USAGES.get(said) or STATES[said]
    for said, names in rows("glossary.formats", "data/statuses.tsv")
    for name in names.split()
}
"""Words for a usage or state, letters only and without ``Term`` or ``Term-admn-sts`` -> that usage or state."""


def is_written(term: Term) -> bool:
    """Return whether *term* is preferred or admitted, so that translators may use it."""
    return term.usage in (Usage.PREFERRED, Usage.ADMITTED)


def usage_of(text: str) -> Usage | None:
    """Return the usage that another tool calls *text*, as in TBX's ``administrativeStatus``, or None.

    >>> usage_of("deprecatedTerm-admn-sts"), usage_of("Запрещён"), usage_of("nicht verwenden"), usage_of("blue")
    (<Usage.DEPRECATED: 'deprecated'>, <Usage.FORBIDDEN: 'forbidden'>, <Usage.FORBIDDEN: 'forbidden'>, None)
    """
    found = _STATUSES.get(_word(text))
    return found if isinstance(found, Usage) else None


def state_of(text: str) -> State | None:
    """Return the state that somebody calls *text* in a table, or None.

    >>> state_of("Under review"), state_of("Одобрено"), state_of("forbidden"), state_of("blue")
    (<State.PROPOSED: 'proposed'>, <State.APPROVED: 'approved'>, <State.APPROVED: 'approved'>, None)
    """
    found = _STATUSES.get(_word(text))
    return State.PROPOSED if found is State.PROPOSED else State.APPROVED if found else None


def _word(text: str) -> str:
    """Return the letters of a status in lowercase, without the suffix that TBX adds."""
    return re.sub(r"term(?:-?admn-?sts)?$|[\W\d_]", "", text.strip().lower()).replace("ё", "е")


def join(values: Iterable[str]) -> str:
    """Return several values as one text; :func:`split` reverses this."""
    return " | ".join(value.replace("\\", "\\\\").replace("|", "\\|") for value in values)


def split(text: str) -> list[str]:
    """Return the values in a text that :func:`join` made.

    >>> split(r"NPC | a\\|b | \\ c")
    ['NPC', 'a|b', 'c']
    """
    if "\\" not in text and "|" not in text:
        text = text.strip()
        return [text] if text else []
    parts = re.findall(r"(?:[^\\|]|\\.|\\$)+", text, re.DOTALL)
    found = [re.sub(r"\\(.)", r"\1", part.strip(), flags=re.DOTALL).strip() for part in parts]
    return [value for value in found if value]


def number(text: str) -> int:
    """Return the count in *text*, or 0 if it is not a number."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


_SEEN = re.compile(r"(\d{1,12}) times? in (\d{1,12}) texts?")


@lru_cache(maxsize=1_000)  # counts are few
def seen(text: str) -> tuple[int, int] | None:
    """Return (times, texts) of ``3 times in 2 texts``, or None."""
    found = _SEEN.fullmatch(text)
    return (int(found[1]), int(found[2])) if found else None


def seen_line(times: int, texts: int) -> str:
    """Return the text that :func:`seen` reads."""
    return f"{times} time{'' if times == 1 else 's'} in {texts} text{'' if texts == 1 else 's'}"


def reference(at: Occurrence) -> str:
    """Return the place as ``file:line``, as in a PO file."""
    return f"{at.document}:{at.line}" if at.line else at.document


def occurrence(text: str) -> Occurrence:
    """Return the occurrence that :func:`reference` wrote."""
    document, _, line = text.rpartition(":")
    at = number(line) if document else 0
    return Occurrence(document if at else text, at, -1, -1, "")


def texts(concept: Concept, languages: Collection[str]) -> list[str]:
    """Return all non-empty texts of *concept* in its own language and *languages*."""
    found = [concept.sense, concept.definition, concept.note, concept.subject, concept.context, concept.previous]
    found += (concept.part_of_speech, *concept.waivers)
    own = concept.head.language
    for term in concept.terms:
        if term.language == own or term.language in languages:
            found += (term.text, term.origin, term.note)
            found += term.forms
    return [text for text in found if text]


def is_refused_twice(term: Term) -> bool:
    """Return whether *term* is rejected and also deprecated or forbidden; most formats can hold only one of these."""
    return term.state is State.REJECTED and term.usage in (Usage.DEPRECATED, Usage.FORBIDDEN)


def heads_of(concepts: Iterable[Concept]) -> list[str]:
    """Return the languages of the heads of *concepts*, in order of appearance."""
    if isinstance(concepts, LazyConcepts):
        return concepts.heads
    return list(dict.fromkeys(concept.head.language for concept in concepts))


def left_out(concept: Concept, languages: Iterable[str], losses: Losses, *, keeps: Collection[str]) -> None:
    """Add to *losses* what *concept* has beyond head and renderings in its own language and *languages*, once each.

    *keeps* names what the format can hold.
    """
    for what in dict.fromkeys(what for language in languages for what in _beyond(concept, language)):
        if what not in keeps:
            losses.add(what, concept.name)


def promoted(concept: Concept, languages: Iterable[str], losses: Losses) -> None:
    """Add to *losses* that *concept* has no preferred rendering in one of *languages*, but an admitted one."""
    found = ((concept.rendering(language), concept.terms_in(language)) for language in languages)
    if any(rendering is None and any(term.usable for term in terms) for rendering, terms in found):
        losses.add("admitted renderings that become the preferred ones", concept.name)  # message


def _beyond(concept: Concept, language: str) -> list[str]:
    """Return the names of what *concept* has beyond its head and its rendering in *language*."""
    head, rendering = concept.head, concept.rendering(language)
    terms = [term for term in concept.terms[1:] if term.language in (head.language, language)]
    main = [term for term in (head, rendering) if term]
    preferred = [term.language for term in (head, *terms) if term.usage is Usage.PREFERRED and term.usable]
    has: dict[str, object] = {  # message
        "kinds": concept.kind is not Kind.OTHER,
        "senses": concept.sense,
        "definitions": concept.definition,
        "notes": concept.note,
        "subjects": concept.subject,
        "parts of speech": concept.part_of_speech,
        "contexts": concept.context,
        "counts and places of occurrences": concept.frequency or concept.documents or concept.occurrences,
        "flags": concept.flags,
        "waivers": concept.waivers,
        "variants": any(term.language == head.language and term.usable for term in terms),
        "admitted renderings": any(term.usable and term not in main for term in terms if term.language == language),
        "deprecated terms": any(term.usage is Usage.DEPRECATED for term in terms),
        "forbidden terms": any(term.usage is Usage.FORBIDDEN for term in terms),
        "rejected terms": any(term.state is State.REJECTED for term in (head, *terms)),
        "states": any(term.state is State.PROPOSED for term in (head, *terms)),
        "origins": any(term.origin for term in (head, *terms)),
        "notes on terms": any(term.note for term in (head, *terms)),
        "inflected forms": any(term.forms for term in (head, *terms)),
        "details of other formats": concept.extra or any(term.extra for term in (head, *terms)),
        "identifiers": concept.id,
        "previous spellings": concept.previous,
        HEADS: head.usage is not Usage.PREFERRED,
        SEVERAL: len(preferred) > len(set(preferred)),
        "marks of obsolete entries": concept.obsolete,
    }
    return [what for what, found in has.items() if found]


# Labelled notes such as ``kind: person``, with the labels of our PO files, for formats without a field for it

LABELS = ("kind", "sense", "seen", "references", "flags", "waivers", "obsolete", "previous")
"""The labels of notes about a concept."""


FIELDS: dict[str, tuple[str, Callable[[str], Any], Callable[[Any], str]]] = {
    "kind": ("kind", lambda text: KINDS.get(text, Kind.OTHER), lambda kind: "" if kind is Kind.OTHER else kind.value),
    "sense": ("sense", str, str),
    "references": (
        "occurrences",
        lambda text: tuple(map(occurrence, split(text))),
        lambda found: join(map(reference, found)),
    ),
    "flags": ("flags", lambda text: frozenset(split(text)), lambda flags: join(sorted(flags))),
    "waivers": ("waivers", lambda text: tuple(split(text)), join),
    "obsolete": ("obsolete", "yes".__eq__, lambda obsolete: "yes"),
    "previous": ("previous", str, str),
}
"""Label -> the concept's field, how to parse its text, and how to format it."""


def concept_notes(concept: Concept) -> dict[str, str]:
    """Return the labelled notes of *concept*: label -> non-empty text."""
    times, texts = concept.frequency, concept.documents
    notes = {name: say(value) for name, (field, _, say) in FIELDS.items() if (value := getattr(concept, field))}
    notes["seen"] = seen_line(times, texts) if times or texts else ""
    return {label: notes[label] for label in LABELS if notes.get(label)}


REMINDER = "terms"
"""The name in ``extra`` of the terms found in a unit's source, one per line: written for the translator, never read
back."""


def label(text: str, labels: Collection[str]) -> tuple[str, str] | None:
    """Return (label, rest) of a note that begins with one of *labels* and a colon, or None.

    A value that we cannot have written, as in ``kind: unknown to us``, makes it an ordinary note.
    """
    found, colon, rest = text.partition(": ")
    return (found, rest) if colon and found in labels and _SAID.get(found, bool)(rest) else None


_SAID: dict[str, Callable[[str], object]] = {"kind": KINDS.__contains__, "seen": seen, "obsolete": "yes".__eq__}
"""Label -> whether we can have written a value; other labels take any value."""


def as_note(text: str, labels: Collection[str]) -> str:
    """Return *text* as a note, escaping lines that look like one of *labels* with ``note:``.

    >>> as_note("origin: Greek", ["origin"]), from_note("note: origin: Greek", ["origin"])
    ('note: origin: Greek', 'origin: Greek')
    """
    return _labelling("|".join(labels)).sub(r"\1note: \2", text) if ": " in text else text


def from_note(text: str, labels: Collection[str]) -> str:
    """Return the text of a note that :func:`as_note` wrote."""
    return _labelling("|".join(labels), "note: ").sub(r"\1\2", text) if "note: " in text else text


@cache
def _labelling(labels: str, before: str = "") -> re.Pattern[str]:
    """Return a pattern for the start of a line with *before* and then one of *labels*."""
    return re.compile(rf"^([^\S\n]*){before}((?:note: )*(?:{labels}): )", re.MULTILINE)


def concept_fields(notes: Mapping[str, str]) -> dict[str, Any]:
    """Return the labelled *notes* as fields of a :class:`Concept`."""
    found: dict[str, Any] = {}
    for name, text in notes.items():
        if name == "seen":
            if counts := seen(text):
                found |= dict(zip(("frequency", "documents"), counts, strict=True))
        elif name in FIELDS:
            field, read, _ = FIELDS[name]
            found[field] = read(text)
    return found


def term_notes(term: Term) -> dict[str, str]:
    """Return the labelled notes of *term*: label -> non-empty text."""
    state = term.state.value if term.state is not State.APPROVED else ""
    notes = {"state": state, "origin": term.origin, "forms": join(term.forms)}
    return {name: text for name, text in notes.items() if text}


def term_fields(name: str, text: str) -> dict[str, Any]:
    """Return a labelled note as fields of a :class:`Term`, or an empty dict if it is not one."""
    if name == "usage" and text in USAGES:
        return {"usage": USAGES[text]}
    if name == "state" and text in STATES:
        return {"state": STATES[text]}
    if name == "origin":
        return {"origin": text}
    return {"forms": tuple(split(text))} if name == "forms" else {}


UNRENDERED = "concepts without a rendering"  # message
UNAPPROVED = "renderings that nobody has approved"  # message
NONE_APPROVED = "concepts without an approved rendering"  # message
"""With these three losses, the concept is not written at all."""


class Losses:
    """Counts what is lost while a file is written, by kind."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[int, str]] = {}

    def add(self, what: str, example: str = "") -> None:
        """Count one loss of the kind *what*; the first *example* is kept."""
        count, first = self._found.get(what, (0, example))
        self._found[what] = (count + 1, first)

    def unit(self, unit: TranslationUnit, source_language: str) -> None:
        """Count what *unit* has beyond its texts, state, key and note, and its region of *source_language*."""
        if unit.source_language != source_language:
            self.add(REGIONS, unit.source)
        if unit.author or unit.created or unit.changed or unit.uses or unit.origin or unit.previous or unit.next:
            self.add("authors, dates, origins, counts and neighbours of units", unit.source)  # message

    def details(self, names: Iterable[str]) -> None:
        """Count one loss if there are any *names* of details of another format."""
        if (name := next(iter(names), None)) is not None:
            self.add("details of other formats", name)

    def kept(self, extra: Extra, prefix: str) -> dict[str, list[str]]:
        """Return the values in *extra* whose names begin with *prefix*, by name; count the others."""
        found: dict[str, list[str]] = {}
        for name, value in extra:
            if name.startswith(prefix):
                found.setdefault(name, []).append(value)
            else:
                self.add("details of other formats", name)
        return found

    def texts(
        self,
        concept: Concept,
        languages: Collection[str],
        meant: Callable[[str], str] | None = None,
        exact: Collection[str] = (),
    ) -> None:
        """Count the texts of *concept*, in its own language and *languages*, that XML would change.

        *meant* returns a text as the format reads it back, if it normalises whitespace; *exact* texts are not
        normalised.
        """
        found = texts(concept, languages)
        joined = "".join(found)
        printable = joined.isprintable()  # nearly always true, and faster than a search
        if not printable and not xml.is_legal(joined):
            self.add(CONTROL, xml.legal(concept.name))
        for text in filter(None, exact):  # the name is empty if a PO entry has only a context
            found.remove(text)  # the same words may stand elsewhere as well
        if meant and ([*map(str.strip, found)] != found or (not printable and [*map(meant, found)] != found)):
            self.add(SPACE, concept.name)

    def header(self, extra: Iterable[tuple[str, str]]) -> None:
        """Count what *extra* holds of the termbase's original file; our signature is not a loss."""
        for name, _ in extra:
            if name not in (EXPORT, *EXPORTS.values()):
                self.add("header fields", name)

    def list(self) -> list[Loss]:
        """Return the losses in order of appearance."""
        return [Loss(what, count, example) for what, (count, example) in self._found.items()]


class File(Protocol):
    """A file that is read as a termbase; :meth:`concepts` can be called repeatedly."""

    heads: dict[str, None]
    """The languages of the heads, in order of appearance, after :meth:`concepts` has finished."""
    whole: bool
    """Whether all concepts are held in memory; then :attr:`Reading.unsaid` is filled in, too."""

    def concepts(self, skip: Skip) -> Iterator[Concept]:
        """Yield the concepts, with their terms in file order. Raises InputError."""

    def reading(self) -> Reading:
        """Return everything but the concepts, after :meth:`concepts` has finished."""


class OpenedFile:
    """What every :class:`File` that reads a stream begins with."""

    whole = False

    def __init__(self, stream: BinaryIO, where: str, source: str, language: str, encoding: str) -> None:
        self._stream = stream
        self._where = where
        self._source = source
        self._language = language
        self._encoding = encoding
        self.heads: dict[str, None] = {}

    def _sides(
        self, order: Collection[str], declared: Iterable[str] = (), said: str = ""
    ) -> tuple[str, tuple[str, ...]]:
        """Return the source language of the file and the target languages, *declared* ones before those in *order*.

        If no concept has a term in the requested source language, the source is the language that the file names
        (*said*), else the first in *order* that is not the requested target.
        """
        named = self.heads.keys() | {self._source}
        targets = [code for code in dict.fromkeys([*declared, *order]) if code not in named]
        if self.heads:
            return self._source, tuple(targets)
        others = [code for code in order if code in targets and not tags.near([code], self._language)]
        source = [*(others[at] for at in tags.near(others, said)), *others, self._source][0]
        return source, tuple(code for code in targets if code != source)


HELD, HELD_SIZE = 50_000, 1 << 25
"""Up to this many concepts, of a file of up to this many bytes, stay in memory rather than being read again."""


@without_collector()
def read_whole(file: File) -> Reading:
    """Return the whole content of *file*. Raises InputError if it cannot be read."""
    skipped: list[Skipped] = []
    file.whole = True
    found = list(file.concepts(lambda line, why: skipped.append(Skipped(line, why))))
    reading = file.reading()
    targets = reading.termbase.languages
    ordered = tuple([in_order(concept, targets) for concept in found])
    said = (*skipped, *reading.skipped)
    return replace(reading, termbase=replace(reading.termbase, concepts=ordered), skipped=said)


def readers(open_: Callable[[BinaryIO, str, str, str, str], File]) -> tuple[Read, Concepts]:
    """Return two readers of a format: of the whole glossary, and concept by concept.

    *open_* takes a stream, its name, the source language, the target language and the encoding.
    """

    def opened(stream: BinaryIO, where: str, source_language: str, language: str, encoding: str) -> File:
        return open_(stream, where, tags.tag(source_language), tags.tag(language) if language else "", encoding)

    def read(data: bytes, *, where: str, source_language: str, language: str = "", encoding: str = "") -> Reading:
        return read_whole(opened(BytesIO(data), where, source_language, language, encoding))

    @without_collector()
    def concepts(
        stream: BinaryIO, *, where: str, source_language: str, language: str = "", encoding: str = "", skip: Skip
    ) -> tuple[Reading, LazyConcepts]:
        file = opened(stream, where, source_language, language, encoding)
        held: list[Concept] = []
        most = HELD if stream.seek(0, SEEK_END) <= HELD_SIZE else 0
        count = 0
        for count, concept in enumerate(file.concepts(skip), 1):
            if count <= most:
                held.append(concept)
            else:
                held.clear()
        reading = file.reading()
        for row in reading.skipped:
            skip(row.line, row.why)
        targets = reading.termbase.languages

        def again() -> Iterator[Concept]:
            return (in_order(row, targets) for row in (held if len(held) == count else file.concepts(ignore)))

        return reading, LazyConcepts(again, count, file.heads)

    return read, concepts


def ignore(line: int, why: str) -> None:
    """Ignore what was skipped."""


Text = Callable[[Termbase, Iterable[Concept], Sequence[str], Losses], Iterable[str]]
"""Yields the text of a file with the concepts in the languages, and adds what is lost to the last argument."""
_PIECES = 1_000
"""How many pieces of text are written at once; a piece longer than this ends the batch."""


def writers(text: Text) -> tuple[Write, WriteConcepts]:
    """Return two writers of *text*: of the whole glossary, and concept by concept."""

    def write(termbase: Termbase, *, languages: Sequence[str]) -> tuple[bytes, list[Loss]]:
        losses = Losses()
        made = "".join(text(termbase, termbase.concepts, languages, losses))
        return made.encode("utf-8", "replace"), losses.list()

    def write_concepts(
        stream: BinaryIO, termbase: Termbase, concepts: Iterable[Concept], *, languages: Sequence[str]
    ) -> list[Loss]:
        losses = Losses()
        held: list[str] = []
        for piece in chain(text(termbase, concepts, languages, losses), [""]):
            held.append(piece)
            if len(held) == _PIECES or len(piece) > _PIECES or not piece:
                stream.write("".join(held).encode("utf-8", "replace"))
                held.clear()
        return losses.list()

    return write, write_concepts
