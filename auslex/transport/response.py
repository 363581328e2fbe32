"""A response as it comes in: bytes are fed by the connection, and read by whoever asked. No socket.

llhttp (through httptools) reads the grammar of RFC 9112 strictly; what it leaves open is decided here: where a body
ends, how much may come without any body, and that one connection's response never runs over into the next.
"""

from __future__ import annotations

import asyncio
from typing import Protocol

from httptools import HttpParserError, HttpParserUpgrade, HttpResponseParser

from auslex.transport.errors import (
    BadResponse,
    ConnectionLost,
    ExchangeTimeout,
    ResponseCutOff,
    ResponseTooLarge,
    SilenceTimeout,
    TransportError,
)

HEAD_BYTES_MAX = 64 << 10  # Also for trailers and the like: what may come in a row without a byte of body.
FIELDS_MAX = 128  # OpenAI sends about 25.
BUFFER_BYTES_MAX = 256 << 10  # One read of the loop: a slow reader stops the sender after that.
PIECE_BYTES = 64  # What a piece takes beside its bytes, so that crumbs cannot fill the memory either.
REST_BYTES_MAX = 16 << 10  # What may follow after the reader has all it wants: the end of the chunked coding.
REST_SECONDS_MAX = 1.0  # A connection is cheap beside waiting longer for that.


class Flow(Protocol):
    """What a response asks of the connection it comes from."""

    def pause(self) -> None: ...

    def resume(self) -> None: ...

    def abandon(self, response: Response) -> None: ...


