"""What a team meets that works on one glossary for weeks."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
CATALOGUE = Path("locale/ru/LC_MESSAGES/glossary.po")


def test_an_approved_term_stays_whatever_its_score_and_the_limit(project: Path, run: Run) -> None:
    run("extract")
    text = (project / CATALOGUE).read_text(encoding="utf-8")
    approved = text.replace(
        'msgid "territorial integrity"\nmsgstr ""', 'msgid "territorial integrity"\nmsgstr "целостность"'
    )
    assert approved != text
    (project / CATALOGUE).write_text(approved, encoding="utf-8")
    config = (project / "glossary.toml").read_text(encoding="utf-8")
    (project / "glossary.toml").write_text(
        config + 'limit = 3\nkinds = ["person"]\nmin-score = 0.99\n', encoding="utf-8"
    )
    done = run("extract", "--verbose")
    assert "territorial integrity" not in done.out
    assert "retired: Kazakhstan (it scores less than 0.99 now)\n" in done.out
    assert 'msgid "territorial integrity"\nmsgstr "целостность"' in (project / CATALOGUE).read_text(encoding="utf-8")
    assert "nothing new" in run("extract").out
    (project / "seeds" / "summit.txt").write_text("Xi Jinping left Samarkand.\n", encoding="utf-8")
    assert "retired: territorial integrity (no longer found in the sources)\n" in run("extract", "--verbose").out


@pytest.mark.parametrize(
    ("rows", "entries"),
    [
        (["Central Asia,Центральная Азия"], {"Central Asia": 4}),
        (
            ["Central Asia,Центральная Азия", "central Asia,центр Азии"],
            {"Central Asia": 1, "central Asia": 3},
        ),
    ],
)
def test_an_approved_name_that_is_written_small_elsewhere_is_one_term_unless_a_person_has_both(
    project: Path, run: Run, rows: list[str], entries: dict[str, int]
) -> None:
    text = (
        "Banks left Central Asia. Trade in central Asia grew. Roads in central Asia froze. Snow fell on central Asia."
    )
    (project / "seeds" / "summit.txt").write_text(f"{text}\n", encoding="utf-8")
    run("extract")
    (project / "terms.csv").write_text("\n".join(["en,ru", *rows, ""]), encoding="utf-8")
    run("import", "terms.csv")
    run("extract")
    found = re.findall(r'seen: (\d).*\n.*\n.*\nmsgid "(central Asia)"', (project / CATALOGUE).read_text("utf-8"), re.I)
    assert {term: int(count) for count, term in found} == entries


def test_an_entry_that_occurs_twice_is_an_error(project: Path, run: Run) -> None:
    run("extract")
    path = project / CATALOGUE
    text = path.read_text(encoding="utf-8")
    line = text[: text.index('msgid "Samarkand"')].count("\n") + 1
    path.write_text(text + '\nmsgid "Samarkand"\nmsgstr ""\n', encoding="utf-8")
    done = run("check")
    assert done.status == 1
    said = f"'Samarkand': this is a second entry for the same term (keep one of them; the first is in line {line})"
    assert f"error: consistency.double: {said}" in done.out
    run("check", "--write-baseline")
    path.write_text("\n\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert run("check").status == 0, "a baseline knows it when lines move"


def test_a_catalogue_that_was_cut_off_is_filled_with_a_warning(project: Path, run: Run) -> None:
    run("extract")
    path = project / CATALOGUE
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole[: whole.index("#. kind:")], encoding="utf-8")
    entries = whole.count("\n\n#. kind:")
    assert f"{CATALOGUE.as_posix()}: terms were missing: {entries}; they are back, empty" in run("extract").err
    assert path.read_text(encoding="utf-8") == whole
    path.rename(path.with_name("glossary-DESKTOP.po"))  # as programs that keep a folder the same everywhere do
    assert f"terms were missing: {entries}" in run("extract").err
    shutil.rmtree(path.parent)  # as in a language that is new, for the glossary
    path.parent.mkdir()
    for name in ("django.po", "glossary.mo"):  # of the program; made on another branch, and in no version
        (path.parent / name).touch()
    assert "missing" not in run("extract").err


def test_a_baseline_knows_no_infos_unless_they_count(project: Path, run: Run) -> None:
    run("extract")
    assert "known findings: 0" in run("check", "--write-baseline").out
    assert run("check", "--fail-on", "info").status == 1
    assert "known findings: 0" not in run("check", "--write-baseline", "--fail-on", "info").out
    assert run("check", "--fail-on", "info").status == 0


def test_a_conflict_says_which_file_it_is_in(project: Path, run: Run) -> None:
    run("extract")
    for name, rendering in (("anna.csv", "Пекин"), ("boris.csv", "Бейцзин")):
        (project / name).write_text(f"en,ru\nBeijing,{rendering}\n", encoding="utf-8")
    done = run("import", "anna.csv", "boris.csv")
    assert "conflict: Beijing [ru]: ours 'Пекин', theirs 'Бейцзин'; two persons disagree (boris.csv)\n" in done.out
    rows = json.loads(run("import", "boris.csv", "--output-format", "json").out)["changes"]
    assert rows[0]["file"] == "boris.csv"


def test_names_that_differ_in_capitals_only_are_reported(project: Path, run: Run) -> None:
    run("extract")
    (project / "terms.csv").write_text("en,ru\nbeijing,Пекин\nKremlin,Кремль\n", encoding="utf-8")
    said = "names that differ in capitals only are two concepts (1, such as 'Beijing' and 'beijing')"
    assert said in run("import", "terms.csv").err
    assert said not in run("import", "terms.csv").err, "it was said when it came in"


def test_a_phrase_in_capitals_is_the_phrase_of_the_glossary(project: Path, run: Run) -> None:
    run("extract")
    (project / "terms.csv").write_text("en,ru\nTerritorial Integrity,целостность\n", encoding="utf-8")
    done = run("import", "terms.csv")
    assert "changed: territorial integrity [ru]: '' -> 'целостность'" in done.out
    assert "capitals" not in done.err


def test_two_lines_in_a_cell_are_one_line_of_every_report(project: Path, run: Run) -> None:
    run("extract")
    (project / "terms.csv").write_text('en,ru,ru_state\nBeijing,"Пекин\nБэйпин",proposed\n', encoding="utf-8")
    run("export", "before.csv", "-l", "ru")
    done = run("import", "terms.csv")
    assert "Beijing [ru]: '' -> 'Пекин⏎Бэйпин';" in done.out
    assert "~ Beijing [ru]: rendering: '' -> 'Пекин⏎Бэйпин' (proposed)\n" in run("diff", "before.csv", ".").out
    assert "info: entry.fuzzy: 'Beijing': 'Пекин⏎Бэйпин' is proposed" in run("check", "--severity", "info").out
