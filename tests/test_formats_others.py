"""MultiTerm XML, glossaries of OmegaT, and workbooks."""

from __future__ import annotations

import csv
import datetime
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import formats_cases as cases
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from glossary.errors import ConfigError, InputError
from glossary.formats import detect, files, multiterm, omegat, table, xlsx
from glossary.formats.terms import in_order
from glossary.formats.xlsx.book import Book, Row
from glossary.formats.xlsx.write import _PARTS
from glossary.model import Concept, Kind, Term, Termbase, Usage

DATA = Path(__file__).parent / "data" / "formats"

# MultiTerm


@settings(max_examples=30)
@given(cases.termbases(cases.concepts(cases.any_term)))
def test_multiterm_round_trips(termbase: Termbase) -> None:
    kept = Termbase(tuple(without_id(concept) for concept in termbase.concepts), "en", cases.LANGUAGES)
    data, losses = multiterm.write(kept, languages=kept.languages)
    assert losses == []
    found = multiterm.read(data, where="x.xml", source_language="en").termbase
    # The file does not declare an order of languages.
    assert [in_order(without_id(concept), cases.LANGUAGES) for concept in found.concepts] == list(kept.concepts)
    assert detect(data[:65536], "x.xml").name == "multiterm"


def without_id(concept: Concept) -> Concept:
    return replace(concept, id="")


def test_what_we_write_for_multiterm() -> None:
    data, _ = multiterm.write(cases.glossary(), languages=["zh_CN", "ru"])
    kept = (DATA / "glossary.multiterm.xml").read_bytes()
    assert etree.tostring(etree.fromstring(data), method="c14n") == etree.tostring(
        etree.fromstring(kept), method="c14n"
    )


def test_what_multiterm_says_of_each_term() -> None:
    """Only what the head says is said of the concept; that of another term stays with it, who wrote it included."""
    about = (
        "<term>{0}</term><descripGrp><descrip type='Part of Speech'>{0}-noun</descrip></descripGrp><descripGrp>"
        "<descrip type='Context'>a {0}</descrip><transacGrp><date>2009</date></transacGrp></descripGrp>"
    )
    own = "<descripGrp><descrip type='Context'>in law</descrip></descripGrp>"  # of the concept, whose head has one
    groups = [
        f"<languageGrp><language type='{name}' lang='{code}'/><termGrp>{about.format(word)}</termGrp></languageGrp>"
        for name, code, word in (("English", "EN", "court"), ("German", "DE", "Gericht"))
    ]
    data = f"<mtf><conceptGrp><concept>1</concept>{own}{''.join(groups)}</conceptGrp></mtf>".encode()
    (concept,) = (found := multiterm.read(data, where="x.xml", source_language="en").termbase).concepts
    assert (concept.part_of_speech, concept.context) == ("court-noun", "a court")
    again, losses = multiterm.write(found, languages=["de"])
    assert losses == []
    assert multiterm.read(again, where="x.xml", source_language="en").termbase == found
    assert [again.decode().count(text) for text in ("in law", "Gericht-noun", "a Gericht", "2009")] == [1, 1, 1, 2]


def test_multiterm_of_others() -> None:
    data = (
        "<mtf><conceptGrp><concept>7</concept><transacGrp><transac type='origination'>me</transac></transacGrp>"
        "<descripGrp><descrip type='Subject'>law</descrip></descripGrp><descripGrp><descrip type='Client'>c</descrip></descripGrp>"
        "<languageGrp><language type='German' lang='DE'/><termGrp><term>Gericht</term><descripGrp><descrip type='Status'>"
        "forbidden</descrip></descripGrp></termGrp></languageGrp><languageGrp><language type='English' lang='EN-US'/><termGrp>"
        "<term>court</term></termGrp><termGrp><term>tribunal</term></termGrp></languageGrp></conceptGrp></mtf>"
    ).encode("utf-16")
    found = multiterm.read(data, where="x.xml", source_language="en")
    (concept,) = found.termbase.concepts
    assert found.counts == {"concepts": 1, "terms": 3}
    assert concept.terms == (
        Term("court", "en"),
        Term("tribunal", "en", Usage.ADMITTED),
        Term("Gericht", "de", Usage.FORBIDDEN),
    )
    assert (concept.id, concept.subject) == ("7", "law")
    assert b"Client" in multiterm.write(found.termbase, languages=["de"])[0]


