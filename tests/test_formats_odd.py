"""Odd files that once were misread: each is read whole, or what is wrong with it is said in one line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from glossary import formats
from glossary.cli import cli as command
from glossary.errors import InputError
from glossary.formats import Reading, files

FOLDER = Path(__file__).parent / "data" / "odd"
PAIR = ("harbour mist", "туман в гавани")
REFUSED = {
    "attribute-of-the-doctype.tmx": "the DOCTYPE adds attributes to every <tuv> that could grow without bound: refused",
    "attribute-twice.tmx": "the XML is broken: an attribute is given twice",
    "backslash.csv": 'not a table: text after a closing quotation mark; double a quotation mark that is part of the text ("")',
    "json.csv": "this is not a table: it looks like a web page, XML or JSON",
    "koi8-r.csv": "not valid UTF-8 at byte offset 19 (0xd4); save it as UTF-8, or name its encoding: "
    "--encoding koi8-r for instance",
    "lfs-pointer.csv": "this is a pointer of Git LFS, which is not supported; get the file itself with: git lfs pull",
    "no-tab.utf8": "no two terms with a tab between them",
    "one-column.csv": "not a table of terms: one column, and no header row that names it; name the columns",
    "single-nul.csv": "not a text: a NUL at byte offset 13",
    "space-before-declaration.tmx": "the XML is broken: something precedes its declaration (<?xml … ?>)",
    "utf16-odd-byte.tmx": "from here, or soon after, it is not valid utf-16; give the right encoding with --encoding",
    "web-page.csv": "this is not a table: it looks like a web page, XML or JSON",
}
READ = {
    "byte-order-mark-below.csv": [PAIR, ("quay", "причал")],
    "coding-line.tab": [PAIR],
    "dollars-in-references.xlsx": [PAIR],
    "my_glossary.po": [PAIR],
    "prefix.tmx": [PAIR],
    "says-windows-1251.tbx": [PAIR],
    "seg-twice.tmx": [(*PAIR, "туманная гавань")],
    "sep-line.csv": [PAIR],
    "three-sheets.xlsx": [PAIR, ("quay", "причал")],
    "comma-without-quotes.csv": [("summit", "саммит"), ("Conference on Interaction", "Совещание по взаимодействию")],
    "unknown-columns.csv": [PAIR],
    "utf32-without-mark.tmx": [PAIR],
}


def read(name: str) -> Reading:
    data = (FOLDER / name).read_bytes()
    row = formats.detect(data, name)
    return row.read(data, where=name, source_language="en", language="" if name.endswith("po") else "ru")


def test_every_file_is_reported() -> None:
    assert sorted(REFUSED | READ) == sorted(path.name for path in FOLDER.iterdir())


@pytest.mark.parametrize("name", REFUSED)
def test_files_that_are_refused_and_why(name: str) -> None:
    with pytest.raises(InputError) as error:
        read(name)
    assert REFUSED[name] in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("name", READ)
def test_files_that_are_read_whole(name: str) -> None:
    found = [tuple(term.text for term in concept.terms) for concept in read(name).termbase.concepts]
    assert found == READ[name]


def test_what_is_skipped_is_reported() -> None:
    names = ("unknown-columns.csv", "three-sheets.xlsx", "comma-without-quotes.csv")
    said = {name: [row.why for row in read(name).skipped] for name in names}
    assert said == {
        "comma-without-quotes.csv": ["cells in columns without a name, which are left out (1, such as 'СВМДА')"],
        "unknown-columns.csv": ["columns that are not recognised: Reviewer, Due"],
        "three-sheets.xlsx": ["sheets without a first row that we understand: 1"],
    }


def test_the_name_of_a_file_is_a_language_only_where_it_is_one() -> None:
    assert read("my_glossary.po").termbase.languages == ("und",)


def test_a_line_without_end_is_refused_before_it_fills_the_memory() -> None:
    data = b"en,ru\n" + b"a" * (1 << 25)
    with pytest.raises(InputError, match="a line of more than 16 MB"):
        formats.get("csv").read(data, where="x.csv", source_language="en")


def test_a_line_of_a_glossary_of_omegat_has_an_end() -> None:
    with pytest.raises(InputError, match="a line of more than 1,048,576 characters"):
        formats.get("omegat").read(
            b"mist\t" + "туман\nmist\t".encode() + b"a" * (1 << 21), where="x.utf8", source_language="en", language="ru"
        )


def test_a_cell_without_end_is_told_from_a_broken_one() -> None:
    data = b'en,ru\n"a,b\n' + b"c,d\n" * 300_000
    with pytest.raises(InputError, match="perhaps a quotation mark is never closed"):
        formats.get("csv").read(data, where="x.csv", source_language="en")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(command, ["init", "-l", "ru"]).exit_code == 0
    return tmp_path


@pytest.mark.skipif(os.name == "nt", reason="names are text on Windows")
def test_a_name_that_is_not_text_does_not_stop_a_report(project: Path) -> None:
    try:
        Path(os.fsdecode(b"bad\xff.po")).write_bytes((FOLDER / "my_glossary.po").read_bytes())
    except OSError:
        pytest.skip("names are text on this system")
    lines = [f"check --output-format {form}" for form in ("json", "sarif", "gitlab", "github")]
    lines += ["check --write-baseline", "info --output-format json"]
    program = """
