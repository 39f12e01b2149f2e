"""Cut the names that the tagger found down to size.

Determiners, titles, offices and possessives are removed, and a name ends where an owner or an office ends. In the
comments a plus sign marks the cut: *Toymaker + Hasbro*.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from glossary.extract import acronyms, features, kinds, lists, reference, runs
from glossary.extract.forms import LABELS, form_of, known_label, with_ampersand
from glossary.extract.keys import singular
from glossary.extract.parting import pieces
from glossary.extract.runs import Span

_AFTER_LIST_NAME = frozenset((",", ".", ";", ")", "and", "or"))
"""Words after a possessive-looking name that show it owns nothing: *Lowe's, Kroger and Aldi*."""
_is_verb = re.compile(r"\w+ed|said|says|has|had|will|would|is|was|cut|sold").fullmatch
"""Matches a verb, which shows the same: *Moody's upgraded*."""
_PARTIES = ("D", "I", "R")
"""The party that precedes the state of a member of Congress: *R-California*."""
_REVERED = ("Lady", "Redeemer", "Savior", "Saviour")
_SAINTS = ("St", "St.", "Saint")
_EDGES = frozenset(["'s", "'", "-", ",", "--", "and", "&", "of", "the"])
_BALLOTS = lists.BALLOTS | lists.SEATS
_OCCUPATIONS = lists.ROLES | lists.FIGURES | lists.MEMBERS
_PARTISAN_ENDINGS = ("eer", "ist", "crat", "sceptic", "skeptic")
"""Endings of words for the supporters of something: *Brexiteer Andrea Jenkyns*."""
_JUDGES = ("CJ", "J", "JA", "JCA", "JSC", "LJ")
_CURRENCY_SIGNS = frozenset("$£€¥₹")
_INITIALS = frozenset("nprs")
"""The initials of naira, peso, rand and shilling."""
_is_ordinal = re.compile(r"\d+(?:st|nd|rd|th)").fullmatch
_ALSO_FIRST_NAMES = frozenset(("akim", "dato"))
"""Titles that are also first names: *Akim Aliu*."""
_is_numeral = re.compile("[IVX]{2,}").fullmatch
is_bond_rating = re.compile("(?:Aa|Baa?|Caa)[1-3]|Aaa").fullmatch
"""Matches a rating by Moody's: *Baa3*."""
_is_adverb = re.compile(r"\w+(?:able|al|ate|[bi]|[cdrst]ed|[ae]nt|ful|ic|ing|ive|less|ous)ly").fullmatch
_match_money = re.compile(r"([a-z]+)(\d+(?:k|m|mil|mn|bn|b|tn|trn|cr|million|billion|trillion|crore|lakh)?)?").fullmatch


def trimmed(row: Sequence[features.Spelling], spans: Sequence[Span]) -> list[Span]:
    """Return *spans* without determiners, titles of persons and possessives, cut after an owner or an office."""
    found: list[Span] = []
    person_starts = {span.start for span in spans if span.label == "PER"}
    for span in spans:
        if found and span.end <= found[-1].end:
            continue  # a place inside the name of a vote
        before = found[-1].end if found else 0
        for piece in pieces(row, _with_vote(row, span)):
            while found and found[-1].end > piece.start:
                found.pop()  # Sri + Sri Lankan
            name = _trim_edges(row, piece)
            if name.start == name.end:
                continue
            name = _trim_person(row, name) if name.label == "PER" else _trim_officials(row, name, person_starts)
            if name.label == "PER" and before < name.start < name.end and _starts_earlier(row, name.start):
                name = name._replace(start=name.start - 1)
            if before < name.start < name.end and features.known_name(row[name.start - 1 : name.end]):
                name = name._replace(start=name.start - 1)  # South + Korean
            if name.label == "PER" and _has_employer(row, name.start, before):
                found.append(Span(name.start - 2, name.start - 1, "ORG"))
            words = row[name.start : name.end]
            if len(words) == 1 and _is_no_name(row, name.start):
                continue
            if any(word.capital or word.figure for word in words) and not _is_sum(row, name.start, name.end):
                found.append(name)
    return _rejoin_bodies(row, found) if len(found) > 1 else found


