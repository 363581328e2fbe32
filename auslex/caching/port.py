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


class NoCache:
    """The cache switched off: it knows nothing."""

    async def find(self, tenant: str, call: Call) -> tuple[Event, ...] | None:
        return None
