"""Finding a phrase in a unit, as written or with its words inflected.

Russian words are found in all forms that pymorphy3 has, or without it by their stems; English words in the singular, in
the plural and in both spellings (British and American).
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import NamedTuple

from glossary.memory.traces import lowered
from glossary.text import counterparts, russian_words
from glossary.text.find import english_variants

LONGEST = 20
"""A phrase of more words is only found as written."""
_LETTERS = 50
"""A word of more letters is not inflected: it is in no dictionary, and its forms would take long to make."""
_WORD = re.compile(r"([^\W\d_]+)")
_LETTER = r"[^\W\u0e00-\uffff]"
"""A letter or digit of a script that writes spaces."""


class Place(NamedTuple):
    """Where a phrase occurs in a unit."""

    side: str
    start: int
    end: int
    inflected: bool
    whole: bool
    """Whether the phrase is as written and not part of a longer word; such places come before all others."""


class _Pattern(NamedTuple):
    """One way to find a phrase on one side of a unit."""

    side: str
    part: str
    """Letters in every text that the pattern matches, as :func:`~glossary.memory.traces.lowered` gives them."""
    pattern: re.Pattern[str]
    inflected: bool = False
    whole: bool = False


class Sought:
    """A *phrase* to find on one *side* (source, target or both) of units in a pair of languages."""

    def __init__(self, phrase: str, side: str, source_language: str, target_language: str) -> None:
        languages = {"source": source_language, "target": target_language}
        sides = [name for name in languages if side in (name, "both")]
        self.words = words = " ".join(phrase.split())
        """The phrase as written."""
        pattern = r"\s+".join(map(re.escape, phrase.split()))
        before = f"(?<!{_LETTER})" if re.match(_LETTER, words) else ""
        whole = before + pattern + (f"(?!{_LETTER})" if re.match(_LETTER, words[-1:]) else "")
        forms = {name: found for name in sides if (found := _forms(phrase, languages[name]))}
        self.letters = {forms[name][0] if name in forms else words for name in sides}
        """Strings of word parts; a text with the phrase in any form contains all parts of one of them."""
        part = _longest(words)
        self._patterns = [_Pattern(name, part, re.compile(whole, re.IGNORECASE), whole=True) for name in sides]
        self._patterns += [
            _Pattern(name, part, re.compile(pattern, re.IGNORECASE)) for name in sides if whole != pattern
        ]
        self._patterns += [
            _Pattern(name, _longest(stems), inflected, inflected=True) for name, (stems, inflected) in forms.items()
        ]

    def place(self, source: str, target: str) -> Place | None:
        """Return the first place of the phrase, ignoring case and spacing.

        Whole words as written come first, then parts of words, then inflected words; each in the source first.
        """
        texts = {"source": (source, lowered(source)), "target": (target, lowered(target))}
        for side, part, pattern, inflected, whole in self._patterns:
            text, letters = texts[side]
            if part in letters and (found := pattern.search(text)):
                return Place(side, *found.span(), inflected, whole)
        return None


def _longest(words: str) -> str:
    return max(lowered(words).split(), key=len, default="")


def _forms(phrase: str, language: str) -> tuple[str, re.Pattern[str]] | None:
    """Return the common beginnings of the forms of each word of *phrase*, and a pattern that finds all of the forms.

    None if no word has a known other form.
    """
    parts = _WORD.split(" ".join(phrase.split()))
    words = [_each_form(word.lower(), language.split("-")[0]) for word in parts[1 : 2 * LONGEST + 2 : 2]]
    if len(parts) > 2 * LONGEST + 1 or all(len(forms) == 1 for forms in words):
        return None
    parts[::2] = [re.escape(gap).replace(r"\ ", r"\s+") for gap in parts[::2]]
    parts[1::2] = ["(?:" + "|".join(sorted(forms)) + ")" for forms in words]
    pattern = re.compile(rf"(?<!\w){''.join(parts).replace('ё', '[её]')}(?!\w)", re.IGNORECASE)
    return " ".join(map(_stem, words)), pattern


def _stem(forms: set[str]) -> str:
    """Return the letters that all *forms* begin with, but none from a ё on, which may also be written as е."""
    first, last = min(forms), max(forms)
    return "".join(one for one, other in takewhile(_same_letter, zip(first, last, strict=False)))


def _same_letter(pair: tuple[str, str]) -> bool:
    return pair[0] == pair[1] != "ё" and pair[0].isalpha()


def _each_form(word: str, base: str) -> set[str]:
    """Return the forms of a *word* of the language *base*, as regular expressions."""
    if base not in ("en", "ru") or len(word) > _LETTERS:
        return {word}
    if base == "en":
        return {word, *map(re.escape, english_variants(word))}
    forms = {word, word.replace("ё", "е")}
    if len(word) < 3 or not "а" <= word[0] <= "ё":
        return forms
    if not russian_words.available():
        return {*forms, word[: len(counterparts.stem(word))] + r"\w{0,3}"}
    return forms.union(form.word for parse in russian_words.readings(word) for form in parse.lexeme)
