"""A circuit breaker as a pure state machine: time is an argument, a permit is asked for and given back.

Terms as in Polly and gobreaker. The generation keeps a late result of an earlier state from moving a later one.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from enum import StrEnum

import msgspec


class BreakerState(StrEnum):
    """closed: calls pass. open: none do. half_open: a few probes do, and decide."""

    CLOSED = "closed"
    OPEN = "open"
    HALF_OPEN = "half_open"


class Verdict(StrEnum):
    """What became of a permit. NEUTRAL says nothing about the upstream: the caller left, or was at fault."""

    SUCCESS = "success"
    FAILURE = "failure"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class BreakerOptions:
    """When to open (either rule), for how long, and how many probes then."""

    consecutive_failures_max: int = 5
    error_rate_max: float = 0.5
    window_seconds: float = 60.0
    volume_min: int = 20  # Below this many results in the window a rate says nothing.
    open_seconds: float = 60.0
    probes_max: int = 1


class Permit(msgspec.Struct, frozen=True):
    """Leave to make one call; give it back with a verdict, whatever happens."""

    generation: int


@dataclass(slots=True)
class _Second:
    at: int
    successes: int = 0
    failures: int = 0


class Breaker:
    """One upstream, endpoint and model. `now` is monotonic seconds."""

    def __init__(self, options: BreakerOptions) -> None:
        self._options = options
        self._state = BreakerState.CLOSED
        self._generation = 0
        self._open_until = 0.0
        self._probes = 0
        self._consecutive = 0
        self._window: deque[_Second] = deque()
        self.failures_total = 0

    def state(self, now: float) -> BreakerState:
        """The state at this instant; an open breaker whose time is up is half open."""
        if self._state is BreakerState.OPEN and now >= self._open_until:
            return BreakerState.HALF_OPEN
        return self._state

    def open_seconds_left(self, now: float) -> float:
        """How long no call will pass; 0 unless open."""
        return max(0.0, self._open_until - now) if self._state is BreakerState.OPEN else 0.0

    def acquire(self, now: float) -> Permit | None:
        """A permit, or None if no call may be made now."""
        if self._state is BreakerState.OPEN and now >= self._open_until:
            self._turn(BreakerState.HALF_OPEN)
        match self._state:
            case BreakerState.CLOSED:
                return Permit(self._generation)
            case BreakerState.OPEN:
                return None
            case BreakerState.HALF_OPEN:
                if self._probes >= self._options.probes_max:
                    return None
                self._probes += 1
                return Permit(self._generation)

    def after_success(self) -> Permit | None:
        """What a later failure of the same answer is reported with; None if the breaker has moved on already."""
        return Permit(self._generation) if self._state is BreakerState.CLOSED else None

    def give_back(self, permit: Permit, verdict: Verdict, now: float) -> BreakerState | None:
        """Return the permit; the state that its verdict led to, or None if the state is what it was.

        A verdict from an earlier generation changes nothing.
        """
        if verdict is Verdict.FAILURE:
            self.failures_total += 1
        if permit.generation != self._generation:
            return None
        if self._state is BreakerState.HALF_OPEN:
            self._judge_probe(verdict, now)
        elif verdict is not Verdict.NEUTRAL:
            self._record(verdict, now)
            if self._should_open():
                self._open(now)
        return self._state if permit.generation != self._generation else None

    def reset(self) -> None:
        """Close, and forget what happened."""
        self._turn(BreakerState.CLOSED)

    def open_for(self, seconds: float, now: float) -> None:
        """Open because another breaker of the same name has; never for longer than one of our own would."""
        seconds = min(seconds, self._options.open_seconds)
        if seconds > self.open_seconds_left(now):
            self._turn(BreakerState.OPEN)
            self._open_until = now + seconds

    def half_open(self, now: float) -> None:
        """If open, let probes pass now, before the time is over."""
        if self._state is BreakerState.OPEN:
            self._open_until = now

    def _judge_probe(self, verdict: Verdict, now: float) -> None:
        match verdict:
            case Verdict.SUCCESS:
                self._turn(BreakerState.CLOSED)
            case Verdict.FAILURE:
                self._open(now)
            case Verdict.NEUTRAL:
                self._probes -= 1

    def _record(self, verdict: Verdict, now: float) -> None:
        second = int(now)
        if not self._window or self._window[-1].at != second:
            self._window.append(_Second(second))
        while self._window[0].at <= now - self._options.window_seconds:
            self._window.popleft()
        if verdict is Verdict.FAILURE:
            self._window[-1].failures += 1
            self._consecutive += 1
        else:
            self._window[-1].successes += 1
            self._consecutive = 0

    def _should_open(self) -> bool:
        if self._consecutive >= self._options.consecutive_failures_max:
            return True
        failures = sum(second.failures for second in self._window)
        volume = failures + sum(second.successes for second in self._window)
        return volume >= self._options.volume_min and failures / volume >= self._options.error_rate_max

    def _open(self, now: float) -> None:
        self._turn(BreakerState.OPEN)
        self._open_until = now + self._options.open_seconds

    def _turn(self, state: BreakerState) -> None:
        self._state = state
        self._generation += 1
        self._probes = 0
        self._consecutive = 0
        self._window.clear()
