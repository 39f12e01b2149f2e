"""Romanised Russian names in Cyrillic: given names and well-known surnames from a table, others as ranked drafts.

``names.tsv`` has parts of names from all nations; the other suggesters for persons look them up here. A name whose
parts are all in the table is used as it stands there if they fit together (:func:`compatible`). For what a romanisation
leaves open (e or ё, y, ts: ``cyrillic.tsv``) all options are tried and ranked by the endings of Russian surnames.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from glossary.model import Concept, Kind, Suggestion
from glossary.suggest import Context, has_royal_title, has_title, person_names, table
from glossary.text import palladius

_CYRILLIC_ENDING = re.compile(
    "(?:ов|ев|ёв|ин|ын|ский|цкий|ской|ный|ова|ева|ёва|ина|ына|ская|цкая|ная|енко|ко|чук|юк|ук|як|ич|ян|дзе|швили|их|ых|ой|ый|ий|ейн)$"
)
_CYRILLIC = frozenset(("ru", "uk", "by", "kk", "ky", "uz", "tg", "tk", "az", "hy", "ka", "bg", "sr"))
"""Languages written in Cyrillic, now or formerly."""
_SLAVIC_LATIN = frozenset(("sk", "cs", "pl", "sr", "hr", "sl"))
_ROMANISED_ENDING = re.compile(
    r"(?:[ou]v|ev|in|yn|s[ck](?:y|i|iy|ii|yy|aya|aia)|ts?k(?:y|i|iy|ii|yy)|nyi?|[ou]va|eva|ina|enko|chuk|yuk|vich|yan|dze|shvili)$",
    re.IGNORECASE,
)

_TELLING_ENDING = re.compile(
    r"(?:[^aeiouy][ou]v|[aeiy]ev|[ou]va|eva|[^aeiouy]sk(?:y|iy|ii|aya)|enko|(?:[aeiou][^aeiouy]+){2}yan|dze|shvili)$",
    re.IGNORECASE,
)
"""Surname endings that show the origin of a name whatever the given name is."""
_NOT_RUSSIAN = re.compile("[qwx]|(?<!s)ck|th|ph", re.IGNORECASE)
"""Letters that no romanisation of Russian uses."""
WOMEN = "利里尼纳亚林马罗雷维弗", "莉丽妮娜娅琳玛萝蕾薇芙"
"""Characters of transcriptions, and their counterparts in women's names."""
_TO_SURNAME = str.maketrans(WOMEN[1] + "丝莎", WOMEN[0] + "斯沙")
_VAGUE_ENDING = re.compile("[iy]n$")
"""An ending that proves little without a given name: *Galvin*."""


def suggest(concept: Concept, language: str, context: Context) -> list[Suggestion]:
    """Return Russian forms of a person's romanised name."""
    if language != "ru" or concept.kind is not Kind.PERSON:
        return []
    for name in person_names(concept):
        if whole := known_name(name):
            alone = whole.sort == "given"  # Francis may be a pope, Charles a king
            return [Suggestion(whole.russian, language, "table of names", "low" if alone else "medium")]
        if has_title(name) or palladius.person(name)[1] in ("known", "surname first"):
            continue
        parts = name.split()
        surely = len(parts) == 2 and _TELLING_ENDING.search(parts[1]) is not None and not _is_foreign(parts[1])
        own = surely or (len(parts) == 2 and _is_only_russian(parts[0]))
        rows = [_part(part, last=own or at == len(parts), own=own) for at, part in enumerate(parts, 1)]
        forms, listed = [row[0] for row in rows], all(row[1] for row in rows)
        if not listed and any(map(_is_foreign, parts)) and not (surely and re.search("kh|zh|shch", name.lower())):
            continue
        if not all(forms) or (len(parts) == 1 and not listed and _VAGUE_ENDING.search(name)):
            continue
        sure = listed and compatible(parts) and not has_royal_title(concept)
        draft = "cyrillic: draft, from Ukrainian" if any(map(_is_ukrainian, parts)) else "cyrillic: draft"
        origin = "table of names" if listed else draft
        before = [each[0] for each in forms[:-1]]
        return [
            Suggestion(" ".join([*before, last]), language, origin, "medium" if sure and not at else "low")
            for at, last in enumerate(forms[-1][:3])
        ]
    return []


