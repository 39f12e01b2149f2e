"""``glossary convert`` loses nothing in silence: the same format byte for byte, another one with a list of what was lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

import formats_cases as cases
import pytest
from click.testing import CliRunner, Result

from glossary import formats, jobs, plugins
from glossary.cli import cli
from glossary.errors import PluginError
from glossary.formats import files, table, terms
from glossary.jobs import bilingual
from glossary.model import Concept, Loss, Term, Termbase, TranslationUnit
from glossary.project import Project

MEMOQ = """\
<?xml version="1.0" encoding="utf-16"?>
<tmx version="1.4">
  <header creationtool="MemoQ" creationtoolversion="9.12" segtype="sentence" adminlang="en-us" creationid="anna"
    srclang="de" o-tmf="MemoQTM" datatype="unknown" o-encoding="UTF-16">
    <note xml:lang="en" o-encoding="x">For the <!-- --> news</note>
    <prop type="defclient">ACME</prop>
    <ude name="signs" base="Macintosh"><map unicode="#xF8FF" code="#xF0" subst="[Apple]"/></ude>
  </header>
  <body>
    <!-- Default translations -->
    <tu tuid="17" changeid="bob"><prop type="x-context-pre">&lt;seg&gt;Davor&lt;/seg&gt;</prop>
      <tuv xml:lang="de"><seg>Klicken Sie <bpt i="1">{}</bpt>hier<ept i="1">{}</ept></seg></tuv>
      <tuv xml:lang="ru"><seg>Нажмите <bpt i="1">{}</bpt>здесь<ept i="1">{}</ept></seg></tuv>
      <tuv xml:lang="zh-cn"><seg>点击<bpt i="1">{}</bpt>此处<ept i="1">{}</ept></seg></tuv>
    </tu>
    <tu><tuv xml:lang="de"><seg>nur deutsch</seg></tuv></tu>
  </body>
</tmx>
"""
OKAPI = """\
<?xml version="1.0" encoding="UTF-8"?>
<?sheet keep?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:mda="urn:oasis:names:tc:xliff:metadata:2.0"
    xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0" version="2.1" srcLang="en" trgLang="ru">
 <file id="f1" original="a.html">
  <skeleton href="a.skl"/>
  <group id="g1" type="x:g">
   <unit id="1" type="x:title">
    <mtc:matches><mtc:match ref="#s1" similarity="78.0"><source>One</source><target>Один</target></mtc:match></mtc:matches>
    <notes><note priority="2">a note</note></notes>
    <originalData><data id="d1">&lt;b></data></originalData>
    <segment id="s1" state="translated"><source>Title <ph id="1" dataRef="d1"/></source><target>Титул</target></segment>
   </unit>
   <unit id="2" translate="no"><segment><source>CODE</source></segment></unit>
  </group>
 </file>
</xliff>
"""
PHRASE = """\
<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:m="http://www.memsource.com/mxlf/2.0" version="1.2">
<file original="a.docx" source-language="en" target-language="ru" datatype="x-docx"><header><m:preview/></header><body>
<group id="0" m:para-id="0"><trans-unit id="a:0" m:score="1.0" m:confirmed="1">
<source>Hello {1}world</source><target>Привет {1}мир</target>
<alt-trans origin="memsource-tm"><target>Здравствуй мир</target></alt-trans>
<m:tunit-metadata><m:mark id="1"/></m:tunit-metadata></trans-unit></group></body></file></xliff>
"""
WEBLATE = """\
# Anna <a@example.org>, 2020.
msgid ""
msgstr ""
"Project-Id-Version: demo\\n"
"Language: ru\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"X-Generator: Weblate 5.0\\n"

#. extracted
#: src/a.c:1
#, c-format, fuzzy
#| msgid "Old %d"
msgctxt "menu"
msgid "Open %d file"
msgid_plural "Open %d files"
msgstr[0] "Открыть"
msgstr[1] "Открыть %d файла"
msgstr[2] ""

