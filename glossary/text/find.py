"""Finding many terms in a text at once, in time linear in the length of the text.

The text is first evened: what changes lengths (combining accents, soft hyphens, runs of spaces) is normalized, and the
offsets are recorded. It is then folded character by character (lowercase, punctuation to spaces), so that offsets stay
the same. An Aho-Corasick automaton finds every occurrence of every term between word boundaries, overlapping ones
included; these are then checked for case and, in Chinese, for word boundaries. The longest are selected last, because
an automaton that selects while it reads would lose the terms inside a longer one that is then rejected.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from ahocorasick_rs import BytesAhoCorasick

from glossary import tables
from glossary.engines import without_collector
from glossary.text import chinese
from glossary.text.fold import DROPPED, NOTHING, Offsets, prepared

K = TypeVar("K")

UNSPACED = frozenset({"zh", "yue", "ja", "ko", "th", "lo", "km", "my", "bo", "dz"})
"""Languages in which words are not always separated by spaces (Korean because of its particles)."""

APOSTROPHES = "'’‘ʼ′`´＇"
HYPHENS = "-\u2010\u2011\u2012\u2013\ufe63\uff0d"
DOTS = "·•・‧･∙⋅"
QUOTES = '"«»„“”‟＂'

_Place = tuple[int, int, int, str]
"""(start, -end, number of the term, form), which sorts by start, then the longest first."""
_NONE = ("", -1)
_LONG = 100_000
_REMEMBERED = 16
"""For how many spellings of one pattern the terms are cached."""
_OPENING = " \t\u00a0\"'“”„‘’«»‹›([{—–-*#>"
_ENDING = ".!?:;…\n。！？：；"


class Hit(NamedTuple, Generic[K]):
    """An occurrence of a term in a text."""

    start: int
    """The offset in the text, in characters."""
    end: int
    form: str
    """The words as the text has them."""
    term: str
    """The term as given to the finder."""
    language: str
    key: K
    """The key given with the term."""


class Finder(Generic[K]):
    """Finds many terms in running text.

    *terms* are ``(text, language, key)``; the same text may have several keys. In languages that write spaces, a term
    is found between word boundaries; a Chinese term is not found across word boundaries, and has at least two
    characters. Case: a single word is found as written or in uppercase ("US" is never "us"), in lowercase also in title
    case at the beginning of a sentence; a term of several words in any case, except for acronyms and most words of
    English names. English terms are found in singular and plural, in British and American spelling, without accents,
    and acronyms with full stops (:func:`english_variants`). Terms without a letter or digit are ignored.

    >>> finder = Finder([("Xi", "en", 1), ("party congress", "en", 2), ("congress", "en", 3)])
    >>> [(hit.form, hit.key) for hit in finder.find("Xi’s existing party congresses")]
    [('Xi', 1), ('party congresses', 2)]
    """

    def __init__(self, terms: Iterable[tuple[str, str, K]]) -> None:
        numbers: dict[tuple[str, bool], int] = {}
        self._terms: list[tuple[str, str, K]] = []
        self._written: list[list[tuple[str, int]]] = []
        for text, language, key in terms:
            tidy = " ".join(unicodedata.normalize("NFC", text.translate(NOTHING)).split())
            primary = language.split("-", 1)[0].lower()
            unspaced = primary in UNSPACED
            if not any(map(str.isalnum, tidy)) or (unspaced and len(tidy) < 2):
                continue
            number = len(self._terms)
            self._terms.append((text, language, key))
            for form in english_variants(tidy) if primary == "en" else [tidy]:
                written, coded, _ = prepared(form)  # without stress marks, like the texts
                pattern = coded.decode("utf-8", "surrogatepass")
                pattern = pattern[1:-1] if unspaced else pattern
                at = numbers.setdefault((pattern, unspaced), len(self._written))
                if at == len(self._written):
                    self._written.append([])
                self._written[at].append((written, number))
        patterns = [pattern for pattern, _ in numbers]
        self._lengths = [len(pattern) for pattern in patterns]
        self._bare = [unspaced for _, unspaced in numbers]
        self._unspaced = any(self._bare)
        # A shortcut: most patterns belong to one form of one term, and most occurrences have exactly that form.
        single = [len(written) == 1 and not bare for written, bare in zip(self._written, self._bare, strict=True)]
        self._usual = [written[0] if one else _NONE for written, one in zip(self._written, single, strict=True)]
        self._cached: list[dict[str, list[tuple[int, _Condition | None]]]] = [{} for _ in patterns]
        self._automaton = (
            BytesAhoCorasick([pattern.encode("utf-8", "surrogatepass") for pattern in patterns]) if patterns else None
        )

    def find(self, text: str) -> list[Hit[K]]:
        """Return the hits in *text* that do not overlap, from left to right, preferring the longest.

        Terms at the same place are all returned, in the order in which they were given.
        """
        return self._found(text, prepared(text), self._longest)

    def every(self, text: str) -> list[Hit[K]]:
        """Return all hits in *text*, overlapping ones included, by start, then the longest first."""
        return self._found(text, (_prepared if len(text) < _LONG else prepared)(text), self._places)

    def _found(
        self, text: str, ready: tuple[str, bytes, Offsets | None], places: Callable[[str, bytes], list[_Place]]
    ) -> list[Hit[K]]:
        even, folded, offsets = ready
        if len(text) < _LONG:
            return self._hits(places(even, folded), text, offsets)
        with without_collector():
            return self._hits(places(even, folded), text, offsets)

    def _longest(self, even: str, folded: bytes) -> list[_Place]:
        """Return the places that do not overlap, from left to right, preferring the longest."""
        chosen = []
        last_start = last_end = 0
        for place in self._places(even, folded):
            start = place[0]
            if start >= last_end:
                last_start, last_end = start, -place[1]
            elif start != last_start or -place[1] != last_end:
                continue
            chosen.append(place)
        return chosen

    def _hits(self, places: list[_Place], text: str, offsets: Offsets | None) -> list[Hit[K]]:
        terms, make = self._terms, tuple.__new__
        if offsets is None:
            return [make(Hit, (start, -back, form) + terms[number]) for start, back, number, form in places]
        hits = []
        for start, back, number, _ in places:
            first, end = offsets.original(start), offsets.original(-back)
            while text[end - 1] in DROPPED:
                end -= 1
            hits.append(Hit(first, end, text[first:end], *terms[number]))
        return hits

    def _places(self, even: str, folded: bytes) -> list[_Place]:
        """Return the places of all hits in the evened text, sorted."""
        if self._automaton is None or not even:
            return []
        lengths, bare, usual, cached = self._lengths, self._bare, self._usual, self._cached
        unspaced = self._unspaced
        found: list[_Place] = []
        add = found.append
        wide = len(folded) > len(even) + 2
        at = counted = 0
        for number, _, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if wide:  # convert the byte offset to characters, going on from the last match
                counted += len(folded[at:end].decode("utf-8", "surrogatepass"))
                at, end = end, counted
            start = end - lengths[number]
            # The folded text begins with a space; a pattern has a space on either side, unless it is bare.
            if unspaced and bare[number]:
                start, end = start - 1, end - 1
                if start < 0 or end > len(even):  # the mark of a term (雅虎！) matched a space around the text
                    continue
                # In the scripts of East Asia, from U+2E80 on, there may be a boundary anywhere.
                if (even[start] < "\u2e80" and start and _joins(even[start - 1], even[start])) or (
                    even[end - 1] < "\u2e80" and end < len(even) and _joins(even[end - 1], even[end])
                ):
                    continue
            else:
                end -= 2
            form = even[start:end]
            written, term = usual[number]
            if form == written:
                add((start, -end, term, form))
                continue
            terms = cached[number].get(form)
            if terms is None:
                terms = self._terms_of(number, form)
            for term, condition in terms:
                if condition is None or condition(even, start, end):
                    add((start, -end, term, form))
        found.sort()
        return found

    def _terms_of(self, number: int, form: str) -> list[tuple[int, _Condition | None]]:
        """Return the terms that *form*, a match of pattern *number*, may be, each with a condition on its context."""
        conditions: dict[int, _Condition | None] = {}
        for written, term in self._written[number]:
            language = self._terms[term][1].split("-", 1)[0]
            condition = _condition(written, form, language)
            if condition is None:
                conditions[term] = chinese.stands if language == "zh" else None
            elif condition is not _never:
                conditions.setdefault(term, condition)
        terms = list(conditions.items())
        if len(self._cached[number]) < _REMEMBERED:
            self._cached[number][form] = terms
        return terms


_prepared = lru_cache(maxsize=8)(prepared)
"""Cached for short texts, because many finders search a translation: one for each term of its source."""


def english_forms(term: str) -> list[str]:
    """Return the English term in the other number (plural or singular), if its head noun is a common noun.

    >>> english_forms("balance of power"), english_forms("party congress"), english_forms("Putin")
    (['balances of power'], ['party congresses'], [])
    """
    words = term.split(" ")
    at = next((i for i, word in enumerate(words) if i and word in _PREPOSITIONS), len(words)) - 1
    word = words[at]
    if not word.isascii() or not word.isalpha() or len(word) < 2:
        return []
    if word.isupper():
        forms = [word + "s"] if len(word) <= 5 else []
    elif word[0].isupper():
        people = word.endswith("an") or (len(word) > 6 and word.endswith(("crat", "ist", "ite")))
        forms = [word + "s"] if people else []
    else:
        forms = _other_number(word)
    return [" ".join([*words[:at], form, *words[at + 1 :]]) for form in forms]


_SPELLINGS = {
    here: there
    for one, other in tables.rows(__package__, "data/en_spellings.tsv")
    for here, there in ((one, other), (other, one))
}
"""British and American spellings of words or of their endings, each with the other one."""
_SPELLED = re.compile(
    r"(?:(?<![^ -])|(?=i[sz]ations?\b))(?:" + "|".join(sorted(_SPELLINGS, key=len, reverse=True)) + r")(?![^ ])",
    re.IGNORECASE,
)
_MOST = 12
"""The most variants of a term."""


def english_variants(term: str) -> list[str]:
    """Return *term* and its other forms and spellings in English.

    >>> english_variants("Centre"), english_variants("US"), english_variants("Jakóbowski")
    (['Centre', 'Center'], ['US', 'U.S.', 'USs'], ['Jakóbowski', 'Jakobowski'])
    """
    forms = [term]
    if re.fullmatch("[A-Z]{2,4}", term):
        forms.append(".".join(term) + ".")
    elif re.fullmatch(r"(?:[A-Z]\.){2,4}", term):
        forms.append(term.replace(".", ""))
    if not term.isascii():
        bare = "".join(char for char in unicodedata.normalize("NFD", term) if not unicodedata.combining(char))
        forms.append(bare.translate(_LETTERS))
    forms += english_forms(term)
    for form in forms:
        for found in _SPELLED.finditer(form):
            other = _cased(_SPELLINGS[found.group().lower()], found.group())
            new = form[: found.start()] + other + form[found.end() :]
            if new not in forms and len(forms) < _MOST:
                forms.append(new)  # the loop then handles the other words of this form
    return list(dict.fromkeys(forms))


_LETTERS = str.maketrans("łŁøØđĐı", "lLoOdDi")


def _cased(word: str, like: str) -> str:
    """Return *word* in the case of *like*."""
    if like.isupper():
        return word.upper()
    return word[:1].upper() + word[1:] if like[:1].isupper() else word


_PREPOSITIONS = frozenset(
    ("of", "for", "in", "on", "to", "with", "at", "by", "from", "against", "into", "over", "under")
)
_INVARIABLE = frozenset(("news", "means", "series", "species", "headquarters", "always", "perhaps", "across", "people"))
_UNCOUNTED = ("ing", "litics", "omics", "ethics", "hysics", "matics", "amics", "istics", "anics", "letics")
_IRREGULAR = {"human": "humans", "man": "men", "person": "people", "child": "children", "medium": "media"}
"""Word endings; a longer one comes before its own ending."""


def _other_number(word: str) -> list[str]:
    """Return the plural of *word*, or the singular of a plural."""
    if word in _INVARIABLE or word.endswith(_UNCOUNTED):
        return []
    for one, many in _IRREGULAR.items():
        if word.endswith(one):
            return [word[: -len(one)] + many]
        if word.endswith(many):
            return [word[: -len(many)] + one]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        if len(word) < 5:
            return []
        if word.endswith("ies"):
            return [word[:-3] + "y"]
        if word.endswith(("sses", "xes", "zes", "ches", "shes")):
            return [word[:-2]]
        return [word[:-1]]
    if word.endswith("sis"):
        return [word[:-2] + "es"]
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return [word + "es"]
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return [word[:-1] + "ies"]
    return [word + "s"]


_CLUSTERS = re.compile("[\u0e00-\u109f\u1780-\u17ff]{2}")
"""Thai, Lao, Tibetan, Burmese and Khmer, which write vowels as signs around a consonant and no spaces between words."""
_AFTER = frozenset("\u0e30\u0e32\u0e33\u0e45\u0eb0\u0eb2\u0eb3")
_BEFORE = frozenset("\u0e40\u0e41\u0e42\u0e43\u0e44\u0ec0\u0ec1\u0ec2\u0ec3\u0ec4")


def _joins(left: str, right: str) -> bool:
    """Return whether two adjacent characters belong to one word: alphabetic letters or digits in text without spaces.

    In the scripts of :data:`_CLUSTERS`, only a vowel and its consonant do.
    """
    if _CLUSTERS.match(left + right):
        return left in _BEFORE or right in _AFTER or unicodedata.category(right)[0] == "M"
    return left < "\u2e80" and right < "\u2e80" and left.isalnum() and right.isalnum()


# Case


_Condition = Callable[[str, int, int], bool]
"""A function of (text, start, end) that returns whether the form there may be the term."""


def _condition(written: str, form: str, language: str) -> _Condition | None:
    """Return the condition under which *form* may be the term *written*, which folds to the same; None for always."""
    if form == written:
        return None
    for a, b in zip(written, form, strict=True):
        if a != b and not (a.isalnum() and b.isalnum()) and not _same_mark(a, b):
            return _never
    pairs = list(zip(_words(written), _words(form), strict=True))
    if form.isupper():
        letters = sum(map(str.isalpha, form))
        return None if letters > 3 or not form.isascii() else _among_uppercase
    if len(pairs) == 1:
        a, b = (word.replace("ё", "е").replace("Ё", "Е") for word in pairs[0])
        if a == b:
            return None
        return _at_sentence_start if a == a.lower() and b == a[0].upper() + a[1:] else _never
    if language != "en" or written == written.lower():
        return None if all(not _acronym(a) or a == b for a, b in pairs) else _never
    # English names: "central Asia" may be "Central Asia", but "white house" is not "White House".
    last = max((i for i, (a, _) in enumerate(pairs) if a != a.lower()), default=0)
    named = not all(b == b.lower() for _, b in pairs) and all(
        a == b or (a == a.lower() and b == a.capitalize()) or (b == a.lower() and i != last and not _acronym(a))
        for i, (a, b) in enumerate(pairs)
    )
    return None if named else _never


def _never(text: str, start: int, end: int) -> bool:
    return False


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def _acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _same_mark(a: str, b: str) -> bool:
    if a.isspace() or a in HYPHENS:
        return b.isspace() or b in HYPHENS
    return any(a in group and b in group for group in (APOSTROPHES, DOTS, QUOTES))


def _at_sentence_start(text: str, start: int, end: int) -> bool:
    """Return whether a sentence begins at *start*."""
    at = start - 1
    while at >= 0 and text[at] in _OPENING:
        at -= 1
    return at < 0 or text[at] in _ENDING


def _among_uppercase(text: str, start: int, end: int) -> bool:
    """Return whether the words before and after, if any, are in uppercase as well."""
    around = _words(text[max(0, start - 24) : start])[-1:] + _words(text[end : end + 24])[:1]
    return all(_acronym(word) for word in around)
