"""Names in Chinese text that are not listed: the most probable segmentation of the text into words and names.

The probability of a word is that in the table of words; of a Chinese name, that of its surname and of its characters
among the persons of the table; of a foreign name, that of its characters in foreign names. A title before a name, or a
verb of speech after it, makes it more probable.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from math import inf, log
from typing import NamedTuple

from glossary.extract import reference
from glossary.text.chinese import classes, words

_WORDS = reference.table("chinese_names")
SURNAMES, SOUNDS, _STOPS = _WORDS["surname"], _WORDS["sound"], _WORDS["stop"]
ROLE = reference.ending(_WORDS["role"])
"""Tells by the ending of a word whether it is a person's title or occupation."""
_SAYS = re.compile("|".join(sorted(_WORDS["says"]))).match
SPEECH = re.compile(f"[则也还却]?(?:{'|'.join(sorted(_WORDS['speech']))})").match
"""Matches words after a name that show that it is a person's."""
_TOWARD_PLACE = re.compile("城市|小镇|首府|抵达|前往|位于|运抵|飞往|飞抵|开往|逃往|[占攻]领|访问")
_BEFORE_PLACE = re.compile("(?:城市|小镇|首府|抵达|前往|位于|[在往赴驻至到访])$")
DOTS = "·•・‧"
_DOT = re.compile(f"[{DOTS}]")
_JOINTS = (*DOTS, "-")
_SLAVIC_ENDINGS = tuple(sorted(_WORDS["son"]))
_LONGEST = 8
"""Maximum length of a part of a foreign name."""

# The costs of a name besides its characters, and the discounts, in units of -log(probability).
_PERSON, _FOREIGN, _DOTTED = 6.5, 10.0, 2.0
_OFFICE, _SPEAKER = 6.0, 2.5
"""The discounts for a title before a name, and for a verb of speech after it."""
_DESTINATION = 4.0
"""The discount for a foreign name after a verb of motion."""
_SURNAME, _SOUND = 4.0, 4.0
"""The cost of a Japanese surname, and of a character of a given name."""
_UNHEARD = 10.0
"""The cost of a character after a title that no given name in the table has: 记者马淮钊."""
_SLAVIC = 6.0
"""The discount for the ending of a Slavic or Georgian surname."""
_STRANGE = 12.0
"""The cost of a character that foreign names are not written with."""
_RARE, _LONE = log(1 / 60_000_000), 60.0
"""The log probability of a character not in the table, and the cost of a name dot outside a name."""
_COMMON = log(1_000 / 60_000_000)
"""The log probability from which two characters are more likely a word than a given name."""
_OFTEN = log(20_000 / 60_000_000)
"""The log probability from which a character is often a word by itself."""


class Token(NamedTuple):
    """A word or name of a text."""

    text: str
    start: int
    end: int
    kind: str
    """``word``, ``person`` (a Chinese name), ``foreign``, or ``dotted``."""
    sure: bool = True
    """Whether the context of a name confirms it."""


@cache
def _costs() -> tuple[Mapping[str, float], Mapping[str, float], Mapping[str, float]]:
    """Return the costs of surnames, of characters of given names, and of characters of foreign names."""
    surnames: Counter[str] = Counter(SURNAMES)
    given: Counter[str] = Counter()
    foreign: Counter[str] = Counter(dict.fromkeys(SOUNDS, 4))
    for word, letter in classes().items():
        if letter == "h" and len(word) == 3 and word[0] in SURNAMES:
            surnames[word[0]] += 1
            given.update(word[1:])
        elif (letter == "f" or (letter in "hs" and len(word) > 3)) and SOUNDS.issuperset(word):
            foreign.update(word)
    for char in (_STOPS | _WORDS["no_given"]) - {"年"}:
        given.pop(char, None)
    del foreign["曾"]  # had, before a verb
    return _negative(surnames), _negative(given), _negative(foreign)


