"""Checks of words: are they translated, not repeated, and capitalized as in the target language?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from glossary import languages
from glossary.checks import SOURCE, TARGET, Problem, rule
from glossary.checks.protected import blanked
from glossary.model import Severity
from glossary.text.chinese import HAN

_CYRILLIC = "[а-яёіїєґў]"
_REPEATED = (
    rf"([\u0400-\u04ff](?<![\w-].)[\u0400-\u04ff]*+)([ \u00a0]{_CYRILLIC}++(?=[ \u00a0](?i:\1)[ \u00a0]))?"
    rf"[ \u00a0](?={_CYRILLIC})(?i:\1)(?(2)\2)(?![\w-])"
)
"""One or two small words that are repeated; names may be said twice."""
_HAN_REPEATED = rf"((?![好很太真最更越的])[{HAN}]{{3,8}})\1"
"""A repetition of three characters or more; two are often repeated on purpose (讨论讨论)."""
_SOURCE_REPETITION = re.compile(r"\b(\w+(?: \w+){0,3}),? \1\b", re.IGNORECASE)
"""A repetition in the source: *very, very*."""
_NORMAL_REPETITION = re.compile(rf"([{HAN}])\1|^([{HAN}]{{2}})\2$|^[零〇一二三四五六七八九]+$")
"""Repetitions that are normal in Chinese (哈哈哈, 一点一点), and digits."""
_ADJECTIVES = ("ое", "ая", "ый", "ий", "ой", "ых", "их", "ого", "ые", "ие")
_CAPITAL = "[А-ЯЁ][А-Яа-яЁё]{3,}+"
_BETWEEN = "[^А-Яа-яЁё]++(?>(?:[А-Яа-яЁё]{1,3}(?![А-Яа-яЁё])[^А-Яа-яЁё]++)*)"
_TITLE_CASE = (
    "[а-яё]{2,}+ (?:Без|В|Для|За|Из|К|Об|От|По|Под|С) [А-ЯЁ][а-яё]{3,}"
    r"|(?:(?<=[а-яё,] в .)|(?<=[а-яё,] во .))(?:онедельник|торник|реду|етверг|ятницу|убботу|оскресенье"
    r"|(?:нвар|еврал|прел|юн|юл|вгуст|ентябр|ктябр|оябр|екабр)е)\b"
)
"""What title case may go on with: a preposition and a capital (Суд По Правам Человека); a day or a month."""
_AUXILIARIES = "do does did is are was were has have had will would can could should must".split()
_NEGATED_VERB = re.compile(
    rf"\b(?:(?:{'|'.join(_AUXILIARIES)}|wo|ca)(?:n['’]t| not)|cannot|never)\b"
    r"(?! (?:only|just|least|merely|guilty|until|that|yet|over|more so|rul(?:e|ed|ing) out|den(?:y|ied)|hesitate"
    r"|object|forget|agree more|stop \w+ing|(?:be )?over(?:stat|estimat|emphasi[sz])ed?|un(?:usual|common|likely))\b)"
    r"|\b(?:has|have|had|there (?:is|are|was|were)) no\b"
    r"(?! (?:more|longer|less|fewer|better|doubt|choice|option|way|time|one|question|denying|secret|shortage|lack"
    r"|trouble|difficulty|problems? (?:with|\w+ing))\b)"
    r"|^(?:None of|Nobody|No one|Nothing)\b(?! (?:beats|is (?:more|\w+er))\b)|\b(?:but|and|that) (?:nobody|no one)\b",
    re.IGNORECASE,
)
"""A negated verb, but not *not only* or *not until*, nor affirmations such as *not rule out*."""
_WITHOUT = re.compile(r"\b[Ww]ithout\b")
_REVERSED = re.compile(r"[^;.!?]*(?:\b(?:until|unless|without|nothing|(?<!, )but)\b|\?)")
"""Later words of the sentence that reverse the negation, or make it a question: *Isn't it?*"""
_NOT_NEGATION = (
    r"е\b|й\b|го\b|му\b|м\b|ю\b|дел[яюиье]|давн|котор|скольк|мец|мцы|мцев|фт[ьиея]|рв|бо\b|бес|вест|йтр|йро|пал|птун"
    r"|вад|ва\b| (?:раз|один|одн(?:[аоу]|ого|ой|ому|им))\b"
)
"""Continuations of «не» that are not negations: неё, неделя, недавно, «не раз»."""
_NEGATIONS = {
    "ru": re.compile(
        rf"(?i)\b(?:не(?!{_NOT_NEGATION})|ни(?!(?:х|ми?)\b)|нет|без|бес|кроме|вместо|вряд|едва|мимо|только|лишь|отказ|откло"
        r"|рано\b|отриц|отсутств|отверг|утра[тч]|лиш[иа]|прекра[тщ]|перест|избе[жг]|запре|против|умалч|скры|плох|провал|пропус"
        r"|мало|далек|редк|все равно|осу[жд]|порица|жд[её]т|ждут|ждал)"
    ),
    "zh": re.compile("[不没沒無无未非否别別勿莫难難拒缺少免失停止禁反错錯只才除弗毋休]"),
}
"""Possible negations in a translation: negative words, and words that are the opposite of another."""


