"""Many requests under one Idempotency-Key: one runs, and what it came to is what the others get."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

import pytest

from auslex.accounting.accountant import Accountant
from auslex.accounting.pricing import PriceTable
from auslex.accounting.tiers import UNLIMITED, Limits
from auslex.caching.repeats import (
    ANSWER_BYTES_MAX,
    Begun,
    Claim,
    KeptAnswer,
    MemoryRepeatStore,
    RepeatOptions,
    RepeatState,
)
from auslex.caching.sealing import Seal
from auslex.core.calls import Call
from auslex.core.errors import (
    AuslexError,
    KeyReused,
    NeverFits,
    RateLimitExceeded,
    RepeatRefused,
    Unavailable,
    UpstreamBroken,
    UpstreamError,
    UpstreamRefused,
    UpstreamTimeout,
    UpstreamUnreachable,
)
from auslex.core.events import Frame, Frames, Whole
from auslex.core.principal import Principal, Scope, Tier
from auslex.observing.metrics import Metrics
from auslex.observing.recorder import Recorder
from auslex.pipeline.exchange import Exchange
from auslex.pipeline.repeating import Repeating
from auslex.resilience.recovery import RecoveryOptions
from tests.pipeline.conftest import (
    TIMEOUT_SECONDS,
    USAGE,
    Pause,
    Script,
    ScriptedAnswer,
    ScriptedUpstream,
    World,
    chat,
    cost,
    finish,
    frame,
    whole,
)

pytestmark = pytest.mark.anyio
SEAL = Seal(b"only for tests, only for tests..")


class HeldUpstream(ScriptedUpstream):
    """Answers no call before the gate is open."""

    def __init__(self) -> None:
        super().__init__()
        self.reached = asyncio.Event()
        self.gate = asyncio.Event()

    async def open(self, call: Call, request_id: str, tenant: str = "") -> ScriptedAnswer:
        self.reached.set()
        await self.gate.wait()
        return await super().open(call, request_id)


@dataclass
class Worker:
    """One worker: its gateway, and its way with repeats, over a store that others may share."""

    world: World
    store: MemoryRepeatStore
    installation: Limits = UNLIMITED
    options: RepeatOptions | None = None
    sleep: Callable[[float], Awaitable[None]] | None = None
    metrics: Metrics = field(default_factory=lambda: Metrics(None))
    count: int = 0

    def __post_init__(self) -> None:
        world = self.world
        self.world.installation = self.installation
        self.gateway = world.build()
        accountant = Accountant(
            world.ledger, PriceTable(()), world.counter.prompt, world.clock, self.installation
        )  # Charges requests, prices nothing.
        self.repeating = Repeating(
            self.store, SEAL, accountant, Recorder(self.metrics), world.background, world.clock,
            self.sleep or world._sleep, self.options,
        )  # fmt: skip

    async def ask(
        self, call: Call, value: str = "once", key_id: str = "k", endpoint: str = "chat"
    ) -> tuple[bool, bytes]:
        """Whether the answer was given again, and its bytes; what the web does, without the web."""
        self.count += 1
        now = self.world.clock.monotonic_seconds()
        exchange = Exchange(
            f"req{id(self)}-{self.count}",
            Principal(key_id, "name", "t", Tier.INTERNAL, frozenset({Scope.INFERENCE})),
            call, now, self.gateway.deadline(now),
        )  # fmt: skip
        async with self.repeating.turn(exchange, endpoint, value, call.payload) as answer:
            if answer is not None:
                return True, answer.body
            assert exchange.turn is not None
            async with self.gateway.passage(exchange) as events:
                body = b""
                async for event in events:
                    if isinstance(event, Whole):
                        await self.repeating.keep(exchange.turn, KeptAnswer(False, event.body))
                        return False, event.body
                    sent = b"".join(one.raw for one in event.frames)
                    exchange.turn.note(sent)
                    body += sent
                await self.repeating.keep(exchange.turn, exchange.turn.stream())
                return False, body

    async def asked(self, count: int, call: Call) -> list[tuple[bool, bytes]]:
        return await asyncio.gather(*[self.ask(call) for _ in range(count)])

    async def failing(self, error: type[AuslexError], call: Call, **more: str) -> AuslexError:
        """Ask, and be told this; whatever then goes on behind the request's back has ended."""
        with pytest.raises(error) as caught:
            await self.ask(call, **more)
        await self.world.background.drain()
        return caught.value


