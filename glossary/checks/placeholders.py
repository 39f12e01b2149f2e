"""The check that a translation has the placeholders of its source, for which a program fills in values."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from glossary.checks import Problem, rule
from glossary.model import Severity

_SPEC = r"%(?:\d+[$:])?[#0+'I-]*(?:\d*|\*(?:\d+\$)?)(?:\.(?:\d*|\*(?:\d+\$)?))?"
"""The position, flags, width and precision of a conversion: *%2$.50s* without its *s*."""
_CONVERSION = r"(?:(?:hh?|ll?|[zjt])?[sdiouxXcfgr@]|<PRI\w+>)"
_FLAGGED_CONVERSION = r"(?:(?:hh?|ll?|[Lzjt])?[sSdiouxXcCfFeEgGaAnpmrb@]|<PRI\w+>)"
"""The conversions that are recognized in any text, and those in a text that a PO flag declares to be a format."""
_FAMILIES = {
    "template": r"\{%-?\s*\w[^{}]*%\}|[$#]?\{\{(?![\"'”’»`],? )[^{}]+\}\}",
    "ruby": r"%\{[a-z_]\w*\}",
    "percents": r"(?<![\w%])%[a-z][a-z_.]+[a-z]%(?![\w%])",
    "named": r"%(?:\(\w+\)[ #0+-]*|<(?!PRI)\w+>)\d*(?:\.\d+)?[diouxXeEfFgGcrsa]",
    "numbered": r"%L?(?:[1-9]\d?(?![\d$])|n(?!\w))",
    "format": _SPEC + _FLAGGED_CONVERSION,
    "printf": rf"(?:(?<!\d)(?:(?<!\d[ \xa0])|(?=%(?:[a-zA-Z](?!\w)|[\d.*])))|(?=%\d\$)){_SPEC}{_CONVERSION}",
    "shell": r"\$\{[\w./:-]+\}",
    "dollar": r"(?<![A-Z])\$[a-z_][a-z_\d]+(?![\w$])",
    "braces": r"\{(?!_\w*_\})(?:(?:\w+(?:[.\[][^\s{}]*)?)?(?:![rsa])?(?::[^\s{}][^{}]*)?|\d+,[^{}]*)\}",
}
"""The families of placeholders; the first pattern that matches decides."""
_REQUIRED = {
    "numbered": re.compile(r"%L?(?:1(?![\d$]|[.,]\d)|n(?!\w))"),
    "format": re.compile(r"(?!)"),
    "ruby": re.compile(r"%\{"),
    "dollar": re.compile(r"\A(?!\$\w+\Z)(?=[^\n]{,200}\Z).*\$[a-z_]"),
    "braces": re.compile(
        r"(?s)\A(?!\{\w+\}\Z|(?:.*?(?<![\w\]])\[[^]\d/={}]{2,60}\](?!\()){2}"
        r"|.*?(?:(?<!\S)-(?:-[a-z]|[a-z] \{)|\\[A-Za-z]+\{))"
    ),
}
"""Patterns that a source without PO flags must match to have placeholders of a family. Turkish writes *%5* for 5 %.
{FILE} may be translated in the usage of a program, {internal} and *$default* if they are the whole text, and *$file* in
a longer text (a manual). LaTeX and AsciiDoc (*{_file_}*) use braces of their own."""
_FLAG_FAMILIES = {
    f"{name}-format": families.split()
    for names, families in {
        "qt qt-plural kde kde-kuit boost": "named numbered format",
        "c objc gcc-internal php perl lua object-pascal tcl awk": "named format",
        "python-brace perl-brace csharp java rust": "template braces",
        "sh": "shell dollar",
        "no-c no-python": "template ruby percents numbered shell dollar braces",
        "po4a": "template named percents printf",
    }.items()
    for name in names.split()
}
"""The families that each PO flag allows. Any other flag allows all, because tools set flags wherever they see a %.
Manuals, from which po4a makes catalogues, translate the names of values."""
_ESCAPED = re.compile(r"%%|@(?:[A-Za-z]+|[\"'`^~,=.]){", re.ASCII)
"""Not a placeholder: an escaped percent sign, a command of Texinfo."""
_DATE_ONLY = re.compile(r"%[bBHIMYyFT](?!\w)")
"""Conversions that only date formats have."""
_DATE_PART = re.compile("%[0-]?[acdegmnpruxACFGSX]")
"""Other conversions in date formats; each language may choose and order them as it likes."""
_SAME_TYPE = str.maketrans("iXr", "dxs")
"""Conversions that show the same type of value differently."""
_SELECTOR = re.compile(r"\{\s*(\w+)\s*,\s*(plural|selectordinal|select)\s*,(?:\s*offset:\d+)?")
"""The start of an ICU MessageFormat argument that selects a branch by a number or a word."""
_BRANCH = re.compile(r"\s*(=?[\w-]+)\s*\{")
_PIECE = re.compile(r"[^{}]+|\{[^{}]*\}?|\}")
_PLURAL_BRANCH = re.compile(r"=\d+|zero|one|two|few|many")
Placeholders = list[tuple[str, str]]
"""Placeholders in canonical form and as written: *%1$s* and *%s*."""


def placeholders(text: str, source: str, flags: str = "") -> Placeholders:
    """Return the placeholders of *text*, of the families that *source* and its PO *flags* (``c-format``) allow.

    >>> [canonical for canonical, _ in placeholders("%(n)i %.2f %*d {x!r:>8} {} {{ y|safe }}", "")]
    ['%(n)d', '%1$f', '%2$*', '%3$d', '{x}', '{0}', '{{y}}']
    >>> placeholders("{0} %s", "", "c-format"), placeholders("{0} %s", "", "python-brace-format")
    ([('%1$s', '%s')], [('{0}', '{0}')])
    """
    choices: list[str] = []
    if _SELECTOR.search(source):
        text, choices = _icu_branches(text)
    formats = [flag for flag in flags.split() if flag.endswith("-format")]
    if formats and all(flag in _FLAG_FAMILIES for flag in formats):
        allowed = {name for flag in formats for name in _FLAG_FAMILIES[flag]}
    else:
        allowed = {name for name in _FAMILIES if name not in _REQUIRED or _REQUIRED[name].search(source)}
    families = [name for name in _FAMILIES if name in allowed]
    found = [(match.lastgroup or "", match[0]) for match in _finder(*families).finditer(_ESCAPED.sub("  ", text))]
    if _DATE_ONLY.search(source):
        found = [(family, row) for family, row in found if not _DATE_PART.fullmatch(row)]
    return [(choice, choice) for choice in choices] + list(_canonical(found))


@cache
def _finder(*families: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{name}>{_FAMILIES[name]})" for name in families), re.ASCII)


def _icu_branches(text: str) -> tuple[str, list[str]]:
    """Return the ICU message *text* with its branches one after the other, and its selectors and branch names.

    >>> _icu_branches("{n, plural, =1 {{who} sent # file} other {{who} sent # files}}")
    (' {who} sent # file {who} sent # files', ['{n, plural}', '{n, other}'])
    """
    kept: list[str] = []
    choices: list[str] = []
    at = 0
    inside: list[tuple[str, str]] = []
    """The open braces: selectors as (name, type), branches as two empty strings."""
    while piece := (_BRANCH if inside and inside[-1][0] else _SELECTOR).match(text, at) or _PIECE.match(text, at):
        if piece.re is _SELECTOR:
            inside.append((piece[1], piece[2]))
            choices.append(f"{{{piece[1]}, {piece[2]}}}")
        elif piece.re is _BRANCH:
            if inside[-1][1] == "select" or not _PLURAL_BRANCH.fullmatch(piece[1]):
                choices.append(f"{{{inside[-1][0]}, {piece[1]}}}")
            inside.append(("", ""))
            kept.append(" ")
        elif inside and piece[0] == "}":
            inside.pop()
        else:
            kept.append(piece[0])
        at = piece.end()
    return "".join(kept), [*choices, *("}" for _ in inside)]


def _canonical(found: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the canonical form of each of *found*, and the row; each unnumbered *%s* stands for the next argument."""
    place = unnamed = 0
    for family, row in found:
        if family in ("printf", "format"):
            spec, kind = re.split(f"(?={_FLAGGED_CONVERSION}$)", row, maxsplit=1)
            widths = re.findall(r"\*(\d*)", spec)
            given = re.match(r"%(\d+)([$:])", row)
            at = int(given[1]) + (given[2] == ":") if given else 0  # Pascal counts from 0
            if "" in widths and at:  # Tcl: *%4$*d* takes its width from the fourth argument and shows the fifth
                widths, at = [str(at)], at + 1
            for width in widths:
                place += not width
                yield f"%{width or place}$*", row
            place += not at
            yield f"%{at or place}${re.sub('l(?=[feg])', '', kind.translate(_SAME_TYPE))}", row
        elif family == "braces":
            name = re.split(r"\W", row[1:], maxsplit=1)[0]
            yield f"{{{name or unnamed}}}", row
            unnamed += not name
        elif family == "named":
            yield re.sub(r"[^\w)>]*[\d.]*(\w)$", lambda kind: kind[1].translate(_SAME_TYPE), row), row
        elif family == "shell":
            yield re.sub(r"\$\{(\w+)\}", r"$\1", row), row
        else:
            yield re.sub(r"\s+|\|[^{}]*|(?<=%)L", "", row), row


