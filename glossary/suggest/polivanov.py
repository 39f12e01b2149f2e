"""Romanised Japanese names in Russian; never in Chinese characters, which a romanisation does not tell."""

from __future__ import annotations

from glossary.languages import base
from glossary.model import Concept, Kind, Suggestion
from glossary.suggest import Context, person_names
from glossary.suggest.cyrillic import known_name
from glossary.text import palladius, polivanov


def suggest(concept: Concept, language: str, context: Context) -> list[Suggestion]:
    """Return the Russian form of a Japanese person's name, if one of its parts is a Japanese surname that we know."""
    if language != "ru" or concept.kind is not Kind.PERSON or base(concept.head.language) != "en":
        return []
    for name in person_names(concept):
        # Some Japanese surnames are also Chinese or English: Ma Ke, Mori Lee.
        if known_name(name) or palladius.person(name)[0]:
            return []
        if russian := polivanov.person(name):
            return [Suggestion(russian, language, "polivanov", "medium")]
    return []
