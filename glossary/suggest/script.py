"""One Chinese script -> the other: OpenCC where it is installed (the extra zh), else what is certain without it."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from glossary.model import Concept, State, Suggestion
from glossary.suggest import Context
from glossary.suggest import suggest as ask
from glossary.text import chinese

_OTHER = {"zh-Hans": "zh-Hant", "zh-Hant": "zh-Hans"}
_WAY = {"zh-Hans": "tw2sp", "zh-Hant": "s2twp"}
_ASKED = ("memory", "lists", "places", "transcription", "parts")


def suggest(concept: Concept, language: str, context: Context) -> list[Suggestion]:
    """Return the rendering in the other script, or the proposals for it, converted."""
    other = _OTHER.get(language)
    if other is None:
        return []
    term = concept.rendering(other)
    if term is not None:
        origin = "script: from " + ("an approved" if term.state is State.APPROVED else "a proposed") + f" {other} term"
        rows = [(term.text, origin, "medium" if term.state is State.APPROVED else "low")]
    elif language == "zh-Hant":
        rows = [(row.text, f"script: from {row.origin}", "low") for row in ask(concept, other, context, only=_ASKED)]
    else:
        rows = []
    found = []
    for text, origin, confidence in rows:
        converted = convert(text, language)
        if converted:
            found.append(Suggestion(converted, language, origin, confidence))
    return found


def convert(text: str, language: str) -> str:
    """Return *text* in the script of *language*; empty where that cannot be said.

    Traditional to Simplified is nearly one to one; the way back needs OpenCC, unless no character changes.
    """
    if find_spec("opencc"):
        return str(_converter(_WAY[language]).convert(text))
    if language == "zh-Hans":
        return chinese.simplified(text)
    return ""


@cache
def _converter(way: str) -> Any:
    return import_module("opencc").OpenCC(way)
