"""Checks of punctuation and spaces: are they right for the language, and in the right place?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from glossary.checks import END, SOURCE, TARGET, Problem, rule
from glossary.languages import base
from glossary.model import Severity
from glossary.text.chinese import HAN

_CYR = "\u0400-\u04ff"
_BLANK = " \u00a0\u2002\u2003\u2009\u202f\u3000"
_PAIRS = tuple(
    tuple(pair) for pair in ("()", "[]", "{}", "«»", "“”", "„“", "‘’", "（）", "「」", "『』", "《》", "【】")
)
_FULL = str.maketrans(",;:!?", "，；：！？")
_HALF = re.compile(rf"(&#?\w+;)|(?<=[{HAN}」』”》）])[,;:!?](?![\d])|[,;:!?](?=[{HAN}「『“《（])")
"""A half-width mark, or an HTML entity."""
_HALF_STOP = re.compile(rf"(?<=[{HAN}])\.(?![A-Za-z0-9_.])")
_STOPS = "，；：！？。、"
_SPACED_MARK = re.compile(rf"(?<=[{_STOPS}]) (?=\S)")
_INTERPUNCT = re.compile(rf"(?<=[{HAN}]) ?[•・‧∙⋅･●] ?(?=[{HAN}])")
_STOPPED_NAME = re.compile(rf"[{HAN}]{{2,8}}(?:[．.][{HAN}]{{1,8}})+")
"""A name with full stops between its parts; inside a longer text they end sentences."""
_LIST = re.compile(rf"(?:(?:[{HAN}]+|[^,;&{HAN}，。；：！？、]+)[,;]){{2,}}(?:[{HAN}]+|[^,;&{HAN}，。；：！？、]+|)")
"""A list that a program splits at the commas: «yes,no,maybe»."""
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_CLOSING = "[\"'”’“»«」』)）\\]]*"
_SENTENCE_END = rf"(?P<mark>[.!?]){_CLOSING}\s*$"
"""The end of an English sentence."""
_STOP_LANGUAGES = ("ru", "uk", "be", "zh", "en")
"""Languages whose sentences end with a mark, as in English."""
_ABBREVIATED = re.compile(
    rf"(?:\b[A-Za-z]|\.|\b(?:Co|Corp|Inc|Ltd|Bros|Jr|Sr|St|No|vs|etc|al|approx|est|dept|govt|[ap]m))\.{_CLOSING}\s*$",
    re.IGNORECASE,
)
_DOUBLED = (
    r"(?<=[\w»”\")%])(?:\.\.|,[.,])(?![.,\w/\\%]|(?<=\"..)\")"
    r"|(?<!。)(?:[。，；：、！？](?:[，；、,]|(?<![！？])[：;]|\.(?![A-Za-z\d.]))|[，；：、！？]。|。。(?!。))"
)
_SPACED_DOT = re.compile(rf"(?<=[{HAN}])(?: ·|· | · )(?=[{HAN}])")


@rule(
    "pair",
    Severity.ERROR,
    fixable=True,
    # Skip pairs that both begin and end with a visible character.
    needs=rf"{SOURCE}\n(?!\S[^{TARGET}]*+{TARGET}(?<=\S\n.)\n\S[^{END}]*+{END}(?<=\S\n.))",
)
def edge(source: str, target: str, source_language: str, target_language: str) -> Iterator[Problem]:
    r"""whitespace at the beginning or end

    The translation keeps the edge spaces of the source; Chinese and Japanese may drop them. French spacing (a
    no-break space before a mark or after «) is allowed. A line break at the edge has to stay one.

    Wrong: en "Kremlin" ru "Кремль "
    Wrong: en "Kremlin" zh-Hans "\u3000克里姆林宫"
    Wrong: en "Name: " ru "Имя:"
    Right: en "Kremlin" ru "Кремль"
    Wrong: en "Name:\n" zh-Hans "姓名： "
    Right: en "Name: " zh-Hans "姓名："
    Right: en ", " ru ", "
    Right: en "%" fr "\u00a0%"
    """
    if (target.strip() == target and source.strip() == source) or not target.strip():
        return
    before, after = _edges(source)
    here, there = _edges(re.sub(r"^[\u00a0\u202f](?=[%:;!?»])|(?<=«)[\u00a0\u202f]$", "", target))
    unspaced = base(target_language) in ("zh", "ja")
    start = here if _is_same_edge(before[:1], here[:1], unspaced) else before
    end = there if _is_same_edge(after[-1:], there[-1:], unspaced) else after
    fix = start + target.strip() + end
    if (start, end) != (here, there):
        if len(fix) < len(target):
            yield Problem(hint="remove it", fix=fix)
        else:
            yield Problem("the whitespace at the beginning or end of the source is lost", hint="add it", fix=fix)


def _is_same_edge(source: str, target: str, unspaced: bool) -> bool:
    """Return whether *target* is acceptable edge whitespace for *source*: the line breaks have to be the same."""
    if "\n" in (source, target):
        return source == target
    return bool(source) == bool(target) or (unspaced and not target)


def _edges(text: str) -> tuple[str, str]:
    """Return the whitespace before and after *text*."""
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


_DOUBLE = re.compile(rf"(?<=\S)[{_BLANK}]{{2,3}}(?=\S)")
"""Two or three spaces; more are probably the columns of a table."""


@rule("pair", Severity.WARNING, fixable=True, needs=rf"[{_BLANK}][{_BLANK}]")
def double(source: str, target: str, source_language: str, target_language: str) -> Iterator[Problem]:
    """two spaces in a row

    If the source has such spaces too, they may be the columns of a table.

    Wrong: en "Central Asia" ru "Центральная  Азия"
    Right: en "Central Asia" ru "Центральная Азия"
    Right: en "-h    show this help" ru "-h    показать справку"
    """
    if (match := _DOUBLE.search(target)) and not _DOUBLE.search(source):
        yield Problem("", *match.span(), hint="write one", fix=_DOUBLE.sub(" ", target))


_DELIBERATE_BREAK = re.compile(r"[.!?:…]\s*?\n(?! {4})|\n[^\S\n]*\n")
"""A deliberate line break, as opposed to a wrapped line or the column of an option."""
_MARKS = f"{SOURCE}{TARGET}{END}"


@rule(
    "pair",
    Severity.WARNING,
    fixable=True,
    needs=rf"[\n\t\r](?<![{_MARKS}]\n)(?![{_MARKS}])",
    unsafe=True,
)
def line(source: str, target: str, source_language: str, target_language: str) -> Iterator[Problem]:
    r"""a line break or tab that the source does not have

    It may separate two renderings, which a fix would merge. If the source breaks lines at the end of sentences, or has
    paragraphs, the translation has to have several lines as well.

    Wrong: en "Central Asia" ru "Центральная\nАзия"
    Wrong: en "Democrats" ru "Демократическая\nпартия США"
    Wrong: en "It is open.\nClose it?" ru "Открыто. Закрыть?"
    Right: en "This is\nlong." ru "Это длинно."
    Right: en "Central Asia" ru "Центральная Азия"
    """
    if re.search(r"[\n\t\r]", source):
        if _DELIBERATE_BREAK.search(source.strip()) and not re.search(r"\n|\\n|<br|^\W*$", target.strip()):
            yield Problem("the line breaks of the source are lost")
    elif match := re.search(r"[^\s>]\s*[\n\t\r](?! {4})\s*\S", target):  # neither a column of options nor beside a tag
        fix = re.sub(rf"(?<=[{HAN}{_STOPS}])\s*[\n\t\r]\s*(?=[{HAN}])", "", target)
        yield Problem("", *match.span(), fix=re.sub(r"\s*[\n\t\r]\s*", " ", fix))


_BEFORE = re.compile(rf"(?<=[\w»”)%])[{_BLANK}]+(?=[,;:!?»)]+(?:[\s.…\"”“]|$)|\.(?:\s*$|\s+[A-ZА-ЯЁІЇЄҐЎ«]))")


@rule("pair", Severity.WARNING, languages=("ru", "uk", "be", "en"), fixable=True, needs=rf"[{_BLANK}][,;:!?»).]")
def before(source: str, target: str, source_language: str, target_language: str) -> Iterator[Problem]:
    """a space before a punctuation mark

    If the source has one too, the mark may itself be the topic.

    Wrong: en "Yes, of course." ru "Да , конечно ."
    Right: en "Yes, of course." ru "Да, конечно."
    Right: en "Add ! to override, and use . to read." ru "Добавьте !, чтобы обойти, и . для чтения."
    """
    match = _BEFORE.search(target)
    # A colon or bracket after a space may be a smiley or a file name, so only words around it count.
    if match and not re.search(r" [:;]-?[()]", target) and not _BEFORE.search(source):
        yield Problem("", *match.span(), fix=_BEFORE.sub("", target))


# A colon before a capital occurs in names of categories and formats.
_AFTER = re.compile(rf"(?<=[{_CYR}])(?:[,;](?=[{_CYR}])|:(?=[а-яёіїєґў]))")


@rule("pair", Severity.WARNING, languages=("ru", "uk", "be"), fixable=True, needs=rf"[,;:][{_CYR}]")
def after(source: str, target: str, source_language: str, target_language: str) -> Iterator[Problem]:
    """no space after a comma, colon or semicolon

    If the source has none either, it may be a format, or a list that a program splits.

    Wrong: en "Russia, China" ru "Россия,Китай"
    Wrong: en "He rejected that: the servers are in Sydney." ru "Он отверг это:серверы стоят в Сиднее."
    Right: en "Russia, China" ru "Россия, Китай"
    Right: en "Category:Russia, time HH:MM" ru "Категория:Россия, время ГГ:ММ"
    Right: en "Write lines «#: file:line»" ru "Писать строки «#: файл:строка»"
    Right: en "yes,no,maybe" ru "да,нет,может быть"
    """
    if (match := _AFTER.search(target)) and not re.search(r"[^\W\d_][,;:](?=[^\W\d_])", source):
        yield Problem("", *match.span(), fix=_AFTER.sub(lambda mark: mark.group() + " ", target))


_SAME_MARK = frozenset(("sv", "fi", "et", "da", "nb", "nn", "no", "sr", "hr", "bs"))
"""Languages that may use the same mark on both sides: ”so” or »so»."""


@rule("pair", Severity.WARNING, needs="[()\\[\\]{}«»“”（）「」『』《》【】„‘’]")
def unpaired(source: str, target: str, source_language: str, target_language: str) -> Iterator[Problem]:
    """a bracket or quotation mark without its partner

    Exceptions: item numbers (“1)”); a bracket that the source leaves open; a quotation that spans several sentences,
    unless it begins and ends in the source.

    Wrong: en "The New York Times" zh-Hans "《纽约时报"
    Wrong: en "Centre for Eastern Studies (Warsaw)" ru "Центр восточных исследований (Варшава"
    Wrong: en "The ship, the Ever Grace, sank." ru "Судно «Эвер Грейс затонуло."
    Wrong: en "\\"I was told 'Leave'\\", he said." zh-Hans "“他们对我说：‘走”，他说。"
    Right: en "The New York Times" zh-Hans "《纽约时报》"
    Right: en "Missing ')' in (:)" ru "Нет «)» в (:)"
    Right: en "Left brace" ru "{"
    Right: en "\\"We are ready. We said so." ru "«Мы готовы. Мы так и сказали."
    """
    if len(target) < 3:  # the text is the mark itself
        return
    text, whole = target, _quotations_closed(source) or not re.search("[\"“”„«»‘’']", source)
    for opening, closing in _PAIRS:
        bare = _without_item_marks(text) if opening == "(" else text
        if bare.count(opening) == bare.count(closing):
            continue
        if (opening == "“" and "„" in text) or (opening in "„‘" and not _has_nested(text, opening, target_language)):
            # German and Russian inner quotes „…“ use the opening mark to close; ’ is an apostrophe elsewhere.
            continue
        alone = whole and not re.search(rf"{re.escape(opening)}[^{re.escape(closing)}]*{re.escape(opening)}", text)
        if opening in "“«" and base(target_language) in _SAME_MARK and text.count(closing) % 2 == 0:
            continue
        if opening in "“«「『„‘" and re.search("[.!?…。！？]", text) and not alone and _is_open(text, opening, closing):
            continue
        if _unclosed(bare, opening, closing) not in (0, _unclosed(source, opening, closing)):
            at = max(text.rfind(opening), text.rfind(closing))
            yield Problem(f"'{opening}' and '{closing}' do not pair", at, at + 1, hint="add its partner or remove it")
            return


def _without_item_marks(text: str) -> str:
    """Return *text* without smileys, and without the brackets of item numbers."""
    bare = re.sub(r"^\W*\w{1,2}\)|(?<![\w(])[:;]-?[()]", "", text)
    return re.sub(r"(?<=[;,.:] )\w{1,2}\)", "", bare) if bare.count("(") < bare.count(")") else bare


def _has_nested(text: str, opening: str, language: str) -> bool:
    """Return whether *opening* begins a nested quotation in *language* and *text* contains it."""
    return opening in text and base(language) == {"„": "ru", "‘": "zh"}[opening]


def _quotations_closed(text: str) -> bool:
    """Return whether every quotation in an English *text* both begins and ends there."""
    begun = len(re.findall(r'(?<![^\s(\[—–-])"(?=\S)', text))
    straight = text.count('"')
    return (straight > 0 or "“" in text) and straight == 2 * begun and text.count("“") == text.count("”")


def _is_open(text: str, opening: str, closing: str) -> bool:
    """Return whether the only unpaired quotation marks belong to a quotation that continues in another sentence.

    This includes «Он сказал: «Нет», since Russian writes a mark that closes two quotations only once.
    """
    depth = unopened = 0
    for mark in re.findall(f"[{opening}{closing}]", text):
        if mark == opening:
            depth += 1
        elif depth:
            depth -= 1
        else:
            unopened += 1
    return depth < 2 and unopened < 2 and not text.rstrip().endswith(opening)


_HALF_BRACKETS = str.maketrans("（）", "()")


def _unclosed(text: str, opening: str, closing: str) -> int:
    """Return how many more open than close in *text*; another check reports brackets of mixed width."""
    text = text.translate(_HALF_BRACKETS)
    return text.count(opening.translate(_HALF_BRACKETS)) - text.count(closing.translate(_HALF_BRACKETS))


@rule("pair", Severity.WARNING, fixable=True, needs=r"[.。,，;；:：、]\s*$", unsafe=True)
def ending(source: str, target: str, source_language: str, target_language: str) -> Iterator[Problem]:
    """a full stop or other mark at the end that the source does not have

    Wrong: en "Kremlin" ru "Кремль."
    Right: en "sq km" ru "кв. км"
    Right: en "Configure" zh-Hans "配置..."
    Right: ru "Роберт Кеннеди — младший" en "Robert Kennedy Jr."
    """
    last, mark = source.strip()[-1:], target.strip()[-1:]
    if not mark or mark not in ".。,，;；:：、" or last in ".,;:!?…。" or not last:
        return
    # After a closing quotation mark, a bracket or an abbreviation, other languages may well have a full stop.
    if (
        not last.isalnum()
        or target.strip().endswith("..")
        or re.search(r"(?:^|[\s.])[^\W\d_]{1,4}\.$", target.strip())
        or len(source.split()) > 8
    ):
        return
    start, end = _last_character(target)
    yield Problem(f"'{mark}' at the end", start, end, fix=target[:start] + target[end:])


def _last_character(text: str) -> tuple[int, int]:
    """Return the span of the last character of *text* that is not whitespace."""
    end = len(text.rstrip())
    return end - 1, end


@rule("pair", Severity.INFO, languages=_STOP_LANGUAGES, source=_SENTENCE_END)
def lost(source: str, target: str, source_language: str, target_language: str) -> Iterator[Problem]:
    """the punctuation mark at the end of the sentence is missing

    Checks only whole sentences: not headings, short answers, sentences that end in an abbreviation, or text that goes
    on after a comma. The level is info, since program catalogues often omit the mark.

    Wrong: en "The president called for elections." ru "Президент призвал к выборам"
    Right: en "He works for Boeing Co." ru "Он работает в «Боинге»"
    Right: en "The president called for elections." ru "Президент призвал к выборам…"
    """
    if (
        _final_mark(source)
        and re.search(r"\w", target)
        and not re.search(rf"[.!?…。！？:：;；,，—]{_CLOSING}\s*$", target)
    ):
        yield Problem("", *_last_character(target))


@rule("pair", Severity.WARNING, languages=_STOP_LANGUAGES, source=rf"\?{_CLOSING}(?!\S)")
def question(source: str, target: str, source_language: str, target_language: str) -> Iterator[Problem]:
    """the source has a question, the translation has none

    Checks sources with a question of four words or more, and translations without any question.

    Wrong: en "What does Moscow want from Beijing?" zh-Hans "莫斯科想从北京得到什么。"
    Wrong: en "Was the bowl stolen in 1949? They would not say." ru "Была ли чаша украдена в 1949 году. Не говорят."
    Right: en "What does Moscow want from Beijing?" zh-Hans "莫斯科想从北京得到什么？"
    Right: en "He asked \\"where is the money?\\" and left." ru "Он спросил, где деньги, и ушёл."
    """
    if not re.search(r"\w", target) or re.search("[?？]", target):
        return
    if any(_final_mark(part) == "?" for part in re.split(r"(?<=[.!?])[\"”’')]*\s+(?![a-z])", source)):
        yield Problem("", *_last_character(target))


def _final_mark(source: str) -> str:
    """Return the final mark of an English sentence of four words or more, or an empty string."""
    words = source.split()
    ended = re.search(_SENTENCE_END, words[-1]) if len(words) > 3 else None
    return ended["mark"] if ended and not _ABBREVIATED.search(words[-1]) else ""


@rule("text", Severity.WARNING, languages=("ru", "uk", "be", "zh"), needs="[.,。，；：、！？][.,;。，；：、]")
def doubled(text: str, language: str) -> Iterator[Problem]:
    """two punctuation marks where one belongs

    Wrong: ru "Мы готовы».."
    Wrong: ru "«Мы готовы..»"
    Wrong: zh-Hans "和谈破裂。."
    Wrong: zh-Hans "我们同意。,他走了"
    Right: ru "Мы готовы… В 1870 г., как и в 1880 г.; правда?.."
    Right: zh-Hans "真的吗？！他说……，.git 是“..”！;)"
    """
    if match := re.search(_DOUBLED, text):
        marks = match.group()
        yield Problem(f"'{marks}' where one mark belongs", *match.span(), hint="write one")


# Chinese


@rule(
    "text",
    Severity.WARNING,
    languages=("zh",),
    fixable=True,
    needs="[,;:!?.]",
)
def half_width(text: str, language: str) -> Iterator[Problem]:
    """half-width punctuation beside Chinese characters

    Wrong: zh-Hans "视频:中国、俄罗斯"
    Wrong: zh-Hans "他说,会的."
    Wrong: zh-Hans "验证失败. 请求被中断。"
    Right: zh-Hans "视频：中国、俄罗斯"
    Right: zh-Hans "是,否,也许"
    Right: zh-Hans "约翰&middot;史密斯&amp;儿子们"
    Right: zh-Hans "比分是3:1"
    """
    match = next((found for found in _HALF.finditer(text) if not found[1]), None) or _HALF_STOP.search(text)
    if match and not _LIST.fullmatch(text) and not _STOPPED_NAME.fullmatch(text):
        fix = _HALF_STOP.sub("。", _HALF.sub(lambda mark: mark[1] or mark[0].translate(_FULL), text))
        fix = _SPACED_MARK.sub("", fix)  # a full-width mark includes its space
        yield Problem(f"half-width '{match.group()}'", *match.span(), hint="write it full-width", fix=fix)


@rule("text", Severity.WARNING, languages=("zh",), needs="[()]", fixable=True, unsafe=True)
def half_brackets(text: str, language: str) -> Iterator[Problem]:
    """half-width brackets around Chinese characters

    In Traditional Chinese it is reported only if the partner of the bracket is full-width.

    Wrong: zh-Hans "议员(威尔士)"
    Wrong: zh-Hant "議員(威爾士）"
    Right: zh-Hant "議員(威爾士)"
    Right: zh-Hans "议员（威尔士）"
    Right: zh-Hans "北约 (NATO)"
    """
    mixed = r"\((?=[^()（）]*）)|(?<=（)[^()（）]*\)"
    if match := re.search(rf"\((?=[{HAN}])|(?<=[{HAN}])\)" if language.startswith("zh-Hans") else mixed, text):
        fix = re.sub(rf"[(（]([^()（）]*[{HAN}][^()（）]*)[)）]", r"（\1）", text)
        yield Problem("", *match.span(), hint="write （）", fix=fix if fix != text else None)


@rule("text", Severity.WARNING, languages=("zh",), needs="[\"']", fixable=True, unsafe=True)
def straight_quotes(text: str, language: str) -> Iterator[Problem]:
    """straight quotation marks beside Chinese characters

    Wrong: zh-Hans "\\"无上限\\"伙伴关系"
    Right: zh-Hans "“无上限”伙伴关系"
    Right: zh-Hans "<a href=\\"习近平.html\\">他</a>"
    """
    if match := re.search(rf"(?<=[{HAN}，。])[\"']|[\"'](?=[{HAN}])", _TAG.sub(lambda tag: " " * len(tag[0]), text)):
        marks = "「」" if language.startswith("zh-Hant") else "“”"
        hint = "write 「」" if language.startswith("zh-Hant") else "write “”"
        yield Problem("", *match.span(), hint=hint, fix=_with_pairs(text, '"', marks))


@rule("text", Severity.WARNING, languages=("zh-Hans",), fixable=True, needs="[「」『』]")
def corner_quotes(text: str, language: str) -> Iterator[Problem]:
    """corner brackets in Simplified Chinese, which uses “so”

    Wrong: zh-Hans "「老朋友」"
    Wrong: zh-Hans "“他说「好」”"
    Right: zh-Hans "“老朋友”"
    """
    if match := re.search("[「」『』]", text):
        yield Problem("", *match.span(), hint="write “”", fix=_to_curly(text))


def _to_curly(text: str) -> str:
    """Return *text* with “so” for 「so」 or 『so』, and ‘so’ for those nested in it."""
    before = ""
    while before != text:
        before, text = text, _INNER_CORNERS.sub(r"\1‘\2’", text)
    return text.translate(str.maketrans("「」『』", "“”“”"))


_INNER_CORNERS = re.compile("([“「『][^“”「」『』]*)[「『]([^“”「」『』]*)[」』]")


@rule("text", Severity.ERROR, languages=("zh",), fixable=True, needs="[•・‧∙⋅･●．.·]")
def interpunct(text: str, language: str) -> Iterator[Problem]:
    """a dot other than · (U+00B7) between the parts of a foreign name

    Wrong: zh-Hans "弗拉基米尔•普京"
    Wrong: zh-Hans "弗拉基米尔 · 普京"
    Wrong: zh-Hans "弗拉基米尔.普京"
    Right: zh-Hans "弗拉基米尔·普京"
    Right: zh-Hans "• 北京 • 上海"
    """
    match = _INTERPUNCT.search(text) or _SPACED_DOT.search(text)
    if _STOPPED_NAME.fullmatch(text):
        fix = re.sub("[．.]", "·", text)
        yield Problem("'.' between the parts of a name", hint="write ·", fix=fix)
    # Taiwan's own mark is U+2027.
    listed = match is not None and text.lstrip().startswith(match.group().strip())
    if match and not listed and not (match.group() == "‧" and language.startswith("zh-Hant")):
        fix = _SPACED_DOT.sub("·", _INTERPUNCT.sub("·", text))
        yield Problem(f"'{match.group()}' between the parts of a name", *match.span(), hint="write ·", fix=fix)


_HAN_SPACE = rf"[{HAN}{_STOPS}][ \u00a0]|[ \u00a0][{_STOPS}]"
_HEADLINE = re.compile(rf"[^ \u00a0{_STOPS}]{{5,}}(?:[ \u00a0][^ \u00a0{_STOPS}]{{5,}}){{1,2}}")
"""Two or three clauses separated only by spaces, as in headlines."""


@rule("text", Severity.WARNING, languages=("zh",), fixable=True, needs=_HAN_SPACE, unsafe=True)
def han_space(text: str, language: str) -> Iterator[Problem]:
    """a space between Chinese characters, also beside a full-width mark

    Wrong: zh-Hans "领土 完整"
    Wrong: zh-Hans "他没有来。 她来了"
    Wrong: zh-Hans "警方逮捕了14人 。"
    Right: zh-Hans "领土完整。她来了，--file=文件    输入文件"
    Right: zh-Hans "可可价格暴跌 加纳农民等待付款"
    """
    pattern = rf"(?<=[{HAN}{_STOPS}])[ \u00a0](?=[{HAN}])|(?<=\w)[ \u00a0](?=[{_STOPS}])"
    match = re.search(pattern, text)
    if match and not _HEADLINE.fullmatch(text):
        yield Problem("", *match.span(), hint="remove it", fix=re.sub(pattern, "", text))


@rule("text", Severity.WARNING, languages=("zh",), fixable=True, needs="[Ａ-Ｚａ-ｚ０-９]")
def full_width(text: str, language: str) -> Iterator[Problem]:
    """full-width Latin letters or digits

    Wrong: zh-Hans "Ｇ２０峰会"
    Right: zh-Hans "G20峰会"
    """
    if match := re.search("[Ａ-Ｚａ-ｚ０-９]+", text):
        table = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF5B) if chr(code).isalnum()}
        yield Problem(f"full-width '{match.group()}'", *match.span(), fix=text.translate(table))


@rule("text", Severity.INFO, languages=("zh",), fixable=True, needs=r"[.。](?:(?<=\.)\.\.|(?<=。)。。)")
def ellipsis(text: str, language: str) -> Iterator[Problem]:
    """an ellipsis of full stops in Chinese

    Wrong: zh-Hans "他说..."
    Right: zh-Hans "他说……"
    """
    pattern = rf"(?<=[{HAN}，”])(?:\.{{3,6}}|。{{3,6}})|(?<![.…])\.{{3,6}}(?=[{HAN}])"
    if match := re.search(pattern, text):
        yield Problem("", *match.span(), fix=re.sub(pattern, "……", text))


# Russian


@rule("text", Severity.WARNING, languages=("ru", "be"), needs='["“”]', fixable=True, unsafe=True)
def quotes(text: str, language: str) -> Iterator[Problem]:
    """quotation marks that are not «so»

    „So“ is right inside «so». Inches and seconds after a number are left alone.

    Wrong: ru "\\"Нью-Йорк таймс\\""
    Wrong: ru "“Единая Россия”"
    Right: ru "«Нью-Йорк таймс»"
    Right: ru "«Газета „Правда“»"
    Right: ru "<a href=\\"x.html\\">Газета</a>"
    """
    if not re.search(rf"[{_CYR}]", text):
        return
    low = text.find("„")
    for match in re.finditer(r"[\"“”]", _TAG.sub(lambda tag: " " * len(tag[0]), text)):
        inner = match.group() == "“" and 0 <= low < match.start()
        measured = match.group() == '"' and text[match.start() - 1 : match.start()].isdigit()
        if not inner and not measured:
            fix = _with_pairs(text, '"', "«»") if match.group() == '"' else _from_curly(text)
            yield Problem("", *match.span(), hint="write «»", fix=_nest(fix))
            return


def _with_pairs(text: str, mark: str, marks: str) -> str | None:
    """Return *text* with each *mark* outside tags replaced by an opening and a closing one of *marks* in turn.

    None if they do not pair: an opening mark must not precede a space, nor a closing one follow it.
    """
    parts = re.split(f"({_TAG.pattern})", text)
    opening = True
    for at in range(0, len(parts), 2):
        pieces = parts[at].split(mark)
        for place, (before, after) in enumerate(pairwise(pieces), 1):
            # Inches, or nested quotation marks.
            if after[:1].isspace() if opening else before[-1:].isspace():
                return None
            if opening and re.search(rf"[\w](?<![{HAN}])$", before):
                return None
            pieces[place] = marks[not opening] + after
            opening = not opening
        parts[at] = "".join(pieces)
    return "".join(parts) if opening else None


def _nest(text: str | None) -> str | None:
    """Return *text* with „so“ for a «so» nested in another."""
    return text and re.sub("(«[^«»]*)«([^«»]*)»(?=[^«»]*»)", r"\1„\2“", text)


def _from_curly(text: str) -> str | None:
    """Return *text* with “so” and “so“ replaced by «so», or None if they do not pair."""
    fix = re.sub("(„[^„“”]*“)|“([^“”«»„]*)[”“]", lambda found: found[1] or f"«{found[2]}»", text)
    return None if re.search("[“”]", re.sub("„[^„“”]*“", "", fix)) else fix


@rule(
    "text",
    Severity.WARNING,
    languages=("ru", "uk", "be"),
    fixable=True,
    needs=r"-(?:(?<=[ \u00a0]-)|-)|—(?:(?<=\S—)|\S)",
)
def dash(text: str, language: str) -> Iterator[Problem]:
    """a hyphen instead of a dash, or a dash without one of its spaces

    Wrong: ru "Москва - столица России"
    Wrong: ru "Москва -- столица России"
    Wrong: ru "Москва —столица России"
    Right: ru "Москва — столица России"
    Right: ru "Нью-Йорк, 1990–1995, git checkout -- файл"
    """
    before = rf"(?<=[{_CYR}»,.)%])"
    hyphen = rf"{before}(?<!\bили)[ \u00a0]--?(?= [{_CYR}«\d])"
    pattern = rf"{hyphen}|(?<=[{_CYR}»)])—(?= [{_CYR}«])|{before}[ \u00a0]—(?=[{_CYR}«])"
    if match := re.search(pattern, text):
        fix = re.sub(pattern, lambda found: "\u00a0—" + " " * (text[found.end()] != " "), text)
        yield Problem("", *match.span(), hint="write —", fix=fix)


@rule("text", Severity.WARNING, languages=("ru",), fixable=True, needs="['’ʼ]")
def apostrophe(text: str, language: str) -> Iterator[Problem]:
    """an apostrophe where Russian writes ъ or nothing

    Foreign names after a particle keep theirs: д'Артаньян, О'Коннор.

    Wrong: ru "Чан'ань"
    Right: ru "Чанъань"
    Right: ru "Жанна д'Арк и О’Коннор"
    """
    if match := re.search(rf"(?<=[{_CYR}]{{2}}[бвгджзклмнпрстфхцчшщ])['’ʼ](?=[аеёиоуыэюя])", text.lower()):
        yield Problem("", *match.span(), hint="write ъ", fix=text[: match.start()] + "ъ" + text[match.end() :])


_DECIMAL_POINT = re.compile(
    r"(?<![\w.,:=%])(?<![:=A-Za-z] )\d+\.\d+(?:[-–—]\d+[.,]\d+)?"
    r"(?=[ \u00a0]?(?:%|тыс\b|млн|млрд|трлн|(?:миллион|миллиард|триллион|процент)а\b))"
)


@rule("text", Severity.WARNING, languages=("ru", "uk", "be"), fixable=True, needs=r"\d\.\d")
def decimal(text: str, language: str) -> Iterator[Problem]:
    """a decimal point where a comma belongs

    Checks numbers before *million* and the like, and percentages; other numbers may be dates, versions or times.

    Wrong: ru "1.5 млн долларов"
    Right: ru "1,5 млн долларов, 12.30, версия 1.5"
    """
    if match := _DECIMAL_POINT.search(text):
        fix = _DECIMAL_POINT.sub(lambda found: found[0].replace(".", ","), text)
        yield Problem(f"'{match.group()}' with a decimal point", *match.span(), fix=fix)


@rule("text", Severity.ERROR, languages=("ru", "uk", "be", "en"), needs="[，。；：！？、（）【】《》「」]")
def foreign(text: str, language: str) -> Iterator[Problem]:
    """Chinese punctuation in another language

    Wrong: ru "Пекин，Москва。"
    Right: ru "Пекин, Москва."
    """
    if match := re.search("[，。；：！？、（）【】《》「」]", text):
        mark = match.group()
        yield Problem(f"Chinese punctuation: '{mark}'", *match.span(), hint="write the mark of the language")
