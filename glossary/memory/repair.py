"""Numbers and dates put right in the translation of a segment that differs in nothing else."""

from __future__ import annotations


def repaired(query: str, source: str, target: str) -> str:
    return target
