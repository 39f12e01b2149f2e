"""Join the parts of names: *Sino-Russian*, *CBS* + *, Inc.*"""

from __future__ import annotations

import re
from collections.abc import Sequence

from glossary.extract import features, lists
from glossary.extract.features import Spelling
from glossary.extract.forms import form_of, known_label, with_ampersand
from glossary.extract.laws import is_case
from glossary.extract.runs import Span, headline, is_initial
from glossary.text.words import Sentence

_PREFIXES = frozenset(("ultra", "neo", "sub"))
"""Lowercase first parts of hyphenated names, in addition to *sino-*: *ultra-Orthodox*, *sub-Saharan*."""
_STORMS = lists.STORMS - {"tropical"}
_STATE_NOUNS = ("Commonwealth", "Kingdom", "Republic")
_MISSIONS = ("Force", "Mission", "Operation")
_LOWERCASE_SURNAMES = ("Do", "He", "So", "To")
"""Surnames that are also common function words."""
_FOREIGN_LINKS = ("de", "des", "du", "para", "pela", "pelo", "por", "pour")
is_model = re.compile(r"[A-Z]{1,3}-?\d+[A-Z]?").fullmatch
"""Matches the model of a machine: *F-102 Delta Dagger*."""
_NICKNAME_MARKS = {'"': '"', "(": ")"}
_LONGEST_NICKNAME = 4
"""The longest nickname, in words."""


def with_beginning(row: Sequence[Spelling], words: Sentence, span: Span, before: int) -> Span:
    """Return *span*, extended to a beginning before a hyphen or an *and*: *ultra-Orthodox*, *Near-Infrared Imager*,
    *Economic and Fiscal Outlook*."""
    start, end, label = span
    if start > before and _starts_surname(row, span):
        return Span(start - 1, end, "PER")
    if start > before and label == "PER" and row[start - 1].text.istitle() and row[start - 1].lower in _STORMS:
        return Span(start - 1, end, "MISC")  # Hurricane + Odalys
    if start - 2 < before or label == "PER":
        return span
    first, link = row[start - 2], row[start - 1]
    lady = start - 2 - (link.lower == "the")
    if lady > 0 and [word.text for word in row[lady - 1 : lady + 2]] == ["Our", "Lady", "of"]:
        return Span(lady - 1, end, label)  # Our Lady of + Sorrows
    several = end - start > 1 and first.capital
    if link.text == "-" and words.ends[start - 2] + 1 == words.starts[start]:
        closed = end < len(row) and row[end].text in (",", ")")
        several &= not closed or label != "LOC" or first.text not in ("D", "I", "R")  # Al Ray, D-Fort Jennison,
        return Span(start - 2, end, label) if several or first.lower in _PREFIXES | lists.COMBINING else span
    if link.text == "and" and several and not is_initial(row, start - 2):
        alone = start - 2 == before or not row[start - 3].capital
        return Span(start - 2, end, label) if alone and first.text.istitle() else span
    return span


def _starts_surname(row: Sequence[Spelling], span: Span) -> bool:
    """Return whether a surname starts one word before *span*: *von* + *der Leyen*, *He* + *Yongqian*."""
    start, end, label = span
    first = row[start - 1]
    if first.lower in ("van", "von"):
        return row[start].lower in ("de", "den", "der") and end - start == 2
    alone = label == "PER" and end - start == 1 and first.text in _LOWERCASE_SURNAMES
    return alone and not (is_initial(row, start - 1) or headline(row))


def is_ship_prefix(word: str) -> bool:
    """Return whether *word* stands before the name of a ship: *USS*, *HSwMS*."""
    return word[0].isupper() and not word.istitle() and word.lower() in lists.SHIPS


def joined_label(row: Sequence[Spelling], words: Sentence, found: Sequence[Span], span: Span) -> tuple[int, str] | None:
    """Return the index in *found* where the name that ends with *span* begins, and its label; None if it is whole."""
    for first in range(len(found) - 1, max(-1, len(found) - 3), -1):
        if _has_nickname(row, found[first], found[first + 1 :], span):
            return first, "PER"
    last = found[-1]
    between = [word.text for word in row[last.end : span.start]]
    touching = between == ["-"] and words.ends[last.end - 1] + 1 == words.starts[span.start]
    if between[:1] == ["v"] and is_case(row, last, span, between):
        others = len(found) > 1 and row[last.start].text == "Others"
        return len(found) - 1 - others, "MISC"  # Dedeoğlu and + Others + v. Türkiye
    ship = last.end - last.start == 1 and is_ship_prefix(row[last.start].text)
    if ship and (not between or (len(between) == 1 and "title" in row[last.end].classes)):
        return len(found) - 1, "MISC"  # HMS + Queen + Elizabeth
    label = _person_label(last, span, between) or _company_label(row, last, span, between)
    label = label or (_hyphen_label(row, last, span) if touching else _continued_label(row, last, span, between))
    return (len(found) - 1, label) if label else None


