"""The documentation is true: its examples are run, its shapes are compared. ``python tests/test_docs.py`` rewrites them."""

from __future__ import annotations

import configparser
import csv
import doctest
import importlib
import json
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner
from conftest import ARTICLE

from glossary import jobs
from glossary.cli import COMMANDS as TABLE
from glossary.cli import cli
from glossary.jobs import disk
from glossary.project import Project, load

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
FIRST = re.compile(r"<!-- first -->\n```console\n(?P<body>.*?)```", re.DOTALL)
TOUR = re.compile(r"<!-- tour(?:: (?P<file>\S+))? -->\n```console\n(?P<body>.*?)```", re.DOTALL)
ENTRY = re.compile(r"<!-- entry: (?P<term>.+?) -->\n```po\n(?P<body>.*?)```", re.DOTALL)
SENT_BACK = {"Vladimir Putin": "Владимир Путин", "Xi Jinping": "Си Цзиньпин", "Samarkand": "Самарканд"}
"""What the translator of the tour fills in."""


def glossary(folder: Path, *arguments: str) -> str:
    """Return what the command writes to standard output, and then what it notes."""
    with chdir(folder):
        done = CliRunner().invoke(cli, arguments, prog_name="glossary")
    assert done.exit_code in (0, 1), done.output
    return done.stdout + done.stderr


def shortened(output: str) -> str:
    """Return *output* with the middle of a long one left out, and no entry wider than the page."""
    lines = [line if len(line) < 118 else line[:117] + "…" for line in output.rstrip("\n").split("\n")]
    if len(lines) > 14:
        lines = [*lines[:6], "…", *lines[-4:]]
    return "\n".join(line.rstrip() for line in lines)


