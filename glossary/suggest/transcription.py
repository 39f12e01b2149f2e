"""Russian and Spanish names in Chinese, by the published tables of syllables, and the characters of Chinese persons.

Conventional renderings are looked up. The tables follow GB/T 17693.4-2009 and 17693.5-2009 in the form of CLDR's
transforms ``ru-zh`` and ``es_FONIPA-zh``. Russian women's names end in the characters used for women. The result is
Simplified Chinese, with an interpunct between the parts.
"""

from __future__ import annotations

import re
from functools import cache

from glossary.model import Concept, Kind, Suggestion
from glossary.suggest import Context, by_hyphens, cyrillic, has_royal_title, has_title, person_names, rules, table
from glossary.text import palladius
from glossary.text.chinese import is_han
from glossary.text.russian_names import is_womans

_VOWELS = "аеёиоуыэюя"
_WOMEN = str.maketrans(*cyrillic.WOMEN)


def suggest(concept: Concept, language: str, context: Context) -> list[Suggestion]:
    """Return Chinese forms of the name of a person who is Russian, well known in China, or in the table of names."""
    if language != "zh-Hans" or concept.kind is not Kind.PERSON:
        return []
    for name in person_names(concept):
        if characters := _chinese_people().get(name.lower()):
            return [Suggestion(characters, language, "table of names", "medium")]
        if whole := cyrillic.known_name(name):
            alone = whole.sort == "given"
            return [Suggestion(whole.chinese, language, "table of names", "low" if alone else "medium")]
        parts = name.split()
        if has_title(name) or palladius.person(name)[1] in ("known", "surname first"):
            continue
        *given, surname = (cyrillic.known_name(part) for part in parts)
        if surname and all(given):
            texts = [
                *(part.chinese for part in given if part),
                cyrillic.as_surname(surname) if given else surname.chinese,
            ]
            # John Lee has a Chinese name of his own.
            sure = cyrillic.compatible(parts) and not has_royal_title(concept) and len(texts[-1]) > 1
            if surname.origin == "hu" and "hu" in cyrillic.languages_of(parts[0]):
                texts.insert(0, texts.pop())  # Hungarian order, surname first: 西雅尔多·彼得
            return [Suggestion("·".join(texts), language, "table of names", "medium" if sure else "low")]
        hyphened = [by_hyphens(part, _from_table) for part in parts]
        if len(hyphened) > 1 and all(hyphened):
            return [Suggestion("·".join(hyphened), language, "table of names", "low")]
    russian = _russian_name(concept, context)
    if not russian or not re.fullmatch("[А-Яа-яЁё -]+", russian) or palladius.chinese(russian):
        return []
    words = russian.split()
    female = is_womans(words[-1])
    pieces = []
    for word in words:
        known = next((row[2] for row in table("names.tsv") if row[1] == word), "")
        # From the masculine Рыбакин, with the character for women: 莱巴金娜.
        own = len(words) > 1 and word == words[-1] and re.search("[иы]на$", word)
        pieces.append(known or (to_chinese(word[:-1]) + "娜" if own else to_chinese(word, female=female)))
    return [Suggestion("·".join(pieces), language, "transcription from Russian", "low")] if all(pieces) else []


@cache
def _chinese_people() -> dict[str, str]:
    """Return the characters of well-known Chinese persons by lowercase Latin and Russian name."""
    latin = {name: text for names, text in table("chinese_people.tsv") for name in names.split("|")}
    russian = {other: text for name, text in latin.items() for other in palladius.person(name)[0][:1]}
    return {name.lower(): text for name, text in (russian | latin).items()}


def _from_table(piece: str) -> str:
    """Return the table's Chinese for a part of a name, or an empty string."""
    known = cyrillic.known_name(piece)
    return known.chinese if known else ""


def _russian_name(concept: Concept, context: Context) -> str:
    """Return the Russian form of the name to transcribe: the glossary's, or the best draft."""
    if concept.head.language == "ru":
        return concept.name
    term = concept.rendering("ru")
    drafts = cyrillic.suggest(concept, "ru", context)
    # If the name is not Russian, its Russian rendering is only second-hand.
    return (term or drafts[0]).text if drafts else ""


