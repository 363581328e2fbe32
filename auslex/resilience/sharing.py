"""Breakers of all workers and machines learn from each other, in the background: no request ever waits for it.

While this process serves, it looks at the board about once a second. When it has served nothing for a while, and none
of its breakers is open, it asks nothing, so that a database that sleeps is left asleep. While the board cannot be
reached, each process decides for itself.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress

from auslex.core.clock import Clock
from auslex.core.errors import Unavailable
from auslex.resilience.breaker import BreakerState
from auslex.resilience.notices import NAME_CHARACTERS_MAX, Board, Notice, Selector
from auslex.resilience.resilient import BreakerStatus, Resilient

POLL_SECONDS = 0.7  # With a round trip and some scheduling, everybody knows within about a second.
PAUSE_SECONDS_MAX = 5.0  # Between two tries while the board cannot be reached.
IDLE_SECONDS = 5.0  # So long after the last request this process still looks.
LAST_WORD_SECONDS_MAX = 2.0  # On leaving: what has not been said yet is worth no more of a restart's time.


class SharedBreakers:
    """Carries notices between a process's breakers and the board. Use as `async with`; for one event loop.

    on_failure: the board could not be reached. on_look: what the breakers are after each look, for the metrics.
    """

    def __init__(
        self,
        resilient: Resilient,
        board: Board,
        clock: Clock,
        on_failure: Callable[[Exception], None] = lambda error: None,
        on_look: Callable[[list[BreakerStatus]], None] = lambda status: None,
    ) -> None:
        self._resilient = resilient
        self._board = board
        self._clock = clock
        self._on_failure = on_failure
        self._on_look = on_look
        self._unsaid: dict[str, tuple[Notice, float]] = {}  # With the time at which it was true.
        self._seen: dict[str, int] = {}
        self._used_at = float("-inf")
        self._asleep = False

    async def __aenter__(self) -> SharedBreakers:
        self._loop = asyncio.get_running_loop()
        self._wake = asyncio.Event()
        self._resilient.listener = self
        self._work = self._loop.create_task(self._run())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._work.cancel()
        await asyncio.wait([self._work])
        with suppress(Unavailable, TimeoutError):
            async with asyncio.timeout(LAST_WORD_SECONDS_MAX):
                await self._say()
        await self._board.aclose()

    def used(self) -> None:
        self._used_at = self._clock.monotonic_seconds()
        if self._asleep:
            self._asleep = False
            self._rouse()

    def changed(self, notice: Notice) -> None:
        if len(notice.name) <= NAME_CHARACTERS_MAX and notice.name.isprintable():
            self._unsaid[notice.name] = notice, self._clock.monotonic_seconds()
            self._rouse()

    async def publish(self, notice: Notice) -> None:
        selector = Selector.of(notice.name)
        for name in [name for name in self._unsaid if selector.matches(name)]:
            self._unsaid.pop(name, None)  # It has been overtaken.
        await self._board.post(notice)  # And not yet seen: a look under way may undo here what it says.

    async def look(self) -> None:
        """Say what is to be said, and heed what others have said. Raises Unavailable."""
        await self._say()
        posted = await self._board.read()
        seen, self._seen = self._seen, {notice.name: notice.version for notice in posted}
        overtaken = [Selector.of(name) for name in self._unsaid]  # By what is not yet on the board.
        resets: list[Selector] = []
        for notice in posted:
            is_new = seen.get(notice.name) != notice.version
            if is_new and not notice.open_seconds:
                resets.append(Selector.of(notice.name))
            # What was opened after a reset that is news to us, perhaps by ourselves, is open again.
            if (is_new or _names(resets, notice.name)) and not _names(overtaken, notice.name):
                self._resilient.heed(Notice(notice.name, notice.open_seconds))

    async def _say(self) -> None:
        for name in list(self._unsaid):
            notice, since = self._unsaid.pop(name)
            left = notice.open_seconds - (self._clock.monotonic_seconds() - since)
            if notice.open_seconds and left <= 0:
                continue
            try:
                self._seen[name] = await self._board.post(Notice(name, max(0.0, left)))
            except BaseException:
                self._unsaid.setdefault(name, (notice, since))
                raise

    async def _run(self) -> None:
        pause = POLL_SECONDS
        while True:
            try:
                await self.look()
                pause = POLL_SECONDS
            except Exception as error:  # noqa: BLE001  one look: whatever it is, the next one may go well
                self._on_failure(error)
                pause = min(2 * pause, PAUSE_SECONDS_MAX)
            status = self._resilient.status()
            self._on_look(status)
            await self._rest(pause, any(breaker.state is BreakerState.OPEN for breaker in status))

    async def _rest(self, pause: float, is_open: bool) -> None:
        """Until the next look is due, or somebody has something to say."""
        self._wake.clear()
        idle = self._clock.monotonic_seconds() - self._used_at > IDLE_SECONDS
        self._asleep = idle and not is_open and not self._unsaid
        with suppress(TimeoutError):
            async with asyncio.timeout(None if self._asleep else pause):
                await self._wake.wait()
        self._asleep = False

    def _rouse(self) -> None:
        with suppress(RuntimeError):  # The loop is closed: the process is ending.
            self._loop.call_soon_threadsafe(self._wake.set)


def _names(selectors: list[Selector], name: str) -> bool:
    return any(selector.matches(name) for selector in selectors)
