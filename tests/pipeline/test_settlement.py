"""What an attempt costs in the end, however it ends."""

from __future__ import annotations

from typing import NoReturn

import pytest

from auslex.accounting.policy import LimitName
from auslex.accounting.store import AccountSpend, Granted, Refused, Reserve, Resolve
from auslex.accounting.tiers import Limits
from auslex.core.errors import (
    ModelPriceUnknown,
    RateLimitExceeded,
    Unavailable,
    UpstreamBroken,
    UpstreamRefused,
    UpstreamTimeout,
    UpstreamUnreachable,
)
from auslex.core.usage import Usage, UsageSource
from auslex.tokens.counting import TokenCounter
from tests.pipeline.conftest import Pause, Script, World, chat, cost, finish, frame, hold, usage_frame, whole

pytestmark = pytest.mark.anyio
USAGE = Usage(10, 5)


def refused(status: int = 400, failure: str = "bad_request") -> UpstreamRefused:
    return UpstreamRefused("no", status=status, body=b"{}", failure=failure)


# Success.


async def test_a_whole_answer_costs_its_usage(world: World) -> None:
    world.play(Script([whole(USAGE)]))
    exchange, events = await world.run(chat())
    assert ([whole(USAGE)], [("gpt-4o", "S", cost(USAGE))], cost(USAGE)) == (events, world.states, exchange.cost)


async def test_a_stream_costs_its_reported_usage(world: World) -> None:
    world.play(Script([frame(), usage_frame(USAGE), finish()]))
    exchange, _ = await world.run(chat(stream=True))
    assert ([("gpt-4o", "S", cost(USAGE))], USAGE) == (world.states, exchange.usage)


async def test_nothing_stays_held_after_success(world: World) -> None:
    world.play(Script([whole()]))
    await world.run(chat())
    assert 0 == await world.reserved()


async def test_the_answer_is_let_go(world: World) -> None:
    world.play(Script([frame(), finish()]))
    await world.run(chat(stream=True))
    assert 1 <= world.upstream.answers[0].closes


async def test_a_caller_who_did_not_ask_for_usage_does_not_see_it(world: World) -> None:
    world.play(Script([frame(), usage_frame(USAGE), finish()]))
    _, events = await world.run(chat(stream=True))
    assert [] == [one for event in events for one in event.frames if one.usage_only]  # type: ignore[union-attr]


async def test_a_caller_who_asked_for_usage_sees_it(world: World) -> None:
    world.play(Script([frame(), usage_frame(USAGE), finish()]))
    _, events = await world.run(chat(stream=True, stream_options={"include_usage": True}))
    assert [USAGE] == [one.usage for event in events for one in event.frames if one.usage_only]  # type: ignore[union-attr]


async def test_a_hold_is_the_bound_of_the_call(world: World) -> None:
    pause = Pause()
    world.play(Script(opening=pause))
    call = chat(n=3)
    await world.cancelled(call, pause)
    assert [hold(call)] == [row.held_amount for row in world.rows]


# Usage that never came.


async def test_a_missing_usage_is_counted_and_flagged(world: World) -> None:
    world.play(Script([whole(None)]))
    call = chat()
    await world.run(call)
    counted = Usage(world.counter.prompt_now(call), 2)  # "hello world" is two tokens.
    assert [(cost(counted), UsageSource.COUNTED)] == [(row.paid, row.source) for row in world.rows]


async def test_a_stream_without_usage_is_counted_over_its_frames(world: World) -> None:
    world.play(Script([frame("hello"), frame(" world"), finish()]))
    call = chat(stream=True)
    await world.run(call)
    assert [(cost(Usage(world.counter.prompt_now(call), 2)), UsageSource.COUNTED)] == [
        (row.paid, row.source) for row in world.rows
    ]


async def test_a_counted_usage_never_costs_more_than_the_hold(world: World) -> None:
    world.play(Script([frame("word " * 500), finish()]))
    call = chat(stream=True, cap=5)
    await world.run(call)
    assert [True] == [row.paid <= row.held_amount for row in world.rows]


