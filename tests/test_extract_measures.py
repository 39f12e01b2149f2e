"""Tests of the measures, the tally and the score."""

from __future__ import annotations

import math
from collections import Counter
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary import tables
from glossary.errors import GlossaryError
from glossary.extract import extract, measures, reference, score, tally
from glossary.extract.reading import Reading
from glossary.extract.seen import NOWHERE, Seen, Stored, Table
from glossary.model import Document, Kind


def seen_times(phrase: str, count: int, shape: str, *, document: str = "text") -> Seen:
    seen = Seen.of((document, 0, len(phrase), 1, phrase, phrase, ("noun", "~" + shape), 0.0, NOWHERE))
    seen.count = count
    seen.forms = {phrase: count}
    seen.marks = {"noun": count, "~" + shape: count}
    return seen


def phrases() -> Table:
    return {
        "balance": seen_times("balance", 2, "n"),
        "trade balance": seen_times("trade balance", 3, "nn"),
        "trade balance sheet": seen_times("trade balance sheet", 1, "nnn"),
        "cash balance sheet": seen_times("cash balance sheet", 1, "nnn"),
    }


def test_nesting_counts_occurrences_inside_longer_phrases_and_distinct_ones() -> None:
    nesting = measures.Nesting(phrases())
    assert nesting.inside["balance"] == 5
    assert nesting.around["balance"] == 3
    assert nesting.inside["balance sheet"] == 2
    assert "trade balance sheet" not in nesting.inside


def test_a_part_in_two_longer_phrases_becomes_a_phrase() -> None:
    table = phrases()
    found = dict(measures.parts(table, measures.Nesting(table), 100))
    assert "balance sheet" in found
    assert "trade" in found
    assert "cash" not in found


@pytest.mark.parametrize(
    ("phrase", "shape", "part", "measure"),
    [
        ("tiangong space station", "enn", "space station", "behind"),
        ("u.s. port fees", "ens", "port fees", "behind"),
        ("crude oil trading", "nnn", "crude oil", "part"),
        ("ransomware gang", "nn", "ransomware", "part"),
        ("disaster mitigation agency", "nnn", "disaster mitigation", "part"),
    ],
)
def test_some_parts_of_a_single_longer_phrase_are_phrases(phrase: str, shape: str, part: str, measure: str) -> None:
    table: Table = {phrase: seen_times(phrase, 1, shape)}
    nesting = measures.Nesting(table)
    found = dict(measures.parts(table, nesting, 100))
    assert part in found
    measurer = measures.Measurer(tally.Words(), 1000, nesting)
    numbers = measurer.measure(part, found[part], [part], False)
    assert (numbers["part"], numbers["behind"]) == (measure == "part", measure == "behind")
    assert part not in dict(measures.parts(table, nesting, 100, "ru"))


def test_a_compound_of_a_dictionary_is_an_entry() -> None:
    measurer = measures.Measurer(tally.Words(), 1000, measures.Nesting({}))

    def entry(phrase: str) -> float:
        return measurer.measure(phrase, seen_times(phrase, 1, "n" * (phrase.count(" ") + 1)), [phrase], False)["entry"]

    assert [entry(one) for one in ("treasury bills", "treasury hills", "treasury")] == [1, 0, 0]


def test_a_plain_word_belongs_to_a_subject_only_with_another_word() -> None:
    measurer = measures.Measurer(tally.Words(), 1000, measures.Nesting({}))

    def fields(phrase: str) -> float:
        return measurer.measure(phrase, seen_times(phrase, 1, "n" * (phrase.count(" ") + 1)), [phrase], False)["fields"]

    assert [fields(one) for one in ("milk solids", "milk", "pesticides")] == [0.5, 0, 1]


def test_cvalue_follows_the_paper() -> None:
    table = phrases()
    measurer = measures.Measurer(tally.Words(), 1000, measures.Nesting(table))
    seen = table["trade balance"]
    assert isinstance(seen, Seen)
    numbers = measurer.measure("trade balance", seen, ["trade balance"], False)
    assert numbers["cvalue"] == pytest.approx(math.log2(3) * (4 - 1 / 1))


def test_words_more_frequent_than_in_general_english_have_contrast() -> None:
    lows = tally.Words()
    for word in ("frigate", "year"):
        lows.add({word: 5})
    measurer = measures.Measurer(lows, 1000, measures.Nesting({}))
    assert measurer.fact("frigate").contrast > 2
    assert measurer.fact("year").contrast < 1


def test_a_form_of_a_common_russian_word_is_not_rare() -> None:
    lows = tally.Words()
    lows.add({"расчеты": 5})
    measurer = measures.Measurer(lows, 1000, measures.Nesting({}), "ru")
    ours, theirs = measurer.fact("расчёты"), measurer.fact("расчеты")
    assert (ours.zipf, ours.contrast) == (theirs.zipf, theirs.contrast)
    assert measurer.fact("откаты").zipf == measurer.fact("откат").zipf > measurer.fact("осмос").zipf
    assert measurer.fact("пеня").zipf == measurer.fact("осмос").zipf  # not that of пение, пена and пень


