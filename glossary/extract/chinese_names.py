"""Names in Chinese text that no list has: which row of words and names is the most probable one.

A word is as probable as the table of words says, a Chinese name as its surname and the characters of given names among
the persons of that table, a foreign name as the characters that foreign names are written with. Somebody's office
before it, or a verb of speech behind it, makes a name more probable.
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

SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜谢邹章苏潘葛范彭鲁马方任袁柳史唐薛雷贺倪汤罗郝安常于傅康"
    "伍余元顾孟黄穆萧尹姚邵汪毛米贝戴宋庞熊纪舒项董梁杜阮蓝季贾江童颜郭梅盛林钟徐邱骆高夏蔡田樊胡凌霍万柯管卢莫丁邓洪包左石崔吉"
    "钮龚蒲阚程裴陆荣翁曲习栗赖白叶朴欧聂鞠岑邝麦关简古温游桂查涂詹连焦封谭单向涂武乔易廖耿甘牛谷麻池段侯龙文齐尤庄辛成戚费卜祝苗花娄祁应宗刘曾肖韦付黎殷翟俞饶靳符柴喻申路房屈邢解丛鲍楚郁荆甄巩牟巫容冉桑阎闫闻尚宁敖卓竺匡晏谌佟仇师幸苑帅覃隋岳商栾滕郎邬班刁佘兰雍"
)
_DOUBLE = frozenset("欧阳 司马 诸葛 上官 慕容 令狐 皇甫 尉迟 司徒 公孙 端木".split())
_DOUBTFUL = frozenset(
    "曾付申路房解楚于任向和时安单关简古连封武易牛谷麻池何常马高方白石江包左元华金万莫季温游查管龙文成花应容商师宁尚闻岳班帅兰齐幸祝居"
)
"""Surnames that are words of their own: without an office before it such a name is none."""
SOUNDS = (
    "阿埃艾安昂奥澳巴白拜班邦保堡鲍北贝本比彼别宾波伯博勃布查茨达大戴丹当道德登邓迪蒂丁东杜敦顿多厄恩尔法凡范方菲费芬丰冯佛夫弗福盖冈高戈格葛根贡古瓜圭郭哈海汉豪赫黑亨胡华怀霍基吉"
    "易加贾简姜杰金京久居喀卡凯坎康考柯科克肯孔库夸奎昆拉莱赖兰朗劳勒雷黎里理力利立莉丽连联廉良列烈林留柳隆卢鲁路伦罗洛马玛迈麦曼芒毛梅门蒙米密敏明缪摩莫默姆木穆拿那纳娜奈南内嫩能"
    "尼妮宁纽努诺欧帕派潘庞佩彭蓬皮匹平珀普奇齐恰乔切钦琴丘让热仁日荣茹瑞若萨赛桑瑟森沙山珊尚绍舍申生圣施什史士舒朔丝司斯松苏孙所索塔台太泰坦汤唐陶特滕提蒂廷通图土托陀瓦万汪旺"
    "威韦维魏温文翁沃乌吾武西希锡席夏香肖谢辛欣兴匈休修许雪逊雅亚延扬耶叶伊衣因英永尤尔于约云赞泽曾扎詹张珍治朱兹祖佐乔贾撒切尔露娅琳戈维奇历济津季捷采齐佳娃什切茨泽雅若然各呼翰得莎汀琼塞强蕾伍灵薇琪嘉黛芭龙萝绥娃秋曹聪崔灿柴楚楼罕默穆贡鲍桥焦蒲岑饶容苗瑙芮莲晓藻廖斐涅契吕甘秀洪迭茂墨霞惠滨"
    "素颂汶差猜叻挽披育乍昭梭貌吞盛翁坤披蓬通颜"
)
"""Characters that foreign names are written with, by their sound."""
_SOUNDS = frozenset(SOUNDS)
DOTS = "·•・‧"
_DOT = re.compile(f"[{DOTS}]")
_JOINTS = (*DOTS, "-")
ROLE = re.compile(
    "(?:总统|总理|主席|书记|秘书|助理|代表|教授|博士|院士|司令|大使|参赞|领事|主帅|教练|总监|总裁|导演|律师|经理|顾问|会计|[军队法中]医|[射歌水凶选车骑舵旗鼓枪棋]手"
    "|[诉言责选承始持证审]人|[农渔市居村牧]民|[法警军检察]官|工程师|[^演成人动官]员|演员|官员|成员|首相|国务卿|大臣|特使|专使|干事|领袖|领导人|发言人|国王|女王|王储|亲王|教皇|议员|委员|候选人|将军|[上中少]将|元帅|门将|前锋|后卫|中场|新援|外援|[副]?总监|创始人|董事|研究员|设计师|分析师|经济学家|[^增成生延特]长|[^国大回全各人]家|[^或]者|医生|学生|领队|[名老新小]将|[影歌球明]星|老板|队友|得主|小伙|自由人|评委|编辑|编剧|编舞|作曲|制作人|主播|歌手|舞者|球迷|业主|黑马|名将|通讯员|老师|校友|主任|丈夫|妻子)$"
)
"""How a word ends that says who somebody is."""
_SAYS = re.compile(
    "(?:表示|指出|认为|强调|宣布|补充|解释|写道|说|称|告诉|介绍|透露|赛后|警告|批评|提醒|回应|分析|坦言|则|也|等|教授|先生|女士)"
)
"""What follows a name that speaks."""
SPEECH = re.compile(
    "[则也还却]?(?:表示|指出|认为|强调|解释|写道|说|告诉|介绍|透露|警告|批评|提醒|回应|坦言|赛后|直言|评价|答复|表态|执导|饰演|主演|编舞"
    "|建议|主张|呼吁|关心|担心|感叹|坦承|质疑"
    "|教授|先生|女士|总理|总统|主席|部长|博士|院士|大使|将军|议员)"
)
"""What tells that the name before it is a person's."""
_PERSON, _FOREIGN, _DOTTED = 6.5, 10.0, 2.0
"""What a name costs besides its characters, in units of -log(probability)."""
_OFFICE, _SPEAKER = 6.0, 2.5
"""What an office before a name, and a verb of speech behind it, take off."""
_GOAL = 4.0
"""What a verb that leads to a place takes off a foreign name behind it."""
_GOING = re.compile("抵达|前往|位于|运抵|飞往|飞抵|开往|逃往|[占攻]领|访问")
_SURNAME, _SOUND = 4.0, 4.0
"""What a Japanese surname costs, and a character of a given name."""
_UNHEARD = 10.0
"""What a character of a given name costs behind an office where no person of the table has it: 记者马淮钊."""
_SLAVIC = 6.0
"""What an ending of Slavic and Georgian surnames takes off."""
_SONS = ("维奇", "斯基", "诺夫", "耶夫", "列夫", "什维利", "先科", "琴科")
_STRANGE = 12.0
"""What a character costs that foreign names are not written with."""
_RARE, _LONE = log(1 / 60_000_000), 60.0
"""How probable a character is that the table lacks; what a name dot costs that stands in no name."""
_COMMON = log(1_000 / 60_000_000)
"""From when on two characters are rather a word than a given name."""
_OFTEN = log(20_000 / 60_000_000)
"""From when on a character is often a word of its own."""
_BEFORE_YIN = frozenset("海莱韦拉布施赖瓦贝")
"""What stands before 因 at the end of foreign names; behind other characters it is rather the reason for something."""
_LONGEST = 8
"""Characters of a part of a foreign name, at most."""
_STOPS = frozenset("的了是在和与对而但或及说称将被把让这他她们不也都就年月个")
"""What stands in no name."""


