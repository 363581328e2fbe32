"""What asyncio does not say or do about a connection's socket."""

from __future__ import annotations

import asyncio
import socket
import struct
import sys

SEND_BUFFER_BYTES = 256 << 10  # In the kernel, for each client: else a megabyte and more waits for one that is slow.
_RESET = struct.pack("ii", 1, 0)  # Linger for no time at all: what is unsent is dropped.


def bound_send_buffer(transport: asyncio.Transport) -> None:
    """Let the kernel keep no more than this for a client that reads slowly."""
    its_socket = _socket(transport)
    if its_socket.family != getattr(socket, "AF_UNIX", None):
        its_socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER_BYTES)


def is_reset(transport: asyncio.Transport) -> bool:
    """Whether the other side has answered with a reset, which nobody hears of where nothing is read or written."""
    return _socket(transport).getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) != 0


def unsent_bytes(transport: asyncio.Transport) -> int:
    """How much waits for the other side to take it, in the kernel (where it says so) and before it."""
    waiting = transport.get_write_buffer_size()
    if sys.platform == "linux":
        import fcntl
        import termios

        answer = fcntl.ioctl(_socket(transport).fileno(), termios.TIOCOUTQ, bytes(4))
        waiting += int.from_bytes(answer, sys.byteorder)
    return waiting


def drop(transport: asyncio.Transport) -> None:
    """Close at once, with a reset: whatever is unsent would only wait in the kernel for a client that takes nothing."""
    if not transport.is_closing():
        _socket(transport).setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
    transport.abort()


def _socket(transport: asyncio.Transport) -> socket.socket:
    found: socket.socket = transport.get_extra_info("socket")
    return found
