"""A few requests begin in each turn of the event loop, in the order they came, and no more than fit."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auslex.http.admission import BEGINNINGS_PER_TURN, Admission

ROOM = 3 * BEGINNINGS_PER_TURN


class Loop:
    """An event loop that turns when a test says so."""

    def __init__(self) -> None:
        self.soon: list[Callable[[], None]] = []

    def call_soon(self, call: Callable[[], None]) -> None:
        self.soon.append(call)

    def turn(self) -> None:
        due, self.soon = self.soon, []
        for call in due:
            call()


class Worker:
    """begun: which requests have begun, in order; each is under way from then on."""

    def __init__(self) -> None:
        self.loop = Loop()
        self.begun: list[int] = []
        self.turns = 0
        self.admission = Admission(self.loop, self.begun, ROOM, self._turned)  # type: ignore[arg-type]

    def ask(self, *numbers: int) -> None:
        for number in numbers:
            self.admission.admit(lambda number=number: self.begun.append(number))  # type: ignore[misc]

    def _turned(self) -> None:
        self.turns += 1


@pytest.fixture
def worker() -> Worker:
    return Worker()


def test_one_that_comes_alone_begins_at_once(worker: Worker) -> None:
    worker.ask(1)
    assert [1] == worker.begun


def test_a_crowd_begins_a_few_in_each_turn_in_its_order(worker: Worker) -> None:
    crowd = list(range(2 * BEGINNINGS_PER_TURN + 1))
    worker.ask(*crowd)
    counts = [len(worker.begun)]
    for _ in range(3):
        worker.loop.turn()
        counts.append(len(worker.begun))
    whole = len(crowd)
    assert ([BEGINNINGS_PER_TURN, 2 * BEGINNINGS_PER_TURN, whole, whole], crowd) == (counts, worker.begun)


def test_whoever_comes_later_waits_behind_the_others(worker: Worker) -> None:
    worker.ask(*range(BEGINNINGS_PER_TURN + 1))
    worker.loop.turn()
    worker.ask(99)
    worker.loop.turn()
    assert [*range(BEGINNINGS_PER_TURN + 1), 99] == worker.begun


def test_those_that_wait_take_room_as_those_under_way_do(worker: Worker) -> None:
    worker.ask(*range(ROOM - 1))
    free = not worker.admission.is_full()
    worker.ask(99)
    assert (True, True) == (free, worker.admission.is_full())


def test_room_comes_back_when_requests_end(worker: Worker) -> None:
    worker.ask(*range(ROOM))
    for _ in range(3):
        worker.loop.turn()
    worker.begun.pop()
    assert not worker.admission.is_full()


def test_each_turn_in_which_some_wait_is_told(worker: Worker) -> None:
    worker.ask(*range(BEGINNINGS_PER_TURN + 1))
    for _ in range(3):
        worker.loop.turn()
    assert 1 == worker.turns


def test_nothing_turns_when_nobody_asks(worker: Worker) -> None:
    worker.ask(1)
    worker.loop.turn()
    assert [] == worker.loop.soon
