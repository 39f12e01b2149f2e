"""Suggestions out of what is there: the memory, lists, the glossary and the lexicon; and the figures on real entries."""

import json
import re

import pytest
from shared import needs, needs_pymorphy, rows

from glossary import plugins
from glossary.errors import ConfigError, InputError, PluginError
from glossary.model import Concept, Kind, Suggestion, Term, Termbase, Usage
from glossary.suggest import Context, suggest
from glossary.suggest.forms import inflected
from glossary.suggest.lists import labels
from glossary.text import russian_words

RENDERINGS = "data/zhru/seed_renderings.tsv"


def concept(name, kind=Kind.PHRASE, **renderings):
    terms = [Term(name, "en")]
    terms += [Term(text, language.replace("_", "-")) for language, text in renderings.items()]
    return Concept(tuple(terms), kind=kind)


@needs_pymorphy
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Eurasian unity", "евразийское единство"),
        ("humanitarian tragedies", "гуманитарные трагедии"),
        ("president of Russia", "президент России"),
        ("China's leader", "лидер Китая"),
        ("Samarkand summit", "саммит в Самарканде"),
        ("Chinese government", "правительство Китая"),
        (
            "independence, sovereignty and territorial integrity",
            "независимость, суверенитет и территориальная целостность",
        ),
        ("north-eastern Ukraine", "северо-восток Украины"),
        ("Chinese Communist Party congress", "съезд Коммунистической партии Китая"),
        ("regional parliaments", "региональные парламенты"),
        ("court documents", "судебные документы"),
        ("restaurant owner", "владелец ресторана"),
        ("refugee children", "дети беженцев"),
        ("president's lawyers", "юристы президента"),
        ("power plant owners", "владельцы электростанций"),
        ("plant names", None),
        ("Government of Wales Act 2017", None),
        ("the unheard-of gizmo", None),
    ],
)
def test_russian_drafts(name, text):
    rows = suggest(concept(name), "ru", only=["parts"])
    assert (rows[0].text if rows else None) == text
    assert all(row.confidence == "low" for row in rows)


@needs_pymorphy
def test_the_other_number_of_a_word_is_as_sure_as_the_word():
    assert [(one.text, one.confidence) for one in suggest(concept("lawyers"), "ru", only=["parts"])] == [
        ("юристы", "medium")
    ]
    assert [(one.text, one.confidence) for one in suggest(concept("plants"), "ru", only=["parts"])] == [
        ("заводы", "low")
    ]
    assert suggest(concept("far right party"), "ru", only=["parts"]) == []  # and not партия крайне правые
    assert suggest(concept("news anchors"), "ru", only=["parts"]) == []  # whose plural pymorphy3 does not find
    assert [
        suggest(concept(name), "ru", only=["parts"])[0].text for name in ("debt crises", "spokesmen", "securities")
    ] == [
        "долговые кризисы",
        "официальные представители",
        "ценные бумаги",
    ]
    assert suggest(concept("medium"), "ru", only=["parts"]) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Samarkand summit", "撒马尔罕峰会"),
        ("US House speaker", "美国众议院议长"),
        ("pro-Western government", "亲西方政府"),
        ("territorial integrity", "领土完整"),
        ("independence, sovereignty and territorial integrity", "独立、主权和领土完整"),
        ("Putin regime", "普京政权"),
        ("National Energy Administration", "国家能源局"),
        ("Biden administration", "拜登政府"),
    ],
)
def test_chinese_drafts(name, text):
    assert suggest(concept(name), "zh-Hans", only=["parts"])[0].text == text


@needs_pymorphy
@pytest.mark.parametrize(
    ("name", "kind", "ru", "zh"),
    [
        ("Data Protection Act 2018", Kind.WORK, "Закон о защите данных 2018 года", "2018年数据保护法"),
        ("Energy Security Act", Kind.WORK, "Закон об энергетической безопасности", "能源安全法"),
        ("Convention on Climate Change", Kind.WORK, "Конвенция об изменении климата", "气候变化公约"),
        ("2024 Summer Olympics", Kind.EVENT, "летние Олимпийские игры 2024 года", "2024年夏季奥运会"),
        ("European Affairs Committee", Kind.ORGANIZATION, "Комитет по европейским делам", "欧洲事务委员会"),
        ("Committee on Foreign Investment", Kind.ORGANIZATION, "Комитет по иностранным инвестициям", "外国投资委员会"),
        ("FC Dresden", Kind.ORGANIZATION, "«Дрезден»", "德累斯顿足球俱乐部"),
        ("Tiananmen Square protests", Kind.EVENT, "протесты на площади Тяньаньмэнь", "天安门广场抗议活动"),
        ("G20 summit", Kind.EVENT, "саммит «Большой двадцатки»", "二十国集团峰会"),
        ("Chilean government", Kind.ORGANIZATION, "правительство Чили", "智利政府"),
        ("the Act 2018", Kind.WORK, "Закон 2018 года", "2018年法"),
        ("Chinese Ministry of Defense", Kind.ORGANIZATION, "Министерство обороны Китая", "中国国防部"),
        (
            "Ministry of Finance of Kazakhstan",
            Kind.ORGANIZATION,
            "Министерство финансов Казахстана",
            "哈萨克斯坦财政部",
        ),
        (
            "Ministry of Higher Education of Russia",
            Kind.ORGANIZATION,
            "Министерство высшего образования России",
            "俄罗斯高等教育部",
        ),
    ],
)
def test_laws_bodies_clubs_and_years(name, kind, ru, zh):
    for language, text in (("ru", ru), ("zh-Hans", zh)):
        (found,) = suggest(concept(name, kind), language, only=["parts"])
        assert (found.text, found.confidence) == (text, "low")


