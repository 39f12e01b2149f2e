"""Russian names -> Chinese, by the published table of syllables; conventional names are looked up.

The table follows GB/T 17693.4-2009 as the transform ``ru-zh`` of CLDR has it. Women's names end in the characters for
women. The result is Simplified Chinese; the parts are joined with an interpunct.
"""

from __future__ import annotations

import re
from functools import cache

from glossary.model import Concept, Kind, Suggestion
from glossary.suggest import Context, cyrillic, english, person_names, table

_VOWELS = "аеёиоуыэюя"


def suggest(concept: Concept, language: str, context: Context) -> list[Suggestion]:
    """Return Chinese forms of a person's name that is Russian, or whose parts are in the table of names."""
    if language != "zh-Hans" or concept.kind is not Kind.PERSON:
        return []
    for name in person_names(concept):
        whole = cyrillic.known_name(name)
        if whole:
            return [Suggestion(whole[1], language, "table of names", "medium")]
        *given, surname = (cyrillic.known_name(part) for part in name.split())
        if surname and all(given):
            texts = [*(part[1] for part in given if part), english.as_surname(surname) if given else surname[1]]
            text = "·".join(texts)
            return [Suggestion(text, language, "table of names", "medium")]
        hyphened = [_hyphened(part) for part in name.split()]
        if len(hyphened) > 1 and all(hyphened):
            return [Suggestion("·".join(hyphened), language, "table of names", "low")]
    russian = _russian(concept, context)
    if not russian or not re.fullmatch("[А-Яа-яЁё -]+", russian):
        return []
    words = russian.split()
    female = bool(re.search("(?:ова|ева|ёва|ина|ына|ская|цкая|ая)$", words[-1]))
    pieces = []
    for word in words:
        known = next((row[2] for row in table("names.tsv") if row[1] == word), "")
        pieces.append(known or to_chinese(word, female=female))
    if not all(pieces):
        return []
    return [Suggestion("·".join(pieces), language, "transcription from Russian", "low")]


def _hyphened(part: str) -> str:
    known = [cyrillic.known_name(piece) for piece in part.split("-")]
    return "-".join(row[1] for row in known if row) if all(known) else ""


def _russian(concept: Concept, context: Context) -> str:
    """Return the Russian name to go by: that of the glossary, or the best draft of one."""
    if concept.head.language == "ru":
        return concept.name
    term = concept.rendering("ru")
    drafts = cyrillic.suggest(concept, "ru", context)
    # A Russian rendering of a name that is not Russian would be transcribed at second hand.
    if drafts:
        return term.text if term else drafts[0].text
    return ""


@cache
def _syllables() -> dict[str, list[tuple[str, str, str]]]:
    """Return (Chinese, where, for women) by Russian letters."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for russian, chinese, where, woman in table("ru_zh_syllables.tsv"):
        found.setdefault(russian, []).append((chinese, where, woman))
    return found


@cache
def _longest() -> int:
    return max(map(len, _syllables()))


def to_chinese(word: str, *, female: bool = False) -> str:
    """Return the Chinese transcription of a Russian *word*; empty where a letter is not in the table.

    >>> to_chinese("Габуев"), to_chinese("Радченко"), to_chinese("Токаев")
    ('加布耶夫', '拉琴科', '托卡耶夫')
    """
    low = word.lower().replace("-", "")
    if len(low) > 60:
        return ""
    text = ""
    at = 0
    while at < len(low):
        for size in range(min(_longest(), len(low) - at), 0, -1):
            found = _fitting(low, at, size)
            if found:
                chinese, woman = found
                text += woman if female and woman and at + size == len(low) else chinese
                at += size
                break
        else:
            return ""
    return text


def _fitting(word: str, at: int, size: int) -> tuple[str, str] | None:
    """Return (Chinese, for women) of the letters there, where the table allows them there."""
    end = at + size
    closed = end == len(word) or word[end] not in _VOWELS
    for chinese, where, woman in _syllables().get(word[at:end], ()):
        fits = {"": True, "closed": closed, "final": end == len(word), "initial": at == 0}
        if fits[where]:
            return chinese, woman
    return None
