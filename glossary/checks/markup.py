"""Checks of tags and links: whether a translation has those of its source, and whether its tags are paired."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html.entities import name2codepoint

from glossary.checks import Problem, rule
from glossary.languages import base
from glossary.model import Severity
from glossary.text.find import UNSPACED

_TAG = re.compile(r"<(/|(?<!(?<![\w>])[BCFIL]<))([A-Za-z][\w:.-]*|\d+)((?:\s[^<>]*|/)?)>")
"""A tag, but not the bold or italics of POD: *F<debian>*."""
_LINK_TARGET = re.compile(r"""(?i)\b(?:href|src|url|linkend)\s*=\s*["']([^"']*)["']""")
_LINK = re.compile(
    r"(?<=\]\()[^\s()]*(?:[/#]|\.\w)[^\s()]*(?=[)\s])|(?<!\]\()https?://(?a:[\w.-]+\.\w+)"
    r"|(?<![\w`]):(?:[\w+.-]+:)?[a-z][\w+.-]*:(?=`)|(?<![A-Za-z\d*/])\*\*(?=[^\s*][^*\n]*(?<=\S)\*\*(?![A-Za-z\d*/]))"
    r"|(?a:(?<![\w.+%/-])[A-Za-z\d][\w.+-]*@(?!\w*(?:example|domain|host|server|company)\b|your|my-)[\w-]+(?:\.[\w-]+)*"
    r"\.[A-Za-z]{2,}?(?=E<|\b))"
)
"""The address of a Markdown link, the site of any other address, a role of reStructuredText, the start of bold type, an
e-mail address unless it is an example (*user@domain.com*, *me@yourfirm.com*)."""
_ENTITY = re.compile(rf"(?<!\w)&(?!(?:{'|'.join(name2codepoint)}|apos);)[A-Za-z][\w.-]*;")
"""An entity that is not one of HTML: *&product;*."""
_URL = re.compile(r'https?://(?:[^"/]*\.)?([\w-]+\.\w+)(?:[:/][^"]*)?')
"""An address; only its site is compared."""
_ANY_MARKUP = r"[<`]|\*\*|://|\]\(|&[A-Za-z][\w.-]*+;|\w@\w"
_HTML_ENTITY = "&(?:[lg]t|amp|quot|nbsp|apos)"
_BROKEN_ENTITY = re.compile(rf"& {_HTML_ENTITY[1:]};|{_HTML_ENTITY}(?!\w*[;=])")
"""An entity that is broken by a space or lacks its semicolon."""
_CODE = re.compile(r"`[^`\n']+`")
_VOID = frozenset(("br", "hr", "img", "input", "wbr"))
_UNPAIRED = _VOID | {"p", "li", "dd", "dt"}
"""HTML tags that need no closing tag; those of ``_VOID`` never have one."""


def _tags(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield the slash, the name and the rest of each tag of *text*, with an uppercase name (HTML) in lowercase."""
    for closing, name, rest in _TAG.findall(text):
        yield closing, name.lower() if name.isupper() else name, rest


def _balance(text: str) -> Counter[str]:
    """Return the number of opening minus closing tags for each name."""
    counts: Counter[str] = Counter()
    for closing, name, rest in _tags(text):
        counts[name] += 0 if rest.endswith("/") or name in _VOID else -1 if closing else 1
    return counts


@rule("pair", Severity.ERROR, needs="<")
def broken(source: str, target: str, source_language: str, target_language: str) -> Iterator[Problem]:
    """an unpaired tag that is paired in the source

    Wrong: en "<i>Xi</i>" zh-Hans "<i>习近平"
    Wrong: en "<b>Xi</b>" ru "<b>Си<b>"
    Wrong: en "<b>Xi</b> spoke" ru "<b>Си</ b> выступил"
    Right: en "<b>Xi</b> <br>" zh-Hans "习近平<br>"
    Right: en "Xi<br />spoke" ru "Си<br>выступил"
    Right: en "git show [<options>] <file>" ru "git show [<параметры>] <файл>"
    """
    here, there = _balance(source), _balance(target)
    rows = [name for name, ahead in there.items() if ahead and name in here and not here[name]]
    if rows:
        names = ", ".join(f"<{name}>" for name in sorted(rows))
        yield Problem(f"{names} is unpaired")


