"""Names cut to size: without determiners, titles, offices and possessives, and cut where an owner or an office ends."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from glossary.extract import acronyms, features, kinds, lists, reference, runs
from glossary.extract.forms import LABELS, ampersand, form_of, settled
from glossary.extract.keys import singular
from glossary.extract.parting import pieces
from glossary.extract.runs import Span

_STOPS = frozenset((",", ".", ";", ")", "and", "or"))
"""What stands behind a possessive that owns nothing: *Lowe's, Kroger and Aldi*."""
_ACTING = re.compile(r"\w+ed|said|says|has|had|will|would|is|was|cut|sold").fullmatch
"""The same, as a verb: *Moody's upgraded*."""
_SIDED = ("D", "I", "R")
"""What stands before the state of a member of Congress: the party."""
_SAINTS = ("St", "St.", "Saint")
_EDGES = frozenset(["'s", "'", "-", ",", "--", "and", "&", "of", "the"])
_BALLOTS = lists.BALLOTS | lists.SEATS
_CALLINGS = lists.ROLES | lists.FIGURES | lists.MEMBERS
_PARTISANS = ("eer", "ist", "crat", "sceptic", "skeptic")
"""How words end that say what somebody stands for: *Brexiteer Andrea Jenkyns*."""
_JUDGES = ("CJ", "J", "JA", "JCA", "JSC", "LJ")
_SIGNS = frozenset("$£€¥₹")
_LETTERS = frozenset("nprs")
"""The letters of the naira, peso, rand and shilling."""
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)").fullmatch
_ALSO_FIRST = frozenset(("akim", "dato"))
"""Titles that are first names elsewhere: *Akim Aliu*."""
_NUMERAL = re.compile("[IVX]{2,}").fullmatch
rated = re.compile("(?:Aa|Baa?|Caa)[1-3]|Aaa").fullmatch
"""Is this how Moody's rates debt: *Baa3*?"""
_ADVERB = re.compile(r"\w+(?:able|al|ate|[bi]|[cdrst]ed|[ae]nt|ful|ic|ing|ive|less|ous)ly").fullmatch
_MONEY = re.compile(r"([a-z]+)(\d+(?:k|m|mil|mn|bn|b|tn|trn|cr|million|billion|trillion|crore|lakh)?)?").fullmatch


def trimmed(row: Sequence[features.Spelling], spans: Sequence[Span]) -> list[Span]:
    """Return *spans* without determiners, titles of persons and possessives, cut where an owner or an office ends."""
    found: list[Span] = []
    persons = {span.start for span in spans if span.label == "PER"}
    for span in spans:
        if found and span.end <= found[-1].end:
            continue  # a place in the name of a vote
        before = found[-1].end if found else 0
        for piece in pieces(row, _poll(row, span)):
            left = _bounded(row, piece)
            if left.start == left.end:
                continue
            left = _person(row, left) if left.label == "PER" else _unmanned(row, left, persons)
            if left.label == "PER" and before < left.start < left.end and _overlooked(row, left.start):
                left = left._replace(start=left.start - 1)
            if before < left.start < left.end and features.known_name(row[left.start - 1 : left.end]):
                left = left._replace(start=left.start - 1)  # South + Korean
            if left.label == "PER" and _employing(row, left.start, before):
                found.append(Span(left.start - 2, left.start - 1, "ORG"))
            kept = row[left.start : left.end]
            if len(kept) == 1 and _nameless(row, left.start):
                continue
            if any(word.capital or word.figure for word in kept) and not _sum(row, left.start, left.end):
                found.append(left)
    return _pieced(row, found) if len(found) > 1 else found


def _nameless(row: Sequence[features.Spelling], place: int) -> bool:
    """Is the word at *place* no name: *Instructively,* and *Someone* where a sentence begins, the numeral *IV*, *GDP*,
    the sign of a compound (*S*), the title *Cllr* before a person, an hon. *Member*?"""
    word = row[place]
    behind = row[place + 1].text if place + 1 < len(row) else ""
    before = row[place - 1] if place else word
    if word.text in lists.UNITS and (before.figure or before.lower == "degrees"):
        return True
    if _NUMERAL(word.text) or rated(word.text) or acronyms.noun(word.text):
        return True
    if len(word.text) == 1 and ((before.text, behind) == ("(", ")") or behind == "/"):
        return True  # (S)-linalool, S/2026/211
    if word.text.isupper() and _emphasised(word.lower):
        return True
    if [other.text for other in row[max(0, place - 2) : place]] == ["hon", "."]:
        return True  # my right hon. Friend
    if word.text in ("Air", "National") and behind[:1].isupper():
        return True  # Air + Commodore, National + Planning Minister
    if before.text == "(" and behind == "," and word.lower in lists.BENCHES:
        return True  # Wendy Prosser (Con, Moss Bank)
    if word.names or features.known_name([word]):
        return False  # Emily, Sicily
    adverb = behind == "," and bool(_ADVERB(word.lower))
    return runs.fresh(row, place) and (word.lower in lists.ANYBODY or adverb)


