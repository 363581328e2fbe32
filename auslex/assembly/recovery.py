"""Settings -> how failures of the upstreams are met."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator
from contextlib import AsyncExitStack
from random import Random
from types import TracebackType

from auslex.core.clock import Clock
from auslex.core.errors import UpstreamError, UpstreamRefused
from auslex.observing.logs import Log
from auslex.observing.metrics import BreakerReading, Metrics
from auslex.resilience.breaker import BreakerOptions
from auslex.resilience.chains import fallbacks, parse_chains
from auslex.resilience.lookout import Lookout
from auslex.resilience.recovery import ATTEMPTS_MAX, RecoveryOptions
from auslex.resilience.resilient import BreakerStatus, Resilient
from auslex.resilience.sharing import SharedBreakers
from auslex.resilience.sql import SqlBoard
from auslex.settings import Environment, Settings
from auslex.upstreams.model_process import MODEL_ID
from auslex.upstreams.several import Upstreams

STANDARD_MODEL = "gpt-4o-mini"
RETRYING_MIN = 3  # Of all workers together: this many requests may always be retrying.
FOR_A_PERSON = frozenset({"auth", "quota_exhausted"})  # No retry mends our account with an upstream.


class Recovery:
    """The breakers of this process, told by others' and by the lookout. Use as `async with`.

    on_trouble: what went wrong beside the requests, which never wait for it.
    """

    def __init__(
        self,
        settings: Settings,
        upstreams: Upstreams,
        clock: Clock,
        log: Log,
        metrics: Metrics,
        on_trouble: Callable[[Exception], None],
    ) -> None:
        chance = Random()  # noqa: S311  jitter, not a secret
        options, self._log = recovery_options(settings), log
        self.resilient = Resilient(clock, options, BreakerOptions(), chance, asyncio.sleep, self._failed)
        checks = {name: upstreams.named(name).check for name in upstreams.names}
        self._lookout = Lookout(self.resilient, checks, self._back, on_trouble)
        self._shared = SharedBreakers(
            self.resilient,
            open_board(settings, clock),
            clock,
            on_trouble,
            lambda status: metrics.breakers(_readings(status)),
        )
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Recovery:
        await self._stack.enter_async_context(self._shared)
        await self._stack.enter_async_context(self._lookout)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stack.aclose()

    def _failed(self, name: str, error: UpstreamError) -> None:
        self._lookout.failed(name, error)
        if error.failure in FOR_A_PERSON:
            status = error.status if isinstance(error, UpstreamRefused) else None
            self._log.error("upstream.account", breaker=name, failure=error.failure, status=status)

    def _back(self, upstream: str) -> None:
        self._log.info("upstream.back", upstream=upstream)


def recovery_options(settings: Settings) -> RecoveryOptions:
    """How failures are met. Attempts are few in all, unless the operator has asked for more retries than fit."""
    asked_for = settings.openai_max_retries if "openai_max_retries" in settings.model_fields_set else 0
    default = settings.openai_default_model or STANDARD_MODEL
    return RecoveryOptions(
        retries_max=settings.openai_max_retries,
        delay_seconds_base=settings.openai_base_retry_delay,
        delay_seconds_max=settings.openai_max_retry_delay,
        fallbacks=fallbacks(parse_chains(settings.auslex_fallback_chains), settings.openai_fallback_model, (default,)),
        attempts_max=max(ATTEMPTS_MAX, 1 + asked_for),
        retrying_min=max(1, RETRYING_MIN // worker_count(settings)),
    )


def default_model(settings: Settings) -> str:
    """The model for whoever names none."""
    return settings.openai_default_model or (MODEL_ID if settings.embedded else STANDARD_MODEL)


def worker_count(settings: Settings) -> int:
    """One worker is enough to try it; where it is meant, what WORKER_PROCESSES says."""
    if (
        settings.deployment_environment is Environment.DEVELOPMENT
        and "worker_processes" not in settings.model_fields_set
    ):
        return 1
    return settings.worker_processes


def open_board(settings: Settings, clock: Clock) -> SqlBoard:
    """Where workers tell each other about breakers; the database must be at the present schema."""
    return SqlBoard(settings.database, clock)


def _readings(status: Iterable[BreakerStatus]) -> Iterator[BreakerReading]:
    return (BreakerReading(breaker.name, breaker.state, breaker.failures_total) for breaker in status)