@needs_pymorphy
@pytest.mark.parametrize(
    ("name", "kind", "ru", "zh"),
    [
        (
            "Competition and Consumer Protection Commission",
            Kind.ORGANIZATION,
            "Комиссия по конкуренции и защите потребителей",
            "竞争和消费者保护委员会",
        ),
        (
            "Australian Trade and Investment Commission",
            Kind.ORGANIZATION,
            "Австралийская комиссия по торговле и инвестициям",
            "澳大利亚贸易和投资委员会",
        ),
        (
            "Ministry of Economic and Social Affairs",
            Kind.ORGANIZATION,
            "Министерство экономических и социальных дел",
            "经济和社会事务部",
        ),
        ("special envoy for Syria", Kind.PHRASE, "специальный посланник по Сирии", "叙利亚问题特使"),
        ("Alliance for Peace", Kind.ORGANIZATION, "Альянс за мир", "和平联盟"),
        ("Universidad Adolfo Ibáñez", Kind.ORGANIZATION, "Университет Адольфо Ибаньеса", "阿道弗·伊瓦涅斯大学"),
        ("Adolfo Ibáñez Foundation", Kind.ORGANIZATION, "Фонд Адольфо Ибаньеса", "阿道弗·伊瓦涅斯基金会"),
        ("Wibberley Prize in Mathematics", Kind.OTHER, None, None),
        ("Wolf Prize in Physics", Kind.OTHER, "премия Вольфа по физике", "沃尔夫物理学奖"),
        ("deputy minister of finance", Kind.PHRASE, "заместитель министра финансов", "财政部副部长"),
        ("Vice President of India", Kind.PHRASE, "вице-президент Индии", "印度副总统"),
        ("president of the European Council", Kind.PHRASE, "председатель Европейского совета", "欧洲理事会主席"),
        ("president of Brazil", Kind.PHRASE, "президент Бразилии", "巴西总统"),
        ("Sichuan Provincial Government", Kind.ORGANIZATION, "Правительство провинции Сычуань", "四川省政府"),
        ("World Wrestling Championships", Kind.EVENT, "чемпионат мира по борьбе", "世界摔跤锦标赛"),
        ("International Cricket Federation", Kind.ORGANIZATION, "Международная федерация крикета", "国际板球联合会"),
        ("men's and women's championships", Kind.PHRASE, "мужские и женские чемпионаты", "男子和女子锦标赛"),
        ("Southern District of Texas", Kind.PLACE, "Южный округ Техаса", "得克萨斯南区"),
        ("Haidian District", Kind.PLACE, "район Хайдянь", None),
        ("Typhoon Yagi", Kind.EVENT, "тайфун «Яги»", "台风“摩羯”"),
        ("Chang'e-7", Kind.OTHER, "«Чанъэ-7»", "嫦娥七号"),
        ("Power of Siberia 2", Kind.OTHER, "«Сила Сибири — 2»", "“西伯利亚力量-2”天然气管道"),
        ("MiG-31 fighter jet", Kind.OTHER, "истребитель МиГ-31", "米格-31战斗机"),
        ("21st century", Kind.PHRASE, "XXI век", "21世纪"),
        ("Danish People's Party", Kind.ORGANIZATION, "Датская народная партия", "丹麦人民党"),
        (
            "Ministry of Education, Labour and Welfare",
            Kind.ORGANIZATION,
            "Министерство образования, труда и социального обеспечения",
            "教育、劳工和福利部",
        ),
        ("Department for Transport", Kind.ORGANIZATION, "Министерство транспорта", "运输部"),
        ("Commander of the Black Sea Fleet", Kind.PHRASE, "командующий Черноморским флотом", "黑海舰队指挥官"),
        ("European Commissioner for Trade", Kind.PHRASE, "еврокомиссар по торговле", "欧盟贸易委员"),
        (
            "Chinese Foreign Ministry spokesperson",
            Kind.PHRASE,
            "официальный представитель Министерства иностранных дел Китая",
            "中国外交部发言人",
        ),
        ("Ghanaian parliament", Kind.ORGANIZATION, "Парламент Ганы", "加纳议会"),
        ("Labour Party conference", Kind.EVENT, "конференция Лейбористской партии", "工党会议"),
        ("new Supreme Court", Kind.PHRASE, "новый Верховный суд", "新最高法院"),
        ("International Transport Forum", Kind.ORGANIZATION, "Международный транспортный форум", "国际运输论坛"),
        (
            "International Organization for Standardization",
            Kind.ORGANIZATION,
            "Международная организация по стандартизации",
            "国际标准化组织",
        ),
        ("Tashkent State University", Kind.ORGANIZATION, "Ташкентский государственный университет", "塔什干国立大学"),
        ("University of Bologna", Kind.ORGANIZATION, "Болонский университет", "博洛尼亚大学"),
        ("80th anniversary of victory", Kind.EVENT, "80-я годовщина победы", "胜利80周年"),
        ("EU-China summit", Kind.EVENT, "саммит ЕС — Китай", "欧盟—中国峰会"),
        (
            "Iran-Russia trade agreement",
            Kind.PHRASE,
            "торговое соглашение между Ираном и Россией",
            "伊朗与俄罗斯贸易协定",
        ),
        ("relations with Slovakia", Kind.PHRASE, "отношения со Словакией", "与斯洛伐克的关系"),
        ("meeting with Vladimir Putin", Kind.PHRASE, "встреча с Владимиром Путиным", "与弗拉基米尔·普京的会晤"),
        (
            "Chinese women's volleyball team",
            Kind.ORGANIZATION,
            "женская сборная Китая по волейболу",
            "中国女子排球队",
        ),
        ("national football team of Brazil", Kind.PHRASE, "сборная Бразилии по футболу", "巴西国家足球队"),
        ("world chess champion", Kind.PHRASE, "чемпион мира по шахматам", "世界国际象棋冠军"),
        ("Malaysia Airlines Flight 370", Kind.OTHER, "рейс 370 авиакомпании Malaysia Airlines", "马来西亚航空370航班"),
        ("director of the CIA", Kind.PHRASE, "директор ЦРУ", "中央情报局局长"),
        ("head of the Ministry of Health", Kind.PHRASE, "глава Министерства здравоохранения", "卫生部长"),
        ("State Tretyakov Gallery", Kind.ORGANIZATION, "Государственная Третьяковская галерея", "国家特列季亚科夫画廊"),
        ("gold price", Kind.PHRASE, "цена на золото", "黄金价格"),
        ("Danube River", Kind.PLACE, "река Дунай", "多瑙河"),
        ("Bosphorus Strait", Kind.PLACE, "пролив Босфор", "博斯普鲁斯海峡"),
        ("Bab el-Mandeb Strait", Kind.PLACE, "Баб-эль-Мандебский пролив", "曼德海峡"),
        ("city of Kharkiv", Kind.PLACE, "город Харьков", "哈尔科夫市"),
        ("Oklahoma City government", Kind.ORGANIZATION, "правительство Оклахома-Сити", "俄克拉何马城政府"),
        (
            "Bill and Hillary Clinton Foundation",
            Kind.ORGANIZATION,
            "Фонд Билла и Хиллари Клинтон",
            "比尔和希拉里·克林顿基金会",
        ),
        ("Robert Bosch Foundation", Kind.ORGANIZATION, None, None),
        ("speaker of the House of Representatives", Kind.PHRASE, "спикер Палаты представителей", "众议院议长"),
        (
            "Minister of State for Foreign Affairs",
            Kind.PHRASE,
            "государственный министр по иностранным делам",
            "外交国务部长",
        ),
        ("Treaty of Utrecht", Kind.EVENT, "Утрехтский договор", "乌得勒支条约"),
        ("Congress of Peru", Kind.ORGANIZATION, "Конгресс Перу", "秘鲁国会"),
        ("Syrian civil war", Kind.EVENT, "гражданская война в Сирии", "叙利亚内战"),
        ("Chinese Grand Prix", Kind.EVENT, "Гран-при Китая", "中国大奖赛"),
        ("World Championships in Athletics", Kind.EVENT, "чемпионат мира по лёгкой атлетике", "世界田径锦标赛"),
        ("World Championships in Tokyo", Kind.EVENT, "чемпионаты мира в Токио", "东京世界锦标赛"),
        (
            "Ministry of Petroleum and Natural Gas",
            Kind.ORGANIZATION,
            "Министерство нефти и природного газа",
            "石油和天然气部",
        ),
        ("Ministry of Wombats and Natural Gas", Kind.ORGANIZATION, None, None),
        (
            "Ministry of Energy and Climate Change",
            Kind.ORGANIZATION,
            "Министерство энергетики и изменения климата",
            "能源和气候变化部",
        ),
        ("Basque General Council", Kind.ORGANIZATION, None, None),  # no generals
        ("Chinese students in Russia", Kind.PHRASE, "китайские студенты в России", "俄罗斯中国学生"),
        ("island of Crete", Kind.PLACE, "остров Крит", "克里特岛"),
        ("food and energy prices", Kind.PHRASE, "продовольственные и энергетические цены", "粮食和能源价格"),
        ("Danish Refugee Council", Kind.ORGANIZATION, "Датский совет по делам беженцев", "丹麦难民理事会"),
        (
            "Ministry of Defence and Ministry of Health",
            Kind.PHRASE,
            "Министерство обороны и Министерство здравоохранения",
            "国防部和卫生部",
        ),
        ("University of Queensland", Kind.ORGANIZATION, "Университет Квинсленда", "昆士兰大学"),
        ("Indian Ambassador to China", Kind.PHRASE, "посол Индии в Китае", "印度驻华大使"),
        ("Peter the Great University", Kind.ORGANIZATION, "Университет Петра Великого", "彼得大帝大学"),
        ("May Foundation", Kind.ORGANIZATION, None, None),  # of a person
        ("former deputy defence minister", Kind.PHRASE, "бывший заместитель министра обороны", "前国防部副部长"),
        ("acting head of the agency", Kind.PHRASE, "исполняющий обязанности главы агентства", "代理机构总干事"),
        (
            "chairman of the State Duma Committee on Defence",
            Kind.PHRASE,
            "председатель комитета Государственной думы по обороне",
            "国家杜马国防委员会主席",
        ),
        (
            "vice president of the European Commission",
            Kind.PHRASE,
            "заместитель председателя Европейской комиссии",
            "欧盟委员会副主席",
        ),
        ("Colombian Constitutional Court", Kind.ORGANIZATION, "Конституционный суд Колумбии", "哥伦比亚宪法法院"),
        ("mortgage lenders", Kind.PHRASE, "ипотечные кредиторы", "抵押贷款机构"),
        ("2018 Genoa bridge collapse", Kind.EVENT, "обрушение моста в Генуе 2018 года", "2018年热那亚桥梁坍塌"),
        ("University of British Columbia", Kind.ORGANIZATION, "Университет Британской Колумбии", "不列颠哥伦比亚大学"),
        ("Development Bank of Japan", Kind.ORGANIZATION, "Банк развития Японии", "日本开发银行"),
        ("American University of Beirut", Kind.ORGANIZATION, "Американский университет Бейрута", "贝鲁特美国大学"),
        ("Grand Mufti of Egypt", Kind.PERSON, "верховный муфтий Египта", "埃及大穆夫提"),
        ("Statistics Bureau of Ghana", Kind.ORGANIZATION, "Бюро статистики Ганы", "加纳统计局"),
        (
            "Max Planck Institute for Chemistry",
            Kind.ORGANIZATION,
            "Институт Макса Планка по химии",
            "马克斯·普朗克化学研究所",
        ),
        ("Tropical Storm Eunice", Kind.EVENT, "тропический шторм «Юнис»", "热带风暴“尤妮丝”"),
        ("magnitude 6.4 earthquake", Kind.EVENT, "землетрясение магнитудой 6,4", "6.4级地震"),
        ("82nd Airborne Division", Kind.ORGANIZATION, "82-я воздушно-десантная дивизия", "第82空降师"),
    ],
)
def test_offices_fields_contests_and_numbers(name, kind, ru, zh):
    for language, text in (("ru", ru), ("zh-Hans", zh)):
        found = suggest(concept(name, kind), language, only=["parts"])
        assert [(one.text, one.confidence) for one in found] == ([(text, "low")] if text else [])


