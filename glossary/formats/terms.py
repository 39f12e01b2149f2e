"""What the formats of terms have in common: the order of terms, where they were seen, and the list of what was lost."""

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
from glossary.formats import Again, Concepts, Read, Reading, Skip, Skipped, Write, WriteConcepts, xml
from glossary.model import Concept, Extra, Kind, Loss, Occurrence, State, Term, Termbase, TranslationUnit, Usage
from glossary.tables import rows
from glossary.vocabulary import KINDS, STATES, USAGES

CONTROL = "characters that XML cannot hold"  # message
NUL = "zero bytes in texts"  # message
SPACE = "white space at the ends of texts"  # message
SAME = "concepts of the same name and sense (their terms are together)"  # message
SEVERAL = "the preference among several preferred terms"  # message
REGIONS = "regions of the source language"  # message
REFUSED = "usages of rejected terms"  # message
HEADS = "usages of the terms that name concepts"  # message
FURTHER = "further translations of a text"  # message

_RANK = {usage: rank for rank, usage in enumerate(Usage)}


def in_order(concept: Concept, languages: Sequence[str]) -> Concept:
    """Return *concept* with its terms in canonical order.

    The head comes first, then the other terms of its language, then those of each language in the order of
    *languages*; in a language preferred before admitted before those that may not be written, else as they stood.
    """
    if len(concept.terms) < 3:
        return concept
    spoken = [term.language for term in concept.terms]
    if spoken == [name for name in (spoken[0], *languages) if name in spoken]:  # each once, as in most: quicker
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
"""The name in :attr:`Termbase.extra` of the signature by which an import knows what was sent out."""
EXPORTS = {"po": "po:header:X-Glossary-Export", "tmx": "tmx:prop:x-export"}
"""Formats that have a name of their own for it."""
SIGNATURE = re.compile("[0-9a-f]{16}")


def signature(extra: Extra) -> str:
    """Return the signature of an export; empty where there is none."""
    return next((value for name, value in extra if name == EXPORT and SIGNATURE.fullmatch(value)), "")


def head_of(terms: Sequence[Term], source: str) -> int:
    """Return which of *terms* names the concept: of those in *source*, else in another region of it, the first that
    is preferred, else admitted, else any; -1 where there is none.
    """
    found = tags.near([term.language for term in terms], source)
    return min(found, key=lambda at: _RANK[terms[at].usage], default=-1)


_STATUSES = {
    name: USAGES.get(said) or STATES[said]
    for said, names in rows("glossary.formats", "data/statuses.tsv")
    for name in names.split()
}
"""Words for a usage or a state, letters only and without ``Term`` or ``Term-admn-sts``."""


def is_written(term: Term) -> bool:
    """Return whether *term* is one that a translator may write: preferred or admitted."""
    return term.usage in (Usage.PREFERRED, Usage.ADMITTED)


def usage_of(text: str) -> Usage | None:
    """Return the usage that another tool calls *text*, as in TBX's ``administrativeStatus``; None if it is none.

    >>> usage_of("deprecatedTerm-admn-sts"), usage_of("Запрещён"), usage_of("nicht verwenden"), usage_of("blue")
    (<Usage.DEPRECATED: 'deprecated'>, <Usage.FORBIDDEN: 'forbidden'>, <Usage.FORBIDDEN: 'forbidden'>, None)
    """
    found = _STATUSES.get(_word(text))
    return found if isinstance(found, Usage) else None


def state_of(text: str) -> State | None:
    """Return the state that a person calls *text* in a table; None if it is none.

    >>> state_of("Under review"), state_of("Одобрено"), state_of("forbidden"), state_of("blue")
    (<State.PROPOSED: 'proposed'>, <State.APPROVED: 'approved'>, <State.APPROVED: 'approved'>, None)
    """
    found = _STATUSES.get(_word(text))
    return State.PROPOSED if found is State.PROPOSED else State.APPROVED if found else None


def _word(text: str) -> str:
    """Return the letters of a word for a status in lower case, without what TBX puts behind it."""
    return re.sub(r"term(?:-?admn-?sts)?$|[\W\d_]", "", text.strip().lower()).replace("ё", "е")


def join(values: Iterable[str]) -> str:
    """Return several values as one text."""
    return " | ".join(value.replace("\\", "\\\\").replace("|", "\\|") for value in values)


