"""Measure extraction from Russian and Chinese texts against what a terminologist wants.

    python benchmarks/quality_sources.py            # the two tables
    python benchmarks/quality_sources.py --show zh  # the missed and the superfluous entries of each text

The first table is about news texts written for this purpose (`sources/`). The names (with their kind) and phrases that
belong in a glossary were marked in each before the tool read it. The rules were *mended on* the first four texts of a
language. The others were measured once before anybody looked at the results, after which some rules were improved; the
results of the *unseen* texts were never read. Each text is extracted by itself. An entry is *right* if one of its forms
is marked, or listed below the text as harmless.

The second table is about the translations of our own briefs: wanted are the renderings of ``locale/`` that occur word
for word in ``translations/`` (in Russian this excludes inflected ones).
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from glossary.extract import extract  # noqa: E402
from glossary.formats import po  # noqa: E402
from glossary.model import Candidate, Document, Kind, State  # noqa: E402

SOURCES = Path(__file__).resolve().parent / "sources"
MARK = re.compile(r"\[([^\[\]=/]+)(?:=([^\[\]/]+))?/([poleawxt])\]")
KINDS = {"p": "person", "o": "organization", "l": "place", "e": "event", "w": "work", "x": "other", "t": "phrase"}
FIRST = 20
"""The number of entries at the top of the list that are judged separately."""


def marked(path: Path) -> tuple[str, dict[str, str], set[str]]:
    """Return the text of *path* without its marks, the wanted terms with their kinds, and the harmless terms."""
    written, _, also = path.read_text("utf-8").partition("\nalso:")
    wanted = {(match[2] or match[1]).lower(): KINDS[match[3]] for match in MARK.finditer(written)}
    harmless = {one.strip().lower() for one in also.split("|")}
    return MARK.sub(r"\1", written), wanted, harmless - wanted.keys()


def forms(entry: Candidate) -> set[str]:
    """Return the spellings of *entry* in lowercase."""
    return {form.lower() for form in (entry.term, *entry.variants)}


def texts(language: str, show: bool) -> None:
    """Print a row for each set of texts."""
    for name, numbers in (
        ("mended on", range(1, 5)),
        ("not mended on", range(5, 9)),
        ("later", range(9, 12)),
        ("last", range(12, 14)),
        ("one more", range(14, 15)),
        ("latest", range(15, 18)),
        ("newer, mended on", range(18, 22)),
        ("newer, unseen", range(22, 26)),
        ("newest, unseen", range(26, 32)),
        ("last twelve, mended on", range(32, 38)),
    ):
        paths = [path for number in numbers if (path := SOURCES / f"{language}-{number}.txt").exists()]
        if not paths:
            continue
        counts: Counter[str] = Counter()
        for path in paths:
            text, wanted, harmless = marked(path)
            entries = extract([Document(path.name, text, language=language)], source_language=language).candidates
            counts += counted(entries, wanted, harmless)
            if show and name == "mended on":
                tell(path.name, entries, wanted, harmless)
        print(f"| {language}, {name} | " + " | ".join(figures(counts)) + " |")


def counted(entries: tuple[Candidate, ...], wanted: dict[str, str], harmless: set[str]) -> Counter[str]:
    """Return the counts of one text."""
    counts: Counter[str] = Counter()
    listed = {form: entry for entry in reversed(entries) for form in forms(entry)}
    for term, kind in wanted.items():
        table = "phrase" if kind == "phrase" else "name"
        counts[table] += 1
        counts[f"{table} found"] += term in listed
        counts["kind right"] += table == "name" and term in listed and listed[term].kind.value == kind
    for place, entry in enumerate(entries):
        table = "phrase" if entry.kind is Kind.PHRASE else "name"
        right = not forms(entry).isdisjoint(wanted.keys() | harmless)
        counts[f"{table} listed"] += 1
        counts[f"{table} right"] += right
        counts["top"] += place < FIRST
        counts["top right"] += right and place < FIRST
    return counts


def figures(counts: Counter[str]) -> list[str]:
    """Return the cells of a row."""
    pairs = (
        ("name found", "name"),
        ("name right", "name listed"),
        ("kind right", "name found"),
        ("phrase found", "phrase"),
        ("phrase right", "phrase listed"),
        ("top right", "top"),
    )
    return [f"{counts[part]} of {counts[whole]} ({counts[part] / max(1, counts[whole]):.2f})" for part, whole in pairs]


def tell(name: str, entries: tuple[Candidate, ...], wanted: dict[str, str], harmless: set[str]) -> None:
    """Print the missed and the superfluous entries of one text, and those with the wrong kind."""
    listed = {form: entry for entry in reversed(entries) for form in forms(entry)}
    print(f"== {name}")
    for table in ("name", "phrase"):
        missed = [
            term for term, kind in wanted.items() if term not in listed and (kind == "phrase") == (table == "phrase")
        ]
        print(f"missed, {table}:", " | ".join(missed))
        much = [
            f"{one.term}/{one.kind.value[:3]} {one.score:.2f}"
            for one in entries
            if (one.kind is Kind.PHRASE) == (table == "phrase") and forms(one).isdisjoint(wanted.keys() | harmless)
        ]
        print(f"too much, {table}:", " | ".join(much))
    wrong = [
        f"{term}: {listed[term].kind.value} for {kind}"
        for term, kind in wanted.items()
        if term in listed and kind != "phrase" and listed[term].kind.value != kind
    ]
    print("kinds:", " | ".join(wrong))


def briefs() -> None:
    """Print how much of the approved glossary is found in the translations of our briefs."""
    print("| language | renderings found | names found | entries listed |\n|---|---|---|---|")
    for folder, language in (("ru", "ru"), ("zh_CN", "zh-Hans")):
        path = ROOT / "locale" / folder / "LC_MESSAGES" / "glossary.po"
        catalog = po.parse(path.read_bytes(), where=path.name)
        glossary = po.to_termbase(catalog, language=language, source_language="en", where=path.name).termbase
        read = {one.name: one.read_text("utf-8") for one in sorted((ROOT / "translations" / folder).glob("*.txt"))}
        together = "\n".join(read.values())
        wanted = {
            term.text.lower(): concept.kind is not Kind.PHRASE and concept.kind is not Kind.OTHER
            for concept in glossary.concepts
            if (term := concept.rendering(language)) and term.state is State.APPROVED and not concept.obsolete
            if len(term.text) > 1 and term.text in together
        }
        documents = [Document(name, text, language=language) for name, text in read.items()]
        found = extract(documents, source_language=language).candidates
        listed = {form for one in found for form in forms(one)}
        names = [text for text, name in wanted.items() if name]
        print(
            f"| {language} | {sum(text in listed for text in wanted)} of {len(wanted)} "
            f"| {sum(text in listed for text in names)} of {len(names)} | {len(found)} |"
        )


def main() -> None:
    show = sys.argv[2] if sys.argv[1:2] == ["--show"] and len(sys.argv) > 2 else ""
    print(
        "| texts | names found | names right | of them kind right | phrases found | phrases right "
        f"| of the first {FIRST} right |\n|---|---|---|---|---|---|---|"
    )
    for language in ("ru", "zh"):
        if show in ("", language):
            texts(language, bool(show))
    if not show:
        briefs()


if __name__ == "__main__":
    main()
