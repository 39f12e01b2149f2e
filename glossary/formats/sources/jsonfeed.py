"""Read JSON Feed (jsonfeed.org): the titles and texts of its items. The line of a block is its number."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from glossary.errors import InputError
from glossary.formats.sources import html, plain
from glossary.formats.sources.pieces import Piece, document, numbered
from glossary.model import Document

MARK = b"jsonfeed.org/version/"
"""The mark at the beginning of every feed."""


def read(text: str, *, name: str, language: str) -> Document:
    """Return the document of the JSON Feed *text*, which begins with a brace. Raises InputError if it is broken."""
    try:
        items = json.loads(text).get("items")
    except (ValueError, RecursionError) as error:
        raise InputError(f"broken JSON: {error}", where=name) from error
    held = items if isinstance(items, list) else ()
    found = (piece for item in held if isinstance(item, dict) for piece in _pieces(item, name))
    return document(numbered(found), name=name, language=language)


def _pieces(item: dict[str, Any], name: str) -> Iterator[Piece]:
    title, marked, text = (
        str(item.get(key) or "").encode("utf-8", "replace").decode()  # JSON can hold lone surrogates
        for key in ("title", "content_html", "content_text")
    )
    if title:
        yield Piece(title, 0, "heading")
    if marked:
        yield from html.pieces(marked, 1, where=name)
    else:
        yield from (Piece(block.text, 0, block.role) for block in plain.read(text, name="", language="").blocks)
