"""Single Russian words: what the dictionary knows about them, and their forms (with pymorphy3, an extra)."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from glossary.errors import ConfigError, to_install

CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
"""The cases in the order of the tables."""
SECOND = {"gent": "gen2", "loct": "loc2"}
"""Case -> the second form that some nouns have in it: чаю, в лесу."""
VOWELS = "аеёиоуыэюя"

_UNDECLINED = re.compile(
    "(?:аудит|бизнес|бит|блиц|бонус|брейк|гольф|допинг|джаз|кастинг|кибер|клип|конгресс|контент|лайв|лизинг|матч(?=-пойнт)|онлайн"
    "|офлайн|пиар|пилот|поп|риск|рэп|секс|сервис|слот|спорт|стресс|телеком|тест|фолк|форум|фьючерс|фьюжн|хедж|чат|шок|экше?н)-",
    re.I,
)
"""First parts of compounds that are nouns but are not declined: «онлайн-курсы», but «города-герои»."""
_PLURALS = {"учители": "учителя", "цветки": "цветы", "цветков": "цветов"}
"""Plurals of the dictionary -> the usual ones."""
_CACHE_SIZE = 2_000
"""Size of the caches; the words of a term are looked up repeatedly."""


@cache
def available() -> bool:
    """Return whether forms can be made: pymorphy3 and its dictionary are installed."""
    return find_spec("pymorphy3") is not None and find_spec("pymorphy3_dicts_ru") is not None


@cache
def analyzer() -> Any:
    """Return pymorphy3's analyzer, made once. Raises ConfigError if it is not installed."""
    try:
        made = import_module("pymorphy3").MorphAnalyzer(lang="ru")
    except ImportError as error:
        command = to_install("pymorphy3")
        hint = f"{command}, or write them into '# forms:' comments"
        raise ConfigError("Russian forms need pymorphy3", hint=hint) from error
    # It makes all forms of a word whenever it is asked for one.
    made.get_lexeme = lru_cache(maxsize=_CACHE_SIZE)(made.get_lexeme)
    return made


def known(word: str) -> bool:
    """Return whether *word* is in the dictionary."""
    return bool(analyzer().word_is_known(word.lower()))


@lru_cache(maxsize=_CACHE_SIZE)
def readings(word: str) -> tuple[Any, ...]:
    """Return the parses of *word*, likeliest first."""
    return tuple(analyzer().parse(word))


@lru_cache(maxsize=_CACHE_SIZE)
def nouns(word: str) -> list[Any]:
    """Return the parses of *word* as the nominative of a noun."""
    return [parse for parse in readings(word) if parse.tag.POS == "NOUN" and "nomn" in parse.tag]


@lru_cache(maxsize=_CACHE_SIZE)
def adjectives(word: str) -> list[Any]:
    """Return the parses of *word* as the nominative of an adjective or a participle."""
    found = [parse for parse in readings(word) if parse.tag.POS in ("ADJF", "PRTF") and "nomn" in parse.tag]
    # «Большая» is rather of «большой» than of «больший».
    return sorted(found, key=lambda parse: parse.normal_form in ("больший", "меньший"))


def inflected(parse: Any, word: str, wanted: list[set[str]]) -> list[str]:
    """Return the forms of *parse* with each set of *wanted* tags, capitalized like *word*, or only *word*."""
    cells = []
    for marks in wanted:
        found = _superlative(parse, marks) if "Supr" in parse.tag else parse.inflect(marks)
        form = _cased_like(_PLURALS.get(found.word, found.word), word) if found else ""
        if form and form not in cells:
            cells.append(form)
        if word == "год" and {"plur", "gent"} <= marks:
            cells.append("лет")  # «световых лет»
    return cells or [word]


def _superlative(parse: Any, marks: set[str]) -> Any:
    """Return the form of a superlative, keeping its stem if it has two: *высшего*, not *высочайшего*."""
    stem = parse.word[:-2]
    forms = [one for one in parse.lexeme if marks <= set(one.tag.grammemes) and one.word.startswith(stem)]
    return forms[0] if forms else parse.inflect(marks)


def _cased_like(form: str, word: str) -> str:
    """Return *form* with the capitals of *word*, and with its first part if that is not declined: *поп*-, *ДНК*-."""
    if word.isupper() and len(word) > 1:
        return form.upper()
    parts, models = re.split("([-‑’'])", form), re.split("([-‑’'])", word)
    if len(parts) != len(models):
        parts, models = [form], [word]
    elif _UNDECLINED.match(word) or re.search("[А-ЯЁ]{2}", models[0]):
        parts[0] = models[0]
    return "".join(
        model if part == model.lower() else part[:1].upper() + part[1:] if model[:1].isupper() else part
        for part, model in zip(parts, models, strict=True)
    )


def cases(word: str) -> set[str]:
    """Return the cases in which *word* may be a form of any lemma: the genitive for санкции, of санкция."""
    marks = {mark for parse in readings(word) for mark in parse.tag.grammemes}
    second = {case for case, other in SECOND.items() if other in marks}
    return set(CASES) if "Fixd" in marks else marks & set(CASES) | second


def is_oblique_adjective(word: str) -> bool:
    """Return whether *word* is an adjective in a case that no nominative follows: «ключевую», «нового».

    A plural may be a noun by itself: «с пострадавшими Россия связалась».

    >>> [is_oblique_adjective(word) for word in ("ключевую", "ключевая", "которую", "пострадавшими")]
    [True, False, False, False]
    """
    found = readings(word.lower())
    return bool(found) and all(
        parse.tag.POS in ("ADJF", "PRTF") and {"nomn", "plur", "Apro"}.isdisjoint(parse.tag.grammemes)
        for parse in found
    )
