"""``glossary memory`` on the command line."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from conftest import TMX
from test_cli import CATALOGUE, fill, state

from glossary.errors import OutputError
from glossary.memory.sqlite import SqliteMemory

Run = Callable[..., Any]


def test_import_is_idempotent_and_all_or_nothing(memory: Path, run: Run) -> None:
    assert run("memory", "import", "old.tmx").out == "old.tmx: 0 added, 0 updated, 2 unchanged, 0 skipped\n"
    (memory / "cut.tmx").write_text(TMX.replace("China", "Japan")[:-60], encoding="utf-8")
    made = run("memory", "import", "cut.tmx")
    assert made.status == 2
    assert made.err.startswith("glossary: error: cut.tmx:")
    assert run("memory", "stats", "--output-format", "json").out.count('"units": 2') == 1


def test_a_file_that_does_not_state_its_language_needs_the_option(memory: Path, run: Run) -> None:
    (memory / "old.po").write_text('msgid "summit"\nmsgstr "саммит"\n', encoding="utf-8")
    made = run("memory", "import", "old.po")
    assert (made.status, made.err) == (
        2,
        "glossary: error: old.po: the file does not say which language it translates into; name it with -l\n",
    )
    assert run("memory", "import", "old.po", "-l", "ru").out == "old.po: 1 added, 0 updated, 0 unchanged, 0 skipped\n"


def test_a_po_translates_from_the_language_of_the_project(project: Path, run: Run) -> None:
    (project / "glossary.toml").write_text('source-language = "ru"\nlanguages = ["kk"]\n', encoding="utf-8")
    (project / "old.po").write_text(
        'msgid ""\nmsgstr "Language: kk\\n"\n\nmsgid "Россия"\nmsgstr "Ресей"\n', encoding="utf-8"
    )
    assert run("memory", "import", "old.po").status == 0
    assert "Ресей" in run("memory", "lookup", "Россия").out
    assert run("memory", "remove", "old.po").out == "old.po: 1 unit removed\n"


def test_units_imported_by_mistake_can_be_removed(memory: Path, run: Run) -> None:
    (memory / "wrong.tmx").write_text(TMX.replace("China", "Japan"), encoding="utf-8")
    run("memory", "import", "wrong.tmx")
    run("memory", "import", "old.tmx", "--name", "agency")
    assert run("memory", "remove", "wrong.tmx", "--name", "nobody").status == 2
    assert run("memory", "remove", "wrong.tmx", "--name", "agency").out == "wrong.tmx: 1 unit removed\n"
    made = run("memory", "remove", "wrong.tmx", "old.tmx", "--output-format", "json")
    assert json.loads(made.out)["files"] == [{"file": "wrong.tmx", "units": 2}, {"file": "old.tmx", "units": 1}]
    assert re.findall('"units": (.)', run("memory", "stats", "--output-format", "json").out) == ["1"]
    assert run("memory", "export", "left.tmx").status == 0


def test_an_imported_text_is_removed_with_an_export(memory: Path, run: Run) -> None:
    (memory / "a.txt").write_text("The talks began.\n\nThey ended.\n", encoding="utf-8")
    (memory / "a.ru.txt").write_text("Переговоры начались.\n\nОни закончились.\n", encoding="utf-8")
    run("memory", "import", "a.txt", "--target", "a.ru.txt", "-l", "ru", "--name", "texts")
    made = run("memory", "remove", "a.txt", "--name", "texts")
    assert (made.status, "by a TMX file that 'glossary memory export' wrote" in made.err) == (2, True)
    run("memory", "export", "out.tmx", "--name", "texts")
    assert run("memory", "remove", "out.tmx", "--name", "texts").out == "out.tmx: 2 units removed\n"


def test_several_matches_for_one_source_show_their_keys(memory: Path, run: Run) -> None:
    entry = 'msgctxt "{}"\nmsgid "Open"\nmsgstr "{}"\n\n'
    head = 'msgid ""\nmsgstr "Language: ru\\n"\n\n'
    catalogue = head + entry.format("menu", "Открыть") + entry.format("state", "Открыто")
    (memory / "a.po").write_text(catalogue, encoding="utf-8")
    run("memory", "import", "a.po")
    assert re.findall("key: (.*)", run("memory", "lookup", "Open", "-l", "ru").out) == ["menu", "state"]
    assert "key:" not in run("memory", "lookup", "Open", "-l", "ru", "--limit", "1").out


def test_lookup_exact_fuzzy_and_nothing(memory: Path, run: Run) -> None:
    exact = json.loads(
        run("memory", "lookup", "China respects territorial integrity.", "-l", "ru", "--output-format", "json").out
    )["matches"]
    assert [(row["score"], row["kind"]) for row in exact] == [(100, "exact")]
    fuzzy = run("memory", "lookup", "The summit opens on 16 September in Samarkand.", "-l", "ru")
    assert "Саммит открывается 15 сентября" in fuzzy.out
    assert "repaired: Саммит открывается 16 сентября в Самарканде." in fuzzy.out
    piped = run("memory", "lookup", "-", "-l", "ru", stdin=b"The summit opens on 16 September in Samarkand.\n")
    assert piped.out == fuzzy.out
    assert run("memory", "lookup", "Something else entirely", "-l", "ru").out == "no match\n"
    assert run("memory", "lookup", " ", "-l", "ru").status == 2
    assert run("memory", "lookup", "China", "-l", "ru", "--min-score", "nan").err.count("\n") == 1


def test_lookup_shows_what_differs(memory: Path, run: Run) -> None:
    shown = run("memory", "lookup", "The summit opens on 16 September in Samarkand!", "-l", "ru").out
    assert "The summit opens on [-15-]{+16+} September in Samarkand[-.-]{+!+}" in shown
    assert "\x1b" not in shown


def test_lookup_demotes_matches_that_contradict_the_glossary(memory: Path, run: Run) -> None:
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: ru\\n"\n\n'
    catalogue = memory / "locale/ru/LC_MESSAGES/glossary.po"
    catalogue.parent.mkdir(parents=True, exist_ok=True)
    catalogue.write_text(head + 'msgid "integrity"\nmsgstr "неделимость"\n', encoding="utf-8")
    found = run("memory", "lookup", "China respects territorial integrity.", "-l", "ru").out
    assert " 90.0  exact" in found
    assert "-10.0 glossary: 'integrity' is 'неделимость' today" in found
    assert run("memory", "lookup", "China respects territorial integrity.", "-l", "ru", "--min-score", "95").out == (
        "no match\n"
    )
    (memory / "more.tmx").write_text(TMX.replace("целостность", "неделимость"), encoding="utf-8")
    run("memory", "import", "more.tmx")
    found = run("memory", "lookup", "China respects territorial integrity.", "-l", "ru", "--limit", "1").out
    assert "Китай уважает территориальную неделимость." in found, "what stands behind it may be better"


def test_a_file_without_a_fitting_translation_is_an_error(memory: Path, run: Run) -> None:
    made = run("memory", "import", "old.tmx", "-l", "zh_CN")
    assert made.status == 2
    assert "there is no translation into zh_CN in it" in made.err


def test_search_finds_inside_words_of_any_case(memory: Path, run: Run) -> None:
    assert "Саммит" in run("memory", "search", "САМ").out
    assert run("memory", "search", "САМ").out.endswith("  Саммит открывается 15 сентября в Самарканде.\n")
    assert run("memory", "search", "nowhere").out == "nothing found\n"
    made = run("memory", "search", "a", "--limit", "1")
    assert (made.out.count("\n"), made.err) == (2, "glossary: note: there are more; --limit shows them\n")
    assert run("memory", "search", "a", "--limit", "2").err == ""
    assert run("memory", "search", "opened summits", "--side", "source").out == "nothing found\n"
    assert run("memory", "search", "the summits").out.splitlines()[1:] == [
        "  Саммит открывается 15 сентября в Самарканде.",
        "  inflected: The summit",
    ]


def test_lookup_into_the_source_language_searches_all_other_languages(memory: Path, run: Run) -> None:
    (memory / "ru-en.tmx").write_text(TMX.replace('srclang="en"', 'srclang="ru"'), encoding="utf-8")
    assert run("memory", "import", "ru-en.tmx").status == 0
    found = run("memory", "lookup", "Китай уважает территориальную целостность.", "-l", "en")
    assert (found.out.splitlines()[0], found.err) == ("100.0  exact    Китай уважает территориальную целостность.", "")
    assert run("memory", "lookup", "Ничего.", "-l", "en").err == ""


def test_lookup_answers_in_each_language_of_the_project(memory: Path, run: Run) -> None:
    found = run("memory", "lookup", "China respects territorial integrity.").out
    assert found == (
        "zh_CN:\nno match\nru:\n100.0  exact    China respects territorial integrity.\n"
        "                Китай уважает территориальную целостность.\n"
    )
    none = run("memory", "lookup", "Nothing like it.")
    note = "glossary: note: the memory has no translation into zh_CN; it has en → ru\n"
    assert (none.out, none.err) == ("no match\n", note)
    several = run("memory", "lookup", "China respects territorial integrity. Nothing like it.")
    note += "glossary: note: the text has 2 sentences; 'glossary leverage FILE' looks up each sentence of a file\n"
    assert (several.out, several.err) == ("no match\n", note)
    assert "sentences" not in run("memory", "lookup", "Nothing. Like it.", "-l", "zh_CN").err
    for languages in ('"ru"', ""):  # of the memory, where the project names none
        (memory / "glossary.toml").write_text(f"languages = [{languages}]")
        assert run("memory", "lookup", "China respects territorial integrity.").out == found.partition("ru:\n")[2]
    (memory / "zh.tmx").write_text(TMX.replace('lang="ru"', 'lang="zh"'), encoding="utf-8")  # in no script
    run("memory", "import", "zh.tmx")
    none = run("memory", "lookup", "Nothing like it.")
    assert (none.status, none.out, none.err) == (0, "no match\n", "")


def test_an_error_in_one_file_is_reported_and_the_others_are_imported(memory: Path, run: Run) -> None:
    for command, said in (
        ("import", "old.tmx: 0 added, 0 updated, 2 unchanged, 0 skipped"),
        ("remove", "old.tmx: 2 units removed"),
    ):
        made = run("memory", command, "missing.po", "old.tmx", "missing.po")
        assert (made.status, made.out) == (2, said + "\n")
        assert made.err == "glossary: error: missing.po: there is no such file\n"
    made = run("memory", "import", "missing.po", "old.tmx", "--output-format", "json")
    assert json.loads(made.out)["broken"] == ["missing.po: there is no such file"]


def test_a_memory_that_cannot_be_written_is_tried_once(memory: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    tried = []

    def full(store: SqliteMemory) -> None:
        tried.append(store)
        raise OutputError("the disk is full", where=store.path)

    monkeypatch.setattr(SqliteMemory, "_begin", full)
    (memory / "new.tmx").write_text(TMX, encoding="utf-8")
    made = run("memory", "import", "new.tmx", "old.tmx")
    assert (made.status, made.err.count("the disk is full"), len(tried)) == (2, 1, 1)


def test_an_export_has_everything_that_was_imported(memory: Path, run: Run) -> None:
    assert run("memory", "export", "new.tmx").out == "wrote new.tmx: 2 units\n"
    (memory / ".glossary/memory.sqlite").unlink()
    assert "2 added" in run("memory", "import", "new.tmx").out


def test_translations_into_several_languages_are_exported_together(project: Path, run: Run) -> None:
    chinese = '<tuv xml:lang="zh-CN"><seg>中文</seg></tuv></tu>'
    alone = f'<tu><tuv xml:lang="en"><seg>Chinese</seg></tuv>{chinese}'
    given = TMX.replace("<tu>", f"{alone}<tu>", 1).replace("</tuv></tu>\n</body>", f"</tuv>{chinese}</body>")
    (project / "three.tmx").write_text(given, encoding="utf-8")
    run("memory", "import", "three.tmx")

    def together(text: str) -> list[set[str]]:
        return sorted((set(re.findall("<seg>.*?</seg>", part)) for part in text.split("<tu>")[1:]), key=sorted)

    assert together(run("memory", "export", "-").out) == together(given)


def test_unusable_units_are_reported(memory: Path, run: Run) -> None:
    (memory / "odd.tmx").write_text(TMX.replace("China", "Japan").replace('"ru"', '"Russian"', 1), encoding="utf-8")
    made = run("memory", "import", "odd.tmx")
    assert "'Russian' is not a language" in made.err
    (memory / "fine.tmx").write_text(TMX.replace("<body>", "<body><!-- from the agency -->"), encoding="utf-8")
    (memory / "fine.po").write_text(
        'msgid ""\nmsgstr "Language: ru"\n\n#: a:1\nmsgid "Hi"\nmsgstr "Да"\n', encoding="utf-8"
    )
    assert run("memory", "import", "fine.tmx", "fine.po").err == ""
    assert made.out == "odd.tmx: 1 added, 0 updated, 0 unchanged, 0 skipped\n"


def test_an_unknown_name_is_an_error(memory: Path, run: Run) -> None:
    (memory / "kept.tmx").write_bytes(b"mine")
    for command in (("lookup", "Nothing like it", "-l", "ru"), ("search", "Nothing like it"), ("export", "kept.tmx")):
        made = run("memory", *command, "--name", "nowhere")
        assert (made.status, made.out) == (2, "")
        assert "there is no memory 'nowhere'" in made.err
    assert (memory / "kept.tmx").read_bytes() == b"mine"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
def test_a_full_disk_is_reported_though_all_is_written(memory: Path) -> None:
    command = [sys.executable, "-m", "glossary", "-C", str(memory), "memory", "export", "-"]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr.decode()) == (2, "glossary: error: no space left on the disk\n")


def test_texts_are_aligned(project: Path, run: Run) -> None:
    (project / "one.txt").write_text("The Kremlin spoke. China listened.\n", encoding="utf-8")
    (project / "two.txt").write_text("Кремль говорил. Китай слушал.\n", encoding="utf-8")
    assert "2 added" in run("memory", "import", "one.txt", "--target", "two.txt", "-l", "ru").out
    assert "Китай слушал." in run("memory", "lookup", "China listened.", "-l", "ru").out
    assert "is not known; give it with --language" in run("memory", "import", "one.txt", "--target", "two.txt").err
    (project / "two.txt").rename(project / "two.ru.txt")
    configured = 'languages = ["ru"]\nsources = ["one.txt"]\ntranslations = ["two.{language}.txt"]\n'
    (project / "glossary.toml").write_text(configured, encoding="utf-8")
    assert "0 added, 0 updated, 2 unchanged" in run("memory", "import", "one.txt", "--target", "two.ru.txt").out


def test_paragraphs_are_aligned_before_their_sentences(project: Path, run: Run) -> None:
    one = ["The Kremlin spoke. China listened.", "Nobody answered.", "They left. It rained. It was late.", "The end."]
    two = ["Кремль говорил, а Китай слушал.", "Никто не ответил.", "Они ушли. Шёл дождь. Было поздно.", "Конец."]
    (project / "one.txt").write_text("\n\n".join(one), encoding="utf-8")
    (project / "two.txt").write_text("\n\n".join(two), encoding="cp1251")
    made = run("memory", "import", "one.txt", "--target", "two.txt", "-l", "ru", "--encoding", "utf-8")
    assert made.status == 2
    assert "--encoding" in made.err
    (project / "two.txt").write_text("\n\n".join(two), encoding="utf-8")
    assert "6 added" in run("memory", "import", "one.txt", "--target", "two.txt", "-l", "ru").out
    assert "Шёл дождь." in run("memory", "lookup", "It rained.", "-l", "ru").out


def test_different_paragraphs_do_not_matter(project: Path, run: Run) -> None:
    one = ["In 1999 it rained. In 2001 it snowed.", "In 2003 they left. In 2005 all was over.", "In 2007 it ended."]
    two = [
        "В 1999 году шёл дождь. В 2001 году шёл снег. В 2003 году они ушли.",
        "В 2005 году всё прошло. В 2007 конец.",
    ]
    (project / "one.txt").write_text("\n\n".join(one), encoding="utf-8")
    (project / "two.txt").write_text("\n\n".join(two), encoding="utf-8")
    assert "5 added" in run("memory", "import", "one.txt", "--target", "two.txt", "-l", "ru").out
    assert "В 2005 году всё прошло.\n" in run("memory", "lookup", "In 2005 all was over.", "-l", "ru").out


def test_lines_of_two_texts_are_paired(project: Path, run: Run) -> None:
    (project / "one.txt").write_bytes(b"The Kremlin spoke. China listened.\r\n\r\nNobody answered.\r\n")
    (project / "two.txt").write_text("Кремль говорил, а Китай слушал.\n\nНикто не ответил.", encoding="cp1251")
    given = ("memory", "import", "one.txt", "--target", "two.txt", "-l", "ru", "--by-line", "--encoding", "cp1251")
    assert "2 added" in run(*given).out
    found = run("memory", "lookup", "The Kremlin spoke. China listened.", "-l", "ru").out
    assert found.startswith("100.0  exact")
    assert "Кремль говорил, а Китай слушал." in found
    (project / "two.txt").write_text("Кремль молчал.\n\n\n", encoding="utf-8")  # a line without its translation
    made = run("memory", "import", "one.txt", "--target", "two.txt", "-l", "ru", "--by-line")
    assert made.out == "one.txt: 1 added, 0 updated, 0 unchanged, 0 skipped\n"
    (project / "two.txt").write_text("Кремль говорил.\n", encoding="utf-8")
    made = run("memory", "import", "one.txt", "--target", "two.txt", "-l", "ru", "--by-line")
    assert made.status == 2
    assert "two.txt: has 1 lines, and one.txt has 3" in made.err
    assert "one FILE" in run("memory", "import", "one.txt", "two.txt", "--target", "two.txt", "-l", "ru").err
    assert "--target" in run("memory", "import", "one.txt", "--by-line").err
    made = run("memory", "import", "one.txt", "two.txt")
    assert made.status == 2
    assert "one.txt: it is a text without its translation; give the translation with --target" in made.err


def test_a_file_that_is_not_a_memory_is_left_alone(project: Path, run: Run) -> None:
    assert "there is no translation memory yet" in run("memory", "stats").err
    (project / ".glossary").mkdir()
    (project / ".glossary/memory.sqlite").write_bytes(b"not a database at all" * 100)
    before = state(project)
    (project / "old.tmx").write_text(TMX, encoding="utf-8")
    made = run("memory", "import", "old.tmx")
    assert made.status == 2
    assert "Traceback" not in made.err
    (project / "old.tmx").unlink()
    assert {name: data for name, data in state(project).items() if "gitignore" not in name} == before


@pytest.mark.parametrize(
    ("tool", "suffix"),
    [("omegat", "utf8"), ("weblate", "csv"), ("poedit", "tmx"), ("multiterm", "xml"), ("memoq", "csv"), ("crowdin", "tbx"), ("lokalise", "csv"), ("deepl", "tsv"), ("google", "csv"), ("microsoft", "tmx"), ("aws", "csv")],
)  # fmt: skip
def test_an_export_for_a_tool_can_be_imported(project: Path, run: Run, tool: str, suffix: str) -> None:
    run("extract")
    fill(project / CATALOGUE, "Xi Jinping", "Си Цзиньпин")
    made = run("export", f"out.{suffix}", "--for", tool, "-l", "ru")
    assert made.status == 0, made.err
    again = run("import", f"out.{suffix}", "--for", tool, "-l", "ru", "--known-only")
    assert again.status == 0, again.err
    assert " = 0 applied + " in again.out
    assert " + 0 conflicting + 0 rejected" in again.out


def test_an_unknown_tool_gets_a_hint(project: Path, run: Run) -> None:
    run("extract")
    assert "did you mean omegat?" in run("export", "x.txt", "--for", "omegta", "-l", "ru").err


def test_a_po_has_the_best_translation_and_lists_the_others(memory: Path, run: Run) -> None:
    entry = '{}msgid "The talks began."\nmsgstr "{}"\n'
    for flag, translation in (
        ("#, fuzzy\n", "Разговор начался."),
        ("", "Переговоры начались."),
        ("", "Начались беседы."),
    ):
        text = entry.format(flag, translation) + '\nmsgctxt "film"\n' + entry.format("", "Беседа началась.")
        (memory / "new.po").write_text(f'msgid ""\nmsgstr "Language: ru\\n"\n\n{text}', encoding="utf-8")
        run("memory", "import", "new.po", "-l", "ru")
    made = run("memory", "export", "memory.po")
    assert made.out == "wrote memory.po: 4 units\n"
    assert "further translations of a text (2, such as The talks began.)" in made.err
    written = (memory / "memory.po").read_text(encoding="utf-8")
    assert written.count('msgid "The talks began."\n') == 2
    best = "# also: Разговор начался.\n# also: Начались беседы.\n" + entry.format("", "Переговоры начались.")
    assert best in written


def test_a_catalogue_that_was_saved_meanwhile_is_not_overwritten(
    project: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from glossary import merge

    run("extract")
    (project / "back.csv").write_text("source,ru\nXi Jinping,Си Цзиньпин\n", encoding="utf-8")
    real = merge.merge

    def saving(*arguments: Any, **options: Any) -> Any:
        fill(project / CATALOGUE, "Vladimir Putin", "Владимир Путин")
        return real(*arguments, **options)

    monkeypatch.setattr(merge, "merge", saving)
    made = run("import", "back.csv")
    assert made.status == 2
    assert made.err.startswith(f"glossary: error: {CATALOGUE}: it was changed meanwhile")
    monkeypatch.undo()
    assert run("import", "back.csv").status == 0
    text = (project / CATALOGUE).read_text(encoding="utf-8")
    assert "Владимир Путин" in text
    assert "Си Цзиньпин" in text


def test_the_server_answers_as_tmserver_does(memory: Path) -> None:
    command = [sys.executable, "-u", "-m", "glossary", "memory", "serve", "--port", "0"]
    process = subprocess.Popen(command, cwd=memory, stderr=subprocess.PIPE)
    try:
        address = process.stderr.readline().decode().split()[2].rstrip(";")
        with urlopen(f"{address}tmserver/en/ru/unit/China%20respects%20territorial%20integrity.") as answer:
            (row,) = json.load(answer)
        assert (row["target"], row["quality"]) == ("Китай уважает территориальную целостность.", 100)
    finally:
        process.kill()
        process.communicate()


def test_suggest_uses_the_memory(project: Path, run: Run) -> None:
    assert run("extract").status == 0
    rows = [("balance of power", "равновесие сил")]
    rows += [(f"{word} saw Kazakhstan.", f"{other} Казахии.") for word, other in (("He", "Он в"), ("She", "Она о"))]
    (project / "old.tsv").write_text("en\tru\n" + "".join(f"{a}\t{b}\n" for a, b in rows), encoding="utf-8")
    assert run("memory", "import", "old.tsv").status == 0
    asked = ("suggest", "-n", "--from", "memory", "-l", "ru", "--output-format", "json")
    found = {row["concept"]: row["suggestions"][0] for row in json.loads(run(*asked).out)["suggested"]}
    assert found["balance of power"]["text"] == "равновесие сил"
    assert found["balance of power"]["origin"] == "memory: 1 of 1"
    assert (found["Kazakhstan"]["text"], found["Kazakhstan"]["confidence"]) == ("Казахии", "low")


@pytest.mark.parametrize("files", [("old.tmx", "ru.txt"), ("en.txt", "old.tmx"), ("ru.txt", "./ru.txt")])
def test_only_two_texts_can_be_paired(memory: Path, run: Run, files: tuple[str, str]) -> None:
    for name in ("en.txt", "ru.txt"):
        (memory / name).write_text("Мир.\n", encoding="utf-8")
    for by_line in ((), ("--by-line",)):
        made = run("memory", "import", files[0], "--target", files[1], "-l", "ru", *by_line)
        assert made.status == 2
        assert made.err.startswith("glossary: error: ")
    assert run("memory", "import", "en.txt", "--target", "ru.txt", "-l", "ru").status == 0


def test_sentences_of_a_chinese_source_are_joined_without_a_space(tmp_path: Path, run: Run) -> None:
    (tmp_path / "glossary.toml").write_text('source-language = "zh-Hans"\nlanguages = ["ru"]\n', encoding="utf-8")
    (tmp_path / "zh.txt").write_text(
        "会谈今天开始。\n\n会谈开始了。双方讨论了贸易和能源问题。\n\n再见。\n", encoding="utf-8"
    )
    russian = "Переговоры начались, и стороны обсудили вопросы торговли и энергетики."
    (tmp_path / "ru.txt").write_text(f"Переговоры начались сегодня.\n\n{russian}\n\nДо свидания.\n", encoding="utf-8")
    assert run("memory", "import", "zh.txt", "--target", "ru.txt", "-l", "ru").out.startswith("zh.txt: 3 added")
    assert "<seg>会谈开始了。双方讨论了贸易和能源问题。</seg>" in run("memory", "export", "-").out


def test_a_deprecated_rendering_is_not_a_unit(project: Path, run: Run) -> None:
    entry = "<termEntry>{}</termEntry>".format
    term = '<langSet xml:lang="{}"><tig><term>{}</term>{}</tig></langSet>'.format
    bad = '<termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote>'
    body = entry(term("en", "one", "") + term("ru", "раз", bad)) + entry(term("en", "two", "") + term("ru", "два", ""))
    (project / "terms.tbx").write_text(f'<martif type="TBX"><text><body>{body}</body></text></martif>', "utf-8")
    assert run("memory", "import", "terms.tbx").out.startswith("terms.tbx: 1 added")


def test_a_table_can_be_imported_in_the_other_direction(project: Path, run: Run) -> None:
    (project / "ru.csv").write_text("ru,en,en_state,en_note\nДа,Yes,,\nНет,No,proposed,short\n", encoding="utf-8")
    assert run("memory", "import", "ru.csv", "-l", "en").out.startswith("ru.csv: 2 added")
    assert run("memory", "export", "again.csv").status == 0
    assert (project / "again.csv").read_text(encoding="utf-8-sig") == (project / "ru.csv").read_text(encoding="utf-8")
    assert run("memory", "remove", "ru.csv", "-l", "en").out == "ru.csv: 2 units removed\n"
    (project / "en.csv").write_text("en,ru,ru_state\nYes,Да,\nNo,Нет,proposed\n", encoding="utf-8")
    run("memory", "import", "en.csv", "-l", "en")
    (stats,) = json.loads(run("memory", "stats", "--output-format", "json").out)["memories"]
    assert (stats["source_language"], stats["units"], stats["approved"]) == ("ru", 2, 1)
