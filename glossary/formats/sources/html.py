"""HTML -> the document of the article in it.

Kept: headings, paragraphs, list items, quotations, table cells of the article, as trafilatura tells it from the rest
of the page, its headline and its standfirst. Dropped: navigation, advertisements, comments, scripts, forms, links to
other stories. Where trafilatura finds nothing (a short page), all the text outside navigation is kept.
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
"""The most attributes of a tag: the parser compares each with each."""
ELEMENTS = 20_000
"""The most elements of a page in which the article is looked for."""
MISSES = 200
"""How many blocks of the article are looked for in vain in the page before that is given up."""
POST = 200
"""The fewest characters of a post, that is no teaser."""
FIELDS, SAID, HEADS = 4, 1000, 200
"""How many fields in the head of a page are read, characters of each, and headings of which one is the headline."""
LEAD = 80
"""The most characters, without white space, of a standfirst that are looked for in what a page says of itself."""
PARTED = 20_000
"""The most characters of a block of the page of which a part is taken."""

_META = re.compile(rb"""<meta[^>]{0,400}?charset\s*+=\s*+["']?\s*+([A-Za-z0-9_:.+-]{1,40})""", re.IGNORECASE)
_XML = re.compile(rb"""\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_.-]{1,40})""")
_ATTRIBUTE = r"""[\s/]*+[^\s/>=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+"""
_TAG = re.compile(rf"<[a-zA-Z][^\s/>]*+(?:{_ATTRIBUTE}){{0,{ATTRIBUTES}}}+(?P<more>{_ATTRIBUTE})?")

_NOWHERE = logging.NullHandler()
_AROUND = "body[count(form) = 1]/form[2 * string-length() > string-length(..)]"
"""The form that some servers put all of a page in."""
_STOPPED = "contains('.。', substring(normalize-space(), string-length(normalize-space())))"
_LINK = f"//p[.//a[@href] and normalize-space() = normalize-space(.//a[@href]) and not({_STOPPED})]"
"""A paragraph that is a link and no sentence: to another story, as good as always."""
ROLES = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("li", "dt", "dd", "item"), "item"),
    **dict.fromkeys(("td", "th", "cell"), "cell"),
    **dict.fromkeys(("blockquote", "q-block", "quote"), "quote"),
}
"""Elements that give their text a role, in HTML and in trafilatura's own tree."""
_BLOCKS = frozenset(
    "address article aside body caption center details dialog div dl fieldset figcaption figure footer form header "
    "hgroup hr html legend list main menu nav ol option p pre section select summary table tbody tfoot thead tr row "
    "ul".split()
) | frozenset(ROLES)
_SILENT = frozenset(
    "script style noscript template head svg math iframe object embed canvas audio video select option button textarea "
    "nav footer form dialog del graphic".split()
)
"""Elements whose text is none of the article's."""


def declared(data: bytes) -> str:
    """Return the name of the encoding that the page *data* declares; empty where it declares none."""
    found = _META.search(data[:4096]) or _XML.match(data[:256])
    return found[1].decode("ascii") if found else ""


def is_page(head: bytes) -> bool:
    """Is *head* the beginning of an HTML page, whatever its file is called?"""
    begun = re.sub(
        rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*", b"", head[:4096], flags=re.DOTALL
    )
    return begun[:15].lower().startswith((b"<!doctype html", b"<html", b"<head>", b"<body"))


def read(text: str, *, name: str, language: str) -> Document:
    """Return the document of the article in the page *text*. Raises InputError where the page holds no text."""
    page = _parse(text, name)
    whole = [] if page is None else list(_flat(page, 1, _lines(text)))
    if page is None or not any(piece.text.strip() for piece in whole):
        hint = "where a script brings it, save the page from a browser" if "<script" in text else ""
        raise InputError("the page holds no text", where=name, hint=hint)
    found = document(_article(page, whole), name=name, language=language)
    return found if found.blocks else document(whole, name=name, language=language)


def pieces(text: str, first: int, *, where: str = "") -> Iterator[Piece]:
    """Yield the text of a piece of HTML that begins in line *first*: all of it, but for what is never text."""
    page = _parse(text, where)
    if page is not None:
        yield from _flat(page, first, first + _lines(text) - 1)


def _parse(text: str, where: str) -> HtmlElement | None:
    """Return the tree of *text*, or None where there is nothing in it."""
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
    """Is *node* the number of a note (``[1]``), or what Wikipedia puts behind headings (``[edit]``)?"""
    if node.tag != "sup" and "edit" not in (node.get("class") or ""):
        return False
    text = node.text_content().strip()
    return bool(text) and text[0] == "[" and text[-1] == "]"


def _flat(tree: HtmlElement, first: int, last: int = 0) -> Iterator[Piece]:
    """Yield the blocks of text in *tree*, in order, with their lines; it stands in the lines *first* to *last*."""
    roles: list[str] = []
    texts: list[str] = []
    line = since = first
    silent = 0

    def flush() -> Iterator[Piece]:
        if texts:
            # The parser may be a line too far where it has put in an element of its own.
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
    """Is *cell* one of a table that lays out a page or a newsletter: alone in its row, or more than a paragraph?"""
    alone = cell.getprevious() is None and cell.getnext() is None
    return alone or [child.tag for child in cell if child.tag in _BLOCKS] not in ([], ["p"])


