"""Tests of the extraction as a whole, from texts to candidates."""

from __future__ import annotations

import gc
import re
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from shared import SHARED, needs

from glossary import engines
from glossary.decisions import compile, parse
from glossary.errors import ConfigError
from glossary.extract import Extraction, extract, kinds, mending, reading, tally
from glossary.extract.features import spellings
from glossary.extract.forms import known_label
from glossary.extract.runs import Span
from glossary.formats import sources
from glossary.model import Candidate, Document, Kind, Segment
from glossary.text.words import cut

BRIEF = """SAMARKAND, Uzbekistan – President Vladimir Putin acknowledged that China had “questions and concerns” about the war in Ukraine. Mr Putin met Mr Xi Jinping at a regional summit, and Xi spoke of territorial integrity.

Li Zhanshu, head of the National People’s Congress (NPC), accused the United States. The US rejected what the NPC said.

“It is a sign of the changing balance of power,” said Jakub Jakóbowski of the Center for Oriental Studies in Warsaw.
Many see a borderless Sino-Russian partnership, said Jakóbowski. Chinese diplomats and Russian diplomats met."""
OTHER = """Volodymyr Zelenskyy asked for sanctions against Russia. President Zelenskyy thanked the European Union (EU).

The EU imposed sanctions on energy companies. The sanctions hit the energy companies, the EU said. Mr Putin was silent."""


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    return [Document("seeds/a.txt", BRIEF), Document("seeds/b.txt", OTHER)]


@pytest.fixture(scope="module")
def everything(documents: list[Document]) -> Extraction:
    return extract(documents, minimum_score=0)


def named(found: Extraction, term: str) -> Candidate:
    for candidate in found.candidates:
        if term == candidate.term:
            return candidate
    raise AssertionError(f"{term} is not among {[candidate.term for candidate in found.candidates]}")


@pytest.mark.parametrize(
    ("term", "kind"),
    [
        ("Vladimir Putin", Kind.PERSON),
        ("Xi Jinping", Kind.PERSON),
        ("Jakub Jakóbowski", Kind.PERSON),
        ("Volodymyr Zelenskyy", Kind.PERSON),
        ("National People's Congress", Kind.ORGANIZATION),
        ("Center for Oriental Studies", Kind.ORGANIZATION),
        ("United States", Kind.PLACE),
        ("Warsaw", Kind.PLACE),
        ("Samarkand", Kind.PLACE),
        ("questions and concerns", Kind.PHRASE),
        ("balance of power", Kind.PHRASE),
        ("territorial integrity", Kind.PHRASE),
        ("sanctions", Kind.PHRASE),
        ("war in Ukraine", Kind.EVENT),
    ],
)
def test_wanted_terms_are_extracted(documents: list[Document], term: str, kind: Kind) -> None:
    assert named(extract(documents), term).kind is kind


@pytest.mark.parametrize(
    ("term", "variants"),
    [
        ("Vladimir Putin", {"President Vladimir Putin", "Mr Putin"}),
        ("Xi Jinping", {"Mr Xi Jinping", "Xi"}),
        ("Volodymyr Zelenskyy", {"President Zelenskyy"}),
        ("Jakub Jakóbowski", {"Jakóbowski"}),
        ("National People's Congress", {"NPC"}),
        ("United States", {"US"}),
        ("European Union", {"EU"}),
        ("borderless partnership", {"borderless Sino-Russian partnership"}),
    ],
)
def test_forms_of_one_concept_are_grouped(everything: Extraction, term: str, variants: set[str]) -> None:
    assert variants <= set(named(everything, term).variants)


def test_the_offsets_of_an_occurrence_are_those_of_its_form(documents: list[Document], everything: Extraction) -> None:
    texts = {document.name: document for document in documents}
    for candidate in everything.candidates:
        assert candidate.occurrences
        assert list(candidate.occurrences) == sorted(candidate.occurrences, key=lambda one: (one.document, one.start))
        for one in candidate.occurrences:
            text = texts[one.document].text
            assert text[one.start : one.end] == one.form
            assert text.count("\n", 0, one.start) + 1 >= one.line > 0
        assert candidate.frequency >= 1
        assert 1 <= candidate.documents <= len(documents)
        assert candidate.term not in candidate.variants
        assert 0 <= candidate.score <= 1


