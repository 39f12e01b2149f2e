"""``glossary check``: the glossary itself, and translated files against it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from glossary.errors import InputError
from glossary.model import (
    Finding,
    Severity,
)
from glossary.project import Project

if TYPE_CHECKING:
    pass


@dataclass(frozen=True, slots=True)
class Checked:
    """What :func:`check` found."""

    findings: tuple[Finding, ...]
    files: int
    """How many files were looked at."""
    broken: tuple[str, ...] = ()
    """Files that could not be read, one line each; the others were checked all the same."""

    def count(self, severity: Severity) -> int:
        """Return how many findings weigh as much as *severity*."""
        return sum(found.severity is severity for found in self.findings)

    def exit_status(self, fail_on: str) -> int:
        """Return 2 if a file was broken, 1 if a finding is as severe as *fail_on* (``never``: none is), else 0."""
        levels = [severity.value for severity in Severity]
        fatal = levels[: levels.index(fail_on) + 1] if fail_on in levels else []
        return 2 if self.broken else int(any(found.severity.value in fatal for found in self.findings))


def check(project: Project, names: Sequence[str] = (), **chosen: Any) -> Checked:
    """Check the glossary itself, or the translated files *names* against it.

    *chosen* are ``select``, ``extend`` and ``ignore`` of :func:`glossary.check.run.select`; the configuration holds
    where they are empty. Without *names* the glossary is looked at, and the ``translations`` of the configuration.
    """
    from glossary.check import run

    selection = run.select(
        chosen.get("select") or project.select,
        extend=(*project.extend_select, *chosen.get("extend", ())),
        ignore=(*project.ignore, *chosen.get("ignore", ())),
        severity=project.tables.get("severity", {}),
    )
    findings: list[Finding] = []
    broken: list[str] = []
    count = 0
    if not names:
        for language in project.tags():
            path = project.catalogue(language)
            if not path.exists():
                continue
            count += 1
            try:
                findings += _check_catalogue(project, path, language, selection)
            except InputError as error:
                broken.append(str(error))
        if not count:
            raise InputError(
                "there is no glossary yet", where=project.relative(project.locale_path), hint="run 'glossary extract'"
            )
    return Checked(tuple(findings), count, tuple(broken))


def _check_catalogue(project: Project, path: Path, language: str, selection: Any) -> list[Finding]:
    from glossary.check import run
    from glossary.formats import files, po

    name = project.relative(path)
    catalog = po.parse(files.read_bytes(path), where=name)
    reading = po.to_termbase(catalog, language=language, source_language=project.source_language, where=name)
    return run.termbase(reading.termbase, language, selection)
