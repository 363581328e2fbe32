"""Days and months as instants: in UTC, or in the time zone that an account names.

A local day has 23 or 25 hours where the clocks change; it starts at the first instant of its date and ends where the
next one starts, so that every instant lies in exactly one day and one month.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

SECOND = 1_000_000_000
QUARTER_HOUR = 900 * SECOND  # Every zone's days have started on a quarter of an hour since the 1970s.
UTC_NAME = "UTC"


class Period(msgspec.Struct, frozen=True, gc=False):
    """A day or a month, [starts_at, ends_at), nanoseconds since the epoch."""

    starts_at: int
    ends_at: int


class Periods(msgspec.Struct, frozen=True, gc=False):
    """The day and the month that hold one instant."""

    day: Period
    month: Period


def periods_at(now: int, time_zone: str = UTC_NAME) -> Periods:
    """The day and month at this instant in this zone (an IANA name that `is_time_zone` accepts)."""
    return _periods(now // QUARTER_HOUR, time_zone)


def is_time_zone(name: str) -> bool:
    """True if this is an IANA time zone, such as Australia/Sydney."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: a folder of the zone database.
        return False
    return True


def last_days(now: int, count: int, time_zone: str = UTC_NAME) -> list[tuple[date, Period]]:
    """Today in this zone and the days before it, so many together, oldest first."""
    zone = UTC if time_zone == UTC_NAME else ZoneInfo(time_zone)
    today = datetime.fromtimestamp(now // SECOND, zone).date()
    days = [today - timedelta(days=back) for back in range(count - 1, -1, -1)]
    return [(day, Period(_start(day, zone), _start(day + timedelta(days=1), zone))) for day in days]


@lru_cache(maxsize=256)
def _periods(quarter: int, time_zone: str) -> Periods:
    zone = UTC if time_zone == UTC_NAME else ZoneInfo(time_zone)
    today = datetime.fromtimestamp(quarter * (QUARTER_HOUR // SECOND), zone).date()
    first = today.replace(day=1)
    following = (first + timedelta(days=32)).replace(day=1)
    return Periods(
        Period(_start(today, zone), _start(today + timedelta(days=1), zone)),
        Period(_start(first, zone), _start(following, zone)),
    )


def _start(day: date, zone: tzinfo) -> int:
    """The first instant of a date; where midnight is skipped, the instant at which the clocks go forward."""
    return int(datetime(day.year, day.month, day.day, tzinfo=zone).timestamp()) * SECOND
