"""Train the shipped models again: the same corpora give the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pycrfsuite

from glossary.extract import features
from training import corpora

PASSES = 12
RARE = 6
"""A feature that is seen less often than this is left out."""


def train(examples: Sequence[tuple[list[list[str]], list[str]]], path: Path, *, passes: int, rare: int) -> None:
    """Train an averaged perceptron on *examples* and write it to *path*."""
    trainer = pycrfsuite.Trainer(algorithm="ap", verbose=False)
    for items, labels in examples:
        trainer.append(items, labels)
    trainer.set_params({"max_iterations": passes, "feature.minfreq": rare, "feature.possible_transitions": True})
    trainer.train(str(path))


def entity_examples(folder: Path, names: Sequence[str]) -> list[tuple[list[list[str]], list[str]]]:
    """Return the capitalised runs of the corpora *names*, as features and tags."""
    found = []
    for text in corpora.entities(folder, names):
        document = features.Document(text.sentences)
        scheme = corpora.SCHEMES.get(text.corpus, "")
        for place, tags in enumerate(text.tags):
            for start, end in document.runs[place]:
                labels = tags[start:end]
                if labels[0].startswith("I-"):
                    labels = ["B" + labels[0][1:], *labels[1:]]
                found.append((features.entity_features(document, place, start, end, scheme), labels))
    return found


def entities(
    folder: Path, path: Path, names: Sequence[str] = corpora.ENTITIES, passes: int = PASSES, rare: int = RARE
) -> None:
    """Train the tagger of names on the corpora *names* under *folder*."""
    train(entity_examples(folder, names), path, passes=passes, rare=rare)


def speech(folder: Path, path: Path, held_out: Sequence[str] = ()) -> None:
    """Train the tagger of parts of speech, without the documents *held_out*."""
    examples = [
        (features.speech_features(forms), tags)
        for document, forms, tags in corpora.speech(folder)
        if document not in held_out
    ]
    train(examples, path, passes=8, rare=2)
