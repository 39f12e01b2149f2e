"""A small server that answers lookups over HTTP like amaGama and the Translate Toolkit's tmserver.

    GET /tmserver/en/ru/unit/The%20talks%20began.
    GET /api/v1/en/ru/unit/The%20talks%20began.?min_similarity=70&max_candidates=5
    GET /api/v1/languages/

The first two return a list, best first, of objects with ``source``, ``target``, ``quality`` (an integer from 0 to 100,
as Virtaal expects), ``rank`` (the exact score), ``context`` and ``penalties``; a repaired translation is added as
``repaired``. The third returns the languages of the memory in every spelling that clients use: ``zh-Hans``,
``zh_hans`` (Weblate), ``zh_CN``, ``zh_cn``. A request may use any spelling. A language that the memory does not have
matches those of the same name and script: ``zh`` is both kinds of Chinese, ``en_GB`` is ``en``.

By default the server listens on the local machine only, and answers only requests for a local host name, so that a web
page cannot reach it through a domain of its own (DNS rebinding). Elsewhere it requires a token (``Authorization: Bearer
…``). It never writes. An invalid request is answered with 400, an unknown path with 404, a method that would write with
405, and 500 means that the memory can no longer be read; each has an ``error`` in JSON.
"""

from __future__ import annotations

import errno
import hmac
import json
import os
import re
import sys
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from math import isnan
from time import monotonic
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from glossary import languages
from glossary.errors import ConfigError, GlossaryError, OutputError
from glossary.memory.answer import ranked
from glossary.memory.contract import Memory
from glossary.model import Match

LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})
"""Names of the local machine."""
PORT = 8888
"""The port on which Virtaal expects a tmserver."""
MOST = 50
"""The most candidates in an answer."""
FRESH = 60.0
"""For how many seconds the languages of the memory are cached; listing them counts all units."""

_LETTER = re.compile(rb"[\x80-\xff]")


