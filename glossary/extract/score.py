"""One figure for a candidate, 0 to 1: how sure we are that it belongs into a glossary.

A logistic function of a few terms, each of which a person can read. The weights are rounded by hand.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from glossary.extract import reference
from glossary.extract.reading import Seen
from glossary.model import Kind

KINDS = {Kind.OTHER: -0.8, Kind.GROUP: -0.2}


def score(numbers: Mapping[str, float], kind: Kind, head: str, seen: Seen) -> float:
    """Return the score of a candidate, from its measures."""
    total = sum(terms(numbers, kind, head, seen).values())
    return round(1 / (1 + math.exp(-total)), 4)


def terms(numbers: Mapping[str, float], kind: Kind, head: str, seen: Seen) -> dict[str, float]:
    """Return what speaks for and against a candidate: reason -> weight."""
    often = min(math.log2(numbers["frequency"]) if numbers["frequency"] >= 1 else 0, 5)
    found = {}
    if numbers["name"]:
        found["a name"] = 1.2 + KINDS.get(kind, 0)
        found["frequency"] = 0.4 * often
        if numbers["words"] > 1:
            found["several words"] = 0.4
        elif seen.marks.get("start", 0) == seen.count:
            found["only seen at the start of sentences"] = -1.0
        if seen.marks.get("heading", 0) == seen.count:
            found["only seen in headings"] = -0.5
        return found
    weak = reference.weak()
    words = head.lower().split(" ")
    found["a phrase"] = -1.2
    found["frequency"] = 0.5 * often
    if numbers["words"] == 1:
        found["a single word"] = -0.6
    found["rare words"] = 0.35 * (min(numbers["rarity"], 5.5) - 3.5)
    found["contrast"] = 0.3 * min(numbers["contrast"], 3)
    if numbers["quoted"]:
        found["quoted"] = 1.3
    if kind is Kind.EVENT:
        found["an event"] = 1.5
    reason = weak.get(variants_singular(words[-1]))
    if reason == "light":
        found["a light head"] = -1.8
    if len(words) > 1 and weak.get(words[0]) == "praise":
        found["an adjective that judges"] = -0.9
    if len(words) > 1 and words[0].endswith(RELATIONAL):
        found["an adjective that relates"] = 0.5
    soft = {"of", "on", "party", "pair"} & set(seen.marks)
    if soft and not {"noun", "quoted"} & set(seen.marks) and kind is not Kind.EVENT:
        found["joined by a preposition or and"] = -1.2
    return found


RELATIONAL = ("al", "ic", "ary", "ional", "ical", "ive", "ial")


def variants_singular(word: str) -> str:
    from glossary.extract.variants import singular

    return singular(word)