@pytest.fixture
def upstream(world: World) -> HeldUpstream:
    held = HeldUpstream()
    held.gate.set()
    world.upstream = held
    return held


@pytest.fixture
def store(world: World) -> MemoryRepeatStore:
    return MemoryRepeatStore(world.clock)


@pytest.fixture
def worker(world: World, store: MemoryRepeatStore, upstream: HeldUpstream) -> Worker:
    return Worker(world, store)


def refused() -> UpstreamRefused:
    return UpstreamRefused("no", status=400, body=b"{}", failure="bad_request")


async def together(world: World, upstream: HeldUpstream, *asking: Awaitable[object]) -> Sequence[object]:
    """What these come to, when the upstream answers nobody before one of them has reached it."""
    upstream.gate.clear()
    work = asyncio.gather(*asking, return_exceptions=True)
    await upstream.reached.wait()
    upstream.gate.set()
    found = await work
    await world.background.drain()
    return found


# One of many.


@pytest.mark.parametrize("stream", [False, True])
async def test_of_fifty_at_once_one_runs_and_all_get_the_same(
    world: World, upstream: HeldUpstream, worker: Worker, stream: bool
) -> None:
    world.play(Script([frame("a"), frame("b"), finish()] if stream else [whole()]))
    call = chat(stream=stream)
    found = await together(world, upstream, *[worker.ask(call) for _ in range(50)])
    expected = b"".join(one.raw for event in (frame("a"), frame("b"), finish()) for one in event.frames)
    body = expected if stream else whole().body
    assert Counter({(True, body): 49, (False, body): 1}) == Counter(found)
    assert 1 == len(upstream.calls)


async def test_a_later_repeat_gets_the_stored_answer(world: World, upstream: HeldUpstream, worker: Worker) -> None:
    world.play(Script([whole()]))
    first = await worker.ask(chat())
    assert ((False, whole().body), (True, whole().body)) == (first, await worker.ask(chat()))
    assert 1 == len(upstream.calls)


async def test_a_repeat_costs_neither_tokens_nor_money(world: World, worker: Worker) -> None:
    world.play(Script([whole()]))
    await worker.asked(5, chat())
    await world.background.drain()
    assert ([("gpt-4o", "S", cost(USAGE))], 0) == (world.states, await world.reserved())


async def test_a_repeat_takes_one_request(world: World, store: MemoryRepeatStore, upstream: HeldUpstream) -> None:
    worker = Worker(world, store, installation=Limits(requests_per_minute=2))
    world.play(Script([whole()]))
    await worker.ask(chat())
    await worker.ask(chat())
    await worker.failing(RateLimitExceeded, chat())


async def test_repeats_are_counted(world: World, worker: Worker) -> None:
    world.play(Script([whole()]))
    await worker.asked(3, chat())
    assert 2.0 == worker.metrics.figures()["idempotent_replays"][""]


# Whose key it is.


@pytest.mark.parametrize("other", [{"key_id": "another"}, {"value": "another"}, {"endpoint": "another"}])
async def test_nobody_else_gets_the_answer(
    world: World, upstream: HeldUpstream, worker: Worker, other: dict[str, str]
) -> None:
    world.play(Script([whole()]), Script([Whole(b"{}", USAGE)]))
    await worker.ask(chat())
    assert (False, b"{}") == await worker.ask(chat(), **other)


async def test_parts_of_a_name_do_not_flow_into_each_other(world: World, worker: Worker) -> None:
    world.play(Script([whole()]), Script([Whole(b"{}", USAGE)]))
    await worker.ask(chat(), key_id="ka", value="b")
    assert (False, b"{}") == await worker.ask(chat(), key_id="k", value="ab")


async def test_another_body_is_refused_and_nothing_is_sent(
    world: World, upstream: HeldUpstream, worker: Worker
) -> None:
    world.play(Script([whole()]))
    await worker.ask(chat())
    error = await worker.failing(KeyReused, chat(cap=99))
    assert ("idempotency_key_reused", "Idempotency-Key", 1) == (error.code, error.param, len(upstream.calls))


