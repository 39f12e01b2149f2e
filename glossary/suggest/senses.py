"""Word senses chosen by the neighbouring words: a *prison cell*, a *blood cell*, a *terrorist cell*."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from glossary.suggest import lexicon, table
from glossary.text.find import english_forms

_POSSESSIVE = re.compile("'s$|(?<=s)'$")
_ARTICLES = frozenset(("the", "a", "an"))


class Sense(NamedTuple):
    """The sense of an ambiguous word in its phrase."""

    russian: str
    chinese: str
    plural: bool
    """Whether the word is a plural that the table does not list."""
    marks: frozenset[str]
    """``adjective``; ``of``: preceding nouns become its genitives; ``many``: as a modifier it means several."""
    relational: str
    """The Russian adjective or prefix for the noun as a modifier, or an empty string."""

    def text(self, language: str) -> str:
        """Return the rendering of the singular, or of a listed plural; an empty string if there is none."""
        return (self.russian if language == "ru" else self.chinese).removeprefix("-")


class _Row(NamedTuple):
    """A row of ``senses.tsv``."""

    nouns: str
    before: str
    after: str
    russian: str
    chinese: str
    marks: str = ""
    relational: str = ""

    def fits(self, before: set[str], after: str) -> bool:
        """Return whether a word that selects this sense comes before the noun, or right after it."""
        return not before.isdisjoint(_neighbours(self.before)) or after in _neighbours(self.after)


@cache
def _neighbours(words: str) -> frozenset[str]:
    """Return the *words* of a cell, with those of its classes (@crime)."""
    classes = {row[1]: row[2] for row in table("senses.tsv") if row[0] == "class"}
    named = [classes[word[1:]].split() if word[:1] == "@" else [word] for word in words.split()]
    return frozenset(word for group in named for word in group)


@cache
def _rows() -> dict[str, list[tuple[_Row, bool]]]:
    """Return (row, whether the form is the plural of the row's noun) by form; rows that list the form come first."""
    rows = [_Row(*cells) for cells in table("senses.tsv") if cells[0] != "class"]
    found: dict[str, list[tuple[_Row, bool]]] = {}
    for row in rows:
        for noun in row.nouns.split("|"):
            found.setdefault(noun, []).append((row, False))
    for row in rows:
        for noun in row.nouns.split("|"):
            for form in english_forms(noun) if not noun.endswith("s") else ():
                found.setdefault(form, []).append((row, True))
    return found


def senses(phrase: str) -> dict[str, Sense]:
    """Return the ambiguous words of *phrase* whose sense its other words select, with that sense.

    >>> found = senses("prison cells")["cells"]
    >>> found.russian, found.chinese, found.plural
    ('камера', '牢房', True)
    >>> senses("prison reform")
    {}
    """
    words = phrase.split()
    found: dict[str, Sense] = {}
    for at, word in enumerate(words):
        bare = _POSSESSIVE.sub("", word)
        rows = _rows().get(bare.lower() if bare.istitle() else bare)
        pairs = words[max(at - 1, 0) : at + 1], words[at : at + 2]
        if not rows or any(lexicon.row(" ".join(pair)) for pair in pairs if pair[1:]):
            continue  # solar (power plant)
        of = [other for other in words[at + 2 :] if other not in _ARTICLES] if words[at + 1 : at + 2] == ["of"] else []
        before = {form for other in [*words[max(at - 1, 0) : at], *of] for form in _forms(other)}
        after = words[at + 1].lower() if words[at + 1 :] else ""
        for row, plural in rows:
            if row.fits(before, after) or row.fits(set(), after.removesuffix("s")):
                found[bare] = Sense(row.russian, row.chinese, plural, frozenset(row.marks.split()), row.relational)
                break
    return found


def _forms(word: str) -> tuple[str, ...]:
    """Return *word*, and also without a plural or possessive ending, as the table may list it."""
    bare = _POSSESSIVE.sub("", word)
    return word, bare, bare.removesuffix("s"), bare.lower()
