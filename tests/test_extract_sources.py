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


@pytest.mark.parametrize(
    ("text", "names", "no"),
    [
        ("领队安德烈亚·斯特拉称赞了车队。", {"安德烈亚·斯特拉": "person"}, "安德烈"),
        ("玛丽娜·勒庞因挪用经费被判刑。", {"玛丽娜·勒庞": "person"}, "玛丽娜·勒庞因"),
        ("美方早在六月就向荷方表示不满。", {}, "向荷方"),
        ("马克龙当天在埃及说，他没有想过辞职。", {"马克龙": "person"}, "马克"),
        (
            "欧洲汽车制造商协会说，穆迪和博世都受影响。",
            {"欧洲汽车制造商协会": "organization", "穆迪": "organization"},
            "",
        ),
        ("“梅利莎”在古巴圣地亚哥省登陆。", {"圣地亚哥省": "place"}, "古巴圣地亚哥省"),
        ("蒙特哥贝的桑斯特国际机场候机楼进水。", {"桑斯特国际机场": "place"}, "国际机场"),
        ("车手在戛纳和巴库连胜。", {"戛纳": "place"}, "巴库连胜"),
        ("大钟由大卫·约翰逊敲响。", {"大卫·约翰逊": "person"}, "卫·约翰逊"),
        ("穆斯林和申请人都在龙卷风中受伤。", {"穆斯林": "phrase"}, ""),
        ("突变发生在X染色体上，首相石破茂来电祝贺。", {"X染色体": "phrase", "石破茂": "person"}, "石破茂来"),
        ("法拉利车手一度逼近。", {"法拉利": "organization"}, "法拉利车手"),
        ("其中一半由中国进出口银行提供。", {"中国进出口银行": "organization"}, "进出口银行"),
        ("中国乒协副主席马龙受访。", {"中国乒协": "organization"}, "中国"),
        ("中国舞蹈家协会主席冯双白直言。", {"中国舞蹈家协会": "organization"}, "中国"),
        ("瑞典黑马莫雷加德。", {"莫雷加德": "person"}, "黑马莫雷加德"),
        ("首站合肥大剧院，随后赴洛阳。", {"合肥大剧院": "organization"}, "合肥"),
        ("郑州和广州两地交易所上调保证金。", {"广州": "place"}, "广州两地交易所"),
        ("没错，杭州翠苑街道的银龄课堂很好。", {"翠苑街道": "place", "杭州": "place"}, "杭州翠苑街道"),
        ("昨日，石峰区政府签约。", {"石峰区": "place"}, ""),
        ("球迷许卉举着横幅，由佟睿睿执导。", {"许卉": "person", "佟睿睿": "person"}, "许卉举"),
        ("本报记者 罗逸姝 西宁报道", {"罗逸姝": "person"}, ""),
        ("值班编辑姚佳。首席预报员蔡安安分析。", {"姚佳": "person", "蔡安安": "person"}, "安安"),
        ("嫦娥六号带回的月壤。地铁二号线停运。", {"嫦娥六号": "other"}, "地铁二号"),
        ("审判长虞晓静宣判，律师臧若琳上诉。", {"虞晓静": "person", "臧若琳": "person"}, "晓静"),
        ("北约部署反导系统，欧盟与东盟签署协定。", {"北约": "organization", "东盟": "organization"}, "北约部署"),
        ("英国海军部署航母打击群。", {"英国海军": "organization"}, "英国海军部署"),
        ("韩国国家情报院指控黑客。", {"韩国国家情报院": "organization"}, "国家情报"),
        ("种植户和贫困户也受益，国安队险胜劲旅。", {"种植户": "phrase", "国安队": "phrase"}, "国安队险胜劲旅"),
    ],
)
def test_chinese_names(text: str, names: dict[str, str], no: str) -> None:
    found = _listed(text, "zh")
    assert names.items() <= found.items()
    assert no not in found