@rule("pair", Severity.WARNING, needs=_ANY_MARKUP, source=_ANY_MARKUP)
def differs(source: str, target: str, source_language: str, target_language: str) -> Iterator[Problem]:
    """tags or links differ from those of the source

    A value in the usage of a program (<file>) is not a tag and may be translated. A link may lead to another page of
    the same site, a tag may occur more or less often, and the name of an entity may replace it. XML and HTML tags,
    addresses, Markdown links and roles of reStructuredText are checked.

    Wrong: en "<b>%H:%M</b>" ru "%H:%M"
    Wrong: en "see [the news](https://example.org/news)" ru "см. [новости]"
    Wrong: en "License: <https://gnu.org/gpl.html>" ru "Лицензия: <https://gnu/gpl.html>"
    Wrong: en "Write to bug-parted@gnu.org." ru "Пишите на bug-grub@gnu.org."
    Wrong: en "See :doc:`install`" ru "См. `установку`"
    Wrong: en "about &product;" ru "о &продукте;"
    Wrong: en "news &amp; views" ru "новости & amp; мнения"
    Wrong: en "a &lt;b&gt;" ru "текст &ltb&gt;"
    Wrong: en "try `hg verify` first" ru "сначала hg verify`"
    Right: en "news &amp; views of &product;" ru "новости и мнения Product"
    Right: en "Report it to %s" zh-Hans "请向 %s 报告，译文请见 https://translationproject.org/team"
    Right: en "What is &product;?" fr "Qu’est-ce que &product;&nbsp;?"
    Right: en "git show [<options>] <file>" ru "git show [<параметры>] <файл>"
    Right: en "<a href=\\"https://en.wikipedia.org\\">" ru "<a href=\\"https://ru.wikipedia.org\\">"
    Right: en "John@GNU.org, not me@domain.com or me@yourfirm.com" ru "john@gnu.org, а не я@фирма.рф"
    """
    one, two = _balance(source), _balance(target)
    if any(two[name] for name, ahead in one.items() if not ahead):
        return  # markup.broken reports it
    closed = {name for closing, name, _ in _tags(source + target) if closing} | _UNPAIRED
    if base(target_language) in UNSPACED:  # these scripts have no italics
        closed -= {"i", "em"}
    here, there = (_marks(text, closed) for text in (source, target))
    lost = {mark for mark in here - there if mark[0] != "&" or not re.search(rf"(?i)(?<!&){mark[1:-1]}(?!;)", target)}
    if lost:
        yield Problem(f"{', '.join(sorted(lost))} is not in the translation")
    if new := set() if here else {mark for mark in there if mark[0] in "<&"}:
        yield Problem(f"{', '.join(sorted(new))} is not in the source")
    cut = _BROKEN_ENTITY.search(target)
    if cut and re.search(f"{_HTML_ENTITY};", source) and not _BROKEN_ENTITY.search(source):
        yield Problem(f"'{cut[0]}' is not an entity", *cut.span())
    if (code := _CODE.findall(source)) and 2 * len(code) == source.count("`") and target.count("`") % 2:
        yield Problem("an unpaired `")


def _marks(text: str, closed: set[str]) -> set[str]:
    """Return the opening tags of *text* that are in *closed* or have attributes, and its links, roles and entities."""
    links = (link.lower() if "@" in link else link for link in _LINK.findall(text))
    found = {_URL.sub(r"\1", link) for link in links}.union(_ENTITY.findall(text))
    for closing, name, rest in _tags(text):
        if not closing and (name in closed or rest.endswith("/") or "=" in rest):
            found |= {f"<{name}>", *(_URL.sub(r"\1", to) for to in _LINK_TARGET.findall(rest))}
    return found
