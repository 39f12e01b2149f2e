"""A cache of findings from earlier runs.

A key is a hash of everything that a result depends on, so a result never becomes stale. If there are too many results,
the oldest of those that the current run did not use are dropped.
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
LIMIT = 20_000
"""The largest number of results and findings to keep besides those that the current run used."""


_hash = partial(hashlib.blake2b, digest_size=32)  # three times as fast as SHA-256


def key_of(*parts: str) -> str:
    """Return the key for a result that depends only on *parts*."""
    return _hash("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def digest(stream: BufferedReader) -> str:
    """Return the hash of the content of a file."""
    return hashlib.file_digest(stream, _hash).hexdigest()


class Cache:
    """Findings by key; the least recently used are dropped first."""

    def __init__(self, text: str = "") -> None:
        checksum, _, rows = text.removesuffix("\n").partition("\n")
        known = checksum == _checksum(rows)  # a cache that is damaged, or of another version, is dropped
        self._rows: dict[str, list[dict[str, Any]]] = json.loads(rows) if known else {}
        self.changed = bool(text) and not known
        self._used: set[str] = set()

    def get(self, name: str) -> list[Finding] | None:
        """Return the findings under the key *name*, or None if they are not in the cache."""
        rows = self._rows.get(name)
        if rows is None:
            return None
        self._rows[name] = self._rows.pop(name)
        self._used.add(name)
        return [_finding(row) for row in rows]

    def put(self, name: str, findings: Iterable[Finding]) -> None:
        """Store *findings* under the key *name*."""
        self._rows[name] = [as_object(row) for row in findings]
        self._used.add(name)
        self.changed = True

    def text(self) -> str:
        """Return the content of the cache file."""
        left = LIMIT
        for name in [name for name in reversed(self._rows) if name not in self._used]:
            left -= 1 + len(self._rows[name])
            if left < 0:
                del self._rows[name]
        rows = json.dumps(self._rows, ensure_ascii=False, separators=(",", ":"))
        return f"{_checksum(rows)}\n{rows}\n"


def _checksum(rows: str) -> str:
    """Return the checksum of *rows* that is the first line of the cache file."""
    return key_of(f"{VERSION}", rows)


def _finding(row: dict[str, Any]) -> Finding:
    place = row["place"]
    place = Place(place["file"], place["line"], place["column"]) if place else None
    return Finding(**row | {"severity": Severity(row["severity"]), "place": place})