_PREPOSED = frozenset("向和于单从任时")
"""Surnames that stand before whom one speaks with, so that only an office before them tells: *向荷方表示*."""
_ADVERBS = frozenset("则也还均就曾又都因已将")
"""What ends no name before a verb of speech: *陆挺则提醒*."""


class Token(NamedTuple):
    """A word or name of a text."""

    text: str
    start: int
    end: int
    kind: str
    """``word``, ``person`` (a Chinese name), ``foreign``, or ``dotted``."""
    sure: bool = True
    """Whether something beside a name says that it is one."""


@cache
def _costs() -> tuple[Mapping[str, float], Mapping[str, float], Mapping[str, float]]:
    """Return what a surname, a character of a given name, and one of a foreign name cost."""
    surnames: Counter[str] = Counter(SURNAMES)
    given: Counter[str] = Counter()
    foreign: Counter[str] = Counter(dict.fromkeys(SOUNDS, 4))
    for word, letter in classes().items():
        if letter == "h" and len(word) == 3 and word[0] in SURNAMES:
            surnames[word[0]] += 1
            given.update(word[1:])
        elif (letter == "f" or (letter in "hs" and len(word) > 3)) and _SOUNDS.issuperset(word):
            foreign.update(word)
    for char in (_STOPS | frozenset("府省县州市区镇村队党一二三四五六七八九十")) - {"年"}:
        given.pop(char, None)
    del foreign["曾"]  # had, before a verb
    return _negative(surnames), _negative(given), _negative(foreign)


