"""Decode linear-chain models with numpy arrays, many sequences at once.

The results are those of python-crfsuite, which decodes one sequence at a time. Here all sequences of a batch are
concatenated, separated by edge rows. Most words have a label that no neighbour can change. The runs between them are
short, and are decoded in parallel.
"""

from __future__ import annotations

import struct
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from glossary import tables
from glossary.errors import GlossaryError

Floats = NDArray[np.float64]
Numbers = NDArray[np.intp]


class Model:
    """The weights of a linear-chain model, read from a file of CRFsuite (Okazaki 2007, format FOMC 100)."""

    def __init__(self, data: bytes) -> None:
        magic, _, form, version, *rest = struct.unpack_from("<4sI4s9I", data)
        if (magic, form, version) != (b"lCRF", b"FOMC", 100):
            raise ValueError("not a model of CRFsuite")
        _, labels, attributes, at, at_labels, at_attributes, _, _ = rest
        self.labels = _names(data, at_labels)
        """In the order of CRFsuite, where the first of equally good labels wins."""
        self.attributes = {name: number for number, name in enumerate(_names(data, at_attributes))}
        rows = np.frombuffer(data, _FEATURE, struct.unpack_from("<I", data, at + 8)[0], at + 12)
        state = rows[rows["type"] == 0]
        self.weights: Floats = np.zeros((attributes + 1, labels))
        """Attribute x label; the last row is for unknown attributes."""
        self.weights[state["from"], state["to"]] = state["weight"]
        step = rows[rows["type"] == 1]
        self.steps: Floats = np.zeros((labels + 1, labels + 1))
        """Label x next label; the last index is the edge of a sentence."""
        self.steps[step["from"], step["to"]] = step["weight"]


_FEATURE = np.dtype([("type", "<u4"), ("from", "<u4"), ("to", "<u4"), ("weight", "<f8")])


def _names(data: bytes, at: int) -> list[str]:
    """Return the names of the string table at offset *at*, by number."""
    count, table = struct.unpack_from("<2I", data, at + 16)
    places = struct.unpack_from(f"<{count}I", data, at + table)  # records: number, size, name, zero byte
    return [data[(start := at + place + 8) : data.index(b"\0", start)].decode() for place in places]


@cache
def shipped(name: str) -> Model:
    """Return the shipped model *name* (``entities``, ``kinds``, ``speech``), loaded once.

    Raises GlossaryError if the file is missing.
    """
    try:
        return Model(tables.data(__package__, f"models/{name}.crfsuite"))
    except FileNotFoundError as error:
        raise GlossaryError(f"the model '{name}' is not installed", hint="install glossary-tm again") from error


class Decoder:
    """Finds the best label sequences, using the transitions of a model."""

    def __init__(self, model: Model) -> None:
        self._steps = model.steps
        self._forward = np.ascontiguousarray(model.steps[:-1, :-1].T)
        self._margin = _margin(model.steps)
        self._width = len(model.labels)

    def best(self, state: Floats, words: NDArray[np.bool_]) -> Numbers:
        """Return the index of the best label of each row of *state*; edges (*words* is false) get the last one."""
        best: Numbers = state.argmax(axis=1)
        top = state[np.arange(len(best)), best]
        sure = (top[:, None] - state > self._margin[best]).all(axis=1)
        best[~words] = self._width
        open_ = words & ~sure
        between = np.zeros(len(open_) + 2, bool)
        between[1:-1] = open_
        bounds = np.flatnonzero(between[1:] != between[:-1])
        starts, sizes = bounds[::2], bounds[1::2] - bounds[::2]
        if len(starts):
            order = np.argsort(-sizes, kind="stable")
            self._walk(state, best, starts[order], sizes[order])
        return best

    def _walk(self, state: Floats, best: Numbers, starts: Numbers, sizes: Numbers) -> None:
        """Set the labels in *best* for each run of rows, given the longest first (Viterbi 1967)."""
        score = state[starts] + self._steps[best[starts - 1], :-1]
        after = self._steps[:-1, best[starts + sizes]].T
        longest = int(sizes[0])
        going = _going(sizes)
        pointers: list[Any] = [None]
        runs, labels = np.arange(len(starts))[:, None], np.arange(self._width)
        for step in range(1, longest):
            count = going[step]
            paths = score[:count, None, :] + self._forward
            back = paths.argmax(axis=2)
            pointers.append(back)
            score[:count] = paths[runs[:count], labels, back] + state[starts[:count] + step]
        label = (score + after).argmax(axis=1)
        for step in range(longest - 1, 0, -1):
            count = going[step]
            best[starts[:count] + step] = label[:count]
            label[:count] = pointers[step][np.arange(count), label[:count]]
        best[starts] = label

    def chances(self, state: Floats, best: Numbers, starts: Numbers, sizes: Numbers) -> Floats:
        """Return the probability, 0 to 1, of the *best* labels of each sequence, given by *starts* and *sizes*.

        The longest sequence comes first. The forward algorithm sums over all paths (Rabiner 1989).
        """
        total = state[starts]
        path = state[starts, best[starts]]
        going = _going(sizes)
        for step in range(1, len(going)):
            count = going[step]
            at = starts[:count] + step
            paths = total[:count, None, :] + self._forward
            top = paths.max(axis=2)
            total[:count] = top + np.log(np.exp(paths - top[:, :, None]).sum(axis=2)) + state[at]
            path[:count] += self._steps[best[at - 1], best[at]] + state[at, best[at]]
        top = total.max(axis=1)
        found: Floats = np.exp(path - top - np.log(np.exp(total - top[:, None]).sum(axis=1)))
        return found


def _going(sizes: Numbers) -> list[int]:
    """Return how many of *sizes*, in descending order, are larger than 0, 1, 2, … up to the largest."""
    found: list[int] = np.searchsorted(-sizes, -np.arange(sizes[0] if len(sizes) else 0), side="left").tolist()
    return found


def _margin(steps: Floats) -> Floats:
    """Return (label, other) -> the most that the neighbours' labels can favour *other* over *label*."""
    before = steps[:, None, :-1] - steps[:, :-1, None]  # from, label, other
    after = steps[None, :-1, :] - steps[:-1, None, :]  # label, other, to
    found: Floats = before.max(axis=0) + after.max(axis=2)
    np.fill_diagonal(found, -np.inf)
    return found