import sys
from glossary.cli import main
name, *lines = sys.argv[1:]
for line in lines:
    sys.argv = ["glossary", *line.split(), name]
    try:
        main()
    except SystemExit:
        pass
"""
    run = [sys.executable, "-c", program, os.fsdecode(b"bad\xff.po"), *lines]
    subprocess.run(run, env={**os.environ, "PYTHONIOENCODING": "utf-8:strict"}, stdout=subprocess.DEVNULL, check=True)


@pytest.mark.skipif(os.name != "posix", reason="elsewhere not everybody may make a link")
def test_a_link_that_leads_to_itself(project: Path) -> None:
    os.symlink("loop.po", "loop.po")
    done = CliRunner().invoke(command, ["check", "loop.po"])
    assert done.exit_code == 2
    assert "a symbolic link that leads to itself" in done.output


def test_an_error_of_reading_names_the_file_that_is_read(project: Path) -> None:
    memory = Path("/proc/self/mem")
    if not memory.exists():
        pytest.skip("no such file on this system")
    with pytest.raises(InputError, match="/proc/self/mem"), files.opened(memory) as stream:
        stream.read(10)


def test_what_cannot_be_read_is_rejected_in_the_accounting(project: Path) -> None:
    Path("back.csv").write_text("en,ru,de\nharbour mist,туман в гавани,Hafennebel\n,пусто,\n", encoding="utf-8")
    done = CliRunner().invoke(command, ["import", "back.csv"])
    assert "read 4 = 2 applied + 0 unchanged + 0 conflicting + 2 rejected" in done.output


def test_what_a_conversion_passes_over_is_reported_once_for_each_reason(project: Path) -> None:
    Path("a.po").write_text(
        'msgid ""\nmsgstr "Language: ru\\n"\n\n#: x:1\nmsgid "a"\nmsgstr "б"\n\n#, c-format\nmsgid "c"\nmsgstr "д"\n\n'
        '#~ msgid "e"\n#~ msgstr "ж"\n',
        encoding="utf-8",
    )
    done = CliRunner().invoke(command, ["convert", "a.po", "a.tmx"])
    assert done.exit_code == 0
    left_out = "a.po:5: references, flags and extracted comments are left out (2 times, here first)"
    assert f"glossary: warning: {left_out}\nglossary: warning: a.po:12: an obsolete entry\n" in done.output


def test_what_is_said_in_a_message_is_translated_too(project: Path) -> None:
    Path("open.csv").write_text('en,ru\n"harbour,туман\n', encoding="utf-8")
    run = [sys.executable, "-m", "glossary", "info", "open.csv"]
    done = subprocess.run(run, env={**os.environ, "LANGUAGE": "ru"}, capture_output=True, check=False)
    assert "open.csv:2: это не таблица: кавычка нигде не закрыта" in done.stderr.decode()
