"""The measures of a concept: numbers that the score is made of and that a candidate keeps.

=============  ====================================================================================================
name           1 for a name, else 0
frequency      occurrences of all its forms, including those inside longer phrases
documents      number of texts it occurs in
size           running words of all texts together
words          words of the concept's name; 2 for a Chinese compound of two words
alone          occurrences outside longer phrases
around         number of different longer phrases it occurs in
cvalue         log2(words + 1) * (frequency - mean frequency of the longer phrases around it)
               (Frantzi, Ananiadou & Mima 2000, with +1 so that single words count)
contrast       log10 of how much more frequent its words are here than in general English, the mean of its words
kin            log10 of how much more frequent words of similar meaning are here than in general English, the minimum
               of its words; 0 in short texts
rarity         8 - the Zipf value of its rarest word in general English
common         the Zipf value of its most common word
first          its first position, as a share of the text
quoted         occurrences between quotation marks
heading        occurrences in headings
title          1 if it occurs in the title of a text (English)
beforeof       share of its occurrences outside longer phrases before *of*, unless a name follows (English)
start          occurrences at the start of a sentence (names)
unsure         occurrences of which the tagger was unsure (names)
known          1 for a country or a large city (names)
joined         1 if it was only seen as a phrase with a preposition or "and"
bound          1 if "of" joins nouns that often make a term (*balance of power*)
fields         share of its words that belong to a subject (politics, law, health …)
light          1 if its last word has too little meaning
praise         1 if its first word is an adjective that judges
relation       1 if its first word is a relational adjective (*territorial*, *economic*)
abstract       1 if its last word is derived from a verb or adjective (*-tion*, *-ity*, *-ism*)
compound       1 if it consists of nouns only
holder         1 if it contains a name (English only: what follows a name is found by itself)
acronym        1 for an acronym that is a common noun: *GDP* (English)
plain          1 for a single word of general English, however rare (English)
entry          1 if it is a compound of a dictionary or thesaurus, or both starts and ends with one, or is on our list
               of Russian or Chinese set phrases (3 if it has three words or more)
part           1 if it was only seen inside one longer phrase
behind         1 if that phrase is a name followed by this one
noun           share of its occurrences as a noun or noun phrase
=============  ====================================================================================================
"""

from __future__ import annotations

import heapq
import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations
from sys import intern
from typing import NamedTuple

from glossary.extract import reference
from glossary.extract.acronyms import is_noun
from glossary.extract.keys import singular
from glossary.extract.pruning import classifies, comparative, describes
from glossary.extract.score import largeness
from glossary.extract.seen import Seen, Table, count_of, marks_of
from glossary.extract.tally import Words

SOLID = frozenset(("noun", "quoted"))
"""Marks of a single noun phrase, not one joined from several."""


class Nesting:
    """Counts of phrases inside longer phrases."""

    def __init__(self, phrases: Table) -> None:
        self.inside: dict[str, int] = {}
        """Phrase -> its occurrences inside longer phrases."""
        self.around: dict[str, int] = {}
        """Phrase -> the number of different longer phrases it occurs in."""
        inside, around = self.inside, self.around
        for phrase, sighting in phrases.items():
            words = phrase.split(" ")
            count = len(words)
            if count < 2 or SOLID.isdisjoint(marks_of(sighting)):
                continue  # the parts of a joined phrase are counted by themselves
            seen = count_of(sighting)
            for start in range(count):
                for end in range(start + 1, count + 1):
                    if end - start < count:
                        part = " ".join(words[start:end])
                        inside[part] = inside.get(part, 0) + seen
                        around[part] = around.get(part, 0) + 1

    def keep_only(self, phrases: Table) -> None:
        """Drop the counts of everything that is not in *phrases*; most parts of phrases are not phrases."""
        self.inside = {part: count for part, count in self.inside.items() if part in phrases}
        self.around = {part: count for part, count in self.around.items() if part in phrases}


