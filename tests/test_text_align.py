from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from glossary.text.align import align

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


def test_a_sentence_left_out() -> None:
    source = ["a" * (40 + 37 * number % 200) for number in range(40)]
    source[20] = "x" * 300
    target = [text.upper() for number, text in enumerate(source) if number != 20]
    beads = [(list(bead.source), list(bead.target)) for bead in align(source, target)]
    assert ([20], []) in beads
    assert ([39], [38]) in beads


def test_very_unequal_lists_end() -> None:
    beads = align(["a"], ["b"] * 500)
    assert sum(len(bead.target) for bead in beads) == 500