def test_a_rare_word_has_kin_if_words_of_similar_meaning_are_frequent() -> None:
    lows = tally.Words()
    for word in ("horse", "saddle", "rider", "stallion"):
        lows.add({word: 400})
    lows.add({"year": 400})
    measurer = measures.Measurer(lows, 60_000, measures.Nesting({}))
    assert measurer.fact("mare").kin > 0.5 > measurer.fact("tax").kin
    assert measures.Measurer(lows, 900, measures.Nesting({})).fact("mare").kin == 0  # not computed for short texts
    assert measurer.fact("zzyzx").kin == 0


def test_a_rare_word_of_general_english_scores_less_if_seen_once() -> None:
    def scored(word: str, count: int) -> float:
        numbers = measures.Measurer(tally.Words(), 500, measures.Nesting({})).measure(
            word, seen_times(word, count, "n"), [word], named=False
        )
        return score.Scorer(500).score(numbers, Kind.PHRASE)

    assert scored("smattering", 1) < scored("voxelotor", 1)
    assert scored("smattering", 2) == scored("voxelotor", 2)


def test_common_words_are_read_without_importing_the_package() -> None:
    import sys

    common = reference.common("en")
    assert common["the"] > common["sovereignty"] > reference.UNKNOWN
    assert "wordfreq" not in sys.modules
    assert reference.common("xx") == {}


@pytest.mark.parametrize(
    "name",
    ["weak", "weak_ru", "weak_zh", "gerunds", "before_ru", "heads_ru", "fields", "fields_ru", "fields_zh"],
)
def test_no_word_is_in_a_list_twice(name: str) -> None:
    """A word may belong to several fields, but has only one reason not to be a term."""
    rows = (line.partition(":") for line in tables.lines(reference.__package__, f"data/{name}.txt"))
    labelled = ((label if name.startswith("fields") else "", words) for label, _, words in rows)
    counts = Counter((label, word) for label, words in labelled for word in words.split())
    assert len(counts) > 50
    assert [word for (_, word), count in counts.items() if count > 1 or word != word.lower()] == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_a_full_disk_is_one_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tally, "FULL", 5)
    full = partial(Path("/dev/full").open, "r+b", buffering=0)
    monkeypatch.setattr(tally.tempfile, "TemporaryFile", full)
    with pytest.raises(GlossaryError, match="No space left") as caught, tally.Tally() as found:
        found.add(reading("a", [f"term {number}" for number in range(9)]))
    assert "TMPDIR" in caught.value.hint


def test_words_are_counted_in_bounded_memory() -> None:
    lows = tally.Words()
    for number in range(2000):
        lows.add({f"zzz{number}": 1})
    lows.add({"the": 7})
    assert lows["the"] == 7
    assert 1 <= lows["zzz5"] <= 3


def test_the_most_frequent_terms_of_a_large_text_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tally, "LARGE", 5)
    found = tally.Tally()
    found.add(reading("a", ["often"] * 3 + ["twice"] * 2 + ["once"]))
    found.close()
    assert list(found.phrases) == ["often", "twice"]
    monkeypatch.setattr(tally, "MOST", 3)
    found = tally.Tally()
    found.add(reading("a", ["often"] * 3 + ["twice", "also"]))
    more = reading("b", ["twice", "also", "once"])
    more.names = {"Zeno": more.phrases.pop("once"), "Adam": more.phrases["also"]}
    found.add(more)
    found.close()
    assert (list(found.names), list(found.phrases)) == (["Adam", "Zeno"], ["often"])


def test_a_text_that_is_read_in_parts_counts_as_one() -> None:
    found = tally.Tally()
    found.add(reading("a", ["often"]))
    part = reading("a", ["often"])
    part.texts = 0
    found.add(part)
    often = Seen.of(found.phrases["often"])
    assert (often.count, often.documents, found.documents) == (2, 1, 1)


documents = st.lists(
    st.tuples(st.sampled_from("abcdefgh"), st.lists(st.sampled_from("tuvwxyz"), min_size=1, max_size=6)),
    max_size=8,
    unique_by=lambda row: row[0],
)


def reading(name: str, keys: list[str]) -> Reading:
    made = Reading(name, words=len(keys))
    for place, key in enumerate(keys):
        if key in made.phrases:
            seen = made.phrases[key] = Seen.of(made.phrases[key])
            seen.note(name, place, place + 1, 1, key, key, ("noun", "~n"), (place, name, place, key))
        else:
            made.phrases[key] = (
                name,
                place,
                place + 1,
                1,
                key,
                key,
                ("noun", "~n"),
                place / 9,
                (place, name, place, key),
            )
    return made


def state(found: tally.Tally) -> list[tuple[object, ...]]:
    rows = []
    with found:
        found.close()
        for table in (found.names, found.phrases):
            for key, sighting in table.items():
                seen = Seen.of(sighting)
                seen.context = (*seen.context[:3], found.sentence(seen.context))
                rows.append((key, *seen.__getstate__()))
    return sorted(rows)