class Name(NamedTuple):
    """A person's name, or a part of one, from the table."""

    russian: str
    chinese: str
    sort: str
    """``given``, ``surname``, or ``name`` for a whole name."""
    origin: str
    """Code of the language that the name comes from."""


@cache
def _names_by_spelling() -> dict[str, Name]:
    """Return the names of the table by case-folded spelling."""
    return {spelling.casefold(): Name(*row[1:5]) for row in table("names.tsv") for spelling in row[0].split("|")}


def known_name(name: str) -> Name | None:
    """Return the table's entry for a whole name or a part of one, or None."""
    return _names_by_spelling().get(name.replace("’", "'").casefold())


def languages_of(name: str) -> tuple[str, ...]:
    """Return the codes of the languages in which the given name *name* is listed as native."""
    return _given_names().get(name.lower(), ())


@cache
def _given_names() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for language, names in table("given_names.tsv"):
        for name in names.lower().split():
            found[name] = (*found.get(name, ()), language)
    return found


def as_surname(known: Name) -> str:
    """Return the Chinese of *known* as a surname, without the characters for women: 凯利 for Kelly.

    >>> as_surname(Name("Келли", "凯莉", "given", "en"))
    '凯利'
    """
    female = known.sort == "given" and known.origin == "en"
    return known.chinese.translate(_TO_SURNAME) if female else known.chinese


def compatible(parts: Sequence[str]) -> bool:
    """Return whether the listed parts of a name can belong to one person, judging by their languages.

    *Peter* is not Питер before *Müller*, nor *George* Джордж before *Tolstoy*; *Albanese* is Албаниз only after an
    English given name; *Elena* is not Елена before *Ferrante*, and no *Maria* is called Ковальский.
    >>> compatible(["Peter", "Müller"]), compatible(["Sergei", "Smith"]), compatible(["Pablo", "Trump"])
    (False, True, False)
    """
    *given, last = (known_name(part) for part in parts)
    first = given[0] if given else None
    if first is None or last is None:
        return True
    surname = last.sort == "surname"
    homes = languages_of(parts[0])
    if parts[0].endswith("a") and last.russian.endswith("кий") and first.origin != "ru":
        return False  # Maria Kowalski
    if surname and last.origin in _SLAVIC_LATIN and first.origin in ("it", "es", "fr", "pt"):
        return False  # Chiara Pellegrini, whose surname a Slovak has as well
    alike = {first.origin, last.origin} <= {"es", "it"}  # Spanish and Italian sound alike
    if surname and first.origin != last.origin and not alike and last.origin in homes:
        return False
    elsewhere = set(homes) - {first.origin, "es" if first.origin == "it" else "it"}
    if surname and first.origin in ("en", "es") and last.origin != first.origin and elsewhere:
        return last.origin in ("es", "it") and first.origin == "es"  # Peter Pellegrini, Joseph Aoun
    if surname and last.origin == "pt" and first.origin != "pt":
        return False  # Robert Costa, Elena Salgado: spelled alike, but pronounced differently
    if first.origin == "en":
        return parts[-1].isascii() and last.origin not in _CYRILLIC
    return not surname or last.origin != "en" or first.origin in _CYRILLIC


def _is_foreign(part: str) -> bool:
    """Return whether *part* is a listed name from a non-Cyrillic language: Sarah Palin is not Палин."""
    known = known_name(part)
    return known is not None and known.origin not in _CYRILLIC


def _is_ukrainian(part: str) -> bool:
    known = known_name(part)
    return known is not None and known.origin == "uk"


def _is_only_russian(given: str) -> bool:
    """Return whether a given name is only Russian or from a neighbour of Russia: *Oksana*, but not *Anton*."""
    known = known_name(given)
    return known is not None and (known.sort, known.origin in _CYRILLIC) == ("given", True) and not languages_of(given)


