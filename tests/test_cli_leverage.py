"""``glossary leverage``: gaps of bilingual files, and texts that become files for translators."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import TMX
from lxml import etree

from glossary.jobs.advising import reminder, terms_of
from glossary.model import Concept, Term, Termbase

Run = Callable[..., Any]


def test_leverage_fills_gaps_and_overwrites_nothing(memory: Path, run: Run) -> None:
    path = memory / "app.po"
    text = (
        'msgid ""\nmsgstr ""\n"Language: ru\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "China respects territorial integrity."\nmsgstr ""\n\n'
        'msgid "The summit opens on 16 September in Samarkand."\nmsgstr ""\n\n'
        'msgid "Something new."\nmsgstr ""\n\n'
        'msgid "Done."\nmsgstr "Сделано."\n'
    )
    path.write_text(text, encoding="utf-8")
    tried = run("leverage", "app.po", "-l", "ru", "--dry-run", "--output-format", "json")
    assert path.read_text(encoding="utf-8") == text
    rows = json.loads(tried.out)["statistics"]
    assert {name: row["segments"] for name, row in rows.items() if row["segments"]} == {
        "translated": 1,
        "100": 1,
        "95-99": 1,
        "new": 1,
        "total": 4,
    }
    made = run("leverage", "app.po", "-l", "ru")
    assert made.out.startswith("app.po: gaps filled: 2\nwrote app.po\n")
    filled = path.read_text(encoding="utf-8")
    assert (
        'msgid "China respects territorial integrity."\nmsgstr "Китай уважает территориальную целостность."\n' in filled
    )
    assert "#, fuzzy\n" in filled
    assert 'msgstr "Саммит открывается 16 сентября в Самарканде."\n' in filled
    assert 'msgid "Something new."\nmsgstr ""\n' in filled
    assert 'msgstr "Сделано."\n' in filled


def test_notes_of_leverage_are_not_imported(memory: Path, run: Run) -> None:
    (memory / "more.tmx").write_text(TMX.replace("уважает", "чтит"), encoding="utf-8")
    run("memory", "import", "more.tmx")
    (memory / "app.po").write_text(
        'msgid ""\nmsgstr "Language: ru\\n"\n\n# memory in use: 90 % of all\n'
        'msgid "China respects territorial integrity."\nmsgstr ""\n',
        encoding="utf-8",
    )
    run("leverage", "app.po", "-l", "ru")
    noted = "# memory default: 100 %\n# also: Китай чтит территориальную целостность.\n# memory in use: 90 % of all\n"
    assert noted in (memory / "app.po").read_text(encoding="utf-8")
    run("memory", "import", "app.po", "--name", "app")
    assert re.findall("<note>.*?</note>", run("memory", "export", "-", "--name", "app").out, re.DOTALL) == [
        "<note>memory in use: 90 % of all</note>"
    ]


PLURALS = """\
msgid ""
msgstr ""
"Language: ru\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\\n"

