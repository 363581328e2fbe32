"""Is it alive, and is each part of it well."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from auslex.core.clock import Clock
from auslex.core.errors import AuslexError

UPSTREAM = "upstream"
CHECK_SECONDS_MAX = 3.0  # A part that does not answer by then is down, as far as a load balancer is concerned.

Check = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Component:
    """A part that can be asked how it is. Without a needed one, no request can be served."""

    name: str
    check: Check
    needed: bool


@dataclass(frozen=True, slots=True)
class ComponentHealth:
    """What a part answered, and how long it took. `reason` never holds hosts or secrets."""

    status: str
    latency_milliseconds: float
    needed: bool
    reason: str | None = None


class Health:
    """The parts of this process."""

    def __init__(self, components: tuple[Component, ...], clock: Clock) -> None:
        self._components = components
        self._clock = clock

    async def report(self) -> Mapping[str, ComponentHealth]:
        """Ask every part at once."""
        answers = await asyncio.gather(*(self._ask(component) for component in self._components))
        return {component.name: answer for component, answer in zip(self._components, answers, strict=True)}

    async def able(self) -> bool:
        """True if every needed part that is ours is well; asks no upstream."""
        ours = [part for part in self._components if not part.name.startswith(UPSTREAM)]
        answers = await asyncio.gather(*map(self._ask, ours))
        return all(answer.status == "up" for answer in answers if answer.needed)

    async def _ask(self, component: Component) -> ComponentHealth:
        began = self._clock.monotonic_seconds()
        reason: str | None = None
        try:
            async with asyncio.timeout(CHECK_SECONDS_MAX):
                await component.check()
        except TimeoutError:
            reason = f"no answer within {CHECK_SECONDS_MAX:g} s"
        except AuslexError as error:
            reason = error.message
        milliseconds = round((self._clock.monotonic_seconds() - began) * 1000, 2)
        return ComponentHealth("down" if reason else "up", milliseconds, component.needed, reason)


def all_well(report: Mapping[str, ComponentHealth]) -> bool:
    """True if every needed part is up."""
    return all(part.status == "up" for part in report.values() if part.needed)
