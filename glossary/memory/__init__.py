"""Units -> matches: the translation memory, its contract and its stores.

    memory = Memory.open("memory.sqlite")               a file, or postgresql://… for a team
    memory.add(units)                                   all or nothing, nothing twice
    memory.lookup("The talks began.", "ru")             matches, best first, with the ledger of each score
    leverage.fill(units, [memory])                      the gaps of a bilingual file, and the statistics

* :mod:`~glossary.memory.contract` what a memory can do, whatever store it is kept in
* :mod:`~glossary.memory.sqlite`, :mod:`~glossary.memory.postgres` the stores
* :mod:`~glossary.memory.answer` candidates -> matches: context, scores, penalties, repairs; the same for every store
* :mod:`~glossary.memory.concordance` where a phrase stands in a unit, as written or inflected
* :mod:`~glossary.memory.repair` numbers, dates and terms put right in a translation
* :mod:`~glossary.memory.leverage` units with gaps -> filled units and statistics
* :mod:`~glossary.memory.serve` a small server that speaks the protocol of amaGama and tmserver
"""

from __future__ import annotations

from glossary.memory.contract import Added, Hit, Memory, Stats

__all__ = ["Added", "Hit", "Memory", "Stats", "open"]

open = Memory.open
