"""Read Markdown (CommonMark with tables).

Kept: headings, paragraphs, list items, quotations, table cells, texts of links and images, the title in the front
matter. Dropped: emphasis marks, addresses, code listings, comments, tags of HTML and of site generators, the rest of
the front matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from glossary.errors import InputError
from glossary.formats.sources import html
from glossary.formats.sources.pieces import BREAK, Piece, document
from glossary.model import Document

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

LIMIT = 16 * 2**20
"""The most characters of a file."""
LONGEST = 20_000
"""The most characters of a paragraph whose inline markup is parsed; the parser takes more than linear time."""

_FENCE = r"(?:---|\.\.\.|\+\+\+)[ \t]*(?:\n|\Z)"
_FRONT = re.compile(rf"(?:---|\+\+\+)[ \t]*\n(?P<body>(?>(?:(?!{_FENCE}).*\n)*)){_FENCE}")
_TITLE = re.compile(r"^title[ \t]*[:=][ \t]*(.+)$", re.MULTILINE)
_NOTE = re.compile(r"\[\^[^\]\s]{1,40}\]:?")
_CODE = re.compile(r"\{%[^{\n]{0,500}?%\}|\{\{[^{\n]{0,500}?\}\}|\{:[^{}\n]{0,200}\}")
"""Tags of site generators: ``{% include %}``, ``{{< youtube >}}``, ``{: .center}``."""
_ROLES = {
    "heading_open": "heading",
    "th_open": "cell",
    "td_open": "cell",
    "list_item_open": "item",
    "blockquote_open": "quote",
}


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    # Blocks only: the inline markup of a paragraph is parsed separately, unless it is too long.
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("inline")


def read(text: str, *, name: str, language: str) -> Document:
    """Return the document of the Markdown *text*."""
    if len(text) > LIMIT:
        raise InputError(
            f"too big for Markdown: more than {LIMIT:,} characters", where=name, hint="split it, or save it as .txt"
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return document(_pieces(text), name=name, language=language)


def _pieces(text: str) -> Iterator[Piece]:
    """Yield the title of the front matter, and the blocks of *text* with their lines and roles."""
    first = 1
    if front := _FRONT.match(text):
        if title := _TITLE.search(front["body"]):
            line = front["body"].count("\n", 0, title.start()) + 2
            yield Piece(title[1].strip().strip("\"'"), line, "heading")
        first += front[0].count("\n")
        text = text[front.end() :]
    text = _CODE.sub("", text)
    roles: list[str] = []
    environment: dict[str, object] = {}
    for token in _parser().parse(text, environment):
        if token.type in _ROLES:
            roles.append(_ROLES[token.type])
        elif token.nesting < 0 and token.type.replace("_close", "_open") in _ROLES:
            roles.pop()
        line = (token.map[0] if token.map else 0) + first
        if token.type == "inline":
            yield Piece(_inline(token.content, environment), line, roles[-1] if roles else "paragraph")
        elif token.type == "html_block":
            yield from html.pieces(token.content, line)


def _inline(content: str, environment: dict[str, object]) -> str:
    """Return the text of a paragraph without its inline markup."""
    if len(content) > LONGEST:
        return content
    tokens: list[Token] = []
    parser = _parser()
    parser.inline.parse(content, parser, environment, tokens)
    return _NOTE.sub("", "".join(_words(tokens)))


def _words(tokens: list[Token]) -> Iterator[str]:
    """Yield the text of inline *tokens*: link texts, but no bare addresses."""
    address = False
    before = ["softbreak", *(token.type for token in tokens)]
    for at, token in enumerate(tokens):
        if token.type == "link_open":
            address = token.info == "auto"
        elif token.type == "link_close":
            address = False
        elif token.type == "softbreak" and before[at - 1 : at + 1] != ["softbreak", "image"]:
            yield "\n"
        elif token.type in ("hardbreak", "softbreak"):  # an image on its own line, with its caption below
            yield BREAK + "\n"
        elif token.type == "image":
            yield from _words(token.children or [])
        elif token.type == "html_inline":
            yield BREAK if token.content.lower().startswith("<br") else ""
        elif token.type in ("text", "text_special", "code_inline") and not address:
            yield token.content
