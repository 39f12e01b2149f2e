"""TBX of both versions: a termbase comes back equal, and what others write is read whole."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import formats_cases as cases
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from glossary.errors import InputError
from glossary.formats import Reading, detect, get, tbx
from glossary.model import Concept, Kind, State, Term, Termbase, Usage

DATA = Path(__file__).parent / "data" / "formats"
WRITERS = {"tbx": tbx.write, "tbx2": tbx.write_v2}


def canonical(data: bytes) -> bytes:
    return bytes(etree.tostring(etree.fromstring(data), method="c14n"))


@pytest.mark.parametrize("name", WRITERS)
@settings(max_examples=30)
@given(termbase=cases.termbases(cases.concepts(cases.any_term)))
def test_a_termbase_round_trips(name: str, termbase: Termbase) -> None:
    data, losses = WRITERS[name](termbase, languages=termbase.languages)
    assert losses == []
    found = tbx.read(data, where="x.tbx", source_language="en")
    assert found.termbase == termbase
    assert WRITERS[name](found.termbase, languages=termbase.languages)[0] == data
    assert detect(data[:65536], "x.tbx").name == name


@pytest.mark.parametrize("name", WRITERS)
def test_what_we_write(name: str) -> None:
    data, losses = WRITERS[name](cases.glossary(), languages=["zh_CN", "ru"])
    assert losses == []
    assert canonical(data) == canonical((DATA / f"glossary.{name}").read_bytes())


def read(data: str) -> Reading:
    return tbx.read(data.encode(), where="x.tbx", source_language="en")


def concept(data: str) -> Concept:
    return read(data).termbase.concepts[0]


def martif(body: str) -> str:
    return f'<martif type="TBX" xml:lang="en"><martifHeader/><text><body>{body}</body></text></martif>'


def tbx3(body: str, style: str = "dca", kind: str = "TBX-Min") -> str:
    return (
        f'<tbx type="{kind}" style="{style}" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2" '
        f'xmlns:min="http://www.tbxinfo.net/ns/min"><text><body>{body}</body></text></tbx>'
    )


def test_ntig_and_tig_say_the_same() -> None:
    tig = "<tig><term>black hole</term><termNote type='administrativeStatus'>admittedTerm-admn-sts</termNote><note>n</note></tig>"
    ntig = (
        "<ntig><termGrp><term>black hole</term><termNote type='administrativeStatus'>admittedTerm-admn-sts</termNote>"
        "</termGrp><note>n</note></ntig>"
    )
    made = [concept(martif(f"<termEntry><langSet xml:lang='en'>{one}</langSet></termEntry>")) for one in (tig, ntig)]
    assert made[0] == made[1]
    assert made[0].terms == (Term("black hole", "en", Usage.ADMITTED, note="n"),)


def test_dca_and_dct_say_the_same() -> None:
    dca = tbx3(
        '<conceptEntry id="c1"><descrip type="subjectField">stars</descrip><langSec xml:lang="en"><termSec><term>nova</term>'
        '<termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termSec></langSec></conceptEntry>'
    )
    dct = tbx3(
        '<conceptEntry id="c1"><min:subjectField>stars</min:subjectField><langSec xml:lang="en"><termSec><term>nova</term>'
        "<min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus></termSec></langSec></conceptEntry>",
        "dct",
    )
    assert concept(dca) == concept(dct)
    # Our word for it is "superseded": what the file says is kept.
    spelled = (("tbx:said:status", "deprecatedTerm-admn-sts"),)
    assert concept(dca) == Concept((Term("nova", "en", Usage.DEPRECATED, extra=spelled),), subject="stars", id="c1")
    data, _ = tbx.write(read(dca).termbase, languages=[])
    assert b"deprecatedTerm-admn-sts" in data
    assert read(dct).version == "3 TBX-Min dct"


def test_the_old_tbx_min() -> None:
    data = (
        '<TBX dialect="TBX-Min"><header/><body><entry id="C1"><subjectField>law</subjectField><langGroup xml:lang="en"><termGroup>'
        "<term>court</term><termStatus>preferred</termStatus><partOfSpeech>noun</partOfSpeech></termGroup></langGroup>"
        '<langGroup xml:lang="de"><termGroup><term>Gericht</term></termGroup></langGroup></entry></body></TBX>'
    )
    found = concept(data)
    assert [(term.language, term.text) for term in found.terms] == [("en", "court"), ("de", "Gericht")]
    assert (found.subject, found.id, found.part_of_speech) == ("law", "C1", "noun")
    assert read(data).version == "2 TBX-Min"


def test_what_we_do_not_understand_comes_back() -> None:
    body = (
        '<conceptEntry id="c1"><descrip type="relatedConcept">sky</descrip><admin type="projectSubset">p</admin>'
        '<transacGrp><transac type="transactionType">modification</transac><date>2009-01-01</date></transacGrp>'
        '<langSec xml:lang="en"><descrip type="definition">d</descrip><admin type="source">s</admin><termSec><term>nova</term>'
        '<termNote type="partOfSpeech">noun</termNote><xref type="see" target="#c2">other</xref></termSec></langSec>'
        '<langSec xml:lang="ru"><termSec><term>новая</term><termNote type="partOfSpeech">adjective</termNote>'
        '<descrip type="context">c</descrip></termSec></langSec></conceptEntry>'
    )
    found = read(tbx3(body))
    data, losses = tbx.write(found.termbase, languages=["ru"])
    assert losses == []
    again = tbx.read(data, where="x.tbx", source_language="en")
    assert again.termbase == found.termbase
    written = {
        (node.tag.rpartition("}")[2], node.get("type"), "".join(node.itertext()))
        for node in etree.fromstring(data).iter()
    }
    asked = {
        (node.tag.rpartition("}")[2], node.get("type"), "".join(node.itertext()))
        for node in etree.fromstring(tbx3(body)).iter()
        if node.tag.rpartition("}")[2] in ("descrip", "admin", "termNote", "xref", "transac", "date", "term")
    }
    assert asked <= written


@pytest.mark.parametrize(
    "about",
    [
        '<termNote type="administrativeStatus">supersededTerm-admn-sts</termNote>'
        '<termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote>',
        "<note>origin: Greek</note><note>origin: Latin</note>",
        '<termNote type="partOfSpeech">noun</termNote><termNote type="partOfSpeech">verb</termNote>',
        '<descripGrp><descrip type="context">\n  a nova\n  is born</descrip><admin type="source">bolide</admin></descripGrp>',
    ],
)
def test_what_is_said_twice_comes_back_once_each(about: str) -> None:
    terms = "".join(f"<tig><term>{word}</term>{about}</tig>" for word in ("nova", "<hi>\n  new</hi>&#13;star"))
    data = martif(f"<termEntry id='c1'><langSet xml:lang='en'>{terms}</langSet></termEntry>")
    found = read(data).termbase
    written, losses = tbx.write_v2(found, languages=[])
    assert losses == []
    assert read(written.decode()).termbase.concepts == found.concepts
    for text in re.findall(r">\s*(\w[^<]*)<", about):
        assert len(re.findall(r"\s+".join(text.split()), written.decode())) == 2


STATUS = '<termNote type="administrativeStatus">{}Term-admn-sts</termNote>'


@pytest.mark.parametrize(
    ("about", "usage", "count"),
    [
        (
            f'<termNoteGrp>{STATUS.format("deprecated")}<admin type="source">bolide</admin></termNoteGrp>',
            "deprecated",
            1,
        ),
        (STATUS.format("preferred") + "<note>usage: forbidden</note>", "forbidden", 1),
        (STATUS.format("preferred") + STATUS.format("deprecated"), "preferred", 2),
    ],
)
def test_a_status_with_a_source_or_beside_another_is_read_and_written_once(about: str, usage: str, count: int) -> None:
    data = f"<termEntry id='c1'><langSet xml:lang='en'><tig><term>nova</term>{about}</tig></langSet></termEntry>"
    first = read(martif(data)).termbase
    made, _ = tbx.write_v2(first, languages=[])
    second = read(made.decode()).termbase
    assert second.concepts == first.concepts
    assert (second.concepts[0].head.usage.value, made.count(b"administrativeStatus")) == (usage, count)


def test_several_groups_of_one_language_are_one() -> None:
    group = "<langSet xml:lang='{}'><tig><term>{}</term></tig></langSet>"
    data = martif(
        "<termEntry>" + group.format("en", "a") + group.format("EN-us", "b") + group.format("fr", "c") + "</termEntry>"
    )
    assert [(term.text, term.usage) for term in concept(data).terms] == [
        ("a", Usage.PREFERRED),
        ("b", Usage.ADMITTED),
        ("c", Usage.PREFERRED),
    ]


def test_what_is_skipped_is_reported() -> None:
    data = martif(
        "<termEntry><langSet xml:lang='fr'><tig><term>x</term></tig></langSet></termEntry>\n"
        "<termEntry><langSet xml:lang='?'><tig><term>x</term></tig></langSet></termEntry>"
    )
    assert [(item.line, item.why) for item in read(data).skipped] == [
        (1, "nothing in en"),
        (2, "'?' is not a language"),
        (2, "an entry without terms"),
    ]


def test_weblate_marks_what_is_not_translated() -> None:
    termbase = Termbase((Concept((Term("TASS", "en"),), flags=frozenset({"read-only"}), kind=Kind.ORGANIZATION),))
    data, _ = tbx.write_v2(termbase, languages=[])
    assert b'<descrip type="Translation needed">No</descrip>' in data
    found = concept(
        martif(
            "<termEntry><descrip type='Translation needed'>No</descrip><langSet xml:lang='en'><tig><term>T</term></tig></langSet></termEntry>"
        )
    )
    assert found.flags == {"read-only"}


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    body = martif("<termEntry><langSet xml:lang='en'><tig><term>").encode() + data
    with pytest.raises(InputError):
        tbx.read(body, where="x.tbx", source_language="en")


def test_a_broken_file_names_its_line() -> None:
    with pytest.raises(InputError, match=r"x\.tbx:2: the XML is broken"):
        read(tbx3("\n<conceptEntry></langSec>"))


def said(data: bytes) -> list[tuple[str, ...]]:
    """What a TBX says, whatever its style: the text and the attributes of every element, sorted."""
    found = []
    for node in etree.fromstring(data).iter("{*}*"):
        name = etree.QName(node).localname
        text = " ".join("".join(node.itertext()).split()) if name in ("term", "hi") or not len(node) else ""
        values = [value for key, value in node.attrib.items() if key not in ("type", "style")]
        found.append(("hi" if name == "hi" else "", text, *sorted(values)))
    return sorted(row for row in found if any(row[1:]))


@pytest.mark.parametrize("name", ["modules.tbx", "details.tbx2"])
def test_one_rendering_is_changed_and_all_else_stays(name: str) -> None:
    data = (DATA / name).read_bytes()
    row = detect(data, name)
    termbase = row.read(data, where=name, source_language="en").termbase
    first, second = termbase.concepts
    changed = second.with_terms("ru", [Term("набережная", "ru")])
    made, losses = row.write(replace(termbase, concepts=(first, changed)), languages=list(termbase.languages))
    assert losses == []
    before, after = Counter(said(data)), Counter(said(made))
    assert before - after == Counter({("", "причал"): 1})
    added = Counter({("", "набережная"): 1})
    # That a second term is admitted, we say outright.
    assert after - before in (added, added + Counter({("", "admittedTerm-admn-sts"): 1}))


STATUSES = [
    (["причал: deprecated", "набережная", "пирс"], {"набережная": "preferred", "пирс": "admitted"}),
    (["набережная: admitted", "пирс"], {"набережная": "admitted", "пирс": "admitted"}),
    (["набережная: preferred", "пирс: preferred"], {"набережная": "preferred", "пирс": "preferred"}),
]


@pytest.mark.parametrize("name", ["tbx", "tbx2"])
@pytest.mark.parametrize(("terms", "expected"), STATUSES)
def test_the_first_term_that_may_be_written_is_preferred_where_the_file_does_not_say_it(
    terms: list[str], expected: dict[str, str], name: str
) -> None:
    """As IATE has it, where a term that is superseded may come first."""
    sections = "".join(
        f"<termSec><term>{text}</term>"
        + (f'<termNote type="administrativeStatus">{status}Term-admn-sts</termNote>' if status else "")
        + "</termSec>"
        for text, _, status in (term.partition(": ") for term in terms)
    )
    data = (
        '<tbx style="dca" type="TBX-Basic" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><text><body><conceptEntry>'
        '<langSec xml:lang="en"><termSec><term>quay</term></termSec></langSec>'
        f'<langSec xml:lang="ru">{sections}</langSec></conceptEntry></body></text></tbx>'
    )
    first = tbx.read(data.encode(), where="x.tbx", source_language="en").termbase
    written, _ = get(name).write(first, languages=["ru"])
    for termbase in (first, tbx.read(written, where="x.tbx", source_language="en").termbase):
        usages = {term.text: term.usage.value for term in termbase.concepts[0].terms_in("ru")}
        assert {text: usages[text] for text in expected} == expected


def test_a_note_of_others_that_cannot_be_a_mark_of_ours_is_a_note() -> None:
    data = (
        b'<martif type="TBX"><text><body><termEntry><note>kind: unknown to us</note><note>kind: person</note>'
        b'<langSet xml:lang="en"><tig><term>Xi</term></tig></langSet></termEntry></body></text></martif>'
    )
    (found,) = tbx.read(data, where="x.tbx", source_language="en").termbase.concepts
    assert (found.note, found.kind.value) == ("kind: unknown to us", "person")


def test_a_definition_and_a_context_are_read_in_a_group_with_their_source() -> None:
    """As Microsoft's collection and IATE have them; the group stays where it is and as it is."""
    source = '<admin type="source">Oxford</admin></descripGrp>'
    group = f'<descripGrp><descrip type="definition">the &amp; of it</descrip>{source}'
    context = f'<descripGrp><descrip type="context">An account.</descrip>{source}'
    languages = f"<tig><term>account</term>{context}</tig><tig><term>a/c</term>{context}</tig></langSet>"
    alone = '<descripGrp><descrip type="definition">the &amp; of it</descrip></descripGrp>'
    other = f'<langSet xml:lang="ru">{group}<tig><term>счёт</term></tig></langSet>'
    for entry, language in ((group, ""), ("", group), ("", alone)):
        first = read(martif(f'<termEntry>{entry}<langSet xml:lang="en">{language}{languages}{other}</termEntry>'))
        made, losses = get("tbx2").write(first.termbase, languages=["ru"])
        second = tbx.read(made, where="x.tbx", source_language="en")
        assert (losses, second.termbase.concepts[0].extra) == ([], first.termbase.concepts[0].extra)
        assert made.count(b"the &amp; of it") == 2
        assert made.count(b"An account.") == 2
        for reading in (first, second):
            (found,) = reading.termbase.concepts
            assert (found.definition, found.context) == ("the & of it", "An account.")


