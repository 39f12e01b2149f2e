"""Tables: a glossary comes back equal, the tables of others are understood, and no cell becomes a formula."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import formats_cases as cases
import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.errors import InputError
from glossary.formats import FirstSkipped, Reading, files, table
from glossary.formats.table import cells, termbase
from glossary.formats.terms import in_order, join, number, split
from glossary.model import Concept, Kind, Place, State, Term, Termbase, Usage

letters = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"))
text = st.text(letters | st.sampled_from("=+-@'|\\,;\"\n"), max_size=10)
line = text.map(str.strip)
solid = line.filter(bool)


def term(language: str, usage: Usage) -> st.SearchStrategy[Term]:
    return st.builds(Term, solid, st.just(language), st.just(usage))


def preferred(language: str) -> st.SearchStrategy[Term]:
    state = st.sampled_from([State.APPROVED, State.PROPOSED])
    return st.builds(
        Term,
        solid,
        st.just(language),
        state=state,
        origin=line,
        note=line,
        forms=st.lists(solid, max_size=2).map(tuple),
    )


others = st.lists(
    st.sampled_from(["en", "ru"]).flatmap(
        lambda code: st.sampled_from(list(Usage)[1:]).flatmap(lambda usage: term(code, usage))
    ),
    max_size=4,
)
concepts = st.builds(
    lambda head, target, more, **about: in_order(Concept((head, *target, *more), **about), ["ru"]),
    preferred("en").filter(lambda term: not cells.only_marks(term.text)),
    st.lists(preferred("ru"), max_size=1),
    others,
    **cases.about(line, solid),
)


@given(st.lists(concepts, min_size=1, max_size=3), st.sampled_from([table.write, table.write_tsv]))
def test_a_termbase_round_trips(found: list[Concept], write: object) -> None:
    termbase = Termbase(tuple(found), "en", ("ru",))
    data, losses = write(termbase, languages=["ru"])
    assert losses == []
    assert table.read(data, where="x.csv", source_language="en").termbase == termbase


@given(text)
def test_the_guard_is_reversible(cell: str) -> None:
    guarded = table.guard(cell)
    assert table.unguard(guarded) == cell
    assert guarded[:1] not in tuple("=+-@\t\r")


@given(st.lists(solid))
def test_several_values_in_a_cell(values: list[str]) -> None:
    assert split(join(values)) == values


def read(data: str | bytes, **options: str) -> Reading:
    return table.read(
        data.encode() if isinstance(data, str) else data, where="x.csv", **({"source_language": "en"} | options)
    )


def terms(data: str | bytes, **options: str) -> list[list[tuple[str, str]]]:
    return [
        [(term.language, term.text) for term in concept.terms] for concept in read(data, **options).termbase.concepts
    ]


def test_the_file_is_written_as_expected() -> None:
    concept = Concept(
        (
            Term("Xi Jinping", "en"),
            Term("Xi", "en", Usage.ADMITTED),
            Term("习近平", "zh-Hans"),
            Term("Си Цзиньпин", "ru", state=State.PROPOSED, origin="palladius"),
            Term("Хи", "ru", Usage.FORBIDDEN),
        ),
        kind=Kind.PERSON,
        context='"We," he said,\n"agree."',
    )
    data, losses = table.write(Termbase((concept,), "en", ("zh-Hans", "ru")), languages=["zh_CN", "ru"])
    assert losses == []
    assert data.decode() == (
        "en,zh_CN,ru,kind,context,note,en_variants,ru_state,ru_forbidden,ru_origin\r\n"
        'Xi Jinping,习近平,Си Цзиньпин,person,"""We,"" he said,\n""agree.""",,Xi,proposed,Хи,palladius\r\n'
    )


def test_what_is_lost_is_reported() -> None:
    concept = Concept((Term("a", "en"), Term("b", "en", Usage.ADMITTED, note="n")), extra=(("tbx:x", "y"),))
    losses = table.write(Termbase((concept,)), languages=[])[1]
    assert [loss.what for loss in losses] == [
        "details of other formats",
        "notes, origins and forms of other than preferred terms",
    ]


@pytest.mark.parametrize("between", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_any_separator_line_end_and_encoding_is_read(between: str, end: str, encoding: str) -> None:
    rows = [["source", "target"], ["Xi", "Си"], [f'"a{between}b{end}c"', '"д ""е"""']]
    data = end.join(between.join(row) for row in rows) + end
    assert terms(data.encode(encoding), language="ru") == [
        [("en", "Xi"), ("ru", "Си")],
        [("en", f"a{between}b{end}c"), ("ru", 'д "е"')],
    ]


