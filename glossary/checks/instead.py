"""Acceptable alternatives to an agreed rendering: what is right without it, or cannot be proved wrong.

The adjective or another name of a country, a country in one Chinese character, the words of a phrase separated by
others, an acronym or the beginning of a name; and for something named before, a pronoun, «такие роботы», or a common
noun («певица», «компания»).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import cache, lru_cache
from itertools import pairwise

from glossary import languages, tables
from glossary.model import Concept, Kind, Term, TranslationUnit
from glossary.text import chinese, russian, russian_places, russian_words
from glossary.text.find import UNSPACED

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_MAX_BETWEEN = 4
"""The maximum number of words between those of a phrase: «бег на 3000 метров с препятствиями»."""
_ENGLISH = re.compile(r"\b(?:he|she|it|they|him|her|them|his|hers|its|theirs?)\b", re.IGNORECASE)
_PRONOUNS = {
    "ru": re.compile(
        r"\b(?:он|она|оно|они|(?:не|е)[её]|н?(?:его|ему|ей|ею|им|их|ими)|н[её]м|ней|ним|них|ними)\b", re.I
    ),
    "zh": re.compile("(?<!其)[他她它]|其(?![他中实實次余餘它])"),
}

_BODY = re.compile(
    "(?:组织|組織|倡议|倡議|公司|集团|集團|银行|銀行|委员会|委員會|联盟|聯盟|协会|協會|机构|機構|基金会|基金會|队|隊)$"
)

_FIRM = re.compile(".*(?:公司|集团|集團)$").match
"""Companies: their short name may be a common word (苹果), since the source has the name and nothing else is meant."""
_STATE = re.compile("(联合国|聯合國|..+?(?=[部院局署会會]|外交|國防|国防|商务|商務))(.{3,})")
"""A body of a state or of the UN."""
_VARIANTS = str.maketrans("臺裏峯羣爲啓綫祕", "台裡峰群為啟線秘"), str.maketrans("台裡峰群為啟線秘", "臺裏峯羣爲啓綫祕")
"""Traditional characters with two common shapes."""
_DEMONSTRATIVES = {
    "ru": r"\b(?:так(?:ой|ая|ое|ие|ого|ую|им|их|ими|ом)|эт(?:от|а|о|и|ого|ому|ой|у|им|их|ими|ом)) {}\b",
    "zh": "(?:这种|这类|这些|此类|此种|该|這種|這類|這些|此類|該)[^，。；]?{}",
}
"""Expressions that point back to something named before, by its last word."""

_VERBAL_NOUN = re.compile(r"(\w{3,}?)(?:(?P<loan>[аяи]ция)|(?P<theme>[аяеи])ние|тие)").fullmatch
_ALTERNATIONS = {"жд": "ж?д", "ж": "[жзгд]", "ш": "[шсх]", "щ": "[щтс]", "ч": "[чкт]", "л": "л?"}
"""Alternations of a root's last consonant: снижение, снизить; заявление, заявить."""
_LOAN_SUFFIX = "(?:ир)?(?:ова|у[ею])"
"""Verb suffixes after the root of a noun in -ция; полиция has no verb, though «получил» begins like it."""
_WOMEN = {suffix: f"{suffix}о?к" for suffix in ("ист", "смен", "ион", "ент", "ант")} | {
    "ец": "о?к",
    "тель": "тельниц",
    "ник": "ниц",
}
"""Suffixes of nouns for men, and the stems of the nouns for women."""
_ACRONYM = re.compile(r"\b[А-ЯЁ]{2,6}\b")
_LATER_INITIAL = re.compile("(?<=[а-яё][оесз])[^аеёиоуыэюяйьъ]")
"""Possible first letters of the second part of a compound: нефте-п, бес-п, электро-с."""
_ADJECTIVAL = "(?:[ыио]й|[ая]я|[оеыи]е|[ое]го|[ое]му|[ыиое]м|ую|[ыи]х|[ыи]ми)"
_POSSESSIVES = ("его", "ее", "их", "свой", "свою", "свои")
_PERFECTIVE = "о|вы|за|на|от|пере|по|при|про|раз|рас|с|у"
_VERB_ENDINGS = (
    "ть|ться|л|ла|ло|ли|лся|лась|лось|лись|ет|ют|ит|ят|ат|ут|ется|ются|ится|ятся|атся|утся|ив|ав|[аяе]н[аоы]?|[аяе]нн\\w+|"
    "вш\\w+|[аяую]щ\\w+"
)


