"""Drafts for English names in Russian and Chinese, from their pronunciation.

``english_sounds.txt`` (made from the CMU Pronouncing Dictionary) has the pronunciation of names, one sound a letter.
Russian is made from letters and sounds together (``english_ru.tsv``), Chinese from the sounds (``english_zh.tsv``) and
from common beginnings and endings of names. A name counts as English by its given name. Parts that are in the table of
names are taken from there; parts of unknown pronunciation are transcribed into Russian by their letters alone.
"""

from __future__ import annotations

import re
from functools import cache

from glossary.model import Concept, Suggestion
from glossary.suggest import Context, by_hyphens, cyrillic, draft, rules, table, transcription, vietnamese, western
from glossary.text import palladius, polivanov

_VOWELS = frozenset("aAV@oOWIYEe3RijUu")
"""Sounds, in the notation explained at the top of ``english_sounds.txt``."""
_DOUBLE_SOUNDS = {"1": "yu", "2": "ks", "4": "ts", "5": "@l", "6": "Ak", "7": "yU", "8": "gz", "9": "@k"}
"""Codes for letters that stand for two sounds."""
_AFTER_I = frozenset("a@A")
_JUNIOR = re.compile(r",? (?:Jr|Sr)\.?$")
_FOREIGN_SPELLING = re.compile("[aiou]$|^(?:Mb|Nd|Ng|Nk|Ny|Mw)|bh|dh|kh|zh|gh[aeiou]|sw[aei]my$")
"""Spellings that are not English."""
_NUMBER = re.compile("[IVX]{2,}")
_INITIAL = re.compile(r"[A-Z]\.?")
_RUSSIAN_INITIALS = dict(
    zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "А Б К Д Э Ф Г Х И Дж К Л М Н О П К Р С Т У В У К Й З".split(), strict=True)
)

Sound = tuple[str, str]
"""A sound and the letters that spell it."""


def suggest(concept: Concept, language: str, context: Context) -> list[Suggestion]:
    """Return a draft of a person's name with an English given name, or of a surname used in America."""
    return draft(concept, language, lambda name: (_render(name, language), "English"))


def _render(name: str, language: str) -> str:
    junior = _JUNIOR.search(name)
    *given, surname = (name[: junior.start()] if junior else name).split() or [""]
    chinese = palladius.word(surname)[0] if surname.lower() in palladius.FREQUENT else _cantonese().get(surname, "")
    others = surname.lower() in palladius.surnames() or cyrillic.known_name(surname)
    if not given and surname.lower() in rules.sounds() and not others:
        text = part(surname, language)
        return text if len(text) > 1 else ""
    if not given or (len(surname) < 3 and not chinese) or not _is_english(given[0], surname):
        return ""
    if language != "ru" and (chinese or palladius.person(name)[1] == "surname first"):
        return ""  # Chinese characters cannot be derived from a romanisation
    if language != "ru" and (polivanov.person(name) or vietnamese.to_russian(name)):
        return ""  # nor those of Japanese or Vietnamese names
    texts = [*(part(word, language, given=True) for word in given), chinese or part(surname, language)]
    if not all(texts):
        return ""
    younger = junior is not None and "J" in junior[0]
    return " ".join(texts) + "-младший" * younger if language == "ru" else "小" * younger + "·".join(texts)


@cache
def _cantonese() -> dict[str, str]:
    """Return the Russian of surnames from Hong Kong and Taiwan."""
    return {spelling: russian for spellings, russian in table("cantonese_ru.tsv") for spelling in spellings.split("|")}


def _is_english(given: str, surname: str) -> bool:
    """Return whether the given name is English or used by Americans, or both names are American: *Strom Thurmond*."""
    known = cyrillic.known_name(given)
    if known and (known.sort, known.origin) == ("given", "en"):
        return True
    american = rules.is_given(given) or (not known and {given.lower(), surname.lower()} <= rules.sounds().keys())
    foreign = known is not None and known.origin not in ("en", "es", "it", "fr", "de")
    return american and not foreign and not western.origin_of(given, surname)


