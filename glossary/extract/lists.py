"""The lists of words that the rules ask, each an attribute of this module: ``lists.CLUBS``.

What builds names stands in ``lexicon/joints.txt``, with which the taggers were trained, the rest in ``data/lists.txt``;
a comment says there what a list is for.
"""

from __future__ import annotations

from glossary.tables import named_lists

_LISTS = named_lists(__package__, "lexicon/joints.txt") | named_lists(__package__, "data/lists.txt")


def __getattr__(name: str) -> frozenset[str]:
    """Return the list *name*; the next time it is found without being looked for."""
    found = _LISTS.get(name.lower())
    if found is None:
        raise AttributeError(f"there is no list {name}")
    globals()[name] = found
    return found
