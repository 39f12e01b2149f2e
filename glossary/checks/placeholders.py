"""What must come through a translation unchanged: placeholders and tags."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from glossary.checks import Problem, rule
from glossary.model import Severity

_PLACEHOLDER = re.compile(
    r"%\(\w+\)[#0+ -]?\d*(?:\.\d+)?[a-zA-Z]|(?<![\d%])%(?:\d+\$)?[#0+-]?\d*(?:\.\d+)?(?:[sdifgxXcru@]|l[du])"
    r"(?![A-Za-z])"
    r"|\{\{?[\w.]*\}?\}|\$\{\w+\}|</?[A-Za-z][\w-]*(?:\s[^<>]*)?/?>|&(?:[A-Za-z][\w.]*|#\d+);"
)
_ENTITIES = frozenset(
    "&amp; &lt; &gt; &quot; &apos; &nbsp; &ensp; &emsp; &thinsp; &ndash; &mdash; &hellip; &laquo; &raquo; &lsquo; "
    "&rsquo; &ldquo; &rdquo; &bdquo; &sbquo; &copy; &reg; &trade; &deg; &times; &middot; &bull; &shy;".split()
)
"""Characters that HTML has names for: another language may do without them."""


def placeholders(text: str) -> Counter[str]:
    """Return the placeholders of *text* with their numbers; of those with a name, which may be repeated, one."""
    found = [row for row in _PLACEHOLDER.findall(text) if not row.startswith("&#") and row not in _ENTITIES]
    return Counter(row for at, row in enumerate(found) if not _NAMED.match(row) or row not in found[:at])


_NAMED = re.compile(r"%\(|\$\{|\{\{?[A-Za-z_]|%\d+\$|&")


@rule("pair", Severity.ERROR, needs="[%{$<&]")
def differs(source: str, target: str, source_language: str, target_language: str) -> Iterator[Problem]:
    """placeholders or tags differ from those of the source

    Wrong: en "%(count)d articles" ru "статей"
    Wrong: en "<b>Xi</b>" zh-Hans "<b>习近平"
    Right: en "{name} in Samarkand" ru "{name} в Самарканде"
    Right: en "{name} in Samarkand" ru "{name} в Самарканде, где {name} живёт"
    Right: en "news &amp; views" ru "новости и мнения"
    Right: en "5% of them" ru "5 % из них"
    """
    one, two = placeholders(source), placeholders(target)
    lost, new = sorted((one - two).elements()), sorted((two - one).elements())
    if lost:
        yield Problem(f"{', '.join(lost)} is not in the translation")
    if new:
        yield Problem(f"{', '.join(new)} is not in the source")
