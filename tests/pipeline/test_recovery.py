"""Retries and fallbacks: each its own row, none too many, and every permit given back."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from auslex.accounting.tiers import Limits
from auslex.core.errors import (
    BadRequest,
    CircuitOpen,
    UpstreamBroken,
    UpstreamError,
    UpstreamRefused,
    UpstreamTimeout,
    UpstreamUnreachable,
)  # fmt: skip
from auslex.pipeline.exchange import Exchange
from auslex.pipeline.gateway import Gateway
from auslex.resilience.breaker import BreakerOptions, BreakerState
from auslex.resilience.notices import Selector
from auslex.resilience.recovery import RecoveryOptions
from tests.pipeline.conftest import TIMEOUT_SECONDS, Pause, Script, World, chat, cost, finish, frame, hold, whole

pytestmark = pytest.mark.anyio
FALLBACK = {"gpt-4o": ("gpt-4o-mini",)}
OPEN_SECONDS = 60.0


def status(code: int, failure: str, retry_after: float | None = None) -> UpstreamRefused:
    return UpstreamRefused("no", status=code, body=b"{}", failure=failure, retry_after=retry_after)


def recovering(
    world: World, retries: int = 0, fallbacks: dict[str, tuple[str, ...]] | None = None, **more: int
) -> None:
    world.recovery = RecoveryOptions(retries_max=retries, fallbacks=fallbacks or {}, **more)
    world.breaker = BreakerOptions(open_seconds=OPEN_SECONDS)


def state(world: World) -> BreakerState:
    assert world.resilient is not None
    return world.resilient.status()[0].state


async def test_a_retry_has_its_own_row(world: World) -> None:
    recovering(world, retries=1)
    world.play(Script(opening=status(503, "overloaded")), Script([whole()]))
    exchange, _ = await world.run(chat())
    assert ([("gpt-4o", "V", 0), ("gpt-4o", "S", exchange.cost)], 2) == (world.states, exchange.attempts)


async def test_a_lost_attempt_and_its_retry_are_both_paid(world: World) -> None:
    recovering(world, retries=1)
    world.play(Script([UpstreamBroken("cut", failure="truncated")]), Script([whole()]))
    call = chat()
    exchange, _ = await world.run(call)
    answer = whole().usage
    assert answer is not None
    assert hold(call) + cost(answer) == exchange.cost


async def test_a_fallback_reserves_its_own_row(world: World) -> None:
    recovering(world, fallbacks=FALLBACK)
    world.play(Script([UpstreamTimeout("slow")]), Script([whole()]))
    exchange, _ = await world.run(chat())
    assert (["gpt-4o", "gpt-4o-mini"], "gpt-4o-mini") == (
        [row.order.model for row in world.rows],
        exchange.served_model,
    )


async def test_the_fallback_is_sent_its_own_model(world: World) -> None:
    recovering(world, fallbacks=FALLBACK)
    world.play(Script(opening=status(503, "overloaded")), Script([whole()]))
    await world.run(chat())
    assert ["gpt-4o", "gpt-4o-mini"] == [call.body["model"] for call in world.upstream.calls]


async def test_the_fallbacks_hold_covers_an_image_too(world: World) -> None:
    recovering(world, fallbacks=FALLBACK)
    world.play(Script(opening=status(503, "overloaded")), Script([whole()]))
    content = [{"type": "image_url", "image_url": {"url": "https://example.com/a.png"}}]
    await world.run(chat(messages=[{"role": "user", "content": content}]))
    first, second = world.rows
    assert second.held_tokens >= first.held_tokens


async def test_the_callers_fault_is_neither_retried_nor_sent_elsewhere(world: World) -> None:
    recovering(world, retries=3, fallbacks=FALLBACK)
    world.play(Script(opening=status(400, "bad_request")))
    with pytest.raises(UpstreamRefused):
        await world.run(chat())
    assert 1 == len(world.upstream.calls)


async def test_no_more_attempts_are_made_than_allowed(world: World) -> None:
    recovering(world, retries=10, fallbacks=FALLBACK, attempts_max=4)
    world.play(*[Script(opening=status(429, "rate_limited")) for _ in range(20)])
    with pytest.raises(UpstreamRefused):
        await world.run(chat())
    assert 4 == len(world.upstream.calls)


async def test_the_upstreams_wish_is_waited_out(world: World) -> None:
    recovering(world, retries=1)
    world.play(Script(opening=status(429, "rate_limited", retry_after=7.0)), Script([whole()]))
    await world.run(chat())
    assert [7.0] == world.waits


async def test_a_wish_beyond_the_deadline_is_not_waited_for(world: World) -> None:
    recovering(world, retries=1, delay_seconds_max=3_600)
    world.play(Script(opening=status(429, "rate_limited", retry_after=TIMEOUT_SECONDS)))
    with pytest.raises(UpstreamRefused):
        await world.run(chat())
    assert [] == world.waits


async def test_no_attempt_starts_after_the_deadline(world: World) -> None:
    recovering(world, retries=3, fallbacks=FALLBACK)
    world.play(Script([lambda: world.clock.advance(TIMEOUT_SECONDS), UpstreamTimeout("slow")]), Script([whole()]))
    with pytest.raises(UpstreamTimeout):
        await world.run(chat())
    assert 1 == len(world.upstream.calls)


async def test_a_fallback_that_cannot_be_tried_leaves_the_first_failure_to_tell(world: World) -> None:
    recovering(world, fallbacks={"gpt-4o": ("no-such-model",)})
    world.play(Script(opening=status(503, "overloaded")))
    with pytest.raises(UpstreamError):
        await world.run(chat())


# Permits.


async def opened(world: World) -> None:
    """A breaker that has just become half open, with one probe to give."""
    recovering(world)
    world.breaker = BreakerOptions(consecutive_failures_max=1, open_seconds=OPEN_SECONDS)
    gateway = world.build()
    world.gateway = gateway  # type: ignore[attr-defined]
    world.play(Script(opening=status(503, "overloaded")))
    with pytest.raises(UpstreamRefused):
        await world.run(chat(), gateway)
    world.clock.advance(OPEN_SECONDS)


async def test_an_open_breaker_sends_and_holds_nothing(world: World) -> None:
    await opened(world)
    world.clock.advance(-1.0)
    with pytest.raises(CircuitOpen):
        await world.run(chat(), world.gateway)  # type: ignore[attr-defined]
    assert (1, 1) == (len(world.upstream.calls), len(world.rows))


async def test_a_probe_that_succeeds_closes_the_breaker(world: World) -> None:
    await opened(world)
    world.play(Script([frame(), finish()]))
    await world.run(chat(stream=True), world.gateway)  # type: ignore[attr-defined]
    assert BreakerState.CLOSED is state(world)


async def test_a_probe_that_fails_opens_it_again(world: World) -> None:
    await opened(world)
    world.play(Script([frame(), UpstreamBroken("cut", failure="truncated")]))
    with pytest.raises(UpstreamBroken):
        await world.run(chat(stream=True), world.gateway)  # type: ignore[attr-defined]
    assert BreakerState.OPEN is state(world)


@pytest.mark.parametrize("place", ["while opening", "before the first event", "in the middle"])
async def test_the_permit_of_a_caller_that_left_goes_to_another(world: World, place: str) -> None:
    await opened(world)
    pause = Pause()
    scripts = {
        "while opening": Script(opening=pause),
        "before the first event": Script([pause]),
        "in the middle": Script([frame(), pause]),
    }
    world.play(scripts[place])
    await world.cancelled(chat(stream=True), pause, world.gateway)  # type: ignore[attr-defined]
    world.play(Script([whole()]))
    assert [whole()] == (await world.run(chat(), world.gateway))[1]  # type: ignore[attr-defined]


async def test_the_permit_of_a_refused_attempt_goes_to_another(world: World) -> None:
    await opened(world)
    world.play(Script([BadRequest("no")]), Script([whole()]))
    with pytest.raises(BadRequest):
        await world.run(chat(), world.gateway)  # type: ignore[attr-defined]
    assert [whole()] == (await world.run(chat(), world.gateway))[1]  # type: ignore[attr-defined]


async def test_a_probe_whose_answer_has_begun_lets_others_through(world: World) -> None:
    """A stream may last half an hour; the upstream has shown that it works when its first event came."""
    await opened(world)
    pause = Pause()
    world.play(Script([frame(), pause]), Script([whole()]))
    first = asyncio.ensure_future(world.run(chat(stream=True), world.gateway))  # type: ignore[attr-defined]
    await pause.reached.wait()
    [answer] = await asyncio.gather(world.run(chat(), world.gateway), return_exceptions=True)  # type: ignore[attr-defined]
    first.cancel()
    await asyncio.wait([first])
    assert not isinstance(answer, CircuitOpen)


# Routes and attempts.


async def test_only_the_first_attempt_takes_one_of_the_callers_requests(world: World) -> None:
    recovering(world, retries=2)
    world.installation = Limits(requests_per_minute=1)
    world.play(*[Script(opening=status(503, "overloaded")) for _ in range(2)], Script([whole()]))
    exchange, _ = await world.run(chat())
    assert 3 == exchange.attempts


async def test_every_attempt_takes_tokens_of_its_own(world: World) -> None:
    recovering(world, retries=2)
    call = chat()
    world.installation = Limits(tokens_per_minute=call.prompt_tokens_max + call.output_tokens_max)
    world.play(Script([UpstreamBroken("cut", failure="truncated")]))
    with pytest.raises(UpstreamBroken):
        await world.run(call)
    assert 1 == len(world.upstream.calls)


async def test_by_default_a_request_is_tried_three_times_and_the_fallback_is_one_of_them(world: World) -> None:
    world.recovery = RecoveryOptions(fallbacks=FALLBACK)
    world.breaker = BreakerOptions()
    world.play(*[Script(opening=status(503, "overloaded")) for _ in range(9)])
    with pytest.raises(UpstreamRefused):
        await world.run(chat())
    assert ["gpt-4o", "gpt-4o", "gpt-4o-mini"] == [call.model for call in world.upstream.calls]


async def test_a_refused_connection_is_tried_elsewhere_at_once(world: World) -> None:
    recovering(world, retries=1, fallbacks=FALLBACK)
    world.play(Script(opening=UpstreamUnreachable("refused")), Script([whole()]))
    exchange, _ = await world.run(chat())
    assert ("gpt-4o-mini", []) == (exchange.served_model, world.waits)


async def test_a_silent_route_is_never_asked_again(world: World) -> None:
    recovering(world, retries=3)
    world.play(Script(opening=UpstreamTimeout("silent")))
    with pytest.raises(UpstreamTimeout):
        await world.run(chat())
    assert 1 == len(world.upstream.calls)


async def test_what_a_fallback_finds_wrong_with_the_request_is_not_told(world: World) -> None:
    recovering(world, fallbacks=FALLBACK)
    world.play(Script(opening=status(503, "overloaded")), Script(opening=status(400, "bad_request")))
    with pytest.raises(UpstreamRefused) as told:
        await world.run(chat())
    assert "overloaded" == told.value.failure


async def test_nothing_goes_round_a_content_filter(world: World) -> None:
    recovering(world, fallbacks={"gpt-4o": ("gpt-4o-mini", "o3")})
    world.play(Script(opening=status(503, "overloaded")), Script(opening=status(400, "content_filter")))
    with pytest.raises(UpstreamRefused) as told:
        await world.run(chat())
    assert ("content_filter", 2) == (told.value.failure, len(world.upstream.calls))


async def test_a_model_that_has_ended_is_answered_by_another(world: World) -> None:
    recovering(world, fallbacks={"o3": ("gpt-4o",)})
    world.play(Script(opening=status(404, "not_found")), Script([whole()]))
    exchange, _ = await world.run(chat(model="o3"))
    assert "gpt-4o" == exchange.served_model


async def test_a_fallback_that_cannot_do_what_is_asked_is_not_asked(world: World) -> None:
    recovering(world, fallbacks={"gpt-4o": ("dear", "gpt-4o-mini")})  # Of `dear` nothing is known.
    world.play(Script(opening=status(503, "overloaded")), Script([whole()]))
    exchange, _ = await world.run(chat(tools=[{"type": "function", "function": {"name": "f"}}]))
    assert "gpt-4o-mini" == exchange.served_model


async def test_a_client_that_left_is_a_class_of_its_own_and_gets_no_further_attempt(world: World) -> None:
    recovering(world, retries=3, fallbacks=FALLBACK)
    gateway, pause = world.build(), Pause()
    world.play(Script(opening=pause))
    exchange = world.exchange(gateway, chat())
    task = asyncio.ensure_future(passed(gateway, exchange))
    await pause.reached.wait()
    task.cancel()
    await asyncio.wait([task])
    assert (["cancelled"], 1) == (exchange.failures, len(world.upstream.calls))


async def test_a_client_that_leaves_in_the_middle_counts_once(world: World) -> None:
    gateway, pause = world.build(), Pause()
    world.play(Script([frame(), pause]))
    exchange = world.exchange(gateway, chat(stream=True))
    task = asyncio.ensure_future(passed(gateway, exchange))
    await pause.reached.wait()
    task.cancel()
    await asyncio.wait([task])
    assert ["cancelled"] == exchange.failures


async def test_an_answer_that_ended_well_has_no_failure(world: World) -> None:
    world.play(Script([frame(), finish()]))
    exchange, _ = await world.run(chat(stream=True))
    assert [] == exchange.failures


async def test_when_too_many_retry_the_next_one_falls_back_at_once(world: World) -> None:
    recovering(world, retries=1, fallbacks=FALLBACK)
    world.recovery = replace(world.recovery, retrying_min=1)
    gateway, pause = world.build(), Pause()
    world.play(Script(opening=status(503, "overloaded")), Script(opening=pause))
    retrying = asyncio.ensure_future(passed(gateway, world.exchange(gateway, chat())))
    await pause.reached.wait()
    world.play(Script(opening=status(503, "overloaded")), Script([whole()]))
    exchange, _ = await world.run(chat(), gateway)
    retrying.cancel()
    await asyncio.wait([retrying])
    assert "gpt-4o-mini" == exchange.served_model


async def test_whoever_has_left_retries_no_longer(world: World) -> None:
    recovering(world, retries=1)
    world.recovery = replace(world.recovery, retrying_min=1)
    gateway, pause = world.build(), Pause()
    world.play(Script(opening=status(503, "overloaded")), Script(opening=pause))
    left = asyncio.ensure_future(passed(gateway, world.exchange(gateway, chat())))
    await pause.reached.wait()
    left.cancel()
    await asyncio.wait([left])
    world.play(Script(opening=status(503, "overloaded")), Script([whole()]))
    assert [whole()] == (await world.run(chat(), gateway))[1]


async def test_an_open_breaker_says_when_it_will_be_asked_again(world: World) -> None:
    await opened(world)
    world.clock.advance(-10.0)
    with pytest.raises(CircuitOpen) as refused:
        await world.run(chat(), world.gateway)  # type: ignore[attr-defined]
    assert 10.0 == refused.value.retry_after


async def passed(gateway: Gateway, exchange: Exchange) -> None:
    async with gateway.passage(exchange) as events:
        async for _ in events:
            pass


def stale() -> UpstreamBroken:
    error = UpstreamBroken("closed", code="upstream_reset", failure="connect")
    error.stale = True
    return error


async def test_what_met_a_stale_connection_is_sent_once_more_with_a_row_of_its_own(world: World) -> None:
    recovering(world, retries=0)
    world.play(Script(opening=stale()), Script([whole()]))
    call = chat()
    exchange, _ = await world.run(call)
    answer = whole().usage
    assert answer is not None
    assert (2, hold(call) + cost(answer)) == (exchange.attempts, exchange.cost)


async def test_a_second_stale_connection_is_a_failure(world: World) -> None:
    recovering(world, retries=0)
    world.play(Script(opening=stale()), Script(opening=stale()), Script([whole()]))
    with pytest.raises(UpstreamBroken):
        await world.run(chat())
    assert 2 == len(world.rows)


async def test_what_one_tenants_own_key_causes_stops_nobody_else(world: World) -> None:
    world.breaker = BreakerOptions(consecutive_failures_max=1)
    world.upstream.own_keys = {"t": "upk_1"}
    world.play(Script(opening=status(401, "auth")), Script([whole()]))
    gateway = world.build()
    with pytest.raises(UpstreamRefused):
        await world.run(chat(), gateway)
    with pytest.raises(CircuitOpen):
        await world.run(chat(), gateway)
    world.upstream.own_keys = {}
    await world.run(chat(), gateway)
    assert world.resilient is not None
    assert {
        "scripted:chat_completions:gpt-4o": BreakerState.CLOSED,
        "scripted:chat_completions:gpt-4o with upk_1": BreakerState.OPEN,
    } == {each.name: each.state for each in world.resilient.status()}


async def test_a_tenants_next_key_begins_with_a_breaker_of_its_own(world: World) -> None:
    world.breaker = BreakerOptions(consecutive_failures_max=1)
    world.upstream.own_keys = {"t": "upk_1"}
    world.play(Script(opening=status(401, "auth")), Script([whole()]))
    gateway = world.build()
    with pytest.raises(UpstreamRefused):
        await world.run(chat(), gateway)
    world.upstream.own_keys = {"t": "upk_2"}
    await world.run(chat(), gateway)


@pytest.mark.parametrize(
    ("selector", "reset"),
    [
        (Selector(model="gpt-4o"), True),
        (Selector("scripted", "chat_completions", "gpt-4o"), True),
        (Selector("scripted", "chat_completions", "gpt-4o with upk_1"), True),
        (Selector("scripted", "chat_completions", "gpt-4o with upk_2"), False),
        (Selector(model="gpt-4o-mini"), False),
    ],
)
def test_a_breaker_for_one_key_goes_by_its_route(selector: Selector, reset: bool) -> None:
    assert reset is selector.matches("scripted:chat_completions:gpt-4o with upk_1")
