"""Tests of the key phrases of sentences whose parts of speech are given."""

from __future__ import annotations

import time

import pytest

from glossary.extract import grammar, phrases, pruning, speech
from glossary.text.words import Sentence, cut

TAGS = {
    "n": "NOUN",
    "s": "NOUN",
    "p": "PROPN",
    "j": "ADJ",
    "t": "NUM",
    "v": "VERB",
    "x": "VERB",
    "d": "DET",
    "i": "ADP",
    "a": "CCONJ",
}


def letters(sentence: Sentence, tags: list[str]) -> str:
    return "".join(map(phrases.letter, sentence.texts, tags))


def found(marked: str) -> list[tuple[str, str]]:
    """Return (phrase, origin) of a sentence written as ``word/letter``; names as ``word/e``."""
    pairs = [part.rpartition("/") for part in marked.split()]
    text = " ".join(word for word, _, _ in pairs)
    sentence = cut(text)
    spans = {}
    place = 0
    for word, _, letter in pairs:
        for _ in cut(word).texts:
            spans[place] = letter
            place += 1
    tags = [TAGS.get(spans[at], "PUNCT") for at in range(len(sentence.texts))]
    names: list[tuple[int, int]] = []
    for at in range(len(sentence.texts)):
        if spans[at] == "e":
            if names and names[-1][1] == at:
                names[-1] = (names[-1][0], at + 1)
            else:
                names.append((at, at + 1))
    unit = phrases.units(sentence, letters(sentence, tags), names)
    result = []
    for phrase in phrases.phrases(unit):
        start, end, why = pruning.prune(
            unit.lows[phrase.start : phrase.end], unit.letters[phrase.start : phrase.end], phrase.origin
        )
        if not why:
            result.append((" ".join(unit.lows[phrase.start + start : phrase.start + end]), phrase.origin))
    return result


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("ECOWAS/e lifts/s sanctions/s on/i Niger/e", ["sanctions"]),
        ("Bank/e holds/x rates/s as/i wage/n growth/n cools/s", ["rates", "wage growth"]),
        ("Haaland/e rescues/s point/n in/i stoppage/n time/n", ["stoppage time"]),
        ("Oil/n prices/s surge/n", ["oil prices"]),
        ("TTF/e gas/n jumps/s as/i outage/n extended/v", ["ttf gas", "outage"]),
        ("Berlin/e gas/n price/n climbs/s as/i demand/n rises/s", ["berlin gas price", "demand"]),
        ("Berlin/e cuts/s full-year/j guidance/n as/i demand/n cools/s", ["full-year guidance", "demand"]),
        ("after/i contact/n tracing/x was/x urged/v ./.", ["contact tracing"]),
        ("two/x memoranda/n of/i understanding/x ./.", ["memoranda", "understanding"]),
        ("had/x admitted/v aggravated/v burglary/n ./.", ["aggravated burglary"]),
        ("86/t confirmed/v cases/s ./.", ["confirmed cases"]),
        ("rules/s oblige/n makers/s to/i", ["rules", "makers"]),
        ("Brexit/e talks/s team/n in/i London/e", ["brexit talks team"]),
        ("Putin/e lifts/s the/d lid/n ./.", ["lid"]),
        ("a/d lightning/n counteroffensive/j by/i Ukraine/e", ["lightning counteroffensive"]),
        ("forces/s loyal/j to/i Kabila/e", ["forces"]),
        ("the/d property/n market/n drags/s on/i ./.", ["property market"]),
        ("prices/s fell/x ,/. survey/n finds/s", ["prices", "survey"]),
        ("a/d lightning/j counteroffensive/j had/x driven/v ./.", ["lightning counteroffensive"]),
        ('the/d "/. legitimate/x security/n concerns/s "/. of/i', ["legitimate security concerns"]),
        ("a/d market/n for/i the/d Russian/e one/n", ["market"]),
        ("a/d profit/n warning/x and/a cuts/s", ["profit warning", "cuts"]),
        ("on/i bathing/x water/n on/i Thursday/p", ["bathing water"]),
        ("as/i housing/x affordability/n improved/x", ["housing affordability"]),
        ("while/i building/x houses/s", ["houses"]),
        ("a/d company/n operating/x in/i Kenya/e", ["company"]),
        ("raised/x the/d cash/n reserve/x ratio/n for/i lenders/s", ["cash reserve ratio", "lenders"]),
        ("a/d Westminster/e Hall/e debate/x on/i water/n", ["westminster hall debate", "water"]),
        ("would/x get/x travel/x documents/s", ["travel documents"]),
        ("will/x help/x build/x schools/s", ["schools"]),
        ("the/d bank/n cut/x rates/s", ["bank", "rates"]),
        ("the/d police/n want/x cars/s", ["police", "cars"]),
        ("have/x used/x computed/v tomography/n", ["computed tomography"]),
        ("of/i handling/n stolen/v goods/s ./.", ["handling stolen goods"]),
        ("has/x killed/v civilians/s", ["civilians"]),
        ("the/d 15th/n named/v storm/n", ["named storm"]),
        (
            "of/i spin/x doctors/s ,/. compressed/v air/n and/a 600/t base/n pairs/x ./.",
            ["spin doctors", "compressed air", "base pairs"],
        ),
        ("as/i this/d price/n increases/x the/d wages/s ./.", ["price", "wages"]),
        (
            "a/d tsunami/n warning/x siren/n and/a the/d gunman/n opening/x stores/s",
            ["tsunami warning siren", "gunman", "stores"],
        ),
        ("was/x sorry/j that/d the/d law/n lags/s behind/i ./.", ["law"]),
        ("The/d insertion/n works/s as/i an/d enhancer/n :/. it/. acts/x ./.", ["insertion", "enhancer"]),
        ("while/i the/d phone/n numbers/s for/i bookings/s changed/v ./.", ["phone numbers", "bookings"]),
        ("in/i cases/s of/o e.g./n fraud/n", ["cases", "fraud"]),
        ("to/i improve/n nutrition/n and/a inflate/j strike/n prices/s", ["nutrition", "strike prices"]),
        ("a/d tariff/n war/n vs/n a/d warehouse/n full/n of/i goods/s", ["tariff war", "warehouse", "goods"]),
        ("lithium/n cells/s and/a conventional/j ones/s", ["lithium cells"]),
    ],
)
def test_impossible_parts_of_speech_are_corrected(sentence: str, wanted: list[str]) -> None:
    assert [phrase for phrase, origin in found(sentence) if origin == "noun"] == wanted


