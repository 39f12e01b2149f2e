"""The small articles of ``data/texts``, and what the extraction finds in them."""

from __future__ import annotations

from pathlib import Path

import pytest
from _pytest.mark.structures import ParameterSet
from shared import needs_pymorphy

from glossary.extract import extract
from glossary.model import Document

TEXTS = Path(__file__).parent / "data" / "texts"


def articles(name: str) -> list[ParameterSet]:
    """Return the articles of a file, each as its text and the lines of what is found, by what they are about."""
    found = []
    for part in (TEXTS / f"{name}.txt").read_text("utf-8").split("\n== ")[1:]:
        title, *lines = part.strip().splitlines()
        text = " ".join(line for line in lines if not line.startswith("- ")).replace(" ¶ ", "\n\n")
        said = [line.removeprefix("- ") for line in lines if line.startswith("- ")]
        assert said, title
        assert lines[-len(said)].startswith("- "), title
        found.append(pytest.param(text, said, id=title.replace(" ", "-")))
    return found


def hold(text: str, said: list[str], language: str) -> None:
    """Assert that the lines *said* hold of *text*."""
    found = extract([Document("a", text, language)], source_language=language, minimum_score=0).candidates
    kinds = {one.term: one.kind.value for one in found}
    variants = {one.term: set(one.variants) for one in found}
    for line in said:
        term, equals, others = line.partition(" =")
        what, _, names = line.partition(": ")
        for name in names.split(" | ") if not equals else ():
            kind = kinds.get(name, "none")
            wrong = kind == what[3:] if what.startswith("no ") else kind != what
            if what == "none":
                wrong = name in kinds or any(name in forms for forms in variants.values())
            elif what in ("any", "nowhere"):
                wrong = kind == "none" if what == "any" else any(name in term for term in kinds)
            assert not wrong, (name, what, kinds)
        if equals:
            assert variants[term] == {other.strip() for other in others.split("|")} - {""}, term


@pytest.mark.parametrize(("text", "said"), articles("english"))
def test_english(text: str, said: list[str]) -> None:
    hold(text, said, "en")


@needs_pymorphy
@pytest.mark.parametrize(("text", "said"), articles("russian"))
def test_russian(text: str, said: list[str]) -> None:
    hold(text, said, "ru")


@pytest.mark.parametrize(("text", "said"), articles("chinese"))
def test_chinese(text: str, said: list[str]) -> None:
    hold(text, said, "zh-Hans")