async def test_another_body_while_the_first_runs_is_refused_at_once(
    world: World, upstream: HeldUpstream, worker: Worker
) -> None:
    upstream.gate.clear()
    world.play(Script([whole()]))
    first = asyncio.ensure_future(worker.ask(chat()))
    await upstream.reached.wait()
    with pytest.raises(KeyReused):
        await worker.ask(chat(cap=99))
    upstream.gate.set()
    assert (False, whole().body) == await first


# Failures that cost nothing.


@pytest.mark.parametrize("error", [refused(), UpstreamUnreachable("no")])
async def test_what_cost_nothing_may_run_again(
    world: World, upstream: HeldUpstream, worker: Worker, error: UpstreamError
) -> None:
    world.breaker = world.breaker.__class__(consecutive_failures_max=9)
    worker = Worker(world, worker.store)
    world.play(Script(opening=error), Script([whole()]))
    await worker.failing(type(error), chat())
    assert (False, whole().body) == await worker.ask(chat())


async def test_what_we_refused_may_run_again_with_another_body(
    world: World, store: MemoryRepeatStore, upstream: HeldUpstream
) -> None:
    worker = Worker(world, store, installation=Limits(tokens_per_minute=500))
    world.play(Script([whole()]))
    await worker.failing(NeverFits, chat(cap=1000))
    assert (False, whole().body) == await worker.ask(chat())


async def test_when_the_first_fails_at_no_cost_one_of_the_waiting_runs(
    world: World, upstream: HeldUpstream, worker: Worker
) -> None:
    world.play(Script(opening=refused()), Script([whole()]))
    found = await together(world, upstream, *[worker.ask(chat()) for _ in range(10)])
    assert (1, 1, 8, 2) == (
        sum(isinstance(one, UpstreamRefused) for one in found), found.count((False, whole().body)),
        found.count((True, whole().body)), len(upstream.calls),
    )  # fmt: skip


# Failures that may have cost something.


@pytest.mark.parametrize("error", [UpstreamTimeout("slow"), UpstreamBroken("cut")])
async def test_what_may_have_been_billed_never_runs_again(
    world: World, upstream: HeldUpstream, worker: Worker, error: UpstreamError
) -> None:
    world.play(Script([error]))
    await worker.failing(type(error), chat())
    told = [await worker.failing(RepeatRefused, chat()) for _ in range(2)]
    assert (["idempotency_interrupted"] * 2, 1) == ([one.code for one in told], len(upstream.calls))


async def test_a_stream_that_broke_never_runs_again(world: World, upstream: HeldUpstream, worker: Worker) -> None:
    world.play(Script([frame(), UpstreamBroken("cut")]))
    await worker.failing(UpstreamBroken, chat(stream=True))
    assert "idempotency_interrupted" == (await worker.failing(RepeatRefused, chat(stream=True))).code


async def test_one_attempt_that_may_have_been_billed_is_enough(
    world: World, store: MemoryRepeatStore, upstream: HeldUpstream
) -> None:
    world.recovery = RecoveryOptions(retries_max=1)
    world.breaker = world.breaker.__class__(consecutive_failures_max=9)
    worker = Worker(world, store)
    world.play(Script([UpstreamBroken("cut")]), Script(opening=refused()))
    await worker.failing(UpstreamBroken, chat())
    assert "idempotency_interrupted" == (await worker.failing(RepeatRefused, chat())).code


async def test_a_retry_within_the_request_is_still_the_one_request(
    world: World, store: MemoryRepeatStore, upstream: HeldUpstream
) -> None:
    world.recovery = RecoveryOptions(retries_max=1)
    world.breaker = world.breaker.__class__(consecutive_failures_max=9)
    worker = Worker(world, store)
    world.play(Script(opening=UpstreamUnreachable("no")), Script([whole()]))
    await worker.ask(chat())
    assert (True, whole().body) == await worker.ask(chat())


