"""What each tool imports: its rules are kept, what is lost is said, and the rest comes back."""

from __future__ import annotations

from dataclasses import replace

import formats_cases as cases
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary import formats, merge
from glossary.errors import ConfigError, OutputError
from glossary.formats import tools
from glossary.formats.table import stems
from glossary.formats.table.cells import only_marks
from glossary.model import Authority, Concept, Kind, State, Term, Termbase, Usage

KINDS = [(name, suffix) for name, tool in tools.TOOLS.items() for suffix in tool.kinds]


def languages(name: str) -> tuple[str, ...]:
    one = tools.by_name(name).single
    return ("ru",) if one else ("ru", "zh-Hans")


def round_trip(name: str, suffix: str, termbase: Termbase) -> tuple[Termbase, list[str]]:
    tool = tools.by_name(name)
    wanted = languages(name)
    if (name, suffix) == ("google", ".tsv"):
        wanted = ("ru",)
    data, losses = tool.write(termbase, f"g{suffix}", languages=wanted)
    found = tool.read(data, f"g{suffix}", source_language="en", language="ru" if len(wanted) == 1 else "")
    return found.termbase, [loss.what for loss in losses]


words = st.text(st.sampled_from("abcxyzабвкнижаяжф中文 '’-&<>\"«»"), min_size=1, max_size=12).map(
    lambda text: " ".join(text.split())
)
plain = words.filter(lambda text: bool(text) and text[0] not in "=+-@|%# '\"" and not text.endswith("-"))


@st.composite
def simple(draw: st.DrawFn) -> Termbase:
    """Concepts of one source and one approved rendering a language: what every tool can hold."""
    wordy = plain.filter(lambda text: not only_marks(text))
    heads = draw(st.lists(wordy, max_size=4, unique_by=lambda text: text.casefold()))
    return Termbase(
        tuple(Concept((Term(head, "en"), Term(draw(plain), "ru"), Term(draw(plain), "zh-Hans"))) for head in heads),
        "en",
        ("ru", "zh-Hans"),
    )


@pytest.mark.parametrize(("name", "suffix"), [row for row in KINDS if not tools.by_name(row[0]).single])
def test_languages_of_all_shapes_come_back(name: str, suffix: str) -> None:
    spoken = ("pt", "sr-Latn", "zh-Hant-HK", "fil", "es-419", "ca-valencia", "be-tarask", "de-AT", "he")
    if (name, suffix) == ("google", ".tsv"):  # holds one
        return
    concept = Concept((Term("peace", "en"), *(Term(f"peace in {code}", code) for code in spoken)))
    tool = tools.by_name(name)
    data, _ = tool.write(Termbase((concept,), "en", spoken), f"g{suffix}", languages=spoken)
    found = tool.read(data, f"g{suffix}", source_language="en").termbase.concepts
    assert {term.text for term in found[0].terms} == {term.text for term in concept.terms}
    if name != "memoq":  # which knows no Valencian
        assert {term.language for term in found[0].terms} == {"en", *spoken}


@pytest.mark.parametrize(("name", "suffix"), KINDS)
@settings(max_examples=25)
@given(termbase=simple())
def test_what_every_tool_can_hold_comes_back(name: str, suffix: str, termbase: Termbase) -> None:
    if not termbase.concepts:
        return
    found, losses = round_trip(name, suffix, termbase)
    assert losses == []
    wanted = ("ru",) if (name, suffix) == ("google", ".tsv") else languages(name)
    assert [(concept.name, [concept.rendering(code) for code in wanted]) for concept in found.concepts] == [
        (concept.name, [concept.rendering(code) for code in wanted]) for concept in termbase.concepts
    ]


@pytest.mark.parametrize(("name", "suffix"), KINDS)
def test_a_file_that_comes_back_unchanged_changes_nothing(name: str, suffix: str) -> None:
    terms = Term("Lance Gore", "en"), Term("Лэнс Гор", "ru", state=State.PROPOSED), Term("兰斯·戈尔", "zh-Hans")
    termbase = Termbase(
        (
            Concept(terms, kind=Kind.PERSON, note="of the institute\n\n  not the senator"),
            Concept((Term("Xi", "en"), Term("Си", "ru"))),
        ),
        "en",
        ("ru",),
    )
    tool = tools.by_name(name)
    data, _ = tool.write(termbase, f"g{suffix}", languages=["ru"])
    back = tool.read(data, f"g{suffix}", source_language="en", language="ru")
    merged = merge.merge(termbase, back.termbase, by=Authority.PERSON, says=back.says)
    assert [change.action for change in merged.changes if change.action != "unchanged"] == []
    assert merged.termbase.concepts[0].rendering("ru") == terms[1]
    assert merged.termbase.concepts[0].note == termbase.concepts[0].note


