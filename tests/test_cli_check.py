"""``glossary check`` on the command line: findings, reports, waivers, the baseline, fixes, the cache; and ``coverage``."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from itertools import takewhile
from pathlib import Path, PurePosixPath, PureWindowsPath
from threading import Timer

import pytest
from click.testing import CliRunner
from test_cli import CATALOGUE, Run, fill, hears_interrupts, state

from glossary import jobs
from glossary.checks import cache, report
from glossary.checks.cache import key_of
from glossary.cli import cli
from glossary.formats import files
from glossary.jobs import caching
from glossary.project import load


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('ignore = ["zh.halfwidth"]', "ignore"),
        ('[severity]\n"zh.halfwidth" = "info"', "severity"),
        ('[per-language]\nru = ["zh.halfwidth"]', "per-language"),
        ('[per-file]\n"a/*" = ["zh.halfwidth"]', "per-file"),
    ],
)
def test_an_unknown_check_in_the_configuration_is_reported_with_its_key(
    tmp_path: Path, run: Run, text: str, key: str
) -> None:
    run("init", "-l", "ru")
    (tmp_path / "glossary.toml").write_text(f"{text}\n", encoding="utf-8")
    made = run("check")
    assert made.status == 2
    assert f"glossary.toml: in '{key}': unknown check 'zh.halfwidth'; did you mean zh.half-width" in made.err
    assert "unknown check 'qq'; 'glossary rules' lists them" in run("rules", "qq").err


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
    assert '\n    msgstr "Cи Цзиньпин"\n            ^^\n' in run("check", "--full").out
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
    assert "ru.txt" in run("coverage", "ru.txt").out
    (project / "seeds/summit.txt").write_text("Beijing had 47 guests.\n", encoding="utf-8")
    assert "number.missing: the number 47" in run("check", "ru.txt").out, "not what was found with the old source"
    assert project / "seeds/summit.txt" in jobs.stamps(load(project), ["ru.txt"]), "which --watch looks at"
    assert "there is nothing in 'fr' here; the project has ru, zh_CN" in run("check", "-l", "fr").err


def test_a_text_named_by_its_language_is_checked_beside_its_source(project: Path, run: Run) -> None:
    run("extract")
    (project / "news.txt").write_text("Beijing had 47 guests.\n", encoding="utf-8")
    (project / "news.ru.txt").write_text("Пекин принял гостей.\n", encoding="utf-8")
    assert "news.ru.txt:1: warning: number.missing: the number 47" in run("check", "news.ru.txt").out
    assert "news.ru.txt" in run("coverage", "news.ru.txt").out
    (project / "news.txt").write_text("Beijing had guests.\n", encoding="utf-8")
    assert "number.missing" not in run("check", "news.ru.txt").out
    (project / "news.zh-CN.txt").write_text("北京接待了客人。\n", encoding="utf-8")
    assert run("check", "news.zh-CN.txt").status == 0, "zh_CN"
    (project / "news.de.txt").write_text("Peking hatte Gäste.\n", encoding="utf-8")
    assert "no source text is known for it" in run("check", "news.de.txt").err, "the project has no German"
    (project / "news.zh_Hans_CN.txt").write_text("北京有客人。\n", encoding="utf-8")
    assert "no source text" not in run("check", "news.zh_Hans_CN.txt").err, "another spelling of zh_CN"


def test_a_file_without_the_language_that_is_wanted_is_refused(project: Path, run: Run) -> None:
    run("extract")
    (project / "memory.csv").write_text("en,ru\nguests,гости\n", encoding="utf-8")
    assert run("check", "memory.csv", "-l", "ru").status == 0
    refused = run("check", "memory.csv", "-l", "zh_CN")
    assert (refused.status, "the file holds en → ru, not en → zh_CN" in refused.err) == (2, True)
    (project / "sent").mkdir()
    assert run("convert", "memory.csv", "sent/memory.tmx", "--units").status == 0
    assert run("check", "sent", "-l", "zh_CN").status == 0, "a file found in a folder may lack the language"


def test_texts_are_named_from_the_current_folder(project: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("extract")
    for folder, number in ((project, 7), (project / "locale", 8)):
        (folder / "en.txt").write_text("7\n", encoding="utf-8")
        (folder / "ru.txt").write_text(f"{number}\n", encoding="utf-8")
    monkeypatch.chdir(project / "locale")
    made = CliRunner().invoke(cli, ["check", "ru.txt", "--source", "en.txt", "-l", "ru"])
    assert "ru.txt:1: warning: number.missing: the number 7" in made.stdout
    configuration = 'sources = ["en.txt"]\nlanguages = ["ru"]\ntranslations = ["{language}.txt"]\n'
    (project / "glossary.toml").write_text(configuration, encoding="utf-8")
    assert "number.missing" not in CliRunner().invoke(cli, ["check"]).stdout, "they lie beside the configuration"


def test_a_language_that_the_glossary_lacks_is_reported(project: Path, run: Run) -> None:
    run("extract")
    (project / "a.csv").write_text("en,de,ru\nBeijing,Peking,Пекин\n", encoding="utf-8")
    assert run("check", "a.csv").err.endswith("no renderings in de: terms were not checked there\n")


def test_translated_texts_may_be_in_another_encoding(project: Path, run: Run) -> None:
    run("extract")
    (project / "ru.txt").write_text("Пeкин встретил гостей.\n", encoding="windows-1251")
    pair = ("ru.txt", "--source", "seeds/summit.txt", "-l", "ru")
    assert "--encoding windows-1251" in run("check", *pair).out
    assert "script.mixed" in run("check", *pair, "--encoding", "windows-1251").out
    assert run("coverage", *pair, "--encoding", "windows-1251").status == 0
    with (project / "glossary.toml").open("a", encoding="utf-8") as stream:
        stream.write('translations = ["{stem}.{language}.md"]\n')
    assert "no text matches 'translations': {stem}.{language}.md\n" in run("check").err


def test_a_paragraph_translated_by_two_is_not_a_finding(project: Path, run: Run) -> None:
    (project / "seeds" / "en.txt").write_text("Peace came at last. Guests left the town.\n\nIt rained.\n", "utf-8")
    (project / "ru.txt").write_text("Наконец наступил мир.\n\nГости покинули город.\n\nШёл дождь.\n", "utf-8")
    found = run("check", "ru.txt", "--source", "seeds/en.txt", "-l", "ru")
    assert (found.status, found.out) == (0, ""), found.out


def test_a_broken_catalogue_does_not_stop_the_check_of_the_others(project: Path, run: Run) -> None:
    run("extract")
    (project / "seeds" / "summit.ru.txt").write_text("Саммит.\n", encoding="utf-8")
    with (project / "glossary.toml").open("a", encoding="utf-8") as stream:
        stream.write('translations = ["seeds/{stem}.{language}.txt"]\n')
    path = project / CATALOGUE
    path.write_text(path.read_text(encoding="utf-8") + '\nmsgid "a"\nmsgstr "b\n', encoding="utf-8")
    fill(project / "locale/zh_CN/LC_MESSAGES/glossary.po", "Xi Jinping", "習近平")
    made = run("check")
    assert made.status == 2
    assert made.out.count(f"{CATALOGUE.as_posix()}:122: error: file.syntax: a text without its closing quote") == 1
    assert "zh.traditional" in made.out
    assert "; 1 could not be read (--severity info shows all)\n" in made.err
    assert run("check", "absent.po").err.endswith("\n1 file: 1 could not be read\n")
    before = state(project)
    assert run("extract").status == 2
    assert state(project) == before
    with (project / "locale/glossary.pot").open("a", encoding="utf-8") as stream:
        stream.write("=======\n")
    assert "locale/glossary.pot:118: error: file.syntax: a merge conflict marker" in run("check", "-l", "zh_CN").out


def broken_glossary(project: Path, run: Run) -> Path:
    """A glossary with a Latin letter in a Russian name."""
    run("extract")
    fill(project / CATALOGUE, "Xi Jinping", "Cи Цзиньпин")
    return project / CATALOGUE


def test_no_baseline_is_written_if_a_file_cannot_be_read(project: Path, run: Run) -> None:
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


def test_a_baseline_written_for_some_files_keeps_the_findings_of_the_others(project: Path, run: Run) -> None:
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


def test_a_baseline_recognizes_a_file_by_any_path(project: Path, run: Run) -> None:
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


def test_a_baseline_is_not_disturbed_by_proposals_with_the_same_mistake(project: Path, run: Run) -> None:
    entries = ("#, fuzzy\n", 1), ("", 2), ("#, fuzzy\n", 3), ("", 4)
    text = "\n".join(f'{flags}msgid "Visit {n}"\nmsgstr "Визит {n} "\n' for flags, n in entries)
    path = project / "ru.po"
    path.write_text(f'msgid ""\nmsgstr "Language: ru\\n"\n\n{text}', encoding="utf-8")
    assert "known findings: 2" in run("check", "ru.po", "--write-baseline").out
    assert run("check", "ru.po").status == 0
    path.write_text(path.read_text(encoding="utf-8").replace("#, fuzzy\n", "", 1), encoding="utf-8")
    assert "1 error, 1 info; 2 in the baseline" in run("check", "ru.po").err


def test_a_file_whose_language_is_only_in_its_header_is_fixed(project: Path, run: Run) -> None:
    path = project / "apps" / "a" / "po" / "ru.po"
    path.parent.mkdir(parents=True)
    path.write_text('msgid "Visit"\nmsgstr "Bизит"\n', encoding="utf-8")
    assert run("check", "apps", "--fix").status == 0
    assert path.read_text(encoding="utf-8") == 'msgid "Visit"\nmsgstr "Визит"\n'


def test_language_without_files_checks_only_that_language(project: Path, run: Run) -> None:
    broken_glossary(project, run)
    assert "script.mixed" in run("check", "-l", "ru").out
    assert "1 file: " in run("check", "-l", "zh-Hans").err
    assert "there is nothing in 'de' here; the project has " in run("check", "-l", "de").err
    (project / "locale/ru/LC_MESSAGES/glossary.po").unlink()
    (project / "glossary.toml").write_text('languages = ["ru"]\n', encoding="utf-8")
    assert "there is nothing in 'ru' here; 'glossary extract' makes its PO file" in run("check", "-l", "ru").err


def test_a_baseline_hides_known_findings_even_if_lines_move(project: Path, run: Run) -> None:
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
    assert "a baseline of version 99; version 1 was expected; write it again" in run("check").err


def test_a_waiver_is_written_with_its_reason(project: Path, run: Run) -> None:
    path = broken_glossary(project, run)
    assert run("check", "--add-waiver", "script.mixed").status == 2
    made = run("check", "--add-waiver", "script.mixed", "--reason", "a test")
    assert made.out == "entries that now waive script.mixed: 1\n"
    assert "# glossary: ignore script.mixed -- a test\n" in path.read_text(encoding="utf-8")
    assert run("check").status == 0
    path.write_text(path.read_text(encoding="utf-8").replace("Cи", "Си"), encoding="utf-8")
    assert "waiver.unused" in run("check").out


def test_a_waiver_is_only_written_into_the_entry_with_the_finding(project: Path, run: Run) -> None:
    path = project / CATALOGUE
    head = 'msgid ""\nmsgstr "Language: ru\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n'
    one, two = 'msgid "Kremlin"\nmsgstr "Кремль"\n\n', 'msgid "party congress"\nmsgstr "party congress"\n'
    run("extract")
    path.write_text(head + one + two, encoding="utf-8")
    made = run("check", "--add-waiver", "entry.copy", "--reason", "a test")
    assert made.out == "entries that now waive entry.copy: 1\n"
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


def test_a_file_on_another_drive_has_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "PurePath", PurePosixPath)
    assert report._uri("D:/тест.po") == "D%3A/%D1%82%D0%B5%D1%81%D1%82.po"  # a folder of Unix
    monkeypatch.setattr(report, "PurePath", PureWindowsPath)
    assert report._uri("D:/тест.po") == "file:///D:/%D1%82%D0%B5%D1%81%D1%82.po"
    assert report._uri("locale/a b.po") == "locale/a%20b.po"


def test_severity_selects_what_is_shown_and_fail_on_what_fails(project: Path, run: Run) -> None:
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
    head, mixed = (line for line in table.splitlines() if line.startswith(("check ", "script.mixed ")))
    assert head.index("false %") + len("false %") == mixed.index("0.00") + len("0.00"), "figures are set flush right"
    one = run("rules", "script.mixed").out
    assert "Wrong: " in one
    assert "Right: " in one
    assert "0.00 of 100 sentences" in one
    rows = json.loads(run("rules", "script", "--output-format", "json").out)["rules"]
    assert all(row["name"].startswith("script.") for row in rows)
    assert {row["name"]: row["false_alarms"] for row in rows}["script.mixed"] == 0.0
    assert "of 100 sentences" not in run("rules", "entry").out
    assert "did you mean" in run("rules", "script.mixd").err


def test_safe_fixes_keep_every_other_byte(project: Path, run: Run) -> None:
    path = broken_glossary(project, run)
    fill(path, "Vladimir Putin", " Владимир  Путин ")
    before = path.read_text(encoding="utf-8")
    shown = run("check", "--fix", "--diff")
    assert shown.status == 1
    assert '+msgstr "Владимир Путин"' in shown.out
    assert path.read_text(encoding="utf-8") == before
    made = run("check", "--fix")
    assert f"{CATALOGUE.as_posix()}: entries fixed: 2" in made.err
    assert made.status == 0
    mended = before.replace('"Cи Цзиньпин"', '"Си Цзиньпин"').replace('" Владимир  Путин "', '"Владимир Путин"')
    assert path.read_text(encoding="utf-8") == mended
    assert "entries fixed" not in run("check", "--fix").err


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
def test_the_diff_of_fixes_applies_with_git(project: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
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


def kept(project: Path) -> dict[str, list[object]]:
    """Return the results that the cache of *project* has."""
    text = (project / ".glossary/check.cache").read_text(encoding="utf-8")
    return json.loads(text.splitlines()[1])


def test_unchanged_files_are_not_checked_again(project: Path, run: Run) -> None:
    path = broken_glossary(project, run)
    first = run("check")
    cache = project / ".glossary/check.cache"
    assert (project / ".glossary/.gitignore").read_text() == "*\n"
    assert len(kept(project)) == 3, "two languages and the template"
    assert (run("check").out, run("check").status) == (first.out, 1)
    rows = cache.read_text(encoding="utf-8").splitlines()[1].replace("script.mixed", "script.mixed.from-the-cache")
    cache.write_text(f"{key_of('3', rows)}\n{rows}\n", encoding="utf-8", newline="\n")
    assert "from-the-cache" in run("check").out
    assert "from-the-cache" not in run("check", "--no-cache").out
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert "from-the-cache" not in run("check").out


def test_files_of_the_command_line_keep_their_paths(project: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    broken_glossary(project, run)
    monkeypatch.chdir(project / "locale")
    for arguments in (["check", "--baseline", "b.json", "--write-baseline"], ["extract", "--tmx", "b.tmx"]):
        assert CliRunner().invoke(cli, arguments).exit_code == 0
    assert {"b.json", "b.tmx"} <= {path.name for path in Path().iterdir()}
    for name in ("b.json", ""):
        assert CliRunner().invoke(cli, ["check", "--baseline", name]).exit_code == (0 if name else 1)


def test_the_cache_key_has_everything_a_result_depends_on(
    project: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
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
        return len(kept(project))

    assert (known(), known()) == (3, 3)
    read.clear()
    assert (known(), read.count("glossary.pot")) == (3, 1), "not once for each file"
    monkeypatch.setattr(caching, "_modified", lambda module: int(module == "pymorphy3"))
    assert known() == 6, "it finds renderings in other forms"
    (project / CATALOGUE).parents[1].rename((project / CATALOGUE).parents[1].with_name("uk"))
    assert known() == 9, "they are in another language now"


def test_the_age_of_a_package_is_that_of_its_newest_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "glossary_of_ships"
    (package / "__pycache__").mkdir(parents=True)
    for at, name in enumerate(("__init__.py", "ships", "__pycache__/ships.pyc"), 1):
        (package / name).touch()
        os.utime(package / name, ns=(at * 1000, at * 1000))
    monkeypatch.syspath_prepend(tmp_path)
    assert caching._modified("glossary_of_ships") == 2000
    assert caching._modified("glossary_of_no_ships") == 0


def test_fix_reports_that_nothing_was_fixed_and_cuts_a_long_number(project: Path, run: Run) -> None:
    (project / "ui.po").write_text(
        'msgid ""\nmsgstr "Language: ru\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n'
        f'msgid "Pi is {"3" * 3000}"\nmsgstr "Вот и пи"\n',
        encoding="utf-8",
    )
    done = run("check", "--fix", "ui.po")
    assert "there is nothing to fix in the PO files\n" in done.err
    assert f"the number {'3' * 59}… is not in the translation" in done.out


def test_a_damaged_cache_is_replaced(project: Path, run: Run) -> None:
    broken_glossary(project, run)
    first = run("check")
    cache = project / ".glossary/check.cache"
    whole = cache.read_text(encoding="utf-8")
    seal, rows, _ = whole.split("\n")
    changed = [re.sub(r'"line":\d+', value, rows) for value in ('"line":"x"', '"line":7', '"lines":1')]
    for content in (
        "",
        "\0not json",
        "{}",
        rows,
        f"{key_of('2', rows)}\n{rows}\n",
        *(f"{seal}\n{one}" for one in changed),
    ):
        cache.write_text(content, encoding="utf-8")
        assert run("check").out == first.out, content
        assert cache.read_text(encoding="utf-8") == whole, content


def test_the_cache_does_not_grow_with_every_change(project: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    path = broken_glossary(project, run)
    text = path.read_text(encoding="utf-8")
    known = []
    for number in range(8):
        monkeypatch.setattr(cache, "LIMIT", 0 if number == 7 else text.count("msgid") * 3)
        path.write_text(f"{text}\n# {number}\n", encoding="utf-8")
        run("check")
        known.append(len(kept(project)))
    assert known == [3, 4, 5, 5, 5, 5, 5, 3], "those of the last run are kept in any case"


def test_a_new_waiver_replaces_an_expired_one(project: Path, run: Run) -> None:
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


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_watch_checks_again_after_a_change(project: Path, run: Run) -> None:
    path = broken_glossary(project, run)
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "glossary", "check", "--watch"],
        cwd=project,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        preexec_fn=hears_interrupts,
    )
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


def test_coverage_counts_uses_that_follow_the_glossary(project: Path, run: Run) -> None:
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
    shutil.copy(project / "ru.txt", project / "again.txt")
    made = run("coverage", "ru.txt", "again.txt", "--source", "seeds/summit.txt", "-l", "ru").out
    assert made.splitlines()[-1].split() == ["together", "ru", "6", "4", "66", "%"]
    half = 'msgid ""\nmsgstr "Language: ru\\n"\n\nmsgid "China"\nmsgstr "Китай"\n\nmsgid "China is far."\nmsgstr ""\n'
    (project / "half.po").write_text(half, encoding="utf-8")
    made = run("coverage", "half.po")
    assert "half.po: 1 segment without a translation is not counted" in made.err
    page = run("coverage", "--output-format", "html").out
    assert "<title>Coverage of the glossary</title>" in page
    assert "2 of 2" in page


def test_findings_of_the_baseline_can_be_waived(project: Path, run: Run) -> None:
    broken_glossary(project, run)
    run("check", "--write-baseline")
    done = run("check", "--add-waiver", "script.mixed", "--reason", "a brand")
    assert done.out == "entries that now waive script.mixed: 1\n"


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


def test_coverage_lists_a_line_once(project: Path, run: Run) -> None:
    (project / "en.html").write_text("<p>Putin is in China.</p><p>Xi is in China.</p>", encoding="utf-8")
    (project / "ru.html").write_text("<p>Путин там.</p><p>Си там.</p>", encoding="utf-8")
    run("extract")
    fill(project / CATALOGUE, "China", "Китай")
    made = run("coverage", "ru.html", "--source", "en.html", "-l", "ru", "--output-format", "json")
    assert [row["lines"] for row in json.loads(made.out)["articles"][0]["terms"]] == [[1]]


def test_a_file_without_a_project_is_checked_and_no_cache_is_left(tmp_path: Path, run: Run) -> None:
    (tmp_path / "a.po").write_text('msgid ""\nmsgstr "Language: ru\\n"\n\nmsgid "Kremlin"\nmsgstr "Кpемль"\n', "utf-8")
    assert run("check", "a.po").status == 1
    assert [path.name for path in tmp_path.iterdir()] == ["a.po"]
    made = run("check", "-", "--fix", stdin=(tmp_path / "a.po").read_bytes())
    why = "standard input cannot be fixed; name a PO file"
    assert (made.status, made.err) == (2, f"glossary: error: {why}\n")


def test_a_folder_means_the_translations_in_it(tmp_path: Path, run: Run) -> None:
    head = 'msgid ""\nmsgstr "Language: ru\\n"\n\n'
    for name, text in (
        ("po/ru.po", "Кpемль"),
        ("po/.hidden.po", "Кpемль"),
        ("po/more/a.PO", "Кремль "),
        ("po/b.pot", ""),
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f'{head}msgid "Kremlin"\nmsgstr "{text}"\n', "utf-8")
    (tmp_path / "po" / "notes.txt").write_text("No translation.\n", "utf-8")
    made = run("check", "po")
    assert made.status == 1
    assert [line.split(":")[0] for line in made.out.splitlines()] == ["po/more/a.PO", "po/ru.po"]
    assert run("check", "po", "po/ru.po", "./po/more").out == made.out, "once"
    assert run("check", "po", "--fix").status == 0
    assert "Кремль" in (tmp_path / "po/ru.po").read_text("utf-8")
    (tmp_path / "empty").mkdir()
    why = "empty: nothing in this folder can be checked; looked for are .mqxliff, .mxliff, .po, "
    assert run("check", "empty").err.startswith(f"glossary: error: {why}")
    if os.name == "posix":  # elsewhere not everybody may make a link
        (tmp_path / "empty/ru.po").symlink_to("../gone.po")
        assert "empty/ru.po: there is no such file" in run("check", "empty").err


def test_a_folder_of_the_project_includes_its_texts_and_catalogues(project: Path, run: Run) -> None:
    configuration = project / "glossary.toml"
    named = 'tmx = "locale/glossary.tmx"\ntranslations = ["{language}.txt"]\n'
    configuration.write_text(named + configuration.read_text("utf-8"), "utf-8")
    broken_glossary(project, run)
    (project / "ru.txt").write_text("Пeкин встретил гостей.\n", encoding="utf-8")
    assert (project / "locale/glossary.tmx").exists()
    found = run("check", ".").out
    assert "ru.txt:1:1: error: script.mixed" in found
    assert sorted(found.splitlines()) == sorted(run("check").out.splitlines())
    (project / "sent").mkdir()
    (project / "sent/ru.csv").write_text("en,ru\n")
    assert run("coverage", "sent").status == 2
    shutil.copy(project / CATALOGUE, project / "sent/ru.po")
    assert "sent/ru.po" in run("coverage", "sent").out
