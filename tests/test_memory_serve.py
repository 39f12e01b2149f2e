"""The server speaks the protocol of tmserver and amaGama, and only with clients that are allowed."""

from __future__ import annotations

import http.client
import json
import os
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

import glossary.memory
from glossary.errors import ConfigError, OutputError
from glossary.memory import serve
from glossary.model import TranslationUnit


@contextmanager
def serving(path: Path, token: str = "") -> Iterator[int]:
    with glossary.memory.open(str(path)) as memory:
        memory.add(
            [
                TranslationUnit("The talks began in 2018.", "Переговоры начались в 2018 году.", "en", "ru", key="k"),
                TranslationUnit("either/or?", "или/или?", "en", "ru"),
                TranslationUnit("习近平", "Си Цзиньпин", "zh-Hans", "ru"),
            ]
        )
        with answering(memory, token) as port:
            yield port


@contextmanager
def answering(memory: glossary.memory.Memory, token: str = "") -> Iterator[int]:
    running = serve.server(memory, port=0, token=token)
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield running.server_address[1]
    finally:
        running.shutdown()
        running.server_close()
        thread.join()


def ask(port: int, path: str, **headers: str) -> tuple[int, Any]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    status, body = answer.status, json.loads(answer.read())
    connection.close()
    return status, body


def send(port: int, request: bytes) -> Any:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as link:
        link.sendall(request + b"\r\nHost: localhost\r\n\r\n")
        return json.loads(b"".join(iter(lambda: link.recv(4096), b"")).rpartition(b"\r\n")[2])


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be deleted")
def test_a_deleted_memory_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "m.sqlite"

    def make(target: str) -> None:
        for file in tmp_path.glob("m.sqlite*"):
            file.unlink()
        with glossary.memory.open(str(path)) as memory:
            memory.add([TranslationUnit("The talks began.", target, "en", "ru")])

    make("Переговоры начались.")
    with glossary.memory.open(str(path), read_only=True) as memory, answering(memory) as port:
        asked = "/tmserver/en/ru/unit/" + quote("The talks began.")
        assert [row["target"] for row in ask(port, asked)[1]] == ["Переговоры начались."]
        make("Начались переговоры.")
        assert [row["target"] for row in ask(port, asked)[1]] == ["Начались переговоры."]
        for file in tmp_path.glob("m.sqlite*"):
            file.unlink()
        status, said = ask(port, asked)
        assert (status, said["error"]) == (500, "the memory no longer exists")
        make("Переговоры открылись.")
        assert [row["target"] for row in ask(port, asked)[1]] == ["Переговоры открылись."]


def test_protocol(tmp_path: Path) -> None:
    with serving(tmp_path / "memory.sqlite") as port:
        status, found = ask(port, "/tmserver/en/ru/unit/" + quote("The talks began in 2019."))
        assert status == 200
        assert found == [
            {
                "source": "The talks began in 2018.",
                "target": "Переговоры начались в 2018 году.",
                "quality": 98,
                "rank": 98.0,
                "context": "k",
                "penalties": [{"reason": "number: 2018 → 2019", "points": 2.0}],
                "repaired": "Переговоры начались в 2019 году.",
            }
        ]
        exact = ask(port, "/api/v1/en/ru/unit/either%2For%3F?min_similarity=100&max_candidates=1")
        assert exact[1][0]["quality"] == 100
        assert ask(port, "/api/v1/en/ru/unit/either/or%3F")[1][0]["quality"] == 100
        assert ask(port, "/tmserver/zh_CN/ru/unit/" + quote("习近平"))[1][0]["target"] == "Си Цзиньпин"
        assert send(port, "GET /tmserver/zh_CN/ru/unit/习近平 HTTP/1.1".encode())[0]["quality"] == 100, "as curl asks"
        assert ask(port, "/tmserver/en/ru/unit/nothing%20like%20it") == (200, [])
        assert ask(port, "/api/v1/languages/") == (
            200,
            {"sourceLanguages": ["en", "zh-Hans", "zh_CN", "zh_cn", "zh_hans"], "targetLanguages": ["ru"]},
        )


