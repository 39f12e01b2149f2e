"""What comes back from translators as their programs leave it: no word of ours may be lost, and the report has to be true."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from glossary.cli import cli
from glossary.text.garbled import garbled

TERMS = (
    ("Xi Jinping", "Си Цзиньпин", "习近平"),
    ("Samarkand", "Самарканд", "撒马尔罕"),
    ("Kremlin", "", "克里姆林宫"),
    ("Erdoğan", "Эрдоган", "埃尔多安"),
)
HEAD = 'msgid ""\nmsgstr "Language: {}\\nContent-Type: text/plain; charset=UTF-8\\n"\n'

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command line in a project, with ``sent.csv`` and ``sent.tmx`` as they were sent out."""
    monkeypatch.chdir(tmp_path)
    Path("pyproject.toml").write_text('[tool.glossary]\nlanguages = ["zh_CN", "ru"]\n', encoding="utf-8")
    for at, name in ((1, "ru"), (2, "zh_CN")):
        path = Path(f"locale/{name}/LC_MESSAGES/glossary.po")
        path.parent.mkdir(parents=True)
        body = "".join(f'\nmsgid "{row[0]}"\nmsgstr "{row[at]}"\n' for row in TERMS)
        path.write_text(HEAD.format(name) + body, encoding="utf-8")

    def glossary(*arguments: str) -> Result:
        return CliRunner().invoke(cli, arguments)

    for name in ("sent.csv", "sent.tmx"):
        assert glossary("export", name).exit_code == 0
    return glossary


def renderings(language: str) -> dict[str, str]:
    text = Path(f"locale/{language}/LC_MESSAGES/glossary.po").read_text(encoding="utf-8")
    return dict(re.findall(r'msgid "(.+)"\nmsgstr "(.*)"', text))


RU, ZH = {row[0]: row[1] for row in TERMS}, {row[0]: row[2] for row in TERMS}


def rows() -> list[list[str]]:
    return list(csv.reader(io.StringIO(Path("sent.csv").read_text(encoding="utf-8"))))


def save(table: list[list[str]], *, encoding: str = "utf-8", delimiter: str = ",") -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(table)
    Path("back.csv").write_bytes(text.getvalue().encode(encoding, "replace"))


def changed(term: str, language: str, text: str) -> list[list[str]]:
    table = rows()
    at = table[0].index(language)
    return [[text if row[0] == term and place == at else cell for place, cell in enumerate(row)] for row in table]


