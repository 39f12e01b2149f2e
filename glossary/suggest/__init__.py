"""Missing renderings -> proposals: one suggester a module, asked in turn, ranked together.

A suggester is a function ``(concept, language, context) -> list[Suggestion]`` in the table ``suggesters`` of
:mod:`glossary.plugins`. It proposes; it changes nothing. *High* confidence is for what is looked up and fits the kind
of the concept, *medium* for what follows a rule, *low* for drafts and for wordings that are politically disputed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from glossary import tables
from glossary.errors import PluginError
from glossary.model import Concept, Kind, Suggestion, Termbase
from glossary.plugins import blamed, load, names

Lookup = Callable[[str, str, str], Iterable[tuple[str, int]]]
"""``(text, source language, target language)`` -> renderings, each with how often it was seen."""

_LONGEST = 200
"""No name of a person has more letters."""
_REIGN = frozenset("king queen prince princess emperor empress tsar pope saint st. st".split())
"""Titles of those whose names are often written otherwise than their namesakes': *King Charles*, Карл."""
_TITLES = _REIGN | frozenset(
    "crown sultan emir sir lord lady dame judge justice colonel general president rev. reverend".split()
)
_WORDS = re.compile(" (?:of|the|and) ")
"""Words that are translated: *Catherine of Aragon*."""
_LAST = "letters"
"""The suggester that is asked only if no other has anything."""
RANK = {"high": 0, "medium": 1, "low": 2}


@dataclass(frozen=True, slots=True)
class Context:
    """What suggesters may go by beside the concept."""

    termbase: Termbase = field(default_factory=Termbase)
    """The glossary: its renderings are the parts of longer ones."""
    memory: Lookup | None = None
    """The translation memory, exact matches."""
    aligned: Lookup | None = None
    """The translation memory, words aligned in longer segments."""
    lists: Sequence[tuple[str, Lookup]] = ()
    """The user's own tables, by name."""
    kept: dict[str, Any] = field(default_factory=dict, compare=False)
    """What suggesters keep from one concept to the next, such as an index of the glossary."""
    broken: dict[str, PluginError] | None = None
    """Where a suggester that breaks is noted by its name, to be asked no more; without it, the error is raised."""


def suggest(
    concept: Concept, language: str, context: Context | None = None, *, only: Sequence[str] = ()
) -> list[Suggestion]:
    """Return the proposals for *concept* in *language*, the best first, each text once.

    Beside one of high confidence none is transcribed by letters. *only* names the suggesters to ask, all by default.
    Among equal confidence the order is that of the table. Raises PluginError, which names the suggester, if one cannot
    be loaded or breaks and *context* does not collect the broken ones.
    """
    context = context or Context()
    found: list[Suggestion] = []
    for name in only or names("suggesters"):
        if (context.broken and name in context.broken) or (found and name == _LAST):
            continue
        try:
            suggester = load("suggesters", name)
            with blamed("suggesters", name):
                found += sorted(suggester(concept, language, context), key=lambda row: RANK[row.confidence])
        except PluginError as error:
            if context.broken is None:
                raise
            context.broken[name] = error
    best: dict[str, Suggestion] = {}
    for row in sorted(found, key=lambda row: RANK[row.confidence]):
        if row.text not in best:
            best[row.text] = row
        elif row.origin not in best[row.text].origin:
            best[row.text] = replace(best[row.text], origin=f"{best[row.text].origin}; {row.origin}")
    sure = any(row.confidence == "high" for row in best.values())
    return [row for row in best.values() if not (sure and row.origin.startswith(_TRANSCRIBED))]


def source_names(concept: Concept) -> list[str]:
    """Return the head of *concept* and its other spellings, the head first; none that is empty."""
    return [name for name in (concept.name, *concept.variants) if name.strip()]


def person_names(concept: Concept) -> list[str]:
    """Return the spellings of a person's name, the fullest first; a surname alone says too little of a full name."""
    least = min(len(concept.name.split()), 2)
    names = [name for name in source_names(concept) if len(name.split()) >= least]
    full = tuple(f" {name}" for name in names if " " in name)
    names = [name for name in names if not name.endswith(full)]  # Prime Minister Viktor Orban
    return sorted(names, key=lambda name: (len(name.split()) < 2, name != concept.name))


def draft(concept: Concept, language: str, write: Callable[[str], tuple[str, str]]) -> list[Suggestion]:
    """Return a draft of a person's name: what *write* makes of the fullest spelling that it can, with its origin.

    *write* returns (rendering, which language the name is from), or empty ones. Other languages get none.
    """
    wanted = concept.kind is Kind.PERSON and language in ("ru", "zh-Hans")
    for name in person_names(concept) if wanted else ():
        if len(name) < _LONGEST and not titled(name) and not _WORDS.search(name):
            text, origin = write(name)
            if text:
                return [Suggestion(text, language, f"{_TRANSCRIBED}{origin}", "low")]
    return []


_TRANSCRIBED = "transcription from "
"""How the origin of a draft begins that was made letter by letter: nobody needs it beside what is sure."""


def by_hyphens(name: str, write: Callable[[str], str]) -> str:
    """Return a *name* as *write* has each of its parts between hyphens; empty where it has nothing for one."""
    texts = list(map(write, name.split("-")))
    return "-".join(texts) if all(texts) else ""


def titled(name: str) -> bool:
    """Return whether a title stands before a name: *King Abdullah*, but not in *Prince Rogers Nelson*."""
    first, *others = name.lower().split()
    alone = len(others) == 1 or "bin" in others or "bint" in others
    return bool(others) and first in (_TITLES if alone else _TITLES - _REIGN)


def reigning(concept: Concept) -> bool:
    """Return whether a spelling of the name says that a king, a pope, a saint is meant."""
    return any(titled(name) and name.lower().split()[0] in _REIGN for name in source_names(concept))


@cache
def table(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a table of this package, ``data/NAME``, without its comments."""
    return tuple(map(tuple, tables.rows(__package__, f"data/{name}")))
