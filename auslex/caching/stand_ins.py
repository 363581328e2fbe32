"""Answers that may be given again when no upstream answers: as a port, its memory version, and its "off"."""

from __future__ import annotations

from collections import OrderedDict
from hashlib import blake2b
from typing import Protocol

import msgspec

from auslex.core.calls import Call
from auslex.core.clock import Clock
from auslex.core.events import Event, Whole

AGE_SECONDS_MAX = 86_400.0  # Older than a day, an answer about the law is no help.
ANSWER_BYTES_MAX = 1 << 20
BYTES_MAX = 32 << 20  # In each worker.


class StandIn(msgspec.Struct, frozen=True):
    """An answer of earlier. kept_at: monotonic seconds."""

    events: tuple[Event, ...]
    served_by: str
    served_model: str
    kept_at: float


class Collector:
    """The events of one answer, as long as they are not too many."""

    def __init__(self) -> None:
        self._events: list[Event] = []
        self._bytes_left = ANSWER_BYTES_MAX

    def add(self, event: Event) -> None:
        """One more event."""
        self._bytes_left -= _size(event)
        if self._bytes_left < 0:
            self._events.clear()
        else:
            self._events.append(event)

    @property
    def events(self) -> tuple[Event, ...]:
        """All of them; none if they are too long to be kept."""
        return tuple(self._events) if self._bytes_left >= 0 else ()


class StandIns(Protocol):
    """The last whole answer to each request, for its own tenant and no other."""

    def collector(self) -> Collector | None:
        """What an answer is collected with as it passes; None if nothing is ever kept."""
        ...

    def keep(self, tenant: str, call: Call, answer: StandIn) -> None:
        """Keep an answer that was whole."""
        ...

    def find(self, tenant: str, call: Call) -> StandIn | None:
        """The last answer to exactly this request, if it is not too old."""
        ...


class NoStandIns:
    """Nothing is kept."""

    def collector(self) -> None:
        return None

    def keep(self, tenant: str, call: Call, answer: StandIn) -> None:
        return None

    def find(self, tenant: str, call: Call) -> StandIn | None:
        return None


class MemoryStandIns:
    """Answers in this process's memory; those that were not asked for longest go first."""

    def __init__(self, clock: Clock, bytes_max: int = BYTES_MAX) -> None:
        self._clock = clock
        self._bytes_left = bytes_max
        self._kept: OrderedDict[bytes, tuple[StandIn, int]] = OrderedDict()

    def collector(self) -> Collector:
        return Collector()

    def keep(self, tenant: str, call: Call, answer: StandIn) -> None:
        key, size = _key(tenant, call), sum(map(_size, answer.events))
        self._drop(key)
        self._kept[key] = answer, size
        self._bytes_left -= size
        while self._bytes_left < 0:
            self._drop(next(iter(self._kept)))

    def find(self, tenant: str, call: Call) -> StandIn | None:
        key = _key(tenant, call)
        found = self._kept.get(key)
        if found is None:
            return None
        if self._clock.monotonic_seconds() - found[0].kept_at > AGE_SECONDS_MAX:
            self._drop(key)
            return None
        self._kept.move_to_end(key)
        return found[0]

    def _drop(self, key: bytes) -> None:
        found = self._kept.pop(key, None)
        if found is not None:
            self._bytes_left += found[1]


def _key(tenant: str, call: Call) -> bytes:
    """What the answer depends on: who asks, and every byte of what would be sent. Lengths keep the parts apart."""
    name = tenant.encode()
    return blake2b(b"%d:%s:%s:%s" % (len(name), name, call.endpoint.encode(), call.payload), digest_size=32).digest()


def _size(event: Event) -> int:
    if isinstance(event, Whole):
        return len(event.body)
    return sum(len(frame.raw) + len(frame.data) for frame in event.frames)
