"""What texts are listed under: many at once as one by one."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from glossary.text import near, terms
from glossary.text.similarity import fold

TEXTS = [
    "5th of 1,500.75 a1 1a1 12abc3 x1.5 1.5x 1.2.3,4:5/6 7. 8",
    "1 250 000 of 10\u202f000.5km, 5 2019 and 2019 200, a1 000, 1 0000, 12.5\u2009000\n000",
    "a_b __",
    "",
    "***",
    "习",
    "习近平，会见12人 in 2019",
    "ⅷ ① ２０１９年 ﷺ",
    "가 나 다라",
    "๑๒ ก",
    "e\u0301te\u0301 İstanbul",
    "GROẞ，5 \u212a：\u212b！",
    "\ud800 x\0y",
    "हिन्दी १२",
    "Hà Nội ở châu Á, ế 5",
    "Съезд партии — «в 2019-м» году; it was longer than the sixty characters that give every three letters.",
    "中" * 12_000,
    "a" * 25_000,
    "a b. 中国 " * 1_500 + "…" * 10_000,
    "Xi" + " …" * 6_000,
]


def listed_one_by_one(texts: list[str], start: int) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for place, text in enumerate(texts, start):
        folded = fold(text)
        if len(folded.text) <= terms.LONGEST:
            for term in set().union(*terms.terms(text, folded)):
                found.setdefault(term, []).append(place)
    return found


def assert_same(texts: list[str]) -> None:
    builder = terms.PostingBuilder()
    lengths, sketches = builder.add(7, texts)
    found = [(term, places.tolist()) for term, places in builder.drain()]
    assert found == sorted(listed_one_by_one(texts, 7).items())
    assert lengths.tolist() == [min(65_535, len(fold(text).text)) for text in texts]
    assert [list(row) for row in sketches] == [list(terms.sketch_of(text)) for text in texts]


def test_a_listing_says_of_many_texts_what_terms_says_of_each() -> None:
    assert_same(TEXTS)
    for text in TEXTS:
        assert_same([text])


ODD = st.text(alphabet="ab1 2.,:/_习近ก๑가Ａ①é\u0301İ'’-—\0\n㍿ʼnßеёЁ", max_size=25)


@given(st.lists(ODD | st.text(max_size=12), min_size=1, max_size=8))
def test_any_texts_are_listed_as_one_by_one(texts: list[str]) -> None:
    assert_same(texts)


def test_texts_that_come_later_are_listed_with_the_first() -> None:
    one, two = terms.PostingBuilder(), terms.PostingBuilder()
    one.add(0, TEXTS[:6])
    two.add(0, TEXTS[:3])
    two.add(3, TEXTS[3:6])
    assert [(term, list(at)) for term, at in one.drain()] == [(term, list(at)) for term, at in two.drain()]


def test_of_equal_values_the_first_are_the_least() -> None:
    values = np.array([3, 1, 2, 2, 0, 2, 3], np.float32)
    assert sorted(near._smallest(values, 4).tolist()) == [1, 2, 3, 4]
    assert sorted(near._smallest(values, 2).tolist()) == [1, 4]
    assert sorted(near._smallest(values, 7).tolist()) == list(range(7))