class MemoryServer(ThreadingHTTPServer):
    """A server for one memory."""

    daemon_threads = True
    allow_reuse_address = os.name == "posix"  # on Windows, two servers would share a port

    def __init__(self, memory: Memory, host: str, port: int, token: str) -> None:
        self.memory = memory
        self.token = token
        self._until = 0.0
        super().__init__((host, port), _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Ignore clients that close the connection before they have the answer."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)

    def languages(self) -> tuple[set[str], set[str]]:
        """Return the source and the target languages of the memory."""
        if monotonic() > self._until:
            rows = self.memory.stats()
            self._languages = {row.source_language for row in rows}, {row.target_language for row in rows}
            self._until = monotonic() + FRESH
        return self._languages


def server(memory: Memory, *, host: str = "127.0.0.1", port: int = PORT, token: str = "") -> MemoryServer:
    """Return a server for *memory* that is already listening; ``serve_forever()`` answers requests.

    Raises ConfigError if *host* is not the local machine and there is no *token*, and OutputError if the port is taken.
    """
    if host not in LOCAL and not token:
        raise ConfigError(f"to listen on {host}, a token is needed", hint="or listen on 127.0.0.1")
    try:
        return MemoryServer(memory, host, port, token)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        taken = getattr(error, "errno", errno.EADDRINUSE) in (errno.EADDRINUSE, errno.EACCES)
        hint = "choose another port" if taken else "give an address of this machine, such as 127.0.0.1"
        raise OutputError(f"cannot listen on {host}:{port}: {reason}", hint=hint) from None


class _Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    server: MemoryServer
    server_version = "glossary"
    sys_version = ""
    timeout = 30
    raw_requestline: bytes

    def parse_request(self) -> bool:
        """Read the first line and the headers, percent-encoding what curl, for one, sends unencoded."""
        self.raw_requestline = _LETTER.sub(lambda found: b"%%%02X" % found[0][0], self.raw_requestline)
        return super().parse_request()

    def do_POST(self) -> None:
        """Refuse the request, after reading its body: a client that is still sending may miss the answer."""
        size = self.headers.get("Content-Length", "")
        if re.fullmatch("[0-9]{1,6}", size):
            self.rfile.read(int(size))
        if self._allowed():
            self._answer(HTTPStatus.METHOD_NOT_ALLOWED, {"error": "the memory is read-only here"}, Allow="GET, HEAD")

    do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_POST

    def do_GET(self) -> None:
        if not self._allowed():
            return
        try:
            split = urlsplit(self.path)
        except ValueError:  # half of an address in brackets
            self._answer(HTTPStatus.BAD_REQUEST, {"error": "that is no URL"})
            return
        parts = [unquote(part, errors="replace") for part in split.path.split("/")[1:]]
        query = parse_qs(split.query)
        if parts[:2] == ["api", "v1"]:
            parts = parts[2:]
        elif parts[:1] == ["tmserver"]:
            parts = parts[1:]
        try:
            if parts[:1] == ["languages"] and not any(parts[1:]):
                self._answer(HTTPStatus.OK, self._languages())
            elif len(parts) >= 4 and parts[2] == "unit":
                self._answer(HTTPStatus.OK, self._candidates(parts[0], parts[1], "/".join(parts[3:]), query))
            else:
                self._answer(HTTPStatus.NOT_FOUND, {"error": "request /tmserver/SOURCE/TARGET/unit/TEXT"})
        except ValueError:
            self._answer(HTTPStatus.BAD_REQUEST, {"error": "min_similarity and max_candidates are numbers"})
        except ConfigError as error:  # not a language
            self._answer(HTTPStatus.BAD_REQUEST, {"error": str(error)})
        except GlossaryError as error:  # the memory cannot be read; its path is not disclosed
            self._answer(HTTPStatus.INTERNAL_SERVER_ERROR, {"error": error.what})

    do_HEAD = do_GET

    def _allowed(self) -> bool:
        """Return whether the client is authorized; answer with an error if not."""
        if self.server.token:
            given = self.headers.get("Authorization", "").removeprefix("Bearer ").strip()
            if hmac.compare_digest(given.encode(), self.server.token.encode()):
                return True
            self._answer(
                HTTPStatus.UNAUTHORIZED, {"error": "the token is missing or wrong"}, **{"WWW-Authenticate": "Bearer"}
            )
            return False
        host = self.headers.get("Host", "")
        name = host[1:].partition("]")[0] if host.startswith("[") else host.partition(":")[0]
        if name.lower() in LOCAL or not host:
            return True
        self._answer(HTTPStatus.FORBIDDEN, {"error": "use the host name localhost"})
        return False

    def _candidates(self, source: str, target: str, text: str, query: dict[str, list[str]]) -> list[dict[str, Any]]:
        """Return the matches for *text* in the format of the protocol."""
        least = float(query.get("min_similarity", ["70"])[0])
        if isnan(least):
            raise ValueError
        minimum = min(100.0, max(0.0, least))
        limit = min(MOST, max(0, int(query.get("max_candidates", ["5"])[0])))
        found: list[Match] = []
        sources, targets = self.server.languages()
        for source_language in _available(source, sources):
            for target_language in _available(target, targets):
                found += self.server.memory.lookup(text, target_language, source_language, minimum=minimum, limit=limit)
        return [_as_json(match) for match in ranked(found, minimum, limit)]

    def _languages(self) -> dict[str, list[str]]:
        sources, targets = self.server.languages()
        return {"sourceLanguages": _spellings(sources), "targetLanguages": _spellings(targets)}

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer a malformed request in JSON, like all others."""
        self._answer(HTTPStatus(code), {"error": message or HTTPStatus(code).phrase})

    def _answer(self, status: HTTPStatus, content: object, **headers: str) -> None:
        body = json.dumps(content, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Connection", "close")
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing, because lookups are private."""


def _available(name: str, known: set[str]) -> list[str]:
    """Return the *known* languages that a request for the language *name* covers."""
    wanted = languages.tag(name)
    return [wanted] if wanted in known else [tag for tag in sorted(known) if languages.covers(wanted, tag)]


def _spellings(tags: set[str]) -> list[str]:
    """Return *tags* in our spelling and in those of clients."""
    return sorted(
        {
            name
            for tag in tags
            for name in (tag, tag.lower().replace("-", "_"), languages.gettext(tag), languages.gettext(tag).lower())
        }
    )


def _as_json(match: Match) -> dict[str, Any]:
    found: dict[str, Any] = {
        "source": match.unit.source,
        "target": match.unit.target,
        "quality": int(min(100.0, match.score)),
        "rank": match.score,
        "context": match.unit.key,
        "penalties": [{"reason": row.reason, "points": row.points} for row in match.penalties],
    }
    return found | {"repaired": match.repaired} if match.repaired else found
