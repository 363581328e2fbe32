"""Over a limit: 429 with what a client needs to wait well, 400 where waiting is in vain."""

from __future__ import annotations

import json
import re

from tests.support import upstream as openai
from tests.support.gateway import Gateway
from tests.support.upstream import MockUpstream
from tests.support.web import Answer, Client

DURATION = re.compile(r"\d+ms|(\d+m)?\d+(\.\d+)?s")
LIMIT_HEADERS = {
    f"x-ratelimit-{what}-{of}" for what in ("limit", "remaining", "reset") for of in ("requests", "tokens")
}


def test_an_answer_says_where_the_callers_limits_stand(client: Client) -> None:
    headers = client.chat().headers
    assert set(headers) >= LIMIT_HEADERS
    assert ("500", "500000") == (headers["x-ratelimit-limit-requests"], headers["x-ratelimit-limit-tokens"])
    assert DURATION.fullmatch(headers["x-ratelimit-reset-requests"])
    assert DURATION.fullmatch(headers["x-ratelimit-reset-tokens"])


def test_each_request_takes_one_from_what_remains(gateway: Gateway) -> None:
    caller = gateway.client(gateway.create_key("--rpm", "3"))
    assert ["2", "1", "0"] == [caller.chat().headers["x-ratelimit-remaining-requests"] for _ in range(3)]


def test_one_request_too_many_is_429_with_a_wait_that_can_be_waited(gateway: Gateway, upstream: MockUpstream) -> None:
    caller = gateway.client(gateway.create_key("--rpm", "2"))
    sent = len(upstream.requests)
    answer = [caller.chat() for _ in range(3)][-1]
    assert (429, "requests", "rate_limit_exceeded") == (answer.status, answer.error["type"], answer.error["code"])
    assert set(answer.headers) >= LIMIT_HEADERS
    assert "x-should-retry" not in answer.headers
    assert 0 < int(answer.headers["retry-after"]) <= 30  # Half a minute brings back one of two.
    assert 2 == len(upstream.requests) - sent


def test_listing_models_takes_a_request_too(gateway: Gateway) -> None:
    caller = gateway.client(gateway.create_key("--rpm", "1"))
    assert [200, 429] == [caller.get("/v1/models").status for _ in range(2)]


def test_more_tokens_than_remain_is_429_of_another_type(gateway: Gateway, upstream: MockUpstream) -> None:
    caller = gateway.client(gateway.create_key("--tpm", "500"))
    upstream.will(openai.completion(prompt_tokens=150, completion_tokens=300))
    gateway.resolved_rows(caller.chat(max_tokens=300).headers["x-request-id"])
    answer = caller.chat(max_tokens=250)
    assert (429, "tokens", "rate_limit_exceeded") == (answer.status, answer.error["type"], answer.error["code"])
    assert int(answer.headers["x-ratelimit-remaining-tokens"]) < 250


def test_more_tokens_than_the_whole_limit_is_400_and_never_429(gateway: Gateway, upstream: MockUpstream) -> None:
    caller = gateway.client(gateway.create_key("--tpm", "500"))
    sent = len(upstream.requests)
    answer = caller.chat(max_tokens=600)
    assert (400, "request_exceeds_limit") == (answer.status, answer.error["code"])
    assert ("retry-after" in answer.headers, sent) == (False, len(upstream.requests))


def test_more_money_than_the_whole_budget_is_400(gateway: Gateway) -> None:
    caller = gateway.client(gateway.create_key("--usd-day", "0.00001"))
    assert (400, "request_exceeds_limit") == _status_and_code(caller.chat(max_tokens=1_000))


def test_a_cap_that_the_budget_lowered_is_told_and_sent(gateway: Gateway, upstream: MockUpstream) -> None:
    caller = gateway.client(gateway.create_key("--usd-day", "0.001"))
    answer = caller.chat(max_tokens=5_000)
    cap = int(answer.headers["x-auslex-max-tokens"])
    assert 900 < cap < 1_000  # $0.001 at $1.00 a million, the dearest tier of gpt-4o-mini, less the prompt.
    assert (200, cap) == (answer.status, json.loads(upstream.requests[-1].body)["max_tokens"])


def test_a_cap_that_stands_is_not_told(client: Client) -> None:
    assert "x-auslex-max-tokens" not in client.chat().headers


def test_a_budget_that_is_used_up_is_429_and_not_worth_a_retry(gateway: Gateway, upstream: MockUpstream) -> None:
    caller = gateway.client(gateway.create_key("--usd-day", "0.0001"))
    upstream.will(openai.completion(prompt_tokens=1_000))  # $0.00015
    spent = caller.chat()
    gateway.resolved_rows(spent.headers["x-request-id"])
    answer = caller.chat()
    assert (429, "insufficient_quota", "insufficient_quota", "false") == (
        answer.status, answer.error["type"], answer.error["code"], answer.headers["x-should-retry"],
    )  # fmt: skip
    assert 0 < int(answer.headers["retry-after"]) <= 86_400


def test_a_refused_caller_is_told_limit_remainder_and_request(gateway: Gateway) -> None:
    caller = gateway.client(gateway.create_key("--rpm", "1"))
    message = [caller.chat() for _ in range(2)][-1].error["message"]
    assert "your key's requests_per_minute: limit 1, remaining 0, requested 1" in message


def _status_and_code(answer: Answer) -> tuple[int, str]:
    return answer.status, answer.error["code"]
