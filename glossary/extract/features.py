"""Features of a word for the taggers: strings about the word, its neighbours, its run and its document.

Names stand in capitalized runs, and most words are outside of them. So only runs are processed
(:mod:`~glossary.extract.runs`), and whatever depends on the spelling of a word alone is computed once per spelling
(:class:`Spelling`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from itertools import chain, islice, pairwise
from typing import Any

from glossary.extract import lists, runs
from glossary.extract.reference import classes, gazetteer, known_words

PEOPLES = ("ian", "ians", "ese", "ish", "ist", "ists", "stani", "stanis")
"""Endings of nationalities and of adherents."""
KNOWN = 5_000
"""How many spellings are cached; after that the later half is dropped, so that memory stays bounded."""

Attributes = list[Any]
"""Features of a word: strings, or the numbers of those that a model knows."""
Number = Callable[[list[str]], Attributes]
"""A function that turns strings into such features."""


def known_name(words: Sequence[Spelling]) -> str:
    """Return the kinds of *words* as a name in the gazetteer, or an empty string."""
    if not words or words[0].opens < len(words):
        return ""
    return gazetteer().get(tuple([word.text for word in words]), "")


def _longest_name(word: str) -> int:
    """Return the number of words in the longest known name that begins with *word*, as written or in capitals."""
    sizes = _longest_names()
    found = sizes.get(word, 0)
    return max(found, sizes.get(word.capitalize(), 0)) if len(word) > 3 and word.isupper() else found


@cache
def _longest_names() -> dict[str, int]:
    """Return first word -> number of words in the longest known name."""
    found: dict[str, int] = {}
    for name in gazetteer():
        found[name[0]] = max(len(name), found.get(name[0], 0))
    return found


# Spellings


_REPEATED = re.compile(r"(.)\1+")
_DIGITS = re.compile(r"\d+")


def shape(word: str) -> str:
    """Return the pattern of uppercase, lowercase and digits in *word*: ``Xx`` for ``Putin``."""
    if word.isascii() and word.isalpha():
        if word.islower():
            return "x"
        if word.isupper():
            return "X"
        if word.istitle():
            return "Xx"
    pattern = "".join("X" if c.isupper() else "x" if c.islower() else "d" if c.isdigit() else c for c in word[:12])
    return _REPEATED.sub(r"\1", pattern)


class Spelling:
    """Everything that depends on a word alone. Its features are computed on first use."""

    __slots__ = (
        "after",
        "after2",
        "before",
        "before2",
        "capital",
        "classes",
        "cluster",
        "count",
        "figure",
        "form",
        "letter",
        "lower",
        "names",
        "opens",
        "own",
        "shape",
        "small",
        "text",
    )

    def __init__(self, word: str) -> None:
        lower = word.lower()
        self.text = word
        self.lower = lower
        self.shape = shape(word)
        self.capital = lower != word and not word.startswith(("@", "#", "http", "www."))
        """Whether it contains an uppercase letter and is not an address."""
        self.letter = word[:1].isalpha()
        """Whether it begins with a letter; :attr:`small`, with a lowercase one; :attr:`figure`, with a digit."""
        self.small = word[:1].islower()
        self.figure = word[:1].isdigit()
        self.count = self.figure and not (len(word) == 4 and word[:2] in ("19", "20"))
        """Whether it is a figure other than a year."""
        bare = lower.rstrip(".") if len(lower) > 2 else lower
        self.classes = classes().get(bare, ())
        cluster, self.names = known_words()(bare)
        self.cluster = cluster or ("?" if bare[:1].isalpha() else "-")
        self.opens = _longest_name(word)
        """The number of words in the longest known name that begins with it, as written or in capitals."""
        self.form = _DIGITS.sub("0", lower) if self.figure else lower
        self.own = self.before = self.before2 = self.after = self.after2 = NOT_YET

    def at(self, name: str) -> Attributes:
        """Return its features in a position, computed on first use."""
        found = self.attributes(_AT[name])
        setattr(self, name, found)
        return found

    def attributes(self, at: str) -> Attributes:
        """Return its features for itself (empty *at*) or next to another word (``"-"`` before, ``"++"`` two after)."""
        word, form = self.text, self.form
        found = []
        if self.classes:
            head = "U" if len(word) > 1 and word.isupper() else self.shape[:1]
            found = [f"{at}k={name}{head}" for name in self.classes]
        if len(at) == 2:
            return [at + "w=" + form, *found]
        if at:
            return [at + "w=" + form, at + "s=" + self.shape, at + "c=" + self.cluster, *found]
        cluster, lower = self.cluster, self.lower
        found = ["w=" + form, "s=" + self.shape, "c=" + cluster, "cs=" + cluster + self.shape[:2], *found]
        if self.capital:
            found.append("n=" + self.names)
        if len(lower) > 2 and lower[0].isalpha():
            found += ["p3=" + lower[:3], "e2=" + lower[-2:], "e3=" + lower[-3:]]
            if len(lower) > 4:
                found += ["p4=" + lower[:4], "e4=" + lower[-4:]]
        return found

    def speech(self) -> tuple[str, ...]:
        """Return its features for parts of speech, in the order of :data:`SPEECH`."""
        form, cluster, lower = "w=" + self.form, "c=" + self.cluster, self.lower
        return (
            *(form, "s=" + self.shape, cluster, "e2=" + lower[-2:], "e3=" + lower[-3:]),
            *("-" + form, "-" + cluster),
            "--" + form,
            *("+" + form, "+" + cluster),
        )


NOT_YET: Attributes = []
_AT = {"own": "", "before": "-", "before2": "--", "after": "+", "after2": "++"}
SPEECH = (0, 5, 7, 8, 10)
"""Where its groups begin and end: features of a word for itself, as the word before, two before, and after."""
EDGE = ("", "", "", "", "", "^", "", "^^", "$", "")
"""The same features for the edges of a sentence; an empty one is left out."""


class Edge:
    """The edge of a sentence, used as a word."""

    __slots__ = ("after", "after2", "before", "before2", "lower", "shape")

    def __init__(self, mark: str, before: Attributes = NOT_YET, after: Attributes = NOT_YET) -> None:
        self.lower = self.shape = mark
        self.before, self.after = before, after
        self.before2 = self.after2 = NOT_YET

    def at(self, name: str) -> Attributes:
        """Return its features in a position."""
        found: Attributes = getattr(self, name)
        return found


class _Spellings(dict[str, Spelling]):
    def __missing__(self, token: str) -> Spelling:
        made = self[token] = Spelling(token)
        return made


_spellings = _Spellings()


def spelling(token: str) -> Spelling:
    """Return the spelling of *token*; nothing is dropped from the cache here."""
    return _spellings[token]


def spellings(tokens: Sequence[str]) -> list[Spelling]:
    """Return the spellings of *tokens*."""
    if len(_spellings) > KNOWN:
        drop_later(_spellings, KNOWN // 2)
    return list(map(_spellings.__getitem__, tokens))


def drop_later(table: dict[Any, Any], kept: int) -> None:
    """Drop the entries of *table* after the first *kept*: words that come early are the frequent ones."""
    for word in list(islice(table, kept, None)):
        del table[word]


# The document


def _cut_run(run: tuple[int, int], cuts: Sequence[int]) -> list[tuple[int, int]]:
    """Return *run* divided at *cuts*."""
    start, end = run
    edges = [start, *(cut for cut in cuts if start < cut < end), end]
    return list(pairwise(edges))


class Document:
    """What a whole text says about its words."""

    __slots__ = (
        "_features",
        "alike",
        "begins",
        "ends",
        "first",
        "heads",
        "inside",
        "last",
        "number",
        "rows",
        "runs",
        "small",
        "styles",
        "titled",
    )

    def __init__(
        self,
        sentences: Sequence[Sequence[str]],
        cuts: Sequence[Sequence[int]] = (),
        spelled: Callable[[Sequence[str]], list[Spelling]] = spellings,
        number: Number = list,
        alike: dict[tuple[Any, ...], Attributes] | None = None,
    ) -> None:
        """Read *sentences* of words; no run crosses *cuts*, the offsets to cut at in each sentence.

        *spelled* makes the spellings and *number* makes features like theirs out of strings; *alike* caches the
        features of words for the next document.
        """
        self.number = number
        self.alike = {} if alike is None else alike
        nothing = Edge("")
        self.first = [nothing, Edge("^", before=number(["^"]))]
        """The edges before the first word of a sentence."""
        self.last = [Edge("$", after=number(["$"])), nothing]
        """The edges after the last word."""
        self.rows = [spelled(tokens) for tokens in sentences]
        self.runs = [[run for run in runs.of(row) if not runs.is_trivial(row, *run)] for row in self.rows]
        for place, cut in enumerate(cuts):
            if cut:
                self.runs[place] = [part for run in self.runs[place] for part in _cut_run(run, cut)]
        self.styles = [runs.headline(row) if found else "" for row, found in zip(self.rows, self.runs, strict=True)]
        self.small: Counter[str] = Counter(chain.from_iterable(sentences))
        """Counts of words, looked up in lowercase."""
        self.inside: Counter[str] = Counter()
        """Counts of capitalized words that do not begin a sentence."""
        self.ends: Counter[str] = Counter()
        """Counts of words that end a run of several; :attr:`begins`, those that begin one."""
        self.begins: Counter[str] = Counter()
        self.titled: Counter[str] = Counter()
        """Counts of words after a title."""
        self.heads: dict[str, str] = {}
        """Word -> class of the last word of a run that contains it: ``org``, if any, or that of the first run."""
        self._features: dict[tuple[str, bool], Attributes] = {}
        for row, found, style in zip(self.rows, self.runs, self.styles, strict=True):
            for start, end in found if not style else ():
                self._count(row, start, end)

    def _count(self, row: Sequence[Spelling], start: int, end: int) -> None:
        """Count the words of the run *start* to *end* of *row*, which is not a headline."""
        for index in range(start, end):
            word = row[index]
            if word.capital and not runs.is_initial(row, index):
                self.inside[word.text] += 1
            if word.capital and index and "title" in row[index - 1].classes:
                self.titled[word.text] += 1
        first, last = row[start], row[end - 1]
        if end - start > 1 and first.capital and self.small[first.lower] and runs.is_initial(row, start):
            start += 1  # The long run
        if end - start < 2:
            return
        self.ends[last.text] += 1
        self.begins[row[start].text] += 1
        kind = "org" if "org" in last.classes else last.classes[0] if last.classes else ""
        for word in row[start:end] if kind else ():
            if kind == "org" or word.text not in self.heads:
                self.heads[word.text] = kind

    def features_of(self, word: Spelling, plain: bool) -> Attributes:
        """Return what the document says about *word*; *plain* if its capital means nothing."""
        text = word.text
        found = self._features.get((text, plain))
        if found is None:
            key = (
                _BUCKETS[min(self.inside.get(text, 0) - (not plain), 4)],
                _BUCKETS[min(self.small.get(word.lower, 0), 4)],
                _BUCKETS[min(self.ends.get(text, 0), 4)],
                _BUCKETS[min(self.begins.get(text, 0), 4)],
                text in self.titled,
                self.heads.get(text, ""),
                plain,
            )
            found = self.alike.get(key)
            if found is None:
                found = self.alike[key] = self.number(_text_features(*key))
            self._features[text, plain] = found
        return found


_BUCKETS = ("0", "1", "2", "2", "4", "0")
"""The value of a count up to 4; the last is for -1."""


def _text_features(middle: str, small: str, ends: str, begins: str, titled: bool, head: str, plain: bool) -> list[str]:
    """Return these counts as features."""
    found = ["dm=" + middle, "ds=" + small]
    if plain:
        found.append("dS=" + middle + small)
    found += ["de=" + ends, "db=" + begins]
    if titled:
        found.append("dt")
    if head:
        found.append("dh=" + head)
    return found


def known_names(row: Sequence[Spelling], start: int, end: int) -> list[str]:
    """Return for each word of a run the known name it belongs to: ``Bterr``, ``Iterr``, or an empty string."""
    found = [""] * (end - start)
    if not sum([word.opens for word in row[start:end]]):
        return found
    known = gazetteer()
    words = tuple([word.text for word in row[start:end]])
    index = 0
    while index < len(words):
        loud = len(words[index]) > 3 and words[index].isupper()
        for size in range(min(row[start + index].opens, len(words) - index), 0, -1):
            key = words[index : index + size]
            kinds = known.get(key)
            if kinds is None and loud:
                kinds = known.get(tuple([one.capitalize() if one.isalpha() else one for one in key]))
            if kinds:
                found[index : index + size] = ["B" + kinds, *["I" + kinds] * (size - 1)]
                index += size
                break
        else:
            index += 1
    return found


def _by_part(row: Sequence[Spelling], start: int, end: int, known: Sequence[str], number: Number) -> list[Attributes]:
    """Return the features of a run divided at its small words, word by word: an organization head, *of* and a known
    place in *National University of Singapore*."""
    bridges = [place for place in range(start + 1, end) if row[place].lower in lists.BRIDGES]
    bounds = zip((start, *(place + 1 for place in bridges)), (*bridges, end), strict=True)
    parts = [(first, stop) for first, stop in bounds if first < stop]
    heads = []
    for first, stop in parts:
        last = row[stop - 1]
        name = known[first - start]
        if name and all(piece[:1] == "I" for piece in known[first - start + 1 : stop - start]):
            heads.append(name[1:])
        elif last.classes:
            heads.append(last.classes[0])
        else:
            heads.append("U" if last.text.isupper() else last.shape[:2])
    if len(parts) == 1:
        return [number(["ph=" + heads[0]])] * (end - start)
    links = [" ".join(word.lower for word in row[parts[at][1] : parts[at + 1][0]]) for at in range(len(parts) - 1)]
    found: list[Attributes] = []
    for at, (first, stop) in enumerate(parts):
        size = str(min(stop - first, 4))
        features = ["ph=" + heads[at], "pl=" + size]
        if at:
            features.append("pp=" + heads[at - 1] + "|" + links[at - 1])
            features.append("pph=" + heads[at - 1] + "|" + links[at - 1] + "|" + heads[at] + "|" + size)
        if at + 1 < len(parts):
            features.append("pn=" + links[at] + "|" + heads[at + 1])
            features.append("phn=" + heads[at] + "|" + links[at] + "|" + heads[at + 1])
        found += [number(features)] * (stop - first)
        if at + 1 < len(parts):
            link = ["lk=" + heads[at] + "|" + links[at] + "|" + heads[at + 1], "ll=" + links[at] + "|" + size]
            if at:
                link.append("lp=" + links[at - 1] + "|" + links[at])
                link.append("lph=" + heads[at - 1] + "|" + links[at - 1] + "|" + heads[at] + "|" + links[at])
            found += [number(link)] * (parts[at + 1][0] - stop)
    found += [[]] * (end - start - len(found))
    return found


def entity_features(document: Document, place: int, start: int, end: int, scheme: str = "") -> list[Attributes]:
    """Return the features of the run *start* to *end* of sentence *place*, word by word."""
    row, number, alike = document.rows[place], document.number, document.alike
    style = document.styles[place]
    around: list[Spelling | Edge] = [*document.first[start:], *row[max(0, start - 2) : end + 2]]
    around += document.last[: end + 2 - len(row)] if end + 2 > len(row) else ()
    known = known_names(row, start, end)
    named = any(known)
    length = end - start
    last, first = row[end - 1], row[start]
    of_run = ["b", "rl=" + str(min(length, 6)), "rB=" + around[1].lower, "rA=" + around[-2].lower]
    if scheme:
        of_run.append("x=" + scheme)
    inside = {name for word in row[start:end] if word.classes for name in word.classes}
    if inside:
        of_run += ["rk=" + name for name in sorted(inside)]
    if length > 1:
        of_run += ["rL=" + last.lower, "rF=" + first.lower]
    run = number(of_run)
    office = 0
    last_class = last.classes[0] if last.classes else "-"
    found = []
    parts = _by_part(row, start, end, known, number)
    for offset in range(length):
        before2, before, _, after, after2 = around[offset : offset + 5]
        word = row[start + offset]
        from_document: Attributes = []
        position = ""
        if word.capital:
            at_start = runs.is_initial(row, start + offset)
            position = style or ("S" if at_start else "M")
            from_document = [
                *number(["at-=" + position + before.lower, "at+=" + position + after.lower]),
                *document.features_of(word, at_start or bool(style)),
            ]
        left = length - 1 - offset
        key = (
            before.shape,
            word.shape,
            after.shape,
            min(offset, 4),
            min(left, 4),
            office,
            last_class,
            position,
            scheme,
        )
        placed = alike.get(key)
        if placed is None:
            placed = alike[key] = number(_position_features(*key))
        features = [
            *run,
            *(word.own or word.at("own")),
            *parts[offset],
            *(before.before or before.at("before")),
            *(before2.before2 or before2.at("before2")),
            *(after.after or after.at("after")),
            *(after2.after2 or after2.at("after2")),
            *placed,
            *from_document,
        ]
        if named:
            features += number(_name_features(known, offset, after.shape))
        if office:
            office = min(office + 1, 4)
        if "title" in word.classes:
            office = 1
        found.append(features)
    return found


def _position_features(
    before: str, shape: str, after: str, offset: int, left: int, office: int, last: str, position: str, scheme: str
) -> list[str]:
    """Return the features of a word by its *shape* and those of its neighbours, and by its position. *offset* words of
    its run come before it, *left* after it, and a title is *office* words back."""
    found = [f"sss={before}|{shape}|{after}", f"rp={offset}|{left}"]
    if office:
        found.append(f"ro={office}|{min(left, 3)}")
    found.append(f"rlast={last}|{int(not left)}")
    if scheme:
        found.append(f"x={scheme}|{shape}")
    if position:
        found.append(f"at={position}{shape[:2]}")
    return found


def _name_features(known: Sequence[str], offset: int, after: str) -> list[str]:
    """Return the features of a word from the known names that it and its neighbours in the run belong to."""
    found = []
    name = known[offset]
    if name:
        found = ["g=" + name, "g=" + name + "|" + after[:2]]
    if offset and known[offset - 1]:
        found.append("-g=" + known[offset - 1])
    if offset + 1 < len(known) and known[offset + 1]:
        found.append("+g=" + known[offset + 1])
    return found


# Parts of speech


def speech_features(tokens: Sequence[str]) -> list[list[str]]:
    """Return the features of a sentence for the tagger of parts of speech, word by word."""
    row = [EDGE, EDGE, *(word.speech() for word in spellings(tokens)), EDGE]
    return [
        [name for name in (*word[:5], *before[5:7], before2[7], *after[8:]) if name]
        for before2, before, word, after in zip(row, row[1:], row[2:-1], row[3:], strict=False)
    ]
