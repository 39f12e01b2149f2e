"""Suggestions from a translation memory: of whole segments, and of words that translations have in common."""

from glossary.model import Concept, Term
from glossary.suggest import Context, suggest
from glossary.suggest.lists import labels
from glossary.text.counterparts import counterparts


def test_what_translations_have_in_common():
    others = ["Идёт дождь", "Солнце светит", "Говорят о погоде"]
    texts = ["Новые санкции введены", "Россия о санкциях говорит", "Санкциям не верят"]
    assert counterparts(texts, others, spaced=True) == [("санкции", 3)]
    assert counterparts(texts[:1], others, spaced=True) == []
    assert counterparts([], [], spaced=True) == []


def test_chinese_has_no_spaces():
    texts = ["美国参议院通过决议", "参议院否决了", "昨天参议院开会"]
    assert counterparts(texts, ["今天下雨", "美国很大"], spaced=False) == [("参议院", 3)]


def test_a_word_in_all_translations_is_not_a_rendering():
    texts = ["он сказал это", "он ушёл", "он тут"]
    assert counterparts(texts, ["он спит", "он ест", "она ест"], spaced=True) == []


def test_a_label_in_plain_zh_is_taken_only_in_the_right_script():
    lookup = labels('{"labels": {"en": "Gabuev", "zh": "亚历山大"}}'.encode(), "l.jsonl")
    assert list(lookup("Gabuev", "en", "zh-Hans")) == [("亚历山大", 1)]
    assert list(lookup("Gabuev", "en", "zh-Hant")) == []


def test_lists_that_disagree_give_medium_confidence():
    lists = [(name, lambda *_, text=text: [(text, 1)]) for name, text in (("one", "Киев"), ("two", "Кыив"))]
    for chosen, confidence in ((lists, "medium"), (lists[:1], "high")):
        rows = suggest(Concept((Term("Kyiv", "en"),)), "ru", Context(lists=chosen), only=["lists"])
        assert {row.confidence for row in rows} == {confidence}
