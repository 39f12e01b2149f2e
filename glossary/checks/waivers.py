"""Waivers, by which a person says that a check is wrong about an entry, and the checks of waivers themselves.

A waiver is a comment of the entry: ``# glossary: ignore NAME -- reason [until 2027-01-31]``. NAME may be a prefix of
several checks (``zh`` means all checks of Chinese); two names need two waivers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from glossary.checks import Problem, begins, rule
from glossary.errors import did_you_mean
from glossary.model import Severity
from glossary.plugins import names

_UNTIL = r"(?:\s*\[?\buntil\s+(\d{4}-\d\d-\d\d)\]?)?"
_DASH = re.compile(r"\s+(?:--|[—–])\s*")
_WAIVER = re.compile(rf"(?P<check>\S+?){_UNTIL}(?:{_DASH.pattern}(?P<reason>.*?))?{_UNTIL}\s*")

_WAIVER_LINE = re.compile(r"^[ \t]*glossary[ \t]*:[ \t]*ignore[ \t]+(.+)$", re.IGNORECASE | re.MULTILINE)
NEVER = date.min
"""The last day of a waiver whose date does not exist: it never holds."""


@dataclass(frozen=True, slots=True)
class Waiver:
    """A parsed waiver."""

    check: str
    """The name of a check or a prefix of names; in a malformed waiver, the text in its place."""
    reason: str = ""
    until: date | None = None
    """The last day on which it holds; None if it does not expire."""

    def waives(self, name: str, today: date) -> bool:
        """Return whether it waives the findings of the check *name* *today*."""
        return begins(name, self.check) and (self.until is None or today <= self.until)


def parse(text: str) -> Waiver:
    """Return the waiver in *text*, the part of the comment after ``ignore``.

    >>> parse("zh.half-width -- brand spelling [until 2027-01-31]").until
    datetime.date(2027, 1, 31)
    """
    text = " ".join(text.split())  # a long run of spaces would take the expression quadratic time
    found = _WAIVER.fullmatch(text)
    if found is None:
        check, *reason = _DASH.split(text, maxsplit=1)
        return Waiver(check, "".join(reason))
    try:
        until = date.fromisoformat(found[2] or found[4]) if found[2] or found[4] else None
    except ValueError:
        until = NEVER
    return Waiver(found["check"], found["reason"] or "", until)


def within(note: str) -> list[str]:
    """Return the waivers in the *note* of a segment, each as :func:`parse` reads it.

    >>> within("a brand\\nglossary: ignore script.mixed -- so it is written")
    ['script.mixed -- so it is written']
    """
    return _WAIVER_LINE.findall(note)


@rule("waiver", Severity.WARNING)
def unused(waiver: Waiver, used: bool, today: date) -> Iterator[Problem]:
    """the waiver waives nothing

    The mistake that it was for is corrected, and the waiver would hide the next one. An exclamation mark marks a waiver
    that was not needed here.

    Wrong: ru !"script.mixed -- brand spelling"
    Right: ru "script.mixed -- brand spelling"
    """
    if not used and (waiver.until is None or today <= waiver.until):
        yield Problem(f"the waiver of '{waiver.check}' waives nothing", hint="remove it")


@rule("waiver", Severity.WARNING)
def expired(waiver: Waiver, used: bool, today: date) -> Iterator[Problem]:
    """the waiver has expired

    Wrong: ru "script.mixed -- until the brand is renamed [until 2001-01-31]"
    Wrong: ru "script.mixed -- until the brand is renamed [until 9999-02-31]"
    Right: ru "script.mixed -- until the brand is renamed [until 9999-01-31]"
    """
    if waiver.until == NEVER:
        yield Problem(
            f"the waiver of '{waiver.check}' ends on a day that does not exist", hint="write until 2027-01-31"
        )
    elif waiver.until is not None and today > waiver.until:
        yield Problem(f"the waiver of '{waiver.check}' expired on {waiver.until.isoformat()}", hint="decide again")


@rule("waiver", Severity.WARNING)
def reason(waiver: Waiver, used: bool, today: date) -> Iterator[Problem]:
    """the waiver gives no reason

    Wrong: ru "script.mixed"
    Right: ru "script.mixed -- brand spelling"
    """
    if not waiver.reason:
        yield Problem(f"the waiver of '{waiver.check}' gives no reason", hint="write it after ' -- '")


@rule("waiver", Severity.ERROR)
def unknown(waiver: Waiver, used: bool, today: date) -> Iterator[Problem]:
    """the waiver does not name a check

    Wrong: ru "scirpt.mixed -- brand spelling"
    Wrong: ru "script.mixed space.double -- brand spelling"
    Right: ru "script.mixed -- brand spelling"
    """
    if not any(begins(name, waiver.check) for name in names("checks")):
        hint = did_you_mean(waiver.check, names("checks"), "'glossary rules' lists them")
        if " " in waiver.check or "," in waiver.check:
            hint = "write one name, then ' -- ' and the reason"
        yield Problem(f"the waiver names '{waiver.check}', which is not a check", hint=hint)
