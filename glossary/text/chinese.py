"""What we know about Chinese text: its characters, its two scripts, and where a word ends."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from math import exp, inf, log

from glossary import tables

_HAN = (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF)
HAN = "".join(f"{chr(first)}-{chr(last)}" for first, last in _HAN) + "〇"
"""The Han characters, as the inside of a regular expression's character class."""

_REACH = 6
"""The longest word of the table, in characters."""
_ALL = 60_000_000
"""The words that were counted for the table."""
_ONCE = log(1 / _ALL)
_OWN = log(300 / _ALL)
"""What a term counts as a word of its own: as much as a name that is often in the news."""
_ATTACHED = frozenset("人军队方籍式史货语文裔省市县州区岛河湖山湾国党们案年局厅署量率额份")
"""What is written behind a name and leaves it whole: 美国人 has 美国 in it."""

_TAILS = frozenset("党员 人士 月份 月初 月底 月末 部长 院长 行长 局长 厅长 署长 会长 社长 省长 市长 县长 州长".split())
"""Words that begin with the last character of a term, which stays whole before the other one."""


def is_han(char: str) -> bool:
    """Return whether *char* is a Han character."""
    code = ord(char)
    return any(first <= code <= last for first, last in _HAN) or code == 0x3007


@cache
def _table() -> tuple[dict[str, float], dict[str, str]]:
    """Return :func:`words` and :func:`classes`."""
    rows = [line.split() for line in tables.lines(__package__, "data/zh_words.txt")]
    found = {word[:end]: 0.0 for word, *_ in rows for end in range(2, len(word))}
    found |= {word: log(int(count) / _ALL) for word, count, *_ in rows}
    return found, {row[0]: row[2] for row in rows if len(row) > 2}


@cache
def words() -> dict[str, float]:
    """Return the logarithm of the probability of each word, and 0 for two or more characters that only begin one."""
    return _table()[0]


@cache
def classes() -> dict[str, str]:
    """Return the letter of each word that may stand in a name or a noun phrase, as the table of words has them."""
    return _table()[1]


def known(word: str) -> bool:
    """Return whether *word*, of two characters or more, is in the table of words."""
    return bool(words().get(word))


def frequency(word: str) -> float:
    """Return how often the table of words has *word*, 0 where it lacks it."""
    found = words().get(word)
    return _ALL * exp(found) if found else 0.0


def common(word: str) -> bool:
    """Return whether *word*, of two characters or more, is read more often than a name in the news: 世界, not 世卫."""
    return (words().get(word) or -inf) > _OWN


def cut(text: str) -> list[str]:
    """Return *text* (Han characters) cut into its most probable words; what is no word, into characters.

    >>> cut("人民银行调整货币政策")
    ['人民银行', '调整', '货币', '政策']
    """
    ends = sorted(_boundaries(simplified(text), -1, -1))
    return [text[start:end] for start, end in pairwise(ends)]


@cache
def _countries() -> dict[str, str]:
    """Return the characters that stand for a country, by its name."""
    found: dict[str, str] = {}
    for char, names in tables.rows(__package__, "data/zh_countries.tsv"):
        for name in names.split("|"):
            found[name] = found.get(name, "") + char
    return found


def abbreviated(name: str, text: str) -> bool:
    """Return whether *text* may have the country *name* in one character: beside another one, or in a set phrase.

    >>> abbreviated("俄罗斯", "对俄出口"), abbreviated("中国", "中欧关系"), abbreviated("中国", "空中")
    (True, True, False)
    """
    pattern = _short_country(simplified(name))
    return pattern is not None and pattern.search(_full_countries().sub("、", simplified(text))) is not None


def country(name: str) -> bool:
    """Return whether *name* is that of a country which one character may stand for, as 俄 for 俄罗斯."""
    return name in _countries()


def bare(name: str) -> str:
    """Return the *name* of a place without what it is: 阿拉斯加 for 阿拉斯加州; what would be left too short, as it is.

    >>> bare("阿拉斯加州"), bare("贵州省"), bare("广州"), bare("海南岛")
    ('阿拉斯加', '贵州', '广州', '海南')
    """
    return name[:-1] if len(name) > 2 and name[-1] in "州省市县郡岛縣島" else name


@cache
def _full_countries() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_countries(), key=len, reverse=True)))


@cache
def _short_country(name: str) -> re.Pattern[str] | None:
    """Return what finds the country *name* in one character; None where it has none."""
    chars = _countries().get(name)
    if not chars:
        return None
    here, other = f"[{chars}]", f"[{''.join(sorted(set(''.join(_countries().values()))))}]"
    return re.compile(
        f"{other}、?{here}|{here}、?{other}|[对访驻赴涉反亲援在来离侵抗]{here}"
        f"|{here}(?:[方军媒企籍]|总统|总理|首相|外长|外交|国防|防长|财长|央行|政府|议会|国务|大使)"
    )


@cache
def _simplified() -> dict[int, str]:
    return {ord(old): new for old, new in tables.rows(__package__, "data/zh_simplified.tsv")}


def simplified(text: str) -> str:
    """Return *text* with every Traditional character replaced by its Simplified one: as many characters.

    It is for looking words up, not for reading: what several characters share is not told apart here.
    """
    return text.translate(_simplified())


