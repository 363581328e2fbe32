"""Structured log events, written without ever making a request wait.

An event has a name and fields, never a sentence, and never any text of a request, an answer or a key. Events go through
a bounded queue to a thread of their own: when whoever reads the lines stops reading, events are dropped and counted.
"""

from __future__ import annotations

import re
import threading
import time
from collections import deque
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import IO

import msgspec

QUEUE_EVENTS_MAX = 10_000
GATHER_SECONDS = 0.02  # The thread wakes at most fifty times a second, however many events there are.
DRAIN_SECONDS_MAX = 2.0  # How long closing waits for a reader that has stopped reading.
LEVELS = {"DEBUG": 10, "INFO": 20, "WARNING": 30, "ERROR": 40}

_encode = msgspec.json.Encoder(enc_hook=str).encode
# What JSON may hold as it is, and a terminal obeys: delete, the C1 controls, line ends, and marks that turn text round.
_OBEYED = re.compile("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


class LogEvent(msgspec.Struct, frozen=True):
    """One event. `at`: seconds since the epoch."""

    at: float
    level: str
    name: str
    fields: Mapping[str, object]


class Log:
    """What the product calls: `log.info("limit.refused", limit=...)`. The thread starts with the first event.

    human: lines for people instead of JSON.
    """

    def __init__(self, stream: IO[str], level: str, *, human: bool) -> None:
        self._stream = stream
        self._least = LEVELS[level]
        self._line = human_line if human else json_line
        self._events: deque[LogEvent] = deque()
        self._wake = threading.Event()
        self._closing = False
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()
        self.dropped = 0

    def info(self, name: str, **fields: object) -> None:
        """Something worth a line."""
        self._take("INFO", name, fields)

    def warning(self, name: str, **fields: object) -> None:
        """Something an operator should look at some time."""
        self._take("WARNING", name, fields)

    def error(self, name: str, **fields: object) -> None:
        """Something of ours is broken."""
        self._take("ERROR", name, fields)

    def event(self, name: str, fields: Mapping[str, object]) -> None:
        """An event whose fields are not known to the caller."""
        self._take("INFO", name, fields)

    def close(self) -> None:
        """Write what is queued, within bounds; later events are dropped."""
        self._closing = True
        self._wake.set()
        if self._thread is not None:
            self._thread.join(DRAIN_SECONDS_MAX)

    def _take(self, level: str, name: str, fields: Mapping[str, object]) -> None:
        if LEVELS[level] < self._least:
            return
        if self._closing or len(self._events) >= QUEUE_EVENTS_MAX:
            self.dropped += 1
            return
        self._events.append(LogEvent(time.time(), level, name, fields))
        if not self._wake.is_set():
            if self._thread is None:
                self._start()
            self._wake.set()

    def _start(self) -> None:
        with self._starting:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="log", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        while not self._closing:
            self._wake.wait()
            if not self._closing:
                time.sleep(GATHER_SECONDS)
            self._wake.clear()  # Before emptying: what comes meanwhile wakes us again.
            self._write()
        self._write()

    def _write(self) -> None:
        taken: list[LogEvent] = []
        while self._events:
            taken.append(self._events.popleft())
        try:
            self._stream.write("".join(self._line(event) + "\n" for event in taken))
            self._stream.flush()
        except (OSError, ValueError):
            self.dropped += len(taken)  # The reader is gone; requests go on without a log.


def json_line(event: LogEvent) -> str:
    """One JSON object, with `timestamp`, `level` and `event` first; no control character stands in it as it is."""
    moment = datetime.fromtimestamp(event.at, UTC).isoformat(timespec="milliseconds")
    line = _encode({"timestamp": moment, "level": event.level.lower(), "event": event.name, **event.fields}).decode()
    if line.isascii() and "\x7f" not in line:  # Almost all are; the search costs fifty times as much.
        return line
    return _OBEYED.sub(lambda mark: f"\\u{ord(mark.group()):04x}", line)


def human_line(event: LogEvent) -> str:
    """A line for a terminal; no control character of anybody's reaches it."""
    moment = datetime.fromtimestamp(event.at).astimezone()
    mark = "" if event.level == "INFO" else f"{event.level} "
    if event.name == "http.request":
        return f"{moment:%H:%M:%S} {mark}{_request_words(event.fields)}"
    words = [f"{key}={_printable(value)}" for key, value in event.fields.items() if value not in ("", None)]
    return f"{moment:%H:%M:%S} {mark}{' '.join([event.name, *words])}"


def _request_words(fields: Mapping[str, object]) -> str:
    words = [f"{fields['method']} {_printable(fields['path'])} {fields['status']}"]
    if fields.get("model"):
        words.append(_printable(fields["model"]))
    if fields.get("prompt_tokens") is not None:
        words.append(f"{fields['prompt_tokens']}+{fields['completion_tokens']} tokens ${fields['cost_usd']}")
    if fields.get("code"):
        words.append(_printable(fields["code"]))
    words.append(f"{fields['milliseconds']} ms")
    words.append(str(fields["request_id"]))
    return " ".join(words)


def _printable(value: object) -> str:
    text = str(value)
    return text if text.isprintable() else "".join(mark if mark.isprintable() else "?" for mark in text)