def _emphasised(low: str) -> bool:
    """Is this, in capitals, what was done or several things: *RESOLVED*, *APOLOGIES*?"""
    done = low.endswith("ed") and not reference.words("bases").isdisjoint((low[:-1], low[:-2]))
    return len(low) > 4 and (done or (singular(low) != low and singular(low) in reference.common("en")))


def _employing(row: Sequence[features.Spelling], start: int, before: int) -> bool:
    """Stands who employs the person at *start* two words before, behind the names that end at *before*: *Jefferies*
    analyst *Molly Wylenzek*?"""
    if start - 2 < before or row[start - 1].lower not in lists.EMPLOYED:
        return False
    word = row[start - 2]
    begun = runs.fresh(row, start - 2) and not word.names  # Uncapped striker
    return not begun and kinds.bare(word) and word.lower not in reference.common("en")


def _overlooked(row: Sequence[features.Spelling], start: int) -> bool:
    """Begins the name of the person at *start* one word before: *Niamh* Ní Dhomhnaill, *Umm* Khalil?"""
    word = row[start - 1]
    if word.lower in lists.HELD:
        return word.capital
    unknown = not word.classes and word.lower not in reference.common("en") and "g" not in row[start].names
    written = word.text.istitle() and word.text.isalpha() and not runs.headline(row)
    return unknown and written and not runs.fresh(row, start - 1)


def _pieced(row: Sequence[features.Spelling], spans: Sequence[Span]) -> list[Span]:
    """Return *spans* with the known bodies in one piece that were cut in two: *Lloyd's of London*, *Ben & Jerry's*."""
    found: list[Span] = []
    for span in spans:
        if found and span.start - found[-1].end < 3:
            for end in (span.end, span.end + 1):
                form = form_of(row, found[-1].start, end)
                if "ORG" in (settled(form), settled(ampersand(form)) if "and" in form else ""):
                    span = Span(found.pop().start, end, "ORG")
                    break
        found.append(span)
    return found


def _bounded(row: Sequence[features.Spelling], span: Span) -> Span:
    """Return *span* without what may stand at the edges of any name: *the*, *in May*, *'s*, *Without*."""
    span = _begun(row, span)
    return _possessive(row, span) or _unopened(row, _ended(row, span))


def _begun(row: Sequence[features.Spelling], span: Span) -> Span:
    """Return *span* without the party, sum or determiner that begins it, and with *The* where that is its own."""
    start, end, label = span
    sided = end - start > 2 and row[start].text in _SIDED and row[start + 1].text == "-"
    seated = start > 1 and row[start - 1].text == "," and row[start - 2].capital  # Al Ray, R-Sapulpa
    if sided and (seated or row[end - 1].text.endswith(".") or features.known_name(row[start + 2 : end]) == "place"):
        start, label = start + 2, "LOC"  # R-California
    if end - start > 1 and runs.posted(row, start):
        start += 1  # The deal was announced on X. + Italy
    signed = row[start].figure and start > 0 and row[start - 1].text in _SIGNS
    if end - start > 1 and (signed or (row[start].text[-1:].isalpha() and priced(row[start].lower))):
        start += 1  # £6bn + Wend Barrage, RM15mil + Felda
    while (
        start < end
        and row[start].lower in lists.DETERMINERS
        and (not row[start].text.isupper() or (row[start].text == "A" and runs.fresh(row, start)))
        and not (label == "MISC" and _own(row, start))
    ):
        start += 1
    if start and row[start - 1].text in ("The", "THE") and (_articled(row[start:end]) or _titled(row, start, end)):
        start -= 1
    return Span(start, end, label)


