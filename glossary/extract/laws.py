"""Laws and court cases: where the name of a law begins and ends, and whether two names are the parties of a case."""

from __future__ import annotations

from collections.abc import Sequence

from glossary.extract import features, lists
from glossary.extract.features import Spelling
from glossary.extract.runs import Span

_IN_STATUTES = frozenset(("of", "and", "for", "in", "to"))
"""Lowercase words in the name of a law."""
NUMBERED = frozenset(("Decision", "Directive", "Order", "Regulation", "Resolution"))
"""Head nouns of documents that are called by their number."""
_CHAMBERS = frozenset(("Concurrent", "House", "Joint", "Senate"))
"""Words that belong to the name of a resolution of the U.S. Congress: *House Resolution 109*."""
_REACH = 20
"""The most words before the head of a law with brackets, and between a case and a legal term."""
_LONGEST_LINK = 5
"""The most words between the parties of a case: *v. the Republic of*."""


def with_laws(row: Sequence[Spelling], spans: list[Span]) -> list[Span]:
    """Return *spans*, extending the names of laws over a part in brackets: *Terrorism (Prevention) Act 2011*."""
    for place in range(3, len(row)):
        if row[place - 1].text != ")" or row[place].lower not in lists.STATUTES or not row[place].capital:
            continue
        start = _statute_start(row, place)
        end = place + 1
        if end < len(row) and row[end].figure and len(row[end].text) == 4:
            end += 1
        elif has_year(row, end):
            end += 2
        if start < place:
            outside = [span for span in spans if span.end <= start or span.start >= end]
            spans = sorted([*outside, Span(start, end, "MISC")])
    return spans


def with_numbered(row: Sequence[Spelling], spans: list[Span]) -> list[Span]:
    """Return *spans*, adding documents with a number: *Executive Order 14098*, *Council Regulation (EU) 2016/679*. The
    body that passed a resolution stays a separate name."""
    for place, word in enumerate(row):
        end = number_end(row, place) if word.text in NUMBERED else 0
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


def number_end(row: Sequence[Spelling], place: int) -> int:
    """Return where the number of the order, resolution or EU act with its head at *place* ends; 0 if there is none."""
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


def _statute_start(row: Sequence[Spelling], place: int) -> int:
    """Return where the law with its head after brackets at *place* begins; *place* if it is not a law."""
    start, first = place, max(0, place - _REACH)
    while start > first and (
        row[start - 1].capital or row[start - 1].text in "()" or row[start - 1].text in _IN_STATUTES
    ):
        start -= 1
    while start < place and not (row[start].capital and "func" not in row[start].classes):
        start += 1
    texts = [word.text for word in row[start:place]]
    return start if texts and texts.count("(") == texts.count(")") else place


def has_year(row: Sequence[Spelling], comma: int) -> bool:
    """Return whether *comma* is followed by just the year of a law: *Money Laundering Act, 2002*."""
    year = [word.text for word in row[comma : comma + 3]]
    return len(year) == 3 and year[0] == "," and row[comma + 1].figure and len(year[1]) == 4 and year[2] in ',.;:)"'


def has_of_year(row: Sequence[Spelling], place: int) -> bool:
    """Return whether *of* and the year of a law follow at *place*: *Civil Rights Act of 1964*."""
    return place + 1 < len(row) and row[place].text == "of" and row[place + 1].figure and len(row[place + 1].text) == 4


def is_case(row: Sequence[Spelling], last: Span, span: Span, between: Sequence[str]) -> bool:
    """Return whether two names are the parties of a court case, not two teams: *Roe v. Wade*, *R v Sharma*."""
    bare = between[1:2] != ["."]
    if len(between) > _LONGEST_LINK or (bare and row[last.start].text == "R"):
        return bare
    clubs = any(row[place].lower in lists.CLUBS for one in (last, span) for place in (one.start, one.end - 1))
    both = features.known_name(row[last.start : last.end]) and features.known_name(row[span.start : span.end])
    around = row[max(0, last.start - _REACH) : span.end + _REACH]
    if clubs or ((both or bare) and lists.LEGAL.isdisjoint(word.lower for word in around)):
        return False
    return all(text in ("the", "of") or text[0].isupper() for text in between[2 - bare :])
