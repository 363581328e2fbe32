"""The decorators, used as a stranger would use them."""

from __future__ import annotations

import asyncio
import inspect
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI, Request
from starlette.testclient import TestClient

from api.circuit_breaker import get_circuit_breaker_status, reset_circuit_breaker, resilient_openai_call
from api.production_config import get_config_manager, get_health_checker, get_metrics_collector
from api.rate_limiter import RateLimitExceeded, global_rate_limiter, rate_limit_decorator
from api.security_manager import SecurityLevel, secure_endpoint
from api.streaming_handler import StreamEventType, streaming_engine, streaming_manager
from api.token_optimizer import OptimizationStrategy, token_optimized
from auslex import runtime
from auslex.assembly.access import open_keys
from auslex.core.clock import SystemClock
from auslex.core.errors import BadRequest, UpstreamError
from auslex.core.ids import new_id
from auslex.core.principal import Tier
from auslex.core.usage import Usage
from auslex.identity.keys import KeyRequest, hash_key, new_key
from auslex.identity.signing import (
    NONCE_HEADER,
    SIGNATURE_HEADER,
    TIMESTAMP_HEADER,
    Signed,
    sign,
    signing_secret,
)
from auslex.settings import Settings

Messages = list[dict[str, str]]
HELLO: Messages = [{"role": "user", "content": "hello there"}]


@pytest.fixture(autouse=True)
def own_installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A process that was never told anything: the runtime makes itself at the first use."""
    monkeypatch.setenv("AUSLEX_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("OPENAI_BASE_RETRY_DELAY", "0")
    yield
    runtime.close()


class FakeStatusError(Exception):
    """An error in the shape of any OpenAI client's."""

    def __init__(self, status: int) -> None:
        super().__init__(f"status {status}")
        self.status_code = status


def test_a_limited_function_is_refused_after_its_tiers_requests() -> None:
    @rate_limit_decorator(estimated_tokens_func=lambda msg: len(msg.split()) * 1.3)
    async def ask(user_id: str, messages: Messages) -> str:
        return "answer"

    async def eleven() -> list[str]:
        return [await ask("u1", HELLO) for _ in range(11)]

    with pytest.raises(RateLimitExceeded) as refused:
        asyncio.run(eleven())
    assert "requests_per_minute" == refused.value.limit
    assert 0 < refused.value.retry_after <= 6


def test_users_have_limits_of_their_own() -> None:
    @rate_limit_decorator(lambda messages: 5)
    def ask(user_id: str, messages: Messages) -> str:
        return user_id

    assert [f"u{n}" for n in range(12)] == [ask(f"u{n}", HELLO) for n in range(12)]


def test_a_sync_function_inside_an_event_loop_is_limited_too() -> None:
    @rate_limit_decorator()
    def ask(user_id: str, messages: Messages) -> str:
        return "answer"

    async def call() -> str:
        return ask("u1", HELLO)

    assert "answer" == asyncio.run(call())


def test_the_estimate_gets_the_text_or_the_messages_as_its_parameter_asks() -> None:
    seen: list[object] = []

    def of_text(msg: str) -> float:
        seen.append(msg)
        return 1

    def of_messages(messages: Messages) -> float:
        seen.append(messages)
        return 1

    for estimate in (of_text, of_messages):
        rate_limit_decorator(estimate)(lambda user_id, messages: None)("u1", HELLO)
    assert ["hello there", HELLO] == seen


def test_an_answers_usage_settles_what_was_held() -> None:
    @rate_limit_decorator(lambda msg: 100)
    def ask(user_id: str, messages: Messages) -> dict[str, object]:
        return {"usage": {"prompt_tokens": 10, "completion_tokens": 20}}

    ask("u1", HELLO)
    current = runtime.current()
    accountant = current.installation.gateway.accountant
    spend = current.call_sync(lambda: accountant.spend("key:user:u1"))
    assert accountant.price("gpt-4o-mini").cost(Usage(10, 20)) == spend.day_settled
    assert 0 == spend.day_reserved


@pytest.mark.parametrize(("error", "tokens"), [(FakeStatusError(400), 0), (ValueError("no"), 100)])
def test_a_failed_function_owes_its_estimate_unless_the_provider_refused(error: Exception, tokens: int) -> None:
    @rate_limit_decorator(lambda msg: 100)
    def ask(user_id: str, messages: Messages) -> None:
        raise error

    with pytest.raises(type(error)):
        ask("u1", HELLO)
    current = runtime.current()
    accountant = current.installation.gateway.accountant
    spend = current.call_sync(lambda: accountant.spend("key:user:u1"))
    paid = accountant.price("gpt-4o-mini").cost(Usage(tokens, 0))
    assert (paid, 0) == (spend.day_settled, spend.day_reserved)


