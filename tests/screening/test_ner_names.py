"""What is learned of a text: by whom, until when, and who else hears of it."""

from __future__ import annotations

import asyncio
import shutil
import socket
from pathlib import Path

from tests.support.names import names, true

TEXT = "We met Zorva Quillmere."
NAMED = frozenset(["Zorva Quillmere", "Quillmere"])


def test_a_text_is_known_when_it_comes_again_and_not_before(tmp_path: Path) -> None:
    async def run() -> None:
        async with names(tmp_path) as learned:
            assert frozenset() == learned.known("firm", [TEXT])
            await true(lambda: learned.known("firm", [TEXT]))
            assert NAMED == learned.known("firm", ["another text", TEXT])

    asyncio.run(run())


def test_no_tenant_profits_from_what_another_has_sent(tmp_path: Path) -> None:
    async def run() -> None:
        async with names(tmp_path) as learned:
            await true(lambda: learned.known("firm", [TEXT]))
            assert frozenset() == learned.known("other", [TEXT])

    asyncio.run(run())


def test_whoever_waits_knows_at_once(tmp_path: Path) -> None:
    async def run() -> None:
        async with names(tmp_path, wait_seconds=20) as learned:
            await learned.wait("firm", [TEXT, "lower case, which is not read"])
            assert (True, NAMED) == (learned.waits, learned.known("firm", [TEXT]))

    asyncio.run(run())


def test_nobody_waits_longer_than_the_operator_allows(tmp_path: Path) -> None:
    async def run() -> None:
        async with names(tmp_path, wait_seconds=0.01) as learned, asyncio.timeout(10):
            await learned.wait("firm", [f"{TEXT} HANG ALWAYS"])
            assert frozenset() == learned.known("firm", [f"{TEXT} HANG ALWAYS"])

    asyncio.run(run())


def test_what_one_worker_learns_the_others_of_the_machine_know(tmp_path: Path) -> None:
    async def run() -> None:
        async with names(tmp_path) as one, names(tmp_path) as other:
            one.known("firm", [TEXT])
            await true(lambda: one.known("firm", [TEXT]))
            await true(lambda: other.known("firm", [TEXT]))

    asyncio.run(run())


def test_a_worker_that_hears_of_a_text_stops_waiting_for_it(tmp_path: Path) -> None:
    async def run() -> None:
        async with names(tmp_path) as one, names(tmp_path, wait_seconds=20) as other:
            stuck = "Keep busy. HANG ALWAYS"
            other.known("firm", [stuck])
            async with asyncio.TaskGroup() as tasks:
                waiting = tasks.create_task(other.wait("firm", [TEXT]))
                one.known("firm", [TEXT])
                await waiting
            assert NAMED == other.known("firm", [TEXT])

    asyncio.run(run())


def test_the_socket_of_a_killed_worker_is_removed(tmp_path: Path) -> None:
    async def run() -> None:
        async with names(tmp_path) as one:
            left = tmp_path / "names" / "1-dead.sock"
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as dead:
                dead.bind(str(left))
            await true(lambda: one.known("firm", [TEXT]))
            assert not left.exists()

    asyncio.run(run())


def test_names_are_learned_where_somebody_removed_the_directory(tmp_path: Path) -> None:
    async def run() -> None:
        async with names(tmp_path) as one:
            shutil.rmtree(tmp_path / "names")
            await true(lambda: one.known("firm", [TEXT]))

    asyncio.run(run())


def test_only_this_user_may_reach_the_sockets_and_none_is_left(tmp_path: Path) -> None:
    async def run() -> None:
        async with names(tmp_path):
            assert 0o700 == (tmp_path / "names").stat().st_mode & 0o777
        assert [] == list((tmp_path / "names").iterdir())

    asyncio.run(run())


def test_a_data_directory_may_have_a_long_path(tmp_path: Path) -> None:
    async def run() -> None:
        far = tmp_path / ("x" * 100)
        async with names(far) as one, names(far) as other:
            await true(lambda: one.known("firm", [TEXT]))
            await true(lambda: other.known("firm", [TEXT]))

    asyncio.run(run())