def _is_no_name(row: Sequence[features.Spelling], place: int) -> bool:
    """Return whether the single word at *place* is not a name. Examples: *Instructively,* and *Someone* at the start of
    a sentence, the numeral *IV*, *GDP*, a letter of a chemical name, *Cllr* before a person, an hon. *Member*."""
    word = row[place]
    following = row[place + 1].text if place + 1 < len(row) else ""
    before = row[place - 1] if place else word
    if word.text in lists.UNITS and (before.figure or before.lower == "degrees"):
        return True
    if _is_numeral(word.text) or is_bond_rating(word.text) or acronyms.is_noun(word.text):
        return True
    if len(word.text) == 1 and ((before.text, following) == ("(", ")") or following in ("/", "-")):
        return True  # (S)-linalool, S/2026/211, D-Fort Jennison
    if word.text.isupper() and _is_emphasised(word.lower):
        return True
    if [other.text for other in row[max(0, place - 2) : place]] == ["hon", "."]:
        return True  # my right hon. Friend
    if word.text in ("Air", "National") and following[:1].isupper():
        return True  # Air + Commodore, National + Planning Minister
    if before.text == "(" and following == "," and word.lower in lists.BENCHES:
        return True  # Wendy Prosser (Con, Moss Bank)
    if word.names or features.known_name([word]):
        return False  # Emily, Sicily
    adverb = following == "," and bool(_is_adverb(word.lower))
    return runs.is_initial(row, place) and (word.lower in lists.ANYBODY or adverb)


def _is_emphasised(low: str) -> bool:
    """Return whether *low*, printed in capitals, is a plural: *APOLOGIES*."""
    return len(low) > 4 and singular(low) != low and singular(low) in reference.common("en")


def _has_employer(row: Sequence[features.Spelling], start: int, before: int) -> bool:
    """Return whether the employer is named two words before the person at *start*, but not before *before*: *Jefferies*
    analyst *Molly Wylenzek*."""
    if start - 2 < before or row[start - 1].lower not in lists.EMPLOYED:
        return False
    word = row[start - 2]
    opening = runs.is_initial(row, start - 2) and not word.names  # Uncapped striker
    return not opening and kinds.is_plain(word) and word.lower not in reference.common("en")


def _starts_earlier(row: Sequence[features.Spelling], start: int) -> bool:
    """Return whether the word before *start* belongs to the person's name: *Niamh* Ní Dhomhnaill, *Umm* Khalil."""
    word = row[start - 1]
    if word.lower in lists.HELD:
        return word.capital
    unknown = "g" in word.names or word.lower not in reference.common("en")  # Blessing + Okonjo
    unknown = unknown and not word.classes and "g" not in row[start].names
    capitalized = word.text.istitle() and word.text.isalpha() and not runs.headline(row)
    return unknown and capitalized and not runs.is_initial(row, start - 1)


def _rejoin_bodies(row: Sequence[features.Spelling], spans: Sequence[Span]) -> list[Span]:
    """Return *spans*, rejoining known organizations that were cut in two: *Lloyd's of London*, *Ben & Jerry's*."""
    found: list[Span] = []
    for span in spans:
        if found and span.start - found[-1].end < 3:
            for end in (span.end, span.end + 1):
                form = form_of(row, found[-1].start, end)
                if "ORG" in (known_label(form), known_label(with_ampersand(form)) if "and" in form else ""):
                    span = Span(found.pop().start, end, "ORG")
                    break
        found.append(span)
    return found


def _trim_edges(row: Sequence[features.Spelling], span: Span) -> Span:
    """Return *span* without words that cannot begin or end any name: *the*, *in May*, *'s*, *Without*."""
    span = _trim_start(row, span)
    return _with_possessive(row, span) or _trim_opening(row, _trim_end(row, span))


