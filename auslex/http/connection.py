"""A client's connection: uvicorn's, with a bound on all that a client can make us wait for or keep.

What uvicorn does not do: time-outs for slow heads and slow readers, sizes of heads, refusals in our words, clients that
have closed one half of their connection, protocols nobody speaks.
"""

from __future__ import annotations

import asyncio
import socket
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

import httptools
from uvicorn._types import ASGI3Application
from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle
from uvicorn.server import ServerState

from auslex.assembly import Installation
from auslex.core.errors import BadRequest, Rejected, TooSlow
from auslex.http.acceptor import Acceptor
from auslex.http.admission import Admission
from auslex.http.answers import Written
from auslex.http.asgi import INSTALLATION, App, RequestContext
from auslex.http.heads import HEAD_BYTES_MAX, head_fault, too_large, without_upgrade
from auslex.http.refusals import Refusals
from auslex.http.sockets import bound_send_buffer, drop, is_reset, unsent_bytes

HEAD_SECONDS_MAX = 8.0  # For a request's head, from its first byte, or from the connection's beginning.
LINGER_SECONDS_MAX = 5.0  # For the rest of a body that nobody wants, so that the client gets to read the answer.
SENT_BYTES_MIN = 10_000
# After so long a client that has closed its half is asked whether it still listens; short answers are out by then.
ASK_AFTER_SECONDS = 0.1
LOOK_AGAIN_SECONDS = 0.2
PROCESSING = b"HTTP/1.1 102 Processing\r\n\r\n"  # Any client skips it: RFC 9110, section 15.2.

NO_REQUEST = "This is not a valid HTTP/1.1 request."

SHARED = "shared"


class _Refused(Exception):
    """Stops the parser: the connection has been told already."""


class _Dropped(list[tuple[bytes, bytes]]):
    """Where trailers go: nothing reads them, so nothing keeps them."""

    def append(self, item: tuple[bytes, bytes]) -> None:
        return None


@dataclass(frozen=True, slots=True)
class ConnectionOptions:
    """listener: where they come from. connections_max, requests_max: how many there may be in one worker.

    send_seconds_max: for 10 kB that wait for a client.
    """

    listener: socket.socket
    connections_max: int
    requests_max: int
    send_seconds_max: float


@dataclass(frozen=True, slots=True)
class Shared:
    """What the connections of a worker have in common."""

    admission: Admission
    refusals: Refusals


class _Spent(RequestResponseCycle):
    """Stands for a request that was answered before it was one; the rest of it is passed over."""

    def __init__(self) -> None:
        self.response_started = self.response_complete = True
        self.disconnected = False
        self.message_event = asyncio.Event()
        self.keep_alive = True


_SPENT = _Spent()


