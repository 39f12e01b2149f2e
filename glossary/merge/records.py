"""The result of a merge, and the key by which concepts are matched."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from glossary.model import Change, Concept, Termbase

_PLAIN = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "‐": "-", "‑": "-"})


def tidy(text: str) -> str:
    """Return the key by which spellings of a source term are compared: typography normalised, case kept."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).translate(_PLAIN)
    return " ".join(text.split())


def key(concept: Concept) -> tuple[str, str]:
    """Return the key by which *concept* is matched: its name normalised by :func:`tidy`, and its sense."""
    return tidy(concept.name), concept.sense


@dataclass(frozen=True, slots=True)
class Merged:
    """The result of a merge."""

    termbase: Termbase
    changes: tuple[Change, ...]
    """One row for every rendering (or concept) looked at, including ``unchanged`` ones."""

    def count(self, *actions: str) -> int:
        """Return how many changes have one of *actions*."""
        return sum(change.action in actions for change in self.changes)
