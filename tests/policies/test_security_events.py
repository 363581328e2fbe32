"""What the security report says, when use is unusual, and that keeping events costs no request anything."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from auslex.core.clock import ManualClock
from auslex.core.detections import Detection, Severity
from auslex.core.errors import Unavailable
from auslex.observing import security
from auslex.observing.recorder import CallRecord
from auslex.observing.security import (
    ADDRESSES_MIN,
    HOUR,
    Counted,
    MemorySecurityStore,
    SecurityEvent,
    SecurityLog,
    Spent,
    Tally,
    Unusual,
    new_address_tally,
    summary,
)
from auslex.observing.unusual import COUNT_MIN, HOURS_MIN, is_unusual

NOW = 1_000 * HOUR
SEEN = Detection("prompt_injection", Severity.HIGH, "blocked", "messages[0].content", 1, 2, "digest")


class Failing(MemorySecurityStore):
    failing = True

    async def keep(self, events: Sequence[SecurityEvent], forget_before: int) -> None:
        if self.failing:
            raise Unavailable("away")
        await super().keep(events, forget_before)


def tally(hour: int = 1_000, count: int = 1, **changed: str) -> Tally:
    fields = {"tenant": "a", "kind": "prompt_injection", "severity": "high", "action": "blocked", **changed}
    return Tally(hour, count=count, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("last_hour", "past", "expected"),
    [
        (COUNT_MIN, [0] * HOURS_MIN, True),
        (COUNT_MIN - 1, [0] * HOURS_MIN, False),
        (COUNT_MIN * 100, [0] * (HOURS_MIN - 1), False),
        (140, [100] * 100, False),
        (141, [100] * 100, True),
        (300, [0, 200] * 50, False),
        (501, [0, 200] * 50, True),
    ],
)
def test_an_hour_is_unusual_far_above_its_own_past(last_hour: int, past: list[int], expected: bool) -> None:
    assert expected is is_unusual(last_hour, past)


def test_the_report_counts_the_hours_that_were_asked_for() -> None:
    found = summary(
        [tally(count=3), tally(999, 2, kind="invalid_api_key", severity="low", action="refused"), tally(998, 7)], NOW, 2
    )
    assert (5, 5) == (found.events, found.stopped)
    assert [Counted("prompt_injection", 3), Counted("invalid_api_key", 2)] == found.by_kind == found.top_threats
    assert [Counted("high", 3), Counted("low", 2)] == found.by_severity


def test_what_only_was_seen_is_no_threat_that_was_stopped() -> None:
    assert (1, 0, []) == (
        (found := summary([tally(action="annotated")], NOW, 1)).events, found.stopped, found.top_threats,
    )  # fmt: skip


def test_a_tenant_unlike_its_past_is_named() -> None:
    quiet = [tally(1_000 - hour) for hour in range(1, HOURS_MIN + 1)]
    assert [Unusual("a", "findings", 50, 1.0)] == summary([*quiet, tally(count=50)], NOW, 24).unusual


def test_refusals_and_findings_are_compared_with_their_like() -> None:
    quiet = [tally(1_000 - hour, 50) for hour in range(1, HOURS_MIN + 1)]
    refused = tally(count=50, action="refused")
    assert [Unusual("a", "refusals", 50, 0.0)] == summary([*quiet, tally(count=50), refused], NOW, 24).unusual


def test_a_new_tenant_has_no_past_to_be_unlike() -> None:
    assert [] == summary([tally(count=1_000)], NOW, 24).unusual


def test_a_tenant_seen_at_many_new_addresses_is_named() -> None:
    usual = new_address_tally(1_000 - HOURS_MIN, "a", 3)
    new = new_address_tally(1_000, "a", ADDRESSES_MIN)
    assert [Unusual("a", "new_addresses", ADDRESSES_MIN, 0.12)] == summary([], NOW, 24, measured=[usual, new]).unusual
    assert [] == summary([], NOW, 24, measured=[usual, new_address_tally(1_000, "a", ADDRESSES_MIN - 1)]).unusual


@pytest.mark.anyio
async def test_a_tenant_that_costs_much_more_than_it_did_is_named() -> None:
    log = SecurityLog(MemorySecurityStore(), ManualClock(NOW))
    past = [Spent(1_000 - hour, "a", 2_000_000_000) for hour in range(1, HOURS_MIN + 1)]
    report = await log.report(24, None, [*past, Spent(1_000, "a", 9_000_000_000), Spent(1_000, "b", 9_000_000_000)])
    assert [Unusual("a", "cost_cents", 900, 200.0)] == report.unusual
    assert 0 == report.events


@pytest.mark.anyio
async def test_an_address_is_kept_as_a_keyed_hash_once_a_day() -> None:
    store, clock = MemorySecurityStore(), ManualClock()
    log = SecurityLog(store, clock, digest_key=b"key")
    for address in ("192.0.2.7", "192.0.2.7", "2001:db8::1", "2001:db8::2", "2001:db8:0:1::1", ""):
        log.came_from("a", "key_1", "req", address)
    clock.advance(24 * 3600)
    log.came_from("a", "key_1", "req", "192.0.2.7")
    report = await log.report(24, None)
    digests = [event.digest for event in store.events]
    assert (4, 3, 0) == (len(digests), len(set(digests)), report.events)
    assert [] == [event for event in store.events if "192" in repr(event) or "db8" in repr(event)]


@pytest.mark.anyio
async def test_what_guards_saw_is_kept_without_its_text() -> None:
    store, clock = MemorySecurityStore(), ManualClock()
    log = SecurityLog(store, clock)
    log.seen(CallRecord("m", "", 0, (), False, (SEEN,), "a", "key_1", "req_1"))
    log.refused("", "", "req_2", "invalid_api_key")
    await log.write()
    assert [
        ("a", "key_1", "req_1", "prompt_injection", "blocked"),
        ("", "", "req_2", "invalid_api_key", "refused"),
    ] == [(event.tenant, event.key_id, event.request_id, event.kind, event.action) for event in store.events]


@pytest.mark.anyio
async def test_what_is_of_little_weight_is_kept_once_a_minute_for_each_key_and_kind() -> None:
    store, clock = MemorySecurityStore(), ManualClock()
    log = SecurityLog(store, clock)
    masked = Detection("personal_data:AU_TFN", Severity.LOW, "masked", "request", 1, 2, "digest")
    for key_id, detections in (("key_1", (masked, SEEN)), ("key_1", (masked, SEEN)), ("key_2", (masked,))):
        log.seen(CallRecord("m", "", 0, (), False, detections, "a", key_id, "req_1"))
        clock.advance(1)
    clock.advance(60)
    log.seen(CallRecord("m", "", 0, (), False, (masked,), "a", "key_1", "req_1"))
    await log.write()
    kinds = [event.kind for event in store.events]
    assert (3, 2) == (kinds.count("personal_data:AU_TFN"), kinds.count("prompt_injection"))


@pytest.mark.anyio
async def test_events_wait_for_a_store_that_is_away() -> None:
    store, seen = Failing(), list[Exception]()
    log = SecurityLog(store, ManualClock(), seen.append)
    log.refused("", "", "req", "invalid_api_key")
    await log.write()
    store.failing = False
    await log.write()
    assert (1, 1) == (len(seen), len(store.events))


class Slow(MemorySecurityStore):
    """Lets others go on before it has kept anything."""

    async def keep(self, events: Sequence[SecurityEvent], forget_before: int) -> None:
        await asyncio.sleep(0)
        await super().keep(events, forget_before)


@pytest.mark.anyio
async def test_each_event_is_kept_once_though_a_report_is_read_and_more_come_meanwhile() -> None:
    store = Slow()
    log = SecurityLog(store, ManualClock())
    log.refused("", "", "first", "invalid_api_key")
    writing = asyncio.ensure_future(log.write())
    await asyncio.sleep(0)
    log.refused("", "", "second", "invalid_api_key")
    report = await log.report(24, None)
    await writing
    assert (2, ["first", "second"]) == (report.events, [event.request_id for event in store.events])


@pytest.mark.anyio
async def test_the_oldest_give_way_when_too_many_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(security, "WAITING_MAX", 2)
    log = SecurityLog(MemorySecurityStore(), ManualClock())
    for number in range(3):
        log.refused("", "", f"req_{number}", "invalid_api_key")
    report = await log.report(24, None)
    assert (1, 2) == (report.not_kept, report.events)


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"
