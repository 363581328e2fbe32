"""What happens when a budget reaches a level: a log line, a metric, and a webhook where one is set.

Each alert is told once by the worker whose transaction noted it. If that worker ends before its webhook has arrived,
another takes the alert up within two hours: the receiver may see it twice, under the same id, and never not at all
while somebody runs.
"""

from __future__ import annotations

import asyncio
import hashlib
from contextlib import suppress
from datetime import UTC, datetime
from types import TracebackType
from typing import Protocol

import msgspec

from auslex.accounting.outbox import AlertOutbox
from auslex.accounting.store import BudgetAlert
from auslex.core.clock import NANOSECONDS_PER_SECOND, Clock
from auslex.core.errors import Unavailable
from auslex.core.money import to_dollars
from auslex.observing.logs import Log
from auslex.observing.metrics import Metrics

WAITING_MAX = 1_000  # Alerts not told yet; more are left to the next start.
LOOK_SECONDS = 3_600.0  # How often somebody looks for what ended workers left; seldom, so that a database may sleep.
UNCLAIMED_SECONDS = 1_800  # Longer than one worker tries.
OLDEST_SECONDS = 32 * 86_400  # A month and a day: older periods are over, and nobody can act on them.


class Messenger(Protocol):
    """Who carries alerts out of the house."""

    async def send(self, message_id: str, body: bytes) -> bool:
        """True once it has arrived; tries as often as it should."""
        ...


class Alerting:
    """Tells of alerts. Use as `async with`, so that the webhook is served. messenger: None for log and metric alone."""

    def __init__(
        self, log: Log, metrics: Metrics, clock: Clock, outbox: AlertOutbox, messenger: Messenger | None
    ) -> None:
        self._log = log
        self._metrics = metrics
        self._clock = clock
        self._outbox = outbox
        self._messenger = messenger
        self._waiting: asyncio.Queue[BudgetAlert] = asyncio.Queue(WAITING_MAX)
        self._work: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Alerting:
        if self._messenger is not None:
            self._work = asyncio.get_running_loop().create_task(self._run(self._messenger))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._work is not None:
            self._work.cancel()
            await asyncio.wait([self._work])

    def note(self, alert: BudgetAlert) -> None:
        """Tell of a new alert. Never raises, never waits."""
        self._metrics.budget_alert(alert.kind, int(alert.level))
        self._log.warning("budget.alert", **_words(alert))
        if self._messenger is not None:
            with suppress(asyncio.QueueFull):
                self._waiting.put_nowait(alert)

    async def _run(self, messenger: Messenger) -> None:
        while True:
            for alert in await self._left_over():
                await self._tell(messenger, alert)
            with suppress(TimeoutError):
                while True:
                    async with asyncio.timeout(LOOK_SECONDS):
                        alert = await self._waiting.get()
                    await self._tell(messenger, alert)

    async def _left_over(self) -> list[BudgetAlert]:
        """What workers that are no more have not told."""
        now = self._clock.now_nanoseconds()
        try:
            return await self._outbox.claim(
                now, now - UNCLAIMED_SECONDS * NANOSECONDS_PER_SECOND, now - OLDEST_SECONDS * NANOSECONDS_PER_SECOND
            )
        except Unavailable:
            return []  # The next start looks again.

    async def _tell(self, messenger: Messenger, alert: BudgetAlert) -> None:
        try:
            if await messenger.send(alert_id(alert), encode(alert, self._clock.now_nanoseconds())):
                await self._outbox.told(alert, self._clock.now_nanoseconds())
                return
        except Unavailable:
            return  # It has arrived; whoever takes it up again tells it under the same id.
        self._log.error("budget.alert_undelivered", **_words(alert))


def alert_id(alert: BudgetAlert) -> str:
    """The same for every telling of the same alert."""
    text = f"{alert.account}\n{alert.kind}\n{alert.starts_at}\n{int(alert.level)}"
    return "alert_" + hashlib.sha256(text.encode()).hexdigest()[:32]


def encode(alert: BudgetAlert, now: int) -> bytes:
    """The webhook's body: {"type": "budget.alert", "timestamp": ..., "data": {...}}."""
    return msgspec.json.encode({"type": "budget.alert", "timestamp": _time(now), "data": _words(alert)})


def _words(alert: BudgetAlert) -> dict[str, str | int]:
    return {
        "account": alert.account,
        "budget": alert.kind,
        "percent": int(alert.level),
        "limit_usd": to_dollars(alert.budget),
        "spent_usd": to_dollars(alert.settled),
        "period_starts_at": _time(alert.starts_at),
    }


def _time(nanoseconds: int) -> str:
    return datetime.fromtimestamp(nanoseconds // NANOSECONDS_PER_SECOND, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
