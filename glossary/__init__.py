"""A multilingual glossary (termbase) and translation memory for news.

::

    texts ──► extract ──► merge ──► locale/*.po ◄──► translators (PO, TMX, TBX, XLIFF, CSV)
                            ▲            │
               suggest ─────┘            ├──► checks ──► findings
                                         └──► lookup, coverage, leverage

Each command is a function of :mod:`glossary.jobs`, which takes a ``Home`` first, a :class:`Project` (found by
:func:`load`) or a path in one, and returns a record. ``Names`` are one or several names of files, languages or checks.
The functions of daily use are here, too. What cannot be done raises a :class:`GlossaryError`. The names here and in
``glossary.jobs``, the records of ``glossary.model`` and what docs/library.md uses are the public API; all else may
change at any time. In the examples ``home`` is a project: ``home = glossary.load("news")``.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as type checkers know it; typing is not loaded here, where nobody listens for Ctrl-C yet
if TYPE_CHECKING:
    from pathlib import Path

    from glossary.errors import GlossaryError
    from glossary.jobs import check, coverage, export, lookup, status
    from glossary.memory import Memory
    from glossary.project import Project

__version__ = "0.1.0"

__all__ = ["GlossaryError", "Memory", "Project", "check", "coverage", "export", "load", "lookup", "status"]

_HOMES = {"GlossaryError": "errors", "Memory": "memory", "Project": "project"} | dict.fromkeys(
    ("check", "coverage", "export", "lookup", "status"), "jobs"
)


def load(start: str | Path = ".") -> Project:
    """Return the project that *start* belongs to: a folder in it, or its configuration file.

    Raises GlossaryError where the configuration makes no sense.

    >>> load(home.root / "locale").languages
    ('ru',)
    """
    from pathlib import Path

    from glossary import project

    return project.load(Path(start))


if not TYPE_CHECKING:

    def __getattr__(name):
        if name not in _HOMES:
            raise AttributeError(f"module 'glossary' has no attribute {name!r}")
        from importlib import import_module

        return getattr(import_module(f"glossary.{_HOMES[name]}"), name)

    def __dir__():
        return sorted({*globals(), *__all__})
