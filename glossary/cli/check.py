"""``glossary check`` and ``glossary rules``."""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from glossary import jobs
from glossary.cli import options, output
from glossary.cli.messages import counted, explanation, joined, translated
from glossary.errors import GlossaryError, InputError, PluginError, to_install
from glossary.vocabulary import Severity

if TYPE_CHECKING:
    from glossary.project import Project

MOST = 500
"""The most findings that text output shows; other formats and ``--output-file`` hold all of them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _CheckOptions:
    """The arguments and options of ``glossary check``."""

    files: tuple[str, ...]
    source: str
    language: str
    encoding: str
    strict: bool
    select: tuple[str, ...]
    extend_select: tuple[str, ...]
    ignore: tuple[str, ...]
    severity: str | None
    fail_on: str | None
    exit_zero: bool
    baseline: str | None
    write_baseline: bool
    fix: bool
    unsafe_fixes: bool
    diff: bool
    add_waiver: str
    reason: str
    no_cache: bool
    watch: bool
    full: bool
    statistics: bool
    output_format: str
    output_file: str
    color: str


def _split_at_commas(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """Split values at commas: ``--select a,b`` is ``--select a --select b``."""
    return tuple(name for part in value for name in part.replace(",", " ").split())


_check = partial(click.option, metavar="CHECK", shell_complete=options.plugged("checks"))
_checks = partial(_check, multiple=True, callback=_split_at_commas)


@click.command()
@options.any_files
@options.source
@options.checked_language
@options.encoding
@click.option("--strict", is_flag=True, help="Require a rendering of every mention of a term, not one per segment.")
@_checks("--select", help="Run only these checks, by name or prefix.")
@_checks("--extend-select", help="Run these checks as well.")
@_checks("--ignore", help="Do not run these checks.")
@click.option(
    "--severity",
    type=click.Choice([level.value for level in Severity]),
    help="Show findings of this severity or above.  [default: warning, or info with --select]",
)
@click.option(
    "--fail-on",
    type=click.Choice([*(level.value for level in Severity), "never"]),
    help="The lowest severity that makes the exit status 1.  [default: error]",
)
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even if there are findings.")
@options.set_file("--baseline", help="The file of known findings.  [default: locale/baseline.json]")
@click.option("--write-baseline", is_flag=True, help="Write the current findings to the baseline.")
@click.option("--fix", is_flag=True, help="Make all safe fixes in PO files, then check.")
@click.option("--unsafe-fixes", is_flag=True, help="Also make fixes that may be wrong; review them with --diff.")
@click.option("--diff", is_flag=True, help="Show the fixes without making them.")
@_check("--add-waiver", default="", help="Waive CHECK in the entries that it reports.")
@click.option("--reason", metavar="TEXT", default="", help="The reason for the waiver; required with --add-waiver.")
@click.option("--no-cache", is_flag=True, help="Check all files again, even if they have not changed.")
@click.option("--watch", is_flag=True, help="Check again whenever a file of the project changes; end with Ctrl-C.")
@click.option("--full", is_flag=True, help="Show the line of each finding.")
@click.option("--statistics", is_flag=True, help="Count the findings by check.")
@options.output_format("json-lines", "github", "gitlab", "junit", "sarif", "html")
@options.output_file
@click.option(
    "--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True, help="Colours."
)
@click.pass_context
def check(ctx: click.Context, /, **given: Any) -> None:
    """Check the glossary, and translated files against it.

    Without FILE the glossary itself is checked, and the translations that the configuration names. FILE is bilingual
    (PO, TMX, CSV …; - is standard input) or a translated text, whose source is named with --source or in the
    configuration; or a folder with such files (PO, TMX, TBX, XLIFF).

    Findings read path:line: level: check: message. The exit status is 1 if one is at least as severe as --fail-on,
    2 if a file could not be read, 3 if a check of a plug-in crashed.
    """
    asked = _CheckOptions(**given)
    if asked.add_waiver and not asked.reason.strip():
        raise click.UsageError(translated("--add-waiver needs --reason"), ctx)
    output.colors(asked.color)
    ctx.exit(_check_on_changes(ctx, asked) if asked.watch else _check_once(ctx, asked))


def _check_once(ctx: click.Context, asked: _CheckOptions) -> int:
    """Fix, check, update the baseline or add waivers as *asked*, print the results, and return the exit status."""
    project = options.project(ctx, asked.files, fail_on=asked.fail_on, baseline=asked.baseline, encoding=asked.encoding)
    if asked.baseline and not asked.write_baseline and not (path := Path(asked.baseline)).exists():
        raise InputError("there is no such file", where=project.relative(path), hint="--write-baseline makes it")
    chosen: dict[str, Any] = {"select": asked.select, "extend": asked.extend_select, "ignore": asked.ignore}
    chosen["language"] = asked.language
    if asked.fix or asked.unsafe_fixes or asked.diff:
        has_fixes = _fix(project, asked, chosen)
        if asked.diff:
            return int(has_fixes)
    found = jobs.check(
        project,
        asked.files,
        source=asked.source,
        strict=asked.strict,
        known=not (asked.write_baseline or asked.add_waiver),
        cached=not asked.no_cache,
        **chosen,
    )
    for error in found.broken:
        if not error.line or asked.write_baseline:
            output.failed(error)
    for line in found.crashed:
        output.failed(line)
    if asked.write_baseline:
        if broke := found.exit_status("never"):  # an incomplete run could drop known findings
            return broke
        name, count = jobs.write_baseline(project, found)
        output.tell(f"wrote {name}; known findings: {count}")
        return 0
    if asked.add_waiver:
        count = jobs.waive(project, found, asked.add_waiver, asked.reason)
        output.tell(f"entries that now waive {asked.add_waiver}: {count}")
        if not count:
            output.note("waivers belong in entries of the glossary; elsewhere use 'per-file' or the baseline")
        return 2 if found.broken else 0
    _print_findings(project, found, asked)
    return found.exit_status("never" if asked.exit_zero else project.fail_on)


def _fix(project: Project, asked: _CheckOptions, chosen: dict[str, Any]) -> bool:
    """Fix what can be fixed, or print the diff, and return whether there was anything to fix."""
    fixed_files = jobs.fix(project, asked.files, unsafe=asked.unsafe_fixes, dry_run=asked.diff, **chosen)
    for fixed in fixed_files:
        if asked.diff:
            output.raw(fixed.diff())
        else:
            output.note(f"{fixed.file}: entries fixed: {fixed.count}")
    if not fixed_files:
        output.note("there is nothing to fix in the PO files")
    return bool(fixed_files)


def _print_findings(project: Project, found: jobs.Checked, asked: _CheckOptions) -> None:
    """Print the findings or write them to the output file, followed by the summary."""
    shown = found.shown(asked.severity or ("info" if asked.select else "warning"))
    output_file = "" if asked.output_file == "-" else asked.output_file
    if output_file:
        jobs.write_report(project, output_file, asked.output_format, found, shown)
        output.note(f"wrote {output_file}; findings: {len(shown)}")
    elif asked.output_format == "text":
        for row in shown[:MOST]:
            output.finding(found.here(row), found.excerpt(row) if asked.full else "")
        if len(shown) > MOST:
            output.note(f"… and {len(shown) - MOST} more; --output-file or another --output-format holds all")
    else:
        output.raw(jobs.report(asked.output_format, found, shown))
    capped = asked.output_format == "text" and not output_file and len(shown) > MOST
    if asked.statistics or capped:
        _print_statistics(found)
    if asked.output_format == "text":
        _print_summary(found, hidden=len(shown) < len(found.findings))
        if found.absent:
            spelled = ", ".join(map(project.spelled, found.absent))
            output.note(f"the glossary has no renderings in {spelled}: terms were not checked there")
        if project.translations and not asked.files and all(name.endswith(".po") for name in found.looked_at):
            output.note(f"no text matches 'translations': {', '.join(project.translations)}")


def _check_on_changes(ctx: click.Context, asked: _CheckOptions) -> int:
    """Check again whenever a file changes, until Ctrl-C; return the exit status of the last check."""
    watched = options.project(ctx, asked.files)
    names = [*asked.files, *filter(None, [asked.source])]
    while True:
        since = jobs.stamps(watched, names)
        try:
            status = _check_once(ctx, asked)
        except GlossaryError as error:  # perhaps a half-saved file: the next change may repair it
            output.failed(error)
            status = 2
        try:
            output.note("waiting for a change; Ctrl-C ends")
            jobs.wait_for_change(watched, names, since)
        except KeyboardInterrupt:
            return status
        with suppress(GlossaryError):
            watched = options.project(ctx, asked.files)


def _print_statistics(found: jobs.Checked) -> None:
    """Print the number of findings per check to standard error."""
    counts = Counter(row.check for row in found.findings)
    rows = [(count, name) for name, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))]
    output.note(output.table(("count", "check"), rows, right=(0,)))


def _print_summary(found: jobs.Checked, *, hidden: bool) -> None:
    """Print the number of files and findings; if some are *hidden*, say how to show them."""
    errors, warnings, infos = map(found.count, (Severity.ERROR, Severity.WARNING, Severity.INFO))
    counts = (
        counted("{n} error", "{n} errors", errors) if errors else "",
        counted("{n} warning", "{n} warnings", warnings) if warnings else "",
        counted("{n} info", "{n} infos", infos) if infos else "",
    )
    broken = len(found.broken)
    unread = counted("{n} could not be read", "{n} could not be read", broken) if broken else ""
    said = joined("{}, {}", *counts)
    if not said and len(found.broken) < found.files:
        said = translated("no findings")
    known = translated(f"{found.known} in the baseline") if found.known else ""
    how = translated("--severity info shows all") if hidden else ""
    files = counted("{n} file", "{n} files", found.files)
    output.note(joined("{} ({})", joined("{}: {}", files, joined("{}; {}", said, unread, known)), how))


@click.command()
@options.any_files
@options.source
@options.checked_language
@options.encoding
@click.option("--full", is_flag=True, help="List the terms of every article.")
@options.output_format("html")
@click.pass_context
def coverage(
    ctx: click.Context, /, files: tuple[str, ...], encoding: str, full: bool, output_format: str, **given: Any
) -> None:
    """Show how far translations follow the glossary.

    For each article and language: how many terms of the glossary its source has, how often it mentions them (once a
    paragraph), and how often the translation has an agreed rendering there. Without FILE, the translations that the
    configuration names.
    """
    project = options.project(ctx, files, encoding=encoding)
    found = jobs.coverage(project, files, **given)
    if output_format == "json":
        output.emit({"articles": found})
    elif output_format == "html":
        output.raw(jobs.coverage_page(found))
    else:
        _print_coverage(found, cache(project.spelled), full=full)


def _print_coverage(found: Sequence[jobs.Article], spelled: Callable[[str], str], *, full: bool) -> None:
    """Print the coverage table of the articles *found*; with *full*, list their terms as well."""
    rows: list[tuple[object, ...]] = []
    languages = dict.fromkeys(row.language for row in found)
    for language in languages:
        group = [row for row in found if row.language == language]
        rows += [(row.file, spelled(language), len(row.terms), *_share([row])) for row in group]
        if len(group) > 1:
            rows.append((translated("together"), spelled(language), "", *_share(group)))
    table = output.table(
        ("article", "language", "terms", "mentions", "rendered", "share"), rows, right=(2, 3, 4, 5), paths=(0,)
    )
    output.say(table)
    for other in languages:
        if not any(row.terms for row in found if row.language == other):
            output.note(f"no term of these texts has an approved rendering in {spelled(other)}; proposals do not count")
    for article in (row for row in found if row.untranslated):
        output.note(
            counted(
                "{name}: {n} segment without a translation is not counted",
                "{name}: {n} segments without a translation are not counted",
                article.untranslated,
                name=article.file,
            )
        )
    for article in (row for row in found if full and row.terms):
        output.say(f"\n{article.file}")
        terms = [
            (
                row.term,
                row.rendering,
                f"{row.rendered}/{row.mentions}",
                " | ".join(row.used),
                ", ".join(map(str, row.lines)),
            )
            for row in article.terms
        ]
        output.say(output.table(("term", "rendering", "used", "as", "missing in lines"), terms))


def _share(group: Sequence[jobs.Article]) -> tuple[int, int, str]:
    """Return how often the terms of these articles are mentioned, how often they are rendered, and the percentage."""
    mentions, rendered = sum(row.mentions for row in group), sum(row.rendered for row in group)
    return mentions, rendered, jobs.share(rendered, mentions)


@click.command()
@click.argument("names", nargs=-1, metavar="[CHECK]...", shell_complete=options.plugged("checks"))
@options.output_format()
@click.pass_context
def rules(ctx: click.Context, names: tuple[str, ...], output_format: str) -> None:
    """List all checks, or explain some.

    CHECK is a name or the beginning of several. Explained are what it means and why, with wrong and right examples, and
    how often it is wrong: in how many sentences of good translations it gave a false alarm, where that was measured.
    """
    found = jobs.rules(names)
    for line in found.crashed:
        output.failed(line)
    if output_format == "json":
        output.emit({"rules": found.rules})
    elif names:
        for row in found.rules:
            languages = ", ".join(row.languages) or translated("all languages")
            marks = [row.severity, languages]
            if row.fixable:
                marks.append(translated("unsafe fixes") if row.unsafe else translated("fixable"))
            if not row.default:
                marks.append(translated("off by default"))
            if row.false_alarms is not None:
                marks.append(translated(f"false alarms in {row.false_alarms:.2f} of 100 sentences"))
            output.say(joined("{} ({})", row.name, joined("{}; {}", *marks)) + "\n")
            output.say("\n".join(f"    {line}".rstrip() for line in explanation(row.explanation).split("\n")) + "\n")
    else:
        output.say(
            output.table(
                ("check", "severity", "languages", "fix", "false %", "message"),
                [
                    (
                        row.name,
                        row.severity if row.default else joined("{} ({})", row.severity, translated("off")),
                        " ".join(row.languages) or "all",
                        translated("unsafe") if row.unsafe else translated("yes") if row.fixable else "",
                        "" if row.false_alarms is None else f"{row.false_alarms:.2f}",
                        translated(row.message),
                    )
                    for row in found.rules
                ],
                right=(4,),
                keep=(0,),
                below=True,
                least=6,
            )
        )
    ctx.exit(3 if found.crashed else 0)


@click.command()
def lsp() -> None:
    """Serve editors: findings appear while you type (extra [lsp]).

    Speaks the Language Server Protocol over standard input and output; your editor starts it for PO files. See
    docs/editors.md.
    """
    try:
        from glossary.lsp import server
    except ImportError as error:
        raise PluginError(f"the language server needs {error.name}", hint=to_install("pygls")) from None
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # otherwise Ctrl-C has no effect until the next message
    server(translated).start_io()
