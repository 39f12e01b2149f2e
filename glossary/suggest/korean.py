"""Korean names in Latin letters -> Russian, by a table of surnames and syllables; drafts, never Chinese characters.

A given name of two syllables with a hyphen tells that a name is Korean, if both are frequent ones and not both Chinese
as well.
"""

from __future__ import annotations

from functools import cache

from glossary.model import Concept, Suggestion
from glossary.suggest import Context, draft, table
from glossary.suggest.cyrillic import known_name


def suggest(concept: Concept, language: str, context: Context) -> list[Suggestion]:
    """Return the Russian form of a Korean person's name; nothing where it may be another one."""
    if language != "ru":
        return []
    return draft(concept, language, lambda name: ("" if known_name(name) else to_russian(name), "Korean"))


def may_be(parts: list[str]) -> bool:
    """Return whether the parts of a name, in small letters, are a surname and a syllable that Koreans have."""
    return len(parts) == 2 and parts[0] in _table()["surname"] and parts[1] in _table()["given"]


def to_russian(name: str) -> str:
    """Return the Russian of a Korean *name*, with the surname first; empty where it is not surely one.

    >>> to_russian("Kang Kyung-wha"), to_russian("Seung-hyun Park"), to_russian("Leung Chun-ying")
    ('Кан Гён Хва', 'Пак Сын Хён', '')
    """
    parts = name.split()
    if len(parts) != 2:
        return ""
    surname, given = parts if "-" in parts[1] else parts[::-1]
    syllables = given.lower().split("-")
    texts = [_table()["given"].get(syllable, "") for syllable in syllables]
    first = _table()["surname"].get(surname.lower(), "")
    if not first or len(syllables) != 2 or not all(texts) or _table()["chinese"].keys() >= set(syllables):
        return ""
    return " ".join((first, *texts))


@cache
def _table() -> dict[str, dict[str, str]]:
    """Return the Russian of surnames and of syllables by every spelling."""
    found: dict[str, dict[str, str]] = {"surname": {}, "given": {}, "chinese": {}}
    for sort, spellings, russian in table("korean_ru.tsv"):
        found[sort].update(dict.fromkeys(spellings.lower().split("|"), russian))
    return found
