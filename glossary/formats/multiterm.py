"""MultiTerm XML (Trados), read and written.

Kept: concepts with their number, all terms of all languages, and the descriptive fields with the usual names
(Definition, Subject, Context, Status …). Other fields, the history (``transacGrp``) and anything else in a concept are
kept as XML (``multiterm:…`` in ``extra``). What MultiTerm has no usual field for is written as notes of the form
``kind: person``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from glossary import languages as tags
from glossary.formats import Format, Reading, Skip, xml
from glossary.formats.terms import (
    EXPORT,
    LABELS,
    Losses,
    OpenedFile,
    as_note,
    concept_fields,
    concept_notes,
    from_note,
    head_of,
    in_order,
    is_written,
    label,
    readers,
    signature,
    term_fields,
    term_notes,
    usage_of,
    writers,
)
from glossary.model import Concept, Place, Term, Termbase, Usage

_FIELDS = {
    "definition": "definition",
    "subject": "subject",
    "domain": "subject",
    "subject field": "subject",
    "note": "note",
    "notes": "note",
    "comment": "note",
    "context": "context",
    "example": "context",
    "part of speech": "part of speech",
    "pos": "part of speech",
    "wortart": "part of speech",
    "status": "status",
    "usage status": "status",
    "administrative status": "status",
}
"""Usual names of descriptive fields -> their roles."""
_EXPORT = re.compile(rb"<!-- glossary export ([0-9a-f]{16}) -->")
"""The signature of an export, as a comment, which every program ignores."""
_TERM_LABELS = ("state", "origin", "forms")


def _fields(node: xml.Node) -> Iterator[tuple[str, str, xml.Node]]:
    """Yield (role, text, element) for each descriptive field directly in *node*."""
    for group in node.nodes("descripGrp"):
        for field in group.nodes("descrip"):
            yield _FIELDS.get(field.get("type").strip().lower(), ""), field.text().strip(), group


_DESCRIP = re.compile(r'<descrip\b[^<>]*\btype="([^"]*)"[^<>]*>([^<]*)</')


def _others(node: xml.Node, kept: Iterable[tuple[str, str]], *known: str) -> Iterator[str]:
    """Yield the XML of the children of *node* and of its descriptive fields that are neither *known* nor fields.

    Fields that are *kept* as XML are skipped.
    """
    whole = {value for _, value in kept}
    for part in node.nodes():
        if part.local == "descripGrp" and part.whole() in whole:
            continue
        if part.local == "descripGrp":
            yield from (other.whole() for other in part.nodes() if other.local != "descrip")
        elif part.local not in known:
            yield part.whole()


class _File(OpenedFile):
    """MultiTerm XML, read as a termbase each time that :meth:`concepts` is called."""

    def concepts(self, skip: Skip) -> Iterator[Concept]:
        """Yield the concepts with their terms in file order. Raises InputError."""
        self._stream.seek(0)
        self._file = xml.Entries(
            self._stream,
            where=self._where,
            roots=("mtf",),
            title="MultiTerm XML",
            whole=("conceptGrp",),
            encoding=self._encoding,
        )
        self.heads = {}
        self._order: dict[str, None] = {}
        self._count = self._terms = 0
        for node in self._file:
            self._count += 1
            concept, found = _concept(node, self._source, self._where, skip)
            spoken = (_code(group.first("language")) for group in node.nodes("languageGrp"))
            self._order.update(dict.fromkeys(filter(None, spoken)))
            self._terms += found
            if concept is not None:
                self.heads[concept.head.language] = None
                # A number that only counts is not an identifier.
                yield replace(concept, id="") if concept.id == str(self._count) else concept

    def reading(self) -> Reading:
        """Return everything but the concepts; call it after :meth:`concepts` has finished."""
        source, targets = self._sides(self._order)
        self._stream.seek(0)
        mark = _EXPORT.search(self._stream.read(4000).replace(b"\0", b""))  # as UTF-8 or UTF-16
        return Reading(
            Termbase((), source, targets, ((EXPORT, mark[1].decode()),) if mark else ()),
            encoding=self._file.encoding,
            states=True,
            counts={"concepts": self._count, "terms": self._terms},
            left=tuple(self._file.comments),
        )


read, concepts = readers(_File)


class _ConceptFields(NamedTuple):
    """The values about a concept in the fields of an entry and of its languages."""

    fields: dict[str, str]
    notes: list[str]
    extra: list[tuple[str, str]]


def _collect(about: _ConceptFields, node: xml.Node, kept: str, *known: str, usual: bool = True) -> None:
    """Add the children of *node*, except the elements *known*, to *about*; unusual fields are kept as XML."""
    fields, notes, extra = about
    for holds, text, group in _fields(node):
        said = label(text, LABELS) if usual and holds == "note" else None
        if said and said[0] not in fields:
            fields[said[0]] = said[1]
        elif usual and holds == "note":
            notes.append(from_note(text, LABELS))
        elif usual and holds in ("definition", "subject", "context") and holds not in fields:
            fields[holds] = text
        else:
            extra.append((kept, group.whole()))
    extra += [(kept, other) for other in _others(node, extra, *known)]


def _concept(node: xml.Node, source: str, where: str, skip: Skip) -> tuple[Concept | None, int]:
    """Return the concept of a group (None without a term in *source*) and the number of terms in the group."""
    about = _ConceptFields({}, [], [])
    _collect(about, node, "multiterm:concept", "concept", "languageGrp")
    terms: list[Term] = []
    led: set[str] = set()  # languages that already have a term
    said_of: list[tuple[dict[str, tuple[str, str]], xml.Node]] = []
    count = 0
    for spoken in node.nodes("languageGrp"):
        groups = spoken.nodes("termGrp")
        count += len(groups)
        named = spoken.first("language")
        code = _code(named)
        if not code:
            what = (named.get("lang") or named.get("type")) if named else ""
            skip(spoken.line, f"'{what[:40]}' is not a language")  # message
            continue
        _collect(about, spoken, f"multiterm:lang:{code}", "language", "termGrp", usual=bool(tags.near([code], source)))
        for group in groups:
            made = _term(group, code, Usage.ADMITTED if code in led else Usage.PREFERRED, where)
            if made is None:
                skip(group.line, "a term without text")  # message
                continue
            terms.append(made[0])
            said_of.append((made[1], group))
            if is_written(made[0]):
                led.add(code)
    head = head_of(terms, source)
    if head < 0:
        skip(node.line, f"nothing in {source}" if terms else "a concept without terms")  # message
        return None, count
    for at, (said, group) in enumerate(said_of):
        terms[at] = _kept(terms[at], said, group, at == head)
    of_head = {kind: text for kind, (text, _) in said_of[head][0].items()}
    if "context" in of_head and "context" in about.fields:
        about.extra.append(("multiterm:concept", _descrip("Context", about.fields["context"])))
    number = node.first("concept")
    concept = Concept(
        (terms[head], *(term for at, term in enumerate(terms) if at != head)),
        definition=about.fields.get("definition", "") or of_head.get("definition", ""),
        note="\n".join(about.notes),
        subject=about.fields.get("subject", ""),
        context=of_head.get("context", "") or about.fields.get("context", ""),
        part_of_speech=of_head.get("part of speech", ""),
        id=number.spaced() if number else "",
        extra=tuple(about.extra),
        place=Place(where, node.line),
        **concept_fields(about.fields),
    )
    return concept, count


def _kept(term: Term, said: dict[str, tuple[str, str]], group: xml.Node, head: bool) -> Term:
    """Return *term* with the rest of its *group* as XML; context and part of speech of the head go to the concept."""
    kept = [("multiterm:term", field) for kind, (_, field) in said.items() if not head or kind == "definition"]
    kept += term.extra
    kept += [("multiterm:term", other) for other in _others(group, kept, "term")]
    return replace(term, extra=tuple(kept)) if kept else term


def _code(named: xml.Node | None) -> str:
    """Return the tag of a ``language`` element, by its code or else its name."""
    if named is None:
        return ""
    return tags.known(named.get("lang")) or tags.named(named.get("type")) or tags.known(named.get("type"))


def _term(group: xml.Node, code: str, usage: Usage, where: str) -> tuple[Term, dict[str, tuple[str, str]]] | None:
    """Return the term of a group, and the fields about its concept: role -> (text, XML).

    None if the group has no text.
    """
    named = group.first("term")
    if named is None or not named.spaced():
        return None
    said_of: dict[str, tuple[str, str]] = {}
    fields: dict[str, Any] = {"usage": usage}
    notes: list[str] = []
    extra: list[tuple[str, str]] = []
    for holds, text, field in _fields(group):
        said = label(text, _TERM_LABELS) if holds == "note" else None
        if holds == "status" and (found := usage_of(text)):
            fields["usage"] = found
        elif said and said[0] not in fields and (news := term_fields(*said)):
            fields |= news
        elif holds == "note":
            notes.append(from_note(text, _TERM_LABELS))
        elif holds in ("definition", "context", "part of speech") and holds not in said_of:
            said_of[holds] = text, field.whole()
        else:
            extra.append(("multiterm:term", field.whole()))
    name, note, place = named.text().strip(), "\n".join(notes), Place(where, named.line)
    return Term(name, code, note=note, extra=tuple(extra), place=place, **fields), said_of


def _text(termbase: Termbase, concepts: Iterable[Concept], languages: Sequence[str], losses: Losses) -> Iterator[str]:
    """Yield the text of a MultiTerm XML with all languages in one file."""
    codes = [tags.tag(name) for name in languages]
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<mtf>\n'
    if mark := signature(termbase.extra):
        yield f"<!-- glossary export {mark} -->\n"
    losses.header(termbase.extra)
    for at, concept in enumerate(concepts, 1):
        losses.texts(concept, codes, str.strip)
        yield "\n".join([*_lines(in_order(concept, codes), codes, at, losses), ""])
    yield "</mtf>\n"


write, write_concepts = writers(_text)


def _descrip(kind: str, text: str) -> str:
    return f"<descripGrp><descrip type={xml.quote(kind)}>{xml.escape(text)}</descrip></descripGrp>"


def _lines(concept: Concept, codes: Sequence[str], at: int, losses: Losses) -> Iterable[str]:
    """Yield the lines of a concept."""
    # MultiTerm numbers its concepts itself; any other identifier is lost.
    if concept.id and concept.id != str(at):
        losses.add("identifiers", concept.id)
    kept = losses.kept(concept.extra, "multiterm:")
    yield "  <conceptGrp>"
    yield f"    <concept>{at}</concept>"
    note = as_note(concept.note, LABELS)
    fields = [field for _, value in concept.head.extra for field in _DESCRIP.findall(value)]
    at_head = ("definition", xml.escape(concept.definition)) in [
        (_FIELDS.get(kind.strip().lower()), text.strip()) for kind, text in fields
    ]
    about = {"Definition": "" if at_head else concept.definition, "Subject": concept.subject, "Note": note}
    yield from (f"    {_descrip(kind, text)}" for kind, text in about.items() if text)
    yield from (f"    {_descrip('Note', f'{name}: {text}')}" for name, text in concept_notes(concept).items())
    yield from (f"    {line}" for line in kept.get("multiterm:concept", []))
    for code in dict.fromkeys((concept.head.language, *codes)):
        terms = concept.terms_in(code)
        if not terms and f"multiterm:lang:{code}" not in kept:
            continue
        name, spelled = tags.english_name(code), tags.regional(code).upper()
        yield "    <languageGrp>"
        yield f"      <language type={xml.quote(name)} lang={xml.quote(spelled)}/>"
        yield from (f"      {line}" for line in kept.get(f"multiterm:lang:{code}", []))
        usual = Usage.PREFERRED
        for term in terms:
            yield "      <termGrp>"
            yield from (f"        {line}" for line in _about(term, usual, concept, losses))
            yield "      </termGrp>"
            if is_written(term):
                usual = Usage.ADMITTED
        yield "    </languageGrp>"
    yield "  </conceptGrp>"


def _about(term: Term, usual: Usage, concept: Concept, losses: Losses) -> Iterable[str]:
    """Yield the lines of a term; its usage is written unless it is the *usual* one."""
    yield f"<term>{xml.escape(term.text)}</term>"
    if term.usage is not usual:
        yield _descrip("Status", term.usage.value)
    if term is concept.head:
        of_head = {"Part of Speech": concept.part_of_speech, "Context": concept.context}
        yield from (_descrip(kind, text) for kind, text in of_head.items() if text)
    if term.note:
        yield _descrip("Note", as_note(term.note, _TERM_LABELS))
    for name, text in term_notes(term).items():
        yield _descrip("Note", f"{name}: {text}")
    for values in losses.kept(term.extra, "multiterm:term").values():
        yield from values


MULTITERM = Format(
    "multiterm",
    "MultiTerm XML",
    (".xml",),
    lambda head: xml.root_of(head)[0] == "mtf",
    read=read,
    write=write,
    concepts=concepts,
    write_concepts=write_concepts,
)
