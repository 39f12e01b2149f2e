"""HTML -> the document of the article in it.

Kept: headings, paragraphs, list items, quotations, table cells of the article, as trafilatura tells it from the rest
of the page, and its headline. Dropped: navigation, advertisements, comments, scripts, forms. Where trafilatura finds
nothing (a short page), all the text outside navigation is kept.
"""

from __future__ import annotations

import logging
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any

from glossary.errors import InputError
from glossary.formats.sources.pieces import BREAK, Piece, document
from glossary.model import Document

LIMIT = 32 * 2**20
"""The most bytes of a page."""
ATTRIBUTES = 1000
"""The most attributes of a tag: the parser compares each with each."""
ELEMENTS = 30_000
"""The most elements of a page in which the article is looked for."""

_META = re.compile(rb"""<meta[^>]{0,400}?charset\s*+=\s*+["']?\s*+([A-Za-z0-9_:.+-]{1,40})""", re.IGNORECASE)
_XML = re.compile(rb"""\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_.-]{1,40})""")
_ATTRIBUTE = r"""[\s/]*+[^\s/>=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+"""
_TAG = re.compile(rf"<[a-zA-Z][^\s/>]*+(?:{_ATTRIBUTE}){{0,{ATTRIBUTES}}}+")
_MORE = re.compile(_ATTRIBUTE)

_ROLES = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("li", "dt", "dd", "item"), "item"),
    **dict.fromkeys(("td", "th", "cell"), "cell"),
    **dict.fromkeys(("blockquote", "q-block", "quote"), "quote"),
}
"""Elements that give their text a role, in HTML and in trafilatura's own tree."""
_BLOCKS = frozenset(
    "address article aside body caption center details dialog div dl fieldset figcaption figure footer form header "
    "hgroup hr html legend list main menu nav ol option p section select summary table tbody tfoot thead tr row "
    "ul".split()
) | frozenset(_ROLES)
_SILENT = frozenset(
    "script style noscript template head svg math iframe object embed canvas audio video select option button textarea "
    "nav footer form dialog code pre del graphic".split()
)
"""Elements whose text is none of the article's."""


def declared(data: bytes) -> str | None:
    """Return the name of the encoding that the page *data* declares, or None."""
    found = _META.search(data[:4096]) or _XML.match(data[:256])
    return found[1].decode("ascii") if found else None


def is_page(head: bytes) -> bool:
    """Is *head* the beginning of an HTML page, whatever its file is called?"""
    begun = re.sub(
        rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*", b"", head[:4096], flags=re.DOTALL
    )
    return begun[:15].lower().startswith((b"<!doctype html", b"<html", b"<head>", b"<body"))


def read(text: str, *, name: str, language: str) -> Document:
    """Return the document of the article in the page *text*. Raises InputError where the page holds no text."""
    page = _parse(text, name)
    whole = [] if page is None else list(_flat(page, 1))
    if not any(piece.text.strip() for piece in whole):
        raise InputError("the page holds no text", where=name)
    found = document(_article(page, whole), name=name, language=language)
    return found if found.blocks else document(whole, name=name, language=language)


def pieces(text: str, first: int) -> Iterator[Piece]:
    """Yield the text of a piece of HTML that begins in line *first*: all of it, but for what is never text."""
    page = _parse(text, "")
    if page is not None:
        yield from _flat(page, first)


def _parse(text: str, where: str) -> Any:
    """Return the tree of *text*, or None where there is nothing in it."""
    from lxml import etree, html

    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    if len(text) > LIMIT:
        raise InputError(f"too big for a page: more than {LIMIT:,} characters", where=where)
    for tag in _TAG.finditer(text):
        if tag.end() - tag.start() > ATTRIBUTES and _has_more(text, tag):
            line = text.count("\n", 0, tag.start()) + 1
            raise InputError(f"a tag with more than {ATTRIBUTES} attributes", where=where, line=line)
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_pis=True)
    try:
        page = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    if any("depth" in entry.message for entry in parser.error_log if entry.level >= 3):
        raise InputError("elements are nested too deep", where=where)
    return page


def _has_more(text: str, tag: re.Match[str]) -> bool:
    more = _MORE.match(text, tag.end())
    return more is not None and more.end() > tag.end()


