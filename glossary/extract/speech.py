"""Tag the parts of speech of many sentences at once.

For each distinct word, the weights of its attributes are summed once for each role that it can have (the word itself,
the word before, two before, after). Tagging a batch then takes four array additions and decoding. The tests compare
this with tagging word by word.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import accumulate, chain, repeat

import numpy as np
from numpy.typing import NDArray

from glossary.extract import features, linear, phrases
from glossary.extract.linear import Floats, Model, Numbers

KNOWN = 20_000
"""Maximum number of words whose sums are cached; when it is exceeded, the more recent half is dropped."""


class Speech:
    """Tags sentences, caching the sums of words."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._decoder = linear.Decoder(model)
        self._places: dict[str, int] = {"": 0}
        self._sums: Floats = self._summed([features.EDGE])
        """Word x role x label -> sum of weights."""
        self._letters: NDArray[np.uint8] = np.full((1, len(model.labels) + 1), ord("."), np.uint8)
        """Word x label -> the letter of :func:`phrases.letter`, or 0 if not computed yet."""

    def letters(self, sentences: Sequence[Sequence[str]]) -> list[str]:
        """Return the letters (:func:`phrases.letter`) of the words of each sentence."""
        flat, places, best = self._labelled(sentences)
        codes = self._letters[places, best]
        for at in np.flatnonzero(codes == 0).tolist():
            code = ord(phrases.letter(flat[at], self._model.labels[best[at]]))
            codes[at] = self._letters[places[at], best[at]] = code
        whole = codes.tobytes().decode("ascii")
        ends = list(accumulate(len(sentence) + 2 for sentence in sentences))
        return [whole[end - len(sentence) : end] for end, sentence in zip(ends, sentences, strict=True)]

    def _labelled(self, sentences: Sequence[Sequence[str]]) -> tuple[list[str], Numbers, Numbers]:
        """Return all words, their rows in the tables, and the indices of their best labels.

        Two edges are added before the first sentence and after each one.
        """
        flat = ["", ""]
        for sentence in sentences:
            flat += sentence
            flat += ("", "")
        self._learn(flat)
        places = np.fromiter(map(self._places.__getitem__, flat), np.intp, len(flat))
        sums = self._sums[places]
        state = sums[:, 0]
        state[1:] += sums[:-1, 1]
        state[2:] += sums[:-2, 2]
        state[:-1] += sums[1:, 3]
        return flat, places, self._decoder.best(state, places > 0)

    def _learn(self, flat: Sequence[str]) -> None:
        """Add the words that are not in the tables yet."""
        new = set(flat).difference(self._places)
        if not new:
            return
        if len(self._places) + len(new) > KNOWN:
            features.drop_later(self._places, KNOWN // 2)
            new = set(flat).difference(self._places)
        made = self._summed([word.speech() for word in features.spellings(list(new))])
        size = len(self._places)
        if size + len(made) > len(self._sums):  # double the size, so that not every batch copies all rows
            self._sums = np.concatenate([self._sums[:size], made, np.zeros_like(self._sums[:size])])
            empty = np.zeros((len(self._sums) - size, self._letters.shape[1]), np.uint8)
            self._letters = np.concatenate([self._letters[:size], empty])
        self._sums[size : size + len(made)] = made
        self._letters[size : size + len(made)] = 0
        self._places.update(zip(new, range(size, size + len(new)), strict=True))

    def _summed(self, words: Iterable[Sequence[str]]) -> Floats:
        """Return the sums of the weights of each word, role by role."""
        get, unknown = self._model.attributes.get, repeat(len(self._model.attributes))
        *places, width = features.SPEECH
        numbers = np.fromiter(map(get, chain.from_iterable(words), unknown), np.intp).reshape(-1, width)
        found: Floats = np.add.reduceat(self._model.weights[numbers], places, axis=1)
        return found


@cache
def _shipped() -> Speech:
    return Speech(linear.shipped("speech"))


def letters(sentences: Sequence[Sequence[str]]) -> list[str]:
    """Return the letters (:mod:`phrases`) of the words of each sentence.

    >>> letters([["The", "balance", "of", "power", "changed", "."], []])
    ['dnonv.', '']
    """
    return _shipped().letters(sentences)
