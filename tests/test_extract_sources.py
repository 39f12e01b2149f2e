"""Names and phrases of Russian and Chinese texts that were cut, joined or of another kind."""

import unicodedata

import pytest
from shared import needs_pymorphy

from glossary.extract import extract
from glossary.model import Document
from glossary.text.garbled import unlike


def _listed(text: str, language: str, minimum: float = 0.0) -> dict[str, str]:
    """Return what is listed of *text*, with its kind, and the variants of each with the same."""
    found = extract([Document("a", text, language)], source_language=language, minimum_score=minimum).candidates
    return {form: one.kind.value for one in found for form in (one.term, *one.variants)}


def test_russian_phrases_of_several_words_and_none_that_say_what_a_name_is() -> None:
    text = (
        "Введён режим чрезвычайной ситуации. Подписано соглашение о свободной торговле. Упала опора высоковольтной линии. "
        "По данным агентства «Альфа рисърч», результат тарана известен. Суд говорит о правах человека."
    )
    found = _listed(text, "ru")
    wanted = {"соглашение о свободной торговле", "опора высоковольтной линии", "права человека"}
    assert wanted <= found.keys()
    assert {"высоковольтной линии", "данные агентства", "результат тарана"}.isdisjoint(found)


def test_a_chinese_surname_alone_joins_the_full_name() -> None:
    text = "大臣文森特·卡雷曼斯下令接管。部长与卡雷曼斯通了电话。"
    (one,) = [
        one for one in extract([Document("a", text, "zh")], source_language="zh").candidates if "卡雷曼斯" in one.term
    ]
    assert (one.term, one.variants) == ("文森特·卡雷曼斯", ("卡雷曼斯",))


def test_a_chinese_name_takes_its_latin_original_along() -> None:
    text = "总理佐兰·扎耶夫（Zoran Zaev）呼吁投票。"
    found = {one.term: one for one in extract([Document("a", text, "zh")], source_language="zh").candidates}
    assert found["佐兰·扎耶夫"].variants == ("Zoran Zaev",)
    assert "Zoran Zaev" not in found


def test_chinese_set_phrases_are_terms_whatever_their_words_are() -> None:
    found = _listed("议会否决了针对总理的不信任动议，供应链受阻。公司完成封装测试，违背市场经济原则。", "zh", 0.5)
    assert {"不信任动议", "封装测试"} <= found.keys()
    assert "市场经济原则" not in found


def test_a_rare_chinese_word_of_three_characters_counts_as_two() -> None:
    found = _listed("灾民进了收容所，投诉冠军杯。发言人谈重要性，局势稳定。", "zh", 0.5)
    assert {"收容所", "冠军杯"} <= found.keys()
    assert found.keys().isdisjoint({"发言人", "重要性"})


def test_chinese_verbs_are_nouns_by_position() -> None:
    text = (
        "双方洽谈阿塔卡马的技术授权。部长就农产品准入达成共识。他们下月将开启全国巡演。"
        "台风期间水汽输送充沛。项目方暂停了爆破作业。"
    )
    wanted = {"技术授权", "农产品准入", "全国巡演", "水汽输送", "爆破作业"}
    assert wanted <= _listed(text, "zh").keys()
    found = _listed("硝化车间发生爆炸。警方拘留了两人，委员会成员辞职。", "zh")
    assert found.keys().isdisjoint({"硝化车间发生", "警方拘留", "成员辞职"})
    text = "公诉机关出示了证据。双方延长还款期九年，还款期延长三年。当地产品实行零关税。这不妨碍其受审能力。"
    found = _listed(text + "此案列为挂牌督办案件。三名独立专家组成小组。", "zh")
    assert {"公诉机关", "还款期", "零关税", "受审能力", "挂牌督办案件", "独立专家"} <= found.keys()
    assert "还款期延长" not in found
    found = _listed("工厂持有的库存量不能超过一天，实施的关税目的在于打击出口商。", "zh")
    assert "库存量" in found
    assert found.keys().isdisjoint({"库存量不能", "关税目的在于"})


def test_two_rare_chinese_characters_are_a_word_that_the_table_lacks() -> None:
    found = _listed("工人搬走了展柜，洪水淹没的虾塘很多。园区放映球幕电影，小车震垮了桥。", "zh")
    assert {"展柜", "虾塘", "球幕电影"} <= found.keys()
    assert "震垮" not in found
    found = _listed("觀察者網訊，她試著離開。", "zh")
    assert "觀察者網" in found
    assert found.keys().isdisjoint({"試著", "觀察者網訊"})


