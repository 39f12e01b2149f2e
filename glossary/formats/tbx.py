"""TBX: reads v3 (DCA and DCT; Core, Min, Basic) and v2 (martif with tig or ntig, the old TBX-Min); writes v3 and v2.

The output is TBX-Basic, ``style="dca"``. What has no category in TBX-Basic is written as notes of the form ``kind:
person`` (with the labels of our PO files), and is read back from them.

Kept: identifiers, all terms of all languages, subject, definition, the head's part of speech and context, notes,
administrativeStatus, markup in a term, and everything else in an entry, the header and the back matter as raw XML
(``tbx:…`` in ``extra``).
Dropped: comments, processing instructions, and identifiers of elements inside an entry. Files are not validated: even
the standard body's own samples are invalid.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, NamedTuple

from glossary import languages as tags
from glossary.formats import Format, Reading, Skip, xml
from glossary.formats.table.cells import answer
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
    heads_of,
    in_order,
    is_written,
    join,
    label,
    readers,
    signature,
    split,
    state_of,
    term_fields,
    term_notes,
    usage_of,
    writers,
)
from glossary.model import Concept, Extra, Place, State, Term, Termbase, Usage

_ENTRIES = ("conceptEntry", "termEntry", "entry")
_LANGUAGES = ("langSec", "langSet", "langGroup")
_TERMS = ("termSec", "tig", "ntig", "termGroup")
_KEPT = ("encodingDesc", "revisionDesc", "back")
"""The parts of a file besides its description and its entries, in the order in which they are written."""
_GROUPS = ("descripGrp", "adminGrp", "termNoteGrp", "transacGrp")
_STATUSES = ("administrativeStatus", "usageStatus", "termStatus", "normativeAuthorization")
_PHRASE_NAMES = {
    True: "tbx:said:forbidden",
    False: "tbx:said:allowed",
    State.PROPOSED: "tbx:said:proposed",
    State.APPROVED: "tbx:said:approved",
}
"""The value of Phrase's own elements -> their name in ``extra``. They are written again while the value is
unchanged."""
_STATUS_OF = {
    Usage.PREFERRED: "preferredTerm-admn-sts",
    Usage.ADMITTED: "admittedTerm-admn-sts",
    Usage.DEPRECATED: "supersededTerm-admn-sts",
    Usage.FORBIDDEN: "deprecatedTerm-admn-sts",
}


# Reading


class _File(OpenedFile):
    """A TBX file of any version, read as a termbase; :meth:`concepts` can be called repeatedly."""

    def concepts(self, skip: Skip) -> Iterator[Concept]:
        """Yield the concepts, with their terms in file order. Raises InputError."""
        self._stream.seek(0)
        self._file = xml.Entries(
            self._stream,
            where=self._where,
            roots=("tbx", "martif", "TBX"),
            title="TBX",
            whole=(*_ENTRIES, "fileDesc", *_KEPT),
            encoding=self._encoding,
        )
        self.heads = {}
        self._order: dict[str, None] = {}
        self._header: list[tuple[str, str]] = []
        self._declared: list[str] = []
        self._count = self._terms = 0
        for node in self._file:
            if node.local in _ENTRIES:
                self._count += 1
                concept, found = _concept(node, self._count, self._source, self._where, skip, self._order)
                self._terms += found
                if concept is not None:
                    self.heads[concept.head.language] = None
                    yield concept
            else:
                self._about(node)

    def _about(self, node: xml.Node) -> None:
        """Remember an element of the header or the back matter."""
        if node.local in _KEPT:
            self._header.append((f"tbx:{node.local}", node.whole()))
            return
        self._declared, mark = _declared(node)
        if mark:
            self._header.append((EXPORT, mark))
        if not self._declared:
            self._header.append(("tbx:fileDesc", node.content()))

    def reading(self) -> Reading:
        """Return everything but the concepts, after :meth:`concepts` has finished."""
        source, targets = self._sides(self._order, self._declared)
        return Reading(
            Termbase((), source, targets, tuple(self._header)),
            version=_version(self._file.root),
            encoding=self._file.encoding,
            states=True,
            counts={"concepts": self._count, "terms": self._terms},
            left=tuple(self._file.comments),
        )


read, concepts = readers(_File)


def _version(root: xml.Node) -> str:
    """Return the version that the root element declares: ``3 TBX-Basic dca``, ``2 TBX``, ``2 TBX-Min``."""
    dialect = root.get("type") or root.get("dialect") or "TBX"
    return f"3 {dialect} {root.get('style') or 'dca'}" if root.local == "tbx" else f"2 {dialect}"


def _declared(description: xml.Node) -> tuple[list[str], str]:
    """Return the target languages and the export signature in the header of a file that we wrote."""
    said = [node.spaced() for node in description.walk() if node.local == "p"]
    languages = next((found[1] for text in said if (found := re.fullmatch(r"glossary: \S+ to ?(.*)", text))), "")
    mark = next((found[1] for text in said if (found := re.fullmatch(r"export: ([0-9a-f]{16})", text))), "")
    return [code for code in map(tags.known, languages.split(", ")) if code], mark


def _kind(node: xml.Node) -> str:
    """Return the data category of an element: its type (DCA), or its name (DCT, TBX-Min)."""
    return node.get("type") or node.local


@dataclass(slots=True)
class _Entry:
    """What has been read of an entry so far."""

    fields: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    extra: list[tuple[str, str]] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    led: set[str] = field(default_factory=set)
    """The languages in which a preferred or admitted term has been read."""
    of_terms: dict[int, dict[str, str]] = field(default_factory=dict)
    """The values for :data:`_OF_HEAD`, by term index."""


def _concept(
    entry: xml.Node, number: int, source: str, where: str, skip: Skip, order: dict[str, None]
) -> tuple[Concept | None, int]:
    """Return the concept of an entry, or None if it has no term in *source*, and the number of terms in the entry.

    *number* is the position of the entry in the file; *order* collects the languages.
    """
    said = _Entry()
    terms, fields, extra = said.terms, said.fields, said.extra
    count = 0
    for node in entry.nodes():
        if node.local in _LANGUAGES:
            spelled = node.get("xml:lang") or node.get("lang")
            code = tags.known(spelled)
            if code:
                order[code] = None
                count += _read_language(node, code, said, source, where, skip)
            else:
                what = f"'{spelled[:40]}' is not a language" if spelled else "a language without name"
                skip(node.line, what)
                count += len(node.nodes(*_TERMS))
        else:
            _read_about(node, said, "tbx:entry")
    at = head_of(terms, source) if terms else -1
    if at < 0:
        skip(entry.line, f"nothing in {source}" if terms else "an entry without terms")  # message
        return None, count
    of_head = said.of_terms.pop(at, {})
    for other, told_of in said.of_terms.items():
        terms[other] = replace(terms[other], extra=_head_properties(terms[other], told_of) + terms[other].extra)
    if at:
        terms.insert(0, terms.pop(at))
    own = f"definition:{terms[0].language}"
    for name, text in fields.items():
        kept_in = name.replace("definition:", "tbx:lang:")
        if kept_in == name or (name == own and "definition" not in fields):
            continue
        if not _is_in_group(text, "definition", [piece for place, piece in extra if place == kept_in]):
            extra.append((kept_in, _DEFINITION.format(xml.escape(text))))
    name = entry.get("id") or entry.get("xml:id")
    extra[:0] = [
        (f"tbx:attr:{key}", value)
        for key, value in entry.attributes.items()
        if key not in ("id", "xml:id") and not key.startswith("xmlns")
    ]
    concept = Concept(
        tuple(terms),
        definition=fields.get("definition", "") or fields.get(own, ""),
        note="\n".join(said.notes),
        subject=fields.get("subjectField", ""),
        context=of_head.get("context", ""),
        part_of_speech=of_head.get("partOfSpeech", ""),
        # An identifier that _text made up is not one.
        id=name if name != f"entry-{number}" else "",
        extra=tuple(extra),
        place=Place(where, entry.line),
        **concept_fields(fields),
    )
    return concept, count


_DEFINITION = '<descrip type="definition">{}</descrip>'
_OF_HEAD = {
    "partOfSpeech": '<termNote type="partOfSpeech">{}</termNote>',
    "context": '<descrip type="context">{}</descrip>',
}
"""Properties that a file may give per term and that we store on the concept if the term is its head -> their XML."""
_TERM_LABELS = ("usage", "state", "origin", "forms")
"""The labels of a term's notes, as in ``origin: …``."""


