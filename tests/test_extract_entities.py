"""Names in text: the shipped taggers, what is trimmed, how a document agrees, other taggers by name."""

from __future__ import annotations

import json
import sys
from itertools import pairwise
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shared import needs

from glossary.errors import ConfigError, GlossaryError, PluginError
from glossary.extract import (
    entities,
    extract,
    features,
    forms,
    joining,
    linear,
    mending,
    names,
    reference,
    runs,
    speech,
    tagger,
)
from glossary.extract import kinds as kind_rules
from glossary.extract.entities import Mention, Span
from glossary.model import Document, Kind
from glossary.text.segments import segments
from glossary.text.words import cut, sentences

MODELS = Path(entities.__file__).parent / "models"


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


@pytest.mark.parametrize(
    ("text", "span", "expected"),
    [
        ("the Kremlin 's", Span(0, 3, "ORG"), [Span(1, 2, "ORG")]),
        ("Prime Minister Gen Prayut", Span(0, 4, "PER"), [Span(3, 4, "PER")]),
        ("DPP Legislator Rosalia Wu", Span(0, 4, "ORG"), [Span(0, 1, "ORG"), Span(2, 4, "PER")]),
        ("Russia 's Gazprom", Span(0, 3, "ORG"), [Span(0, 1, "LOC"), Span(2, 3, "ORG")]),
        ("Prime Minister", Span(0, 2, "PER"), []),
        ("If Rumsfeld went", Span(0, 2, "PER"), [Span(1, 2, "PER")]),
        ("Without Zeiss mirrors", Span(0, 2, "MISC"), [Span(1, 2, "MISC")]),
        ("the Economic Affairs Minister", Span(1, 3, "ORG"), []),
        ("Taipei Mayor Ko Wen - je", Span(0, 6, "PER"), [Span(0, 1, "LOC"), Span(2, 6, "PER")]),
        ("the February 1974 United Kingdom general election", Span(2, 5, "MISC"), [Span(1, 7, "MISC")]),
        ("the 1996 Senate special election in Oregon , and", Span(2, 3, "ORG"), [Span(1, 7, "MISC")]),
        ("European Film Awards on Tuesday", Span(0, 5, "MISC"), [Span(0, 3, "MISC")]),
        ("The Guardian said", Span(0, 2, "ORG"), [Span(1, 2, "ORG")]),
        ("she read The Salt Roads again", Span(3, 5, "LOC"), [Span(2, 5, "LOC")]),
        ("she read The Guardian again", Span(2, 4, "ORG"), [Span(3, 4, "ORG")]),
        ("She read . The Salt Roads is", Span(3, 6, "LOC"), [Span(4, 6, "LOC")]),
        ("Member of Parliament Keir Mather said", Span(2, 5, "ORG"), [Span(2, 3, "ORG"), Span(3, 5, "PER")]),
        ("Bill Cassidy of Louisiana said", Span(0, 4, "PER"), [Span(0, 2, "PER"), Span(3, 4, "LOC")]),
        ("Princess Anne of Denmark said", Span(0, 4, "PER"), [Span(1, 4, "PER")]),
        ("from the Wye to Windermere", Span(2, 5, "MISC"), [Span(2, 3, "LOC"), Span(4, 5, "LOC")]),
        ("Kazakh President visits", Span(0, 2, "PER"), [Span(0, 1, "GROUP")]),
        ("at 8:31 a.m. ( Beijing Time )", Span(4, 6, "ORG"), [Span(4, 5, "LOC")]),
        ("its Director - General said", Span(1, 4, "MISC"), []),
        ("at 0915 GMT on", Span(2, 3, "ORG"), []),
        ("A Twin Otter crashed", Span(0, 3, "MISC"), [Span(1, 3, "MISC")]),
        ("Insurer Beazley said", Span(0, 2, "PER"), [Span(1, 2, "ORG")]),
        ("President Nana Akufo - Addo", Span(0, 5, "PER"), [Span(1, 5, "PER")]),
        ("said Tobias Wapping KC there", Span(1, 4, "PER"), [Span(1, 3, "PER")]),
        ("heard Sundar Menon CJ there", Span(1, 4, "PER"), [Span(1, 3, "PER")]),
        ("said Cllr Gareth Lloyd there", Span(1, 4, "PER"), [Span(2, 4, "PER")]),
        ("said Cllr Gareth there", Span(1, 2, "MISC"), []),
        ("my hon . Friend is right", Span(3, 4, "PER"), []),
        ("the Under - Secretary - General spoke", Span(1, 6, "MISC"), []),
        ('the film " The Tea Inspector "', Span(4, 6, "MISC"), [Span(3, 6, "MISC")]),
        ("Chef Simon Rogan said", Span(0, 3, "PER"), [Span(1, 3, "PER")]),
        ("Presidents Tokayev and Mirziyoyev met", Span(0, 2, "PER"), [Span(1, 2, "PER")]),
        (
            "China - Kyrgyzstan - Uzbekistan railway",
            Span(0, 5, "ORG"),
            [Span(0, 1, "LOC"), Span(2, 3, "LOC"), Span(4, 5, "LOC")],
        ),
        ("EU - Ukraine summit", Span(0, 3, "MISC"), [Span(0, 1, "ORG"), Span(2, 3, "LOC")]),
        ("the Organization for Security and Trade", Span(1, 5, "ORG"), [Span(1, 4, "ORG")]),
        ("raised to Level 2 today", Span(2, 4, "LOC"), []),
        ("a Chinese - built ship", Span(1, 4, "LOC"), [Span(1, 2, "GROUP")]),
        ("Read The", Span(1, 2, "ORG"), []),
        ("Instructively , it shows losses", Span(0, 1, "PER"), []),
        ("Someone told me", Span(0, 1, "PER"), []),
        ("it paid SEK 12bn today", Span(2, 4, "MISC"), []),
        ("it paid SEK 12bn today", Span(2, 3, "ORG"), []),
        ("as Eng. Hassan Ali came", Span(1, 4, "PER"), [Span(2, 4, "PER")]),
        ("in his speech , Eng .", Span(4, 5, "PER"), []),
        ("LONDON - Shell said", Span(1, 3, "PER"), [Span(2, 3, "PER")]),
        ("needs IV stands", Span(1, 2, "ORG"), []),
        ("that King Edu XV said", Span(1, 4, "PER"), [Span(2, 4, "PER")]),
        ("told Moody 's that", Span(1, 2, "ORG"), [Span(1, 3, "ORG")]),
        ("told Lowe 's , Kroger and Aldi", Span(1, 2, "PER"), [Span(1, 3, "ORG")]),
        ("that Ruto 's Finance Bill 2024", Span(1, 6, "MISC"), [Span(1, 2, "MISC"), Span(3, 6, "MISC")]),
        ("it said on X. Italy left", Span(3, 5, "ORG"), [Span(4, 5, "ORG")]),
        ("Senate President Pro Tempore Chuck Grassley", Span(2, 6, "PER"), [Span(4, 6, "PER")]),
        ("Undersheriff Jesse Jessop spoke", Span(0, 3, "PER"), [Span(1, 3, "PER")]),
        ("it pays Sh44 a kilo", Span(2, 3, "LOC"), []),
        ("Our Fair Lady is not there", Span(0, 3, "MISC"), [Span(1, 3, "MISC")]),
        ("a Downton Abbey - style house", Span(1, 5, "PER"), [Span(1, 3, "PER")]),
        ("the 67th American Society of Hematology met", Span(1, 6, "ORG"), [Span(2, 6, "ORG")]),
        ("the General Staff Army General Valery", Span(1, 4, "ORG"), [Span(1, 3, "ORG")]),
        ("the Third Rank Dmytro Pletenchuk said", Span(2, 5, "PER"), [Span(3, 5, "PER")]),
        ("at Xalapa 's Instituto de Ecología", Span(1, 6, "ORG"), [Span(1, 2, "ORG"), Span(3, 6, "ORG")]),
        ("the Minister of State for Defence", Span(3, 6, "ORG"), []),
        ("the Air Commodore said", Span(1, 2, "ORG"), []),
        ("the DSP Yazid Abubakar said", Span(1, 2, "ORG"), []),
        ("the Canary Islands of Tenerife", Span(1, 5, "LOC"), [Span(1, 3, "LOC"), Span(4, 5, "LOC")]),
        ("the Cook Islands of Tenerife", Span(1, 5, "LOC"), [Span(1, 3, "LOC"), Span(4, 5, "LOC")]),
        ("it pays R500m a year", Span(2, 3, "MISC"), []),
        ("by Bill & his", Span(1, 3, "MISC"), [Span(1, 2, "MISC")]),
        ("the American Sam Kendricks won", Span(1, 4, "ORG"), [Span(1, 2, "GROUP"), Span(2, 4, "PER")]),
        ("Ambassador to Jordan Atallah Khairi", Span(2, 5, "PER"), [Span(2, 3, "LOC"), Span(3, 5, "PER")]),
        ("by Boeing & Airbus today", Span(1, 4, "ORG"), [Span(1, 2, "ORG"), Span(3, 4, "ORG")]),
        (
            "the National Rifle Association and Gun Owners of America",
            Span(1, 9, "ORG"),
            [Span(1, 4, "ORG"), Span(5, 9, "ORG")],
        ),
        ("met Nana Kojo Kuma there", Span(2, 4, "PER"), [Span(1, 4, "PER")]),
        ("to H E Akbar Al Baker", Span(1, 6, "PER"), [Span(3, 6, "PER")]),
        ("the US - China trade war", Span(1, 4, "ORG"), [Span(1, 2, "LOC"), Span(3, 4, "LOC")]),
        ("to H E Jean Faivre", Span(2, 5, "PER"), [Span(3, 5, "PER")]),
        ("in Roe v . Hodges and Dobbs v . Jackson", Span(4, 7, "PER"), [Span(4, 5, "PER"), Span(6, 7, "PER")]),
        ("saw Datuk Seri Anwar Ibrahim", Span(2, 5, "PER"), [Span(3, 5, "PER")]),
        ("Datuk Seri Anwar Ibrahim", Span(1, 4, "PER"), [Span(2, 4, "PER")]),
        ("The American Sam Kendricks", Span(1, 4, "PER"), [Span(1, 2, "GROUP"), Span(2, 4, "PER")]),
        ("of Galway , Mayo and Clare .", Span(3, 6, "LOC"), [Span(3, 4, "LOC"), Span(5, 6, "LOC")]),
        ("led by National Security Adviser Ann Lee", Span(2, 4, "ORG"), []),
        ("by House Minority Leader Ann Lee", Span(1, 3, "ORG"), [Span(1, 2, "ORG")]),
        ("by House Majority Whip Tom Emmer", Span(3, 6, "PER"), [Span(4, 6, "PER")]),
        ("says Ann Lee , M.D. , of Basel", Span(4, 5, "LOC"), []),
        ("and Hamed bin Zayed Al Nahyan", Span(2, 6, "PER"), [Span(1, 6, "PER")]),
        ("and our correspondent Niamh Ní Dhomhnaill says", Span(4, 6, "PER"), [Span(3, 6, "PER")]),
        ("by Senate Minority Whip Dick Durbin", Span(1, 6, "ORG"), [Span(1, 2, "ORG"), Span(4, 6, "PER")]),
        ("in the National Party of Jill Steen today", Span(2, 7, "ORG"), [Span(2, 4, "ORG"), Span(5, 7, "PER")]),
        ("dead in the Dutchman 's Lima hotel", Span(3, 6, "LOC"), [Span(5, 6, "LOC")]),
        ("says Clark County District Attorney Roger", Span(1, 4, "ORG"), [Span(1, 3, "LOC")]),
        ("and National Planning Minister Situmbeko", Span(1, 2, "ORG"), []),
        ("Assistant Secretary of State for African Affairs", Span(3, 7, "ORG"), []),
        ("the US GDP fell", Span(1, 3, "ORG"), [Span(1, 2, "ORG")]),
    ],
)
def test_trimming(text: str, span: Span, expected: list[Span]) -> None:
    assert entities.trimmed(row(text), [span]) == expected


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("King Hussein Bridge", Span(0, 3, "LOC")),
        ("National People 's Congress", Span(0, 4, "ORG")),
        ("Doctors Without Borders", Span(0, 3, "ORG")),
        ("The Hague court", Span(0, 2, "LOC")),
        ("Union Saint - Gilloise won", Span(0, 4, "ORG")),
        ("a Liberal Democrat peer", Span(1, 3, "ORG")),
        ("House of Parliament Hill Street", Span(2, 5, "ORG")),
        ("his Road to Damascus moment", Span(1, 4, "MISC")),
        ("the Beijing Time newspaper", Span(1, 3, "ORG")),
        ("the GMT newspaper", Span(1, 2, "ORG")),
        ("reads A Bola daily", Span(1, 3, "MISC")),
        ("her Friend is right", Span(1, 2, "PER")),
        ("Dallas - Fort Worth area", Span(0, 4, "LOC")),
        ("Judges Reed sat", Span(0, 2, "PER")),
        ("Emily , it shows , won", Span(0, 1, "PER")),
        ("Grammarly , a firm , won", Span(0, 1, "ORG")),
        ("as the SEK came", Span(2, 3, "ORG")),
        ("as Eng Bee Choo came", Span(1, 4, "PER")),
        ("told Moody 's that", Span(1, 2, "PER")),
        ("told Moody 's that", Span(1, 3, "ORG")),
        ("the Women 's Rights Act", Span(1, 5, "MISC")),
        ("they saw My Fair Lady there", Span(2, 5, "MISC")),
        ("the 47th Tank Division fell", Span(1, 4, "ORG")),
        ("the R500 engine", Span(1, 2, "MISC")),
        ("the American Rose Society won", Span(1, 4, "ORG")),
        ("the Korean Red Cross came", Span(1, 4, "ORG")),
        ("Christian Julius Aforlah came", Span(0, 3, "PER")),
        ("went to Jordan Atallah Khairi", Span(2, 5, "PER")),
        ("by Marks & Spencer today", Span(1, 4, "ORG")),
        ("by Johnson & Johnson today", Span(1, 4, "ORG")),
        ("the Federation of Red Cross and Red Crescent Societies", Span(1, 9, "ORG")),
        ("in Guinea - Bissau today", Span(1, 4, "LOC")),
        ("of H E Bates today", Span(1, 4, "PER")),
        ("at Lowe 's , Kroger and Aldi", Span(1, 2, "LOC")),
        ("met China - Poland there", Span(1, 4, "PER")),
        ("of H E Bates today", Span(2, 4, "PER")),
        ("my nana Rose Smith came", Span(2, 4, "PER")),
        ("in Bosnia - Herzegovina today", Span(1, 4, "LOC")),
        ("at New York - New York today", Span(1, 6, "LOC")),
        ("in Austria - Hungary today", Span(1, 4, "LOC")),
        ("by Georgia - Pacific today", Span(1, 4, "LOC")),
        ("in Bosnia - Herzegovina today", Span(1, 4, "ORG")),
        ("of Serbia , Bosnia and Herzegovina .", Span(3, 6, "LOC")),
        ("of Brighton and Hove .", Span(1, 4, "LOC")),
        ("led by National Security adviser Ann Lee", Span(2, 4, "ORG")),
        ("led by General Motors Adviser Ann Lee", Span(2, 4, "ORG")),
        ("by Health Service Adviser Ann Lee", Span(1, 3, "ORG")),
        ("in Arab Minority Leader Ann Lee", Span(1, 3, "MISC")),
        ("is M.D. of Basel", Span(1, 2, "ORG")),
        ("Niamh Ní Dhomhnaill", Span(1, 3, "PER")),
        ("the captain of Hajduk Ivan Peri said", Span(4, 6, "PER")),
        ("told them on Monday bin Salman came", Span(4, 6, "PER")),
        ("at the Pontifical University of Santa Croce", Span(2, 7, "ORG")),
        ("in Leeds , Brighton and Hove , and York .", Span(3, 6, "LOC")),
        ("the secretary of State Farm sued", Span(3, 5, "ORG")),
        ("He met New Zealand Prime Minister Luxon", Span(2, 4, "LOC")),
        ("North Korean Foreign Minister Ri", Span(1, 2, "GROUP")),
        ("profit of Nigeria LNG fell", Span(2, 4, "ORG")),
        ("he met with the Bundestag Ní Dhomhnaill", Span(5, 7, "PER")),
    ],
)
def test_what_is_cut_to_size_stays(text: str, span: Span) -> None:
    assert entities.trimmed(row(text), [span]) == [span]


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        ("at Lloyd 's of London today", [Span(1, 2, "PER"), Span(4, 5, "LOC")], [Span(1, 5, "ORG")]),
        ("sold Ben & Jerry 's today", [Span(1, 2, "PER"), Span(3, 4, "PER")], [Span(1, 5, "ORG")]),
        ("saw Tom & Jerry 's", [Span(1, 2, "PER"), Span(3, 4, "PER")], [Span(1, 2, "PER"), Span(3, 4, "PER")]),
    ],
)
def test_known_bodies_come_in_one_piece(text: str, spans: list[Span], expected: list[Span]) -> None:
    assert entities.trimmed(row(text), spans) == expected