def test_candidates_are_sorted_by_score(everything: Extraction) -> None:
    scores = [candidate.score for candidate in everything.candidates]
    assert scores == sorted(scores, reverse=True)


def test_the_garbage_collector_does_not_run_and_its_settings_are_restored(
    documents: list[Document],
) -> None:
    before, frozen = gc.get_threshold(), gc.get_freeze_count()
    phases: list[str] = []
    gc.callbacks.append(lambda phase, _: phases.append(phase))
    try:
        extract(documents * 20)
    finally:
        gc.callbacks.pop()
    assert gc.get_threshold() == before
    assert gc.get_freeze_count() in (0, frozen)
    assert phases == []


def test_options_select_from_the_same_list(documents: list[Document], everything: Extraction) -> None:
    half = extract(documents, minimum_score=0.5).candidates
    assert half == tuple(candidate for candidate in everything.candidates if candidate.score >= 0.5)
    assert extract(documents, minimum_score=0, limit=3).candidates == everything.candidates[:3]
    places = extract(documents, minimum_score=0, kinds={Kind.PLACE}).candidates
    assert places == tuple(candidate for candidate in everything.candidates if candidate.kind is Kind.PLACE)


def test_the_order_of_texts_makes_no_difference(documents: list[Document], everything: Extraction) -> None:
    assert extract(reversed(documents), minimum_score=0).candidates == everything.candidates
    turned = extract(reversed(documents), minimum_score=0)
    for one, other in zip(everything.candidates, turned.candidates, strict=True):
        assert one.occurrences == other.occurrences
        assert one.measures == other.measures


def test_processes_and_full_tables_make_no_difference(
    documents: list[Document], everything: Extraction, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as here:
        here.setattr(reading, "WINDOW", 100)  # a task for each text; each process has its own seed of hashes
        assert extract(documents, minimum_score=0, engine=partial(engines.processes, workers=2)) == everything
    monkeypatch.setattr(tally, "FULL", 5)
    assert extract(documents, minimum_score=0) == everything


def test_texts_read_in_one_batch_give_the_same_result_as_one_by_one() -> None:
    texts = [BRIEF, "", "The law\xadyers of Michael Jordan met [at] Iowa.", OTHER, "Jordan is a kingdom."]
    documents = [Document(str(number), text) for number, text in enumerate(texts)]
    apart = extract(
        documents, minimum_score=0, engine=lambda work, tasks: (work([one]) for task in tasks for one in task)
    )
    assert apart == extract(documents, minimum_score=0)
    assert {"lawyers", "Michael Jordan", "Jordan"} <= {one.term for one in apart.candidates}


def test_decisions_are_followed(documents: list[Document]) -> None:
    decisions = compile(
        parse(
            "reject: Warsaw\nkeep: Chinese diplomats = group\nsplit: Vladimir Putin = Putin\njoin: sanctions = energy companies\n",
            where="decisions.txt",
        )
    )
    found = extract(documents, decisions=decisions)
    terms = {candidate.term for candidate in found.candidates}
    assert "Warsaw" not in terms
    assert named(found, "Chinese diplomats").kind is Kind.GROUP
    assert "energy companies" in named(found, "sanctions").variants
    turned = extract(documents, decisions=compile(parse("join: energy companies = sanctions\n", where="x")))
    assert "sanctions" in named(turned, "energy companies").variants
    assert "Warsaw" in {candidate.term for candidate in extract(documents).candidates}


def trace_of(documents: list[Document], term: str, minimum_score: float | None = None, **more: Any) -> str:
    return "\n".join(extract(documents, explain=term, minimum_score=minimum_score, **more).trace)


def test_explain_traces_a_term(documents: list[Document]) -> None:
    putin = trace_of(documents, "Mr Putin")
    assert "seeds/a.txt:1" in putin
    assert "grouped: 'Vladimir Putin'" in putin
    assert re.search(r"\+\d\.\d\d a name", putin)
    assert re.search(r"rank \d of \d\d", putin)
    assert "cut from changing balance of power" in trace_of(documents, "balance of power")
    assert "a modifier in the middle is left out" in trace_of(documents, "borderless partnership")
    assert "below the minimum score of 0.99" in trace_of(documents, "sanctions", 0.99)
    assert "neither as a name nor as a phrase" in trace_of(documents, "rejected what")
    assert trace_of(documents, "no such thing") == "it does not occur in the texts"
    decided = compile(parse("keep: sanctions\nreject: Vladimir Putin\nkeep: Warsaw = other\n", where="x"))
    assert "kept as phrase: a person decided so" in trace_of(documents, "sanctions", 0.99, decisions=decided)
    assert "kept as other: a person decided so" in trace_of(documents, "Warsaw", decisions=decided)
    assert "dropped: a person rejected it" in trace_of(documents, "Vladimir Putin", decisions=decided)
    assert "not one of the kinds place" in trace_of(documents, "sanctions", 0, kinds=[Kind.PLACE])
    assert extract(documents).trace == ()


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("", "hold no words"),
        ("1.5 2.5 3.5 4.5\n" * 30, "numbers"),
        ("Президент встретился с коллегой в Самарканде на саммите. " * 20, "--source-language"),
        ("THE PRESIDENT MET HIS COLLEAGUE IN THE CITY ON THURSDAY. " * 20, "capitals"),
        ("Der Kanzler Olaf Scholz sprach am Montag in Berlin. " * 20, "--source-language"),
        ("\n".join("the party congress opened in Beijing".split() * 20), "two words per line"),
    ],
)
def test_a_text_that_gives_poor_results_is_reported(text: str, warning: str) -> None:
    assert any(warning in found for found in extract([Document("a", text)]).warnings)