@pytest.mark.parametrize("tool", ["weblate", "deepl", "memoq", "lokalise", "crowdin", "google", "aws"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_spreadsheet_saves_the_table_of_a_tool_with_other_separators(run: Run, tool: str, delimiter: str) -> None:
    one = ("--for", tool, "-l", "ru")
    run("export", "tool.csv", *one)
    text = Path("tool.csv").read_text(encoding="utf-8-sig")
    table = list(csv.reader(io.StringIO(text), delimiter=";" if tool in ("memoq", "lokalise") else ","))
    save([[cell.replace("Самарканд", "Самарканд, город") for cell in row] for row in table], delimiter=delimiter)
    done = run("import", "back.csv", *one, "--base", "tool.csv")
    assert renderings("ru") == {**RU, "Samarkand": "Самарканд, город"}, done.output
    assert renderings("zh_CN") == ZH


def test_a_rendering_that_was_emptied_stays_and_is_reported(run: Run) -> None:
    save(changed("Samarkand", "ru", ""))
    done = run("import", "back.csv")
    assert renderings("ru") == RU
    assert "back.csv: renderings that came back empty, and stay (1, such as Samarkand [ru])" in done.stderr
    save(changed("Samarkand", "ru", "Самарканд; г. Самарканд"))
    assert "may hold several terms, and are read as one (1, such as" in run("import", "back.csv").stderr


def test_terms_whose_letters_are_question_marks_are_rejected(run: Run) -> None:
    save(changed("Samarkand", "ru", "Самарканд-град"), encoding="cp1251", delimiter=";")
    done = run("import", "back.csv", "--encoding", "windows-1251")
    assert renderings("ru") == {**RU, "Samarkand": "Самарканд-град"}
    assert renderings("zh_CN") == ZH
    assert "read 6 = 1 applied + 1 unchanged + 0 conflicting + 4 rejected\n" in done.stdout
    assert (
        "back.csv: question marks for letters: it was saved in an encoding without them (4, such as '???')"
        in done.stderr
    )


@pytest.mark.parametrize("codec", ["latin-1", "windows-1252", "windows-1251", "mac-roman"])
def test_utf_8_that_was_read_as_something_else(run: Run, codec: str) -> None:
    def misread(byte: int) -> str:
        try:
            return bytes([byte]).decode(codec)
        except UnicodeError:
            return chr(byte)

    data = Path("sent.csv").read_bytes()
    Path("back.csv").write_text("".join(map(misread, data)), encoding="utf-8", newline="")
    done = run("import", "back.csv")
    assert (renderings("ru"), renderings("zh_CN")) == (RU, ZH)
    assert "UTF-8 that was read as " in done.stderr
    assert " 0 applied " in done.stdout


def test_an_error_of_a_spreadsheet_is_not_a_rendering(run: Run) -> None:
    save(changed("Kremlin", "ru", "#ИМЯ?"))
    assert "an error of a spreadsheet (1, such as '#ИМЯ?')" in run("import", "back.csv").stderr
    assert renderings("ru") == RU


def test_whitespace_around_a_term_is_not_part_of_it(run: Run) -> None:
    save(changed("Samarkand", "ru", " Самарканд\u00a0"))
    assert " 0 applied " in run("import", "back.csv").stdout
    save(changed("Kremlin", "ru", " Кремль \n"))
    assert "changed: Kremlin [ru]: '' -> 'Кремль'" in run("import", "back.csv").stdout
    assert renderings("ru") == {**RU, "Kremlin": "Кремль"}


@pytest.mark.parametrize("text", ["Путин", "ИСТИНА", "А", "${имя}"])
@pytest.mark.parametrize("open_", [0, 0xF100], ids=["Windows", "LibreOffice"])
def test_bytes_undefined_in_windows_1252_are_read_both_ways(text: str, open_: int) -> None:
    table = {byte: chr(byte + open_) for byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
    read = "".join(table.get(byte) or bytes([byte]).decode("windows-1252") for byte in text.encode())
    assert garbled(read, "ru") == "UTF-8 that was read as windows-1252"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Кремль??", "ru"),
        ("Где он?", "ru"),
        ("Her Majesty's Theatre?", "en"),
        ("What??", "en"),
        ("Её", "ru"),
        ("«СССР»", "ru"),
        ("Ру–Ру", "ru"),
        ("通", "zh-Hans"),
        ("联通", "zh-Hans"),
        ("São Paulo", "pt"),
        ("C#", "ru"),
        ("№ 1", "ru"),
        ("Ãnghel", "en"),
    ],
)
def test_terms_that_look_garbled_and_are_not(text: str, language: str) -> None:
    assert garbled(text, language) == ""


def test_no_rendering_of_the_real_world_is_taken_for_garbled() -> None:
    from glossary.formats import po

    root = Path(__file__).resolve().parent.parent / "locale"
    found = [
        entry.msgstr[0]
        for name, tag in (("ru", "ru"), ("zh_CN", "zh-Hans"))
        for entry in po.parse((root / name / "LC_MESSAGES/glossary.po").read_bytes(), where="").entries
        if entry.msgid and garbled(entry.msgstr[0], tag)
    ]
    assert found == []


@pytest.mark.parametrize(("code", "said"), [("zh-SG", "zh-Hans-SG is taken for zh_CN"), ("ZH_hans_cn", "")])
def test_a_tag_with_one_region_more_is_the_language_of_the_glossary(run: Run, code: str, said: str) -> None:
    text = (
        Path("sent.tmx").read_text(encoding="utf-8").replace('"zh-CN"', f'"{code}"').replace("撒马尔罕", "撒马尔罕市")
    )
    Path("back.tmx").write_text(text, encoding="utf-8")
    done = run("import", "back.tmx")
    assert said in done.stderr
    assert renderings("zh_CN") == {**ZH, "Samarkand": "撒马尔罕市"}


def test_a_region_beside_the_language_itself_is_another_language(run: Run) -> None:
    Path("back.csv").write_text("en,ru,ru-KZ\nKremlin,Кремль,Кремлин\n", encoding="utf-8")
    done = run("import", "back.csv")
    assert "is taken for" not in done.stderr
    assert "ru-KZ) is not a language of this glossary" in done.stderr


def test_the_source_language_of_a_region_is_the_source_language(run: Run) -> None:
    text = Path("sent.tmx").read_text(encoding="utf-8").replace('"en"', '"en-GB"').replace("撒马尔罕", "撒马尔罕市")
    Path("back.tmx").write_text(text, encoding="utf-8")
    done = run("import", "back.tmx")
    assert "back.tmx: en-GB is taken for en\n" in done.stderr
    assert "0 conflicting + 0 rejected" in done.stdout
    assert renderings("zh_CN") == {**ZH, "Samarkand": "撒马尔罕市"}


def test_the_source_region_with_most_concepts_counts(run: Run) -> None:
    sides = {"en-AU": ["lift"], "en-GB": ["Labour Party", "Treasury"]}
    units = "".join(
        f'<tu><tuv xml:lang="{code}"><seg>{name}</seg></tuv><tuv xml:lang="ru"><seg>Слово {name}</seg></tuv></tu>'
        for code, names in sides.items()
        for name in names
    )
    header = '<header srclang="*all*" segtype="phrase" datatype="plaintext" adminlang="en" creationtool="x"/>'
    Path("back.tmx").write_text(f'<tmx version="1.4">{header}<body>{units}</body></tmx>', encoding="utf-8")
    done = run("import", "back.tmx", "--verbose")
    assert "en-GB is taken for en\n" in done.stderr
    assert "rejected: lift [en_AU]" in done.stdout
    assert {"Labour Party", "Treasury"} <= set(renderings("ru"))
    assert "lift" not in renderings("ru")


def test_chinese_without_a_script_is_the_one_that_there_is_if_its_letters_fit(run: Run) -> None:
    sent = Path("sent.tmx").read_text(encoding="utf-8").replace('"zh-CN"', '"zh"')
    back = Path("back.tmx")
    back.write_text(sent.replace("撒马尔罕", "撒馬爾罕"), encoding="utf-8")
    done = run("import", "back.tmx", "--verbose")
    assert (done.exit_code, "rejected: Samarkand [zh]" in done.stdout) == (0, True)
    assert "does not say which script" in done.stderr
    assert renderings("zh_CN") == ZH
    back.write_text(sent.replace("撒马尔罕", "撒马尔罕市"), encoding="utf-8")
    assert "zh is taken for zh_CN" in run("import", "back.tmx").stderr
    assert renderings("zh_CN") == {**ZH, "Samarkand": "撒马尔罕市"}
    back.write_text(sent.replace("撒马尔罕", "颯秣建"), encoding="utf-8")
    assert "zh is taken for zh_CN" in run("import", "back.tmx", "-l", "zh_CN").stderr
    assert renderings("zh_CN")["Samarkand"] != "撒马尔罕"
    back.write_text(sent.replace('"zh"', '"zh-TW"'), encoding="utf-8")
    assert "Traditional Chinese (zh-Hant) is not a language of this glossary" in run("import", "back.tmx").stderr


def test_a_po_whose_header_was_lost_needs_its_language(run: Run) -> None:
    Path("back.po").write_text('msgid "Kremlin"\nmsgstr "Кремль"\n', encoding="utf-8")
    done = run("import", "back.po")
    assert (done.exit_code, done.stderr) == (
        2, "glossary: error: back.po: the file does not say its language: name it with -l\n",
    )  # fmt: skip
    assert run("import", "-l", "ru", "back.po").exit_code == 0
    assert renderings("ru") == {**RU, "Kremlin": "Кремль"}


def test_columns_may_be_called_in_russian(run: Run) -> None:
    table = changed("Kremlin", "ru", "Кремль")
    table[0] = [
        {"en": "Английский", "ru": "Русский", "zh_CN": "Упрощенный китайский"}.get(name, name) for name in table[0]
    ]
    save(table)
    assert run("import", "back.csv").exit_code == 0
    assert renderings("ru") == {**RU, "Kremlin": "Кремль"}


@pytest.mark.parametrize(("encoding", "column"), [("cp1251", "ru"), ("gb18030", "zh_CN"), ("cp1252", "")])
def test_the_encoding_that_it_may_have_is_named(run: Run, encoding: str, column: str) -> None:
    table = rows()
    keep = [place for place, name in enumerate(table[0]) if name in ("en", column)]
    made = [[row[place] for place in keep] for row in table if row[0] != "Erdoğan"]
    save(made if column else [["en", "ru"], ["São Paulo", "Sao Paulo"], ["café", "cafe"]], encoding=encoding)
    names = {"cp1251": "windows-1251", "cp1252": "windows-1252"}
    done = run("import", "back.csv", "-l", "ru")
    assert done.exit_code == 2
    assert done.stderr.endswith(f"--encoding {names.get(encoding, encoding)} for instance\n")


def test_columns_that_were_changed_round_are_rejected(run: Run) -> None:
    table = rows()
    table[0] = [{"ru": "zh_CN", "zh_CN": "ru"}.get(name, name) for name in table[0]]
    save(table)
    assert "letters of another script (7, such as " in run("import", "back.csv").stderr
    assert (renderings("ru"), renderings("zh_CN")) == (RU, ZH)


def test_a_comment_of_a_translator_comes_along(run: Run) -> None:
    body = '\n# ask Anna\nmsgid "Kremlin"\nmsgstr ""\n\n# ask Boris\nmsgid "Samarkand"\nmsgstr "Самарканд"\n'
    Path("back.po").write_text(HEAD.format("ru") + body, encoding="utf-8")
    done = run("import", "back.po")
    assert "changed: Kremlin: comments\nchanged: Samarkand: comments\n" in done.stdout
    text = Path("locale/ru/LC_MESSAGES/glossary.po").read_text(encoding="utf-8")
    assert '# ask Anna\nmsgid "Kremlin"' in text
    assert '# ask Boris\nmsgid "Samarkand"' in text
    assert " 0 applied " in run("import", "back.po").stdout
    assert Path("locale/ru/LC_MESSAGES/glossary.po").read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("back.po", HEAD.format("ru") + '\n# note: the fortress, or who rules there?\nmsgid "Kremlin"\nmsgstr ""\n'),
        ("back.csv", 'en,ru,ru_note\nKremlin,,"the fortress, or who rules there?"\n'),
    ],
)
def test_a_question_about_what_is_not_rendered_yet_comes_along(run: Run, name: str, text: str) -> None:
    Path(name).write_text(text, encoding="utf-8")
    assert "changed: Kremlin: comments" in run("import", name).stdout
    path = Path("locale/ru/LC_MESSAGES/glossary.po")
    entry = '# note: the fortress, or who rules there?\nmsgid "Kremlin"\nmsgstr ""\n'
    assert entry in path.read_text(encoding="utf-8")
    assert " 0 applied " in run("import", name).stdout
    Path("answer.csv").write_text("en,ru\nKremlin,Кремль\n", encoding="utf-8")
    assert run("import", "answer.csv").exit_code == 0
    assert entry.replace('""', '"Кремль"') in path.read_text(encoding="utf-8")


