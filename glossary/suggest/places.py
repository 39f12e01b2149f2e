"""Names of places from our own table, then territories, regions, cities and currencies from CLDR (by Babel)."""

from __future__ import annotations

import re
from functools import cache

from glossary import languages
from glossary.model import Concept, Kind, Suggestion
from glossary.suggest import Context, cyrillic, source_names, table

_COLUMN = {"en": 0, "zh-Hans": 1, "zh-Hant": 2, "ru": 3}
_DISPUTED = frozenset({"TW", "HK", "MO", "PS", "XK", "EH", "FK", "AX", "IL", "CY", "MK"})
"""Territories whose CLDR name takes a side in a dispute."""


def suggest(concept: Concept, language: str, context: Context) -> list[Suggestion]:
    """Return the names of a place, of the language of a people, or of a currency."""
    known = cyrillic.known_name(concept.name)
    if concept.kind in (Kind.PERSON, Kind.WORK) or (known and known.sort == "name"):
        return []  # Ho Chi Minh
    sure = "high" if concept.kind is Kind.PLACE else "medium"
    for name in source_names(concept):
        if (name.islower() and concept.kind is not Kind.PLACE) or _is_not_place(name, concept):
            continue  # a turkey, nice
        if found := _from_table(name, language, concept):
            first = "low" if len(found) > 1 or _is_namesake(name, concept.context) else sure
            return [
                Suggestion(text, language, "table of places", "low" if loaded or at else first)
                for at, (text, loaded) in enumerate(found)
            ]
        if place := _cldr_by_name(concept.head.language).get(_key(name)):
            sort, code = place
            text = _cldr(language).get((sort, code), _city_of_zone(code) if (sort, language) == ("city", "en") else "")
            people = concept.kind is Kind.GROUP and languages.base(language) != "zh"  # not 德语
            if text and (sort != "language" or people or concept.kind is Kind.OTHER):
                unsure = code in _DISPUTED or sort == "language" or (sort == "city" and sure != "high")  # Christmas
                unsure = unsure or _is_namesake(name, concept.context)
                confidence = "low" if unsure else sure
                return [Suggestion(text, language, f"CLDR: {sort} {code}", confidence)]
    return []


def _is_not_place(name: str, concept: Concept) -> bool:
    """Return whether *name* is an acronym of the concept (PISA), or two letters not both capitals (*La*)."""
    capitals = "".join(filter(str.isupper, concept.name))
    return (name != concept.name and len(name) > 3 and name == capitals) or (len(name) == 2 and not name.isupper())


def _is_namesake(name: str, context: str) -> bool:
    """Return whether the context puts the place in an American state, so that it is a namesake: *Moscow, Idaho*."""
    if f"{name}, " not in context:
        return False
    found = re.search(rf"\b{re.escape(name)}, (?P<state>[A-Z]\w+(?: [A-Z]\w+)?)", context)
    words = found["state"].split() if found else []
    rows = [_index("en").get(_key(state), ()) for state in (" ".join(words), *words[:1])]
    return any(row[1].endswith("州") for found in rows for row in found)


def _key(name: str) -> str:
    return " ".join(name.replace("’", "'").split()).casefold().removeprefix("the ")


@cache
def _index(language: str) -> dict[str, list[tuple[str, ...]]]:
    """Return the rows of our table by name in *language*; places with the same name share a key."""
    column = _COLUMN.get("zh-Hans" if language == "zh" else language, -1)
    found: dict[str, list[tuple[str, ...]]] = {}
    for row in table("places.tsv") if column >= 0 else ():
        for name in filter(None, row[column].split("|")):
            found.setdefault(_key(name), []).append(row)
    return found


def _from_table(name: str, language: str, concept: Concept) -> list[tuple[str, bool]]:
    """Return (rendering, whether it is disputed) for the places called *name* in our table.

    Of several (Georgia: the country or the state), those whose key words occur in the context come first.
    """
    column = _COLUMN.get(language, -1)
    rows = sorted(
        _index(concept.head.language).get(_key(name), ()) if column >= 0 else (),
        key=lambda row: len(row) < 6 or re.search(rf"\b(?:{row[5]})\b", concept.context) is None,
    )
    return list(dict.fromkeys((row[column].split("|")[0], row[4] == "loaded") for row in rows if row[column]))


def pairs(one: str, other: str) -> dict[str, str]:
    """Return the names in the language *other* of places and territories, keyed by their names in *one*."""
    ours = ((row[_COLUMN[one]], row[_COLUMN[other]]) for row in table("places.tsv"))
    territories = ((text, _cldr(other).get(key, "")) for key, text in _cldr(one).items() if key[0] == "territory")
    return {name: text for name, text in (*territories, *ours) if name and text}


@cache
def _cldr_by_name(language: str) -> dict[str, tuple[str, str]]:
    """Return (sort, code) for everything that CLDR has a name for, keyed by its name in *language*."""
    found: dict[str, tuple[str, str]] = {}
    for place, text in _cldr(language).items():
        found.setdefault(_key(text), place)
    if languages.base(language) == "en":
        for sort, zone in list(_cldr("ru")):
            if sort == "city":
                found.setdefault(_key(_city_of_zone(zone)), (sort, zone))
    return found


def _city_of_zone(zone: str) -> str:
    """Return the English name of a time zone's city, taken from the zone's identifier."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")


@cache
def _cldr(language: str) -> dict[tuple[str, str], str]:
    """Return the CLDR names in *language* of territories, cities, languages and currencies, by (sort, code)."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return {}
    found: dict[tuple[str, str], str] = {}
    for code, name in sorted(locale.territories.items()):
        if code not in ("XA", "XB", "ZZ", "UN", "EU", "EZ"):
            found["region" if code.isdigit() else "territory", str(code)] = _corrected(str(name), language)
    for zone, fields in sorted(locale.time_zones.items()):
        if city := fields.get("city"):
            found["city", str(zone)] = _corrected(str(city), language)
    for code, name in sorted(locale.languages.items()):
        if "_" not in code:
            found["language", str(code)] = str(name)
    for code, name in sorted(locale.currencies.items()):
        past = language == "ru" and name[0].isupper()  # a former currency: Немецкая марка
        if not past and "(" not in name and (" " in name or languages.base(language) != "en"):
            found["currency", str(code)] = _corrected(str(name), language)
    return found


def _corrected(name: str, language: str) -> str:
    for where, pattern, text in table("cldr_mended.tsv"):
        name = re.sub(pattern, text, name) if where == language else name
    return name
