"""XLIFF 1.2 and 2.x: bilingual files as translation units, and glossaries (2.x: the glossary module).

As units: every ``trans-unit`` (its ``mrk`` segments where it has them) and every ``segment``, with notes and state; the
text is without inline codes, and where there are any ``extra`` holds the XML (``xliff1:source``, ``xliff2:target`` …);
``alt-trans`` as ``xliff:alt`` (quality, origin, text). :func:`fill` puts translations into a file and changes nothing
else.
As a termbase: what we wrote comes back; of others, the entries of the glossary module, else every segment is a concept.
Dropped when written anew: skeletons, groups, the attributes of units, other modules. One target language per file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from itertools import chain
from typing import BinaryIO

from glossary import languages as tags
from glossary.errors import ConfigError, InputError
from glossary.formats import Format, Reading, Skipped, xml
from glossary.formats.terms import (
    CONTROL,
    LABELS,
    Losses,
    code_of,
    in_order,
    join,
    known,
    label,
    labelled,
    split,
    with_labels,
)
from glossary.formats.units import place
from glossary.formats.units import unit as made
from glossary.model import Concept, Loss, State, Term, Termbase, TranslationUnit, Usage

_CODES = {
    1: frozenset({"x", "bx", "ex", "bpt", "ept", "ph", "it"}),
    2: frozenset({"ph", "sc", "ec", "sm", "em", "cp"}),
}
"""Inline elements that are no text, by version."""
_OURS = "glossary"
"""What ``original`` says in a termbase that we wrote."""
_OPEN = ("new", "needs-", "initial")
"""How the states begin in which nobody has approved a translation."""


class _File:
    """An XLIFF file, unit by unit."""

    def __init__(self, stream: BinaryIO, where: str, encoding: str | None = None) -> None:
        self.where = where
        self._entries = xml.Entries(
            stream,
            where=where,
            roots=("xliff",),
            title="XLIFF",
            whole=("trans-unit", "unit", "bin-source"),
            encoding=encoding,
        )
        self._files = 0
        self.binaries = 0
        """How many units hold no text (``bin-unit``)."""
        self._file: xml.Node | None = None
        self.encoding = self._entries.encoding

    @property
    def version(self) -> str:
        return self._entries.root.get("version")

    @property
    def major(self) -> int:
        """1 or 2: which names and rules are in force."""
        return 1 if self.version.startswith("1") or not self.version else 2

    def __iter__(self) -> Iterator[xml.Node]:
        for node in self._entries:
            if node.local == "bin-source":
                self.binaries += 1
            if node.local == ("trans-unit" if self.major == 1 else "unit"):
                file = _around(node, "file")
                if file is not self._file:
                    self._file, self._files = file, self._files + 1
                yield node

    def languages(self, node: xml.Node) -> tuple[str, str]:
        """Return the tags of source and target where *node* stands; empty where the file does not say."""
        if self.major == 2:
            found = self._entries.root.get("srcLang"), self._entries.root.get("trgLang")
        else:
            file = _around(node, "file")
            found = (file.get("source-language"), file.get("target-language")) if file else ("", "")
        return known(found[0]), known(found[1])

    @property
    def ours(self) -> bool:
        """Is this a termbase that we wrote? Known once a unit was seen."""
        return self._file is not None and self._file.get("original") == _OURS

    def segments(self, node: xml.Node) -> Iterator[_Segment]:
        """Yield the segments of a unit. Their keys begin with the number of the ``file``, from the second on."""
        name = node.get("id")
        if re.fullmatch(r"u\d+", name) and node.get("name"):
            name = node.get("name")
        key = f"{self._files}/{name}" if self._files > 1 else name
        return _segments_2(node, key) if self.major == 2 else _segments_1(node, key)


class _Segment:
    """A source and its target in the file."""

    __slots__ = ("around", "key", "source", "state", "target", "unit")

    def __init__(
        self, key: str, unit: xml.Node, around: xml.Node, source: xml.Node, target: xml.Node | None, state: str
    ) -> None:
        self.key = key
        self.unit = unit
        self.around = around
        """What its target belongs into: the unit or the segment."""
        self.source = source
        self.target = target
        self.state = state


def _around(node: xml.Node, name: str) -> xml.Node | None:
    at = node.parent
    while at is not None and at.local != name:
        at = at.parent
    return at


def _segments_1(unit: xml.Node, key: str) -> Iterator[_Segment]:
    source, target, parts = unit.first("source"), unit.first("target"), unit.first("seg-source")
    if source is None:
        return
    state = (target.get("state") if target else "") or {"no": "", "yes": "final"}.get(unit.get("approved"), "")
    if _confirmed(unit) == "0":
        state = "needs-review-translation"
    marks = [mark for mark in parts.walk() if mark.get("mtype") == "seg"] if parts else []
    if not marks:
        yield _Segment(key, unit, unit, source, target, state)
        return
    targets = {mark.get("mid"): mark for mark in target.walk() if mark.get("mtype") == "seg"} if target else {}
    for mark in marks:
        yield _Segment(f"{key}/{mark.get('mid')}", unit, unit, mark, targets.get(mark.get("mid")), state)


def _confirmed(unit: xml.Node) -> str:
    """Return what Phrase (Memsource) says of a unit: ``1`` confirmed, ``0`` not."""
    return next((value for name, value in unit.attributes.items() if name.endswith(":confirmed")), "")


def _segments_2(unit: xml.Node, key: str) -> Iterator[_Segment]:
    found = list(unit.nodes("segment"))
    for at, segment in enumerate(found):
        source = segment.first("source")
        if source is None:
            continue
        name = segment.get("id") or (str(at + 1) if len(found) > 1 else "")
        yield _Segment(
            f"{key}/{name}" if name else key, unit, segment, source, segment.first("target"), segment.get("state")
        )


# Reading


def units(
    stream: BinaryIO,
    *,
    where: str,
    source_language: str = "",
    language: str = "",
    encoding: str | None = None,
) -> Iterator[TranslationUnit]:
    """Yield the translation units of an XLIFF file; those without a translation have an empty target.

    What is not to be translated (``translate="no"``) and segments without text are passed over. Raises InputError,
    also where the file says nothing of a language and neither *source_language* nor *language* does.
    """
    file = _File(stream, where, encoding)
    given = tags.tag(source_language) if source_language else "", tags.tag(language) if language else ""
    for node in file:
        said = file.languages(node)
        spoken = said[0] or given[0], said[1] or given[1]
        if not all(spoken):
            raise InputError("the file does not say its languages", where=where, line=node.line, hint="name them")
        if any(wanted and wanted != found for wanted, found in zip(given, spoken, strict=True)):
            continue
        yield from _units(file, node, *spoken)


def _units(file: _File, node: xml.Node, source: str, target: str) -> Iterator[TranslationUnit]:
    """Yield the translation units of a unit."""
    if node.get("translate") == "no":
        return
    codes = _CODES[file.major]
    note = "\n".join(text for text in _notes(node) if not label(text, LABELS))
    common: list[tuple[str, str]] = []
    for other in node.nodes("alt-trans"):
        match = other.first("target")
        if match is not None and match.text(codes):
            found = (other.get("match-quality"), other.get("origin"), match.text(codes))
            common.append(("xliff:alt", "\t".join(found)))
    for segment in file.segments(node):
        text = segment.source.text(codes)
        if not text.strip():
            continue
        extra = list(common)
        for name, part in (("source", segment.source), ("target", segment.target)):
            if part is not None and any(part.nodes()):
                extra.append((f"xliff{file.major}:{name}", part.content()))
        yield made(
            text,
            segment.target.text(codes) if segment.target is not None else "",
            source,
            target,
            State.PROPOSED if segment.state.startswith(_OPEN) else State.APPROVED,
            "",
            segment.key,
            "",
            "",
            "",
            "",
            "",
            0,
            note,
            tuple(extra),
            place(file.where, segment.source.line),
        )


def _notes(node: xml.Node) -> list[str]:
    """Return the notes of a unit."""
    found = [*node.nodes("note")]
    for group in node.nodes("notes"):
        found += group.nodes("note")
    return [note.text().strip() for note in found if note.spaced()]


_ABOUT = ("subject", "definition", "context")
_TERMS = {
    "variants": Usage.ADMITTED,
    "deprecated variants": Usage.DEPRECATED,
    "forbidden variants": Usage.FORBIDDEN,
    "admitted": Usage.ADMITTED,
    "deprecated": Usage.DEPRECATED,
    "forbidden": Usage.FORBIDDEN,
}
"""Labelled notes that hold further terms, those of the source first -> their usage."""
_RENDERING = ("state", "origin", "rendering", "forms")


def read(data: bytes, *, where: str, source_language: str, language: str = "", encoding: str | None = None) -> Reading:
    """Return the glossary in an XLIFF file, or its segments as concepts. Raises InputError where it cannot be read."""
    file = _File(BytesIO(data), where, encoding)
    wanted, target_given = tags.tag(source_language), tags.tag(language) if language else ""
    entries: list[Concept] = []
    segments: list[Concept] = []
    skipped: list[Skipped] = []
    languages: dict[str, None] = {}
    count = parts = translated = terms = 0
    for node in file:
        count += 1
        source, target = file.languages(node)
        source, target = source or wanted, target or target_given
        for segment in file.segments(node):
            parts += 1
            translated += bool(segment.target is not None and segment.target.text(_CODES[file.major]).strip())
        if tags.base(source) != tags.base(wanted):
            skipped.append(Skipped(node.line, f"its source language is {source}"))
            continue
        if not target:
            target = "und"
        else:
            languages[target] = None
        found = list(_entries(node, source, target, where))
        terms += len(found)
        first = next(file.segments(node), None)
        if file.ours:
            if first is None or not first.source.text().strip():
                skipped.append(Skipped(node.line, "a unit without text"))
            else:
                entries.append(_concept(file, node, first, source, target, found))
        else:
            entries += found
            segments += _sentences(file, node, source, target)
    counts = {"units": count + file.binaries, "segments": parts, "translated": translated}
    if terms:
        counts["concepts"] = terms
    targets = tuple(languages)
    concepts = entries if file.ours or terms else segments
    return Reading(
        Termbase(tuple(in_order(concept, targets) for concept in concepts), wanted, targets),
        tuple(skipped),
        version=file.version,
        encoding=file.encoding,
        counts=counts,
    )


def _entries(node: xml.Node, source: str, target: str, where: str) -> Iterator[Concept]:
    """Yield the concepts in the glossary of a unit (2.x)."""
    for group in node.nodes("glossary"):
        for entry in group.nodes("glossEntry"):
            term = entry.first("term")
            if term is None or not term.spaced():
                continue
            at = place(where, entry.line)
            terms = [Term(term.text(), source, place=at)]
            for number, translation in enumerate(part for part in entry.nodes("translation") if part.spaced()):
                usage = Usage.ADMITTED if number else Usage.PREFERRED
                terms.append(Term(translation.text(), target, usage, place=at))
            definition = entry.first("definition")
            yield Concept(
                tuple(terms),
                definition=definition.text().strip() if definition else "",
                id=entry.get("id"),
                place=at,
            )


def _sentences(file: _File, node: xml.Node, source: str, target: str) -> Iterator[Concept]:
    """Yield the segments of a unit as concepts."""
    if target == "und" or node.get("translate") == "no":
        return
    for unit in _units(file, node, source, target):
        terms = [Term(unit.source, source, place=unit.place)]
        if unit.target.strip():
            terms.append(Term(unit.target, target, state=unit.state, place=unit.place))
        yield Concept(tuple(terms), note=unit.note, id=unit.key, place=unit.place)


def _concept(
    file: _File, node: xml.Node, segment: _Segment, source: str, target: str, found: Sequence[Concept]
) -> Concept:
    """Return the concept of a unit that we wrote."""
    at = place(file.where, node.line)
    fields: dict[str, str] = {}
    notes: list[str] = []
    for text in _notes(node):
        said = label(text, (*LABELS, *_ABOUT, *_TERMS, *_RENDERING))
        if said and said[0] not in fields:
            fields[said[0]] = said[1]
        else:
            notes.append(text)
    terms = [Term(segment.source.text(), source, place=at)]
    if segment.target is not None and segment.target.text():
        terms.append(
            Term(
                segment.target.text(),
                target,
                state=State.PROPOSED if segment.state.startswith(_OPEN) else State.APPROVED,
                origin=fields.get("origin", ""),
                note=fields.get("rendering", ""),
                forms=tuple(split(fields.get("forms", ""))),
                place=at,
            )
        )
    definition = fields.get("definition", "")
    for concept in found:
        terms += [term for term in concept.terms if term.usage is Usage.ADMITTED]
        definition = concept.definition
    for name, usage in _TERMS.items():
        code = source if name.endswith("variants") else target
        terms += [Term(text, code, usage, place=at) for text in split(fields.get(name, ""))]
    return with_labels(
        Concept(
            tuple(terms),
            definition=definition,
            note="\n".join(notes),
            subject=fields.get("subject", ""),
            context=fields.get("context", ""),
            place=at,
        ),
        fields,
    )


# Writing


def write(termbase: Termbase, *, languages: Sequence[str]) -> tuple[bytes, list[Loss]]:
    """Return *termbase* as XLIFF 2.0 with the glossary module, and what was lost.

    Raises ConfigError for more than one language: an XLIFF file has one target.
    """
    return _write(termbase, languages, 2)


def write_v1(termbase: Termbase, *, languages: Sequence[str]) -> tuple[bytes, list[Loss]]:
    """Return *termbase* as XLIFF 1.2, and what was lost. Raises ConfigError for more than one language."""
    return _write(termbase, languages, 1)


def _head(source: str, target: str, major: int, original: str) -> str:
    """Return everything before the first unit."""
    start = '<?xml version="1.0" encoding="UTF-8"?>\n'
    from_, to = xml.quote(code_of(source)), xml.quote(code_of(target)) if target else ""
    if major == 2:
        return (
            f'{start}<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0"'
            f' xmlns:gls="urn:oasis:names:tc:xliff:glossary:2.0" version="2.0" srcLang={from_}'
            + (f" trgLang={to}" if to else "")
            + f'>\n  <file id="f1" original={xml.quote(original)}>\n'
        )
    return (
        f'{start}<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">\n  <file original='
        f'{xml.quote(original)} datatype="plaintext" source-language={from_}'
        + (f" target-language={to}" if to else "")
        + ">\n    <body>\n"
    )


_TAILS = {2: "  </file>\n</xliff>\n", 1: "    </body>\n  </file>\n</xliff>\n"}


def _write(termbase: Termbase, languages: Sequence[str], major: int) -> tuple[bytes, list[Loss]]:
    if len(languages) > 1:
        raise ConfigError(
            f"an XLIFF file holds one translation, not {len(languages)}", hint=f"choose one, such as -l {languages[0]}"
        )
    target = tags.tag(languages[0]) if languages else ""
    losses = Losses()
    parts = [_head(termbase.source_language, target, major, _OURS)]
    if termbase.extra:
        losses.add("header fields", termbase.extra[0][0])
    for at, concept in enumerate(termbase.concepts, 1):
        parts += _entry(in_order(concept, [target]), target, at, major, losses)
    parts.append(_TAILS[major])
    return "".join(parts).encode(), losses.list()


def _entry(concept: Concept, target: str, at: int, major: int, losses: Losses) -> Iterable[str]:
    """Return the lines of a concept."""
    source = concept.head.language
    main: Term | None = None
    more: dict[str, list[str]] = {}
    names = {(usage, name.endswith("variants")): name for name, usage in _TERMS.items()}
    for term in concept.terms[1:]:
        if term.language not in (source, target):
            continue
        if term.state is State.REJECTED:
            losses.add("rejected terms", term.text)
            continue
        if main is None and term.language == target and term.usage is Usage.PREFERRED:
            main = term
            continue
        usage = Usage.ADMITTED if term.usage is Usage.PREFERRED else term.usage
        more.setdefault(names[usage, term.language == source], []).append(term.text)
        _only_text(term, losses)
    _only_text(concept.head, losses)
    if concept.extra or any(term.extra for term in concept.terms):
        losses.add("details of other formats", concept.name)
    if concept.id:
        losses.add("identifiers", concept.id)
    if not all(xml.is_legal(term.text) for term in concept.terms):
        losses.add(CONTROL, xml.legal(concept.name))
    notes = [concept.note] if concept.note else []
    about = {"subject": concept.subject, "context": concept.context}
    glossary: list[str] = []
    if major == 2 and (concept.definition or more.get("admitted")):
        # Only with a translation or a definition is an entry valid.
        known = [main.text, *more.pop("admitted", [])] if main else []
        glossary = ["      <gls:glossary>\n        <gls:glossEntry>\n"]
        glossary.append(f"          <gls:term>{xml.escape(concept.name)}</gls:term>\n")
        glossary += [f"          <gls:translation>{xml.escape(text)}</gls:translation>\n" for text in known]
        if concept.definition:
            glossary.append(f"          <gls:definition>{xml.escape(concept.definition)}</gls:definition>\n")
        glossary.append("        </gls:glossEntry>\n      </gls:glossary>\n")
    else:
        about["definition"] = concept.definition
    if main is not None:
        about |= {"origin": main.origin, "rendering": main.note, "forms": join(main.forms)}
    about |= labelled(concept) | {name: join(texts) for name, texts in more.items()}
    notes += [f"{name}: {text}" for name, text in about.items() if text]
    open_ = main is not None and main.state is State.PROPOSED
    head = f"<source>{xml.escape(concept.name)}</source>"
    if major == 2:
        yield f'    <unit id="u{at}">\n'
        yield from glossary
        if notes:
            yield "      <notes>\n"
            yield from (f"        <note>{xml.escape(note)}</note>\n" for note in notes)
            yield "      </notes>\n"
        state = f' state="{"initial" if open_ else "final"}"' if main else ""
        tail = f"<target>{xml.escape(main.text)}</target>" if main else ""
        yield f"      <segment{state}>{head}{tail}</segment>\n    </unit>\n"
        return
    approved = f' approved="{"no" if open_ else "yes"}"' if main else ""
    yield f'      <trans-unit id="{at}"{approved}>\n        {head}\n'
    if main:
        state = "needs-review-translation" if open_ else "final"
        yield f'        <target state="{state}">{xml.escape(main.text)}</target>\n'
    yield from (f"        <note>{xml.escape(note)}</note>\n" for note in notes)
    yield "      </trans-unit>\n"


def _only_text(term: Term, losses: Losses) -> None:
    """Count what a term has beyond its text, where the format has no place for that."""
    if term.note or term.origin or term.forms:
        losses.add("notes, origins and forms of other than preferred renderings", term.text)
    if term.state is not State.APPROVED:
        losses.add("states of other than preferred renderings", term.text)


_NAME = re.compile(r"[\w.:-]+", re.ASCII)


def write_units(
    stream: BinaryIO, units: Iterable[TranslationUnit], *, source_language: str, languages: Sequence[str]
) -> list[Loss]:
    """Write *units* as XLIFF 2.0 and return what was lost. Raises ConfigError, see :func:`write`."""
    return _write_units(stream, units, source_language, languages, 2)


def write_units_v1(
    stream: BinaryIO, units: Iterable[TranslationUnit], *, source_language: str, languages: Sequence[str]
) -> list[Loss]:
    """Write *units* as XLIFF 1.2 and return what was lost. Raises ConfigError, see :func:`write`."""
    return _write_units(stream, units, source_language, languages, 1)


def _write_units(
    stream: BinaryIO, units: Iterable[TranslationUnit], source: str, languages: Sequence[str], major: int
) -> list[Loss]:
    if len(languages) > 1:
        raise ConfigError("an XLIFF file holds one translation", hint="name one language with -l")
    units = iter(units)
    if not languages:
        first = next(units, None)
        languages = [first.target_language if first else ""]
        units = chain([first] if first else [], units)
    target = tags.tag(languages[0]) if languages[0] else ""
    losses = Losses()
    stream.write(_head(tags.tag(source), target, major, "units").encode())
    used: set[str] = set()
    for at, unit in enumerate(units, 1):
        if unit.target_language != target:
            losses.add("units in other languages", unit.source)
            continue
        if unit.author or unit.created or unit.changed or unit.uses or unit.origin or unit.previous or unit.next:
            losses.add("authors, dates, origins and neighbours of units", unit.source)
        extra = dict(unit.extra)
        texts = {}
        for name, text in (("source", unit.source), ("target", unit.target)):
            kept = extra.pop(f"xliff{major}:{name}", "")
            same = kept and _plain(kept, major) == text
            texts[name] = f"<{name}>{kept if same else xml.escape(text)}</{name}>"
        if extra:
            losses.add("details of other formats", next(iter(extra)))
        if not unit.target:
            texts["target"] = ""
        open_ = unit.state is not State.APPROVED
        note = f"<note>{xml.escape(unit.note)}</note>" if unit.note else ""
        # An identifier is a name, and unique; the key need be neither.
        free = unit.key not in used and _NAME.fullmatch(unit.key) and not re.fullmatch(r"u\d+", unit.key)
        if free:
            used.add(unit.key)
        name = f" name={xml.quote(unit.key)}" if unit.key and not free else ""
        identifier = xml.quote(unit.key) if free else f'"u{at}"'
        if major == 2:
            state = f' state="{"initial" if open_ else "final"}"' if unit.target else ""
            notes = f"<notes>{note}</notes>" if note else ""
            segment = f"<segment{state}>{texts['source']}{texts['target']}</segment>"
            line = f"    <unit id={identifier}{name}>{notes}{segment}</unit>\n"
        else:
            identifier = xml.quote(unit.key or str(at))
            state = f' approved="{"no" if open_ else "yes"}"' if unit.target else ""
            if open_ and unit.target:
                texts["target"] = texts["target"].replace("<target", '<target state="needs-review-translation"', 1)
            line = f"      <trans-unit id={identifier}{state}>{texts['source']}{texts['target']}{note}</trans-unit>\n"
        stream.write(line.encode())
    stream.write(_TAILS[major].encode())
    return losses.list()


def _plain(content: str, major: int) -> str:
    """Return the text of a piece of XML from ``extra``, without inline codes; empty where it is broken."""
    data = f"<xliff><unit>{content}</unit></xliff>".encode()
    try:
        (node,) = xml.Entries(BytesIO(data), where="", roots=("xliff",), title="XLIFF", whole=("unit",))
    except (InputError, ValueError):
        return ""
    return node.text(_CODES[major])


# Changing in place


def gaps(data: bytes, *, where: str, source_language: str = "", language: str = "") -> Iterator[TranslationUnit]:
    """Yield the units of an XLIFF file that have no translation yet."""
    for unit in units(BytesIO(data), where=where, source_language=source_language, language=language):
        if not unit.target.strip():
            yield unit


def fill(
    data: bytes,
    fills: Mapping[tuple[str, str], str],
    *,
    where: str,
    source_language: str = "",
    language: str = "",
    proposed: Collection[tuple[str, str]] = (),
) -> bytes:
    """Return *data* with translations put in where there are none; every other byte is as it was.

    *fills* is (key, source text) of a unit, as :func:`units` tells it -> its translation. Those in *proposed* get a
    state that says so, unless the file gives them one. Raises InputError.
    """
    text, back = xml.fed(data, where=where)
    file = _File(BytesIO(text), where)
    edits: list[tuple[int, int, str]] = []
    for node in file:
        if node.get("translate") == "no":
            continue
        wanted: list[tuple[_Segment, str]] = []
        open_ = False
        for segment in file.segments(node):
            key = segment.key, segment.source.text(_CODES[file.major])
            found = fills.get(key)
            if found and not (segment.target is not None and segment.target.text(_CODES[file.major]).strip()):
                wanted.append((segment, found))
                open_ = open_ or key in proposed
                if file.major == 2 and key in proposed and not segment.around.get("state"):
                    edits.append(xml.attribute(segment.around, "state", "initial"))
        if wanted:
            state = "needs-review-translation" if open_ and file.major == 1 else ""
            edits += _edits(text, node, wanted, file.segments, state)
    return back(xml.edited(text, edits))


def _edits(
    data: bytes,
    unit: xml.Node,
    wanted: Sequence[tuple[_Segment, str]],
    segments: Callable[[xml.Node], Iterator[_Segment]],
    state: str,
) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, replacement) for the targets of a unit, which get *state* where they have none."""
    missing: dict[str, str] = {}
    target = unit.first("target")
    if state and target is not None and not target.get("state"):
        yield xml.attribute(target, "state", state)
    for segment, found in wanted:
        if segment.target is not None:
            yield xml.inside(data, segment.target, xml.escape(found))
        elif segment.source.local == "mrk":
            missing[segment.source.get("mid")] = found
        else:
            yield _beside(data, segment.around, segment.source, xml.escape(found), state)
    if missing:
        marks = "".join(
            f'<mrk mtype="seg" mid={xml.quote(mid)}>{xml.escape(missing.get(mid, ""))}</mrk>'
            for mid in [segment.source.get("mid") for segment in segments(unit)]
        )
        if target is None:
            source = unit.first("seg-source") or unit.first("source")
            assert source is not None
            yield _beside(data, unit, source, marks, state)
        elif not target.spaced():
            yield xml.inside(data, target, marks)