@pytest.mark.parametrize(
    ("word", "tag", "letter"),
    [
        ("uranium", "VERB", "n"),
        ("palaeontologists", "VERB", "s"),
        ("levies", "VERB", "x"),
        ("vapour", "PRON", "n"),
        ("equaliser", "ADV", "n"),
        ("ours", "PRON", "."),
        ("quickly", "ADV", "r"),
        ("overshot", "NOUN", "x"),
        ("shot", "NOUN", "n"),
        ("dismantles", "NOUN", "x"),
        ("isolates", "NOUN", "s"),
        ("installs", "NOUN", "s"),
        ("analyses", "NOUN", "s"),
        ("shelves", "NOUN", "s"),
    ],
)
def test_the_letter_of_a_word_may_overrule_the_tag(word: str, tag: str, letter: str) -> None:
    assert phrases.letter(word, tag) == letter


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("the/d party/n congress/n ended/x", ("party congress", "noun")),
        ("its/d territorial/j integrity/n", ("territorial integrity", "noun")),
        ("a/d humiliating/j military/j retreat/n", ("military retreat", "noun")),
        ("the/d so-called/j borderless/j partnership/n", ("borderless partnership", "noun")),
        ("the/d Samarkand/e summit/n", ("samarkand summit", "noun")),
        ("a/d change/n in/i the/d changing/j balance/n of/i power/n", ("balance of power", "of")),
        ("the/d war/n in/i Ukraine/e", ("war in ukraine", "on")),
        ("the/d congress/n of/i the/d party/n", ("congress of the party", "party")),
        ("they/x had/x questions/s and/a concerns/s", ("questions and concerns", "pair")),
        ('pledged/x a/d friendship/n with/i "/q no/d limits/s "/q', ("no limits", "quoted")),
        ("the/d US/e -/q led/v intervention/n", ("intervention", "noun")),
        ("a/d first/j aid/n kit/n", ("first aid kit", "noun")),
        ("gave/x first/j aid/n", ("first aid", "noun")),
        ("freedom/n of/i speech/n ,/. assembly/n and/a religion/n", ("freedom of speech", "of")),
        ("the/d minister/n of/i health/n ,/. he/x said/x", ("minister of health", "of")),
        ("secretary/n of/i state/n ,/. trade/n unions/s and/a generals/s met/x", ("secretary of state", "of")),
        ("our/d long/j term/n climate/n forecast/n", ("long term climate forecast", "noun")),
        ("the/d former/j mining/n minister/n", ("mining minister", "noun")),
        ("new/j high/j level/n talks/s", ("high level talks", "noun")),
        ("a/d long/j climate/n forecast/n", ("climate forecast", "noun")),
        ("shuttled/x the/d sailors/s ashore/n", ("sailors", "noun")),
    ],
)
def test_a_phrase_is_found(sentence: str, wanted: tuple[str, str]) -> None:
    assert wanted in found(sentence)


