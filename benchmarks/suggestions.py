"""How often the first suggestion is right, on researched renderings of two articles, without any memory or list.

    python benchmarks/suggestions.py [--show LANGUAGE]

The renderings are those of ``../shared/data/zhru/seed_renderings.tsv``; what it names as an alternative counts as
right. *Wrong and sure* counts suggestions of high confidence that are neither. ``--show`` prints what was missed.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from pathlib import Path

from glossary.model import Concept, Kind, Term
from glossary.suggest import suggest

DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "zhru" / "seed_renderings.tsv"
COLUMNS = {"ru": "ru", "zh-Hans": "zh_Hans", "zh-Hant": "zh_Hant"}
KINDS = {"organisation": Kind.ORGANIZATION, "person": Kind.PERSON, "place": Kind.PLACE, "event": Kind.EVENT}


def bare(text: str) -> str:
    return text.lower().replace("ё", "е").strip("«»《》")


def allowed(row: dict[str, str], language: str) -> set[str]:
    prefix = language.split("-")[0]
    others = re.findall(rf"{prefix}(?:-\w+)?[: ] *([^;]*)", re.sub(r" ?\(.*?\)", "", row["alternatives"]))
    return {bare(text) for text in [row[COLUMNS[language]], *re.split(", *", ", ".join(others))] if text}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", default="", choices=["", *COLUMNS])
    shown = parser.parse_args().show
    if not DATA.exists():
        print(f"no {DATA}: nothing to measure on", file=sys.stderr)
        return 2
    with DATA.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    print("| language | entries | first is right | places | persons | wrong and sure |\n|---|---|---|---|---|---|")
    for language in COLUMNS:
        right: dict[str, list[bool]] = {}
        sure = 0
        for row in rows:
            concept = Concept((Term(row["term"], "en"),), kind=KINDS.get(row["type"], Kind.PHRASE))
            found = suggest(concept, language)
            fine = allowed(row, language)
            good = bool(found) and bare(found[0].text) in fine
            right.setdefault(row["type"], []).append(good)
            sure += sum(one.confidence == "high" and bare(one.text) not in fine for one in found)
            if language == shown and not good:
                print(
                    f"{row['term']}: {row[COLUMNS[language]]}; proposed: {', '.join(one.text for one in found) or '–'}"
                )
        hits = [good for group in right.values() for good in group]
        cells = [f"{sum(right[sort])} of {len(right[sort])}" for sort in ("place", "person")]
        share = f"{sum(hits)} ({100 * sum(hits) / len(hits):.0f} %)"
        print(f"| {language} | {len(hits)} | {share} | {' | '.join(cells)} | {sure} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
