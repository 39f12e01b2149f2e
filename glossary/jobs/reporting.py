"""``glossary rules``, and the reports of ``glossary check``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from inspect import cleandoc
from typing import TYPE_CHECKING

from glossary import __version__
from glossary.checks import alarms, run
from glossary.checks import report as reports
from glossary.errors import ConfigError, did_you_mean
from glossary.formats import files
from glossary.model import Finding
from glossary.project import Home, Name, Names, each, one, opened

if TYPE_CHECKING:
    from glossary.jobs.checking import Checked


def report(format: str, found: Checked, shown: Sequence[Finding]) -> str:
    """Return the findings *shown* as a document in *format* (see :mod:`glossary.checks.report`).

    File names are relative to the working folder. Raises ConfigError for an unknown format.
    """
    shown = [found.here(row) for row in shown]
    made = {
        "text": lambda: reports.text(shown),
        "json": lambda: reports.json_document(shown, found.files, list(map(str, found.broken))),
        "json-lines": lambda: reports.json_lines(shown),
        "github": lambda: reports.github(shown),
        "gitlab": lambda: reports.gitlab(shown),
        "junit": lambda: reports.junit(shown),
        "sarif": lambda: reports.sarif(shown, found.rules, __version__),
        "html": lambda: reports.html(shown, found.files),
    }
    if format not in made:
        raise ConfigError(f"unknown report '{format}'", hint=did_you_mean(format, made))
    return made[format]()


def write_report(project: Home, target: Name, format: str, found: Checked, shown: Sequence[Finding]) -> None:
    """Write :func:`report` to the file *target*. Raises ConfigError if that is a file of the glossary of *project*."""
    from glossary.jobs.disk import refuse_own  # 'rules' does not need the formats

    target = one(target)
    refuse_own(opened(project), target)
    files.write_atomic(target, report(format, found, shown).encode("utf-8", "backslashreplace"))


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """A description of a check."""

    name: str
    severity: str
    languages: tuple[str, ...]
    """BCP-47 prefixes; empty means all languages."""
    default: bool
    fixable: bool
    unsafe: bool
    """Whether its fixes can be wrong (``--unsafe-fixes``)."""
    message: str
    explanation: str
    """Its docstring: the message, why it matters, wrong and right examples."""
    false_alarms: float | None
    """The percentage of sentences of good translations with a false alarm, or None if it was not measured."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The result of :func:`rules`."""

    rules: tuple[RuleInfo, ...]
    crashed: tuple[str, ...] = ()
    """Plug-in checks that cannot be loaded, one line each."""


def rules(wanted: Names = ()) -> Rules:
    """Return all checks, or those whose names begin with one of *wanted*. Raises ConfigError for an unknown name."""
    selection, counts = run.select(each(wanted) or ["all"]), alarms.table()
    rows = [
        RuleInfo(
            name=name,
            severity=rule.severity.value,
            languages=rule.languages,
            default=rule.default,
            fixable=rule.fixable,
            unsafe=rule.unsafe,
            message=rule.message,
            explanation=cleandoc(rule.function.__doc__ or ""),
            false_alarms=round(counts[name].rate, 2) if name in counts else None,
        )
        for name, rule in selection.rules.items()
    ]
    return Rules(tuple(rows), tuple(selection.crashes))