@pytest.mark.parametrize(
    "header",
    ["Term,Part of speech,ru", "en,POS,ru", "en,part_of_speech_en,ru", "en,English Word class,ru", "en,词性,ru"],
)
def test_the_part_of_speech_of_a_term(header: str) -> None:
    (concept,) = read(f"{header}\nmist,noun,туман\n").termbase.concepts
    assert concept == Concept((Term("mist", "en"), Term("туман", "ru")), part_of_speech="noun")


def test_synonyms_of_a_translation_whose_language_the_user_names() -> None:
    data = b"English,Translation,Synonyms\nmist,a,b\n"
    (concept,) = termbase.read(data, where="t.csv", source_language="en", language="ru").termbase.concepts
    assert concept.terms == (Term("mist", "en"), Term("a", "ru"), Term("b", "ru", Usage.ADMITTED))
    with pytest.raises(InputError, match="which language"):
        termbase.read(data, where="t.csv", source_language="en")


def test_a_german_position_is_not_a_part_of_speech() -> None:
    (concept,) = read("Pos.;en;ru\n1;mist;туман\n").termbase.concepts
    assert concept == Concept((Term("mist", "en"), Term("туман", "ru")))


def test_two_columns_without_a_header_need_a_language() -> None:
    assert terms("Xi\tСи\nPutin\tПутин\n", language="ru")[0] == [("en", "Xi"), ("ru", "Си")]
    with pytest.raises(InputError, match="which language"):
        read("Xi\tСи\nPutin\tПутин\n")


def test_quotation_marks_that_are_only_that() -> None:
    assert terms('source\ttarget\n"quoted\tx\n', language="ru") == [[("en", '"quoted'), ("ru", "x")]]


def test_columns_in_any_order_with_notes_after_their_language() -> None:
    data = "Forbidden,Domain,en-GB,Notes,es-ES,Notes\nTRUE,Law,Court,of law,Corte,no\n,,Judge,,Juez,\n"
    found = read(data, source_language="en-GB").termbase
    court, judge = found.concepts
    assert found.languages == ("es",)
    assert (court.subject, court.head.note, court.terms[1].note) == ("Law", "of law", "no")
    assert court.terms[1].usage is Usage.FORBIDDEN
    assert judge.terms[1].usage is Usage.PREFERRED


@pytest.mark.parametrize(
    "heads",
    [
        "Term:en,Term:ru,Comment:ru",
        "en-US: Term,ru-RU: Term,ru-RU: Notes",
        "term,translation_ru,comment_ru",
        "source_term,target_term_ru,note_ru",
        "Source term (English),Target term (Russian),Comment (Russian)",
        "English term,Russian translation,Russian comment",
    ],
)
def test_a_head_says_a_language_and_what_is_in_it(heads: str) -> None:
    (concept,) = read(f"{heads}\nharbour master,капитан порта,о человеке\n").termbase.concepts
    assert (concept.name, concept.rendering("ru")) == (
        "harbour master",
        Term("капитан порта", "ru", note="о человеке"),
    )


@pytest.mark.parametrize("heads", ["source_id,source,target", "Term ID,Term,Translation", "Source no,Source,Target"])
def test_the_number_of_a_row_is_not_a_term_in_indonesian_or_norwegian(heads: str) -> None:
    found = read(f"{heads}\n17,harbour master,капитан порта\n", language="ru").termbase
    assert (found.languages, found.concepts[0].terms[1].text) == (("ru",), "капитан порта")
    assert terms("term_en,term_id\nborder,perbatasan\n", language="id") == [[("en", "border"), ("id", "perbatasan")]]


