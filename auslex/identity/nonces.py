"""Nonces of signed requests, each taken once: as a port, and its memory version."""

from __future__ import annotations

import hashlib
from typing import Protocol

from auslex.core.clock import NANOSECONDS_PER_SECOND, Clock
from auslex.identity.signing import WINDOW_SECONDS

# A nonce is kept until no worker can take its signature for fresh any more: the window before the time it names and
# the one after it, and a third for workers whose clocks differ.
KEEP = 3 * WINDOW_SECONDS * NANOSECONDS_PER_SECOND

REMEMBERED_MAX = 20_000  # About 4 MB; of those before, the database still knows.


class NonceStore(Protocol):
    """Where nonces are kept, for all workers. Methods raise Unavailable."""

    async def take(self, nonce_id: str) -> bool:
        """True for one caller only, ever, as long as it matters."""
        ...

    async def aclose(self) -> None:
        """Let go of what is open."""
        ...


class MemoryNonceStore:
    """A NonceStore for tests, and for whoever has one process."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._taken: dict[str, int] = {}  # Oldest first.

    async def take(self, nonce_id: str) -> bool:
        now = self._clock.now_nanoseconds()
        while self._taken and next(iter(self._taken.values())) <= now:
            del self._taken[next(iter(self._taken))]
        if nonce_id in self._taken:
            return False
        self._taken[nonce_id] = now + KEEP
        return True

    async def aclose(self) -> None:
        """Nothing is open."""


class RememberedNonces:
    """A NonceStore before another: a copy that reaches the worker of the first is refused without asking anybody.

    So a crowd of copies is one question for each worker, and does not queue for the database until it is late.
    """

    def __init__(self, store: NonceStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._asked: dict[str, int] = {}  # Until when it matters, oldest first.

    async def take(self, nonce_id: str) -> bool:
        now = self._clock.now_nanoseconds()
        if self._asked.get(nonce_id, 0) > now:  # By the first, whatever became of it: the nonce may be used up.
            return False
        self._asked.pop(nonce_id, None)
        while len(self._asked) >= REMEMBERED_MAX:
            del self._asked[next(iter(self._asked))]
        self._asked[nonce_id] = now + KEEP
        return await self._store.take(nonce_id)

    async def aclose(self) -> None:
        await self._store.aclose()


def nonce_id(key_id: str, nonce: str) -> str:
    """What is kept of a nonce: each key has its own, and no two are ever mixed up."""
    return hashlib.sha256(f"{len(key_id)}:{key_id}{nonce}".encode()).hexdigest()
