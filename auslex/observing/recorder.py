"""What is kept of a model call: metrics, and a log event where an operator must act."""

from __future__ import annotations

import msgspec

from auslex.core.money import Nanodollars
from auslex.core.usage import Usage
from auslex.observing.logs import Log
from auslex.observing.metrics import Metrics

OPERATORS_MATTER = frozenset({"auth", "quota_exhausted"})  # Our key with the upstream: no retry mends it.


class CallRecord(msgspec.Struct, frozen=True):
    """One model call that has ended. `model` was asked for, `served_model` answered ("" if none did)."""

    model: str
    served_model: str
    attempts: int
    failures: tuple[str, ...]


class Recorder:
    """Turns records into metrics and alerts."""

    def __init__(self, metrics: Metrics, log: Log) -> None:
        self._metrics = metrics
        self._log = log

    def settled(self, model: str, usage: Usage, cost: Nanodollars) -> None:
        """An attempt's cost is known, or its hold was charged."""
        self._metrics.settled(model, usage, cost)

    def ended(self, record: CallRecord) -> None:
        """A model call has ended, however it did."""
        if record.attempts:
            self._metrics.attempts(record.served_model or record.model, record.attempts)
        for failure in record.failures:
            self._metrics.failed(failure)
            if failure in OPERATORS_MATTER:
                self._log.error("upstream.credential_refused", failure=failure, model=record.model)
        if record.served_model and record.served_model != record.model:
            self._metrics.fell_back()
