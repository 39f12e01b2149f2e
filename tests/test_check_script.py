"""Checks of characters and marks beyond the examples in their docstrings: fixes, and texts that are no text."""

import json
import re
import sys
import unicodedata
from types import SimpleNamespace
from unittest.mock import Mock

import pytest

from glossary.checks import clocks, dates, numbers, report, run, units
from glossary.model import Place, TranslationUnit
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


@pytest.mark.parametrize(
    ("name", "language", "text"),
    [
        ("script.mixed", "ru", "SMSки, IT-компания, 5G-сеть"),
        ("script.invisible", "fa", "می\u200cخواهم"),
        ("script.invisible", "ru", "семья 👨\u200d👩\u200d👧"),
        ("script.wrong", "ru", "α-частицы и NATO"),
        ("script.wrong", "ja", "日本のメディア"),
        ("script.wrong", "zh", "中國中国"),
        ("script.wrong", "qaa", "что угодно"),
        ("script.wrong", "und", "что угодно"),
        ("script.absent", "ru", "https://example.org/a"),
        ("zh.traditional", "zh-Hans", "乾隆皇帝在里海边"),
        ("zh.simplified", "zh-Hant", "皇后在裡面喝咖啡,台灣"),
        ("zh.interpunct", "zh-Hant", "雀克‧裴琳"),
        ("zh.half-width", "zh-Hans", "比分3:1,GDP(2022)"),
        ("ru.apostrophe", "ru", "Кот-д'Ивуар, О'Коннор"),
        ("ru.dash", "ru", "38 - 17, как-то, 1990-е"),
    ],
)
def test_no_false_alarm(name, language, text):
    assert problems(name, text, language) == []


@pytest.mark.parametrize(
    ("source", "target", "language", "count"),
    [
        ("2,500 sq km", "2500 кв. км", "ru", 0),
        ("2,500 sq km", "2 500 кв. км", "ru", 0),
        ("£2.8bn market", "28亿英镑的市场", "zh-Hans", 0),
        ("£2.8bn market", "2,8 млрд фунтов", "ru", 0),
        ("5.5 million Syrians", "550多万叙利亚人", "zh-Hans", 0),
        ("3.1 million", "31 萬", "zh-Hant", 1),
        ("the 1980s", "80-е годы", "ru", 0),
        ("20th congress", "二十大", "zh-Hans", 0),
        ("6 feet", "2 метра", "ru", 0),
        ("at 19:30", "в половине восьмого", "ru", 0),
        ("Covid-19", "新冠", "zh-Hans", 0),
        ("G7 and G20", "«семёрка»", "ru", 0),
        ("21 people", "двадцать один человек", "ru", 0),
        ("350 people", "三百五十人", "zh-Hans", 0),
        ("12,000 and 7", "12 000", "ru", 1),
        ("9" * 5000, "8", "ru", 1),
        ("9", "一万" * 5000, "zh-Hans", 1),
        ("from 1.2m to 3.4m", "с 1,2 до 3,4 млн", "ru", 0),
        ("5 to 6 million", "500万至600万", "zh-Hans", 0),
        ("5 to 6 million", "5至6亿", "zh-Hans", 1),
        ("38.1 percent", "38%", "zh-Hans", 1),
        ("2.5 percent", "25 %", "ru", 1),
        ("1,234 tons", "1230 тонн", "ru", 0),
        ("a 13-0 vote", "13票赞成", "zh-Hans", 0),
        ("0 of them", "никто", "ru", 1),
        ("30 percent are women", "三成为女性", "zh-Hans", 0),
        ("30 percent are women", "四成为女性", "zh-Hans", 1),
        ("Half a million people", "Полмиллиона человек", "ru", 0),
        ("half a trillion euros", "полутриллионом евро", "ru", 0),
        ("a 24-hour operation of 6 hours", "круглосуточная операция длилась 6 часов", "ru", 0),
        ("a 24-hour operation of 6 hours", "круглосуточная операция длилась 7 часов", "ru", 2),
        ("250,000 in bribes, born in 1934 in Hull", "250 млн взяток, родился в 1943 году в Халле", "ru", 2),
        ("snow 5 in deep", "снега 13 см", "ru", 0),
        ("in 43.1 seconds", "43秒1", "zh-Hans", 0),
        ("45 percent of places", "四成五名額", "zh-Hant", 0),
        ("gusts of 45 m/s, waves 14 m high, six feet up", "порывы 45 м/с, волны 14 м, в 1,8 м над землёй", "ru", 0),
        ("gusts of 45 m/s, waves 14 m high", "порывы 54 м/с, волны 41 м", "ru", 2),
        ("winds of 18,000 km/h at 7°C", "时速18万公里的风，9℃", "zh-Hans", 2),
        ("winds of 180 km/h at 7°F", "ветер до 50 м/с, минус 14 °C", "ru", 0),
        ("480 kcal; 50 megapixels; a 2 GW plant", "480千卡，5000万像素，200万千瓦的电厂", "zh-Hans", 0),
        ("480 kcal; a 2 GW plant", "48千卡，20万千瓦的电厂", "zh-Hans", 2),
        ("houses of the 1890s", "19世纪90年代的房屋", "zh-Hans", 0),
        ("houses of the 1890s", "18世纪90年代的房屋", "zh-Hans", 1),
        ("comes out on May 5", "5月6日出版", "zh-Hans", 1),
        ("9 February 2026", "2026年9月2日", "zh-Hans", 1),
        ("in four and a half years", "再过五年半", "zh-Hans", 1),
        ("in four and a half years", "再过4年半", "zh-Hans", 0),
        ("in four and a half years", "через четыре с половиной года", "ru", 0),
        ("won eight of eleven seats", "получили семь мест из одиннадцати", "ru", 1),
        ("the 9:15 train leaves at 7.25 p.m.", "列车9:15，晚上7时26分开", "zh-Hans", 1),
        ("the 9:15 train", "поезд в 9:51", "ru", 1),
        ("the 9:15 train", "поезд в четверть десятого", "ru", 0),
        ("6.7 inches, 100 yards", "6.8英寸，110码", "zh-Hans", 2),
        ("6.7 inches, 100 yards", "17厘米，90多米", "zh-Hans", 0),
        ("the X2 with 256GB, the E6", "X3，容量265GB，E7", "zh-Hans", 3),
        ("the KELT-31b and the B52", "KELT-31b的照片和轰炸机", "zh-Hans", 0),
        ("in the 1940s", "21世纪40年代", "zh-Hans", 1),
        ("in the 1940s", "20世纪40年代", "zh-Hans", 0),
        ("from the 1600s to the early 2000s", "с XVII века до начала XXI века", "ru", 0),
        ("in the 1600s", "16世纪", "zh-Hans", 1),
        ("open 24/7 at 50-50 odds", "全天候开放，机会各半", "zh-Hans", 0),
        ("a 65-in TV", "телевизор с диагональю 165 см", "ru", 0),
        ("a 4-in-1 tool", "инструмент 5 в 1", "ru", 1),
        ("for 90 minutes, 30 minutes", "полтора часа, 30 минут", "ru", 0),
        ("for 90 minutes", "два часа", "ru", 1),
        ("at 10 a.m. Pacific time", "в 20:00 мск", "ru", 0),
        ("at 10 a.m.", "в 11:00 по местному времени", "ru", 1),
        ("at 8pm in Sydney", "в 13:00 мск", "ru", 0),
        ("open 24/7", "открыто 12 часов", "ru", 2),
        ("by Dec. 31", "до конца года", "ru", 0),
        ("by Dec. 31", "до 30 декабря", "ru", 1),
        ("No. 1 in the world, the three of them", "первые в мире, и все втроём", "ru", 0),
        ("1.2 million", "1 млн 200 тыс.", "ru", 0),
        ("5.5% of 11,500", "1万1500のうち5・5%", "ja", 0),
        ("11,500 people", "١١٬٥٠٠ شخص", "ar", 0),
        ("$2bn of 1.5 trillion", "ملياري دولار من أصل 1,5 تريليون", "ar", 0),
        ("2 million people", "deux millions de personnes", "fr", 0),
        ("2,000 people", "deux personnes de la famille", "fr", 1),
    ],
)
def test_numbers(source, target, language, count):
    assert len(problems("number.missing", target, language, source)) == count


