"""Noun phrases of Chinese text that is cut into words: adjectives, nouns and names with a noun behind them.

Many verbs, and some adjectives, are nouns where they stand behind another noun or before one of some sort: *基因测序*,
*抽签仪式*, *粮食安全*. Few would be right without their neighbours.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import zip_longest
from operator import attrgetter
from typing import NamedTuple

from glossary.extract import reference
from glossary.extract.chinese_names import ROLE
from glossary.text.chinese import country

VERBS_ALONE = reference.words("chinese_edges")
_DEEDS = reference.words("chinese_deeds")
ENDS = {
    "organization": (
        "大学 学院 研究院 研究所 研究中心 中心 委员会 代表大会 大会 理事会 公司 集团 银行 组织 联盟 协会 学会 "
        "基金会 党 共产党 法院 议会 国会 报社 通讯社 电视台 政府 外交部 国防部 财政部 白宫 克里姆林宫"
    ).split(),
    "place": "省 市 县 州 岛 海峡 半岛 自治区 共和国 斯坦 湾 河 山脉 运河 港".split(),
    "event": "峰会 冬奥会 奥运会 运动会 世界杯 论坛 战争 之战 疫情 选举".split(),
}
"""Kind -> how names of it end."""
_PROPER = {
    "organization": tuple("大学 学院 研究院 研究所 委员会 基金会 公司 集团 银行 通讯社 电视台 组织".split()),
    "event": tuple("峰会 奥运会 冬奥会 运动会 世界杯 论坛".split()),
}
"""Kind -> how a phrase ends that is a name of that kind where a name begins it."""
_NUMERALS = tuple("一二三四五六七八九十百千万亿两几近逾")
_NUMBER = re.compile("[一二三四五六七八九十百千万亿两]+").fullmatch
_TOOLS = re.compile(
    "(?:系统|设备|装置|机制|机构|体系|病房|试剂|疫苗|药物?|病例|样本|保险|协议|车间|工程|技术|工艺|材料|能力|平台|中心|基地|设施|程序|方案|模式|通道|许可证?|证书|网络"
    "|路线|信号|功能|风险|成本|标准|线|区|权|罪|率|量|器|仪|机|者|费|税|期|法|室|厂|书|令|证|金|物)$"
)
"""Nouns that a verb may stand before in one term: *冷却系统*, *疑似病例*, *报警器*."""
_WHERE_DONE = re.compile(
    "(?:仪式|会议|行动|阶段|服务|政策|协定|项目|计划|制度|法案|条例|条款|措施|规则|资金|基金|委员会|负荷|名额|资格|期限|雷达|卫星|火箭|导弹|飞船|飞机|车辆|船只|部队"
    "|公司|企业|行业|产业|产品|市场|价格|需求|责任|义务|事件|事故|现象|作用|反应|速度|强度|地点|中心|站|场|点|案|单|表|图|业|品|额|价)$"
)
"""Nouns that one of the verbs that are nouns as well may stand before: *抽签仪式*."""
_KINDS = frozenset("极总古核超非微亚准软硬黑白绿男女冷零") - {"超"}
_FRONTS = _KINDS | frozenset("超高低强重轻副双单短长宽深浅干湿热")
"""Characters that are adjectives before a noun: *核设施*."""
_HANDLES = frozenset("被 由 将 把 遭 经 让".split())
"""What stands before those who do something, or what it is done to."""
_ADVERBS = frozenset("已 已经 曾 正 正在 能 会 要 应 须 未 不 仍 都 还 再 又 均 没有".split())
"""What stands before a verb: *已|报告*."""
_ASPECTS = frozenset("了 过 着".split())
"""What stands behind a verb: *警方|拘留|了*."""
_TELLS = frozenset("说称让把被")
_ADVERBIAL = re.compile("看起来|越来越|好像|似乎|仿佛")
"""What no noun phrase holds, and no term that is quoted."""
_STATES = frozenset("安全 健康 稳定 自由 公平 平等 贫困 不良 卫生 繁荣 民主 独立 中立 平衡 失衡 多样 完整 透明".split())
"""Adjectives that are nouns behind a noun: *粮食安全*."""
CLASSES = reference.labelled("chinese_classes")
"""Words that are a ``noun`` or an ``attribute`` of one, whatever the table has them as."""
ELEMENTS = frozenset(
    "氢氦锂硼碳氮氧氟钠镁铝硅磷硫氯钾钙钛钒铬锰铁钴镍铜锌镓锗砷硒溴锶锆铌钼钯银镉铟锡锑碘钡钨铂金汞铅铋氡镭钍铀钚"
)
"""Chemical elements."""
SORTS = frozenset("式型级性化类系")
"""What makes an adjective of the word before it: *电池|级|碳酸锂*."""
_OBJECTS = frozenset(
    "的 了 过 及 以及 就 关于 围绕 除了 包括 针对 进行 予以 给予 实施 采用 开展 "
    "采取 启动 提供 暂停 恢复 办理 提交 签署 建立 设立 参加 参与 出席 接受 完成 "
    "获得 进入 举行 举办 达成 遭遇 面临 发生 加强 引发 导致 造成 取得 提出 作出 "
    "做出 发布 推出 加大 深化 扩大 完善 优化 强化 属于 成为 存在 缺乏 拥有 具有 "
    "没有 负责 出示 派遣 拨打 购买 出售 携带 配备 运送 建造 引进 发放 承担 享受 遭受 "
    "享有 具备 违反 遵守 履行 出台 颁布 公布 发表 撰写 编写 开设 创办 成立 组建 开启 "
    "迎来 修订 制定 起草 列为 列入 改为 警惕 研究".split()
)
"""Behind these stands a noun, or nothing but nouns."""
_GOVERNORS = VERBS_ALONE | _OBJECTS
_REACH = 12
"""How many words before a verb are looked at."""
_BEFORE_NOUNS = frozenset("对 从 因 以 用 靠 按 据 凭 由于 根据 按照".split())
"""Behind these a noun stands first, and a verb may follow."""
_PREDICATES = frozenset(
    "将 已 可能 仍 均 也 都 不 是 为 达 会 要 可 须 应 能 较 更 最 很 明显 "
    "已经 正在 尚未 尚 再次 不断 持续 开始 成为 超过 高于 低于 出现 属于 包括 有 "
    "无 未".split()
)
"""With these begins what is said of the noun before them."""
_AFTER_PLACES = re.compile(
    "(?:进程|计划|协议|公约|条约|模式|效应|精神|主义|危机|事件|方案|共识|框架|倡议|宣言|走廊|机制|疫情|问题"
    "|文书|遗书|写本|壁画|战役|惨案|大火|病毒)$"
)
"""What is called after a place, or after a body."""
_WHEN = re.compile("(?:[年月日天周]|期间|目前|近来|近期)$")
"""What may begin a sentence before who does something."""
_LEADERS = frozenset("组织 派遣 陪同 带领 引导 指导 号召 欢迎 担心 发现 看到 听说 随着 看着".split())
"""Behind these stands who does something, and what."""
_LIVING = frozenset("人民员生工客者众民队方军警家长")
"""How they are called who do something."""
_DENIALS = frozenset("不非未")
"""What stands before a phrase and belongs to it: 不公平补贴 is no 公平补贴."""
NAMES = {"e": "other", "o": "organization", "f": "other", "h": "person", "s": "place"}
"""Letters of words that are names, with their kinds."""
_PHRASE = re.compile("c?a{0,2}e{0,2}(?:[na]|(?<=[nea])m){0,4}(?:[nea]m|n)")
_LETTERS = {"g": "n", **dict.fromkeys(NAMES, "e")}
"""Letters as the pattern of phrases has them."""


class Unit(NamedTuple):
    """A word or a name in a text."""

    text: str
    start: int
    end: int
    letter: str
    """What it is (:func:`glossary.text.chinese.classes`); ``e`` for a name, ``m`` for one character behind a noun,
    ``c`` for several countries, ``#`` for a number."""


