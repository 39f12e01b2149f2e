"""What was wrong when a team began to check: findings that are known, so that only new ones count.

The file is JSON, sorted, one finding a line, so that it reads well in a diff. A finding is known by its fingerprint
(:func:`glossary.checks.report.fingerprints`), which stays the same when lines move.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from glossary.checks.report import fingerprints, path_of
from glossary.errors import InputError
from glossary.model import Finding

VERSION = 1


def write(findings: Sequence[Finding]) -> str:
    """Return the baseline that knows all of *findings*."""
    rows = sorted(
        (path_of(row), row.check, row.concept, row.language, row.message, fingerprint)
        for row, fingerprint in zip(findings, fingerprints(findings), strict=True)
    )
    lines = [
        json.dumps(
            {"file": path, "check": check, "concept": concept, "language": language, "message": text, "id": mark},
            ensure_ascii=False,
        )
        for path, check, concept, language, text, mark in rows
    ]
    body = ",\n  ".join(lines)
    return (
        f'{{"version": {VERSION}, "findings": [\n  {body}\n]}}\n'
        if lines
        else f'{{"version": {VERSION}, "findings": []}}\n'
    )


def read(text: str, *, where: str) -> frozenset[str]:
    """Return the fingerprints in the baseline *text*, the content of *where*. Raises InputError if it is none."""
    try:
        found = json.loads(text)
        if found["version"] != VERSION:
            raise InputError(
                f"a baseline of version {found['version']}, we know {VERSION}", where=where, hint="write it again"
            )
        return frozenset(row["id"] for row in found["findings"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputError(
            f"not a baseline: {type(error).__name__}", where=where, hint="write it again with --write-baseline"
        ) from None


def news(findings: Sequence[Finding], known: frozenset[str]) -> tuple[list[Finding], int]:
    """Return the findings that are not *known*, and how many are."""
    if not known:
        return [*findings], 0
    fresh = [row for row, mark in zip(findings, fingerprints(findings), strict=True) if mark not in known]
    return fresh, len(findings) - len(fresh)