@pytest.mark.parametrize(("name", "suffix"), KINDS)
def test_nothing_is_lost_in_silence(name: str, suffix: str) -> None:
    termbase = cases.glossary()
    found, losses = round_trip(name, suffix, termbase)
    said = " ".join(losses)
    wanted = ("ru",) if (name, suffix) == ("google", ".tsv") else languages(name)
    for attribute, word in (("definition", "definition"), ("note", "notes"), ("subject", "subjects")):
        for concept, again in zip(termbase.concepts, found.concepts, strict=False):
            assert getattr(concept, attribute) == getattr(again, attribute) or word in said
    before = {term.text for concept in termbase.concepts for term in concept.terms if term.language in ("en", *wanted)}
    after = {term.text for concept in found.concepts for term in concept.terms}
    assert before <= after or any(
        word in said for word in ("admitted", "forbidden", "variants", "rendering", "approved")
    )
    kinds = [concept.kind for concept in termbase.concepts]
    assert kinds == [concept.kind for concept in found.concepts] or "kinds" in said or "without" in said


def test_stems_are_marked_and_unmarked() -> None:
    book = Term("книга", "ru", forms=("книги", "книге"))
    assert stems.stem(book, star=False) == "книг|а"
    assert stems.stem(Term("дом", "ru", forms=("дома", "дому")), star=True) == "дом*"
    assert stems.stem(Term("дом", "ru", forms=("дома", "дому")), star=False) == "дом|"
    assert stems.stem(Term("ось", "ru", forms=("оси",)), star=True) == "ось"
    assert stems.stem(Term("ни шагу", "ru", forms=("ни шага",)), star=True) == "ни шаг|у"
    assert stems.unstem("Владимир* Путин* книг|а") == "Владимир Путин книга"


forms = st.builds(
    lambda text, endings: Term(text, "ru", forms=tuple(text[:-1] + ending for ending in endings)),
    plain,
    st.lists(st.sampled_from(["а", "ом", "ы"]), max_size=3),
)


@given(forms, st.booleans())
def test_marks_of_stems_come_off_again(term: Term, star: bool) -> None:
    assert stems.unstem(stems.stem(term, star=star)) == term.text


STEMMED = [("memoq", ".csv"), ("phrase", ".xlsx")]


def test_very_many_renderings_of_one_term_take_no_quadratic_time() -> None:
    """Each is looked at once for marks of stems; with all that stand before it, these took a minute."""
    more = (Term(f"Самарканд {number}", "ru", Usage.ADMITTED) for number in range(20_000))
    termbase = Termbase((Concept((Term("Samarkand", "en"), *more)),), "en", ("ru",))
    data, _ = tools.by_name("phrase").write(termbase, "g.xlsx", languages=["ru"])
    back = tools.by_name("phrase").read(data, "g.xlsx", source_language="en", language="ru")
    assert sum(len(concept.terms_in("ru")) for concept in back.termbase.concepts) == 20_000


@pytest.mark.parametrize(("name", "suffix"), STEMMED)
def test_terms_that_hold_such_marks_themselves_stay_at_home(name: str, suffix: str) -> None:
    termbase = Termbase(
        (
            Concept((Term("A|B testing", "en"), Term("A/B-тест", "ru"))),
            Concept((Term("grade A*", "en", forms=("grades A*",)), Term("оценка", "ru"))),
            Concept((Term("file", "en"), Term("файл", "ru"), Term("файл*", "ru", Usage.ADMITTED))),
        ),
        "en",
        ("ru",),
    )
    data, losses = tools.by_name(name).write(termbase, f"g{suffix}", languages=["ru"])
    lost = next(loss for loss in losses if "marks of a stem" in loss.what)
    assert (lost.count, lost.example) == (3, "A|B testing")
    back = tools.by_name(name).read(data, f"g{suffix}", source_language="en", language="ru")
    merged = merge.merge(termbase, back.termbase, by=Authority.PERSON, says=back.says)
    assert [change.action for change in merged.changes] == ["unchanged"]
    assert [row.terms for row in merged.termbase.concepts] == [row.terms for row in termbase.concepts]


