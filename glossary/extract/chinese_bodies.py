"""Chinese names that end with their kind: *国家环境委员会*, *南基伍省*, *泰国队*, *个人信息保护法*.

The words before that ending must be able to be in one name with it. The first of them is a name, a word of the same
scope (*国家*), or two or three characters that are not words. The word lists are in ``data/chinese_bodies.txt``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from glossary.extract import reference
from glossary.extract.chinese_names import DOTS, ROLE, SOUNDS
from glossary.extract.chinese_units import SELDOM, VERBS, Unit, text_of
from glossary.text.chinese import classes, frequency, known

_WORDS = reference.table("chinese_bodies")
_NUMBERED = re.compile("[一二三四五六七八九十百]+号").fullmatch
_KINDS = ("organization", "event", "place", "work", "other")
_ENDS = {label: reference.ending(listed) for label, listed in _WORDS.items()}
_STOP = reference.words("chinese")
"""The characters that no term begins or ends with."""
_FOREIGN = SOUNDS | set(DOTS)
LISTED = {
    **dict.fromkeys(reference.words("chinese_persons"), "person"),
    **dict.fromkeys(reference.words("chinese_places"), "place"),
    **dict.fromkeys(reference.words("chinese_organizations"), "organization"),
}
"""Listed name -> kind."""


def composed(units: list[Unit], named: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the names in *units* that end with their kind, with that kind; *named* are the names known already."""
    for last, unit in enumerate(units):
        if not unit.text or unit.letter in "efs":
            yield from _state_body(units, last)
        elif unit.text[-1] == "号" and (craft := _numbered_craft(units, last)):
            yield craft, "other"
        elif len(unit.text) > 3 and unit.letter == "n" and _ENDS["landform"](unit.text):
            yield unit.text, "place"
        elif unit.text in _WORDS["trade"] and (firm := _firm_name(units, last)):
            yield firm, "organization"
        elif found := list(_name_ending_at(units, last, named)):
            yield from found
        elif unit.text[-1] in "部司局署厅院处所馆会" and (body := _body_before_head(units, last)):
            yield body, "organization"


def _body_before_head(units: list[Unit], last: int) -> str:
    """Return the body at *last* if the title of its head follows: *人力资源和社会保障部|部长*."""
    first, head = last, units[last].text[-1] + "长"
    if not text_of(units[last + 1 : last + 3]).removeprefix("副").startswith(head):
        return ""
    if first and len(units[last].text) == 1 and units[first - 1].letter == "v":
        first -= 1  # 自然|保育|署
    while first and (units[first - 1].letter in "nagm" or units[first - 1].text in ("和", "与", "及")):
        first -= 1
    name = text_of(units[first : last + 1]).lstrip("和与及")
    return name if 2 < len(name) < 13 else ""


def _state_body(units: list[Unit], last: int) -> Iterator[tuple[str, str]]:
    """Yield the body at *last* together with the state before it: *中国|进出口银行*."""
    name, state = units[last].text, units[last - 1].text if last else ""
    everywhere = LISTED.get(name) == "organization" and _ENDS["of_states"](name)
    if everywhere and LISTED.get(state) == "place" and not name.startswith(state):
        yield state + name, "organization"


def _numbered_craft(units: list[Unit], last: int) -> str:
    """Return the name of the spacecraft or ship whose number ends at *last*: *嫦娥|六号*, *神舟|十九|号*."""
    first = last - (units[last].text == "号")
    front = units[first - 1] if first > 0 else units[last]
    rare = len(front.text) > 1 and front.letter in "nefh" and reference.common("zh").get(front.text, 0) < 4.3
    numbered = _NUMBERED(text_of(units[first : last + 1])) is not None
    counted = not numbered or text_of(units[last + 1 : last + 2]) in _WORDS["numbered"]
    return text_of(units[first - 1 : last + 1]) if rare and not counted else ""


