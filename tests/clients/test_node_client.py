"""The official Node client, used as its documentation says; each scenario of node/client.mjs is its own process."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support import upstream as mock
from tests.support.fixtures import FAILING_MODELS, RETRIES_MAX
from tests.support.gateway import Gateway
from tests.support.missing import missing
from tests.support.upstream import MockUpstream
from tests.support.waiting import until
from tests.support.web import Client

SOURCES = Path(__file__).with_name("node")
HOME = Path(__file__).parents[2] / ".bench" / "node-client"  # Kept between runs, as git ignores it.
INSTALL_SECONDS_MAX = 120.0
SCENARIO_SECONDS_MAX = 60.0

Run = Callable[..., Any]


@pytest.fixture(scope="module")
def program() -> Path:
    """The installed client's scenarios; missing tools fail in CI, and elsewhere skip with the reason."""
    for tool in ("node", "npm"):
        if shutil.which(tool) is None:
            missing(f"{tool} is not installed, so the Node client was not tested")
    lock = (SOURCES / "package-lock.json").read_bytes()
    installed = HOME / "installed.json"
    if not installed.is_file() or lock != installed.read_bytes():
        _install()
        installed.write_bytes(lock)
    return Path(shutil.copy(SOURCES / "client.mjs", HOME))


@pytest.fixture
def run(program: Path, gateway: Gateway, client: Client) -> Run:
    """Runs a scenario to its end and gives what it printed."""

    def scenario(name: str, key: str | None = client.key, model: str = "gpt-4o-mini") -> object:
        command = ["node", str(program), name, gateway.base_url, str(key), model]
        done = subprocess.run(command, capture_output=True, text=True, timeout=SCENARIO_SECONDS_MAX, check=False)
        assert 0 == done.returncode, done.stderr
        return json.loads(done.stdout)

    return scenario


def test_models_are_listed_and_retrieved(run: Run) -> None:
    assert {"listed": ["gpt-4o-mini"], "retrieved": "gpt-4o-mini"} == run("models")


def test_a_whole_answer_has_text_usage_and_request_id(gateway: Gateway, run: Run) -> None:
    seen = run("whole")
    assert (mock.TEXT, 16) == (seen["text"], seen["tokens"])
    assert ["S"] == [row.state for row in gateway.resolved_rows(seen["requestId"])]


def test_a_tool_call_arrives(run: Run, upstream: MockUpstream) -> None:
    upstream.will(mock.TOOL_CALL)
    assert {"name": "find_act", "arguments": '{"year": 1995}'} == run("tools")


def test_a_stream_with_usage_ends_with_the_usage_chunk(run: Run) -> None:
    assert {"text": mock.TEXT, "lastChoices": [], "tokens": 16} == run("streamWithUsage")


def test_every_chunk_of_a_stream_without_usage_has_a_choice(run: Run) -> None:
    assert mock.TEXT == run("streamWithoutUsage")


def test_an_aborted_stream_lets_the_upstream_go_and_is_settled_by_what_was_counted(
    gateway: Gateway, run: Run, upstream: MockUpstream
) -> None:
    upstream.will(mock.ENDLESS)
    hung_up = upstream.hung_up
    seen = run("abort")
    until(lambda: upstream.hung_up == hung_up + 1, 1.0)
    (row,) = gateway.resolved_rows(seen["requestId"])
    assert (10, "S", "counted") == (seen["read"], row.state, row.source)
    assert row.completion_tokens >= 9
    assert [] == [row for row in gateway.rows() if row.state == "D"]


def test_a_stream_that_breaks_throws(run: Run, upstream: MockUpstream) -> None:
    upstream.will(mock.Stream(mock.TEXT_CHUNKS[:3]))
    assert "upstream_truncated" == run("brokenStream")["code"]


def test_a_wrong_key_is_an_authentication_error(run: Run) -> None:
    seen = run("fail", key="sk-auslex-dev-wrong")
    assert ("AuthenticationError", 401, "invalid_api_key") == (seen["kind"], seen["status"], seen["code"])


def test_an_unknown_model_is_a_bad_request_that_names_the_parameter(run: Run) -> None:
    seen = run("fail", model="unheard-of")
    assert ("BadRequestError", "model_price_unknown", "model") == (seen["kind"], seen["code"], seen["param"])


def test_over_the_limit_is_a_rate_limit_error_that_says_when(gateway: Gateway, run: Run) -> None:
    key = gateway.create_key("--rpm", "1")
    run("whole", key=key)
    seen = run("failOnce", key=key)
    assert ("RateLimitError", "rate_limit_exceeded", "requests") == (seen["kind"], seen["code"], seen["type"])
    assert int(seen["retryAfter"]) > 0


def test_a_used_up_budget_is_asked_once_although_the_client_would_retry(
    gateway: Gateway, client: Client, run: Run, upstream: MockUpstream
) -> None:
    upstream.will(mock.completion(prompt_tokens=100_000))
    key = gateway.create_key("--usd-day", "0.01")
    gateway.resolved_rows(run("whole", key=key)["requestId"])
    refused, sent = gateway.log_up_to_now(client).count(" 429 "), len(upstream.requests)
    assert "insufficient_quota" == run("fail", key=key)["code"]
    assert (refused + 1, sent) == (gateway.log_up_to_now(client).count(" 429 "), len(upstream.requests))


def test_a_failing_upstream_is_asked_by_the_gateways_count_and_no_more(run: Run, upstream: MockUpstream) -> None:
    upstream.will(*[mock.refusal(500)] * 20)
    sent = len(upstream.requests)
    assert "InternalServerError" == run("fail", model=FAILING_MODELS[1])["kind"]
    assert RETRIES_MAX + 1 == len(upstream.requests) - sent


def test_embeddings_arrive_as_numbers_though_asked_for_as_base64(run: Run, upstream: MockUpstream) -> None:
    assert [[0.5, -0.25, 0.125]] * 2 == run("embeddings")
    assert "base64" == upstream.requests[-1].json["encoding_format"]


def test_a_response_has_text_and_usage(run: Run) -> None:
    assert {"text": mock.TEXT, "tokens": 16} == run("response")


def test_a_responses_stream_adds_up_to_the_text_and_completes(run: Run) -> None:
    assert {"text": mock.TEXT, "last": "response.completed"} == run("responseStream")


def _install() -> None:
    HOME.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(SOURCES / name, HOME)
    command = ["npm", "ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"]
    done = subprocess.run(command, cwd=HOME, capture_output=True, text=True, timeout=INSTALL_SECONDS_MAX, check=False)
    if done.returncode != 0:
        missing(f"npm ci failed, so the Node client was not tested: {done.stderr.strip()[-300:]}")
