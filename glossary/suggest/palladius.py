"""Chinese names in pinyin -> Russian, by the Palladius system (:mod:`glossary.text.palladius`)."""

from __future__ import annotations

from glossary.model import Concept, Kind, Suggestion
from glossary.suggest import Context, places, source_names
from glossary.text import palladius

_SYLLABLES = 3
"""Places with more have seldom a Chinese name: *Pasadena*."""
_CONFIDENCE = {"known": "high", "surname first": "high", "surname last": "medium", "either": "low", "surname": "low"}


def suggest(concept: Concept, language: str, context: Context) -> list[Suggestion]:
    """Return the Russian forms of a Chinese name; nothing for what is no pinyin."""
    if language != "ru" or concept.head.language.split("-")[0] not in ("en", "zh", "de", "fr"):
        return []
    if concept.kind in (Kind.PERSON, Kind.OTHER):
        # A full name tells more than a surname: Xi Jinping before Xi.
        for name in sorted(source_names(concept), key=lambda name: (len(name.split()) < 2, name != concept.name)):
            texts, how = palladius.person(name) if not name.isupper() else ((), "")
            if texts:
                first = _CONFIDENCE[how] if concept.kind is Kind.PERSON and len(texts) == 1 else "low"
                return [
                    Suggestion(text, language, f"palladius: {how}", "low" if at else first)
                    for at, text in enumerate(texts)
                ]
    if concept.kind in (Kind.PLACE, Kind.ORGANIZATION) and not places.suggest(concept, language, context):
        known = palladius.known_names().get(concept.name.lower().replace("’", "'"))
        if known:
            return [
                Suggestion(
                    known[0],
                    language,
                    "palladius: known",
                    "high" if known[1] == concept.kind and concept.kind is Kind.PLACE else "low",
                )
            ]
        if concept.kind is Kind.PLACE and " " not in concept.name:
            ways = palladius.divide(concept.name)
            if ways and len(ways[0]) <= _SYLLABLES:
                text = palladius.word(concept.name)[0]
                return [Suggestion(text, language, "palladius: place", "low")]
    return []
