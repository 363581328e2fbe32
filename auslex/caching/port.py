"""The response cache as the pipeline sees it, and its "off"."""

from __future__ import annotations

from typing import Protocol

from auslex.core.calls import Call
from auslex.core.events import Event


class ResponseCache(Protocol):
    """Answers by what would be sent upstream, per tenant."""

    async def find(self, tenant: str, call: Call) -> tuple[Event, ...] | None:
        """A stored answer's events, or None."""
        ...

    def keep(self, tenant: str, call: Call, events: tuple[Event, ...]) -> None:
        """Remember a whole and unfiltered answer."""
        ...

    @property
    def keeping(self) -> bool:
        """False where collecting an answer's events would be in vain."""
        ...


class NoCache:
    """The cache switched off: it knows nothing and learns nothing."""

    async def find(self, tenant: str, call: Call) -> tuple[Event, ...] | None:
        return None

    def keep(self, tenant: str, call: Call, events: tuple[Event, ...]) -> None:
        return None

    @property
    def keeping(self) -> bool:
        return False
