"""Snowball stems of words, and the way back to their places in the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module
from importlib.util import find_spec

_STEMMERS = dict(
    row.split(":")
    for row in (
        "ar:arabic ca:catalan cs:czech da:danish de:german el:greek en:english eo:esperanto es:spanish et:estonian "
        "eu:basque fa:persian fi:finnish fr:french ga:irish hi:hindi hu:hungarian hy:armenian id:indonesian it:italian "
        "lt:lithuanian nb:norwegian ne:nepali nl:dutch nn:norwegian no:norwegian pl:polish pt:portuguese ro:romanian "
        "ru:russian sr:serbian sv:swedish ta:tamil tr:turkish yi:yiddish"
    ).split()
)
"""Snowball stemmers by language, as far as the installed version has them."""
_LEFT_ENDINGS = dict.fromkeys(("de", "nl", "da", "sv", "nb", "nn", "no"), r"(?<=[aeiouyåäæöøü])s$") | {"fa": "ی$"}
"""Endings that the stemmer does not remove: *Chinas*, *Elektroautos*; دولتی."""
_ALTERNATING = {"pl": ("ó", "o"), "cs": ("ů", "o")}
"""Vowels that alternate before some endings: *samochód, samochodu*; *dům, domu*."""
_STEMMED_TWICE = frozenset(("tr", "fi"))
"""Languages in which a stem may need stemming again: *ordudan, ordu*."""
_SENTENCE_START = re.compile(r"(?:(?<=[.!?:…\n])|(?<=[.!?:…\n] )|(?<=[“„«‘‚\"—–] )|(?<=[“„«‘‚\"¿¡(]))[^\W\d_]")
"""A position inside a text where a sentence may begin."""
_MARKS = r"\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0963\u0971-\u0dff"
"""Combining marks that belong to words but are not letters to Python: Indic vowels, accents, points."""
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}])*")


@cache
def stemmer(base: str) -> Callable[[str], str] | None:
    """Return a function from words of the language *base* to stems, or None if there is no stemmer for it.

    The first letter keeps its case, which distinguishes names from other words.

    >>> stem = stemmer("de")
    >>> stem and [stem(word) for word in ("Regierungen", "Elektroautos")]
    ['Regier', 'Elektroauto']
    """
    library = import_module("snowballstemmer") if base in _STEMMERS and find_spec("snowballstemmer") else None
    if library is None or _STEMMERS[base] not in library.algorithms():
        return None
    snowball = library.stemmer(_STEMMERS[base])
    left, alternating = re.compile(_LEFT_ENDINGS.get(base, r"(?!)")), _ALTERNATING.get(base, (" ", " "))

    @lru_cache(maxsize=50_000)
    def stem(word: str) -> str:
        if base == "tr":
            word = word.replace("İ", "i").replace("I", "ı")
        found = str(snowball.stemWord(word.lower()))
        if base in _STEMMED_TWICE:
            found = str(snowball.stemWord(found))
        found = left.sub("", found).replace(*alternating)
        # In Arabic, the article may have been removed.
        return word[:1] + found[1:] if found[:1] == word[:1].lower() else found

    return stem


@dataclass(frozen=True, slots=True)
class Stemmed:
    """The stems of a text, joined by spaces."""

    text: str
    starts: tuple[int, ...]
    """The start of each stem in :attr:`text`."""
    spans: tuple[tuple[int, int], ...]
    """The span of its word in the original text."""

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the span in the original text of the words whose stems are from *start* to *end*."""
        first, last = (bisect_right(self.starts, at) - 1 for at in (start, end - 1))
        return self.spans[first][0], self.spans[last][1]


def compound(rendering: str, text: str, stem: Callable[[str], str]) -> tuple[int, int] | None:
    """Return the span of a word in *text* that begins or ends with the one-word *rendering*, or None.

    German stems lose their umlauts, so the beginning is also compared unstemmed. A capitalized word cannot be the end
    of a lowercase one (*Teil* in *beurteilen*).

    >>> text = "Der Rohölpreis und das Lieferkettengesetz"
    >>> [compound(word, text, stemmer("de") or str) for word in ("Rohöl", "Lieferkette", "Gesetz", "Öl", "Preise")]
    [(4, 14), (23, 41), (23, 41), None, (4, 14)]
    """
    plain = rendering.replace("-", "").casefold()
    wanted = stem(plain)
    if len(wanted) < _FIRST_PART or not plain.isalpha():
        return None
    capital = rendering[0].isupper()
    for low, stem_of, start, end in _whole(text, stem):
        is_longer = len(low) - len(plain) >= _REST
        ends = stem_of == wanted or (is_longer and stem_of.endswith(wanted))
        if (is_longer and low.startswith((plain, wanted))) or (ends and (text[start].isupper() or not capital)):
            return start, end
    return None


COMPOUNDING = frozenset("de nl da sv nb nn no fi et hu".split())
"""Languages that write compounds as one word: *Rohölpreis*."""
_FIRST_PART, _REST = 4, 3
"""The minimum lengths of the two parts of a compound."""
_HYPHENED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@lru_cache(maxsize=8)  # called for each concept that is mentioned
def _whole(text: str, stem: Callable[[str], str]) -> list[tuple[str, str, int, int]]:
    """Return the words of *text* in lowercase and without hyphens, each with its stem and its span."""
    words = [(word[0].replace("-", "").casefold(), *word.span()) for word in _HYPHENED.finditer(text)]
    return [(low, stem(low), start, end) for low, start, end in words]


@lru_cache(maxsize=8)  # called for each concept that is mentioned
def stemmed(text: str, stem: Callable[[str], str]) -> Stemmed:
    """Return the stems of *text*."""
    words = list(_WORD.finditer(text))
    stems = [stem(word.group()) for word in words]
    starts, at = [], 0
    for one in stems:
        starts.append(at)
        at += len(one) + 1
    return Stemmed(" ".join(stems), tuple(starts), tuple(word.span() for word in words))


def begun(text: str) -> str:
    """Return *text* with lowercase letters where sentences may begin inside it, since stems cannot show that."""
    return _SENTENCE_START.sub(lambda letter: letter[0].lower() if len(letter[0].lower()) == 1 else letter[0], text)
