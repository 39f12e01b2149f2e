"""Fixtures and texts for several test modules."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, settings

from glossary.cli import cli

# A test must not fail because the machine is busy.
settings.register_profile(
    "glossary",
    deadline=None,
    derandomize=True,  # the same examples on every machine; benchmarks/fuzz.py tries others
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("glossary")

os.environ["LANGUAGE"] = "en"
"""Tests compare English messages, whatever the language of the machine."""

sys.path.append(str(Path(__file__).parent.parent))
"""Makes ``training`` and ``benchmarks`` importable; last, so that ``glossary`` is the installed package."""

ARTICLE = """\
SAMARKAND, Uzbekistan – President Vladimir Putin told Xi Jinping on Thursday that he understood China had “questions and
concerns” about the war in Ukraine. Putin praised the balance of power in Central Asia, and Mr Putin left.

The National People’s Congress (NPC) meets in Beijing. The NPC will discuss territorial integrity. Mr Xi said that
China respects the territorial integrity of Kazakhstan.
"""

TMX = """\
<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="en"
 datatype="plaintext"/><body>
<tu><tuv xml:lang="en"><seg>The summit opens on 15 September in Samarkand.</seg></tuv>
<tuv xml:lang="ru"><seg>Саммит открывается 15 сентября в Самарканде.</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>China respects territorial integrity.</seg></tuv>
<tuv xml:lang="ru"><seg>Китай уважает территориальную целостность.</seg></tuv></tu>
</body></tmx>
"""


@dataclass
class Result:
    """The exit status and the output of a command."""

    status: int
    out: str
    err: str


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run the command line in the temporary folder: in this process, or in a new one if an *environment* is given."""

    def glossary(*arguments: str | Path, stdin: bytes = b"", **environment: str) -> Result:
        if not environment:
            monkeypatch.chdir(tmp_path)
            result = CliRunner().invoke(cli, [*map(str, arguments)], input=stdin, prog_name="glossary")
            if result.exception and not isinstance(result.exception, SystemExit):
                raise result.exception
            return Result(result.exit_code, result.stdout, result.stderr)
        done = subprocess.run(
            [sys.executable, "-m", "glossary", *map(str, arguments)],
            cwd=tmp_path,
            input=stdin,
            capture_output=True,
            env={**os.environ, **environment},
            timeout=120,
            check=False,
        )
        return Result(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))

    return glossary


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one article and nothing extracted yet."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "summit.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "glossary.toml").write_text('languages = ["zh_CN", "ru"]\n', encoding="utf-8")
    return tmp_path


@pytest.fixture
def memory(project: Path, run: Callable[..., Result]) -> Path:
    """A project with the two units of :data:`TMX` in its memory."""
    (project / "old.tmx").write_text(TMX, encoding="utf-8")
    assert run("memory", "import", "old.tmx").out == "old.tmx: 2 added, 0 updated, 0 unchanged, 0 skipped\n"
    return project
