"""TMX 1.1 to 1.4, read; 1.4, written: a termbase (one ``tu`` per concept) or a translation memory, of any size.

A termbase that we wrote comes back equal, terms in their canonical order (:func:`in_order`). Every language has its
preferred term first, and all preferred terms stand before the others, because many tools take the first or the
second ``tuv`` whatever its language. What nobody may write (deprecated, forbidden or rejected terms) is no ``tuv``,
since a memory would offer it as a translation; it stands in ``prop`` elements of the type ``x-term``.

Kept: tuid, dates, authors, usage counts, notes, props and attributes of ``tu`` and ``tuv`` (those without a word in the
model as ``tmx:…`` in ``extra``), the inline codes of a segment (its text is without them, ``tmx:seg`` holds the segment
as it was), all ``tuv`` of one language, the languages of the header.
Dropped: comments and processing instructions, ``ude`` and ``map`` of the header, a DOCTYPE. :func:`fill` changes a
file in place and drops nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from io import BytesIO
from typing import BinaryIO

from glossary import languages as tags
from glossary.errors import ConfigError, InputError
from glossary.formats import Format, Reading, Skipped, xml
from glossary.formats.terms import CONTROL, Losses, code_of, in_order, near, number, occurrence, reference, usable
from glossary.formats.units import place
from glossary.formats.units import unit as made
from glossary.model import (
    Concept,
    Extra,
    Kind,
    Loss,
    Occurrence,
    Place,
    State,
    Term,
    Termbase,
    TranslationUnit,
    Usage,
)

Item = tuple[str, str, str]
"""A note or prop: (its type, empty for a note; its language; its text)."""
Tuv = tuple[str, dict[str, str], list[Item], str, str]
"""One language's side: its language as spelled, attributes, notes and props, plain text, and the segment's own XML
where it has inline codes."""
Tu = tuple[dict[str, str], list[Item], list[Tuv], int]
"""A translation unit: attributes, notes and props, its sides, its line."""

_CODES = frozenset({"bpt", "ept", "ph", "it", "ut"})
"""Inline elements that hold code, not text; a ``sub`` in them is a text of its own."""
_LANGUAGES = 2000
"""The most languages that a file may name."""
_MARK = "glossary"
"""Our name in the header (``creationtool``), by which we know our own files."""


# Reading: events -> translation units


class _Scan:
    """A TMX file, unit by unit. :attr:`header` and :attr:`root` are there when the first unit is."""

    def __init__(self, stream: BinaryIO, where: str, encoding: str | None = None) -> None:
        self.root: dict[str, str] = {}
        self.header: dict[str, str] = {}
        self.header_items: list[Item] = []
        self.variants = 0
        self._stream = stream
        self._where = where
        self._wanted = encoding
        self.encoding = ""

    def __iter__(self) -> Iterator[Tu]:
        done: list[Tu] = []
        finish = done.append
        buffer: list[str] = []
        add = buffer.append
        clear = buffer.clear
        raw: list[str] | None = None
        code = depth = line = 0
        unit: dict[str, str] = {}
        unit_items: list[Item] = self.header_items
        items: list[Item] = self.header_items
        sides: list[Tuv] = []
        side: dict[str, str] = {}
        text = segment = kind = language = spoken = ""
        inside = False

        # The handlers run some twenty times for a unit: the commonest elements come first, and text outside of
        # segments, notes and props has no handler at all.
        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal side, unit, sides, items, unit_items, kind, language, spoken, text, segment, inside, line
            if inside:
                inline_start(name, attributes)
            elif name == "tuv":
                side = attributes
                spoken = attributes.get("xml:lang") or attributes.get("lang") or ""
                items = []
                text = segment = ""
            elif name == "seg":
                inside = True
                clear()
                parser.CharacterDataHandler = add
            elif name == "tu":
                unit = attributes
                items = unit_items = []
                sides = []
                line = parser.CurrentLineNumber
            elif name == "prop" or name == "note":
                kind = (attributes.get("type") or "-") if name == "prop" else ""
                language = attributes.get("xml:lang") or attributes.get("lang") or ""
                clear()
                parser.CharacterDataHandler = add
            elif name == "header":
                self.header = attributes
            elif name == "tmx":
                self.root = attributes

        def end(name: str) -> None:
            nonlocal items, raw, text, segment, inside
            if inside:
                if depth:
                    inline_end(name)
                    return
                inside = False
                parser.CharacterDataHandler = None
                text = "".join(buffer)
                if raw is not None:
                    segment = "".join(raw)
                    raw = None
            elif name == "tuv":
                sides.append((spoken, side, items, text, segment))
                items = unit_items
            elif name == "tu":
                finish((unit, unit_items, sides, line))
                items = []
            elif name == "prop" or name == "note":
                parser.CharacterDataHandler = None
                items.append((kind, language, "".join(buffer)))

        def inline_start(name: str, attributes: dict[str, str]) -> None:
            nonlocal raw, code, depth
            if raw is None:
                raw = [xml.escape("".join(buffer))]
                parser.CharacterDataHandler = inline_text
            raw.append(xml.tag(name, attributes))
            depth += 1
            if depth > xml.DEPTH:
                raise source.error(f"elements nested more than {xml.DEPTH} deep")
            if code or name in _CODES:
                code += 1

        def inline_text(data: str) -> None:
            assert raw is not None
            raw.append(xml.escape(data))
            if not code:
                add(data)

        def inline_end(name: str) -> None:
            nonlocal code, depth
            assert raw is not None
            raw.append(f"</{name}>")
            depth -= 1
            if code:
                code -= 1

        source = xml.Source(
            self._stream, where=self._where, roots=("tmx",), title="TMX", start=start, end=end, encoding=self._wanted
        )
        parser = source.parser
        self.encoding = source.encoding
        for _ in source.pieces():
            if len(sides) > xml.NODES or len(items) > xml.NODES:
                raise source.error(f"a single tu of more than {xml.NODES} elements")
            if done:
                source.entry_ended()
                yield from done
                done.clear()
        yield from done


class _Names:
    """The languages of a file: its own names -> tags."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def __call__(self, name: str) -> str:
        """Return the tag of *name*; empty where it is no language."""
        found = self._known.get(name)
        if found is None:
            if len(self._known) >= _LANGUAGES:
                raise InputError(f"more than {_LANGUAGES} different languages")
            try:
                found = tags.tag(name[:100]) if name else ""
            except ConfigError:
                found = ""
            self._known[name] = found
        return found


