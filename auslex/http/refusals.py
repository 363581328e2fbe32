"""Answers to what never becomes a request of ours, as bytes."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from uvicorn.protocols.http.httptools_impl import STATUS_LINE

from auslex.core.errors import Rejected, TooBusy
from auslex.http.asgi import Headers, new_request_id
from auslex.http.edge import SECURITY_HEADERS
from auslex.http.errors import HttpError, to_http
from auslex.observing.logs import Log
from auslex.observing.metrics import Metrics

TELL_SECONDS = 1.0
ID = b"{id}"
CLOSING = ((b"connection", b"close"),)


class Refusals:
    """Makes them; each is counted and has an id, and those of a crowd are told of together."""

    def __init__(self, metrics: Metrics, log: Log, loop: asyncio.AbstractEventLoop) -> None:
        self._metrics = metrics
        self._log = log
        self._loop = loop
        self._put_off = 0
        busy = to_http(TooBusy("This server has more to do than it can. Try again in a second."))
        self._busy_before_id, self._busy_after_id = _encode(busy, ((b"x-request-id", ID),)).split(ID)

    def closing(self, error: Rejected, server_headers: Sequence[tuple[bytes, bytes]]) -> bytes:
        """The last answer on a connection."""
        sent, request_id = to_http(error), new_request_id()
        self._metrics.refused("other", sent.status, sent.code, 1)
        self._log.info("http.refused", request_id=request_id, status=sent.status, code=sent.code)
        return _encode(sent, (*server_headers, *CLOSING, (b"x-request-id", request_id.encode())))

    def putting_off(self) -> bytes:
        """503 for one of a crowd; costs as little as may be."""
        if not self._put_off:
            self._loop.call_later(TELL_SECONDS, self._tell)
        self._put_off += 1
        return self._busy_before_id + new_request_id().encode() + self._busy_after_id

    def _tell(self) -> None:
        count, self._put_off = self._put_off, 0
        self._metrics.refused("POST", 503, TooBusy.code, count)
        self._log.warning("http.put_off", requests=count)


def _encode(sent: HttpError, more: Headers) -> bytes:
    headers = (*more, *sent.headers, *SECURITY_HEADERS, (b"content-length", b"%d" % len(sent.body)))
    return STATUS_LINE[sent.status] + b"".join(b"%b: %b\r\n" % header for header in headers) + b"\r\n" + sent.body
