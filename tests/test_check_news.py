"""Sentences and articles of news, translated rightly and with one mistake, against a glossary: what the checks say.

They were written for this project, and the checks were mended on them: a memory of what was mended, no measure.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest
from shared import needs_pymorphy

from glossary.checks import run
from glossary.checks.renderings import Terms
from glossary.model import Concept, Finding, Kind, Place, State, Term, Termbase, TranslationUnit, Usage
from glossary.text import russian_words

DATA = Path(__file__).parent / "data"


@cache
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
    return run.units(units, run.select(extend=["text.negation"]), lambda _: terms)


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
    if forms and not russian_words.available():
        pytest.skip("pymorphy3 is not installed")
    if not forms:
        monkeypatch.setattr(russian_words, "available", lambda: False)
    pairs = [(row["en"], row[language]) for row in rows("news_right.tsv")]
    assert len(pairs) > 150
    assert [(row.check, row.concept) for row in findings(pairs, language)] == false


@needs_pymorphy
@pytest.mark.parametrize("language", ["ru", "zh-Hans"])
def test_wrong_translations(language: str) -> None:
    pairs = [(row["en"], row["translation"]) for row in rows("news_wrong.tsv") if row["language"] == language]
    assert len(pairs) > 60
    told = {row.place.line for row in findings(pairs, language) if row.place}
    assert [pair for at, pair in enumerate(pairs, 1) if at not in told] == []


# Whole articles, each with a glossary of its own: the sentences belong together.


@cache
def article_terms(name: str, language: str) -> Terms:
    """Return the glossary of the article *name*, compiled."""
    concepts = tuple(
        Concept(
            (
                Term(row["en"], "en"),
                *(
                    Term(
                        text.removeprefix("!"),
                        language,
                        Usage.FORBIDDEN if text[0] == "!" else Usage.ADMITTED if at else Usage.PREFERRED,
                        State.APPROVED,
                    )
                    for at, text in enumerate(row[language].split(" | "))
                ),
            ),
            kind=Kind(row["kind"]),
        )
        for row in rows("news_articles_terms.tsv")
        if row["article"] == name
    )
    return Terms(Termbase(concepts, "en", (language,)), language)


def article_findings(name: str, language: str, wrong: Iterable[dict[str, str]] = ()) -> list[Finding]:
    """Return what is found in the article *name*, of which sentences may have a mistake each."""
    pairs = [(row["en"], row[language]) for row in rows("news_articles.tsv") if row["article"] == name]
    for row in wrong:
        at = int(row["sentence"]) - 1
        assert row["right"] in pairs[at][1]
        pairs[at] = pairs[at][0], pairs[at][1].replace(row["right"], row["wrong"], 1)
    units = [
        TranslationUnit(source, target, "en", language, place=Place(name, at))
        for at, (source, target) in enumerate(pairs, 1)
    ]
    return list(run.units(units, run.select(extend=["text.negation"]), lambda _: article_terms(name, language)))


def rounds(mistakes: list[dict[str, str]]) -> Iterator[list[dict[str, str]]]:
    """Yield *mistakes* some at a time, of each sentence one: whole articles are slow to check."""
    left = mistakes
    while left:
        some = {row["sentence"]: row for row in reversed(left)}
        yield list(some.values())
        left = [row for row in left if row is not some[row["sentence"]]]


def told(found: list[Finding]) -> Counter[int]:
    """Return how many findings there are of each sentence."""
    return Counter(row.place.line for row in found if row.place)


@needs_pymorphy
@pytest.mark.parametrize(
    ("language", "free"),
    [
        # What was said otherwise, and well: «представлявшая обвинение», «не были привиты», «ставку», 必和.
        ("ru", ["Wang Wei", "prosecutor", "vaccine", "interest rate"]),
        ("zh-Hans", ["Wang Wei", "draw"]),
    ],
)
def test_right_articles(language: str, free: list[str]) -> None:
    names = dict.fromkeys(row["article"] for row in rows("news_articles.tsv"))
    assert len(names) >= 10
    found = [row for name in names for row in article_findings(name, language)]
    assert [row.concept for row in found if row.check == "usage.missing"] == free
    assert [row for row in found if row.check != "usage.missing"] == []


@needs_pymorphy
@pytest.mark.parametrize(
    ("language", "missed"),
    [
        # The case that a verb or a numeral asks for is not looked at, nor a denial that the source has not.
        (
            "ru",
            [
                *("четыре гравитационными манёврами", "Профсоюз не требует", "Правительство заявляет"),
                *("Пиренейского полуострова", "экспортного контроля"),
                *("перестанут нуждаться", "Гарри Каспаров"),
                # Multiples over ten, an hour that is a number elsewhere, and so is 3 in «треть».
                *("на половину процентного пункта", "выросло в тринадцать раз", "в пятницу в 22:11", "Мария Ресса"),
                *("на четверть процента, до", "две недели"),
            ],
        ),
        # What follows a name is not looked at, nor a word that is in no glossary.
        (
            "zh-Hans",
            [
                *("莉斯·塔姆斯", "美国士兵", "反对新技术", "威协"),
                # A character twice is often right; points may be per cent, and a half is many words.
                *("黄仁勋称称芯片", "十点三刻便", "关闭两周", "下滑4.5%", "远超所需的三分之一"),
            ],
        ),
    ],
)
def test_wrong_articles(language: str, missed: list[str]) -> None:
    mistakes = [row for row in rows("news_articles_wrong.tsv") if row["language"] == language]
    assert len(mistakes) > 40
    quiet = []
    for name in dict.fromkeys(row["article"] for row in mistakes):
        right = told(article_findings(name, language))
        for some in rounds([row for row in mistakes if row["article"] == name]):
            found = told(article_findings(name, language, some))
            quiet += [row for row in some if found[int(row["sentence"])] <= right[int(row["sentence"])]]
    assert [row["wrong"] for row in mistakes if row in quiet] == missed


# Sentences full of numbers, of which each comes a second time with a mistake.


@needs_pymorphy
@pytest.mark.parametrize(
    ("language", "false", "missed"),
    [
        (
            "ru",
            # Said otherwise, and well: «правозащитники», «прокуратура», 5 кв. км for 490 hectares.
            ["Human rights", "public prosecutor", "490"],
            # A name of which only the surname stands there, another weekday by another clock, capitals, a comma, one of two ordinals.
            [
                "Георгиевна",
                "в пятницу",
                "«Боинг» заявил что",
                "45%",
                "в пятый раз",
                "две минуты",
            ],
        ),
        # 元 may be dollars and 空客 is 空中客车 for short; another hour by another clock, one of two ordinals.
        ("zh-Hans", [], ["16万元", "空客公司", "下午5时（", "50个基点", "第五次"]),
    ],
)
def test_numbers_in_the_news(language: str, false: list[str], missed: list[str]) -> None:
    concepts = tuple(
        Concept((Term(row["en"], "en"), Term(row[language], language, state=State.APPROVED)))
        for row in rows("news_numbers_terms.tsv")
    )
    terms = Terms(Termbase(concepts, "en", (language,)), language)
    told, quiet = [], []
    for row in rows("news_numbers.tsv"):
        if row["language"] == language:
            right, wrong = row["right"], row["right"].replace(row["was"], row["becomes"], 1)
            units = [
                TranslationUnit(row["en"], text, "en", language, place=Place("news", 1)) for text in (right, wrong)
            ]
            before, after = (
                list(run.units([unit], run.select(extend=["text.negation"]), lambda _: terms)) for unit in units
            )
            told += [finding.message for finding in before]
            quiet += [row["becomes"]] if {one.message for one in after} <= {one.message for one in before} else []
    assert all(word in message for word, message in zip(false, told, strict=True)), told
    assert quiet == missed
