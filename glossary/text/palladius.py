"""Pinyin transcribed into Russian by the Palladius system, and a test for Russian names that follow it.

The syllables, the surnames and the exceptions are data files (``data/palladius*.tsv``, ``data/chinese_surnames.txt``).
A name that is not pinyin (Wade-Giles, Cantonese, Tibetan) has no result.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from glossary.tables import lines, rows
from glossary.text.russian_words import VOWELS

FREQUENT = frozenset("wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo".split())
"""The twenty most frequent surnames (Chinese census of 2020), which half of the population have."""
_RARE = frozenset(
    "ao cang chao chuai cong gai hei heng huan hui jie kan kui lie lun nian qing sa shuai shuang tuo xiu yong "
    "zi".split()
)
"""Rare surnames that also begin given names: read as surnames before a given name of two syllables."""
_LONGEST = 6


@cache
def syllables() -> dict[str, str]:
    """Return pinyin syllable -> Russian syllable, including ü spelled as v, yu or u: (passports, tables)."""
    table = {pinyin: russian for pinyin, russian, _ in rows(__package__, "data/palladius.tsv")}
    for pinyin, russian in list(table.items()):
        if "ü" in pinyin:
            table |= {pinyin.replace("ü", other): russian for other in ("v", "u:")}
            if pinyin in ("lü", "nü"):
                table[pinyin.replace("ü", "yu")] = russian
            elif pinyin in ("lüe", "nüe"):
                table[pinyin.replace("ü", "u")] = russian
    return table


@cache
def surnames() -> frozenset[str]:
    """Return the Chinese surnames in pinyin, in lowercase."""
    return frozenset(" ".join(lines(__package__, "data/chinese_surnames.txt")).split())


@cache
def known_names() -> dict[str, tuple[str, str]]:
    """Return the exceptions: romanized name in lowercase -> (Russian name, kind)."""
    return {_plain(name): (russian, kind) for name, russian, kind in rows(__package__, "data/palladius_names.tsv")}


def _plain(name: str) -> str:
    """Return *name* in lowercase, with straight apostrophes and without tone marks; ü is kept."""
    marks = unicodedata.normalize("NFD", name.lower())
    bare = "".join(char for char in marks if char not in "\u0300\u0301\u0304\u030c")
    return re.sub("[’‘ʼ`´]", "'", unicodedata.normalize("NFC", bare)).strip()


@cache
def divide(word: str) -> tuple[tuple[str, ...], ...]:
    """Return the ways to divide a pinyin *word* into syllables, fewest syllables first.

    Inside a word, a syllable that begins with a, e or o needs an apostrophe before it.

    >>> divide("jinping"), divide("xi'an"), divide("gabuev")
    ((('jin', 'ping'),), (('xi', 'an'),), ())
    """
    plain = _plain(word)
    if len(plain) > 40:
        return ()
    ways: list[tuple[str, ...]] = [()]
    for part in plain.split("'"):
        ways = [way + more for way in ways for more in _divided(part)]
    return tuple(sorted(ways, key=len))


def _divided(part: str) -> list[tuple[str, ...]]:
    if not part:
        return []
    ways: dict[int, list[tuple[str, ...]]] = {0: [()]}
    for end in range(1, len(part) + 1):
        for start in range(max(0, end - _LONGEST), end):
            piece = part[start:end]
            if start in ways and piece in syllables() and not (start and piece[0] in "aeo"):
                # A few ways are enough; a malicious word has very many.
                ways[end] = (ways.get(end, []) + [(*way, piece) for way in ways[start]])[:8]
    return ways.get(len(part), [])


def join(parts: tuple[str, ...]) -> str:
    """Return the Russian word for pinyin syllables, with ъ between -н and a vowel.

    >>> join(("chang", "an")), join(("xi", "an"))
    ('чанъань', 'сиань')
    """
    joined = ""
    for part in parts:
        syllable = syllables()[part]
        joined += "ъ" + syllable if joined.endswith("н") and syllable[0] in VOWELS else syllable
    return joined


def word(pinyin: str) -> list[str]:
    """Return the capitalized Russian words for one *pinyin* word, likeliest first."""
    return list(dict.fromkeys(join(way).capitalize() for way in divide(pinyin)))


def person(name: str) -> tuple[list[str], str]:
    """Return the Russian renderings of a Chinese person's romanized *name*, likeliest first, and how they were found.

    How: ``known``, ``surname first``, ``surname last`` (the Western order, which is reversed), ``either`` (Gong Li, Min
    Li: a rare surname before a frequent one), ``surname`` (by itself), or empty if *name* is not pinyin or contains no
    Chinese surname.

    >>> person("Xi Jinping"), person("Xinning Liu"), person("Sun Yat-sen"), person("Jack Smith")
    ((['Си Цзиньпин'], 'surname first'), (['Лю Синьнин'], 'surname last'), (['Сунь Ятсен'], 'known'), ([], ''))
    """
    known = known_names().get(_plain(name))
    if known:
        return ([known[0]], "known") if known[1] == "person" else ([], "")
    parts = _plain(name).split()
    if len(parts) == 1 and parts[0] in surnames():
        return word(parts[0])[:1], "surname"
    if len(parts) == 3 and all(len(_first(part)) == 1 for part in parts):
        # Xi Jin Ping; and Ou Yang Xiu.
        if parts[0] + parts[1] in surnames():
            parts = [parts[0] + parts[1], parts[2]]
        else:
            parts = [parts[0], parts[1] + "'" + parts[2]]
    if len(parts) != 2 or any("-" in part for part in parts):
        return [], ""
    first, last = parts
    one, two = _first(first), _first(last)
    if not one or not two or len(one) > 2 or len(two) > 2:
        return [], ""
    if first in surnames() and last in FREQUENT and first not in FREQUENT:
        return [*_full(first, last), *_full(last, first)], "either"
    if first in surnames() or (first in _RARE and len(two) == 2 and last not in surnames()):
        return _full(first, last), "surname first"
    if last in surnames():
        return _full(last, first), "surname last"
    return [], ""


def _first(part: str) -> tuple[str, ...]:
    ways = divide(part)
    return ways[0] if ways else ()


def _full(surname: str, given: str) -> list[str]:
    return [f"{word(surname)[0]} {other}" for other in word(given)]


@cache
def _russian() -> frozenset[str]:
    return frozenset(syllables().values()) | {"хой"}


def follows(name: str) -> bool:
    """Return whether every word of a Russian *name* consists of Palladius syllables.

    >>> follows("Си Цзиньпин"), follows("Си Дзинпинг"), follows("Сиань")
    (True, False, True)
    """
    return all(_follows(part) for part in re.findall(r"\w+", name.lower())) and bool(re.search(r"\w", name))


def chinese(name: str) -> bool:
    """Return whether a Russian *name* is Chinese: it begins with a surname and consists of Palladius syllables.

    >>> chinese("Си Цзиньпин"), chinese("Сунь Ятсен"), chinese("Иван Дуда"), chinese("Нэнси Пелоси")
    (True, True, False, False)
    """
    first = re.match(r"\w+", name)
    surname = first is not None and first[0] in _russian_surnames()
    return surname and (follows(name) or any(name == russian for russian, _ in known_names().values()))


@cache
def _russian_surnames() -> frozenset[str]:
    return frozenset(russian for surname in surnames() for russian in word(surname)[:1])


@cache
def _follows(part: str) -> bool:
    if not part or len(part) > 40:
        return False
    ends = {0}  # a regular expression would backtrack over *ананан…*
    for end in range(1, len(part) + 1):
        starts = ends | {at + 1 for at in ends if part[at - 1 : at + 1] == "нъ"}
        if any(part[at:end] in _russian() for at in starts):
            ends.add(end)
    return len(part) in ends
