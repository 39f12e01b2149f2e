"""What a person and a program see: text, tables and JSON on standard output, notes on standard error."""

from __future__ import annotations

import os
import re
import sys
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import click

from glossary.cli.messages import explained, joined, terminal, translated
from glossary.errors import GlossaryError
from glossary.text.columns import columns as width

if TYPE_CHECKING:
    from glossary.formats import Skipped
    from glossary.model import Finding, Loss

COLORS = {"error": "red", "warning": "yellow", "info": "blue"}


def clean(text: str) -> str:
    """Return *text* fit for a terminal: control characters, which could move the cursor or lie, are shown as ``\\x1b``.

    >>> clean("a\\x1b[31mb")
    'a\\\\x1b[31mb'
    """
    if text.isprintable():
        return text
    return "".join(
        letter
        if letter.isprintable() or letter in "\n\t\u00a0\u202f\u3000"
        else letter.encode("unicode_escape").decode("ascii")
        for letter in text
    )


_GAP = "  "
_LEAST = 9
"""Columns without which a cell that was cut says nothing."""
_TEXT = 40
"""Columns in which a text can be read beside other cells."""


def table(
    head: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    right: Iterable[int] = (),
    paths: Iterable[int] = (),
    keep: Iterable[int] = (),
    below: bool = False,
    least: int = _LEAST,
) -> str:
    """Return the rows under their head in aligned columns; the columns numbered in *right* are set flush right.

    On a terminal that is too narrow those columns give way in which the fewest cells are cut, but not those of *right*
    and *keep*: what is cut ends with an ellipsis, in those numbered in *paths* it begins with it. With *below* the last
    column goes under its row where too little is left for it. Where a cell would be cut to fewer than *least* columns,
    each gets a line of its own. What is no terminal gets all.
    """
    cells = [
        [translated(cell) for cell in head],
        *([clean(str(cell)).replace("\n", " ") for cell in row] for row in rows),
    ]
    room = _room()
    sizes = [sorted(width(row[column]) for row in cells) for column in range(len(head))]
    widths = [column[-1] for column in sizes]
    left = room - sum(widths[:-1]) - len(_GAP) * (len(widths) - 1)
    under = below and left < min(widths[-1], _TEXT)
    if under:
        sizes.pop()
    flush, tails = set(right), set(paths)
    widths = _fitted(sizes, room - len(_GAP) * (len(sizes) - 1), flush.union(keep), least)
    if not widths:
        return _upright(cells)
    lines = []
    for row in cells:
        short = [cut(cell, size, tail=at in tails) for at, (cell, size) in enumerate(zip(row, widths, strict=False))]
        padded = [
            " " * (size - width(cell)) + cell if column in flush else cell + " " * (size - width(cell))
            for column, (cell, size) in enumerate(zip(short, widths, strict=True))
        ]
        lines.append(_GAP.join(padded).rstrip())
        if under and len(lines) > 1:
            lines.append(hung(_GAP * 2, row[-1]))
    lines.insert(1, _GAP.join("-" * size for size in widths))
    return "\n".join(lines)


def _room() -> int:
    """Return how many columns the terminal has; what is no terminal has all that are asked for."""
    return terminal() if sys.stdout.isatty() else sys.maxsize


def _fitted(sizes: Sequence[Sequence[int]], room: int, fixed: set[int], least: int) -> list[int]:
    """Return widths for columns of cells of these *sizes*, sorted, that fit into *room*, with few cells cut.

    Those *fixed* are as wide as their widest cell; where the others would have less than *least*, there are none.
    """
    widths = [column[-1] for column in sizes]
    while sum(widths) > room:
        rest = [
            (len(column) - bisect_left(column, size), -size, at)
            for at, (column, size) in enumerate(zip(sizes, widths, strict=True))
            if at not in fixed and size > least
        ]
        if not rest:
            return []
        widths[min(rest)[2]] -= 1
    return widths


def _upright(cells: list[list[str]]) -> str:
    """Return each row as a paragraph, a line for each cell that is not empty with its head before it."""
    head, *rows = cells
    most = max(map(width, head))
    leads = [name + " " * (most - width(name)) + _GAP for name in head]
    return "\n\n".join(
        "\n".join(hung(lead, cell) for lead, cell in zip(leads, row, strict=True) if cell) for row in rows
    )


def cut(text: str, columns: int, *, tail: bool = False) -> str:
    """Return *text*, or as much of its beginning (its end: *tail*) as fits into *columns* with an ellipsis.

    >>> cut("中华人民共和国", 8), cut("translations/ru/a.txt", 10, tail=True)
    ('中华人…', '…/ru/a.txt')
    """
    if width(text) <= columns:
        return text
    kept, left = 0, columns - 1
    for letter in reversed(text) if tail else text:
        left -= width(letter)
        if left < 0:
            break
        kept += 1
    return f"…{text[len(text) - kept :].lstrip()}" if tail else f"{text[:kept].rstrip()}…"


def say(text: str = "") -> None:
    """Write a line of the result to standard output."""
    click.echo(clean(text))


def line(text: str) -> None:
    """Write what is one line of the result, whatever stands in its terms, to standard output."""
    click.echo(_one(text))


def _one(text: str) -> str:
    return clean(text).replace("\n", "⏎")


def tell(text: str) -> None:
    """Write a line about what was done to standard output, in the language of the user."""
    click.echo(clean(translated(text)))


def wrote(names: Iterable[str]) -> None:
    """Say which files were written."""
    for name in names:
        tell(f"wrote {name}")


def raw(text: str) -> None:
    """Write a document (HTML, SARIF) to standard output as it is."""
    click.echo(text, nl=not text.endswith("\n"))


