"""Sends attacks one after the other, and says how each was answered. Connections are kept where that is clear."""

from __future__ import annotations

import socket
import time
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random

from tests.bad_bodies.attack import PATIENT, UNCLEAR, Attack, Headers, encoded
from tests.support.web import HOST

# Longer than the gateway waits for a body (8 s), so that what it gives up on is told apart from what it forgets.
ANSWER_SECONDS_MAX = 12.0
HEAD_END = b"\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Reply:
    """status: 0 if the connection was closed without an answer, -1 if nothing came in time."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    raw_head: bytes = b""
    seconds: float = 0.0


class Attacker:
    """One caller with one connection at a time. headers: of every request; those of an attack go before them."""

    def __init__(self, port: int, headers: Headers, seed: int = 0) -> None:
        self._port = port
        self._headers = headers
        self._chance = Random(seed)
        self._connection: socket.socket | None = None

    def send(self, attack: Attack, key: str) -> Reply:
        """The final answer."""
        headers = (*self._headers, ("Authorization", f"Bearer {key}"))
        head, body = encoded(attack, headers, self._chance)
        began = time.monotonic()
        kept = self._connection is not None
        reply = self._try(attack, head, body)
        if kept and reply.status == 0 and attack.framing not in UNCLEAR:
            reply = self._try(attack, head, body)  # A kept connection may be closed at any time.
        return Reply(reply.status, reply.headers, reply.body, reply.raw_head, time.monotonic() - began)

    def close(self) -> None:
        """Leave."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _try(self, attack: Attack, head: bytes, body: bytes) -> Reply:
        connection = self._connected()
        try:
            reply = self._exchange(connection, attack, head, body)
        except TimeoutError:
            self.close()
            return Reply(-1)
        except OSError:
            self.close()
            return Reply(0)
        if attack.framing in UNCLEAR or reply.headers.get("connection", "").lower() == "close":
            self.close()
        return reply

    def _exchange(self, connection: socket.socket, attack: Attack, head: bytes, body: bytes) -> Reply:
        if attack.framing in PATIENT:
            connection.sendall(head)
            first = _read(connection)
            if first.status != 100:
                self.close()
                return first
            _send(connection, body)
        else:
            _send(connection, head + body)
        if attack.framing in UNCLEAR:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_WR)
        reply = _read(connection)
        while 100 <= reply.status < 200:
            reply = _read(connection)
        return reply

    def _connected(self) -> socket.socket:
        if self._connection is None:
            self._connection = socket.create_connection((HOST, self._port), ANSWER_SECONDS_MAX)
        return self._connection


def _send(connection: socket.socket, raw: bytes) -> None:
    """All of it, or as much as the other side takes before it hangs up with an answer."""
    with suppress(ConnectionError):
        connection.sendall(raw)


class _Buffered:
    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self.data = b""

    def until(self, mark: bytes) -> bytes:
        while mark not in self.data:
            self._more()
        found, _, self.data = self.data.partition(mark)
        return found

    def exactly(self, count: int) -> bytes:
        while len(self.data) < count:
            self._more()
        found, self.data = self.data[:count], self.data[count:]
        return found

    def _more(self) -> None:
        piece = self._connection.recv(1 << 16)
        if not piece:
            raise ConnectionError
        self.data += piece


_WAITING: dict[int, bytes] = {}


def _read(connection: socket.socket) -> Reply:
    """The next answer on this connection, a provisional one too."""
    incoming = _Buffered(connection)
    incoming.data = _WAITING.pop(id(connection), b"")
    top = incoming.until(HEAD_END)
    start, *lines = top.split(b"\r\n")
    status = int(start.split(b" ")[1])
    headers = {}
    for line in lines:
        name, _, value = line.partition(b":")
        headers[name.decode("latin-1").lower()] = value.strip().decode("latin-1")
    body = b""
    if headers.get("transfer-encoding") == "chunked":
        while size := int(incoming.until(b"\r\n"), 16):
            body += incoming.exactly(size)
            incoming.exactly(2)
        incoming.exactly(2)
    elif status >= 200:
        body = incoming.exactly(int(headers.get("content-length", "0")))
    if incoming.data:
        _WAITING[id(connection)] = incoming.data
    return Reply(status, headers, body, top)
