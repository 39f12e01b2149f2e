"""What goes wrong outside of us gives one line, wherever it is noticed: a full disk, an interrupt."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="the system has no /dev/full")
def test_standard_output_on_a_full_disk() -> None:
    with FULL.open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "glossary", "rules"], cwd=ROOT, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 2
    assert done.stderr.decode() == "glossary: error: No space left on device\n"


def test_a_folder_that_cannot_be_listed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from click.testing import CliRunner

    from glossary import cli, jobs

    def broken(*_: object) -> None:
        raise OSError(5, "Input/output error", "locale")

    monkeypatch.setattr(jobs, "status", broken)
    done = CliRunner().invoke(cli.cli, ["-C", str(tmp_path), "status"])
    assert done.exit_code == 2
    assert done.stderr == "glossary: error: locale: Input/output error\n"
    assert done.stdout == ""


def test_ctrl_c_is_no_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from click.testing import CliRunner

    from glossary import cli, jobs

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(jobs, "status", interrupted)
    done = CliRunner().invoke(cli.cli, ["-C", str(tmp_path), "status"])
    assert done.exit_code == 130
    assert done.stderr == "interrupted\n"


def test_a_reader_who_has_seen_enough() -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "glossary", "rules"], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert child.stdout is not None
    assert child.stderr is not None
    child.stdout.close()
    assert child.stderr.read() == b""
    child.stderr.close()
    assert child.wait() == 1


def test_an_interrupt_before_the_modules_are_there(tmp_path: Path, run: Callable[..., Any]) -> None:
    (tmp_path / "click.py").write_text("raise KeyboardInterrupt\n", encoding="utf-8")
    done = run("--version", PYTHONPATH=str(tmp_path))
    assert (done.status, done.out, done.err) == (130, "", "interrupted\n")
