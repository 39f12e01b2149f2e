"""A memory stores each unit once and returns it unchanged; every store passes the same tests."""

from __future__ import annotations

import random
import re
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import memory_postgres
import pytest

import glossary.memory
from glossary.errors import ConfigError, GlossaryError, InputError, OutputError
from glossary.memory import Added, Memory, intake, store
from glossary.memory.concordance import Sought
from glossary.memory.postgres import PostgresMemory
from glossary.memory.store import Store
from glossary.model import Penalty, State, TranslationUnit
from glossary.text import russian_words
from glossary.text.similarity import score

Opener = Callable[..., Memory]
NUMBERS = count()
"""Names of schemas, one for each test."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Return the URL of a PostgreSQL server."""
    reason = memory_postgres.missing()
    if reason:
        pytest.skip(reason)
    with memory_postgres.running() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def opener(request: pytest.FixtureRequest, tmp_path: Path) -> Opener:
    """Return a function that opens the same store each time; it is empty at first."""
    where = str(tmp_path / "memory.sqlite")
    if request.param == "postgresql":
        import psycopg

        where = request.getfixturevalue("server")
        name = f"test_{next(NUMBERS)}"
        with psycopg.connect(where, autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA {name}")
        where += f"&options=-csearch_path%3D{name}"
    return lambda **more: glossary.memory.open(where, **more)


@pytest.fixture
def memory(opener: Opener) -> Iterator[Memory]:
    with opener() as opened:
        yield opened


def unit(source: str, target: str = "перевод", **more: object) -> TranslationUnit:
    values: dict[str, object] = {"source_language": "en", "target_language": "ru"} | more
    return TranslationUnit(source, target, **values)


def sentences(number: int, seed: int = 1) -> list[str]:
    """Return sentences, many of which are similar to each other."""
    rnd = random.Random(seed)
    who = "the president|a minister|the committee|our correspondent|the central bank|parliament".split("|")
    did = "met with|criticised|invited|replied to|ignored|praised".split("|")
    whom = "the ambassador|its critics|the delegation|foreign investors|the opposition|the press".split("|")
    when = "on Monday|in May 2019|before the summit|after long talks|without delay|in Samarkand".split("|")
    found: dict[str, None] = {}
    while len(found) < number:
        parts = [
            rnd.choice(who),
            rnd.choice(did),
            rnd.choice(whom),
            rnd.choice(when),
            f"and {rnd.choice(did)} {rnd.choice(whom)}",
        ]
        found[" ".join(parts[: rnd.randint(3, 5)]) + f" ({rnd.randint(1, 40)})"] = None
    return list(found)


def test_among_many_texts_with_one_folded_form_those_with_the_same_numbers_are_found(memory: Memory) -> None:
    memory.add(
        unit(f"In {year} the council of ministers met {times}0 times.")
        for year in range(1990, 2000)
        for times in range(1, 10)
    )
    found = memory.lookup("In 1998 the council of ministers met 70 times today.", "ru")
    assert found[0].unit.source == "In 1998 the council of ministers met 70 times."
    assert [round(found[0].score - match.score, 1) for match in found] == [0, 2, 2, 2, 2]


def test_a_long_number_counts_as_one_difference_among_texts_with_one_folded_form(memory: Memory) -> None:
    memory.add(
        unit(f"Of 20000000 people, {voted} in 100 voted in the {day}th week.") for voted in range(9) for day in range(9)
    )
    memory.add([unit("Of 31415926 people, 77 in 100 voted in the 99th week.")])
    found = memory.lookup("Of 20000000 people, 77 in 100 voted in the 99th week.", "ru", limit=1)
    assert [(match.score, match.unit.source[:11]) for match in found] == [(98.0, "Of 31415926")]


def test_several_may_create_a_store_at_once(opener: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    barrier, version = threading.Barrier(4), PostgresMemory._version

    def version_of_all(memory: PostgresMemory) -> int:
        found = version(memory)
        if not hasattr(memory, "version"):  # the first call
            barrier.wait(30)
        return found

    monkeypatch.setattr(PostgresMemory, "_version", version_of_all)
    with ThreadPoolExecutor(4) as pool:
        memories = list(pool.map(lambda _: opener(), range(4)))
    assert [memory.add([unit("The talks began.")]).added for memory in memories] == [1, 0, 0, 0]
    for memory in memories:
        memory.close()


def test_a_high_limit_gives_as_many_matches(memory: Memory) -> None:
    memory.add(
        unit(f"The council of ministers met in {chr(97 + n // 20)}{chr(97 + n % 20)} today.") for n in range(400)
    )
    found = [len(memory.lookup("The council of ministers met today.", "ru", limit=limit)) for limit in (250, 399)]
    assert found == [250, 399]


def test_among_similar_texts_the_approved_one_and_the_nearest_words_are_scored(memory: Memory) -> None:
    memory.add(unit(f"In 1998 the council met {times}0 times.", state=State.PROPOSED) for times in range(1, 30))
    memory.add([unit("In 1997 the council met 800 times.")])
    (found,) = memory.lookup("In 1998 the council met 700 times.", "ru", limit=1)
    assert (found.score, found.unit.source) == (96.0, "In 1997 the council met 800 times.")
    memory.add(unit(f"alpha beta gamma delta z{end * 3}a") for end in "cdfghjklmnpqstvwxy")
    memory.add([unit("alpho bexo gamma delta zebra")])
    (found,) = memory.lookup("alpha beta gamma delta zebra", "ru", limit=1)
    assert found.unit.source == "alpho bexo gamma delta zebra"


def test_a_unit_is_added_once(memory: Memory) -> None:
    units = [unit("One"), unit("Two"), unit("One"), unit("One", "другой"), unit("", "x"), unit("Three", " ")]
    assert memory.add(units) == Added(added=3, updated=0, unchanged=1, skipped=2)
    assert memory.add(units) == Added(added=0, updated=0, unchanged=4, skipped=2)
    assert list(memory.units()) == [unit("One"), unit("Two"), unit("One", "другой")]


def test_every_field_of_a_unit_comes_back(memory: Memory) -> None:
    full = unit(
        "Source\twith <tags/> & “marks”\n", "Цель", state=State.PROPOSED, origin="a.tmx", key="id-1", previous="before", next="after",
        author="someone", created="2019-01-01T00:00:00Z", changed="2020-01-01T00:00:00Z", uses=7, note="a note",
        extra=(("tmx:prop:x-domain", "politics"), ("tmx:prop:x-domain", "news")),
    )  # fmt: skip
    memory.add([full])
    assert list(memory.units()) == [full]


def test_the_later_translation_wins(memory: Memory) -> None:
    old = unit("One", changed="2019-01-01T00:00:00Z", note="old")
    new = replace(old, changed="2020-01-01T00:00:00Z", note="new")
    between = replace(old, changed="2019-06-01T00:00:00Z", note="between")
    assert memory.add([old, new, between]) == Added(1, 1, 1, 0)
    assert memory.add([old, between]) == Added(0, 0, 2, 0)
    assert list(memory.units()) == [new]


def test_approval_wins_over_a_proposal(memory: Memory) -> None:
    memory.add([unit("One", state=State.PROPOSED)])
    assert memory.add([unit("One")]) == Added(0, 1, 0, 0)
    assert memory.add([unit("One", state=State.PROPOSED)]) == Added(0, 0, 1, 0)
    assert [found.state for found in memory.units()] == [State.APPROVED]


def test_all_units_are_added_or_none(memory: Memory) -> None:
    def broken() -> Iterator[TranslationUnit]:
        yield from (unit(text) for text in sentences(3000))
        raise InputError("the file ends in the middle")

    memory.add([unit("Kept")])
    with pytest.raises(InputError, match="ends in the middle"):
        memory.add(broken())
    assert list(memory.units()) == [unit("Kept")]
    assert memory.add([unit("More")]) == Added(added=1)
    assert memory.lookup("More", "ru")[0].score == 100


@pytest.mark.parametrize("bad", ["half \ud800", "nul \0"])
def test_broken_text_is_one_clear_line(memory: Memory, bad: str) -> None:
    for broken in (
        unit(bad),
        unit("x", bad),
        unit("x", key=bad),
        unit("x", note=bad),
        unit("x", extra=(("tmx:prop:x", bad),)),
    ):
        with pytest.raises(InputError, match="nothing was added"):
            memory.add([unit("fine"), broken])
    assert list(memory.units()) == []
    assert memory.lookup(bad, "ru") == []
    assert memory.search(bad) == []


def test_progress_is_reported(memory: Memory) -> None:
    told: list[int] = []
    memory.add((unit(text) for text in sentences(5000)), progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 5000
    assert len(told) > 2


def test_exact_context_and_fuzzy(memory: Memory) -> None:
    memory.add(
        [
            unit("The talks began in 2018.", "Переговоры начались в 2018 году."),
            unit("The talks began in 2019.", "Переговоры начались в 2019 году.", previous="A", next="B"),
            unit("The talks began in 2019.", "Беседы начались в 2019 году.", key="k"),
            unit("The talks ended.", "Переговоры закончились."),
        ]
    )
    found = memory.lookup("The talks began in 2019.", "ru", "en", previous="A", next="B")
    assert [(match.kind, match.score) for match in found] == [("context", 101), ("exact", 100), ("fuzzy", 98)]
    assert found[0].unit.previous == "A"
    assert memory.lookup("The talks began in 2019.", "ru", key="k")[0].unit.target.startswith("Беседы")
    memory.add([unit("Yes", "Да", key="7"), unit("No", "Нет", key="10007")])
    assert [memory.lookup(text, "ru", key=key)[0].kind for text, key in (("Yes", "7"), ("No", "10007"))] == [
        "exact",  # the seventh of another file
        "context",
    ]
    assert found[2].penalties == (Penalty("number: 2018 → 2019", 2.0),)
    assert found[2].repaired == "Переговоры начались в 2019 году."
    assert (
        memory.lookup("The talks began in 2019.", "ru", limit=1) == memory.lookup("The talks began in 2019.", "ru")[:1]
    )
    assert memory.lookup("The talks began in 2019.", "zh-Hans") == []
    assert memory.lookup("The talks began in 2019.", "ru", "fr") == []


def test_a_language_is_found_by_any_of_its_tags(memory: Memory) -> None:
    memory.add([unit("Hello", "你好", target_language="zh-Hans"), unit("Hello", "哈囉", target_language="zh-Hant")])
    assert [match.unit.target for match in memory.lookup("Hello", "zh_CN", "en_US")] == ["你好"]
    memory.add([unit("Bye", "再见", target_language="zh_CN"), unit("Bye", "?", target_language="no language")])
    for name in ("zh_CN", "zh-Hans", "zh-CN"):
        assert [(match.unit.target, match.score) for match in memory.lookup("Bye", name, "en")] == [("再见", 100)]
    assert [match.score for match in memory.lookup("Bye", "no language")] == [100]


def test_other_regions_are_found_and_a_translation_loses_a_point(memory: Memory) -> None:
    memory.add(
        [
            unit("The lift is broken.", "O elevador", source_language="en-GB", target_language="pt-PT"),
            unit("The lift is broken!", "O ascensor", source_language="en-AU", target_language="pt"),
            unit("The lift is broken.", "хисса", source_language="en-GB", target_language="tg"),
        ]
    )
    near, far = memory.lookup("The lift is broken.", "pt_PT", "en")
    assert (near.unit.target, near.score, near.penalties) == ("O elevador", 100, ())
    assert (far.unit.target, far.penalties[-1]) == ("O ascensor", Penalty("another region", 1.0))
    (exact, _) = memory.lookup("The lift is broken.", "pt", "en")
    assert (exact.unit.target, exact.score, exact.kind) == ("O elevador", 99, "exact")
    assert memory.lookup("The lift is broken.", "pt", "en", minimum=99.5) == []
    assert [hit.unit.target for hit in memory.search("lift", source_language="en", target_language="pt")] == [
        "O elevador",
        "O ascensor",
    ]
    assert list(memory.units(source_language="en")) == [], "who asks for units gets those of the language"


def test_a_language_without_a_script_matches_any_script(memory: Memory) -> None:
    memory.add([unit("One.", text, target_language=tag) for text, tag in (("一。", "zh-Hans"), ("壹。", "zh-Hant"))])
    assert [(row.unit.target, row.score) for row in memory.lookup("One.", "zh")] == [("一。", 99), ("壹。", 99)]
    assert [row.unit.target for row in memory.lookup("One.", "zh_TW")] == ["壹。"]


def test_proposals_lose_points_and_rejected_units_are_not_found(memory: Memory) -> None:
    memory.add([unit("One two three", "a", state=State.PROPOSED), unit("One two three", "b", state=State.REJECTED)])
    (match,) = memory.lookup("One two three", "ru")
    assert (match.score, match.kind, match.penalties) == (95, "exact", (Penalty("not approved", 5.0),))


def test_a_proposal_that_cannot_reach_the_minimum_is_not_considered(memory: Memory) -> None:
    memory.add([unit("The talks began on Monday in Geneva.", state=State.PROPOSED)])
    assert not memory.lookup("The talks began on Monday, in Geneva.", "ru", minimum=99, exhaustive=True)
    with pytest.raises(ConfigError, match="is not a number"):
        memory.lookup("The talks began on Monday, in Geneva.", "ru", minimum=float("inf"))


def test_more_used_and_newer_come_first(memory: Memory) -> None:
    memory.add(
        [
            unit("One", "a", uses=1),
            unit("One", "b", uses=5),
            unit("One", "c", uses=1, changed="2020-01-01T00:00:00Z"),
            unit("One", "d", uses=1, created="2021-01-01T00:00:00Z"),  # and never changed
        ]
    )
    assert [match.unit.target for match in memory.lookup("One", "ru")] == ["b", "d", "c", "a"]


@pytest.mark.parametrize("size", [300, 3000])
def test_index_agrees_with_comparing_everything(memory: Memory, size: int) -> None:
    texts = sentences(size)
    memory.add(unit(text, f"цель {number}") for number, text in enumerate(texts))
    rnd = random.Random(2)
    for text in rnd.sample(texts, 25):
        words = text.split()
        del words[rnd.randrange(len(words))]
        query = " ".join(words)
        fast = memory.lookup(query, "ru", limit=3)
        slow = memory.lookup(query, "ru", limit=3, exhaustive=True)
        assert [match.score for match in fast] == [match.score for match in slow]


def test_units_added_one_by_one_are_found_at_once(memory: Memory) -> None:
    texts = sentences(40, seed=5)
    for text in texts:
        memory.add([unit(text)])
        assert memory.lookup(text + " indeed", "ru", limit=1)[0].unit.source == text
    assert [found.source for found in memory.units()] == texts


def test_waiting_units_are_indexed_together(memory: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "LATER", 10)
    monkeypatch.setattr(intake, "BATCH", 7)
    texts = sentences(200, seed=6)
    for start in range(0, 200, 9):
        memory.add(unit(text) for text in texts[start : start + 9])
    for text in texts:
        assert memory.lookup(text + " indeed", "ru", limit=1)[0].unit.source == text
    assert {hit.unit.source for hit in memory.search("committee", limit=500)} == {
        text for text in texts if "committee" in text
    }


def test_chunks_follow_one_another(memory: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (intake, store):
        monkeypatch.setattr(module, "CHUNK", 100)
    monkeypatch.setattr(intake, "LATER", 30)
    texts = sentences(450, seed=7)
    memory.add(unit(text) for text in texts[:250])
    memory.add(unit(text) for text in texts[200:])
    assert [found.source for found in memory.units()] == texts
    for text in texts[::10]:
        assert memory.lookup(text + " indeed", "ru", limit=1)[0].unit.source == text
    assert memory.stats()[0].units == 450


def test_a_phrase_is_found_in_the_units(memory: Memory) -> None:
    memory.add(
        [
            unit("The National People's Congress met.", "Собралось ВСНП."),
            unit("Party congress", "Съезд партии"),
            unit("北京的外交部发言人", "beijing", source_language="zh-Hans", target_language="en"),
            unit("国", "country", source_language="zh-Hans", target_language="en"),
            unit("Встреча в Самарканде", "meeting", source_language="ru", target_language="en"),
        ]
    )

    def sources(phrase: str, **more: str) -> list[str]:
        return [hit.unit.source[:8] for hit in memory.search(phrase, **{"side": "source"} | more)]

    assert sources("congress") == ["The Nati", "Party co"]
    assert sources("PEOPLE'S  CONG") == ["The Nati"]
    assert sources("onal peop") == ["The Nati"]
    assert sources("外交") == ["北京的外交部发言"]
    assert sources("交部发言") == ["北京的外交部发言"]
    assert sources("国") == ["国"]
    assert sources("京") == ["北京的外交部发言"]
    assert sources("самарк") == ["Встреча "]
    assert sources("треча в") == ["Встреча "]
    assert sources("ст") == ["Встреча "]
    assert sources("вснп", side="target") == ["The Nati"]
    assert [hit.side for hit in memory.search("съезд")] == ["target"]
    assert sources("congress", target_language="zh-Hans") == []
    assert sources("'; DROP TABLE unit; --") == []
    assert sources("%") == []
    memory.add([unit("A museum"), unit("The museum"), unit("The EU, 欧盟EU总部"), unit("EU总部", key="1")])
    assert sources("eu") == ["The EU, ", "EU总部", "A museum", "The muse"]
    assert [hit.start for hit in memory.search("EU", side="source", limit=3)] == [4, 0, 5]
    (hit,) = memory.search("party CONGRESS")
    assert hit.unit.source[hit.start : hit.end] == "Party congress"
    with pytest.raises(ConfigError, match="no side"):
        memory.search("x", side="left")


@pytest.mark.parametrize("known", [True, False])
def test_concordance_of_inflected_words(memory: Memory, monkeypatch: pytest.MonkeyPatch, known: bool) -> None:
    if not known:
        monkeypatch.setattr(russian_words, "available", lambda: False)
    elif not russian_words.available():
        pytest.skip("pymorphy3 is not installed")
    texts = [
        "Итоги мирных переговоров.",
        "Мирные, переговоры; немирных переговоров нет.",
        "Полет прошёл.",
        "Мирные переговоры идут.",
        "О мирных\u00a0переговорах",
    ]
    memory.add(unit(text, f"{text} peace", source_language="ru", target_language="en") for text in texts)
    memory.add([unit("Talks in two countries.", texts[0])])
    for side in ("source", "both"):
        hits = memory.search("мирные переговоры", side=side)
        assert [(hit.unit.source[hit.start : hit.end], hit.inflected) for hit in hits if hit.side == "source"] == [
            ("Мирные переговоры", False),
            ("мирных переговоров", True),
            ("мирных\u00a0переговорах", True),
        ]
        assert [hit.unit.target for hit in hits if hit.side == "target"] == ([texts[0]] if side == "both" else [])
    assert [hit.inflected for hit in memory.search("мирные переговоры", limit=2)] == [False, True]
    assert [hit.inflected for hit in memory.search("country", side="source")] == [True]
    assert [hit.unit.source for hit in memory.search("полёта", side="source")] == ["Полет прошёл."]
    memory.add([unit("Her flight.", "Ее полет ещё идёт.")])
    for word in ("её", "её полёт", "полёты", "её полёта ещё"):
        assert [hit.inflected for hit in memory.search(word, side="target")] == [True]


def test_concordance_of_turkish_letters_and_punctuation(memory: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    memory.add([unit("In Istanbul.", "İstanbul'da. ILICA", target_language="tr"), unit("Nonsense.", "кот" * 40)])
    for phrase in ("istanbul'", "İstanbul'", "ılıca", "ilica"):
        assert [hit.unit.source for hit in memory.search(phrase)] == ["In Istanbul."], phrase
    monkeypatch.setattr(russian_words, "analyzer", None)  # which takes long for it
    assert len(memory.search("кот" * 40)) == 1


def test_concordance_agrees_with_reading_everything(memory: Memory) -> None:
    texts = ["Zone a1b met with nobody", *sentences(900, seed=3)]
    memory.add(unit(text) for text in texts)
    for phrase in (
        "1b met with",
        "committee met",
        "ittee m",
        "met with the",
        "(7)",
        "2019 and",
        "in May 2019",
        "th",
        "parliament",
    ):
        expected = [text for text in texts if phrase.lower() in text.lower()]
        expected.sort(key=lambda text: not re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text, re.IGNORECASE))
        assert [hit.unit.source for hit in memory.search(phrase, side="source", limit=5000)] == expected


def test_concordance_agrees_with_checking_each_unit(memory: Memory) -> None:
    parts = (
        "Съезды|партий|партии|ВСНП|ёлка|ёлка|Straße|STRASSE|İzmir|ılık|国会|国|会议|２０19|№5|café|café|a/b|ſee|𠮷野家"
    )
    rnd = random.Random(4)
    texts = [[" ".join(rnd.choices(parts.split("|"), k=4)) for _ in range(2)] for _ in range(150)]
    given = [TranslationUnit(*pair, "ru", "zh-Hans", key=str(at)) for at, pair in enumerate(texts)]
    memory.add(given)
    for side in ("source", "target", "both"):
        for phrase in (
            *parts.split("|"),
            "съезд партии",
            "strasse",
            "izm",
            "cafe",
            "国会 会议",
            "会",
            "𠮷",
            "野家",
            "/b",
            "see",
            "qqq",
        ):
            sought = Sought(phrase, side, "ru", "zh-Hans")
            places = [(unit, place) for unit in given if (place := sought.place(unit.source, unit.target))]
            places.sort(key=lambda found: not found[1].whole)
            hits = memory.search(phrase, side=side, limit=5000)
            assert [(hit.unit, (hit.side, hit.start, hit.end, hit.inflected)) for hit in hits] == [
                (unit, place[:4]) for unit, place in places
            ], phrase


def test_a_phrase_is_found_during_an_import(opener: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = sentences(1200)
    with opener() as writing, opener() as reading:
        writing.add(unit(text) for text in texts[:1000])
        read = type(reading)._read_traces

        def late(self: Store, chunk: int, first: int) -> list[tuple[int, bytes]]:
            if self is reading:
                writing.add(unit(text) for text in texts[1000:])
            return read(self, chunk, first)

        monkeypatch.setattr(type(reading), "_read_traces", late)
        for known in (texts[:1000], texts):
            found = [hit.unit.source for hit in reading.search("met with", limit=5000)]
            assert found == [text for text in known if "met with" in text]


def test_a_lookup_reads_one_snapshot(opener: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = sentences(1700)
    with opener() as writing, opener() as reading:
        writing.add(unit(text) for text in texts[:1000])
        assert reading.lookup(texts[0][1:], "ru")
        read = type(reading)._codes

        def late(self: Store, *asked: Any) -> list[tuple[int, int]]:
            if self is reading:
                writing.add(unit(text) for text in texts[1000:])
            return read(self, *asked)

        monkeypatch.setattr(type(reading), "_codes", late)
        for known in (texts[:1000], texts):
            best = max(score(texts[-1][1:], text).points for text in known)
            assert reading.lookup(texts[-1][1:], "ru", minimum=50)[0].score == best


def test_a_database_of_the_first_version_is_upgraded(server: str) -> None:
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("CREATE SCHEMA first")
        server += "&options=-csearch_path%3Dfirst"
        with glossary.memory.open(server) as memory:
            memory.add(unit(text) for text in sentences(50))
            expected = memory.lookup(sentences(50)[7] + " again", "ru")
        connection.execute("DROP TABLE first.glossary_tm_trace")
        connection.execute("UPDATE first.glossary_tm_block SET sketches = substr(sketches, 33)")
        connection.execute("UPDATE first.glossary_tm_meta SET version = 1")
    for read_only in (True, False):
        with glossary.memory.open(server, read_only=read_only) as memory:
            assert len(memory.search("met with", limit=100)) == sum("met with" in text for text in sentences(50))
            assert memory.lookup(sentences(50)[7] + " again", "ru") == expected != []


def test_concordance_of_texts_without_spaces(memory: Memory) -> None:
    texts = [f"美国{number}年度报告说，第{number % 7}次会议" for number in range(1700, 2300)]
    memory.add(TranslationUnit(text, "x", "zh-Hans", "ru") for text in texts)
    for phrase in ("美国2018年度", "国2018年", "报告说，第3次", "国，年", "度报告", "8年"):
        expected = [text for text in texts if phrase in text]
        assert [hit.unit.source for hit in memory.search(phrase, side="source", limit=5000)] == expected, phrase


def test_removed_units_are_not_found(memory: Memory) -> None:
    memory.add([unit("One"), unit("Two"), unit("Three")])
    assert memory.remove([unit("Two"), unit("Four"), unit("One", "другой")]) == 1
    assert [found.source for found in memory.units()] == ["One", "Three"]
    assert memory.lookup("Two", "ru") == []
    assert memory.add([unit("Two")]) == Added(added=1)
    assert memory.lookup("Two", "ru")[0].score == 100


def test_removed_units_do_not_displace_others(memory: Memory) -> None:
    """A lookup considers only a few hundred of the texts with one folded form."""
    texts = [unit(f"Sentence {number} of the talks") for number in range(2_100)]
    memory.add(texts)
    assert memory.lookup("Sentence 5000 of the talks", "ru")
    assert memory.remove(texts[:2_099] + texts[:5]) == 2_099
    assert [match.unit for match in memory.lookup("Sentence 5000 of the talks", "ru")] == texts[2_099:]
    memory.add(texts)
    assert memory.lookup(texts[7].source, "ru")[0].score == 100
    assert len(memory.lookup("Sentence 5000 of the talks", "ru")) == 5


def test_several_memories_in_one_store(opener: Opener) -> None:
    with opener(name="ours") as ours, opener(name="theirs") as theirs, opener() as both:
        ours.add([unit("One", "a")])
        theirs.add([unit("One", "b"), unit("Two", "c")])
        theirs.penalize(7)
        assert [match.unit.target for match in ours.lookup("One", "ru")] == ["a"]
        found = both.lookup("One", "ru")
        assert [(match.unit.target, match.score, match.memory) for match in found] == [
            ("a", 100, "ours"),
            ("b", 93, "theirs"),
        ]
        assert found[1].penalties == (Penalty("memory theirs", 7.0),)
        assert [(row.memory, row.units, row.penalty) for row in both.stats()] == [("ours", 1, 0), ("theirs", 2, 7)]
        assert [row.source for row in theirs.units()] == ["One", "Two"]
        ours.add([unit("In 2019", "c")])
        theirs.add([unit("In 2020", "d")])
        theirs.penalize(2)
        assert [match.unit.target for match in both.lookup("In 2020", "ru")] == ["d", "c"], "the very text comes first"
        theirs.add([unit("Three", "in context", next="Four")])
        theirs.penalize(1)
        ours.add([unit("Three", "alone", uses=9)])
        assert [(match.unit.target, match.score) for match in both.lookup("Three", "ru", next="Four")] == [
            ("in context", 100),
            ("alone", 100),
        ]
        theirs.penalize(99.5)
        assert theirs.lookup("Two.", "ru", minimum=1) == [], "a score that nothing can reach"
        with pytest.raises(ConfigError, match="no sense"):
            ours.penalize(101)


def test_a_reader_sees_new_units_of_others(opener: Opener) -> None:
    with opener() as one, opener() as other:
        assert one.lookup("First sentence here", "ru") == []
        other.add([unit("First sentence here.")])
        assert one.lookup("First sentence here", "ru")[0].score == 99
        other.add([unit("Second sentence there.")])
        assert one.lookup("Second sentence there", "ru")[0].score == 99
        assert len(list(one.units())) == 2


def test_threads_wait_for_each_other(memory: Memory) -> None:
    texts = sentences(40)

    def work(text: str) -> tuple[int, float]:
        return memory.add([unit(text)]).added, memory.lookup(text, "ru", limit=1)[0].score

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(work, texts)) == [(1, 100)] * len(texts)
    assert {row.source for row in memory.units()} == set(texts)


def test_listing_and_closing_wait_for_a_writing_thread(memory: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "BATCH", 1)
    memory.add([unit("One.")])
    listed = memory.units()
    assert next(listed).source == "One."
    with ThreadPoolExecutor(1) as pool:

        def coming(work: Callable[[], object]) -> Iterator[TranslationUnit]:
            yield unit("Two.")
            others.append(pool.submit(work))
            wait(others, 0.1)
            yield unit("Two.", "")
            if len(others) == 1:
                raise ValueError("half")

        others: list[Future[object]] = []
        with pytest.raises(ValueError, match="half"):
            memory.add(coming(lambda: list(listed)))
        assert others[0].result() == []
        assert memory.add(coming(memory.close)).added == 1
        assert others[1].result() is None


def test_any_text_can_be_looked_up(memory: Memory) -> None:
    memory.add([unit("One two three"), unit("***"), unit("x" * 20_000, "long"), unit("!?", "marks")])
    assert memory.lookup("", "ru") == []
    assert memory.lookup("   \n", "ru") == []
    assert memory.lookup("***", "ru")[0].score == 100
    assert memory.lookup("!?!", "ru", minimum=50)[0].unit.target == "marks"
    assert memory.lookup("x" * 20_000, "ru")[0].kind == "exact"
    assert memory.lookup("'; DROP TABLE unit; --", "ru") == []
    assert memory.lookup("One two three", "ru", limit=0) == []
    with pytest.raises(GlossaryError, match="1,000,000 characters"):
        memory.lookup("y" * 1_000_000, "ru")
    with pytest.raises(GlossaryError, match="characters"):
        memory.search("y" * 1_000_000)


def test_many_units_of_one_source(memory: Memory) -> None:
    memory.add(unit("OK", f"цель {number}", key=f"k{number}") for number in range(3000))
    assert memory.lookup("OK", "ru", key="k2500")[0].unit.target == "цель 2500"
    assert len(memory.lookup("OK", "ru", limit=50)) == 50


def test_a_proposal_takes_no_points_from_an_approved_translation_of_its_source(memory: Memory) -> None:
    source, query = "The president met the ambassador.", "The president met an ambassador."
    memory.add([unit(source, "одно"), unit(source, "другое", state=State.PROPOSED)])
    best = memory.lookup(query, "ru", minimum=50)[0].score
    assert [match.unit.target for match in memory.lookup(query, "ru", minimum=best)] == ["одно"]


def test_a_lost_connection_is_reopened(server: str) -> None:
    import psycopg

    def cut() -> None:
        """End all connections, as a restart of the server does."""
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )

    def meanwhile() -> Iterator[TranslationUnit]:
        yield from (unit(f"sentence {number}") for number in range(3_000))
        cut()
        yield unit("another")

    with psycopg.connect(server, autocommit=True) as connection, glossary.memory.open(server) as memory:
        memory.add([unit("The talks began.")])
        with glossary.memory.open(server, read_only=True) as reader:
            for store in (memory, reader):
                cut()
                assert store.lookup("The talks began.", "ru")[0].score == 100
        cut()
        assert memory.add([unit("The talks ended.")]).added == 1
        with pytest.raises(InputError, match="terminating connection"):
            memory.add(meanwhile())
        assert memory.stats()[0].units == 2
        connection.execute("ALTER ROLE tester SET default_transaction_read_only = on")
        cut()
        with pytest.raises(OutputError, match="read-only transaction; nothing was changed"):
            memory.add([unit("The talks ended again.")])
        connection.execute("ALTER ROLE tester RESET default_transaction_read_only")