def _beside(data: bytes, around: xml.Node, source: xml.Node, content: str, state: str) -> tuple[int, int, str]:
    """Return the edit that puts a target behind *source*, indented alike."""
    before = next((child for child in around.nodes("seg-source")), source)
    start = xml.after_tag(data, before.start)
    end = start if data[start - 2 : start] == b"/>" else xml.after_tag(data, before.end)
    prefix = before.name.rpartition(":")[0]
    name = f"{prefix}:target" if prefix else "target"
    said = f" state={xml.quote(state)}" if state else ""
    return end, end, f"{xml.indent(data, before)}<{name}{said}>{content}</{name}>"


def _detect(head: bytes, major: int) -> bool:
    name, attributes = xml.root_of(head)
    first = attributes.get("version", "1")[:1]
    return xml.local(name) == "xliff" and (first == "1") == (major == 1)


_SUFFIXES = (".xlf", ".xliff", ".mxliff", ".mqxliff", ".sdlxliff")

XLIFF = Format(
    "xliff",
    "XLIFF 2.x",
    _SUFFIXES,
    lambda head: _detect(head, 2),
    read=read,
    write=write,
    units=units,
    write_units=write_units,
    running=True,
)

XLIFF1 = Format(
    "xliff1",
    "XLIFF 1.2",
    _SUFFIXES,
    lambda head: _detect(head, 1),
    read=read,
    write=write_v1,
    units=units,
    write_units=write_units_v1,
    running=True,
)
