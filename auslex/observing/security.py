"""Security events: what guards saw and whom we turned away, kept for a month. As a port, its memory version, its shell.

An event says what, where and how bad, never the text. Keeping events is behind the requests' backs: none waits for it,
and none is lost to it.
"""

from __future__ import annotations

import asyncio
import hmac
from collections import Counter, deque
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from ipaddress import IPv6Address, IPv6Network
from types import TracebackType
from typing import Protocol

import msgspec

from auslex.core.clock import NANOSECONDS_PER_SECOND, Clock
from auslex.core.detections import Severity
from auslex.core.errors import Unavailable
from auslex.observing.recorder import CallRecord
from auslex.observing.unusual import COUNT_MIN, is_unusual

MINUTE = 60 * NANOSECONDS_PER_SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR
KEEP_HOURS = 24 * 30
PAST_HOURS = 24 * 7  # What the last hour is compared with.
TOP = 10
WAITING_MAX = 10_000
WRITE_SECONDS = 1.0
REFUSED = "refused"
SEEN = "seen"
ADDRESS = "address"  # The kind of an event that says from where a tenant was seen: no threat, so not counted as one.
KNOWN_MAX = 50_000  # What one worker remembers to have noted; then it begins anew, and notes some once more.
DIGESTS_KEPT_MAX = 10_000  # Of addresses: most requests come from few, and a keyed hash is dear.
ADDRESSES_MIN = 5  # Fewer new addresses in an hour are nobody's alarm.
CENTS_MIN = 100  # Nor is less than a dollar.
NANODOLLARS_PER_CENT = 10_000_000


class SecurityEvent(msgspec.Struct, frozen=True):
    """at: nanoseconds since the epoch. kind: a detection's, or the error code of a refusal. See core.detections."""

    at: int
    tenant: str
    key_id: str
    request_id: str
    kind: str
    severity: Severity
    action: str
    place: str = ""
    start: int = 0
    end: int = 0
    digest: str = ""


class Counted(msgspec.Struct, frozen=True):
    """How often."""

    name: str
    count: int


class Unusual(msgspec.Struct, frozen=True):
    """A tenant whose last hour is unlike its past week.

    measure: "findings", "refusals", "new_addresses" (not seen in the 30 days before), or "cost_cents".
    """

    tenant: str
    measure: str
    last_hour: int
    usual_per_hour: float


class SecurityReport(msgspec.Struct, frozen=True):
    """The last hours. top_threats: the kinds that were blocked or refused oftenest."""

    hours: int
    events: int
    stopped: int
    by_kind: list[Counted]
    by_severity: list[Counted]
    by_action: list[Counted]
    by_tenant: list[Counted]
    top_threats: list[Counted]
    unusual: list[Unusual]
    not_kept: int = 0


class Tally(msgspec.Struct, frozen=True):
    """So many events of a sort within one hour, which is counted from the epoch."""

    hour: int
    tenant: str
    kind: str
    severity: str
    action: str
    count: int


class Spent(msgspec.Struct, frozen=True):
    """What a tenant paid in one hour, which is counted from the epoch; nanodollars."""

    hour: int
    tenant: str
    cost: int


class SecurityStore(Protocol):
    """Where events are kept. Methods raise Unavailable."""

    async def keep(self, events: Sequence[SecurityEvent], forget_before: int) -> None:
        """Add these, and forget what is older."""
        ...

    async def tallies(self, since: int, tenant: str | None) -> list[Tally]:
        """The events since then, by hour and sort, without those of kind ADDRESS; of one tenant, or of all."""
        ...

    async def new_addresses(self, tenant: str | None) -> list[Tally]:
        """By hour: how many addresses a tenant was seen from for the first time in all that is kept."""
        ...

    async def aclose(self) -> None:
        """Let connections go."""
        ...