def _trim_start(row: Sequence[features.Spelling], span: Span) -> Span:
    """Return *span* without a leading party, amount or determiner, but with *The* if it belongs to the name."""
    start, end, label = span
    party = end - start > 2 and row[start].text in _PARTIES and row[start + 1].text == "-"
    apposed = start > 1 and row[start - 1].text == "," and row[start - 2].capital  # Al Ray, R-Sapulpa
    if party and (apposed or row[end - 1].text.endswith(".") or features.known_name(row[start + 2 : end]) == "place"):
        start, label = start + 2, "LOC"  # R-California
    if end - start > 1 and runs.is_end_after_x(row, start):
        start += 1  # The deal was announced on X. + Italy
    has_sign = row[start].figure and start > 0 and row[start - 1].text in _CURRENCY_SIGNS
    if end - start > 1 and (has_sign or (row[start].text[-1:].isalpha() and is_currency(row[start].lower))):
        start += 1  # £6bn + Wend Barrage, RM15mil + Felda
    while (
        start < end
        and row[start].lower in lists.DETERMINERS
        and not (row[start].text == "Our" and row[start + 1 : end] and row[start + 1].text in _REVERED)
        and (not row[start].text.isupper() or (row[start].text == "A" and runs.is_initial(row, start)))
        and not (label == "MISC" and _owns_determiner(row, start))
    ):
        start += 1
    if start and row[start - 1].text in ("The", "THE") and (_has_the(row[start:end]) or _owns_the(row, start, end)):
        start -= 1
    return Span(start, end, label)


def _with_possessive(row: Sequence[features.Spelling], span: Span) -> Span | None:
    """Return *span* with the *'s* after it if that is part of the name: *Moody's*, *St Wilfrid's*, at *Lord's*."""
    start, end, label = span
    if end == len(row) or row[end].text != "'s":
        return None
    single, following = end - start == 1, row[end + 1] if end + 1 < len(row) else None
    owns_nothing = following is None or following.text in _AFTER_LIST_NAME
    acts = following is not None and (owns_nothing or bool(_is_verb(following.text)))
    is_shop = start < end and row[end - 1].text in lists.SHOPS and (label != "PER" or (acts and single))
    is_body = label == "ORG" or (label != "LOC" and acts)
    if is_shop or (is_body and known_label(form_of(row, start, end + 1))):
        return Span(start, end + 1, "ORG")
    is_saint = owns_nothing and end - start == 2 and row[start].text in _SAINTS
    is_venue = single and label != "PER" and start > 0 and row[start - 1].lower == "at"
    is_venue = is_venue and (following is None or owns_nothing or "func" in following.classes)
    return Span(start, end + 1, label) if is_saint or is_venue else None


def _trim_end(row: Sequence[features.Spelling], span: Span) -> Span:
    """Return *span* without a trailing score, percentage, hyphen, *GDP* or judge's *J*."""
    start, end, label = span
    if end - start > 3 and _ends_with_score(row, end):
        end -= 3  # Orlando Pride + 2-0
    elif end - start > 1 and row[end - 1].figure and row[end : end + 1] and row[end].text in ("percent", "per", "%"):
        end -= 1  # Aviva + 10 percent
    while end > start and row[end - 1].text in _EDGES and not known_label(form_of(row, start, end)):
        end -= 1
    has_acronym = end - start > 1 and acronyms.is_noun(row[end - 1].text) and not known_label(form_of(row, start, end))
    if has_acronym and features.known_name(row[start : end - 1]):
        end -= 1  # US GDP, but Nigeria LNG
    if end - start > 1 and row[end - 1].text == "Article" and end < len(row) and row[end].figure:
        end -= 1  # ECHR + Article 8
    if end - start == 2 and row[end - 1].text in _JUDGES and kinds.is_plain(row[start]) and "g" not in row[start].names:
        end, label = end - 1, "PER"  # Tembo J, but Jessie J
    return Span(start, end, label)


