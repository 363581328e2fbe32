"""`resilient_openai_call` round functions that call OpenAI's own client, sync and async."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from openai import APIConnectionError, AsyncOpenAI, OpenAI

from api.circuit_breaker import get_circuit_breaker_status, reset_circuit_breaker, resilient_openai_call
from auslex import runtime
from auslex.core.errors import CircuitOpen, UpstreamError
from bench.process import free_port
from tests.support.upstream import MockUpstream, Reply, Silence, error, refusal

Ask = Callable[..., str]
HELLO = [{"role": "user", "content": "hello"}]
LIBRARY = "library:chat_completions:"


@pytest.fixture(autouse=True)
def own_installation(tmp_path: Path, upstream: MockUpstream, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The runtime that makes itself at the first use, and a mock that answers as OpenAI does."""
    monkeypatch.setenv("AUSLEX_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("OPENAI_BASE_URL", upstream.base_url)
    monkeypatch.setenv("OPENAI_BASE_RETRY_DELAY", "0")
    yield
    runtime.close()


def sync_ask(base_url: str, timeout_seconds: float = 5.0) -> Ask:
    client = OpenAI(base_url=base_url, api_key="k", max_retries=0, timeout=timeout_seconds)

    @resilient_openai_call("chat_completions")
    def ask(model: str = "gpt-4o", **more: object) -> str:
        return client.chat.completions.create(model=model, messages=HELLO, **more).model  # type: ignore[call-overload, no-any-return]

    return ask


def async_ask(base_url: str, timeout_seconds: float = 5.0) -> Ask:
    @resilient_openai_call("chat_completions")
    async def ask(model: str = "gpt-4o", **more: object) -> str:
        async with AsyncOpenAI(base_url=base_url, api_key="k", max_retries=0, timeout=timeout_seconds) as client:
            answer = await client.chat.completions.create(model=model, messages=HELLO, **more)  # type: ignore[call-overload]
            return str(answer.model)

    return lambda *args, **kwargs: asyncio.run(ask(*args, **kwargs))


KINDS = pytest.mark.parametrize("kind", [sync_ask, async_ask], ids=["sync", "async"])


def asked(upstream: MockUpstream, since: int) -> list[object]:
    return [request.json["model"] for request in upstream.requests[since:]]


def state(model: str = "gpt-4o") -> object:
    return get_circuit_breaker_status()[LIBRARY + model]["state"]


@KINDS
def test_a_failure_of_theirs_is_retried(kind: Callable[..., Ask], upstream: MockUpstream) -> None:
    since = len(upstream.requests)
    upstream.will(refusal(503))
    kind(upstream.base_url)()
    assert ["gpt-4o", "gpt-4o"] == asked(upstream, since)


@KINDS
def test_the_fallback_is_asked_in_the_models_place(kind: Callable[..., Ask], upstream: MockUpstream) -> None:
    since = len(upstream.requests)
    upstream.will(Reply(error("pay up", "insufficient_quota"), 429))
    kind(upstream.base_url)()
    assert ["gpt-4o", "gpt-4o-mini"] == asked(upstream, since)


@KINDS
def test_a_fallback_gets_nothing_that_it_cannot_do(kind: Callable[..., Ask], upstream: MockUpstream) -> None:
    since = len(upstream.requests)
    upstream.will(*[refusal(503)] * 9)
    client = OpenAI(base_url=upstream.base_url, api_key="k", max_retries=0)

    @resilient_openai_call("chat_completions")
    def ask(temperature: float, model: str) -> None:
        client.chat.completions.create(model=model, messages=HELLO, temperature=temperature)  # type: ignore[arg-type]

    with pytest.raises(UpstreamError):
        ask(0.2, model="gpt-4o-mini")  # Its fallback reasons, and takes no temperature.
    assert ["gpt-4o-mini"] * 3 == asked(upstream, since)


@KINDS
def test_silence_is_not_retried_and_falls_back(kind: Callable[..., Ask], upstream: MockUpstream) -> None:
    since = len(upstream.requests)
    upstream.will(Silence())
    kind(upstream.base_url, 0.5)()
    assert ["gpt-4o", "gpt-4o-mini"] == asked(upstream, since)


@KINDS
def test_a_refused_connection_is_told_with_the_clients_own_error_as_its_cause(kind: Callable[..., Ask]) -> None:
    with pytest.raises(UpstreamError) as told:
        kind(f"http://127.0.0.1:{free_port()}/v1")()
    assert isinstance(told.value.__cause__, APIConnectionError)


@KINDS
def test_a_callers_own_mistake_is_neither_retried_nor_counted(kind: Callable[..., Ask], upstream: MockUpstream) -> None:
    since = len(upstream.requests)
    upstream.will(refusal(400))
    with pytest.raises(UpstreamError):
        kind(upstream.base_url)()
    assert (["gpt-4o"], 0) == (
        asked(upstream, since), get_circuit_breaker_status()[LIBRARY + "gpt-4o"]["failures_total"],
    )  # fmt: skip


@KINDS
def test_a_breaker_opens_is_shown_and_is_reset(kind: Callable[..., Ask], upstream: MockUpstream) -> None:
    ask = kind(upstream.base_url)
    upstream.will(*[refusal(503)] * 9)
    for _ in range(2):
        with pytest.raises(UpstreamError):
            ask(model="gpt-6-luna")
    before = len(upstream.requests)
    with pytest.raises(CircuitOpen):
        ask(model="gpt-6-luna")
    assert ("open", before) == (state("gpt-6-luna"), len(upstream.requests))
    upstream.will()
    assert [LIBRARY + "gpt-6-luna"] == reset_circuit_breaker("gpt-6-luna")
    ask(model="gpt-6-luna")
    assert "closed" == state("gpt-6-luna")


def test_a_stated_wait_is_kept(upstream: MockUpstream) -> None:
    since = len(upstream.requests)
    upstream.will(Reply(error("slower"), 429, {"retry-after-ms": "50"}))
    sync_ask(upstream.base_url)()
    assert 2 == len(asked(upstream, since))