def units(
    stream: BinaryIO,
    *,
    where: str,
    source_language: str = "",
    language: str = "",
    encoding: str | None = None,
    skipped: list[Skipped] | None = None,
) -> Iterator[TranslationUnit]:
    """Yield the translation units of a TMX, one per source and target, in the order of the file.

    A ``tu`` with several ``tuv`` of the target language gives a unit for each. Without *source_language* the source is
    what the file says (``srclang``), else the first ``tuv``. *skipped* gathers what could not be used. Raises
    InputError; what was yielded before that is a part of a broken file.
    """
    name = _Names()
    wanted_source = tags.tag(source_language) if source_language else ""
    wanted_target = tags.tag(language) if language else ""
    scan = _Scan(stream, where, encoding)
    plans: dict[tuple[str, ...], _Plan] = {}
    for attributes, items, sides, line in scan:
        spoken = (attributes.get("srclang", ""), *[side[0] for side in sides])
        plan = plans.get(spoken)
        if plan is None:
            if len(plans) > _LANGUAGES:
                plans.clear()
            declared = spoken[0] or scan.header.get("srclang", "")
            plan = plans[spoken] = _plan(spoken[1:], declared, name, wanted_source, wanted_target)
        if skipped is not None:
            skipped += [Skipped(line, why) for why in plan[1]]
        if not plan[0]:
            continue
        common = _common(attributes, items)
        at = place(where, line)
        for one, source_tag, other, target_tag in plan[0]:
            source, target = sides[one], sides[other]
            if source[2] or target[2] or source[4] or target[4] or len(source[1]) > 1 or len(target[1]) > 1:
                yield _rich(common, source, source_tag, target, target_tag, at)
            else:
                key, author, created, changed, uses, note, previous, following, origin, extra = common
                yield made(
                    source[3],
                    target[3],
                    source_tag,
                    target_tag,
                    State.APPROVED,
                    origin,
                    key,
                    previous,
                    following,
                    author,
                    created,
                    changed,
                    uses,
                    note,
                    extra,
                    at,
                )


_Plan = tuple[list[tuple[int, str, int, str]], list[str]]
"""What to make of a ``tu`` with certain languages: pairs of (side, its tag, side, its tag), and what is passed over."""