@given(
    rows=documents, full=st.integers(1, 12), wide=st.integers(1, 3), large=st.integers(0, 40), most=st.integers(1, 9)
)
def test_the_order_of_texts_and_full_tables_make_no_difference(
    rows: list[tuple[str, list[str]]], full: int, wide: int, large: int, most: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tally, "LARGE", large)
        patch.setattr(tally, "MOST", most)
        plain = tally.Tally()
        for name, keys in rows:
            plain.add(reading(name, keys))
        expected = state(plain)
        patch.setattr(tally, "FULL", full)
        patch.setattr(tally, "WIDE", wide)
        other = tally.Tally()
        for name, keys in reversed(rows):
            other.add(reading(name, keys))
        assert state(other) == expected


def test_every_feature_has_weights() -> None:
    numbers = {
        "name": 1, "frequency": 4, "documents": 2, "size": 900, "words": 2, "alone": 4, "first": 0.1, "heading": 0, "start": 0, "unsure": 0,
        "known": 0, "title": 0,
    }  # fmt: skip
    assert len(score.features(numbers, Kind.PERSON, 0.4)) == len(score.NAME)
    country = list(score.NAME).index("a country or large city")
    named = numbers | {"known": 1}
    assert [score.features(named, kind, 0.4)[country] for kind in (Kind.PLACE, Kind.PERSON)] == [1, 0]  # Jordan
    table = phrases()
    seen = table["trade balance"]
    assert isinstance(seen, Seen)
    numbers = measures.Measurer(tally.Words(), 900, measures.Nesting(table)).measure(
        "trade balance", seen, ["trade balance"], False
    )
    assert len(score.features(numbers, Kind.PHRASE, 0.4)) == len(score.PHRASE)
    scorer = score.Scorer(900)
    total = sum(value for _, value in scorer.reasons(numbers, Kind.PHRASE))
    assert scorer.score(numbers, Kind.PHRASE) == pytest.approx(1 / (1 + math.exp(-total)), abs=0.02)


def test_the_title_and_the_word_of_are_measured() -> None:
    text = "Carbon levy for Moscow\n\nThe carbon levy led to the invasion of Ukraine and a shortage of steel in Moscow."
    found = {one.term: one.measures for one in extract([Document("a", text)], minimum_score=0).candidates}
    titled = ("carbon levy", "Moscow", "shortage", "Ukraine")
    assert [found[term]["title"] for term in titled] == [1, 1, 0, 0]
    assert [found[term]["beforeof"] for term in ("shortage", "invasion", "carbon levy")] == [1, 0, 0]
    (only,) = extract([Document("b", "The carbon levy failed.")], minimum_score=0).candidates
    assert only.measures["title"] == 0  # a sentence


def test_three_words_seen_once_score_higher_in_english() -> None:
    table: Table = {"vote recount rule": seen_times("vote recount rule", 1, "nnn")}
    seen = Seen.of(table["vote recount rule"])
    numbers = measures.Measurer(tally.Words(), 900, measures.Nesting(table)).measure(
        "vote recount rule", seen, ["vote recount rule"], named=False
    )
    english, russian = (score.Scorer(900, language=one) for one in ("en", "ru"))
    assert english.score(numbers, Kind.PHRASE) > russian.score(numbers, Kind.PHRASE)
    assert "two words, or three" not in dict(russian.reasons(numbers, Kind.PHRASE))


def test_largeness_grows_from_0_to_1() -> None:
    assert [score.largeness(size) for size in (0, 2000, 50_000, 10**9)] == pytest.approx([0, 0, 1, 1])
    assert 0 < score.largeness(10_000) < 1


def test_subject_is_the_share_of_texts_with_the_most_widespread_phrase() -> None:
    table = phrases() | {"turbine blade": seen_times("turbine blade", 9, "nn"), "year": seen_times("year", 9, "n")}
    for phrase, documents in (("turbine blade", 6), ("year", 10), ("trade balance", 2)):
        seen = table[phrase]
        assert isinstance(seen, Seen)
        seen.documents = documents
    lows = tally.Words()
    lows.add({"turbine": 9, "blade": 9, "year": 9, "trade": 3, "balance": 5})
    measurer = measures.Measurer(lows, 9_000, measures.Nesting(table))
    assert measures.subject(table, measurer, 10) == 0.6  # every text has a year
    stored: Table = {key: Stored(Seen.of(seen), {}, 8) for key, seen in table.items()}
    assert measures.subject(stored, measurer, 10) == 0.6
    assert measures.subject({}, measurer, 10) == 0.1
    assert measures.subject(table, measurer, 1) == 1.0


def test_texts_on_many_subjects_are_scored_almost_like_short_texts() -> None:
    numbers = {
        "name": 1, "frequency": 1, "documents": 1, "size": 60_000, "words": 3, "alone": 1, "first": 0.1, "heading": 0, "start": 0,
        "unsure": 0, "known": 0, "title": 0,
    }  # fmt: skip
    short, mixed, field = (
        score.Scorer(*size).score(numbers, Kind.EVENT) for size in ((500,), (60_000, 0.06), (60_000,))
    )
    assert short > mixed > 0.5 > field
