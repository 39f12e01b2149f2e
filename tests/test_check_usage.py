"""Renderings in translations: alternatives, short names, forms, homographs, and what is not required."""

import io

import pytest
from shared import needs_pymorphy
from usage_cases import PUTIN, XI, compiled, concept, messages

from glossary.checks import run, usage
from glossary.checks.renderings import Terms
from glossary.formats import po
from glossary.model import Concept, Kind, Place, State, Term, Termbase, TranslationUnit, Usage
from glossary.text import russian, russian_words
from glossary.text.find import Finder


def test_forms_in_the_glossary_need_no_analyzer(monkeypatch):
    monkeypatch.setattr(russian_words, "available", lambda: False)
    entry = concept("Kremlin", Term("Кремль", "ru", forms=("Кремля", "Кремлю")))
    terms = compiled(entry)
    assert terms.method == "endings"
    assert messages(usage.missing, terms, "the Kremlin", "из Кремля") == []
    assert messages(usage.missing, terms, "the Kremlin", "с Кремлём") == ["'Kremlin' is not rendered as 'Кремль'"]


def test_without_any_forms_endings_are_given_the_benefit_of_the_doubt(monkeypatch):
    monkeypatch.setattr(russian_words, "available", lambda: False)
    terms = compiled(concept("Kremlin", "Кремль"), concept("party congress", "съезд партии"))
    assert messages(usage.missing, terms, "the Kremlin", "с Кремлём") == []
    assert messages(usage.missing, terms, "the party congress", "на съездах партии") == []
    assert messages(usage.grammar, terms, "the party congress", "на съездах партии") == []
    assert messages(usage.missing, terms, "the Kremlin", "в Москве") == [
        "'Kremlin' is not rendered as 'Кремль' or with another ending"
    ]
    terms = compiled(
        PUTIN, XI, concept("natural gas", "природный газ"), concept("Li Qiang", "Ли Цян", kind=Kind.PERSON)
    )
    assert (
        messages(usage.missing, terms, "natural gas for Putin and Li Qiang", "дал Путину и Ли Цяну природного газа")
        == []
    )
    assert len(messages(usage.missing, terms, "natural gas for Putin", "дал Путятину природы")) == 2


def test_a_traditional_character_may_be_written_in_two_ways():
    terms = compiled(concept("Taipei", "臺北", language="zh-Hant"), language="zh-Hant")
    assert messages(usage.missing, terms, "in Taipei", "在台北") == []
    barred = Term("台北", "zh-Hant", Usage.FORBIDDEN, State.APPROVED)
    terms = compiled(concept("Taipei", "臺北", barred, language="zh-Hant"), language="zh-Hant")
    assert messages(usage.forbidden, terms, "in Taipei", "在台北") == ["'台北' is forbidden for 'Taipei'"]


def test_capitals_of_an_admitted_rendering_are_right():
    terms = compiled(concept("Security Council", "Совет безопасности", "Совет Безопасности", kind=Kind.ORGANIZATION))
    assert messages(usage.grammar, terms, "The Security Council met.", "Совет Безопасности собрался.") == []


def test_a_proposal_beside_what_is_agreed_is_not_a_rendering():
    entry = concept("Georgia", "Джорджия", Term("Грузия", "ru", Usage.ADMITTED, State.PROPOSED), kind=Kind.PLACE)
    terms = compiled(entry)
    assert messages(usage.missing, terms, "in Georgia", "в Джорджии") == []
    assert messages(usage.missing, terms, "in Georgia", "в Грузии")
    fuzzy = Term("全国人民代表大会", "zh-Hans", Usage.PREFERRED, State.PROPOSED)
    shorter = Term("全国人大", "zh-Hans", Usage.ADMITTED)
    terms = compiled(concept("People's Congress", fuzzy, shorter, language="zh-Hans"), language="zh-Hans")
    assert messages(usage.missing, terms, "the People's Congress", "全国人民代表大会") == []
    banned = Term("Грузия", "ru", Usage.FORBIDDEN, State.PROPOSED)
    terms = compiled(concept("Georgia", "Джорджия", banned, kind=Kind.PLACE))
    assert messages(usage.forbidden, terms, "in Georgia", "в Грузии")


