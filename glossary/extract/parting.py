"""Names that the tagger took for one, parted: two places, a body and its officer, an owner and what it owns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from glossary.extract import features, kinds, lists, reference, runs
from glossary.extract.forms import LABELS, ampersand, form_of, settled
from glossary.extract.runs import Span

_SEVERAL = ("ers", "ors", "ists")
"""How several end who stand inside a name: *Gloriavale Leavers' Support Trust*."""


def pieces(row: Sequence[features.Spelling], span: Span) -> list[Span]:
    """Return *span* in one piece, or in several: two names, or a body and the person who serves it."""
    start, end, _ = span
    apart = _parted(row, span)
    if apart:
        return apart
    for index in range(start + 1, end - 1):
        apart = _cut_at(row, span, index)
        if apart:
            return apart
    return _serving(row, span) or [span]


def _cut_at(row: Sequence[features.Spelling], span: Span, index: int) -> list[Span]:
    """Return the names that the word at *index* parts, nothing where it parts none: who leads and what is led (*US*-led
    *NATO*), a person and where he is *of*, the owner and what it owns."""
    start, end, label = span
    word, behind = row[index], row[index + 1]
    if word.text == "-" and behind.lower in lists.LED and behind.small:
        leader = Span(start, index, settled(form_of(row, start, index)) or label)
        return [leader, Span(index + 2, end, label)] if index + 2 < end else [leader]
    plain = label == "PER" and index - start > 1 and runs.OFFICES.isdisjoint(row[start].classes)  # no Princess
    if plain and word.text == "of" and features.known_name(row[index + 1 : end]) == "place":
        return [Span(start, index, label), Span(index + 1, end, "LOC")]  # Bill Cassidy of Louisiana
    if word.text in ("'s", "'") and behind.capital and _owns(row, start, index, end):
        owner = row[start:index]
        mine = "PER" if len(owner) == 2 and _possessing(owner, row[end - 1]) else label
        return [Span(start, index, LABELS.get(features.known_name(owner), mine)), Span(index + 1, end, label)]
    return []


def _owns(row: Sequence[features.Spelling], start: int, index: int, end: int) -> bool:
    """Is the name before the possessive at *index* the owner of the one behind it, so that the two are not one name?"""
    owner = row[start:index]
    several = row[index].text == "'" and owner[-1].lower.endswith(_SEVERAL) and "org" in row[end - 1].classes
    return not (several or owner[-1].lower in lists.POSSESSIVES) and (
        features.known_name(owner) != ""
        or features.known_name(row[index + 1 : end]) in ("place", "city")
        or any("org" in word.classes for word in owner)
        or (len(owner) == 2 and _possessing(owner, row[end - 1]))
        or (len(owner) > 2 and index + 2 < end - 1 and all(word.capital for word in owner))
        or (len(owner) == 1 and kinds.document(row[index + 1 : end]))
        or (len(owner) == 1 and index + 2 < end and _strange(owner[0]) and "place" in row[end - 1].classes)
    )


def _strange(word: features.Spelling) -> bool:
    """Is this neither a word nor the name of a person: *Zhanaozen*'s *Yntymak Square*?"""
    return kinds.bare(word) and {"g", "s"}.isdisjoint(word.names) and word.lower not in reference.common("en")


def _possessing(owner: Sequence[features.Spelling], head: features.Spelling) -> bool:
    """Is this a person before a body: *Robert Bork*'s *Chicago School*, *Raila Odinga*'s *Democratic Movement*?"""
    new = all(kinds.bare(word) and word.lower not in reference.common("en") for word in owner)
    return kinds.personal(owner) or (new and "org" in head.classes)


def _serving(row: Sequence[features.Spelling], span: Span) -> list[Span]:
    """Return the person in *span* behind the last office in it, with the body before that where there is one; nothing
    where no such person stands there."""
    start, end, label = span
    if end - start < 3:
        return []
    office = next((index for index in range(end - 2, start, -1) if _office(row, index)), 0)
    name, body = row[office + 1 : end], row[start:office]
    if not office or (len(name) == 1 and label != "PER"):
        return []
    if not all(_named(name, place) and not runs.BODIES.intersection(word.classes) for place, word in enumerate(name)):
        return []
    person = Span(office + 1, end, "PER")
    whole = row[start].capital and any(runs.BODIES.intersection(word.classes) for word in body)
    whole = whole and row[office].lower not in lists.PORTFOLIOS
    if whole or (len(body) == 1 and (features.known_name(body) or body[0].text.isupper())):
        return [Span(start, office, LABELS.get(features.known_name(body), "ORG")), person]
    return [person]