def test_a_missing_number_is_named_with_its_scale():
    (problem,) = problems("number.missing", "кредит в 1,2 млн долларов", "ru", "a $1.2 billion loan")
    assert problem.message == "the number 1.2 billion is not in the translation"


def test_half_a_million_in_russian_is_looked_for():
    units = [TranslationUnit("Полмиллиона евро", "Viel Geld", "ru", "de", place=Place("a.po", 1))]
    assert [row.check for row in run.units(units, run.select(["number"]))] == ["number.missing"]


@pytest.mark.parametrize(
    ("name", "source", "target", "language", "count"),
    [
        ("mark.unpaired", '"So it begins.', "«Это начало.", "ru", 0),
        ("mark.unpaired", 'He said: "It begins.', "他说：“这是开始。", "zh-Hans", 0),
        ("mark.unpaired", 'It is "over", he said.', "Всё «кончено, сказал он.", "ru", 1),
        ("mark.unpaired", '"Then they say "no.', "«А потом они говорят: нет.", "ru", 0),
        ("mark.unpaired", 'He said: "I said "no"."', "Он сказал: «Я сказал: «Нет».", "ru", 0),
        ("mark.lost", "They met at 5 p.m.", "Они встретились вечером", "ru", 0),
        ("mark.lost", "They met in the U.S.", "他们在美国会面", "zh-Hans", 0),
        ("mark.lost", "They met in Moscow again.", "他们再次在莫斯科会面", "zh-Hans", 1),
        ("mark.lost", 'They said: "We will meet."', "他们说：“我们将会面。”", "zh-Hans", 0),
        ("mark.question", "Not yet, or never?", "Ещё нет или никогда.", "ru", 1),
        ("mark.question", "Not yet, or never?", "Ещё нет или никогда? Не знаю.", "ru", 0),
        ("mark.lost", "They met in Moscow again.", "Sie trafen sich wieder", "de", 0),
        ("number.month", "On July 26 and August 3", "26 августа и 3 июля", "ru", 2),
        ("number.month", "On May 7, March 8", "7 мая, 8 марта", "ru", 0),
        ("number.month", "on the 4th of October", "10月4日", "zh-Hant", 0),
        ("number.month", "It may cost 9 euros on August 3", "9月3日", "zh-Hans", 1),
        ("number.month", "in May and June 2022", "2022年5月和6月", "zh-Hans", 0),
        ("number.month", "in May and June 2022", "2022年7月和8月", "zh-Hans", 1),
        ("number.month", "by March 2027, a year after March 2026", "2027年5月前，即2026年3月的一年后", "zh-Hans", 1),
        (
            "number.month",
            "by March 2027, a year after March 2026",
            "к маю 2027 года, через год после марта 2026",
            "ru",
            1,
        ),
        ("number.unit", "8.3 billion dollars", "83亿欧元", "zh-Hans", 1),
        ("number.unit", "8.3 billion dollars", "83亿美元", "zh-Hans", 0),
        ("number.unit", "7 billion dollars", "70亿元", "zh-Hans", 0),
        ("number.unit", "7 billion dollars", "70亿元人民币", "zh-Hans", 1),
        ("number.unit", "7 billion yuan", "70亿元人民币", "zh-Hans", 0),
        ("number.unit", "Half a million dollars", "Полмиллиона евро", "ru", 1),
        ("text.negation", "She was popular, never more so than now.", "Её любили, а сейчас — особенно.", "ru", 0),
        ("text.negation", "They have no money.", "У них есть деньги.", "ru", 1),
        ("text.negation", "There is no shortage of candidates.", "Кандидатов хватает.", "ru", 0),
        ("text.negation", "Nothing is better than bread.", "面包最好。", "zh-Hans", 0),
        ("text.negation", "Nothing is left.", "还剩下面包。", "zh-Hans", 1),
    ],
)
def test_pairs(name, source, target, language, count):
    found = problems(name, target, language, source) if load("checks", name).speaks(language) else []
    assert len(found) == count


