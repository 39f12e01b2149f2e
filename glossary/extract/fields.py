"""Extend names over the field of a body, an agreement or a building: *Department of Foreign Affairs and Trade*."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from glossary.extract import features, lists, reference, runs
from glossary.extract.features import Spelling
from glossary.extract.runs import Span

_AIMS = frozenset(["on", "for", "to"])
_FIELDS = _AIMS | {"of"}
"""Prepositions before the field of a body; the tagger itself handles *of*."""
_LINKING = {",", "and"}


def with_fields(row: Sequence[Spelling], spans: Sequence[Span]) -> list[Span]:
    """Return *spans*, extending bodies, agreements and meetings over their field: *Department of Foreign Affairs* +
    *and Trade*, *Treaty* + *on the Functioning of the European Union*."""
    found: list[Span] = []
    ends = {span.start: span for span in spans}
    for span in spans:
        if found and span.start < found[-1].end:
            continue
        start, end, label = span
        if label not in ("PER", "GROUP"):
            end = _field_end(row, start, _site_end(row, end, ends), ends)
        if label == "ORG" and "org" in row[end - 1].classes:
            start = _fields_start(row, start, end)
            while found and found[-1].end > start:
                found.pop()
        found.append(Span(start, end, label))
    return found


def _fields_start(row: Sequence[Spelling], start: int, end: int) -> int:
    """Return where a body named after several fields begins: *Health, Education, Labor* + *and Pensions Committee*."""
    place = start
    while place > 2 and row[place - 1].text in _LINKING and is_field(row, place - 2):
        place -= 2
    named = row[place - 1].lower in ("the", "'s", "house", "senate") and is_field(row, place)
    return place if named and _LINKING.issubset(word.text for word in row[place:end]) else start


def _site_end(row: Sequence[Spelling], end: int, spans: Mapping[int, Span]) -> int:
    """Return where the name of a building or a site ends, including its owner: *Great Hall* + *of the People*."""
    if row[end - 1].lower not in lists.HALLS or end + 2 >= len(row) or row[end].lower != "of":
        return end
    place = end + 1 + (row[end + 1].lower == "the")
    return _run_end(row, place, spans) if place < len(row) and row[place].capital else end


def _field_end(row: Sequence[Spelling], start: int, end: int, spans: Mapping[int, Span]) -> int:
    """Return where the name from *start* to *end* ends, including its field."""
    links = [place for place in range(start + 1, end - 1) if row[place].lower in _FIELDS]
    head = row[links[0] - 1 if links else end - 1]
    if not runs.BODIES.intersection(head.classes):
        return end
    if not links and end < len(row) and row[end].lower in _AIMS:
        place = end + 1 + (end + 1 < len(row) and row[end + 1].lower == "the")
        if is_field(row, place, spans):
            links, end = [end], _run_end(row, place, spans)
    while links and end + 1 < len(row):
        law = row[end].lower in ("from", "in") and head.lower in lists.PACTS  # Legal Assistance in Criminal Matters
        if (row[end].lower == "and" or law) and is_field(row, end + 1, spans):
            end = _run_end(row, end + 1, spans)
        elif (
            row[end].lower == "of"
            and end + 2 < len(row)
            and (place := end + 1 + (row[end + 1].lower == "the")) in spans
        ):
            end = spans[place].end
        elif row[end].text == "," and (stop := _list_end(row, end, spans)):
            end = stop
        else:
            break
    return end


def _list_end(row: Sequence[Spelling], comma: int, spans: Mapping[int, Span]) -> int:
    """Return where the fields between *comma* and an *and* end, or 0 if there are none: *, Food and Rural Affairs*."""
    place = comma
    while place + 1 < len(row) and row[place].text == "," and is_field(row, place + 1, spans):
        place = _run_end(row, place + 1, spans)
    if place > comma and place + 1 < len(row) and row[place].lower == "and":
        last = place + 1 + (row[place + 1].lower == "the")  # Fisheries and the Environment
        if is_field(row, last, spans):
            return _run_end(row, last, spans)
    joined = any(word.text == "and" for word in row[comma : place - 1]) and row[place - 1].lower != "and"
    return place if joined else 0


def _run_end(row: Sequence[Spelling], place: int, spans: Mapping[int, Span]) -> int:
    """Return where the capitalized words from *place* end, before the next name."""
    if place in spans:
        return spans[place].end
    end = place + 1
    while end < len(row) and end not in spans and is_field(row, end, spans):
        end += 1
    return end


def _may_be_part(row: Sequence[Spelling], span: Span) -> bool:
    """Return whether *span* can be the field of a body: neither a place nor another body, such as *Bank of Ghana*."""
    body = "org" in row[span.start].classes and "of" in [word.text for word in row[span.start : span.end]]
    return span.label in ("ORG", "MISC") and not body


def is_field(row: Sequence[Spelling], place: int, spans: Mapping[int, Span] = MappingProxyType({})) -> bool:
    """Return whether the word at *place* is a field: a capitalized common noun."""
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
        and (place not in spans or _may_be_part(row, spans[place]))
    )
