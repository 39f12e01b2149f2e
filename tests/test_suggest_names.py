"""Suggestions for names: places, Chinese and Russian persons; what is known, ruled, drafted, and left alone."""

import pytest

from glossary.model import Concept, Kind, State, Term, Usage
from glossary.suggest import Context, suggest
from glossary.suggest.cyrillic import to_cyrillic
from glossary.suggest.transcription import to_chinese


def concept(name, kind=Kind.PERSON, *variants, **renderings):
    terms = [Term(name, "en"), *(Term(text, "en", Usage.ADMITTED) for text in variants)]
    terms += [Term(text, language.replace("_", "-")) for language, text in renderings.items()]
    return Concept(tuple(terms), kind=kind)


def first(entry, language, only):
    rows = suggest(entry, language, only=[only])
    return (rows[0].text, rows[0].confidence) if rows else None


@pytest.mark.parametrize(
    ("name", "language", "text", "confidence"),
    [
        ("Uzbekistan", "ru", "Узбекистан", "high"),
        ("Uzbekistan", "zh-Hans", "乌兹别克斯坦", "high"),
        ("Samarkand", "zh-Hant", "撒馬爾罕", "high"),
        ("Central Asia", "ru", "Центральная Азия", "high"),
        ("the West", "ru", "Запад", "high"),
        ("Hong Kong", "ru", "Гонконг", "high"),
        ("Taiwan", "zh-Hans", "台湾", "low"),
        ("Kyiv", "ru", "Киев", "low"),
        ("United Arab Emirates", "de", "Vereinigte Arabische Emirate", "high"),
    ],
)
def test_places(name, language, text, confidence):
    assert first(concept(name, Kind.PLACE), language, "places") == (text, confidence)


def test_no_place_for_a_person_and_less_sure_for_the_unknown():
    assert first(concept("Jordan"), "ru", "places") is None
    assert first(concept("Jordan", Kind.OTHER), "ru", "places") == ("Иордания", "medium")


@pytest.mark.parametrize(
    ("name", "text", "confidence"),
    [
        ("Xi Jinping", "Си Цзиньпин", "high"),
        ("Xinning Liu", "Лю Синьнин", "medium"),
        ("Sun Yat-sen", "Сунь Ятсен", "high"),
        ("Zhao", "Чжао", "low"),
    ],
)
def test_palladius(name, text, confidence):
    assert first(concept(name), "ru", "palladius") == (text, confidence)


def test_a_full_name_among_the_variants_tells_more():
    assert first(concept("Xi", Kind.PERSON, "Xi Jinping"), "ru", "palladius") == ("Си Цзиньпин", "high")


@pytest.mark.parametrize("name", ["Tenzin Gyatso", "Leung Chun-ying", "Nancy Pelosi"])
def test_palladius_is_silent_about_others(name):
    assert first(concept(name), "ru", "palladius") is None
    assert first(concept(name), "zh-Hans", "palladius") is None


@pytest.mark.parametrize(
    ("name", "text", "confidence"),
    [
        ("Vladimir Putin", "Владимир Путин", "medium"),
        ("Alexander Gabuev", "Александр Габуев", "low"),
        ("Kassym-Jomart Tokayev", "Касым-Жомарт Токаев", "medium"),
        ("Nancy Pelosi", "Нэнси Пелоси", "medium"),
        ("Jens Quxley", None, None),
    ],
)
def test_cyrillic(name, text, confidence):
    assert first(concept(name), "ru", "cyrillic") == ((text, confidence) if text else None)


def test_ukrainian_is_said_so():
    (row, *_) = suggest(concept("Serhiy Bondarchuk"), "ru", only=["cyrillic"])
    assert row.text == "Сергей Бондарчук"
    assert "from Ukrainian" in row.origin


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("Radchenko", "Радченко"),
        ("Solovyov", "Соловьёв"),
        ("Belsky", "Бельский"),
        ("Vyacheslavovich", "Вячеславович"),
        ("Khodorkovsky", "Ходорковский"),
        ("Shchukin", "Щукин"),
        ("Trubetskoy", "Трубецкой"),
        ("Andreyev", "Андреев"),
        ("Zhukov", "Жуков"),
        ("Yezhov", "Ежов"),
    ],
)
def test_drafts_hold_the_name(latin, cyrillic):
    assert cyrillic in to_cyrillic(latin)


def test_a_hostile_name_ends_soon():
    assert to_cyrillic("y" * 5000) == []
    assert len(to_cyrillic("yeyu" * 10)) <= 5
    assert to_chinese("ш" * 5000) == ""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Vladimir Putin", "弗拉基米尔·普京"),
        ("Sergey Radchenko", "谢尔盖·拉琴科"),
        ("Alexander Gabuev", "亚历山大·加布耶夫"),
        ("Maria Zakharova", "玛丽亚·扎哈罗娃"),
    ],
)
def test_transcription(name, text):
    assert first(concept(name), "zh-Hans", "transcription")[0] == text


def test_no_characters_from_pinyin():
    assert suggest(concept("Zhao Long"), "zh-Hans") == []


def test_script():
    entry = concept("Kremlin", Kind.PLACE, zh_Hant="克里姆林宮")
    assert first(entry, "zh-Hans", "script") == ("克里姆林宫", "medium")
    assert suggest(concept("x"), "ru", only=["script"]) == []


def test_script_needs_opencc_for_traditional():
    pytest.importorskip("opencc", reason="Simplified to Traditional is converted by OpenCC (the extra zh)")
    entry = Concept((Term("space", "en"), Term("头发", "zh-Hans", state=State.APPROVED)), kind=Kind.PHRASE)
    assert first(entry, "zh-Hant", "script") == ("頭髮", "medium")


def test_context_may_be_left_out_and_results_are_ranked():
    rows = suggest(concept("Xi Jinping"), "ru", Context())
    assert [row.confidence for row in rows] == sorted(
        (row.confidence for row in rows), key=["high", "medium", "low"].index
    )
