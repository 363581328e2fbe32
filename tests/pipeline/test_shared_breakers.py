"""Workers' breakers over one board: what one finds out, the others know, and nobody waits for it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from random import Random

import pytest

from auslex.core.clock import ManualClock, SystemClock
from auslex.core.errors import CircuitOpen, Unavailable, UpstreamError, UpstreamRefused
from auslex.resilience.breaker import BreakerOptions, BreakerState
from auslex.resilience.notices import MemoryBoard, Notice, Posted, Selector
from auslex.resilience.recovery import RecoveryOptions
from auslex.resilience.resilient import BreakerStatus, Resilient, Route
from auslex.resilience.sharing import SharedBreakers

pytestmark = pytest.mark.anyio
ENDPOINT = "openai:chat_completions"
NAME = f"{ENDPOINT}:gpt-4o"


def route(model: str = "gpt-4o") -> Route:
    return Route(*ENDPOINT.split(":"), model)


OPEN_SECONDS = 60.0
HANG_SECONDS = 10.0


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


class FlakyBoard(MemoryBoard):
    """A board that can be taken away, and knows how often it was asked."""

    def __init__(self, clock: ManualClock) -> None:
        super().__init__(clock)
        self.away = False
        self.asked = 0
        self.meanwhile: Callable[[], Awaitable[object]] | None = None  # What happens between a read and its answer.
        self.looked = asyncio.Event()

    async def post(self, notice: Notice) -> int:
        self._ask()
        return await super().post(notice)

    async def read(self) -> list[Posted]:
        self._ask()
        found = await super().read()
        meanwhile, self.meanwhile = self.meanwhile, None
        if meanwhile is not None:
            await meanwhile()
        return found

    def _ask(self) -> None:
        self.asked += 1
        self.looked.set()
        if self.away:
            raise Unavailable("away")


class Worker:
    """One process's breakers. Its task is not running: the test says when it looks."""

    def __init__(self, board: MemoryBoard, clock: ManualClock, failures_max: int = 2) -> None:
        self.clock = clock
        options = BreakerOptions(consecutive_failures_max=failures_max, open_seconds=OPEN_SECONDS)
        self.resilient = Resilient(clock, RecoveryOptions(retries_max=0), options, Random(1))
        self.errors: list[Exception] = []
        self.seen: list[list[BreakerStatus]] = []
        self.shared = SharedBreakers(self.resilient, board, clock, self.errors.append, self.seen.append)

    async def call(self, failure: str | None = None, model: str = "gpt-4o") -> None:
        async def attempt(route: Route) -> None:
            if failure is not None:
                raise UpstreamRefused("no", status=500, body=b"", failure=failure)

        deadline = self.clock.monotonic_seconds() + 60.0
        await self.resilient.run([route(model)], attempt, deadline)

    async def fail(self, times: int = 2) -> None:
        for _ in range(times):
            with pytest.raises(UpstreamError):
                await self.call("overloaded")

    @property
    def state(self) -> BreakerState | None:
        return next((breaker.state for breaker in self.resilient.status() if breaker.name == NAME), None)


@dataclass
class House:
    """A board and its workers."""

    clock: ManualClock = field(default_factory=ManualClock)

    def __post_init__(self) -> None:
        self.board = FlakyBoard(self.clock)
        self.one, self.other = Worker(self.board, self.clock), Worker(self.board, self.clock)


@pytest.fixture
async def house() -> AsyncIterator[House]:
    house = House()
    async with still(house.one), still(house.other):
        yield house


@asynccontextmanager
async def still(worker: Worker) -> AsyncIterator[None]:
    """Opened, with the task stopped before it looks for the first time."""
    async with worker.shared:
        worker.shared._work.cancel()
        yield


async def look(*workers: Worker) -> None:
    for worker in workers:
        await worker.shared.look()


async def test_another_worker_skips_the_route_without_failures_of_its_own(house: House) -> None:
    await house.one.fail()
    await look(house.one, house.other)
    with pytest.raises(CircuitOpen) as refused:
        await house.other.call()
    assert OPEN_SECONDS == refused.value.retry_after