@pytest.mark.parametrize("user_id", ["a\t0\t0\nkey:another", "a\n", "a\x00", "\ud800"])
def test_a_user_id_cannot_name_another_account_in_the_ledgers_rows(user_id: str) -> None:
    with pytest.raises(BadRequest):
        global_rate_limiter.reserve_sync(user_id, 5)


def test_the_limiter_works_without_a_decorator() -> None:
    async def hold() -> None:
        (await global_rate_limiter.reserve("u1", 10)).void()

    asyncio.run(hold())


@pytest.mark.parametrize("is_async", [True, False])
def test_a_failing_client_is_retried(is_async: bool) -> None:
    calls: list[int] = []

    def flaky() -> str:
        calls.append(1)
        if len(calls) < 3:
            raise FakeStatusError(500)
        return "answer"

    if is_async:

        @resilient_openai_call("chat_completions")
        async def ask() -> str:
            return flaky()

        assert "answer" == asyncio.run(ask())
    else:
        assert "answer" == resilient_openai_call("chat_completions")(flaky)()
    assert 3 == len(calls)


def test_a_bad_request_is_not_retried() -> None:
    calls: list[int] = []

    @resilient_openai_call("chat_completions")
    def ask() -> None:
        calls.append(1)
        raise FakeStatusError(400)

    with pytest.raises(UpstreamError) as failed:
        ask()
    assert isinstance(failed.value.__cause__, FakeStatusError)
    assert 1 == len(calls)


def test_the_model_argument_falls_back() -> None:
    tried: list[str] = []

    @resilient_openai_call("chat_completions")
    def ask(model: str = "gpt-4o") -> str:
        tried.append(model)
        if model == "gpt-4o":
            raise FakeStatusError(404)
        return model

    assert "gpt-4o-mini" == ask()
    assert ["gpt-4o", "gpt-4o-mini"] == tried


def test_five_failures_open_the_breaker_and_a_reset_closes_it() -> None:
    @resilient_openai_call("embeddings")
    def ask() -> None:
        raise FakeStatusError(503)

    for _ in range(2):
        with pytest.raises(UpstreamError):
            ask()
    assert "open" == get_circuit_breaker_status()["library:embeddings:"]["state"]
    assert ["library:embeddings:"] == reset_circuit_breaker("embeddings")
    assert "closed" == get_circuit_breaker_status()["library:embeddings:"]["state"]


def test_an_error_of_the_functions_own_passes_unchanged() -> None:
    @resilient_openai_call("chat_completions")
    def ask() -> None:
        raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        ask()


def test_decorators_stack_in_any_order_and_keep_name_and_signature() -> None:
    def ask(user_id: str, messages: Messages) -> str:
        """Ask."""
        return "answer"

    decorators = [
        rate_limit_decorator(lambda msg: 1),
        resilient_openai_call("chat_completions"),
        token_optimized(OptimizationStrategy.BALANCED),
    ]
    for order in (decorators, decorators[::-1]):
        wrapped = ask
        for decorator in order:
            wrapped = decorator(wrapped)
        assert "answer" == wrapped("u1", HELLO)
        assert ("ask", "Ask.", inspect.signature(ask)) == (
            wrapped.__name__,
            wrapped.__doc__,
            inspect.signature(wrapped),
        )


def test_messages_reach_an_optimised_function_unchanged() -> None:
    @token_optimized(OptimizationStrategy.AGGRESSIVE)
    async def ask(messages: Messages) -> Messages:
        return messages

    assert HELLO == asyncio.run(ask(HELLO))


def make_key() -> str:
    store, pepper = open_keys(Settings.from_environment())
    request = KeyRequest("test", "tenant", Tier.FREE)
    key, record = new_key(pepper, "dev", request, SystemClock())
    asyncio.run(store.add(record))
    asyncio.run(store.aclose())
    return key


def secured(level: SecurityLevel) -> TestClient:
    app = FastAPI()

    @app.post("/with")
    @secure_endpoint(level)
    async def with_request(request: Request, question: str = "?") -> dict[str, str]:
        return {"question": question}

    @app.post("/without")
    @secure_endpoint(level)
    def without_request(body: dict[str, str]) -> dict[str, str]:
        return body

    return TestClient(app)


def test_a_low_endpoint_needs_no_key_and_still_reads_its_body() -> None:
    assert {"a": "b"} == secured(SecurityLevel.LOW).post("/without", json={"a": "b"}).json()


def test_a_low_endpoint_refuses_a_key_that_appears_twice() -> None:
    headers = {"content-type": "application/json"}
    answer = secured(SecurityLevel.LOW).post("/without", content=b'{"a": "b", "a": "c"}', headers=headers)
    assert (400, "duplicate_key") == (answer.status_code, answer.json()["detail"]["code"])


