"""Checks of characters and marks beyond the examples in their docstrings: fixes, and texts that are not prose."""

import json
import re
import sys
import unicodedata
from types import SimpleNamespace
from unittest.mock import Mock

import pytest

from glossary.checks import clocks, dates, numbers, report, run, units
from glossary.model import Finding, Place, Severity, TranslationUnit
from glossary.plugins import load, names

HOSTILE = [
    "",
    " ",
    "\n" * 20_000,
    "\u200b" * 20_000,
    "“" * 20_000,
    "(" * 20_000,
    "1,2" * 10_000,
    "%(" * 10_000,
    "<a " * 10_000,
    "习 " * 10_000,
    "п - " * 10_000,
    "\ud800",
    "e\u0301" * 9_000,
    "Ðа" * 9_000,
    "一二三万亿" * 4_000,
]


def problems(name, text, language, source=None):
    rule = load("checks", name)
    if rule.scope == "text":
        return list(rule(text, language))
    return list(rule(source or "", text, "en", language))


@pytest.mark.parametrize(
    ("name", "language", "text", "fixed"),
    [
        ("script.mixed", "ru", "Cамарканд и Pоссия", "Самарканд и Россия"),
        ("script.mixed", "en", "Sаmarkand", "Samarkand"),
        ("script.invisible", "ru", "Си\u200b Цзинь\u00adпин\ufeff", "Си Цзиньпин"),
        ("zh.traditional", "zh-Hans", "台灣與中国", "台湾与中国"),
        ("zh.half-width", "zh-Hans", "他说:好,走.", "他说：好，走。"),
        ("zh.half-width", "zh-Hans", "北京, 首都", "北京，首都"),
        ("zh.interpunct", "zh-Hans", "弗拉基米尔 • 普京", "弗拉基米尔·普京"),
        ("zh.full-width", "zh-Hans", "Ｇ２０峰会（新）", "G20峰会（新）"),
        ("ru.dash", "ru", "Москва - столица, «Заря» - газета", "Москва\u00a0— столица, «Заря»\u00a0— газета"),
        ("zh.corner-quotes", "zh-Hans", "「他说『好』」，“「」”", "“他说‘好’”，“‘’”"),
    ],
)
def test_fixes(name, language, text, fixed):
    (problem, *_) = problems(name, text, language)
    assert problem.fix == fixed
    assert problems(name, fixed, language) == []


@pytest.mark.parametrize(("text", "mild"), [("Grund\u00adgesetz", True), ("Grund\u00adge\u200bsetz", False)])
def test_a_soft_hyphen_in_latin_letters_may_be_wanted(text, mild):
    (problem,) = problems("script.invisible", text, "de")
    assert (problem.severity is Severity.WARNING, problem.fix is None) == (mild, mild)


@pytest.mark.parametrize(
    ("source", "target", "language", "count"),
    [
        ("9" * 5000, "8", "ru", 1),
        ("9", "一万" * 5000, "zh-Hans", 1),
        ("a 24-hour operation of 6 hours", "круглосуточная операция длилась 7 часов", "ru", 2),
        ("250,000 in bribes, born in 1934 in Hull", "250 млн взяток, родился в 1943 году в Халле", "ru", 2),
        ("gusts of 45 m/s, waves 14 m high", "порывы 54 м/с, волны 41 м", "ru", 2),
        ("winds of 18,000 km/h at 7°C", "时速18万公里的风，9℃", "zh-Hans", 2),
        ("480 kcal; a 2 GW plant", "48千卡，20万千瓦的电厂", "zh-Hans", 2),
        ("6.7 inches, 100 yards", "6.8英寸，110码", "zh-Hans", 2),
        ("the X2 with 256GB, the E6", "X3，容量265GB，E7", "zh-Hans", 3),
        ("open 24/7", "открыто 12 часов", "ru", 2),
    ],
)
def test_each_number_that_is_missing_is_reported(source, target, language, count):
    assert len(problems("number.missing", target, language, source)) == count


def test_a_comma_of_thousands_is_reported_as_the_reason():
    (problem,) = problems("number.missing", "12,500 долларов", "ru", "$12,500")
    assert "decimal point" in problem.hint
    assert problems("number.missing", "12 500 долларов", "ru", "$12,500") == []


def test_a_preposition_with_a_capital_is_shown_with_whole_words():
    (problem,) = problems("ru.title-case", "Европейский Суд По Правам Человека", "ru", "European Court of Human Rights")
    assert "'Суд По Правам'" in problem.message


def test_two_months_that_changed_places_are_two_mistakes():
    assert len(problems("number.month", "26 августа и 3 июля", "ru", "On July 26 and August 3")) == 2
    assert not load("checks", "mark.lost").speaks("de")


def test_a_missing_number_is_named_with_its_scale():
    (problem,) = problems("number.missing", "кредит в 1,2 млн долларов", "ru", "a $1.2 billion loan")
    assert problem.message == "the number 1.2 billion is not in the translation"


def test_half_a_million_in_russian_is_checked():
    units = [TranslationUnit("Полмиллиона евро", "Viel Geld", "ru", "de", place=Place("a.po", 1))]
    assert [row.check for row in run.units(units, run.select(["number"]))] == ["number.missing"]