def _trim_opening(row: Sequence[features.Spelling], span: Span) -> Span:
    """Return *span* without a nationality before a military unit or a sea, or a function word at its start."""
    start, end, label = span
    if end - start < 2 or label == "PER":
        return span
    if label in ("LOC", "ORG") and features.known_name(row[start : start + 1]) == "group":
        brigade = label == "ORG" and end - start > 2 and bool(_is_ordinal(row[start + 1].text))
        sea = label == "LOC" and features.known_name(row[start + 1 : end]) and not features.known_name(row[start:end])
        start += bool(brigade or sea)  # Russian + 506th Motorized Rifle Regiment, Russian + Black Sea
    openings = lists.OPENINGS if label == "MISC" else lists.OPENINGS | lists.CLAUSES
    return Span(start + (start + 1 < end and row[start].lower in openings and runs.is_initial(row, start)), end, label)


def _ends_with_score(row: Sequence[features.Spelling], end: int) -> bool:
    """Return whether the words before *end* are the score of a match, such as *2-0*."""
    first, hyphen, last = row[end - 3 : end]
    return hyphen.text == "-" and all(word.text.isdigit() and len(word.text) < 3 for word in (first, last))


def _trim_officials(row: Sequence[features.Spelling], span: Span, person_starts: Collection[int]) -> Span:
    """Return *span* without the officials of a body, or empty if it is only the portfolio of an office: *Wellingborough
    MP*, *Under-Secretary-General for Humanitarian Affairs* + *Martin Griffiths*."""
    start, end, label = span
    before_office = end < len(row) and (row[end].lower in lists.PORTFOLIOS or (end in person_starts and label == "ORG"))
    if before_office and (row[end - 1].lower == "affairs" or (row[end].capital and _is_field(row, start, end))):
        return Span(end, end, label)
    has_person = end - start == 3 and "g" in row[start + 1].names and all(map(kinds.is_plain, row[start + 1 : end]))
    if has_person and row[start].text in lists.CONSTABLES:
        return Span(start + 1, end, "PER")  # PC Rosie Prior
    honoured = label == "ORG" and end - start == 3 and row[end - 1].lower in lists.HONOURS - lists.CLUBS
    if honoured and row[end - 1].text.isupper() and kinds.is_personal_name(row[start : end - 1]):
        return Span(start, end - 1, "PER")  # Iwan Prys KC
    charged = start > 1 and row[start - 1].lower in ("for", "of") and row[start - 2].lower in lists.PORTFOLIOS
    if charged and end - start > 1 and (row[start].lower == "state" or (label == "ORG" and _is_field(row, start, end))):
        return Span(end, end, label)  # Minister for Lands and Natural Resources, Secretary of State for African Affairs
    has_trade = label == "ORG" and start + 1 < end and row[start].lower in lists.FIRMS and runs.is_initial(row, start)
    if has_trade and not known_label(form_of(row, start, end)):
        start += row[start].lower.endswith("er")  # Toymaker + Hasbro, but Carrier Global
    is_office = end - start > 1 and (all(map(_is_office, row[start:end])) or _is_minister(row, start, end))
    if is_office or _is_measure(row, start, end):
        return Span(end, end, label)
    if start + 1 < end < len(row) and (row[end - 1].text, row[end].text) == ("District", "Attorney"):
        return Span(start, end - 1, "LOC")  # Clark County + District Attorney
    if start + 1 < end < len(row) and row[end - 1].lower in lists.SIDES and row[end].lower in lists.LEADERS:
        end -= 1  # House + Minority Leader
    has_member = label in ("ORG", "LOC") and start + 1 < end and row[end - 1].lower in lists.MEMBERS
    has_member = has_member and row[end - 2].lower not in lists.CREEDS  # Liberal Democrat
    return Span(start, end - has_member, label)


def _is_minister(row: Sequence[features.Spelling], start: int, end: int) -> bool:
    """Return whether these words are an office with its portfolio: *External Affairs Minister*."""
    affairs = end - start > 2 and row[end - 2].lower == "affairs"
    return row[end - 1].lower in lists.PORTFOLIOS and _is_field(row, start, end - 1 - affairs)