# OmegaT


def test_what_we_write_for_omegat() -> None:
    data, losses = omegat.write(cases.glossary(), languages=["ru"])
    assert data.decode() == (
        "# -*- coding: utf-8 -*-\n"
        "National People's Congress\tВсекитайское собрание народных представителей\t[organization] the legislature\n"
        "NPC\tВсекитайское собрание народных представителей\t[variant] National People's Congress\n"
        "Vladimir Putin\tВладимир Путин\t[person]\n"
        "Vladimir Putin\tПутин\t[admitted]\n"
    )
    assert {loss.what for loss in losses} == {
        "concepts without a rendering",
        "contexts",
        "counts and places of occurrences",
        "definitions",
        "forbidden terms",
        "inflected forms",
        "notes on terms",
        "origins",
        "states",
        "subjects",
    }
    found = omegat.read(data, where="g.utf8", source_language="en", language="ru").termbase
    assert [[term.text for term in concept.terms] for concept in found.concepts] == [
        ["National People's Congress", "NPC", "Всекитайское собрание народных представителей"],
        ["Vladimir Putin", "Владимир Путин", "Путин"],
    ]
    assert [concept.kind for concept in found.concepts] == [Kind.ORGANIZATION, Kind.PERSON]


def test_omegat_shows_which_homograph_is_which() -> None:
    both = [
        Concept((Term("Georgia", "en"), Term(text, "ru"), Term(other, "ru", Usage.ADMITTED)), sense=sense, kind=kind)
        for sense, text, other, kind in (
            ("country", "Грузия", "Сакартвело", Kind.PLACE),
            ("US state", "Джорджия", "штат Джорджия", Kind.OTHER),
        )
    ]
    termbase = Termbase((*both, Concept((Term("a", "en"), Term("б", "ru")), sense="[x]")), "en", ("ru",))
    data, losses = omegat.write(termbase, languages=["ru"])
    assert "Georgia\tГрузия\t[place: country]\nGeorgia\tСакартвело\t[admitted: country]\n" in data.decode()
    assert [(loss.what, loss.count) for loss in losses] == [("senses", 1)]
    found = omegat.read(data, where="g.utf8", source_language="en", language="ru").termbase.concepts
    assert [replace(concept, place=None) for concept in found[:2]] == both
    other = "Georgia\tГрузия\t[see: an atlas] there\n"
    (found,) = omegat.read(other.encode(), where="x", source_language="en", language="ru").termbase.concepts
    assert (found.sense, found.note) == ("", "[see: an atlas] there")


def test_omegat_of_others() -> None:
    data = "# a comment\nkde\tкде\n\nterm\tтермин\t[see] a note\t \tnoun\nno tab here\n".encode()
    found = omegat.read(data, where="g.tab", source_language="en", language="ru")
    assert [(concept.name, concept.note) for concept in found.termbase.concepts] == [
        ("kde", ""),
        ("term", "[see] a note\nnoun"),
    ]
    assert [item.line for item in found.skipped] == [5]
    assert found.counts == {"entries": 3, "translated": 2}
    with pytest.raises(InputError, match="which language"):
        omegat.read(data, where="g.tab", source_language="en")


def test_a_note_that_looks_like_a_mark_comes_back_from_omegat() -> None:
    notes = ["[person] not he", "[variant] Xi", "[sic]", "[other] bank"]
    rows = [Concept((Term(f"t{at}", "en"), Term("т", "ru")), note=note) for at, note in enumerate(notes)]
    data, losses = omegat.write(Termbase(tuple(rows), "en", ("ru",)), languages=["ru"])
    found = omegat.read(data, where="g.utf8", source_language="en", language="ru").termbase.concepts
    assert [(row.note, row.kind) for row in found] == [(note, Kind.OTHER) for note in notes]
    assert losses == []