def test_a_body_is_known_by_its_name_alone() -> None:
    assert forms.settled(("Hiscox",)) == forms.settled(("Galatasaray",)) == "ORG"
    assert forms.settled(("Hiscoxes",)) == forms.settled(("Jane", "'s")) == ""
    assert kinds("Shares rose. Dangote fell. Aliko Dangote was glad.")["Aliko Dangote"] == "person"


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
    assert forms.whole(texts[0], [Span(1, 4, "LOC")]) == [Span(1, 4, "LOC")]  # inside a longer name
    assert forms.whole(texts[0], [Span(1, 3, "PER")]) == [Span(1, 3, "PER")]  # a capitalised word beside it
    assert forms.whole(texts[1], [Span(1, 2, "PER")]) == [Span(1, 3, "MISC")]


def test_a_title_of_several_persons_holds_for_those_near_it() -> None:
    listed = row("Justices " + "Kasirand , " * 100 + "and Moreauly concurred")
    assert kind_rules.told(listed, Span(3, 4, "ORG")) == "PER"
    assert kind_rules.told(listed, Span(202, 203, "ORG")) == ""
    assert kind_rules.told(row("The Justices , Moreauly concurred"), Span(3, 4, "ORG")) == ""


def test_a_thing_is_in_no_other_list() -> None:
    others = reference.gazetteer().keys() | reference.bodies()
    assert not reference.things().keys() & others
    assert set(reference.things().values()) == {"event", "organization", "work", "other"}