def phrases(units: list[Unit], named: dict[str, str]) -> list[tuple[int, int]]:
    """Return where noun phrases stand: adjectives, nouns and names with a noun behind them.

    Who somebody is, or what is done, behind a person or an organization, makes no phrase: *李克强总理*.
    """
    letters = "".join(
        "v" if unit.letter == "g" and _numeral(after) else _LETTERS.get(unit.letter, unit.letter)
        for unit, after in zip_longest(units, units[1:])
    )
    letters = _deeds(_suffixed(letters, units), units)
    letters = re.sub("v(m|n(?=[^nm]|$))", lambda match: _acting(match, units), letters)
    found = []
    for match in _PHRASE.finditer(letters):
        inside = units[match.start() : match.end()]
        holders = {named.get(unit.text) or NAMES[unit.letter] for unit in inside if unit.letter in NAMES}
        inside = _led(inside, named)
        if not inside:
            continue
        if inside := _unplaced(inside, named):
            holders = {named.get(unit.text) or NAMES[unit.letter] for unit in inside if unit.letter in NAMES}
        told = ROLE.search(inside[-1].text) or (inside[-1].letter == "g" and len(inside) == 2)
        if told and holders and not proper_kind(inside) and (bare := _bare(inside)):
            inside, holders = bare, set()
        before = units[match.start() - 1].text if match.start() else ""
        if not (told and holders) and not (len(inside) > 1 and holders == {"event"}) and before not in _DENIALS:
            against = before == "反" and inside[0] is units[match.start()]  # 反补贴税
            found.append((inside[0].start - against, inside[-1].end))
    return found