def test_strict_requires_every_mention_to_be_rendered():
    terms = compiled(PUTIN, strict=True)
    (said,) = messages(usage.missing, terms, "Putin said Putin", "Путин сказал, что он")
    assert said == "'Vladimir Putin' is rendered 1 of 2 times as 'Владимир Путин'"
    assert messages(usage.missing, terms, "Putin said Putin", "Путин сказал о Путине") == []


def test_a_longer_term_shadows_a_shorter_one():
    terms = compiled(concept("congress", "конгресс"), concept("party congress", "съезд партии"))
    assert messages(usage.missing, terms, "the party congress", "съезд партии") == []


def test_one_character_is_never_a_hit_but_keeps_the_check_silent():
    terms = compiled(concept("Russia", "俄罗斯", "俄", language="zh-Hans", kind=Kind.PLACE), language="zh-Hans")
    assert messages(usage.missing, terms, "Russia", "栗战书访俄") == []
    assert terms.read("Russia", "访俄").used() == []


def test_the_rendering_of_any_homograph_is_accepted():
    terms = compiled(concept("Georgia", "Грузия", sense="country"), concept("Georgia", "Джорджия", sense="state"))
    assert messages(usage.missing, terms, "in Georgia", "штат Джорджия") == []
    assert messages(usage.missing, terms, "in Georgia", "там") == [
        "'Georgia' is not rendered as 'Грузия' or 'Джорджия'"
    ]


def test_forms_are_made_once_for_all_segments_that_lack_them(monkeypatch):
    """With thousands of homographs, making them in every segment took forever."""
    asked = []
    monkeypatch.setattr(russian_words, "available", lambda: True)
    monkeypatch.setattr(russian, "forms", lambda text, kind: asked.append(text) or ("съезда партии",))
    terms = compiled(*(concept("congress", f"съезд {n}", sense=str(n)) for n in range(3)))
    for target in ("Собрание открылось.", "Собрание закрылось."):
        assert len(messages(usage.missing, terms, "The congress.", target)) == 1
    assert sorted(asked) == ["съезд 0", "съезд 1", "съезд 2"]


@pytest.mark.parametrize("language", ["ru", "zh-Hans", "de", "uk"])
def test_homographs_are_searched_together(monkeypatch, language):
    """Thousands of them, each looked for by itself in every segment, were a stall."""
    own = [f"北方组织{n:03}" if language == "zh-Hans" else f"organ {n:03}" for n in range(300)]
    many = [concept("a", text, language=language, sense=text) for text in own]
    terms = compiled(*many, concept("party", "党派", language=language), language=language)
    asked = []
    every = Finder.every
    monkeypatch.setattr(Finder, "every", lambda self, text: asked.append(text) or every(self, text))
    assert messages(usage.missing, terms, "a party", f"{own[-1]} 党派") == []
    assert messages(usage.missing, terms, "a party", f"{own[7]} 党派 {own[-1]}") == []
    [message] = messages(usage.missing, terms, "a party", "党派")
    assert message.startswith(f"'a' is not rendered as '{own[0]}' or ")
    assert len(message) < 250
    assert len(asked) <= 12  # two terms, three translations; stems are looked at twice


def test_a_rendering_without_approval_is_not_required():
    entry = concept("Kremlin", "Кремль", state=State.PROPOSED)
    assert messages(usage.missing, compiled(entry), "the Kremlin", "там") == []


