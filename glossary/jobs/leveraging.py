"""``glossary leverage``: the gaps of files -> translations out of the memory, and the statistics."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from io import BytesIO
from pathlib import Path, PurePath

from glossary import engines, formats, languages
from glossary.checks.renderings import Terms
from glossary.errors import ConfigError, GlossaryError, InputError, OutputError
from glossary.formats import files, po, sources, tmx, xliff
from glossary.formats.terms import REMINDER
from glossary.jobs import bilingual
from glossary.jobs.advising import advice, reminder, terms_of
from glossary.jobs.disk import read, real, refuse_own
from glossary.jobs.remembering import memory_of, remembers, translations
from glossary.memory.leverage import Statistics, fill
from glossary.model import State, TranslationUnit
from glossary.project import Home, Name, Names, Project, each, folder, one, opened
from glossary.text.segments import segments


@dataclass(frozen=True, slots=True)
class Leveraged:
    """What :func:`leverage` did with one file."""

    file: str
    written: str
    """The file that holds the result; empty where nothing was written."""
    filled: int
    """How many gaps were filled."""
    statistics: Statistics
    foreign: bool = False
    """Whether nothing was found because the memory has no translation into this language."""
    known: tuple[str, ...] = ()
    """Where that is so, what the memory translates: ``en → ru``."""
    data: bytes = b""
    """The result itself, where it goes to standard output."""


def leverage(
    project: Home,
    names: Names,
    language: str,
    *,
    minimum: float = 75,
    exact_fuzzy: bool = False,
    target: Name = "",
    dry_run: bool = False,
    processes: int = 1,
) -> tuple[list[Leveraged], list[GlossaryError]]:
    """Fill the gaps of the files *names* from the memory, and return what was done with each, and what stopped others.

    Bilingual files are filled in place (or in *target*, for one file): every other byte stays, nothing is
    overwritten. A text is cut into segments and becomes a PO file beside it (or *target*, PO, XLIFF or a table), where
    comments (not in a table) name the agreed renderings of the terms in each segment, unless another file of this name
    is there: that is an OutputError, for a translator may have worked in it. Exact matches are translations (with
    *exact_fuzzy* proposals), fuzzy ones of at least *minimum* points always proposals
    with their score and origin in a comment. With *dry_run* only the statistics are made. *processes* files are
    worked on at once. What is made of standard input (``-``; a text if it is nothing else), or goes to the *target*
    ``-``, is given back as data.
    """
    project, names, target = opened(project), each(names), one(target)
    if target and len(names) != 1:
        raise ConfigError("--output-file is for one file", hint="leave it out, or give one file")
    if target and real(target) != real(names[0]):
        refuse_own(project, target)
    exact = State.PROPOSED if exact_fuzzy else State.APPROVED
    _terms.cache_clear()
    tag, spelled = languages.require_script(language), folder(language)
    work = partial(_tried, _Wish(project, tag, spelled, minimum, exact, target, dry_run))
    engine = partial(engines.processes, workers=1 if files.STDIN in names else processes)
    done: list[Leveraged] = []
    broken: dict[str, GlossaryError] = {}  # what is wrong with the memory is wrong for each file
    for made in engine(work, names):
        if isinstance(made, Leveraged):
            done.append(made)
        else:
            broken.setdefault(str(made), made)
    return done, list(broken.values())


@lru_cache(maxsize=1)
def _terms(project: Project, language: str) -> Terms | None:
    """Return the glossary of a project, compiled for a language, for all files of a run."""
    return terms_of(read(project).termbase, language)


@dataclass(frozen=True, slots=True)
class _Wish:
    """What is to be done with each file; as in :func:`leverage`."""

    project: Project
    language: str
    spelled: str
    """The language as files are called by it."""
    minimum: float
    exact: State
    """The state of exact matches."""
    target: str
    dry_run: bool


def _tried(wish: _Wish, name: str) -> Leveraged | GlossaryError:
    """Do one file, or return what stops that."""
    try:
        with languages.written_as([wish.spelled]):
            return _one(wish, name)
    except (InputError, OutputError) as error:
        return error


def _one(wish: _Wish, name: str) -> Leveraged:
    """Do one file."""
    project, language = wish.project, wish.language
    before = files.read_bytes(name)
    text = _is_text(name, before)
    terms = _terms(project, language)
    units = _segments(project, name, language, terms) if text else _units(project, name, before, language)
    # A text can be made a file for translators before there is anything to fill it from.
    with nullcontext() if text and not remembers(project) else memory_of(project, read_only=True) as store:
        stores = [store] if store is not None else []
        told = advice(terms) if terms is not None else None
        done = fill(units, stores, minimum=wish.minimum, exact=wish.exact, advice=told)
        known = [row for one in stores for row in one.stats()] if not done.filled else []
    filled = done.filled
    pairs = list(zip(units, done.units, strict=True))
    if not text and formats.detect(before, name).name == "tmx":  # it has no word for "fuzzy"
        pairs = [(unit, now if now.state is State.APPROVED else unit) for unit, now in pairs]
        filled = sum(now is not unit for unit, now in pairs)
    foreign = not done.filled and all(row.target_language != language for row in known)
    report = Leveraged(name, "", filled, done.statistics, foreign, translations(known) if foreign else ())
    if wish.dry_run:
        return report
    beside = f"{PurePath(name).with_suffix('')}.{wish.spelled}.po"
    written = wish.target or (beside if text and name != files.STDIN else name)
    if text:
        data = _bilingual(written, done.units, project.source_language, language)
    else:
        data = _filled(name, before, pairs, project.source_language, language)
    if files.read_bytes(name) != before:  # else what was saved meanwhile would be lost
        raise files.changed(files.name_of(name))
    return _saved(report, data, written, replacing=bool(wish.target))


def _saved(report: Leveraged, data: bytes, written: str, *, replacing: bool) -> Leveraged:
    """Write *data*, made of the file that the *report* is about, to *written*, and return the report of that.

    Raises OutputError where another file is there, unless *replacing* it is asked for.
    """
    if written == "-":
        return replace(report, data=data)
    there = files.read_bytes(written) if not replacing and Path(written).exists() else None
    if there == data:
        return report
    if there is not None and written != report.file:
        raise OutputError(
            "it is there already, and may hold the work of a translator",
            where=written,
            hint="fill it by its own name, or name another with --output-file",
        )
    files.write_atomic(written, data)
    return replace(report, written=written)


def _is_text(name: str, data: bytes) -> bool:
    """Return whether the file *name*, which holds *data*, is a text.

    Standard input is one if it is no other format, nor XML of some other program.
    """
    if name != files.STDIN:
        return sources.is_text(name)
    try:
        formats.detect(data, name)
    except InputError:
        return not sources.is_foreign_xml(data)
    return False


def translated_into(project: Home, names: Names) -> str:
    """Return the one language that the bilingual files *names* translate into, by what they say themselves.

    Empty where they say none or several, or a text is among them.
    """
    project, names = opened(project), each(names)
    if not names or any(name == files.STDIN or sources.is_text(name) for name in names):
        return ""
    try:
        found = {unit.target_language for name in names for unit in bilingual.units(project, name)}
    except GlossaryError:
        return ""
    return languages.gettext(found.pop()) if len(found) == 1 else ""


def _units(project: Project, name: str, data: bytes, language: str) -> list[TranslationUnit]:
    """Return the units of a bilingual file; of TMX, those without a translation stand last."""
    found = list(bilingual.units(project, name, language=language))
    if formats.detect(data, name).name == "tmx":
        found = [unit for unit in found if unit.target.strip()]
        found += tmx.gaps(data, where=name, source_language=project.source_language, language=language)
    if not found and (there := translations(bilingual.units(project, name))):
        asked = f"{languages.gettext(project.source_language)} → {languages.gettext(language)}"
        raise InputError(
            f"the file holds {', '.join(there)}, not {asked}", where=name, hint="name one of its languages with -l"
        )
    return found


def _segments(project: Project, name: str, language: str, terms: Terms | None) -> list[TranslationUnit]:
    """Return the sentences of a text as units without a translation; they know the *terms* in them."""
    found = segments(sources.read(name, encoding=project.encoding, language=project.source_language))
    if not found:
        raise InputError("there is no text in it", where=name)
    return [
        TranslationUnit(
            row.text,
            "",
            project.source_language,
            language,
            key=f"{name}:{number}",
            extra=((REMINDER, reminder(row.text, terms)),) if terms is not None else (),
        )
        for number, row in enumerate(found, 1)
    ]


def _bilingual(name: str, units: Sequence[TranslationUnit], source: str, language: str) -> bytes:
    """Return the units as the bilingual file *name*; on standard output (``-``) that is PO."""
    row = formats.get("po") if name == "-" else formats.by_name(name)
    if row is None or row.write_units is None or row.name == "tmx":  # which has no place for a gap
        raise ConfigError(f"'{name}' cannot hold translated segments", hint="give a name that ends in .po or .xlf")
    stream = BytesIO()
    row.write_units(stream, units, source_language=source, languages=[language])
    return stream.getvalue()


Pair = tuple[TranslationUnit, TranslationUnit]
"""A unit as it was and as it is now; the same one where nothing was filled."""


def _filled(name: str, data: bytes, pairs: Sequence[Pair], source: str, language: str) -> bytes:
    """Return the bilingual file *name*, which holds *data*, with its gaps filled."""
    row = formats.detect(data, name)
    if row.name == "po":
        return po.fill(data, _fills(pairs), where=name)
    gaps = [(old, new) for old, new in pairs if new is not old]
    made = {tmx.gap(old) if row.name == "tmx" else (old.key, old.source): new for old, new in gaps}
    sure = {key: new.target for key, new in made.items() if new.state is State.APPROVED}
    coded = {key: xml for key, new in made.items() for part, xml in new.extra if ":target" in part}
    if row.name == "tmx":
        return tmx.fill(data, sure, where=name, source_language=source, language=language, coded=coded)
    if row.name.startswith("xliff"):
        texts = {key: new.target for key, new in made.items()}
        notes = {(old.key, old.source): _said(old, new) for old, new in gaps}
        return xliff.fill(data, texts, where=name, proposed=set(texts) - set(sure), notes=notes, coded=coded)
    raise OutputError(f"{row.title} cannot be filled", where=name, hint="PO, XLIFF and TMX can")


def _fills(pairs: Sequence[Pair]) -> dict[po.Key, po.Fill]:
    """Return what to put into the entries of a PO file. The units of all plural forms of an entry fill it together."""
    entries: list[list[Pair]] = []
    for pair in pairs:
        if dict(pair[0].extra).get("po:form", "0") == "0":
            entries.append([])
        entries[-1].append(pair)
    fills: dict[po.Key, po.Fill] = {}
    for forms in entries:
        first, gaps = forms[0][0], [(old, new) for old, new in forms if new is not old]
        filled = po.Fill()
        if gaps:
            whole = all(new.target for _, new in forms) and all(new.state is not State.PROPOSED for _, new in gaps)
            filled = po.Fill(
                msgstr=tuple(new.target for _, new in forms),
                fuzzy=None if whole else True,
                note="\n".join(dict.fromkeys(_said(old, new) for old, new in gaps)) or None,
            )
        fills.setdefault((dict(first.extra).get("po:msgid", first.source), first.key), filled)  # the first of its name
    return fills


def _said(old: TranslationUnit, new: TranslationUnit) -> str:
    """Return what the note of *new* adds to that of *old*."""
    return new.note.removeprefix(old.note).strip()


def summed(done: Sequence[Leveraged]) -> tuple[tuple[str, int, int, int], ...]:
    """Return the rows (name, segments, words, characters) of the statistics of all files, the total last."""
    if not done:
        return ()
    statistics = Statistics(tuple(segment for row in done for segment in row.statistics.segments))
    counts = {**statistics.rows, "total": statistics.total}  # message
    return tuple((name, row.segments, row.words, row.characters) for name, row in counts.items())
