"""Days and months: of the calendar, in any time zone, without a gap and without an overlap."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auslex.accounting.periods import SECOND, is_time_zone, periods_at

HOUR = 3_600 * SECOND
ZONES = (
    "UTC",
    "Australia/Sydney",
    "Australia/Adelaide",  # Half past the hour.
    "Australia/Lord_Howe",  # The clocks change by half an hour.
    "Australia/Eucla",  # A quarter to.
    "Pacific/Apia",  # Left a whole day out in 2011.
    "Asia/Beirut",  # The clocks change at midnight.
    "America/Sao_Paulo",
)
instants = st.integers(946_684_800, 4_000_000_000).map(lambda seconds: seconds * SECOND)
zones = st.sampled_from(ZONES)


def at(text: str, time_zone: str = "UTC") -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(time_zone)).timestamp()) * SECOND


@pytest.mark.parametrize(
    ("now", "month_starts", "month_ends"),
    [
        ("2026-01-01T00:00:00", "2026-01-01", "2026-02-01"),
        ("2026-01-31T23:59:59", "2026-01-01", "2026-02-01"),
        ("2026-02-28T12:00:00", "2026-02-01", "2026-03-01"),
        ("2028-02-29T12:00:00", "2028-02-01", "2028-03-01"),
        ("2100-02-28T12:00:00", "2100-02-01", "2100-03-01"),
        ("2026-12-31T23:59:59", "2026-12-01", "2027-01-01"),
    ],
)
@pytest.mark.parametrize("time_zone", ["UTC", "Australia/Sydney"])
def test_the_month_is_that_of_the_calendar(now: str, month_starts: str, month_ends: str, time_zone: str) -> None:
    month = periods_at(at(now, time_zone), time_zone).month
    assert (at(month_starts, time_zone), at(month_ends, time_zone)) == (month.starts_at, month.ends_at)


def test_a_leap_day_is_a_day() -> None:
    day = periods_at(at("2028-02-29T00:00:00")).day
    assert (at("2028-02-29"), at("2028-03-01")) == (day.starts_at, day.ends_at)


@pytest.mark.parametrize(
    ("noon", "hours"), [("2026-10-03T12:00:00", 24), ("2026-10-04T12:00:00", 23), ("2026-04-05T12:00:00", 25)]
)
def test_sydneys_days_are_as_long_as_its_clocks_make_them(noon: str, hours: int) -> None:
    day = periods_at(at(noon, "Australia/Sydney"), "Australia/Sydney").day
    assert hours * HOUR == day.ends_at - day.starts_at


def test_both_sides_of_a_clock_change_are_one_day() -> None:
    change = int(datetime(2026, 10, 3, 16, tzinfo=UTC).timestamp()) * SECOND  # 02:00 becomes 03:00 in Sydney.
    before, after = (periods_at(now, "Australia/Sydney") for now in (change - SECOND, change))
    assert before == after


def test_a_skipped_midnight_starts_its_day_where_the_clocks_go_forward() -> None:
    change = int(datetime(2026, 3, 28, 22, tzinfo=UTC).timestamp()) * SECOND  # 00:00 becomes 01:00 in Beirut.
    assert change == periods_at(change + HOUR, "Asia/Beirut").day.starts_at


@given(instants, zones)
def test_every_instant_is_in_its_day_and_month(now: int, time_zone: str) -> None:
    periods = periods_at(now, time_zone)
    for period in (periods.day, periods.month):
        assert period.starts_at <= now < period.ends_at


@given(instants, zones)
def test_one_period_ends_where_the_next_begins(now: int, time_zone: str) -> None:
    periods = periods_at(now, time_zone)
    following = periods_at(periods.day.ends_at, time_zone), periods_at(periods.month.ends_at, time_zone)
    assert (periods.day.ends_at, periods.month.ends_at) == (following[0].day.starts_at, following[1].month.starts_at)


@given(instants, zones)
def test_a_day_starts_with_its_date(now: int, time_zone: str) -> None:
    starts_at = periods_at(now, time_zone).day.starts_at
    zone = ZoneInfo(time_zone)
    first = datetime.fromtimestamp(starts_at / SECOND, zone)
    before = first.astimezone(UTC) - timedelta(seconds=1)
    assert first.date() == datetime.fromtimestamp(now // SECOND, zone).date() != before.astimezone(zone).date()


@pytest.mark.parametrize(("name", "is_one"), [("Australia/Sydney", True), ("UTC", True), ("Sydney", False)])
def test_time_zones_are_known_by_their_names(name: str, is_one: bool) -> None:
    assert is_one is is_time_zone(name)


@pytest.mark.parametrize("name", ["", "../etc/passwd", "/etc/localtime", "Australia", "a\x00b"])
def test_what_is_no_name_is_no_time_zone(name: str) -> None:
    assert not is_time_zone(name)
