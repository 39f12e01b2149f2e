"""Names and phrases of Chinese text, which has no spaces.

The text is cut into its most probable words (:func:`glossary.text.chinese.cut`) around the names that are found first:
by what they look like (transliterated ones with a middle dot, surnames before a verb of speech or after a title, words
that end like an organization or a place) and by lists. Phrases are adjectives, nouns and names with a noun behind them,
what stands in 《》 or “”, and strings of two to eight characters that are seen at least twice, whose neighbours vary on
both sides and whose characters keep together. Traditional characters are read as the Simplified ones that they have.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from glossary.extract import reference
from glossary.extract.reading import Reading, windows, worth_of
from glossary.extract.seen import Context, put
from glossary.model import Document, Segment
from glossary.text.chinese import HAN, classes, cut, known, simplified
from glossary.text.segments import walk

_LISTED = {
    **dict.fromkeys(reference.words("chinese_places"), "place"),
    **dict.fromkeys(reference.words("chinese_organizations"), "organization"),
}
_KNOWN = re.compile("|".join(sorted(_LISTED, key=lambda name: (-len(name), name))))
_EDGE = "的在是为由至向对和与及从到了任说名将于以被把让给并或其该各每会月日年"
"""Characters that no name of an organization begins with, or holds."""
_VERBS = "|".join(sorted(reference.words("chinese_edges"), key=lambda word: (-len(word), word)))
_VERBS_ALONE = reference.words("chinese_edges")
_ORGANIZATION = re.compile(
    f"(?:^|[{_EDGE}]|{_VERBS})((?![{_EDGE}]|{_VERBS})(?:(?![的在是和与及了被把让给并或]|{_VERBS})[{HAN}]){{2,14}}?"
    "(?:大学|学院|研究院|研究所|研究中心|委员会|代表大会|理事会|基金会|共产党|通讯社|电视台|合作组织|条约组织|安全会议|"
    "银行|总局|管理局|国务院|最高法院|检察院|证监会|交易所|集团|有限公司|协会|学会))"
    "(?!院|机构)"
)
"""The whole name of an organization, from a small word, a verb or the edge of the run on."""
LONGEST = 8
"""Characters of a string that comes again, at most."""
_RUN = re.compile(f"[{HAN}]+")
_SOUNDS = (
    "阿埃艾安昂奥澳巴白拜班邦保堡鲍北贝本比彼别宾波伯博勃布查茨达大戴丹当道德登邓迪蒂丁东杜敦顿多厄恩尔法凡范方菲费芬丰冯佛夫弗福盖冈高戈格葛根贡古瓜圭郭哈海汉豪赫黑亨胡华怀霍基吉"
    "加贾简姜杰金京久居喀卡凯坎康考柯科克肯孔库夸奎昆拉莱赖兰朗劳勒雷黎里理力利立莉丽连联廉良列烈林留柳隆卢鲁路伦罗洛马玛迈麦曼芒毛梅门蒙米密敏明缪摩莫默姆木穆拿那纳娜奈南内嫩能"
    "尼妮宁纽努诺欧帕派潘庞佩彭蓬皮匹平珀普奇齐恰乔切钦琴丘让热仁日荣茹瑞若萨赛桑瑟森沙山珊尚绍舍申生圣施什史士舒朔丝司斯松苏孙所索塔台太泰坦汤唐陶特滕提蒂廷通图土托陀瓦万汪旺"
    "威韦维魏温文翁沃乌吾武西希锡席夏香肖谢辛欣兴匈休修许雪逊雅亚延扬耶叶伊衣因英永尤尔于约云赞泽曾扎詹张珍治朱兹祖佐乔贾撒切尔露娅琳戈维奇历济津季捷采齐佳娃什切茨泽雅若然各呼翰得莎汀琼塞强蕾伍灵薇琪嘉黛芭龙萝绥娃秋曹聪崔灿柴楚楼罕默穆贡鲍桥焦蒲岑饶容苗瑙芮莲晓藻廖斐涅契吕甘秀洪迭茂墨霞惠滨"
)
"""Characters that foreign names are written with, by their sound."""
_SOUND = frozenset(_SOUNDS)
_DOTTED = re.compile(f"[{_SOUNDS}][{_SOUNDS}-]{{0,8}}(?:[·•・‧][{_SOUNDS}-]{{1,8}}){{1,3}}")
_QUOTED = re.compile(f"[“《「『]([{HAN}·]{{2,10}})[”》」』]")
_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜谢邹章苏潘葛范彭鲁马方任袁柳史唐薛雷贺倪汤罗郝安常于傅康"
    "伍余元顾孟黄穆萧尹姚邵汪毛米贝戴宋庞熊纪舒项董梁杜阮蓝季贾江童颜郭梅盛林钟徐邱骆高夏蔡田樊胡凌霍万柯管卢莫丁邓洪包左石崔吉"
    "钮龚程裴陆荣翁曲习栗赖白叶朴"
)
_TITLES = (
    "(?:总统|总理|首相|国王|女王|主席|部长|外长|防长|总书记|书记|委员长|议长|议员|大使|将军|教授|博士|行长|局长|院长|校长|市长|省长|州长|主任|总裁|董事长"
    "|秘书长|发言人|经济学家|分析师|研究员|记者|教练|主帅|导演|律师|首席执行官|总经理|检察官|选手|运动员|负责人|董事|评委|医生|作家|演员)"
)
_TITLED = re.compile(f"{_TITLES}([{_SURNAMES}][{HAN}]{{1,2}})")
_FOREIGN = re.compile(f"{_TITLES}([{_SOUNDS}]{{2,8}})(?![·•・‧])")
"""Whoever bears a title, in characters by sound: *总统埃尔多安*."""
_SPEAKING = re.compile(
    f"(?:^|[{_EDGE}])([{_SURNAMES}][{HAN}]{{1,2}}?)(?=表示|指出|认为|强调|宣布|补充|解释|写道|说|称|告诉)"
)
"""Whoever speaks at the beginning of a run: *潘功胜表示*."""
_ENDS = {
    "organization": (
        "大学 学院 研究院 研究所 研究中心 中心 委员会 代表大会 大会 理事会 公司 集团 银行 组织 联盟 协会 学会 "
        "基金会 党 共产党 法院 议会 国会 报社 通讯社 电视台 政府 外交部 国防部 财政部 白宫 克里姆林宫"
    ).split(),
    "place": "省 市 县 州 岛 海峡 半岛 自治区 共和国 斯坦 湾 河 山脉 运河 港".split(),
    "event": "峰会 冬奥会 奥运会 运动会 世界杯 论坛 战争 之战 疫情 选举".split(),
}
"""Kind -> how names of it end."""
_INNER = tuple("的了是在和与也都而但并他她它我你这那不")
"""What no string that comes again holds."""
_PROPER = {
    "organization": tuple("大学 学院 研究院 研究所 委员会 基金会 公司 集团 银行 通讯社 电视台 组织".split()),
    "event": tuple("峰会 奥运会 冬奥会 运动会 世界杯 论坛".split()),
}
"""Kind -> how a phrase ends that is a name of that kind where a name begins it."""
_MEASURES = frozenset("枚名位项座辆艘架届起桩支篇幅")
"""Measure words: 枚金牌 is 金牌 behind a number."""
_HEADS = frozenset("员者家国军党法案权区省市县州岛战网站队业率量力额价城港湾河山线路厂庙寺塔桥船机弹")
"""Nouns of one character that other nouns stand before."""
_DENIALS = frozenset("不无非未")
"""What stands before a phrase and belongs to it: 不公平补贴 is no 公平补贴."""
_NAMES = {"e": "other", "o": "organization", "f": "other", "h": "person"}
"""Letters of words that are names, with their kinds."""
_PHRASE = re.compile("a{0,2}e{0,2}[na]{0,4}(?:[nea]m|n)")
_OFFICE = re.compile(
    "(?:大学|学院|研究院|国务院|法院|检察院|科学院|[^东南西北中内]部|党|解放军|联合国|安理会|委员会|政府|局|银行|通讯社|新华社|政协|共青团"
    "|证监会|美联社|法新社|中新社|路透社|人大|议会|国会|公司|组织|中央|军委|国资委|书记处)$"
)
"""How a word ends that the table has as an organization, and that is one by name."""
_COMMON = frozenset(
    "商业银行 中央银行 中央政府 国家机关 联合政府 联邦政府 地方政府 新政府 军政府 党组织 公安局 卫生局 统计局 安全局 "
    "法律委员会 社会党 人民党 自由党 高级中学".split()
)
"""Those that are many."""
_ROLE = re.compile("(?:总统|总理|主席|书记|秘书|记者|代表|发言人|教授|博士|院士|司令|大使|议员|[员长家者])$")
"""How a noun ends that says who somebody is."""
_SHAPE = {"a": "j", "n": "n", "g": "n", "m": "n", **dict.fromkeys(_NAMES, "e")}
_SHORT = re.compile(f"（(?:以下)?简称(?:为|：)?[“「]?([{HAN}]{{2,10}})[”」]?[，）]")
"""The short form of what stands before it."""


class Unit(NamedTuple):
    """A word or a name in a text."""

    text: str
    start: int
    end: int
    letter: str
    """What it is (:func:`glossary.text.chinese.classes`); ``e`` for a name, ``m`` for one character behind a noun."""


class _Told(NamedTuple):
    """What the sentences of a window tell together."""

    named: dict[str, str]
    """Names, with their kinds."""
    names: Finder
    strings: frozenset[str]
    """What comes again."""
    quoted: frozenset[str]
    others: Finder
    """Strings and quotations that are no names."""


class Reader:
    """Reads Chinese texts."""

    def __init__(self, watch: str = "") -> None:
        self._watch = watch
        self._stop = reference.words("chinese")
        self._common = reference.common("zh")

    def read(self, document: Document) -> Iterator[Reading]:
        """Return what *document* holds, window by window of its sentences added up."""
        reading = Reading(document.name)
        length = max(1, len(document.text))
        for window in windows(walk(document)):
            self._window(reading, window, length)
        yield reading

    def _window(self, reading: Reading, window: list[Segment], length: int) -> None:
        # As long as they were.
        texts = [simplified(segment.text).encode("utf-8", "replace").decode() for segment in window]
        told = self._told(texts)
        for segment, text in zip(window, texts, strict=True):
            units = self._units(text, told.names)
            words = [unit.text for unit in units if unit.text]
            for word in words:
                reading.lows[word] = reading.lows.get(word, 0) + 1
            reading.words += len(words) or len(text.split())
            reading.solid += len(words)
            reading.known += len(words)
            self._sentence(reading, segment, text, units, told, length)
            if self._watch and self._watch in segment.text and len(reading.trace) < 10:
                reading.trace.append(f"{segment.document}:{segment.line}: {segment.text}")

    def _told(self, texts: list[str]) -> _Told:
        """Return what the sentences of a window tell together."""
        named = self._named(texts)
        strings = self._repeated(texts)
        for string in strings:
            if len(string) == 3 and string[0] in _SURNAMES and _own(string):
                named.setdefault(string, "person")
            for kind, ends in _ENDS.items():
                ended = string.endswith(tuple(ends)) and string not in ends and not known(string)
                if ended and (kind != "place" or cut(string)[-1] in ends):  # 森宝利超市 is not the city of 森宝利超
                    named.setdefault(string, kind)
        quoted = {match.group(1) for text in texts for match in _QUOTED.finditer(text)}
        quoted = {string for string in quoted if not any(word in string for word in _INNER if word != "的")}
        others = _any_of({*strings, *quoted} - named.keys())
        return _Told(named, _any_of(named), frozenset(strings), frozenset(quoted), others)

    def _sentence(
        self, reading: Reading, segment: Segment, text: str, units: list[Unit], told: _Told, length: int
    ) -> None:
        context: Context = (worth_of(segment), reading.document, segment.start, segment.text)
        edges = {edge for unit in units for edge in (unit.start, unit.end)}
        strung = [span for span in told.others(text) if edges.issuperset(span)]
        strung = [span for span in strung if text[slice(*span)] in told.quoted or not _verbal(units, *span)]
        inner: set[Unit] = set()
        for start, end in _apart(_phrases(units, told.named) + strung):
            form, plain = segment.text[start:end], text[start:end]
            inside = _inside(units, start, end)
            if len(inside) == 1 and inside[0].letter in _NAMES:
                continue
            if proper := _proper(inside):
                put(reading.names, form, segment, start, end, form, (proper,), length, context)
                inner.update(inside)
                continue
            mark = "quoted" if plain in told.quoted and plain not in told.strings else "noun"
            shape = "".join([_SHAPE.get(unit.letter, ".") for unit in inside])
            key = " ".join([unit.text for unit in inside if unit.text])
            put(reading.phrases, key, segment, start, end, form, (mark, "~" + shape), length, context)
        for unit in units:
            if unit.letter in _NAMES and unit not in inner:
                plain, start, end, letter = unit
                marks = (told.named.get(plain) or _NAMES[letter],)
                name = segment.text[start:end]
                put(reading.names, name, segment, start, end, name, marks, length, context)
        for match in _SHORT.finditer(text):
            before = bisect_left(units, match.start(), key=attrgetter("start")) - 1
            if before >= 0 and (long := units[before]).letter in _NAMES:
                pair = (segment.text[long.start : long.end], segment.text[match.start(1) : match.end(1)])
                reading.pairs[pair] = reading.pairs.get(pair, 0) + 1

    def _named(self, texts: list[str]) -> dict[str, str]:
        """Return the names that show themselves by their marks, with their kinds."""
        named: dict[str, str] = {}
        together = "\n".join(texts)
        for text in texts:
            for name in [*_dotted(text), *_titled(text, together), *_foreign(text)]:
                named.setdefault(name, "person")
            for match in _SHORT.finditer(text):
                named.setdefault(match.group(1), "organization")
            for match in _KNOWN.finditer(text):
                named.setdefault(match.group(), _LISTED[match.group()])
            for run in _RUN.finditer(text):
                for name in self._organizations(run.group()):
                    named.setdefault(name, "organization")
                for match in _SPEAKING.finditer(run.group()):
                    if _own(match.group(1)):
                        named.setdefault(match.group(1), "person")
        return named

    def _organizations(self, run: str) -> Iterator[str]:
        """Yield what ends like an organization in a *run* of characters, and begins like a name."""
        for match in _ORGANIZATION.finditer(run):
            first, *others = cut(match.group(1))
            if self._letter(first) not in ("a" if others else "an"):
                yield match.group(1)

    def _units(self, text: str, names: Finder) -> list[Unit]:
        """Return the words and names of *text*; what is neither stands between them as a unit without text."""
        units: list[Unit] = []
        place = 0
        for start, end in [*names(text), (len(text), len(text))]:
            for run in _RUN.finditer(text, place, start):
                if run.start() > place:
                    units.append(Unit("", place, run.start(), "."))
                place = run.start()
                for word in cut(run.group()):
                    units.append(Unit(word, place, place + len(word), self._letter(word)))
                    place += len(word)
            if start > place:
                units.append(Unit("", place, start, "."))
            if end > start:
                units.append(Unit(text[start:end], start, end, "e"))
            place = end
        return units

    def _letter(self, word: str) -> str:
        """Return what *word* is in a phrase: the table has more kinds, and not every name in it is one in the news."""
        letter = classes().get(word, ".")
        if word in self._stop or word in _VERBS_ALONE:
            return "."
        if len(word) == 1:
            return "m" if word in _HEADS else "."
        if letter == "o":
            return "o" if _OFFICE.search(word) and word not in _COMMON else "n"
        if letter in ("f", "h") and len(word) > 2:
            if letter == "h" and len(word) == 3 and word[0] in _SURNAMES:
                return "h"
            return "f" if set(word) <= _SOUND else "n"
        return letter if letter in ".ag" else "n"

    def _repeated(self, texts: list[str]) -> list[str]:
        """Return strings that come again, keep together and have varied neighbours."""
        counts: Counter[str] = Counter()
        before: defaultdict[str, Counter[str]] = defaultdict(Counter)
        after: defaultdict[str, Counter[str]] = defaultdict(Counter)
        runs = [run.group() for text in texts for run in _RUN.finditer(text)]
        for run in runs:
            for size in range(1, LONGEST + 1):
                for start in range(len(run) - size + 1):
                    counts[run[start : start + size]] += 1
        total = max(1, sum(map(len, runs)))
        often = {string for string, count in counts.items() if count > 1 and len(string) > 1}
        for run in runs:
            for size in range(2, LONGEST + 1):
                for start in range(len(run) - size + 1):
                    string = run[start : start + size]
                    if string in often:
                        before[string][run[start - 1] if start else "^"] += 1
                        after[string][run[start + size] if start + size < len(run) else "$"] += 1
        found = []
        for string in sorted(often):
            if string[0] in self._stop or string[-1] in self._stop or any(word in string for word in _INNER):
                continue
            if string[0] in _MEASURES and known(string[1:]):
                continue
            if self._common.get(string, 0) > 5.2:
                continue
            if min(_variety(before[string]), _variety(after[string])) < 0.6:
                continue
            together = min(
                math.log2(counts[string] * total / (counts[string[:cut]] * counts[string[cut:]]))
                for cut in range(1, len(string))
            )
            if together >= 3.0 or string in self._common:
                found.append(string)
        return found


Finder = Callable[[str], list[tuple[int, int]]]
"""What returns where some strings stand in a text, the longest of each place, without overlaps."""


def _any_of(strings: Iterable[str]) -> Finder:
    wanted = sorted(strings)
    if not wanted:
        return lambda text: []
    automaton = AhoCorasick(wanted, matchkind=MatchKind.LeftmostLongest)
    return lambda text: [(start, end) for _, start, end in automaton.find_matches_as_indexes(text)]


def _phrases(units: list[Unit], named: dict[str, str]) -> list[tuple[int, int]]:
    """Return where noun phrases stand: adjectives, nouns and names with a noun behind them.

    Who somebody is, or what is done, behind a person or an organization, makes no phrase: *李克强总理*.
    """
    letters = "".join(["e" if unit.letter in _NAMES else "n" if unit.letter == "g" else unit.letter for unit in units])
    found = []
    for match in _PHRASE.finditer(letters):
        inside = units[match.start() : match.end()]
        holders = {named.get(unit.text) or _NAMES[unit.letter] for unit in inside if unit.letter in _NAMES}
        told = _ROLE.search(inside[-1].text) or (inside[-1].letter == "g" and len(inside) == 2)
        before = units[match.start() - 1].text if match.start() else ""
        if not (told and holders & {"person", "organization"}) and before not in _DENIALS:
            found.append((inside[0].start, inside[-1].end))
    return found


def _verbal(units: list[Unit], start: int, end: int) -> bool:
    """Return whether what stands there begins or ends with a word of no noun phrase: *击败尤文图斯*."""
    inside = _inside(units, start, end)
    return len(inside) > 1 and any(unit.letter == "." and len(unit.text) > 1 for unit in (inside[0], inside[-1]))


def _apart(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return those of *spans* that do not overlap, the longest before others."""
    chosen = []
    taken = bytearray(max((end for _, end in spans), default=0))
    for start, end in sorted(set(spans), key=lambda span: (span[0] - span[1], span)):
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            chosen.append((start, end))
    return sorted(chosen)


