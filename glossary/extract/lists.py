"""The word lists of the rules, each an attribute of this module: ``lists.CLUBS``.

Words that build names are in ``lexicon/joints.txt``, which the taggers were trained with, the others in
``data/lists.txt``; comments there say what each list is for.
"""

from __future__ import annotations

from glossary.tables import named_lists

_LISTS = named_lists(__package__, "lexicon/joints.txt") | named_lists(__package__, "data/lists.txt")


def __getattr__(name: str) -> frozenset[str]:
    """Return the list *name*, and make it an attribute of this module."""
    found = _LISTS.get(name.lower())
    if found is None:
        raise AttributeError(f"there is no list {name}")
    globals()[name] = found
    return found
