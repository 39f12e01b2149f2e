"""The commands as functions. Only this package opens the files of a project.

::

    init ─► extract ─► suggest ─► export ─► (translators) ─► import ─► check ─► lookup, leverage
            texts ──► locale/*.po        PO, TMX, CSV …        merged    findings

The first argument of every function is a ``Home``, a :class:`~glossary.project.Project` or a path in one. It returns a
record of what it did, and raises :class:`~glossary.errors.GlossaryError` if it cannot do its work. All files are
written together at the end, so that a job that stops halfway has changed nothing.

A module is imported when one of its names is first used, so that a command loads only what it needs.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

_ROOMS = {
    "checking": "Checked check check_text stamps wait_for_change",
    "comparing": "Difference diff diff_page",
    "converting": "Converted Info convert info",
    "covering": "Article TermUse coverage coverage_page share",
    "exporting": "Exported export",
    "extracting": "Extracted decide extract",
    "importing": "Imported import_ is_fault",
    "leveraging": "Leveraged leverage summed translated_into",
    "looking": "Found Status lookup names status unknown",
    "merging": "merge_branches",
    "mending": "Fixed fix fix_text waive write_baseline",
    "remembering": (
        "Removed ImportedFile memory_export memory_import memory_lacks memory_lookup memory_remove memory_search "
        "memory_server memory_stats sentences"
    ),
    "reporting": "RuleInfo Rules report rules write_report",
    "starting": "Initialised init",
    "suggesting": "Proposals Suggested inflect suggest",
}
_HOMES = {name: room for room, names in _ROOMS.items() for name in names.split()}
"""The module of each name."""

__all__ = sorted(_HOMES)

if TYPE_CHECKING:
    from glossary.jobs.checking import *  # noqa: F403
    from glossary.jobs.comparing import *  # noqa: F403
    from glossary.jobs.converting import *  # noqa: F403
    from glossary.jobs.covering import *  # noqa: F403
    from glossary.jobs.exporting import *  # noqa: F403
    from glossary.jobs.extracting import *  # noqa: F403
    from glossary.jobs.importing import *  # noqa: F403
    from glossary.jobs.leveraging import *  # noqa: F403
    from glossary.jobs.looking import *  # noqa: F403
    from glossary.jobs.mending import *  # noqa: F403
    from glossary.jobs.merging import *  # noqa: F403
    from glossary.jobs.remembering import *  # noqa: F403
    from glossary.jobs.reporting import *  # noqa: F403
    from glossary.jobs.starting import *  # noqa: F403
    from glossary.jobs.suggesting import *  # noqa: F403
else:

    def __getattr__(name):
        if name not in _HOMES:
            raise AttributeError(f"module 'glossary.jobs' has no attribute {name!r}")
        return getattr(import_module(f"glossary.jobs.{_HOMES[name]}"), name)

    def __dir__():
        return sorted({*globals(), *__all__})