def test_columns_without_a_place_in_the_glossary_are_reported(run: Run) -> None:
    save(
        [
            ["en", "en_note", "en_forms", "ru"],
            ["Kremlin", "the fortress", "", ""],
            ["Kremlin", "a citadel", "", ""],
            ["Samarkand", "", "Samarkands", ""],
        ]
    )
    done = run("import", "back.csv")
    assert "changed: Kremlin: note\n" in done.stdout
    assert "no place in the glossary (1, such as 'Samarkand')" in done.stderr
    assert "#. note: the fortress\\na citadel\n" in Path("locale/glossary.pot").read_text(encoding="utf-8")
    assert " 0 applied " in run("import", "back.csv").stdout
    kept = "<termNote type='partOfSpeech'>noun</termNote><termNote type='administrativeStatus'>preferred</termNote>"
    entry = "<termEntry><langSet xml:lang='en'><tig><term>{}</term>{}</tig></langSet></termEntry>"
    entries = entry.format("Samarkand", kept) + entry.format("Kremlin", kept + "<xref target='t'>see</xref>")
    Path("back.tbx").write_text(f"<martif xml:lang='en'><text><body>{entries}</body></text></martif>", encoding="utf-8")
    done = run("import", "back.tbx")
    assert "changed: Kremlin: part of speech\n" in done.stdout
    assert "no place in the glossary (1, such as 'Kremlin')" in done.stderr
    assert "no place" not in run("import", "sent.tmx").stderr


