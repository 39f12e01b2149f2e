"""What must come through a translation unchanged: placeholders and tags."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html.entities import name2codepoint

from glossary.checks import Problem, rule
from glossary.languages import base
from glossary.model import Severity
from glossary.text.find import UNSPACED

_SHOWN = r"%(?:\d+\$)?[#0+'I-]*(?:\d*|\*(?:\d+\$)?)(?:\.(?:\d+|\*(?:\d+\$)?))?"
"""Which one it is, and how wide it is shown: *%2$.50s*."""
_PLACEHOLDER = (
    rf"(?<!%)%\(\w+\)[#0+-]?\d*(?:\.\d+)?[a-zA-Z]|(?<![\d%])(?<!\d[ \u00a0]){_SHOWN}(?:hh?|ll?|[zjt])?[sdiouxXcfgr@]"
    r"|\{\{?[\w.]*\}?\}|\$\{\w+\}|</?[A-Za-z][\w-]*(?:\s[^<>]*)?/?>|&[A-Za-z][\w.]*;"
)
_NUMBERED = rf"%L?[1-9]\d?(?!\d)|{_PLACEHOLDER}"
"""Also those of Qt, where there is the first one: Turkish writes %5 for 5 %."""
_FIRST = re.compile(r"%1(?![\d$]|[.,]\d)")
_DATE = re.compile(r"%[bBHIMYy](?!\w)")
"""What only formats of dates have, which each language puts together as it likes."""
_NAMED = re.compile(r"%\(|\$\{|\{\{?[A-Za-z_]|%\d|%L|&")
_ALONE = frozenset(("br", "hr", "img", "input", "wbr", "p", "li", "dd", "dt"))
"""Tags of HTML that need no other one to close them."""


def placeholders(text: str, source: str) -> list[str]:
    """Return the placeholders of *text*, of the kinds of *source*; of one with a name, which may be repeated, one."""
    found = re.findall(_NUMBERED if _FIRST.search(source) else _PLACEHOLDER, text)
    rows = [row for row in found if row[0] != "&" or row[1:-1] not in name2codepoint]
    return [row for at, row in enumerate(rows) if not _NAMED.match(row) or row not in rows[:at]]


@rule("pair", Severity.ERROR, needs="[%{$<&]", source="[%{$<&]")
def differs(source: str, target: str, source_language: str, target_language: str) -> Iterator[Problem]:
    """placeholders or tags differ from those of the source

    What stands for a value in the usage of a program (<file>) is no tag and may be translated; *%1$s* is *%s*.

    Wrong: en "%(count)d articles" ru "статей"
    Wrong: en "<b>Xi</b>" zh-Hans "<b>习近平"
    Wrong: en "%1 of %2 files" zh-Hans "%1个文件"
    Wrong: en "%s in %.2f seconds" ru "%s за %d секунд"
    Right: en "{name} in Samarkand" ru "{name} в Самарканде"
    Right: en "{name} in Samarkand" ru "{name} в Самарканде, где {name} живёт"
    Right: en "%s moved %.250s to %s" zh-Hans "%1$s已将%2$s移至%3$s"
    Right: en "git show [<options>] <file>" ru "git show [<параметры>] <файл>"
    Right: en "%b %d, %H:%M" ru "%e %b, %H:%M"
    Right: en "<a href=\\"https://en.wikipedia.org\\">" ru "<a href=\\"https://ru.wikipedia.org\\">"
    Right: en "news &amp; views" ru "новости и мнения"
    Right: en "5% of them" ru "5 % из них"
    """
    if _DATE.search(source):
        return
    closed = {*_ALONE, *re.findall(r"</([A-Za-z][\w-]*)", source + target)}
    unslanted = base(target_language) in UNSPACED
    one, two = (
        Counter(_plain(row) for row in placeholders(text, source) if row[0] != "<" or _is_tag(row, closed, unslanted))
        for text in (source, target)
    )
    lost, new = sorted((one - two).elements()), sorted((two - one).elements())
    if lost:
        yield Problem(f"{', '.join(lost)} is not in the translation")
    if new:
        yield Problem(f"{', '.join(new)} is not in the source")


def _plain(row: str) -> str:
    """Return a placeholder without its place and width, and a tag without its address, title and last stroke."""
    if row[0] == "<":
        return re.sub(r'(?<=href=")https?://[^"]*|(?<= title=")[^"]*|(?<= alt=")[^"]*|\s*/(?=>)', "", row)
    return re.sub(f"^{_SHOWN}(?=[a-zX@])", "%", row).replace("%i", "%d")


def _is_tag(row: str, closed: set[str], unslanted: bool) -> bool:
    """Return whether *row* is a tag that counts: one of those that are *closed*; Chinese has no italics to keep."""
    name = re.split(r"[\s/>]", row.lstrip("</"))[0]
    return (row[-2] == "/" or "=" in row or name in closed) and not (unslanted and name in ("i", "em"))
