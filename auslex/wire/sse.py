"""Server-sent events, incrementally: https://html.spec.whatwg.org/multipage/server-sent-events.html

The decoder keeps each event's own bytes beside its data, so that what nobody changed is relayed byte for byte.
"""

from __future__ import annotations

import re
from typing import NamedTuple

EVENT_BYTES_MAX = 1 << 20  # A delta of a megabyte is no delta; beyond it memory would be the upstream's to fill.

DONE = b"data: [DONE]\n\n"

_BLANK_LINE = re.compile(rb"\r\n\r\n|\n\n|\r\r|\n\r\n|\r\n\n|\r\n\r(?!\n)")
_LINE_END = re.compile(rb"\r\n|\n|\r")
_BOM = b"\xef\xbb\xbf"


class ServerSentEvent(NamedTuple):
    """raw: the event's bytes with its closing blank line; data: its data lines joined by newlines."""

    raw: bytes
    data: bytes


class EventTooLarge(ValueError):
    """One event is larger than EVENT_BYTES_MAX."""


class SseDecoder:
    """Bytes in any pieces in, events out; comments and fields other than data stay in `raw` alone."""

    def __init__(self) -> None:
        self._tail = bytearray()
        self._scanned = 0  # So much of the tail is known to hold no blank line.
        self._started = False

    @property
    def pending(self) -> bool:
        """True while bytes of an unfinished event wait: at the end of a stream, it was cut."""
        return bool(self._tail.strip())

    def feed(self, piece: bytes) -> list[ServerSentEvent]:
        """Events completed by this piece, in order. Raises EventTooLarge."""
        if self._started and not self._tail and b"\r" not in piece:
            *blocks, rest = piece.split(b"\n\n")  # The usual case: whole events, plain line ends.
            self._tail += rest
            events = [_event(block, block + b"\n\n") for block in blocks]
        else:
            self._tail += piece
            if not self._started:
                self._skip_bom()
            events = self._split_tail()
        if len(self._tail) > EVENT_BYTES_MAX:
            raise EventTooLarge(f"an event is larger than {EVENT_BYTES_MAX} bytes")
        return [event for event in events if event is not None]

    def _skip_bom(self) -> None:
        if len(self._tail) >= len(_BOM) or not _BOM.startswith(self._tail):
            self._started = True
            if self._tail.startswith(_BOM):
                del self._tail[: len(_BOM)]

    def _split_tail(self) -> list[ServerSentEvent | None]:
        """Each byte is looked at once, however small the pieces: only the last three may begin a blank line."""
        events: list[ServerSentEvent | None] = []
        if not self._started:
            return events
        tail, start = self._tail, 0
        for match in _BLANK_LINE.finditer(tail, max(0, self._scanned - 3)):
            if match.end() == len(tail) and match.group().endswith(b"\r"):
                break  # The next piece may begin with the newline that belongs to this carriage return.
            events.append(_event(bytes(tail[start : match.start()]), bytes(tail[start : match.end()])))
            start = match.end()
        del tail[:start]
        self._scanned = len(tail)
        return events


def _event(block: bytes, raw: bytes) -> ServerSentEvent | None:
    """None for a block without data: a comment, or a lone field."""
    if block.startswith(b"data: ") and b"\n" not in block and b"\r" not in block:
        return ServerSentEvent(raw, block[6:])
    data = [
        line[5:].removeprefix(b" ") if line.startswith(b"data:") else b""
        for line in _LINE_END.split(block)
        if line.startswith(b"data:") or line == b"data"
    ]
    return ServerSentEvent(raw, b"\n".join(data)) if data else None


def encode_event(data: bytes, event: str | None = None) -> bytes:
    """One event; `data` must hold no line break (JSON never does)."""
    name = b"event: " + event.encode() + b"\n" if event else b""
    return name + b"data: " + data + b"\n\n"