@pytest.mark.parametrize(("name", "suffix"), STEMMED)
def test_marked_stems_are_known_without_the_name_of_the_tool(name: str, suffix: str) -> None:
    book = Term("книга", "ru", state=State.PROPOSED, forms=("книги", "книге"))
    concept = Concept((Term("book", "en", forms=("books",)), book, Term("том", "ru", Usage.ADMITTED, forms=("тома",))))
    data, _ = tools.by_name(name).write(Termbase((concept,), "en", ("ru",)), f"g{suffix}", languages=["ru"])
    told = tools.by_name(name).read(data, f"g{suffix}", source_language="en", language="ru")
    found = formats.read(data, where=f"g{suffix}", source_language="en")
    assert found.termbase == told.termbase
    assert [term.text for term in found.termbase.concepts[0].terms] == ["book", "книга", "том"]
    assert not found.states


def base(*pairs: tuple[str, str], **about: object) -> Termbase:
    return Termbase(
        tuple(Concept((Term(one, "en"), Term(two, "ru")), **about) for one, two in pairs),
        "en",
        ("ru",),
    )


def written(name: str, path: str, termbase: Termbase) -> tuple[str, list[str]]:
    data, losses = tools.by_name(name).write(termbase, path, languages=["ru"])
    return data.decode(), [loss.what for loss in losses]


def test_the_rules_of_deepl() -> None:
    text, losses = written(
        "deepl", "g.tsv", base(("a", "б"), ("a", "в"), ("a", "б"), ("c\td", "х"), ("e\u2028f", "х"), ("x" * 1025, "х"))
    )
    assert text == "a\tб\n"
    assert losses == [
        "sources with a second rendering",
        "terms with characters that DeepL refuses",
        "terms of more than 1024 bytes",
    ]
    with pytest.raises(OutputError, match="DeepL takes"):
        written("deepl", "g.tsv", base(*((f"{at}" + "x" * 1000, "х" * 500) for at in range(6000))))


def test_the_rules_of_amazon() -> None:
    text, losses = written("aws", "g.csv", base(("=a", "б"), ("b", "-в"), ("c", "г"), ("C", "Г")))
    assert text == "en,ru\nc,г\nC,Г\n"
    assert losses == ["terms that begin with one of = + - @"]


def test_machine_translation_gets_approved_renderings_only() -> None:
    concept = Concept((Term("a", "en"), Term("б", "ru", state=State.PROPOSED)))
    for name in ("deepl", "google", "microsoft", "aws"):
        data, losses = tools.by_name(name).write(Termbase((concept,)), "", languages=["ru"])
        assert "б" not in data.decode()
        assert any("approved" in loss.what for loss in losses)


def test_sources_are_in_all_their_forms_where_the_tool_finds_no_other() -> None:
    concept = Concept(
        (Term("book", "en", forms=("books",)), Term("volume", "en", Usage.ADMITTED), Term("книга", "ru")),
        kind=Kind.OTHER,
    )
    for name, path in (("google", "g.csv"), ("aws", "g.csv"), ("weblate", "g.csv")):
        text, _ = written(name, path, Termbase((concept,)))
        assert all(f"{word}," in text for word in ("book", "books", "volume"))


def test_what_each_table_looks_like() -> None:
    termbase = base(("Xi Jinping", "Си Цзиньпин"), kind=Kind.PERSON, definition="president")
    heads = {
        ("weblate", ".csv"): "location,source,target,id,fuzzy,context,translator_comments,developer_comments",
        (
            "memoq",
            ".csv",
        ): "Entry_ID;Entry_Subject;Entry_Note;English_Def;English;Term_Info;Term_Example;Russian_Def;Russian;Term_Info;Term_Example",
        ("crowdin", ".csv"): "term_en,description_en,status_en,term_ru,description_ru,status_ru",
        (
            "lokalise",
            ".csv",
        ): "term;description;casesensitive;translatable;forbidden;tags;en;en_description;ru;ru_description",
        ("google", ".csv"): "Xi Jinping,Си Цзиньпин",
        ("aws", ".csv"): "en,ru",
        ("deepl", ".tsv"): "Xi Jinping\tСи Цзиньпин",
        ("omegat", ".utf8"): "# -*- coding: utf-8 -*-",
    }
    assert {key: written(key[0], f"g{key[1]}", termbase)[0].splitlines()[0] for key in heads} == heads


