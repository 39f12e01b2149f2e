"""Clean up the sentences of a text for reading: repair broken words and remove codes inside or after names.

Replaced text is padded with spaces, so that the words after it keep their offsets.
"""

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
    """Return the segments of *document*, cleaned up."""
    segments = iter(prose(document))
    for occurs, step in _STEPS:
        if occurs(document.text):
            segments = map(partial(step, document.text), segments)
    return segments


def _joined(text: str, segment: Segment) -> Segment:
    """Return *segment* of *text* with the words joined that were broken at the end of a line.

    The hyphen stays between two common words that are not one word together (*decision-/making*), and next to a name:
    *Houthi-/controlled*, *Sino-/Russian*.
    """
    if not _MARK.search(text, segment.start, segment.end):
        return segment

    def whole(match: re.Match[str]) -> str:
        first, mark, last, rest = match.groups()
        line_break = "\n" in text[segment.start + match.end(1) : segment.start + match.start(3)]
        if mark != SOFT and (not line_break or (last in _SUSPENDING and rest[:1] != "-")):
            return match.group()  # short- and long-term
        hyphen = mark != SOFT and (rest[:1] == "-" or _are_two_words(first, last))
        return f"{first}{'-' * hyphen}{last}{rest.replace(SOFT, '')}".ljust(len(match.group()))

    return replace(segment, text=_BROKEN.sub(whole, segment.text).rstrip())


def _are_two_words(first: str, last: str) -> bool:
    """Return whether *first* and *last* are two words rather than the pieces of one."""
    if first.isupper() or last[0].isupper():
        return not (first.isupper() and last.isupper())  # EU-wide, pro-Russian
    common = reference.common("en")
    if (first + last).lower() in common or last not in common:
        return False
    participle = first[0].isupper() and (last in lists.PARTICIPLES or (last.endswith("ed") and len(last) > 3))
    return participle or first.lower() in common


def _paired(_: str, segment: Segment) -> Segment:
    """Return *segment* with hyphens for the dashes that join two names: *the Balkhash–Alakol basin*."""
    return replace(segment, text=_DASH.sub("-", segment.text)) if "–" in segment.text else segment


def _unescaped(_: str, segment: Segment) -> Segment:
    """Return *segment* with the character references of HTML resolved: *&lsquo;Miral&rsquo;*."""
    if "&" not in segment.text:
        return segment
    return replace(
        segment, text=_REFERENCE.sub(lambda word: unescape(word[0]).ljust(len(word[0])), segment.text).rstrip()
    )


def _without_share_codes(_: str, segment: Segment) -> Segment:
    """Return *segment* with spaces in place of the codes of shares, which follow the name of the company."""
    if not _EXCHANGE.search(segment.text):
        return segment
    return replace(segment, text=_CODE.sub(lambda code: " " * len(code[0]), segment.text).rstrip())


def _without_citations(_: str, segment: Segment) -> Segment:
    """Return *segment* with spaces in place of the law reports that follow the name of a case."""
    return replace(segment, text=_CITATION.sub(lambda place: " " * len(place[0]), segment.text).rstrip())


def _without_numeral(_: str, segment: Segment) -> Segment:
    """Return *segment* with spaces in place of the numeral of a heading: *V. Conclusions*, but *V. Putin said*."""
    found = _NUMERAL.match(segment.text)
    if not found or found[2].lower() not in reference.common("en"):
        return segment
    if (found[2],) in reference.gazetteer() or reference.known_words()(found[2].lower())[1]:
        return segment
    return replace(segment, text=" " * found.end(1) + segment.text[found.end(1) :])


SOFT = "\xad"
"""The soft hyphen."""
_MARK = re.compile(rf"[-\u2010]\s*\n|{SOFT}")
_BROKEN = re.compile(rf"(?<![^\W\d_])([^\W\d_]+)([-\u2010]\s|{SOFT})\s*([^\W\d_]+)(\S*)")
_SUSPENDING = frozenset(("and", "or", "to", "nor", "but"))
"""Words after a hanging hyphen: *short- and long-term*."""
_DASH = re.compile(r"(?<=[a-z])–(?=[A-Z])")
_REFERENCE = re.compile(r"(?<![^\s&])[^\s&]*(?:&(?:[A-Za-z]{2,8}|#\d{2,6}|#x[0-9A-Fa-f]{2,5});[^\s&]*)+")
_EXCHANGE = re.compile(
    r"\.(?:AS|AX|BK|BO|BR|CO|DE|HE|HK|IR|IS|JK|JO|KL|KQ|KS|L|LS|MC|MI|MM|MX|N|NS|O|OL|OQ|PA|PS|SA|SI|SS|ST|SW|SZ|T|TO|TW|UL|"
    r"VI|VX|WA)\b(?:(?!\.)|(?<=[A-Z0-9]{3}\.[A-Z])|(?<=[A-Z0-9]{3}\.[A-Z]{2}))"
)
_CODE = re.compile(rf"(?<=\w)(?: (?![A-Z]\.[A-Z] [A-Z][a-z])[A-Z0-9]{{1,6}}| <[A-Z0-9]{{1,6}}){_EXCHANGE.pattern}>?")
"""The code with which Reuters identifies a share and its exchange: *Thyssenkrupp TKAG.DE*; but not *E.L James*."""
_CITATION = re.compile(
    r"\[[12]\d{3}\] (?:\d{1,2} )?(?:(?:[A-Z.]{1,7}|[A-Z][a-z]{1,3}) ){1,3}\d+(?: \([A-Z][A-Za-z]{1,5}\))?"
)
"""A law report: *[2002] EWCA Civ 981*, *[1932] AC 562*, *[2021] EWHC 1234 (Ch)*."""
_NUMERAL = re.compile(r"([IVX]+\.)\s([A-Z][a-z]+)")
_STEPS = (
    (_MARK.search, _joined),
    (_DASH.search, _paired),
    (re.compile("&").search, _unescaped),
    (_EXCHANGE.search, _without_share_codes),
    (_CITATION.search, _without_citations),
    (_NUMERAL.search, _without_numeral),
)
"""(test whether a text needs the step, step), in order."""
