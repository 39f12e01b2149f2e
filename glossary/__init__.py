"""A multilingual glossary (termbase) and translation memory for news.

::

    texts ──► extract ──► merge ──► locale/*.po ◄──► translators (PO, TMX, TBX, XLIFF, CSV)
                            ▲            │
               suggest ─────┘            ├──► checks ──► findings
                                         └──► lookup, coverage, leverage

Each command is a function of :mod:`glossary.jobs`. Its first argument is a ``Home``: a :class:`Project` (as returned by
:func:`load`) or a path inside one. It returns a record, and raises :class:`GlossaryError` if it cannot do its work.
``Names`` are one or several names of files, languages or checks. The most common functions are also available here. The
public API is the names here and in ``glossary.jobs``, the records of ``glossary.model``, and what docs/library.md uses;
the rest may change at any time. In the examples ``home`` is a project: ``home = glossary.load("news")``.
"""

from __future__ import annotations

TYPE_CHECKING = False  # type checkers take it for True; importing typing here would delay the handling of Ctrl-C
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
    """Return the project that *start*, a folder in it or its configuration file, belongs to.

    Raises GlossaryError if the configuration is invalid.

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
