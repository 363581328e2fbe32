"""Structured log events, written without ever making a request wait.

An event has a name and fields, never a sentence, and never any text of a request, an answer or a key. Lines go through
a bounded queue to a thread of their own: when whoever reads them stops reading, lines are dropped and counted.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Mapping, MutableMapping
from datetime import datetime
from typing import IO

import msgspec
import structlog

QUEUE_LINES_MAX = 10_000
DRAIN_SECONDS_MAX = 2.0  # How long closing waits for a reader that has stopped reading.


class Outlet:
    """A bounded queue in front of a stream, emptied by a daemon thread."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream
        self._lines: queue.Queue[str | None] = queue.Queue(QUEUE_LINES_MAX)
        self.dropped = 0
        self._thread = threading.Thread(target=self._run, name="log", daemon=True)
        self._thread.start()

    def msg(self, line: str) -> None:
        """Take a line on; drop it when the queue is full."""
        try:
            self._lines.put_nowait(line)
        except queue.Full:
            self.dropped += 1

    debug = info = warning = error = critical = msg

    def close(self) -> None:
        """Write what is queued, within bounds."""
        try:
            self._lines.put(None, timeout=DRAIN_SECONDS_MAX)
        except queue.Full:
            return
        self._thread.join(DRAIN_SECONDS_MAX)

    def _run(self) -> None:
        while True:
            pieces = [self._lines.get()]
            while not self._lines.empty() and len(pieces) < 100:
                pieces.append(self._lines.get())
            text = "".join(piece + "\n" for piece in pieces if piece is not None)
            try:
                self._stream.write(text)
                self._stream.flush()
            except (OSError, ValueError):
                self.dropped += len(pieces)  # The reader is gone; requests go on without a log.
            if None in pieces:
                return


class Log:
    """What the product calls: `log.info("limit.refused", limit=...)`."""

    def __init__(self, stream: IO[str], level: str, *, human: bool) -> None:
        self._outlet = Outlet(stream)
        self._logger = structlog.wrap_logger(
            self._outlet,
            processors=[
                structlog.processors.add_log_level,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
                _human_line if human else _json_line,
            ],
            wrapper_class=structlog.make_filtering_bound_logger(level.lower()),
            cache_logger_on_first_use=True,
        )
        self.info = self._logger.info
        self.warning = self._logger.warning
        self.error = self._logger.error

    @property
    def dropped(self) -> int:
        """Lines that could not be written."""
        return self._outlet.dropped

    def event(self, name: str, fields: Mapping[str, object]) -> None:
        """An event whose fields are not known to the caller."""
        self._logger.info(name, **fields)

    def close(self) -> None:
        self._outlet.close()


_encode = msgspec.json.Encoder(enc_hook=str).encode


def _json_line(_logger: object, _method: str, event: MutableMapping[str, object]) -> str:
    return _encode(event).decode()


def _human_line(_logger: object, _method: str, event: MutableMapping[str, object]) -> str:
    moment = datetime.fromisoformat(str(event.pop("timestamp"))).astimezone()
    level, name = str(event.pop("level")), str(event.pop("event"))
    mark = "" if level == "info" else f"{level.upper()} "
    if name == "http.request":
        return f"{moment:%H:%M:%S} {mark}{_request_words(event)}"
    words = " ".join(f"{key}={_printable(value)}" for key, value in event.items() if value not in ("", None))
    return f"{moment:%H:%M:%S} {mark}{name} {words}".rstrip()


def _request_words(event: MutableMapping[str, object]) -> str:
    words = [f"{event['method']} {_printable(event['path'])} {event['status']}"]
    if event.get("model"):
        words.append(_printable(event["model"]))
    if event.get("prompt_tokens") is not None:
        words.append(f"{event['prompt_tokens']}+{event['completion_tokens']} tokens ${event['cost_usd']}")
    if event.get("code"):
        words.append(_printable(event["code"]))
    words.append(f"{event['milliseconds']} ms")
    words.append(str(event["request_id"]))
    return " ".join(words)


def _printable(value: object) -> str:
    """No control character reaches a terminal."""
    return "".join(character if character.isprintable() else "?" for character in str(value))
