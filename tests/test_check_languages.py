"""Four sentences of news in 22 languages, translated rightly with twelve terms, and against the wrong sentences."""

import csv
from functools import cache
from pathlib import Path

import pytest

from glossary.checks import run
from glossary.checks.renderings import Terms
from glossary.checks.usage import coverage
from glossary.model import Concept, Finding, Kind, Place, State, Term, Termbase, TranslationUnit, Usage

DATA = Path(__file__).parent / "data" / "news_languages.tsv"
ENDINGS = ("uk", "be", "kk", "uz")
EXACT = ("he", "ko", "vi", "th")
FREE = {
    # Niemcy, w Niemczech; two plurals of Hebrew.
    "pl": ["Germany"],
    "he": ["army", "electric car"],
}


@cache
def rows() -> list[dict[str, str]]:
    with DATA.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


LANGUAGES = list(rows()[0])[2:]


def compiled(pairs: list[tuple[str, str, str]], language: str) -> Terms:
    """Return the glossary of *pairs*: (kind, English, rendering, or several with bars)."""
    concepts = tuple(
        Concept(
            (
                Term(english, "en"),
                *(
                    Term(text, language, Usage.ADMITTED if at else Usage.PREFERRED, State.APPROVED)
                    for at, text in enumerate(renderings.split(" | "))
                ),
            ),
            kind=Kind(kind),
        )
        for kind, english, renderings in pairs
    )
    return Terms(Termbase(concepts, "en", (language,)), language)


def sentences(language: str, shift: int = 0) -> list[TranslationUnit]:
    """Return the sentences with their translations, or with those of the sentences *shift* behind them."""
    texts = [row for row in rows() if row["kind"] == "sentence"]
    return [
        TranslationUnit(row["en"], other[language], "en", language, place=Place("news", at))
        for at, (row, other) in enumerate(zip(texts, texts[shift:] + texts[:shift], strict=True), 1)
    ]


def findings(units: list[TranslationUnit], terms: Terms) -> list[Finding]:
    return list(run.units(units, run.select(), lambda _: terms))


@pytest.mark.parametrize("language", LANGUAGES)
def test_news(language: str) -> None:
    terms = compiled([(row["kind"], row["en"], row[language]) for row in rows() if row["kind"] != "sentence"], language)
    method = "endings" if language in ENDINGS else "exact" if language in EXACT else "stems"
    assert terms.method == ("words" if language == "ja" else method)
    found = findings(sentences(language), terms)
    free = FREE.get(language, [])
    assert [(row.check, row.concept) for row in found] == [("usage.missing", name) for name in free]
    # Each of the twelve is missed where the translation is that of another sentence.
    wrong = [row.concept for row in findings(sentences(language, 1), terms) if row.check == "usage.missing"]
    assert len(set(wrong)) == 12
    covered = coverage(sentences(language), terms)
    assert [row.concept.name for row in covered if row.rendered < row.mentions and language != "ja"] == free


