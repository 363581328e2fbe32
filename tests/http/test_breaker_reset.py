"""POST /api/admin/circuit-breaker/reset: who may, what it takes, and that calls pass again."""

from __future__ import annotations

import json

import pytest

from tests.support.fixtures import FAILING_MODELS
from tests.support.gateway import Gateway
from tests.support.upstream import MockUpstream, refusal
from tests.support.web import Client

PATH = "/api/admin/circuit-breaker/reset"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
MODEL = FAILING_MODELS[9]
BREAKER = f"openai:chat_completions:{MODEL}"


def state(operator: Client) -> str:
    return str(operator.get("/metrics").json["circuit_breaker_status"][BREAKER]["state"])


@pytest.fixture
def opened(client: Client, operator: Client, upstream: MockUpstream) -> None:
    """The model's breaker is open."""
    upstream.will(*[refusal(503)] * 10)
    answers = [client.chat(model=MODEL) for _ in range(3)]
    upstream.will()
    assert "upstream_unavailable" == answers[-1].error["code"]
    assert 0 < int(answers[-1].headers["retry-after"]) <= 60
    assert "open" == state(operator)


@pytest.mark.usefixtures("opened")
@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (b'{"endpoint": "chat_completions"}', FORM),
        (b'{"model": "%s"}' % MODEL.encode(), {"Content-Type": "application/json"}),
        (b'{"upstream": "openai", "endpoint": "chat_completions"}', {}),
        (b"{}", FORM),
        (b"", {}),
    ],
)
def test_after_a_reset_calls_pass_again(client: Client, operator: Client, body: bytes, headers: dict[str, str]) -> None:
    answer = operator.request("POST", PATH, body, headers)
    assert (200, "reset", [BREAKER]) == (
        answer.status, answer.json["status"], [name for name in answer.json["circuit_breakers"] if name == BREAKER],
    )  # fmt: skip
    assert (200, "closed") == (client.chat(model=MODEL).status, state(operator))


@pytest.mark.usefixtures("opened")
def test_a_reset_of_something_else_closes_nothing(client: Client, operator: Client) -> None:
    operator.request("POST", PATH, b'{"endpoint": "embeddings"}', FORM)
    assert 503 == client.chat(model=MODEL).status
    assert 200 == operator.request("POST", PATH, b"{}", FORM).status


def test_it_is_for_administrators(gateway: Gateway, client: Client) -> None:
    answers = [each.request("POST", PATH, b"{}", FORM) for each in (gateway.client(), client)]
    assert [(401, "missing_api_key"), (403, "insufficient_permissions")] == [
        (answer.status, answer.error["code"]) for answer in answers
    ]


@pytest.mark.parametrize(
    ("body", "param"),
    [
        (b'{"endpoint": 5}', "endpoint"),
        (b'{"model": ""}', "model"),
        (b'{"model": "%s"}' % (b"x" * 200), "model"),
        (b'{"upstream": "a\\u0000b"}', "upstream"),
        (b'{"name": "x"}', "name"),
        (b"[]", None),
        (b"endpoint=chat_completions", None),
    ],
)
def test_a_body_that_says_something_else_is_refused(operator: Client, body: bytes, param: str | None) -> None:
    answer = operator.request("POST", PATH, body, FORM)
    assert (400, param) == (answer.status, answer.error["param"])


def test_it_takes_posts_alone(operator: Client) -> None:
    answer = operator.get(PATH)
    assert (405, "POST") == (answer.status, answer.headers["allow"])


def test_a_reset_is_logged_with_who_did_it(gateway: Gateway, operator: Client) -> None:
    operator.request("POST", PATH, json.dumps({"endpoint": "responses"}).encode(), FORM)
    assert "*:responses:*" in gateway.log_up_to_now(operator)


def test_a_provider_that_refuses_our_key_is_502_and_an_alert(
    gateway: Gateway, client: Client, operator: Client, upstream: MockUpstream
) -> None:
    upstream.will(refusal(401))
    answer = client.chat(model=FAILING_MODELS[8])
    assert (502, "upstream_auth", "false") == (answer.status, answer.error["code"], answer.headers["x-should-retry"])
    alerts = [line for line in gateway.log_up_to_now(operator).splitlines() if "upstream.account" in line]
    assert any(f"openai:chat_completions:{FAILING_MODELS[8]}" in alert for alert in alerts)
