"""Checks of labels in a user interface: a final colon or ellipsis, and keyboard shortcuts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.checks import Problem, rule

_ENDING = re.compile(r"(?i)\w(?<!\betc) ?(?:(?P<dots>…|(?<!\.)\.{3})|:)\s*\Z")
_DOTTED = re.compile("…|[.。・⋯]{2}|中$")
_COLONS = re.compile("[:：︰﹕؛՝։․ঃः៖]|。$")
"""Colons of other scripts; Japanese may end with a full stop instead."""
_SHORTCUT = re.compile(
    r"(?<![^\W_])(?<!&)&(?!\w+;|c\b)(?=[^\W\d_])|(?<=\b[A-Z])&(?=[a-z])"
    r"|(?<=[a-z])(?:&(?=[a-z]{1,3}\b)|(?<![A-Za-z]{4})&(?=[a-z]))"
    r"|(?<![\w$%<{/.-])_(?=[^\W\d_])(?!\w+\.\w)|(?<=\b[A-Z])_(?=[a-z])"
)
"""The mark before the letter of a shortcut, but not the ampersand of *rock&roll*, *&c.* or *R&D*."""
_ANY_SHORTCUT = re.compile(r"[&_](?=[^\W_])")


@rule("pair", source=r"[.…:](?<!\w\.)\s*$")
def mark(source: str, target: str, source_language: str, target_language: str) -> Iterator[Problem]:
    """the colon or the ellipsis at the end is missing

    They tell the user that something follows: a value, a dialog. Chinese and Japanese may write 中 for an action that
    goes on.

    Wrong: en "Open File…" ru "Открыть файл"
    Wrong: en "Name:" zh-Hans "名称"
    Right: en "Open File..." ru "Открыть файл…"
    Right: en "Loading…" zh-Hans "加载中"
    """
    ended = _ENDING.search(source) if len(source) < 80 and "\n" not in source.strip() else None
    if ended and re.search(r"\w", target) and not (_DOTTED if ended["dots"] else _COLONS).search(target.strip()):
        yield Problem("the ellipsis at the end is missing" if ended["dots"] else "the colon at the end is missing")


@rule("pair", source=r"[&_](?<!\w\w_)[^\W\d_]", optional=True)
def shortcut(source: str, target: str, source_language: str, target_language: str) -> Iterator[Problem]:
    """the letter of a shortcut (&File, _File) is missing, or there are two

    Only short sources with exactly one are checked. Nothing is reported if a file hardly ever has shortcuts.

    Wrong: en "&File" ru "Файл"
    Wrong: en "_File" ru "_Ф_айл"
    Right: en "E&xit" zh-Hans "退出(&X)"
    Right: en "AT&T, R&D, FILE_NAME, a_name" ru "AT&T, НИОКР, имя"
    """
    found = _SHORTCUT.findall(source) if len(source) < 60 and not re.search(r"\n|://", source) else []
    if len(found) == 1 and source.count(found[0]) == 1:
        there = sum(one == found[0] for one in _ANY_SHORTCUT.findall(target))
        if there != 1:
            yield Problem("" if there else f"the shortcut with {found[0]} is missing")