def split(text: str) -> list[str]:
    """Return the values in a text that :func:`join` made.

    >>> split(r"NPC | a\\|b")
    ['NPC', 'a|b']
    """
    if "\\" not in text and "|" not in text:
        text = text.strip()
        return [text] if text else []
    found = [part.strip() for part in re.findall(r"(?:[^\\|]|\\.|\\$)+", text, re.DOTALL)]
    return [re.sub(r"\\(.)", r"\1", part, flags=re.DOTALL) for part in found if part]


def number(text: str) -> int:
    """Return the count that a file gives as *text*; 0 where that is none."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


_SEEN = re.compile(r"(\d{1,12}) times? in (\d{1,12}) texts?")


@lru_cache(maxsize=1_000)  # counts are few
def seen(text: str) -> tuple[int, int] | None:
    """Return (times, texts) of ``3 times in 2 texts``, or None."""
    found = _SEEN.fullmatch(text)
    return (int(found[1]), int(found[2])) if found else None


def seen_line(times: int, texts: int) -> str:
    """Return what :func:`seen` reads."""
    return f"{times} time{'' if times == 1 else 's'} in {texts} text{'' if texts == 1 else 's'}"


def reference(at: Occurrence) -> str:
    """Return where a term was seen as ``file:line``, as in a PO."""
    return f"{at.document}:{at.line}" if at.line else at.document


def occurrence(text: str) -> Occurrence:
    """Return the occurrence that :func:`reference` wrote."""
    document, _, line = text.rpartition(":")
    at = number(line) if document else 0
    return Occurrence(document if at else text, at, -1, -1, "")


def texts(concept: Concept, languages: Collection[str]) -> list[str]:
    """Return what *concept* says in its own language and *languages*, text by text; the empty ones are left out."""
    found = [concept.sense, concept.definition, concept.note, concept.subject, concept.context, concept.previous]
    found += (concept.part_of_speech, *concept.waivers)
    own = concept.head.language
    for term in concept.terms:
        if term.language == own or term.language in languages:
            found += (term.text, term.origin, term.note)
            found += term.forms
    return [text for text in found if text]


def is_refused_twice(term: Term) -> bool:
    """Return whether *term* was rejected and is deprecated or forbidden, too: most formats can say one of both."""
    return term.state is State.REJECTED and term.usage in (Usage.DEPRECATED, Usage.FORBIDDEN)


def heads_of(concepts: Iterable[Concept]) -> list[str]:
    """Return the languages of the heads of *concepts*, in the order in which they come."""
    if isinstance(concepts, Again):
        return concepts.heads
    return list(dict.fromkeys(concept.head.language for concept in concepts))


def left_out(concept: Concept, languages: Iterable[str], losses: Losses, *, keeps: Collection[str]) -> None:
    """Count in *losses*, once, what *concept* has in its own language and *languages* beyond head and renderings.

    *keeps* names what the format does hold.
    """
    for what in dict.fromkeys(what for language in languages for what in _beyond(concept, language)):
        if what not in keeps:
            losses.add(what, concept.name)


def _beyond(concept: Concept, language: str) -> list[str]:
    """Return what *concept* has, in its own language and *language*, beyond its head and its rendering."""
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
        "counts and places of what was seen": concept.frequency or concept.documents or concept.occurrences,
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
        "marks of what is obsolete": concept.obsolete,
    }
    return [what for what, found in has.items() if found]


# Labelled notes: ``kind: person``, the words of our PO files, where a format has no place of its own

LABELS = ("kind", "sense", "seen", "references", "flags", "waivers", "obsolete", "previous")
"""What a note about a concept may begin with, with a colon behind it."""


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
"""What is said of a concept -> the field that tells it, how that is read from a text, and how it is said in one."""


def labelled(concept: Concept) -> dict[str, str]:
    """Return the labelled notes of *concept*: label -> text, only those that say something."""
    times, texts = concept.frequency, concept.documents
    notes = {name: say(value) for name, (field, _, say) in FIELDS.items() if (value := getattr(concept, field))}
    notes["seen"] = seen_line(times, texts) if times or texts else ""
    return {label: notes[label] for label in LABELS if notes.get(label)}


REMINDER = "terms"
"""What a unit knows of the terms in its source (an ``extra``, a line each): shown in a file, never read from one."""


def label(text: str, labels: Collection[str]) -> tuple[str, str] | None:
    """Return (label, rest) of a note that begins with one of *labels* and a colon, else None.

    A person may write ``kind: unknown to us``: that is a note.
    """
    found, colon, rest = text.partition(": ")
    return (found, rest) if colon and found in labels and _SAID.get(found, bool)(rest) else None


_SAID: dict[str, Callable[[str], object]] = {"kind": KINDS.__contains__, "seen": seen, "obsolete": "yes".__eq__}
"""Label -> whether a text can be ours; that of others always can."""


def as_note(text: str, labels: Collection[str]) -> str:
    """Return the note *text* as we write it: before what looks like one of *labels* stands ``note:``.

    >>> as_note("origin: Greek", ["origin"]), from_note("note: origin: Greek", ["origin"])
    ('note: origin: Greek', 'origin: Greek')
    """
    return _labelling("|".join(labels)).sub(r"\1note: \2", text) if ": " in text else text


def from_note(text: str, labels: Collection[str]) -> str:
    """Return the note that :func:`as_note` wrote."""
    return _labelling("|".join(labels), "note: ").sub(r"\1\2", text) if "note: " in text else text


@cache
def _labelling(labels: str, before: str = "") -> re.Pattern[str]:
    """Return what matches the beginning of a line that has *before* and then one of *labels*."""
    return re.compile(rf"^([^\S\n]*){before}((?:note: )*(?:{labels}): )", re.MULTILINE)


def told(notes: Mapping[str, str]) -> dict[str, Any]:
    """Return what labelled *notes* say of a concept, as the fields of a :class:`Concept`."""
    found: dict[str, Any] = {}
    for name, text in notes.items():
        if name == "seen":
            if counts := seen(text):
                found |= dict(zip(("frequency", "documents"), counts, strict=True))
        elif name in FIELDS:
            field, read, _ = FIELDS[name]
            found[field] = read(text)
    return found


def term_labelled(term: Term) -> dict[str, str]:
    """Return the labelled notes of *term*: label -> text, only those that say something."""
    state = term.state.value if term.state is not State.APPROVED else ""
    notes = {"state": state, "origin": term.origin, "forms": join(term.forms)}
    return {name: text for name, text in notes.items() if text}


def term_told(name: str, text: str) -> dict[str, Any]:
    """Return what a labelled note says of a term, as fields of a :class:`Term`; empty where it says nothing."""
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
"""Losses by which a concept is not written at all."""


class Losses:
    """What is lost while a file is written, gathered by kind."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[int, str]] = {}

    def add(self, what: str, example: str = "") -> None:
        """Count one loss of the kind *what*; the first *example* is kept."""
        count, first = self._found.get(what, (0, example))
        self._found[what] = (count + 1, first)

    def unit(self, unit: TranslationUnit, source_language: str) -> None:
        """Count what *unit* says beyond its texts, state, key and note, and its region of *source_language*."""
        if unit.source_language != source_language:
            self.add(REGIONS, unit.source)
        if unit.author or unit.created or unit.changed or unit.uses or unit.origin or unit.previous or unit.next:
            self.add("authors, dates, origins, counts and neighbours of units", unit.source)  # message

    def details(self, names: Iterable[str]) -> None:
        """Count one loss for what another format has under *names*, where there are any."""
        if (name := next(iter(names), None)) is not None:
            self.add("details of other formats", name)

    def texts(
        self,
        concept: Concept,
        languages: Collection[str],
        meant: Callable[[str], str] | None = None,
        exact: Collection[str] = (),
    ) -> None:
        """Count what XML cannot hold of the texts of *concept*, in its own language and *languages*.

        *meant* is how the format reads a text again, if it changes any: the white space around all, and what else it
        does to those of several lines; the *exact* ones it leaves alone.
        """
        found = texts(concept, languages)
        joined = "".join(found)
        printable = joined.isprintable()  # nearly always, and quicker than a search
        if not printable and not xml.is_legal(joined):
            self.add(CONTROL, xml.legal(concept.name))
        for text in filter(None, exact):  # a PO may have an entry of a context alone
            found.remove(text)  # the same words may stand elsewhere as well
        if meant and ([*map(str.strip, found)] != found or (not printable and [*map(meant, found)] != found)):
            self.add(SPACE, concept.name)

    def header(self, extra: Iterable[tuple[str, str]]) -> None:
        """Count what *extra* says of the file that a termbase comes from; our signature is no loss."""
        for name, _ in extra:
            if name not in (EXPORT, *EXPORTS.values()):
                self.add("header fields", name)

    def list(self) -> list[Loss]:
        """Return the losses, in the order in which their kinds came."""
        return [Loss(what, count, example) for what, (count, example) in self._found.items()]


