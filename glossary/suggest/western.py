"""Spanish, Italian, German, Polish, Turkish names -> Russian, by the practical transcription; Spanish ones -> Chinese.

The given name tells the language, and only what is not in the table of names is transcribed. English ones have a module
of their own, for their letters tell only in part how they are pronounced; French ones are left alone.
"""

from __future__ import annotations

import re
from functools import cache

from glossary.model import Concept, Kind, Suggestion
from glossary.suggest import Context, cyrillic, source_names, table, transcription

_LANGUAGES = {"es": "Spanish", "it": "Italian", "de": "German", "pl": "Polish", "tr": "Turkish"}
_ITALIAN = re.compile(r"(?:i|zz[aeo]|cc[aeo]|cch[ei].*|gn[aeo]|gli[aeo])$")
_SPANISH = re.compile(r"(?:[szñ]|ñ[ao]|ll[ao]s?|j.*|y)$")
_LONGEST = 60
"""No name has more letters."""
_PARTICLES = {"de": "де", "del": "дель", "la": "ла", "di": "ди", "da": "да", "von": "фон", "y": "и"}


def suggest(concept: Concept, language: str, context: Context) -> list[Suggestion]:
    """Return a draft of a person's name whose given name is in one of the languages; Chinese for Spanish ones only."""
    if language not in ("ru", "zh-Hans") or concept.kind is not Kind.PERSON:
        return []
    for name in source_names(concept):
        parts = name.split()
        known = [cyrillic.known_name(part) for part in parts]
        origin = known[0][3] if known[0] and known[0][2] == "given" else ""
        if origin in ("es", "it"):  # Mario is either; the surname tells
            line = " ".join(parts)
            origin = "it" if _ITALIAN.search(line) else "es" if _SPANISH.search(line) else origin
        if origin not in _LANGUAGES or all(known) or (language != "ru" and origin != "es"):
            continue
        column, write = (0, to_russian) if language == "ru" else (1, _to_chinese)
        texts = [row[column] if row else write(part, origin) for part, row in zip(parts, known, strict=True)]
        if len(texts) > 1 and all(texts):
            text = (" " if language == "ru" else "·").join(texts)
            return [Suggestion(text, language, f"transcription from {_LANGUAGES[origin]}", "low")]
    return []


def _to_chinese(word: str, origin: str) -> str:
    """Return the Chinese of a Spanish name; particles go with the name behind them, so there is none of them alone."""
    return "" if word in _PARTICLES else transcription.from_spanish(word)


def to_russian(word: str, origin: str) -> str:
    """Return the Russian transcription of a name in the language *origin*; empty where a letter has no rule.

    >>> to_russian("Calzadilla", "es"), to_russian("Bianchi", "it"), to_russian("Schäuble", "de")
    ('Кальсадилья', 'Бьянки', 'Шойбле')
    >>> to_russian("Świątek", "pl"), to_russian("Szczęsny", "pl"), to_russian("Yıldırım", "tr")
    ('Свёнтек', 'Щенсны', 'Йылдырым')
    """
    low = word.replace("İ", "i").replace("I", "ı" if origin == "tr" else "i").lower()
    if low in _PARTICLES and word == low:
        return _PARTICLES[low]
    if len(low) > _LONGEST:
        return ""
    text = ""
    at = 0
    while at < len(low):
        found = next(((match, to) for rule, to in _rules(origin) if (match := rule.match(low, at))), None)
        if found is None:
            return ""
        text += found[1]
        at = found[0].end()
    return text[:1].upper() + text[1:]


@cache
def _rules(origin: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row[1]), row[2]) for row in table("western_ru.tsv") if row[0] == origin)
