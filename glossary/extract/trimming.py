"""Names cut to size: without determiners, titles, offices and possessives, and cut where an owner or an office ends."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache
from itertools import pairwise

from glossary.extract import acronyms, features, kinds, reference, runs
from glossary.extract.keys import singular
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
_POSSESSIVE_NAMES = reference.listed("possessive")
"""Words whose possessive stands inside a name: National People's Congress."""
_DETERMINERS = reference.listed("determiner")
_OFFICES = runs.OFFICES
_STOPS = frozenset((",", ".", ";", ")", "and", "or"))
"""What stands behind a possessive that owns nothing: *Lowe's, Kroger and Aldi*."""
_SHOPS = frozenset(("Christie", "McDonald", "Moody", "Peet", "Sainsbury", "Sotheby"))
"""Whose possessive is a body, always."""
_SIDED = ("D", "I", "R")
"""What stands before the state of a member of Congress: the party."""
_TEMPERATURES = ("C", "Celsius", "F", "Fahrenheit", "Kelvin")
_SAINTS = ("St", "St.", "Saint")
_EDGES = frozenset(["'s", "'", "-", ",", "--", "and", "&"])
_DASHES = frozenset(("-", "--"))
_PLACING = reference.listed("placing")
"""What stands before a place where a sentence begins, beside the prepositions of places: *Within Scotland*."""
_BALLOTS = runs.BALLOTS | reference.listed("seat")
_OPENINGS = reference.listed("opening")
"""What stands before a name where a sentence begins, and is no part of it: *Without Zeiss*."""
_PORTFOLIOS = reference.listed("portfolio")
"""Who has a field and not a body before the office: *Economic Affairs Minister Dirk Beljaarts*."""
_MEMBERS = reference.listed("member")
"""Who a name stands before, and is no part of it: *Wellingborough MP*."""
_PARTISANS = ("eer", "ist", "crat", "sceptic", "skeptic")
"""How words end that say what somebody stands for: *Brexiteer Andrea Jenkyns*."""
_CURRENCIES = reference.listed("currency")
_SCALES = frozenset(("million", "billion", "trillion", "crore", "lakh"))
_COINS = reference.listed("coin")
"""Signs of currencies that are names, too, where no figure stands behind them: *SEK*, *PLN*."""
_LED = reference.listed("led")
"""What stands behind a hyphen between who leads and what is led."""
_SKY = reference.listed("sky")
_CREEDS = reference.listed("creed")
"""What stands before a party's *Democrat*."""
_ENVOYS = frozenset(("ambassador", "envoy", "delegate", "representative"))
_UNIONS = reference.listed("union")
"""Two places that are one: *Austria-Hungary*."""
_SIDES = frozenset(("chief", "majority", "minority"))
_LEADERS = frozenset(("leader", "whip"))
_FOLLOWED = frozenset("alliance bloc campaign coalition faction initiative movement party".split())
_FATHERS = frozenset(("bin", "bint", "ibn"))
_HELD = frozenset(["nana"])
"""Titles that are never left off: *Nana Akufo-Addo*."""
_HONOURS = reference.listed("honour")
"""What stands behind the name of a person in capitals: *Tobias Wapping KC*."""
_ACADEMIC = frozenset("m.d. ph phd ph.d. d.phil. m.p.h. m.b.a. mba m.sc. d.o. r.n. j.d. esq esq.".split())
_ZONES = reference.listed("zone")
_HOURS = frozenset(("a.m.", "p.m.", "am", "pm"))
_STYLES = reference.listed("style")
"""Titles that the tagger has not learned."""
_STOPPED = frozenset(("cllr.", "eng.", "engr."))
"""Titles whose stop is taken for the end of a sentence."""
_NUMERAL = re.compile("[IVX]{2,}").fullmatch
rated = re.compile("(?:Aa|Baa?|Caa)[1-3]|Aaa").fullmatch
"""Is this how Moody's rates debt: *Baa3*?"""
_HONOURABLE = frozenset(("hon", "hon.", "honourable", "honorable", "learned", "gallant", "noble"))
_COLLEAGUES = frozenset(("friend", "friends", "gentleman", "lady", "member", "members"))
"""Whom members of a parliament speak of without a name."""
_ANYBODY = frozenset("someone somebody anyone anybody everyone everybody nobody".split())
_ADVERB = re.compile(r"\w+(?:able|al|ate|[bi]|[cdrst]ed|[ae]nt|ful|ic|ing|ive|less|ous)ly").fullmatch
_MONEY = re.compile(r"([a-z]+)(\d+(?:k|m|mn|bn|b|tn|trn|cr|million|billion|trillion|crore|lakh)?)?").fullmatch
_DEGREES = reference.listed("degree")
"""What is counted and has no name: *Level 2*."""


