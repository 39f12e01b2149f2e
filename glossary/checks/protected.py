"""The parts of a text that no fix may change: addresses, code, tags and placeholders."""

from __future__ import annotations

import re

from glossary.text.chinese import HAN

_CODE = r"%(?:\(\w+\)|\d+\$)?[#0+-]?[\d*]*(?:\.[\d*]+)?(?:hh?|ll?|[zjt])?[A-Za-z]|%[0-9A-F]{2}|&#x?[0-9A-Fa-f]+;|~[a%]"
"""A placeholder of printf or Lisp, a percent-encoded character of a URL, or a numeric character reference."""
_BLANKED = re.compile(rf"{_CODE}|\{{\w*\}}|<[A-Za-z][^<>]*=[^<>]*>")
_FIRST_NUMBERED = re.compile(r"%1(?![\d$]|[.,]\d)")
_NUMBERED = re.compile(r"%L?[1-9]\d?(?![\d$])")
"""Placeholders of Qt. They count only in a text that has %1, because Turkish writes %5 for 5 %."""
_PROTECTED = re.compile(
    rf"(?:https?|ftp)://[!-~\u0400-\u04ff]*(?:(?<=[/=._-])[{HAN}]+[!-~]*)*(?<![.,;:!?])"
    rf"|`[^`\n]+`|</?[A-Za-z][^<>]*>|{_CODE}|\{{[\w.]*\}}|\$\{{?[^\W\d]\w*"
)


def blanked(text: str) -> str:
    """Return *text* with its placeholders, and its tags with attributes, replaced by spaces.

    >>> blanked("%(name)sне найден: %.50s, %1, {0}; 5 %"), blanked("%1$sно ~aда")
    ('        не найден:      ,   ,    ; 5 %', '    но   да')
    """
    if not any(mark in text for mark in ("%", "{", "&#", "<")):  # the usual case
        return text
    return _BLANKED.sub(_spaces, _NUMBERED.sub(_spaces, text) if _FIRST_NUMBERED.search(text) else text)


def _spaces(found: re.Match[str]) -> str:
    return " " * len(found[0])


def accepted(text: str, fix: str | None) -> str | None:
    """Return *fix*, the corrected *text*, or None if it changes a part that no fix may change.

    >>> accepted("Да , см. https://а.рф", "Да, см. https://а.рф"), accepted("`а,б`", "`а, б`")
    ('Да, см. https://а.рф', None)
    """
    if fix is None:
        return None
    at = 0
    for piece in _PROTECTED.findall(text):
        at = fix.find(piece, at)
        if at < 0:
            return None
        at += len(piece)
    return fix
