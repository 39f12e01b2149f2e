"""The example of a third party's check is installed and run."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

EXAMPLE = Path(__file__).parent.parent / "examples" / "house-style"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the example is installed into, without the network."""
    if importlib.util.find_spec("pip") is None or importlib.util.find_spec("setuptools") is None:
        pytest.skip("pip and setuptools are needed to install the example")
    folder = tmp_path_factory.mktemp("site")
    source = tmp_path_factory.mktemp("source") / "house-style"
    shutil.copytree(EXAMPLE, source)
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--no-build-isolation"]
    subprocess.run([*command, "--target", folder, source], check=True, capture_output=True)
    return folder


def rendered(project: Path, **renderings: str) -> None:
    """Write a catalogue with these Russian *renderings*, of terms whose blanks are spelled with underscores."""
    path = project / "locale/ru/LC_MESSAGES/glossary.po"
    path.parent.mkdir(parents=True)
    rows = "".join(f'\nmsgid "{term.replace("_", " ")}"\nmsgstr "{text}"\n' for term, text in renderings.items())
    path.write_text(f'msgid ""\nmsgstr "Language: ru\\nContent-Type: text/plain; charset=UTF-8\\n"\n{rows}', "utf-8")


def found_in(folder: Path) -> str:
    """Return the PYTHONPATH with *folder* before the others."""
    return os.pathsep.join(filter(None, [str(folder), os.environ.get("PYTHONPATH", "")]))


def test_the_check_of_a_third_party_is_one_of_ours(installed: Path, project: Path, run: Callable[..., Any]) -> None:
    path = found_in(installed)
    rendered(project, Kazakhstan="Белоруссия")
    assert "our house writes 'Беларусь'" in run("check", PYTHONPATH=path).out
    assert "courier.place-names" in run("rules", PYTHONPATH=path).out
    assert "courier.place-names" not in run("check", "--ignore", "courier", PYTHONPATH=path).out
    assert "entries fixed: 1" in run("check", "--fix", PYTHONPATH=path).err
    assert 'msgstr "Беларусь"' in (project / "locale/ru/LC_MESSAGES/glossary.po").read_text(encoding="utf-8")


CHECKS = """
from glossary.checks import Problem, rule

def bare(text, language):
    "a function without @rule"

@rule("text")
def said(text, language):
    "a text in place of a problem"
    yield "wrong"

@rule("termbase")
def alone(termbase, language):
    "a problem without its concept"
    yield Problem()

@rule("termbase")
def nobody(termbase, language):
    "what it is about is no concept"
    yield "Xi Jinping", Problem()

@rule("text")
def zero(text, language):
    "a mistake of the program"
    yield Problem(start=1 / 0)

@rule("text", needs="[")
def pattern(text, language):
    "no regular expression"

class Object:
    "an object that can be called"
    def __call__(self, text, language):
        yield Problem()

whole = rule("text", "error", languages=("ru",))(Object())
"""


def test_a_check_that_breaks_or_cannot_be_loaded_is_named_and_the_others_run(
    project: Path, run: Callable[..., Any]
) -> None:
    names = ("alone", "bare", "nobody", "pattern", "said", "whole", "zero")
    rows = "".join(f"theirs.{name} = theirs:{name}\n" for name in names)
    site = project / "site/theirs-1.dist-info"
    site.mkdir(parents=True)
    (site / "METADATA").write_text("Metadata-Version: 2.1\nName: theirs\nVersion: 1\n", encoding="utf-8")
    (site / "entry_points.txt").write_text(f"[glossary.checks]\n{rows}theirs.gone = no_such_module:gone\n", "utf-8")
    (site.parent / "theirs.py").write_text(CHECKS, encoding="utf-8")
    path = found_in(site.parent)
    rendered(project, Xi_Jinping="Cи Цзиньпин")
    made = run("check", PYTHONPATH=path)
    assert made.status == 3
    assert "error: theirs.whole: 'Xi Jinping': an object that can be called" in made.out
    assert "script.mixed" in made.out
    assert sorted(made.err.splitlines()[:-1]) == [
        "glossary: error: the check 'theirs.alone' broke: TypeError: cannot unpack non-iterable Problem object",
        "glossary: error: the check 'theirs.bare' (theirs:bare, of theirs) cannot be loaded: "
        "TypeError: Rule was expected, not function",
        "glossary: error: the check 'theirs.gone' (no_such_module:gone, of theirs) cannot be loaded: "
        "ModuleNotFoundError: No module named 'no_such_module'",
        "glossary: error: the check 'theirs.nobody' broke: TypeError: Concept was expected, not str",
        f"glossary: error: the check 'theirs.pattern' broke: {re.error.__name__}: unterminated character set at position 0",
        "glossary: error: the check 'theirs.said' broke: TypeError: Problem was expected, not str",
        "glossary: error: the check 'theirs.zero' broke: ZeroDivisionError: division by zero",
    ]
    again = run("check", "--exit-zero", PYTHONPATH=path)
    assert (again.status, again.err) == (3, made.err), "what a broken check may have missed is not remembered"
    assert run("check", "--ignore", "usage,theirs", PYTHONPATH=path).status == 1
    listed = run("rules", PYTHONPATH=path)
    assert listed.status == 3
    assert "glossary: error: the check 'theirs.gone'" in listed.err
    assert "script.mixed" in listed.out
