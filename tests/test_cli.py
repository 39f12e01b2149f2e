"""The command line as a person meets it: the whole flow, and what happens when something is wrong."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import takewhile
from pathlib import Path
from threading import Timer
from typing import Any

import pytest
from click.testing import CliRunner

from glossary import jobs
from glossary.checks import cache
from glossary.cli import cli
from glossary.formats import files
from glossary.jobs import checking
from glossary.project import load

Run = Callable[..., Any]

CATALOGUE = Path("locale/ru/LC_MESSAGES/glossary.po")


def state(folder: Path) -> dict[str, bytes]:
    """The content of all files below *folder*."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def fill(path: Path, term: str, rendering: str) -> None:
    """Write a rendering into a PO file, as an editor would."""
    text = path.read_text(encoding="utf-8")
    assert f'msgid "{term}"\nmsgstr ""' in text
    path.write_text(
        text.replace(f'msgid "{term}"\nmsgstr ""', f'msgid "{term}"\nmsgstr "{rendering}"'), encoding="utf-8"
    )


def commit(folder: Path) -> None:
    """Commit all that is in *folder*, which becomes a repository of git."""
    for command in (["init", "-q"], ["add", "."], ["-c", "user.name=x", "-c", "user.email=x@x", "commit", "-qm", "x"]):
        subprocess.run(["git", *command], cwd=folder, check=True, capture_output=True)


# The flow


@pytest.mark.parametrize(
    ("name", "text", "shown"),
    [
        ("tox.ini", "[tox]\n", True),
        ("tox.ini", "[testenv:glossary]\n", False),
        ("tox.toml", "[env.glossary]\n", False),
        ("setup.cfg", "[tox:tox]\n", True),
        ("setup.cfg", "[metadata]\n", False),
        ("pyproject.toml", "[tool.tox.env_run_base]\n", True),
        ("pyproject.toml", "[tool.tox]\nlegacy_tox_ini = '[tox]'\n", True),
        ("pyproject.toml", "[project]\nname = 'x'\n", False),
    ],
)
def test_init_leaves_the_configuration_of_tox_to_its_owner(
    tmp_path: Path, run: Run, name: str, text: str, shown: bool
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    made = run("init", "-l", "ru")
    assert made.status == 0
    assert (tmp_path / name).read_text(encoding="utf-8") == text
    native = name == "pyproject.toml" and "legacy" not in text
    assert ("[tool.tox.env.glossary]\n" if native else "[testenv:glossary]\n") in made.out or not shown
    assert ("glossary]" in made.out) is shown
    ours = name != "tox.ini" and text in ("[metadata]\n", "[project]\nname = 'x'\n")
    assert (tmp_path / "tox.ini").exists() == (ours or name == "tox.ini")


def test_a_project_inside_another_is_its_own_and_one_above_is_named(tmp_path: Path, run: Run) -> None:
    (tmp_path / "glossary.toml").write_text('name = "outer"\nlocale = "l10n"\nlanguages = ["ru"]\n', encoding="utf-8")
    inner = tmp_path / "inner"
    inner.mkdir()
    assert f"the project is {tmp_path.resolve()}" in run("-C", inner, "status").err
    assert run("-C", inner, "init", "-l", "ru").status == 0
    assert '"Project-Id-Version: inner\\n"' in (inner / CATALOGUE).read_text(encoding="utf-8")
    assert run("-C", inner, "status").err == ""


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('ignore = ["zh.halfwidth"]', "ignore"),
        ('[severity]\n"zh.halfwidth" = "info"', "severity"),
        ('[per-language]\nru = ["zh.halfwidth"]', "per-language"),
        ('[per-file]\n"a/*" = ["zh.halfwidth"]', "per-file"),
    ],
)
def test_a_check_that_the_configuration_calls_wrongly_is_named_with_its_key(
    tmp_path: Path, run: Run, text: str, key: str
) -> None:
    run("init", "-l", "ru")
    (tmp_path / "glossary.toml").write_text(f"{text}\n", encoding="utf-8")
    made = run("check")
    assert made.status == 2
    assert f"glossary.toml: '{key}': unknown check 'zh.halfwidth'; did you mean zh.half-width" in made.err
    assert "unknown check 'qq'; 'glossary rules' lists them" in run("rules", "qq").err


def test_from_an_empty_folder_to_a_checked_glossary(tmp_path: Path, run: Run) -> None:
    made = run("init", "-l", "zh_CN", "-l", "ru")
    assert made.status == 0
    assert "[testenv:glossary]" in (tmp_path / "tox.ini").read_text(encoding="utf-8")
    assert {"glossary.toml", "locale/glossary.pot", CATALOGUE.as_posix()} <= set(state(tmp_path))
    from conftest import ARTICLE

    (tmp_path / "seeds" / "summit.txt").write_text(ARTICLE, encoding="utf-8")
    assert run("extract").status == 0
    before = state(tmp_path)
    again = run("extract")
    assert "nothing new" in again.out
    assert state(tmp_path) == before
    fill(tmp_path / CATALOGUE, "Vladimir Putin", "Владимир Путин")
    before = state(tmp_path)
    assert run("extract").status == 0
    assert state(tmp_path) == before, "a filled cell changes nothing else"
    table = run("status").out
    assert "rendered" in table
    assert run("lookup", "Mr Putin met Xi. " * 1000, "-l", "ru").status == 0  # too long for the name of a file
    found = run("lookup", "Mr Putin met Xi", "-l", "ru")
    assert "Владимир Путин" in found.out
    assert run("check").status == 0


def test_lookup_shows_every_sense_of_a_term(tmp_path: Path, run: Run) -> None:
    run("init", "-l", "ru")
    (tmp_path / CATALOGUE).write_text(
        'msgid ""\nmsgstr "Language: ru\\n"\n\n'
        'msgctxt "country"\nmsgid "Georgia"\nmsgstr "Грузия"\n\nmsgctxt "state"\nmsgid "Georgia"\nmsgstr "Джорджия"\n',
        encoding="utf-8",
    )
    shown = run("lookup", "Georgia, and Georgia again").out
    assert shown.count("Грузия") == shown.count("Джорджия") == 1


def test_lookup_finds_the_forms_of_a_russian_source(tmp_path: Path, run: Run) -> None:
    (tmp_path / "terms.csv").write_text(
        "ru,en\nКарское море,Kara Sea\nЗвёздный путь: Начало,Star Trek\n", encoding="utf-8"
    )
    run("init", "--source-language", "ru", "-l", "en")
    run("import", "terms.csv")
    assert "Карском море" in run("lookup", "Лёд в Карском море.").out
    assert "no term" in run("lookup", "Пролив Карский. Море спокойно.").out
    assert "Звёздном пути: Начало" in run("lookup", "В «Звёздном пути: Начало» его нет.").out


def test_lookup_gives_fifty_of_many_homographs_and_says_so(tmp_path: Path, run: Run) -> None:
    run("init", "-l", "ru")
    entries = [f'\nmsgctxt "{n}"\nmsgid "bank"\nmsgstr "банк {n}"\n' for n in range(3_000)]
    text = 'msgid ""\nmsgstr "Language: ru\\n"\n' + "".join(entries)
    (tmp_path / CATALOGUE).write_text(text, encoding="utf-8")
    told = run("lookup", "The bank. " * 1_000)
    assert "'bank' stands for 2950 more concepts" in told.err
    assert "банк 49" in told.out
    assert "банк 50" not in told.out


def test_init_adds_languages_where_none_are_configured(tmp_path: Path, run: Run) -> None:
    assert "there is no target language; name some" in run("init").err
    (tmp_path / "seeds/a.txt").write_text("Xi Jinping met Vladimir Putin in Samarkand.\n", encoding="utf-8")
    run("extract")
    for name in ("ru", "zh_CN"):
        made = run("init", "-l", name)
        assert (made.status, made.out) == (0, f"made locale/{name}/LC_MESSAGES/glossary.po\n")
        assert 'msgid "Xi Jinping"' in (tmp_path / f"locale/{name}/LC_MESSAGES/glossary.po").read_text(encoding="utf-8")
    assert run("init", "-l", "ru").out == "everything is there already\n"
    config = tmp_path / "glossary.toml"
    config.write_text('languages = ["ru"]\n', encoding="utf-8")
    assert "add them to 'languages' there" in run("init", "-l", "de").err


def test_init_writes_the_language_of_the_sources(tmp_path: Path, run: Run) -> None:
    run("init", "--source-language", "zh_CN", "-l", "en")
    assert 'source-language = "zh-Hans"' in (tmp_path / "glossary.toml").read_text()
    (tmp_path / "seeds" / "a.txt").write_text("全国人民代表大会在北京开会。", encoding="utf-8")
    run("extract")
    assert 'msgid "全国人民代表大会"' in (tmp_path / "locale" / "en" / "LC_MESSAGES" / "glossary.po").read_text("utf-8")
    assert run("init", "--source-language", "zh_CN").status == 0
    for other in ("ru", "en"):
        assert run("init", "--source-language", other).status == 2


def test_a_language_that_nothing_is_extracted_from_is_told_and_only_checked(tmp_path: Path, run: Run) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.tox.env_run_base]\n", encoding="utf-8")
    made = run("init", "--source-language", "German", "-l", "ru")
    assert "nothing is extracted from 'de' yet" in made.err
    assert 'commands = [["glossary", "check"]]' in made.out
    (tmp_path / "seeds" / "a.txt").write_text("Der Akku wird geladen.", encoding="utf-8")
    assert "bring terms in with 'glossary import'" in run("extract").err


