"""Monarchs, popes and princes in Russian and Chinese (*King Salman*, *Louis XIV*), by a table of titles and rulers."""

from __future__ import annotations

import re
from functools import cache

from glossary.model import Concept, Kind, Suggestion
from glossary.suggest import Context, cyrillic, table
from glossary.text.numerals import ROMAN, han

_NUMBERED = re.compile(r"(?P<name>.+?) (?P<number>[IVX]{1,7})")
_QUEENS_REGNANT = frozenset("Anne Beatrix Elizabeth Juliana Margrethe Maria Victoria Wilhelmina".split())
"""Queens in their own right, 女王; consorts have another title in Chinese."""
_TITLES_WITH_ORDINARY_NAMES = ("Prince", "Princess", "Crown Prince", "Crown Princess")
"""Titles whose bearers have ordinary names: *Prince William*, принц Уильям."""


def suggest(concept: Concept, language: str, context: Context) -> list[Suggestion]:
    """Return the name of a monarch, pope, prince or saint with its title."""
    numbered = concept.kind is Kind.OTHER and _NUMBERED.fullmatch(concept.name)
    if language not in ("ru", "zh-Hans") or not (concept.kind is Kind.PERSON or numbered):
        return []
    text = render(concept.name, language)
    return [Suggestion(text, language, "table of kings", "low")] if text else []


def render(name: str, language: str) -> str:
    """Return the rendering of a name with a regnal number or a title, or an empty string for any other name.

    >>> render("Harald V", "ru"), render("King Salman", "zh-Hans"), render("Pope Pius XII", "ru")
    ('Харальд V', '萨勒曼国王', 'папа римский Пий XII')
    >>> render("Prince William", "ru"), render("Salman", "ru"), render("King Street", "ru")
    ('принц Уильям', '', '')
    """
    title = next((title for title in _titles() if name.startswith(f"{title} ")), "")
    bare = name.removeprefix(title).strip()
    match = _NUMBERED.fullmatch(bare)
    own, number = (match["name"], match["number"]) if match else (bare, "")
    known = _names().get(bare) or _names().get(own)  # Charles V, and Charles III
    if title in _TITLES_WITH_ORDINARY_NAMES and not number and (row := cyrillic.known_name(own)):
        known = row.russian, row.chinese
    if not known or not (title or number) or (number and number not in ROMAN):
        return ""
    if language == "ru":
        form = _titles()[title][0] if title else "{}"
        if known[0][-1] in "ая":
            form = form.replace("святой", "святая")
        return form.format(f"{known[0]} {number}".strip())
    text = known[1] + _ordinal(number, own)
    if not title:
        return text
    return _titles()[title][1 if number or own in _QUEENS_REGNANT else 2].format(text)


def _ordinal(number: str, name: str) -> str:
    """Return 三世 for III; for kings of France, Chinese omits 世."""
    return han(ROMAN[number]) + ("" if name == "Louis" else "世") if number else ""


@cache
def _titles() -> dict[str, tuple[str, ...]]:
    rows = [row for row in table("regnal.tsv") if row[0] == "title"]
    found = {name: row[2:] for row in rows for name in row[1].split("|")}
    return dict(sorted(found.items(), key=lambda pair: -len(pair[0])))


@cache
def _names() -> dict[str, tuple[str, str]]:
    return {name: (row[2], row[3]) for row in table("regnal.tsv") if row[0] == "name" for name in row[1].split("|")}
