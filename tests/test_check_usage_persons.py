"""Use of the names of persons in translations: surnames, short names, titles, forms."""

import pytest
from shared import needs_pymorphy
from usage_cases import PUTIN, XI, compiled, concept, messages

from glossary.checks import usage
from glossary.model import Kind, Term, TranslationUnit


@pytest.mark.parametrize(
    ("language", "rendering", "form", "target"),
    [
        ("pl", "tankowiec", "tankowce", "Dwa tankowce odpłynęły."),
        ("ja", "タンカー", "油槽船", "油槽船が出港した。"),
    ],
)
def test_forms_of_a_person_hold_in_every_language(language: str, rendering: str, form: str, target: str) -> None:
    for forms, count in (((), 1), ((form,), 0)):
        entry = concept("tanker", Term(rendering, language, forms=forms))
        assert len(messages(usage.missing, compiled(entry, language=language), "The tankers left.", target)) == count


@needs_pymorphy
@pytest.mark.parametrize(
    ("source", "target", "count"),
    [
        ("Putin told Xi", "Путин сообщил Си", 0),
        ("Putin told Xi", "Путин сообщил Си Цзиньпину", 0),
        ("Vladimir Putin told Xi", "Он сообщил Си", 1),
        ("Putin’s war. Putin, Putin!", "война Путина", 0),
        ("Putin", "Распутин", 1),
        ("no name here", "ничего", 0),
    ],
)
def test_persons_may_be_called_by_their_surname(source, target, count):
    assert len(messages(usage.missing, compiled(PUTIN, XI), source, target)) == count


@needs_pymorphy
@pytest.mark.parametrize(
    ("target", "count"),
    [
        ("Переговоры с Си Цзиньпином", 0),
        ("Переговоры с Си", 0),
        ("Си Путину не ответил", 0),
        ("Си Байдену не ответил", 0),
        ("Переговоры с Си Дзиньпином", 1),
        ("Переговоры с Си Цзинпином", 1),
        ("Переговоры с Си Чжунсюнем", 1),
    ],
)
def test_the_surname_of_another_person_is_not_accepted(target, count):
    assert (
        len(messages(usage.missing, compiled(PUTIN, XI), "Putin’s talks with Xi Jinping", f"{target}, Путин.")) == count
    )


@pytest.mark.parametrize(
    ("source", "target", "count"),
    [
        ("Macron left.", "马克宏离开了。", 1),
        ("President Macron left.", "马克龙总统离开了。", 0),
        ("President Macron left.", "马克宏总统离开了。", 1),
        ("Brigitte Macron left.", "她离开了。", 0),
        ("Macron-style politics", "这种政治", 0),
        ("Wang left.", "王部长离开了。", 0),
        ("Wang left.", "他离开了。", 0),
    ],
)
def test_a_surname_refers_to_the_person_named_in_full(source, target, count):
    people = [
        concept("Emmanuel Macron", "埃马纽埃尔·马克龙", language="zh-Hans", kind=Kind.PERSON),
        concept("Wang Yi", "王毅", language="zh-Hans", kind=Kind.PERSON),
        concept("Wang Wentao", "王文涛", language="zh-Hans", kind=Kind.PERSON),
    ]
    terms = compiled(*people, language="zh-Hans")
    assert messages(usage.missing, terms, source, target) == []
    names = "Emmanuel Macron met Wang Yi and Wang Wentao."
    assert messages(usage.missing, terms, names, "埃马纽埃尔·马克龙会见王毅和王文涛。") == []
    assert len(messages(usage.missing, terms, source, target)) == count
    terms.begin()
    assert messages(usage.missing, terms, source, target) == []


@pytest.mark.parametrize(
    ("language", "rendering", "target", "count"),
    [
        ("ru", "Абий Ахмед", "Абий согласился.", 0),
        ("ru", "Абий Ахмед", "Ахмад согласился.", 1),
        ("ru", "Абий Ахмед", "Абий Демеке согласился.", 1),
        ("zh-Hans", "阿比·艾哈迈德", "阿比同意。", 0),
    ],
)
def test_a_person_may_be_called_by_the_first_name_if_the_source_does(language, rendering, target, count):
    entry = concept("Abiy Ahmed", rendering, language=language, kind=Kind.PERSON, variants=("Abiy",))
    assert len(messages(usage.missing, compiled(entry, language=language), "Abiy agreed.", target)) == count


