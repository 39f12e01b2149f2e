"""Words and their offsets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.model import Segment
from glossary.text.words import STRAIGHT, cut, sentences, straighten


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The US-led “intervention”", 'The US - led " intervention "'),
        ("It didn’t, can't and won’t.", "It did n't , ca n't and wo n't ."),
        ("Xi’s workers' rights, they're", "Xi 's workers ' rights , they 're"),
        ("O’Brien, D'Souza and al-Qa'ida", "O'Brien , D'Souza and al - Qa'ida"),
        ("Mr. Putin met Gen. Lee at 5 p.m. Monday", "Mr. Putin met Gen. Lee at 5 p.m. Monday"),
        ("J. K. Rowling and J.R.R. Tolkien", "J. K. Rowling and J.R.R. Tolkien"),
        ("the U.S. and Washington D.C.", "the U.S. and Washington D.C."),
        ("It is vitamin C.", "It is vitamin C ."),
        ("No. 5 is no.", "No. 5 is no ."),
        ("1,300 of 4.5% on 9/11 at 10:30", "1,300 of 4.5 % on 9/11 at 10:30"),
        ("AT&T, Amazon.com, see https://a.org/b?c=d.", "AT&T , Amazon.com , see https://a.org/b?c=d ."),
        ("write to foo.bar@example.org #tag @name", "write to foo.bar@example.org #tag @name"),
        ("[Xi] does. . . it – so—ever…", "[ Xi ] does . . . it – so — ever …"),
        ("Jakóbowski Jakóbowski", "Jakóbowski Jakóbowski"),
        ("普京 met Путин", "普京 met Путин"),
        ("", ""),
        (" \n\t", ""),
    ],
)
def test_words_are_cut_as_the_models_were_trained(text: str, expected: str) -> None:
    assert cut(text).texts == expected.split()


@given(st.text(max_size=200), st.integers(0, 10**6))
def test_offsets_stay_true_whatever_the_text(text: str, start: int) -> None:
    found = cut(text, start)
    at = start
    for word, begin, end in zip(found.texts, found.starts, found.ends, strict=True):
        assert at <= begin < end
        assert word == text[begin - start : end - start].translate(STRAIGHT)
        at = end
    assert "".join(found.texts) == "".join(straighten(text).split())


def test_straightening_keeps_the_length() -> None:
    assert straighten("“Xi’s” – a\u00a0test") == '"Xi\'s" – a test'
    assert all(len(plain) == 1 for plain in STRAIGHT.values())


def test_sentences_count_in_the_document() -> None:
    _, asked = sentences([Segment("Mr. Xi left.", start=0), Segment("Why?", start=13)])
    assert asked == ("Why?", 13, ["Why", "?"], [13, 16], [16, 17])
