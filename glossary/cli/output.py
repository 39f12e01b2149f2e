"""Output for people and programs: text, tables and JSON on standard output, notes on standard error."""

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

ON_WINDOWS = os.name == "nt"
COLORS = {"error": "red", "warning": "yellow", "info": "blue"}


def clean(text: str) -> str:
    """Return *text* safe for a terminal: control characters, which could move the cursor, are shown as ``\\x1b``.

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
"""The least number of columns to which a cell may be cut."""
_TEXT = 40
"""The width at which running text is readable beside other cells."""


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
    """Return the rows under their head in aligned columns; the columns numbered in *right* are right-aligned.

    If the terminal is too narrow, columns are narrowed so that the fewest cells are cut, but never those in *right* and
    *keep*. A cut cell ends with an ellipsis; in the columns *paths* it begins with one. With *below*, the last column
    moves under its row if too little space is left for it. If a cell would be cut to fewer than *least* columns, each
    cell gets a line of its own. Output that does not go to a terminal is never cut.
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
    """Return the width of the terminal, or a practically unlimited one if output is not a terminal."""
    return terminal() if sys.stdout.isatty() else sys.maxsize


def _fitted(sizes: Sequence[Sequence[int]], room: int, fixed: set[int], least: int) -> list[int]:
    """Return column widths that fit into *room* with few cells cut, or none if a column would get less than *least*.

    *sizes* are the sorted cell sizes of each column. The *fixed* columns are as wide as their widest cell.
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
    """Return each row as a paragraph with a line ``head: cell`` for every non-empty cell."""
    head, *rows = cells
    most = max(map(width, head))
    leads = [name + " " * (most - width(name)) + _GAP for name in head]
    return "\n\n".join(
        "\n".join(hung(lead, cell) for lead, cell in zip(leads, row, strict=True) if cell) for row in rows
    )


def cut(text: str, columns: int, *, tail: bool = False) -> str:
    """Return *text* shortened to *columns* with an ellipsis at its end, or with *tail* at its beginning.

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
    """Write a line of results to standard output."""
    click.echo(clean(text))


def line(text: str) -> None:
    """Write *text* to standard output as a single line, even if a term in it contains line breaks."""
    click.echo(_one(text))


def _one(text: str) -> str:
    return clean(text).replace("\n", "⏎")


def tell(text: str) -> None:
    """Write a message about what was done to standard output, in the user's language."""
    click.echo(clean(translated(text)))


def wrote(names: Iterable[str]) -> None:
    """Print which files were written."""
    for name in names:
        tell(f"wrote {name}")


def raw(text: str) -> None:
    """Write a document (HTML, SARIF) to standard output unchanged."""
    click.echo(text, nl=not text.endswith("\n"))


def note(text: str) -> None:
    """Write a note to standard error, in the user's language."""
    click.echo(clean(text if "\n" in text else translated(text)), err=True)


def warned(why: str, where: str = "", line: int = 0) -> None:
    """Write a warning, and *where* it applies, to standard error, in the user's language."""
    place = f"{where}:{line}: " if where and line else f"{where}: " if where else ""
    click.echo(_one(joined("{}: {}", "glossary", translated("warning"), place + translated(why))), err=True)


LISTED = 100
"""How many times the same message is printed for a file before the rest are only counted."""


def passed(rows: Iterable[Skipped]) -> None:
    """Write what was skipped to standard error."""
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
    """Write what a format could not hold to standard error."""
    for loss in losses:
        note(
            f"glossary: note: not held by the format: {loss.what} ({loss.count}, such as {loss.example})"
            if loss.example
            else f"glossary: note: not held by the format: {loss.what} ({loss.count})"
        )


def failed(reason: GlossaryError | str) -> None:
    """Write the reason why the run, or part of it, failed to standard error."""
    click.echo(clean(joined("{}: {}", "glossary", translated("error"), explained(reason))), err=True)


_PIECE = r"[“（「《【]*(?:[^\s“\u2e80-\uffef]+|[\u2e80-\uffef])[，。、；：！？）」》】”]*|\s+|“"
"""Text that stays on one line: a word or wide character with its opening and closing punctuation. Compiled on first use
only, because that takes milliseconds."""


def wrapped(text: str, columns: int) -> str:
    """Return *text* wrapped to *columns*, at spaces and between wide characters.

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
    """Return *lead* and *text*; on a terminal, further lines of *text* are indented to align below it."""
    indent = width(lead)
    lines = wrapped(text, max(_room() - indent, _LEAST)) if sys.stdout.isatty() else text
    return lead + lines.replace("\n", "\n" + " " * indent)


def emit(value: object) -> None:
    """Write *value* (records, enums, lists, mappings) to standard output as one JSON document."""
    from glossary.checks.report import dumped

    click.echo(dumped(plain(value), indent=2))


def plain(value: object) -> Any:
    """Return *value* as JSON types: a record becomes an object of its fields, a place an object of its three parts."""
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
    """Switch colours on (``always``), off (``never``) or by terminal (``auto``; honours NO_COLOR and FORCE_COLOR)."""
    context = click.get_current_context()
    if when != "auto":
        context.color = when == "always"
    elif os.environ.get("NO_COLOR"):
        context.color = False
    elif os.environ.get("FORCE_COLOR"):
        context.color = True
    elif os.environ.get("TERM") == "dumb":  # Emacs' compilation mode shows colour codes literally
        context.color = False


def finding(row: Finding, excerpt: str) -> None:
    """Write a finding in the form that editors and CI parse: ``path:line:column: level: rule.name: message``."""
    from glossary.checks.report import sentence

    level = click.style(row.severity.value, fg=COLORS[row.severity.value])
    place = f"{row.place}: " if row.place and str(row.place) else ""
    click.echo(f"{clean(place)}{level}: {row.check}: {_one(sentence(row, translated))}")
    if excerpt:
        _excerpt(excerpt, row.place.column - 1 if row.place else -1, row.end - row.start)


_BEFORE, _SHOWN = 50, 100
"""Of a long line, how many characters are shown before the mark and in total."""


def _excerpt(line: str, at: int, size: int) -> None:
    """Write a *line* of a file, with *size* characters from offset *at* underlined; -1 means no mark."""
    begin = max(at - _BEFORE, len(line) - len(line.lstrip())) if len(line) > _SHOWN else 0
    shown = line[begin : begin + _SHOWN] if len(line) > _SHOWN else line
    front = "…" if line[:begin].strip() else ""
    back = "…" if len(line) > begin + len(shown) else ""
    click.echo(click.style(f"    {front}{clean(shown)}{back}", dim=True))
    if at >= 0:
        before, marked = front + clean(line[begin:at]), clean(line[at : at + size])
        click.echo(f"    {' ' * width(before)}{click.style('^' * max(width(marked), 1), fg='green')}")


def utf8() -> None:
    """Make standard output and error UTF-8 and LF, whatever the system; replace a stream that is closed."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # File names need not be valid text.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def settle() -> None:
    """Detach standard output after a write error, so that Python does not flush it again at exit and complain."""
    try:
        sys.stdout.flush()
    except OSError:
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