class Response:
    """One response. `status` and `headers` (lower-case names) are those of the final one, never of a 1xx.

    complete: the body has come to its end. error: why it never will. keep_alive: another request may follow.
    """

    def __init__(self, flow: Flow, loop: asyncio.AbstractEventLoop) -> None:
        self.status = 0
        self.headers: list[tuple[bytes, bytes]] = []
        self.complete = False
        self.keep_alive = False
        self.error: TransportError | None = None
        self._flow = flow
        self._loop = loop
        self._waiter: asyncio.Future[None] | None = None
        self._pieces: list[bytes] = []
        self._held_bytes = 0
        self._held_bytes_max = BUFFER_BYTES_MAX
        self._whole = False
        self._paused = False
        self._bodiless = False
        self._until_close = False
        self._head_bytes = 0
        self._fruitless_bytes = 0
        self._length: bytes | None = None
        self._coding: bytes | None = None
        self._arrived: list[bytes] = []
        self.on_body = self._arrived.append  # For the parser, which so calls no Python code for a body.
        self._parser: HttpResponseParser | None = HttpResponseParser(self)

    @property
    def begun(self) -> bool:
        """Some of it has come."""
        return bool(self.status or self._fruitless_bytes)

    def header(self, name: bytes) -> bytes | None:
        """The first header of this (lower-case) name."""
        for key, value in self.headers:
            if key == name:
                return value
        return None

    async def wait_for_head(self) -> None:
        """Return once `status` and `headers` are known; raises TransportError."""
        while not self.status:
            if self.error is not None:
                raise self.error
            await self._news()

    async def read(self) -> bytes:
        """What has come since the last time, at least a byte; b"" at the end. Raises TransportError."""
        while not self._pieces:
            if self.error is not None:
                raise self.error
            if self.complete:
                return b""
            await self._news()
        return self._take()

    async def read_all(self, bytes_max: int) -> bytes:
        """The body from here to its end. Raises TransportError, ResponseTooLarge if it is longer than allowed."""
        self._hold(bytes_max)
        while not self.complete:
            if self.error is not None:
                raise self.error
            await self._news()
        body = self._take()
        if len(body) > bytes_max:
            raise ResponseTooLarge("the response is longer than allowed")
        return body

    def close(self) -> None:
        """Read no more: the connection of an incomplete response is dropped at once. Repeats do nothing."""
        if not self.complete:
            self._flow.abandon(self)

    def finish(self) -> None:
        """As `close`, but where the end is only a moment away, it may still come, and the connection be kept."""
        if not self.complete and self.error is None:
            self._pieces.clear()
            self._held_bytes = 0
            self._hold(REST_BYTES_MAX)
            self._loop.call_later(REST_SECONDS_MAX, self.close)

    # What follows is for the connection.

    def feed(self, data: bytes) -> None:
        """Take in what was received; what is wrong with it stands in `error` afterwards."""
        assert self._parser is not None
        try:
            self._parser.feed_data(data)
        except (HttpParserError, HttpParserUpgrade):
            if self.complete:
                self.keep_alive = False  # More than was asked for: this response is whole, the next would not be ours.
            else:
                self.error = self.error or BadResponse("the response is not valid HTTP")
        if self._arrived:
            self._keep_arrived()
        else:
            self._fruitless_bytes += len(data)
            if self._fruitless_bytes > HEAD_BYTES_MAX and not self.complete:
                self.error = self.error or BadResponse("the response's head or its trailers are too large")
        if self.complete or self.error is not None:
            self._let_go()
        elif self.status and not self._whole:
            self._wake()

    def end(self) -> None:
        """The other side has sent all it will."""
        if self._until_close and self.error is None:
            self.complete = True
            self._let_go()
        else:
            self.lose()

    def lose(self) -> None:
        """The connection is gone."""
        if self.status:
            self.fail(ResponseCutOff("the connection was closed in the midst of the response"))
        else:
            self.fail(ConnectionLost("the connection was closed before the response"))

    def run_out_of_time(self, *, silent: bool) -> None:
        """Nothing has come for too long, or something all the time and never the end."""
        if silent:
            self.fail(SilenceTimeout("the other side was silent for too long"))
        else:
            self.fail(ExchangeTimeout("the response did not come to its end in time"))

    def fail(self, error: TransportError) -> None:
        """The rest will never come, for this reason; a first reason stands."""
        if not self.complete:
            self.error = self.error or error
            self._let_go()

    # What follows is called by the parser.

    def on_message_begin(self) -> None:
        if self.complete:
            raise BadResponse("the response is longer than it said")

    def on_header(self, name: bytes, value: bytes) -> None:
        if self.status:
            return  # A trailer.
        self._head_bytes += len(name) + len(value)
        if len(self.headers) == FIELDS_MAX or self._head_bytes > HEAD_BYTES_MAX:
            raise self._refused("the response's head is too large")
        name, value = name.lower(), value.rstrip(b" \t")  # llhttp trims the front alone.
        self.headers.append((name, value))
        if name == b"content-length":
            self._length = value
        elif name == b"transfer-encoding":
            if self._coding is not None:
                raise self._refused("the response has two transfer codings")
            self._coding = value

    def on_headers_complete(self) -> None:
        assert self._parser is not None
        status = self._parser.get_status_code()
        if status < 200:
            if status < 100 or status == 101:
                raise self._refused("the response has a status that was not asked for")
            self.headers.clear()  # 100, 103 and their like say nothing about the response itself.
            self._length = self._coding = None
            return
        if self._parser.get_http_version() not in ("1.1", "1.0"):
            raise self._refused("the response is not HTTP/1.1")
        if self._coding is not None and (self._length is not None or self._coding.lower() != b"chunked"):
            raise self._refused("the response's length is ambiguous")
        self.status = status
        if status in (204, 304):  # These have no body, whatever their headers say.
            self._bodiless = self.complete = True
            self.keep_alive = self._coding is None and self._length in (None, b"0")
        else:
            self._until_close = self._coding is None and self._length is None

    def on_message_complete(self) -> None:
        assert self._parser is not None
        if self._bodiless:
            self.keep_alive = self.keep_alive and self._parser.should_keep_alive()
        elif self.status:
            self.complete = True
            self.keep_alive = self._parser.should_keep_alive()

    def _refused(self, message: str) -> BadResponse:
        self.error = BadResponse(message)
        return BadResponse(message)  # Raised through the parser, which turns it into an error of its own.

    def _keep_arrived(self) -> None:
        arrived = self._arrived
        self._fruitless_bytes = 0
        if self._bodiless:
            arrived.clear()
            return
        piece = arrived[0] if len(arrived) == 1 else b"".join(arrived)
        arrived.clear()
        self._pieces.append(piece)
        self._held_bytes += len(piece) + PIECE_BYTES
        if self._held_bytes > self._held_bytes_max:
            self._stop_holding()

    def _stop_holding(self) -> None:
        if self.complete or self.error is not None:
            return
        if self._whole:
            self.error = ResponseTooLarge("the response is longer than allowed")
        elif not self._paused:
            self._paused = True
            self._flow.pause()

    def _hold(self, bytes_max: int) -> None:
        """From now on, keep what comes until all is there."""
        self._whole = True
        self._held_bytes_max = bytes_max + PIECE_BYTES
        self._flow_on()

    def _let_go(self) -> None:
        """No more will come: the connection is no longer ours, and the parser, which holds us as we hold it, can go."""
        self._parser = None
        self._paused = False
        self._wake()

    def _take(self) -> bytes:
        pieces = self._pieces
        body = pieces[0] if len(pieces) == 1 else b"".join(pieces)
        pieces.clear()
        self._held_bytes = 0
        self._flow_on()
        return body

    def _flow_on(self) -> None:
        if self._paused:
            self._paused = False
            self._flow.resume()

    def _news(self) -> asyncio.Future[None]:
        """Done as soon as there is something to look at; no coroutine, which each chunk of a stream would pay for."""
        self._waiter = self._loop.create_future()
        return self._waiter

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)
