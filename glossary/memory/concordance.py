"""Where a phrase stands in a unit: as it is written, or with its words in other forms.

Russian words are sought in all forms that pymorphy3 knows of them, or without it by what is left of them without their
ending; English ones in the plural, in the singular and in the other spelling.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import NamedTuple

from glossary.memory.traces import lowered
from glossary.text import counterparts, russian_words
from glossary.text.find import english_variants

LONGEST = 20
"""A phrase of more words is a sentence, which is sought as it is written only."""
_LETTERS = 50
"""A word of more letters is none of a dictionary, and its forms would take long to make."""
_WORD = re.compile(r"([^\W\d_]+)")
_LETTER = r"[^\W\u0e00-\uffff]"
"""A letter or a digit of a script with spaces between its words."""


class Place(NamedTuple):
    """Where a phrase stands in a unit."""

    side: str
    start: int
    end: int
    inflected: bool
    whole: bool
    """Whether it is as it is written, and no part of a longer word: such places come before all others."""


class _Way(NamedTuple):
    """A way in which a phrase may stand in a text."""

    side: str
    part: str
    """Letters that are in every text in which it stands so, as :func:`~glossary.memory.traces.lowered` gives them."""
    pattern: re.Pattern[str]
    inflected: bool = False
    whole: bool = False


class Sought:
    """A *phrase* that is sought on one *side* (source, target or both) of units in a pair of languages."""

    def __init__(self, phrase: str, side: str, source_language: str, target_language: str) -> None:
        spoken = {"source": source_language, "target": target_language}
        sides = [name for name in spoken if side in (name, "both")]
        self.words = words = " ".join(phrase.split())
        """The phrase, where it stands as it is written."""
        pattern = r"\s+".join(map(re.escape, phrase.split()))
        before = f"(?<!{_LETTER})" if re.match(_LETTER, words) else ""
        alone = before + pattern + (f"(?!{_LETTER})" if re.match(_LETTER, words[-1:]) else "")
        forms = {name: found for name in sides if (found := _forms(phrase, spoken[name]))}
        self.letters = {forms[name][0] if name in forms else words for name in sides}
        """Where the phrase stands in a text in any form, so do all parts of words in one of these."""
        part = _longest(words)
        self._ways = [_Way(name, part, re.compile(alone, re.IGNORECASE), whole=True) for name in sides]
        self._ways += [_Way(name, part, re.compile(pattern, re.IGNORECASE)) for name in sides if alone != pattern]
        self._ways += [_Way(name, _longest(stems), bent, inflected=True) for name, (stems, bent) in forms.items()]

    def place(self, source: str, target: str) -> Place | None:
        """Return where the phrase stands: as it is written, whatever its capitals and spaces, or else inside of words,
        or with its words in any form. Of several places it is the first, and the source comes first."""
        texts = {"source": (source, lowered(source)), "target": (target, lowered(target))}
        for side, part, pattern, inflected, whole in self._ways:
            text, letters = texts[side]
            if part in letters and (found := pattern.search(text)):
                return Place(side, *found.span(), inflected, whole)
        return None


def _longest(words: str) -> str:
    return max(lowered(words).split(), key=len, default="")


def _forms(phrase: str, language: str) -> tuple[str, re.Pattern[str]] | None:
    """Return the letters with which each word of *phrase* begins in all of its forms, and what finds them all.

    None where its words have no other forms that are known here.
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
    """Return the letters with which all *forms* begin; where ё is written, е may be written as well."""
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
