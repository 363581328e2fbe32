"""The model calls as raw ASGI: chat completions, responses, embeddings."""

from __future__ import annotations

import asyncio

from auslex.assembly import Installation
from auslex.caching.repeats import KeptAnswer
from auslex.core.calls import Call, Endpoint
from auslex.core.errors import AuslexError
from auslex.core.events import Event, Frames, Whole
from auslex.core.principal import Principal
from auslex.core.principal import Scope as KeyScope
from auslex.http.asgi import (
    JSON_HEADERS,
    STREAM_HEADERS,
    App,
    ClientGone,
    Receive,
    Scope,
    Send,
    context_of,
    header,
    read_body,
    respond,
)
from auslex.http.errors import error_frame
from auslex.http.limits import limit_headers
from auslex.http.repeats import replay_headers, turn
from auslex.http.rounds import after
from auslex.http.streams import KEEP_ALIVE, KeptAlive
from auslex.identity.scopes import require
from auslex.pipeline.exchange import Exchange
from auslex.wire.requests import parse

# Nobody notices an abort sooner than this, and most short answers are out before a watch would cost anything.
WATCH_AFTER_SECONDS = 0.1


def model_call(installation: Installation, endpoint: Endpoint) -> App:
    """The ASGI application that serves this endpoint."""
    settings = installation.settings
    bytes_max = int(settings.max_request_size_mb * (1 << 20))

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        principal = await authenticated(installation, scope, KeyScope.INFERENCE)  # Before the body is read.
        call = parse(endpoint, await read_body(scope, receive, bytes_max), installation.requests)
        exchange = begin(installation, scope, principal, call)
        async with ClientWatch(receive), turn(installation, scope, exchange, endpoint, call.payload) as answer:
            if answer is None:
                await _run(installation, scope, exchange, send)
            else:
                await respond(send, 200, (*replay_headers(answer), *exchange_headers(exchange)), answer.body)

    return serve


async def _run(installation: Installation, scope: Scope, exchange: Exchange, send: Send) -> None:
    async with installation.gateway.passage(exchange) as events:
        first = await anext(events)
        if isinstance(first, Whole):
            if exchange.turn is not None:
                await installation.repeating.keep(exchange.turn, KeptAnswer(False, first.body))
            await respond(send, 200, (*JSON_HEADERS, *exchange_headers(exchange)), first.body)
            return
        context_of(scope).filler = KEEP_ALIVE
        await _start_stream(send, exchange)
        try:
            async with KeptAlive(send, installation.settings.auslex_keep_alive) as alive:
                await _send_frames(send, exchange, first, alive)
                async for event in events:
                    await _send_frames(send, exchange, event, alive)
            if exchange.turn is not None:
                await installation.repeating.keep(exchange.turn, exchange.turn.stream())
            await send({"type": "http.response.body", "body": b""})
        except AuslexError as error:
            await _end_broken_stream(send, exchange.call.endpoint, error)
            raise


async def authenticated(installation: Installation, scope: Scope, needed: KeyScope | None = None) -> Principal:
    """The caller of this request; raises Unauthenticated, or Forbidden where it lacks what is needed."""
    principal = await installation.access.authenticator.authenticate(header(scope, b"authorization"))
    context = context_of(scope)
    context.key_id, context.tenant = principal.key_id, principal.tenant
    if needed is not None:
        require(principal, needed)
    return principal


def begin(installation: Installation, scope: Scope, principal: Principal, call: Call) -> Exchange:
    """The exchange of this request, also for its log line."""
    context = context_of(scope)
    deadline = installation.gateway.deadline(context.started_at)
    installation.security.came_from(principal.tenant, principal.key_id, context.id, context.client)
    context.exchange = Exchange(context.id, principal, call, context.started_at, deadline)
    return context.exchange


async def _start_stream(send: Send, exchange: Exchange) -> None:
    headers = [*STREAM_HEADERS, *exchange_headers(exchange)]
    await send({"type": "http.response.start", "status": 200, "headers": headers})


async def _send_frames(send: Send, exchange: Exchange, event: Event, alive: KeptAlive) -> None:
    if isinstance(event, Frames) and event.frames:
        alive.sent()
        body = b"".join([frame.raw for frame in event.frames])
        if exchange.turn is not None:
            exchange.turn.note(body)
        await send({"type": "http.response.body", "body": body, "more_body": True})


async def _end_broken_stream(send: Send, endpoint: Endpoint, error: AuslexError) -> None:
    frame = error_frame(error, responses=endpoint is Endpoint.RESPONSES)
    await send({"type": "http.response.body", "body": frame, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


class ClientWatch:
    """Cancels the surrounded work when the client leaves, and turns that cancellation into ClientGone."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._gone = False
        self._watch: asyncio.Task[None] | None = None

    async def __aenter__(self) -> None:
        worker = asyncio.current_task()
        assert worker is not None
        self._worker = worker
        self._beginning = after(WATCH_AFTER_SECONDS, self._start)

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        self._beginning.cancel()
        if self._watch is not None:
            self._watch.cancel()
        if self._gone and isinstance(error, asyncio.CancelledError):
            self._worker.uncancel()
            raise ClientGone from None

    def _start(self) -> None:
        self._watch = asyncio.get_running_loop().create_task(self._wait())

    async def _wait(self) -> None:
        message = await self._receive()
        if message["type"] == "http.disconnect":
            self._gone = True
            self._worker.cancel()


def exchange_headers(exchange: Exchange) -> list[tuple[bytes, bytes]]:
    """What the caller is told beside the answer: what served it, and where its limits stand."""
    headers = limit_headers(exchange.standing)
    if exchange.served_model:
        headers.append(
            (b"x-auslex-served-by", f"{exchange.served_by}/{exchange.served_model}".encode("latin-1", "replace"))
        )
        headers.append((b"x-auslex-attempts", str(exchange.attempts).encode()))
    if exchange.stale_seconds is not None:
        headers += [(b"x-auslex-stale", b"true"), (b"age", b"%d" % exchange.stale_seconds)]
    if exchange.output_cap_lowered is not None:
        headers.append((b"x-auslex-max-tokens", str(exchange.output_cap_lowered).encode()))
    return headers