def part(word: str, language: str, *, given: bool = False) -> str:
    """Return one part of a name: from the table of names, as an initial, or transcribed."""
    if _NUMBER.fullmatch(word):
        return word if language == "ru" else ""
    if _INITIAL.fullmatch(word):
        return f"{_RUSSIAN_INITIALS[word[0]]}." if language == "ru" else word[0]
    if known := cyrillic.known_name(word):
        return known.russian if language == "ru" else known.chinese if given else cyrillic.as_surname(known)
    if "-" in word:
        # Lowercase after the hyphen is not an English name: Lee Sang-woo, but Smith-Jones.
        return by_hyphens(word, lambda piece: part(piece, language) if piece[:1].isupper() else "")
    if re.match("O['’](?!O['’])[A-Z]", word):
        rest = part(word[2:], language)
        return rest and ("О’" if language == "ru" else "奥") + rest
    # A name that is not used in America is rarely English: Grace Wambui.
    reading = "plain" if _FOREIGN_SPELLING.search(word) else "en"
    if language == "ru":
        return to_russian(word) or western.to_russian(word, reading)
    return to_chinese(word, given=given) or transcription.from_sounds(
        western.to_russian(word, reading).lower(), reading
    )


def to_russian(name: str) -> str:
    """Return the Russian transcription of an English *name*, or an empty string if its pronunciation is unknown.

    >>> to_russian("Whitaker"), to_russian("Blakeley"), to_russian("McCaffrey")
    ('Уитакер', 'Блейкли', 'Маккэффри')
    """
    low = name.lower()
    sounds, _ = rules.sounds().get(low, ("", ""))
    pairs = "".join(letter + sound for letter, sound in zip(low, sounds, strict=False))
    text = rules.rewritten(pairs, rules.rules("english_ru.tsv"))
    text = re.sub("^е|(?<=[аоуэюя])е", "э", text).replace("ёрр", "ерр")
    text = re.sub("^је", "йе", text)
    for melted, letter in (("ја", "я"), ("јь?ь?ю", "ю"), ("ју", "ю"), ("ј[еэ]", "е"), ("ј", "й")):
        text = re.sub(melted, letter, text)
    text = text.removeprefix("ь")  # Eunice
    return text[:1].upper() + text[1:]


def to_chinese(name: str, *, given: bool = False) -> str:
    """Return the Chinese transcription of an English *name*, or an empty string if its pronunciation is unknown.

    Women's *given* names end in the characters used for women.

    >>> to_chinese("Whitaker"), to_chinese("Blakeley"), to_chinese("McCaffrey"), to_chinese("Corinna", given=True)
    ('惠塔克', '布莱克利', '麦卡弗里', '科琳娜')
    """
    low = name.lower()
    sounds, sex = rules.sounds().get(low, ("", ""))
    if not sounds:
        return ""
    front = back = ""
    start, end = 0, len(low)
    for rule, chinese in _affixes():
        found = rule.search(low)
        if found and not found.start() and not front:
            start, front = found.end(), chinese
        elif found and found.start() >= start and not back:
            end, back = found.start(), chinese
    text = front + _syllables(_sounds(low[start:end], sounds[start:end]), more=bool(back)) + back
    return transcription.feminine(text) if given and sex == "f" else text


@cache
def _affixes() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row[0]), row[1]) for row in table("english_zh_parts.tsv"))


@cache
def _table() -> dict[tuple[str, str], str]:
    """Return the Chinese syllables by (consonant, column)."""
    head, *rows = table("english_zh.tsv")
    return {(row[0].strip("-"), column): text for row in rows for column, text in zip(head[1:], row[1:], strict=True)}


def _sounds(letters: str, labels: str) -> list[Sound]:
    """Return the sounds with their letters; a silent letter goes with the sound before it."""
    found: list[Sound] = []
    for letter, label in zip(letters, labels, strict=True):
        if label == "-" and found:
            found[-1] = found[-1][0], found[-1][1] + letter
        elif label != "-":
            both = _DOUBLE_SOUNDS.get(label, label)
            if found and both[0] in _VOWELS:
                linked = {"R": "r", "3": "r", "N": "g"}.get(found[-1][0])  # transcribed as if Singer had a hard g
                found += [(linked, linked)] if linked else []
            found += [(sound, letter) for sound in both]
    return found


def _syllables(sounds: list[Sound], *, more: bool) -> str:
    """Return the Chinese for *sounds*, syllable by syllable; *more* says that an ending follows."""
    text = ""
    at = 0
    end = len(sounds)
    sounds = [*sounds, ("+" if more else "", ""), ("", ""), ("", "")]
    while at < end:
        row, vowel = _onset(sounds, at)
        if sounds[vowel][0] in _VOWELS:
            chinese, at = _syllable(sounds, row, vowel, vowel > at and sounds[vowel - 1][0] == "y" and row != "y")
        else:
            chinese = _coda(row, sounds[at - 1][0] if at else "", sounds[vowel][0])
            at = vowel
        text += chinese
    return text