def _is_field(row: Sequence[features.Spelling], start: int, end: int) -> bool:
    """Return whether these words are a portfolio and not a body: *National Security* Adviser."""
    return not known_label(form_of(row, start, end)) and all(
        word.lower in reference.common("en") and not runs.BODIES.intersection(word.classes) and not _is_acronym(word)
        for word in row[start + (row[start].text == "Union") : end]
    )


def _is_acronym(word: features.Spelling) -> bool:
    """Return whether *word* is an acronym: *HHS* Secretary."""
    return word.text.isupper() and 1 < len(word.text) < 6


def _trim_person(row: Sequence[features.Spelling], span: Span) -> Span:
    """Return *span* without the offices of a person; empty if nothing is left, or relabelled if it is a firm."""
    start, end, label = span
    is_excellency = [word.text for word in row[start - (row[start].text == "E") :][:2]] == ["H", "E"]
    if is_excellency and end - start > 2 + (row[start].text == "H"):
        start += 1 + (row[start].text == "H")  # His Excellency, but H E Bates
    if start + 1 < end and row[start].lower in lists.FIRMS and runs.is_initial(row, start):
        return Span(start + 1, end, "ORG")  # Insurer Beazley
    if end - start > 2 and _introduces_person(row, start):
        start += 1
    while (
        start + 1 + (row[start].lower in _ALSO_FIRST_NAMES) < end
        and (_is_title(row[start]) or [word.text for word in row[max(0, start - 1) : start + 1]] == ["Det", "Con"])
        and row[start].lower not in lists.HELD
    ):
        start += 1
    while (
        end - start > 1 and row[end - 1].text.isupper() and row[end - 1].lower in lists.HONOURS and row[end - 2].capital
    ):
        end -= 1
    while start + 1 < end and "func" in row[start].classes and runs.is_initial(row, start):
        start += 1  # As Zelensky
    loud = next((place for place in range(start, end) if row[place].text.isupper() and len(row[place].text) > 2), start)
    recased = features.spellings([word.text.title() for word in row[loud:end]])
    if start < loud and LABELS.get(features.known_name(recased)) == "LOC":
        end = loud  # Fiona Lau HONG KONG (Reuters)
    if all(map(_is_office, row[start:end])):
        start = end
    return Span(start, end, label)


def _introduces_person(row: Sequence[features.Spelling], start: int) -> bool:
    """Return whether the word at *start* only describes the person after it: *Chef* Simon Rogan, Senate Minority *Whip*
    John Barrasso, *MEP* Kim van Sparrentak, *American* Rai Benjamin, *Brexiteer* Andrea Jenkyns."""
    word = row[start]
    if word.text in lists.CONSTABLES:
        return True  # DC Mark Reeve
    if features.known_name(row[start : start + 1]) == "group" or kinds.is_demonym(word):
        return word.text != "Christian" and kinds.may_be_person(row[start + 1 : start + 3])
    if word.lower in _OCCUPATIONS:
        leads_side = start > 0 and row[start - 1].lower in lists.SIDES and row[start - 1].capital
        return leads_side or runs.is_initial(row, start) or "g" in row[start + 1].names
    if word.lower in lists.PEERS:
        return "g" in row[start + 1].names  # Baroness Jacqui Smith
    return len(word.text) > 6 and word.lower.endswith(_PARTISAN_ENDINGS)


def _is_title(word: features.Spelling) -> bool:
    """Return whether *word* is the title or office of one or more persons: *Minister*, *Cllr*, *Presidents*."""
    is_plural = word.lower.endswith("s") and word.lower[:-1] in reference.words("titles")
    return is_plural or not runs.OFFICES.isdisjoint(word.classes) or _is_rare_title(word)


def _is_rare_title(word: features.Spelling) -> bool:
    """Return whether *word* is a title that the tagger has not learned, with or without a full stop: *Cllr*, *Eng.*"""
    return not lists.STYLES.isdisjoint((word.lower, word.lower.rstrip(".")))


def _is_office(word: features.Spelling) -> bool:
    """Return whether *word* belongs to an office, or is the hyphen in one: *Under-Secretary-General*."""
    return word.text == "-" or word.lower == "under" or not runs.OFFICES.isdisjoint(word.classes)


