"""The ledger's port over a queue: what every ledger does alike whose transactions take many commands together."""

from __future__ import annotations

from abc import ABC, abstractmethod

from auslex.accounting.periods import UTC_NAME
from auslex.accounting.queue import CommandQueue
from auslex.accounting.store import (
    AccountSpend,
    Answer,
    Check,
    Command,
    Correct,
    Granted,
    Refused,
    Reserve,
    Resolve,
    Spend,
)


class QueuedLedger(ABC):
    """A Ledger whose commands wait in `queue` for a transaction."""

    _queue: CommandQueue

    async def reserve(self, command: Reserve) -> Granted | Refused:
        answer = await self._submit(command)
        assert isinstance(answer, Granted | Refused)
        return answer

    def resolve(self, command: Resolve) -> None:
        self._queue.add_resolution(command)

    async def correct(self, command: Correct) -> bool:
        return bool(await self._submit(command))

    async def spend(self, account: str, time_zone: str = UTC_NAME) -> AccountSpend:
        answer = await self._submit(Spend(account, time_zone))
        assert isinstance(answer, AccountSpend)
        return answer

    async def check(self) -> None:
        await self._submit(Check())

    @abstractmethod
    async def _submit(self, command: Command) -> Answer:
        """Queue the command, see that a transaction comes, and wait for its answer. Raises Unavailable."""
