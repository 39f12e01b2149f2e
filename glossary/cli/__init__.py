"""The command line: arguments in, one call into :mod:`glossary.jobs`, text or JSON out. No decisions are made here."""

from __future__ import annotations

import errno
import os
import sys
from gettext import gettext
from importlib import import_module
from typing import Any

import click

from glossary import __version__
from glossary.cli import messages, output
from glossary.errors import GlossaryError, did_you_mean

COMMANDS = {
    "init": ("setup:init", "Start a glossary project in this folder."),
    "extract": ("flow:extract", "Find the names and key phrases of texts and update the glossary."),
    "status": ("flow:status", "Show how much of the glossary is rendered."),
    "suggest": ("flow:suggest", "Propose renderings for terms that have none."),
    "inflect": ("flow:inflect", "Write the inflected forms of renderings beside them."),
    "reject": ("decide:reject", "Never offer these terms again."),
    "keep": ("decide:keep", "Always offer these terms, whatever their score."),
    "join": ("decide:join", "Make terms variants of another one."),
    "split": ("decide:split", "Make variants concepts of their own."),
    "export": ("exchange:export", "Write the glossary to a file in another format."),
    "import": ("exchange:import_", "Import files that translators sent back, merging them into the glossary."),
    "merge": ("exchange:merge", "Merge two branches of a PO file, for git."),
    "info": ("exchange:info", "Show what files hold."),
    "convert": ("exchange:convert", "Convert a file to another format."),
    "diff": ("exchange:diff", "Show what changed between two versions of a glossary."),
    "check": ("check:check", "Check the glossary, and translated files against it."),
    "coverage": ("check:coverage", "Show how far translations follow the glossary."),
    "rules": ("check:rules", "List all checks, or explain some."),
    "lookup": ("flow:lookup", "Find the terms of the glossary in a text."),
    "memory": ("memory:memory", "Store translations, and find them again."),
    "leverage": ("memory:leverage", "Fill the gaps of files from the translation memory."),
    "lsp": ("check:lsp", "Serve editors: findings appear while you type (extra [lsp])."),
    "completion": ("completion:completion", "Print the script that makes a shell complete this command."),
}
"""Command name -> its module and function in this package, and its line in ``--help``."""


class Commands(click.Group):
    """The commands in :data:`COMMANDS`, each imported only when it is run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, function = COMMANDS[cmd_name][0].partition(":")
        return messages.command(getattr(import_module(f"glossary.cli.{module}"), function))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            hint = messages.translated(did_you_mean(args[0], COMMANDS))
            what = error.format_message().rstrip(".。")
            raise click.UsageError(messages.joined("{}; {}", what, hint), ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(gettext("Commands")):
            formatter.write_dl([(name, messages.translated(line)) for name, (_, line) in COMMANDS.items()])

    def main(self, *arguments: Any, **options: Any) -> Any:
        """Run a command and exit: 0 fine, 1 findings or conflicts, 2 could not run, 130 interrupted."""
        try:
            sys.exit(super().main(*arguments, **options | {"standalone_mode": False}))
        except GlossaryError as error:
            output.failed(error)
        except OSError as error:  # a folder that cannot be listed, standard output on a full disk
            from glossary.formats.files import reason

            output.settle()
            if output.ON_WINDOWS and error.errno == errno.EINVAL and error.filename is None:  # its broken pipe
                sys.exit(1)
            output.failed(GlossaryError(reason(error), where=str(error.filename or "")))
        except click.ClickException as error:
            error.show()
            sys.exit(error.exit_code)
        except (KeyboardInterrupt, click.Abort):
            output.note("interrupted")
            sys.exit(130)
        sys.exit(2)


@click.group(
    cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": messages.WIDEST}
)
@click.option(
    "-C",
    "--directory",
    type=click.Path(),
    default=".",
    metavar="PATH",
    help="The project: a folder in it, or its configuration file.  [default: this folder]",
)
@click.version_option(__version__, prog_name="glossary")
@click.pass_context
def cli(ctx: click.Context, directory: str) -> None:
    """A glossary of the names and key phrases of news, and its renderings in other languages.

    Texts go in; a glossary comes out as gettext PO (locale/), and as TMX, TBX, XLIFF or tables where wanted.
    Translators fill in the renderings with the tools they already use; what they send back is merged, and the glossary
    is checked.
    """
    ctx.obj = directory


def main() -> None:
    """Run the command line and exit (:meth:`Commands.main`)."""
    output.utf8()
    messages.bind()
    if "_GLOSSARY_COMPLETE" in os.environ:
        from click.shell_completion import add_completion_class

        from glossary.cli.completion import SHELLS

        for shell in SHELLS.values():
            add_completion_class(shell)
    width = max(min(messages.terminal(), messages.WIDEST) - 2, 50)  # the same formula as click's
    messages.command(cli).main(prog_name="glossary", windows_expand_args=False, terminal_width=width)
