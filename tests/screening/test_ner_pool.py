"""The pool with real processes and a small model: it reads, recovers, and is bounded in everything."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from auslex.core.errors import Unavailable
from auslex.screening.ner.models import ModelUnavailable
from auslex.screening.ner.pool import RESTART_SECONDS_MAX, ReaderPool, restart_delay_seconds
from auslex.screening.ner.port import Span
from auslex.screening.ner.process import ReaderOptions, ReaderProcess
from auslex.screening.ner.waiting import Waiting
from tests.support.names import Counted, Told, no_delay, true
from tests.support.small_names import MODEL

TEXT = "We met Zorva Quillmere."
NAMED = ((7, 22), (13, 22))

Story = Callable[[ReaderPool, Told, Counted], Awaitable[None]]


def play(
    story: Story, *, model: str = MODEL, seconds_max: int = 20, memory_mb_max: int = 1024, texts_max: int = 10
) -> None:
    """The story of one process."""

    async def run() -> None:
        told, counted = Told(), Counted()
        options = ReaderOptions(model, seconds_max, memory_mb_max)
        pool = ReaderPool(options, 1, told, counted, no_delay, Waiting(texts_max))
        async with pool:
            await story(pool, told, counted)

    asyncio.run(run())


def test_what_is_offered_is_read() -> None:
    async def story(pool: ReaderPool, told: Told, counted: Counted) -> None:
        pool.offer(b"1", TEXT)
        await true(lambda: told.places)
        assert ({b"1": NAMED}, [("read", 2)]) == (told.places, counted.events)

    play(story)


def test_another_thread_may_offer() -> None:
    async def story(pool: ReaderPool, told: Told, counted: Counted) -> None:
        threading.Thread(target=pool.offer, args=(b"1", TEXT)).start()
        await true(lambda: told.places)

    play(story)


def test_a_killed_process_is_started_again_and_its_work_goes_on() -> None:
    async def story(pool: ReaderPool, told: Told, counted: Counted) -> None:
        (pid,) = pool.pids
        os.kill(pid, signal.SIGKILL)
        await true(lambda: counted.count("restarted") and pool.pids)
        pool.offer(b"1", TEXT)
        await true(lambda: told.places)
        assert [("restarted", -signal.SIGKILL), ("read", 2)] == counted.events
        assert [pid] != pool.pids

    play(story)


def test_what_it_was_reading_then_is_read_again(tmp_path: Path) -> None:
    async def story(pool: ReaderPool, told: Told, counted: Counted) -> None:
        pool.offer(b"1", f"{TEXT} HANG ONCE {tmp_path / 'hung'}")
        await true((tmp_path / "hung").exists)
        os.kill(pool.pids[0], signal.SIGKILL)
        await true(lambda: told.places)
        assert NAMED == told.places[b"1"]
        assert 1 == counted.count("failed")

    play(story)


def test_a_bug_of_ours_costs_one_process_and_is_counted() -> None:
    async def run() -> None:
        counted, told = Counted(), Told()

        def on_read(digest: bytes, places: tuple[Span, ...]) -> None:
            if digest == b"1":
                raise KeyError(digest)
            told(digest, places)

        async with ReaderPool(ReaderOptions(MODEL), 1, on_read, counted, no_delay) as pool:
            pool.offer(b"1", TEXT)
            pool.offer(b"2", TEXT)
            await true(lambda: told.places)
            assert ({b"2": NAMED}, 1) == (told.places, counted.count("broke"))

    asyncio.run(run())


def test_a_text_that_takes_too_long_twice_is_given_up() -> None:
    async def story(pool: ReaderPool, told: Told, counted: Counted) -> None:
        pool.offer(b"1", f"{TEXT} HANG ALWAYS")
        pool.offer(b"2", TEXT)
        await true(lambda: len(told.places) == 2)
        assert {b"1": (), b"2": NAMED} == told.places
        assert [("failed",), ("restarted", -signal.SIGALRM)] * 2 + [("read", 2)] == counted.events

    play(story, seconds_max=1)


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="only Linux bounds a process's memory")
@pytest.mark.parametrize(("memory_mb_max", "read"), [(400, False), (2048, True)])
def test_a_process_gets_no_more_memory_than_it_may_have(memory_mb_max: int, read: bool) -> None:
    async def story(pool: ReaderPool, told: Told, counted: Counted) -> None:
        pool.offer(b"1", f"{TEXT} GROW")
        await true(lambda: told.places and counted.count("restarted") == (0 if read else 2))
        assert read == bool(told.places[b"1"])

    play(story, memory_mb_max=memory_mb_max)


def test_when_too_much_waits_a_text_is_dropped_and_counted() -> None:
    async def story(pool: ReaderPool, told: Told, counted: Counted) -> None:
        for digest in (b"1", b"2", b"3"):
            pool.offer(digest, TEXT)
        assert [("dropped",)] == counted.events
        await true(lambda: len(told.places) == 2)
        pool.offer(b"3", TEXT)
        await true(lambda: len(told.places) == 3)

    play(story, texts_max=2)


def test_a_pool_that_is_closed_takes_nothing_and_leaves_no_process() -> None:
    async def run() -> None:
        counted = Counted()
        async with ReaderPool(ReaderOptions(MODEL), 2, Told(), counted) as pool:
            pids = pool.pids
        pool.offer(b"1", TEXT)
        assert (2, [("dropped",)]) == (len(pids), counted.events)
        for pid in pids:
            with pytest.raises(ProcessLookupError):
                os.kill(pid, 0)
        with pytest.raises(Unavailable, match="started again"):
            await pool.check()

    asyncio.run(run())


def test_its_health_is_that_of_its_processes() -> None:
    async def story(pool: ReaderPool, told: Told, counted: Counted) -> None:
        await pool.check()

    play(story)


def test_whoever_waits_for_a_text_goes_on_when_somebody_else_has_read_it() -> None:
    async def story(pool: ReaderPool, told: Told, counted: Counted) -> None:
        pool.offer(b"1", f"{TEXT} HANG ALWAYS")
        pool.offer(b"2", TEXT)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(pool.settled([b"2"]))
            await asyncio.sleep(0)
            pool.withdraw(b"2")
        assert {} == told.places

    play(story)


def test_the_gateways_keys_are_not_in_its_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-test-0000")

    async def story(pool: ReaderPool, told: Told, counted: Counted) -> None:
        pool.offer(b"1", f"{TEXT} ENVIRONMENT")
        await true(lambda: told.places)
        assert {b"1": ()} == told.places

    play(story)


@pytest.mark.parametrize(
    ("model", "said"),
    [
        ("no_such_module:load", "No module named 'no_such_module'"),
        ("tests.support.small_names:nothing", "has no attribute 'nothing'"),
        ("tests.support.small_names:hang", "did not get ready"),
    ],
)
def test_a_model_that_cannot_be_loaded_is_named(model: str, said: str) -> None:
    with pytest.raises(ModelUnavailable, match=said):
        asyncio.run(ReaderProcess.start(ReaderOptions(model, start_seconds_max=2)))


def test_restarts_become_rarer_and_never_end() -> None:
    delays = [restart_delay_seconds(deaths) for deaths in (1, 2, 3, 4, 100, 10_000)]
    assert [0.5, 1.0, 2.0, 4.0, RESTART_SECONDS_MAX, RESTART_SECONDS_MAX] == delays