def _is_measure(row: Sequence[features.Spelling], start: int, end: int) -> bool:
    """Return whether this is a time zone, a degree or a law report: *0915 GMT*, *Level 2*, *M.D.*, *1 EHRR 737*."""
    first, last = row[start], row[end - 1]
    report = [word for word in row[max(0, start - 1) : end + 1] if word.figure or word.text.isupper()]
    if len(report) > 2 and [word.figure for word in report[-3:]] == [True, False, True]:
        return True
    if end - start == 1:
        if start and row[start - 1].text == "," and first.lower in lists.ACADEMIC:
            return True
        after_time = start > 0 and (row[start - 1].figure or row[start - 1].lower in lists.HOURS)
        return after_time and first.lower in lists.ZONES and (first.text.isupper() or len(first.text) > 4)
    if last.text == "Time" and features.known_name(row[start : end - 1]) in ("place", "city", "city+place"):
        return True
    return end - start == 2 and first.lower in lists.DEGREES and (last.figure or len(last.text) == 1)


def _owns_determiner(row: Sequence[features.Spelling], start: int) -> bool:
    """Return whether the determiner at *start* belongs to the title of a work: *saw My Father's Shadow*."""
    word = row[start]
    return word.text.istitle() and word.lower != "the" and not runs.is_initial(row, start) and not runs.headline(row)


def _has_the(words: Sequence[features.Spelling]) -> bool:
    """Return whether the gazetteer lists these words with "The": *The Hague*."""
    return ("The", *(word.text for word in words)) in reference.gazetteer()


def _owns_the(row: Sequence[features.Spelling], start: int, end: int) -> bool:
    """Return whether the *The* before *start* is inside a sentence, and so part of the name: *The Salt Roads*."""
    before = row[start - 2] if start > 1 else None
    if before is None or runs.headline(row):
        return False
    if before.text == '"' and end < len(row) and '"' in (row[end].text, row[min(end + 1, len(row) - 1)].text):
        return row[end].text in ('"', ",", ".")
    possessed = before.text in ("'s", "'")  # Jonathan Haidt's The Anxious Generation
    return (before.small or before.text == "," or possessed) and end - start > 1 and not runs.is_initial(row, start - 1)


def _is_sum(row: Sequence[features.Spelling], start: int, end: int) -> bool:
    """Return whether the words are only figures and currencies: *Rs 50*, *Rs*, *SEK* before a figure."""
    texts = [word.text for word in row[start : end + 2]]
    return all(word.figure or is_currency(word.lower, word_after(texts, at)) for at, word in enumerate(row[start:end]))


def word_after(texts: Sequence[str], place: int) -> str:
    """Return the word after *place*, or *thousand* for the rest of *R20,000*."""
    following = texts[place + 1 : place + 3]
    is_thousands = len(following) == 2 and following[0] == "," and len(following[1]) == 3 and following[1].isdigit()
    return "thousand" if is_thousands else following[0] if following else ""


def is_currency(low: str, following: str = "") -> bool:
    """Return whether the word *low* is a currency sign, with or without an amount: *rs*, *qr8*, *us108*. A sign that is
    also a name must have an amount in it or *following* it: *sek12bn*, *sek* before *12bn*."""
    money = _match_money(low)
    if money is None:
        return False
    if money[2] is None:
        return low in lists.CURRENCIES or (low in lists.COINS and following[:1].isdigit())
    if len(money[1]) == 1:
        scaled = money[1] in _INITIALS and money[2].lstrip("0123456789") in ("m", "mn", "bn", "million", "billion")
        is_amount = len(money[2]) > 2 and following in ("a", "per")  # N825 a litre
        return scaled or is_amount or following in lists.SCALES  # R500m, N2 million, R5 billion
    return money[1] == "us" or money[1] in lists.CURRENCIES or money[1] in lists.COINS


def _with_vote(row: Sequence[features.Spelling], span: Span) -> Span:
    """Return *span*, or the full name of a vote with its year: *February 1974 United Kingdom general election*."""
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
