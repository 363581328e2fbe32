"""Budget alerts that nobody has been told of yet. The ledger keeps them; whoever tells of one says so here.

Statements are few and rare, so they run on a connection of their own, in a thread.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from typing import Protocol, TypeVar

from auslex.accounting.policy import AlertLevel
from auslex.accounting.store import BudgetAlert
from auslex.core.errors import Unavailable
from auslex.core.money import Nanodollars
from auslex.database import sqlite
from auslex.database.address import Address, SqliteAddress

CLAIM_MAX = 100  # Alerts taken up at once.
_KEY = "account = ? AND kind = ? AND starts_at = ? AND level = ?"
_UNTOLD = (
    "SELECT account, kind, starts_at, level, budget, settled, noted_at FROM alerts "
    "WHERE told_at IS NULL AND noted_at <= ? AND starts_at >= ? ORDER BY noted_at LIMIT ?"
)
_CLAIM = f"UPDATE alerts SET noted_at = ? WHERE {_KEY} AND told_at IS NULL AND noted_at = ?"  # noqa: S608  constants only
_TOLD = f"UPDATE alerts SET told_at = ? WHERE {_KEY} AND told_at IS NULL"  # noqa: S608
_UNREADABLE = "The alerts cannot be read."

_Answer = TypeVar("_Answer")


class _Cursor(Protocol):
    @property
    def rowcount(self) -> int: ...

    def fetchall(self) -> list[tuple[object, ...]]: ...


class _Connection(Protocol):
    def execute(self, statement: str, values: tuple[object, ...], /) -> _Cursor: ...

    def close(self) -> None: ...


class AlertOutbox:
    """The untold alerts of one database. Methods raise Unavailable."""

    def __init__(self, address: Address) -> None:
        self._address = address

    async def claim(self, now: int, noted_before: int, period_after: int) -> list[BudgetAlert]:
        """Alerts noted before an instant, of periods that began after another, and claimed by nobody since.

        All in nanoseconds since the epoch. Whoever claims one tells of it; if it does not, it may be claimed again.
        """

        def work(execute: Callable[..., _Cursor]) -> list[BudgetAlert]:
            claimed = []
            for row in execute(_UNTOLD, noted_before, period_after, CLAIM_MAX).fetchall():
                alert, noted_at = _alert(row), row[6]
                if execute(_CLAIM, now, *_key(alert), noted_at).rowcount == 1:
                    claimed.append(alert)
            return claimed

        return await asyncio.to_thread(self._run, work)

    async def told(self, alert: BudgetAlert, now: int) -> None:
        """It has arrived; nobody need tell of it again."""

        def work(execute: Callable[..., _Cursor]) -> None:
            execute(_TOLD, now, *_key(alert))

        await asyncio.to_thread(self._run, work)

    def _run(self, work: Callable[[Callable[..., _Cursor]], _Answer]) -> _Answer:
        connect, mark, failure = _driver(self._address)
        try:
            with closing(connect()) as connection:
                return work(lambda statement, *values: connection.execute(statement.replace("?", mark), values))
        except failure:
            raise Unavailable(_UNREADABLE) from None


def _driver(address: Address) -> tuple[Callable[[], _Connection], str, type[Exception]]:
    """How to connect, the mark of a parameter, and what may go wrong."""
    if isinstance(address, SqliteAddress):
        return lambda: sqlite.connect(address.path), "?", sqlite3.Error
    import psycopg

    from auslex.database import postgres

    return lambda: postgres.connect(address), "%s", psycopg.Error


def _key(alert: BudgetAlert) -> tuple[str, str, int, int]:
    return alert.account, alert.kind, alert.starts_at, int(alert.level)


def _alert(row: tuple[object, ...]) -> BudgetAlert:
    account, kind, starts_at, level, budget, settled, _ = row
    assert isinstance(starts_at, int)
    assert isinstance(level, int)
    assert isinstance(budget, int)
    assert isinstance(settled, int)
    return BudgetAlert(str(account), str(kind), starts_at, AlertLevel(level), Nanodollars(budget), Nanodollars(settled))
