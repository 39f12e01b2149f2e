"""Sentences of news, translated rightly and with one mistake each, against a small glossary: what the checks say of them.

They were written for this project, and the checks were mended on them: a memory of what was mended, no measure.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from glossary.checks import run
from glossary.checks.usage import Terms
from glossary.model import Concept, Finding, Kind, Place, State, Term, Termbase, TranslationUnit
from glossary.text import russian

DATA = Path(__file__).parent / "data"


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def findings(pairs: list[tuple[str, str]], language: str) -> Iterator[Finding]:
    """Yield what is found in *pairs*, after every person of the glossary was named in full."""
    entries = rows("news_terms.tsv")
    concepts = tuple(
        Concept(
            (Term(row["en"], "en"), Term(row[language], language, state=State.APPROVED)),
            kind=Kind(row["kind"]),
        )
        for row in entries
    )
    terms = Terms(Termbase(concepts, "en", (language,)), language)
    named = [(row["en"], row[language]) for row in entries if row["kind"] == "person"]
    units = [
        TranslationUnit(source, target, "en", language, place=Place("news", at))
        for at, (source, target) in enumerate([*named, *pairs], 1 - len(named))
    ]
    return run.units(units, run.select(), lambda _: terms)


@pytest.mark.parametrize(
    ("language", "false"),
    [
        # «Правозащитники» for the groups says it otherwise, and well.
        ("ru", [("usage.missing", "human rights")]),
        ("zh-Hans", []),
    ],
)
@pytest.mark.parametrize("forms", [True, False])
def test_right_translations(monkeypatch: pytest.MonkeyPatch, language: str, false: list[object], forms: bool) -> None:
    if forms and not russian.available():
        pytest.skip("pymorphy3 is not installed")
    if not forms:
        monkeypatch.setattr(russian, "available", lambda: False)
    pairs = [(row["en"], row[language]) for row in rows("news_right.tsv")]
    assert len(pairs) > 150
    assert [(row.check, row.concept) for row in findings(pairs, language)] == false


@pytest.mark.skipif(not russian.available(), reason="pymorphy3 is not installed")
@pytest.mark.parametrize("language", ["ru", "zh-Hans"])
def test_wrong_translations(language: str) -> None:
    pairs = [(row["en"], row["translation"]) for row in rows("news_wrong.tsv") if row["language"] == language]
    assert len(pairs) > 60
    told = {row.place.line for row in findings(pairs, language) if row.place}
    assert [pair for at, pair in enumerate(pairs, 1) if at not in told] == []
