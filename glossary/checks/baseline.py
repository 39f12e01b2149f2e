"""The baseline: a file of known findings, so that a team that starts to check an old glossary only sees new ones.

The file is sorted JSON with one finding per line, so that it reads well in a diff. A finding is recognized by its
fingerprint (:func:`glossary.checks.report.fingerprints`), which stays the same when lines move.
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
"""A known finding: ``file``, ``check``, ``concept``, ``language``, ``message`` and ``id``, its fingerprint."""


def write(findings: Sequence[Finding], kept: Iterable[Row], names: Mapping[str, str]) -> str:
    """Return a baseline of *findings* and *kept* rows of an older one as text; *names* are as in :func:`unknown`."""
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
    """Return the rows of the baseline *text*, the content of the file *where*. Raises InputError if it is invalid."""
    try:
        found = json.loads(text)
        if found["version"] != VERSION:
            what = f"a baseline of version {found['version']}; version {VERSION} was expected"  # message
            raise InputError(what, where=where, hint="write it again")
        return [{name: str(row[name]) for name in _FIELDS} for row in found["findings"]]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise InputError("not a baseline", where=where, hint="write it again with --write-baseline") from None


def unknown(findings: Sequence[Finding], known: frozenset[str], names: Mapping[str, str]) -> tuple[list[Finding], int]:
    """Return the findings whose fingerprint is not in *known*, and the number of the others.

    *names* maps paths to the names of these files in the project.
    """
    if not known:
        return [*findings], 0
    fresh = [row for row, mark in zip(findings, fingerprints(findings, names), strict=True) if mark not in known]
    return fresh, len(findings) - len(fresh)
