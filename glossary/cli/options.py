"""Options and arguments that several commands share."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from glossary.cli import output
from glossary.cli.messages import translated
from glossary.errors import GlossaryError, InputError

if TYPE_CHECKING:  # help and completion do not load the project
    from glossary.project import Project


def _expanded(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """Return the file names in *value*, with patterns (``*.po``) expanded on Windows, where cmd and PowerShell do not.

    The name of an existing file, such as ``a[1].txt``, is not a pattern; a pattern without a match is kept.
    """
    if not output.ON_WINDOWS:
        return value
    from glob import glob

    return tuple(path for name in value for path in ([] if os.path.exists(name) else sorted(glob(name))) or [name])


file = partial(click.option, type=click.Path(), metavar="FILE")
"""An option for a file name, which shells complete."""
several = partial(click.argument, type=click.Path(), nargs=-1, callback=_expanded)
"""An argument for any number of file names."""
files = several("files", required=True, metavar="FILE...")
any_files = several("files", metavar="[FILE]...")
set_file = partial(file, callback=lambda ctx, param, value: os.path.abspath(value) if value else value)
"""An option for a file that the configuration may name as well: relative to the project there, to the folder here."""
source = file("--source", default="", help="The source text, if FILE is a translated text.")


Completion = Callable[[click.Context, click.Parameter, str], list[str]]


def begun(names: Callable[[str], Iterable[str]]) -> Completion:
    """Return a completer that offers the project's *names* with the typed prefix."""

    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
        found = names(ctx.find_root().params.get("directory") or ".")
        return [name for name in found if name.lower().startswith(incomplete.lower())]

    return complete


@begun
def spoken(home: str) -> Iterable[str]:
    """Return the languages of the project."""
    from pathlib import Path

    from glossary.project import load

    try:
        found = load(Path(home))
    except GlossaryError:  # the command itself will report a broken configuration
        return ()
    return dict.fromkeys((*found.languages, *found.found()))


@begun
def named(home: str) -> Iterable[str]:
    """Return the terms of the glossary."""
    from glossary import jobs

    return jobs.names(home)


def plugged(group: str) -> Completion:
    """Return a completer that offers the names of a *group* of plug-ins."""

    def names(home: str) -> Iterable[str]:
        from glossary import plugins

        return plugins.names(group)

    return begun(names)


def _each(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """Return the languages of a repeated or comma-separated option."""
    return tuple(name.strip() for given in value for name in given.split(","))


target = partial(click.option, "-l", "--language", metavar="LANG", shell_complete=spoken)
"""An option for a target language."""
language = target(
    "languages",
    multiple=True,
    callback=_each,
    help="A target language, such as ru, or several, such as ru,zh_CN.  [default: those of the project]",
)
only_language = target(default="", help="The target language, if only one is wanted.")
file_language = target(default="", help="The target language of files that do not declare it.")
checked_language = target(
    default="", help="The target language of files that do not declare it; without FILE, check only this one."
)
source_language = click.option("--source-language", metavar="LANG", help="The language of the texts.  [default: en]")


def output_format(*more: str) -> Callable[[Any], Any]:
    """Return the ``--output-format`` option: text, JSON and *more*."""
    return click.option(
        "--output-format",
        type=click.Choice(["text", "json", *more]),
        default="text",
        show_default=True,
        help="text for people, json for programs (docs/json.md).",
    )


output_file = file("-o", "--output-file", default="", help="Write the result to FILE.")
encoding = click.option(
    "--encoding", metavar="NAME", default="", help="The encoding of files that do not declare it.  [default: UTF-8]"
)
processes = click.option(
    "-j", "--jobs", "processes", type=click.IntRange(1), metavar="N", default=1, show_default=True, help="Processes."
)
dry_run = click.option("-n", "--dry-run", is_flag=True, help="Show what would be done, but write nothing.")


def project(ctx: click.Context, files: Sequence[str] = (), **flags: Any) -> Project:
    """Return the project of this run, with *flags* overriding the configuration.

    Empty flags (None, an empty string or tuple) are ignored. If the project is found in a parent folder, a note says
    so, once. If there is none, the project of the *files* is used, as in a repository with several projects. Raises
    ConfigError as :func:`glossary.project.load` does.
    """
    from pathlib import Path

    from glossary.project import KEYS, load, of_files

    start = Path(ctx.obj)
    found = load(start)
    if found.config is None and files:
        found = of_files(files) or found
    if start.is_dir() and found.root.resolve() != start.resolve() and not ctx.meta.get("above"):
        ctx.meta["above"] = True
        output.note(f"glossary: note: the project is {found.root}")
    given = {}
    for name, value in flags.items():
        if value not in (None, "", ()):
            make = KEYS[name.replace("_", "-")]
            try:
                given[name] = make(list(value) if isinstance(value, tuple) else value)
            except ValueError as error:
                option = "--" + name.replace("_", "-")
                raise click.UsageError(translated(f"{option} is {value!r}, where {error} was expected"), ctx) from None
    return replace(found, **given) if given else found


def language_of_project(ctx: click.Context, param: click.Parameter, value: str | None) -> str:
    """Return *value*, or the only target language of the project or of the files."""
    if value is None and not ctx.resilient_parsing:
        from glossary import jobs

        home = project(ctx)
        languages = home.languages
        value = languages[0] if len(languages) == 1 else jobs.translated_into(home, ctx.params.get("files", ()))
        if not value:
            several = translated(f"The project has {', '.join(languages)}.") if languages else None
            raise click.MissingParameter(several, ctx=ctx, param=param)
    return value or ""


def text(given: str) -> str:
    """Return *given*, or standard input for ``-``. Raises InputError if that is not UTF-8."""
    from glossary.formats import files

    if given != files.STDIN:
        return given
    data = files.read_bytes(given)
    try:
        return files.decode(data, where="standard input")
    except InputError as error:
        raise InputError(error.what, where=error.where, hint="send UTF-8 (cmd: chcp 65001)") from None


def progress(text: str) -> None:
    """Show a progress line, on a terminal only."""
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{text}"[:110], err=True, nl=False)


def done() -> None:
    """Clear the line of :func:`progress`."""
    if sys.stderr.isatty():
        click.echo("\r\x1b[K", err=True, nl=False)
