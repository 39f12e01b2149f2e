"""Names in text: the shipped taggers, what is trimmed, how a document agrees."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import plain_taggers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.errors import GlossaryError
from glossary.extract import (
    entities,
    extract,
    features,
    forms,
    joining,
    linear,
    mending,
    names,
    phrases,
    reference,
    runs,
    speech,
)
from glossary.extract import kinds as kind_rules
from glossary.extract.entities import Mention, Span
from glossary.model import Document, Kind
from glossary.text.segments import segments
from glossary.text.words import cut, sentences


def found(text: str) -> list[Mention]:
    return [one for line in entities.mentions(sentences(segments(Document("-", text)))) for one in line]


def kinds(text: str) -> dict[str, str]:
    return {one.text: one.kind.value for one in found(text)}


NEWS = """President Vladimir Putin met Mr Xi Jinping in Samarkand, the Kremlin said on Thursday. Putin thanked Xi for
China’s “balanced position” on Ukraine. Lance Gore of the National University of Singapore’s East Asia Institute said
the Chinese leader had been careful. The Shanghai Cooperation Organisation (SCO) was founded in 2001, and Uzbekistan was
the host. It was the SCO’s first summit since the Covid-19 pandemic."""


def test_names_of_news_come_with_their_kinds() -> None:
    got = kinds(NEWS)
    assert got["Vladimir Putin"] == got["Putin"] == got["Xi Jinping"] == got["Xi"] == got["Lance Gore"] == "person"
    assert got["Kremlin"] == got["Shanghai Cooperation Organisation"] == got["SCO"] == "organization"
    assert got["East Asia Institute"] == got["National University of Singapore"] == "organization"
    assert got["Samarkand"] == got["China"] == got["Ukraine"] == got["Uzbekistan"] == "place"
    assert got["Chinese"] == "group"
    assert not {"Thursday", "It", "The", "Singapore", "President Vladimir Putin", "the Kremlin"} & got.keys()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“[Xi] said so to [Putin’s] aide.”", {"Xi": "person", "Putin": "person"}),
        ("He spoke for the National People’s Congress.", {"National People’s Congress": "organization"}),
        ("She studies the 2008 Irish general election.", {"2008 Irish general election": "event"}),
        ("Defense Minister Benny Gantz left for Cairo.", {"Benny Gantz": "person", "Cairo": "place"}),
        ("“Cheap [Russian] gas,” he said.", {"Russian": "group"}),
        ("the Sino-Russian border", {"Sino-Russian": "group"}),
        ("They prayed in Arabic.", {"Arabic": "group"}),
        ("the cat sat on the mat.", {}),
        ("", {}),
    ],
)
def test_names_are_cut_to_the_name(text: str, expected: dict[str, str]) -> None:
    assert kinds(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # a short name is what the full name of the body is
            "Shares of Nordvale Semiconductors fell. The case is Nordvale v Commission. Nordvale said that it would appeal.",
            {"Nordvale": "organization"},
        ),
        (  # a surname behind small words that the tagger cut
            "European Council President António Costa and Commission President Ursula von der Leyen, will cut duties.",
            {"Ursula von der Leyen": "person"},
        ),
        (
            "The Aedes aegypti mosquito and Escherichia coli are known under Executive Order 14110, and so is Mia Mottley.",
            {
                **dict.fromkeys(("Aedes aegypti", "Escherichia coli"), "other"),
                "Executive Order 14110": "work",
                "Mia Mottley": "person",
            },
        ),
        (
            "The University of Notre Dame met in Ankara fatally.",
            {"University of Notre Dame": "organization", "Ankara": "place"},
        ),
        (  # what a ship is called by is the ship
            "The BRP Cabra sailed on Monday. A shell hit the Cabra off Manila. The crew of the Cabra is safe.",
            {"BRP Cabra": "other", "Cabra": "other"},
        ),
        (  # a body is known by its name alone
            "Shares rose. Dangote fell. Aliko Dangote was glad.",
            {"Aliko Dangote": "person"},
        ),
    ],
)
def test_names_have_the_kind_that_the_text_tells(text: str, expected: dict[str, str]) -> None:
    assert expected.items() <= kinds(text).items()


def test_offsets_point_at_the_name() -> None:
    text = "\n\nIn Washington, D.C., Nancy Pelosi spoke. “Ms. Pelosi’s visit,” said Xi.\n"
    for one in found(text):
        assert " ".join(text[one.start : one.end].split()) == one.text
    assert {"Nancy Pelosi", "Pelosi", "Xi"} <= {one.text for one in found(text)}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "Xi Putin's the of - ' [ ] ( ) US-led AND Dr. President 2008 election \U0001f600 مرحبا é".split()
        ),
        max_size=30,
    )
)
def test_mentions_are_in_order_and_apart_whatever_the_words(words: list[str]) -> None:
    text = " ".join(words)
    line = [one for here in entities.mentions(sentences(segments(Document("-", text)))) for one in here]
    for one in line:
        assert 0 <= one.start < one.end <= len(text)
        assert one.text
        assert 0 < one.confidence <= 1
    for left, right in pairwise(line):
        assert left.end <= right.start


def row(text: str) -> list[features.Spelling]:
    return features.spellings(text.split())


def test_an_organization_is_known_by_its_name_alone() -> None:
    assert forms.known_label(("Hiscox",)) == forms.known_label(("Galatasaray",)) == "ORG"
    assert forms.known_label(("Hiscoxes",)) == forms.known_label(("Jane", "'s")) == ""


def test_known_things_are_what_they_are_and_come_in_one_piece() -> None:
    got = kinds(
        "She took Wegovy on Valentine's Day. He saw The Merchant of Venice in Venice, and F-16s flew over the Six Nations."
    )
    assert got == {
        "Wegovy": "other",
        "Valentine's Day": "event",
        "The Merchant of Venice": "work",
        "Venice": "place",
        "F-16s": "other",
        "Six Nations": "event",
    }
    texts = row("the Super Bowl Street"), row("in Dow Jones")
    assert forms.with_known_names(texts[0], [Span(1, 4, "LOC")]) == [Span(1, 4, "LOC")]  # inside a longer name
    assert forms.with_known_names(texts[0], [Span(1, 3, "PER")]) == [Span(1, 3, "PER")]  # a capitalised word beside it
    assert forms.with_known_names(texts[1], [Span(1, 2, "PER")]) == [Span(1, 3, "MISC")]


def test_a_thing_is_in_no_other_list() -> None:
    others = reference.gazetteer().keys() | reference.bodies()
    assert not reference.things().keys() & others
    assert set(reference.things().values()) == {"event", "group", "organization", "work", "other"}


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        ("the Wellingborough MP said", [(1, 3, "ORG")], ["Wellingborough ORG"]),
        ("Brexiteer Andrea Jenkyns said", [(0, 3, "PER")], ["Andrea Jenkyns PER"]),
        (  # the field of an office is no body
            "Under - Secretary - General for Humanitarian Affairs Martin Griffiths",
            [(6, 8, "ORG"), (8, 10, "PER")],
            ["Martin Griffiths PER"],
        ),
        (  # a long owner and what it owns are two names
            "the Hubble Space Telescope 's Wide Field Camera and Great Ormond Street 's Choir",
            [(1, 8, "MISC"), (9, 14, "ORG")],
            ["Hubble Space Telescope MISC", "Wide Field Camera MISC", "Great Ormond Street 's Choir ORG"],
        ),
        ("Rs 50 crore", [(0, 2, "MISC")], []),
        ("GHS22billion and US108", [(0, 1, "ORG"), (2, 3, "ORG")], []),
        ("QR8 and Boeing 737", [(0, 1, "LOC"), (2, 4, "MISC")], ["Boeing 737 MISC"]),
        (  # who leads and what is led are two
            "the US - led NATO and the NATO - led Kosovo Force",
            [(1, 5, "MISC"), (7, 12, "ORG")],
            ["US LOC", "NATO MISC", "NATO ORG", "Kosovo Force ORG"],
        ),
    ],
)
def test_what_stands_around_a_name(text: str, spans: list[tuple[int, int, str]], expected: list[str]) -> None:
    words = row(text)
    found = entities.trimmed(words, [Span(*span) for span in spans])
    assert [" ".join([*(word.text for word in words[start:end]), label]) for start, end, label in found] == expected


def test_a_word_is_looked_up_in_the_lists_of_the_tagger() -> None:
    look = reference.known_words()
    assert look("samarkand")[1] == "c"
    assert "g" in look("nancy")[1]
    assert "s" in look("nguyen")[1]
    assert look("police")[1] == ""
    assert look("russia")[0] == look("ukraine")[0] != look("cat")[0]
    assert look("xyzzyx") == look("") == look("a:b") == look("police:") == look("\ud800") == ("", "")


@pytest.mark.parametrize(
    ("lines", "before", "after"),
    [
        (  # parts of the sky before a known name
            ["West African men in Southern California"],
            [[(0, 2, "ORG"), (4, 6, "PER")]],
            [[(0, 2, "GROUP"), (4, 6, "LOC")]],
        ),
        (  # known peoples and places that stand free are found
            ["one former Soviet republic of Russia", "German Man and Turkey Day", "Turkey is late"],
            [[], [], []],
            [[(2, 3, "GROUP"), (5, 6, "LOC")], [], []],
        ),
        (  # a surname is found again
            ["Jakub Jakóbowski spoke", "Then Jakóbowski left", "and Jakóbowski slept"],
            [[(0, 2, "PER")], [(1, 2, "ORG")], []],
            [[(0, 2, "PER")], [(1, 2, "PER")], [(1, 2, "PER")]],
        ),
        (  # an acronym in brackets is what its expansion is
            ["the New Power Party ( NPP ) won", "in NPP hands"],
            [[(1, 4, "ORG"), (5, 6, "LOC")], [(1, 2, "LOC")]],
            [[(1, 4, "ORG"), (5, 6, "ORG")], [(1, 2, "ORG")]],
        ),
        (["for Qatar now"], [[(1, 2, "ORG")]], [[(1, 2, "LOC")]]),
        (
            ["Michael Jordan won", "so Jordan said"],
            [[(0, 2, "PER")], [(1, 2, "PER")]],
            [[(0, 2, "PER")], [(1, 2, "PER")]],
        ),
        (["Transport is late", "the transport came"], [[(0, 1, "ORG")], []], [[], []]),  # written small, it is no name
        (["the HSwMS Halland sailed"], [[(1, 3, "ORG")]], [[(1, 3, "MISC")]]),  # a ship is no body
        (["the INS sailed"], [[(1, 2, "ORG")]], [[(1, 2, "ORG")]]),
    ],
)
def test_names_get_the_same_kind_throughout_a_document(
    lines: list[str], before: list[list[Any]], after: list[list[Any]]
) -> None:
    document = features.Document([line.split() for line in lines])
    assert entities.agreed(document, [[Span(*span) for span in spans] for spans in before]) == after


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("we met Kim Jong-un and J. K. Rowling of AT&T", ["Kim Jong - un and J. K. Rowling of AT&T"]),
        (
            "the Treaty on the Non-Proliferation of Nuclear Weapons is",
            ["Treaty on the Non - Proliferation of Nuclear Weapons"],
        ),
        ("an al-Qaeda man in 2008 in Rome", ["al - Qaeda", "Rome"]),
        ("they saw Apollo 13 and Euro 96 in 2022", ["Apollo 13 and Euro 96"]),
        ("Duisburg 1 Luebeck 0 (after extra time)", ["Duisburg", "Luebeck"]),
        ("Oldham 4 0 1 3 5 9 1", ["Oldham"]),
        ("see http://example.org/News Today, @NATO and #Kyiv", ["Today"]),
        ("nothing here", []),
    ],
)
def test_runs_of_capitals_are_candidates_for_names(text: str, expected: list[str]) -> None:
    words = sentences(segments(Document("-", text)))[0].texts
    spelt = features.spellings(words)
    assert [" ".join(words[start:end]) for start, end in runs.of(spelt)] == expected


def letters(sentences: list[list[str]]) -> list[str]:
    """Return what :func:`speech.letters` does in the plain way."""
    return ["".join(map(phrases.letter, *row)) for row in zip(sentences, plain_taggers.speech(sentences), strict=True)]


WORDS = st.sampled_from(
    "The the balance of power changed , . that to's Putin moves moving 's \" 2022 no limits Xi - led and if not quickly "
    "Zzyzx überhaupt can will play 9/11 U.S. (".split()
)


@given(st.lists(st.lists(WORDS, max_size=30), max_size=6))
def test_parts_of_speech_are_those_of_the_plain_way(sentences: list[list[str]]) -> None:
    assert speech.letters(sentences) == letters(sentences)


def test_parts_of_speech_with_a_table_that_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speech, "KNOWN", 8)
    rows = [[f"word{number}", "moves", "on"] for number in range(20)]
    model = speech.Speech(linear.shipped("speech"))
    assert [model.letters([row])[0] for row in rows] == letters(rows)


CAPITALS = st.sampled_from(
    "The the President of Vladimir Putin moves , . U.S. 's \" 2022 Xi - led National Bank AND Sino Russian 9/11 ( said "
    "Zzyzx United Nations Überlingen NATO Mr. Jones for and West Africa".split()
)


@given(st.lists(st.lists(CAPITALS, max_size=30), max_size=6))
def test_names_are_those_of_the_plain_way(sentences: list[list[str]]) -> None:
    (fast,) = names.shipped().labelled([names.shipped().document(sentences)])
    plain = plain_taggers.entities(features.Document(sentences))
    for (tags, sure, _), (expected, certain) in zip(fast, plain, strict=True):
        assert tags == expected
        clear = 0.86  # above it, what is missing to 1 is smaller than what floating point tells apart
        assert [min(clear, each) for each in sure] == pytest.approx([min(clear, each) for each in certain], abs=0.005)


def test_names_of_runs_that_are_labelled_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names, "BATCH", 2)
    monkeypatch.setattr(names, "KNOWN", 8)
    rows = ["Vladimir Putin met Xi Jinping in the Bank of China .".split(), [], "He left Ulan Bator".split()]
    tags = [tags for tags, _ in plain_taggers.entities(features.Document(rows))]
    for _ in range(3):
        (lines,) = names.shipped().labelled([names.shipped().document(rows)])
        assert [line.tags for line in lines] == tags


def test_a_model_of_something_else() -> None:
    with pytest.raises(ValueError, match="not a model"):
        linear.Model(b"lCRF" + bytes(60))


def test_the_memory_of_spellings_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(features, "KNOWN", 10)
    for number in range(40):
        features.spellings([f"Word{number}"])
    assert len(features._spellings) <= 12


def test_a_missing_model_is_one_clear_line() -> None:
    with pytest.raises(GlossaryError, match="the model 'nothing' is not installed"):
        linear.shipped("nothing")


def test_what_an_organization_is_for_belongs_to_its_name() -> None:
    text = """The judges cited the Treaty on the Functioning of the European Union and the European Convention on Human Rights.
