"""Names and phrases of Chinese text, which has no spaces: strings that come again, and names by their marks.

Three sources: names by what they look like (transliterated ones with a middle dot, surnames before a verb of speech or
after a title, or with characters that no word puts together; words that end like an organization or a place); what
stands in 《》 or “”; and strings of two to eight characters that are seen at least twice, whose neighbours vary on both
sides and whose characters keep together. The table of words tells where a name ends. This is statistics on one text: a
rough list.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from glossary.extract import reference
from glossary.extract.reading import Reading, windows, worth_of
from glossary.extract.seen import Context, put
from glossary.model import Document, Segment
from glossary.text.chinese import HAN, known
from glossary.text.segments import walk

_PLACE = re.compile("|".join(sorted(reference.words("chinese_places"), key=lambda name: (-len(name), name))))
_EDGE = "的在是为由向对和与及从到了任说名将于以被把让给并或其该各每会月日年"
"""Characters that no name of an organization begins with, or holds."""
_VERBS = "|".join(sorted(reference.words("chinese_edges"), key=lambda word: (-len(word), word)))
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
    "威韦维魏温文翁沃乌吾武西希锡席夏香肖谢辛欣兴匈休修许雪逊雅亚延扬耶叶伊衣因英永尤尔于约云赞泽曾扎詹张珍治朱兹祖佐乔贾撒切尔露娅琳戈维奇历济津季捷采齐佳娃什切茨泽雅若然各呼翰得"
)
"""Characters that foreign names are written with, by their sound."""
_DOTTED = re.compile(f"[{_SOUNDS}]{{1,8}}(?:[·•・‧][{_SOUNDS}-]{{1,8}}){{1,3}}")
_QUOTED = re.compile(f"[“《「『]([{HAN}·]{{2,10}})[”》」』]")
_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜谢邹章苏潘葛范彭鲁马方任袁柳史唐薛雷贺倪汤罗郝安常于傅康"
    "伍余元顾孟黄穆萧尹姚邵汪毛米贝戴宋庞熊纪舒项董梁杜阮蓝季贾江童颜郭梅盛林钟徐邱骆高夏蔡田樊胡凌霍万柯管卢莫丁邓洪包左石崔吉"
    "钮龚程裴陆荣翁曲习栗赖白叶"
)
_TITLED = re.compile(
    "(?:总统|总理|主席|部长|总书记|书记|委员长|议员|大使|将军|教授|博士|行长|局长|院长|校长|市长|省长|州长|主任|总裁|董事长|秘书长|"
    "发言人|经济学家|分析师|研究员|记者|导演|律师|國家主席|總統|總理|部長|議員|發言人)"
    f"([{_SURNAMES}][{HAN}]{{1,2}})"
)
_SPEAKING = re.compile(
    f"(?:^|[{_EDGE}])([{_SURNAMES}][{HAN}]{{1,2}}?)(?=表示|指出|认为|强调|宣布|补充|解释|写道|说|称|告诉|認為|強調|說|稱)"
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
        named: dict[str, str] = {}
        for segment in window:
            for match in _DOTTED.finditer(segment.text):
                name = _trimmed(segment.text, match.start(), match.end())
                if re.search("[·•・‧].", name):
                    named.setdefault(name, "person")
            for match in _TITLED.finditer(segment.text):
                name = _given(segment.text, match.start(1), match.end(1))
                if _own(name):
                    named.setdefault(name, "person")
            for match in _PLACE.finditer(segment.text):
                named.setdefault(match.group(), "place")
            for run in _RUN.finditer(segment.text):
                for match in _ORGANIZATION.finditer(run.group()):
                    named.setdefault(match.group(1), "organization")
                for match in _SPEAKING.finditer(run.group()):
                    if _own(match.group(1)):
                        named.setdefault(match.group(1), "person")
        strings = self._repeated(window)
        for string in strings:
            if len(string) == 3 and string[0] in _SURNAMES and _own(string):
                named.setdefault(string, "person")
            for kind, ends in _ENDS.items():
                if string.endswith(tuple(ends)) and string not in ends:
                    named.setdefault(string, kind)
        quoted = {match.group(1) for segment in window for match in _QUOTED.finditer(segment.text)}
        quoted = {string for string in quoted if not any(word in string for word in self._inner if word != "的")}
        wanted = sorted({*strings, *named, *quoted}, key=lambda string: (-len(string), string))
        pattern = re.compile("|".join(map(re.escape, wanted))) if wanted else None
        for segment in window:
            text = segment.text
            context: Context = (worth_of(segment), reading.document, segment.start, text)
            for run in _RUN.finditer(text):
                reading.words += max(1, len(run.group()) // 2)
                reading.solid += max(1, len(run.group()) // 2)
                reading.known += max(1, len(run.group()) // 2)
            if not _RUN.search(text):
                reading.words += len(text.split())
            for match in pattern.finditer(text) if pattern else ():
                string = match.group()
                if string in named:
                    marks: tuple[str, ...] = (named[string],)
                    put(reading.names, string, segment, match.start(), match.end(), string, marks, length, context)
                else:
                    mark = "quoted" if string in quoted and string not in strings else "noun"
                    put(
                        reading.phrases,
                        string,
                        segment,
                        match.start(),
                        match.end(),
                        string,
                        (mark, "~n"),
                        length,
                        context,
                    )
            if self._watch and self._watch in text and len(reading.trace) < 10:
                reading.trace.append(f"{segment.document}:{segment.line}: {text}")

    def _repeated(self, window: list[Segment]) -> list[str]:
        """Return strings that come again, keep together and have varied neighbours."""
        counts: Counter[str] = Counter()
        before: defaultdict[str, Counter[str]] = defaultdict(Counter)
        after: defaultdict[str, Counter[str]] = defaultdict(Counter)
        runs = [run.group() for segment in window for run in _RUN.finditer(segment.text)]
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
            if string[0] in self._stop or string[-1] in self._stop or any(word in string for word in self._inner):
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

    @property
    def _inner(self) -> tuple[str, ...]:
        return (
            "的",
            "了",
            "是",
            "在",
            "和",
            "与",
            "也",
            "都",
            "而",
            "但",
            "并",
            "他",
            "她",
            "它",
            "我",
            "你",
            "这",
            "那",
            "不",
        )


def _trimmed(text: str, start: int, end: int) -> str:
    """Return the transliterated name at a place, without the characters that belong to words beside it.

    总|理纳伦德拉·莫迪|当天: 总理 and 当天 are words.
    """
    dots = "·•・‧"
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
