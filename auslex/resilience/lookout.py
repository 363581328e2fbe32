"""Looks whether an upstream that was down is up again, so that its breakers need not wait for their whole time.

The check costs nothing (a list of models), and says only whether somebody is there. So it counts where somebody was
not: where the check itself failed before, or calls could not connect. An upstream that is up and fails its calls is
left alone until the breaker's time is over.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from types import TracebackType

from auslex.core.errors import AuslexError, UpstreamError
from auslex.resilience.breaker import BreakerState
from auslex.resilience.resilient import Resilient, Sleep

LOOK_SECONDS = 2.0
CHECK_SECONDS_MAX = 3.0
ABSENT = frozenset({"connect", "timeout_connect"})  # Failures that say that nobody was there.

Check = Callable[[], Awaitable[None]]


class Lookout:
    """One look every two seconds while a breaker is open. Use as `async with`.

    checks: for each upstream, what raises AuslexError unless it is there. on_back: told the name of one that is back.
    on_trouble: told of a look that went wrong; the next one may go well.
    """

    def __init__(
        self,
        resilient: Resilient,
        checks: Mapping[str, Check],
        on_back: Callable[[str], None] = lambda name: None,
        on_trouble: Callable[[Exception], None] = lambda error: None,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._resilient = resilient
        self._checks = checks
        self._on_back = on_back
        self._on_trouble = on_trouble
        self._sleep = sleep
        self._absent: set[str] = set()

    async def __aenter__(self) -> Lookout:
        self._work = asyncio.get_running_loop().create_task(self._run())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._work.cancel()
        await asyncio.wait([self._work])

    def failed(self, breaker: str, error: UpstreamError) -> None:
        """A call failed on the route of this breaker. May be called from any thread."""
        if error.failure in ABSENT:
            self._absent.add(_upstream(breaker))

    async def look(self) -> None:
        """Check every upstream with an open breaker once, and half open its breakers if it is back."""
        is_open = {_upstream(one.name) for one in self._resilient.status() if one.state is BreakerState.OPEN}
        self._absent &= is_open
        await asyncio.gather(*(self._check(name) for name in is_open & self._checks.keys()))

    async def _check(self, name: str) -> None:
        try:
            async with asyncio.timeout(CHECK_SECONDS_MAX):
                await self._checks[name]()
        except (AuslexError, TimeoutError):
            self._absent.add(name)
            return
        if name in self._absent:
            self._absent.discard(name)
            self._resilient.half_open(name)
            self._on_back(name)

    async def _run(self) -> None:
        while True:
            await self._sleep(LOOK_SECONDS)
            try:
                await self.look()
            except Exception as error:  # noqa: BLE001  one look: whatever it is, the next one may go well
                self._on_trouble(error)


def _upstream(breaker: str) -> str:
    return breaker.partition(":")[0]
