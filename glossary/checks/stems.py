"""Words -> their stems, by Snowball, with the way back to their places in the text."""

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
"""Snowball stemmers by language; which of them there are, the version that is installed decides."""
_LEFT = dict.fromkeys(("de", "nl", "da", "sv", "nb", "nn", "no"), r"(?<=[aeiouyåäæöøü])s$") | {"fa": "ی$"}
"""Endings that the stemmer leaves: *Chinas*, *Elektroautos*; دولتی."""
_ALTERNATING = {"pl": ("ó", "o"), "cs": ("ů", "o")}
"""Vowels that change before some endings: *samochód, samochodu*; *dům, domu*."""
_TWICE = frozenset(("tr", "fi"))
"""Where a stem may be a word that has a stem: *ordudan, ordu*."""
_BEGUN = re.compile(r"(?:(?<=[.!?:…\n])|(?<=[.!?:…\n] )|(?<=[“„«‘‚\"—–] )|(?<=[“„«‘‚\"¿¡(]))[^\W\d_]")
"""Where a sentence may begin inside of a text."""
_MARKS = r"\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0963\u0971-\u0dff"
"""Marks that belong to a word and are no letters to Python: the vowels of India, accents, points."""
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}])*")


@cache
def stemmer(base: str) -> Callable[[str], str] | None:
    """Return what makes the stem of a word of the language *base*; None where there is no stemmer for it.

    The first letter keeps its case, which tells names from words.

    >>> stem = stemmer("de")
    >>> stem and [stem(word) for word in ("Regierungen", "Elektroautos")]
    ['Regier', 'Elektroauto']
    """
    library = import_module("snowballstemmer") if base in _STEMMERS and find_spec("snowballstemmer") else None
    if library is None or _STEMMERS[base] not in library.algorithms():
        return None
    snowball = library.stemmer(_STEMMERS[base])
    left, alternating = re.compile(_LEFT.get(base, r"(?!)")), _ALTERNATING.get(base, (" ", " "))

    @lru_cache(maxsize=50_000)
    def stem(word: str) -> str:
        if base == "tr":
            word = word.replace("İ", "i").replace("I", "ı")
        found = str(snowball.stemWord(word.lower()))
        if base in _TWICE:
            found = str(snowball.stemWord(found))
        found = left.sub("", found).replace(*alternating)
        # In Arabic an article may have gone.
        return word[:1] + found[1:] if found[:1] == word[:1].lower() else found

    return stem


@dataclass(frozen=True, slots=True)
class Stemmed:
    """The stems of a text, with spaces between them."""

    text: str
    starts: tuple[int, ...]
    """Where each stem begins in :attr:`text`."""
    spans: tuple[tuple[int, int], ...]
    """Where its word stands in the text that was given."""

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return where the words stand whose stems are from *start* to *end*."""
        first, last = (bisect_right(self.starts, at) - 1 for at in (start, end - 1))
        return self.spans[first][0], self.spans[last][1]


def compound(rendering: str, text: str, stem: Callable[[str], str]) -> tuple[int, int] | None:
    """Return where *text* has a word that begins or ends with the *rendering*, one word; None where there is none.

    The stem of a German word has lost its umlauts, so that a beginning is looked for as it is written, too. A word
    with a capital is no end of one without (*Teil* in *beurteilen*).

    >>> text = "Der Rohölpreis und das Lieferkettengesetz"
    >>> [compound(word, text, stemmer("de") or str) for word in ("Rohöl", "Lieferkette", "Gesetz", "Öl", "Preise")]
    [(4, 14), (23, 41), (23, 41), None, (4, 14)]
    """
    plain = rendering.replace("-", "").casefold()
    wanted = stem(plain)
    if len(wanted) < _PART or not plain.isalpha():
        return None
    capital = rendering[0].isupper()
    for low, stem_of, start, end in _whole(text, stem):
        is_longer = len(low) - len(plain) >= _REST
        ends = stem_of == wanted or (is_longer and stem_of.endswith(wanted))
        if (is_longer and low.startswith((plain, wanted))) or (ends and (text[start].isupper() or not capital)):
            return start, end
    return None


COMPOUNDING = frozenset("de nl da sv nb nn no fi et hu".split())
"""Languages that write several words as one: *Rohölpreis*."""
_PART, _REST = 4, 3
"""How many letters the parts of such a word have at least."""
_HYPHENED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@lru_cache(maxsize=8)  # asked for each concept that is mentioned
def _whole(text: str, stem: Callable[[str], str]) -> list[tuple[str, str, int, int]]:
    """Return the words of *text* in small letters and without hyphens, each with its stem and where it stands."""
    words = [(word[0].replace("-", "").casefold(), *word.span()) for word in _HYPHENED.finditer(text)]
    return [(low, stem(low), start, end) for low, start, end in words]


@lru_cache(maxsize=8)  # asked for each concept that is mentioned
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
    """Return *text* with small letters where sentences may begin inside of it, which stems cannot tell."""
    return _BEGUN.sub(lambda letter: letter[0].lower() if len(letter[0].lower()) == 1 else letter[0], text)
