"""The exceptions of the package, and hints for misspelled names.

Mistakes in the data are findings (values, see :mod:`glossary.model`), not exceptions. An exception here
means that the command cannot go on; ``cli`` turns it into one line on standard error and exit status 2.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable


class GlossaryError(Exception):
    """The command cannot go on. The message says what is wrong, where, and what to do about it.

    ``str(error)`` is one line: ``where: what; hint``, without the parts that are empty.

    >>> GlossaryError("a text without its closing quote", where="ru.po", line=7)
    GlossaryError('ru.po:7: a text without its closing quote')
    """

    def __init__(self, what: str, *, where: str = "", line: int = 0, hint: str = "") -> None:
        self.what = what
        self.where = where
        self.line = line
        self.hint = hint
        super().__init__(what)

    def __str__(self) -> str:
        place = f"{self.where}:{self.line}" if self.where and self.line else self.where
        text = f"{place}: {self.what}" if place else self.what
        return " ".join((f"{text}; {self.hint}" if self.hint else text).split())

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self)!r})"

    def at(self, where: str) -> GlossaryError:
        """Return this error, with *where* as its place if it had none."""
        if not self.where:
            self.where = where
        return self


class InputError(GlossaryError):
    """An input file cannot be read, or is not in the format that it should be in."""


class OtherLanguageError(InputError):
    """A file has nothing in the requested language, but something in *language*."""

    language = ""


class OutputError(GlossaryError):
    """A file cannot be written; its old content is intact."""


class ConfigError(GlossaryError):
    """The configuration, or a name given on the command line, is invalid."""


class PluginError(GlossaryError):
    """A plug-in is missing, cannot be loaded, or raised an exception."""


def to_install(package: str) -> str:
    """Return the command that installs *package* into the environment of this program, with pipx if it came by pipx."""
    by_pipx = os.path.exists(os.path.join(sys.prefix, "pipx_metadata.json"))
    return f"pipx inject glossary-tm {package}" if by_pipx else f"pip install {package}"


def did_you_mean(name: str, known: Iterable[str], otherwise: str = "") -> str:
    """Return a hint with names in *known* that are similar to *name*, or else *otherwise*, or else all of *known*."""
    from difflib import get_close_matches

    close = get_close_matches(name, list(known), n=3, cutoff=0.6)
    if close:
        return f"did you mean {', '.join(close)}?"  # message
    return otherwise or f"known are {', '.join(known)}"  # message
