"""Tests of the HTML pages: no invisible or direction-changing characters, and text is escaped."""

from __future__ import annotations

import pytest

from glossary.checks import report
from glossary.jobs.comparing import Difference, diff_page
from glossary.jobs.covering import Article, TermUse, coverage_page
from glossary.model import Finding, Place, Severity
from glossary.page import shown

HOSTILE = "<b>\x1b[31m\x9b2J\u202eniruT\u2066\u200f\u200b\ufeff\u2028\xad\ud800&"
HIDDEN = frozenset("\x1b\x9b\u202e\u2066\u200f\u200b\ufeff\u2028\xad\ud800")


@pytest.mark.parametrize("text", ["Xi Jinping", "习近平", "نیم\u200cفاصله", "a\tb", "\u00a0", "👩\u200d🚀"])
def test_intended_characters_stay(text: str) -> None:
    assert shown(text) == text


@pytest.mark.parametrize(
    "made",
    [
        diff_page(HOSTILE, ".", [Difference(HOSTILE, "rendering", "ru", HOSTILE, HOSTILE)]),
        coverage_page([Article(HOSTILE, "ru", (TermUse(HOSTILE, HOSTILE, 2, 1, (HOSTILE,), (3,)),))]),
        report.html([Finding("script.bidi", Severity.ERROR, HOSTILE, Place(HOSTILE, 3), HOSTILE, HOSTILE)], 1),
    ],
    ids=["diff", "coverage", "check"],
)
def test_invisible_characters_are_shown_and_markup_is_escaped(made: str) -> None:
    assert not HIDDEN & set(made)
    assert "<b>" not in made
    assert '<span class="hidden">U+202E</span>' in made


def test_a_diff_shows_the_name_of_a_concept_once() -> None:
    rows = [Difference("Xi", "note", "", "x", "y"), Difference("Xi", "rendering", "ru", "", "Си")]
    made = diff_page("a.csv", ".", rows)
    assert made.count(">Xi<") == 1
    assert "<title>Glossary: a.csv → the glossary as it is</title>" in made
    assert "2 differences" in made
    assert made.count("<del>") == 1
    assert made.count("<ins>") == 2


def test_coverage_of_several_articles_begins_with_the_total_and_the_most_missed_terms() -> None:
    def article(name: str, rendered: int) -> Article:
        once = TermUse("Kremlin", "Кремль", 1, 1, ("Кремль",), ())
        return Article(name, "ru", (TermUse("China", "Китай", 3, rendered, ("Китай",), (7,)), once))

    made = coverage_page([article("a.txt", 1), article("b.txt", 2), article("c.txt", 3)])
    total, missed, first = (made.index(text) for text in ("9 of 12", "Missed most", 'id="a0"'))
    assert total < made.index("a.txt") < missed < first
    assert "<td>China</td><td>Russian</td><td>Китай</td><td>6 of 9</td><td>2</td>" in made
    assert "Missed most" not in coverage_page([article("a.txt", 1)])