class File(Protocol):
    """A file that is read as a termbase, as often as :meth:`look` is called."""

    heads: dict[str, None]
    """The languages of the heads, in the order in which they come, once :meth:`look` is through."""
    whole: bool
    """Whether all of it is held: then :attr:`Reading.unsaid` is told, too."""

    def look(self, skip: Skip) -> Iterator[Concept]:
        """Yield the concepts, their terms as they stand in the file. Raises InputError."""

    def reading(self) -> Reading:
        """Return what the file holds besides its concepts, once :meth:`look` is through."""


class Opened:
    """What a :class:`File` is opened with."""

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
        """Return the source language of the file and the others, those that are *declared* before those in *order*.

        Where no concept has a term in the source language that was told, it is the one that the file has *said*, else
        the first in *order*, but for the target language.
        """
        named = self.heads.keys() | {self._source}
        targets = [code for code in dict.fromkeys([*declared, *order]) if code not in named]
        if self.heads:
            return self._source, tuple(targets)
        others = [code for code in order if code in targets and not tags.near([code], self._language)]
        source = [*(others[at] for at in tags.near(others, said)), *others, self._source][0]
        return source, tuple(code for code in targets if code != source)


HELD, HELD_SIZE = 50_000, 1 << 25
"""So many concepts of a file of so many bytes are held, because reading a file again takes its time."""