async def test_a_client_that_leaves_midway_interrupts_and_whoever_waits_is_told(
    world: World, upstream: HeldUpstream, worker: Worker
) -> None:
    pause = Pause()
    world.play(Script([frame(), pause]))
    first = asyncio.ensure_future(worker.ask(chat(stream=True)))
    await pause.reached.wait()
    waiting = asyncio.ensure_future(worker.ask(chat(stream=True)))
    first.cancel()
    with pytest.raises(RepeatRefused) as caught:
        await waiting
    assert ("idempotency_interrupted", 1) == (caught.value.code, len(upstream.calls))
    await world.background.drain()


async def test_a_client_that_leaves_while_it_waits_harms_nobody(
    world: World, upstream: HeldUpstream, worker: Worker
) -> None:
    upstream.gate.clear()
    world.play(Script([whole()]))
    first = asyncio.ensure_future(worker.ask(chat()))
    await upstream.reached.wait()
    second, third = (asyncio.ensure_future(worker.ask(chat())) for _ in range(2))
    await asyncio.sleep(0)
    second.cancel()
    upstream.gate.set()
    assert [(False, whole().body), (True, whole().body)] == [await first, await third]
    assert second.cancelled()


async def test_an_answer_too_large_to_be_kept_is_given_once(
    world: World, upstream: HeldUpstream, worker: Worker
) -> None:
    large = Frames((Frame(b"x" * ANSWER_BYTES_MAX, b""),))
    world.play(Script([large, finish()]))
    _, body = await worker.ask(chat(stream=True))
    error = await worker.failing(RepeatRefused, chat(stream=True))
    assert (True, "idempotency_too_large") == (len(body) > ANSWER_BYTES_MAX, error.code)


# Several workers.


async def test_a_repeat_at_another_worker_waits_and_gets_the_answer(
    world: World, store: MemoryRepeatStore, upstream: HeldUpstream, worker: Worker
) -> None:
    upstream.gate.clear()
    world.play(Script([whole()]))
    first = asyncio.ensure_future(worker.ask(chat()))
    await upstream.reached.wait()

    async def open_the_gate(seconds: float) -> None:
        upstream.gate.set()
        await asyncio.wait([first])

    other = Worker(world, store, sleep=open_the_gate)
    assert [(True, whole().body)] * 3 == await other.asked(3, chat())
    assert ((False, whole().body), 1) == (await first, len(upstream.calls))


async def test_who_has_waited_until_its_deadline_is_told_to_come_again(world: World, upstream: HeldUpstream) -> None:
    upstream.gate.clear()
    world.play(Script([whole()]))
    store = MemoryRepeatStore(world.clock, RepeatOptions(lease_seconds=2 * TIMEOUT_SECONDS))
    first = asyncio.ensure_future(Worker(world, store).ask(chat()))
    await upstream.reached.wait()
    with pytest.raises(RepeatRefused) as caught:  # The clock runs on while the other worker waits between questions.
        await Worker(world, store).ask(chat())
    assert ("idempotency_in_progress", 1.0) == (caught.value.code, getattr(caught.value, "retry_after"))  # noqa: B009
    assert world.clock.monotonic_seconds() >= TIMEOUT_SECONDS
    upstream.gate.set()
    await first


async def test_a_worker_asks_the_store_once_for_all_that_wait_in_it(world: World, upstream: HeldUpstream) -> None:
    begun: list[Claim] = []

    class Counting(MemoryRepeatStore):
        async def begin(self, claim: Claim) -> Begun:
            begun.append(claim)
            return await super().begin(claim)

    world.play(Script([whole()]))
    await together(world, upstream, *[Worker(world, Counting(world.clock)).asked(30, chat())])
    assert 1 == len(begun)


async def test_a_claim_lost_to_another_worker_sends_nothing_and_owes_nothing(
    world: World, upstream: HeldUpstream
) -> None:
    class Lost(MemoryRepeatStore):
        async def mark_sent(self, claim: Claim) -> bool:
            return False

    worker = Worker(world, Lost(world.clock))
    error = await worker.failing(RepeatRefused, chat())
    assert ("idempotency_in_progress", [], [("gpt-4o", "V", 0)]) == (error.code, upstream.calls, world.states)