def test_a_translated_text_is_in_the_only_language_of_the_project(tmp_path: Path, run: Run) -> None:
    for name, text in {"en.txt": "The Kremlin said no.\n", "ru.txt": "Kремль сказал нет.\n"}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    run("init", "-l", "ru")
    assert "script.mixed" in run("check", "ru.txt", "--source", "en.txt").out
    assert "1 added" in run("memory", "import", "en.txt", "--target", "ru.txt").out
    assert run("init", "-l", "zh_CN").status == 2
    (tmp_path / "glossary.toml").write_text('languages = ["ru", "zh_CN"]\n', encoding="utf-8")
    for command in (["check", "ru.txt", "--source", "en.txt"], ["memory", "import", "en.txt", "--target", "ru.txt"]):
        assert "give it with --language" in run(*command).err


def test_dry_run_writes_nothing_and_follows_the_written_shape(project: Path, run: Run) -> None:
    before = state(project)
    made = run("extract", "seeds", "-", "--dry-run", "--output-format", "json", stdin=b"The Kremlin spoke.")
    assert state(project) == before
    rows = json.loads(made.out)["concepts"]
    assert {"Vladimir Putin", "Kremlin"} <= {row["term"] for row in rows}
    text = (project / "seeds/summit.txt").read_text(encoding="utf-8")
    for row in rows:
        assert list(row) == "term kind variants score measures frequency documents context occurrences".split()
        for place in row["occurrences"]:
            assert set(place) == {"document", "line", "start", "end", "form"}
            if place["document"] == "seeds/summit.txt":
                assert " ".join(text[place["start"] : place["end"]].split()) == place["form"]
                assert text.count("\n", 0, place["start"]) + 1 == place["line"]


def test_min_score_zero_gives_everything(project: Path, run: Run) -> None:
    def terms(*options: str) -> set[str]:
        made = run("extract", "seeds", "--dry-run", "--output-format", "json", *options)
        return {row["term"] for row in json.loads(made.out)["concepts"]}

    assert terms() < terms("--min-score", "0")
    assert len(terms("--limit", "3")) == 3


def test_explain_tells_what_happened(project: Path, run: Run) -> None:
    made = run("extract", "--dry-run", "--explain", "Mr Putin")
    assert made.status == 0
    assert "Vladimir Putin" in made.out
    assert "does not stand in the texts" in run("extract", "--dry-run", "--explain", "zebra crossing").out


def test_a_new_article_adds_and_a_vanished_one_retires(project: Path, run: Run) -> None:
    run("extract")
    fill(project / CATALOGUE, "Kazakhstan", "Казахстан")
    (project / "seeds/more.txt").write_text("Sergey Lavrov landed in Mongolia. Mr Lavrov smiled.\n", encoding="utf-8")
    assert "added: Mongolia" in run("extract").out
    kept = (project / CATALOGUE).read_bytes()
    (project / "seeds/summit.txt").rename(project / "summit.away")
    assert "retired: Kazakhstan" in run("extract", "-v").out
    text = (project / CATALOGUE).read_text(encoding="utf-8")
    assert '#~ msgid "Kazakhstan"\n#~ msgstr "Казахстан"' in text
    (project / "summit.away").rename(project / "seeds/summit.txt")
    assert "revived: Kazakhstan" in run("extract", "-v").out
    assert (project / CATALOGUE).read_bytes() == kept


def test_one_text_more_on_the_command_line_retires_nothing(project: Path, run: Run) -> None:
    run("extract")
    (project / "extra.txt").write_text("Sergey Lavrov landed in Mongolia.\n", encoding="utf-8")
    made = run("extract", "extra.txt", "-v")
    assert "added: Mongolia" in made.out
    assert "retired" not in made.out
    assert "retired: Kazakhstan" in run("extract", "extra.txt", "--only", "-v").out


def test_a_rejected_candidate_stays_away(project: Path, run: Run) -> None:
    run("extract")
    assert 'msgid "Kazakhstan"' in (project / CATALOGUE).read_text(encoding="utf-8")
    assert run("reject", "Kazakhstan", "--reason", "not ours").out == "wrote locale/decisions.txt\n"
    assert (project / "locale/decisions.txt").read_text() == "# not ours\nreject: Kazakhstan\n"
    run("extract")
    assert 'msgid "Kazakhstan"' not in (project / CATALOGUE).read_text(encoding="utf-8")
    run("reject", "Kazakhstan", "--undo")
    run("extract")
    assert 'msgid "Kazakhstan"' in (project / CATALOGUE).read_text(encoding="utf-8")


def test_split_and_join(project: Path, run: Run) -> None:
    run("split", "Vladimir Putin", "Putin")
    rows = json.loads(run("extract", "--dry-run", "--output-format", "json", "--min-score", "0").out)["concepts"]
    assert all("Putin" not in row["variants"] for row in rows if row["term"] == "Vladimir Putin")
    assert any(row["term"] == "Putin" for row in rows)
    run("join", "China", "Beijing")
    rows = json.loads(run("extract", "--dry-run", "--output-format", "json", "--min-score", "0").out)["concepts"]
    assert any("Beijing" in row["variants"] for row in rows if row["term"] == "China")


@pytest.mark.parametrize("suffix", ["tmx", "csv"])
def test_what_is_exported_and_filled_in_comes_back(project: Path, run: Run, suffix: str) -> None:
    run("extract")
    fill(project / CATALOGUE, "Vladimir Putin", "Владимир Путин")
    assert run("export", f"out.{suffix}").status == 0
    again = run("import", f"out.{suffix}")
    assert again.status == 0
    assert again.out.startswith("read 1 = 0 applied + 1 unchanged + 0 conflicting + 0 rejected")
    out = project / f"out.{suffix}"
    out.write_text(out.read_text(encoding="utf-8").replace("Владимир Путин", "В. В. Путин"), encoding="utf-8")
    catalogue = project / CATALOGUE
    catalogue.write_text(catalogue.read_text(encoding="utf-8").replace("Владимир Путин", "Путин"), encoding="utf-8")
    before = state(project)
    conflict = run("import", f"out.{suffix}")
    assert conflict.status == 1
    assert "conflict: Vladimir Putin [ru]: ours 'Путин', theirs 'В. В. Путин'" in conflict.out
    assert "a conflict changes nothing: write the rendering that is right into the PO file\n" in conflict.err
    assert state(project) == before


def test_import_of_other_languages(project: Path, run: Run) -> None:
    run("extract")
    rows = {"zh.csv": "term,zh\nKazakhstan,哈薩克斯坦\n", "fr.csv": "term,fr\nKazakhstan,Kazakhstan\n"}
    rows["both.csv"] = "term,zh,ru\nKazakhstan,哈薩克斯坦,Казахстан\n"
    rows["ours.csv"] = "English,Chinese\nKazakhstan,哈萨克斯坦\n"
    for name, text in rows.items():
        (project / name).write_text(text, encoding="utf-8")
    why = "'zh' does not say which script: write zh_CN (Simplified) or zh_TW (Traditional)\n"
    made = run("import", "zh.csv")
    assert (made.status, made.out, made.err) == (2, "", f"glossary: error: zh.csv: {why}")
    made = run("import", "fr.csv")
    french = "French (fr) is no language of this glossary; add it to 'languages' in the configuration"
    assert (made.status, made.err) == (2, f"glossary: error: fr.csv: {french}\n")
    made = run("import", "both.csv")
    assert (made.status, made.err) == (0, f"glossary: warning: both.csv: {why}")
    assert "read 2 = 1 applied + 0 unchanged + 0 conflicting + 1 rejected" in made.out
    # The glossary has Simplified Chinese only, and this is nothing else.
    made = run("import", "ours.csv")
    assert (made.status, made.err.count("warning: ours.csv: zh is taken for zh_CN")) == (0, 1)
    assert "changed: Kazakhstan [zh_CN]: '' -> '哈萨克斯坦'" in made.out


def test_import_fills_what_is_empty(project: Path, run: Run) -> None:
    run("extract")
    shutil.copy(project / CATALOGUE, project / "back.po")
    fill(project / "back.po", "Xi Jinping", "Си Цзиньпин")
    before = state(project)
    tried = run("import", "back.po", "--dry-run")
    assert "changed: Xi Jinping [ru]: '' -> 'Си Цзиньпин'" in tried.out
    assert state(project) == before
    run("import", "back.po")
    assert 'msgstr "Си Цзиньпин"' in (project / CATALOGUE).read_text(encoding="utf-8")
    assert "0 applied + 1 unchanged" in run("import", "back.po").out


def test_check_finds_reports_and_waives(project: Path, run: Run) -> None:
    run("extract")
    fill(project / CATALOGUE, "Xi Jinping", "Cи Цзиньпин")  # a Latin C
    found = run("check", "--output-format", "json")
    rows = [row for row in json.loads(found.out)["findings"] if row["check"] == "script.mixed"]
    assert [row["concept"] for row in rows] == ["Xi Jinping"]
    assert found.status == 1
    text = run("check").out
    line = (project / CATALOGUE).read_text(encoding="utf-8").split('msgstr "Cи')[0].count("\n") + 1
    assert f"{CATALOGUE.as_posix()}:{line}:9: error: script.mixed: " in text
    assert 'msgstr "Cи Цзиньпин"\n            ^^\n' in run("check", "--full").out
    assert run("check", "--ignore", "script").status == 0
    configuration = project / "glossary.toml"
    before = configuration.read_text()
    for table in (
        '[per-language]\nru = ["script"]\n',
        '[per-file]\n"locale/ru/**/*.po" = ["script.mixed"]\n',
        '[per-file]\n"locale/*" = ["script.mixed"]\n',
        '[per-file]\n"locale/ru" = ["script.mixed"]\n',
        '[per-file]\n"ru/" = ["script.mixed"]\n',
        '[severity]\nscript = "info"\n',
    ):
        configuration.write_text(before + table)
        assert run("check").status == 0
    configuration.write_text(before)
    path = project / CATALOGUE
    waived = path.read_text(encoding="utf-8").replace(
        'msgid "Xi Jinping"', '# glossary: ignore script.mixed -- a test\nmsgid "Xi Jinping"'
    )
    path.write_text(waived, encoding="utf-8")
    assert run("check").status == 0
    run("extract")
    assert "# glossary: ignore script.mixed -- a test" in path.read_text(encoding="utf-8")


