"""Score a candidate from 0 to 1: how likely it belongs in a glossary.

The score is the logistic function of a weighted sum of :func:`features`. The weights were set by hand, in steps of a
tenth, after looking at which measures distinguish terms from other phrases in texts of several kinds. In a short text
the words themselves decide, in a large collection on one subject their distribution; so each feature has two weights,
which are interpolated.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from operator import mul

from glossary.model import Kind


class Scorer:
    """Scores the candidates of texts of one size (in words) and language; *subject* comes from ``measures.subject``."""

    def __init__(self, size: float, subject: float = 1.0, language: str = "en") -> None:
        # Texts on many subjects, however large, keep seven tenths of the weights of short texts.
        large = largeness(size) * (0.3 + 0.7 * min(1.0, max(0.0, (subject - 0.1) / 0.4)))
        self._name = tuple(few + large * (many - few) for few, many in NAME.values())
        self._phrase = tuple(few + large * (many - few) for few, many in PHRASE.values())
        self._once = 0.4 if language == "en" else 0.0
        """The value of three words seen once, which are chance phrases too often in Russian and Chinese."""

    def score(self, numbers: Mapping[str, float], kind: Kind) -> float:
        """Return the score of a candidate, 0 to 1, from its measures and *kind*."""
        weights = self._name if numbers["name"] else self._phrase
        return round(1 / (1 + math.exp(-sum(map(mul, weights, features(numbers, kind, self._once))))), 4)

    def reasons(self, numbers: Mapping[str, float], kind: Kind) -> list[tuple[str, float]]:
        """Return the weighted features of a candidate that are not 0, the largest first."""
        names, weights = (NAME, self._name) if numbers["name"] else (PHRASE, self._phrase)
        found = [
            (name, round(weight * value, 2))
            for name, weight, value in zip(names, weights, features(numbers, kind, self._once), strict=True)
        ]
        return sorted(((name, value) for name, value in found if value), key=lambda row: (-abs(row[1]), row[0]))


def largeness(words: float) -> float:
    """Return 0 for up to 2,000 *words* in all texts, 1 for 50,000 or more, logarithmic in between."""
    return min(1.0, max(0.0, (math.log10(max(1.0, words)) - math.log10(2000)) / math.log10(25)))


def features(numbers: Mapping[str, float], kind: Kind, once: float) -> tuple[float, ...]:
    """Return the values of the features, in the order of the weights; *once* is that of three words seen once."""
    frequency = numbers["frequency"]
    often = min(math.log2(max(1.0, frequency)), 6)
    alone = numbers["alone"]
    if numbers["name"]:
        return (
            1,
            often,
            float(numbers["words"] > 1),
            float(kind is Kind.OTHER),
            float(kind is Kind.GROUP),
            float(kind is Kind.EVENT or kind is Kind.WORK),
            float(kind is Kind.PLACE and numbers["known"] > 0),
            float(numbers["start"] >= alone),
            float(numbers["heading"] >= alone),
            float(alone == 1 and numbers["first"] > 0.95),
            numbers["unsure"] / max(1.0, alone),
            numbers["title"],
        )
    single = float(numbers["words"] == 1)
    rare = min(numbers["rarity"], 5.5) - 3.5
    contrast = min(numbers["contrast"], 3)
    return (
        1,
        often,
        min(math.log2(numbers["documents"]), 4),
        single,
        1.0 if numbers["words"] == 2 or (numbers["words"] == 3 and alone > 1) else once * (numbers["words"] == 3),
        (1 - single) * often,
        single * rare,
        numbers["acronym"],
        (1 - single) * max(0.0, rare - 0.5),
        contrast,
        numbers["kin"],
        single * contrast,
        single * max(0.0, numbers["common"] - 4.0),
        float(frequency == 1 and numbers["plain"] > numbers["fields"]),
        single * numbers["fields"],
        numbers["fields"],
        max(0.0, numbers["common"] - 5.0),
        alone / max(1.0, frequency),
        min(math.log2(1 + numbers["around"]), 4),
        float(numbers["quoted"] > 0),
        float(kind is Kind.EVENT),
        0.0 if kind is Kind.EVENT else numbers["joined"],
        numbers["bound"],
        numbers["light"],
        numbers["praise"],
        numbers["relation"],
        numbers["abstract"],
        numbers["compound"],
        numbers["holder"],
        1 - numbers["noun"],
        numbers["entry"],
        numbers["part"],
        numbers["behind"],
        numbers["title"],
        numbers["beforeof"],
    )


NAME = {
    "a name": (1.1, 0.9),
    "frequency": (0.5, 0.2),
    "several words": (0.5, -0.7),
    "of no known kind": (-0.7, -1.4),
    "a people": (-0.6, -2.0),
    "an event or work": (0.0, -0.5),
    "a country or large city": (-0.5, 0.0),
    "only at the start of sentences": (-0.3, -0.3),
    "only in headings": (-0.8, -0.7),
    "once, at the end": (-0.5, 0.0),
    "the tagger is unsure": (-0.3, -0.8),
    "in a title": (0.5, 0.0),
}
"""Feature -> (weight in a short text, weight in a large collection)."""
PHRASE = {
    "a phrase": (-0.7, -3.0),
    "frequency": (0.5, 0.1),
    "texts": (0.0, 0.5),
    "a single word": (-1.1, -0.4),
    "two words, or three": (0.7, 0.2),
    "frequent, and several words": (0.2, 0.3),
    "a rare single word": (0.6, 1.1),
    "an acronym": (1.8, 0.6),
    "a rare word among several": (0.2, 0.0),
    "contrast": (0.3, 0.7),
    "similar words stand out": (0.0, 0.7),
    "a single word that stands out": (0.3, -0.3),
    "a common single word": (-1.0, 0.1),
    "a word of general English, once": (-0.6, 0.0),
    "a single word of a subject": (0.3, 0.2),
    "words of a subject": (1.4, 1.0),
    "a very common word": (-0.1, -0.1),
    "outside longer phrases": (-0.4, 0.6),
    "inside longer phrases": (-0.4, 0.3),
    "quoted": (1.5, 1.0),
    "an event": (1.4, 0.7),
    "only seen with 'of', 'in' or 'and'": (-1.2, -1.3),
    "a set phrase": (2.2, 0.6),
    "its last word has little meaning": (-0.5, -0.7),
    "an adjective that judges": (-1.5, -0.3),
    "a relational adjective": (0.5, 0.1),
    "an abstract noun": (0.4, -0.4),
    "nouns only": (0.4, 0.4),
    "contains a name": (-0.5, -0.2),
    "no noun": (-2.5, -1.3),
    "in a dictionary": (0.4, 0.8),
    "only inside one longer phrase": (-1.0, -0.8),
    "only after one name": (-0.6, -0.6),
    "in a title": (0.5, 0.0),
    "before 'of'": (-0.2, -0.4),
}
