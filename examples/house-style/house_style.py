"""The house style of a newspaper, as a check.

The function below and the line in ``pyproject.toml`` are all there is to it: ``glossary check`` runs the check,
``glossary rules courier`` explains it, the configuration selects it and entries waive it, like those of the package.
"""

from __future__ import annotations

from collections.abc import Iterator

from glossary.checks import Problem, rule
from glossary.model import Severity

PREFERRED = {"Белоруссия": "Беларусь", "Таллинн": "Таллин"}
"""How others write a place -> how we write it."""


@rule("text", Severity.WARNING, languages=("ru",), fixable=True)
def place_names(text: str, language: str) -> Iterator[Problem]:
    """a place is not written as in our house

    Wrong: ru "Таллинн"
    Right: ru "Таллин"
    """
    for theirs, ours in PREFERRED.items():
        if theirs in text:
            start = text.index(theirs)
            yield Problem(
                f"our house writes '{ours}'", start, start + len(theirs), hint=ours, fix=text.replace(theirs, ours)
            )