def trimmed(row: Sequence[features.Spelling], spans: Sequence[Span]) -> list[Span]:
    """Return *spans* without determiners, titles of persons and possessives, cut where an owner or an office ends."""
    found: list[Span] = []
    persons = {span.start for span in spans if span.label == "PER"}
    for span in spans:
        if found and span.end <= found[-1].end:
            continue  # a place in the name of a vote
        before = found[-1].end if found else 0
        for piece in _pieces(row, _poll(row, span)):
            left = _bounded(row, piece)
            if left.start == left.end:
                continue
            left = _person(row, left) if left.label == "PER" else _unmanned(row, left, persons)
            if left.label == "PER" and before < left.start < left.end and _overlooked(row, left.start):
                left = left._replace(start=left.start - 1)
            kept = row[left.start : left.end]
            if len(kept) == 1 and _nameless(row, left.start):
                continue
            if any(word.capital or word.figure for word in kept) and not _sum(row, left.start, left.end):
                found.append(left)
    return _pieced(row, found) if len(found) > 1 else found


def _nameless(row: Sequence[features.Spelling], place: int) -> bool:
    """Is the word at *place* no name: *Instructively,* and *Someone* where a sentence begins, the numeral *IV*, *GDP*,
    the title *Cllr* before a person?"""
    word = row[place]
    before = row[place - 1].lower if place else ""
    if _NUMERAL(word.text) or rated(word.text) or acronyms.noun(word.text):
        return True
    if before in ("degree", "degrees") and word.text in _TEMPERATURES:
        return True
    if word.text.isupper() and _emphasised(word.lower) and not features.known_name([word]):
        return True
    if _styled(word) and place + 1 < len(row) and row[place + 1].capital:
        return True
    if f"{word.lower}." in _STOPPED and [after.text for after in row[place + 1 :]] == ["."]:
        return True  # the sentence is cut behind "Eng."
    if word.lower in _COLLEAGUES and any(before.lower in _HONOURABLE for before in row[max(0, place - 2) : place]):
        return True  # my hon. Friend
    if not runs.fresh(row, place) or word.names or features.known_name([word]):
        return False
    behind = row[place + 1] if place + 1 < len(row) else word
    return word.lower in _ANYBODY or (behind.text == "," and _adverb(word.lower))


def _emphasised(low: str) -> bool:
    """Is this, in capitals, what was done or several things: *RESOLVED*, *APOLOGIES*?"""
    done = low.endswith("ed") and not reference.words("bases").isdisjoint((low[:-1], low[:-2]))
    return len(low) > 4 and (done or (singular(low) != low and singular(low) in reference.common("en")))


def _adverb(low: str) -> bool:
    """Is *low* an adverb by its form, *instructively*, *oddly*, and no name like *Grammarly* or *Bitly*?"""
    common = reference.common("en")
    return _ADVERB(low) is not None or (low.endswith("ly") and low in common and low[:-2] in common)


def _overlooked(row: Sequence[features.Spelling], start: int) -> bool:
    """Begins the name of the person at *start* one word before: *Hamed* bin Zayed, *Niamh* Ní Dhomhnaill?"""
    word = row[start - 1]
    if not word.text.istitle() or word.lower in _HELD:
        return word.capital and word.lower in _HELD
    if row[start].lower in _FATHERS:
        return runs.CALENDAR.isdisjoint(word.classes)
    known = word.classes or word.lower in reference.common("en") or features.known_name(row[start - 1 : start])
    return (
        not (known or "g" in row[start].names or word.lower.endswith(_PARTISANS))
        and word.text.isalpha()
        and not runs.fresh(row, start - 1)
        and not runs.headline(row)
    )


