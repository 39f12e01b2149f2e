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
"""Noun (stem) -> the kind of a name that follows it."""
_PREPOSITIONS = {word: case for case in ("gent", "datv", "ablt") for word in WORDS[case]}
"""Preposition -> its only case. Those that take several cases, or precede other sorts of names, are left out."""
_REACH = 7
"""How many words before a name are considered."""
_WORD = re.compile(r"[а-яё]+(?:-[а-яё]+)*", re.IGNORECASE)


def kind(parse: Parse, words: Sequence[str]) -> str:
    """Return the kind of a name that follows *words*, by the noun that they end with, or an empty string."""
    if words and words[-1].lower() in WORDS["legal"]:
        return "organization"
    return KINDS.get(noun(parse, words), "")


def quoted(parse: Parse, words: Sequence[str]) -> str:
    """Return the kind of a quoted name after *words*, which may end in a genitive: *дворец культуры «Восток»*."""
    named = len(words) - next((at for at, word in enumerate(reversed(words)) if not word[:1].isupper()), 0)
    found = kind(parse, words) or kind(parse, words[-1:])  # Театр «Современник»
    found = found or ("work" if named < len(words) and kind(parse, words[:named]) == "work" else "")
    if not found and len(words) > 1 and "gent" in parse(words[-1].lower())[0].tag:
        found = KINDS.get(noun(parse, words[:-1]), "")
    return found


def noun(parse: Parse, words: Sequence[str]) -> str:
    """Return the nominative of the noun that *words* end with, or an empty string."""
    if not words or not (words[-1][:1].islower() or len(words) == 1):
        return ""
    return next((str(first.normal_form) for first in parse(words[-1].lower())[:2] if "NOUN" in first.tag), "")


def case(parse: Parse, words: Sequence[str]) -> tuple[str, bool]:
    """Return the case of a name that follows *words* (as pymorphy tags it, or ""), and whether they describe a person.

    It is the case of the person's title, as in *президента Узбекистана Шавката*, the genitive after any other noun, as
    in *броска Никиты*, or the case that a preposition takes.
    """
    if not words:
        return "", False
    last = words[-1].lower()
    if last in _PREPOSITIONS:
        return _PREPOSITIONS[last], False
    charge = next((at for at in range(len(words) - 2, max(len(words) - 5, 0), -1) if words[at] == "по"), 0)
    if charge and (office := case(parse, words[:charge]))[1]:
        return office  # представитель ЕС по иностранным делам
    result = ""
    for distance, word in enumerate(reversed(words[-_REACH:])):
        if not _WORD.fullmatch(word):
            break
        parses = parse(word.lower())
        first = parses[0].tag
        common = word[0].islower() or distance == len(words) - 1  # or the first of the sentence
        who = [parse for parse in parses if "NOUN" in parse.tag and "anim" in parse.tag and not _is_person_name(parse)]
        if parses[0].normal_form in WORDS["role"] or (who and common and "anim" in first and "Name" not in first):
            single = [parse for parse in who or parses if "sing" in parse.tag]  # главы Сбербанка Германа Грефа
            cases = {str(parse.tag.case) for parse in single or who or parses} & _CASES
            if cases == {"gent", "accs"}:
                return "gent", True
            return (cases.pop() if len(cases) == 1 else ""), True
        thing = len(words) == 1 and "inan" in first and "Geox" not in first  # Слова Рамиля
        if not distance and (word[0].islower() or thing) and "NOUN" in first:
            result = "gent"
        if (distance and word == "и") or (not distance and words[-2:-1] == ["Республики"]):
            continue  # министра Республики Корея
        shortened = word.isupper() and len(word) > 1
        nominal = [parse for parse in parses if "NOUN" in parse.tag or "ADJF" in parse.tag]
        if not shortened and not any("gent" in parse.tag for parse in nominal):
            break
    return result, False


_CASES = frozenset(("nomn", "gent", "datv", "accs", "ablt", "loct"))


def _is_person_name(parse: Any) -> bool:
    return any(mark in parse.tag for mark in ("Name", "Surn", "Patr"))


_HARD_ENDINGS = {"gent": "а", "accs": "а", "datv": "у", "ablt": "ом"}
"""Case -> ending of a man's name that ends in a hard consonant."""
_SOFT_ENDINGS = {"gent": "я", "accs": "я", "datv": "ю", "ablt": "ем"}
"""The same for names in -ь and -й."""
_VOWELS = "аеёиоуыэюя"


def nominative(word: str, case: str) -> str:
    """Return the nominative of *word*, a man's foreign name in *case* that is not in the dictionary.

    >>> nominative("Джереми", "gent"), nominative("Корбина", "gent")
    ('Джереми', 'Корбин')
    """
    for ending in (_HARD_ENDINGS.get(case, ""), _SOFT_ENDINGS.get(case, "")):
        stem = word[: len(word) - len(ending)]
        if ending and word.endswith(ending) and len(stem) > 2:
            if ending in _HARD_ENDINGS.values():
                return stem if stem[-1] not in _VOWELS else word
            return stem + ("" if stem[-1] in "жшчщц" else "й" if stem[-1] in _VOWELS else "ь")
    return word
