"""Renderings from the translation memory: of the whole segment, or of words aligned in longer segments."""

from __future__ import annotations

from glossary.model import Concept, Suggestion
from glossary.suggest import Context, Lookup, source_names

_MOST = 5


def suggest(concept: Concept, language: str, context: Context) -> list[Suggestion]:
    """Return the memory's renderings of *concept* with their counts: exact matches first, then aligned ones.

    An aligned rendering is a guess from what the translations of all segments with the term have in common.
    """
    exact = _found(concept, language, context.memory, "memory", ("high", "medium"))
    return exact + _found(concept, language, context.aligned, "memory, aligned", ("low", "low"))


def _found(
    concept: Concept, language: str, lookup: Lookup | None, origin: str, levels: tuple[str, str]
) -> list[Suggestion]:
    """Return up to five renderings, the most frequent first; *levels* are the confidence if certain and if not."""
    if lookup is None:
        return []
    counts: dict[str, int] = {}
    for name in source_names(concept):
        for text, count in lookup(name, concept.head.language, language):
            if text.strip():
                counts[text] = counts.get(text, 0) + count
    rows = sorted(counts.items(), key=lambda row: (-row[1], row[0]))[:_MOST]
    whole = sum(counts.values())
    return [
        # Certain means: seen at least twice, always the same.
        Suggestion(text, language, f"{origin}: {count} of {whole}", levels[0] if count == whole > 1 else levels[1])
        for text, count in rows
    ]
