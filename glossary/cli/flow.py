"""``glossary extract``, ``suggest``, ``inflect``, ``status`` and ``lookup``: the daily flow."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, Any

import click

from glossary import jobs
from glossary.cli import options, output
from glossary.cli.messages import counted, joined, translated
from glossary.vocabulary import Kind, State

if TYPE_CHECKING:
    from glossary.model import Candidate
    from glossary.project import Project

SHOWN = ("added", "revived", "respelled", "retired")  # message
"""Kinds of change that are listed one by one."""
MOST = 20
"""The most changes that are listed without ``--verbose``."""


@click.command()
@options.several("texts", metavar="[TEXT]...")
@options.language
@options.source_language
@click.option(
    "--min-score",
    type=float,
    metavar="N",
    help="Leave out concepts with a lower score, from 0 (keep all) to 1.  [default: as configured, or 0.5]",
)
@click.option("--limit", type=int, metavar="N", help="Keep the best N concepts.  [default: as configured, or all]")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice([kind.value for kind in Kind]),
    help="Keep concepts of this kind only.",
)
@click.option(
    "--entities",
    metavar="NAME",
    shell_complete=options.plugged("extractors"),
    help="The extractor that finds the names.  [default: tagger]",
)
@options.set_file("--tmx", help="Write the whole glossary as TMX, too.")
@options.set_file("--tbx", help="Write the whole glossary as TBX, too.")
@click.option("--only", is_flag=True, help="Treat TEXT as the only sources: concepts not in it become obsolete.")
@click.option("--explain", metavar="TERM", default="", help="Show what happened to TERM, stage by stage.")
@click.option("-v", "--verbose", is_flag=True, help=f"List all changes, not only the first {MOST}.")
@options.processes
@options.dry_run
@options.encoding
@options.output_format()
@click.pass_context
def extract(
    ctx: click.Context,
    /,
    texts: tuple[str, ...],
    only: bool,
    explain: str,
    verbose: bool,
    processes: int,
    dry_run: bool,
    output_format: str,
    **settings: Any,
) -> None:
    """Find the names and key phrases of texts and update the glossary.

    TEXT is a file (plain text, Markdown, HTML, DOCX, ODT, news in XML or JSON: NITF, NewsML, RSS, Atom, JSON Feed),
    a folder, or - for standard input; without any, the sources of the configuration are read. The glossary in locale/
    is updated: renderings stay, and terms that are no longer found in the texts become obsolete but keep their
    renderings. With --dry-run the concepts of TEXT are listed and nothing is written.
    """
    project = options.project(ctx, **settings)
    made = jobs.extract(
        project, texts, dry_run=dry_run, only=only, explain=explain, processes=processes, progress=options.progress
    )
    options.done()
    for name in made.skipped:
        output.note(f"glossary: note: {name}: not a source text, skipped")
    for text in made.warnings:
        output.warned(text)
    output.lost(made.losses)
    if output_format == "json":
        output.emit(_extracted(made, dry_run))
    elif explain:
        for line in made.explanation:
            output.say(line)
        if not made.explanation:
            output.tell(f"'{explain}' was never considered: it is not in the texts")
    elif dry_run:
        rows = [
            (f"{row.score:.2f}", row.frequency, row.kind, row.term, " | ".join(row.variants)) for row in made.candidates
        ]
        output.say(output.table(("score", "seen", "kind", "term", "variants"), rows, right=(0, 1)))
    else:
        _updated(made, verbose)
        if not project.tags():
            output.note("glossary: note: no target language is named; -l ru makes a file for Russian translators")


def _updated(made: jobs.Extracted, verbose: bool) -> None:
    """Print the changes to the glossary."""
    shown = [change for change in made.changes if change.action in SHOWN]
    for change in shown if verbose else shown[:MOST]:
        arrow = f"{change.before} -> {change.after}" if change.action == "respelled" else change.concept
        why = translated(change.reason) if change.action == "retired" else ""
        output.line(joined("{} ({})", joined("{}: {}", translated(change.action), arrow), why))
    if len(shown) > MOST and not verbose:
        output.tell(f"… and {len(shown) - MOST} more (--verbose lists them)")
    counts = {action: sum(change.action == action for change in shown) for action in SHOWN}
    news = joined("{}, {}", *(f"{count} {translated(action)}" for action, count in counts.items() if count))
    concepts = counted("{n} concept", "{n} concepts", made.concepts)
    texts = counted("from {n} text", "from {n} texts", made.documents)
    output.say(joined("{}: {}", joined("{} {}", concepts, texts), news or translated("nothing new")))
    output.wrote(made.written)


def _extracted(made: jobs.Extracted, dry_run: bool) -> dict[str, object]:
    shape: dict[str, object] = {"concepts": [_candidate(row) for row in made.candidates]}
    if made.explanation:
        shape["explanation"] = list(made.explanation)
    if not dry_run:
        shape["changes"] = [row for row in made.changes if row.action != "unchanged"]
        shape["written"] = list(made.written)
    return shape


def _candidate(row: Candidate) -> dict[str, object]:
    return {
        "term": row.term,
        "kind": row.kind,
        "variants": list(row.variants),
        "score": round(row.score, 4),
        "measures": {name: round(value, 4) for name, value in row.measures.items()},
        "frequency": row.frequency,
        "documents": row.documents,
        "context": row.context,
        "occurrences": [
            {"document": at.document, "line": at.line, "start": at.start, "end": at.end, "form": at.form}
            for at in row.occurrences
        ],
    }


@click.command()
@options.language
@click.option(
    "--from",
    "only",
    multiple=True,
    metavar="NAME",
    shell_complete=options.plugged("suggesters"),
    help="Run only this suggester, such as memory.  [default: all]",
)
@click.option("--list", "lists", multiple=True, type=click.Path(), metavar="FILE", help="Also use this list of names.")
@options.dry_run
@options.output_format()
@click.pass_context
def suggest(ctx: click.Context, /, languages: tuple[str, ...], dry_run: bool, output_format: str, **given: Any) -> None:
    """Propose renderings for terms that have none.

    Places come from CLDR, Chinese names in Russian from the Palladius table, Russian names in Chinese from the table of
    syllables, others from the translation memory and your lists, and phrases from their parts. Every proposal is fuzzy,
    with a comment on its origin and confidence. Renderings written by people are never changed.
    """
    project = options.project(ctx)
    found = jobs.suggest(project, languages, dry_run=dry_run, **given)
    for error in found.broken:
        output.failed(error)
    for text in found.warnings:
        output.warned(text)
    if output_format == "json":
        output.emit({"suggested": found.made, "written": found.written})
    else:
        _proposals(found, project, dry_run=dry_run)
    ctx.exit(3 if found.broken else 0)


def _proposals(found: jobs.Proposals, project: Project, *, dry_run: bool) -> None:
    """Print the table of proposals and a summary."""
    spelled = cache(project.spelled)
    rows = [
        (spelled(row.language), row.concept, best.text, best.confidence, best.origin)
        for row in found.made
        for best in row.suggestions
    ]
    if rows:
        output.say(output.table(("language", "term", "proposal", "sure", "origin"), rows))
    proposed = counted("{n} rendering proposed", "{n} renderings proposed", len(found.made))
    output.say(joined("{}, {}", proposed, translated("nothing written") if dry_run else ""))
    output.wrote(found.written)


@click.command()
@options.language
@options.dry_run
@click.pass_context
def inflect(ctx: click.Context, languages: tuple[str, ...], dry_run: bool) -> None:
    """Write the inflected forms of renderings beside them.

    Russian only (extra [ru]). 'glossary check' finds renderings in texts by these forms, even if the extra is not
    installed. Existing forms are kept, so wrong ones can be corrected in the PO file.
    """
    count, written = jobs.inflect(options.project(ctx), languages, dry_run=dry_run)
    inflected = counted("{n} rendering inflected", "{n} renderings inflected", count)
    output.say(joined("{}, {}", inflected, translated("nothing written") if dry_run else ""))
    output.wrote(written)


@click.command()
@options.output_format()
@click.pass_context
def status(ctx: click.Context, output_format: str) -> None:
    """Show how much of the glossary is rendered.

    Concepts by kind, and for each language how many are rendered (a person stands behind it), proposed (by a
    machine, fuzzy) and empty.
    """
    project = options.project(ctx)
    found = jobs.status(project)
    if output_format == "json":
        output.emit(found)
        return
    kinds = [(kind, count) for kind, count in found.kinds.items() if count]
    output.say(output.table(("kind", "concepts"), [*kinds, (translated("all"), found.concepts)], right=(1,)))
    if found.obsolete:
        output.say()
        output.say(
            counted(
                "{n} more is obsolete: no longer among the terms of the sources, kept for its renderings",
                "{n} more are obsolete: no longer among the terms of the sources, kept for their renderings",
                found.obsolete,
            )
        )
    if found.languages:
        output.say()
        rows = []
        for language, counts in found.languages.items():
            share = 100 * counts["rendered"] // found.concepts if found.concepts else 0
            rows.append(
                (project.spelled(language), counts["rendered"], counts["proposed"], counts["empty"], f"{share} %")
            )
        output.say(output.table(("language", "rendered", "proposed", "empty", "done"), rows, right=(1, 2, 3, 4)))


@click.command()
@click.argument("text")
@options.language
@options.output_format()
@click.pass_context
def lookup(ctx: click.Context, text: str, languages: tuple[str, ...], output_format: str) -> None:
    """Find the terms of the glossary in a text.

    TEXT is a text, or - for standard input. Shows each term with its renderings; those that nobody approved yet
    are marked with a question mark.
    """
    project = options.project(ctx)
    found = jobs.lookup(project, options.text(text), languages)
    if os.path.isfile(text):  # unlike Path.is_file(), no error if the text is too long for a file name
        output.note(f"glossary: note: these words were looked up; 'glossary lookup - < {text}' looks into the file")
    if output_format == "json":
        output.emit({"terms": found})
        return
    others = {hit.form: hit.others for hit in found if hit.others}
    for form, number in others.items():
        output.note(f"glossary: note: '{form}' stands for {number} more concepts, which are not shown")
    if not found:
        output.tell("no term of the glossary is in the text")
        return
    targets = map(project.spelled, found[0].renderings)
    rows = dict.fromkeys((hit.form, hit.term, hit.kind, *_cells(hit)) for hit in found)
    output.say(output.table(("form", "term", "kind", *targets), rows, least=18))


def _cells(hit: jobs.Found) -> list[str]:
    """Return the renderings of a term, one cell per language."""
    return [
        " | ".join(term.text + "?" * (term.state is State.PROPOSED) for term in terms)
        for terms in hit.renderings.values()
    ]
