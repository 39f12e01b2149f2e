"""Catalog <-> translation units, and filling in somebody else's file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from gettext import c2py
from itertools import islice
from typing import BinaryIO

from glossary import languages as tags
from glossary.errors import InputError
from glossary.formats import Skip
from glossary.formats.po import header
from glossary.formats.po.catalog import Catalog, Entry, Key
from glossary.formats.po.parse import Pieces, parse, walk
from glossary.formats.po.write import compose, serialize
from glossary.formats.terms import FURTHER, REMINDER, Losses
from glossary.model import Extra, Loss, Place, State, TranslationUnit


def units(
    stream: BinaryIO,
    *,
    where: str,
    source_language: str = "",
    language: str = "",
    encoding: str = "",
    skip: Skip | None = None,
) -> Iterator[TranslationUnit]:
    """Yield a unit for every entry of *stream* that is not obsolete, and one per plural form.

    The first form is paired with the msgid, the others with the msgid_plural (the first, too, if it is the only one).
    ``extra`` identifies the forms of an entry, so that :func:`write_units` can join them again, and contains the number
    of a form that need not mention it (``po:only``). *skip* is called for obsolete entries, and for those with comments
    other than a translator's. The language is the one given, else the header's, else the path's, else ``und``. Raises
    InputError if the file declares another language than the one given; one without translations may declare the source
    language.
    """
    single: Mapping[int, int] | None = None
    declared = ""
    copied = False
    other: InputError | None = None
    for entry in _entries(stream, where, encoding):
        if entry.is_header:
            head = Catalog((entry,))
            said = header.language_of(head)
            language = "" if language == "und" else language  # not declared so far
            other = header.contradiction(said, language, where) if language else None
            copied = said == tags.tag(source_language or "en")
            language = language or said
            rule = head.fields.get("Plural-Forms", "")
            single = _numberless_forms(rule) if rule else None
            declared = found[1] if (found := _COUNT.search(rule)) else ""
        if skip is not None and entry.obsolete:
            skip(entry.line, "an obsolete entry")  # message
        if not entry.msgid or entry.obsolete:
            continue
        if other and (any(entry.msgstr) or not copied):
            raise other
        if skip is not None and any(line.startswith(_OTHER_COMMENTS) and line != "#, fuzzy" for line in entry.comments):
            skip(entry.line, "references, flags and extracted comments are left out")  # message
        language = language or header.language_in(where) or "und"
        if single is None:
            single = _numberless_forms(tags.plural_forms(language))
        yield from _units(entry, source_language or "en", language, where, single, declared)


def read_header(stream: BinaryIO, *, where: str, encoding: str = "") -> Extra:
    """Return the header fields of a PO file; see :func:`header.known`."""
    return header.known(Catalog(tuple(islice(_entries(stream, where, encoding), 1))))


def _entries(stream: BinaryIO, where: str, encoding: str) -> Iterator[Entry]:
    yield from walk(Pieces(stream, where=where, encoding=encoding), where=where)


_OTHER_COMMENTS = ("#.", "#:", "#,", "#|")
"""The starts of comments other than a translator's."""


def _numberless_forms(plural_forms: str) -> dict[int, int]:
    """Return the plural forms that need not mention their number -> a number they stand for: 0, 1 and 2 in Arabic.

    Such a form stands for one number, or for two, as in French for 0 and 1; msgfmt -c accepts both.
    """
    found = _PLURAL.search(plural_forms)
    if not found:
        return {}
    try:
        form = c2py(found[1])
        forms = Counter(form(number) for number in range(_NUMBERS))
        return {form(number): number for number in range(_NUMBERS) if forms[form(number)] < 3}
    except (ValueError, ArithmeticError):  # the check of the header reports it
        return {}


_PLURAL = re.compile(r"plural\s*=\s*([^;]{1,500})")
_COUNT = re.compile(r"nplurals\s*=\s*(\d{1,3})\b")
_NUMBERS = 201
"""No language's rule looks at more than the last two digits."""


def _units(
    entry: Entry, source_language: str, language: str, where: str, single: Mapping[int, int], declared: str
) -> Iterator[TranslationUnit]:
    """Yield a unit for each plural form of *entry*; *single* is from :func:`_numberless_forms`.

    The first translated one notes the number of forms if it differs from the *declared* one.
    """
    counted = ""
    if declared and entry.msgid_plural is not None and len(entry.msgstr) != int(declared):
        counted = f" {len(entry.msgstr)} forms of {declared}"
    flags = " ".join([flag for flag in entry.flags if flag.endswith("-format")]) if entry.comments else ""
    if any(line.startswith("#. type: ") for line in entry.comments):
        flags = "po4a-format"
    for number, target in enumerate(entry.msgstr):
        source = entry.msgid
        extra: Extra = ()
        if entry.msgid_plural is not None:
            extra = (
                ("po:msgid", entry.msgid),
                ("po:plural", entry.msgid_plural),
                ("po:form", str(number)),
                *([("po:only", str(single[number]))] if number in single else ()),
            )
            if number or len(entry.msgstr) == 1:
                source = entry.msgid_plural
        yield TranslationUnit(
            source,
            target,
            source_language,
            language,
            state=State.PROPOSED if entry.fuzzy else State.APPROVED,
            key=entry.msgctxt or "",
            note="\n".join(note for note in entry.notes if note.strip()),
            extra=extra,
            place=Place(where, entry.line),
            flags=flags + counted,
        )
        counted = "" if target.strip() else counted


