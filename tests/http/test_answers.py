"""Answers written whole are those that uvicorn would have written, in fewer pieces."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field
from typing import Any, cast

import pytest
from uvicorn.protocols.http.flow_control import FlowControl
from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

from auslex.http.answers import Written
from auslex.http.asgi import App, Headers, Message, Receive, Scope, Send


@dataclass
class Wire:
    """A transport that keeps what is written to it."""

    pieces: list[bytes] = field(default_factory=list)
    closed: bool = False

    def write(self, data: bytes) -> None:
        self.pieces.append(bytes(data))

    def close(self) -> None:
        self.closed = True

    def is_closing(self) -> bool:
        return self.closed

    def resume_reading(self) -> None:
        """Nothing was paused."""


@dataclass(frozen=True)
class Answered:
    """What came of a request: the bytes, whether the connection was closed and whether the answer counts as given."""

    written: bytes
    closed: bool
    completed: int
    fault: str


def answer(
    messages: list[Message], *, whole: bool, method: str = "GET", keep_alive: bool = True
) -> tuple[Answered, int]:
    """What is written for these messages, by uvicorn alone or as ours are; and in how many pieces."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        for message in messages:
            await send(dict(message))

    async def scenario() -> tuple[Answered, int]:
        wire, completed, faults = Wire(), [0], []

        def complete() -> None:
            completed[0] += 1

        transport = cast(asyncio.Transport, wire)
        cycle = RequestResponseCycle(
            scope=cast(Any, {"type": "http", "method": method}), transport=transport, flow=FlowControl(transport),
            logger=logging.getLogger("test"), access_logger=logging.getLogger("test"), access_log=False,
            default_headers=[(b"date", b"Mon, 23 Nov 2026 09:00:00 GMT")], message_event=asyncio.Event(),
            expect_100_continue=False, keep_alive=keep_alive, on_response=complete,
        )  # fmt: skip
        served: App = Written(app, cycle) if whole else app
        try:
            await served(cast(Scope, cycle.scope), cast(Receive, cycle.receive), cast(Send, cycle.send))
        except RuntimeError as error:
            faults.append(str(error))
        return Answered(b"".join(wire.pieces), wire.closed, completed[0], "".join(faults)), len(wire.pieces)

    return asyncio.run(scenario())


def start(*headers: tuple[bytes, bytes], status: int = 200) -> Message:
    return {"type": "http.response.start", "status": status, "headers": list(headers)}


def body(data: bytes = b"", *, more: bool = False) -> Message:
    return {"type": "http.response.body", "body": data, "more_body": more}


LENGTH_2: Headers = ((b"content-length", b"2"),)

ANSWERS = {
    "whole": [start((b"content-type", b"application/json"), *LENGTH_2), body(b"{}")],
    "refused": [start((b"retry-after", b"1"), *LENGTH_2, status=429), body(b"{}")],
    "two of a name": [start((b"vary", b"a"), (b"vary", b"b"), *LENGTH_2), body(b"{}")],
    "empty": [start((b"content-length", b"0")), body()],
    "no content": [start(status=204), body()],
    "without a length": [start(), body(b"{}")],
    "in two pieces": [start(*LENGTH_2), body(b"{", more=True), body(b"}")],
    "a stream": [start(), body(b"data: 1\n\n", more=True), body(b"data: 2\n\n", more=True), body()],
    "the last": [start((b"connection", b"close"), *LENGTH_2), body(b"{}")],
    "chunked": [start((b"transfer-encoding", b"chunked")), body(b"{}")],
    "longer than it says": [start(*LENGTH_2), body(b"{{}}")],
    "shorter than it says": [start((b"content-length", b"9")), body(b"{}")],
    "two heads in one": [start((b"x-auslex-served-by", b"m\r\nset-cookie: a=b"), *LENGTH_2), body(b"{}")],
    "a name that is none": [start((b"x bad", b"1"), *LENGTH_2), body(b"{}")],
    "begun twice": [start(*LENGTH_2), start(*LENGTH_2)],
    "sent twice": [start(*LENGTH_2), body(b"{}"), body(b"{}")],
}


@pytest.mark.parametrize("keep_alive", [True, False])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("name", ANSWERS)
def test_every_answer_is_what_uvicorn_would_have_written(name: str, method: str, keep_alive: bool) -> None:
    ours, _ = answer(ANSWERS[name], whole=True, method=method, keep_alive=keep_alive)
    its, _ = answer(ANSWERS[name], whole=False, method=method, keep_alive=keep_alive)
    assert ours == its


@pytest.mark.parametrize("name", ["whole", "refused", "two of a name", "empty"])
def test_a_whole_answer_is_one_piece(name: str) -> None:
    assert answer(ANSWERS[name], whole=True)[1] == 1


def test_nothing_is_sent_before_the_first_of_the_body() -> None:
    assert answer([start(*LENGTH_2)], whole=True)[0].written == b""
