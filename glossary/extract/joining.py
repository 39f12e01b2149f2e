"""What stands before a name and begins it, and which names are pieces of one: *Sino-Russian*, *CBS* + *, Inc.*"""

from __future__ import annotations

import re
from collections.abc import Sequence

from glossary.extract import features, lists, reference, runs
from glossary.extract.features import Spelling
from glossary.extract.fields import subject
from glossary.extract.keys import singular
from glossary.extract.laws import tried
from glossary.extract.runs import Span
from glossary.text.words import Sentence

_NOBILIARY = lists.PARTICLES - {"-", "st", "la", "le"}
"""Those that no other words are written like."""
_PREFIXES = frozenset(("ultra", "neo", "sub"))
"""The first half of *ultra-Orthodox* and *sub-Saharan*, also in small letters."""
_STORMS = lists.STORMS - {"tropical"}
_STATES = ("Commonwealth", "Kingdom", "Republic")
_SENT = ("Force", "Mission", "Operation")
_KNOWN = {"group": "GROUP", "org": "ORG", "place": "LOC"}
_SURNAMES = ("Do", "He", "So", "To")
"""Surnames that are small words elsewhere."""
_PATIENTS = ("Children", "Women")
_FOR = ("de", "des", "du", "para", "pela", "pelo", "por", "pour")
_ADJECTIVE = re.compile(r"\w+(?:al|an|ic|ist|ive)").fullmatch
TYPES = re.compile(r"[A-Z]{1,3}-?\d+[A-Z]?").fullmatch
"""The type of a machine: *F-102 Delta Dagger*."""
_AGE = re.compile("[1-9][0-9]?").fullmatch
_NICKNAMES = {'"': '"', "(": ")"}
_NICKNAME = 4
"""The most words of a nickname."""


def begun(row: Sequence[Spelling], words: Sentence, span: Span, before: int) -> Span:
    """Return *span* with what begins it before a hyphen or an *and*: *Sino-Russian*, *Near-Infrared Imager*,
    *Economic and Fiscal Outlook*."""
    start, end, label = span
    longer = _longer(row, span) if start > before else ""
    if longer:
        return Span(start - 1, end, longer)
    if start - 2 < before or label == "PER":
        return span
    first, link = row[start - 2], row[start - 1]
    several = end - start > 1 and first.capital and first.lower not in lists.UNJOINED
    if link.text == "-" and words.ends[start - 2] + 1 == words.starts[start]:
        if first.lower in _PREFIXES:
            return Span(start - 2, end, label)
        return Span(start - 2, end, label) if several or (label == "GROUP" and first.lower in lists.COMBINING) else span
    lady = start - 2 - (link.lower == "the")
    if lady > 0 and [word.text for word in row[lady - 1 : lady + 2]] == ["Our", "Lady", "of"]:
        return Span(lady - 1, end, label)  # Our Lady of + Sorrows
    if first.text == "War" and link.lower in ("in", "of", "on") and label in ("LOC", "MISC"):
        return Span(start - 2, end, "MISC")
    if link.text == "and" and several and label != "GROUP" and not runs.fresh(row, start - 2):
        alone = start - 2 == before or not row[start - 3].capital
        return Span(start - 2, end, label) if alone and first.text.istitle() else span
    return span


def _longer(row: Sequence[Spelling], span: Span) -> str:
    """Return the label of the name that *span* is together with the word before it; empty where that is none of it."""
    start, end, label = span
    first, second = row[start - 1], row[start]
    if first.capital and first.lower in lists.CLUBS and (second.lower in lists.PARTICLES or _club(row, span)):
        return "ORG"  # Sporting + de Braga, Shakhtar + Donetsk
    if label == "PER" and first.text.istitle() and first.lower in _STORMS:
        return "MISC"  # Hurricane + Odalys
    if afloat(first.text):
        return "MISC"  # USS + Cole
    if first.text == "Gen" and len(second.text) == 1 and end - start == 1:
        return "GROUP"  # Gen + Z
    if first.lower in ("van", "von") and second.lower in ("de", "den", "der") and end - start == 2:
        return "PER"  # von + der Leyen
    if label != "PER" or end - start > 1:
        return ""
    if first.text in ("Premier", "General", "Major") and not second.names:
        goods = second.lower != singular(second.lower) in reference.common("en")
        return "ORG" if goods else ""  # Premier + Foods, but Premier Wen
    surname = first.text in _SURNAMES and not runs.fresh(row, start - 1) and not runs.headline(row)
    return "PER" if surname else ""  # He + Yongqian


