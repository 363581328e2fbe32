"""When one more request would only make all wait longer."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auslex.http.pace import LATE_SECONDS, TASKS_MIN, TICK_SECONDS, WARY_SECONDS, Pace


class Loop:
    """An event loop whose turns take as long as a test says."""

    def __init__(self) -> None:
        self.now = 100.0
        self._due: list[tuple[float, Callable[[], None]]] = []

    def time(self) -> float:
        return self.now

    def call_at(self, when: float, call: Callable[[], None]) -> None:
        self._due.append((when, call))

    def turn(self, seconds: float) -> None:
        """One turn of this length, and then the timers that were due."""
        self.now += seconds
        due = [call for when, call in self._due if when <= self.now]
        self._due = [(when, call) for when, call in self._due if when > self.now]
        for call in due:
            call()

    @property
    def waits(self) -> bool:
        return bool(self._due)


class World:
    """A worker with so many requests under way."""

    def __init__(self, tasks: int) -> None:
        self.loop = Loop()
        self.tasks = list(range(tasks))
        self.ticks = 0
        self.pace = Pace(self.loop, self.tasks, self._tick)  # type: ignore[arg-type]
        self.pace.is_behind()

    def _tick(self) -> None:
        self.ticks += 1


LATE = TICK_SECONDS + LATE_SECONDS + 0.001
IN_TIME = TICK_SECONDS


@pytest.fixture
def busy() -> World:
    return World(TASKS_MIN)


def test_a_loop_that_is_late_again_and_again_is_behind(busy: World) -> None:
    busy.loop.turn(LATE)
    busy.loop.turn(LATE)
    assert busy.pace.is_behind()


def test_one_pause_is_no_reason_to_refuse(busy: World) -> None:
    busy.loop.turn(50 * LATE)
    assert not busy.pace.is_behind()


def test_a_turn_that_has_not_ended_counts(busy: World) -> None:
    busy.loop.turn(LATE)
    busy.loop.now += LATE
    assert busy.pace.is_behind()


def test_a_loop_that_has_caught_up_takes_requests_again(busy: World) -> None:
    for seconds in (LATE, LATE, IN_TIME):
        busy.loop.turn(seconds)
        busy.pace.is_behind()
    busy.loop.turn(IN_TIME)
    assert not busy.pace.is_behind()


def test_whoever_was_behind_is_wary_for_a_while(busy: World) -> None:
    for seconds in (LATE, LATE):
        busy.loop.turn(seconds)
    busy.pace.is_behind()
    busy.loop.turn(IN_TIME)
    busy.loop.turn(LATE)
    assert busy.pace.is_behind()


def test_wariness_ends(busy: World) -> None:
    for seconds in (LATE, LATE):
        busy.loop.turn(seconds)
    busy.pace.is_behind()
    for _ in range(int(WARY_SECONDS / IN_TIME) + 2):
        busy.loop.turn(IN_TIME)
    busy.loop.turn(LATE)
    assert not busy.pace.is_behind()


def test_few_requests_are_never_too_many(busy: World) -> None:
    idle = World(TASKS_MIN - 1)
    for seconds in (LATE, LATE, LATE):
        idle.loop.turn(seconds)
    assert not idle.pace.is_behind()


def test_nothing_ticks_where_little_is_to_do(busy: World) -> None:
    busy.loop.turn(IN_TIME)
    busy.tasks.clear()
    busy.loop.turn(IN_TIME)
    assert (2, False) == (busy.ticks, busy.loop.waits)
