"""Names that the model learned of texts that came before: what masking asks, and what keeps it informed."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from auslex.core.clock import Clock
from auslex.screening.ner.learned import Learned, digest_of
from auslex.screening.ner.pool import ReaderPool
from auslex.screening.ner.port import Span, Tally
from auslex.screening.ner.process import ReaderOptions
from auslex.screening.ner.sharing import Grapevine

CHARACTERS_MIN = 4
CHARACTERS_MAX = 50_000  # Of one text: about a second of a core. What stands behind is not read.


@dataclass(frozen=True, slots=True)
class NamesOptions:
    """processes: of this worker. wait_seconds: how long a request waits for its names, 0 for not at all.

    key: keeps digests of texts apart from everybody else's. directory: where the workers of a machine meet.
    """

    reader: ReaderOptions
    key: bytes
    directory: Path
    processes: int = 1
    wait_seconds: float = 0.0


class ModelNames:
    """Use as `async with`: raises ModelUnavailable if the model cannot be loaded."""

    def __init__(self, options: NamesOptions, clock: Clock, tally: Tally) -> None:
        self._options = options
        self._learned = Learned(clock)
        self._grapevine = Grapevine(options.directory, self._told)
        self._pool = ReaderPool(options.reader, options.processes, self._read, tally)
        self._open = AsyncExitStack()

    async def __aenter__(self) -> Self:
        async with AsyncExitStack() as opening:
            await opening.enter_async_context(self._pool)
            await opening.enter_async_context(self._grapevine)
            self._open = opening.pop_all()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._open.aclose()

    @property
    def waits(self) -> bool:
        return self._options.wait_seconds > 0

    @property
    def pids(self) -> list[int]:
        """Of the processes that live."""
        return self._pool.pids

    async def check(self) -> None:
        """Raises Unavailable if no process lives."""
        await self._pool.check()

    def known(self, tenant: str, texts: Sequence[str]) -> frozenset[str]:
        names: set[str] = set()
        for text in filter(_may_hold_names, texts):
            digest = digest_of(self._options.key, tenant, text)
            places = self._learned.recall(digest)
            if places is None:
                self._pool.offer(digest, text[:CHARACTERS_MAX])
            else:
                names.update(text[start:end] for start, end in places)
        return frozenset(names)

    async def wait(self, tenant: str, texts: Sequence[str]) -> None:
        self.known(tenant, texts)
        digests = [digest_of(self._options.key, tenant, text) for text in filter(_may_hold_names, texts)]
        with suppress(TimeoutError):
            async with asyncio.timeout(self._options.wait_seconds):
                await self._pool.settled(digests)

    def _read(self, digest: bytes, places: tuple[Span, ...]) -> None:
        self._learned.keep(digest, places)
        self._grapevine.tell(digest, places)

    def _told(self, digest: bytes, places: tuple[Span, ...]) -> None:
        self._learned.keep(digest, places)
        self._pool.withdraw(digest)


def _may_hold_names(text: str) -> bool:
    return len(text) >= CHARACTERS_MIN and text != text.lower()
