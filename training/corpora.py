"""The training corpora in one format, split into words as the package does it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from glossary.model import Document
from glossary.text.segments import segments
from glossary.text.words import cut, sentences

NEWS = "news"
"""Articles written for this project, in the folder ``news`` beside this file."""
ENTITIES = ("wikigold", "gmb", "redocred", "crossner_pol", "gum", "wnut", "btc", "uner_ewt", NEWS)
SCHEMES = {"gum": "B", "wnut": "B", "btc": "C", "uner_ewt": "C"}
"""How a corpus marks MISC: fully (not listed), in its own way (B), not at all (C)."""
SILVER = ("wikigold", "gmb", "redocred", "crossner_pol", "uner_ewt")
"""Corpora whose words have parts of speech from a program (:mod:`training.silver`)."""
SPEECH = dict(
    zip(
        "jpvxadinmtoescyw_",
        "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN SCONJ PUNCT SYM VERB X".split(),
        strict=True,
    )
)
"""The letters in ``silver.txt`` and their tags."""
HERE = Path(__file__).parent


class Text(NamedTuple):
    """A document: sentences of words, and the tag of each word."""

    corpus: str
    sentences: list[list[str]]
    tags: list[list[str]]


_INITIAL = re.compile(r"(?:[A-Z]\.)*[A-Z]").fullmatch
_GLUED = frozenset(["'s", "n't", "'m", "'re", "'ve", "'ll", "'d"])


def detokenised(tokens: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """Return *tokens* as running text, and the start and end of each."""
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
    """Return a sentence in the words of the package, with the tags transferred by offset."""
    text, spans = detokenised(tokens)
    owner = [-1] * len(text)
    for index, (start, end) in enumerate(spans):
        owner[start:end] = [index] * (end - start)
    forms, labels = [], []
    previous = -1
    found = cut(text)
    for word, start in zip(found.texts, found.starts, strict=True):
        index = owner[start]
        tag = tags[index]
        if tag.startswith("B-") and index == previous:
            tag = "I" + tag[1:]
        forms.append(word)
        labels.append("O" if word[0] in "@#" else tag)
        previous = index
    return forms, labels


def entities(folder: Path, corpora: Sequence[str] = ENTITIES) -> Iterator[Text]:
    """Yield the documents of the entity corpora under *folder*, in order."""
    for corpus in corpora:
        if corpus == NEWS:
            yield from news()
            continue
        with (folder / "ner" / "train" / f"{corpus}.train.jsonl").open(encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                pairs = [
                    retokenised([token.replace('""""', '"').replace("~", " ").strip() or "_" for token in tokens], tags)
                    for tokens, tags in zip(row["sents"], row["tags"], strict=True)
                ]
                yield Text(corpus, [forms for forms, _ in pairs], [tags for _, tags in pairs])


MARK = re.compile(r"\{([PONLEWM]) ([^{}]+)\}")
TAGS = {"P": "PER", "O": "ORG", "L": "LOC", "N": "GROUP", "E": "MISC", "W": "MISC", "M": "MISC"}
"""The marks of names in ``news``: person, organization, place, nationality, event, work, other name."""


def news(folder: Path = HERE / NEWS) -> Iterator[Text]:
    """Yield the articles of this project in *folder*, as sentences of words with tags."""
    for text, names in articles(folder):
        tags = dict[int, str]()
        for start, end, label in names:
            tags |= dict.fromkeys(range(start, end), f"I-{label}")
            tags[start] = f"B-{label}"
        found = sentences(segments(Document(NEWS, text)))
        yield Text(
            NEWS,
            [sentence.texts for sentence in found],
            [[tags.get(start, "O") for start in sentence.starts] for sentence in found],
        )


def articles(folder: Path = HERE / NEWS) -> Iterator[tuple[str, list[tuple[int, int, str]]]]:
    """Yield the articles of this project in *folder*: the text, and its names with their tags.

    A name is marked as ``{P Ada Lovelace}``, and a line of four hyphens separates two articles.
    """
    for path in sorted(folder.glob("*.txt")):
        for article in path.read_text(encoding="utf-8").split("\n----\n"):
            text, names, last = "", [], 0
            for mark in MARK.finditer(article):
                text += article[last : mark.start()]
                names.append((len(text), len(text) + len(mark[2]), TAGS[mark[1]]))
                text += mark[2]
                last = mark.end()
            yield text + article[last:], names


def speech(folder: Path) -> Iterator[tuple[str, list[str], list[str]]]:
    """Yield (document, words, universal part-of-speech tags), sentence by sentence."""
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
    """Yield (words, universal part-of-speech tags from a program), sentence by sentence."""
    forms = (forms for text in entities(folder, SILVER) for forms in text.sentences)
    with (HERE / "silver.txt").open(encoding="utf-8") as lines:
        for words_, line in zip(forms, lines, strict=True):
            yield words_, [SPEECH[letter] for letter in line.rstrip("\n")]
