"""Four worker processes, one ledger: together they count as exactly as one would."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import aiohttp
import pytest

from bench.process import clean_environment
from tests.support.gateway import STOP_SECONDS_MAX, Gateway, Row, serving
from tests.support.postgres import Server
from tests.support.waiting import until
from tests.support.web import Client, chat

REQUESTS = 200
UVICORN = ("uvicorn", "api.hardened_endpoints:app", "--workers", "4")
NANODOLLARS_PER_PROMPT_TOKEN, NANODOLLARS_PER_COMPLETION_TOKEN = 150, 600  # gpt-4o-mini: $0.15 and $0.60 a million.
REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def upstream() -> Iterator[Client]:
    with bench_upstream() as port:
        yield Client(port)


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def gateway(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    data_dir = tmp_path_factory.mktemp("four")
    command = ("auslex", "serve", "--workers", "4")
    upstream: Client = request.getfixturevalue("upstream")
    with ExitStack() as stack:
        database = None
        if request.param == "postgres":
            server: Server = request.getfixturevalue("postgres")
            database = stack.enter_context(server.database())
        yield stack.enter_context(serving(Gateway(data_dir, environment(upstream), command, database)))


@pytest.fixture(scope="module")
def crowd(gateway: Gateway, upstream: Client) -> tuple[list[tuple[int, dict[str, int]]], int]:
    """Status and usage of every answer to the many at once, of which half are streams; calls that the upstream saw."""
    key = gateway.create_key("--tier", "INTERNAL", "--tenant", "crowd")
    before = upstream.get("/count").json["requests"]
    answers = asyncio.run(ask_all(gateway, key))
    return answers, upstream.get("/count").json["requests"] - before


@pytest.fixture(scope="module")
def answers(crowd: tuple[list[tuple[int, dict[str, int]]], int]) -> list[tuple[int, dict[str, int]]]:
    return crowd[0]


@pytest.fixture(scope="module")
def asked(crowd: tuple[list[tuple[int, dict[str, int]]], int]) -> int:
    return crowd[1]


def test_four_processes_serve(gateway: Gateway) -> None:
    assert 4 <= len(children(gateway.pid))


def test_every_request_of_a_crowd_succeeds(answers: list[tuple[int, dict[str, int]]]) -> None:
    assert [200] * REQUESTS == [status for status, _ in answers]


def test_the_upstream_was_asked_once_for_each(asked: int) -> None:
    assert REQUESTS == asked


def test_the_rows_add_up_to_what_the_answers_said(gateway: Gateway, answers: list[tuple[int, dict[str, int]]]) -> None:
    rows = settled(gateway)
    asked = sum(usage["prompt_tokens"] for _, usage in answers)
    written = sum(usage["completion_tokens"] for _, usage in answers)
    paid = asked * NANODOLLARS_PER_PROMPT_TOKEN + written * NANODOLLARS_PER_COMPLETION_TOKEN
    assert (REQUESTS, asked, written, paid) == (
        len(rows), sum(row.prompt_tokens for row in rows), sum(row.completion_tokens for row in rows),
        sum(row.paid for row in rows),
    )  # fmt: skip


@pytest.mark.usefixtures("answers")
def test_the_balances_of_key_tenant_and_installation_add_up_to_the_rows(gateway: Gateway) -> None:
    rows = settled(gateway)
    paid = sum(row.paid for row in rows)
    payers = (f"key:{rows[0].key_id}", "tenant:crowd", "installation")
    expected = {(payer, kind): (0, paid) for payer in payers for kind in ("day", "month")}
    found = {(each.account, each.kind): (each.reserved, each.settled) for each in gateway.balances()}
    assert expected == found


@pytest.mark.usefixtures("answers")
def test_the_metrics_of_all_workers_add_up_whichever_is_asked(gateway: Gateway) -> None:
    settled(gateway)
    operator = gateway.client(gateway.create_key("--admin"))
    attempts = [operator.get("/metrics").json["metrics"]["openai_requests"] for _ in range(8)]
    assert [{"model=gpt-4o-mini": float(REQUESTS)}] * 8 == attempts


def test_one_limit_binds_over_all_workers(gateway: Gateway) -> None:
    key = gateway.create_key("--rpm", "5", "--tenant", "bound")
    statuses = [gateway.client(key).chat().status for _ in range(9)]
    assert (5, 4) == (statuses.count(200), statuses.count(429))


def test_the_documented_uvicorn_command_serves_with_four_workers(upstream: Client, tmp_path: Path) -> None:
    with serving(Gateway(tmp_path, environment(upstream), UVICORN)) as gateway:
        assert 200 == gateway.client(gateway.create_key()).chat().status
        assert 4 <= len(children(gateway.pid))
        assert 0 == gateway.stop()


def environment(upstream: Client) -> dict[str, str]:
    return {"OPENAI_BASE_URL": f"http://127.0.0.1:{upstream.port}/v1", "OPENAI_API_KEY": "sk-upstream"}


async def ask_all(gateway: Gateway, key: str) -> list[tuple[int, dict[str, int]]]:
    connector = aiohttp.TCPConnector(limit=REQUESTS)
    async with aiohttp.ClientSession(connector=connector, headers={"Authorization": f"Bearer {key}"}) as session:
        return await asyncio.gather(*(ask(session, gateway, number) for number in range(REQUESTS)))


async def ask(session: aiohttp.ClientSession, gateway: Gateway, number: int) -> tuple[int, dict[str, int]]:
    """Prompts of different lengths, so that two settlements that swap do not cancel out."""
    said = [{"role": "user", "content": "x" * (number + 1)}]
    stream = {"stream": True, "stream_options": {"include_usage": True}} if number % 2 else {}
    async with session.post(gateway.base_url + "/chat/completions", json=chat(messages=said, **stream)) as response:
        if response.content_type == "application/json":
            return response.status, (await response.json()).get("usage", {})
        frames = (await response.read()).split(b"\n\n")
        usage = next(frame for frame in reversed(frames) if b'"usage"' in frame)
        return response.status, dict(json.loads(usage.removeprefix(b"data: "))["usage"])


def settled(gateway: Gateway) -> list[Row]:
    """The crowd's rows once all of them are settled."""

    def read() -> list[Row]:
        rows = [row for row in gateway.rows() if row.state == "S"]
        return rows if len(rows) >= REQUESTS else []

    return until(read)


def children(pid: int) -> list[int]:
    """The processes that this one has started and that live."""
    listing = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True)
    pairs = [tuple(map(int, line.split())) for line in listing.stdout.splitlines()]
    return [child for child, parent in pairs if parent == pid]


@contextmanager
def bench_upstream() -> Iterator[int]:
    """The bench's mock as a process of its own; its port."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.upstream", "--chunks", "10"],
        stdout=subprocess.PIPE,
        env=clean_environment({}),
        cwd=REPOSITORY,
    )
    assert process.stdout is not None
    try:
        yield int(process.stdout.readline())
    finally:
        process.stdout.close()
        process.terminate()
        process.wait(STOP_SECONDS_MAX)