@cache
def _syllables(name: str) -> dict[str, list[tuple[str, str, str]]]:
    """Return (Chinese, position allowed, Chinese for women) by Russian letters or Spanish sounds."""
    head, *rows = table(name)
    if head[0] == "sounds":  # consonants by vowels; a syllable in н is one only if no vowel follows
        cells = ((row[0], column, text) for row in rows for column, text in zip(head[1:], row[1:], strict=True))
        pairs = [((consonant + column).strip("-."), text) for consonant, column, text in cells if text != "-"]
        return {pair: [(text, "closed" if len(pair) > 1 and "н" in pair[1:] else "", "")] for pair, text in pairs}
    found: dict[str, list[tuple[str, str, str]]] = {}
    for sounds, chinese, where, woman in (head, *rows):
        found.setdefault(sounds, []).append((chinese, where, woman))
    return found


def to_chinese(word: str, *, female: bool = False) -> str:
    """Return the Chinese transcription of a Russian *word*, or an empty string if a letter is not in the table.

    >>> to_chinese("Габуев"), to_chinese("Радченко"), to_chinese("Токаев")
    ('加布耶夫', '拉琴科', '托卡耶夫')
    >>> to_chinese("Филиппов"), to_chinese("Хинштейн")
    ('菲利波夫', '欣施泰因')
    """
    single = re.sub(r"([бвгджзклмпрстфхцчшщ])\1", r"\1", word.lower().replace("-", ""))
    return _by_syllables(single, "ru_zh_syllables.tsv", _VOWELS, female=female)


def from_spanish(word: str) -> str:
    """Return the Chinese transcription of a Spanish *word*, or an empty string if a letter has no rule.

    >>> from_spanish("Calzadilla"), from_spanish("Echeverría"), from_spanish("Ibáñez")
    ('卡尔萨迪利亚', '埃切韦里亚', '伊瓦涅斯')
    """
    sounds = rules.rewritten(word.lower(), rules.rules("es_sounds.tsv"))
    return _by_syllables(sounds, "es_zh_syllables.tsv", "aeijouw", female=False)


def from_sounds(sounds: str, origin: str) -> str:
    """Return the Chinese of a name in *origin* from its *sounds* in lowercase Cyrillic, or an empty string.

    >>> from_sounds("бьянки", "it"), from_sounds("шойбле", "de")
    ('比安基', '朔伊布勒')
    """
    for pattern, text in _sound_changes(origin):
        sounds = pattern.sub(text, sounds)
    pieces = [
        piece if is_han(piece[0]) else _by_syllables(piece, "western_zh.tsv", _VOWELS, female=False)
        for piece in re.findall("[а-яёџќѓ]+|[^а-яёџќѓ]+", sounds)
    ]
    return "".join(pieces) if all(pieces) else ""


@cache
def _sound_changes(origin: str) -> rules.Rules:
    rows = table("western_zh_sounds.tsv")
    return tuple((re.compile(row[1]), row[2]) for row in rows if row[0] == "*" or origin in row[0].split("|"))


def feminine(text: str) -> str:
    """Return *text* with women's characters: 娜 for 纳; before 娅, only 莉 and 丽 are used."""
    found = ""
    for at, char in enumerate(text):
        stays = text[at + 1 : at + 2] == "亚" and char not in "利里"
        found += char if stays else char.translate(_WOMEN)
    return found[:-1] + {"斯": "丝"}.get(found[-1], found[-1])


def _by_syllables(word: str, name: str, vowels: str, *, female: bool) -> str:
    """Return the Chinese of *word* by the table *name*, matching the longest syllable first."""
    syllables = _syllables(name)
    longest = max(map(len, syllables))
    text = ""
    at = 0
    while at < len(word) <= rules.LONGEST:
        for size in range(min(longest, len(word) - at), 0, -1):
            if found := _if_allowed(word, at, size, syllables.get(word[at : at + size], []), vowels):
                chinese, woman = found
                text += woman if female and woman and at + size == len(word) else chinese
                at += size
                break
        else:
            return ""
    return text


def _if_allowed(word: str, at: int, size: int, rows: list[tuple[str, str, str]], vowels: str) -> tuple[str, str] | None:
    """Return (Chinese, Chinese for women) of the syllable, if the table allows it at that position."""
    end = at + size
    closed = end == len(word) or word[end] not in vowels
    for chinese, where, woman in rows:
        fits = {"": True, "closed": closed, "final": end == len(word), "initial": at == 0}
        if fits[where]:
            return chinese, woman
    return None
