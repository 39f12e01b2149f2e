"""The first proposals, by the tables in ``data``."""

from __future__ import annotations

from pathlib import Path

import pytest

from glossary.errors import ConfigError
from glossary.model import Concept, Kind, Term, Usage
from glossary.suggest import suggest
from glossary.text import russian_words


def table(name: str) -> list[list[str]]:
    lines = (Path(__file__).parent / "data" / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def named(row: list[str]) -> Concept:
    _, kind, names, *_ = row
    head, *variants = names.split("|")
    terms = (Term(head, "en"), *(Term(text, "en", Usage.ADMITTED) for text in variants))
    return Concept(terms, kind=Kind(kind))


@pytest.mark.parametrize(
    "row",
    table("suggest_phrases.tsv") + table("suggest_names.tsv"),
    ids=lambda row: f"{row[2]} ({row[1]})",
)
def test_what_is_proposed_first(row: list[str]) -> None:
    asked, _, _, *wanted = row
    concept = named(row)
    phrase = row in table("suggest_phrases.tsv")
    for language, expected in zip(("ru", "zh-Hans", "zh-Hant"), wanted, strict=False):
        if language == "ru" and phrase and not russian_words.available():
            continue
        found = suggest(concept, language, only=[] if asked == "all" else [asked])
        first = f"{found[0].text} ({found[0].confidence})" if found else "-"
        assert expected in ("", first, first.rpartition(" (")[0]), language


def test_nothing_breaks_without_pymorphy3(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise ConfigError("Russian forms need pymorphy3")

    monkeypatch.setattr(russian_words, "available", lambda: False)
    monkeypatch.setattr(russian_words, "analyzer", missing)
    monkeypatch.setattr(russian_words, "readings", russian_words.readings.__wrapped__)
    for row in table("suggest_phrases.tsv") + table("suggest_names.tsv"):
        suggest(named(row), "ru")
