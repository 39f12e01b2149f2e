"""The listed firms of the large indices, by the names that news calls them.

Not part of the command that trains the models: its result, ``glossary/extract/data/firms.txt``, is kept in the
repository, because the package that it is made from changes. It needs an environment with ``pytickersymbols`` (MIT)::

    python -m training.firms
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from glossary.extract import reference
from glossary.text.words import cut

DATA = Path(__file__).parent.parent / "glossary" / "extract" / "data"
_FORM = re.compile(
    r",?\s+(?:incorporated|inc|corp|corporation|company|co|ltd|limited|plc|s\.?e|a\.?g|kgaa|n\.?v|s\.?a|s\.?p\.?a|asa|ab"
    r"|a/s|oyj|l\.?p|reit|class [abc]|and company|& co|& company)\.?$",
    re.IGNORECASE,
)
_LAST = re.compile(r"\s+(?:group|holdings?|international)$", re.IGNORECASE)
"""What news leaves off."""


def called(name: str) -> Iterator[str]:
    """Yield *name* without the form of the company, and as it is called for short."""
    name = re.sub(r"\s*\(.*?\)", "", name).strip().removeprefix("The ")
    while (bare := _FORM.sub("", name).removesuffix(" &")) != name:
        name = bare
    yield name
    yield _LAST.sub("", name)


def telling(name: str) -> bool:
    """Says *name* by itself that it is a firm: no common word, nobody's name, no town?"""
    parts = name.replace("-", " ").split()
    if len(parts) > 1:
        return len(parts) > 2 or not all(map(plain, parts))
    return len(name) > 2 and name[:1].isupper() and not plain(name)


def plain(word: str) -> bool:
    """Is this a common word, or one of the names of persons and cities?"""
    return word.lower() in reference.common("en") or bool(reference.known_words()(word.lower())[1])


def main() -> None:
    from pytickersymbols import PyTickerSymbols

    symbols = PyTickerSymbols()
    names = {one["name"] for index in symbols.get_all_indices() for one in symbols.get_stocks_by_index(index)}
    found = {short for name in names for short in called(name) if telling(short)}
    lines = [
        "# Firms by their names, as words, with blanks between; made by training/firms.py out of pytickersymbols (MIT)."
    ]
    lines += sorted({" ".join(cut(name).texts) for name in found})
    (DATA / "firms.txt").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
