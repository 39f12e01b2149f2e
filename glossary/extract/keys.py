"""Keys under which spellings of one name or phrase are equal: case, diacritics, hyphens, number, transliteration."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from glossary.tables import rows


def without_diacritics(text: str) -> str:
    """Return *text* in lowercase without diacritics.

    >>> without_diacritics("Jakub Jakóbowski"), without_diacritics("Łódź")
    ('jakub jakobowski', 'lodz')
    """
    return text.lower() if text.isascii() else unaccented(text).casefold()


def unaccented(text: str) -> str:
    """Return *text* without diacritics: *Chisinau* for *Chișinău*."""
    split = unicodedata.normalize("NFKD", text.translate(_STROKES))
    return "".join(letter for letter in split if not unicodedata.combining(letter))


_STROKES = str.maketrans("ŁłØøĐđĦħŦŧıİ", "LlOoDdHhTtiI")


@lru_cache(20_000)
def singular(word: str) -> str:
    """Return the singular of a lowercase English noun, as far as rules and a few exceptions go.

    >>> [singular(word) for word in "policies crises sanctions boxes news women status straits".split()]
    ['policy', 'crisis', 'sanction', 'box', 'news', 'woman', 'status', 'strait']
    """
    if word in _SINGULARS:
        return _SINGULARS[word]
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is", "'s")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        return word[:-2]
    if word.endswith("yses"):
        return word[:-2] + "is"
    return word[:-1]


_SINGULARS = dict(rows(__package__, "data/singulars.tsv"))

_RESPELLINGS = (
    (re.compile(r"(?<=[a-z]{3})is(e[drs]?|ing|ations?|ers?)\b"), r"iz\1"),
    (re.compile(r"(?<=[a-z]{3})ys(e[drs]?|ing)\b"), r"yz\1"),
    (re.compile(r"(?<=[a-z]{2})our(s|ed|ing|al|able|ite|ful)?\b"), r"or\1"),
    (re.compile(r"(?<=[a-z]{2})([tb])re(s)?\b"), r"\1er\2"),
    (re.compile(r"(?<=[a-z]{2})ence(s|less)?\b"), r"ense\1"),
    (re.compile(r"(?<=[a-z]{2})ogue(s)?\b"), r"og\1"),
    (re.compile(r"\bprogramme"), "program"),
    (re.compile(r"(?<=[aeiou])ll(ed|ing|er|ers|ors?)\b"), r"l\1"),
)
"""British to American spellings: -ise/-ize, -our/-or, -tre/-ter, -ence/-ense, -ogue/-og, -ll-/-l-."""


_RESPELLABLE = re.compile("is|ys|our|re|ence|ogue|programme|ll")


def phrase_key(phrase: str) -> str:
    """Return the key of a phrase, which ignores the number of its head noun, hyphens, and British or American spelling.

    >>> phrase_key("military exercises") == phrase_key("military exercise")
    True
    >>> phrase_key("organisation of labour") == phrase_key("organization of labor")
    True
    >>> phrase_key("decision-making") == phrase_key("decision making")
    True
    >>> phrase_key("codes of conduct") == phrase_key("code of conduct")
    True
    >>> phrase_key("arms race") == phrase_key("arm race")
    False
    """
    if " " not in phrase:
        return _head_key(phrase)
    words = phrase.split(" ")
    last = len(words) - 1
    return "".join(
        [
            _head_key(word) if place == last or words[place + 1] in _JOINTS else _word_key(word)
            for place, word in enumerate(words)
        ]
    )


_JOINTS = frozenset("of and in for on to with against".split())


@lru_cache(20_000)
def _head_key(word: str) -> str:
    return _word_key(singular(word))


@lru_cache(20_000)
def _word_key(word: str) -> str:
    text = without_diacritics(word).replace("'", "").replace("-", "")
    if _RESPELLABLE.search(text):
        for pattern, other in _RESPELLINGS:
            text = pattern.sub(other, text)
    return text


def of_reversed(phrase: str) -> str:
    """Return "B A" for "A of B" and "A of the B"; an empty string for any other phrase.

    >>> of_reversed("congress of the party"), of_reversed("balance of power"), of_reversed("rule")
    ('party congress', 'power balance', '')
    """
    head, of, owner = phrase.partition(" of ")
    if not of or " of " in owner or owner.count(" ") > 3:
        return ""
    owner = re.sub(r"^(?:the|a|an|its|their|his|her|our|your|my) ", "", owner)
    words = owner.split(" ")
    return " ".join([*words[:-1], singular(words[-1]), head])


@lru_cache(20_000)
def name_key(name: str) -> str:
    """Return the key of a name, which ignores case, diacritics, full stops and hyphens, and spells out "&".

    >>> name_key("U.S.") == name_key("US"), name_key("Gould-Davies") == name_key("Gould Davies")
    (True, True)
    """
    text = without_diacritics(name).replace(".", "").replace("'", "").replace("-", " ").replace("&", " and ")
    text = " ".join(text.split())
    return text.removeprefix("the ")


@lru_cache(20_000)
def body_key(name: str) -> str:
    """Return the key of an organization, place or event, which also ignores British or American spelling.

    >>> body_key("World Health Organisation") == body_key("World Health Organization")
    True
    """
    return " ".join(map(_word_key, STORM_STRENGTH.sub("", name_key(name.replace("o-o", "oo"))).split()))


STORM_STRENGTH = re.compile(r"^(?:(?:severe|super|tropical) )+(?=(?:cyclone|storm|typhoon) )", re.IGNORECASE)
"""Matches the strength before the name of a storm: *Severe Tropical Cyclone Alfred*."""


_TRANSLITERATIONS = (
    (re.compile(r"(?:skyy|skiy|skii|skyj|skij|sky)\b"), "ski"),
    (re.compile(r"(?<=[a-z]{2})(?:ey|ei|ej|ay|ai|aj)\b"), "ei"),
    (re.compile(r"(?<=[a-z]{2})(?:yy|iy|ii|yj|ij|y)\b"), "i"),
    (re.compile(r"ks"), "x"),
    (re.compile(r"kh"), "h"),
    (re.compile(r"y(?=[aeou])"), "i"),
    (re.compile(r"ander\b"), "andr"),
    (re.compile(r"([b-df-hj-np-tv-z])\1"), r"\1"),
)
"""Different transliterations of Slavic and other foreign names, and their common form."""
_GENERATION_SUFFIX = re.compile(r"\b(?:jr|sr)$")


@lru_cache(20_000)
def person_key(name: str) -> str:
    """Return the key of a person, which ignores transliteration, middle initials and Jr.

    >>> person_key("Volodymyr Zelenskyy") == person_key("Volodymyr Zelensky")
    True
    >>> person_key("Donald J. Trump") == person_key("Donald Trump")
    True
    """
    first, *rest = name.split()
    words = [first, *(word for word in rest if not (len(word) == 2 and word[1] == "."))]
    text = _GENERATION_SUFFIX.sub("", name_key(" ".join(words)).replace(",", "")).strip()
    return " ".join(map(_transliteration_key, text.split(" ")))


@lru_cache(20_000)
def _transliteration_key(word: str) -> str:
    """Return a part of a name in the common transliteration."""
    for pattern, other in _TRANSLITERATIONS:
        word = pattern.sub(other, word)
    return word


def group_key(name: str) -> str:
    """Return the key of a nationality or the like: *Russians* and *Russian* are equal."""
    text = name_key(name)
    return text[:-1] if text.endswith(("ns", "is")) else text