@pytest.mark.parametrize("text", ["The congress opened in Beijing on Sunday and Xi spoke. " * 20, "Xi Jinping. " * 60])
def test_a_list_of_names_is_not_reported_as_numbers(text: str) -> None:
    assert not any("numbers" in warning for warning in extract([Document("a", text)]).warnings)


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff\u200b \u00a0",
        "word\n" * 3000,
        "a" * 100_000,
        "(" * 3000 + ")" * 3000,
        "“" * 3000,
        "word " * 20_000,
        "- " * 5000,
        "هذا نص عربي. " * 300,
        "😀 Putin 😀 Xi 👨‍👩‍👧 " * 200,
        "x = foo(bar[1], baz={'a': 2})  # comment\n" * 300,
        "1,234.5\t67%\t(89)\n" * 500,
        "\x00\x01\x02 control \x7f",
        "A. B. C. D. " * 500,
        "of the of the of " * 2000,
    ],
)
def test_unusual_text_does_not_fail(text: str) -> None:
    found = extract([Document("a", text)], minimum_score=0)
    assert all(len(candidate.term) <= 120 for candidate in found.candidates)


def test_a_very_long_text_is_read_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    from glossary.extract import reading

    monkeypatch.setattr(reading, "WINDOW", 100)
    monkeypatch.setattr(reading, "PART", 200)
    found = extract([Document("a", BRIEF)], minimum_score=0)
    assert found.documents == 1
    assert all(candidate.documents == 1 for candidate in found.candidates)
    assert named(found, "Vladimir Putin").frequency == 2


RUSSIAN = """Президент России Владимир Путин встретился с Си Цзиньпином. Владимира Путина ждали на саммите, где речь шла о
территориальной целостности.""".replace("\n", " ")
CHINESE = "弗拉基米尔·普京与习近平在撒马尔罕会晤。中国和俄罗斯谈到无上限伙伴关系。俄罗斯支持无上限伙伴关系,普京说。普京访问乌兹别克斯坦。"


def test_russian_nouns_of_actions_are_light_but_not_those_of_illnesses() -> None:
    pytest.importorskip("pymorphy3_dicts_ru")
    text = "Депутат одобрил подготовку визита. Вспышка холеры и случаи холеры тревожат."
    found = extract([Document("a", text, "ru")], source_language="ru", minimum_score=0)
    light = {one.term: one.measures["light"] for one in found.candidates if "light" in one.measures}
    assert "подготовка визита" not in light
    assert light["вспышка холеры"] == 0


def test_russian_without_a_dictionary_causes_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    from glossary.extract.russian import Reader
    from glossary.text import russian_words

    monkeypatch.setattr(russian_words, "available", lambda: False)
    (reading,) = Reader().read([Document("a", RUSSIAN, "ru")])
    assert "pymorphy3 is not installed" in reading.note
    assert "Владимира Путина" in reading.names


