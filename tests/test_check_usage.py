"""Renderings in translations: alternatives, short names, forms, homographs, and what is not asked for."""

import io

import pytest
from shared import needs_pymorphy

from glossary.checks import instead, run, usage
from glossary.checks.renderings import Terms
from glossary.formats import po
from glossary.model import Concept, Kind, Place, State, Term, Termbase, TranslationUnit, Usage
from glossary.text import russian, russian_words
from glossary.text.find import Finder


def concept(name, *renderings, language="ru", kind=Kind.OTHER, sense="", variants=(), state=State.APPROVED):
    terms = [Term(name, "en"), *(Term(text, "en", Usage.ADMITTED) for text in variants)]
    for at, rendering in enumerate(renderings):
        if isinstance(rendering, str):
            rendering = Term(rendering, language, Usage.ADMITTED if at else Usage.PREFERRED, state)
        terms.append(rendering)
    return Concept(tuple(terms), sense=sense, kind=kind)


def compiled(*concepts, language="ru", **options):
    return Terms(Termbase(concepts, "en", (language,)), language, **options)


def messages(check, terms, source, target, place=None):
    unit = TranslationUnit(source, target, "en", terms.language, place=place)
    return [problem.message for problem in check(unit, terms)]


PUTIN = concept("Vladimir Putin", "Владимир Путин", kind=Kind.PERSON, variants=("Putin", "Mr Putin"))
XI = concept("Xi Jinping", "Си Цзиньпин", kind=Kind.PERSON, variants=("Xi",))


def test_forms_that_stand_in_the_glossary_need_no_analyzer(monkeypatch):
    monkeypatch.setattr(russian_words, "available", lambda: False)
    entry = concept("Kremlin", Term("Кремль", "ru", forms=("Кремля", "Кремлю")))
    terms = compiled(entry)
    assert terms.method == "endings"
    assert messages(usage.missing, terms, "the Kremlin", "из Кремля") == []
    assert messages(usage.missing, terms, "the Kremlin", "с Кремлём") == ["'Kremlin' is not rendered as 'Кремль'"]


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


@pytest.mark.parametrize(
    ("language", "rendering", "target", "count"),
    [
        ("de", "Rohöl", "Der Rohölpreis stieg.", 0),
        ("de", "Lieferkette", "Das Lieferkettengesetz kam.", 0),
        ("de", "Golf-Rat", "Der Golfrat tagte.", 0),
        ("de", "Preis", "Die Rohölpreise stiegen.", 0),
        ("de", "Rohöl", "Der Ölpreis stieg.", 1),
        ("de", "Öl", "Das Mineralöl floss.", 1),  # too short to tell
        ("de", "Teil", "Sie beurteilen das.", 1),  # no noun
        ("de", "Iran", "Die iranische Flotte lief aus.", 0),
        ("sv", "råolja", "Råoljepriset steg.", 0),
        ("fr", "brut", "La brutalité monte.", 1),  # which makes no such words
    ],
)
def test_a_rendering_may_be_a_part_of_a_word(language: str, rendering: str, target: str, count: int) -> None:
    terms = compiled(concept("crude oil", Term(rendering, language)), language=language)
    assert len(messages(usage.missing, terms, "The price of crude oil rose.", target)) == count


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
def test_the_surname_of_another_person_will_not_do(target, count):
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
def test_who_was_named_in_full_is_meant_by_the_surname(source, target, count):
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
def test_a_person_may_be_called_by_the_first_name_where_the_source_does(language, rendering, target, count):
    entry = concept("Abiy Ahmed", rendering, language=language, kind=Kind.PERSON, variants=("Abiy",))
    assert len(messages(usage.missing, compiled(entry, language=language), "Abiy agreed.", target)) == count


def test_a_traditional_character_may_be_written_in_two_ways():
    terms = compiled(concept("Taipei", "臺北", language="zh-Hant"), language="zh-Hant")
    assert messages(usage.missing, terms, "in Taipei", "在台北") == []
    barred = Term("台北", "zh-Hant", Usage.FORBIDDEN, State.APPROVED)
    terms = compiled(concept("Taipei", "臺北", barred, language="zh-Hant"), language="zh-Hant")
    assert messages(usage.forbidden, terms, "in Taipei", "在台北") == ["'台北' is forbidden for 'Taipei'"]


