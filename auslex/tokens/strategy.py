"""How much a prompt may be changed to save tokens."""

from __future__ import annotations

from enum import StrEnum


class OptimizationStrategy(StrEnum):
    """CONSERVATIVE changes white space and exact repeats alone; each further one includes those before it."""

    CONSERVATIVE = "conservative"
    BALANCED = "balanced"
    AGGRESSIVE = "aggressive"