def _has_nickname(row: Sequence[Spelling], first: Span, inner: Sequence[Span], last: Span) -> bool:
    """Return whether the spans are a person with a nickname: *Hector "Macho" Camacho*, *Ranee "Bella" Campen*."""
    labels = [label for _, _, label in (first, *inner, last)]
    named = labels.count("PER") > 1 and (last.label == "PER" or last.end - last.start == 1)
    return named and _is_nickname(row, first.end, last.start)


def _is_nickname(row: Sequence[Spelling], start: int, end: int) -> bool:
    """Return whether the words from *start* to *end* are in quotation marks or brackets, like a nickname."""
    if not 3 <= end - start <= _LONGEST_NICKNAME + 2:
        return False
    closing = _NICKNAME_MARKS.get(row[start].text)
    inner = row[start + 1 : end - 1]
    if closing is None or row[end - 1].text != closing or not inner[0].capital:
        return False
    return closing == '"' or not all(word.text.isupper() and "." not in word.text for word in inner)


def _person_label(last: Span, span: Span, between: Sequence[str]) -> str:
    """Return the label of a person in several parts, or an empty string: *Joost* + *van der* + *Westhuizen*."""
    small = {text.lower() for text in between}
    persons = last.label == span.label == "PER"
    return "PER" if persons and (small != {"-"} and lists.PARTICLES.issuperset(small)) else ""


def _company_label(row: Sequence[Spelling], last: Span, span: Span, between: Sequence[str]) -> str:
    """Return the label of an organization in two parts, or an empty string: *CBS*, + *Inc.*, *Gibb* + *& Partners*."""
    if not between and row[span.start].text == "&":
        return "ORG"
    if last.label != "ORG":
        return ""
    if between and between[0] in _FOREIGN_LINKS and lists.PARTICLES.issuperset(between[1:]):
        return "ORG"  # Alianza + para + el Progreso, Compagnie + des + Bauxites de Guinée
    form = between in ([","], []) and span.end - span.start == 1 and row[span.start].lower in lists.COMPANIES
    return "ORG" if form else ""


def _hyphen_label(row: Sequence[Spelling], last: Span, span: Span) -> str:
    """Return the label of two names joined by a hyphen, or an empty string: *Italian-American*, *Météo-France*."""
    if span.label == "GROUP" and (last.label == "GROUP" or row[last.start].lower in lists.COMBINING):
        return "GROUP"
    return span.label if last.label == "LOC" and not features.known_name(row[last.start : last.end]) else ""


def _is_campus(row: Sequence[Spelling], span: Span) -> bool:
    """Return whether *span* may be the place of a campus: a known city or one unknown word, not a country or a team."""
    known = features.known_name(row[span.start : span.end])
    return known in ("city", "city+place") or (not known and span.end - span.start == 1)


def _continued_label(row: Sequence[Spelling], last: Span, span: Span, between: Sequence[str]) -> str:
    """Return the label of a name continued in *span*, or an empty string: *Republic* + *of the Congo*."""
    sent = last.end - last.start > 1 and row[last.end - 1].text in _MISSIONS and row[last.end - 2].text in lists.SENDING
    if sent and between in (["in"], ["in", "the"]) and (last.label, span.label) == ("ORG", "LOC"):
        return "ORG"  # United Nations Interim Force + in + Lebanon
    state = row[last.end - 1].text in _STATE_NOUNS and not features.known_name(row[last.start : last.end])
    if state and between in (["of"], ["of", "the"]) and span.label == "LOC":
        return "LOC"
    whole = known_label(with_ampersand(form_of(row, last.start, span.end)))
    if whole in ("GROUP", "ORG", "LOC"):
        return whole  # Costa + Rican, Trinidad + and + Tobago, Dar + es + Salaam
    campus = span.label != "PER" and "University" in (row[last.start].text, row[last.end - 1].text)
    if campus and between in (["at"], [","]) and features.known_name(row[last.end - 1 : last.end]) == "place":
        return "ORG" if _is_campus(row, span) else ""  # University of Texas + at Austin, of Ghana + , Legon
    if campus and between == ["in"] and features.known_name(row[last.start : last.start + 1]) == "group":
        return "ORG"  # German University + in Cairo
    if between == ["of"] and last.label == "PER" and span.label in ("LOC", "ORG"):
        peer = not lists.PEERS.isdisjoint(word.lower for word in row[max(0, last.start - 1) : last.start + 1])
        return "PER" if peer else ""  # Baroness Ashton + of Upholland
    if between == ["in", "the"] and last.label == "ORG" and span.label in ("MISC", "ORG"):
        aimed = "org" in row[last.start].classes and "for" in [word.text for word in row[last.start : last.end]]
        aimed = aimed and not features.known_name(row[span.start : span.end])
        return "ORG" if aimed else ""  # Center for Science + in the + Public Interest
    return ""
