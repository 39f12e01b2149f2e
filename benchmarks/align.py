"""Measure the quality and speed of sentence alignment, and compare with nltk's Gale and Church.

    python benchmarks/align.py                    # without nltk (pip install nltk) its rows are left out

The sentences of newstest2019 and their translations (``../shared/data/parallel``) are aligned as one text and article by
article. With a fixed seed, one sentence in thirty is dropped on either side, and one in fifteen is joined to the next.
A bead is correct if it has the right sentences on both sides. The table has precision and recall of the beads that have
both sides, and CPU seconds.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from glossary.text.align import align  # noqa: E402

DATA = ROOT.parent / "shared" / "data" / "parallel"
Beads = list[tuple[tuple[int, ...], tuple[int, ...]]]
Text = tuple[list[str], list[str], Beads]
"""Sentences, their translations, and the correct beads."""


def disturbed(source: Sequence[str], target: Sequence[str], chance: random.Random) -> Text:
    """Return the text with some sentences dropped and some joined, and its correct beads."""
    beads: list[tuple[list[int], list[int]]] = []
    sides: tuple[list[str], list[str]] = ([], [])
    joined = [False, False]
    for pair in zip(source, target, strict=True):
        drawn = chance.random()
        kept = (drawn > 1 / 30, not 1 / 30 < drawn < 2 / 30)
        if not any(joined):
            beads.append(([], []))
        for side, texts in enumerate(sides):
            if joined[side] and kept[side]:
                texts[-1] += " " + pair[side]
            elif kept[side]:
                texts.append(pair[side])
                beads[-1][side].append(len(texts) - 1)
        alone = all(kept) and not any(joined)
        joined = [alone and chance.random() < 1 / 15, False]
        if not joined[0]:
            joined[1] = alone and chance.random() < 1 / 15
    return *sides, [(tuple(one), tuple(two)) for one, two in beads if one and two]


def measured(name: str, texts: Sequence[Text], aligned: Callable[[list[str], list[str]], Beads]) -> None:
    """Align *texts* and print a row of the table."""
    begin = time.process_time()
    said = [aligned(source, target) for source, target, _ in texts]
    used = time.process_time() - begin
    right = sum(len(set(found) & set(beads)) for found, (_, _, beads) in zip(said, texts, strict=True))
    found = sum(map(len, said))
    wanted = sum(len(beads) for _, _, beads in texts)
    print(f"{name:34} precision {right / max(found, 1):.3f} recall {right / wanted:.3f} {used:7.2f} s", flush=True)


def ours(source: list[str], target: list[str]) -> Beads:
    return [(tuple(one), tuple(two)) for one, two in align(source, target) if one and two]


def nltk_aligned(source: list[str], target: list[str]) -> Beads:
    """Return the beads of nltk; it returns pairs of sentences, and pairs that share one make up one bead."""
    from nltk.translate.gale_church import align_blocks

    pairs = align_blocks(list(map(len, source)), list(map(len, target)))
    beads: list[tuple[set[int], set[int]]] = []
    for one, two in pairs:
        if beads and (one in beads[-1][0] or two in beads[-1][1]):
            beads[-1][0].add(one)
            beads[-1][1].add(two)
        else:
            beads.append(({one}, {two}))
    return [(tuple(sorted(one)), tuple(sorted(two))) for one, two in beads]


def main() -> None:
    if not DATA.is_dir():
        sys.exit(f"{DATA} is not there: the development sets are needed")
    rows = [
        (DATA / name).read_text(encoding="utf-8").splitlines()
        for name in ("newstest2019-documents.tsv", "newstest2019-src.eng.txt")
    ]
    for language in ("rus", "zho-CN"):
        target = (DATA / f"newstest2019-ref.{language}.txt").read_text(encoding="utf-8").splitlines()
        chance = random.Random(11)
        articles = [
            disturbed([one for _, one, _ in part], [two for _, _, two in part], chance)
            for part in (list(part) for _, part in groupby(zip(*rows, target, strict=True), lambda row: row[0]))
        ]
        whole = [disturbed(rows[1], target, chance)]
        for shape, texts in (("articles", articles), ("one text", whole)):
            measured(f"{language}, {shape}: glossary", texts, ours)
            try:
                measured(f"{language}, {shape}: nltk", texts, nltk_aligned)
            except ImportError:
                print(f"{language}, {shape}: nltk is not installed")


if __name__ == "__main__":
    main()
