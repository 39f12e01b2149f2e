"""Words with their offsets; training and extraction use the same tokenizer.

A token is the text itself with quotation marks and apostrophes straightened one for one, so that offsets stay valid.
Hyphens and dashes are tokens (``US-led`` is three), and so are ``'s`` and ``n't``; an abbreviation keeps its full stop.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from operator import add
from typing import NamedTuple

from glossary.model import Segment

STRAIGHT = str.maketrans(
    {
        "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u02bc": "'", "\u00b4": "'", "\u2032": "'",
        "`": "'",
        "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u201f": '"', "\u00ab": '"', "\u00bb": '"', "\u2033": '"',
        "\u2010": "-", "\u2011": "-", "\u2212": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2028": "\n",
    }
)  # fmt: skip
"""Typographic marks and their plain forms, one character each."""

_MARKS = re.compile(f"[{''.join(map(chr, STRAIGHT))}]")
"""Any of these marks. Most texts have few, so that a search is faster than ``str.translate``."""

_ALWAYS = (
    "Mr Mrs Ms Messrs Dr Prof Rev Hon St Gen Lt Col Maj Capt Cmdr Cpl Sgt Adm Brig Gov Sen Rep Sens Reps Amb Jr Ltd "
    "Inc Corp Bros"
)
"""Abbreviations that always keep their full stop."""
_SOMETIMES = (
    "Fr Ste Mt Ft Pvt Pres Supt Det Insp Sr Esq Co Cos Dept Univ Assn Intl Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct "
    "Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun No Nos Vol Fig vs etc al approx ca cf Ave Blvd Rd "
    "Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Mass Md Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa "
    "Tenn Tex Va Vt Wash Wis Wyo"
)
"""Abbreviations that keep it only before a lowercase letter, a digit or a punctuation mark."""

_MARK = r"\u0300-\u036f"
_WORD = re.compile(
    rf"""
      [A-Za-z]++(?=[ ,;)"?!\n]|\Z) | [,;:()"?!] | \.(?!\S)                # plain words and marks, which are most
    | (?:https?://|www\.)[^\s<>"')\]]*[\w/=&\#]                                # addresses
    | (?<![\w.+-])[\w.+-]{{1,64}}+@\w[\w-]*+(?:\.\w[\w-]*+)+
    | [@\#]\w+
    | (?<![\w.])(?:[^\W\d_]\.){{2,}}(?:[^\W\d_](?![\w{_MARK}]))?           # U.S., a.m., J.R.R.
    | (?<![\w.])(?:{"|".join(_ALWAYS.split())})\.
    | (?<![\w.])(?:{"|".join(_SOMETIMES.split())})\.(?=\ ?(?:[\d,;:)a-z]|$))
    | (?<![\w.'])[A-Z]\.(?=\s?[A-Z])                                       # initials
    | \d+(?:[.,:/]\d+)+                                                 # 1,300  9/11  4.5
    | [A-Z]+&[A-Z]+\b                                                   # AT&T
    | [\w{_MARK}]+?(?=n't\b)                                              # do|n't
    | n't\b
    | '(?:s|re|ve|ll|d|m|S)\b(?!')
    | [^\W_][\w{_MARK}]*(?:\.(?:com|org|net|gov|edu|info|co|io|ru|cn|uk|us|eu)\b)+
    | [\w{_MARK}]+(?:'(?!(?:s|re|ve|ll|d|m|S)\b)[^\W\d_][\w{_MARK}]*)*        # O'Brien
    | --+ | \.\.+ | ''
    | \S
    """,
    re.VERBOSE,
)


class Sentence(NamedTuple):
    """A sentence split into tokens; offsets are those in the document."""

    text: str
    start: int
    texts: list[str]
    """The words and punctuation marks, with quotation marks, apostrophes and hyphens straightened."""
    starts: list[int]
    """The offset of each token."""
    ends: list[int]
    """The offset after the last character of each token."""


def straighten(text: str) -> str:
    """Return *text* with plain quotation marks, apostrophes, hyphens and spaces, of the same length."""
    if text.isascii() and "`" not in text:
        return text
    return _MARKS.sub(lambda mark: STRAIGHT[ord(mark[0])], text)


def cut(text: str, start: int = 0) -> Sentence:
    """Return *text*, which begins at *start* in its document, split into tokens.

    >>> cut("The US-led “intervention” didn’t help Xi’s aims.").texts
    ['The', 'US', '-', 'led', '"', 'intervention', '"', 'did', "n't", 'help', 'Xi', "'s", 'aims', '.']
    >>> cut("Mr. Putin", 10)
    Sentence(text='Mr. Putin', start=10, texts=['Mr.', 'Putin'], starts=[10, 14], ends=[13, 19])
    """
    plain = straighten(text)
    texts = _WORD.findall(plain)
    at = 0  # there is only whitespace between two tokens, and no token begins with it
    starts = [(at := plain.index(word, at) + len(word)) - len(word) + start for word in texts]
    return Sentence(text, start, texts, starts, list(map(add, starts, map(len, texts))))


def sentences(segments: Iterable[Segment]) -> list[Sentence]:
    """Return *segments* split into tokens."""
    return [cut(segment.text, segment.start) for segment in segments]
