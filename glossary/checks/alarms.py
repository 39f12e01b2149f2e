"""How often a check is wrong: its alarms on translations made by people, and how many of those were false.

The table ``data/alarms.tsv`` is counted by ``benchmarks/checks_false_alarms.py`` on NTREX-128 (newstest2019, 1,997
sentences in each language); its last two columns are the judgment of a person who read alarms.
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
    """What a check said of translations made by people."""

    found: Mapping[str, int]
    """Sentences with an alarm, by language; a language that the check does not know is left out."""
    judged: int
    """How many alarms a person read."""
    false: int
    """How many of those were no slips of the translator."""

    @property
    def rate(self) -> float:
        """The percentage of sentences with a false alarm; where nobody read the alarms, each counts as false."""
        share = self.false / self.judged if self.judged else 1
        return 100 * share * sum(self.found.values()) / (SENTENCES * max(len(self.found), 1))


@cache
def table() -> dict[str, Alarms]:
    """Return the alarms of each check that looks at texts or pairs, by its name."""
    head, *rows = tables.rows(__package__, "data/alarms.tsv")
    return {
        row["check"]: Alarms(
            {language: int(row[language]) for language in LANGUAGES if row[language]},
            int(row["judged"]),
            int(row["false"]),
        )
        for row in (dict(zip(head, cells, strict=True)) for cells in rows)
    }
