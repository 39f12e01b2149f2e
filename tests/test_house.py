"""The plan of the house: imports go down only, start-up is lazy, plug-ins load."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import Counter
from functools import cache
from importlib import metadata
from pathlib import Path

import pytest

from glossary import plugins
from glossary.errors import ConfigError, PluginError

PACKAGE = Path(__file__).parent.parent / "glossary"
EXTRACT = PACKAGE / "extract"

PAGE = (PACKAGE.parent / "docs" / "house.md").read_text(encoding="utf-8")
FLOORS = [set(re.findall(r"`(\w+)`", row)) for row in re.findall(r"^\| (`.*?) \|", PAGE, re.MULTILINE)]
"""From the top: a room may import what is below it."""

ONLY_IN = {
    "polib": {"formats"},
    "lxml": {"formats"},
    "click": {"cli"},
    "sqlite3": {"memory"},
    "babel": {"cli", "languages", "suggest"},
}
"""Libraries that one room alone may know."""


def rooms() -> list[tuple[str, Path]]:
    return [
        (path.relative_to(PACKAGE).parts[0].removesuffix(".py"), path)
        for path in sorted(PACKAGE.rglob("*.py"))
        if path != PACKAGE / "__init__.py"
    ]


@cache
def nodes(path: Path) -> list[ast.AST]:
    return list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


@cache
def imported(path: Path) -> set[str]:
    found = set()
    for node in nodes(path):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module or ""}
    return found


def floor(room: str) -> int:
    return next(number for number, names in enumerate(FLOORS) if room in names)


@pytest.mark.parametrize(
    ("room", "path"), rooms(), ids=lambda value: str(value) if isinstance(value, str) else value.name
)
def test_imports_go_down_only(room: str, path: Path) -> None:
    for name in imported(path):
        parts = name.split(".")
        if parts[0] != "glossary" or len(parts) < 2 or parts[1] == "__version__":
            continue
        assert parts[1] == room or floor(parts[1]) > floor(room), f"{path.name} ({room}) imports {name}"


def test_what_is_private_stays_in_its_module() -> None:
    names = {f"{path.relative_to(PACKAGE)}: {name}" for _, path in rooms() for name in imported(path)}
    assert [name for name in names if re.search(r": glossary\..*\._[a-z]", name)] == []


def test_functions_and_files_can_be_read_at_a_sitting() -> None:
    long = []
    for _, path in rooms():
        long += [path.name] if path.read_text(encoding="utf-8").count("\n") > 700 else []
        for node in nodes(path):
            if isinstance(node, ast.FunctionDef) and node.end_lineno and node.end_lineno - node.lineno >= 80:
                long.append(f"{path.name}: {node.name}")
    assert long == []


@pytest.mark.parametrize(("library", "owners"), ONLY_IN.items())
def test_a_library_stays_in_its_room(library: str, owners: set[str]) -> None:
    users = {room for room, path in rooms() if any(name.split(".")[0] == library for name in imported(path))}
    assert users <= owners


def test_every_room_has_a_floor() -> None:
    assert {room for room, _ in rooms()} == set().union(*FLOORS)


def test_help_is_lazy() -> None:
    code = (
        "import sys\n"
        "from glossary.cli import cli\n"
        "try: cli(['--help'], standalone_mode=True)\n"
        "except SystemExit: pass\n"
        "print('|'.join(sorted(name for name in sys.modules if name.split('.')[0] in "
        "('lxml', 'babel', 'polib', 'sqlite3', 'pycrfsuite', 'wordfreq', 'trafilatura', 'ahocorasick_rs'))), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "Usage:" in done.stdout
    assert done.stderr.strip() == ""


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind in plugins.BUILTIN for name in plugins.BUILTIN[kind]])
def test_built_in_plug_ins_load(kind: str, name: str) -> None:
    assert plugins.load(kind, name) is not None


def test_a_name_that_no_table_has_is_called_by_what_it_should_be() -> None:
    with pytest.raises(ConfigError, match="unknown memory 'mysql'"):
        plugins.load("memories", "mysql")


def test_another_package_adds_rows_and_replaces_none_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    points = [metadata.EntryPoint(name, f"elsewhere:{name}", "glossary.formats") for name in ("zip", "po", "abc")]
    monkeypatch.setattr(metadata, "entry_points", lambda group: points if group == "glossary.formats" else [])
    table = plugins.table.__wrapped__("formats")
    assert list(table) == [*plugins.BUILTIN["formats"], "abc", "zip"]
    assert table["po"] == plugins.BUILTIN["formats"]["po"]


def test_a_plug_in_that_cannot_be_loaded_is_named_with_where_it_comes_from(monkeypatch: pytest.MonkeyPatch) -> None:
    row = metadata.EntryPoint("odd", "nowhere_at_all:odd", "glossary.formats")
    monkeypatch.setattr(plugins, "table", lambda kind: {"odd": row})
    why = r"the format 'odd' \(nowhere_at_all:odd, of an unknown package\) cannot be loaded: ModuleNotFoundError"
    with pytest.raises(PluginError, match=why):
        plugins.load.__wrapped__("formats", "odd")


def test_what_we_tell_people_to_install_is_what_an_extra_requires() -> None:
    setup = (PACKAGE.parent / "setup.cfg").read_text(encoding="utf-8")
    extras = set(re.findall(r"^\s+(\w+)>=", setup.partition("[options.extras_require]")[2], re.MULTILINE))
    told = {name for _, path in rooms() for name in re.findall(r"to_install\(\"(\w+)", path.read_text("utf-8"))}
    assert {"pymorphy3", "pygls"} <= told <= extras


def test_every_word_list_exists_and_is_used() -> None:
    asked = re.findall(r"\blists\.([A-Z]+)\b", "\n".join(path.read_text("utf-8") for path in EXTRACT.glob("*.py")))
    files = (EXTRACT / "lexicon" / "joints.txt", EXTRACT / "data" / "lists.txt")
    named = [one for path in files for one in re.findall(r"^(\w+): ", path.read_text("utf-8"), re.MULTILINE)]
    assert Counter(named) == Counter(name.lower() for name in set(asked))


def test_no_list_of_names_has_a_line_twice() -> None:
    lists = [path.read_text(encoding="utf-8") for path in (PACKAGE / "extract" / "data").glob("*.txt")]
    lists.append(
        "".join((PACKAGE / "extract" / "data" / name).read_text("utf-8") for name in ("bodies.txt", "firms.txt"))
    )
    for text in lists:
        lines = [line for line in text.splitlines() if line and not line.startswith("#")]
        assert [line for line, count in Counter(lines).items() if count > 1] == []
