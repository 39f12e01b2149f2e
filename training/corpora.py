"""The corpora that the models are trained on, in one shape and in our own words (tokens)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from glossary.text.words import words

ENTITIES = ("wikigold", "gmb", "redocred", "crossner_pol", "gum", "wnut", "btc", "uner_ewt")
SCHEMES = {"gum": "B", "wnut": "B", "btc": "C", "uner_ewt": "C"}
"""How a corpus marks MISC: fully (not listed), in its own way (B), not at all (C)."""
SILVER = ("wikigold", "gmb", "redocred", "crossner_pol", "uner_ewt")
"""Whose words have parts of speech by a program (:mod:`training.silver`)."""
SPEECH = dict(
    zip(
        "jpvxadinmtoescyw_",
        "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN SCONJ PUNCT SYM VERB X".split(),
        strict=True,
    )
)
"""The letters of ``silver.txt``."""
HERE = Path(__file__).parent


class Text(NamedTuple):
    """A document: sentences of words, and the tag of each."""

    corpus: str
    sentences: list[list[str]]
    tags: list[list[str]]


_INITIAL = re.compile(r"(?:[A-Z]\.)*[A-Z]").fullmatch
_GLUED = frozenset(["'s", "n't", "'m", "'re", "'ve", "'ll", "'d"])


def joined(tokens: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """Return *tokens* as running text, and where each stands in it."""
    text, spans = "", []
    for index, token in enumerate(tokens):
        before = tokens[index - 1] if index else ""
        glue = token in _GLUED or "-" in (token, before) or before in ("@", "#") or (token == "." and _INITIAL(before))
        if text and not glue:
            text += " "
        spans.append((len(text), len(text) + len(token)))
        text += token
    return text, spans


def retokenised(tokens: Sequence[str], tags: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return a sentence in our own words, with the tags carried over by their place."""
    text, spans = joined(tokens)
    owner = [-1] * len(text)
    for index, (start, end) in enumerate(spans):
        owner[start:end] = [index] * (end - start)
    forms, labels = [], []
    previous = -1
    for word in words(text):
        index = owner[word.start]
        tag = tags[index]
        if tag.startswith("B-") and index == previous:
            tag = "I" + tag[1:]
        forms.append(word.text)
        labels.append("O" if word.text[0] in "@#" else tag)
        previous = index
    return forms, labels


def entities(folder: Path, corpora: Sequence[str] = ENTITIES) -> Iterator[Text]:
    """Yield the documents of the entity corpora under *folder*, in their order."""
    for corpus in corpora:
        with (folder / "ner" / "train" / f"{corpus}.train.jsonl").open(encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                pairs = [
                    retokenised([token.replace('""""', '"').replace("~", " ").strip() or "_" for token in tokens], tags)
                    for tokens, tags in zip(row["sents"], row["tags"], strict=True)
                ]
                yield Text(corpus, [forms for forms, _ in pairs], [tags for _, tags in pairs])


def speech(folder: Path) -> Iterator[tuple[str, list[str], list[str]]]:
    """Yield (document, words, universal part-of-speech tags) sentence by sentence."""
    document, forms, tags = "", list[str](), list[str]()
    with (folder / "pos" / "gum-pos.tsv").open(encoding="utf-8") as lines:
        for line in lines:
            row = line.rstrip("\n")
            if row.startswith("# "):
                document = row[2:]
            elif row:
                fields = row.split("\t")
                forms.append(fields[0])
                tags.append(fields[2])
            elif forms:
                yield document, forms, tags
                forms, tags = [], []
    if forms:
        yield document, forms, tags


def silver(folder: Path) -> Iterator[tuple[list[str], list[str]]]:
    """Yield (words, universal part-of-speech tags by a program) sentence by sentence."""
    forms = (forms for text in entities(folder, SILVER) for forms in text.sentences)
    with (HERE / "silver.txt").open(encoding="utf-8") as lines:
        for words_, line in zip(forms, lines, strict=True):
            yield words_, [SPEECH[letter] for letter in line.rstrip("\n")]
