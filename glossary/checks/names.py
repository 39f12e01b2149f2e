"""Checks of names across entries: do full and short names, longer terms and names in them, and spellings agree?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary import languages
from glossary.checks import Problem, rule
from glossary.model import Concept, Kind, Severity, Termbase
from glossary.text import concord, palladius, russian_words

_WORD = re.compile(r"[^\W\d_]+")
_ANY_WORD = re.compile(r"\w+")
_PERSON = Kind.PERSON
_PERSONS = (Kind.PERSON, Kind.OTHER)
_NAMES = (Kind.PERSON, Kind.ORGANIZATION, Kind.PLACE, Kind.OTHER)


def _key(text: str) -> tuple[str, ...]:
    return tuple(_ANY_WORD.findall(text.lower().replace("’", "'").replace("'s", "")))


def _plain(text: str) -> str:
    return text.casefold().replace("ё", "е")


def _allowed(concept: Concept, language: str) -> list[str]:
    """Return the allowed renderings of *concept*."""
    return [term.text for term in concept.terms_in(language) if term.usable and term.text]


@rule("termbase", Severity.WARNING, languages=("ru", "uk", "be", "zh"))
def short(termbase: Termbase, language: str) -> Iterator[tuple[Concept, Problem]]:
    """the short name of a person is not a part of the full one

    In Chinese the short name may also be the full one: 习近平 renders *Xi* too.

    Wrong: en "Vladimir Putin" ru "Владимир Путин"; en "Putin" ru "Пютин"
    Wrong: en "Xi Jinping" zh-Hans "习近平"; en "Xi" zh-Hans "席"
    Right: en "Vladimir Putin" ru "Владимир Путин"; en "Putin" ru "Путин"
    Right: en "Xi Jinping" zh-Hans "习近平"; en "Xi" zh-Hans "习近平"
    Right: en "Power Drill" ru "дрель"; en "Power" ru "питание"
    """
    full: dict[str, list[Concept]] = {}
    for concept in termbase.concepts:
        if concept.kind not in _PERSONS or not concept.name.istitle():
            continue
        words = _key(concept.name)
        if len(words) in (2, 3):
            for word in {words[0], words[-1]}:
                full.setdefault(word, []).append(concept)
    for concept in termbase.concepts:
        if concept.kind not in _PERSONS:
            continue
        words, rendering = _key(concept.name), concept.rendering(language)
        if len(words) != 1 or rendering is None or rendering.text[:1].islower():
            continue
        owners = [owner for owner in full.get(words[0], []) if owner is not concept and owner.rendering(language)]
        texts = [text for owner in owners for text in _allowed(owner, language)]
        if texts and not any(_is_part(rendering.text, text) for text in texts):
            yield (
                concept,
                Problem(f"'{rendering.text}' is not a part of '{texts[0]}', which renders '{owners[0].name}'"),
            )


def _is_part(part: str, whole: str) -> bool:
    pieces = re.split(r"[\s·•]+", _plain(whole))
    return _plain(part) == _plain(whole) or _plain(part) in pieces or set(_plain(part).split()) <= set(pieces)


@rule("termbase", Severity.INFO, languages=("ru", "zh"))
def parts(termbase: Termbase, language: str) -> Iterator[tuple[Concept, Problem]]:
    """a longer term does not contain the rendering of the name inside it

    Checks only names (of persons, organizations and places), since phrases may be reworded. The finding is often
    acceptable; then waive it, or admit the other rendering in the entry of the name.

    Wrong: en "Samarkand" ru "Самарканд"; en "the Samarkand summit" ru "саммит в Ташкенте"
    Right: en "Samarkand" ru "Самарканд"; en "the Samarkand summit" ru "саммит в Самарканде"
    Right: en "NATO" zh-Hans "北约"; en "NATO summit" zh-Hans "北约峰会"
    """
    names: dict[tuple[str, ...], Concept] = {}
    for concept in termbase.concepts:
        if concept.name[:1].isupper() and concept.kind in _NAMES:
            names[_key(concept.name)] = concept
    lengths: dict[str, list[int]] = {}
    for size, word in sorted({(len(key), key[0]) for key in names if key}, reverse=True):
        lengths.setdefault(word, []).append(size)
    for concept in termbase.concepts if names else ():
        rendering = concept.rendering(language)
        if rendering is None or concept.kind is _PERSON:
            continue
        words = _key(concept.name)
        if len(words) < 2:
            continue
        at = 0
        while at < len(words):
            most = min(len(words) - at, len(words) - 1)
            sizes = (n for n in lengths.get(words[at], ()) if n <= most and words[at : at + n] in names)
            size = next(sizes, 0)
            inner = names[words[at : at + size]] if size else None
            if inner is not None and inner is not concept:
                texts = _allowed(inner, language)
                if texts and not any(_contains(rendering.text, text, language) for text in texts):
                    message = f"'{rendering.text}' has not '{texts[0]}', which renders '{inner.name}'"
                    yield concept, Problem(message)
            at += size or 1


def _contains(long: str, short: str, language: str) -> bool:
    if languages.base(language) == "zh":
        return short in long or (len(short) == 2 and short[0] in long)
    words = [_plain(word) for word in _WORD.findall(long)]
    # The stem is enough: cases, and adjectives made of names.
    return all(
        any(word.startswith(piece[: max(2, len(piece) * 3 // 5)]) for word in words)
        for piece in map(_plain, _WORD.findall(short))
        if len(piece) > 2
    )


@rule("concept", Severity.WARNING, languages=("ru",))
def system(concept: Concept, language: str) -> Iterator[Problem]:
    """a Chinese name that is not written by the Palladius system

    Established Russian exceptions (Пекин, Сунь Ятсен) are known.

    Wrong: en "Xi Jinping" ru "Си Дзиньпин"
    Wrong: en "Li Zhanshu" ru "Ли Чжаньщу"
    Right: en "Xi Jinping" ru "Си Цзиньпин"
    Right: en "Sun Yat-sen" ru "Сунь Ятсен"
    Right: en "Jack Smith" ru "Джек Смит"
    """
    if concept.kind not in _PERSONS or languages.base(concept.head.language) not in ("en", "de", "fr"):
        return
    rendering = concept.rendering(language)
    texts, how = palladius.person(concept.name)
    if rendering is None or how not in ("surname first", "surname last", "known"):
        return
    # A name that could be pinyin but is not (Alan Ma) has another rendering altogether, so only near misses count.
    if _plain(rendering.text) not in map(_plain, texts) and _is_near_miss(rendering.text, texts[0]):
        yield Problem(f"'{concept.name}' is '{texts[0]}' by the Palladius system", hint=f"write '{texts[0]}'")


def _is_near_miss(one: str, other: str) -> bool:
    from difflib import SequenceMatcher

    return SequenceMatcher(None, _plain(one), _plain(other), autojunk=False).ratio() > 0.6


@rule("termbase", Severity.WARNING, languages=("ru",))
def yo(termbase: Termbase, language: str) -> Iterator[tuple[Concept, Problem]]:
    """a word is written with ё in one entry and with е in another

    Wrong: en "partnership" ru "партнёрство"; en "borderless partnership" ru "безграничное партнерство"
    Right: en "partnership" ru "партнёрство"; en "borderless partnership" ru "безграничное партнёрство"
    Right: en "all" ru "все"; en "everything" ru "всё"
    """
    rows = [
        (concept, term.text.lower())
        for concept in termbase.concepts
        if (term := concept.rendering(language)) is not None
    ]
    dotted: dict[str, str] = {}
    for _, text in rows:
        for word in _WORD.findall(text) if "ё" in text else ():
            if "ё" in word and len(word) > 3:
                dotted.setdefault(_plain(word), word)
    if not dotted or dotted.keys().isdisjoint(_WORD.findall("\n".join([text for _, text in rows]))):
        return
    for concept, text in rows:
        words = _WORD.findall(text)
        if dotted.keys().isdisjoint(words):
            continue
        for word in words:
            if word in dotted:
                yield (
                    concept,
                    Problem(f"'{word}' here, '{dotted[word]}' elsewhere", hint="write ё everywhere or nowhere"),
                )


_CASE_LIKE = {"у": "u", "о": "o", "и": "i", "е": "e"}
"""Final vowels of foreign names that look like a case ending: Kourou, Куру."""


@rule("concept", Severity.WARNING, languages=("ru",))
def agreement(concept: Concept, language: str) -> Iterator[Problem]:
    """the words of a Russian term do not agree, or the term is not in the nominative

    Checks known words only, and needs pymorphy3 (the extra ru). Terms that begin with a preposition, a verb or an
    adverb are skipped.

    Wrong: en "Central Asia" ru "Центральный Азия"
    Wrong: en "party congress" ru "партийному съезду"
    Right: en "Central Asia" ru "Центральная Азия"
    Right: en "no limits" ru "без границ"
    Right: en "Kourou" ru "Куру"
    Right: en "territorial integrity" ru "территориальная целостность"
    """
    rendering = concept.rendering(language)
    if rendering is None or concept.kind is _PERSON or not russian_words.available():
        return
    wrong = concord.disagreement(rendering.text)
    if wrong and not (" " not in rendering.text and _CASE_LIKE.get(rendering.text[-1:]) == concept.name[-1:].lower()):
        yield Problem(wrong)