def _club(row: Sequence[Spelling], town: Span) -> bool:
    """Is the word before the *town* what a club of it begins with, and no *real* or *racing* of a sentence?"""
    plain = runs.fresh(row, town.start - 1) or features.known_name(row[town.start : town.end]) == "place"
    return town.label == "LOC" and not (plain and row[town.start - 1].lower in reference.common("en"))


def afloat(word: str) -> bool:
    """Is this what stands before the name of a ship: *USS*, *HSwMS*?"""
    return word[0].isupper() and not word.istitle() and word.lower() in lists.SHIPS


def joined(row: Sequence[Spelling], words: Sentence, found: Sequence[Span], span: Span) -> tuple[int, str] | None:
    """Return which of *found* begins the name that *span* ends, and its label; None where *span* is one by itself."""
    for first in range(len(found) - 1, max(-1, len(found) - 3), -1):
        if _called(row, found[first], found[first + 1 :], span):
            return first, "PER"
    last = found[-1]
    between = [word.text for word in row[last.end : span.start]]
    touching = between == ["-"] and words.ends[last.end - 1] + 1 == words.starts[span.start]
    if between[:1] == ["v"] and tried(row, last, span, between):
        others = len(found) > 1 and row[last.start].text == "Others"
        return len(found) - 1 - others, "MISC"  # Dedeoğlu and + Others + v. Türkiye
    ship = last.end - last.start == 1 and afloat(row[last.start].text)
    queen = ship and len(between) == 1 and between[0].istitle()
    queen = queen and ("title" in row[last.end].classes or not runs.headline(row))  # and no verb of a headline
    if queen or (ship and not between):
        return len(found) - 1, "MISC"  # HMS + Queen + Elizabeth
    label = _paired(row, last, span, between)
    label = label or _surnamed(row, last, span, between) or _company(row, last, span, between)
    label = label or (_hyphened(row, last, span) if touching else _continued(row, last, span, between))
    return (len(found) - 1, label) if label else None


def _called(row: Sequence[Spelling], first: Span, inner: Sequence[Span], last: Span) -> bool:
    """Is this a person with a nickname: *Hector "Macho" Camacho*, *Ranee "Bella" Campen*?"""
    if not _nickname(row, first.end, last.start):
        return False
    if first.label == last.label == "PER":
        return True
    if first.label == "PER" and "g" in row[first.start].names and last.end - last.start == 1 and aged(row, last.end):
        return True  # Romeo "Omeng" Valencia, 58,
    apart = [label for _, _, label in (first, *inner, last)]
    return (
        apart.count("PER") > 1
        and last.end - last.start == 1
        and not any(features.known_name(row[one.start : one.end]) for one in (first, last))
    )


def aged(row: Sequence[Spelling], end: int) -> bool:
    """Stands an age behind the name that ends at *end*: *Amelia Nhantumbo, 34,*?"""
    behind = [word.text for word in row[end : end + 3]]
    return len(behind) == 3 and behind[0] == "," and behind[2] in (",", ".", '"') and bool(_AGE(behind[1]))


def _nickname(row: Sequence[Spelling], start: int, end: int) -> bool:
    """Do the words from *start* to *end* stand in quotation marks or brackets, as a nickname in a name?"""
    if not 3 <= end - start <= _NICKNAME + 2:
        return False
    closing = _NICKNAMES.get(row[start].text)
    inner = row[start + 1 : end - 1]
    if closing is None or row[end - 1].text != closing or not inner[0].capital:
        return False
    return closing == '"' or not all(word.text.isupper() and "." not in word.text for word in inner)


def _paired(row: Sequence[Spelling], last: Span, span: Span, between: Sequence[str]) -> str:
    """Return the label of a body that is called by two names: *William* + *and Flora Hewlett Foundation*."""
    left, right = row[last.start : last.end], row[span.start : span.end]
    if not between and right[0].text == "&":
        return "ORG"  # Alexander Gibb + & Partners
    couple = between == ["and"] and (last.label, span.label) in (("PER", "ORG"), ("MISC", "ORG")) and len(right) > 2
    return "ORG" if couple and len(left) == 1 and "g" in left[0].names and "g" in right[0].names else ""


