"""A mail (.eml) -> a document: its subject and what it says. The line of a block is its number.

Kept: the plain text; the HTML where there is none. Dropped: all other header fields, attachments. A signature is aside.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message

from glossary.formats import files
from glossary.formats.sources import html, plain
from glossary.formats.sources.asides import ASIDE
from glossary.formats.sources.pieces import Piece, document, numbered
from glossary.model import Document

_SIGNATURE = "\n-- \n"


def read(data: bytes, *, name: str, language: str) -> Document:
    """Return the document of the mail in *data*. Raises InputError where it cannot be decoded."""
    message = message_from_bytes(data)
    found = [*_subject(message), *_body(message, name, language)]
    return document(numbered(found), name=name, language=language)


def _subject(message: Message) -> Iterator[Piece]:
    subject = str(message.get("Subject", ""))
    with suppress(MessageError, LookupError, ValueError):  # else as it stands
        subject = str(make_header(decode_header(subject)))
    if subject.strip():
        yield Piece(subject, 0, "heading")


def _body(message: Message, name: str, language: str) -> list[Piece]:
    """Return what the first part of *message* says that is plain text, or else HTML; nothing where none is."""
    for kind, read_text in (("plain", plain.read), ("html", html.read)):
        for part in message.walk():
            if part.get_content_type() != f"text/{kind}" or part.get_filename():
                continue
            payload = part.get_payload(decode=True)
            data = payload if isinstance(payload, bytes) else b""
            whole = files.decode(data, where=name, declared=str(part.get_content_charset() or ""))
            text, _, signed = whole.replace("\r\n", "\n").partition(_SIGNATURE)
            if text.strip():
                said = read_text(text, name=name, language=language).blocks
                return [Piece(one.text, 0, one.role) for one in said] + [Piece(signed, 0, ASIDE)]
    return []