def mended(text: str, spans: list[str]) -> list[str]:
    """Return the names of *text*, each with its label, once *spans* are mended."""
    (sentence,) = sentences(segments(Document("-", text)))
    forms = sentence.texts
    marked = []
    for span in spans:
        name, label = span.rsplit(" ", 1)
        start = forms.index(name.split()[0])
        marked.append(Span(start, start + len(name.split()), label))
    got = mending.mended(features.spellings(forms), sentence, marked)
    return [f"{text[sentence.starts[start] : sentence.ends[end - 1]]} {label}" for start, end, label in got]


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        ("In Roe v. Wade it held", ["Roe PER", "Wade PER"], ["Roe v. Wade MISC"]),
        ("heard R v Sharma there", ["R MISC", "Sharma PER"], ["R v Sharma MISC"]),
        ("the court in India v. Pakistan", ["India LOC", "Pakistan LOC"], ["India v. Pakistan MISC"]),
        ("in Kaplan v. Republic of Sudan", ["Kaplan PER", "Sudan LOC"], ["Kaplan v. Republic of Sudan MISC"]),
        (
            "cited Dedeoğlu and Others v. Türkiye there",
            ["Dedeoğlu LOC", "Others ORG", "Türkiye LOC"],
            ["Dedeoğlu and Others v. Türkiye MISC"],
        ),
        (
            "in Obergefell v. Hodges and Dobbs v. Jackson there",
            ["Obergefell ORG", "Hodges ORG", "Dobbs MISC", "Jackson PER"],
            ["Obergefell v. Hodges MISC", "Dobbs v. Jackson MISC"],
        ),
        ("the USS Gerald R. Ford sailed", ["USS MISC", "Gerald R. Ford PER"], ["USS Gerald R. Ford MISC"]),
        ("the HMS Queen Elizabeth sailed", ["HMS ORG", "Elizabeth PER"], ["HMS Queen Elizabeth MISC"]),
        ("HMS Queen Elizabeth Sails Home", ["HMS ORG", "Elizabeth PER"], ["HMS Queen Elizabeth MISC"]),
        ("the INS Vikrant sailed", ["Vikrant PER"], ["INS Vikrant MISC"]),
        ("a Model Y sold", ["Y ORG"], ["Model Y MISC"]),
        ("when Shakhtar Donetsk played", ["Donetsk LOC"], ["Shakhtar Donetsk ORG"]),
        ("met Ana Santos - Amatun Noor", ["Ana Santos - Amatun Noor PER"], ["Ana Santos PER", "Amatun Noor PER"]),
        ("at Thuan 1 - Likhachev", ["Thuan 1 - Likhachev PER"], ["Thuan 1 PER", "Likhachev PER"]),
        ("spokesperson He Yongqian said", ["Yongqian PER"], ["He Yongqian PER"]),
        ("when Racing Monterrey won", ["Monterrey LOC"], ["Racing Monterrey ORG"]),
        ("saw Isle of there", ["Isle of LOC"], ["Isle LOC"]),
        ("the Boeing 737 MAX 9 flew", ["Boeing 737 MISC", "MAX 9 MISC"], ["Boeing 737 MAX 9 MISC"]),
        ("an Airbus A350-1000 flew", ["Airbus A350 MISC"], ["Airbus A350-1000 MISC"]),
        ("the Dow Jones Industrial Average fell", ["Dow Jones PER"], ["Dow Jones Industrial Average MISC"]),
        (
            "the Ministry of Justice of the Republic of Moldova said",
            ["Ministry of Justice of the ORG", "Republic of Moldova LOC"],
            ["Ministry of Justice of the Republic of Moldova ORG"],
        ),
        ("the Ministry of the north", ["Ministry of the ORG"], ["Ministry ORG"]),
        ("asked B Y Vijayendra to come", ["Y Vijayendra ORG"], ["B Y Vijayendra PER"]),
        ("in Home Science - Amatun Noor came", ["Science - Amatun Noor PER"], ["Amatun Noor PER"]),
        ("with Hyun-joo Bae there", ["Hyun - joo Bae PER"], ["Hyun-joo Bae PER"]),
        (
            "by Ranee “Bella” Campen there",
            ["Ranee PER", "Bella PER", "Campen LOC"],
            ["Ranee “Bella” Campen PER"],
        ),
        (
            "the Hospital and Social Welfare Commission met",
            ["Hospital ORG", "Social Welfare Commission ORG"],
            ["Hospital and Social Welfare Commission ORG"],
        ),
        (
            "the Convention for the Prevention of Pollution from Ships says",
            ["Convention for the Prevention of Pollution MISC"],
            ["Convention for the Prevention of Pollution from Ships MISC"],
        ),
        (
            "the Convention for the Safety of Life at Sea says",
            ["Convention for the Safety of Life MISC", "Sea LOC"],
            ["Convention for the Safety of Life at Sea MISC"],
        ),
        (
            "the Science, ICT, Broadcasting and Communications Committee met",
            ["Science ORG", "ICT MISC", "Broadcasting ORG", "Communications Committee ORG"],
            ["Science, ICT, Broadcasting and Communications Committee ORG"],
        ),
        ("signed Executive Order 14203 today", ["Order 14203 LOC"], ["Executive Order 14203 MISC"]),
        (
            "the Union for Peace in the Central African Republic (UPC) left",
            ["Union for Peace ORG", "Central African Republic LOC"],
            ["Union for Peace in the Central African Republic ORG"],
        ),
        (
            "the National Oceanic, Atmospheric and Space Administration said",
            ["National Oceanic ORG", "Atmospheric and Space Administration ORG"],
            ["National Oceanic, Atmospheric and Space Administration ORG"],
        ),
        ("at Our Lady of the Sorrows today", ["Sorrows LOC"], ["Our Lady of the Sorrows LOC"]),
        ("troops of Operation Fansan Yamma left", ["Fansan Yamma PER"], ["Operation Fansan Yamma MISC"]),
        ("the maker Premier Foods fell", ["Foods PER"], ["Premier Foods ORG"]),
        ("found Medusagyne oppositifolia again", ["Medusagyne MISC"], ["Medusagyne oppositifolia MISC"]),
        (
            "it vets their records with the Illinois Law Enforcement Training and Standards Board",
            ["Illinois Law Enforcement Training ORG", "Standards Board ORG"],
            ["Illinois Law Enforcement Training and Standards Board ORG"],
        ),
        (
            "the House of Peoples' Representatives said",
            ["House of Peoples ORG", "Representatives ORG"],
            ["House of Peoples' Representatives ORG"],
        ),
        ("in Newcastle upon Tyne today", ["Newcastle LOC", "Tyne LOC"], ["Newcastle upon Tyne LOC"]),
        ("chaired the Infected Blood Inquiry there", ["Blood Inquiry PER"], ["Infected Blood Inquiry ORG"]),
        ("the sub-Saharan coast", ["Saharan MISC"], ["sub-Saharan MISC"]),
        (
            "the policy “One District, One Factory” is",
            ["One District MISC", "One Factory MISC"],
            ["One District, One Factory MISC"],
        ),
        ("the Marks & Spencer shop", ["Marks PER", "Spencer ORG"], ["Marks & Spencer ORG"]),
        (
            "the Bill and Melinda Gates Foundation paid",
            ["Bill MISC", "Melinda Gates Foundation ORG"],
            ["Bill and Melinda Gates Foundation ORG"],
        ),
        ("D. Blenkiron bowled", ["Blenkiron LOC"], ["D. Blenkiron PER"]),
        ("S. Korea won", ["Korea LOC"], ["S. Korea LOC"]),
        ("J.J. Kenny left", ["J.J. PER", "Kenny PER"], ["J.J. Kenny PER"]),
        ("Joost van der Westhuizen", ["Joost PER", "Westhuizen PER"], ["Joost van der Westhuizen PER"]),
        ("Pan Men-an and John Osei-Owusu", ["Pan Men PER", "John Osei PER"], ["Pan Men-an PER", "John Osei-Owusu PER"]),
        ('Hector "Macho" Camacho', ["Hector PER", "Macho MISC", "Camacho PER"], ['Hector "Macho" Camacho PER']),
        ("an ultra-Orthodox party", ["Orthodox ORG"], ["ultra-Orthodox GROUP"]),
        ("said Jannik Sinner, 23, after it", ["Jannik Sinner ORG"], ["Jannik Sinner PER"]),
        ("Channel 12 news", ["Channel ORG"], ["Channel 12 ORG"]),
        ("Jamal Nasser Al Bader", ["Jamal PER", "Nasser PER", "Al PER"], ["Jamal Nasser Al PER"]),
        ("the War in Afghanistan", ["Afghanistan LOC"], ["War in Afghanistan MISC"]),
        (
            "the Communist Party of China",
            ["Communist Party ORG", "China LOC"],
            ["Communist Party of China ORG"],
        ),
        (
            "said Baroness Ashton of Upholland",
            ["Baroness Ashton PER", "Upholland LOC"],
            ["Baroness Ashton of Upholland PER"],
        ),
        ("in the Sierra de la Giganta", ["Sierra LOC", "la Giganta ORG"], ["Sierra de la Giganta LOC"]),
        ("Sporting de Braga won", ["de Braga PER"], ["Sporting de Braga ORG"]),
        ("said Raúl Haya de la Torre there", ["Raúl Haya PER"], ["Raúl Haya de la Torre PER"]),
        ("the OPEC+ deal", ["OPEC ORG"], ["OPEC+ ORG"]),
        ("the Face++ deal", ["Face ORG"], ["Face++ ORG"]),
        ("the JD(S) party", ["S ORG"], ["JD(S) ORG"]),
        ("in Dar es Salaam today", ["Dar LOC", "Salaam LOC"], ["Dar es Salaam LOC"]),
        ("in Bosnia and Herzegovina today", ["Bosnia LOC", "Herzegovina LOC"], ["Bosnia and Herzegovina LOC"]),
        ("the Vaccine Injury Act of 1986 shields", ["Vaccine Injury Act MISC"], ["Vaccine Injury Act of 1986 MISC"]),
        ("before Hurricane Otis came", ["Otis PER"], ["Hurricane Otis MISC"]),
        (
            "the Water (Reform) (Wales) Bill passed",
            ["Water MISC", "Reform MISC", "Wales LOC", "Bill PER"],
            ["Water (Reform) (Wales) Bill MISC"],
        ),
        ("the Terrorism (Prevention) Act 2011 was", ["Prevention MISC"], ["Terrorism (Prevention) Act 2011 MISC"]),
        (
            "under the Money Laundering Act, 2002.",
            ["Money Laundering Act MISC"],
            ["Money Laundering Act, 2002 MISC"],
        ),
        (
            "the Health Security and Accountability Act was",
            ["Health Security ORG", "Accountability Act MISC"],
            ["Health Security and Accountability Act MISC"],
        ),
        (
            "the Department for Environment, Food and Rural Affairs said",
            ["Department for Environment ORG", "Food and Rural Affairs ORG"],
            ["Department for Environment, Food and Rural Affairs ORG"],
        ),
        (
            "Social Democratic and Labour Party",
            ["Social Democratic ORG", "Labour Party ORG"],
            ["Social Democratic and Labour Party ORG"],
        ),
        ("a Group of 20 summit", ["Group ORG"], ["Group of 20 ORG"]),
        (
            "Federation of Film and Television Academies",
            ["Federation of Film ORG", "Television Academies ORG"],
            ["Federation of Film and Television Academies ORG"],
        ),
        (
            "Météo-France and Paris-Dakar",
            ["Météo LOC", "France LOC", "Paris LOC", "Dakar LOC"],
            ["Météo-France LOC", "Paris LOC", "Dakar LOC"],
        ),
        ("James (Leo) Nichols", ["James PER", "Nichols PER"], ["James (Leo) Nichols PER"]),
        ("CBS, Inc. of London", ["CBS ORG", "Inc. ORG"], ["CBS, Inc. ORG"]),
        ("Washington, D.C.", ["Washington LOC", "D.C. LOC"], ["Washington, D.C. LOC"]),
        ("an Italian-American poet", ["Italian GROUP", "American GROUP"], ["Italian-American GROUP"]),
        ("the Paris Economic Forum said", ["Paris LOC"], ["Paris Economic Forum MISC"]),
        ("the Paris Agreement Putin signed", ["Paris LOC", "Putin PER"], ["Paris Agreement MISC", "Putin PER"]),
        ("the Sino-Russian border", ["Russian GROUP"], ["Sino-Russian GROUP"]),
        ("the Sino-Russian border", ["Sino ORG", "Russian GROUP"], ["Sino-Russian GROUP"]),
        ("the F16 Falcon", ["F16 ORG", "Falcon LOC"], ["F16 Falcon MISC"]),
        ("a Near-Infrared Imager here", ["Infrared Imager LOC"], ["Near-Infrared Imager LOC"]),
        ("the Economic and Fiscal Outlook is", ["Fiscal Outlook MISC"], ["Economic and Fiscal Outlook MISC"]),
        (
            "a Wide Imager and Slitless Spectrograph (WISS) on",
            ["Wide Imager LOC", "Slitless Spectrograph PER", "WISS ORG"],
            ["Wide Imager and Slitless Spectrograph ORG", "WISS ORG"],
        ),
        (
            'his film "The Girl with the Needle," starring',
            ["Needle MISC"],
            ["The Girl with the Needle MISC"],
        ),
        (
            'the drama "All We Imagine as Light" won',
            ["All We Imagine MISC", "Light MISC"],
            ["All We Imagine as Light MISC"],
        ),
        (
            "the Ministry of Health, Labour and Welfare said",
            ["Ministry of Health ORG", "Labour ORG", "Welfare ORG"],
            ["Ministry of Health, Labour and Welfare ORG"],
        ),
    ],
)
def test_names_are_mended(text: str, spans: list[str], expected: list[str]) -> None:
    assert mended(text, spans) == expected


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("saw Leeds v Everton there", ["Leeds ORG", "Everton ORG"]),
        ("saw Real Betis v. Getafe", ["Real Betis ORG", "Getafe ORG"]),
        ("as India v. Pakistan began", ["India LOC", "Pakistan LOC"]),
        ("after Arsenal v. Chelsea ended", ["Arsenal ORG", "Chelsea ORG"]),
        ("INS Deports Elian Gonzalez Today", ["INS ORG", "Elian Gonzalez PER"]),
        ("as Roe v. The Big Bad Old Grey Wade went", ["Roe PER", "Wade PER"]),
        ("as Roe v. he said Wade went", ["Roe PER", "Wade PER"]),
        ("by Ranee “Bella” Campen Music there", ["Ranee PER", "Bella PER", "Campen Music ORG"]),
        ("by Ranee “Bella” Poland there", ["Ranee PER", "Bella PER", "Poland LOC"]),
        ("the Hospital and Welfare Commission met", ["Hospital ORG", "Welfare Commission ORG"]),
        (
            "the Public Hospital and Social Welfare Commission met",
            ["Public Hospital ORG", "Social Welfare Commission ORG"],
        ),
        ("Hospital and Social Welfare Commission Face Cuts", ["Hospital ORG", "Social Welfare Commission ORG"]),
        ("the Hiscox and Social Welfare Commission met", ["Hiscox ORG", "Social Welfare Commission ORG"]),
        ("met Santos - Amatun Noor here", ["Santos - Amatun Noor PER"]),
        ("He Putin likes", ["Putin PER"]),
        ("the Ministry for Trade from Ships says", ["Ministry for Trade ORG"]),
        ("an Airbus Neo-1000 flew", ["Airbus Neo MISC"]),
        ("in the Real Iran today", ["Iran LOC"]),
        ("Racing Monterrey to win", ["Monterrey LOC"]),
        ("met Oxfam, the UN and Sports Council there", ["Oxfam ORG", "UN ORG", "Sports Council ORG"]),
        ("met the CBI, TUC and Food Federation there", ["CBI ORG", "TUC ORG", "Food Federation ORG"]),
        (
            "the Union for Peace in the Central African Republic (CAR) left",
            ["Union for Peace ORG", "Central African Republic LOC"],
        ),
        ("the leader Premier Lane fell", ["Lane PER"]),
        ("the leader Premier Wen fell", ["Wen PER"]),
        (
            "left the Union for Peace in the Central African Republic (UPC",
            ["Union for Peace ORG", "Central African Republic LOC"],
        ),
        ("the Muslims for Peace in the Maldives (MDP) left", ["Muslims for Peace ORG", "Maldives LOC"]),
        ("at the 'Bank of Scotland' Smith left", ["Bank of Scotland ORG", "Smith PER"]),
        (
            "it vets their records with the Illinois Supreme Court and Standards Board",
            ["Illinois Supreme Court ORG", "Standards Board ORG"],
        ),
        ("the Bavarian State Library said", ["State Library ORG"]),
        ('said "Apple, Google and Amazon" are', ["Apple ORG", "Google ORG", "Amazon ORG"]),
        ("as INS Will Deport Elian Gonzalez there", ["INS ORG", "Elian Gonzalez PER"]),
        ('wrote "Townsend, George" there', ["Townsend PER", "George PER"]),
        ("as Google & Rossi met there", ["Google ORG", "Rossi PER"]),
        ("the U.S. Smith", ["Smith PER"]),
        ("Putin and Xi met", ["Putin PER", "Xi PER"]),
        ("the Putin-Xi summit", ["Putin PER", "Xi PER"]),
        ("a Xi-led party, Putin - Russia", ["Xi PER", "Putin PER"]),
        ("the Channel, 1939, and", ["Channel LOC"]),
        ("the Bank of China", ["Bank ORG", "China LOC"]),
        ("said Mary Ashton of Upholland", ["Mary Ashton PER", "Upholland LOC"]),
        ("said Raúl Haya de facto", ["Raúl Haya PER"]),
        ("the JD (S) party", ["JD ORG"]),
        ("he (the Prime Minister) Bill knew", ["Bill PER"]),
        ("of the Money Laundering Act, 2002 men", ["Money Laundering Act MISC"]),
        ("Hamas and Labour Party", ["Hamas ORG", "Labour Party ORG"]),
        ("a Group of friends", ["Group ORG"]),
        ("the Ministry of Defence and Chatham House", ["Ministry of Defence ORG", "Chatham House ORG"]),
        ("Kweku (NPP) Nichols", ["Kweku PER", "Nichols PER"]),
        ("an Italian - American poet", ["Italian GROUP", "American GROUP"]),
        ("a Paris Man said", ["Paris LOC"]),
        ("an EF-111 Raven", ["EF ORG", "Raven LOC"]),
        ("a Near-Infrared Imager here", ["Infrared LOC"]),
        ("Anti-Corruption Bureau chief", ["Corruption Bureau ORG"]),
        ("Economic and Fiscal Outlook is", ["Fiscal Outlook MISC"]),
        ("said Ford and General Motors", ["Ford ORG", "General Motors ORG"]),
        ("the Wide Imager Club (WIC) on", ["Wide Imager Club MISC", "WIC LOC"]),
        ("the Alliance of Sahel States (AES)", ["Alliance ORG"]),
        ('They call him "President Trump" there', ["Trump PER"]),
        ('He said "Cinema is a nation" to her', ["Cinema LOC"]),
        ("the Ministry of Health, Arsenal and Chelsea said", ["Ministry of Health ORG", "Arsenal ORG", "Chelsea ORG"]),
        ('"Putin met Xi in Samarkand," he said', ["Putin PER", "Xi PER", "Samarkand LOC"]),
        ("nothing here", []),
    ],
)
def test_names_that_are_whole_stay(text: str, spans: list[str]) -> None:
    assert mended(text, spans) == spans


