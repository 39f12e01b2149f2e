"""``glossary memory`` and ``leverage``: the translation memory."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import click

from glossary import jobs
from glossary.cli import options, output
from glossary.cli.messages import counted, joined, translated
from glossary.errors import GlossaryError
from glossary.model import Match

_name = click.option("--name", metavar="NAME", default="", help="The name of the memory, if there are several.")


@click.group()
def memory() -> None:
    """Store translations, and find them again.

    The memory is a file (.glossary/memory.sqlite) or, for a team, a PostgreSQL database; 'memory' in the configuration
    sets it.
    """


@memory.command("import")
@options.files
@options.file("--target", default="", help="The translation, if FILE is a plain text.")
@click.option("--by-line", is_flag=True, help="Each line of the two texts is a segment (as in Moses and OPUS).")
@options.only_language
@click.option(
    "--penalty", type=click.FloatRange(0, 100), metavar="N", help="The points that matches of this memory lose."
)
@_name
@options.encoding
@options.output_format()
@click.pass_context
def import_(ctx: click.Context, /, files: tuple[str, ...], output_format: str, **given: Any) -> None:
    """Import the translations of bilingual files.

    FILE is TMX, PO, XLIFF, CSV and others (- is standard input), or a text whose translation is given with --target:
    their sentences are aligned, or with --by-line their lines are paired. A file is imported completely or not at all,
    and without duplicates. A file that cannot be read does not stop the others.
    """
    taken, broken = jobs.memory_import(options.project(ctx), files, progress=options.progress, **given)
    options.done()
    for row in taken:
        output.passed(row.passed)
    for row in taken if output_format == "text" else ():
        counts = row.added
        output.tell(
            f"{row.file}: {counts.added} added, {counts.updated} updated, {counts.unchanged} unchanged, "
            f"{counts.skipped} skipped"
        )
    _ended(ctx, taken, broken, output_format)


def _ended(ctx: click.Context, done: Sequence[object], broken: Sequence[GlossaryError], output_format: str) -> None:
    """Print the errors of *broken* files, print all results if JSON is wanted, and exit."""
    for error in broken:
        output.failed(error)
    if output_format == "json":
        output.emit({"files": done, "broken": [*map(str, broken)]})
    ctx.exit(2 if broken else 0)


@memory.command()
@options.files
@options.only_language
@_name
@options.encoding
@options.output_format()
@click.pass_context
def remove(ctx: click.Context, /, files: tuple[str, ...], output_format: str, **given: Any) -> None:
    """Remove the translations in bilingual files from the memory.

    To undo an import, give the imported file, or a TMX file that 'export' wrote. All translations of a file are removed
    or none, even if another file has them too. A file that cannot be read does not stop the others.
    """
    removed, broken = jobs.memory_remove(options.project(ctx), files, **given)
    for row in removed if output_format == "text" else ():
        output.tell(counted("{file}: {n} unit removed", "{file}: {n} units removed", row.units, file=row.file))
    _ended(ctx, removed, broken, output_format)


@memory.command()
@click.argument("file", type=click.Path())
@options.only_language
@_name
@click.pass_context
def export(ctx: click.Context, /, file: str, **given: Any) -> None:
    """Write the memory to a file.

    The ending of FILE sets the format: .tmx, .po, .xlf, .csv, .xlsx; - is standard output, as TMX.
    """
    count, losses = jobs.memory_export(options.project(ctx), file, stdout=sys.stdout.buffer, **given)
    output.lost(losses)
    if file != "-":
        output.say(counted("wrote {file}: {n} unit", "wrote {file}: {n} units", count, file=file))


@memory.command()
@click.argument("text")
@options.target(
    default="",
    help="The target language.  [default: all of the project, or else of the memory]",
)
@click.option(
    "--min-score",
    "minimum",
    type=click.FloatRange(1, 100),
    metavar="N",
    default=70,
    show_default=True,
    help="The lowest score.",
)
@click.option(
    "--limit", type=click.IntRange(1, 1000), metavar="N", default=5, show_default=True, help="The most matches to show."
)
@click.option("--previous", metavar="TEXT", default="", help="The segment before, for matches in context.")
@click.option("--next", metavar="TEXT", default="", help="The segment after.")
@click.option("--exhaustive", is_flag=True, help="Compare with every unit, not only with those that the index finds.")
@_name
@options.output_format()
@click.pass_context
def lookup(ctx: click.Context, /, text: str, language: str, name: str, output_format: str, **given: Any) -> None:
    """Find translations of a segment or of similar ones.

    The score is 0 to 100 (101 in the same context). Below it are the differences ([-in the memory-], {+in TEXT+}), the
    translation with the numbers of TEXT if possible, and the lost points with the reasons. TEXT may be - for standard
    input.
    """
    text = options.text(text).strip()
    project = options.project(ctx)
    found = jobs.memory_lookup(project, text, language, name=name, **given)
    if output_format == "json":
        output.emit({"matches": [match for matches in found.values() for match in matches]})
        return
    for tag, matches in (found if any(found.values()) else {"": []}).items():
        if tag and len(found) > 1:
            output.say(f"{project.spelled(tag)}:")
        for match in matches:
            _show(match, text, several=[row.unit.source for row in matches].count(match.unit.source) > 1)
        if not matches:
            output.tell("no match")
    lacking, known = jobs.memory_lacks(project, [tag for tag, matches in found.items() if not matches], name=name)
    if lacking and known:
        _foreign(language or ", ".join(map(project.spelled, lacking)), known)
    if not any(found.values()) and len(lacking) < len(found) and (count := jobs.sentences(text)) > 1:
        output.note(
            f"glossary: note: the text has {count} sentences; 'glossary leverage FILE' looks up each sentence of a file"
        )


def _show(match: Match, text: str, *, several: bool) -> None:
    """Print a *match* for *text*; with *several* matches for the same source, print its key as well."""
    output.say(output.hung(f"{match.score:5.1f}  {match.kind:7}  ", match.unit.source))
    lead = " " * 16
    if match.unit.key and several:
        output.say(output.hung(lead, joined("{}: {}", translated("key"), match.unit.key)))
    if match.kind == "fuzzy":
        output.raw(output.hung(lead, _compared(match.unit.source, text)))
    output.say(output.hung(lead, match.unit.target))
    if match.repaired:
        output.say(output.hung(lead, joined("{}: {}", translated("repaired"), match.repaired)))
    for penalty in match.penalties:
        output.say(output.hung(lead, f"-{penalty.points:.1f} {translated(penalty.reason)}"))


def _foreign(language: str, known: Sequence[str]) -> None:
    """Print a note that the memory holds nothing in *language*, listing the languages that are *known*."""
    if known:
        output.note(f"glossary: note: the memory has no translation into {language}; it has {', '.join(known)}")
    else:
        output.note(f"glossary: note: the memory has no translation into {language}")


def _compared(old: str, new: str) -> str:
    """Return the source of a match with its differences from the query marked and coloured."""
    from glossary.text.similarity import differences

    parts = []
    for row in differences(old, new):
        if row.kind == "equal":
            parts.append(output.clean(row.old))
            continue
        if row.old:
            parts.append(click.style(f"[-{output.clean(row.old)}-]", fg="red"))
        if row.new:
            parts.append(click.style(f"{{+{output.clean(row.new)}+}}", fg="green"))
    return "".join(parts)


@memory.command()
@click.argument("phrase")
@options.only_language
@click.option(
    "--side",
    type=click.Choice(["source", "target", "both"]),
    default="both",
    show_default=True,
    help="The side to search.",
)
@click.option(
    "--limit",
    type=click.IntRange(1, 10000),
    metavar="N",
    default=20,
    show_default=True,
    help="The most segments to show.",
)
@_name
@options.output_format()
@click.pass_context
def search(ctx: click.Context, /, phrase: str, limit: int, output_format: str, **given: Any) -> None:
    """Find a phrase inside segments (concordance).

    Segments in which it is part of a longer word or inflected (Russian and English; the form is shown) come last.
    """
    found = jobs.memory_search(options.project(ctx), phrase, limit=limit + 1, **given)
    if len(found) > limit:
        output.note("glossary: note: there are more; --limit shows them")
    found = found[:limit]
    if output_format == "json":
        output.emit({"hits": found})
        return
    for hit in found:
        source, target = (
            _shown(text, (hit.start, hit.end) if side == hit.side else (0, 0))
            for side, text in (("source", hit.unit.source), ("target", hit.unit.target))
        )
        output.raw(f"{output.hung('', source)}\n{output.hung('  ', target)}")
        if hit.inflected:
            text = hit.unit.source if hit.side == "source" else hit.unit.target
            output.say(output.hung("  ", joined("{}: {}", translated("inflected"), text[hit.start : hit.end])))
    if not found:
        output.tell("nothing found")


def _shown(text: str, found: tuple[int, int]) -> str:
    """Return *text* with the range *found* highlighted if colours are on."""
    start, end = found
    middle = click.style(output.clean(text[start:end]), bold=True) if end > start else ""
    return output.clean(text[:start]) + middle + output.clean(text[end:])


@memory.command()
@options.output_format()
@click.pass_context
def stats(ctx: click.Context, output_format: str) -> None:
    """Show what is in the memory."""
    found = jobs.memory_stats(options.project(ctx))
    if output_format == "json":
        output.emit({"memories": found})
        return
    rows = [
        (row.memory, row.source_language, row.target_language, row.units, row.approved, f"{row.penalty:g}")
        for row in found
    ]
    output.say(output.table(("memory", "from", "to", "units", "approved", "penalty"), rows, right=(3, 4, 5)))


@memory.command()
@click.option("--host", metavar="NAME", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), metavar="N", help="The port; 0 takes a free one.  [default: 8888]"
)
@click.option(
    "--token",
    metavar="TEXT",
    default="",
    envvar="GLOSSARY_TOKEN",
    help="The token that clients must send (Authorization: Bearer …); required unless --host is this machine.  "
    "[env: GLOSSARY_TOKEN]",
)
@_name
@click.pass_context
def serve(ctx: click.Context, /, host: str, **given: Any) -> None:
    """Answer lookups of other tools over HTTP.

    The protocol is that of amaGama and tmserver, which Virtaal and other tools use. See docs/memory.md.
    """
    with jobs.memory_server(options.project(ctx), host=host, **given) as server:
        output.note(f"listening on http://{host}:{server.server_address[1]}/; Ctrl-C ends")
        server.serve_forever()


@click.command()
@options.files
@options.target(
    callback=options.language_of_project,
    help="The target language.  [default: that of the project, if it has one only, or of the files]",
)
@click.option(
    "--min-score",
    "minimum",
    type=click.FloatRange(50, 100),
    metavar="N",
    default=75,
    show_default=True,
    help="The lowest score.",
)
@click.option("--exact-fuzzy", is_flag=True, help="Mark exact matches as fuzzy, too.")
@options.output_file
@options.processes
@options.dry_run
@options.output_format("csv")
@click.pass_context
def leverage(
    ctx: click.Context,
    /,
    files: tuple[str, ...],
    language: str,
    output_file: str,
    dry_run: bool,
    output_format: str,
    **given: Any,
) -> None:
    """Fill the gaps of files from the translation memory.

    A PO, XLIFF or TMX file is filled in place: nothing is overwritten, and every other byte stays. A text is split into
    segments and becomes a PO file beside it, if there is none yet; a comment above each segment has the agreed
    renderings of its terms. Exact matches become translations, fuzzy ones are marked as such, with their score and
    origin. Then the statistics are shown. FILE may be - for standard input: the result goes to standard output, as with
    --output-file -, and the statistics to standard error.
    """
    to_stdout = not dry_run and "-" in ((output_file,) if output_file else files)
    if to_stdout and output_format != "text":
        raise click.UsageError(translated("standard output holds the result: leave out --output-format"), ctx)
    done, broken = jobs.leverage(options.project(ctx), files, language, target=output_file, dry_run=dry_run, **given)
    for error in broken:
        output.failed(error)
    rows = jobs.summed(done)
    if to_stdout:
        sys.stdout.buffer.write(b"".join(row.data for row in done))
    if foreign := next((row for row in done if row.foreign), None):
        _foreign(language, foreign.known)
    if output_format == "json":
        shape = [
            {
                "file": row.file,
                "written": row.written,
                "filled": row.filled,
                "statistics": _statistics(jobs.summed([row])),
            }
            for row in done
        ]
        output.emit({"files": shape, "statistics": _statistics(rows), "broken": [*map(str, broken)]})
    elif output_format == "csv":
        lines = [("match", "segments", "words", "characters"), *rows]
        output.raw("".join(",".join(map(str, line)) + "\n" for line in lines))
    elif done:
        tell, say = (output.note, output.note) if to_stdout else (output.tell, output.say)
        for row in done:
            tell(f"{row.file}: gaps filled: {row.filled}")
            if row.written:
                tell(f"wrote {row.written}")
        shown = [(translated(name), *counts) for name, *counts in rows]
        say("\n" + output.table(("match", "segments", "words", "characters"), shown, right=(1, 2, 3)))
    ctx.exit(2 if broken else 0)


def _statistics(rows: Sequence[tuple[str, int, int, int]]) -> dict[str, dict[str, int]]:
    return {
        name: {"segments": segments, "words": words, "characters": letters} for name, segments, words, letters in rows
    }