def _plan(spoken: Sequence[str], declared: str, name: _Names, source: str, target: str) -> _Plan:
    """Return the pairs in a ``tu`` whose sides are in the languages *spoken*; *source* and *target* if wanted."""
    found = [name(language) for language in spoken]
    why = [
        f"'{language[:40]}' is no language" if language else "a tuv does not say its language"
        for language, known in zip(spoken, found, strict=True)
        if not known
    ]
    known = [at for at, code in enumerate(found) if code]
    if source:
        sources = near(found, source)
    else:
        first = _first(spoken, found, declared)
        sources = [at for at in known if found[at] == found[first]]
        sources = [first, *(at for at in sources if at != first)] if sources else []
    others = [at for at in known if at not in sources]
    if target:
        others = [others[at] for at in near([found[at] for at in others], target)]
    if len(known) < 2:
        return [], [*why, "a tu in one language only" if known else "a tu without text"]
    if not sources or not others:
        missing = source if not sources else target
        return [], [*why, f"nothing in {missing}" if missing else "a tu in one language only"]
    # What else says the same in the source language goes with the first translation only: with all of them, a tu of n
    # sides would give n * n units.
    pairs = [(sources[0], other) for other in others] + [(more, others[0]) for more in sources[1:]]
    return [(one, found[one], other, found[other]) for one, other in pairs], why


def _first(spoken: Sequence[str], found: Sequence[str], declared: str) -> int:
    """Return which side is the source: the one that the file declares, else the first that has a language."""
    if declared in spoken and declared:
        return spoken.index(declared)
    with suppress(ConfigError):
        if declared and declared.lower() != "*all*":
            return (near(found, tags.tag(declared[:100])) or [0])[0]
    return next((at for at, code in enumerate(found) if code), 0)


@lru_cache(maxsize=4096)
def _iso(date: str) -> str:
    """Return a date of TMX (``20221114T093000Z``) as ISO 8601; empty where it is none."""
    if len(date) == 16 and date[8] == "T" and date[15] == "Z" and (date[:8] + date[9:15]).isdecimal():
        return f"{date[:4]}-{date[4:6]}-{date[6:8]}T{date[9:11]}:{date[11:13]}:{date[13:15]}Z"
    return ""


def _tmx_date(date: str) -> str:
    """Return an ISO 8601 date as TMX writes it."""
    return date.replace("-", "").replace(":", "")


Common = tuple[str, str, str, str, int, str, str, str, str, Extra]
"""What the units of a ``tu`` share: key, author, created, changed, uses, note, previous, next, origin, extra."""


def _common(attributes: dict[str, str], items: list[Item]) -> Common:
    """Return what the units of one ``tu`` share."""
    note = previous = following = origin = ""
    extra: list[tuple[str, str]] = []
    get = attributes.get
    key, author = get("tuid", ""), get("creationid", "")
    created, changed = _iso(get("creationdate", "")), _iso(get("changedate", ""))
    count = get("usagecount", "")
    uses = int(count) if count and count.isdecimal() and len(count) < 10 and str(int(count)) == count else 0
    # Nearly always there is nothing else, and a count is cheaper than a look at each.
    if len(attributes) != bool(key) + bool(author) + bool(created) + bool(changed) + bool(uses):
        known = {"tuid": key, "creationid": author, "creationdate": created, "changedate": changed, "usagecount": uses}
        extra += [(f"tmx:attr:{name}", value) for name, value in attributes.items() if not known.get(name)]
    for kind, language, text in items:
        if not kind:
            note = f"{note}\n{text.strip()}" if note else text.strip()
        elif kind == "prev" and not previous:
            previous = text
        elif kind == "next" and not following:
            following = text
        elif kind == "x-origin" and not origin:
            origin = text
        elif kind == "x-context":
            # What Gettext's tools call msgctxt; a tuid is only a number beside it.
            if key:
                extra.append(("tmx:attr:tuid", key))
            key = text
        else:
            extra.append((f"tmx:prop:{kind}" + (f"@{language}" if language else ""), text))
    return key, author, created, changed, uses, note, previous, following, origin, tuple(extra)


