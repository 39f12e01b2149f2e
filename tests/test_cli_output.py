"""Tables and paragraphs of the command line, on terminals of several widths and in files."""

from __future__ import annotations

import os
import subprocess
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from glossary.cli import check, cli, output
from glossary.formats import Skipped

HEAD = ("term", "rendering", "file", "count")
ROWS = [
    ("Asian Infrastructure Investment Bank", "亚洲基础设施投资银行", "locale/zh_CN/LC_MESSAGES/glossary.po", 7),
    ("Kremlin", "Кремль", "locale/ru/LC_MESSAGES/glossary.po", 12345),
]


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A terminal whose width is what COLUMNS says."""
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    return monkeypatch


def widest(text: str) -> int:
    return max(map(output.width, text.split("\n")))


def test_a_file_gets_every_cell_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    table = output.table(HEAD, ROWS, right=(3,), paths=(2,))
    assert all(str(cell) in table for row in ROWS for cell in row)


def test_in_a_narrow_terminal_the_column_gives_way_in_which_little_is_long(terminal: pytest.MonkeyPatch) -> None:
    terminal.setenv("COLUMNS", "60")
    terms = ["Centers for Disease Control and Prevention", "European Food Safety Authority and Council", "Cho Jung-tai"]
    rows = list(zip(terms, ["CDC", "", "Prime Minister Cho Jung-tai"], strict=True))
    assert output.table(("term", "variants"), rows).split("\n")[2:] == [
        "Centers for Disease Control and Prevention  CDC",
        "European Food Safety Authority and Council",
        "Cho Jung-tai                                Prime Minister…",
    ]


@pytest.mark.parametrize("columns", [50, 60, 80, 100])
def test_a_table_fits_its_terminal(terminal: pytest.MonkeyPatch, columns: int) -> None:
    terminal.setenv("COLUMNS", str(columns))
    table = output.table(HEAD, ROWS, right=(3,), paths=(2,))
    assert widest(table) <= columns
    assert len(table.split("\n")) == 4
    assert [text for text in ("12345", "glossary.po", "Asian I") if text not in table] == []
    starts = {line.index("Кремль" if "Кремль" in line else "亚洲") for line in table.split("\n")[2:]}
    assert len(starts) == 1, "the second column begins at one place: only narrow letters stand before it"


def test_what_cannot_be_cut_is_written_line_by_line(terminal: pytest.MonkeyPatch) -> None:
    terminal.setenv("COLUMNS", "50")
    table = output.table(HEAD, ROWS, right=(3,), least=18)
    assert widest(table) <= 50
    assert "term       Kremlin\nrendering  Кремль\n" in table
    row = ("a" * 20, "b" * 12)
    terminal.setenv("COLUMNS", "31")
    assert output.table(("term", "rendering"), [row], keep=(0,)).endswith(f"{row[0]}  bbbbbbbb…")
    terminal.setenv("COLUMNS", "30")
    assert output.table(("term", "rendering"), [row], keep=(0,)) == f"term       {row[0]}\nrendering  {row[1]}"


def test_the_text_of_a_row_goes_below_it(terminal: pytest.MonkeyPatch) -> None:
    rows = [("script.mixed", "error", "Latin and Cyrillic letters in one word")]
    terminal.setenv("COLUMNS", "50")
    narrow = output.table(("check", "severity", "message"), rows, keep=(0,), below=True)
    assert narrow.split("\n")[2:] == ["script.mixed  error", "    Latin and Cyrillic letters in one word"]
    terminal.setenv("COLUMNS", "30")
    assert output.table(("check", "severity", "message"), rows, below=True).endswith("letters\n    in one word")
    terminal.setenv("COLUMNS", "14")
    assert "message   Latin and" in output.table(("check", "severity", "message"), rows, below=True)
    terminal.setenv("COLUMNS", "80")
    assert output.table(("check", "severity", "message"), rows, below=True).endswith("error     " + rows[0][2])


def test_a_paragraph_continues_below_itself(terminal: pytest.MonkeyPatch) -> None:
    terminal.setenv("COLUMNS", "20")
    assert output.hung("ru  ", "Переговоры начались в Самарканде") == "ru  Переговоры\n    начались в\n    Самарканде"
    assert widest(output.hung("zh  ", "会谈在撒马尔罕开始，双方讨论了能源与贸易。")) <= 20


def test_cells_are_cut_between_wide_letters() -> None:
    for columns in range(2, 16):
        for tail in (False, True):
            assert output.width(output.cut("中华人民共和国 e\u0301tat", columns, tail=tail)) <= columns


def test_what_is_skipped_very_often_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    for extra in (0, 2):
        output.passed(Skipped(line, "no term", "a.csv") for line in range(1, output.LISTED + extra + 1))
        lines = capsys.readouterr().err.splitlines()
        assert lines[output.LISTED - 1].endswith(f"a.csv:{output.LISTED}: no term")
        assert lines[output.LISTED :] == ["glossary: warning: a.csv: 2 more times: no term"] * bool(extra)


def loading(code: str, *arguments: str, columns: int = 80) -> str:
    """Return what the program *code* says on a terminal of some *columns*, in English."""
    environment = dict(os.environ, LC_ALL="C", LANGUAGE="", PYTHONIOENCODING="utf-8", COLUMNS=str(columns))
    command = [sys.executable, "-S", "-c", f"import sys; sys.path = {sys.path!r}\n{code}", *arguments]
    return subprocess.run(command, capture_output=True, check=True, env=environment, encoding="utf-8").stdout


@pytest.mark.parametrize("command", ["", "check", "memory", "export"])
@pytest.mark.parametrize("columns", [40, 80, 120])
def test_help_is_laid_out_as_click_does_it(command: str, columns: int) -> None:
    asked = [*filter(None, [command]), "--help"]
    plain = loading("from glossary.cli import cli; cli(prog_name='glossary')", *asked, columns=columns)
    assert loading("from glossary.cli import main; main()", *asked, columns=columns) == plain


def test_help_loads_no_more_than_it_shows() -> None:
    code = "from glossary.cli import main\ntry: main()\nexcept SystemExit: print(*sys.modules)"
    loaded = set(loading(code, "--help").splitlines()[-1].split())
    assert "click" in loaded
    assert loaded.isdisjoint({"shutil", "pathlib", "unicodedata", "copy", "dataclasses", "json"})


def test_findings_that_are_too_many_to_be_shown_are_counted_by_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue = tmp_path / "locale" / "ru" / "LC_MESSAGES" / "glossary.po"
    catalogue.parent.mkdir(parents=True)
    (tmp_path / "glossary.toml").write_text('languages = ["ru"]\n')
    entries = "".join(f'\nmsgid "number {n}"\nmsgstr "число {n} "\n' for n in range(7))
    catalogue.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n' + entries, encoding="utf-8")
    monkeypatch.setattr(check, "MOST", 2)
    run = CliRunner().invoke(cli, ["-C", str(tmp_path), "check", "--select", "space"])
    assert run.stdout.count("space.edge") == 2
    assert run.stderr.split("\n")[:4] == [
        "… and 5 more; --output-file or another --output-format holds all",
        "count  check",
        "-----  ----------",
        "    7  space.edge",
    ]


def test_a_hyphen_for_the_file_of_findings_is_standard_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.po").write_text('msgid "border"\nmsgstr "граница "\n', encoding="utf-8")
    asked = ["check", "a.po", "--output-format", "json"]
    plain, hyphen = (CliRunner().invoke(cli, [*asked, *more]) for more in ([], ["-o", "-"]))
    assert "space.edge" in plain.stdout
    assert (hyphen.stdout, hyphen.stderr, Path("-").exists()) == (plain.stdout, plain.stderr, False)


@pytest.mark.parametrize(
    ("told", "color"),
    [
        ({}, None),
        ({"TERM": "dumb"}, False),
        ({"TERM": "dumb", "FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_colours_are_for_terminals_that_know_them(
    monkeypatch: pytest.MonkeyPatch, told: dict[str, str], color: bool | None
) -> None:
    for name in ("TERM", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.setenv(name, told.get(name, ""))
    with click.Context(cli) as context:
        output.colors("auto")
        assert context.color is color
        output.colors("always")
        assert context.color is True


def test_lines_end_alike_on_every_system(monkeypatch: pytest.MonkeyPatch) -> None:
    written = BytesIO()
    monkeypatch.setattr(sys, "stdout", TextIOWrapper(written, encoding="cp1252", newline="\r\n"))
    output.utf8()
    click.echo("→ 习近平")
    sys.stdout.flush()
    assert written.getvalue().decode() == "→ 习近平\n"
