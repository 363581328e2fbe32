"""What workers leave for each other about breakers: the same on every store."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from auslex.core.clock import ManualClock, SystemClock
from auslex.core.errors import Unavailable
from auslex.database.address import PostgresAddress, SqliteAddress, parse_address
from auslex.resilience import sql
from auslex.resilience.notices import KEEP_SECONDS, Board, MemoryBoard, Notice
from auslex.resilience.sql import SqlBoard
from bench.process import free_port
from tests.support.postgres import Database

pytestmark = pytest.mark.anyio
NAME = "openai:chat_completions:gpt-4o"
OTHER = "openai:embeddings:text-embedding-3-small"


@dataclass
class Boards:
    """Two workers' boards over one store; `pass_time` makes what stands there older."""

    one: Board
    other: Board
    pass_time: Callable[[float], None]


@pytest.fixture(params=["memory", "sqlite", "postgres", "pooled"])
async def boards(request: pytest.FixtureRequest) -> AsyncIterator[Boards]:
    if request.param == "memory":
        clock = ManualClock()
        board = MemoryBoard(clock)
        yield Boards(board, board, clock.advance)
        return
    clock = ManualClock()
    if request.param == "sqlite":
        path: Path = request.getfixturevalue("database")
        one, other = SqlBoard(SqliteAddress(path), clock), SqlBoard(SqliteAddress(path), clock)
        pass_time = clock.advance
    else:
        copy: Database = request.getfixturevalue("postgres_database")
        address = parse_address(copy.direct if request.param == "postgres" else copy.pooled)
        one, other = SqlBoard(address, clock), SqlBoard(address, clock)

        def pass_time(seconds: float) -> None:
            past = round(seconds * 1e9)
            copy.query(
                "UPDATE breakers SET changed_at = changed_at - %s, open_until = greatest(0, open_until - %s)",
                past,
                past,
            )

    async with aclosing(one), aclosing(other):
        yield Boards(one, other, pass_time)


async def test_of_too_many_the_latest_are_read(boards: Boards, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sql, "READ_MAX", 2)
    for name in ("first", "second", "third"):
        await boards.one.post(Notice(name, 60.0))
    assert ["second", "third"] == [posted.name for posted in await boards.other.read()][-2:]


async def test_what_one_posts_the_other_reads(boards: Boards) -> None:
    version = await boards.one.post(Notice(NAME, 60.0))
    [posted] = await boards.other.read()
    assert (NAME, version) == (posted.name, posted.version)
    assert 55.0 < posted.open_seconds <= 60.0


async def test_what_is_left_of_the_time_is_told(boards: Boards) -> None:
    await boards.one.post(Notice(NAME, 60.0))
    boards.pass_time(45.0)
    [posted] = await boards.other.read()
    assert 5.0 < posted.open_seconds <= 15.0


async def test_a_time_that_is_over_is_nothing(boards: Boards) -> None:
    await boards.one.post(Notice(NAME, 60.0))
    boards.pass_time(61.0)
    assert [0.0] == [posted.open_seconds for posted in await boards.other.read()]


async def test_the_latest_notice_of_a_name_stands_alone(boards: Boards) -> None:
    await boards.one.post(Notice(NAME, 60.0))
    await boards.other.post(Notice(NAME))
    assert [(NAME, 0.0)] == [(posted.name, posted.open_seconds) for posted in await boards.one.read()]


async def test_every_notice_of_a_name_has_another_version(boards: Boards) -> None:
    versions = [await board.post(Notice(NAME, 60.0)) for board in (boards.one, boards.other) * 3]
    assert sorted(set(versions)) == versions


async def test_the_oldest_comes_first(boards: Boards) -> None:
    for name in ("*:*:*", NAME, OTHER, "*:*:*"):
        await boards.one.post(Notice(name))
    assert [NAME, OTHER, "*:*:*"] == [posted.name for posted in await boards.other.read()]


async def test_what_is_old_is_forgotten(boards: Boards) -> None:
    await boards.one.post(Notice(NAME, 60.0))
    boards.pass_time(KEEP_SECONDS + 1.0)
    await boards.one.post(Notice(OTHER, 60.0))
    assert [OTHER] == [posted.name for posted in await boards.other.read()]


async def test_many_at_once_lose_nothing(boards: Boards) -> None:
    names = [f"openai:chat_completions:m{number}" for number in range(20)]
    both = [board.post(Notice(name, 60.0)) for name in names for board in (boards.one, boards.other)]
    await asyncio.gather(*both)
    assert names == sorted((posted.name for posted in await boards.one.read()), key=names.index)


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
async def test_a_database_that_is_not_there_is_unavailable(kind: str, tmp_path: Path) -> None:
    addresses = {
        "sqlite": SqliteAddress(tmp_path / "none" / "auslex.db"),
        "postgres": PostgresAddress("127.0.0.1", "d", "u", "p", free_port()),
    }
    async with aclosing(SqlBoard(addresses[kind], SystemClock())) as board:
        with pytest.raises(Unavailable):
            await board.read()


async def test_a_connection_that_was_lost_is_made_anew(postgres_database: Database) -> None:
    async with aclosing(SqlBoard(parse_address(postgres_database.direct), SystemClock())) as board:
        await board.post(Notice(NAME, 60.0))
        postgres_database.query(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()",
            postgres_database.name,
        )
        with suppress(Unavailable):
            await board.read()
        assert [NAME] == [posted.name for posted in await board.read()]
