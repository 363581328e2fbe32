"""The one object that flows through the pipeline: who asked what, and what happened."""

from __future__ import annotations

from dataclasses import dataclass, field

from auslex.core.calls import Call
from auslex.core.detections import Detection
from auslex.core.events import Event
from auslex.core.money import ZERO, Nanodollars
from auslex.core.principal import Principal
from auslex.core.standing import Standing
from auslex.core.usage import Usage
from auslex.pipeline.turn import Turn
from auslex.screening.port import OutputScreen


@dataclass(slots=True)
class Exchange:
    """One request on its way. The call is replaced by guards, never mutated.

    id: the request id the caller is told. started_at, deadline: monotonic seconds.
    No attempt starts after the deadline.
    screens: what looks at the answer as it passes, in the order it is to look.
    failures: the classes of upstream failures, one for each failed attempt.
    detections: what guards saw in it. answer_detections: what screens saw in its answer, so far.
    turn: its place among requests with the same Idempotency-Key, if it has one.
    owed: an attempt may have been billed.
    output_cap_lowered: the output cap of the latest attempt, where a budget did not pay for the one asked for.
    cost, usage, attempts, served_by, served_model: what happened, complete once the exchange has been left.
    stale_seconds: the age of an earlier answer that stands in, because no upstream answered.
    answered_model: the model the upstream says has answered, where it is another than the one it was asked for.
    """

    id: str
    principal: Principal
    call: Call
    started_at: float
    deadline: float
    standing: Standing = field(default_factory=Standing)
    screens: list[OutputScreen] = field(default_factory=list)
    cached: tuple[Event, ...] | None = None
    turn: Turn | None = None
    attempts: int = 0
    owed: bool = False
    output_cap_lowered: int | None = None
    served_by: str = ""
    served_model: str = ""
    answered_model: str = ""
    stale_seconds: float | None = None
    usage: Usage | None = None
    cost: Nanodollars = ZERO
    failures: list[str] = field(default_factory=list)
    detections: list[Detection] = field(default_factory=list)
    answer_detections: list[Detection] = field(default_factory=list)
