"""Read the article of a web page.

Kept: headings, paragraphs, list items, quotations, table cells of the article as separated from the page by
trafilatura, its headline and its standfirst. Dropped: navigation, advertisements, comments, scripts, forms, links to
other stories. If trafilatura finds nothing (a short page), all text outside navigation is kept.
"""

from __future__ import annotations

import logging
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice
from typing import TYPE_CHECKING, Any

from glossary.errors import InputError
from glossary.formats.sources.pieces import BREAK, Piece, document
from glossary.model import Document

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LIMIT = 32 * 2**20
"""The most characters of a page."""
ATTRIBUTES = 1000
"""The most attributes of a tag; the parser compares each with each."""
ELEMENTS = 20_000
"""The most elements of a page from which the article is extracted."""
MISSES = 200
"""How many of the article's blocks may be missing in the page before the comparison is given up."""
POST = 200
"""The fewest characters of a post; shorter ones are teasers."""
FIELDS, SAID, HEADS = 4, 1000, 200
"""The most fields in a page's head that are read, characters of each, and headings considered for the headline."""
LEAD = 80
"""The most characters, without whitespace, of a standfirst that are compared with the page's description."""
PARTED = 20_000
"""The most characters of a block of the page of which a part may be used."""

_META = re.compile(rb"""<meta[^>]{0,400}?charset\s*+=\s*+["']?\s*+([A-Za-z0-9_:.+-]{1,40})""", re.IGNORECASE)
_XML = re.compile(rb"""\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_.-]{1,40})""")
_ATTRIBUTE = r"""[\s/]*+[^\s/>=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+"""
_TAG = re.compile(rf"<[a-zA-Z][^\s/>]*+(?:{_ATTRIBUTE}){{0,{ATTRIBUTES}}}+(?P<more>{_ATTRIBUTE})?")

_NOWHERE = logging.NullHandler()
_AROUND = "body[count(form) = 1]/form[2 * string-length() > string-length(..)]"
"""The form in which some servers put the whole page."""
_STOPPED = "contains('.。', substring(normalize-space(), string-length(normalize-space())))"
_LINK = f"//p[.//a[@href] and normalize-space() = normalize-space(.//a[@href]) and not({_STOPPED})]"
"""A paragraph that is a link and not a sentence: almost always a link to another story."""
ROLES = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("li", "dt", "dd", "item"), "item"),
    **dict.fromkeys(("td", "th", "cell"), "cell"),
    **dict.fromkeys(("blockquote", "q-block", "quote"), "quote"),
}
"""Element -> the role of its text, in HTML and in trafilatura's tree."""
_BLOCKS = frozenset(
    "address article aside body caption center details dialog div dl fieldset figcaption figure footer form header "
    "hgroup hr html legend list main menu nav ol option p pre section select summary table tbody tfoot thead tr row "
    "ul".split()
) | frozenset(ROLES)
_SILENT = frozenset(
    "script style noscript template head svg math iframe object embed canvas audio video select option button textarea "
    "nav footer form dialog del graphic".split()
)
"""Elements whose text does not belong to the article."""


def declared(data: bytes) -> str:
    """Return the encoding that the page *data* declares, or an empty string."""
    found = _META.search(data[:4096]) or _XML.match(data[:256])
    return found[1].decode("ascii") if found else ""


def is_page(head: bytes) -> bool:
    """Return whether *head* is the beginning of an HTML page, whatever the file is called."""
    begun = re.sub(
        rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*", b"", head[:4096], flags=re.DOTALL
    )
    return begun[:15].lower().startswith((b"<!doctype html", b"<html", b"<head>", b"<body"))


def read(text: str, *, name: str, language: str) -> Document:
    """Return the document of the article in the page *text*. Raises InputError if the page has no text."""
    page = _parse(text, name)
    whole = [] if page is None else list(_flat(page, 1, _lines(text)))
    if page is None or not any(piece.text.strip() for piece in whole):
        hint = "where a script brings it, save the page from a browser" if "<script" in text else ""
        raise InputError("the page has no text", where=name, hint=hint)
    found = document(_article(page, whole), name=name, language=language)
    return found if found.blocks else document(whole, name=name, language=language)


def pieces(text: str, first: int, *, where: str = "") -> Iterator[Piece]:
    """Yield all visible text of a piece of HTML that begins in line *first*."""
    page = _parse(text, where)
    if page is not None:
        yield from _flat(page, first, first + _lines(text) - 1)


def _parse(text: str, where: str) -> HtmlElement | None:
    """Return the tree of *text*, or None if it is empty."""
    from lxml import etree, html

    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    if len(text) > LIMIT:
        raise InputError(f"too big for a page: more than {LIMIT:,} characters", where=where)
    for tag in _TAG.finditer(text):
        if tag["more"]:
            line = text.count("\n", 0, tag.start()) + 1
            raise InputError(f"a tag with more than {ATTRIBUTES} attributes", where=where, line=line)
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_pis=True)
    try:
        page = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    for node in [*page.iter("sup", "span")]:
        if _is_mark(node):
            node.clear(keep_tail=True)
    for node in page.xpath(_AROUND):
        node.tag = "div"
    if any("depth" in entry.message for entry in parser.error_log if entry.level >= 3):
        raise InputError("elements are nested too deep", where=where)
    return page


