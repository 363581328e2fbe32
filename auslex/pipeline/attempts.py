"""One upstream attempt with its own row in the ledger: reserved before it is sent, settled when it has ended."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from io import StringIO

from auslex.accounting.accountant import Accountant, Hold
from auslex.core.calls import Call, Endpoint
from auslex.core.errors import Rejected, UpstreamError, UpstreamRefused
from auslex.core.events import Event, Frames, Whole
from auslex.core.money import Nanodollars
from auslex.core.usage import Usage, UsageSource
from auslex.observing.recorder import Recorder
from auslex.pipeline.background import Background
from auslex.pipeline.exchange import Exchange
from auslex.pipeline.turn import Turn
from auslex.resilience.resilient import Route
from auslex.tokens.counting import TokenCounter, thinks_in_secret
from auslex.upstreams.port import Answer
from auslex.upstreams.several import Upstreams
from auslex.wire.answers import other_model
from auslex.wire.requests import with_model
from auslex.wire.texts import generated_text


@dataclass(slots=True)
class Attempt:
    """An answer under way, and what is known of its cost.

    said: what the model has written so far, kept (bounded by the upstream's own limit) in case the usage never comes.
    """

    call: Call
    hold: Hold
    answer: Answer
    first: Event
    said: StringIO = field(default_factory=StringIO)
    usage: Usage | None = None
    finished: bool = False


class Attempts:
    """Opens attempts and closes them; the passage that opened one closes it once."""

    def __init__(
        self,
        upstreams: Upstreams,
        accountant: Accountant,
        counter: TokenCounter,
        background: Background,
        recorder: Recorder,
    ) -> None:
        self.upstreams = upstreams
        self._accountant = accountant
        self._counter = counter
        self._background = background
        self._recorder = recorder

    def require_price(self, model: str) -> None:
        """Raise ModelPriceUnknown unless the model has a price."""
        self._accountant.price(model)

    async def open(self, exchange: Exchange, route: Route) -> Attempt:
        """Reserve, send, and wait for the first event. Raises Rejected, Unavailable or UpstreamError.

        Once in an exchange, what was sent on a stale connection is sent again on a fresh one, as an attempt of its own.
        """
        try:
            return await self._open(exchange, route)
        except UpstreamError as error:
            if not error.stale or exchange.attempts > 1:
                raise
        return await self._open(exchange, route)

    async def _open(self, exchange: Exchange, route: Route) -> Attempt:
        call = exchange.call if route.model == exchange.call.model else with_model(exchange.call, route.model)
        requests = 0 if exchange.attempts else 1  # Our retries are not the caller's requests.
        hold = await self._accountant.reserve(exchange.principal, call, exchange.id, route.upstream, requests=requests)
        exchange.output_cap_lowered = hold.call.output_tokens_max if hold.call is not call else None
        exchange.standing = hold.standing
        if exchange.turn is not None:
            await self._may_send(exchange.turn, hold)
        exchange.attempts += 1
        call = hold.call
        answer: Answer | None = None
        try:
            answer = await self.upstreams.named(route.upstream).open(call, exchange.id, exchange.principal.tenant)
            attempt = Attempt(call, hold, answer, await anext(answer))
        except BaseException as error:
            if answer is not None:
                answer.close()
            if isinstance(error, UpstreamError):
                exchange.failures.append(error.failure)
            elif isinstance(error, asyncio.CancelledError):
                exchange.failures.append("cancelled")
            self._conclude_failed(exchange, hold, error)
            raise
        exchange.owed = True
        self.note(attempt, attempt.first)
        if call.endpoint is not Endpoint.EMBEDDINGS:
            exchange.answered_model = other_model(route.model, _document(attempt.first))
        return attempt

    def note(self, attempt: Attempt, event: Event) -> None:
        """Remember what an event says about usage."""
        match event:
            case Whole(body, usage):
                attempt.usage = usage
                if usage is None:
                    attempt.said.write(generated_text(attempt.call.endpoint, body))
                attempt.finished = True
            case Frames(frames):
                for frame in frames:
                    if frame.text:
                        attempt.said.write(frame.text)
                    if frame.usage is not None:
                        attempt.usage = frame.usage

    def close(self, exchange: Exchange, attempt: Attempt) -> None:
        """Let the upstream go and settle what it produced."""
        attempt.answer.close()
        if attempt.usage is not None and attempt.finished:
            self._settle(exchange, attempt.call, attempt.hold, attempt.usage)
        elif (attempt.call.stream or attempt.finished) and not _unseen(attempt.call):
            self._background.start(self._settle_counted(exchange, attempt))
        else:
            self._settle_held(exchange, attempt.hold)

    def _conclude_failed(self, exchange: Exchange, hold: Hold, error: BaseException) -> None:
        """Nothing was received: void what the provider cannot have billed, charge the hold where nobody knows."""
        match error:
            case Rejected() | UpstreamRefused(said_ok=False):
                self._accountant.void(hold)
            case _ if not getattr(error, "sent", True):  # A cancellation may say so too.
                self._accountant.void(hold)
            case _:
                exchange.owed = True
                self._settle_held(exchange, hold)

    async def _may_send(self, turn: Turn, hold: Hold) -> None:
        """One request of all with this Idempotency-Key may send; nothing is owed where it is not this one."""
        try:
            await turn.may_send()
        except BaseException:
            self._accountant.void(hold)
            raise

    def _settle(self, exchange: Exchange, call: Call, hold: Hold, usage: Usage, reported: Usage | None = None) -> None:
        exchange.usage = usage
        self._paid(exchange, call, usage, self._accountant.settle(hold, usage, reported))

    def _settle_held(self, exchange: Exchange, hold: Hold) -> None:
        usage, cost = self._accountant.settle_hold(hold)
        self._paid(exchange, hold.call, usage, cost)

    def _paid(self, exchange: Exchange, call: Call, usage: Usage, cost: Nanodollars) -> None:
        exchange.cost = Nanodollars(exchange.cost + cost)
        self._recorder.settled(call.model, usage, cost)

    async def _settle_counted(self, exchange: Exchange, attempt: Attempt) -> None:
        """The provider did not say, or not to the end, so our tokenizer does; flagged, and never above the hold."""
        call, reported = attempt.call, attempt.usage or Usage(0, 0)
        usage: Usage | None = None
        try:
            prompt = await self._counter.prompt(call)
            completion = await self._counter.text(call.model, attempt.said.getvalue())
            usage = Usage(
                max(prompt, reported.prompt_tokens),
                max(completion, reported.completion_tokens),
                source=UsageSource.COUNTED,
                audio_prompt_tokens=max(call.audio_prompt_tokens_max, reported.audio_prompt_tokens),
                audio_completion_tokens=reported.audio_completion_tokens,
                service_tier=reported.service_tier,
            )
        finally:
            if usage is not None:
                self._settle(exchange, call, attempt.hold, usage, attempt.usage)
            else:
                self._settle_held(exchange, attempt.hold)


def _document(event: Event) -> bytes:
    return event.body if isinstance(event, Whole) else event.frames[0].data


def _unseen(call: Call) -> bool:
    """True if the answer may be billed for what its text does not show: reasoning, speech, rejected predictions."""
    return thinks_in_secret(call.model) or call.audio_output or call.uncapped_output_tokens > 0
