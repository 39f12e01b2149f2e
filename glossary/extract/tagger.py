"""Linear-chain taggers that are shipped with the package: names in text, and parts of speech."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import log
from typing import Any

from glossary import tables
from glossary.errors import GlossaryError
from glossary.extract import features

DOUBT = 36.0
"""The logarithm of the least doubt that a floating-point number can tell from none."""


def weights(name: str) -> bytes:
    """Return the shipped model *name* (``entities``, ``speech``). Raises GlossaryError where the file is not there."""
    try:
        return tables.data(__package__, f"models/{name}.crfsuite")
    except FileNotFoundError as error:
        raise GlossaryError(f"the model '{name}' is not installed", hint="install glossary-tm again") from error


class Tagger:
    """A trained model of python-crfsuite."""

    def __init__(self, model: bytes) -> None:
        import pycrfsuite

        self._model: Any = pycrfsuite.Tagger()
        self._bytes = model  # CRFsuite reads from it as long as the tagger lives
        self._model.open_inmemory(model)
        self.labels: list[str] = sorted(self._model.labels())

    @staticmethod
    @cache
    def load(name: str) -> Tagger:
        """Return the shipped model *name*, loaded once. Raises GlossaryError as :func:`weights`."""
        return Tagger(weights(name))

    def labelled(self, items: list[list[str]]) -> list[str]:
        """Return the best labels of a sequence of feature lists."""
        found: list[str] = self._model.tag(items)
        return found

    def probability(self, labels: Sequence[str]) -> float:
        """Return how sure the model is of *labels* for the sequence it has just labelled, 0 to 1."""
        found: float = self._model.probability(labels)
        return found


def speech(sentences: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return the universal part of speech of every word (``NOUN``, ``PROPN``, ``ADJ`` …), sentence by sentence.

    >>> speech([["The", "balance", "of", "power", "changed", "."]])
    [['DET', 'NOUN', 'ADP', 'NOUN', 'VERB', 'PUNCT']]
    """
    tagger = Tagger.load("speech")
    return [tagger.labelled(features.speech_features(tokens)) if tokens else [] for tokens in sentences]


def entities(document: features.Document) -> list[tuple[list[str], list[float]]]:
    """Return for every sentence of *document* the entity tags of its words, and how sure the model is of each.

    The tags are ``B-PER``, ``I-PER``, … ``O``, of PER, ORG, LOC, GROUP and MISC. A word outside of names has 0.
    """
    tagger = Tagger.load("entities")
    found = []
    for place, row in enumerate(document.rows):
        tags = ["O"] * len(row)
        sure = [0.0] * len(row)
        for start, end in document.runs[place]:
            labels = tagger.labelled(features.entity_features(document, place, start, end))
            if any(label != "O" for label in labels):
                tags[start:end] = labels
                sure[start:end] = [certainty(tagger.probability(labels))] * (end - start)
        found.append((tags, sure))
    return found


def certainty(probability: float) -> float:
    """Return how often a name with this *probability* of the model is right: the two are far apart.

    The weights of a perceptron know no scale. A line over the logarithm of what is missing to 1 was fitted to
    the development texts: from 0.70 for a doubtful name to 0.92 for one without any doubt.
    """
    return 0.70 + 0.22 * min(DOUBT, -log(max(1e-16, 1.0 - probability))) / DOUBT
