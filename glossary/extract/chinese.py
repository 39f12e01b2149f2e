"""Names and phrases of Chinese text, which has no spaces.

The text is cut into its most probable words (:func:`glossary.text.chinese.cut`) around the names that are found first:
by what they look like (transliterated ones with a middle dot, surnames before a verb of speech or after a title, words
that end like an organization or a place) and by lists. Phrases are adjectives, nouns and names with a noun behind them,
what stands in 《》 or “”, and strings of two to eight characters that are seen at least twice, whose neighbours vary on
both sides and whose characters keep together. Traditional characters are read as the Simplified ones that they have.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from glossary.extract import reference
from glossary.extract.chinese_names import DOTS, ROLE, SOUNDS, SPEECH, SURNAMES, persons
from glossary.extract.chinese_phrases import (
    CLASSES,
    ELEMENTS,
    ENDS,
    NAMES,
    SORTS,
    VERBS_ALONE,
    Unit,
    apart,
    number,
    phrases,
    proper_kind,
    verbal,
    within,
)
from glossary.extract.chinese_strings import INNER, repeated
from glossary.extract.reading import Reading, windows, worth_of
from glossary.extract.seen import Context, put
from glossary.model import Document, Segment
from glossary.text import lexicon
from glossary.text.chinese import HAN, classes, cut, frequency, known, simplified, stands
from glossary.text.segments import walk

_LISTED = {
    **dict.fromkeys(reference.words("chinese_persons"), "person"),
    **dict.fromkeys(reference.words("chinese_places"), "place"),
    **dict.fromkeys(reference.words("chinese_organizations"), "organization"),
}
_RUN = re.compile(f"[{HAN}]+")
_APART = re.compile(f"(?<=[{HAN}])[ \u3000]+(?=[{HAN}])")
_DOTTED_RUN = re.compile(f"[{HAN}][{HAN}{DOTS}-]*")
_SOUND = frozenset(SOUNDS)
_TITLE = re.compile("《([^《》\n]{2,40})》")
"""The title of a work."""
_LATIN = re.compile("(?<![A-Za-z0-9])[A-Z][A-Za-z0-9'’-]+(?: [A-Z][A-Za-z0-9'’-]*){0,4}")
"""What is written in Latin letters."""
_LETTER = re.compile(f"(?<![A-Za-z0-9·-])[A-Z](?=[{HAN}])").match
"""A letter that begins a noun."""
_LATIN_NAME = re.compile(f"[（(]({_LATIN.pattern})[）)]")
"""What stands in brackets behind a name: the same in Latin letters."""
_BYLINE = re.compile("(?:记者|通讯员|编辑|作者|特约|摄影|撰稿|文)[ /：:]$")
"""What stands before who wrote a text, with a space between: 本报记者 罗逸姝."""
_QUOTED = re.compile(f"[“《「『]([{HAN}·]{{2,10}})[”》」』]")
_OWN_ENDS = re.compile(
    "(?:大学|研究院|研究所|科学院|委员会|基金会|协会|学会|联合会|理事会|总局|总署|管理局|共产党|法院|检察院|交易所|证监会|代表大会|安全会议|通讯社|电视台|(?:管理|事务|资源|环境|信息化|劳工|能源|运输|交通|农业|旅游|卫生|贸易|工业|建设)部|有限公司|有限责任公司|股份公司"
    "|博物院|[合条]约?作?组织|基金组织|国际机场|(?:保险|货币|投资|主权|财富|发展|开发)基金)$"
)
"""How a body is named whose other words are any nouns: *国家环境委员会*."""
_LAW_ENDS = re.compile(
    "(?:[保爱守监维][护障密督]|安全|促进|管理|诉讼|竞争|垄断|倾销|制裁|教育|卫生|防治|组织|程序|责任|合同|投资|税|证券|银行|公司|劳动|选举|国籍|移民|破产"
    "|版权|著作权|商标|专利|刑|民|军事|海洋|环境|能源|芯片|数据|网络|情报|间谍|国家)法$"
)
"""How a law is named: *个人信息保护法*."""
_SHORT_ENDS = frozenset("省市县州府郡区河江湖海岛湾镇港部局署队党军")
"""Ends of one character."""
_CLOSED = re.compile(f"{_OWN_ENDS.pattern}|(?:公司|银行|党|队|部|巨头|企业|[制厂造应发运营]商)$")
"""How a word ends behind which another name begins."""
_NAMED_ENDS = {
    "organization": re.compile(
        "(?:公司|集团|财团|银行|学院|中心|联盟|组织|大使馆|领事馆|议会|俱乐部|医院|博物馆|图书馆|美术馆|剧院|剧团|乐团|出版社|报社|工会|商会|法庭|航空|石油"
        "|电力|汽车|制药|通信|办公室|(?:改革|健康|监察)委|[足篮排乒羽泳田冰棋体舞作音影记律消曲剧]协|[足篮排乒羽泳田冰棋剑帆]联|事务所|天文台|气象台|防总|(?:冶炼|钢铁|化工|造船|机械|兵工|发电)厂|(?:分|支)(?:会|行|局|公司|院|部)|国务院|外交部|国防部|财政部|[^部]部|[^邮当结布大格全队一二两三四五六七八九十几每首末此本该]局|署|队|党|司令部|女排|男排|女足|男足|男篮|女篮|阵线|军)$"
    ),
    "event": re.compile(
        "(?:峰会|论坛|奥运会|冬奥会|运动会|世界杯|联赛|锦标赛|公开赛|大奖赛|博览会|电影节|艺术节|航展|车展|双年展|大会|战争|起义|地震)$"
    ),
    "place": re.compile(
        "(?:[省市县州府郡河江湖海岛湾镇港]|海峡|半岛|群岛|村|乡|街道|社区|运河|机场|大桥|水库|盆地|口岸|车站|体育场|体育馆|球场|广场|自治区|自治州|山脉|沙漠|高原|瀑布"
        "|国家公园|隧道|三角洲|难民营|高地|走廊|赛道|赛车场|教堂|清真寺|[^地小社灾园校辖禁战城郊山海牧林景]区|[^地]郡)$"
    ),
    "work": re.compile("(?:公约|条约|宪法|宪章|议定书)$"),
    "other": re.compile("铁路$"),
}
"""Kind -> how a name ends that begins with the name of a place or a name that no list has: *廊开府*, *泰国队*."""
_TRADES = frozenset(
    "证券 化工 咨询 药业 医药 制药 生物 科技 地产 置业 传媒 影业 钢铁 矿业 重工 电器 资本 控股 实业 半导体 软件".split()
    + "信托 期货 保险 乳业 锂业 铝业 铜业 稀土 新能源 食品 光伏 光电 环保 电子 智能 种业".split()
    + "纸业 酒业 电气 装备 石化 化学 建材 水泥 机械".split()
)
"""What a firm does, behind characters that are no words: *恒昌证券*."""
_WIDE = frozenset("东方 世界 国际 全国 全球 亚洲 欧洲 非洲 国家 中央 皇家 联邦 海关 环球".split())
"""Words that begin a name of this sort, too: *国家铁路局*."""
_UNKNOWN_ENDS = re.compile("..|[省市县州府河湖岛]")
"""What may follow characters that are no words: *孔敬府*."""
_STATE_BODY = re.compile("[^邮当结布大格全]局$|署$|国防军$|自卫队$|卫队$|舰队$|车队$")
"""Words that are, behind the name of a country or *国家*, the name of a body: *国家航天局*."""
_FOUNDED = re.compile("(?:大学|学院|医院|基金会|研究所|中心|博物馆|图书馆)$")
"""What bears the name of a person."""
_CALLED = re.compile("机场$|体育场$|体育馆$|球场$|大桥$|广场$")
"""What bears a name that is a person's elsewhere."""
_TRADERS = frozenset("协会 联合会 联盟 公会".split())
"""Bodies of those who trade."""
_BRANCH = re.compile("[分支](?:会|行|局|公司|院|部|社|队)$")
"""What belongs to a body, whose name it bears."""
_OF_STATES = re.compile("(?:部|局|署|厅|银行|法院|检察院|委员会|议会|国会|海军|空军|陆军|警察)$")
"""Bodies that every country has, and that are named with it."""
_SERIAL = re.compile("[一二三四五六七八九十百]+号").fullmatch
"""The number of a space probe or a ship."""
_NUMBERED = frozenset("线 楼 门 院 馆 店 令 文件 公告 通知 提案 公报 决议 台风 机组".split())
"""What is counted by such a number."""
_AUTHORITY = re.compile("([省市县区州镇乡])(?:政府|委|公安局|法院|检察院|人大|政协|教育局|卫健委)").fullmatch
"""What has authority in a place, whose last character it begins with: *石峰|区政府*."""
_FACULTIES = frozenset("学院 研究所 研究院 学部 系 部 局 委员会".split())
"""What may be named for two things: *环境与资源学院*."""
_JOINED = frozenset(
    "预防 控制 救援 保护 监督 监管 管理 服务 合作 发展 开发 建设 进出口 检测 审计 协调".split()
    + "南方 北方 南部 北部 东部 西部 中部 一级 二级".split()
    + "援助 交流 贸易 投资 促进 推广 运输 检验 第一 第二 第三 第四 第五 中级 高级 附属 直属".split()
)
"""Verbs that the names of bodies have in them, and of which rank they are."""
_COUNTRIES = frozenset(
    "中华美俄日韩朝英法德意澳加印巴泰越老柬缅菲马新蒙哈乌吉塔白波捷匈塞土伊以叙沙埃非欧阿墨智葡尼肯坦"
)
"""The characters that stand for countries and continents: 中老铁路, 美日韩."""
_GREAT = frozenset("中华美俄日韩朝欧印法德英")
"""Those of which one is there where several stand side by side, and those that stand behind 对."""
_HEADS = frozenset(
    "员者家国军党法案权区省市县州岛战网站队业率量力额价城港湾河山线路厂庙寺塔桥船机弹轨釜仪器厅所校系馆店库场署室舱炮艇舰车组团社报刊剧片曲诗画碑窟墓酸酶菌素苯油税费罪证券债股险病症炎癌药剂苗液膜管阀泵槽炉罐层带链板件手桩芯体坑"
    "季期制级点井房侧料性票戏球舞羊波潮墙灯雷幔壤洋冰矿块柱箱袋泵服衣鞋镜表盐碱仓窑坝渠堤桅帆缆索钻铲犁梯塑布丝革"
)
"""Nouns of one character that other nouns stand before."""
_NO_FRONT = "一二三四五六七八九十百千万亿两几多这那每各本该此首头没无不"
_HEADED = re.compile(f"[^{_NO_FRONT}][{HAN}]+[{''.join(sorted(_HEADS - set('法员家者')))}]").fullmatch
"""Words of three characters and more that such a noun ends."""
_EDGES = frozenset("的在是为由至向对和与及从到了任说名将于以被把让给并或其该各每会月日年获赴抵称据经")
"""Characters that no name of an organization begins with, or holds."""
_SELDOM = 8000
"""How often the table has a character at most that is a piece of a word which the table lacks."""
_OFFICE = re.compile(
    "(?:大学|学院|研究院|国务院|法院|检察院|科学院|[^东南西北中内]部|党|解放军|联合国|安理会|委员会|政府|局|银行|通讯社|新华社|政协|共青团"
    "|证监会|美联社|法新社|中新社|路透社|人大|议会|国会|电视台|电台|出版社|博物馆|图书馆|剧院|总署|公司|组织|中央|军委|国资委|书记处)$"
)
"""How a word ends that the table has as an organization, and that is one by name."""
_LOCAL = re.compile(
    "(?:中国|中央|国家|全国|[京津沪渝]|北京|上海|天津|重庆|广东|山东|四川|浙江|江苏|湖[北南]|河[北南]|福建|香港|澳门|台湾|美国|英国|法国|德国|日本|俄罗斯|大亚湾|秦山"
    "|紫金山|华侨城)..+(?<![化区场舰通器关园])"
).fullmatch
"""Words that the table has as an organization, and that begin with where it is."""
_THINGS = frozenset(
    "任天堂 关东军 单身汉 卫生巾 古兰经 古建筑 吉祥物 唐人街 夏令营 安乐死 安全法 幸运儿 曾祖父 杜鹃花 申请书 申请人 "
    "白皮书 白羊座 白话文 童子军 纪念堂 罗曼史 胡萝卜 花园里 花岗岩 蓝宝石 蓝皮书 段时间 郁金香 金字塔 金瓶梅 金钱豹 "
    "马拉松 马赛克 高中生 高尔夫 高新区 高水平 高素质 高高的 麦克风 黄金周 黄鹤楼 龙卷风 穆斯林".split()
)
_THING_ENDS = frozenset("性者器车证感赛族语裙裤鞋帽椅桌床豆瓜菜酒汤饭兽虫犬")
"""Words that the table has as names of persons, and ends of words that no given name has."""
_COMMON = frozenset(
    "商业银行 中央银行 中央政府 国家机关 联合政府 联邦政府 地方政府 新政府 军政府 党组织 公安局 卫生局 统计局 安全局 "
    "法律委员会 社会党 人民党 自由党 高级中学".split()
)
"""Those that are many."""
_SHAPE = {"a": "j", "c": "j", "n": "n", "g": "n", "m": "n", "v": "n", **dict.fromkeys(NAMES, "e")}
_SHORT = re.compile(f"（(?:以下)?简称(?:为|：)?[“「]?([{HAN}]{{2,10}})[”」]?[，）]")
"""The short form of what stands before it."""


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
        self._fields = reference.fields("zh")
        self._letters = lru_cache(50_000)(self._letter)
        self._words = lru_cache(5_000)(lambda run: tuple(_unheard(list(_paired(_serials(cut(run)))))))
        """A sentence is cut twice: before all the names in the text are known, and then."""

    def read(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """Return what *documents* hold, one by one."""
        return map(self._text, documents)

    def _text(self, document: Document) -> Reading:
        """Return what *document* holds, window by window of its sentences added up."""
        reading = Reading(document.name)
        length = max(1, len(document.text))
        if len(_APART.findall(document.text)) * 2 > sum(map(len, _RUN.findall(document.text))):  # as OCR leaves them
            reading.note = "spaces stand between the characters: words are found in running text only"  # message
        for window in windows(walk(document)):
            self._window(reading, window, length)
        return reading

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
        strings = repeated(texts, self._stop, self._common)
        gone = _gone_to(texts)
        for string in strings:
            named_so = len(string) == 3 and string[0] in SURNAMES and string[-1] not in _THING_ENDS
            if named_so and not known(string[:2]) and not known(string[1:]):
                named.setdefault(string, "person")
            if len(string) < 5 and not known(string) and _SOUND.issuperset(string) and string in gone:
                named.setdefault(string, "place")
            for kind, ends in ENDS.items():
                ended = string.endswith(tuple(ends)) and string not in ends and not known(string)
                if ended and (kind != "place" or cut(string)[-1] in ends):  # 森宝利超市 is not the city of 森宝利超
                    named.setdefault(string, kind)
        quoted = {match.group(1) for text in texts for match in _QUOTED.finditer(text)}
        quoted = {string for string in quoted if not any(word in string for word in INNER if word != "的")}
        others = _any_of({*strings, *quoted} - named.keys())
        return _Told(named, _standing(named), frozenset(strings), frozenset(quoted), others)

    def _sentence(
        self, reading: Reading, segment: Segment, text: str, units: list[Unit], told: _Told, length: int
    ) -> None:
        """Put the names, phrases and acronyms of a *segment*, cut into *units*, into *reading*."""
        context: Context = (worth_of(segment), reading.document, segment.start, segment.text)
        edges = {edge for unit in units for edge in (unit.start, unit.end)}
        strung = [span for span in told.others(text) if edges.issuperset(span) and not _counted(text, *span)]
        strung = [span for span in strung if not verbal(units, *span, quoted=text[slice(*span)] in told.quoted)]
        strung += [span for span in _terms()(text) if edges.issuperset(span)]
        inner: set[Unit] = set()
        for start, end in apart(phrases(units, told.named) + strung):
            form, plain = segment.text[start:end], text[start:end]
            inside = within(units, start, end)
            if len(inside) == 1 and inside[0].letter in NAMES:
                continue
            if any(one.text == other.text for one, other in pairwise(inside)):
                continue  # 发言人|发言人
            if proper := proper_kind(inside):
                put(reading.names, form, segment, start, end, form, (proper,), length, context)
                inner.update(inside)
                continue
            mark = "quoted" if plain in told.quoted and plain not in told.strings else "noun"
            key, shape = _keyed(inside)
            put(reading.phrases, key, segment, start, end, form, (mark, "~" + shape), length, context)
        written = _written(text, units)
        for unit in units:
            if unit.letter in NAMES and unit not in inner:
                own = written.get(unit.start, unit)
                marks = (told.named.get(own.text) or NAMES[own.letter],)
                name, form = segment.text[own.start : own.end], segment.text[unit.start : unit.end]
                put(reading.names, name, segment, unit.start, unit.end, form, marks, length, context)
        for match in _SHORT.finditer(text):
            before = bisect_left(units, match.start(), key=attrgetter("start")) - 1
            if before >= 0 and (long := units[before]).letter in NAMES:
                pair = (segment.text[long.start : long.end], segment.text[match.start(1) : match.end(1)])
                reading.pairs[pair] = reading.pairs.get(pair, 0) + 1

    def _named(self, texts: list[str]) -> dict[str, str]:
        """Return the names that show themselves by their marks, with their kinds."""
        named: dict[str, str] = {}
        for text in texts:
            for match in _TITLE.finditer(text):
                named.setdefault(match.group(1), "work")
            for start, end in _listed()(text):
                if stands(text, start, end):  # 海地 is not in 沿海地区, 民主党 not in 民主党派
                    named.setdefault(text[start:end], _LISTED[text[start:end]])
            for match in _SHORT.finditer(text):
                named.setdefault(match.group(1), "organization")
            for match in _LATIN.finditer(text):
                name = match.group().rstrip("'’-")
                named.setdefault(
                    name,
                    _latin_kind(
                        name, text[max(0, match.start() - 6) : match.start()], text[match.end() : match.end() + 6]
                    ),
                )
        for text in texts:
            for run in _DOTTED_RUN.finditer(text):
                whole = _QUOTED.match(text, max(0, run.start() - 1))
                office = _BYLINE.search(text, max(0, run.start() - 6), run.start()) is not None
                for name, kind in persons(run.group(), office=office):
                    if whole and whole[1] == name and len(name) < 4:
                        continue  # nobody speaks of “陆锁国” who means a person
                    listed = name[:-1] in _LISTED  # 石破茂|来
                    if named.get(name, "other") == "other" and name not in self._fields and not listed:
                        named[name] = kind
        for name in _overlong(named, texts):
            del named[name]
        finder = _standing(named)
        for text in texts:
            for name, kind in self._composed(self._units(text, finder), named):
                named.setdefault(name, kind)
        return named

    def _composed(self, units: list[Unit], named: dict[str, str]) -> Iterator[tuple[str, str]]:
        """Yield the names that end with what they are: *国家环境委员会*, *南基伍省*, *泰国队*."""
        for last, unit in enumerate(units):
            if not unit.text or unit.letter in "efs":
                if last and _LISTED.get(unit.text) == "organization" and _OF_STATES.search(unit.text):
                    state = units[last - 1].text  # 中国|进出口银行
                    if _LISTED.get(state) == "place" and not unit.text.startswith(state):
                        yield state + unit.text, "organization"
                continue
            if (
                _SERIAL(unit.text)
                and last
                and "".join([one.text for one in units[last + 1 : last + 2]]) not in _NUMBERED
            ):
                front = units[last - 1]
                if (
                    len(front.text) > 1
                    and front.letter in "nefh"
                    and self._common.get(front.text, 0) < 4.3
                    and front.text not in _NUMBERED
                ):
                    yield front.text + unit.text, "other"  # 嫦娥|六号
                continue
            tail = "".join([one.text for one in units[max(0, last - 2) : last + 1]])
            law = _LAW_ENDS.search(tail) is not None
            own = law or _OWN_ENDS.search(tail) is not None
            if unit.text in _TRADES and (firm := self._firm(units, last)):
                yield firm, "organization"
                continue
            if (authority := _AUTHORITY(unit.text)) and (site := self._site(units, last)):
                yield site + authority[1], "place"
                continue
            kind = next((kind for kind, ends in _NAMED_ENDS.items() if ends.search(tail)), "")
            if len(unit.text) > 1 and unit.text[-1] in _SHORT_ENDS and not own and not _STATE_BODY.search(unit.text):
                continue  # 超市 is no city
            if not own and not kind:
                continue
            first = self._begin(units, last, named)
            while first < last and units[first].letter == "a" and not own:
                first += 1
            if first == last:
                continue
            name = "".join([one.text for one in units[first : last + 1]])
            if unit.text == "区" and first < last - 1:
                continue
            if name == "国际机场" or (unit.text == "汽车" and _LISTED.get(units[first].text) == "place"):
                continue  # 欧洲汽车 is no firm
            proper = self._proper_start(units, first, last)
            if not proper:  # 首站|合肥|大剧院
                places = [at for at in range(first, last) if _LISTED.get(units[at].text) == "place"]
                if places and not own:
                    first, proper = places[0], last - places[0]
                    name = "".join([one.text for one in units[first : last + 1]])
            if len(name) > 18 or (own and not proper and len(name) < 5):
                continue
            if own and units[first].letter != "a":
                yield name, "work" if law else "place" if name.endswith("机场") else "organization"
            elif units[last].text in ("大桥", "口岸") and first == last - 1 and units[first].letter in "neso":
                yield name, "place"
            elif kind and proper and (kind != "place" or last - first == proper):
                rest = name.removeprefix(units[first].text)
                outer = units[first + 1].letter in "esf" or (len(rest) > 3 and last - first > 1)  # 杭州|翠苑街道
                outer = outer and _LISTED.get(units[first].text) == "place"
                if kind == "place" and last - first > 1 and outer:
                    name = rest  # 古巴|圣地亚哥省
                yield name, kind

    def _site(self, units: list[Unit], last: int) -> str:
        """Return the one or two characters before *last* that are called a district or the like: *石|峰|区政府*."""
        first = last
        while first and last - first < 3 and len(text := units[first - 1].text) == 1 and text not in self._stop:
            first -= 1
        front = "".join([one.text for one in units[first:last]])
        return front if len(front) == 2 and not known(front) else ""

    def _firm(self, units: list[Unit], last: int) -> str:
        """Return the name of the firm that ends with the trade at *last*: two or three rare characters before it."""
        first = last
        while first and last - first < 4 and len(text := units[first - 1].text) == 1 and text not in self._stop:
            first -= 1
        if last - first not in (2, 3) and last and len(units[last - 1].text) == 2 and not known(units[last - 1].text):
            first = last - 1
        front = "".join([one.text for one in units[first:last]])
        rare = all(frequency(char) < 3 * _SELDOM for char in front)
        return front + units[last].text if 1 < len(front) < 4 and rare else ""

    def _begin(self, units: list[Unit], last: int, named: dict[str, str]) -> int:
        """Return the first of the units in front of *last* that may be one name with it."""
        first = last
        while first and last - first < 8:
            before = units[first - 1]
            if named.get(before.text) == "person":
                founded = first == last and _FOUNDED.search(units[last].text)
                dotted = any(dot in before.text for dot in DOTS)
                called = not dotted and _SOUND.issuperset(before.text) and _CALLED.search(units[last].text)
                first -= bool(called or (founded and (dotted or before.text in _LISTED)))  # 桑斯特|国际|机场
                break
            if not self._joins(units, first, last):
                break
            first -= 1
        # No name begins with a verb.
        while first < last and (units[first].text in _JOINED and units[first].letter in ".v"):
            first += 1
        return first

    def _joins(self, units: list[Unit], first: int, last: int) -> bool:
        """Return whether the unit before *first* may be in one name with those from there to *last*."""
        before = units[first - 1]
        text, letter = before.text, before.letter
        if not text or text in VERBS_ALONE or (letter == "c" and text[0] == "对"):
            return False
        further = units[first - 2].letter if first > 1 else "-"
        faculty = units[last].text in _FACULTIES or units[last].text.endswith(("部", "局"))
        if (text in "与和及" and faculty and further in "ng") or (text == "驻" and further in "seo"):
            return True
        if len(text) == 1 and letter == "." and units[first].letter in "sefo" and first < last:
            return False
        if letter in "nas" and ROLE.search(text) and len(text) > 1:
            return first == last and units[last].text in _TRADERS  # 舞蹈家|协会
        if letter in "noea" and _CLOSED.search(text):
            branch = _BRANCH.search(units[last].text) is not None and letter in "oe"
            return branch or (first == last and text.endswith("商") and units[last].text in _TRADERS)  # 制造商|协会
        open_word = text in _JOINED or (len(text) == 1 and text not in self._stop and text not in _EDGES)
        return letter not in ".v" or open_word

    def _proper_start(self, units: list[Unit], first: int, last: int) -> int:
        """Return how many units there are that make a name of its own before the end; 0 for none."""
        if units[first].letter in "esofc" or units[first].text in _WIDE:
            return last - first
        if classes().get(units[first].text) in ("h", "f") and _SOUND.issuperset(units[first].text):
            return last - first  # 布朗|大学
        single = first
        while single < last and units[single].letter == "." and len(units[single].text) == 1:
            single += 1
        return last - first if single - first in (2, 3) and _UNKNOWN_ENDS.search(units[last].text) else 0

    def _units(self, text: str, names: Finder) -> list[Unit]:
        """Return the words and names of *text*; what is neither stands between them as a unit without text."""
        units: list[Unit] = []
        place = 0
        for start, end in [*names(text), (len(text), len(text))]:
            for run in _RUN.finditer(text, place, start):
                if run.start() > place:
                    units.append(_gap(text, place, run.start()))
                place = run.start()
                for word in self._words(run.group()):
                    counted = len(word) == 1 and bool(units) and number(units[-1])  # 27岁|男子, 100头|猪, 八强|名单
                    units.append(Unit(word, place, place + len(word), "." if counted else self._letters(word)))
                    place += len(word)
            if start > place:
                units.append(_gap(text, place, start))
            if end > start:
                units.append(Unit(text[start:end], start, end, "e"))
            place = end
        return units

    def _letter(self, word: str) -> str:
        """Return what *word* is in a phrase: the table has more kinds, and not every name in it is one in the news."""
        letter = classes().get(word, ".")
        if len(word) == 2 and not known(word) and all(map(_rare_noun, word)):
            return "n"
        if word in CLASSES:
            return CLASSES[word][0]
        if word in self._stop or word in VERBS_ALONE:
            return "."
        if len(word) > 1 and (letter == "." or word[0] == "对") and _COUNTRIES.issuperset(word.removeprefix("对")):
            return "c"
        if letter == "." and len(word) > 1 and (word in self._fields or _HEADED(word)):
            return "n"
        if len(word) == 1:
            return "m" if word in _HEADS else "."
        if letter == "o":
            if word in _COMMON:
                return "n"
            return "o" if _OFFICE.search(word) or _LOCAL(word) else "n"
        if letter in ("f", "h") and len(word) > 2:
            if letter == "h" and len(word) == 3 and word[0] in SURNAMES:
                return "n" if word in _THINGS or word[-1] in _THING_ENDS else "h"
            return "f" if set(word) <= _SOUND else "n"
        return letter if letter in ".agsv" else "n"


Finder = Callable[[str], list[tuple[int, int]]]
"""What returns where some strings stand in a text, the longest of each place, without overlaps."""


def _any_of(strings: Iterable[str]) -> Finder:
    wanted = sorted(strings)
    if not wanted:
        return lambda text: []
    automaton = AhoCorasick(wanted, matchkind=MatchKind.LeftmostLongest)
    return lambda text: [(start, end) for _, start, end in automaton.find_matches_as_indexes(text)]


@cache
def _listed() -> Finder:
    """Return what finds the names that are listed."""
    return _any_of(_LISTED)


@cache
def _terms() -> Finder:
    """Return what finds the set phrases that are listed."""
    return _any_of(lexicon.terms("zh"))


def _keyed(units: list[Unit]) -> tuple[str, str]:
    """Return the words of a phrase with spaces between them, and a letter for each; one character is no word among
    several, it belongs to the one before it, *断层 破碎带*, or, as an adjective, behind it: *镁同位素 组成*."""
    if len(units) == 1 and len(units[0].text) > 3:
        return f"{units[0].text[:-2]} {units[0].text[-2:]}", "nn"
    words: list[str] = []
    shape, front = "", ""
    for unit in units:
        letter = _SHAPE.get(unit.letter, ".")
        if len(units) > 2 and len(unit.text) == 1 and words and (unit.letter == "m" or unit.text in SORTS):
            words[-1] += unit.text
            shape = shape[:-1] + ("j" if unit.text in SORTS and unit is not units[-1] else "n")
        elif len(units) > 2 and len(unit.text) == 1 and unit.text in ELEMENTS and unit is not units[-1]:
            front += unit.text
        elif unit.text:
            words.append(front + unit.text)
            shape, front = shape + letter, ""
        else:
            shape += letter
    return " ".join(words), shape


def _counted(text: str, start: int, end: int) -> bool:
    """Return whether what stands there begins with a measure word behind a number: 27 | 岁男子."""
    return text[:start].rstrip()[-1:].isdigit() and not known(text[start : start + 2])


def _written(text: str, units: list[Unit]) -> dict[int, Unit]:
    """Return where a name in Latin letters begins that stands in brackets behind the same in Chinese -> the latter."""
    found = {}
    for match in _LATIN_NAME.finditer(text):
        before = bisect_left(units, match.start(), key=attrgetter("start")) - 1
        if before >= 0 and units[before].letter in NAMES and units[before].end == match.start():
            found[match.start(1)] = units[before]
    return found


def _overlong(named: dict[str, str], texts: list[str]) -> list[str]:
    """Return the persons that are another one with the next character, who is elsewhere by himself: *王毅|通*."""
    return [
        name
        for name, kind in named.items()
        if len(name) > 2 and kind in ("person", "other") and named.get(name[:-1]) in ("person", "other")
        if sum(text.count(name[:-1]) for text in texts) > sum(text.count(name) for text in texts)
    ]


def _standing(named: Iterable[str]) -> Finder:
    """Return what finds names; those of our lists only as words of their own: 快手 is not in 加快手续."""
    finder = _any_of(named)
    return lambda text: [span for span in finder(text) if text[slice(*span)] not in _LISTED or stands(text, *span)]


def _serials(words: list[str]) -> Iterator[str]:
    """Yield the words, a number with 号 behind it as one.

    >>> list(_serials(["神舟", "十九", "号", "飞船"]))
    ['神舟', '十九号', '飞船']
    """
    place = 0
    while place < len(words):
        pair = "".join(words[place : place + 2])
        joined = pair.endswith("号") and _SERIAL(pair) is not None
        yield pair if joined else words[place]
        place += 1 + (joined and pair != words[place])


def _paired(words: Iterable[str]) -> Iterator[str]:
    """Yield the words, the characters of several countries before another word as one: 中老|铁路, 对俄|制裁.

    >>> list(_paired(["中", "老", "铁路"])), list(_paired(["文件", "中", "日本"]))
    (['中老', '铁路'], ['文件', '中', '日本'])
    """
    row = ""
    for word in words:
        if (word in _COUNTRIES and len(row) < 4) or (word == "对" and not row):
            row += word
            continue
        joined = len(row) > 1 and len(word) > 1 and not _GREAT.isdisjoint(row[:2])
        yield from [row] if joined else row
        row = ""
        yield word
    yield from row


def _unheard(words: list[str]) -> Iterator[str]:
    """Yield the words, two nouns of one character each before another noun as one that the table lacks: 猴痘|疫情.

    >>> list(_unheard(["的", "猴", "痘", "疫情"]))
    ['的', '猴痘', '疫情']
    """
    place, last = 0, len(words) - 1
    while place <= last:
        if len(words[place]) == 1 and place < last and len(words[place + 1]) == 1 and _unheard_at(words, place):
            yield words[place] + words[place + 1]
            place += 2
        else:
            yield words[place]
            place += 1


def _unheard_at(words: list[str], place: int) -> bool:
    """Return whether the two characters at *place* are a word: 猴痘 before a noun, 月壤 before none by its end."""
    before = words[place - 1] if place else ""
    if len(before) == 1 and before not in "的了和与是为对在把到用由从自":
        return False
    pair = words[place : place + 2]
    after = words[place + 2] if place + 2 < len(words) else ""
    rare = all(map(_rare_noun, pair))
    if rare and len(after) > 1 and classes().get(after) in ("n", "g"):
        return True
    closed = pair[1] in _HEADS and (not after or after in "的了和与是为将中后上里内等")
    return closed and (rare or (classes().get(pair[0]) == "n" and not known("".join(pair))))


def _rare_noun(word: str) -> bool:
    """Return whether *word* is a noun or adjective of one character that seldom stands alone."""
    return len(word) == 1 and classes().get(word, ".") in "nag" and frequency(word) < _SELDOM


def _gap(text: str, start: int, end: int) -> Unit:
    """Return the unit without text for what stands between words; a letter before a noun is a word: *X染色体*."""
    if _LETTER(text, start) and end == start + 1:
        return Unit(text[start:end], start, end, "a")
    return Unit("", start, end, "#" if text[start].isdigit() else ".")


def _latin_kind(name: str, before: str, after: str) -> str:
    """Return what a name in Latin letters is, by what stands beside it."""
    if ROLE.search(before.rstrip()[-4:]) or SPEECH.match(after.lstrip()):
        return "person"
    return "organization" if name.isupper() and name.isalpha() and len(name) > 2 else "other"


def _gone_to(texts: list[str]) -> set[str]:
    """Return what somebody is in, or goes to: two to four characters behind the verbs for it."""
    starts = ((text, match.end()) for text in texts for match in _GOING.finditer(text))
    return {text[start : start + size] for text, start in starts for size in (2, 3, 4)}


_GOING = re.compile("抵达|前往|位于|[在往赴驻至到访]")