def test_translated_texts_are_checked_beside_their_sources(project: Path, run: Run) -> None:
    run("extract")
    (project / "ru.txt").write_text("Пeкин встретил гостей.\n", encoding="utf-8")  # a Latin e
    found = run("check", "ru.txt", "--source", "seeds/summit.txt", "-l", "ru")
    assert "ru.txt:1:1: error: script.mixed" in found.out
    alone = run("check", "ru.txt")
    assert alone.status == 2
    assert "no source text is known for it" in alone.err
    (project / "glossary.toml").write_text('translations = ["{language}.txt"]\n', encoding="utf-8")
    assert "number.missing" not in run("check", "ru.txt").out
    (project / "seeds/summit.txt").write_text("Beijing had 47 guests.\n", encoding="utf-8")
    assert "number.missing: the number 47" in run("check", "ru.txt").out, "not what was found with the old source"
    assert project / "seeds/summit.txt" in jobs.stamps(load(project), ["ru.txt"]), "which --watch looks at"
    assert "there is nothing in 'fr' here; the project has ru, zh_CN" in run("check", "-l", "fr").err


def test_texts_are_named_from_the_current_folder(project: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("extract")
    for folder, number in ((project, 7), (project / "locale", 8)):
        (folder / "en.txt").write_text("7\n", encoding="utf-8")
        (folder / "ru.txt").write_text(f"{number}\n", encoding="utf-8")
    monkeypatch.chdir(project / "locale")
    made = CliRunner().invoke(cli, ["check", "ru.txt", "--source", "en.txt", "-l", "ru"])
    assert "ru.txt:1: warning: number.missing: the number 7" in made.stdout


def test_translated_texts_may_be_in_another_encoding(project: Path, run: Run) -> None:
    run("extract")
    (project / "ru.txt").write_text("Пeкин встретил гостей.\n", encoding="windows-1251")
    pair = ("ru.txt", "--source", "seeds/summit.txt", "-l", "ru")
    assert "--encoding windows-1251" in run("check", *pair).out
    assert "script.mixed" in run("check", *pair, "--encoding", "windows-1251").out
    assert run("coverage", *pair, "--encoding", "windows-1251").status == 0
    with (project / "glossary.toml").open("a", encoding="utf-8") as stream:
        stream.write('translations = ["{stem}.{language}.md"]\n')
    assert "no text is there that 'translations' names: {stem}.{language}.md\n" in run("check").err


def test_a_paragraph_that_is_two_in_the_translation_is_no_finding(project: Path, run: Run) -> None:
    (project / "seeds" / "en.txt").write_text("Peace came at last. Guests left the town.\n\nIt rained.\n", "utf-8")
    (project / "ru.txt").write_text("Наконец наступил мир.\n\nГости покинули город.\n\nШёл дождь.\n", "utf-8")
    found = run("check", "ru.txt", "--source", "seeds/en.txt", "-l", "ru")
    assert (found.status, found.out) == (0, ""), found.out


def test_a_glossary_that_is_called_xml_is_read(project: Path, run: Run) -> None:
    unit = '<tu><tuv xml:lang="en"><seg>the port</seg></tuv><tuv xml:lang="ru"><seg>порт “</seg></tuv></tu>'
    head = '<header creationtool="a" creationtoolversion="1" segtype="block" o-tmf="a" adminlang="en" srclang="en" datatype="xml"/>'
    (project / "memory.xml").write_text(f'<tmx version="1.4">{head}<body>{unit}</body></tmx>', "utf-8")
    checked = run("check", "memory.xml")
    assert checked.status == 0
    assert "mark.unpaired" in checked.out
    assert run("memory", "import", "memory.xml").out == "memory.xml: 1 added, 0 updated, 0 unchanged, 0 skipped\n"


# What can be wrong


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
HEAD = '<?xml version="1.0"?>{}<tmx version="1.4"><header srclang="en"/><body><tu><tuv'
BAD = {
    "nowhere.txt": None,
    "empty.txt": b"",
    "binary.txt": bytes(range(256)) * 20,
    "latin.txt": "Der Präsident sprach.".encode("latin-1"),
    "broken.docx": b"PK\x03\x04 not really",
    "blank.html": b"<html><body><script>x</script></body></html>",
    "syntax.po": b'msgid "a"\nmsgstr "b\n',
    "marker.po": b'<<<<<<< ours\nmsgid "a"\nmsgstr "b"\n=======\n>>>>>>> theirs\n',
    "cut.tmx": HEAD.format("").encode(),
    "laughs.tmx": (
        HEAD.format(f'<!DOCTYPE tmx [<!ENTITY l0 "ha">{LAUGHS}]>')
        + ' xml:lang="en"><seg>&l8;</seg></tuv></tu></body></tmx>'
    ).encode(),
}
"""Files that cannot be read, texts to be extracted from and glossaries to be imported."""


@pytest.mark.parametrize(
    "command",
    [
        *((("extract" if Path(name).suffix in (".txt", ".docx", ".html") else "import"), name) for name in BAD),
        ("import", "seeds"),
        ("export", "glossary.doc"),
        ("export", "nowhere/glossary.tmx"),
        ("extract", "-l", "zh"),
        ("check", "--select", "scirpt"),
        ("-C", "nowhere", "status"),
    ],
    ids=" ".join,
)
def test_bad_input_gives_one_clear_line_and_changes_nothing(project: Path, run: Run, command: tuple[str, ...]) -> None:
    run("extract")
    if (content := BAD.get(command[-1])) is not None:
        (project / command[-1]).write_bytes(content)
    before = state(project)
    made = run(*command)
    assert made.status == 2, made
    lines = [line for line in made.err.splitlines() if not line.startswith("glossary: note:")]
    assert len(lines) == 1, made.err
    assert lines[0].startswith("glossary: error: ")
    assert "Traceback" not in made.err
    assert state(project) == before


def test_a_broken_catalogue_does_not_stop_the_check_of_the_others(project: Path, run: Run) -> None:
    run("extract")
    path = project / CATALOGUE
    path.write_text(path.read_text(encoding="utf-8") + '\nmsgid "a"\nmsgstr "b\n', encoding="utf-8")
    fill(project / "locale/zh_CN/LC_MESSAGES/glossary.po", "Xi Jinping", "習近平")
    made = run("check")
    assert made.status == 2
    assert f"{CATALOGUE.as_posix()}:122: error: file.syntax: a text without its closing quote" in made.out
    assert "zh.traditional" in made.out
    assert "; 1 could not be read (--severity info shows all)\n" in made.err
    assert run("check", "absent.po").err.endswith("\n1 file: 1 could not be read\n")
    before = state(project)
    assert run("extract").status == 2
    assert state(project) == before


def test_a_typing_mistake_gets_a_hint(run: Run) -> None:
    made = run("extrct")
    assert made.status == 2
    assert "did you mean extract" in made.err


def test_a_term_cannot_drive_the_terminal(project: Path, run: Run) -> None:
    (project / "back.csv").write_text("en,ru\nKremlin,\x1b[31mКремль\n", encoding="utf-8")
    run("extract")
    made = run("import", "back.csv")
    assert "\x1b" not in made.out + made.err


def test_output_is_utf8_whatever_the_locale(project: Path, run: Run) -> None:
    (project / "seeds/summit.txt").write_text("Jakub Jakóbowski spoke. Mr Jakóbowski left.\n", encoding="utf-8")
    made = run("extract", "--dry-run", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert "Jakóbowski" in made.out


def test_the_same_bytes_under_another_hash_seed_locale_and_time_zone(project: Path, run: Run) -> None:
    (project / "seeds/самит.txt").write_text("Xi Jinping was in Samarkand.\n", encoding="utf-8")
    run("extract", PYTHONHASHSEED="1", TZ="Asia/Shanghai", LC_ALL="C", PYTHONUTF8="0")
    first = state(project / "locale")
    shutil.rmtree(project / "locale")
    run("extract", PYTHONHASHSEED="2", TZ="America/New_York", LC_ALL="C.UTF-8")
    assert state(project / "locale") == first


def hears_interrupts() -> None:
    """Make a child hear SIGINT, also where a shell that started the tests behind itself has it ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_an_interrupted_run_leaves_the_old_files_whole(project: Path, run: Run) -> None:
    run("extract")
    before = state(project / "locale")
    (project / "seeds/long.txt").write_text("Sergey Lavrov landed in Mongolia. " * 200_000, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "glossary", "extract"],
        cwd=project,
        stderr=subprocess.DEVNULL,
        preexec_fn=hears_interrupts,
    )
    time.sleep(0.7)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=60) != 0
    assert state(project / "locale") == before


def test_version(run: Run) -> None:
    from glossary import __version__

    assert run("--version").out == f"glossary, version {__version__}\n"


# Checking, the long way


def broken_glossary(project: Path, run: Run) -> Path:
    """A glossary with a Latin letter in a Russian name."""
    run("extract")
    fill(project / CATALOGUE, "Xi Jinping", "Cи Цзиньпин")
    return project / CATALOGUE


def test_no_baseline_is_written_of_files_that_cannot_be_read(project: Path, run: Run) -> None:
    path = broken_glossary(project, run)
    run("check", "--write-baseline")
    known = (project / "locale/baseline.json").read_bytes()
    whole = path.read_bytes()
    for content in (b"\xff\xfe\xff", b'msgid "a\n'):
        path.write_bytes(content)
        done = run("check", "--write-baseline")
        assert (done.status, done.err.count("glossary: error: ")) == (2, 1)
        assert (project / "locale/baseline.json").read_bytes() == known
    path.write_bytes(whole)
    assert run("check").status == 0


def test_a_baseline_of_a_part_keeps_what_it_knows_of_the_rest(project: Path, run: Run) -> None:
    path = broken_glossary(project, run)
    fill(path, "China", "Китай ")
    run("check", "--write-baseline")
    whole = (project / "locale/baseline.json").read_bytes()
    other = "locale/zh_CN/LC_MESSAGES/glossary.po"
    for part in ((other,), ("-l", "zh_CN"), ("--select", "script"), ("--ignore", "space")):
        assert run("check", *part, "--write-baseline").status == 0
        assert (project / "locale/baseline.json").read_bytes() == whole
    path.write_text(path.read_text("utf-8").replace("Китай ", "Китай"), "utf-8")
    mended = run("check", path, "--write-baseline").out
    count = len(json.loads(whole)["findings"]) - 1
    assert f"known findings: {count}\n" in mended
    (project / "locale/baseline.json").write_text("[]")
    assert run("check", "--write-baseline").out == mended


def test_a_baseline_knows_a_file_however_it_is_called(project: Path, run: Run) -> None:
    (project / "ru").mkdir()
    (project / "ru" / "a.po").write_text(
        'msgid ""\nmsgstr "Language: ru\\n"\n\nmsgid "It cost 5."\nmsgstr "Оно стоило 6."\n', encoding="utf-8"
    )
    run("extract", "-l", "ru")
    run("check", "ru/a.po", "--write-baseline")
    whole = (project / "locale/baseline.json").read_bytes()
    assert b'"file": "ru/a.po"' in whole
    for name in ("./ru/a.po", str(project / "ru" / "a.po")):
        assert "1 in the baseline" in run("check", name).err
        run("check", name, "--write-baseline")
        assert (project / "locale/baseline.json").read_bytes() == whole


def test_without_files_a_language_is_the_only_one_that_is_checked(project: Path, run: Run) -> None:
    broken_glossary(project, run)
    assert "script.mixed" in run("check", "-l", "ru").out
    assert "1 file: " in run("check", "-l", "zh-Hans").err
    assert "there is nothing in 'de' here; the project has " in run("check", "-l", "de").err


def test_a_translation_among_the_sources_is_passed_over(project: Path, run: Run) -> None:
    run("extract")
    (project / "seeds" / "china.txt").write_text("Китай уважает территориальную целостность.\n", encoding="utf-8")
    made = run("extract")
    assert "from 1 text: nothing new" in made.out
    assert made.err == "glossary: warning: seeds/china.txt: passed over: its letters are those of another language\n"


def test_a_text_in_a_language_of_the_same_letters_is_told_of(project: Path, run: Run) -> None:
    german = "Die Regierung hat am Mittwoch den Entwurf vorgelegt, sagte ein Sprecher in Berlin. " * 8
    (project / "seeds" / "berlin.txt").write_text(german, encoding="utf-8")
    told = "berlin.txt: it does not read like 'en': its terms are worth little\n"
    assert run("extract", "--dry-run").err == f"glossary: warning: seeds/{told}"
    ukrainian = "Міністр закордонних справ прибув до столиці України. " * 8
    (project / "seeds" / "kyiv.txt").write_text(ukrainian, encoding="utf-8")
    assert "does not read like 'ru'" in run("extract", "--dry-run", "--source-language", "ru", "seeds/kyiv.txt").err


def test_a_text_that_is_called_as_the_translation_of_another_is_passed_over(project: Path, run: Run) -> None:
    """Where the letters are the same ones, nothing else tells it."""
    (project / "glossary.toml").write_text('languages = ["de", "pt_BR"]\n', encoding="utf-8")
    for name in ("summit.de.txt", "summit.pt-BR.md", "summit.fr.txt", "speech.de.txt"):
        (project / "seeds" / name).write_text("Putin visited Samarkand with Kazakhstan.\n", encoding="utf-8")
    made = run("extract")
    assert "from 3 texts: " in made.out
    assert made.err.splitlines() == [
        "glossary: note: seeds/summit.de.txt: not a source text, passed over",
        "glossary: note: seeds/summit.pt-BR.md: not a source text, passed over",
    ]
    assert run("extract", "--dry-run", "seeds/summit.de.txt").err == ""


def test_what_leverage_makes_of_a_text_is_not_noted(project: Path, run: Run) -> None:
    for name in ("summit.ru.po", "notes.ru.po"):
        (project / "seeds" / name).write_text('msgid "x"\nmsgstr ""\n', encoding="utf-8")
    assert run("extract").err == "glossary: note: seeds/notes.ru.po: not a source text, passed over\n"


def test_where_no_text_is_in_its_language_nothing_is_retired(project: Path, run: Run) -> None:
    run("extract")
    template = (project / "locale/glossary.pot").read_bytes()
    refused = run("extract", "--source-language", "ru")
    assert refused.status == 2
    assert "no text is written in the letters of 'ru'; say what the texts are written in" in refused.err
    assert (project / "locale/glossary.pot").read_bytes() == template


def test_a_baseline_hides_what_is_known_and_survives_moved_lines(project: Path, run: Run) -> None:
    path = broken_glossary(project, run)
    assert run("check").status == 1
    assert "wrote locale/baseline.json; known findings: " in run("check", "--write-baseline").out
    assert run("check").status == 0
    path.write_text("# one line more\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert run("check").status == 0
    fill(path, "Vladimir Putin", "Bладимир Путин")
    again = run("check")
    assert again.status == 1
    assert "Vladimir Putin" in again.out
    assert "Xi Jinping" not in again.out
    (project / "locale/baseline.json").write_text("{}")
    assert "not a baseline" in run("check").err
    (project / "locale/baseline.json").write_text('{"version": 99, "findings": []}')
    assert "a baseline of version 99, we know 1; write it again" in run("check").err


def test_a_waiver_is_written_with_its_reason(project: Path, run: Run) -> None:
    path = broken_glossary(project, run)
    assert run("check", "--add-waiver", "script.mixed").status == 2
    made = run("check", "--add-waiver", "script.mixed", "--reason", "a test")
    assert made.out == "entries that waive script.mixed now: 1\n"
    assert "# glossary: ignore script.mixed -- a test\n" in path.read_text(encoding="utf-8")
    assert run("check").status == 0
    path.write_text(path.read_text(encoding="utf-8").replace("Cи", "Си"), encoding="utf-8")
    assert "waiver.unused" in run("check").out


def test_a_waiver_goes_to_its_entry_only(project: Path, run: Run) -> None:
    path = project / CATALOGUE
    head = 'msgid ""\nmsgstr "Language: ru\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n'
    one, two = 'msgid "Kremlin"\nmsgstr "Кремль"\n\n', 'msgid "party congress"\nmsgstr "party congress"\n'
    run("extract")
    path.write_text(head + one + two, encoding="utf-8")
    made = run("check", "--add-waiver", "entry.copy", "--reason", "a test")
    assert made.out == "entries that waive entry.copy now: 1\n"
    assert "'per-file'" not in made.err
    assert "'per-file' or the baseline" in run("check", "--add-waiver", "usage", "--reason", "a test").err
    lost = run("check", "--baseline", "basline.json")
    assert (lost.status, lost.err) == (
        2,
        "glossary: error: basline.json: there is no such file; --write-baseline makes it\n",
    )
    assert path.read_text(encoding="utf-8") == f"{head}{one}# glossary: ignore entry.copy -- a test\n{two}"


def test_reports_for_other_programs(project: Path, run: Run) -> None:
    from xml.etree import ElementTree

    broken_glossary(project, run)
    found = json.loads(run("check", "--output-format", "json").out)["findings"]
    lines = run("check", "--output-format", "json-lines").out.splitlines()
    assert [json.loads(line) for line in lines] == found
    commands = run("check", "--output-format", "github").out
    assert re.search(r"^::error file=locale/ru/LC_MESSAGES/glossary\.po,line=\d+,col=9,endColumn=11,", commands, re.M)
    gitlab = json.loads(run("check", "--output-format", "gitlab").out)
    assert {row["check_name"] for row in gitlab} == {row["check"] for row in found}
    suites = ElementTree.fromstring(run("check", "--output-format", "junit").out)
    assert len(suites.findall(".//failure")) == len(found)
    none = ElementTree.fromstring(run("check", "--select", "zh.space", "--output-format", "junit").out)
    assert [case.get("name") for case in none.iter("testcase")] == ["no findings"]
    log = json.loads(run("check", "--output-format", "sarif").out)
    assert log["version"] == "2.1.0"
    (only,) = log["runs"]
    for result in only["results"]:
        assert only["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    made = run("check", "--output-format", "html", "-o", "report.html", "--exit-zero")
    assert made.status == 0
    assert "<title>glossary check</title>" in (project / "report.html").read_text(encoding="utf-8")


def test_what_is_shown_and_what_fails(project: Path, run: Run) -> None:
    broken_glossary(project, run)
    assert run("check", "--exit-zero").status == 0
    assert run("check", "--fail-on", "never").status == 0
    assert run("check", "--ignore", "script", "--fail-on", "info").status == 1
    assert "entry.empty" not in run("check").out
    assert "entry.empty" in run("check", "--severity", "info").out
    assert "entry.empty" in run("check", "--select", "entry").out
    assert 'msgid "Xi Jinping"' in run("check", "--full").out
    assert "script.mixed" in run("check", "--statistics").err
    assert "\x1b[" in run("check", "--color", "always").out
    assert "\x1b[" not in run("check").out


def test_rules_are_listed_and_explained(run: Run) -> None:
    table = run("rules").out
    assert "script.mixed" in table
    one = run("rules", "script.mixed").out
    assert "Wrong: " in one
    assert "Right: " in one
    assert "0.00 of 100 sentences" in one
    rows = json.loads(run("rules", "script", "--output-format", "json").out)["rules"]
    assert all(row["name"].startswith("script.") for row in rows)
    assert all(isinstance(row["false_alarms"], float) for row in rows)
    assert "of 100 sentences" not in run("rules", "entry").out
    assert "did you mean" in run("rules", "script.mixd").err


def test_info_says_what_files_hold(project: Path, run: Run) -> None:
    run("extract")
    (project / "cut.tmx").write_text("<tmx version='1.4'><body><tu>", encoding="utf-8")
    made = run("info", CATALOGUE, "cut.tmx", "--output-format", "json")
    assert made.status == 2
    assert "glossary: error: cut.tmx:" in made.err
    told = run("info", "seeds/summit.txt").err
    assert "seeds/summit.txt:1: no two terms with a tab between them; a text is read by 'glossary extract'\n" in told
    (row,) = json.loads(made.out)["files"]
    assert (row["format"], row["encoding"], row["languages"]) == ("po", "utf-8", ["en", "ru"])
    assert row["counts"]["translated"] == 0
    assert set(row) == {"file", "format", "version", "encoding", "languages", "counts", "skipped"}


def test_info_names_the_source_first_in_whatever_region(project: Path, run: Run) -> None:
    unit = '<trans-unit id="1"><source>colour</source><target>цвет</target></trans-unit>'
    head = '<file original="a" source-language="en-GB" target-language="ru" datatype="x">'
    text = f'<xliff version="1.2">{head}<body>{unit}</body></file></xliff>'
    (project / "a.xlf").write_text(text, encoding="utf-8")
    (project / "c.csv").write_text("ru,en_GB\nцвет,colour\n", encoding="utf-8")
    made = run("info", "a.xlf", "c.csv", "--output-format", "json")
    assert [row["languages"] for row in json.loads(made.out)["files"]] == [["en-GB", "ru"]] * 2


def test_what_was_passed_over_has_one_shape_in_import_and_info(project: Path, run: Run) -> None:
    run("extract")
    (project / "back.csv").write_text("en,ru\nKremlin,Кремль\n,Дума\n", encoding="utf-8")
    row = {"line": 3, "why": "no term in en", "file": "back.csv"}
    assert json.loads(run("import", "-n", "back.csv", "--output-format", "json").out)["skipped"] == [row]
    assert json.loads(run("info", "back.csv", "--output-format", "json").out)["files"][0]["skipped"] == [row]


def test_convert_there_and_back(project: Path, run: Run) -> None:
    (project / "app.po").write_text(
        'msgid ""\nmsgstr "Language: ru\\nContent-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Open"\nmsgstr "Открыть"\n',
        encoding="utf-8",
    )
    assert run("convert", "app.po", "app.tmx").out == "wrote app.tmx: 1 unit\n"
    assert run("convert", "app.tmx", "back.po").status == 0
    assert 'msgid "Open"\nmsgstr "Открыть"' in (project / "back.po").read_text(encoding="utf-8")
    assert run("convert", "app.po", "app.xyz").status == 2


def test_diff_of_files_and_revisions(project: Path, run: Run) -> None:
    run("extract")
    if shutil.which("git"):
        commit(project)
    shutil.copy(project / CATALOGUE, project / "old.po")
    fill(project / CATALOGUE, "Kazakhstan", "Казахстан")
    line = "~ Kazakhstan [ru]: rendering: '' -> 'Казахстан'\n"
    made = run("diff", "old.po", CATALOGUE)
    assert (made.status, made.out) == (1, line)
    proposed = (project / CATALOGUE).read_text("utf-8").replace('msgid "Kazakhstan"', '#, fuzzy\nmsgid "Kazakhstan"')
    (project / "proposed.po").write_text(proposed, "utf-8")
    assert run("diff", "old.po", "proposed.po").out == line.replace("\n", " (proposed)\n")
    assert "</ins> <small>proposed</small>" in run("diff", "old.po", "proposed.po", "--output-format", "html").out
    assert run("diff", "old.po", "old.po").status == 0
    assert (
        json.loads(run("diff", "old.po", CATALOGUE, "--output-format", "json").out)["differences"][0]["after"]
        == "Казахстан"
    )
    assert (
        "<td lang='ru' dir='auto'><ins>Казахстан</ins></td>"
        in run("diff", "old.po", CATALOGUE, "--output-format", "html").out
    )
    if shutil.which("git"):
        assert run("diff", "HEAD", ".").out == line
    text = (project / CATALOGUE).read_text("utf-8")
    head, _, rest = re.split(r'((?:#.*\n)+msgid "Kazakhstan"\nmsgstr "Казахстан"\n)', text)
    gone = '#~ msgid "Kazakhstan"\n#~ msgstr "Казахстан"\n'
    (project / "old.po").write_text(text, "utf-8")
    (project / CATALOGUE).write_text(f"{head}{rest}\n{gone}", "utf-8")
    assert run("diff", "old.po", CATALOGUE).out == "~ Kazakhstan: obsolete: 'no' -> 'yes'\n"
    (project / CATALOGUE).write_text(text, "utf-8")
    assert "neither a file nor a revision" in run("diff", "nowhere", ".").err
    run("export", "zh.csv", "-l", "zh_CN")  # holds no Russian, so there is none to be missed
    assert run("diff", "zh.csv", ".").out == ""


@pytest.mark.skipif(not hasattr(os, "symlink") or not shutil.which("git"), reason="no links, or no git")
def test_a_catalogue_may_be_a_link(project: Path, run: Run) -> None:
    run("extract")
    (project / "po").mkdir()
    shutil.move(project / CATALOGUE, project / "po" / "russian.po")
    (project / CATALOGUE).symlink_to("../../../po/russian.po")
    commit(project)
    (project / "back.csv").write_text("en,ru\nKazakhstan,Казахстан\n", encoding="utf-8")
    assert "1 applied" in run("import", "back.csv").out
    assert (project / CATALOGUE).is_symlink()
    assert 'msgstr "Казахстан"' in (project / "po" / "russian.po").read_text(encoding="utf-8")
    assert run("diff", "HEAD", ".").out == "~ Kazakhstan [ru]: rendering: '' -> 'Казахстан'\n"
    shutil.move(project / "locale", project / "kept")
    (project / "locale").symlink_to("kept")
    commit(project)
    assert run("diff", "HEAD", ".").out == ""
    assert run("diff", "HEAD~1", "HEAD").out == "~ Kazakhstan [ru]: rendering: '' -> 'Казахстан'\n"
    (project / CATALOGUE).unlink()
    (project / CATALOGUE).symlink_to("../../nowhere.po")
    commit(project)
    assert "a symbolic link that leads to no file there" in run("diff", "HEAD~1", "HEAD").err


def test_diff_tells_other_names_senses_forms_and_flags(project: Path, run: Run) -> None:
    head = 'msgid ""\nmsgstr "Language: ru\\n"\n\n'
    before = """# forms: Самарканда | Самарканду
msgid "Samarkand"
msgstr "Самарканд"

msgid "Georgia"
msgstr "Грузия"

msgid "NATO"
msgstr "НАТО"

msgid "empty"
msgstr ""

msgid "the first"
msgstr "один"

msgid "the second"
msgstr "один"
"""
    after = """# forms: Самарканда
# rejected: Самарканд-сити
#, read-only
msgid "Samarkand"
msgstr "Самарканд"

msgctxt "country"
msgid "Georgia"
msgstr "Грузия"

msgid "North Atlantic Alliance"
msgstr "НАТО"

#| msgid "empty"
msgid "blank"
msgstr ""

msgid "the third"
msgstr "один"
"""
    for name, text in (("before.po", before), ("after.po", after)):
        (project / name).write_text(head + text, encoding="utf-8")
    assert run("diff", "before.po", "after.po").out.splitlines() == [
        "~ Georgia: sense: '' -> 'country'",
        "~ North Atlantic Alliance: name: 'NATO' -> 'North Atlantic Alliance'",
        "~ Samarkand: flags: '' -> 'read-only'",
        "~ Samarkand [ru]: forms: 'Самарканда | Самарканду' -> 'Самарканда'",
        "~ Samarkand [ru]: rejected: '' -> 'Самарканд-сити'",
        "~ blank: name: 'empty' -> 'blank'",
        "- the first",
        "- the second",
        "+ the third",
        "~ the third [ru]: rendering: '' -> 'один'",
    ]


def test_safe_fixes_change_nothing_else(project: Path, run: Run) -> None:
    path = broken_glossary(project, run)
    fill(path, "Vladimir Putin", " Владимир  Путин ")
    before = path.read_text(encoding="utf-8")
    shown = run("check", "--fix", "--diff")
    assert shown.status == 1
    assert '+msgstr "Владимир Путин"' in shown.out
    assert path.read_text(encoding="utf-8") == before
    made = run("check", "--fix")
    assert f"{CATALOGUE.as_posix()}: entries mended: 2" in made.err
    assert made.status == 0
    mended = before.replace('"Cи Цзиньпин"', '"Си Цзиньпин"').replace('" Владимир  Путин "', '"Владимир Путин"')
    assert path.read_text(encoding="utf-8") == mended
    assert "mended" not in run("check", "--fix").err


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
def test_what_would_be_mended_is_a_patch_for_git(project: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    broken_glossary(project, run)
    there, web = list(project.iterdir()), project / "web"
    web.mkdir()
    for path in there:
        path.rename(web / path.name)
    head = 'msgid ""\nmsgstr "Language: ru\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n'
    # Line ends that Python knows and git does not, and a last line without any.
    (web / "u i.po").write_text(f'{head}#  a\x0cb\u2028c\nmsgid "a"\nmsgstr "Cи"', encoding="utf-8")
    monkeypatch.chdir(web / "seeds")
    assert jobs.fix(web, web / "u i.po", dry_run=True)[0].diff().startswith("--- a/u i.po\t\n+++ b/u i.po\t\n")
    subprocess.run(["git", "init", "-q"], cwd=project, check=True)
    for names in ((), ("./web/u i.po",)):
        made = run("-C", "web", "check", *names, "--fix", "--diff").out.encode()
        done = subprocess.run(["git", "apply", "-"], cwd=project, input=made, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
        assert run("-C", "web", "check", *names, "--fix", "--diff").out == ""


def test_suggest_proposes_and_never_touches_a_word_of_a_person(project: Path, run: Run) -> None:
    run("extract")
    fill(project / CATALOGUE, "Xi Jinping", "Си")
    before = state(project)
    shown = run("suggest", "-l", "ru", "--dry-run")
    assert "Казахстан" in shown.out
    assert state(project) == before
    assert run("suggest").status == 0
    text = (project / CATALOGUE).read_text(encoding="utf-8")
    assert 'msgid "Xi Jinping"\nmsgstr "Си"\n' in text
    assert 'fuzzy\nmsgid "Kazakhstan"\nmsgstr "Казахстан"\n' in text
    assert "# origin: CLDR: territory KZ" in text
    before = state(project)
    assert run("suggest").status == 0
    assert state(project) == before


def test_suggest_looks_into_lists(project: Path, run: Run) -> None:
    run("extract")
    (project / "names.csv").write_text("en,ru\nterritorial integrity,целостность территории\n", encoding="utf-8")
    made = run("suggest", "-l", "ru", "--from", "lists", "--list", "names.csv", "--output-format", "json")
    (row,) = json.loads(made.out)["suggested"]
    assert row["suggestions"][0]["text"] == "целостность территории"


def test_phrases_are_built_of_what_the_same_run_proposes(project: Path, run: Run) -> None:
    run("extract")
    (project / "new.csv").write_text("en,ru\nmayor of Blorptown,\nBlorptown,\n", encoding="utf-8")
    (project / "names.csv").write_text("en,ru\nBlorptown,Блорптаун\n", encoding="utf-8")
    run("import", "new.csv")
    run("suggest", "-l", "ru", "--list", "names.csv")
    assert 'msgstr "мэр Блорптауна"' in (project / CATALOGUE).read_text(encoding="utf-8")
    assert json.loads(run("suggest", "-l", "ru", "--output-format", "json").out)["suggested"] == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_completion_scripts(run: Run, shell: str) -> None:
    assert "_GLOSSARY_COMPLETE" in run("completion", shell).out
    words = {"COMP_WORDS": "glossary ex", "COMP_CWORD": "1" if shell != "fish" else "ex", "COMP_WORD": "ex"}
    made = run(_GLOSSARY_COMPLETE=f"{shell}_complete", **words)
    assert {"extract", "export"} <= set(made.out.replace("plain,", "").replace("\t", "\n").split())


@pytest.mark.skipif(not shutil.which("bash"), reason="there is no bash")
def test_completion_in_a_real_bash() -> None:
    code = (
        f'shopt -s expand_aliases; PATH="{Path(sys.executable).parent}:$PATH"; eval "$(glossary completion bash)"\n'
        'COMP_WORDS=(glossary check --sel); COMP_CWORD=2; _glossary_completion glossary; echo "${COMPREPLY[@]}"\n'
    )
    done = subprocess.run(["bash", "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "--select", done.stderr


@pytest.mark.skipif(not shutil.which("bash"), reason="there is no bash")
def test_a_term_of_two_words_is_one_word_of_a_completed_line(project: Path) -> None:
    code = (
        f'PATH="{Path(sys.executable).parent}:$PATH"; eval "$(glossary completion bash)"; glossary extract >/dev/null\n'
        'COMP_WORDS=(glossary reject vla); COMP_CWORD=2; _glossary_completion glossary; echo "${COMPREPLY[@]}"\n'
    )
    done = subprocess.run(["bash", "-c", code], capture_output=True, text=True, check=False, cwd=project)
    assert done.stdout == "Vladimir\\ Putin\n", done.stderr


@pytest.mark.parametrize(
    ("shell", "words", "word", "completed"),
    [
        ("bash", "--output-format = gi", "4", "plain,github\nplain,gitlab\n"),
        ("zsh", "--output-format=gi", "2", "plain\n--output-format=github\n_\nplain\n--output-format=gitlab\n_\n"),
        (
            "fish",
            "--output-format=gi",
            "--output-format=gi",
            "plain,--output-format=github\nplain,--output-format=gitlab\n",
        ),
    ],
)
def test_a_value_behind_an_equals_sign_is_completed(
    run: Run, shell: str, words: str, word: str, completed: str
) -> None:
    made = run(_GLOSSARY_COMPLETE=f"{shell}_complete", COMP_WORDS=f"glossary check {words}", COMP_CWORD=word)
    assert made.out == completed


def test_a_decision_on_what_is_no_term_is_told(project: Path, run: Run) -> None:
    assert run("reject", "Samarkant").err == ""  # there is no glossary yet
    run("extract")
    done = run("reject", "Samarkent", "a thing of another text", "SAMARKAND")
    assert (done.status, done.out) == (0, "wrote locale/decisions.txt\n")
    assert done.err.splitlines() == [
        "glossary: warning: 'Samarkent' is no term of the glossary; did you mean Samarkand?",
        "glossary: warning: 'a thing of another text' is no term of the glossary; the decision holds where a text has it",
    ]
    assert run("keep", "Global South").err == run("reject", "--undo", "Samarkent").err == ""


@pytest.mark.skipif(not shutil.which("bash"), reason="there is no bash")
def test_a_closed_pipe_is_silent(tmp_path: Path) -> None:
    code = f'"{sys.executable}" -m glossary rules | head -n 1'
    quiet = os.environ | {"LC_ALL": "C"}  # bash itself complains of a locale that is not there
    done = subprocess.run(["bash", "-c", code], capture_output=True, text=True, cwd=tmp_path, env=quiet, check=False)
    assert done.stderr == ""


def test_what_has_not_changed_is_not_checked_again(project: Path, run: Run) -> None:
    path = broken_glossary(project, run)
    first = run("check")
    cache = project / ".glossary/check.json"
    assert (project / ".glossary/.gitignore").read_text() == "*\n"
    known = json.loads(cache.read_text(encoding="utf-8"))["results"]
    assert len(known) == 2
    assert (run("check").out, run("check").status) == (first.out, 1)
    cache.write_text(cache.read_text(encoding="utf-8").replace("script.mixed", "script.mixed.from-the-cache"))
    assert "from-the-cache" in run("check").out
    assert "from-the-cache" not in run("check", "--no-cache").out
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert "from-the-cache" not in run("check").out


def test_files_of_the_command_line_are_named_from_here(
    project: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken_glossary(project, run)
    monkeypatch.chdir(project / "locale")
    for arguments in (["check", "--baseline", "b.json", "--write-baseline"], ["extract", "--tmx", "b.tmx"]):
        assert CliRunner().invoke(cli, arguments).exit_code == 0
    assert {"b.json", "b.tmx"} <= {path.name for path in Path().iterdir()}
    for name in ("b.json", ""):
        assert CliRunner().invoke(cli, ["check", "--baseline", name]).exit_code == (0 if name else 1)


def test_what_a_result_depends_on_is_part_of_its_key(project: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("extract")
    names = [str(project / f"{name}.tmx") for name in "abc"]
    jobs.export(project, names[0])
    for name in names[1:]:
        shutil.copy(names[0], name)
    read: list[str] = []
    opened, whole = files.opened, files.read_bytes
    monkeypatch.setattr(files, "read_bytes", lambda path: whole(path) if path not in names else pytest.fail("at once"))
    monkeypatch.setattr(files, "opened", lambda path: read.append(Path(path).name) or opened(path))

    def known() -> int:
        jobs.check(project, names)
        return len(json.loads((project / ".glossary/check.json").read_text(encoding="utf-8"))["results"])

    assert (known(), known()) == (3, 3)
    read.clear()
    assert (known(), read.count("glossary.pot")) == (3, 1), "not once for each file"
    monkeypatch.setattr(checking, "_age", lambda module: int(module == "pymorphy3"))
    assert known() == 6, "it finds renderings in other forms"
    (project / CATALOGUE).parents[1].rename((project / CATALOGUE).parents[1].with_name("uk"))
    assert known() == 9, "they are in another language now"


def test_that_nothing_was_mended_is_said_and_a_long_number_is_cut(project: Path, run: Run) -> None:
    (project / "ui.po").write_text(
        'msgid ""\nmsgstr "Language: ru\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n'
        f'msgid "Pi is {"3" * 3000}"\nmsgstr "Вот и пи"\n',
        encoding="utf-8",
    )
    done = run("check", "--fix", "ui.po")
    assert "there is nothing to mend in the PO files\n" in done.err
    assert f"the number {'3' * 59}… is not in the translation" in done.out


def test_a_cache_that_makes_no_sense_is_made_anew(project: Path, run: Run) -> None:
    broken_glossary(project, run)
    first = run("check")
    cache = project / ".glossary/check.json"
    whole = json.loads(cache.read_text(encoding="utf-8"))
    key, (row, *_) = next((key, rows) for key, rows in whole["results"].items() if rows)
    rows = [["x"], [{**row, "severity": "bad"}], [{**row, "start": 1e999}], [{**row, "place": {"file": "x"}}], 7]
    results = [None, [], "x", 7, *({key: value} for value in rows)]
    for content in ["\0not json", "[]", '{"version": 1}', *(json.dumps({**whole, "results": one}) for one in results)]:
        cache.write_text(content, encoding="utf-8")
        assert run("check").out == first.out, content
        assert json.loads(cache.read_text(encoding="utf-8")) == whole, content


def test_the_cache_does_not_grow_with_every_change(project: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    path = broken_glossary(project, run)
    text = path.read_text(encoding="utf-8")
    known = []
    for number in range(8):
        monkeypatch.setattr(cache, "MOST", 0 if number == 7 else text.count("msgid") * 3)
        path.write_text(f"{text}\n# {number}\n", encoding="utf-8")
        run("check")
        known.append(len(json.loads((project / ".glossary/check.json").read_text(encoding="utf-8"))["results"]))
    assert known == [2, 3, 4, 4, 4, 4, 4, 2], "those of the last run are kept in any case"


def test_a_new_waiver_takes_the_place_of_one_that_expired(project: Path, run: Run) -> None:
    path = broken_glossary(project, run)
    run("check", "--add-waiver", "script.mixed", "--reason", "for a while until 2001-01-31")
    shown = run("check").out
    assert "waiver.expired" in shown
    assert "waiver.unused" not in shown, "what has expired cannot be used"
    run("check", "--add-waiver", "script.mixed", "--reason", "the name of a brand")
    shown = run("check").out
    assert "script.mixed" not in shown
    assert "waiver" not in shown
    assert path.read_text(encoding="utf-8").count("glossary: ignore script.mixed") == 1


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("rules script.m", "plain,script.mixed"),
        ("check --select zh.i", "plain,zh.interpunct"),
        ("check locale/r", "file,locale/r"),
        ("check --source se", "file,se"),
        ("convert a.po b", "file,b"),
        ("export --for om", "plain,omegat"),
        ("convert --to tm", "plain,tmx"),
        ("suggest --from pal", "plain,palladius"),
        ("extract --entities spa", "plain,spacy"),
        ("suggest -l z", "plain,zh_CN"),
        ("memory lookup -l r", "plain,ru"),
        ("import --language r", "plain,ru"),
    ],
)
def test_names_and_files_are_completed(project: Path, run: Run, typed: str, found: str) -> None:
    words = {"COMP_WORDS": f"glossary {typed}", "COMP_CWORD": str(len(typed.split()))}
    assert run(_GLOSSARY_COMPLETE="bash_complete", **words).out == f"{found}\n"


def test_a_broken_configuration_completes_nothing(project: Path, run: Run) -> None:
    (project / "glossary.toml").write_text("languages = [", encoding="utf-8")
    made = run(_GLOSSARY_COMPLETE="bash_complete", COMP_WORDS="glossary import -l ", COMP_CWORD="3")
    assert (made.out.strip(), made.err) == ("", "")


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_watching(project: Path, run: Run) -> None:
    path = broken_glossary(project, run)
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "glossary", "check", "--watch"],
        cwd=project,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        preexec_fn=hears_interrupts,
    )
    assert process.stdout is not None
    watchdog = Timer(60, process.kill)
    watchdog.start()
    try:
        lines = iter(process.stdout.readline, b"")

        def shown() -> str:
            return b"".join(takewhile(lambda line: b"waiting" not in line, lines)).decode()

        assert "script.mixed" in shown()
        config = project / "glossary.toml"
        whole = config.read_text(encoding="utf-8")
        config.write_text(whole + "fail-on = 'often'\n", encoding="utf-8")
        assert "'fail-on' is 'often'" in shown()
        config.write_text(whole, encoding="utf-8")
        assert "script.mixed" in shown()
        path.write_text(path.read_text(encoding="utf-8").replace("Cи", "Си"), encoding="utf-8")
        assert "script.mixed" not in shown()
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) in (0, 1), "what the last check gave"
        assert process.stdout.read().strip() == b""
    finally:
        watchdog.cancel()
        process.kill()
        process.communicate()


def test_coverage_counts_what_follows_the_glossary(project: Path, run: Run) -> None:
    run("extract")
    fill(project / CATALOGUE, "China", "Китай")
    fill(project / CATALOGUE, "Kazakhstan", "Казахстан")
    (project / "ru.txt").write_text("ПЕКИН – Путин уважает Китай.\n\nКитай уважает соседа.\n", encoding="utf-8")
    made = run("coverage", "ru.txt", "--source", "seeds/summit.txt", "-l", "ru", "--output-format", "json")
    (article,) = json.loads(made.out)["articles"]
    terms = {row["term"]: (row["rendered"], row["mentions"]) for row in article["terms"]}
    assert terms == {"China": (2, 2), "Kazakhstan": (0, 1)}
    with (project / "glossary.toml").open("a") as out:
        out.write('translations = ["{language}.txt"]\n')
    assert "66 %" in run("coverage").out
    assert run("coverage", "-l", "Russian").out == run("coverage").out
    assert "zh_CN.txt: there is no translated text" in run("coverage", "-l", "zh_CN").err
    assert "no translations are named" in run("coverage", "-l", "de").err
    made = run("coverage", "ru.txt", "ru.txt", "--source", "seeds/summit.txt", "-l", "ru").out
    assert made.splitlines()[-1].split() == ["together", "ru", "6", "4", "66", "%"]
    half = 'msgid ""\nmsgstr "Language: ru\\n"\n\nmsgid "China"\nmsgstr "Китай"\n\nmsgid "China is far."\nmsgstr ""\n'
    (project / "half.po").write_text(half, encoding="utf-8")
    made = run("coverage", "half.po")
    assert "half.po: 1 segment without a translation is not counted" in made.err
    page = run("coverage", "--output-format", "html").out
    assert "<title>Coverage of the glossary</title>" in page
    assert "2 of 2" in page


def sent_back(data: bytes, changes: dict[str, str]) -> bytes:
    """Return a file with words replaced; of a workbook, as openpyxl saves it."""
    if not data.startswith(b"PK"):
        text = data.decode()
        for old, new in changes.items():
            text = text.replace(old, new)
        return text.encode()
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed (the extra test)")
    book = openpyxl.load_workbook(io.BytesIO(data))
    for row in book.active.iter_rows():
        for cell in row:
            cell.value = changes.get(cell.value, cell.value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "name",
    [
        *("tmx", "po", "tbx", "tbx2", "xliff", "xliff1", "multiterm", "omegat", "csv", "tsv", "xlsx"),
        *("for omegat utf8", "for weblate po", "for multiterm xml", "for phrase xlsx", "for crowdin xlsx"),
        *("for poedit tmx", "for google tmx", "for microsoft xlsx", "for aws tmx"),
    ],
)
def test_an_export_knows_its_base(project: Path, run: Run, name: str) -> None:
    _, tool, suffix = name.split() if " " in name else ("", "", name.rstrip("12"))
    suffix = {"omegat": "utf8", "xliff": "xlf", "multiterm": "xml"}.get(suffix, suffix)
    how = ["--for", tool] if tool else ["--format", name]
    run("extract")
    path = project / CATALOGUE
    for term, text in (("Kazakhstan", "Казахия"), ("China", "Чайна"), ("Ukraine", "Украйна")):
        fill(path, term, text)
    made = run("export", f"out.{suffix}", "-l", "ru", *how)
    assert made.status == 0
    assert "header" not in made.err
    # They mend one, we mend another, both mend the third, differently.
    mended = {"Казахия": "Казахстан", "Украйна": "Украина"}
    (project / f"back.{suffix}").write_bytes(sent_back((project / f"out.{suffix}").read_bytes(), mended))
    ours = path.read_text(encoding="utf-8").replace("Чайна", "Китай").replace("Украйна", "украина")
    path.write_text(ours, encoding="utf-8")
    made = run("import", f"back.{suffix}", "-l", "ru", *how[: 2 * bool(tool)])
    assert made.status == 1
    assert "changed: Kazakhstan [ru]: 'Казахия' -> 'Казахстан'; only they changed it" in made.out
    assert "conflict: Ukraine [ru]: ours 'украина', theirs 'Украина'; both changed it; it was 'Украйна'" in made.out
    text = path.read_text(encoding="utf-8")
    assert 'msgstr "Казахстан"' in text
    assert 'msgstr "Китай"' in text
    assert 'msgstr "украина"' in text
    assert "X-Glossary-Export" not in text


def test_inflected_forms_stand_beside_their_rendering(project: Path, run: Run) -> None:
    pytest.importorskip("pymorphy3", reason="the extra [ru] is not installed")
    run("extract")
    path = project / CATALOGUE
    fill(path, "Kazakhstan", "Казахстан")
    refused = run("inflect", "-l", "ru", "-l", "zh_CN")
    assert (refused.status, refused.err) == (2, "glossary: error: only Russian is inflected, not zh_CN\n")
    assert run("inflect", "--dry-run").out == "1 rendering inflected, nothing written\n"
    assert run("inflect").status == 0
    line = next(line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("# forms:"))
    assert "Казахстана | Казахстану | Казахстаном | Казахстане" in line
    mended = path.read_text(encoding="utf-8").replace("Казахстаном", "КАЗАХСТАНОМ")
    path.write_text(mended, encoding="utf-8")
    assert run("inflect").out == "0 renderings inflected\n"
    assert path.read_text(encoding="utf-8") == mended
    path.write_text(mended.replace('msgstr "Казахстан"', 'msgstr "Астана"'), encoding="utf-8")
    assert run("inflect").out.startswith("1 rendering inflected")
    assert "Астаной" in path.read_text(encoding="utf-8")
    run("extract")
    assert "# forms: " in path.read_text(encoding="utf-8")


def test_languages_may_be_named_in_words_and_are_shown_as_the_project_spells_them(tmp_path: Path, run: Run) -> None:
    assert run("init", "-l", "Russian, Simplified Chinese", "-l", "pt_BR").err == ""
    assert 'languages = ["ru", "zh_CN", "pt_BR"]' in (tmp_path / "glossary.toml").read_text(encoding="utf-8")
    (tmp_path / "terms.csv").write_text("en,zh,pt\nKremlin,克里姆林宫,Kremlin\n", encoding="utf-8")
    made = run("import", "terms.csv", "-l", "Simplified Chinese")
    assert "[zh_CN]" in run("diff", "-l", "ru", "terms.csv", ".").out + made.out
    assert [line.split()[0] for line in run("status").out.splitlines()[-3:]] == ["ru", "zh_CN", "pt_BR"]
    assert run("lookup", "the Kremlin", "-l", "简体中文").out.split()[:4] == ["form", "term", "kind", "zh_CN"]
    wrong = run("extract", "-l", "chinese")
    assert (wrong.status, "'chinese' does not say which script; write zh_CN" in wrong.err) == (2, True)
    assert "'Klingonish' is no language" in run("extract", "-l", "Klingonish").err


def test_a_large_glossary_is_not_listed_to_its_end(project: Path, run: Run) -> None:
    rows = "".join(f"term number {number},термин {number}\n" for number in range(80))
    (project / "old.csv").write_text("en,ru\n" + rows, encoding="utf-8")
    lines = run("import", "old.csv", "--dry-run").out.splitlines()
    assert len(lines) == 102
    assert lines[-2:] == [
        "… and 60 more (--verbose lists them)",
        "read 160 = 160 applied + 0 unchanged + 0 conflicting + 0 rejected",
    ]
    assert len(run("import", "old.csv", "--dry-run", "-v").out.splitlines()) == 161


def test_a_language_that_is_not_there_is_said(project: Path, run: Run) -> None:
    run("extract")
    for command in (("lookup", "Xi Jinping"), ("export", "-", "--format", "csv"), ("suggest",), ("inflect",)):
        done = run(*command, "-l", "fr")
        assert done.status == 2
        assert "French (fr) is no language of this glossary; it has zh_CN, ru" in done.err


def test_what_the_baseline_knows_can_be_waived(project: Path, run: Run) -> None:
    broken_glossary(project, run)
    run("check", "--write-baseline")
    done = run("check", "--add-waiver", "script.mixed", "--reason", "a brand")
    assert done.out == "entries that waive script.mixed now: 1\n"


def test_a_copy_is_told_once(project: Path, run: Run) -> None:
    run("extract")
    fill(project / CATALOGUE, "Xi Jinping", "Xi Jinping")
    found = [line.split(": ")[2] for line in run("check").out.splitlines()]
    assert found == ["entry.copy"]
    path = project / CATALOGUE
    text = path.read_text(encoding="utf-8").replace('msgid "Xi Jinping"', '#, read-only\nmsgid "Xi Jinping"')
    path.write_text(text, encoding="utf-8")
    assert run("check").out == "", "as the hint of entry.copy says"


def test_what_a_tool_does_not_get_is_not_counted(project: Path, run: Run) -> None:
    run("extract")
    fill(project / CATALOGUE, "Xi Jinping", "Си Цзиньпин")
    for file, tool in (("a.csv", "deepl"), ("b.csv", "aws"), ("c.tmx", "microsoft")):
        assert run("export", file, "--for", tool, "-l", "ru").out == f"wrote {file}: 1 concept\n"
    assert run("export", "d.csv", "--for", "google").out == "wrote d.csv: 1 concept\n"
    assert run("export", "e.mo", "-l", "ru").out == "wrote e.mo: 1 concept\n"


def test_kinds_are_written_as_they_are_everywhere_else(tmp_path: Path, run: Run) -> None:
    (tmp_path / "a.txt").write_text("Putin met Xi in Samarkand, the Kremlin said.\n", encoding="utf-8")
    assert run("init", "-l", "ru").status == 0
    assert run("keep", "Kremlin", "--kind", "organization").status == 0
    assert "keep: Kremlin = organization" in (tmp_path / "locale/decisions.txt").read_text("utf-8")
    listed = run("extract", "a.txt", "-n", "--kind", "person")
    assert listed.status == 0
    assert "Putin" in listed.out
    assert "Samarkand" not in listed.out


def test_coverage_says_why_it_counts_nothing(project: Path, run: Run) -> None:
    run("extract")
    run("suggest")
    (project / "ru.txt").write_text("Путин уважает Китай.\n", encoding="utf-8")
    done = run("coverage", "ru.txt", "--source", "seeds/summit.txt", "-l", "ru")
    assert "no term of these texts has an approved rendering in ru; proposals do not count" in done.err
    with (project / "glossary.toml").open("a") as out:
        out.write('translations = ["{path}.{language}"]\n')
    why = "seeds/summit.zh_CN: there is no translated text; 'translations' names such files"
    assert run("coverage").err == f"glossary: error: {why}\n"


def test_coverage_names_a_line_once(project: Path, run: Run) -> None:
    (project / "en.html").write_text("<p>Putin is in China.</p><p>Xi is in China.</p>", encoding="utf-8")
    (project / "ru.html").write_text("<p>Путин там.</p><p>Си там.</p>", encoding="utf-8")
    run("extract")
    fill(project / CATALOGUE, "China", "Китай")
    made = run("coverage", "ru.html", "--source", "en.html", "-l", "ru", "--output-format", "json")
    assert [row["lines"] for row in json.loads(made.out)["articles"][0]["terms"]] == [[1]]


def test_a_file_by_itself_is_checked_and_nothing_left_behind(tmp_path: Path, run: Run) -> None:
    (tmp_path / "a.po").write_text('msgid ""\nmsgstr "Language: ru\\n"\n\nmsgid "Kremlin"\nmsgstr "Кpемль"\n', "utf-8")
    assert run("check", "a.po").status == 1
    assert [path.name for path in tmp_path.iterdir()] == ["a.po"]
    made = run("check", "-", "--fix", stdin=(tmp_path / "a.po").read_bytes())
    why = "what comes from standard input cannot be mended; name a PO file"
    assert (made.status, made.err) == (2, f"glossary: error: {why}\n")


def test_where_there_is_no_glossary_it_is_said(tmp_path: Path, run: Run) -> None:
    for command in (["status"], ["suggest"], ["lookup", "the Kremlin"], ["export", "terms.csv"]):
        made = run(*command)
        why = "locale: there is no glossary yet; name the project with -C, or run 'glossary init'"
        assert (made.status, made.out, made.err) == (2, "", f"glossary: error: {why}\n"), command
    assert not list(tmp_path.iterdir())


def test_a_file_for_no_project_yet_says_how_to_make_one(tmp_path: Path, run: Run) -> None:
    (tmp_path / "terms.csv").write_text("en,zh_CN,ru\nKremlin,克里姆林宫,Кремль\n", encoding="utf-8")
    assert "is no language of this glossary; run 'glossary init -l ru -l zh_CN'\n" in run("import", "terms.csv").err
    (tmp_path / "a.txt").write_text("Putin met Xi in Samarkand.\n", encoding="utf-8")
    assert "no target language is named; -l ru makes a file" in run("extract", "a.txt").err
    why = "locale: there are no renderings yet; run 'glossary extract -l ru' for Russian"
    assert run("check").err == f"glossary: error: {why}\n"
    assert run("init", "-l", "ru", "-l", "zh_CN").status == 0
    assert "added: Kremlin" in run("import", "terms.csv").out


def test_rows_of_one_name_are_joined_and_said(project: Path, run: Run) -> None:
    rows = "en,ru\ncentral bank,центральный банк\ncentral bank,центральный банк\ncentral bank,центробанк\n"
    (project / "terms.csv").write_text(rows, encoding="utf-8")
    made = run("import", "terms.csv")
    assert made.status == 0
    assert "terms.csv: several entries of one name are joined (1, such as 'central bank')" in made.err
    assert "admitted: центробанк" in made.out