def _negative(counts: Counter[str]) -> Mapping[str, float]:
    total = sum(counts.values())
    return {char: -log(count / total) for char, count in counts.items()}


def tokens(run: str, *, office: bool = False) -> list[Token]:
    """Return the words and names of *run*, Han characters and name dots; *office* says that a title precedes it.

    >>> [token.text for token in tokens("泰国运输部长素拉蓬·西里瓦周三宣布")]
    ['泰国', '运输', '部长', '素拉蓬·西里瓦', '周三', '宣布']
    >>> [(token.text, token.kind) for token in tokens("公诉人蒋若兰说")]
    [('公诉人', 'word'), ('蒋若兰', 'person'), ('说', 'word')]
    """
    length = len(run)
    costs = [0.0] + [inf] * length  # of the cheapest path to each boundary
    last: list[tuple[int, str, bool]] = [(0, "word", True)] * (
        length + 1
    )  # the start, kind and certainty of its last edge
    titles = bytearray(length + 1)  # whether a title ends there
    titles[0] = office
    spans = _dotted_spans(run)
    japanese = _japanese_first()
    destinations = {match.end() for match in _TOWARD_PLACE.finditer(run)}
    for at in range(length):
        titled = titles[at]
        edges = [*_words_at(run, at), *_persons_at(run, at, titled), *_foreign_at(run, at, titled, at in destinations)]
        if run[at] in japanese:
            edges += _japanese_at(run, at, titled)
        if at in spans:
            edges += _dotted_at(run, at, spans[at], titled)
        for end, cost, kind, sure in edges:
            if kind == "word" and (end - at > 1 or run[at] in "员师农"):  # 预报|员
                titles[end] |= ROLE(run[at if end - at > 1 else max(0, at - 2) : end])
            if costs[at] + cost < costs[end]:
                costs[end] = costs[at] + cost
                last[end] = at, kind, sure
    path: list[Token] = []
    end = length
    while end:
        start, kind, sure = last[end]
        path.append(Token(run[start:end], start, end, kind, sure))
        end = start
    return path[::-1]


Edge = tuple[int, float, str, bool]
"""The end of a possible word or name, its cost, and its kind and certainty as in :class:`Token`."""


def _words_at(run: str, at: int) -> Iterator[Edge]:
    """Yield the words of the table that begin at *at*, and the single character there."""
    table = words()
    yield at + 1, _LONE if run[at] in DOTS else -table.get(run[at], _RARE), "word", True
    for end in range(at + 2, min(at + 6, len(run)) + 1):
        found = table.get(run[at:end])
        if found is None:
            return
        if found:
            yield end, -found, "word", True


def _persons_at(run: str, at: int, office: int) -> Iterator[Edge]:
    """Yield the possible Chinese names at *at*; *office* says that a title precedes it."""
    surnames, given, _ = _costs()
    for first in (at + 1, at + 2):
        surname = surnames.get(run[at:first]) if first == at + 1 else 6.0 if run[at:first] in _WORDS["double"] else None
        if surname is None:
            continue
        cost = _PERSON + surname - _OFFICE * office
        confirmed = office or SPEECH(run, first + 1) or SPEECH(run, first + 2)
        for end in range(first + 1, min(first + 2, len(run)) + 1):
            sound = given.get(run[end - 1], _UNHEARD if confirmed and run[end - 1] not in _STOPS else None)
            if sound is None or (run[end - 1] in _WORDS["adverb"] and _SAYS(run, end)):
                break
            if end - first == 2 and run[end : end + 1] in tuple("着了过"):
                break  # 许卉|举|着
            cost += sound
            if office and run.startswith("来说", end) and "对" not in run[:at]:
                continue  # 研究员|李春来|说
            speaks = _SAYS(run, end) is not None
            short = (1.0 if office else 2.5) if end - first == 1 else 0.0
            sure = bool(office) or (run[at] not in _WORDS["preposed"] and SPEECH(run, end) is not None)
            yield end, cost + short - _SPEAKER * speaks, "person", sure