def test_a_chinese_text_gives_names_and_repeated_strings() -> None:
    found = extract([Document("a", CHINESE, "zh")], source_language="zh-Hans", minimum_score=0)
    assert named(found, "弗拉基米尔·普京").kind is Kind.PERSON
    assert named(found, "俄罗斯").kind is Kind.PLACE
    assert named(found, "无上限伙伴关系").frequency == 2
    for candidate in found.candidates:
        assert all(CHINESE[one.start : one.end] == one.form for one in candidate.occurrences)


def test_an_endless_row_of_chinese_nouns_is_not_one_phrase() -> None:
    found = extract([Document("a", "市场政策" * 5_000, "zh")], source_language="zh-Hans", minimum_score=0)
    assert found.candidates
    assert max(len(one.term) for one in found.candidates) <= 16


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("行长植田和男在记者会上说，首相高市早苗倾向宽松政策。", ["植田和男", "高市早苗"]),
        ("委员高田创和田村直树主张立即加息。", ["高田创", "田村直树"]),
        ("大谷翔平打出本垒打，宫崎骏的电影获奖。", ["大谷翔平", "宫崎骏"]),
        ("中山大学教授在福岛核电站附近的石川县调查，千叶县的松下电器受灾，田中和平时一样。", []),
    ],
)
def test_japanese_names_in_chinese_text(text: str, names: list[str]) -> None:
    found = extract([Document("a", text, language="zh")], source_language="zh", minimum_score=0).candidates
    assert sorted(one.term for one in found if one.kind is Kind.PERSON) == sorted(names)


def test_traditional_chinese_is_read_with_the_same_words_and_listed_as_written() -> None:
    text = "英國議會討論了歐洲聯盟的貿易政策。美國國防部與聯合國討論貿易政策。"
    found = extract([Document("a", text, "zh")], source_language="zh-Hant")
    kinds = {one.term: one.kind for one in found.candidates}
    assert kinds["英國議會"] is kinds["聯合國"] is Kind.ORGANIZATION
    assert "貿易政策" in kinds
    for one in found.candidates:
        assert " " not in one.term
        assert all(text[place.start : place.end] == place.form for place in one.occurrences)


def test_an_unsupported_source_language_is_an_error() -> None:
    with pytest.raises(ConfigError, match="en, ru, zh"):
        extract([], source_language="fr")


@needs("seeds")
def test_the_two_articles_of_the_development_set() -> None:
    found = [
        extract([Document(path.stem, path.read_text(encoding="utf-8"))])
        for path in sorted((SHARED / "seeds").glob("*.txt"))
    ]
    together = extract(
        Document(path.stem, path.read_text(encoding="utf-8")) for path in (SHARED / "seeds").glob("*.txt")
    )
    terms = {candidate.term for candidate in together.candidates}
    assert {
        "Shanghai Institutes of International Studies",
        "National People's Congress",
        "borderless partnership",
        "Carnegie Endowment for International Peace",
        "Kassym-Jomart Tokayev",
        "questions and concerns",
        "balance of power",
        "territorial integrity",
        "no limits",
        "lightning counteroffensive",
        "party congress",
        "internal affairs",
        "national interests",
    } <= terms
    assert all(30 <= len(one.candidates) <= 120 for one in found)


def test_a_kept_term_is_found_anywhere_and_counted_once() -> None:
    text = "Police sought witnesses after a hit-and-run in Leeds. Then the transfer window shuts on Monday at Bank of Leeds."
    made = compile(
        parse("keep: hit-and-run\nkeep: transfer window\nkeep: bank = organization\nkeep: no such term", where="d")
    )
    for source in (Document("a", text), Document("a", text.replace("-", "\u2010"))):
        found = {one.term: one for one in extract([source], decisions=made).candidates}
        kept = [one for one in found.values() if one.term in ("hit-and-run", "transfer window")]
        assert [(one.kind, one.frequency) for one in kept] == [(Kind.PHRASE, 1), (Kind.PHRASE, 1)]
        assert all(
            source.text[place.start : place.end].replace("\u2010", "-") == one.term
            for one in kept
            for place in one.occurrences
        )
        assert not {"bank", "Bank", "no such term"} & found.keys()  # a bank inside a name does not count