def _name_ending_at(units: list[Unit], last: int, named: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the name that ends at *last*, if there is one."""
    unit, tail = units[last], text_of(units[max(0, last - 2) : last + 1])
    law = _ENDS["law"](tail)
    own = law or _ENDS["own"](tail)
    kind = next((kind for kind in _KINDS if _ENDS[kind](tail)), "")
    if not own and (not kind or (_ENDS["short"](unit.text) and not _ENDS["state"](unit.text))):
        return  # 超市 is not a city
    first = _first_unit(units, last, named)
    while first < last and units[first].letter == "a" and not own and units[first].text not in _WORDS["wide"]:
        first += 1
    if first == last or (unit.text == "区" and first < last - 1):
        return
    if unit.text == "汽车" and LISTED.get(units[first].text) == "place":
        return  # 欧洲汽车 is not a firm
    proper = _proper_units(units, first, last)
    if not proper and not own:  # 首站|合肥|大剧院
        first = next((at for at in range(first, last) if LISTED.get(units[at].text) == "place"), first)
        proper = last - first if LISTED.get(units[first].text) == "place" else 0
    name = text_of(units[first : last + 1])
    if len(name) > 18 or (own and not proper and len(name) < 5):
        return
    if kind in ("", "organization") and LISTED.get(units[first].text) == "place":
        name = name.removeprefix(units[first].text) if _begins_foreign(units[first + 1 : last]) else name  # 美国|盖蒂
    if own and (units[first].letter != "a" or units[first].text in _WORDS["wide"]):
        yield name, "work" if law else "place" if name.endswith("机场") else "organization"
    elif unit.text in ("大桥", "口岸") and first == last - 1 and units[first].letter in "neso":
        yield name, "place"
    elif kind == "place" and proper:
        while _begins_with_enclosing_place(units[first : last + 1]):
            first += 1
        yield text_of(units[first : last + 1]), kind
    elif kind and proper:
        yield name, kind


def _begins_foreign(units: list[Unit]) -> bool:
    """Return whether *units* begin with a foreign name, or with two characters of one."""
    named = bool(units) and units[0].letter in "ef"
    pieces = len(units) > 1 and all(map(_is_piece, units[:2]))
    return (named or pieces) and SOUNDS.issuperset(text_of(units[: 1 if named else 2]))


def _begins_with_enclosing_place(units: list[Unit]) -> bool:
    """Return whether a place precedes the name of a place in it: *杭州|翠苑街道*, *古巴|圣地亚哥省*."""
    front, rest = units[0].text, units[1:]
    inner = len(rest) > 1 and (rest[0].letter in "esf" or len(text_of(rest)) > 3)
    return inner and LISTED.get(front) == "place"


def _firm_name(units: list[Unit], last: int) -> str:
    """Return the name of the firm whose trade is at *last*: two or three rare characters and the trade."""
    first = last
    while first and last - first < 4 and len(char := units[first - 1].text) == 1 and char not in _STOP:
        first -= 1
    if last - first not in (2, 3) and last and len(units[last - 1].text) == 2 and not known(units[last - 1].text):
        first = last - 1
    front = text_of(units[first:last])
    rare = all(frequency(char) < 3 * SELDOM for char in front)
    return front + units[last].text if 1 < len(front) < 4 and rare else ""


def _first_unit(units: list[Unit], last: int, named: dict[str, str]) -> int:
    """Return the index of the first unit that may be in one name with that at *last*; no name begins with a verb."""
    first = last
    while first and last - first < 8:
        before, end = units[first - 1].text, units[last].text
        if named.get(before) == "person":
            heard = before in LISTED or _FOREIGN.issuperset(before)
            first -= heard and _ENDS["founded"](end)  # 桑斯特|国际|机场
            break
        if not _joins_name(units, first, last):
            break
        first -= 1
    while first < last and (
        (units[first].letter in ".v" and units[first].text in _WORDS["joined"]) or units[first].text in "与和及"
    ):
        first += 1
    return first


def _joins_name(units: list[Unit], first: int, last: int) -> bool:
    """Return whether the unit before *first* may be in one name with those from *first* to *last*."""
    text, letter, end = units[first - 1].text, units[first - 1].letter, units[last].text
    if not text or text in VERBS or (letter == "c" and text[0] == "对"):
        return False
    further = units[first - 2].letter if first > 1 else "-"
    if first < last and text in "省市县州区镇岛" and further in "enshf" and end in "省州市县区镇乡村旗":
        return False  # 普洱|市 | 思茅|区
    faculty = end in _WORDS["faculty"] or end.endswith(("部", "局"))
    if (text in "与和及" and faculty and further in "ng") or (text == "驻" and further in "seo"):
        return True
    if len(text) == 1 and letter == "." and units[first].letter in "sefo" and first < last:
        return False
    if letter in "nas" and ROLE(text):
        return first == last and _ENDS["own"](end)  # 舞蹈家|协会
    if letter in "noea" and (_ENDS["own"](text) or _ENDS["closed"](text)):
        branch = letter in "oe" and _ENDS["branch"](end)
        return branch or (first == last and text.endswith("商") and _ENDS["own"](end))  # 制造商|协会
    open_word = text in _WORDS["joined"] or (len(text) == 1 and text not in _STOP and text not in _WORDS["edge"])
    return letter not in ".v" or open_word


def _proper_units(units: list[Unit], first: int, last: int) -> int:
    """Return how many units before the ending form a proper name, or 0."""
    text = units[first].text
    if units[first].letter in "esofc" or text in _WORDS["wide"]:
        return last - first
    if classes().get(text) in ("h", "f") and SOUNDS.issuperset(text):
        return last - first  # 布朗|大学
    single = sum(1 for _ in takewhile(_is_piece, units[first:last]))
    end = units[last].text
    within = first > 0 and units[first - 1].text[-1:] in tuple("省市县州区镇") and end in "市县区镇乡村旗"
    if within and 1 < len(text_of(units[first:last])) < 4:
        return last - first  # 思茅区 | 南屏|镇
    return last - first if single in (2, 3) and (len(end) > 1 or end in "省市县州府河湖岛") else 0


def _is_piece(unit: Unit) -> bool:
    """Return whether *unit* is a single character that is not a word."""
    return unit.letter == "." and len(unit.text) == 1
