"""Who may begin, and when: a few requests in each turn of the event loop, and only as many as are served at once."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sized

# About 5 ms of work: whoever is refused, or asks for /health, waits no longer than a few turns.
BEGINNINGS_PER_TURN = 8


class Admission:
    """The requests of a worker that wait for their turn. tasks: those under way. on_turn: called while any waits."""

    def __init__(
        self, loop: asyncio.AbstractEventLoop, tasks: Sized, requests_max: int, on_turn: Callable[[], None]
    ) -> None:
        self._loop = loop
        self._tasks = tasks
        self._requests_max = requests_max
        self._on_turn = on_turn
        self._waiting: deque[Callable[[], None]] = deque()
        self._begun = 0  # In this turn.

    def is_full(self) -> bool:
        """Whether one more would be one too many."""
        return len(self._tasks) + len(self._waiting) >= self._requests_max

    def admit(self, begin: Callable[[], None]) -> None:
        """Begin now or, behind those that wait already, in one of the next turns."""
        if self._begun >= BEGINNINGS_PER_TURN or self._waiting:
            self._waiting.append(begin)
            return
        if not self._begun:
            self._loop.call_soon(self._turn)
        self._begun += 1
        begin()

    def _turn(self) -> None:
        if self._waiting:
            self._on_turn()
        self._begun = min(BEGINNINGS_PER_TURN, len(self._waiting))
        if self._begun:
            self._loop.call_soon(self._turn)
        for _ in range(self._begun):
            self._waiting.popleft()()
