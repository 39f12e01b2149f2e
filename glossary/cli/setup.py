"""``glossary init``."""

from __future__ import annotations

from pathlib import Path

import click

from glossary import jobs
from glossary.cli import options, output


@click.command()
@options.language
@options.source_language
@click.pass_context
def init(ctx: click.Context, languages: tuple[str, ...], source_language: str | None) -> None:
    """Start a glossary project in this folder.

    Makes glossary.toml, a folder for the sources, locale/ and a tox environment; files that are there already stay as
    they are, and where tox is configured already, the environment is shown to be pasted.
    """
    made = jobs.init(Path(ctx.obj), languages, source_language or "")
    for name in made.written:
        output.tell(f"made {name}")
    for text in made.warnings:
        output.warned(text)
    if not made.written:
        output.tell("everything is there already")
    if made.tox:
        output.say()
        output.tell("To check the glossary in tox, add this to its configuration:")
        output.say()
        output.say(made.tox)