@pytest.mark.parametrize("heads", ["en,ru,ru_source", "Term,Target (ru),Source (ru)", "English,Russian,Russian source"])
def test_where_a_term_is_from_is_not_a_term(heads: str) -> None:
    assert terms(f"{heads}\nborder,граница,Словарь МИД\n") == [[("en", "border"), ("ru", "граница")]]
    assert terms("source_en,source_ru\nborder,граница\n") == [[("en", "border"), ("ru", "граница")]]


@pytest.mark.parametrize("number", ["7", ""])
@pytest.mark.parametrize("language", ["id", "ber"])
def test_a_language_comes_home_whose_code_may_be_an_identifier_or_says_nothing(language: str, number: str) -> None:
    proposed = Term("perbatasan", language, state=State.PROPOSED)
    termbase = Termbase((Concept((Term("border", "en"), proposed), id=number),), "en", (language,))
    assert read(table.CSV.write(termbase, languages=[language])[0].decode()).termbase == termbase
    assert terms("en,pos,ru,concept_id\nborder,noun,граница,7\n") == [[("en", "border"), ("ru", "граница")]]
    assert terms("en,id,export 0123456789abcdef\nborder,perbatasan,\n") == [[("en", "border"), ("id", "perbatasan")]]
    assert terms("id,en,ru\n7,border,граница\n") == [[("en", "border"), ("ru", "граница")]]


def test_a_key_is_the_identifier_if_there_is_no_other() -> None:
    assert [concept.id for concept in read("Key,en,ru\n7,border,граница\n").termbase.concepts] == ["7"]
    found = read("Key,ID,en,ru\nyes,7,border,граница\n")
    assert [concept.id for concept in found.termbase.concepts] == ["7"]
    assert [row.why for row in found.skipped] == ["columns that are not recognised: Key"]


def test_columns_called_as_other_tools_call_them() -> None:
    assert terms("term_en,term_zh_CN,description_ru,term_ru\nXi,习,prez,Си\n") == [
        [("en", "Xi"), ("zh-Hans", "习"), ("ru", "Си")]
    ]


def test_what_is_only_proposed_is_counted_as_fuzzy() -> None:
    text = (
        "en,ru,ru_state,de,de_state\n"
        "Asia,Азия,proposed,Asien,\nKremlin,Кремль,proposed,,\nChina,Китай,approved,China,proposed\nUral,,,,\n"
    )
    counts = {"entries": 4, "translated": 2, "fuzzy": 1}
    assert read(text).counts == counts


def test_a_preferred_term_of_another_region_names_a_concept_before_a_deprecated_one() -> None:
    found = read("en,en_GB,de,en_deprecated\n,lorry,LKW,truck\n,,Bus,omnibus\n").termbase.concepts
    assert [one.name for one in found] == ["lorry", "omnibus"]
    assert [term.text for term in found[0].terms] == ["lorry", "LKW", "truck"]


def test_rows_without_a_source_are_reported() -> None:
    found = read("en,ru\n,Си\nXi,\n")
    assert [item.line for item in found.skipped] == [2]
    assert found.counts == {"entries": 2, "translated": 0}


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b'source,target\n"never closed', "never closed"),
        (b"ru,fr\na,b\n", "no column for the source language en; there are ru, fr"),
        (b"en_GB_deprecated,ru\na,b\n", "no column for the source language en; name the columns"),
        (b"source,target\n\xff\xfe\xfd,x\n", "UTF-8"),
    ],
)
def test_bad_tables_are_refused_in_one_line(data: bytes, why: str) -> None:
    with pytest.raises(InputError, match=why) as error:
        read(data, language="ru")
    assert str(error.value).startswith("x.csv")