@needs_pymorphy
def test_a_long_list_of_russian_names_is_not_a_name() -> None:
    people = "Иванов Пётр Петров Иван Сидоров Семён Кузнецов Артём Смирнов Олег Попов Егор Соколов Лев Морозов Илья"
    assert not [term for term in _listed(f"Список: {people} Новиков Глеб.", "ru") if term.count(" ") > 3]


def test_chinese_nouns_made_by_one_character_and_phrases_after_a_place() -> None:
    text = "改造成沉浸式剧场。供给侧不平静，断层破碎带很长。榕江洪峰将通过。"
    found = _listed(text, "zh", 0.5)
    assert {"沉浸式剧场", "供给侧", "断层破碎带", "洪峰"} <= found.keys()
    assert "榕江洪峰" not in found


def test_a_rare_russian_noun_counts_in_any_case_and_acronyms_are_terms() -> None:
    found = _listed("Учёные пишут о хемосинтезе. Подорожание связали с ростом НДС. Зона затопления растёт.", "ru", 0.5)
    assert {"хемосинтез", "НДС"} <= found.keys()
    assert "затопление" not in found
    assert "деньга" not in _listed("Деньги украли. Денег нет.", "ru")


def test_spaces_between_chinese_characters_are_told_of() -> None:
    def notes(text: str) -> tuple[str, ...]:
        return extract([Document("a", text, "zh-Hans")], source_language="zh-Hans").warnings

    assert "there are spaces between the characters" in " ".join(notes("潘 功 胜 表 示 ， 央 行　降 息 。"))
    assert notes("本报记者 罗逸姝 报道，央行降息。\n公 告\n各区县政府请遵照执行。") == ()
    assert "common ones" in " ".join(notes("日本銀行は政策金利を据え置くことを決めた。" * 20))


@needs_pymorphy
def test_english_and_capitals_in_what_should_be_russian_are_told_of() -> None:
    def notes(text: str) -> str:
        return " ".join(extract([Document("a", text, "ru")], source_language="ru").warnings)

    russian = "Министр обороны рассказал о переговорах в Ташкенте. " * 20
    assert "common ones" in notes("The president of France said on Monday that the war would end. " * 20)
    assert "in capitals" in notes(russian.upper())
    assert notes(russian) == ""
    assert (
        notes("Компания Wildberries, чип Nvidia Blackwell и модель OpenAI вышли в App Store и Google Play. " * 9) == ""
    )


@needs_pymorphy
def test_accents_of_stress_part_no_russian_word() -> None:
    text = "Влади́мир Буре\u0301 и Фёдор Бурлако́в прибыли в Йе\u0301мен."
    for written in (text, unicodedata.normalize("NFD", text)):
        found = extract([Document("a", written, "ru")], source_language="ru", minimum_score=0).candidates
        assert {one.term: one.kind.value for one in found if one.kind.value != "phrase"} == {
            "Владимир Буре": "person",
            "Фёдор Бурлаков": "person",
            "Йемен": "place",
        }
        places = {one.term: one.occurrences[0] for one in found}
        yemen = places["Йемен"]
        assert written[yemen.start : yemen.end] == yemen.form == written.split()[-1].rstrip(".")


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("wind turbine\nrotor blade\nsolar panel\nheat pump\n" * 15, "en", False),
        ("Storm hits coast\nBank cuts rates\nMan held after crash\n" * 15, "en", False),
        ("De regering was in de Kamer en heeft een wet ingediend over de veiligheid van burgers. " * 8, "en", True),
        ("Министърът на външните работи пристигна в столицата. " * 8, "ru", True),
        ("Сыртқы істер министрі астанаға келіп, әріптесімен кездесті. " * 8, "ru", True),
        ("Подъезд и объект, субъект и съезд: объявление. " * 8, "ru", False),
        ("弗拉基米尔・普京・习近平・拜登。" * 8, "zh", False),
    ],
)
def test_what_reads_like_another_language(text: str, language: str, told: bool) -> None:
    assert unlike(text, language) is told


@needs_pymorphy
def test_a_rare_russian_noun_counts_less_as_the_genitive_of_another() -> None:
    def score(text: str) -> float:
        found = extract([Document("a", text, "ru")], source_language="ru", minimum_score=0).candidates
        return next(one.score for one in found if one.term == "затопление")

    assert score("Карта показала зону затопления.") < score("Карта изменилась после затопления.")
