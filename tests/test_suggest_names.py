"""Suggestions for names: places, Chinese and Russian persons; known, transcribed by rules, drafted, and left alone."""

import re
from dataclasses import replace

import pytest

from glossary.model import Concept, Kind, State, Term, Usage
from glossary.suggest import Context, english, rules, script, suggest
from glossary.suggest.cyrillic import to_cyrillic
from glossary.suggest.transcription import to_chinese


def concept(name, kind=Kind.PERSON, *variants, **renderings):
    terms = [Term(name, "en"), *(Term(text, "en", Usage.ADMITTED) for text in variants)]
    terms += [Term(text, language.replace("_", "-")) for language, text in renderings.items()]
    return Concept(tuple(terms), kind=kind)


def first(entry, language, only):
    rows = suggest(entry, language, only=[only])
    return (rows[0].text, rows[0].confidence) if rows else None


def test_an_office_before_a_name_is_not_part_of_it():
    entry = concept("Viktor Orban", Kind.PERSON, "Prime Minister Viktor Orban")
    assert not [row.text for row in suggest(entry, "ru") if len(row.text.split()) > 2]


def test_names_are_not_transcribed_beside_a_certain_proposal():
    assert [row.text for row in suggest(concept("Zhao Long"), "ru")] == ["Чжао Лун"]
    assert suggest(concept("Min Li"), "ru")[-1].origin == "transcription from English"


def test_chinese_persons_in_russian_texts_get_their_characters_or_nothing():
    """They are not transcribed by sound, as foreign names are."""
    names = {"Ван Вэньтао": ["王文涛"], "Юэ Сяоюн": [], "Александр Габуев": ["亚历山大·加布耶夫"]}
    for name, texts in names.items():
        person = Concept((Term(name, "ru"),), kind=Kind.PERSON)
        assert [row.text for row in suggest(person, "zh-Hans")] == texts


@pytest.mark.parametrize(
    ("language", "name", "renderings"),
    [
        ("ru", "Амударья", {"en": "Amu Darya", "zh-Hans": "阿姆河"}),
        ("zh", "撒马尔罕", {"en": "Samarkand", "ru": "Самарканд"}),
        ("de", "Wolfsburg", {}),
    ],
)
def test_places_of_the_table_are_known_by_their_names_in_each_of_its_languages(language, name, renderings):
    place = Concept((Term(name, language),), kind=Kind.PLACE)
    found = {target: suggest(place, target, only=["places"]) for target in ("en", "ru", "zh-Hans")}
    assert {target: rows[0].text for target, rows in found.items() if rows and rows[0].text != name} == renderings


def test_the_origin_of_a_ukrainian_draft_names_the_language():
    (row, *_) = suggest(concept("Serhiy Bondarchuk"), "ru", only=["cyrillic"])
    assert row.text == "Сергей Бондарчук"
    assert "from Ukrainian" in row.origin
    (row, *_) = suggest(concept("Sergei Bondarchuk"), "ru", only=["cyrillic"])
    assert "Ukrainian" not in row.origin


DRAFTS = """
Belsky Бельский, Mayakovsky Маяковский, Volskaya Вольская, Kayumov Каюмов, Rybkin Рыбкин, Solovyov Соловьёв,
Zhigulyov Жигулёв, Kolokoltsev Колокольцев, Khinshtein Хинштейн, Radchenko Радченко, Vyacheslavovich Вячеславович,
Khodorkovsky Ходорковский, Shchukin Щукин, Trubetskoy Трубецкой, Andreyev Андреев, Zhukov Жуков, Yezhov Ежов
"""


@pytest.mark.parametrize(("latin", "cyrillic"), [row.split() for row in DRAFTS.split(",")])
def test_the_first_draft_is_the_likeliest(latin, cyrillic):
    assert to_cyrillic(latin)[0] == cyrillic


@pytest.mark.parametrize("latin", ["Yezhova", "Yuryev", "Yasin", "Iyer"])
def test_no_draft_begins_with_a_sign(latin):
    assert not [text for text in to_cyrillic(latin) if text[0] in "ЬЪ"]


def test_cldr_knows_places_in_other_languages():
    name = concept("United Arab Emirates", Kind.PLACE)
    assert first(name, "de", "places") == ("Vereinigte Arabische Emirate", "high")


def test_a_group_named_after_a_place_is_not_a_company():
    assert "Minsk Group" not in [row.text for row in suggest(concept("Minsk Group", Kind.ORGANIZATION), "ru")]


