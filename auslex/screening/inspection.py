"""The detectors for people's own code: `from api.security_manager import scan`."""

from __future__ import annotations

from functools import cache

import msgspec

from auslex.screening.detectors.injection import InjectionDetector, Source
from auslex.screening.findings import Finding
from auslex.screening.masking import Placeholders, find_in_conversation
from auslex.screening.policy import PersonalPolicy


class Injection(msgspec.Struct, frozen=True):
    """score: 0 to 1. verdict: "allow", "annotate" or "block". start, end: the span that gives most of the evidence."""

    score: float
    verdict: str
    start: int
    end: int


class Scanned(msgspec.Struct, frozen=True):
    """What was found in one text. Offsets are code points, the end not included.

    findings: personal data and secrets, in order. masked: the text as it would be sent upstream.
    """

    injection: Injection
    findings: list[Finding]
    masked: str


def scan(text: str, kind: str = "user") -> Scanned:
    """Look at a text. kind: "user" for what a user typed, "doc" for documents and tool results.

    Raises ValueError for another kind.
    """
    if kind not in ("user", "doc"):
        raise ValueError(f"kind must be 'user' or 'doc', not {kind[:32]!r}")
    seen = _detector().scan(text, Source(kind))
    injection = Injection(round(seen.score, 6), seen.verdict.value, seen.start, seen.end)
    (findings,) = find_in_conversation([text])
    masked = Placeholders([text]).masked(text, findings, PersonalPolicy().entering_action)
    return Scanned(injection, findings, masked)


@cache
def _detector() -> InjectionDetector:
    return InjectionDetector()