@pytest.mark.parametrize(
    ("text", "names", "no"),
    [
        ("Лесной пожар подошёл к городу.", {"лесной пожар": "phrase"}, "Лесна"),
        ("Критик Антон Долин похвалил фильм.", {"Антон Долин": "person"}, ""),
        ("Почётный приз получил Роберт Де Ниро.", {"Роберт Де Ниро": "person"}, "Ниро"),
        ("Приз достался норвежцу Йоакиму Триеру за драму.", {"Йоаким Триер": "person"}, ""),
        ("Победу отдали картине испанца Оливера Лаше.", {"Оливер Лаше": "person"}, "Оливер Лаша"),
        ("Министры встретились в Чолпон-Ате, а потом в Таннероне.", {"Чолпон-Ата": "place", "Таннерон": "place"}, ""),
        ("Ущерб оценили в Минпромторге.", {"Минпромторг": "organization"}, ""),
        (
            "Об этом сказал Имперский колледж Лондона и Международная федерация обществ Красного Креста.",
            {
                "Имперский колледж Лондона": "organization",
                "Международная федерация обществ Красного Креста": "organization",
            },
            "Красное",
        ),
        (
            "Жертв подсчитало Управление гражданской обороны республики.",
            {"Управление гражданской обороны": "organization"},
            "",
        ),
        ("Учёный работает в Университете штата Луизиана.", {"Университет штата Луизиана": "organization"}, "Луизиана"),
        ("Вчера Президент Трамп прилетел в Сан-Диего.", {"Трамп": "person", "Сан-Диего": "place"}, "Президент Трамп"),
        ("Критики хвалят ленту Уэса Андерсона.", {"Уэс Андерсон": "person"}, ""),
        ("На островах Ломбок и Бали тихо. Жители Ломбока вернулись.", {"Ломбок": "place"}, "Ломбока"),
        ("Актёр увёз «Золотую пальмовую ветвь» домой.", {"Золотая пальмовая ветвь": "work"}, ""),
        ("Закон прошёл в Совфеде.", {"Совфед": "organization"}, ""),
        ("Об этом пишет Телеграм-канал Baza.", {"Телеграм-канал Baza": "organization"}, ""),
        ("Пишет Telegram-канал «Осторожно, газ».", {"Telegram-канал «Осторожно, газ»": "organization"}, ""),
        ("Актёры снялись в «Сливочном масле» вдвоём.", {"Сливочное масло": "work"}, ""),
        ("Об этом министр рассказал «Коммерсанту».", {"Коммерсант": "organization"}, "Коммерсанту"),
        ("Зонд собирает НПО имени Лавочкина.", {"НПО имени Лавочкина": "organization"}, "НПО имени"),
        (
            "Группа работает под руководством Адама Бургассера из Сан-Диего.",
            {"Адам Бургассер": "person"},
            "Адам Бургассёр",
        ),
        ("Вертолёты облетели центр Филиппин и Чили.", {"Филиппины": "place"}, "Филиппина"),
        ("Генсек ШОС Нурлан Ермекбаев уехал.", {"ШОС": "organization", "Нурлан Ермекбаев": "person"}, ""),
        ("Премьер-министр Дании Метте Фредериксен рада.", {"Дания": "place", "Метте Фредериксен": "person"}, ""),
        ("По словам депутата Марса Зарипова, денег нет.", {"Марс Зарипов": "person"}, "Марс"),
        ("Трамваи шли по улице Первомайской и проспекту Рудаки.", {"улица Первомайская": "place"}, "Первомайской"),
        ("Пробка стоит на проспекте Мира.", {"проспект Мира": "place"}, "Мира"),
        ("Сильный ураган Техасу не грозит.", {"Техас": "place"}, "ураган Техас"),
        (
            "Уходит ректор МГУ имени Ломоносова Виктор Садовничий.",
            {"МГУ имени Ломоносова": "organization", "Виктор Садовничий": "person"},
            "",
        ),
        ("Долю внесут Академия наук КНР и институт.", {"Академия наук КНР": "organization"}, "Академия наук"),
        ("Он служит в Геологической службе США.", {"Геологическая служба США": "organization"}, ""),
        ("Честнее ставить клавир Павла Ламма.", {"Павел Ламм": "person"}, "Павел Ламма"),
        ("Трамвай до Черниковки идёт, Черниковку ждут.", {"Черниковка": "other"}, "Черниковки"),
        ("Путепровод строят в Барановичах.", {"Барановичи": "place"}, "Барановичах"),
        ("Президент Халла Томасдоттир голосовала.", {"Халла Томасдоттир": "person"}, ""),
        ("Мариинский театр показал оперу.", {"Мариинский театр": "organization"}, ""),
        ("Бомбардир турнира Дидар Дурдыев и тенор Липарит Аветисян.", {"Липарит Аветисян": "person"}, ""),
        ("В мае вирус Марбург выявили снова.", {"Марбург": "other"}, ""),
        ("Комплексы С-400 и войска НАТО стоят у базы.", {"С-400": "other", "НАТО": "organization"}, ""),
        ("Бойцы вели наблюдение с помощью телескопа.", {"телескоп": "phrase"}, "помощь телескопа"),
    ],
)
def test_russian_names(text: str, names: dict[str, str], no: str) -> None:
    found = _listed(text, "ru")
    assert names.items() <= found.items()
    assert no not in found


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


def test_chinese_verbs_are_nouns_by_where_they_stand() -> None:
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
def test_the_adjective_of_a_country_makes_no_russian_term() -> None:
    found = _listed("Открылся японский ресторан. Открылся вегетарианский ресторан.", "ru", 0.5)
    assert "вегетарианский ресторан" in found
    assert "японский ресторан" not in found


@needs_pymorphy
def test_a_long_list_of_russian_names_is_no_name() -> None:
    people = "Иванов Пётр Петров Иван Сидоров Семён Кузнецов Артём Смирнов Олег Попов Егор Соколов Лев Морозов Илья"
    assert not [term for term in _listed(f"Список: {people} Новиков Глеб.", "ru") if term.count(" ") > 3]


def test_chinese_nouns_made_by_one_character_and_phrases_behind_a_place() -> None:
    text = "改造成沉浸式剧场。供给侧不平静，断层破碎带很长。团队测出镁同位素组成明显偏轻。榕江洪峰将通过。"
    found = _listed(text, "zh", 0.5)
    assert {"沉浸式剧场", "供给侧", "断层破碎带", "镁同位素组成", "洪峰"} <= found.keys()
    assert "榕江洪峰" not in found


def test_a_rare_russian_noun_counts_in_any_case_and_acronyms_are_terms() -> None:
    found = _listed("Учёные пишут о хемосинтезе. Подорожание связали с ростом НДС. Зона затопления растёт.", "ru", 0.5)
    assert {"хемосинтез", "НДС"} <= found.keys()
    assert "затопление" not in found
    assert "деньга" not in _listed("Деньги украли. Денег нет.", "ru")


def test_spaces_between_chinese_characters_are_told_of() -> None:
    def notes(text: str) -> tuple[str, ...]:
        return extract([Document("a", text, "zh-Hans")], source_language="zh-Hans").warnings

    assert "spaces stand between the characters" in " ".join(notes("潘 功 胜 表 示 ， 央 行　降 息 。"))
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
