"""Units -> matches: the translation memory, its contract and its stores.

    memory = Memory.open("memory.sqlite")               a file, or postgresql://… for a team
    memory.add(units)                                   in one transaction, without duplicates
    memory.lookup("The talks began.", "ru")             matches, best first, with the penalties of each score
    leverage.fill(units, [memory])                      the gaps of a bilingual file, and the statistics

* :mod:`~glossary.memory.contract` the interface of a memory
* :mod:`~glossary.memory.sqlite`, :mod:`~glossary.memory.postgres` the stores; they share ``store`` (reading),
  ``intake`` (writing), ``tables`` (SQL), ``rows`` (units as rows), ``tail`` and ``traces`` (parts of the index)
* :mod:`~glossary.memory.answer` candidates -> matches: context, scores, penalties, repairs
* :mod:`~glossary.memory.concordance` a phrase -> its places in units, as written or inflected
* :mod:`~glossary.memory.repair` a translation of a similar text -> one with the new numbers, dates and terms;
  ``agreement`` and ``scaled`` decide whether they fit
* :mod:`~glossary.memory.leverage` units with gaps -> filled units and statistics
* :mod:`~glossary.memory.serve` a small server that speaks the protocol of amaGama and tmserver
"""

from __future__ import annotations

from glossary.memory.contract import Added, Hit, Memory, Stats

__all__ = ["Added", "Hit", "Memory", "Stats", "open"]

open = Memory.open