def test_terms_that_omegat_would_take_for_comments_are_reported() -> None:
    termbase = Termbase(
        (Concept((Term("#MeToo", "en"), Term("#МыТоже", "ru"))), Concept((Term("a\tb", "en"), Term("в", "ru"))))
    )
    data, losses = omegat.write(termbase, languages=["ru"])
    assert [loss.what for loss in losses] == ["terms that begin with #", "tabs and line ends"]
    assert data.decode().splitlines()[1:] == ["a b\tв"]
    with pytest.raises(ConfigError, match="one translation"):
        omegat.write(termbase, languages=[])


@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
def test_a_glossary_of_omegat_that_a_spreadsheet_saved(quoting: int) -> None:
    concepts = [
        Concept((Term('say "yes"', "en"), Term("сказать «да»", "ru")), note='said "often", and aloud'),
        Concept((Term('"Pravda"', "en"), Term("«Правда»", "ru"))),
        Concept((Term("Samarkand", "en"), Term("Самарканд", "ru")), kind=Kind.PLACE),
    ]
    data, losses = omegat.write(Termbase(tuple(concepts), "en", ("ru",)), languages=["ru"])
    assert not losses
    out = io.StringIO(newline="")
    rows = [line.split("\t") for line in data.decode().splitlines()]
    csv.writer(out, "excel-tab", quoting=quoting).writerows(rows)
    for saved in (data, out.getvalue().encode(), out.getvalue().encode("utf-16")):
        found = omegat.read(saved, where="x", source_language="en", language="ru")
        assert not found.skipped
        assert [(row.name, row.terms[-1].text, row.note, row.kind) for row in found.termbase.concepts] == [
            (row.name, row.terms[-1].text, row.note, row.kind) for row in concepts
        ]


def test_excel_quotes_a_cell_with_a_comma() -> None:
    found = omegat.read(
        '"Smith, Ann"\t"Смит, Энн"\n"Pravda"\tПравда\n'.encode(), where="x", source_language="en", language="ru"
    )
    assert [[term.text for term in row.terms] for row in found.termbase.concepts] == [
        ["Smith, Ann", "Смит, Энн"],
        ['"Pravda"', "Правда"],
    ]


@pytest.mark.parametrize("text", ['"Hello, world"', '"a ""b"""', '""""'])
def test_quotation_marks_that_are_meant_are_said_to_be_lost(text: str) -> None:
    termbase = Termbase((Concept((Term(text, "en"), Term("да", "ru"))),), "en", ("ru",))
    data, losses = omegat.write(termbase, languages=["ru"])
    assert omegat.read(data, where="x", source_language="en", language="ru").termbase.concepts[0].name != text
    assert [loss.what for loss in losses] == ["quotation marks around texts"]


# XLSX

openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed (the extra test)")


@settings(max_examples=30)
@given(cases.termbases(cases.concepts(cases.terms("ru", list(Usage)[1:], plain=True)), ("ru",)))
def test_a_workbook_is_the_same_table(termbase: Termbase) -> None:
    data, losses = xlsx.write(termbase, languages=["ru"])
    plain, same = table.write(termbase, languages=["ru"])
    assert losses == same
    if termbase.concepts:
        found = xlsx.read(data, where="x.xlsx", source_language="en").termbase
        assert found == table.read(plain, where="x.csv", source_language="en").termbase


def test_what_no_sheet_holds_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipfile, "ZIP64_LIMIT", 2_000)
    with pytest.raises(ConfigError, match="holds 2 GB"):
        xlsx.write(Termbase((Concept((Term("a" * 3_000, "en"),)),), "en"), languages=())


def test_a_workbook_has_no_formula_and_no_date() -> None:
    termbase = Termbase((Concept((Term("=1+1", "en"), Term("a_x0041_\x01\r\nb", "ru"))),))
    data, _ = xlsx.write(termbase, languages=["ru"])
    assert xlsx.write(termbase, languages=["ru"])[0] == data
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} <= {"s", "inlineStr"}
    found = xlsx.read(data, where="x.xlsx", source_language="en").termbase.concepts[0]
    assert [term.text for term in found.terms] == ["=1+1", "a_x0041_\x01\r\nb"]


