"""TMX <-> termbase: every ``tu`` is a concept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from glossary import languages as tags
from glossary.formats import Reading, Skip, xml
from glossary.formats.terms import (
    SPACE,
    Losses,
    OpenedFile,
    heads_of,
    in_order,
    number,
    occurrence,
    readers,
    reference,
    writers,
)
from glossary.formats.tmx.markup import MARK, TAIL, head, header, kept, name_of, prop
from glossary.formats.tmx.plain import CODES, Item, Tu, Tuv
from glossary.formats.tmx.scan import Names, Scan
from glossary.formats.tmx.units import no_language, said_of
from glossary.model import Concept, Kind, Place, State, Term, Termbase, Usage
from glossary.vocabulary import KINDS, STATES, USAGES


class _File(OpenedFile):
    """A TMX that is read as a termbase; :meth:`concepts` can be called repeatedly.

    By default the first term of a language is preferred and the others are admitted.
    """

    def concepts(self, skip: Skip) -> Iterator[Concept]:
        """Yield the concepts, with their terms in file order. Raises InputError."""
        self._stream.seek(0)
        self._scan = scan = Scan(self._stream, self._where, self._encoding)
        self._order: dict[str, None] = {}
        self.heads = {}
        self._counts = {"units": 0, "variants": 0}
        self._states = False
        name = Names(self._where)
        for tu in scan:
            self._counts["units"] += 1
            self._counts["variants"] += len(tu[2])
            self._order.update(dict.fromkeys(filter(None, (name(side[0]) for side in tu[2]))))
            found = _concept(tu, name, self._source, self._where, skip)
            if found is not None:
                self.heads[found.head.language] = None
                self._states = self._states or any(term.state is not State.APPROVED for term in found.terms)
                yield found

    def reading(self) -> Reading:
        """Return everything but the concepts, after :meth:`concepts` has finished."""
        declared: list[str] = []
        extra: list[tuple[str, str]] = []
        scan = self._scan
        ours = scan.header.get("creationtool") == MARK
        for kind, at, text in scan.header_items:
            if kind == "x-languages":
                declared = [code for code in map(Names(self._where), text.split()) if code]
            else:
                extra.append((name_of(kind, at), text))
        if not ours:
            self._stream.seek(0)
            about = header(self._stream, where=self._where, encoding=self._encoding)
            extra += [row for row in about if row[0] != "tmx:header" or "<ude" in row[1][:9]]
        source, targets = self._sides(self._order, declared, tags.known(scan.header.get("srclang", "")))
        return Reading(
            Termbase((), source, targets, tuple(extra)),
            version=scan.root.get("version", ""),
            encoding=scan.encoding,
            states=ours or self._states,
            left=tuple(scan.comments),
            counts=self._counts,
        )


read, concepts = readers(_File)


def _concept(tu: Tu, name: Names, source: str, where: str, skip: Skip) -> Concept | None:
    """Return the concept of a ``tu``, or None if it has no term in *source*."""
    attributes, items, sides, line = tu
    at = Place(where, line)
    fields, written, extra = _read_items(items) if items else ({}, [], [])
    said = said_of(extra) if extra else State.APPROVED
    own = "" if said is State.APPROVED else _source_language([name(side[0]) for side in sides if side[3]], source)
    terms: list[Term] = []
    seen: set[str] = set()
    for side in sides:
        code = name(side[0])
        if not code:
            skip(line, no_language(side[0]))
            continue
        if not side[3]:
            if side[4]:
                skip(line, "a term without text")  # message
            continue
        usage = Usage.ADMITTED if code in seen else Usage.PREFERRED
        terms.append(_term(side, code, usage, at, State.APPROVED if code == own else said))
        seen.add(code)
    for (_, spelled, text), *about in written:
        if text and (code := name(spelled)):
            about = [(kind.replace("-term", "", 1), spelled, value) for kind, spelled, value in about]
            terms.append(_term(("", {}, about, text, ""), code, Usage.PREFERRED, at))
    extra += [(f"tmx:attr:{key}", value) for key, value in attributes.items() if key != "tuid"]
    chosen = tags.near([term.language for term in terms], source)
    if not chosen:
        skip(line, f"nothing in {source}" if terms else "a tu without text")  # message
        return None
    head = terms.pop(chosen[0])
    return Concept((head, *terms), id=attributes.get("tuid", ""), extra=tuple(extra), place=at, **fields)


def _source_language(spoken: Sequence[str], source: str) -> str:
    """Return which of the languages *spoken* is *source* or another region of it, or an empty string."""
    return next((spoken[at] for at in tags.near(spoken, source)), "")


def _read_items(items: Sequence[Item]) -> tuple[dict[str, Any], list[list[Item]], list[tuple[str, str]]]:
    """Return the notes and props of a ``tu`` as fields of its concept, its terms (lists of props), and the rest."""
    fields: dict[str, Any] = {}
    lists: dict[str, list[Any]] = {"flags": [], "waivers": [], "occurrences": []}
    notes: list[str] = []
    written: list[list[Item]] = []
    extra: list[tuple[str, str]] = []
    for item in items:
        kind, language, text = item
        if not kind:
            notes.append(text.strip())
        elif kind == "x-term" or (kind.startswith("x-term-") and written):
            if kind == "x-term":
                written.append([])
            written[-1].append(item)
        elif kind in _LISTS:
            field, told = _LISTS[kind]
            lists[field].append(told(text))
        elif kind in _FIELDS and _FIELDS[kind][0] not in fields and (kind != "x-kind" or text in KINDS):
            field, told, _ = _FIELDS[kind]
            fields[field] = told(text)
        else:
            extra.append((name_of(kind, language), text))
    fields |= {field: tuple(found) for field, found in lists.items()}
    return fields | {"note": "\n".join(notes), "flags": frozenset(lists["flags"])}, written, extra


_LISTS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "x-flag": ("flags", str),
    "x-waiver": ("waivers", str),
    "x-reference": ("occurrences", occurrence),
}
_FIELDS: dict[str, tuple[str, Callable[[str], Any], Callable[[Any], str]]] = {
    "x-context": ("sense", str, str),
    "x-kind": ("kind", Kind, str),
    "x-definition": ("definition", str, str),
    "x-subject": ("subject", str, str),
    "x-part-of-speech": ("part_of_speech", str, str),
    "x-context-sentence": ("context", str, str),
    "x-frequency": ("frequency", number, lambda count: str(count or "")),
    "x-documents": ("documents", number, lambda count: str(count or "")),
    "x-obsolete": ("obsolete", lambda text: text == "yes", lambda obsolete: "yes" if obsolete else ""),
    "x-previous": ("previous", str, str),
}
"""Our props of a ``tu`` -> the concept's field, how to parse its text, and how to format it. Gettext's tools read
``x-context`` as msgctxt."""


def _term(side: Tuv, language: str, usage: Usage, place: Place, state: State = State.APPROVED) -> Term:
    """Return the term of a ``tuv``; *usage* and *state* are the defaults."""
    _, attributes, items, text, segment = side
    if not items and not segment and len(attributes) < 2:  # only a language, the usual case
        return Term(text, language, usage, state, place=place)
    origin = ""
    notes: list[str] = []
    forms: list[str] = []
    extra: list[tuple[str, str]] = []
    for kind, at, value in items:
        if not kind:
            notes.append(value.strip())
        elif kind == "x-note":
            notes.append(value)
        elif kind == "x-usage" and value in USAGES:
            usage = USAGES[value]
        elif kind == "x-state" and value in STATES:
            state = STATES[value]
        elif kind == "x-origin":
            origin = value
        elif kind == "x-form":
            forms.append(value)
        else:
            extra.append((name_of(kind, at), value))
    extra += [(f"tmx:attr:{key}", value) for key, value in attributes.items() if key not in ("xml:lang", "lang")]
    if segment:
        extra.append(("tmx:seg", segment))
    return Term(text, language, usage, state, origin, "\n".join(notes), tuple(forms), tuple(extra), place)


def _text(termbase: Termbase, concepts: Iterable[Concept], languages: Sequence[str], losses: Losses) -> Iterator[str]:
    """Yield a TMX 1.4 file, one ``tu`` per concept."""
    wanted = [tags.tag(name) for name in languages]
    yield head(tags.regional(termbase.source_language), termbase.extra, wanted, "phrase")
    wanted = list(dict.fromkeys((*heads_of(concepts), *wanted)))  # heads may be en-US and en-GB
    for concept in concepts:
        yield _tu(concept, wanted, losses)
    yield TAIL


write, write_concepts = writers(_text)


def _tu(concept: Concept, languages: Sequence[str], losses: Losses) -> str:
    """Return the ``tu`` of *concept*."""
    losses.texts(concept, languages)
    if any(note != note.strip() for note in (concept.note, *(term.note for term in concept.terms))):
        losses.add(SPACE, concept.name)
    concept = in_order(concept, languages)
    attributes, items, _ = kept(concept.extra)
    about = [f"<note>{xml.escape(concept.note)}</note>"] if concept.note else []
    for kind, (field, _, said) in _FIELDS.items():
        if (value := getattr(concept, field)) and (text := said(value)):
            about.append(prop(kind, text))
    about += [prop("x-flag", flag) for flag in sorted(concept.flags)]
    about += [prop("x-waiver", waiver) for waiver in concept.waivers]
    about += [prop("x-reference", reference(at)) for at in concept.occurrences]
    unless_said, own = said_of(concept.extra), concept.head.language
    shown = [term for term in concept.terms if term.language in (concept.head.language, *languages)]
    seen: dict[str, Usage] = {}
    first: list[str] = []
    other: list[str] = []
    for at, term in enumerate(shown):
        if at and not term.usable:
            about += _unusable_props(term)
            continue
        usual = Usage.ADMITTED if term.language in seen else Usage.PREFERRED
        state = State.APPROVED if term.language == own else unless_said
        (other if term.language in seen else first).append(_tuv(term, usual, state))
        seen[term.language] = usual
    lines = "".join([f"      {line}\n" for line in (*about, *items, *first, *other)])
    return f"    <tu{f' tuid={xml.quote(concept.id)}' if concept.id else ''}{attributes}>\n{lines}    </tu>\n"


def _term_props(term: Term, usual: Usage, state: State, prefix: str = "x-") -> list[str]:
    """Return the props of a term: its usage and state, unless they are the *usual* ones, its origin and forms."""
    props = []
    if term.usage is not usual:
        props.append(prop(f"{prefix}usage", term.usage.value))
    if term.state is not state:
        props.append(prop(f"{prefix}state", term.state.value))
    if term.origin:
        props.append(prop(f"{prefix}origin", term.origin))
    props += [prop(f"{prefix}form", form) for form in term.forms]
    return props


def _tuv(term: Term, usual: Usage, state: State) -> str:
    """Return the ``tuv`` of a term; *usual* and *state* are what a reader assumes by default."""
    code, text = xml.quote(tags.regional(term.language)), xml.escape(term.text)
    if not (term.extra or term.note or term.origin or term.forms) and term.usage is usual and term.state is state:
        return f"<tuv xml:lang={code}><seg>{text}</seg></tuv>"  # the usual case
    attributes, items, segment = kept(term.extra)
    note = f"<note>{xml.escape(term.note)}</note>" if term.note else ""
    inside = note + "".join(_term_props(term, usual, state)) + "".join(items)
    seg = xml.marked_up(term.text, segment, CODES)
    return f"<tuv xml:lang={code}{attributes}>{inside}<seg>{seg}</seg></tuv>"


def _unusable_props(term: Term) -> list[str]:
    """Return the props of a term that must not be used."""
    props = [
        prop("x-term", term.text, tags.regional(term.language)),
        *_term_props(term, Usage.PREFERRED, State.APPROVED, "x-term-"),
    ]
    if term.note:
        props.append(prop("x-term-note", term.note))
    for name, value in term.extra:
        if name.startswith("tmx:prop:"):
            props.append(prop("x-term-" + name.removeprefix("tmx:prop:").removeprefix("x-"), value))
        elif ":" in name and not name.startswith("tmx:"):
            props.append(prop(f"x-term-{name}", value))
    return props