@needs_pymorphy
@pytest.mark.parametrize(
    ("name", "ru", "zh"),
    [
        ("ticket prices", "цены на билеты", "票价"),
        ("wheat prices", "цены на пшеницу", "小麦价格"),
        ("US wheat exports", "экспорт пшеницы США", "美国小麦出口"),
        ("illegal gold mining", "незаконная добыча золота", "非法黄金开采"),
        ("export quota", "экспортная квота", "出口配额"),
        ("hotel fire", "пожар в гостинице", "酒店火灾"),
        ("explosion at a chemical plant", "взрыв на химическом заводе", "化工厂爆炸"),
        ("fraud trial", "суд по делу о мошенничестве", "欺诈案审判"),
        ("bribery charges", "обвинения во взяточничестве", "贿赂指控"),
        ("new ban on grain exports", "новый запрет на экспорт зерна", "粮食出口新禁令"),
        ("military aid to Ukraine", "военная помощь Украине", "对乌克兰的军事援助"),
        ("invasion of Iraq", "вторжение в Ирак", "对伊拉克的入侵"),
        ("Russia's incursion into Ukraine", "вторжение России на Украину", "俄罗斯对乌克兰的入侵"),
        ("Israeli attack on Lebanon", "израильское нападение на Ливан", "以色列对黎巴嫩的袭击"),
        ("compensation for victims", "компенсация жертвам", "受害者赔偿"),
        ("ballistic missile test", "испытание баллистической ракеты", "弹道导弹试验"),
        ("film company", "кинокомпания", "电影公司"),
        ("adviser to the president", "советник президента", "总统顾问"),
        ("police investigation", "полицейское расследование", "警方调查"),  # no crime
        ("joint news conference", "совместная пресс-конференция", "联合新闻发布会"),
        ("damaged buildings", "повреждённые здания", "受损建筑"),
        ("corporate bond market", "рынок корпоративных облигаций", "公司债券市场"),
        ("price cap on Russian oil", "потолок цен на российскую нефть", "俄罗斯石油价格上限"),
        ("crewed mission to Mars", "пилотируемая миссия на Марс", "火星载人任务"),
        ("record trade deficit", "рекордный дефицит торгового баланса", "创纪录的贸易逆差"),
        ("stalled denuclearisation talks", "зашедшие в тупик переговоры о денуклеаризации", "陷入停滞的无核化谈判"),
        ("trade surplus with China", "положительное сальдо торгового баланса с Китаем", "与中国的贸易顺差"),
        ("vineyard owners", "владельцы виноградников", "葡萄园所有者"),
        ("training programme", "учебная программа", "培训计划"),
        ("data protection programme", "программа защиты данных", "数据保护计划"),
        ("drone operator", "оператор беспилотников", "无人机运营商"),
        ("migrant caravan", "караван мигрантов", "移民大篷车"),
        ("boxing champion", "чемпион по боксу", "拳击冠军"),
        ("TV debate", "теледебаты", "电视辩论"),
        ("ministry officials", "чиновники министерства", "部官员"),
        ("solar power plant", "солнечная электростанция", "太阳能发电厂"),
        ("opposition chief", "глава оппозиции", "反对派负责人"),
        ("violation of the ceasefire", "нарушение прекращения огня", "违反停火"),
        ("candidate for mayor", "кандидат на пост мэра", "市长候选人"),
        ("London-listed miner", "котирующаяся в Лондоне горнодобывающая компания", "在伦敦上市的矿业公司"),
    ],
)
def test_what_a_noun_governs(name, ru, zh):
    for language, text in (("ru", ru), ("zh-Hans", zh)):
        found = suggest(concept(name), language, only=["parts"])
        assert [(one.text, one.confidence) for one in found] == [(text, "low")]


@needs_pymorphy
def test_a_word_that_is_a_part_of_names_is_not_sure_alone():
    (found,) = suggest(concept("Outlook", Kind.ORGANIZATION), "zh-Hans")
    assert (found.text, found.confidence) == ("展望", "low")


@pytest.mark.skipif(not russian_words.available(), reason="pymorphy3 is not installed")
def test_an_acronym_has_the_short_rendering_and_its_words_the_full_one():
    for name, ru, zh in (
        (
            "Collective Security Treaty Organization",
            "Организация Договора о коллективной безопасности",
            "集体安全条约组织",
        ),
        ("CSTO", "ОДКБ", "集安组织"),
    ):
        for language, text in (("ru", ru), ("zh-Hans", zh)):
            assert suggest(concept(name, Kind.ORGANIZATION), language)[0].text == text


