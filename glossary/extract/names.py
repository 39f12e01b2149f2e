"""Tag the names of many sentences at once, decoding the shipped model with arrays.

Features are the numbers that the model has for them rather than strings, which is faster and takes less memory. The
tests compare this with the plain way, run by run.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain, repeat
from math import log
from typing import Any, NamedTuple

import numpy as np

from glossary.extract import features, linear
from glossary.extract.features import Spelling
from glossary.extract.linear import Model

KNOWN = 30_000
"""How many spellings are cached; after that the later half is dropped."""
BATCH = 2_000
"""Words in runs that are labelled in one batch."""
KINDS = ("PER", "ORG", "LOC", "GROUP", "MISC")
NO_WEIGHTS = bytes([128] * len(KINDS))
DOUBT = 36.0
"""The negative logarithm of the smallest doubt that a float can express."""


class Tagged(NamedTuple):
    """The tags of a sentence, word by word."""

    tags: list[str]
    sure: list[float]
    """The confidence in the run that the word is in, from 0 to 1; 0 outside names."""
    weights: list[bytes]
    """The weight of each of :data:`KINDS` for the word alone; :data:`NO_WEIGHTS` outside names."""


class _Run(NamedTuple):
    """A capitalized run to be labelled."""

    document: features.Document
    sentence: int
    start: int
    end: int
    line: Tagged
    """Where its labels are stored."""


class Numbered(Spelling):
    """A spelling whose features are numbers of a model."""

    __slots__ = ("_known", "_nothing")

    def __init__(self, word: Spelling, known: Mapping[str, int]) -> None:
        self.opens = word.opens
        self.text, self.lower, self.shape, self.form = word.text, word.lower, word.shape, word.form
        self.capital, self.letter, self.small, self.figure = word.capital, word.letter, word.small, word.figure
        self.count, self.classes, self.cluster, self.names = word.count, word.classes, word.cluster, word.names
        self.own = self.before = self.before2 = self.after = self.after2 = features.NOT_YET
        self._known = known
        self._nothing = [len(known)]  # has weight 0

    def attributes(self, at: str) -> features.Attributes:
        """Return the numbers of the features that the model knows."""
        known = self._known
        return [known[name] for name in super().attributes(at) if name in known] or self._nothing


class _Spellings(dict[str, Spelling]):
    def __init__(self, known: Mapping[str, int]) -> None:
        self._known = known

    def __missing__(self, token: str) -> Spelling:
        made = self[token] = Numbered(features.spelling(token), self._known)
        return made


class NameTagger:
    """Labels the names of documents, caching the spellings it meets."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._decoder = linear.Decoder(model)
        self._begins = [model.labels.index("B-" + kind) for kind in KINDS]
        self._goes_on = [model.labels.index("I-" + kind) for kind in KINDS]
        self._spellings = _Spellings(model.attributes)
        self._get = model.attributes.get
        self._alike: dict[tuple[Any, ...], features.Attributes] = {}
        self._nothing = repeat(len(model.attributes))  # has weight 0

    def document(self, sentences: Sequence[Sequence[str]], cuts: Sequence[Sequence[int]] = ()) -> features.Document:
        """Return the document made of *sentences*, with numbered features."""
        if len(self._spellings) > KNOWN:
            features.drop_later(self._spellings, KNOWN // 2)
        if len(self._alike) > KNOWN:
            self._alike.clear()
        return features.Document(sentences, cuts, self._spelled, self._number, self._alike)

    def _spelled(self, tokens: Sequence[str]) -> list[Spelling]:
        return list(map(self._spellings.__getitem__, tokens))

    def _number(self, attributes: list[str]) -> list[int]:
        return list(map(self._get, attributes, self._nothing))

    def labelled(self, documents: Sequence[features.Document]) -> list[list[Tagged]]:
        """Return the tags of each sentence of *documents*, with confidence. The tags are ``B-PER``, ``I-PER``, … ``O``,
        of :data:`KINDS`."""
        found = [
            [Tagged(["O"] * len(row), [0.0] * len(row), [NO_WEIGHTS] * len(row)) for row in document.rows]
            for document in documents
        ]
        places = [
            _Run(document, place, start, end, tagged[place])
            for document, tagged in zip(documents, found, strict=True)
            for place, runs in enumerate(document.runs)
            for start, end in runs
        ]
        begin = size = 0
        for stop, one in enumerate(places, 1):
            size += one.end - one.start
            if size > BATCH or stop == len(places):
                self._label(places[begin:stop])
                begin, size = stop, 0
        return found

    def _label(self, places: Sequence[_Run]) -> None:
        """Label the runs at *places*."""
        places = sorted(places, key=lambda one: one.start - one.end)
        unknown = len(self._model.attributes)  # has weight 0
        rows: list[list[int]] = []
        for document, sentence, start, end, _ in places:
            rows += features.entity_features(document, sentence, start, end)
            rows.append([])
        for row in rows:
            row.append(unknown)
        ends = np.cumsum([len(row) for row in rows])
        numbers = np.fromiter(chain.from_iterable(rows), np.intp, ends[-1])
        state = np.add.reduceat(self._model.weights[numbers], np.append(0, ends[:-1]))
        sizes = np.array([one.end - one.start for one in places])
        starts = np.cumsum(sizes + 1) - sizes - 1
        words = np.ones(len(rows), bool)
        words[starts + sizes] = False
        best = self._decoder.best(state, words)
        labels = self._model.labels
        named = np.flatnonzero(np.add.reduceat((best != labels.index("O")) & words, starts))
        chances = self._decoder.chances(state, best, starts[named], sizes[named])
        kinds = np.maximum(state[:, self._begins], state[:, self._goes_on])
        weights = np.clip(np.rint(kinds) + 128, 0, 255).astype(np.uint8).tobytes()  # bytes take less memory
        tags = [labels[label] if word else "" for label, word in zip(best.tolist(), words.tolist(), strict=True)]
        for which, at, chance in zip(named.tolist(), starts[named].tolist(), chances.tolist(), strict=True):
            _, _, start, end, line = places[which]
            line.tags[start:end] = tags[at : at + end - start]
            line.sure[start:end] = [confidence_of(chance)] * (end - start)
            offsets = range(at * len(KINDS), (at + end - start) * len(KINDS), len(KINDS))
            line.weights[start:end] = [weights[offset : offset + len(KINDS)] for offset in offsets]


def confidence_of(probability: float) -> float:
    """Return how often a name with this *probability* in the model is right.

    The two differ, since the weights of a perceptron have no scale. A line over the logarithm of the remaining
    probability was fitted to the development texts: from 0.70 for a doubtful name to 0.92 for a certain one.
    """
    return 0.70 + 0.22 * min(DOUBT, -log(max(1e-16, 1.0 - probability))) / DOUBT


@cache
def shipped() -> NameTagger:
    """Return the tagger with the shipped model."""
    return NameTagger(linear.shipped("entities"))
