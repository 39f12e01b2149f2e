"""What goes wrong outside of us gives one line, wherever it is noticed: a full disk, an interrupt."""

from __future__ import annotations

import errno
import json
import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from test_cli import Run

from glossary.cli import output

ROOT = Path(__file__).resolve().parent.parent
FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="the system has no /dev/full")
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("argument", ["rules", "--help", "--version"])
def test_standard_output_on_a_full_disk(argument: str, unbuffered: str) -> None:
    with FULL.open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "glossary", argument],
            cwd=ROOT,
            env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.decode() == "glossary: error: no space left on the disk\n"


def test_a_folder_that_cannot_be_listed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from click.testing import CliRunner

    from glossary import cli, jobs

    def broken(*_: object) -> None:
        raise OSError(5, "Input/output error", "locale")

    monkeypatch.setattr(jobs, "status", broken)
    done = CliRunner().invoke(cli.cli, ["-C", str(tmp_path), "status"])
    assert done.exit_code == 2
    assert done.stderr == "glossary: error: locale: the disk reports an error\n"
    assert done.stdout == ""


def test_ctrl_c_is_not_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from click.testing import CliRunner

    from glossary import cli, jobs

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(jobs, "status", interrupted)
    done = CliRunner().invoke(cli.cli, ["-C", str(tmp_path), "status"])
    assert done.exit_code == 130
    assert done.stderr == "\ninterrupted\n", "behind the ^C of a terminal"


def test_a_reader_who_has_seen_enough() -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "glossary", "rules"], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    child.stdout.close()
    assert child.stderr.read() == b""
    child.stderr.close()
    assert child.wait() == 1


@pytest.mark.skipif(os.name != "posix", reason="a shell of POSIX")
@pytest.mark.parametrize(
    ("line", "status", "said"),
    [
        ("info - <&-", 2, b"glossary: error: -: the file is empty\n"),
        ("rules >&-", 0, b""),
        ("info - <&- 2>&-", 2, b""),
    ],
)
def test_a_command_ends_well_whose_streams_are_closed(line: str, status: int, said: bytes) -> None:
    done = subprocess.run(
        f"{shlex.quote(sys.executable)} -m glossary {line}", shell=True, cwd=ROOT, capture_output=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (status, b"", said)


def test_an_interrupt_before_the_modules_are_there(tmp_path: Path, run: Callable[..., Any]) -> None:
    (tmp_path / "click.py").write_text("raise KeyboardInterrupt\n", encoding="utf-8")
    done = run("--version", PYTHONPATH=os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")]))
    assert (done.status, done.out, done.err.rstrip()) == (130, "", "interrupted")


def test_what_can_be_done_without_may_be_out_of_reach(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The cache of the checks, and what was sent out, in a folder of another user's."""
    from click.testing import CliRunner

    from glossary import cli

    (tmp_path / "pyproject.toml").write_text('[tool.glossary]\nlanguages = ["ru"]\n', encoding="utf-8")
    catalogue = tmp_path / "locale/ru/LC_MESSAGES/glossary.po"
    catalogue.parent.mkdir(parents=True)
    head = 'msgid ""\nmsgstr "Language: ru\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n'
    catalogue.write_text(f'{head}msgid "steppe"\nmsgstr "степь"\n', encoding="utf-8")

    def invoke(*arguments: str) -> tuple[int, str]:
        done = CliRunner().invoke(cli.cli, ["-C", str(tmp_path), *arguments])
        return done.exit_code, done.output

    sent = str(tmp_path / "sent.csv")
    assert invoke("export", sent)[0] == 0
    stat = os.stat

    def refused(path: Any, *arguments: Any, **options: Any) -> os.stat_result:
        if ".glossary" in str(path):
            raise PermissionError(13, "Permission denied", str(path))
        return stat(path, *arguments, **options)

    monkeypatch.setattr(os, "stat", refused)
    assert invoke("import", sent) == (0, "read 1 = 0 applied + 1 unchanged + 0 conflicting + 0 rejected\n")
    assert invoke("check", "--select", "file.syntax") == (0, "1 file: no findings\n")


def test_a_reader_who_is_gone_on_windows(monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    def broken(*_: object) -> None:
        raise OSError(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr(output, "say", broken)
    monkeypatch.setattr(output, "ON_WINDOWS", False)
    found = run("rules")
    assert (found.status, found.err) == (2, "glossary: error: Invalid argument\n")
    monkeypatch.setattr(output, "ON_WINDOWS", True)
    found = run("rules")
    assert (found.status, found.err) == (1, "")


def test_standard_input_that_is_not_utf8(run: Run) -> None:
    found = run("lookup", "-", stdin="Путин".encode("cp866"))
    assert found.status == 2
    assert "standard input: not valid UTF-8" in found.err
    assert found.err.endswith("; send UTF-8 (cmd: chcp 65001)\n")


def test_patterns_that_the_shell_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    for name in ("b.po", "a.po", "a[b].po", "c.txt"):
        (tmp_path / name).write_text('msgid "a"\nmsgstr ""\n', encoding="utf-8")
    monkeypatch.setattr(output, "ON_WINDOWS", False)
    assert run("info", "*.po").err.startswith("glossary: error: *.po: ")
    monkeypatch.setattr(output, "ON_WINDOWS", True)
    for given, names in (("*.po", ["a.po", "a[b].po", "b.po"]), ("a[b].po", ["a[b].po"])):
        assert [row["file"] for row in json.loads(run("info", given, "--output-format", "json").out)["files"]] == names
    assert run("info", "*.tmx").err.startswith("glossary: error: *.tmx: ")