def _pieced(row: Sequence[features.Spelling], spans: Sequence[Span]) -> list[Span]:
    """Return *spans* with the known bodies in one piece that were cut in two: *Lloyd's of London*, *Ben & Jerry's*."""
    found: list[Span] = []
    for span in spans:
        if found and span.start - found[-1].end < 3:
            for end in (span.end, span.end + 1):
                form = form_of(row, found[-1].start, end)
                if "ORG" in (settled(form), settled(_ampersand(form)) if "and" in form else ""):
                    span = Span(found.pop().start, end, "ORG")
                    break
        found.append(span)
    return found


def _ampersand(form: Form) -> Form:
    """Return *form* as the lists have it: *Bosnia & Herzegovina*."""
    return tuple(["&" if word == "and" else word for word in form])


def _bounded(row: Sequence[features.Spelling], span: Span) -> Span:
    """Return *span* without what may stand at the edges of any name: *the*, *in May*, *'s*, *Without*."""
    start, end, label = span
    sided = end - start > 2 and row[start].text in _SIDED and row[start + 1].text == "-"
    if sided and (row[end - 1].text.endswith(".") or features.known_name(row[start + 2 : end]) == "place"):
        start, label = start + 2, "LOC"  # R-California
    while start < end and row[start].text in _DASHES:
        start += 1  # LONDON - Shell
    while (
        start < end
        and row[start].lower in _DETERMINERS
        and (not row[start].text.isupper() or (row[start].text == "A" and runs.fresh(row, start)))
    ):
        start += 1
    if start and row[start - 1].text in ("The", "THE") and (_articled(row[start:end]) or _titled(row, start, end)):
        start -= 1
    if end - start > 2 and runs.CALENDAR.intersection(row[end - 1].classes) and row[end - 2].lower in ("in", "on"):
        end -= 2
    shop = start < end and row[end - 1].text in _SHOPS and label != "PER"
    shop = shop and not (start + 1 < end and _official(row[start]))  # Justice Sainsbury
    owning = end < len(row) and row[end].text == "'s"
    if owning and (shop or (label != "LOC" and settled(form_of(row, start, end + 1)))):
        behind = row[end + 1].text if end + 1 < len(row) else ""
        if label == "ORG" or shop or behind in _STOPS:
            return Span(start, end + 1, "ORG")  # Moody's
    owned = owning and (end + 1 == len(row) or row[end + 1].text in _STOPS)
    if owned and row[start].text in _SAINTS and end - start == 2:
        return Span(start, end + 1, label)  # St Wilfrid's
    while end > start and row[end - 1].text in _EDGES and not settled(form_of(row, start, end)):
        end -= 1
    short = end - start > 1 and acronyms.noun(row[end - 1].text) and not settled(form_of(row, start, end))
    if short and features.known_name(row[start : end - 1]):
        end -= 1  # US GDP, but Nigeria LNG
    office = [word.lower for word in row[start - 2 : start + 2]] if 1 < start < end else []
    if office == ["secretary", "of", "state", "for"] and end - start > 1:
        end = start  # Secretary of State for African Affairs
    if 1 < start < end and row[start].figure and row[start - 1].text == "-" and row[start - 2].figure:
        start += 1  # 1950-53 Korea War
    if label == "LOC" and end - start > 1 and features.known_name(row[start : start + 1]) == "group":
        whole = features.known_name(row[start:end]) or not features.known_name(row[start + 1 : end])
        start += not whole  # Russian + Black Sea
    while label == "LOC" and start + 1 < end and _placing(row[start]) and runs.fresh(row, start):
        start += 1
    if label != "PER" and start + 1 < end and row[start].lower in _OPENINGS and runs.fresh(row, start):
        start += 1
    return Span(start, end, label)


