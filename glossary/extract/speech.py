"""Parts of speech for many sentences at once: the shipped model, decoded with arrays.

:func:`glossary.extract.tagger.speech` is the plain way: word by word, from strings. Here every word is a row of
numbers, those of its attributes for each place that it may take (the word itself, before, two before, after), so that
a window of text is a few sums of weights.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise, repeat

import numpy as np
from numpy.typing import NDArray

from glossary.extract import features, linear
from glossary.extract.linear import Floats, Model

KNOWN = 60_000
"""Words whose attributes are kept; a window of text with new ones beyond that begins a new table."""


class Speech:
    """Labels sentences; remembers the rows of the words that it met."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._decoder = linear.Decoder(model)
        self._places: dict[str, int] = {}
        self._rows: NDArray[np.int32] = np.zeros((0, len(features.EDGE)), np.int32)
        self._forget()

    def labels(self, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        """Return the label of every word."""
        state, known = self._states(sentences)
        best = self._decoder.best(state, known)
        names = self._model.labels
        found, at = [], 2
        numbers = best.tolist()
        for sentence in sentences:
            end = at + len(sentence)
            found.append([names[number] for number in numbers[at:end]])
            at = end + 2
        return found

    def _forget(self) -> None:
        self._places = {"": 0}
        self._rows = self._numbered([features.EDGE])

    def _states(self, sentences: Sequence[Sequence[str]]) -> tuple[Floats, NDArray[np.bool_]]:
        """Return what the words around say about every label of every word, and which rows are words.

        Two edges stand before every sentence and after the last.
        """
        flat = ["", ""]
        for sentence in sentences:
            flat += sentence
            flat += ("", "")
        self._learn(flat)
        places = np.fromiter(map(self._places.__getitem__, flat), np.intp, len(flat))
        rows, weights = self._rows[places].T, self._model.weights
        own, before, before2, after = (rows[start:end] for start, end in pairwise(features.SPEECH))
        state = weights[own[0]]
        for column in own[1:]:
            state += weights[column]
        for column in before:
            state[1:] += weights[column[:-1]]
        for column in before2:
            state[2:] += weights[column[:-2]]
        for column in after:
            state[:-1] += weights[column[1:]]
        return state, places > 0

    def _learn(self, flat: Sequence[str]) -> None:
        new = sorted(set(flat).difference(self._places))
        if not new:
            return
        if len(self._places) + len(new) > KNOWN and len(self._places) > 1:
            self._forget()
            self._learn(flat)
            return
        made = self._numbered([word.speech() for word in features.spellings(new)])
        size = len(self._places)
        if size + len(made) > len(self._rows):  # room for as many again: a row at a time would copy all of them
            self._rows = np.concatenate([self._rows[:size], made, np.zeros_like(self._rows[:size])])
        self._rows[size : size + len(made)] = made
        self._places.update(zip(new, range(size, size + len(new)), strict=True))

    def _numbered(self, words: Iterable[Sequence[str]]) -> NDArray[np.int32]:
        """Return for every word the numbers of its attributes."""
        get, unknown = self._model.attributes.get, repeat(len(self._model.attributes))
        return np.array([list(map(get, word, unknown)) for word in words], np.int32)


@cache
def _shipped() -> Speech:
    return Speech(linear.shipped("speech"))


def speech(sentences: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return the universal part of speech of every word (``NOUN``, ``PROPN``, ``ADJ`` …), sentence by sentence.

    >>> speech([["The", "balance", "of", "power", "changed", "."], []])
    [['DET', 'NOUN', 'ADP', 'NOUN', 'VERB', 'PUNCT'], []]
    """
    return _shipped().labels(sentences)