def _rich(
    common: Common, source: Tuv, source_language: str, target: Tuv, target_language: str, at: Place
) -> TranslationUnit:
    """Return the unit of two sides of which one has more than its text."""
    key, author, created, changed, uses, note, previous, following, origin, extra = common
    state = State.APPROVED
    more = list(extra)
    for side, (_, attributes, items, _, segment) in (("source", source), ("target", target)):
        for name, value in attributes.items():
            if name not in ("xml:lang", "lang"):
                more.append((f"tmx:{side}:attr:{name}", value))
        for kind, language, text in items:
            if kind == "x-state" and side == "target" and text in State._value2member_map_:
                state = State(text)
            else:
                more.append((f"tmx:{side}:prop:{kind}" + (f"@{language}" if language else ""), text))
        if segment:
            more.append((f"tmx:{side}:seg", segment))
    return made(
        source[3],
        target[3],
        source_language,
        target_language,
        state,
        origin,
        key,
        previous,
        following,
        author or target[1].get("changeid") or target[1].get("creationid") or "",
        created or _iso(target[1].get("creationdate", "")),
        changed or _iso(target[1].get("changedate", "")),
        uses,
        note,
        tuple(more),
        at,
    )


# Reading: translation units -> termbase


def read(data: bytes, *, where: str, source_language: str, language: str = "", encoding: str | None = None) -> Reading:
    """Return a TMX as a termbase: every ``tu`` is a concept. Raises InputError where it cannot be read.

    The first term of a language is preferred and the next ones are admitted, where the file does not say more.
    """
    name = _Names()
    scan = _Scan(BytesIO(data), where, encoding)
    concepts: list[Concept] = []
    skipped: list[Skipped] = []
    order: dict[str, None] = {}
    count = variants = 0
    for tu in scan:
        count += 1
        variants += len(tu[2])
        order.update(dict.fromkeys(filter(None, (name(side[0]) for side in tu[2]))))
        found = _concept(tu, name, tags.tag(source_language), where, skipped)
        if found is not None:
            concepts.append(found)
    declared: list[str] = []
    extra: list[tuple[str, str]] = []
    ours = scan.header.get("creationtool") == _MARK
    for kind, at, text in scan.header_items:
        if kind == "x-languages":
            declared = [code for code in map(name, text.split()) if code]
        else:
            extra.append((_prop_name(kind, at), text))
    if not ours:
        extra += [(f"tmx:header:{key}", value) for key, value in scan.header.items()]
    source = tags.tag(source_language)
    targets = list(dict.fromkeys([*declared, *(code for code in order if code != source)]))
    heads = {concept.head.language for concept in concepts}
    if concepts and heads != {source}:
        targets = [code for code in targets if code not in heads]
    return Reading(
        Termbase(tuple(in_order(concept, targets) for concept in concepts), source, tuple(targets), tuple(extra)),
        tuple(skipped),
        version=scan.root.get("version", ""),
        encoding=scan.encoding,
        counts={"units": count, "variants": variants},
    )


def _prop_name(kind: str, language: str) -> str:
    """Return the name that a note or prop without a word in the model has in ``extra``."""
    if kind.startswith("x-") and ":" in kind and not language:
        return kind[2:]
    return f"tmx:prop:{kind}" + (f"@{language}" if language else "")


def _concept(tu: Tu, name: _Names, source: str, where: str, skipped: list[Skipped]) -> Concept | None:
    """Return the concept of a ``tu``, or None if it has no term in *source*."""
    attributes, items, sides, line = tu
    at = place(where, line)
    terms: list[Term] = []
    seen: set[str] = set()
    for side in sides:
        spelled = side[0]
        code = name(spelled)
        if not code:
            skipped.append(
                Skipped(line, f"'{spelled[:40]}' is no language" if spelled else "a tuv does not say its language")
            )
            continue
        usage = Usage.ADMITTED if code in seen else Usage.PREFERRED
        seen.add(code)
        terms.append(_term(side, code, usage, at))
    fields: dict[str, str] = {}
    notes: list[str] = []
    flags: set[str] = set()
    waivers: list[str] = []
    occurrences: list[Occurrence] = []
    extra: list[tuple[str, str]] = []
    written: list[list[Item]] = []
    for item in items:
        kind, language, text = item
        if not kind:
            notes.append(text.strip())
        elif kind == "x-term" or (kind.startswith("x-term-") and written):
            if kind == "x-term":
                written.append([])
            written[-1].append(item)
        elif kind in _FIELDS and _FIELDS[kind] not in fields:
            fields[_FIELDS[kind]] = text
        elif kind == "x-flag":
            flags.add(text)
        elif kind == "x-waiver":
            waivers.append(text)
        elif kind == "x-reference":
            occurrences.append(occurrence(text))
        else:
            extra.append((_prop_name(kind, language), text))
    for (_, spelled, text), *about in written:
        code = name(spelled)
        if code:
            about = [(kind.replace("-term", "", 1), spelled, value) for kind, spelled, value in about]
            terms.append(_term(("", {}, about, text, ""), code, Usage.PREFERRED, at))
    extra += [(f"tmx:attr:{key}", value) for key, value in attributes.items() if key != "tuid"]
    chosen = near([term.language for term in terms], source)
    if not chosen:
        skipped.append(Skipped(line, f"nothing in {source}" if terms else "a tu without text"))
        return None
    head = terms.pop(chosen[0])
    kind_name = fields.get("kind", "")
    if kind_name and kind_name not in Kind._value2member_map_:
        extra.append(("tmx:prop:x-kind", kind_name))
        kind_name = ""
    return Concept(
        (head, *terms),
        sense=fields.get("sense", ""),
        kind=Kind(kind_name) if kind_name else Kind.OTHER,
        definition=fields.get("definition", ""),
        note="\n".join(notes),
        subject=fields.get("subject", ""),
        context=fields.get("context", ""),
        frequency=number(fields.get("frequency", "")),
        documents=number(fields.get("documents", "")),
        occurrences=tuple(occurrences),
        flags=frozenset(flags),
        waivers=tuple(waivers),
        obsolete=fields.get("obsolete") == "yes",
        previous=fields.get("previous", ""),
        id=attributes.get("tuid", ""),
        extra=tuple(extra),
        place=at,
    )


