"""A client that says exactly what a test wrote down, whether HTTP allows it or not, and leaves as it likes."""

from __future__ import annotations

import json
import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from tests.support.web import HOST, Answer, chat

ANSWER_SECONDS_MAX = 20.0
CHAT_PATH = "/v1/chat/completions"
RESET = struct.pack("ii", 1, 0)


class Raw:
    """One connection. received: every byte so far."""

    def __init__(self, connection: socket.socket) -> None:
        self.socket = connection
        self.received = b""

    def say(self, data: bytes) -> None:
        self.socket.sendall(data)

    def close_half(self) -> None:
        """No more will be said, and the answer is still wanted."""
        self.socket.shutdown(socket.SHUT_WR)

    def leave(self, *, reset: bool = False) -> None:
        """Close for good, in the manner of a program that ends or of one that is killed."""
        if reset:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        self.socket.close()

    def hear(self, until: bytes) -> bytes:
        """Everything up to where this occurs for the first time, and what came with it."""
        while until not in self.received:
            piece = self.socket.recv(1 << 16)
            if not piece:
                raise ConnectionError(f"closed after {self.received[-200:]!r}")
            self.received += piece
        return self.received

    def hear_all(self) -> bytes:
        """Everything until the other side closes."""
        pieces = [self.received]
        with suppress(ConnectionResetError):
            while piece := self.socket.recv(1 << 16):
                pieces.append(piece)
        self.received = b"".join(pieces)
        return self.received

    def is_reset(self) -> bool:
        """Whether the other side has given the connection up, without looking at what it has said."""
        return self.socket.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) != 0


@contextmanager
def raw(port: int, *, receive_buffer_bytes: int | None = None) -> Iterator[Raw]:
    """A connection to this port; closed with the block."""
    with socket.socket() as connection:
        if receive_buffer_bytes is not None:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer_bytes)
        connection.settimeout(ANSWER_SECONDS_MAX)
        connection.connect((HOST, port))
        yield Raw(connection)


def head(key: str | None, *lines: str, start: str = f"POST {CHAT_PATH} HTTP/1.1", host: str = HOST) -> bytes:
    """A request's head with these lines beside the usual ones; nothing says how long its body is."""
    usual = [start, f"Host: {host}", "Content-Type: application/json"]
    if key is not None:
        usual.append(f"Authorization: Bearer {key}")
    return "\r\n".join([*usual, *lines, "", ""]).encode("latin-1")


def request(key: str | None, *lines: str, **fields: object) -> bytes:
    """A whole chat request with these header lines and fields."""
    body = json.dumps(chat(**fields)).encode()
    return head(key, f"Content-Length: {len(body)}", *lines) + body


def answers(received: bytes) -> list[Answer]:
    """The final answers in these bytes, in order; each whole, and framed as HTTP/1.1 says."""
    found = []
    while received:
        top, _, received = received.partition(b"\r\n\r\n")
        start, *lines = top.decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        status = int(start.split(" ")[1])
        if 100 <= status < 200:
            continue
        if headers.get("transfer-encoding") == "chunked":
            body, received = _chunks(received)
        else:
            length = int(headers["content-length"])
            body, received = received[:length], received[length:]
            assert length == len(body)
        found.append(Answer(status, headers, body))
    return found


def _chunks(received: bytes) -> tuple[bytes, bytes]:
    body = b""
    while True:
        size, _, received = received.partition(b"\r\n")
        length = int(size, 16)
        body += received[:length]
        assert b"\r\n" == received[length : length + 2]
        received = received[length + 2 :]
        if not length:
            return body, received
