"""Folding many texts at once is folding each of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from glossary.text.batch import folded
from glossary.text.near import _unfolded
from glossary.text.similarity import fold

LETTERS = (
    "abzABZ0129 ệỞ.,:/-_'\"«—“”éÉßİΣσςñабвяАЁёйй\u0301\u0306中国年〇々가나გᏣ।अ०१٣ᠠกข、。！０１Ａ½ﬁ\0\n\t\U00020000😀ＡəԱա\u00a0\u00a8\u200b\u00ad\u2009"
    "ﾞﾊᅡᄀ\u09be\u0995\U0001d400"
)

texts = st.lists(st.text(st.sampled_from(LETTERS) | st.sampled_from("a1 . 年")) | st.text(), max_size=4)


@given(texts)
def test_many_texts_are_folded_like_one(many: list[str]) -> None:
    lines = folded([text.encode("utf-8", "surrogatepass") for text in many])
    assert lines == [fold(text).text for text in many]
    assert all(_unfolded(line) in (None, fold(text)) for line, text in zip(lines, many, strict=True))


def test_numbers_words_and_letters_without_spaces() -> None:
    many = [
        "G20.5 met on 1,500.25/7",
        "20th 3D",
        "第20届G20峰会。",
        "가 나라 3가",
        "ＧＤＰ １２",
        "ΟΔΟΣ ΣΑΣ",
        "е\u0308 1\u00a0500",
        "1 250 000 of 10\u202f000.5km, 5 2019 and 2019 200, a1 000, 1 0000, 12.5\u2009000\n000",
        "Приказ №\u00a05",
        "",
        "…",
    ]
    assert folded([text.encode() for text in many]) == [fold(text).text for text in many]