def test_a_hostile_name_ends_soon():
    assert to_cyrillic("y" * 5000) == []
    assert len(to_cyrillic("yeyu" * 10)) <= 5
    assert to_chinese("ш" * 5000) == ""


def test_script():
    entry = concept("Kremlin", Kind.PLACE, zh_Hant="克里姆林宮")
    assert first(entry, "zh-Hans", "script") == ("克里姆林宫", "medium")
    assert suggest(concept("x"), "ru", only=["script"]) == []


def test_script_needs_opencc_for_traditional():
    pytest.importorskip("opencc", reason="Simplified to Traditional is converted by OpenCC (the extra zh)")
    entry = Concept((Term("space", "en"), Term("头发", "zh-Hans", state=State.APPROVED)), kind=Kind.PHRASE)
    assert first(entry, "zh-Hant", "script") == ("頭髮", "medium")


@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [
        ("国家安全局", "國家安全局"),
        ("联合声明", "聯合聲明"),
        ("半导体制造", "半導體製造"),
        ("“一带一路”倡议", "「一帶一路」倡議"),
        ("杰弗里·凯斯勒", "傑弗里·凱斯勒"),
        ("韩国外长", "南韓外長"),
        ("沙特政府", "沙烏地政府"),
        ("马里政府", "馬利政府"),
        ("马里兰大学", "馬里蘭大學"),
        ("阿凯·马里耶兹", "阿凱·馬里耶茲"),
        ("格热戈日·维希涅夫斯基", "格熱戈日·維希涅夫斯基"),
        ("软件", "軟體"),
        ("索马里总统", "索馬利亞總統"),
        ("苏里南", "蘇利南"),
        ("家里", "家裡"),
        ("朝鲜半岛无核化", "朝鮮半島無核化"),
        ("航天飞机", "太空梭"),
        ("布什尔核电站", "布什爾核電廠"),
        ("希拉里·克林顿", "希拉蕊·柯林頓"),
        ("迈克尔·乔丹", "麥可·喬丹"),
        ("前总统奥巴马与耶伦", "前總統歐巴馬與葉倫"),
        ("可持续发展", "永續發展"),
        ("反兴奋剂规则", "反禁藥規則"),
        ("核反应堆", "核反應爐"),
        ("这里根本没有其他信息", "這裡根本沒有其他資訊"),
        ("公布公众筹资", "公佈公眾籌資"),
        ("胡萨姆·哈桑", "胡薩姆·哈桑"),
        ("他信·西那瓦", "塔克辛·欽那瓦"),
        ("西蒙·拜尔斯", "西蒙·拜爾斯"),
        ("马尔科姆·特恩布尔", "麥肯·滕博爾"),
        ("台湾海峡的平台", "台灣海峽的平台"),
        ("“‘雪龙’号”", "「『雪龍』號」"),
        ("McDonald’s公司", "McDonald’s公司"),
    ],
)
def test_traditional_chinese_follows_the_press_of_taiwan(simplified, traditional):
    pytest.importorskip("opencc", reason="Simplified to Traditional is converted by OpenCC (the extra zh)")
    assert script.convert(simplified, "zh-Hant") == traditional


def test_a_person_s_name_is_not_searched_for_places():
    pytest.importorskip("opencc", reason="Simplified to Traditional is converted by OpenCC (the extra zh)")
    entry = Concept((Term("Wisniewski", "en"), Term("维希涅夫斯基", "zh-Hans")), kind=Kind.PERSON)
    assert first(entry, "zh-Hant", "script")[0] == "維希涅夫斯基"


def test_context_may_be_left_out_and_results_are_ranked():
    rows = suggest(concept("Xi Jinping"), "ru", Context())
    assert [row.confidence for row in rows] == sorted(
        (row.confidence for row in rows), key=["high", "medium", "low"].index
    )


def test_hostile_names_end_soon():
    for name in (
        "Brian " + "o" * 100_000,
        "Omar " + "al-" * 100_000,
        "Park " + "ji-" * 100_000,
        "Nguyen " + "u" * 100_000,
        "Brian " + "O'" * 100_000 + "Neill",
        "Omar " + "Al-" * 100_000 + "Khatib",
        "José " + "j" * 100_000 + "\nx",
        "John " * 20_000,
    ):
        for language in ("ru", "zh-Hans"):
            suggest(concept(name), language)