def _negative(counts: Counter[str]) -> Mapping[str, float]:
    total = sum(counts.values())
    return {char: -log(count / total) for char, count in counts.items()}


def tokens(run: str, *, office: bool = False) -> list[Token]:
    """Return the words and names of a *run* of Han characters and name dots, behind an *office* or not.

    >>> [token.text for token in tokens("泰国运输部长素拉蓬·西里瓦周三宣布")]
    ['泰国', '运输', '部长', '素拉蓬·西里瓦', '周三', '宣布']
    >>> [(token.text, token.kind) for token in tokens("公诉人蒋若兰说")]
    [('公诉人', 'word'), ('蒋若兰', 'person'), ('说', 'word')]
    """
    length = len(run)
    best = [0.0] + [inf] * length
    back: list[tuple[int, str, bool]] = [(0, "word", True)] * (length + 1)
    offices = bytearray(length + 1)
    offices[0] = office
    spans = _dotted_spans(run)
    japanese = _japanese_first()
    goals = {match.end() for match in _GOING.finditer(run)}
    for at in range(length):
        here = offices[at]
        ways = [*_words_at(run, at), *_persons_at(run, at, here), *_foreign_at(run, at, here, at in goals)]
        if run[at] in japanese:
            ways += _japanese_at(run, at, here)
        if at in spans:
            ways += _dotted_at(run, at, spans[at], here)
        for end, cost, kind, sure in ways:
            if (
                kind == "word"
                and (end - at > 1 or run[at] in "员师")
                and ROLE.search(run, at if end - at > 1 else max(0, at - 2), end)
            ):
                offices[end] = 1  # 预报|员
            if best[at] + cost < best[end]:
                best[end] = best[at] + cost
                back[end] = at, kind, sure
    found_tokens: list[Token] = []
    end = length
    while end:
        start, kind, sure = back[end]
        found_tokens.append(Token(run[start:end], start, end, kind, sure))
        end = start
    return found_tokens[::-1]


Way = tuple[int, float, str, bool]
"""Where a word or name may end, what it costs, and its kind and certainty as in a :class:`Token`."""


def _words_at(run: str, at: int) -> Iterator[Way]:
    """Yield the words of the table that begin at *at*, and the one character there."""
    table = words()
    yield at + 1, _LONE if run[at] in DOTS else -table.get(run[at], _RARE), "word", True
    for end in range(at + 2, min(at + 6, len(run)) + 1):
        found = table.get(run[at:end])
        if found is None:
            return
        if found:
            yield end, -found, "word", True