def test_an_office_of_something_is_no_part_of_a_person() -> None:
    cut = {
        "Chancellor of the Exchequer Rachel Reeves": (3, "Rachel Reeves"),
        "Minister of Foreign Affairs Wang Yi": (3, "Wang Yi"),
        "Chief of the General Staff Valery Gerasimov": (4, "Valery Gerasimov"),
        "the Secretary of State for Health Matt Hancock": (5, "Matt Hancock"),
        "a son of Bashar Hassan al - Assad": (3, "Bashar Hassan al-Assad"),
    }
    for text, (start, name) in cut.items():
        words = row(text)
        ((begin, end, _),) = entities.trimmed(words, [Span(start, len(words), "PER")])
        assert " ".join(word.text for word in words[begin:end]).replace(" - ", "-") == name


def test_the_field_of_an_office_is_no_body() -> None:
    words = row("Under - Secretary - General for Humanitarian Affairs Martin Griffiths")
    spans = [Span(6, 8, "ORG"), Span(8, 10, "PER")]
    assert entities.trimmed(words, spans) == spans[1:]


@pytest.mark.parametrize(
    ("text", "start", "end", "label", "name"),
    [
        ("the 1950 - 53 Korea War ended", 3, 6, "MISC", "Korea War MISC"),
        ("Within Scotland , pupils", 0, 2, "LOC", "Scotland LOC"),
        ("the Wellingborough MP said", 1, 3, "ORG", "Wellingborough ORG"),
        ("Brexiteer Andrea Jenkyns said", 0, 3, "PER", "Andrea Jenkyns PER"),
    ],
)
def test_what_stands_around_a_name(text: str, start: int, end: int, label: str, name: str) -> None:
    words = row(text)
    ((begin, stop, found),) = entities.trimmed(words, [Span(start, end, label)])
    assert f"{' '.join(word.text for word in words[begin:stop])} {found}" == name