def test_capitals_of_an_admitted_rendering_are_right():
    terms = compiled(concept("Security Council", "Совет безопасности", "Совет Безопасности", kind=Kind.ORGANIZATION))
    assert messages(usage.grammar, terms, "The Security Council met.", "Совет Безопасности собрался.") == []


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


def test_a_proposal_beside_what_is_agreed_is_no_rendering():
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
def test_a_name_in_a_case_that_what_is_before_does_not_take(target, count):
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
    ("rendering", "kind", "target", "count"),
    [
        ("全国人民代表大会", Kind.ORGANIZATION, "全国人大开会", 0),
        ("世界卫生组织", Kind.ORGANIZATION, "世卫组织称", 0),
        ("外交部长", Kind.PHRASE, "两国外长会晤", 0),
        ("航空母舰", Kind.PHRASE, "两艘航母", 0),
        ("最高人民法院", Kind.ORGANIZATION, "最高法院裁定", 1),
        ("联合国大会", Kind.ORGANIZATION, "工业联合会称", 1),
        ("电动汽车", Kind.PHRASE, "有轨电车", 1),
        ("国际货币基金组织", Kind.ORGANIZATION, "国际货币基金会称", 1),
        ("和平与安全", Kind.PHRASE, "和平和安全", 0),
        ("特立尼达和多巴哥", Kind.PLACE, "特立尼达与多巴哥", 0),
        ("经济增长", Kind.PHRASE, "经济的增长", 0),
        ("“一带一路”倡议", Kind.PHRASE, "一带一路倡议", 0),
        ("非洲联盟", Kind.ORGANIZATION, "由非盟调解", 0),
        ("联合国安理会", Kind.ORGANIZATION, "请求安理会讨论", 0),
        ("联合国安理会", Kind.ORGANIZATION, "请求联合国大会讨论", 1),
        ("中国外交部", Kind.ORGANIZATION, "外交部表示", 0),
        ("中国外交部", Kind.ORGANIZATION, "美国外交部表示", 1),
        ("美國國防部", Kind.ORGANIZATION, "中國國防部表示", 1),
        ("苹果公司", Kind.ORGANIZATION, "苹果对芯片的需求", 0),
        ("立方米", Kind.PHRASE, "蓄水740亿立方米", 0),
    ],
)
def test_a_chinese_term_may_be_short_or_put_together_otherwise(rendering, kind, target, count):
    terms = compiled(concept("the term", rendering, language="zh-Hans", kind=kind), language="zh-Hans")
    assert len(messages(usage.missing, terms, "the term", target)) == count


@needs_pymorphy
@pytest.mark.parametrize(
    ("rendering", "kind", "target", "count"),
    [
        ("вакцина", Kind.PHRASE, "половина вакцинных доз", 0),
        ("санкции", Kind.PHRASE, "санкционный режим", 0),
        ("банк", Kind.PHRASE, "банкирские дома", 1),
        ("Запорожье", Kind.OTHER, "Запорожская АЭС", 0),
        ("Запорожье", Kind.PLACE, "Запорожская АЭС", 0),
        ("Эмманюэль Макрон", Kind.OTHER, "рейтинг Эмманюэля Макрона", 0),
        ("система противовоздушной обороны", Kind.PHRASE, "две системы ПВО", 0),
        ("система противовоздушной обороны", Kind.PHRASE, "две системы РЛС", 1),
        ("ордер на арест", Kind.PHRASE, "ордер на его арест", 0),
        ("премьер-министр", Kind.PHRASE, "премьер ушёл", 0),
        ("Дойче банк", Kind.ORGANIZATION, "прибыль «Дойче банка»", 0),
        ("световой год", Kind.PHRASE, "десять световых лет", 0),
        ("чемпион мира", Kind.PHRASE, "стала чемпионкой мира", 0),
        ("чемпион мира", Kind.PHRASE, "стала чемпионкой Европы", 1),
        ("учитель", Kind.PHRASE, "говорит с учительницей", 0),
        ("спортсмен", Kind.PHRASE, "трое спортсменок", 0),
        ("палец", Kind.PHRASE, "сломала палку", 1),
        ("%", Kind.PHRASE, "пять процентов", 1),
        ("министр иностранных дел", Kind.PHRASE, "глава египетского МИД", 0),
        ("Совет Безопасности ООН", Kind.ORGANIZATION, "попросил Совбез ООН", 0),
        ("кубические метры", Kind.PHRASE, "74 млрд кубометров", 0),
    ],
)
def test_a_russian_term_may_be_another_word_or_have_an_acronym(rendering, kind, target, count):
    terms = compiled(concept("the term", rendering, kind=kind))
    assert len(messages(usage.missing, terms, "the term", target)) == count


