"""PO files as translation units, filled in, and compiled."""

from __future__ import annotations

import gettext
import io
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.checks import run
from glossary.errors import ConfigError, InputError
from glossary.formats import get, po
from glossary.formats.po import Fill
from glossary.formats.terms import FURTHER
from glossary.model import Concept, Loss, Place, State, Term, Termbase, TranslationUnit

FILE = """\
msgid ""
msgstr ""
"Language: ru\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\\n"

#  an oddly spaced   comment
#: a.c:3
#, fuzzy,c-format
#| msgid "ones"
msgctxt "menu"
msgid "one"
msgstr "один"

msgid    "two"
msgstr   ""

#, c-format
msgid "%d banana"
msgid_plural "%d bananas"
msgstr[0] "%d банан"
msgstr[1] "%d банана"
msgstr[2] "%d бананов"

#~ msgid "gone"
#~ msgstr "ушло"
"""


def units(text: str, **options: str) -> list[TranslationUnit]:
    return list(po.units(io.BytesIO(text.encode()), where="x.po", **options))


def written(found: Iterable[TranslationUnit], *languages: str) -> tuple[str, list[Loss]]:
    stream = io.BytesIO()
    lost = po.write_units(stream, found, source_language="en", languages=languages or ("ru",))
    return stream.getvalue().decode(), lost


def test_units_are_what_is_alive_and_one_for_every_form() -> None:
    assert [(unit.source, unit.target, unit.state, unit.key) for unit in units(FILE)] == [
        ("one", "один", State.PROPOSED, "menu"),
        ("two", "", State.APPROVED, ""),
        ("%d banana", "%d банан", State.APPROVED, ""),
        ("%d bananas", "%d банана", State.APPROVED, ""),
        ("%d bananas", "%d бананов", State.APPROVED, ""),
    ]
    first = units(FILE)[0]
    assert (first.source_language, first.target_language) == ("en", "ru")
    assert first.place == Place("x.po", 11)
    assert first.note == "an oddly spaced   comment".rjust(26)


def test_where_there_is_one_form_it_goes_with_the_plural() -> None:
    (unit,) = units('msgid "%d banana"\nmsgid_plural "%d bananas"\nmsgstr[0] "%d 根香蕉"\n', language="zh-Hans")
    assert (unit.source, unit.target_language) == ("%d bananas", "zh-Hans")


@pytest.mark.parametrize(("declared", "told"), [("nplurals=3; plural=n", [5]), ("nplurals=2; plural=n", []), ("", [])])
def test_the_number_of_forms_is_that_of_the_header(declared: str, told: list[int]) -> None:
    plural = '#, c-format\nmsgid "%d day"\nmsgid_plural "%d days"\nmsgstr[0] ""\nmsgstr[1] "%d дней"\n'
    data = f'msgid ""\nmsgstr "Plural-Forms: {declared}\\n"\n\n{plural}\nmsgid "a"\nmsgstr "b"\n'
    found = run.units(po.units(io.BytesIO(data.encode()), where="ru.po"), run.select(["plural"]))
    assert [row.place.line for row in found if row.place] == told


def test_units_written_read_back_the_same() -> None:
    text, lost = written(units(FILE))
    assert lost == []
    assert units(text) == units(FILE)


def test_what_a_po_cannot_hold_of_units_is_reported() -> None:
    found = [
        TranslationUnit("a", "b", "en", "ru", author="me", changed="2022-09-15T00:00:00Z"),
        TranslationUnit("a", "b", "en", "zh-Hans"),
        TranslationUnit("", "b", "en", "ru"),
    ]
    text, lost = written(found)
    assert [unit.source for unit in units(text)] == ["a"]
    assert lost == [
        Loss("authors, dates, origins, counts and neighbours of units", 1, "a"),
        Loss("units in other languages than ru", 1, "a"),
        Loss("units without a source text", 1, "b"),
    ]
    with pytest.raises(ConfigError, match="one language"):
        written(found, "ru", "zh-Hans")


def test_an_entry_stands_once_with_all_its_forms() -> None:
    again = [replace(unit, target="x") for unit in units(FILE)]
    text, lost = written([*units(FILE), *again])
    assert text == written(units(FILE))[0]
    assert [(loss.what, loss.count) for loss in lost] == [(FURTHER, len(again))]


def test_a_changed_line_leaves_the_other_lines_as_they_are() -> None:
    head = '#  odd   note\r\n#,fuzzy,   c-format\nmsgid   "aaa"\n  "bbb"\n'
    old = f'{head}msgstr "one  two "\n"three\\n"\n"four"\n'
    for new, lines in {
        "one two three\nfour": '"one two "\n"three\\n"\n"four"',
        "one  two three\nfive": '"one  two "\n"three\\n"\n"five"',
        "one  two four": '"one  two four"',
        "five": '"five"',
    }.items():
        assert po.fill(old.encode(), {("aaabbb", ""): Fill(msgstr=(new,))}).decode() == f"{head}msgstr {lines}\n"


texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.builds(TranslationUnit, texts.filter(bool), texts, st.just("en"), st.just("ru"), key=texts)))
def test_any_units_read_back(found: list[TranslationUnit]) -> None:
    text, lost = written(found)
    first = {(unit.source, unit.key): unit for unit in reversed(found)}
    kept = [unit for unit in found if first[unit.source, unit.key] is unit]
    assert sum(loss.count for loss in lost) == len(found) - len(kept)
    assert {loss.what for loss in lost} <= {FURTHER}
    assert units(text) == kept


# Filling in


def filled(key: tuple[str, str], **what: object) -> str:
    return po.fill(FILE.encode(), {key: Fill(**what)}).decode()


def test_filling_changes_nothing_but_what_was_requested() -> None:
    assert filled(("two", ""), msgstr=("два",)) == FILE.replace('"two"\nmsgstr   ""', '"two"\nmsgstr   "два"')
    assert filled(("two", ""), msgstr=("два",), fuzzy=True, note="memory: 87 %") == FILE.replace(
        'msgid    "two"\nmsgstr   ""', '# memory: 87 %\n#, fuzzy\nmsgid "two"\nmsgstr "два"'
    )
    assert filled(("one", "menu"), fuzzy=False) == FILE.replace("#, fuzzy,c-format\n", "#, c-format\n").replace(
        '#| msgid "ones"\n', ""
    )
    assert filled(("%d banana", ""), msgstr=("а", "б", "в")) == FILE.replace("%d бананов", "в").replace(
        "%d банана", "б"
    ).replace("%d банан", "а")


@pytest.mark.parametrize(
    ("key", "what"),
    [
        (("one", "menu"), {"msgstr": ("один",), "fuzzy": True}),
        (("one", "menu"), {"note": " an oddly spaced   comment"}),
        (("one", ""), {"msgstr": ("x",)}),
        (("gone", ""), {"msgstr": ("x",)}),
    ],
    ids=["the same", "a comment that is there", "another context", "obsolete"],
)
def test_filling_in_what_is_there_or_is_not_meant_changes_no_byte(
    key: tuple[str, str], what: dict[str, object]
) -> None:
    assert filled(key, **what) == FILE


def test_an_entry_without_plural_has_one_text() -> None:
    with pytest.raises(ValueError, match="2 texts"):
        filled(("two", ""), msgstr=("a", "b"))


def test_filling_in_a_broken_file_is_refused() -> None:
    with pytest.raises(InputError, match=r"^x\.po:1: "):
        po.fill(b"<<<<<<< HEAD\n", {}, where="x.po")


# MO


def test_a_program_loads_what_was_compiled() -> None:
    concepts = (
        Concept((Term("Kremlin", "en"), Term("Кремль", "ru"))),
        Concept((Term("Georgia", "en"), Term("Грузия", "ru")), sense="country"),
        Concept((Term("Duma", "en"), Term("Дума", "ru", state=State.PROPOSED))),
        Concept((Term("Xi", "en"),)),
    )
    row = get("mo")
    data, lost = row.write(Termbase(concepts, "en", ("ru",)), languages=["ru"])
    assert row.detect(data)
    loaded = gettext.GNUTranslations(io.BytesIO(data))
    assert loaded.gettext("Kremlin") == "Кремль"
    assert loaded.pgettext("country", "Georgia") == "Грузия"
    assert loaded.gettext("Duma") == "Duma"
    assert loaded.info()["language"] == "ru"
    assert lost == [Loss("concepts without an approved rendering", 2, "Duma")]


def test_plurals_are_compiled() -> None:
    from glossary.formats.po.mo import compiled

    loaded = gettext.GNUTranslations(io.BytesIO(compiled(po.parse(FILE.encode(), where=""))))
    assert [loaded.ngettext("%d banana", "%d bananas", number) for number in (1, 2, 5)] == [
        "%d банан",
        "%d банана",
        "%d бананов",
    ]
    assert loaded.pgettext("menu", "one") == "one"


def test_a_short_text_takes_the_place_of_one_that_began_below() -> None:
    data = b'msgid ""\n"a"\nmsgstr ""\n"old"\n'
    assert po.fill(data, {("a", ""): po.Fill(msgstr=("new",))}) == b'msgid ""\n"a"\nmsgstr "new"\n'
