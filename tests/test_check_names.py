"""Names and words across entries: what agrees, and what is rightly left alone."""

from dataclasses import replace

import pytest
from shared import needs_pymorphy

from glossary.model import Concept, Kind, State, Term, Termbase
from glossary.plugins import load
from glossary.text import concord


def concept(name, rendering, kind=Kind.OTHER, language="ru"):
    return Concept((Term(name, "en"), Term(rendering, language)), kind=kind)


def names(check, *concepts, language="ru"):
    found = load("checks", check)(Termbase(concepts, "en", (language,)), language)
    return [concept.name for concept, _ in found]


def test_a_name_inside_a_longer_term():
    russia = concept("Russia", "Россия", Kind.PLACE)
    assert names("names.parts", russia, concept("Russian army", "армия"), concept("Russia expert", "знаток КНР")) == [
        "Russia expert"
    ]
    assert names("names.parts", russia, concept("Russia policy", "российская политика", Kind.PHRASE)) == []
    assert names("names.parts", russia, concept("Russia House", "дом", Kind.PERSON)) == []


def test_the_longest_name_inside_counts():
    party = concept("Communist Party", "компартия", Kind.ORGANIZATION)
    congress = concept("Communist Party congress", "съезд компартии", Kind.EVENT)
    summit = concept("Communist Party congress report", "доклад съезду компартии", Kind.PHRASE)
    assert names("names.parts", party, congress, summit) == []


def test_the_script_of_fewer_entries_is_reported():
    simplified, traditional = (concept(text, text, language="zh") for text in ("经济", "經濟"))
    for most, fewer in ((simplified, traditional), (traditional, simplified)):
        assert names("consistency.scripts", most, fewer, most, language="zh") == [fewer.name]
        assert names("consistency.scripts", most, most, language="zh") == []
    told = (concept(text, text, language="zh-Hant") for text in ("经济", "經濟"))  # zh.simplified looks at these
    assert names("consistency.scripts", *told, language="zh-Hant") == []


def test_a_repeated_rendering_counts_once():
    one = concept("Kremlin", "Кремль")
    twice = Concept((*one.terms, one.terms[1]))
    assert list(load("checks", "entry.several")(twice, "ru")) == []


def test_two_machine_proposals_need_not_be_distinguished_yet():
    cars, vehicles, buses = (concept(name, "электромобили") for name in ("electric cars", "electric vehicles", "buses"))
    proposed = [replace(row, terms=(row.head, replace(row.terms[1], state=State.PROPOSED))) for row in (cars, vehicles)]
    assert names("consistency.shared", *proposed) == []
    assert names("consistency.shared", *proposed, buses) == ["electric cars", "electric vehicles"]
    assert names("consistency.shared", cars, proposed[1]) == ["electric vehicles"]


@pytest.mark.parametrize("hyphen", "-\u2010\u2011\u2013 ")
def test_all_kinds_of_hyphens_are_the_same_in_consistency_split(hyphen):
    other = concept(f"Decision{hyphen}making", "решения")
    assert names("consistency.split", concept("decision-making", "принятие решений"), other) == [other.name]


@pytest.mark.parametrize(
    ("name", "rendering", "count"),
    [
        ("Xi Jinping", "Си Дзиньпин", 1),
        ("Xi Jinping", "председатель КНР", 0),
        ("Xinning Liu", "Лю Синьнин", 0),
        ("Alan Ma", "Алан Ма", 0),
        ("Sun Yat-sen", "Сунь Ят-сен", 1),
    ],
)
def test_palladius(name, rendering, count):
    assert len(list(load("checks", "names.palladius")(concept(name, rendering, Kind.PERSON), "ru"))) == count


@needs_pymorphy
@pytest.mark.parametrize(
    ("term", "wrong"),
    [
        ("Центральный Азия", True),
        ("Шанхайский институту", True),
        ("партийному съезду", True),
        ("военное учения", True),
        ("на полях саммита", False),
        ("не имеет границ", False),
        ("российско-китайское партнёрство", False),
        ("баланс сил", False),
        ("США", False),
        ("старший научный сотрудник", False),
        ("бывшие советские республики", False),
        ("Жэньминь жибао", False),
        ("съезд партии", False),
        ("", False),
    ],
)
def test_agreement(term, wrong):
    assert bool(concord.disagreement(term)) == wrong


def test_a_firm_may_stay_latin_in_russian_and_nothing_else():
    def copied(name, kind, language="ru"):
        return [one.message for one in load("checks", "entry.copy")(concept(name, name, kind, language), language)]

    assert copied("Maersk", Kind.ORGANIZATION) == []
    assert all(
        (
            copied("Renmin University", Kind.ORGANIZATION),
            copied("Maersk", Kind.ORGANIZATION, "zh-Hans"),
            copied("Maersk", Kind.OTHER),
            copied("Xi Jinping", Kind.PERSON),
        )
    )