def _unmanned(row: Sequence[features.Spelling], span: Span, persons: Collection[int]) -> Span:
    """Return *span* without who serves it, empty where it is but the field of an office.

    *Wellingborough MP*, *Under-Secretary-General for Humanitarian Affairs* + *Martin Griffiths*.
    """
    start, end, label = span
    held = end < len(row) and (row[end].lower in _PORTFOLIOS or (end in persons and label == "ORG"))
    if end + 2 < len(row) and row[end].lower == "and" and row[end + 1].capital and row[end + 2].lower in _PORTFOLIOS:
        return Span(end, end, label)  # Migration and Asylum Minister
    further = end + 1 < len(row) and row[end].capital and row[end + 1].lower in _PORTFOLIOS
    placed = label == "LOC" or features.known_name(row[start:end])
    if further and not placed and _field(row, start, end + 1):
        return Span(end, end, label)  # Finance and + National + Planning Minister, but New Zealand + Prime Minister
    if held and (row[end - 1].lower == "affairs" or (row[end].capital and _field(row, start, end))):
        return Span(end, end, label)
    if _timed(row, start, end):
        return Span(start, end - 1, "LOC")
    if _said(row, start, end) or (end - start > 1 and all(map(_official, row[start:end]))):
        return Span(end, end, label)
    if start + 1 < end < len(row) and (row[end - 1].text, row[end].text) == ("District", "Attorney"):
        return Span(start, end - 1, "LOC")  # Clark County + District Attorney
    if label == "ORG" and start + 1 < end < len(row) and row[end - 1].lower in _SIDES and row[end].lower in _LEADERS:
        end -= 1  # House + Minority Leader
    served = label in ("ORG", "LOC") and start + 1 < end and row[end - 1].lower in _MEMBERS
    served = served and row[end - 2].lower not in _CREEDS  # Liberal Democrat
    return Span(start, end - served, label)


def _field(row: Sequence[features.Spelling], start: int, end: int) -> bool:
    """Is this what a minister or adviser is for, and no body: *National Security* Adviser?"""
    return not settled(form_of(row, start, end)) and all(
        word.lower in reference.common("en") and not runs.BODIES.intersection(word.classes) and not _short(word)
        for word in row[start:end]
    )


def _short(word: features.Spelling) -> bool:
    """Is this an acronym: *HHS* Secretary?"""
    return word.text.isupper() and 1 < len(word.text) < 6


def _person(row: Sequence[features.Spelling], span: Span) -> Span:
    """Return *span* without the offices of a person, empty where it is nothing else; or the place that it is."""
    start, end, label = span
    if _addressed(row, start, end):
        return Span(start, end, "LOC")
    start = _served(row, start, end)
    if row[start].text == "H" and end - start > 3 and row[start + 1].text == "E":
        start += 2  # His Excellency, but H E Bates
    elif row[start].text == "E" and end - start > 2 and start and row[start - 1].text == "H":
        start += 1
    if start + 1 < end and runs.fresh(row, start) and row[start].lower in kinds.FIRMS and row[start].text.istitle():
        return Span(start + 1, end, "ORG")  # Insurer Beazley
    led = start > 0 and row[start - 1].lower in _SIDES and row[start - 1].capital
    if end - start > 2 and (led or runs.fresh(row, start)) and row[start].lower in kinds.ROLES:
        start += 1  # Chef Simon Rogan, Senate Minority Whip John Barrasso
    if end - start > 2 and len(row[start].text) > 6 and row[start].lower.endswith(_PARTISANS):
        start += 1
    if kinds.generation(row[start:end]):
        return Span(start, end, "GROUP")
    while start + 1 < end and _titular(row[start]) and row[start].lower not in _HELD:
        start += 1
    if start + 1 < end and _several(row, start, end):
        start += 1
    while end - start > 2 and row[end - 1].text.isupper() and row[end - 1].lower in _HONOURS and row[end - 2].capital:
        end -= 1
    while start + 1 < end and "func" in row[start].classes and runs.fresh(row, start):
        start += 1
    loud = next((place for place in range(start, end) if row[place].text.isupper() and len(row[place].text) > 2), start)
    called = features.spellings([word.text.title() for word in row[loud:end]])
    if start < loud and LABELS.get(features.known_name(called)) == "LOC":
        end = loud  # Fiona Lau HONG KONG (Reuters)
    if all(map(_official, row[start:end])):
        start = end
    elif features.known_name(row[start : start + 1]) == "group" and all(map(_official, row[start + 1 : end])):
        return Span(start, start + 1, "GROUP")  # Kazakh President
    return Span(start, end, label)


def _titular(word: features.Spelling) -> bool:
    """Is this the title or the office of a person: *Minister*, *Cllr*?"""
    return not _OFFICES.isdisjoint(word.classes) or _styled(word)


def _styled(word: features.Spelling) -> bool:
    """Is this one of the titles that the tagger has not learned, with a stop or without: *Cllr*, *Eng.*?"""
    return not _STYLES.isdisjoint((word.lower, word.lower.rstrip(".")))


