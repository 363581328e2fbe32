"""Who writes the audit log: acts before they are done, refusals behind the requests' backs."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from auslex.core.clock import Clock
from auslex.core.errors import Unavailable
from auslex.identity.audit import Act, Action, AuditStore, Entry

AGAIN_SECONDS = 60.0  # The same refusal is one entry in this time, with a count.
KINDS_MAX = (
    50  # Refusals that differ, in that time; the others are one entry together, so that nobody can flood the log.
)
GATHER_SECONDS = 1.0
OTHERS = Act(Action.REFUSED, "others")


class Auditor:
    """Keeps acts and refusals. Use as `async with`; for one event loop.

    on_entry: told of each entry that was kept. on_failure: refusals could not be kept yet, and will be tried again.
    """

    def __init__(
        self,
        store: AuditStore,
        clock: Clock,
        on_entry: Callable[[Entry], None] = lambda entry: None,
        on_failure: Callable[[Exception], None] = lambda error: None,
    ) -> None:
        self.store = store
        self._clock = clock
        self._on_entry = on_entry
        self._on_failure = on_failure
        self._counts: dict[Act, int] = {}
        self._written_at: dict[Act, float] = {}
        self._wake = asyncio.Event()

    async def __aenter__(self) -> Auditor:
        self._work = asyncio.get_running_loop().create_task(self._run())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._work.cancel()
        await asyncio.wait([self._work])
        with suppress(Unavailable):
            await self.write(everything=True)
        await self.store.aclose()

    async def record(self, act: Act) -> None:
        """Keep an act before it is done; raises Unavailable, and then it must not be done."""
        self._on_entry(await self.store.append(act))

    def note(self, refusal: Act) -> None:
        """Keep a refusal soon. Never waits."""
        if refusal not in self._counts and self._kinds() >= KINDS_MAX:
            refusal = OTHERS
        self._counts[refusal] = self._counts.get(refusal, 0) + 1
        self._wake.set()

    async def write(self, *, everything: bool = False) -> None:
        """Keep what was noted and is due. Raises Unavailable."""
        now = self._clock.monotonic_seconds()
        self._forget(now)
        for act in [act for act in self._counts if everything or act not in self._written_at]:
            entry = await self.store.append(replace(act, count=self._counts[act]))
            del self._counts[act]
            self._written_at[act] = now
            self._on_entry(entry)

    def _kinds(self) -> int:
        """How many there were in the last minute."""
        if len(self._counts) + len(self._written_at) >= KINDS_MAX:
            self._forget(self._clock.monotonic_seconds())
        return len(self._counts) + len(self._written_at)

    def _forget(self, now: float) -> None:
        self._written_at = {act: at for act, at in self._written_at.items() if now - at < AGAIN_SECONDS}

    async def _run(self) -> None:
        while True:
            await self._wake.wait()
            await asyncio.sleep(GATHER_SECONDS)
            try:
                await self.write()
            except Unavailable as error:
                self._on_failure(error)
            if not self._counts:
                self._wake.clear()
