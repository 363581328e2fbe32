"""Reports read from the ledger's rows: in a thread, in one consistent transaction, bounded in time and in rows."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from auslex.accounting.accountant import INSTALLATION
from auslex.accounting.periods import UTC_NAME, is_time_zone, last_days
from auslex.accounting.reports import Budget, HourCost, Question, UsageReport
from auslex.accounting.store import Ledger
from auslex.accounting.tiers import UNLIMITED, Limits
from auslex.core.clock import Clock
from auslex.core.errors import TooBusy
from auslex.database.address import Address

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from auslex.accounting.report_queries import Found, Payers

REPORT_SECONDS_MAX = 10.0
READING_MAX = 2  # Reports read at once by one worker: more would slow down the calls it serves.
WAITING_MAX = 16


class SqlReports:
    """Reports on the ledger in this database.

    installation: what everybody together may use. listed: what the keys that the environment lists may use, by key id.
    """

    def __init__(
        self, address: Address, ledger: Ledger, clock: Clock, installation: Limits, listed: Mapping[str, Limits]
    ) -> None:
        self._address = address
        self._ledger = ledger
        self._clock = clock
        self._installation = installation
        self._listed = listed
        self._reading = asyncio.Semaphore(READING_MAX)
        self._asked = 0

    async def cost_by_hour(self, hours: int, tenant: str | None) -> list[HourCost]:
        async with self._turn():
            return await asyncio.to_thread(self._find_cost, hours, tenant)

    async def usage(self, question: Question) -> UsageReport:
        async with self._turn():
            found = await asyncio.to_thread(self._find, question)
        account, limits, time_zone = self._payer(question, found.payers)
        spend = await self._ledger.spend(account, time_zone)
        return UsageReport(
            question.days,
            found.totals,
            found.by_user,
            found.by_model,
            found.by_day,
            found.costliest,
            Budget(limits.day, spend.day_settled, spend.day_reserved, spend.day_ends_at),
            Budget(limits.month, spend.month_settled, spend.month_reserved, spend.month_ends_at),
        )

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        if self._asked >= READING_MAX + WAITING_MAX:
            raise TooBusy("Too many reports are being read at once. Try again in a moment.")
        self._asked += 1
        try:
            async with self._reading:
                yield
        finally:
            self._asked -= 1

    @cached_property
    def _engine(self) -> Engine:
        """One for all reports: its first connection asks the server what it is."""
        from auslex.database.engine import make_engine

        return make_engine(self._address)

    def _find(self, question: Question) -> Found:
        from auslex.accounting import report_queries
        from auslex.database.engine import snapshot

        now = self._clock.now_nanoseconds()
        with snapshot(self._engine, REPORT_SECONDS_MAX) as connection:
            payers = report_queries.payers(connection, question.tenant, question.user_id)
            days = last_days(now, question.days, _known(payers.tenant_zone))
            return report_queries.find(connection, question, days, payers)

    def _find_cost(self, hours: int, tenant: str | None) -> list[HourCost]:
        from auslex.accounting import report_queries
        from auslex.database.engine import snapshot

        this_hour = self._clock.now_nanoseconds() // report_queries.HOUR
        with snapshot(self._engine, REPORT_SECONDS_MAX) as connection:
            return report_queries.cost_by_hour(connection, this_hour - hours + 1, this_hour, tenant)

    def _payer(self, question: Question, payers: Payers) -> tuple[str, Limits, str]:
        """Whose budgets are shown, and by whose midnight: the tenant's, else the key's, else the installation's."""
        if question.tenant:
            return "tenant:" + question.tenant, payers.tenant or UNLIMITED, _known(payers.tenant_zone)
        key = payers.key or self._listed.get(question.user_id or "")
        if key is not None:
            return f"key:{question.user_id}", key, _known(payers.key_zone)
        return INSTALLATION, self._installation, UTC_NAME


def _known(time_zone: str | None) -> str:
    """The zone, if this machine knows it."""
    return time_zone if time_zone is not None and is_time_zone(time_zone) else UTC_NAME
