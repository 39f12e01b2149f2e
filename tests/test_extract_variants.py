"""Which forms are one concept, and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from glossary.decisions import Decisions, compile, parse
from glossary.extract import Extraction, calling, extract, variants
from glossary.extract.acronyms import expansion
from glossary.extract.keys import person_key
from glossary.extract.reading import Reading
from glossary.extract.seen import NOWHERE, Seen, Table
from glossary.model import Document, Kind


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


def test_an_initial_goes_to_whose_first_name_begins_with_it() -> None:
    assert list(settled(table(Jannik_Sinner="person", J_Sinner="person", Sinner="person*2"))) == ["Jannik Sinner"]
    apart = table(Jannik_Sinner="person", M_Sinner="person", Sinner="person")
    assert list(settled(apart)) == ["Jannik Sinner", "M Sinner", "Sinner"]
    assert not together(apart, {}, "M Sinner", "Jannik Sinner")


def test_numbered_names_stay_apart() -> None:
    names = table(Artemis_II="person", Artemis_III="person", John_Paul_I="person", John_Paul_II="person")
    assert not together(names, {}, "Artemis II", "Artemis III")
    assert not together(names, {}, "John Paul I", "John Paul II")


def test_a_place_keeps_its_capital_before_a_hyphen() -> None:
    text = "The prize went to a Lagos-born painter. Critics praised the Lagos-born painter."
    assert "Lagos-born painter" in [one.term for one in extract([Document("-", text)], minimum_score=0).candidates]
    text = "Kh-101 cruise missiles were used alongside attack drones."
    assert "Kh-101 cruise missiles" in [one.term for one in extract([Document("-", text)], minimum_score=0).candidates]


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
    assert person_key(one) == person_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("John Smith", "Joan Smith"), ("Li Wei", "Li Wen"), ("Ivan Kim", "Ivan Kin")]
)
def test_persons_of_like_names_do_not(one: str, other: str) -> None:
    assert person_key(one) != person_key(other)


def test_short_names_meet_their_full_names() -> None:
    names = table(US="place", United_States="place")
    names["U.S."] = names["US"]
    assert together(names, {}, "US", "U.S.", "United States")


def test_a_person_is_called_by_the_beginning_of_the_name_or_one_inside_it() -> None:
    full, short = ("Wan Saiful Wan Jan", "Luiz Lula da Silva"), ("Wan Saiful", "Lula")
    names = table(Wan_Saiful_Wan_Jan="person", Luiz_Lula_da_Silva="person", Wan_Saiful="person", Lula="person")
    assert tuple(settled(dict(names))) == full
    assert list(settled(table(Romero="person", David_Romero_Ellner="person"))) == ["David Romero Ellner"]  # a headline
    assert not together(names, {}, short[0], full[0])  # in another text it is somebody else: Muhammad Ali, Jinnah
    names["Wan Saiful Bakar"] = table(X="person")["X"]
    assert short[0] in settled(names)


def test_who_comes_before_a_longer_name_or_has_a_first_name_is_somebody_else() -> None:
    names = table(Muhammad_Ali="person", Muhammad_Ali_Jinnah="person", Mary_Elizabeth_Winstead="person")
    names |= table(Ana_Maria_Brown="person", Maria_Jones="person", Elizabeth="person", Maria="person")
    assert list(settled(names)) == [name for name in names if name != "Maria"]


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
        ("the Economic Community of West African States", "ECOWAS", 6),
        ("its Near - Infrared Imager and Slitless Spectrograph", "NIRISS", 7),
        ("he said", "NPC", 0),
        ("", "NPC", 0),
        ("aaa " * 40, "A" * 121, 0),  # in very many ways, none of which will do
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


def test_a_split_may_name_a_form_with_a_title() -> None:
    text = Document("a", "Vladimir Putin spoke. Mr Putin left.")
    decisions = compile(parse("split: Vladimir Putin = Mr Putin\n", where="decisions.txt"))
    found = extract([text], decisions=decisions, minimum_score=0).candidates
    assert {one.term: one.variants for one in found} == {"Vladimir Putin": (), "Putin": ("Mr Putin",)}


GROUPED = (Path(__file__).parent / "data" / "grouped.tsv").read_text("utf-8").splitlines()[2:]


@pytest.mark.parametrize(("texts", "head", "variant", "why", "verb"), [row.split("\t") for row in GROUPED])
def test_every_grouping_is_explained_and_undone(texts: str, head: str, variant: str, why: str, verb: str) -> None:
    documents = [Document(f"{number}.txt", text) for number, text in enumerate(texts.split("|"))]

    def grouped(found: Extraction) -> bool:
        return any({head, variant} <= {one.term, *one.variants} for one in found.candidates)

    found = extract(documents, minimum_score=0, explain=variant)
    assert grouped(found)
    assert any(why in line for line in found.trace)
    line = f"split: {head} = {variant}" if verb == "split" else f"reject: {variant}"
    undone = extract(documents, minimum_score=0, decisions=compile(parse(line, where="decisions.txt")))
    assert not grouped(undone)
    terms = {one.term for one in undone.candidates}
    assert head in terms
    assert verb == "reject" or variant in terms


@pytest.mark.parametrize(
    "text",
    [
        "The company Vedantu opened a school; the Vedantu Foundation paid.",
        "Nordvik Energy and Nordvik Shipping are owned by Nordvik, a company.",
        "Shares in Amazon rose. Amazon Logistics is a company.",
        "The CMDT Mills are a company, and the company CMDT said so.",
        "The watchdog Airwars Yemen and the charity Airwars said 40 died.",
        "We discussed the GDP. The Global Development Partnership met in Paris.",
    ],
)
def test_a_firm_and_another_called_after_it_stay_apart(text: str) -> None:
    found = [one for one in extract([Document("a", text)], minimum_score=0).candidates if one.measures["name"]]
    assert len(found) > 1
    assert not any(one.variants for one in found)


def test_an_acronym_with_a_small_letter_heads_no_concept() -> None:
    text = "The Ministry of Defence (MoD) denied it. The MoD was slow, and the MoD said nothing."
    found = {one.term: one.variants for one in extract([Document("-", text)], minimum_score=0).candidates}
    assert found["Ministry of Defence"] == ("MoD",)


def test_two_persons_of_one_surname_stay_two() -> None:
    text = "George Bush spoke. Laura Bush listened. Bush left early."
    found = {one.term: one.variants for one in extract([Document("-", text)], minimum_score=0).candidates}
    assert {"George Bush", "Laura Bush", "Bush"} <= found.keys()
    assert not found["Bush"]


@pytest.mark.parametrize(
    "text",
    ["The party congress opens in May.", "The party congress adopted it.", "At the party congress, talks spoke."],
)
def test_a_finite_verb_is_not_part_of_a_phrase(text: str) -> None:
    found = [one.term for one in extract([Document("-", text)], minimum_score=0).candidates]
    assert "party congress" in found
    assert not {"party congress opens", "talks spoke"} & set(found)


def test_an_event_with_a_name_in_it_is_none_where_only_the_name_has_the_word() -> None:
    text = (
        "He is not telling the truth to Congress or to the FBI. The war in Ukraine and the Samarkand summit are news."
    )
    found = {one.term: one.kind.value for one in extract([Document("a", text)], minimum_score=0).candidates}
    assert (found["war in Ukraine"], found["Samarkand summit"]) == ("event", "event")
    assert found.get("truth to Congress") in (None, "phrase")


def test_the_full_name_heads_the_concept() -> None:
    names = table(NPC="organization*9", National_Peace_Council="organization")
    members = [("name", "NPC"), ("name", "National Peace Council")]
    assert calling.best(members, names, {}) == ("name", "National Peace Council")


def test_lower_case_wins_over_a_headline_unless_it_is_rare() -> None:
    for forms, called in (
        ({"Anganwadi workers": 3, "anganwadi workers": 1}, "anganwadi workers"),
        ({"Santorum cocktail": 4, "santorum cocktail": 1}, "Santorum cocktail"),
    ):
        key = called.lower()
        seen = Seen.of(phrase_table(key)[key])
        seen.forms = forms
        assert calling.head(("phrase", key), [], {}, {key: seen})[0] == called


def test_what_an_adjective_after_a_noun_or_a_rank_leaves_no_phrase_of() -> None:
    text = "The players trust the union co-founded by them. AIIB Vice President Kamala Harris spoke."
    found = {row.term: row for row in extract([Document("a", text)], minimum_score=0.0).candidates}
    assert not {"union co-founded", "AIIB Vice"} & set(found)
    text = 'The New Glenn rocket rose. The musical "Emilia Pérez" dominated nominations.'
    terms = {row.term for row in extract([Document("a", text)], minimum_score=0.0).candidates}
    assert not {"Glenn rocket", "dominated nominations"} & terms
    assert found["Kamala Harris"].variants == ("Vice President Kamala Harris",)


def test_a_storm_with_the_name_of_a_person_is_an_event() -> None:
    seen = {"person": 3, "place": 1}
    assert calling.name_kind("Hurricane Rosa", seen) is Kind.EVENT
    assert calling.name_kind("Rosa Parks", seen) is Kind.PERSON
    assert calling.name_kind("Storm", seen) is Kind.PERSON
    assert calling.name_kind("Storm Eunice", seen) is Kind.EVENT
    assert calling.name_kind("Storm Guardian", {"organization": 1}) is Kind.ORGANIZATION
    assert calling.name_kind("Typhoon Bualoi", {"organization": 1}) is Kind.EVENT
    assert calling.name_kind("Hurricane Energy", {"organization": 1}) is Kind.ORGANIZATION


def test_a_name_and_a_phrase_of_the_same_words_are_one_where_their_capitals_agree() -> None:
    def single(key: str, form: str, mark: str) -> Table:
        return {key: ("a", 0, 5, 1, form, form, (mark,), 0.0, NOWHERE)}

    name = single("Ramsland Health", "Ramsland Health", "organization")
    for form, one in (("Ramsland Health", True), ("ramsland health", False)):
        groups = variants.group(name, single("ramsland health", form, "noun"), (), Decisions())
        assert groups.linked(("name", "Ramsland Health")) is one
