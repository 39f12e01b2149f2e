"""Parts of speech for many sentences at once: the shipped model, decoded with arrays.

The model is one of python-crfsuite, and :func:`glossary.extract.tagger.speech` is the plain way to use it: word by
word, from strings. Here every word is a row of numbers, those of its attributes for each place that it may take (the
word itself, before, two before, after), so that a window of text is a few sums of weights. Many words have a label that
no neighbour can change, however the sentence goes on; what stands between two such words is short, and the best path
through all these short runs is found side by side. The labels are the same.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from glossary.errors import GlossaryError
from glossary.extract import features
from glossary.extract.tagger import MODELS

KNOWN = 60_000
"""Words whose attributes are kept; a window of text with new ones beyond that begins a new table."""

Floats = NDArray[np.float64]
Numbers = NDArray[np.intp]


class Model:
    """The weights of a linear-chain model, read from a file of CRFsuite (Okazaki 2007, format FOMC 100)."""

    def __init__(self, data: bytes) -> None:
        magic, _, form, version, *rest = struct.unpack_from("<4sI4s9I", data)
        if (magic, form, version) != (b"lCRF", b"FOMC", 100):
            raise ValueError("not a model of CRFsuite")
        _, labels, attributes, at, at_labels, at_attributes, _, _ = rest
        self.labels = [name for name, _ in sorted(_names(data, at_labels), key=lambda row: row[1])]
        """In the order of CRFsuite, which the first of equal labels is taken by."""
        self.attributes = dict(_names(data, at_attributes))
        rows = np.frombuffer(data, _FEATURE, struct.unpack_from("<I", data, at + 8)[0], at + 12)
        state = rows[rows["type"] == 0]
        self.weights: Floats = np.zeros((attributes + 1, labels))
        """Attribute x label; the last row is that of an attribute that the model does not know."""
        self.weights[state["from"], state["to"]] = state["weight"]
        step = rows[rows["type"] == 1]
        self.steps: Floats = np.zeros((labels + 1, labels + 1))
        """Label x label that follows; the last is the edge of a sentence."""
        self.steps[step["from"], step["to"]] = step["weight"]


_FEATURE = np.dtype([("type", "<u4"), ("from", "<u4"), ("to", "<u4"), ("weight", "<f8")])


def _names(data: bytes, at: int) -> Iterable[tuple[str, int]]:
    """Return the names of a table of strings and their numbers."""
    _, _, _, _, count, table = struct.unpack_from("<4s5I", data, at)
    for place in struct.unpack_from(f"<{count}I", data, at + table):
        number, size = struct.unpack_from("<II", data, at + place)
        start = at + place + 8
        yield data[start : start + size - 1].decode(), number


class Speech:
    """Labels sentences; remembers the rows of the words that it met."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._steps = model.steps
        self._forward = np.ascontiguousarray(model.steps[:-1, :-1].T)
        self._margin = _margin(model.steps)
        self._width = len(model.labels)
        self._places: dict[str, int] = {}
        sizes = list(map(len, _attributes(features.Spelling("a"))))
        self._cuts = [sum(sizes[:place]) for place in range(len(sizes) + 1)]
        self._rows: NDArray[np.int32] = np.zeros((0, self._cuts[-1]), np.int32)
        self._forget()

    def labels(self, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        """Return the label of every word."""
        state, known = self._states(sentences)
        best = self._settled(state, known)
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
        self._rows = self._numbered([((), ("^",), ("^^",), ("$",))])

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
        own, before, before2, after = (rows[start:end] for start, end in pairwise(self._cuts))
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
        made = self._numbered([_attributes(one) for one in features.spellings(new)])
        size = len(self._places)
        if size + len(made) > len(self._rows):  # room for as many again: a row at a time would copy all of them
            self._rows = np.concatenate([self._rows[:size], made, np.zeros_like(self._rows[:size])])
        self._rows[size : size + len(made)] = made
        self._places.update(zip(new, range(size, size + len(new)), strict=True))

    def _numbered(self, words: Sequence[tuple[Sequence[str], ...]]) -> NDArray[np.int32]:
        """Return for every word the numbers of its attributes, place by place."""
        known, unknown = self._model.attributes, len(self._model.attributes)
        sizes = [end - start for start, end in pairwise(self._cuts)]
        rows = []
        for word in words:
            row = []
            for names, size in zip(word, sizes, strict=True):
                row += [known.get(name, unknown) for name in names] + [unknown] * (size - len(names))
            rows.append(row)
        return np.array(rows, np.int32)

    def _settled(self, state: Floats, words: NDArray[np.bool_]) -> Numbers:
        """Return the number of the best label of every row of *state*; an edge has the last number."""
        best: Numbers = state.argmax(axis=1)
        top = state[np.arange(len(best)), best]
        sure = (top[:, None] - state > self._margin[best]).all(axis=1)
        best[~words] = self._width
        open_ = words & ~sure
        bounds = np.flatnonzero(np.diff(open_, prepend=False, append=False))
        starts, sizes = bounds[::2], bounds[1::2] - bounds[::2]
        if len(starts):
            order = np.argsort(-sizes, kind="stable")
            self._walk(state, best, starts[order], sizes[order])
        return best

    def _walk(self, state: Floats, best: Numbers, starts: Numbers, sizes: Numbers) -> None:
        """Set *best* on the best path through each run of rows, the longest run first (Viterbi 1967)."""
        score = state[starts] + self._steps[best[starts - 1], :-1]
        after = self._steps[:-1, best[starts + sizes]].T
        longest = int(sizes[0])
        going = [int(np.searchsorted(-sizes, -step, side="left")) for step in range(longest)]
        came: list[Any] = [None]
        for step in range(1, longest):
            count = going[step]  # so many runs are longer than *step*
            paths = score[:count, None, :] + self._forward
            back = paths.argmax(axis=2)
            came.append(back)
            score[:count] = np.take_along_axis(paths, back[:, :, None], 2)[:, :, 0] + state[starts[:count] + step]
        label = (score + after).argmax(axis=1)
        for step in range(longest - 1, 0, -1):
            count = going[step]
            best[starts[:count] + step] = label[:count]
            label[:count] = came[step][np.arange(count), label[:count]]
        best[starts] = label


def _margin(steps: Floats) -> Floats:
    """Return (label, other) -> by how much *other* may at most gain on *label* by what stands on both sides."""
    before = steps[:, None, :-1] - steps[:, :-1, None]  # from, label, other
    after = steps[None, :-1, :] - steps[:-1, None, :]  # label, other, to
    found: Floats = before.max(axis=0) + after.max(axis=2)
    np.fill_diagonal(found, -np.inf)
    return found


def _attributes(word: features.Spelling) -> tuple[Sequence[str], ...]:
    """Return the attributes of a word by itself, as the word before, two before, and after another."""
    return word.speech, word.speech_before, (word.speech_before2,), word.speech_after


@cache
def _shipped() -> Speech:
    try:
        return Speech(Model((MODELS / "speech.crfsuite").read_bytes()))
    except FileNotFoundError as error:
        raise GlossaryError("the model 'speech' is not installed", hint="install glossary-tm again") from error


def speech(sentences: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return the universal part of speech of every word (``NOUN``, ``PROPN``, ``ADJ`` …), sentence by sentence.

    >>> speech([["The", "balance", "of", "power", "changed", "."], []])
    [['DET', 'NOUN', 'ADP', 'NOUN', 'VERB', 'PUNCT'], []]
    """
    return _shipped().labels(sentences)
