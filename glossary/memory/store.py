"""Lookups and searches, the same for every store; :mod:`~glossary.memory.intake` has what writes.

A store has *streams*: the units of one memory in one pair of languages. A stream grows in *chunks* of 65,536 units, so
that a posting takes two bytes, and adding units touches the last chunk only. The newest units (a few hundred) wait to
be indexed together; until then every lookup compares all of them. The lengths of a stream (2 bytes a unit) are in
memory once it has been looked up in, and so are its sketches (64 bytes) after a few lookups; the first lookups read
only the sketches they need. On disk both are in blocks of 1,024 units until a chunk is full.

:class:`Store` does all of that; a subclass stores the rows (:class:`~glossary.memory.tables.Tables`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import isfinite
from typing import TYPE_CHECKING, Any

import numpy as np

from glossary.errors import ConfigError, InputError
from glossary.memory import answer, traces
from glossary.memory.contract import Hit, Memory, Stats
from glossary.memory.intake import Intake
from glossary.memory.rows import TEXTS, Chunk, Stream, damaged, prefix, to_unit
from glossary.memory.tables import SKETCHED
from glossary.memory.tail import BLOCK, CHUNK
from glossary.model import Match, State, TranslationUnit
from glossary.text import near, terms
from glossary.text.similarity import Folded, Score, fold

if TYPE_CHECKING:
    from glossary.memory.concordance import Sought

SAME = 5_000
"""How many units with the same source are compared with the context of a query."""
QUERY = 100_000
"""The most characters of a query or phrase."""

_PROPOSED, _REJECTED = State.PROPOSED.value, State.REJECTED.value


class _Index:
    """The cached part of the index of one stream."""

    def __init__(self) -> None:
        self.chunks: list[Chunk] = []
        self.number: dict[int, int] = {}
        """The number of each chunk in the stream, by its id; a position is that number and an offset."""
        self.count = 0
        self.waiting: list[int] = []
        """The positions of the units that are not indexed yet."""
        self.shapes = near.Shapes()
        self.unread: list[int] = []
        """The numbers of the full chunks whose sketches are not in memory."""
        self.queried = False
        self.common: dict[str, int] = {}
        """The frequencies, once read, of terms that more than one unit in 256 contains: half the words of a query."""

    def ids(self, positions: Sequence[int]) -> list[int]:
        """Return the ids of the units at *positions*."""
        return [self.chunks[at >> 16].id << 16 | at & 0xFFFF for at in positions]


class Store(Intake, Memory):
    """A memory whose rows a subclass stores."""

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
        """Return the streams of this memory in these languages; *near* includes other regions and scripts."""
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

    def _index_of(self, stream: int) -> _Index:
        """Return the index of *stream*, reading it on first use."""
        index = self._indexes.get(stream)
        if index is None:
            index = self._indexes[stream] = _Index()
            with self._sound():
                self._refresh(stream, index)
        return index

    def _refresh(self, stream: int, index: _Index) -> None:
        """Read the chunks that were added to *stream*."""
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
            known = old[number].units if number < len(old) else 0
            if count == known:
                continue
            if count == CHUNK:
                index.unread.append(number)
                for block, lengths in self._blocks("block", "lengths", chunk):
                    index.shapes.put((number << 16) + block * BLOCK, np.frombuffer(lengths, "<u2"))
            else:
                self._load_shapes(index.shapes, number, chunk, known // BLOCK)

    def _sketches(self, stream: int, index: _Index, positions: near.Positions) -> terms.Sketches:
        """Return the sketches at *positions*, reading those that are not in memory."""
        if self.version < SKETCHED:
            return terms.sketches_of(self._sources(stream, index.ids(positions.tolist())))
        if not index.unread:
            return index.shapes.sketches.take(positions, axis=0)
        order = np.argsort(positions, kind="stable")
        ordered = positions.take(order)
        parts, start = [], 0
        for number, end in enumerate(np.searchsorted(ordered >> 16, range(len(index.chunks)), "right").tolist()):
            here, read, start = ordered[start:end], b"", end
            if number in index.unread and len(here):
                read = self._read_sketches(index.chunks[number].id, (here & 0xFFFF).tolist())
                if not read:
                    index.unread.remove(number)
                    self._load_shapes(index.shapes, number, index.chunks[number].id)
            loaded = index.shapes.sketches
            parts.append(terms.unpacked(read) if read else loaded.take(here, axis=0))
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
            raise ConfigError("the minimum score is not a number", hint="give 0 to 100")
        found: list[Match] = []
        if not text.strip() or limit < 1:
            return found
        query = answer.Query(text, previous, next, key, target_language)
        with self._reading():
            for stream in self._chosen(source_language, target_language, near=True):
                found += self._matches(stream, query, minimum, limit, exhaustive)
        return [answer.repaired(match, text) for match in answer.ranked(found, minimum, limit)]

    def _matches(
        self, stream: Stream, query: answer.Query, minimum: float, limit: int, exhaustive: bool
    ) -> list[Match]:
        """Return the matches of one stream."""
        number, memory, source, target, penalty = stream
        found: list[Match] = []
        first = prefix(source, target, query.text) << 31
        same = self._codes(number, "code BETWEEN ? AND ?", (first, first | 0x7FFFFFFF), SAME)
        exact = set()
        for row in self._read_units(number, [unit_id for _, unit_id in same]):
            if row[1] == query.text:
                exact.add(row[0])
                if row[3] != _REJECTED:
                    found.append(answer.exact(to_unit(row, source, target, self.where), query, memory, penalty))
        if len(found) < limit or exhaustive:
            least = minimum + penalty + query.region_penalty(target)
            scores = self._fuzzy_scores(number, query.text, exact, least, limit, exhaustive)
            found += [
                answer.fuzzy(to_unit(row, source, target, self.where), scores[row[0]], query, memory, penalty)
                for row in self._read_units(number, sorted(scores))
            ]
        return answer.ranked(found, minimum, limit)

    def _fuzzy_scores(
        self, stream: int, text: str, exact: set[int], minimum: float, limit: int, exhaustive: bool
    ) -> dict[int, Score]:
        """Return the scores of the units whose sources are most similar to *text*, by id, without the *exact* ones."""
        index = self._index_of(stream)
        folded = fold(text)
        if len(folded.text) > terms.LONGEST:
            return {}
        ids_of: dict[bytes, list[int]] = {}

        def read(positions: list[int]) -> near.Texts:
            """Return the different sources at *positions*, each with its index and the smallest handicap."""
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
                scored = _compare_all(index, text, folded, read, minimum, limit)
            else:
                chosen = self._near(stream, index, text, folded, minimum, limit)
                scored = near.sift(text, folded, chosen, read, minimum, limit)
        except UnicodeDecodeError as error:
            raise damaged(error, self.where) from error
        return {unit_id: score for source, score in scored for unit_id in ids_of[source][:SAME]}

    def _known_frequencies(self, stream: int, index: _Index, wanted: set[str]) -> dict[str, int]:
        """Return how many units contain each of the *wanted* terms; terms without any are left out."""
        known = {term: index.common[term] for term in wanted & index.common.keys()}
        read = self._frequencies(stream, sorted(wanted - known.keys()))
        index.common |= {term: units for term, units in read.items() if units > index.count >> 8}
        return known | read

    def _near(self, stream: int, index: _Index, text: str, folded: Folded, minimum: float, limit: int) -> near.Chosen:
        """Return the candidates that the index finds for *text*."""
        weights = near.weights(
            text, folded, minimum, index.count, lambda wanted: self._known_frequencies(stream, index, wanted)
        )
        rows = self._read_postings(stream, list(weights))
        sketch = terms.sketch_of(text)
        with self._sound():
            if index.queried and index.unread:
                number = index.unread.pop()
                self._load_shapes(index.shapes, number, index.chunks[number].id)
            index.queried = True
            keys = _keys(index, rows, weights)
            return index.shapes.choose(
                keys, folded, sketch, minimum, limit, sketches=lambda at: self._sketches(stream, index, at)
            )

    def search(
        self,
        phrase: str,
        *,
        source_language: str | None = None,
        target_language: str | None = None,
        side: str = "both",
        limit: int = 20,
    ) -> list[Hit]:
        """Return where *phrase* occurs in segments (:meth:`glossary.memory.contract.Memory.search`)."""
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
                for row in self._candidates(stream.id, sought):
                    if len(others) >= limit:
                        sought.letters = {sought.words}  # narrows what _candidates reads from now on
                    place = sought.place(row[1], row[2])
                    if place and (place.whole or len(others) < limit):
                        for full in self._read_units(stream.id, [row[0]]):
                            unit = to_unit(full, stream.source, stream.target, self.where)
                            (hits if place.whole else others).append(Hit(unit, stream.memory, *place[:4]))
                        if len(hits) >= limit:
                            return hits
        return [*hits, *others][:limit]

    def _candidates(self, stream: int, sought: Sought) -> Iterator[Any]:
        """Yield the columns :data:`TEXTS` of the units that may contain *sought*, in order."""
        for chunk in self._read_chunks(stream):
            traced = self._traces(chunk.id, 0, chunk.units)
            for first in range(0, len(traced), 1 << 13):
                found = [traces.holding(traced[first : first + (1 << 13)], words) for words in sought.letters]
                ids = (np.unique(np.concatenate(found)) + (chunk.id << 16 | first)).tolist()
                for start in range(0, len(ids), 500):
                    yield from self._read_units(stream, ids[start : start + 500], TEXTS)

    def units(
        self, *, source_language: str | None = None, target_language: str | None = None
    ) -> Iterator[TranslationUnit]:
        """Yield the units in the order in which they were added, one pair of languages after another."""
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
        return [row for row in found if row.units]  # all units of a stream may have been removed


def _compare_all(
    index: _Index, text: str, folded: Folded, read: near.Reader, minimum: float, limit: int
) -> list[tuple[bytes, Score]]:
    """Return (source, score) of the best of all units of a possible length: the slow way."""
    low, high = near.bounds(len(folded.text), minimum)
    lengths = index.shapes.lengths[: index.shapes.count]
    positions = np.flatnonzero((lengths >= low) & (lengths <= high)).tolist()
    parts = (positions[start : start + 10_000] for start in range(0, len(positions), 10_000))
    return [scored for part in parts for scored in near.rescore(text, folded, read(part), minimum, limit)]


def _keys(index: _Index, rows: list[tuple[str, int, bytes]], weights: dict[str, int]) -> near.Keys:
    """Return the keys of the postings in *rows*, and of the units that are not indexed yet."""
    heads = [index.number[chunk] << 16 + near.WIDTH | weights[term] for term, chunk, _ in rows]
    keys = np.frombuffer(b"".join([entries for _, _, entries in rows]), "<u2").astype(np.int64)
    keys <<= near.WIDTH
    keys += np.repeat(np.array(heads, np.int64), [len(entries) // 2 for _, _, entries in rows])
    if index.waiting:
        keys = np.append(keys, np.array(index.waiting, np.int64) << near.WIDTH | near.PENDING)
    return keys


def _query(text: str) -> str:
    """Return *text* without characters that a store cannot hold. Raises InputError if it is too long."""
    if len(text) > QUERY:
        raise InputError(f"the query has {len(text):,} characters", hint=f"at most {QUERY:,} can be looked up")
    return text.encode("utf-8", "replace").decode().replace("\0", "\ufffd")


def _tag(language: str | None, known: Iterable[str]) -> str | None:
    """Return the tag of *language*, which is unchanged if it is one of the *known* tags."""
    if language is None or language in set(known):
        return language
    from glossary.languages import tag

    return tag(language)


def _fits(language: str, wanted: str | None, near: bool) -> bool:
    """Return whether *language* is the one *wanted* (None is any), or, if *near*, one that it covers."""
    if wanted is None or language == wanted:
        return True
    if not near:
        return False
    from glossary.languages import covers, known

    return covers(known(wanted), known(language))
