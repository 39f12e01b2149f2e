"""Conversion between the Chinese scripts by OpenCC (the extra zh), or, without it, of what is unambiguous.

Traditional Chinese is that of Taiwan: ``taiwan.tsv`` and the table of places correct OpenCC to the usage of the press.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from glossary.model import Concept, Kind, State, Suggestion
from glossary.suggest import Context, places, table
from glossary.suggest import suggest as ask
from glossary.text import chinese

_OTHER = {"zh-Hans": "zh-Hant", "zh-Hant": "zh-Hans"}
_QUOTES = str.maketrans("「」『』", "“”‘’")
_TO_PRESS_STYLE = str.maketrans("“”臺", "「」台")
"""Characters that OpenCC leaves unchanged, and 臺, which Taiwan's press writes as 台."""
_NESTED_QUOTES = re.compile("‘([^‘’]*)’")
_WRONG_LI = re.compile("(?<![家夜心手這那哪城村屋表])裡(?![面頭])")
"""裡, which OpenCC wrongly writes for 里 in transcribed names."""
_SOURCES = ("memory", "lists", "places", "transcription", "parts")


def suggest(concept: Concept, language: str, context: Context) -> list[Suggestion]:
    """Return the rendering in the other script, or the proposals for that script, converted."""
    other = _OTHER.get(language)
    if other is None:
        return []
    rows = []
    if term := concept.rendering(other):
        approved = term.state is State.APPROVED
        origin = f"script: from {'an approved' if approved else 'a proposed'} {other} term"
        rows = [(term.text, origin, "medium" if approved else "low")]
    elif language == "zh-Hant":
        rows = [(row.text, f"script: from {row.origin}", "low") for row in ask(concept, other, context, only=_SOURCES)]
    return [
        Suggestion(converted, language, origin, confidence)
        for text, origin, confidence in rows
        if (converted := convert(text, language, with_places=concept.kind is not Kind.PERSON))
    ]


def convert(text: str, language: str, *, with_places: bool = True) -> str:
    """Return *text* in the script of *language*, or an empty string if that is uncertain.

    Traditional to Simplified is nearly one to one; the other direction needs OpenCC. *with_places* also corrects names
    of places; leave them alone in names of persons, which contain some by chance: 维希 in 维希涅夫斯基.
    """
    if language == "zh-Hant":
        return _in_taiwan(text, with_places=with_places and "·" not in text) if find_spec("opencc") else ""
    text = text.translate(_QUOTES)
    return str(_converter("tw2sp").convert(text)) if find_spec("opencc") else chinese.simplified(text)


def _in_taiwan(text: str, *, with_places: bool) -> str:
    """Return Simplified *text* in the Traditional Chinese of Taiwan."""
    convert, found, end = _converter("s2twp").convert, "", 0
    for match in _pattern(with_places=with_places).finditer(text):
        other = _words().get(match[0])
        inside = other and any(match[0] in word for word in chinese.cut(text))  # 反应堆 in 核反应堆
        if inside or chinese.stands(text, *match.span()):  # 里根 in 这里|根本 is not Reagan, 雷根
            found += convert(text[end : match.start()]) + (other or _places()[match[0]])
            end = match.end()
    found = _WRONG_LI.sub("里", found + convert(text[end:])).translate(_TO_PRESS_STYLE)
    return _NESTED_QUOTES.sub(r"『\1』", found)


@cache
def _words() -> dict[str, str]:
    return {row[0]: row[1] for row in table("taiwan.tsv")}


@cache
def _places() -> dict[str, str]:
    """Return the names of places that OpenCC converts differently from Taiwan's usage."""
    pairs = places.pairs("zh-Hans", "zh-Hant").items()
    return {name: other for name, other in pairs if len(name) > 1 and _converter("s2twp").convert(name) != other}


@cache
def _pattern(*, with_places: bool) -> re.Pattern[str]:
    names = sorted(_words() | (_places() if with_places else {}), key=len, reverse=True)
    return re.compile("|".join(rf"(?<!\w){name}" if name[-1] == "·" else name for name in names))  # 萨姆· in 胡萨姆·


@cache
def _converter(way: str) -> Any:
    return import_module("opencc").OpenCC(way)
