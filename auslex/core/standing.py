"""Where a caller's limits stand, as it is told with every answer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BucketStanding:
    """One bucket: capacity, what is left of it, and nanoseconds until it is full."""

    capacity: int
    remaining: int
    full_in: int


@dataclass(frozen=True, slots=True)
class Standing:
    """The caller's two buckets, requests and tokens a minute; None where it has no such limit."""

    requests: BucketStanding | None = None
    tokens: BucketStanding | None = None
