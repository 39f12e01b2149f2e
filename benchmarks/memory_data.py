"""Memories of any size for the benchmarks, made from the 1,997 news sentences of ``../shared/data/parallel``.

Random words would be easy to find again and random characters easier still. So every segment here is made
of attested stretches of real sentences, and many segments resemble many others:

* the real sentences themselves, but for 200 that are held out;
* *crossover* (about 90 %): a sentence changes over into another one at a word that both have (in Chinese at two
  characters), once to three times, each time into that of twelve drawn tails whose length is nearest to what is left;
  the child lies within 0.8 and 1.25 of the length of the sentence it began with, and in half of the children
  every number gets new digits;
* *near duplicates* (about 10 %): any segment made so far (one of 100,000) with one to three words replaced,
  removed or put in, or its numbers changed, as real memories have them.

The vocabulary does not grow with the size, which makes posting lists longer than they are in life. Targets are
made alike, from the translations of both parents. Everything follows from the seed.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from glossary.model import TranslationUnit

PARALLEL = Path(__file__).resolve().parents[2] / "shared" / "data" / "parallel"
FILES = {"en": "newstest2019-src.eng.txt", "ru": "newstest2019-ref.rus.txt", "zh": "newstest2019-ref.zho-CN.txt"}
TAGS = {"en": "en", "ru": "ru", "zh": "zh-Hans"}
OTHER = {"en": "ru", "ru": "en", "zh": "en"}
"""The language of the targets."""
HELD = 200


@dataclass(frozen=True)
class Queries:
    """Queries of one language, by how they were made."""

    edited: list[str]
    """Segments of the memory with one to three words replaced, removed or put in, or a number changed."""
    noisy: list[str]
    """Segments of the memory with 8 % of their characters replaced, removed or doubled."""
    fresh: list[str]
    """Crossovers made like those in the memory that are not in it: many near matches, none of them meant."""
    none: list[str]
    """Real sentences that are held out: next to nothing matches."""


def sentences(language: str) -> list[str]:
    """Return the news sentences in *language*, one a line of the file, blank space collapsed."""
    return [" ".join(line.split()) for line in (PARALLEL / FILES[language]).read_text(encoding="utf-8").splitlines()]


def tokens(text: str, language: str) -> list[str]:
    return list(text) if language == "zh" else text.split(" ")


def join(parts: list[str], language: str) -> str:
    return ("" if language == "zh" else " ").join(parts)


def renumber(text: str, rnd: random.Random) -> str:
    """Return *text* with new digits in all of its numbers."""

    def digit(found: re.Match[str]) -> str:
        first = found.start() == 0 or not text[found.start() - 1].isdigit()
        return rnd.choice("123456789" if first else "0123456789")

    return re.sub(r"[0-9]", digit, text)


def edit(text: str, language: str, rnd: random.Random, words: list[str]) -> str:
    """Return *text* with one to three small changes."""
    parts = tokens(text, language)
    for _ in range(rnd.choice((1, 1, 2, 2, 3))):
        kind, at = rnd.choice(("replace", "remove", "insert", "number")), rnd.randrange(len(parts))
        if kind == "number" and re.search("[0-9]", join(parts, language)):
            parts = tokens(renumber(join(parts, language), rnd), language)
        elif kind == "remove" and len(parts) > 2:
            del parts[at]
        elif kind == "insert":
            parts.insert(at, rnd.choice(words))
        else:
            parts[at] = rnd.choice(words)
    return join(parts, language)


def noise(text: str, rnd: random.Random, letters: list[str], share: float = 0.08) -> str:
    """Return *text* with *share* of its characters replaced, removed or preceded by another."""
    out = []
    for char in text:
        if rnd.random() < share:
            kind = rnd.randrange(3)
            if kind == 0:
                out.append(rnd.choice(letters))
            elif kind == 2:
                out += [rnd.choice(letters), char]
        else:
            out.append(char)
    return "".join(out)


class Maker:
    """Segments of one language without end: the real ones first, then recombined ones, none twice."""

    def __init__(self, language: str, seed: int = 20240) -> None:
        self.language = language
        self.rnd = random.Random(f"{seed} {language}")
        pairs = list(dict.fromkeys(zip(sentences(language), sentences(OTHER[language]), strict=True)))
        pairs = [pair for pair in pairs if len(pair[0]) > 3]
        self.rnd.shuffle(pairs)
        self.held, self.real = pairs[:HELD], pairs[HELD:]
        self.words = [word for source, _ in self.real for word in tokens(source, language)]
        self.letters = sorted({char for word in self.words for char in word if char.isalpha()})
        self.joints: dict[str, list[tuple[int, int]]] = {}
        self.parts = [tokens(source, language) for source, _ in self.real]
        self.recent: list[tuple[str, str]] = list(self.real)
        self.seen = {source for source, _ in self.held}
        for number, parts in enumerate(self.parts):
            for at in range(1, len(parts) - 1):
                self.joints.setdefault(self._joint(parts, at), []).append((number, at))

    def _joint(self, parts: list[str], at: int) -> str:
        return "".join(parts[at : at + 2]) if self.language == "zh" else parts[at]

    def child(self) -> tuple[str, str] | None:
        """Return a pair that was not made before, or None where the draw came to nothing."""
        rnd, language = self.rnd, self.language
        if rnd.random() < 0.1:
            source, target = self.recent[rnd.randrange(len(self.recent))]
            source = edit(source, language, rnd, self.words)
        else:
            number = rnd.randrange(len(self.parts))
            parts, (old, target) = self.parts[number], self.real[number]
            at = 0
            for _ in range(rnd.choice((1, 2, 2, 3))):
                if at + 1 >= len(parts) - 1:
                    break
                at = rnd.randrange(at + 1, len(parts) - 1)
                tails = self.joints.get(self._joint(parts, at), ())
                drawn = [tail for tail in (rnd.choice(tails) for _ in range(12) if tails) if tail[0] != number]
                if not drawn:
                    continue
                number, start = min(drawn, key=lambda tail: abs(len(self.parts[tail[0]]) - tail[1] - len(parts) + at))
                cut = at / len(parts)
                second = self.real[number][1]
                target = target[: int(len(target) * cut)] + second[int(len(second) * cut) :]
                parts = parts[:at] + self.parts[number][start:]
            source = join(parts, language)
            if not 0.8 * len(old) <= len(source) <= 1.25 * len(old):
                return None
            if rnd.random() < 0.5:
                source = renumber(source, rnd)
        if source in self.seen or len(source) < 2:
            return None
        self.seen.add(source)
        made = source, " ".join(target.split())
        if len(self.recent) < 100_000:
            self.recent.append(made)
        else:
            self.recent[rnd.randrange(100_000)] = made
        return made

    def units(self, count: int) -> Iterator[TranslationUnit]:
        """Yield *count* units, the same ones in the same order for the same seed."""
        source_language, target_language = TAGS[self.language], TAGS[OTHER[self.language]]
        made = 0
        for source, target in self.real[:count]:
            if source not in self.seen:
                self.seen.add(source)
                made += 1
                yield TranslationUnit(source, target, source_language, target_language)
        while made < count:
            pair = self.child()
            if pair is None:
                continue
            made += 1
            yield TranslationUnit(pair[0], pair[1], source_language, target_language)


def queries(maker: Maker, sources: list[str], seed: str, count: int = 200) -> Queries:
    """Return queries against the memory of *sources*, after *maker* has made it; another *seed* gives other queries."""
    rnd = random.Random(f"{seed} {maker.language}")
    shortest = 6 if maker.language == "zh" else 15
    pool = [source for source in sources[:20_000] if len(source) >= shortest]
    rnd.shuffle(pool)
    fresh: list[str] = []
    outer, maker.rnd = maker.rnd, rnd
    while len(fresh) < count:
        pair = maker.child()
        if pair is not None and len(pair[0]) >= shortest:
            fresh.append(pair[0])
    maker.rnd = outer
    return Queries(
        [edit(source, maker.language, rnd, maker.words) for source in pool[:count]],
        [noise(source, rnd, maker.letters) for source in pool[count : 2 * count]],
        fresh,
        [source for source, _ in maker.held][:count],
    )
