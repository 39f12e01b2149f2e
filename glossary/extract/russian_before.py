"""The kind and case of a Russian name as shown by the words before it.

*компания «Дунаэп»* is an organization, *в провинции Нампула* a place in the nominative; *броска Никиты Баранцева* and
*лидера Джереми Корбина* are genitives.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from glossary.extract import reference
from glossary.extract.russian_forms import WORDS

Parse = Callable[[str], Sequence[Any]]
"""A function that returns the parses of a word."""
KINDS = reference.labelled("before_ru")
"""Noun -> the kind of a name that follows it."""
_PREPOSITIONS = {word: case for case in ("gent", "datv", "ablt") for word in WORDS[case]}
"""Preposition -> its only case. Those that take several cases, or precede other sorts of names, are left out."""
_REACH = 7
"""How many words before a name are considered."""
_WORD = re.compile(r"[а-яё]+(?:-[а-яё]+)*", re.IGNORECASE)


def kind(parses_of: Parse, words: Sequence[str]) -> str:
    """Return the kind of a name that follows *words*, by the noun that they end with, or an empty string."""
    if words and words[-1].lower() in WORDS["legal"]:
        return "organization"
    return KINDS.get(noun(parses_of, words), "")


def quoted(parses_of: Parse, words: Sequence[str]) -> str:
    """Return the kind of a quoted name after *words*, which may end in a genitive: *дворец культуры «Восток»*."""
    named = len(words) - next((at for at, word in enumerate(reversed(words)) if not word[:1].isupper()), 0)
    found = kind(parses_of, words) or kind(parses_of, words[-1:])  # Театр «Современник»
    found = found or ("work" if named < len(words) and kind(parses_of, words[:named]) == "work" else "")
    if not found and len(words) > 1 and "gent" in parses_of(words[-1].lower())[0].tag:
        found = KINDS.get(noun(parses_of, words[:-1]), "")
    return found


def noun(parses_of: Parse, words: Sequence[str]) -> str:
    """Return the nominative of the noun that *words* end with, or an empty string."""
    if not words or not (words[-1][:1].islower() or len(words) == 1):
        return ""
    return next((str(first.normal_form) for first in parses_of(words[-1].lower())[:2] if "NOUN" in first.tag), "")


def case(parses_of: Parse, words: Sequence[str]) -> tuple[str, bool]:
    """Return the case of a name that follows *words* (as pymorphy tags it, or ""), and whether they describe a person.

    It is the case of the person's title, as in *президента Узбекистана Шавката*, the genitive after a quotation or any
    other noun, as in *броска Никиты*, or the case that a preposition takes.
    """
    if not words:
        return "", False
    if words[-1] == "»":
        return "gent", False  # «Лига» | Маттео Сальвини
    if only := _PREPOSITIONS.get(words[-1].lower()):
        return only, False
    field = next((at for at in range(len(words) - 2, max(len(words) - 5, 0), -1) if words[at] == "по"), 0)
    if field and (title := case(parses_of, words[:field]))[1]:
        return title  # представитель ЕС по иностранным делам
    result = ""
    for distance, word in enumerate(reversed(words[-_REACH:])):
        if not _WORD.fullmatch(word):
            break
        parses = parses_of(word.lower())
        title_case = _title_case(parses, common=word[0].islower() or distance == len(words) - 1)
        if title_case is not None:
            return title_case, True
        tag = parses[0].tag
        opening = len(words) == 1 and "inan" in tag and "Geox" not in tag  # Слова Рамиля
        if not distance and (word[0].islower() or opening) and "NOUN" in tag:
            result = "gent"
        if (distance and word == "и") or (not distance and words[-2:-1] == ["Республики"]):
            continue  # министра Республики Корея
        acronym = word.isupper() and len(word) > 1
        nominal = [parse for parse in parses if "NOUN" in parse.tag or "ADJF" in parse.tag]
        if not acronym and not any("gent" in parse.tag for parse in nominal):
            break
    return result, False


def _title_case(parses: Sequence[Any], *, common: bool) -> str | None:
    """Return the case of a word for a person, an empty string if it may be several, or None for any other word.

    *common* says that its capital, if it has one, is that of the sentence.
    """
    tag = parses[0].tag
    persons = [parse for parse in parses if {"NOUN", "anim"} in parse.tag and not _is_person_name(parse)]
    if parses[0].normal_form not in WORDS["role"] and not (persons and common and "anim" in tag and "Name" not in tag):
        return None
    singular = [parse for parse in persons or parses if "sing" in parse.tag]  # главы Сбербанка Германа Грефа
    cases = {str(parse.tag.case) for parse in singular or persons or parses} & _CASES
    if cases == {"gent", "accs"}:
        return "gent"
    return cases.pop() if len(cases) == 1 else ""


_CASES = frozenset(("nomn", "gent", "datv", "accs", "ablt", "loct"))


def _is_person_name(parse: Any) -> bool:
    return any(mark in parse.tag for mark in ("Name", "Surn", "Patr"))


_ENDINGS = {
    "gent": (("ии", "ия"), ("ы", "а"), ("а", ""), ("я", "ь")),
    "accs": (("а", ""), ("я", "ь")),
    "datv": (("ии", "ия"), ("у", ""), ("ю", "ь")),
    "ablt": (("овым", "ов"), ("евым", "ев"), ("иным", "ин"), ("ией", "ия"), ("ой", "а"), ("ом", ""), ("ем", "ь")),
}
"""Case -> endings of foreign names, each with that of the nominative."""
_VOWELS = "аеёиоуыэюя"


def nominative(word: str, case: str) -> str:
    """Return the nominative of *word*, a foreign name of a person in *case* that is not in the dictionary.

    >>> nominative("Джереми", "gent"), nominative("Корбина", "gent"), nominative("Тамурой", "ablt")
    ('Джереми', 'Корбин', 'Тамура')
    """
    for ending, nominal in _ENDINGS.get(case, ()):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2:
            if nominal == "ь":
                return stem + ("" if stem[-1] in "жшчщц" else "й" if stem[-1] in _VOWELS else "ь")
            return stem + nominal if stem[-1] not in _VOWELS else word
    return word