def _numeral(unit: Unit | None) -> bool:
    """Return whether *unit* begins a number, behind which what may be a verb is one: 货物突破8000万吨."""
    return unit is not None and (unit.letter == "#" or (unit.letter == "." and unit.text.startswith(_NUMERALS)))


def number(unit: Unit) -> bool:
    """Return whether *unit* is a number, in figures or in characters."""
    return unit.letter == "#" or _NUMBER(unit.text) is not None


def _led(units: list[Unit], named: dict[str, str]) -> list[Unit]:
    """Return the noun phrase without who does it and what is done, and without a last word that says too little.

    *巴斯德研究所|生产|仿制|疫苗*, *消防|救援|能力*.
    """
    kind = named.get(units[0].text) or NAMES.get(units[0].letter, "")
    if kind in ("person", "organization") and len(units) > 2 and units[1].letter == "g":
        units = units[2:]
    weak = reference.weak("zh")
    while len(units) > 1 and weak.get(units[-1].text) == "light":
        units = units[:-1]
    return units if len(units) > 1 or units[0].letter in "ng" else []


def _unplaced(units: list[Unit], named: dict[str, str]) -> list[Unit]:
    """Return a phrase without the place or body that begins it, *榕江|洪峰*, unless called after it: *罗安达|进程*."""
    if len(units) < 2 or units[0].letter not in NAMES or proper_kind(units):
        return units
    kind = named.get(units[0].text) or NAMES[units[0].letter]
    rest = units[1:]
    if kind not in ("place", "organization") or any(unit.letter in NAMES for unit in rest):
        return units
    short = rest[0].letter in "ng" and len(rest[0].text) == 2 and not country(units[0].text)  # 中国|政府
    plain = len(rest) > 1 or short
    return rest if plain and not _AFTER_PLACES.search(rest[-1].text) else units


def _bare(units: list[Unit]) -> list[Unit]:
    """Return the words of a phrase behind the names that begin it, where they are a phrase: *首席|经济学家*."""
    first = next((place for place, unit in enumerate(units) if unit.letter not in NAMES), len(units))
    rest = units[first:]
    return rest if len(rest) > 1 and not any(unit.letter in NAMES for unit in rest) else []


def _acting(match: re.Match[str], units: list[Unit]) -> str:
    """Return the letters of a verb and a noun: one noun phrase where the noun is a thing for it, *冷却系统*."""
    verb, noun = units[match.start()].text, units[match.end() - 1].text
    able = verb not in VERBS_ALONE and (match[1] == "m" or _TOOLS.search(noun))
    return ("n" if able else "v") + match[1]


def _deeds(letters: str, units: list[Unit]) -> str:
    """Return *letters* with those of verbs and adjectives that are nouns where they stand: *基因测序*, *粮食安全*."""
    found = list(letters)
    for place in range(len(units) - 1, -1, -1):
        word = units[place].text
        before, after = letters[place - 1 : place] if place else "", "".join(found[place + 1 : place + 2])
        noun = before in ("n", "m") and not ROLE.search(units[place - 1].text)
        noun = noun or (before == "a" and units[place - 1].text in _STATES)
        if (
            word in _FRONTS
            and after == "n"
            and len(units[place + 1].text) > 1
            and not (place and number(units[place - 1]))
            and (word in _KINDS or before not in ("n", "m"))
        ):
            found[place] = "a"
        if word in _STATES and letters[place] == "a":
            if noun and after not in ("n", "m", "a"):
                found[place] = "n"
        elif word in _DEEDS and letters[place] in "v.":
            deed = after == "n" and _takes(units[place + 1].text)
            done = noun and after not in ("n", "m", "e", "a", "#", "c") and not _suffered(units, place, letters)
            done = done and "".join([unit.text for unit in units[place + 1 : place + 2]]) not in _ASPECTS
            found[place] = "n" if deed or done or _placed(units, letters, place, after) else "v"
        elif (
            word == "可" and after == "n" and units[place + 1].text in _DEEDS and found[place + 2 : place + 3] == ["n"]
        ):
            found[place] = "a"  # 可穿戴设备
        elif letters[place] == "n" == after and place and units[place - 1].text in _ADVERBS:
            found[place] = "v"
        elif letters[place] == "v" and _placed(units, letters, place, after):
            found[place] = "n"
    return "".join(found)


