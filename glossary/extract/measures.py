"""What is measured of a concept, before anything is decided. Every measure is a number that a candidate keeps.

=============  ====================================================================================================
frequency      how often it was seen, all forms together
documents      in how many texts
words          words of the head
free           share of its sightings that stand alone, not inside a longer phrase
cvalue         log2(words + 1) * (frequency - mean frequency of the longer phrases around it)
               (Frantzi, Ananiadou & Mima 2000, with +1 so that single words count)
contrast       how much more frequent its words are here than in general English, log10, the mean of its words
rarity         how rare its rarest word is in general English: 8 - Zipf
first          where it is seen first, as a share of the text
quoted         how often it stood between quotation marks
heading        how often it stood in a heading
name           1 for a name, else 0
=============  ====================================================================================================
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from glossary.extract import reference
from glossary.extract.reading import Seen


class Nesting:
    """How phrases stand inside longer phrases."""

    def __init__(self, phrases: Mapping[str, Seen]) -> None:
        self.inside: Counter[str] = Counter()
        """Phrase -> how often it was seen inside longer phrases."""
        self.around: Counter[str] = Counter()
        """Phrase -> in how many different longer phrases."""
        self.parents: dict[str, list[str]] = {}
        """Phrase that never stands alone -> longer phrases around it."""
        for phrase in sorted(phrases):
            words = phrase.split(" ")
            count = len(words)
            if count < 2:
                continue
            seen = phrases[phrase].count
            for start in range(count):
                for end in range(start + 1, count + 1):
                    if end - start == count:
                        continue
                    part = " ".join(words[start:end]) if end - start > 1 else words[start]
                    self.inside[part] += seen
                    self.around[part] += 1


def zipf(word: str, common: Mapping[str, float]) -> float:
    """Return how common *word* is: its own value, or that of its singular or of the rarest part of a compound."""
    found = common.get(word)
    if found is not None:
        return found
    if "-" in word:
        parts = [common.get(part, reference.UNKNOWN) for part in word.split("-") if part]
        return max(reference.UNKNOWN, min(parts, default=reference.UNKNOWN) - 1.0)
    return reference.UNKNOWN


def contrast(words: Sequence[str], lows: Mapping[str, int], total: int, common: Mapping[str, float]) -> float:
    """Return how much more frequent *words* are among *total* running words than in general, log10, their mean.

    One sighting says little in a short text, so ten thousand words of general English are added to the text.
    """
    if not words:
        return 0.0
    found = 0.0
    for word in words:
        expected = 10 ** (zipf(word, common) - 9)
        found += math.log10((lows.get(word, 0) + 10_000 * expected) / (total + 10_000) / expected)
    return found / len(words)


def measure(
    head: str,
    seen: Seen,
    members: Sequence[tuple[str, str]],
    named: bool,
    lows: Mapping[str, int],
    total: int,
    nesting: Nesting,
    common: Mapping[str, float],
) -> dict[str, float]:
    """Return the measures of a concept called *head*, seen as *seen* under the keys *members*."""
    words = head.split(" ")
    inside = sum(nesting.inside[key] for _, key in members)
    around = sum(nesting.around[key] for _, key in members)
    content = [word for word in (part.lower() for part in words) if word not in _SMALL]
    values = [zipf(word, common) for word in content] or [8.0]
    frequency = seen.count + (0 if named else inside)
    return {
        "frequency": frequency,
        "documents": seen.documents,
        "words": len(words),
        "free": round(seen.count / max(1, seen.count + inside), 3),
        "cvalue": round(math.log2(len(words) + 1) * (frequency - (inside / around if around and not named else 0)), 3),
        "contrast": round(contrast(content, lows, total, common), 3),
        "rarity": round(8 - min(values), 2),
        "first": round(seen.first, 4),
        "quoted": seen.marks.get("quoted", 0),
        "heading": seen.marks.get("heading", 0),
        "name": int(named),
    }


_SMALL = frozenset("of the in and on for to with against by a an into from at over between no".split())
