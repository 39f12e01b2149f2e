from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.text.align import align, paragraphs

sentences = st.lists(st.text("ab ", min_size=0, max_size=60), max_size=12)


@given(sentences, sentences)
def test_beads_cover_both_texts_in_order(source: list[str], target: list[str]) -> None:
    beads = align(source, target)
    assert [index for bead in beads for index in bead.source] == list(range(len(source)))
    assert [index for bead in beads for index in bead.target] == list(range(len(target)))


def test_a_chinese_text_of_a_third_of_the_length() -> None:
    source = ["a" * 90, "b" * 30, "c" * 150, "d" * 60]
    target = ["字" * 30, "字" * 10, "字" * 25, "字" * 25, "字" * 20]
    assert [(list(bead.source), list(bead.target)) for bead in align(source, target)] == [
        ([0], [0]),
        ([1], [1]),
        ([2], [2, 3]),
        ([3], [4]),
    ]


def test_an_omitted_sentence() -> None:
    source = ["a" * (40 + 37 * number % 200) for number in range(40)]
    source[20] = "x" * 300
    target = [text.upper() for number, text in enumerate(source) if number != 20]
    beads = [(list(bead.source), list(bead.target)) for bead in align(source, target)]
    assert ([20], []) in beads
    assert ([39], [38]) in beads


def test_a_number_in_both_texts_is_an_anchor() -> None:
    rest = ["d" * 90] * 10
    for at in (1, 2):
        source = ["a" * 90, "b" * 100, "b" * 100, *rest]
        source[at] = "b" * 95 + " 1997"
        target = ["A" * 90, "B" * 95 + " 1997", *(text.upper() for text in rest)]
        assert (range(at, at + 1), range(1, 2)) in align(source, target)


def test_a_long_text_with_large_omissions() -> None:
    source = [f"{'word ' * (number * 7 % 23 + 1)}{number}" for number in range(2_000)]
    target = [text.upper() for number, text in enumerate(source) if not 700 <= number < 900]
    pairs = [(bead.source[0], bead.target[0]) for bead in align(source, target) if bead.source and bead.target]
    assert len(pairs) == 1_800
    assert all(one == two + (200 if one >= 900 else 0) for one, two in pairs)


@pytest.mark.parametrize("done", [2, 5, 9])
def test_an_unfinished_translation(done: int) -> None:
    source = ["a" * (40 + 37 * number % 200) for number in range(14)]
    target = [text[: len(text) // 3].upper() for text in source[:done]]
    pairs = [(range(at, at + 1), range(at, at + 1)) for at in range(done)]
    assert align(source, target) == [*pairs, *((range(at, at + 1), range(done, done)) for at in range(done, 14))]


def test_equal_numbers_of_paragraphs_are_paired_unless_their_lengths_differ() -> None:
    source = [f"{'word ' * (number * 7 % 23 + 1)}" for number in range(20)]
    target = list(source)
    target[4] = "a free translation of a paragraph that is much longer than its source"
    assert paragraphs(source, target) == [(range(at, at + 1), range(at, at + 1)) for at in range(20)]
    shifted = [*source[3:], "a", "b", "c"]
    assert (range(5, 6), range(2, 3)) in paragraphs(source, shifted)


def test_very_unequal_lists_end() -> None:
    beads = align(["a"], ["b"] * 500)
    assert sum(len(bead.target) for bead in beads) == 500
