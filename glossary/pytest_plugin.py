"""``pytest --glossary``: every PO file of the glossary is collected as a test that fails with its findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option ``--glossary``."""
    group = parser.getgroup("glossary")
    group.addoption("--glossary", action="store_true", help="check the PO files of the glossary as tests")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect files named ``LC_MESSAGES/glossary.po`` if ``--glossary`` is given."""
    if not parent.config.getoption("--glossary") or file_path.parts[-2:] != ("LC_MESSAGES", "glossary.po"):
        return None
    found: pytest.Collector = Catalogue.from_parent(parent, path=file_path)
    return found


class Catalogue(pytest.File):
    """A PO file of the glossary."""

    def collect(self) -> Iterator[pytest.Item]:
        yield Check.from_parent(self, name="glossary")


class Check(pytest.Item):
    """The check of one PO file."""

    def runtest(self) -> None:
        from glossary import jobs, project

        home = project.load(self.path.parent)
        found = jobs.check(home, [str(self.path)])
        if found.broken or found.crashed or found.exit_status(home.fail_on):
            shown = found.shown("error" if home.fail_on == "never" else home.fail_on)
            lines = [*(str(row) for row in found.broken if not row.line), *found.crashed]
            raise Broken(lines, jobs.report("text", found, shown))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> str:
        """Return the findings, or the reason why the file could not be checked, without a traceback."""
        from glossary.errors import GlossaryError

        if isinstance(excinfo.value, (Broken, GlossaryError)):
            return str(excinfo.value)
        return str(super().repr_failure(excinfo))

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, 0, f"glossary: {self.path.parts[-3]}"


class Broken(Exception):
    """A PO file with findings."""

    def __init__(self, lines: Iterable[str], report: str) -> None:
        super().__init__("\n".join([*lines, report.rstrip("\n")]).strip("\n"))
