"""Drafts for European names: practical transcription into Russian, and from there into Chinese.

The language is told by the given name, or by the spelling of the surname if the given name is used in several; only
parts that are not in the table of names are transcribed. English has a module of its own, since its spelling does not
determine the pronunciation. The Chinese is based on the Russian, which shows the pronunciation; Spanish has a table.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from glossary.model import Concept, Suggestion
from glossary.suggest import Context, by_hyphens, cyrillic, draft, lexicon, rules, table, transcription, vietnamese

_CONTRACTIONS = (("ьа", "ья"), ("ьу", "ью"), ("ьэ", "ье"), ("йа", "я"), ("йу", "ю"))
"""How a vowel is written after a soft consonant or й."""
_ROMANCE = frozenset(("es", "it", "pt"))
_NOT_ROMANCE = re.compile("[kw]|[cst]h|oo|ee|y$|[^aeiounrlszñ]$|(?:so|to|ma)n$|er$|[^aeiou][sl]$|ll$")
"""Spellings that do not occur in surnames of these languages."""
_E_MARK = "ъ"
"""Mark for the e after a French n, which is then not nasal: needed for the Chinese, dropped from the Russian."""
_INITIAL_OR_NUMBER = re.compile("[A-Z]|[IVX]+")
"""Initials, and numbers of monarchs."""
_FRENCH_FEMININE = re.compile("(?<!o)i[ln]e$|ie$|ette$|elle$|ilde$|ienne$|ène$|one$")
"""Endings of French women's given names."""


class Origin(NamedTuple):
    """A language that names are transcribed from."""

    name: str
    letters: str = ""
    """Letters that only this language uses."""
    women: str = ""
    """``a`` if unlisted given names in -a are women's."""


@cache
def _origins() -> dict[str, Origin]:
    """Return the languages by code."""
    return {code: Origin(*cells) for code, *cells in table("origins.tsv")}


@cache
def particles(whose: str) -> dict[str, tuple[str, str]]:
    """Return (Russian, Chinese) of particles within names, such as *von*, by lowercase particle."""
    rows = [(*row, "")[1:4] for row in table("particles.tsv") if row[0] == whose]
    return {latin: (russian, chinese) for latin, russian, chinese in rows}


def suggest(concept: Concept, language: str, context: Context) -> list[Suggestion]:
    """Return a draft of a person's name whose given name or spelling belongs to one of the languages."""
    return draft(concept, language, lambda name: _render(name, language))


def _render(name: str, language: str) -> tuple[str, str]:
    """Return (rendering, language of the name), both empty if the name is not transcribed."""
    given, *others = parts = name.replace("’", "'").split()
    origin = origin_of(given, " ".join(others)) if 0 < len(others) < 6 else ""
    known = [cyrillic.known_name(part) for part in parts]
    for at, row in enumerate(known[:-1] if language == "ru" else []):
        here = row and row.sort == "given" and origin != row.origin
        if row and here and (row.origin in ("en", "fr") or origin in cyrillic.languages_of(parts[at])):
            known[at] = None  # Daniel is Дэниел only in English
    if not origin or all(known) or (not name.isascii() and vietnamese.to_russian(name)):  # Võ Nguyên Giáp
        return "", ""
    if language == "ru":
        texts = [row.russian if row else to_russian(part, origin) for part, row in zip(parts, known, strict=True)]
        if origin == "pl" and given.endswith("a") and texts[-1].endswith("кий"):
            texts[-1] = texts[-1][:-1]  # Marta Jakubowski: a woman with the masculine form, as is usual abroad
        return (" ".join(texts) if all(texts) else ""), _origins()[origin].name
    texts, front = [], ""
    for at, (part, row) in enumerate(zip(parts, known, strict=True)):
        if part.lower() in particles("west") and 0 < at < len(parts) - 1:
            front += particles("west")[part.lower()][1]  # De is joined to the next name
            continue
        text = row.chinese if row else to_chinese(part, origin, given=not at)
        texts.append(text and front + text)
        front = ""
    if origin == "hu":
        texts.insert(0, texts.pop())  # Hungarian order, surname first: 诺瓦克·卡塔林
    return ("·".join(texts) if all(texts) else ""), _origins()[origin].name


