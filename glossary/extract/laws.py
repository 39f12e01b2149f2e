"""Laws and cases: where the name of a law begins and ends, and what two parties are before a court."""

from __future__ import annotations

from collections.abc import Sequence

from glossary.extract import features, lists
from glossary.extract.features import Spelling
from glossary.extract.runs import Span

_STATUTORY = frozenset(("of", "and", "for", "in", "to"))
"""Small words in the name of a law."""
NUMBERED = frozenset(("Decision", "Directive", "Order", "Regulation", "Resolution"))
"""The heads of what is called by its number."""
_CHAMBERS = frozenset(("Concurrent", "House", "Joint", "Senate"))
"""What belongs to a resolution of the U.S. Congress: *House Resolution 109*."""
_LAW = 20
"""The most words, with brackets, before the head of a law; how far from a case something is said of the court."""
_STATE = 5
"""The most words between the parties of a case: *v. the Republic of*."""


def enacted(row: Sequence[Spelling], spans: list[Span]) -> list[Span]:
    """Return *spans* with the whole names of laws that have brackets: *Terrorism (Prevention) Act 2011*."""
    for place in range(3, len(row)):
        if row[place - 1].text != ")" or row[place].lower not in lists.STATUTES or not row[place].capital:
            continue
        start = _statute(row, place)
        end = place + 1
        if end < len(row) and row[end].figure and len(row[end].text) == 4:
            end += 1
        elif dated(row, end):
            end += 2
        if start < place:
            outside = [span for span in spans if span.end <= start or span.start >= end]
            spans = sorted([*outside, Span(start, end, "MISC")])
    return spans


def numbered(row: Sequence[Spelling], spans: list[Span]) -> list[Span]:
    """Return *spans* with what is called by its number: *Executive Order 14098*, *Council Regulation (EU) 2016/679*;
    who passed a resolution is another name."""
    for place, word in enumerate(row):
        end = number(row, place) if word.text in NUMBERED else 0
        if not end:
            continue
        start, outside = place - (word.text == "Order"), []
        for span in spans:
            if span.end <= start or span.start >= end:
                outside.append(span)
            elif span.start < start and word.text == "Resolution" and row[start - 1].text not in _CHAMBERS:
                outside.append(Span(span.start, start, span.label))  # UN Security Council + Resolution 1701
            else:
                start = min(start, span.start)
        spans = sorted([*outside, Span(start, end, "MISC")])
    return spans


def number(row: Sequence[Spelling], place: int) -> int:
    """Return where the number ends of the order, resolution or act of the EU whose head is at *place*; 0 for none."""
    head, end = row[place].text, place + 1
    if head == "Order" and (place == 0 or row[place - 1].text != "Executive"):
        return 0
    european = head not in ("Order", "Resolution")
    if european and [word.text for word in row[end : end + 3 : 2]] == ["(", ")"]:
        end += 3
    end += european and end < len(row) and row[end].text in ("No", "No.")
    if end == len(row) or not row[end].figure or (european and "/" not in row[end].text):
        return 0
    end += 1
    slashed = european and end + 1 < len(row) and row[end].text == "/" and row[end + 1].text.isupper()
    return end + 2 * slashed


def _statute(row: Sequence[Spelling], place: int) -> int:
    """Return where the name of the law begins whose head, behind brackets, is at *place*; *place* where it has none."""
    start, first = place, max(0, place - _LAW)
    while start > first and (
        row[start - 1].capital or row[start - 1].text in "()" or row[start - 1].text in _STATUTORY
    ):
        start -= 1
    while start < place and not (row[start].capital and "func" not in row[start].classes):
        start += 1
    texts = [word.text for word in row[start:place]]
    return start if texts and texts.count("(") == texts.count(")") else place


def dated(row: Sequence[Spelling], comma: int) -> bool:
    """Stands a year behind this comma, and nothing that it could belong to: *Money Laundering Act, 2002*?"""
    year = [word.text for word in row[comma : comma + 3]]
    return len(year) == 3 and year[0] == "," and row[comma + 1].figure and len(year[1]) == 4 and year[2] in ',.;:)"'


def passed(row: Sequence[Spelling], place: int) -> bool:
    """Stands the year of a law here: *Civil Rights Act of 1964*?"""
    return place + 1 < len(row) and row[place].text == "of" and row[place + 1].figure and len(row[place + 1].text) == 4


def tried(row: Sequence[Spelling], last: Span, span: Span, between: Sequence[str]) -> bool:
    """Do these two stand against each other before a court, and not in a stadium: *Roe v. Wade*, *R v Sharma*?"""
    bare = between[1:2] != ["."]
    if len(between) > _STATE or (bare and row[last.start].text == "R"):
        return bare
    clubs = any(row[place].lower in lists.CLUBS for one in (last, span) for place in (one.start, one.end - 1))
    both = features.known_name(row[last.start : last.end]) and features.known_name(row[span.start : span.end])
    around = row[max(0, last.start - _LAW) : span.end + _LAW]
    if clubs or ((both or bare) and lists.LEGAL.isdisjoint(word.lower for word in around)):
        return False
    return all(text in ("the", "of") or text[0].isupper() for text in between[2 - bare :])
