"""One figure for a candidate, 0 to 1: how sure we are that it belongs into a glossary.

The logistic function of a sum. What is summed stands in :func:`features`, each with a weight that was set by hand, in
steps of a tenth, after looking at which measures tell terms from other phrases in texts of several kinds. A short text
is judged by what its words are, a large collection rather by how they are spread; so each reason has two weights, and
what lies between a short text and a large collection takes its share of both.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from glossary.model import Kind


def score(numbers: Mapping[str, float], kind: Kind) -> float:
    """Return the score of a candidate of *kind*, from its measures, 0 to 1."""
    return round(1 / (1 + math.exp(-sum(reasons(numbers, kind).values()))), 4)


def reasons(numbers: Mapping[str, float], kind: Kind) -> dict[str, float]:
    """Return what speaks for a candidate and what against it: reason -> weight; reasons of no weight are left out."""
    weights = NAME if numbers["name"] else PHRASE
    large = largeness(numbers["size"])
    found = {}
    for reason, value in features(numbers, kind).items():
        if value:
            few, many = weights[reason]
            found[reason] = round(((1 - large) * few + large * many) * value, 3)
    return {reason: value for reason, value in found.items() if value}


def largeness(words: float) -> float:
    """Return 0 for texts of up to 2,000 *words* all together, 1 for 50,000 and more, and what lies between."""
    return min(1.0, max(0.0, (math.log10(max(1.0, words)) - math.log10(2000)) / math.log10(25)))


def features(numbers: Mapping[str, float], kind: Kind) -> dict[str, float]:
    """Return what the weights are multiplied with."""
    frequency = numbers["frequency"]
    often = min(math.log2(max(1.0, frequency)), 6)
    if numbers["name"]:
        return {
            "a name": 1,
            "frequency": often,
            "several words": float(numbers["words"] > 1),
            "kind unknown": float(kind is Kind.OTHER),
            "a people": float(kind is Kind.GROUP),
            "an event or work": float(kind in (Kind.EVENT, Kind.WORK)),
            "only at the start of sentences": float(numbers["start"] >= numbers["alone"]),
            "only in headings": float(numbers["heading"] >= numbers["alone"]),
        }
    single = numbers["words"] == 1
    return {
        "a phrase": 1,
        "frequency": often,
        "texts": min(math.log2(max(1.0, numbers["documents"])), 4),
        "a single word": float(single),
        "two words": float(numbers["words"] == 2),
        "often, and several words": 0.0 if single else often,
        "rare words": min(numbers["rarity"], 5.5) - 3.5,
        "a rare single word": min(numbers["rarity"], 5.5) - 3.5 if single else 0.0,
        "contrast": min(numbers["contrast"], 3),
        "a single word that stands out": min(numbers["contrast"], 3) if single else 0.0,
        "a common single word": max(0.0, numbers["common"] - 4.0) if single else 0.0,
        "a single noun of a subject": numbers["field"] if single else 0.0,
        "words of a subject": numbers["fields"],
        "a very common word": max(0.0, numbers["common"] - 5.0),
        "stands alone": numbers["alone"] / max(1.0, frequency),
        "in many longer phrases": min(math.log2(1 + numbers["around"]), 4),
        "quoted": float(numbers["quoted"] > 0),
        "an event": float(kind is Kind.EVENT),
        "only joined words": numbers["joined"],
        "says too little": numbers["light"],
        "an adjective that judges": numbers["praise"],
        "an adjective that relates": numbers["relation"],
        "made from a verb": numbers["abstract"],
        "nouns only": numbers["compound"],
        "a name in it": numbers["holder"],
        "no noun": 1 - numbers["noun"],
    }


NAME = {
    "a name": (1.0, 0.7),
    "frequency": (0.5, 0.3),
    "several words": (0.1, -0.7),
    "kind unknown": (-0.7, -1.4),
    "a people": (-0.2, -1.8),
    "an event or work": (-0.2, -0.5),
    "only at the start of sentences": (-0.3, -0.3),
    "only in headings": (-0.8, -0.7),
}
PHRASE = {
    "a phrase": (-0.9, -3.4),
    "frequency": (0.7, 0.1),
    "texts": (0.0, 0.4),
    "a single word": (-1.5, -0.5),
    "two words": (0.5, 0.2),
    "often, and several words": (0.1, 0.2),
    "rare words": (-0.2, 0.0),
    "a rare single word": (0.7, 1.1),
    "contrast": (0.4, 0.7),
    "a single word that stands out": (0.4, -0.3),
    "a common single word": (-0.4, 0.3),
    "a single noun of a subject": (0.2, 0.3),
    "words of a subject": (1.4, 0.8),
    "a very common word": (-0.1, -0.2),
    "stands alone": (0.0, 0.9),
    "in many longer phrases": (-0.5, 0.3),
    "quoted": (1.0, 1.0),
    "an event": (1.5, 0.4),
    "only joined words": (-0.8, -0.3),
    "says too little": (-0.6, -0.7),
    "an adjective that judges": (-0.9, -0.4),
    "an adjective that relates": (0.2, 0.1),
    "made from a verb": (0.4, -0.4),
    "nouns only": (0.3, 0.4),
    "a name in it": (0.2, -0.2),
    "no noun": (-1.0, -1.2),
}
"""Reason -> (weight in a short text, weight in a large collection)."""