@pytest.mark.parametrize(
    ("language", "name", "rendering", "form", "target", "count"),
    [
        ("ru", "artificial intelligence", "искусственный интеллект", "AI", "В нём своя ИИ-модель.", 0),
        ("ru", "artificial intelligence", "искусственный интеллект", "AI", "В нём своя модель.", 1),
        ("ru", "Unitree Robotics", "Unitree Robotics", "Unitree", "Модель Unitree дешевле.", 0),
        ("zh-Hans", "Unitree Robotics", "宇树科技", "Unitree", "宇树的型号更便宜。", 0),
        ("zh-Hans", "Unitree Robotics", "宇树科技", "Unitree", "众擎的型号更便宜。", 1),
    ],
)
def test_a_name_may_be_as_short_as_in_the_source(language, name, rendering, form, target, count):
    entry = concept(name, rendering, language=language, kind=Kind.ORGANIZATION, variants=(form,))
    terms = compiled(entry, language=language)
    assert len(messages(usage.missing, terms, f"Its {form} model is cheaper.", target)) == count


POPE = concept("Pope Leo XIV", "папа Лев XIV", kind=Kind.PERSON, variants=("Pope Leo",))
MARCOS = concept("Ferdinand Marcos Jr.", "Фердинанд Маркос-младший", kind=Kind.PERSON, variants=("Marcos",))
PELOSI = concept("Nancy Pelosi", "Нэнси Пелоси", kind=Kind.PERSON)
SALMAN = concept("Mohammed bin Salman", "Мухаммед бен Салман", kind=Kind.PERSON)


@pytest.mark.parametrize(
    ("entry", "source", "target", "count"),
    [
        (POPE, "Pope Leo prayed.", "По слухам, молился и папа Лев.", 0),
        (POPE, "Pope Leo prayed.", "С папой Лео XIV.", 1),
        (POPE, "Pope Leo prayed.", "С папой Львом XIII.", 1),
        (MARCOS, "Marcos spoke.", "Выступление Маркоса.", 0),
        (PELOSI, "Nancy Pelosi spoke.", "Пелоси выступила.", 0),
        (SALMAN, "Mohammed bin Salman spoke.", "Выступил бен Салман.", 0),
        (SALMAN, "Mohammed bin Salman spoke.", "Выступил Мохаммед бин Салман.", 1),
    ],
)
def test_short_names_of_popes_juniors_and_princes(entry, source, target, count):
    assert len(messages(usage.missing, compiled(entry), source, target)) == count


def test_a_pope_may_be_without_his_number_in_chinese():
    terms = compiled(
        concept("Pope Leo XIV", "教皇利奥十四世", language="zh-Hans", kind=Kind.PERSON), language="zh-Hans"
    )
    assert not messages(usage.missing, terms, "Pope Leo XIV prayed.", "教皇利奥祈祷。")
    assert messages(usage.missing, terms, "Pope Leo XIV prayed.", "教皇利奥十三世祈祷。")