def _possessive(row: Sequence[features.Spelling], span: Span) -> Span | None:
    """Return *span* with the *'s* behind it, if that is its own: *Moody's*, *St Wilfrid's*, the final at *Lord's*."""
    start, end, label = span
    if end == len(row) or row[end].text != "'s":
        return None
    alone, behind = end - start == 1, row[end + 1] if end + 1 < len(row) else None
    free = behind is None or behind.text in _STOPS
    acting = behind is not None and (free or bool(_ACTING(behind.text)))
    shop = start < end and row[end - 1].text in lists.SHOPS and (label != "PER" or (acting and alone))
    shop = shop and (alone or not _official(row[start]))  # Justice Sainsbury
    called = label == "ORG" or (label != "LOC" and acting)
    if shop or (called and settled(form_of(row, start, end + 1))):
        return Span(start, end + 1, "ORG")
    saint = free and end - start == 2 and row[start].text in _SAINTS
    visited = alone and label != "PER" and start > 0 and row[start - 1].lower == "at"
    visited = visited and (behind is None or free or "func" in behind.classes)
    return Span(start, end + 1, label) if saint or visited else None


def _ended(row: Sequence[features.Spelling], span: Span) -> Span:
    """Return *span* without the score, share, hyphen, *GDP* or judge's *J* that ends it."""
    start, end, label = span
    if end - start > 3 and _scored(row, end):
        end -= 3  # Orlando Pride + 2-0
    elif end - start > 1 and row[end - 1].figure and row[end : end + 1] and row[end].text in ("percent", "per", "%"):
        end -= 1  # Aviva + 10 percent
    while end > start and row[end - 1].text in _EDGES and not settled(form_of(row, start, end)):
        end -= 1
    short = end - start > 1 and acronyms.noun(row[end - 1].text) and not settled(form_of(row, start, end))
    if short and features.known_name(row[start : end - 1]):
        end -= 1  # US GDP, but Nigeria LNG
    if end - start > 1 and row[end - 1].text == "Article" and end < len(row) and row[end].figure:
        end -= 1  # ECHR + Article 8
    if end - start == 2 and row[end - 1].text in _JUDGES and kinds.bare(row[start]) and "g" not in row[start].names:
        end, label = end - 1, "PER"  # Tembo J, but Jessie J
    return Span(start, end, label)


def _unopened(row: Sequence[features.Spelling], span: Span) -> Span:
    """Return *span* without the people before a brigade or a sea, or the small word that begins the sentence."""
    start, end, label = span
    if end - start < 2 or label == "PER":
        return span
    if label in ("LOC", "ORG") and features.known_name(row[start : start + 1]) == "group":
        brigade = label == "ORG" and end - start > 2 and bool(_ORDINAL(row[start + 1].text))
        sea = label == "LOC" and features.known_name(row[start + 1 : end]) and not features.known_name(row[start:end])
        start += bool(brigade or sea)  # Russian + 506th Motorized Rifle Regiment, Russian + Black Sea
    openings = lists.OPENINGS if label == "MISC" else lists.OPENINGS | lists.CLAUSES
    return Span(start + (start + 1 < end and row[start].lower in openings and runs.fresh(row, start)), end, label)


def _scored(row: Sequence[features.Spelling], end: int) -> bool:
    """Stands the score of a match before *end*, as in *2-0*?"""
    first, hyphen, last = row[end - 3 : end]
    return hyphen.text == "-" and all(word.text.isdigit() and len(word.text) < 3 for word in (first, last))


def _unmanned(row: Sequence[features.Spelling], span: Span, persons: Collection[int]) -> Span:
    """Return *span* without who serves it, empty where it is but the field of an office.

    *Wellingborough MP*, *Under-Secretary-General for Humanitarian Affairs* + *Martin Griffiths*.
    """
    start, end, label = span
    held = end < len(row) and (row[end].lower in lists.PORTFOLIOS or (end in persons and label == "ORG"))
    if held and (row[end - 1].lower == "affairs" or (row[end].capital and _field(row, start, end))):
        return Span(end, end, label)
    named = end - start == 3 and "g" in row[start + 1].names and all(map(kinds.bare, row[start + 1 : end]))
    if named and row[start].text in lists.CONSTABLES:
        return Span(start + 1, end, "PER")  # PC Rosie Prior
    charged = start > 1 and row[start - 1].lower in ("for", "of") and row[start - 2].lower in lists.PORTFOLIOS
    if charged and end - start > 1 and (row[start].lower == "state" or (label == "ORG" and _field(row, start, end))):
        return Span(end, end, label)  # Minister for Lands and Natural Resources, Secretary of State for African Affairs
    agent = label == "ORG" and start + 1 < end and row[start].lower in lists.FIRMS and runs.fresh(row, start)
    if agent and not settled(form_of(row, start, end)):
        start += row[start].lower.endswith("er")  # Toymaker + Hasbro, but Carrier Global
    official = end - start > 1 and (all(map(_official, row[start:end])) or _minister(row, start, end))
    if official or _said(row, start, end):
        return Span(end, end, label)
    if start + 1 < end < len(row) and (row[end - 1].text, row[end].text) == ("District", "Attorney"):
        return Span(start, end - 1, "LOC")  # Clark County + District Attorney
    if start + 1 < end < len(row) and row[end - 1].lower in lists.SIDES and row[end].lower in lists.LEADERS:
        end -= 1  # House + Minority Leader
    served = label in ("ORG", "LOC") and start + 1 < end and row[end - 1].lower in lists.MEMBERS
    served = served and row[end - 2].lower not in lists.CREEDS  # Liberal Democrat
    return Span(start, end - served, label)


