"""HTTP as plain as it comes: nothing is retried, decoded or followed behind a test's back."""

from __future__ import annotations

import http.client
import json
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

HOST = "127.0.0.1"
ANSWER_SECONDS_MAX = 20.0


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer; header names are lower-case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def error(self) -> dict[str, Any]:
        """The error object; fails unless the body is one in OpenAI's shape."""
        error = json.loads(self.body)["error"]
        assert {"message", "type", "param", "code"} == set(error)
        assert isinstance(error["message"], str)
        assert error["message"]
        return dict(error)

    @property
    def frames(self) -> list[bytes]:
        """The data of a stream's events."""
        return [block.removeprefix(b"data: ") for block in self.body.split(b"\n\n") if block]


@dataclass(frozen=True, slots=True)
class Client:
    """One caller of one server; a connection for each request."""

    port: int
    key: str | None = None

    def request(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        connection = http.client.HTTPConnection(HOST, self.port, timeout=ANSWER_SECONDS_MAX)
        try:
            connection.request(method, path, body=body, headers={**self._headers(), **(headers or {})})
            return _read(connection.getresponse())
        finally:
            connection.close()

    def get(self, path: str, **headers: str) -> Answer:
        return self.request("GET", path, headers=headers)

    def post(self, path: str, body: object) -> Answer:
        """`body` is sent as it is if it is bytes, else as JSON."""
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self.request("POST", path, raw, {"Content-Type": "application/json"})

    def chat(self, **fields: object) -> Answer:
        return self.post("/v1/chat/completions", chat(**fields))

    @contextmanager
    def raw(self, method: str, path: str, headers: Mapping[str, str]) -> Iterator[socket.socket]:
        """A connection on which the head of a request has been sent, and nothing yet of its body."""
        lines = [f"{method} {path} HTTP/1.1", f"Host: {HOST}"]
        lines += [f"{name}: {value}" for name, value in {**self._headers(), **headers}.items()]
        with socket.create_connection((HOST, self.port), ANSWER_SECONDS_MAX) as connection:
            connection.sendall("\r\n".join([*lines, "", ""]).encode())
            try:
                yield connection
            finally:
                hang_up(connection)

    def _headers(self) -> dict[str, str]:
        return {} if self.key is None else {"Authorization": f"Bearer {self.key}"}


def chat(**fields: object) -> dict[str, object]:
    """A chat request, with these fields on top of the least there must be."""
    return {
        "model": "gpt-4o-mini",
        "messages": [{"role": "user", "content": "Say hello."}],
        "max_tokens": 20,
        **fields,
    }


def hang_up(connection: socket.socket) -> None:
    """Leave, whoever else still holds the socket; closing would only leave once the last of them lets go."""
    with suppress(OSError):  # The server was first.
        connection.shutdown(socket.SHUT_RDWR)


def read_answer(connection: socket.socket) -> Answer:
    """The answer that arrives on a raw connection."""
    response = http.client.HTTPResponse(connection)
    try:
        response.begin()
        return _read(response)
    finally:
        response.close()


def _read(response: http.client.HTTPResponse) -> Answer:
    headers = {name.lower(): value for name, value in response.getheaders()}
    return Answer(response.status, headers, response.read())
