"""POST /api/chat/hardened: the platform's own question, through every guard."""

from __future__ import annotations

import json

import pytest

from tests.support import upstream as openai
from tests.support.gateway import Gateway
from tests.support.upstream import MockUpstream, Reply
from tests.support.waiting import until
from tests.support.web import Client

PATH = "/api/chat/hardened"


def test_a_question_gets_the_promised_fields(client: Client) -> None:
    answer = client.post(PATH, {"message": "May notice be waived?", "session_id": "s-1", "user_id": "u-1"})
    said = answer.json
    assert (200, openai.TEXT, 16, "gpt-4o-mini-2024-07-18", False, "s-1") == (
        answer.status, said["response"], said["tokens_used"], said["model"], said["security_filtered"],
        said["session_id"],
    )  # fmt: skip
    assert said["processing_time"] >= 0
    assert answer.headers["x-request-id"] == said["request_id"]


def test_a_question_without_a_session_gets_one(client: Client) -> None:
    assert client.post(PATH, {"message": "hello"}).json["session_id"].startswith("session_")


def test_defaults_reach_the_upstream_as_documented(client: Client, upstream: MockUpstream) -> None:
    client.post(PATH, {"message": "hello"})
    assert {
        "model": "gpt-4o-mini",
        "messages": [{"role": "user", "content": "hello"}],
        "max_completion_tokens": 2048,
        "temperature": 0.7,
        "top_p": 0.9,
    } == upstream.requests[-1].json


def test_a_question_is_paid_by_the_keys_tenant(gateway: Gateway, client: Client) -> None:
    answer = client.post(PATH, {"message": "hello", "user_id": "somebody else"})
    (row,) = gateway.resolved_rows(answer.headers["x-request-id"])
    assert ("S", "0.00000465") == (row.state, answer.json["cost_usd"])  # 11 at $0.15 and 5 at $0.60 a million.
    assert 4_650 == row.paid


def test_a_web_search_that_is_not_made_is_said_not_to_be(client: Client) -> None:
    (notice,) = client.post(PATH, {"message": "hello", "enable_web_search": True}).json["notices"]
    assert notice.startswith("web_search_unavailable")


@pytest.mark.parametrize(
    ("body", "param"),
    [
        ({}, "message"),
        ({"message": ""}, "message"),
        ({"message": "hello", "user_id": "a\0b"}, "user_id"),
        ({"message": 5}, "message"),
        ({"message": "hello", "temperature": 3}, "temperature"),
        ({"message": "hello", "top_p": -1}, "top_p"),
        ({"message": "hello", "max_tokens": 0}, "max_tokens"),
    ],
)
def test_a_field_that_cannot_be_used_is_named(client: Client, body: dict[str, object], param: str) -> None:
    answer = client.post(PATH, body)
    assert (400, "invalid_request_error", param) == (answer.status, answer.error["type"], answer.error["param"])


def test_a_question_that_is_no_json_is_400(client: Client) -> None:
    assert (400, "invalid_request_error") == ((answer := client.post(PATH, b"{")).status, answer.error["type"])


def test_a_wrong_key_is_told_before_the_fields_are_looked_at(gateway: Gateway) -> None:
    answer = gateway.client("wrong").post(PATH, {})
    assert (401, "invalid_api_key") == (answer.status, answer.error["code"])


@pytest.mark.parametrize("choice", [{}, {"message": None}, {"message": {"content": [{"type": "text", "text": "a"}]}}])
def test_an_answer_without_a_text_is_the_upstreams_failure(
    gateway: Gateway, client: Client, upstream: MockUpstream, choice: dict[str, object]
) -> None:
    whole = json.loads(openai.completion().body)
    whole["choices"] = [{"index": 0, "finish_reason": "stop", **choice}]
    upstream.will(Reply(json.dumps(whole).encode()))
    answer = client.post(PATH, {"message": "hello"})
    (row,) = gateway.resolved_rows(answer.headers["x-request-id"])
    assert (502, "upstream_protocol", "upstream") == (answer.status, answer.error["code"], row.source)


def test_a_question_over_the_limit_is_429(gateway: Gateway) -> None:
    caller = gateway.client(gateway.create_key("--rpm", "1"))
    answer = [caller.post(PATH, {"message": "hello"}) for _ in range(2)][-1]
    assert (429, "requests") == (answer.status, answer.error["type"])
    assert "retry-after" in answer.headers


def test_a_caller_who_leaves_is_logged_as_gone_and_not_as_our_failure(
    gateway: Gateway, client: Client, upstream: MockUpstream
) -> None:
    upstream.will(openai.Silence())
    hung_up, known = upstream.hung_up, gateway.request_ids()
    body = json.dumps({"message": "hello"}).encode()
    headers = {"Content-Length": str(len(body)), "Content-Type": "application/json"}
    with client.raw("POST", PATH, headers) as connection:
        connection.sendall(body)
        until(lambda: upstream.under_way == 1)
    until(lambda: upstream.hung_up == hung_up + 1, 1.0)
    (request_id,) = gateway.request_ids() - known
    line = until(lambda: next((line for line in gateway.log.splitlines() if request_id in line), ""))
    assert f"POST {PATH} 499" in line