@cache
def _japanese() -> tuple[frozenset[str], frozenset[str]]:
    """Return the Japanese surnames, and the characters of given names."""
    listed = reference.labelled("chinese_japanese")
    surnames = frozenset(word for word, label in listed.items() if label == "surnames")
    return surnames, frozenset("".join(listed.keys() - surnames))


@cache
def _japanese_first() -> frozenset[str]:
    """Return the first characters of Japanese surnames."""
    return frozenset(surname[0] for surname in _japanese()[0])


def _japanese_at(run: str, at: int, office: int) -> Iterator[Edge]:
    """Yield the possible Japanese names at *at*, perhaps after a title: *植田和男*, *高市早苗*.

    A common word after a surname is not a given name: *中山* | *大学*.
    """
    surnames, given = _japanese()
    for first in (at + 2, at + 3):
        if run[at:first] not in surnames:
            continue
        cost = _PERSON + _SURNAME - _OFFICE * office
        for end in range(first + 1, min(first + 3, len(run)) + 1):
            cost += _SOUND if run[end - 1] in given else _UNHEARD if office and run[end - 1] not in _STOPS else inf
            if cost == inf or (run[end - 1] in _WORDS["adverb"] and _SAYS(run, end)):
                break
            name = run[first:end]
            if name[-1] == "和" or (len(name) > 1 and not office and (words().get(name) or _RARE) > _COMMON):
                continue
            speaks = SPEECH(run, end) is not None
            yield end, cost - _SPEAKER * speaks, "person", bool(office) or speaks or len(name) > 1


def _foreign_at(run: str, at: int, office: int, destination: bool) -> Iterator[Edge]:
    """Yield the possible foreign names without dots at *at*, perhaps after a title or as a *destination*."""
    _, _, foreign = _costs()
    cost = _FOREIGN - _OFFICE * office - _DESTINATION * destination
    for end in range(at + 1, min(at + _LONGEST, len(run)) + 1):
        if run[end - 1] not in foreign:
            return
        cost += foreign[run[end - 1]]
        if end > at + 1:
            speaks = SPEECH(run, end) is not None
            son = run.endswith(_SLAVIC_ENDINGS, at + 1, end)
            yield end, cost - (_SPEAKER * speaks + _SLAVIC * son), "foreign", bool(office) or speaks or son


def _dotted_at(run: str, at: int, ends: Iterable[int], office: int) -> Iterator[Edge]:
    """Yield the foreign names with dots from *at* to each of *ends*."""
    _, _, foreign = _costs()
    base = _DOTTED - _OFFICE * office
    for end in ends:
        inside = sum(foreign.get(char, 0.0 if char in DOTS + "-" else _STRANGE) for char in run[at:end])
        because = run[end - 1] == "因" and run[end - 2] not in _WORDS["before_yin"]
        yield end, base + inside + _STRANGE * because, "dotted", True


def _dotted_spans(run: str) -> dict[int, list[int]]:
    """Return the possible starts of foreign names with dots, each with its possible ends."""
    found: dict[int, list[int]] = {}
    dots = [at for at, char in enumerate(run) if char in DOTS]
    for first, begin in enumerate(dots):
        for count, last in enumerate(dots[first : first + 3]):
            if count and not 1 < last - dots[first + count - 1] <= _LONGEST:
                break
            if count and not _STOPS.isdisjoint(run[begin:last]):
                break
            starts = range(begin - 1, max(-1, begin - _LONGEST - 1), -1)
            for start in _until_stop(run, starts):
                ends = range(last + 1, min(len(run), last + 1 + _LONGEST))
                found.setdefault(start, []).extend(end + 1 for end in _until_stop(run, ends) if run[end] != "-")
    return found


def _until_stop(run: str, places: range) -> Iterator[int]:
    """Yield *places* in order, up to the first character that no name contains."""
    for at in places:
        first = run[at + 1 : at + 2] in _JOINTS  # 让·卡里姆
        if (run[at] in _STOPS and not first) or run[at] in DOTS:
            return
        yield at


