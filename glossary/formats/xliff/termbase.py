"""XLIFF <-> termbase: one unit per concept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import BinaryIO

from glossary import languages as tags
from glossary.formats import Reading, Skip, Skipped, xml
from glossary.formats.terms import (
    EXPORT,
    HEADS,
    LABELS,
    REGIONS,
    SEVERAL,
    Losses,
    OpenedFile,
    as_note,
    concept_fields,
    concept_notes,
    from_note,
    heads_of,
    in_order,
    join,
    label,
    readers,
    signature,
    split,
    writers,
)
from glossary.formats.xliff.scan import (
    CODES,
    OPEN,
    OURS,
    SECOND,
    TAILS,
    File,
    Segment,
    has_second,
    head,
    notes_of,
    one_language,
)
from glossary.formats.xliff.units import UNTRANSLATED, units_of
from glossary.model import Concept, Place, State, Term, Termbase, Usage

BESIDE = "running translations beside a glossary are left out"  # message
_BLOCK = 1 << 20
_ABOUT = ("subject", "definition", "context", "part of speech")
_TERMS = {
    "variants": Usage.ADMITTED,
    "deprecated variants": Usage.DEPRECATED,
    "forbidden variants": Usage.FORBIDDEN,
    "admitted": Usage.ADMITTED,
    "deprecated": Usage.DEPRECATED,
    "forbidden": Usage.FORBIDDEN,
}
"""Labels of notes with further terms, those in the source language first -> their usage."""
_RENDERING = ("state", "origin", "rendering", "forms")
_NOTES = (*LABELS, *_ABOUT, *_TERMS, *_RENDERING)


class _File(OpenedFile):
    """An XLIFF file that is read as a glossary, or as segments; :meth:`concepts` can be called repeatedly."""

    _is_glossary: bool | None = None

    def concepts(self, skip: Skip) -> Iterator[Concept]:
        """Yield the concepts, with their terms in file order. Raises InputError."""
        if self._is_glossary is None:
            self._is_glossary = self._holds_glossary()
        self._file = file = self._open()
        self.heads = {}
        self._languages: dict[str, None] = {}
        self._foreign: dict[str, None] = {}
        self._counts = dict.fromkeys(("units", "segments", "translated", "fuzzy", "concepts"), 0)
        self._unsaid: set[Place] = set()
        self._untranslated: list[Skipped] = []
        self._beside: list[Skipped] = []
        for node in file:
            file.note_unread(node)
            if node.get("translate") == "no":
                self._untranslated += self._untranslated[:1] or [Skipped(node.line, UNTRANSLATED)]
            source, target = self._spoken(file, node)
            segments = file.segments(node)
            self._count(node, segments)
            if tags.base(source) != tags.base(self._source):
                self._foreign[source] = None
                skip(node.line, f"its source language is {source}")  # message
                continue
            if has_second(node):
                skip(node.line, SECOND)
            if target or any(segment.target is not None for segment in segments):
                self._languages[target or "und"] = None
            for concept in self._concepts(node, segments, source, target or "und", skip):
                self.heads[concept.head.language] = None
                yield concept

    def _open(self) -> File:
        self._stream.seek(0)
        return File(self._stream, self._where, self._encoding)

    def _spoken(self, file: File, node: xml.Node) -> tuple[str, str]:
        """Return the tags of source and target of a unit; the latter is empty if unknown."""
        source, target = file.languages(node)
        return source or self._source, target or self._language

    def _holds_glossary(self) -> bool:
        """Return whether we wrote the file as a glossary, or its units have glossary entries."""
        file = self._open()
        if next(iter(file), None) is None or file.ours or file.major == 1:
            return file.ours
        self._stream.seek(0)
        if not _names_entries(self._stream):
            return False
        file = self._open()
        for node in file:
            source, target = self._spoken(file, node)
            if tags.base(source) == tags.base(self._source) and any(_entries(node, source, target, self._where)):
                return True
        return False

    def _count(self, node: xml.Node, segments: Sequence[Segment]) -> None:
        """Count a unit and its *segments*."""
        counts, codes = self._counts, CODES[self._file.major]
        counts["units"] += 1
        counts["segments"] += len(segments)
        for segment in segments:
            if segment.rendered(codes).strip():
                counts["fuzzy" if segment.state.startswith(OPEN) else "translated"] += 1
                if self.whole and not segment.state:
                    self._unsaid |= {Place(self._where, node.line), Place(self._where, segment.source.line)}

    def _concepts(
        self, node: xml.Node, segments: Sequence[Segment], source: str, target: str, skip: Skip
    ) -> Iterable[Concept]:
        """Return the concepts of a unit."""
        file = self._file
        named = list(_entries(node, source, target, self._where))
        self._counts["concepts"] += len(named)
        if file.ours:
            if segments and segments[0].source.text().strip():
                return [_concept(file, node, segments[0], source, target, named)]
            skip(node.line, "a unit without text")  # message
            return []
        sentences = _from_segments(file, node, segments, source, target)
        if not self._is_glossary:
            return sentences
        if not self._beside and (one := next(sentences, None)) and one.place:
            self._beside = [Skipped(one.place.line, BESIDE)]
        return named

    def reading(self) -> Reading:
        """Return everything but the concepts, after :meth:`concepts` has finished."""
        file = self._file
        counts = self._counts | {"units": self._counts["units"] + file.binaries}
        source = self._source if self.heads else next(iter(self._foreign), self._source)
        return Reading(
            Termbase((), source, tuple(self._languages), ((EXPORT, file.export),) if file.export else ()),
            version=file.version,
            encoding=file.encoding,
            states=True,
            left=(*self._untranslated, *self._beside, *file.unread()),
            counts={name: count for name, count in counts.items() if count or name not in ("fuzzy", "concepts")},
            unsaid=frozenset(self._unsaid),
        )


def _names_entries(stream: BinaryIO) -> bool:
    """Return whether ``glossEntry`` occurs in *stream*, in any encoding; much faster than parsing."""
    end = b""
    while block := stream.read(_BLOCK):
        end += block
        if b"glossEntry" in end.replace(b"\0", b""):
            return True
        end = end[-4 * len("glossEntry") :]
    return False


read, concepts = readers(_File)


def _entries(node: xml.Node, source: str, target: str, where: str) -> Iterator[Concept]:
    """Yield the concepts in the glossary of a unit (2.x)."""
    for group in node.nodes("glossary"):
        for entry in group.nodes("glossEntry"):
            term = entry.first("term")
            if term is None or not term.spaced():
                continue
            at = Place(where, entry.line)
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


def _from_segments(
    file: File, node: xml.Node, segments: Sequence[Segment], source: str, target: str
) -> Iterator[Concept]:
    """Yield the *segments* of a unit as concepts."""
    for unit in units_of(file, node, segments, source, target):
        terms = [Term(unit.source, source, place=unit.place)]
        if unit.target.strip():
            terms.append(Term(unit.target, target, state=unit.state, place=unit.place))
        yield Concept(tuple(terms), note=unit.note, id=unit.key, extra=unit.extra, place=unit.place)


def _concept(
    file: File, node: xml.Node, segment: Segment, source: str, target: str, found: Sequence[Concept]
) -> Concept:
    """Return the concept of a unit that we wrote."""
    at = Place(file.where, node.line)
    fields: dict[str, str] = {}
    notes: list[str] = []
    for text in _split_notes(notes_of(node)):
        said = label(text, _NOTES)
        if said and said[0] not in fields:
            fields[said[0]] = from_note(said[1], _NOTES)
        else:
            notes.append(from_note(text, _NOTES))
    terms = [Term(segment.source.text(), source, place=at)]
    if rendered := segment.rendered():
        terms.append(
            Term(
                rendered,
                target,
                state=State.PROPOSED if segment.state.startswith(OPEN) else State.APPROVED,
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
        if name in fields:
            code = source if name.endswith("variants") else target
            terms += [Term(text, code, usage, place=at) for text in split(fields[name])]
    return Concept(
        tuple(terms),
        definition=definition,
        note="\n".join(notes),
        subject=fields.get("subject", ""),
        part_of_speech=fields.get("part of speech", ""),
        context=fields.get("context", ""),
        place=at,
        **concept_fields(fields),
    )


def _split_notes(notes: Sequence[str]) -> Sequence[str]:
    """Return *notes*; a single note, into which a tool may have joined several, is split at each label."""
    if len(notes) != 1:
        return notes
    parts: list[str] = []
    for line in notes[0].split("\n"):
        if not parts or label(line.strip(), _NOTES):
            parts.append(line.lstrip())
        else:
            parts[-1] += f"\n{line}"
    return [part.rstrip() for part in parts]


def _text(
    major: int, termbase: Termbase, concepts: Iterable[Concept], languages: Sequence[str], losses: Losses
) -> Iterator[str]:
    """Yield an XLIFF file. Raises ConfigError for more than one language: XLIFF has one target."""
    target = one_language(languages)
    mark = signature(termbase.extra)
    heads = heads_of(concepts)  # all may be in one other region
    source = heads[0] if len(heads) == 1 else termbase.source_language
    yield head(source, target, major, f"{OURS}#{mark}" if mark else OURS)
    losses.header(termbase.extra)
    for at, concept in enumerate(concepts, 1):
        if concept.head.language != source:
            losses.add(REGIONS, concept.name)
        yield "".join(_entry(in_order(concept, [target]), target, at, major, losses))
    yield TAILS[major]


write, write_concepts = writers(partial(_text, 2))
write_v1, write_concepts_v1 = writers(partial(_text, 1))


def _entry(concept: Concept, target: str, at: int, major: int, losses: Losses) -> Iterable[str]:
    """Return the lines of a concept."""
    main, more = _other_terms(concept, target, losses)
    _count_losses(concept.head, losses)
    if concept.head.usage is not Usage.PREFERRED:
        losses.add(HEADS, concept.name)
    if concept.extra or any(term.extra for term in concept.terms):
        losses.add("details of other formats", concept.name)
    if concept.id:
        losses.add("identifiers", concept.id)
    losses.texts(concept, [target], str.strip, exact=[concept.name, main.text] if main else [concept.name])
    # A glossary entry is valid only with a translation or a definition.
    glossed = major == 2 and bool(concept.definition or more.get("admitted"))
    translations = [main.text, *more.pop("admitted", [])] if glossed and main else []
    about = {"subject": concept.subject, "context": concept.context, "part of speech": concept.part_of_speech}
    if not glossed:
        about["definition"] = concept.definition
    if main is not None:
        about |= {"origin": main.origin, "rendering": main.note, "forms": join(main.forms)}
    about |= concept_notes(concept) | {name: join(texts) for name, texts in more.items()}
    notes = [as_note(concept.note, _NOTES)] if concept.note else []
    notes += [f"{name}: {as_note(text, _NOTES)}" for name, text in about.items() if text]
    if major == 1:
        return _trans_unit(at, concept, main, notes)
    return _unit(at, concept, main, notes, _glossary_entry(concept, translations) if glossed else "")


def _other_terms(concept: Concept, target: str, losses: Losses) -> tuple[Term | None, dict[str, list[str]]]:
    """Return the rendering of a concept, and its other terms by the label of their note."""
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
        usage = term.usage
        if usage is Usage.PREFERRED:
            usage = Usage.ADMITTED
            losses.add(SEVERAL, concept.name)
        more.setdefault(names[usage, term.language == source], []).append(term.text)
        _count_losses(term, losses)
    return main, more


def _glossary_entry(concept: Concept, translations: Iterable[str]) -> str:
    """Return an entry of the glossary module (XLIFF 2.1, 5.3)."""
    made = f"          <gls:term>{xml.escape(concept.name)}</gls:term>\n"
    made += "".join(f"          <gls:translation>{xml.escape(text)}</gls:translation>\n" for text in translations)
    if concept.definition:
        made += f"          <gls:definition>{xml.escape(concept.definition)}</gls:definition>\n"
    return f"      <gls:glossary>\n        <gls:glossEntry>\n{made}        </gls:glossEntry>\n      </gls:glossary>\n"


def _unit(at: int, concept: Concept, main: Term | None, notes: Sequence[str], glossary: str) -> Iterator[str]:
    """Yield the lines of a concept in XLIFF 2; *glossary* is its glossary entry, or empty."""
    yield f'    <unit id="u{at}">\n'
    yield glossary
    if notes:
        yield "      <notes>\n"
        yield from (f"        <note>{xml.escape(note)}</note>\n" for note in notes)
        yield "      </notes>\n"
    state = f' state="{"initial" if main.state is State.PROPOSED else "final"}"' if main else ""
    target = f"<target>{xml.escape(main.text)}</target>" if main else ""
    yield f"      <segment{state}><source>{xml.escape(concept.name)}</source>{target}</segment>\n    </unit>\n"


def _trans_unit(at: int, concept: Concept, main: Term | None, notes: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a concept in XLIFF 1.2."""
    proposed = main is not None and main.state is State.PROPOSED
    approved = f' approved="{"no" if proposed else "yes"}"' if main else ""
    yield f'      <trans-unit id="{at}"{approved}>\n        <source>{xml.escape(concept.name)}</source>\n'
    if main:
        state = "needs-review-translation" if proposed else "final"
        yield f'        <target state="{state}">{xml.escape(main.text)}</target>\n'
    yield from (f"        <note>{xml.escape(note)}</note>\n" for note in notes)
    yield "      </trans-unit>\n"


def _count_losses(term: Term, losses: Losses) -> None:
    """Count what a term has beyond its text, if the format has no place for it."""
    if term.note or term.origin or term.forms:
        losses.add("notes, origins and forms of other than preferred renderings", term.text)
    if term.state is not State.APPROVED:
        losses.add("states of other than preferred renderings", term.text)
