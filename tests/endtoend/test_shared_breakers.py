"""Several worker processes: what one finds out about the upstream the others know, and a reset reaches them all."""

from __future__ import annotations

import http.client
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.support.fixtures import settings
from tests.support.gateway import KEY_SECONDS_MAX, PROGRAMS, Gateway, serving
from tests.support.postgres import Server
from tests.support.upstream import MockUpstream, mock_upstream, refusal
from tests.support.waiting import until
from tests.support.web import Client, chat
from tests.support.workers import chat_status, connected, metrics

WORKERS = 4
MODEL = "failing-0"
BREAKER = f"openai:chat_completions:{MODEL}"
KNOWN_SECONDS_MAX = 10.0  # About one on a machine with nothing else to do.
Workers = list[http.client.HTTPConnection]


@pytest.fixture(scope="module")
def upstream() -> Iterator[MockUpstream]:
    with mock_upstream() as mock:
        yield mock


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def gateway(
    request: pytest.FixtureRequest, upstream: MockUpstream, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Gateway]:
    home = tmp_path_factory.mktemp("breakers")
    environment = settings(home, upstream.base_url, OPENAI_MAX_RETRIES="0", WORKER_PROCESSES=str(WORKERS))
    with ExitStack() as stack:
        database = None
        if request.param == "postgres":
            server: Server = request.getfixturevalue("postgres")
            database = stack.enter_context(server.database())
        yield stack.enter_context(serving(Gateway(home / "data", environment, database=database)))


@pytest.fixture(scope="module")
def workers(gateway: Gateway) -> Iterator[Workers]:
    with connected(gateway) as each:
        yield each


@pytest.fixture
def operator(gateway: Gateway) -> Client:
    """With a key of its own for each test: asking all workers, again and again, uses a minute's requests up."""
    return gateway.client(gateway.create_key("--tier", "INTERNAL", "--admin"))


@pytest.fixture
def opened(upstream: MockUpstream, operator: Client, workers: Workers) -> None:
    """Every worker knows that the model's breaker is open; the upstream is well again."""
    operator.request("POST", "/api/admin/circuit-breaker/reset", b"{}")
    until(lambda: statuses(operator, workers) == [200] * WORKERS, KNOWN_SECONDS_MAX)
    upstream.will(*[refusal(503)] * 200)
    until(lambda: operator.chat(model=MODEL).status == 503)
    upstream.will()
    until(lambda: statuses(operator, workers) == [503] * WORKERS, KNOWN_SECONDS_MAX)


def statuses(operator: Client, workers: Workers) -> list[int]:
    """How each worker answers. One that nobody asks for some seconds stops looking at what the others know."""
    return [chat_status(worker, str(operator.key), chat(model=MODEL)) for worker in workers]


def states(operator: Client, workers: Workers) -> list[str]:
    """What each worker says of the breaker."""
    return [metrics(worker, str(operator.key))["circuit_breaker_status"][BREAKER]["state"] for worker in workers]


@pytest.mark.usefixtures("opened")
def test_no_worker_asks_an_upstream_that_one_has_found_to_fail(
    upstream: MockUpstream, operator: Client, workers: Workers
) -> None:
    before = len(upstream.requests)
    assert [503] * WORKERS == statuses(operator, workers)
    assert (before, ["open"] * WORKERS) == (len(upstream.requests), states(operator, workers))


@pytest.mark.usefixtures("opened")
@pytest.mark.parametrize("by", ["http", "command"])
def test_a_reset_reaches_every_worker(gateway: Gateway, operator: Client, workers: Workers, by: str) -> None:
    if by == "http":
        answer = operator.request("POST", "/api/admin/circuit-breaker/reset", b'{"endpoint": "chat_completions"}')
        assert 200 == answer.status
    else:
        assert "Reset *:chat_completions:*" in command(gateway, "reset", "--endpoint", "chat_completions")
    until(lambda: statuses(operator, workers) == [200] * WORKERS, KNOWN_SECONDS_MAX)


@pytest.mark.usefixtures("opened")
def test_the_command_lists_what_is_open(gateway: Gateway) -> None:
    assert any(line.startswith(BREAKER) and "open for" in line for line in command(gateway, "list").splitlines())


@pytest.mark.usefixtures("opened")
def test_the_metric_falls_back_when_every_worker_is_closed(operator: Client, workers: Workers) -> None:
    assert 1.0 == open_metric(operator)
    operator.request("POST", "/api/admin/circuit-breaker/reset", b"{}")
    until(lambda: statuses(operator, workers) == [200] * WORKERS, KNOWN_SECONDS_MAX)
    until(lambda: open_metric(operator) == 0.0, KNOWN_SECONDS_MAX)


def open_metric(operator: Client) -> float:
    text = operator.get("/metrics", Accept="text/plain").body.decode()
    start = f'circuit_breaker_state{{name="{BREAKER}",state="open"}} '
    return next(float(line.removeprefix(start)) for line in text.splitlines() if line.startswith(start))


def command(gateway: Gateway, *arguments: str) -> str:
    done = subprocess.run(
        [str(PROGRAMS / "auslex"), "breaker", *arguments],
        env=gateway._environment, capture_output=True, text=True, timeout=KEY_SECONDS_MAX, check=True,
    )  # fmt: skip
    return done.stdout