def _is_mark(node: HtmlElement) -> bool:
    """Return whether *node* is a note reference (``[1]``) or Wikipedia's ``[edit]``."""
    if node.tag != "sup" and "edit" not in (node.get("class") or ""):
        return False
    text = node.text_content().strip()
    return bool(text) and text[0] == "[" and text[-1] == "]"


def _flat(tree: HtmlElement, first: int, last: int = 0) -> Iterator[Piece]:
    """Yield the blocks of text in *tree*, in order, with their lines; it covers the lines *first* to *last*."""
    roles: list[str] = []
    texts: list[str] = []
    line = since = first
    silent = 0

    def flush() -> Iterator[Piece]:
        if texts:
            # The parser may be one line too far after inserting an element of its own.
            yield Piece("".join(texts), min(since, last or since), roles[-1] if roles else "paragraph")
            texts.clear()

    from lxml import etree

    for event, node in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        tag = node.tag if isinstance(node.tag, str) else ""
        if event == "start":
            line = _line(node, line, first)
            silent += _is_silent(node)
            if not silent and tag in _BLOCKS:
                yield from flush()
                if tag in ROLES:
                    roles.append("paragraph" if tag == "td" and _is_layout(node) else ROLES[tag])
            if tag in ("br", "lb") and texts:
                texts.append(BREAK)
            text = node.text or ""
        else:
            if event == "end":
                if not silent and tag in _BLOCKS:
                    yield from flush()
                    if tag in ROLES:
                        roles.pop()
                silent -= _is_silent(node)
            else:
                line = _line(node, line, first)
            text = (node.tail or "") if node is not tree else ""
        if text:
            if not silent and (texts or not text.isspace()):
                if not texts:
                    since = line
                texts.append(text)
            line += text.count("\n")
    yield from flush()


def _is_layout(cell: HtmlElement) -> bool:
    """Return whether *cell* is in a layout table: alone in its row, or holding more than a paragraph."""
    alone = cell.getprevious() is None and cell.getnext() is None
    return alone or [child.tag for child in cell if child.tag in _BLOCKS] not in ([], ["p"])


def _is_silent(node: HtmlElement) -> bool:
    """Return whether the text of *node* is not part of the article, as in code listings (but not inline code)."""
    if node.tag in _SILENT:
        return True
    listing = node.tag == "pre" and len(node) > 0 and node[0].tag == "code" and not (node.text or "").strip()
    parent = node.getparent()
    return listing or (node.tag == "code" and parent is not None and parent.tag == "body")


def _lines(text: str) -> int:
    return text.count("\n") + text.count("\r") - text.count("\r\n") + 1


def _line(node: HtmlElement, line: int, first: int) -> int:
    """Return the line of *node* (a comment: its last line), or the counted *line* if the parser does not know it."""
    found: int = node.sourceline or 0
    return found + first - 1 if 0 < found < 65535 else line


def _article(page: HtmlElement, whole: Sequence[Piece]) -> Iterator[Piece]:
    """Yield those of the blocks *whole* of the *page* that belong to the article."""
    headline = _headline(page, whole)
    places = _Places(whole)
    found = [piece for block in _extracted(page) for piece in places.of(block)]
    if not places.hits:  # the extractor gave up and returned all words of the page in a row
        return
    texts = [_squeezed(piece.text) for piece in found]
    at = next((number for number, text in enumerate(texts[:5], 1) if headline and _squeezed(headline.text) in text), 0)
    top = headline.line if headline else 0  # the name of the newspaper comes before the headline
    end = bisect_left(places.starts, places.cursor)
    standfirst = _standfirst(page, [piece for piece in whole[:end] if piece.line >= top])
    yield from found[:at]
    if headline and not at:
        yield headline
    if standfirst and _begin(standfirst) not in "".join(texts):
        yield standfirst
    yield from found[at:]


def _extracted(page: HtmlElement) -> list[Piece]:
    """Return the article as trafilatura extracts it, without lines; empty if it finds nothing or fails."""
    if sum(1 for _ in page.iter()) > ELEMENTS:
        return []
    found = _tried(page)
    if _ungrouped(page):  # from several articles in a row it may take only the first
        found = max(found, _tried(page), key=lambda pieces: sum(len(piece.text) for piece in pieces))
    return found