def test_poedit_finds_its_source_language() -> None:
    text, _ = written("poedit", "g.tmx", base(("a", "б")))
    assert 'srclang="en"' in text
    assert '<tuv xml:lang="en">' in text


def test_what_is_not_translated_reaches_lokalise() -> None:
    text, losses = written(
        "lokalise", "g.csv", Termbase((Concept((Term("TASS", "en"),), flags=frozenset({"read-only"})),))
    )
    assert text.splitlines()[1] == "TASS;;no;no;no;other;TASS;;;"
    assert losses == []
    assert tools.by_name("lokalise").read(text.encode(), "g.csv", source_language="en").termbase.concepts[0].flags == {
        "read-only"
    }


@pytest.mark.parametrize("file", ["memoq.csv", "phrase.xlsx", "omegat.utf8", "poedit.tmx"])
def test_an_admitted_rendering_that_comes_back_as_the_preferred_one_is_told(file: str) -> None:
    name, suffix = file.split(".")
    head, admitted = Term("Kremlin", "en"), Term("Кремль", "ru", Usage.ADMITTED)
    for terms, told in (((head, admitted), True), ((head, replace(admitted, usage=Usage.PREFERRED)), False)):
        _, losses = round_trip(name, f".{suffix}", Termbase((Concept(terms),), "en", ("ru", "zh-Hans")))
        assert ("admitted renderings that become the preferred ones" in losses) is told


def test_obsolete_concepts_stay_at_home() -> None:
    text, losses = written("omegat", "g.utf8", base(("a", "б"), obsolete=True))
    assert text.splitlines()[1:] == []
    assert losses == ["obsolete concepts"]


def test_wrong_names_and_files_are_reported() -> None:
    with pytest.raises(ConfigError, match="unknown tool"):
        tools.by_name("omegt")
    with pytest.raises(ConfigError, match=r"takes no '\.pdf' files"):
        tools.by_name("deepl").write(Termbase(), "g.pdf", languages=["ru"])
    with pytest.raises(ConfigError, match=r"cannot tell the format of 'g'; DeepL takes \.tsv, \.csv$"):
        tools.by_name("deepl").write(Termbase(), "g", languages=["ru"])
    with pytest.raises(ConfigError, match="one translation"):
        tools.by_name("weblate").write(Termbase(), "g.csv", languages=["ru", "zh_CN"])
    with pytest.raises(ConfigError, match="one direction"):
        tools.by_name("google").write(Termbase(), "g.tsv", languages=["ru", "zh_CN"])


def test_a_first_term_that_is_the_name_of_a_language_is_not_a_header() -> None:
    terms = Concept((Term("Russian", "en"), Term("русский", "ru"))), Concept((Term("bank", "en"), Term("банк", "ru")))
    tool = tools.by_name("google")
    data, _ = tool.write(Termbase(terms, "en", ("ru",)), "g.csv", languages=["ru"])
    found = tool.read(data, "g.csv", source_language="en", language="ru").termbase
    assert [concept.name for concept in found.concepts] == ["Russian", "bank"]
    many = tool.read(b"en,ru,pos\nbank,\xd0\xb1,noun\n", "g.csv", source_language="en")
    assert [term.language for term in many.termbase.concepts[0].terms] == ["en", "ru"]
    (found,) = tool.read(b"it,no\n", "g.csv", source_language="en", language="ru").termbase.concepts
    assert found.name == "it", "two codes, but none of the source language"
    (found,) = formats.get("csv").read(b"en,en\nbank,shore\n", where="x", source_language="en").termbase.concepts
    assert [term.text for term in found.terms] == ["bank", "shore"], "the same word twice is a header"