def test_a_long_owner_and_what_it_owns_are_two_names() -> None:
    words = row("the Hubble Space Telescope 's Wide Field Camera and Great Ormond Street 's Choir")
    assert entities.trimmed(words, [Span(1, 8, "MISC"), Span(9, 14, "ORG")]) == [
        Span(1, 4, "MISC"),
        Span(5, 8, "MISC"),
        Span(9, 14, "ORG"),
    ]


def test_amounts_are_no_names() -> None:
    assert entities.trimmed(row("Rs 50 crore"), [Span(0, 2, "MISC")]) == []
    assert entities.trimmed(row("GHS22billion and US108"), [Span(0, 1, "ORG"), Span(2, 3, "ORG")]) == []
    assert entities.trimmed(row("QR8 and Boeing 737"), [Span(0, 1, "LOC"), Span(2, 4, "MISC")]) == [Span(2, 4, "MISC")]


def test_the_table_of_words() -> None:
    look = reference.known_words()
    assert look("samarkand")[1] == "c"
    assert "g" in look("nancy")[1]
    assert "s" in look("nguyen")[1]
    assert look("police")[1] == ""
    assert look("russia")[0] == look("ukraine")[0] != look("cat")[0]
    assert look("xyzzyx") == look("") == look("a:b") == look("police:") == look("\ud800") == ("", "")


def test_parts_of_the_sky_before_a_known_name() -> None:
    got = agreed(("West African men in Southern California", [Span(0, 2, "ORG"), Span(4, 6, "PER")]))
    assert got == [[Span(0, 2, "GROUP"), Span(4, 6, "LOC")]]


def test_known_peoples_and_places_that_stand_free_are_found() -> None:
    got = agreed(
        ("one former Soviet republic of Russia", []), ("German Man and Turkey Day", []), ("Turkey is late", [])
    )
    assert got == [[Span(2, 3, "GROUP"), Span(5, 6, "LOC")], [], []]


def agreed(*marked: tuple[str, list[Span]]) -> list[list[Span]]:
    document = features.Document([text.split() for text, _ in marked])
    return entities.agree(document, [spans for _, spans in marked])


def test_a_document_agrees_on_a_surname_and_finds_it_again() -> None:
    got = agreed(
        ("Jakub Jakóbowski spoke", [Span(0, 2, "PER")]),
        ("Then Jakóbowski left", [Span(1, 2, "ORG")]),
        ("and Jakóbowski slept", []),
    )
    assert got == [[Span(0, 2, "PER")], [Span(1, 2, "PER")], [Span(1, 2, "PER")]]


def test_an_acronym_in_brackets_is_what_its_expansion_is() -> None:
    got = agreed(
        ("the New Power Party ( NPP ) won", [Span(1, 4, "ORG"), Span(5, 6, "LOC")]),
        ("in NPP hands", [Span(1, 2, "LOC")]),
    )
    assert got == [[Span(1, 4, "ORG"), Span(5, 6, "ORG")], [Span(1, 2, "ORG")]]


def test_a_known_place_is_a_place_unless_it_is_a_surname() -> None:
    assert agreed(("for Qatar now", [Span(1, 2, "ORG")])) == [[Span(1, 2, "LOC")]]
    got = agreed(("Michael Jordan won", [Span(0, 2, "PER")]), ("so Jordan said", [Span(1, 2, "PER")]))
    assert got[1] == [Span(1, 2, "PER")]


