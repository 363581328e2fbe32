"""Requests over real sockets: which connection carries them, and what is left when they end badly."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from auslex.transport.dialling import Origin
from auslex.transport.errors import (
    BadResponse,
    ConnectFailed,
    ConnectionLost,
    ConnectionStale,
    ConnectTimeout,
    ExchangeTimeout,
    NoConnectionFree,
    ResponseCutOff,
    SilenceTimeout,
    TransportError,
)
from auslex.transport.pool import Pool, PoolOptions
from auslex.transport.request import RequestHead
from tests.support.peer import HEAD, OK, Peer, Script, Visit, answering, answering_and_leaving, peer, until
from tests.transport.conftest import Run

LINE = b"HTTP/1.1 200 OK\r\n"
CHUNKED = LINE + b"Transfer-Encoding: chunked\r\n\r\n"
END = b"0\r\n\r\n"
SILENCE_SECONDS = 0.1


async def get(pool: Pool, *, repeatable: bool = False) -> bytes:
    return await (await pool.request(HEAD, repeatable=repeatable)).read_all(1 << 20)


async def failure(pool: Pool) -> type[Exception] | bytes:
    """The body, or the class of the error in its place."""
    try:
        return await get(pool)
    except TransportError as error:
        return type(error)


@asynccontextmanager
async def pool_and_peer(script: Script, **options: object) -> AsyncIterator[tuple[Pool, Peer]]:
    async with peer(script) as listening, listening.pool(**options) as pool:
        yield pool, listening


def test_a_connection_carries_one_request_after_the_other(run: Run) -> None:
    async def asked_twice() -> object:
        async with pool_and_peer(answering(OK, OK)) as (pool, listening):
            return await get(pool), await get(pool), listening.visits

    assert (b"ok", b"ok", 1) == run(asked_twice())


def test_a_unix_socket_serves_as_well(run: Run, tmp_path: Path) -> None:
    async def asked() -> object:
        async with peer(answering(OK), socket=tmp_path / "peer") as listening, listening.pool() as pool:
            return await get(pool)

    assert b"ok" == run(asked())


def test_without_reuse_each_request_has_a_connection_of_its_own(run: Run) -> None:
    async def asked_twice() -> object:
        async with pool_and_peer(answering(OK, OK), reuse=False) as (pool, listening):
            return await get(pool), await get(pool), listening.visits

    assert (b"ok", b"ok", 2) == run(asked_twice())


@pytest.mark.parametrize(
    "answer",
    [
        OK + b"surplus",
        OK + OK,
        LINE + b"Connection: close\r\nContent-Length: 2\r\n\r\nok",
        b"HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok",
    ],
)
def test_a_connection_that_is_not_clean_is_not_used_again(run: Run, answer: bytes) -> None:
    async def asked_twice() -> object:
        async with pool_and_peer(answering(answer)) as (pool, listening):
            return await get(pool), await get(pool), listening.visits

    assert (b"ok", b"ok", 2) == run(asked_twice())


def test_what_nobody_asked_for_drops_the_connection(run: Run) -> None:
    async def unasked(visit: Visit) -> None:
        await visit.asked()
        await visit.say(OK)
        await visit.reader.read(0)
        if visit.number == 1:
            told.set()
            await say.wait()
            await visit.say(OK.replace(b"ok", b"no"))
        await visit.left()

    async def asked_twice() -> object:
        async with pool_and_peer(unasked) as (pool, listening):
            first = await get(pool)
            await told.wait()
            say.set()
            await listening.alone()
            return first, await get(pool), listening.visits

    told, say = asyncio.Event(), asyncio.Event()
    assert (b"ok", b"ok", 2) == run(asked_twice())


def test_a_connection_that_was_closed_while_idle_is_gone_at_once(run: Run) -> None:
    async def asked_twice() -> object:
        async with pool_and_peer(answering_and_leaving(OK)) as (pool, listening):
            first = await get(pool)
            await listening.alone()
            await until(lambda: not pool._connections)
            return first, await get(pool), listening.visits

    assert (b"ok", b"ok", 2) == run(asked_twice())


async def leaving_on_the_second(visit: Visit) -> None:
    await visit.asked()
    await visit.say(OK)
    if visit.number > 1:
        await visit.left()
    await visit.asked()


def test_a_kept_connection_that_fails_is_an_error_for_what_must_not_be_repeated(run: Run) -> None:
    async def asked_twice() -> object:
        async with pool_and_peer(leaving_on_the_second) as (pool, listening):
            return await get(pool), await failure(pool), listening.visits

    assert (b"ok", ConnectionStale, 1) == run(asked_twice())


def test_a_kept_connection_that_is_closed_over_a_request_is_lost_and_not_stale(run: Run) -> None:
    """As by a proxy that waits for an answer no longer; here, at any time counts as late."""

    async def asked_twice() -> object:
        async with pool_and_peer(leaving_on_the_second, stale_seconds_max=0.0) as (pool, listening):
            return await get(pool), await failure(pool), listening.visits

    assert (b"ok", ConnectionLost, 1) == run(asked_twice())


@pytest.mark.parametrize("waits_for", ["a connection", "a place", "an answer"])
def test_who_gives_up_knows_whether_anything_was_sent(run: Run, waits_for: str) -> None:
    asked = asyncio.Event()

    async def silent(visit: Visit) -> None:
        if waits_for != "a connection":
            await visit.asked()
        asked.set()
        await visit.left()

    async def given_up() -> object:
        async with peer(silent) as listening:
            tls = waits_for == "a connection"  # Whose handshake is never answered.
            origin = Origin.of(listening.url.replace("http:", "https:") if tls else listening.url)
            async with Pool(origin, PoolOptions(connections_max=1)) as pool:
                first = asyncio.ensure_future(pool.request(HEAD))
                await asked.wait()
                task = asyncio.ensure_future(pool.request(HEAD)) if waits_for == "a place" else first
                await until(lambda: waits_for != "a place" or bool(pool._waiters))
                task.cancel()
                with pytest.raises(asyncio.CancelledError) as caught:
                    await task
                first.cancel()
                await asyncio.wait([first])
                return getattr(caught.value, "sent", True)

    assert (waits_for == "an answer") == run(given_up())


def test_a_kept_connection_that_breaks_off_in_its_answer_is_lost_and_not_stale(run: Run) -> None:
    async def breaking_off(visit: Visit) -> None:
        await visit.asked()
        await visit.say(OK)
        await visit.asked()
        await visit.say(LINE)

    async def asked_twice() -> object:
        async with pool_and_peer(breaking_off) as (pool, _):
            return await get(pool), await failure(pool)

    assert (b"ok", ConnectionLost) == run(asked_twice())


def test_the_other_idle_connections_are_dropped_with_a_stale_one(run: Run) -> None:
    async def leaving(visit: Visit) -> None:
        await visit.asked()
        await visit.say(OK)
        await visit.asked()

    async def asked() -> object:
        async with pool_and_peer(leaving) as (pool, listening):
            first, second = await asyncio.gather(pool.request(HEAD), pool.request(HEAD))
            await first.read_all(100)
            await second.read_all(100)
            return await failure(pool), await failure(pool), listening.visits

    assert (ConnectionStale, b"ok", 3) == run(asked())


def test_a_kept_connection_that_fails_is_replaced_for_what_may_be_repeated(run: Run) -> None:
    async def asked_twice() -> object:
        async with pool_and_peer(leaving_on_the_second) as (pool, listening):
            return await get(pool), await get(pool, repeatable=True), listening.visits

    assert (b"ok", b"ok", 2) == run(asked_twice())


def test_a_fresh_connection_that_fails_is_not_tried_again(run: Run) -> None:
    async def asked() -> object:
        async with pool_and_peer(answering_and_leaving(b"")) as (pool, listening):
            with pytest.raises(ConnectionLost):
                await get(pool, repeatable=True)
            return listening.visits

    assert 1 == run(asked())


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (b"", ConnectionLost),
        (b"HTTP/1.1 200", ConnectionLost),
        (LINE + b"Content-Length: 9\r\n\r\nok", ResponseCutOff),
        (CHUNKED + b"2\r\nok\r\n", ResponseCutOff),
        (LINE + b"\r\nok", b"ok"),
        (b"nonsense\r\n\r\n", BadResponse),
    ],
)
def test_what_the_other_side_leaves_behind_has_a_name(run: Run, answer: bytes, expected: object) -> None:
    async def asked() -> object:
        async with pool_and_peer(answering_and_leaving(answer)) as (pool, _):
            return await failure(pool), pool._taken

    assert (expected, 0) == run(asked())


def test_a_closed_port_is_a_failed_connection(run: Run) -> None:
    async def asked() -> object:
        async with pool_and_peer(answering(OK)) as (pool, listening):
            pass
        async with listening.pool() as pool:
            return await failure(pool), pool._taken

    assert (ConnectFailed, 0) == run(asked())


def test_an_unknown_name_is_a_failed_connection(run: Run) -> None:
    async def asked() -> object:
        listening = Peer(answering(OK))
        listening.url = "http://no-such-host.invalid"
        async with listening.pool() as pool:
            return await failure(pool)

    assert run(asked()) in (ConnectFailed, ConnectTimeout)


@pytest.mark.parametrize("said", [b"", b"HTTP/1.1 100 Continue\r\n\r\n", LINE, LINE + b"Content-Length: 9\r\n\r\nok"])
def test_silence_is_an_error_and_costs_the_connection(run: Run, said: bytes) -> None:
    async def asked() -> object:
        script = answering(said)
        async with pool_and_peer(script, silence_seconds_max=SILENCE_SECONDS) as (pool, listening):
            found = await failure(pool)
            await listening.alone()
            return found, pool._taken

    assert (SilenceTimeout, 0) == run(asked())


def test_a_body_that_nobody_takes_is_silence(run: Run) -> None:
    async def deaf(visit: Visit) -> None:
        visit.writer.transport.pause_reading()
        await asyncio.Event().wait()

    async def asked() -> object:
        async with pool_and_peer(deaf, silence_seconds_max=SILENCE_SECONDS) as (pool, _):
            body = bytes(32 << 20)
            head = RequestHead("POST", "/", []).encode(len(body))
            with pytest.raises(SilenceTimeout):
                await pool.request(head, body)

    run(asked())


def test_a_long_body_arrives_whole(run: Run) -> None:
    async def counting(visit: Visit) -> None:
        await visit.asked()
        body = await visit.reader.readexactly(3_000_000)
        await visit.say(LINE + b"Content-Length: 7\r\n\r\n%7d" % len(body.rstrip(b"x")))

    async def asked() -> object:
        async with pool_and_peer(counting) as (pool, _):
            body = b"x" * 3_000_000
            response = await pool.request(RequestHead("POST", "/", []).encode(len(body)), body)
            return await response.read_all(100)

    assert b"      0" == run(asked())


def test_an_idle_connection_is_closed_after_its_time(run: Run) -> None:
    async def asked() -> object:
        async with pool_and_peer(answering(OK), idle_seconds_max=SILENCE_SECONDS) as (pool, listening):
            await get(pool)
            await listening.alone()
            return pool._taken

    assert 0 == run(asked())


def test_bytes_that_keep_coming_are_not_silence(run: Run) -> None:
    async def dripping(visit: Visit) -> None:
        await visit.asked()
        await visit.say(LINE + b"Content-Length: 15\r\n\r\n")
        for _ in range(15):
            await asyncio.sleep(
                SILENCE_SECONDS / 5
            )  # The drops themselves: a peer that is slow, not a test that waits.
            await visit.say(b"x")

    async def asked() -> object:
        async with pool_and_peer(dripping, silence_seconds_max=SILENCE_SECONDS) as (pool, _):
            return await get(pool)

    assert b"x" * 15 == run(asked())


@pytest.mark.parametrize(
    ("start", "drop"),
    [(LINE, b"X-Drop: 1\r\n"), (LINE + b"Content-Length: 999999\r\n\r\n", b"x")],
    ids=["head", "body"],
)
def test_drops_without_end_run_out_of_time(run: Run, start: bytes, drop: bytes) -> None:
    async def dripping(visit: Visit) -> None:
        await visit.asked()
        await visit.say(start)
        while True:
            await asyncio.sleep(SILENCE_SECONDS / 100)  # The drops themselves.
            await visit.say(drop)

    async def asked() -> object:
        async with pool_and_peer(dripping, exchange_seconds_max=SILENCE_SECONDS) as (pool, listening):
            found = await failure(pool)
            await listening.alone()
            return found, pool._taken

    assert (ExchangeTimeout, 0) == run(asked())


def test_time_is_counted_anew_for_each_exchange(run: Run) -> None:
    async def late(visit: Visit) -> None:
        while True:
            await visit.asked()
            await asyncio.sleep(2 * SILENCE_SECONDS)  # Together, they take longer than one may.
            await visit.say(OK)

    async def asked() -> object:
        async with pool_and_peer(late, exchange_seconds_max=7 * SILENCE_SECONDS) as (pool, listening):
            return [await get(pool) for _ in range(4)], listening.visits

    assert ([b"ok"] * 4, 1) == run(asked())


def test_a_stream_is_read_as_it_comes(run: Run) -> None:
    async def stepwise(visit: Visit) -> None:
        await visit.asked()
        await visit.say(CHUNKED + b"1\r\na\r\n1\r\nb\r\n")
        await go_on.wait()
        await visit.say(b"1\r\nc\r\n" + END)
        await visit.left()

    async def asked() -> object:
        async with pool_and_peer(stepwise) as (pool, _):
            response = await pool.request(HEAD)
            first = await response.read()
            go_on.set()
            return first, await response.read(), await response.read(), len(pool._idle)

    go_on = asyncio.Event()
    assert (b"ab", b"c", b"", 1) == run(asked())


def test_a_slow_reader_slows_the_sender(run: Run) -> None:
    async def flood(visit: Visit) -> None:
        await visit.asked()
        visit.writer.transport.set_write_buffer_limits(high=0)
        visit.writer.write(LINE + b"Content-Length: %d\r\n\r\n" % (64 << 20))
        visit.writer.write(bytes(64 << 20))
        flooded.set()
        await visit.left()

    async def asked() -> object:
        async with pool_and_peer(flood, silence_seconds_max=SILENCE_SECONDS) as (pool, _):
            response = await pool.request(HEAD)
            await flooded.wait()
            await until(lambda: bool(response._paused))
            held = response._held_bytes
            size = 0
            while piece := await response.read():
                size += len(piece)
            return held < 1 << 20, size, pool._idle != []

    flooded = asyncio.Event()
    assert (True, 64 << 20, True) == run(asked())


def test_closing_an_unfinished_response_drops_its_connection(run: Run) -> None:
    async def asked() -> object:
        async with pool_and_peer(answering(CHUNKED + b"1\r\na\r\n")) as (pool, listening):
            response = await pool.request(HEAD)
            response.close()
            response.close()
            await listening.alone()
            return pool._taken

    assert 0 == run(asked())


def test_a_response_whose_end_is_near_keeps_its_connection(run: Run) -> None:
    async def late_end(visit: Visit) -> None:
        await visit.asked()
        await visit.say(CHUNKED + b"1\r\na\r\n")
        await finished.wait()
        await visit.say(END)
        await visit.asked()
        await visit.say(OK)
        await visit.left()

    async def asked() -> object:
        async with pool_and_peer(late_end) as (pool, listening):
            response = await pool.request(HEAD)
            await response.read()
            response.finish()
            finished.set()
            await until(lambda: bool(pool._idle))
            return await get(pool), listening.visits

    finished = asyncio.Event()
    assert (b"ok", 1) == run(asked())


def test_a_response_whose_end_does_not_come_loses_its_connection(run: Run) -> None:
    async def asked() -> object:
        async with pool_and_peer(answering(CHUNKED + b"1\r\na\r\n")) as (pool, listening):
            response = await pool.request(HEAD)
            response.finish()
            await listening.alone()
            return pool._taken

    assert 0 == run(asked())


def test_no_more_connections_than_allowed_and_nobody_waits_in_vain(run: Run) -> None:
    async def asked() -> object:
        async with pool_and_peer(answering(*[OK] * 50), connections_max=2) as (pool, listening):
            bodies = await asyncio.gather(*[get(pool) for _ in range(50)])
            return set(bodies), listening.visits, pool._taken

    assert ({b"ok"}, 2, 2) == run(asked())


def test_waiting_for_a_connection_has_an_end(run: Run) -> None:
    async def asked() -> object:
        script = answering(b"")
        async with pool_and_peer(script, connections_max=1, waiting_seconds_max=SILENCE_SECONDS) as (pool, _):
            busy = asyncio.ensure_future(get(pool))
            await until(lambda: bool(pool._connections))
            found = await failure(pool)
            busy.cancel()
            await asyncio.wait({busy})
            return found, pool._taken, len(pool._waiters)

    assert (NoConnectionFree, 0, 0) == run(asked())


def test_a_connection_that_breaks_makes_room_for_who_waits(run: Run) -> None:
    async def asked() -> object:
        async with pool_and_peer(answering_and_leaving(b"nonsense"), connections_max=1) as (pool, listening):
            found = await asyncio.gather(*[failure(pool) for _ in range(5)])
            return set(found), listening.visits, pool._taken

    assert ({BadResponse}, 5, 0) == run(asked())


def test_a_cancelled_waiter_hands_on_what_it_was_given(run: Run) -> None:
    async def two_steps(visit: Visit) -> None:
        await visit.asked()
        await visit.say(OK[:-1])
        await waited.wait()
        await visit.say(OK[-1:])
        await visit.asked()
        await visit.say(OK)
        await visit.left()

    async def asked() -> object:
        async with pool_and_peer(two_steps, connections_max=1) as (pool, listening):
            response = await pool.request(HEAD)
            waiting = [asyncio.ensure_future(get(pool)) for _ in range(2)]
            await until(lambda: len(pool._waiters) == 2)
            waited.set()
            body = await response.read_all(10)
            given = len(pool._waiters) == 1 and not waiting[0].done()
            waiting[0].cancel()
            return given, body, await waiting[1], listening.visits

    waited = asyncio.Event()
    assert (True, b"ok", b"ok", 1) == run(asked())


@pytest.mark.parametrize("turns", range(12))
def test_cancelling_at_any_step_leaks_nothing(run: Run, turns: int) -> None:
    async def cancelled() -> object:
        async with pool_and_peer(answering(CHUNKED + b"1\r\na\r\n" + END, OK), connections_max=1) as (pool, _):
            asking = asyncio.ensure_future(get(pool))
            for _ in range(turns):
                await asyncio.sleep(0)
            asking.cancel()
            await asyncio.wait({asking})
            await until(lambda: pool._taken == len(pool._idle))
            return await get(pool) in (b"ok", b"a"), pool._taken

    assert (True, 1) == run(cancelled())


@pytest.mark.parametrize("said", [b"", LINE, LINE + b"Content-Length: 9\r\n\r\nok"])
def test_cancelling_whoever_waits_drops_the_connection(run: Run, said: bytes) -> None:
    async def speaking(visit: Visit) -> None:
        await visit.asked()
        await visit.say(said)
        asked.set()
        await visit.left()

    async def cancelled() -> object:
        async with pool_and_peer(speaking) as (pool, listening):

            async def whole() -> bytes:
                response = await pool.request(HEAD)
                try:
                    return await response.read_all(100)
                finally:
                    response.close()

            asking = asyncio.ensure_future(whole())
            await asked.wait()
            asking.cancel()
            await asyncio.wait({asking})
            await listening.alone()
            return asking.cancelled(), pool._taken

    asked = asyncio.Event()
    assert (True, 0) == run(cancelled())


def test_closing_the_pool_fails_what_is_under_way(run: Run) -> None:
    async def speechless(visit: Visit) -> None:
        await visit.asked()
        asked.set()
        await visit.left()

    async def closed() -> object:
        async with peer(speechless) as listening:
            async with listening.pool(connections_max=1) as pool:
                asking = [asyncio.ensure_future(failure(pool)) for _ in range(2)]
                await asked.wait()
            found = await asyncio.gather(*asking)
            await listening.alone()
            return found, pool._taken, await failure(pool)

    asked = asyncio.Event()
    assert ([ConnectionLost, ConnectFailed], 0, ConnectFailed) == run(closed())