@pytest.mark.parametrize(
    ("source", "rendering", "kind", "target", "count"),
    [
        ("WHO", "世卫组织", Kind.ORGANIZATION, "世卫专家不清楚原因", 0),
        ("WTO", "世界组织", Kind.ORGANIZATION, "全世界的专家", 1),
        ("Treasury", "财政部", Kind.ORGANIZATION, "财政部长贝森特", 0),
        ("secretary", "秘书", Kind.PHRASE, "联合国秘书长", 1),
        ("Barcelona", "巴塞罗那队", Kind.ORGANIZATION, "献给了巴塞罗那", 0),
        ("Amazon", "亚马孙", Kind.PLACE, "在亚马孙河口", 0),
    ],
)
def test_a_body_in_chinese_without_what_it_is_and_its_head(source, rendering, kind, target, count):
    terms = compiled(concept(source, rendering, language="zh-Hans", kind=kind), language="zh-Hans")
    assert len(messages(usage.missing, terms, source, target)) == count


@pytest.mark.parametrize(
    ("source", "count"), [("“We sell chips to Huawei,” the company said.", 1), ("Huawei said that it sells chips.", 0)]
)
def test_a_company_of_the_source_does_not_stand_for_another_one(source, count):
    terms = compiled(concept("Huawei", "华为", language="zh-Hans", kind=Kind.ORGANIZATION), language="zh-Hans")
    messages(usage.missing, terms, "Huawei grew.", "华为在成长。")
    assert len(messages(usage.missing, terms, source, "“我们向华威出售芯片，”该公司表示。")) == count


@pytest.mark.parametrize(
    ("rendering", "target", "count"),
    [
        ("苹果公司", "该公司股价上涨。", 0),
        ("苹果公司", "苹菓公司股价上涨，该公司说。", 1),
        ("世界卫生组织", "该组织表示……", 0),
    ],
)
def test_the_word_that_stands_for_a_body_may_be_in_its_name(rendering, target, count):
    terms = compiled(concept("Acme", rendering, language="zh-Hans", kind=Kind.ORGANIZATION), language="zh-Hans")
    messages(usage.missing, terms, "Acme grew.", rendering)
    assert len(messages(usage.missing, terms, "Acme rose.", target)) == count


@pytest.mark.parametrize(("target", "count"), [("цены в Америке", 0), ("цены в Латинской Америке", 1)])
def test_america_is_the_country_where_nothing_else_is_said(target, count):
    terms = compiled(concept("United States", "Соединённые Штаты Америки", kind=Kind.PLACE))
    assert len(messages(usage.missing, terms, "prices in the United States", target)) == count


def test_a_club_of_two_nouns_may_stay_as_it_is():
    terms = compiled(concept("Real Madrid", "«Реал Мадрид»", kind=Kind.ORGANIZATION))
    assert not messages(usage.grammar, terms, "He left Real Madrid.", "Он ушёл из «Реал Мадрид».")


def test_such_a_one_is_what_the_text_has_named():
    terms = compiled(concept("humanoid robot", "человекоподобный робот", kind=Kind.PHRASE))
    assert not messages(usage.missing, terms, "A humanoid robot ran.", "Бежал человекоподобный робот.")
    assert not messages(usage.missing, terms, "Shops rent humanoid robots.", "В магазинах сдают таких роботов.")
    terms.begin()
    assert messages(usage.missing, terms, "Shops rent humanoid robots.", "В магазинах сдают таких роботов.")


def test_strict_asks_for_every_mention():
    terms = compiled(PUTIN, strict=True)
    (said,) = messages(usage.missing, terms, "Putin said Putin", "Путин сказал, что он")
    assert said == "'Vladimir Putin' is rendered as 'Владимир Путин' 1 of 2 times"
    assert messages(usage.missing, terms, "Putin said Putin", "Путин сказал о Путине") == []


