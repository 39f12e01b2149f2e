"""A language server for PO files: it shows findings while a translator types and offers safe fixes (extra ``[lsp]``).

A problem matcher would see a file only after it was saved and a task was run, and every editor needs its own; the same
server works in VS Code, Neovim, Emacs, Helix, Kate and Sublime Text. It uses standard input and output:
``glossary lsp``.
"""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path
from pygls.workspace import TextDocument

from glossary import __version__, jobs, project
from glossary.errors import GlossaryError
from glossary.formats import po
from glossary.model import Finding, Place, Severity

_SEVERITY = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Hint,
}


def server(say: Callable[[str], str]) -> LanguageServer:
    """Return the server, ready for ``start_io``; *say* translates its messages into the language of the user."""
    # Full synchronization, because pygls splits lines at characters (U+2028, form feed) at which editors do not.
    made = LanguageServer("glossary", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)

    @made.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(ls: LanguageServer, params: types.DidOpenTextDocumentParams) -> None:
        publish(ls, params.text_document.uri, say)

    @made.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(ls: LanguageServer, params: types.DidChangeTextDocumentParams) -> None:
        uri, version = params.text_document.uri, params.text_document.version
        await asyncio.sleep(_PAUSE)
        document = ls.workspace.text_documents.get(uri)
        if document and document.version == version:
            publish(ls, uri, say)

    @made.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(ls: LanguageServer, params: types.DidSaveTextDocumentParams) -> None:
        for uri in [*ls.workspace.text_documents]:  # the saved file may be the glossary of the others
            publish(ls, uri, say)

    @made.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(ls: LanguageServer, params: types.DidCloseTextDocumentParams) -> None:
        ls.text_document_publish_diagnostics(types.PublishDiagnosticsParams(params.text_document.uri, []))

    @made.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions([*_TITLES]))
    def mended(ls: LanguageServer, params: types.CodeActionParams) -> list[types.CodeAction]:
        return actions(ls, params, say)

    return made


_PAUSE = 0.2
"""Seconds without a keystroke before a document is checked; checking at every keystroke is too slow for a long file."""
_TITLES = {
    types.CodeActionKind.QuickFix: "fix this",  # message
    types.CodeActionKind.SourceFixAll: "make all safe fixes",  # message
}


def actions(ls: LanguageServer, params: types.CodeActionParams, say: Callable[[str], str]) -> list[types.CodeAction]:
    """Return the safe fixes of the requested entries, or of the whole document.

    Both are only returned on request: Kate's "quick fix" applies everything it is given, which would duplicate lines.
    """
    uri = params.text_document.uri
    path = _po_file(uri)
    if path is None:
        return []
    try:
        config = project.load(path.parent).config
        source = _text(ls.workspace.get_text_document(uri))
        edits = _fixes(path, source, config.stat().st_mtime_ns if config else 0)
    except (GlossaryError, OSError):  # the diagnostics report it
        return []
    about = params.context.diagnostics
    spans = [row.range for row in about] or [params.range]  # Kate gives the whole file as the range of a diagnostic
    here = [edit for lines, edit in edits if any(_touches(span, lines) for span in spans)]
    usual = types.CodeActionKind.QuickFix if here or about else types.CodeActionKind.SourceFixAll
    only = tuple(kind + "." for kind in params.context.only or [usual])
    every = [edit for _, edit in edits]
    return [
        types.CodeAction(say(_TITLES[kind]), kind, edit=types.WorkspaceEdit(changes={uri: [*found]}))
        for kind, found in ((types.CodeActionKind.QuickFix, here), (types.CodeActionKind.SourceFixAll, every))
        if found and (kind + ".").startswith(only)  # "source" includes "source.fixAll"
    ]


def _text(document: TextDocument) -> str:
    """Return the text of *document*, with a question mark for a lone surrogate."""
    return document.source.encode("utf-8", "replace").decode()


def _touches(span: types.Range, lines: range) -> bool:
    return span.start.line < lines.stop and lines.start <= span.end.line


def _po_file(uri: str) -> Path | None:
    """Return the path of the PO file at *uri*, or None for any other file."""
    name = to_fs_path(uri)
    return Path(name) if name and name.endswith(po.PO.suffixes) else None


@lru_cache(maxsize=4)
def _fixes(path: Path, source: str, configured: int) -> tuple[tuple[range, types.TextEdit], ...]:
    """Return the safe fixes of *source* as :func:`_edits` does; *configured* is when the configuration changed.

    They are cached, because editors request them whenever the cursor moves.
    """
    return tuple(_edits(source, jobs.fix_text(project.load(path.parent), path, source)))


def _edits(before: str, after: str) -> Iterator[tuple[range, types.TextEdit]]:
    """Yield the edits, in whole lines, that turn *before* into *after*, which has the same entries.

    Each comes with the range of lines of its entry.
    """
    line = 0
    for one, other in zip(_entries(before), _entries(after), strict=True):
        old = _LINE.findall(one)
        if one != other:
            new = _LINE.findall(other)
            for tag, first, last, begin, end in SequenceMatcher(None, old, new).get_opcodes():
                if tag != "equal":
                    span = types.Range(types.Position(line + first, 0), types.Position(line + last, 0))
                    yield range(line, line + len(old)), types.TextEdit(span, "".join(new[begin:end]))
        line += len(old)


_LINE = re.compile(r"[^\n]*\n|[^\n]+")


def _entries(text: str) -> list[str]:
    return [entry.lead + entry.raw for entry in po.parse(text.encode("utf-8"), where="").entries]


def publish(ls: LanguageServer, uri: str, say: Callable[[str], str]) -> None:
    """Check the document as it is in the editor and publish the findings."""
    path = _po_file(uri)
    if path is None:
        return
    document = ls.workspace.get_text_document(uri)
    text = _text(document)
    lines = text.split("\n")
    root = path.parent
    try:
        home = project.load(root)
        root = home.root
        found = [diagnostic(row, lines, say) for row in jobs.check_text(home, path, text)]
    except GlossaryError as error:
        why = say(error.what)
        if error.hint:
            why = say("{}; {}").format(why, say(error.hint))
        own = os.path.realpath(root / error.where) == os.path.realpath(path)
        if error.where and not own:  # the configuration, or another file of the glossary
            why = f"{error.where}: {why}"
        found = [diagnostic(Finding("", Severity.ERROR, why, Place("", error.line if own else 0)), lines, str)]
    for row in found:
        row.range = document.position_codec.range_to_client_units(lines, row.range)
    ls.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found))


def diagnostic(row: Finding, lines: list[str], say: Callable[[str], str]) -> types.Diagnostic:
    """Return a finding as a diagnostic of the protocol, which covers the characters or the line that it is about."""
    text = say("{} ({})").format(say(row.message), say(row.hint)) if row.hint else say(row.message)
    place = row.place or Place("")
    number = min(max(place.line, 1), len(lines)) - 1
    first = place.column - 1 if place.column else 0
    last = first + row.end - row.start if place.column else len(lines[number])
    span = types.Range(types.Position(number, first), types.Position(number, last))
    severity, code = _SEVERITY[row.severity], row.check or None
    return types.Diagnostic(range=span, message=text, severity=severity, code=code, source="glossary")
