"""Terms in running text: what counts as an occurrence, and that the fast search agrees with a plain one."""

import re
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from glossary.text import fold
from glossary.text.find import Finder, english_forms

ENGLISH = [
    "Xi",
    "US",
    "Putin",
    "National People's Congress",
    "Central Asia",
    "White House",
    "power",
    "great power",
    "party congress",
    "face-to-face meeting",
    "territorial integrity",
    "Jakóbowski",
    "İstanbul",
    "C++",
    "Covid-19 pandemic",
]


def forms(text, terms=ENGLISH, language="en"):
    hits = Finder((term, language, term) for term in terms).find(text)
    assert all(text[hit.start : hit.end] == hit.form for hit in hits)
    return [hit.form for hit in hits]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Xi’s allies told us, the US, of existing exits", ["Xi", "US"]),
        ("PUTIN MEETS XI", ["PUTIN", "XI"]),
        ("the XI century", []),
        ("in central Asia and Central asia", ["central Asia"]),
        ("a white house", []),
        ("the National\nPeople’s Congress", ["National\nPeople’s Congress"]),
        ("national\n\npeople's congress", []),
        ("NATIONAL PEOPLE'S CONGRESS", ["NATIONAL PEOPLE'S CONGRESS"]),
        ("Power is power. Samantha Power of powers", ["Power", "power", "powers"]),
        ("two great powers and party congresses", ["great powers", "party congresses"]),
        ("a face‑to‑face meeting, a face to face meeting", ["face‑to‑face meeting", "face to face meeting"]),
        ("Territorial Integrity", ["Territorial Integrity"]),
        ("Jako\u0301bowski saw Putin\u00a0 twice  in İstanbul", ["Jako\u0301bowski", "Putin", "İstanbul"]),
        ("İİİ Pu\u00adtin", ["Pu\u00adtin"]),
        ("C++, not C--", ["C++"]),
        ("the Covid 19 pandemic", ["Covid 19 pandemic"]),
        ("Putin_2 xPutin Putin2 Putins", []),
        ("", []),
    ],
)
def test_english_terms_are_found_in_case_number_and_spelling(text, expected):
    assert forms(text) == expected


def test_the_longest_wins_and_a_rejected_longer_one_hides_nothing():
    hits = Finder([("people", "en", 1), ("people of us", "en", 2), ("US", "en", 3), ("of US", "en", 4)])
    assert [hit.form for hit in hits.find("people of US")] == ["people of US"]
    narrow = Finder([("people", "en", 1), ("White House Of", "en", 2), ("House", "en", 3)])
    assert [hit.form for hit in narrow.find("people of the white House of")] == ["people", "House"]


def test_every_gives_the_inner_ones_too():
    finder = Finder([("great power", "en", 1), ("power", "en", 2)])
    assert [(hit.form, hit.key) for hit in finder.every("great power")] == [("great power", 1), ("power", 2)]


def test_homographs_are_found_at_the_same_place():
    finder = Finder([("Georgia", "en", "country"), ("Georgia", "en", "state"), ("Georgia", "en", "country")])
    assert [hit.key for hit in finder.find("Georgia")] == ["country", "state", "country"]


def test_regular_expression_characters_and_marks_are_nothing_special():
    assert forms("a.b a+b (x) [y]", ["a.b", "(x)", "[y]", "...", "()", ""]) == ["a.b", "(x)", "[y]"]


def test_no_terms_at_all():
    assert Finder([]).find("Xi") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("机器人大赛在中国举行,人大通过", ["中国", "人大"]),
        ("印度尼西亚和印度", ["印度"]),
        ("民主党员和民主黨員", ["民主党"]),
        ("機器人大賽", []),
        ("中国共产党与发展中国家", ["中国共产党"]),
        ("弗拉基米尔•普京都说北约", ["弗拉基米尔•普京", "北约"]),
        ("AG20峰会,G20峰会", ["G20峰会"]),
        ("美国人说", ["美国"]),
        ("学习习", []),
    ],
)
def test_chinese_terms_are_found_as_words(text, expected):
    terms = ["人大", "印度", "中国", "中国共产党", "弗拉基米尔·普京", "普京", "北约", "G20峰会", "美国", "习", "民主党"]
    assert forms(text, terms, "zh-Hans") == expected