_FIELDS = {
    "x-context": "sense",
    "x-kind": "kind",
    "x-definition": "definition",
    "x-subject": "subject",
    "x-context-sentence": "context",
    "x-frequency": "frequency",
    "x-documents": "documents",
    "x-obsolete": "obsolete",
    "x-previous": "previous",
}
"""Our props of a ``tu`` -> fields of a concept. ``x-context`` is what Gettext's tools take for msgctxt."""


def _term(side: Tuv, language: str, usage: Usage, place: Place) -> Term:
    """Return the term of a ``tuv``; *usage* where the file does not say it."""
    _, attributes, items, text, segment = side
    state, origin = State.APPROVED, ""
    notes: list[str] = []
    forms: list[str] = []
    extra: list[tuple[str, str]] = []
    for kind, at, value in items:
        if not kind:
            notes.append(value.strip())
        elif kind == "x-note":
            notes.append(value)
        elif kind == "x-usage" and value in Usage._value2member_map_:
            usage = Usage(value)
        elif kind == "x-state" and value in State._value2member_map_:
            state = State(value)
        elif kind == "x-origin":
            origin = value
        elif kind == "x-form":
            forms.append(value)
        else:
            extra.append((_prop_name(kind, at), value))
    extra += [(f"tmx:attr:{key}", value) for key, value in attributes.items() if key not in ("xml:lang", "lang")]
    if segment:
        extra.append(("tmx:seg", segment))
    return Term(text, language, usage, state, origin, "\n".join(notes), tuple(forms), tuple(extra), place)


# Writing


def _prop(kind: str, text: str, language: str = "") -> str:
    at = f" xml:lang={xml.quote(language)}" if language else ""
    return f"<prop type={xml.quote(kind)}{at}>{xml.escape(text)}</prop>"


def _kept(extra: Extra, prefix: str = "tmx:") -> tuple[str, list[str], str]:
    """Return what *extra* holds of a TMX: attributes, notes and props, the segment's XML."""
    attributes, items, segment = "", [], ""
    for name, value in extra:
        if name.startswith(prefix + "attr:"):
            attributes += f" {name.removeprefix(prefix + 'attr:')}={xml.quote(value)}"
        elif name.startswith(prefix + "prop:"):
            kind, _, language = name.removeprefix(prefix + "prop:").partition("@")
            items.append(_prop(kind, value, language) if kind else f"<note>{xml.escape(value)}</note>")
        elif name == prefix + "seg":
            segment = value
        elif not name.startswith("tmx:") and ":" in name:
            items.append(_prop(f"x-{name}", value))
    return attributes, items, segment


def plain(segment: str) -> str:
    """Return the text of a segment's XML: without inline codes and what is nested in them."""
    document = f'<tmx><tu><tuv lang="x"><seg>{segment}</seg></tuv></tu></tmx>'
    return next(iter(_Scan(BytesIO(document.encode()), "")))[2][0][3]