@pytest.mark.parametrize("name", ["", " ", "\u0301", ", Jr.", " Sr", "-", "’", "\0", "007", "O'O'"])
def test_what_is_not_a_name_gets_no_proposal(name):
    for language in ("ru", "zh-Hans", "zh-Hant"):
        assert suggest(concept(name), language) == []


def test_every_english_pronunciation_can_be_transcribed():
    names = list(rules.sounds())
    for name in names:
        assert english.to_chinese(name).isalpha(), name
    for name in names[::10]:
        assert all("а" <= letter <= "ё" for letter in english.to_russian(name).lower()), name


def test_a_full_name_is_not_answered_with_a_surname():
    found = suggest(concept("Dyteon Simpson", Kind.PERSON, "Simpson"), "zh-Hans")
    assert [(row.text, row.origin) for row in found] == [("迪特翁·辛普森", "letter by letter")]
    assert first(concept("Sarah Unknownin", Kind.PERSON), "ru", "cyrillic") is None


def test_initials_and_other_capitals_are_not_places():
    test = Concept((Term("Program for International Student Assessment", "en"), Term("PISA", "en")), kind=Kind.PLACE)
    assert all(row.text != "Пиза" for row in suggest(test, "ru"))
    assert all(row.text != "Лос-Анджелес" for row in suggest(concept("La", Kind.PLACE), "ru"))


def test_tables_are_well_formed():
    from glossary.suggest import table
    from glossary.text.chinese import is_han
    from glossary.text.lexicon import entries

    for name, rows, widths, chinese in (
        ("names.tsv", table("names.tsv"), {5}, 2),
        ("places.tsv", table("places.tsv"), {5, 6}, 1),
        ("lexicon.tsv", entries(), {6}, 3),
        ("chinese_people.tsv", table("chinese_people.tsv"), {2}, 1),
    ):
        seen, before = set(), set()
        for row in rows:
            assert len(row) in widths, row
            assert any(map(is_han, row[chinese])), row
            spellings = row[0].split("|")
            # Places that share a name stand one behind the other.
            assert not (seen - before if name == "places.tsv" else seen) & set(spellings), row
            before = set(spellings)
            seen |= before
    assert {row.mark for row in entries()} == {"", "loaded", "several", "ambiguous"}
    assert {row.terms for row in entries()} == {"", "ru", "zh", "ru zh"}
    given = [(language, name) for language, names in table("given_names.tsv") for name in names.lower().split()]
    assert len(given) == len(set(given))


@pytest.mark.parametrize("name", ["western_ru.tsv", "es_sounds.tsv", "english_ru.tsv"])
def test_every_rule_for_plain_letters_is_reached(name):
    origins = dict.fromkeys(row[0] for row in rules.table(name)) if name == "western_ru.tsv" else [""]
    for table in (rules.rules(name, origin) for origin in origins):
        for rule, _ in table:
            for letters in rule.pattern.split("|") if re.fullmatch(r"[\w|@-]+", rule.pattern) else ():
                around = [(before, after) for before in ("", "a", "b") for after in ("", "a", "e", "i", "n", "t")]
                assert any(
                    rule is next(one for one, _ in table if one.match(before + letters + after, len(before)))
                    for before, after in around
                ), (name, rule.pattern)


def test_a_name_that_places_share_is_not_sure():
    rows = suggest(concept("Georgia", Kind.PLACE), "ru", only=["places"])
    assert [(row.text, row.confidence) for row in rows] == [("Грузия", "low"), ("Джорджия", "low")]
    assert first(concept("Galicia", Kind.PLACE), "zh-Hans", "places") == ("加利西亚", "high")  # either one


@pytest.mark.parametrize(
    ("name", "context", "text", "confidence"),
    [
        ("Georgia", "Voters in Georgia and Alabama go to the polls.", "Джорджия", "low"),
        ("Georgia", "Georgia and Armenia share a border.", "Грузия", "low"),
        ("St. Petersburg", "The mayor of St. Petersburg asked people in Tampa to leave.", "Сент-Питерсберг", "low"),
        ("Moscow", "The family moved to Moscow, Idaho, last year.", "Москва", "low"),
        ("Moscow", "The family moved to Moscow, Russia, last year.", "Москва", "high"),
        ("Cambridge", "A lab in Cambridge, Massachusetts, said so.", "Кембридж", "low"),
    ],
)
def test_the_context_tells_which_place_is_meant(name, context, text, confidence):
    entry = replace(concept(name, Kind.PLACE), context=context)
    assert first(entry, "ru", "places") == (text, confidence)