def test_a_word_that_the_document_writes_small_is_no_name() -> None:
    assert agreed(("Transport is late", [Span(0, 1, "ORG")]), ("the transport came", [])) == [[], []]


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
def test_runs(text: str, expected: list[str]) -> None:
    words = [word.text for word in sentences(segments(Document("-", text)))[0].words]
    spelt = features.spellings(words)
    assert [" ".join(words[start:end]) for start, end in runs.of(spelt)] == expected


def test_parts_of_speech() -> None:
    assert tagger.speech([["The", "balance", "of", "power", "changed", "."], []]) == [
        ["DET", "NOUN", "ADP", "NOUN", "VERB", "PUNCT"],
        [],
    ]


WORDS = st.sampled_from(
    "The the balance of power changed , . that to's Putin moves moving 's \" 2022 no limits Xi - led and if not quickly "
    "Zzyzx überhaupt can will play 9/11 U.S. (".split()
)


@given(st.lists(st.lists(WORDS, max_size=30), max_size=6))
def test_parts_of_speech_are_those_of_the_plain_way(sentences: list[list[str]]) -> None:
    assert speech.speech(sentences) == tagger.speech(sentences)


def test_parts_of_speech_with_a_table_that_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speech, "KNOWN", 8)
    rows = [[f"word{number}", "moves", "on"] for number in range(20)]
    model = speech.Speech(linear.shipped("speech"))
    assert [model.labels([row])[0] for row in rows] == tagger.speech(rows)


CAPITALS = st.sampled_from(
    "The the President of Vladimir Putin moves , . U.S. 's \" 2022 Xi - led National Bank AND Sino Russian 9/11 ( said "
    "Zzyzx United Nations Überlingen NATO Mr. Jones for and West Africa".split()
)


@given(st.lists(st.lists(CAPITALS, max_size=30), max_size=6))
def test_names_are_those_of_the_plain_way(sentences: list[list[str]]) -> None:
    (fast,) = names.shipped().labelled([names.shipped().document(sentences)])
    plain = tagger.entities(features.Document(sentences))
    for (tags, sure, _), (expected, certain) in zip(fast, plain, strict=True):
        assert tags == expected
        clear = 0.86  # above it, what is missing to 1 is smaller than what floating point tells apart
        assert [min(clear, each) for each in sure] == pytest.approx([min(clear, each) for each in certain], abs=0.005)


def test_names_of_runs_that_are_labelled_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names, "TOGETHER", 2)
    monkeypatch.setattr(names, "KNOWN", 8)
    rows = ["Vladimir Putin met Xi Jinping in the Bank of China .".split(), [], "He left Ulan Bator".split()]
    tags = [tags for tags, _ in tagger.entities(features.Document(rows))]
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
        tagger.Tagger.load("nothing")


def test_models_are_small_and_their_card_names_every_corpus() -> None:
    card = (MODELS / "CARD.md").read_text("utf-8")
    notice = (Path(__file__).parent.parent / "NOTICE").read_text("utf-8")
    assert sum(path.stat().st_size for path in MODELS.iterdir()) < 6_000_000
    for name in ("Wikigold", "GMB", "Re-DocRED", "CrossNER", "GUM", "WNUT", "Broad Twitter Corpus", "Universal NER"):
        assert name in card
        assert name in notice


# Other taggers


def kinded(text: str, name: str, label: str) -> str:
    """Return the label that *name* in *text* gets, which the tagger called *label*."""
    row = features.spellings(words(text))
    length = len(words(name))
    start = next(at for at in range(len(row)) if [one.text for one in row[at : at + length]] == words(name))
    return kind_rules.kinded(row, [Span(start, start + length, label)])[0].label


def words(text: str) -> list[str]:
    return [word for one in sentences(segments(Document("-", text))) for word in one.texts]


@pytest.mark.parametrize(
    ("text", "name", "label", "wanted"),
    [
        ("she beat Amanda Anisimova in an hour", "Amanda Anisimova", "ORG", "PER"),
        ("a eulogy by the novelist Fatoumata Keïta was read", "Fatoumata Keïta", "ORG", "PER"),
        ("Ton Heerts, a veteran mediator, left", "Ton Heerts", "ORG", "PER"),
        ("in Gazeta Wyborcza, the critic Agnieszka Rumińska wrote", "Gazeta Wyborcza", "LOC", "LOC"),
        ("the Japanese brewer Asahi was hit", "Asahi", "LOC", "ORG"),
        ("the agency confirmed that Enisa, a European watchdog, knew", "Enisa", "LOC", "ORG"),
        ("shares of Halvorsen Medical ASA rose", "Halvorsen Medical ASA", "MISC", "ORG"),
        ("before the Grenfell Inquiry began", "Grenfell Inquiry", "PER", "ORG"),
        ("at the Pang Co-op", "Pang Co", "MISC", "MISC"),
        ("the Dispute Settlement Body met", "Dispute Settlement Body", "MISC", "ORG"),
        (
            "the Intergovernmental Panel on Climate Change met",
            "Intergovernmental Panel on Climate Change",
            "MISC",
            "ORG",
        ),
        ("the singer from Mexico City", "Mexico City", "LOC", "LOC"),
        ("the brewer Kirin in Japan", "Japan", "LOC", "LOC"),
        ("the tanker Gulf Meridian sank", "Gulf Meridian", "LOC", "MISC"),
        ("Rachid Muratake (JPN) won", "JPN", "ORG", "LOC"),
        ("the Federal Reserve Board (FRB) met", "FRB", "ORG", "ORG"),
        ("the National Agrarian Institute (INA) met", "INA", "ORG", "ORG"),
        ("the minister, Aukje de Vries, said", "Aukje de Vries", "ORG", "PER"),
        ("the trader, Radmet-Eksport, said", "Radmet-Eksport", "LOC", "LOC"),
        ("at the Vienna Security Forum in June", "Vienna Security Forum", "MISC", "MISC"),
        ("the dutiful Gen Prayut said", "Gen Prayut", "PER", "PER"),
        ("Rachid Muratake (Jam) won", "Jam", "ORG", "ORG"),
        ("the ruling SEC v. Blue Heron LLC said", "SEC v. Blue Heron LLC", "MISC", "MISC"),
        ("the ship Ever Golden sank", "Ever Golden", "MISC", "MISC"),
        ("acting under Chapter VII today", "Chapter VII", "PER", "MISC"),
        ("the band Chapter Two played", "Chapter Two", "PER", "PER"),
        ("they beat Real Betis again", "Real Betis", "PER", "ORG"),
        ("at the Estádio da Luz today", "Estádio da Luz", "ORG", "LOC"),
        ("near Shackleton Crater there", "Shackleton Crater", "PER", "LOC"),
        ("at the Universidad de Chile today", "Universidad de Chile", "LOC", "ORG"),
        ("Quellen analyst Tobias Krüger said", "Quellen", "LOC", "ORG"),
        ("a Quellen analyst said", "Quellen", "LOC", "LOC"),
        ("the terminal operated by Quellen", "Quellen", "LOC", "ORG"),
        ("a founder of Quellen", "Quellen", "PER", "ORG"),
        ("the north of Quellen", "Quellen", "LOC", "LOC"),
        ("the new Nordphone 7 costs", "Nordphone 7", "ORG", "MISC"),
        ("watched on Channel 7 yesterday", "Channel 7", "ORG", "ORG"),
        ("saw the opera Rigoletto Nuovo there", "Rigoletto Nuovo", "PER", "MISC"),
        ("the environmental agency, Ibanor, has", "Ibanor", "LOC", "ORG"),
        ("the forest, Ibanor, has", "Ibanor", "LOC", "LOC"),
        ("won the Casals Competition there", "Casals Competition", "ORG", "MISC"),
        ("spoke at the Eastern Economic Forum there", "Eastern Economic Forum", "ORG", "MISC"),
        ("asked the Pacific Islands Forum there", "Pacific Islands Forum", "ORG", "ORG"),
        ("played the Strathclyde Concerto No. 2 there", "Strathclyde Concerto No. 2", "PER", "MISC"),
        ("before Eid al-Adha there", "Eid al-Adha", "LOC", "MISC"),
        ("aboard ICUBE-R of Pakistan", "ICUBE-R", "PER", "MISC"),
    ],
)
def test_words_of_a_name_and_beside_it_tell_its_kind(text: str, name: str, label: str, wanted: str) -> None:
    assert kinded(text, name, label) == wanted


def test_a_short_name_is_what_the_full_name_of_the_body_is() -> None:
    text = (
        "Shares of Nordvale Semiconductors fell. The case is Nordvale v Commission. Nordvale said that it would appeal."
    )
    assert kinds(text)["Nordvale"] == "organization"


def test_what_a_body_is_for_belongs_to_its_name() -> None:
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


def test_a_surname_behind_small_words_that_the_tagger_cut() -> None:
    text = "European Council President António Costa and Commission President Ursula von der Leyen, will cut duties."
    assert kinds(text)["Ursula von der Leyen"] == "person"


