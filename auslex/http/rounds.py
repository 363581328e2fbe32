"""Time-outs for what hardly ever runs out of time: one timer of the event loop for all of them.

A timer of its own costs each request 4 us and asyncio.timeout 10 us; these cost one, and come a little late.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from types import TracebackType
from weakref import WeakKeyDictionary

ROUND_SECONDS = 0.05  # What is due is done within this.


class Appointment:
    """Something to be done at a time, in the loop's seconds. A later time may be set at any time before."""

    __slots__ = ("_rounds", "at", "do")

    def __init__(self, rounds: Rounds, at: float, do: Callable[[], object]) -> None:
        self._rounds = rounds
        self.at = at
        self.do = do

    def cancel(self) -> None:
        """Never mind; also after it was done."""
        self._rounds.forget(self)
        self.do = _nothing  # Else the two hold on to each other until the garbage is collected.


def _nothing() -> None:
    """What is left to do of what was called off."""


class Rounds:
    """The appointments of one event loop, looked through as long as there are any. It must not keep the loop."""

    def __init__(self) -> None:
        self._waiting: dict[Appointment, None] = {}
        self._going = False

    def add(self, loop: asyncio.AbstractEventLoop, seconds: float, do: Callable[[], object]) -> Appointment:
        """One more, so many seconds from now."""
        made = Appointment(self, loop.time() + seconds, do)
        self._waiting[made] = None
        if not self._going:
            self._going = True
            loop.call_later(ROUND_SECONDS, self._go_round, loop)
        return made

    def forget(self, appointment: Appointment) -> None:
        """It is off."""
        self._waiting.pop(appointment, None)

    def _go_round(self, loop: asyncio.AbstractEventLoop) -> None:
        self._going = bool(self._waiting)
        if not self._going:
            return
        loop.call_later(ROUND_SECONDS, self._go_round, loop)  # Before anything that may fail.
        now = loop.time()
        for due in [each for each in self._waiting if each.at <= now]:
            if due in self._waiting:  # The one before may have called it off.
                self.forget(due)
                due.do()


_by_loop: WeakKeyDictionary[asyncio.AbstractEventLoop, Rounds] = WeakKeyDictionary()


def after(seconds: float, do: Callable[[], object]) -> Appointment:
    """Call this in the running event loop after so many seconds, and at most ROUND_SECONDS more."""
    loop = asyncio.get_running_loop()
    rounds = _by_loop.get(loop)
    if rounds is None:
        rounds = _by_loop[loop] = Rounds()
    return rounds.add(loop, seconds, do)


class Patience:
    """As asyncio.timeout: `with` raises TimeoutError where what it surrounds takes longer; to within ROUND_SECONDS.

    Awaiting something that cannot be cancelled outlasts it.
    """

    __slots__ = ("_appointment", "_began", "_cancelling", "_lost", "_task")

    def __init__(self, seconds: float) -> None:
        task = asyncio.current_task()
        if task is None:
            raise RuntimeError("There is no task here whose patience could run out.")
        self._task = task
        self._cancelling = task.cancelling()
        self._lost = False
        self._appointment = after(seconds, self._lose)
        self._began = self._appointment.at - seconds

    def extend(self, seconds: float) -> None:
        """Let it take so many seconds in all, from its beginning."""
        self._appointment.at = self._began + seconds

    def _lose(self) -> None:
        self._lost = True
        self._task.cancel()

    def __enter__(self) -> Patience:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._appointment.cancel()
        if self._lost and self._task.uncancel() <= self._cancelling and isinstance(error, asyncio.CancelledError):
            raise TimeoutError from error