@pytest.mark.parametrize(
    ("sentence", "unwanted"),
    [
        ("last/j week/n", "last week"),
        ("swaths/s of/i territory/n", "swaths of territory"),
        ("Nancy/e Pelosi/e", "nancy pelosi"),
        ("on/i Thursday/p", "thursday"),
        ("the/d very/x same/j thing/n", "same thing"),
        ("the/d aftermath/n", "aftermath"),
        ("the/d attack/n yesterday/n", "attack yesterday"),
        ("where/x ethics/s and/a fashion/n collide/n", "fashion collide"),
        ("statistics/s identify/n those/d", "statistics identify"),
        ("the/d weakest/j freight/n rates/s", "weakest freight rates"),
        ("its/d second-largest/j reserve/n bank/n", "second-largest reserve bank"),
    ],
)
def test_a_phrase_is_not_found(sentence: str, unwanted: str) -> None:
    assert unwanted not in [phrase for phrase, _ in found(sentence)]


def test_a_day_stays_in_a_name() -> None:
    assert ("article in usa today", "on") in found("wrote/x an/d article/n in/i USA/e Today/e")


@pytest.mark.parametrize(
    ("headline", "wanted"),
    [
        ("Energy transition needs climate finance", ["energy transition", "climate finance"]),
        ("Trade war hurt farmers", ["trade war", "farmers"]),
        ("Police watchdog fines three banks", ["police watchdog", "banks"]),
        ("Coal ash spill fouls creek near reserve", ["coal ash spill", "creek", "reserve"]),
        ("Court orders fresh survey of temple land", ["court", "fresh survey", "temple land"]),
    ],
)
def test_the_verb_of_a_headline_is_not_a_noun(headline: str, wanted: list[str]) -> None:
    sentence = cut(headline)
    unit = phrases.units(sentence, speech.letters([sentence.texts])[0], [])
    chunks = [phrase for phrase in phrases.phrases(unit) if phrase.origin == "noun"]
    assert [" ".join(unit.lows[chunk.start : chunk.end]) for chunk in chunks] == wanted


def test_a_sentence_becomes_a_headline_for_training() -> None:
    from training.headlines import headline

    tagged = "The/DET storm/NOUN has/AUX carried/VERB debris/NOUN off/ADV ./PUNCT"
    words, tags = zip(*(pair.split("/") for pair in tagged.split()), strict=True)
    assert headline(words, tags) == (["Storm", "carried", "debris", "off"], ["NOUN", "VERB", "NOUN", "ADV"])
    tagged = "Critics/NOUN carried/VERB it/PRON and/CCONJ Rome/PROPN reached/VERB terms/NOUN ./PUNCT"
    words, tags = zip(*(pair.split("/") for pair in tagged.split()), strict=True)
    assert headline(words, tags)[0] == ["Critics", "carry", "it", "and", "Rome", "reaches", "terms"]


def test_a_hyphenated_compound_is_one_unit() -> None:
    text = "the first face-to-face meeting since 2019"
    sentence = cut(text)
    tags = ["DET", "ADJ", "NOUN", "PUNCT", "ADP", "PUNCT", "NOUN", "NOUN", "ADP", "NUM"]
    unit = phrases.units(sentence, letters(sentence, tags), [])
    assert unit.lows == ["the", "first", "face-to-face", "meeting", "since", "2019"]
    assert [text[start:end] for start, end in zip(unit.starts, unit.ends, strict=True)] == unit.lows
    assert len(unit.letters) == len(unit.lows)


def test_a_compound_with_a_name_is_an_adjective_unless_it_is_a_name_as_a_whole() -> None:
    sentence = cut("pro-Western and Sino-Russian")
    tags = ["ADJ", "PUNCT", "ADJ", "CCONJ", "ADJ", "PUNCT", "ADJ"]
    assert phrases.units(sentence, letters(sentence, tags), [(2, 3), (4, 7)]).letters == "jae"


def test_a_title_before_a_name_is_not_a_phrase() -> None:
    sentence = cut("President Vladimir Putin spoke")
    unit = phrases.units(sentence, letters(sentence, ["PROPN", "PROPN", "PROPN", "VERB"]), [(1, 3)])
    assert unit.letters == "teex"
    assert list(phrases.phrases(unit)) == []


@pytest.mark.parametrize("text", ['"""', "' ' '", '" "', "- - -", "a-", "'"])
def test_punctuation_alone_does_not_fail(text: str) -> None:
    sentence = cut(text)
    unit = phrases.units(sentence, letters(sentence, ["PUNCT"] * len(sentence.texts)), [])
    assert all(phrase.start < phrase.end for phrase in phrases.phrases(unit))


@pytest.mark.parametrize("letters", ["j", "e", "je", "djn", "dx", "xx", "ng", "dnx", "de"])
def test_chunking_and_correcting_take_linear_time(letters: str) -> None:
    """Twice as many letters take about twice as long, not four times."""
    many = (letters * 40_000)[:40_000]
    lows = ["first"] * len(many)
    started = time.process_time()
    found = phrases.Units(lows, [0] * len(many), [0] * len(many), grammar.mended(lows, many))
    for phrase in phrases.phrases(found):
        pruning.prune(lows[phrase.start : phrase.end], found.letters[phrase.start : phrase.end], phrase.origin)
    assert time.process_time() - started < 20  # a minute or more if it is quadratic
