"""Clients that leave: at once, in the midst, by half, or by not reading any more."""

from __future__ import annotations

import re
import socket
import time

import pytest

from auslex.upstreams.faults.script import PREFIX
from tests.faults.conftest import SEND_SECONDS
from tests.faults.outcome import Record, booked, note, told
from tests.support.faults import FaultUpstream
from tests.support.gateway import Gateway, Row
from tests.support.memory import Growth
from tests.support.raw import answers, raw, request
from tests.support.waiting import until
from tests.support.web import Client

# The promise is a second, and `make aborts` measures it; this is below the gateway's own patience with an upstream.
LEFT_SECONDS_MAX = 2.5
STUCK_SECONDS_MAX = 10 * SEND_SECONDS
STUCK_BYTES_MAX = 16 << 20
SMALL_BUFFER_BYTES = 4096
LARGE_BUFFER_BYTES = 4 << 20
MANY_TOKENS = 15_000  # So many that the stream would be let go on for 64 MiB.
WAYS = pytest.mark.parametrize("reset", [False, True], ids=["close", "reset"])


class Watched:
    """The upstream and the ledger, as they see one request for this model."""

    def __init__(self, gateway: Gateway, faults: FaultUpstream, fault: str) -> None:
        self.model = PREFIX + fault
        self._gateway, self._faults = gateway, faults
        self._rows = len(self._all_rows())
        self._before = faults.seen(self.model)

    def is_asked(self) -> None:
        """Return once the upstream has got the request."""
        until(lambda: self._faults.seen(self.model)["requests"] > self._before["requests"])

    def is_left(self, seconds_max: float = LEFT_SECONDS_MAX) -> None:
        """Return once the upstream's connection has been closed; fail if that takes too long."""
        until(lambda: self._faults.seen(self.model)["aborted"] > self._before["aborted"], seconds_max)

    def outcome(self) -> str:
        """How often the upstream was asked, and how that was booked; nothing is open or held any more."""

        def read() -> list[Row]:
            rows = self._all_rows()[self._rows :]
            return rows if all(row.state != "D" for row in rows) else []

        rows = until(read)
        until(lambda: all(balance.reserved == 0 for balance in self._gateway.balances()))
        requests = self._faults.seen(self.model)["requests"] - self._before["requests"]
        return f"left after {requests} | {' '.join(map(booked, rows))}"

    def _all_rows(self) -> list[Row]:
        return [row for row in self._gateway.rows() if row.model == self.model]


@WAYS
@pytest.mark.parametrize("stream", [False, True], ids=["whole", "stream"])
def test_whoever_leaves_before_the_first_byte_leaves_nothing_running(
    gateway: Gateway, client: Client, faults: FaultUpstream, record_property: Record, stream: bool, reset: bool
) -> None:
    watched = Watched(gateway, faults, "hang-headers")
    with raw(gateway.port) as connection:
        connection.say(request(client.key, model=watched.model, stream=stream))
        watched.is_asked()
        connection.leave(reset=reset)
    watched.is_left()
    got, expected = watched.outcome(), "left after 1 | held"
    note(record_property, 52 if stream else 54, "leaves before the answer", stream, expected, got)
    assert expected == got
    assert "right" == told(client.chat(), stream=False)


@WAYS
def test_whoever_leaves_a_stream_pays_for_what_came(
    gateway: Gateway, client: Client, faults: FaultUpstream, record_property: Record, reset: bool
) -> None:
    watched = Watched(gateway, faults, "hang-mid")
    with raw(gateway.port) as connection:
        connection.say(request(client.key, model=watched.model, stream=True))
        connection.hear(b'"content"')
        connection.leave(reset=reset)
    watched.is_left()
    got, expected = watched.outcome(), "left after 1 | counted"
    note(record_property, 53, "leaves in the midst", True, expected, got)
    assert expected == got


@WAYS
def test_whoever_leaves_in_the_midst_of_a_whole_answer_leaves_nothing_running(
    gateway: Gateway, client: Client, faults: FaultUpstream, record_property: Record, reset: bool
) -> None:
    watched = Watched(gateway, faults, "slowloris")
    with raw(gateway.port) as connection:
        connection.say(request(client.key, model=watched.model))
        watched.is_asked()
        connection.leave(reset=reset)
    watched.is_left()
    got, expected = watched.outcome(), "left after 1 | held"
    note(record_property, 54, "leaves in the midst", False, expected, got)
    assert expected == got