def test_a_definition_alone_is_news(run: Run) -> None:
    save([["en", "ru", "definition", "en_variants"], ["Samarkand", "Самарканд", "a city", "Samarqand"]])
    assert run("import", "back.csv").stdout.startswith(
        "changed: Samarkand: variants, definition\nread 2 = 1 applied + 1 unchanged"
    )
    template = Path("locale/glossary.pot").read_text(encoding="utf-8")
    assert "#. variants: Samarqand\n#. definition: a city\n" in template
    assert " 0 applied " in run("import", "back.csv").stdout


def test_the_exit_status_tells_whether_a_person_has_to_look(run: Run) -> None:
    """Damage does; what the rules leave out does not."""
    whole = rows()
    cases = (
        (changed("Kremlin", "ru", "Кремль"), 0),
        (changed("Kremlin", "ru", "??????"), 1),
        ([*whole, ["", *whole[1][1:]]], 1),
        (changed("Kremlin", "en", "K" * 600), 1),
        ([*whole, ["Bishkek", *("" for _ in whole[0][1:])]], 0),
        ([[*row, "de" if row is whole[0] else "Kreml"] for row in whole], 0),
    )
    for table, status in cases:
        save(table)
        assert run("import", "--known-only", "--dry-run", "back.csv").exit_code == status