def _head_properties(term: Term, said_of: dict[str, str]) -> Extra:
    """Return the :data:`_OF_HEAD` values of *term* as XML, except those whose text is already in a group."""
    pieces = [piece for name, piece in term.extra if name == "tbx:term"]
    return tuple(
        [
            ("tbx:term", _OF_HEAD[kind].format(xml.escape(text)))
            for kind, text in said_of.items()
            if not _is_in_group(text, kind, pieces)
        ]
    )


def _read_about(node: xml.Node, said: _Entry, raw: str) -> None:
    """Read an element outside language sections; *raw* is its name in :attr:`Concept.extra` if it is kept as XML."""
    fields, inner = said.fields, node.nodes()
    kind = _kind(node)
    if node.local == "note" and not inner:
        text = _text_of(node)
        marked = label(text, LABELS)
        if marked and marked[0] not in fields:
            fields[marked[0]] = marked[1]
        else:
            said.notes.append(from_note(text, LABELS))
    elif kind in ("subjectField", "definition") and kind not in fields and not inner:
        fields[kind] = _text_of(node)
    elif kind == "Translation needed" and node.spaced() == "No":
        fields["flags"] = join([*split(fields.get("flags", "")), "read-only"])
    elif node.local in _GROUPS and kind == node.local and len(inner) == 1:
        _read_about(inner[0], said, raw)
    else:
        if text := _text_in_group(node, "definition"):
            fields.setdefault("definition", text)
        said.extra.append((raw, node.whole()))