def test_korean_particles_and_kana():
    assert forms("시진핑은 푸틴과 만났다", ["시진핑", "푸틴"], "ko") == ["시진핑", "푸틴"]
    assert forms("プーチン大統領がNATOと", ["プーチン", "NATO"], "ja") == ["プーチン", "NATO"]


def test_russian_case_accents_and_yo():
    terms = ["Путин", "Путина", "Си Цзиньпина", "Зимних олимпийских игр", "безграничное партнёрство", "НАТО"]
    text = "Путина и Си Цзиньпи\u0301на до зимних Олимпийских игр, безграничное партнерство, путина; натощак, нато"
    assert forms(text, terms, "ru") == [
        "Путина",
        "Си Цзиньпи\u0301на",
        "зимних Олимпийских игр",
        "безграничное партнерство",
    ]
    assert forms("Замок и за\u0301мок", ["за\u0301мок"], "ru") == ["Замок", "за\u0301мок"]


def test_long_runs_of_marks_take_linear_time():
    text = "Xi" + "\u0301" * 100_000 + " met Putin"
    assert forms(text, ["Xi", "Putin"]) == ["Putin"]


def test_numbers_of_english_terms():
    assert english_forms("balance of power") == ["balances of power"]
    assert english_forms("former Soviet republics") == ["former Soviet republic"]
    assert english_forms("crisis") == ["crises"]
    assert english_forms("Nancy Pelosi") == []
    assert english_forms("news") == []
    assert english_forms("policewomen") == ["policewoman"]
    assert english_forms("businessman") == ["businessmen"]
    assert english_forms("human") == ["humans"]
    assert english_forms("NGO") == ["NGOs"]
    assert english_forms("American") == ["Americans"]


def test_a_short_uppercase_word_is_found_only_among_uppercase_words():
    assert forms("THE US AND IT", ["it"], "en") == ["IT"]
    assert forms("The firm runs IT.", ["it"], "en") == []
    assert forms("IT firms", ["it"], "en") == []
    assert forms("WHO ARE YOU? IT firms", ["it"], "en") == []


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("US", "the U.S. forces"),
        ("U.S.", "the US forces"),
        ("Jakóbowski", "Jakub Jakobowski"),
        ("north-eastern Ukraine", "in northeastern Ukraine"),
        ("lightning counteroffensive", "a lightning counter-offensive"),
        ("Shanghai Cooperation Organisation", "the Shanghai Cooperation Organization’s"),
        ("Trans-Caspian", "the Trans–Caspian route"),
        ("Franco–German", "a Franco-German idea"),
        ("defence ministry", "defense ministries"),
        ("Centre for Eastern Studies", "the Center for Eastern Studies"),
    ],
)
def test_other_spellings(term, text):
    assert len(forms(text, [term])) == 1


words = st.sampled_from(["Xi", "xi", "XI", "US", "us", "party", "Party", "congress", "power", "пе", "é", "É", "ab"])
marks = st.sampled_from([" ", "-", "’", "'", ", ", ". ", "  ", "\n", "\u00ad", "İ", "“", "—"])
texts = st.lists(st.one_of(words, marks), max_size=14).map("".join)


def plain(terms, text):
    """Return what :meth:`Finder.every` should: term by term, position by position, with a regular expression."""
    found = set()
    for term in terms:
        pattern = r"(?<![\w\u00ad])" + r"[ \n]".join(re.escape(part) for part in term.split()) + r"(?![\w\u00ad])"
        found |= {(match.start(), match.end(), term) for match in re.finditer(pattern, text)}
    return found


