"""Documents -> sentences, with rules for news: titles, initials, quotations, datelines, and missing spaces.

There is one pass over every block. A regular expression without backtracking finds every possible end of a sentence;
small rules then look at the words before and after it, using the table ``data/sentences.tsv``. If no rule decides, two
sentences stay together, because splitting a name does more harm than a long sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from operator import itemgetter
from string import ascii_lowercase, ascii_uppercase
from typing import NamedTuple

from glossary import tables
from glossary.model import Block, Document, Segment
from glossary.text import russian_words

LONGEST = 4000
"""The most characters of a segment; a longer one is split between words."""
EVIDENCE = 1_000_000
"""How many characters of a document are searched for evidence that a space is missing between two words."""

_CLOSERS = r"\"'”’»›)\]}"
_OPENERS = r"\"'“‘„«‹(\[{¿¡"
# Groups are atomic, not possessive: before 3.11.5, CPython mishandles a possessive group that fails half-way.
_STOP = re.compile(
    rf"""
      (?<![.!?…‽؟۔।])(?P<run>[.!?…‽؟۔।]++(?>(?:[ \u00a0][.!?…]++(?=[\s{_CLOSERS}]|$))*))  # also . . . and a stray . .
      (?P<close>[{_CLOSERS}]*+(?>(?:\[\d{{1,3}}\])*))  # and the numbers of notes
      (?=\s|$|[A-ZА-ЯЁ{_OPENERS}])
    | (?P<wide>[。！？；｡]++ | (?<![!?])[!?]++(?=[”’"']?[㐀-鿿]))(?P<shut>[”’」』）》〉】"']*+)
    """,
    re.VERBOSE,
)
"""A possible end of a sentence. It only matches at the first of several stops, so that a run of thousands is not
scanned again from each of them."""
_MARKS = re.compile("[.!?…‽؟۔।。！？；｡]")
"""The first character of :data:`_STOP`."""
_NEXT = re.compile(rf"\s*+(?P<dash>(?:[–—-]++\s*+)?)(?P<open>[{_OPENERS}*_]*+)(?P<word>[^\W\d_]*+)(?P<figure>\d?)")
"""The text after a stop."""
_GLUED = re.compile(rf"(?P<open>[{_OPENERS}]?)(?P<word>[A-ZА-ЯЁ][a-zа-яё’']+|[AIЯ](?=\s))(?![\w./=&(@:])")
"""A word that may begin a sentence right after a stop, without a space; it is not part of an address or file name."""
_CAMEL = re.compile(r"(?<![\w.@/-])(?P<left>[A-Za-z]?[a-z]{2,})(?P<right>[A-Z][a-z]{1,})(?![\w.@/-])")
"""Two words without a space between them, the second in title case."""
_JOINT = re.compile(r"[a-z][A-Z][a-z]")
"""The boundary between the two words of :data:`_CAMEL`, which few texts have."""
_BRACKET = re.compile(r"(?<=\]) ([A-Z][a-z]*+)(?= )")
"""A title-case word after a bracketed insertion, before which the stop is missing."""
_LETTERS = re.compile(r"[^\W\d_]+")
_SOLID = re.compile(r"[^\W_]")
_ASKED = re.compile(r".{0,8}?(?:说|說|问|問|(?<!知)道|表示)")
_SAID = re.compile(r".{0,8}?(?:说|說|(?<!知)道)(?:[。，]|$)")
"""The Chinese verbs of saying after a quotation: a question or exclamation, and any other."""
_DATELINE = re.compile(
    r"""
      (?P<place>[A-ZА-ЯЁ][A-ZА-ЯЁ.'’-]++(?:[ ][A-ZА-ЯЁ][A-ZА-ЯЁ.'’-]*+){0,3})  # SAMARKAND, ST. PETERSBURG
      (?P<more>(?:,[ ]?[\w.’'/ ]{2,30}){0,3})                        # , Uzbekistan, Sept. 15
      (?P<agency>[ ]?\([A-ZА-ЯЁ][\w.,/&’' -]{1,40}\))?             # (AP)
      (?:[ ]?[–—][ ]?|[ ]--?[ ])
      (?![A-ZА-ЯЁ]{2,}:)                                             # no РОССИЯ — США: ...
      (?=["“‘«'\[(]*+[A-ZА-ЯЁ0-9])
    """,
    re.VERBOSE,
)
_BYLINE = re.compile(r"[A-Z][\w.,’'/ -]{1,60}?[ ]\((?P<agency>[A-Za-z/]{2,10})\)[ ]?(?:[–—]|--?)[ ]")
"""A dateline in title case, which counts only with a known agency."""


class _Words(NamedTuple):
    """The table ``data/sentences.tsv``, one set for each role."""

    before: frozenset[str]
    figure: frozenset[str]
    either: frozenset[str]
    starter: frozenset[str]
    speech: frozenset[str]
    agency: frozenset[str]
    particle: frozenset[str]
    brand: frozenset[str]
    ending: frozenset[str]


@cache
def _words() -> _Words:
    """Return the words of all languages; their scripts keep them apart, and a text may quote another language."""
    found: dict[str, set[str]] = {role: set() for role in _Words._fields}
    for _, role, words in tables.rows(__package__, "data/sentences.tsv"):
        found[role].update(words.split())
    return _Words(**{role: frozenset(words) for role, words in found.items()})


def segments(document: Document) -> list[Segment]:
    """Return the sentences of *document* in order, each with its line, offset and the role of its block.

    See :func:`walk`, which yields them.

    >>> [s.text for s in segments(Document("-", "Gen. Lee met J. K. Rowling. “Why?” she asked."))]
    ['Gen. Lee met J. K. Rowling.', '“Why?” she asked.']
    """
    return list(walk(document))


def walk(document: Document) -> Iterator[Segment]:
    """Yield the sentences of *document* in order.

    A dateline is a segment of its own, with the role ``dateline``. A segment holds at most :data:`LONGEST`
    characters; pieces without a letter or digit are left out. The time is linear in the length of the text.
    """
    glued = _glued(document.text[:EVIDENCE])
    for block in document.blocks or _paragraphs(document.text):
        text, line, counted = block.text, block.line, block.start
        for start, end, role in _spans(text, glued):
            place = block.start + start
            line += document.text.count("\n", counted, place)
            counted = place
            yield Segment(text[start:end], document.name, line, place, role or block.role)


def prose(document: Document) -> Iterator[Segment]:
    """Yield the sentences of *document* without asides (navigation and the like), which are not searched for terms."""
    return (segment for segment in walk(document) if segment.role != "aside")


def _paragraphs(text: str) -> Iterator[Block]:
    """Yield the lines of a document without blocks, each as a block."""
    for number, found in enumerate(re.finditer(r"([^\n]*)(?:\n|\Z)", text), 1):
        line = found[1]
        if line and not line.isspace():
            yield Block(line, found.start(), number)


def _spans(text: str, glued: frozenset[str]) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, role) of every segment in *text*; an empty role is that of the block."""
    start = 0
    if dateline := _dateline(text):
        head, start = dateline
        yield from _trimmed(text, 0, head, "dateline")
    cuts = _cuts(text, start)
    if glued or "] " in text:
        cuts = iter(sorted({*cuts, *_seams(text, start, glued)}))
    for cut in cuts:
        yield from _trimmed(text, start, cut, "")
        start = cut
    yield from _trimmed(text, start, len(text), "")


def _trimmed(text: str, start: int, end: int, role: str) -> Iterator[tuple[int, int, str]]:
    """Yield the span without surrounding whitespace, in pieces of at most :data:`LONGEST`, if it has a word."""
    piece = text[start:end]
    piece = piece.rstrip()
    if piece.endswith(". .") and not piece.endswith(". . ."):
        piece = piece[:-2]
    end = start + len(piece)
    start += len(piece) - len(piece.lstrip())
    while end - start > LONGEST:
        cut = text.rfind(" ", start + 1, start + LONGEST)
        cut = cut if cut > start else start + LONGEST
        if _SOLID.search(text, start, cut):
            yield start, cut, role
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if _SOLID.search(text, start, end):
        yield start, end, role


def _cuts(text: str, start: int) -> Iterator[int]:
    """Yield the offsets after *start* at which a sentence ends."""
    words = _words()
    for stop in _stops(text, start):
        at = stop.end()
        if at == len(text):
            return
        glued = not text[at].isspace()
        if glued and text[at - 1] == '"' and _opens(text, start, at - 1):
            at -= 1
        if stop["wide"]:
            spoke = _ASKED if stop["wide"][-1] in "！？!?" else _SAID
            ends = not (at > stop.end("wide") and spoke.match(text, at))
        elif glued:
            ends = _ends_glued(text, start, stop, words)
        else:
            ends = _ends(text, start, stop, words)
        if ends:
            start = at
            yield at


def _stops(text: str, start: int) -> Iterator[re.Match[str]]:
    """Yield the matches of :data:`_STOP` from *start* on; it is tried at marks only, which are found much faster."""
    end = start
    for mark in _MARKS.finditer(text, start):
        if mark.start() >= end and (stop := _STOP.match(text, mark.start())):
            end = stop.end()
            yield stop


def _opens(text: str, start: int, quote: int) -> bool:
    """Return whether the straight *quote* without spaces around it is opening: whether an even number precede it."""
    return text.count('"', max(start, quote - 1000), quote) % 2 == 0


def _ends(text: str, start: int, stop: re.Match[str], words: _Words) -> bool:
    """Return whether the sentence that began at *start* ends at *stop*, which is followed by a space."""
    after = _NEXT.match(text, stop.end())
    assert after is not None, "the pattern matches an empty string"
    word, run = after["word"], stop["run"]
    if not word and not after["figure"]:
        return text[after.end() : after.end() + 1] in ("", "$", "€", "£", "¥", "@", "#", "•")
    if word and word[0].islower() and not (word[1:2].isupper() and len(word) > 2):  # iPhone may begin a sentence
        return False
    starter = word in words.starter and not text.startswith(".", after.end())
    if "!" in run or "?" in run:
        return not (stop["close"].strip(")]}") and _attributed(text, after.start("word"), words))
    if run == ".":
        return _ends_at_point(text, start, stop.start(), after, starter, words)
    # An ellipsis after a space marks an omission in a quotation; the uppercase word after it may be a name.
    gap = run in ("...", "…", ". . .") and text[stop.start() - 1 : stop.start()].isspace()
    return bool(starter or after["open"] or not gap)


def _ends_at_point(text: str, start: int, point: int, after: re.Match[str], starter: bool, words: _Words) -> bool:
    """Return whether a sentence ends at the full stop at *point*, or the stop is part of the word before it.

    *starter* says whether the word after it often begins a sentence.
    """
    before = _before(text, start, point)
    either, initial = before in words.either, len(before) == 1 and before.isalpha()
    if before in words.before or (before.isupper() and before.capitalize() in words.before):
        return either and starter
    if after["figure"]:
        return not (before in words.figure or either or initial or _is_list_number(text, start, point))
    if either or _acronym(before):
        return not after["dash"] and (starter or bool(after["open"].strip("([{*_")))
    if initial:
        return starter and not after["dash"] and not after["open"]
    return not _is_list_number(text, start, point)


def _ends_glued(text: str, start: int, stop: re.Match[str], words: _Words) -> bool:
    """Return whether a sentence ends at *stop*, after which the next word follows without a space."""
    after = _GLUED.match(text, stop.end())
    if after is None or stop.start() == start:
        return False
    if len(stop["run"]) > 1:
        return after["word"] in words.starter
    before = _before(text, start, stop.start())
    if any(mark in before for mark in "./@:\\_=&#"):
        return False
    if stop["close"]:
        return before not in words.before
    if before in words.before or before in words.either:
        return before in words.either and after["word"] in words.starter
    last = before[-2:]
    whole = len(last) == 2 and ((last.islower() and last.isalpha()) or (last.isdigit() and len(before) > 2))
    return whole and after["word"].lower() not in words.ending


def _before(text: str, start: int, stop: int) -> str:
    """Return the word that ends at *stop*, or its last 20 characters; of ``Lt.-Gen``, the last part."""
    piece = text[max(start, stop - 20) : stop].rsplit(None, 1)
    return piece[-1].lstrip("\"'“‘„«‹([{”’").rpartition(".-")[2] if piece else ""


def _acronym(word: str) -> bool:
    """Return whether *word* is an abbreviation with stops inside: ``U.S``, ``Ph.D``, but not ``example.com``."""
    parts = word.split(".")
    return len(parts) > 1 and all(part.isalpha() and len(part) <= 3 for part in parts)


def _is_list_number(text: str, start: int, stop: int) -> bool:
    """Return whether the text before the *stop* is only the number of a list item (``3.``, ``IV.``)."""
    head = text[start:stop].strip() if stop - start < 8 else ""
    return 0 < len(head) < 5 and (head.isdigit() or not head.strip("IVX"))


def _attributed(text: str, at: int, words: _Words) -> bool:
    """Return whether the words at *at* say who spoke (``Putin asked``)."""
    said = text[at : at + 100].split()[:8]
    if said and said[0] in words.starter:
        return False
    for number, word in enumerate(said):
        if number and word.strip(",.:;") in words.speech:
            return True
        if not (word[0].isupper() or word[0] in "[(" or (number and len(word) <= 3)):
            return False
    return False


def _dateline(text: str) -> tuple[int, int] | None:
    """Return the end of the dateline of *text* and the start of the sentence after it, or None without a dateline."""
    found = _DATELINE.match(text)
    if found:
        place = found["place"]
        if not found["more"] and not found["agency"]:
            # A single uppercase word before a dash may be a name, especially in Russian: ЦСКА — Зенит.
            again = text[found.end("place") : found.end()] in text[found.end() : found.end() + 200]
            if len(place) < 4 or (again if place[0] <= "Z" else not _is_place(place)):
                return None
        head = max(found.end("place"), found.end("more"), found.end("agency"))
        return head, found.end()
    found = _BYLINE.match(text)
    if found and found["agency"] in _words().agency:
        return found.end("agency") + 1, found.end()
    return None


def _is_place(place: str) -> bool:
    """Return whether the Russian dictionary knows *place* as a place; True without a dictionary."""
    last = place.rpartition(" ")[2].lower()
    return not russian_words.available() or any("Geox" in parse.tag for parse in russian_words.readings(last))


def _glued(text: str) -> frozenset[str]:
    """Return the words of *text* that are two words without a space: ``UkrainePutin``, but not ``YouTube``.

    The evidence is that both halves also occur separately (twice if the whole may be a name), that the whole occurs
    once, and that it is neither a known brand nor built like a name.
    """
    table = _words()
    seams: dict[str, tuple[str, str]] = {}
    for found in _camels(text, 0):
        left, right = found["left"], found["right"]
        if left not in table.particle and left.capitalize() not in table.starter and found[0] not in table.brand:
            seams[found[0]] = left, right
    if not seams:
        return frozenset()
    wanted = seams.keys() | {word for halves in seams.values() for word in halves}
    counts = Counter(filter(wanted.__contains__, map(itemgetter(0), _LETTERS.finditer(text))))
    return frozenset(
        whole
        for whole, (left, right) in seams.items()
        if counts[whole] == 1
        and counts[left]
        and counts[right]
        and (left.islower() or min(counts[left], counts[right]) > 1)
    )


def _seams(text: str, start: int, glued: frozenset[str]) -> Iterator[int]:
    """Yield the offsets after *start* at which a sentence begins without a stop: in a glued word, or ``[Xi] And``."""
    starters = _words().starter
    for found in _BRACKET.finditer(text, start):
        if found[1] in starters:
            yield found.start(1)
    for found in _camels(text, start) if glued else ():
        if found[0] in glued:
            yield found.start("right")


def _camels(text: str, start: int) -> Iterator[re.Match[str]]:
    """Yield the matches of :data:`_CAMEL` from *start* on; it is tried at joints only, which are found much faster."""
    for joint in _JOINT.finditer(text, start):
        begin = joint.start()
        while begin > start and text[begin - 1] in ascii_lowercase:
            begin -= 1
        if begin > start and text[begin - 1] in ascii_uppercase:
            begin -= 1
        if found := _CAMEL.match(text, begin):
            yield found
