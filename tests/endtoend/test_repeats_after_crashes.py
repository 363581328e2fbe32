"""Two workers, one database, and kill -9: however often a request comes, the upstream sees it once (fault 73)."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.support.fixtures import settings
from tests.support.gateway import Gateway, serving
from tests.support.postgres import Database
from tests.support.upstream import MockUpstream, Silence, mock_upstream
from tests.support.waiting import until
from tests.support.web import Answer, Client, chat

CHAT = "/v1/chat/completions"
REPLAY = "x-auslex-idempotent-replay"
KEYS = 24  # Enough to be at every stage when the worker dies,
SEEN = 6  # which it does when the upstream has seen so many.


@pytest.fixture
def upstream() -> Iterator[MockUpstream]:
    with mock_upstream() as mock:
        yield mock


@dataclass
class Pair:
    """Two workers over one database, and a caller of each with the same key."""

    workers: tuple[Gateway, Gateway]
    clients: tuple[Client, Client]
    query: Callable[[str], list[tuple[Any, ...]]]

    def ask(self, place: int, key: str, **more: object) -> Answer:
        raw = json.dumps(chat(user=key, **more)).encode()
        return self.clients[place].request("POST", CHAT, raw, {"Idempotency-Key": key})

    def bury(self) -> None:
        """Kill the first worker, and let so much time pass that the other knows."""
        self.workers[0].kill()
        self.query("UPDATE repeats SET lease_until = 0")

    def states(self) -> set[str]:
        return {state for (state,) in self.query("SELECT state FROM repeats")}


@pytest.fixture(params=["sqlite", "postgres"])
def pair(request: pytest.FixtureRequest, upstream: MockUpstream, tmp_path: Path) -> Iterator[Pair]:
    database: Database | None = None
    if request.param == "postgres":
        database = request.getfixturevalue("postgres_database")
    path = tmp_path / "data" / "auslex.db"

    def run(statement: str) -> list[tuple[Any, ...]]:
        if database is not None:
            return database.query(statement)
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            return connection.execute(statement).fetchall()

    environment = settings(tmp_path, upstream.base_url)
    with ExitStack() as stack:
        first, second = (Gateway(tmp_path / "data", environment, database=database) for _ in range(2))
        for worker in (first, second):
            stack.enter_context(serving(worker))
        key = first.create_key("--tier", "INTERNAL", "--tenant", "somebody")
        yield Pair((first, second), (first.client(key), second.client(key)), run)


def calls(upstream: MockUpstream) -> Counter[str]:
    """How often the upstream was asked, by key."""
    return Counter(str(received.json["user"]) for received in upstream.requests)


@pytest.mark.parametrize("stream", [False, True])
def test_two_workers_make_one_call(pair: Pair, upstream: MockUpstream, stream: bool) -> None:
    with ThreadPoolExecutor(20) as threads:
        answers = list(threads.map(lambda number: pair.ask(number % 2, "k", stream=stream), range(40)))
    assert (Counter({"true": 39, None: 1}), {200}) == (
        Counter(answer.headers.get(REPLAY) for answer in answers), {answer.status for answer in answers},
    )  # fmt: skip
    assert ({"k": 1}, 1) == (calls(upstream), len({answer.body for answer in answers}))


def test_an_answer_outlives_the_worker_that_gave_it(pair: Pair, upstream: MockUpstream) -> None:
    first = pair.ask(0, "k")
    pair.bury()
    second = pair.ask(1, "k")
    assert (200, "true", first.body, {"k": 1}) == (
        second.status, second.headers[REPLAY], second.body, calls(upstream),
    )  # fmt: skip


def test_what_was_sent_when_the_worker_died_is_interrupted_for_ever(pair: Pair, upstream: MockUpstream) -> None:
    upstream.will(Silence())
    raw = json.dumps(chat(user="k")).encode()
    head = {"Idempotency-Key": "k", "Content-Length": str(len(raw))}
    with pair.clients[0].raw("POST", CHAT, head) as connection:
        connection.sendall(raw)
        until(lambda: upstream.under_way)
        pair.bury()
    told = [pair.ask(1, "k") for _ in range(2)]
    assert [(409, "idempotency_interrupted", "false")] * 2 == [
        (answer.status, answer.error["code"], answer.headers["x-should-retry"]) for answer in told
    ]
    assert {"k": 1} == calls(upstream)


@pytest.mark.parametrize("pair", ["postgres"], indirect=True)  # SQLite's one lock would stop the claim as well.
def test_what_was_not_sent_when_the_worker_died_runs_at_another(
    pair: Pair, postgres_database: Database, upstream: MockUpstream
) -> None:
    raw = json.dumps(chat(user="k")).encode()
    head = {"Idempotency-Key": "k", "Content-Length": str(len(raw))}
    with psycopg.connect(postgres_database.direct) as blocker, pair.clients[0].raw("POST", CHAT, head) as connection:
        blocker.execute("LOCK TABLE attempts IN ACCESS EXCLUSIVE MODE")
        connection.sendall(raw)
        until(lambda: "claimed" in pair.states())
        pair.bury()
    assert (200, {"k": 1}) == (pair.ask(1, "k").status, calls(upstream))


def test_a_crash_in_the_midst_of_many_repeats_none(pair: Pair, upstream: MockUpstream) -> None:
    """Killed between the mark and the first byte, a request was never seen; only the upstream could tell."""
    keys = [f"k{number}" for number in range(KEYS)]

    def ask(key: str) -> None:
        with suppress(OSError, HTTPException):  # The worker dies.
            pair.ask(0, key)

    with ThreadPoolExecutor(KEYS) as threads:
        asking = [threads.submit(ask, key) for key in keys]
        until(lambda: len(upstream.requests) >= SEEN)
        pair.bury()
        for each in asking:
            each.result()
    pair.query("UPDATE repeats SET lease_until = 0")
    with ThreadPoolExecutor(KEYS) as threads:
        answers = list(threads.map(lambda key: pair.ask(1, key), keys * 3))
    seen, told = (
        calls(upstream),
        {key: {answer.status for answer in answers[place::KEYS]} for place, key in enumerate(keys)},
    )
    assert {1} == set(seen.values())
    assert {} == {key: status for key, status in told.items() if status not in ({200}, {409})}
    assert set() == {key for key, status in told.items() if status == {200}} - seen.keys()
    assert {"idempotency_interrupted"} >= {answer.error["code"] for answer in answers if answer.status == 409}
