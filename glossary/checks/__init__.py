"""The checks: small functions whose docstrings hold their message and their examples.

A check is a function decorated with :func:`rule`, and one line in the table ``checks`` of :mod:`glossary.plugins` that
gives it its dotted name. Its parameters depend on its *scope*:

``text``
    ``(text, language) -> Iterator[Problem]``: any text in a target language, a rendering or a translated segment.
``pair``
    ``(source, target, source_language, target_language) -> Iterator[Problem]``: a text and its translation.
``concept``
    ``(concept, language) -> Iterator[Problem]``: one concept and its terms in *language*.
``termbase``
    ``(termbase, language) -> Iterator[tuple[Concept, Problem]]``: all concepts together, in *language*.
``header``
    ``(fields, language) -> Iterator[Problem]``: the header fields of a PO file, by name.
``waiver``
    ``(waiver, used, today) -> Iterator[Problem]``: a waiver, whether it waived any finding, and the current date.
``forms``
    ``(forms, declared) -> Iterator[Problem]``: the number of plural forms of a PO entry, and that in the file's header.
``file``
    ``(error) -> Iterator[Problem]``: why a file could not be read.
``unit``
    ``(unit, terms) -> Iterator[Problem]``: a translated segment against the glossary.

The first line of the docstring is the message, in lowercase without a full stop. After it comes why it matters, then
``Wrong:`` and ``Right:`` examples that the tests run. An example is ``Wrong: ru "Путин"`` for a text, and
``Wrong: en "12 men" ru "13 человек"`` for a pair.
"""

from __future__ import annotations

import functools  # not "from functools import cache": glossary.checks.cache is a module
import re
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from glossary.model import Severity

SOURCE, TARGET, END = "\x02", "\0", "\x03"
"""The lines that :func:`together` puts before a source, before its translation and after it."""
SCOPES = ("text", "pair", "concept", "termbase", "header", "forms", "waiver", "file", "unit")


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake that a check found in the text that it was given."""

    message: str = ""
    """What is wrong here; the first line of the check's docstring if empty."""
    start: int = -1
    """Where it begins in the (target) text; -1 if it is about the whole."""
    end: int = -1
    hint: str = ""
    """What to do, in a few words."""
    fix: str | None = None
    """The whole text after the correction, from a :attr:`~Rule.fixable` check of texts or pairs."""
    concept: str = ""
    """The name of the glossary entry that it is about, if a translation is checked."""
    severity: Severity | None = None
    """Its severity; None for that of the check."""


def another(
    wanted: Mapping[Any, str], there: Mapping[Any, re.Match[str]], fine: Container[Any] = ()
) -> Iterator[Problem]:
    """Yield a problem if the translation lacks a value of the source and has a different one instead.

    *wanted* maps the values of the source to its words, *there* those of the translation to their matches. The problem
    is reported at the first value of the translation that is neither wanted nor *fine*.
    """
    others = [found for key, found in there.items() if key not in wanted and key not in fine]
    lost = [written for key, written in wanted.items() if key not in there]
    if others and lost:
        written, ordinal = others[0][0], lost[0]
        yield Problem(f"'{written}' where the source has '{ordinal}'", *others[0].span())


Patterns = tuple[re.Pattern[str] | None, re.Pattern[str] | None]
"""The patterns of :attr:`Rule.needs` and :attr:`Rule.source`."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A check and its properties."""

    function: Callable[..., Any]
    scope: str
    severity: Severity
    languages: tuple[str, ...] = ()
    """The target languages it applies to, as BCP-47 prefixes (``zh`` covers ``zh-Hans``); empty means all."""
    default: bool = True
    """Whether it runs without being selected."""
    fixable: bool = False
    """Whether its problems have fixes."""
    unsafe: bool = False
    """Whether its fixes may be wrong, so that a person has to review them (``--unsafe-fixes``)."""
    needs: str | Callable[[str], str] = ""
    """A regular expression, or a function that returns one for a language. The check only runs on texts, or on pairs
    with a translation, in which it is found; on all if it is empty. One with a mark (``SOURCE`` …) is searched for in
    the whole pair, as :func:`together` writes it."""
    source: str | Callable[[str], str] = ""
    """The same for the source of a pair. The check runs if either is found."""
    usual: bool = True
    """Whether it also runs on ordinary concepts, whose only rendering is approved and not a copy of the source, and on
    segments that mention no term. If false, a check of pairs also runs on admitted renderings."""
    segments: bool = True
    """Whether it checks translated segments as well as the renderings of a glossary."""
    flagged: bool = False
    """Whether a check of pairs takes the PO flags of the segment as a fifth argument."""
    optional: bool = False
    """Whether a whole file may lack what :attr:`source` finds: the check is silent if at least ten sources have it, but
    fewer than one in ten of their translations."""

    def __call__(self, *args: Any, **options: Any) -> Any:
        return self.function(*args, **options)

    @property
    def message(self) -> str:
        """The first line of the docstring."""
        return (self.function.__doc__ or "").strip().split("\n", 1)[0].strip()

    def speaks(self, language: str) -> bool:
        """Return whether the check applies to *language*."""
        return not self.languages or any(
            language == known or language.startswith(known + "-") for known in self.languages
        )

    def patterns(self, language: str) -> Patterns:
        """Return :attr:`needs` and :attr:`source` compiled for *language*, with None for an empty one."""
        needs, source = (some if isinstance(some, str) else some(language) for some in (self.needs, self.source))
        return _compiled(needs), _compiled(source)


@functools.cache  # there are more patterns than `re` caches
def _compiled(pattern: str) -> re.Pattern[str] | None:
    return re.compile(pattern, re.MULTILINE) if pattern else None


def together(source: str, target: str) -> str:
    """Return a pair as one text with lines of marks around its sides; marks inside the sides are replaced."""
    for mark in (SOURCE, TARGET, END):
        source, target = source.replace(mark, "\x01"), target.replace(mark, "\x01")
    return f"{SOURCE}\n{source}\n{TARGET}\n{target}\n{END}"


def begins(name: str, word: str) -> bool:
    """Return whether *word* is the check *name*, or a prefix of it that ends before a dot or a hyphen."""
    return name == word or name.startswith((word + ".", word + "-"))


def rule(scope: str, severity: Severity = Severity.WARNING, **known: Any) -> Callable[[Callable[..., Any]], Rule]:
    """Return a decorator that turns a function into a :class:`Rule` with the fields *known*.

    It does not register the rule; that is done in the table of plug-ins.
    """
    if scope not in SCOPES:
        raise ValueError(f"unknown scope {scope!r}: one of {', '.join(SCOPES)}")
    if known.get("fixable") and scope not in ("text", "pair"):
        raise ValueError(f"a check of a {scope} is not fixable: only those of a text or a pair are")
    if isinstance(known.get("languages"), str):
        raise TypeError("languages are a tuple, such as ('ru',)")
    return lambda function: Rule(function, scope, Severity(severity), **known)
