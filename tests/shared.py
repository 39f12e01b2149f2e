"""Test data that is too large, or not ours to give away: a folder beside the repository. What needs it is skipped elsewhere."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

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
