"""A request's head as bytes: RFC 9112, sections 3 and 5. Nothing that a value holds can become a header of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable

_METHOD = re.compile(r"[A-Z]+")
_TARGET = re.compile(r"/[!-~]*")
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_VALUE = re.compile(r"[\t\x20-\x7e\x80-\xff]*")


def encode_fields(fields: Iterable[tuple[str, str]]) -> bytes:
    """Header lines, each with its CRLF. Raises ValueError for what HTTP forbids, without repeating a value."""
    lines: list[str] = []
    for name, value in fields:
        if not _NAME.fullmatch(name):
            raise ValueError("a header's name has characters that HTTP forbids")
        if not _VALUE.fullmatch(value):
            raise ValueError(f"the header {name} has characters that HTTP forbids")
        lines.append(f"{name}: {value}\r\n")
    return "".join(lines).encode("latin-1")


class RequestHead:
    """What all requests of one kind have in common, encoded once. Raises ValueError for what HTTP forbids.

    target: path and query, encoded already. fields: all but Content-Length.
    """

    __slots__ = ("_start",)

    def __init__(self, method: str, target: str, fields: Iterable[tuple[str, str]]) -> None:
        if not _METHOD.fullmatch(method) or not _TARGET.fullmatch(target):
            raise ValueError("the method or the target has characters that HTTP forbids")
        self._start = f"{method} {target} HTTP/1.1\r\n".encode("ascii") + encode_fields(fields)

    def encode(self, body_length: int | None = None, fields: bytes = b"") -> bytes:
        """The head of one request. body_length: None for one without a body. fields: from `encode_fields`."""
        if body_length is None:
            return b"%b%b\r\n" % (self._start, fields)
        return b"%b%bContent-Length: %d\r\n\r\n" % (self._start, fields, body_length)