def test_who_leads_and_what_is_led_are_two() -> None:
    row = features.spellings("the US-led NATO and the NATO -led Kosovo Force".replace("-led", " - led").split())
    assert entities.trimmed(row, [entities.Span(1, 5, "MISC"), entities.Span(7, 12, "ORG")]) == [
        entities.Span(1, 2, "LOC"),
        entities.Span(4, 5, "MISC"),
        entities.Span(7, 8, "ORG"),
        entities.Span(10, 12, "ORG"),
    ]


def test_a_hurricane_is_no_person_and_laws_are_works() -> None:
    text = (
        "The coast was hit by Hurricane Odalys on Sunday. Forecasters said Odalys was weakening. The Water (Reform) Bill was read. "
        "The Bill fell. The Water Act 1991 stands. It was passed as Act 1079. Doctors fear Covid-19 before Eid al-Adha and the Casals Competition, "
        "where she plays the Strathclyde Concerto, and the prize for fiction, for The Salt Roads, by a novelist. "
        "The Salt Roads is new. A Raft of Herons opens today. Critics liked A Raft of Herons."
    )
    found = {one.term: one for one in extract([Document("a", text)], minimum_score=0).candidates}
    assert found["Hurricane Odalys"].kind is Kind.EVENT
    assert "Odalys" in found["Hurricane Odalys"].variants
    assert {found[law].kind for law in ("Water (Reform) Bill", "Water Act 1991", "Act 1079")} == {Kind.WORK}
    assert "Bill" in found["Water (Reform) Bill"].variants
    assert found["Covid-19"].kind is Kind.OTHER
    assert found["Eid al-Adha"].kind is found["Casals Competition"].kind is Kind.EVENT
    assert found["Strathclyde Concerto"].kind is found["The Salt Roads"].kind is Kind.WORK
    assert found["A Raft of Herons"].kind is Kind.WORK
    assert "Raft of Herons" not in found


@pytest.mark.parametrize(
    ("text", "start", "wanted"),
    [
        ("By Marlok van Bredan and Tibor Quesz", 1, "PER"),
        ("By Marlok van Bredan and Tibor Quesz", 5, "PER"),
        ("( Reporting by Marlok Bredan in Kreva and Tibor Quesz ; Editing by Ola Wend )", 8, "PER"),
        ("( Reporting by Marlok Bredan in Kreva ; Editing by Ola Wend )", 10, "PER"),
        ("Photos by Getty Images in Kreva", 2, ""),
        ("By Tibor Quesz 's count it fell .", 1, ""),
        ("It was built by Tibor Quesz in May", 4, ""),
        ("Tibor Quesz", 0, ""),
    ],
)
def test_authors_are_persons(text: str, start: int, wanted: str) -> None:
    words = row(text)
    end = start + (3 if words[start + 1].small else 2)
    assert kind_rules.told(words, Span(start, end, "ORG")) == wanted


def test_species_orders_and_persons_behind_of() -> None:
    text = (
        "The Aedes aegypti mosquito and Escherichia coli are known under Executive Order 14110, and so is Iyad ag Ghaly. "
        "The Bridgetown Initiative of Mia Mottley is new. The University of Notre Dame met in Ankara fatally."
    )
    got = kinds(text)
    assert got["Aedes aegypti"] == got["Escherichia coli"] == "other"
    assert got["Executive Order 14110"] == "work"
    assert got["Iyad ag Ghaly"] == got["Mia Mottley"] == "person"
    assert got["Bridgetown Initiative"] == got["University of Notre Dame"] == "organization"
    assert got["Ankara"] == "place"


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
def test_a_species(name: str, behind: str, wanted: bool) -> None:
    (sentence,) = sentences(segments(Document("-", f"the {name} {behind} is")))
    got = mending.mended(features.spellings(sentence.texts), sentence, [Span(1, 2, "ORG")])
    assert [span[:2] for span in got] == [(1, 3 if wanted else 2)]


def test_a_ship_is_no_body() -> None:
    (kept,) = agreed(("the HSwMS Halland sailed", [Span(1, 3, "ORG")]))
    assert kept == [Span(1, 3, "MISC")]
    (kept,) = agreed(("the INS sailed", [Span(1, 2, "ORG")]))
    assert kept == [Span(1, 2, "ORG")]


def test_what_a_ship_is_called_by_is_the_ship() -> None:
    got = kinds("The BRP Cabra sailed on Monday. A shell hit the Cabra off Manila. The crew of the Cabra is safe.")
    assert got["BRP Cabra"] == got["Cabra"] == "other"


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
def test_who_a_ship_is_called_after_is_no_ship(text: str, ship: str, other: str) -> None:
    found = {one.term: one for one in extract([Document("a", text)], minimum_score=0).candidates}
    assert found[ship].kind is Kind.OTHER
    assert not found[ship].variants
    assert found[other].kind is not Kind.OTHER


def test_what_the_text_says_itself_is_not_weighed() -> None:
    assert [name for name in ("HSwMS", "Ins", "mv") if joining.afloat(name)] == ["HSwMS"]
    assert kind_rules.stated(row("the tanker Gulf Meridian sank"), Span(2, 4, "MISC"))
    assert kind_rules.stated(row("the winger , Karim Adeyemi , said"), Span(3, 5, "PER"))
    assert not kind_rules.stated(row("the winger , Fiji Sevens , said"), Span(3, 5, "PER"))


@pytest.mark.parametrize(
    "name", ["USS Constitution", "Epic Games v . Apple", "Students for Fair Admissions v . Harvard"]
)
def test_a_ship_and_a_case_are_neither_works_nor_events(name: str) -> None:
    assert entities.kind(row(name), Span(0, len(name.split()), "MISC")) is Kind.OTHER


def test_a_full_name_is_a_person_as_its_surname_is() -> None:
    text = "unseating Lazarus Chakwera , officials said . Chakwera conceded .".split()
    document = features.Document([text[:7], text[7:]])
    full, short = entities.Span(1, 3, "MISC"), entities.Span(0, 1, "PER")
    assert entities.agree(document, [[full], [short]]) == [[full._replace(label="PER")], [short]]
    assert entities.agree(document, [[full], [short._replace(label="ORG")]])[0] == [full]
    assert entities.agree(document, [[full._replace(label="LOC")], [short]])[0][0].label == "LOC"


def test_a_name_that_was_cut_behind_of_is_whole() -> None:
    words = cut("Port of Antwerp reopened")
    row = features.spellings(words.texts)
    pieces = [entities.Span(0, 2, "LOC"), entities.Span(2, 3, "LOC")]
    assert mending.mended(row, words, pieces) == [entities.Span(0, 3, "LOC")]


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


def test_the_number_of_a_project_belongs_to_its_name() -> None:
    for text, end in (("Power of Siberia 2, a gas pipeline", 4), ("Power of Siberia 2, the hosts", 3)):
        words = cut(text)
        found = mending.mended(features.spellings(words.texts), words, [entities.Span(0, 3, "ORG")])
        assert [span.end for span in found] == [end]


def test_pinyin_makes_a_person() -> None:
    for name in ("Maiqi Ding", "Bo Xilai", "Liu Xiaobo"):
        assert kinds_of(name) == "PER", name
    for name in ("Shanghai Hang", "Guangming Ribao", "Tan Son", "Yen Bai", "Long Island"):
        assert kinds_of(name) == "ORG", name


def kinds_of(name: str) -> str:
    row = features.spellings(name.split())
    return kind_rules.kinded(row, [entities.Span(0, len(row), "ORG")])[0].label


def test_our_tagger_comes_by_name() -> None:
    assert entities.finder("tagger") is entities.mentions
    with pytest.raises(ConfigError, match="unknown extractor 'taggr'"):
        entities.finder("taggr")


def test_spacy_without_a_model_or_without_spacy(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ConfigError, match="spacy needs the name of a pipeline; write spacy:en_core_web_sm"):
        entities.finder("spacy")
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(PluginError, match="spaCy is not installed; pip install spacy"):
        entities.finder("spacy:en_core_web_sm")


def pretended(monkeypatch: pytest.MonkeyPatch, load: Any) -> None:
    module = ModuleType("spacy")
    module.load = load  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "spacy", module)