@needs_pymorphy
@pytest.mark.parametrize(
    ("name", "kind", "ru", "zh"),
    [
        ("Minister of Finance", Kind.PHRASE, "министр финансов", "财政部长"),
        ("Minister of Justice of France", Kind.PHRASE, "министр юстиции Франции", "法国司法部长"),
        ("Secretary of State for Health", Kind.PHRASE, "министр здравоохранения", "卫生大臣"),
        ("Chinese Ambassador to Russia", Kind.PHRASE, "посол Китая в России", "中国驻俄罗斯大使"),
        ("Ambassador to the United States", Kind.PHRASE, "посол в США", "驻美国大使"),
        ("Governor of the Bank of Japan", Kind.PHRASE, "глава Банка Японии", "日本银行行长"),
        ("former Japanese prime minister", Kind.PHRASE, "бывший премьер-министр Японии", "日本前首相"),
        ("former Australian prime minister", Kind.PHRASE, "бывший премьер-министр Австралии", "澳大利亚前总理"),
        ("Royal Canadian Navy", Kind.ORGANIZATION, "Королевский военно-морской флот Канады", "加拿大皇家海军"),
        ("Lebanese Armed Forces", Kind.ORGANIZATION, "Вооружённые силы Ливана", "黎巴嫩武装部队"),
        ("Senate Finance Committee", Kind.ORGANIZATION, "Финансовый комитет сената", "参议院财政委员会"),
        (
            "State Duma Committee on Defence",
            Kind.ORGANIZATION,
            "Комитет Государственной думы по обороне",
            "国家杜马国防委员会",
        ),
        ("Battle of Bakhmut", Kind.EVENT, "битва за Бахмут", "巴赫穆特战役"),
        ("Turkish elections", Kind.EVENT, "выборы в Турции", "土耳其选举"),
        ("Law on Education", Kind.WORK, "Закон об образовании", "教育法"),
        ("Kuala Lumpur City Council", Kind.ORGANIZATION, "Городской совет Куала-Лумпура", "吉隆坡市议会"),
        ("Nepal Airlines", Kind.ORGANIZATION, None, "尼泊尔航空公司"),
    ],
)
def test_offices_chambers_and_what_belongs_to_a_country(name, kind, ru, zh):
    for language, wanted in (("ru", ru), ("zh-Hans", zh)):
        rows = suggest(concept(name, kind), language, only=["parts"])
        assert (rows[0].text if rows else None) == wanted


@pytest.mark.parametrize("name", ["U.S. House", "US House"])
def test_a_house_of_a_country_is_no_firm(name):
    rows = suggest(concept(name, Kind.ORGANIZATION), "ru")
    assert [row.text for row in rows] == ["Палата представителей США"]


def test_the_word_for_a_body_is_not_the_whole_of_its_name():
    entry = Concept((Term("German Navy", "en"), Term("Navy", "en", Usage.ADMITTED)), kind=Kind.ORGANIZATION)
    assert [row.text for row in suggest(entry, "zh-Hans")][:1] == ["德国海军"]
    assert suggest(concept("midterm election"), "ru")[0].text == "промежуточные выборы"


@needs_pymorphy
@pytest.mark.parametrize(
    ("name", "kind", "ru", "zh"),
    [
        ("Lee County", Kind.PLACE, "округ Ли", "李县"),
        ("Suffolk County", Kind.PLACE, "округ Суффолк", "萨福克县"),
        ("Childers Street", Kind.PLACE, "Чилдерс-стрит", "奇尔德斯街"),
        ("State Street", Kind.PLACE, None, None),  # no street of a state
        ("125th Street", Kind.PLACE, "125-я улица", "第125街"),
        ("Mount Kuniri", Kind.PLACE, "гора Кунири", "库尼里山"),
        ("Hurricane Milton", Kind.EVENT, "ураган «Милтон»", "飓风“米尔顿”"),
        ("47th Ryder Cup", Kind.EVENT, "47-й Кубок Райдера", "第47届莱德杯"),
        ("Team USA", Kind.ORGANIZATION, "сборная США", "美国队"),
        ("county court", Kind.PHRASE, None, None),
        ("Springfield Register", Kind.ORGANIZATION, None, None),
    ],
)
def test_what_bears_a_name_of_its_own(name, kind, ru, zh):
    for language, text in (("ru", ru), ("zh-Hans", zh)):
        rows = suggest(concept(name, kind), language)
        assert [(row.text, row.confidence) for row in rows[:1]] == ([(text, "low")] if text else [])


def test_the_glossary_comes_before_the_lexicon():
    glossary = Termbase((concept("summit", ru="встреча в верхах", zh_Hans="首脑会议"),))
    rows = suggest(concept("Samarkand summit"), "zh-Hans", Context(termbase=glossary), only=["parts"])
    assert rows[0].text == "撒马尔罕首脑会议"


def test_memory_and_lists_with_counts():
    def memory(text, source, target):
        return [("раскол", 3), ("разлад", 1)] if (text, source, target) == ("rift", "en", "ru") else []

    context = Context(memory=memory, aligned=lambda *_: [("трещина", 2)], lists=[("mine", memory)])
    rows = suggest(concept("rift"), "ru", context, only=["memory", "lists"])
    assert [(row.text, row.origin, row.confidence) for row in rows] == [
        ("раскол", "memory: 3 of 4; list mine", "medium"),
        ("разлад", "memory: 1 of 4; list mine", "medium"),
        ("трещина", "memory, aligned: 2 of 2", "low"),
    ]


@needs_pymorphy
def test_the_lexicon_is_as_sure_of_words_with_a_hyphen():
    for name in ("interest-rate cut", "interest rate cut"):
        assert suggest(concept(name), "zh-Hans", only=["parts"])[0] == Suggestion(
            "降息", "zh-Hans", "lexicon", "medium"
        )


JSON = "\n".join(
    json.dumps(row, ensure_ascii=False)
    for row in (
        {
            "id": "Q1",
            "labels": {"en": {"language": "en", "value": "Xi"}, "zh": {"value": "習"}, "zh-cn": {"value": "习"}},
        },
        {"id": "Q2", "labels": {"en": "Lavrov", "ru": "Лавров"}, "aliases": {"en": ["Sergey Lavrov"]}},
    )
)
TSV = '?en\t?ruLabel\t?zh\n"Xi"@en\t"Си"@ru\t"習"@zh-hant\n<x>\tЛавров\n'


def test_labels():
    lookup = labels(JSON.encode(), "x.jsonl")
    assert list(lookup("xi", "en", "zh-Hans")) == [("习", 1)]
    assert list(lookup("Sergey Lavrov", "en", "ru")) == [("Лавров", 1)]
    assert list(labels(f"[\n{JSON},\n]".encode(), "x.json")("xi", "en", "zh-Hans")) == [("习", 1)]  # a dump of Wikidata
    lookup = labels(TSV.encode(), "x.tsv")
    assert list(lookup("Xi", "en", "ru")) == [("Си", 1)]
    assert list(lookup("Xi", "en", "zh-Hant")) == [("習", 1)]
    assert list(lookup("Xi", "en", "zh-Hans")) == []


def test_the_name_of_an_event_that_is_held_again_has_a_capital():
    forum, summit = concept("Eastern Economic Forum", Kind.EVENT), concept("Economic Summit", Kind.EVENT)
    assert suggest(forum, "ru", only=["parts"])[0].text == "Восточный экономический форум"
    assert suggest(summit, "ru", only=["parts"])[0].text == "экономический саммит"
    committee = concept("Monetary Policy Committee", Kind.ORGANIZATION)
    assert suggest(committee, "ru", only=["parts"])[0].text == "Комитет по денежно-кредитной политике"
    assert suggest(concept("Biden Administration", Kind.ORGANIZATION), "zh-Hans", only=["parts"]) == []


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xfe",
        b'{"labels": 3}',
        b'{"labels"',
        b"just words",
        b'{"a": ' + b"[" * 100000,
        b'{"labels": {"ru": "\\ud800"}}',
    ],
)
def test_bad_label_files(data):
    with pytest.raises(InputError) as caught:
        labels(data, "x")
    assert str(caught.value).startswith("x")


def test_hostile_phrases_end_soon():
    rows = suggest(concept("of " * 2000 + "peace"), "zh-Hans", only=["parts"])
    assert rows == []
    assert suggest(concept("war and " * 4 + "peace"), "zh-Hans", only=["parts"])
    assert suggest(concept("anti-" * 3000 + "war"), "zh-Hans", only=["parts"]) == []
    assert suggest(concept(f"Louis {'XIV' * 5000}", Kind.PERSON), "zh-Hans", only=["regnal"]) == []