@rule("pair", Severity.ERROR, needs="[%{$]", source="[%{$]", flagged=True)
def differs(source: str, target: str, source_language: str, target_language: str, flags: str = "") -> Iterator[Problem]:
    """placeholders differ from those of the source

    The flags of a PO entry (*c-format*) say what a placeholder is. Without them everything that looks like one counts,
    but it is only a warning if a name in braces is new or changed, or a name is lost in a text of several lines. Widths
    and repetitions do not matter; *%1$s* is the first *%s*.

    Wrong: en "%(count)d articles" ru "статей"
    Wrong: en "%1 of %2 files" zh-Hans "%1个文件"
    Wrong: en "%s in %.2f seconds" ru "%s за %d секунд"
    Wrong: en "%d files in %s" ru "в %s %d файлов"
    Right: en "{n, plural, one {# file} other {# files}}" ru "{n, plural, one {# файл} few {# файла} other {# файлов}}"
    Right: en "{name} in Samarkand" ru "{name} в Самарканде, где {name} живёт"
    Right: en "{} of {total:.1f}, {{ user.name }}" zh-Hans "{{user.name}}：{total}中的{0}"
    Right: en "%s moved %.250s to %s" zh-Hans "%1$s已将%2$s移至%3$s"
    """
    here, there = (placeholders(text, source, flags) for text in (source, target))
    lost, new = _difference(here, there), _difference(there, here)
    allowed = _FORMAT_FLAG.search(flags) or _SELECTOR.search(source)
    prose = not lost or "\n" in source or ("{" in lost and target.count("{") >= source.count("{"))
    level = Severity.WARNING if not allowed and prose and _ONLY_NAMES.fullmatch(lost or new) else None
    if lost:
        yield Problem(f"{lost} is not in the translation", severity=level)
    if new:
        yield Problem(f"{new} is not in the source", severity=level)
    if _PERCENT_FLAG.search(flags) and _has_bare_percent(target) and not _has_bare_percent(source):
        yield Problem("a % that is not part of a placeholder", hint="write %%")


_ONLY_NAMES = re.compile(r"(?:(?:, )?(?:\{(?:[^\W\d]\w*)?\}|\$\{\w+[.:][\w.:]+\}|%[a-z][a-z_.]+%))+")
"""Only names, which may also be what a translator made of a link or a value."""
_FORMAT_FLAG = re.compile(r"(?<![\w-])(?!no-)[\w-]+-format")
_PERCENT_FLAG = re.compile(r"(?<![\w-])(?:c|objc|php|perl|python)-format")


def _difference(here: Placeholders, there: Placeholders) -> str:
    """Return the placeholders that are *here* and not *there* as they are written, in one string.

    Those that are written equally often on both sides are shown in canonical form, because only their position differs.
    """
    found, others = dict(here), dict(there)
    written, elsewhere = (Counter(row for _, row in pairs) for pairs in (here, there))
    rest = {key if written[row] == elsewhere[row] else row for key, row in found.items() if key not in others}
    return ", ".join(sorted(rest))


def _has_bare_percent(text: str) -> bool:
    """Return whether *text* has a percent sign that is not part of a placeholder."""
    return "%" in _finder("named", "format").sub("", text.replace("%%", ""))
