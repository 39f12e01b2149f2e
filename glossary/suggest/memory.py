"""Renderings out of the translation memory: of the whole segment, and of words aligned in longer ones."""

from __future__ import annotations

from glossary.model import Concept, Suggestion
from glossary.suggest import Context, Lookup, source_names

_MOST = 5


def suggest(concept: Concept, language: str, context: Context) -> list[Suggestion]:
    """Return what the memory has for *concept*, with counts: exact ones first, then aligned ones.

    What is aligned is a guess from what the translations of the segments with the term have in common.
    """
    exact = _found(concept, language, context.memory, "memory", ("high", "medium"))
    return exact + _found(concept, language, context.aligned, "memory, aligned", ("low", "low"))


def _found(
    concept: Concept, language: str, lookup: Lookup | None, origin: str, levels: tuple[str, str]
) -> list[Suggestion]:
    """Return what *lookup* has for a concept, the commonest first, sure by *levels*: twice and always so, or else."""
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
        # Twice and always the same is sure.
        Suggestion(text, language, f"{origin}: {count} of {whole}", levels[0] if count == whole > 1 else levels[1])
        for text, count in rows
    ]
