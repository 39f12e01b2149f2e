"""Names made whole: what the tagger cut at an initial, a particle, a hyphen, a nickname, the form of a company, or
before an acronym in brackets that stands for more."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from glossary.extract import features, fields, forms, joining, laws, lists, reference, runs
from glossary.extract.acronyms import expansion
from glossary.extract.features import Spelling
from glossary.extract.runs import Span
from glossary.text.words import Sentence

_GENUS = re.compile(r"[a-z]{2,}(?:us|um|is|es|a|as|ix|ax|ma|on|er|o|ys|ops|gyne)").fullmatch
_EPITHET = re.compile(r"[a-z]{2,}(?:folia|us|um|is|ae|[^aeiou][ai]|[eiu]a|ii|ens|ans|ile|ale|ense|or)").fullmatch
_SUFFIXES = lists.SUFFIXES | {"and", "but", "who", "whose"}
"""What is hung on a name with a hyphen and is no part of it: *Xi-led*, *Jan Brewer-who last year …*."""
_HEADS = {"org": "ORG", "event": "MISC"}
_AWARDED = ("draw", "draws", "fund", "money", "pool", "pot")
"""What stands behind a prize that has no name of its own: *Lottery prize draw*."""
_AROUND = 6
"""How many words beside a title tell whether the sentence is a headline."""
_TITLE = 20
"""The most words of a title."""
_IN_TITLES = (
    lists.LINKS | frozenset("with without from into over as at by a an or but not is".split()) | {"...", ":", ","}
)
"""What is written small in a title."""


def mended(row: Sequence[Spelling], words: Sentence, spans: Sequence[Span]) -> list[Span]:
    """Return *spans*, in their order, with the pieces of one name put together.

    *D. Blenkiron*, *Joost van der Westhuizen*, *Pan Men-an*, *Hector "Macho" Camacho*, *CBS, Inc.*, *Italian-American*.
    The *words* tell whether a hyphen touches them.
    """
    found: list[Span] = []
    spans = [piece for span in spans for piece in _parts(row, words, span)]
    for place, span in enumerate(spans):
        before = found[-1].end if found else 0
        span = joining.begun(row, words, span, before)
        while found:
            joined = joining.joined(row, words, found, span)
            if joined is None:
                break
            first, label = joined
            del found[first + 1 :]
            span = Span(found.pop().start, span.end, label)
        limit = spans[place + 1].start if place + 1 < len(spans) else len(row)
        span = _headed(row, span, limit)
        found.append(_ended(row, words, span, limit))
    found = [span for span in found if not _glued(words, span)]
    if "(" in words.texts:
        found = _introduced(row, laws.enacted(row, _winged(row, words, found)))
    if not laws.NUMBERED.isdisjoint(words.texts):
        found = laws.numbered(row, found)
    found = fields.lengthened(row, found)
    return _works(row, words, found) if '"' in words.texts else found


def _parts(row: Sequence[Spelling], words: Sentence, span: Span) -> list[Span]:
    """Return *span*, or what parts in it: a country and a type, *and* between cases, a dash with spaces, *Ninh Thuan-1
    - Likhachev*. Such a dash may stand for a hyphen: *Akufo - Addo*."""
    start, end, label = span
    typed = label == "MISC" and end - start > 3 and features.known_name(row[start : start + 1]) == "place"
    if typed and joining.TYPES("".join(word.text for word in row[start + 1 : start + 4])):
        return [Span(start, start + 1, "LOC"), Span(start + 1, end, label)]  # US + MQ-9 Reaper
    versus = [word.text for word in (*row[max(0, start - 2) : start], *row[end : end + 1])].count("v") == 2
    for place in range(start + 1, end - 1):
        if versus and row[place].text == "and":
            return [Span(start, place, label), Span(place + 1, end, label)]  # Roe v. + Wade and Smith + v Jones
        apart = words.ends[place - 1] < words.starts[place] and words.ends[place] < words.starts[place + 1]
        if row[place].text != "-" or not apart:
            continue
        if label == "PER" and place - start > 1 and row[place + 1].text.isupper() and row[start].text.istitle():
            return [Span(start, place, label)]  # Mark Tinsley - CFO
        rest = Span(place + 1, end, label)
        if row[place - 1].figure or (place - start > 1 and end - place > 2):
            return [Span(start, place, label), *_parts(row, words, rest)]
    return [span]


def _glued(words: Sentence, span: Span) -> bool:
    """Is this a letter behind a comma without a space: *RTS,S*?"""
    comma = span.start - 1
    letter = span.end - span.start == len(words.texts[span.start]) == 1
    return letter and comma > 0 and words.texts[comma] == "," and words.ends[comma] == words.starts[span.start]


def _headed(row: Sequence[Spelling], span: Span, limit: int) -> Span:
    """Return *span*, or the longer name whose head or year stands behind it.

    *St Petersburg* + *International Economic Forum*, *Vostok* + *2022*.
    """
    end = span.end
    if row[end - 1].text == "Group" and end + 1 < limit and row[end].lower == "of" and row[end + 1].figure:
        return Span(span.start, end + 2, "ORG")  # Group of 20
    if row[end - 1].text == "No." and end < limit and row[end].figure:
        decided = row[max(0, end - 2)].lower in lists.NUMBERED
        return Span(span.start, end + 1, "MISC" if decided else span.label)  # Senate Resolution No. + 214
    if end < limit and _species(row[span.start : end], row[end]):
        return Span(span.start, end + 1, "MISC")  # Aedes + aegypti
    prized = end < limit and row[end].text == "prize" and not features.known_name(row[span.start : end])
    if prized and not (end + 1 < len(row) and row[end + 1].lower in _AWARDED):
        return Span(span.start, end + 1, "MISC")  # Turner + prize
    if span.label == "PER":
        return span
    while end < limit and row[end].capital:
        end += 1
    if end == span.end:
        body = row[end - 1].lower in lists.HEADS or forms.settled(forms.form_of(row, span.start, end))  # no Labour bill
        drafted = span.label != "LOC" and end < limit and row[end].text == "bill" and not body
        if drafted and all(fields.subject(row, place) for place in range(span.start, end)):
            return Span(span.start, end + 1, "MISC")  # Online Safety + bill
        law = end - span.start > 2 and row[end - 1].lower in lists.STATUTES
        if law and (laws.dated(row, end) or laws.passed(row, end)):
            return Span(span.start, end + 2, "MISC")
        if end < limit and row[end].figure and row[end - 1].text == "Channel":
            return Span(span.start, end + 1, span.label)
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
        and behind.small
        and bool(_GENUS(genus))
        and bool(_EPITHET(epithet))
        and (epithet not in common or epithet == "coli")
        and genus not in common
        and "c" not in name[0].names
        and not features.known_name(name)
    )


def _ended(row: Sequence[Spelling], words: Sentence, span: Span, limit: int) -> Span:
    """Return *span*, a name that goes on behind a hyphen or with a plus to its end, but before *limit*."""
    start, end, label = span
    if label == "PER":
        end = _surname(row, words, end, limit)
    while end < limit and row[end].text == "+" and words.ends[end - 1] == words.starts[end]:
        end += 1  # OPEC+, Face++
    return Span(start, end, label)


def _surname(row: Sequence[Spelling], words: Sentence, end: int, limit: int) -> int:
    """Return where the name of a person ends that goes on behind *end*: *Men* + *-an*."""
    while end + 1 < limit and row[end].text == "-" and words.ends[end - 1] + 1 == words.starts[end + 1]:
        part = row[end + 1]
        if not (part.capital or (len(part.text) < 6 and part.text.isalpha() and part.lower not in _SUFFIXES)):
            break
        end += 2
    return end


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
        linked = {word.lower for word in row[start:place] if not word.capital}
        if not linked <= lists.LINKS | ({","} if "and" in linked else set()):
            continue
        spans = [part for span in spans for part in _divided(row, span, start, place)]
        inside = [span for span in spans if start <= span.start and span.end <= place]
        if _parted(spans, start, place) or any(span[:2] == (start, place) for span in inside):
            continue
        label = _bodily(row[place - 1])
        labels = [span.label for span in spans if span.start == place + 1] + [span.label for span in inside]
        label = label or next((one for one in labels if one not in ("PER", "GROUP")), "MISC")
        spans = sorted([*(span for span in spans if span not in inside), Span(start, place, label)])
    return spans


def _divided(row: Sequence[Spelling], span: Span, start: int, end: int) -> list[Span]:
    """Return *span*, or what is part of a body and that body, which an acronym stands for from *start* to *end*:
    *Central Committee* of the *Communist Party of China (CPC)*."""
    stop = start - 1 - (row[start - 1].lower == "the")
    if span.end != end or stop - span.start < 2 or row[stop].lower != "of" or span.label != "ORG":
        return [span]
    return [Span(span.start, stop, "ORG"), Span(start, end, "ORG")]


def _bodily(head: Spelling) -> str:
    """Return the label of a name with this *head*; empty where the head tells nothing."""
    return next((_HEADS[name] for name in head.classes if name in _HEADS), "")


def _works(row: Sequence[Spelling], words: Sentence, spans: list[Span]) -> list[Span]:
    """Return *spans* with the titles of works that stand between quotation marks: *"The Girl with the Needle"*.

    In a headline, and in what a person is quoted with, capitals say nothing, or are missing.
    """
    marks = [place for place, word in enumerate(row) if word.text == '"']
    for opening, closing in pairwise(marks):
        start, end = opening + 1, closing - (row[closing - 1].text in ",.!?")
        touching = words.ends[opening] == words.starts[start] and words.ends[closing - 1] == words.starts[closing]
        if not (touching and _titular(row, start, end)) or _otherwise(row, spans, start, end):
            continue
        around = [*row[:opening], *row[closing + 1 :]]
        if not runs.headline(around if len(around) > _AROUND else row):
            outside = [span for span in spans if not (start <= span.start and span.end <= end)]
            spans = sorted([*outside, Span(start, end, "MISC")])
    return spans


def _titular(row: Sequence[Spelling], start: int, end: int) -> bool:
    """Are the words from *start* to *end* written like a title, the small ones aside with capitals?"""
    if not (1 < end - start <= _TITLE and row[start].capital and row[end - 1].capital):
        return False
    return all(word.capital or word.figure or word.lower in _IN_TITLES for word in row[start:end])


def _otherwise(row: Sequence[Spelling], spans: Sequence[Span], start: int, end: int) -> bool:
    """Do *spans* say that this is no title: a name that it is or cuts in two, or several in a row?"""
    inside = [span for span in spans if start <= span.start and span.end <= end]
    listed = "," in [word.text for word in row[start:end]]
    if listed and any(span.label in ("PER", "LOC") for span in inside):
        return True  # "Townsend, George"
    return any((span.start, span.end) == (start, end) for span in inside) or _parted(spans, start, end)


def _parted(spans: Sequence[Span], start: int, end: int) -> bool:
    """Is one of *spans* cut in two where a name from *start* to *end* begins or ends?"""
    return any(span.start < place < span.end for span in spans for place in (start, end))