#~ msgid "Gone"
#~ msgstr "Ушло"
"""
TBX = """\
<?xml version='1.0'?><!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><martifHeader><fileDesc><sourceDesc><p>by hand</p></sourceDesc></fileDesc></martifHeader>
<text><body><!-- one --><termEntry id="c1"><descrip type="ours">x</descrip>
<langSet xml:lang="en"><tig><term>steppe</term></tig></langSet>
<langSet xml:lang="ru"><tig><term>степь</term><termNote type="animacy">no</termNote></tig></langSet></termEntry></body></text></martif>
"""
TABLE = "\ufeffen;ru;colour of the row\r\nsteppe;степь;green\r\n;;\r\n"

FILES = {
    "memoq.tmx": MEMOQ.encode("utf-16"),
    "okapi.xlf": OKAPI.encode(),
    "phrase.mxliff": PHRASE.encode(),
    "weblate.po": WEBLATE.replace("\n", "\r\n").encode(),
    "terms.tbx": TBX.encode(),
    "terms.csv": TABLE.encode(),
}

Convert = Callable[..., Result]


@pytest.fixture
def convert(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Convert:
    """Write the files above and run ``glossary convert`` beside them."""
    monkeypatch.chdir(tmp_path)
    for name, data in FILES.items():
        Path(name).write_bytes(data)
    return lambda *arguments: CliRunner().invoke(cli, ["convert", *arguments])


@pytest.mark.parametrize("name", FILES)
def test_the_same_format_is_the_same_file(convert: Convert, name: str) -> None:
    target = f"new{Path(name).suffix}"
    done = convert(name, target)
    assert (done.exit_code, done.stderr.count("note:"), done.stderr.count("warning:")) == (0, 0, 0), done.output
    assert Path(target).read_bytes() == FILES[name]


@pytest.mark.parametrize(
    ("name", "said"), [("okapi.xlf", "in other languages: en, ru"), ("weblate.po", "Russian (ru), not")]
)
def test_so_it_is_where_the_language_is_the_one_that_is_there(convert: Convert, name: str, said: str) -> None:
    target = f"new{Path(name).suffix}"
    assert convert("-l", "ru", name, target).exit_code == 0
    assert Path(target).read_bytes() == FILES[name]
    assert said in convert("-l", "zh_CN", name, f"other{Path(name).suffix}").stderr


@pytest.mark.parametrize("name", FILES)
def test_what_is_cut_off_does_not_replace_the_old_file(convert: Convert, name: str) -> None:
    if name.endswith(".csv"):
        pytest.skip("a table can end anywhere")
    cut, target = f"cut{Path(name).suffix}", f"new{Path(name).suffix}"
    at = FILES[name].index(b"msgstr[2] ") + 11 if name.endswith(".po") else len(FILES[name]) * 3 // 4 // 2 * 2
    Path(cut).write_bytes(FILES[name][:at])
    Path(target).write_bytes(b"old")
    done = convert(cut, target)
    assert done.exit_code == 2
    assert Path(target).read_bytes() == b"old"
    assert sorted(path.name for path in Path().glob(".glossary-*")) == []


@pytest.mark.parametrize("name", ["tbx", "tbx2", "multiterm", "omegat", "xliff", "xliff1", "csv", "tsv", "xlsx", "tmx"])
def test_a_glossary_is_streamed_out_of_a_tmx(convert: Convert, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """It is the file that is made of the whole, though no more than a concept of it is held."""
    kept = '<tu tuid="18"><note>n</note><prop type="x-kind">person</prop>'
    more = f'{kept}<tuv xml:lang="de-AT"><seg>Jänner</seg></tuv><tuv xml:lang="ru"><seg>январь</seg></tuv></tu></body>'
    data = MEMOQ.replace("</body>", more).encode("utf-16")
    Path("memoq.tmx").write_bytes(data)
    Path("glossary.toml").write_text('source-language = "de"\n')
    row = formats.get(name)
    read, write = formats.get("tmx").read, row.write
    termbase = read(data, where="memoq.tmx", source_language="de").termbase
    made, losses = write(termbase, languages=["ru"])
    monkeypatch.setattr(files, "read_bytes", None)
    done = convert("memoq.tmx", "new", "--to", name, "-l", "ru", "--terms")
    assert done.exit_code == 0, done.output
    assert Path("new").read_bytes() == made
    for loss in losses:
        assert f"{loss.what} ({loss.count}" in done.stderr
    assert "nothing in de" not in done.stderr
    assert "comments and processing instructions are left out (2 times, here first)" in done.stderr
    assert "wrote new: 3 concepts" in done.output


@pytest.mark.parametrize("target", ["tmx", "csv", "tbx"])
@pytest.mark.parametrize("name", ["po", "tbx", "tbx2", "multiterm", "xliff", "xliff1", "omegat", "xlsx", "csv", "tsv"])
def test_a_glossary_is_streamed(convert: Convert, monkeypatch: pytest.MonkeyPatch, name: str, target: str) -> None:
    """It is the file that is made of the whole, whether or not a few concepts of it are held."""
    row, two = formats.get(name), formats.get(target)
    asked = ["-l", "ru"] if name == "omegat" else []
    data = row.write(cases.glossary(), languages=["ru"] if row.single or asked else ["ru", "zh_CN"])[0]
    reading = row.read(data, where="glossary", source_language="en", language="".join(asked[1:]))
    made = two.write(reading.termbase, languages=reading.termbase.languages)[0]
    Path("glossary").write_bytes(data)
    held = jobs.info(".", ["glossary"])
    assert held[0][0].counts == reading.counts
    monkeypatch.setattr(files, "read_bytes", None)
    for many in (1_000, 1):
        monkeypatch.setattr(terms, "HELD", many)
        done = convert("glossary", "new", "--from", name, "--to", target, "--terms", *asked)
        assert done.exit_code == 0, done.output
        assert Path("new").read_bytes() == made
        assert jobs.info(".", ["glossary"]) == held


def test_each_row_that_is_not_a_concept_is_named(convert: Convert) -> None:
    Path("terms.csv").write_text(
        "en,ru\nfog,туман\n,мгла\nmist,дымка\n,пар\n;,дождь\n%,процент\n—,–\n", encoding="utf-8"
    )
    done = convert("terms.csv", "terms.tbx")
    assert done.stderr.splitlines() == [
        "glossary: warning: terms.csv:3: no term in en",
        "glossary: warning: terms.csv:5: no term in en",
        "glossary: warning: terms.csv:6: no term in en, only ';'",
        "glossary: warning: terms.csv:8: no term in en, only '—'",
    ]
    (found,), _ = jobs.info(".", ["terms.csv"])
    assert [row.why for row in found.skipped] == [line.split(": ", 3)[3] for line in done.stderr.splitlines()]


def test_a_tmx_of_one_language_keeps_its_header(convert: Convert) -> None:
    done = convert("-l", "ru", "memoq.tmx", "ru.tmx")
    assert done.exit_code == 0
    text = Path("ru.tmx").read_text(encoding="utf-8")
    for piece in (
        'creationtool="MemoQ"',
        'creationid="anna"',
        'o-encoding="UTF-16"',
        'srclang="de"',
        '<note xml:lang="en" o-encoding="x">',
        '<prop type="defclient">ACME</prop>',
        '<ude name="signs" base="Macintosh"><map unicode="#xF8FF" code="#xF0" subst="[Apple]"/></ude>',
        'changeid="bob"',
    ):
        assert piece in text
    assert "点击" not in text
    assert "a tu in one language only" in done.stderr
    assert "comments and processing instructions are left out (2 times, here first)" in done.stderr


def test_a_header_may_be_long(convert: Convert) -> None:
    long = "".join(f'<prop type="x-{number}">{"м" * 50}</prop>' for number in range(2000))
    Path("long.tmx").write_bytes(MEMOQ.replace("<prop", f"{long}<prop", 1).encode("utf-16"))
    assert convert("-l", "ru", "long.tmx", "ru.tmx").exit_code == 0
    text = Path("ru.tmx").read_text(encoding="utf-8")
    assert text.count("м</prop>") == 2000
    assert '<prop type="defclient">ACME</prop>' in text
    assert "header fields (2012" in convert("long.tmx", "x.xlf").stderr
    team = "".join(f'"X-Translator-{number}: {"м" * 50}\\n"\n' for number in range(2000))
    Path("long.po").write_text(WEBLATE.replace('"X-G', f'{team}"X-G', 1), encoding="utf-8")
    assert "header fields (2002" in convert("long.po", "x.tmx").stderr


@pytest.mark.parametrize(
    ("name", "target", "said"),
    [
        ("memoq.tmx", "x.xlf", ["header fields (12", "a tu in one language only", "comments and", "other languages"]),
        ("memoq.tmx", "x.po", ["header fields (12", "a tu in one language only", "comments and", "details of other"]),
        ("memoq.tmx", "x.csv", ["header fields", "comments and"]),
        (
            "okapi.xlf",
            "x.po",
            ["<skeleton>, <mtc:matches>, <originalData>, type, priority, original", "comments and", "translated", "xliff2:"],
        ),
        ("okapi.xlf", "x.csv", ["<skeleton>, <mtc:matches>", "comments and", "translated", "details of other formats"]),
        ("phrase.mxliff", "x.tmx", ["<header>, <m:tunit-metadata>, m:score, m:confirmed, m:para-id, original"]),
        ("phrase.mxliff", "x.tbx", ["<header>, <m:tunit-metadata>"]),
        ("weblate.po", "x.tmx", ["references, flags", "an obsolete entry", "header fields (2, such as po:header:Project"]),
        ("terms.tbx", "x.po", ["comments and", "header fields", "details of other formats"]),
        ("terms.tbx", "x.utf8", ["comments and", "header fields", "details of other formats"]),
    ],
)  # fmt: skip
def test_losses_in_another_format_are_reported(convert: Convert, name: str, target: str, said: list[str]) -> None:
    arguments = ["-l", "ru"] if name == "memoq.tmx" and target != "x.xlf" else []
    done = convert(*arguments, name, target)
    assert done.exit_code == 0, done.output
    for text in said:
        assert text in done.stderr


def test_running_translations_become_a_table(convert: Convert) -> None:
    made = convert("memoq.tmx", "memoq.csv", "-l", "ru")
    assert (made.exit_code, Path("memoq.csv").read_bytes()) == (
        0,
        "de,ru,ru_state,ru_note,key\r\nKlicken Sie hier,Нажмите здесь,,,17\r\n".encode(),
    )
    assert "identifiers" not in made.stderr
    assert [unit.key for unit in bilingual.units(Project(Path(), source_language="de"), "memoq.csv")] == ["17"]
    assert convert("weblate.po", "weblate.tsv", "--units").exit_code == 0
    assert convert("weblate.tsv", "back.tmx").exit_code == 0
    assert "<seg>Открыть</seg>" in Path("back.tmx").read_text("utf-8")
    assert "Открыть\tproposed" in Path("weblate.tsv").read_text("utf-8")
    assert "wrote all.csv: 2 units" in convert("memoq.tmx", "all.csv").output
    assert Path("all.csv").read_text("utf-8").startswith("de,ru,ru_state,ru_note,zh_CN,zh_CN_state,zh_CN_note,key\n")
    assert "wrote all.xlsx: 2 units" in convert("memoq.tmx", "all.xlsx").output
    assert convert("all.xlsx", "again.csv").exit_code == 0
    assert "Klicken Sie hier,Нажмите здесь,点击此处" in Path("again.csv").read_text("utf-8")
    assert convert("memoq.tmx", "terms.csv", "--terms").exit_code == 0
    assert Path("terms.csv").read_text("utf-8").startswith("de,ru,zh_CN,kind,")
    for name in ("xliff", "xliff1", "tmx"):  # a glossary of ours stays one
        assert convert("terms.csv", "ours", "--to", name, "-l", "ru").exit_code == 0
        assert ": 2 concepts\n" in convert("ours", "ours.csv").output


def test_the_source_language_is_that_of_the_units(convert: Convert) -> None:
    assert convert("memoq.tmx", "x.xlf").exit_code == 0
    assert 'srcLang="de"' in Path("x.xlf").read_text(encoding="utf-8")


TUV = '<tuv xml:lang="{}"><seg>{}</seg></tuv>'.format
TMX = f"""<tmx version="1.4"><header srclang="*all*"/><body>
<tu>{TUV("de", "Hafen")}{TUV("ru", "порт")}</tu><tu>{TUV("ru", "море")}{TUV("de", "Meer")}{TUV("fr", "mer")}</tu>
</body></tmx>"""
XLF = """<xliff version="1.2"><file original="a" source-language="de" target-language="ru"><body>
<trans-unit id="1"><source>Hafen</source><target>порт</target></trans-unit></body></file>
<file original="b" source-language="de" target-language="fr"><body>
<trans-unit id="2"><source>Meer</source><target>mer</target></trans-unit></body></file></xliff>"""


@pytest.mark.parametrize(
    ("name", "text", "rows"),
    [
        ("a.tmx", TMX, [",fr,fr_state,fr_note", "Hafen,порт,,,,,", "Meer,море,,,mer,,"]),
        ("a.xlf", XLF, [",fr,fr_state,fr_note,key", "Hafen,порт,,,,,,1", "Meer,,,,mer,,,2/2"]),
    ],
)
def test_a_table_is_from_one_language_into_all_others(convert: Convert, name: str, text: str, rows: list[str]) -> None:
    Path(name).write_text(text, encoding="utf-8")
    assert convert(name, "a.csv").exit_code == 0
    rows[0] = "de,ru,ru_state,ru_note" + rows[0]
    assert Path("a.csv").read_text("utf-8").splitlines() == rows


def test_a_unit_from_another_language_has_no_place_in_a_table() -> None:
    units = [TranslationUnit("Hafen", "порт", "de", "ru"), TranslationUnit("sea", "море", "en", "ru")]
    out = BytesIO()
    losses = table.CSV.write_units(out, units, source_language="de", languages=["ru"])
    assert out.getvalue().decode().splitlines() == ["de,ru,ru_state,ru_note", "Hafen,порт,,"]
    assert losses == [Loss("units in other languages", 1, "sea")]


def test_a_po_without_an_entry_is_not_an_error(tmp_path: Path) -> None:
    source = tmp_path / "empty.po"
    source.write_bytes(b"\xef\xbb\xbf")
    made = CliRunner().invoke(cli, ["convert", str(source), str(tmp_path / "out.tmx"), "-l", "ru"])
    assert made.exit_code == 0
    assert b"<tu" not in (tmp_path / "out.tmx").read_bytes()


@pytest.mark.parametrize(
    ("name", "to"), [("terms.csv", "csv"), ("terms.csv", "tbx"), ("memoq.tmx", "tmx"), ("memoq.tmx", "po")]
)
def test_a_dash_is_standard_output(convert: Convert, name: str, to: str) -> None:
    convert(name, "file", "--to", to, "-l", "ru")
    done = convert(name, "-", "--to", to, "-l", "ru")
    assert (done.exit_code, done.stdout_bytes) == (0, Path("file").read_bytes())
    assert not Path("-").exists()
    assert "give it with --to" in convert(name, "-").stderr


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", "en,ru\n" + ",x\n" * 5),
        ("a.tbx", "<tbx><text><body>" + 5 * "<conceptEntry/>" + "</body></text></tbx>"),
    ],
)
def test_info_lists_some_of_many_faults(name: str, data: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "SHOWN", 2)
    (tmp_path / name).write_text(data, encoding="utf-8")
    ((info,), _) = jobs.info(tmp_path, tmp_path / name)
    assert [row.why for row in info.skipped[2:]] == ["3 more were skipped"]


def test_info_tells_each_odd_language_of_a_tmx_once(tmp_path: Path) -> None:
    side = '<tu><tuv xml:lang="{}"><seg>a</seg></tuv></tu>'
    text = "".join([*["\n" + side.format("?")] * 5, side.format("!")])
    (tmp_path / "a.tmx").write_text(f"<tmx><body>{text}</body></tmx>", encoding="utf-8")
    ((info,), _) = jobs.info(tmp_path, tmp_path / "a.tmx")
    assert [(row.line, row.why) for row in info.skipped] == [
        (2, "'?' is not a language (5 times, here first)"),
        (6, "'!' is not a language"),
    ]


@pytest.mark.parametrize("other", ["tmx", "po", "tbx", "xlf", "csv", "xml", "utf8"])
def test_our_signature_is_not_a_loss(other: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "back.csv").write_text("en,ru\nKremlin,Кремль\n", encoding="utf-8")
    for arguments in (
        "init -l ru",
        "import back.csv",
        "export out.tmx -l ru",
        f"convert --terms out.tmx out.{other} -l ru",
    ):
        done = CliRunner().invoke(cli, arguments.split())
        assert done.exit_code == 0, done.stderr
    assert "header" not in done.stderr


def test_info_counts_a_workbook_as_the_table_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An admitted rendering beside one that is only proposed makes no translation of it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_text("en,ru,ru_state,ru_admitted\nEU,Европейский союз,proposed,ЕС\n", encoding="utf-8")
    assert CliRunner().invoke(cli, ["convert", "a.csv", "a.xlsx"]).exit_code == 0
    (table, workbook), _ = jobs.info(tmp_path, ["a.csv", "a.xlsx"])
    assert table.counts == workbook.counts == {"entries": 1, "translated": 0, "fuzzy": 1}


@pytest.mark.parametrize("suffix", ["tmx", "tbx"])
def test_a_region_of_the_source_that_names_some_concepts_is_kept_in_all(convert: Convert, suffix: str) -> None:
    Path("regions.csv").write_text("en-US,en-GB,fr\ntruck,lorry,camion\n,boot,coffre\n", encoding="utf-8")
    assert convert("regions.csv", f"regions.{suffix}").exit_code == 0
    assert convert(f"regions.{suffix}", "back.csv").exit_code == 0
    rows = Path("back.csv").read_text(encoding="utf-8").splitlines()
    assert rows[1].startswith("truck,lorry,camion,")
    assert rows[2].startswith(",boot,coffre,")


@pytest.mark.parametrize("suffix", ["xlsx", "tsv", "tbx", "xlf", "tmx", "xml"])
def test_a_glossary_without_our_source_language_is_reported_and_converted_as_it_is(
    convert: Convert, suffix: str
) -> None:
    Path("a.csv").write_text("de,fr\nHafen,port\n", encoding="utf-8")
    multiterm = ["--to", "multiterm"] if suffix == "xml" else []
    assert convert("a.csv", f"b.{suffix}", *multiterm).exit_code == 0
    done = convert("--terms", f"b.{suffix}", "c.csv")
    assert (done.exit_code, done.stderr.count("warning:")) == (0, 0), done.stderr
    assert Path("c.csv").read_text(encoding="utf-8").splitlines()[1].startswith("Hafen,port,")
    (told,), _ = jobs.info(".", [f"b.{suffix}"])
    assert (told.languages, told.skipped) == (("de", "fr"), ())


@pytest.mark.parametrize("suffix", ["csv", "tbx", "xml"])
def test_the_language_that_is_requested_is_not_the_source_of_a_glossary_in_others(
    convert: Convert, suffix: str
) -> None:
    Path("a.csv").write_text("ru,de\nпорт,Hafen\n", encoding="utf-8")
    multiterm = ["--to", "multiterm"] if suffix == "xml" else []
    assert suffix == "csv" or convert("a.csv", f"a.{suffix}", *multiterm).exit_code == 0
    assert convert(f"a.{suffix}", "b.tsv", "-l", "ru").exit_code == 0
    assert Path("b.tsv").read_text(encoding="utf-8").splitlines()[1].startswith("Hafen\tпорт\t")


def test_a_memory_says_its_source_language_whichever_stands_first(convert: Convert) -> None:
    sides = '<tuv xml:lang="fr"><seg>port</seg></tuv><tuv xml:lang="de"><seg>Hafen</seg></tuv>'
    head = '<tmx version="1.4"><header srclang="de-DE"/>'
    Path("a.tmx").write_text(f"{head}<body><tu>{sides}</tu></body></tmx>", encoding="utf-8")
    assert convert("--terms", "a.tmx", "b.csv").exit_code == 0
    assert Path("b.csv").read_text(encoding="utf-8").splitlines()[1].startswith("Hafen,port,")


@pytest.mark.parametrize("suffix", ["xlf", "tbx", "tmx", "csv", "xlsx"])
def test_an_entry_of_a_context_alone_breaks_nothing(convert: Convert, suffix: str) -> None:
    Path("a.po").write_text('msgctxt "c"\nmsgid ""\nmsgstr "x"\n\nmsgid "port"\nmsgstr "порт"\n', encoding="utf-8")
    assert convert("--terms", "-l", "ru", "a.po", f"b.{suffix}").exit_code == 0
    assert convert("--terms", f"b.{suffix}", "c.csv").exit_code == 0
    assert "\nport,порт," in Path("c.csv").read_text(encoding="utf-8")


def test_a_file_that_cannot_be_told_says_why(convert: Convert) -> None:
    part = 'msgid ""\nmsgstr "Language: {}\\n"\n\nmsgid "{}"\nmsgstr "x"\n\n'
    Path("joined.po").write_text(part.format("ru", "port") + part.format("de", "sea"), encoding="utf-8")
    _, (error,) = jobs.info(".", ["joined.po"])
    assert str(error).startswith("joined.po:7: the file declares German (de), not Russian; ")


class Elsewhere:
    """A format of another package, which breaks wherever it is told to."""

    def __init__(self) -> None:
        self.breaks = ""

    def _maybe(self, name: str) -> None:
        if self.breaks == name:
            raise ZeroDivisionError(name)

    def detect(self, head: bytes) -> bool:
        self._maybe("detect")
        return head.startswith(b"odd\n")

    def units(self, stream: BinaryIO, **said: object) -> Iterator[TranslationUnit]:
        yield TranslationUnit("The talks began.", "Переговоры начались.", "en", "ru")
        self._maybe("units")

    def concepts(self, stream: BinaryIO, **said: object) -> tuple[formats.Reading, formats.LazyConcepts]:
        self._maybe("concepts")
        return formats.Reading(Termbase((), "en", ("ru",))), formats.LazyConcepts(self._all, 1, ["en"])

    def _all(self) -> Iterator[Concept]:
        yield Concept((Term("Kremlin", "en"), Term("Кремль", "ru")))
        self._maybe("again")

    def write(self, termbase: Termbase, *, languages: Sequence[str]) -> tuple[bytes, list[Loss]]:
        self._maybe("write")
        return b"odd\n", []


@pytest.mark.parametrize(
    ("breaks", "command"),
    [
        ("", "a.odd b.tmx"), ("", "--terms a.odd b.csv"), ("", "memoq.tmx b.odd"),
        ("detect", "a.odd b.tmx"), ("units", "a.odd b.tmx"), ("concepts", "--terms a.odd b.csv"),
        ("again", "--terms a.odd b.csv"), ("write", "memoq.tmx b.odd"),
    ],
)  # fmt: skip
def test_a_format_of_another_package_is_blamed_by_name(
    convert: Convert, monkeypatch: pytest.MonkeyPatch, breaks: str, command: str
) -> None:
    odd = Elsewhere()
    row = formats.Format(
        "odd", "odd", [".odd"], odd.detect, units=odd.units, concepts=odd.concepts, write=odd.write, running=True
    )
    monkeypatch.setattr(formats, "names", lambda kind: [*plugins.BUILTIN[kind], "odd"])
    monkeypatch.setattr(formats, "load", lambda kind, name, of: row if name == "odd" else plugins.load(kind, name))
    formats.get.cache_clear()
    odd.breaks = breaks
    Path("a.odd").write_bytes(b"odd\n")
    done = CliRunner().invoke(cli, ["convert", *command.split()])
    assert done.exit_code == (2 if breaks else 0), done.output
    said = f"glossary: error: the format 'odd' broke: ZeroDivisionError: {breaks}\n"
    assert done.stderr == said or not breaks


def test_a_format_that_gives_something_else_is_blamed_by_name() -> None:
    theirs: Any = {"read": lambda data, **said: {}, "units": lambda stream: "a"}
    row: Any = formats._others("odd", formats.Format("odd", "odd", (".odd",), bool, **theirs))
    with pytest.raises(PluginError, match="the format 'odd' broke: TypeError: Reading was expected, not dict"):
        row.read(b"", where="a.odd")
    with pytest.raises(PluginError, match="the format 'odd' broke: TypeError: TranslationUnit was expected, not str"):
        list(row.units(BytesIO()))
