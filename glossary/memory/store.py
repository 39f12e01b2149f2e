"""What every store has in common, beside :mod:`~glossary.memory.intake`: how units are found and answered.

A store keeps *streams*: the units of one memory in one pair of languages. A stream grows in *chunks* of 65,536
units, so that an entry of a posting list takes two bytes, and adding touches the last chunk only. The newest
units (a few hundred) wait to be indexed together; until then every lookup looks at all of them. The lengths
of a stream are held in memory while it is looked up in (2 bytes a unit), and so are its sketches (32 bytes) after a few
lookups: the first ones read only what they need of full chunks. Both are kept in blocks of 1,024 until a chunk is full.

:class:`Store` does all of that; a child keeps the rows (:class:`~glossary.memory.tables.Tables`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from math import isfinite
from typing import TYPE_CHECKING, Any

import numpy as np

from glossary.errors import ConfigError, InputError
from glossary.memory import answer, traces
from glossary.memory.contract import Hit, Memory, Stats
from glossary.memory.intake import Intake
from glossary.memory.rows import TEXTS, Chunk, Stream, damaged, prefix, to_unit
from glossary.memory.tail import BLOCK, CHUNK
from glossary.model import Match, State, TranslationUnit
from glossary.text import near, terms
from glossary.text.similarity import Folded, Score, fold

if TYPE_CHECKING:
    from glossary.memory.concordance import Sought

SAME = 5_000
"""How many units of the same source are looked at for a context."""
QUERY = 100_000
"""Characters of a query or phrase beyond which it is refused."""

_PROPOSED, _REJECTED = State.PROPOSED.value, State.REJECTED.value


class _Index:
    """What is known of a stream while it is looked up in."""

    def __init__(self) -> None:
        self.chunks: list[Chunk] = []
        self.number: dict[int, int] = {}
        self.count = 0
        self.waiting: list[int] = []
        """The positions of the units that are not indexed yet."""
        self.shapes = near.Shapes()
        self.apart: list[int] = []
        """The numbers of the full chunks whose sketches are not in memory."""
        self.asked = False
        self.common: dict[str, int] = {}
        """How many units have a term that one in 256 has, as far as it was asked for: half the words of a query."""

    def ids(self, positions: Sequence[int]) -> list[int]:
        """Return the ids of the units at *positions*."""
        return [self.chunks[at >> 16].id << 16 | at & 0xFFFF for at in positions]


class Store(Intake, Memory):
    """A memory over rows that a child keeps."""

    def __init__(self, where: str, name: str | None, *, read_only: bool = False) -> None:
        super().__init__(where, name, read_only=read_only)
        self._streams: list[Stream] | None = None
        self._indexes: dict[int, _Index] = {}

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _forget(self) -> None:
        self._indexes.clear()

    def _chosen(self, source_language: str | None, target_language: str | None, *, near: bool = False) -> list[Stream]:
        """Return the streams in these languages (None: any; *near*: what it covers) that this memory looks into."""
        if self._changed() or self._streams is None:
            self._streams = self._read_streams()
            with self._sound():
                for stream, index in self._indexes.items():
                    self._refresh(stream, index)
        source = _tag(source_language, (row.source for row in self._streams))
        target = _tag(target_language, (row.target for row in self._streams))
        return [
            row
            for row in self._streams
            if (self.name is None or row.memory == self.name)
            and _fits(row.source, source, near)
            and _fits(row.target, target, near)
        ]

    def _looked(self, stream: int) -> _Index:
        """Return the index of *stream*, which is read where it was not yet."""
        index = self._indexes.get(stream)
        if index is None:
            index = self._indexes[stream] = _Index()
            with self._sound():
                self._refresh(stream, index)
        return index

    def _refresh(self, stream: int, index: _Index) -> None:
        """Read what is new in *stream*."""
        old = index.chunks
        index.chunks = self._read_chunks(stream)
        index.common.clear()
        index.number = {chunk.id: number for number, chunk in enumerate(index.chunks)}
        index.count = sum(chunk.units for chunk in index.chunks)
        index.waiting = [
            number << 16 | offset
            for number, chunk in enumerate(index.chunks)
            for offset in range(chunk.indexed, chunk.units)
        ]
        index.shapes.reserve(sum(-(-chunk.units // BLOCK) * BLOCK for chunk in index.chunks))
        for number, (chunk, count, _) in enumerate(index.chunks):
            had = old[number].units if number < len(old) else 0
            if count == had:
                continue
            if count == CHUNK:
                index.apart.append(number)
                for block, lengths in self._blocks("block", "lengths", chunk):
                    index.shapes.put((number << 16) + block * BLOCK, np.frombuffer(lengths, "<u2"))
            else:
                self._hold(index.shapes, number, chunk, had // BLOCK)

    def _sketches(self, index: _Index, positions: near.Positions) -> terms.Sketches:
        """Return the sketches at *positions*, from memory, or from what is kept where they are not there yet."""
        if not index.apart:
            return index.shapes.sketches.take(positions, axis=0)
        order = np.argsort(positions, kind="stable")
        ordered = positions.take(order)
        parts, start = [], 0
        for number, end in enumerate(np.searchsorted(ordered >> 16, range(len(index.chunks)), "right").tolist()):
            here, read, start = ordered[start:end], b"", end
            if number in index.apart and len(here):
                read = self._read_sketches(index.chunks[number].id, (here & 0xFFFF).tolist())
                if not read:
                    index.apart.remove(number)
                    self._hold(index.shapes, number, index.chunks[number].id)
            held = index.shapes.sketches
            parts.append(np.frombuffer(read, "<u8").reshape(-1, 4) if read else held.take(here, axis=0))
        found = np.empty((len(positions), terms.BITS // 64), np.uint64)
        found[order] = np.concatenate(parts)
        return found

    def lookup(
        self,
        text: str,
        target_language: str,
        source_language: str | None = None,
        *,
        minimum: float = 70,
        limit: int = 5,
        previous: str = "",
        next: str = "",
        key: str = "",
        exhaustive: bool = False,
    ) -> list[Match]:
        """Return the best matches for *text* (:meth:`glossary.memory.contract.Memory.lookup`)."""
        text = _query(text)
        if not isfinite(minimum):
            raise ConfigError("the least score is no number", hint="give 0 to 100")
        found: list[Match] = []
        if not text.strip() or limit < 1:
            return found
        asked = answer.Asked(text, previous, next, key, target_language)
        with self._reading():
            for stream in self._chosen(source_language, target_language, near=True):
                found += self._look(stream, asked, minimum, limit, exhaustive)
        return [answer.mended(match, text) for match in answer.ranked(found, minimum, limit)]

    def _look(self, stream: Stream, asked: answer.Asked, minimum: float, limit: int, exhaustive: bool) -> list[Match]:
        """Return the matches of one stream."""
        number, memory, source, target, penalty = stream
        found: list[Match] = []
        first = prefix(source, target, asked.text) << 31
        alike = self._codes(number, "code BETWEEN ? AND ?", (first, first | 0x7FFFFFFF), SAME)
        exact = set()
        for row in self._read_units(number, [unit_id for _, unit_id in alike]):
            if row[1] == asked.text:
                exact.add(row[0])
                if row[3] != _REJECTED:
                    found.append(answer.exact(to_unit(row, source, target, self.where), asked, memory, penalty))
        if len(found) < limit or exhaustive:
            least = minimum + penalty + asked.loses(target)
            scores = self._alike(number, asked.text, exact, least, limit, exhaustive)
            found += [
                answer.fuzzy(to_unit(row, source, target, self.where), scores[row[0]], asked, memory, penalty)
                for row in self._read_units(number, sorted(scores))
            ]
        return answer.ranked(found, minimum, limit)

    def _alike(
        self, stream: int, text: str, exact: set[int], minimum: float, limit: int, exhaustive: bool
    ) -> dict[int, Score]:
        """Return the scores of the units whose sources are most like *text*, by id; the *exact* ones are left out."""
        index = self._looked(stream)
        folded = fold(text)
        if len(folded.text) > terms.LONGEST:
            return {}
        ids_of: dict[bytes, list[int]] = {}

        def read(positions: list[int]) -> near.Texts:
            """Return the sources of the units at *positions*, each with its place there and what the best one loses."""
            texts: near.Texts = {}
            ids = index.ids(positions)
            places = dict(zip(ids, range(len(ids)), strict=True))
            for unit_id, source, state in self._read_sources(stream, ids):
                if unit_id not in exact and state != _REJECTED:
                    handicap = answer.UNAPPROVED if state == _PROPOSED else 0.0
                    if source not in texts or handicap < texts[source][1]:
                        texts[source] = places[unit_id], handicap
                    ids_of.setdefault(source, []).append(unit_id)
            return texts

        try:
            if exhaustive or not folded.words:
                scored = self._compared(index, text, folded, read, minimum, limit)
            else:
                scored = near.sift(text, folded, self._near(stream, index, text, folded, minimum), read, minimum, limit)
        except UnicodeDecodeError as error:
            raise damaged(error, self.where) from error
        return {unit_id: score for source, score in scored for unit_id in ids_of[source][:SAME]}

    def _compared(
        self,
        index: _Index,
        text: str,
        folded: Folded,
        read: Callable[[list[int]], near.Texts],
        minimum: float,
        limit: int,
    ) -> list[tuple[bytes, Score]]:
        """Return (source, score) of the best of all units whose length lets them reach *minimum*: the slow answer."""
        low, high = near.bounds(len(folded.text), minimum)
        lengths = index.shapes.lengths[: index.shapes.count]
        positions = np.flatnonzero((lengths >= low) & (lengths <= high)).tolist()
        parts = (positions[start : start + 10_000] for start in range(0, len(positions), 10_000))
        return [scored for part in parts for scored in near.rescore(text, folded, read(part), minimum, limit)]

    def _known_frequencies(self, stream: int, index: _Index, wanted: set[str]) -> dict[str, int]:
        """Return how many units have each of the terms that are *wanted*, as far as any has it."""
        known = {term: index.common[term] for term in wanted & index.common.keys()}
        read = self._frequencies(stream, sorted(wanted - known.keys()))
        index.common |= {term: units for term, units in read.items() if units > index.count >> 8}
        return known | read

    def _near(self, stream: int, index: _Index, text: str, folded: Folded, minimum: float) -> near.Chosen:
        """Return the positions that the index finds near to *text*."""
        weights = near.weights(
            text, folded, minimum, index.count, lambda wanted: self._known_frequencies(stream, index, wanted)
        )
        rows = self._read_postings(stream, list(weights))
        mark = terms.sketch_of(text)
        with self._sound():
            if index.asked and index.apart:
                number = index.apart.pop()
                self._hold(index.shapes, number, index.chunks[number].id)
            index.asked = True
            keys = _keys(index, rows, weights)
            return index.shapes.choose(keys, folded, mark, minimum, sketches=lambda at: self._sketches(index, at))

    def search(
        self,
        phrase: str,
        *,
        source_language: str | None = None,
        target_language: str | None = None,
        side: str = "both",
        limit: int = 20,
    ) -> list[Hit]:
        """Return where *phrase* stands inside segments (:meth:`glossary.memory.contract.Memory.search`)."""
        from glossary.memory.concordance import Sought

        if side not in ("source", "target", "both"):
            raise ConfigError(f"there is no side '{side}'", hint="give source, target or both")
        phrase = _query(phrase)
        hits: list[Hit] = []
        if not phrase.strip():
            return hits
        others: list[Hit] = []
        with self._reading():
            for stream in self._chosen(source_language, target_language, near=True):
                sought = Sought(phrase, side, stream.source, stream.target)
                for row in self._holding(stream.id, sought):
                    if len(others) >= limit:
                        sought.letters = {sought.words}  # what is read from now on
                    place = sought.place(row[1], row[2])
                    if place and (place.whole or len(others) < limit):
                        for full in self._read_units(stream.id, [row[0]]):
                            unit = to_unit(full, stream.source, stream.target, self.where)
                            (hits if place.whole else others).append(Hit(unit, stream.memory, *place[:4]))
                        if len(hits) >= limit:
                            return hits
        return [*hits, *others][:limit]

    def _holding(self, stream: int, sought: Sought) -> Iterator[Any]:
        """Yield the :data:`TEXTS` of the units in which *sought* may stand, by their order."""
        for chunk in self._read_chunks(stream):
            kept = self._traced(chunk.id, 0, chunk.units)
            for first in range(0, len(kept), 1 << 13):
                found = [traces.holding(kept[first : first + (1 << 13)], words) for words in sought.letters]
                ids = (np.unique(np.concatenate(found)) + (chunk.id << 16 | first)).tolist()
                for start in range(0, len(ids), 500):
                    yield from self._read_units(stream, ids[start : start + 500], TEXTS)

    def units(
        self, *, source_language: str | None = None, target_language: str | None = None
    ) -> Iterator[TranslationUnit]:
        """Yield the units in the order they came in, one pair of languages after another."""
        with self._reading():
            chosen = self._chosen(source_language, target_language)
        for number, _, source, target, _ in chosen:
            for row in self._all_units(number):
                yield to_unit(row, source, target, self.where)

    def stats(self) -> list[Stats]:
        """Return what is in the store, by memory and pair of languages."""
        with self._reading():
            found = [
                Stats(memory, source, target, *self._count(number), penalty)
                for number, memory, source, target, penalty in self._chosen(None, None)
            ]
        return [row for row in found if row.units]  # of what was removed nothing is left


def _keys(index: _Index, rows: list[tuple[str, int, bytes]], weights: dict[str, int]) -> near.Keys:
    """Return the keys of the entries in these *rows* of posting lists, and of the units that are in none yet."""
    heads = [index.number[chunk] << 16 + near.WIDTH | weights[term] for term, chunk, _ in rows]
    keys = np.frombuffer(b"".join([entries for _, _, entries in rows]), "<u2").astype(np.int64)
    keys <<= near.WIDTH
    keys += np.repeat(np.array(heads, np.int64), [len(entries) // 2 for _, _, entries in rows])
    if index.waiting:
        keys = np.append(keys, np.array(index.waiting, np.int64) << near.WIDTH | near.PENDING)
    return keys


def _query(text: str) -> str:
    """Return *text* as it can be looked up; InputError where it is too long."""
    if len(text) > QUERY:
        raise InputError(f"the query has {len(text):,} characters", hint=f"at most {QUERY:,} can be looked up")
    return text.encode("utf-8", "replace").decode().replace("\0", "\ufffd")


def _tag(language: str | None, known: Iterable[str]) -> str | None:
    """Return *language* as the store names it."""
    if language is None or language in set(known):
        return language
    from glossary.languages import tag

    return tag(language)


def _fits(language: str, wanted: str | None, near: bool) -> bool:
    """Return whether *language* is the one *wanted* (None: any), or one that it covers where *near*."""
    if wanted is None or language == wanted:
        return True
    if not near:
        return False
    from glossary.languages import covers, known

    return covers(known(wanted), known(language))