def test_the_encoding_that_is_told_is_the_one_that_was_read() -> None:
    for name in ("utf-8", "utf-16", "utf-32"):
        assert table.read("source,ru\nXi,Си\n".encode(name), where="x", source_language="en").encoding == name


@pytest.mark.parametrize(
    "data",
    [
        "en,ru,note\r\nXi,Си,\r\nno rendering,,x\r\n,лишнее,\r\n\r\nPutin,Путин,\r\n",
        "en;zh_CN;ru_admitted\nXi;;Си | Цзиньпин\n'=a;;|\n",
        'en\tru\nXi\tСи "Цзиньпин\nPutin\tПутин\n',
        'en,ru\n"a\nb",c\nd,"e\n',
        "source,target\nXi,Си\n",
        "Xi,Си\nPutin,Путин\n",
        "ru,uk\nа,б\n",
        "\ufeffen,ru\rXi,Си\r",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("piece", [files.PIECE, 7])
def test_a_table_in_pieces_holds_what_it_does_as_a_whole(
    data: str, encoding: str, piece: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "PIECE", piece)
    raw = data.encode(encoding)

    def told(look: Callable[[], Reading]) -> object:
        try:
            found = look()
        except InputError as error:
            return str(error)
        return found.counts, found.skipped, found.version, found.encoding, found.termbase.languages

    settings = {"where": "x", "source_language": "en", "language": "und"}
    skipped = FirstSkipped()

    def concepts() -> Reading:
        reading = table.concepts(io.BytesIO(raw), **settings, skip=skipped.add)[0]
        return replace(reading, skipped=skipped.list())

    assert told(concepts) == told(lambda: table.read(raw, **settings))


@pytest.mark.parametrize(
    ("header", "languages"),
    [
        ("en (English),ru (Russian)", ("ru",)),
        ("English (en),Russian [ru]", ("ru",)),
        ("Term (EN),Translation (RU)", ("ru",)),
        ("eng,rus", ("ru",)),
        ("英文,中文（繁体）", ("zh-Hant",)),
        ("английский язык,китайский (упрощённый)", ("zh-Hans",)),
        ("Glossary (2026),ru", None),
    ],
)
def test_languages_as_people_write_them(header: str, languages: tuple[str, ...] | None) -> None:
    data = f"{header}\nfile,файл\n".encode()
    if languages is None:
        with pytest.raises(InputError):
            table.read(data, where="x.csv", source_language="en")
    else:
        assert table.read(data, where="x.csv", source_language="en").termbase.languages == languages


def test_a_title_may_stand_above_the_names_of_the_columns() -> None:
    data = b"Glossary of 2026,,\nDraft,,\n,,\nen,ru,note\nfile,\xd1\x84,x\n"
    found = table.read(data, where="x.csv", source_language="en")
    assert [row.name for row in found.termbase.concepts] == ["file"]
    assert found.termbase.languages == ("ru",)
    assert [row.why for row in found.skipped] == ["rows above those that name the columns: 2"]
    # Names of languages are terms like others.
    data = "Kremlin,Кремль\nRussian,русский\nEnglish,английский\n".encode()
    assert len(table.read(data, where="x.csv", source_language="en", language="ru").termbase.concepts) == 3


EXCEL = (
    "ID,Domain,English Term,EN Status,Definition (EN),Russian Term,RU Status,Chinese (Simplified) Term,ZH Status,"
    "Forbidden (RU),Usage Example,Source\n"
    "7,Law,treaty,Preferred,A pact,договор,Under review,条约,Do not use,пакт,The treaty was signed.,Style guide\n"
    "8,Law,pact,,,пакт,Устаревший,公约,草稿,,,Style guide\n"
    "9,Law,deal,,,сделка,blue,协议,,,,Style guide\n"
)


def test_a_status_after_each_language_is_that_of_the_language() -> None:
    data = "English,Status,Russian,Status,French,Status\nmist,Approved,туман,Draft,brume,Deprecated\n"
    (found,) = termbase.read(data.encode(), where="t.csv", source_language="en").termbase.concepts
    assert [(term.text, term.usage, term.state) for term in found.terms] == [
        ("mist", Usage.PREFERRED, State.APPROVED),
        ("туман", Usage.PREFERRED, State.PROPOSED),
        ("brume", Usage.DEPRECATED, State.APPROVED),
    ]


@pytest.mark.parametrize(
    ("heads", "languages"),
    [
        ("Englisch;Russisch;Chinesisch (vereinfacht)", ("ru", "zh-Hans")),
        ("anglais;allemand;vote", ("de",)),  # the Votic language is called so in French, and not in a table
        ("Inglés (US);Ruso;Portugués (Brasil)", ("ru", "pt")),
        ("English;日本語;العربية", ("ja", "ar")),
    ],
)
def test_languages_are_named_as_an_agency_names_them(heads: str, languages: tuple[str, ...]) -> None:
    found = termbase.read(f"{heads}\nmist;a;b\n".encode(), where="t.csv", source_language="en").termbase
    assert found.languages == languages


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        # A row for each term, and where each is from.
        ("ID,Language,Term,Source\n1,English,mist,OED\n1,German,Nebel,DIN\n", [[("en", "mist"), ("de", "Nebel")]]),
        # The languages above what their columns hold.
        (
            ",English,,German,\nID,Term,Synonym,Term,Synonym\n1,mist,haze,Nebel,Dunst; Schleier\n",
            [[("en", "mist"), ("en", "haze"), ("de", "Nebel"), ("de", "Dunst"), ("de", "Schleier")]],
        ),
        ("en,de,\nterm,,note\nmist,Nebel,\n", [[("en", "term")], [("en", "mist"), ("de", "Nebel")]]),
        ("en,de\nterm,Term\nmist,Nebel\n", [[("en", "term"), ("de", "Term")], [("en", "mist"), ("de", "Nebel")]]),
        ("Englisch,Deutsch,Synonyme,Fachgebiet\nmist,Nebel,Dunst,Wetter\n", [[("en", "mist"), ("de", "Nebel"), ("de", "Dunst")]]),
        ("Termo (EN);Tradução (PT);Observações;Assunto\nmist;névoa;fina;tempo\n", [[("en", "mist"), ("pt", "névoa")]]),
    ],
)  # fmt: skip
def test_heads_as_terminologists_make_them(data: str, wanted: list[list[tuple[str, str]]]) -> None:
    assert terms(data) == wanted
    told = [row.why for row in termbase.read(data.encode(), where="t.csv", source_language="en").skipped]
    assert not any("rows above" in why for why in told)


