"""When no upstream answers, an answer of earlier stands in and says so."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tests.support.fixtures import FAILING_MODELS, settings
from tests.support.gateway import Gateway, serving
from tests.support.upstream import MockUpstream, refusal
from tests.support.web import Answer, Client, chat

MODEL = FAILING_MODELS[0]


@pytest.fixture(scope="module")
def gateway(upstream: MockUpstream, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    home = tmp_path_factory.mktemp("stand-ins")
    environment = settings(home, upstream.base_url, OPENAI_ENABLE_CACHING="true", OPENAI_DEFAULT_MODEL=MODEL)
    with serving(Gateway(home / "data", environment)) as running:
        yield running


@pytest.fixture(scope="module")
def client(gateway: Gateway) -> Client:
    return gateway.client(gateway.create_key("--tier", "INTERNAL", "--tenant", "a", "--admin"))


@pytest.fixture
def down(client: Client, upstream: MockUpstream) -> None:
    """Everything was asked once and answered; from now on the upstream fails."""
    client.request("POST", "/api/admin/circuit-breaker/reset", b"{}")
    for stream in (False, True):
        assert 200 == client.chat(model=MODEL, stream=stream).status
    assert 200 == hardened(client).status
    upstream.will(*[refusal(503)] * 100)


def hardened(client: Client) -> Answer:
    return client.post("/api/chat/hardened", {"message": "Is it stale?", "session_id": "s"})


@pytest.mark.usefixtures("down")
@pytest.mark.parametrize("stream", [False, True])
def test_the_same_request_gets_the_same_answer_marked(client: Client, upstream: MockUpstream, stream: bool) -> None:
    answer = client.chat(model=MODEL, stream=stream)
    upstream.will()
    client.request("POST", "/api/admin/circuit-breaker/reset", b"{}")
    fresh = client.chat(model=MODEL, stream=stream)
    assert (200, "true", f"openai/{MODEL}") == (
        answer.status, answer.headers["x-auslex-stale"], answer.headers["x-auslex-served-by"],
    )  # fmt: skip
    assert 0 <= int(answer.headers["age"]) <= 60
    assert (fresh.body, False) == (answer.body, "x-auslex-stale" in fresh.headers)


@pytest.mark.usefixtures("down")
def test_an_open_breaker_does_not_keep_it_from_standing_in(client: Client) -> None:
    attempts = [client.chat(model=MODEL, stream=False).headers["x-auslex-attempts"] for _ in range(6)]
    assert "0" == attempts[-1]


@pytest.mark.usefixtures("down")
def test_a_question_gets_a_notice(client: Client) -> None:
    assert ["stale"] == [notice.partition(":")[0] for notice in hardened(client).json["notices"]]


@pytest.mark.usefixtures("down")
def test_another_tenant_gets_no_answer(gateway: Gateway) -> None:
    other = gateway.client(gateway.create_key("--tier", "INTERNAL", "--tenant", "b"))
    assert 500 <= other.chat(model=MODEL, stream=False).status


@pytest.mark.usefixtures("down")
def test_another_request_gets_no_answer(client: Client) -> None:
    assert 500 <= client.chat(model=MODEL, stream=False, temperature=0.1).status


@pytest.mark.usefixtures("down")
def test_a_request_under_an_idempotency_key_gets_no_answer_of_earlier(client: Client) -> None:
    body = json.dumps(chat(model=MODEL, stream=False)).encode()
    assert 200 == client.request("POST", "/v1/chat/completions", body).status
    answer = client.request("POST", "/v1/chat/completions", body, {"Idempotency-Key": "one"})
    assert 500 <= answer.status


def test_a_request_that_is_at_fault_gets_no_answer_of_earlier(client: Client, upstream: MockUpstream) -> None:
    client.request("POST", "/api/admin/circuit-breaker/reset", b"{}")
    assert 200 == client.chat(model=MODEL, stream=False).status
    upstream.will(refusal(400))
    assert 400 == client.chat(model=MODEL, stream=False).status
