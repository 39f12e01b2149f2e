"""A memory under random steps gives what a list of its units and a look at each of them give."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO
from itertools import count
from pathlib import Path
from unittest.mock import patch

import memory_postgres
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

import glossary.memory
from glossary.formats import tmx
from glossary.memory import Added, answer, intake, store
from glossary.memory.concordance import Sought
from glossary.memory.contract import DEFAULT
from glossary.model import Match, State, TranslationUnit
from glossary.text.similarity import score

Stream = tuple[str, str, str]
"""The name of a memory, a source and a target language."""

PARTS = ["the committee", "met with", "ignored", "the press", "its critics", "in May 2019", "on 5 May"]
sentences = st.tuples(*map(st.sampled_from, (PARTS[:1], PARTS[1:3], PARTS[3:5], PARTS[5:]))).map(" ".join)
sources = st.one_of(sentences, sentences, st.sampled_from(["", " ", "!", "a", "会", "Ёж", "Съезд партии", "国会"]))
units = st.builds(
    TranslationUnit,
    source=sources,
    target=st.sampled_from(["", "один", "два Мая", "国会", "съездов партий"]),
    source_language=st.sampled_from(["en", "en", "en", "en-GB"]),
    target_language=st.sampled_from(["ru", "ru", "ru", "zh-Hans"]),
    state=st.sampled_from(State),
    key=st.sampled_from(["", "", "7", "title"]),
    previous=st.sampled_from(["", "", "Before."]),
    changed=st.sampled_from(["", "2024-01-01T00:00:00Z", "2025-01-01T00:00:00Z"]),
    uses=st.integers(0, 2),
    note=st.sampled_from(["", "seen"]),
)
names = st.sampled_from([None, "ours", "theirs"])
handles = st.integers(0, 2)


def identity(unit: TranslationUnit) -> tuple[str, ...]:
    return unit.source, unit.target, unit.key, unit.previous, unit.next


@dataclass
class Plain:
    """The contents of a store: a list of units for each stream."""

    streams: dict[Stream, dict[tuple[str, ...], TranslationUnit]] = field(default_factory=dict)
    penalties: dict[str, float] = field(default_factory=dict)

    def add(self, name: str, unit: TranslationUnit) -> str:
        if not (unit.source.strip() and unit.target.strip()):
            return "skipped"
        there = self.streams.setdefault((name, unit.source_language, unit.target_language), {})
        old = there.get(identity(unit))
        if old is None:
            there[identity(unit)] = unit
            return "added"
        approved = old.state is State.PROPOSED and unit.state is not State.PROPOSED
        if old != unit and (unit.changed > old.changed or (unit.changed == old.changed and approved)):
            there[identity(unit)] = unit
            return "updated"
        return "unchanged"

    def remove(self, name: str, unit: TranslationUnit) -> bool:
        there = self.streams.get((name, unit.source_language, unit.target_language), {})
        return there.pop(identity(unit), None) is not None

    def chosen(
        self, name: str | None, source: str | None = None, target: str | None = None
    ) -> Iterator[tuple[Stream, list[TranslationUnit]]]:
        """Yield the streams of the memory *name* in these languages; *en* includes *en-GB*."""
        for stream, found in self.streams.items():
            fits = source is None or stream[1] == source or source == "en" or stream[1] == "en"
            if name in (None, stream[0]) and fits and target in (None, stream[2]):
                yield stream, list(found.values())

    def lookup(self, name: str | None, query: answer.Query, minimum: float) -> list[Match]:
        """Return all matches, scored one by one."""
        found = []
        for (memory, _, _), there in self.chosen(name, None, query.language):
            penalty = self.penalties.get(memory, 0.0)
            for unit in there:
                if unit.state is not State.REJECTED:
                    if unit.source == query.text:
                        found.append(answer.exact(unit, query, memory, penalty))
                    else:
                        found.append(answer.fuzzy(unit, score(query.text, unit.source), query, memory, penalty))
        return answer.ranked(found, minimum, 1000)


class Stored(RuleBasedStateMachine):
    """Three connections to one store: to all its memories, and to two of them; without a name, units go to a third."""

    def __init__(self, where: str = "") -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.where = where or str(self.folder / "memory.sqlite")
        self.plain = Plain()
        # Small numbers, so that a few units fill chunks and are indexed.
        self.patches = [patch.object(module, "CHUNK", 9) for module in (intake, store)]
        self.patches += [patch.object(intake, "LATER", 3), patch.object(intake, "BATCH", 2)]
        for one in self.patches:
            one.start()
        self.names = [None, "ours", "theirs"]
        self.memories = [glossary.memory.open(self.where, name=name) for name in self.names]

    def teardown(self) -> None:
        for memory in self.memories:
            memory.close()
        for one in self.patches:
            one.stop()
        shutil.rmtree(self.folder)

    def units_of(self, which: int) -> list[TranslationUnit]:
        return [unit for _, found in self.plain.chosen(self.names[which]) for unit in found]

    @rule(
        which=handles,
        news=st.lists(units, max_size=6),
        known=st.lists(st.tuples(st.integers(0, 99), units), max_size=4),
    )
    def add(self, which: int, news: list[TranslationUnit], known: list[tuple[int, TranslationUnit]]) -> None:
        there = self.units_of(which)
        for number, other in known if there else ():  # another version of a known unit
            old = there[number % len(there)]
            news.append(replace(old, state=other.state, changed=other.changed, uses=other.uses, note=other.note))
        told = [self.plain.add(self.names[which] or DEFAULT, unit) for unit in news]
        expected = Added(*map(told.count, ("added", "updated", "unchanged", "skipped")))
        assert self.memories[which].add(news) == expected
        again = self.memories[which].add(news)
        assert (again.added, again.updated) == (0, 0)

    @rule(which=handles, news=st.lists(units, min_size=1, max_size=6))
    def fail(self, which: int, news: list[TranslationUnit]) -> None:
        def broken() -> Iterator[TranslationUnit]:
            yield from news
            raise KeyError("stop")

        with pytest.raises(KeyError):
            self.memories[which].add(broken())

    @rule(which=handles, others=st.lists(units, max_size=2), some=st.lists(st.integers(0, 99), max_size=4))
    def remove(self, which: int, others: list[TranslationUnit], some: list[int]) -> None:
        name = self.names[which] or DEFAULT
        there = [unit for _, found in self.plain.chosen(name) for unit in found]
        gone = [*others, *(there[number % len(there)] for number in some if there)]
        assert self.memories[which].remove(gone) == sum([self.plain.remove(name, unit) for unit in gone])

    @rule(which=handles, points=st.sampled_from([0.0, 3.0, 99.0]))
    def penalize(self, which: int, points: float) -> None:
        self.memories[which].penalize(points)
        self.plain.penalties[self.names[which] or DEFAULT] = points

    @rule(which=handles)
    def reopen(self, which: int) -> None:
        self.memories[which].close()
        self.memories[which] = glossary.memory.open(self.where, name=self.names[which])

    @rule(
        which=handles,
        text=sources,
        known=st.one_of(st.none(), st.integers(0, 99)),
        language=st.sampled_from(["ru", "zh-Hans"]),
        minimum=st.sampled_from([50.0, 70.0, 100.0]),
        limit=st.sampled_from([1, 3, 1000]),
        key=st.sampled_from(["", "7", "title"]),
        previous=st.sampled_from(["", "Before."]),
        exhaustive=st.booleans(),
    )
    def lookup(
        self,
        which: int,
        text: str,
        known: int | None,
        language: str,
        minimum: float,
        limit: int,
        key: str,
        previous: str,
        exhaustive: bool,
    ) -> None:
        there = self.units_of(which)
        if known is not None and there:
            text = there[known % len(there)].source
        found = self.memories[which].lookup(
            text, language, minimum=minimum, limit=limit, key=key, previous=previous, exhaustive=exhaustive
        )
        query = answer.Query(text, previous, "", key, language)
        expected = self.plain.lookup(self.names[which], query, minimum) if text.strip() else []
        assert [match.score for match in found] == [match.score for match in expected][:limit], (found, expected)
        if limit == 1000:
            assert [replace(match, repaired="") for match in found] == expected

    @rule(
        which=handles,
        phrase=st.sampled_from([*PARTS, "Съезд партии", "国会", "съезды", "会", "ress", "мая", "ммм", "m"]),
        side=st.sampled_from(["source", "target", "both"]),
        limit=st.sampled_from([1, 1000]),
    )
    def search(self, which: int, phrase: str, side: str, limit: int) -> None:
        hits = self.memories[which].search(phrase, side=side, limit=limit)
        expected = []
        for (memory, source, target), there in self.plain.chosen(self.names[which]):
            sought = Sought(phrase, side, source, target)
            expected += [(unit, memory, place) for unit in there if (place := sought.place(unit.source, unit.target))]
        expected.sort(key=lambda found: not found[2].whole)
        assert [(hit.unit, hit.memory, (hit.side, hit.start, hit.end, hit.inflected)) for hit in hits] == [
            (unit, memory, place[:4]) for unit, memory, place in expected[:limit]
        ]

    @rule(which=handles)
    def export(self, which: int) -> None:
        """What is exported, and imported elsewhere, is the same."""
        there = list(self.memories[which].units(target_language="ru", source_language="en"))
        stream = BytesIO()
        tmx.write_units(stream, there, source_language="en", languages=["ru"])
        back = list(tmx.units(BytesIO(stream.getvalue()), where="x.tmx", source_language="en", language="ru"))
        with glossary.memory.open(self.folder / f"copy{next(NUMBERS)}.sqlite") as copy:
            copy.add(back)
            assert list(map(identity, copy.units())) == list(dict.fromkeys(map(identity, there)))

    @invariant()
    def every_connection_has_the_same_units(self) -> None:
        for name, memory in zip(self.names, self.memories, strict=True):
            expected = [unit for _, found in self.plain.chosen(name) for unit in found]
            assert list(memory.units()) == expected
            rows = [(row.memory, row.source_language, row.target_language, row.units) for row in memory.stats()]
            assert rows == [(*stream, len(found)) for stream, found in self.plain.chosen(name) if found]

    @invariant()
    def every_connection_finds_the_units_of_the_others(self) -> None:
        text = "the committee met with the press"
        query = answer.Query(text, language="ru")
        for name, memory in zip(self.names, self.memories, strict=True):
            found = memory.lookup(text, "ru", minimum=40, limit=1000)
            assert [replace(match, repaired="") for match in found] == self.plain.lookup(name, query, 40)


NUMBERS = count()
SETTINGS = settings(max_examples=15, stateful_step_count=25)
TestSqlite = Stored.TestCase
TestSqlite.settings = SETTINGS


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    reason = memory_postgres.missing()
    if reason:
        pytest.skip(reason)
    with memory_postgres.running() as url:
        yield url


def test_postgresql(server: str) -> None:
    import psycopg

    def machine() -> Stored:
        name = f"state_{next(NUMBERS)}"
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA {name}")
        return Stored(f"{server}&options=-csearch_path%3D{name}")

    run_state_machine_as_test(machine, settings=settings(SETTINGS, max_examples=3))