def _text_in_group(node: xml.Node, kind: str) -> str:
    """Return the definition or context (*kind*) that is in a group together with its source, or an empty string.

    The group itself is kept as XML; :func:`_is_in_group` tells whether it contains a text.
    """
    inner = node.nodes() if node.local in _GROUPS else []
    return next((_text_of(part) for part in inner if len(inner) > 1 and _kind(part) == kind), "")


def _is_in_group(text: str, kind: str, pieces: Iterable[str]) -> bool:
    """Return whether a group in one of the *pieces* of XML has an element *kind* whose text is exactly *text*."""
    groups, wanted = tuple(f"<{name}" for name in _GROUPS), xml.escape(text)
    element = rf'(?:\btype="{kind}"|[<:]{kind}\b)[^<>]*>([^<]*)</'
    found = [said for piece in pieces if piece.startswith(groups) for said in re.findall(element, piece)]
    return wanted in map(_normalised, found)


def _text_of(node: xml.Node) -> str:
    """Return the text of an element, normalised by :func:`_normalised`."""
    return _normalised(node.text())


def _normalised(text: str) -> str:
    """Return *text* stripped, with line breaks collapsed if the lines are indented, as in pretty-printed XML."""
    text = text.strip()
    return " ".join(text.split()) if "\n" in text and re.search(r"\n[ \t]+", text) else text


