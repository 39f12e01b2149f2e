"""What is measured of a concept, before anything is decided. Every measure is a number that a candidate keeps.

=============  ====================================================================================================
name           1 for a name, else 0
frequency      how often it was seen, all forms together
documents      in how many texts
size           running words of all texts together
words          words of the head
alone          how often it stood alone, not inside a longer phrase
around         in how many different longer phrases
cvalue         log2(words + 1) * (frequency - mean frequency of the longer phrases around it)
               (Frantzi, Ananiadou & Mima 2000, with +1 so that single words count)
contrast       how much more frequent its words are here than in general English, log10, the mean of its words
rarity         how rare its rarest word is in general English: 8 - Zipf
common         how common its commonest word is: Zipf
first          where it is seen first, as a share of the text
quoted         how often it stood between quotation marks
heading        how often it stood in a heading
start          how often it began a sentence
joined         1 if it was only seen as a phrase with a preposition or "and"
field          1 if its last word belongs to a subject (politics, law, health …)
fields         share of its words that do
light          1 if its last word says too little
praise         1 if its first word is an adjective that judges
relation       1 if its first word is an adjective that relates (*territorial*, *economic*)
abstract       1 if its last word is made from a verb or adjective (*-tion*, *-ity*, *-ism*)
compound       1 if it consists of nouns only
holder         1 if a name stands in it
noun           share of its sightings as a noun or noun phrase
=============  ====================================================================================================
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from glossary.extract import reference, variants
from glossary.extract.reading import Seen


class Nesting:
    """How phrases stand inside longer phrases."""

    def __init__(self, phrases: Mapping[str, Seen]) -> None:
        self.inside: Counter[str] = Counter()
        """Phrase -> how often it was seen inside longer phrases."""
        self.around: Counter[str] = Counter()
        """Phrase -> in how many different longer phrases."""
        for phrase in sorted(phrases):
            words = phrase.split(" ")
            count = len(words)
            if count < 2:
                continue
            seen = phrases[phrase].count
            for start in range(count):
                for end in range(start + 1, count + 1):
                    if end - start < count:
                        part = " ".join(words[start:end])
                        self.inside[part] += seen
                        self.around[part] += 1


def parts(phrases: Mapping[str, Seen], nesting: Nesting) -> list[tuple[str, Seen]]:
    """Return phrases that never stand alone but in two longer phrases or more, with how they were seen there.

    Their number of sightings is 0: :class:`Nesting` counts those.
    """
    found: dict[str, Seen] = {}
    for phrase in sorted(phrases):
        words = phrase.split(" ")
        count = len(words)
        if count < 2:
            continue
        seen = phrases[phrase]
        shape = _shape_of(seen.marks, count)
        if not shape:
            continue
        for start in range(count):
            for end in range(start + 1, count + 1):
                if end - start == count or shape[end - 1] not in "nsp" or shape[start] not in "jnspe":
                    continue
                part = " ".join(words[start:end])
                if part in phrases or nesting.around[part] < 2 or not set(shape[start:end]) <= _INSIDE:
                    continue
                if (words[start] in reference.weak() and end - start == 1) or shape[
                    max(0, start - 1) : start + 1
                ] == "ee":
                    continue
                made = found.get(part)
                if made is None:
                    made = found[part] = Seen()
                    made.documents = seen.documents
                    made.first = seen.first
                    made.context = seen.context
                made.marks["part"] = made.marks.get("part", 0) + 1
                made.marks[shape[start:end]] = made.marks.get(shape[start:end], 0) + 1
                made.first = min(made.first, seen.first)
                _take(made, part, seen)
    return sorted(found.items())


def _take(made: Seen, part: str, seen: Seen) -> None:
    """Add to *made* the places of *part* inside those of *seen*."""
    for document, begin, end, line, form in seen.places:
        at = f" {form.lower()} ".find(f" {part} ")
        if at >= 0 and len(form.lower()) == len(form):
            inner = form[at : at + len(part)]
            made.places.append((document, begin + at, begin + at + len(part), line, inner))
    for form in seen.forms:
        at = f" {form.lower()} ".find(f" {part} ")
        if at >= 0:
            made.forms[form[at : at + len(part)]] = 0
    made.documents = max(made.documents, len({place[0] for place in made.places}))


def _shape_of(marks: Mapping[str, int], count: int) -> str:
    """Return the letters that were seen most for a phrase of *count* words; empty where none fit."""
    return max(
        (mark for mark in marks if len(mark) == count and set(mark) <= _SHAPE),
        key=lambda mark: (marks[mark], mark),
        default="",
    )


def zipf(word: str, common: Mapping[str, float]) -> float:
    """Return how common *word* is: its own value, or that of its singular, or of the rarest part of a compound."""
    found = common.get(word)
    if found is None and word.endswith("s"):
        found = common.get(variants.singular(word))
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
    words = head.lower().split(" ")
    marks = seen.marks
    inside = sum(nesting.inside[key] for table, key in members if table == "phrase")
    around = sum(nesting.around[key] for table, key in members if table == "phrase")
    frequency = seen.count + (0 if named else inside)
    content = [word for word in words if word not in _SMALL] or words
    values = [zipf(word, common) for word in content]
    weak, fields = reference.weak(), reference.fields()
    shape = _shape_of(marks, len(words))
    last = variants.singular(words[-1])
    plain = marks.get("noun", 0) + marks.get("part", 0) + marks.get("quoted", 0)
    joined = not named and not plain and any(marks.get(origin) for origin in ("of", "on", "party", "pair"))
    numbers = {
        "name": int(named),
        "frequency": frequency,
        "documents": seen.documents,
        "size": total,
        "words": len(words),
        "alone": seen.count,
        "around": around,
        "cvalue": math.log2(len(words) + 1) * (frequency - (inside / around if around and not named else 0)),
        "contrast": contrast(content, lows, total, common),
        "rarity": 8 - min(values),
        "common": max(values),
        "first": seen.first,
        "quoted": marks.get("quoted", 0),
        "heading": marks.get("heading", 0),
        "start": marks.get("start", 0),
        "joined": int(joined),
        "field": int(last in fields),
        "fields": sum(variants.singular(word) in fields for word in content) / len(content),
        "light": int(weak.get(last) == "light"),
        "praise": int(weak.get(words[0]) == "praise" or (len(words) > 1 and words[0].endswith("ing"))),
        "relation": int(len(words) > 1 and shape[:1] == "j" and words[0].endswith(_RELATION)),
        "abstract": int(last.endswith(_ABSTRACT)),
        "compound": int(len(words) > 1 and bool(shape) and set(shape) <= {"n", "s"}),
        "holder": int(not named and "e" in shape),
        "noun": 1.0 if named else min(1.0, (plain + inside) / max(1, frequency)),
    }
    return {name: round(value, 4) for name, value in numbers.items()}


_SHAPE = frozenset("nspjgvxrtoiadke.")
_INSIDE = frozenset("jnspe")
_SMALL = frozenset("of the in and on for to with against by a an into from at over between no".split())
_RELATION = ("al", "ic", "ary", "ive", "ular", "ian", "ese")
_ABSTRACT = ("tion", "sion", "ity", "ment", "ism", "ship", "ance", "ence", "ness", "ure", "cy", "ology", "graphy")