def test_rows_that_nobody_filled_in_are_counted(run: Run) -> None:
    save([*rows(), *(["fog", *("" for _ in rows()[0][1:])], ["mist", *("" for _ in rows()[0][1:])])])
    done = run("import", "--known-only", "back.csv")
    assert "entries without a rendering: 2; nothing was deleted\n" in done.stderr
    shown = json.loads(run("import", "--known-only", "--output-format", "json", "back.csv").stdout)
    assert shown["counts"] == {"applied": 0, "unchanged": 7, "conflicting": 0, "rejected": 2, "empty": 2}


def test_a_waiver_that_comes_back_in_a_po_reaches_its_entry(run: Run) -> None:
    path = Path("locale/ru/LC_MESSAGES/glossary.po")
    text = path.read_text(encoding="utf-8")
    waived = "# glossary: ignore names.parts -- as the Kremlin writes it\n"
    for name in ("Kremlin", "Samarkand"):
        text = text.replace(f'msgid "{name}"', f'{waived}msgid "{name}"')
    Path("back.po").write_text(text, encoding="utf-8")
    assert "changed: Samarkand: waivers\nchanged: Kremlin: waivers\n" in run("import", "back.po").stdout
    made = path.read_text(encoding="utf-8")
    assert made.partition('msgid "Xi')[2] == text.partition('msgid "Xi')[2]
    assert "ignore" not in Path("locale/zh_CN/LC_MESSAGES/glossary.po").read_text(encoding="utf-8")
    assert "= 0 applied +" in run("import", "back.po").stdout
    assert path.read_text(encoding="utf-8") == made


def test_a_waiver_of_a_table_goes_to_the_languages_that_it_is_about(run: Run) -> None:
    table = [[*row, "zh.half-width -- brand" if row[0] == "Xi Jinping" else ""] for row in rows()]
    table[0][-1] = "waivers"
    save(table)
    assert "changed: Xi Jinping: waivers\n" in run("import", "back.csv").stdout
    assert "ignore" not in Path("locale/ru/LC_MESSAGES/glossary.po").read_text(encoding="utf-8")
    chinese = Path("locale/zh_CN/LC_MESSAGES/glossary.po").read_text(encoding="utf-8")
    assert '# glossary: ignore zh.half-width -- brand\nmsgid "Xi Jinping"' in chinese
    assert "= 0 applied +" in run("import", "back.csv").stdout


