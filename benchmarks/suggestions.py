"""Measure how often the first suggestion is right, without a memory or lists.

    python benchmarks/suggestions.py [--show LANGUAGE]
    python benchmarks/suggestions.py --names
    python benchmarks/suggestions.py --fields [--show LANGUAGE]

Without an option: on researched renderings of two articles, ``../shared/data/zhru/seed_renderings.tsv``; the
alternatives listed there also count as right. *Wrong and sure* counts wrong suggestions of high confidence.

With ``--names``: how many names of the table of names the transcriptions write as the table does. The rules were written
with every second name in view, beginning with the first; the others are *unseen* (except in German, French, Italian and
Portuguese, where all were in view).

With ``--fields``: on the 1,800 entries of ``suggestions_fields.tsv``: 52 fields of news, twelve *classes* of names and
phrases, and *names* of persons by language, each with its expected renderings (| between several, - for Chinese
characters that cannot be inferred from Latin letters). Each list was written before its first run;
``docs/quality-zhru.md`` has the results of that run. Gaps in all lists were closed since, so the results of today say
nothing about entries that nobody has looked at.

``--show`` prints what was missed.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections.abc import Callable
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from glossary.model import Concept, Kind, Term
from glossary.suggest import english, suggest, table, transcription, western

SHARED = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
DATA = SHARED / "zhru" / "seed_renderings.tsv"
FIELDS = Path(__file__).resolve().parent / "suggestions_fields.tsv"
COLUMNS = {"ru": "ru", "zh-Hans": "zh_Hans", "zh-Hant": "zh_Hant"}
KINDS = {
    "organisation": Kind.ORGANIZATION,
    "person": Kind.PERSON,
    "place": Kind.PLACE,
    "event": Kind.EVENT,
    "work": Kind.WORK,
}


def bare(text: str) -> str:
    return text.lower().replace("ё", "е").strip("«»《》")


def allowed(row: dict[str, str], language: str) -> set[str]:
    prefix = language.split("-")[0]
    others = re.findall(rf"{prefix}(?:-\w+)?[: ] *([^;]*)", re.sub(r" ?\(.*?\)", "", row["alternatives"]))
    return {bare(text) for text in [row[COLUMNS[language]], *re.split(", *", ", ".join(others))] if text}


def fields(shown: str) -> None:
    """Print the right first suggestions of each list by kind, and the wrong ones by confidence."""
    with FIELDS.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    kinds = list(dict.fromkeys(row["kind"] for row in rows))
    print(f"| list | language | entries | right | none | {' | '.join(kinds)} | wrong: high, medium, low |")
    print(f"|---|---|---|---|---|{'---|' * len(kinds)}---|")
    for name in dict.fromkeys(row["list"] for row in rows):
        for language in ("ru", "zh-Hans"):
            right: dict[str, list[bool]] = {}
            wrong = dict.fromkeys(("high", "medium", "low"), 0)
            none = 0
            for row in (row for row in rows if row["list"] == name):
                found = suggest(Concept((Term(row["term"], "en"),), kind=KINDS.get(row["kind"], Kind.PHRASE)), language)
                wanted = row[COLUMNS[language]]
                good = bool(found) and inner(found[0].text) in map(inner, wanted.split("|"))
                right.setdefault(row["kind"], []).append(good)
                none += not found
                if found and not good:
                    wrong[found[0].confidence] += 1
                if language == shown and not good:
                    print(f"{row['term']}: {wanted}; proposed: {', '.join(one.text for one in found) or '–'}")
            hits = [good for group in right.values() for good in group]
            cells = [f"{sum(right.get(kind, []))} of {len(right.get(kind, []))}" for kind in kinds]
            sure = ", ".join(map(str, wrong.values()))
            print(f"| {name} | {language} | {len(hits)} | {sum(hits)} | {none} | {' | '.join(cells)} | {sure} |")


def inner(text: str) -> str:
    return re.sub("[«»《》]", "", bare(text))


def transcribed() -> None:
    """Print how many names the transcriptions write as the first spelling in the table; ё counts as е."""
    rows = [row for row in table("names.tsv") if row[3] in ("given", "surname")]
    heads = {"en": [row for row in rows if row[4] == "en" and english.to_chinese(row[0].split("|")[0])]}
    heads["es"] = [row for row in rows if row[4] == "es" and " " not in row[0]]
    heads["ar"] = [row for row in rows if row[4] == "ar" and "-" not in row[0]]
    print("| names | which | as in the table | likeness |\n|---|---|---|---|")
    others: list[tuple[str, str, int, Callable[[str, str], str]]] = []
    for origin, language in (("de", "German"), ("fr", "French"), ("it", "Italian"), ("pt", "Portuguese")):
        heads[origin] = [row for row in rows if row[4] == origin and " " not in row[0]]
        others.append((f"{language} into Russian", origin, 1, lambda name, _, of=origin: western.to_russian(name, of)))
        others.append((f"{language} into Chinese", origin, 2, lambda name, _, of=origin: western.to_chinese(name, of)))
    for title, origin, column, write in (
        ("English into Russian, by sound", "en", 1, lambda name, _: english.to_russian(name)),
        ("English into Russian, by letters", "en", 1, lambda name, _: western.to_russian(name, "en")),
        ("English into Chinese", "en", 2, lambda name, sort: english.to_chinese(name, given=sort == "given")),
        ("Spanish into Chinese", "es", 2, lambda name, _: transcription.from_spanish(name)),
        ("Arabic into Russian", "ar", 1, lambda name, _: western.to_russian(name.replace("'", ""), "ar")),
        *others,
    ):
        for which, start in (("seen", 0), ("unseen", 1)):
            for sort in ("surname", "given"):
                chosen = [row for row in heads[origin][start::2] if row[3] == sort]
                pairs = [(bare(write(row[0].split("|")[0], sort)), bare(row[column])) for row in chosen]
                right = sum(made == known for made, known in pairs)
                like = sum(Levenshtein.normalized_similarity(*pair) for pair in pairs) / len(pairs)
                share = f"{right} of {len(pairs)} ({100 * right / len(pairs):.0f} %)"
                print(f"| {title}, {sort}s | {which} | {share} | {like:.2f} |")
    known = [row for row in rows if row[4] == "en"]
    print(f"The pronunciation of {len(heads['en'])} of {len(known)} English names is known.")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", default="", choices=["", *COLUMNS])
    parser.add_argument("--names", action="store_true", help="what is transcribed, beside the table of names")
    parser.add_argument("--fields", action="store_true", help="lists of entries that were written down beforehand")
    chosen = parser.parse_args()
    if chosen.fields:
        fields(chosen.show)
        return 0
    if chosen.names:
        transcribed()
        return 0
    shown = chosen.show
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