@pytest.mark.parametrize(
    ("name", "language", "text", "count"),
    [
        ("mark.doubled", "ru", "в 1870 г., в т. ч. ,,так“, ../a, .. acks и Какой?..", 0),
        ("mark.doubled", "ru", "он сказал.. и ушёл", 1),
        ("mark.doubled", "zh-Hans", "他说。。。真的？！", 0),
        ("mark.doubled", "zh-Hans", "中国，、俄罗斯", 1),
        ("text.repeated", "ru", "Роа Роа, еле-еле, то и то, что что-то", 0),
        ("text.repeated", "ru", "В в 2022 году", 1),
    ],
)
def test_marks_and_words_that_are_doubled(name, language, text, count):
    assert len(problems(name, text, language)) == count


def test_hours_that_come_again_are_compared_once(monkeypatch):
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
def test_nobody_without_a_denial_is_shown_where_it_stands(text, wrong):
    assert [text[row.start : row.end] for row in problems("text.undenied", text, "ru")] == [wrong] * bool(wrong)


@pytest.mark.parametrize("name", [name for name in names("checks") if load("checks", name).scope in ("text", "pair")])
def test_no_check_breaks_or_stalls(name):
    rule = load("checks", name)
    for language in ("zh-Hans", "zh-Hant", "zh", "ru", "en", "ar"):
        for text in HOSTILE if rule.speaks(language) else ():
            for problem in problems(name, text, language, None if rule.scope == "text" else text[: len(text) // 2]):
                assert problem.end <= len(text)


def test_the_network_x_is_no_ten():
    assert len(problems("number.missing", "в X пишут о 12 погибших", "ru", "X users write of 10 deaths")) == 1


def test_nights_are_looked_for_once_in_a_translation(monkeypatch):
    """Once for each of ten thousand numbers was a minute and a half."""
    asked = []
    monkeypatch.setattr(dates, "_NIGHT_BEFORE", SimpleNamespace(findall=lambda text: asked.append(text) or ["7"]))
    source = "on the night of 3, on the night of 4, on the night of 6"
    found = [row.message for row in problems("number.missing", "ночи, и ещё", "ru", source)]
    assert found == ["the number 3 is not in the translation", "the number 4 is not in the translation"]
    assert asked == ["ночи, и ещё"]


def test_what_a_translation_says_otherwise_is_looked_for_once(monkeypatch):
    """Once for each of six thousand numbers was half a minute."""
    word = Mock(search=Mock(return_value=None))
    monkeypatch.setattr(dates, "_END", word)
    monkeypatch.setattr(numbers, "_PROVERBIAL", ((re.compile("24/7"), word),))
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


def test_normalization_speaks_of_whatever_is_not_in_its_normal_form() -> None:
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