def test_what_looks_the_same_is_said_to_differ_in_spaces(run: Run) -> None:
    save([["en", "ru"], ["Xi Jinping", "Си\u00a0Цзиньпин"], ["Samarkand", "Самарканд\u200b"]])
    done = run("import", "back.csv")
    assert done.stdout.count("they differ in spaces or invisible characters only") == 2
    assert renderings("ru") == RU


@pytest.mark.parametrize("name", ["locale/ru/LC_MESSAGES/glossary.po", "locale/glossary.pot", "pyproject.toml"])
def test_another_file_does_not_take_the_place_of_the_glossary(run: Run, name: str) -> None:
    run("import", "sent.csv")
    Path("back.po").write_text(HEAD.format("ru") + '\nmsgid "Kremlin"\nmsgstr "Кремль"\n', encoding="utf-8")
    before = Path(name).read_bytes() if Path(name).exists() else None
    for arguments in (
        ("export", name, "-l", "ru"),
        ("export", name, "--format", "csv"),
        ("convert", "back.po", name, "--to", "po"),
    ):
        done = run(*arguments)
        assert done.exit_code == 2
        assert f"{name}: this is a file of the glossary itself" in done.stderr
    assert (Path(name).read_bytes() if Path(name).exists() else None) == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("memory", "export", "-l", "ru"),
        ("leverage", "en.txt", "-l", "ru", "-o"),
        ("check", "--write-baseline", "--baseline"),
        ("check", "--output-format", "json", "-o"),
    ],
    ids=" ".join,
)
def test_nor_does_a_memory_or_a_report(run: Run, arguments: tuple[str, ...]) -> None:
    name = "locale/ru/LC_MESSAGES/glossary.po"
    before = Path(name).read_bytes()
    Path("en.txt").write_text("Kremlin\n", encoding="utf-8")
    assert run("memory", "import", "sent.tmx").exit_code == 0
    assert run(*arguments, "fine.po").exit_code in (0, 1)
    assert Path("fine.po").exists()
    done = run(*arguments, name)
    assert done.exit_code == 2
    assert f"{name}: this is a file of the glossary itself" in done.stderr
    assert Path(name).read_bytes() == before


def test_the_glossary_itself_may_be_filled_from_the_memory(run: Run) -> None:
    name = "locale/ru/LC_MESSAGES/glossary.po"
    Path("tm.csv").write_text("en,ru\nKremlin,Кремль\n", encoding="utf-8")
    run("memory", "import", "tm.csv")
    assert run("leverage", name, "-l", "ru", "-o", name).exit_code == 0
    assert renderings("ru")["Kremlin"] == "Кремль"


def test_a_memory_that_is_taken_for_a_glossary_is_refused(run: Run) -> None:
    lines = [f"The summit number {at} opened on Thursday in the old town." for at in range(12)]
    save([["en", "ru"], *([line, "Саммит открылся."] for line in lines), ["border", "граница"], ["Kremlin", "Кремль"]])
    done = run("import", "back.csv")
    assert done.exit_code == 2
    assert "most of its new entries are sentences, not terms; 'glossary memory import'" in done.stderr
    assert "read 14 = 1 applied" in run("import", "back.csv", "--known-only").stdout
    save([["en", "ru"], *([f"{line[:20]} {at}", "Саммит"] for at, line in enumerate(lines))])
    assert run("import", "back.csv").exit_code == 0
    mixed = [*lines[:6], *(f"border post {at}" for at in range(6))]
    save([["en", "ru"], *([line, "Саммит"] for line in mixed)])
    assert run("import", "back.csv", "--dry-run").exit_code == 0, "half of them are terms"


