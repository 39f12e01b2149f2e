"""Train the shipped models again: the same corpora give the same bytes."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from pathlib import Path

import pycrfsuite

from glossary.extract import features
from training import augment, corpora, headlines
from training.corpora import Text

PASSES = 6
RARE = 10
"""A feature seen fewer times than this is left out."""

Example = tuple[list[list[str]], list[str]]
"""The features of a sequence, word by word, and its tags."""


def train(examples: Sequence[Example], path: Path, *, passes: int, rare: int) -> None:
    """Train an averaged perceptron on *examples* and write it to *path*."""
    ctypes.CDLL(None).srand(1)  # CRFsuite shuffles with the C library's generator
    trainer = pycrfsuite.Trainer(algorithm="ap", verbose=False)
    for items, labels in examples:
        trainer.append(items, labels)
    trainer.set_params({"max_iterations": passes, "feature.minfreq": rare, "feature.possible_transitions": True})
    trainer.train(str(path))


def entity_examples(texts: list[Text]) -> list[Example]:
    """Return the capitalized runs of *texts*, as features and tags.

    In a corpus that does not mark nationalities, runs with one are left out: they would teach that it is not a name.
    """
    found = []
    known = features.gazetteer()
    for text in [*texts, *augment.changed(texts)]:
        document = features.Document(text.sentences)
        scheme = corpora.SCHEMES.get(text.corpus, "")
        for place, (tokens, tags) in enumerate(zip(text.sentences, text.tags, strict=True)):
            tags = with_groups(tokens, tags)
            for start, end in document.runs[place]:
                labels = tags[start:end]
                if scheme == "C" and any(
                    tag == "O" and known.get((token,), "").startswith("group")
                    for token, tag in zip(tokens[start:end], labels, strict=True)
                ):
                    continue
                if labels[0].startswith("I-"):
                    labels = ["B" + labels[0][1:], *labels[1:]]
                found.append((features.entity_features(document, place, start, end, scheme), labels))
    return found


def with_groups(tokens: Sequence[str], tags: Sequence[str]) -> list[str]:
    """Return *tags* with ``GROUP`` for miscellaneous names that are known, or look like, nationalities."""
    known = features.gazetteer()
    found = list(tags)
    for start, end, label in augment.spans(found):
        if label == "MISC" and (
            known.get(tuple(tokens[start:end]), "").startswith("group")
            or (end - start == 1 and tokens[start].lower().endswith(features.PEOPLES))
        ):
            found[start:end] = ["B-GROUP", *["I-GROUP"] * (end - start - 1)]
    return found


def entities(folder: Path, path: Path, *, without: Sequence[str] = ()) -> None:
    """Train the name tagger on the corpora under *folder*, except those in *without*."""
    names = [name for name in corpora.ENTITIES if name not in without]
    tagger(list(corpora.entities(folder, names)), path)


def tagger(texts: list[Text], path: Path) -> None:
    """Train a name tagger on *texts*."""
    train(entity_examples(texts), path, passes=PASSES, rare=RARE)


def speech(folder: Path, path: Path, held_out: Sequence[str] = ()) -> None:
    """Train the part-of-speech tagger, except on the documents *held_out* of GUM."""
    rows = list(corpora.silver(folder))
    rows += [(forms, tags) for document, forms, tags in corpora.speech(folder) if document not in held_out]
    rows += headlines.headlines(rows[:])
    train([(features.speech_features(forms), tags) for forms, tags in rows], path, passes=8, rare=6)