def test_terms_can_be_read_in_a_workbook() -> None:
    termbase = Termbase((Concept((Term("World Trade Organization", "en"), Term("世界贸易组织", "zh-Hans"))),))
    data, _ = xlsx.write(termbase, languages=["zh-Hans"])
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    assert [sheet.column_dimensions[name].width for name in "AB"] == [26, 14]


def test_a_csv_saved_as_a_workbook_loses_the_guard_against_formulas() -> None:
    termbase = Termbase((Concept((Term("=plus", "en"), Term("'-ка", "ru"))),), "en", ("ru",))
    rows = csv.reader(table.write(termbase, languages=["ru"])[0].decode().splitlines())
    for data in (saved(filled(*rows)), xlsx.write(termbase, languages=["ru"])[0]):
        assert read(data)[0] == [["=plus", "'-ка"]]


def filled(*rows: list[str]) -> Any:
    """Return a workbook of one sheet with these *rows*, as openpyxl has it."""
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    return made


def saved(made: Any) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def read(data: bytes) -> tuple[list[list[str]], list[str]]:
    """Return the terms of each concept in a workbook, and what was left out."""
    found = xlsx.read(data, where="x.xlsx", source_language="en")
    return [[term.text for term in row.terms] for row in found.termbase.concepts], [row.why for row in found.skipped]