def _persons_at(run: str, at: int, office: int) -> Iterator[Way]:
    """Yield the Chinese names that may begin at *at*, behind an *office* or not."""
    surnames, given, _ = _costs()
    for first in (at + 1, at + 2):
        surname = surnames.get(run[at:first]) if first == at + 1 else 6.0 if run[at:first] in _DOUBLE else None
        if surname is None:
            continue
        cost = _PERSON + surname - _OFFICE * office
        for end in range(first + 1, min(first + 2, len(run)) + 1):
            sound = given.get(run[end - 1])
            if (
                sound is None
                and run[end - 1] not in _STOPS
                and (office or SPEECH.match(run, first + 1) or SPEECH.match(run, first + 2))
            ):
                sound = _UNHEARD
            if sound is None or (run[end - 1] in _ADVERBS and _SAYS.match(run, end)):
                break
            if end - first == 2 and run[end : end + 1] in tuple("着了过"):
                break  # 许卉|举|着
            cost += sound
            speaks = _SAYS.match(run, end) is not None
            short = (1.0 if office else 2.5) if end - first == 1 else 0.0
            sure = bool(office) or (run[at] not in _PREPOSED and SPEECH.match(run, end) is not None)
            yield end, cost + short - _SPEAKER * speaks, "person", sure


@cache
def _japanese() -> tuple[frozenset[str], frozenset[str]]:
    """Return Japanese surnames, and the characters of given names."""
    listed = reference.labelled("chinese_japanese")
    surnames = frozenset(word for word, label in listed.items() if label == "surnames")
    return surnames, frozenset("".join(listed.keys() - surnames))


@cache
def _japanese_first() -> frozenset[str]:
    """Return the characters that Japanese surnames begin with."""
    return frozenset(surname[0] for surname in _japanese()[0])


def _japanese_at(run: str, at: int, office: int) -> Iterator[Way]:
    """Yield the Japanese names that may begin at *at*, behind an *office* or not: *植田和男*, *高市早苗*.

    What follows a surname is no given name where it is a common word: *中山* | *大学*.
    """
    surnames, given = _japanese()
    for first in (at + 2, at + 3):
        if run[at:first] not in surnames:
            continue
        cost = _PERSON + _SURNAME - _OFFICE * office
        for end in range(first + 1, min(first + 3, len(run)) + 1):
            cost += _SOUND if run[end - 1] in given else _UNHEARD if office and run[end - 1] not in _STOPS else inf
            if cost == inf or (run[end - 1] in _ADVERBS and _SAYS.match(run, end)):
                break
            name = run[first:end]
            if name[-1] == "和" or (len(name) > 1 and not office and (words().get(name) or _RARE) > _COMMON):
                continue
            speaks = SPEECH.match(run, end) is not None
            yield end, cost - _SPEAKER * speaks, "person", bool(office) or speaks or len(name) > 1


def _foreign_at(run: str, at: int, office: int, goal: bool) -> Iterator[Way]:
    """Yield the foreign names without dots that may begin at *at*, behind an *office* or where somebody goes to."""
    _, _, foreign = _costs()
    cost = _FOREIGN - _OFFICE * office - _GOAL * goal
    for end in range(at + 1, min(at + _LONGEST, len(run)) + 1):
        if run[end - 1] not in foreign:
            return
        cost += foreign[run[end - 1]]
        if end > at + 1:
            speaks = SPEECH.match(run, end) is not None
            son = run.endswith(_SONS, at + 1, end)
            yield end, cost - (_SPEAKER * speaks + _SLAVIC * son), "foreign", bool(office) or speaks or son


def _dotted_at(run: str, at: int, ends: Iterable[int], office: int) -> Iterator[Way]:
    """Yield the foreign names with dots from *at* to *ends*."""
    _, _, foreign = _costs()
    base = _DOTTED - _OFFICE * office
    for end in ends:
        inside = sum(foreign.get(char, 0.0 if char in DOTS + "-" else _STRANGE) for char in run[at:end])
        because = run[end - 1] == "因" and run[end - 2] not in _BEFORE_YIN
        yield end, base + inside + _STRANGE * because, "dotted", True


