"""The sentences of a text made ready to be read: no mark breaks a word or stands inside a name. Every word stays where
it stood."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from html import unescape

from glossary.extract import lists, reference
from glossary.model import Document, Segment
from glossary.text.segments import prose


def tidied(document: Document) -> Iterator[Segment]:
    """Yield the segments of *document*, as they are read."""
    segments = iter(prose(document))
    for stands, way in _WAYS:
        if stands(document.text):
            segments = map(partial(way, document.text), segments)
    return segments


def _joined(text: str, segment: Segment) -> Segment:
    """Return *segment* of *text* with the words whole that were broken at the end of a line.

    A hyphen stays between two common words that make none together (*decision-/making*), and beside a name that is
    no piece of a word: *Houthi-/controlled*, *Sino-/Russian*.
    """
    if not _MARK.search(text, segment.start, segment.end):
        return segment

    def whole(match: re.Match[str]) -> str:
        first, mark, last, rest = match.groups()
        ends = "\n" in text[segment.start + match.end(1) : segment.start + match.start(3)]
        if mark != SOFT and (not ends or (last in _SUSPENDING and rest[:1] != "-")):
            return match.group()  # short- and long-term
        apart = mark != SOFT and (rest[:1] == "-" or _apart(first, last))
        return f"{first}{'-' * apart}{last}{rest.replace(SOFT, '')}".ljust(len(match.group()))

    return replace(segment, text=_BROKEN.sub(whole, segment.text).rstrip())


def _apart(first: str, last: str) -> bool:
    """Return whether these are two words, and not the pieces of one."""
    if first.isupper() or last[0].isupper():
        return not (first.isupper() and last.isupper())  # EU-wide, pro-Russian
    common = reference.common("en")
    if (first + last).lower() in common or last not in common:
        return False
    behind = first[0].isupper() and (last in lists.PARTICIPLES or (last.endswith("ed") and len(last) > 3))
    return behind or first.lower() in common


def _paired(_: str, segment: Segment) -> Segment:
    """Return *segment* with a hyphen for a dash that joins two names: *the Balkhash–Alakol basin*."""
    return replace(segment, text=_DASH.sub("-", segment.text)) if "–" in segment.text else segment


def _dereferenced(_: str, segment: Segment) -> Segment:
    """Return *segment* with the character references of HTML as what they stand for: *&lsquo;Miral&rsquo;*."""
    if "&" not in segment.text:
        return segment
    return replace(
        segment, text=_REFERENCE.sub(lambda word: unescape(word[0]).ljust(len(word[0])), segment.text).rstrip()
    )


def _uncoded(_: str, segment: Segment) -> Segment:
    """Return *segment* with space for the codes of shares: the firm stands before them."""
    if not _EXCHANGE.search(segment.text):
        return segment
    return replace(segment, text=_CODE.sub(lambda code: " " * len(code[0]), segment.text).rstrip())


def _uncited(_: str, segment: Segment) -> Segment:
    """Return *segment* with space for where a case is reported, behind its name."""
    return replace(segment, text=_CITATION.sub(lambda place: " " * len(place[0]), segment.text).rstrip())


def _unnumbered(_: str, segment: Segment) -> Segment:
    """Return *segment* with space for the numeral before a heading: *V. Conclusions*, but *V. Putin said*."""
    found = _NUMERAL.match(segment.text)
    if not found or found[2].lower() not in reference.common("en"):
        return segment
    if (found[2],) in reference.gazetteer() or reference.known_words()(found[2].lower())[1]:
        return segment
    return replace(segment, text=" " * found.end(1) + segment.text[found.end(1) :])


SOFT = "\xad"
"""The soft hyphen: where a word may be broken."""
_MARK = re.compile(rf"[-\u2010]\s*\n|{SOFT}")
_BROKEN = re.compile(rf"(?<![^\W\d_])([^\W\d_]+)([-\u2010]\s|{SOFT})\s*([^\W\d_]+)(\S*)")
_SUSPENDING = frozenset(("and", "or", "to", "nor", "but"))
"""What stands behind a hyphen that awaits its word: *short- and long-term*."""
_DASH = re.compile(r"(?<=[a-z])–(?=[A-Z])")
_REFERENCE = re.compile(r"(?<![^\s&])[^\s&]*(?:&(?:[A-Za-z]{2,8}|#\d{2,6}|#x[0-9A-Fa-f]{2,5});[^\s&]*)+")
_EXCHANGE = re.compile(
    r"\.(?:AS|AX|BK|BO|BR|CO|DE|HE|HK|IR|IS|JK|JO|KL|KQ|KS|L|LS|MC|MI|MM|MX|N|NS|O|OL|OQ|PA|PS|SA|SI|SS|ST|SW|SZ|T|TO|TW|UL|"
    r"VI|VX|WA)\b(?:(?!\.)|(?<=[A-Z0-9]{3}\.[A-Z])|(?<=[A-Z0-9]{3}\.[A-Z]{2}))"
)
_CODE = re.compile(rf"(?<=\w)(?: (?![A-Z]\.[A-Z] [A-Z][a-z])[A-Z0-9]{{1,6}}| <[A-Z0-9]{{1,6}}){_EXCHANGE.pattern}>?")
"""What Reuters calls a share by, with the exchange: *Thyssenkrupp TKAG.DE*; no initials: *E.L James*."""
_CITATION = re.compile(
    r"\[[12]\d{3}\] (?:\d{1,2} )?(?:(?:[A-Z.]{1,7}|[A-Z][a-z]{1,3}) ){1,3}\d+(?: \([A-Z][A-Za-z]{1,5}\))?"
)
"""*[2002] EWCA Civ 981*, *[1932] AC 562*, *[2021] EWHC 1234 (Ch)*."""
_NUMERAL = re.compile(r"([IVX]+\.)\s([A-Z][a-z]+)")
_WAYS = (
    (_MARK.search, _joined),
    (_DASH.search, _paired),
    (re.compile("&").search, _dereferenced),
    (_EXCHANGE.search, _uncoded),
    (_CITATION.search, _uncited),
    (_NUMERAL.search, _unnumbered),
)
"""What is put right, in this order, and what tells that a text needs it."""