The Department of Foreign Affairs and Trade sent aid through the U.N. Office for the Coordination of Humanitarian Affairs.
They violate the General Agreement on Tariffs and Trade. The Court of Appeal ruled on Monday and Parliament met on Tuesday."""
    found = kinds(text)
    for name in (
        "Treaty on the Functioning of the European Union",
        "European Convention on Human Rights",
        "Department of Foreign Affairs and Trade",
        "U.N. Office for the Coordination of Humanitarian Affairs",
        "General Agreement on Tariffs and Trade",
    ):
        assert name in found
    assert not any("Monday" in name or "Tuesday" in name for name in found)


def test_laws_and_treaties_are_works_and_their_conferences_events():
    text = """The European Convention on Human Rights binds Serbia. The Paris Agreement was signed under the Treaty of Lisbon.
Delegates met at the Democratic National Convention in Chicago. The judge cited the Administration of Criminal Justice Act.
It breached the Trade Disputes Act. The North Atlantic Treaty Organization met."""
    found = {candidate.term: candidate.kind for candidate in extract([Document("a", text)], minimum_score=0).candidates}
    for name in ("European Convention on Human Rights", "Paris Agreement", "Treaty of Lisbon", "Trade Disputes Act"):
        assert found[name] is Kind.WORK
    assert found["Administration of Criminal Justice Act"] is Kind.WORK
    assert found["Democratic National Convention"] is Kind.EVENT
    assert found["North Atlantic Treaty Organization"] is Kind.ORGANIZATION


def test_a_hurricane_is_not_a_person_and_laws_are_works() -> None:
    text = (
        "The coast was hit by Hurricane Odalys on Sunday. Forecasters said Odalys was weakening. The Water (Reform) Bill was read. "
        "The Bill fell. The Water Act 1991 stands. It was passed as Act 1079. Doctors fear Covid-19 before Eid al-Adha and the Casals Competition, "
        "and the prize for fiction, for The Salt Roads, by a novelist. "
        "The Salt Roads is new."
    )
    found = {one.term: one for one in extract([Document("a", text)], minimum_score=0).candidates}
    assert found["Hurricane Odalys"].kind is Kind.EVENT
    assert "Odalys" in found["Hurricane Odalys"].variants
    assert {found[law].kind for law in ("Water (Reform) Bill", "Water Act 1991", "Act 1079")} == {Kind.WORK}
    assert "Bill" in found["Water (Reform) Bill"].variants
    assert found["Covid-19"].kind is Kind.OTHER
    assert found["Eid al-Adha"].kind is found["Casals Competition"].kind is Kind.EVENT
    assert found["The Salt Roads"].kind is Kind.WORK


@pytest.mark.parametrize(
    ("name", "behind", "wanted"),
    [
        ("Plasmodium", "falciparum", True),
        ("Putin", "bratva", False),
        ("Canada", "goosea", False),
        ("Visa", "ban", False),
        ("Modena", "acetaia", False),
    ],
)
def test_a_species_is_marked_with_its_second_word(name: str, behind: str, wanted: bool) -> None:
    (sentence,) = sentences(segments(Document("-", f"the {name} {behind} is")))
    got = mending.mended(features.spellings(sentence.texts), sentence, [Span(1, 2, "ORG")])
    assert [span[:2] for span in got] == [(1, 3 if wanted else 2)]


@pytest.mark.parametrize(
    ("text", "ship", "other"),
    [
        (
            "The USS Gerald R. Ford left. President Gerald R. Ford would have approved. Gerald R. Ford said so.",
            "USS Gerald R. Ford",
            "Gerald R. Ford",
        ),
        ("The USS Cole was hit in Aden. Senator Thomas Cole spoke. Cole said so.", "USS Cole", "Thomas Cole"),
        ("HMS London sailed to London on Tuesday. Officials in London said so.", "HMS London", "London"),
    ],
)
def test_the_person_a_ship_is_named_after_is_not_a_ship(text: str, ship: str, other: str) -> None:
    found = {one.term: one for one in extract([Document("a", text)], minimum_score=0).candidates}
    assert found[ship].kind is Kind.OTHER
    assert not found[ship].variants
    assert found[other].kind is not Kind.OTHER


def test_what_the_text_says_itself_is_not_weighed() -> None:
    assert [name for name in ("HSwMS", "Ins", "mv") if joining.is_ship_prefix(name)] == ["HSwMS"]
    assert kind_rules.is_stated_person(row("the winger , Karim Adeyemi , said"), Span(3, 5, "PER"))


@pytest.mark.parametrize(
    "name", ["USS Constitution", "Epic Games v . Apple", "Students for Fair Admissions v . Harvard"]
)
def test_a_ship_and_a_case_are_neither_works_nor_events(name: str) -> None:
    assert entities.kind(row(name), Span(0, len(name.split()), "MISC")) is Kind.OTHER


def test_a_full_name_is_a_person_as_its_surname_is() -> None:
    text = "unseating Lazarus Chakwera , officials said . Chakwera conceded .".split()
    document = features.Document([text[:7], text[7:]])
    full, short = entities.Span(1, 3, "MISC"), entities.Span(0, 1, "PER")
    assert entities.agreed(document, [[full], [short]]) == [[full._replace(label="PER")], [short]]
    assert entities.agreed(document, [[full], [short._replace(label="ORG")]])[0] == [full]
    assert entities.agreed(document, [[full._replace(label="LOC")], [short]])[0][0].label == "LOC"


def test_a_building_is_whole_with_what_it_is_of() -> None:
    for text, end in (
        ("Great Hall of the People was shut", 5),
        ("Palace of Westminster burned", 3),
        ("Port of the day", 1),
        ("Tower of it", 1),
    ):
        words = cut(text)
        first = entities.Span(0, 2 if text.startswith("Great") else 1, "LOC")
        assert mending.mended(features.spellings(words.texts), words, [first]) == [entities.Span(0, end, "LOC")], text


def kinds_of(name: str) -> str:
    row = features.spellings(name.split())
    return kind_rules.labelled(row, [entities.Span(0, len(row), "ORG")])[0].label


def test_a_summit_has_its_number_with_a_space_or_without() -> None:
    for text in ("COP30 ended", "COP 30 ended"):
        words = row(text)
        assert entities.kind(words, Span(0, len(words) - 1, "MISC")) is Kind.EVENT


def test_pinyin_makes_a_person() -> None:
    for name in ("Maiqi Ding", "Bo Xilai", "Liu Xiaobo"):
        assert kinds_of(name) == "PER", name
    for name in ("Shanghai Hang", "Guangming Ribao", "Tan Son", "Yen Bai", "Long Island"):
        assert kinds_of(name) == "ORG", name
