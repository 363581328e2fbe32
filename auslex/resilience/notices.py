"""What workers tell each other about breakers: as a port, its memory version, and nobody to tell."""

from __future__ import annotations

from typing import Protocol

import msgspec

from auslex.core.clock import NANOSECONDS_PER_SECOND, Clock

ANY = "*"
WITH = " with "  # Between a route and the key that only one tenant's calls are sent with.
NAME_CHARACTERS_MAX = 512
KEEP_SECONDS = 3_600.0  # A notice older than this has nothing to say to anybody.


class Selector(msgspec.Struct, frozen=True):
    """Breakers by the parts of their names: upstream, endpoint and model."""

    upstream: str = ANY
    endpoint: str = ANY
    model: str = ANY

    @classmethod
    def of(cls, text: str) -> Selector:
        """From `upstream:endpoint:model`, a breaker's whole name or one with * for any."""
        parts = (*text.split(":", 2), ANY, ANY)
        return cls(*parts[:3])

    def __str__(self) -> str:
        return f"{self.upstream}:{self.endpoint}:{self.model}"

    def matches(self, name: str) -> bool:
        """True for a breaker of this name; one for a single key goes with its route."""
        route = name if WITH in self.model else name.partition(WITH)[0]
        parts = route.split(":", 2)
        return all(
            mine in (ANY, part) for mine, part in zip((self.upstream, self.endpoint, self.model), parts, strict=False)
        )


class Notice(msgspec.Struct, frozen=True):
    """`name` is open for so many seconds from now; or, with 0, closed, and * stands for any part of the name."""

    name: str
    open_seconds: float = 0.0


class Posted(msgspec.Struct, frozen=True):
    """A notice as the board has it now. `version` grows from each to the next that is posted."""

    name: str
    open_seconds: float
    version: int


class Board(Protocol):
    """Where notices are left for other workers, the latest of each name. Methods raise Unavailable."""

    async def post(self, notice: Notice) -> int:
        """Leave a notice; its version."""
        ...

    async def read(self) -> list[Posted]:
        """Every notice of the last hour, oldest first."""
        ...

    async def aclose(self) -> None:
        """Let connections go."""
        ...


class MemoryBoard:
    """A Board for tests, and for whoever has only one process."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._rows: dict[str, tuple[int, int]] = {}  # Open until, and since when the row is so.

    async def post(self, notice: Notice) -> int:
        now = self._clock.now_nanoseconds()
        latest = max((changed_at for _, changed_at in self._rows.values()), default=0)
        changed_at = max(now, latest + 1)
        until = now + round(notice.open_seconds * NANOSECONDS_PER_SECOND) if notice.open_seconds else 0
        self._rows[notice.name] = until, changed_at
        return changed_at

    async def read(self) -> list[Posted]:
        now = self._clock.now_nanoseconds()
        oldest = now - round(KEEP_SECONDS * NANOSECONDS_PER_SECOND)
        found = [(changed_at, name, until) for name, (until, changed_at) in self._rows.items() if changed_at >= oldest]
        return [Posted(name, seconds_left(until, now), version) for version, name, until in sorted(found)]

    async def aclose(self) -> None:
        return None


def seconds_left(until: int, now: int) -> float:
    """Seconds between two instants in nanoseconds; 0 if the first has passed."""
    return max(0, until - now) / NANOSECONDS_PER_SECOND


class Listener(Protocol):
    """Who wants to know what becomes of this process's breakers. May be called from any thread; never waits."""

    def used(self) -> None:
        """An upstream is about to be asked."""
        ...

    def changed(self, notice: Notice) -> None:
        """A breaker has opened or closed by its own judgement."""
        ...

    async def publish(self, notice: Notice) -> None:
        """Tell everybody now; raises Unavailable if they cannot be told."""
        ...


class Alone:
    """A Listener for a process that has nobody to tell."""

    def used(self) -> None:
        return None

    def changed(self, notice: Notice) -> None:
        return None

    async def publish(self, notice: Notice) -> None:
        return None
