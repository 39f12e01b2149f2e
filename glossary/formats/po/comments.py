"""The comment lines that we interpret: ``#. kind: place``, ``# admitted: 全国人大``, ``#: seeds/a.md:9``.

A line is ``name: value``. Lists are separated by ``|``, a remark follows ``--``. Backslash escapes: ``\\|``, ``\\--``,
``\\\\``, ``\\n`` (a line break), ``\\s`` (a space at either end). Lines in any other shape are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from glossary.formats.terms import occurrence
from glossary.model import Occurrence, State, Term, Usage

TERMS: dict[str, tuple[Usage, State]] = {
    "admitted": (Usage.ADMITTED, State.APPROVED),
    "proposed": (Usage.ADMITTED, State.PROPOSED),
    "deprecated": (Usage.DEPRECATED, State.APPROVED),
    "forbidden": (Usage.FORBIDDEN, State.APPROVED),
    "rejected": (Usage.ADMITTED, State.REJECTED),
}
"""Labels of translator comments with a further term -> its usage and state."""

VARIANTS = {"variants": Usage.ADMITTED, "deprecated variants": Usage.DEPRECATED, "forbidden variants": Usage.FORBIDDEN}
"""Labels of extracted comments with other spellings of the msgid -> their usage."""

_TRANSLATOR = re.compile(
    rf"[ \t]*+(?P<name>{'|'.join(TERMS)}|forms of (?P<of>(?:[^\\:]|\\.)++)|forms|note|origin)[ \t]*+:(?P<value>.*)",
    re.IGNORECASE,
)
_WAIVER = re.compile(r"[ \t]*+glossary[ \t]*+:[ \t]*+ignore[ \t](?P<value>.*)", re.IGNORECASE)
_EXTRACTED = re.compile(
    rf"[ \t]*+(?P<name>kind|{'|'.join(VARIANTS)}|seen|context|id|definition|part of speech|subject|note): (?P<value>.*)"
)
_PART = re.compile(r"(?:[^|\\]|\\.?)++")
_REMARK = re.compile(r"[ \t]--[ \t]")
_DASHES = re.compile(r"(?:(?<=[ \t])|^)--(?=[ \t]|$)")
_ESCAPED = re.compile(r"\\([\\|:nrts-])")
_MEANING = {"n": "\n", "r": "\r", "t": "\t", "s": " "}


def hide(text: str, also: str = "") -> str:
    """Return *text* as a value: on one line, with special characters, and those in *also*, escaped."""
    text = text.replace("\0", "").replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
    for char in also:
        text = text.replace(char, "\\" + char)
    text = _DASHES.sub(r"\\--", text)
    bare = text.strip(" ")
    front = len(text) - len(text.lstrip(" "))
    return "\\s" * front + bare + "\\s" * (len(text) - front - len(bare))


def show(value: str) -> str:
    """Return the text of an escaped *value*."""
    return _ESCAPED.sub(lambda found: _MEANING.get(found[1], found[1]), value)


def listed(texts: Iterable[str]) -> str:
    """Return *texts* as the value of a line."""
    return " | ".join(hide(text, "|") for text in texts)


def parts(value: str) -> list[str]:
    """Return the texts of a list."""
    return [show(bare) for part in _PART.findall(value) if (bare := part.strip(" \t"))]


def with_remark(text: str, *remarks: str) -> str:
    """Return *text* and the non-empty *remarks* on it as a value."""
    return " -- ".join([hide(text), *(hide(remark) for remark in remarks if remark)])


def remarked(value: str) -> tuple[str, str]:
    """Return the text of *value*, and its remark, which is still escaped and may hold another one."""
    text, *rest = _REMARK.split(value, maxsplit=1)
    return show(text.strip(" \t")), rest[0].strip(" \t") if rest else ""


def translator(line: str) -> tuple[str, str] | None:
    """Return (name, value) of a translator comment (without its ``#``) that we interpret, or None."""
    if ":" not in line:
        return None
    found = _TRANSLATOR.fullmatch(line)
    if found and (value := found["value"].strip(" \t")):
        of = found["of"]
        return (f"forms of {show(of.strip(' '))}" if of else found["name"].lower()), value
    waiver = _WAIVER.fullmatch(line)
    return ("ignore", waiver["value"].strip(" \t")) if waiver else None


NARROW, WIDE = 76, 80
"""Programs break comment lines between these columns; polib does so at column 78."""
SHORT = NARROW - 40
"""No program has broken a line of at most this length, whatever follows it."""
_OWN = re.compile(r"#\.?(?:[ \t]{2,}|[ \t]*+[^\W\d_]{2,20}+:(?!/))")
"""The start of a line that does not continue the one above: indented, or with a label (``TODO:``)."""
_CHUNK = re.compile(r"\s*(?:[^\s-]*[^\W\d_]-(?=[^\W\d_])|\S+)")


def broken(lines: Iterable[str], known: Callable[[str], tuple[str, str] | None], mark: str) -> list[list[str]]:
    """Return *lines* (without their *mark*, ``#`` or ``#.``) in groups, each line with its continuation lines.

    A line continues the one above if that is a *known* comment, this is not, and its first word did not fit above.
    Indented lines and lines with a label do not continue another; neither can an identifier, which has no spaces to
    break at.
    """
    found: list[list[str]] = []
    width = 0
    for line in lines:
        if (
            SHORT < width <= WIDE
            and (chunk := _CHUNK.match(line))
            and width + len(" ".join(("", chunk[0].strip()))) > NARROW
            and not _OWN.match(mark + line)
            and not known(line)
            and (last := known(found[-1][0]))
            and last[0] != "id"
        ):
            found[-1].append(line)
        else:
            found.append([line])
        width = len(mark) + len(line)
    return found


def joined(lines: Sequence[str], known: Callable[[str], tuple[str, str] | None], mark: str) -> Sequence[str]:
    """Return *lines* with continuation lines joined; usually there are none."""
    if len(lines) < 2 or max(map(len, lines[:-1])) < SHORT:
        return lines
    return [whole(part) for part in broken(lines, known, mark)]


def whole(lines: list[str]) -> str:
    """Return a group from :func:`broken` as one line; a word may have been broken after its hyphen."""
    made, *more = lines
    for line in more:
        bare = line.strip(" \t")
        made += bare if made[-1:] == "-" and made[-2:-1].isalpha() and bare[:1].isalpha() else f" {bare}"
    return made


@lru_cache(maxsize=1_000)  # kinds and counts are few
def extracted(line: str) -> tuple[str, str] | None:
    """Return (name, value) of an extracted comment (without its ``#.``) that we interpret, or None."""
    found = _EXTRACTED.fullmatch(line)
    return (found["name"], value) if found and (value := found["value"].strip(" \t")) else None


def term_line(term: Term) -> str:
    """Return the translator comment for *term*, a term other than the msgstr."""
    if term.state is State.REJECTED:
        return f"rejected: {with_remark(term.text, term.note)}"
    if term.usage not in (Usage.PREFERRED, Usage.ADMITTED):
        return f"{term.usage.value}: {with_remark(term.text, term.note)}"
    if term.state is State.PROPOSED and term.origin:  # a machine's proposal always has an origin
        return f"proposed: {with_remark(term.text, term.origin, term.note)}"
    return f"admitted: {with_remark(term.text, term.note)}"


# References

_REFERENCE = re.compile(r"\u2068(?P<isolated>[^\u2068\u2069]*)\u2069(?::(?P<line>\d{1,9}))?(?=\s|$)|(?P<plain>\S+)")
CAP = 10
"""The most references in an entry."""


def occurrences(lines: Iterable[str]) -> tuple[Occurrence, ...]:
    """Return the places in reference *lines* (``a.md:3 b.md``, without the ``#:``), which are never opened."""
    found: list[Occurrence] = []
    for line in lines:
        if "\u2068" not in line:  # takes a third of the time
            found += map(occurrence, line.split())
            continue
        for match in _REFERENCE.finditer(line):
            isolated = match["plain"] is None
            name, number = match["isolated"], int(match["line"] or 0)
            found.append(Occurrence(name, number, -1, -1, "") if isolated else occurrence(match["plain"]))
    return tuple(found)


def references(places: tuple[Occurrence, ...]) -> list[str]:
    """Return the references to *places*: the first of each text, at most :data:`CAP`.

    Places that all came from references are returned unchanged: they were selected before.
    """
    if all(place.start < 0 for place in places):
        chosen = list(dict.fromkeys((place.document, place.line) for place in places))
    else:
        first: dict[str, int] = {}
        for place in places:
            first[place.document] = min(first.get(place.document, place.line), place.line)
        chosen = sorted(first.items())[:CAP]
    return [_reference(document, line) for document, line in chosen if document]


def _reference(document: str, line: int) -> str:
    name = document
    if not name.isprintable():
        name = "".join(char if char.isprintable() else " " for char in name)
    if " " in name:
        name = f"\u2068{name}\u2069"
    return f"{name}:{line}" if line else name