@pytest.mark.parametrize(
    ("language", "kind", "english", "rendering", "right", "wrong"),
    [
        ("ko", "place", "India", "인도", "인도에 비가 왔고 인도네시아는 맑았다.", "인도네시아에 비가 왔다."),
        ("ja", "place", "India", "インド", "インドで雨が降った。", "インドネシアで雨が降った。"),
        ("zh-Hans", "place", "China", "中国", "中国香港特别行政区下雨。", "德国下雨。"),
        ("th", "place", "Niger", "ไนเจอร์", "ในไนเจอร์ฝนตก", "ในไนจีเรียฝนตก"),
        ("hi", "place", "India", "भारत", "भारत में बारिश हुई।", "भारतीय सेना में बारिश हुई।"),
        ("hi", "phrase", "army", "सेना", "सेनाओं में", "बिना कोई सुने"),
        ("tr", "place", "India", "Hindistan", "HİNDİSTAN'DA yağmur yağdı.", "Endonezya'da yağmur yağdı."),
        ("tr", "phrase", "light", "ışık", "Işık geldi.", "İş geldi."),
        ("cs", "phrase", "government", "vláda", "Prší. Vláda padla.", "Prší. Padla."),
        ("fi", "place", "India", "Intia", "Intiassa satoi.", "Indonesiassa satoi."),
        ("ka", "place", "India", "ინდოეთი", "ინდოეთში წვიმდა.", "ინდონეზიაში წვიმდა."),
        ("az", "phrase", "bread", "çörək", "çörəyi", "suyu"),
        ("uk", "place", "Kyiv", "Київ", "Дощить у Києві.", "Дощить у Криму."),
        ("ja", "phrase", "army", "軍", "両軍は", "両国は"),
        ("ar", "place", "India", "الهند", "فازت باكستان والهند", "فازت باكستان"),
        ("ar", "place", "Egypt", "مصر", "شكرا لمصر", "شكرا لقطر"),
        ("ar", "phrase", "government", "الحكومة", "الجيش والحكومة", "الجيش"),
    ],
)
def test_words(language: str, kind: str, english: str, rendering: str, right: str, wrong: str) -> None:
    terms = compiled([(kind, english, rendering)], language)
    for target, told in ((right, []), (wrong, ["usage.missing"])):
        unit = TranslationUnit(f"It is {english} that we mean.", target, "en", language)
        assert [row.check for row in findings([unit], terms) if row.check.startswith("usage")] == told


@pytest.mark.parametrize(
    ("source_language", "term", "rendering", "source", "right", "wrong"),
    [
        (
            "ru",
            "перемирие",
            "ceasefire",
            "Армии договорились о перемирии на 30 дней; его поддержали 2,5 млн человек.",
            "The armies agreed on a 30-day ceasefire; 2.5 million people supported it.",
            "The armies agreed on a 30-day pause; 2.5 million people supported it.",
        ),
        (
            "zh-Hans",
            "停火",
            "ceasefire",
            "双方同意停火三十天，有250万人支持。",
            "The two sides agreed on a ceasefire of thirty days, backed by 2.5 million people.",
            "The two sides agreed on a pause of thirty days, backed by 2.5 million people.",
        ),
        ("zh-Hans", "丁立人", "Ding Liren", "丁立人说没有遗憾。", "Ding had no regrets.", "Liu had no regrets."),
    ],
)
def test_other_sources(source_language: str, term: str, rendering: str, source: str, right: str, wrong: str) -> None:
    kind = Kind.PERSON if rendering[0].isupper() else Kind.PHRASE
    concept = Concept((Term(term, source_language), Term(rendering, "en", state=State.APPROVED)), kind=kind)
    terms = Terms(Termbase((concept,), source_language, ("en",)), "en")
    for target, told in ((right, []), (wrong, ["usage.missing"])):
        found = findings([TranslationUnit(source, target, source_language, "en")], terms)
        assert [row.check for row in found] == told


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("There are \u017fix dozen in sıxty-six cities.", "В шестидесяти шести городах есть шесть дюжин.", "ru"),
        ("the ſecond talks", "вторые переговоры", "ru"),
        ("5 million people", "5 MİLYON KİŞİ", "tr"),
        ("66 people", "ſixty-ſix people", "en-GB"),
    ],
)
def test_letters_that_are_equal_except_for_case(source: str, target: str, language: str) -> None:
    selection = run.select()
    assert list(run.units([TranslationUnit(source, target, "en", language)], selection)) == []
    assert not selection.crashes


@pytest.mark.parametrize(
    ("language", "target", "told"), [("de", "12.345 Menschen", []), ("ko", "12.345명", ["12,345"])]
)
def test_thousands_with_a_dot(language: str, target: str, told: list[str]) -> None:
    found = run.units([TranslationUnit("12,345 people", target, "en", language)], run.select())
    assert [row.message for row in found] == [f"the number {written} is not in the translation" for written in told]
