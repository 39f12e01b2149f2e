"""The markup of a TMX file: its header, notes and props, and the ones kept in ``extra``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from glossary import languages as tags
from glossary.formats import xml
from glossary.model import Extra

MARK = "glossary"
"""Our name in the header (``creationtool``), which identifies our own files."""


def name_of(kind: str, language: str, prefix: str = "tmx:") -> str:
    """Return the name in ``extra`` of a note or prop that is not in the model; :func:`item_of` reverses this."""
    if kind.startswith("x-") and ":" in kind and not language and prefix == "tmx:":
        return kind[2:]
    return f"{prefix}prop:{kind}" + (f"@{language}" if language or "@" in kind else "")


def item_of(name: str, value: str) -> str:
    """Return the note or prop whose name :func:`name_of` returned, given without its prefix."""
    kind, _, language = name.rpartition("@") if "@" in name else (name, "", "")
    return prop(kind, value, language) if kind else f"<note>{xml.escape(value)}</note>"


def prop(kind: str, text: str, language: str = "") -> str:
    """Return a ``prop`` element."""
    at = f" xml:lang={xml.quote(language)}" if language else ""
    return f"<prop type={xml.quote(kind)}{at}>{xml.escape(text)}</prop>"


def kept(extra: Extra, prefix: str = "tmx:") -> tuple[str, list[str], str]:
    """Return the TMX content in *extra*: attributes, notes and props, and the segment's XML.

    Content of other formats becomes props, unless *prefix* selects one side of a unit.
    """
    attributes, items, segment = "", [], ""
    for name, value in extra:
        if name.startswith(f"{prefix}attr:"):
            attributes += f" {name.removeprefix(f'{prefix}attr:')}={xml.quote(value)}"
        elif name.startswith(f"{prefix}prop:"):
            items.append(item_of(name.removeprefix(f"{prefix}prop:"), value))
        elif name == f"{prefix}seg":
            segment = value
        elif prefix == "tmx:" and not name.startswith("tmx:") and ":" in name:
            items.append(prop(f"x-{name}", value))
    return attributes, items, segment


def header(stream: BinaryIO, *, where: str, encoding: str = "") -> Extra:
    """Return the header of a TMX: its attributes, and the XML of each child element.

    What :func:`head` generates is left out.
    """
    whole = ("header", "tu")  # if the first entry is a unit, there is no header
    entries = xml.Entries(stream, where=where, roots=("tmx",), title="TMX", whole=whole, encoding=encoding)
    node = next(iter(entries), None)
    if node is None or node.local != "header":
        return ()
    names = [(f"tmx:header:{name}", value) for name, value in node.attributes.items()]
    inside = [row.whole() for row in node.nodes() if row.get("type") != "x-languages"]
    return *names, *(("tmx:header", row) for row in inside)


def head(source: str, extra: Extra, languages: Sequence[str], segtype: str) -> str:
    """Return everything before the first ``tu``, without a date: the same glossary gives the same bytes.

    *extra* may contain the :func:`header` of another file. A glossary is always marked as ours.
    """
    attributes = {"creationtool": MARK, "creationtoolversion": "1", "segtype": segtype, "o-tmf": MARK}
    ours = (*attributes, "srclang") if segtype == "phrase" else ("srclang",)
    attributes |= {"adminlang": "en", "srclang": source, "datatype": "plaintext"}
    theirs = {name.removeprefix("tmx:header:"): value for name, value in extra if name.startswith("tmx:header:")}
    attributes |= {name: value for name, value in theirs.items() if name not in ours or value == "*all*"}
    props = [prop("x-languages", " ".join(map(tags.regional, languages)))] if languages else []
    props += kept(extra)[1] + [value for name, value in extra if name == "tmx:header"]
    inside = "".join(f"\n    {line}" for line in props)
    tag = xml.tag("header", attributes)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n  '
        + (f"{tag}{inside}\n  </header>" if props else f"{tag[:-1]}/>")
        + "\n  <body>\n"
    )


TAIL = "  </body>\n</tmx>\n"