def book(change: Callable[[zipfile.ZipFile], None]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        change(archive)
    return stream.getvalue()


def sheets(data: bytes) -> list[list[Row]]:
    """Return the rows of each sheet of a workbook."""
    found = Book(data, where="x.xlsx")
    return [list(found.rows(sheet)) for sheet in found.sheets]


def workbook(rows: str, more: str = "", texts: str = "", coding: str = "utf-8") -> bytes:
    """Return a workbook of one sheet with these *rows*, and *more* behind them, and *texts* that cells share."""

    def change(zip_: zipfile.ZipFile) -> None:
        for name, text in _PARTS.items():
            zip_.writestr(name, text)
        if texts:
            zip_.writestr("xl/sharedStrings.xml", f"<sst>{texts}</sst>")
        sheet = f"<worksheet><sheetData>{rows}</sheetData>{more}</worksheet>"
        zip_.writestr("xl/worksheets/sheet1.xml", sheet.encode(coding))

    return book(change)


def shared(zip_: zipfile.ZipFile, text: str) -> None:
    """Write a text into a workbook that no cell has."""
    zip_.writestr("xl/workbook.xml", "<workbook/>")
    zip_.writestr("xl/sharedStrings.xml", f"<sst><si><t>{text}</t></si></sst>")


def test_cells_beyond_the_columns_that_are_read_are_not_looked_at() -> None:
    row = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="XFD1" t="s"><v>99</v></c></row>'
    assert sheets(workbook(row, texts="<si><t>harbour</t></si>")) == [[(1, ["harbour"])]]
    with pytest.raises(InputError, match="text number 99"):
        sheets(workbook(row.replace("XFD1", "B1"), texts="<si><t>harbour</t></si>"))


def test_what_many_sheets_hold_and_cells_share_is_counted_together(monkeypatch: pytest.MonkeyPatch) -> None:
    made = openpyxl.Workbook()
    for _ in range(3):
        made.create_sheet().append(["harbour"] * 30)
    many = saved(made)
    assert len(sheets(many)) == 4
    for name, bound, data, why in (
        ("LETTERS", 500, many, "more than 500 characters in its cells"),
        ("CELLS", 70, many, "more than 70 cells"),
        ("LETTERS", 500, book(lambda zip_: shared(zip_, "harbour" * 100)), "more than 500 characters in its cells"),
        ("ELEMENTS", 100, workbook(f"<row>{'<c/>' * 3_000}</row>"), "more tags than any text"),
    ):
        with monkeypatch.context() as patched:
            patched.setattr(xlsx.book, name, bound)
            with pytest.raises(InputError, match=why):
                sheets(data)


def test_a_hidden_sheet_is_left_out_and_named() -> None:
    made = filled(["en", "ru"], ["mist", "туман"])
    for name, state in (("2024", "hidden"), ("of the tool", "veryHidden")):
        sheet = made.create_sheet(name)
        sheet.append(["en", "ru"])
        sheet.append(["mist", "мгла"])
        sheet.sheet_state = state
    told = "hidden sheets, which are left out: 2024, of the tool"
    assert read(saved(made)) == ([["mist", "туман"]], [told])
    made.active.delete_rows(1, 2)
    with pytest.raises(InputError, match=f"the workbook is empty; {told}"):
        read(saved(made))


def test_what_a_spreadsheet_saves_is_read_as_a_person_sees_it() -> None:
    made = filled(["about", "this"])
    sheet = made.create_sheet("terms")
    sheet.append(["en", "ru", "note"])
    sheet["A5"], sheet["B5"], sheet["C5"] = "Xi & Co", "Си\nи К°", 42
    sheet["A6"], sheet["B6"], sheet["C6"] = " padded ", -0.0, 0.1 + 0.2
    sheet["A7"], sheet["B7"], sheet["C7"] = "=1+1", True, datetime.date(2022, 9, 15)
    sheet["A8"], sheet["C8"] = "a_x0041_b", datetime.datetime(2022, 9, 15, 10, 30)
    assert sheets(saved(made)) == [
        [(1, ["about", "this"])],
        [
            (1, ["en", "ru", "note"]),
            (5, ["Xi & Co", "Си\nи К°", "42"]),
            (6, [" padded ", "0", "0.3"]),  # the file has 0.30000000000000004
            (7, ["", "TRUE", "2022-09-15"]),  # a formula has no value until a spreadsheet has seen it
            (8, ["aAb", "", "2022-09-15 10:30:00"]),
        ],
    ]


@settings(max_examples=30)
@given(
    st.lists(
        st.lists(
            st.one_of(
                st.text(
                    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="_\ufffe\uffff"),
                    max_size=9,
                ),
                st.integers(-9999, 9999),
            ),
            min_size=1,
            max_size=4,
        ),
        max_size=4,
    )
)
def test_cells_are_what_openpyxl_reads(rows: list[list[str | int]]) -> None:
    data = saved(filled(*([f"'{cell}" if isinstance(cell, str) else cell for cell in row] for row in rows)))
    (found,) = sheets(data)
    again = openpyxl.load_workbook(io.BytesIO(data)).active
    assert found == [
        (at, [str(cell.value) for cell in row if cell.value is not None])
        for at, row in enumerate(again.rows, 1)
        if rows
    ]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"PK\x03\x04 no zip at all", "damaged workbook"),
        (workbook("A" * (1 << 24)), "unpacks to more than 200 times its size"),
        (workbook("<row>" + "<c>" * 1000), "nested more than"),
        (workbook("<row><c t='s'><v>7</v></c></row>"), "text number 7, which is not there"),
        (
            workbook("".join(f"<row r='{at}'><c r='SF1'><v>1</v></c></row>" for at in range(1, 22))),
            "more than 10,000 cells",
        ),
        (workbook("<row>"), "cut off|this end tag does not match"),
        (
            book(lambda zip_: zip_.writestr("xl/workbook.xml", "<!DOCTYPE workbook [<!ENTITY e SYSTEM 'x'>]><x/>")),
            "refused",
        ),
        (book(lambda zip_: zip_.writestr("xl/workbook.xml", "<x/>")), "root element"),
        (book(lambda zip_: zip_.writestr("xl/styles.xml", "<x/>")), "no xl/workbook.xml"),
    ],
)
def test_bad_workbooks_are_refused_in_one_line(data: bytes, why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx.book, "CELLS", 10_000)
    with pytest.raises(InputError, match=why) as error:
        xlsx.read(data, where="x.xlsx", source_language="en", language="ru")
    assert "\n" not in str(error.value)


