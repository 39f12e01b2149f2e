"""docs/formats*.md say what the formats do: its tables are made here from what they really do, and compared.

To write the tables anew: python tests/test_formats_docs.py
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from glossary import formats
from glossary.formats import tools
from glossary.formats.terms import in_order
from glossary.model import Concept, Kind, Occurrence, State, Term, Termbase, Usage
from glossary.plugins import BUILTIN

DOCS = Path(__file__).parents[1] / "docs"
OURS = ("tmx", "tbx", "tbx2", "xliff", "xliff1", "multiterm", "omegat", "xlsx", "csv", "tsv")

BASE = Concept((Term("Samarkand", "en"), Term("Самарканд", "ru")))
HEAD, MAIN = BASE.terms


def terms(*more: Term) -> Concept:
    return in_order(replace(BASE, terms=(*BASE.terms, *more)), ["ru"])


FEATURES: dict[str, Concept] = {
    "term and rendering": BASE,
    "kind": replace(BASE, kind=Kind.PLACE),
    "sense": replace(BASE, sense="city"),
    "definition": replace(BASE, definition="a city in Uzbekistan"),
    "note": replace(BASE, note="on the Silk Road"),
    "subject": replace(BASE, subject="geography"),
    "part of speech": replace(BASE, part_of_speech="noun"),
    "context": replace(BASE, context="They met in Samarkand."),
    "how often it was seen": replace(BASE, frequency=3, documents=2),
    "where it was seen": replace(BASE, occurrences=(Occurrence("seeds/a.md", 9, -1, -1, ""),)),
    "flags": replace(BASE, flags=frozenset({"read-only"})),
    "waivers": replace(BASE, waivers=("ru.dash -- as they write it",)),
    "obsolete": replace(BASE, obsolete=True),
    "previous spelling": replace(BASE, previous="Samarcand"),
    "identifier": replace(BASE, id="c-7"),
    "variants": terms(Term("Samarqand", "en", Usage.ADMITTED)),
    "admitted renderings": terms(Term("Самарканде", "ru", Usage.ADMITTED)),
    "deprecated terms": terms(Term("Мараканда", "ru", Usage.DEPRECATED)),
    "forbidden terms": terms(Term("Самарканда", "ru", Usage.FORBIDDEN)),
    "rejected terms": terms(Term("Самарханд", "ru", state=State.REJECTED)),
    "proposed renderings": replace(BASE, terms=(HEAD, replace(MAIN, state=State.PROPOSED, origin=""))),
    "origin of a rendering": replace(BASE, terms=(HEAD, replace(MAIN, origin="cldr"))),
    "note on a rendering": replace(BASE, terms=(HEAD, replace(MAIN, note="masculine"))),
    "inflected forms": replace(BASE, terms=(HEAD, replace(MAIN, forms=("Самарканда", "Самарканде")))),
    "note on a variant": terms(Term("Samarqand", "en", Usage.ADMITTED, note="rare")),
}
"""What a glossary may say -> a concept that says it."""


def keeps(name: str, concept: Concept) -> bool:
    """Return whether the format gives the concept back. What it does not give back it has to list."""
    row = formats.get(name)
    data, losses = row.write(Termbase((concept,), "en", ("ru",)), languages=["ru"])
    found = row.read(data, where=f"x{row.suffixes[0]}", source_language="en", language="ru").termbase.concepts
    kept = [in_order(again, ["ru"]) for again in found] == [concept] and [
        (at.document, at.line) for at in found[0].occurrences
    ] == [(at.document, at.line) for at in concept.occurrences]
    assert kept or losses, f"{name} loses something of {concept} and does not say so"
    return kept


def left_out() -> str:
    """Return the table of what each format does not hold."""
    lacks: dict[str, list[str]] = {}
    for name in OURS:
        # An identifier that the format gives itself is no loss of ours, but the concept is not equal.
        lost = ", ".join(feature for feature, concept in FEATURES.items() if not keeps(name, concept))
        lacks.setdefault(lost or "nothing", []).append(f"`{name}`")
    return "\n".join(
        ["| format | leaves out |", "|---|---|", *(f"| {', '.join(n)} | {lost} |" for lost, n in lacks.items())]
    )


def listing() -> str:
    """Return the table of formats."""
    lines = ["| name | what it is | file names | glossary | running translations |", "|---|---|---|---|---|"]
    for name in BUILTIN["formats"]:
        row = formats.get(name)
        both = {(True, True): "read, written", (True, False): "read", (False, True): "written", (False, False): ""}
        cells = [
            f"`{name}`",
            row.title,
            ", ".join(f"`{suffix}`" for suffix in row.suffixes),
            both[row.read is not None, row.write is not None],
            both[row.units is not None, row.write_units is not None],
        ]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def tools_table() -> str:
    """Return the table of tools."""
    lines = [
        "| `--for` | tool | files, the usual one first | languages in a file | where it goes |",
        "|---|---|---|---|---|",
    ]
    for tool in tools.TOOLS.values():
        kinds = ", ".join(f"`{suffix}`" for suffix in tool.kinds)
        lines.append(f"| `{tool.name}` | {tool.title} | {kinds} | {'one' if tool.single else 'all'} | {tool.advice} |")
    return "\n".join(lines)


TABLES: dict[str, tuple[str, Callable[[], str]]] = {
    "formats": ("formats.md", listing),
    "left out": ("formats.md", left_out),
    "tools": ("formats-tools.md", tools_table),
}
"""Mark of a table -> its page, and how it is made."""


def part(page: str, name: str) -> str:
    """Return what stands on the page between the marks of a table."""
    return page.partition(f"<!-- {name} -->\n")[2].partition(f"\n<!-- /{name} -->")[0]


@pytest.mark.parametrize("name", TABLES)
def test_the_page_says_what_is_so(name: str) -> None:
    page, made = TABLES[name]
    assert part((DOCS / page).read_text(encoding="utf-8"), name) == made()


def test_every_tool_and_format_of_ours_is_explained() -> None:
    pages = "".join(path.read_text(encoding="utf-8") for path in sorted(DOCS.glob("formats*.md")))
    for name in (*OURS, *tools.TOOLS):
        assert f"`{name}`" in pages


if __name__ == "__main__":
    for name, (page, made) in TABLES.items():
        before, mark, rest = (DOCS / page).read_text(encoding="utf-8").partition(f"<!-- {name} -->\n")
        after = rest[rest.index(f"<!-- /{name} -->") :]
        (DOCS / page).write_text(f"{before}{mark}{made()}\n{after}", encoding="utf-8")
