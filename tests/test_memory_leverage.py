"""Gaps are filled from memories, nothing is overwritten, values are adapted, and the table adds up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from shared import needs_pymorphy

import glossary.memory
from glossary.checks.renderings import Terms
from glossary.jobs.advising import advice, terms_of
from glossary.memory import Memory, answer, leverage
from glossary.memory.leverage import Count, Statistics, fill
from glossary.memory.repair import Known, repaired
from glossary.model import Concept, Kind, Match, Penalty, State, Term, Termbase, TranslationUnit, Usage


def unit(source: str, target: str = "", **more: object) -> TranslationUnit:
    return TranslationUnit(source, target, "en", "ru", **more)


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with glossary.memory.open(str(tmp_path / "memory.sqlite")) as opened:
        opened.add(
            [
                unit("The talks began in 2018.", "Переговоры начались в 2018 году.", previous="Before.", next="After."),
                unit("The minister left the room in silence.", "Министр молча вышел из комнаты."),
                unit("Yes.", "Да.", state=State.PROPOSED),
                unit("Bank", "Банк"),
                unit("Bank", "Берег"),
            ]
        )
        yield opened


def test_gaps_are_filled_from_the_memory(memory: Memory) -> None:
    units = [
        unit("Before.", "Раньше."),
        unit("The talks began in 2018."),
        unit("After.", "Позже."),
        unit("The talks began in 2019.", note="mine"),
        unit("The minister left the room in anger."),
        unit("Nothing like it was ever said."),
        unit("Nothing like it was ever said."),
        unit("Yes."),
        unit("Bank"),
    ]
    done = fill(units, [memory])
    filled = done.units
    assert filled[0] is units[0]
    assert filled[2] is units[2]
    assert (filled[1].target, filled[1].state) == ("Переговоры начались в 2018 году.", State.APPROVED)
    assert filled[1].note == "memory default: 101 %"
    assert (filled[3].target, filled[3].state) == ("Переговоры начались в 2019 году.", State.PROPOSED)
    assert filled[3].note == "mine\nmemory default: 98 % (number: 2018 → 2019 -2); numbers, dates or terms put right"
    assert (filled[4].target, filled[4].state) == ("Министр молча вышел из комнаты.", State.PROPOSED)
    assert filled[5] is units[5]
    assert (filled[7].target, filled[7].state) == ("Да.", State.PROPOSED)
    assert filled[8].state is State.PROPOSED
    assert filled[8].note.endswith("\nalso: Берег")
    assert done.filled == 5
    segments = {name: count.segments for name, count in done.statistics.rows.items()}
    assert segments == {
        "translated": 2, "repetitions": 1, "context": 1, "100": 1, "95-99": 2, "85-94": 0, "75-84": 1, "50-74": 0, "new": 1,
    }  # fmt: skip
    assert done.statistics.total.segments == len(units)


def test_the_translation_of_another_region_is_a_proposal_even_in_context(memory: Memory) -> None:
    memory.add([TranslationUnit("Bus", "Autocarro", "en", "pt-PT", State.APPROVED, key="menu.bus")])
    for language, state in ("pt-PT", State.APPROVED), ("pt", State.PROPOSED), ("pt-BR", State.PROPOSED):
        filled = fill([TranslationUnit("Bus", "", "en", language, key="menu.bus")], [memory]).units[0]
        assert (filled.target, filled.state) == ("Autocarro", state)


def test_exact_matches_as_proposals_and_a_higher_minimum(memory: Memory) -> None:
    done = fill(
        [unit("The talks began in 2018."), unit("The talks started in 2018.")],
        [memory],
        minimum=99,
        exact=State.PROPOSED,
    )
    assert [row.state for row in done.units] == [State.PROPOSED, State.APPROVED]
    assert done.units[1].target == ""
    assert done.filled == 1


def test_an_exact_match_is_not_a_repetition(memory: Memory) -> None:
    rows = fill([unit("The talks began in 2018.")] * 3, [memory]).statistics.rows
    assert (rows["100"].segments, rows["repetitions"].segments) == (3, 0)


def test_a_text_of_an_earlier_file_is_a_repetition(memory: Memory) -> None:
    new, near = unit("Something else."), unit("The talks began in 2017.")
    files = [[new, near], [near, new, new], [new, unit("The talks began in 2018.")]]
    parts = [fill(units, [memory]).statistics for units in files]
    rows = Statistics(tuple(segment for part in parts for segment in part.segments)).rows
    assert {name: rows[name].segments for name in rows if rows[name].segments} == {
        "new": 1, "95-99": 1, "repetitions": 4, "100": 1,
    }  # fmt: skip
    assert rows["repetitions"].words == 11


def test_the_total_of_the_statistics_is_the_sum_of_its_rows() -> None:
    one = Statistics(tuple((name, Count(1, 2, 3), (name, "en", "ru")) for name in leverage.ROWS))
    assert one.total == sum(one.rows.values(), Count()) == Count(9, 18, 27)
    assert leverage.counted("习近平 met 普京。") == Count(1, 6, 9)


@pytest.mark.parametrize(
    ("query", "source", "target", "expected"),
    [
        ("It cost 4 roubles.", "It cost 3 roubles.", "Это стоило 3 рубля.", "Это стоило 4 рубля."),
        ("1,500.25 tonnes", "1,300.75 tonnes", "1 300,75 тонны", "1 500,25 тонны"),
        ("They met on May 4.", "They met on March 5.", "他们于3月5日会面。", "他们于5月4日会面。"),
        ("They met on 6 May 2025.", "They met on 5 May 2024.", "他们于2024年5月5日会面。", "他们于2025年5月6日会面。"),
        ("On 20 March, 4 people died.", "On 20 March, 3 people died.", "3月20日，3人死亡。", "3月20日，4人死亡。"),
        ("They met on May 6.", "They met on May 5.", "会面于 5 月 5 日。", "会面于 5 月 6 日。"),
        ("In January", "In November", "11月", "1月"),
        ("Since February", "Since January", "С января", "С февраля"),
        ("on Friday", "on Monday", "в понедельник", "в пятницу"),  # a form of two cases, by its preposition
        ("on Friday", "on Tuesday", "Во вторник", "В пятницу"),
        ("Friday is free", "Monday is free", "понедельник свободен", "понедельник свободен"),  # unclear
        ("3 of 5", "3 of 4", "3 из 4", "3 из 5"),
        ("2 of 5", "3 of 4", "3 из 4", "2 из 5"),
        ("4 of 5", "4 of 4", "4 из 4", "4 из 4"),  # which of them?
        ("5 days", "3 days", "три дня", "три дня"),
        ("in 12:30", "in 11:30", "в 11:30", "в 12:30"),
        ("10,000,000", "1,000", "1 000", "10 000 000"),
        ("5.5", "1,000", "1 000", "1 000"),
        ("1,500 people", "500 people", "500 человек", "500 человек"),  # would be one and a half
        ("2,500", "1,500", "1500", "2500"),
        ("25,000", "1,500", "1500", "1500"),  # how does it write longer ones?
        ("2,5", "1,500", "1500", "1500"),
        ("no numbers", "at all", "совсем", "совсем"),
        ("во вторник, 4 июня", "в понедельник, 3 мая", "on Monday, May 3", "on Tuesday, June 4"),
        ("20 or 10", "10 or 20", "10 или 20", "20 или 10"),
        ("2019年4月6日抵达", "2018年3月5日抵达", "Arrived on 5 March 2018", "Arrived on 6 April 2019"),
        ("4月6日抵达", "3月5日抵达", "прибыл 5 марта", "прибыл 6 апреля"),
        ("5月6日抵达", "5月5日抵达", "прибыл 5 мая", "прибыл 6 мая"),
        ("将于周三继续", "将于周一继续", "will continue on Monday", "will continue on Wednesday"),
        ("星期天将继续", "星期一将继续", "on Monday", "on Monday"),  # that name of Sunday is not in the table
        ("13月6日", "3月5日", "on 5 March", "on 5 March"),
        ("周三", "下三", "Monday", "Monday"),
        ("４月１６日抵达", "3月15日抵达", "Arrived on 15 March", "Arrived on 16 April"),
        ("占地３０m²", "占地２０m²", "covers 20 m²", "covers 30 m²"),
        ("6月3日可能抵达", "5月3日可能抵达", "May arrive on 3 May, or may not", "May arrive on 3 May, or may not"),
        ("6月3日可能抵达", "5月3日可能抵达", "He may arrive on 3 May", "He may arrive on 3 June"),
        ("6月可能抵达", "5月可能抵达", "He may arrive this month", "He may arrive this month"),
        ("the G20 spent 5 million", "the G20 spent 20 million", "G20 потратила 20 млн", "G20 потратила 5 млн"),
        ("the Twenty spent 5", "the Twenty spent 20", "G20 потратила двадцать", "G20 потратила двадцать"),
        ("G20国集团有5人", "G20国集团有7人", "The G20 has 7", "The G20 has 5"),
        ("v1.6 is out", "v1.5 is out", "v1.5 вышла", "v1.6 вышла"),
        ("v2.5 is out", "v1.5 is out", "v1.5 вышла", "v2.5 вышла"),
        ("Q3 of 2019", "Q2 of 2018", "II квартал 2018 года", "II квартал 2018 года"),
        ("in February and December", "in January and November", "在十一月", "在十一月"),  # 一月 is part of 十一月
    ],
)
def test_numbers_and_terms_are_adapted(query: str, source: str, target: str, expected: str) -> None:
    assert repaired(query, source, target, language(target)) == expected


def language(text: str) -> str:
    return "zh-Hans" if re.search("[一-龥]", text) else "ru" if re.search("[а-я]", text) else "en"


@pytest.mark.parametrize(
    ("query", "source", "target", "expected"),
    [
        ("It cost 7 roubles.", "It cost 5 roubles.", "Это стоило 5 рублей.", "Это стоило 7 рублей."),
        ("It cost 5 roubles.", "It cost 3 roubles.", "Это стоило 3 рубля.", ""),
        ("It cost 21 roubles.", "It cost 25 roubles.", "Это стоило 25 рублей.", ""),
        ("5 new firms", "3 new firms", "3 новые фирмы", ""),
        ("5 points", "1.5 points", "1,5 пункта", ""),
        ("4-7 people", "2-4 people", "2–4 человека", ""),
        ("1 of 3", "2 of 3", "2 из 3", "1 из 3"),
        ("with 5 ships", "with 3 ships", "с 3 кораблями", "с 5 кораблями"),
        ("about 3 people", "about 5 people", "около 5 человек", "около 3 человек"),
        ("about 1 person", "about 5 people", "около 5 человек", ""),
        ("$2bn", "$2.3bn", "2,3 млрд долларов", "2 млрд долларов"),
        ("in 2021", "in 2018", "в 2018 году", "в 2021 году"),
        ("2,021 years", "2,018 years", "2018 лет", ""),
        ("May 5, 2021", "May 1, 2020", "1 мая 2020 года", "5 мая 2021 года"),
        ("第22届", "第21届", "the 21st session", "the 22nd session"),
        ("11日", "1日", "on the 1st", "on the 11th"),
        ("有5人", "有1人", "There is 1 person", ""),
        ("第5条", "第1条", "Article 1 of the law", "Article 5 of the law"),
        ("5 days", "1 day", "1天", "5天"),
        ("5 degrees", "-12 degrees", "-12 °C", ""),
        ("from −5 to 7", "from −12 to 7", "от −12 до 7", "от −5 до 7"),
        ("on Tuesday", "on Friday", "в пятницу", "во вторник"),
        ("until Thursday", "until Tuesday", "Со вторника", "С четверга"),
        ("last Tuesday", "last Friday", "в прошлую пятницу", ""),
        ("last Sunday", "last Saturday", "до субботы", "до воскресенья"),
        ("the 2019 talks", "the 3 talks of 2018", "3 раунда переговоров 2018 года", ""),
        ("5 of 10 talks, in 2019", "5 talks, in 2018", "5 встреч в 2018 году", ""),
        ("from -5 to 10", "from 5 to -12", "от 5 до -12", ""),
        ("2 yuan", "5 yuan", "5 юаней", ""),
        ("<b>5</b> items", "<b>4</b> items", "<b>4</b> объекта", ""),
        ("<b>3</b> items", "<b>4</b> items", "<b>4</b> объекта", "<b>3</b> объекта"),
        ("not 2 roubles", "not 5 roubles", "не 5 рублей", ""),
        ("2 turtles", "5 turtles", "5 черепах", ""),
        ("in 5 places", "in 2 places", "в 2 местах", "в 5 местах"),
        ("minus 3 degrees", "2 degrees", "2 °C", ""),
        ("minus 3 degrees", "-2 degrees", "минус 2°", "минус 3°"),
        ("in the 3rd quarter", "in the 2nd quarter", "во 2 квартале", ""),
        ("in the 2nd quarter", "in the 3rd quarter", "в 3-м квартале", ""),
        ("from May 2", "from May 3", "с 3 мая", ""),
        ("from 2 to 3", "from 1 to 3", "с 1 до 3", "с 2 до 3"),
        ("with 100 people", "with 200 people", "с 200 людьми", ""),
        ("about 11 people", "about 5 people", "о 5 людях", ""),
        ("5 people", "2 people", "2-х человек", ""),
        ("40 people", "20 people", "20-ти человек", ""),
        ("in the 1990s", "in the 1980s", "в 1980-х", "в 1990-х"),
        ("the 3rd place", "the 2nd place", "2-е место", "3-е место"),
        ("04/05/2020", "04/04/2020", "04.04.2020", ""),  # the 5th of April, or the 4th of May
        ("04/05/2020", "04/06/2020", "04.06.2020", "04.05.2020"),
        ("上涨8%", "上涨7%", "a 7% rise", ""),
        ("11美元", "80美元", "an $80 fine", "an $11 fine"),
        ("8月会晤", "3月会晤", "a March summit", ""),
    ],
)
def test_a_number_that_needs_other_forms_is_not_replaced(query: str, source: str, target: str, expected: str) -> None:
    assert repaired(query, source, target, language(target)) == (expected or target)


@pytest.mark.parametrize(
    ("query", "source", "target", "expected"),
    [
        ("50,000 people", "30,000 people", "3万人", "5万人"),
        ("$2.5 billion", "$1.3 billion", "13亿美元", "25亿美元"),
        ("£127m, in 2019", "£125m, in 2018", "2018年，1.25亿英镑", "2019年，1.27亿英镑"),
        ("up to 50,000", "up to 10,000", "до 10\u00a0тыс.", "до 50\u00a0тыс."),
        ("more than 5 million", "more than 19 million", "более 19 миллионов", "более 5 миллионов"),
        ("5万人", "3万人", "30,000 people", "50,000 people"),
        ("2亿人", "1.5亿人", "150 million people", "200 million people"),
        ("a 2-0 win", "a 3-0 win", "以3:0获胜", "以2:0获胜"),
        ("Talks in June, 0 hours", "Talks in May, 0 hours", "本月会谈，0小时", ""),  # a month is no number
        ("the Twenty spent 5", "the Twenty spent 20", "G20 потратила двадцать", ""),
        ("9" * 5000, "8" * 5000, "8" * 5001 + "元", ""),
        ("50 million people", "30,000 people", "3万人", ""),  # another word for the scale
        ("20000 points", "3.50 points", "3.5分", ""),
        ("512,345 people", "30,000 people", "3万人", ""),
        ("6 people came in May", "5 people came in May", "5月来了五人", ""),
        ("8,2 people", "1,000 people", "1000人", ""),  # how English writes no number
        ("500 people", "30,000 people", "3万人", ""),  # would be 0.05万
        ("50,000 of 100,000", "30,000 of 30,000", "3万之3万", ""),
        ("4:30前后", "2:30前后", "at about 02:30", ""),
        ("4点30分", "2点30分", "at about 02:30", ""),
        ("3 million people", "5 million people", "5 миллионов человек", ""),
        ("Это 1 500 рублей", "Это 1 300 рублей", "1,300 roubles", "1,500 roubles"),
        ("рост на 9\u00a0500,5 т", "рост на 10\u00a0300,2 т", "a rise of 10,300.2 t", "a rise of 9,500.5 t"),
        ("пришло 30 000 человек", "пришло 20 000 человек", "来了2万人", "来了3万人"),
        ("дом 5 200 мест", "дом 6 300 мест", "house 6, 300 seats", ""),
        ("seats 5 200 guests", "seats 6 300 guests", "мест: 6, гостей: 300", ""),
        ("up to 10 000 people", "up to 30 000 people", "до 30\u00a0000 человек", "до 10\u00a0000 человек"),
        ("in 2.1 100 users", "in 2.0 200 users", "в 2.0 — 200 чел.", "в 2.1 — 100 чел."),
    ],
)
def test_a_number_on_another_scale_is_replaced(query: str, source: str, target: str, expected: str) -> None:
    assert repaired(query, source, target, language(target), source_language=language(source)) == (expected or target)


@needs_pymorphy
def test_terms_are_replaced() -> None:
    terms = [Known("Iran", ("Иран",), "place"), Known("China", ("Китай",), "place"), Known("Sino-Iranian", ("x",))]

    def swapped(query: str, source: str, target: str) -> str:
        return repaired(query, source, target, "ru", terms)

    assert swapped("China voted", "Iran voted", "Иран проголосовал") == "Китай проголосовал"
    assert swapped("China voted late", "Iran voted", "Иран проголосовал") == "Иран проголосовал"
    assert swapped("China voted", "Iran voted", "Тегеран проголосовал") == "Тегеран проголосовал"
    assert swapped("the head of China", "the head of Iran", "глава Ирана") == "глава Китая"
    assert swapped("China, 2019", "Iran, 2018", "Иран, 2018") == "Китай, 2019"
    assert swapped("China, on May 4", "Iran, on June 5", "Иран, 5 июня") == "Китай, 4 мая"
    assert swapped("China, on May 4", "Iran, on June 5", "Иран, 5-го июня") == "Китай, 4-го мая"
    assert swapped("China, on May 4", "Iran, on June 5", "Иран, 5.06") == "Иран, 5.06"
    assert swapped("China paid 5 roubles", "Iran paid 3 roubles", "Иран отдал 3 рубля") == "Иран отдал 3 рубля"
    assert swapped("China paid", "Iran paid 3 roubles", "Иран отдал 3 рубля") == "Иран отдал 3 рубля"
    assert swapped("in China", "in Iran", "в Иране") == "в Иране"  # на Кубе, во Франции
    days = [Known("June 12 Parade", ("Парад Суверенитета",)), Known("May 9 Parade", ("Парад Победы",))]
    asked = ("the June 12 parade of 2019", "the May 9 parade of 2018", "парад Победы 2018 года")
    assert repaired(*asked, "ru", days) == "Парад Суверенитета 2019 года"


def test_a_number_of_many_digits_is_replaced() -> None:
    assert repaired("9" * 40, "8" * 40, f"{'8' * 40} شخص", "ar") == f"{'9' * 40} شخص"


@needs_pymorphy
def test_a_term_is_replaced_in_a_match_with_a_repaired_number() -> None:
    known, found = unit("Iran, 2018", "Иран, 2018"), Penalty("words: 1 of 2 differ", 20)
    terms = [Known("Iran", ("Иран",), "place"), Known("China", ("Китай",), "place")]
    for among, expected in ((terms, "Китай, 2019"), (terms[:1], "Иран, 2019"), ([], "Иран, 2019")):
        match = Match(known, 78, "fuzzy", (found,), repaired="Иран, 2019")
        (seen,) = answer.advised([match], "China, 2019", lambda *_, among=among: ((), among))
        assert seen.repaired == expected


@needs_pymorphy
def test_a_term_of_another_gender_or_of_two_cases_is_not_replaced() -> None:
    terms = [Known("Duma", ("Дума",)), Known("Senate", ("сенат",)), Known("chamber", ("палата",))]
    terms += [Known("SBU", ("СБУ",)), Known("EU", ("ЕС",))]

    def swapped(query: str, source: str, target: str) -> str:
        return repaired(query, source, target, "ru", terms)

    assert swapped("the Senate met", "the Duma met", "собралась Дума") == "собралась Дума"
    assert swapped("the chamber met", "the Duma met", "собралась Дума") == "собралась палата"
    assert swapped("the Duma met", "the chamber met", "Палата собралась") == "Дума собралась"
    assert swapped("the chamber met", "the Duma met", "дума, вся дума") == "дума, вся дума"
    assert swapped("the SBU met", "the EU met", "ЕС провёл встречу") == "ЕС провёл встречу"  # which gender has СБУ?
    chinese = [Known("Duma", ("国家杜马", "杜马")), Known("Senate", ("参议院",))]
    assert repaired("the Senate met", "the Duma met", "杜马开会", "zh-Hans", chinese) == "参议院开会"


def test_a_long_text_of_numbers_is_repaired_quickly_or_not_at_all() -> None:
    few, many = ([str(number) for number in range(2000, 2000 + size)] for size in (100, 5_000))
    for numbers in (few, many):
        source, query = ", ".join(numbers), ", ".join(number.replace("2", "3", 1) for number in numbers)
        assert repaired(query, source, source, "ru") == (query if numbers is few else source)
    word = "а" * 100_000
    assert repaired("to 4 of it", "to 3 of it", f"{word}, 3 рубля", "ru") == f"{word}, 4 рубля"


def termbase() -> Termbase:
    def concept(name: str, *terms: Term) -> Concept:
        return Concept((Term(name, "en"), *terms))

    return Termbase(
        (
            concept("Kremlin", Term("Кремль", "ru")),
            concept("Great Kremlin Palace", Term("Большой Кремлёвский дворец", "ru")),
            concept("special operation", Term("война", "ru"), Term("спецоперация", "ru", usage=Usage.FORBIDDEN)),
            concept("proposal", Term("предложение", "ru", state=State.PROPOSED)),
        ),
        "en",
        ("ru",),
    )


def test_matches_that_contradict_the_glossary_are_demoted(memory: Memory) -> None:
    memory.add(
        [
            unit("The Kremlin replied.", "Москва ответила."),
            unit("The Kremlin replied.", "Ответ пришёл из Кремля."),
            unit("The special operation goes on.", "Спецоперация продолжается."),
            unit("The Great Kremlin Palace is closed.", "Большой Кремлёвский дворец закрыт."),
        ]
    )
    say = advice(Terms(termbase(), "ru"))

    def advised(text: str) -> list[tuple[str, float, list[str]]]:
        found = answer.advised(memory.lookup(text, "ru"), text, say)
        return [(match.unit.target, match.score, [row.reason for row in match.penalties]) for match in found]

    assert advised("The Kremlin replied.") == [
        ("Ответ пришёл из Кремля.", 100, []),
        ("Москва ответила.", 90, ["glossary: 'Kremlin' is 'Кремль' today"]),
    ]
    assert advised("The special operation goes on.")[0][1:] == (
        90,
        ["glossary: not 'Спецоперация' for 'special operation'"],
    )
    assert advised("The Great Kremlin Palace is closed.")[0][1] == 100
    done = fill([unit("The Kremlin replied.")], [memory], advice=say)
    assert (done.units[0].target, done.units[0].state) == ("Ответ пришёл из Кремля.", State.APPROVED)


def test_a_forbidden_word_inside_the_agreed_rendering_is_not_a_contradiction() -> None:
    rada = Term("Рада", "ru", usage=Usage.FORBIDDEN)
    parliament = Concept((Term("parliament", "en"), Term("Верховная Рада", "ru"), rada))
    say = advice(Terms(Termbase((parliament,), "en", ("ru",)), "ru"))

    def lost(target: str, text: str = "the parliament met") -> list[str]:
        unit = TranslationUnit("the parliament met", target, "en", "ru")
        (found,) = answer.advised([Match(unit, 100.0, "exact")], text, say)
        return [row.reason for row in found.penalties]

    assert lost("собралась Верховная Рада") == []
    assert lost("собралась Рада") == ["glossary: not 'Рада' for 'parliament'"]
    assert lost("собрался сейм") == ["glossary: 'parliament' is 'Верховная Рада' today"]
    assert lost("собрался сейм", "the committee met") == []  # of what is not asked about nothing is said


def test_a_translation_that_passes_the_check_is_not_a_contradiction() -> None:
    swiss = Concept((Term("Swiss", "en"), Term("швейцарский", "ru")), kind=Kind.GROUP)
    say = advice(Terms(Termbase((swiss,), "en", ("ru",)), "ru"))
    assert say("Swiss voters", TranslationUnit("Swiss voters", "Избиратели Швейцарии", "en", "ru"))[0] == []
    assert terms_of(Termbase((), "en", ("ru",)), "ru") is None


def test_an_ending_is_not_a_contradiction_in_a_language_without_forms() -> None:
    say = advice(Terms(Termbase((Concept((Term("Tashkent", "en"), Term("Taškenta", "lv"))),), "en", ("lv",)), "lv"))
    assert say("to Tashkent", TranslationUnit("in Tashkent", "Taškentā", "en", "lv"))[0] == []
    assert say("to Tashkent", TranslationUnit("in Tashkent", "Rīgā", "en", "lv"))[0] == [
        "glossary: 'Tashkent' is 'Taškenta' today"
    ]


@pytest.mark.parametrize(
    ("query", "source", "target"),
    [
        ("4 and 5", "3 and 3", "3 и 3"),
        ("3 cats, 4 dogs", "3 cats, 3 dogs", "по 3 кошки и собаки"),
    ],
)
def test_nothing_is_repaired_if_it_is_unclear_which_number_changed(query: str, source: str, target: str) -> None:
    assert repaired(query, source, target) == target
