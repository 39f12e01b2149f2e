"""Checks of the whole glossary: whether its entries agree with each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from glossary.checks import Problem, rule
from glossary.model import Concept, Kind, Severity, State, Term, Termbase
from glossary.text import chinese

_MARKS = tuple(zip("’‘‐‑–-", "''    ", strict=True))


def _key(text: str) -> str:
    """Return *text* as a key that ignores case, spacing, and the kind of hyphens and apostrophes."""
    for mark, plain in _MARKS:
        text = text.replace(mark, plain)
    return " ".join(text.casefold().split())


def _keys(texts: Sequence[str]) -> list[str]:
    """Return :func:`_key` of each of the *texts*; handling them together takes a third of the time."""
    text = "\n".join(texts)
    if text.count("\n") != len(texts) - 1:  # a text contains a line break
        return list(map(_key, texts))
    for mark, plain in _MARKS:
        text = text.replace(mark, plain)
    return [" ".join(row.split()) for row in text.casefold().split("\n")]


_head_keys = lru_cache(maxsize=1)(_keys)  # the heads are the same for each target language of a glossary


@rule("termbase", Severity.ERROR)
def double(termbase: Termbase, language: str) -> Iterator[tuple[Concept, Problem]]:
    """the same entry twice in one file

    Gettext's tools and Poedit refuse such a file, others keep one of the two. A semicolon separates the entries here.

    Wrong: en "Kremlin" ru "Кремль"; en "Kremlin" ru "Кремль"
    Right: en "Kremlin" ru "Кремль"; en "Duma" ru "Дума"
    """
    live = termbase.live
    if len({concept.key for concept in live}) == len(live):  # as nearly always
        return
    first: dict[tuple[str, str], Concept] = {}
    for concept in live:
        other = first.setdefault(concept.key, concept)
        if other is not concept:
            line = other.place.line if other.place else 0
            hint = f"keep one of them; the first is in line {line}"
            yield concept, Problem("this is a second entry for the same term", hint=hint)


@rule("termbase", Severity.WARNING)
def shared(termbase: Termbase, language: str) -> Iterator[tuple[Concept, Problem]]:
    """one rendering for two concepts

    A reader cannot tell the concepts apart. A people and its country may share a word (*Chinese*, *China*: 中国), and
    so may a name and its short form, if that has an entry of its own. Nothing is reported while both renderings are
    only proposed. A semicolon separates the entries here.

    Wrong: en "questions" ru "вопросы"; en "issues" ru "вопросы"
    Right: en "questions" ru "вопросы"; en "concerns" ru "озабоченности"
    """
    rows = [(concept, term) for concept in termbase.live if (term := concept.rendering(language)) is not None]
    keys = _keys([term.text for _, term in rows])
    if len(set(keys)) == len(keys):
        return
    found: dict[str, tuple[Concept, Term]] = {}
    approved_first = sorted(zip(rows, keys, strict=True), key=lambda row: row[0][1].state is State.PROPOSED)
    for (concept, term), key in approved_first:
        first, approved = found.setdefault(key, (concept, term))
        if first is concept or approved.state is State.PROPOSED:
            continue
        if not (_may_share(first, concept) or _is_part(first, concept)):
            yield concept, Problem(f"'{term.text}' also renders '{first.name}'", hint="tell them apart, or join them")


def _may_share(one: Concept, other: Concept) -> bool:
    """Return whether the two may share a word: a people and a country, or homographs with different senses."""
    return {one.kind, other.kind} == {Kind.GROUP, Kind.PLACE} or (one.name == other.name and one.sense != other.sense)


def _is_part(one: Concept, other: Concept) -> bool:
    """Return whether the words of one name are a part of the other, as in a short form."""
    short, long = sorted((_key(one.name).split(), _key(other.name).split()), key=len)
    return any(long[start : start + len(short)] == short for start in range(len(long) - len(short) + 1))


@rule("termbase", Severity.WARNING, languages=("zh",))
def scripts(termbase: Termbase, language: str) -> Iterator[tuple[Concept, Problem]]:
    """some entries are in Simplified, others in Traditional Chinese

    If the language is just ``zh``, either script is fine, but not both: entries in the rarer one are reported.

    Wrong: zh "习近平"; zh "经济"; zh "臺灣"
    Right: zh "习近平"; zh "经济"; zh "台湾"
    """
    if language != "zh":
        return
    found: dict[bool, list[tuple[Concept, str]]] = {True: [], False: []}
    for concept in termbase.live:
        term = concept.rendering(language)
        simple = {char for char in term.text if chinese.only_simplified(char)} if term else set()
        other = {char for char in term.text if chinese.only_traditional(char)} if term else set()
        if term and bool(simple) != bool(other):
            found[bool(simple)].append((concept, term.text))
    fewer = len(found[True]) < len(found[False])
    if found[fewer] and found[not fewer]:
        for concept, text in found[fewer]:
            message = f"'{text}' is in another script than most entries"
            yield concept, Problem(message, hint="declare zh_CN or zh_TW")


@rule("termbase", Severity.WARNING)
def split(termbase: Termbase, language: str) -> Iterator[tuple[Concept, Problem]]:
    """two renderings for one concept

    Two entries whose source terms differ only in case, hyphens or apostrophes, or of which one is listed as a variant
    of the other, have different renderings.

    Wrong: en "party congress" ru "съезд партии"; en "Party Congress" ru "партийный съезд"
    Right: en "party congress" ru "съезд партии"; en "Party Congress" ru "съезд партии"
    """
    seen: dict[str, Concept] = {}
    live = termbase.live
    for concept in live:
        terms = concept.terms
        for term in terms[1:]:
            if term.language == terms[0].language:
                seen.setdefault(_key(term.text), concept)
    keys = _head_keys(tuple([concept.terms[0].text for concept in live]))
    if len(set(keys)) == len(keys) and seen.keys().isdisjoint(keys):
        return
    for concept, key in zip(live, keys, strict=True):
        other = seen.setdefault(key, concept)
        if other is concept or concept.sense != other.sense:
            continue
        one, two = concept.rendering(language), other.rendering(language)
        if one is None or two is None:
            continue
        if _key(one.text) != _key(two.text):
            message = f"rendered '{one.text}' here and '{two.text}' at '{other.name}'"
            yield concept, Problem(message, hint="agree on one")