def derived(target: str, term: Term, concept: Concept) -> bool:
    """Return whether *target* has another word for the place or people that *term* names.

    In Russian that is its adjective or another name of the country; in Chinese a country in one character (俄), or a
    place without its type (阿拉斯加 for 阿拉斯加州).
    """
    base = languages.base(term.language)
    if len(term.text) == 1 and base in UNSPACED:
        return term.text in target
    if base == "zh":
        short = chinese.bare(term.text) if concept.kind is Kind.PLACE else term.text
        return chinese.abbreviated(term.text, target) or (short != term.text and short in target)
    if base != "ru" or concept.kind is Kind.PERSON:
        return False
    if concept.kind in (Kind.PLACE, Kind.GROUP):
        return russian_places.derived(term.text, target)
    if russian_places.other_name(term.text, target):
        return True
    return " " not in term.text and term.text.isalpha() and _adjective(russian_places.bare(term.text), target)


def _adjective(noun: str, target: str) -> bool:
    """Return whether *target* has an adjective derived from the Russian *noun*: вакцинный, санкционный, кремлёвский.

    >>> _adjective("вакцина", "запас вакцинных доз"), _adjective("банк", "банкирские дома")
    (True, False)
    >>> _adjective("санкции", "санкционный режим"), _adjective("запорожье", "Запорожская АЭС")
    (True, True)
    """
    stem = re.sub("[иь]?[аяеиоуыйь]$", "", noun)
    pattern = rf"\b{stem}(?:и?о?нн?|ийск|енн|ск|ическ|[ое]в|[ое]вск|ейск){_ADJECTIVAL}\b"
    return len(stem) > 3 and re.search(pattern, russian_places.bare(target)) is not None


def of_place(target: str, term: Term, forms: Iterable[str]) -> bool:
    """Return whether *target* has *term* with the place at its end as an adjective: кенийский Красный Крест."""
    if languages.base(term.language) != "ru" or " " not in term.text or not russian_places.of_place(term.text, target):
        return False
    plain = f" {' '.join(_WORD.findall(russian_places.bare(target)))} "
    return any(f" {russian_places.bare(form).rpartition(' ')[0]} " in plain for form in forms)


def verbal(target: str, term: Term) -> bool:
    """Return whether *target* has a verb for the Russian noun in *term*: «эвакуировали», «снизил ставку».

    >>> ending = Term("снижение ставки", "ru")
    >>> [verbal(text, ending) for text in ("банк снизил ставку", "снизили цены", "снижена ставка", "низкая ставка")]
    [True, False, True, False]
    """
    noun, *tail = _WORD.findall(russian_places.bare(term.text)) or [""]
    found = _VERBAL_NOUN(noun)
    if languages.base(term.language) != "ru" or found is None:
        return False
    root = re.sub(
        "(?<=...)(?:жд|[жшщч]|(?<=[бвмпф])л)$", lambda last: _ALTERNATIONS[last[0]], found[1].removesuffix("ов")
    )
    # «Издали» and «издают» belong to издание, «издевались» does not.
    stem = rf"(?:{_PERFECTIVE})?{root}{'(?=[аяую]|ова)' if found['theme'] in ('а', 'я') else ''}"
    verb = re.compile(rf"{stem}{_LOAN_SUFFIX}\w*" if found["loan"] else rf"{stem}\w*(?:{_VERB_ENDINGS})")
    words = _places(target)
    return any(map(verb.fullmatch, words)) and all(
        any(word.startswith(one[: max(3, len(one) - 2)]) for word in words) for one in tail
    )