def test_a_definition_beside_another_region_or_called_like_a_source_is_kept() -> None:
    example = '<descripGrp><descrip type="example">x</descrip><admin type="source">Law 5</admin></descripGrp>'
    sides = "".join(
        f'<langSet xml:lang="{code}"><descrip type="definition">{text}</descrip><tig><term>{code}</term></tig></langSet>'
        for code, text in (("en-GB", "of Britain"), ("en-US", "of America"))
    )
    for entry, definition in (("", "of America"), (f'<descrip type="definition">Law 5</descrip>{example}', "Law 5")):
        first = read(martif(f"<termEntry>{entry}{sides}</termEntry>"))
        made, _ = get("tbx2").write(first.termbase, languages=["en-GB"])
        (found,) = tbx.read(made, where="x.tbx", source_language="en").termbase.concepts
        assert (found.definition, [made.count(text) for text in (b"of Britain", b"of America")]) == (definition, [1, 1])


def test_phrase_says_what_is_forbidden_and_what_is_new_in_notes_of_its_own() -> None:
    def tig(text: str, forbidden: str, status: str) -> str:
        said = f'<termNote type="forbidden">{forbidden}</termNote><termNote type="status">{status}</termNote>'
        return f"<tig><term>{text}</term>{said}</tig>"

    russian = tig("дамба", "true", "Approved") + tig("плотина", "false", "New") + tig("запруда", "false", "Approved")
    data = f"""<martif type="TBX" xml:lang="en"><text><body><termEntry id="1">
<langSet xml:lang="en">{tig("dam", "false", "Approved")}</langSet><langSet xml:lang="ru">{russian}</langSet>
</termEntry></body></text></martif>""".encode()
    for _ in "ab":
        (concept,) = tbx.read(data, where="x.tbx", source_language="en").termbase.concepts
        assert {term.text: (term.usage.value, term.state.value) for term in concept.terms} == {
            "dam": ("preferred", "approved"),
            "плотина": ("preferred", "proposed"),
            "запруда": ("admitted", "approved"),
            "дамба": ("forbidden", "approved"),
        }
        assert not any(term.note for term in concept.terms)
        data = tbx.write(Termbase((concept,), "en"), languages=["ru"])[0]
    allowed = {Usage.FORBIDDEN: Usage.ADMITTED}
    decided = tuple(
        replace(term, usage=allowed.get(term.usage, term.usage), state=State.APPROVED) for term in concept.terms
    )
    data = tbx.write(Termbase((replace(concept, terms=decided),), "en"), languages=["ru"])[0]
    (concept,) = tbx.read(data, where="x.tbx", source_language="en").termbase.concepts
    assert [(term.usage, term.state) for term in concept.terms] == [(term.usage, term.state) for term in decided]