def _surnamed(row: Sequence[Spelling], last: Span, span: Span, between: Sequence[str]) -> str:
    """Return the label of a person in pieces: *Joost* + *van der* + *Westhuizen*."""
    if last.label != "PER":
        return ""
    if span.label == "PER":
        small = {text.lower() for text in between}
        if not small or (small != {"-"} and lists.PARTICLES.issuperset(small)):
            return "PER"
    return "PER" if not features.known_name(row[last.start : last.end]) and _led(row, last, span) else ""


def _led(row: Sequence[Spelling], last: Span, span: Span) -> bool:
    """Is *span* the surname of the person *last*, with small words before it or in it: *Ursula* + *von der Leyen*?"""
    place = last.end
    while place < span.end and row[place].small and row[place].lower in _NOBILIARY:
        place += 1
    return (
        place > last.end
        and span.start <= place < span.end == place + 1
        and span.label in ("MISC", "ORG")
        and row[place].capital
        and not row[place].classes
    )


def _company(row: Sequence[Spelling], last: Span, span: Span, between: Sequence[str]) -> str:
    """Return the label of a body in pieces: *CBS*, + *Inc.*, a party, a federation."""
    if last.label != "ORG":
        return ""
    if between and between[0] in _FOR and lists.PARTICLES.issuperset(between[1:]):
        return "ORG"  # Alianza + para + el Progreso, Compagnie + des + Bauxites de Guinée
    form = between in ([","], []) and span.end - span.start == 1 and row[span.start].lower in lists.COMPANIES
    federated = between == ["and"] and span.label == "ORG" and _federated(row, last, span)
    return "ORG" if form or federated or _political(row, last, span, between) else ""


def _political(row: Sequence[Spelling], last: Span, span: Span, between: Sequence[str]) -> bool:
    """Is this a party in pieces: *Communist Party* + *of China*, *Social Democratic* + *and Labour Party*?"""
    if span.label == "LOC":
        return row[last.end - 1].lower in lists.PARTIES and between in (["of"], ["of", "the"])
    party = span.label == "ORG" and any(word.lower in lists.PARTIES for word in row[span.start : span.end])
    return party and between in ([], ["and"]) and all(_ADJECTIVE(word.lower) for word in row[last.start : last.end])


def _federated(row: Sequence[Spelling], last: Span, span: Span) -> bool:
    """Are these the halves of one body of several: *Federation of Red Cross* + *and Red Crescent Societies*?"""
    links = [place for place in range(last.start + 1, last.end - 1) if row[place].lower == "of"]
    head = row[span.end - 1].lower
    return (
        bool(links)
        and "org" in row[links[0] - 1].classes
        and not any("org" in word.classes for word in row[links[0] + 1 : last.end])
        and any("org" in reference.classes().get(one, ()) for one in (head[:-3] + "y", head[:-1]) if head.endswith("s"))
    )


def _hyphened(row: Sequence[Spelling], last: Span, span: Span) -> str:
    """Return the label of what a hyphen joins: *Italian-American*, *Météo-France*."""
    if span.label == "GROUP" and (last.label == "GROUP" or row[last.start].lower in lists.COMBINING):
        return "GROUP"
    return span.label if last.label == "LOC" and not features.known_name(row[last.start : last.end]) else ""