def stands(text: str, start: int, end: int) -> bool:
    """Return whether ``text[start:end]`` is a word or a row of words there, and not a piece of others.

    The most probable row of words around the place (each word as often as the table says, Sun Junyi's jieba)
    must have a boundary at either end. Where no known word crosses an end, it is one.

    >>> stands("机器人大赛在北京举行", 2, 4), stands("人大通过决议", 0, 2), stands("共产党员", 0, 3)
    (False, True, True)
    >>> stands("印度尼西亚", 0, 2), stands("印度尼西亚", 3, 5)
    (False, False)
    """
    first, last = max(0, start - _REACH), end + _REACH
    window = simplified(text[first:last])
    start, end = start - first, end - first
    inner = _inner()
    left = start > 0 and window[start - 1 : start + 1] in inner
    right = end < len(window) and window[end - 1 : end + 1] in inner
    if not (left or right):
        return True
    lo, hi = len(window), 0
    for edge, crossed in ((start, left), (end, right)):
        if crossed:
            i, j = _crossing(window, edge, start, end)
            lo, hi = min(lo, i), max(hi, j)
    if lo > hi:
        return True
    # The words in question are weighed with two characters on either side, not the whole sentence.
    lo, hi = max(0, min(lo, start) - 2), max(hi, end) + 2
    return {start - lo, end - lo} <= _boundaries(window[lo:hi], start - lo, end - lo)


@cache
def _inner() -> frozenset[str]:
    """Return the pairs of characters that stand inside a word: between others no word goes on."""
    return frozenset(word[at : at + 2] for word, worth in words().items() if worth for at in range(len(word) - 1))


def _crossing(text: str, edge: int, start: int, end: int) -> tuple[int, int]:
    """Return from where to where known words go over *edge* that are no compounds of the term."""
    table = words()
    lo, hi = len(text), 0
    for i in range(max(0, edge - _REACH + 1), edge):
        for j in range(i + 2, min(i + _REACH, len(text)) + 1):
            worth = table.get(text[i:j])
            if worth is None:
                break
            if worth and j > edge and not _compound(text, i, j, start, end):
                lo, hi = min(lo, i), max(hi, j)
    return lo, hi


def _compound(text: str, i: int, j: int, start: int, end: int) -> bool:
    """Return whether the word ``text[i:j]`` is only the term with another word, or with what is attached to names.

    中国政府 is 中国 and 政府, but 印度尼西亚 is not 印度 and anything; 民主党员 is of the 民主党, and 七月份 is 七月.
    """
    if start <= i and text[end - 1 : j] in _TAILS:
        return True
    if i == start and j > end:
        rest = text[end:j]
    elif j == end and i < start:
        rest = text[i:start]
        return len(rest) > 1 and bool(words().get(rest))
    else:
        return False
    return rest in _ATTACHED or (len(rest) > 1 and bool(words().get(rest)))


def _boundaries(text: str, start: int, end: int) -> set[int]:
    """Return the ends of the words of the most probable row of words, 0 among them.

    ``text[start:end]`` is a word as well, unless *start* is below 0.
    """
    table, length = words(), len(text)
    best = [0.0] + [-inf] * length
    back = [0] * (length + 1)
    for i in range(length):
        # A character that is no word counts as one that was seen once.
        worth = best[i] + table.get(text[i], _ONCE)
        if worth > best[i + 1]:
            best[i + 1], back[i + 1] = worth, i
        for j in range(i + 2, min(i + _REACH, length) + 1):
            found = table.get(text[i:j])
            if found is None:
                break
            if not found or best[i] + found <= best[j] or (i == start and j == end):
                continue
            if (i != start and j != end) or not _compound(text, i, j, start, end):
                best[j], back[j] = best[i] + found, i
        if i == start and end - start > 1:
            worth = max(table.get(text[start:end]) or _OWN, _OWN)
            if best[i] + worth > best[end]:
                best[end], back[end] = best[i] + worth, i
    ends, at = {0}, length
    while at:
        ends.add(at)
        at = back[at]
    return ends


# The two scripts, by the character sets of their countries, Big5 as Windows has it (with 恒 and 裏): what GB 2312 has
# and Big5 has not is Simplified, if it is the Simplified form of another; 晗, 勐 or 着 are written so in both.

_FORMS = "渖钜锺镟谘馀"
"""Simplified forms of characters that are simplified otherwise as well."""


@cache
def _held(char: str, codec: str) -> bool:
    try:
        char.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


@cache
def only_simplified(char: str) -> bool:
    """Return whether *char* is written in Simplified Chinese only."""
    return is_han(char) and char in _simplified_characters() and _held(char, "gb2312") and not _held(char, "cp950")


@cache
def _simplified_characters() -> frozenset[str]:
    return frozenset(_simplified().values()).union(_FORMS)


@cache
def only_traditional(char: str) -> bool:
    """Return whether *char* is written in Traditional Chinese only."""
    return is_han(char) and not _held(char, "gb2312") and _held(char, "cp950") and ord(char) in _simplified()


@cache
def traditional_characters() -> frozenset[str]:
    """Return the characters that are written in Traditional Chinese only (:func:`only_traditional`)."""
    return frozenset(filter(only_traditional, map(chr, _simplified())))
