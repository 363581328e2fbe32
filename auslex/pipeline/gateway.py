"""The gateway: every model call goes through here, whoever makes it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from types import TracebackType

from auslex.accounting.accountant import Accountant
from auslex.caching.stand_ins import NoStandIns, StandIn, StandIns
from auslex.core.clock import Clock
from auslex.core.errors import NotFound, UpstreamError
from auslex.core.events import Event, Frames
from auslex.pipeline.attempts import Attempt, Attempts
from auslex.pipeline.background import Background
from auslex.pipeline.exchange import Exchange
from auslex.pipeline.guards import Guard
from auslex.resilience.capabilities import able, needs
from auslex.resilience.recovery import is_callers
from auslex.resilience.resilient import Resilient, Route, Served
from auslex.wire.endings import ended_by_itself


class Gateway:
    """Guards in running order, then the attempts. `async with` opens the resources and closes them.

    resources: what must be open while requests run, in opening order.
    """

    def __init__(
        self,
        *,
        clock: Clock,
        guards: Sequence[Guard],
        attempts: Attempts,
        resilient: Resilient,
        accountant: Accountant,
        background: Background,
        resources: Sequence[AbstractAsyncContextManager[object]],
        timeout_seconds: float,
        stand_ins: StandIns | None = None,
    ) -> None:
        self.accountant = accountant
        self.resilient = resilient
        self.upstreams = attempts.upstreams
        self.clock = clock
        self._guards = guards
        self._attempts = attempts
        self._background = background
        self._resources = resources
        self._timeout_seconds = timeout_seconds
        self._stand_ins = stand_ins or NoStandIns()
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Gateway:
        async with AsyncExitStack() as stack:
            for resource in self._resources:
                await stack.enter_async_context(resource)
            stack.push_async_callback(self._background.drain)
            self._stack = stack.pop_all()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stack.aclose()

    def passage(self, exchange: Exchange) -> Passage:
        """The exchange's way through, as a context manager over its events."""
        return Passage(exchange, self._guards, self._attempts, self.resilient, self._stand_ins, self.clock)

    def deadline(self, started_at: float) -> float:
        """Until when an attempt for a request that came now may start; monotonic seconds."""
        return started_at + self._timeout_seconds


class Passage:
    """One exchange passing the guards: `async with passage as events` admits it, leaving concludes it.

    Iterating `events` raises Rejected, Unavailable or UpstreamError; an error before the first event leaves the caller
    free to answer with a status. Not reentrant.
    """

    def __init__(
        self,
        exchange: Exchange,
        guards: Sequence[Guard],
        attempts: Attempts,
        resilient: Resilient,
        stand_ins: StandIns,
        clock: Clock,
    ) -> None:
        self._exchange = exchange
        self._guards = guards
        self._attempts = attempts
        self._resilient = resilient
        self._stand_ins = stand_ins
        self._clock = clock
        self._collector = stand_ins.collector()
        self._admitted = 0
        self._broken = False
        self._served: Served[Attempt] | None = None

    async def __aenter__(self) -> AsyncIterator[Event]:
        try:
            for guard in self._guards:
                await guard.admit(self._exchange)
                self._admitted += 1
        except BaseException:
            self._leave()
            raise
        return self._events()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._leave()

    async def _events(self) -> AsyncIterator[Event]:
        exchange = self._exchange
        if exchange.cached is not None:
            for event in exchange.cached:
                yield self._seen(event)
            return
        try:
            served = await self._serve()
        except UpstreamError as error:
            answer = self._stand_in(error)
            if answer is None:
                raise
            for event in answer.events:
                yield self._seen(event)
            return
        attempt = served.value
        self._collect(attempt.first)
        if attempt.finished:
            self._keep()
        yield self._seen(attempt.first)
        if attempt.finished:
            return
        try:
            async for event in attempt.answer:
                self._attempts.note(attempt, event)
                self._collect(event)
                yield self._seen(event)
        except UpstreamError as error:
            self._broken = True
            self._resilient.broke(served, error)
            exchange.failures.append(error.failure)
            raise
        attempt.finished = True
        self._keep()

    def _stand_in(self, error: UpstreamError) -> StandIn | None:
        """The answer of earlier to the same request, if the fault is the upstreams' and not the request's.

        None under an Idempotency-Key: what came once would be the answer for good.
        """
        exchange = self._exchange
        if is_callers(error.failure) or exchange.turn is not None:
            return None
        answer = self._stand_ins.find(exchange.principal.tenant, exchange.call)
        if answer is not None:
            exchange.served_by, exchange.served_model = answer.served_by, answer.served_model
            exchange.stale_seconds = self._clock.monotonic_seconds() - answer.kept_at
        return answer

    def _collect(self, event: Event) -> None:
        if self._collector is not None:
            self._collector.add(event)

    def _keep(self) -> None:
        """The answer was whole: it may stand in for the next one, unless it was cut short or filtered."""
        exchange, events = self._exchange, self._collector.events if self._collector is not None else ()
        if events and ended_by_itself(exchange.call.endpoint, events):
            answer = StandIn(events, exchange.served_by, exchange.served_model, self._clock.monotonic_seconds())
            self._stand_ins.keep(exchange.principal.tenant, exchange.call, answer)

    async def _serve(self) -> Served[Attempt]:
        exchange, call = self._exchange, self._exchange.call
        self._attempts.require_price(call.model)  # Before anything is kept under a name the caller made up.

        async def attempt(route: Route) -> Attempt:
            return await self._attempts.open(exchange, route)

        models = self._resilient.chain(call.model)
        if len(models) > 1:
            models = able(models, needs(call.endpoint, call.body, call.prompt_tokens_max + call.output_tokens_max))
        upstreams, tenant = self._attempts.upstreams, exchange.principal.tenant
        routes = [
            Route(name, call.endpoint, model, upstreams.named(name).credential(tenant))
            for name, model in upstreams.order(call, models)
        ]
        if not routes:
            raise NotFound(
                f"No upstream here serves the model {call.model[:64]!r}.", code="model_not_found", param="model"
            )
        served = self._served = await self._resilient.run(routes, attempt, exchange.deadline)
        exchange.served_by, exchange.served_model = served.route.upstream, served.route.model
        return served

    def _seen(self, event: Event) -> Event:
        """The event as the caller may see it."""
        exchange = self._exchange
        for screen in exchange.screens:
            event = screen.pass_on(event)
        if isinstance(event, Frames) and not exchange.call.usage_wanted:
            return without_usage(event)
        return event

    def _leave(self) -> None:
        served = self._served
        if served is not None:
            if not (served.value.finished or self._broken):
                self._exchange.failures.append("cancelled")
            self._attempts.close(self._exchange, served.value)
            self._served = None
        while self._admitted:
            self._admitted -= 1
            self._guards[self._admitted].leave(self._exchange)


def without_usage(event: Frames) -> Frames:
    """The frames a caller sees who did not ask for usage: `chunk.choices[0]` must never fail on a chunk of ours."""
    if any(frame.usage_only for frame in event.frames):
        return Frames(tuple(frame for frame in event.frames if not frame.usage_only))
    return event
