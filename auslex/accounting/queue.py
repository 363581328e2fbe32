"""What waits for a ledger's next transaction, and who waits for it: the part of group commit that every store shares.

A command is answered when its transaction is durable, not before. A resolution has nobody waiting: it stays until it is
done. A hold that was granted when its caller had already gone, or may not be durable, is voided.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from auslex.accounting.store import Answer, AttemptState, Command, Granted, Reserve, Resolve
from auslex.core.clock import Clock
from auslex.core.errors import Unavailable

BATCH_MAX = 128  # Commands in one transaction: the event loop must not stand still for longer than some milliseconds.
RESOLUTION_TRIES_MAX = 3  # Of one that fails also when it is alone, each behind all that wait meanwhile.
QUEUE_MAX = 20_000  # Commands waiting; more than this and the store is not keeping up.
STORE_FAILED = "The ledger did not answer in time, so the request was refused; nothing was charged. Try again shortly."


@dataclass(slots=True)
class Entry:
    """A command, since when it waits (monotonic seconds), and who waits for its answer."""

    command: Command
    queued_at: float
    future: asyncio.Future[Answer] | None = None
    failures: int = 0  # While it was alone.


class CommandQueue:
    """Commands in order, resolutions first."""

    def __init__(self, clock: Clock, wait_seconds_max: float, wake: Callable[[], None]) -> None:
        """`wake` is called when there is a new resolution, which nobody hurries."""
        self._clock = clock
        self._wait_seconds_max = wait_seconds_max
        self._wake = wake
        self._waiting: list[Entry] = []
        self._resolutions: list[Entry] = []
        self._one_by_one = 0  # So many commands run alone, to find the one that spoils its batch.

    def __len__(self) -> int:
        return len(self._waiting) + len(self._resolutions)

    @property
    def is_urgent(self) -> bool:
        """Somebody waits for an answer, or a batch is being taken apart."""
        return bool(self._waiting or self._one_by_one)

    def add(self, command: Command) -> asyncio.Future[Answer]:
        """Take the command on; raises Unavailable if too many wait already."""
        if len(self._waiting) >= QUEUE_MAX:
            raise Unavailable(STORE_FAILED)
        future: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting.append(Entry(command, self._clock.monotonic_seconds(), future))
        return future

    def add_resolution(self, command: Command) -> None:
        """Take on a command that nobody waits for; it is tried until it is done."""
        self._resolutions.append(Entry(command, self._clock.monotonic_seconds()))
        self._wake()

    def void(self, command: Command) -> None:
        """Give back what this hold took, if it took anything."""
        if isinstance(command, Reserve) and command.order is not None:
            self.add_resolution(Resolve(command.attempt_id, command.payers, AttemptState.VOID))

    def take(self) -> list[Entry]:
        """The commands of the next transaction: resolutions first, and nothing else while any of them is left."""
        limit = 1 if self._one_by_one else BATCH_MAX
        taken = self._resolutions[:limit]
        del self._resolutions[:limit]
        if not self._resolutions:
            room = limit - len(taken)
            taken += self._waiting[:room]
            del self._waiting[:room]
        return taken

    def put_back(self, batch: list[Entry]) -> None:
        """Nothing of the batch has happened: whoever has not given up waits again, in front."""
        self._resolutions[:0] = [entry for entry in batch if entry.future is None]
        self._waiting[:0] = [entry for entry in batch if entry.future is not None and not entry.future.done()]

    def isolate(self, batch: list[Entry]) -> None:
        """One of these commands cannot be done. Alone, it is refused; a resolution is tried again, and then left to the
        sweep of the worker that comes after this one.
        """
        if len(batch) > 1:
            self.put_back(batch)
            self._one_by_one = len(batch)
        elif batch:
            self._one_by_one = max(0, self._one_by_one - 1)
            entry = batch[0]
            entry.failures += 1
            _refuse(entry)
            if entry.future is None and entry.failures < RESOLUTION_TRIES_MAX:
                self._resolutions.append(entry)

    def committed(self, batch: list[Entry]) -> None:
        """The batch went through; fewer are left to run alone."""
        self._one_by_one = max(0, self._one_by_one - len(batch))

    def answer(self, batch: list[Entry], answers: list[Answer], *, durable: bool) -> None:
        """Hand out the answers; what was granted to a caller that has gone, or may not be durable, is voided."""
        for entry, answer in zip(batch, answers, strict=True):
            future = entry.future
            if future is None:
                continue
            taken = not future.done()
            if taken and durable:
                future.set_result(answer)
            elif taken:
                future.set_exception(Unavailable(STORE_FAILED))
            if isinstance(answer, Granted) and not (taken and durable):
                self.void(entry.command)

    def refuse_overdue(self, others: list[Entry], *, everyone: bool = False) -> None:
        """Tell whoever has waited too long, here or among these others, that the store cannot answer."""
        overdue = self._clock.monotonic_seconds() - self._wait_seconds_max
        for entry in (*self._waiting, *others):
            if everyone or entry.queued_at <= overdue:
                _refuse(entry)
        self._waiting = [entry for entry in self._waiting if entry.future is None or not entry.future.done()]

    async def answered(self, command: Command, future: asyncio.Future[Answer]) -> Answer:
        """The command's answer; a caller that leaves as its grant arrives keeps no hold."""
        try:
            return await future
        except asyncio.CancelledError:
            if _is_granted(future):
                self.void(command)
            raise


def _is_granted(future: asyncio.Future[Answer]) -> bool:
    return (
        future.done() and not future.cancelled() and future.exception() is None and isinstance(future.result(), Granted)
    )


def _refuse(entry: Entry) -> None:
    if entry.future is not None and not entry.future.done():
        entry.future.set_exception(Unavailable(STORE_FAILED))