def test_languages_are_requested_as_clients_spell_them(tmp_path: Path) -> None:
    with serving(tmp_path / "memory.sqlite") as port:
        for name in ("zh", "zh_CN", "zh_hans", "zh-cn", "zh_SG"):
            assert ask(port, f"/tmserver/{name}/ru/unit/" + quote("习近平"))[1][0]["target"] == "Си Цзиньпин", name
        assert ask(port, "/tmserver/zh_TW/ru/unit/" + quote("习近平")) == (200, []), "another script"
        for pair in ("en_GB/ru_RU", "en-US/ru_UA", "EN/RU"):
            assert ask(port, f"/tmserver/{pair}/unit/either%2For%3F")[1][0]["quality"] == 100, pair
        assert ask(port, "/tmserver/en/fr/unit/either%2For%3F") == (200, [])


def test_a_head_request_gets_headers_only(tmp_path: Path) -> None:
    with serving(tmp_path / "memory.sqlite") as port:
        for path, status in (("/api/v1/languages/", 200), ("/tmserver/en/ru/unit/x", 200), ("/", 404)):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            connection.request("HEAD", path)
            answer = connection.getresponse()
            assert (answer.status, answer.read()) == (status, b"")
            connection.close()


def test_invalid_requests_are_refused(tmp_path: Path) -> None:
    with serving(tmp_path / "memory.sqlite") as port:
        assert ask(port, "/")[0] == 404
        assert ask(port, "/tmserver/en/ru/store/x")[0] == 404
        assert ask(port, "/tmserver/en/ru/unit/x?min_similarity=many")[0] == 400
        assert ask(port, "/tmserver/en/ru/unit/x?min_similarity=nan")[0] == 400
        assert ask(port, "/tmserver/en/!!/unit/x")[0] == 400
        assert ask(port, "/tmserver/en/ru/unit/%ff%00")[0] == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_methods_that_would_write_are_refused(tmp_path: Path, method: str) -> None:
    with serving(tmp_path / "memory.sqlite", token="s3cret") as port:
        for token, status, header in (("s3cret", 405, "Allow"), ("", 401, "WWW-Authenticate")):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            connection.request(method, "/tmserver/en/ru/unit/x", b"{}", {"Authorization": f"Bearer {token}"})
            answer = connection.getresponse()
            assert (answer.status, bool(json.loads(answer.read())["error"])) == (status, True)
            assert answer.headers[header]
            connection.close()


def test_malformed_requests_are_answered_in_json(tmp_path: Path) -> None:
    with serving(tmp_path / "memory.sqlite") as port:
        for request in (b"POST /x HTTP/1.1", b"GET", b"\0\xff garbage", b"GET / HTTP/9.9", b"GET http://[x/ HTTP/1.1"):
            assert send(port, request)["error"]


def test_a_client_that_disconnects_is_not_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with serving(tmp_path / "memory.sqlite") as port:
        with socket.create_connection(("127.0.0.1", port), timeout=10) as link:
            link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # reset, not closed
            link.sendall(b"GET /api/v1/")
        assert ask(port, "/api/v1/languages/")[0] == 200
    assert capsys.readouterr().err == ""


def test_other_names_for_this_machine_are_refused(tmp_path: Path) -> None:
    with serving(tmp_path / "memory.sqlite") as port:
        assert ask(port, "/api/v1/languages/", Host="attacker.example")[0] == 403
        assert ask(port, "/api/v1/languages/", Host=f"localhost:{port}")[0] == 200
        assert ask(port, "/api/v1/languages/", Host=f"[::1]:{port}")[0] == 200


def test_token(tmp_path: Path) -> None:
    with serving(tmp_path / "memory.sqlite", token="s3cret") as port:
        assert ask(port, "/api/v1/languages/")[0] == 401
        assert ask(port, "/api/v1/languages/", Authorization="Bearer wrong")[0] == 401
        assert ask(port, "/api/v1/languages/", Authorization="Bearer s3cret", Host="tm.example")[0] == 200


def test_an_address_beyond_this_machine_needs_a_token(tmp_path: Path) -> None:
    with glossary.memory.open(str(tmp_path / "memory.sqlite")) as memory:
        with pytest.raises(ConfigError, match="token"):
            serve.server(memory, host="0.0.0.0", port=0)
        with pytest.raises(OutputError, match="give an address of this machine"):
            serve.server(memory, host="192.0.2.1", port=0, token="s3cret")
        with serve.server(memory, port=0) as running, pytest.raises(OutputError, match="choose another port"):
            serve.server(memory, port=running.server_address[1])
        with pytest.raises(OutputError, match="cannot listen"):
            serve.server(memory, port=99_999)
