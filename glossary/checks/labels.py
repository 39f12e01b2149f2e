"""Checks of the labels of programs: the colon or dots at their end, and the letter that is a shortcut."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.checks import Problem, rule

_FOLLOWED = re.compile(r"(?i)\w(?<!\betc) ?(?:(?P<dots>…|(?<!\.)\.{3})|:)\s*\Z")
_DOTTED = re.compile("…|[.。・⋯]{2}|中$")
_COLONS = re.compile("[:：︰﹕؛՝։․ঃः៖]|。$")
"""What other scripts write for a colon; in Japanese a sentence may end."""
_SHORTCUT = re.compile(
    r"(?<![^\W_])(?<!&)&(?!\w+;|c\b)(?=[^\W\d_])|(?<=\b[A-Z])&(?=[a-z])"
    r"|(?<=[a-z])(?:&(?=[a-z]{1,3}\b)|(?<![A-Za-z]{4})&(?=[a-z]))"
    r"|(?<![\w$%<{/.-])_(?=[^\W\d_])|(?<=\b[A-Z])_(?=[a-z])"
)
"""What marks the letter of a shortcut; no *rock&roll*, *&c.* or *R&D*."""
_THERE = re.compile(r"[&_](?=[^\W_])")


@rule("pair", source=r"[.…:](?<!\w\.)\s*$")
def mark(source: str, target: str, source_language: str, target_language: str) -> Iterator[Problem]:
    """the colon or the ellipsis at the end is lost

    They say that something follows: a value, a dialog. Chinese and Japanese may write 中 for what goes on.

    Wrong: en "Open File…" ru "Открыть файл"
    Wrong: en "Name:" zh-Hans "名称"
    Right: en "Open File..." ru "Открыть файл…"
    Right: en "Loading…" zh-Hans "加载中"
    """
    ended = _FOLLOWED.search(source) if len(source) < 80 and "\n" not in source.strip() else None
    if ended and re.search(r"\w", target) and not (_DOTTED if ended["dots"] else _COLONS).search(target.strip()):
        yield Problem("the ellipsis at the end is lost" if ended["dots"] else "the colon at the end is lost")


@rule("pair", source=r"[&_](?<!\w\w_)[^\W\d_]", optional=True)
def shortcut(source: str, target: str, source_language: str, target_language: str) -> Iterator[Problem]:
    """the letter of a shortcut (&File, _File) is lost, or there are two

    Looks at short texts with one, and not at a file that does without.

    Wrong: en "&File" ru "Файл"
    Wrong: en "_File" ru "_Ф_айл"
    Right: en "E&xit" zh-Hans "退出(&X)"
    Right: en "AT&T, R&D, FILE_NAME, a_name" ru "AT&T, НИОКР, имя"
    """
    found = _SHORTCUT.findall(source) if len(source) < 60 and not re.search(r"\n|://", source) else []
    if len(found) == 1 and source.count(found[0]) == 1:
        there = sum(one == found[0] for one in _THERE.findall(target))
        if there != 1:
            yield Problem("" if there else f"the shortcut with {found[0]} is lost")