@pytest.mark.parametrize(
    ("status", "usage", "state"),
    [
        ("não usar", Usage.FORBIDDEN, State.APPROVED),
        ("Em revisão", Usage.PREFERRED, State.PROPOSED),
        ("aprovado", Usage.PREFERRED, State.APPROVED),
        ("не использовать", Usage.FORBIDDEN, State.APPROVED),
    ],
)
def test_statuses_in_portuguese_and_russian(status: str, usage: Usage, state: State) -> None:
    data = f"en;pt;Situação\nmist;névoa;{status}\n"
    reading = termbase.read(data.encode(), where="t.csv", source_language="en")
    (term,) = reading.termbase.concepts[0].terms_in("pt")
    assert (term.usage, term.state, reading.skipped) == (usage, state, ())


def test_a_column_says_what_is_not_to_be_translated() -> None:
    data = b"en;ru;Do not translate\nPetrobras;;yes\nmist;;no\n"
    reading = termbase.read(data, where="t.csv", source_language="en")
    assert [sorted(concept.flags) for concept in reading.termbase.concepts] == [["read-only"], []]
    assert reading.skipped == ()


def test_rows_that_say_their_languages_say_the_same() -> None:
    rows = "".join(f"mist {number},туман,en,ru\n" for number in range(20))
    found = termbase.read(rows.encode(), where="t.csv", source_language="en").termbase
    assert (len(found.concepts), found.languages) == (20, ("ru",))
    with pytest.raises(InputError, match=r"t\.csv:21: a row in other languages"):
        termbase.read(f"{rows}fog,Nebel,en,de\n".encode(), where="t.csv", source_language="en")


