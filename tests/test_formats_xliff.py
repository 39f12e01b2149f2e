"""XLIFF of both versions: glossaries and units come back, foreign files are read, and filling changes nothing else."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import formats_cases as cases
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from glossary.errors import ConfigError, InputError
from glossary.formats import detect, xliff
from glossary.merge import merge
from glossary.model import Authority, Concept, State, Term, Termbase, TranslationUnit, Usage

DATA = Path(__file__).parent / "data" / "formats"
WRITERS = {"xliff": (xliff.write, xliff.write_units), "xliff1": (xliff.write_v1, xliff.write_units_v1)}

others = st.sampled_from(["en", "ru"]).flatmap(
    lambda code: cases.terms(code, [Usage.ADMITTED, Usage.DEPRECATED, Usage.FORBIDDEN], plain=True)
)
renderings = st.builds(
    Term,
    cases.solid,
    st.just("ru"),
    state=st.sampled_from([State.APPROVED, State.PROPOSED]),
    origin=cases.line,
    note=cases.line,
    forms=st.lists(cases.solid, max_size=2).map(tuple),
)


@st.composite
def termbases(draw: st.DrawFn) -> Termbase:
    found = []
    for concept in draw(st.lists(cases.concepts(others, ("ru",)), max_size=3)):
        head = Term(concept.head.text, "en")
        more = tuple(term for term in concept.terms[1:])
        rendering = draw(renderings)
        terms = (head, *(term for term in more if term.language == "en"), rendering)
        found.append(
            Concept(
                (*terms, *(term for term in more if term.language == "ru")),
                **{
                    name: getattr(concept, name)
                    for name in Concept.__slots__
                    if name not in ("terms", "id", "place", "occurrences", "extra")
                },
            )
        )
    return Termbase(tuple(found), "en", ("ru",) if found else ())


@pytest.mark.parametrize("name", WRITERS)
@settings(max_examples=30)
@given(termbase=termbases())
def test_a_termbase_round_trips(name: str, termbase: Termbase) -> None:
    data, losses = WRITERS[name][0](termbase, languages=["ru"])
    assert losses == []
    assert xliff.read(data, where="x.xlf", source_language="en").termbase == termbase
    assert detect(data[:65536], "x.xlf").name == name


@pytest.mark.parametrize("name", WRITERS)
def test_the_file_is_written_as_expected(name: str) -> None:
    data, losses = WRITERS[name][0](cases.glossary(), languages=["ru"])
    kept = (DATA / f"glossary.{name}.xlf").read_bytes()
    assert etree.tostring(etree.fromstring(data), method="c14n") == etree.tostring(
        etree.fromstring(kept), method="c14n"
    )
    assert [loss.what for loss in losses] == [
        "notes, origins and forms of other than preferred renderings",
    ]


@pytest.mark.parametrize("name", WRITERS)
def test_notes_that_a_tool_joined_are_distinguished_again(name: str) -> None:
    data = WRITERS[name][0](cases.glossary(), languages=["ru"])[0].decode()
    joined = re.sub(r"</note>\s*<note>", "\n  ", data)
    assert joined.count("<note>") < data.count("<note>")
    ours, theirs = (xliff.read(text.encode(), where="x.xlf", source_language="en") for text in (data, joined))
    assert theirs.termbase == ours.termbase


@pytest.mark.parametrize("name", WRITERS)
def test_what_is_repeated_without_a_state_is_not_approved(name: str) -> None:
    ours = cases.glossary()
    data = WRITERS[name][0](ours, languages=["ru"])[0].decode()
    bare = re.sub(r' (approved|state)="[^"]*"', "", data)
    if name == "xliff":  # all that some tools leave of a file is its id
        bare = re.sub(r' original="[^"]*"', "", bare)
    only_default = re.sub(r' (approved="no"|state="(initial|needs-review-translation)")', "", data)
    only_default = only_default.replace(' state="final"', "") if name == "xliff1" else only_default
    for text in (bare, only_default):
        back = xliff.read(text.encode(), where="x.xlf", source_language="en")
        merged = merge(ours, back.termbase, by=Authority.PERSON, says=back.says)
        assert [row for row in merged.changes if row.action != "unchanged"] == []
        assert merged.termbase.concepts == ours.concepts
    said = re.sub(
        '="(no|initial|needs-review-translation)"', lambda found: f'="{"yes" if found[1] == "no" else "final"}"', data
    )
    back = xliff.read(said.encode(), where="x.xlf", source_language="en")
    merged = merge(ours, back.termbase, by=Authority.PERSON, says=back.says)
    assert [row.reason for row in merged.changes if row.action != "unchanged"] == ["approved"]


def test_one_translation_only() -> None:
    with pytest.raises(ConfigError, match="one translation"):
        xliff.write(cases.glossary(), languages=["ru", "zh_CN"])


units = st.builds(
    TranslationUnit,
    cases.solid,
    cases.line,
    st.just("en"),
    st.just("ru"),
    key=cases.solid,
    note=cases.line,
)


@pytest.mark.parametrize("name", WRITERS)
@given(found=st.lists(units, max_size=4), proposed=st.booleans())
def test_units_round_trip(name: str, found: list[TranslationUnit], proposed: bool) -> None:
    stream = io.BytesIO()
    found = [replace(unit, state=State.PROPOSED) if proposed and unit.target else unit for unit in found]
    assert WRITERS[name][1](stream, found, source_language="en", languages=["ru"]) == []
    assert list(xliff.units(io.BytesIO(stream.getvalue()), where="x")) == found


def v1(body: str, more: str = "") -> bytes:
    return (
        f'<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" source-language="en-US" '
        f'target-language="ru" datatype="plaintext"><body>{body}</body></file>{more}</xliff>'
    ).encode()


def v2(body: str) -> bytes:
    return (
        '<xliff version="2.0" srcLang="en" trgLang="ru" xmlns="urn:oasis:names:tc:xliff:document:2.0">'
        f'<file id="f">{body}</file></xliff>'
    ).encode()


def read(data: bytes, **options: str) -> list[TranslationUnit]:
    return list(xliff.units(io.BytesIO(data), where="x.xlf", **options))


def pairs(data: bytes) -> list[tuple[str, str, str]]:
    return [(unit.key, unit.source, unit.target) for unit in read(data)]


def test_who_asks_for_a_language_gets_that_of_any_region() -> None:
    data = v2('<unit id="a"><segment><source>lift</source><target>лифт</target></segment></unit>')
    data = data.replace(b'srcLang="en"', b'srcLang="en-GB"').replace(b'trgLang="ru"', b'trgLang="ru-BY"')
    (unit,) = read(data, source_language="en", language="ru")
    assert (unit.source_language, unit.target_language) == ("en-GB", "ru-BY")
    assert read(data, source_language="en", language="uk") == []


def test_inline_codes_are_not_text() -> None:
    one = v1(
        '<trans-unit id="1"><source>a <g id="1">b</g><x id="2"/> <bpt id="3">code<sub>s</sub></bpt>c<mrk mtype="x">d</mrk></source>'
        "<target>т</target></trans-unit>"
    )
    two = v2(
        '<unit id="1"><segment><source>a <pc id="1">b</pc><ph id="2"/> c<mrk id="m">d</mrk></source><target>т</target></segment></unit>'
    )
    assert pairs(one) == pairs(two) == [("1", "a b cd", "т")]
    for data, (_, write_units) in ((one, WRITERS["xliff1"]), (two, WRITERS["xliff"])):
        stream = io.BytesIO()
        assert write_units(stream, read(data), source_language="en", languages=["ru"]) == []
        assert read(stream.getvalue()) == read(data)


def test_states_of_tools_are_read() -> None:
    unit = '<trans-unit id="1" {}><source>a</source><target {}>b</target></trans-unit>'
    cases_ = {
        ("", ""): State.APPROVED,
        ('approved="yes"', ""): State.APPROVED,
        ("", 'state="translated"'): State.APPROVED,
        ("", 'state="needs-review-translation"'): State.PROPOSED,
        ("", 'state="new"'): State.PROPOSED,
        ('m:confirmed="0"', ""): State.PROPOSED,
        ('m:status="" m:confirmed="0"', ""): State.PROPOSED,
        ('mq:status="PreTranslated"', ""): State.PROPOSED,
        ('mq:status="ManuallyConfirmed"', ""): State.APPROVED,
        ('mq:status="NotStarted"', ""): State.APPROVED,  # memoQ leaves it empty: another tool has filled it
        ('approved="no"', 'state="translated"'): State.APPROVED,  # Poedit's and Weblate's, of what a person wrote
        ('approved="no"', 'state="needs-l10n"'): State.PROPOSED,
        ("", 'state="translated" state-qualifier="mt-suggestion"'): State.PROPOSED,
        ("", 'state="translated" state-qualifier="rejected-grammar"'): State.PROPOSED,
        ("", 'state="translated" state-qualifier="exact-match"'): State.APPROVED,
        ("", 'state="final" state-qualifier="leveraged-mt"'): State.APPROVED,
        ('approved="yes"', 'state="translated" state-qualifier="leveraged-mt"'): State.APPROVED,
    }
    assert {case: read(v1(unit.format(*case)))[0].state for case in cases_} == cases_
    segment = '<unit id="1"><segment {}><source>a</source><target>b</target></segment></unit>'
    assert read(v2(segment.format('state="initial"')))[0].state is State.PROPOSED
    assert read(v2(segment.format('state="translated" subState="poedit:fuzzy"')))[0].state is State.PROPOSED
    assert read(v2(segment.format('state="translated" subState="x:seen"')))[0].state is State.APPROVED
    assert read(v2(segment.format("")))[0].state is State.APPROVED


def test_the_trados_state_of_a_segment_says_who_is_responsible() -> None:
    marks = "".join(f'<mrk mtype="seg" mid="{mid}">{mid}</mrk>' for mid in "1234")
    said = '<sdl:seg id="1" conf="Translated"/><sdl:seg id="2" conf="Draft" origin="mt"/><sdl:seg id="3" conf="RejectedSignOff"/>'
    unit = f"<trans-unit id='u'><source>x</source><seg-source>{marks}</seg-source><target>{marks}</target><sdl:seg-defs>{said}</sdl:seg-defs></trans-unit>"
    assert [unit.state.value for unit in read(v1(unit))] == ["approved", "proposed", "proposed", "approved"]
    # Of the last it says nothing, and so it approves no proposal that it only repeats.
    unsaid = xliff.read(v1(unit), where="x.xlf", source_language="en").unsaid
    assert len(unsaid) == 1


def test_text_deleted_in_a_tracked_change_of_trados_is_not_read() -> None:
    text = '{}<mrk mtype="x-sdl-deleted">old <mrk mtype="x-sdl-comment">x</mrk></mrk><g id="1"><mrk mtype="x-sdl-added">new</mrk></g>'
    source, target = text.format("a "), text.format("б ")
    mark = f'<mrk mtype="seg" mid="1">{source}</mrk>'
    for unit in (
        f'<trans-unit id="u"><source>{source}</source><target>{target}</target></trans-unit>',
        f'<trans-unit id="u"><source>{source}</source><seg-source>{mark}</seg-source>'
        f'<target><mrk mtype="seg" mid="1">{target}</mrk></target></trans-unit>',
    ):
        (found,) = read(v1(unit))
        assert (found.source, found.target) == ("a new", "б new")
        assert "old" not in dict(found.extra)["xliff1:target"]


def test_what_is_only_proposed_is_counted_as_fuzzy() -> None:
    unit = '<unit id="{0}"><segment state="{0}"><source>a</source><target>а</target></segment></unit>'
    data = v2("".join(map(unit.format, ("initial", "final", "translated"))))
    counts = xliff.read(data, where="x.xlf", source_language="en").counts
    assert counts == {"units": 3, "segments": 3, "translated": 2, "fuzzy": 1}


def test_segments_inside_a_unit_have_keys_of_their_own() -> None:
    marks = (
        "<trans-unit id='u'><source>A. B.</source><seg-source><mrk mtype='seg' mid='1'>A.</mrk> <mrk mtype='seg' mid='2'>B.</mrk>"
        "</seg-source><target><mrk mtype='seg' mid='2'>Б.</mrk></target></trans-unit>"
    )
    assert pairs(v1(marks)) == [("u/1", "A.", ""), ("u/2", "B.", "Б.")]
    segments = (
        "<unit id='u'><segment><source>A.</source></segment><segment id='s2'><source>B.</source></segment></unit>"
    )
    assert pairs(v2(segments)) == [("u/1", "A.", ""), ("u/s2", "B.", "")]
    other = '<file original="b" source-language="en" target-language="ru"><body><trans-unit id="u"><source>C</source></trans-unit></body></file>'
    assert pairs(v1(marks, other))[-1] == ("2/u", "C", "")


def test_matches_are_kept() -> None:
    (unit,) = read(
        v1(
            "<trans-unit id='1'><source>a</source><alt-trans match-quality='75%' origin='tm'><target>б</target></alt-trans>"
            "<note>n</note></trans-unit>"
        )
    )
    assert (unit.extra, unit.note) == ((("xliff:alt", "75%\ttm\tб"),), "n")


def test_a_glossary_of_another_tool() -> None:
    data = (
        b'<xliff version="2.0" srcLang="en" trgLang="fr" xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:g="urn:oasis:names:tc:xliff:glossary:2.0">'
        b'<file id="f"><unit id="1"><g:glossary><g:glossEntry id="e1"><g:term>court</g:term><g:translation>cour</g:translation>'
        b"<g:translation>tribunal</g:translation><g:definition>d</g:definition></g:glossEntry></g:glossary>"
        b"<segment><source>The court.</source></segment></unit></file></xliff>"
    )
    found = xliff.read(data, where="x.xlf", source_language="en")
    assert found.counts == {"units": 1, "segments": 1, "translated": 0, "concepts": 1}
    assert found.termbase.concepts == (
        Concept(
            (Term("court", "en"), Term("cour", "fr"), Term("tribunal", "fr", Usage.ADMITTED)), definition="d", id="e1"
        ),
    )


@pytest.mark.parametrize(("encoding", "block"), [("utf-8", 1 << 20), ("utf-8", 7), ("utf-16", 11)])
def test_a_glossary_that_begins_late_is_one_from_the_beginning(
    monkeypatch: pytest.MonkeyPatch, encoding: str, block: int
) -> None:
    monkeypatch.setattr(xliff.termbase, "_BLOCK", block)
    segment = "<segment><source>{0}</source><target>{0}</target></segment>"
    entry = "<gls:glossary><gls:glossEntry><gls:term>t</gls:term><gls:translation>т</gls:translation></gls:glossEntry></gls:glossary>"
    units_ = [f'<unit id="{name}">{more}{segment.format(name)}</unit>' for name, more in (("a", ""), ("b", entry))]
    data = v2("".join(units_)).decode().replace('encoding="UTF-8"', "").encode(encoding)
    ignored: list[int] = []
    found, concepts = xliff.XLIFF.concepts(
        io.BytesIO(data), where="x.xlf", source_language="en", skip=lambda line, why: ignored.append(line)
    )
    assert [concept.name for concept in concepts] == ["t"]
    assert found.left[0].why == "running translations beside a glossary are left out"
    assert not ignored


def test_a_glossary_that_does_not_name_its_target_language() -> None:
    data = v1('<trans-unit id="1"><source>a</source><target>б</target></trans-unit>').replace(
        b'target-language="ru"', b""
    )
    found = xliff.read(data, where="x.xlf", source_language="en").termbase
    assert [[term.language for term in row.terms] for row in found.concepts] == [["en", "und"]]
    found = xliff.read(data, where="x.xlf", source_language="en", language="ru").termbase
    assert [[term.language for term in row.terms] for row in found.concepts] == [["en", "ru"]]


def test_a_note_of_others_is_not_a_mark_of_ours() -> None:
    data = (
        '<xliff version="1.2"><file original="x" source-language="en" target-language="ru"><body><trans-unit id="1">'
        "<source>a</source><target>б</target><note>previous: the old one</note></trans-unit></body></file></xliff>"
    )
    for note in ("previous: the old one", "terms: 30 days"):
        there = data.replace("previous: the old one", note)
        assert [unit.note for unit in xliff.units(io.BytesIO(there.encode()), where="x")] == [note]


@pytest.mark.parametrize("write", [xliff.write_units, xliff.write_units_v1])
def test_reminders_of_terms_are_distinguished_from_similar_notes(write: Callable[..., object]) -> None:
    notes = ("terms: 30 days", "see\nterms: 30 days", "note: terms: 30 days", "")
    given = [TranslationUnit("a", "б", "en", "ru", note=note, extra=(("terms", "A: Б"),)) for note in notes]
    stream = io.BytesIO()
    write(stream, given, source_language="en", languages=["ru"])
    stream.seek(0)
    assert [unit.note for unit in xliff.units(stream, where="x")] == list(notes)


def test_the_header_of_a_po_file_is_not_a_unit() -> None:
    header = "<source>Language: ru</source><target>Language: ru</target>"
    data = v1(f'<trans-unit id="1" restype="x-gettext-domain-header">{header}</trans-unit>')
    assert pairs(data) == []
    assert xliff.read(data, where="x.xlf", source_language="en").termbase.concepts == ()


def test_text_not_to_be_translated_is_not_a_unit() -> None:
    assert pairs(v1('<trans-unit id="1" translate="no"><source>a</source></trans-unit>')) == []
    assert pairs(v1('<trans-unit id="1"><source> <x id="1"/></source></trans-unit>')) == []


def test_files_that_name_no_language() -> None:
    data = b'<xliff version="1.2"><file><body><trans-unit id="1"><source>a</source></trans-unit></body></file></xliff>'
    with pytest.raises(InputError, match="does not say which language it translates into"):
        read(data)
    assert len(read(data, source_language="en", language="ru")) == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            '<trans-unit id="1">\n  <source a=">">Xi &amp; co</source>\n</trans-unit>',
            '<trans-unit id="1">\n  <source a=">">Xi &amp; co</source>\n  <target>Си &lt;и</target>\n</trans-unit>',
        ),
        (
            '<trans-unit id="1"><source>Xi &amp; co</source><!-- c --><target state="new"/></trans-unit>',
            '<trans-unit id="1"><source>Xi &amp; co</source><!-- c --><target state="translated">Си &lt;и</target></trans-unit>',
        ),
        (
            '<p:trans-unit id="1"><p:source>Xi &amp; co</p:source><p:target> </p:target></p:trans-unit>',
            '<p:trans-unit id="1"><p:source>Xi &amp; co</p:source><p:target>Си &lt;и</p:target></p:trans-unit>',
        ),
        (
            '<trans-unit id="1"><source>Xi &amp; co</source><target>есть</target></trans-unit>',
            '<trans-unit id="1"><source>Xi &amp; co</source><target>есть</target></trans-unit>',
        ),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig"])
def test_filling_changes_nothing_else(before: str, after: str, encoding: str) -> None:
    data = v1("<?pi x?>" + before).decode().encode(encoding)
    filled = xliff.fill(data, {("1", "Xi & co"): "Си <и"}, where="x.xlf")
    assert filled == v1("<?pi x?>" + after).decode().encode(encoding)


def test_what_is_only_proposed_is_marked() -> None:
    one = v1(
        "<trans-unit id='1'><source>a</source></trans-unit><trans-unit id='2'><source>b</source><target/></trans-unit>"
    )
    filled = xliff.fill(one, {("1", "a"): "а", ("2", "b"): "б"}, where="x", proposed={("1", "a"), ("2", "b")})
    assert [(unit.target, unit.state) for unit in read(filled)] == [("а", State.PROPOSED), ("б", State.PROPOSED)]
    two = v2(
        "<unit id='u'><segment><source>A</source></segment></unit><unit id='w'><segment><source>B</source></segment></unit>"
    )
    filled = xliff.fill(two, {("u", "A"): "А", ("w", "B"): "Б"}, where="x", proposed={("u", "A")})
    assert [(unit.target, unit.state) for unit in read(filled)] == [("А", State.PROPOSED), ("Б", State.APPROVED)]


def test_a_state_that_is_no_longer_true_is_changed() -> None:
    one = v1(
        "<trans-unit id='1'><source>a</source><target note='state=\"new\"' state='new'/></trans-unit>"
        '<trans-unit id="2"><source>b</source><target state = "needs-translation"></target></trans-unit>'
        '<trans-unit id="3"><source>c</source><target state="needs-adaptation"/></trans-unit>'
    )
    filled = xliff.fill(one, {("1", "a"): "а", ("2", "b"): "б", ("3", "c"): "в"}, where="x", proposed={("2", "b")})
    assert b'<target note=\'state="new"\' state="translated">' in filled
    assert b'<target state = "needs-review-translation">' in filled
    assert b'<target state="needs-adaptation">' in filled
    two = v2(
        "<unit id='u'><segment state='initial'><source>A</source></segment></unit>"
        "<unit id='w'><segment state='initial'><source>B</source></segment></unit>"
    )
    filled = xliff.fill(two, {("u", "A"): "А", ("w", "B"): "Б"}, where="x", proposed={("u", "A")})
    assert [(unit.target, unit.state) for unit in read(filled)] == [("А", State.PROPOSED), ("Б", State.APPROVED)]
    assert b'<segment state="translated"><source>B' in filled


def test_filling_segments() -> None:
    data = v2(
        "<unit id='u'><segment><source>A</source></segment><segment id='s'><source>B</source><target/></segment></unit>"
    )
    filled = xliff.fill(data, {("u/1", "A"): "А", ("u/s", "B"): "Б"}, where="x.xlf")
    assert pairs(filled) == [("u/1", "A", "А"), ("u/s", "B", "Б")]
    marks = (
        "<trans-unit id='u'><source>A. B.</source><seg-source><mrk mtype='seg' mid='1'>A.</mrk> <mrk mtype='seg' mid='2'>B.</mrk>"
        "</seg-source></trans-unit>"
    )
    filled = xliff.fill(v1(marks), {("u/2", "B."): "Б."}, where="x.xlf")
    assert pairs(filled) == [("u/1", "A.", ""), ("u/2", "B.", "Б.")]
    assert filled.index(b"</seg-source>") < filled.index(b"<target>")
    empty = marks.replace("</seg-source>", "</seg-source><target/>")
    assert "<target><mrk" in xliff.fill(v1(empty), {("u/2", "B."): "Б."}, where="x.xlf").decode()
    for one, other, between in (("А.", "Б.", " "), ("甲。", "乙。", "")):
        filled = xliff.fill(v1(marks), {("u/1", "A."): one, ("u/2", "B."): other}, where="x.xlf")
        assert f'{one}</mrk>{between}<mrk mtype="seg" mid="2">{other}</mrk></target>'.encode() in filled


def test_identifiers_are_unique_and_keys_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[xliff.units.__module__], "REMEMBERED", 3)
    keys = ["1", "2", "2", "01", "10", "3", "a", "a", "b", "u3", "c", "d", "e", "a", "not a name", "", "11", "²"]
    rows = [TranslationUnit(f"s{at}", f"t{at}", "en", "ru", key=key) for at, key in enumerate(keys)]
    out = io.BytesIO()
    xliff.write_units(out, rows, source_language="en", languages=["ru"])
    found = re.findall(rb'<unit id="([^"]*)"', out.getvalue())
    assert len(found) == len(set(found)) == len(keys)
    assert found[:5] == [b"1", b"2", b"u3", b"u4", b"10"]
    back = list(xliff.XLIFF.units(io.BytesIO(out.getvalue()), where="x"))
    assert [unit.key for unit in back if unit.source != "s15"] == [key for key in keys if key]


def test_the_units_say_the_version_where_the_file_says_another() -> None:
    unit = '<trans-unit id="1"><source>Kremlin</source><target>Кремль</target></trans-unit>'
    file = f'<file original="a" source-language="en" target-language="ru"><body>{unit}</body></file>'
    data = f'<xliff version="2.1">{file}</xliff>'.encode()
    reading = xliff.read(data, where="x.xlf", source_language="en")
    assert [term.text for concept in reading.termbase.concepts for term in concept.terms] == ["Kremlin", "Кремль"]
    unit = '<unit id="1"><segment><source>Kremlin</source><target>Кремль</target></segment></unit>'
    data = f'<xliff version="1.2" srcLang="en" trgLang="ru"><file id="f">{unit}</file></xliff>'.encode()
    reading = xliff.read(data, where="x.xlf", source_language="en")
    assert [term.text for concept in reading.termbase.concepts for term in concept.terms] == ["Kremlin", "Кремль"]


@pytest.mark.parametrize(
    "data",
    [
        '<xliff version="1.2"><file source-language="en" target-language="ru"><body>\n<trans-unit id="1">{}</trans-unit>'
        "</body></file></xliff>",
        '<xliff version="2.0" srcLang="en" trgLang="ru"><file id="f">\n<unit id="1"><segment>{}</segment></unit>'
        "</file></xliff>",
    ],
)
def test_a_second_target_is_reported(data: str) -> None:
    raw = data.format("<source>port</source><target>порт</target><target>гавань</target>").encode()
    found = xliff.read(raw, where="x.xlf", source_language="en")
    told: list[tuple[int, str]] = []
    units = list(xliff.units(io.BytesIO(raw), where="x.xlf", skip=lambda line, why: told.append((line, why))))
    assert [term.text for term in found.termbase.concepts[0].terms] == ["port", "порт"]
    assert [unit.target for unit in units] == ["порт"]
    assert (2, "a second target, which is left out") in told
    assert [(row.line, row.why) for row in found.skipped] == [(2, "a second target, which is left out")]