@pytest.mark.parametrize(("name", "suffix"), KINDS)
@pytest.mark.parametrize("letter", ["\0", "\x0b", "\x85", "\u2028", "\t", "\r\n"])
def test_a_letter_that_a_file_cannot_hold_is_named_and_does_no_harm(name: str, suffix: str, letter: str) -> None:
    rows = [(f"ba{letter}nk", "банк"), ("river", "ре\0ка".replace("\0", letter)), ("tree", "дерево")]
    termbase = Termbase(tuple(Concept((Term(one, "en"), Term(two, "ru"))) for one, two in rows), "en", ("ru",))
    tool = tools.by_name(name)
    data, losses = tool.write(termbase, f"g{suffix}", languages=["ru"])
    found = tool.read(data, f"g{suffix}", source_language="en", language="ru").termbase.concepts
    back = [(row.name, row.terms[-1].text) for row in found]
    assert ("tree", "дерево") in back
    assert losses or back == rows


def test_what_a_tool_does_not_keep_is_said_of_origins_and_of_several_preferred_ones() -> None:
    terms = Term("bank", "en"), Term("банк", "ru", origin="memory"), Term("берег", "ru")
    for name, path in (("deepl", "g.tsv"), ("crowdin", "g.csv"), ("memoq", "g.csv"), ("phrase", "g.xlsx")):
        _, losses = tools.by_name(name).write(Termbase((Concept(terms),), "en", ("ru",)), path, languages=["ru"])
        assert {"origins", "the preference among several preferred terms"} <= {loss.what for loss in losses}
    terms = Term("bank", "en"), Term("банк", "ru"), Term("берег", "ru", state=State.REJECTED)
    _, losses = tools.by_name("deepl").write(Termbase((Concept(terms),), "en", ("ru",)), "g.tsv", languages=["ru"])
    assert [loss.what for loss in losses] == ["rejected terms"]


def test_texts_of_several_lines_come_back_from_weblate() -> None:
    about = {"definition": "one\ntwo", "context": "kind: x\nvariant: y"}
    concept = Concept((Term("bank\\n", "en"), Term("bank\nside", "en", Usage.ADMITTED), Term("банк", "ru")), **about)
    data, _ = tools.by_name("weblate").write(Termbase((concept,), "en", ("ru",)), "g.csv", languages=["ru"])
    found = tools.by_name("weblate").read(data, "g.csv", source_language="en", language="ru").termbase.concepts
    assert [(row.definition, row.context, len(row.terms)) for row in found] == [(*about.values(), 3)]
    data, _ = formats.get("po").write(Termbase((concept,), "en", ("zh-Hans",)), languages=["zh_CN"])
    assert b"Language: zh_CN" in data


@pytest.mark.parametrize(("tool", "name"), [("weblate", "g.csv"), ("crowdin", "g.csv"), ("crowdin", "g.xlsx")])
def test_the_part_of_speech_comes_back_from_tools_that_have_a_place_for_it(tool: str, name: str) -> None:
    concepts = (
        Concept((Term("mist", "en"), Term("туман", "ru")), part_of_speech="noun, masculine\n(2)"),
        Concept((Term("veto", "en"), Term("вето", "ru"))),
    )
    data, losses = tools.by_name(tool).write(Termbase(concepts, "en", ("ru",)), name, languages=["ru"])
    found = tools.by_name(tool).read(data, name, source_language="en", language="ru").termbase.concepts
    assert [row.part_of_speech for row in found] == ["noun, masculine\n(2)", ""]
    assert "parts of speech" not in [loss.what for loss in losses]


def test_forms_of_a_rendering_are_not_for_weblate() -> None:
    terms = Term("bank", "en"), Term("банк", "ru", forms=("банка",))
    _, losses = tools.by_name("weblate").write(Termbase((Concept(terms),), "en", ("ru",)), "g.csv", languages=["ru"])
    assert "inflected forms" in [loss.what for loss in losses]


def test_what_is_left_out_is_counted_once_for_all_languages() -> None:
    concept = Concept((Term("Duma", "en"), Term("Дума", "ru"), Term("杜马", "zh-Hans")), kind=Kind.ORGANIZATION)
    _, losses = tools.by_name("google").write(Termbase((concept,), "en"), "g.csv", languages=("ru", "zh-Hans"))
    assert [(loss.what, loss.count) for loss in losses] == [("kinds", 1)]
