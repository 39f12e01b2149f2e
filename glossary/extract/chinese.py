"""Names and phrases of Chinese text, which is written without spaces.

The text is segmented into its most probable words (``chinese_units``) around the names that are found first:
transliterated ones, and surnames before a verb of speech or after a title (``chinese_names``), those that end like an
organization or a place (``chinese_bodies``), and listed ones. Phrases are adjectives, nouns and names before a noun
(``chinese_phrases``), quotations in 《》 or “”, and strings that occur at least twice, have varied neighbours on both
sides and characters that keep together (``chinese_strings``). Traditional characters are read as Simplified ones.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from glossary.extract import reference
from glossary.extract.chinese_bodies import LISTED, composed
from glossary.extract.chinese_names import DOTS, ROLE, SOUNDS, SPEECH, SURNAMES, persons
from glossary.extract.chinese_phrases import WORDS as PHRASES
from glossary.extract.chinese_phrases import is_verbal, phrases, proper_kind, units_between, without_overlaps
from glossary.extract.chinese_strings import INNER, repeated
from glossary.extract.chinese_units import NAMES, RUN, WORDS, Finder, Unit, divide, finder_of
from glossary.extract.reading import Reading, windows, worth_of
from glossary.extract.seen import Context, put
from glossary.model import Document, Segment
from glossary.text import lexicon
from glossary.text.chinese import HAN, country, known, simplified, stands
from glossary.text.segments import prose

_SPACED_HAN = re.compile(f"(?<=[{HAN}])[ \u3000]+(?=[{HAN}])")
_DOTTED_RUN = re.compile(f"[{HAN}][{HAN}{DOTS}-]*")
_has_kana = re.compile("[\u3041-\u30fa]").search
"""Finds a character that occurs only in Japanese."""
_TITLE = re.compile(r"《\s*([^《》\s][^《》\n]{0,38}[^《》\s])\s*》")
"""The title of a work."""
_PAPERS = ("报", "周刊")
_LATIN = re.compile("(?<![A-Za-z0-9])[A-Z][A-Za-z0-9'’-]+(?: [A-Z][A-Za-z0-9'’-]*){0,4}")
"""A name in Latin letters."""
_LATIN_NAME = re.compile(f"[（(]({_LATIN.pattern})[）)]")
"""A name in Latin letters in brackets, after the same name in Chinese."""
_BYLINE = re.compile("(?:记者|通讯员|编辑|作者|特约|摄影|撰稿|文)[ /：:]$")
"""Words before the name of a text's author, with a space between: 本报记者 罗逸姝."""
_QUOTED = re.compile(f"[“《「『]([{HAN}·]{{2,10}})[”》」』]")
_SHORT = re.compile(f"（(?:以下)?简称(?:为|：)?[“「]?([{HAN}]{{2,10}})[”」]?[，）]")
"""The short form of the name before it."""
_STORM = "(?:台风|飓风|气旋|风暴)"
_NAMED_STORM = re.compile(f"{_STORM}[“「『]([{HAN}]{{2,6}})[”」』]|[“「『]([{HAN}]{{2,6}})[”」』]{_STORM}")
_NUMBERED = re.compile(
    "第[一二三四五六七八九十]{1,3}(?:作?战区|集团军|舰队|巡回法庭)|中[铁建交水冶][一二三四五六七八九十]{1,3}局"
)
"""A body named by a number."""
_SHAPE = {"a": "j", "c": "j", "n": "n", "g": "n", "m": "n", "v": "n", **dict.fromkeys(NAMES, "e")}
"""Word class -> its letter in the shape of a phrase."""


class _WindowTerms(NamedTuple):
    """What the segments of a window show together."""

    named: dict[str, str]
    """Name -> kind."""
    names: Finder
    strings: frozenset[str]
    """Strings that are repeated."""
    quoted: frozenset[str]
    others: Finder
    """Finds repeated strings and quotations that are not names."""


