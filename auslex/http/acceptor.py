"""New connections, taken by the dozen when there is much to do.

uvloop takes one connection in each turn of its loop. When a turn takes 50 ms that is 20 a second: a crowd's connections
would wait for minutes, and with them whoever asks for /health.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable

TAKEN_MAX = 100  # In one turn; each costs about a tenth of a millisecond.


class Acceptor:
    """Takes what waits at this listening socket, beside the server that listens there."""

    def __init__(
        self, listener: socket.socket, loop: asyncio.AbstractEventLoop, make: Callable[[], asyncio.Protocol]
    ) -> None:
        self._listener = listener
        self._listener.setblocking(False)
        self._loop = loop
        self._make = make
        self._connecting: set[asyncio.Task[object]] = set()

    def take(self) -> None:
        """Take up to so many."""
        for _ in range(TAKEN_MAX):
            try:
                connection, _ = self._listener.accept()
            except OSError:  # Nobody waits, or the server has stopped.
                return
            connection.setblocking(False)
            task = self._loop.create_task(self._loop.connect_accepted_socket(self._make, connection))
            self._connecting.add(task)
            task.add_done_callback(self._connecting.discard)
