"""Japanese names in Russian, by the system of Polivanov."""

import pytest

from glossary.model import Concept, Kind, Term
from glossary.suggest import suggest
from glossary.text import polivanov


@pytest.mark.parametrize(
    ("name", "russian"),
    [
        ("Keisuke Honda", "Кэйсукэ Хонда"),
        ("Shunsuke Nakamura", "Сюнсукэ Накамура"),
        ("Hidetoshi Nakata", "Хидэтоси Наката"),
        ("Yasujiro Ozu", ""),  # a surname that we do not know
        ("Akira Kurosawa", "Акира Куросава"),
        ("Takeshi Kitano", "Такэси Китано"),
        ("Hayao Miyazaki", "Хаяо Миядзаки"),
        ("Jun'ichiro Koizumi", "Дзюнъитиро Коидзуми"),
        ("Yuriko Koike", "Юрико Коикэ"),
        ("Taro Kono", "Таро Коно"),
        ("Tarō Asō", "Таро Асо"),
        ("Shohei Aizawa", "Сёхэй Айдзава"),
        ("Ryuichi Sakamoto", "Рюити Сакамото"),
        ("Hattori Hanzo", "Хаттори Хандзо"),
        ("Junpei Mizuno", "Дзюмпэй Мидзуно"),
        ("Kenzaburo Fuji", "Кэндзабуро Фудзи"),
        ("Etchu Mori", "Эттю Мори"),
        ("John Suzuki", ""),
        ("Suzuki", ""),
    ],
)
def test_japanese_persons_are_written_as_the_press_has_them(name: str, russian: str) -> None:
    assert polivanov.person(name) == russian


@pytest.mark.parametrize("word", ["", "'", "n'", "tttt", "a" * 5000, "Ян", "\ud800"])
def test_odd_words_are_harmless(word: str) -> None:
    assert isinstance(polivanov.word(word), str)


def test_a_suggestion_says_how_it_was_found() -> None:
    concept = Concept((Term("Haruka Ono", "en"),), kind=Kind.PERSON)
    (found,) = suggest(concept, "ru")
    assert (found.text, found.origin, found.confidence) == ("Харука Оно", "polivanov", "medium")
    assert suggest(concept, "zh-Hans") == []
