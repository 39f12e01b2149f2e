"""Read texts: find their names and phrases, and note where and how each was seen.

A :class:`Reading` is small compared to its text and can be pickled, so that texts can be read in other processes.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import compress, islice, product
from typing import NamedTuple, TypeVar

from glossary.decisions import fold
from glossary.extract import acronyms, lists, phrases, pruning, reference, speech
from glossary.extract.entities import Finder, Mention, document_finder
from glossary.extract.runs import OFFICES
from glossary.extract.seen import Context, Seen, Table
from glossary.extract.tidying import tidied
from glossary.extract.trimming import is_currency
from glossary.model import Document, Kind, Segment
from glossary.text.garbled import SMALL
from glossary.text.words import Sentence, cut, sentences, straighten

WINDOW = 60_000
"""Characters, in whole sentences, that are tagged as one batch."""
PART = 400_000
"""Characters of a text per reading; a longer text gives several readings, so that memory stays bounded."""
LONGEST = 120
"""Maximum length of a term in characters; anything longer is a table or a mistake."""
UNSURE = 0.76
"""The confidence below which a mention is marked as unsure."""
SHOWN = 5
"""Maximum number of sentences of a text in the trace of a term."""


@dataclass(slots=True)
class Reading:
    """The names, phrases and counts of one text, or of a part of a very long one."""

    document: str
    words: int = 0
    names: Table = field(default_factory=dict)
    """Name without determiner, title and possessive, apostrophes straightened -> its sightings."""
    phrases: Table = field(default_factory=dict)
    """Phrase in lowercase -> its sightings."""
    inside: Table = field(default_factory=dict)
    """Terms that a person keeps, inside longer phrases; used if they are not found in any other way."""
    pairs: dict[tuple[str, str], int] = field(default_factory=dict)
    """(expansion, acronym) -> how often they stood side by side, one of them in brackets."""
    lows: Counter[str] = field(default_factory=Counter)
    """Counts of the lowercased words outside of names."""
    texts: int = 1
    """1 for a text or its first part, 0 for further parts."""
    solid: int = 0
    """Words outside of names that begin with a letter."""
    named: int = 0
    """Words inside names."""
    known: int = 0
    """Words outside of names that are common in the language."""
    lines: int = 0
    """Sentences, including lines that are not sentences."""
    running: int = 0
    """Words outside of names that are function words of English."""
    loud: int = 0
    """Words in sentences that are all in capitals."""
    note: str = ""
    """A reason why the reading may be poor."""
    trace: list[str] = field(default_factory=list)
    """What happened to the watched term."""


class Term(NamedTuple):
    """A pruned phrase."""

    start: int
    """The index of its first word in the phrase."""
    end: int
    key: str
    """Its words in lowercase, or an empty string if nothing is left."""
    marks: tuple[str, ...]
    heading_marks: tuple[str, ...]
    """Its marks if it stands in a heading."""
    proper: bool
    """Whether it consists of proper nouns only."""


class _Page(NamedTuple):
    """A window of a text."""

    document: Document
    reading: Reading
    """The reading that this page is added to."""
    segments: list[Segment]

    def size(self) -> int:
        """Return its length in characters."""
        return self.segments[-1].end - self.segments[0].start if self.segments else 0


class _OpenSentence:
    """The sentence that is being read, and the places noted in it."""

    __slots__ = (
        "_context",
        "_length",
        "_plain",
        "_segment",
        "_tidy",
        "_title",
        "_whole",
        "headline",
        "noted",
        "reading",
        "text",
    )

    def __init__(self, page: _Page, segment: Segment) -> None:
        whole = page.document.text
        self.reading = reading = page.reading
        self.text = text = straighten(segment.text)
        self.headline = segment.role == "heading" or _is_capitalized(text)
        self.noted: list[tuple[int, int]] = []
        self._segment = segment
        self._title = reading.texts == 1 and not reading.lines and text[-1:] not in _FINAL
        """Whether it is the title of the text: its first line, unless that ends like a sentence."""
        self._length = max(1, len(whole))
        self._whole = whole if whole.find("\n", segment.start, segment.end) >= 0 else ""
        """The text of the document if the sentence spans several lines, else empty."""
        self._plain = text == segment.text
        self._tidy = not ("\n" in text or "  " in text)
        context = segment.text if self._tidy else " ".join(segment.text.split())
        self._context: Context = (worth_of(segment), reading.document, segment.start, context)

    def spelled(self, start: int, end: int) -> str:
        """Return the text of the document from *start* to *end*, on one line and with apostrophes straightened."""
        offset = self._segment.start
        return " ".join(self.text[start - offset : end - offset].split())

    def note(self, table: Table, key: str, start: int, end: int, marks: tuple[str, ...]) -> None:
        """Note in *table* that the term *key* occurs from *start* to *end* of the document."""
        if end - start > LONGEST:
            return
        segment, document = self._segment, self.reading.document
        offset = segment.start
        raw = form = self.text[start - offset : end - offset]
        if not self._plain:
            raw = segment.text[start - offset : end - offset]
        if not self._tidy and ("\n" in form or "  " in form):
            form = " ".join(form.split())
        if self._title:
            marks = _extended(marks, "title")
        if _BEFORE_OF(self.text, end - offset):
            marks = _extended(marks, "before of")
        # Share one object between equal strings: there are millions of them.
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
    """Reads texts: finds names and phrases in their sentences and notes them."""

    def __init__(self, find: Finder, watch: str = "", kept: Collection[str] = ()) -> None:
        self._find = document_finder(find)
        self._watch = fold(watch).casefold()
        self._watched = re.compile(rf"(?<!\w){re.escape(self._watch)}(?!\w)").search
        self._kept = _by_first_word(kept)
        self._words = frozenset(kept)
        """The kept terms as folded, to compare those of one word: folding keeps the case of short ones such as *US*."""
        self._ordinary = reference.ordinary()
        self._common = reference.common("en")
        self._solid = frozenset(word for word in self._common if word[0].isalpha())
        self._marks: dict[tuple[str, ...], tuple[str, ...]] = {}
        """Shares one object between equal marks."""
        self._pruned: dict[tuple[str, str, str], Term] = {}

    def read(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """Yield the readings of *documents*, in order; short documents are tagged together."""
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
                    if kinds and not _is_direction(sentence.text):
                        self._sentence(page, segment, sentence, kinds, mentions)
        if reading is not None:
            yield reading

    def _pages(self, documents: Iterable[Document]) -> Iterator[_Page]:
        """Yield the pages of *documents*; a document without sentences has one empty page."""
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
        """Note the names and phrases of one sentence of *page*."""
        reading = page.reading
        here = _OpenSentence(page, segment)
        ranges = _ranges(sentence, mentions)
        opened = sentence.texts[0] == '"'
        if ranges and ranges[0] == (opened, opened + 1) and _is_modifier(kinds[opened:], sentence.texts[opened:]):
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

    def _note_phrases(self, here: _OpenSentence, unit: phrases.Units) -> None:
        """Note the phrases, the rare single words, and the names that only the part-of-speech tagger found."""
        lows, starts, ends, letters = unit
        table = here.reading.phrases
        for match in _SINGLE.finditer(letters):
            low = lows[match.start()]
            if low not in self._ordinary and len(low) > 3 and low.isalpha():
                here.note(table, low, starts[match.start()], ends[match.start()], ("word", "~" + match.group()))
        for start, end, origin in phrases.phrases(unit, headline=here.headline):
            phrase = (" ".join(lows[start:end]), letters[start:end], origin)
            term = self._pruned.get(phrase) or self._prune(phrase)
            if not term.key:
                continue
            first, last = start + term.start, start + term.end
            if term.proper and not here.headline:
                form = here.spelled(starts[first], ends[last - 1])
                if self._is_name(form, lows[first:last]):
                    marks = (_kind_of_overlooked(form), "unsure", *(("start",) if first == 0 else ()))
                    here.note(here.reading.names, form, starts[first], ends[last - 1], marks)
                    continue
            marks = term.heading_marks if here.headline else term.marks
            if letters[first] == "p" and not here.headline and any(map(str.isalpha, lows[:first])):
                marks = (*marks, "inside")  # so it is not capitalized as the first word
            if origin == "quoted" and term.key in table and (starts[first], ends[last - 1]) in here.noted:
                seen = table[term.key] = Seen.of(table[term.key])  # already noted here as a noun phrase
                seen.marks[origin] = seen.marks.get(origin, 0) + 1
            else:
                here.note(table, term.key, starts[first], ends[last - 1], marks)

    def _note_acronyms(
        self, here: _OpenSentence, unit: phrases.Units, sentence: Sentence, bodies: Mapping[int, int]
    ) -> None:
        """Note pairs of an expansion and its acronym; note an expansion of three words or more as a phrase too, even if
        its parts of speech match no pattern: *licence by adhesion and commitment (LAC)*."""
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

    def _note_kept(self, here: _OpenSentence, sentence: Sentence, named: Sequence[tuple[int, int]]) -> None:
        """Note the terms that a person keeps, except inside the spans *named*."""
        for start, end in self._kept_spans(sentence):
            if (start, end) in here.noted or any(begin <= start and end <= stop for begin, stop in named):
                continue
            key = here.spelled(start, end).lower()
            if not any(begin <= start and end <= stop for begin, stop in here.noted):
                here.note(here.reading.phrases, key, start, end, _KEPT)
                continue
            inside = here.reading.inside
            here.note(inside, key, start, end, _KEPT)
            seen = inside[key] = Seen.of(inside[key])
            seen.count -= 1  # the longer phrase is counted instead

    def _count(self, reading: Reading, lows: Sequence[str], letters: str, loud: bool) -> None:
        """Add the words of a sentence to the counts of *reading*."""
        reading.words += len(lows)
        reading.lines += 1
        codes = letters.encode()
        reading.lows.update(compress(lows, codes.translate(_CONTENT)))
        rest = list(compress(lows, codes.translate(_UNNAMED)))
        reading.solid += sum(map(str.isalpha, [low[0] for low in rest]))
        reading.named += len(lows) - len(rest)
        reading.known += sum(map(self._solid.__contains__, rest))
        reading.running += sum(map(SMALL.__contains__, rest))
        if loud:
            reading.loud += len(lows)

    def _is_name(self, form: str, lows: Sequence[str]) -> bool:
        """Return whether the proper nouns *form*, in lowercase *lows*, are a name and not the name of an office."""
        return (
            all(part[0].isupper() for part in form.split())
            and any(map(self._uncommon, lows))
            and not all(map(_is_office, lows))
        )

    def _kept_spans(self, sentence: Sentence) -> Iterator[tuple[int, int]]:
        """Yield the spans of terms that a person keeps."""
        words = _folded(sentence)
        for first, word in enumerate(words):
            for term in self._kept.get(word, ()):
                last = first + len(term) - 1
                if words[first : last + 1] == term and (last > first or fold(sentence.texts[first]) in self._words):
                    yield sentence.starts[first], sentence.ends[last]

    def _uncommon(self, low: str) -> bool:
        return low not in self._common and not is_currency(low)

    def _prune(self, phrase: tuple[str, str, str]) -> Term:
        """Return *phrase* (words, letters, origin) pruned, and cache it: most phrases recur."""
        text, letters, origin = phrase
        lows = text.split(" ")
        start, end, why = pruning.prune(lows, letters, origin)
        shape = letters[start:end]
        marks = self._marks.setdefault((origin, shape), (origin, "~" + shape))
        heading_marks = self._marks.setdefault((origin, shape, "heading"), (origin, "~" + shape, "heading"))
        if len(self._pruned) > 20_000:
            self._pruned.clear()
        key = "" if why else " ".join(lows[start:end])
        term = self._pruned[phrase] = Term(start, end, key, marks, heading_marks, set(shape) == {"p"})
        return term

    def _explain(
        self,
        reading: Reading,
        segment: Segment,
        mentions: Sequence[Mention],
        unit: phrases.Units,
    ) -> None:
        """Trace what was found in a sentence that holds the watched term."""
        if len(reading.trace) >= 2 * SHOWN:
            return
        names = ", ".join(f"{mention.text} ({mention.kind.value})" for mention in mentions)
        outcomes = []
        for phrase in phrases.phrases(unit):
            first, last, why = pruning.prune(
                unit.lows[phrase.start : phrase.end], unit.letters[phrase.start : phrase.end], phrase.origin
            )
            text = " ".join(unit.lows[phrase.start : phrase.end])
            if why:
                outcomes.append(f"{text} (dropped: {why})")
            elif last - first < phrase.end - phrase.start:
                outcomes.append(f"{' '.join(unit.lows[phrase.start + first : phrase.start + last])} (cut from {text})")
            else:
                outcomes.append(text)
        reading.trace.append(f"{segment.document}:{segment.line}: {' '.join(segment.text.split())}")
        reading.trace.append(f"  names: {names or 'none'}; phrases: {', '.join(dict.fromkeys(outcomes)) or 'none'}")


def _note_names(
    here: _OpenSentence, sentence: Sentence, mentions: Sequence[Mention], ranges: Sequence[tuple[int, int]]
) -> None:
    """Note the names of a sentence; the place of a person includes the title."""
    for mention, (first, _) in zip(mentions, ranges, strict=True):
        title = phrases.titled(sentence.texts, first) if mention.kind is Kind.PERSON else first
        start = sentence.starts[title] if title < first else mention.start
        marks = _MARKS[mention.kind, here.headline, first == 0, mention.confidence < UNSURE]
        here.note(here.reading.names, here.spelled(mention.start, mention.end), start, mention.end, marks)


def _by_first_word(terms: Collection[str]) -> dict[str, list[list[str]]]:
    """Return first word -> folded *terms* that begin with it, as lists of words."""
    found: dict[str, list[list[str]]] = {}
    for term in sorted(terms):
        if words := [word for word in _folded(cut(term)) if word]:
            found.setdefault(words[0], []).append(words)
    return found


def _folded(sentence: Sentence) -> list[str]:
    """Return the words of *sentence* in lowercase without final full stops, so that *No. 3* and *no . 3* are equal."""
    return [fold(word).casefold().rstrip(".") for word in sentence.texts]


_KEPT = ("noun",)
"""The marks of a term that was only found because a person keeps it."""
_CONTENT = bytes(chr(code) in "nsjxgv" for code in range(256))
"""Selects the letters of content words outside of names."""
_UNNAMED = bytes(chr(code) != "e" for code in range(256))
"""Selects the letters of words outside of names."""
_SINGLE = re.compile("[jgvx]")
_BODIES = (Kind.ORGANIZATION, Kind.OTHER, Kind.EVENT)
"""Kinds of names that may have an acronym."""
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
"""The Zipf value from which a capitalized word before a noun is more likely an ordinary word than a name."""


def _is_modifier(kinds: str, words: Sequence[str]) -> bool:
    """Return whether the first of *words* is not a name but an ordinary word that modifies the noun after it: *Net
    profit*, *Capital expenditure*, *Health authorities*, but not *Unity shares*."""
    word, low = words[0], words[0].lower()
    value = reference.common("en").get(low, 0)
    if not value or kinds[1:2] not in ("n", "s") or word.isupper() or (word,) in reference.gazetteer():
        return False
    may_be_name = reference.known_words()(low)[1] or low in reference.classes() or words[1] in lists.OWNED
    modifier = value > _COMMON and not low.endswith("s") and not may_be_name  # Giants fans
    return modifier or kinds[0] == "j" or low.endswith(_ADJECTIVAL) or reference.compound([low, words[1]])


def _is_office(low: str) -> bool:
    """Return whether a word is a title or an office: *under-secretary-general*, *commander-in-chief*, *cllr*."""
    parts = low.removeprefix("under-").replace("-in-", "-").split("-")
    return low in lists.STYLES or all(not OFFICES.isdisjoint(reference.classes().get(part, ())) for part in parts)


def _kind_of_overlooked(form: str) -> str:
    """Return the kind of a name that only the part-of-speech tagger found."""
    acronym = form.isupper() and form.isalpha() and len(form) > 1
    return Kind.ORGANIZATION.value if acronym else Kind.OTHER.value  # ERR, but A7A5


Some = TypeVar("Some")


def gathered(found: Iterable[Some], size: Callable[[Some], int]) -> Iterator[list[Some]]:
    """Yield *found* in batches of about :data:`WINDOW` characters; *size* returns the characters of an element."""
    batch: list[Some] = []
    total = 0
    for element in found:
        batch.append(element)
        total += size(element)
        if total > WINDOW:
            yield batch
            batch, total = [], 0
    if batch:
        yield batch


def windows(segments: Iterable[Segment]) -> Iterator[list[Segment]]:
    """Return *segments* in batches of about :data:`WINDOW` characters."""
    return gathered(segments, lambda segment: len(segment.text))


def _ranges(sentence: Sentence, mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    """Return the word ranges of *mentions*."""
    found = []
    ends, last = sentence.ends, len(sentence.ends) - 1
    stop = 0
    for mention in mentions:
        first = min(last, bisect_right(ends, mention.start, stop))
        stop = min(last, bisect_left(ends, mention.end, first))
        found.append((first, stop + 1))
    return found


_BEFORE_OF = re.compile(r" of (?!(?:the )?[A-Z])").match
"""Matches where a phrase stops short of its complement: *number* of people, but not *invasion* of Ukraine."""
_FINAL = '.!?"”’'
"""What a sentence ends with."""


@cache
def _extended(marks: tuple[str, ...], mark: str) -> tuple[str, ...]:
    """Return *marks* with *mark*, the same object each time: there are millions of sightings."""
    return (*marks, mark)


def worth_of(segment: Segment) -> int:
    """Return how good an example *segment* is: a complete sentence of medium length is best."""
    size = len(segment.text)
    worth = 100 - abs(size - 120) // 4 if size < 400 else 0
    if segment.role not in ("paragraph", "quote"):
        worth -= 60
    if segment.text[-1:] not in _FINAL:
        worth -= 40
    return worth


def _is_capitalized(text: str) -> bool:
    """Return whether *text* is all uppercase, or nearly all of its words are capitalized."""
    if text.isupper():
        return True
    initials = [part[0] for part in text.split() if part[0].isalpha()]
    return len(initials) > 3 and sum(map(str.isupper, initials)) > 0.75 * len(initials)


_IN_BRACKETS = re.compile(r"[(\[][^()\[\]]+[)\]]").fullmatch
_END_MARKERS = frozenset(("Enditem", "ENDITEM", "Endit"))
"""What news agencies write at the end of a report."""
_LONGEST_DIRECTION = 4
"""Maximum number of words of a stage direction; anything longer is a headline."""


def _is_direction(text: str) -> bool:
    """Return whether *text* is a stage direction of a transcript (*(CROSSTALK)*, *[BEGIN VIDEO CLIP]*) or marks the end
    of a report."""
    if text in _END_MARKERS:
        return True
    return text.isupper() and _IN_BRACKETS(text) is not None and len(text.split()) <= _LONGEST_DIRECTION
