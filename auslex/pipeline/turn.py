"""One request under an Idempotency-Key, on its way: what it claims, and what its client was sent."""

from __future__ import annotations

from dataclasses import dataclass, field

from auslex.caching.repeats import ANSWER_BYTES_MAX, Claim, KeptAnswer, RepeatStore
from auslex.core.errors import RepeatRefused

ASK_AGAIN_SECONDS = 1.0


@dataclass(slots=True)
class Turn:
    """A claim, and what became of it.

    answer: what a former request was answered; then this one runs nothing.
    kept: the answer is whole and is being stored. sent: the store knows that something may be billed.
    """

    claim: Claim
    store: RepeatStore
    answer: KeptAnswer | None = None
    kept: bool = False
    sent: bool = False
    _pieces: list[bytes] = field(default_factory=list)
    _size: int = 0

    async def may_send(self) -> None:
        """Say durably, once, that something is about to be sent; raises RepeatRefused if another runs by now."""
        if not self.sent:
            if not await self.store.mark_sent(self.claim):
                raise in_progress()
            self.sent = True

    def note(self, piece: bytes) -> None:
        """The client was sent this part of a stream."""
        self._size += len(piece)
        if self._size <= ANSWER_BYTES_MAX:
            self._pieces.append(piece)
        else:
            self._pieces.clear()

    def stream(self) -> KeptAnswer | None:
        """All that was noted, as an answer; None if it is too large to be kept."""
        return KeptAnswer(True, b"".join(self._pieces)) if self._size <= ANSWER_BYTES_MAX else None


def in_progress() -> RepeatRefused:
    """The request is running, and has not ended in time."""
    return RepeatRefused(
        "A request with this Idempotency-Key is still running. Ask again in a moment, with the same key.",
        code="idempotency_in_progress",
        retry_after=ASK_AGAIN_SECONDS,
    )
