"""Security events in SQLite or PostgreSQL."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from auslex.database.address import Address
from auslex.database.threads import DatabaseThreads
from auslex.observing.security import ADDRESS, HOUR, SecurityEvent, Tally, new_address_tally

if TYPE_CHECKING:
    from sqlalchemy import Connection

THREADS_MAX = 2
_FAILED = "The security events cannot be read or written. Try again."


class SqlSecurityStore:
    """A SecurityStore in the database at this address. For one event loop."""

    def __init__(self, address: Address) -> None:
        self._threads = DatabaseThreads(address, THREADS_MAX, "security", _FAILED)

    async def keep(self, events: Sequence[SecurityEvent], forget_before: int) -> None:
        rows = [msgspec.structs.asdict(event) for event in events]
        for row in rows:
            row["severity"] = row["severity"].value
            row["begins"], row["ends"] = row.pop("start"), row.pop("end")

        def work(connection: Connection) -> None:
            from auslex.database.schema import security_events

            connection.execute(security_events.insert(), rows)
            connection.execute(security_events.delete().where(security_events.c.at < forget_before))

        await self._threads.run(work)

    async def tallies(self, since: int, tenant: str | None) -> list[Tally]:
        def work(connection: Connection) -> list[Tally]:
            from sqlalchemy import func, select

            from auslex.database.schema import security_events as rows

            sort = (rows.c.at // HOUR, rows.c.tenant, rows.c.kind, rows.c.severity, rows.c.action)
            wanted = (rows.c.at >= since) & (rows.c.kind != ADDRESS)
            if tenant is not None:
                wanted &= rows.c.tenant == tenant
            statement = select(*sort, func.count()).where(wanted).group_by(*sort)
            return [Tally(int(found[0]), *found[1:]) for found in connection.execute(statement)]

        return await self._threads.run(work)

    async def new_addresses(self, tenant: str | None) -> list[Tally]:
        def work(connection: Connection) -> list[Tally]:
            from sqlalchemy import func, select

            from auslex.database.schema import security_events as rows

            wanted = rows.c.kind == ADDRESS
            if tenant is not None:
                wanted &= rows.c.tenant == tenant
            first = select(rows.c.tenant, (func.min(rows.c.at) // HOUR).label("hour")).where(wanted)
            each = first.group_by(rows.c.tenant, rows.c.digest).subquery()
            statement = select(each.c.hour, each.c.tenant, func.count()).group_by(each.c.hour, each.c.tenant)
            return [new_address_tally(int(hour), of, count) for hour, of, count in connection.execute(statement)]

        return await self._threads.run(work)

    async def aclose(self) -> None:
        await self._threads.aclose()