def _several(row: Sequence[features.Spelling], start: int, end: int) -> bool:
    """Begins this with a title that several have: *Presidents Tokayev and Mirziyoyev*, *Messrs Smith and Jones*?"""
    titles, first = reference.words("titles"), row[start].lower
    plural = first == "messrs" or (first.endswith("s") and first[:-1] in titles)
    return plural and end < len(row) and row[end].text in ("and", ",", "&")


def _official(word: features.Spelling) -> bool:
    """Is this a word of an office, or the hyphen in one: *Under-Secretary-General*?"""
    return word.text == "-" or word.lower == "under" or not _OFFICES.isdisjoint(word.classes)


def _said(row: Sequence[features.Spelling], start: int, end: int) -> bool:
    """Is this no name but the zone of a time, or a degree: *0915 GMT*, *(Beijing Time)*, *Level 2*, *, M.D.*?"""
    first, last = row[start], row[end - 1]
    if end - start == 1:
        timed = start > 0 and (row[start - 1].figure or row[start - 1].lower in _HOURS)
        if start and row[start - 1].text == "," and first.lower in _ACADEMIC:
            return True
        return first.lower in _ZONES and first.text.isupper() and timed
    return end - start == 2 and first.lower in _DEGREES and last.figure


def _timed(row: Sequence[features.Spelling], start: int, end: int) -> bool:
    """Is this the time of a place, behind the hour or in brackets: *8:31 a.m. (Beijing Time)*?"""
    before = row[start - 1] if start else None
    return (
        end - start > 1
        and row[end - 1].text == "Time"
        and features.known_name(row[start : end - 1]) in ("place", "city", "city+place")
        and before is not None
        and (before.text == "(" or before.figure or before.lower in _HOURS)
    )


def _served(row: Sequence[features.Spelling], start: int, end: int) -> int:
    """Return where the name of a person begins, behind what an office is of: *Chancellor of the Exchequer* + *Rachel
    Reeves*, *Secretary of State for Health* + *Matt Hancock*, *Minister of Foreign Affairs* + *Wang Yi*."""
    link = start - 1
    while link > start - 4 and link > 0 and row[link].capital:
        link -= 1  # Minister of Foreign + Affairs Wang Yi
    link -= link > 0 and row[link].lower == "the"
    if link < 1 or row[link].lower not in ("of", "for"):
        return start
    if not any(not _OFFICES.isdisjoint(word.classes) for word in row[max(0, link - 4) : link]):
        return start
    for place in range(start, end - 1):
        if "g" in reference.known_words()(row[place].lower)[1]:
            return place
    while start + 2 < end and not row[start].names and row[start].lower in reference.common("en"):
        start += 1
    return start


def _articled(words: Sequence[features.Spelling]) -> bool:
    """Belongs "The" to this name: *The Hague*?"""
    name = (word.text.title() if word.text.isupper() else word.text for word in words)
    return ("The", *name) in reference.gazetteer()


def _titled(row: Sequence[features.Spelling], start: int, end: int) -> bool:
    """Has the name *The* of its own, since it stands within a sentence: *a prize for The Salt Roads*?"""
    before = row[start - 2] if start > 1 else None
    if before is None or runs.headline(row):
        return False
    if before.text == '"' and end < len(row) and '"' in (row[end].text, row[min(end + 1, len(row) - 1)].text):
        return row[end].text in ('"', ",", ".")
    return (before.small or before.text == ",") and end - start > 1 and not runs.fresh(row, start - 1)


def _placing(word: features.Spelling) -> bool:
    return "locprep" in word.classes or word.lower in _PLACING


def _addressed(row: Sequence[features.Spelling], start: int, end: int) -> bool:
    """Stands a country behind this, as behind a place: *southwest of Punta Eugenia, Mexico.*"""
    return (
        start > 0
        and (row[start - 1].lower == "of" or "locprep" in row[start - 1].classes)
        and end + 2 < len(row)
        and row[end].text == ","
        and features.known_name(row[end + 1 : end + 2]) == "place"
        and not row[end + 2].letter
        and row[end + 2].text not in ("'s", "'")
    )


