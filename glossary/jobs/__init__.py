"""The whole flow, one function per command. This is the room that opens the files.

::

    init ─► extract ─► suggest ─► export ─► (translators) ─► import ─► check ─► lookup, leverage
            texts ──► locale/*.po        PO, TMX, CSV …        merged    findings

Every function takes a :class:`~glossary.project.Project` first and returns a record of what it did; what it cannot
do is a :class:`~glossary.errors.GlossaryError`. Files are written last and together, so that a job that stops halfway
has changed nothing.

Each is imported when it is first asked for: a command loads what it needs, and no other.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from glossary.jobs.checking import Checked, check, check_text, stamps, wait_for_change
    from glossary.jobs.comparing import Difference, diff, diff_page
    from glossary.jobs.converting import Converted, Info, convert, info
    from glossary.jobs.covering import Article, TermUse, coverage, coverage_page, share
    from glossary.jobs.exchanging import Exported, Imported, export, import_
    from glossary.jobs.extracting import Extracted, Initialised, decide, extract, init
    from glossary.jobs.leveraging import Leveraged, leverage, summed
    from glossary.jobs.looking import Found, Status, lookup, status
    from glossary.jobs.mending import Fixed, fix, fix_text, waive, write_baseline
    from glossary.jobs.remembering import (
        Taken,
        memory_export,
        memory_import,
        memory_lookup,
        memory_search,
        memory_server,
        memory_stats,
    )
    from glossary.jobs.reporting import RuleInfo, report, rules, write_report
    from glossary.jobs.suggesting import Proposals, Suggested, inflect, suggest

__all__ = [
    "Article",
    "Checked",
    "Converted",
    "Difference",
    "Exported",
    "Extracted",
    "Fixed",
    "Found",
    "Imported",
    "Info",
    "Initialised",
    "Leveraged",
    "Proposals",
    "RuleInfo",
    "Status",
    "Suggested",
    "Taken",
    "TermUse",
    "check",
    "check_text",
    "convert",
    "coverage",
    "coverage_page",
    "decide",
    "diff",
    "diff_page",
    "export",
    "extract",
    "fix",
    "fix_text",
    "import_",
    "inflect",
    "info",
    "init",
    "leverage",
    "lookup",
    "memory_export",
    "memory_import",
    "memory_lookup",
    "memory_search",
    "memory_server",
    "memory_stats",
    "report",
    "rules",
    "share",
    "stamps",
    "status",
    "suggest",
    "summed",
    "wait_for_change",
    "waive",
    "write_baseline",
    "write_report",
]

_ROOMS = {
    "checking": "Checked check check_text stamps wait_for_change",
    "comparing": "Difference diff diff_page",
    "converting": "Converted Info convert info",
    "covering": "Article TermUse coverage coverage_page share",
    "exchanging": "Exported Imported export import_",
    "extracting": "Extracted Initialised decide extract init",
    "leveraging": "Leveraged leverage summed",
    "looking": "Found Status lookup status",
    "mending": "Fixed fix fix_text waive write_baseline",
    "remembering": "Taken memory_export memory_import memory_lookup memory_search memory_server memory_stats",
    "reporting": "RuleInfo report rules write_report",
    "suggesting": "Proposals Suggested inflect suggest",
}
_HOMES = {name: room for room, names in _ROOMS.items() for name in names.split()}
"""The module of every name."""


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'glossary.jobs' has no attribute {name!r}")
    return getattr(import_module(f"glossary.jobs.{_HOMES[name]}"), name)
