"""Security events on every store: counted by hour and sort, for a tenant or all, and forgotten after a month."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest

from auslex.core.detections import Severity
from auslex.core.errors import Unavailable
from auslex.database.address import SqliteAddress, parse_address
from auslex.observing.security import (
    ADDRESS,
    HOUR,
    MemorySecurityStore,
    SecurityEvent,
    SecurityStore,
    Tally,
    new_address_tally,
)
from auslex.observing.security_sql import SqlSecurityStore
from bench.process import free_port
from tests.support.postgres import Database

pytestmark = pytest.mark.anyio
EVENT = SecurityEvent(5 * HOUR + 1, "a", "key_1", "req_1", "prompt_injection", Severity.HIGH, "blocked", "input", 3, 9)


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(params=["memory", "sqlite", "postgres", "pooled"])
async def store(request: pytest.FixtureRequest, anyio_backend: str) -> AsyncIterator[SecurityStore]:
    if request.param == "memory":
        yield MemorySecurityStore()
        return
    if request.param == "sqlite":
        path: Path = request.getfixturevalue("database")
        opened = SqlSecurityStore(SqliteAddress(path))
    else:
        copy: Database = request.getfixturevalue("postgres_database")
        opened = SqlSecurityStore(parse_address(copy.direct if request.param == "postgres" else copy.pooled))
    yield opened
    await opened.aclose()


def event(**changed: object) -> SecurityEvent:
    return msgspec.structs.replace(EVENT, **changed)


async def test_events_are_counted_by_hour_and_sort(store: SecurityStore) -> None:
    await store.keep([event(), event(at=6 * HOUR - 1), event(at=6 * HOUR), event(kind="other")], 0)
    found = set(await store.tallies(0, None))
    assert {
        Tally(5, "a", "prompt_injection", "high", "blocked", 2),
        Tally(6, "a", "prompt_injection", "high", "blocked", 1),
        Tally(5, "a", "other", "high", "blocked", 1),
    } == found


async def test_a_tenant_sees_its_own_and_no_earlier_ones(store: SecurityStore) -> None:
    await store.keep([event(), event(tenant="b"), event(at=HOUR)], 0)
    assert [Tally(5, "a", "prompt_injection", "high", "blocked", 1)] == await store.tallies(5 * HOUR, "a")


async def test_an_address_is_new_to_a_tenant_once(store: SecurityStore) -> None:
    def seen(hour: int, tenant: str, digest: str) -> SecurityEvent:
        return event(at=hour * HOUR, tenant=tenant, kind=ADDRESS, action="seen", digest=digest)

    await store.keep([seen(5, "a", "x"), seen(6, "a", "x"), seen(6, "a", "y"), seen(6, "b", "x"), event()], 0)
    every = {new_address_tally(5, "a", 1), new_address_tally(6, "a", 1), new_address_tally(6, "b", 1)}
    assert every == set(await store.new_addresses(None))
    assert {new_address_tally(6, "b", 1)} == set(await store.new_addresses("b"))
    assert ["prompt_injection"] == [tally.kind for tally in await store.tallies(0, None)]


async def test_what_is_too_old_is_forgotten(store: SecurityStore) -> None:
    await store.keep([event(at=HOUR)], 0)
    await store.keep([event()], 2 * HOUR)
    assert [5] == [tally.hour for tally in await store.tallies(0, None)]


async def test_a_store_that_is_away_says_so() -> None:
    away = SqlSecurityStore(parse_address(f"postgresql://nobody:x@127.0.0.1:{free_port()}/none"))
    with pytest.raises(Unavailable):
        await away.keep([event()], 0)
    await away.aclose()