def test_a_word_that_says_nothing_to_us_approves_nothing() -> None:
    reading = termbase.read("en,ru,ru_state\nmist,туман,???\nfog,мгла,\n".encode(), where="t.csv", source_language="en")
    assert [row.why for row in reading.skipped] == ["statuses that are not recognised: ???"]
    assert reading.unsaid == {Place("t.csv", 2)}


def test_kinds_that_say_nothing_are_named() -> None:
    data = "en,ru,Тип\nmist,туман,погода\nAcme,Акме,Organization\nfog,мгла,Other\nhaze,дымка,\n".encode()
    reading = termbase.read(data, where="t.csv", source_language="en")
    assert [row.why for row in reading.skipped] == ["kinds that are not recognised: погода"]
    assert [row.kind.value for row in reading.termbase.concepts] == ["other", "organization", "other", "other"]


def test_what_a_table_says_of_each_language() -> None:
    """What is about the source term is about the concept; of a rendering, it is a note, even if that is still missing."""
    heads = "en,ru,Kind,Definition,Definition (EN),Definition (RU),en_pos,ru_pos,ru_note,ru_forms,Context (RU)"
    rows = [
        "mist,туман,odd,thin fog,thin fog,лёгкий,noun,noun,редко,,",
        "fog,,place,,,густой,,,что?,мглы | мгле,в тумане",
    ]
    lines = "\n".join([heads, *rows])
    reading = read(lines)
    assert [row.why for row in reading.skipped] == ["kinds that are not recognised: odd"]
    mist, fog = reading.termbase.concepts
    assert mist == Concept(
        (Term("mist", "en"), Term("туман", "ru", note="редко\nлёгкий")), definition="thin fog", part_of_speech="noun"
    )
    said = [("note", "что?"), ("note", "густой"), ("note", "в тумане"), ("forms", "мглы | мгле")]
    assert (fog.terms, fog.extra) == (
        (Term("fog", "en"),),
        tuple(("po:comment:ru", f"{name}: {text}") for name, text in said),
    )


def test_statuses_that_say_nothing_take_no_room_where_a_table_is_streamed() -> None:
    data = ("en,ru,ru_state\n" + "".join(f"mist,туман,blue {number}\n" for number in range(2_000))).encode()
    assert len(termbase.read(data, where="t.csv", source_language="en").unsaid) == 2_000
    told: list[str] = []
    stream = io.BytesIO(data)
    reading, _ = termbase.concepts(stream, where="t.csv", source_language="en", skip=lambda line, why: told.append(why))
    assert not reading.unsaid
    assert [why[-12:] for why in told] == ["and 995 more"]


def test_columns_and_statuses_of_a_termbase_kept_in_excel() -> None:
    reading = termbase.read(EXCEL.encode(), where="t.csv", source_language="en")
    found = reading.termbase
    assert found.languages == ("ru", "zh-Hans")
    assert [row.why for row in reading.skipped] == [
        "columns that are not recognised: Source",
        "statuses that are not recognised: blue",
    ]
    assert {(term.text, term.language, term.usage, term.state) for term in found.concepts[0].terms} == {
        ("treaty", "en", Usage.PREFERRED, State.APPROVED),
        ("договор", "ru", Usage.PREFERRED, State.PROPOSED),
        ("пакт", "ru", Usage.FORBIDDEN, State.APPROVED),
        ("条约", "zh-Hans", Usage.FORBIDDEN, State.APPROVED),
    }
    assert (found.concepts[0].definition, found.concepts[0].context) == ("A pact", "The treaty was signed.")
    assert [(term.usage, term.state) for term in found.concepts[1].terms[1:]] == [
        (Usage.DEPRECATED, State.APPROVED),
        (Usage.PREFERRED, State.PROPOSED),
    ]
    assert {term.usage for term in found.concepts[2].terms} == {Usage.PREFERRED}
    assert reading.counts["entries"] == 3