def _is_silent(node: HtmlElement) -> bool:
    """Is the text of *node* none of the article's? A listing of code is none; words of code in a sentence are."""
    if node.tag in _SILENT:
        return True
    listing = node.tag == "pre" and len(node) > 0 and node[0].tag == "code" and not (node.text or "").strip()
    parent = node.getparent()
    return listing or (node.tag == "code" and parent is not None and parent.tag == "body")


def _lines(text: str) -> int:
    return text.count("\n") + text.count("\r") - text.count("\r\n") + 1


def _line(node: HtmlElement, line: int, first: int) -> int:
    """Return where *node* stands (a comment: where it ends); *line*, as counted, where the parser does not know."""
    found: int = node.sourceline or 0
    return found + first - 1 if 0 < found < 65535 else line


def _article(page: HtmlElement, whole: Sequence[Piece]) -> Iterator[Piece]:
    """Yield those of the blocks of the *page*, *whole*, that are the article."""
    headline = _headline(page, whole)
    places = _Places(whole)
    found = [piece for block in _extracted(page) for piece in places.of(block)]
    if not places.hits:  # the extractor gave up and put all the words of the page in a row
        return
    texts = [_squeezed(piece.text) for piece in found]
    at = next((number for number, text in enumerate(texts[:5], 1) if headline and _squeezed(headline.text) in text), 0)
    top = headline.line if headline else 0  # what the page says of its newspaper stands above
    end = bisect_left(places.starts, places.cursor)
    standfirst = _standfirst(page, [piece for piece in whole[:end] if piece.line >= top])
    yield from found[:at]
    if headline and not at:
        yield headline
    if standfirst and _begin(standfirst) not in "".join(texts):
        yield standfirst
    yield from found[at:]


def _extracted(page: HtmlElement) -> list[Piece]:
    """Return what trafilatura takes for the article, without lines; nothing where it finds none or fails."""
    if sum(1 for _ in page.iter()) > ELEMENTS:
        return []
    found = _tried(page)
    if _ungrouped(page):  # of several articles in a row it may take the first one only
        found = max(found, _tried(page), key=lambda pieces: sum(len(piece.text) for piece in pieces))
    return found


def _tried(page: HtmlElement) -> list[Piece]:
    from trafilatura.core import bare_extraction

    for name in ("trafilatura", "htmldate", "courlan", "justext", "charset_normalizer"):
        logging.getLogger(name).addHandler(_NOWHERE)
    try:
        found: Any = bare_extraction(page, include_comments=False, with_metadata=False, prune_xpath=_LINK)
        for node in found.body.iter("head"):  # its word for a heading
            node.tag = "h2"
        return [piece for piece in _flat(found.body, 1) if piece.text.strip()]
    except Exception:  # nothing is found, or whatever a hostile page does to it: the whole text is the answer then
        return []


def _ungrouped(page: HtmlElement) -> bool:
    """Make posts in a row, as live pages and forums have them, divisions of *page*; return whether there are any."""
    rows: defaultdict[tuple[HtmlElement | None, str], list[HtmlElement]] = defaultdict(list)
    for node in page.iter("article"):
        if len(node.text_content()) > POST:
            rows[node.getparent(), node.get("class") or ""].append(node)
    posts = [node for row in rows.values() if len(row) > 1 for node in row]
    for node in posts:
        node.tag = "div"
    return bool(posts)


class _Places:
    """Where the blocks of the article stand among those of the page: both are compared without their white space.

    The extractor says what belongs to the article; text, role and line are taken from the page, where they are right.
    """

    def __init__(self, whole: Sequence[Piece]) -> None:
        self.whole = whole
        squeezed = [_squeezed(piece.text) for piece in whole]
        self.text = "".join(squeezed)
        self.starts = list(accumulate(map(len, squeezed), initial=0))
        self.cursor = 0
        self.hits = self.misses = 0

    def of(self, block: Piece) -> Iterator[Piece]:
        """Yield the pieces of the page that *block* of the article consists of; itself where it is not found whole."""
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
    """Return the part of *piece* from its character *start* to *end*, where white space does not count."""
    solid = [at for at, char in enumerate(piece.text) if not char.isspace()]
    first = solid[start]
    text = piece.text[first : solid[end - 1] + 1]
    return piece._replace(text=text, line=piece.line + piece.text.count("\n", 0, first))


def _headline(page: HtmlElement, whole: Sequence[Piece]) -> Piece | None:
    """Return the headline of the page: the longest heading that its title holds or that is the only ``h1``.

    The name of the newspaper may be an ``h1``, and in the title, too; of a lower heading it must be half at least.
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
    """Return the block of *whole* that says what *page* says of itself."""
    said = [_squeezed(text) for text in _said(page, "og:description", "description")]
    begun = ((piece, _begin(piece)) for piece in whole)
    return next((piece for piece, begin in begun if begin[LEAD // 2 :] and any(begin in text for text in said)), None)


def _begin(piece: Piece) -> str:
    return _squeezed(piece.text[: 2 * LEAD])[:LEAD]


def _said(page: HtmlElement, *names: str) -> list[str]:
    """Return what the fields *names* in the head of *page* hold."""
    held = (node for node in page.iter("meta") if (node.get("property") or node.get("name")) in names)
    return [_plain((node.get("content") or "")[:SAID]) for node in islice(held, FIELDS)]


def _plain(text: str | None) -> str:
    return " ".join((text or "").split())
