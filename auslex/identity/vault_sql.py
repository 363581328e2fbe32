"""Sealed upstream keys in SQLite or PostgreSQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auslex.database.address import Address
from auslex.database.threads import DatabaseThreads
from auslex.identity.vault import UpstreamKey

if TYPE_CHECKING:
    from sqlalchemy import Connection

_FAILED = "The vault does not answer. Try again shortly."


class SqlVaultStore:
    """A VaultStore in the database at this address. For one event loop."""

    def __init__(self, address: Address) -> None:
        self._threads = DatabaseThreads(address, 1, "vault", _FAILED)

    async def all(self) -> list[UpstreamKey]:
        def work(connection: Connection) -> list[UpstreamKey]:
            from auslex.database.schema import upstream_keys

            wanted = upstream_keys.select().order_by(upstream_keys.c.created_at, upstream_keys.c.key_id)
            return [UpstreamKey(**row._mapping) for row in connection.execute(wanted)]

        return await self._threads.run(work)

    async def put(self, *keys: UpstreamKey) -> None:
        def work(connection: Connection) -> None:
            from auslex.database.schema import upstream_keys
            from auslex.database.writing import transaction

            with transaction(connection):
                for key in keys:
                    connection.execute(upstream_keys.delete().where(upstream_keys.c.key_id == key.key_id))
                    connection.execute(upstream_keys.insert().values({name: getattr(key, name) for name in _NAMES}))

        await self._threads.run(work)

    async def aclose(self) -> None:
        await self._threads.aclose()


_NAMES = tuple(UpstreamKey.__dataclass_fields__)
