"""What was wrong when a team began to check: findings that are known, so that only new ones count.

The file is JSON, sorted, one finding a line, so that it reads well in a diff. A finding is known by its fingerprint
(:func:`glossary.checks.report.fingerprints`), which stays the same when lines move.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from glossary.checks.report import fingerprints, path_of
from glossary.errors import InputError
from glossary.model import Finding

VERSION = 1
_FIELDS = ("file", "check", "concept", "language", "message", "id")


Row = dict[str, str]
"""A finding that is known: ``file``, ``check``, ``concept``, ``language``, ``message`` and ``id``, its fingerprint."""


def write(findings: Sequence[Finding], kept: Iterable[Row], names: Mapping[str, str]) -> str:
    """Return the baseline that knows all of *findings*, *names* as in :func:`news`, and what is *kept* of another."""
    rows = [
        {
            "file": names.get(path_of(row), path_of(row)),
            "check": row.check,
            "concept": row.concept,
            "language": row.language,
            "message": row.message,
            "id": fingerprint,
        }
        for row, fingerprint in zip(findings, fingerprints(findings, names), strict=True)
    ]
    rows = sorted((*rows, *kept), key=lambda row: [*row.values()])
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    body = ",\n  ".join(lines)
    return (
        f'{{"version": {VERSION}, "findings": [\n  {body}\n]}}\n'
        if lines
        else f'{{"version": {VERSION}, "findings": []}}\n'
    )


def read(text: str, *, where: str) -> list[Row]:
    """Return what the baseline *text*, the content of *where*, knows. Raises InputError if it is none."""
    try:
        found = json.loads(text)
        if found["version"] != VERSION:
            raise InputError(
                f"a baseline of version {found['version']}, we know {VERSION}", where=where, hint="write it again"
            )
        return [{name: str(row[name]) for name in _FIELDS} for row in found["findings"]]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputError(
            f"not a baseline: {type(error).__name__}", where=where, hint="write it again with --write-baseline"
        ) from None


def news(findings: Sequence[Finding], known: frozenset[str], names: Mapping[str, str]) -> tuple[list[Finding], int]:
    """Return the findings that are not *known*, and how many are; *names* say what files are called in the project."""
    if not known:
        return [*findings], 0
    fresh = [row for row, mark in zip(findings, fingerprints(findings, names), strict=True) if mark not in known]
    return fresh, len(findings) - len(fresh)