def feminine(target: str, term: Term) -> bool:
    """Return whether *target* has the feminine of the Russian *term*: «чемпионка», «журналистки».

    >>> [feminine(text, Term("чемпион мира", "ru")) for text in ("стала чемпионкой мира", "чемпионка Европы")]
    [True, False]
    """
    noun, *tail = _WORD.findall(russian_places.bare(term.text)) or [""]
    end = next((end for end in _WOMEN if noun.endswith(end)), "")
    if languages.base(term.language) != "ru" or not end or len(noun) < 6:  # палец, палка
        return False
    woman = re.compile(f"{noun.removesuffix(end)}{_WOMEN[end]}(?:[аыиеу]|[ое]й|ам|ами|ах)?").fullmatch
    words = _places(target)
    return any(map(woman, words)) and all(word in words for word in tail)


def scattered(target: str, forms: Iterable[str]) -> bool:
    """Return whether *target* has the words of one of the *forms* of a phrase with a few others between them.

    >>> scattered("в беге на 3000 метров с препятствиями", ["беге с препятствиями"])
    True
    """
    places = _places(target)
    for form in forms:
        words = _WORD.findall(russian_places.bare(form))
        if len(words) < 2 or not all(word in places for word in words):
            continue
        for first in places[words[0]]:
            nearest = [_nearest(places[word], first) for word in words]
            whole = len(set(nearest)) == len(words) and max(nearest) - min(nearest) < len(words) + _MAX_BETWEEN
            # A small word (с, по) precedes its noun, or the noun's possessive (на его арест).
            after = [{at + 1} | {at + 2 for whose in _POSSESSIVES if at + 1 in places.get(whose, ())} for at in nearest]
            if whole and all(
                len(word) > 2 or not after[at].isdisjoint(nearest[at + 1 : at + 2]) for at, word in enumerate(words)
            ):
                return True
    return False


def with_acronym(target: str, term: str, forms: Iterable[str]) -> bool:
    """Return whether *target* has one of the *forms* of a Russian *term* as an acronym, perhaps after its first word.

    Persons are excluded: a foreign minister is not the ministry, МИД.

    >>> system, plant = "системы противовоздушной обороны", "нефтеперерабатывающий завод"
    >>> [with_acronym(text, system, [system]) for text in ("две системы ПВО", "две системы РЛС")]
    [True, False]
    >>> with_acronym("новый НПЗ", plant, [plant]), with_acronym("потери ВСУ", "Верховный суд", ["Верховный суд"])
    (True, False)
    """
    acronyms = [word.lower() for word in _ACRONYM.findall(target)]
    for row in (form.lower().split() for form in forms) if acronyms else ():
        letters = ["".join((word[0], *(f"{letter}?" for letter in _LATER_INITIAL.findall(word)))) for word in row]
        if len(row) < 2 or not all(map(str.isalpha, row)):
            continue
        if any(len(acronym) > 2 and re.fullmatch("".join(letters), acronym) for acronym in acronyms):
            return not (russian_words.available() and russian.animate(term))
        rest = len(row) > 2 and any(re.fullmatch("".join(letters[1:]), acronym) for acronym in acronyms)
        if rest and re.search(rf"\b{re.escape(row[0])}\b", target, re.I):
            return True
    return False


def as_compound(target: str, forms: Iterable[str]) -> bool:
    """Return whether *target* has an adjective and noun of *forms* as one word: «соцсеть», «погранслужба».

    >>> as_compound("в соцсетях", ["социальных сетях"]), as_compound("в телесетях", ["социальных сетях"])
    (True, False)
    """
    words = _places(target)
    for adjective, _, noun in (russian_places.bare(form).partition(" ") for form in forms):
        fronts = [word.removesuffix(noun).rstrip("оеи-") for word in words if noun.isalpha() and word.endswith(noun)]
        if any(2 < len(front) < 9 and adjective.startswith(front) for front in fronts):
            return True
    return False