class BrokenCounter(TokenCounter):
    """A counter that cannot count."""

    async def text(self, model: str, text: str) -> int:
        raise ValueError("cannot count")


async def test_where_counting_fails_the_hold_is_charged(world: World) -> None:
    world.counter = BrokenCounter()
    world.play(Script([whole(None)]))
    call = chat()
    await world.run(call)
    assert ([("gpt-4o", "S", hold(call))], 0) == (world.states, await world.reserved())


# Failures.


async def test_what_the_upstream_refused_costs_nothing(world: World) -> None:
    world.play(Script(opening=refused()))
    with pytest.raises(UpstreamRefused):
        await world.run(chat())
    assert [("gpt-4o", "V", 0)] == world.states


async def test_what_was_never_sent_costs_nothing(world: World) -> None:
    world.play(Script(opening=UpstreamUnreachable("no")))
    with pytest.raises(UpstreamUnreachable):
        await world.run(chat())
    assert [("gpt-4o", "V", 0)] == world.states


@pytest.mark.parametrize("error", [UpstreamTimeout("slow"), UpstreamBroken("cut")])
async def test_what_became_of_it_nobody_knows_costs_the_hold(world: World, error: Exception) -> None:
    world.play(Script([error]))
    call = chat()
    with pytest.raises(type(error)):
        await world.run(call)
    assert [(hold(call), UsageSource.HELD)] == [(row.paid, row.source) for row in world.rows]


async def test_a_bug_in_an_upstream_costs_the_hold_and_nothing_stays_held(world: World) -> None:
    world.play(Script([RuntimeError("bug")]))
    call = chat()
    with pytest.raises(RuntimeError):
        await world.run(call)
    assert ([("gpt-4o", "S", hold(call))], 0) == (world.states, await world.reserved())


async def test_a_stream_that_breaks_is_counted_as_far_as_it_came(world: World) -> None:
    world.play(Script([frame("hello"), frame(" world"), UpstreamBroken("cut", failure="truncated")]))
    call = chat(stream=True)
    with pytest.raises(UpstreamBroken):
        await world.run(call)
    assert [cost(Usage(world.counter.prompt_now(call), 2))] == [row.paid for row in world.rows]


async def test_an_early_usage_is_not_the_usage_of_a_stream_that_broke(world: World) -> None:
    text = "word " * 40
    world.play(Script([frame("", usage=Usage(10, 0)), frame(text), UpstreamBroken("cut", failure="truncated")]))
    with pytest.raises(UpstreamBroken):
        await world.run(chat(stream=True))
    assert [True] == [row.paid >= cost(Usage(0, 40)) for row in world.rows]


async def test_no_attempt_follows_once_the_caller_has_bytes(world: World) -> None:
    world.recovery = type(world.recovery)(retries_max=3, fallbacks={"gpt-4o": ("gpt-4o-mini",)})
    world.play(Script([frame(), UpstreamBroken("cut", failure="truncated")]))
    with pytest.raises(UpstreamBroken):
        await world.run(chat(stream=True))
    assert 1 == len(world.upstream.calls)


# Callers that leave.


async def test_a_caller_that_leaves_before_the_first_event_costs_the_hold(world: World) -> None:
    pause = Pause()
    world.play(Script([pause]))
    call = chat(stream=True)
    await world.cancelled(call, pause)
    assert ([(hold(call), UsageSource.HELD)], 0) == (
        [(row.paid, row.source) for row in world.rows],
        await world.reserved(),
    )


async def test_a_caller_that_leaves_before_anything_was_sent_pays_nothing(world: World) -> None:
    pause = Pause(sent=False)
    world.play(Script(opening=pause))
    await world.cancelled(chat(), pause)
    assert ([("gpt-4o", "V", 0)], 0) == (world.states, await world.reserved())


