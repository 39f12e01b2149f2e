"""The field of a body, an agreement or a building, behind its name: *Department of Foreign Affairs and Trade*."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from glossary.extract import features, lists, reference, runs
from glossary.extract.features import Spelling
from glossary.extract.runs import Span

_AIMS = frozenset(["on", "for", "to"])
_FIELDS = _AIMS | {"of"}
"""What leads to the field of a body; the tagger itself sees to *of*."""
_LINKING = {",", "and"}


def lengthened(row: Sequence[Spelling], spans: Sequence[Span]) -> list[Span]:
    """Return *spans* with what bodies, agreements and meetings are for: *Department of Foreign Affairs* + *and Trade*,
    *Treaty* + *on the Functioning of the European Union*."""
    found: list[Span] = []
    ends = {span.start: span for span in spans}
    for span in spans:
        if found and span.start < found[-1].end:
            continue
        start, end, label = span
        if label not in ("PER", "GROUP"):
            end = _field(row, start, _site(row, end, ends), ends)
        if label == "ORG" and "org" in row[end - 1].classes:
            start = _first_field(row, start, end)
            while found and found[-1].end > start:
                found.pop()
        found.append(Span(start, end, label))
    return found


def _first_field(row: Sequence[Spelling], start: int, end: int) -> int:
    """Return where a body begins that is named after several fields: *Health, Education, Labor* + *and Pensions
    Committee*."""
    place = start
    while place > 2 and row[place - 1].text in _LINKING and subject(row, place - 2):
        place -= 2
    named = row[place - 1].lower in ("the", "'s", "house", "senate") and subject(row, place)
    return place if named and _LINKING.issubset(word.text for word in row[place:end]) else start


def _site(row: Sequence[Spelling], end: int, spans: Mapping[int, Span]) -> int:
    """Return where the name of a building or a site ends, with what it is of: *Great Hall* + *of the People*."""
    if row[end - 1].lower not in lists.HALLS or end + 2 >= len(row) or row[end].lower != "of":
        return end
    place = end + 1 + (row[end + 1].lower == "the")
    return _run(row, place, spans) if place < len(row) and row[place].capital else end


def _field(row: Sequence[Spelling], start: int, end: int, spans: Mapping[int, Span]) -> int:
    """Return where the name from *start* to *end* ends, with the field that it is for."""
    links = [place for place in range(start + 1, end - 1) if row[place].lower in _FIELDS]
    head = row[links[0] - 1 if links else end - 1]
    if not runs.BODIES.intersection(head.classes):
        return end
    if not links and end < len(row) and row[end].lower in _AIMS:
        place = end + 1 + (end + 1 < len(row) and row[end + 1].lower == "the")
        if subject(row, place, spans):
            links, end = [end], _run(row, place, spans)
    while links and end + 1 < len(row):
        law = row[end].lower in ("from", "in") and head.lower in lists.PACTS  # Legal Assistance in Criminal Matters
        if (row[end].lower == "and" or law) and subject(row, end + 1, spans):
            end = _run(row, end + 1, spans)
        elif (
            row[end].lower == "of"
            and end + 2 < len(row)
            and (place := end + 1 + (row[end + 1].lower == "the")) in spans
        ):
            end = spans[place].end
        elif row[end].text == "," and (stop := _listed(row, end, spans)):
            end = stop
        else:
            break
    return end


def _listed(row: Sequence[Spelling], comma: int, spans: Mapping[int, Span]) -> int:
    """Return where the fields end that begin behind *comma* and end with an *and*: *, Food and Rural Affairs*; or 0."""
    place = comma
    while place + 1 < len(row) and row[place].text == "," and subject(row, place + 1, spans):
        place = _run(row, place + 1, spans)
    if place > comma and place + 1 < len(row) and row[place].lower == "and":
        last = place + 1 + (row[place + 1].lower == "the")  # Fisheries and the Environment
        if subject(row, last, spans):
            return _run(row, last, spans)
    joined = any(word.text == "and" for word in row[comma : place - 1]) and row[place - 1].lower != "and"
    return place if joined else 0


def _run(row: Sequence[Spelling], place: int, spans: Mapping[int, Span]) -> int:
    """Return where the capitals end that begin at *place*, before the next name."""
    if place in spans:
        return spans[place].end
    end = place + 1
    while end < len(row) and end not in spans and subject(row, end, spans):
        end += 1
    return end


def subject(row: Sequence[Spelling], place: int, spans: Mapping[int, Span] = MappingProxyType({})) -> bool:
    """Is the word at *place* the name of a field, a common noun with a capital?"""
    if place >= len(row):
        return False
    word = row[place]
    if not (word.text[:1].isupper() and word.text[1:].islower() and word.lower in reference.common("en")):
        return False
    known = features.known_name(row[place : place + 1])
    field = reference.fields().get(word.lower, "within") != "within"
    field = field and known in ("", "org") and not (known and word.classes)  # Labour, Media
    return (
        (field or not (known or word.names))
        and not runs.CALENDAR.intersection(word.classes)
        and runs.OFFICES.isdisjoint(word.classes)
        and (place not in spans or spans[place].label in ("ORG", "MISC"))
    )
