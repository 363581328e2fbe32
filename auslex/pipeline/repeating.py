"""Requests under an Idempotency-Key: one of many runs, and the others get its answer.

In each worker one request at a time, the lead, speaks for all that have the same key and body: it runs, or it asks the
store again and again for what another worker's has come to. The others wait for the lead.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TypeAlias

import msgspec

from auslex.accounting.accountant import Accountant
from auslex.caching.repeats import (
    ANSWER_BYTES_MAX,
    Begun,
    Claim,
    KeptAnswer,
    RepeatOptions,
    RepeatState,
    RepeatStore,
    Verdict,
)
from auslex.caching.sealing import Seal
from auslex.core.clock import Clock
from auslex.core.errors import KeyReused, RepeatRefused, TooBusy, Unavailable
from auslex.observing.recorder import Recorder
from auslex.pipeline.background import Background
from auslex.pipeline.exchange import Exchange
from auslex.pipeline.turn import Turn, in_progress

POLL_SECONDS = 0.05  # Between two questions about another worker's request; twice as long each time,
POLL_SECONDS_MAX = 1.0  # until it is this.
WAITING_MAX = 1_000  # Requests that wait for another's answer, in one worker.


class Outcome(msgspec.Struct, frozen=True):
    """What a lead has learnt, for everybody who waited for it."""

    verdict: Verdict
    answer: KeptAnswer | None = None


_Key: TypeAlias = tuple[str, str]
_Learnt: TypeAlias = "Outcome | Unavailable | None"  # None: ask the store yourself.


class Repeating:
    """Gives each request under an Idempotency-Key its turn. For one event loop."""

    def __init__(
        self,
        store: RepeatStore,
        seal: Seal,
        accountant: Accountant,
        recorder: Recorder,
        background: Background,
        clock: Clock,
        sleep: Callable[[float], Awaitable[None]],
        options: RepeatOptions | None = None,
    ) -> None:
        self._store = store
        self._seal = seal
        self._accountant = accountant
        self._recorder = recorder
        self._background = background
        self._clock = clock
        self._sleep = sleep
        self._options = options or RepeatOptions()
        self._leads: dict[_Key, asyncio.Future[_Learnt]] = {}
        self._running: dict[str, Claim] = {}
        self._waiting = 0
        self._timer: asyncio.TimerHandle | None = None

    @asynccontextmanager
    async def turn(
        self, exchange: Exchange, endpoint: str, value: str, body: bytes
    ) -> AsyncIterator[KeptAnswer | None]:
        """The answer there is for this key; or None, and then the block runs the request and calls `keep`.

        Waits for a request that runs, until the exchange's deadline. Everything but running takes one request from the
        caller's bucket. Raises RepeatRefused, KeyReused, RateLimitExceeded, TooBusy or Unavailable.
        """
        claim = self._seal.claim(exchange.principal.key_id, endpoint, value, body, exchange.id)
        exchange.turn = turn = Turn(claim, self._store)
        outcome = await self._bounded(claim, exchange.deadline)
        if outcome.verdict is not Verdict.RUN:
            exchange.standing = await self._accountant.charge_request(exchange.principal)
            turn.answer = _answer(outcome)
            self._recorder.replayed()
            yield turn.answer
            return
        self._running[claim.request_id] = claim
        self._keep_leases()
        try:
            yield None
        finally:
            self._leave(turn, owed=exchange.owed)

    async def keep(self, turn: Turn, answer: KeptAnswer | None) -> None:
        """Store a whole answer (None: it is too large), and give it to whoever waits; returns when that is done.

        It is done also if the caller leaves meanwhile. A store that fails is reported, and keeps nobody waiting.
        """
        done = asyncio.Event()
        turn.kept = True
        self._background.start(self._conclude(turn.claim, answer, done))
        await done.wait()

    async def _conclude(self, claim: Claim, answer: KeptAnswer | None, done: asyncio.Event) -> None:
        learnt = Outcome(Verdict.TOO_LARGE)
        try:
            if answer is None or len(answer.body) > ANSWER_BYTES_MAX:
                await self._store.finish(claim, RepeatState.TOO_LARGE)
            else:
                learnt = Outcome(Verdict.REPLAY, answer)
                await self._store.finish(claim, RepeatState.FINISHED, self._seal.close(claim, answer))
        finally:
            self._tell(claim, learnt)
            done.set()

    def _leave(self, turn: Turn, *, owed: bool) -> None:
        """The request has ended, one way or another. Synchronous, so that a client that goes cannot interrupt it."""
        del self._running[turn.claim.request_id]
        if not turn.kept:
            self._background.start(self._give_up(turn.claim, owed=owed))

    async def _give_up(self, claim: Claim, *, owed: bool) -> None:
        """There is no answer. What may have been billed never runs again; what was not may."""
        try:
            if owed:
                await self._store.finish(claim, RepeatState.INTERRUPTED)
            else:
                await self._store.forget(claim)
        finally:
            self._tell(claim, Outcome(Verdict.INTERRUPTED) if owed else None)

    async def _bounded(self, claim: Claim, deadline: float) -> Outcome:
        if self._waiting >= WAITING_MAX:
            raise TooBusy("Too many requests wait here for another's answer. Try again in a second.")
        self._waiting += 1
        try:
            return await self._outcome(claim, deadline)
        finally:
            self._waiting -= 1

    async def _outcome(self, claim: Claim, deadline: float) -> Outcome:
        """RUN, for the one who may; for the others what came of it, or WAIT when the deadline has passed."""
        while (lead := self._leads.get(_key(claim))) is not None:
            try:
                async with asyncio.timeout(max(0.0, deadline - self._clock.monotonic_seconds())):
                    learnt = await asyncio.shield(lead)
            except TimeoutError:
                return Outcome(Verdict.WAIT)
            if isinstance(learnt, Unavailable):
                raise learnt
            if learnt is not None:
                return learnt
        return await self._lead(claim, deadline)

    async def _lead(self, claim: Claim, deadline: float) -> Outcome:
        """Ask the store until it knows, for all in this worker; with RUN the lead lasts until the answer is there."""
        self._leads[_key(claim)] = asyncio.get_running_loop().create_future()
        try:
            outcome = await self._polled(claim, deadline)
        except BaseException as error:
            self._tell(claim, error if isinstance(error, Unavailable) else None)
            raise
        if outcome.verdict is not Verdict.RUN:
            self._tell(claim, None if outcome.verdict is Verdict.WAIT else outcome)
        return outcome

    async def _polled(self, claim: Claim, deadline: float) -> Outcome:
        delay = POLL_SECONDS
        while (begun := await self._begin(claim)).verdict is Verdict.WAIT:
            left = deadline - self._clock.monotonic_seconds()
            if left <= 0:
                break
            await self._sleep(min(delay, left))
            delay = min(2 * delay, POLL_SECONDS_MAX)
        answer = self._seal.open(claim, begun.answer) if begun.verdict is Verdict.REPLAY else None
        return Outcome(begun.verdict, answer)

    async def _begin(self, claim: Claim) -> Begun:
        """The store's word. A claim that arrives when its caller has gone is given back."""
        told: asyncio.Future[Begun | Unavailable] = asyncio.get_running_loop().create_future()

        async def ask() -> None:
            try:
                begun: Begun | Unavailable = await self._store.begin(claim)
            except Unavailable as error:
                begun = error
            if not told.done():
                told.set_result(begun)
            elif isinstance(begun, Begun) and begun.verdict is Verdict.RUN:
                await self._store.forget(claim)

        self._background.start(ask())
        try:
            begun = await told
        except asyncio.CancelledError:
            if told.done() and not told.cancelled():
                self._background.start(self._store.forget(claim))
            raise
        if isinstance(begun, Unavailable):
            raise begun
        return begun

    def _tell(self, claim: Claim, learnt: _Learnt) -> None:
        """The lead ends; whoever waited for it goes on."""
        lead = self._leads.pop(_key(claim))
        lead.set_result(learnt)

    def _keep_leases(self) -> None:
        if self._timer is None:
            loop = asyncio.get_running_loop()
            self._timer = loop.call_later(self._options.lease_seconds / 3, self._renew_leases)

    def _renew_leases(self) -> None:
        self._timer = None
        if self._running:
            self._background.start(self._store.renew(tuple(self._running.values())))
            self._keep_leases()


def _key(claim: Claim) -> _Key:
    return claim.repeat_id, claim.fingerprint


def _answer(outcome: Outcome) -> KeptAnswer:
    """The answer, or the error in its place."""
    match outcome.verdict:
        case Verdict.REPLAY if outcome.answer is not None:
            return outcome.answer
        case Verdict.REUSED:
            raise KeyReused(
                "This Idempotency-Key belongs to a request with another body. Use a new key for a new request.",
                param="Idempotency-Key",
            )
        case Verdict.WAIT:
            raise in_progress()
        case Verdict.TOO_LARGE:
            raise RepeatRefused(
                "The request with this Idempotency-Key was answered, and its answer was too large to be kept. "
                "It will not run again under this key; use a new one to run it again.",
                code="idempotency_too_large",
            )
    raise RepeatRefused(
        "The request with this Idempotency-Key was interrupted after it may have been billed, so its answer is lost. "
        "It will not run again under this key; use a new one to run it again.",
        code="idempotency_interrupted",
    )
