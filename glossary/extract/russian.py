"""Names and phrases of Russian text, found by capitals and, if it is installed, with the dictionary of pymorphy3.

With the dictionary, the forms of a word are counted under their nominative, names get a kind (persons by given names,
surnames and patronymics, places by the tag for toponyms), and a phrase is a noun with the adjectives that agree with
it, or with its genitive. Without it, names are runs of capitalized words as written and phrases are the words between
stop words, so every case is a separate candidate: the list is rough, and a warning says so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from glossary.extract import reference, russian_before
from glossary.extract.acronyms import expansion
from glossary.extract.reading import Reading, windows, worth_of
from glossary.extract.russian_forms import WORDS, Words, follows
from glossary.extract.russian_runs import Runs
from glossary.extract.seen import Context, Seen, put
from glossary.model import Document, Segment
from glossary.text.segments import prose

_WORD = re.compile(r"[A-Z]+\d+[A-Z]*|[^\W\d_]+(?:-?'?[^\W_]+)*|\d+(?:-[^\W\d_]+)?|[^\w\s]")
_CAPITALISED = re.compile(r"\b[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)*")
_MARKED_LETTER = re.compile("[Ѐ-ӿ][\u0300-\u036f]+")
"""A letter with its combining marks: a stress mark, or й and ё as two characters."""
_LOWER = re.compile(r"\b[а-яё]+(?:-[а-яё]+)*\b")
_RARE_BELOW = 3.4
"""Single nouns below this Zipf value are also counted under their nominative: *тепловоз*, *хемосинтез*."""


class Reader(Runs):
    """Reads Russian texts."""

    def __init__(self, watch: str = "") -> None:
        self._watch = watch.lower()
        super().__init__()
        self._kinds: dict[str, str] = {}
        """The names found so far in the document, with their kinds."""

    def read(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """Return a reading of each of *documents*, in order."""
        return map(self._read_document, documents)

    def _read_document(self, document: Document) -> Reading:
        reading = Reading(document.name)
        if self._morph is None:
            note = "pymorphy3 is not installed: each case of a Russian word counts as a word of its own"  # message
            reading.note = note
        length = max(1, len(document.text))
        self._surnames, self._given_names, self._kinds = set(), set(), {}
        for window in windows(prose(document)):
            text = _without_stress("\n".join([segment.text for segment in window]))
            self._capitalized = set(_CAPITALISED.findall(text))
            if self._morph is not None:
                self._collect_numbers(text)
            for segment in window:
                self._read_segment(reading, segment, length)
        for surname in self._surnames & reading.names.keys():
            seen = reading.names[surname] = Seen.of(reading.names[surname])
            if "other" in seen.marks:  # before the full name: Пашинян и Алиев договорились
                seen.marks["person"] = seen.marks.get("person", 0) + seen.marks.pop("other")
        return reading

    def _collect_numbers(self, text: str) -> None:
        """Collect the nouns that are certainly singular somewhere in *text*, and those that are always plural."""
        found: dict[str, set[str]] = {"sing": set(), "plur": set()}
        for word in set(_LOWER.findall(text)):
            parses = [parse for parse in self._parses(word) if "NOUN" in parse.tag]
            if len(numbers := {parse.tag.number for parse in parses} & found.keys()) == 1:
                found[numbers.pop()].add(str(parses[0].normal_form))
        self._singulars, self._plurals = found["sing"], found["plur"] - found["sing"]

    def _read_segment(self, reading: Reading, segment: Segment, length: int) -> None:
        """Add the words, names and phrases of *segment* to *reading*."""
        text = segment.text
        words = list(_tokens(text))
        context: Context = (worth_of(segment), reading.document, segment.start, text)
        heading = ("heading",) if segment.role == "heading" or text.isupper() else ()
        self._count_words(reading, words)
        taken: set[int] = set()
        for first, last, key, kind in self._all_names(reading, words):
            taken.update(range(first, last))
            start, end = words[first][1], words[last - 1][2]
            marks = (kind, *heading, *(("start",) if first == 0 else ()))
            put(reading.names, key, segment, start, end, key, marks, length, context)
        counted: set[int] = set()
        for first, last, key, shape in self._phrases(words, taken):
            self._count_nominatives(reading, words, first, last, key, counted)
            start, end = words[first][1], words[last - 1][2]
            put(reading.phrases, key, segment, start, end, key, ("noun", "~" + shape), length, context)
        if self._watch and self._watch in text.lower() and len(reading.trace) < 10:
            reading.trace.append(f"{segment.document}:{segment.line}: {text}")

    def _all_names(self, reading: Reading, words: Words) -> Iterator[tuple[int, int, str, str]]:
        """Yield (start, end, nominative, kind) of each name, and add acronyms with their expansions to *reading*."""
        expansions = dict(self._names_with_acronym(words))
        quoted = dict(self._quoted_names(words))
        inside = {at for span in (*expansions, *quoted) for at in range(*span)}
        others = [span for span in self._names(words) if inside.isdisjoint(range(*span))]
        for first, last in sorted([*others, *quoted, *expansions]):
            before = [word for word, _, _ in words[max(0, first - 12) : first]]
            after = words[last][0] if last < len(words) else ""
            run = [word for word, _, _ in words[first:last]]
            name, kind = quoted.get((first, last)) or self._name_and_kind(run, before, after)
            if (first, last) in expansions:
                pair = (name, expansions[first, last])
                reading.pairs[pair] = reading.pairs.get(pair, 0) + 1
            first, name, kind = self._with_noun(words, first, last, name, kind, before)
            if kind == "other":
                kind = self._kinds.get(name, kind)
            else:
                self._kinds.setdefault(name, kind)
            yield first, last, name, kind

    def _with_noun(
        self, words: Words, first: int, last: int, name: str, kind: str, before: list[str]
    ) -> tuple[int, str, str]:
        """Return the start, nominative and kind of a name, which may include the noun before it: *чемпионат Европы*."""
        noun = russian_before.noun(self._parses, before) if self._morph is not None else ""
        word, single = words[first][0], last - first == 1
        town = single and "Geox" in self._tag(word)
        if noun in WORDS["storm"] and town and not self._is_nominative(word):
            return first, name, "place"  # ураган Техасу не грозит
        if noun in WORDS["storm"]:
            return first - 1, f"{noun} {name}", "event"
        if noun in WORDS["contest"] and town:
            return first - 1, f"{noun} {word}", "event"
        if noun in WORDS["street"] and single and not town:
            return first - 1, self._street_name(noun, word), "place"
        return first, name, kind

    def _count_nominatives(
        self, reading: Reading, words: Words, first: int, last: int, key: str, counted: set[int]
    ) -> None:
        """Count the words of the phrase *key* under their nominatives, by which their rarity is looked up."""
        for at, word in enumerate(reference.spelled(key).split(" "), first):
            if at >= last or at in counted or word == reference.spelled(words[at][0].lower()):
                continue
            rare = self._common.get(word, 0) < _RARE_BELOW
            if last > first + 1 or (rare and not self._is_genitive_of_noun(words, first)):
                counted.add(at)
                reading.lows[word] = reading.lows.get(word, 0) + 1

    def _is_genitive_of_noun(self, words: Words, place: int) -> bool:
        """Return whether the noun at *place* is the genitive of the noun before it: *зона | затопления*."""
        before = words[place - 1][0].lower() if place else ""
        if not before or not follows(words, place) or "NOUN" not in self._tag(before):
            return False
        light = self._weak.get(reference.stem(before, "ru")) in ("light", "bearer")
        return not light and any("gent" in parse.tag for parse in self._parses(words[place][0].lower()))

    def _street_name(self, noun: str, word: str) -> str:
        """Return the nominative of the name of a street: *улица Первомайская*, *улица Кирова*, *проспект Рудаки*."""
        street = self._parsed(noun)[1]
        genders = {parse.tag.gender for parse in self._parses(word.lower()) if "ADJF" in parse.tag}
        if street.tag.gender in genders:
            word = self._recase(word, self._agreeing_form(word, street))
        return f"{noun} {word}"

    def _count_words(self, reading: Reading, words: Words) -> None:
        """Add to *reading* how often each of *words* occurs, and how many of them are common words."""
        reading.words += len(words)
        for word, _, _ in words:
            low = reference.spelled(word.lower())
            if low[0].isalpha():
                reading.lows[low] = reading.lows.get(low, 0) + 1
                reading.solid += 1
                reading.known += not word.islower() if low.isascii() else low in self._common
                reading.loud += len(word) > 1 and word.isupper()

    def _names_with_acronym(self, words: Words) -> Iterator[tuple[tuple[int, int], str]]:
        """Yield the spans of names that an acronym in brackets follows, with it: *Азиатский банк развития (АБР)*."""
        texts = [word for word, _, _ in words]
        for place in range(2, len(texts) - 2):
            short = texts[place + 1]
            if texts[place] == "(" and texts[place + 2] in "),;" and 3 <= len(short) <= 8 and short.isupper():
                long = expansion(texts[:place], short)
                if long > 1 and texts[place - long][0].isupper():
                    yield (place - long, place), short


def _without_stress(text: str) -> str:
    """Return *text* without stress marks and with й and ё as single characters: *Влади́мир*."""
    return _MARKED_LETTER.sub(lambda match: _composed(match.group()), text)


def _composed(marked: str) -> str:
    return unicodedata.normalize("NFC", re.sub("[\u0300\u0301]", "", marked))


def _tokens(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the words and punctuation marks of *text*, without stress marks, and their offsets in it.

    >>> list(_tokens("Пу́тин"))
    [('Путин', 0, 6)]
    """
    places: list[int] = []
    at = 0
    for match in _MARKED_LETTER.finditer(text):
        places += [*range(at, match.start()), *[match.start()] * len(_composed(match.group()))]
        at = match.end()
    places += range(at, len(text) + 1)
    for word in _WORD.finditer(_without_stress(text).replace("’", "'")):
        yield word.group(), places[word.start()], places[word.end()]
