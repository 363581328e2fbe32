"""What one worker has learned is told to the others of this machine: digests and places, never texts or names.

Each worker has a socket of its own in a directory that only this user may enter. A message that cannot be taken at
once is lost; then the other worker reads the text itself.
"""

from __future__ import annotations

import asyncio
import os
import secrets
import socket
import struct
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Self

from auslex.screening.ner.learned import DIGEST_BYTES
from auslex.screening.ner.port import Span

SUFFIX = ".sock"
MESSAGE_BYTES_MAX = 60_000  # Well below what systems take at once; some 7,000 names.
MESSAGES_AT_ONCE_MAX = 64  # Then requests have their turn.
_SPAN = struct.Struct(">II")

OnTold = Callable[[bytes, tuple[Span, ...]], None]


class Grapevine:
    """Tells the others, and hears them. Use as `async with`."""

    def __init__(self, directory: Path, on_told: OnTold) -> None:
        self._directory = directory.absolute()
        self._on_told = on_told
        self._own = f"{os.getpid()}-{secrets.token_hex(4)}{SUFFIX}"
        self._socket: socket.socket | None = None
        self._place = -1

    async def __aenter__(self) -> Self:
        self._directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._directory.chmod(0o700)
        self._place = os.open(self._directory, os.O_RDONLY)
        self._socket = listening = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        listening.setblocking(False)
        listening.bind(self._address(self._own))
        asyncio.get_running_loop().add_reader(listening, self._hear, listening)
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._socket is not None:
            asyncio.get_running_loop().remove_reader(self._socket)
            self._socket.close()
            self._socket = None
            (self._directory / self._own).unlink(missing_ok=True)
        if self._place >= 0:
            os.close(self._place)
            self._place = -1

    def tell(self, digest: bytes, places: tuple[Span, ...]) -> None:
        """The others may know this; nobody waits for them."""
        message = digest + b"".join(_SPAN.pack(*span) for span in places)
        if self._socket is None or len(message) > MESSAGE_BYTES_MAX:
            return
        for name in self._others():
            self._send(self._socket, message, name)

    def _others(self) -> list[str]:
        try:
            names = [path.name for path in self._directory.iterdir()]
        except OSError:  # Somebody has removed it: then nobody is there.
            return []
        return [name for name in names if name.endswith(SUFFIX) and name != self._own]

    def _send(self, sender: socket.socket, message: bytes, name: str) -> None:
        try:
            sender.sendto(message, self._address(name))
        except ConnectionRefusedError:  # Its worker was killed.
            (self._directory / name).unlink(missing_ok=True)
        except OSError:
            return  # It has gone since, or has enough to do.

    def _hear(self, listening: socket.socket) -> None:
        for _ in range(MESSAGES_AT_ONCE_MAX):
            with suppress(BlockingIOError):
                self._take(listening.recv(MESSAGE_BYTES_MAX))
                continue
            return

    def _take(self, message: bytes) -> None:
        digest, spans = message[:DIGEST_BYTES], message[DIGEST_BYTES:]
        if len(digest) == DIGEST_BYTES and len(spans) % _SPAN.size == 0:
            self._on_told(digest, tuple((start, end) for start, end in _SPAN.iter_unpack(spans)))

    def _address(self, name: str) -> str:
        """Short enough for every system's sockets, however long the directory's path is."""
        near = Path("/proc/self/fd") / str(self._place)
        return str((near if near.exists() else self._directory) / name)
