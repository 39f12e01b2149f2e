"""``glossary completion``: the script that makes a shell complete commands, options and their values."""

from __future__ import annotations

import os
import re

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
    split_arg_string,
)

from glossary.cli import output

POWERSHELL = """\
Register-ArgumentCompleter -Native -CommandName %(prog_name)s -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $env:%(complete_var)s = "powershell_complete"
    $line = $commandAst.ToString()
    $end = [Math]::Min($line.Length, $cursorPosition - $commandAst.Extent.StartOffset)
    $env:COMP_WORDS = $line.Substring(0, $end)
    $env:COMP_WORD = $wordToComplete
    %(prog_name)s | Where-Object { $_ } | ForEach-Object {
        $value, $help = $_ -split "`t", 2
        if (-not $help) { $help = $value }
        [System.Management.Automation.CompletionResult]::new($value, $value, "ParameterValue", $help)
    }
    Remove-Item Env:%(complete_var)s, Env:COMP_WORDS, Env:COMP_WORD -ErrorAction Ignore
}
"""


_MEANT = re.compile(r"([^\w%+,./:=@-])")
"""A character with a special meaning in the shell."""
_AS_IS = r"\\\\\1"  # two backslashes, because the 'read' in click's script removes one


class Bash(BashComplete):
    """Completion for bash, which inserts values unquoted: spaces in a term must be escaped."""

    name = "bash"

    def get_completion_args(self) -> tuple[list[str], str]:
        args, word = super().get_completion_args()
        return args[:-1] if args[-1:] == ["="] else args, word  # bash splits --option=value into three words

    def format_completion(self, item: CompletionItem) -> str:
        value = str(item.value)
        word = os.environ["COMP_WORDS"].split("\n")[int(os.environ["COMP_CWORD"]) :][:1]
        is_bare = item.type == "plain" and not "".join(word).startswith(('"', "'"))
        return f"{item.type},{_MEANT.sub(_AS_IS, value) if is_bare else value}"


class _Whole(ShellComplete):
    """Completion for shells that complete ``--option=value`` as one word; click returns only the value."""

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem]:
        option, equals, _ = incomplete.partition("=")
        found = super().get_completions(args, incomplete)
        if equals and option.startswith("-"):
            for item in found:
                item.value = f"{option}={item.value}"
        return found


class Zsh(_Whole, ZshComplete):
    name = "zsh"


class Fish(_Whole, FishComplete):
    name = "fish"
    source_template = FishComplete.source_template.replace('string split "', 'string split -m1 "')  # commas are text


class PowerShell(_Whole):
    """Completion for PowerShell, which click lacks. If it gets no candidates, PowerShell completes file names."""

    name = "powershell"
    source_template = POWERSHELL

    def get_completion_args(self) -> tuple[list[str], str]:
        words = split_arg_string(os.environ.get("COMP_WORDS", ""))[1:]
        word = os.environ.get("COMP_WORD", "").strip("'\"")
        if word and words and words[-1] == word:
            words = words[:-1]
        return words, word

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem]:
        return [item for item in super().get_completions(args, incomplete) if item.type == "plain"]

    def format_completion(self, item: CompletionItem) -> str:
        value = str(item.value)
        if not re.fullmatch("[\\w./:+=-]+", value):  # quote a term with spaces or commas
            value = "'" + value.replace("'", "''") + "'"
        return f"{value}\t{item.help}" if item.help else value


SHELLS: dict[str, type[ShellComplete]] = {made.name: made for made in (Bash, Zsh, Fish, PowerShell)}


@click.command()
@click.argument("shell", type=click.Choice([*SHELLS]))
def completion(shell: str) -> None:
    """Print the script that makes a shell complete this command.

    Put the line for your shell into its start-up file.

    bash: eval "$(glossary completion bash)"

    zsh: eval "$(glossary completion zsh)"

    fish: glossary completion fish | source

    PowerShell: glossary completion powershell | Out-String | Invoke-Expression
    """
    from glossary.cli import cli

    output.raw(SHELLS[shell](cli, {}, "glossary", "_GLOSSARY_COMPLETE").source())