def _inside(units: list[Unit], start: int, end: int) -> list[Unit]:
    """Return the units between two places; a unit begins at the one, another ends at the other."""
    first = bisect_left(units, start, key=attrgetter("start"))
    return units[first : bisect_left(units, end, first, key=attrgetter("start"))]


def _proper(units: list[Unit]) -> str:
    """Return the kind of name that a phrase is by its ends, or nothing."""
    if len(units) < 2 or units[0].letter not in _NAMES:
        return ""
    if len(units) == 2 and units[1].text in _ENDS["place"]:
        return "place"
    return next((kind for kind, ends in _PROPER.items() if units[-1].text.endswith(ends)), "")


def _dotted(text: str) -> Iterator[str]:
    """Yield the persons whose name has a middle dot, and their surnames: *格蕾塔·林德奎斯特*, *林德奎斯特*."""
    for match in _DOTTED.finditer(text):
        name = _trimmed(text, match.start(), match.end())
        if re.search("[·•・‧].", name):
            yield name
            surname = re.split("[·•・‧]", name)[-1]
            if len(surname) > 1 and "-" not in surname:
                yield surname


def _titled(text: str, together: str) -> Iterator[str]:
    """Yield the Chinese names behind a title: no words, or seen again in the texts *together*."""
    for match in _TITLED.finditer(text):
        name = _given(text, match.start(1), match.end(1))
        if _own(name) or (len(name) == 3 and not known(name) and together.find(name) < together.rfind(name)):
            yield name