async def test_it_stays_open_no_longer_than_where_it_opened(house: House) -> None:
    await house.one.fail()
    await look(house.one)
    house.clock.advance(45.0)
    await look(house.other)
    house.clock.advance(15.0)
    assert BreakerState.HALF_OPEN is house.other.state


async def test_one_workers_success_closes_the_others(house: House) -> None:
    await house.one.fail()
    await look(house.one, house.other)
    house.clock.advance(OPEN_SECONDS)
    await house.one.call()
    await look(house.one, house.other)
    assert (BreakerState.CLOSED, BreakerState.CLOSED) == (house.one.state, house.other.state)


async def test_a_failed_probe_opens_the_others_again(house: House) -> None:
    await house.one.fail()
    await look(house.one, house.other)
    house.clock.advance(OPEN_SECONDS)
    await house.one.fail(times=1)
    await look(house.one, house.other)
    assert BreakerState.OPEN is house.other.state


@pytest.mark.parametrize(
    ("selector", "state"),
    [
        (Selector(), BreakerState.CLOSED),
        (Selector(endpoint="chat_completions"), BreakerState.CLOSED),
        (Selector("openai", "chat_completions", "gpt-4o"), BreakerState.CLOSED),
        (Selector(endpoint="embeddings"), BreakerState.OPEN),
        (Selector(model="gpt-4o-mini"), BreakerState.OPEN),
    ],
)
async def test_a_reset_reaches_what_it_names(house: House, selector: Selector, state: BreakerState) -> None:
    await house.one.fail()
    await look(house.one, house.other)
    await house.other.resilient.reset_everywhere(selector)
    await look(house.one)
    assert (state, state) == (house.one.state, house.other.state)


async def test_a_reset_reaches_breakers_that_only_another_worker_has(house: House) -> None:
    house.board.away = True
    await house.one.fail()
    house.board.away = False
    await house.other.resilient.reset_everywhere(Selector())
    house.one.shared._unsaid.clear()
    await look(house.one)
    assert BreakerState.CLOSED is house.one.state


async def test_a_reset_forgets_failures_that_had_not_opened_it_yet(house: House) -> None:
    await house.one.fail(times=1)
    await house.other.resilient.reset_everywhere(Selector())
    await look(house.one)
    await house.one.fail(times=1)
    assert BreakerState.CLOSED is house.one.state


async def test_a_reset_is_not_undone_by_what_it_overtook(house: House) -> None:
    await house.one.fail()
    await house.one.resilient.reset_everywhere(Selector())
    await look(house.one, house.other)
    assert (BreakerState.CLOSED, None) == (house.one.state, house.other.state)


async def test_a_reset_during_a_look_is_not_undone_by_it(house: House) -> None:
    await house.one.fail()
    await look(house.one)
    house.board.meanwhile = lambda: house.other.resilient.reset_everywhere(Selector())
    await look(house.other)
    await look(house.other)
    assert BreakerState.CLOSED is house.other.state


async def test_a_breaker_that_opens_after_a_reset_is_open(house: House) -> None:
    await house.other.resilient.reset_everywhere(Selector())
    await house.one.fail()
    await look(house.one, house.other)
    assert (BreakerState.OPEN, BreakerState.OPEN) == (house.one.state, house.other.state)


async def test_a_notice_is_heeded_once(house: House) -> None:
    await house.one.fail()
    await look(house.one, house.other)
    house.other.resilient.reset(Selector())
    await look(house.other)
    assert BreakerState.CLOSED is house.other.state


async def test_results_from_before_a_notice_count_for_nothing(house: House) -> None:
    late = asyncio.Event()

    async def attempt(route: Route) -> None:
        await late.wait()

    slow = asyncio.ensure_future(house.other.resilient.run([route()], attempt, 60.0))
    await house.one.fail()
    await asyncio.sleep(0)
    await look(house.one, house.other)
    late.set()
    await slow
    assert BreakerState.OPEN is house.other.state


