"""A gateway whose upstream plays a script, whose ledger is in memory, and whose clock stands still."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import NoReturn

import pytest

from auslex.accounting.accountant import Accountant
from auslex.accounting.books import AttemptRow
from auslex.accounting.memory import MemoryLedger
from auslex.accounting.pricing import PerMillion, Price, PriceTable, Rates, TierPrices
from auslex.accounting.store import Ledger
from auslex.accounting.tiers import UNLIMITED, Limits
from auslex.core.calls import Call, Endpoint
from auslex.core.clock import ManualClock
from auslex.core.events import Event, Frame, Frames, Whole
from auslex.core.principal import Principal, Scope, Tier
from auslex.core.usage import Usage
from auslex.observing.metrics import Metrics
from auslex.observing.recorder import Recorder
from auslex.pipeline.attempts import Attempts
from auslex.pipeline.background import Background
from auslex.pipeline.exchange import Exchange
from auslex.pipeline.gateway import Gateway
from auslex.pipeline.guards import Guard
from auslex.resilience.breaker import BreakerOptions
from auslex.resilience.recovery import RecoveryOptions
from auslex.resilience.resilient import Resilient
from auslex.tokens.counting import TokenCounter
from auslex.transport.errors import unsent
from auslex.upstreams.several import Upstreams
from auslex.wire.requests import RequestOptions, parse

INPUT, OUTPUT = 1_000, 2_000  # Nanodollars a token.
MODELS = ("gpt-4o", "gpt-4o-mini", "o3", "dear")
TIMEOUT_SECONDS = 60.0


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def world() -> World:
    return World()


class Pause:
    """A place in a script where the upstream says nothing for ever. sent: the request has left us by then."""

    def __init__(self, *, sent: bool = True) -> None:
        self.reached = asyncio.Event()
        self._sent = sent

    async def last(self) -> NoReturn:
        """Until whoever waits gives up."""
        self.reached.set()
        try:
            while True:
                await asyncio.Event().wait()
        except asyncio.CancelledError as error:
            if not self._sent:
                unsent(error)
            raise


Step = Event | Exception | Pause | Callable[[], None]


@dataclass
class Script:
    """One attempt: what `open` raises or waits for, then what the answer brings."""

    events: Sequence[Step] = ()
    opening: Exception | Pause | None = None


class ScriptedAnswer:
    """An Answer that plays its script."""

    def __init__(self, events: Sequence[Step]) -> None:
        self._events = list(events)
        self.closes = 0

    def __aiter__(self) -> ScriptedAnswer:
        return self

    async def __anext__(self) -> Event:
        while self._events:
            step = self._events.pop(0)
            if isinstance(step, Exception):
                raise step
            if isinstance(step, Pause):
                await step.last()
            elif callable(step):
                step()
            else:
                return step
        raise StopAsyncIteration

    def close(self) -> None:
        self.closes += 1


class ScriptedUpstream:
    """An Upstream that plays one script for each attempt."""

    name = "scripted"

    def __init__(self) -> None:
        self.scripts: list[Script] = []
        self.calls: list[Call] = []
        self.answers: list[ScriptedAnswer] = []
        self.own_keys: dict[str, str] = {}  # Tenants' ids of theirs.

    async def open(self, call: Call, request_id: str, tenant: str = "") -> ScriptedAnswer:
        self.calls.append(call)
        script = self.scripts.pop(0)
        if isinstance(script.opening, Exception):
            raise script.opening
        if script.opening is not None:
            await script.opening.last()
        answer = ScriptedAnswer(script.events)
        self.answers.append(answer)
        return answer

    def credential(self, tenant: str) -> str:
        return self.own_keys.get(tenant, "")

    async def read_models(self, model: str | None = None) -> bytes:
        return b'{"data":[]}'

    async def read_date(self) -> str | None:
        return None

    async def check(self) -> None:
        return None


@dataclass
class World:
    """Everything one gateway is made of, open to the test."""

    clock: ManualClock = field(default_factory=ManualClock)
    upstream: ScriptedUpstream = field(default_factory=ScriptedUpstream)
    guards: tuple[Guard, ...] = ()
    recovery: RecoveryOptions = field(default_factory=lambda: RecoveryOptions(retries_max=0))
    breaker: BreakerOptions = field(default_factory=lambda: BreakerOptions(consecutive_failures_max=1))
    installation: Limits = UNLIMITED
    counter: TokenCounter = field(default_factory=TokenCounter)
    failures: list[Exception] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    replaced_ledger: Ledger | None = None
    prices: dict[str, Price | TierPrices] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.ledger = MemoryLedger(self.clock)
        self.background = Background(self.failures.append)
        self.resilient: Resilient | None = None

    def play(self, *scripts: Script) -> None:
        self.upstream.scripts.extend(scripts)

    def build(self) -> Gateway:
        rates = Rates(PerMillion(INPUT * 10**6), PerMillion(OUTPUT * 10**6), PerMillion(0), PerMillion(0))
        prices = PriceTable(({model: Price(model, rates, "v") for model in MODELS}, self.prices))
        ledger = self.replaced_ledger or self.ledger
        accountant = Accountant(ledger, prices, self.counter.prompt, self.clock, self.installation)
        recorder = Recorder(Metrics(None))
        self.resilient = Resilient(self.clock, self.recovery, self.breaker, Random(1), self._sleep)
        return Gateway(
            clock=self.clock,
            guards=self.guards,
            attempts=Attempts(Upstreams.only(self.upstream), accountant, self.counter, self.background, recorder),
            resilient=self.resilient,
            accountant=accountant,
            background=self.background,
            resources=(),
            timeout_seconds=TIMEOUT_SECONDS,
        )

    async def _sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.clock.advance(seconds)

    def exchange(self, gateway: Gateway, call: Call) -> Exchange:
        now = self.clock.monotonic_seconds()
        return Exchange("req", principal(), call, now, gateway.deadline(now))

    async def run(self, call: Call, gateway: Gateway | None = None) -> tuple[Exchange, list[Event]]:
        """The exchange's way through, to its end, background work included."""
        gateway = gateway or self.build()
        exchange = self.exchange(gateway, call)
        try:
            async with gateway.passage(exchange) as events:
                return exchange, [event async for event in events]
        finally:
            await self.background.drain()

    async def cancelled(self, call: Call, pause: Pause, gateway: Gateway | None = None) -> None:
        """The exchange is cancelled at the pause."""
        task = asyncio.ensure_future(self.run(call, gateway))
        await asyncio.wait([task, asyncio.ensure_future(pause.reached.wait())], return_when=asyncio.FIRST_COMPLETED)
        task.cancel()
        await asyncio.wait([task])
        await self.background.drain()

    @property
    def rows(self) -> list[AttemptRow]:
        return list(self.ledger.shelf.attempts.values())

    @property
    def states(self) -> list[tuple[str, str, int]]:
        """Model, state and what was paid, for each attempt."""
        return [(row.order.model, str(row.state), row.paid) for row in self.rows]

    async def reserved(self) -> int:
        return (await self.ledger.spend("installation")).day_reserved


