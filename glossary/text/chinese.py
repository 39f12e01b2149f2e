"""Chinese text: its characters, its two scripts, and the boundaries of its words."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from math import exp, inf, log

from glossary import tables

_HAN = (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF)
HAN = "".join(f"{chr(first)}-{chr(last)}" for first, last in _HAN) + "〇"
"""The ranges of Han characters, for use inside a regular expression's character class."""

_LONGEST = 6
"""Maximum length of a word in the table, in characters."""
_TOTAL = 60_000_000
"""The number of words counted for the table."""
_ONCE = log(1 / _TOTAL)
_TERM = log(300 / _TOTAL)
"""The log probability of a term as a word: that of a name that is frequent in the news."""
_ATTACHED = frozenset("人军队方籍式史货语文裔省市县州区岛河湖山湾国党们案年局厅署量率额份")
"""Suffixes that leave a name intact: 美国人 contains 美国."""

_TAILS = frozenset("党员 人士 月份 月初 月底 月末 部长 院长 行长 局长 厅长 署长 会长 社长 省长 市长 县长 州长".split())
"""Words whose first character is the last of a term, and which leave the term intact."""


def is_han(char: str) -> bool:
    """Return whether *char* is a Han character."""
    code = ord(char)
    return any(first <= code <= last for first, last in _HAN) or code == 0x3007


@cache
def _table() -> tuple[dict[str, float], dict[str, str]]:
    """Return :func:`words` and :func:`classes`."""
    rows = [line.split() for line in tables.lines(__package__, "data/zh_words.txt")]
    found = {word[:end]: 0.0 for word, *_ in rows for end in range(2, len(word))}
    found |= {word: log(int(count) / _TOTAL) for word, count, *_ in rows}
    return found, {row[0]: row[2] for row in rows if len(row) > 2}


@cache
def words() -> dict[str, float]:
    """Return word -> log probability; a string of two or more characters that only begins words has 0."""
    return _table()[0]


@cache
def classes() -> dict[str, str]:
    """Return word -> letter of its class, for the words that names and noun phrases may contain."""
    return _table()[1]


def known(word: str) -> bool:
    """Return whether *word*, of two characters or more, is in the table of words."""
    return bool(words().get(word))


def frequency(word: str) -> float:
    """Return the count of *word* in the table of words, or 0."""
    found = words().get(word)
    return _TOTAL * exp(found) if found else 0.0


def common(word: str) -> bool:
    """Return whether *word*, of two characters or more, is more frequent than a name in the news: 世界, not 世卫."""
    return (words().get(word) or -inf) > _TERM


def cut(text: str) -> list[str]:
    """Return *text* (Han characters) divided into its most probable words, or single characters outside the words.

    >>> cut("人民银行调整货币政策")
    ['人民银行', '调整', '货币', '政策']
    """
    ends = sorted(_boundaries(simplified(text), -1, -1))
    return [text[start:end] for start, end in pairwise(ends)]


@cache
def _countries() -> dict[str, str]:
    """Return country -> the characters that may stand for it."""
    found: dict[str, str] = {}
    for char, names in tables.rows(__package__, "data/zh_countries.tsv"):
        for name in names.split("|"):
            found[name] = found.get(name, "") + char
    return found


def abbreviated(name: str, text: str) -> bool:
    """Return whether *text* may have the country *name* as one character: beside another, or in a set phrase.

    >>> abbreviated("俄罗斯", "对俄出口"), abbreviated("中国", "中欧关系"), abbreviated("中国", "空中")
    (True, True, False)
    """
    pattern = _short_country(simplified(name))
    return pattern is not None and pattern.search(_full_countries().sub("、", simplified(text))) is not None


def country(name: str) -> bool:
    """Return whether *name* is a country that one character may stand for, as 俄 for 俄罗斯."""
    return name in _countries()


def bare(name: str) -> str:
    """Return the *name* of a place without its suffix, 阿拉斯加 for 阿拉斯加州, unless that leaves too little.

    >>> bare("阿拉斯加州"), bare("贵州省"), bare("广州"), bare("海南岛")
    ('阿拉斯加', '贵州', '广州', '海南')
    """
    return name[:-1] if len(name) > 2 and name[-1] in "州省市县郡岛縣島" else name


@cache
def _full_countries() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_countries(), key=len, reverse=True)))


@cache
def _short_country(name: str) -> re.Pattern[str] | None:
    """Return a pattern for the country *name* as one character, or None if it has no such form."""
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
    """Return *text* with every Traditional character replaced by a Simplified one; the length does not change.

    The result is for lookups, not for reading: the characters that share a form are not distinguished.
    """
    return text.translate(_simplified())


