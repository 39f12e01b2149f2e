"""Reports of findings for editors, CI systems and people. Every function returns a whole document as text.

============  ========================================================================================
text          ``path:line:column: level: rule.name: message``, one line per finding
json          ``{"findings": [...]}``, as described in docs/json.md
json-lines    one JSON object per line
github        workflow commands of GitHub Actions (``::error file=…``)
gitlab        Code Quality report of GitLab (a subset of the Code Climate specification)
junit         JUnit XML as Jenkins and others read it: a suite for each file, a failure for each finding
sarif         SARIF 2.1.0 (OASIS, 2020)
html          a self-contained page
============  ========================================================================================
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from itertools import groupby
from pathlib import PurePath
from types import MappingProxyType
from typing import Any

from glossary.model import Finding, Severity
from glossary.page import page, shown, tabular

_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_GITLAB = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}
_SARIF = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def fingerprints(findings: Sequence[Finding], names: Mapping[str, str] = MappingProxyType({})) -> list[str]:
    """Return a fingerprint for each finding, which stays the same when lines move.

    It is a hash of the check, the file (its name in *names*, if it has one), the concept, the language and the message;
    equal findings differ by their order. Infos, which a baseline leaves out, are numbered separately.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    made = []
    for row in findings:
        path = path_of(row)
        info = ("info",) if row.severity is Severity.INFO else ()
        parts = (row.check, names.get(path, path), row.concept, row.language, row.message, *info)
        seen[parts] += 1
        made.append(
            hashlib.sha256("\0".join((*parts, str(seen[parts]))).encode("utf-8", "surrogatepass")).hexdigest()[:32]
        )
    return made


def path_of(row: Finding) -> str:
    """Return the file of a finding, or an empty string if it has none."""
    return row.place.path if row.place else ""


def line_of(row: Finding) -> int:
    """Return the line of a finding, at least 1."""
    return max(row.place.line, 1) if row.place else 1


def sentence(row: Finding, say: Callable[[str], str] = str) -> str:
    """Return the message of a finding with its concept and its hint; *say* translates into the language of the user."""
    what = say(row.message)
    if row.concept and f"'{row.concept}'" not in row.message + row.hint:
        what = say("'{}': {}").format(row.concept, what)  # message
    return say("{} ({})").format(what, say(row.hint)) if row.hint else what


def as_object(row: Finding) -> dict[str, Any]:
    """Return a finding as a JSON object, as described in docs/json.md."""
    place = row.place
    return {
        "check": row.check,
        "severity": row.severity.value,
        "message": row.message,
        "place": {"file": place.path, "line": place.line, "column": place.column} if place else None,
        "concept": row.concept,
        "language": row.language,
        "hint": row.hint,
        "fix": row.fix,
        "text": row.text,
        "start": row.start,
        "end": row.end,
    }


def text(findings: Iterable[Finding]) -> str:
    """Return a line for each finding: ``path:line:column: level: rule.name: message``."""
    return "".join(
        f"{f'{row.place}: ' if row.place else ''}{row.severity.value}: {row.check}: {sentence(row)}\n"
        for row in findings
    )


_HIDDEN = re.compile("[\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def dumped(value: Any, indent: int | None = None) -> str:
    """Return *value* as JSON that is safe to show: C1 control and bidirectional characters are escaped, too."""
    return _HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False, indent=indent))


def json_document(findings: Sequence[Finding], files: int, broken: Sequence[str]) -> str:
    """Return all findings as one JSON document."""
    shape = {"findings": [as_object(row) for row in findings], "files": files, "broken": list(broken)}
    return dumped(shape, indent=2) + "\n"


def json_lines(findings: Iterable[Finding]) -> str:
    """Return a line of JSON for each finding."""
    return "".join(dumped(as_object(row)) + "\n" for row in findings)


def github(findings: Iterable[Finding]) -> str:
    """Return the workflow commands that make GitHub annotate the lines with the findings."""

    def value(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def attribute(text: str) -> str:
        return value(text).replace(":", "%3A").replace(",", "%2C")

    lines = []
    for row in findings:
        first = row.place.column if row.place else 0
        column = f",col={first}" if first else ""
        column += f",endColumn={first + row.end - row.start}" if first and row.end > row.start else ""
        where = f"file={attribute(path_of(row))},line={line_of(row)}{column}," if path_of(row) else ""
        lines.append(f"::{_GITHUB[row.severity]} {where}title={attribute(row.check)}::{value(sentence(row))}\n")
    return "".join(lines)


def gitlab(findings: Sequence[Finding]) -> str:
    """Return a Code Quality report for GitLab."""
    rows = [
        {
            "description": sentence(row),
            "check_name": row.check,
            "fingerprint": fingerprint,
            "severity": _GITLAB[row.severity],
            "location": {"path": path_of(row) or ".", "lines": {"begin": line_of(row)}},
        }
        for row, fingerprint in zip(findings, fingerprints(findings), strict=True)
    ]
    return dumped(rows, indent=2) + "\n"


def junit(findings: Sequence[Finding]) -> str:
    """Return JUnit XML: a suite for each file, with a failed case for each finding (infos pass).

    Without findings the report has one case that passes: Jenkins takes an empty report for a job that did not run.
    """
    suites = []
    if not findings:
        suites.append(
            '  <testsuite name="glossary" tests="1" failures="0" errors="0">\n'
            '    <testcase classname="glossary check" name="no findings"/>\n  </testsuite>\n'
        )
    for path, group in groupby(sorted(findings, key=path_of), key=path_of):
        rows = list(group)
        failures = sum(row.severity is not Severity.INFO for row in rows)
        cases = []
        for row in rows:
            head = f'    <testcase classname="{_xml(row.check)}" name="{_xml(sentence(row))}" file="{_xml(path)}"'
            head += f' line="{line_of(row)}"'
            if row.severity is Severity.INFO:
                cases.append(f"{head}/>\n")
            else:
                where = f"{path}:{line_of(row)}"
                cases.append(
                    f'{head}>\n      <failure type="{row.severity.value}" message="{_xml(row.message)}">'
                    f"{_xml(f'{where}: {row.severity.value}: {row.check}: {sentence(row)}')}</failure>\n"
                    "    </testcase>\n"
                )
        suites.append(
            f'  <testsuite name="{_xml(path or "glossary")}" tests="{len(rows)}" failures="{failures}" errors="0">\n'
            f"{''.join(cases)}  </testsuite>\n"
        )
    total = sum(row.severity is not Severity.INFO for row in findings)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<testsuites name="glossary check" tests="{len(findings) or 1}" failures="{total}" errors="0">\n'
        f"{''.join(suites)}</testsuites>\n"
    )


