"""Russian forms: what is inflected, what is frozen, and that a form that does not agree is not found."""

from pathlib import Path

import pytest
from shared import needs, rows

pytest.importorskip("pymorphy3", reason="Russian forms are made with pymorphy3 (the extra ru)")

from glossary.text import russian
from glossary.text.find import Finder

SENTENCES = "data/zhru/ru_usage.tsv"
PERSONS = {"XI", "LZS", "PUT", "TOK", "PEL", "JAK", "GAB", "SHI", "DING"}
FORMS = [
    line.split("\t")
    for line in (Path(__file__).parent / "data/russian_forms.tsv").read_text(encoding="utf-8").splitlines()[1:]
]


@pytest.mark.parametrize("row", FORMS, ids=lambda row: row[0])
def test_forms_of_a_term_are_those_that_the_table_names(row):
    term, kind, *some = row
    forms = russian.forms(term, kind)
    assert set(some[0].split(" | ")) <= set(forms) if some else forms == ()
    assert term not in forms
    assert forms == russian.forms(term, kind)


def test_an_empty_term_has_no_forms():
    assert russian.forms("", "other") == ()


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


def test_a_newspaper_is_not_a_given_name():
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
