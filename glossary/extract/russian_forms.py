"""What the dictionary of pymorphy3 knows about Russian words: their forms, and which adjectives agree with a noun."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from glossary.extract import reference
from glossary.text import russian_words

WORDS = reference.table("russian_names")
"""The word lists of the rules for names and phrases."""
HEADS = reference.labelled("heads_ru")
"""Noun -> the kind of a name that has it as its head noun."""
Words = list[tuple[str, int, int]]
"""The tokens of a sentence: each a word or punctuation mark, with the offsets of its start and end."""
_JOINT = re.compile("([-'])")
_NOMINATIVE = {"masc": "ий", "femn": "ая", "neut": "ее"}


def follows(words: Words, at: int) -> bool:
    """Return whether exactly one character, a space, separates the word at *at* from the one before it."""
    return at < len(words) and words[at][1] - words[at - 1][2] == 1


def either(label: str) -> str:
    """Return a regular expression for any of the words listed under *label*."""
    return "|".join(sorted(WORDS[label]))


_SHORTENED = re.compile(f"(?:{either('shortened')})(?=[а-яё]{{4}})")
"""Clipped first parts of compounds that are declined like their last word: *Мосбиржа*."""
_HYPHENED = re.compile("[А-ЯЁ][а-яё]+-(?=[а-яё]{4})").match
"""First parts of compounds whose last word, a common noun, is declined: *Тринити-колледж*."""
_ADJECTIVE_END = re.compile("(?:[оеыи]й|[оеыи]м|[оеы]?го|[оеы]му|[ая]я|[ую]ю|[ое]е|[ыи]е|[ыи]х|[ыи]ми)$")


class Forms:
    """Forms and parses of words, if pymorphy3 is installed."""

    def __init__(self) -> None:
        self._morph: Any = russian_words.analyzer() if russian_words.available() else None
        self._parses = lru_cache(50_000)(self._morph.parse if self._morph is not None else list)
        """All parses of a word."""
        self._parsed = lru_cache(50_000)(self._parse)
        self._adjective_forms = lru_cache(50_000)(self._find_adjective_forms)
        self._nominatives: dict[tuple[str, Any, str], str] = {}
        self._knows = lru_cache(50_000)(lambda low: bool(self._morph.word_is_known(low)))

    def _is_known(self, low: str) -> bool:
        return self._morph is not None and self._knows(low)

    def _tag(self, word: str) -> str:
        return str(self._parsed(word)[0]) if self._morph is not None else ""

    def _parse(self, word: str) -> tuple[str, Any]:
        """Return the tag and the parse of *word*; for a capitalized word, a name is preferred to a common word."""
        found = self._parses(word)
        if word[0].isupper():
            guessed = not self._is_known(word.lower())
            if guessed and self._is_compound(word):
                return str(found[0].tag), found[0]
            for parse in found:
                if guessed and "Abbr" in parse.tag:
                    continue
                several = "plur" in parse.tag and ("Name" in parse.tag or "Patr" in parse.tag)
                if several and any("Geox" in parse.tag for parse in found):
                    continue  # Филиппин, Барановичах
                if any(mark in parse.tag for mark in ("Surn", "Name", "Patr", "Geox")):
                    return str(parse.tag), parse
            if family := self._as_surname(word):
                return str(family.tag), family
        return str(found[0].tag), found[0]

    def _as_surname(self, word: str) -> Any:
        """Return the parse of *word* as a surname if the dictionary has only a rare noun: *Токаев*, of *токай*."""
        low = word.lower()
        if not low.endswith(("ов", "ев")) or not all("plur" in parse.tag for parse in self._parses(low)):
            return None
        if reference.spelled(low) in reference.common("ru") or reference.stem(low, "ru") in reference.inflected():
            return None
        oblique = (parse for parse in self._parses(low + "ым") if {"Surn", "sing"} in parse.tag)
        return next((parse.inflect({"nomn"}) for parse in oblique), None)

    def _is_compound(self, word: str) -> bool:
        """Return whether *word* ends with a word of the dictionary: *Мосбиржи*, *Гранд-базаре*."""
        short = _SHORTENED.match(word) or _HYPHENED(word)
        if short is None or not self._is_known(word[short.end() :].lower()):
            return False
        return str(self._parses(word)[0].normal_form).startswith(short.group().lower())  # not Эвелин-стрит

    def _is_place(self, word: str) -> bool:
        return "Geox" in self._tag(word) and self._is_known(word.lower())

    def _is_name(self, word: str) -> bool:
        tag = self._tag(word)
        return any(mark in tag for mark in ("Name", "Surn", "Patr", "Geox", "Orgn"))

    def _is_nominative(self, word: str, mark: str = "nomn") -> bool:
        """Return whether *word* may be in the nominative, with *mark* among its tags."""
        return any({"nomn", mark} in parse.tag for parse in self._parses(word))

    def _is_head(self, word: str) -> bool:
        return self._parsed(word.lower())[1].normal_form in HEADS

    def _fits_noun(self, word: str, noun: Any) -> bool:
        """Return whether *word* is an adjective that agrees with *noun* in case and number."""
        return (noun.tag.case, noun.tag.number) in self._adjective_forms(word.lower())

    def _find_adjective_forms(self, low: str) -> frozenset[tuple[str | None, str | None]]:
        """Return the (case, number) pairs of *low* as an adjective; the set is empty if it is not one."""
        return frozenset(
            (parse.tag.case, parse.tag.number)
            for parse in self._parses(low)
            if ("ADJF" in parse.tag or "PRTF" in parse.tag) and "Apro" not in parse.tag
        )

    def _fitting_noun(self, word: str, front: list[str]) -> Any:
        """Return the first noun parse of *word* that all the adjectives in *front* agree with, or its first parse."""
        parses = [parse for parse in self._parses(word.lower() if word.islower() else word) if "NOUN" in parse.tag]
        fitting = (noun for noun in parses if all(self._fits_noun(adjective, noun) for adjective in front))
        return next(fitting, self._parsed(word)[1])

    def _adjective_in_case(self, word: str, noun: Any) -> str:
        """Return the nominative of the adjective *word*, read in the case of *noun*."""
        parses = [parse for parse in self._parses(word.lower()) if parse.tag.case == noun.tag.case]
        return self._inflect_adjective(noun, parses, word)

    def _agreeing_form(self, word: str, noun: Any) -> str:
        """Return the nominative of the adjective *word* in the gender and number of *noun*, in whatever case it is."""
        return self._inflect_adjective(noun, self._parses(word.lower()), word)

    def _inflect_adjective(self, noun: Any, parses: Sequence[Any], word: str) -> str:
        """Return the nominative, agreeing with *noun*, of the first adjective in *parses*, or *word* in lowercase."""
        wanted = {"nomn", noun.tag.number or "sing"}
        if noun.tag.number != "plur" and noun.tag.gender:
            wanted.add(noun.tag.gender)
        for parse in parses:
            if "ADJF" in parse.tag or "PRTF" in parse.tag:
                if "Supr" in parse.tag:  # высший, not высочайший; лучший, not наихороший
                    return _ADJECTIVE_END.sub("", parse.word) + _NOMINATIVE[noun.tag.gender or "masc"]
                if "-" in word and "-" not in parse.normal_form:  # южно-уральский, not южноуральский
                    front, _, last = word.lower().rpartition("-")
                    return f"{front}-{self._agreeing_form(last, noun)}"
                if inflected := parse.inflect(wanted):
                    return str(inflected.word)
        return word.lower()

    def _nominative(self, noun: Any) -> str:
        key = (noun.word, noun.tag, noun.normal_form)
        if key not in self._nominatives:
            if len(self._nominatives) > 50_000:
                self._nominatives.clear()
            inflected = noun.inflect({"nomn"})
            normal = str(inflected.word if inflected else noun.word)
            self._nominatives[key] = "деньги" if normal == "деньга" else normal
        return self._nominatives[key]

    @staticmethod
    def _recase(word: str, normal: str) -> str:
        """Return *normal*, a form of *word*, with uppercase letters where *word* has them."""
        parts = _JOINT.split(word)
        return "".join(
            part.capitalize() if place >= len(parts) or parts[place][:1].isupper() else part
            for place, part in enumerate(_JOINT.split(normal))
        )

    def _is_certain(self, run: list[str]) -> bool:
        """Return whether the dictionary knows a name, so that its nominative is certain: *в городе Москве*."""
        return self._is_compound(run[0]) or (self._is_known(run[0].lower()) and (len(run) > 1 or self._is_name(run[0])))