def test_a_phrase_in_quotation_marks_is_counted_once() -> None:
    text = "Kast called the walkout “economic sabotage”. Such economic sabotage, he said, “hurts fruit exporters”."
    found = {one.term: one for one in extract([Document("a", text)]).candidates}
    sabotage = found["economic sabotage"]
    assert (sabotage.frequency, len(sabotage.occurrences)) == (2, 2)
    assert sabotage.measures["quoted"] == 1


def test_words_broken_at_the_end_of_a_line_are_joined() -> None:
    text = (
        "Malaysia is drafting a licens-\ning regime for rare earth exports from Kuan-\n   tan, with decision-\n"
        "making boards and short- and long-term leases for magnet mak-\ners.\n"
    )
    document = sources.read_stream(text.encode())
    found = {one.term: one for one in extract([document], minimum_score=0).candidates}
    assert {"licensing regime", "rare earth exports", "Kuantan", "decision-making boards"} <= found.keys()
    assert found["magnet makers"].occurrences[0].line == 4
    assert found["magnet makers"].context.startswith(
        "Malaysia is drafting a licensing regime for rare earth exports from"
    )
    assert found["magnet makers"].context.endswith("leases for magnet makers.")


@pytest.mark.parametrize(
    ("broken", "term"),
    [
        ("licens- \n\ting regime", "licensing regime"),
        ("licens\u2010\ning regime", "licensing regime"),
        ("li\u00adcens\u00ading regime", "licensing regime"),
        ("Houthi-\ncontrolled port", "Houthi-controlled port"),
        ("Jakó-\nbowski", "Jakóbowski"),
        ("EU-\nwide regime", "EU-wide regime"),
        ("up-\nto-date regime", "up-to-date regime"),
        ("Kuomintang-\nled regime", "Kuomintang-led regime"),
    ],
)
def test_words_broken_in_other_ways_are_joined(broken: str, term: str) -> None:
    document = sources.read_stream(f"Yesterday the minister praised the {broken} of the trade union.\n".encode())
    assert term in {one.term for one in extract([document], minimum_score=0).candidates}


def test_a_hyphen_before_a_capital_stays() -> None:
    document = sources.read_stream(
        b"<html><body><p>The pro-\nRussian parties of Guinea-\nBissau lost.</p></body></html>"
    )
    found = {one.term for one in extract([document], minimum_score=0).candidates}
    assert {"pro-Russian parties", "Guinea-Bissau"} <= found


def test_a_hanging_hyphen_stays_at_the_end_of_a_line() -> None:
    document = sources.read_stream(b"They signed short-\nand long-term leases for the union.\n")
    assert not [one.term for one in extract([document], minimum_score=0).candidates if "short-and" in one.term]


def test_a_phrase_covered_by_two_dictionary_compounds_is_an_entry() -> None:
    text = "The country will build its first nuclear power plant there, and a nuclear agency leads the consortium."
    found = {one.term: one for one in extract([Document("a", text)], minimum_score=0).candidates}
    assert (found["nuclear power plant"].measures["entry"], found["nuclear agency"].measures["entry"]) == (1, 0)


def test_addresses_and_stage_directions_are_not_terms() -> None:
    text = "(CROSSTALK)\n\nThe ministry publishes its data at www.helvara.example every day, says press@helvara.example and brantell.co.uk for silk blouses.\n\n[BEGIN VIDEO CLIP]\n"
    found = [one.term for one in extract([Document("a", text)], minimum_score=0).candidates]
    assert not [term for term in found if "helvara" in term.lower() or "brantell" in term or term.isupper()]


