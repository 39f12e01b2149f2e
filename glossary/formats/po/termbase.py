"""Catalog <-> termbase. Writing must not touch what is not ours.

An entry in a PO file has several authors. Programs write the extracted comments (``#.``) and the references (``#:``),
which follow the termbase. Translators write the comments (``#``), the flags and the msgstr: these change only if the
termbase differs, and lines that we cannot interpret stay where they are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from io import BytesIO

from glossary import languages
from glossary.engines import without_collector
from glossary.formats import Reading
from glossary.formats.po import comments, header
from glossary.formats.po.catalog import FLAG_LINES, Catalog, Entry, Key, Previous, is_note
from glossary.formats.po.parse import Pieces, walk
from glossary.formats.po.write import reference_lines
from glossary.formats.terms import (
    HEADS,
    NUL,
    REFUSED,
    REGIONS,
    SAME,
    SEVERAL,
    Losses,
    is_refused_twice,
    seen,
    seen_line,
    texts,
)
from glossary.model import SAID, WAIVER, Concept, Extra, Kind, Loss, Place, State, Term, Termbase, Usage
from glossary.vocabulary import KINDS

OF_CONCEPTS = frozenset({"read-only", "terminology"})
FLAGS = OF_CONCEPTS | {"fuzzy", "forbidden"}
"""The flags that the termbase models; all others are left alone."""

_NONE: frozenset[str] = frozenset()
_PREFERRED, _APPROVED = Usage.PREFERRED, State.APPROVED

FACTS = {name: name.replace(" ", "_") for name in ("id", "definition", "part of speech", "subject", "note")}
"""Label of an extracted comment by a person or another format -> the field of the concept."""
COUNTS = ("entries", "translated", "fuzzy", "obsolete")
"""What is counted in a file."""

# Catalog -> termbase


def to_termbase(catalog: Catalog, *, language: str, source_language: str = "en", where: str = "") -> Reading:
    """Return the termbase in *catalog*, the content of the file *where*, whose msgstr are in *language*.

    An empty *language* means a template. Entries with equal keys become separate concepts, in order.
    """
    counts = dict.fromkeys(COUNTS, 0)
    with without_collector():
        found = tuple(concepts_of(catalog.entries, language, source_language, where, counts))
    termbase = Termbase(found, source_language, (language,) if language else (), header.known(catalog))
    return Reading(termbase, encoding=catalog.encoding, states=True, counts=counts)


def headed(data: bytes, *, language: str, source_language: str = "en", where: str = "") -> tuple[Termbase, Catalog]:
    """Return the result of :func:`to_termbase` for the file *data*, and a catalog with only its header.

    The entries are discarded one by one, which takes two thirds of the time and half of the memory of holding them.
    """
    pieces = Pieces(BytesIO(data), where=where)
    top: list[Entry] = []

    def entries() -> Iterator[Entry]:
        for entry in walk(pieces, where=where):
            if not top and entry.is_header:
                top.append(entry)
            yield entry

    with without_collector():
        found = tuple(concepts_of(entries(), language, source_language, where, Counter()))
    catalog = Catalog(tuple(top), "", pieces.codec, pieces.bom)
    return Termbase(found, source_language, (language,) if language else (), header.known(catalog)), catalog


def concepts_of(
    entries: Iterable[Entry], language: str, source_language: str, where: str, counts: dict[str, int]
) -> Iterator[Concept]:
    """Yield the concept of each of *entries*, and count them."""
    for entry in entries:
        if not entry.msgid and _is_any_header(entry):
            continue
        lines = _comments_by_kind(entry)
        yield _concept(entry, lines, language, source_language, Place(where, entry.line) if where else None)
        if entry.obsolete:
            counts["obsolete"] += 1
            continue
        counts["entries"] += 1
        if "fuzzy" in lines[3]:
            counts["fuzzy"] += 1
        elif all(entry.msgstr):
            counts["translated"] += 1


def _is_any_header(entry: Entry) -> bool:
    return not entry.msgid and not entry.msgctxt


_Lines = tuple[list[str], list[str], list[str], tuple[str, ...]]
"""The comments of an entry without their marks (extracted, references, translators'), and its flags."""


def _comments_by_kind(entry: Entry) -> _Lines:
    """Return the comments of *entry* by kind, in a single pass."""
    said: list[str] = []
    references: list[str] = []
    remarks: list[str] = []
    flagged = False
    for line in entry.comments:
        mark = line[1:2]
        if mark == ".":
            said.append(line[2:].removeprefix(" "))
        elif mark == ":":
            references.append(line[2:])
        elif is_note(line):
            remarks.append(line[1:].removeprefix(" "))
        else:
            flagged = flagged or line.startswith(FLAG_LINES)
    return said, references, remarks, entry.flags if flagged else ()


def _concept(entry: Entry, lines: _Lines, language: str, source_language: str, place: Place | None) -> Concept:
    """Return the concept in *entry*, which is at *place*."""
    said, references, remarks, flags = lines
    terms = [Term(entry.msgid, source_language, _PREFERRED, _APPROVED, place=place)]
    extra: list[tuple[str, str]] = []
    facts: dict[str, str] = {}
    kind, times, texts = Kind.OTHER, 0, 0
    for line in comments.joined(said, comments.extracted, "#. "):
        known = comments.extracted(line)
        name, value = known or ("", "")
        if name in comments.VARIANTS:
            usage = comments.VARIANTS[name]
            terms += [Term(text, source_language, usage=usage, place=place) for text in comments.parts(value)]
        elif name == "kind" and value in KINDS:
            kind = KINDS[value]
        elif name == "seen" and (counted := seen(value)):
            times, texts = counted
        elif name == "context":
            facts[name] = comments.show(value)
        elif name in FACTS:  # after a merge there may be two: keep both
            field = FACTS[name]
            facts[field] = "\n".join(dict.fromkeys([*filter(None, [facts.get(field)]), comments.show(value)]))
        elif line:
            extra.append(("po:extracted", line))
    if entry.msgid_plural is not None:
        extra.append(("po:plural", entry.msgid_plural))
        if entry.msgid_plural not in (term.text for term in terms):
            terms.append(Term(entry.msgid_plural, source_language, usage=Usage.ADMITTED, place=place))
    if flags:
        extra += [("po:flag", flag) for flag in flags if flag not in FLAGS]
    waivers: tuple[str, ...] = ()
    if language and entry.msgstr[0] and len(entry.msgstr) == 1 and not remarks and not flags:  # the usual case
        terms.append(Term(entry.msgstr[0], language, _PREFERRED, _APPROVED, place=place))
    elif language:
        rendered, waivers, more = _rendered(entry, remarks, flags, language, place)
        terms += rendered
        extra += more
    return Concept(
        tuple(terms),
        entry.msgctxt or "",
        kind,
        **facts,
        frequency=times,
        documents=texts,
        occurrences=comments.occurrences(references) if references else (),
        flags=OF_CONCEPTS.intersection(flags) if flags else _NONE,
        waivers=waivers,
        obsolete=entry.obsolete,
        previous=(entry.previous.msgid or "") if entry.previous else "",
        extra=tuple(extra),
        place=place,
    )


def _rendered(
    entry: Entry, remarks: Sequence[str], flags: tuple[str, ...], language: str, place: Place | None
) -> tuple[list[Term], tuple[str, ...], Extra]:
    """Return the terms in *language*, the waivers, and the other translator comments."""
    others: list[Term] = []
    waivers: list[str] = []
    extra: list[tuple[str, str]] = []
    notes: list[str] = []
    forms: dict[str, tuple[str, ...]] = {}
    origin, text = "", entry.msgstr[0]
    for line in comments.joined(remarks, comments.translator, "# "):
        name, value = comments.translator(line) or ("", "")
        if name in comments.TERMS:
            usage, state = comments.TERMS[name]
            other, remark = comments.remarked(value)
            origin_of, note = comments.remarked(remark) if state is State.PROPOSED else ("", remark)
            note = comments.show(note)
            others.append(Term(other, language, usage=usage, state=state, origin=origin_of, note=note, place=place))
        elif name == "forms" and text:
            forms[""] = (*forms.get("", ()), *comments.parts(value))
        elif name.startswith("forms of "):
            forms[name.removeprefix("forms of ")] = tuple(comments.parts(value))
        elif name == "note" and text:
            notes.append(comments.show(value))
        elif name == "origin":
            origin = comments.show(value)
        elif name == "ignore":
            waivers.append(value)
        elif line.strip():
            extra.append((SAID + language, line))
    if forms:
        others = [replace(term, forms=forms.get(term.text, ())) for term in others]
    if not text:
        return others, tuple(waivers), tuple(extra)
    fuzzy = "fuzzy" in flags
    rendering = Term(
        text,
        language,
        usage=Usage.FORBIDDEN if "forbidden" in flags else Usage.PREFERRED,
        state=State.PROPOSED if fuzzy else State.APPROVED,
        origin=origin if fuzzy else "",
        note="\n".join(notes),
        forms=tuple(dict.fromkeys((*forms.get("", ()), *filter(None, entry.msgstr[1:])))),
        extra=tuple([("po:form", form) for form in entry.msgstr[1:]]),
        place=place,
    )
    return [rendering, *others], tuple(waivers), tuple(extra)


# Termbase -> catalog


def update(
    old: Catalog | None, termbase: Termbase, *, language: str, project: str = "glossary", contact: str = ""
) -> Catalog:
    """Return *old* updated to what *termbase* says in *language*.

    *project* and *contact* go into the header, as the name and the address for reporting errors in source terms.

    Entries keep their order. New ones are inserted alphabetically, so that their position depends only on their own
    name: adding, renaming or reordering texts moves nothing. Obsolete entries are at the end, as in gettext. An entry
    that is not in *termbase* becomes obsolete if somebody has worked on it, otherwise it is dropped.
    """
    return _updated(old, termbase, language, header.completed(old, termbase, language, project, contact))


def template(old: Catalog | None, termbase: Termbase, *, project: str = "glossary", contact: str = "") -> Catalog:
    """Return the template *old* updated to *termbase*: the concepts, without any other language."""
    return _updated(old, termbase, "", header.completed(old, termbase, "", project, contact))


def _updated(old: Catalog | None, termbase: Termbase, language: str, top: Entry) -> Catalog:
    """Return *old* with the header *top*, updated to *termbase* in *language* (empty for a template)."""
    before = old.index() if old else {}
    changed, added = _changed(old, before, termbase, language)
    kept: list[Entry] = []
    for entry in old.entries if old else ():
        if _is_any_header(entry):
            if old and entry is not old.header:
                kept.append(entry)
            continue
        now = changed.get(id(entry))
        if now is None:
            now = entry if entry.obsolete or before.get(entry.key) is not entry else _retired(entry)
        if now.obsolete is not entry.obsolete and _is_worth_keeping(now):
            added.append(now)
        elif now.raw or _is_worth_keeping(now):
            kept.append(now)
    entries = (top, *arranged(kept, added))
    return old.with_entries(entries) if old else Catalog(entries)


def _changed(
    old: Catalog | None, before: Mapping[Key, Entry], termbase: Termbase, language: str
) -> tuple[dict[int, Entry], list[Entry]]:
    """Return the changed entries, by the id of the old ones, and the new entries.

    A renamed concept takes over its old entry; the old one becomes obsolete and empty.
    """
    several = Counter(entry.key for entry in old.entries) if old else Counter()
    wanted = combined(termbase, language, several).index()
    changed: dict[int, Entry] = {}
    added: list[Entry] = []
    used: set[Key] = set()
    for key, concept in wanted.items():
        if not concept.name:  # an empty msgid is the header
            continue
        mine = before.get(key)
        renamed = (concept.previous, concept.sense)
        if mine is None and renamed not in wanted and renamed in before and renamed not in used:
            used.add(renamed)
            entry = _entry(before[renamed], concept, language)
            changed[id(before[renamed])] = replace(before[renamed], obsolete=True, msgstr=("",), comments=())
        else:
            used.add(key)
            entry = _entry(mine, concept, language)
            if mine is not None:
                changed[id(mine)] = entry
                continue
        if _is_worth_keeping(entry):
            added.append(entry)
    return changed, added


def _sort_key(entry: Entry) -> tuple[str, str, str]:
    return entry.msgid.casefold(), entry.msgid, entry.msgctxt or ""


def arranged(kept: list[Entry], added: list[Entry]) -> list[Entry]:
    """Return *kept* in their order, with *added* inserted.

    Each goes before the first entry of its kind (current or obsolete) that sorts after it; otherwise a current one goes
    after all current ones, and an obsolete one to the end.
    """
    waiting = {
        kind: sorted((entry for entry in added if entry.obsolete is kind), key=_sort_key, reverse=True)
        for kind in (False, True)
    }
    result: list[Entry] = []
    after_living = 0
    for entry in kept:
        line = waiting[entry.obsolete]
        while line and _sort_key(line[-1]) < _sort_key(entry):
            result.append(line.pop())
        result.append(entry)
        if not entry.obsolete:
            after_living = len(result)
    result[after_living:after_living] = waiting[False][::-1]
    return result + waiting[True][::-1]


def _is_worth_keeping(entry: Entry) -> bool:
    """Return whether *entry* is worth keeping: it is current, or somebody worked on it."""
    said = (any(entry.msgstr), any(note.strip() for note in entry.notes), "read-only" in entry.flags)
    return not entry.obsolete or any(said)


FOUND = ("kind", "seen", "context", "variants")
"""The labels of extracted comments with what a program found in the texts."""


def fact_lines(entry: Entry, names: Collection[str]) -> set[str]:
    """Return the lines of the extracted comments in *entry* called *names*, with their continuation lines."""
    said = [line[2:] for line in _lines(entry, "#.")]
    return {
        f"#.{line}"
        for lines in comments.broken(said, comments.extracted, "#.")
        if (comments.extracted(comments.whole(lines)) or ("",))[0] in names
        for line in lines
    }


def _retired(entry: Entry) -> Entry:
    """Return *entry* as obsolete, without what a program found in texts that are gone."""
    gone = fact_lines(entry, FOUND)
    kept = tuple(line for line in entry.comments if not line.startswith("#:") and line not in gone)
    return replace(entry, obsolete=True, comments=kept)


def _entry(old: Entry | None, concept: Concept, language: str) -> Entry:
    """Return the entry for *concept* in *language* (empty for a template), based on *old*."""
    base = old or _new(concept, language)
    terms = concept.terms_in(language) if language else ()
    shown = _term_in_msgstr(base, concept, language)
    # If the termbase has nothing in this language, the msgstr stays: an empty cell never deletes.
    msgstr = _msgstr(base, shown) if terms or not language else base.msgstr
    flags = _flags(base, concept, shown, known=bool(terms) or not language)
    notes = _note_comments(base, terms, shown) if terms else [line for line in base.comments if is_note(line)]
    said = [text for name, text in concept.extra if name == SAID + language]
    if said:
        parts = comments.broken([line[1:] for line in notes], comments.translator, "#")
        there = {comments.whole(part).strip() for part in parts}
        there |= {WAIVER + text for text in concept.waivers if not _applies_to(text, language)}
        said = [text for text in said if text.strip() not in there]
    sections = (
        [f"# {text}" for text in said] + notes,
        _fact_comments(base, concept),
        _reference_lines(base, concept),
        [line for line in base.comments if not is_note(line) and line[1:2] not in ".:,="],
        _lines(base, FLAG_LINES),
    )
    comments_now = tuple(line for section in sections for line in section)
    if sorted(comments_now) == sorted(base.comments):
        comments_now = base.comments  # in the original order
    entry = replace(
        base,
        msgid=concept.name,
        msgctxt=base.msgctxt if (base.msgctxt or "") == concept.sense else concept.sense,
        msgstr=msgstr,
        comments=comments_now,
        previous=_previous(base, concept, shown) if language else None,
        obsolete=concept.obsolete,
    ).with_flags(flags)
    return old if old is not None and entry == old else entry


def _new(concept: Concept, language: str) -> Entry:
    """Return a new entry with the comments on *concept* from other PO files that we do not interpret."""
    said: dict[str, list[str]] = {}
    for name, text in concept.extra:
        said.setdefault(name, []).append(text)
    lines = [f"# {text}" for text in said.get(SAID + language, ())]
    lines += [f"# {WAIVER}{text}" for text in concept.waivers if _applies_to(text, language)]
    lines += [f"#. {text}" for text in said.get("po:extracted", ())]
    if "po:flag" in said:
        lines.append("#, " + ", ".join(said["po:flag"]))
    plural = said.get("po:plural", [None])[0]
    forms = 1
    if plural is not None:
        known = [name for term in concept.terms_in(language)[:1] for name, _ in term.extra if name == "po:form"]
        forms = 1 + len(known) if known else _number_of_forms(language)
    return Entry(concept.name, ("",) * forms, concept.sense or None, plural, tuple(lines))


def _applies_to(waiver: str, language: str) -> bool:
    """Return whether *waiver* belongs in a file in *language*: ``zh.half-width`` does not belong in a Russian one."""
    family = waiver.split(".")[0]
    return bool(language) and (len(family) > 3 or family == languages.base(language))


def _number_of_forms(language: str) -> int:
    found = re.match(r"nplurals=(\d)", languages.plural_forms(language)) if language else None
    return int(found[1]) if found else 2


def _term_in_msgstr(base: Entry, concept: Concept, language: str) -> Term | None:
    """Return the term in msgstr: the rendering, or the forbidden term of a Weblate entry."""
    preferred = concept.rendering(language) if language else None
    if preferred is None and "forbidden" in base.flags:
        return next((term for term in concept.terms_in(language) if term.text == base.msgstr[0]), None)
    return preferred


def _flags(base: Entry, concept: Concept, shown: Term | None, *, known: bool) -> list[str]:
    """Return the flags of the concept and the term, and those of *base* that are not ours."""
    wanted = set(concept.flags & OF_CONCEPTS)
    if not known:
        wanted |= set(base.flags) & {"fuzzy", "forbidden"}
    if shown is not None and shown.state is State.PROPOSED:
        wanted.add("fuzzy")
    if shown is not None and shown.usage is Usage.FORBIDDEN:
        wanted.add("forbidden")
    kept = [flag for flag in base.flags if flag not in FLAGS or flag in wanted]
    if "fuzzy" in wanted and "fuzzy" not in kept:
        kept.insert(0, "fuzzy")
    return kept + sorted(wanted - set(kept))


def _previous(base: Entry, concept: Concept, shown: Term | None) -> Previous | None:
    """Return the former spelling, if the source term was respelled and the rendering carried along."""
    if base.previous and (base.previous.msgid or "") == concept.previous:
        return base.previous
    if shown is None or shown.state is not State.PROPOSED or concept.previous in ("", concept.name):
        return None
    came_along = base.msgid == concept.previous or not shown.origin
    return Previous(None, concept.previous, None) if came_along else None


def _is_proposal(term: Term) -> bool:
    return bool(term.origin) or term.state is not State.APPROVED


def _reads_as_approved(term: Term) -> bool:
    """Return whether *term* is a proposal that, written as a comment, would be read as approved."""
    return term.state is State.PROPOSED and not comments.term_line(term).startswith("proposed: ")


def _was_found(concept: Concept) -> bool:
    """Return whether *concept* has anything found in the texts, which an obsolete entry does not hold."""
    spelled = any(term.usable for term in concept.terms_in(concept.head.language)[1:])
    found = concept.kind is not Kind.OTHER or spelled or concept.frequency or concept.documents
    return bool(found or concept.context or concept.occurrences)


def _lines(entry: Entry, kind: str | tuple[str, ...]) -> list[str]:
    """Return the comment lines that begin with *kind*."""
    return [line for line in entry.comments if line.startswith(kind)]


def _reference_lines(base: Entry, concept: Concept) -> list[str]:
    lines = _lines(base, "#:")
    references = [] if concept.obsolete else comments.references(concept.occurrences)
    same = references == comments.references(comments.occurrences([line[2:] for line in lines]))
    return lines if same else reference_lines(references)


def _fact_comments(base: Entry, concept: Concept) -> list[str]:
    lines = _lines(base, "#.")
    parts = comments.broken([line[2:] for line in lines], comments.extracted, "#.")
    ours = [part for part in parts if comments.extracted(part[0])]
    wanted = [" " + line for line in _extracted(concept)]
    same = len(ours) == len(wanted) and all(
        comments.whole(part) == line or (len(part) > 1 and _without_spaces("".join(part)) == _without_spaces(line))
        for part, line in zip(ours, wanted, strict=True)
    )
    others = [f"#.{line}" for part in parts if not comments.extracted(part[0]) for line in part]
    return lines if same else others + [f"#.{line}" for line in wanted]


def _without_spaces(text: str) -> str:
    """Return *text* without whitespace, which may or may not have been there at a line break."""
    return "".join(text.split())


def _msgstr(base: Entry, shown: Term | None) -> tuple[str, ...]:
    """Return the msgstr for *shown*, with its own plural forms if it has any, otherwise those in *base*."""
    if shown is None:
        return tuple("" for _ in base.msgstr)
    if base.msgstr[0] == shown.text:
        return base.msgstr
    forms = tuple(text for name, text in shown.extra if name == "po:form")
    return (shown.text, *(forms if len(forms) == len(base.msgstr) - 1 else base.msgstr[1:]))


def _extracted(concept: Concept) -> list[str]:
    """Return the extracted comments of *concept*, without their ``#.``."""
    lines = []
    if not concept.obsolete and concept.kind is not Kind.OTHER:
        lines.append(f"kind: {concept.kind.value}")
    plural = [text for name, text in concept.extra if name == "po:plural"]
    language = concept.head.language
    others = [term for term in concept.terms[1:] if term.language == language and term.text not in plural]
    for name, usage in comments.VARIANTS.items() if others else ():
        usages = (usage, Usage.PREFERRED) if usage is Usage.ADMITTED else (usage,)
        texts = [term.text for term in others if term.usage in usages]
        if texts and not (concept.obsolete and name in FOUND):
            lines.append(f"{name}: {comments.listed(texts)}")
    if not concept.obsolete and concept.frequency:
        lines.append(f"seen: {seen_line(concept.frequency, concept.documents)}")
    if not concept.obsolete and concept.context:
        lines.append(f"context: {comments.hide(concept.context)}")
    for name, field in FACTS.items():
        if text := getattr(concept, field):
            lines.append(f"{name}: {comments.hide(text)}")
    return lines


def _note_comments(base: Entry, terms: tuple[Term, ...], shown: Term | None) -> list[str]:
    """Return the translator comments of *base*, updated to *terms*.

    A line that is still true stays as it is, one that is not is removed, and missing ones are appended.
    """
    wanted: list[str] = []
    if shown is not None:
        if shown.origin and shown.state is State.PROPOSED:
            wanted.append(f"origin: {comments.hide(shown.origin)}")
        plural = [text for name, text in shown.extra if name == "po:form"]
        forms = [form for form in shown.forms if form not in plural]
        if forms:
            wanted.append(f"forms: {comments.listed(forms)}")
        wanted += [f"note: {comments.hide(line)}" for line in shown.note.split("\n") if line]
    for term in terms:
        if term is not shown:
            wanted.append(comments.term_line(term))
            if term.forms:
                wanted.append(f"forms of {comments.hide(term.text, ':')}: {comments.listed(term.forms)}")
    missing = {_meaning(line): line for line in wanted}
    kept = []
    for lines in comments.broken([line[1:] for line in base.comments if is_note(line)], comments.translator, "#"):
        known = _meaning(comments.whole(lines))
        if known is None or known[0] == "ignore" or (shown is None and known[0] in ("note", "forms")):
            kept += [f"#{line}" for line in lines]
        elif known in missing:
            kept += [f"#{line}" for line in lines]
            del missing[known]
    return kept + ["# " + line for line in missing.values()]


def _meaning(line: str) -> tuple[str, ...] | None:
    """Return what a translator comment says, or None if we do not interpret it: people need not escape a ``--``."""
    name, value = comments.translator(line) or ("", "")
    if name in comments.TERMS:
        text, remark = comments.remarked(value)
        return name, text, comments.show(remark)
    return (name, comments.show(value) if name == "note" else value) if name else None


# Exporting a termbase that may come from anywhere


def combined(termbase: Termbase, language: str, several: Mapping[Key, int] | None = None) -> Termbase:
    """Return *termbase* with concepts of equal keys merged into the first of them, with all terms in *language*.

    A PO file cannot have a key twice. If a file does anyway, with enough entries for the equal concepts (*several*
    counts its entries by key), they are left alone.
    """
    equal: dict[Key, list[Concept]] = {}
    for concept in termbase.concepts:
        equal.setdefault(concept.key, []).append(concept)
    apart = several or {}
    found = (
        concepts[0] if len(concepts) <= max(apart.get(key, 0), 1) else _merged(concepts, language)
        for key, concepts in equal.items()
    )
    return replace(termbase, concepts=tuple(found))


def _merged(concepts: Sequence[Concept], language: str) -> Concept:
    """Return the first of *concepts* with the terms of all of them in *language*."""
    terms = [*concepts[0].terms_in(language)]
    there = {term.text for term in terms}
    rendered = concepts[0].rendering(language)
    for concept in concepts[1:]:
        more = [term for term in concept.terms_in(language) if term.text not in there]
        if rendered:
            more = [replace(term, usage=Usage.ADMITTED) if term.usage is Usage.PREFERRED else term for term in more]
        rendered = rendered or Concept(tuple(more)).rendering(language)
        there.update(term.text for term in more)
        terms += more
    return concepts[0].with_terms(language, terms)


def losses(termbase: Termbase, language: str) -> list[Loss]:
    """Return what a PO file in *language* cannot hold of *termbase*."""
    found = Losses()
    found.header([row for row in termbase.extra if not row[0].startswith("po:header:")])
    keys: set[Key] = set()
    for concept in termbase.concepts:
        source = concept.terms_in(concept.head.language)
        mine = concept.terms_in(language) if language else ()
        extra = concept.extra + tuple(pair for term in (*source, *mine) for pair in term.extra)
        lost = {
            "concepts without a source term": not concept.name,
            SAME: concept.key in keys,
            "flags": bool(concept.flags - OF_CONCEPTS),
            "notes on source terms": any(term.note for term in source),
            "inflected forms of source terms": any(term.forms for term in source),  # message
            HEADS: concept.head.usage is not Usage.PREFERRED,
            "states and origins of source terms": any(map(_is_proposal, source)),  # message
            "states of other than preferred renderings": any(  # message
                _reads_as_approved(term) for term in mine if term is not concept.rendering(language)
            ),
            "origins of approved renderings": any(  # message
                term.origin and term.state is not State.PROPOSED for term in mine
            ),
            REGIONS: concept.head.language != termbase.source_language,
            REFUSED: any(map(is_refused_twice, (*source, *mine))),
            "waivers of other languages": any(not _applies_to(text, language) for text in concept.waivers),  # message
            "obsolete concepts that nobody has rendered": concept.obsolete and not mine,  # message
            "the occurrences of obsolete concepts": concept.obsolete and _was_found(concept),  # message
            "details of other formats": any(not name.startswith("po:") for name, _ in extra),
            "previous spellings": bool(concept.previous)
            and _previous(_new(concept, language), concept, concept.rendering(language)) is None,
            SEVERAL: any(sum(term.usage is Usage.PREFERRED for term in terms) > 1 for terms in (source, mine)),
            NUL: any("\0" in text for text in texts(concept, [language])),
        }
        keys.add(concept.key)
        for what, is_lost in lost.items():
            if is_lost:
                found.add(what, concept.name)
    return found.list()
