"""Nonces in SQLite or PostgreSQL: one row each, and the primary key decides who was first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auslex.core.clock import Clock
from auslex.database.address import Address
from auslex.database.threads import DatabaseThreads
from auslex.identity.nonces import KEEP

if TYPE_CHECKING:
    from sqlalchemy import Connection

THREADS_MAX = 2
SWEEP_SECONDS = 60.0
_FAILED = (
    "It cannot be known whether this signed request was sent before, so it was refused. Sign it anew, and try again."
)


class SqlNonceStore:
    """A NonceStore in the database at this address. For one event loop."""

    def __init__(self, address: Address, clock: Clock) -> None:
        self._clock = clock
        self._threads = DatabaseThreads(address, THREADS_MAX, "nonces", _FAILED)
        self._swept_at = float("-inf")

    async def take(self, nonce_id: str) -> bool:
        return await self._threads.run(lambda connection: self._take(connection, nonce_id))

    async def aclose(self) -> None:
        await self._threads.aclose()

    def _take(self, connection: Connection, nonce_id: str) -> bool:
        from sqlalchemy.dialects import postgresql, sqlite

        from auslex.database.schema import nonces
        from auslex.database.writing import now

        time = now(connection.engine, self._clock)
        insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
        row = insert(nonces).values(nonce_id=nonce_id, expires_at=time + KEEP).on_conflict_do_nothing()
        taken = connection.execute(row.returning(nonces.c.nonce_id)).first() is not None
        if self._clock.monotonic_seconds() - self._swept_at >= SWEEP_SECONDS:
            self._swept_at = self._clock.monotonic_seconds()
            connection.execute(nonces.delete().where(nonces.c.expires_at <= time))
        return taken
