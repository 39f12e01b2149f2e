"""Suggestions from the memory, lists, the glossary and the lexicon; and the figures on real entries."""

import json
import re

import pytest
from shared import needs, needs_pymorphy, rows

from glossary import plugins
from glossary.errors import ConfigError, InputError, PluginError
from glossary.model import Concept, Kind, Suggestion, Term, Termbase
from glossary.suggest import Context, suggest
from glossary.suggest.lists import labels
from glossary.text import russian_words

RENDERINGS = "data/zhru/seed_renderings.tsv"


def concept(name, kind=Kind.PHRASE, **renderings):
    terms = [Term(name, "en")]
    terms += [Term(text, language.replace("_", "-")) for language, text in renderings.items()]
    return Concept(tuple(terms), kind=kind)


def test_the_glossary_takes_precedence_over_the_lexicon():
    glossary = Termbase((concept("summit", ru="встреча в верхах", zh_Hans="首脑会议"),))
    rows = suggest(concept("Samarkand summit"), "zh-Hans", Context(termbase=glossary), only=["parts"])
    assert rows[0].text == "撒马尔罕首脑会议"


@pytest.mark.parametrize(
    ("name", "source", "target", "texts"),
    [
        ("баланс сил", "ru", "en", ["balance of power"]),
        ("баланс сил", "ru", "zh-Hans", ["力量对比"]),
        ("力量对比", "zh", "ru", ["баланс сил"]),
        ("乌克兰战争", "zh", "en", ["war in Ukraine"]),
        ("чиновник", "ru", "en", []),  # -official, of Washington-based officials
        ("баланс сил", "ru", "de", []),
        ("баланс весов", "ru", "en", []),
    ],
)
def test_the_lexicon_is_read_from_russian_and_chinese_too(name, source, target, texts):
    phrase = Concept((Term(name, source),), kind=Kind.PHRASE)
    assert [row.text for row in suggest(phrase, target, only=["parts"])] == texts


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


def test_a_bad_line_of_labels_is_reported_as_one():
    with pytest.raises(InputError, match="x:2: not a line of labels"):
        labels(b'{"labels": {"en": "Xi", "ru": "\xd0\xa1\xd0\xb8"}}\n{"names": 3}', "x")


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


def test_without_pymorphy3_only_whole_phrases_are_proposed(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise ConfigError("Russian forms need pymorphy3")

    monkeypatch.setattr(russian_words, "available", lambda: False)
    monkeypatch.setattr(russian_words, "analyzer", missing)
    assert suggest(concept("invasions"), "ru") == []
    assert suggest(concept("tripartite projects of water diplomacy"), "ru") == []
    assert suggest(concept("invasion"), "ru")[0].text == "вторжение"


@pytest.mark.parametrize("error", [ValueError("no such table"), InputError("no such table")])
def test_a_suggester_that_breaks_is_noted_and_then_skipped(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
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
        said = f"the suggester 'palladius' broke: {type(error).__name__}: no such table"
        assert str(context.broken["palladius"]) == said
        with pytest.raises(PluginError, match="'palladius' broke"):
            suggest(concept("invasion"), "ru")
        monkeypatch.setattr("glossary.suggest.palladius.suggest", lambda *_: ["a text"])
        plugins.load.cache_clear()
        with pytest.raises(PluginError, match="'palladius' broke: AttributeError: 'str' object has no attribute"):
            suggest(concept("invasion"), "ru")
    finally:
        plugins.load.cache_clear()


def test_an_unknown_suggester_is_not_a_broken_one() -> None:
    with pytest.raises(ConfigError, match="unknown suggester 'list'; did you mean lists"):
        suggest(concept("invasion"), "ru", Context(broken={}), only=["list"])


@needs_pymorphy
def test_a_word_in_lower_case_is_not_a_name() -> None:
    nice = concept("Nice", Kind.PLACE, ru="Ницца", zh_Hans="尼斯")
    termbase = Termbase((nice, concept("nice")), "en", ("ru", "zh-Hans"))
    for language in termbase.languages:
        assert not suggest(concept("nice"), language, Context(termbase=termbase))
        (found,) = suggest(concept("mayor of Nice"), language, Context(termbase=termbase))[:1]
        assert "Ницц" in found.text or "尼斯" in found.text


@needs_pymorphy
def test_a_rendering_by_a_person_takes_precedence_over_senses():
    base = Termbase((concept("cell", ru="ячейка"),))
    assert suggest(concept("prison cell"), "ru", Context(base))[0].text == "тюремная ячейка"


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
def test_endless_names_are_harmless(name):
    for kind in Kind:
        for language in ("ru", "zh-Hans"):
            assert suggest(concept(name, kind), language) == []


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
