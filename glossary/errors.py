"""What can stop us: one exception with a clear line, and its few children; hints at what may have been meant.

Mistakes in the data are findings (values, see :mod:`glossary.model`), not exceptions. An exception here
means that the command cannot go on; ``cli`` turns it into one line on standard error and exit status 2.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable


class GlossaryError(Exception):
    """We cannot go on. The message says what is wrong, where, and what to do about it.

    ``str(error)`` is one line: ``where: what; hint``, without the parts that are not known.

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
        """Return this error with *where* filled in if it did not know its place yet."""
        if not self.where:
            self.where = where
        return self


class InputError(GlossaryError):
    """A file from outside cannot be read as what it should be."""


class OtherLanguageError(InputError):
    """A file has nothing in the language that was asked for, but in *language*."""

    language = ""


class OutputError(GlossaryError):
    """A file cannot be written; the old one is still whole."""


class ConfigError(GlossaryError):
    """The configuration, or a name given on the command line, makes no sense."""


class PluginError(GlossaryError):
    """A plug-in is missing, cannot be loaded, or broke while it ran."""


def to_install(package: str) -> str:
    """Return the command that installs *package* beside this one, also where pipx keeps us apart from all others."""
    by_pipx = os.path.exists(os.path.join(sys.prefix, "pipx_metadata.json"))
    return f"pipx inject glossary-tm {package}" if by_pipx else f"pip install {package}"


def did_you_mean(name: str, known: Iterable[str], otherwise: str = "") -> str:
    """Return a hint that names the spellings nearest to *name* among *known*, or *otherwise*, or all of them."""
    from difflib import get_close_matches

    close = get_close_matches(name, list(known), n=3, cutoff=0.6)
    if close:
        return f"did you mean {', '.join(close)}?"  # message
    return otherwise or f"known are {', '.join(known)}"  # message
