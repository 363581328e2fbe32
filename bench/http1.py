"""The little of HTTP/1.1 (RFC 9112) that the mock upstream and the load generator speak: no sockets, no trailers."""

import re
from dataclasses import dataclass

CONTENT_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d+)")
CHUNKED = re.compile(rb"\r\ntransfer-encoding:[ \t]*chunked")
CLOSES = re.compile(rb"\r\nconnection:[ \t]*close")
MESSAGE_BYTES_MAX = 16 * 1024 * 1024  # A stray peer must not fill the memory of the machine that measures.


@dataclass(frozen=True, slots=True)
class Message:
    """A request or an answer; `head` is lower-cased and starts with the CRLF that ends the start line."""

    start_line: bytes
    head: bytes
    body: bytes

    @property
    def status(self) -> int:
        """The status code of an answer."""
        return int(self.start_line[9:12])

    @property
    def closes(self) -> bool:
        """Whether the sender closes the connection after this message."""
        return CLOSES.search(self.head) is not None


class MessageReader:
    """Cuts the bytes of one connection into messages; `answers` tells that a body may end with the connection."""

    def __init__(self, *, answers: bool) -> None:
        self._answers = answers
        self._buffer = bytearray()
        self._restart()

    def feed(self, data: bytes) -> list[Message]:
        """Returns the messages that are complete now; raises ValueError for bytes that are no HTTP/1.1."""
        self._buffer += data
        if len(self._buffer) > MESSAGE_BYTES_MAX:
            raise ValueError(f"a message is longer than {MESSAGE_BYTES_MAX} bytes")
        messages: list[Message] = []
        while self._buffer and (message := self._next()) is not None:
            messages.append(message)
        return messages

    def end(self) -> Message | None:
        """Returns the answer that the end of the connection completes, if any."""
        if not self._until_close:
            return None
        return self._finish(len(self._buffer), bytes(self._buffer[self._at :]))

    def _restart(self) -> None:
        self._at = 0  # Where the unread part of the body starts; 0 while the head is incomplete.
        self._start_line = b""
        self._head = b""
        self._body = bytearray()
        self._length: int | None = None
        self._until_close = False

    def _next(self) -> Message | None:
        if self._at == 0 and not self._read_head():
            return None
        if self._until_close:
            return None
        if self._length is None:
            return self._read_chunks()
        end = self._at + self._length
        if len(self._buffer) < end:
            return None
        return self._finish(end, bytes(self._buffer[self._at : end]))

    def _read_head(self) -> bool:
        end = self._buffer.find(b"\r\n\r\n")
        if end < 0:
            return False
        line_end = self._buffer.find(b"\r\n")
        self._start_line = bytes(self._buffer[:line_end])
        self._head = bytes(self._buffer[line_end:end]).lower()
        self._at = end + 4
        if CHUNKED.search(self._head) is not None:
            return True
        length = CONTENT_LENGTH.search(self._head)
        self._length = int(length[1]) if length else 0
        self._until_close = length is None and self._answers
        return True

    def _read_chunks(self) -> Message | None:
        while (line_end := self._buffer.find(b"\r\n", self._at)) >= 0:
            size = int(self._buffer[self._at : line_end].partition(b";")[0], 16)
            end = line_end + 2 + size
            if len(self._buffer) < end + 2:
                return None
            if size == 0:
                return self._finish(end + 2, bytes(self._body))
            self._body += self._buffer[line_end + 2 : end]
            self._at = end + 2
        return None

    def _finish(self, end: int, body: bytes) -> Message:
        message = Message(self._start_line, self._head, body)
        del self._buffer[:end]
        self._restart()
        return message
