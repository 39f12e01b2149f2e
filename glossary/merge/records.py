"""What a merge returns, and when two concepts are the same."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from glossary.model import Change, Concept, Termbase

_PLAIN = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "‐": "-", "‑": "-"})


def tidy(text: str) -> str:
    """Return the key under which two spellings of a source term are the same term: typography aside, case kept."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).translate(_PLAIN)
    return " ".join(text.split())


def key(concept: Concept) -> tuple[str, str]:
    """Return what makes *concept* the same one elsewhere: its name as :func:`tidy` has it, and its sense."""
    return tidy(concept.name), concept.sense


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge gives back."""

    termbase: Termbase
    changes: tuple[Change, ...]
    """One row for every rendering (or concept) that was looked at, ``unchanged`` ones too."""

    def count(self, *actions: str) -> int:
        """Return how many changes are one of *actions*."""
        return sum(change.action in actions for change in self.changes)
