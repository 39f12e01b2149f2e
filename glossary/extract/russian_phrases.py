"""Phrases of Russian text: a noun with the adjectives that agree with it, a noun with its genitive, and set phrases."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any

from glossary.extract import reference
from glossary.extract.russian_before import KINDS
from glossary.extract.russian_forms import HEADS, WORDS, Words, follows
from glossary.extract.russian_persons import Persons
from glossary.text import lexicon
from glossary.text.russian_places import national

_ENDINGS = ("", *"а ы у ам ами ах е ов ом".split())
_SCALES = WORDS["scale"] | {unit + end for unit in WORDS["measure"] for end in _ENDINGS}
"""Units of measurement and words for large numbers, which a number precedes."""
_SENTENCE_OPENERS = '«“„"—–:.!?…'
"""Marks after which a sentence begins, or which begin one."""
ADJECTIVES = 6
"""The maximum number of adjectives before a noun."""


class Phrases(Persons):
    """The phrases in the current window."""

    def __init__(self) -> None:
        super().__init__()
        self._stop = reference.words("russian")
        self._weak = reference.weak("ru")
        self._as_set_phrase = lru_cache(50_000)(_listed_form)
        self._singulars: set[str] = set()
        """Nouns that certainly occur in the singular."""
        self._plurals: set[str] = set()
        """Nouns that certainly occur in the plural and never in the singular."""

    def _phrases(self, words: Words, taken: set[int]) -> Iterator[tuple[int, int, str, str]]:
        """Yield (start, end, key, shape) of each phrase; the shape has a letter for each word."""
        if self._morph is None:
            yield from self._runs_between_stop_words(words, taken)
            return
        fixed = _set_phrases_by_prefix()
        for place in range(len(words)):
            if place not in taken and words[place][0] in WORDS["term"]:
                yield place, place + 1, words[place][0], "n"
            if words[place][0][:_PREFIX].lower() in fixed:
                yield from self._set_phrase_at(words, place, taken)
            if place in taken or not self._is_content(words[place][0]):
                continue
            word = words[place][0].lower()
            if "NOUN" not in self._parsed(word)[0] or self._is_attribute(words, place):
                continue
            first, parse = self._phrase_start(words, place, taken)
            while first < place and place + 1 in taken and "anim" in parse.tag and national(words[first][0]):
                first += 1  # польский | гроссмейстер Дуда, but индийский слон
            many = "plur" in parse.tag
            if many and parse.normal_form in self._singulars:
                parse = parse.inflect({"sing", "nomn"}) or parse
            noun = _acronym(words[place][0]) or self._nominative(parse)
            front = [self._agreeing_form(words[at][0], parse) for at in range(first, place)]
            if front or (len(words[place][0]) > 3 and words[place][0] not in WORDS["term"]):
                key = " ".join([*front, noun])
                letters = "".join(["." if words[at][0].endswith("ски") else "j" for at in range(first, place)])
                yield first, place + 1, self._as_set_phrase(key) if many else key, letters + "n"
            yield from self._genitive_phrases(words, first, place, [*front, noun], taken)

    def _set_phrase_at(self, words: Words, place: int, taken: set[int]) -> Iterator[tuple[int, int, str, str]]:
        """Yield the set phrase with a preposition that begins at *place*: *соглашение о свободной торговле*."""
        if not {"NOUN", "ADJF", "PRTF"} & set(self._parsed(words[place][0].lower())[1].tag.grammemes):
            return  # воздержалось при голосовании
        for term in _set_phrases_by_prefix()[words[place][0][:_PREFIX].lower()]:
            last = place + len(term)
            run = [word.lower() for word, _, _ in words[place:last]]
            if len(run) == len(term) and taken.isdisjoint(range(place, last)) and all(map(_may_be_form_of, run, term)):
                yield place, last, " ".join(term), "n" * len(term)
                return

    def _genitive_phrases(
        self, words: Words, first: int, place: int, start: list[str], taken: set[int]
    ) -> Iterator[tuple[int, int, str, str]]:
        """Yield the noun phrase *start*, from *first* to *place*, extended by a genitive and the adjective before that.

        A genitive that describes the name after it does not count: *по данным агентства «Альфа рисърч»*.
        """
        letters = "j" * (len(start) - 1) + "n"
        light = self._weak.get(reference.stem(start[-1], "ru")) in ("light", "bearer")
        end = place + 1
        while end < len(words) and end <= place + 2 and end not in taken and self._is_content(words[end][0]):
            word = words[end][0]
            if not follows(words, end) or (word[0].isupper() and not word.isupper()):
                return
            tag, parse = self._parsed(word.lower())
            middle = [word.lower() for word, _, _ in words[place + 1 : end]]
            if "NOUN" in tag and ("gent" in tag or "Fixd" in tag) and not self._is_attribute(words, end):
                agree = all(self._fits_noun(word, parse) for word in middle)
                if not agree or self._describes_name(words, end, parse, taken):
                    return
                key = " ".join([*start, *middle, _acronym(word) or parse.word])
                form = self._as_set_phrase(key)
                if ("gent" in tag and not light) or form in lexicon.terms("ru"):  # право вето
                    same = start[-1] in (words[place][0].lower(), form.split(" ")[len(start) - 1])
                    yield first, end + 1, key if same else form, letters + "." * len(middle) + "n"
                return
            if end > place + 1 or not any({"ADJF", "gent"} in parse.tag for parse in self._parses(word.lower())):
                return
            end += 1

    def _describes_name(self, words: Words, end: int, noun: Any, taken: set[int]) -> bool:
        """Return whether the *noun* at *end* describes the name that follows it: *агентства «Альфа рисърч»*."""
        named = end + 1 in taken or (end + 1 < len(words) and words[end + 1][0] == "«")
        return named and (noun.normal_form in HEADS or noun.normal_form in KINDS or "anim" in noun.tag)

    def _is_attribute(self, words: Words, place: int) -> bool:
        """Return whether the possible noun at *place* is an adjective of the next word: *среднего звена*."""
        after = words[place + 1][0] if follows(words, place + 1) else ""
        tag, noun = self._parsed(after.lower()) if after.isalpha() else ("", None)
        fixed = any("Fixd" in parse.tag for parse in self._parses(words[place][0].lower()))  # час пик
        fixed = fixed or (noun is not None and self._is_separate_noun(words[place][0], noun))
        return "NOUN" in tag and not fixed and self._fits_noun(words[place][0], noun)

    def _is_separate_noun(self, word: str, noun: Any) -> bool:
        """Return whether *word* before an indeclinable *noun* is a noun rather than its adjective: *правом | вето*."""
        return "Fixd" in noun.tag and "NOUN" in self._parsed(word.lower())[0]

    def _runs_between_stop_words(self, words: Words, taken: set[int]) -> Iterator[tuple[int, int, str, str]]:
        """Yield every run of one to three words between stop words; without a dictionary, any may be a phrase."""
        place = 0
        while place < len(words):
            last = place
            while last < len(words) and self._is_content(words[last][0]) and last not in taken:
                last += 1
            for size in (1, 2, 3):
                for first in range(place, last - size + 1):
                    run = [word.lower() for word, _, _ in words[first : first + size]]
                    yield first, first + size, " ".join(run), "n" * size
            place = max(last, place + 1)

    def _phrase_start(self, words: Words, place: int, taken: set[int]) -> tuple[int, Any]:
        """Return where the phrase of the noun at *place* begins, and the parse that most adjectives agree with.

        Of several lemmas the likeliest wins: *диабетическую стопу* is of *стопа*, not *стоп*. If singular and plural
        look alike (*вакцины*), the singular wins unless the text has the plural elsewhere.
        """
        word = words[place][0].lower()
        nouns = [parse for parse in self._parses(word) if "NOUN" in parse.tag and "Name" not in parse.tag]
        likeliest = nouns[0].normal_form if nouns else ""
        plural = likeliest in self._plurals
        nouns.sort(key=lambda parse: (parse.normal_form != likeliest, ("plur" in parse.tag) != plural))
        found = [(self._first_adjective(words, place, noun, taken), noun) for noun in nouns]
        return min(found, key=itemgetter(0), default=(place, self._parsed(word)[1]))

    def _first_adjective(self, words: Words, place: int, noun: Any, taken: set[int]) -> int:
        """Return the index of the first of the adjectives that agree with the *noun* at *place*."""
        first = place
        least = max(0, place - ADJECTIVES)
        while first > least and first - 1 not in taken and self._is_adjective_of(words, first - 1, noun):
            if first > 1 and words[first - 2][0] == "," and "actv" in self._tag(words[first - 1][0]):
                break  # депутат, возглавляющий комитет
            first -= 1
        adverb = first < place and first > 0 and first - 1 not in taken and words[first - 1][0].endswith("ски")
        return first - (adverb and "ADVB" in self._tag(words[first - 1][0]))  # биологически активные добавки

    def _is_content(self, word: str) -> bool:
        low = word.lower()
        return low not in _SCALES and len(low) > 2 and low[0].isalpha() and low not in self._stop

    def _is_adjective_of(self, words: Words, at: int, noun: Any) -> bool:
        """Return whether the word at *at* is an adjective of *noun*; it has a capital only if it opens a sentence."""
        word = words[at][0]
        opens = not at or words[at - 1][0] in _SENTENCE_OPENERS
        if not self._is_content(word) or (word[0].isupper() and not opens) or not self._fits_noun(word, noun):
            return False
        tag = self._tag(word)
        done = "PRTF" in tag and "actv" in tag and ("past" in tag or word.endswith("ся"))  # принимавший церемонию
        superlative = "Supr" in tag and "йш" in word  # скорейшее согласование
        return not (done or superlative or self._is_separate_noun(word, noun))


def _stem_key(phrase: str) -> str:
    return " ".join([reference.stem(word, "ru") for word in phrase.split(" ")])


@cache
def _set_phrases() -> dict[str, str]:
    """Return the set phrases by the stems of their words."""
    return {_stem_key(term): term for term in sorted(lexicon.terms("ru"))}


_PREFIX = 5
"""Set phrases with a preposition are indexed by this many letters of their first word."""


@cache
def _set_phrases_by_prefix() -> dict[str, list[list[str]]]:
    """Return the set phrases with a function word in them by the prefix of their first word, longest first."""
    found: dict[str, list[list[str]]] = {}
    for term in sorted(lexicon.terms("ru"), key=lambda term: (-len(term), term)):
        words = term.split(" ")
        if not WORDS["inside"].isdisjoint(words):
            found.setdefault(words[0][:_PREFIX], []).append(words)
    return found


def _may_be_form_of(word: str, other: str) -> bool:
    """Return whether *word* may be a form of *other*."""
    if len(other) < 4:
        return word == other
    return abs(len(word) - len(other)) < 4 and word.startswith(other[: max(3, len(other) - 3)])


def _listed_form(phrase: str) -> str:
    """Return *phrase* as the list of set phrases has it, or unchanged: *социальная сеть* is listed in the plural."""
    return _set_phrases().get(_stem_key(phrase), phrase) if " " in phrase else phrase


def _acronym(word: str) -> str:
    """Return *word* if it is an acronym, which stays in uppercase, or an empty string: *рост ВВП*."""
    return word if len(word) > 1 and word.isupper() else ""
