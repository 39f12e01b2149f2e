"""A mail (.eml) -> a document: its subject and what it says. The line of a block is its number.

Kept: the plain text; the HTML where there is none. Dropped: all other header fields, attachments. A signature is aside.
A page that a browser saved in one file (.mhtml) is a mail, too: it is read as the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from itertools import islice
from typing import Any

from glossary.errors import InputError
from glossary.formats import files
from glossary.formats.sources import html, plain
from glossary.formats.sources.asides import ASIDE
from glossary.formats.sources.pieces import Piece, document, numbered
from glossary.model import Document

LONGEST = 2000
"""The most characters of a subject."""
_SIGNATURE = "\n-- \n"


def read(data: bytes, *, name: str, language: str, encoding: str = "") -> Document:
    """Return the document of the mail in *data*; *encoding* is that of its parts which do not say it.

    Raises InputError where it cannot be decoded or is nested too deep.
    """
    try:
        message = message_from_bytes(data)
        if "Saved by " in str(message["From"])[:10]:
            return html.read("".join(islice(_texts(message, "html", name, encoding), 1)), name=name, language=language)
        found = [*_subject(message), *_body(message, name, language, encoding)]
    except RecursionError as error:
        raise InputError("elements are nested too deep", where=name) from error
    return document(numbered(found), name=name, language=language)


def _subject(message: Message) -> Iterator[Piece]:
    raw = next((str(value) for key, value in message.raw_items() if key.lower() == "subject"), "")
    subject = raw[:LONGEST].encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    with suppress(MessageError, LookupError, ValueError):  # else as it stands
        subject = str(make_header(decode_header(subject)))
    if subject.strip():
        yield Piece(subject, 0, "heading")


def _body(message: Message, name: str, language: str, encoding: str) -> list[Piece]:
    """Return what the parts of *message* say that are plain text, or else all of the HTML: no mail has navigation."""
    found: list[Piece] = []
    for text in _texts(message, "plain", name, encoding):
        said, _, signed = text.partition(_SIGNATURE)
        if said.strip():
            blocks = plain.read(said, name=name, language=language).blocks
            found += [*(Piece(one.text, 0, one.role) for one in blocks), Piece(signed, 0, ASIDE)]
    pages = () if found else _texts(message, "html", name, encoding)
    return found + [piece for page in pages for piece in html.pieces(page, 1, where=name)]


def _texts(message: Message, kind: str, name: str, encoding: str) -> Iterator[str]:
    """Yield the parts of *message* that are text of this *kind*, and not attached."""
    for part in message.walk():
        attached = part.get_filename() or part.get_content_disposition() == "attachment"
        if not attached and part.get_content_type() == f"text/{kind}":
            data: Any = part.get_payload(decode=True) or b""
            declared = str(part.get_content_charset() or html.declared(data))
            text = files.decode(data, where=name, encoding="" if declared else encoding, declared=declared)
            yield text.replace("\r\n", "\n")