async def test_a_request_that_runs_gives_signs_of_life(world: World, upstream: HeldUpstream) -> None:
    seen = asyncio.Event()

    class Watched(MemoryRepeatStore):
        async def renew(self, claims: Sequence[Claim]) -> None:
            await super().renew(claims)
            seen.set()

    upstream.gate.clear()
    world.play(Script([whole()]))
    worker = Worker(world, Watched(world.clock), options=RepeatOptions(lease_seconds=0.003))
    first = asyncio.ensure_future(worker.ask(chat()))
    await seen.wait()
    upstream.gate.set()
    assert (False, whole().body) == await first


# A store that fails.


class Broken(MemoryRepeatStore):
    """Fails where it is told to."""

    failing = ""

    async def begin(self, claim: Claim) -> Begun:
        return await super().begin(claim) if self.failing != "begin" else self._fail()

    async def mark_sent(self, claim: Claim) -> bool:
        return await super().mark_sent(claim) if self.failing != "mark_sent" else bool(self._fail())

    async def finish(self, claim: Claim, state: RepeatState, answer: bytes | None = None) -> None:
        if self.failing == "finish":
            self._fail()
        await super().finish(claim, state, answer)

    def _fail(self) -> Begun:
        raise Unavailable("no")


@pytest.mark.parametrize("place", ["begin", "mark_sent"])
async def test_without_the_store_nothing_is_sent_and_nothing_owed(
    world: World, upstream: HeldUpstream, place: str
) -> None:
    store = Broken(world.clock)
    store.failing = place
    worker = Worker(world, store)
    found = await asyncio.gather(*[worker.ask(chat()) for _ in range(5)], return_exceptions=True)
    await world.background.drain()
    assert [Unavailable] * 5 == [type(one) for one in found]
    assert ([], 0) == (upstream.calls, await world.reserved())


async def test_an_answer_that_cannot_be_stored_reaches_everybody_who_waits(
    world: World, upstream: HeldUpstream
) -> None:
    store = Broken(world.clock)
    store.failing = "finish"
    world.play(Script([whole()]))
    found = await together(world, upstream, *[Worker(world, store).asked(3, chat())])
    assert [[(False, whole().body), (True, whole().body), (True, whole().body)]] == found
    assert ["Unavailable"] == [type(error).__name__ for error in world.failures]


async def test_a_claim_that_comes_when_its_caller_has_gone_is_given_back(world: World, upstream: HeldUpstream) -> None:
    class Slow(MemoryRepeatStore):
        def __init__(self) -> None:
            super().__init__(world.clock)
            self.reached, self.gate = asyncio.Event(), asyncio.Event()

        async def begin(self, claim: Claim) -> Begun:
            self.reached.set()
            await self.gate.wait()
            return await super().begin(claim)

    store = Slow()
    first = asyncio.ensure_future(Worker(world, store).ask(chat()))
    await store.reached.wait()
    first.cancel()
    await asyncio.wait([first])
    store.gate.set()
    await world.background.drain()
    assert ({}, True) == (store.records, first.cancelled())


# What is kept.


async def test_neither_the_key_nor_the_text_is_kept_readable(world: World, worker: Worker) -> None:
    world.play(Script([whole()]))
    await worker.ask(chat(), value="matter-4711")
    kept = repr(worker.store.records)
    assert [False] * 4 == [words in kept for words in ("matter-4711", "hello world", "Hello", "choices")]


def test_an_answer_moved_to_another_key_cannot_be_read() -> None:
    mine, theirs = (SEAL.claim(key, "chat", "v", b"body", "r") for key in ("mine", "theirs"))
    sealed = SEAL.close(mine, KeptAnswer(False, b"secret"))
    assert KeptAnswer(False, b"secret") == SEAL.open(mine, sealed)
    with pytest.raises(Unavailable):
        SEAL.open(theirs, sealed)


def test_an_answer_sealed_twice_looks_different_each_time() -> None:
    claim = SEAL.claim("k", "chat", "v", b"body", "r")
    assert 2 == len({SEAL.close(claim, KeptAnswer(False, b"secret")) for _ in range(2)})


@pytest.mark.parametrize("damage", [b"", b"short", b"x" * 100])
def test_what_is_no_sealed_answer_is_unavailable(damage: bytes) -> None:
    with pytest.raises(Unavailable):
        SEAL.open(SEAL.claim("k", "chat", "v", b"body", "r"), damage)