def _office(row: Sequence[features.Spelling], place: int) -> bool:
    """Is the word at *place* an office before a name: *President*, *Majority Leader*, but not *Director-General*?"""
    word = row[place]
    if word.lower in lists.LEADERS and row[place - 1].lower in lists.SIDES:
        return True
    titled = "title" in word.classes or word.lower in lists.STYLES
    return titled and row[place + 1].text != "-" and word.lower not in lists.HELD


def _parted(row: Sequence[features.Spelling], span: Span) -> list[Span]:
    """Return the names that stand one behind the other in *span*, if there are such: a people and a person of it
    (*American* + *Sam Kendricks*), places that hyphens join, an airline and what it flies (*United Airlines* + *Boeing
    777*), a parliament and its member, two of a list, two bodies."""
    start, end, label = span
    name = row[start + 1 : end]
    people = len(name) > 1 and row[start].text != "Christian" and features.known_name(row[start : start + 1]) == "group"
    led = start and row[start - 1].capital and "func" not in row[start - 1].classes  # Datuk Seri Anwar Ibrahim
    if people and not led and (kinds.personal(name) or kinds.christened(name)):
        return [Span(start, start + 1, "GROUP"), Span(start + 1, end, "PER")]
    if label != "PER" and (joined := _joined(row, start, end)):
        return joined
    made = next((place for place in range(start + 1, end) if row[place].lower in lists.MAKERS), end)
    if label == "ORG" and any(word.figure or word.text[-1:].isdigit() for word in row[made + 1 : end + 1]):
        return [Span(start, made, label), Span(made, end + (end < len(row) and row[end].figure), "MISC")]
    if (
        name
        and [word.text for word in row[max(0, start - 1) : start + 1]] == ["of", "Parliament"]
        and all(map(kinds.bare, name))
    ):
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
    listed = listed and last and not settled(ampersand(form_of(row, start, end)))  # Galway, Mayo and Clare
    for index in links:
        if listed or (label == "ORG" and _each(row, start, index, end)):
            return [Span(start, index, label), Span(index + 1, end, label)]
    return []


def _joined(row: Sequence[features.Spelling], start: int, end: int) -> list[Span]:
    """Return the places and bodies that hyphens join between *start* and *end*, and that are no name together:
    *US-China*, *EU-Ukraine*, *China-Kyrgyzstan-Uzbekistan*; nothing where it is anything else."""
    links = [place for place in range(start, end) if row[place].text == "-"]
    if not links:
        return []
    parts = [(first + 1, stop) for first, stop in pairwise((start - 1, *links, end))]
    known = [features.known_name(row[first:stop]) for first, stop in parts]
    forms = [form_of(row, first, stop) for first, stop in parts]
    if (
        len(set(forms)) < len(forms)  # New York-New York
        or not set(known) <= {"place", "city", "city+place", "org"}
        or settled(form_of(row, start, end))
        or "-".join(word for form in forms for word in form).lower() in lists.UNIONS
        or (len(forms) == 2 and settled((*forms[0], "&", *forms[1])))  # Bosnia-Herzegovina
    ):
        return []
    return [Span(first, stop, LABELS[kind]) for (first, stop), kind in zip(parts, known, strict=True)]


def _each(row: Sequence[features.Spelling], start: int, link: int, end: int) -> bool:
    """Are these two bodies that are known, and no name of one, *Boeing & Airbus*, or an acronym and a body of several
    words, *NCA and Border Force*?"""
    left, right = form_of(row, start, link), form_of(row, link + 1, end)
    known = settled(left) != "" and settled(right) != ""
    short = len(left) == 1 < len(right) and left[0].isupper() and row[link].text == "and"
    return (known or short) and left != right and not settled(form_of(row, start, end))


def _named(words: Sequence[features.Spelling], place: int) -> bool:
    """May the word at *place* stand in a name: with a capital, or joined to one by a hyphen (*Ko Wen-je*)?"""
    return words[place].capital or "-" in (words[place].text, words[place - 1].text if place else "")
