"""Tags and links: does a translation have those of its source, and does each tag have its partner?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from glossary.checks import Problem, rule
from glossary.languages import base
from glossary.model import Severity
from glossary.text.find import UNSPACED

_TAG = re.compile(r"<(/?)([A-Za-z][\w:.-]*|\d+)((?:[\s/][^<>]*)?)>")
_LINK = re.compile(r"(?<=\]\()[^\s()]+(?=[)\s])|(?<![\w`]):(?:[\w+.-]+:)?[a-z][\w+.-]*:(?=`)")
"""The address of a link in Markdown, a role of reStructuredText."""
_UNREAD = re.compile(r'(?<=title=")[^"]*|(?<=alt=")[^"]*')
_PAGE = re.compile(r'https?://(?:[^"/]*\.)?([\w-]+\.\w+)(?:[:/][^"]*)?')
"""An address, whose site alone counts."""
_ALONE = frozenset(("br", "hr", "img", "input", "wbr", "p", "li", "dd", "dt"))
"""Tags of HTML that need no other one to close them."""


def _balance(text: str) -> Counter[str]:
    """Return by how many tags that open a name is ahead of those that close, with 0 for those that pair."""
    counts: Counter[str] = Counter()
    for closing, name, rest in _TAG.findall(text):
        counts[name] += 0 if rest.endswith("/") else -1 if closing else 1
    return counts


@rule("pair", Severity.ERROR, needs="<")
def broken(source: str, target: str, source_language: str, target_language: str) -> Iterator[Problem]:
    """a tag without its partner, which it has in the source

    Wrong: en "<i>Xi</i>" zh-Hans "<i>习近平"
    Wrong: en "<b>Xi</b>" ru "<b>Си<b>"
    Wrong: en "<b>Xi</b> spoke" ru "<b>Си</ b> выступил"
    Right: en "<b>Xi</b> <br>" zh-Hans "习近平<br>"
    Right: en "git show [<options>] <file>" ru "git show [<параметры>] <файл>"
    """
    here, there = _balance(source), _balance(target)
    rows = [name for name, ahead in there.items() if ahead and name in here and not here[name]]
    if rows:
        names = ", ".join(f"<{name}>" for name in sorted(rows))
        yield Problem(f"{names} without its partner")


@rule("pair", Severity.WARNING, needs=r"<|\]\(|:`", source=r"<|\]\(|:`")
def differs(source: str, target: str, source_language: str, target_language: str) -> Iterator[Problem]:
    """tags or links differ from those of the source

    What stands for a value in the usage of a program (<file>) is no tag and may be translated. A link may lead to
    another page of the same site. Looks at XML and HTML, at links of Markdown and at roles of reStructuredText.

    Wrong: en "<b>%H:%M</b>" ru "%H:%M"
    Wrong: en "see [the news](https://example.org/news)" ru "см. [новости]"
    Wrong: en "See :doc:`install`" ru "См. `установку`"
    Right: en "git show [<options>] <file>" ru "git show [<параметры>] <файл>"
    Right: en "<a href=\\"https://en.wikipedia.org\\">" ru "<a href=\\"https://ru.wikipedia.org\\">"
    Right: en "<i>Xi</i>" zh-Hans "习近平"
    """
    one, two = _balance(source), _balance(target)
    if any(two[name] for name, ahead in one.items() if not ahead):
        return  # of that `markup.broken` speaks
    closed = {name for closing, name, *_ in _TAG.findall(source + target) if closing} | _ALONE
    if base(target_language) in UNSPACED:  # no italics to keep
        closed -= {"i", "em"}
    here, there = (_marks(text, closed) for text in (source, target))
    if lost := here - there:
        yield Problem(f"{', '.join(sorted(lost))} is not in the translation")
    if new := there - here:
        yield Problem(f"{', '.join(sorted(new))} is not in the source")


def _marks(text: str, closed: set[str]) -> Counter[str]:
    """Return the links and roles of *text*, and its tags that open something or have attributes."""
    tags = (
        "<" + _site(name + rest.rstrip("/ ")) + ">"
        for closing, name, rest in _TAG.findall(text)
        if not closing and (name in closed or rest.endswith("/") or "=" in rest)
    )
    return Counter([*tags, *map(_site, _LINK.findall(text))])


def _site(text: str) -> str:
    """Return *text* with the sites of addresses for these, and without what a person reads."""
    return _PAGE.sub(r"\1", _UNREAD.sub("", text))