@rule(
    "pair",
    Severity.WARNING,
    languages=("ru", "zh"),
    default=False,
    source=r"[toryfeg]\b(?:(?<=n['’o]t)|(?<=no)(?<!\w..)|(?<=[nN]ever)|(?<=nobody|Nobody|No one)|(?<=None of|Nothing))",
)
def negation(source: str, target: str, source_language: str, target_language: str) -> Iterator[Problem]:
    """the source has a negation, the translation has none

    Checks English sources. Any words in the translation that may be negations are accepted, if there are enough.

    Wrong: en "The talks did not fail." ru "Переговоры сорвались."
    Wrong: en "He never said so." ru "Он не раз говорил это восьмилетней дочери."
    Wrong: en "They had never met." zh-Hans "他们见过面。"
    Wrong: en "She has no insurance." ru "Страховка у неё есть."
    Right: en "The talks did not fail." ru "Переговоры не провалились."
    Right: en "Made without a warrant, it cannot be used." zh-Hans "未经许可所得，不能使用。"
    Right: en "She didn't come." zh-Hans "她没有来。"
    Right: en "We are not celebrating yet." ru "Праздновать пока рано."
    """
    denials = list(_NEGATED_VERB.finditer(source)) if languages.base(source_language) == "en" else []
    if not denials or _REVERSED.match(source, denials[-1].end()):
        return
    wanted = len(denials) + len(_WITHOUT.findall(source))
    if len(_NEGATIONS[languages.base(target_language)].findall(blanked(target).replace("ё", "е"))) < wanted:
        yield Problem(hint="add the negation")


_NOBODY = re.compile(
    r"(?i:(?<!\bкак )(?<!\bв )(?<!\bиз )(?<!\bза )"
    r"\bни(?:кто|кого|кому|кем|что|чего|чему|чем|когда|где|куда|как(?:ой|ая|ое|ие|ого|ому|их))\b)"
)
"""Nobody, nothing, never; but not «как никто», «как никогда», «в никуда» and «из ничего», which need no negation."""
_SENTENCE = re.compile(r"(?:[^.!?…\n]|(?<!\w{3})\.|\.(?=\w))+")
_CLAUSE = re.compile(r"[^,;:—–()«»“”\"]+")
_DENYING = re.compile(r"(?i)\b(?:не\b|нет\b|нельзя|без|вряд|едва|невозможно|некому|незачем|негде|нечего|отказ|перест)")
_FINITE = re.compile(r"(?i)\w{2}(?:гиб|мог|л[аои]?|лся|л[аои]сь|[её]т|ит|ют|ут|ят|ат|[её]тся|ится|ются|утся|ятся)\b")


@rule("text", Severity.WARNING, languages=("ru",), needs=r"[нН](?<!\w.)[иИ][кКчЧгГ]")
def undenied(text: str, language: str) -> Iterator[Problem]:
    """nobody, nothing or never without «не»: Russian denies the verb as well

    Wrong: ru "Никто из членов экипажа о неисправности сообщал."
    Right: ru "Никто из членов экипажа о неисправности не сообщал."
    Right: ru "Никакой комитет, по его словам, этого не решит."
    Right: ru "Цены высоки, как никогда, и рост продолжится."
    Right: ru "Дорога в никуда обрывается у реки."
    """
    for sentence in _SENTENCE.finditer(text):
        # Text between commas and dashes may be a clause of its own.
        denied = max((match.start() for match in _DENYING.finditer(text, *sentence.span())), default=-1)
        for clause in _CLAUSE.finditer(text, *sentence.span()):
            match = _NOBODY.search(text, *clause.span()) if denied < clause.start() else None
            if match and _FINITE.search(text, match.end(), clause.end()):
                word = match[0]
                yield Problem(f"'{word}' without «не»", *match.span(), hint="write «не» before the verb")


