"""Health, metrics and what they must never show."""

from __future__ import annotations

import re

import pytest

from tests.support import upstream as openai
from tests.support.fixtures import FAILING_MODELS, UPSTREAM_KEY
from tests.support.gateway import Gateway
from tests.support.upstream import MockUpstream
from tests.support.waiting import until
from tests.support.web import Client, chat

CANARY = "zebra-quagga-okapi"  # In no prompt but these tests'.
OPENMETRICS = "application/openmetrics-text; version=1.0.0"
# product.md, section 5, with the labels it promises; the alert rules use exactly these.
COUNTERS = {
    "requests_total": {"endpoint", "method", "status"},
    "rate_limit_exceeded": set[str](),
    "openai_requests_total": {"model"},
    "openai_tokens_used": set[str](),
    "openai_cost_dollars": set[str](),
    "openai_errors": {"type"},
    "fallback_responses": set[str](),
    "prompt_injections_detected": set[str](),
    "requests_blocked": {"reason"},
}
OTHERS = {
    "request_duration_seconds_bucket": {"le"},
    "openai_daily_cost": set[str](),
    "circuit_breaker_state": {"name", "state"},
    "circuit_breaker_failures": {"name"},
}
SAMPLE = re.compile(r"(\w+)(?:\{(.*)\})? ([-+.\deE]+|NaN|\+Inf)(?: .*)?")


@pytest.fixture
def touched(gateway: Gateway, client: Client, upstream: MockUpstream) -> None:
    """Every figure that a client can move has been moved."""
    limited = gateway.client(gateway.create_key("--rpm", "1"))
    for _ in range(2):
        limited.chat()
    client.chat(model="unpriced")
    upstream.will(openai.refusal(500))
    client.chat(model=FAILING_MODELS[5])
    upstream.will(openai.refusal(404), openai.completion())
    assert "openai/gpt-4o-mini" == client.chat(model="gpt-4o").headers["x-auslex-served-by"]


def test_health_needs_no_key_and_tells_nothing_but_that_it_serves(gateway: Gateway) -> None:
    answer = gateway.client().get("/health")
    assert (200, "ok") == (answer.status, answer.json["status"])
    assert {"status", "version"} == set(answer.json)


def test_health_is_asked_of_no_upstream(gateway: Gateway, upstream: MockUpstream) -> None:
    sent = len(upstream.requests)
    gateway.client().get("/health")
    assert sent == len(upstream.requests)


def test_detailed_health_shows_every_component_with_its_latency(client: Client) -> None:
    answer = client.get("/health/detailed")
    parts = answer.json["components"]
    assert (200, {"database": "up", "upstream": "up"}) == (
        answer.status, {name: part["status"] for name, part in parts.items()},
    )  # fmt: skip
    assert all(part["latency_milliseconds"] >= 0 for part in parts.values())


def test_detailed_health_shows_neither_keys_nor_hosts(client: Client, upstream: MockUpstream) -> None:
    body = client.get("/health/detailed").body
    assert UPSTREAM_KEY.encode() not in body
    assert str(upstream.port).encode() not in body


def test_metrics_are_for_keys_that_may_read_them(client: Client) -> None:
    answer = client.get("/metrics")
    assert (403, "insufficient_permissions") == (answer.status, answer.error["code"])


@pytest.mark.usefixtures("touched")
def test_prometheus_text_has_every_promised_name_and_label(operator: Client) -> None:
    answer = operator.get("/metrics", Accept="text/plain;version=0.0.4")
    assert "text/plain; version=0.0.4; charset=utf-8" == answer.headers["content-type"]
    assert {} == _missing(answer.body, COUNTERS | OTHERS)


@pytest.mark.usefixtures("touched")
def test_openmetrics_has_every_name_with_its_suffix(operator: Client) -> None:
    answer = operator.get("/metrics", Accept=OPENMETRICS)
    suffixed = {name.removesuffix("_total") + "_total": labels for name, labels in COUNTERS.items()}
    assert answer.headers["content-type"].startswith("application/openmetrics-text")
    assert answer.body.endswith(b"# EOF\n")
    assert {} == _missing(answer.body, suffixed | OTHERS)


@pytest.mark.usefixtures("touched")
def test_without_a_text_type_metrics_are_json_with_the_breakers(operator: Client) -> None:
    answer = operator.get("/metrics")
    breaker = answer.json["circuit_breaker_status"]["openai:chat_completions:gpt-4o-mini"]
    assert ("application/json", "closed") == (answer.headers["content-type"], breaker["state"])
    names = {name.removesuffix("_total") for name in COUNTERS}
    assert set() == names - set(answer.json["metrics"])


def test_any_client_gets_json(operator: Client) -> None:
    assert "circuit_breaker_status" in operator.get("/metrics", Accept="*/*").json


def test_a_breaker_is_in_exactly_one_state(client: Client, operator: Client) -> None:
    client.chat()
    states = [
        (labels["state"], value)
        for name, labels, value in _samples(operator.get("/metrics", Accept="text/plain").body)
        if name == "circuit_breaker_state" and labels["name"] == "openai:chat_completions:gpt-4o-mini"
    ]
    assert [("closed", 1.0), ("half_open", 0.0), ("open", 0.0)] == sorted(states)


