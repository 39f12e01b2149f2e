"""Restore names that the tagger cut short.

It cuts at an initial, a particle, a hyphen, a nickname or the legal form of a company, and before an acronym in
brackets that stands for more words. In the comments a plus sign marks where parts of a name are joined or split.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from glossary.extract import features, fields, forms, joining, laws, lists, reference, runs
from glossary.extract.acronyms import expansion
from glossary.extract.features import Spelling
from glossary.extract.runs import Span
from glossary.text.words import Sentence

_is_genus = re.compile(r"[a-z]{2,}(?:us|um|is|es|a|as|ix|ax|ma|on|er|o|ys|ops|gyne)").fullmatch
_is_epithet = re.compile(r"[a-z]{2,}(?:folia|us|um|is|ae|[^aeiou][ai]|[eiu]a|ii|ens|ans|ile|ale|ense|or)").fullmatch
_SUFFIXES = lists.SUFFIXES | {"and", "but", "who", "whose"}
"""Words attached to a name by a hyphen that are not part of it: *Xi-led*, *Jan Brewer-who last year …*."""
_HEADS = {"org": "ORG", "event": "MISC"}
_AFTER_PRIZE = ("draw", "draws", "fund", "money", "pool", "pot")
"""Words after *prize* when the name before it is not the name of a prize: *Lottery prize draw*."""
_PRIZE_FIELDS = ("peace", "literature", "physics", "chemistry", "medicine", "economics", "fiction", "poetry")
_PRIVATE = ("private", "pty", "pvt")
"""Words in brackets that belong to the legal form of a firm: *(Pty) Ltd*."""
_HEADLINE_WORDS = 6
"""How many words around a title are needed to tell whether the sentence is a headline."""
_LONGEST_TITLE = 20
"""The longest title of a work, in words."""
_LOWERCASE_IN_TITLES = (
    lists.LINKS | frozenset("with without from into over as at by a an or but not is".split()) | {"...", ":", ","}
)
"""Words that are lowercase inside a title."""


def mended(row: Sequence[Spelling], words: Sentence, spans: Sequence[Span]) -> list[Span]:
    """Return *spans*, in order, with the parts of each name joined.

    *D. Blenkiron*, *Joost van der Westhuizen*, *Pan Men-an*, *Hector "Macho" Camacho*, *CBS, Inc.*, *Italian-American*.
    The offsets in *words* show whether a hyphen touches its neighbours.
    """
    found: list[Span] = []
    spans = [piece for span in spans for piece in _split_parts(row, words, span)]
    for place, span in enumerate(spans):
        before = found[-1].end if found else 0
        span = joining.with_beginning(row, words, span, before)
        while found:
            match = joining.joined_label(row, words, found, span)
            if match is None:
                break
            first, label = match
            del found[first + 1 :]
            span = Span(found.pop().start, span.end, label)
        limit = spans[place + 1].start if place + 1 < len(spans) else len(row)
        span = _with_head(row, span, limit)
        found.append(_with_ending(row, words, span, limit))
    found = [span for span in found if not _is_glued_letter(words, span)]
    if "(" in words.texts:
        found = _with_expansions(row, laws.with_laws(row, _with_wings(row, words, found)))
    if not laws.NUMBERED.isdisjoint(words.texts):
        found = laws.with_numbered(row, found)
    found = fields.with_fields(row, found)
    return _with_titles(row, words, found) if '"' in words.texts else found


def _split_parts(row: Sequence[Spelling], words: Sentence, span: Span) -> list[Span]:
    """Return *span*, split between a country and a model, between two cases, and at a dash with spaces around it.

    *US* + *MQ-9 Reaper*, *Ninh Thuan-1 - Likhachev*. A dash between two single words may stand for a hyphen: *Akufo -
    Addo*.
    """
    start, end, label = span
    country_first = label == "MISC" and end - start > 3 and features.known_name(row[start : start + 1]) == "place"
    if country_first and joining.is_model("".join(word.text for word in row[start + 1 : start + 4])):
        return [Span(start, start + 1, "LOC"), Span(start + 1, end, label)]  # US + MQ-9 Reaper
    versus = [word.text for word in (*row[max(0, start - 2) : start], *row[end : end + 1])].count("v") == 2
    for place in range(start + 1, end - 1):
        if versus and row[place].text == "and":
            return [Span(start, place, label), Span(place + 1, end, label)]  # Roe v. + Wade and Smith + v Jones
        spaced = words.ends[place - 1] < words.starts[place] and words.ends[place] < words.starts[place + 1]
        if row[place].text != "-" or not spaced:
            continue
        if label == "PER" and place - start > 1 and row[place + 1].text.isupper() and row[start].text.istitle():
            return [Span(start, place, label)]  # Mark Tinsley - CFO
        rest = Span(place + 1, end, label)
        if row[place - 1].figure or (place - start > 1 and end - place > 2):
            return [Span(start, place, label), *_split_parts(row, words, rest)]
    return [span]


def _is_glued_letter(words: Sentence, span: Span) -> bool:
    """Return whether *span* is a letter after a comma without a space: *RTS,S*."""
    comma = span.start - 1
    letter = span.end - span.start == len(words.texts[span.start]) == 1
    return letter and comma > 0 and words.texts[comma] == "," and words.ends[comma] == words.starts[span.start]


def _with_head(row: Sequence[Spelling], span: Span, limit: int) -> Span:
    """Return *span*, extended over a head noun, number or year: *Turner* + *prize*, *Vostok* + *2022*."""
    end = span.end
    if row[end - 1].text == "Group" and end + 1 < limit and row[end].lower == "of" and row[end + 1].figure:
        return Span(span.start, end + 2, "ORG")  # Group of 20
    if row[end - 1].text == "No." and end < limit and row[end].figure:
        decided = row[max(0, end - 2)].lower in lists.NUMBERED
        return Span(span.start, end + 1, "MISC" if decided else span.label)  # Senate Resolution No. + 214
    if end < limit and _is_species(row, span.start, end):
        return Span(span.start, end + 1, "MISC")  # Aedes + aegypti
    prize = end + (end + 1 < limit and row[end].text in _PRIZE_FIELDS)
    is_prize = prize < limit and row[prize].text == "prize" and not features.known_name(row[span.start : end])
    if is_prize and not (prize + 1 < len(row) and row[prize + 1].lower in _AFTER_PRIZE):
        return Span(span.start, prize + 1, "MISC")  # Turner + prize, Nobel + peace prize
    if span.label == "PER":
        return span
    while end < limit and row[end].capital:
        end += 1
    if end == span.end:
        is_bill = span.label != "LOC" and end < limit and row[end].text == "bill"
        is_bill = is_bill and row[end - 1].lower not in lists.HEADS
        is_bill = is_bill and not forms.known_label(forms.form_of(row, span.start, end))  # no Labour bill
        if is_bill and all(fields.is_field(row, place) for place in range(span.start, end)):
            return Span(span.start, end + 1, "MISC")  # Online Safety + bill
        is_law = end - span.start > 2 and row[end - 1].lower in lists.STATUTES
        if is_law and (laws.has_year(row, end) or laws.has_of_year(row, end)):
            return Span(span.start, end + 2, "MISC")
        if end < limit and row[end].figure and row[end - 1].text == "Channel":
            return Span(span.start, end + 1, span.label)
        year = end < limit and row[end].figure and not row[end].count
        year = year and (end + 1 == len(row) or row[end + 1].text != "-")  # no date: 1996-08-30
        return Span(span.start, end + 1, "MISC") if year and span.label != "GROUP" else span
    label = _head_label(row[end - 1])
    return Span(span.start, end, label) if label else span


def _is_species(row: Sequence[Spelling], start: int, end: int) -> bool:
    """Return whether the word at *start* and the next are the Latin name of a species: *Aedes aegypti*. In brackets,
    the genus may be a common word, and the epithet may have any ending: *mangroves (Rhizophora mangle)*."""
    common, name, following = reference.common("en"), row[start:end], row[end]
    genus, epithet = name[0].lower, following.lower
    if not (end - start == 1 and following.small and _is_genus(genus)) or features.known_name(name):
        return False
    if start and row[start - 1].text == "(" and end + 1 < len(row) and row[end + 1].text == ")":
        return epithet not in common
    latin = bool(_is_epithet(epithet)) and (epithet not in common or epithet == "coli")
    return latin and genus not in common and "c" not in name[0].names


def _with_ending(row: Sequence[Spelling], words: Sentence, span: Span, limit: int) -> Span:
    """Return *span*, extended over a hyphenated surname or a plus sign, but not beyond *limit*."""
    start, end, label = span
    if label == "PER":
        end = _surname_end(row, words, end, limit)
    while end < limit and row[end].text == "+" and words.ends[end - 1] == words.starts[end]:
        end += 1  # OPEC+, Face++
    return Span(start, end, label)


def _surname_end(row: Sequence[Spelling], words: Sentence, end: int, limit: int) -> int:
    """Return where the name of a person that continues after *end* with a hyphen stops: *Men* + *-an*."""
    while end + 1 < limit and row[end].text == "-" and words.ends[end - 1] + 1 == words.starts[end + 1]:
        part = row[end + 1]
        if not (part.capital or (len(part.text) < 6 and part.text.isalpha() and part.lower not in _SUFFIXES)):
            break
        end += 2
    return end


def _with_wings(row: Sequence[Spelling], words: Sentence, spans: list[Span]) -> list[Span]:
    """Return *spans*, extending names over a part in brackets: the faction of a party (*JD(S)*, *CPI(ML)*), or the
    legal form of a firm (*Umgeni Haemo (Pty) Ltd*)."""
    for place in range(1, len(row) - 2):
        if row[place].text != "(" or row[place + 2].text != ")":
            continue
        party, wing, stop = row[place - 1].text, row[place + 1].text, place + 3
        start = place - 1
        if wing.lower() in _PRIVATE and stop < len(row) and row[stop].lower in lists.COMPANIES:
            start, stop = next((span.start for span in spans if span.end == place), start), stop + 1
        elif len(party) < 2 or not (party + wing).isupper() or words.ends[start] < words.starts[place]:
            continue
        outside = [span for span in spans if span.end <= start or span.start >= stop]
        if len(outside) < len(spans):
            spans = sorted([*outside, Span(start, stop, "ORG")])
    return spans


def _with_expansions(row: Sequence[Spelling], spans: list[Span]) -> list[Span]:
    """Return *spans*, extended to the full names that acronyms in brackets stand for: *Near-Infrared Imager and
    Slitless Spectrograph (NIRISS)*."""
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
        spans = [part for span in spans for part in _split_body(row, span, start, place)]
        inside = [span for span in spans if start <= span.start and span.end <= place]
        if _cuts_a_name(spans, start, place) or any(span[:2] == (start, place) for span in inside):
            continue
        label = _head_label(row[place - 1])
        labels = [span.label for span in spans if span.start == place + 1] + [span.label for span in inside]
        label = label or next((one for one in labels if one not in ("PER", "GROUP")), "MISC")
        spans = sorted([*(span for span in spans if span not in inside), Span(start, place, label)])
    return spans


def _split_body(row: Sequence[Spelling], span: Span, start: int, end: int) -> list[Span]:
    """Return *span*, split between a department and a body whose acronym follows, which lies from *start* to *end*:
    *Central Committee* of the *Communist Party of China (CPC)*."""
    stop = start - 1 - (row[start - 1].lower == "the")
    if span.end != end or stop - span.start < 2 or row[stop].lower != "of" or span.label != "ORG":
        return [span]
    return [Span(span.start, stop, "ORG"), Span(start, end, "ORG")]


def _head_label(head: Spelling) -> str:
    """Return the label implied by the *head* of a name, or an empty string."""
    return next((_HEADS[name] for name in head.classes if name in _HEADS), "")


def _with_titles(row: Sequence[Spelling], words: Sentence, spans: list[Span]) -> list[Span]:
    """Return *spans*, adding titles of works in quotation marks: *"The Girl with the Needle"*. Headlines and quoted
    speech are left out, since their capitals are unreliable."""
    marks = [place for place, word in enumerate(row) if word.text == '"']
    for opening, closing in pairwise(marks):
        start, end = opening + 1, closing - (row[closing - 1].text in ",.!?")
        touching = words.ends[opening] == words.starts[start] and words.ends[closing - 1] == words.starts[closing]
        if not (touching and _looks_like_title(row, start, end)) or _is_other_name(row, spans, start, end):
            continue
        around = [*row[:opening], *row[closing + 1 :]]
        if not runs.headline(around if len(around) > _HEADLINE_WORDS else row):
            outside = [span for span in spans if not (start <= span.start and span.end <= end)]
            spans = sorted([*outside, Span(start, end, "MISC")])
    return spans


def _looks_like_title(row: Sequence[Spelling], start: int, end: int) -> bool:
    """Return whether the words from *start* to *end* are capitalized like a title."""
    if not (1 < end - start <= _LONGEST_TITLE and row[start].capital and row[end - 1].capital):
        return False
    return all(word.capital or word.figure or word.lower in _LOWERCASE_IN_TITLES for word in row[start:end])


def _is_other_name(row: Sequence[Spelling], spans: Sequence[Span], start: int, end: int) -> bool:
    """Return whether *spans* show that this is no title but another name, part of one, or a list of names."""
    inside = [span for span in spans if start <= span.start and span.end <= end]
    listed = "," in [word.text for word in row[start:end]]
    if listed and any(span.label in ("PER", "LOC") for span in inside):
        return True  # "Townsend, George"
    return any((span.start, span.end) == (start, end) for span in inside) or _cuts_a_name(spans, start, end)


def _cuts_a_name(spans: Sequence[Span], start: int, end: int) -> bool:
    """Return whether one of *spans* crosses *start* or *end*."""
    return any(span.start < place < span.end for span in spans for place in (start, end))