@pytest.mark.parametrize("path", ["/with", "/without"])
@pytest.mark.parametrize("level", [SecurityLevel.MEDIUM, SecurityLevel.HIGH])
def test_a_guarded_endpoint_needs_a_key(path: str, level: SecurityLevel) -> None:
    client = secured(level)
    key = make_key()
    assert 401 == client.post(path, json={"a": "b"}).status_code
    assert 200 == client.post(path, json={"a": "b"}, headers={"authorization": f"Bearer {key}"}).status_code


def signed_headers(key: str, body: bytes, path: str = "/without") -> dict[str, str]:
    """The headers of a request to this path, signed now."""
    store, pepper = open_keys(Settings.from_environment())
    record = asyncio.run(store.find(hash_key(pepper, key)))
    asyncio.run(store.aclose())
    assert record is not None
    now, nonce = int(time.time()), f"nonce-{new_id()}"
    value = sign(signing_secret(pepper, record.key_id), Signed("POST", path.encode(), b"", body), now, nonce)
    names = ("authorization", "content-type", TIMESTAMP_HEADER, NONCE_HEADER, SIGNATURE_HEADER)
    return dict(zip(names, (f"Bearer {key}", "application/json", str(now), nonce, value), strict=True))


def entries() -> list[tuple[str, str, str]]:
    """Action, target and detail of each entry of the audit log, oldest first."""
    current = runtime.current()
    store = current.installation.access.auditor.store
    found = current.call_sync(lambda: store.from_sequence(1, 100))
    return [(entry.act.action.value, entry.act.target, entry.act.detail) for entry in found]


def test_a_critical_endpoint_lets_a_signed_request_through_once() -> None:
    client, body = secured(SecurityLevel.CRITICAL), b'{"a": "b"}'
    headers = signed_headers(make_key(), body)
    answers = [client.post("/without", content=body, headers=headers) for _ in range(2)]
    assert [(200, None), (401, "signature_replayed")] == [
        (answer.status_code, answer.json().get("detail", {}).get("code")) for answer in answers
    ]


@pytest.mark.parametrize("missing", [TIMESTAMP_HEADER, NONCE_HEADER, SIGNATURE_HEADER])
def test_a_critical_endpoint_needs_the_whole_signature(missing: str) -> None:
    headers = signed_headers(make_key(), b"{}")
    del headers[missing]
    answer = secured(SecurityLevel.CRITICAL).post("/without", content=b"{}", headers=headers)
    assert (401, "signature_required") == (answer.status_code, answer.json()["detail"]["code"])


def test_a_critical_endpoint_notices_another_body() -> None:
    headers = signed_headers(make_key(), b'{"a": "b"}')
    answer = secured(SecurityLevel.CRITICAL).post("/without", content=b'{"a": "c"}', headers=headers)
    assert (401, "invalid_signature") == (answer.status_code, answer.json()["detail"]["code"])


def test_a_critical_call_is_in_the_audit_log_before_it_runs() -> None:
    seen: list[list[tuple[str, str, str]]] = []
    app = FastAPI()

    @app.post("/close")
    @secure_endpoint(SecurityLevel.CRITICAL)
    def close() -> dict[str, str]:
        seen.append(entries())
        return {}

    headers = signed_headers(make_key(), b"{}", "/close")
    TestClient(app).post("/close", content=b"{}", headers=headers)
    assert ("critical.call", "POST /close", f"nonce={headers[NONCE_HEADER]}") == seen[0][-1]


@pytest.mark.parametrize(("level", "status"), [(SecurityLevel.MEDIUM, 200), (SecurityLevel.HIGH, 403)])
def test_from_high_on_the_address_must_be_allowed(
    monkeypatch: pytest.MonkeyPatch, level: SecurityLevel, status: int
) -> None:
    monkeypatch.setenv("ENABLE_IP_WHITELIST", "true")
    monkeypatch.setenv("IP_WHITELIST", "192.0.2.0/24")
    headers = {"authorization": f"Bearer {make_key()}"}
    assert status == secured(level).post("/without", json={"a": "b"}, headers=headers).status_code


def test_research_says_that_there_is_no_corpus_yet() -> None:
    async def kinds() -> list[StreamEventType]:
        return [event.type async for event in streaming_engine.stream_comprehensive_research({"query": "q"})]

    assert [StreamEventType.ERROR] == asyncio.run(kinds())


def test_a_stream_becomes_server_sent_events() -> None:
    app = FastAPI()

    @app.get("/")
    async def stream() -> object:
        return streaming_manager.create_streaming_response(streaming_engine.stream_comprehensive_research({}))

    answer = TestClient(app).get("/")
    assert "text/event-stream; charset=utf-8" == answer.headers["content-type"]
    assert answer.text.startswith('event: error\ndata: {"type":"error"')


def test_settings_health_and_metrics_are_at_hand() -> None:
    assert 60.0 == get_config_manager().get("OPENAI_TIMEOUT")
    health = asyncio.run(get_health_checker().check())
    assert "unavailable" == health["status"]
    assert "requests" in get_metrics_collector().figures()
