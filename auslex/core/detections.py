"""What a guard saw in a text: kind and place, never the text itself."""

from __future__ import annotations

from enum import StrEnum

import msgspec

UNSCREENED = "unscreened"  # The kind of what passed although a detector failed, because the operator would have it so.


class Severity(StrEnum):
    """How much an operator should care."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


class Detection(msgspec.Struct, frozen=True):
    """One thing that was found, and what was done about it.

    kind: such as "prompt_injection" or "personal_data:AU_TFN". action: "allowed", "flagged", "annotated", "masked",
    "redacted" or "blocked". place: where in the request or answer, such as "messages[2].content". start, end: code
    points there, end not included. digest: a keyed hash, so that two findings of the same text can be told to be the
    same.
    """

    kind: str
    severity: Severity
    action: str
    place: str
    start: int
    end: int
    digest: str = ""