def _sum(row: Sequence[features.Spelling], start: int, end: int) -> bool:
    """Are these figures and signs of currencies: *Rs 50*, *Rs*, *SEK* before a figure?"""
    for place in range(start, end):
        word, behind = row[place], row[place + 1].text if place + 1 < len(row) else ""
        if not (word.figure or priced(word.lower, behind)):
            return False
    return True


def priced(low: str, behind: str = "") -> bool:
    """Is the word *low* the sign of a currency, with a figure or without: *rs*, *qr8*, *ghs22billion*, *us108*?

    One that is a name, too, needs a figure in it or *behind* it: *sek12bn*, *sek* before *12bn*.
    """
    money = _MONEY(low)
    if money is None:
        return False
    if money[2] is None:
        return low in _CURRENCIES or (low in _COINS and behind[:1].isdigit())
    if len(money[1]) == 1:
        return behind in _SCALES  # N2 million, R5 billion
    return money[1] == "us" or money[1] in _CURRENCIES or money[1] in _COINS


def _poll(row: Sequence[features.Spelling], span: Span) -> Span:
    """Return *span*, or the whole name of a vote by its year: *February 1974 United Kingdom general election*, *1996
    United States Senate special election in Oregon*."""
    start, end, _ = span
    if "month" in row[start].classes and start + 1 < end:
        start += 1
    if start and row[start - 1].figure and len(row[start - 1].text) == 4:
        start -= 1
    if not (row[start].figure and len(row[start].text) == 4):
        return span
    while end < len(row) and row[end].lower in _BALLOTS:
        end += 1
    if row[end - 1].lower not in runs.POLLS:
        if end == len(row) or row[end].lower not in runs.POLLS:
            return span
        end += 1
    if end + 1 < len(row) and row[end].lower == "in" and row[end + 1].capital and "month" not in row[end + 1].classes:
        end += 2
        while end < len(row) and row[end].capital:
            end += 1
    if start and "month" in row[start - 1].classes:
        start -= 1
    return Span(start, end, "MISC")


def _pieces(row: Sequence[features.Spelling], span: Span) -> list[Span]:
    """Return *span* in one piece, or in several: two names, or a body and the person who serves it."""
    start, end, label = span
    apart = _parted(row, span)
    if apart:
        return apart
    for index in range(start + 1, end - 1):
        apart = _cut_at(row, span, index)
        if apart:
            return apart
    if end - start > 2 and label == "ORG" and _seated(row, start, end):
        return [Span(start, start + 1, label), Span(start + 1, end, "PER")]
    return _serving(row, span) or [span]


def _cut_at(row: Sequence[features.Spelling], span: Span, index: int) -> list[Span]:
    """Return the names that the word at *index* parts, nothing where it parts none: who leads and what is led (*US*-led
    *NATO*), a person and where he is *of*, what is *to* another, the owner and what it owns."""
    start, end, label = span
    word, behind = row[index], row[index + 1]
    if word.text == "-" and behind.lower in _LED and behind.small:
        leader = Span(start, index, settled(form_of(row, start, index)) or label)
        return [leader, Span(index + 2, end, label)] if index + 2 < end else [leader]
    if label == "PER" and word.text == "of" and index - start > 1 and _placed(row, start, index + 1, end):
        return [Span(start, index, label), Span(index + 1, end, "LOC")]
    if label == "ORG" and index - start > 1 and _followed(row, index, end):
        return [Span(start, index, label), Span(index + 1, end, "PER")]  # Bridgetown Initiative of Mia Mottley
    if label == "LOC" and word.lower == "on" and "place" in row[index - 1].classes and row[end - 1].capital:
        second = index + 1 + (behind.lower == "the")
        return [Span(start, index, label), Span(second, end, label)]  # Renaissance Dam on the Blue Nile
    if word.lower == "to":
        if label in ("LOC", "MISC") and _left(row, start):
            return [Span(start, index, "LOC"), Span(index + 1, end, "LOC")]
        left, right = settled(form_of(row, start, index)), settled(form_of(row, index + 1, end))
        if left and right:
            return [Span(start, index, left), Span(index + 1, end, right)]  # sold Versace to Prada
    if word.text in ("'s", "'") and behind.capital and _owns(row, start, index, end):
        owner = row[start:index]
        if label == "LOC" and not features.known_name(owner) and owner[0].lower in reference.common("en"):
            return [Span(index + 1, end, label)]  # the Dutchman's Lima hotel
        place = LABELS.get(features.known_name(owner)) == "LOC"
        mine = "LOC" if place else "PER" if len(owner) == 2 and _possessing(owner, row[end - 1]) else label
        return [Span(start, index, mine), Span(index + 1, end, label)]
    return []


