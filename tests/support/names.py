"""What a pool of name finders has told, for tests to wait for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from auslex.core.clock import Clock, ManualClock
from auslex.screening.ner.names import ModelNames, NamesOptions
from auslex.screening.ner.port import Span
from auslex.screening.ner.process import ReaderOptions
from tests.support.small_names import MODEL
from tests.support.waiting import POLL_SECONDS, WAIT_SECONDS_MAX

KEY = b"only for tests, only for tests.."


class Counted:
    """Every event, in order."""

    def __init__(self) -> None:
        self.events: list[tuple[object, ...]] = []

    def read(self, names: int, seconds: float) -> None:
        self.events.append(("read", names))

    def dropped(self) -> None:
        self.events.append(("dropped",))

    def failed(self) -> None:
        self.events.append(("failed",))

    def waiting(self, texts: int) -> None:
        return None

    def restarted(self, exit_code: int | None) -> None:
        self.events.append(("restarted", exit_code))

    def broke(self, error: Exception) -> None:
        self.events.append(("broke", type(error)))

    def count(self, name: str) -> int:
        return sum(event[0] == name for event in self.events)


class Told:
    """What was read, by digest."""

    def __init__(self) -> None:
        self.places: dict[bytes, tuple[Span, ...]] = {}

    def __call__(self, digest: bytes, places: tuple[Span, ...]) -> None:
        self.places[digest] = places


def names(directory: Path, clock: Clock | None = None, *, wait_seconds: float = 0.0) -> ModelNames:
    """Names that the small model learns; the workers of one directory tell each other."""
    options = NamesOptions(ReaderOptions(MODEL), KEY, directory / "names", wait_seconds=wait_seconds)
    return ModelNames(options, clock or ManualClock(), Counted())


async def true(read: Callable[[], object]) -> None:
    """Return once this is so."""
    async with asyncio.timeout(WAIT_SECONDS_MAX):
        while not read():  # noqa: ASYNC110  nothing tells of it
            await asyncio.sleep(POLL_SECONDS)


async def no_delay(seconds: float) -> None:
    """Tests have no time to wait before a restart."""