@pytest.mark.parametrize(
    ("text", "term", "variant"),
    [
        ("The European Union Agency for Cybersecurity, or ENISA, helps. ENISA said so.", "", "ENISA"),
        ("It asked the National Cyber Security Centre, known as NCSC-FI, for help.", "", "NCSC-FI"),
        ("The Information Commissioner's Office (known as the ICO) said so.", "", "ICO"),
        ("Voters left the Alliance of Free Citizens, known by its Slovak acronym ASV.", "", "ASV"),
        ("The Security Service of Ukraine (SBU) said so.", "", "SBU"),
        ("Manchester United (ENG) won.", "Manchester United", ""),
        ("Kenya Airways (NSE) fell, Boca Juniors (AFA) won.", "Kenya Airways", ""),
        ("India's Infosys Ltd (BSE) fell.", "Infosys Ltd", ""),
        ("The Northern Trust Corp (NASDAQ) fell.", "Northern Trust Corp", ""),
        ("The Ministry of Defence (MADRID) said so.", "Ministry of Defence", ""),
        ("The Ministry of Health (BEIJING) said so.", "Ministry of Health", ""),
        ("UK Research and Innovation agreed. UKRI said so.", "UK Research and Innovation", "UKRI"),
        ("They left the Liberal Union, or USSR, behind.", "USSR", ""),
    ],
)
def test_an_acronym_becomes_a_variant_where_it_is_introduced(text: str, term: str, variant: str) -> None:
    found = {one.term: one.variants for one in extract([Document("a", text)], minimum_score=0).candidates}
    assert found.get(term) == () if not variant else any(variant in variants for variants in found.values())


def test_a_phrase_after_a_name_scores_less_than_alone_and_more_than_inside_a_phrase():
    after_name, alone, part = (
        next(
            one.score
            for one in extract([Document("a", text)], minimum_score=0).candidates
            if one.term == "press secretary"
        )
        for text in (
            "The Ruritanian press secretary spoke.",
            "The press secretary spoke.",
            "A press secretary badge cost little.",
        )
    )
    assert part < after_name < alone


def test_amounts_and_the_end_marker_of_a_report_are_not_terms() -> None:
    text = "Rescuers reached Abuja airport on Monday. Enditem\n\nThe board approved GHS6 billion out of EUR300 million."
    text = f"{text} It repaid a GHS22billion loan and SEK 12bn, N2 million and R5 billion."
    found = extract([Document("a", text)], minimum_score=0).candidates
    assert [one.term for one in found if one.measures["name"]] == ["Abuja"]
    assert {one.term for one in found if any(letter.isdigit() for letter in one.term)} == set()


@pytest.mark.parametrize(
    "text", ["(PUTIN AND XI MEET IN SAMARKAND TO DISCUSS TRADE)", "[BREAKING] FIRE IN SAMARKAND (VIDEO)"]
)
def test_a_headline_in_brackets_is_read(text: str) -> None:
    assert "Samarkand" in [one.term for one in extract([Document("a", text)], minimum_score=0).candidates]


@pytest.mark.parametrize(
    ("kept", "text", "term"),
    [
        ("Taiwan–Penghu No. 3", "The cable Taiwan–Penghu No. 3 was severed.", "Taiwan-Penghu No. 3"),
        ("White House aides’ memo", "They read the White House aides' memo.", "White House aides' memo"),
    ],
)
def test_a_kept_term_is_found_as_an_article_spells_it(kept: str, text: str, term: str) -> None:
    """With a dash, an abbreviation and a name in it, and as it is copied into the file of decisions."""
    own = compile(parse(f"keep: {kept}", where=""))
    assert term in [one.term for one in extract([Document("a", text)], minimum_score=1, decisions=own).candidates]
    assert extract([Document("a", text)], explain=kept).trace[0] == f"a:1: {text.replace('–', '-')}"


def test_keeping_a_term_does_not_change_what_is_found_of_it() -> None:
    texts = ["The Samarkand summit began on Thursday. Leaders praised the summit.", "Nobody came to the peace summit."]
    documents = [Document(str(number), text) for number, text in enumerate(texts)]
    results = []
    for own in (None, compile(parse("keep: summit\nkeep: peace\n", where=""))):
        found = {one.term: one for one in extract(documents, minimum_score=0, decisions=own).candidates}
        results.append((found["summit"].context, found["summit"].frequency, found["summit"].occurrences))
    assert results[0] == results[1]
    assert found["peace"].context == texts[1], "a term that only occurs in a longer phrase is kept too"


def test_explain_shows_sentences_with_the_term_as_a_whole_word() -> None:
    text = "The equivalent of a million was lost at Carnival. Vale said so."
    trace = extract([Document("a", text)], explain="Vale").trace
    assert "Vale said so" in trace[0]
    assert not any("equivalent" in line for line in trace)


