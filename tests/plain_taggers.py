"""The shipped models as python-crfsuite runs them, one sequence at a time: what the fast way is held against."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import pycrfsuite

from glossary import tables
from glossary.extract import features, names

_DATA: list[bytes] = []
"""CRFsuite reads from a model as long as its tagger lives."""


@cache
def load(name: str) -> Any:
    """Return the tagger of the shipped model *name*."""
    _DATA.append(tables.data("glossary.extract", f"models/{name}.crfsuite"))
    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(_DATA[-1])
    return tagger


def speech(sentences: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return the universal part of speech of every word (``NOUN``, ``PROPN``, ``ADJ`` …), sentence by sentence."""
    return [load("speech").tag(features.speech_features(words)) if words else [] for words in sentences]


def entities(document: features.Document) -> list[tuple[list[str], list[float]]]:
    """Return for every sentence of *document* the entity tags of its words, and how sure the model is of each."""
    tagger = load("entities")
    found = []
    for place, row in enumerate(document.rows):
        tags, sure = ["O"] * len(row), [0.0] * len(row)
        for start, end in document.runs[place]:
            labels = tagger.tag(features.entity_features(document, place, start, end))
            if any(label != "O" for label in labels):
                tags[start:end] = labels
                sure[start:end] = [names.confidence_of(tagger.probability(labels))] * (end - start)
        found.append((tags, sure))
    return found