@given(st.lists(st.lists(words, min_size=1, max_size=3).map(" ".join), max_size=6, unique=True), texts)
def test_an_exact_form_is_always_found(terms, text):
    got = {(hit.start, hit.end, hit.term) for hit in Finder((term, "en", 0) for term in terms).every(text)}
    assert plain(terms, text) <= got
    for start, end, term in got:
        bare = text[start:end].replace("\u00ad", "")
        assert [w.lower().rstrip("es").replace("é", "e") for w in re.findall(r"\w+", bare)] == [
            w.lower().rstrip("es").replace("é", "e") for w in term.split()
        ]
    chosen = Finder((term, "en", 0) for term in terms).find(text)
    places = sorted({(hit.start, hit.end) for hit in chosen})
    assert all(one[1] <= two[0] for one, two in pairwise(places))
    for start, end, _ in plain(terms, text):
        assert any(hit.start < end and start < hit.end for hit in chosen)


@given(texts)
def test_invisible_characters_change_offsets_only(text):
    finder = Finder((term, "en", 0) for term in ["Xi", "party congress", "power", "é"])
    clean = finder.find(text.replace("\u00ad", ""))
    assert [hit.form.replace("\u00ad", "") for hit in finder.find(text)] == [hit.form for hit in clean]


def test_a_chinese_term_in_quotes_is_found_with_them() -> None:
    finder = Finder([("《红楼梦》", "zh-Hans", 1), ("“一带一路”倡议", "zh-Hans", 2)])
    found = finder.find("他读《红楼梦》。是“一带一路”倡议，《红楼梦》")
    assert [(hit.start, hit.form) for hit in found] == [(2, "《红楼梦》"), (9, "“一带一路”倡议"), (18, "《红楼梦》")]


@pytest.mark.parametrize("text", ["他用雅虎", "雅虎", "雅虎。"])
def test_a_chinese_term_with_a_mark_at_either_end_of_a_text_without(text: str) -> None:
    assert forms(text, ["雅虎！", "《雅虎"], "zh-Hans") == []


@pytest.mark.parametrize("between", ["", "é", "é" * 9, "ёж " * 9, "习近平 " * 9, "😀", "ё " + "a " * 200])
def test_offsets_where_some_characters_have_more_than_one_byte(between: str) -> None:
    text = f"Xi {between} party congress, {between} Xi and US {between} us"
    finder = Finder([("Xi", "en", 1), ("party congress", "en", 2), ("congress", "en", 3), ("US", "en", 4)])
    found = finder.every(text)
    assert [text[hit.start : hit.end] for hit in found] == ["Xi", "party congress", "congress", "Xi", "US"]
    assert [hit.form for hit in found] == [text[hit.start : hit.end] for hit in found]


@given(
    st.lists(
        st.text(st.sampled_from("aZ9 _-’'éÉßİΣςё\u0401й中ﬁ\u0301\u00ad\u200b\u00a0\n\t😀"), max_size=8), max_size=9
    )
)
@example(["АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩ"])
def test_long_texts_are_folded_like_short_ones(parts: list[str]) -> None:
    """From :data:`fold._LONG` on, numpy folds all characters at once."""
    text = "".join(parts)

    def made() -> tuple[str, bytes, list[int]]:
        even, folded, offsets = fold.prepared(text)
        places = range(len(even) + 1)
        return even, folded, [offsets.original(at) if offsets else at for at in places]

    short = made()
    for rare in (fold._RARE, 1):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(fold, "_LONG", 0)
            patch.setattr(fold, "_RARE", rare)
            assert made() == short


def test_a_name_in_other_quotation_marks():
    finder = Finder([("«Барселона»", "ru", 1)])
    assert [hit.form for hit in finder.find('ПСЖ, "Барселона", «Барселона» и Барселона')] == [
        '"Барселона"',
        "«Барселона»",
    ]
