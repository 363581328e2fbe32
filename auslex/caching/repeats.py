"""Requests that may come again under an Idempotency-Key: what is known of each, and what a repeat may do.

A record is claimed before its request runs and marked as sent before the first byte leaves, so it tells after any crash
whether something may have been billed. Who holds a claim keeps its lease; when that lapses, its worker counts as dead.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Protocol

import msgspec

from auslex.core.clock import NANOSECONDS_PER_SECOND, Clock

ANSWER_BYTES_MAX = 8 << 20  # Longer than any text a model writes; a store is no place for more.


class RepeatState(StrEnum):
    """CLAIMED: nothing was sent. SENT: something may have been billed. The others are final."""

    CLAIMED = "claimed"
    SENT = "sent"
    FINISHED = "finished"
    INTERRUPTED = "interrupted"
    TOO_LARGE = "too_large"


UNDER_WAY = frozenset({RepeatState.CLAIMED, RepeatState.SENT})


class Verdict(Enum):
    """What a request under an Idempotency-Key may do."""

    RUN = "run"
    WAIT = "wait"
    REPLAY = "replay"
    REUSED = "reused"
    INTERRUPTED = "interrupted"
    TOO_LARGE = "too_large"


_FINAL = {
    RepeatState.FINISHED: Verdict.REPLAY,
    RepeatState.INTERRUPTED: Verdict.INTERRUPTED,
    RepeatState.TOO_LARGE: Verdict.TOO_LARGE,
}


class Claim(msgspec.Struct, frozen=True):
    """One request's wish to run. The same repeat_id is the same key; the same fingerprint, the same body.

    request_id: who asks; what another has taken over is not touched by this one any more.
    """

    repeat_id: str
    fingerprint: str
    request_id: str


class Record(msgspec.Struct, frozen=True):
    """What is kept of one key. Instants in nanoseconds since the epoch, by the store's clock."""

    claim: Claim
    state: RepeatState
    lease_until: int
    expires_at: int
    answer: bytes | None = None

    def claimed_by(self, claim: Claim) -> bool:
        """True if this very request holds the record and has not ended."""
        return self.claim == claim and self.state in UNDER_WAY


class Begun(msgspec.Struct, frozen=True):
    """What the store says; with REPLAY, the answer as it was sealed."""

    verdict: Verdict
    answer: bytes = b""


class KeptAnswer(msgspec.Struct, frozen=True, array_like=True):
    """An answer with status 200 as its client got it: one body, or the bytes of a whole stream."""

    streamed: bool
    body: bytes


@dataclass(frozen=True, slots=True)
class RepeatOptions:
    """lease_seconds: after so long without a sign of life, the worker that runs a request counts as dead.

    keep_seconds: how long a key is remembered, from its claim and again from its answer.
    """

    lease_seconds: float = 30.0
    keep_seconds: float = 86_400.0

    @property
    def lease(self) -> int:
        """The same in nanoseconds."""
        return round(self.lease_seconds * NANOSECONDS_PER_SECOND)

    @property
    def keep(self) -> int:
        """The same in nanoseconds."""
        return round(self.keep_seconds * NANOSECONDS_PER_SECOND)


def decide(record: Record, claim: Claim, now: int) -> Verdict:
    """What this claim may do where there is a record already.

    RUN takes the record over. INTERRUPTED on a record under way means that it must become so.
    """
    alive = record.state in UNDER_WAY and record.lease_until > now
    if record.expires_at <= now and not alive:
        return Verdict.RUN
    if record.claim.fingerprint != claim.fingerprint:
        return Verdict.REUSED
    if record.state in _FINAL:
        return _FINAL[record.state]
    if record.claimed_by(claim):
        return Verdict.RUN  # Asked again because the first reply was lost.
    if alive:
        return Verdict.WAIT
    return Verdict.RUN if record.state is RepeatState.CLAIMED else Verdict.INTERRUPTED


class RepeatStore(Protocol):
    """Where claims and answers are kept. Every method may be repeated; each raises Unavailable if the store fails."""

    async def begin(self, claim: Claim) -> Begun:
        """Claim the key, or say why not. Of all who ask at once, one may run."""
        ...

    async def mark_sent(self, claim: Claim) -> bool:
        """Note, durably, that something may be billed from now on; False if another has taken the claim over."""
        ...

    async def renew(self, claims: Sequence[Claim]) -> None:
        """A sign of life for all of these."""
        ...

    async def finish(self, claim: Claim, state: RepeatState, answer: bytes | None = None) -> None:
        """Conclude with a final state; changes nothing if the claim is another's by now."""
        ...

    async def forget(self, claim: Claim) -> None:
        """Nothing is owed for it: a repeat may run anew."""
        ...


class MemoryRepeatStore:
    """One process's records; they end with the process."""

    def __init__(self, clock: Clock, options: RepeatOptions | None = None) -> None:
        self._clock = clock
        self._options = options or RepeatOptions()
        self.records: dict[str, Record] = {}

    async def begin(self, claim: Claim) -> Begun:
        now = self._clock.now_nanoseconds()
        record = self.records.get(claim.repeat_id)
        verdict = decide(record, claim, now) if record is not None else Verdict.RUN
        if record is None or (verdict is Verdict.RUN and not record.claimed_by(claim)):
            lease, keep = self._options.lease, self._options.keep
            self.records[claim.repeat_id] = Record(claim, RepeatState.CLAIMED, now + lease, now + keep)
        elif verdict is Verdict.INTERRUPTED:
            self._put(record, state=RepeatState.INTERRUPTED)
        elif verdict is Verdict.REPLAY:
            return Begun(verdict, record.answer or b"")
        return Begun(verdict)

    async def mark_sent(self, claim: Claim) -> bool:
        record = self._claimed(claim)
        if record is not None:
            self._put(record, state=RepeatState.SENT, lease_until=self._lease_until())
        return record is not None

    async def renew(self, claims: Sequence[Claim]) -> None:
        for claim in claims:
            record = self._claimed(claim)
            if record is not None:
                self._put(record, lease_until=self._lease_until())

    async def finish(self, claim: Claim, state: RepeatState, answer: bytes | None = None) -> None:
        record, now = self._claimed(claim), self._clock.now_nanoseconds()
        if record is not None:
            self._put(record, state=state, answer=answer, expires_at=now + self._options.keep)
        self.records = {
            repeat_id: kept
            for repeat_id, kept in self.records.items()
            if kept.expires_at > now or (kept.state in UNDER_WAY and kept.lease_until > now)
        }

    async def forget(self, claim: Claim) -> None:
        if self._claimed(claim) is not None:
            del self.records[claim.repeat_id]

    def _claimed(self, claim: Claim) -> Record | None:
        record = self.records.get(claim.repeat_id)
        return record if record is not None and record.claimed_by(claim) else None

    def _lease_until(self) -> int:
        return self._clock.now_nanoseconds() + self._options.lease

    def _put(self, record: Record, **changes: object) -> None:
        self.records[record.claim.repeat_id] = msgspec.structs.replace(record, **changes)