@pytest.mark.parametrize(
    ("source", "target", "count"),
    [
        ("India", "印度", 0),
        ("India", "印度尼西亚", 1),
        ("Putin and Xi", "普京和习近平", 0),
        ("Putin and Xi", "弗拉基米尔·普京与习主席", 0),
        ("Xi", "学习", 1),
        ("China", "中国政府", 0),
        ("the NPC", "机器人大赛", 1),
        ("China and India", "中印边境", 0),
        ("China", "对华出口", 0),
        ("China", "其中印度最多", 1),
        ("Sudan", "南苏丹政府", 1),
        ("Sudan", "苏丹政府", 0),
        ("Guinea", "巴布亚新几内亚", 1),
        ("Alaska", "在阿拉斯加", 0),
        ("Alaska", "在阿拉巴马", 1),
        ("Java", "爪哇岛南部", 0),
        ("June", "六月份下降", 0),
    ],
)
def test_chinese_renderings_are_found_as_words(source, target, count):
    terms = compiled(
        concept("India", "印度", language="zh-Hans"),
        concept("China", "中国", language="zh-Hans"),
        concept("Chinese government", "中国政府", language="zh-Hans"),
        concept("Vladimir Putin", "弗拉基米尔·普京", language="zh-Hans", kind=Kind.PERSON, variants=("Putin",)),
        concept("Xi Jinping", "习近平", language="zh-Hans", kind=Kind.PERSON, variants=("Xi",)),
        concept("NPC", "全国人大", "人大", language="zh-Hans"),
        concept("Sudan", "苏丹", language="zh-Hans", kind=Kind.PLACE),
        concept("Guinea", "几内亚", language="zh-Hans", kind=Kind.PLACE),
        concept("Alaska", "阿拉斯加州", language="zh-Hans", kind=Kind.PLACE),
        concept("Java", "爪哇", language="zh-Hans", kind=Kind.PLACE),
        concept("June", "六月", language="zh-Hans"),
        language="zh-Hans",
    )
    assert terms.method == "words"
    assert len(messages(usage.missing, terms, source, target)) == count


def test_a_forbidden_term_inside_a_longer_allowed_one_is_not_a_finding():
    entry = concept("Tibet", "Тибетский автономный район", Term("район", "ru", Usage.FORBIDDEN))
    terms = compiled(entry)
    assert messages(usage.forbidden, terms, "Tibet", "Тибетский автономный район") == []
    assert messages(usage.forbidden, terms, "Tibet", "этот район") == ["'район' is forbidden for 'Tibet'"]


def test_inconsistent_names_the_other_place():
    terms = compiled(concept("rift", "раскол", "разлад"))
    assert messages(usage.inconsistent, terms, "a rift", "раскол", Place("a.po", 3)) == []
    assert messages(usage.inconsistent, terms, "a rift", "разлад", Place("a.po", 9)) == [
        "'rift' is rendered 'разлад' here and 'раскол' at a.po:3"
    ]


@needs_pymorphy
def test_a_wrong_form_is_reported_once():
    terms = compiled(concept("SIIS", "Шанхайский институт международных исследований", kind=Kind.ORGANIZATION))
    target = "в Шанхайском института международных исследований"
    assert messages(usage.missing, terms, "at SIIS", target) == []
    assert len(messages(usage.grammar, terms, "at SIIS", target)) == 1


def test_other_languages_say_how_they_are_matched():
    pytest.importorskip("snowballstemmer", reason="stems are made with snowballstemmer")
    german = compiled(concept("partnership", "Partnerschaft", language="de"), language="de")
    assert german.method == "stems"
    assert messages(usage.missing, german, "partnerships", "die Partnerschaften") == []
    assert messages(usage.missing, german, "partnerships", "die Freunde") == [
        "'partnerships' is not rendered as 'Partnerschaft' or another word of that stem"
    ]
    welsh = compiled(concept("house", "tŷ", language="cy"), language="cy")
    assert welsh.method == "exact"
    assert messages(usage.missing, welsh, "house", "tai") == ["'house' is not rendered as 'tŷ', written just so"]


