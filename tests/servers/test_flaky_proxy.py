"""The network that fails on purpose: what the client is told is not what the server has done."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import psycopg
import pytest

from auslex.database.postgres import severed_at
from tests.support.flaky_proxy import FlakyProxy
from tests.support.postgres import Database

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
async def proxy(anyio_backend: str, empty_postgres: Database) -> AsyncIterator[FlakyProxy]:
    empty_postgres.query("CREATE TABLE mine (x int)")
    async with FlakyProxy(empty_postgres.server.port) as running:
        yield running


async def connected(proxy: FlakyProxy, database: Database) -> psycopg.AsyncConnection:
    url = database.direct.replace(f":{database.server.port}/", f":{proxy.port}/")
    return await psycopg.AsyncConnection.connect(url, prepare_threshold=None)


async def insert_and_lose(proxy: FlakyProxy, database: Database) -> None:
    connection = await connected(proxy, database)
    await connection.execute("INSERT INTO mine VALUES (%s)", (1,))
    with pytest.raises(psycopg.OperationalError):
        await connection.commit()
    await connection.close()


async def test_what_nobody_spoils_gets_through(proxy: FlakyProxy, empty_postgres: Database) -> None:
    async with await connected(proxy, empty_postgres) as connection:
        await connection.execute("INSERT INTO mine VALUES (%s)", (1,))
    assert [(1,)] == empty_postgres.query("SELECT x FROM mine")


async def test_a_commit_whose_reply_is_lost_was_made(proxy: FlakyProxy, empty_postgres: Database) -> None:
    proxy.lose_reply_to(b"COMMIT")
    await insert_and_lose(proxy, empty_postgres)
    assert ([(1,)], 1) == (empty_postgres.query("SELECT x FROM mine"), proxy.losses)


async def test_what_was_said_before_the_order_is_not_meant(proxy: FlakyProxy, empty_postgres: Database) -> None:
    async with await connected(proxy, empty_postgres) as connection:
        await connection.execute("INSERT INTO mine VALUES (%s)", (1,))
        await connection.commit()
        proxy.lose_reply_to(b"COMMIT")
        await connection.execute("INSERT INTO mine VALUES (%s)", (2,))
        assert 0 == proxy.losses
        await connection.rollback()


async def test_a_commit_that_is_lost_was_not_made(proxy: FlakyProxy, empty_postgres: Database) -> None:
    proxy.lose_request(b"COMMIT")
    await insert_and_lose(proxy, empty_postgres)
    assert [] == empty_postgres.query("SELECT x FROM mine")


async def test_only_one_reply_is_lost(proxy: FlakyProxy, empty_postgres: Database) -> None:
    proxy.lose_reply_to(b"COMMIT")
    await insert_and_lose(proxy, empty_postgres)
    async with await connected(proxy, empty_postgres) as connection:
        await connection.execute("INSERT INTO mine VALUES (2)")
    assert [(1,), (2,)] == empty_postgres.query("SELECT x FROM mine ORDER BY x")


async def test_a_cut_is_an_error_at_once(proxy: FlakyProxy, empty_postgres: Database) -> None:
    connection = await connected(proxy, empty_postgres)
    asyncio.get_running_loop().call_soon(proxy.cut)
    with pytest.raises(psycopg.OperationalError):
        await connection.execute("SELECT pg_sleep(60)")
    await connection.close()


async def test_a_silent_network_gives_no_answer(proxy: FlakyProxy, empty_postgres: Database) -> None:
    connection = await connected(proxy, empty_postgres)
    proxy.silence()
    with pytest.raises(psycopg.OperationalError), severed_at(connection, asyncio.get_running_loop().time() + 0.2):
        await connection.execute("SELECT 1")
    assert connection.broken


async def test_who_is_refused_may_come_back(proxy: FlakyProxy, empty_postgres: Database) -> None:
    await proxy.refuse()
    with pytest.raises(psycopg.OperationalError):
        await connected(proxy, empty_postgres)
    await proxy.accept()
    await (await connected(proxy, empty_postgres)).close()
