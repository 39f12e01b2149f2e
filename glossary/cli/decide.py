"""``glossary reject``, ``keep``, ``join`` and ``split``: what a person decides on candidates."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from glossary import jobs
from glossary.cli import options, output
from glossary.vocabulary import Kind

_reason = click.option("--reason", default="", metavar="TEXT", help="Why; written above the line as a comment.")
GOES_BY = (
    "The decision is a line in locale/decisions.txt, which you keep under version control; "  # message
    "the next 'glossary extract' goes by it."
)
_undo = click.option("--undo", is_flag=True, help="Take the decision back.")


def _command(text: str) -> Callable[..., Any]:
    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        function.__doc__ = f"{text}\n\n{GOES_BY}"
        return click.command()(_reason(_undo(click.pass_context(function))))

    return decorate


def _told(written: list[str]) -> None:
    output.tell(f"wrote {written[0]}" if written else "nothing to change")


@_command("Never offer these terms again.")
@click.argument("terms", nargs=-1, required=True)
def reject(ctx: click.Context, terms: tuple[str, ...], reason: str, undo: bool) -> None:
    _told(jobs.decide(options.project(ctx), "reject", terms, reason=reason, undo=undo))


@_command("Always offer these terms, whatever their score.")
@click.argument("terms", nargs=-1, required=True)
@click.option("--kind", type=click.Choice([kind.value for kind in Kind]), help="The kind that they have.")
def keep(ctx: click.Context, terms: tuple[str, ...], kind: str | None, reason: str, undo: bool) -> None:
    others = (kind,) if kind else ()
    _told(jobs.decide(options.project(ctx), "keep", terms, others=others, reason=reason, undo=undo))


@_command("Make terms variants of another one.")
@click.argument("head")
@click.argument("variants", nargs=-1, required=True)
def join(ctx: click.Context, head: str, variants: tuple[str, ...], reason: str, undo: bool) -> None:
    _told(jobs.decide(options.project(ctx), "join", [head], others=variants, reason=reason, undo=undo))


@_command("Make variants concepts of their own.")
@click.argument("head")
@click.argument("variants", nargs=-1, required=True)
def split(ctx: click.Context, head: str, variants: tuple[str, ...], reason: str, undo: bool) -> None:
    _told(jobs.decide(options.project(ctx), "split", [head], others=variants, reason=reason, undo=undo))