class Reader:
    """Reads Chinese texts."""

    def __init__(self, watch: str = "") -> None:
        self._watch = watch

    def read(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """Return a reading of each of *documents*, in order."""
        return map(self._read_document, documents)

    def _read_document(self, document: Document) -> Reading:
        """Return a reading of *document*, made window by window."""
        reading = Reading(document.name)
        length = max(1, len(document.text))
        characters = sum(map(len, RUN.findall(document.text)))
        if 2 * len(_SPACED_HAN.findall(document.text)) > characters:  # as in the output of OCR
            reading.note = "there are spaces between the characters: words are found in running text only"  # message
        for window in windows(prose(document)):
            self._read_window(reading, window, length)
        return reading

    def _read_window(self, reading: Reading, window: list[Segment], length: int) -> None:
        # The offsets stay valid.
        texts = [simplified(segment.text).encode("utf-8", "replace").decode() for segment in window]
        terms = self._shared_terms(texts)
        for segment, text in zip(window, texts, strict=True):
            units = divide(text, terms.names, settled=True)
            words = [unit.text for unit in units if unit.text]
            for word in words:
                reading.lows[word] = reading.lows.get(word, 0) + 1
            reading.words += len(words) or len(text.split())
            reading.solid += len(words)
            reading.known += 0 if _has_kana(text) else len(words)
            self._read_segment(reading, segment, text, units, terms, length)
            if self._watch and self._watch in segment.text and len(reading.trace) < 10:
                reading.trace.append(f"{segment.document}:{segment.line}: {segment.text}")

    def _shared_terms(self, texts: list[str]) -> _WindowTerms:
        """Return what the segments of a window show together."""
        named = _find_names(texts)
        strings = repeated(texts, reference.words("chinese"), reference.common("zh"))
        for string in strings:
            named_so = len(string) == 3 and string[0] in SURNAMES and string[-1] not in WORDS["thing_end"]
            if named_so and not known(string[:2]) and not known(string[1:]):
                named.setdefault(string, "person")
        quoted = {match.group(1) for text in texts for match in _QUOTED.finditer(text)}
        quoted = {string for string in quoted if not any(word in string for word in INNER if word != "的")}
        others = finder_of({*strings, *quoted} - named.keys())
        return _WindowTerms(named, _name_finder(named), frozenset(strings), frozenset(quoted), others)

    def _read_segment(
        self, reading: Reading, segment: Segment, text: str, units: list[Unit], terms: _WindowTerms, length: int
    ) -> None:
        """Add the names, phrases and acronyms of *segment*, divided into *units*, to *reading*."""
        context: Context = (worth_of(segment), reading.document, segment.start, segment.text)
        edges = {edge for unit in units for edge in (unit.start, unit.end)}
        strung = [span for span in terms.others(text) if edges.issuperset(span)]
        strung = [span for span in strung if not _begins_with_measure(text, *span)]
        strung = [span for span in strung if not is_verbal(units, *span, quoted=text[slice(*span)] in terms.quoted)]
        strung += [span for span in _set_phrases()(text) if edges.issuperset(span)]
        inner: set[Unit] = set()
        for start, end in without_overlaps(phrases(units, terms.named) + strung):
            form, plain = segment.text[start:end], text[start:end]
            inside = units_between(units, start, end)
            if len(inside) == 1 and inside[0].letter in NAMES:
                continue
            if proper := proper_kind(inside):
                put(reading.names, form, segment, start, end, form, (proper,), length, context)
                inner.update(inside)
                continue
            mark = "quoted" if plain in terms.quoted and plain not in terms.strings else "noun"
            key, shape = _key_and_shape(inside)
            put(reading.phrases, key, segment, start, end, form, (mark, "~" + shape), length, context)
        written = _latin_spellings(text, units)
        for unit in units:
            if unit.letter in NAMES and unit not in inner:
                own = written.get(unit.start, unit)
                marks = (terms.named.get(own.text) or NAMES[own.letter],)
                name, form = segment.text[own.start : own.end], segment.text[unit.start : unit.end]
                put(reading.names, name, segment, unit.start, unit.end, form, marks, length, context)
        for match in _SHORT.finditer(text):
            before = bisect_left(units, match.start(), key=attrgetter("start")) - 1
            if before >= 0 and (long := units[before]).letter in NAMES:
                pair = (segment.text[long.start : long.end], segment.text[match.start(1) : match.end(1)])
                reading.pairs[pair] = reading.pairs.get(pair, 0) + 1


def _find_names(texts: list[str]) -> dict[str, str]:
    """Return the names found by their marks, in lists, or by their endings, with their kinds."""
    named: dict[str, str] = {}
    for text in texts:
        for name, kind in _marked_names(text):
            named.setdefault(name, kind)
    for text in texts:
        for name, kind in _possible_persons(text):
            if named.get(name, "other") == "other":
                named[name] = kind
    for name in _overlong_persons(named, texts):
        del named[name]
    finder = _name_finder(named)
    for text in texts:
        for name, kind in composed(divide(text, finder), named):
            named.setdefault(name, kind)
    return named


def _marked_names(text: str) -> Iterator[tuple[str, str]]:
    """Yield titles in 《》, listed names, short forms of names, and names in Latin letters, with their kinds."""
    for match in _TITLE.finditer(text):
        yield match[1], "organization" if match[1].endswith(_PAPERS) else "work"
    for start, end in _listed_names()(text):
        if stands(text, start, end):  # 沿海地区 does not contain 海地
            spoken = ROLE(text[max(0, start - 4) : start]) and SPEECH(text[end : end + 6])  # 主席|考文垂|表示
            yield text[start:end], "person" if spoken else LISTED[text[start:end]]
    for match in _NAMED_STORM.finditer(text):
        yield match[1] or match[2], "event"
    for match in (*_SHORT.finditer(text), *_NUMBERED.finditer(text)):
        yield match.group(match.lastindex or 0), "organization"
    for match in _LATIN.finditer(text):
        name, start, end = match.group().rstrip("'’-"), match.start(), match.end()
        yield name, _latin_kind(name, text[max(0, start - 6) : start], text[end : end + 6])


def _possible_persons(text: str) -> Iterator[tuple[str, str]]:
    """Yield likely names of persons, and foreign names that may be persons, with their kinds."""
    last = "-"
    for run in _DOTTED_RUN.finditer(text):
        whole = _QUOTED.match(text, max(0, run.start() - 1))
        office = _BYLINE.search(text, max(0, run.start() - 6), run.start()) is not None
        office = office or text.endswith(f"{last}、", 0, run.start())  # 记者韦骅、姬烨
        for name, kind in persons(run.group(), office=office):
            if kind == "place" and name not in LISTED:
                name = _without_country(name)
            if whole and whole[1] == name and len(name) < 4:
                continue  # “陆锁国” in quotation marks is not a person
            if name not in reference.fields("zh") and (
                name[:-1] not in LISTED or (len(name) > 4 and SOUNDS.issuperset(name))
            ):  # 石破茂|来
                last = name if kind == "person" else "-"
                yield name, kind


def _without_country(name: str) -> str:
    """Return the name of a foreign place without the country that it is in: 巴西|贝伦."""
    return name.removeprefix(next((name[:end] for end in range(2, len(name) - 1) if country(name[:end])), ""))


@cache
def _listed_names() -> Finder:
    """Return a finder of the listed names."""
    return finder_of(LISTED)


@cache
def _set_phrases() -> Finder:
    """Return a finder of the listed set phrases."""
    return finder_of(lexicon.terms("zh"))


def _key_and_shape(units: list[Unit]) -> tuple[str, str]:
    """Return the words of a phrase joined by spaces, and a letter for each.

    Among several words, a single character belongs to the one before it: *断层 破碎带*.
    """
    words: list[str] = []
    shape = ""
    for unit in units:
        letter = _SHAPE.get(unit.letter, ".")
        if len(units) > 2 and len(unit.text) == 1 and words and (unit.letter == "m" or unit.text in PHRASES["sort"]):
            words[-1] += unit.text
            shape = shape[:-1] + ("j" if unit.text in PHRASES["sort"] and unit is not units[-1] else "n")
        elif unit.text:
            words.append(unit.text)
            shape += letter
        else:
            shape += letter
    return " ".join(words), shape


def _begins_with_measure(text: str, start: int, end: int) -> bool:
    """Return whether the span begins with a measure word after a number: 27 | 岁男子."""
    return text[:start].rstrip()[-1:].isdigit() and not known(text[start : start + 2])


def _latin_spellings(text: str, units: list[Unit]) -> dict[int, Unit]:
    """Return the offsets of Latin names in brackets after a Chinese name, each with the Chinese unit before it."""
    found = {}
    for match in _LATIN_NAME.finditer(text):
        before = bisect_left(units, match.start(), key=attrgetter("start")) - 1
        if before >= 0 and units[before].letter in NAMES and units[before].end == match.start():
            found[match.start(1)] = units[before]
    return found


def _overlong_persons(named: dict[str, str], texts: list[str]) -> list[str]:
    """Return persons whose last character is not part of the name, which is more frequent without it: *王毅|通*."""
    return [
        name
        for name, kind in named.items()
        if len(name) > 2 and kind in ("person", "other") and named.get(name[:-1]) in ("person", "other")
        if sum(text.count(name[:-1]) for text in texts) > sum(text.count(name) for text in texts)
    ]


def _name_finder(named: Iterable[str]) -> Finder:
    """Return a finder of names; listed ones only as whole words: 快手 does not occur in 加快手续."""
    finder = finder_of(named)
    return lambda text: [span for span in finder(text) if text[slice(*span)] not in LISTED or stands(text, *span)]


def _latin_kind(name: str, before: str, after: str) -> str:
    """Return the kind of a name in Latin letters, by the words around it."""
    if ROLE(before.rstrip()[-4:]) or SPEECH(after.lstrip()):
        return "person"
    return "organization" if name.isupper() and name.isalpha() and len(name) > 2 else "other"
