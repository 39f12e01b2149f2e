"""Drafts for Vietnamese names, with or without diacritics, in Russian; never in Chinese characters.

A name counts as Vietnamese if it starts with a Vietnamese surname and all other syllables are Vietnamese as well.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from glossary.model import Concept, Suggestion
from glossary.suggest import Context, draft, table
from glossary.suggest.cyrillic import known_name
from glossary.text import palladius


def suggest(concept: Concept, language: str, context: Context) -> list[Suggestion]:
    """Return the Russian form of a Vietnamese person's name, unless it may be Chinese."""
    return draft(concept, language, _render) if language == "ru" else []


def _render(name: str) -> tuple[str, str]:
    return ("" if known_name(name) or palladius.person(name)[0] else to_russian(name)), "Vietnamese"


def to_russian(name: str) -> str:
    """Return the Russian for a Vietnamese *name*, or an empty string if a part of it is not Vietnamese.

    >>> to_russian("Nguyen Xuan Phuc"), to_russian("Trần Đại Quang"), to_russian("Le Carre")
    ('Нгуен Суан Фук', 'Чан Дай Куанг', '')
    """
    plain = unicodedata.normalize("NFD", name.replace("Đ", "D").replace("đ", "d"))
    surname, *given = "".join(char for char in plain if not unicodedata.combining(char)).split() or [""]
    texts = [_rows("surname").get(surname.lower(), ""), *(_syllable(part.lower()) for part in given)]
    return " ".join(texts) if 1 < len(texts) < 5 and all(texts) else ""


def _syllable(word: str) -> str:
    for sort in ("syllable", "surname"):
        if word in _rows(sort):
            return _rows(sort)[word]
    found = re.fullmatch(rf"(?P<initial>{'|'.join(_rows('initial'))})?(?P<rest>[aeiouy].*)", word)
    if found is None or found["rest"] not in _rows("rest"):
        return ""
    return (_rows("initial").get(found["initial"] or "", "") + _rows("rest")[found["rest"]]).capitalize()


@cache
def _rows(sort: str) -> dict[str, str]:
    return {row[1].lower(): row[2] for row in table("vietnamese_ru.tsv") if row[0] == sort}
