"""Numbers that belong together: the groups of a phone number, the sides of a score, the years of a war."""

from __future__ import annotations

import re
from collections.abc import Iterator

Numbers = list[tuple[float, str, int, int]]
"""(value, as written, start, end) of each number."""
_PHONE = re.compile(
    r"(?<![\w+.,])(?:\+\d(?:[ ().\u00a0-]{0,2}\d){7,14}"
    r"|\((?!(?:19|20)\d\d\))\d{2,5}\)[ \u00a0]?\d{2,4}(?:[ \u00a0-]\d{2,4}){1,2}"
    r"|(?:1-)?\d{3}-\d{3}-\d{4}|8 \(?\d{3,4}\)? \d{2,3}-\d\d-\d\d)(?![\w]|[.,-]\d)"
)
_PHONE_GAP = re.compile(r"(?<=\d)[ ().（）\u00a0\u2011–－-]{1,2}(?=\d)")
_LOCAL_DIGITS = 8
"""The number of last digits that identify a phone number."""
_YEAR = re.compile(r"\b([12]\d)(\d\d)[-–/]$")
_SCORE = re.compile(r"(?<![\w.,:/–-])(\d)[-–](\d)(?![\w/–:-]|[.,]\d)")
_SCORED = re.compile(r"(?<![\d.,:：])(\d) ?(?:[-–:：比對对]|против) ?(\d)(?![\d:：]|[.,]\d)")


def without_phones(source: str, target: str, numbers: Numbers) -> tuple[Numbers, list[str]]:
    """Return *numbers* without the digits of phone numbers in *source*, and the phone numbers missing from *target*.

    A phone number may be grouped differently in *target*, and lack the prefix for calls from abroad.
    """
    phones = list(_PHONE.finditer(source)) if numbers else []
    if not phones:
        return numbers, []
    inside = {at for phone in phones for at in range(*phone.span())}
    there = _PHONE_GAP.sub("", target)
    others = [row for row in numbers if row[2] not in inside]
    return others, [phone[0] for phone in phones if re.sub(r"\D", "", phone[0])[-_LOCAL_DIGITS:] not in there]


def scores_lost(source: str, target: str) -> Iterator[str]:
    """Yield one-digit scores (*2-0*) missing from *target*, if it has as many scores and one that *source* lacks."""
    wanted = list(_SCORE.finditer(source))
    there = [set(score) for score in _SCORED.findall(target)] if wanted else []
    lost = [score[0] for score in wanted if set(score.groups()) not in there]
    known = [set(score.groups()) for score in wanted]
    if lost and len(there) == len(known) and not all(score in known for score in there):
        yield lost[0]


def year(source: str, start: int, value: float) -> float:
    """Return the full year for a short one after another year (*1914-18*), else *value*."""
    first = _YEAR.search(source, max(0, start - 6), start)
    return value + 100 * (int(first[1]) + (value < int(first[2]))) if first and value < 100 else value