async def test_without_the_board_each_decides_for_itself(house: House) -> None:
    house.board.away = True
    await house.one.fail()
    with pytest.raises(CircuitOpen):
        await house.one.call()
    await house.other.call()
    with pytest.raises(Unavailable):
        await look(house.one)


async def test_what_could_not_be_said_is_said_later(house: House) -> None:
    house.board.away = True
    await house.one.fail()
    with pytest.raises(Unavailable):
        await look(house.one)
    house.board.away = False
    house.clock.advance(20.0)
    await look(house.one, house.other)
    [other] = house.other.resilient.status()
    assert OPEN_SECONDS - 20.0 == other.open_seconds_left


async def test_what_is_no_longer_true_is_not_said(house: House) -> None:
    house.board.away = True
    await house.one.fail()
    with pytest.raises(Unavailable):
        await look(house.one)
    house.board.away = False
    house.clock.advance(OPEN_SECONDS)
    await look(house.one, house.other)
    assert None is house.other.state


async def test_a_reset_that_reaches_nobody_says_so_and_has_reset_this_worker(house: House) -> None:
    await house.one.fail()
    house.board.away = True
    with pytest.raises(Unavailable):
        await house.one.resilient.reset_everywhere(Selector())
    assert BreakerState.CLOSED is house.one.state


async def test_a_notice_never_opens_for_longer_than_an_own_failure(house: House) -> None:
    await house.board.post(Notice(NAME, 86_400.0))
    await look(house.other)
    [other] = house.other.resilient.status()
    assert OPEN_SECONDS == other.open_seconds_left


@pytest.mark.parametrize("model", ["bad\x00name", "x" * 600, "\ud800"])
async def test_a_name_that_no_store_can_keep_stays_here(house: House, model: str) -> None:
    for _ in range(2):
        with pytest.raises(UpstreamError):
            await house.one.call("overloaded", model)
    await look(house.one)
    assert [] == await house.board.read()


# The task.


async def test_an_idle_worker_leaves_the_database_asleep_and_wakes_when_it_serves() -> None:
    house = House()
    async with house.one.shared:
        await reached(lambda: house.one.shared._asleep)
        before = house.board.asked
        await house.one.call()
        await reached(lambda: house.board.asked > before)


async def test_a_worker_with_an_open_breaker_goes_on_looking() -> None:
    house = House()
    async with house.one.shared:
        await house.one.fail()
        house.clock.advance(30.0)
        await reached(lambda: any(status and status[0].state is BreakerState.OPEN for status in house.one.seen))
        await house.other.resilient.reset_everywhere(Selector())
        await house.board.post(Notice("*:*:*"))
        await reached(lambda: house.one.state is BreakerState.CLOSED)


async def test_an_opening_is_told_at_once_in_the_background() -> None:
    house = House()
    async with house.one.shared, house.other.shared:
        await house.one.fail()
        house.other.shared.used()
        await reached(lambda: house.other.state is BreakerState.OPEN)


async def test_a_board_that_is_away_is_reported_and_slows_nobody() -> None:
    house = House()
    house.board.away = True
    async with house.one.shared:
        await house.one.call()
        await reached(lambda: bool(house.one.errors))
    assert [Unavailable] == list({type(error) for error in house.one.errors})


async def test_a_look_that_goes_wrong_is_not_the_last() -> None:
    house = House()

    async def breaks() -> None:
        raise RuntimeError("a bug of ours")

    house.board.meanwhile = breaks
    async with house.one.shared:
        house.one.shared.used()
        await reached(lambda: bool(house.one.errors))
        before = house.board.asked
        await reached(lambda: house.board.asked > before)


async def test_leaving_says_the_last_word() -> None:
    house = House()
    async with still(house.one):
        await house.one.fail()
    assert [NAME] == [posted.name for posted in await house.board.read()]


async def reached(condition: Callable[[], bool]) -> None:
    clock = SystemClock()
    deadline = clock.monotonic_seconds() + HANG_SECONDS
    while not condition():
        assert clock.monotonic_seconds() < deadline, "it did not happen"
        await asyncio.sleep(0.01)
