"""Drafts for romanised Korean names in Russian, from a table of surnames and syllables; never in Chinese characters.

A name counts as Korean if its given name is two hyphenated syllables that are frequent in Korea and not both Chinese
as well.
"""

from __future__ import annotations

from functools import cache

from glossary.model import Concept, Suggestion
from glossary.suggest import Context, draft, table
from glossary.suggest.cyrillic import known_name


def suggest(concept: Concept, language: str, context: Context) -> list[Suggestion]:
    """Return the Russian form of a Korean person's name; nothing if the name may be from elsewhere."""
    if language != "ru":
        return []
    return draft(concept, language, lambda name: ("" if known_name(name) else to_russian(name), "Korean"))


def may_be(parts: list[str]) -> bool:
    """Return whether the two lowercase parts of a name are a Korean surname and a Korean syllable."""
    return len(parts) == 2 and parts[0] in _spellings()["surname"] and parts[1] in _spellings()["given"]


def to_russian(name: str) -> str:
    """Return the Russian for a Korean *name*, surname first, or an empty string if it is not certainly Korean.

    >>> to_russian("Kang Kyung-wha"), to_russian("Seung-hyun Park"), to_russian("Leung Chun-ying")
    ('Кан Гён Хва', 'Пак Сын Хён', '')
    """
    parts = name.split()
    if len(parts) != 2:
        return ""
    surname, given = parts if "-" in parts[1] else parts[::-1]
    syllables = given.lower().split("-")
    texts = [_spellings()["given"].get(syllable, "") for syllable in syllables]
    first = _spellings()["surname"].get(surname.lower(), "")
    if not first or len(syllables) != 2 or not all(texts) or _spellings()["chinese"].keys() >= set(syllables):
        return ""
    return " ".join((first, *texts))


@cache
def _spellings() -> dict[str, dict[str, str]]:
    """Return the Russian of surnames and syllables by lowercase spelling."""
    found: dict[str, dict[str, str]] = {"surname": {}, "given": {}, "chinese": {}}
    for sort, spellings, russian in table("korean_ru.tsv"):
        found[sort].update(dict.fromkeys(spellings.lower().split("|"), russian))
    return found