class MemorySecurityStore:
    """A SecurityStore for tests."""

    def __init__(self) -> None:
        self.events: list[SecurityEvent] = []

    async def keep(self, events: Sequence[SecurityEvent], forget_before: int) -> None:
        self.events = [event for event in self.events if event.at >= forget_before] + list(events)

    async def tallies(self, since: int, tenant: str | None) -> list[Tally]:
        found = Counter(
            (event.at // HOUR, event.tenant, event.kind, event.severity.value, event.action)
            for event in self.events
            if event.at >= since and tenant in (None, event.tenant) and event.kind != ADDRESS
        )
        return [Tally(*sort, count) for sort, count in found.items()]

    async def new_addresses(self, tenant: str | None) -> list[Tally]:
        first: dict[tuple[str, str], int] = {}
        for event in self.events:
            if event.kind == ADDRESS and tenant in (None, event.tenant):
                key = event.tenant, event.digest
                first[key] = min(event.at // HOUR, first.get(key, event.at // HOUR))
        found = Counter((hour, of) for (of, _), hour in first.items())
        return [new_address_tally(hour, of, count) for (hour, of), count in found.items()]

    async def aclose(self) -> None:
        return None


class SecurityLog:
    """Takes events from the requests and keeps them, a batch a second. Use as `async with`.

    on_failure: told of a batch that could not be kept; it is tried again, and the oldest events give way to new ones.
    digest_key: for the keyed hashes of addresses.
    """

    def __init__(
        self,
        store: SecurityStore,
        clock: Clock,
        on_failure: Callable[[Exception], None] = lambda error: None,
        digest_key: bytes = b"",
    ) -> None:
        self._store = store
        self._digest_key = digest_key
        self._lately = _Known()
        self._today = _Known()
        self._clock = clock
        self._on_failure = on_failure
        self._waiting: deque[SecurityEvent] = deque()
        self.not_kept = 0

    async def __aenter__(self) -> SecurityLog:
        self._work = asyncio.get_running_loop().create_task(self._run())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._work.cancel()
        await asyncio.wait([self._work])
        await self.write()
        await self._store.aclose()

    def note(self, event: SecurityEvent) -> None:
        """Keep this event, soon. Never waits and never raises."""
        self._waiting.append(event)
        self._make_room()

    def seen(self, record: CallRecord) -> None:
        """Guards saw something in this call or its answer.

        What is of little weight, such as a name that was masked, is kept once a minute for each key, kind and action:
        a row for each would be more rows than the ledger has.
        """
        now = self._clock.now_nanoseconds()
        for one in record.detections:
            if one.severity is Severity.LOW:
                sort = record.tenant, record.key_id, one.kind, one.action
                if not self._lately.is_new(now // MINUTE, sort):
                    continue
            self.note(
                SecurityEvent(
                    now, record.tenant, record.key_id, record.request_id, one.kind, one.severity, one.action,
                    one.place, one.start, one.end, one.digest,
                )
            )  # fmt: skip

    def refused(self, tenant: str, key_id: str, request_id: str, code: str) -> None:
        """A caller was turned away, with this error code."""
        now = self._clock.now_nanoseconds()
        self.note(SecurityEvent(now, tenant, key_id, request_id, code, Severity.LOW, REFUSED))

    def came_from(self, tenant: str, key_id: str, request_id: str, address: str) -> None:
        """A tenant was seen at this address, of which a keyed hash is kept, once a day and worker."""
        if not address:
            return  # Of a socket that has none.
        now = self._clock.now_nanoseconds()
        digest = address_digest(self._digest_key, address)
        if self._today.is_new(now // DAY, (tenant, digest)):
            self.note(SecurityEvent(now, tenant, key_id, request_id, ADDRESS, Severity.LOW, SEEN, digest=digest))

    async def write(self) -> None:
        """Keep what waits. Others may note, and write, meanwhile: a batch is one writer's alone."""
        batch, self._waiting = self._waiting, deque()
        if not batch:
            return
        try:
            await self._store.keep(batch, self._clock.now_nanoseconds() - KEEP_HOURS * HOUR)
        except BaseException as error:
            self._waiting.extendleft(reversed(batch))
            self._make_room()
            if not isinstance(error, Unavailable):
                raise
            self._on_failure(error)

    def _make_room(self) -> None:
        while len(self._waiting) > WAITING_MAX:
            self._waiting.popleft()
            self.not_kept += 1

    async def report(self, hours: int, tenant: str | None, spent: Iterable[Spent] = ()) -> SecurityReport:
        """What was seen in the last hours, of one tenant or of all. Raises Unavailable.

        spent: what each tenant paid in each hour of the past week and in this one.
        """
        await self.write()
        now = self._clock.now_nanoseconds()
        since = now - max(hours, PAST_HOURS + 1) * HOUR
        tallies = await self._store.tallies(since, tenant)
        measured = [*await self._store.new_addresses(tenant), *map(_cents, spent)]
        return summary(tallies, now, hours, self.not_kept, measured)

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(WRITE_SECONDS)
            await self.write()


class _Known:
    """What was seen in the period under way, by this worker."""

    def __init__(self) -> None:
        self._period = 0
        self._seen: set[tuple[str, ...]] = set()

    def is_new(self, period: int, what: tuple[str, ...]) -> bool:
        """True the first time in this period."""
        if period != self._period or len(self._seen) >= KNOWN_MAX:
            self._period, self._seen = period, set()
        if what in self._seen:
            return False
        self._seen.add(what)
        return True


def summary(
    tallies: Iterable[Tally], now: int, hours: int, not_kept: int = 0, measured: Iterable[Tally] = ()
) -> SecurityReport:
    """The report of these tallies, which reach back for a week at least.

    measured: what is compared with the past as well, and is no event; its kind is its measure.
    """
    tallies = list(tallies)
    this_hour = now // HOUR
    recent = [tally for tally in tallies if tally.hour > this_hour - hours]
    stopped = [tally for tally in recent if tally.action in ("blocked", REFUSED)]
    return SecurityReport(
        hours,
        sum(tally.count for tally in recent),
        sum(tally.count for tally in stopped),
        _counted((tally.kind, tally.count) for tally in recent),
        _counted((tally.severity, tally.count) for tally in recent),
        _counted((tally.action, tally.count) for tally in recent),
        _counted((tally.tenant, tally.count) for tally in recent)[:TOP],
        _counted((tally.kind, tally.count) for tally in stopped)[:TOP],
        list(_unusual(tallies, measured, this_hour)),
        not_kept,
    )


@lru_cache(DIGESTS_KEPT_MAX)
def address_digest(key: bytes, address: str) -> str:
    """64 bits of a keyed hash of an address; of an IPv6 address's network, since its other half changes at will."""
    if ":" in address:
        address = str(IPv6Network((address, 64), strict=False)) if _is_ipv6(address) else address
    return hmac.digest(key, address.encode(), "sha256").hex()[:16]


def new_address_tally(hour: int, tenant: str, count: int) -> Tally:
    """So many addresses were new to this tenant in this hour."""
    return Tally(hour, tenant, "new_addresses", Severity.LOW.value, SEEN, count)


def _is_ipv6(address: str) -> bool:
    try:
        return bool(IPv6Address(address))
    except ValueError:
        return False


def _cents(spent: Spent) -> Tally:
    return Tally(spent.hour, spent.tenant, "cost_cents", Severity.LOW.value, SEEN, spent.cost // NANODOLLARS_PER_CENT)


def _unusual(tallies: Iterable[Tally], measured: Iterable[Tally], this_hour: int) -> Iterable[Unusual]:
    counts: Counter[tuple[str, str, int]] = Counter()
    first: dict[str, int] = {}
    sorts = [(each, "refusals" if each.action == REFUSED else "findings") for each in tallies]
    for tally, measure in (*sorts, *((each, each.kind) for each in measured)):
        counts[tally.tenant, measure, tally.hour] += tally.count
        first[tally.tenant] = min(tally.hour, first.get(tally.tenant, tally.hour))
    for tenant, since in sorted(first.items()):
        for measure, count_min in _MEASURES.items():
            begin = max(since, this_hour - PAST_HOURS)
            past = [counts[tenant, measure, hour] for hour in range(begin, this_hour)]
            last = counts[tenant, measure, this_hour]
            if is_unusual(last, past, count_min):
                yield Unusual(tenant, measure, last, round(sum(past) / len(past), 2))


_MEASURES = {
    "findings": COUNT_MIN,
    "refusals": COUNT_MIN,
    "new_addresses": ADDRESSES_MIN,
    "cost_cents": CENTS_MIN,
}


def _counted(pairs: Iterable[tuple[str, int]]) -> list[Counted]:
    total: Counter[str] = Counter()
    for name, count in pairs:
        total[name] += count
    return [Counted(name, count) for name, count in sorted(total.items(), key=lambda pair: (-pair[1], pair[0]))]
