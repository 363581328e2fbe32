"""Clients that take their time, send too much, or come in crowds."""

from __future__ import annotations

import asyncio
import select
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from http.client import HTTPConnection
from itertools import count
from pathlib import Path

import pytest

from auslex.upstreams.faults.script import PREFIX
from tests.faults.outcome import Record, note, told
from tests.support.gateway import Gateway, serving
from tests.support.memory import Growth
from tests.support.raw import CHAT_PATH, Raw, answers, head, raw, request
from tests.support.waiting import until
from tests.support.web import ANSWER_SECONDS_MAX, HOST, Answer, Client
from tests.support.workers import status

PATIENCE_SECONDS_MAX = 10.0
NOISE_SECONDS = 5.0
BYTE_SECONDS = 0.5
CONNECTIONS = 20  # Model calls at once, of the small gateway; four times as many connections.
IDLE = 1_000
BODY_BYTES = 50 << 20
MEMORY_BYTES_MAX = 64 << 20
PAUSE_SECONDS = 5.5  # Clients built on httpx keep a connection for 5.
STREAMS = 60
PATHS = (CHAT_PATH, "/api/chat/hardened")


@pytest.fixture(scope="module")
def small(home: Path, environment: dict[str, str]) -> Iterator[Gateway]:
    """One with room for few."""
    with serving(Gateway(home / "small", {**environment, "WORKER_CONNECTIONS": str(CONNECTIONS)})) as running:
        yield running


def test_whoever_is_slow_is_told_so(gateway: Gateway, client: Client, record_property: Record) -> None:
    whole = head(client.key, "Content-Length: 1000")
    slow = {
        "a head that stops": (whole[:30], b""),
        "a head, byte by byte": (b"", whole),
        "a body that does not come": (whole, b""),
        "a body that stops": (whole + b'{"model"', b""),
        "a body, byte by byte": (whole, b"{" + b" " * 900),
        "chunks that stop": (head(client.key, "Transfer-Encoding: chunked") + b"5\r\nhe", b""),
    }
    expected = "408 request_timeout"
    began = time.monotonic()
    with ExitStack() as stack:
        waiting = {name: stack.enter_context(raw(gateway.port)) for name in slow}
        for name, connection in waiting.items():
            connection.say(slow[name][0])
        got = {}
        for place in count():
            for name in _answered(waiting):
                got[name] = told(_refusal(waiting.pop(name)), stream=False)
            if not waiting:
                break
            for name, connection in waiting.items():
                connection.say(slow[name][1][place : place + 1])
    for name in slow:
        note(record_property, 57, name, None, expected, got[name])
    assert ({expected}, True) == (set(got.values()), time.monotonic() - began < PATIENCE_SECONDS_MAX + NOISE_SECONDS)


def _answered(waiting: dict[str, Raw]) -> list[str]:
    """Who has been answered; waits for the first a little."""
    ready = select.select([connection.socket for connection in waiting.values()], [], [], BYTE_SECONDS)[0]
    return [name for name, connection in waiting.items() if connection.socket in ready]


def _refusal(connection: Raw) -> Answer:
    connection.hear(b"}}")
    return answers(connection.received)[0]


def test_whoever_says_nothing_is_not_waited_for(gateway: Gateway) -> None:
    with raw(gateway.port) as connection:
        assert b"" == connection.hear_all()


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("announced", [True, False], ids=["length", "chunked"])
@pytest.mark.parametrize("patient", [True, False], ids=["expect", "at-once"])
def test_a_body_of_50_mb_is_refused_unread(
    gateway: Gateway, client: Client, record_property: Record, path: str, announced: bool, patient: bool
) -> None:
    expected = "413 request_too_large"
    length = f"Content-Length: {BODY_BYTES}" if announced else "Transfer-Encoding: chunked"
    lines = [length, "Expect: 100-continue"] if patient else [length]
    growth = Growth(gateway.pid)
    with raw(gateway.port) as connection:
        connection.say(head(client.key, *lines, start=f"POST {path} HTTP/1.1"))
        if not patient or not announced:
            _send(connection, announced)
        connection.hear(b"}}")
        if announced:
            assert b"100 Continue" not in connection.received
        got = told(answers(connection.received)[0], stream=False)
    note(record_property, 58, f"50 MB, {'length' if announced else 'chunked'}, {path}", None, expected, got)
    assert (expected, True) == (got, growth.bytes < MEMORY_BYTES_MAX)
    assert "right" == told(client.chat(), stream=False)