def _continued(row: Sequence[Spelling], last: Span, span: Span, between: Sequence[str]) -> str:
    """Return the label of a name that goes on: *Port of* + *Antwerp*, *F-102* + *Delta Dagger*."""
    if between == ["and"]:
        return _coupled(row, last, span)
    if between == ["in"] and (last.label, span.label) == ("ORG", "LOC") and row[last.end - 1].text in _SENT:
        sent = row[last.end - 2].text in lists.SENDING if last.end - last.start > 1 else False
        return "ORG" if sent else ""  # United Nations Interim Force + in + Lebanon
    spot = last.end - last.start == 1 and last.label == "LOC" and row[last.start].lower in lists.SPOTS
    if spot and lists.PARTICLES.issuperset(text.lower() for text in between):
        return "LOC"  # Sierra + de la + Giganta
    state = row[last.end - 1].text in _STATES and not features.known_name(row[last.start : last.end])
    if state and between in (["of"], ["of", "the"]) and span.label == "LOC":
        return "LOC"  # Democratic Republic + of the Congo
    if not between:
        known = features.known_name(row[last.start : span.end])
        if known in _KNOWN:
            return _KNOWN[known]  # Costa + Rican
        return "MISC" if TYPES("".join(word.text for word in row[last.start : last.end])) else ""
    if (
        between == ["of"]
        and last.label == "PER"
        and (span.label == "LOC" or (span.label == "ORG" and span.end - span.start == 1))
    ):
        peer = not lists.PEERS.isdisjoint(word.lower for word in row[max(0, last.start - 1) : last.start + 1])
        return "PER" if peer else ""
    if between == ["in", "the"] and last.label == "ORG" and span.label in ("MISC", "ORG"):
        whole = "org" in row[last.start].classes and "for" in [word.text for word in row[last.start : last.end]]
        whole = whole and not features.known_name(row[span.start : span.end])
        return "ORG" if whole else ""  # Center for Science + in the + Public Interest
    if between == ["in", "the"] and (last.label, span.label) == ("ORG", "LOC"):
        opened, short, closed = [*(word.text for word in row[span.end : span.end + 3]), "", "", ""][:3]
        bracketed = (opened, closed) == ("(", ")") and len(short) > 2 and short[0] == row[last.start].text[0]
        initials = iter([word.text[0] for word in row[last.start : span.end]])
        spelled = bracketed and all(letter in initials for letter in short)
        return "ORG" if spelled else ""  # Union for Peace + in the Central African Republic (UPC)
    if between == [","] and last.label == span.label == "ORG":
        adjectives = _ADJECTIVE(row[last.end - 1].lower) and _ADJECTIVE(row[span.start].lower)
        further = [word for word in row[span.start + 1 : span.start + 4] if word.capital or word.text == "and"]
        listed = adjectives and further and further[0].text == "and" and "org" in further[-1].classes
        known = features.known_name(row[last.start : last.end]) or features.known_name(row[span.start : span.start + 1])
        return "ORG" if listed and not known else ""  # Educational + , Scientific and Cultural Organization
    many = between == ["'"] and last.label == span.label == "ORG" and row[last.end - 1].text.endswith("s")
    if many and span.end - span.start == 1 and row[last.end - 2].lower == "of":
        return "ORG"  # House of Peoples + ' Representatives
    if between == ["upon"] and last.label == span.label == "LOC":
        return "LOC"  # Newcastle + upon + Tyne
    campus = between == ["at"] and (last.label, span.label) == ("ORG", "LOC") and row[last.start].text == "University"
    if campus and features.known_name(row[last.end - 1 : last.end]) == "place":
        return "ORG"  # University of Texas + at Austin
    capital = between == [","] and last.label == "LOC" and row[span.start].lower == "d.c."
    return "LOC" if capital or between == ["es"] else ""  # Dar es Salaam


def _coupled(row: Sequence[Spelling], last: Span, span: Span) -> str:
    """Return the label of a name that goes on behind *and*: *Trinidad* + *and Tobago*."""
    country = ("&" if word.text == "and" else word.text for word in row[last.start : span.end])
    if reference.gazetteer().get(tuple(country)) == "place":
        return "LOC"
    broadcast = row[last.end - 1].text in lists.BROADCAST and row[span.start].text in lists.BROADCAST
    if broadcast and span.label == "ORG" and row[span.end - 1].lower in lists.HEADS:
        return "ORG"  # Qazaqstan TV + and Radio Corporation
    listed = "," in [word.text for word in row[last.start : last.end]] and _ADJECTIVE(row[last.end - 1].lower)
    if listed and last.label == span.label == "ORG" and "org" in row[span.end - 1].classes:
        return "ORG"  # United Nations Educational, Scientific + and Cultural Organization
    if last.label == "ORG" and _twofold(row, last, span):
        return "ORG"
    if last.end - last.start == 1 and row[span.start].text in _PATIENTS and row[span.end - 1].text == "Hospital":
        return "ORG"  # Brigham + and Women's Hospital
    law = last.label in ("ORG", "MISC") and row[span.end - 1].lower in lists.STATUTES
    if law and subject(row, last.end - 1) and subject(row, span.start):
        return "MISC"  # Security + and Accountability Act
    return ""


def _twofold(row: Sequence[Spelling], last: Span, span: Span) -> bool:
    """Are these two fields of one body, perhaps that of a state: *Hospital and Social Welfare Commission*, *Illinois
    Law Enforcement Training and Standards Board*?"""
    start = last.start + (features.known_name(row[last.start : last.start + 1]) == "place")
    single = last.end - start == 1
    return (
        span.label == "ORG"
        and span.end - span.start > 1 + single
        and start < last.end
        and "org" in row[span.end - 1].classes
        and (single or not any("org" in word.classes for word in row[start : last.end]))
        and all(subject(row, place) for place in (*range(start, last.end), span.start))
        and not runs.headline(row)
    )
