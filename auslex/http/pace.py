"""Whether this worker keeps up: how late its event loop is with what is due."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sized

TICK_SECONDS = 0.01
WARY_TICK_SECONDS = 0.002  # What is refused after the loop has caught up is work that is lost.
LATE_SECONDS = 0.03  # With so much work before it, a new request is answered soon, or had better be refused.
TASKS_MIN = 32  # Fewer are never too many; if the loop is late then, the machine is busy with something else.
LATE_TICKS_MIN = 2  # One alone may be a pause: a collection of garbage, a first count of tokens.
WARY_SECONDS = 2.0  # After having been behind, one is enough.


class Pace:
    """Ticks while there is much to do. tasks: the requests under way. on_tick: called with each tick."""

    def __init__(self, loop: asyncio.AbstractEventLoop, tasks: Sized, on_tick: Callable[[], None]) -> None:
        self._on_tick = on_tick
        self._loop = loop
        self._tasks = tasks
        self._due: float | None = None
        self._late_ticks = 0
        self._wary_until = 0.0

    def is_behind(self) -> bool:
        """Whether one more request would only make all wait longer."""
        if len(self._tasks) < TASKS_MIN:
            return False
        now = self._loop.time()
        if self._due is None:
            self._late_ticks = 0
            self._set(now)
            return False
        late_ticks = self._late_ticks + (now - self._due > LATE_SECONDS)
        if late_ticks >= (1 if now < self._wary_until else LATE_TICKS_MIN):
            self._wary_until = now + WARY_SECONDS
            return True
        return False

    def _set(self, now: float) -> None:
        self._due = now + (WARY_TICK_SECONDS if now < self._wary_until else TICK_SECONDS)
        self._loop.call_at(self._due, self._tick)

    def _tick(self) -> None:
        assert self._due is not None
        now = self._loop.time()
        self._late_ticks = self._late_ticks + 1 if now - self._due > LATE_SECONDS else 0
        self._on_tick()
        if len(self._tasks) < TASKS_MIN:
            self._due = None
        else:
            self._set(now)
