"""Memories of any size for the benchmarks, made from the 1,997 news sentences of ``../shared/data/parallel``.

Random words, or random characters, would be too easy to find. So every segment is made of pieces of real sentences, and
many segments resemble many others:

* the real sentences themselves, except 200 that are held out;
* *crossover* (about 90 %): a sentence continues as another one after a word (in Chinese two characters) that both have,
  once to three times, each time as that of twelve random tails whose length is nearest to the rest of the sentence; the
  result has 0.8 to 1.25 times the length of the first sentence, and half of the results get new digits in every number;
* *near duplicates* (about 10 %): one of the segments made before (of at most 100,000) with one to three words replaced,
  removed or inserted, or its numbers changed, as in real memories.

The vocabulary does not grow with the size, which makes posting lists longer than in real memories. Targets are made in
the same way, from the translations of both parents. Everything depends only on the seed.
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
    """Segments of the memory with one to three words replaced, removed or inserted, or a number changed."""
    noisy: list[str]
    """Segments of the memory with 8 % of their characters replaced, removed or preceded by another."""
    fresh: list[str]
    """Crossovers like those in the memory that are not in it, with many matches by chance."""
    none: list[str]
    """Real sentences that are not in the memory and match hardly anything."""


def sentences(language: str) -> list[str]:
    """Return the news sentences in *language*, one per line of the file, with whitespace collapsed."""
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
    """An endless supply of different segments in one language: first real ones, then recombined ones."""

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
        """Return a new pair, or None if the random draw failed."""
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
        """Yield *count* units, always the same for the same seed."""
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
    """Return queries for the memory of *sources* that *maker* has made; they depend on *seed*."""
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
