"""Where a phrase stands in a unit: as it is written, or with its words in other forms.

Russian words are sought in all forms that pymorphy3 knows of them, or without it by what is left of them without their
ending; English ones in the plural, in the singular and in the other spelling.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import NamedTuple

from glossary.text import counterparts, russian
from glossary.text.find import english_variants

LONGEST = 20
"""A phrase of more words is a sentence, which is sought as it is written only."""
_WORD = re.compile(r"([^\W\d_]+)")

Place = tuple[str, int, int]
"""The side (source or target), and where the phrase begins and ends there."""


class _Forms(NamedTuple):
    """What finds a phrase in any of its forms."""

    stem: str
    """Small letters that are in every text that has one of them."""
    pattern: re.Pattern[str]


class Sought:
    """A *phrase* that is sought on one *side* (source, target or both) of units in a pair of languages."""

    def __init__(self, phrase: str, side: str, source_language: str, target_language: str) -> None:
        spoken = {"source": source_language, "target": target_language}
        self._forms = {name: _forms(phrase, spoken[name]) for name in spoken if side in (name, "both")}
        self._written = re.compile(r"\s+".join(map(re.escape, phrase.split())), re.IGNORECASE)
        self.part = next((forms.stem for forms in self._forms.values() if forms), phrase)
        """What is in every text of a single side in which the phrase stands in one way or another."""

    def written(self, source: str, target: str) -> Place | None:
        """Return the first place where the phrase stands, whatever its capitals and spaces, also inside of words."""
        for name in self._forms:
            if found := self._written.search(source if name == "source" else target):
                return name, *found.span()
        return None

    def inflected(self, source: str, target: str) -> Place | None:
        """Return the first place where the words of the phrase stand, each in any form."""
        for name, forms in self._forms.items():
            text = source if name == "source" else target
            if forms and forms.stem in text.lower() and (found := forms.pattern.search(text)):
                return name, *found.span()
        return None


def _forms(phrase: str, language: str) -> _Forms | None:
    """Return what finds *phrase* in any form; None where its words have no other ones that are known here."""
    parts = _WORD.split(" ".join(phrase.split()))
    words = [_each_form(word.lower(), language.split("-")[0]) for word in parts[1 : 2 * LONGEST + 2 : 2]]
    if len(parts) > 2 * LONGEST + 1 or all(len(forms) == 1 for forms in words):
        return None
    parts[::2] = [re.escape(gap).replace(r"\ ", r"\s+") for gap in parts[::2]]
    parts[1::2] = ["(?:" + "|".join(sorted(forms, key=len, reverse=True)) + ")" for forms in words]
    pattern = re.compile(rf"(?<!\w){''.join(parts).replace('ё', '[её]')}(?!\w)", re.IGNORECASE)
    return _Forms(max(map(_stem, words), key=len), pattern)


def _stem(forms: set[str]) -> str:
    """Return the letters with which all *forms* begin; where ё is written, е may be written as well."""
    first, last = min(forms), max(forms)
    return "".join(one for one, other in takewhile(_same_letter, zip(first, last, strict=False)))


def _same_letter(pair: tuple[str, str]) -> bool:
    return pair[0] == pair[1] != "ё" and pair[0].isalpha()


def _each_form(word: str, base: str) -> set[str]:
    """Return the forms of a *word* of the language *base*, as regular expressions."""
    if base == "en":
        return {word, *map(re.escape, english_variants(word))}
    if base != "ru" or len(word) < 3 or not "а" <= word[0] <= "ё":
        return {word}
    if not russian.available():
        return {word, counterparts.stem(word) + r"\w{0,3}"}
    return {word, *(form.word for parse in russian.analyzer().parse(word) for form in parse.lexeme)}