def _minister(row: Sequence[features.Spelling], start: int, end: int) -> bool:
    """Is this an office with its field, and no name: *External Affairs Minister*?"""
    affairs = end - start > 2 and row[end - 2].lower == "affairs"
    return row[end - 1].lower in lists.PORTFOLIOS and _field(row, start, end - 1 - affairs)


def _field(row: Sequence[features.Spelling], start: int, end: int) -> bool:
    """Is this what a minister or adviser is for, and no body: *National Security* Adviser?"""
    return not settled(form_of(row, start, end)) and all(
        word.lower in reference.common("en") and not runs.BODIES.intersection(word.classes) and not _short(word)
        for word in row[start + (row[start].text == "Union") : end]
    )


def _short(word: features.Spelling) -> bool:
    """Is this an acronym: *HHS* Secretary?"""
    return word.text.isupper() and 1 < len(word.text) < 6


def _person(row: Sequence[features.Spelling], span: Span) -> Span:
    """Return *span* without the offices of a person, empty where it is nothing else; or the place that it is."""
    start, end, label = span
    excellent = [word.text for word in row[start - (row[start].text == "E") :][:2]] == ["H", "E"]
    if excellent and end - start > 2 + (row[start].text == "H"):
        start += 1 + (row[start].text == "H")  # His Excellency, but H E Bates
    if start + 1 < end and row[start].lower in lists.FIRMS and runs.fresh(row, start):
        return Span(start + 1, end, "ORG")  # Insurer Beazley
    if end - start > 2 and _introducing(row, start):
        start += 1
    while (
        start + 1 + (row[start].lower in _ALSO_FIRST) < end
        and _titular(row[start])
        and row[start].lower not in lists.HELD
    ):
        start += 1
    while (
        end - start > 1 and row[end - 1].text.isupper() and row[end - 1].lower in lists.HONOURS and row[end - 2].capital
    ):
        end -= 1
    while start + 1 < end and "func" in row[start].classes and runs.fresh(row, start):
        start += 1  # As Zelensky
    loud = next((place for place in range(start, end) if row[place].text.isupper() and len(row[place].text) > 2), start)
    called = features.spellings([word.text.title() for word in row[loud:end]])
    if start < loud and LABELS.get(features.known_name(called)) == "LOC":
        end = loud  # Fiona Lau HONG KONG (Reuters)
    if all(map(_official, row[start:end])):
        start = end
    return Span(start, end, label)


def _introducing(row: Sequence[features.Spelling], start: int) -> bool:
    """Says the word at *start* what the person behind it is, and is no name: *Chef* Simon Rogan, Senate Minority *Whip*
    John Barrasso, *MEP* Kim van Sparrentak, *American* Rai Benjamin, *Brexiteer* Andrea Jenkyns?"""
    word = row[start]
    if features.known_name(row[start : start + 1]) == "group" or kinds.people(word):
        return word.text != "Christian" and kinds.human(row[start + 1 : start + 3])
    if word.lower in _CALLINGS:
        led = start > 0 and row[start - 1].lower in lists.SIDES and row[start - 1].capital
        return led or runs.fresh(row, start) or "g" in row[start + 1].names
    if word.lower in lists.PEERS:
        return "g" in row[start + 1].names  # Baroness Jacqui Smith
    return len(word.text) > 6 and word.lower.endswith(_PARTISANS)


def _titular(word: features.Spelling) -> bool:
    """Is this the title or the office of a person, or of several: *Minister*, *Cllr*, *Presidents*?"""
    several = word.lower.endswith("s") and word.lower[:-1] in reference.words("titles")
    return several or not runs.OFFICES.isdisjoint(word.classes) or _styled(word)


def _styled(word: features.Spelling) -> bool:
    """Is this one of the titles that the tagger has not learned, with a stop or without: *Cllr*, *Eng.*?"""
    return not lists.STYLES.isdisjoint((word.lower, word.lower.rstrip(".")))


def _official(word: features.Spelling) -> bool:
    """Is this a word of an office, or the hyphen in one: *Under-Secretary-General*?"""
    return word.text == "-" or word.lower == "under" or not runs.OFFICES.isdisjoint(word.classes)


