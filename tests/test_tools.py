"""A real round trip with tools that people have: gettext, polib, and the Translate Toolkit where it is installed.

The toolkit is under the GPL: it is run as a separate program (``tox -e peers``), never imported here.
"""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polib
import pytest
from test_cli import CATALOGUE, fill, state

Run = Callable[..., Any]

needs_gettext = pytest.mark.skipif(
    not (shutil.which("msgfmt") and shutil.which("msgmerge")), reason="gettext is not installed"
)
needs_toolkit = pytest.mark.skipif(
    importlib.util.find_spec("translate") is None, reason="the Translate Toolkit is not installed (tox -e peers)"
)


@pytest.fixture
def filled(project: Path, run: Run) -> Path:
    """A project with two renderings, one of them with everything that an entry can have."""
    run("extract")
    path = project / CATALOGUE
    fill(path, "Vladimir Putin", "Владимир Путин")
    fill(path, "Xi Jinping", "Си Цзиньпин")
    text = path.read_text(encoding="utf-8")
    extra = "# admitted: Си\n# note: склоняется только имя\n# a line of a translator\n"
    head, _, tail = text.partition('msgid "Xi Jinping"')
    entry = head.rsplit("\n\n", 1)
    path.write_text(f'{entry[0]}\n\n{extra}{entry[1]}msgid "Xi Jinping"{tail}', encoding="utf-8")
    return project


@needs_gettext
@pytest.mark.parametrize("language", ["ru", "zh_CN"])
def test_msgfmt_finds_nothing(filled: Path, run: Run, language: str) -> None:
    run("suggest")
    done = subprocess.run(
        ["msgfmt", "-c", "-v", "-o", "/dev/null", f"locale/{language}/LC_MESSAGES/glossary.po"],
        cwd=filled,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "warning" not in done.stderr


@needs_gettext
def test_msgmerge_and_polib_lose_nothing_that_import_needs(filled: Path, run: Run) -> None:
    there = filled / "there.po"
    subprocess.run(["msgmerge", "--quiet", "-o", there, filled / CATALOGUE, filled / "locale/glossary.pot"], check=True)
    catalogue = polib.pofile(str(there))
    catalogue.find("Kazakhstan").msgstr = "Казахстан"
    catalogue.save(str(there))
    before = state(filled / "locale")
    made = run("import", "there.po", "--verbose")
    assert made.status == 0
    assert "changed: Kazakhstan [ru]: '' -> 'Казахстан'" in made.out
    text = (filled / CATALOGUE).read_text(encoding="utf-8")
    expected = (
        before["ru/LC_MESSAGES/glossary.po"]
        .decode()
        .replace('msgid "Kazakhstan"\nmsgstr ""', 'msgid "Kazakhstan"\nmsgstr "Казахстан"')
    )
    assert text == expected


@needs_toolkit
def test_the_translate_toolkit_reads_our_tmx(filled: Path, run: Run) -> None:
    run("export", "out.tmx")
    code = (
        "import json, sys\n"
        "from translate.storage.tmx import tmxfile\n"
        "store = tmxfile.parsefile(sys.argv[1])\n"
        "rows = [str(unit.source) for unit in store.units]\n"
        "targets = {str(unit.source): [str(node) for node in unit.xmlelement.itertext()] for unit in store.units}\n"
        "print(json.dumps([rows, targets]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "out.tmx"], cwd=filled, capture_output=True, text=True, check=True
    )
    rows, targets = json.loads(done.stdout)
    status = json.loads(run("status", "--output-format", "json").out)
    assert len(rows) == status["concepts"]
    assert any("Си Цзиньпин" in text for text in targets["Xi Jinping"])


@needs_toolkit
@pytest.mark.skipif(not shutil.which("pofilter"), reason="pofilter is not installed")
def test_pofilter_reads_our_po(filled: Path) -> None:
    done = subprocess.run(
        ["pofilter", "--language=ru", "-t", "unchanged", str(CATALOGUE)], cwd=filled, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
