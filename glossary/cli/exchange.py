"""``glossary export``, ``import``, ``merge``, ``info``, ``convert`` and ``diff``: exchange with other files."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

import click

from glossary import jobs
from glossary.cli import options, output
from glossary.cli.messages import counted, joined, translated

if TYPE_CHECKING:
    from glossary.model import Change

MOST = 100
"""The most lines about new concepts that an import shows without ``--verbose``."""


@options.begun
def _tools(home: str) -> Iterable[str]:
    """Return the names of the tools that ``export --for`` supports."""
    from glossary.formats.tools import TOOLS

    return TOOLS


@click.command()
@click.argument("file", type=click.Path())
@options.language
@click.option(
    "--format",
    "format_",
    metavar="NAME",
    default="",
    shell_complete=options.plugged("formats"),
    help="The format, such as tbx2.  [default: by the name of FILE]",
)
@click.option(
    "--for",
    "tool",
    metavar="TOOL",
    default="",
    shell_complete=_tools,
    help="The tool that will import it, such as omegat.",
)
@click.pass_context
def export(ctx: click.Context, file: str, languages: tuple[str, ...], format_: str, tool: str) -> None:
    """Write the glossary to a file in another format.

    The ending of FILE decides the format: .tmx, .csv, .po and others; - is standard output and needs --format. Whatever
    the format cannot hold is reported. With --for, the file is what that tool imports: omegat, weblate, poedit,
    lokalize, multiterm, memoq, phrase, crowdin, lokalise, deepl, google, microsoft or aws.
    """
    made = jobs.export(options.project(ctx), file, languages=languages, format=format_, tool=tool)
    if file == "-":
        sys.stdout.buffer.write(made.data)
    for name in made.written:
        output.say(counted("wrote {name}: {n} concept", "wrote {name}: {n} concepts", made.concepts, name=name))
    if text := made.caution:
        output.warned(text)
    output.lost(made.losses)


@click.command("import")
@options.files
@options.file_language
@options.file("--base", default="", help="The file that was sent out, to find out who changed what.")
@click.option(
    "--for", "tool", metavar="TOOL", default="", shell_complete=_tools, help="The tool that the files come from."
)
@click.option("--known-only", is_flag=True, help="Do not add concepts that the glossary does not have.")
@click.option("-v", "--verbose", is_flag=True, help="Also list what is unchanged or rejected by a rule.")
@options.dry_run
@options.encoding
@options.output_format()
@click.pass_context
def import_(
    ctx: click.Context, /, files: tuple[str, ...], known_only: bool, verbose: bool, output_format: str, **given: Any
) -> None:
    """Import files that translators sent back, merging them into the glossary.

    FILE is PO, TMX, CSV or another format, or - for standard input. An empty rendering never deletes one, a fuzzy
    rendering never replaces an approved one, and if two persons disagree, nothing is changed and the conflict is
    listed. The exit status is 1 if there is a conflict, or an entry that is damaged or could not be read; the others
    are still merged.
    """
    project = options.project(ctx)
    made = jobs.import_(project, files, add=not known_only, **given)
    output.passed(made.skipped)
    if output_format == "json":
        shown = [row for row in made.changes if verbose or row.action != "unchanged"]
        counts = {**_counts(made), "empty": made.empty}
        output.emit({"changes": shown, "counts": counts, "skipped": made.skipped, "written": made.written})
    else:
        _merged(made, verbose, cache(project.spelled))
    ctx.exit(1 if made.count("conflict") or made.faults else 0)


def _merged(made: jobs.Imported, verbose: bool, spelled: Callable[[str], str]) -> None:
    """Print what happened to each entry; *spelled* returns the display name of a language."""
    new = {row.concept for row in made.changes if row.action == "added"}
    told = ("added", "changed", "conflict")
    listed = [row for row in made.changes if verbose or row.action in told or jobs.is_fault(row)]
    about_new = [row for row in listed if row.concept in new and row.action in ("added", "changed")]
    hidden = {id(row) for row in about_new[MOST:]} if not verbose else set()
    for row in listed:
        if id(row) not in hidden:
            output.line(_line(row, spelled))
    if hidden:
        output.tell(f"… and {len(hidden)} more (--verbose lists them)")
    counts = _counts(made)
    parts = " + ".join(f"{count} {translated(name)}" for name, count in counts.items())
    output.say(f"{translated('read')} {sum(counts.values())} = {parts}")
    if made.empty:
        output.note(f"entries without a rendering: {made.empty}; nothing was deleted")
    if not verbose and any(row.action == "rejected" and not jobs.is_fault(row) for row in made.changes):
        output.note("--verbose lists what was rejected")
    output.wrote(made.written)
    if counts["conflicting"]:
        output.note("a conflict changes nothing: write the rendering that is right into the PO file")
    if made.blind:
        output.note("with --base FILE, the file that was sent out, a change on one side only is not a conflict")


@click.command()
@click.argument("base", type=click.Path())
@click.argument("ours", type=click.Path())
@click.argument("theirs", type=click.Path())
@click.argument("name", default="")
@click.pass_context
def merge(ctx: click.Context, base: str, ours: str, theirs: str, name: str) -> None:
    """Merge two branches of a PO file, for git.

    OURS and THEIRS both come from BASE and are merged entry by entry into OURS, so that two branches that add terms or
    renderings next to each other do not conflict. If they disagree on a rendering, both are written between git's
    conflict markers, and the exit status is 1; if a file cannot be read, it is 2, and OURS is not changed. NAME is the
    name of the file in messages. Use it as a merge driver of git: see docs/weekly.md.
    """
    unsettled = jobs.merge_branches(base, ours, theirs, name)
    for row in unsettled:
        output.line(_line(row, str))
    ctx.exit(1 if unsettled else 0)


@click.command()
@options.files
@options.encoding
@options.output_format()
@click.pass_context
def info(ctx: click.Context, files: tuple[str, ...], encoding: str, output_format: str) -> None:
    """Show what files hold.

    Shows the format (by content), its version and encoding, the languages, the numbers of entries, units, concepts and
    terms, and what could not be read. FILE may be - for standard input.
    """
    found, broken = jobs.info(options.project(ctx), files, encoding=encoding)
    for error in broken:
        output.failed(error)
    if output_format == "json":
        output.emit({"files": found, "broken": [*map(str, broken)]})
        ctx.exit(2 if broken else 0)
    rows = [
        (row.file, f"{row.format} {row.version}".strip(), row.encoding, " ".join(row.languages), name, count)
        for row in found
        for name, count in (row.counts or {"entries": 0}).items()
    ]
    shown = [
        (("",) * 4 if index and rows[index - 1][0] == row[0] else row[:4]) + row[4:] for index, row in enumerate(rows)
    ]
    if found:
        output.say(
            output.table(
                ("file", "format", "encoding", "languages", "what", "count"), shown, right=(5,), paths=(0,), keep=(4,)
            )
        )
    for row in found:
        output.passed(row.skipped)
    ctx.exit(2 if broken else 0)


@click.command()
@click.argument("source", type=click.Path(), metavar="IN")
@click.argument("target", type=click.Path(), metavar="OUT")
@click.option(
    "--from",
    "from_",
    metavar="NAME",
    default="",
    shell_complete=options.plugged("formats"),
    help="The format of IN.  [default: by its content]",
)
@click.option(
    "--to",
    metavar="NAME",
    default="",
    shell_complete=options.plugged("formats"),
    help="The format of OUT, such as tbx2.  [default: by its name]",
)
@options.only_language
@click.option(
    "--terms/--units",
    default=None,
    help="Read IN as a glossary, or as translations of a text.  [default: by its content]",
)
@options.file(
    "--source",
    "text",
    default="",
    help="The text that IN translates, to write its translation to OUT.  [default: the text that IN was made from]",
)
@click.option("--fuzzy", is_flag=True, help="Also use fuzzy translations.")
@options.encoding
@click.pass_context
def convert(ctx: click.Context, /, source: str, target: str, **given: Any) -> None:
    """Convert a file to another format.

    PO, TMX and XLIFF are read as translations of a text, unless they are a glossary written by this program or a PO
    file becomes a table; the choice is reported. In the same format the file stays the same, byte for byte, unless
    --language, --terms, --units or --encoding asks for a change. Whatever the format of OUT cannot hold is reported. IN
    may be - for standard input, and OUT may be - for standard output, which needs --to.

    If 'leverage' made IN from an article (plain text or Markdown), OUT may be the translated article: each sentence
    translated in IN is replaced, everything else stays, and untranslated sentences are listed.
    """
    made = jobs.convert(options.project(ctx), source, target, stdout=sys.stdout.buffer, **given)
    output.passed(made.skipped)
    output.lost(made.losses)
    if target != "-" and made.sentences:
        output.tell(f"wrote {target}: {made.read} of {made.sentences} sentences translated")
    elif target != "-" and made.units:
        output.tell(counted("wrote {file}: {n} unit", "wrote {file}: {n} units", made.read, file=target))
    elif target != "-":
        output.tell(counted("wrote {name}: {n} concept", "wrote {name}: {n} concepts", made.read, name=target))


@click.command()
@click.argument("before", type=click.Path(), metavar="A")
@click.argument("after", type=click.Path(), metavar="B")
@options.file_language
@options.encoding
@options.output_format("html")
@click.pass_context
def diff(ctx: click.Context, before: str, after: str, language: str, encoding: str, output_format: str) -> None:
    """Show what changed between two versions of a glossary.

    A and B are files in any supported format (- is standard input), or git revisions (main, HEAD~3), which mean the
    whole glossary at that revision; a dot is the glossary as it is now. Files are compared in the languages that both
    have.
    """
    project = options.project(ctx)
    spelled = cache(project.spelled)
    found = jobs.diff(project, before, after, language=language, encoding=encoding)
    if output_format == "json":
        output.emit({"differences": found})
    elif output_format == "html":
        output.raw(jobs.diff_page(before, after, found))
    else:
        for row in found:
            output.line(str(replace(row, language=spelled(row.language)) if row.language else row))
        output.note(counted("{n} difference", "{n} differences", len(found)) if found else "no differences")
    ctx.exit(1 if found else 0)


def _counts(made: jobs.Imported) -> dict[str, int]:
    return {
        "applied": made.count("added", "changed"),  # message
        "unchanged": made.count("unchanged"),  # message
        "conflicting": made.count("conflict"),  # message
        "rejected": made.count("rejected"),  # message
    }


def _why(reason: str) -> str:
    """Return *reason* translated, part by part."""
    whole = translated(reason)
    return whole if whole != reason else _PART.sub(lambda part: translated(part[0]), reason)


_PART = re.compile(r"(?:^|(?<=[;,] ))[a-z ]+(?=$|[;,:] )")


def _line(row: Change, spelled: Callable[[str], str]) -> str:
    """Return one line describing what a merge did to a rendering or concept."""
    where = f"{row.concept} [{spelled(row.language)}]" if row.language else row.concept
    why = _why(row.reason) if row.action != "added" else ""
    if row.action == "conflict":
        both = translated(f"ours '{row.before}', theirs '{row.after}'")
        why = joined("{} ({})", joined("{}; {}", both, why), row.file)
    elif row.action == "changed" and row.before != row.after:
        why = joined("{}; {}", f"'{row.before}' -> '{row.after}'", why)
    return joined("{}: {}", translated(row.action), where, why)