@pytest.mark.parametrize(
    ("language", "kind", "name", "rendering", "target", "count"),
    [
        ("de", Kind.PLACE, "China", "China", "Chinas Ausfuhren", 0),
        ("de", Kind.PHRASE, "electric car", "Elektroauto", "die Elektroautos", 0),
        ("fr", Kind.PHRASE, "electric car", "voiture électrique", "les voitures électriques", 0),
        ("ar", Kind.PLACE, "China", "الصين", "مع الصين", 0),
        ("uk", Kind.PERSON, "Olaf Scholz", "Олаф Шольц", "з Олафом Шольцом", 0),
        ("uk", Kind.PLACE, "Germany", "Німеччина", "у Німеччині", 0),
        ("uk", Kind.PLACE, "Germany", "Німеччина", "у Франції", 1),
        ("be", Kind.PLACE, "Germany", "Германія", "у Германіі", 0),
        ("ko", Kind.PLACE, "China", "중국", "중국은 말했다", 0),
        ("ko", Kind.PLACE, "China", "중국", "미국은 말했다", 1),
        ("ja", Kind.PERSON, "Olaf Scholz", "オラフ・ショルツ", "ショルツ氏は", 0),
        ("ja", Kind.PERSON, "Shigeru Ishiba", "石破茂", "石破首相は", 0),
        ("ja", Kind.PERSON, "Xi Jinping", "習近平", "習主席は", 0),
        ("ja", Kind.PLACE, "India", "インド", "インドは", 0),
        ("ja", Kind.PLACE, "India", "インド", "インドネシアは", 1),
        ("ja", Kind.PHRASE, "data", "データ", "データセンター", 0),
        ("th", Kind.PLACE, "China", "จีน", "เตือนจีนเรื่องสงคราม", 0),
        ("th", Kind.PLACE, "Germany", "เยอรมนี", "ในเยอรมนี", 0),
        ("th", Kind.PHRASE, "house", "บ้าน", "คนในเมือง", 1),
        ("th", Kind.PHRASE, "crow", "กา", "การค้า", 0),
        ("th", Kind.PHRASE, "fish", "ปล", "ปลา", 1),
        ("th", Kind.PHRASE, "reed", "กก", "กกิ", 1),
        ("th", Kind.PHRASE, "I", "รา", "เรา", 1),
    ],
)
def test_other_languages_are_matched_by_stems_or_exactly(language, kind, name, rendering, target, count):
    if language in ("de", "fr", "ar"):
        pytest.importorskip("snowballstemmer", reason="stems are made with snowballstemmer")
    person = concept(name, rendering, language=language, kind=kind, variants=(name.split()[-1],) * (" " in name))
    assert len(messages(usage.missing, compiled(person, language=language), name.split()[-1], target)) == count


def test_zh_is_the_only_chinese_that_the_glossary_has():
    found = [Terms(Termbase((), "en", spoken), "zh").language for spoken in (("ru", "zh-Hans"), ("zh-Hans", "zh-Hant"))]
    assert found == ["zh-Hans", "zh"]


def test_a_language_of_another_region_is_checked_with_the_one_in_the_glossary():
    glossary = Termbase((concept("Moscow", "Москва"),), "en", ("zh-Hans", "ru"))
    terms = Terms(glossary, "ru-BY")
    assert messages(usage.missing, terms, "in Moscow", "в Питере") == ["'Moscow' is not rendered as 'Москва'"]
    assert messages(usage.missing, terms, "in Moscow", "в Москве") == []
    assert messages(usage.missing, Terms(glossary, "zh-Hant"), "in Moscow", "在倫敦") == []


def test_coverage_counts_segments():
    terms = compiled(concept("rift", "раскол"), concept("power", "власть"))
    units = [
        TranslationUnit("a rift", "раскол", "en", "ru", place=Place("a", 1)),
        TranslationUnit("the rift", "разлад", "en", "ru", place=Place("a", 2)),
        TranslationUnit("the rift", "", "en", "ru", place=Place("a", 3)),
    ]
    (row,) = usage.coverage(units, terms)
    assert (row.concept.name, row.mentions, row.rendered, row.forms) == ("rift", 2, 1, ("раскол",))
    assert row.places == (Place("a", 2),)


def test_coverage_counts_the_homograph_that_is_rendered():
    terms = compiled(concept("Georgia", "Грузия", sense="country"), concept("Georgia", "Джорджия", sense="state"))
    unit = TranslationUnit("in Georgia", "штат Джорджия", "en", "ru")
    assert [(row.concept.sense, row.rendered) for row in usage.coverage([unit], terms)] == [("state", 1)]


def test_coverage_of_a_text_knows_nothing_of_the_last_one():
    terms = compiled(concept("Xi Jinping", "Си Цзиньпин", kind=Kind.PERSON))
    full, short = (TranslationUnit(source, "Он уехал.", "en", "ru") for source in ("Xi Jinping left.", "Xi left."))
    assert [row.mentions for row in usage.coverage([full, short], terms)] == [2]
    assert usage.coverage([short], terms) == []