def principal(tier: Tier = Tier.INTERNAL) -> Principal:
    return Principal("k", "name", "t", tier, frozenset({Scope.INFERENCE}))


def chat(*, stream: bool = False, model: str = "gpt-4o", cap: int = 100, **more: object) -> Call:
    body = {"model": model, "messages": [{"role": "user", "content": "Hello"}], "max_tokens": cap, "stream": stream}
    return parse(Endpoint.CHAT_COMPLETIONS, json.dumps({**body, **more}).encode(), RequestOptions())


USAGE = Usage(10, 5)


def whole(usage: Usage | None = USAGE) -> Whole:
    return Whole(b'{"choices":[{"message":{"content":"hello world"}}]}', usage)


def frame(text: str = "hello world", usage: Usage | None = None, **more: bool) -> Frames:
    data = json.dumps({"choices": [{"index": 0, "delta": {"content": text}}]}).encode()
    return Frames((Frame(b"data: " + data + b"\n\n", data, text, usage, **more),))


def usage_frame(usage: Usage | None) -> Frames:
    return Frames((Frame(b'data: {"choices":[]}\n\n', b'{"choices":[]}', usage=usage, usage_only=True),))


def finish() -> Frames:
    data = b'{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}'
    return Frames(
        (Frame(b"data: " + data + b"\n\n", data, finished=True), Frame(b"data: [DONE]\n\n", b"[DONE]", done=True))
    )


def cost(usage: Usage) -> int:
    return usage.prompt_tokens * INPUT + usage.completion_tokens * OUTPUT


def hold(call: Call) -> int:
    return call.prompt_tokens_max * INPUT + call.output_tokens_max * call.choices * OUTPUT
