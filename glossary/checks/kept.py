"""What no fix may touch: addresses, code, tags and placeholders."""

from __future__ import annotations

import re

from glossary.text.chinese import HAN

CONVERSION = r"%(?:\(\w+\)|\d+\$)?[#0+-]?\d*(?:\.\d+)?(?:hh?|ll?|[zjt])?[A-Za-z]|%[0-9A-F]{2}"
"""A placeholder of printf, or a character of an address."""
_KEPT = re.compile(
    rf"(?:https?|ftp)://[!-~\u0400-\u04ff]*(?:(?<=[/=._-])[{HAN}]+[!-~]*)*(?<![.,;:!?])"
    rf"|`[^`\n]+`|</?[A-Za-z][^<>]*>|{CONVERSION}|\{{[\w.]*\}}|\$\{{?[^\W\d]\w*"
)


def fixed(text: str, fix: str | None) -> str | None:
    """Return *fix*, which is *text* mended; None where it changed what it must not.

    >>> fixed("Да , см. https://а.рф", "Да, см. https://а.рф"), fixed("`а,б`", "`а, б`")
    ('Да, см. https://а.рф', None)
    """
    if fix is None:
        return None
    at = 0
    for piece in _KEPT.findall(text):
        at = fix.find(piece, at)
        if at < 0:
            return None
        at += len(piece)
    return fix