_MARKUP = re.compile(
    r"</?[A-Za-z][^<>]*>(?=.*</|.*/>)|</[^<>]*>|`[^`]*`|\{[^{}]*\}"
    r"|(?<![^\s<>])[^\s<>]*(?:://|@|[/\\_.]\w|&\w+;)[^\s<>]*"
)
_USAGE_LINE = re.compile(r"[|=<\[\]]|(?<!\S)--?\w|\w[(:;]\w")
"""Marks of a usage line or of code, as opposed to a sentence."""
_IN_NAMES = frozenset("of the and for in on to at by with from de la le du des von van der al el da di".split())


@rule("pair", Severity.WARNING, needs=rf"{SOURCE}\s*+(\S++)[^{TARGET}]*+{TARGET}\s*+\1")
def copied(source: str, target: str, source_language: str, target_language: str) -> Iterator[Problem]:
    """the translation is a copy of the source

    Names, titles, addresses and usage lines may stay. A text is checked if at least two words are lowercase, if no word
    after the first is capitalized, or if it has five words of which one is lowercase. For targets in Latin script, only
    the last case is reported.

    Wrong: en "Xi met Putin in Samarkand" ru "Xi met Putin in Samarkand"
    Wrong: en "A <b>soft</b> landing" zh-Hans "A <b>soft</b> landing"
    Wrong: en "Save changes" ru "Save changes"
    Right: en "The New York Times" ru "The New York Times"
    Right: en "git bundle create [-q | --quiet] <file>" ru "git bundle create [-q | --quiet] <file>"
    Right: en "Xi met Putin in Samarkand" en-GB "Xi met Putin in Samarkand"
    """
    if source.strip() != target.strip() or languages.base(source_language) == languages.base(target_language):
        return
    prose = _MARKUP.sub(" ", blanked(source))
    words = re.findall(r"(?<!\S)([^\W\d_]{2,})[.,:;!?]*(?!\S)", prose)
    small = sum(map(str.islower, {*words} - _IN_NAMES))
    plain = small > 1 or words[:1] == ["the"] or (small and words[0].istitle() and "".join(words[1:]).islower())
    enough = (small and len(words) > 4) or (plain and languages.script(target_language) != "Latn")
    if enough and not _USAGE_LINE.search(prose):
        yield Problem(hint="translate it")


_FUNCTION_WORDS = frozenset(
    (
        "the of and to for with from were are been has have that this it its his her he she they their who which what "
        "would said than about into after before is not but still more because while when where there only between "
        "just against during since until our your could should being does did"
    ).split()
)
"""Small words that are English, or show that a row of words is: *in*, *was* and *or* exist in many languages."""
_ONLY_ENGLISH = "the was were has had been would their which that they said".split()
"""Words that exist only in English, and not in names."""
_ENGLISH_WORD = "[A-Za-z][A-Za-z'’-]*+"
_NOT_LATIN = r"\W\u0e00-\U0010ffff"
"""Characters that cannot be part of an English word; Chinese ones may be directly next to it."""
_ENGLISH_ROW = re.compile(
    rf"(?<![./@=&%$:#\\-])(?<![^{_NOT_LATIN}]){_ENGLISH_WORD}(?:,? {_ENGLISH_WORD})*(?![/@=(]|[^{_NOT_LATIN}])"
)
_CODE = re.compile(r"<[^<>]*>|`[^`]*`|\{[^{}]*\}|\([^()]*\)|（[^（）]*）|\[[^][]*\]|《[^《》]*》|\b\w+://\S+")


def _mostly_english(language: str) -> str:
    """Return a pattern for texts in *language* with two English words in a row, or one that is only English."""
    if languages.script(language) == "Latn":
        return r"(?!)"
    rest = "|".join(word[1:] for word in _ONLY_ENGLISH)
    return rf"[a-z](?:,? [a-z]|(?<![^{_NOT_LATIN}].)(?:{rest})(?![^{_NOT_LATIN}]))"


