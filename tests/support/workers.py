"""Each worker of a gateway spoken to by itself, over a connection of its own."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from typing import Any

from tests.support.gateway import Gateway
from tests.support.web import ANSWER_SECONDS_MAX, HOST


def worker_pids(pid: int) -> list[int]:
    """The serving processes that this one has started."""
    listing = subprocess.run(["ps", "-A", "-ww", "-o", "pid=,ppid=,args="], capture_output=True, text=True, check=True)
    rows = [line.split(None, 2) for line in listing.stdout.splitlines()]
    return sorted(int(child) for child, parent, args in rows if int(parent) == pid and "spawn_main" in args)


@contextmanager
def connected(gateway: Gateway) -> Iterator[list[http.client.HTTPConnection]]:
    """A kept connection to every worker: the others stand still while it is taken."""
    pids = worker_pids(gateway.pid)
    with ExitStack() as stack:
        connections = []
        for pid in pids:
            with _stopped([other for other in pids if other != pid]):
                connection = http.client.HTTPConnection(HOST, gateway.port, timeout=ANSWER_SECONDS_MAX)
                connections.append(stack.enter_context(closing(connection)))
                status(connection, None, "/health")  # A connection is taken when it is answered.
        yield connections


def status(connection: http.client.HTTPConnection, key: str | None, path: str = "/v1/nothing") -> int:
    """How this worker answers this key: 404 at a path without anything, if it lets it in."""
    return _asked(connection, key, "GET", path)[0]


def metrics(connection: http.client.HTTPConnection, key: str) -> dict[str, Any]:
    """What this worker counts, as it tells a holder of this key."""
    found = json.loads(_asked(connection, key, "GET", "/metrics")[1])
    assert isinstance(found, dict)
    return found


def chat_status(connection: http.client.HTTPConnection, key: str, body: dict[str, object]) -> int:
    """How this worker answers this model call."""
    return _asked(connection, key, "POST", "/v1/chat/completions", json.dumps(body))[0]


def _asked(
    connection: http.client.HTTPConnection, key: str | None, method: str, path: str, body: str | None = None
) -> tuple[int, bytes]:
    headers = {"Authorization": f"Bearer {key}"} if key is not None else {}
    connection.request(method, path, body, headers)
    response = connection.getresponse()
    return response.status, response.read()


@contextmanager
def _stopped(pids: list[int]) -> Iterator[None]:
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGCONT)