def test_hostile_glossaries_are_harmless():
    names = ["(", ".*", "a", "[x", "a+", "\\", "x" * 3000, "\ud800", "%s", " "]
    terms = compiled(*(concept(name, name[::-1], language="cy") for name in names), language="cy")
    assert messages(usage.missing, terms, "a .* [x (a+)", "a x] +a")
    chinese = compiled(*(concept(name, "一", language="zh-Hans") for name in "abcdef"), language="zh-Hans")
    assert len(messages(usage.missing, chinese, "a b", "二")) == 2
    endless = "nya" * 40 + "x"  # Japanese in very many ways, but for its end
    person = compiled(concept(endless, "小野遥", kind=Kind.PERSON, language="zh-Hans"), language="zh-Hans")
    assert len(messages(usage.missing, person, endless, "二")) == 1


def test_a_singular_and_a_plural_that_are_entries_are_distinguished():
    one = Concept((Term("nuclear weapon", "en"), Term("Kernwaffe", "de")))
    two = Concept((Term("nuclear weapons", "en"),))
    terms = Terms(Termbase((one, two), "en", ("de",)), "de")
    units = [TranslationUnit(text, "Bombe", "en", "de") for text in ("A nuclear weapon.", "Nuclear weapons.")]
    assert [len(list(usage.missing(unit, terms))) for unit in units] == [1, 0]


def test_a_form_of_a_plural_may_be_about_one_thing_or_many():
    text = (
        'msgid "an hour ago"\nmsgid_plural "%d hours ago"\n'
        'msgstr[0] "%d час назад"\nmsgstr[1] "%d часа назад"\nmsgstr[2] "%s часов назад"\n'
    )
    units = po.units(io.BytesIO(text.encode()), where="ru.po", source_language="en")
    found = run.units(units, run.select(["placeholder.differs"]))
    assert {row.text for row in found} == {"%s часов назад"}


def test_a_form_of_many_numbers_names_them():
    """In Russian the first form stands for 21 as well."""
    text = (
        'msgid "Added to 1 list"\nmsgid_plural "Added to %s lists"\n'
        'msgstr[0] "Добавлено в список"\nmsgstr[1] "Добавлено в %s списка"\nmsgstr[2] "Добавлено в %s списков"\n'
    )
    for language, count in (("ru", 1), ("de", 0)):
        units = po.units(io.BytesIO(text.encode()), where="x.po", language=language)
        assert len([*run.units(units, run.select(["placeholder.differs"]))]) == count


@pytest.mark.parametrize(
    ("forms", "wrong"),
    [
        ("nplurals=4; plural=(n==1 ? 0 : n==2 ? 1 : n>10 && n%10==0 ? 2 : 3);", {"דקות"}),
        ("nplurals=2; plural=(n > 1);", {"דקתיים", "דקות"}),  # the first is for 0 and 1
        ("nplurals=2; plural=(n % 10 > 1);", {"דקה", "דקתיים", "דקות"}),
        ("nplurals=2; plural=(n", {"דקה", "דקתיים", "דקות"}),
    ],
)
def test_a_plural_form_for_one_number_need_not_name_it(forms: str, wrong: set[str]) -> None:
    text = (
        f'msgid ""\nmsgstr "Language: he\\nPlural-Forms: {forms}\\n"\n\n'
        'msgid "%d minute"\nmsgid_plural "%d minutes"\n'
        'msgstr[0] "דקה"\nmsgstr[1] "דקתיים"\nmsgstr[2] "%d דקות"\nmsgstr[3] "דקות"\n'
    )
    units = po.units(io.BytesIO(text.encode()), where="he.po", source_language="en")
    assert {row.text for row in run.units(units, run.select(["placeholder.differs"]))} == wrong


def test_coverage_judges_as_the_check_does():
    terms = compiled(concept("Pavlodar", "Павлодар", kind=Kind.PLACE), concept("rift", "раскол"))
    units = [
        TranslationUnit("in Pavlodar region", "в Павлодарской области", "en", "ru"),
        TranslationUnit("the rift in Pavlodar", "разлад в Омске", "en", "ru", place=Place("a", 2)),
    ]
    terms.begin()
    missed = [problem.concept for unit in units for problem in usage.missing(unit, terms)]
    covered = usage.coverage(units, terms)
    assert [(row.concept.name, row.mentions, row.rendered) for row in covered] == [("Pavlodar", 2, 1), ("rift", 1, 0)]
    assert sorted(missed) == [row.concept.name for row in covered if row.places] == ["Pavlodar", "rift"]