def _suffixed(letters: str, units: list[Unit]) -> str:
    """Return *letters* with those of adjectives that a character makes, *沉浸|式|剧场*, and of elements: *锂|精矿*."""
    found = list(letters)
    for place, unit in enumerate(units):
        if len(unit.text) != 1 or letters[place] not in ".mn":
            continue
        before, behind = units[place - 1].text if place else "", letters[place + 1 : place + 2]
        word = len(before) > 1 and found[place - 1] in "navg." and before not in VERBS_ALONE
        if unit.text in ELEMENTS:
            found[place] = "m" if word and found[place - 1] == "n" else "a" if behind == "n" else found[place]
        elif unit.text in SORTS and word and behind in ("n", "v", "m"):
            found[place - 1 : place + 1] = "na"
    return "".join(found)


def _placed(units: list[Unit], letters: str, place: int, after: str) -> bool:
    """Return whether the verb at *place* is a noun by what stands around the words that it is one of.

    Behind *的*, or a verb that has an object, stands no other one: *的|技术|授权*, *达成|农产品|准入*.
    What begins a sentence and has a verb behind it is who does that: *倾销|调查期|为*.
    """
    word = units[place].text
    if word in VERBS_ALONE or word in _OBJECTS or after in ("e", "#", "c"):
        return False
    first = place
    while first > place - _REACH and first and letters[first - 1] in "namv" and units[first - 1].text not in _GOVERNORS:
        first -= 1
    left = units[first - 1].text if first else ""
    begins = not left or _WHEN.search(left) is not None
    last = place + 1
    while last < len(units) and letters[last] in "nm":
        last += 1
    right = units[last].text if last < len(units) else ""
    said = right in _PREDICATES or (
        letters[last : last + 1] == "a" and not "".join([one.text for one in units[last + 1 : last + 2]])
    )
    if after in ("n", "m"):
        if first == place and (left in _OBJECTS or left in _BEFORE_NOUNS):
            return True
        return first == place and begins and said
    if place == first or ROLE.search(units[place - 1].text) or right in _ASPECTS:
        return False
    led = letters[first] == "v" and units[first].text not in _LEADERS and units[place - 1].text[-1] not in _LIVING
    return left in _OBJECTS or (begins and said) or (led and not right and place - first > 1)


def _takes(noun: str) -> bool:
    """Return whether a verb that is a noun as well may stand before this one in a phrase."""
    return noun in _DEEDS or _WHERE_DONE.search(noun) is not None or _TOOLS.search(noun) is not None


def _suffered(units: list[Unit], place: int, letters: str) -> bool:
    """Return whether the noun before *place* is who does it, or what it is done to: *被|防空|系统|拦截*."""
    first = place
    while first and letters[first - 1] in "naeg":
        first -= 1
    return first > 0 and units[first - 1].text in _HANDLES


def verbal(units: list[Unit], start: int, end: int, *, quoted: bool) -> bool:
    """Return whether what stands there begins or ends with a word of no noun phrase: *击败尤文图斯*, “难以监督”."""
    inside = within(units, start, end)
    if quoted:
        alone = len(inside) == 1 and inside[0].letter in "av"
        return alone or inside[0].text in VERBS_ALONE or any(_ADVERBIAL.search(unit.text) for unit in inside)
    if len(inside) < 2:
        return inside[0].letter in ".v" and len(inside[0].text) > 1 and inside[0].text not in _DEEDS  # 大为光火
    return any(unit.letter in ".v" and len(unit.text) > 1 for unit in (inside[0], inside[-1])) or any(
        unit.text in VERBS_ALONE or unit.text in _TELLS for unit in inside
    )


def apart(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return those of *spans* that do not overlap, the longest before others."""
    chosen = []
    taken = bytearray(max((end for _, end in spans), default=0))
    for start, end in sorted(set(spans), key=lambda span: (span[0] - span[1], span)):
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            chosen.append((start, end))
    return sorted(chosen)


def within(units: list[Unit], start: int, end: int) -> list[Unit]:
    """Return the units between two places; a unit begins at the one, another ends at the other."""
    first = bisect_left(units, start, key=attrgetter("start"))
    return units[first : bisect_left(units, end, first, key=attrgetter("start"))]


def proper_kind(units: list[Unit]) -> str:
    """Return the kind of name that a phrase is by its ends, or nothing."""
    if len(units) < 2 or units[0].letter not in NAMES:
        return ""
    if len(units) == 2 and (units[1].text in ENDS["place"] or units[1].text == "国"):
        return "place"
    return next((kind for kind, ends in _PROPER.items() if units[-1].text.endswith(ends)), "")