def _dotted_spans(run: str) -> dict[int, list[int]]:
    """Return where a foreign name with dots may begin, and where it may end from there."""
    found: dict[int, list[int]] = {}
    dots = [at for at, char in enumerate(run) if char in DOTS]
    for first, begin in enumerate(dots):
        for count, last in enumerate(dots[first : first + 3]):
            if count and not 1 < last - dots[first + count - 1] <= _LONGEST:
                break
            if count and not _STOPS.isdisjoint(run[begin:last]):
                break
            starts = range(begin - 1, max(-1, begin - _LONGEST - 1), -1)
            for start in _plain(run, starts):
                ends = range(last + 1, min(len(run), last + 1 + _LONGEST))
                found.setdefault(start, []).extend(end + 1 for end in _plain(run, ends) if run[end] != "-")
    return found


def _plain(run: str, places: range) -> Iterator[int]:
    """Yield the *places*, in their order, up to the first character that stands in no name."""
    for at in places:
        first = run[at + 1 : at + 2] in _JOINTS  # 让·卡里姆
        if (run[at] in _STOPS and not first) or run[at] in DOTS:
            return
        yield at


def persons(run: str, *, office: bool = False) -> Iterator[tuple[str, str]]:
    """Yield the names in a *run* of Han characters and dots, with their kinds, where enough says that they are some.

    *office* is whether it stands behind what somebody is: 本报记者 | 罗逸姝.
    """
    found = list(_joined(tokens(run, office=office)))
    for place, (text, start, end, kind, sure) in enumerate(found):
        if kind == "dotted":
            yield text, "person"
            surname = _DOT.split(text)[-1]
            if len(surname) > 1 and "-" not in surname:
                yield surname, "person"
        elif kind == "person" and (sure or (text[0] not in _DOUBTFUL and not _broken(found, place))):
            yield text, "person"
        elif kind == "foreign" and (sure or len(text) > 2):
            yield text, _foreign_kind(run, start, end, sure)


def _joined(found: list[Token]) -> Iterator[Token]:
    """Yield the tokens, foreign names that the table has as those that they are, with what belongs to them.

    >>> [(token.text, token.kind) for token in _joined(tokens("外长阿卜杜拉希扬介绍"))]
    [('外长', 'word'), ('阿卜杜拉希扬', 'foreign'), ('介绍', 'word')]
    """
    place = 0
    while place < len(found):
        token, after = found[place], found[place + 1] if place + 1 < len(found) else None
        if token.kind == "word" and len(token.text) > 2 and classes().get(token.text) == "f":
            office = place > 0 and ROLE.search(found[place - 1].text) is not None
            if after and after.kind in ("foreign", "person") and _SOUNDS.issuperset(after.text):
                token = Token(token.text + after.text, token.start, after.end, "foreign", after.sure or office)
                place += 1
            elif office:
                token = token._replace(kind="foreign", sure=True)
        whole = token.text + _DOT.split(after.text)[0] if after and after.kind == "dotted" else ""
        if (
            after
            and whole
            and (token.kind != "word" or _heard(token.text) or (len(token.text) == 1 and words().get(whole)))
        ):
            token = Token(token.text + after.text, token.start, after.end, "dotted")  # 刘易|斯·汉密尔顿
            place += 1
        yield token
        place += 1


def _heard(word: str) -> bool:
    """Return whether *word* is a foreign first name that the table has: 安德烈."""
    return len(word) > 1 and classes().get(word) in ("f", "h") and _SOUNDS.issuperset(word)


def _broken(found: list[Token], place: int) -> bool:
    """Return whether a character beside a name is no word of its own, so that it may be a piece: 朱拉隆|功|大学."""
    beside = [*found[max(0, place - 1) : place], *found[place + 1 : place + 2]]
    return any(len(token.text) == 1 and words().get(token.text, _RARE) < _OFTEN for token in beside)


def _foreign_kind(run: str, start: int, end: int, sure: bool) -> str:
    """Return what a foreign name without a dot is: a place where it is gone to, a person who speaks, else unknown."""
    if _BEFORE_PLACE.search(run[max(0, start - 3) : start]) or run[end : end + 1] in tuple("省市县州府河湖岛镇区郡"):
        return "place"
    return "person" if sure else "other"


_BEFORE_PLACE = re.compile("(?:抵达|前往|位于|[在往赴驻至到访])$")
