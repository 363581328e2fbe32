"""Where a caller's limits stand, as it is told with every answer."""

from __future__ import annotations

import msgspec


class BucketStanding(msgspec.Struct, frozen=True, gc=False):
    """One bucket: capacity, what is left of it, and nanoseconds until it is full."""

    capacity: int
    remaining: int
    full_in: int


class Standing(msgspec.Struct, frozen=True, gc=False):
    """The caller's two buckets, requests and tokens a minute; None where it has no such limit."""

    requests: BucketStanding | None = None
    tokens: BucketStanding | None = None