def test_comments_on_cells_and_struck_out_text_are_reported() -> None:
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont
    from openpyxl.comments import Comment

    made = filled(["Glossary of 2026"], ["en", "ru"], ["Kremlin", "Кремль"], ["border", "граница"])
    made.active["B3"] = CellRichText(TextBlock(InlineFont(strike=True), "Кремлин"), TextBlock(InlineFont(), "Кремль"))
    made.active["B4"].comment = Comment("ask Anna", "translator")
    terms, skipped = read(saved(made))
    assert terms == [["Kremlin", "Кремль"], ["border", "граница"]]
    assert skipped == [
        "rows above those that name the columns: 1",
        "texts that are struck out, which are left out: 1",
        "comments on cells, which are left out: 1",
    ]


def test_the_result_of_a_failed_formula_is_not_text() -> None:
    data = saved(filled(["en", "ru", "definition"], ["Kremlin", "#N/A", "#REF!"], ["border", "граница", ""]))
    why = "cells whose formula has failed, which are left out: 2"
    assert read(data) == ([["Kremlin"], ["border", "граница"]], [why])
    assert xlsx.read(data, where="x.xlsx", source_language="en").termbase.concepts[0].definition == ""


def test_what_no_spreadsheet_has_calculated_is_reported() -> None:
    """A program wrote the formulas; what a spreadsheet has made of one may be empty, too."""
    data = saved(filled(["en", "ru"], ["Kremlin", '=CONCATENATE("Кре";"мль")'], ["border", "граница"]))
    terms = [["Kremlin"], ["border", "граница"]]
    assert read(data) == (terms, ["cells whose formula was never calculated, which are left out: 1"])
    assert read(_calculated(data)) == (terms, [])