def _owns(row: Sequence[features.Spelling], start: int, index: int, end: int) -> bool:
    """Is what stands before the possessive at *index* the owner of what stands behind it, and both no one name?"""
    owner = row[start:index]
    return owner[-1].lower not in _POSSESSIVE_NAMES and (
        features.known_name(owner) != ""
        or features.known_name(row[index + 1 : end]) in ("place", "city")
        or any("org" in word.classes for word in owner)
        or (len(owner) == 1 and kinds.document(row[index + 1 : end]))
        or (len(owner) == 2 and index + 2 < end and _possessing(owner, row[end - 1]))
        or (len(owner) > 2 and index + 2 < end - 1 and all(word.capital for word in owner))
    )


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
    whole = whole and row[office].lower not in _PORTFOLIOS
    if whole or (len(body) == 1 and (features.known_name(body) or body[0].text.isupper())):
        return [Span(start, office, LABELS.get(features.known_name(body), "ORG")), person]
    return [person]


def _office(row: Sequence[features.Spelling], place: int) -> bool:
    """Is the word at *place* an office before a name: *President*, *Majority Leader*, but not *Director-General*?"""
    word = row[place]
    if word.lower in _LEADERS and row[place - 1].lower in _SIDES:
        return True
    return "title" in word.classes and row[place + 1].text != "-" and word.lower not in _HELD


def _parted(row: Sequence[features.Spelling], span: Span) -> list[Span]:
    """Return the names that stand one behind the other in *span*, if there are such: a people and a person of it
    (*American* + *Sam Kendricks*), where an envoy is and who it is (*Ambassador to* + *Jordan* + *Atallah Khairi*), two
    bodies (*Boeing* & *Airbus*)."""
    start, end, label = span
    first, name = row[start : start + 1], row[start + 1 : end]
    people = len(name) > 1 and first[0].text != "Christian" and features.known_name(first) == "group"
    led = start and row[start - 1].capital and "func" not in row[start - 1].classes  # Datuk Seri Anwar Ibrahim
    if people and not led and (kinds.personal(name) or kinds.christened(name)):
        return [Span(start, start + 1, "GROUP"), Span(start + 1, end, "PER")]
    if start > 1 and row[start - 1].lower == "to" and row[start - 2].lower in _ENVOYS:
        for place in range(end - 2, start, -1):
            if features.known_name(row[start:place]) == "place" and all(map(kinds.bare, row[place:end])):
                return [Span(start, place, "LOC"), Span(place, end, "PER")]
    if label != "PER" and (joined := _joined(row, start, end)):
        return joined
    links = [place for place in range(start + 1, end - 1) if row[place].text in ("&", "and")]
    if not links:
        return []
    tried = start > 1 and end < len(row) and row[start - 2].text == row[end].text == "v"
    listed = label == "LOC" and start > 1 and row[start - 1].text == "," and row[start - 2].capital
    last = "and" not in [word.text for word in row[end : end + 2]]  # Leeds, Brighton and Hove, and York
    listed = listed and last and not settled(_ampersand(form_of(row, start, end)))  # Galway, Mayo and Clare
    for index in links:
        if listed or tried or (label == "ORG" and _each(row, start, index, end)):
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
        or "-".join(word for form in forms for word in form).lower() in _UNIONS
        or (len(forms) == 2 and settled((*forms[0], "&", *forms[1])))  # Bosnia-Herzegovina
    ):
        return []
    return [Span(first, stop, LABELS[kind]) for (first, stop), kind in zip(parts, known, strict=True)]


def _each(row: Sequence[features.Spelling], start: int, link: int, end: int) -> bool:
    """Are these two bodies, and no name of one: *Boeing & Airbus*, *Rifle Association and Gun Owners of America*?"""
    left, right = form_of(row, start, link), form_of(row, link + 1, end)
    if settled(left) and settled(right):
        return left != right and not settled(form_of(row, start, end))
    return (
        row[link].text == "and"
        and min(len(left), len(right)) > 2
        and "org" in row[link - 1].classes
        and not any(word.lower in ("of", "for") for word in row[start:link])
        and any("org" in word.classes or word.text == "of" for word in row[link + 1 : end])
    )


