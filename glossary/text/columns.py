"""The width of text on a terminal."""

from __future__ import annotations

import re
from functools import lru_cache

_ZERO_WIDTH = ("Mn", "Me", "Cf")
"""Categories of characters without a width of their own: combining marks and format characters."""


def columns(text: str) -> int:
    """Return how many columns *text* takes (Unicode Standard Annex 11: wide and full-width characters take two).

    >>> columns("о\\u0301"), columns("北京")
    (1, 4)
    """
    return len(text) if text.isascii() or is_narrow(text) else sum(map(_columns, text))


def is_narrow(text: str) -> bool:
    """Return whether every character of *text* takes one column: Latin, Cyrillic and their punctuation."""
    return _NARROW.fullmatch(text) is not None


_NARROW = re.compile(r"[ -~\u00a1-\u00ac\u00ae-\u02ff\u0400-\u0482\u048a-\u052f\u2010-\u2027]*+")


@lru_cache(4096)
def _columns(char: str) -> int:
    import unicodedata  # not needed for ASCII, as most help is

    if unicodedata.category(char) in _ZERO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