def _xml(text: str) -> str:
    """Return *text* escaped for XML, with spaces for the characters that XML 1.0 forbids."""
    held = "".join(
        letter if letter >= " " and letter not in "\ufffe\uffff" and not "\ud800" <= letter <= "\udfff" else " "
        for letter in text
    )
    return escape(held, quote=True)


def sarif(findings: Sequence[Finding], rules: Sequence[tuple[str, str, Severity]], version: str) -> str:
    """Return a SARIF 2.1.0 log; *rules* are (name, message, severity) of every check that ran."""
    numbers = {name: number for number, (name, _, _) in enumerate(rules)}
    results = []
    for row, fingerprint in zip(findings, fingerprints(findings), strict=True):
        result: dict[str, Any] = {
            "ruleId": row.check,
            "level": _SARIF[row.severity],
            "message": {"text": sentence(row)},
            "partialFingerprints": {"glossary/v1": fingerprint},
        }
        if row.check in numbers:
            result["ruleIndex"] = numbers[row.check]
        if path_of(row):
            region: dict[str, int] = {"startLine": line_of(row)}
            if row.place and row.place.column:
                region["startColumn"] = row.place.column
                if row.end > row.start:
                    region["endColumn"] = row.place.column + row.end - row.start
            place = {"artifactLocation": {"uri": _uri(path_of(row))}, "region": region}
            result["locations"] = [{"physicalLocation": place}]
        results.append(result)
    driver = {
        "name": "glossary",
        "version": version,
        "rules": [
            {
                "id": name,
                "shortDescription": {"text": message or name},
                "defaultConfiguration": {"level": _SARIF[severity]},
            }
            for name, message, severity in rules
        ],
    }
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    }
    return dumped(log, indent=2) + "\n"


def _uri(path: str) -> str:
    """Return *path* as a URI reference; with a drive of Windows, ``D:/…``, that is ``file:///D:/…``."""
    from urllib.parse import quote

    named = PurePath(path)
    return named.as_uri() if named.drive and named.is_absolute() else quote(path, errors="surrogateescape")


def html(findings: Sequence[Finding], files: int) -> str:
    """Return an HTML page with all findings, grouped by file."""
    counts = Counter(row.severity for row in findings)
    summary = ", ".join(
        f"{counts[level]} {level.value}{'s' * (counts[level] != 1)}" for level in Severity if counts[level]
    )
    parts = []
    for path, group in groupby(sorted(findings, key=lambda row: (path_of(row), line_of(row))), key=path_of):
        rows = (
            f'<tr class="{row.severity.value}"><td>{line_of(row)}</td><td>{row.severity.value}</td>'
            f"<td><code>{escape(row.check)}</code></td><td>{shown(row.concept)}</td>"
            f"<td>{shown(row.message)}<small>{shown(row.hint)}</small></td></tr>"
            for row in group
        )
        names = ("line", "level", "check", "concept", "message")
        parts.append(f"<h2>{shown(path or 'glossary')}</h2>\n{tabular(names, rows)}")
    name = "glossary check"
    body = (
        f"<h1>{name}</h1>\n<p>{files} file{'s' * (files != 1)}: {summary or 'no findings'}</p>\n{chr(10).join(parts)}"
    )
    return page(name, body, _STYLE)


_STYLE = """th:first-child, td:first-child { text-align: end; font-variant-numeric: tabular-nums; }
small { display: block; opacity: .7; }
td:nth-child(-n+2) { white-space: nowrap; }
@media (min-width: 60rem) {
  th:nth-child(1) { width: 4rem; } th:nth-child(2) { width: 5rem; } th:nth-child(3) { width: 11rem; }
  th:nth-child(4) { width: 22%; } th:nth-child(5) { width: 50%; } }
tr.error td:nth-child(2) { color: var(--bad); font-weight: 600; }
tr.warning td:nth-child(2) { color: var(--warn); }
@media (max-width: 40rem) { td:first-child::before { content: "line "; } }
"""
