"""Budget alerts reach whoever is to know: the log, the metrics, and a webhook, also after a worker's sudden end."""

from __future__ import annotations

import asyncio
import io
import json
import sqlite3
from pathlib import Path

import pytest

from auslex.accounting.outbox import AlertOutbox
from auslex.accounting.policy import AlertLevel
from auslex.accounting.store import BudgetAlert
from auslex.core.clock import ManualClock
from auslex.core.money import from_dollars
from auslex.database.address import SqliteAddress
from auslex.database.migrate import migrate
from auslex.observing.logs import Log
from auslex.observing.metrics import Metrics
from auslex.pipeline.alerting import UNCLAIMED_SECONDS, Alerting, alert_id

pytestmark = pytest.mark.anyio
HANG_SECONDS = 10.0
CLOCK_START = ManualClock().now_nanoseconds()
ALERT = BudgetAlert("tenant:firm", "day", CLOCK_START, AlertLevel.WARNING, from_dollars(50), from_dollars("40.12"))


class Receiver:
    """A messenger that notes what it carries."""

    def __init__(self, *, arrives: bool = True) -> None:
        self.arrives = arrives
        self.sent: list[tuple[str, bytes]] = []
        self.something = asyncio.Event()

    async def send(self, message_id: str, body: bytes) -> bool:
        self.sent.append((message_id, body))
        self.something.set()
        return self.arrives


class House:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.clock = ManualClock()
        self.stream = io.StringIO()
        self.log = Log(self.stream, "INFO", human=False)
        self.metrics = Metrics(None)

    def alerting(self, receiver: Receiver | None) -> Alerting:
        outbox = AlertOutbox(SqliteAddress(self.path))
        return Alerting(self.log, self.metrics, self.clock, outbox, receiver)

    def keep(self, alert: BudgetAlert) -> None:
        """As the ledger keeps it."""
        values = (alert.account, alert.kind, alert.starts_at, int(alert.level), alert.budget, alert.settled)
        with sqlite3.connect(self.path) as connection:
            connection.execute(
                "INSERT INTO alerts VALUES (?, ?, ?, ?, ?, ?, ?, NULL)", (*values, self.clock.now_nanoseconds())
            )
        connection.close()

    def told(self) -> list[bool]:
        connection = sqlite3.connect(self.path)
        try:
            return [row[0] is not None for row in connection.execute("SELECT told_at FROM alerts")]
        finally:
            connection.close()

    def lines(self) -> list[dict[str, object]]:
        self.log.close()
        return [json.loads(line) for line in self.stream.getvalue().splitlines()]


@pytest.fixture
def home(tmp_path: Path) -> House:
    migrate(SqliteAddress(tmp_path / "auslex.db"))
    return House(tmp_path / "auslex.db")


async def until_told(home: House) -> None:
    async with asyncio.timeout(HANG_SECONDS):
        while home.told() != [True]:  # noqa: ASYNC110  a thread writes it
            await asyncio.sleep(0.005)


async def test_an_alert_is_a_log_line_without_a_webhook(home: House) -> None:
    async with home.alerting(None) as alerting:
        alerting.note(ALERT)
    [line] = home.lines()
    assert ("budget.alert", "tenant:firm", "day", 80, "50.00", "40.12", "2026-01-01T00:00:00Z") == (
        line["event"], line["account"], line["budget"], line["percent"], line["limit_usd"], line["spent_usd"],
        line["period_starts_at"],
    )  # fmt: skip


async def test_an_alert_is_counted(home: House) -> None:
    async with home.alerting(None) as alerting:
        alerting.note(ALERT)
    assert {"budget=day,percent=80": 1.0} == home.metrics.figures()["budget_alerts"]


async def test_an_alert_is_carried_out_and_marked_as_told(home: House) -> None:
    home.keep(ALERT)
    receiver = Receiver()
    async with home.alerting(receiver) as alerting:
        alerting.note(ALERT)
        await until_told(home)
    [(message_id, body)] = receiver.sent
    assert (alert_id(ALERT), "budget.alert", "40.12") == (
        message_id,
        json.loads(body)["type"],
        json.loads(body)["data"]["spent_usd"],
    )


async def test_an_alert_that_never_arrived_stays_untold_and_is_logged(home: House) -> None:
    home.keep(ALERT)
    receiver = Receiver(arrives=False)
    async with home.alerting(receiver) as alerting:
        alerting.note(ALERT)
        async with asyncio.timeout(HANG_SECONDS):
            await receiver.something.wait()
        await asyncio.sleep(0)  # Let it hear the answer.
    assert ([False], ["budget.alert", "budget.alert_undelivered"]) == (
        home.told(),
        [line["event"] for line in home.lines()],
    )


async def test_what_a_worker_left_is_told_by_the_next(home: House) -> None:
    home.keep(ALERT)
    home.clock.advance(UNCLAIMED_SECONDS + 1)
    receiver = Receiver()
    async with home.alerting(receiver):
        await until_told(home)
    assert [alert_id(ALERT)] == [message_id for message_id, _ in receiver.sent]


async def test_what_another_worker_may_still_be_telling_is_left_to_it(home: House) -> None:
    home.keep(ALERT)
    outbox = AlertOutbox(SqliteAddress(home.path))
    now = home.clock.now_nanoseconds()
    assert [] == await outbox.claim(now, now - 1, 0)


async def test_an_alert_is_claimed_by_one_of_many(home: House) -> None:
    home.keep(ALERT)
    outbox = AlertOutbox(SqliteAddress(home.path))
    now = home.clock.now_nanoseconds()
    claims = await asyncio.gather(*[outbox.claim(now + place + 1, now, 0) for place in range(8)])
    assert [ALERT] == [alert for claim in claims for alert in claim]


async def test_a_period_long_over_is_not_told_any_more(home: House) -> None:
    home.keep(ALERT)
    now = home.clock.now_nanoseconds()
    assert [] == await AlertOutbox(SqliteAddress(home.path)).claim(now + 2, now + 1, ALERT.starts_at + 1)
