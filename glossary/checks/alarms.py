"""The rate of false alarms of each check, measured on translations made by people.

``benchmarks/checks_false_alarms.py`` writes the table ``data/alarms.tsv`` from NTREX-128 (newstest2019, 1,997 sentences
in each language); its last two columns are the judgment of a person who read a sample of the alarms.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from glossary import tables

SENTENCES = 1997
"""Sentences in each language."""
LANGUAGES = ("zh-Hans", "zh-Hant", "ru")


@dataclass(frozen=True, slots=True)
class Alarms:
    """The alarms of a check on translations made by people."""

    found: Mapping[str, int]
    """The number of sentences with an alarm, by language, without languages that the check does not apply to."""
    judged: int
    """The number of alarms that a person read."""
    false: int
    """The number of those that were not mistakes of the translator."""

    @property
    def rate(self) -> float:
        """The percentage of sentences with a false alarm; alarms count as false if nobody read any."""
        share = self.false / self.judged if self.judged else 1
        return 100 * share * sum(self.found.values()) / (SENTENCES * max(len(self.found), 1))


@cache
def table() -> dict[str, Alarms]:
    """Return the alarms of each check of texts or pairs, by its name."""
    head, *rows = tables.rows(__package__, "data/alarms.tsv")
    return {
        row["check"]: Alarms(
            {language: int(row[language]) for language in LANGUAGES if row[language]},
            int(row["judged"]),
            int(row["false"]),
        )
        for row in (dict(zip(head, cells, strict=True)) for cells in rows)
    }
