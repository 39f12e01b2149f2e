"""The language server, spoken to as an editor does."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from test_cli import CATALOGUE, fill

from glossary.jobs import checking
from glossary.project import load

pytest.importorskip("pygls", reason="the extra [lsp] is not installed")


@pytest.fixture
def editor(project: Path, run: Callable[..., Any], request: pytest.FixtureRequest) -> Iterator[subprocess.Popen[bytes]]:
    """A server that was told the capabilities in *request*, where a test gives some."""
    run("extract")
    process = subprocess.Popen(
        [sys.executable, "-m", "glossary", "lsp"],
        cwd=project,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    able = getattr(request, "param", {})
    send(process, "initialize", {"processId": None, "rootUri": project.as_uri(), "capabilities": able}, number=1)
    assert receive(process)["id"] == 1
    send(process, "initialized", {})
    yield process
    process.kill()
    process.communicate()


def send(process: subprocess.Popen[bytes], method: str, params: dict[str, Any], number: int = 0) -> None:
    message = {"jsonrpc": "2.0", "method": method, "params": params} | ({"id": number} if number else {})
    body = json.dumps(message).encode()
    process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
    process.stdin.flush()


def receive(process: subprocess.Popen[bytes]) -> dict[str, Any]:
    length = 0
    while (line := process.stdout.readline().strip()) != b"":
        if line.lower().startswith(b"content-length:"):
            length = int(line.split(b":")[1])
    found: dict[str, Any] = json.loads(process.stdout.read(length))
    return found


def diagnostics(process: subprocess.Popen[bytes]) -> list[dict[str, Any]]:
    while True:
        message = receive(process)
        if message.get("method") == "textDocument/publishDiagnostics":
            found: list[dict[str, Any]] = message["params"]["diagnostics"]
            return found


def test_findings_come_and_go_while_typing(editor: subprocess.Popen[bytes], project: Path) -> None:
    path = project / CATALOGUE
    fill(path, "Xi Jinping", "Cи Цзиньпин")
    text = path.read_text(encoding="utf-8")
    item = {"uri": path.as_uri(), "languageId": "po", "version": 1, "text": text}
    send(editor, "textDocument/didOpen", {"textDocument": item})
    (found,) = [row for row in diagnostics(editor) if row.get("code") == "script.mixed"]
    begin, end = found["range"]["start"], found["range"]["end"]
    assert text.split("\n")[begin["line"]][begin["character"] : end["character"]] == "Cи"
    assert found["severity"] == 1
    asked = {"textDocument": {"uri": path.as_uri()}, "range": found["range"], "context": {"diagnostics": []}}
    send(editor, "textDocument/codeAction", asked, number=7)
    (one,) = receive(editor)["result"]  # the fix of all beside it would be applied on top by Kate
    assert one["kind"] == "quickfix"
    (edit,) = one["edit"]["changes"][path.as_uri()]
    assert edit["newText"] == 'msgstr "Си Цзиньпин"\n'
    assert edit["range"]["start"] == {"line": begin["line"], "character": 0}
    fuzzy = {"start": {"line": begin["line"] - 1, "character": 0}, "end": {"line": begin["line"] - 1, "character": 3}}
    send(editor, "textDocument/codeAction", asked | {"range": fuzzy}, number=10)
    assert receive(editor)["result"] == [one], "offered on all lines of the entry"
    far = {"start": {"line": 0, "character": 0}, "end": {"line": 1, "character": 0}}
    send(editor, "textDocument/codeAction", asked | {"range": far}, number=8)
    assert [row["kind"] for row in receive(editor)["result"]] == ["source.fixAll"]
    everything = {"start": far["start"], "end": {"line": 99, "character": 0}}  # as Kate asks about a diagnostic
    other = {"diagnostics": [found | {"range": far}]}  # one that cannot be mended
    send(editor, "textDocument/codeAction", asked | {"range": everything, "context": other}, number=9)
    assert receive(editor)["result"] == []
    change = {"text": text.replace("Cи", "Си")}
    send(editor, "textDocument/didChange", {"textDocument": item | {"version": 2}, "contentChanges": [change]})
    assert not [row for row in diagnostics(editor) if row.get("code") == "script.mixed"]
    change = {"text": text + '\nmsgid "a'}
    send(editor, "textDocument/didChange", {"textDocument": item | {"version": 3}, "contentChanges": [change]})
    (broken,) = diagnostics(editor)
    assert broken["severity"] == 1


HEAD = 'msgid ""\nmsgstr "Language: ru\\n"\n\n'


def opened(process: subprocess.Popen[bytes], path: Path, text: str) -> list[dict[str, Any]]:
    item = {"uri": path.as_uri(), "languageId": "po", "version": 1, "text": text}
    send(process, "textDocument/didOpen", {"textDocument": item})
    return diagnostics(process)


@pytest.mark.parametrize(
    ("editor", "columns"),
    [
        ({"general": {"positionEncodings": ["utf-8", "utf-16"]}}, (18, 21)),
        ({"general": {"positionEncodings": ["utf-32"]}}, (13, 15)),
        ({}, (14, 16)),
    ],
    indirect=["editor"],
)
def test_columns_count_as_the_editor_wants_them(
    editor: subprocess.Popen[bytes], project: Path, columns: tuple[int, int]
) -> None:
    found = opened(editor, project / "a.po", HEAD + 'msgid "a"\nmsgstr "😀 да Cи"\n')
    (span,) = [row["range"] for row in found if row["code"] == "script.mixed"]
    assert (span["start"]["character"], span["end"]["character"]) == columns


def test_quick_typing_is_checked_when_it_stops(editor: subprocess.Popen[bytes], project: Path) -> None:
    path = project / "a.po"
    wrong = HEAD + 'msgid "a"\nmsgstr "Cи"\n'
    opened(editor, path, wrong)
    for version in range(2, 40):
        text = wrong if version < 39 else wrong.replace("C", "С")
        params = {"textDocument": {"uri": path.as_uri(), "version": version}, "contentChanges": [{"text": text}]}
        send(editor, "textDocument/didChange", params)
    times = 1
    while any(row["code"] == "script.mixed" for row in diagnostics(editor)):
        times += 1
    assert times < 38


def test_all_source_actions_are_requested_by_their_kind(editor: subprocess.Popen[bytes], project: Path) -> None:
    path = project / "a.po"
    opened(editor, path, HEAD + 'msgid "a"\nmsgstr "Cи"\n')
    start = {"line": 0, "character": 0}
    asked = {"textDocument": {"uri": path.as_uri()}, "range": {"start": start, "end": start}}
    send(editor, "textDocument/codeAction", asked | {"context": {"diagnostics": [], "only": ["source"]}}, number=7)
    assert [row["kind"] for row in receive(editor)["result"]] == ["source.fixAll"]
    with (project / "glossary.toml").open("a", encoding="utf-8") as config:
        config.write('ignore = ["script.mixed"]\n')
    send(editor, "textDocument/codeAction", asked | {"context": {"diagnostics": [], "only": ["source"]}}, number=8)
    assert receive(editor)["result"] == [], "the configuration is another one now"


def test_a_fault_elsewhere_is_reported_with_its_file(editor: subprocess.Popen[bytes], project: Path) -> None:
    (found,) = opened(editor, project / "a.po", "msgid x")
    assert found["message"].startswith("syntax error")
    (project / "glossary.toml").write_text("\n\nfail-on = 'often'\n", encoding="utf-8")
    (found,) = opened(editor, project / "b.po", HEAD)
    assert found["range"]["start"]["line"] == 0
    assert "glossary.toml: 'fail-on' is 'often'" in found["message"]


def test_half_a_character_is_not_a_fault_of_the_server(editor: subprocess.Popen[bytes], project: Path) -> None:
    found = opened(editor, project / "a.po", HEAD + 'msgid "a"\nmsgstr "Cи \ud83d"\n')
    assert [row["range"]["start"] for row in found if row["code"] == "script.mixed"] == [{"line": 4, "character": 8}]


def test_the_glossary_is_compiled_once_for_many_looks_at_a_file(
    project: Path, run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    run("extract")
    path = project / CATALOGUE
    fill(path, "Xi Jinping", "Си Цзиньпин")
    text = HEAD + 'msgid "Xi Jinping met him."\nmsgstr "Он встретил его."\n'
    times: list[int] = []
    read = checking.read
    monkeypatch.setattr(checking, "read", lambda home: times.append(1) or read(home))

    def looked() -> bool:
        return any(row.check == "usage.missing" for row in checking.check_text(load(project), project / "a.po", text))

    assert (looked(), looked(), len(times)) == (True, True, 1)
    path.write_text(path.read_text(encoding="utf-8").replace("Си Цзиньпин", "Он"), encoding="utf-8")
    assert (looked(), len(times)) == (False, 2)


def test_what_is_open_is_checked_again_when_the_glossary_is_saved(
    editor: subprocess.Popen[bytes], project: Path
) -> None:
    article, path = project / "a.po", project / CATALOGUE
    found = opened(editor, article, HEAD + 'msgid "Xi Jinping met him."\nmsgstr "Они встретились."\n')
    fill(path, "Xi Jinping", "Си Цзиньпин")
    send(editor, "textDocument/didSave", {"textDocument": {"uri": path.as_uri()}})
    assert {row["code"] for row in diagnostics(editor)} - {row["code"] for row in found} == {"usage.missing"}