def _head(source: str, extra: Extra, languages: Sequence[str], segtype: str) -> str:
    """Return everything before the first ``tu``. No date: the same glossary gives the same bytes."""
    props = [_prop("x-languages", " ".join(map(code_of, languages)))] if languages else []
    for name, value in extra:
        if name.startswith("tmx:prop:"):
            kind, _, at = name.removeprefix("tmx:prop:").partition("@")
            props.append(_prop(kind, value, at) if kind else f"<note>{xml.escape(value)}</note>")
        elif not name.startswith("tmx:") and ":" in name:
            props.append(_prop(f"x-{name}", value))
    inside = "".join(f"\n    {prop}" for prop in props)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
        f'  <header creationtool="{_MARK}" creationtoolversion="1" segtype="{segtype}" o-tmf="{_MARK}" adminlang="en"'
        f' srclang={xml.quote(source)} datatype="plaintext"'
        + (f">{inside}\n  </header>" if props else "/>")
        + "\n  <body>\n"
    )


_TAIL = "  </body>\n</tmx>\n"


def write(termbase: Termbase, *, languages: Sequence[str]) -> tuple[bytes, list[Loss]]:
    """Return *termbase* as TMX 1.4, one ``tu`` per concept, and what was lost."""
    losses = Losses()
    wanted = [tags.tag(name) for name in languages]
    parts = [_head(code_of(termbase.source_language), termbase.extra, wanted, "phrase")]
    for concept in termbase.concepts:
        _write_concept(concept, wanted, parts, losses)
    parts.append(_TAIL)
    return "".join(parts).encode("utf-8"), losses.list()


def _write_concept(concept: Concept, languages: Sequence[str], parts: list[str], losses: Losses) -> None:
    """Append the ``tu`` of *concept* to *parts*."""
    concept = in_order(concept, languages)
    attributes, items, _ = _kept(concept.extra)
    about = [f"<note>{xml.escape(concept.note)}</note>"] if concept.note else []
    numbers = {"frequency": concept.frequency, "documents": concept.documents}
    for kind, field in _FIELDS.items():
        if field in numbers:
            value = str(numbers[field] or "")
        elif field == "obsolete":
            value = "yes" if concept.obsolete else ""
        elif field == "kind":
            value = concept.kind.value
        else:
            value = getattr(concept, field)
        if value:
            about.append(_prop(kind, value))
    about += [_prop("x-flag", flag) for flag in sorted(concept.flags)]
    about += [_prop("x-waiver", waiver) for waiver in concept.waivers]
    about += [_prop("x-reference", reference(at)) for at in concept.occurrences]
    shown = [term for term in concept.terms if term.language in (concept.head.language, *languages)]
    seen: dict[str, Usage] = {}
    first: list[str] = []
    other: list[str] = []
    for at, term in enumerate(shown):
        if not (xml.is_legal(term.text) and xml.is_legal(term.note)):
            losses.add(CONTROL, xml.legal(term.text))
        if at and not usable(term):
            about += _shut(term)
            continue
        usual = Usage.ADMITTED if term.language in seen else Usage.PREFERRED
        (other if term.language in seen else first).append(_tuv(term, usual))
        seen[term.language] = usual
    parts.append(f"    <tu{f' tuid={xml.quote(concept.id)}' if concept.id else ''}{attributes}>\n")
    parts += [f"      {line}\n" for line in (*about, *items, *first, *other)]
    parts.append("    </tu>\n")


def _about(term: Term, usual: Usage, prefix: str = "x-") -> list[str]:
    """Return the props of a term: what is not as usual."""
    props = []
    if term.usage is not usual:
        props.append(_prop(f"{prefix}usage", term.usage.value))
    if term.state is not State.APPROVED:
        props.append(_prop(f"{prefix}state", term.state.value))
    if term.origin:
        props.append(_prop(f"{prefix}origin", term.origin))
    props += [_prop(f"{prefix}form", form) for form in term.forms]
    return props


def _tuv(term: Term, usual: Usage) -> str:
    """Return the ``tuv`` of a term."""
    attributes, items, segment = _kept(term.extra)
    note = f"<note>{xml.escape(term.note)}</note>" if term.note else ""
    inside = note + "".join(_about(term, usual)) + "".join(items)
    seg = segment if segment and plain(segment) == term.text else xml.escape(term.text)
    return f"<tuv xml:lang={xml.quote(code_of(term.language))}{attributes}>{inside}<seg>{seg}</seg></tuv>"