def test_what_was_spent_today_is_what_the_ledger_says(gateway: Gateway, client: Client, operator: Client) -> None:
    gateway.resolved_rows(client.chat().headers["x-request-id"])
    settled = next(each.settled for each in gateway.balances() if (each.account, each.kind) == ("installation", "day"))
    (shown,) = [
        value
        for name, _, value in _samples(operator.get("/metrics", Accept="text/plain").body)
        if name == "openai_daily_cost"
    ]
    assert settled / 1e9 == pytest.approx(shown)


def test_a_call_that_was_refused_here_is_no_upstream_attempt(gateway: Gateway, operator: Client) -> None:
    limited = gateway.client(gateway.create_key("--rpm", "1"))
    limited.chat()
    before = _upstream_attempts(operator)
    assert (429, before) == (limited.chat().status, _upstream_attempts(operator))


def test_a_model_a_caller_made_up_is_neither_label_nor_breaker(client: Client, operator: Client) -> None:
    client.chat(model="a-name-a-caller-made-up")
    assert b"a-name-a-caller-made-up" not in operator.get("/metrics", Accept="text/plain").body


def test_a_path_a_caller_made_up_is_no_label(client: Client, operator: Client) -> None:
    client.get("/a-path-a-caller-made-up")
    assert b"a-path-a-caller-made-up" not in operator.get("/metrics", Accept="text/plain").body


@pytest.mark.parametrize("accept", ["*/*", "text/plain", OPENMETRICS])
def test_metrics_show_neither_prompts_nor_keys(client: Client, operator: Client, accept: str) -> None:
    _mention_canary(client)
    body = operator.get("/metrics", Accept=accept).body.decode()
    assert [] == [secret for secret in (CANARY, str(client.key), UPSTREAM_KEY) if secret in body]


def test_no_prompt_and_no_key_is_ever_logged(gateway: Gateway, client: Client, upstream: MockUpstream) -> None:
    _mention_canary(client)
    upstream.will(*[openai.refusal(400, f"You said {CANARY}")] * 2)
    client.chat(model=FAILING_MODELS[6], user="label")
    client.chat(model=FAILING_MODELS[6], stream=True)
    gateway.client(CANARY).chat()
    log = gateway.log_up_to_now(client)
    assert [] == [secret for secret in (CANARY, str(client.key), UPSTREAM_KEY) if secret in log]


def test_a_request_has_one_log_line_with_its_id_status_and_tokens(gateway: Gateway, client: Client) -> None:
    request_id = client.chat().headers["x-request-id"]
    lines = until(lambda: [line for line in gateway.log.splitlines() if request_id in line])
    assert 1 == len(lines)
    assert (
        f"POST /v1/chat/completions 200 gpt-4o-mini {openai.PROMPT_TOKENS}+{openai.COMPLETION_TOKENS} tokens"
        in lines[0]
    )


def test_a_path_cannot_forge_a_log_line(gateway: Gateway, client: Client) -> None:
    request_id = client.get("/v1/%0aforged%1b[31m").headers["x-request-id"]
    line = until(lambda: next((line for line in gateway.log.splitlines() if request_id in line), ""))
    assert "GET /v1/?forged?[31m 404" in line


def _mention_canary(client: Client) -> None:
    """In every place a prompt can be, answered, streamed and refused."""
    said = [{"role": "user", "content": CANARY}]
    client.chat(messages=said)
    client.chat(messages=said, stream=True)
    client.chat(messages=said, model="unpriced")
    client.chat(messages=said, tools=5)
    client.post("/v1/chat/completions", str(chat(messages=said)).encode())
    client.post("/v1/embeddings", {"model": "text-embedding-3-small", "input": CANARY})
    client.post("/v1/responses", {"model": "gpt-4o-mini", "input": CANARY, "instructions": CANARY})
    client.post("/api/chat/hardened", {"message": CANARY})
    client.post("/api/chat/hardened", {"message": CANARY, "temperature": CANARY})


def _upstream_attempts(operator: Client) -> object:
    return operator.get("/metrics").json["metrics"]["openai_requests"]


def _samples(body: bytes) -> list[tuple[str, dict[str, str], float]]:
    samples = []
    for line in body.decode().splitlines():
        match = SAMPLE.fullmatch(line)
        if match is not None:
            labels = dict(re.findall(r'(\w+)="((?:[^"\\]|\\.)*)"', match[2] or ""))
            samples.append((match[1], labels, float(match[3])))
    return samples


def _missing(body: bytes, promised: dict[str, set[str]]) -> dict[str, set[str]]:
    """Promised names that are not there, or not with these labels."""
    labels_of: dict[str, set[str]] = {}
    for name, labels, _ in _samples(body):
        labels_of.setdefault(name, set()).update(labels)
    return {name: labels for name, labels in promised.items() if name not in labels_of or labels - labels_of[name]}