def _part(part: str, *, last: bool, own: bool) -> tuple[list[str], bool]:
    """Return the Cyrillic forms of one part of a name, and whether they come from the table.

    An unlisted part is transliterated only if it is the *last* one, and looks Russian or the name is Russian (*own*).
    """
    if known := known_name(part):
        return [known.russian], True
    if "-" in part:
        pieces = [_part(piece, last=last, own=own) for piece in part.split("-")]
        if all(forms for forms, _ in pieces):
            return ["-".join(forms[0] for forms, _ in pieces)], all(sure for _, sure in pieces)
        return [], False
    if not last or not (own or _ROMANISED_ENDING.search(part)) or _NOT_RUSSIAN.search(part):
        return [], False
    return to_cyrillic(part), False


def to_cyrillic(word: str) -> list[str]:
    """Return Cyrillic drafts of a romanised Russian *word*, the most likely first.

    >>> to_cyrillic("Gabuev")[0], to_cyrillic("Radchenko")[0], to_cyrillic("Solovyov")[0], to_cyrillic("Belsky")[0]
    ('Габуев', 'Радченко', 'Соловьёв', 'Бельский')
    """
    low = word.lower().replace("’", "'")
    if low.endswith(("shvili", "dze")):
        low = low.replace("gh", "g").replace("j", "dzh")  # Gharibashvili, Burjanadze
    low = re.sub("(?<=[^d])j(?!i)|^j(?=e)", "y", low)  # Sergej, Katja, Jelena; but Javlon, Tojiev
    if not low or len(low) > 40 or not re.fullmatch("[a-zëё']+", low):
        return []
    drafts = [("", 0)]
    at = 0
    while at < len(low):
        size, options = _options(low, at)
        drafts = [(text + option, cost + rank) for text, cost in drafts for rank, option in enumerate(options)]
        drafts = sorted(drafts, key=lambda draft: draft[1])[:60]
        at += size
    ranked = sorted(drafts, key=lambda draft: (draft[1] - (2 if _CYRILLIC_ENDING.search(draft[0]) else 0), draft[1]))
    return list(dict.fromkeys(text[:1].upper() + text[1:] for text, _ in ranked))[:5]


def _options(word: str, at: int) -> tuple[int, tuple[str, ...]]:
    """Return how many Latin letters to read at *at*, and the Cyrillic options for them, the most likely first."""
    if ending := re.match(r"(s|ts|t)k(?:(aya|aia)|y|i|iy|ii|yy|yi)$", word[at:]):
        return len(word) - at, ({"s": "ск", "ts": "цк", "t": "тк"}[ending[1]] + ("ая" if ending[2] else "ий"),)
    before = word[at - 1 : at]
    latin, options = next(row for row in _letters() if word.startswith(row[0], at))
    if latin in ("ye", "yu", "ya", "yo") and before and before not in "aeiouy":
        soft = ("ьё", "ё") if before in "bvpmf" else ("ё", "ьё")  # Воробьёв, but Киселёв
        options = {"ye": ("ье", "е"), "yu": ("ю", "ью"), "ya": ("я", "ья"), "yo": soft}[latin]
    elif latin == "e" and at:
        # The press writes Gorbachev, without ё, for Горбачёв.
        options = ("е", "ё") if word[at:] in ("ev", "eva") and before not in "aeiouy" else ("е",)
    elif latin == "y" and at == len(word) - 1:
        options = ("й",) if before in "aeou" else ("ий", "ый")
    elif word.startswith(("lsk", "lts", "lsh"), at):
        options = ("ль", "л")
    # A word never begins with a soft sign.
    return len(latin), options if at else tuple(row for row in options if row[0] != "ь")


@cache
def _letters() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return (Latin letters, possible Cyrillic letters) in the order in which they are tried."""
    return tuple((latin, tuple(options.split())) for latin, options in table("cyrillic.tsv"))