def _shut(term: Term) -> list[str]:
    """Return the props of a term that nobody may write."""
    props = [_prop("x-term", term.text, code_of(term.language)), *_about(term, Usage.PREFERRED, "x-term-")]
    if term.note:
        props.append(_prop("x-term-note", term.note))
    for name, value in term.extra:
        if name.startswith("tmx:prop:"):
            props.append(_prop("x-term-" + name.removeprefix("tmx:prop:").removeprefix("x-"), value))
        elif ":" in name and not name.startswith("tmx:"):
            props.append(_prop(f"x-term-{name}", value))
    return props


def write_units(
    stream: BinaryIO, units: Iterable[TranslationUnit], *, source_language: str, languages: Sequence[str]
) -> list[Loss]:
    """Write *units* to *stream* as TMX 1.4, one after the other, and return what was lost.

    Units that follow each other and differ in nothing but the target language share a ``tu``.
    """
    losses = Losses()
    source_language = tags.tag(source_language)
    write = stream.write
    write(_head(code_of(source_language), (), [tags.tag(name) for name in languages], "sentence").encode())
    escape, quote = xml.escape, xml.quote
    codes: dict[str, str] = {}
    held: list[str] = []
    last: tuple[object, ...] = ()
    seen: set[str] = set()
    for unit in units:
        if not unit.target:
            losses.add("units without a translation", unit.source)
            continue
        for name in (unit.source_language, unit.target_language):
            if name not in codes:
                codes[name] = quote(code_of(name))
        common = (
            unit.source,
            unit.source_language,
            unit.key,
            unit.created,
            unit.changed,
            unit.author,
            unit.uses,
            unit.note,
            unit.previous,
            unit.next,
            unit.origin,
            unit.place,
        )
        if common != last or unit.target_language in seen or unit.extra:
            if held:
                held.append("    </tu>\n")
            if len(held) > 2000:
                write("".join(held).encode())
                held.clear()
            held.append(_open(unit, codes[unit.source_language]))
            last = common if not unit.extra else ()
            seen.clear()
        seen.add(unit.target_language)
        if unit.extra or unit.state is not State.APPROVED:
            attributes, items, segment = _kept(unit.extra, "tmx:target:")
            if unit.state is not State.APPROVED:
                items.insert(0, _prop("x-state", unit.state.value))
            seg = segment if segment and plain(segment) == unit.target else escape(unit.target)
            code = codes[unit.target_language]
            held.append(f"      <tuv xml:lang={code}{attributes}>{''.join(items)}<seg>{seg}</seg></tuv>\n")
        else:
            held.append(f"      <tuv xml:lang={codes[unit.target_language]}><seg>{escape(unit.target)}</seg></tuv>\n")
    if held:
        held.append("    </tu>\n")
    held.append(_TAIL)
    write("".join(held).encode())
    return losses.list()


def _open(unit: TranslationUnit, code: str) -> str:
    """Return the beginning of a ``tu``, down to the ``tuv`` of its source."""
    extra = dict(unit.extra)
    head = ""
    items = ""
    tuid = unit.key
    if "tmx:attr:tuid" in extra:
        tuid = extra["tmx:attr:tuid"]
        items += "      " + _prop("x-context", unit.key) + "\n"
    if tuid:
        head += f" tuid={xml.quote(tuid)}"
    if unit.created and extra.get("tmx:target:attr:creationdate", "") != _tmx_date(unit.created):
        head += f' creationdate="{_tmx_date(unit.created)}"'
    if unit.author and unit.author not in (
        extra.get("tmx:target:attr:changeid"),
        extra.get("tmx:target:attr:creationid"),
    ):
        head += f" creationid={xml.quote(unit.author)}"
    if unit.changed and extra.get("tmx:target:attr:changedate", "") != _tmx_date(unit.changed):
        head += f' changedate="{_tmx_date(unit.changed)}"'
    if unit.uses:
        head += f' usagecount="{unit.uses}"'
    if unit.note:
        items = f"      <note>{xml.escape(unit.note)}</note>\n" + items
    for kind, value in (("prev", unit.previous), ("next", unit.next), ("x-origin", unit.origin)):
        if value:
            items += f"      {_prop(kind, value)}\n"
    if not unit.extra:
        return f"    <tu{head}>\n{items}      <tuv xml:lang={code}><seg>{xml.escape(unit.source)}</seg></tuv>\n"
    attributes, kept, _ = _kept(tuple(pair for pair in unit.extra if pair[0] != "tmx:attr:tuid"))
    items += "".join(f"      {item}\n" for item in kept)
    at, inside, segment = _kept(tuple(pair for pair in unit.extra if pair[0].startswith("tmx:source:")), "tmx:source:")
    seg = segment if segment and plain(segment) == unit.source else xml.escape(unit.source)
    return (
        f"    <tu{head}{attributes}>\n{items}      <tuv xml:lang={code}{at}>{''.join(inside)}<seg>{seg}</seg></tuv>\n"
    )