def _calculated(data: bytes) -> bytes:
    """Return the workbook *data* as a spreadsheet saves it that has calculated an empty text."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'<c r="B2">', b'<c r="B2" t="str">'))
    return out.getvalue()


def test_a_cell_that_is_struck_out_as_a_whole_is_left_out() -> None:
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont
    from openpyxl.styles import Font

    rows = ["steppe", "степ", ""], ["border", "x", ""], ["n", "н", "1"]
    made = filled(["en", "ru", "note"], ["Kremlin", "Кремль", "old"], *rows)
    for name in ("C2", "B3", "A5"):
        made.active[name].font = Font(strike=True)
    made.active["B2"].font = Font(bold=True)
    made.active["B4"] = CellRichText(
        TextBlock(InlineFont(strike=True), "предел"), TextBlock(InlineFont(b=True), "граница")
    )
    made.active["B4"].font = Font(strike=True)
    terms, skipped = read(saved(made))
    assert terms == [["Kremlin", "Кремль"], ["steppe"], ["border", "граница"]]
    assert skipped == ["no term in en", "texts that are struck out, which are left out: 4"]
    found = xlsx.read(saved(made), where="x.xlsx", source_language="en").termbase
    assert [row.note for row in found.concepts] == ["", "", ""]


def test_a_terminologist_makes_one_cell_of_several_and_puts_synonyms_into_one() -> None:
    from openpyxl.styles import Font

    made = filled(
        ["Terms", "", "", "", "", ""],
        ["Domain", "English", "Synonyms EN", "Russian", "Do not use RU", "Remark"],
        ["", "", "", "one", "", ""],
        ["Energy", "power grid", "grid; mains\nnetwork", "энергосистема", "сеть", "old"],
        ["", "heat pump", "", "тепловой насос; насос", "", ""],
        ["Climate", "net zero", "zero, net", "чистый ноль", "", ""],
    )
    sheet = made.active
    for cells in ("A1:F1", "A2:A3", "B2:B3", "A4:A5"):
        sheet.merge_cells(cells)
    sheet["D6"].font = Font(color="FFC00000")
    sheet["F6"].font = Font(color="FFC00000")  # nothing stands in it
    found = xlsx.read(saved(made), where="x.xlsx", source_language="en")
    assert [(row.name, row.subject, row.note, row.variants) for row in found.termbase.concepts] == [
        ("power grid", "Energy", "old", ("grid", "mains", "network")),
        ("heat pump", "Energy", "", ()),
        ("net zero", "Climate", "", ("zero, net",)),
    ]
    assert [term.text for term in found.termbase.concepts[0].terms if term.usage is Usage.FORBIDDEN] == ["сеть"]
    assert [row.why for row in found.skipped] == [
        "rows above those that name the columns: 1",
        "no term in en",
        "cells that may hold several terms, and are read as one (2, such as 'тепловой насос; насос')",
        "texts in red, which are read like all others: 1",
    ]


def test_a_declared_encoding_may_be_needed_late_in_a_glossary_of_omegat(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "PIECE", 64)
    data = b"# coding: windows-1251\n" + b"Duma\tDuma\n" * 20 + "sea\tморе\n".encode("cp1251")
    found = omegat.read(data, where="g.txt", source_language="en", language="ru")
    assert (found.counts["entries"], found.termbase.concepts[-1].terms[-1].text) == (21, "море")


@pytest.mark.parametrize("coding", ["utf-8", "utf-16"])
def test_merged_cells_are_found_however_a_sheet_is_written(coding: str) -> None:
    cell = "<c t='str'><v>{}</v></c>".format
    rows = [cell("en") + cell("ru"), cell("Duma") + cell("Дума"), "<c/>" + cell("Думка")]
    merged = f'<mergeCells><mergeCell x:uid="{"0" * 120}" ref = "A2:A3" xmlns:x="x"/></mergeCells>'
    data = workbook(f"<row>{'</row><row>'.join(rows)}</row>", merged, coding=coding)
    assert read(data)[0] == [["Duma", "Дума"], ["Duma", "Думка"]]


def test_what_is_struck_out_in_shared_texts() -> None:
    runs = "<r><rPr><strike val='{}'/></rPr><t>old</t></r><r><rPr/><t>new</t></r>"
    texts = "".join(f"<si>{runs.format(value)}</si>" for value in ("1", "0"))
    cells = "".join(f"<c t='s'><v>{at}</v></c>" for at in (0, 1))
    assert sheets(workbook(f"<row>{cells}</row>", texts=texts)) == [[(1, ["new", "oldnew"])]]


def test_a_definition_may_be_next_to_another_region_of_the_source() -> None:
    data = (
        '<mtf><conceptGrp><languageGrp><language type="English (United Kingdom)" lang="EN-GB"/><descripGrp>'
        '<descrip type="Definition">a vehicle</descrip></descripGrp><termGrp><term>lorry</term></termGrp></languageGrp>'
        "</conceptGrp></mtf>"
    )
    (found,) = multiterm.read(data.encode(), where="x.xml", source_language="en").termbase.concepts
    assert (found.name, found.definition, found.extra) == ("lorry", "a vehicle", ())


def test_a_definition_may_be_that_of_a_term() -> None:
    """It stays where it is, with its source."""
    source = '<descripGrp><descrip type="Source">Oxford</descrip></descripGrp></descripGrp>'
    definition = f'<descripGrp><descrip type="Definition">place of &lt;law&gt;</descrip>{source}'
    data = (
        '<mtf><conceptGrp><languageGrp><language type="English" lang="EN"/><termGrp><term>court</term>'
        f"{definition}</termGrp></languageGrp></conceptGrp></mtf>"
    )
    first = multiterm.read(data.encode(), where="x.xml", source_language="en").termbase
    made, losses = multiterm.write(first, languages=[])
    second = multiterm.read(made, where="x.xml", source_language="en").termbase
    assert [row.concepts[0].definition for row in (first, second)] == ["place of <law>"] * 2
    assert (second.concepts[0].head.extra, made.count(b"place of"), losses) == (first.concepts[0].head.extra, 1, [])
    head = f"<conceptGrp>{definition}<languageGrp>"
    other = data.replace("<conceptGrp><languageGrp>", head).replace(
        "<term>court</term>" + definition, "<term>court</term>" + definition.replace("Definition", "Model")
    )
    first = multiterm.read(other.encode(), where="x.xml", source_language="en").termbase
    made, _ = multiterm.write(first, languages=[])
    assert made.count(b"place of") == 2, "another field that says the same is no definition"
