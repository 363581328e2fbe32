"""Time as a port, so that policies take `now` and tests own the clock."""

from __future__ import annotations

import time
from typing import Protocol

NANOSECONDS_PER_SECOND = 1_000_000_000


class Clock(Protocol):
    """What time it is, twice: the calendar's and the stopwatch's."""

    def now_nanoseconds(self) -> int:
        """Nanoseconds since 1970-01-01T00:00:00Z; may jump when the machine's clock is set."""
        ...

    def monotonic_seconds(self) -> float:
        """Seconds from an arbitrary start; never goes back."""
        ...


class SystemClock:
    """The machine's own clocks."""

    def now_nanoseconds(self) -> int:
        return time.time_ns()

    def monotonic_seconds(self) -> float:
        return time.monotonic()


class ManualClock:
    """A clock that moves only when told to. Public, because users' tests need it too."""

    def __init__(self, now_nanoseconds: int = 1_767_225_600 * NANOSECONDS_PER_SECOND) -> None:
        self._now = now_nanoseconds
        self._elapsed = 0

    def now_nanoseconds(self) -> int:
        return self._now

    def monotonic_seconds(self) -> float:
        return self._elapsed / NANOSECONDS_PER_SECOND

    def advance(self, seconds: float) -> None:
        """Let time pass for both clocks."""
        step = round(seconds * NANOSECONDS_PER_SECOND)
        self._now += step
        self._elapsed += step

    def set_calendar(self, now_nanoseconds: int) -> None:
        """Set the calendar alone, as an operator or a time server might."""
        self._now = now_nanoseconds
