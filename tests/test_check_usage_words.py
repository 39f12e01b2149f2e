"""Other words that may stand for a rendering: adjectives, verbs, acronyms, parts, other numbers."""

import pytest
from shared import needs_pymorphy
from usage_cases import compiled, concept, messages

from glossary.checks import instead, usage
from glossary.model import Kind, Term, TranslationUnit


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
        ("世界银行", Kind.ORGANIZATION, "世行代表", 0),
        ("尼日利亚中央银行", Kind.ORGANIZATION, "尼日利亚央行表示", 0),
        ("尼日利亚中央银行", Kind.ORGANIZATION, "尼日尔央行表示", 1),
        ("中央银行", Kind.PHRASE, "英国央行加息", 0),
        ("中国人民银行", Kind.ORGANIZATION, "中行表示", 1),
        ("发展银行", Kind.PHRASE, "发行债券", 1),
        ("联合国安全理事会", Kind.ORGANIZATION, "联合国安理会投票", 0),
        ("通货膨胀", Kind.PHRASE, "抑制通胀", 0),
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
def test_a_chinese_term_may_be_shortened_or_rearranged(rendering, kind, target, count):
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
        ("нефтеперерабатывающий завод", Kind.PHRASE, "открыл НПЗ", 0),
        ("беспилотный летательный аппарат", Kind.PHRASE, "сбили БПЛА", 0),
        ("Верховный суд", Kind.ORGANIZATION, "потери ВСУ", 1),
        ("министр иностранных дел", Kind.PHRASE, "споры внутри МИД", 1),
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
        ("миротворцы", Kind.PHRASE, "ранен миротворец", 0),
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
        ("Arab League", "阿拉伯国家联盟", Kind.ORGANIZATION, "阿拉伯国家召开会议", 1),
        ("Amazon", "亚马孙", Kind.PLACE, "在亚马孙河口", 0),
    ],
)
def test_a_chinese_organization_without_its_type_and_its_head(source, rendering, kind, target, count):
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
def test_the_word_that_stands_for_an_organization_may_be_in_its_name(rendering, target, count):
    terms = compiled(concept("Acme", rendering, language="zh-Hans", kind=Kind.ORGANIZATION), language="zh-Hans")
    messages(usage.missing, terms, "Acme grew.", rendering)
    assert len(messages(usage.missing, terms, "Acme rose.", target)) == count


@pytest.mark.parametrize(("target", "count"), [("цены в Америке", 0), ("цены в Латинской Америке", 1)])
def test_america_is_the_country_by_default(target, count):
    terms = compiled(concept("United States", "Соединённые Штаты Америки", kind=Kind.PLACE))
    assert len(messages(usage.missing, terms, "prices in the United States", target)) == count


def test_a_club_of_two_nouns_may_stay_as_it_is():
    terms = compiled(concept("Real Madrid", "«Реал Мадрид»", kind=Kind.ORGANIZATION))
    assert not messages(usage.grammar, terms, "He left Real Madrid.", "Он ушёл из «Реал Мадрид».")


def test_a_given_name_that_no_dictionary_has_is_declined():
    terms = compiled(concept("Giorgia Meloni", "Джорджа Мелони", kind=Kind.PERSON))
    assert messages(usage.grammar, terms, "Without Giorgia Meloni", "Без Джорджа Мелони")
    assert not messages(usage.grammar, terms, "Without Giorgia Meloni", "Без Джорджи Мелони")


def test_a_demonstrative_refers_to_something_named_before():
    terms = compiled(concept("humanoid robot", "человекоподобный робот", kind=Kind.PHRASE))
    assert not messages(usage.missing, terms, "A humanoid robot ran.", "Бежал человекоподобный робот.")
    assert not messages(usage.missing, terms, "Shops rent humanoid robots.", "В магазинах сдают таких роботов.")
    terms.begin()
    assert messages(usage.missing, terms, "Shops rent humanoid robots.", "В магазинах сдают таких роботов.")


def test_may_is_a_month_after_in():
    terms = compiled(concept("Theresa May", "Тереза Мэй", kind=Kind.PERSON))
    assert not messages(usage.missing, terms, "Theresa May won.", "Тереза Мэй победила.")
    assert not messages(usage.missing, terms, "The vote was held in May.", "Голосование прошло весной.")
    assert messages(usage.missing, terms, "The vote was lost by May.", "Голосование было проиграно.")


@needs_pymorphy
def test_the_noun_alone_refers_to_a_phrase_named_before():
    terms = compiled(concept("interest rate", "процентная ставка", kind=Kind.PHRASE))
    assert messages(usage.missing, terms, "Interest rates fell.", "Ставки упали.")
    assert not messages(usage.missing, terms, "Interest rates rose.", "Ставки выросли.")
    assert messages(usage.missing, terms, "Interest rates rose.", "Налоговые ставки выросли.")
    assert not messages(usage.missing, terms, "Interest rates hit them most.", "Больше всего ставки ударили по ним.")
    terms = compiled(concept("budget deficit", "дефицит бюджета", kind=Kind.PHRASE))
    assert messages(usage.missing, terms, "The budget deficit grew.", "Дефицит вырос.")
    assert not messages(usage.missing, terms, "The budget deficit rose.", "Дефицит вырос.")
    assert messages(usage.missing, terms, "The budget deficit grew.", "Дефицит воды вырос.")


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
        ("Ivory Coast", "Кот-д’Ивуар", "ивуарийский порт", 0),
        ("Saxony", "Саксония", "саксонский завод", 0),
        ("Moldova", "Молдавия", "глава Молдовы", 1),
        ("Moldova", "Молдова", "молдавский суд", 0),
        ("Belarus", "Белоруссия", "выборы в Беларуси", 1),
        ("Kyrgyzstan", "Кыргызстан", "столица Киргизии", 1),
        ("Church of Sweden", "Церковь Швеции", "Шведская церковь", 0),
        ("Cape Foo", "Мыс Фуу(Бар", "мыс", 1),
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
def test_a_verb_may_stand_for_an_action(name, rendering, target, count):
    terms = compiled(concept(name, rendering, kind=Kind.PHRASE))
    assert len(messages(usage.missing, terms, f"the {name}", target)) == count


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
def test_a_phrase_may_contain_other_words(name, target, count):
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
        ("22 гравитационных маневра", 0),
        ("12 гравитационных манёвра", 1),
        ("сложных гравитационных манёвра", 1),
    ],
)
def test_after_two_three_and_four_adjectives_are_in_the_plural(target, count):
    terms = compiled(concept("gravity assist", "гравитационный манёвр", kind=Kind.PHRASE))
    assert len(messages(usage.grammar, terms, "four gravity assists", target)) == count


def test_the_words_of_a_phrase_are_scattered_only_near_each_other():
    assert instead.scattered("съезд всей партии", ["съезд партии"])
    assert not instead.scattered("съезд, " + "о " * 8 + "партии", ["съезд партии"])
    assert instead.scattered("партии " + "о " * 8 + "съезд, съезд всей партии", ["съезд партии"])


@pytest.mark.parametrize(("target", "instead_of_it"), [("В стране голосуют.", True), ("Странные выборы.", False)])
def test_a_word_that_begins_like_a_country_is_not_a_country(target, instead_of_it):
    unit = TranslationUnit("Kenya votes.", target, "en", "ru")
    assert instead.pronoun(unit, [Term("Кения", "ru")], Kind.PLACE) is instead_of_it