def test_only_one_of_two_matching_languages_is_taken(run: Run) -> None:
    save([["en", "ru-KZ", "ru-BY"], ["Kremlin", "Крем", "Кремль"]])
    done = run("import", "back.csv")
    assert "ru-BY is taken for ru" in done.stderr
    assert "Russian (Kazakhstan) (ru-KZ) is not a language of this glossary" in done.stderr
    assert renderings("ru")["Kremlin"] == "Кремль"


@pytest.mark.parametrize(
    ("name", "header", "language"),
    [
        ("back.po", "Language: Russian", "ru"),
        ("back.po", "X-Poedit-Language: Chinese\\nX-Poedit-Country: CHINA", "zh_CN"),
        ("back.po", "X-Poedit-Language: Russian\\nX-Poedit-Country: RUSSIAN FEDERATION", "ru"),
        ("terms-zh_CN.po", "", "zh_CN"),
        ("my-file-ru.po", "", "ru"),
        ("my_glossary.po", "", ""),
        ("terms-new.po", "", ""),
    ],
)
def test_how_a_po_names_its_language(run: Run, name: str, header: str, language: str) -> None:
    term = {"ru": "граница", "zh_CN": "边界", "": "граница"}[language]
    head = f'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n{header}\\n"\n'
    Path(name).write_text(f'{head}\nmsgid "border"\nmsgstr "{term}"\n', encoding="utf-8")
    done = run("import", name)
    assert done.exit_code == (0 if language else 2)
    assert not language or renderings(language)["border"] == term


def test_the_glossary_that_omegat_itself_writes(run: Run) -> None:
    Path("glossary.txt").write_text("border\tграница\tat sea, too\n", encoding="utf-8")
    assert run("import", "glossary.txt", "-l", "ru").exit_code == 0
    assert renderings("ru")["border"] == "граница"
    Path("text.txt").write_text("The summit opened.\n", encoding="utf-8")
    assert "no two terms with a tab between them" in run("import", "text.txt", "-l", "ru").stderr


def test_homographs_in_a_tool_that_knows_no_senses(run: Run) -> None:
    path = Path("locale/ru/LC_MESSAGES/glossary.po")
    both = [("country", "Грузия"), ("US state", "Джорджия")]
    more = "".join(f'\nmsgctxt "{sense}"\nmsgid "Georgia"\nmsgstr "{text}"\n' for sense, text in both)
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    run("export", "sent.xlsx", "--for", "phrase", "-l", "ru")
    done = run("import", "sent.xlsx", "--for", "phrase", "-l", "ru")
    assert (done.exit_code, done.stdout) == (0, "read 4 = 0 applied + 4 unchanged + 0 conflicting + 0 rejected\n")
    run("export", "sent.csv", "--for", "memoq", "-l", "ru")
    text = Path("sent.csv").read_text(encoding="utf-8").replace("Джорджия", "штат Джорджия")
    Path("back.csv").write_text(text, encoding="utf-8")
    done = run("import", "back.csv", "--for", "memoq", "-l", "ru", "--base", "sent.csv")
    assert done.stdout.startswith("rejected: Georgia: it has several senses here; say which (msgctxt)\n")
    assert (done.exit_code, renderings("ru")["Georgia"]) == (1, "Джорджия")


@pytest.mark.parametrize(("tool", "name"), [("deepl", "g.tsv"), ("memoq", "g.csv"), ("crowdin", "g.csv")])
def test_a_rendering_of_one_sense_does_not_go_to_the_entry_without_a_sense(run: Run, tool: str, name: str) -> None:
    path = Path("locale/ru/LC_MESSAGES/glossary.po")
    more = '\nmsgid "Georgia"\nmsgstr ""\n\nmsgctxt "US state"\nmsgid "Georgia"\nmsgstr "Джорджия"\n'
    before = path.read_text(encoding="utf-8") + more
    path.write_text(before, encoding="utf-8")
    assert run("export", name, "-l", "ru", "--for", tool).exit_code == 0
    assert run("import", name, "-l", "ru", "--for", tool).exit_code == 0
    assert path.read_text(encoding="utf-8") == before