@needs(RENDERINGS)
@needs_pymorphy
@pytest.mark.parametrize(("language", "column", "wanted"), [("ru", "ru", 0.6), ("zh-Hans", "zh_Hans", 0.45)])
def test_first_suggestions_on_two_articles(language, column, wanted):
    kinds = {"organisation": Kind.ORGANIZATION, "person": Kind.PERSON, "place": Kind.PLACE, "event": Kind.EVENT}
    right = 0
    table = rows(RENDERINGS)
    for row in table:
        prefix = "ru" if language == "ru" else "zh"
        others = re.findall(rf"{prefix}(?:-\w+)?[: ] *([^;]*)", re.sub(r" ?\(.*?\)", "", row["alternatives"]))
        allowed = {bare(text) for text in [row[column], *re.split(", *", ", ".join(others))]}
        found = suggest(concept(row["term"], kinds.get(row["type"], Kind.PHRASE)), language)
        good = bool(found) and bare(found[0].text) in allowed
        right += good
        assert good or row["type"] != "place", row["term"]
        for one in found:
            assert one.confidence != "high" or bare(one.text) in allowed, (row["term"], one)
    assert right / len(table) >= wanted


def bare(text):
    return text.lower().replace("ё", "е").strip("«»《》")


@needs_pymorphy
def test_forms_are_added_and_mended_ones_kept():
    mended = Concept((Term("rift", "en"), Term("раскол", "ru", forms=("раскола",))))
    bare_one = Concept((Term("power", "en"), Term("власть", "ru"), Term("权力", "zh-Hans")))
    glossary = Termbase((mended, bare_one), "en", ("ru", "zh-Hans"))
    first, second = inflected(glossary, "ru").concepts
    assert first == mended
    assert "властью" in second.terms[1].forms
    assert second.terms[2] == bare_one.terms[2]
    assert inflected(glossary, "zh-Hans") == glossary


@needs_pymorphy
def test_a_place_in_front_belongs_to_the_whole_institute() -> None:
    institute = concept("Central Asia Institute for Strategic Studies", Kind.ORGANIZATION)
    assert suggest(institute, "ru")[0].text == "Институт стратегических исследований Центральной Азии"
    assert suggest(institute, "zh-Hans")[0].text == "中亚战略研究所"