def test_repeated_hours_are_compared_once(monkeypatch):
    compared = []
    monkeypatch.setattr(clocks.Time, "agrees", lambda one, other: compared.append((one, other)))
    assert len(problems("number.hour", "в 9 утра " * 500, "ru", "at 9 p.m. " * 500)) == 1
    assert len(compared) == 2


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Он пришёл, никто его видел. Он не спал.", "никто"),
        ("Никакой бюджет — ни весной, ни осенью — принят не был.", ""),
        ("Она как никто понимает его.", ""),
        ("Фирма из ничего выросла в гиганта.", ""),
    ],
)
def test_nobody_without_a_negation_is_reported_at_its_position(text, wrong):
    assert [text[row.start : row.end] for row in problems("text.undenied", text, "ru")] == [wrong] * bool(wrong)


@pytest.mark.parametrize("name", [name for name in names("checks") if load("checks", name).scope in ("text", "pair")])
def test_no_check_breaks_or_stalls(name):
    rule = load("checks", name)
    for language in ("zh-Hans", "zh-Hant", "zh", "ru", "en", "ar"):
        for text in HOSTILE if rule.speaks(language) else ():
            for problem in problems(name, text, language, None if rule.scope == "text" else text[: len(text) // 2]):
                assert problem.end <= len(text)


def test_the_network_x_is_not_the_number_ten():
    assert len(problems("number.missing", "в X пишут о 12 погибших", "ru", "X users write of 10 deaths")) == 1


def test_nights_are_searched_once_in_a_translation(monkeypatch):
    """Once for each of ten thousand numbers was a minute and a half."""
    asked = []
    monkeypatch.setattr(dates, "_NIGHT_BEFORE", SimpleNamespace(findall=lambda text: asked.append(text) or ["7"]))
    source = "on the night of 3, on the night of 4, on the night of 6"
    found = [row.message for row in problems("number.missing", "ночи, и ещё", "ru", source)]
    assert found == ["the number 3 is not in the translation", "the number 4 is not in the translation"]
    assert asked == ["ночи, и ещё"]


def test_idiomatic_numbers_are_searched_for_once(monkeypatch):
    """Once for each of six thousand numbers was half a minute."""
    word = Mock(search=Mock(return_value=None))
    monkeypatch.setattr(dates, "_END_OF_MONTH", word)
    monkeypatch.setattr(numbers, "_IDIOMATIC", ((re.compile("24/7"), word),))
    source = "by Dec. 31, by June 30, by May 31, open 24/7 and 24/7"
    assert len(problems("number.missing", "круглый год, и ещё", "ru", source)) == 7
    assert word.search.call_count == 2


def test_numbers_are_read_as_often_for_many_measures_as_for_one(monkeypatch):
    """Once for each of three thousand was half a minute and more, and a message named them all."""
    read = Mock(wraps=numbers.values)
    monkeypatch.setattr(units, "values", read)
    calls = []
    for count in (1, 40):
        read.reset_mock()
        source = ", ".join(f"{at} miles and {at}.5 percent" for at in range(10, 10 + count))
        target = ", ".join(f"{at * 3} км и {at}.5" for at in range(10, 10 + count))
        told = [
            row.message for name in ("number.unit", "number.converted") for row in problems(name, target, "ru", source)
        ]
        calls.append(read.call_count)
    assert calls[0] == calls[1]
    assert told[0] == "'10.5' where the source has '10.5 percent'"
    assert told[-1] == "'147 км' where the source has 10 miles or 11 miles or 12 miles"


def test_normalization_reports_whatever_is_not_in_normal_form() -> None:
    rule = load("checks", "script.normalization")
    needs, _ = rule.patterns("el")
    seconds = set()
    for char in (chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code <= 0xDFFF):
        parts = unicodedata.decomposition(char).split()
        if len(parts) == 2 and parts[0][0] != "<":
            seconds.add(chr(int(parts[1], 16)))
        if unicodedata.is_normalized("NFC", char):
            continue
        text = f"a{char}"
        problems = list(rule(text, "el"))
        if unicodedata.name(char).startswith("CJK COMPATIBILITY IDEOGRAPH"):
            assert not problems
        else:
            assert needs.search(text), hex(ord(char))
            assert [row.fix for row in problems] == [unicodedata.normalize("NFC", text)]
    assert all(map(needs.search, seconds)), "what joins the character before it"


def test_normalization_leaves_compatibility_ideographs_to_their_check() -> None:
    (problem,) = load("checks", "script.normalization")("\uf9f4и\u0306", "zh-Hans")
    assert problem.fix == "\uf9f4й"


def test_json_hides_nothing_from_a_terminal() -> None:
    text = "a\x1b[31m\x7f\x9b\u202eПутин 习近平"
    found = report.dumped([text])
    assert found == '["a\\u001b[31m\\u007f\\u009b\\u202eПутин 习近平"]'
    assert json.loads(found) == [text]


def test_junit_holds_nothing_that_xml_cannot() -> None:
    found = report.junit([Finding("script.control", Severity.ERROR, "a\0\ufffe\ud800<b")])
    assert "a   &lt;b" in found