def _tried(page: HtmlElement) -> list[Piece]:
    from trafilatura.core import bare_extraction

    for name in ("trafilatura", "htmldate", "courlan", "justext", "charset_normalizer"):
        logging.getLogger(name).addHandler(_NOWHERE)
    try:
        found: Any = bare_extraction(page, include_comments=False, with_metadata=False, prune_xpath=_LINK)
        for node in found.body.iter("head"):  # trafilatura's element for a heading
            node.tag = "h2"
        return [piece for piece in _flat(found.body, 1) if piece.text.strip()]
    except Exception:  # nothing was found, or a hostile page broke the extractor: the whole text is used then
        return []


def _ungrouped(page: HtmlElement) -> bool:
    """Turn consecutive posts, as in live blogs and forums, into ``div`` elements; return whether there are any."""
    rows: defaultdict[tuple[HtmlElement | None, str], list[HtmlElement]] = defaultdict(list)
    for node in page.iter("article"):
        if len(node.text_content()) > POST:
            rows[node.getparent(), node.get("class") or ""].append(node)
    posts = [node for row in rows.values() if len(row) > 1 for node in row]
    for node in posts:
        node.tag = "div"
    return bool(posts)


class _Places:
    """Finds the blocks of the article among those of the page, comparing both without whitespace.

    The extractor decides what belongs to the article; text, role and line are taken from the page, where they are
    correct.
    """

    def __init__(self, whole: Sequence[Piece]) -> None:
        self.whole = whole
        squeezed = [_squeezed(piece.text) for piece in whole]
        self.text = "".join(squeezed)
        self.starts = list(accumulate(map(len, squeezed), initial=0))
        self.cursor = 0
        self.hits = self.misses = 0

    def of(self, block: Piece) -> Iterator[Piece]:
        """Yield the pieces of the page that make up *block* of the article, or *block* if not found completely."""
        key = _squeezed(block.text)
        at = self._find(key)
        if at >= 0:
            self.hits += 1
            self.cursor = at + len(key)
            for number in range(bisect_right(self.starts, at) - 1, bisect_left(self.starts, self.cursor)):
                piece, start, end = self.whole[number], self.starts[number], self.starts[number + 1]
                if at <= start and end <= self.cursor:
                    yield piece
                elif len(piece.text) <= PARTED:
                    yield _part(piece, max(at - start, 0), min(self.cursor, end) - start)
                else:
                    yield block._replace(line=piece.line)
            return
        near = self._find(key[:40])
        at = self.cursor if near < 0 else near
        yield block._replace(line=self.whole[min(bisect_right(self.starts, at), len(self.whole)) - 1].line)

    def _find(self, key: str) -> int:
        if self.misses > MISSES:
            return -1
        at = self.text.find(key, self.cursor)
        self.misses += at < 0
        return at


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _part(piece: Piece, start: int, end: int) -> Piece:
    """Return *piece* from character *start* to *end*, not counting whitespace."""
    solid = [at for at, char in enumerate(piece.text) if not char.isspace()]
    first = solid[start]
    text = piece.text[first : solid[end - 1] + 1]
    return piece._replace(text=text, line=piece.line + piece.text.count("\n", 0, first))


def _headline(page: HtmlElement, whole: Sequence[Piece]) -> Piece | None:
    """Return the headline of the page: the longest heading that is in its title or is the only ``h1``.

    The newspaper's name may be an ``h1`` and in the title, too; therefore a lower heading must be at least half the
    title.
    """
    titles = [_plain(node.text_content()) for node in islice(page.iter("title"), FIELDS)] + _said(page, "og:title")
    nodes = ((node, _plain(node.text_content())) for node in islice(page.iter("h1"), HEADS))
    first = [Piece(text, node.sourceline or 1, "heading") for node, text in nodes if text]
    headings = islice((piece for piece in whole if piece.role == "heading"), HEADS)
    heads = [piece._replace(text=_plain(piece.text)) for piece in headings]
    held = [head for head in heads if any(head.text in title and 2 * len(head.text) > len(title) for title in titles)]
    held += [head for head in first if len(first) == 1 or any(head.text in title for title in titles)]
    return max(held, key=lambda head: len(head.text), default=None)


def _standfirst(page: HtmlElement, whole: Sequence[Piece]) -> Piece | None:
    """Return the block of *whole* that matches the description in the head of *page*."""
    said = [_squeezed(text) for text in _said(page, "og:description", "description")]
    begun = ((piece, _begin(piece)) for piece in whole)
    return next((piece for piece, begin in begun if begin[LEAD // 2 :] and any(begin in text for text in said)), None)


def _begin(piece: Piece) -> str:
    return _squeezed(piece.text[: 2 * LEAD])[:LEAD]


def _said(page: HtmlElement, *names: str) -> list[str]:
    """Return the contents of the fields *names* in the head of *page*."""
    held = (node for node in page.iter("meta") if (node.get("property") or node.get("name")) in names)
    return [_plain((node.get("content") or "")[:SAID]) for node in islice(held, FIELDS)]


def _plain(text: str | None) -> str:
    return " ".join((text or "").split())
