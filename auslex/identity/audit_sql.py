"""The audit log in SQLite or PostgreSQL. One writer at a time, so that the chain never forks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from auslex.core.clock import Clock
from auslex.core.ids import new_id
from auslex.database.address import Address
from auslex.database.threads import DatabaseThreads
from auslex.identity.audit import READ_MAX, Act, Action, Entry, chained

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row, Select

LOCK = 5_117_402_883_918_446_521  # Any number but the migrations': who holds it appends.
_FAILED = "The audit log does not answer, so nothing was changed. Try again shortly."


class SqlAuditStore:
    """An AuditStore in the database at this address. For one event loop."""

    def __init__(self, address: Address, key: bytes, clock: Clock) -> None:
        self._key = key
        self._clock = clock
        self._threads = DatabaseThreads(address, 1, "audit", _FAILED)

    async def append(self, act: Act) -> Entry:
        entry_id = new_id()
        return await self._threads.run(lambda connection: self._append(connection, entry_id, act))

    async def read(self, *, before: int | None = None, tenant: str | None = None, count: int = READ_MAX) -> list[Entry]:
        def work(connection: Connection) -> list[Entry]:
            from auslex.database.schema import audit

            wanted = audit.select().order_by(audit.c.sequence.desc()).limit(count)
            if before is not None:
                wanted = wanted.where(audit.c.sequence < before)
            if tenant is not None:
                wanted = wanted.where(audit.c.tenant == tenant)
            return _entries(connection, wanted)

        return await self._threads.run(work)

    async def from_sequence(self, first: int, count: int) -> list[Entry]:
        def work(connection: Connection) -> list[Entry]:
            from auslex.database.schema import audit

            wanted = audit.select().where(audit.c.sequence >= first).order_by(audit.c.sequence).limit(count)
            return _entries(connection, wanted)

        return await self._threads.run(work)

    async def aclose(self) -> None:
        await self._threads.aclose()

    def _append(self, connection: Connection, entry_id: str, act: Act) -> Entry:
        from sqlalchemy import text

        from auslex.database.schema import audit
        from auslex.database.writing import transaction

        with transaction(connection):
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
            done = _entries(connection, audit.select().where(audit.c.entry_id == entry_id))
            if done:
                return done[0]  # Its reply was lost.
            last = _entries(connection, audit.select().order_by(audit.c.sequence.desc()).limit(1))
            entry = chained(self._key, last[0] if last else None, entry_id, self._clock.now_nanoseconds(), act)
            connection.execute(
                audit.insert().values(
                    sequence=entry.sequence, entry_id=entry_id, at=entry.at, action=act.action.value, actor=act.actor,
                    tenant=act.tenant, target=act.target, detail=act.detail, count=act.count, previous=entry.previous,
                    digest=entry.digest,
                )
            )  # fmt: skip
            return entry


def _entries(connection: Connection, wanted: Select[Any]) -> list[Entry]:
    return [_entry(row) for row in connection.execute(wanted)]


def _entry(row: Row[Any]) -> Entry:
    act = Act(Action(row.action), row.actor, row.tenant, row.target, row.detail, row._mapping["count"])
    return Entry(row.sequence, row.entry_id, row.at, act, row.previous, row.digest)
