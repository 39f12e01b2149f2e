"""Japanese names in Latin letters -> Russian; never Chinese characters from a romanization."""

from __future__ import annotations

from glossary.languages import base
from glossary.model import Concept, Kind, Suggestion
from glossary.suggest import Context, person_names
from glossary.suggest.cyrillic import known_name
from glossary.text import palladius, polivanov


def suggest(concept: Concept, language: str, context: Context) -> list[Suggestion]:
    """Return the Russian form of a Japanese person's name; nothing where neither part is a Japanese surname we know."""
    if language != "ru" or concept.kind is not Kind.PERSON or base(concept.head.language) != "en":
        return []
    for name in person_names(concept):
        # Mori and Abe are names elsewhere, too: Ma Ke, Mori Lee.
        if known_name(name) or palladius.person(name)[0]:
            return []
        if russian := polivanov.person(name):
            return [Suggestion(russian, language, "polivanov", "medium")]
    return []