def _send(connection: Raw, announced: bool) -> None:
    """The body, as far as it is taken; the other side may hang up meanwhile."""
    piece = b" " * (1 << 16)
    framed = piece if announced else b"%x\r\n%b\r\n" % (len(piece), piece)
    try:
        for _ in range(BODY_BYTES // len(piece)):
            connection.say(framed)
    except ConnectionError:
        return


def test_a_connection_is_not_kept_for_a_body_that_nobody_wants(gateway: Gateway, client: Client) -> None:
    with raw(gateway.port) as connection:
        connection.say(head(client.key, f"Content-Length: {BODY_BYTES}"))
        assert 1 == connection.hear_all().count(b"HTTP/1.1 ")


def test_crowds_of_streams_are_served_whole_or_refused_at_once(small: Gateway, record_property: Record) -> None:
    client = small.client(small.create_key("--tier", "INTERNAL"))
    got = asyncio.run(_crowd(small, client, STREAMS))
    expected = {"right", "503 overloaded"}
    note(record_property, 70, f"{STREAMS} streams, room for {CONNECTIONS}", True, "right or 503 overloaded",
         " or ".join(sorted(set(got), reverse=True)))  # fmt: skip
    assert expected == set(got)
    assert CONNECTIONS <= got.count("right")


async def _crowd(gateway: Gateway, client: Client, streams: int) -> list[str]:
    data = request(client.key, "Connection: close", model=PREFIX + "slowloris", stream=True)

    async def one() -> str:
        reader, writer = await asyncio.open_connection(HOST, gateway.port)
        writer.write(data)
        received = await reader.read(-1)
        writer.close()
        (answer,) = answers(received)
        return told(answer, stream=answer.status == 200)

    return await asyncio.gather(*(one() for _ in range(streams)))


def test_a_connection_outlives_a_pause_that_clients_take_for_short(gateway: Gateway) -> None:
    with closing(HTTPConnection(HOST, gateway.port, timeout=ANSWER_SECONDS_MAX)) as connection:
        first = status(connection, None, "/health")
        time.sleep(PAUSE_SECONDS)
        assert (200, 200) == (first, status(connection, None, "/health"))


def test_crowds_that_only_wait_make_room(small: Gateway, record_property: Record) -> None:
    with ExitStack() as stack:
        for _ in range(IDLE):
            stack.enter_context(raw(small.port))
        health = small.client().get("/health").status
        until(lambda: _sockets(small.pid) < 5 * CONNECTIONS)
        got = f"health {health}, few kept"
    note(record_property, 71, f"{IDLE} idle connections, room for {4 * CONNECTIONS}", None, "health 200, few kept", got)
    assert "health 200, few kept" == got


def test_a_crowd_that_waits_takes_no_answer_away(small: Gateway) -> None:
    client = small.client(small.create_key("--tier", "INTERNAL"))
    with raw(small.port) as connection, ExitStack() as stack:
        connection.say(request(client.key, "Connection: close", model=PREFIX + "slowloris", stream=True))
        connection.hear(b"data: ")
        for _ in range(10 * CONNECTIONS):
            stack.enter_context(raw(small.port))
        (answer,) = answers(connection.hear_all())
    assert "right" == told(answer, stream=True)


def _sockets(pid: int) -> int:
    links = [path.readlink() for path in Path(f"/proc/{pid}/fd").iterdir() if path.is_symlink()]
    return sum(str(link).startswith("socket:") for link in links)
