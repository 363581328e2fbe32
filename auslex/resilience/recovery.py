"""After a failure: try again, try elsewhere, or tell the caller. Pure: chance and time are arguments.

`TABLE` is the one place that says what each class of failure means; docs/errors.md shows it, and a test holds the two
together.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from auslex.resilience.breaker import Verdict

ALWAYS = 1_000  # As often as the options allow, which is far less.
ATTEMPTS_MAX = 3  # Over all routes, unless the operator asks for more: an SDK multiplies each by three of its own.


class Next(StrEnum):
    """What to do after a failed attempt."""

    RETRY = "retry"
    FALL_BACK = "fall_back"
    GIVE_UP = "give_up"


@dataclass(frozen=True, slots=True)
class Treatment:
    """What a class of failure means.

    retries_max: further attempts on the same route. elsewhere_first: only where no other route is left.
    falls_back: another model or upstream may do better. counts: against the breaker.
    status: what the client gets; None where the upstream's own answer is relayed, or nobody is left to be told.
    codes: the error codes it is told by, the usual one first.
    """

    retries_max: int = 0
    elsewhere_first: bool = False
    falls_back: bool = True
    counts: bool = True
    status: int | None = 502
    codes: tuple[str, ...] = ()


_UNHELPFUL = Treatment(falls_back=False, counts=False, status=None)

TABLE: dict[str, Treatment] = {
    # Nobody is there, or nobody who may be trusted; surely nothing was sent.
    "connect": Treatment(ALWAYS, elsewhere_first=True, codes=("upstream_unreachable",)),
    "timeout_connect": Treatment(status=504, codes=("upstream_timeout",)),
    "tls": Treatment(codes=("upstream_tls",)),
    # Silent: asking once more would double the caller's wait, and perhaps the bill.
    "timeout_first_byte": Treatment(status=504, codes=("upstream_timeout",)),
    "timeout_idle": Treatment(status=504, codes=("upstream_timeout",)),
    "timeout_total": Treatment(status=504, codes=("upstream_timeout",)),
    # It said so itself, and bills nothing for it.
    "rate_limited": Treatment(ALWAYS, counts=False, status=429, codes=("upstream_rate_limited",)),
    "quota_exhausted": Treatment(codes=("upstream_quota_exhausted",)),
    "overloaded": Treatment(ALWAYS, codes=("upstream_overloaded",)),
    "server_error": Treatment(ALWAYS, codes=("upstream_server_error", "upstream_error")),
    "auth": Treatment(codes=("upstream_auth",)),
    # An answer that is not one. It may be billed, so it is asked for once more and no oftener.
    "reset": Treatment(1, codes=("upstream_reset",)),
    "truncated": Treatment(1, codes=("upstream_truncated",)),
    "protocol": Treatment(1, codes=("upstream_protocol",)),
    "bad_content_type": Treatment(1, codes=("upstream_bad_content_type",)),
    "too_large": Treatment(codes=("upstream_protocol",)),
    "redirect": Treatment(codes=("upstream_protocol",)),
    # The caller's own, which says nothing about the upstream's health.
    "not_found": Treatment(counts=False, status=None, codes=("upstream_not_found",)),
    "bad_request": Treatment(falls_back=False, counts=False, status=None, codes=("upstream_bad_request",)),
    "context_length": Treatment(falls_back=False, counts=False, status=None, codes=("upstream_context_length",)),
    "content_filter": Treatment(falls_back=False, counts=False, status=None, codes=("upstream_content_filter",)),
    "cancelled": _UNHELPFUL,
    # No attempt was made.
    "circuit_open": Treatment(counts=False, status=503, codes=("upstream_unavailable",)),
}


@dataclass(frozen=True, slots=True)
class RecoveryOptions:
    """retries_max: further attempts on one route. Delays are exponential with full jitter, in seconds.

    fallbacks: for a model, the models that may answer in its place, in order.
    attempts_max: over all routes, what one request may cost the upstreams at worst.
    retrying_min, retrying_share: so many of the requests that wait for an answer may be retrying, whichever is more.
    """

    retries_max: int = 3
    delay_seconds_base: float = 1.0
    delay_seconds_max: float = 60.0
    fallbacks: dict[str, tuple[str, ...]] = field(default_factory=dict)
    attempts_max: int = ATTEMPTS_MAX
    retrying_min: int = 3
    retrying_share: float = 0.2


def treatment(failure: str) -> Treatment:
    """What this class means; a class that nobody has heard of is told and nothing else."""
    return TABLE.get(failure, _UNHELPFUL)


def verdict(failure: str) -> Verdict:
    """What a failure of this class tells the breaker."""
    return Verdict.FAILURE if treatment(failure).counts else Verdict.NEUTRAL


def is_callers(failure: str) -> bool:
    """Was the request itself at fault, by this upstream's and this model's lights?"""
    means = treatment(failure)
    return means.status is None and not means.counts


def after(
    failure: str,
    retries_done: int,
    routes_left: int,
    attempts_left: int,
    options: RecoveryOptions,
    *,
    twin_left: bool = False,
) -> Next:
    """The step after a failure of this class on a route that was retried so often.

    routes_left: how many other routes may still be tried. The last of the attempts is kept for one of them.
    twin_left: one of them is the same model elsewhere, which is as good and needs no wait.
    """
    means = treatment(failure)
    enough = attempts_left >= (2 if routes_left else 1)
    may_retry = retries_done < min(means.retries_max, options.retries_max) and not twin_left
    if may_retry and enough and not (means.elsewhere_first and routes_left):
        return Next.RETRY
    return Next.FALL_BACK if means.falls_back else Next.GIVE_UP


def may_retry(retrying: int, active: int, options: RecoveryOptions) -> bool:
    """May one more request retry, when so many of the active ones already do: retries must not become the load."""
    return retrying < max(options.retrying_min, int(options.retrying_share * active))


def delay_seconds(retries_done: int, retry_after: float | None, chance: float, options: RecoveryOptions) -> float:
    """How long to wait before the next try; `chance` is uniform in [0, 1). The upstream's own wish comes first."""
    if retry_after is not None:
        return min(retry_after, options.delay_seconds_max)
    ceiling = min(options.delay_seconds_max, options.delay_seconds_base * 2.0**retries_done)
    return ceiling * chance