def _read_language(node: xml.Node, code: str, said: _Entry, source: str, where: str, skip: Skip) -> int:
    """Read the terms of one language section and return how many there are."""
    terms, fields = said.terms, said.fields
    count = 0
    usage = Usage.ADMITTED if code in said.led else Usage.PREFERRED
    others = []
    for group in node.nodes():
        if group.local not in _TERMS:
            others.append(group)
            continue
        count += 1
        parts = group.nodes()
        if group.local == "ntig":
            inner = group.first("termGrp")
            if inner is not None:
                parts = [*inner.nodes(), *(part for part in parts if part is not inner)]
        named = next((part for part in parts if part.local == "term"), None)
        text = _text_of(named) if named is not None else ""
        if named is None or not text:
            skip(group.line, "a term without text")  # message
            continue
        if len(parts) == len(named.children) == 1:
            terms.append(Term(text, code, usage, place=Place(where, named.line)))
        else:
            term, of_head = _term(named, text, parts, code, usage, where)
            if of_head:
                said.of_terms[len(terms)] = of_head
            terms.append(term)
        if is_written(terms[-1]):
            said.led.add(code)
            usage = Usage.ADMITTED
    own = f"definition:{code}" if tags.near([code], source) else ""
    for part in others:
        held = part.nodes() if part.local in _GROUPS else []
        only = held[0] if len(held) == 1 else part
        if own and own not in fields and _kind(only) == "definition":
            fields[own] = _text_of(only)
            continue
        if own and (text := _text_in_group(part, "definition")):
            fields.setdefault(own, text)
        said.extra.append((f"tbx:lang:{code}", part.whole()))
    return count


def _term(
    named: xml.Node, name: str, parts: Sequence[xml.Node], code: str, usage: Usage, where: str
) -> tuple[Term, dict[str, str]]:
    """Return the term in *named*, and its :data:`_OF_HEAD` values; *usage* is the default."""
    spelled = ""
    has_second = False  # whether there is another status, which must not be read as the first
    of_head: dict[str, str] = {}
    fields: dict[str, Any] = {"usage": usage}
    notes: list[str] = []
    heard: set[str] = set()
    extra: list[tuple[str, str]] = []
    if named.nodes():
        extra.append(("tbx:text", named.content()))
    for part in parts:
        if part is named:
            continue
        inner = part.nodes()
        if part.local in _GROUPS and len(inner) == 1:
            part = inner[0]
            inner = part.nodes()
        kind, text = _kind(part), _text_of(part)
        said = label(text, _TERM_LABELS) if part.local == "note" else None
        if kind in _STATUSES and not spelled and (status := usage_of(text)) is not None:
            fields["usage"], spelled = status, text
        elif said and said[0] not in heard and (news := term_fields(*said)):
            heard.add(said[0])
            fields |= news
        elif part.local == "note" and not inner:
            notes.append(from_note(text, _TERM_LABELS))
        elif kind in _OF_HEAD and kind not in of_head and not inner:
            of_head[kind] = text
        elif kind == "forbidden":  # an element of Phrase's
            forbidden = answer(text)
            if forbidden:
                fields["usage"] = Usage.FORBIDDEN
            extra.append((_PHRASE_NAMES[forbidden], part.whole()))
        elif kind == "status" and (state := state_of(text)):
            fields["state"] = state
            extra.append((_PHRASE_NAMES[state], part.whole()))
        else:
            has_second = has_second or kind in _STATUSES
            status_in_group = next(filter(None, (_text_in_group(part, name) for name in _STATUSES)), "")
            if not spelled and (status := usage_of(status_in_group)):
                fields["usage"], spelled = status, status_in_group
            for wanted in _OF_HEAD:
                if sourced := _text_in_group(part, wanted):
                    of_head.setdefault(wanted, sourced)
            extra.append(("tbx:term", part.whole()))
    unusual = spelled != _STATUS_OF[fields["usage"]] or fields["usage"] is usage is Usage.PREFERRED
    if (unusual or has_second) and usage_of(spelled) is fields["usage"]:
        extra.insert(0, ("tbx:said:status", spelled))
    note, place = "\n".join(notes), Place(where, named.line)
    return Term(name, code, note=note, extra=tuple(extra), place=place, **fields), of_head