def test_whoever_leaves_behind_others_on_the_same_connection_is_noticed(
    gateway: Gateway, client: Client, faults: FaultUpstream
) -> None:
    watched = Watched(gateway, faults, "hang-mid")
    with raw(gateway.port) as connection:
        connection.say(request(client.key, model=watched.model, stream=True) + request(client.key))
        connection.hear(b'"content"')
        connection.leave(reset=True)
    watched.is_left()
    assert "left after 1 | counted" == watched.outcome()


@pytest.mark.parametrize("fault", ["slowloris", "once500"])
@pytest.mark.parametrize("stream", [False, True], ids=["whole", "stream"])
def test_whoever_closes_its_half_is_still_answered(
    gateway: Gateway, client: Client, record_property: Record, fault: str, stream: bool
) -> None:
    with raw(gateway.port) as connection:
        connection.say(request(client.key, model=PREFIX + fault, stream=stream))
        connection.close_half()
        (answer,) = answers(connection.hear_all())
    got = told(answer, stream=stream)
    note(record_property, 55, f"closes its half, {fault}", stream, "right", got)
    assert "right" == got


@pytest.mark.parametrize("fault", ["hang-headers", "hang-mid"])
def test_whoever_closes_its_half_and_then_leaves_is_noticed(
    gateway: Gateway, client: Client, faults: FaultUpstream, record_property: Record, fault: str
) -> None:
    watched = Watched(gateway, faults, fault)
    with raw(gateway.port) as connection:
        connection.say(request(client.key, model=watched.model, stream=True))
        watched.is_asked()
        connection.close_half()
        connection.leave()
    watched.is_left()
    got = watched.outcome()
    expected = "left after 1 | counted" if fault == "hang-mid" else "left after 1 | held"
    note(record_property, 55, f"closes its half, then leaves {fault}", True, expected, got)
    assert expected == got


def test_an_old_client_that_closes_its_half_counts_as_gone(
    gateway: Gateway, client: Client, faults: FaultUpstream
) -> None:
    """HTTP/1.0 knows no answer that means nothing, so it cannot be asked whether it still listens."""
    watched = Watched(gateway, faults, "hang-headers")
    with raw(gateway.port) as connection:
        connection.say(request(client.key, model=watched.model).replace(b"HTTP/1.1", b"HTTP/1.0", 1))
        watched.is_asked()
        connection.close_half()
        watched.is_left()


def test_whoever_does_not_read_is_left_and_fills_no_memory(
    gateway: Gateway, client: Client, faults: FaultUpstream, record_property: Record
) -> None:
    watched, growth = Watched(gateway, faults, "infinite"), Growth(gateway.pid)
    with raw(gateway.port, receive_buffer_bytes=SMALL_BUFFER_BYTES) as connection:
        connection.say(request(client.key, model=watched.model, stream=True, max_tokens=MANY_TOKENS))
        request_id = re.search(rb"x-request-id: (\S+)", connection.hear(b"\r\n\r\n"))
        for _ in range(5):
            assert "right" == told(client.chat(), stream=False)  # Nobody else waits for it.
            connection.socket.recv(1)
        watched.is_left(STUCK_SECONDS_MAX)
        until(connection.is_reset)
    got, expected = watched.outcome(), "left after 1 | counted"
    note(record_property, 56, "does not read", True, expected, got)
    assert (expected, True) == (got, growth.bytes < STUCK_BYTES_MAX)
    # It was held back, and not cut off because it had sent too much.
    log = gateway.log_up_to_now(client)
    assert request_id
    (line,) = [line for line in log.splitlines() if request_id[1].decode() in line and "http.request" in line]
    assert '"code":""' in line


def test_whoever_does_not_read_a_whole_answer_is_left(
    gateway: Gateway, client: Client, record_property: Record
) -> None:
    with raw(gateway.port, receive_buffer_bytes=SMALL_BUFFER_BYTES) as connection:
        connection.say(request(client.key, model=PREFIX + "huge-chunk"))
        connection.hear(b"HTTP/1.1 200")
        until(connection.is_reset, STUCK_SECONDS_MAX)
    note(record_property, 56, "does not read", False, "left", "left")


def test_a_slow_reader_that_does_read_gets_everything(gateway: Gateway, client: Client) -> None:
    with raw(gateway.port, receive_buffer_bytes=SMALL_BUFFER_BYTES) as connection:
        connection.say(request(client.key, "Connection: close", model=PREFIX + "huge-chunk"))
        began = time.monotonic()
        while time.monotonic() - began < 2 * SEND_SECONDS + 1:  # Longer than one who takes nothing is waited for.
            connection.received += connection.socket.recv(SMALL_BUFFER_BYTES)
        connection.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, LARGE_BUFFER_BYTES)
        (answer,) = answers(connection.hear_all())
    assert "right" == told(answer, stream=False, text="x" * (8 << 20))