@lru_cache(maxsize=4)  # called for each concept that is mentioned
def _places(text: str) -> dict[str, list[int]]:
    """Return the word indexes at which each word of *text* occurs."""
    places: dict[str, list[int]] = {}
    for at, word in enumerate(_WORD.findall(russian_places.bare(text))):
        places.setdefault(word, []).append(at)
    return places


def shortened(target: str, term: Term, form: str, concept: Concept) -> bool:
    """Return whether *target* shortens *term* like the source, *form*, shortens the name of *concept*.

    That is an acronym for an acronym (ИИ for *AI*), the beginning for the beginning (宇树 for *Unitree*, short for
    Unitree Robotics), and in Chinese a body without its type (世卫 for 世卫组织).
    """
    text = term.text
    if form.isupper() and len(form) > 1 and languages.base(term.language) == "ru":
        initials = "".join(word[0] for word in re.findall(r"[^\W_]+", text) if len(word) > 3).upper()
        return len(initials) > 1 and re.search(rf"\b{initials}\b", target) is not None
    if concept.kind is Kind.ORGANIZATION and _of_its_state(target, text):
        return True
    own = _without_type(text)
    # 国际货币基金会 is not the same body as 国际货币基金组织.
    alone = rf"{re.escape(own)}(?!{_BODY.pattern.removesuffix('$')}|[会會])"
    usual = chinese.common(chinese.simplified(own)) and not _FIRM(text)
    if own != text and len(own) > 1 and not usual and re.search(alone, target):
        return True
    if concept.kind is Kind.PERSON or not concept.name.startswith(f"{form} "):
        return False
    if chinese.is_han(text[0]):
        return any(text[:size] in target for size in range(2, len(text) - 1))
    first = " ".join(text.split()[: len(form.split())])
    return first != text and re.search(rf"\b{re.escape(first)}", target) is not None


def _of_its_state(target: str, body: str) -> bool:
    """Return whether *target* has a Chinese *body* without its state (or the UN), and with no other state before it.

    >>> [_of_its_state(text, "中国外交部") for text in ("外交部表示", "美国外交部表示")]
    [True, False]
    """
    found = _STATE.fullmatch(body)
    if not found or not (found[1] in ("联合国", "聯合國") or chinese.country(chinese.simplified(found[1]))):
        return False
    front = [target[max(0, at.start() - 6) : at.start()] for at in re.finditer(re.escape(found[2]), target)]
    return any(not chinese.country(chinese.cut(f"：{chinese.simplified(text)}")[-1]) for text in front)


def first_name(name: str, english: str, form: str) -> str:
    """Return the first word of the rendering *name* if the source, *form*, has only the first word of *english*.

    >>> first_name("阿比·艾哈迈德", "Abiy Ahmed", "Abiy"), first_name("Си Цзиньпин", "Xi Jinping", "Jinping")
    ('阿比', '')
    """
    words = re.split("[ ·・]", name)
    first = english.partition(" ")[0] == form and len(words) > 1 and len(words[0]) > 1
    return words[0] if first else ""


def in_variants(target: str, term: Term) -> bool:
    """Return whether *target* has a Chinese *term* in variant characters: 台北 for 臺北."""
    others = {term.text.translate(way) for way in _VARIANTS} - {term.text}
    return any(other in target for other in others)


def contracted(target: str, term: Term, kind: Kind) -> bool:
    """Return whether *target* has a Chinese *term* in another shape: with 的 or another word for *and*, without its
    quotation marks, a prize with its field (诺贝尔文学奖), or, unless it is a place, shortened (全国人大).

    >>> law = Term("全国人民代表大会", "zh-Hans")
    >>> [contracted(text, law, Kind.ORGANIZATION) for text in ("全国人大开会", "全国大会", "人大开会")]
    [True, False, False]
    """
    text = _QUOTED.sub("", term.text)
    if not all(map(chinese.is_han, text)) or len(text) < 4 or kind is Kind.PERSON:
        return False
    if any(long in text and text.replace(long, short) in target for long, short in _IRREGULAR):
        return True
    if text[-1] in "奖獎" and re.search(f"{text[:-1]}[{chinese.HAN}]{{1,6}}{text[-1]}", target):
        return True  # 诺贝尔|文学|奖
    return re.search(_loose_pattern(text), target) is not None or (
        kind is not Kind.PLACE
        and any(_has_short_form(name, target) for name in {text, _without_type(text)} if len(name) > 3)
    )


