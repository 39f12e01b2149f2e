"""Split spans that hold several names: two places, a body and its officer, an owner and what it owns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from glossary.extract import features, kinds, lists, reference, runs
from glossary.extract.forms import LABELS, form_of, known_label, with_ampersand
from glossary.extract.runs import Span

_CAMPUSES = ("Academy", "College", "Hospital", "School", "University")
_PLURAL_ENDINGS = ("ers", "ors", "ists")
"""Endings of plural possessors inside a name: *Gloriavale Leavers' Support Trust*."""


def pieces(row: Sequence[features.Spelling], span: Span) -> list[Span]:
    """Return *span* in one piece, or split into several names."""
    start, end, _ = span
    parts = _split_adjacent(row, span)
    if parts:
        return parts
    for index in range(start + 1, end - 1):
        parts = _split_at(row, span, index)
        if parts:
            return parts
    return _split_officer(row, span) or [span]


def _split_at(row: Sequence[features.Spelling], span: Span, index: int) -> list[Span]:
    """Return the names that the word at *index* separates; empty for none: a leader and what is led (*US*-led *NATO*),
    a person and a place after *of*, a university and its city, an owner and what is owned."""
    start, end, label = span
    word, following = row[index], row[index + 1]
    if word.text == "-" and following.lower in lists.LED and following.small:
        leader = Span(start, index, known_label(form_of(row, start, index)) or label)
        return [leader, Span(index + 2, end, label)] if index + 2 < end else [leader]
    untitled = label == "PER" and index - start > 1 and runs.OFFICES.isdisjoint(row[start].classes)  # no Princess
    if untitled and word.text == "of" and features.known_name(row[index + 1 : end]) == "place":
        return [Span(start, index, label), Span(index + 1, end, "LOC")]  # Bill Cassidy of Louisiana
    campus = label == "ORG" and index - start > 1 and any(other.text in _CAMPUSES for other in row[start:index])
    if campus and word.text == "in" and features.known_name(row[index + 1 : end]):
        return [Span(start, index, label), Span(index + 1, end, "LOC")]  # McMaster University + in + Ontario
    if word.text in ("'s", "'") and following.capital and _is_owner(row, start, index, end):
        owner = row[start:index]
        owner_label = "PER" if len(owner) == 2 and _is_person_owner(owner, row[end - 1]) else label
        return [Span(start, index, LABELS.get(features.known_name(owner), owner_label)), Span(index + 1, end, label)]
    return []


def _is_owner(row: Sequence[features.Spelling], start: int, index: int, end: int) -> bool:
    """Return whether the name before the possessive at *index* owns what follows, which makes them two names."""
    owner = row[start:index]
    plural = row[index].text == "'" and owner[-1].lower.endswith(_PLURAL_ENDINGS) and "org" in row[end - 1].classes
    return not (plural or owner[-1].lower in lists.POSSESSIVES) and (
        features.known_name(owner) != ""
        or features.known_name(row[index + 1 : end]) in ("place", "city")
        or any("org" in word.classes for word in owner)
        or (len(owner) == 2 and _is_person_owner(owner, row[end - 1]))
        or (len(owner) > 2 and index + 2 < end - 1 and all(word.capital for word in owner))
        or (len(owner) == 1 and kinds.is_document(row[index + 1 : end]))
        or (len(owner) == 1 and index + 2 < end and _is_unknown(owner[0]) and "place" in row[end - 1].classes)
    )


def _is_unknown(word: features.Spelling) -> bool:
    """Return whether *word* is neither a common word nor a person's name: *Zhanaozen*'s *Yntymak Square*."""
    return kinds.is_plain(word) and {"g", "s"}.isdisjoint(word.names) and word.lower not in reference.common("en")


def _is_person_owner(owner: Sequence[features.Spelling], head: features.Spelling) -> bool:
    """Return whether *owner* is a person before a body: *Raila Odinga*'s *Democratic Movement*."""
    unknown = all(kinds.is_plain(word) and word.lower not in reference.common("en") for word in owner)
    return kinds.is_personal_name(owner) or (unknown and "org" in head.classes)


def _split_officer(row: Sequence[features.Spelling], span: Span) -> list[Span]:
    """Return the person after the last office in *span*, with the body before the office; or an empty list."""
    start, end, label = span
    if end - start < 3:
        return []
    office = next((index for index in range(end - 2, start, -1) if _is_office(row, index)), 0)
    name, body = row[office + 1 : end], row[start:office]
    if not office or (len(name) == 1 and label != "PER"):
        return []
    if not all(_in_name(name, place) and not runs.BODIES.intersection(word.classes) for place, word in enumerate(name)):
        return []
    person = Span(office + 1, end, "PER")
    has_body = row[start].capital and any(runs.BODIES.intersection(word.classes) for word in body)
    has_body = has_body and row[office].lower not in lists.PORTFOLIOS
    if has_body or (len(body) == 1 and (features.known_name(body) or body[0].text.isupper())):
        return [Span(start, office, LABELS.get(features.known_name(body), "ORG")), person]
    return [person]