def stands(text: str, start: int, end: int) -> bool:
    """Return whether ``text[start:end]`` is a whole word or several, not part of others.

    The most probable segmentation around the span (probabilities from the table of Sun Junyi's jieba) must have
    boundaries at both of its ends. If no known word crosses either end, the span is whole.

    >>> stands("机器人大赛在北京举行", 2, 4), stands("人大通过决议", 0, 2), stands("共产党员", 0, 3)
    (False, True, True)
    >>> stands("印度尼西亚", 0, 2), stands("印度尼西亚", 3, 5)
    (False, False)
    """
    first, last = max(0, start - _LONGEST), end + _LONGEST
    window = simplified(text[first:last])
    start, end = start - first, end - first
    inner = _inner_pairs()
    left = start > 0 and window[start - 1 : start + 1] in inner
    right = end < len(window) and window[end - 1 : end + 1] in inner
    if not (left or right):
        return True
    lo, hi = len(window), 0
    for edge, crossed in ((start, left), (end, right)):
        if crossed:
            i, j = _crossing_span(window, edge, start, end)
            lo, hi = min(lo, i), max(hi, j)
    if lo > hi:
        return True
    # Only the words in question and two characters on either side are segmented, not the whole sentence.
    lo, hi = max(0, min(lo, start) - 2), max(hi, end) + 2
    return {start - lo, end - lo} <= _boundaries(window[lo:hi], start - lo, end - lo)


@cache
def _inner_pairs() -> frozenset[str]:
    """Return the pairs of adjacent characters that occur inside words; no word continues between others."""
    return frozenset(word[at : at + 2] for word, worth in words().items() if worth for at in range(len(word) - 1))


def _crossing_span(text: str, edge: int, start: int, end: int) -> tuple[int, int]:
    """Return the span covered by the words that cross *edge* and are not compounds of the term."""
    table = words()
    lo, hi = len(text), 0
    for i in range(max(0, edge - _LONGEST + 1), edge):
        for j in range(i + 2, min(i + _LONGEST, len(text)) + 1):
            worth = table.get(text[i:j])
            if worth is None:
                break
            if worth and j > edge and not _is_compound(text, i, j, start, end):
                lo, hi = min(lo, i), max(hi, j)
    return lo, hi


def _is_compound(text: str, i: int, j: int, start: int, end: int) -> bool:
    """Return whether the word ``text[i:j]`` is only the term with another word or a suffix of names.

    中国政府 is 中国 and 政府, but 印度尼西亚 is not 印度 and another word; 民主党员 belongs to 民主党, and 七月份 is
    七月.
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
    """Return the boundaries of the words in the most probable segmentation, including 0.

    ``text[start:end]`` counts as a word too, unless *start* is negative.
    """
    table, length = words(), len(text)
    best = [0.0] + [-inf] * length
    back = [0] * (length + 1)
    for i in range(length):
        # A character that is not a word counts as seen once.
        worth = best[i] + table.get(text[i], _ONCE)
        if worth > best[i + 1]:
            best[i + 1], back[i + 1] = worth, i
        for j in range(i + 2, min(i + _LONGEST, length) + 1):
            found = table.get(text[i:j])
            if found is None:
                break
            if not found or best[i] + found <= best[j] or (i == start and j == end):
                continue
            if (i != start and j != end) or not _is_compound(text, i, j, start, end):
                best[j], back[j] = best[i] + found, i
        if i == start and end - start > 1:
            worth = max(table.get(text[start:end]) or _TERM, _TERM)
            if best[i] + worth > best[end]:
                best[end], back[end] = best[i] + worth, i
    ends, at = {0}, length
    while at:
        ends.add(at)
        at = back[at]
    return ends


# The two scripts are told apart by their national character sets, with Big5 as in Windows (which adds 恒 and 裏): a
# character of GB 2312 that is not in Big5 is Simplified if it is the Simplified form of another; 晗, 勐, 着 are both.

_FORMS = "渖钜锺镟谘馀"
"""Simplified characters that the table lacks, because it gives another one for their Traditional form."""


@cache
def _fits(char: str, codec: str) -> bool:
    """Return whether *codec* can encode *char*."""
    try:
        char.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


@cache
def only_simplified(char: str) -> bool:
    """Return whether *char* is used in Simplified Chinese only."""
    return is_han(char) and char in _simplified_characters() and _fits(char, "gb2312") and not _fits(char, "cp950")


@cache
def _simplified_characters() -> frozenset[str]:
    return frozenset(_simplified().values()).union(_FORMS)


@cache
def only_traditional(char: str) -> bool:
    """Return whether *char* is used in Traditional Chinese only."""
    return is_han(char) and not _fits(char, "gb2312") and _fits(char, "cp950") and ord(char) in _simplified()


@cache
def traditional_characters() -> frozenset[str]:
    """Return the characters that are used in Traditional Chinese only (:func:`only_traditional`)."""
    return frozenset(filter(only_traditional, map(chr, _simplified())))
