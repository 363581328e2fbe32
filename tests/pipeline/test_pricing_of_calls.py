"""What a call's own terms do to its hold and to its price: tiers, audio, and caps that a budget lowers."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auslex.accounting.memory import MemoryLedger
from auslex.accounting.policy import LimitName, Refusal
from auslex.accounting.pricing import PerMillion, Price, Rates, Tariff
from auslex.accounting.store import BudgetAlert, Granted, Ledger, Refused, Reserve
from auslex.accounting.tiers import Limits
from auslex.core.calls import Call, Endpoint
from auslex.core.errors import BadRequest, CostLimitExceeded, NeverFits, UpstreamBroken
from auslex.core.money import Nanodollars
from auslex.core.standing import Standing
from auslex.core.usage import ServiceTier, Usage, UsageSource
from auslex.wire.requests import RequestOptions, parse
from tests.pipeline.conftest import INPUT, OUTPUT, Pause, Script, World, chat, finish, frame, hold, usage_frame, whole

pytestmark = pytest.mark.anyio


def rates(factor: int, **more: PerMillion) -> Rates:
    dear, cheap = PerMillion(factor * OUTPUT * 10**6), PerMillion(factor * INPUT * 10**6)
    return Rates(cheap, dear, PerMillion(cheap // 4), cheap, **more)


TIERED = Price(
    "gpt-4o", rates(1), "v", tiers={ServiceTier.PRIORITY: Tariff(rates(2)), ServiceTier.FLEX: Tariff(rates(0))}
)
SPEAKING = Price(
    "gpt-4o", rates(1, audio_input=PerMillion(8_000 * 10**6), audio_output=PerMillion(16_000 * 10**6)), "v"
)


def tiered() -> World:
    return World(prices={"gpt-4o": TIERED})


def paid(world: World) -> list[int]:
    return [row.paid for row in world.rows]


# Tiers.


@pytest.mark.parametrize(
    ("asked", "factor"), [({}, 2), ({"service_tier": "fast"}, 2), ({"service_tier": "default"}, 1)]
)
async def test_a_hold_is_that_of_the_dearest_tier_that_may_serve(asked: dict[str, object], factor: int) -> None:
    world, pause = tiered(), Pause()
    world.play(Script(opening=pause))
    call = chat(**asked)  # type: ignore[arg-type]
    await world.cancelled(call, pause)
    assert [factor * hold(call)] == [row.held_amount for row in world.rows]


@pytest.mark.parametrize(("served", "factor"), [("default", 1), ("priority", 2), ("flex", 0), (None, 1)])
async def test_the_tier_that_served_is_paid(served: str | None, factor: int) -> None:
    world = tiered()
    tier = ServiceTier(served) if served else None
    world.play(Script([whole(Usage(10, 5, service_tier=tier))]))
    await world.run(chat())
    assert [factor * (10 * INPUT + 5 * OUTPUT)] == paid(world)


async def test_a_counted_usage_keeps_the_tier_that_was_reported() -> None:
    world = tiered()
    early = Usage(0, 0, service_tier=ServiceTier.DEFAULT)
    world.play(Script([usage_frame(early), frame("hello world"), UpstreamBroken("cut", failure="truncated")]))
    call = chat(stream=True)
    with pytest.raises(UpstreamBroken):
        await world.run(call)
    assert [world.counter.prompt_now(call) * INPUT + 2 * OUTPUT] == paid(world)


async def test_a_tier_without_a_price_is_refused_before_anything_is_sent(world: World) -> None:
    with pytest.raises(BadRequest) as caught:
        await world.run(chat(service_tier="flex"))
    assert ("unsupported_parameter", "service_tier", []) == (caught.value.code, caught.value.param, world.rows)


async def test_what_the_cache_saved_stands_in_the_row() -> None:
    world = tiered()
    world.play(Script([whole(Usage(100, 5, 40, service_tier=ServiceTier.DEFAULT))]))
    await world.run(chat())
    assert [40 * (INPUT - INPUT // 4)] == [row.saved for row in world.rows]


# Audio and predictions.

SOUND = {"type": "input_audio", "input_audio": {"data": "SUQz" + "A" * 4_000, "format": "mp3"}}
SPOKEN = {"modalities": ["text", "audio"], "audio": {"voice": "alloy", "format": "mp3"}}


def heard(**more: object) -> Call:
    return chat(messages=[{"role": "user", "content": [SOUND]}], **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("call", [heard(), chat(**SPOKEN)])  # type: ignore[arg-type]
async def test_a_model_without_audio_prices_refuses_audio(world: World, call: Call) -> None:
    with pytest.raises(BadRequest) as caught:
        await world.run(call)
    assert ("unsupported_parameter", []) == (caught.value.code, world.rows)


async def test_sound_is_held_at_its_own_price() -> None:
    world, pause = World(prices={"gpt-4o": SPEAKING}), Pause()
    world.play(Script(opening=pause))
    call = heard(**SPOKEN)
    await world.cancelled(call, pause)
    text = call.prompt_tokens_max - call.audio_prompt_tokens_max
    amount = text * INPUT + call.audio_prompt_tokens_max * 8_000 + call.output_tokens_max * 16_000
    assert [amount] == [row.held_amount for row in world.rows]


async def test_speech_without_usage_costs_the_hold() -> None:
    world = World(prices={"gpt-4o": SPEAKING})
    world.play(Script([whole(None)]))
    await world.run(chat(**SPOKEN))  # type: ignore[arg-type]
    assert [(True, UsageSource.HELD)] == [(row.paid == row.held_amount, row.source) for row in world.rows]


async def test_a_prediction_is_held_as_output_beyond_the_cap(world: World) -> None:
    pause = Pause()
    world.play(Script(opening=pause))
    call = chat(cap=10, prediction={"type": "content", "content": "x" * 100})
    await world.cancelled(call, pause)
    assert [hold(call) + call.uncapped_output_tokens * OUTPUT] == [row.held_amount for row in world.rows]


# Caps that a budget lowers.


def budget(world: World, call: Call, tokens: int) -> None:
    """Give the installation a day's budget for the call's counted prompt and so much output."""
    day = world.counter.prompt_now(call) * INPUT + tokens * call.choices * OUTPUT
    world.installation = Limits(day=Nanodollars(day))


@pytest.mark.parametrize("fields", [{}, {"max_tokens": None}, {"max_tokens": None, "max_completion_tokens": 900}])
async def test_a_cap_is_lowered_to_what_the_budget_affords(world: World, fields: dict[str, object]) -> None:
    call = chat(cap=500) if not fields else parsed(fields)
    budget(world, call, 100)
    world.play(Script([whole()]))
    exchange, _ = await world.run(call)
    (sent,) = world.upstream.calls
    assert (100, 100) == (sent.output_tokens_max, exchange.output_cap_lowered)
    assert 100 in (json.loads(sent.payload).get(name) for name in ("max_tokens", "max_completion_tokens"))
    assert [True] == [row.held_amount <= (world.installation.day or 0) for row in world.rows]


def parsed(fields: dict[str, object]) -> Call:
    body = {"model": "gpt-4o", "messages": [{"role": "user", "content": "Hello"}], **fields}
    return parse(Endpoint.CHAT_COMPLETIONS, json.dumps(body).encode(), RequestOptions())


async def test_a_cap_that_the_budget_pays_for_is_sent_as_it_came(world: World) -> None:
    call = chat(cap=100)
    budget(world, call, 100)
    world.play(Script([whole()]))
    exchange, _ = await world.run(call)
    assert ([call], None) == (world.upstream.calls, exchange.output_cap_lowered)


async def test_every_choice_gets_the_same_lowered_cap(world: World) -> None:
    call = chat(cap=500, n=3)
    budget(world, call, 40)
    world.play(Script([whole()]))
    await world.run(call)
    assert [40] == [sent.output_tokens_max for sent in world.upstream.calls]


@pytest.mark.parametrize(("tokens", "sent"), [(16, 1), (15, 0)])
async def test_less_than_sixteen_tokens_is_no_answer(world: World, tokens: int, sent: int) -> None:
    call = chat(cap=500)
    budget(world, call, tokens)
    world.play(Script([whole()]))
    if sent:
        await world.run(call)
    else:
        with pytest.raises(NeverFits):
            await world.run(call)
    assert sent == len(world.upstream.calls)


async def test_a_small_cap_of_the_callers_is_not_lowered_further(world: World) -> None:
    call = chat(cap=10)
    budget(world, call, 9)
    with pytest.raises(NeverFits):
        await world.run(call)


async def test_a_call_that_an_empty_budget_would_pay_for_is_told_to_wait(world: World) -> None:
    first, second = chat(cap=20), chat(cap=500)
    budget(world, first, 20)
    gateway = world.build()
    world.play(Script([whole(Usage(10, 20))]))
    await world.run(first, gateway)
    with pytest.raises(CostLimitExceeded) as caught:
        await world.run(second, gateway)
    assert (LimitName.DOLLARS_PER_DAY, True) == (caught.value.limit, caught.value.retry_after > 0)


@pytest.mark.parametrize(("spent", "told"), [(Usage(10, 20), []), (Usage(10, 195), [80, 100])])
async def test_a_budget_that_still_pays_for_a_shorter_answer_is_not_said_to_be_spent(
    world: World, spent: Usage, told: list[int]
) -> None:
    alerts: list[BudgetAlert] = []
    world.ledger = MemoryLedger(world.clock, alerts.append)
    budget(world, chat(cap=200), 200)
    gateway = world.build()
    world.play(Script([whole(spent)]), Script([whole(Usage(10, 1))]))
    await world.run(chat(cap=200), gateway)
    with suppress(CostLimitExceeded):
        await world.run(chat(cap=190), gateway)
    assert told == [alert.level for alert in alerts if alert.kind == "day"]


async def test_a_budget_that_is_held_by_others_is_worth_another_try(world: World) -> None:
    budget(world, chat(cap=200), 200)
    gateway, pause = world.build(), Pause()
    world.play(Script([whole(Usage(10, 20))]), Script([pause]))
    await world.run(chat(cap=200), gateway)
    other = asyncio.ensure_future(world.run(chat(cap=200), gateway))
    await pause.reached.wait()
    with pytest.raises(CostLimitExceeded) as caught:
        await world.run(chat(cap=190), gateway)
    other.cancel()
    await asyncio.wait([other])
    assert caught.value.waiting_helps


async def test_a_lowered_call_is_settled_as_the_call_that_was_sent(world: World) -> None:
    call = chat(cap=500)
    budget(world, call, 100)
    world.play(Script([UpstreamBroken("cut")]))
    with pytest.raises(UpstreamBroken):
        await world.run(call)
    assert [(100, world.installation.day)] == [(row.completion_tokens, row.paid) for row in world.rows]


async def test_the_usage_of_a_lowered_stream_is_paid(world: World) -> None:
    call = chat(stream=True, cap=500)
    budget(world, call, 100)
    world.play(Script([frame(), usage_frame(Usage(10, 5)), finish()]))
    await world.run(call)
    assert [10 * INPUT + 5 * OUTPUT] == paid(world)


class RacingLedger:
    """A ledger whose budget shrinks each time it is asked."""

    def __init__(self, inner: Ledger, amounts: list[int]) -> None:
        self._inner = inner
        self.asked: list[int] = []
        self._amounts = amounts

    async def reserve(self, command: Reserve) -> Granted | Refused:
        self.asked.append(command.cost.amount)
        left = Nanodollars(self._amounts.pop(0) if self._amounts else 0)
        refusal = Refusal(LimitName.DOLLARS_PER_DAY, 10**12, left, 1)
        return Refused("installation", refusal, Standing(), left)

    def __getattr__(self, name: str) -> object:
        return getattr(self._inner, name)


async def test_a_shrinking_budget_is_chased_a_few_times_only(world: World) -> None:
    call = chat(cap=100_000)
    racing = RacingLedger(world.ledger, [10**8 - step * 10**6 for step in range(50)])
    world.replaced_ledger = racing  # type: ignore[assignment]
    with pytest.raises(CostLimitExceeded):
        await world.run(call)
    assert 2 + 3 == len(racing.asked)  # By bytes, by count, and three times lowered.
    assert sorted(racing.asked, reverse=True) == racing.asked


@given(st.integers(0, 3_000), st.integers(1, 2_000), st.integers(1, 4))
def test_a_lowered_cap_never_costs_more_than_the_budget(tokens: int, cap: int, choices: int) -> None:
    amount = Nanodollars(tokens * OUTPUT)
    found = TIERED.output_tokens(amount, 10, cap * choices)
    assert found is None or TIERED.bound(10, found // choices * choices) <= amount