def readme(text: str) -> str:
    """Return the README with the output of every command of the tour as it is now."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "news"
        shutil.copytree(ROOT / "seeds", folder / "seeds")

        checkout = Path(name) / "checkout"
        checkout.mkdir()
        for part in ("seeds", "locale", "translations"):
            shutil.copytree(ROOT / part, checkout / part)
        shutil.copy(ROOT / "setup.cfg", checkout)

        def run(match: re.Match[str]) -> str:
            if match["file"]:
                send_back(folder / "terms.csv", folder / match["file"])
            return shell(folder, match)

        def shell(where: Path, match: re.Match[str]) -> str:
            parts = []
            for line in match["body"].split("\n"):
                if line.startswith("$ echo "):
                    _, _, text, _, target = shlex.split(line)
                    (where / target).write_text(f"{text}\n", encoding="utf-8")
                    parts.append(f"{line}\n")
                elif line.startswith("$ glossary "):
                    output = shortened(glossary(where, *shlex.split(line.removeprefix("$ glossary "))))
                    parts.append(f"{line}\n{output}\n" if output else f"{line}\n")
            head = match[0].split("\n", 1)[0]
            return f"{head}\n```console\n{''.join(parts)}```"

        def entry(match: re.Match[str]) -> str:
            catalogue = (folder / "locale/ru/LC_MESSAGES/glossary.po").read_text(encoding="utf-8")
            found = next(part for part in catalogue.split("\n\n") if f'msgid "{match["term"]}"' in part)
            return f"<!-- entry: {match['term']} -->\n```po\n{shortened(found)}\n```"

        made = FIRST.sub(lambda match: shell(checkout, match), text)
        made = TOUR.sub(run, made)
        return ENTRY.sub(entry, made)


def send_back(sent: Path, back: Path) -> None:
    """Do what the translator of the tour does: fill in a few cells."""
    with sent.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for row in rows:
        row["ru"] = SENT_BACK.get(row["en"], row["ru"])
    with back.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def test_the_tour_of_the_readme_is_what_happens() -> None:
    text = README.read_text(encoding="utf-8")
    assert readme(text) == text, "run python tests/test_docs.py"


def test_figures_of_the_readme_are_on_the_pages_that_it_names() -> None:
    rows = re.findall(r"^\| \[[^]]+\]\((docs/[^)]+)\)[^|]*\|(.*)$", README.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(rows) == 5
    for page, cells in rows:
        text = (ROOT / page).read_text(encoding="utf-8")
        for figure in re.findall(r"[\d.,]*\d", cells):
            assert re.search(rf"(?<![\d.]){re.escape(figure)}(?!\d)", text), f"{figure} is not in {page}"


# The shapes of docs/json.md

OPEN = {"measures", "kinds", "languages", "counts", "renderings", "unit", "statistics"}
"""Objects whose keys are values: any subset will do."""
COMMANDS = {
    "extract": ["extract", "seeds", "--dry-run", "--output-format", "json"],
    "status": ["status", "--output-format", "json"],
    "import": ["import", "theirs.csv", "--output-format", "json", "--verbose"],
    "check": ["check", "--output-format", "json"],
    "suggest": ["suggest", "-l", "ru", "--dry-run", "--output-format", "json"],
    "coverage": ["coverage", "ru.txt", "--source", "seeds/summit.txt", "-l", "ru", "--output-format", "json"],
    "info": ["info", "theirs.csv", "--output-format", "json"],
    "diff": ["diff", "before.po", ".", "--output-format", "json"],
    "rules": ["rules", "script.mixed", "--output-format", "json"],
    "memory lookup": ["memory", "lookup", "China listened.", "-l", "ru", "--min-score", "1", "--output-format", "json"],
    "memory import": ["memory", "import", "tm.csv", "-l", "ru", "--output-format", "json"],
    "memory search": ["memory", "search", "listened", "--output-format", "json"],
    "memory stats": ["memory", "stats", "--output-format", "json"],
    "leverage": ["leverage", "news.txt", "-l", "ru", "--output-format", "json"],
    "lookup": ["lookup", "Putin met Xi", "-l", "ru", "--output-format", "json"],
}


def agree(mine: Any, theirs: Any, name: str = "") -> bool:
    """Return whether two values have the same shape: the same keys, and the same types in the same places."""
    if isinstance(mine, dict) and isinstance(theirs, dict):
        if name in OPEN:
            return True
        return mine.keys() == theirs.keys() and all(agree(mine[key], theirs[key], key) for key in mine)
    if isinstance(mine, list) and isinstance(theirs, list):
        return not mine or not theirs or agree(mine[0], theirs[0])
    numbers = (int, float)
    return isinstance(mine, numbers) == isinstance(theirs, numbers) and isinstance(mine, list) == isinstance(
        theirs, list
    )


@pytest.fixture(scope="module")
def translated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that was extracted, partly rendered and remembered, with files to import, cover and leverage."""
    folder = tmp_path_factory.mktemp("translated")
    (folder / "seeds").mkdir()
    for name, text in {
        "seeds/summit.txt": ARTICLE,
        "glossary.toml": 'languages = ["zh_CN", "ru"]\n',
        "ru.txt": "Си в Пекине.\n\nСи\n",
        "tm.csv": "en,ru\nChina listened again,Китай снова слушал\n",
        "news.txt": "China listened again.\n",
        "ours.csv": "en,ru\nXi Jinping,Cи Цзиньпин\nVladimir Putin,Путин\n",
        "theirs.csv": "en,ru\nXi Jinping,Си\n,x\n",
    }.items():
        (folder / name).write_text(text, encoding="utf-8")
    glossary(folder, "extract")
    shutil.copy(folder / "locale/ru/LC_MESSAGES/glossary.po", folder / "before.po")
    glossary(folder, "memory", "import", "tm.csv", "-l", "ru")
    glossary(folder, "import", "ours.csv")
    return folder


@pytest.mark.parametrize("command", COMMANDS)
def test_json_is_as_it_is_written_down(command: str, translated: Path, tmp_path: Path, run: Callable[..., Any]) -> None:
    text = (ROOT / "docs/json.md").read_text(encoding="utf-8")
    section = text.split(f"## `glossary {command}`")[1].split("\n## ")[0]
    written = json.loads(re.search(r"```json\n(.*?)```", section, re.DOTALL)[1])
    shutil.copytree(translated, tmp_path, dirs_exist_ok=True)
    found = json.loads(run(*COMMANDS[command]).out)
    assert agree(written, found), (written, found)
    assert any(found.values())


# Every command and option is documented, every key of the configuration too


