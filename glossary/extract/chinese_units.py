"""Chinese text divided into words and names, each with the class that it has in a phrase.

The words are the most probable ones (:func:`glossary.text.chinese.cut`) around the names known already. Some that this
leaves in pieces are joined: the characters of several countries, *中老|铁路*, and two rare nouns of one character,
*猴痘|疫情*. The word lists are in ``data/chinese_units.txt``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from glossary.extract import reference
from glossary.extract.chinese_names import SOUNDS, SURNAMES
from glossary.text.chinese import HAN, classes, cut, frequency, known

WORDS = reference.table("chinese_units")
VERBS = reference.table("chinese_phrases")["verb"]
"""Verbs and function words that are never nouns."""
NAMES = {"e": "other", "o": "organization", "f": "other", "h": "person", "s": "place"}
"""Class of a name -> kind."""
SELDOM = 8000
"""The count of a character up to which it may be part of a word that the table lacks."""
RUN = re.compile(f"[{HAN}]+")
_NUMBER = re.compile("[一二三四五六七八九十百千万亿两]+").fullmatch
_COUNTED = re.compile("[上下每这那另前后第]?[一二两三四五六七八九十几][楼层场次轮代届项名位批家个种]").fullmatch
"""A number with a measure word before a noun: *下一场|比赛*."""
_LATIN_LETTER = re.compile(f"(?<![A-Za-z0-9·-])[A-Z](?=[{HAN}])").match
"""A Latin letter that begins a noun."""
_BESIDE = "的了和与是为"
"""Characters that occur on either side of words and are not parts of them."""
_is_office = reference.ending(WORDS["office"])
_LOCAL = tuple(WORDS["local"])


class Unit(NamedTuple):
    """A word or a name in a text, or a gap between them, which has no text."""

    text: str
    start: int
    end: int
    letter: str
    """Its class (:func:`glossary.text.chinese.classes`).

    ``e`` is a name, ``m`` a single character after a noun, ``c`` several countries, ``#`` a number.
    """


Finder = Callable[[str], list[tuple[int, int]]]
"""A function that returns the spans of certain strings in a text, the longest at each place and without overlaps."""


def finder_of(strings: Iterable[str]) -> Finder:
    """Return a finder of *strings*."""
    wanted = sorted(strings)
    if not wanted:
        return lambda text: []
    automaton = AhoCorasick(wanted, matchkind=MatchKind.LeftmostLongest)
    return lambda text: [(start, end) for _, start, end in automaton.find_matches_as_indexes(text)]


def text_of(units: Iterable[Unit]) -> str:
    """Return the text of *units*."""
    return "".join([unit.text for unit in units])


def is_number(unit: Unit) -> bool:
    """Return whether *unit* is a number in digits or characters."""
    return unit.letter == "#" or _NUMBER(unit.text) is not None


def divide(text: str, names: Finder, *, settled: bool = False) -> list[Unit]:
    """Return *text* divided into words and *names*; whatever is neither becomes a unit without text.

    *settled* says that all names are known, so that two rare characters may be a word.
    """
    found: list[Unit] = []
    place = 0
    for start, end in [*names(text), (len(text), len(text))]:
        for run in RUN.finditer(text, place, start):
            if run.start() > place:
                found.append(_gap(text, place, run.start()))
            place = run.start()
            for word in _join_rare(_cut(run.group())) if settled else _cut(run.group()):
                measure = len(word) == 1 or word in WORDS["unit"]
                counted = measure and bool(found) and is_number(found[-1])  # 27岁|男子, 100头|猪, 120万|美元|援助
                found.append(Unit(word, place, place + len(word), "." if counted else _letter_of(word)))
                place += len(word)
        if start > place:
            found.append(_gap(text, place, start))
        if end > start:
            found.append(Unit(text[start:end], start, end, "e"))
        place = end
    return found


def _gap(text: str, start: int, end: int) -> Unit:
    """Return a gap from *start* to *end*; but a Latin letter before a noun is a word: *X染色体*."""
    if _LATIN_LETTER(text, start) and end == start + 1:
        return Unit(text[start:end], start, end, "a")
    return Unit("", start, end, "#" if text[start].isdigit() else ".")


@lru_cache(5_000)
def _cut(run: str) -> list[str]:
    """Return the words of *run*; cached because a sentence is cut before and after the names of the text are known."""
    return list(_join_countries(cut(run)))


@lru_cache(50_000)
def _letter_of(word: str) -> str:
    """Return the class of *word* in a phrase: the table has more classes, and not all its names are names in news."""
    letter = classes().get(word, ".")
    strange = len(word) == 2 and not known(word)
    if strange and (all(map(_is_rare_noun, word)) or all(map(_is_rare, word))):
        noun = all(map(_is_rare_noun, word)) or classes().get(word[1], ".") in "nhj"
        return "n" if noun else "a"  # 展|柜, 球|幕|电影
    if word in WORDS["noun"]:
        return "n"
    if word in WORDS["attribute"]:
        return "a"
    if word in reference.words("chinese") or word in VERBS or _COUNTED(word):
        return "."
    if len(word) > 1 and (letter == "." or word[0] == "对") and WORDS["countries"].issuperset(word.removeprefix("对")):
        return "c"
    if letter == "." and len(word) > 1 and (word in reference.fields("zh") or _has_noun_head(word)):
        return "n"
    if len(word) == 1:
        return "m" if word in WORDS["head"] else "."
    if letter == "o":
        return "o" if word not in WORDS["many"] and (_is_office(word) or _is_local(word)) else "n"
    if letter == "h" and len(word) == 3 and word[0] in SURNAMES:
        return "n" if word in WORDS["thing"] or word[-1] in WORDS["thing_end"] else "h"
    if letter in ("f", "h") and len(word) > 2:
        return "f" if SOUNDS.issuperset(word) else "n"
    return letter if letter in ".agsv" else "n"


def _has_noun_head(word: str) -> bool:
    """Return whether *word*, of three characters, ends with a noun of one character: *地震波*."""
    head = word[-1] in WORDS["head"] and word[-1] not in WORDS["no_head"]
    return head and len(word) == 3 and word[0] not in WORDS["no_front"]


def _is_local(word: str) -> bool:
    """Return whether *word*, an organization in the table, begins with its location."""
    rest = max((len(word) - len(front) for front in _LOCAL if word.startswith(front)), default=0)
    return rest > 1 and word[-1] not in WORDS["unlocal"]


def _join_countries(words: Iterable[str]) -> Iterator[str]:
    """Yield *words*, with the characters of several countries before a word joined: 中老|铁路, 对俄|制裁.

    >>> list(_join_countries(["中", "老", "铁路"])), list(_join_countries(["文件", "中", "日本"]))
    (['中老', '铁路'], ['文件', '中', '日本'])
    """
    row = ""
    for word in words:
        if (word in WORDS["countries"] and len(row) < 4) or (word == "对" and not row):
            row += word
            continue
        whole = len(row) > 1 and len(word) > 1 and not WORDS["great"].isdisjoint(row[:2])
        yield from [row] if whole else row
        row = ""
        yield word
    yield from row


def _join_rare(words: list[str]) -> Iterator[str]:
    """Yield *words*, with two rare characters joined into a word that the table lacks: 猴痘|疫情.

    >>> list(_join_rare(["的", "猴", "痘", "疫情"]))
    ['的', '猴痘', '疫情']
    """
    place, last = 0, len(words) - 1
    while place <= last:
        pair = place < last and len(words[place]) == 1 == len(words[place + 1])
        whole = pair and _is_rare_word(words, place)
        yield words[place] + words[place + 1] if whole else words[place]
        place += 1 + whole


def _is_rare_word(words: list[str], place: int) -> bool:
    """Return whether the two characters at *place* are a word.

    Both must be rare as words, and not parts of another word or of a name.
    """
    before = words[place - 1] if place else ""
    after = words[place + 2] if place + 2 < len(words) else ""
    if (len(before) == 1 and before not in _BESIDE + "对在把到用由从自") or (len(after) == 1 and after not in _BESIDE):
        return False
    first, last = words[place : place + 2]
    whole = _is_rare(first) and _is_rare(last) and classes().get(last) != "a" and last not in WORDS["no_piece"]
    return whole and first not in SURNAMES and not SOUNDS.issuperset((first, last))


def _is_rare(char: str) -> bool:
    """Return whether *char* is rarely a word by itself."""
    small = char in reference.words("chinese") or char in VERBS or char in WORDS["countries"]
    return frequency(char) < SELDOM and not small


def _is_rare_noun(word: str) -> bool:
    """Return whether *word* is a noun or adjective of one character that is rare by itself."""
    return len(word) == 1 and classes().get(word, ".") in "nag" and frequency(word) < SELDOM
