"""``glossary reject``, ``keep``, ``join`` and ``split``: a person's decisions on candidates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import click

from glossary import jobs
from glossary.cli import options, output
from glossary.cli.messages import translated
from glossary.vocabulary import Kind

_reason = click.option("--reason", default="", metavar="TEXT", help="Why; written above the line as a comment.")
GOES_BY = (
    "The decision is a line in locale/decisions.txt, which you keep under version control; "  # message
    "the next 'glossary extract' follows it."
)
_undo = click.option("--undo", is_flag=True, help="Remove the decision.")


def _command(text: str) -> Callable[..., Any]:
    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        function.__doc__ = f"{text}\n\n{GOES_BY}"
        return click.command()(_reason(_undo(click.pass_context(function))))

    return decorate


_terms = partial(click.argument, nargs=-1, required=True, shell_complete=options.named)
_head = click.argument("head", shell_complete=options.named)


def _decide(ctx: click.Context, verb: str, terms: Sequence[str], *, undo: bool, **given: Any) -> None:
    """Record the decision, and warn about terms that the glossary does not contain (perhaps typing errors)."""
    home = options.project(ctx)
    written = jobs.decide(home, verb, terms, undo=undo, **given)
    output.tell(f"wrote {written[0]}" if written else "nothing to change")
    if verb != "keep" and not undo:
        for term, names in jobs.unknown(home, terms).items():
            close = ", ".join(names)
            hint = f"did you mean {close}?" if close else "the decision holds where a text has it"
            output.warned(f"'{term}' is not a term of the glossary; {translated(hint)}")


@_command("Never offer these terms again.")
@_terms("terms")
def reject(ctx: click.Context, terms: tuple[str, ...], reason: str, undo: bool) -> None:
    _decide(ctx, "reject", terms, reason=reason, undo=undo)


@_command("Always offer these terms, whatever their score.")
@_terms("terms")
@click.option("--kind", type=click.Choice([kind.value for kind in Kind]), help="The kind of these terms.")
def keep(ctx: click.Context, terms: tuple[str, ...], kind: str | None, reason: str, undo: bool) -> None:
    others = (kind,) if kind else ()
    _decide(ctx, "keep", terms, others=others, reason=reason, undo=undo)


@_command("Make terms variants of another one.")
@_head
@_terms("variants")
def join(ctx: click.Context, head: str, variants: tuple[str, ...], reason: str, undo: bool) -> None:
    _decide(ctx, "join", [head], others=variants, reason=reason, undo=undo)


@_command("Make variants concepts of their own.")
@_head
@_terms("variants")
def split(ctx: click.Context, head: str, variants: tuple[str, ...], reason: str, undo: bool) -> None:
    _decide(ctx, "split", [head], others=variants, reason=reason, undo=undo)
