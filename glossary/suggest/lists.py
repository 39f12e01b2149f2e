"""Renderings from the user's own tables and from label files of Wikidata (JSON lines, or the TSV of a SPARQL query)."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from glossary.errors import InputError
from glossary.model import Concept, Suggestion
from glossary.suggest import Context, Lookup, source_names
from glossary.text import chinese

_CHAINS = {
    "zh-Hans": ("zh-hans", "zh-cn", "zh-sg", "zh"),
    "zh-Hant": ("zh-hant", "zh-tw", "zh-hk", "zh"),
}
"""Wikidata label languages for each Chinese script, the best first; plain zh can be in either script."""


def suggest(concept: Concept, language: str, context: Context) -> list[Suggestion]:
    """Return the renderings of *concept* in the user's lists."""
    found = []
    for name, lookup in context.lists:
        for spelling in source_names(concept):
            rows = sorted(lookup(spelling, concept.head.language, language), key=lambda row: (-row[1], row[0]))
            level = "high" if len(rows) == 1 else "medium"
            found += [Suggestion(text, language, f"list {name}", level) for text, _ in rows]
    # Lists that contradict each other do not count as certain.
    several = len({row.text for row in found}) > 1
    return [replace(row, confidence="medium") for row in found] if several else found


def labels(data: bytes, where: str) -> Lookup:
    """Return a lookup for a label file: JSON lines of entities, or TSV with columns named after languages.

    A JSON line has ``labels`` (as in Wikidata's dumps, or language -> text) and optionally ``aliases``. Raises
    InputError if *data* is neither.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"not UTF-8 at byte {error.start}", where=where, hint="save it as UTF-8") from error
    rows = list(_json(text, where) if text.lstrip().startswith(("{", "[")) else _tsv(text, where))
    index: dict[tuple[str, str], list[dict[str, list[str]]]] = {}
    for row in rows:
        for language, texts in row.items():
            for label in texts:
                index.setdefault((language, label.casefold()), []).append(row)

    def lookup(name: str, source: str, target: str) -> Iterator[tuple[str, int]]:
        counts: dict[str, int] = {}
        for key in _keys(source):
            for row in index.get((key, name.casefold()), ()):
                best = next((row[key][0] for key in _keys(target) if row.get(key) and _fits(row[key][0], target)), "")
                if best:
                    counts[best] = counts.get(best, 0) + 1
        yield from sorted(counts.items())

    return lookup


def _fits(text: str, language: str) -> bool:
    """Return whether *text* is in the script of *language*; a plain zh label can be in either script."""
    other = {"zh-Hans": chinese.only_traditional, "zh-Hant": chinese.only_simplified}.get(language)
    return other is None or not any(map(other, text))


def _keys(language: str) -> tuple[str, ...]:
    """Return the codes that a file may use for *language*, the best first."""
    return _CHAINS.get(language, tuple(dict.fromkeys((language.lower(), language.split("-")[0]))))


def _json(text: str, where: str) -> Iterator[dict[str, list[str]]]:
    for number, line in enumerate(text.splitlines(), 1):
        bare = line.strip().rstrip(",")
        if not bare or bare in "[]":
            continue
        try:
            row = json.loads(bare)
            labels = _texts(row["labels"].items())
            for language, more in _texts(row.get("aliases", {}).items()).items():
                labels.setdefault(language, []).extend(more)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise InputError("not a line of labels", where=where, line=number, hint="one JSON object a line") from error
        yield labels


def _texts(items: Iterable[tuple[str, Any]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for language, value in items:
        values = value if isinstance(value, list) else [value]
        found[language.lower()] = [str(label["value"] if isinstance(label, dict) else label) for label in values]
        "".join(found[language.lower()]).encode()  # raises ValueError for a lone surrogate (\ud800)
    return found


def _tsv(text: str, where: str) -> Iterator[dict[str, list[str]]]:
    """Yield the rows of a table of labels (RDF literals or plain text), by language. Raises InputError."""
    rows = csv.reader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE)
    try:
        head = [re.sub(r"^\?|Label$", "", name).replace("_", "-").lower() for name in next(rows, [])]
        if len(head) < 2:
            raise InputError(
                "not a label file", where=where, line=1, hint="columns are named after languages: ?en ?zh ?ru"
            )
        for row in rows:
            found: dict[str, list[str]] = {}
            for name, cell in zip(head, row, strict=False):
                literal = re.fullmatch(r'"(.*)"(?:@([A-Za-z-]+))?', cell)
                value = literal.group(1).replace('\\"', '"') if literal else cell
                if value and not value.startswith("<"):
                    found.setdefault(((literal and literal.group(2)) or name).lower(), []).append(value)
            yield found
    except csv.Error as error:
        raise InputError(f"not a label file: {error}", where=where, line=rows.line_num) from error
