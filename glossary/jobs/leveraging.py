"""``glossary leverage``: filling the gaps of files from the memory, and the statistics."""

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
from glossary.jobs.remembering import memory_of, remembers
from glossary.memory.leverage import Statistics, fill
from glossary.model import State, TranslationUnit
from glossary.project import Home, Name, Names, Project, each, folder, one, opened
from glossary.text.segments import segments


@dataclass(frozen=True, slots=True)
class Leveraged:
    """The result of :func:`leverage` for one file."""

    file: str
    written: str
    """The file that was written, or an empty string."""
    filled: int
    """How many gaps were filled."""
    statistics: Statistics
    foreign: bool = False
    """Whether nothing was filled because the memory has no translations into this language."""
    known: tuple[str, ...] = ()
    """If so, the pairs of languages that it has: ``en → ru``."""
    data: bytes = b""
    """The result, if it goes to standard output."""


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
    """Fill the gaps of the files *names* from the memory; return the results and the errors.

    Bilingual files are filled in place (or one file in *target*): nothing is overwritten, and every other byte stays. A
    text is split into segments and becomes a PO file beside it (or *target*, which may be PO, XLIFF or a table), with
    the agreed renderings of the terms in each segment as comments (not in a table). If that PO file exists, it is an
    OutputError, because a translator may have worked in it.

    Exact matches become translations (with *exact_fuzzy*, proposals). Fuzzy ones of at least *minimum* points are
    always proposals, with their score and origin in a comment. With *dry_run*, only the statistics are computed.
    *processes* files are processed at once. The result for standard input (``-``, a text unless it is another known
    format) or for the *target* ``-`` is returned as data.
    """
    project, names, target = opened(project), each(names), one(target)
    if target and len(names) != 1:
        raise ConfigError("--output-file is for one file", hint="leave it out, or give one file")
    if target and real(target) != real(names[0]):
        refuse_own(project, target)
    exact = State.PROPOSED if exact_fuzzy else State.APPROVED
    _terms.cache_clear()
    tag, spelled = languages.require_script(language), folder(language)
    work = partial(_result_or_error, _Options(project, tag, spelled, minimum, exact, target, dry_run))
    engine = partial(engines.processes, workers=1 if files.STDIN in names else processes)
    done: list[Leveraged] = []
    broken: dict[str, GlossaryError] = {}  # by message, because an error of the memory is the same for all files
    for made in engine(work, names):
        if isinstance(made, Leveraged):
            done.append(made)
        else:
            broken.setdefault(str(made), made)
    return done, list(broken.values())


@lru_cache(maxsize=1)
def _terms(project: Project, language: str) -> Terms | None:
    """Return the glossary of a project, compiled for a language; cached for all files of a run."""
    return terms_of(read(project).termbase, language)


@dataclass(frozen=True, slots=True)
class _Options:
    """The options of :func:`leverage`."""

    project: Project
    language: str
    spelled: str
    """The language as file names spell it."""
    minimum: float
    exact: State
    """The state of exact matches."""
    target: str
    dry_run: bool


def _result_or_error(options: _Options, name: str) -> Leveraged | GlossaryError:
    """Return the result for one file, or the error."""
    try:
        with languages.written_as([options.spelled]):
            return _leverage_file(options, name)
    except (InputError, OutputError) as error:
        return error


def _leverage_file(options: _Options, name: str) -> Leveraged:
    """Fill one file."""
    project, language = options.project, options.language
    before = files.read_bytes(name)
    text = _is_text(name, before)
    terms = _terms(project, language)
    units = _segments(project, name, language, terms) if text else _units(project, name, before, language)
    # A text can become a file for translators even if there is no memory yet.
    with nullcontext() if text and not remembers(project) else memory_of(project, read_only=True) as store:
        stores = [store] if store is not None else []
        advisor = advice(terms) if terms is not None else None
        done = fill(units, stores, minimum=options.minimum, exact=options.exact, advice=advisor)
        known = [row for one in stores for row in one.stats()] if not done.filled else []
    filled = done.filled
    pairs = list(zip(units, done.units, strict=True))
    if not text and formats.detect(before, name).name == "tmx":  # TMX cannot mark a translation as a proposal
        pairs = [(unit, now if now.state is State.APPROVED else unit) for unit, now in pairs]
        filled = sum(now is not unit for unit, now in pairs)
    foreign = not done.filled and all(row.target_language != language for row in known)
    report = Leveraged(name, "", filled, done.statistics, foreign, bilingual.languages_of(known) if foreign else ())
    if options.dry_run:
        return report
    beside = f"{PurePath(name).with_suffix('')}.{options.spelled}.po"
    written = options.target or (beside if text and name != files.STDIN else name)
    if text:
        data = _bilingual(written, done.units, project.source_language, language)
    else:
        data = _filled(name, before, pairs, project.source_language, language)
    if files.read_bytes(name) != before:  # somebody saved the file meanwhile
        raise files.changed(files.name_of(name))
    return _saved(report, data, written, replacing=bool(options.target))


