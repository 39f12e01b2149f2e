"""``glossary export``, ``import``, ``info`` and ``diff`` on the command line: what goes out and comes back."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from test_cli import CATALOGUE, Run, fill, state


def commit(folder: Path) -> None:
    """Commit all that is in *folder*, which becomes a repository of git."""
    for command in (["init", "-q"], ["add", "."], ["-c", "user.name=x", "-c", "user.email=x@x", "commit", "-qm", "x"]):
        subprocess.run(["git", *command], cwd=folder, check=True, capture_output=True)


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
    french = "French (fr) is not a language of this glossary; add it to 'languages' in the configuration"
    assert (made.status, made.err) == (2, f"glossary: error: fr.csv: {french}\n")
    made = run("import", "both.csv")
    assert (made.status, made.err) == (0, f"glossary: warning: both.csv: {why}--verbose lists what was rejected\n")
    assert "read 2 = 1 applied + 0 unchanged + 0 conflicting + 1 rejected" in made.out
    # The glossary has Simplified Chinese only, and this is nothing else.
    made = run("import", "ours.csv")
    assert (made.status, made.err.count("warning: ours.csv: zh is taken for zh_CN")) == (0, 1)
    assert "changed: Kazakhstan [zh_CN]: '' -> '哈萨克斯坦'" in made.out


def test_a_list_whose_source_is_called_chinese_is_read(tmp_path: Path, run: Run) -> None:
    run("init", "--source-language", "zh_CN", "-l", "en")
    (tmp_path / "list.csv").write_text("术语,译文\n中文,英文\n港口,harbour\n", encoding="utf-8")
    made = run("import", "list.csv")
    assert (made.status, made.err) == (0, "glossary: warning: list.csv: zh is taken for zh_CN\n")
    assert 'msgid "港口"\nmsgstr "harbour"' in (tmp_path / "locale/en/LC_MESSAGES/glossary.po").read_text("utf-8")


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


def test_what_was_skipped_has_one_shape_in_import_and_info(project: Path, run: Run) -> None:
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
        numbered = (
            (project / CATALOGUE).read_text("utf-8").replace('msgid "Kazakhstan"', '#. id: 7\nmsgid "Kazakhstan"')
        )
        (project / CATALOGUE).write_text(numbered, "utf-8")
        assert "~ Kazakhstan: identifier: '' -> '7'\n" in run("diff", "HEAD", ".").out
        assert run("diff", "old.po", CATALOGUE).out == line, "tools number what they are given"
    text = (project / CATALOGUE).read_text("utf-8")
    head, _, rest = re.split(r'((?:#.*\n)+msgid "Kazakhstan"\nmsgstr "Казахстан"\n)', text)
    gone = '#~ msgid "Kazakhstan"\n#~ msgstr "Казахстан"\n'
    (project / "old.po").write_text(text, "utf-8")
    (project / CATALOGUE).write_text(f"{head}{rest}\n{gone}", "utf-8")
    assert run("diff", "old.po", CATALOGUE).out == "~ Kazakhstan: obsolete: 'no' -> 'yes'\n"
    (project / CATALOGUE).write_text(text, "utf-8")
    absent = "neither a file nor a revision" if shutil.which("git") else "git is not installed to look for a revision"
    assert absent in run("diff", "nowhere", ".").err
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


def test_rows_of_one_name_are_joined_and_said(project: Path, run: Run) -> None:
    rows = "en,ru\ncentral bank,центральный банк\ncentral bank,центральный банк\ncentral bank,центробанк\n"
    (project / "terms.csv").write_text(rows, encoding="utf-8")
    made = run("import", "terms.csv")
    assert made.status == 0
    assert "terms.csv: several entries of one name are joined (1, such as 'central bank')" in made.err
    assert "admitted: центробанк" in made.out