# Writing


class _Dialect(NamedTuple):
    """The element names of a version of TBX."""

    root: str
    header: str
    entry: str
    language: str
    term: str
    tail: str


_V3 = _Dialect(
    '<tbx type="TBX-Basic" style="dca" xml:lang={} xmlns="urn:iso:std:iso:30042:ed-2">',
    "tbxHeader",
    "conceptEntry",
    "langSec",
    "termSec",
    "</tbx>",
)
_V2 = _Dialect('<martif type="TBX-Basic" xml:lang={}>', "martifHeader", "termEntry", "langSet", "tig", "</martif>")


def _text(
    dialect: _Dialect, termbase: Termbase, concepts: Iterable[Concept], languages: Sequence[str], losses: Losses
) -> Iterator[str]:
    """Yield a TBX file in the *dialect*, with all languages."""
    codes = [tags.tag(name) for name in languages]
    source = tags.regional(termbase.source_language)
    description = next((value for name, value in termbase.extra if name == "tbx:fileDesc"), "")
    if not description:
        title = "<titleStmt><title>Glossary</title></titleStmt>" if dialect is _V2 else ""
        wanted = ", ".join(map(tags.regional, codes))
        mark = signature(termbase.extra)
        said = f"<p>glossary: {xml.escape(source)} to {xml.escape(wanted)}</p>" + f"<p>export: {mark}</p>" * bool(mark)
        description = f"{title}<sourceDesc>{said}</sourceDesc>"
    extra = dict(termbase.extra)
    names = [f"tbx:{name}" for name in _KEPT]
    losses.header([row for row in termbase.extra if row[0] not in (*names, "tbx:fileDesc")])
    *about, back = (extra.get(name, "") for name in names)
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n{dialect.root.format(xml.quote(source))}\n'
    yield f"  <{dialect.header}><fileDesc>{description}</fileDesc>{''.join(about)}</{dialect.header}>\n"
    yield "  <text>\n    <body>\n"
    codes = list(dict.fromkeys((*heads_of(concepts), *codes)))  # heads may be en-US and en-GB
    for at, concept in enumerate(concepts, 1):
        losses.texts(concept, codes, _normalised)
        # An entry must have an identifier; _concept ignores the ones made up here.
        name = concept.id or f"entry-{at}"
        yield "\n".join([*_entry(in_order(concept, codes), name, codes, dialect, losses), ""])
    yield "    </body>\n"
    if back:
        yield f"    {back}\n"
    yield f"  </text>\n{dialect.tail}\n"


write, write_concepts = writers(partial(_text, _V3))
write_v2, write_concepts_v2 = writers(partial(_text, _V2))
"""TBX v2 (TBX-Basic, martif with tig), the version that OmegaT and Weblate read."""


def _note(name: str, text: str) -> str:
    return f"<note>{xml.escape(f'{name}: {text}')}</note>"


