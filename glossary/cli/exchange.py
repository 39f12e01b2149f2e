"""``glossary export`` and ``import``: what goes to translators and what comes back."""

from __future__ import annotations

import sys

import click

from glossary import jobs
from glossary.cli import options, output
from glossary.model import Change


@click.command()
@click.argument("file")
@options.language
@click.option("--format", "format_", metavar="NAME", default="", help="The format.  [default: as FILE is called]")
@click.pass_context
def export(ctx: click.Context, file: str, languages: tuple[str, ...], format_: str) -> None:
    """Write the glossary to a file in another format.

    The ending of FILE says which: .tmx, .csv, .po and others; - is standard output and needs --format. What the
    format cannot hold is said.
    """
    made = jobs.export(options.project(ctx), file, languages_=languages, format_=format_)
    if file == "-":
        sys.stdout.buffer.write(made.data)
    for name in made.written:
        output.say(f"wrote {name}: {made.concepts} concepts")
    for loss in made.losses:
        example = f", such as {loss.example}" if loss.example else ""
        output.note(f"glossary: note: not held by the format: {loss.what} ({loss.count}{example})")


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("-l", "--language", metavar="LANG", default="", help="The target language, where a file does not say it.")
@click.option("--base", metavar="FILE", default="", help="The file that was sent out, to tell whose change it is.")
@click.option("--known-only", is_flag=True, help="Add no concepts that the glossary does not have.")
@click.option("-v", "--verbose", is_flag=True, help="List what is unchanged and what was rejected, too.")
@options.dry_run
@options.encoding
@options.output_format
@click.pass_context
def import_(
    ctx: click.Context,
    files: tuple[str, ...],
    language: str,
    base: str,
    known_only: bool,
    verbose: bool,
    dry_run: bool,
    encoding: str,
    output_format: str,
) -> None:
    """Merge files that translators sent back.

    FILE is PO, TMX, CSV and others, or - for standard input. An empty rendering never deletes, a fuzzy one never
    replaces an approved one, and where two persons disagree nothing is changed: the conflict is listed, and the exit
    status is 1.
    """
    made = jobs.import_(
        options.project(ctx),
        files,
        language=language,
        base=base,
        add=not known_only,
        dry_run=dry_run,
        stdin=options.stdin(*files),
        encoding=encoding,
    )
    for name, line, why in made.skipped:
        output.note(f"glossary: warning: {name}{f':{line}' if line else ''}: {why}")
    conflicts = made.count("conflict")
    if output_format == "json":
        shown = [row for row in made.changes if verbose or row.action != "unchanged"]
        output.emit({"changes": shown, "counts": _counts(made), "skipped": made.skipped, "written": made.written})
    else:
        for row in made.changes:
            if verbose or row.action in ("added", "changed", "conflict"):
                output.say(_line(row))
        counts = _counts(made)
        total = sum(counts.values())
        output.say(f"read {total} = " + " + ".join(f"{count} {name}" for name, count in counts.items()))
        for name in made.written:
            output.say(f"wrote {name}")
    ctx.exit(1 if conflicts else 0)


def _counts(made: jobs.Imported) -> dict[str, int]:
    return {
        "applied": made.count("added", "changed"),
        "unchanged": made.count("unchanged"),
        "conflicting": made.count("conflict"),
        "rejected": made.count("rejected"),
    }


def _line(row: Change) -> str:
    where = f"{row.concept} [{row.language}]" if row.language else row.concept
    match row.action:
        case "conflict":
            return f"conflict: {where}: ours '{row.before}', theirs '{row.after}'; {row.reason}"
        case "changed" if row.before != row.after:
            return f"changed: {where}: '{row.before}' -> '{row.after}'; {row.reason}"
        case "added":
            return f"added: {where}"
        case _:
            return f"{row.action}: {where}" + (f": {row.reason}" if row.reason else "")
