"""Names made whole: what the tagger cut at an initial, a particle, a hyphen, a nickname, the form of a company, or
before an acronym in brackets that stands for more."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from glossary.extract import features, reference, runs
from glossary.extract.acronyms import expansion
from glossary.extract.features import Spelling
from glossary.text.words import Sentence


class Span(NamedTuple):
    """A name in the words of a sentence, while we work on it."""

    start: int
    end: int
    label: str


_PARTICLES = reference.listed("particle")
"""Small words inside the name of a person."""
_NOBILIARY = _PARTICLES - {"-", "st", "la", "le"}
"""Those that no other words are written like."""
_PREPOSED = frozenset("de la las los del dos das da do di della von van der den ter bin al".split())
_SUFFIXES = reference.listed("suffix")
"""What is hung on a name with a hyphen and is no part of it: *Xi-led*."""
_COMBINING = reference.listed("combining")
"""The first half of *Sino-Russian*."""
_COMPANIES = reference.listed("company")
"""The form of a company, behind a comma: *CBS, Inc.*"""
_UNJOINED = reference.listed("unjoined")
"""What stands before a name with a hyphen, in capitals where a sentence begins: *Anti-Corruption Bureau*."""
_PREFIXES = frozenset(("ultra", "neo", "sub"))
"""The first half of *ultra-Orthodox* and *sub-Saharan*, also in small letters."""
_PARTIES = frozenset("party congress front league movement".split())
_ADJECTIVE = re.compile(r"\w+(?:al|an|ic|ist|ive)").fullmatch
_INITIALS = re.compile(r"(?:[A-Z]\.)+").fullmatch
_ORDINALS = ("st", "nd", "rd", "th")
_AGE = re.compile("[1-9][0-9]?").fullmatch
_GENUS = re.compile(r"[a-z]{2,}(?:us|um|is|es|a|as|ix|ax|ma|on|er|o|ys|ops)").fullmatch
_EPITHET = re.compile(r"[a-z]{2,}(?:us|um|is|ae|[^aeiou][ai]|[eiu]a|ii|ens|ans|ile|ale|ense|or)").fullmatch
_COMPASS = ("N.", "S.", "E.", "W.")
_TYPES = re.compile(r"[A-Z]{1,3}-?\d+[A-Z]?").fullmatch
"""The type of a machine: *F-102 Delta Dagger*."""
OFFICES = frozenset(["title", "office"])
"""The classes of words that say what a person is."""
_HEADS = {"org": "ORG", "event": "MISC"}
BODIES = frozenset(["org", "event", "work", "place"])
"""The classes of words that say what a thing with a name is."""
_AIMS = frozenset(["on", "for", "to"])
_FIELDS = _AIMS | {"of"}
"""What leads to the field of a body; the tagger itself sees to *of*."""
_NICKNAMES = {'"': '"', "(": ")"}
NICKNAME = 4
"""The most words of a nickname."""
_PEERS = reference.listed("peer")
"""Whose title may name a place: *Baroness Ashton of Upholland*."""
_SPOTS = reference.listed("spot")
_HALLS = reference.listed("hall")
"""What a building is that may be of something: *Great Hall of the People*."""
_CLUBS = reference.listed("club")
_SHIPS = reference.listed("ship")
_STORMS = reference.listed("storm") - {"tropical"}
_INDICES = frozenset(("average", "index", "composite"))
_CONTINENTS = frozenset("africa america asia europe".split())
_STATUTES = reference.listed("statute")
_STATE = 5
"""The most words between the parties of a case: *v. the Republic of*."""
_LEGAL = frozenset("appeal appeals case court judge judges justice justices lawsuit ruled ruling tribunal".split())
"""What tells a case from a match, where both sides are known for more than cases: *India v. Pakistan*."""
_PACTS = frozenset(("convention", "treaty", "protocol", "agreement"))
_LAW = 20
"""The most words, with brackets, before the head of a law; how far from a case something is said of the court."""
_STATUTORY = frozenset(("of", "and", "for", "to"))
"""Small words in the name of a law."""
TITLE = 9
"""The most words of a title."""
_IN_TITLES = (
    runs.LINKS | frozenset("with without from into over as at by a an or but not is".split()) | {"...", ":", ","}
)
"""What is written small in a title."""


def mended(row: Sequence[Spelling], words: Sentence, spans: Sequence[Span]) -> list[Span]:
    """Return *spans*, in their order, with the pieces of one name put together.

    *D. Blenkiron*, *Joost van der Westhuizen*, *Pan Men-an*, *Hector "Macho" Camacho*, *CBS, Inc.*, *Italian-American*.
    The *words* tell whether a hyphen touches them.
    """
    found: list[Span] = []
    for place, span in enumerate(spans):
        before = found[-1].end if found else 0
        span = _begun(row, words, _initials(row, _dashed(row, words, span), before), before)
        while found:
            joined = _joined(row, words, found, span)
            if joined is None:
                break
            first, label = joined
            del found[first + 1 :]
            span = Span(found.pop().start, span.end, label)
        limit = spans[place + 1].start if place + 1 < len(spans) else len(row)
        span = _headed(row, _aged(row, span), limit)
        end = _end(row, words, span, limit)
        while end < limit and row[end].text == "+" and words.ends[end - 1] == words.starts[end]:
            end += 1  # OPEC+, Face++
        if span.label == "MISC" and end + 1 < limit and row[end].text == "-" and row[end + 1].figure:
            end += 2 * bool(_TYPES(row[end - 1].text) and words.ends[end - 1] == words.starts[end])  # A350 + -1000
        found.append(Span(span.start, end, span.label))
    found = [_closed(row, span) for span in found]
    if "(" in words.texts:
        found = _introduced(row, _enacted(row, _winged(row, words, found)))
    found = _lengthened(row, found)
    return _works(row, words, found) if '"' in words.texts else found


def _works(row: Sequence[Spelling], words: Sentence, spans: list[Span]) -> list[Span]:
    """Return *spans* with the titles of works that stand between quotation marks: *"The Girl with the Needle"*.

    In a headline, and in what a person is quoted with, capitals say nothing, or are missing.
    """
    marks = [place for place, word in enumerate(row) if word.text == '"']
    if len(marks) < 2 or runs.headline(row):
        return spans
    for opening, closing in pairwise(marks):
        start, end = opening + 1, closing
        if end > start and row[end - 1].text in ",.!?":
            end -= 1
        touching = words.ends[opening] == words.starts[start] and words.ends[closing - 1] == words.starts[closing]
        if not (touching and 1 < end - start <= TITLE and row[start].capital and row[end - 1].capital):
            continue
        if not all(word.capital or word.figure or word.lower in _IN_TITLES for word in row[start:end]):
            continue
        inside = [span for span in spans if start <= span.start and span.end <= end]
        if "," in [word.text for word in row[start:end]] and any(
            span.label in ("PER", "LOC") or features.known_name(row[span.start : span.end]) == "org" for span in inside
        ):
            continue  # "Townsend, George", "Apple, Google and Amazon"
        if any(span.end == end and (span.start == start or _entitled(row[start : span.start])) for span in inside):
            continue
        if _parted(spans, start, end):
            continue
        spans = sorted([*(span for span in spans if span not in inside), Span(start, end, "MISC")])
    return spans


def _lengthened(row: Sequence[Spelling], spans: Sequence[Span]) -> list[Span]:
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
        found.append(Span(start, end, label))
    return found


def _site(row: Sequence[Spelling], end: int, spans: Mapping[int, Span]) -> int:
    """Return where the name of a building or a site ends, with what it is of: *Great Hall* + *of the People*."""
    if row[end - 1].lower not in _HALLS or end + 2 >= len(row) or row[end].lower != "of":
        return end
    place = end + 1 + (row[end + 1].lower == "the")
    return _run(row, place, spans) if place < len(row) and row[place].capital else end


def _field(row: Sequence[Spelling], start: int, end: int, spans: Mapping[int, Span]) -> int:
    """Return where the name from *start* to *end* ends, with the field that it is for."""
    links = [place for place in range(start + 1, end - 1) if row[place].lower in _FIELDS]
    head = row[links[0] - 1 if links else end - 1]
    if not BODIES.intersection(head.classes):
        return end
    if not links and end < len(row) and row[end].lower in _AIMS:
        place = end + 1 + (end + 1 < len(row) and row[end + 1].lower == "the")
        if _subject(row, place, spans):
            links, end = [end], _run(row, place, spans)
    while links and end + 1 < len(row):
        law = row[end].lower == "from" and head.lower in _PACTS
        if (row[end].lower == "and" or law) and _subject(row, end + 1, spans):
            end = _run(row, end + 1, spans)
        elif (
            row[end].lower == "of"
            and end + 2 < len(row)
            and (place := end + 1 + (row[end + 1].lower == "the")) in spans
        ):
            end = spans[place].end
        elif row[end].lower == "in" and row[end + 1].lower in _CONTINENTS and row[links[0]].lower in _AIMS:
            end += 2  # for Security and Co-operation in Europe
        elif row[end].text == "," and (stop := _listed(row, end, spans)):
            end = stop
        else:
            break
    return end


def _listed(row: Sequence[Spelling], comma: int, spans: Mapping[int, Span]) -> int:
    """Return where the fields end that begin behind *comma* and end with an *and*: *, Food and Rural Affairs*; or 0."""
    place = comma
    while place + 1 < len(row) and row[place].text == "," and _subject(row, place + 1, spans):
        place = _run(row, place + 1, spans)
    if place > comma and place + 1 < len(row) and row[place].lower == "and" and _subject(row, place + 1, spans):
        return _run(row, place + 1, spans)
    joined = any(word.text == "and" for word in row[comma : place - 1]) and row[place - 1].lower != "and"
    return place if joined else 0


def _subject(row: Sequence[Spelling], place: int, spans: Mapping[int, Span] = MappingProxyType({})) -> bool:
    """Is the word at *place* the name of a field, a common noun with a capital?"""
    if place >= len(row):
        return False
    word = row[place]
    if not (word.text[:1].isupper() and word.text[1:].islower() and word.lower in reference.common("en")):
        return False
    known = features.known_name(row[place : place + 1])
    field = word.lower in reference.fields() and known in ("", "org") and not (known and word.classes)  # Labour, Media
    return (
        (field or not (known or word.names))
        and not runs.CALENDAR.intersection(word.classes)
        and OFFICES.isdisjoint(word.classes)
        and (place not in spans or spans[place].label in ("ORG", "MISC"))
    )


def _run(row: Sequence[Spelling], place: int, spans: Mapping[int, Span]) -> int:
    """Return where the capitals end that begin at *place*, before the next name."""
    if place in spans:
        return spans[place].end
    end = place + 1
    while end < len(row) and end not in spans and _subject(row, end, spans):
        end += 1
    if end + 2 < len(row) and row[end].text == "-" and row[end + 1].small and row[end + 2].lower in _FIELDS | {"in"}:
        end += 2  # Co-operation
    return end


def _entitled(before: Sequence[Spelling]) -> bool:
    """Is what stands before a name what somebody is called: *"President Trump"*?"""
    return all(not OFFICES.isdisjoint(word.classes) for word in before)


def _introduced(row: Sequence[Spelling], spans: list[Span]) -> list[Span]:
    """Return *spans* with the whole names that acronyms in brackets stand for.

    *Near-Infrared Imager and Slitless Spectrograph (NIRISS)*.
    """
    for place in range(2, len(row) - 2):
        short = row[place + 1].text
        if row[place].text != "(" or row[place + 2].text not in "),;" or len(short) < 3 or not short.isupper():
            continue
        start = place - expansion([word.text for word in row[:place]], short)
        if place - start < 2 or not (row[start].capital and row[place - 1].capital):
            continue
        if not all(word.capital or word.lower in runs.LINKS for word in row[start:place]):
            continue
        inside = [span for span in spans if start <= span.start and span.end <= place]
        if any(span[:2] == (start, place) for span in inside):
            continue
        if _parted(spans, start, place):
            continue
        label = _bodily(row[place - 1])
        labels = [span.label for span in spans if span.start == place + 1] + [span.label for span in inside]
        label = label or next((one for one in labels if one not in ("PER", "GROUP")), "MISC")
        spans = sorted([*(span for span in spans if span not in inside), Span(start, place, label)])
    return spans


def _parted(spans: Sequence[Span], start: int, end: int) -> bool:
    """Is one of *spans* cut in two where a name from *start* to *end* begins or ends?"""
    return any(span.start < place < span.end for span in spans for place in (start, end))


def _bodily(head: Spelling) -> str:
    """Return the label of what has this *head*; empty where that tells nothing."""
    return next((_HEADS[name] for name in head.classes if name in _HEADS), "")


def _winged(row: Sequence[Spelling], words: Sentence, spans: list[Span]) -> list[Span]:
    """Return *spans* with the names of parties whose wing touches them in brackets: *JD(S)*, *CPI(ML)*."""
    for place in range(1, len(row) - 2):
        party, wing = row[place - 1].text, row[place + 1].text
        if row[place].text != "(" or row[place + 2].text != ")" or not (party.isupper() and wing.isupper()):
            continue
        if len(party) > 1 and words.ends[place - 1] == words.starts[place]:
            outside = [span for span in spans if span.end < place or span.start > place + 2]
            if len(outside) < len(spans):
                spans = sorted([*outside, Span(place - 1, place + 3, "ORG")])
    return spans


def _enacted(row: Sequence[Spelling], spans: list[Span]) -> list[Span]:
    """Return *spans* with the whole names of laws that have brackets: *Terrorism (Prevention) Act 2011*."""
    for place in range(3, len(row)):
        if row[place - 1].text != ")" or row[place].lower not in _STATUTES or not row[place].capital:
            continue
        start = _statute(row, place)
        end = place + 1
        if end < len(row) and row[end].figure and len(row[end].text) == 4:
            end += 1
        elif _dated(row, end):
            end += 2
        if start < place:
            outside = [span for span in spans if span.end <= start or span.start >= end]
            spans = sorted([*outside, Span(start, end, "MISC")])
    return spans


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


def _dashed(row: Sequence[Spelling], words: Sentence, span: Span) -> Span:
    """Return *span* without what a person stands behind with a dash that is written as a hyphen: *Home Science - Amatun
    Noor*."""
    start, end, label = span
    if label != "PER" or end - start < 4 or row[start + 1].text != "-" or words.ends[start] == words.starts[start + 1]:
        return span
    return Span(start + 2, end, label) if _subject(row, start) else span


def _initials(row: Sequence[Spelling], span: Span, before: int) -> Span:
    """Return *span* with the initials that stand before it, which make a person of it; or *S. Africa*."""
    start = span.start
    while start > before and _INITIALS(row[start - 1].text) and not features.known_name(row[start - 1 : start]):
        start -= 1
    if span.end - start == 2 and _letter(row[start]) and row[start + 1].text.istitle():
        while start > before and _letter(row[start - 1]):
            start -= 1  # B + Y Vijayendra
        if start < span.start:
            return Span(start, span.end, "PER")
    if start == span.start or span.label not in ("PER", "LOC"):
        return span
    if span.label == "LOC" and features.known_name(row[span.start : span.end]):
        return Span(start, span.end, "LOC") if row[start].text in _COMPASS else span
    return Span(start, span.end, "PER")


def afloat(word: str) -> bool:
    """Is this what stands before the name of a ship: *USS*, *HSwMS*?"""
    return word[0].isupper() and not word.istitle() and word.lower() in _SHIPS


def _club(row: Sequence[Spelling], place: int, town: Span) -> bool:
    """Is the word at *place* what a club of the *town* begins with, and no *real* or *racing* of a sentence?"""
    word = row[place].lower
    plain = runs.fresh(row, place) or features.known_name(row[town.start : town.end]) == "place"
    return word in _CLUBS and not (plain and word in reference.common("en"))


def _letter(word: Spelling) -> bool:
    return word.capital and len(word.text) == 1


def _begun(row: Sequence[Spelling], words: Sentence, span: Span, before: int) -> Span:
    """Return *span* with what begins it before a hyphen or an *and*: *Sino-Russian*, *Near-Infrared Imager*,
    *Economic and Fiscal Outlook*."""
    start, end, label = span
    if start > before and row[start].lower in _PARTICLES and row[start - 1].lower in _CLUBS and row[start - 1].capital:
        return Span(start - 1, end, "ORG")  # Sporting + de Braga
    ordinal = start > before and row[start - 1].figure and row[start - 1].text[-2:] in _ORDINALS
    if ordinal and any(word.text == "Circuit" for word in row[start:end]):
        return Span(start - 1, end, label)  # 9th + U.S. Circuit Court of Appeals
    if start > before and label == "PER" and row[start - 1].lower in _STORMS and row[start - 1].text.istitle():
        return Span(start - 1, end, "MISC")  # Hurricane + Odalys
    if start > before and (
        afloat(row[start - 1].text) or (row[start - 1].text == "Model" and row[start].text.isupper())
    ):
        return Span(start - 1, end, "MISC")  # USS + Cole, Model + Y
    if start > before and label == "LOC" and row[start - 1].text.istitle() and _club(row, start - 1, span):
        return Span(start - 1, end, "ORG")  # Shakhtar + Donetsk
    if row[start].text == "-" and start > before and words.ends[start - 1] == words.starts[start]:
        return Span(start - 1, end, label)  # Saint + -Gilloise
    if start > before and row[start - 1].text == "Air" and label in ("LOC", "MISC"):
        return Span(start - 1, end, "ORG" if label == "LOC" else label)  # Air + Astana
    if start > before and row[start].text == "Order" and row[start - 1].text == "Executive":
        return Span(start - 1, end, "MISC")  # Executive + Order 14203
    if label != "PER" and start > before and row[start - 1].lower == "st." and row[start - 1].capital:
        return Span(start - 1, end, label)
    if start - 2 < before or label == "PER":
        return span
    first, link = row[start - 2], row[start - 1]
    several = end - start > 1 and first.capital and first.lower not in _UNJOINED
    if link.text == "-" and words.ends[start - 2] + 1 == words.starts[start]:
        if first.lower in _PREFIXES:
            return Span(start - 2, end, "GROUP" if "group" in features.known_name(row[start:end]) else label)
        return Span(start - 2, end, label) if several or (label == "GROUP" and first.lower in _COMBINING) else span
    if first.text == "War" and link.lower in ("in", "of", "on") and label in ("LOC", "MISC"):
        return Span(start - 2, end, "MISC")
    if link.text == "and" and several and label != "GROUP" and not runs.fresh(row, start - 2):
        alone = start - 2 == before or not row[start - 3].capital
        return Span(start - 2, end, label) if alone and first.text.istitle() else span
    return span


def _joined(row: Sequence[Spelling], words: Sentence, found: Sequence[Span], span: Span) -> tuple[int, str] | None:
    """Return which of *found* begins the name that *span* ends, and its label; None where *span* is one by itself."""
    for first in range(len(found) - 1, max(-1, len(found) - 3), -1):
        if _called(row, found[first], found[first + 1 :], span):
            return first, "PER"
    last = found[-1]
    between = [word.text for word in row[last.end : span.start]]
    touching = between == ["-"] and words.ends[last.end - 1] + 1 == words.starts[span.start]
    if between[:1] == ["v"] and _tried(row, last, span, between):
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


def _tried(row: Sequence[Spelling], last: Span, span: Span, between: Sequence[str]) -> bool:
    """Do these two stand against each other before a court, and not in a stadium: *Roe v. Wade*, *R v Sharma*?"""
    if between == ["v"]:
        return row[last.start].text == "R"
    if between[1:2] != ["."] or len(between) > _STATE:
        return False
    clubs = any(row[place].lower in _CLUBS for one in (last, span) for place in (one.start, one.end - 1))
    both = features.known_name(row[last.start : last.end]) and features.known_name(row[span.start : span.end])
    around = row[max(0, last.start - _LAW) : span.end + _LAW]
    if clubs or (both and _LEGAL.isdisjoint(word.lower for word in around)):
        return False
    return all(text in ("the", "of") or text[0].isupper() for text in between[2:])


def _paired(row: Sequence[Spelling], last: Span, span: Span, between: Sequence[str]) -> str:
    """Return the label of a body that is called by two names: *Marks* + *& Spencer*, *Bill* + *& Melinda Gates
    Foundation*."""
    left, right = row[last.start : last.end], row[span.start : span.end]
    if between == ["&"] and "ORG" in (last.label, span.label):
        joined = len(left) == 1 and not (features.known_name(left) or features.known_name(right))
        return "ORG" if joined and ("org" in right[-1].classes or not runs.headline(row)) else ""
    couple = between == ["and"] and (last.label, span.label) in (("PER", "ORG"), ("MISC", "ORG")) and len(right) > 2
    return "ORG" if couple and len(left) == 1 and "g" in left[0].names and "g" in right[0].names else ""


def _surnamed(row: Sequence[Spelling], last: Span, span: Span, between: Sequence[str]) -> str:
    """Return the label of a person in pieces: *Joost* + *van der* + *Westhuizen*."""
    if last.label != "PER":
        return ""
    if span.label == "PER":
        small = {text.lower() for text in between}
        if not small or (small != {"-"} and _PARTICLES.issuperset(small)):
            return "PER"
    return "PER" if not features.known_name(row[last.start : last.end]) and _led(row, last, span) else ""


def _company(row: Sequence[Spelling], last: Span, span: Span, between: Sequence[str]) -> str:
    """Return the label of a body in pieces: *CBS*, + *Inc.*, a party, a federation."""
    if last.label != "ORG":
        return ""
    form = between in ([","], []) and span.end - span.start == 1 and row[span.start].lower in _COMPANIES
    federated = between == ["and"] and span.label == "ORG" and _federated(row, last, span)
    return "ORG" if form or federated or _political(row, last, span, between) else ""


def _hyphened(row: Sequence[Spelling], last: Span, span: Span) -> str:
    """Return the label of what a hyphen joins: *Italian-American*, *Météo-France*."""
    if span.label == "GROUP" and (last.label == "GROUP" or row[last.start].lower in _COMBINING):
        return "GROUP"
    return span.label if last.label == "LOC" and not features.known_name(row[last.start : last.end]) else ""


def _continued(row: Sequence[Spelling], last: Span, span: Span, between: Sequence[str]) -> str:
    """Return the label of a name that goes on: *Port of* + *Antwerp*, *F-102* + *Delta Dagger*."""
    if not between and row[last.end - 1].lower == "of" and last.label != "PER":
        return last.label
    if not between and last.label == span.label == "MISC" and row[last.end - 1].figure:
        return "MISC"  # Boeing 737 + MAX 9
    country = ("&" if word.text == "and" else word.text for word in row[last.start : span.end])
    if between == ["es"] or (between == ["and"] and reference.gazetteer().get(tuple(country)) == "place"):
        return "LOC"  # Dar es Salaam, Trinidad and Tobago
    if (
        between == ["of"]
        and last.label == "PER"
        and span.label == "LOC"
        and not _PEERS.isdisjoint(word.lower for word in row[max(0, last.start - 1) : last.start + 1])
    ):
        return "PER"
    if (
        last.end - last.start == 1
        and last.label == "LOC"
        and row[last.start].lower in _SPOTS
        and _PARTICLES.issuperset(text.lower() for text in between)
    ):
        return "LOC"  # Sierra + de la + Giganta
    if between == [","] and last.label == "LOC" and row[span.start].lower == "d.c.":
        return "LOC"
    if between == ["and"] and last.label == "ORG" and _twofold(row, last, span):
        return "ORG"  # Hospital + and Social Welfare Commission
    halves = between == ["and"] and last.label in ("ORG", "MISC") and row[span.end - 1].lower in _STATUTES
    if halves and _subject(row, last.end - 1) and _subject(row, span.start):
        return "MISC"  # Security + and Accountability Act
    return "MISC" if not between and _TYPES("".join(word.text for word in row[last.start : last.end])) else ""


def _closed(row: Sequence[Spelling], span: Span) -> Span:
    """Return *span* without the small words at its end that lead nowhere."""
    end = span.end
    while end - span.start > 1 and row[end - 1].text in ("of", "the"):
        end -= 1
    return span._replace(end=end)


def _twofold(row: Sequence[Spelling], last: Span, span: Span) -> bool:
    """Are these two fields of one body?"""
    return (
        span.label == "ORG"
        and span.end - span.start > 2
        and last.end - last.start == 1
        and "org" in row[span.end - 1].classes
        and _subject(row, last.start)
        and _subject(row, span.start)
        and not runs.headline(row)
    )


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


def _political(row: Sequence[Spelling], last: Span, span: Span, between: Sequence[str]) -> bool:
    """Is this a party in pieces: *Communist Party* + *of China*, *Social Democratic* + *and Labour Party*?"""
    if last.label != "ORG":
        return False
    if span.label == "LOC":
        return row[last.end - 1].lower in _PARTIES and between in (["of"], ["of", "the"])
    party = span.label == "ORG" and any(word.lower in _PARTIES for word in row[span.start : span.end])
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


def _called(row: Sequence[Spelling], first: Span, inner: Sequence[Span], last: Span) -> bool:
    """Is this a person with a nickname: *Hector "Macho" Camacho*, *Ranee "Bella" Campen*?"""
    if not _nickname(row, first.end, last.start):
        return False
    if first.label == last.label == "PER":
        return True
    apart = [label for _, _, label in (first, *inner, last)]
    return (
        apart.count("PER") > 1
        and last.end - last.start == 1
        and not any(features.known_name(row[one.start : one.end]) for one in (first, last))
    )


def _nickname(row: Sequence[Spelling], start: int, end: int) -> bool:
    """Do the words from *start* to *end* stand in quotation marks or brackets, as a nickname in a name?"""
    if not 3 <= end - start <= NICKNAME + 2:
        return False
    closing = _NICKNAMES.get(row[start].text)
    inner = row[start + 1 : end - 1]
    if closing is None or row[end - 1].text != closing or not inner[0].capital:
        return False
    return closing == '"' or not all(word.text.isupper() and "." not in word.text for word in inner)


def _aged(row: Sequence[Spelling], span: Span) -> Span:
    """Return *span*, which is a person if an age stands behind it: *Amelia Nhantumbo, 34,*."""
    start, end, _ = span
    if end + 2 >= len(row) or row[end].text != "," or end - start > 3:
        return span
    return Span(start, end, "PER") if row[end + 2].text in (",", ".", '"') and _AGE(row[end + 1].text) else span


def _headed(row: Sequence[Spelling], span: Span, limit: int) -> Span:
    """Return *span*, or the longer name whose head or year stands behind it.

    *St Petersburg* + *International Economic Forum*, *Vostok* + *2022*.
    """
    end = span.end
    if row[end - 1].text == "Channel" and end < limit and row[end].figure and span.label == "ORG":
        return Span(span.start, end + 1, "ORG")
    if row[end - 1].text == "Group" and end + 1 < limit and row[end].lower == "of" and row[end + 1].figure:
        return Span(span.start, end + 2, "ORG")  # Group of 20
    if end < limit and _species(row[span.start : end], row[end]):
        return Span(span.start, end + 1, "MISC")  # Aedes + aegypti
    while end < limit and row[end].capital:
        end += 1
    if end > span.end and row[end - 1].lower in _INDICES:
        return Span(span.start, end, "MISC")  # Dow Jones + Industrial Average
    if span.label == "PER":
        return span
    if end == span.end:
        if end - span.start > 2 and row[end - 1].lower in _STATUTES and (_dated(row, end) or _passed(row, end)):
            return Span(span.start, end + 2, "MISC")
        if span.label != "GROUP" and end < limit and _numbered(row, end):
            return Span(span.start, end + 1, "MISC")
        year = end < limit and row[end].figure and not row[end].count
        year = year and (end + 1 == len(row) or row[end + 1].text != "-")  # no date: 1996-08-30
        return Span(span.start, end + 1, "MISC") if year and span.label != "GROUP" else span
    label = _bodily(row[end - 1])
    return Span(span.start, end, label) if label else span


def _species(name: Sequence[Spelling], behind: Spelling) -> bool:
    """Are these a genus and a species, in the Latin of biology: *Aedes aegypti*, *Escherichia coli*?"""
    common, genus, epithet = reference.common("en"), name[0].lower, behind.lower
    return (
        len(name) == 1
        and bool(_GENUS(genus))
        and behind.small
        and bool(_EPITHET(epithet))
        and (epithet not in common or epithet == "coli")
        and genus not in common
        and "c" not in name[0].names
        and not features.known_name(name)
    )


def _numbered(row: Sequence[Spelling], place: int) -> bool:
    """Is this the number of a project, with what it is behind a comma: *Power of Siberia 2, a gas pipeline*?"""
    if place + 2 >= len(row) or not row[place].figure:
        return False
    return len(row[place].text) == 1 and row[place + 1].text == "," and row[place + 2].text in ("a", "an")


def _dated(row: Sequence[Spelling], comma: int) -> bool:
    """Stands a year behind this comma, and nothing that it could belong to: *Money Laundering Act, 2002*?"""
    year = [word.text for word in row[comma : comma + 3]]
    return len(year) == 3 and year[0] == "," and row[comma + 1].figure and len(year[1]) == 4 and year[2] in ',.;:)"'


def _passed(row: Sequence[Spelling], place: int) -> bool:
    """Stands the year of a law here: *Civil Rights Act of 1964*?"""
    return place + 1 < len(row) and row[place].text == "of" and row[place + 1].figure and len(row[place + 1].text) == 4


def _end(row: Sequence[Spelling], words: Sentence, span: Span, limit: int) -> int:
    """Return where the name of a person ends that goes on behind a hyphen, but before *limit*."""
    end = span.end
    if span.label != "PER":
        return end
    link = end
    while link + 1 < limit and row[link].small and row[link].lower in _PREPOSED:
        link += 1
    if link > end and row[link].capital and not row[link].classes and not row[link - 1].capital:
        end = link + 1  # Haya de la Torre
    while end + 1 < limit and row[end].text == "-" and words.ends[end - 1] + 1 == words.starts[end + 1]:
        part = row[end + 1]
        if not (part.capital or (len(part.text) < 6 and part.text.isalpha() and part.lower not in _SUFFIXES)):
            break
        end += 2
    return end