def _entry(concept: Concept, identifier: str, codes: Sequence[str], dialect: _Dialect, losses: Losses) -> Iterable[str]:
    """Return the lines of a concept's entry."""
    kept = losses.kept(concept.extra, "tbx:")
    attributes = "".join(
        f" {name.removeprefix('tbx:attr:')}={xml.quote(values[0])}"
        for name, values in kept.items()
        if name.startswith("tbx:attr:")
    )
    about: list[str] = []
    if concept.subject:
        about.append(f'<descrip type="subjectField">{xml.escape(concept.subject)}</descrip>')
    beside = [*kept.get("tbx:entry", ()), *kept.get(f"tbx:lang:{concept.head.language}", ())]
    if concept.definition and not _is_in_group(concept.definition, "definition", beside):
        about.append(_DEFINITION.format(xml.escape(concept.definition)))
    about += kept.get("tbx:entry", [])
    if concept.note:
        about.append(f"<note>{xml.escape(as_note(concept.note, LABELS))}</note>")
    about += [_note(name, text) for name, text in concept_notes(concept).items()]
    if "read-only" in concept.flags and dialect is _V2:
        about.append('<descrip type="Translation needed">No</descrip>')
    lines = [f"      <{dialect.entry} id={xml.quote(identifier)}{attributes}>", *(f"        {line}" for line in about)]
    for code in dict.fromkeys((concept.head.language, *codes)):
        terms = concept.terms_in(code)
        if not terms and f"tbx:lang:{code}" not in kept:
            continue
        lines.append(f"        <{dialect.language} xml:lang={xml.quote(tags.regional(code))}>")
        lines += [f"          {line}" for line in kept.get(f"tbx:lang:{code}", ())]
        for at, term in enumerate(terms):
            usual = Usage.ADMITTED if at else Usage.PREFERRED
            lines += [f"          {line}" for line in _section(term, usual, concept, dialect, losses)]
        lines.append(f"        </{dialect.language}>")
    return [*lines, f"      </{dialect.entry}>"]


def _section(term: Term, usual: Usage, concept: Concept, dialect: _Dialect, losses: Losses) -> Iterable[str]:
    """Return the lines of a term of *concept*."""
    named = {"partOfSpeech": concept.part_of_speech, "context": concept.context} if term is concept.head else {}
    of_head = {kind: text for kind, text in named.items() if text}
    more = term.extra or term.note or term.origin or term.forms or of_head
    if not more and term.usage is usual is Usage.PREFERRED and term.state is State.APPROVED:  # as most are
        return f"<{dialect.term}>", f"  <term>{xml.escape(term.text)}</term>", f"</{dialect.term}>"
    said = dict(term.extra)
    text = xml.marked_up(term.text, said.get("tbx:text", ""), meant=_normalised)
    about = [f"<term>{text}</term>"]
    spelled = said.get("tbx:said:status", "")
    is_default = term.usage is usual is Usage.PREFERRED
    status = spelled if usage_of(spelled) is term.usage else "" if is_default else _STATUS_OF[term.usage]
    pieces = [value for name, value in term.extra if name == "tbx:term"]
    if status and not any(_is_in_group(status, name, pieces) for name in _STATUSES):
        about.append(f'<termNote type="administrativeStatus">{xml.escape(status)}</termNote>')
    about += [piece for _, piece in _head_properties(term, of_head)]
    for name, value in term.extra:
        if name == "tbx:term" or name in (_PHRASE_NAMES[term.usage is Usage.FORBIDDEN], _PHRASE_NAMES.get(term.state)):
            about.append(value)
        elif name not in ("tbx:said:status", "tbx:text", *_PHRASE_NAMES.values()):
            losses.add("details of other formats", name)
    if term.note:
        about.append(f"<note>{xml.escape(as_note(term.note, _TERM_LABELS))}</note>")
    if term.usage is Usage.FORBIDDEN:
        about.append(_note("usage", "forbidden"))
    about += [_note(name, text) for name, text in term_notes(term).items()]
    return f"<{dialect.term}>", *(f"  {line}" for line in about), f"</{dialect.term}>"


TBX = Format(
    "tbx",
    "TermBase eXchange 3 (ISO 30042:2019), TBX-Basic",
    (".tbx",),
    lambda head: xml.root_of(head)[0] == "tbx",
    read=read,
    write=write,
    concepts=concepts,
    write_concepts=write_concepts,
)

TBX2 = Format(
    "tbx2",
    "TermBase eXchange 2 (ISO 30042:2008)",
    (".tbx",),
    lambda head: xml.root_of(head)[0] in ("martif", "TBX"),
    read=read,
    write=write_v2,
    concepts=concepts,
    write_concepts=write_concepts_v2,
)
