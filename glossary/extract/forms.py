"""What the form of a name tells: its kind, and which names are the same, however the tagger cut them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from glossary.extract import features, lists, reference, runs
from glossary.extract.runs import Span

Form = tuple[str, ...]
"""The words of a name as they stand."""

LABELS = {
    "place": "LOC",
    "city": "LOC",
    "city+place": "LOC",
    "group": "GROUP",
    "org": "ORG",
    "event": "MISC",
    "person": "PER",
}
"""What a name of the gazetteer is, where that is one thing only."""


def form_of(row: Sequence[features.Spelling], start: int, end: int) -> Form:
    return tuple([word.text for word in row[start:end]])


def ampersand(form: Form) -> Form:
    """Return *form* as the lists have it: *Bosnia & Herzegovina*."""
    return tuple(["&" if word == "and" else word for word in form])


def settled(form: Form) -> str:
    """Return the label of a form that is known, with or without a part of the sky: *West African*."""
    if form in reference.things():
        return "MISC"
    known = reference.gazetteer()
    label = LABELS.get(known.get(form, ""), "")
    if not label and form in reference.bodies():
        return "ORG"
    if not label and form in reference.regions():
        return "LOC"
    if (
        not label
        and len(form) > 1
        and form[0].lower() in lists.SKY
        and lists.SKY.issuperset(map(str.lower, form[1:-1]))
    ):
        kind = known.get(form[-1:], "")
        label = LABELS[kind] if kind in ("place", "group") else ""
    if not label and len(form) == 1 and form[0].count(".") > 1:
        return settled((form[0].replace(".", ""),))  # N.F.L.
    return label


def whole(row: Sequence[features.Spelling], spans: Sequence[Span]) -> Sequence[Span]:
    """Return *spans* and the known things, in one piece however they were cut: *Valentine's Day*, *The Merchant of
    Venice*. What stands inside a longer name, or beside a capitalised word of no name, is left as it is."""
    sizes = _sizes()
    found = spans
    for start in [place for place, word in enumerate(row) if word.text in sizes]:
        for size in sizes[row[start].text]:
            end = start + size
            if end > len(row) or form_of(row, start, end) not in _wholes():
                continue
            apart = [span for span in found if span.end <= start or end <= span.start]
            inside = [span for span in found if start <= span.start and span.end <= end]
            if len(apart) + len(inside) < len(found) or _hemmed(row, start, end, apart):
                continue
            if inside or size > 2 or not runs.fresh(row, start):
                found = sorted([*apart, Span(start, end, _wholes()[form_of(row, start, end)])])
                break
    return found


@cache
def _wholes() -> dict[Form, str]:
    """Return the labels of the things, and of the bodies of three words and more."""
    return {form: "ORG" for form in reference.bodies() if len(form) > 2} | dict.fromkeys(reference.things(), "MISC")


@cache
def _sizes() -> dict[str, list[int]]:
    """Return how many words those have that begin with a word, the most first."""
    found: dict[str, set[int]] = {}
    for form in _wholes():
        found.setdefault(form[0], set()).add(len(form))
    return {word: sorted(sizes, reverse=True) for word, sizes in found.items()}


def _hemmed(row: Sequence[features.Spelling], start: int, end: int, apart: Sequence[Span]) -> bool:
    """Stands a capitalised word of no other name beside the words from *start* to *end*?"""
    before = start > 0 and row[start - 1].capital and not any(span.end == start for span in apart)
    behind = end < len(row) and row[end].capital and not any(span.start == end for span in apart)
    return behind or (before and not runs.fresh(row, start - 1))