def origin_of(given: str, surname: str) -> str:
    """Return the language code of a name by its given name and the spelling of its surname, or an empty string.

    >>> origin_of("Giancarlo", "Rossi"), origin_of("Daniel", "Gauchet"), origin_of("Daniel", "Foster")
    ('it', 'fr', '')
    """
    known = cyrillic.known_name(given)
    if known and known.sort == "name":
        return ""
    first = known.origin if known and known.sort == "given" else ""
    listed = [language for language in cyrillic.languages_of(given) if language in _origins()]
    homes = [*([first] if first in _origins() else []), *listed]
    low = surname.lower()
    american = rules.sounds().keys() >= set(re.split("[ -]", low)) and (first == "en" or rules.is_given(given))
    if first != "en" and not _ROMANCE.isdisjoint(homes):
        american = given.isascii() and bool(_NOT_ROMANCE.search(low))  # Carlos Mendieta is Spanish in America as well
    if first == "en" and american:
        return ""
    bearer = cyrillic.known_name(surname)
    if not known and not homes:
        both = given.lower() + low
        own = next((code for code, row in _origins().items() if not set(row.letters).isdisjoint(both)), "")
        named = not lexicon.row(given.lower()) and not rules.is_given(given)  # Inspector Mendez, Brandon Mendez
        return own or (_language_of_surname(low) if named else "")
    if bearer and bearer.sort == "surname" and bearer.origin in homes:
        return bearer.origin
    shaped = [language for language, shape in _surname_patterns() if language in homes and shape.search(low)]
    if shaped:
        return homes[0] if homes[0] in shaped else shaped[0]
    if homes and not american and (sure := _language_of_surname(low)):
        return sure  # Jonas Kazlauskas is not German
    return homes[0] if homes and not american and (not first or first in _origins()) else ""


def _language_of_surname(surname: str) -> str:
    """Return the code of the language that the lowercase *surname* alone identifies, or an empty string."""
    return next((language for language, shape in _telling_patterns() if shape.search(surname)), "")


@cache
def _surname_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row[0], re.compile(row[1])) for row in table("surname_shapes.tsv"))


@cache
def _telling_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return (language, pattern) for spellings that identify the language whatever the given name is."""
    return tuple((row[0], re.compile(row[2])) for row in table("surname_shapes.tsv") if len(row) > 2)


def to_chinese(word: str, origin: str, *, given: bool = False) -> str:
    """Return the Chinese transcription of a name in the language *origin*, or an empty string if a letter has no rule.

    >>> to_chinese("Bernasconi", "it"), to_chinese("Hofreiter", "de"), to_chinese("Gauchet", "fr")
    ('贝尔纳斯科尼', '霍夫赖特', '戈谢')
    """
    if _INITIAL_OR_NUMBER.fullmatch(word):
        return ""
    if origin == "es":
        return transcription.from_spanish(word)

    def written(piece: str) -> str:
        known = cyrillic.known_name(piece) if piece != word else None
        return known.chinese if known else transcription.from_sounds(_pronunciation(piece, origin), origin)

    text = by_hyphens(word, written)
    if text and given and origin == "fr" and _FRENCH_FEMININE.search(word):
        return transcription.feminine(re.sub("[内讷]$", "娜", text))  # Martine
    womans = given and word.endswith("a") and _origins()[origin].women
    return transcription.feminine(text) if text and womans else text


def to_russian(word: str, origin: str) -> str:
    """Return the Russian transcription of a name in the language *origin*, or an empty string if a letter has no rule.

    >>> to_russian("Calzadilla", "es"), to_russian("Bianchi", "it"), to_russian("Schäuble", "de")
    ('Кальсадилья', 'Бьянки', 'Шойбле')
    >>> to_russian("Świątek", "pl"), to_russian("Szczęsny", "pl"), to_russian("Yıldırım", "tr")
    ('Свёнтек', 'Щенсны', 'Йылдырым')
    >>> to_russian("Lefebvre", "fr"), to_russian("Figueiredo", "pt"), to_russian("Szabó", "hu")
    ('Лефебвр', 'Фигейреду', 'Сабо')
    """
    if _INITIAL_OR_NUMBER.fullmatch(word):
        return word if len(word) > 1 else ""
    if word.lower() in particles("west"):
        text = particles("west")[word.lower()][0]
        return text if word.islower() else text.capitalize()  # Bruno Le Maire
    return by_hyphens(word, lambda piece: _pronunciation(piece, origin).replace(_E_MARK, "").capitalize())


def _pronunciation(word: str, origin: str) -> str:
    """Return the pronunciation of a name in lowercase Cyrillic."""
    low = word.replace("İ", "i").replace("I", "ı" if origin == "tr" else "i").lower()
    text = rules.rewritten(low, rules.rules("western_ru.tsv", origin))
    for melted, letter in _CONTRACTIONS:
        text = re.sub(melted, letter, text)
    return text
