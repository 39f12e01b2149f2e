"""Russian forms: what is inflected, what is frozen, and that a form that does not agree is not found."""

import pytest
from shared import needs, rows

pytest.importorskip("pymorphy3", reason="Russian forms are made with pymorphy3 (the extra ru)")

from glossary.text import russian
from glossary.text.find import Finder

SENTENCES = "data/zhru/ru_usage.tsv"
PERSONS = {"XI", "LZS", "PUT", "TOK", "PEL", "JAK", "GAB", "SHI", "DING"}


@pytest.mark.parametrize(
    ("term", "kind", "some"),
    [
        ("Владимир Путин", "person", ["Владимира Путина", "Владимиром Путиным"]),
        ("Касым-Жомарт Токаев", "person", ["Касым-Жомарту Токаеву"]),
        ("Наталья Морарь", "person", ["Натальи Морарь"]),
        ("Мария Захарова", "person", ["Марии Захаровой", "Марию Захарову"]),
        ("Лев Толстой", "person", ["Льва Толстого", "Львом Толстым"]),
        ("Якуб Якубовский", "person", ["Якубом Якубовским"]),
        ("Чжао Лун", "person", ["Чжао Луна"]),
        ("Путин", "person", ["Путиным"]),
        ("вопросы и озабоченности", "phrase", ["вопросами и озабоченностями"]),
        ("китайский", "group", ["китайская", "китайскими"]),
        ("Назарбаев Университет", "organization", ["Назарбаев Университете"]),
        ("Владимир Путин", "other", ["Владимира Путина"]),
        ("баланс сил", "phrase", ["балансом сил", "балансы сил"]),
        ("Фонд мира и безопасности", "organization", ["Фонду мира и безопасности"]),
        ("бывшие советские республики", "phrase", ["бывших советских республик"]),
        ("молниеносное контрнаступление", "phrase", ["молниеносного контрнаступления"]),
        ("Соединённые Штаты", "place", ["Соединённых Штатов"]),
        ("«Правда»", "work", ["«Правды»", "«Правде»"]),
        ("МИД", "organization", ["МИДа"]),
        ("Высшая школа экономики", "organization", ["Высшей школы экономики", "Высшую школу экономики"]),
        ("лучший игрок", "phrase", ["лучшего игрока", "лучшие игроки"]),
        ("Запад", "place", ["Западу", "Западом"]),
        ("Эммануэль Макрон", "person", ["Эммануэля Макрона", "Эммануэлю Макрону"]),
        ("Мишель Обама", "person", ["Мишель Обамы", "Мишель Обаму"]),
        ("Кая Каллас", "person", ["Каи Каллас", "Каю Каллас"]),
        ("Фердинанд Маркос-младший", "person", ["Фердинанда Маркоса-младшего"]),
        ("папа римский Лев XIV", "person", ["папы римского Льва XIV", "папой римским Львом XIV"]),
        ("Мухаммед бен Салман", "person", ["Мухаммеда бен Салмана"]),
        ("Валери Жискар д’Эстен", "person", ["Валери Жискара д’Эстена"]),
        ("Кот-д’Ивуар", "place", ["Кот-д’Ивуара", "Кот-д’Ивуаре"]),
        ("МИД России", "organization", ["МИДа России"]),
        ("Иван Дуда", "person", ["Ивана Дуды"]),
        ("Анна Коэн", "person", ["Анны Коэн"]),
        ("Сунь Ятсен", "person", ["Сунь Ятсена"]),
        ("Джереми Корбин", "person", ["Джереми Корбином"]),
        ("Чарльз Дарвин", "person", ["Чарльзом Дарвином"]),
        ("Елена Медина", "person", ["Елены Медины"]),
        ("исполняющий обязанности президента", "phrase", ["исполняющего обязанности президента"]),
        ("Главное контрольное управление", "organization", ["Главного контрольного управления"]),
        ("китайские военные корабли", "phrase", ["китайских военных кораблей"]),
        ("данные разведки", "phrase", ["данных разведки", "данными разведки"]),
        ("главный судья", "phrase", ["главного судьи", "главные судьи"]),
        ("занявший второе место", "phrase", ["занявшего второе место"]),
        ("Николай Римский-Корсаков", "person", ["Николая Римского-Корсакова", "Николаем Римским-Корсаковым"]),
        ("Анна Иванова-Петрова", "person", ["Анны Ивановой-Петровой"]),
        ("Давид Бен-Гурион", "person", ["Давида Бен-Гуриона"]),
        ("рабочие места", "phrase", ["рабочих мест", "рабочими местами"]),
        ("военные учения", "phrase", ["военных учений"]),
        ("учёные страны", "group", ["учёных страны"]),
        ("порт Роттердам", "place", ["порта Роттердам"]),
        ("Иммиграционная и таможенная полиция", "organization", ["Иммиграционной и таможенной полиции"]),
        ("Дж. К. Роулинг", "person", ["Дж. К. Роулингом"]),
        ("А. С. Пушкин", "person", ["А. С. Пушкина"]),
        ("Винсент Ван Гог", "person", ["Винсента Ван Гога"]),
        ("Бен Стиллер", "person", ["Бена Стиллера"]),
        ("Александр Дюма", "person", ["Александра Дюма"]),
        ("Владимир Чёрных", "person", ["Владимира Чёрных"]),
        ("Жюль Верн", "person", ["Жюля Верна", "Жюлем Верном"]),
        ("мужская и женская сборные", "phrase", ["мужской и женской сборных", "мужскую и женскую сборные"]),
        ("мужская и женская сборные Китая", "organization", ["мужской и женской сборных Китая"]),
        ("мужская и женская сборные по хоккею", "phrase", ["мужскую и женскую сборные по хоккею"]),
        ("Евгений", "person", ["Евгения", "Евгением"]),
        ("старший и младший братья", "phrase", ["старшего и младшего братьев", "старшим и младшим братьями"]),
    ],
)
def test_some_forms(term, kind, some):
    forms = russian.forms(term, kind)
    assert set(some) <= set(forms), forms
    assert term not in forms
    assert forms == russian.forms(term, kind)


