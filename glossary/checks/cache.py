"""Findings that are known from the last run, by the content of what was checked.

A key is made of everything that a result depends on, so a result never has to be thrown away for its age; of those
that this run has not asked for, the oldest are thrown away when there are too many.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import partial
from io import BufferedReader
from typing import Any

from glossary.checks.report import as_object
from glossary.model import Finding, Place, Severity

VERSION = 3
MOST = 20_000
"""How many results and findings are kept besides those that this run asked for."""


_hash = partial(hashlib.blake2b, digest_size=32)  # three times as fast as SHA-256


def key_of(*parts: str) -> str:
    """Return the key for a result that depends on *parts* and on nothing else."""
    return _hash("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def digest(stream: BufferedReader) -> str:
    """Return what stands for the content of a file of any size in a key."""
    return hashlib.file_digest(stream, _hash).hexdigest()


class Cache:
    """Results by key; the least recently used go first."""

    def __init__(self, text: str = "") -> None:
        seal, _, rows = text.removesuffix("\n").partition("\n")
        known = seal == _seal(rows)  # what was damaged, or another version wrote, is thrown away
        self._rows: dict[str, list[dict[str, Any]]] = json.loads(rows) if known else {}
        self.changed = bool(text) and not known
        self._asked: set[str] = set()

    def get(self, name: str) -> list[Finding] | None:
        """Return the findings under the key *name*, or None if they are not known."""
        rows = self._rows.get(name)
        if rows is None:
            return None
        self._rows[name] = self._rows.pop(name)
        self._asked.add(name)
        return [_finding(row) for row in rows]

    def put(self, name: str, findings: Iterable[Finding]) -> None:
        """Keep *findings* under the key *name*."""
        self._rows[name] = [as_object(row) for row in findings]
        self._asked.add(name)
        self.changed = True

    def text(self) -> str:
        """Return the cache as the text of a file."""
        left = MOST
        for name in [name for name in reversed(self._rows) if name not in self._asked]:
            left -= 1 + len(self._rows[name])
            if left < 0:
                del self._rows[name]
        rows = json.dumps(self._rows, ensure_ascii=False, separators=(",", ":"))
        return f"{_seal(rows)}\n{rows}\n"


def _seal(rows: str) -> str:
    """Return what stands in the first line of the cache, above the results, as long as nobody changes them."""
    return key_of(f"{VERSION}", rows)


def _finding(row: dict[str, Any]) -> Finding:
    place = row["place"]
    place = Place(place["file"], place["line"], place["column"]) if place else None
    return Finding(**row | {"severity": Severity(row["severity"]), "place": place})
