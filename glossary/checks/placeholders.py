"""What must come through a translation unchanged: placeholders and tags."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from html.entities import name2codepoint

from glossary.checks import Problem, rule
from glossary.languages import base
from glossary.model import Severity
from glossary.text.find import UNSPACED

_SHOWN = r"%(?:\d+\$)?[#0+'I-]*(?:\d*|\*(?:\d+\$)?)(?:\.(?:\d+|\*(?:\d+\$)?))?"
"""Which one it is, and how wide it is shown: *%2$.50s*."""
_KIND = r"(?:(?:hh?|ll?|[zjt])?[sdiouxXcfgr@]|<PRI\w+>)"
_PLACEHOLDER = (
    r"(?<!%)%\(\w+\)[#0+-]?\d*(?:\.\d+)?[a-zA-Z]"
    rf"|(?<![\d%])(?:(?<!\d[ \u00a0])|(?=%[sd](?!\w))){_SHOWN}{_KIND}"
    r"|\{\{?[\w.]*\}?\}|\$\{\w+\}|</?[A-Za-z][\w-]*(?:\s[^<>]*)?/?>|&[A-Za-z][\w.]*;"
)
_NUMBERED = rf"%L?[1-9]\d?(?!\d)|{_PLACEHOLDER}"
"""Also those of Qt, where there is the first one: Turkish writes %5 for 5 %."""
_FIRST = re.compile(r"%1(?![\d$]|[.,]\d)")
_DATE = re.compile(r"%[bBHIMYy](?!\w)")
"""What only formats of dates have."""
_PART = re.compile("%[0-]?[cdgruxX]")
"""What they have, too: each language puts them together as it likes."""
_NAMED = re.compile(r"%|\$\{|\{\{?[A-Za-z_]|&")
_UNREAD = re.compile(r'(?<= title=")[^"]*|(?<= alt=")[^"]*|\s*/(?=>)')
_PAGE = re.compile(r'(?<=href=")https?://(?:[^"/]*\.)?([\w-]+\.\w+)(?:[:/][^"]*)?(?=")')
_ALONE = frozenset(("br", "hr", "img", "input", "wbr", "p", "li", "dd", "dt"))
"""Tags of HTML that need no other one to close them."""


def placeholders(text: str, source: str) -> list[str]:
    """Return the placeholders of *text*, of the kinds of *source*."""
    found = re.findall(_NUMBERED if _FIRST.search(source) else _PLACEHOLDER, text)
    rows = [row for row in found if row[0] != "&" or row[1:-1] not in name2codepoint]
    return [row for row in rows if not _PART.fullmatch(row)] if _DATE.search(source) else rows


@rule("pair", Severity.ERROR, needs="[%{$<&]", source="[%{$<&]")
def differs(source: str, target: str, source_language: str, target_language: str) -> Iterator[Problem]:
    """placeholders or tags differ from those of the source

    What stands for a value in the usage of a program (<file>) is no tag and may be translated; *%1$s* is the first
    *%s*. A link may lead to another page of the same site.

    Wrong: en "%(count)d articles" ru "статей"
    Wrong: en "<b>Xi</b>" zh-Hans "<b>习近平"
    Wrong: en "%1 of %2 files" zh-Hans "%1个文件"
    Wrong: en "%s in %.2f seconds" ru "%s за %d секунд"
    Wrong: en "%d files in %s" ru "в %s %d файлов"
    Wrong: en "%1$s moved %2$s" ru "%2$s переместил %3$s"
    Wrong: en "<b>%H:%M</b>" ru "%H:%M"
    Wrong: en "<i>Xi</i>" zh-Hans "<i>习近平"
    Right: en "{name} in Samarkand" ru "{name} в Самарканде"
    Right: en "{name} in Samarkand" ru "{name} в Самарканде, где {name} живёт"
    Right: en "%s moved %.250s to %s" zh-Hans "%1$s已将%2$s移至%3$s"
    Right: en "git show [<options>] <file>" ru "git show [<параметры>] <файл>"
    Right: en "%b %d, %H:%M" ru "%e %b, %H:%M"
    Right: en "<a href=\\"https://en.wikipedia.org\\">" ru "<a href=\\"https://ru.wikipedia.org\\">"
    Right: en "news &amp; views" ru "новости и мнения"
    Right: en "5% of them" ru "5 % из них"
    """
    closed = {*_ALONE, *re.findall(r"</([A-Za-z][\w-]*)", source + target)}
    if base(target_language) in UNSPACED:  # no italics to keep
        closed -= {name for name in ("i", "em") if target.count(f"<{name}>") == target.count(f"</{name}>")}
    one, two = (
        list(_meant(row for row in placeholders(text, source) if row[0] != "<" or _is_tag(row, closed)))
        for text in (source, target)
    )
    if lost := _only(one, two):
        yield Problem(f"{lost} is not in the translation")
    if new := _only(two, one):
        yield Problem(f"{new} is not in the source")


def _meant(rows: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield what each of *rows* stands for, and the row: those of printf for an argument, *%s* and *%s* for two."""
    place = 0
    for row in rows:
        shown = re.match(rf"{_SHOWN}(?={_KIND}$)", row)
        if row[0] == "<":
            yield _PAGE.sub(r"\1", _UNREAD.sub("", row)), row
        elif shown:
            widths, kind = re.findall(r"\*(\d*)", shown[0]), row[shown.end() :].replace("i", "d")
            at = int("0" + "".join(re.findall(r"^%(\d+)\$", row)))
            if "" in widths and at:  # Tcl: *%4$*d* is as wide as the fourth says, and shows the fifth
                widths, at = [str(at)], at + 1
            for width in widths:
                place += not width
                yield f"%{width or place}$*", row
            place += not at
            yield f"%{at or place}${kind}", row
        else:
            yield row, row


def _only(here: list[tuple[str, str]], there: list[tuple[str, str]]) -> str:
    """Return what is *here* and not *there*, as it is written; which one it is, where both are written alike."""
    rows = dict(here)
    counts, others = (Counter(meant for meant, _ in pairs) for pairs in (here, there))
    written, elsewhere = (Counter(row for _, row in pairs) for pairs in (here, there))
    rest = [meant for meant, count in counts.items() if (1 if _NAMED.match(meant) else count) > others[meant]]
    alike = {row for row in written if written[row] == elsewhere[row]}
    return ", ".join(sorted({meant if rows[meant] in alike else rows[meant] for meant in rest}))


def _is_tag(row: str, closed: set[str]) -> bool:
    """Return whether *row* is a tag that counts: one of those that are *closed*."""
    return row[-2] == "/" or "=" in row or re.split(r"[\s/>]", row.lstrip("</"))[0] in closed
