"""What a worker that is full says to those who come now, and that the connection goes on."""

from __future__ import annotations

import asyncio
import io
import socket
from collections.abc import Iterator

import pytest
from uvicorn.config import Config
from uvicorn.server import ServerState

from auslex.http.admission import Admission
from auslex.http.asgi import Message, Receive, Scope, Send
from auslex.http.connection import SHARED, ClientConnection, ConnectionOptions, Shared
from auslex.http.refusals import Refusals
from auslex.observing.logs import Log
from auslex.observing.metrics import Metrics
from tests.support.raw import answers, head
from tests.support.web import Answer

pytestmark = pytest.mark.anyio
BODY = b'{"model": "gpt-4o-mini"}'
POST = head("key", f"Content-Length: {len(BODY)}") + BODY


class Full(Admission):
    """As full as a test says."""

    full = True

    def is_full(self) -> bool:
        return self.full


class Worker:
    """A worker's only connection, its application, which says 200 to everything, and what it has written."""

    def __init__(self, loop: asyncio.AbstractEventLoop, its_socket: socket.socket) -> None:
        self.admission = Full(loop, (), 1, lambda: None)
        self.served = 0
        self.closed = False
        self.written = b""
        self._socket = its_socket
        metrics, log = Metrics(None), Log(io.StringIO(), "INFO", human=False)
        self.metrics = metrics
        state = {SHARED: Shared(self.admission, Refusals(metrics, log, loop))}
        config = Config(self._application, interface="asgi3", lifespan="off", log_config=None)
        options = ConnectionOptions(its_socket, 10, 10, 1.0)
        self.connection = ClientConnection(config, ServerState(), state, loop, options=options)
        self.connection.connection_made(self)  # type: ignore[arg-type]

    @property
    def answers(self) -> list[Answer]:
        return answers(self.written)

    async def _application(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.served += 1
        start: Message = {"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"0")]}
        await send(start)
        await send({"type": "http.response.body", "body": b""})

    # As its transport.

    def write(self, data: bytes) -> None:
        self.written += data

    def get_extra_info(self, name: str) -> object:
        return self._socket if name == "socket" else None

    def is_closing(self) -> bool:
        return self.closed

    def close(self) -> None:
        self.closed = True

    def abort(self) -> None:
        raise AssertionError("the connection is to be kept")

    def pause_reading(self) -> None:
        """What it hears, the test says."""

    resume_reading = pause_reading


@pytest.fixture
def pair() -> Iterator[socket.socket]:
    one, other = socket.socketpair()
    with one, other:
        yield one


def talk(pair: socket.socket, *pieces: bytes | bool) -> Worker:
    """Let a worker hear these pieces; a truth value in between says whether it is full from now on."""

    async def run() -> Worker:
        worker = Worker(asyncio.get_running_loop(), pair)
        for piece in pieces:
            if isinstance(piece, bool):
                worker.admission.full = piece
            else:
                worker.connection.data_received(piece)
                await asyncio.sleep(0)
        await asyncio.gather(*worker.connection.tasks)
        worker.connection.connection_lost(ConnectionResetError())
        return worker

    return asyncio.run(run())


def test_a_request_is_put_off_with_a_whole_refusal(pair: socket.socket) -> None:
    worker = talk(pair, POST)
    (answer,) = worker.answers
    assert (503, "overloaded", "1", 0) == (
        answer.status, answer.error["code"], answer.headers["retry-after"], worker.served,
    )  # fmt: skip
    assert answer.headers["x-request-id"].startswith("req_")


def test_each_has_an_id_of_its_own(pair: socket.socket) -> None:
    worker = talk(pair, POST, POST)
    assert 2 == len({answer.headers["x-request-id"] for answer in worker.answers})


@pytest.mark.parametrize("cut", [30, len(POST) - len(BODY), len(POST) - 3])
def test_its_body_is_passed_over_and_the_next_request_is_served(pair: socket.socket, cut: int) -> None:
    worker = talk(pair, POST[:cut], POST[cut:], False, POST)
    assert ([503, 200], 1) == ([answer.status for answer in worker.answers], worker.served)


def test_whoever_only_looks_is_served(pair: socket.socket) -> None:
    worker = talk(pair, head(None, start="GET /health HTTP/1.1"))
    assert [200] == [answer.status for answer in worker.answers]


def test_a_request_behind_another_waits_its_turn(pair: socket.socket) -> None:
    worker = talk(pair, False, POST + POST)
    assert [200, 200] == [answer.status for answer in worker.answers]


async def test_a_connection_is_closed_when_it_has_rested_long_enough_since_its_last_answer(pair: socket.socket) -> None:
    worker = Worker(asyncio.get_running_loop(), pair)
    worker.connection.data_received(POST)
    worker.connection.timeout_keep_alive_handler()
    just_answered = worker.closed
    worker.connection.timeout_keep_alive = 0
    worker.connection.timeout_keep_alive_handler()
    worker.connection.connection_lost(ConnectionResetError())
    assert (False, True) == (just_answered, worker.closed)


async def test_nobody_closes_it_while_a_request_is_under_way(pair: socket.socket) -> None:
    worker = Worker(asyncio.get_running_loop(), pair)
    worker.connection.data_received(POST + POST[:30])
    worker.connection.timeout_keep_alive = 0
    worker.connection.timeout_keep_alive_handler()
    worker.connection.connection_lost(ConnectionResetError())
    assert not worker.closed
