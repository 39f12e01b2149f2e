"""The forms of names that are known from lists."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from glossary.extract import features, lists, reference, runs
from glossary.extract.keys import unaccented
from glossary.extract.runs import Span

Form = tuple[str, ...]
"""The words of a name, as written."""

LABELS = {
    "place": "LOC",
    "city": "LOC",
    "city+place": "LOC",
    "group": "GROUP",
    "org": "ORG",
    "event": "MISC",
    "person": "PER",
}
"""The label for each kind in the gazetteer; names of several other kinds have none."""


def form_of(row: Sequence[features.Spelling], start: int, end: int) -> Form:
    """Return the form of the words from *start* to *end*."""
    return tuple([word.text for word in row[start:end]])


def with_ampersand(form: Form) -> Form:
    """Return *form* as the lists spell it: *Bosnia & Herzegovina*."""
    return tuple(["&" if word == "and" else word for word in form])


@lru_cache(20_000)
def known_label(form: Form) -> str:
    """Return the label of a known form, with or without a compass direction (*West African*); or an empty string."""
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
        return known_label((form[0].replace(".", ""),))  # N.F.L.
    return label


def label_without_diacritics(form: Form) -> str:
    """Return the label of a place listed without the diacritics of *form* (*Chișinău*), or an empty string."""
    kind = "" if "".join(form).isascii() else reference.gazetteer().get(tuple(map(unaccented, form)), "")
    return LABELS[kind] if kind in ("place", "city", "city+place") else ""


def with_known_names(row: Sequence[features.Spelling], spans: Sequence[Span]) -> Sequence[Span]:
    """Return *spans*, with known names whole however they were cut: *Valentine's Day*, *The Merchant of Venice*. A
    known name inside a longer one, or before another capitalized word, is left as it is."""
    sizes = _known_lengths()
    found = spans
    for start in [place for place, word in enumerate(row) if word.text in sizes]:
        for size in sizes[row[start].text]:
            end = start + size
            if end > len(row) or form_of(row, start, end) not in _known_names():
                continue
            apart = [span for span in found if span.end <= start or end <= span.start]
            inside = [span for span in found if start <= span.start and span.end <= end]
            if len(apart) + len(inside) < len(found) or _precedes_capital(row, end, apart):
                continue
            if inside or size > 2 or not runs.is_initial(row, start):
                found = sorted([*apart, Span(start, end, _known_names()[form_of(row, start, end)])])
                break
    return found


@cache
def _known_names() -> dict[Form, str]:
    """Return the labels of known things, and of known bodies of three or more words."""
    return {form: "ORG" for form in reference.bodies() if len(form) > 2} | dict.fromkeys(reference.things(), "MISC")


@cache
def _known_lengths() -> dict[str, list[int]]:
    """Return first word -> lengths in words of the known names that begin with it, longest first."""
    found: dict[str, set[int]] = {}
    for form in _known_names():
        found.setdefault(form[0], set()).add(len(form))
    return {word: sorted(sizes, reverse=True) for word, sizes in found.items()}


def _precedes_capital(row: Sequence[features.Spelling], end: int, others: Sequence[Span]) -> bool:
    """Return whether a capitalized word outside *others* stands at *end*."""
    return end < len(row) and row[end].capital and not any(span.start == end for span in others)
