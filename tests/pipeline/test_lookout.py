"""An upstream that was down and is back is asked before its breakers' time is over; any other is not."""

from __future__ import annotations

from random import Random

import pytest

from auslex.core.clock import ManualClock
from auslex.core.errors import UpstreamError, UpstreamRefused, UpstreamUnreachable
from auslex.resilience.breaker import BreakerOptions, BreakerState
from auslex.resilience.lookout import Lookout
from auslex.resilience.recovery import RecoveryOptions
from auslex.resilience.resilient import Resilient, Route

pytestmark = pytest.mark.anyio

ROUTE = Route("openai", "chat_completions", "gpt-4o")
OVERLOADED = UpstreamRefused("no", status=503, body=b"", failure="overloaded")


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


class Watch:
    """One upstream with a breaker that opens at the second failure, and who looks out for it."""

    def __init__(self) -> None:
        clock = ManualClock()
        options = BreakerOptions(consecutive_failures_max=2)
        self.resilient = Resilient(clock, RecoveryOptions(retries_max=0), options, Random(1))
        self.absent = False
        self.checks = 0
        self.back: list[str] = []
        self.lookout = Lookout(self.resilient, {"openai": self.check}, self.back.append)

    async def check(self) -> None:
        self.checks += 1
        if self.absent:
            raise UpstreamUnreachable("nobody there")

    async def call(self, error: UpstreamError | None = None) -> None:
        async def attempt(route: Route) -> None:
            if error is not None:
                self.lookout.failed(route.name, error)
                raise error

        await self.resilient.run([ROUTE], attempt, 60.0)

    async def open(self, error: UpstreamError = OVERLOADED) -> None:
        for _ in range(2):
            with pytest.raises(UpstreamError):
                await self.call(error)

    @property
    def state(self) -> BreakerState:
        return self.resilient.status()[0].state


@pytest.fixture
def watch() -> Watch:
    return Watch()


async def test_one_that_was_down_and_is_back_is_asked_at_once(watch: Watch) -> None:
    await watch.open()
    watch.absent = True
    await watch.lookout.look()
    before = watch.state
    watch.absent = False
    await watch.lookout.look()
    assert (BreakerState.OPEN, BreakerState.HALF_OPEN, ["openai"]) == (before, watch.state, watch.back)


async def test_one_that_could_not_be_reached_is_asked_as_soon_as_it_can(watch: Watch) -> None:
    await watch.open(UpstreamUnreachable("refused"))
    await watch.lookout.look()
    assert BreakerState.HALF_OPEN is watch.state


async def test_one_that_is_there_and_fails_is_left_alone(watch: Watch) -> None:
    await watch.open()
    for _ in range(5):
        await watch.lookout.look()
    assert BreakerState.OPEN is watch.state


async def test_it_must_have_been_down_since_it_was_last_back(watch: Watch) -> None:
    await watch.open(UpstreamUnreachable("refused"))
    await watch.lookout.look()
    with pytest.raises(UpstreamError):
        await watch.call(OVERLOADED)  # The probe.
    await watch.lookout.look()
    assert BreakerState.OPEN is watch.state


async def test_an_old_absence_does_not_count_for_a_breaker_that_opens_later(watch: Watch) -> None:
    with pytest.raises(UpstreamError):
        await watch.call(UpstreamUnreachable("refused"))
    await watch.call()
    await watch.lookout.look()
    await watch.open()
    await watch.lookout.look()
    assert BreakerState.OPEN is watch.state


async def test_nobody_is_checked_while_all_is_well(watch: Watch) -> None:
    await watch.call()
    await watch.lookout.look()
    assert 0 == watch.checks


async def test_the_probe_closes_the_breaker(watch: Watch) -> None:
    await watch.open(UpstreamUnreachable("refused"))
    await watch.lookout.look()
    await watch.call()
    assert BreakerState.CLOSED is watch.state


async def test_peoples_own_functions_have_nobody_to_check(watch: Watch) -> None:
    async def attempt(route: Route) -> None:
        raise OVERLOADED

    for _ in range(2):
        with pytest.raises(UpstreamError):
            await watch.resilient.run([Route("library", "f", "m")], attempt, 60.0)
    await watch.lookout.look()
    assert 0 == watch.checks
