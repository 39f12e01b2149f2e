"""What one text holds: its names and phrases, each with where and how it was seen. The unit of work of an engine.

A :class:`Reading` is small beside its text and can be pickled, so that texts can be read in other processes.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress, islice, product
from typing import NamedTuple, TypeVar

from glossary.decisions import fold
from glossary.extract import acronyms, lists, phrases, pruning, reference, speech
from glossary.extract.entities import Finder, Mention, together
from glossary.extract.runs import OFFICES
from glossary.extract.seen import Context, Seen, Table
from glossary.extract.tidying import tidied
from glossary.extract.trimming import priced
from glossary.model import Document, Kind, Segment
from glossary.text.garbled import SMALL
from glossary.text.words import Sentence, cut, sentences, straighten

WINDOW = 60_000
"""Characters, in whole sentences, that are tagged together; a longer text is read window by window."""
PART = 400_000
"""Characters of a text that make one reading; a longer text is read in parts, so that memory stays bounded."""
LONGEST = 120
"""Characters of a term at most; what is longer is no term but a table or a mistake."""
UNSURE = 0.76
"""The confidence of a mention below which it is marked as unsure."""
SHOWN = 5
"""Sentences of a text that the trace of a term shows."""


@dataclass(slots=True)
class Reading:
    """What was found in one text, or in a part of a very long one."""

    document: str
    words: int = 0
    names: Table = field(default_factory=dict)
    """By the form of the name, straightened, without determiner, title, possessive."""
    phrases: Table = field(default_factory=dict)
    """By the phrase in lower case."""
    inside: Table = field(default_factory=dict)
    """Terms that a person keeps, where they stand in longer phrases: that counts if nothing else is found of them."""
    pairs: dict[tuple[str, str], int] = field(default_factory=dict)
    """(long, short) -> how often an expansion and its acronym stood side by side, one in brackets."""
    lows: Counter[str] = field(default_factory=Counter)
    """Words in lower case, outside of names, with how often they stand here."""
    texts: int = 1
    """1 for a text and the first part of one, 0 for another part."""
    solid: int = 0
    """How many of the words begin with a letter and are no names."""
    named: int = 0
    """How many of the words stand in names."""
    known: int = 0
    """How many of these are common words of the language."""
    lines: int = 0
    """How many sentences, or lines that are none, it has."""
    running: int = 0
    """How many of these are small words that English running text is full of."""
    loud: int = 0
    """How many of the words stand in sentences all in capitals."""
    note: str = ""
    """What makes the reading worth less than it could be."""
    trace: list[str] = field(default_factory=list)
    """What happened to the term that is watched."""


class Term(NamedTuple):
    """What is left of a phrase."""

    start: int
    """Where it begins in the phrase, in words."""
    end: int
    key: str
    """Its words, in lower case; empty where nothing is left."""
    marks: tuple[str, ...]
    headed: tuple[str, ...]
    """Its marks in a heading."""
    proper: bool
    """Does it consist of proper nouns?"""


class _Page(NamedTuple):
    """A window of a text."""

    document: Document
    reading: Reading
    """What was found in it, and in the pages before it that are of the same part of the text."""
    segments: list[Segment]

    def size(self) -> int:
        """Return its length in characters."""
        return self.segments[-1].end - self.segments[0].start if self.segments else 0


class _Here:
    """A sentence that is being read, and what was noted in it."""

    __slots__ = ("_context", "_length", "_plain", "_segment", "_tidy", "_whole", "headline", "noted", "reading", "text")

    def __init__(self, page: _Page, segment: Segment) -> None:
        whole = page.document.text
        self.reading = reading = page.reading
        self.text = text = straighten(segment.text)
        self.headline = segment.role == "heading" or _shouted(text)
        self.noted: list[tuple[int, int]] = []
        self._segment = segment
        self._length = max(1, len(whole))
        self._whole = whole if whole.find("\n", segment.start, segment.end) >= 0 else ""
        """The text of the document where the sentence goes over several lines, else empty."""
        self._plain = text == segment.text
        self._tidy = not ("\n" in text or "  " in text)
        context = segment.text if self._tidy else " ".join(segment.text.split())
        self._context: Context = (worth_of(segment), reading.document, segment.start, context)

    def spelled(self, start: int, end: int) -> str:
        """Return what stands from *start* to *end* in the document, straightened, in one line."""
        offset = self._segment.start
        return " ".join(self.text[start - offset : end - offset].split())

    def note(self, table: Table, key: str, start: int, end: int, marks: tuple[str, ...]) -> None:
        """Note in *table* that the term *key* stands there."""
        if end - start > LONGEST:
            return
        segment, document = self._segment, self.reading.document
        offset = segment.start
        raw = form = self.text[start - offset : end - offset]
        if not self._plain:
            raw = segment.text[start - offset : end - offset]
        if not self._tidy and ("\n" in form or "  " in form):
            form = " ".join(form.split())
        # One object for equal texts: there are millions of them.
        if form == key:
            form = key
        if raw == form:
            raw = form
        line = segment.line + (self._whole.count("\n", offset, start) if self._whole else 0)
        self.noted.append((start, end))
        seen = table.get(key)
        if seen is None:
            table[key] = (document, start, end, line, raw, form, marks, start / self._length, self._context)
        else:
            if type(seen) is not Seen:
                seen = table[key] = Seen.of(seen)
            seen.note(document, start, end, line, raw, form, marks, self._context)


class Reader:
    """Reads texts: finds what stands in their sentences and notes it."""

    def __init__(self, find: Finder, watch: str = "", kept: Collection[str] = ()) -> None:
        self._find = together(find)
        self._watch = fold(watch).casefold()
        self._watched = re.compile(rf"(?<!\w){re.escape(self._watch)}(?!\w)").search
        self._kept = _by_first_word(kept)
        self._words = frozenset(kept)
        """Of a short one, *US*, the case counts."""
        self._ordinary = reference.ordinary()
        self._common = reference.common("en")
        self._solid = frozenset(word for word in self._common if word[0].isalpha())
        self._marks: dict[tuple[str, ...], tuple[str, ...]] = {}
        """The same object for the same marks, since there are many phrases."""
        self._pruned: dict[tuple[str, str, str], Term] = {}

    def read(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """Yield what *documents* hold, one by one and part by part; short ones are tagged together."""
        reading: Reading | None = None
        for pages in gathered(self._pages(documents), _Page.size):
            texts = [sentences(page.segments) for page in pages]
            spoken = iter(speech.letters([sentence.texts for text in texts for sentence in text]))
            for page, text, found in zip(pages, texts, self._find(texts), strict=True):
                if reading is not None and reading is not page.reading:
                    yield reading
                reading = page.reading
                for segment, sentence, kinds, mentions in zip(
                    page.segments, text, islice(spoken, len(text)), found, strict=True
                ):
                    if kinds and not _direction(sentence.text):
                        self._sentence(page, segment, sentence, kinds, mentions)
        if reading is not None:
            yield reading

    def _pages(self, documents: Iterable[Document]) -> Iterator[_Page]:
        """Yield *documents* in pages; one without a sentence has an empty one."""
        for document in documents:
            reading, read = Reading(document.name), 0
            page = _Page(document, reading, [])
            for window in windows(tidied(document)):
                if read > PART:
                    reading, read = Reading(document.name, texts=0), 0
                page = _Page(document, reading, window)
                read += page.size()
                yield page
            if not page.segments:
                yield page

    def _sentence(
        self, page: _Page, segment: Segment, sentence: Sentence, kinds: str, mentions: Sequence[Mention]
    ) -> None:
        """Note the names and phrases of a sentence of *page*."""
        reading = page.reading
        here = _Here(page, segment)
        ranges = _ranges(sentence, mentions)
        opened = sentence.texts[0] == '"'
        if ranges and ranges[0] == (opened, opened + 1) and _describing(kinds[opened:], sentence.texts[opened:]):
            mentions, ranges = mentions[1:], ranges[1:]  # Net profit
        unit = phrases.units(sentence, kinds, ranges)
        _note_names(here, sentence, mentions, ranges)
        named = here.noted[:]
        self._count(reading, unit.lows, unit.letters, here.text.isupper())
        self._note_phrases(here, unit)
        bodies = {end: start for mention, (start, end) in zip(mentions, ranges, strict=True) if mention.kind in _BODIES}
        self._note_acronyms(here, unit, sentence, bodies)
        if self._kept:
            self._note_kept(here, sentence, named)
        if self._watch and self._watched(fold(here.text).casefold()):
            self._explain(reading, segment, mentions, unit)

    def _note_phrases(self, here: _Here, unit: phrases.Units) -> None:
        """Note the phrases, the rare words, and the names that only the tagger of speech noticed."""
        lows, starts, ends, letters = unit
        table = here.reading.phrases
        for match in _SINGLE.finditer(letters):
            low = lows[match.start()]
            if low not in self._ordinary and len(low) > 3 and low.isalpha():
                here.note(table, low, starts[match.start()], ends[match.start()], ("word", "~" + match.group()))
        for start, end, origin in phrases.phrases(unit, headline=here.headline):
            long = (" ".join(lows[start:end]), letters[start:end], origin)
            term = self._pruned.get(long) or self._prune(long)
            if not term.key:
                continue
            first, last = start + term.start, start + term.end
            if term.proper and not here.headline:
                form = here.spelled(starts[first], ends[last - 1])
                if self._named(form, lows[first:last]):
                    marks = (_overlooked(form), "unsure", *(("start",) if first == 0 else ()))
                    here.note(here.reading.names, form, starts[first], ends[last - 1], marks)
                    continue
            marks = term.headed if here.headline else term.marks
            if letters[first] == "p" and not here.headline and any(map(str.isalpha, lows[:first])):
                marks = (*marks, "inside")  # its capital is not that of a sentence
            if origin == "quoted" and term.key in table and (starts[first], ends[last - 1]) in here.noted:
                seen = table[term.key] = Seen.of(table[term.key])  # one place, found in two ways
                seen.marks[origin] = seen.marks.get(origin, 0) + 1
            else:
                here.note(table, term.key, starts[first], ends[last - 1], marks)

    def _note_acronyms(self, here: _Here, unit: phrases.Units, sentence: Sentence, bodies: Mapping[int, int]) -> None:
        """Note expansions and acronyms that stand side by side, and what an acronym of three words and more stands for,
        though no rule of grammar makes it a phrase: *licence by adhesion and commitment (LAC)*."""
        pairs = here.reading.pairs
        for after, short, spelled, body in acronyms.introduced(unit.lows, sentence.texts, bodies):
            end = sentence.ends[after - 1]
            for long in {spelled, max(spelled, body)} - {0}:  # U.S. Food and Drug Administration (FDA)
                pair = (here.spelled(sentence.starts[after - long], end), short)
                pairs[pair] = pairs.get(pair, 0) + 1
            start = sentence.starts[after - spelled]
            if spelled < 3 or (start, end) in here.noted or start not in unit.starts or end not in unit.ends:
                continue
            first, last = unit.starts.index(start), unit.ends.index(end) + 1
            shape = unit.letters[first:last]
            if shape[0] in "djgvrnsp" and shape[-1] in "nsp" and here.spelled(start, end)[1:].islower():
                here.note(here.reading.phrases, " ".join(unit.lows[first:last]), start, end, ("noun", f"~{shape}"))

    def _note_kept(self, here: _Here, sentence: Sentence, named: Sequence[tuple[int, int]]) -> None:
        """Note the terms that a person wants to be kept, unless they stand in what is *named*."""
        for start, end in self._stand(sentence):
            if (start, end) in here.noted or any(begin <= start and end <= stop for begin, stop in named):
                continue
            key = here.spelled(start, end).lower()
            if not any(begin <= start and end <= stop for begin, stop in here.noted):
                here.note(here.reading.phrases, key, start, end, _KEPT)
                continue
            inside = here.reading.inside
            here.note(inside, key, start, end, _KEPT)
            seen = inside[key] = Seen.of(inside[key])
            seen.count -= 1  # it is counted with the longer phrase

    def _count(self, reading: Reading, lows: Sequence[str], letters: str, loud: bool) -> None:
        """Count the words of a sentence, and what they tell of the text."""
        reading.words += len(lows)
        reading.lines += 1
        codes = letters.encode()
        reading.lows.update(compress(lows, codes.translate(_FULL)))
        rest = list(compress(lows, codes.translate(_UNNAMED)))
        reading.solid += sum(map(str.isalpha, [low[0] for low in rest]))
        reading.named += len(lows) - len(rest)
        reading.known += sum(map(self._solid.__contains__, rest))
        reading.running += sum(map(SMALL.__contains__, rest))
        if loud:
            reading.loud += len(lows)

    def _named(self, form: str, lows: Sequence[str]) -> bool:
        """Return whether proper nouns, as they stand and in small letters, are a name, and no office."""
        return (
            all(part[0].isupper() for part in form.split())
            and any(map(self._uncommon, lows))
            and not all(map(_official, lows))
        )

    def _stand(self, sentence: Sentence) -> Iterator[tuple[int, int]]:
        """Yield where terms stand that a person wants to be kept."""
        words = _folded(sentence)
        for first, word in enumerate(words):
            for term in self._kept.get(word, ()):
                last = first + len(term) - 1
                if words[first : last + 1] == term and (last > first or fold(sentence.texts[first]) in self._words):
                    yield sentence.starts[first], sentence.ends[last]

    def _uncommon(self, low: str) -> bool:
        return low not in self._common and not priced(low)

    def _prune(self, phrase: tuple[str, str, str]) -> Term:
        """Return what :func:`pruning.prune` leaves of *phrase*, remembered: most phrases come again."""
        text, letters, origin = phrase
        lows = text.split(" ")
        start, end, why = pruning.prune(lows, letters, origin)
        shape = letters[start:end]
        marks = self._marks.setdefault((origin, shape), (origin, "~" + shape))
        headed = self._marks.setdefault((origin, shape, "heading"), (origin, "~" + shape, "heading"))
        if len(self._pruned) > 20_000:
            self._pruned.clear()
        key = "" if why else " ".join(lows[start:end])
        found = self._pruned[phrase] = Term(start, end, key, marks, headed, set(shape) == {"p"})
        return found

    def _explain(
        self,
        reading: Reading,
        segment: Segment,
        mentions: Sequence[Mention],
        unit: phrases.Units,
    ) -> None:
        """Say what was made of a sentence that holds the watched term."""
        if len(reading.trace) >= 2 * SHOWN:
            return
        names = ", ".join(f"{mention.text} ({mention.kind.value})" for mention in mentions)
        kept = []
        for phrase in phrases.phrases(unit):
            first, last, why = pruning.prune(
                unit.lows[phrase.start : phrase.end], unit.letters[phrase.start : phrase.end], phrase.origin
            )
            text = " ".join(unit.lows[phrase.start : phrase.end])
            if why:
                kept.append(f"{text} (dropped: {why})")
            elif last - first < phrase.end - phrase.start:
                kept.append(f"{' '.join(unit.lows[phrase.start + first : phrase.start + last])} (cut from {text})")
            else:
                kept.append(text)
        reading.trace.append(f"{segment.document}:{segment.line}: {' '.join(segment.text.split())}")
        reading.trace.append(f"  names: {names or 'none'}; phrases: {', '.join(dict.fromkeys(kept)) or 'none'}")


def _note_names(
    here: _Here, sentence: Sentence, mentions: Sequence[Mention], ranges: Sequence[tuple[int, int]]
) -> None:
    """Note the names of a sentence, persons with their titles."""
    for mention, (first, _) in zip(mentions, ranges, strict=True):
        title = phrases.titled(sentence.texts, first) if mention.kind is Kind.PERSON else first
        start = sentence.starts[title] if title < first else mention.start
        marks = _MARKS[mention.kind, here.headline, first == 0, mention.confidence < UNSURE]
        here.note(here.reading.names, here.spelled(mention.start, mention.end), start, mention.end, marks)


def _by_first_word(terms: Collection[str]) -> dict[str, list[list[str]]]:
    """Return folded *terms* as words, by their first word."""
    found: dict[str, list[list[str]]] = {}
    for term in sorted(terms):
        if words := [word for word in _folded(cut(term)) if word]:
            found.setdefault(words[0], []).append(words)
    return found


def _folded(sentence: Sentence) -> list[str]:
    """Return the words of *sentence* in small letters, where an abbreviation may be none: *No. 3*, *no . 3*."""
    return [fold(word).casefold().rstrip(".") for word in sentence.texts]


_KEPT = ("noun",)
"""The marks of a term that only a person saw."""
_FULL = bytes(chr(code) in "nsjxgv" for code in range(256))
"""The letters of words that say something are 1, others 0."""
_UNNAMED = bytes(chr(code) != "e" for code in range(256))
_SINGLE = re.compile("[jgvx]")
_BODIES = (Kind.ORGANIZATION, Kind.OTHER, Kind.EVENT)
"""What has an acronym, whatever its language."""
_MARKS: dict[tuple[Kind, bool, bool, bool], tuple[str, ...]] = {
    (kind, heading, start, unsure): (
        kind.value,
        *(name for name, true in (("heading", heading), ("start", start), ("unsure", unsure)) if true),
    )
    for kind in Kind
    for heading, start, unsure in product((False, True), repeat=3)
}


_ADJECTIVAL = ("al", "ar", "ary", "ic", "ive", "ory", "ous")
_COMMON = 4.0
"""The Zipf value from which a word before a noun is rather a word than a name."""


def _describing(kinds: str, words: Sequence[str]) -> bool:
    """Return whether the first of *words*, a common one, describes the noun behind it, *Net profit*, or sorts it:
    *Capital expenditure*, *Health authorities*, but not *Unity shares*."""
    word, low = words[0], words[0].lower()
    value = reference.common("en").get(low, 0)
    if not value or kinds[1:2] not in ("n", "s") or word.isupper() or (word,) in reference.gazetteer():
        return False
    named = reference.known_words()(low)[1] or low in reference.classes() or words[1] in lists.OWNED
    sorting = value > _COMMON and not low.endswith("s") and not named  # Giants fans
    return sorting or kinds[0] == "j" or low.endswith(_ADJECTIVAL) or reference.compound([low, words[1]])


def _official(low: str) -> bool:
    """Return whether a word says what somebody is: *under-secretary-general*, *commander-in-chief*, *cllr*."""
    parts = low.removeprefix("under-").replace("-in-", "-").split("-")
    return low in lists.STYLES or all(not OFFICES.isdisjoint(reference.classes().get(part, ())) for part in parts)


def _overlooked(form: str) -> str:
    """Return the kind of a name that only the tagger of speech noticed."""
    loud = form.isupper() and form.isalpha() and len(form) > 1
    return Kind.ORGANIZATION.value if loud else Kind.OTHER.value  # ERR, but A7A5


Some = TypeVar("Some")


def gathered(found: Iterable[Some], size: Callable[[Some], int]) -> Iterator[list[Some]]:
    """Yield *found* in runs of about :data:`WINDOW` characters; *size* tells how many one has."""
    run: list[Some] = []
    total = 0
    for one in found:
        run.append(one)
        total += size(one)
        if total > WINDOW:
            yield run
            run, total = [], 0
    if run:
        yield run


def windows(segments: Iterable[Segment]) -> Iterator[list[Segment]]:
    """Return *segments* in such runs."""
    return gathered(segments, lambda segment: len(segment.text))


def _ranges(sentence: Sentence, mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    """Return *mentions* as ranges of words."""
    found = []
    ends, last = sentence.ends, len(sentence.ends) - 1
    stop = 0
    for mention in mentions:
        first = min(last, bisect_right(ends, mention.start, stop))
        stop = min(last, bisect_left(ends, mention.end, first))
        found.append((first, stop + 1))
    return found


def worth_of(segment: Segment) -> int:
    """Return how good *segment* is as an example: a whole sentence of middle length is best."""
    size = len(segment.text)
    worth = 100 - abs(size - 120) // 4 if size < 400 else 0
    if segment.role not in ("paragraph", "quote"):
        worth -= 60
    if segment.text[-1:] not in '.!?"”’':
        worth -= 40
    return worth


def _shouted(text: str) -> bool:
    """Return whether all letters of *text* are capitals, or nearly all of its words begin with one."""
    if text.isupper():
        return True
    initials = [part[0] for part in text.split() if part[0].isalpha()]
    return len(initials) > 3 and sum(map(str.isupper, initials)) > 0.75 * len(initials)


_DIRECTION = re.compile(r"[(\[][^()\[\]]+[)\]]").fullmatch
_SIGNED_OFF = frozenset(("Enditem", "ENDITEM", "Endit"))
"""What an agency writes where a report ends."""
_HEARD = 4
"""The most words of a stage direction: what is longer is a headline."""


def _direction(text: str) -> bool:
    """Return whether this says what is heard or seen while people talk: *(CROSSTALK)*, *[BEGIN VIDEO CLIP]*; or that
    the report ends."""
    if text in _SIGNED_OFF:
        return True
    return text.isupper() and _DIRECTION(text) is not None and len(text.split()) <= _HEARD