class Measures(Mapping[str, float]):
    """A compact mapping of measures by name: all instances share the names."""

    __slots__ = ("_names", "_values")

    def __init__(self, numbers: Mapping[str, float]) -> None:
        self._names = _positions(tuple(numbers))
        self._values = tuple([round(value, 4) for value in numbers.values()])

    def __getitem__(self, name: str) -> float:
        return self._values[self._names[name]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return repr(dict(self))


@cache
def _positions(names: tuple[str, ...]) -> dict[str, int]:
    """Return the position of each name; candidates with the same names share the result."""
    return {name: position for position, name in enumerate(names)}


def parts(phrases: Table, nesting: Nesting, places: int, language: str = "en") -> Iterator[tuple[str, Seen]]:
    """Yield the phrases that only occur inside at least two longer phrases, with their sightings.

    For some, one longer phrase is enough (:func:`_is_independent`). Their own count is 0, because :class:`Nesting`
    counts them. The first *places* of each are kept.
    """
    found: defaultdict[str, list[_Around]] = defaultdict(list)
    for part, around in _nested(phrases, nesting, language):
        found[part].append(around)
    for part in sorted(found):
        seen = _seen_inside(part, found.pop(part), phrases)
        seen.places = sorted(seen.places)[:places]
        # San Francisco-based startups; Commissioner for Personal Data Protection
        based = "behind" in seen.marks and all(form[0].isupper() and "-" in form.split()[0] for form in seen.forms)
        title = "heading" not in seen.marks and all(map(str.istitle, seen.forms))
        if seen.forms and not based and not title:  # Traditional Chinese has no forms: its keys are Simplified
            yield part, seen


class _Around(NamedTuple):
    """A longer phrase, the index of the word at which the part begins, and the shape of the phrase."""

    phrase: str
    start: int
    shape: str


def _nested(phrases: Table, nesting: Nesting, language: str) -> Iterator[tuple[str, _Around]]:
    """Yield the parts of *phrases* that may be phrases but are not in *phrases*, each with its longer phrase."""
    weak = reference.weak()
    for phrase in sorted(phrases):
        words, marks = phrase.split(" "), marks_of(phrases[phrase])
        shape = "" if len(words) < 2 or SOLID.isdisjoint(marks) else shape_of(marks, len(words))
        for start, end in combinations(range(len(shape) + 1), 2):
            if not _is_noun_phrase(shape, start, end, language) or end - start == len(words):
                continue
            part = " ".join(words[start:end])
            if part in phrases or (part in weak and end - start == 1):
                continue
            supported = nesting.around.get(part, 0) > 1 or _is_independent(words, shape, start, end, language)
            if supported and not (end - start > 1 and _splits_compound(words, start, end)):
                yield part, _Around(phrase, start, shape)


def _seen_inside(part: str, around: Sequence[_Around], phrases: Table) -> Seen:
    """Return the sightings of *part* inside the longer phrases *around* it."""
    made = Seen()
    made.documents = 0
    for phrase, start, shape in around:
        end = start + part.count(" ") + 1
        _add_inside(made, part, shape[start:end], Seen.of(phrases[phrase]))
        if len(shape) == end > start + 1 and start > 0 and _follows_name(shape, start):
            made.marks["behind"] = 1
    made.documents = max(made.documents, len({place[0] for place in made.places}))
    return made


def _is_noun_phrase(shape: str, start: int, end: int, language: str) -> bool:
    """Return whether the letters from *start* to *end* of *shape* are a noun phrase that does not begin inside a name.

    In Russian it must not follow a noun, because it is not in the nominative there: препараты | терапии.
    """
    if shape[end - 1] not in "nsp" or shape[max(0, start - 1) : start + 1] == "ee":
        return False
    return _INSIDE.issuperset(shape[start:end]) and not (language == "ru" and "n" in shape[:start])


def _is_independent(words: Sequence[str], shape: str, start: int, end: int, language: str) -> bool:
    """Return whether the words from *start* to *end* of a phrase, with its *shape*, are a phrase by themselves.

    In Chinese, any word is: *一氧化碳* 浓度; in Russian, a noun with its last adjective: лучший *документальный фильм*.
    In English, it is a compound of a dictionary, what follows a name (U.S. *port fees*), a rare first word
    (*ransomware* gang), or all nouns but the last (*disaster mitigation* agency), unless the last two are a compound
    (premium *tax credit*).
    """
    if language != "en":
        return end - start == 1 if language == "zh" else start > 0 and shape == "j" * (start + 1) + "n"
    if reference.compound(words[start:end]):
        return True
    if end == len(words):
        return start > 0 and _follows_name(shape, start)
    if end == 1:
        return words[0].isalpha() and words[0] not in reference.common("en")
    front = start == 0 and end == len(words) - 1 and shape[0] != "e" and _NOUNS.issuperset(shape)
    front = front and words[end - 1].count("-") < 2  # hospital nurse-to-patient ratios
    return front and not reference.closes(words)


def _splits_compound(words: Sequence[str], start: int, end: int) -> bool:
    """Return whether a part of a phrase begins or ends inside a compound of a dictionary: *care reform* in *health care
    reform*, *regional police* in *regional police chief*."""
    before = start > 0 and reference.compound(words[start - 1 : start + 1])
    after = end < len(words) and reference.compound(words[end - 1 : end + 1])
    return (before or after) and not reference.compound(words[start:end])


def _follows_name(shape: str, start: int) -> bool:
    """Return whether *start* is right after the last name in *shape*."""
    return start == max(shape.rfind("e"), shape.rfind("p")) + 1


def _add_inside(made: Seen, part: str, shape: str, seen: Seen) -> None:
    """Add to *made* the sightings of *part* inside the longer phrase *seen*."""
    for mark in ("part", "~" + shape):
        made.marks[mark] = made.marks.get(mark, 0) + 1
    made.first = min(made.first, seen.first)
    made.context = max(made.context, seen.context, key=lambda context: context[0])
    for document, begin, _, line, form in seen.places:
        inner, at = _inside(form, part)
        if inner and len(form.lower()) == len(form):
            made.places.append((document, begin + at, begin + at + len(inner), line, inner))
    for form in seen.forms:
        inner, _ = _inside(form, part)
        if inner:
            made.forms[inner] = 0


def _inside(form: str, part: str) -> tuple[str, int]:
    """Return the words *part* as spelled in *form*, and their offset; an empty string if they do not occur there."""
    low = form.lower()
    if "  " in form:  # after a word that was broken over lines
        part = next(iter(re.findall(r"\s+".join(map(re.escape, part.split())), low)), part)
    at = f" {low} ".find(f" {part} ")
    if " " not in form:  # Chinese
        part = part.replace(" ", "")
        at = low.find(part)
    return (form[at : at + len(part)], at) if at >= 0 else ("", 0)


def shape_of(marks: Mapping[str, int], count: int) -> str:
    """Return the most frequent letters of a phrase of *count* words, or an empty string if none fit."""
    best, most = "", 0
    for mark, seen in marks.items():
        if mark[0] == "~" and len(mark) == count + 1 and (seen, mark) > (most, best):
            best, most = mark, seen
    return best[1:]


class Fact(NamedTuple):
    """Properties of a word, independent of the phrase; see the measures of the same names."""

    zipf: float
    contrast: float
    kin: float
    field: bool
    light: bool
    praise: bool
    abstract: bool
    known: bool
    """Whether it is a word of general English, however rare."""


class _Facts(dict[str, Fact]):
    """Word -> its properties, computed when first looked up."""

    def __init__(self, lows: Words, size: int, language: str) -> None:
        self._lows = lows
        self._size = size
        self._language = language
        self._common = reference.common(language)
        self._weak = reference.weak(language)
        self._fields = reference.fields(language)
        self._kin = Kin(lows, self._common) if language == "en" and largeness(size) else None

    def __missing__(self, word: str) -> Fact:
        english = self._language == "en"
        spelled = reference.spelled(word)
        value = zipf(spelled, self._common)
        if self._language == "ru" and spelled not in self._common:
            value = max(value, reference.inflected().get(reference.stem(spelled, "ru"), value))
        expected = 10 ** (value - 9)
        seen = (self._lows[spelled] + _PRIOR * expected) / (self._size + _PRIOR)
        base = singular(word) if english else reference.stem(word, self._language)
        cluster = reference.known_words()(word)[0] if english else ""
        found = self[word] = Fact(
            zipf=value,
            contrast=math.log10(seen / expected),
            kin=self._kin.contrast(word, cluster or reference.known_words()(base)[0]) if self._kin else 0.0,
            field=base in self._fields,
            light=self._weak.get(base) == "light",
            praise=self._weak.get(base if self._language == "ru" else word) == "praise",
            abstract=base.endswith(_ABSTRACT),
            known=cluster != "",
        )
        return found


class Measurer:
    """Measures concepts."""

    def __init__(self, lows: Words, size: int, nesting: Nesting, language: str = "en") -> None:
        self.fact = _Facts(lows, size, language).__getitem__
        self._size = size
        self._nesting = nesting
        self._common = reference.common(language)
        self._language = language
        self._entries = reference.entries(language) if language != "en" else frozenset()
        self._fields = reference.fields(language)
        self._binding = reference.words("binding")

    def measure(self, name: str, seen: Seen, keys: Sequence[str], named: bool) -> dict[str, float]:
        """Return the measures of the concept *name* from its sightings; *keys* are those of its forms that are phrases,
        and *named* says whether one is a name."""
        words = name.lower().split(" ")
        marks = seen.marks
        count = 2 if self._language == "zh" and self._is_chinese_compound(words) else len(words)
        inside = around = 0
        if not named:
            for key in keys:
                inside += self._nesting.inside.get(key, 0)
                around += self._nesting.around.get(key, 0)
        frequency = seen.count + inside
        numbers: dict[str, float] = {
            "name": int(named),
            "frequency": frequency,
            "documents": max(1, seen.documents),
            "size": self._size,
            "words": count,
            "alone": seen.count,
            "first": seen.first,
            "heading": marks.get("heading", 0),
            "title": int("title" in marks),
        }
        if named:
            numbers["start"] = marks.get("start", 0)
            numbers["unsure"] = marks.get("unsure", 0)
            numbers["known"] = int(reference.gazetteer().get(tuple(name.split(" ")), "") in _PLACES)
            return numbers
        every = list(map(self.fact, words))
        facts = every
        if not _SMALL.isdisjoint(words):
            facts = [fact for word, fact in zip(words, every, strict=True) if word not in _SMALL] or every[:1]
        zipfs, contrasts, kins, fields, *_ = zip(*facts, strict=True)
        shape = shape_of(marks, len(words))
        simple = "noun" in marks or "part" in marks or "quoted" in marks
        joined = not simple and ("of" in marks or "on" in marks or "party" in marks or "pair" in marks)
        bound = shape in _BOUND and words[0] in self._binding
        acronym = count == 1 and self._is_acronym(name, seen)
        general = self._language == "en" and count == 1 and not acronym
        part = not seen.count and around < 2
        numbers |= {
            "around": around,
            "cvalue": math.log2(count + 1) * (frequency - (inside / around if around else 0)),
            "contrast": sum(contrasts) / len(facts),
            "kin": min(kins),
            "rarity": 8 - min(zipfs),
            "common": max(zipfs),
            "quoted": marks.get("quoted", 0),
            "beforeof": marks.get("before of", 0) / max(1, seen.count),
            "joined": int(joined and not bound),
            "bound": int(bound),
            "fields": 0.0 if count == 1 and self._needs_company(words[0]) else sum(fields) / len(facts),
            "light": int(self._is_light(every, shape)),
            "praise": int(self._is_praise(words, every, count)),
            "relation": int(count > 1 and shape[:1] == "j" and words[0].endswith(_RELATION)),
            "abstract": int(every[-1].abstract),
            "compound": int(count > 1 and bool(shape) and _NOUNS.issuperset(shape)),
            "holder": int("e" in shape and self._language == "en"),
            "acronym": int(acronym),
            "plain": int(general and every[0].known),
            "entry": self._entry(words),
            "part": int(part and "behind" not in marks),
            "behind": int(part and "behind" in marks),
            "noun": 1 - marks.get("word", 0) / max(1, frequency),
        }
        return numbers

    def _is_acronym(self, name: str, seen: Seen) -> bool:
        """Return whether *name*, a single word, is an acronym: in English only one that is a common noun; *НДС*."""
        if self._language == "en":
            return seen.count > 0 and any(map(is_noun, seen.forms))
        return self._language == "ru" and len(name) > 1 and name.isupper()

    def _is_light(self, facts: Sequence[Fact], shape: str) -> bool:
        """Return whether the last word has too little meaning, or a Russian noun before its genitive has."""
        return facts[-1].light or (self._language == "ru" and shape.endswith("nn") and facts[-2].light)

    def _is_praise(self, words: Sequence[str], facts: Sequence[Fact], count: int) -> bool:
        """Return whether the first of *words* is an adjective that judges, and not of a set phrase (*soft power*)."""
        judged = facts[0].praise or (count > 1 and (describes(words[0]) or comparative(words[0])))
        return judged and (facts[-1].light or not (reference.opens(words) or classifies(words)))

    def _entry(self, words: Sequence[str]) -> int:
        """Return 1 for a set phrase, 3 for a Russian or Chinese one of three words or more, which is never chance."""
        if self._language != "en":
            listed = "".join([reference.stem(word, self._language) for word in words]) in self._entries
            return (1 if len(words) < 3 else 3) * listed
        return int(
            reference.compound(words)
            or (len(words) == 2 and classifies(words))
            or (len(words) > 2 and reference.opens(words) and reference.closes(words))
        )

    def _needs_company(self, word: str) -> bool:
        """Return whether *word* belongs to a subject only together with another word: *milk*."""
        return self._language == "en" and self._fields.get(singular(word)) == "within"

    def _is_chinese_compound(self, words: Sequence[str]) -> bool:
        """Return whether *words* is a single Chinese word that counts as two: 公诉人, but not 发言人."""
        word = words[0]
        if len(words) > 1 or len(word) < 3 or word.isascii():
            return False
        return word[-1] != "性" and zipf(word, self._common) < _EVERYDAY


@cache
def _meanings() -> tuple[dict[str, str], dict[str, float]]:
    """Return (word -> cluster, cluster -> expected relative frequency) for the common words of English."""
    known, common = reference.known_words(), reference.common("en")
    clusters = {word: intern(known(word)[0]) for word in common}
    expected: dict[str, float] = {}
    for word, value in common.items():
        expected[clusters[word]] = expected.get(clusters[word], 0) + 10 ** (value - 9)
    return clusters, expected


class Kin:
    """Compares the frequency of clusters of words of similar meaning in the texts with general English.

    If many words of a cluster are frequent, a rare one of them belongs to the subject too.
    """

    def __init__(self, lows: Words, common: Mapping[str, float]) -> None:
        self._lows = lows
        self._common = common
        clusters, self._expected = _meanings()
        self._seen = dict.fromkeys(self._expected, 0)
        for word, cluster in clusters.items():
            self._seen[cluster] += lows[word]
        self._size = sum(self._seen.values())

    def contrast(self, word: str, cluster: str) -> float:
        """Return the contrast of the words in *cluster*, which is that of *word*, without it; 0 if there are none."""
        if not cluster or cluster not in self._seen:
            return 0.0
        own = 10 ** (self._common[word] - 9) if word in self._common else 0.0
        seen = self._seen[cluster] - (self._lows[word] if own else 0)
        expected = max(0.0, self._expected[cluster] - own) * self._size
        return math.log10((seen + _FEW) / (expected + _FEW))


def zipf(word: str, common: Mapping[str, float]) -> float:
    """Return the Zipf value of *word*: its own, that of its singular, or 1 less than that of its rarest part."""
    found = common.get(word)
    if found is None and word.endswith("s"):
        found = common.get(singular(word))
    if found is not None:
        return found
    if "-" in word:
        rarest = min((common.get(part, reference.UNKNOWN) for part in word.split("-") if part), default=0.0)
        return max(reference.UNKNOWN, rarest - 1.0)
    return reference.UNKNOWN


_PRIOR = 10_000
"""Words of general English added to every text to smooth its frequencies: one sighting in a short text says little."""
_EVERYDAY = 4.0
"""The Zipf value from which a Chinese word of three characters or more is an everyday word."""
_FEW = 5
"""Occurrences added to every cluster for the same reason as :data:`_PRIOR`."""
_PLACES = frozenset(("place", "city", "city+place"))
_NOUNS = frozenset("ns")
_BOUND = frozenset(("non", "nos", "son", "nojn", "nojs", "nonn"))
_INSIDE = frozenset("jnspe")
_SMALL = frozenset("of the in and on for to with against by a an into from at over between no".split())
_RELATION = ("al", "ic", "ary", "ive", "ular", "ian", "ese")
_ABSTRACT = ("tion", "sion", "ity", "ment", "ism", "ship", "ance", "ence", "ness", "ure", "cy", "ology", "graphy")


LOOKED_AT = 500
"""How many of the phrases that occur in most texts are examined to find the subject."""


def subject(phrases: Table, measurer: Measurer, documents: int) -> float:
    """Return how far the texts share one subject, 0 to 1: the share of them with the most widespread phrase whose words
    are all much more frequent here than in general.

    It is 1 for a single text, 0.9 or more for texts of one field, below 0.1 for the news of a day.
    """
    spread = ((seen.documents, key) for key, seen in phrases.items() if not isinstance(seen, tuple))
    for count, key in heapq.nlargest(LOOKED_AT, spread):
        if all(measurer.fact(word).contrast >= 1 for word in key.split(" ")):
            return min(1.0, count / max(1, documents))
    return 1 / max(1, documents)