def write_units(
    stream: BinaryIO,
    units: Iterable[TranslationUnit],
    *,
    source_language: str,
    languages: Sequence[str],
    extra: Extra = (),
) -> list[Loss]:
    """Write those of *units* in the only one of *languages*, and return the losses.

    Of units with equal text and key only the first is written: gettext refuses duplicate entries. *extra* is the result
    of :func:`read_header` for the original PO file.
    """
    language, source = header.one_language(languages), tags.tag(source_language)
    stream.write(
        compose(header.new(language, "glossary", known=extra, holds="translations")).encode("utf-8", "replace")
    )
    losses = Losses()
    seen: set[int] = set()  # only hashes: there may be millions
    waiting: Entry | None = None
    for unit in units:
        if unit.target_language != language:
            losses.add(f"units in other languages than {language}", unit.source)
            continue
        if not unit.source:
            losses.add("units without a source text", unit.target)
            continue
        entry = _entry(unit)
        named = hash((entry.msgid, entry.msgctxt))
        continues = waiting is not None and _continues(waiting, entry, unit)
        if named in seen and not continues:
            losses.add(FURTHER, unit.source)
            continue
        losses.unit(unit, source)
        losses.details(name for name, _ in unit.extra if not name.startswith("po:") and name != REMINDER)
        seen.add(named)
        if waiting is not None and continues:
            waiting = replace(waiting, msgstr=(*waiting.msgstr, unit.target))
            continue
        if waiting is not None:
            stream.write(compose(waiting).encode("utf-8", "replace"))
        waiting = entry
    if waiting is not None:
        stream.write((compose(waiting).rstrip("\n") + "\n").encode("utf-8", "replace"))
    return losses.list()


def _entry(unit: TranslationUnit) -> Entry:
    extra = dict(unit.extra)
    comments = [f"# {line}".rstrip() for line in unit.note.splitlines()]
    comments += [f"#. {line}" for line in extra.get(REMINDER, "").splitlines()]
    if unit.state is State.PROPOSED and unit.target:
        comments.append("#, fuzzy")
    plural = extra.get("po:plural")
    return Entry(
        unit.source if plural is None else extra.get("po:msgid", unit.source),
        (unit.target,),
        unit.key or None,
        plural,
        tuple(comments),
    )


def _continues(waiting: Entry, entry: Entry, unit: TranslationUnit) -> bool:
    form = dict(unit.extra).get("po:form")
    same = (waiting.msgid, waiting.msgid_plural, waiting.msgctxt) == (entry.msgid, entry.msgid_plural, entry.msgctxt)
    return entry.msgid_plural is not None and same and form == str(len(waiting.msgstr))


@dataclass(frozen=True, slots=True)
class Fill:
    """What to put into an entry; None leaves a field unchanged."""

    msgstr: tuple[str, ...] | None = None
    """The translation, one text per form."""
    fuzzy: bool | None = None
    note: str | None = None
    """A translator comment to add, unless it is there already."""


def fill(data: bytes, fills: Mapping[Key, Fill], *, where: str = "") -> bytes:
    """Return the PO file *data* with *fills* put into the entries (msgid, msgctxt); every other byte stays.

    Among entries with equal keys the first that is not obsolete is filled; unknown keys are ignored.
    """
    catalog = parse(data, where=where)
    filled = {
        id(entry): _filled(entry, fills[key])
        for key, entry in catalog.index().items()
        if key in fills and not entry.obsolete
    }
    return serialize(replace(catalog, entries=tuple(filled.get(id(entry), entry) for entry in catalog.entries)))


def _filled(entry: Entry, wanted: Fill) -> Entry:
    """Return *entry* with *wanted* applied; the same object if nothing changes."""
    result = entry
    if wanted.msgstr is not None and wanted.msgstr != entry.msgstr:
        if entry.msgid_plural is None and len(wanted.msgstr) != 1:
            raise ValueError(f"{len(wanted.msgstr)} texts for an entry without plural: {entry.msgid!r}")
        result = replace(result, msgstr=wanted.msgstr)
    if wanted.note is not None:
        lines = [f"# {line}".rstrip() for line in wanted.note.splitlines()]
        new = [line for line in lines if line not in entry.comments]
        if new:
            result = replace(result, comments=(*new, *result.comments))
    if wanted.fuzzy is not None and wanted.fuzzy is not entry.fuzzy:
        others = [flag for flag in result.flags if flag != "fuzzy"]
        result = result.with_flags(["fuzzy", *others] if wanted.fuzzy else others)
        if not wanted.fuzzy:
            result = replace(result, previous=None)
    return result