def note(text: str) -> None:
    """Write a line about the run to standard error, in the language of the user."""
    click.echo(clean(text if "\n" in text else translated(text)), err=True)


def warned(why: str, where: str = "", line: int = 0) -> None:
    """Write to standard error what a person should know of the run, and *where*, in the language of the user."""
    place = f"{where}:{line}: " if where and line else f"{where}: " if where else ""
    click.echo(_one(joined("{}: {}", "glossary", translated("warning"), place + translated(why))), err=True)


LISTED = 100
"""How often the same is said of a file before the rest is only counted."""


def passed(rows: Iterable[Skipped]) -> None:
    """Write to standard error what was passed over."""
    counts: Counter[tuple[str, str]] = Counter()
    for row in rows:
        counts[row.file, row.why] += 1
        if counts[row.file, row.why] <= LISTED:
            warned(row.why, row.file, row.line)
    for (where, why), total in counts.items():
        if total > LISTED:
            count = total - LISTED
            warned(f"{count} more times: {why}", where)  # message


def lost(losses: Iterable[Loss]) -> None:
    """Write to standard error what a format could not hold."""
    for loss in losses:
        note(
            f"glossary: note: not held by the format: {loss.what} ({loss.count}, such as {loss.example})"
            if loss.example
            else f"glossary: note: not held by the format: {loss.what} ({loss.count})"
        )


def failed(reason: GlossaryError | str) -> None:
    """Write to standard error why the run, or a part of it, came to nothing."""
    click.echo(clean(joined("{}: {}", "glossary", translated("error"), explained(reason))), err=True)


_PIECE = r"[“（「《【]*(?:[^\s“\u2e80-\uffef]+|[\u2e80-\uffef])[，。、；：！？）」》】”]*|\s+|“"
"""What stays on one line: a word, or a wide character, with the marks that open before it and close behind it. It takes
milliseconds to compile, which not every command needs."""


def wrapped(text: str, columns: int) -> str:
    """Return *text* in lines of at most *columns* columns, broken at spaces and between wide characters.

    >>> wrapped("形容词或名词（“北京”），或动词。", 16)
    '形容词或名词\\n（“北京”），或动\\n词。'
    """
    lines, line = [], ""
    for piece in re.findall(_PIECE, text):
        if width(click.unstyle(line + piece.rstrip())) > columns and line:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return "\n".join([*lines, line.rstrip()])


def hung(lead: str, text: str) -> str:
    """Return *lead* and *text*, which on a terminal goes on below itself where a line is not enough."""
    indent = width(lead)
    lines = wrapped(text, max(_room() - indent, _LEAST)) if sys.stdout.isatty() else text
    return lead + lines.replace("\n", "\n" + " " * indent)


def emit(value: object) -> None:
    """Write *value* (records, enums, lists, mappings) as one JSON document to standard output."""
    from glossary.checks.report import dumped

    click.echo(dumped(plain(value), indent=2))


def plain(value: object) -> Any:
    """Return *value* in the types of JSON; a record becomes an object of its fields, a place its three parts."""
    from dataclasses import fields, is_dataclass
    from enum import Enum

    from glossary.model import Place

    if isinstance(value, Place):
        return {"file": value.path, "line": value.line, "column": value.column}
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        return {row.name: plain(getattr(value, row.name)) for row in fields(value)}
    if isinstance(value, dict):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(inner) for inner in value]
    return value


def colors(when: str) -> None:
    """Use colours ``always``, ``never``, or (``auto``) on a terminal; NO_COLOR and FORCE_COLOR are honoured there."""
    context = click.get_current_context()
    if when != "auto":
        context.color = when == "always"
    elif os.environ.get("NO_COLOR"):
        context.color = False
    elif os.environ.get("FORCE_COLOR"):
        context.color = True
    elif os.environ.get("TERM") == "dumb":  # that of Emacs, where a compilation shows the codes as they are
        context.color = False


def finding(row: Finding, excerpt: str) -> None:
    """Write a finding as editors and CI read it: ``path:line:column: level: rule.name: message``."""
    from glossary.checks.report import sentence

    level = click.style(row.severity.value, fg=COLORS[row.severity.value])
    place = f"{row.place}: " if row.place and str(row.place) else ""
    click.echo(f"{clean(place)}{level}: {row.check}: {_one(sentence(row, translated))}")
    if excerpt:
        _excerpt(excerpt, row.place.column - 1 if row.place else -1, row.end - row.start)


_BEFORE, _SHOWN = 50, 100
"""Of a long line so many characters are shown before the mark, and in all."""


def _excerpt(line: str, at: int, size: int) -> None:
    """Write a *line* of a file, and under it a mark for *size* characters from *at* on; -1 is no mark."""
    begin = max(at - _BEFORE, len(line) - len(line.lstrip())) if len(line) > _SHOWN else 0
    shown = line[begin : begin + _SHOWN] if len(line) > _SHOWN else line
    front = "…" if line[:begin].strip() else ""
    back = "…" if len(line) > begin + len(shown) else ""
    click.echo(click.style(f"    {front}{clean(shown)}{back}", dim=True))
    if at >= 0:
        before, marked = front + clean(line[begin:at]), clean(line[at : at + size])
        click.echo(f"    {' ' * width(before)}{click.style('^' * max(width(marked), 1), fg='green')}")


def utf8() -> None:
    """Make standard output and error UTF-8, whatever the locale says; a stream that the caller has closed is empty."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # Names of files need not be text.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def settle() -> None:
    """Let go of what standard output could not take, or Python tries once more at its end and has the last word."""
    try:
        sys.stdout.flush()
    except OSError:
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
