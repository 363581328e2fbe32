"""What is kept of a model call: metrics now, and fields for its log line."""

from __future__ import annotations

import msgspec

from auslex.core.detections import Detection
from auslex.core.money import Nanodollars
from auslex.core.usage import Usage
from auslex.observing.metrics import Metrics


class CallRecord(msgspec.Struct, frozen=True):
    """One model call that has ended. `model` was asked for, `served_model` answered ("" if none did).

    stood_in: it got an answer of earlier, because no upstream answered.
    """

    model: str
    served_model: str
    attempts: int
    failures: tuple[str, ...]
    stood_in: bool = False
    detections: tuple[Detection, ...] = ()


class Recorder:
    """Turns records into metrics."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics

    def settled(self, model: str, usage: Usage, cost: Nanodollars) -> None:
        """An attempt's cost is known, or its hold was charged."""
        self._metrics.settled(model, usage, cost)

    def replayed(self) -> None:
        """A request got the answer of an earlier one, under its Idempotency-Key."""
        self._metrics.replayed()

    def ended(self, record: CallRecord) -> None:
        """A model call has ended, however it did."""
        if record.attempts:
            self._metrics.attempts(record.served_model or record.model, record.attempts)
        for failure in record.failures:
            self._metrics.failed(failure)
        for detection in record.detections:
            self._metrics.detected(detection.kind)
        if record.stood_in or (record.served_model and record.served_model != record.model):
            self._metrics.fell_back()