def test_a_longer_term_shadows_a_shorter_one():
    terms = compiled(concept("congress", "конгресс"), concept("party congress", "съезд партии"))
    assert messages(usage.missing, terms, "the party congress", "съезд партии") == []


@pytest.mark.parametrize(
    ("name", "rendering", "target", "count"),
    [
        ("China", "Китай", "китайский лидер", 0),
        ("Chinese", "китайский", "лидер Китая", 0),
        ("Russia", "Россия", "российские войска", 0),
        ("Russia", "Россия", "росистый луг", 1),
        ("Peru", "Перу", "первый", 1),
        ("China", "Китай", "экспорт КНР", 0),
        ("France", "Франция", "французский посол", 0),
        ("South Korea", "Южная Корея", "южнокорейская сторона", 0),
        ("the US", "США", "американские войска", 0),
        ("American", "американский", "войска США", 0),
        ("Austria", "Австрия", "австралийский канцлер", 1),
        ("Denmark", "Дания", "дата выборов", 1),
        ("Saxony", "Саксония", "саксонский завод", 0),
    ],
)
def test_an_adjective_may_stand_for_a_place(name, rendering, target, count):
    terms = compiled(concept(name, rendering, kind=Kind.PLACE))
    assert len(messages(usage.missing, terms, name, target)) == count


@pytest.mark.parametrize(
    ("name", "rendering", "target", "count"),
    [
        ("evacuation", "эвакуация", "он распорядился эвакуировать 4200 человек", 0),
        ("vote", "голосование", "депутаты проголосовали", 0),
        ("reduction", "сокращение", "сократит штат", 0),
        ("statement", "заявление", "она заявила", 0),
        ("rate cut", "снижение ставки", "банк снизил ключевую ставку", 0),
        ("police", "полиция", "он получил письмо", 1),
        ("publication", "публикация", "газета опубликовала письмо", 0),
        ("discussion", "обсуждение", "депутаты обсудили бюджет", 0),
        ("rate cut", "снижение ставки", "банк снизил цены", 1),
        ("decision", "решение", "он пошёл в ресторан", 1),
        ("evacuation", "эвакуация", "он распорядился вывезти 4200 человек", 1),
        ("publication", "издание", "над ними издевались", 1),
        ("publication", "издание", "книгу издали", 0),
    ],
)
def test_a_verb_may_stand_for_what_happens(name, rendering, target, count):
    terms = compiled(concept(name, rendering, kind=Kind.PHRASE))
    assert len(messages(usage.missing, terms, f"the {name}", target)) == count


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
def test_a_pronoun_may_stand_for_whom_the_text_has_named(source, target, language, count):
    name = {"ru": "Онно Рукко", "zh-Hans": "小野遥"}[language]
    terms = compiled(concept("Haruka Ono", name, language=language, kind=Kind.PERSON), language=language)
    assert messages(usage.missing, terms, "Haruka Ono came.", f"{name}.") == []
    assert len(messages(usage.missing, terms, source, target)) == count
    strict = compiled(concept("Haruka Ono", name, language=language, kind=Kind.PERSON), language=language, strict=True)
    assert len(messages(usage.missing, strict, "Haruka Ono is here.", "Она здесь.")) == 1


@needs_pymorphy
@pytest.mark.parametrize(
    ("name", "target", "count"),
    [
        ("steeplechase", "в беге на 3000 метров с препятствиями", 0),
        ("steeplechase", "с препятствиями столкнулся и весь этот долгий бег", 1),
        ("documentary", "первого фильма Чэня, документального", 0),
        ("documentary", "фильм вышел, а потом появилась ещё одна картина — документальный роман", 1),
    ],
)
def test_other_words_may_stand_in_a_phrase(name, target, count):
    terms = compiled(
        concept("steeplechase", "бег с препятствиями", kind=Kind.PHRASE),
        concept("documentary", "документальный фильм", kind=Kind.PHRASE),
    )
    assert len(messages(usage.missing, terms, f"a {name}", target)) == count