def _said(row: Sequence[features.Spelling], start: int, end: int) -> bool:
    """Is this no name but the zone of a time, a degree or where a case is reported: *0915 GMT*, *Beijing Time*,
    *Level 2*, *, M.D.*, *1 EHRR 737*?"""
    first, last = row[start], row[end - 1]
    report = [word for word in row[max(0, start - 1) : end + 1] if word.figure or word.text.isupper()]
    if len(report) > 2 and [word.figure for word in report[-3:]] == [True, False, True]:
        return True
    if end - start == 1:
        if start and row[start - 1].text == "," and first.lower in lists.ACADEMIC:
            return True
        timed = start > 0 and (row[start - 1].figure or row[start - 1].lower in lists.HOURS)
        return timed and first.lower in lists.ZONES and (first.text.isupper() or len(first.text) > 4)
    if last.text == "Time" and features.known_name(row[start : end - 1]) in ("place", "city", "city+place"):
        return True
    return end - start == 2 and first.lower in lists.DEGREES and (last.figure or len(last.text) == 1)


def _own(row: Sequence[features.Spelling], start: int) -> bool:
    """Has the title of a work this determiner of its own: *saw My Father's Shadow*?"""
    word = row[start]
    return word.text.istitle() and word.lower != "the" and not runs.fresh(row, start) and not runs.headline(row)


def _articled(words: Sequence[features.Spelling]) -> bool:
    """Belongs "The" to this name: *The Hague*?"""
    return ("The", *(word.text for word in words)) in reference.gazetteer()


def _titled(row: Sequence[features.Spelling], start: int, end: int) -> bool:
    """Has the name *The* of its own, since it stands within a sentence: *a prize for The Salt Roads*?"""
    before = row[start - 2] if start > 1 else None
    if before is None or runs.headline(row):
        return False
    if before.text == '"' and end < len(row) and '"' in (row[end].text, row[min(end + 1, len(row) - 1)].text):
        return row[end].text in ('"', ",", ".")
    owned = before.text in ("'s", "'")  # Jonathan Haidt's The Anxious Generation
    return (before.small or before.text == "," or owned) and end - start > 1 and not runs.fresh(row, start - 1)


def _sum(row: Sequence[features.Spelling], start: int, end: int) -> bool:
    """Are these figures and signs of currencies: *Rs 50*, *Rs*, *SEK* before a figure?"""
    texts = [word.text for word in row[start : end + 2]]
    return all(word.figure or priced(word.lower, after(texts, at)) for at, word in enumerate(row[start:end]))


def after(texts: Sequence[str], place: int) -> str:
    """Return what stands behind the word at *place*, *thousand* for the rest of *R20,000*."""
    behind = texts[place + 1 : place + 3]
    whole = len(behind) == 2 and behind[0] == "," and len(behind[1]) == 3 and behind[1].isdigit()
    return "thousand" if whole else behind[0] if behind else ""


def priced(low: str, behind: str = "") -> bool:
    """Is the word *low* the sign of a currency, with a figure or without: *rs*, *qr8*, *ghs22billion*, *us108*?

    One that is a name, too, needs a figure in it or *behind* it: *sek12bn*, *sek* before *12bn*.
    """
    money = _MONEY(low)
    if money is None:
        return False
    if money[2] is None:
        return low in lists.CURRENCIES or (low in lists.COINS and behind[:1].isdigit())
    if len(money[1]) == 1:
        scaled = money[1] in _LETTERS and money[2].lstrip("0123456789") in ("m", "mn", "bn", "million", "billion")
        full = len(money[2]) > 2 and behind in ("a", "per")  # N825 a litre
        return scaled or full or behind in lists.SCALES  # R500m, N2 million, R5 billion
    return money[1] == "us" or money[1] in lists.CURRENCIES or money[1] in lists.COINS


def _poll(row: Sequence[features.Spelling], span: Span) -> Span:
    """Return *span*, or the whole name of a vote by its year: *February 1974 United Kingdom general election*."""
    start, end, _ = span
    if "month" in row[start].classes and start + 1 < end:
        start += 1
    if start and row[start - 1].figure and len(row[start - 1].text) == 4:
        start -= 1
    if not (row[start].figure and len(row[start].text) == 4):
        return span
    while end < len(row) and row[end].lower in _BALLOTS:
        end += 1
    if row[end - 1].lower not in lists.POLLS:
        if end == len(row) or row[end].lower not in lists.POLLS:
            return span
        end += 1
    if start and "month" in row[start - 1].classes:
        start -= 1
    return Span(start, end, "MISC")
