"""What may stand in a translation instead of an agreed rendering and is no mistake, or cannot be told for one.

The adjective of a place or another name of the country, a country in one Chinese character, the words of a phrase with
others between them, an acronym or the beginning of a name, and for what the text has named before a pronoun, «такие
роботы», or what it is («певица», «компания»).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import cache, lru_cache

from glossary import languages, tables
from glossary.model import Concept, Kind, Term, TranslationUnit
from glossary.text import chinese, russian_places
from glossary.text.find import UNSPACED

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_BETWEEN = 4
"""So many words may stand between those of a phrase: «бег на 3000 метров с препятствиями»."""
_ENGLISH = re.compile(r"\b(?:he|she|it|they|him|her|them|his|hers|its|theirs?)\b", re.IGNORECASE)
_PRONOUNS = {
    "ru": re.compile(
        r"\b(?:он|она|оно|они|(?:не|е)[её]|н?(?:его|ему|ей|ею|им|их|ими)|н[её]м|ней|ним|них|ними)\b", re.I
    ),
    "zh": re.compile("(?<!其)[他她它]|其(?![他中实實次余餘它])"),
}

_BODY = re.compile(
    "(?:组织|組織|公司|集团|集團|银行|銀行|委员会|委員會|联盟|聯盟|协会|協會|机构|機構|基金会|基金會|队|隊)$"
)

_SUCH = {
    "ru": r"\b(?:так(?:ой|ая|ое|ие|ого|ую|им|их|ими|ом)|эт(?:от|а|о|и|ого|ому|ой|у|им|их|ими|ом)) {}\b",
    "zh": "(?:这种|这类|这些|此类|此种|该|這種|這類|這些|此類|該)[^，。；]?{}",
}
"""How a language points to what was named before, by the last word of it."""

_VERBAL_NOUN = re.compile(r"(\w{3,}?)(?:(?P<loan>[аяи]ция)|[аяеи]ние|тие)").fullmatch
_ALTERNATIONS = {"жд": "ж?д", "ж": "[жзгд]", "ш": "[шсх]", "щ": "[щтс]", "ч": "[чкт]", "л": "л?"}
"""What a consonant at the end of a root may be in other words of it: снижение, снизить; заявление, заявить."""
_LOAN = "(?:ир)?(?:ова|у[ею])"
"""What verbs have behind the root of a noun in -ция; полиция has none, though «получил» begins like it."""
_PERFECTIVE = "о|вы|за|на|от|пере|по|при|про|раз|рас|с|у"
_VERB_ENDINGS = (
    "ть|ться|л|ла|ло|ли|лся|лась|лось|лись|ет|ют|ит|ят|ат|ут|ется|ются|ится|ятся|атся|утся|ив|ав|[аяе]н[аоы]?|[аяе]нн\\w+|"
    "вш\\w+|[аяую]щ\\w+"
)


def derived(target: str, term: Term, concept: Concept) -> bool:
    """Return whether *target* has another word for the place or the people that *term* names.

    In Russian its adjective or another name of the country; in Chinese a country in one character (俄), and a place
    without what it is (阿拉斯加 for 阿拉斯加州).
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
    return russian_places.other_name(term.text, target)


def of_place(target: str, term: Term, forms: Iterable[str]) -> bool:
    """Return whether *target* has *term* with the adjective of the place that it ends with: кенийский Красный Крест."""
    if languages.base(term.language) != "ru" or " " not in term.text or not russian_places.of_place(term.text, target):
        return False
    plain = f" {' '.join(_WORD.findall(russian_places.bare(target)))} "
    return any(f" {russian_places.bare(form).rpartition(' ')[0]} " in plain for form in forms)


def verbal(target: str, term: Term) -> bool:
    """Return whether *target* says by a verb what the Russian *term* says by a noun: «эвакуировали», «снизил ставку».

    >>> ending = Term("снижение ставки", "ru")
    >>> [verbal(text, ending) for text in ("банк снизил ставку", "снизили цены", "снижена ставка", "низкая ставка")]
    [True, False, True, False]
    """
    noun, *tail = _WORD.findall(russian_places.bare(term.text))
    found = _VERBAL_NOUN(noun)
    if languages.base(term.language) != "ru" or found is None:
        return False
    root = re.sub(
        "(?<=...)(?:жд|[жшщч]|(?<=[бвмпф])л)$", lambda last: _ALTERNATIONS[last[0]], found[1].removesuffix("ов")
    )
    stem = rf"(?:{_PERFECTIVE})?{root}"
    verb = re.compile(rf"{stem}{_LOAN}\w*" if found["loan"] else rf"{stem}\w*(?:{_VERB_ENDINGS})")
    words = _places(target)
    return any(map(verb.fullmatch, words)) and all(
        any(word.startswith(one[: max(3, len(one) - 2)]) for word in words) for one in tail
    )


