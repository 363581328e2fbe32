"""One port behind which nobody is, or somebody who cannot be trusted: what stands there, each test says."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from tests.support.upstream import completion

HOST = "127.0.0.1"
POLL_SECONDS = 0.05


@contextmanager
def closed(port: int) -> Iterator[None]:
    """Nobody listens: connections are refused."""
    yield


@contextmanager
def full(port: int) -> Iterator[None]:
    """The kernel drops what asks for a connection, as a firewall would: the queue of those not accepted is full."""
    with socket.create_server((HOST, port), backlog=0):
        waiting = [socket.socket() for _ in range(4)]
        for one in waiting:
            one.setblocking(False)
            one.connect_ex((HOST, port))
        try:
            yield
        finally:
            for one in waiting:
                one.close()


@contextmanager
def speechless(port: int) -> Iterator[None]:
    """Connections are taken, and nothing is ever said on them."""
    with socket.create_server((HOST, port), backlog=64):
        yield


@contextmanager
def speaking(port: int, tls: ssl.SSLContext) -> Iterator[list[bytes]]:
    """A server that answers right, with this certificate; gives what it was asked."""
    asked: list[bytes] = []
    stop = threading.Event()
    with socket.create_server((HOST, port), backlog=64) as listener:
        listener.settimeout(POLL_SECONDS)
        thread = threading.Thread(target=_serve, args=(listener, tls, asked, stop), name="door")
        thread.start()
        try:
            yield asked
        finally:
            stop.set()
            thread.join()


def _serve(listener: socket.socket, tls: ssl.SSLContext, asked: list[bytes], stop: threading.Event) -> None:
    body = completion().body
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: %d\r\n\r\n"
    while not stop.is_set():
        with suppress(OSError):  # A client that leaves, or one that does not trust us.
            connection, _ = listener.accept()
            connection.settimeout(5.0)
            with connection, tls.wrap_socket(connection, server_side=True) as secure:
                request = secure.recv(1 << 16)
                if request:
                    asked.append(request)
                    secure.sendall(head % len(body) + body)
