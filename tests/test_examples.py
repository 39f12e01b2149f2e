"""The example of a third party's check is installed and run."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from test_cli import CATALOGUE, fill

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


def test_the_check_of_a_third_party_is_one_of_ours(installed: Path, project: Path, run: Callable[..., Any]) -> None:
    path = os.pathsep.join(filter(None, [str(installed), os.environ.get("PYTHONPATH", "")]))
    run("extract")
    fill(project / CATALOGUE, "Kazakhstan", "Белоруссия")
    assert "our house writes 'Беларусь'" in run("check", PYTHONPATH=path).out
    assert "courier.place-names" in run("rules", PYTHONPATH=path).out
    assert "courier.place-names" not in run("check", "--ignore", "courier", PYTHONPATH=path).out
    assert "entries mended: 1" in run("check", "--fix", PYTHONPATH=path).err
    assert 'msgstr "Беларусь"' in (project / CATALOGUE).read_text(encoding="utf-8")


def test_a_check_that_breaks_is_named_and_the_others_run(
    installed: Path, project: Path, run: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    broken = tmp_path_factory.mktemp("broken")
    shutil.copytree(installed, broken, dirs_exist_ok=True)
    module = broken / "house_style.py"
    module.write_text(module.read_text(encoding="utf-8").replace("text.index(theirs)", "1 / 0"), encoding="utf-8")
    path = os.pathsep.join(filter(None, [str(broken), os.environ.get("PYTHONPATH", "")]))
    run("extract")
    fill(project / CATALOGUE, "Kazakhstan", "Белоруссия")
    fill(project / CATALOGUE, "Xi Jinping", "Cи Цзиньпин")
    made = run("check", PYTHONPATH=path)
    assert made.status == 3
    assert "glossary: error: the check 'courier.place-names' broke: ZeroDivisionError: division by zero\n" in made.err
    assert "script.mixed" in made.out
    assert run("check", "--exit-zero", PYTHONPATH=path).status == 3
    assert run("check", PYTHONPATH=path).err == made.err, "what a broken check may have missed is not remembered"


def test_a_check_that_cannot_be_loaded_is_named_and_the_others_run(
    installed: Path, project: Path, run: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    broken = tmp_path_factory.mktemp("unloadable")
    shutil.copytree(installed, broken, dirs_exist_ok=True)
    (broken / "house_style.py").write_text("import no_such_module\n", encoding="utf-8")
    path = os.pathsep.join(filter(None, [str(broken), os.environ.get("PYTHONPATH", "")]))
    run("extract")
    fill(project / CATALOGUE, "Xi Jinping", "Cи Цзиньпин")
    made = run("check", PYTHONPATH=path)
    assert made.status == 3
    assert "glossary: error: the check 'courier.place-names'" in made.err
    assert "cannot be loaded: ModuleNotFoundError: No module named 'no_such_module'" in made.err
    assert "script.mixed" in made.out
    assert run("check", "--ignore", "usage,courier", PYTHONPATH=path).status == 1
    listed = run("rules", PYTHONPATH=path)
    assert listed.status == 3
    assert "glossary: error: the check 'courier.place-names'" in listed.err
    assert "script.mixed" in listed.out