def _placed(row: Sequence[features.Spelling], start: int, place: int, end: int) -> bool:
    """Is this somebody with no title, and where he is of: *Bill Cassidy of Louisiana*?"""
    plain = all(word.capital and _OFFICES.isdisjoint(word.classes) for word in row[start : place - 1])
    return plain and features.known_name(row[place:end]) == "place"


def _followed(row: Sequence[features.Spelling], link: int, end: int) -> bool:
    """Is this what people follow, and whom: *Bridgetown Initiative of Mia Mottley*, but *University of Santa Croce*?"""
    led = row[link].text == "of" and row[link - 1].lower in _FOLLOWED
    return led and kinds.christened(row[link + 1 : end]) and not settled(form_of(row, link + 1, end))


def _left(row: Sequence[features.Spelling], start: int) -> bool:
    """Stands a *from* before this, with or without *the*: *from the Wye to Windermere*?"""
    start -= start > 0 and row[start - 1].lower == "the"
    return start > 0 and row[start - 1].lower == "from"


def _seated(row: Sequence[features.Spelling], start: int, end: int) -> bool:
    """Is this a body and its member: *Member of Parliament Keir Mather*?"""
    if not all(map(kinds.bare, row[start + 1 : end])):
        return False
    return (
        start > 1
        and row[start - 1].lower == "of"
        and row[start - 2].lower == "member"
        and row[start].classes == ("org",)
    )


def _named(words: Sequence[features.Spelling], place: int) -> bool:
    """May the word at *place* stand in a name: with a capital, or joined to one by a hyphen (*Ko Wen-je*)?"""
    return words[place].capital or "-" in (words[place].text, words[place - 1].text if place else "")


def settled(form: Form) -> str:
    """Return the label of a form that is known, with or without a part of the sky: *West African*."""
    if form in reference.things():
        return "MISC"
    known = reference.gazetteer()
    label = LABELS.get(known.get(form, ""), "")
    if not label and form in reference.bodies():
        return "ORG"
    if not label and len(form) > 1 and form[0].lower() in _SKY and _SKY.issuperset(map(str.lower, form[1:-1])):
        kind = known.get(form[-1:], "")
        label = LABELS[kind] if kind in ("place", "group") else ""
    return label


def whole(row: Sequence[features.Spelling], spans: Sequence[Span]) -> Sequence[Span]:
    """Return *spans* and the known things, in one piece however they were cut: *Valentine's Day*, *The Merchant of
    Venice*. What stands inside a longer name, or beside a capitalised word of no name, is left as it is."""
    sizes = _sizes()
    found = spans
    for start in [place for place, word in enumerate(row) if word.text in sizes]:
        for size in sizes[row[start].text]:
            end = start + size
            if end > len(row) or form_of(row, start, end) not in reference.things():
                continue
            apart = [span for span in found if span.end <= start or end <= span.start]
            inside = [span for span in found if start <= span.start and span.end <= end]
            if len(apart) + len(inside) < len(found) or _hemmed(row, start, end, apart):
                continue
            if inside or size > 2 or not runs.fresh(row, start):
                found = sorted([*apart, Span(start, end, "MISC")])
                break
    return found


@cache
def _sizes() -> dict[str, list[int]]:
    """Return how many words the things have that begin with a word, the most first."""
    found: dict[str, set[int]] = {}
    for form in reference.things():
        found.setdefault(form[0], set()).add(len(form))
    return {word: sorted(sizes, reverse=True) for word, sizes in found.items()}


def _hemmed(row: Sequence[features.Spelling], start: int, end: int, apart: Sequence[Span]) -> bool:
    """Stands a capitalised word of no other name beside the words from *start* to *end*?"""
    before = start > 0 and row[start - 1].capital and not any(span.end == start for span in apart)
    behind = end < len(row) and row[end].capital and not any(span.start == end for span in apart)
    return behind or (before and not runs.fresh(row, start - 1))


def form_of(row: Sequence[features.Spelling], start: int, end: int) -> Form:
    return tuple([word.text for word in row[start:end]])
