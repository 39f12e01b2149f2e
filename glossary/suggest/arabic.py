"""Arabic names in Latin letters -> Russian, by letters; drafts. A given name or an article tells that it is one."""

from __future__ import annotations

import re

from glossary.model import Concept, Suggestion
from glossary.suggest import Context, cyrillic, draft, western

_ARTICLE = re.compile(r"(?P<article>[Aa]l|[Ee]l|[Aa][dnrstz]|[Aa]sh)-(?P<name>[A-Z].*)")
_PARTICLES = {
    "al": "аль",
    "el": "эль",
    "bin": "бин",
    "ben": "бен",
    "ibn": "ибн",
    "bint": "бинт",
    "abu": "Абу",
    "abd": "Абд",
    "abdul": "Абдул",
    "abdel": "Абдель",
}
_ARTICLES = {
    "al": "аль",
    "el": "эль",
    "ad": "ад",
    "an": "ан",
    "ar": "ар",
    "as": "ас",
    "at": "ат",
    "az": "аз",
    "ash": "аш",
}


def suggest(concept: Concept, language: str, context: Context) -> list[Suggestion]:
    """Return a Russian draft of a person's name that is Arabic, where a part of it is in no table."""
    return draft(concept, language, _written) if language == "ru" else []


def _written(name: str) -> tuple[str, str]:
    parts = name.split()
    known = cyrillic.known_name(parts[0])
    arabic = (known.sort, known.origin) == ("given", "ar") if known else any(_ARTICLE.fullmatch(part) for part in parts)
    texts = [to_russian(part) for part in parts] if arabic and (len(parts) > 1 or not known) else []
    return (" ".join(texts) if all(texts) else ""), "Arabic"


def to_russian(part: str) -> str:
    """Return the Russian of a part of an Arabic name; empty where a letter has no rule.

    >>> to_russian("al-Khatib"), to_russian("bin"), to_russian("Shaheen"), to_russian("Jubeir")
    ('аль-Хатиб', 'бин', 'Шахин', 'Джубейр')
    """
    article = None if cyrillic.known_name(part) else _ARTICLE.fullmatch(part)
    if article:
        rest = _without_article(article["name"])
        return rest and f"{_ARTICLES[article['article'].lower()]}-{rest}"
    return _without_article(part)


def _without_article(part: str) -> str:
    known = cyrillic.known_name(part)
    if known:
        return known.russian
    if re.fullmatch("[IVX]+", part):
        return part
    if part.lower() in _PARTICLES:
        return _PARTICLES[part.lower()]
    return western.to_russian(re.sub("['’‘`-]", "", part), "ar")
