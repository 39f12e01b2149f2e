"""Proposed renderings for concepts that have none: one suggester a module; their results are ranked together.

A suggester is a function ``(concept, language, context) -> list[Suggestion]`` in the table ``suggesters`` of
:mod:`glossary.plugins`. It only proposes and changes nothing. *High* confidence means that the rendering was looked up
and fits the kind of the concept, *medium* that it follows a rule, *low* that it is a draft or politically disputed.
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
"""``(text, source language, target language)`` -> (rendering, how often it was seen)."""

_MAX_LENGTH = 200
"""The maximum length of a person's name, in characters."""
_ROYAL_TITLES = frozenset("king queen prince princess emperor empress tsar pope saint st. st".split())
"""Titles whose bearers are often rendered differently from other people of that name: *King Charles* is Карл."""
_TITLES = _ROYAL_TITLES | frozenset(
    "crown sultan emir sir lord lady dame judge justice colonel general president rev. reverend".split()
)
_TRANSLATED_WORDS = re.compile(" (?:of|the|and) ")
"""Words that are translated rather than transcribed: *Catherine of Aragon*."""
_FALLBACK = "letters"
"""The fallback suggester; it runs only if no other suggester found anything."""
RANK = {"high": 0, "medium": 1, "low": 2}


@dataclass(frozen=True, slots=True)
class Context:
    """What suggesters may consult besides the concept itself."""

    termbase: Termbase = field(default_factory=Termbase)
    """The glossary, whose renderings serve as parts of longer ones."""
    memory: Lookup | None = None
    """Exact matches in the translation memory."""
    aligned: Lookup | None = None
    """Renderings aligned word by word inside longer segments of the translation memory."""
    lists: Sequence[tuple[str, Lookup]] = ()
    """The user's own tables, by name."""
    kept: dict[str, Any] = field(default_factory=dict, compare=False)
    """State that suggesters keep between concepts, such as an index of the glossary."""
    broken: dict[str, PluginError] | None = None
    """Errors of suggesters by name; these suggesters are skipped from then on. If None, errors are raised."""


def suggest(
    concept: Concept, language: str, context: Context | None = None, *, only: Sequence[str] = ()
) -> list[Suggestion]:
    """Return the distinct proposals for *concept* in *language*, the best first.

    Transcriptions of persons' names are dropped if there is a proposal of high confidence. *only* names the suggesters
    to run (default: all). Proposals of equal confidence keep the order of the table of suggesters. Raises PluginError,
    which names the suggester, if one cannot be loaded or fails and *context* does not collect errors.
    """
    context = context or Context()
    found: list[Suggestion] = []
    for name in only or names("suggesters"):
        if (context.broken and name in context.broken) or (found and name == _FALLBACK):
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
    return [row for row in best.values() if not (sure and row.origin.startswith(_TRANSCRIPTION))]


def source_names(concept: Concept) -> list[str]:
    """Return the non-empty spellings of *concept*, its head term first."""
    return [name for name in (concept.name, *concept.variants) if name.strip()]


def person_names(concept: Concept) -> list[str]:
    """Return a person's names, the fullest first, without one-word variants of a longer name."""
    least = min(len(concept.name.split()), 2)
    names = [name for name in source_names(concept) if len(name.split()) >= least]
    full = tuple(f" {name}" for name in names if " " in name)
    names = [name for name in names if not name.endswith(full)]  # Prime Minister Viktor Orban
    return sorted(names, key=lambda name: (len(name.split()) < 2, name != concept.name))


def draft(concept: Concept, language: str, write: Callable[[str], tuple[str, str]]) -> list[Suggestion]:
    """Return a draft of a person's name: the result of *write* for the fullest spelling that it can render.

    *write* returns (rendering, language of the name), or empty strings. Drafts are in Russian and Simplified Chinese.
    """
    wanted = concept.kind is Kind.PERSON and language in ("ru", "zh-Hans")
    for name in person_names(concept) if wanted else ():
        if len(name) < _MAX_LENGTH and not has_title(name) and not _TRANSLATED_WORDS.search(name):
            text, origin = write(name)
            if text:
                return [Suggestion(text, language, f"{_TRANSCRIPTION}{origin}", "low")]
    return []


_TRANSCRIPTION = "transcription from "
"""Prefix of the origin of transcriptions, which are dropped beside a proposal of high confidence."""


def by_hyphens(name: str, write: Callable[[str], str]) -> str:
    """Return *name* with *write* applied to each hyphenated part, or an empty string if it fails for one of them."""
    texts = list(map(write, name.split("-")))
    return "-".join(texts) if all(texts) else ""


def has_title(name: str) -> bool:
    """Return whether *name* starts with a title: *King Abdullah*, but not *Prince Rogers Nelson*."""
    first, *others = name.lower().split()
    alone = len(others) == 1 or "bin" in others or "bint" in others
    return bool(others) and first in (_TITLES if alone else _TITLES - _ROYAL_TITLES)


def has_royal_title(concept: Concept) -> bool:
    """Return whether a spelling of the name has the title of a monarch, a pope or a saint."""
    return any(has_title(name) and name.lower().split()[0] in _ROYAL_TITLES for name in source_names(concept))


@cache
def table(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of ``data/NAME`` of this package, without its comments."""
    return tuple(map(tuple, tables.rows(__package__, f"data/{name}")))
