"""Units -> matches: the translation memory, its contract and its stores.

    memory = glossary.memory.open("memory.sqlite")      a file, or postgresql://… for a team
    memory.add(units)                                   all or nothing, nothing twice
    memory.lookup("The talks began.", "ru")             matches, best first, with the ledger of each score
    leverage.fill(units, [memory])                      the gaps of a bilingual file, and the statistics

* :mod:`~glossary.memory.contract` what a memory can do, whatever store it is kept in
* :mod:`~glossary.memory.sqlite`, :mod:`~glossary.memory.postgres` the stores
* :mod:`~glossary.memory.answer` candidates -> matches: context, scores, penalties, repairs; the same for every store
* :mod:`~glossary.memory.repair` numbers, dates and terms put right in a translation
* :mod:`~glossary.memory.leverage` units with gaps -> filled units and statistics
* :mod:`~glossary.memory.serve` a small server that speaks the protocol of amaGama and tmserver
"""

from __future__ import annotations

import os

from glossary import plugins
from glossary.memory.contract import Added, Hit, Memory, Stats

__all__ = ["Added", "Hit", "Memory", "Stats", "open"]


def open(  # the word that says it: glossary.memory.open
    path_or_url: str | os.PathLike[str], *, name: str | None = None, read_only: bool = False
) -> Memory:
    """Return the memory in the file, or at the URL, *path_or_url*; a file that is not there is made.

    One store holds several memories side by side: *name* is the one that units are added to (``default`` if it
    is None), and the only one that is looked into; without a name all of them are. A URL ``scheme://…`` is opened by
    the row *scheme* of the plug-in table ``memories``, anything else is a SQLite file.

    Raises InputError where there is something else than a memory, and ConfigError for an unknown scheme.
    """
    path_or_url = os.fspath(path_or_url)
    scheme, colon, _ = path_or_url.partition("://")
    if colon and scheme.isalnum() and len(scheme) > 1:
        scheme = {"postgres": "postgresql"}.get(scheme, scheme)
        opened: Memory = plugins.load("memories", scheme)(path_or_url, name=name, read_only=read_only)
        return opened
    from glossary.memory.sqlite import SqliteMemory

    return SqliteMemory(path_or_url, name=name, read_only=read_only)