def scattered(target: str, forms: Iterable[str]) -> bool:
    """Return whether the words of one of the *forms* of a phrase stand in *target* with a few others between them.

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
            whole = len(set(nearest)) == len(words) and max(nearest) - min(nearest) < len(words) + _BETWEEN
            # What is small (с, по) stands before its own word.
            if whole and all(
                len(word) > 2 or nearest[at + 1 : at + 2] == [nearest[at] + 1] for at, word in enumerate(words)
            ):
                return True
    return False


@lru_cache(maxsize=4)  # asked for each concept that is mentioned
def _places(text: str) -> dict[str, list[int]]:
    """Return at which places, counted in words, each word of *text* stands."""
    places: dict[str, list[int]] = {}
    for at, word in enumerate(_WORD.findall(russian_places.bare(text))):
        places.setdefault(word, []).append(at)
    return places


def shortened(target: str, term: Term, form: str, concept: Concept) -> bool:
    """Return whether *target* has *term* as short as the source, *form*, has the name of *concept*.

    An acronym for an acronym (ИИ for *AI*), the beginning for the beginning (宇树 for *Unitree*, of Unitree Robotics),
    and in Chinese a body without what it is (世卫 for 世卫组织).
    """
    text = term.text
    if form.isupper() and len(form) > 1 and languages.base(term.language) == "ru":
        initials = "".join(word[0] for word in re.findall(r"[^\W_]+", text) if len(word) > 3).upper()
        return len(initials) > 1 and re.search(rf"\b{initials}\b", target) is not None
    own = _BODY.sub("", text)
    if own != text and len(own) > 1 and own in target and not chinese.common(chinese.simplified(own)):
        return True
    if concept.kind is Kind.PERSON or not concept.name.startswith(f"{form} "):
        return False
    if chinese.is_han(text[0]):
        return any(text[:size] in target for size in range(2, len(text) - 1))
    first = " ".join(text.split()[: len(form.split())])
    return first != text and re.search(rf"\b{re.escape(first)}", target) is not None


def such(target: str, language: str, forms: Iterable[str]) -> bool:
    """Return whether *target* has one of the *forms* by its last word alone, with a word that points back to it.

    >>> such("сдают таких роботов", "ru", ["человекоподобных роботов"]), such("这种机器人", "zh", ["人形机器人"])
    (True, True)
    """
    pattern = _SUCH.get(languages.base(language))
    lasts = {form[-2:] if chinese.is_han(form[-1]) else form.rpartition(" ")[2] for form in forms if form}
    if pattern is None or not lasts:
        return False
    found = "|".join(map(re.escape, sorted(lasts)))
    return re.search(pattern.format(f"(?:{found})"), target, re.I) is not None


def _nearest(places: Sequence[int], at: int) -> int:
    """Return which of the *places*, in order, is nearest to *at*: the earlier one of two."""
    behind = bisect_left(places, at)
    return min(places[max(0, behind - 1) : behind + 1], key=lambda place: abs(place - at))


def pronoun(unit: TranslationUnit, terms: Iterable[Term], kind: Kind) -> bool:
    """Return whether the translation has a pronoun, or a word for such a *kind*, more than the source.

    Not where something there resembles *terms*, for that may be a misspelled name.
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
        others = word.sub(" ", others)  # 该公司 is no misspelled 苹果公司
    return not any(_resembles(others, term.text) for term in terms)


@lru_cache(maxsize=64)  # asked for each concept that is mentioned
def _count(pattern: re.Pattern[str], text: str) -> int:
    return len(pattern.findall(text))


@cache
def _roles(language: str, kind: str) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Return what may stand for one of a *kind* that was named before, each with the English of it."""
    return tuple(
        (re.compile(word if base == "zh" else rf"\b(?:{word})", re.I), re.compile(rf"\b(?:{english})", re.I))
        for base, sort, word, english in tables.rows(__package__, "data/roles.tsv")
        if (base, sort) == (language, kind)
    )


def _resembles(target: str, text: str) -> bool:
    """Return whether *target* may have *text* in another spelling: what a pronoun would excuse by chance."""
    if any(map(chinese.is_han, text)):
        return any(text[at : at + 2] in target for at in range(len(text) - 1))
    names = [word for word in _WORD.findall(russian_places.bare(text)) if len(word) > 3]
    words = [word for word in _WORD.findall(russian_places.bare(target)) if len(word) > 3]
    return any(SequenceMatcher(None, one, two, autojunk=False).ratio() > 0.6 for one in names for two in words)
