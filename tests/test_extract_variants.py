"""Which forms are one concept, and why."""

from __future__ import annotations

import pytest

from glossary.decisions import Decisions, compile, parse
from glossary.extract import variants
from glossary.extract.reading import Reading, expansion
from glossary.extract.seen import NOWHERE, Seen, Table


def table(**kinds: str) -> Table:
    """Return a table of names, spelled with underscores, with their kinds (``person*3`` is seen three times)."""
    made: Table = {}
    for place, (name, kind) in enumerate(kinds.items()):
        kind, _, count = kind.partition("*")
        name = name.replace("__", "-").replace("_", " ")
        seen = Seen.of(("text", place * 100, place * 100 + len(name), 1, name, name, (kind,), 0.0, NOWHERE))
        seen.count = int(count or 1)
        seen.forms = {name: seen.count}
        seen.marks = {kind: seen.count}
        made[name] = seen
    return made


def phrase_table(*phrases: str) -> Table:
    return {
        phrase: ("text", 0, len(phrase), 1, phrase, phrase, ("noun", "~" + "n" * (phrase.count(" ") + 1)), 0.0, NOWHERE)
        for phrase in phrases
    }


def together(names: Table, phrases: Table, *nodes: str, pairs: tuple[tuple[str, str], ...] = ()) -> bool:
    """Return whether *nodes* are one concept."""
    groups = variants.group(names, phrases, pairs, Decisions())
    found = {groups.find(("name" if node in names else "phrase", node)) for node in nodes}
    return len(found) == 1


def settled(names: Table) -> Table:
    reading = Reading("text", names=names)
    variants.settle(reading)
    return reading.names


def test_a_surname_follows_its_full_name() -> None:
    assert list(settled(table(Vladimir_Putin="person", Putin="person*5"))) == ["Vladimir Putin"]


def test_a_family_name_that_stands_first_follows_too() -> None:
    assert list(settled(table(Xi_Jinping="person", Xi="person*5", Zhao_Long="person", Zhao="person"))) == [
        "Xi Jinping",
        "Zhao Long",
    ]


def test_two_persons_of_one_surname_stay_apart() -> None:
    names = settled(table(Bill_Clinton="person", Hillary_Clinton="person", Clinton="person*3"))
    assert sorted(names) == ["Bill Clinton", "Clinton", "Hillary Clinton"]
    assert not together(names, {}, "Bill Clinton", "Hillary Clinton")
    assert not together(names, {}, "Bill Clinton", "Clinton")


def test_a_bare_name_of_another_text_follows_the_only_person_of_the_name() -> None:
    assert together(table(Vladimir_Putin="person", Putin="person"), {}, "Vladimir Putin", "Putin")
    assert not together(table(Vladimir_Putin="person", Putin="place"), {}, "Vladimir Putin", "Putin")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("Jakub Jakóbowski", "Jakub Jakobowski"),
        ("Nigel Gould-Davies", "Nigel Gould Davies"),
        ("Donald J. Trump", "Donald Trump"),
        ("Sergey Lavrov", "Sergei Lavrov"),
    ],
)
def test_spellings_of_a_person_meet(one: str, other: str) -> None:
    assert variants.person_key(one) == variants.person_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("John Smith", "Joan Smith"), ("Li Wei", "Li Wen"), ("Ivan Kim", "Ivan Kin")]
)
def test_persons_of_like_names_do_not(one: str, other: str) -> None:
    assert variants.person_key(one) != variants.person_key(other)


def test_short_names_meet_their_full_names() -> None:
    names = table(US="place", United_States="place")
    names["U.S."] = names["US"]
    assert together(names, {}, "US", "U.S.", "United States")


def test_an_acronym_meets_its_expansion() -> None:
    names = table(NPC="organization")
    names["National People's Congress"] = table(X="organization")["X"]
    assert together(names, {}, "NPC", "National People's Congress")


def test_an_acronym_of_two_names_stays_alone_unless_a_text_introduces_it() -> None:
    names = table(NPC="organization", National_Peace_Council="organization", National_People_Congress="organization")
    assert not together(names, {}, "NPC", "National Peace Council")
    pair = (("National Peace Council", "NPC"),)
    assert together(names, {}, "NPC", "National Peace Council", pairs=pair)
    assert not together(names, {}, "NPC", "National People Congress", pairs=pair)


@pytest.mark.parametrize(
    ("before", "short", "words"),
    [
        ("the National People 's Congress", "NPC", 4),
        ("a meeting of the Shanghai Cooperation Organisation", "SCO", 3),
        ("the Centre for the Study of War", "CSW", 6),
        ("special purpose vehicles", "SPVs", 3),
        ("he said", "NPC", 0),
        ("", "NPC", 0),
    ],
)
def test_an_expansion_is_spelled_by_its_initials(before: str, short: str, words: int) -> None:
    assert expansion(before.split(), short) == words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("military exercise", "military exercises"),
        ("labour organisation", "labor organization"),
        ("counter-offensive", "counteroffensive"),
        ("decision-making", "decision making"),
        ("defence policy", "defense policies"),
        ("party congress", "congress of the party"),
        ("nuclear programme", "nuclear program"),
    ],
)
def test_phrases_meet(one: str, other: str) -> None:
    assert together({}, phrase_table(one, other), one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("power balance sheet", "balance of power"), ("news agency", "new agency"), ("ally", "alley")]
)
def test_other_phrases_do_not(one: str, other: str) -> None:
    assert not together({}, phrase_table(one, other), one, other)


def test_a_person_splits_and_joins() -> None:
    names = table(Vladimir_Putin="person", Putin="person", Kremlin="organization")
    phrases = phrase_table("russian presidency")
    decisions = compile(
        parse("split: Vladimir Putin = Putin\njoin: Kremlin = Russian presidency\n", where="decisions.txt")
    )
    groups = variants.group(names, phrases, (), decisions)
    assert groups.find(("name", "Vladimir Putin")) != groups.find(("name", "Putin"))
    assert any("a person decided so" in line for line in groups.kept_apart)
    assert groups.find(("name", "Kremlin")) == groups.find(("phrase", "russian presidency"))
    assert "a person joined them" in groups.reasons([("name", "Kremlin")])[0]


def test_a_split_holds_through_a_third_form() -> None:
    names = table(US="place", United_States="place", USA="place")
    decisions = compile(parse("split: USA = US\n", where="decisions.txt"))
    groups = variants.group(names, {}, (), decisions)
    assert groups.find(("name", "USA")) != groups.find(("name", "US"))


def test_the_full_name_heads_the_concept() -> None:
    names = table(NPC="organization*9", National_Peace_Council="organization")
    members = [("name", "NPC"), ("name", "National Peace Council")]
    assert variants.best(members, names, {}) == ("name", "National Peace Council")