msgid "%d file"
msgid_plural "%d files"
msgstr[0] "{0}"
msgstr[1] "{1}"
msgstr[2] "{2}"
"""


def test_leverage_fills_each_missing_plural_form_from_the_same_form(memory: Path, run: Run) -> None:
    (memory / "old.po").write_text(PLURALS.format("%d файл", "%d файла", "%d файлов"), encoding="utf-8")
    run("memory", "import", "old.po")
    path = memory / "app.po"
    for forms, filled in (
        (("", "", ""), ("%d файл", "%d файла", "%d файлов")),
        (("", "%d файлика", ""), ("%d файл", "%d файлика", "%d файлов")),
    ):
        path.write_text(PLURALS.format(*forms), encoding="utf-8")
        run("leverage", "app.po", "-l", "ru")
        assert path.read_text(encoding="utf-8") == PLURALS.format(*filled).replace(
            'msgid "%d', '# memory default: 100 %\nmsgid "%d'
        )
    path.write_text(PLURALS.format("", "", "").replace("%d", "%d new"), encoding="utf-8")
    run("leverage", "app.po", "-l", "ru", "--min-score", "60")
    assert '#, fuzzy\nmsgid "%d new file"' in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("end", ["\n", "\r", " "])
def test_leverage_identifies_entries_with_any_line_endings(memory: Path, run: Run, end: str) -> None:
    head, _, plural = PLURALS.partition("\n\n")
    empty, full = (f'{plural}\nmsgid "China"\nmsgstr "{{3}}"\n'.format(*row) for row in (("",) * 4, "абвг"))
    (memory / "old.po").write_text(f"{head}\n\n{full}", encoding="utf-8")
    run("memory", "import", "old.po")
    (memory / "app.po").write_bytes(f"{head}\n\n".encode() + empty.replace("\n", end).encode())
    made = run("leverage", "app.po", "-l", "ru", "-o", "-")
    assert re.findall(r'(?:msgid|msgstr\S*) "(.+)"', made.out.replace("\r", "\n")) == ["%d file", *"абв", "China", "г"]


def test_leverage_knows_all_forms_of_arabic(memory: Path, run: Run) -> None:
    rule = "n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5"
    head = f'msgid ""\nmsgstr ""\n"Language: ar\\n"\n"Plural-Forms: nplurals=6; plural={rule};\\n"\n\n'
    entry = 'msgid "%d sheep"\nmsgid_plural "%d sheep"\n' + "".join(f'msgstr[{n}] "{{}}"\n' for n in range(6))
    (memory / "old.po").write_text(head + entry.format(*"ابتثجح"), encoding="utf-8")
    (memory / "app.po").write_text(head + entry.format(*[""] * 6), encoding="utf-8")
    run("memory", "import", "old.po")
    run("leverage", "app.po", "-l", "ar")
    assert (memory / "app.po").read_text(encoding="utf-8").endswith(entry.format(*"ابتثجح"))


def test_leverage_fills_the_plural_of_a_language_without_one(memory: Path, run: Run) -> None:
    head = 'msgid ""\nmsgstr ""\n"Language: zh_CN\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
    entry = 'msgid "%d file"\nmsgid_plural "%d files"\nmsgstr[0] "{}"\n'
    (memory / "old.po").write_text(head + entry.format("%d 个文件"), encoding="utf-8")
    (memory / "app.po").write_text(head + entry.format(""), encoding="utf-8")
    run("memory", "import", "old.po")
    assert run("leverage", "app.po", "-l", "zh_CN").out.startswith("app.po: gaps filled: 1\n")
    assert (memory / "app.po").read_text(encoding="utf-8").endswith(entry.format("%d 个文件"))


def test_a_file_in_another_language_is_neither_filled_nor_imported(memory: Path, run: Run) -> None:
    text = 'msgid ""\nmsgstr ""\n"Language: {}\\n"\n\nmsgid "China respects territorial integrity."\nmsgstr "{}"\n'
    for command in (("leverage", "-n"), ("memory", "import")):
        for said, translation, status in (
            ("de", "", 2),
            ("de", "x", 2),
            ("en", "x", 2),
            ("ru_RU", "x", 0),
            ("", "x", 0),
        ):
            (memory / "de.po").write_text(text.format(said, translation), encoding="utf-8")
            made = run(*command, "de.po", "-l", "ru")
            assert (made.status, " not Russian" in made.err) == (status, status == 2), (command, said)
    (memory / "de.po").write_text(text.format("en", ""), encoding="utf-8")
    assert run("leverage", "de.po", "-l", "ru").out.startswith("de.po: gaps filled: 1\n"), "a copy of the template"


def test_the_available_languages_are_listed(memory: Path, run: Run) -> None:
    assert run("leverage", "app.po").err.endswith("Missing option '-l' / '--language'. The project has zh_CN, ru.\n")


def test_the_language_is_that_of_the_file(memory: Path, run: Run) -> None:
    text = 'msgid ""\nmsgstr "Language: {}\\n"\n\nmsgid "China respects territorial integrity."\nmsgstr ""\n'
    for name, spoken in (("one.po", "ru"), ("two.po", "ru"), ("three.po", "zh_CN")):
        (memory / name).write_text(text.format(spoken), encoding="utf-8")
    made = run("leverage", "one.po", "two.po")
    assert (made.status, made.out.splitlines()[0]) == (0, "one.po: gaps filled: 1")
    assert "Missing option '-l'" in run("leverage", "one.po", "three.po").err


def test_leverage_does_not_overwrite_changes_saved_meanwhile(
    memory: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from glossary.jobs import leveraging

    path = memory / "app.po"
    path.write_text(
        'msgid ""\nmsgstr "Language: ru\\n"\n\nmsgid "China respects territorial integrity."\nmsgstr ""\n',
        encoding="utf-8",
    )
    real = leveraging.fill

    def saving(*arguments: Any, **options: Any) -> Any:
        path.write_text(path.read_text(encoding="utf-8") + '\nmsgid "Peace"\nmsgstr "Мир"\n', encoding="utf-8")
        return real(*arguments, **options)

    monkeypatch.setattr(leveraging, "fill", saving)
    made = run("leverage", "app.po", "-l", "ru")
    assert made.status == 2
    assert made.err.startswith("glossary: error: app.po: it was changed meanwhile")
    assert "Мир" in path.read_text(encoding="utf-8")
    monkeypatch.undo()
    assert "gaps filled: 1" in run("leverage", "app.po", "-l", "ru").out


def test_leverage_of_a_text_gives_a_bilingual_file(memory: Path, run: Run) -> None:
    (memory / "news.txt").write_text(
        "China respects territorial integrity. The Kremlin was silent.\n", encoding="utf-8"
    )
    assert "wrote news.ru.po" in run("leverage", "news.txt", "-l", "ru").out
    text = (memory / "news.ru.po").read_text(encoding="utf-8")
    assert 'msgstr "Китай уважает территориальную целостность."' in text
    assert 'msgid "The Kremlin was silent."\nmsgstr ""' in text
    assert run("leverage", "news.txt", "-l", "ru").out.startswith("news.txt: gaps filled: 1\n\n"), "nothing is new"
    worked = text.replace('msgid "The Kremlin was silent."\nmsgstr ""', 'msgid "The Kremlin was silent."\nmsgstr "Да"')
    (memory / "news.ru.po").write_text(worked, encoding="utf-8")
    again = run("leverage", "news.txt", "-l", "ru")
    assert (again.status, again.out) == (2, "")
    assert "news.ru.po: it exists already, and may contain a translator's work; give its own" in again.err
    assert (memory / "news.ru.po").read_text(encoding="utf-8") == worked
    assert run("leverage", "news.ru.po", "-l", "ru").status == 0
    assert run("leverage", "news.txt", "-l", "ru", "-o", "news.xlf").status == 0
    assert "<target" in (memory / "news.xlf").read_text(encoding="utf-8")
    table = run("leverage", "news.txt", "-l", "ru", "--dry-run", "--output-format", "csv").out
    assert table.startswith("match,segments,words,characters\n")


def test_a_text_becomes_a_file_for_translators_with_its_terms_before_there_is_a_memory(project: Path, run: Run) -> None:
    (project / "terms.csv").write_text("en,ru,ru\nSamarkand,Самарканд,\nXi Jinping,Си Цзиньпин,Си\n", encoding="utf-8")
    assert run("import", "terms.csv").status == 0
    (project / "news.txt").write_text("Xi left. In Samarkand Xi Jinping spoke.\n", encoding="utf-8")
    made = run("leverage", "news.txt", "-l", "ru")
    assert (made.status, made.err) == (0, "glossary: note: the memory has no translation into ru\n")
    text = (project / "news.ru.po").read_text(encoding="utf-8")
    assert '#. Samarkand: Самарканд\n#. Xi Jinping: Си Цзиньпин | Си\nmsgctxt "news.txt:2"\n' in text
    assert "there is no translation memory yet" in run("leverage", "news.ru.po", "-l", "ru").err
    refused = run("leverage", "news.txt", "-l", "ru", "-o", "news.tmx")  # it would hold no gap
    assert (refused.status, (project / "news.tmx").exists()) == (2, False)
    # What it is told of its terms is no part of what the memory keeps.
    assert run("leverage", "news.txt", "-l", "ru", "-o", "news.xlf").status == 0
    text = (project / "news.xlf").read_text(encoding="utf-8")
    assert "<note>terms: Samarkand: Самарканд\nXi Jinping: Си Цзиньпин | Си</note>" in text
    (project / "news.xlf").write_text(text.replace("</source>", "</source><target>Готово.</target>"), encoding="utf-8")
    assert run("memory", "import", "news.xlf").status == 0
    assert "Samarkand:" not in run("memory", "export", "-").out


def test_a_term_inside_a_longer_one_without_a_rendering_is_reported_and_swapped(memory: Path, run: Run) -> None:
    row = "{0},{1}\n{0} party,\n{0} party summit,\n".format
    (memory / "terms.csv").write_text(f"en,ru\n{row('China', 'Китай')}{row('Iran', 'Иран')}", encoding="utf-8")
    assert run("import", "terms.csv").status == 0
    (memory / "a.po").write_text('msgid "China party summit"\nmsgstr "Саммит партии: Китай"\n', encoding="utf-8")
    run("memory", "import", "a.po", "-l", "ru")
    assert "repaired: Саммит партии: Иран" in run("memory", "lookup", "Iran party summit", "-l", "ru").out
    (memory / "news.txt").write_text("Iran party summit opens.\n", encoding="utf-8")
    assert run("leverage", "news.txt", "-l", "ru").status == 0
    assert "#. Iran: Иран\n" in (memory / "news.ru.po").read_text(encoding="utf-8")


def test_both_homographs_are_listed_with_their_senses() -> None:
    senses = {"country": "Грузия", "US state": "Джорджия"}
    rows = [Concept((Term("Georgia", "en"), Term(text, "ru")), sense=sense) for sense, text in senses.items()]
    terms = terms_of(Termbase(tuple(rows), "en", ("ru",)), "ru")
    assert reminder("Georgia votes.", terms).splitlines() == [
        "Georgia (country): Грузия",
        "Georgia (US state): Джорджия",
    ]


ASKED = "The summit opens on 16 September in Samarkand."


def test_leverage_of_xliff_says_where_a_translation_comes_from(memory: Path, run: Run) -> None:
    (memory / "one.xlf").write_text(
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" source-language="en" '
        f'target-language="ru" datatype="plaintext"><body><trans-unit id="1"><source>{ASKED}</source></trans-unit>'
        "</body></file></xliff>",
        encoding="utf-8",
    )
    (memory / "two.xlf").write_text(
        '<xliff version="2.0" srcLang="en" trgLang="ru" xmlns="urn:oasis:names:tc:xliff:document:2.0"><file id="f">'
        f'<unit id="u"><segment><source>{ASKED}</source></segment></unit></file></xliff>',
        encoding="utf-8",
    )
    assert run("leverage", "one.xlf", "two.xlf", "-l", "ru").status == 0
    target = "Саммит открывается 16 сентября в Самарканде.</target>"
    one, two = ((memory / name).read_text(encoding="utf-8") for name in ("one.xlf", "two.xlf"))
    assert f"{target}<note>memory default: 98 % (number: 15 → 16 -2); numbers" in one
    assert one.index("<target") < one.index("<note>")
    assert '<unit id="u"><notes><note>memory default: 98 %' in two
    assert two.index("<notes>") < two.index("<segment")


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ('Press <ph id="1"/>Enter.', ' state="translated">Нажмите <ph id="1"/>Ввод.<'),
        ('Press Enter<x id="2"/>.', ' state="needs-review-translation">Нажмите Ввод.<'),
        ("Press Enter.", ' state="translated">Нажмите Ввод.<'),
    ],
)
def test_leverage_of_xliff_copies_inline_codes_if_they_are_the_same(
    memory: Path, run: Run, source: str, target: str
) -> None:
    unit = (
        '<xliff version="1.2"><file source-language="en" target-language="ru"><body><trans-unit id="{}">'
        "<source>{}</source><target{}/target></trans-unit></body></file></xliff>"
    )
    known = unit.format(1, 'Press <ph id="1"/>Enter.', '>Нажмите <ph id="1"/>Ввод.<')
    (memory / "old.xlf").write_text(known, encoding="utf-8")
    run("memory", "import", "old.xlf")
    (memory / "new.xlf").write_text(unit.format(2, source, ' state="new"><'), encoding="utf-8")
    run("leverage", "new.xlf", "-l", "ru")
    made = (memory / "new.xlf").read_text(encoding="utf-8")
    note = "<note>memory default: 100 %" + ("; inline codes are left out" if "needs" in target else "") + "</note>"
    assert made == unit.format(2, source, target).replace("</target>", f"</target>{note}")


def test_inline_codes_keep_the_namespaces_of_their_prefixes(memory: Path, run: Run) -> None:
    unit = (
        '<xliff version="1.2"{}><file source-language="en" target-language="ru" original="a" datatype="x"><body>'
        '<trans-unit id="1"><source>Press <ph id="1"/>Enter.</source>{}</trans-unit></body></file></xliff>'
    )
    target = '<target>Нажмите <ph id="1" mq:a="b"/>Ввод.</target>'
    (memory / "old.xlf").write_text(unit.format(' xmlns:mq="urn:mq"', target), encoding="utf-8")
    (memory / "new.xlf").write_text(unit.format("", ""), encoding="utf-8")
    run("memory", "import", "old.xlf")
    run("leverage", "new.xlf", "-l", "ru")
    run("convert", "old.xlf", "made.xlf", "--encoding", "utf-8")
    for name in ("new.xlf", "made.xlf"):
        (code,) = etree.parse(memory / name).findall(".//{*}target/{*}ph")
        assert code.get("{urn:mq}a") == "b", name


def test_leverage_of_tmx_counts_what_it_writes(memory: Path, run: Run) -> None:
    (memory / "gaps.tmx").write_text(
        TMX[: TMX.index("<tu>")]
        + f'<tu><tuv xml:lang="en"><seg>{ASKED}</seg></tuv></tu>'
        + '<tu><tuv xml:lang="en"><seg>China respects territorial integrity.</seg></tuv>'
        + '<tuv xml:lang="ru"><seg></seg></tuv></tu></body></tmx>',
        encoding="utf-8",
    )
    made = run("leverage", "gaps.tmx", "-l", "ru")
    assert made.out.startswith("gaps.tmx: gaps filled: 1\n")
    assert re.search(r"(?m)^total +2 ", made.out)
    assert "Самарканде" not in (memory / "gaps.tmx").read_text(encoding="utf-8")


def test_leverage_of_tmx_copies_inline_codes_if_they_are_the_same(memory: Path, run: Run) -> None:
    codes = '<bpt i="1">&lt;b&gt;</bpt>{}<ept i="1">&lt;/b&gt;</ept><ph x="2"/>'
    known = TMX.replace("China", codes.format("China")).replace("Китай", codes.format("Китай"))
    known = known.replace("respects", "has")
    translated = f'\n<tuv xml:lang="ru"><seg>{codes.format("Китай")} уважает территориальную целостность.</seg></tuv>'
    (memory / "old.tmx").write_text(known, encoding="utf-8")
    run("memory", "import", "old.tmx")
    for text, filled in (
        (known.replace(translated, ""), 1),
        (known.replace(translated, "").replace('ph x="2"', 'ph x="3"'), 0),
    ):
        (memory / "gap.tmx").write_text(text, encoding="utf-8")
        assert run("leverage", "gap.tmx", "-l", "ru").out.startswith(f"gap.tmx: gaps filled: {filled}\n")
        made = (memory / "gap.tmx").read_text(encoding="utf-8")
        assert (codes.format("Китай") in made, made == text) == (bool(filled), not filled)


def test_leverage_of_tmx_distinguishes_gaps_by_their_inline_codes(memory: Path, run: Run) -> None:
    known = TMX.replace("China", "<hi>China</hi>").replace("Китай", "<hi>Китай</hi>").replace("respects", "has")
    (memory / "old.tmx").write_text(known, encoding="utf-8")
    run("memory", "import", "old.tmx")
    gaps = [
        f'<tu><tuv xml:lang="en"><seg>{name} has territorial integrity.</seg></tuv>'
        for name in ("<hi>China</hi>", "China")
    ]
    (memory / "gap.tmx").write_text(
        f"{TMX[: TMX.index('<tu>')]}{'</tu>'.join(gaps)}</tu></body></tmx>", encoding="utf-8"
    )
    run("leverage", "gap.tmx", "-l", "ru")
    made = (memory / "gap.tmx").read_text(encoding="utf-8")
    assert re.findall('"ru"><seg>(.*?) уважает', made) == ["<hi>Китай</hi>", "Китай"]


def test_leverage_of_tmx_uses_the_source_language_of_the_project(memory: Path, run: Run) -> None:
    (memory / "gaps.tmx").write_text(
        '<tmx version="1.4"><header srclang="*all*"/><body><tu><tuv xml:lang="zh-CN"><seg>中国尊重领土完整。</seg></tuv>'
        '<tuv xml:lang="en"><seg>China respects territorial integrity.</seg></tuv></tu></body></tmx>',
        encoding="utf-8",
    )
    assert run("leverage", "gaps.tmx", "-l", "ru").out.startswith("gaps.tmx: gaps filled: 1\n")
    assert "Китай уважает" in (memory / "gaps.tmx").read_text(encoding="utf-8")


def test_leverage_says_that_the_memory_lacks_a_language(memory: Path, run: Run) -> None:
    (memory / "news.txt").write_text("China respects territorial integrity.\n", encoding="utf-8")
    note = "note: the memory has no translation into"
    assert f"{note} de; it has en → ru\n" in run("leverage", "news.txt", "-l", "de", "--dry-run").err
    for command in (("leverage", "news.txt", "--dry-run"), ("memory", "lookup", "Nothing of the kind.")):
        made = run(*command, "-l", "fr")
        assert (made.status, made.err) == (0, f"glossary: {note} fr; it has en → ru\n"), command
    assert not run("memory", "lookup", "Nothing of the kind.", "-l", "ru").err
    assert note not in run("leverage", "news.txt", "-l", "ru", "--dry-run").err
    (memory / "news.txt").write_text("Nothing of the kind.\n", encoding="utf-8")
    assert note not in run("leverage", "news.txt", "-l", "ru", "--dry-run").err


def test_leverage_continues_after_a_broken_file(memory: Path, run: Run) -> None:
    gap = "<source>China respects territorial integrity.</source><target/>"
    for name, language in (("one.xlf", "ru"), ("cut.xlf", "ru"), ("fr.xlf", "fr"), ("two.xlf", "ru")):
        text = (
            '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="x" source-language="en" '
            f'target-language="{language}" datatype="plaintext"><body><trans-unit id="1">{gap}</trans-unit></body></file>'
            "</xliff>"
        )
        (memory / name).write_text(text[:-20] if name == "cut.xlf" else text, encoding="utf-8")
    names = ("one.xlf", "cut.xlf", "none.xlf", "fr.xlf", "two.xlf")
    made = run("leverage", *names, "-l", "ru", "--jobs", "2")
    assert made.status == 2
    cut, none, foreign = made.err.splitlines()
    assert cut.startswith("glossary: error: cut.xlf:")
    assert none.startswith("glossary: error: none.xlf:")
    assert "fr.xlf: the file holds en → fr, not en → ru;" in foreign
    assert made.out.startswith("one.xlf: gaps filled: 1\nwrote one.xlf\ntwo.xlf: gaps filled: 1\nwrote two.xlf\n")
    (memory / ".glossary" / "memory.sqlite").unlink()
    again = run("leverage", "one.xlf", "two.xlf", "-l", "ru")
    assert (again.status, again.out, again.err.count("\n")) == (2, "", 1), "the memory is missed once"


def test_leverage_in_several_processes_is_the_same(memory: Path, run: Run) -> None:
    for number in range(4):
        (memory / f"n{number}.txt").write_text(
            f"China respects territorial integrity. Number {number}.\n", encoding="utf-8"
        )
    names = [f"n{number}.txt" for number in range(4)]
    one = run("leverage", *names, "-l", "ru", "--dry-run").out
    assert run("leverage", *names, "-l", "ru", "--dry-run", "--jobs", "2").out == one