def test_the_context_of_a_concept_has_its_full_name_if_there_is_a_good_sentence() -> None:
    text = (
        "Supporters of the change, among them Zoran Zaev, argue that it is a price worth paying for a seat in the alliance. "
        "Zaev says that membership will bring much needed investment to a country where every fifth has no work at all. "
        "The Shanghai Cooperation Organisation (SCO) met. The SCO agreed that borders ought to be settled by talks alone."
    )
    found = {one.term: one.context for one in extract([Document("a", text)], minimum_score=0).candidates}
    assert "Zoran Zaev" in found["Zoran Zaev"]
    assert "Shanghai" in found["Shanghai Cooperation Organisation"]


@pytest.mark.parametrize("role", ["heading", "cell", "dateline"])
def test_a_headline_is_a_poorer_context_than_a_sentence(role: str) -> None:
    text = "The talks in Samarkand began on Thursday."
    assert reading.worth_of(Segment(text, role=role)) < reading.worth_of(Segment(text))


def test_a_long_row_of_russian_towns_is_cut() -> None:
    pytest.importorskip("pymorphy3_dicts_ru")
    found = extract([Document("a", "Уфа " * 3_000, "ru")], source_language="ru", minimum_score=0).candidates
    assert [one.term for one in found] == ["Уфа"]


def test_a_long_row_of_russian_adjectives_is_cut() -> None:
    pytest.importorskip("pymorphy3_dicts_ru")
    found = extract([Document("a", "морской " * 300 + "порт", "ru")], source_language="ru", minimum_score=0)
    assert [one.term for one in found.candidates] == ["морской " * 6 + "порт", "морской порт"]


def test_known_terms_that_are_not_chosen_have_a_reason(documents: list[Document], everything: Extraction) -> None:
    known = ["Warsaw", "Xi Jinping", "European Union", "energy companies", "Atlantis"]
    low = next(one for one in everything.candidates if one.term == "questions and concerns")
    found = extract(
        documents,
        minimum_score=low.score + 0.001,
        kinds=[Kind.PERSON, Kind.PHRASE],
        limit=3,
        known=[*known, low.term],
        decisions=compile(parse("reject: energy companies\nreject: EU\nkeep: Warsaw\n", where="")),
    )
    assert "Warsaw" in [one.term for one in found.candidates], "kept, whatever its kind, and beyond the limit"
    assert len(found.candidates) == 3
    assert found.passed == {
        "xi jinping": "it is over the limit",
        "european union": "it is not of a requested kind",
        "energy companies": "a person rejected it",
        "questions and concerns": f"it scores less than {low.score + 0.001:g} now",
    }


def test_two_concepts_rendered_by_a_person_are_not_merged(documents: list[Document], everything: Extraction) -> None:
    assert "NPC" in named(everything, "National People's Congress").variants
    own = replace(compile([]), own=frozenset(["NPC", "national people's congress"]))
    found = extract(documents, minimum_score=0, decisions=own)
    assert "NPC" not in named(found, "National People's Congress").variants
    assert named(found, "NPC").frequency == 2
    trace = extract(documents, minimum_score=0, decisions=own, explain="NPC").trace
    assert any("each has a rendering of its own" in line for line in trace)


def test_a_title_in_quotation_marks_is_an_alias_only_between_commas() -> None:
    row = spellings(["Speaking", "to", "Shakira", ",", '"', "La", "Tortura", '"', "was", "a", "hit", "."])
    assert kinds.label_in_context(row, Span(5, 7, "MISC")) != "PER"


@pytest.mark.parametrize("name", ["Lazio", "Berkshire", "Salahuddin", "Wardak", "Ashanti"])
def test_the_kind_of_a_region_that_may_be_a_club_firm_or_person_is_not_known(name: str) -> None:
    assert not known_label((name,))


def test_years_of_imprisonment_are_not_a_phrase() -> None:
    found = extract([Document("a", "He was sentenced to ten years imprisonment and two years probation.")])
    assert not {one.term for one in found.candidates if one.term.startswith("years")}


def test_a_known_republic_is_not_extended() -> None:
    row = ["the", "Dominican", "Republic", "of", "the", "Trujillo", "era", "."]
    spans = [Span(1, 3, "LOC"), Span(5, 6, "LOC")]
    words = cut(" ".join(row))
    assert mending.mended(spellings(words.texts), words, spans) == spans
