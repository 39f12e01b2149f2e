"""Anything -> findings: small functions, each with a docstring that is its message and holds its examples.

A check is a function with a :func:`rule` around it, and one line in the table ``checks`` of
:mod:`glossary.plugins`, where it gets its dotted name. What it is given depends on its *scope*:

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
    ``(waiver, used, today) -> Iterator[Problem]``: a waiver, whether anything was waived by it, and the day.
``forms``
    ``(forms, declared) -> Iterator[Problem]``: how many plural forms a PO entry has, and how many its header says.
``file``
    ``(error) -> Iterator[Problem]``: why a file could not be read.
``unit``
    ``(unit, terms) -> Iterator[Problem]``: a translated segment against the glossary.

The docstring: first line the message, in lower case without a full stop; then why it matters; then ``Wrong:`` and
``Right:`` examples that the tests run. An example is ``Wrong: ru "Путин"`` for a text, and
``Wrong: en "12 men" ru "13 человек"`` for a pair.
"""

from __future__ import annotations

import functools  # `cache` is a module here
import re
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from glossary.model import Severity

SOURCE, TARGET, END = "\x02", "\0", "\x03"
"""Marks of the lines before a source, before its translation and behind it, where patterns are looked for in pairs."""
SCOPES = ("text", "pair", "concept", "termbase", "header", "forms", "waiver", "file", "unit")


@dataclass(frozen=True, slots=True)
class Problem:
    """What a check found in the text that it was given."""

    message: str = ""
    """What is wrong here; the first line of the check's docstring if empty."""
    start: int = -1
    """Where it begins in the (target) text; -1 if it is about the whole."""
    end: int = -1
    hint: str = ""
    """What to do, in a few words."""
    fix: str | None = None
    """The whole text mended, by a rule of a text or a pair that is :attr:`~Rule.fixable`."""
    concept: str = ""
    """The name of the entry that it is about, where a translation is checked."""
    severity: Severity | None = None
    """How severe it is; None if as its check says."""


def another(
    wanted: Mapping[Any, str], there: Mapping[Any, re.Match[str]], fine: Container[Any] = ()
) -> Iterator[Problem]:
    """Yield a problem where the translation lacks what is *wanted* by the source, and has something else *there*.

    It is about the first key that is neither wanted nor *fine*. The values are the words of the source, and places.
    """
    others = [found for key, found in there.items() if key not in wanted and key not in fine]
    lost = [written for key, written in wanted.items() if key not in there]
    if others and lost:
        written, ordinal = others[0][0], lost[0]
        yield Problem(f"'{written}' where the source has '{ordinal}'", *others[0].span())


Patterns = tuple[re.Pattern[str] | None, re.Pattern[str] | None]
"""What a text must hold, and a source."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A check and what is known of it."""

    function: Callable[..., Any]
    scope: str
    severity: Severity
    languages: tuple[str, ...] = ()
    """The languages it knows, as BCP-47 prefixes (``zh`` covers ``zh-Hans``); empty means all."""
    default: bool = True
    """Whether it runs unless it is asked for."""
    fixable: bool = False
    """Whether it gives fixes."""
    unsafe: bool = False
    """Whether its fixes may come out wrong, so that a person has to look at them (``--unsafe-fixes``)."""
    needs: str | Callable[[str], str] = ""
    """What a text, or the translation of a pair, must hold, or else the check has nothing to say of it: a regular
    expression, or a function of the language that gives one. One with a mark (``SOURCE`` …) is looked for in pairs as
    :func:`together` has them. Where it is empty, the check looks at every text."""
    source: str | Callable[[str], str] = ""
    """The same of the source of a pair; what holds either is looked at."""
    usual: bool = True
    """Whether it is also asked of the usual: of concepts with one rendering, which is approved and no copy; of segments
    that mention no term. A check of pairs that is not is asked of admitted renderings, too."""
    segments: bool = True
    """Whether it looks at translated segments as well as at the renderings of a glossary."""
    flagged: bool = False
    """Whether a check of pairs takes the PO flags of the segment as a fifth argument."""
    optional: bool = False
    """Whether a file may do without what :attr:`source` looks for: nothing is said where not one in ten of its
    translations has that, too."""

    def __call__(self, *args: Any, **options: Any) -> Any:
        return self.function(*args, **options)

    @property
    def message(self) -> str:
        """The first line of the docstring."""
        return (self.function.__doc__ or "").strip().split("\n", 1)[0].strip()

    def speaks(self, language: str) -> bool:
        """Return whether the check knows *language*."""
        return not self.languages or any(
            language == known or language.startswith(known + "-") for known in self.languages
        )

    def patterns(self, language: str) -> Patterns:
        """Return :attr:`needs` and :attr:`source` compiled for *language*; None for what is empty."""
        needs, source = (some if isinstance(some, str) else some(language) for some in (self.needs, self.source))
        return _compiled(needs), _compiled(source)


@functools.cache  # there are more patterns than those that `re` remembers
def _compiled(pattern: str) -> re.Pattern[str] | None:
    return re.compile(pattern, re.MULTILINE) if pattern else None


def together(source: str, target: str) -> str:
    """Return a pair as one text, each side between lines with its marks; marks inside the sides are replaced."""
    for mark in (SOURCE, TARGET, END):
        source, target = source.replace(mark, "\x01"), target.replace(mark, "\x01")
    return f"{SOURCE}\n{source}\n{TARGET}\n{target}\n{END}"


def begins(name: str, word: str) -> bool:
    """Return whether *word* is the check *name* or a beginning of it that ends at a dot or a hyphen."""
    return name == word or name.startswith((word + ".", word + "-"))


def rule(scope: str, severity: Severity = Severity.WARNING, **known: Any) -> Callable[[Callable[..., Any]], Rule]:
    """Return a decorator that makes a function a :class:`Rule`; *known* are its other fields, by name.

    It registers nothing: the table of plug-ins does.
    """
    if scope not in SCOPES:
        raise ValueError(f"unknown scope {scope!r}: one of {', '.join(SCOPES)}")
    if known.get("fixable") and scope not in ("text", "pair"):
        raise ValueError(f"a check of a {scope} is not fixable: only those of a text or a pair are")
    if isinstance(known.get("languages"), str):
        raise TypeError("languages are a tuple, such as ('ru',)")
    return lambda function: Rule(function, scope, Severity(severity), **known)
