"""One connection: a request out, its response in, and the next only then."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Protocol

from auslex.transport.response import Response

JOINED_BYTES_MAX = 64 << 10  # Up to here, copying a body behind its head costs less than a second write.


class Keeper(Protocol):
    """Who keeps connections: told when one may be used again, and when one is gone."""

    def keep(self, connection: Connection) -> None: ...

    def forget(self, connection: Connection) -> None: ...


@dataclass(frozen=True, slots=True)
class Patience:
    """The longest silence while a response is due, how long a whole exchange may take, from the first byte of a request
    to the last of its response, and how long a connection without work is kept, in seconds.
    """

    silence_seconds_max: float
    exchange_seconds_max: float
    idle_seconds_max: float


class Connection(asyncio.Protocol):
    """An HTTP/1.1 connection as its client. used: it has carried a response already."""

    def __init__(self, keeper: Keeper, patience: Patience, loop: asyncio.AbstractEventLoop) -> None:
        self.is_open = False
        self.used = False
        self._keeper = keeper
        self._loop = loop
        self._transport: asyncio.Transport | None = None
        self._response: Response | None = None
        self._silence_seconds_max = patience.silence_seconds_max
        self._exchange_seconds_max = patience.exchange_seconds_max
        self._idle_seconds_max = patience.idle_seconds_max
        self._look_seconds_max = min(
            patience.silence_seconds_max, patience.exchange_seconds_max, self._idle_seconds_max
        )
        self._quiet_since = 0.0
        self._began_at = 0.0
        self._unsent_bytes = 0
        self._paused = False
        self._timer: asyncio.TimerHandle | None = None

    def send(self, head: bytes, body: bytes) -> Response:
        """Send a request whose head says how long its body is; only for one without a response under way."""
        assert self._transport is not None and self._response is None
        response = self._response = Response(self, self._loop)
        self._quiet_since = self._began_at = self._loop.time()
        if len(body) <= JOINED_BYTES_MAX:
            self._transport.write(head + body)
        else:
            self._transport.write(head)
            self._transport.write(body)
            self._unsent_bytes = self._transport.get_write_buffer_size()
        return response

    def drop(self) -> None:
        """Close at once; a response under way has failed. Repeats do nothing."""
        if not self.is_open:
            return
        self.is_open = False
        assert self._transport is not None and self._timer is not None
        self._timer.cancel()
        self._transport.abort()
        response, self._response = self._response, None
        if response is not None:
            response.lose()
        self._keeper.forget(self)

    # What follows is called by the response.

    def pause(self) -> None:
        """Let the other side wait."""
        if self.is_open and not self._paused:
            assert self._transport is not None
            self._paused = True
            self._transport.pause_reading()

    def resume(self) -> None:
        """Read on; the time in between was ours, and is not held against the other side."""
        if self.is_open and self._paused:
            assert self._transport is not None
            self._paused = False
            self._quiet_since = self._loop.time()
            self._transport.resume_reading()

    def abandon(self, response: Response) -> None:
        """Nobody wants the rest of this response."""
        if self._response is response:
            self.drop()

    # What follows is called by the event loop.

    # uvloop's transports are no asyncio.Transport by class, so an isinstance would refuse them.
    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        self._transport = transport
        self.is_open = True
        self._quiet_since = self._loop.time()
        self._arm(self._look_seconds_max)

    def data_received(self, data: bytes) -> None:
        response = self._response
        if response is None:
            self.drop()  # Nobody asked. Whatever it is, the next request must not get it for an answer.
            return
        self._quiet_since = self._loop.time()
        response.feed(data)
        if response.complete:
            self._conclude(response)
        elif response.error is not None:
            self.drop()

    def eof_received(self) -> None:
        if self._response is not None:
            self._response.end()
        self.drop()

    def connection_lost(self, error: Exception | None) -> None:
        self.drop()

    def _conclude(self, response: Response) -> None:
        """Keep the connection, unless either side has something left to say or says that this was the last."""
        assert self._transport is not None
        self._response = None
        self.used = True
        if not response.keep_alive or self._transport.get_write_buffer_size():
            self.drop()
            return
        self.resume()
        self._keeper.keep(self)

    def _arm(self, seconds: float) -> None:
        self._timer = self._loop.call_later(seconds, self._look)

    def _look(self) -> None:
        """One timer for each connection, set anew when it goes off: at the earliest when a limit can have passed."""
        now = self._loop.time()
        busy = self._response is not None
        if busy and (self._paused or self._has_sent()):
            self._quiet_since = now
        left = self._quiet_since + (self._silence_seconds_max if busy else self._idle_seconds_max) - now
        in_all = self._began_at + self._exchange_seconds_max - now if busy else left
        if left > 0 and in_all > 0:
            self._arm(max(0.001, min(left, in_all, self._look_seconds_max)))
            return
        if self._response is not None:
            self._response.run_out_of_time(silent=left <= 0)
        self.drop()

    def _has_sent(self) -> bool:
        """Whether some of a long body has left since the last look."""
        if not self._unsent_bytes:
            return False
        assert self._transport is not None
        before, self._unsent_bytes = self._unsent_bytes, self._transport.get_write_buffer_size()
        return self._unsent_bytes < before
