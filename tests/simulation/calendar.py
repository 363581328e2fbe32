"""Days and months found by asking when the date changes: slower than the product's way, and not the same."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

SECOND = 10**9
STEP = 900 * SECOND
QUARTERS_MAX = 104  # No day has more: 25 hours, and one to be sure.


def day_of(moment: int, zone: str) -> int:
    """The first instant of the local date of this moment."""
    return _day(moment // STEP, zone)


def month_of(moment: int, zone: str) -> int:
    """The first instant of the local month of this moment."""
    return _month(day_of(moment, zone), zone)


def _date(moment: int, zone: str) -> datetime:
    return datetime.fromtimestamp(moment // SECOND, ZoneInfo(zone))


@lru_cache(maxsize=100_000)
def _day(quarter: int, zone: str) -> int:
    """The first quarter of an hour with this date; dates never go back, so it can be searched by halves."""
    date = _date(quarter * STEP, zone).date()
    before, first = quarter - QUARTERS_MAX, quarter
    while first - before > 1:
        middle = (before + first) // 2
        if _date(middle * STEP, zone).date() == date:
            first = middle
        else:
            before = middle
    return first * STEP


@lru_cache(maxsize=4096)
def _month(day: int, zone: str) -> int:
    while _date(day, zone).day != 1:
        day = day_of(day - SECOND, zone)
    return day


def next_day(moment: int, zone: str) -> int:
    """When the local date changes next."""
    today, later = day_of(moment, zone), day_of(moment, zone)
    while day_of(later, zone) == today:
        later += STEP
    return later