def test_every_command_has_a_line_that_its_help_begins_with() -> None:
    for name, (_, line) in TABLE.items():
        command = cli.get_command(click.Context(cli), name)
        assert (command.help or "").split("\n")[0] == line


def test_a_short_option_means_the_same_in_every_command() -> None:
    meant: dict[str, set[str]] = {}
    waiting: list[click.Command] = [cli]
    while waiting:
        command = waiting.pop()
        if isinstance(command, click.Group):
            context = click.Context(command)
            waiting += filter(None, (command.get_command(context, name) for name in command.list_commands(context)))
        for option in (row for row in command.params if isinstance(row, click.Option)):
            for short in (name for name in option.opts if not name.startswith("--")):
                meant.setdefault(short, set()).update(name for name in option.opts if name != short)
    assert len(meant["-o"]) == 1
    assert {short: names for short, names in meant.items() if len(names) > 1} == {}


WEEKLY = re.compile(r"<!-- weekly -->\n```console\n(?P<body>.*?)```", re.DOTALL)
IGNORED = re.compile(r"<!-- ignored -->\n```\n(?P<body>.*?)```", re.DOTALL)
DRIVER = re.compile(r"<!-- driver -->\n```\n(?P<body>.*?)```", re.DOTALL)


@pytest.mark.skipif(not (shutil.which("git") and shutil.which("bash")), reason="git or bash is not installed")
def test_the_week_of_a_project_is_what_happens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two weeks by the commands of docs/weekly.md: what came back in the first is there in the second."""
    text = (ROOT / "docs/weekly.md").read_text(encoding="utf-8")
    (body,), (driver,), (ignored,) = WEEKLY.findall(text), DRIVER.findall(text), IGNORED.findall(text)
    week = [line.removeprefix("$ ").partition("#")[0].rstrip() for line in body.splitlines()]
    week[-1] += " --allow-empty"  # nobody edits the workbook here
    command = tmp_path / "bin" / "glossary"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m glossary "$@"\n')
    command.chmod(0o755)
    monkeypatch.setenv("PATH", str(command.parent), prepend=":")
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "Anna")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "anna@example.org")
    project = tmp_path / "news"
    (project / "articles").mkdir(parents=True)

    def run(lines: list[str]) -> str:
        script = "set -e\n" + "\n".join(lines)
        done = subprocess.run(["bash", "-c", script], cwd=project, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def articles(number: int) -> None:
        for path in (project / "articles").iterdir():
            path.unlink()
        (project / "articles" / f"{number}.txt").write_text(ARTICLE, encoding="utf-8")

    run(["git init -q", driver, "glossary init -l ru", "rm tox.ini"])
    (project / ".gitignore").write_text(ignored + "articles\n", encoding="utf-8")
    articles(1)
    run(week)
    catalogue = project / "locale/ru/LC_MESSAGES/glossary.po"
    before = catalogue.read_text(encoding="utf-8")
    head, fuzzy, rest = before.partition("#, fuzzy\n")
    assert fuzzy
    catalogue.write_text(head + rest, encoding="utf-8")
    articles(2)
    run(week)
    assert "xlsx" not in run(["git ls-files"])
    after = catalogue.read_text(encoding="utf-8")
    term = re.search(r'^msgid "(.+)"\nmsgstr "(.+)"', rest, re.MULTILINE)
    assert term
    assert term[0] in after
    assert "in 2 texts" in after
    assert jobs.status(project).languages["ru"]["rendered"] == 1
    assert run(["git status --short"]) == ""


CALL = re.compile(rf"`glossary ([^`]+)`|^ *(?:\$ )?glossary ((?:-C|{'|'.join(TABLE)})\b.*)", re.MULTILINE)
"""A command as the pages write it: in a sentence, or as a line of a block."""


@pytest.mark.parametrize("page", [README, *sorted((ROOT / "docs").glob("*.md"))], ids=lambda path: path.name)
def test_commands_of_the_pages_are_there_with_their_options(page: Path) -> None:
    for line in map("".join, CALL.findall(page.read_text(encoding="utf-8"))):
        words = shlex.split(line, comments=True)
        if words[0] == "-C":
            del words[:2]
        found: click.Command | None = cli
        while isinstance(found, click.Group) and words and re.fullmatch("[a-z]+", words[0]):
            found = found.get_command(click.Context(found), words.pop(0))
        assert found is not None, line
        known = {name for row in found.params for name in (*row.opts, *row.secondary_opts)} | {"--help"}
        assert {word for word in words if re.match("--?[a-z]", word)} <= known, line


def test_every_dependency_is_accounted_for() -> None:
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(ROOT / "setup.cfg", encoding="utf-8")
    needed = [parser["options"]["install_requires"], *parser["options.extras_require"].values()]
    names = {re.split("[><=]", line)[0].strip() for text in needed for line in text.split("\n") if line.strip()}
    text = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8")
    told = {
        name for line in text.split("\n") if line.startswith("| ") for name in re.findall(r"[\w-]+", line.split("|")[1])
    }
    assert {name for name in names if not name.startswith("%")} <= told


def test_every_key_of_the_configuration_is_described() -> None:
    from glossary.project import KEYS

    text = (ROOT / "docs/configuration.md").read_text(encoding="utf-8")
    for key in KEYS:
        assert f"`{key}`" in text


@pytest.mark.parametrize("page", sorted([README, *ROOT.glob("docs/*.md")]), ids=lambda path: path.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target, heading in re.findall(r"\]\(([^)#\s]*)#?([^)\s]*)\)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            there = page.parent / target if target else page
            assert there.exists(), target
            if heading:
                headings = re.findall(r"^#+ (.*)", there.read_text("utf-8").lower(), re.MULTILINE)
                assert heading in {re.sub(r"[^\w -]", "", row).replace(" ", "-") for row in headings}, (target, heading)


def home(folder: Path) -> Project:
    """Return the project that docstrings call ``home``."""
    texts = {
        "glossary.toml": 'languages = ["ru"]\ntranslations = ["translations/{language}/{stem}.txt"]\n',
        "seeds/visit.txt": "They met at the party congress in Samarkand.\n",
        "translations/ru/visit.txt": "Они встретились на собрании в Самарканде.\n",
        "locale/ru/LC_MESSAGES/glossary.po": (
            'msgid "party congress"\nmsgstr "съезд партии"\n\nmsgid "Samarkand"\nmsgstr "Самарканд"\n'
        ),
    }
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return load(folder)


def test_programs_of_the_page_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home(tmp_path)
    monkeypatch.chdir(tmp_path)
    tmx = '<tmx version="1.4"><header srclang="en"/><body><tu><tuv xml:lang="en"><seg>The talks began in 2018.</seg></tuv>'
    Path("old.tmx").write_text(
        f'{tmx}<tuv xml:lang="ru"><seg>В 2018 начались переговоры.</seg></tuv></tu></body></tmx>',
        encoding="utf-8",
    )
    made: dict[str, Any] = {}
    for program in re.findall(r"```python\n(.*?)```", (ROOT / "docs/library.md").read_text("utf-8"), re.DOTALL):
        exec(program, made)
    assert (made["status"], made["row"].check) == (0, "usage.missing")
    assert made["match"].repaired == "В 2019 начались переговоры."
    assert {"Vladimir Putin", "Xi Jinping"} < {row[0] for row in made["rows"]}
    assert made["hit"].unit == made["unit"] == made["filled"].units[0]
    assert (made["mention"].form, made["mention"].start) == ("Samarkand", 34)
    assert disk.read(load(tmp_path)).termbase.concepts[1].rendering("ru").text == "г. Самарканд"


@pytest.mark.parametrize(
    "path",
    [path for path in sorted((ROOT / "glossary").rglob("*.py")) if "    >>> " in path.read_text("utf-8")],
    ids=lambda path: path.relative_to(ROOT / "glossary").as_posix(),
)
def test_examples_in_docstrings_hold(path: Path, tmp_path: Path) -> None:
    name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    done = doctest.testmod(importlib.import_module(name), extraglobs={"home": home(tmp_path)})
    assert done.attempted
    assert not done.failed


if __name__ == "__main__":
    README.write_text(readme(README.read_text(encoding="utf-8")), encoding="utf-8")
