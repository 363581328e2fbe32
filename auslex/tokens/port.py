"""Optimising as the pipeline sees it, and its "off"."""

from __future__ import annotations

from typing import Protocol

from auslex.core.calls import Call


class Optimiser(Protocol):
    """Says the same in fewer tokens."""

    async def optimise(self, call: Call) -> Call:
        """The call to send; never one that is expected to cost more."""
        ...


class NoOptimiser:
    """Optimising switched off."""

    async def optimise(self, call: Call) -> Call:
        return call