def test_a_spacy_pipeline_that_is_not_there_or_finds_no_names(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise OSError(f"[E050] Can't find model '{name}'")

    pretended(monkeypatch, missing)
    with pytest.raises(PluginError, match="'en_core_web_xx' is not installed; python -m spacy download en_core_web_xx"):
        entities.finder("spacy:en_core_web_xx")
    pretended(monkeypatch, lambda name: SimpleNamespace(pipe_names=["tagger"]))
    with pytest.raises(PluginError, match="'blank' finds no names"):
        entities.finder("spacy:blank")


def test_what_a_spacy_pipeline_finds_becomes_mentions(monkeypatch: pytest.MonkeyPatch) -> None:
    class Pipeline:
        pipe_names = ("ner", "parser")

        def select_pipes(self, disable: list[str]) -> None:
            assert disable == ["parser"]

        def pipe(self, texts: Any) -> Any:
            for text in texts:
                marks = [("the Kremlin’s", "ORG"), ("Thursday", "DATE"), ("Samarkand", "GPE")]
                spots = [(text.index(form), form, label) for form, label in marks if form in text]
                yield SimpleNamespace(
                    ents=[
                        SimpleNamespace(start_char=at, end_char=at + len(form), label_=label)
                        for at, form, label in spots
                    ]
                )

    pretended(monkeypatch, lambda name: Pipeline())
    text = "No. By Thursday the Kremlin’s men left Samarkand."
    lines = entities.finder("spacy:any")(sentences(segments(Document("-", text))))
    assert [one for line in lines for one in line] == [
        Mention(20, 27, Kind.ORGANIZATION, "Kremlin", 1.0),
        Mention(39, 48, Kind.PLACE, "Samarkand", 1.0),
    ]


def test_a_spacy_pipeline_of_another_version_or_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def other(name: str) -> None:
        raise ValueError("[E167] Unknown morphological feature")

    def missing(name: str) -> None:
        raise OSError("[E050]")

    pretended(monkeypatch, other)
    with pytest.raises(PluginError, match=r"cannot be loaded: \[E167\] Unknown .*; install the versions"):
        entities.finder("spacy:en_old")
    pretended(monkeypatch, missing)
    with pytest.raises(PluginError, match=r"there is no spaCy pipeline in .*; give its name or its folder"):
        entities.finder(f"spacy:{tmp_path}")


def test_real_spacy_rules_and_a_pipeline_that_is_not_there(tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy", reason="spaCy is not installed")
    with pytest.raises(PluginError, match="'no_such_pipeline' is not installed"):
        entities.finder("spacy:no_such_pipeline")
    rules = spacy.blank("en")
    rules.add_pipe("entity_ruler").add_patterns(
        [{"label": "ORG", "pattern": "the Kremlin"}, {"label": "GPE", "pattern": "Samarkand"}]
    )
    rules.to_disk(tmp_path / "rules")
    text = "No. By Thursday the Kremlin’s men left Samarkand."
    lines = entities.finder(f"spacy:{tmp_path / 'rules'}")(sentences(segments(Document("-", text))))
    assert [one for line in lines for one in line] == [
        Mention(20, 27, Kind.ORGANIZATION, "Kremlin", 1.0),
        Mention(39, 48, Kind.PLACE, "Samarkand", 1.0),
    ]


def test_a_real_spacy_tagger_that_was_trained(tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy", reason="spaCy is not installed")
    from spacy.training import Example

    trained = spacy.blank("en")
    trained.add_pipe("sentencizer")
    trained.add_pipe("ner")
    examples = [
        Example.from_dict(
            trained.make_doc(f"Then {person} left {place}."),
            {"entities": [(5, 5 + len(person), "PERSON"), (11 + len(person), 11 + len(person) + len(place), "GPE")]},
        )
        for person in ("Xi Jinping", "Vladimir Putin", "Nancy Pelosi")
        for place in ("Samarkand", "Beijing", "Taipei")
    ]
    spacy.util.fix_random_seed(1)
    trained.initialize(lambda: examples)
    for _ in range(30):
        trained.update(examples)
    trained.to_disk(tmp_path / "trained")
    text = "Then Vladimir Putin left Beijing."
    lines = entities.finder(f"spacy:{tmp_path / 'trained'}")(sentences(segments(Document("-", text))))
    assert [(one.text, one.kind) for line in lines for one in line] == [
        ("Vladimir Putin", Kind.PERSON),
        ("Beijing", Kind.PLACE),
    ]


# Training and quality


def corpus(folder: Path) -> None:
    names = folder / "ner" / "train"
    names.mkdir(parents=True)
    row = {
        "sents": [["Vladimir", "Putin", "met", "Xi", "in", "Samarkand", "."], ["The", "Russian", "left", "."]] * 8,
        "tags": [["B-PER", "I-PER", "O", "B-PER", "O", "B-LOC", "O"], ["O", "B-MISC", "O", "O"]] * 8,
    }
    from training import corpora

    for name in set(corpora.ENTITIES) - {corpora.NEWS}:
        (names / f"{name}.train.jsonl").write_text(json.dumps(row) + "\n", "utf-8")


def test_training_gives_the_same_bytes_again(tmp_path: Path) -> None:
    from training import train

    corpus(tmp_path)
    train.entities(tmp_path, tmp_path / "one", without=["gmb", "news"])
    train.entities(tmp_path, tmp_path / "two", without=["gmb", "news"])
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert set(tagger.Tagger((tmp_path / "one").read_bytes()).labels) >= {"B-PER", "I-PER", "B-LOC", "B-GROUP", "O"}


def test_kinds_train_to_the_same_bytes_and_may_leave_a_corpus_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from training import corpora
    from training import kinds as kinds_again

    rows = [
        "Vladimir/B-PER Putin/I-PER met/O Tarmeq/B-ORG Bank/I-ORG in/O New/B-LOC Kelmond/I-LOC ./O",
        "The/O South/B-MISC Korean/I-MISC won/O the/O Ostrenko/B-MISC Cup/I-MISC in/O Kelmond/B-LOC ./O",
    ]
    pairs = [[word.split("/") for word in row.split()] for row in rows]
    sentences_, tags = ([[pair[at] for pair in row] for row in pairs] for at in (0, 1))
    texts = [corpora.Text(name, sentences_, tags) for name in ("gmb", "wnut") for _ in range(12)]
    monkeypatch.setattr(corpora, "entities", lambda folder, chosen: texts)
    monkeypatch.setattr(kinds_again.weighing, "DOUBT", 1e9)
    for name in ("one", "two"):
        kinds_again.weights(tmp_path, {"": tmp_path / name, "gmb": tmp_path / f"{name} without"})
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert (tmp_path / "one without").read_bytes() == (tmp_path / "two without").read_bytes()
    assert linear.Model((tmp_path / "one").read_bytes()).labels


def test_articles_of_ours_are_read_with_their_marks(tmp_path: Path) -> None:
    from training.corpora import news

    articles = (
        "{P Ama Osei-Bonsu} leaves {O GRIDCo}\nShe told {N Ghanaian} media of {L Tema}'s {E Homowo}.\n----\nNo names\n"
    )
    (tmp_path / "a.txt").write_text(articles, "utf-8")
    read, other = news(tmp_path)
    assert read.sentences == [
        ["Ama", "Osei", "-", "Bonsu", "leaves", "GRIDCo"],
        ["She", "told", "Ghanaian", "media", "of", "Tema", "'s", "Homowo", "."],
    ]
    assert read.tags == [
        ["B-PER", "I-PER", "I-PER", "I-PER", "O", "B-ORG"],
        ["O", "O", "B-GROUP", "O", "O", "B-LOC", "O", "B-MISC", "O"],
    ]
    assert other.sentences == [["No", "names"]]


def test_every_mark_of_our_articles_is_whole() -> None:
    from training.corpora import HERE, MARK, NEWS, articles

    paths = sorted((HERE / NEWS).glob("*.txt"))
    for path in paths:
        rest = MARK.sub("", path.read_text("utf-8"))
        assert "{" not in rest, path
        assert "}" not in rest, path
    read = list(articles())
    assert len(read) > len(paths)
    assert all(
        text.strip() and text[start:end].strip() == text[start:end] for text, names in read for start, end, _ in names
    )


def test_corpora_are_cut_into_our_words() -> None:
    from training.corpora import retokenised

    assert retokenised(["U.S", ".", "-led", "NATO", "@me"], ["B-LOC", "I-LOC", "O", "B-ORG", "B-PER"]) == (
        ["U.S.", "-", "led", "NATO", "@me"],
        ["B-LOC", "O", "O", "B-ORG", "O"],
    )


@needs("data/entities")
@pytest.mark.parametrize(("name", "listed", "strict"), [("wwn-dev", 0.71, 0.64), ("conllpp-dev", 0.87, 0.74)])
def test_the_shipped_model_keeps_its_quality(name: str, listed: float, strict: float) -> None:
    sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))
    try:
        import quality_entities as quality
    finally:
        sys.path.pop(0)
    texts = list(quality.documents(name))[:60]
    got = quality.measured((text, gold, quality.found(text)) for text, gold in texts)
    assert got["list"].f1 > listed
    assert got["strict"].f1 > strict


def test_a_summit_has_its_number_with_a_space_or_without() -> None:
    for text in ("COP30 ended", "COP 30 ended"):
        words = row(text)
        assert entities.kind(words, Span(0, len(words) - 1, "MISC")) is Kind.EVENT