@rule("pair", Severity.WARNING, needs=_mostly_english)
def untranslated(source: str, target: str, source_language: str, target_language: str) -> Iterator[Problem]:
    """a part of the text is left in English

    Checks texts in other scripts for three lowercase English words in a row, or among words that do not begin like a
    name, one of them a function word, and for single function words. Names, titles and text in brackets may stay;
    ``text.copied`` reports copies.

    Wrong: en "Nobody saw it, yet they believe in it." ru "Никто этого не видел, yet they believe in it."
    Wrong: en "“No,” she said, her voice shaking." zh-Hans "她在法庭上said, her voice shaking。"
    Wrong: en "It rained, officials in Rome said." ru "Шёл дождь, officials in Rome said."
    Wrong: en "It was the best day." ru "Это был the лучший день."
    Wrong: en "Xi arrived in Samarkand for the summit today." ru "Xi arrived in Samarkand for the summit."
    Right: en "He sang “I want to hold your hand”." zh-Hans "他唱了《I want to hold your hand》。"
    Right: en "Newport on the Levee is open." ru "Центр Newport on the Levee (here to stay) открыт."
    Right: en "“Was ist das?”" ru "Спросили: «was ist das», — зачатие in vitro, ex ante."
    """
    if target.strip() == source.strip():
        return
    bare = _CODE.sub(lambda found: " " * len(found[0]), target)
    for row in _ENGLISH_ROW.finditer(bare):
        words = row[0].replace(",", "").split()
        together = max((len(list(some)) for low, some in groupby(words, str.islower) if low), default=0)
        lowercase = together if words[0][0].isupper() else sum(map(str.islower, words))  # a name begins with a capital
        clause = lowercase > 2 and not _FUNCTION_WORDS.isdisjoint(words)
        if clause or (together == len(words) < 3 and any(word in _ONLY_ENGLISH for word in words)):
            written = row[0]
            yield Problem(f"'{written}' is left in English", *row.span(), hint="translate it")
            return


@rule(
    "pair",
    Severity.WARNING,
    languages=("ru",),
    needs=rf"[А-ЯЁ](?:(?<![А-Яа-яЁё].)[А-Яа-яЁё]{{3,}}+(?:{_BETWEEN}{_CAPITAL}){{3}}|{_TITLE_CASE})",
)
def title_case(source: str, target: str, source_language: str, target_language: str) -> Iterator[Problem]:
    """every word is capitalized, as in English titles; Russian capitalizes the first word and names

    Wrong: en "National People's Congress" ru "Всекитайское Собрание Народных Представителей"
    Wrong: en "The European Court of Human Rights ruled." ru "Европейский Суд По Правам Человека постановил."
    Wrong: en "He spoke on Monday." ru "Он выступил в Понедельник."
    Right: en "National People's Congress" ru "Всекитайское собрание народных представителей"
    Right: en "Kassym-Jomart Tokayev" ru "Касым-Жомарт Токаев"
    """
    if raised := re.search(f"[А-ЯЁ](?:{_TITLE_CASE})", target):
        yield Problem(f"'{raised[0]}' with a capital", *raised.span())
        return
    long = [word for word in re.findall("[А-Яа-яЁё]+", target) if len(word) > 3]
    # Three capitalized words may be a place with its institution: «Институт Восточной Азии».
    if len(long) < 4 or len(source.split()) < 3 or not any(word.endswith(_ADJECTIVES) for word in long):
        return
    if all(word[0].isupper() and not word.isupper() for word in long):
        yield Problem()


def _repetition(language: str) -> str:
    return _HAN_REPEATED if languages.base(language) == "zh" else _REPEATED


@rule("pair", Severity.WARNING, languages=("ru", "uk", "be", "zh"), fixable=True, needs=_repetition, unsafe=True)
def repeated(source: str, target: str, source_language: str, target_language: str) -> Iterator[Problem]:
    """the same word twice in a row

    In Chinese, at least three characters. Nothing is reported if the source repeats something.

    Wrong: en "They gave me strength." ru "Они придавали мне мне силу."
    Wrong: en "He left within an hour." ru "Он вышел в течение в течение часа."
    Wrong: en "Defence spending will rise." zh-Hans "国防开支国防开支将增加。"
    Right: en "The Roa Roa barely stands, --mode=MODE mode." ru "Отель Роа Роа едва-едва стоит, --mode=РЕЖИМ режим."
    Right: en "Let's discuss it, step by step." zh-Hans "大家讨论讨论，一步一步来。"
    Right: en "Tick, clang, slowly, 101101" zh-Hans "哈哈哈哈哈哈，咚咚锵咚咚锵，一点一点一点一点，一零一一零一"
    Right: en "It was very, very quiet." ru "Было очень очень тихо."
    """
    if _SOURCE_REPETITION.search(source):
        return
    # In a usage line, the placeholder for a value is in capitals: --mode=РЕЖИМ режим.
    found = (row for row in re.finditer(_repetition(target_language), target) if not _NORMAL_REPETITION.search(row[1]))
    rows = [row for row in found if len(row[1]) == 1 or not row[1].isupper()]
    if rows:
        written, fix, at = rows[0][0], "", 0
        for row in rows:
            fix += target[at : row.start()] + "".join(part or "" for part in row.groups())
            at = row.end()
        fix += target[at:]
        yield Problem(f"the same word twice: '{written}'", *rows[0].span(), hint="write it once", fix=fix)