def _foreign(text: str) -> Iterator[str]:
    """Yield the transliterated names behind a title."""
    for match in _FOREIGN.finditer(text):
        name = _trimmed(text, match.start(1), match.end(1))
        if not known(name) or classes().get(name, "") in ("f", "h"):
            yield name


def _trimmed(text: str, start: int, end: int) -> str:
    """Return the transliterated name at a place, without the characters that belong to words beside it.

    总|理纳伦德拉·莫迪|当天: 总理 and 当天 are words.
    """
    dots = "·•・‧"
    if end - start > 3 and text[end - 1] == "曾" and text[end - 2] not in dots:
        end -= 1  # 曾要求: had asked
    while end < len(text) and end - start > 3 and known(text[end - 1 : end + 1]) and text[end - 2] not in dots:
        end -= 1
    while start and end - start > 3 and known(text[start - 1 : start + 1]) and text[start + 1] not in dots:
        if start > 1 and known(text[start - 2 : start]):
            break  # 学家|法尔霍德: what is before is a word by itself
        start += 1
    return text[start:end]


def _given(text: str, start: int, end: int) -> str:
    """Return the Chinese name at a place: of three characters, or of two where the third begins another word."""
    beside = end < len(text) and known(text[end - 1 : end + 1])
    if end - start == 3 and (beside or text[end - 1] in _EDGE):
        end -= 1
    return text[start:end]


def _own(name: str) -> bool:
    """Return whether *name* is no word, nor begins or ends with one: characters that only a name puts together."""
    parts = [name, name[:2], *([name[1:]] if len(name) > 2 else [])]
    return "周" not in name[1:] and not any(map(known, parts))


def _variety(neighbours: Counter[str]) -> float:
    """Return the entropy of *neighbours* in bits; the edge of a run counts as a new neighbour every time."""
    total = sum(neighbours.values())
    edges = neighbours.get("^", 0) + neighbours.get("$", 0)
    found = sum(-count / total * math.log2(count / total) for mark, count in neighbours.items() if mark not in "^$")
    return found + edges * math.log2(total) / total if total > 1 else found
