"""TMX: a termbase comes back equal, the memories of others are read whole, and broken files say where."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import formats_cases as cases
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from glossary.errors import InputError
from glossary.formats import get, tmx
from glossary.formats.terms import CONTROL, in_order
from glossary.model import Concept, Kind, State, Term, Termbase, TranslationUnit, Usage

DATA = Path(__file__).parent / "data" / "formats"

text = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"), max_size=12
)
solid = text.map(str.strip).filter(bool)
line = text.map(str.strip)


def term(language: str, usages: list[Usage]) -> st.SearchStrategy[Term]:
    return st.builds(
        Term,
        solid,
        st.just(language),
        st.sampled_from(usages),
        st.sampled_from(State),
        line,
        line,
        st.lists(solid, max_size=2).map(tuple),
        st.lists(st.tuples(st.just("po:flag"), line), max_size=1).map(tuple),
    )


concepts = st.builds(
    lambda head, others, **more: in_order(Concept((head, *others), **more), ["zh-Hans", "ru"]),
    term("en", [Usage.PREFERRED]),
    st.lists(st.sampled_from(["en", "ru", "zh-Hans"]).flatmap(lambda code: term(code, list(Usage))), max_size=5),
    **cases.about(line, solid),
)
termbases = st.builds(lambda found: Termbase(tuple(found), "en", ("zh-Hans", "ru")), st.lists(concepts, max_size=3))


@settings(max_examples=30)
@given(termbases)
def test_a_termbase_round_trips(termbase: Termbase) -> None:
    data, losses = tmx.write(termbase, languages=termbase.languages)
    assert losses == []
    found = tmx.read(data, where="x.tmx", source_language="en")
    assert found.termbase == termbase
    assert found.skipped == ()
    assert tmx.write(found.termbase, languages=termbase.languages)[0] == data


def glossary() -> Termbase:
    npc, _, limits = cases.glossary().concepts
    return Termbase((npc, limits), "en", cases.LANGUAGES)


def test_the_file_is_written_as_expected() -> None:
    data, losses = tmx.write(glossary(), languages=["zh_CN", "ru"])
    assert losses == []
    assert data.decode() == (DATA / "glossary.tmx").read_text(encoding="utf-8")


def test_references_come_back() -> None:
    data, _ = tmx.write(glossary(), languages=["zh_CN", "ru"])
    found = tmx.read(data, where="x.tmx", source_language="en").termbase
    assert found.concepts[0].occurrences == glossary().concepts[0].occurrences


def test_what_xml_cannot_hold_is_reported() -> None:
    data, losses = tmx.write(Termbase((Concept((Term("a\x08b", "en"),)),)), languages=[])
    assert [loss.what for loss in losses] == [CONTROL]
    assert tmx.read(data, where="x", source_language="en").termbase.concepts[0].name == "ab"


def wrap(body: str, header: str = 'srclang="en"', version: str = "1.4") -> bytes:
    return (
        f'<tmx version="{version}"><header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" '
        f'adminlang="en" {header} datatype="plaintext"/><body>{body}</body></tmx>'
    ).encode()


def read_units(data: bytes, **options: str) -> list[TranslationUnit]:
    return list(tmx.units(io.BytesIO(data), where="x.tmx", **options))


def pairs(data: bytes, **options: str) -> list[tuple[str, str]]:
    return [(unit.source, unit.target) for unit in read_units(data, **options)]


def tuv(language: str, seg: str) -> str:
    return f'<tuv xml:lang="{language}"><seg>{seg}</seg></tuv>'


def test_a_kind_that_we_do_not_know_is_kept_as_it_is() -> None:
    props = '<prop type="x-kind">ship</prop><prop type="x-kind">place</prop>'
    data = wrap(f"<tu>{props}" + tuv("en", "Aurora") + tuv("ru", "Аврора") + "</tu>")
    reading = tmx.read(data, where="x.tmx", source_language="en")
    (concept,) = reading.termbase.concepts
    assert (concept.kind, concept.extra) == (Kind.PLACE, (("tmx:prop:x-kind", "ship"),))
    assert b'<prop type="x-kind">ship</prop>' in tmx.TMX.write(reading.termbase, languages=["ru"])[0]


def test_several_targets_of_one_language_are_all_kept() -> None:
    assert pairs(wrap("<tu>" + tuv("en", "a") + tuv("fr", "b") + tuv("fr", "c") + "</tu>")) == [("a", "b"), ("a", "c")]


@pytest.mark.parametrize("segment", ["b", "<ph/>b"], ids=["plain", "with codes"])
def test_a_draft_of_trados_is_a_proposal(segment: str) -> None:
    levels = ("Draft", "Translated", "RejectedTranslation")
    rows = [
        f'<tu><prop type="x-ConfirmationLevel">{name}</prop>{tuv("en", "a")}{tuv("ru", segment)}</tu>'
        for name in levels
    ]
    found = list(tmx.units(io.BytesIO(wrap("".join(rows))), where="x"))
    assert [unit.state for unit in found] == [State.PROPOSED, State.APPROVED, State.PROPOSED]
    again = io.BytesIO()
    tmx.write_units(again, found, source_language="en", languages=["ru"])
    assert b"x-state" not in again.getvalue()
    assert [unit.state for unit in tmx.units(io.BytesIO(again.getvalue()), where="x")] == [unit.state for unit in found]


def test_a_draft_of_trados_is_a_proposed_term_until_somebody_approves_it() -> None:
    rows = (
        f'<tu><prop type="x-ConfirmationLevel">{name}</prop>{tuv("en", name)}{tuv("ru", "а")}{tuv("ru", "б")}</tu>'
        for name in ("Draft", "ApprovedSignOff")
    )
    found = tmx.read(wrap("".join(rows)), where="x", source_language="en").termbase
    assert [[term.state for term in concept.terms] for concept in found.concepts] == [
        [State.APPROVED, State.PROPOSED, State.PROPOSED],
        [State.APPROVED] * 3,
    ]
    draft, approved = found.concepts
    head, first, second = draft.terms
    mixed = replace(draft, terms=(head, replace(first, state=State.APPROVED), second))
    for concepts in ((draft, approved), (mixed, approved)):
        data, _ = tmx.write(replace(found, concepts=concepts), languages=["ru"])
        assert tmx.read(data, where="x", source_language="en").termbase.concepts == concepts


def test_a_draft_may_be_in_another_region_of_the_source_language() -> None:
    row = f'<tu><prop type="x-ConfirmationLevel">Draft</prop>{tuv("en-GB", "lorry")}{tuv("en", "truck")}</tu>'
    found = tmx.read(wrap(row), where="x", source_language="en").termbase
    assert [(term.text, term.state) for term in found.concepts[0].terms] == [
        ("truck", State.APPROVED),
        ("lorry", State.PROPOSED),
    ]
    data, _ = tmx.write(found, languages=["en-GB"])
    assert tmx.read(data, where="x", source_language="en").termbase.concepts == found.concepts


def test_the_source_is_found_by_srclang_even_if_it_stands_last() -> None:
    assert pairs(wrap("<tu>" + tuv("fr", "b") + tuv("EN-us", "a") + "</tu>", 'srclang="en-US"')) == [("a", "b")]
    assert pairs(wrap('<tu srclang="fr">' + tuv("en", "a") + tuv("fr", "b") + "</tu>")) == [("b", "a")]
    assert pairs(wrap("<tu>" + tuv("fr", "b") + tuv("en", "a") + "</tu>", 'srclang="*all*"')) == [("b", "a")]
    assert pairs(wrap("<tu>" + tuv("fr", "b") + tuv("en", "a") + "</tu>"), source_language="en") == [("a", "b")]


def test_a_language_is_requested_as_bcp_47_says() -> None:
    data = wrap("<tu>" + tuv("en", "a") + tuv("zh-TW", "t") + tuv("zh_CN", "s") + tuv("ru", "r") + "</tu>")
    assert pairs(data, language="zh-Hans") == [("a", "s")]
    assert pairs(data, language="zh-Hant") == [("a", "t")]
    assert pairs(data, language="fr") == []


def test_inline_codes_are_not_text_but_come_back() -> None:
    seg = 'Hel<!-- c -->lo <bpt i="1">&lt;b&gt;<sub>alt</sub></bpt><hi>big</hi><ept i="1">&lt;/b&gt;</ept> w<?x y?>orld<ph x="1"/>'
    (unit,) = read_units(wrap("<tu>" + tuv("en", seg) + tuv("fr", "x") + "</tu>"))
    assert unit.source == "Hello big world"
    stream = io.BytesIO()
    assert tmx.write_units(stream, [unit], source_language="en", languages=["fr"]) == []
    assert seg.replace("<!-- c -->", "").replace("<?x y?>", "") in stream.getvalue().decode()
    assert read_units(stream.getvalue()) == [unit]


def test_what_a_unit_knows_comes_back() -> None:
    data = wrap(
        '<tu tuid="7" creationdate="20220916T100000Z" creationid="ann" changedate="20220917T100000Z" usagecount="3" '
        'datatype="html"><note>n</note><prop type="prev">before</prop><prop type="x-domain" xml:lang="en">d</prop>'
        '<tuv xml:lang="en" changeid="bob"><seg>a</seg></tuv><tuv xml:lang="fr"><prop type="p">v</prop><seg>b</seg></tuv></tu>'
    )
    (unit,) = read_units(data)
    assert (unit.key, unit.author, unit.uses, unit.note, unit.previous) == ("7", "ann", 3, "n", "before")
    assert (unit.created, unit.changed) == ("2022-09-16T10:00:00Z", "2022-09-17T10:00:00Z")
    stream = io.BytesIO()
    tmx.write_units(stream, [unit], source_language="en", languages=["fr"])
    assert read_units(stream.getvalue()) == [unit]


units = st.builds(
    TranslationUnit,
    text,
    solid,
    st.just("en"),
    st.sampled_from(["ru", "zh-Hans"]),
    st.sampled_from(State),
    line,
    line,
    solid,
    line,
    line,
    st.sampled_from(["", "2022-09-16T10:00:00Z"]),
    st.sampled_from(["", "2022-09-17T10:00:00Z"]),
    st.integers(0, 9),
    line,
)


@given(st.lists(units, max_size=5))
def test_units_round_trip(found: list[TranslationUnit]) -> None:
    stream = io.BytesIO()
    assert tmx.write_units(stream, found, source_language="en", languages=["ru", "zh-Hans"]) == []
    assert read_units(stream.getvalue()) == found


def test_the_targets_of_one_source_share_a_tu() -> None:
    marked = '<tuv xml:lang="ru"><prop type="p">v</prop><seg>c</seg></tuv>'
    for last in (tuv("ru", "c"), marked):
        data = wrap('<tu><prop type="x">y</prop>' + tuv("en", "a") + tuv("fr", "b") + last + "</tu>")
        stream = io.BytesIO()
        tmx.write_units(stream, read_units(data), source_language="en", languages=["fr", "ru"])
        assert stream.getvalue().count(b"<tu>") == 1
        assert read_units(stream.getvalue())[1].extra == read_units(data)[1].extra


@pytest.mark.parametrize("said", ['changedate="20220917T100000Z"', 'creationdate="20220917T100000Z"', 'creationid="I"'])
def test_what_the_tu_and_one_of_its_targets_say_is_kept_for_all(said: str) -> None:
    own = tuv("fr", "b").replace("<tuv", f"<tuv {said}")
    data = wrap(f"<tu {said}>" + tuv("en", "a") + own + tuv("ru", "c") + "</tu>")
    stream = io.BytesIO()
    tmx.write_units(stream, read_units(data), source_language="en", languages=["fr", "ru"])
    assert read_units(stream.getvalue()) == read_units(data)


def test_skipped_says_why() -> None:
    skipped: list[tuple[int, str]] = []
    body = "<tu><tuv><seg>x</seg></tuv>" + tuv("fr", "y") + "</tu><tu>" + tuv("en", "only") + "</tu>"
    assert list(tmx.units(io.BytesIO(wrap(body)), where="x", skip=lambda *row: skipped.append(row))) == []
    assert [why for _, why in skipped] == [
        "a tuv does not say its language",
        "a tu in one language only",
        "a tu in one language only",
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("declaration", ["", '<?xml version="1.0"?>', '<?xml version="1.0" encoding="UTF-16"?>'])
def test_encodings(encoding: str, declaration: str) -> None:
    body = declaration + wrap("<tu>" + tuv("en", "a") + tuv("ru", "я") + "</tu>").decode()
    assert pairs(body.encode(encoding)) == [("a", "я")]
    assert tmx.detect(body.encode(encoding))


def test_legacy_encodings_by_declaration() -> None:
    body = '<?xml version="1.0" encoding="{}"?>' + wrap("<tu>" + tuv("en", "a") + tuv("ru", "{}") + "</tu>").decode()
    for encoding, word in (("windows-1251", "я"), ("gb2312", "中"), ("Shift_JIS", "日"), ("ISO-8859-1", "é")):
        assert pairs(body.format(encoding, word).encode(encoding)) == [("a", word)]


def test_a_doctype_is_neither_fetched_nor_refused() -> None:
    data = b'<!DOCTYPE tmx SYSTEM "http://localhost:1/tmx14.dtd">' + wrap(
        "<tu>" + tuv("en", "a") + tuv("fr", "b") + "</tu>"
    )
    assert pairs(data) == [("a", "b")]


def test_a_small_internal_entity_is_text() -> None:
    data = b'<!DOCTYPE tmx [<!ENTITY who "ACME">]>' + wrap("<tu>" + tuv("en", "&who;") + tuv("fr", "b") + "</tu>")
    assert pairs(data) == [("ACME", "b")]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b'<!DOCTYPE t [<!ENTITY e SYSTEM "passwd">]>' + wrap("<tu/>"), "another file"),
        (b'<!DOCTYPE t [<!ENTITY % e SYSTEM "passwd"> %e;]>' + wrap("<tu/>"), "another file"),
        (b'<!DOCTYPE t [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + wrap("<tu/>"), "without bound"),
        (b'<!DOCTYPE t [<!ENTITY a "' + b"a" * 999 + b'">]>' + wrap("<tu/>"), "without bound"),
        (b'<!DOCTYPE t SYSTEM "x.dtd">' + wrap("<tu>" + tuv("en", "&nbsp;") + "</tu>"), "is not defined"),
        (wrap("<tu></tuv>"), "broken"),
        (wrap("<tu>" + tuv("en", "a") + "</tu>")[:-9], "cut off"),
        (b"<html><body>404</body></html>", "web page"),
        (b"no xml at all", "no XML"),
        (b"", "empty"),
        (wrap("<tu>" + tuv("en", "<hi>" * 300) + "</tu>"), "deep"),
        (wrap("<tu>" + "".join(tuv(f"en-x-{at}", "a") for at in range(2001)) + "</tu>"), "different languages"),
    ],
)
def test_bad_files_are_refused_in_one_line(data: bytes, why: str) -> None:
    for read in (lambda: pairs(data), lambda: tmx.read(data, where="x.tmx", source_language="en")):
        with pytest.raises(InputError, match=why) as error:
            read()
        assert str(error.value).startswith("x.tmx")
        assert "\n" not in str(error.value)


GAP = '<tu tuid="1">\n  <tuv xml:lang="en"><seg>a &amp; b</seg></tuv>\n</tu><!-- kept -->'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (GAP, GAP.replace("</tuv>\n", '</tuv>\n  <tuv xml:lang="ru"><seg>а &lt; б</seg></tuv>\n')),
        (
            GAP.replace("xml:lang", "lang"),
            GAP.replace("</tuv>\n", '</tuv>\n  <tuv xml:lang="ru"><seg>а &lt; б</seg></tuv>\n').replace(
                "xml:lang", "lang"
            ),
        ),
        (
            GAP.replace("\n</tu>", '<tuv xml:lang="RU-ru"><seg/></tuv></tu>'),
            GAP.replace("\n</tu>", '<tuv xml:lang="RU-ru"><seg>а &lt; б</seg></tuv></tu>'),
        ),
        (GAP.replace("\n</tu>", tuv("ru", "x") + "</tu>"), GAP.replace("\n</tu>", tuv("ru", "x") + "</tu>")),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_filling_changes_nothing_else(before: str, after: str, encoding: str) -> None:
    data = wrap(before).decode().encode(encoding)
    filled = tmx.fill(data, {("1", "a & b"): "а < б"}, where="x.tmx", language="ru")
    assert filled == wrap(after).decode().encode(encoding)


def test_gaps_are_what_can_be_filled() -> None:
    data = wrap(GAP + "<tu>" + tuv("en", "c") + tuv("ru", "д") + "</tu><tu>" + tuv("fr", "x") + "</tu>")
    assert [(unit.key, unit.source) for unit in tmx.gaps(data, where="x", source_language="en", language="ru")] == [
        ("1", "a & b")
    ]


def test_what_other_formats_left_comes_back() -> None:
    extra = (("xliff:alt", "75%\ttm\tб"), ("tmx:prop:user@host@", "x"), ("tmx:target:prop:p@ru", "y"))
    unit = TranslationUnit("a", "б", "en", "ru", extra=extra)
    stream = io.BytesIO()
    assert tmx.write_units(stream, [unit], source_language="en", languages=["ru"]) == []
    (again,) = read_units(stream.getvalue())
    assert sorted(again.extra) == sorted(extra)


RULES = """
<!ELEMENT tmx (header, body)> <!ATTLIST tmx version CDATA #FIXED "1.4">
<!ELEMENT header (note | prop)*>
<!ATTLIST header creationtool CDATA #REQUIRED creationtoolversion CDATA #REQUIRED segtype (block|paragraph|sentence|phrase)
 #REQUIRED o-tmf CDATA #REQUIRED adminlang CDATA #REQUIRED srclang CDATA #REQUIRED datatype CDATA #REQUIRED>
