"""``pytest --glossary`` in a project of somebody else."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from test_cli import CATALOGUE, fill

Run = Callable[..., Any]


def pytest_run(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pytest", *options],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_each_catalogue_is_a_test(project: Path, run: Run) -> None:
    run("extract")
    fill(project / CATALOGUE, "Xi Jinping", "Cи Цзиньпин")
    made = pytest_run(project, "--glossary")
    assert "1 failed, 1 passed" in made.stdout
    assert "error: script.mixed: 'Xi Jinping'" in made.stdout
    assert "Traceback" not in made.stdout
    assert "no tests ran" in pytest_run(project).stdout
    (project / "glossary.toml").write_text("fail-on = 'often'\n", encoding="utf-8")
    made = pytest_run(project, "--glossary", "--tb=long")
    assert "glossary.toml: 'fail-on' is 'often', where error, warning, info or never was expected" in made.stdout
    assert "def load" not in made.stdout


def test_a_catalogue_that_cannot_be_read_fails_where_findings_never_do(project: Path, run: Run) -> None:
    run("extract")
    (project / "glossary.toml").write_text("fail-on = 'never'\n", encoding="utf-8")
    (project / CATALOGUE).write_text('msgid "Xi"\nmsgstr "\n', encoding="utf-8")
    made = pytest_run(project, "--glossary")
    assert "error: file.syntax: a text without its closing quote" in made.stdout
    assert "ValueError" not in made.stdout
