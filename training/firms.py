"""The listed firms of the large indices, by their names in the news.

This is not part of the training command: its result, ``glossary/extract/data/firms.txt``, is kept in the repository,
because the package that it is made from changes. It needs an environment with ``pytickersymbols`` (MIT)::

    python -m training.firms
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from glossary.extract import reference
from glossary.text.words import cut

DATA = Path(__file__).parent.parent / "glossary" / "extract" / "data"
_LEGAL_FORM = re.compile(
    r",?\s+(?:incorporated|inc|corp|corporation|company|co|ltd|limited|plc|s\.?e|a\.?g|kgaa|n\.?v|s\.?a|s\.?p\.?a|asa|ab"
    r"|a/s|oyj|l\.?p|reit|class [abc]|and company|& co|& company)\.?$",
    re.IGNORECASE,
)
_OPTIONAL_LAST_WORD = re.compile(r"\s+(?:group|holdings?|international)$", re.IGNORECASE)
"""Matches what the news leaves out."""


def names_of(name: str) -> Iterator[str]:
    """Yield *name* without its legal form, and its short name."""
    name = re.sub(r"\s*\(.*?\)", "", name).strip().removeprefix("The ")
    while (bare := _LEGAL_FORM.sub("", name).removesuffix(" &")) != name:
        name = bare
    yield name
    yield _OPTIONAL_LAST_WORD.sub("", name)


def is_distinctive(name: str) -> bool:
    """Return whether *name* alone shows that it is a firm: neither a common word nor a person nor a city."""
    parts = name.replace("-", " ").split()
    if len(parts) > 1:
        return len(parts) > 2 or not all(map(is_ordinary, parts))
    return len(name) > 2 and name[:1].isupper() and not is_ordinary(name)


def is_ordinary(word: str) -> bool:
    """Return whether *word* is a common word, or part of a person's or a city's name."""
    return word.lower() in reference.common("en") or bool(reference.known_words()(word.lower())[1])


def main() -> None:
    from pytickersymbols import PyTickerSymbols

    symbols = PyTickerSymbols()
    names = {one["name"] for index in symbols.get_all_indices() for one in symbols.get_stocks_by_index(index)}
    found = {short for name in names for short in names_of(name) if is_distinctive(short)}
    lines = [
        "# Firms by their names, as words, with blanks between; made by training/firms.py out of pytickersymbols (MIT)."
    ]
    lines += sorted({" ".join(cut(name).texts) for name in found})
    (DATA / "firms.txt").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
