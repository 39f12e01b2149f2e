"""One Chinese script -> the other: OpenCC where it is installed (the extra zh), else what is certain without it.

Traditional Chinese is that of Taiwan: ``taiwan.tsv`` and the table of places have what OpenCC says otherwise than news.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from glossary.model import Concept, State, Suggestion
from glossary.suggest import Context, places, table
from glossary.suggest import suggest as ask
from glossary.text import chinese

_OTHER = {"zh-Hans": "zh-Hant", "zh-Hant": "zh-Hans"}
_QUOTES = str.maketrans("“”‘’", "「」『』")
_ASKED = ("memory", "lists", "places", "transcription", "parts")


def suggest(concept: Concept, language: str, context: Context) -> list[Suggestion]:
    """Return the rendering in the other script, or the proposals for it, converted."""
    other = _OTHER.get(language)
    if other is None:
        return []
    rows = []
    if term := concept.rendering(other):
        approved = term.state is State.APPROVED
        origin = f"script: from {'an approved' if approved else 'a proposed'} {other} term"
        rows = [(term.text, origin, "medium" if approved else "low")]
    elif language == "zh-Hant":
        rows = [(row.text, f"script: from {row.origin}", "low") for row in ask(concept, other, context, only=_ASKED)]
    return [
        Suggestion(converted, language, origin, confidence)
        for text, origin, confidence in rows
        if (converted := convert(text, language))
    ]


def convert(text: str, language: str) -> str:
    """Return *text* in the script of *language*; empty where that cannot be said.

    Traditional to Simplified is nearly one to one; the way back needs OpenCC, unless no character changes.
    """
    if language == "zh-Hant":
        return _in_taiwan(text) if find_spec("opencc") else ""
    text = text.translate({new: old for old, new in _QUOTES.items()})
    return str(_converter("tw2sp").convert(text)) if find_spec("opencc") else chinese.simplified(text)


def _in_taiwan(text: str) -> str:
    """Return Simplified *text* as it is in Taiwan; no place is looked for in a person's name (维希 in 维希涅夫斯基)."""
    convert, found, end = _converter("s2twp").convert, "", 0
    for match in _pattern(places="·" not in text).finditer(text):
        other = _words().get(match[0], "")
        if not other and chinese.stands(text, *match.span()):  # 马里 in 马里兰 is no 馬利
            other = _places()[match[0]]
        found += convert(text[end : match.start()]) + (other or _in_taiwan(f"{match[0]}·")[:-1])
        end = match.end()
    return str(found + convert(text[end:])).translate(_QUOTES)


@cache
def _words() -> dict[str, str]:
    return {row[0]: row[1] for row in table("taiwan.tsv")}


@cache
def _places() -> dict[str, str]:
    """Return the names of places that OpenCC has not as they are in Taiwan."""
    pairs = places.pairs("zh-Hans", "zh-Hant").items()
    return {name: other for name, other in pairs if len(name) > 1 and _converter("s2twp").convert(name) != other}


@cache
def _pattern(*, places: bool) -> re.Pattern[str]:
    return re.compile("|".join(sorted(_words() | (_places() if places else {}), key=len, reverse=True)))


@cache
def _converter(way: str) -> Any:
    return import_module("opencc").OpenCC(way)
