"""The shell round every attempt: breaker, retry, fallback, deadline."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from random import Random
from threading import Lock
from typing import Generic, TypeVar

import msgspec

from auslex.core.clock import Clock
from auslex.core.errors import CircuitOpen, Rejected, UpstreamError, UpstreamRefused
from auslex.resilience import recovery
from auslex.resilience.breaker import Breaker, BreakerOptions, BreakerState, Permit, Verdict
from auslex.resilience.chains import chain_of
from auslex.resilience.notices import WITH, Alone, Listener, Notice, Selector
from auslex.resilience.recovery import Next, RecoveryOptions

BREAKERS_MAX = 1_000  # Models are priced before they get here, so this is far above any real number.

T = TypeVar("T")
Attempt = Callable[["Route"], Awaitable[T]]
Sleep = Callable[[float], Awaitable[None]]
OnFailure = Callable[[str, UpstreamError], None]


class Route(msgspec.Struct, frozen=True):
    """Who is asked for what. Each route has a breaker of its own, which goes by its name.

    credential: the id of a tenant's own key, whose failures are nobody else's; "" for the installation's.
    """

    upstream: str
    endpoint: str
    model: str
    credential: str = ""

    @property
    def name(self) -> str:
        name = f"{self.upstream}:{self.endpoint}:{self.model}"
        return f"{name}{WITH}{self.credential}" if self.credential else name


class Served(msgspec.Struct, Generic[T], frozen=True):
    """What an attempt gave, and the route that gave it.

    name, breaker, permit: for `broke`, should the answer turn out not to be whole after all.
    """

    value: T
    route: Route
    name: str
    breaker: Breaker
    permit: Permit | None


@dataclass(frozen=True, slots=True)
class BreakerStatus:
    """One breaker as operators see it."""

    name: str
    state: BreakerState
    failures_total: int
    open_seconds_left: float


@dataclass(slots=True)
class _Way:
    """One request on its way through the routes. told: the failure that its caller will hear of."""

    deadline: float
    sleep: Sleep
    attempts: int = 0
    retrying: bool = False
    told: UpstreamError | None = None
    opens_in_seconds: float | None = None


class Resilient:
    """Breakers by name, and the loop over attempts. Sync functions use it from threads of their own, hence the lock.

    on_failure: told the breaker's name and the error of each failed attempt.
    """

    def __init__(
        self,
        clock: Clock,
        recovery_options: RecoveryOptions,
        breaker_options: BreakerOptions,
        chance: Random,
        sleep: Sleep = asyncio.sleep,
        on_failure: OnFailure = lambda name, error: None,
    ) -> None:
        self.listener: Listener = Alone()
        self._clock = clock
        self._recovery = recovery_options
        self._breaker_options = breaker_options
        self._chance = chance
        self._sleep = sleep
        self._on_failure = on_failure
        self._breakers: dict[str, Breaker] = {}
        self._lock = Lock()
        self._active = 0
        self._retrying = 0

    def chain(self, model: str) -> tuple[str, ...]:
        """The models to try, in order, without repeats."""
        return chain_of(model, self._recovery.fallbacks)

    async def run(
        self, routes: Sequence[Route], attempt: Attempt[T], deadline: float, *, sleep: Sleep | None = None
    ) -> Served[T]:
        """The first attempt that succeeds. `attempt` raises UpstreamError for what may be tried again.

        routes: in the order in which they are tried. deadline: monotonic seconds after which no attempt starts.
        sleep: how to wait instead of the usual way. Raises the last UpstreamError, CircuitOpen if no attempt was made,
        or whatever else `attempt` raises.
        """
        self.listener.used()
        way = _Way(deadline, sleep or self._sleep)
        with self._lock:
            self._active += 1
        try:
            for position, route in enumerate(routes):
                if way.told is not None and self._clock.monotonic_seconds() >= deadline:
                    break
                served = await self._try(way, route, attempt, routes[position + 1 :])
                if served is not None:
                    return served
        finally:
            with self._lock:
                self._active -= 1
                self._retrying -= way.retrying
        raise way.told or CircuitOpen(
            "The upstream has been failing and is not asked for a while. Try again later.",
            retry_after=way.opens_in_seconds or 0.0,
        )

    def broke(self, served: Served[T], error: UpstreamError) -> None:
        """The answer that had begun well was not whole: its failure counts, unless the breaker has moved on."""
        self._on_failure(served.name, error)
        if served.permit is not None:
            self._give_back(served.name, served.breaker, served.permit, recovery.verdict(error.failure))

    def status(self) -> list[BreakerStatus]:
        """Every breaker that was ever used."""
        now = self._clock.monotonic_seconds()
        with self._lock:
            return [
                BreakerStatus(name, breaker.state(now), breaker.failures_total, breaker.open_seconds_left(now))
                for name, breaker in sorted(self._breakers.items())
            ]

    def reset(self, selector: Selector) -> list[str]:
        """Close these breakers of this process; their names."""
        with self._lock:
            chosen = [name for name in self._breakers if selector.matches(name)]
            for name in chosen:
                self._breakers[name].reset()
        return chosen

    async def reset_everywhere(self, selector: Selector) -> list[str]:
        """Close these breakers here, at once, and then everywhere; the names of those here.

        Raises Unavailable if the others cannot be told.
        """
        chosen = self.reset(selector)
        await self.listener.publish(Notice(str(selector)))
        return chosen

    def heed(self, notice: Notice) -> None:
        """Do as another worker's breaker has done."""
        if not notice.open_seconds:
            self.reset(Selector.of(notice.name))
            return
        with self._lock:
            self._breaker(notice.name).open_for(notice.open_seconds, self._clock.monotonic_seconds())

    def half_open(self, upstream: str) -> None:
        """Let probes pass the open breakers of this upstream now."""
        selector = Selector(upstream=upstream)
        with self._lock:
            for name, breaker in self._breakers.items():
                if selector.matches(name):
                    breaker.half_open(self._clock.monotonic_seconds())

    async def _try(self, way: _Way, route: Route, attempt: Attempt[T], left: Sequence[Route]) -> Served[T] | None:
        """Attempts on one route; None if the next one should be tried. Raises what the caller must hear at once."""
        name, retries = route.name, 0
        while way.attempts < self._recovery.attempts_max:
            breaker, permit = self._acquire(way, name)
            if permit is None:
                return None
            way.attempts += 1
            try:
                value = await self._guarded(name, breaker, permit, attempt, route)
            except UpstreamError as error:
                failure = error
            except Rejected:
                if way.told is None:
                    raise
                return None  # This fallback was no help; the failure is what the caller must know.
            else:
                return Served(value, route, name, breaker, breaker.after_success())
            self._on_failure(name, failure)
            attempts_left = self._recovery.attempts_max - way.attempts
            twin_left = any(other.model == route.model for other in left)
            step = recovery.after(
                failure.failure, retries, len(left), attempts_left, self._recovery, twin_left=twin_left
            )
            if self._is_fallbacks_own(way, failure):
                return None
            way.told = failure
            if step is Next.GIVE_UP:
                raise failure
            if step is Next.FALL_BACK or not await self._wait(way, failure, retries):
                return None
            retries += 1
        return None

    def _is_fallbacks_own(self, way: _Way, failure: UpstreamError) -> bool:
        """A fallback refuses what the model that was asked for might have answered; a filter's word is the caller's."""
        return way.told is not None and recovery.is_callers(failure.failure) and failure.failure != "content_filter"

    async def _guarded(self, name: str, breaker: Breaker, permit: Permit, attempt: Attempt[T], route: Route) -> T:
        """Run the attempt and give the permit back, whatever happens: a long answer must not keep a probe's permit."""
        given = Verdict.NEUTRAL
        try:
            value = await attempt(route)
            given = Verdict.SUCCESS
        except UpstreamError as error:
            given = recovery.verdict(error.failure)
            raise
        finally:
            self._give_back(name, breaker, permit, given)
        return value

    async def _wait(self, way: _Way, error: UpstreamError, retries: int) -> bool:
        """Wait before the next try; False if the deadline does not allow it, or too many others are retrying."""
        asked = error.retry_after if isinstance(error, UpstreamRefused) else None
        with self._lock:
            delay = recovery.delay_seconds(retries, asked, self._chance.random(), self._recovery)
            if self._clock.monotonic_seconds() + delay >= way.deadline:
                return False
            if not way.retrying:
                if not recovery.may_retry(self._retrying, self._active, self._recovery):
                    return False
                way.retrying = True
                self._retrying += 1
        await way.sleep(delay)
        return True

    def _acquire(self, way: _Way, name: str) -> tuple[Breaker, Permit | None]:
        now = self._clock.monotonic_seconds()
        with self._lock:
            breaker = self._breaker(name)
            permit = breaker.acquire(now)
            if permit is None:
                left = breaker.open_seconds_left(now)
                way.opens_in_seconds = left if way.opens_in_seconds is None else min(left, way.opens_in_seconds)
        return breaker, permit

    def _give_back(self, name: str, breaker: Breaker, permit: Permit, verdict: Verdict) -> None:
        with self._lock:
            turned = breaker.give_back(permit, verdict, self._clock.monotonic_seconds())
        if turned is BreakerState.OPEN:
            self.listener.changed(Notice(name, self._breaker_options.open_seconds))
        elif turned is BreakerState.CLOSED:
            self.listener.changed(Notice(name))

    def _breaker(self, name: str) -> Breaker:
        breaker = self._breakers.get(name)
        if breaker is None:
            if len(self._breakers) >= BREAKERS_MAX:
                self._breakers.pop(next(iter(self._breakers)))
            breaker = self._breakers[name] = Breaker(self._breaker_options)
        return breaker