async def test_a_caller_that_leaves_in_the_middle_pays_for_what_came(world: World) -> None:
    pause = Pause()
    world.play(Script([frame("hello"), frame(" world"), pause]))
    call = chat(stream=True)
    await world.cancelled(call, pause)
    assert [(cost(Usage(world.counter.prompt_now(call), 2)), UsageSource.COUNTED)] == [
        (row.paid, row.source) for row in world.rows
    ]


async def test_a_caller_that_leaves_pays_what_the_upstream_had_reported_even_above_the_hold(world: World) -> None:
    usage, pause = Usage(100_000, 5), Pause()
    world.play(Script([frame(), usage_frame(usage), pause]))
    await world.cancelled(chat(stream=True), pause)
    assert (cost(usage), UsageSource.COUNTED) == (
        (await world.ledger.spend("installation")).day_settled,
        world.rows[0].source,
    )


async def test_leaving_a_model_that_thinks_in_secret_is_not_free(world: World) -> None:
    """Its reasoning is billed and never seen, so what was seen is no measure; an under-estimate never refunds."""
    pause = Pause()
    world.play(Script([frame(""), pause]))
    call = chat(stream=True, model="o3", cap=10_000)
    await world.cancelled(call, pause)
    assert [hold(call)] == [row.paid for row in world.rows]


@pytest.mark.parametrize("events", [[], [frame()]])
async def test_a_caller_that_leaves_lets_the_upstream_go(world: World, events: list[object]) -> None:
    pause = Pause()
    world.play(Script([*events, pause]))  # type: ignore[list-item]
    await world.cancelled(chat(stream=True), pause)
    assert 1 <= world.upstream.answers[0].closes


async def test_no_attempt_follows_a_caller_that_left(world: World) -> None:
    world.recovery = type(world.recovery)(retries_max=3, fallbacks={"gpt-4o": ("gpt-4o-mini",)})
    pause = Pause()
    world.play(Script(opening=pause))
    await world.cancelled(chat(), pause)
    assert 1 == len(world.upstream.calls)


# Refusals before anything is sent.


async def test_an_unpriced_model_is_refused_before_anything_is_sent(world: World) -> None:
    with pytest.raises(ModelPriceUnknown):
        await world.run(chat(model="no-such-model"))
    assert ([], []) == (world.upstream.calls, world.rows)


async def test_a_limit_refuses_before_anything_is_sent(world: World) -> None:
    world.installation = Limits(requests_per_minute=1)
    gateway = world.build()
    world.play(Script([whole()]))
    await world.run(chat(), gateway)
    with pytest.raises(RateLimitExceeded) as caught:
        await world.run(chat(), gateway)
    assert (LimitName.REQUESTS_PER_MINUTE, 1) == (caught.value.limit, len(world.upstream.calls))


async def test_a_byte_bound_that_does_not_fit_is_counted_before_it_is_refused(world: World) -> None:
    call = chat(cap=10)
    world.installation = Limits(tokens_per_minute=world.counter.prompt_now(call) + 10)
    world.play(Script([whole()]))
    await world.run(call)
    assert [world.counter.prompt_now(call) + 10] == [row.held_tokens for row in world.rows]


# A store that fails.


class FailingLedger:
    """A ledger that takes holds and then cannot take resolutions, as its port allows."""

    def __init__(self, inner: World, *, reserve: bool = False) -> None:
        self._inner = inner.ledger
        self._reserve = reserve

    async def reserve(self, command: Reserve) -> Granted | Refused:
        if self._reserve:
            raise Unavailable("down")
        return await self._inner.reserve(command)

    def resolve(self, command: Resolve) -> NoReturn:
        raise Unavailable("down")

    async def spend(self, account: str, time_zone: str = "UTC") -> AccountSpend:
        return await self._inner.spend(account, time_zone)

    async def check(self) -> None:
        return None


async def test_without_a_store_nothing_is_sent(world: World) -> None:
    world.replaced_ledger = FailingLedger(world, reserve=True)
    with pytest.raises(Unavailable):
        await world.run(chat())
    assert [] == world.upstream.calls
