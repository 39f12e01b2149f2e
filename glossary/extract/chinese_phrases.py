"""Noun phrases of Chinese text that is divided into words: adjectives, nouns and names before a noun.

Many verbs, and some adjectives, are nouns after another noun or before certain nouns: *基因测序*, *抽签仪式*,
*粮食安全*. Few would be classified correctly without their context. The word lists are in ``data/chinese_phrases.txt``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import zip_longest
from operator import attrgetter

from glossary.extract import reference
from glossary.extract.chinese_names import ROLE
from glossary.extract.chinese_units import NAMES, VERBS, Unit, is_number, text_of
from glossary.text.chinese import country

WORDS = reference.table("chinese_phrases")
_TOOL, _WHERE, _WHEN, _CALLED = (reference.ending(WORDS[label]) for label in ("tool", "where", "when", "called"))
_GOVERNORS = VERBS | WORDS["object"]
_REACH = 12
"""How many words before a verb are considered."""
_NUMERALS = tuple(WORDS["numeral"] | WORDS["about"])
_PROPER = {kind: reference.ending(WORDS[f"proper_{kind}"]) for kind in ("organization", "event")}
"""Kind -> endings of a phrase that is a name of that kind if it begins with a name."""
_PHRASE = re.compile("c?a{0,2}e{0,2}(?:[na]|(?<=[nea])m){0,4}(?:[nea]m|n)")
_LETTERS = {"g": "n", **dict.fromkeys(NAMES, "e")}
"""Word class -> its letter in the pattern of phrases."""


def phrases(units: list[Unit], named: dict[str, str]) -> list[tuple[int, int]]:
    """Return the spans of noun phrases: adjectives, nouns and names before a noun.

    A title or a deed after the name of a person or an organization does not make a phrase: *李克强总理*.
    """
    letters = "".join(
        "v" if unit.letter == "g" and _begins_number(after) else _LETTERS.get(unit.letter, unit.letter)
        for unit, after in zip_longest(units, units[1:])
    )
    letters = _mark_verbal_nouns(_mark_suffixes(letters, units), units)
    letters = re.sub("v(m|n(?=[^nm]|$))", lambda match: _verb_and_noun(match, units), letters)
    found = []
    for match in _PHRASE.finditer(letters):
        inside = _without_place(_without_light_edges(units[match.start() : match.end()]), named)
        if not inside:
            continue
        kinds = {named.get(unit.text) or NAMES[unit.letter] for unit in inside if unit.letter in NAMES}
        title = ROLE(inside[-1].text) or (inside[-1].letter == "g" and len(inside) == 2)
        before = units[match.start() - 1].text if match.start() else ""
        if (title and kinds) or (len(inside) > 1 and kinds == {"event"}) or before in WORDS["denial"]:
            continue
        against = before == "反" and inside[0] is units[match.start()]  # 反补贴税
        found.append((inside[0].start - against, inside[-1].end))
    return found


def _begins_number(unit: Unit | None) -> bool:
    """Return whether *unit* begins a number; a word before a number is rather a verb: 货物突破8000万吨."""
    return unit is not None and (unit.letter == "#" or (unit.letter == "." and unit.text.startswith(_NUMERALS)))


def _without_light_edges(units: list[Unit]) -> list[Unit]:
    """Return the phrase without vague words at its end, *消防|救援|能力*, or before two others, *先进|半导体|设备*."""
    while len(units) > 2 and units[0].text in WORDS["vague"]:
        units = units[1:]
    weak = reference.weak("zh")
    whole = len(units)
    while len(units) > 1 and (weak.get(units[-1].text) == "light" or (units[-1].letter == "a" and len(units) < whole)):
        units = units[:-1]  # 季风|共同|影响
    return units if len(units) > 1 or units[0].letter in "ng" else []


def _without_place(units: list[Unit], named: dict[str, str]) -> list[Unit]:
    """Return a phrase without the place or body before it, *榕江|洪峰*, except in a term: *罗安达|进程*."""
    if len(units) < 2 or units[0].letter not in NAMES or proper_kind(units):
        return units
    kind = named.get(units[0].text) or NAMES[units[0].letter]
    rest = units[1:]
    if kind not in ("place", "organization") or any(unit.letter in NAMES for unit in rest):
        return units
    short = len(rest[0].text) == 2 and not country(units[0].text)  # 中国|政府
    plain = len(rest) > 1 or short
    return rest if plain and not _CALLED(rest[-1].text) else units


def _verb_and_noun(match: re.Match[str], units: list[Unit]) -> str:
    """Return the letters of a verb and its noun, as one noun phrase if the verb qualifies the noun: *冷却系统*."""
    noun = units[match.end() - 1].text
    bound = match.start() > 0 and units[match.start() - 1].text in WORDS["bound"]  # 用于|扩建|数据中心
    able = not bound and (match[1] == "m" or _TOOL(noun))
    return ("n" if able else "v") + match[1]


def _mark_verbal_nouns(letters: str, units: list[Unit]) -> str:
    """Return *letters* with verbs and adjectives used as nouns marked as nouns: *基因测序*, *粮食安全*."""
    found = list(letters)
    for place in range(len(units) - 1, -1, -1):
        found[place] = _letter_in_context(units, letters, place, "".join(found[place + 1 : place + 2]))
    return "".join(found)


def _letter_in_context(units: list[Unit], letters: str, place: int, after: str) -> str:
    """Return the letter of the word at *place* in its context; *after* is the letter of the next word."""
    word, letter = units[place].text, letters[place]
    before, follows = units[place - 1].text if place else "", text_of(units[place + 1 : place + 2])
    noun = letters[max(0, place - 1) : place] in ("n", "m")
    if word in WORDS["kind"] or (word in WORDS["measure"] and not noun):  # 核|设施
        counted = place > 0 and is_number(units[place - 1])
        return "a" if after == "n" and len(follows) > 1 and not counted else letter
    if word in WORDS["state"] and letter == "a":  # 粮食|安全
        return "n" if noun and not ROLE(before) and after not in ("n", "m", "a") else letter
    if word == "计划":  # 登月|计划
        done = noun and not ROLE(before) and (units[place - 1].letter == "g" or before in WORDS["deed"])
        return "n" if done else "."
    if word in WORDS["fitted"]:  # 解决|方案
        return "a" if after == "n" and _is_tool_or_place(follows) else "."
    if word in WORDS["taking"] and after in ("n", "a") and len(follows) > 1 and not _is_tool_or_place(follows):
        return "v"  # 影响|栖息地
    if word in WORDS["deed"] and letter in "v.":
        return "n" if _is_verbal_noun(units, letters, place, after) else "v"
    return "n" if letter == "v" and _is_noun_in_context(units, letters, place, after) else letter


def _is_verbal_noun(units: list[Unit], letters: str, place: int, after: str) -> bool:
    """Return whether the verb at *place* is used as a noun: before one, *抽签|仪式*, or after another, *基因|测序*."""
    before, follows = units[place - 1].text if place else "", text_of(units[place + 1 : place + 2])
    if after == "n" and before in WORDS["bound"]:
        return False  # 用于|扩建|数据中心
    if (after == "n" and _may_qualify(follows)) or _is_noun_in_context(units, letters, place, after):
        return True
    noun = letters[max(0, place - 1) : place] in ("n", "m") and not ROLE(before)
    ends = after not in ("n", "m", "e", "a", "#", "c") and follows not in WORDS["aspect"]
    return noun and ends and not _is_agent_or_object(units, place, letters)


def _mark_suffixes(letters: str, units: list[Unit]) -> str:
    """Return *letters* with the adjectives and nouns that a suffix makes: *沉浸|式|剧场*, *碎片|化*."""
    found = list(letters)
    for place, unit in enumerate(units):
        if len(unit.text) != 1 or letters[place] not in ".mn":
            continue
        before, after = units[place - 1].text if place else "", letters[place + 1 : place + 2]
        word = len(before) > 1 and found[place - 1] in "navg." and before not in VERBS
        if unit.text in WORDS["sort"] and word and after in ("n", "v", "m"):
            found[place - 1 : place + 1] = "na"
        elif unit.text == "化" and word and found[place - 1] == "n":
            found[place] = "m"  # 贸易|碎片|化
    return "".join(found)


def _is_noun_in_context(units: list[Unit], letters: str, place: int, after: str) -> bool:
    """Return whether the verb at *place* is used as a noun, by the words around its phrase.

    After *的*, or a verb that has an object, no other verb follows: *的|技术|授权*, *达成|农产品|准入*. What begins a
    sentence before a verb is its subject: *倾销|调查期|为*.
    """
    counts = after in ("e", "#", "c") or (after == "." and _begins_number(units[place + 1]))  # 还款期|延长|九年
    if counts or units[place].text in _GOVERNORS:
        return False
    first, last = _phrase_span(units, letters, place)
    left = units[first - 1].text if first else ""
    right, then = units[last].text if last < len(units) else "", letters[last : last + 1]
    further = text_of(units[last + 1 : last + 2])
    said = right in WORDS["said"] or (then == "a" and not further) or (then == "v" and further in WORDS["aspect"])
    said = said and (not left or left in WORDS["when"] or _WHEN(left))
    if after in ("n", "m"):  # it qualifies the noun after it
        whose = left in WORDS["whose"] or (len(left) > 1 and _begins_number(units[first - 1]))
        governed = left in WORDS["object"] and set(letters[first:place]) <= {"v", "a"}
        return governed or (first == place and ((whose and place > 0) or left in WORDS["instead"] or said))
    if place == first or right in WORDS["aspect"]:
        return False
    return left in WORDS["object"] or said or (letters[first] == "v" and not right and place - first > 1)


def _phrase_span(units: list[Unit], letters: str, place: int) -> tuple[int, int]:
    """Return the span of the words that would be one phrase with the verb at *place* if it were a noun."""
    first, last = place, place + 1
    while first > place - _REACH and first and letters[first - 1] in "namv" and units[first - 1].text not in _GOVERNORS:
        first -= 1
    while last < len(units) and letters[last] in "nm":
        last += 1
    return first, last


def _may_qualify(noun: str) -> bool:
    """Return whether a verb used as a noun may qualify *noun*."""
    return noun in WORDS["deed"] or _WHERE(noun) or _TOOL(noun)


def _is_tool_or_place(noun: str) -> bool:
    """Return whether a verb that elsewhere has an object may qualify *noun*: *优化|方案*."""
    return any(len(end) > 1 and noun.endswith(end) for end in WORDS["tool"] | WORDS["where"])


def _is_agent_or_object(units: list[Unit], place: int, letters: str) -> bool:
    """Return whether the noun before *place* is its agent or object, not part of its phrase: *被|防空|系统|拦截*."""
    first = place
    while first and letters[first - 1] in "naeg":
        first -= 1
    return first > 0 and units[first - 1].text in WORDS["handle"]


def is_verbal(units: list[Unit], start: int, end: int, *, quoted: bool) -> bool:
    """Return whether the span begins or ends with a word that no noun phrase has there: *击败尤文图斯*, “难以监督”."""
    inside = units_between(units, start, end)
    if quoted:
        alone = len(inside) == 1 and inside[0].letter in "av"
        adverbs = WORDS["adverb"] | WORDS["adverbial"]
        return alone or inside[0].text in VERBS or any(unit.text in adverbs for unit in inside[:-1])
    if len(inside) < 2:
        return inside[0].letter in ".v" and len(inside[0].text) > 1 and inside[0].text not in WORDS["deed"]  # 大为光火
    return any(unit.letter in ".v" and len(unit.text) > 1 for unit in (inside[0], inside[-1])) or any(
        unit.text in VERBS or unit.text in WORDS["tells"] for unit in inside
    )


def without_overlaps(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return *spans* without those that overlap a longer one."""
    chosen = []
    taken = bytearray(max((end for _, end in spans), default=0))
    for start, end in sorted(set(spans), key=lambda span: (span[0] - span[1], span)):
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            chosen.append((start, end))
    return sorted(chosen)


def units_between(units: list[Unit], start: int, end: int) -> list[Unit]:
    """Return the units from *start* to *end*, both of which are boundaries of units."""
    first = bisect_left(units, start, key=attrgetter("start"))
    return units[first : bisect_left(units, end, first, key=attrgetter("start"))]


def proper_kind(units: list[Unit]) -> str:
    """Return the kind of name that a phrase is by its first and last words, or an empty string."""
    if len(units) < 2 or units[0].letter not in NAMES:
        return ""
    if len(units) == 2 and (units[1].text in WORDS["place"] or units[1].text == "国"):
        return "place"
    return next((kind for kind, ends in _PROPER.items() if ends(units[-1].text)), "")