# Changing in place


def fill(
    data: bytes,
    fills: Mapping[tuple[str, str], str],
    *,
    where: str,
    source_language: str = "",
    language: str,
) -> bytes:
    """Return *data* with translations put in where a ``tu`` has none in *language*; every other byte is as it was.

    *fills* is (key, source text), as :func:`gaps` tells it -> the translation. Raises InputError.
    """
    text, back = xml.fed(data, where=where)
    target = tags.tag(language)
    edits: list[tuple[int, int, str]] = []
    for node, unit in _gaps(text, where, source_language, target):
        found = fills.get((unit.key, unit.source))
        if found:
            old = next((tuv for tuv in node.nodes("tuv") if near([_spoken(tuv)], target)), None)
            seg = old.first("seg") if old is not None else None
            if seg is not None:
                edits.append(xml.inside(text, seg, xml.escape(found)))
                continue
            # Whatever stands before the first tuv stands before the new one: the line end and the indent.
            first = next(node.nodes("tuv"))
            attribute = "xml:lang" if first.get("xml:lang") else "lang"
            last = list(node.nodes("tuv"))[-1]
            end = xml.after_tag(text, last.end)
            tuv = f"<tuv {attribute}={xml.quote(code_of(target))}><seg>{xml.escape(found)}</seg></tuv>"
            edits.append((end, end, xml.indent(text, first) + tuv))
    return back(xml.edited(text, edits))


def gaps(data: bytes, *, where: str, source_language: str = "", language: str) -> Iterator[TranslationUnit]:
    """Yield the units of a TMX that have a source and nothing in *language*, with an empty target."""
    text, _ = xml.fed(data, where=where)
    for _, unit in _gaps(text, where, source_language, tags.tag(language)):
        yield unit


def _spoken(tuv: xml.Node) -> str:
    """Return the tag of a ``tuv``'s language; empty where it is none."""
    with suppress(ConfigError):
        name = tuv.get("xml:lang") or tuv.get("lang")
        return tags.tag(name[:100]) if name else ""
    return ""


def _gaps(data: bytes, where: str, source_language: str, target: str) -> Iterator[tuple[xml.Node, TranslationUnit]]:
    """Yield the ``tu`` elements without text in *target*, each with its unit."""
    entries = xml.Entries(BytesIO(data), where=where, roots=("tmx",), title="TMX", whole=("tu", "header"))
    header = ""
    source = tags.tag(source_language) if source_language else ""
    for node in entries:
        if node.local == "header":
            header = node.get("srclang")
            continue
        sides = list(node.nodes("tuv"))
        spoken = [tuv.get("xml:lang") or tuv.get("lang") for tuv in sides]
        found = [_spoken(tuv) for tuv in sides]
        chosen = near(found, source) if source else [_first(spoken, found, node.get("srclang") or header)]
        if not sides or not chosen or not found[chosen[0]]:
            continue
        seg = sides[chosen[0]].first("seg")
        text = seg.text(_CODES) if seg is not None else ""
        others = [at for at in near(found, target) if at != chosen[0]]
        filled = any(
            other is not None and other.text(_CODES).strip() for other in (sides[at].first("seg") for at in others)
        )
        if text.strip() and not filled and found[chosen[0]] != target:
            items = [
                ("" if item.local == "note" else item.get("type"), "", item.text())
                for item in node.nodes("note", "prop")
            ]
            key = _common(node.attributes, items)[0]
            yield node, TranslationUnit(text, "", found[chosen[0]], target, key=key, place=place(where, node.line))


def detect(head: bytes) -> bool:
    """Return whether this is the beginning of a TMX file."""
    return xml.local(xml.root_of(head)[0]) == "tmx"


TMX = Format(
    "tmx",
    "Translation Memory eXchange",
    (".tmx",),
    detect,
    read=read,
    write=write,
    units=units,
    write_units=write_units,
    running=True,
)