@pytest.mark.parametrize(
    ("target", "count"),
    [
        ("По словам Урсула фон дер Ляйен, время настало.", 1),
        ("По словам Урсулы фон дер Ляйен, время настало.", 0),
        ("Урсула фон дер Ляйен сказала.", 0),
        ("Давление на Урсула фон дер Ляйен растёт.", 1),
        ("Давление на Урсулу фон дер Ляйен растёт.", 0),
        ("Именно в Киншаса открыт госпиталь.", 1),
        ("Именно в Киншасу летит министр.", 0),
        ("Что за Киншаса!", 0),
        ("Остров размером примерно с Кубу горит.", 0),
        ("Остров размером с Куба горит.", 1),
        ("Он спорит с Кубу.", 1),
        ("Удар пришёлся о Верховный суд.", 0),
        ("С пострадавшими Куба и Верховный суд связались.", 0),
        ("С новой Киншаса связались.", 1),
        ("Из Киншаса-центра ехали долго.", 0),
        ("Реки текут из Черному морю.", 1),
        ("Реки текут из Черное море.", 1),
        ("Реки текут в Черное море.", 0),
        ("На Куба эвакуировали людей.", 1),
        ("Добыча из Куба пород не идёт.", 0),
        ("Он прошёл в депутаты.", 0),
        ("Он верит в Верховный суд.", 0),
        ("Иск пришёл от Верховным судом.", 1),
        ("Иск пришёл в Верховному суду.", 1),
        ("Иск пришёл к Верховному суду.", 0),
        ("Говорят по данным депутатам.", 0),
        ("Мощь столичных депутатов не знает Урсулой фон дер Ляйен.", 0),
    ],
)
def test_a_name_in_the_wrong_case_after_a_preposition(target, count):
    terms = compiled(
        concept("Ursula von der Leyen", "Урсула фон дер Ляйен", kind=Kind.PERSON),
        concept("Kinshasa", "Киншаса", kind=Kind.PLACE),
        concept("Cuba", "Куба", kind=Kind.PLACE),
        concept("deputies", "депутаты", kind=Kind.GROUP),
        concept("Supreme Court", "Верховный суд", kind=Kind.ORGANIZATION),
        concept("Black Sea", "Чёрное море", kind=Kind.PLACE),
    )
    source = "Ursula von der Leyen, deputies and the Supreme Court in Kinshasa and Cuba, and the Black Sea"
    assert len(messages(usage.grammar, terms, source, target)) == count


@pytest.mark.parametrize(
    ("source", "target", "language", "count"),
    [
        ("Ono will resign.", "Она уйдёт в отставку.", "ru", 0),
        ("Ono will resign.", "Премьер-министр уйдёт в отставку.", "ru", 1),
        ("She said that Ono will resign.", "Она сказала, что премьер уйдёт.", "ru", 1),
        ("Ono will resign.", "Она, то есть Рукола, уйдёт.", "ru", 1),
        ("Ono will resign.", "她将辞职。", "zh-Hans", 0),
        ("Ono will resign.", "其他人将辞职。", "zh-Hans", 1),
        ("Ono will resign.", "她（小泽）将辞职。", "zh-Hans", 0),
        ("Ono will resign.", "小野将辞职。", "zh-Hans", 0),
        ("Haruka Ono will resign.", "小野瑶将辞职。", "zh-Hans", 1),
    ],
)
def test_a_pronoun_may_stand_for_a_person_named_before(source, target, language, count):
    name = {"ru": "Онно Рукко", "zh-Hans": "小野遥"}[language]
    terms = compiled(concept("Haruka Ono", name, language=language, kind=Kind.PERSON), language=language)
    assert messages(usage.missing, terms, "Haruka Ono came.", f"{name}.") == []
    assert len(messages(usage.missing, terms, source, target)) == count
    strict = compiled(concept("Haruka Ono", name, language=language, kind=Kind.PERSON), language=language, strict=True)
    assert len(messages(usage.missing, strict, "Haruka Ono is here.", "Она здесь.")) == 1


@needs_pymorphy
@pytest.mark.parametrize(
    ("target", "count"),
    [
        ("Владимир Путин", 0),
        ("Владимир Владимирович Путин", 0),
        ("Президент Путин", 0),
        ("Владимр Путин", 1),
    ],
)
def test_a_given_name_must_not_be_nearly_right(target, count):
    assert len(messages(usage.missing, compiled(PUTIN), "Vladimir Putin", target)) == count


def test_a_chinese_surname_after_another_given_name_is_that_of_another_person():
    terms = compiled(concept("Joe Biden", "乔·拜登", kind=Kind.PERSON, language="zh-Hans"), language="zh-Hans")
    for source, target, count in (
        ("Joe Biden spoke.", "乔·拜登讲话。", 0),
        ("Biden left.", "拜登离开。", 0),
        ("Biden left.", "乔·罗宾内特·拜登离开。", 0),
        ("Biden left.", "亨特·拜登离开。", 1),
    ):
        assert len(list(usage.missing(TranslationUnit(source, target, "en", "zh-Hans"), terms))) == count, target