@pytest.mark.parametrize(
    ("term", "kind"),
    [
        ("НАТО", "organization"),
        ("ООН", "organization"),
        ("Джо Ма", "person"),
        ("Нэнси Пелоси", "person"),
        ("Лай Циндэ", "person"),
        ("Чжоу Цзин-Хэ", "person"),
        ("мужская и женский сборные", "phrase"),
        ("Коко Шанель", "person"),
        ("Меган Маркл", "person"),
        ("Дин Майци", "person"),
        ("Си", "person"),
        ("Мумбаи", "place"),
        ("Ford Motor", "organization"),
        ("", "other"),
    ],
)
def test_what_does_not_change(term, kind):
    assert russian.forms(term, kind) == ()


def test_the_tail_is_frozen_and_organizations_have_one_number():
    forms = russian.forms("Шанхайский институт международных исследований", "organization")
    assert len(forms) == 4
    assert all(form.endswith(" международных исследований") for form in forms)


def test_a_russian_surname_has_the_endings_of_russia():
    assert "Касым-Жомартом Токаевом" not in russian.forms("Касым-Жомарт Токаев", "person")
    assert "Владимиром Путином" not in russian.forms("Владимир Путин", "person")
    assert "Иваном Грозним" not in russian.forms("Иван Грозный", "person")
    assert "Марии Захаровы" not in russian.forms("Мария Захарова", "person")


def test_of_a_foreign_place_the_last_part_is_declined():
    assert russian.in_case("Порт-Судан", "loct") == "Порт-Судане"
    assert russian.in_case("Коста-Рика", "gent") == "Коста-Рики"
    assert russian.in_case("Гвинея-Бисау", "gent") == "Гвинеи-Бисау"


def test_of_a_compound_the_second_part_alone_may_be_declined():
    forms = ("поп-певец", "поп-певцы"), ("матч-пойнт", "матч-пойнты"), ("город-герой", "города-герои")
    forms += ("ПЦР-тест", "ПЦР-тесты"), ("3D-принтер", "3D-принтеры"), ("IT-компания", "IT-компании")
    assert all(russian.in_number(one, plural=True) == many for one, many in forms)
    assert russian.in_case("онлайн-мошенничество", "gent") == "онлайн-мошенничества"


def test_what_has_no_plural_has_no_plural_adjective_either():
    assert russian.in_number("уличная еда", plural=True) == "уличная еда"
    assert russian.in_number("мировое турне", plural=True) == "мировые турне"
    assert russian.in_number("школьный учитель", plural=True) == "школьные учителя"
    assert "цветов" in russian.forms("цветы")


def test_of_several_forms_a_phrase_has_the_likeliest():
    assert russian.in_case("Джереми Корбин", "gent", "person") == "Джереми Корбина"
    assert russian.in_case("Мишель Обама", "datv", "person") == "Мишелю Обаме"
    assert russian.in_case("Сычуань", "loct", "place") == "Сычуани"
    assert russian.in_case("Шэньчжэнь", "loct", "place") == "Шэньчжэне"


def test_what_is_too_long_for_a_name_is_left_as_it_is():
    assert russian.in_case("Иван " * 30, "gent", "person") == "Иван " * 30
    assert len(russian.forms("Иван" + "-младший" * 2_000, "person")) == 4


def test_a_newspaper_is_no_given_name():
    assert russian.declined("Урсула фон дер Ляйен")
    assert russian.declined("Эмманюэль Макрон", "person")
    assert not russian.declined("Ассошиэйтед Пресс")


@needs(SENTENCES)
def test_recall_and_precision_on_sentences():
    counts = {"tp": 0, "fp": 0, "fn": 0, "wrong agreement": 0}
    for row in rows(SENTENCES):
        kind = "person" if row["term_id"] in PERSONS else "phrase" if row["term"][0].islower() else "organization"
        terms = [row["term"], *russian.forms(row["term"], kind)]
        found = bool(Finder((term, "ru", 0) for term in terms).find(row["sentence"]))
        if row["label"] == "2":
            counts["wrong agreement"] += found
        elif found or row["label"] == "1":
            counts["tp" if found and row["label"] == "1" else "fp" if found else "fn"] += 1
    assert counts["tp"] / (counts["tp"] + counts["fp"]) >= 0.98
    assert counts["tp"] / (counts["tp"] + counts["fn"]) >= 0.98
    assert counts["wrong agreement"] <= 1