def _flat(tree: Any, first: int) -> Iterator[Piece]:
    """Yield the blocks of text in *tree*, in order, with their lines; the tree begins in line *first*."""
    roles: list[str] = []
    texts: list[str] = []
    line = since = first
    silent = 0

    def flush() -> Iterator[Piece]:
        if texts:
            yield Piece("".join(texts), since, roles[-1] if roles else "paragraph")
            texts.clear()

    from lxml import etree

    for event, node in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        tag = node.tag if isinstance(node.tag, str) else ""
        if event == "start":
            line = _line(node, line, first)
            silent += tag in _SILENT
            if not silent and tag in _BLOCKS:
                yield from flush()
                if tag in _ROLES:
                    roles.append(_ROLES[tag])
            if tag in ("br", "lb") and texts:
                texts.append(BREAK)
            text = node.text or ""
            heard = not silent
        else:
            if event == "end":
                if not silent and tag in _BLOCKS:
                    yield from flush()
                    if tag in _ROLES:
                        roles.pop()
                silent -= tag in _SILENT
            else:
                line = _line(node, line, first)
            text = (node.tail or "") if node is not tree else ""
            heard = not silent
        if text:
            if heard and (texts or not text.isspace()):
                if not texts:
                    since = line
                texts.append(text)
            line += text.count("\n")
    yield from flush()


def _line(node: Any, line: int, first: int) -> int:
    """Return where *node* stands (a comment: where it ends); *line*, as counted, where the parser does not know."""
    found: int = node.sourceline or 0
    return found + first - 1 if 0 < found < 65535 else line


def _article(page: Any, whole: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the blocks of the article in *page*, each with its line in *whole*, the blocks of all of it."""
    headline = _headline(page)
    places = _Places(whole)
    found = [places.of(piece) for piece in _extracted(page)]
    if found and headline and not any(headline.text in _plain(piece.text) for piece in found[:5]):
        yield headline
    yield from found


def _extracted(page: Any) -> list[Piece]:
    """Return what trafilatura takes for the article, without lines; nothing where it finds none or fails."""
    if sum(1 for _ in page.iter()) > ELEMENTS:
        return []
    from trafilatura.core import bare_extraction

    for name in ("trafilatura", "htmldate", "courlan", "justext", "charset_normalizer"):
        logging.getLogger(name).addHandler(logging.NullHandler())
    try:
        result = bare_extraction(page, include_comments=False, include_tables=True, with_metadata=False)
        body = getattr(result, "body", None)
        if body is None:
            return []
        for node in body.iter("head"):  # its word for a heading
            node.tag = "h2"
        return [piece for piece in _flat(body, 1) if piece.text.strip()]
    except Exception:  # whatever a hostile page does to it: the whole text is the answer then
        return []


class _Places:
    """Where the blocks of the article stand in the page: both are compared without their white space."""

    def __init__(self, whole: Sequence[Piece]) -> None:
        texts: list[str] = []
        self.starts: list[int] = [0]
        self.lines: list[int] = [1]
        length = 0
        for piece in whole:
            for number, text in enumerate(piece.text.replace(BREAK, " ").split("\n")):
                if squeezed := "".join(text.split()):
                    self.starts.append(length)
                    self.lines.append(piece.line + number)
                    texts.append(squeezed)
                    length += len(squeezed)
        self.text = "".join(texts)
        self.cursor = 0
        self.missed = 0

    def line(self, at: int) -> int:
        return self.lines[bisect_right(self.starts, at) - 1]

    def of(self, piece: Piece) -> Piece:
        """Return *piece* with its line, and its white space as line ends where the page has them."""
        words = piece.text.replace(BREAK, f" {BREAK} ").split(" ")
        squeezed = "".join(piece.text.replace(BREAK, " ").split())
        at = -1
        for key in (squeezed, squeezed[:60], squeezed[:24]):
            if self.missed < 1000 and at < 0:
                at = self.text.find(key, self.cursor)
                self.missed += at < 0
        if at < 0:
            return piece._replace(line=self.line(self.cursor))
        first = line = self.line(at)
        texts: list[str] = []
        for word in words:
            here = self.line(at)
            texts.append("\n" if here > line and texts else " ")
            texts.append(word)
            line = max(line, here)
            at += len("".join(word.replace(BREAK, "").split()))
        self.cursor = at
        return piece._replace(text="".join(texts), line=first)


def _headline(page: Any) -> Piece | None:
    """Return the headline of the page: an ``h1`` that its title holds, or the only one."""
    titles = [_plain(node.text_content()) for node in page.iter("title")]
    titles += [_plain(node.get("content")) for node in page.iter("meta") if node.get("property") == "og:title"]
    heads = [Piece(_plain(node.text_content()), node.sourceline or 1, "heading") for node in page.iter("h1")]
    heads = [head for head in heads if head.text]
    known = [head for head in heads if any(head.text in title for title in titles)] or heads[: len(heads) == 1]
    # The name of the newspaper may be an h1, and in the title, too: the longest is the headline.
    return max(known, key=lambda head: len(head.text), default=None)


def _plain(text: str | None) -> str:
    return " ".join((text or "").split())
