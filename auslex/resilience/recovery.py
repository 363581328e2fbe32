"""After a failure: try again, try elsewhere, or tell the caller. Pure: chance and time are arguments."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from auslex.resilience.breaker import Verdict


@dataclass(frozen=True, slots=True)
class RecoveryOptions:
    """retries_max: further attempts on one route. Delays are exponential with full jitter, in seconds.

    fallbacks: for a model, the models that may answer in its place, in order.
    """

    retries_max: int = 3
    delay_seconds_base: float = 1.0
    delay_seconds_max: float = 60.0
    fallbacks: dict[str, tuple[str, ...]] = field(default_factory=dict)
    attempts_max: int = 6  # Over all routes: what one request may cost the upstreams at worst.


class Next(StrEnum):
    """What to do after a failed attempt."""

    RETRY = "retry"
    FALL_BACK = "fall_back"
    GIVE_UP = "give_up"


# The upstream's own trouble: worth a second try, and it counts against the breaker.
_RETRIED = frozenset(
    {"connect", "server_error", "overloaded", "truncated", "protocol", "bad_content_type", "rate_limited"}
)
# Another model or upstream may do better, but this one will not by being asked again at once.
_PASSED_OVER = frozenset({"timeout", "quota_exhausted", "auth", "not_found", "redirect", "too_large", "tls"})
# Says nothing about the upstream's health.
_CALLERS_FAULT = frozenset({"bad_request", "context_length", "content_filter", "not_found", "cancelled"})


def verdict(failure: str) -> Verdict:
    """What a failure of this class tells the breaker."""
    if failure in _CALLERS_FAULT or failure == "rate_limited":
        return Verdict.NEUTRAL
    return Verdict.FAILURE


def after(failure: str, retries_done: int, options: RecoveryOptions) -> Next:
    """The step after a failure of this class on a route that was retried so often."""
    if failure in _RETRIED:
        return Next.RETRY if retries_done < options.retries_max else Next.FALL_BACK
    return Next.FALL_BACK if failure in _PASSED_OVER else Next.GIVE_UP


def delay_seconds(retries_done: int, retry_after: float | None, chance: float, options: RecoveryOptions) -> float:
    """How long to wait before the next try; `chance` is uniform in [0, 1). The upstream's own wish comes first."""
    if retry_after is not None:
        return min(retry_after, options.delay_seconds_max)
    ceiling = min(options.delay_seconds_max, options.delay_seconds_base * 2.0**retries_done)
    return ceiling * chance