def persons(run: str, *, office: bool = False) -> Iterator[tuple[str, str]]:
    """Yield the names in *run*, Han characters and dots, that have enough evidence, with their kinds.

    *office* says that a title precedes it: 本报记者 | 罗逸姝.
    """
    found = list(_joined_tokens(tokens(run, office=office)))
    for place, (text, start, end, kind, sure) in enumerate(found):
        if kind == "dotted":
            yield text, "person"
            surname = _DOT.split(text)[-1]
            if len(surname) > 1 and "-" not in surname:
                yield surname, "person"
        elif kind == "person" and (sure or (text[0] not in _WORDS["doubtful"] and not _is_broken(found, place))):
            yield text, "person"
        elif kind == "foreign" and (sure or len(text) > 2):
            yield text, _foreign_kind(run, start, end, sure)


def _joined_tokens(found: list[Token]) -> Iterator[Token]:
    """Yield the tokens, with foreign names of the table marked as such and joined to the rest of the name.

    >>> [(token.text, token.kind) for token in _joined_tokens(tokens("外长阿卜杜拉希扬介绍"))]
    [('外长', 'word'), ('阿卜杜拉希扬', 'foreign'), ('介绍', 'word')]
    """
    place = 0
    while place < len(found):
        token, place = found[place], place + 1
        office = place > 1 and ROLE(found[place - 2].text)
        long = len(token.text) > 2 and classes().get(token.text) == "f"
        if token.kind == "word" and (long or (office and _is_foreign_name(token.text))):
            end = _rest_of_name(found, place)
            if office or end > place:
                text = token.text + "".join([rest.text for rest in found[place:end]])
                sure = office or any(rest.sure for rest in found[place:end])
                token, place = Token(text, token.start, token.start + len(text), "foreign", sure), end
        after = found[place] if place < len(found) else token
        if after.kind == "dotted" and after is not token:
            piece = len(token.text) == 1 and words().get(token.text + _DOT.split(after.text)[0])
            if token.kind != "word" or _is_foreign_name(token.text) or piece:
                token = Token(token.text + after.text, token.start, after.end, "dotted")  # 刘易|斯·汉密尔顿
                place += 1
        yield token


def _rest_of_name(found: list[Token], place: int) -> int:
    """Return the end of the tokens from *place* on that continue a foreign name: 阿卜杜勒|阿|提, 阿卜杜勒|阿齐兹."""
    if place == len(found):
        return place
    after = found[place]
    if SOUNDS.issuperset(after.text) and (after.kind in ("foreign", "person") or _is_foreign_name(after.text)):
        return place + 1
    end = place
    while end < len(found) and len(found[end].text) == 1 and found[end].text in SOUNDS:
        end += 1
    return end if end > place and words().get(found[place].text, _RARE) < _OFTEN else place


def _is_foreign_name(word: str) -> bool:
    """Return whether *word* is a foreign name in the table: 安德烈."""
    return len(word) > 1 and classes().get(word) in ("f", "h") and SOUNDS.issuperset(word)


def _is_broken(found: list[Token], place: int) -> bool:
    """Return whether a character beside a name is not a word, so that both may be one word: 朱拉隆|功|大学."""
    beside = [*found[max(0, place - 1) : place], *found[place + 1 : place + 2]]
    return any(len(token.text) == 1 and words().get(token.text, _RARE) < _OFTEN for token in beside)


def _foreign_kind(run: str, start: int, end: int, sure: bool) -> str:
    """Return the kind of a foreign name without dots: a place after a verb of motion, a person if *sure*, or other."""
    if _BEFORE_PLACE.search(run[max(0, start - 3) : start]) or run[end : end + 1] in tuple("省市县州府河湖岛镇区郡"):
        return "place"
    return "person" if sure else "other"
