"""The guards, in running order: entering admits, leaving settles.

Leaving is synchronous: nothing can cancel it, so no shield is needed. What takes time is handed to the ledger's queue
or to the gateway's background tasks, both of which outlive the request.
"""

from __future__ import annotations

from typing import Protocol

from auslex.accounting.accountant import Accountant
from auslex.caching.port import ResponseCache
from auslex.core.errors import PromptRefused, Rejected, TooBusy
from auslex.observing.recorder import CallRecord, Recorder
from auslex.pipeline.exchange import Exchange
from auslex.screening.port import Masking, Screening
from auslex.screening.telling import Telling
from auslex.tokens.port import Optimiser


class Guard(Protocol):
    """One step on the way in and, in reverse, on the way out."""

    async def admit(self, exchange: Exchange) -> None:
        """Let the exchange go on, changed or not; raise Rejected or Unavailable if it may not."""
        ...

    def leave(self, exchange: Exchange) -> None:
        """Undo or conclude what `admit` began. Called once for every guard that admitted; must not raise."""
        ...


class Record:
    """Counts the exchange, however it ends."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder

    async def admit(self, exchange: Exchange) -> None:
        return None

    def leave(self, exchange: Exchange) -> None:
        self._recorder.ended(
            CallRecord(
                exchange.call.model,
                exchange.served_model,
                exchange.attempts,
                tuple(exchange.failures),
                exchange.stale_seconds is not None,
                (*exchange.detections, *exchange.answer_detections),
                exchange.principal.tenant,
                exchange.principal.key_id,
                exchange.id,
            )
        )


class Limit:
    """Bounds how much is under way at once; charges nothing. The buckets themselves are taken with the reservation."""

    def __init__(self, concurrent_max: int) -> None:
        self._concurrent_max = concurrent_max
        self._under_way = 0

    async def admit(self, exchange: Exchange) -> None:
        if self._under_way >= self._concurrent_max:
            raise TooBusy("This server is serving as many requests as it can. Try again in a second.")
        self._under_way += 1

    def leave(self, exchange: Exchange) -> None:
        self._under_way -= 1


class ChargeProbes:
    """A request refused further in still takes one request from its bucket, so that probing is not free."""

    def __init__(self, accountant: Accountant) -> None:
        self._accountant = accountant

    async def charge(self, exchange: Exchange) -> None:
        exchange.standing = await self._accountant.charge_request(exchange.principal)


class ScreenInput:
    """Refuses what may not go in, and sets the screen for what comes out."""

    def __init__(self, screening: Screening, probes: ChargeProbes) -> None:
        self._screening = screening
        self._probes = probes

    async def admit(self, exchange: Exchange) -> None:
        try:
            admitted = await self._screening.admit(exchange.call)
        except Rejected as error:
            if isinstance(error, PromptRefused):
                exchange.detections += error.detections
            await self._probes.charge(exchange)
            raise
        exchange.call = admitted.call
        exchange.detections += admitted.detections
        screen = self._screening.output(exchange.call, exchange.principal.tenant, exchange.answer_detections.append)
        if screen is not None:
            exchange.screens.append(screen)

    def leave(self, exchange: Exchange) -> None:
        return None


class Mask:
    """Replaces personal data before anything is stored, priced or sent."""

    def __init__(self, masking: Masking, probes: ChargeProbes) -> None:
        self._masking = masking
        self._probes = probes

    async def admit(self, exchange: Exchange) -> None:
        try:
            exchange.call, restorer = await self._masking.mask(
                exchange.call,
                exchange.principal.tenant,
                exchange.detections.append,
                exchange.answer_detections.append,
            )
        except Rejected:
            await self._probes.charge(exchange)
            raise
        if restorer is not None:
            exchange.screens.append(restorer)

    def leave(self, exchange: Exchange) -> None:
        return None


class Tell:
    """Sets the last screen: the caller is told what the others did to the answer."""

    async def admit(self, exchange: Exchange) -> None:
        if exchange.screens:
            exchange.screens.append(Telling(exchange.call.endpoint, exchange.answer_detections))

    def leave(self, exchange: Exchange) -> None:
        return None


class Optimise:
    """Says it shorter."""

    def __init__(self, optimiser: Optimiser) -> None:
        self._optimiser = optimiser

    async def admit(self, exchange: Exchange) -> None:
        exchange.call = await self._optimiser.optimise(exchange.call)

    def leave(self, exchange: Exchange) -> None:
        return None


class Recall:
    """Answers from the cache; a hit takes one request and neither tokens nor money."""

    def __init__(self, cache: ResponseCache, probes: ChargeProbes) -> None:
        self._cache = cache
        self._probes = probes

    async def admit(self, exchange: Exchange) -> None:
        exchange.cached = await self._cache.find(exchange.principal.tenant, exchange.call)
        if exchange.cached is not None:
            await self._probes.charge(exchange)

    def leave(self, exchange: Exchange) -> None:
        return None
