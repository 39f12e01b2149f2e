"""What each stage makes of the names that it is given: the sentences of ``data/names.txt``."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from _pytest.mark.structures import ParameterSet

from glossary.extract import entities, kinds, mending
from glossary.extract.entities import Span
from glossary.extract.features import spellings
from glossary.model import Document
from glossary.text.segments import segments
from glossary.text.words import Sentence, sentences

FILE = Path(__file__).parent / "data" / "names.txt"
MARKED = re.compile(r"\[(?P<name>[^]]+) (?P<label>[A-Z]+)\]")


def cases(stage: str) -> list[ParameterSet]:
    """Return the sentences of *stage*, each as it comes in and as it goes out."""
    (part,) = [part for part in FILE.read_text("utf-8").split("\n== ") if part.startswith(f"{stage}\n")]
    lines = part.strip().splitlines()[1:]
    return [
        pytest.param(
            line, (after if after.startswith("= ") else f"= {line}").removeprefix("= "), id=line.replace(" ", "-")
        )
        for line, after in pairwise([*lines, ""])
        if not line.startswith("= ")
    ]


def read(marked: str) -> tuple[str, list[tuple[int, int, str]]]:
    """Return the text of a line, and where its names begin and end, with their labels."""
    names: list[tuple[int, int, str]] = []
    text, last = "", 0
    for found in MARKED.finditer(marked):
        text += marked[last : found.start()]
        names.append((len(text), len(text) + len(found["name"]), found["label"]))
        text, last = text + found["name"], found.end()
    return text + marked[last:], names


def written(text: str, names: list[tuple[int, int, str]]) -> str:
    """Return the line that :func:`read` reads."""
    for start, end, label in reversed(names):
        text = f"{text[:start]}[{text[start:end]} {label}]{text[end:]}"
    return text


def sentence_of(text: str, apart: bool = False) -> Sentence:
    """Return *text*, one sentence, cut into words: ours, or what spaces part."""
    if not apart:
        (sentence,) = sentences(segments(Document("-", text)))
        return sentence
    words = list(re.finditer(r"\S+", text))
    return Sentence(text, 0, [one[0] for one in words], [one.start() for one in words], [one.end() for one in words])


def passed(marked: str, stage: Callable[[Sentence, list[Span]], list[Span]], apart: bool = False) -> str:
    """Return the line *marked* with the names that *stage* makes of those in it."""
    text, names = read(marked)
    words = sentence_of(text, apart)
    given = [Span(words.starts.index(start), words.ends.index(end) + 1, label) for start, end, label in names]
    return written(text, [(words.starts[one.start], words.ends[one.end - 1], one.label) for one in stage(words, given)])


@pytest.mark.parametrize(("marked", "expected"), cases("trimmed"))
def test_trimmed(marked: str, expected: str) -> None:
    assert passed(marked, lambda words, names: entities.trimmed(spellings(words.texts), names), apart=True) == expected


@pytest.mark.parametrize(("marked", "expected"), cases("mended"))
def test_mended(marked: str, expected: str) -> None:
    assert passed(marked, lambda words, names: mending.mended(spellings(words.texts), words, names)) == expected


@pytest.mark.parametrize(("marked", "expected"), cases("kinded"))
def test_kinded(marked: str, expected: str) -> None:
    assert passed(marked, lambda words, names: kinds.labelled(spellings(words.texts), names)) == expected
