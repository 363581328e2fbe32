"""The shell round every attempt: breaker, retry, fallback, deadline."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Generic, TypeVar

from auslex.core.clock import Clock
from auslex.core.errors import CircuitOpen, Rejected, UpstreamError, UpstreamRefused
from auslex.resilience import recovery
from auslex.resilience.breaker import Breaker, BreakerOptions, BreakerState, Permit, Verdict
from auslex.resilience.recovery import Next, RecoveryOptions

BREAKERS_MAX = 1_000  # Models are priced before they get here, so this is far above any real number.

T = TypeVar("T")
Attempt = Callable[[str], Awaitable[T]]
Sleep = Callable[[float], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Served(Generic[T]):
    """What an attempt gave, and the model that gave it.

    breaker, permit: for `broke`, should the answer turn out not to be whole after all.
    """

    value: T
    model: str
    breaker: Breaker
    permit: Permit | None


@dataclass(frozen=True, slots=True)
class BreakerStatus:
    """One breaker as operators see it."""

    name: str
    state: BreakerState
    failures_total: int
    open_seconds_left: float


class Resilient:
    """Breakers by name, and the loop over attempts."""

    def __init__(
        self,
        clock: Clock,
        recovery_options: RecoveryOptions,
        breaker_options: BreakerOptions,
        chance: Random,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._clock = clock
        self._recovery = recovery_options
        self._breaker_options = breaker_options
        self._chance = chance
        self._sleep = sleep
        self._breakers: dict[str, Breaker] = {}

    def chain(self, model: str) -> tuple[str, ...]:
        """The models to try, in order, without repeats."""
        return tuple(dict.fromkeys((model, *self._recovery.fallbacks.get(model, ()))))

    async def run(
        self, name: str, models: Sequence[str], attempt: Attempt[T], deadline: float, *, sleep: Sleep | None = None
    ) -> Served[T]:
        """The first attempt that succeeds. `attempt` raises UpstreamError for what may be tried again.

        name: upstream and endpoint, the breaker's name but for the model. deadline: monotonic seconds after which no
        attempt starts. sleep: how to wait instead of the usual way. Raises the last UpstreamError, CircuitOpen if no
        attempt was made, or whatever else `attempt` raises.
        """
        attempts = 0
        last: UpstreamError | None = None
        for model in models:
            if last is not None and self._clock.monotonic_seconds() >= deadline:
                break
            retries = 0
            while attempts < self._recovery.attempts_max:
                breaker = self._breaker(f"{name}:{model}")
                permit = breaker.acquire(self._clock.monotonic_seconds())
                if permit is None:
                    break
                attempts += 1
                try:
                    value = await self._guarded(breaker, permit, attempt, model)
                except UpstreamError as error:
                    last = error
                except Rejected:
                    if last is not None:  # The failure is what the caller must know; this fallback was no help.
                        raise last from None
                    raise
                else:
                    return Served(value, model, breaker, breaker.after_success())
                step = recovery.after(last.failure, retries, self._recovery)
                if step is Next.GIVE_UP:
                    raise last
                if step is Next.FALL_BACK or not await self._wait(last, retries, deadline, sleep):
                    break
                retries += 1
        raise last or CircuitOpen("The upstream has been failing and is not asked for a while. Try again later.")

    def broke(self, served: Served[T], error: UpstreamError) -> None:
        """The answer that had begun well was not whole: its failure counts, unless the breaker has moved on."""
        if served.permit is not None:
            self._give_back(served.breaker, served.permit, recovery.verdict(error.failure))

    def status(self) -> list[BreakerStatus]:
        """Every breaker that was ever used."""
        now = self._clock.monotonic_seconds()
        return [
            BreakerStatus(name, breaker.state(now), breaker.failures_total, breaker.open_seconds_left(now))
            for name, breaker in sorted(self._breakers.items())
        ]

    def reset(self, name: str | None = None) -> list[str]:
        """Close the breakers whose name has this part (all without one); their names."""
        chosen = [key for key in self._breakers if name is None or name in key.split(":")]
        for key in chosen:
            self._breakers[key].reset()
        return chosen

    async def _guarded(self, breaker: Breaker, permit: Permit, attempt: Attempt[T], model: str) -> T:
        """Run the attempt and give the permit back, whatever happens: a long answer must not keep a probe's permit."""
        given = Verdict.NEUTRAL
        try:
            value = await attempt(model)
            given = Verdict.SUCCESS
        except UpstreamError as error:
            given = recovery.verdict(error.failure)
            raise
        finally:
            self._give_back(breaker, permit, given)
        return value

    def _give_back(self, breaker: Breaker, permit: Permit, verdict: Verdict) -> None:
        breaker.give_back(permit, verdict, self._clock.monotonic_seconds())

    async def _wait(self, error: UpstreamError, retries: int, deadline: float, sleep: Sleep | None) -> bool:
        """Wait before the next try; False if the deadline does not allow it."""
        asked = error.retry_after if isinstance(error, UpstreamRefused) else None
        delay = recovery.delay_seconds(retries, asked, self._chance.random(), self._recovery)
        if self._clock.monotonic_seconds() + delay >= deadline:
            return False
        await (sleep or self._sleep)(delay)
        return True

    def _breaker(self, name: str) -> Breaker:
        breaker = self._breakers.get(name)
        if breaker is None:
            if len(self._breakers) >= BREAKERS_MAX:
                self._breakers.pop(next(iter(self._breakers)))
            breaker = self._breakers[name] = Breaker(self._breaker_options)
        return breaker