@needs_pymorphy
@pytest.mark.parametrize(
    ("target", "count"),
    [
        ("четыре гравитационных манёвра", 0),
        ("22 гравитационных манёвра", 0),
        ("12 гравитационных манёвра", 1),
        ("сложных гравитационных манёвра", 1),
    ],
)
def test_after_two_three_and_four_adjectives_are_in_the_plural(target, count):
    terms = compiled(concept("gravity assist", "гравитационный манёвр", kind=Kind.PHRASE))
    assert len(messages(usage.grammar, terms, "four gravity assists", target)) == count


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


def test_one_character_is_never_a_hit_but_keeps_the_check_silent():
    terms = compiled(concept("Russia", "俄罗斯", "俄", language="zh-Hans", kind=Kind.PLACE), language="zh-Hans")
    assert messages(usage.missing, terms, "Russia", "栗战书访俄") == []
    assert terms.read("Russia", "访俄").used() == []


def test_homographs_are_content_with_either():
    terms = compiled(concept("Georgia", "Грузия", sense="country"), concept("Georgia", "Джорджия", sense="state"))
    assert messages(usage.missing, terms, "in Georgia", "штат Джорджия") == []
    assert messages(usage.missing, terms, "in Georgia", "там") == [
        "'Georgia' is not rendered as 'Грузия' or 'Джорджия'"
    ]


def test_forms_are_made_once_for_all_segments_that_lack_them(monkeypatch):
    """Thousands of homographs, each made anew in every segment, were a stall."""
    asked = []
    monkeypatch.setattr(russian_words, "available", lambda: True)
    monkeypatch.setattr(russian, "forms", lambda text, kind: asked.append(text) or ("съезда партии",))
    terms = compiled(*(concept("congress", f"съезд {n}", sense=str(n)) for n in range(3)))
    for target in ("Собрание открылось.", "Собрание закрылось."):
        assert len(messages(usage.missing, terms, "The congress.", target)) == 1
    assert sorted(asked) == ["съезд 0", "съезд 1", "съезд 2"]


@pytest.mark.parametrize("language", ["ru", "zh-Hans", "de", "uk"])
def test_homographs_are_looked_for_together(monkeypatch, language):
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


def test_what_nobody_has_approved_is_not_asked_for():
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
def test_chinese(source, target, count):
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


def test_forbidden_inside_an_allowed_longer_one_is_no_finding():
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
        ("th", Kind.PHRASE, "I", "รา", "เรา", 1),
    ],
)
def test_other_languages(language, kind, name, rendering, target, count):
    if language in ("de", "fr", "ar"):
        pytest.importorskip("snowballstemmer", reason="stems are made with snowballstemmer")
    person = concept(name, rendering, language=language, kind=kind, variants=(name.split()[-1],) * (" " in name))
    assert len(messages(usage.missing, compiled(person, language=language), name.split()[-1], target)) == count


def test_a_language_of_another_region_is_checked_by_the_one_that_there_is():
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


def test_the_words_of_a_phrase_are_scattered_only_near_each_other():
    assert instead.scattered("съезд всей партии", ["съезд партии"])
    assert not instead.scattered("съезд, " + "о " * 8 + "партии", ["съезд партии"])
    assert instead.scattered("партии " + "о " * 8 + "съезд, съезд всей партии", ["съезд партии"])


def test_a_singular_and_a_plural_that_are_entries_are_told_apart():
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


def test_a_chinese_surname_behind_another_given_name_is_that_of_another_person():
    terms = compiled(concept("Joe Biden", "乔·拜登", kind=Kind.PERSON, language="zh-Hans"), language="zh-Hans")
    for source, target, count in (
        ("Joe Biden spoke.", "乔·拜登讲话。", 0),
        ("Biden left.", "拜登离开。", 0),
        ("Biden left.", "乔·罗宾内特·拜登离开。", 0),
        ("Biden left.", "亨特·拜登离开。", 1),
    ):
        assert len(list(usage.missing(TranslationUnit(source, target, "en", "zh-Hans"), terms))) == count, target


@pytest.mark.parametrize(("target", "instead_of_it"), [("В стране голосуют.", True), ("Странные выборы.", False)])
def test_a_word_that_begins_like_a_country_is_none(target, instead_of_it):
    unit = TranslationUnit("Kenya votes.", target, "en", "ru")
    assert instead.pronoun(unit, [Term("Кения", "ru")], Kind.PLACE) is instead_of_it


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