class ClientConnection(HttpToolsProtocol):
    """One connection of a client, over which any number of requests come."""

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
        *,
        options: ConnectionOptions,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._options = options
        self._shared = app_state.get(SHARED) or self._begin(config, app_state)
        self._answering: RequestResponseCycle | None = None
        self._head_due = True
        self._receiving = False
        self._unproductive_bytes = 0  # Received, and neither a body nor, so far, a whole head.
        self._deaf = False
        self._half_closed = False
        self._patience: asyncio.TimerHandle | None = None
        self._sending: asyncio.TimerHandle | None = None
        self._asking: asyncio.TimerHandle | None = None
        self._unsent_bytes = 0
        self._rests_since = 0.0

    @property
    def _busy(self) -> bool:
        return self._answering is not None and not self._answering.response_complete

    @property
    def _idle(self) -> bool:
        return not (self._busy or self._receiving or self.transport.is_closing())

    def _begin(self, config: Config, app_state: dict[str, Any]) -> Shared:
        """For the first connection of a worker."""
        installation: Installation = app_state[INSTALLATION]
        again = partial(type(self), config, self.server_state, app_state, options=self._options)
        acceptor = Acceptor(self._options.listener, self.loop, again)
        admission = Admission(self.loop, self.tasks, self._options.requests_max, acceptor.take)
        shared = app_state[SHARED] = Shared(admission, Refusals(installation.metrics, installation.log, self.loop))
        return shared

    # What the event loop calls.

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        bound_send_buffer(transport)
        self._patience = self.loop.call_later(HEAD_SECONDS_MAX, self._lose_patience)
        if len(self.connections) > self._options.connections_max:
            self._make_room()

    def data_received(self, data: bytes) -> None:
        if self._deaf:
            return
        self._unproductive_bytes += len(data)
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserUpgrade as upgrade:
            self._go_on_without_upgrade(memoryview(data)[upgrade.args[0] :])
        except httptools.HttpParserError:
            self._refuse(BadRequest(NO_REQUEST))
        if self._receiving or self._patience is not None:
            self._weigh(len(data))

    def _weigh(self, bytes_just_now: int) -> None:
        """Whether what is yet to come is waited for, and for how long."""
        if self._deaf:
            return
        if self._receiving and self._unproductive_bytes > HEAD_BYTES_MAX + bytes_just_now:
            self._refuse(too_large())
        elif not self._receiving or not (self._head_due or self.cycle.response_complete):
            self._have_patience()  # How long a body may take is its reader's concern.
        elif self._patience is None:
            self._patience = self.loop.call_later(HEAD_SECONDS_MAX, self._lose_patience)

    def eof_received(self) -> bool:  # type: ignore[override]
        """True keeps the connection: a client may close its half and still want the answer."""
        if self._deaf or self._receiving or not self._busy or self.scheme == "https":
            return False
        self._half_closed = True
        self._asking = self.loop.call_later(ASK_AFTER_SECONDS, self._ask)
        return True

    def connection_lost(self, exc: Exception | None) -> None:
        for timer in (self._patience, self._sending, self._asking, self.timeout_keep_alive_task):
            if timer is not None:
                timer.cancel()
        super().connection_lost(exc)
        if self._answering is not None and self._answering is not self.cycle:  # Others have come behind it.
            self._let_go(self._answering)

    def pause_writing(self) -> None:
        super().pause_writing()
        self._unsent_bytes = unsent_bytes(self.transport)
        if self._sending is None:
            self._sending = self.loop.call_later(self._options.send_seconds_max, self._look_at_sending)

    def resume_writing(self) -> None:
        super().resume_writing()
        if self._sending is not None:
            self._sending.cancel()
            self._sending = None

    # What the parser calls.

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._head_due = self._receiving = True
        self._unproductive_bytes = 0

    def on_headers_complete(self) -> None:
        method = self.parser.get_method()
        if method == b"POST" and self._shared.admission.is_full() and not (self._busy or self.parser.should_upgrade()):
            self._head_due = False
            self._put_off()
            return
        fault = head_fault(self.parser.get_http_version(), method, self.url, self.headers)
        if fault is not None:
            self._refuse(fault)
            raise _Refused
        if self.parser.should_upgrade():
            return
        self._head_due = False
        super().on_headers_complete()
        self.headers = _Dropped()

    def on_body(self, body: bytes) -> None:
        self._unproductive_bytes = 0
        super().on_body(body)

    def on_message_complete(self) -> None:
        if not self._head_due:
            self._receiving = False
            super().on_message_complete()
            if self.cycle is _SPENT:
                self.on_response_complete()

    # What the answer calls.

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        self._answering = cycle
        app = cast(ASGI3Application, Written(cast(App, app), cycle))
        if cycle.scope["method"] == "POST":
            self._shared.admission.admit(partial(self._start_unless_gone, cycle, app))
        else:
            super()._start_asgi_task(cycle, app)

    def _start_unless_gone(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        if not cycle.disconnected:
            super()._start_asgi_task(cycle, app)

    def on_response_complete(self) -> None:
        if self.pipeline or self.transport.is_closing():
            super().on_response_complete()
        else:
            self.server_state.total_requests += 1
            self.flow.resume_reading()
            self._rest()
        if self._half_closed and not self._busy:
            self.transport.close()
        elif self._receiving and self._patience is None:
            self._patience = self.loop.call_later(LINGER_SECONDS_MAX, self.transport.close)

    # Patience.

    def _unset_keepalive_if_required(self) -> None:
        """Nothing: its timer asks how long the connection has rested; a new one for each request would cost more."""

    def _rest(self) -> None:
        """Nothing is under way here, from now on."""
        self._rests_since = self.loop.time()
        if self.timeout_keep_alive_task is None:
            self._rest_for(self.timeout_keep_alive)

    def _rest_for(self, seconds: float) -> None:
        self.timeout_keep_alive_task = self.loop.call_later(seconds, self.timeout_keep_alive_handler)

    def timeout_keep_alive_handler(self) -> None:
        self.timeout_keep_alive_task = None
        rested = self.loop.time() - self._rests_since
        if self._busy or self._receiving:
            return  # It rests again after the answer.
        if rested < self.timeout_keep_alive:
            self._rest_for(self.timeout_keep_alive - rested)
            return
        super().timeout_keep_alive_handler()
        if self._sending is None:  # Whatever is still to be sent must not take for ever.
            self._sending = self.loop.call_later(self._options.send_seconds_max, drop, self.transport)

    def _have_patience(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None

    def _lose_patience(self) -> None:
        self._patience = None
        if self._busy:  # The next request is slow in coming; the present one is not to suffer for it.
            self._patience = self.loop.call_later(HEAD_SECONDS_MAX, self._lose_patience)
        elif self._receiving:
            self._refuse(TooSlow("The headers did not arrive in time. Send them faster."))
        else:
            self.transport.close()

    def _look_at_sending(self) -> None:
        """A client that takes next to nothing is gone, and so is what waits for it, upstream and all."""
        before, self._unsent_bytes = self._unsent_bytes, unsent_bytes(self.transport)
        if before - self._unsent_bytes < SENT_BYTES_MIN:
            drop(self.transport)
        else:
            self._sending = self.loop.call_later(self._options.send_seconds_max, self._look_at_sending)

    def _make_room(self) -> None:
        """Somebody who only waits goes, for somebody who may have something to say."""
        for other in self.connections:
            if isinstance(other, ClientConnection) and other is not self and other._idle:
                other.transport.abort()
                return
        self.transport.abort()

    # A client that has closed its half.

    def _ask(self) -> None:
        """Send what means nothing: whoever has closed for good answers with a reset, whoever listens skips it."""
        cycle = self._answering
        if cycle is None or self.transport.is_closing():
            return
        if not cycle.response_started:
            if cycle.scope["http_version"] != "1.1":  # An older client knows no such answer.
                self.transport.abort()
                return
            self.transport.write(PROCESSING)
        elif cycle.chunked_encoding and not cycle.response_complete:
            context: RequestContext | None = cycle.scope.get("auslex")  # type: ignore[assignment]
            if context is not None and context.filler:
                self.transport.write(b"%x\r\n%b\r\n" % (len(context.filler), context.filler))
        self._asking = self.loop.call_later(LOOK_AGAIN_SECONDS, self._look_for_reset)

    def _look_for_reset(self) -> None:
        """The event loop no longer reads from it, so nobody else would notice."""
        if self.transport.is_closing():
            return
        if is_reset(self.transport):
            self.transport.abort()
        else:
            self._asking = self.loop.call_later(LOOK_AGAIN_SECONDS, self._look_for_reset)

    # What is refused before it is a request.

    def _go_on_without_upgrade(self, rest: memoryview | None) -> None:
        """Serve the request as what it is besides, and each that follows in the same bytes; nobody here speaks another
        protocol.
        """
        while rest is not None:
            head = without_upgrade(self.parser.get_method(), self.url, self.headers)
            self.parser = httptools.HttpRequestParser(self)
            self._receiving = False
            rest = self._parse_behind(head, rest)

    def _parse_behind(self, head: bytes, rest: memoryview) -> memoryview | None:
        """Parse both; what comes behind the next request that asks for another protocol, if one does."""
        try:
            self.parser.feed_data(head)
            self.parser.feed_data(rest)
        except httptools.HttpParserUpgrade as upgrade:
            return rest[upgrade.args[0] :]
        except httptools.HttpParserError:
            self._refuse(BadRequest(NO_REQUEST))
        return None

    def _refuse(self, error: Rejected) -> None:
        """Answer what is not a request, and hear no more of it."""
        if self._deaf:
            return
        self._deaf = True
        self._have_patience()
        if self._busy:
            cycle = self._answering
            assert cycle is not None
            its_own = cycle is self.cycle and self._receiving and not self._head_due
            self._let_go(cycle)
            if cycle.response_started or not its_own:  # An answer is on its way, and not to this.
                self.transport.abort()
                return
        self.transport.write(self._shared.refusals.closing(error, self.server_state.default_headers))
        self.transport.write_eof()
        self.flow.resume_reading()  # Unread bytes would turn the closing into a reset, and the answer would be lost.
        self._patience = self.loop.call_later(LINGER_SECONDS_MAX, self.transport.close)

    def _put_off(self) -> None:
        """Refuse the request before it costs anything, and keep the connection: a new one would cost more."""
        self.cycle = self._answering = _SPENT
        self.transport.write(self._shared.refusals.putting_off())

    def _let_go(self, cycle: RequestResponseCycle) -> None:
        if not cycle.response_complete:
            cycle.disconnected = True
        cycle.message_event.set()
