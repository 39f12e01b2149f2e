"""Bytes -> catalog. Reads what GNU gettext reads, and some files that it refuses.

An entry in the usual layout is matched by a single regular expression. Anything else (obsolete entries, comments in odd
places, errors) is read token by token by :class:`_Scanner`, which knows the whole grammar and is the oracle of the fast
path in the tests. Neither backtracks: both take linear time.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO, NoReturn

from glossary.engines import without_collector
from glossary.errors import InputError
from glossary.formats import files
from glossary.formats.po.catalog import Catalog, Entry, Previous

# The encoding

_CHARSET = re.compile(rb'^[ \t]*(?:msgstr[ \t]*)?"[^"\n]*?charset=([\w.:+-]+)', re.MULTILINE | re.ASCII)
_CODECS = re.compile(
    r"ascii|utf-8|(?:iso8859|koi8|cp|gb|big5|euc|shift|tis|ptcp|kz|mac)[\w-]*|hp-roman8|johab|latin[\w-]*"
)
"""Codecs that a header may name: character sets that contain ASCII, not text transforms."""


def _codec(charset: str) -> str | None:
    try:
        name = codecs.lookup(charset).name
    except LookupError:
        return None
    return name if _CODECS.fullmatch(name) else None


def _declared(data: bytes) -> str | None:
    """Return the codec that the header names, or None if it names none or an unknown one."""
    found = _CHARSET.search(data, 0, 65536)
    return _codec(found[1].decode("ascii", "replace")) if found else None


def _decode(data: bytes, where: str, encoding: str) -> tuple[str, str, bytes]:
    """Return *data* as text, its codec, and its byte order mark.

    The user's *encoding* comes first; then a byte order mark, then strict UTF-8, then the charset in the header. UTF-8
    comes before the header because headers can be wrong, and other text is hardly ever valid UTF-8 by chance.
    """
    files.refuse_foreign(data, where=where)
    mark, codec = files.marked(data)
    if mark and not encoding:
        return files.decode(data, where=where), codec, mark
    if encoding:
        text = files.decode(data, where=where, encoding=encoding)
        return text, encoding, mark if mark and text.encode(encoding) != data else b""
    declared = _declared(data)
    if declared and data.isascii():
        return data.decode("ascii"), declared, b""
    try:
        return data.decode("utf-8"), "utf-8", b""
    except UnicodeDecodeError:
        if declared in (None, "utf-8", "ascii"):
            files.decode(data, where=where, encoding="utf-8")
    assert declared
    return files.decode(data, where=where, encoding=declared), declared, b""


# Texts between quotes

_SPACE = r"[ \t\r\n\f\v]*+"
_LITERAL = r'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"'
_LITERALS = rf"(?>(?:{_LITERAL}{_SPACE})+)"
_CONTENT = re.compile(r'"([^"\\\n]*+(?:\\.[^"\\\n]*+)*+)"')
_ESCAPE = re.compile(r"((?:\\(?:[0-7]{1,3}|x[0-9A-Fa-f]{1,2}))+)|\\(.)", re.DOTALL)
_CODE = re.compile(r"\\(?:x([0-9A-Fa-f]{1,2})|([0-7]{1,3}))")
SIMPLE = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}


def _unescape(found: re.Match[str]) -> str:
    if found[1]:  # the bytes of a character, in octal or hexadecimal
        codes = (int(code[1], 16) if code[1] else int(code[2], 8) & 0xFF for code in _CODE.finditer(found[1]))
        return bytes(codes).decode("utf-8", "replace")
    return SIMPLE.get(found[2], found[0])


def value(literals: str) -> str:
    """Return the text of *literals*, one or more strings in quotes."""
    single = literals.count('"') == 2
    text = literals[1 : literals.rindex('"')] if single else "".join(_CONTENT.findall(literals))
    if "\\" not in text:
        return text
    # Once double backslashes are replaced (no text has a NUL), every backslash begins an escape, and the common escapes
    # can be replaced one by one.
    plain = text.replace("\\\\", "\0").replace("\\n", "\n").replace('\\"', '"').replace("\\t", "\t")
    if "\\" not in plain:
        return plain.replace("\0", "\\")
    return _ESCAPE.sub(_unescape, text)


# The fast path


def _entry(mark: str) -> re.Pattern[str]:
    """Return the pattern of an entry whose lines all begin with *mark*.

    A msgid or msgstr on one line without escapes has a group of its own, which needs no further processing.
    """
    literals = rf"{_LITERAL}{_SPACE}(?>(?:{mark}{_LITERAL}{_SPACE})*)"
    text = rf'(?:"([^"\\\n]*+)"{_SPACE}(?!{mark}")|({literals}))'
    return re.compile(
        rf"""
        ((?>(?:\#(?![~|]).*+\n)*))                              # comments
        ((?>{_SPACE}(?:\#(?![~|]).*+\n{_SPACE})*))                # and unusual ones
        ((?>(?:\#{"~" if mark else ""}\|.*+\n{_SPACE})*))        # previous msgctxt, msgid
        (?:{mark}msgctxt{_SPACE}({literals}))?
        {mark}msgid{_SPACE}{text}
        (?:{mark}msgstr{_SPACE}{text}
        |{mark}msgid_plural{_SPACE}({literals})
         ((?>(?:{mark}msgstr[ ]?\[[ ]?[0-9]{{1,3}}[ ]?\]{_SPACE}{literals})+))
        )(?!{mark}msg(?:str|id_plural))""",
        re.VERBOSE,
    )


_ENTRY = _entry("")
_OBSOLETE = _entry(r"\#~[ \t]*+")
_FORM = re.compile(rf"msgstr ?\[ ?([0-9]+) ?\]{_SPACE}({_LITERAL}{_SPACE}(?>(?:(?:#~[ \t]*+)?{_LITERAL}{_SPACE})*))")
_PREVIOUS = re.compile(
    rf"{_SPACE}(?:msgctxt{_SPACE}({_LITERALS}))?(?:msgid{_SPACE}({_LITERALS}))?(?:msgid_plural{_SPACE}({_LITERALS}))?"
)
_BAR = re.compile(r"^[ \t\f\v]*#~?\|", re.MULTILINE)
_BLANK = re.compile(_SPACE)
_LONE = re.compile(r"\r(?!\n)")
"""A carriage return alone as line end, which the patterns do not support."""


def _comments(block: str) -> tuple[str, ...]:
    lines = block.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return tuple([line.lstrip(" \t\f\v") for line in lines if line and not line.isspace()])


def _previous(block: str) -> Previous | None:
    """Return the content of the ``#|`` lines in *block*, or None if their layout is unusual."""
    found = _PREVIOUS.fullmatch(_BAR.sub("", block))
    if not found or found.lastindex is None:
        return None
    return Previous(*(None if part is None else value(part) for part in found.groups()))


def _forms(numbered: str) -> tuple[str, ...]:
    """Return the texts of ``msgstr[0]``, ``msgstr[1]``… in *numbered*; empty if the numbers do not run from 0."""
    found = _FORM.findall(numbered)
    in_order = all(int(number) == n for n, (number, _) in enumerate(found))
    return tuple([value(form) for _, form in found]) if in_order else ()


ENTRY = 1 << 24
"""The most characters in an entry."""


def walk(text: str | Iterable[str], *, where: str, fast: bool = True) -> Iterator[Entry]:
    """Yield the entries of *text*, the content of the file *where*.

    A text in pieces, each of whole lines (so that no token spans two of them), is not held in memory. Raises
    InputError, with the line, at the first syntax error. Without *fast*, every entry goes through the token scanner.
    """
    pieces = iter([text] if isinstance(text, str) else text)
    text, ended = _more("", pieces)
    while not ended and not text.strip(" \t\r\n\f\v"):
        text, ended = _more(text, pieces)
    start = _BLANK.match(text).end()  # type: ignore[union-attr]
    lead, line, domain = text[:start], 1 + text.count("\n", 0, start), ""
    fast_here = fast and not ("\r" in text and _LONE.search(text))
    while start < len(text) or not ended:
        found = (_ENTRY.match(text, start) or _OBSOLETE.match(text, start)) if fast_here else None
        entry = _matched(found, line, domain, lead) if found else None
        if entry is None:
            entry = _scanned(text, where, start, line, domain, lead, ended)
        end = start + len(entry.lead) - len(lead) + len(entry.raw) if entry else len(text)
        if end - start > ENTRY:
            raise InputError(f"a single entry of more than {ENTRY >> 20} MB", where=where, line=line)
        if end == len(text) and not ended:  # the entry may continue in the next piece
            text, ended = _more(text[start:], pieces)
            start = 0
            fast_here = fast and not ("\r" in text and _LONE.search(text))
            continue
        if entry is None:
            return
        yield entry
        line += text.count("\n", start, end)
        start, lead, domain = end, "", entry.domain


def _matched(found: re.Match[str], line: int, domain: str, lead: str) -> Entry | None:
    """Return the entry that was *found* from *line* on, or None if the token scanner has to read it."""
    comments, more, before, msgctxt, plain, msgid, translated, msgstr, plural, numbered = found.groups()
    previous = _previous(before) if before else None
    if translated is not None:
        msgstrs: tuple[str, ...] = (translated,)
    else:
        msgstrs = _forms(numbered) if numbered else (value(msgstr),)
    if not msgstrs or (before and previous is None):
        return None
    said = _comments(comments + more) if "#" in more or "\r" in comments else tuple(comments.split("\n")[:-1])
    raw = found[0]
    entry = Entry(
        value(msgid) if plain is None else plain,
        msgstrs,
        value(msgctxt) if msgctxt else None,
        value(plural) if plural else None,
        said,
        previous,
        found.re is _OBSOLETE,
        domain,
        line + (raw.count("\n", 0, found.end(3) - found.start()) if more or before else len(said)),
        lead,
        raw,
    )
    entry.raw = raw  # type: ignore[misc]  # not an argument, so that copies have none
    return entry


def _scanned(text: str, where: str, start: int, line: int, domain: str, lead: str, ended: bool) -> Entry | None:
    """Return the entry at *start*, read by token; None if only comments are left, or it may not be complete yet."""
    scanner = _Scanner(text, where, start, line, domain, lead)
    try:
        return scanner.entry()
    except InputError:
        if ended or -1 < text.find("\n", scanner.at) < len(text) - 1:  # an error above the last line stays one
            raise
        return None


def _more(rest: str, pieces: Iterator[str]) -> tuple[str, bool]:
    """Return *rest* with at least as much of the following text appended, and whether the text has ended."""
    some, size = [rest], 0
    for piece in pieces:
        some.append(piece)
        size += len(piece)
        if size > len(rest):
            return "".join(some), False
    return "".join(some), True


# The token scanner

_TOKEN = re.compile(
    rf"""
    (?P<space>[ \t\r\n\f\v]++)
    |(?P<mark>\#(?:~\||~|\|))
    |(?P<comment>\#[^\n\r]*+)
    |(?P<literal>{_LITERAL})
    |(?P<keyword>msgctxt|msgid_plural|msgid|msgstr|domain)(?![A-Za-z_])
     (?:[ \t]*+\[[ \t]*+(?P<number>[0-9]++)[ \t]*+\])?
    """,
    re.VERBOSE,
)
_GRAMMAR = re.compile(rf'{_SPACE}(?:msg(?:ctxt|id|str)|"|$)')
_LINE = re.compile(r"[^\n\r]*+")
_MARKERS = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")
_NEXT = {
    "msgctxt": (),
    "msgid": ("msgctxt",),
    "msgid_plural": ("msgid",),
    "msgstr": ("msgid", "msgid_plural", "msgstr"),
}
"""Keyword -> the keywords that may precede it in an entry."""


class _Scanner:
    """Reads one entry, which begins at *start*, token by token."""

    def __init__(self, text: str, where: str, start: int, line: int, domain: str, lead: str) -> None:
        self.text, self.where, self.start, self.first = text, where, start, line
        self.domain, self.lead = domain, [lead]
        self.comments: list[str] = []
        self.parts: dict[str, list[str]] = {}
        self.forms: list[list[str]] = []
        self.before: dict[str, list[str]] = {}
        self.obsolete: bool | None = None
        self.keyword = 0
        """The position of the first keyword."""
        self.at = self.begin = start
        """The position of the next token, and the beginning of the entry proper."""
        self.mark, self.mark_at = "", 0
        """The ``#~`` or ``#|`` of this line, and its position."""
        self.target: list[str] | None = None
        """The list that the next literal is appended to."""
        self.named: list[str] | None = None
        """The literals of the domain directive that is being read."""
        self.last = ""
        """The previous keyword of the entry."""

    def fail(self, what: str, at: int, hint: str = "") -> NoReturn:
        line = self.first + self.text.count("\n", self.start, at)
        begin = max(self.text.rfind("\n", 0, at), self.text.rfind("\r", 0, at)) + 1
        mark = self.text[begin : begin + 7]
        if mark in _MARKERS:
            what = "a merge conflict marker"  # message
            hint = "resolve the conflict first; 'glossary merge', as a merge driver of git, leaves few"  # message
        raise InputError(what, where=self.where, line=line, hint=hint)

    def entry(self) -> Entry | None:
        """Return the entry, or None if only comments are left."""
        text, size = self.text, len(self.text)
        while self.at < size:
            found = _TOKEN.match(text, self.at)
            if found is None:
                self._unknown(self.at)
            kind, token, here = found.lastgroup, found[0], self.at
            self.at = found.end()
            if kind == "space":
                if "\n" in token or "\r" in token:
                    self.mark = ""
                continue
            if self.named is not None and kind != "literal":
                self._domain(here)
            if kind == "mark":
                rest = text[self.at : self._line_end(self.at)]
                if _GRAMMAR.match(rest):
                    if self.forms and "|" in token:
                        self.at = here
                        break
                    self.mark, self.mark_at = token, here
                    continue
                kind, token = "comment", token + rest
                self.at += len(rest)
            if kind == "literal":
                if self.target is None:
                    self.fail("a text that belongs to no keyword", here)
                self.target.append(token)
            elif kind == "comment":
                if self.forms:
                    self.at = here
                    break
                self.comments.append(token)
            elif not self._keyword(found["keyword"], found["number"], here):
                self.at = self.mark_at if self.mark else here
                break
        if not self.forms:
            if self.parts:
                self.fail("an entry without msgstr", size, "is the file cut off?")  # message
            return None
        for name, part in (*self.parts.items(), *(("msgstr", form) for form in self.forms)):
            if not part:
                self.fail(f"{name} without a text", self.keyword)
        return self._result(self.begin, self.at)

    def _domain(self, here: int) -> None:
        """End a domain directive at *here*; the text before belongs to no entry."""
        assert self.named is not None, "only where one has begun"
        self.domain = value("".join(self.named))
        self.named = self.target = None
        if self.mark and here > self.mark_at:
            here = self.mark_at
        self.lead.append(self.text[self.begin : here])
        self.comments, self.begin = [], here

    def _keyword(self, name: str, number: str | None, here: int) -> bool:
        """Process a keyword, and return whether it belongs to this entry; otherwise it begins the next one."""
        if "|" in self.mark:
            if name not in ("msgctxt", "msgid", "msgid_plural"):
                self.fail(f"{name} in a line of {self.mark}", here)
            self.target = self.before.setdefault(name, [])
            self._same(self.mark.startswith("#~"), here)
            return True
        if self.forms and name in ("msgctxt", "msgid", "domain"):
            return False
        if name == "domain":
            if self.parts:
                self.fail("a domain within an entry", here)
            self.named = self.target = []
            return True
        self._place(name, number, here)
        self._same(bool(self.mark), here)
        if not self.parts:
            self.keyword = here
        if name == "msgstr":
            self.target = []
            self.forms.append(self.target)
        else:
            self.target = self.parts.setdefault(name, [])
        return True

    def _unknown(self, at: int) -> NoReturn:
        if self.text[at] == '"':
            self.fail("a text without its closing quote", at)
        word = self.text[at : min(self._line_end(at), at + 20)].split(" ")[0]
        hint = "a text goes between straight quotation marks, a comment after #"
        if self.text[at - 1 : at] == '"':
            hint = 'a quotation mark within a text is written \\"'
        self.fail(f"syntax error at {word!r}", at, hint)

    def _line_end(self, at: int) -> int:
        return _LINE.match(self.text, at).end()  # type: ignore[union-attr]

    def _same(self, obsolete: bool, at: int) -> None:
        if self.obsolete is None:
            self.obsolete = obsolete
        elif self.obsolete is not obsolete:
            self.fail("an entry that is only partly obsolete (#~)", at)

    def _place(self, name: str, number: str | None, at: int) -> None:
        """Raise an error if the keyword *name* is not allowed here."""
        last, self.last = self.last, name
        if number is not None and name != "msgstr":
            self.fail(f"{name} with a number", at)
        allowed = last in _NEXT[name] or (not last and name in ("msgctxt", "msgid"))
        if not allowed:
            self.fail(f"{name} after {last}" if last and name != "msgstr" else f"{name} without msgid", at)
        if name == "msgstr":
            if self.forms and "msgid_plural" not in self.parts:
                self.fail("msgstr without msgid", at)
            wanted = str(len(self.forms)) if "msgid_plural" in self.parts else None
            if (number.lstrip("0") or "0" if number is not None else None) != wanted:
                due = f"msgstr[{wanted}]" if wanted is not None else "one msgstr"
                self.fail(f"{'msgstr' if number is None else f'msgstr[{number[:12]}]'} where {due} is due", at)

    def _result(self, begin: int, end: int) -> Entry:
        text = self.text
        before = {name: value("".join(part)) for name, part in self.before.items()}
        values = {name: value("".join(part)) for name, part in self.parts.items()}
        entry = Entry(
            values["msgid"],
            tuple(value("".join(form)) for form in self.forms),
            values.get("msgctxt"),
            values.get("msgid_plural"),
            tuple(self.comments),
            Previous(before.get("msgctxt"), before.get("msgid"), before.get("msgid_plural")) if before else None,
            bool(self.obsolete),
            self.domain,
            self.first + text.count("\n", self.start, self.keyword),
            "".join(self.lead),
            text[begin:end],
        )
        entry.raw = text[begin:end]  # type: ignore[misc]
        return entry


def literals(raw: str) -> dict[str, list[str]]:
    """Return the quoted strings of the entry *raw*, verbatim, by ``msgid``, ``msgstr[0]``, ``#|msgid``…"""
    scanner = _Scanner(raw, "", 0, 1, "", "")
    scanner.entry()
    found = dict(scanner.parts)
    found.update((f"msgstr[{number}]", form) for number, form in enumerate(scanner.forms))
    found.update((f"#|{name}", part) for name, part in scanner.before.items())
    return found


def parse(data: bytes, *, where: str, encoding: str = "") -> Catalog:
    """Return the catalog in *data*, the content of the file *where*; *encoding* overrides what the file declares.

    Raises InputError, with the line, if it is not a PO file.
    """
    text, codec, bom = decode(data, where=where, encoding=encoding)
    with without_collector():
        entries = tuple(walk(text, where=where))
    return Catalog(entries, text[sum(len(entry.lead) + len(entry.raw) for entry in entries) :], codec, bom)


def decode(data: bytes, *, where: str, encoding: str = "") -> tuple[str, str, bytes]:
    """Return the text of *data*, its codec and its byte order mark. Raises InputError if there is a NUL in it."""
    text, codec, bom = _decode(data, where, encoding)
    if "\0" in text:
        raise _no_text(text, where)
    return text, codec, bom


def _no_text(text: str, where: str, line: int = 1) -> InputError:
    """Return the error for *text*, which begins in *line* and contains a NUL."""
    return InputError("not a text: a NUL", where=where, line=line + text.count("\n", 0, text.index("\0")))


class Pieces:
    """The text of a file in pieces of whole lines, or in one piece if it is not UTF-8."""

    def __init__(self, stream: BinaryIO, *, where: str, encoding: str = "") -> None:
        self._stream = stream
        self._where = where
        self._encoding = encoding
        self.codec, self.bom = "utf-8", b""
        """As returned by :func:`decode`; final after the iteration."""

    def __iter__(self) -> Iterator[str]:
        """Yield the pieces. Raises InputError like :func:`decode`."""
        where, stream = self._where, self._stream
        first = stream.read(files.PIECE)
        files.refuse_foreign(first, where=where)
        declared = _declared(first)
        self.bom, codec = files.marked(first)
        if self._encoding or declared not in (None, "utf-8", "ascii") or codec not in ("", "utf-8"):
            data = first + files.rest(stream, where)
            text, self.codec, self.bom = decode(data, where=where, encoding=self._encoding)
            yield text
            return
        first = first[len(self.bom) :]
        passed, line, is_ascii = len(self.bom), 1, True
        for block in files.lines(first, stream, where):
            is_ascii = is_ascii and block.isascii()
            try:
                text = block.decode()
            except UnicodeDecodeError as error:
                raise files.undecodable(block, error.start, "utf-8", where, passed, line) from error
            if "\0" in text:
                raise _no_text(text, where, line)
            yield text
            passed += len(block)
            line += block.count(b"\n")
        if is_ascii and declared and not self.bom:
            self.codec = declared