def _onset(sounds: list[Sound], at: int) -> tuple[str, int]:
    """Return the table row of the consonants at *at*, and the index after them."""
    sound, letters = sounds[at]
    if sound in _VOWELS:
        return "", at
    next_ = sounds[at + 1][0]
    row, end = sound, at + 2
    if sound + next_ in ("ts", "dz"):
        row = {"t": "c", "d": "z"}[sound]
    elif sound + next_ in ("kw", "gw"):
        row = sound.upper()
    else:
        end = at + 1
        if sound == "w" and "wh" in letters:
            row = "H"
        elif sound in "TD":
            row = "T"
        elif sound == "z" and "s" in letters and next_ not in _VOWELS:
            row = "s"
    if sounds[end][0] == "y" and row != "y" and sounds[end + 1][0] in _VOWELS:
        end += 1
    return row, end


def _coda(row: str, before: str, next_: str) -> str:
    """Return the Chinese of a consonant without a vowel; an r that only lengthens a vowel is left out."""
    if row == "h" or (row == "r" and (before in ("3", "R") or (before in ("a", "o", "O") and next_))):
        return ""
    if (row == "m" and next_ in ("b", "p")) or row == "N":
        row = "n"
    if row == "f" and next_ not in ("l", "r"):
        row = "v"  # Swift, but Fletcher
    return _table()[row, "."]


def _syllable(sounds: list[Sound], row: str, at: int, glide: bool) -> tuple[str, int]:
    """Return the Chinese of a consonant row and the vowel at *at* (with a closing nasal), and the index after them."""
    sound, letters = sounds[at]
    next_, its = sounds[at + 1]
    column = _column(sounds, at)
    if row == "n" and sound in "uU" and "w" in letters:
        glide = True  # Newman
    if row and sound in "ij" and next_ in _AFTER_I and its[0] == "a" and sounds[at + 2][0] != "n":
        return _table()[row, "ya"], at + 2
    if not row and sound == "R" and at and sounds[at - 1][0] in ("I", "Y", "W"):
        return "尔", at + 1
    if row == "t" and sound == "a" and next_ == "m":
        return "汤", at + 1 + (sounds[at + 2][0] in ("b", "p"))
    if glide:
        return _table()[row, {"u": "yu", "o": "yo", "a": "ya", "A": "ya", "@": "ya"}.get(column, column)], at + 1
    after = sounds[at + 2][0]
    if next_ in ("n", "N") or (next_ == "m" and after in ("b", "p")):
        open_ = next_ == "n" and (after in _VOWELS or after == "y")
        if (not open_ or "nn" in letters[-1] + its) and (closed := _nasal_column(sounds, row, at, column)):
            return _table()[row, closed], at + (1 if open_ else 2)
    return _table()[row, column], at + 1


def _column(sounds: list[Sound], at: int) -> str:
    """Return the table column of the vowel at *at*; weak vowels go by their spelling."""
    sound, letters = sounds[at]
    before = sounds[at - 1][0] if at else ""
    next_ = sounds[at + 1][0]
    weak = {"a": "a", "o": "o", "i": "i", "y": "i", "e": "E", "u": "u"}.get(letters[0], "@")
    if sound == "@":
        return weak
    if sound in "R3":
        return weak if next_ == "r" and letters[0] != "u" and sounds[at + 2][0] in _VOWELS else "@"
    if sound == "a":
        return "o" if "o" in letters or (before == "w" and next_ != "r") else "a"
    if sound == "E" and set(letters) <= set("ar") and next_ == "r":
        return "a"  # Harry
    if sound == "i" and letters == "e":
        return "i" if before == "l" else "E"
    if sound == "o" and letters[:2] in ("au", "aw") and before in ("l", "r", "d", "p"):
        return "W"
    return {"V": "a", "j": "i", "O": "o", "U": "u"}.get(sound, sound)


def _nasal_column(sounds: list[Sound], row: str, at: int, column: str) -> str:
    """Return the column of a vowel with the nasal after it, or an empty string if the nasal is written separately."""
    sound, letters = sounds[at]
    nasal = sounds[at + 1][0]
    if sound in "uUe3RYI" or (sound == "j" and "ea" in letters):
        return ""
    if sound == "O":
        return "oN"
    if sound == "V":
        return "aN" if nasal == "N" else "un"
    if sound == "@" and column == "a" and row in ("v", "g", "k"):
        return "en"  # Sullivan, Morgan
    if sound == "E" and row == "J":
        return "an"  # Jenkins
    if sound == "@" and column == "o":
        return "en"
    if nasal == "N" and column == "i":
        return "iN"
    return {"a": "an", "A": "an", "E": "en", "@": "en", "i": "in", "o": "aN", "W": "aN", "u": "en"}.get(column, "")
