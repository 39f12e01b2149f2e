"""The fallback for names of unknown language: letter-by-letter drafts in Russian and Chinese.

Most are African, Indian or Thai. Possible East Asian and Vietnamese names never get Chinese characters.
"""

from __future__ import annotations

import re

from glossary.model import Concept, Kind, Suggestion
from glossary.suggest import Context, by_hyphens, cyrillic, draft, english, lexicon, transcription, western
from glossary.text import palladius, polivanov

_PART = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ]{2,}(?:-[A-Z][a-z]+)*")
_PLACE = re.compile("[A-Z][a-z]{4,}")
PINYIN_LETTERS = re.compile("x|q|zh|uang|iang|iao")
"""Letters that show a place name to be pinyin even if it has many syllables: *Xishuangbanna*."""
_SILENT_E = re.compile("(?:[^aeiou]e|[^aeiou]es|ee)$")
_OPEN_SYLLABLES = re.compile("(?:[mn]?[bcdfghjklmnprstvwyz]h?[wy]?[aeiou])+")
"""Names of open syllables only, whose final e is pronounced: *Kitale*, but not *Ilfracombe*."""
_UNREADABLE = re.compile("qu|^x|eau|ourt|heim|e[iy]$|ies$", re.IGNORECASE)
"""Spellings that cannot be read letter by letter if the language is unknown: *Lehaucourt*, *Lydney*."""
_HEPBURN = re.compile("(?:(?:[kgnhbmprsj]y|[kgsztdnhbpmrwjyf]|sh|ch|ts)?[aiueo]|n(?![aiueoy]))+")
_SYLLABLE = re.compile("[^aeiouy]*[aeiouy]{1,3}[^aeiouy]*")
"""A single syllable, as in Chinese names romanised by older systems than pinyin: *Leung*, *Hsien*."""

_ASPIRATED = re.compile("[BDbd]h[aeiou]")
"""Consonants of Indian names: *Bhandari*, *Wadhwani*."""
_AFRICAN = frozenset("ak am ha ig ki kln lg ln luo ny rw sn sw wo xh yo zu".split())
"""Languages whose names are read letter by letter even if American pronunciation is known: *Babatunde*."""
_INDIAN = frozenset(("hi", "bn", "ta", "te", "pa", "mr", "gu", "ml"))
_WITH_CHINESE_NAMES = {"bo", "ug"}
"""Languages (Tibetan, Uyghur) whose speakers mostly have established names in Chinese."""


def suggest(concept: Concept, language: str, context: Context) -> list[Suggestion]:
    """Return a letter-by-letter draft for a person or a place, unless the name may be East Asian."""
    if concept.kind is Kind.PLACE:
        text = _render_place(concept.name) if language == "ru" else ""
        return [Suggestion(text, language, "letter by letter", "low")] if text else []
    return [
        Suggestion(row.text, language, "letter by letter", "low")
        for row in draft(concept, language, lambda name: (_render(name, language), "letters"))
    ]


def _render(name: str, language: str) -> str:
    parts = re.sub("(?<=[a-z])['’]", "", name).split()  # Mata'afa
    if not 1 < len(parts) < 5 or not all(map(_PART.fullmatch, parts)) or palladius.person(name)[0]:
        return ""
    known = [cyrillic.known_name(part) for part in parts]
    if any(lexicon.row(part.lower()) or lexicon.other_number(part, "zh-Hans") for part in parts):
        return ""  # Inspector Mendez
    others = [part.lower() for part, row in zip(parts, known, strict=True) if not row]
    if any(_SYLLABLE.fullmatch(part) or _may_be_pinyin(part) for part in others) or all(known):
        return ""
    indian = any(row and row.origin in _INDIAN for row in known) or _ASPIRATED.search(name)
    letters = "hi" if indian else "plain"
    if language == "ru":
        texts = [
            row.russian if row else western.to_russian(part, letters) for part, row in zip(parts, known, strict=True)
        ]
        return " ".join(texts) if all(texts) else ""
    if re.search("[aeiou]['’][aeiou]", name) or all(map(polivanov.word, others)):
        return ""
    if any(not _WITH_CHINESE_NAMES.isdisjoint(cyrillic.languages_of(part)) for part in parts):
        return ""
    spoken = not any(row and row.origin in _AFRICAN for row in known)
    texts = [
        cyrillic.as_surname(row) if row else _part_to_chinese(part, letters, spoken=spoken)
        for part, row in zip(parts, known, strict=True)
    ]
    return "·".join(texts) if all(texts) else ""


def _render_place(name: str) -> str:
    """Return the Russian for a one-word place name that is in no table, or an empty string for a common word."""
    rows = lexicon.row(name), lexicon.row(name.lower()), lexicon.other_number(name, "zh-Hans")
    common = any(row and row.russian[0] != "«" for row in rows)  # a club may be named after its town
    if common or not _PLACE.fullmatch(name) or _may_be_pinyin(name):
        return ""
    if known := cyrillic.known_name(name):
        return known.russian
    if spoken := english.to_russian(name):
        return spoken
    if _SILENT_E.search(name) and not _OPEN_SYLLABLES.fullmatch(name.lower()):
        return ""
    if palladius.divide(name) and PINYIN_LETTERS.search(name.lower()):
        return palladius.word(name)[0]
    japanese = polivanov.word(name) if _HEPBURN.fullmatch(name.lower()) else ""
    return japanese or ("" if _UNREADABLE.search(name) else western.to_russian(name, "plain"))


def _may_be_pinyin(part: str) -> bool:
    """Return whether *part* can be a Chinese surname or given name; *Adeyemi* has too many syllables."""
    return any(len(way) < 3 for way in palladius.divide(part))


def _part_to_chinese(part: str, letters: str, *, spoken: bool) -> str:
    def written(piece: str) -> str:
        sounds = western.to_russian(piece, letters).lower()
        return (english.to_chinese(piece) if spoken else "") or transcription.from_sounds(sounds, letters)

    return by_hyphens(part, written)