def _is_office(row: Sequence[features.Spelling], place: int) -> bool:
    """Return whether the word at *place* is an office before a name: *President*, *Majority Leader*."""
    word = row[place]
    if word.lower in lists.LEADERS and row[place - 1].lower in lists.SIDES:
        return True
    titled = "title" in word.classes or word.lower in lists.STYLES
    return titled and row[place + 1].text != "-" and word.lower not in lists.HELD


def _split_adjacent(row: Sequence[features.Spelling], span: Span) -> list[Span]:
    """Return the names that stand next to each other in *span*, or an empty list.

    A nationality and a person (*American* + *Sam Kendricks*), places joined by hyphens, an airline and its aircraft
    (*United Airlines* + *Boeing 777*), a parliament and its member, two names of a list, two bodies.
    """
    start, end, label = span
    first = start - (start > 0 and features.known_name(row[start - 1 : start + 1]) == "group")
    stop = first + 1 + (first < start or features.known_name(row[start : start + 2]) == "group")
    people = end - stop > 1 and row[first].text != "Christian" and features.known_name(row[first:stop]) == "group"
    if people and kinds.is_personal_name(row[stop:end]):
        return [Span(first, stop, "GROUP"), Span(stop, end, "PER")]  # American + Sam Kendricks, Sri Lankan + Perera
    if label != "PER" and (places := _split_hyphens(row, start, end)):
        return places
    maker = next((place for place in range(start + 1, end) if row[place].lower in lists.MAKERS), end)
    if label == "ORG" and any(word.figure or word.text[-1:].isdigit() for word in row[maker + 1 : end + 1]):
        return [Span(start, maker, label), Span(maker, end + (end < len(row) and row[end].figure), "MISC")]
    member = [word.text for word in row[max(0, start - 1) : start + 1]] == ["of", "Parliament"]
    if member and end - start > 1 and all(map(kinds.is_plain, row[start + 1 : end])):
        return [Span(start, start + 1, "ORG"), Span(start + 1, end, "PER")]
    links = [place for place in range(start + 1, end - 1) if row[place].text in ("&", "and")]
    if not links:
        return []
    short = end - start == 3 or (label == "ORG" and end - start == 4 and links == [start + 1])
    listed = (
        (label == "LOC" or (short and row[links[0]].text == "and"))
        and start > 1
        and row[start - 1].text == ","
        and row[start - 2].capital
    )
    last = "and" not in [word.text for word in row[end : end + 2]]  # Leeds, Brighton and Hove, and York
    listed = listed and last and not known_label(with_ampersand(form_of(row, start, end)))  # Galway, Mayo and Clare
    for index in links:
        if listed or (label == "ORG" and _are_two_bodies(row, start, index, end)):
            return [Span(start, index, label), Span(index + 1, end, label)]
    return []


def _split_hyphens(row: Sequence[features.Spelling], start: int, end: int) -> list[Span]:
    """Return the places and bodies that hyphens join, or an empty list: *US-China*, *China-Kyrgyzstan-Uzbekistan*."""
    links = [place for place in range(start, end) if row[place].text == "-"]
    if not links:
        return []
    parts = [(first + 1, stop) for first, stop in pairwise((start - 1, *links, end))]
    known = [features.known_name(row[first:stop]) for first, stop in parts]
    forms = [form_of(row, first, stop) for first, stop in parts]
    if (
        len(set(forms)) < len(forms)  # New York-New York
        or not set(known) <= {"place", "city", "city+place", "org"}
        or known_label(form_of(row, start, end))
        or "-".join(word for form in forms for word in form).lower() in lists.UNIONS
        or (len(forms) == 2 and known_label((*forms[0], "&", *forms[1])))  # Bosnia-Herzegovina
    ):
        return []
    return [Span(first, stop, LABELS[kind]) for (first, stop), kind in zip(parts, known, strict=True)]


def _are_two_bodies(row: Sequence[features.Spelling], start: int, link: int, end: int) -> bool:
    """Return whether *link* joins two bodies: *Boeing & Airbus*, *NCA and Border Force*, *Central Bank of Nigeria and
    Bank of Ghana*, *Parliament of Kenya and Bank of Kenya*."""
    start += row[start].lower == "the"
    left, right = form_of(row, start, link), form_of(row, link + 1, end)
    known = known_label(left) != "" and known_label(right) != ""
    heads = [form[form.index("of") - 1] for form in (left, right) if "of" in form[1:]]
    known = known or (len(heads) == 2 and heads[0] == heads[1])
    known = known or (_is_of_place(row, start, link) and _is_of_place(row, link + 1, end))
    short = len(left) == 1 < len(right) and left[0].isupper() and row[link].text == "and"
    return (known or short) and left != right and not known_label(form_of(row, start, end))


def _is_of_place(row: Sequence[features.Spelling], start: int, end: int) -> bool:
    """Return whether the name is that of a body of a known place: *Bank of Ghana*."""
    return any(row[at].text == "of" and features.known_name(row[at + 1 : end]) for at in range(start + 1, end - 1))


def _in_name(words: Sequence[features.Spelling], place: int) -> bool:
    """Return whether the word at *place* may be in a name: capitalized, or hyphenated (*Ko Wen-je*)."""
    return words[place].capital or "-" in (words[place].text, words[place - 1].text if place else "")
