"""The gazetteer: territories, languages and cities from CLDR (Babel), large cities from GeoNames, and our own lists."""

from __future__ import annotations

import re
from pathlib import Path

from babel import Locale
from babel.core import get_global

from glossary.text.words import cut

HERE = Path(__file__).parent
NO_TERRITORY = {"ZZ", "XA", "XB", "EU", "EZ", "UN", "QO"}
NO_LANGUAGE = {"zxx", "und", "mul", "mis"}


def entries() -> dict[str, set[str]]:
    """Return name (its words, separated by spaces) -> its kinds."""
    found: dict[str, set[str]] = {}

    def add(name: str, kind: str) -> None:
        bare = re.sub(r"\s*\(.*?\)", "", name)
        for part in sorted({bare, bare.replace("St.", "Saint"), *re.split(r" - | & ", bare)}):
            tokens = cut(part).texts
            if tokens and tokens[0][:1].isupper():
                found.setdefault(" ".join(tokens), set()).add(kind)

    locale = Locale("en")
    for code, name in locale.territories.items():
        if code not in NO_TERRITORY:
            add(name, "place")
    for code, name in locale.languages.items():
        if len(name) > 3 and code not in NO_LANGUAGE:
            add(name, "group")
    for zone in get_global("zone_territories"):
        if "/" in zone and not zone.startswith(("Etc", "SystemV", "US/")):
            add(zone.split("/")[-1].replace("_", " "), "city")
    for city in (HERE / "cities.txt").read_text("utf-8").splitlines():
        add(city, "city")
    for line in (HERE / "names.txt").read_text("utf-8").splitlines():
        kind, colon, members = line.partition(":")
        if colon and not line.startswith("#"):
            for name in members.split(","):
                add(name.strip(), kind)
    return found


def write(path: Path) -> None:
    """Write the gazetteer to *path*, one name with its kinds per line."""
    lines = ["# Names with their kinds; made by training/gazetteer.py out of CLDR and training/names.txt."]
    lines += [f"{name}\t{'+'.join(sorted(kinds))}" for name, kinds in sorted(entries().items())]
    path.write_text("\n".join(lines) + "\n", "utf-8")