@without_collector()
def read_whole(file: File) -> Reading:
    """Return all that *file* holds. Raises InputError where it cannot be read."""
    skipped: list[Skipped] = []
    file.whole = True
    found = list(file.look(lambda line, why: skipped.append(Skipped(line, why))))
    reading = file.reading()
    targets = reading.termbase.languages
    ordered = tuple([in_order(concept, targets) for concept in found])
    said = (*skipped, *reading.skipped)
    return replace(reading, termbase=replace(reading.termbase, concepts=ordered), skipped=said)


def looked(open_: Callable[[BinaryIO, str, str, str, str], File]) -> tuple[Read, Concepts]:
    """Return how a glossary is read: as a whole, and concept by concept.

    *open_* takes a stream, what it is called, the source language, the target language and the encoding.
    """

    def opened(stream: BinaryIO, where: str, source_language: str, language: str, encoding: str) -> File:
        return open_(stream, where, tags.tag(source_language), tags.tag(language) if language else "", encoding)

    def read(data: bytes, *, where: str, source_language: str, language: str = "", encoding: str = "") -> Reading:
        return read_whole(opened(BytesIO(data), where, source_language, language, encoding))

    @without_collector()
    def concepts(
        stream: BinaryIO, *, where: str, source_language: str, language: str = "", encoding: str = "", skip: Skip
    ) -> tuple[Reading, Again]:
        file = opened(stream, where, source_language, language, encoding)
        held: list[Concept] = []
        most = HELD if stream.seek(0, SEEK_END) <= HELD_SIZE else 0
        count = 0
        for count, concept in enumerate(file.look(skip), 1):
            if count <= most:
                held.append(concept)
            else:
                held.clear()
        reading = file.reading()
        for row in reading.skipped:
            skip(row.line, row.why)
        targets = reading.termbase.languages

        def again() -> Iterator[Concept]:
            return (in_order(row, targets) for row in (held if len(held) == count else file.look(silent)))

        return reading, Again(again, count, file.heads)

    return read, concepts


def silent(line: int, why: str) -> None:
    """Pass over what nobody wants to know, or has been told before."""


Text = Callable[[Termbase, Iterable[Concept], Sequence[str], Losses], Iterable[str]]
"""What yields the text of a file that holds the concepts, in the languages; what is lost goes to the last argument."""
_PIECES = 1_000
"""So many pieces of a text are written together, and one that is longer than that by itself."""


def written(text: Text) -> tuple[Write, WriteConcepts]:
    """Return how a glossary is written as *text*: as a whole, and concept by concept."""

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