def _without_type(body: str) -> str:
    """Return the name of *body* without its type; states are not their league, so 阿拉伯国家 stays."""
    bare = _BODY.sub("", body)
    return body if bare.endswith(("国家", "國家", "输出国", "輸出國")) else bare


def _has_short_form(text: str, target: str) -> bool:
    """Return whether *target* has a short form of *text*."""
    shorter = re.compile(f"{text[0]}{''.join(f'{char}?' for char in text[1:])}")
    return any(
        _is_short_for(text, target[row.start() : end]) and chinese.stands(target, row.start(), end)
        for row in shorter.finditer(target)
        for end in range(row.start() + 2, row.end() + 1)
    )


_QUOTED = re.compile("[“”「」]")
_IRREGULAR = [
    pair.split("=")
    for pair in (
        "中央银行=央行 中央銀行=央行 世界银行=世行 世界銀行=世行 亚洲开发银行=亚行 亞洲開發銀行=亞行 "
        "投资银行=投行 投資銀行=投行 通货膨胀=通胀 通貨膨脹=通膨 通貨膨脹=通脹"
    ).split()
]
"""Short names that do not follow the rules."""
_AND = "和与與及"
_TYPES = frozenset("长長会會盟院部署局党黨军軍团團社")
"""Last characters of short names that stand for the type: 欧盟, 外长. Not 行: 同行, 发行, 中行 are other things."""


@lru_cache(maxsize=1_000)
def _loose_pattern(text: str) -> str:
    """Return a pattern for *text* with 的 or another *and* between its words; four characters count as two words."""
    words = [piece for word in chinese.cut(text) for piece in ((word[:2], word[2:]) if len(word) == 4 else (word,))]
    return f"[的”」{_AND}、]?".join(f"(?:以?[{_AND}]|、)" if word in _AND else word for word in words)


def _is_short_for(text: str, short: str) -> bool:
    """Return whether *short*, a subsequence of the characters of *text*, is a short name of it.

    If it keeps the last character, that is the type, and the others are separate in *text* (冬奥会, but not 联合会 for
    联合国大会). Otherwise it ends with the last character but one (全国人大 for …大会, 航母 for 航空母舰). An owner may
    precede it in full: 联合国安理会.
    """
    whose = next((at for at, (one, two) in enumerate(zip(text, short, strict=False)) if one != two), len(short))
    if whose > 1 and len(text) > whose + 3 and _is_short_for(text[whose:], short[whose:]):
        return True
    if short in text or not chinese.known(chinese.simplified(short)):
        return False
    if short[-1] == text[-1]:
        return short[-1] in _TYPES and all(one + two not in text for one, two in pairwise(short))
    return short[-1] == text[-2] and (len(short) > 3 or (len(text) == 4 and text[-1] not in _TYPES))


def unfollowed(target: str, forms: Iterable[str]) -> bool:
    """Return whether *target* has one of the *forms* of a first name with no other name after it."""
    names = (re.escape(form) if chinese.is_han(form[0]) else rf"\b{re.escape(form)}\b" for form in forms)
    return any(re.search(rf"{name}(?! ?[·A-ZА-ЯЁ])", target) for name in names)


def with_demonstrative(target: str, language: str, forms: Iterable[str]) -> bool:
    """Return whether *target* has the last word of one of the *forms* with a word that points back to it.

    >>> with_demonstrative("сдают таких роботов", "ru", ["человекоподобных роботов"])
    True
    >>> with_demonstrative("这种机器人", "zh", ["人形机器人"])
    True
    """
    pattern = _DEMONSTRATIVES.get(languages.base(language))
    lasts = {form[-2:] if chinese.is_han(form[-1]) else form.rpartition(" ")[2] for form in forms if form}
    if pattern is None or not lasts:
        return False
    found = "|".join(map(re.escape, sorted(lasts)))
    return re.search(pattern.format(f"(?:{found})"), target, re.I) is not None


