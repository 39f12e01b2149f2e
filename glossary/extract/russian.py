"""Names and phrases of Russian text: by capitals, and by the dictionary of pymorphy3 where it is installed.

With the dictionary, forms of a word meet under their nominative, names get a kind (persons by first names, surnames and
patronymics, places by the mark for toponyms), and phrases are adjectives that agree with a noun, or a noun with its
genitive. Without it, names are runs of capitals as they stand and phrases what stands between stop words, so that every
case is a candidate of its own: a rough list, and a warning says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from glossary.extract import reference
from glossary.extract.reading import Reading, windows, worth_of
from glossary.extract.seen import Context, put
from glossary.model import Document, Segment
from glossary.text.segments import segments

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W_]+)*|\d+|[^\w\s]")
_LINKS = frozenset("и де фон ван дер аль бин ибн оф".split())


class Reader:
    """Reads Russian texts."""

    def __init__(self, watch: str = "") -> None:
        self._watch = watch.lower()
        self._stop = reference.words("russian")
        self._common = reference.common("ru")
        self._morph: Any = None
        if find_spec("pymorphy3") and find_spec("pymorphy3_dicts_ru"):
            self._morph = import_module("pymorphy3").MorphAnalyzer(lang="ru")
        self._parsed = lru_cache(50_000)(self._parse)

    def read(self, document: Document) -> Iterator[Reading]:
        """Return what *document* holds, part by part."""
        reading = Reading(document.name)
        if self._morph is None:
            reading.note = "pymorphy3 is not installed: each case of a Russian word counts as a word of its own"
        length = max(1, len(document.text))
        for window in windows(segments(document)):
            for segment in window:
                self._sentence(reading, segment, length)
        yield reading

    def _sentence(self, reading: Reading, segment: Segment, length: int) -> None:
        text = segment.text
        words = [(match.group(), match.start(), match.end()) for match in _WORD.finditer(text)]
        context: Context = (worth_of(segment), reading.document, segment.start, text)
        headline = segment.role == "heading" or text.isupper()
        reading.words += len(words)
        for word, _, _ in words:
            low = word.lower()
            if low[0].isalpha():
                reading.lows[low] = reading.lows.get(low, 0) + 1
                reading.solid += 1
                reading.known += low in self._common
        taken: set[int] = set()
        for first, last in self._names(words):
            run = words[first:last]
            key, kind = self._name([word for word, _, _ in run])
            taken.update(range(first, last))
            marks = (kind, *(("heading",) if headline else ()), *(("start",) if first == 0 else ()))
            put(reading.names, key, segment, run[0][1], run[-1][2], key, marks, length, context)
        for first, last, key, shape in self._phrases(words, taken):
            run = words[first:last]
            put(reading.phrases, key, segment, run[0][1], run[-1][2], key, ("noun", "~" + shape), length, context)
        if self._watch and self._watch in text.lower() and len(reading.trace) < 10:
            reading.trace.append(f"{segment.document}:{segment.line}: {text}")

    def _names(self, words: list[tuple[str, int, int]]) -> Iterator[tuple[int, int]]:
        """Return runs of words with capitals that are names, as ranges."""
        place, count = 0, len(words)
        fresh = True
        while place < count:
            word = words[place][0]
            if not word[0].isupper() or (len(word) == 1 and not word.isalpha()):
                fresh = not word[0].isalnum() and (fresh or word in '«“"„—–:')
                place += 1
                continue
            low = word.lower()
            follows = place + 1 < count and words[place + 1][0][0].isupper()
            plain = low in self._common and not follows and not self._is_name(word)
            if fresh and (low in self._stop or plain):
                fresh = False
                place += 1
                continue
            last = place + 1
            while last < count and words[last][1] - words[last - 1][2] <= 1:
                other = words[last][0]
                if other[0].isupper() and other.isalpha() | ("-" in other) and other.lower() not in self._stop:
                    last += 1
                elif other in _LINKS and other != "и" and last + 1 < count and words[last + 1][0][0].isupper():
                    last += 2
                else:
                    break
            yield from self._split(words, place, last)
            place, fresh = last, False

    def _split(self, words: list[tuple[str, int, int]], first: int, last: int) -> Iterator[tuple[int, int]]:
        """Return the run as one name, or cut where a place or organization is followed by a person."""
        if self._morph is not None:
            for place in range(first + 1, last):
                before, here = self._tag(words[place - 1][0]), self._tag(words[place][0])
                if ("Name" in here or "Init" in here) and not (
                    "Name" in before or "Surn" in before or "Init" in before
                ):
                    yield first, place
                    yield place, last
                    return
        yield first, last

    def _is_name(self, word: str) -> bool:
        tag = self._tag(word)
        return any(mark in tag for mark in ("Name", "Surn", "Patr", "Geox", "Orgn"))

    def _tag(self, word: str) -> str:
        return str(self._parsed(word)[0]) if self._morph is not None else ""

    def _parse(self, word: str) -> tuple[str, Any]:
        """Return the tag and the parse of *word*; a name before a common word where it has a capital."""
        found = self._morph.parse(word)
        if word[0].isupper():
            for parse in found:
                if any(mark in parse.tag for mark in ("Surn", "Name", "Patr", "Geox")):
                    return str(parse.tag), parse
        return str(found[0].tag), found[0]

    def _name(self, run: list[str]) -> tuple[str, str]:
        """Return the nominative of a name, and its kind."""
        if self._morph is None or any(word.isupper() and len(word) > 1 for word in run):
            return " ".join(run), "organization" if run[0].isupper() and len(run[0]) > 1 else "other"
        tags = [self._tag(word) for word in run]
        kind = "other"
        if any("Name" in tag or "Surn" in tag or "Patr" in tag for tag in tags):
            kind = "person"
        elif any("Geox" in tag for tag in tags):
            kind = "place"
        elif any("Orgn" in tag for tag in tags) or run[0].lower() in self._stop:
            kind = "organization"
        words = []
        for word in run:
            parse = self._parsed(word)[1]
            normal = parse.normal_form
            if kind == "person" and "femn" in parse.tag and "Surn" in parse.tag:
                inflected = parse.inflect({"nomn"})
                normal = inflected.word if inflected else normal
            same = word.lower() == normal or "Fixd" in parse.tag or "UNKN" in parse.tag
            words.append(word if same else "-".join(part.capitalize() for part in normal.split("-")))
        return " ".join(words), kind

    def _phrases(self, words: list[tuple[str, int, int]], taken: set[int]) -> Iterator[tuple[int, int, str, str]]:
        """Return (first, last, key, letters) of phrases."""
        count = len(words)
        if self._morph is None:
            place = 0
            while place < count:
                last = place
                while last < count and self._plain(words[last][0]) and last not in taken:
                    last += 1
                for size in (1, 2, 3):
                    for first in range(place, last - size + 1):
                        run = [word.lower() for word, _, _ in words[first : first + size]]
                        yield first, first + size, " ".join(run), "n" * size
                place = max(last, place + 1)
            return
        for place in range(count):
            if place in taken or not self._plain(words[place][0]):
                continue
            tag, parse = self._parsed(words[place][0].lower())
            if "NOUN" not in tag:
                continue
            first = place
            while first and first - 1 not in taken and self._agrees(words[first - 1][0], parse):
                first -= 1
            noun = self._nominative(parse)
            front = [self._agreeing(words[at][0], parse) for at in range(first, place)]
            if front or len(words[place][0]) > 3:
                yield first, place + 1, " ".join([*front, noun]), "j" * len(front) + "n"
            follow = place + 1
            if follow < count and follow not in taken and self._plain(words[follow][0]):
                other, after = self._parsed(words[follow][0].lower())
                if "NOUN" in other and "gent" in other and words[follow][1] - words[place][2] == 1:
                    yield first, follow + 1, " ".join([*front, noun, after.word]), "j" * len(front) + "nn"

    def _plain(self, word: str) -> bool:
        low = word.lower()
        return len(low) > 2 and low[0].isalpha() and low not in self._stop

    def _agrees(self, word: str, noun: Any) -> bool:
        if not self._plain(word) or word[0].isupper():
            return False
        return any(
            ("ADJF" in parse.tag or "PRTF" in parse.tag)
            and "Apro" not in parse.tag
            and parse.tag.case == noun.tag.case
            and parse.tag.number == noun.tag.number
            for parse in self._morph.parse(word.lower())
        )

    def _agreeing(self, word: str, noun: Any) -> str:
        """Return the nominative of an adjective that agrees with *noun*."""
        for parse in self._morph.parse(word.lower()):
            if ("ADJF" in parse.tag or "PRTF" in parse.tag) and parse.tag.case == noun.tag.case:
                wanted = {"nomn", noun.tag.number or "sing"}
                if noun.tag.number != "plur" and noun.tag.gender:
                    wanted.add(noun.tag.gender)
                inflected = parse.inflect(wanted)
                if inflected:
                    return str(inflected.word)
        return word.lower()

    def _nominative(self, noun: Any) -> str:
        inflected = noun.inflect({"nomn"})
        return str(inflected.word if inflected else noun.word)
