"""LangChain, LlamaIndex and pydantic-ai, unchanged: whole answers, streams, tools and errors."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bench.process import clean_environment
from tests.support import upstream as mock
from tests.support.environments import environment
from tests.support.fixtures import FAILING_MODELS, RETRIES_MAX
from tests.support.gateway import REPOSITORY, Gateway
from tests.support.upstream import MockUpstream
from tests.support.web import Client

SCENARIOS = Path(__file__).with_name("frameworks") / "scenarios.py"
HOME = REPOSITORY / ".bench" / "frameworks"
SCENARIO_SECONDS_MAX = 120.0
FRAMEWORKS = ("langchain", "llama-index", "pydantic-ai")
CALL = {"name": "find_act", "arguments": {"year": 1995}}

Run = Callable[..., Any]


@pytest.fixture(scope="module")
def python() -> Path:
    """The interpreter of an environment with the frameworks."""
    return environment("frameworks")


@pytest.fixture
def run(python: Path, gateway: Gateway, client: Client) -> Run:
    """Runs a scenario to its end and gives what it printed."""

    def scenario(framework: str, name: str, model: str = "gpt-4o-mini", key: str | None = client.key) -> object:
        command = [str(python), str(SCENARIOS), framework, name, gateway.base_url, str(key), model]
        clean = clean_environment({"HOME": str(HOME)})
        done = subprocess.run(
            command, env=clean, capture_output=True, text=True, timeout=SCENARIO_SECONDS_MAX, check=False
        )
        assert 0 == done.returncode, done.stderr
        return json.loads(done.stdout.splitlines()[-1])

    return scenario


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_whole_answer_has_text_and_usage(run: Run, framework: str) -> None:
    assert {"text": mock.TEXT, "tokens": 16} == run(framework, "whole")


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_stream_adds_up_to_the_text(run: Run, framework: str) -> None:
    assert {"text": mock.TEXT} == run(framework, "stream")


@pytest.mark.parametrize("framework", FRAMEWORKS)
@pytest.mark.parametrize("scenario", ["tools", "streamed_tools"])
def test_a_tool_is_called(run: Run, upstream: MockUpstream, framework: str, scenario: str) -> None:
    upstream.will(mock.TOOL_CALL if scenario == "tools" else mock.TOOL_CALL_STREAM)
    seen = run(framework, scenario)
    assert CALL == {name: seen[name] for name in CALL}
    if framework == "pydantic-ai":
        result = upstream.requests[-1].json["messages"][-1]  # type: ignore[index]
        assert (mock.TEXT, "tool", "Evidence Act 1995") == (seen["text"], result["role"], result["content"])


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_wrong_key_is_told_as_401(run: Run, framework: str) -> None:
    seen = run(framework, "failing-whole", key="sk-auslex-dev-wrong")
    assert (401, True) == (seen["status"], "invalid_api_key" in seen["said"])


@pytest.mark.parametrize("framework", sorted(set(FRAMEWORKS) - {"llama-index"}))  # It repeats whatever it is told.
def test_a_failing_upstream_is_asked_by_the_gateways_count_and_no_more(
    run: Run, upstream: MockUpstream, framework: str
) -> None:
    upstream.will(*[mock.refusal(500)] * 20)
    sent = len(upstream.requests)
    seen = run(framework, "failing-whole", model=FAILING_MODELS[5 + FRAMEWORKS.index(framework)])
    assert (502, RETRIES_MAX + 1) == (seen["status"], len(upstream.requests) - sent)


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_stream_that_breaks_is_an_error(run: Run, upstream: MockUpstream, framework: str) -> None:
    upstream.will(mock.Stream(mock.TEXT_CHUNKS[:3]))
    assert "ended before it was finished" in run(framework, "failing-stream")["said"]
