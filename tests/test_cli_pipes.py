"""``-`` is standard input wherever a command reads a file, and standard output where it writes one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from test_cli import Run

PO = """\
msgid ""
msgstr "Language: ru\\nContent-Type: text/plain; charset=UTF-8\\n"

msgid "Peace"
msgstr "Мир "

msgid "War"
msgstr ""
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "glossary.toml").write_text('languages = ["ru"]\n', encoding="utf-8")
    (tmp_path / "app.po").write_text(PO, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "arguments",
    [
        ("info", "app.po"),
        ("info", "app.po", "--output-format", "json"),
        ("check", "app.po", "--severity", "info"),
        ("convert", "app.po", "-", "--to", "csv", "--terms"),
        ("convert", "app.po", "-", "--to", "po"),
        ("convert", "app.po", "-", "--to", "tmx"),
        ("diff", "app.po", "glossary.csv", "-l", "ru"),
        ("import", "app.po", "--dry-run"),
        ("memory", "import", "app.po"),
    ],
    ids=" ".join,
)
def test_a_dash_is_standard_input(home: Path, run: Run, arguments: tuple[str, ...]) -> None:
    (home / "glossary.csv").write_text("en,ru\nPeace,Спокойствие\n", encoding="utf-8")
    assert run("init").status == 0
    named = run(*arguments)
    piped = run(*("-" if name == "app.po" else name for name in arguments), stdin=PO.encode())
    assert named.out
    assert (piped.status, piped.err) == (named.status, named.err.replace("app.po", "-"))
    if arguments[0] == "info":
        assert "ru" in piped.out
    elif arguments[0] == "memory":
        assert piped.out == "-: 0 added, 0 updated, 1 unchanged, 1 skipped\n"
    else:
        assert piped.out == named.out.replace("app.po", "-")


def test_what_fills_standard_input_goes_to_standard_output(home: Path, run: Run) -> None:
    (home / "memory.csv").write_text("en,ru\nWar,Война\n", encoding="utf-8")
    assert run("memory", "import", "memory.csv").status == 0
    piped = run("leverage", "-", "-l", "ru", stdin=PO.encode())
    assert piped.out == PO.replace('msgid "War"\nmsgstr ""', '# memory default: 100 %\nmsgid "War"\nmsgstr "Война"')
    assert "translated" in piped.err
    assert "gaps filled: 1" in piped.err
    assert run("leverage", "app.po", "-o", "-", "-l", "ru").out == piped.out
    assert (home / "app.po").read_text(encoding="utf-8") == PO
    refused = run("leverage", "-", "-l", "ru", "--output-format", "json", stdin=PO.encode())
    assert (refused.status, refused.out) == (2, "")
    named = run("leverage", "-", "-l", "ru", "-o", "out.po", "--output-format", "json", stdin=PO.encode())
    assert json.loads(named.out)["files"][0]["written"] == "out.po"
    (home / "a.txt").write_text("War\n", encoding="utf-8")
    named = run("leverage", "a.txt", "-o", "-", "-l", "ru").out
    assert 'msgid "War"\nmsgstr "Война"' in named
    assert run("leverage", "-", "-l", "ru", stdin=Path("a.txt").read_bytes()).out == named.replace("a.txt", "-")
    for root, text in (("TS", False), ("html", True), ("rss", True)):  # the first is of another program
        xml = f"\ufeff<?xml version='1.0'?><{root}><channel><title>War</title></channel></{root}>"
        assert ("not a format that we can read" in run("leverage", "-", "-l", "ru", stdin=xml.encode()).err) != text
    exported = run("memory", "export", "-")
    assert exported.err == ""
    assert "<seg>Война</seg>" in exported.out


@pytest.mark.parametrize("by_line", [(), ("--by-line",)], ids=["aligned", "by line"])
def test_one_of_two_texts_may_be_standard_input(home: Path, run: Run, by_line: tuple[str, ...]) -> None:
    (home / "en.txt").write_text("Peace is near.\n", encoding="utf-8")
    (home / "ru.txt").write_text("Мир близок.\n", encoding="utf-8")
    one = run("memory", "import", "-", "--target", "ru.txt", "-l", "ru", *by_line, stdin=b"Peace is near.\n")
    assert one.out == "-: 1 added, 0 updated, 0 unchanged, 0 skipped\n"
    two = run("memory", "import", "en.txt", "--target", "-", "-l", "ru", *by_line, stdin="Мир близок.\n".encode())
    assert two.out == "en.txt: 0 added, 0 updated, 1 unchanged, 0 skipped\n"
    both = run("memory", "import", "-", "--target", "-", "-l", "ru", *by_line, stdin=b"Peace is near.\n")
    assert (both.status, both.out) == (2, "")


def test_a_translated_text_or_its_source_may_be_standard_input(home: Path, run: Run) -> None:
    (home / "en.txt").write_text("Peace came in 2019.\n", encoding="utf-8")
    (home / "ru.txt").write_text("Мир наступил.\n", encoding="utf-8")
    for command in ("check", "coverage"):
        named = run(command, "ru.txt", "--source", "en.txt", "-l", "ru")
        assert "ru.txt" in named.out
        one = run(command, "-", "--source", "en.txt", "-l", "ru", stdin="Мир наступил.\n".encode())
        assert (one.status, one.out.split()[-5:]) == (named.status, named.out.split()[-5:])
        two = run(command, "ru.txt", "--source", "-", "-l", "ru", stdin=b"Peace came in 2019.\n")
        assert (two.status, two.out) == (named.status, named.out)


def test_a_list_of_names_may_be_standard_input(home: Path, run: Run) -> None:
    assert run("import", "app.po").status == 0
    made = run(
        "suggest", "-l", "ru", "--from", "lists", "--list", "-", "--dry-run", stdin="en,ru\nWar,Война\n".encode()
    )
    assert "Война" in made.out


def test_nothing_on_standard_input_is_reported(home: Path, run: Run) -> None:
    for arguments in (("info", "-"), ("convert", "-", "a.tmx"), ("check", "-"), ("memory", "import", "-")):
        made = run(*arguments)
        assert made.status == 2
        assert "-: the file is empty" in made.err
    assert not (home / "a.tmx").exists()


def test_a_file_may_be_called_so(home: Path, run: Run) -> None:
    (home / "-").write_text(PO, encoding="utf-8")
    assert "po" in run("info", "./-").out
    assert run("check", "./-", "--severity", "info").status == run("check", "app.po", "--severity", "info").status


def test_xml_on_standard_input_is_not_plain_text(home: Path, run: Run) -> None:
    text = "<p>Vladimir Putin met Xi Jinping.</p>"
    for xml in (f"<story>{text}</story>", f"<!-- x -->\n<story>{text}</story>"):
        found = run("extract", "-n", "-", stdin=f'<?xml version="1.0"?>\n{xml}'.encode())
        assert ("Xi Jinping" in found.out, "xml" in found.out) == (True, False)
    for start in ('<?xml version="1.0"?>', ""):
        refused = run("extract", "-n", "-", stdin=f'{start}<tmx version="1.4"><body/></tmx>'.encode())
        assert "this holds translations and is not a source text" in refused.err
    (home / "news.md").write_text("<tmx> is a format. Vladimir Putin met Xi Jinping.", encoding="utf-8")
    assert "Xi Jinping" in run("extract", "-n", "news.md").out