def _saved(report: Leveraged, data: bytes, written: str, *, replacing: bool) -> Leveraged:
    """Write *data*, the result of *report*, to the file *written*; return the report with the name of that file.

    Raises OutputError if another file of that name exists, unless *replacing*.
    """
    if written == "-":
        return replace(report, data=data)
    existing = files.read_bytes(written) if not replacing and Path(written).exists() else None
    if existing == data:
        return report
    if existing is not None and written != report.file:
        raise OutputError(
            "it exists already, and may contain a translator's work",
            where=written,
            hint="give its own name to fill it, or another name with --output-file",
        )
    files.write_atomic(written, data)
    return replace(report, written=written)


def _is_text(name: str, data: bytes) -> bool:
    """Return whether the file *name* with the content *data* is a text.

    Standard input is a text unless it is another known format, or XML of some other program.
    """
    if name != files.STDIN:
        return sources.is_text(name)
    try:
        formats.detect(data, name)
    except InputError:
        return not sources.is_foreign_xml(data)
    return False


def translated_into(project: Home, names: Names) -> str:
    """Return the target language that the bilingual files *names* state.

    Empty if they state none or several, or if one of them is a text.
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
    """Return the units of a bilingual file; in TMX, those without a translation come last."""
    found = list(bilingual.units(project, name, language=language))
    if formats.detect(data, name).name == "tmx":
        found = [unit for unit in found if unit.target.strip()]
        found += tmx.gaps(data, where=name, source_language=project.source_language, language=language)
    if not found:
        bilingual.refuse_other_languages(project, name, language)
    return found


def _segments(project: Project, name: str, language: str, terms: Terms | None) -> list[TranslationUnit]:
    """Return the sentences of a text as units without a translation, with a reminder of the *terms* in each."""
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
    """Return the units in the format of the file *name*, which is PO for standard output (``-``)."""
    row = formats.get("po") if name == "-" else formats.by_name(name)
    if row is None or row.write_units is None or row.name == "tmx":  # TMX cannot hold a unit without a translation
        raise ConfigError(f"'{name}' cannot hold translated segments", hint="give a name that ends in .po or .xlf")
    stream = BytesIO()
    row.write_units(stream, units, source_language=source, languages=[language])
    return stream.getvalue()


Pair = tuple[TranslationUnit, TranslationUnit]
"""A unit before and after; the same object if it was not filled."""


def _filled(name: str, data: bytes, pairs: Sequence[Pair], source: str, language: str) -> bytes:
    """Return the bilingual file *name*, whose content is *data*, with its gaps filled."""
    row = formats.detect(data, name)
    if row.name == "po":
        return po.fill(data, _fills(pairs), where=name)
    gaps = [(old, new) for old, new in pairs if new is not old]
    filled = {tmx.gap(old) if row.name == "tmx" else (old.key, old.source): new for old, new in gaps}
    approved = {key: new.target for key, new in filled.items() if new.state is State.APPROVED}
    coded = {key: xml for key, new in filled.items() for part, xml in new.extra if ":target" in part}
    if row.name == "tmx":
        return tmx.fill(data, approved, where=name, source_language=source, language=language, coded=coded)
    if row.name.startswith("xliff"):
        texts = {key: new.target for key, new in filled.items()}
        notes = {(old.key, old.source): _added_note(old, new) for old, new in gaps}
        return xliff.fill(data, texts, where=name, proposed=set(texts) - set(approved), notes=notes, coded=coded)
    raise OutputError(f"{row.title} cannot be filled", where=name, hint="PO, XLIFF and TMX can")


def _fills(pairs: Sequence[Pair]) -> dict[po.Key, po.Fill]:
    """Return the fills for the entries of a PO file; the units of all plural forms of an entry fill it together."""
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
                note="\n".join(dict.fromkeys(_added_note(old, new) for old, new in gaps)) or None,
            )
        fills.setdefault((dict(first.extra).get("po:msgid", first.source), first.key), filled)  # the first counts
    return fills


def _added_note(old: TranslationUnit, new: TranslationUnit) -> str:
    """Return the part of the note of *new* that *old* does not have."""
    return new.note.removeprefix(old.note).strip()


def summed(done: Sequence[Leveraged]) -> tuple[tuple[str, int, int, int], ...]:
    """Return the statistics of all files as rows of (name, segments, words, characters), the total last."""
    if not done:
        return ()
    statistics = Statistics(tuple(segment for row in done for segment in row.statistics.segments))
    counts = {**statistics.rows, "total": statistics.total}  # message
    return tuple((name, row.segments, row.words, row.characters) for name, row in counts.items())