def test_without_pymorphy3_only_what_is_known_as_a_whole_is_proposed(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise ConfigError("Russian forms need pymorphy3")

    monkeypatch.setattr(russian_words, "available", lambda: False)
    monkeypatch.setattr(russian_words, "analyzer", missing)
    assert suggest(concept("invasions"), "ru") == []
    assert suggest(concept("tripartite projects of water diplomacy"), "ru") == []
    assert suggest(concept("invasion"), "ru")[0].text == "вторжение"


@pytest.mark.parametrize("error", [ValueError("no such table"), InputError("no such table")])
def test_a_suggester_that_breaks_is_noted_and_asked_no_more(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    asked = []

    def broken(*_: object) -> list[Suggestion]:
        asked.append(1)
        raise error

    monkeypatch.setattr("glossary.suggest.palladius.suggest", broken)
    plugins.load.cache_clear()
    try:
        context = Context(broken={})
        for _ in range(2):
            assert suggest(concept("invasion"), "ru", context)[0].text == "вторжение"
        assert len(asked) == 1
        assert context.broken is not None
        said = f"the suggester 'palladius' broke: {type(error).__name__}: no such table"
        assert str(context.broken["palladius"]) == said
        with pytest.raises(PluginError, match="'palladius' broke"):
            suggest(concept("invasion"), "ru")
    finally:
        plugins.load.cache_clear()


def test_an_unknown_suggester_is_no_broken_one() -> None:
    with pytest.raises(ConfigError, match="unknown suggester 'list'; did you mean lists"):
        suggest(concept("invasion"), "ru", Context(broken={}), only=["list"])


@pytest.mark.parametrize(
    ("name", "variant", "kind", "found"),
    [
        ("Target", "", Kind.ORGANIZATION, None),  # a firm that is named with a common word
        ("The Crown", "", Kind.WORK, None),
        ("Civil War", "", Kind.WORK, None),
        ("Constitution", "", Kind.WORK, ("宪法", "low")),
        ("Internet", "", Kind.OTHER, ("互联网", "medium")),
        ("Army", "", Kind.ORGANIZATION, ("军队", "medium")),
        ("European Commission", "", Kind.ORGANIZATION, ("欧盟委员会", "medium")),
        ("Norvane Music", "Music", Kind.ORGANIZATION, None),
        ("Christmas", "", Kind.OTHER, ("圣诞节", "medium")),  # the feast before the island
        ("Christmas", "", Kind.PLACE, ("圣诞岛", "high")),
        ("auditor general", "", Kind.PHRASE, ("审计长", "medium")),
        ("quartermaster general", "", Kind.PHRASE, None),
    ],
)
def test_a_common_word_is_no_sure_name(name, variant, kind, found):
    entry = concept(name, kind)
    if variant:
        entry = Concept((*entry.terms, Term(variant, "en", Usage.ADMITTED)), kind=kind)
    rows = suggest(entry, "zh-Hans")
    assert (rows[0].text, rows[0].confidence) == found if found else rows == []


@pytest.mark.parametrize(
    ("name", "kind", "ru", "zh"),
    [
        ("The Power of the Dog", Kind.WORK, "", ""),
        ("World Energy Outlook", Kind.WORK, "Всемирный энергетический прогноз", "世界能源展望"),
        ("Icon of the Seas", Kind.OTHER, "", ""),
        ("Orlando Pirates", Kind.ORGANIZATION, "", ""),
        ("World Vision", Kind.ORGANIZATION, "", ""),
        ("Citizens for Responsibility and Ethics", Kind.ORGANIZATION, "", ""),
        ("Indonesian Red Cross", Kind.ORGANIZATION, "Индонезийский Красный Крест", "印度尼西亚红十字会"),
        ("King's Cross", Kind.PLACE, "", ""),
        ("Route 66", Kind.PLACE, "", ""),
        ("Operation Desert Storm", Kind.EVENT, "", ""),
        ("Ashes", Kind.EVENT, "", ""),
        ("Olympics", Kind.EVENT, "Олимпийские игры", "奥运会"),
        ("Tigers", Kind.ORGANIZATION, "", ""),
        ("Ipswich Town", Kind.ORGANIZATION, "", ""),
        ("Tennessee State", Kind.ORGANIZATION, "", ""),
        ("Plateau State", Kind.PLACE, "", ""),
        ("Elephant and Castle", Kind.PLACE, "", ""),
        ("Dane", Kind.PLACE, "", ""),
        ("Ridge Hospital", Kind.ORGANIZATION, "", ""),
        ("Trauma Hospital", Kind.ORGANIZATION, "", "创伤医院"),
        ("Cancer Hospital", Kind.ORGANIZATION, "Онкологическая больница", "癌症医院"),
        (
            "Yale Medical School",
            Kind.ORGANIZATION,
            "Медицинская школа Йельского университета",
            "耶鲁大学医学院",
        ),
        ("killer whale", Kind.PHRASE, "", ""),
        ("green turtle", Kind.PHRASE, "зелёная черепаха", ""),
        ("desert locust", Kind.PHRASE, "пустынная саранча", ""),
        ("Mobile", Kind.PLACE, "", ""),
        ("Moline", Kind.PLACE, "Молин", ""),
        ("Changde", Kind.PLACE, "Чандэ", ""),
        ("Ilfracombe", Kind.PLACE, "", ""),
        ("Kitale", Kind.PLACE, "Китале", ""),
    ],
)
def test_a_name_is_not_built_of_what_its_words_mean(name, kind, ru, zh):
    for language, text in (("ru", ru), ("zh-Hans", zh)):
        found = suggest(concept(name, kind), language)
        assert [one.text for one in found] == ([text] if text else [])


def test_a_word_in_small_letters_is_no_name() -> None:
    nice = concept("Nice", Kind.PLACE, ru="Ницца", zh_Hans="尼斯")
    termbase = Termbase((nice, concept("nice")), "en", ("ru", "zh-Hans"))
    for language in termbase.languages:
        assert not suggest(concept("nice"), language, Context(termbase=termbase))
        (found,) = suggest(concept("mayor of Nice"), language, Context(termbase=termbase))[:1]
        assert "Ницц" in found.text or "尼斯" in found.text


@needs_pymorphy
@pytest.mark.parametrize(
    ("name", "kind", "russian_text", "chinese"),
    [
        ("U.S.-led coalition", Kind.PHRASE, "коалиция во главе с США", "美国领导的联盟"),
        ("Iran-backed militia", Kind.PHRASE, "поддерживаемое Ираном ополчение", "伊朗支持的民兵"),
        ("oil-exporting countries", Kind.PHRASE, "экспортирующие нефть страны", "石油出口国家"),
        ("anti-inflation measures", Kind.PHRASE, "антиинфляционные меры", "反通货膨胀措施"),
        ("post-delivery issues", Kind.PHRASE, None, None),
        ("200-meter hurdles", Kind.PHRASE, "200-метровый барьерный бег", "200米跨栏"),
        ("Bank of England governor", Kind.PHRASE, "глава Банка Англии", "英国央行行长"),
        ("freedom of speech campaign", Kind.PHRASE, "кампания свободы слова", "言论自由运动"),
        ("Gulf of Goats invasion", Kind.EVENT, None, None),
        ("Indian Institute of Science", Kind.ORGANIZATION, "Индийский институт науки", "印度科学研究所"),
        ("Match Group", Kind.ORGANIZATION, "Match Group", "Match集团"),
        ("Eastern Airlines", Kind.ORGANIZATION, "Eastern Airlines", None),
        ("Templeton Prize", Kind.WORK, "Премия Темплетона", "滕珀尔顿奖"),
        (
            "Competition and Consumer Commission",
            Kind.ORGANIZATION,
            "Комиссия по конкуренции и потребителям",
            "竞争和消费者委员会",
        ),
        ("Order of Justice", Kind.WORK, "Орден правосудия", "司法勋章"),
        ("Treaty of Peace and Amity", Kind.WORK, "Договор о мире и дружбе", "和平与友好条约"),
        ("defense of democracy", Kind.PHRASE, "защита демократии", "保卫民主"),
        ("lung cancer screening", Kind.PHRASE, "скрининг рака лёгких", "肺癌筛查"),
        ("Wigmore Group", Kind.ORGANIZATION, "Wigmore Group", "Wigmore集团"),
        ("Freedom and Solidarity Party", Kind.ORGANIZATION, "Партия свободы и солидарности", "自由和团结党"),
        (
            "Royal Melbourne Institute of Technology",
            Kind.ORGANIZATION,
            "Королевский технологический институт Мельбурна",
            "皇家墨尔本理工学院",
        ),
        ("criticism of the government", Kind.PHRASE, "критика правительства", "对政府的批评"),
        ("ballistic missile programs", Kind.PHRASE, "программы баллистических ракет", "弹道导弹计划"),
        ("Australian Taxation Office", Kind.ORGANIZATION, "Австралийское налоговое управление", "澳大利亚税务局"),
        ("Arab League Commission", Kind.ORGANIZATION, "Комиссия Лиги арабских государств", "阿拉伯国家联盟委员会"),
        ("former oil company executive", Kind.PHRASE, "бывший топ-менеджер нефтяной компании", "前石油公司高管"),
        ("wind farm developer", Kind.PHRASE, "разработчик ветропарков", "风电场开发商"),
        ("grenades depot", Kind.PHRASE, "склад гранат", "手榴弹仓库"),
        ("car buyers", Kind.PHRASE, "покупатели автомобилей", "汽车买家"),
        ("last-minute deal", Kind.PHRASE, "сделка в последний момент", "最后一刻的协议"),
        ("high court ruling", Kind.PHRASE, "решение высокого суда", "高等法院裁决"),
        ("contender for the title", Kind.PHRASE, "претендент на титул", "头衔竞争者"),
        ("league champion", Kind.PHRASE, "чемпион лиги", "联赛冠军"),
        ("absence of evidence", Kind.PHRASE, "отсутствие доказательств", "缺乏证据"),
        (
            "Assistant Secretary of State for East Asia",
            Kind.PHRASE,
            "помощник госсекретаря по Восточной Азии",
            "负责东亚的助理国务卿",
        ),
        ("life-threatening injuries", Kind.PHRASE, "опасные для жизни травмы", "危及生命的伤势"),
        ("Oklahoma City bombing", Kind.EVENT, "взрыв в Оклахома-Сити", "俄克拉何马城爆炸袭击"),
        ("Bombing of Belgrade", Kind.EVENT, "бомбардировка Белграда", "对贝尔格莱德的轰炸"),
        ("Fall of Kabul", Kind.EVENT, "падение Кабула", "喀布尔陷落"),
        ("King Fahd University", Kind.ORGANIZATION, "Университет короля Фахда", "法赫德国王大学"),
        ("Cold War-era missile", Kind.PHRASE, "ракета времён холодной войны", "冷战时期的导弹"),
        ("Trump-appointed judge", Kind.PHRASE, None, None),
        ("pro-war rally", Kind.PHRASE, "провоенный митинг", "支持战争的集会"),
        ("former FIFA president", Kind.PHRASE, "бывший президент ФИФА", "前国际足联主席"),
        ("21-year-old student", Kind.PHRASE, "21-летний студент", "21岁学生"),
        ("intermediate-range missile", Kind.PHRASE, "ракета средней дальности", "中程导弹"),
        ("pro-Ukraine rally", Kind.PHRASE, "проукраинский митинг", "亲乌克兰集会"),
        ("shooting suspect", Kind.PHRASE, "подозреваемый в стрельбе", "枪击嫌疑人"),
        ("striking workers", Kind.PHRASE, None, None),
        ("first female prime minister", Kind.PHRASE, None, "第一女性总理"),
        ("arrest of the opposition leader", Kind.PHRASE, "арест лидера оппозиции", "逮捕反对党领袖"),
        ("Gaza war", Kind.EVENT, "война в секторе Газа", "加沙战争"),
        ("Invasion of Poland", Kind.EVENT, "вторжение в Польшу", "对波兰的入侵"),
        (
            "Ministry of Health of the Republic of Kazakhstan",
            Kind.ORGANIZATION,
            "Министерство здравоохранения Республики Казахстан",
            "哈萨克斯坦共和国卫生部",
        ),
        (
            "Royal Society for the Protection of Birds",
            Kind.ORGANIZATION,
            "Королевское общество защиты птиц",
            "皇家鸟类保护学会",
        ),
    ],
)
def test_what_stands_before_a_noun(name, kind, russian_text, chinese):
    firsts = [suggest(concept(name, kind), language) for language in ("ru", "zh-Hans")]
    assert [rows[0].text if rows else None for rows in firsts] == [russian_text, chinese]
    assert all(row.confidence == "low" for rows in firsts for row in rows)


@needs_pymorphy
@pytest.mark.parametrize(
    ("name", "kind", "text"),
    [
        ("summit declaration", Kind.PHRASE, "декларация саммита"),
        ("cross-village tour", Kind.PHRASE, None),
        ("Fox Business Network", Kind.ORGANIZATION, None),
        ("Panda Conservation Center", Kind.ORGANIZATION, "Центр охраны природы панд"),
        ("body repair", Kind.PHRASE, None),
    ],
)
def test_what_would_be_read_otherwise_is_left(name, kind, text):
    rows = suggest(concept(name, kind), "ru")
    assert (rows[0].text if rows else None) == text


@needs_pymorphy
def test_what_only_chinese_has_an_adjective_for_is_left_in_russian():
    assert suggest(concept("rebel- governor"), "ru") == []


@needs_pymorphy
def test_what_is_said_twice_is_left():
    assert suggest(concept("2001 United Kingdom general election general elections", Kind.EVENT), "ru") == []
    assert suggest(concept("grape harvest season"), "ru") == []  # сезон сбора сбора винограда


def test_no_russian_word_stands_behind_itself():
    assert suggest(concept("population census bureau"), "ru", only=["parts"]) == []


@needs_pymorphy
@pytest.mark.parametrize(
    ("name", "ru", "zh"),
    [
        ("prison cells", "тюремные камеры", "监狱牢房"),
        ("militant cells", "ячейки боевиков", "武装分子小组"),
        ("warring parties", "враждующие стороны", "交战各方"),
        ("retaliatory strikes", "ответные удары", "报复性打击"),
        ("teachers' strike", "забастовка учителей", "教师罢工"),
        ("measles cases", "случаи кори", "麻疹病例"),
        ("bank of the river", "берег реки", "河流岸"),
        ("gas bill", "счёт за газ", "天然气账单"),
        ("power prices", "цены на электроэнергию", "电力价格"),
        ("solar power plant", "солнечная электростанция", "太阳能发电厂"),
        ("government securities", "государственные ценные бумаги", "政府证券"),
        ("advertising campaign director", "директор рекламной кампании", "广告宣传活动主任"),
        ("lower oil prices", "более низкие цены на нефть", "更低的油价"),
        ("lower taxes", "более низкие налоги", "更低的税"),
        ("sound policy", "разумная политика", "合理政策"),
        ("doping suspension", "допинговая дисквалификация", "兴奋剂停赛"),
        ("literary works", "литературные произведения", "文学作品"),
        ("bank loan growth", "рост банковских кредитов", "银行贷款增长"),
        ("steel import tariffs", "импортные пошлины на сталь", "钢铁进口关税"),
        ("drone strikes on refineries", "атаки беспилотников на нефтеперерабатывающие заводы", "对炼油厂的无人机袭击"),
    ],
)
def test_the_neighbours_of_a_word_tell_its_sense(name, ru, zh):
    for language, text in (("ru", ru), ("zh-Hans", zh)):
        assert [row.text for row in suggest(concept(name), language)] == [text]


@needs_pymorphy
def test_a_russian_noun_without_plural_stays_in_the_singular():
    assert suggest(concept("economic policies"), "ru")[0].text == "экономическая политика"
    assert suggest(concept("labour shortages"), "ru")[0].text == "нехватка рабочей силы"
    assert suggest(concept("review of economic policies"), "ru")[0].text == "обзор экономической политики"


@needs_pymorphy
@pytest.mark.parametrize(
    ("name", "kind", "ru", "zh"),
    [
        (
            "Black Sea Trade and Development Bank",
            "organization",
            "Банк торговли и развития Чёрного моря",
            "黑海贸易和开发银行",
        ),
        (
            "Korean Confederation of Trade Unions",
            "organization",
            "Конфедерация профсоюзов Южной Кореи",
            "韩国工会联合会",
        ),
        ("German Trade Union Confederation", "organization", "Немецкая конфедерация профсоюзов", "德国工会联合会"),
        ("New York City Council", "organization", "Городской совет Нью-Йорка", "纽约市议会"),
        ("Institute for Economics and Peace", "organization", "Институт экономики и мира", "经济与和平研究所"),
        ("Child Protection Bill", "work", "Законопроект о защите детей", "儿童保护法案"),
        ("oil and gas revenues", "phrase", "нефтегазовые доходы", "石油和天然气收入"),
        ("peace and stability talks", "phrase", "переговоры о мире и стабильности", "和平与稳定谈判"),
        ("energy and transport ministers", "phrase", "министры энергетики и транспорта", "能源和交通部长"),
        ("withdrawal from the treaty", "phrase", "выход из договора", "退出条约"),
        ("survivors of the earthquake", "phrase", "выжившие после землетрясения", "地震幸存者"),
        ("governor of the central bank", "phrase", "глава центрального банка", "中央银行行长"),
    ],
)
def test_what_two_things_have_together(name, kind, ru, zh):
    for language, text in (("ru", ru), ("zh-Hans", zh)):
        assert suggest(concept(name, Kind(kind)), language)[0].text == text


@needs_pymorphy
@pytest.mark.parametrize(
    ("name", "kind", "ru", "zh"),
    [
        ("corporate bond yields", "phrase", "доходность корпоративных облигаций", "企业债券收益率"),
        ("Financial Services Authority", "organization", "Управление финансовых услуг", "金融服务管理局"),
        ("food and water shortages", "phrase", "нехватка продовольствия и воды", "粮食和水短缺"),
        ("measles vaccination campaign", "phrase", "кампания по вакцинации от кори", "麻疹疫苗接种运动"),
        ("match-fixing allegations", "phrase", "обвинения в договорных матчах", "操纵比赛指控"),
        ("glacier retreat", "phrase", "отступление ледников", "冰川退缩"),
        ("pilots' strike", "phrase", "забастовка пилотов", "飞行员罢工"),
        ("fuel tax cuts", "phrase", "снижение налогов на топливо", "燃料减税"),
        ("phone hacking scandal", "phrase", "скандал телефонного взлома", "电话黑客攻击丑闻"),
        ("forest fire season", "phrase", "сезон лесных пожаров", "森林火灾季节"),
        ("lung cancer deaths", "phrase", "смерти от рака лёгких", "肺癌死亡"),
        ("oil price shock", "phrase", "шок цен на нефть", "油价冲击"),
        ("heavy snowfall", "phrase", "сильный снегопад", "强降雪"),
        (
            "Zhejiang Provincial Department of Commerce",
            "organization",
            "Департамент торговли провинции Чжэцзян",
            "浙江省商务厅",
        ),
        ("cholera outbreak response", "phrase", "реагирование на вспышку холеры", "霍乱疫情应对"),
        ("Bundestag Budget Committee", "organization", "Бюджетный комитет бундестага", "德国联邦议院预算委员会"),
        ("Renewable Energy Directive", "work", "Директива о возобновляемой энергии", "可再生能源指令"),
    ],
)
def test_what_describes_the_first_of_two_nouns(name, kind, ru, zh):
    for language, text in (("ru", ru), ("zh-Hans", zh)):
        assert suggest(concept(name, Kind(kind)), language)[0].text == text


@needs_pymorphy
def test_what_a_person_wrote_for_a_word_goes_before_its_sense():
    base = Termbase((concept("cell", ru="ячейка"),))
    assert suggest(concept("prison cell"), "ru", Context(base))[0].text == "тюремная ячейка"


@needs_pymorphy
@pytest.mark.parametrize(
    ("name", "ru", "zh"),
    [
        ("rescue parties", "спасательные группы", "救援队"),
        ("monastic orders", "монастырские ордены", "修道院修会"),
        ("cavalry charge", "кавалерийская атака", "骑兵冲锋"),
        ("cultural capital", "культурная столица", "文化之都"),
        ("tax penalties", "налоговые штрафы", "税收罚款"),
        ("milk yield", "надой молока", "牛奶产量"),
        ("banks of the Dnieper", "берега Днепра", "第聂伯河岸"),
        ("gross human rights violations", "грубые нарушения прав человека", "严重侵犯人权行为"),
        ("weapons destruction", "уничтожение оружия", "武器销毁"),
        ("food court", "", ""),
        ("rubber band", "", ""),
        ("display case", "", ""),
        ("strike rate", "", ""),
    ],
)
def test_the_other_sense_is_chosen_or_nothing_is_said(name, ru, zh):
    for language, text in (("ru", ru), ("zh-Hans", zh)):
        assert [row.text for row in suggest(concept(name, Kind.PHRASE), language)][:1] == [text] * bool(text)


@needs_pymorphy
@pytest.mark.parametrize("text", ["{name}委员会", "{}", r"\1 \g<2>"])
def test_placeholders_of_a_glossary_stay_what_they_are(text):
    names = ("committee", "Committee", "Senate")
    glossary = Termbase(tuple(concept(name, ru=text, zh_Hans=text) for name in names))
    for name in ("committee on rights", "committee in London", "Rights Committee Act", "Senate Finance Committee"):
        for language in ("ru", "zh-Hans"):
            found = suggest(concept(name), language, Context(termbase=glossary))
            assert all(text in row.text for row in found), name


@pytest.mark.parametrize("name", ["", "   ", "oil workers' and", "'s and", f"{'9' * 5000}th century"])
def test_names_without_an_end_break_nothing(name):
    for kind in Kind:
        for language in ("ru", "zh-Hans"):
            assert suggest(concept(name, kind), language) == []


@needs_pymorphy
@pytest.mark.parametrize(
    ("name", "ru", "zh"),
    [
        ("parking charges", "плата за парковку", "停车费"),
        ("entry charge", "плата за въезд", "入境费"),
        ("charges of murder", "обвинения в убийстве", "谋杀指控"),
        ("contract for weapons", "контракт на оружие", "武器合同"),
        ("commitment to peace", "приверженность миру", "对和平的承诺"),
        ("Senate Health Committee", "комитет здравоохранения сената", "参议院卫生委员会"),
        ("State Duma Committee on Defence", "комитет Государственной думы по обороне", "国家杜马国防委员会"),
        ("health risks", "риски для здоровья", "健康风险"),
        ("police protection", "защита полиции", "警方保护"),
        ("logistics centre", "логистический центр", "物流中心"),
        ("cash payments", "наличные платежи", "现金付款"),
        ("cash aid", "денежная помощь", "现金援助"),
        ("Trade and Industry Chamber", "палата торговли и промышленности", "贸易和工业商会"),
        ("Water and Power Authority", "управление по воде и электроэнергии", "水和电力管理局"),
        ("Sichuan Provincial Department of Finance", "департамент финансов провинции Сычуань", "四川省财政厅"),
        ("race for governor", "гонка за пост губернатора", "州长竞争"),
        ("fight for workers", "борьба за рабочих", "争取工人的斗争"),
        ("compensation for victims", "компенсация жертвам", "受害者赔偿"),
        ("order for aircraft", "заказ на самолёт", "飞机订单"),
        ("deposit of gold", "месторождение золота", "黄金矿床"),
        ("golf club", "гольф-клуб", "高尔夫俱乐部"),
        ("price pressures", "ценовое давление", "价格压力"),
        ("tax liabilities", "налоговые обязательства", "税收负债"),
        ("coal mine explosion", "взрыв на угольной шахте", "煤矿爆炸"),
        ("virus mutations", "мутации вируса", "病毒突变"),
        ("election winner", "победитель выборов", "选举获胜者"),
        ("university rector", "ректор университета", "大学校长"),
        ("wine producers", "производители вина", "葡萄酒生产商"),
        ("teachers unions", "профсоюзы учителей", "教师工会"),
        ("Ontario general election", "всеобщие выборы в Онтарио", "安大略省大选"),
        ("European Parliament election", "выборы в Европейский парламент", "欧洲议会选举"),
        ("University of Kansas Hospital", "больница Канзасского университета", "堪萨斯大学医院"),
        ("National Liberation League", "национальная лига освобождения", "国家解放联盟"),
        ("Tainan City government", "правительство Тайнаня", "台南市政府"),
        ("women's football team", "женская футбольная команда", "女子足球队"),
        ("mountain rescue service", "горноспасательная служба", "山地救援服务"),
        ("tunnel fire", "пожар в туннеле", "隧道火灾"),
        ("flower sellers", "продавцы цветов", "花卖家"),
        ("plutonium theft", "кража плутония", "钚盗窃"),
        ("bank employees union", "профсоюз банковских работников", "银行雇员工会"),
        ("government minister resignation", "отставка правительственного министра", "政府部长辞职"),
        ("machinery makers", "производители техники", "机械制造商"),
        ("satellite launch", "запуск спутников", "卫星发射"),
        ("temperature rise", "рост температуры", "温度上升"),
        ("insulin price", "цена на инсулин", "胰岛素价格"),
        ("methanol poisoning", "отравление метанолом", "甲醇中毒"),
        ("dog poisoning", "отравление собак", "狗中毒"),
        ("noise complaints", "жалобы на шум", "噪音投诉"),
        ("flood deaths", "смерти от наводнения", "洪水死亡"),
        ("swimming coach", "тренер по плаванию", "游泳教练"),
        ("product prices", "цены на продукцию", "产品价格"),
        ("oil company owner", "владелец нефтяной компании", "石油公司所有者"),
        ("Transport Workers Union", "профсоюз транспортных рабочих", "运输工人工会"),
        ("French Senate election", "выборы в сенат Франции", "法国参议院选举"),
        ("London Assembly election", "выборы в ассамблею Лондона", "伦敦大会选举"),
        ("large dam", "крупная плотина", "大坝"),
        ("large university", "крупный университет", "大型大学"),
    ],
)
def test_a_noun_governs_by_what_its_object_is(name, ru, zh):
    for language, text in (("ru", ru), ("zh-Hans", zh)):
        assert suggest(concept(name, Kind.PHRASE), language)[0].text == text


@needs_pymorphy
@pytest.mark.parametrize(
    ("name", "ru", "zh"),
    [
        ("five-point plan", "план из пяти пунктов", "五点计划"),
        ("12-member delegation", "делегация из 12 человек", "12人代表团"),
        ("two-chamber parliament", "двухпалатный парламент", "两院制议会"),
        ("highest price", "самая высокая цена", "最高价格"),
        ("younger voters", "более молодые избиратели", "更年轻的选民"),
        ("parking garage", "парковочный гараж", "停车库"),
        ("International Commission on Whaling", "международная комиссия по китобойному промыслу", "国际捕鲸委员会"),
        ("National Museum of Aviation", "Национальный музей авиации", "国家航空博物馆"),
    ],
)
def test_numbers_degrees_and_seats(name, ru, zh):
    for language, text in (("ru", ru), ("zh-Hans", zh)):
        found = suggest(concept(name, Kind.ORGANIZATION if "of" in name else Kind.PHRASE), language)
        assert [row.text for row in found[:1]] == [text]


@needs_pymorphy
def test_the_plural_of_a_name_is_not_given_up_for_its_singular_variant():
    traders = Concept((Term("refineries", "en"), Term("refinery", "en")), kind=Kind.PHRASE)
    assert suggest(traders, "ru")[0].text == "нефтеперерабатывающие заводы"


def test_every_row_of_government_is_reached():
    from glossary.suggest import table

    adjectives = [noun for row in table("relational_ru.tsv") for noun in row[0].split("|")]
    assert len(set(adjectives)) == len(adjectives)
    classes: dict[tuple[str, str], list[str]] = {}
    for nouns, places, *cells in table("government.tsv"):
        for noun in nouns.split("|"):
            for place in places.split("|"):
                classes.setdefault((noun, place), []).append((*cells, "", "", "")[2])
    for key, found in classes.items():
        assert len(set(found)) == len(found), key
        assert "" not in found[:-1], key
