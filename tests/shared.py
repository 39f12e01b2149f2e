"""What some tests need and not every machine has; they are skipped elsewhere.

Test data that is too large, or not ours to give away, lies in a folder beside the repository.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from glossary.text import russian_words

needs_pymorphy = pytest.mark.skipif(not russian_words.available(), reason="pymorphy3 is not installed")
SHARED = Path(__file__).resolve().parents[2] / "shared"


def needs(name: str) -> pytest.MarkDecorator:
    """Return the mark of a test that needs the file or folder *name* of :data:`SHARED`."""
    return pytest.mark.skipif(not (SHARED / name).exists(), reason=f"../shared/{name} is not there")


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of the table *name*; none where it is not there."""
    if not (SHARED / name).exists():
        return []
    with (SHARED / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t"))