def test_notes_stay_as_a_person_wrote_them(run: Run) -> None:
    path = Path("locale/ru/LC_MESSAGES/glossary.po")
    said = "# note: used so -- see C:\\temp\n# admitted: Кремлик -- in jest -- or so\n"
    path.write_text(path.read_text(encoding="utf-8").replace('msgid "Kremlin"', said + 'msgid "Kremlin"'), "utf-8")
    Path("a.txt").write_text("The Kremlin said so.", encoding="utf-8")
    assert run("extract", "a.txt").exit_code == 0
    assert said in path.read_text(encoding="utf-8")


POEDIT = """<?xml version="1.0"?>
<tmx version="1.4">
\t<header creationtool="Poedit" creationtoolversion="3.2.2" datatype="PlainText" segtype="sentence" adminlang="en" \
srclang="en" o-tmf="PoeditTM" />
\t<body>
\t\t<tu creationdate="20261129T062429Z">
\t\t\t<tuv xml:lang="en">
\t\t\t\t<seg>Samarkand</seg>
\t\t\t</tuv>
\t\t\t<tuv xml:lang="ru">
\t\t\t\t<seg>Самарканд</seg>
\t\t\t</tuv>
\t\t</tu>
\t\t<tu creationdate="20261129T062441Z">
\t\t\t<tuv xml:lang="en">
\t\t\t\t<seg>Kremlin</seg>
\t\t\t</tuv>
\t\t\t<tuv xml:lang="ru">
\t\t\t\t<seg>Кремль</seg>
\t\t\t</tuv>
\t\t</tu>
\t</body>
</tmx>
"""


def test_what_poedit_exports_of_its_memory_approves_no_proposal(run: Run) -> None:
    path = Path("locale/ru/LC_MESSAGES/glossary.po")
    text = path.read_text(encoding="utf-8").replace('\nmsgid "Samarkand"', '\n#, fuzzy\nmsgid "Samarkand"')
    path.write_text(text, encoding="utf-8")
    Path("memory.tmx").write_text(POEDIT, encoding="utf-8")
    for tool in ((), ("--for", "poedit", "-l", "ru")):
        assert " = 1 applied + 1 unchanged + 0 " in run("import", "memory.tmx", "--dry-run", *tool).stdout
    run("import", "memory.tmx")
    assert '\n#, fuzzy\nmsgid "Samarkand"' in path.read_text(encoding="utf-8")
    assert renderings("ru") == {**RU, "Kremlin": "Кремль"}


@pytest.mark.parametrize(("tool", "name"), [("lokalise", "g.csv"), ("phrase", "g.xlsx"), ("memoq", "g.csv")])
def test_a_table_without_a_place_for_states_approves_no_proposal(run: Run, tool: str, name: str) -> None:
    path = Path("locale/ru/LC_MESSAGES/glossary.po")
    drafted = path.read_text(encoding="utf-8").replace('msgid "Xi', '#, fuzzy\nmsgid "Xi')
    path.write_text(drafted, encoding="utf-8")
    assert run("export", name, "-l", "ru", "--for", tool).exit_code == 0
    assert run("import", name).exit_code == 0
    assert path.read_text(encoding="utf-8") == drafted
    Path("own.csv").write_text("en,ru,Case sensitive\nXi Jinping,Си Цзиньпин,yes\n", encoding="utf-8")
    run("import", "own.csv")  # a list that a person made
    assert "fuzzy" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(("tool", "name"), [("omegat", "g.utf8"), ("lokalise", "g.csv"), ("weblate", "g.tbx")])
def test_whitespace_that_a_format_does_not_keep_is_no_news(run: Run, tool: str, name: str) -> None:
    path = Path("locale/ru/LC_MESSAGES/glossary.po")
    text = path.read_text(encoding="utf-8").replace('msgid "Xi', '#, fuzzy\nmsgid "Xi').replace("Си Цз", "Си\\tЦз")
    drafted = text.replace('msgid "Samarkand"', '# admitted: г. Самарканд\\n\nmsgid "Samarkand"')
    path.write_text(drafted, encoding="utf-8")
    assert run("export", name, "-l", "ru", "--for", tool).exit_code == 0
    assert run("import", name, "-l", "ru").exit_code == 0
    assert path.read_text(encoding="utf-8") == drafted