def by_its_noun(target: str, term: Term, forms: Iterable[str]) -> bool:
    """Return whether *target* has the noun of a Russian *term* of two words, one of the *forms*, by itself.

    An adjective before the noun makes it another term, and so does a genitive after one that has a genitive in *term*.

    >>> rate = Term("процентная ставка", "ru")
    >>> [by_its_noun(text, rate, ["процентной ставки"]) for text in ("снижение ставки", "снижение налоговой ставки")]
    [True, False]
    >>> deficit = Term("дефицит бюджета", "ru")
    >>> [by_its_noun(text, deficit, ["дефицит бюджета"]) for text in ("дефицит вырос", "дефицит воды")]
    [True, False]
    """
    if term.text.count(" ") != 1 or not russian_words.available():
        return False
    noun = -1 if russian_words.adjectives(term.text.partition(" ")[0]) else 0
    wanted = {russian_places.bare(form).split(" ")[noun] for form in forms}
    words = ["", *_WORD.findall(target), ""]
    return any(
        russian_places.bare(word) in wanted
        and not _is_tag(before, "ADJF", "PRTF")
        and not (noun == 0 and after.islower() and _is_tag(after, "NOUN") and "gent" in russian_words.cases(after))
        for before, word, after in zip(words, words[1:], words[2:], strict=False)
    )


def _is_tag(word: str, *tags: str) -> bool:
    """Return whether *word* is one of these parts of speech, and not a pronoun («этих», «всего»)."""
    tag = russian_words.readings(word)[0].tag if word else None
    return tag is not None and tag.POS in tags and "Apro" not in tag


def _nearest(places: Sequence[int], at: int) -> int:
    """Return which of the sorted *places* is nearest to *at*, the earlier one if two are."""
    at_or_after = bisect_left(places, at)
    return min(places[max(0, at_or_after - 1) : at_or_after + 1], key=lambda place: abs(place - at))


def pronoun(unit: TranslationUnit, terms: Iterable[Term], kind: Kind) -> bool:
    """Return whether the translation has a pronoun, or a noun for such a *kind*, more often than the source.

    False if something there resembles one of *terms*, since that may be a misspelled name.
    """
    base = languages.base(unit.target_language)
    pattern = _PRONOUNS.get(base)
    if pattern is None:
        return False
    words = ((pattern, _ENGLISH), *_roles(base, kind.value))
    if not any(_count(word, unit.target) > _count(english, unit.source) for word, english in words):
        return False
    others = unit.target
    for word, _ in words:
        others = word.sub(" ", others)  # 该公司 is not a misspelled 苹果公司
    return not any(_has_similar(others, term.text) for term in terms)


@lru_cache(maxsize=64)  # called for each concept that is mentioned
def _count(pattern: re.Pattern[str], text: str) -> int:
    return len(pattern.findall(text))


@cache
def _roles(language: str, kind: str) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Return patterns for what may refer to something of a *kind* named before, each with one for the English."""
    return tuple(
        (re.compile(word if base == "zh" else rf"\b(?:{word})", re.I), re.compile(rf"\b(?:{english})", re.I))
        for base, sort, word, english in tables.rows(__package__, "data/roles.tsv")
        if (base, sort) == (language, kind)
    )


def _has_similar(target: str, text: str) -> bool:
    """Return whether *target* may have *text* in another spelling, so that a pronoun there proves nothing."""
    if any(map(chinese.is_han, text)):
        return any(text[at : at + 2] in target for at in range(len(text) - 1))
    names = [word for word in _WORD.findall(russian_places.bare(text)) if len(word) > 3]
    words = [word for word in _WORD.findall(russian_places.bare(target)) if len(word) > 3]
    return any(SequenceMatcher(None, name, word, autojunk=False).ratio() > 0.6 for name in names for word in words)