<!ELEMENT body (tu*)>
<!ELEMENT tu ((note | prop)*, tuv+)>
<!ATTLIST tu tuid CDATA #IMPLIED creationid CDATA #IMPLIED creationdate CDATA #IMPLIED changedate CDATA #IMPLIED
 usagecount CDATA #IMPLIED>
<!ELEMENT tuv ((note | prop)*, seg)> <!ATTLIST tuv xml:lang CDATA #REQUIRED>
<!ELEMENT note (#PCDATA)>
<!ELEMENT prop (#PCDATA)> <!ATTLIST prop type CDATA #REQUIRED xml:lang CDATA #IMPLIED>
<!ELEMENT seg (#PCDATA)>
"""
"""What the standard asks of the parts that we write."""


def assert_valid(data: bytes) -> None:
    rules = etree.DTD(io.StringIO(RULES))
    assert rules.validate(etree.fromstring(data)), rules.error_log


@settings(max_examples=30)
@given(termbases)
def test_a_glossary_keeps_the_rules_of_the_standard(termbase: Termbase) -> None:
    assert_valid(tmx.write(termbase, languages=termbase.languages)[0])


@given(st.lists(units, max_size=3))
def test_a_memory_keeps_the_rules_of_the_standard(found: list[TranslationUnit]) -> None:
    stream = io.BytesIO()
    tmx.write_units(stream, found, source_language="en", languages=["ru", "zh-Hans"])
    assert_valid(stream.getvalue())


def test_an_empty_segment_is_not_a_term() -> None:
    rows = (("Only", ""), ("", "Только"), ("", ""), ("gap", '<ph x="1"/>'), ("fog", "туман"))
    sides = (
        f'<tu><tuv xml:lang="en"><seg>{one}</seg></tuv><tuv xml:lang="ru"><seg>{two}</seg></tuv></tu>'
        for one, two in rows
    )
    head = '<header creationtool="x" segtype="phrase" srclang="en" datatype="x" adminlang="en" o-tmf="x"/>'
    data = f'<tmx version="1.4">{head}<body>{"".join(sides)}</body></tmx>'.encode()
    found = tmx.read(data, where="x.tmx", source_language="en")
    texts = [[term.text for term in concept.terms] for concept in found.termbase.concepts]
    assert texts == [["Only"], ["gap"], ["fog", "туман"]]
    assert [row.why for row in found.skipped] == ["nothing in en", "a tu without text", "a term without text"]
    for name in ("xliff", "tbx", "csv", "multiterm", "omegat"):
        assert get(name).write(found.termbase, languages=["ru"])[0]