def test_a_status_of_the_row_is_that_of_its_renderings() -> None:
    rows = "Термин,Перевод,Статус,Примечание\nKremlin,Кремль,черновик,\nDuma,дума,отклонено,see State Duma\n"
    found = termbase.read(rows.encode(), where="t.csv", source_language="en", language="ru").termbase
    assert [(term.text, term.usage, term.state) for concept in found.concepts for term in concept.terms] == [
        ("Kremlin", Usage.PREFERRED, State.APPROVED),
        ("Кремль", Usage.PREFERRED, State.PROPOSED),
        ("Duma", Usage.PREFERRED, State.APPROVED),
        ("дума", Usage.FORBIDDEN, State.APPROVED),
    ]
    assert found.concepts[1].note == "see State Duma"


def test_what_a_header_must_have_and_weblate_means() -> None:
    assert table.layout(["en", "whatever"], "en", "ru") is None
    roles = [column.role for column in table.layout(["source", "target", "context", "fuzzy"], "en", "ru") or ()]
    assert roles == ["term", "term", "sense", "fuzzy"]
    (concept,) = read(
        'source,target,developer_comments\nPutin,Путин,"kind: person\ncontext: He left."\n', language="ru"
    ).termbase.concepts
    assert (concept.kind, concept.context) == (Kind.PERSON, "He left.")
    assert table.layout(["Russian", "русский"], "en", "ru") is None
    assert table.layout(["en-US", "en-GB"], "en", "ru") is not None
    notes = table.layout(["English", "Translation", "Notes", "Notes"], "en", "") or ()
    assert [(column.role, column.language) for column in notes][1:] == [("term", "?"), ("note", "?"), ("note", "?")]


def test_the_order_of_terms_and_what_is_a_count() -> None:
    refused, admitted = Term("б", "ru", state=State.REJECTED), Term("а", "ru", Usage.ADMITTED)
    assert in_order(Concept((Term("a", "en"), refused, admitted)), ["ru"]).terms[1:] == (admitted, refused)
    assert [number(text) for text in ("7", " 7 ", "-7", "٧", "1234567890")] == [7, 7, 0, 0, 0]


def test_a_row_for_each_term_that_says_its_language() -> None:
    """A concept has the rows with its number; else they would all be terms of the source language."""
    data = (
        "Concept ID;Language;Term;Status;Definition\n7;English;ship;preferred;a vessel\n7;Russian;корабль;draft;\n"
        "7;Russian;судно;deprecated;\n7;Russian;кораблик;;\n8;ru;море;;\n8;en;sea;;\n8;Elvish;nen;;\n;zh-CN;海;;\n"
    )
    found = read(data, language="")
    rows = [
        (
            concept.name,
            concept.id,
            concept.definition,
            [(t.text, t.usage.value, t.state.value) for t in concept.terms[1:]],
        )
        for concept in found.termbase.concepts
    ]
    others = [("кораблик", "admitted", "approved"), ("судно", "deprecated", "approved")]
    assert rows == [
        ("ship", "7", "a vessel", [("корабль", "preferred", "proposed"), *others]),
        ("sea", "8", "", [("море", "preferred", "approved")]),
    ]
    assert [row.why for row in found.skipped] == ["'Elvish' is not a language", "no term in en"]
    (mist,) = read("ID,Language,Term,POS\n1,en,mist,noun\n1,ru,туман,сущ.\n", language="").termbase.concepts
    assert (mist.part_of_speech, mist.terms[1].note) == ("noun", "сущ.")
    assert read("Term,Language,Note\nмгла,ru,\nfog,en,\n").termbase.concepts[0].name == "fog"


def test_a_table_of_markdown_has_a_line_below_its_head_and_spaces_around_its_cells() -> None:
    data = "| English | Russian |\n|:---|---:|\n| fog | туман |\n| a \\| b | а |\n"
    found = read(data)
    assert ([[term.text for term in row.terms] for row in found.termbase.concepts], found.skipped) == (
        [["fog", "туман"], ["a | b", "а"]],
        (),
    )


