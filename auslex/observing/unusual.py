"""Whether a tenant's last hour is unlike its own past. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

HOURS_MIN = 24  # With less of a past than a day nothing is usual yet.
COUNT_MIN = 10  # Fewer than these in an hour are nobody's alarm.
DEVIATIONS = 4.0


def is_unusual(last_hour: int, past: Sequence[int], count_min: int = COUNT_MIN) -> bool:
    """True if the last hour's count is far above the hours before it.

    past: one count an hour, quiet hours included. Far is four standard deviations above the mean, of the past itself or
    of a Poisson process with its mean, whichever is wider.
    """
    if last_hour < count_min or len(past) < HOURS_MIN:
        return False
    mean = sum(past) / len(past)
    variance = sum((count - mean) ** 2 for count in past) / len(past)
    return last_hour > mean + DEVIATIONS * sqrt(max(variance, mean, 1.0))
