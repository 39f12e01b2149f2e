"""Capitalized runs, the parts of a sentence that can hold names, and how much its capitals mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from glossary.extract import lists

if TYPE_CHECKING:
    from glossary.extract.features import Spelling


class Span(NamedTuple):
    """A name in a sentence, by word offsets, with the tagger's label."""

    start: int
    end: int
    label: str


_OPENING = frozenset('"(:[')
CALENDAR = frozenset(["month", "weekday"])
"""Word classes of dates."""
OFFICES = frozenset(["title", "office"])
"""Word classes for what a person is."""
BODIES = frozenset(["org", "event", "work", "place"])
"""Word classes for what a named thing is."""

LONGEST = 40
"""The longest run, in words: anything longer is a list or not language."""


def is_trivial(row: Sequence[Spelling], start: int, end: int) -> bool:
    """Return whether a run is obviously not a name: *I*, *The* at the start of a sentence, a date."""
    word = row[start]
    if end - start == 1 and "func" in word.classes:
        return word.text == "I" or (not word.text.isupper() and is_initial(row, start))
    return all(word.figure or not CALENDAR.isdisjoint(word.classes) for word in row[start:end])


def is_results(row: Sequence[Spelling]) -> bool:
    """Return whether *row* is a table of results: names, figures other than years, and hardly any lowercase words."""
    figures = [word.count for word in row].count(True)
    return figures > 1 and [word.small for word in row].count(True) <= figures + 1


def of(row: Sequence[Spelling]) -> list[tuple[int, int]]:
    """Return the capitalized runs of a sentence, as (start, end) in words.

    A run contains capitalized words, the figures next to them, and the small words that link them. In a row of results
    (*Duisburg 1 Luebeck 0*) figures separate names.
    """
    found: list[tuple[int, int]] = []
    capitals = [index for index, word in enumerate(row) if word.capital]
    if not capitals:
        return found
    size = len(row)
    end = 0
    figures = not is_results(row)
    for index in capitals:
        if index < end:
            continue
        start = index
        if figures and start > end and row[start - 1].figure:
            start -= 1
        if start - end >= 2 and row[start - 1].text == "-" and row[start - 2].lower in lists.PREFIXES:
            start -= 2
        elif start > end and row[start - 1].lower in lists.PREFIXES:
            start -= 1
        stop = index + 1
        while stop < size and stop - start < LONGEST:
            here = row[stop]
            if here.capital or (here.figure and figures and not row[stop - 1].figure):
                stop += 1
            elif here.lower in lists.LINKS and stop + 1 < size:
                ahead = row[stop + 1]
                if ahead.capital or (here.text == "-" and ahead.text[0].isalnum()):
                    stop += 2
                elif stop + 2 < size and row[stop + 2].capital and (here.lower in lists.DOUBLE or ahead.text == "-"):
                    if ahead.lower in lists.LINKS:
                        stop += 3
                    else:
                        break
                else:
                    break
            elif here.lower in lists.BALLOTS:
                vote = stop
                while vote < size and row[vote].lower in lists.BALLOTS:
                    vote += 1
                if vote < size and row[vote].lower in lists.POLLS:
                    stop = vote + 1
                else:
                    break
            elif here.text == "," and stop + 1 < size and row[stop + 1].lower == "d.c.":
                stop += 2
            else:
                break
        found.append((start, stop))
        end = stop
    return found


def is_initial(row: Sequence[Spelling], index: int) -> bool:
    """Return whether a sentence or quotation begins at *index*, so that its capital means little."""
    if index == 0 or row[index - 1].text in _OPENING:
        return True
    if index > 5 or row[0].letter or row[0].figure:
        return False
    return not any(word.text[:1].isalnum() for word in row[:index])


def is_end_after_x(row: Sequence[Spelling], place: int) -> bool:
    """Return whether this *X.* ends a sentence rather than being an initial: *wrote on X. Zelensky agreed*."""
    return place > 0 and row[place].text == "X." and row[place - 1].lower == "on"


def headline(row: Sequence[Spelling]) -> str:
    """Return ``U`` for a sentence in capitals, ``H`` for nearly all words capitalized, or an empty string."""
    letters = sum([word.letter for word in row])
    if letters < 4 or sum([word.capital for word in row if word.letter]) <= 0.6 * letters:
        return ""
    upper = sum([word.text.isupper() for word in row if word.letter and word.capital])
    return "U" if upper > 0.6 * letters else "H"