@pytest.mark.parametrize("header", ["Term,Terme,Note", "term,термин,说明", "en,zh-rCN,note", "Term,Terme,Note,Término"])
def test_columns_that_name_terms_in_two_languages_are_a_term_and_its_rendering(header: str) -> None:
    (concept,) = read(header + "\nmist,雾,haze\n", language="zh-CN").termbase.concepts
    assert [(term.text, term.language) for term in concept.terms] == [("mist", "en"), ("雾", "zh-Hans")]
    assert concept.note == "haze"


def test_the_table_of_iate() -> None:
    data = (
        "E_ID|E_DOMAINS|L_CODE|T_TERM|T_TYPE|T_RELIABILITY|T_EVALUATION\n"
        "7|peace|en|ceasefire|Term|Reliable|\n7|peace|ru|перемирие|Term|Reliable|Deprecated\n"
        "7|peace|ru|прекращение огня|Term|Reliable|Preferred\n"
    )
    (concept,) = read(data).termbase.concepts
    assert (concept.id, concept.subject, concept.name) == ("7", "peace", "ceasefire")
    assert {term.text: term.usage for term in concept.terms[1:]} == {
        "перемирие": Usage.DEPRECATED,
        "прекращение огня": Usage.PREFERRED,
    }


def test_rows_of_terms_that_are_all_deprecated_or_there_twice_and_columns_that_mean_nothing() -> None:
    data = "ID,Language,Term,Status,Gender\n1,en,smog,deprecated,\n1,ru,смог,,m\n1,ru,смог,,m\n2,ru,мгла,,f\n"
    found = read(data, language="")
    assert [[(t.text, t.usage.value) for t in concept.terms] for concept in found.termbase.concepts] == [
        [("smog", "deprecated"), ("смог", "preferred")]
    ]
    assert [row.why for row in found.skipped] == ["columns that are not recognised: Gender", "no term in en"]


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        # A question of yes or no is no list of terms; what is barred is barred whatever its status says.
        ("English,Russian,Status,Do not use\ngrid,сеть,approved,yes\n", ["сеть forbidden"]),
        ("English,Russian,Status,Do not use\ngrid,сеть,approved,No\n", ["сеть preferred"]),
        ("English,Russian,Status,Forbidden\ngrid,сеть,approved,true\n", ["сеть forbidden"]),
        ("English,Russian,Do not use,Synonyms\ngrid,сеть,–,a\\b; -\n", ["сеть preferred", "a\\b admitted"]),
        ("English,Russian,Synonyms\ngrid,нету,нет\n", ["нету preferred", "нет admitted"]),
        (
            "English,Abbreviation,Russian,Сокращение\ngrid,GR,сеть,СЕ; СТ\n",
            ["сеть preferred", "СЕ admitted", "СТ admitted"],
        ),
        # An abbreviation behind both may be one of the term or of its translation.
        ("English,Russian,Abbreviation\ngrid,сеть,GR\n", ["сеть preferred"]),
        ("English,Russian,Russian abbreviation\ngrid,сеть,СЕ\n", ["сеть preferred", "СЕ admitted"]),
        ("Source,Source,Target\ngrid,grille,сеть\n", ["сеть preferred"]),
        # A row for each term: what is said beside it is in its language.
        (
            "ID,Term,Language,Synonyms,Do not use\n1,grid,en,,no\n1,сеть,ru,энергосеть; система,\n1,сетка,ru,,yes\n",
            ["сеть preferred", "энергосеть admitted", "система admitted", "сетка forbidden"],
        ),
    ],
)
def test_columns_of_others_beside_a_language(rows: str, wanted: list[str]) -> None:
    (found,) = table.read(rows.encode(), where="t.csv", source_language="en", language="ru").termbase.concepts
    assert found.name == "grid"
    assert [f"{term.text} {term.usage.value}" for term in found.terms_in("ru")] == wanted
