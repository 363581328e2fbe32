"""The Idempotency-Key header: one upstream call, however often the request comes."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count

import openai as openai_sdk
import pytest
from openai import OpenAI

from auslex.upstreams.scripted import ScriptedUpstream, WholeReply
from tests.support import upstream as openai
from tests.support.fixtures import FAILING_MODELS
from tests.support.gateway import Gateway
from tests.support.installation import InProcess
from tests.support.upstream import MockUpstream, Silence, Stream
from tests.support.waiting import until
from tests.support.web import Answer, Client, chat, read_answer

CHAT, RESPONSES, EMBEDDINGS, HARDENED = "/v1/chat/completions", "/v1/responses", "/v1/embeddings", "/api/chat/hardened"
REPLAY = "x-auslex-idempotent-replay"
BODIES: dict[str, tuple[str, dict[str, object]]] = {
    "chat": (CHAT, chat()),
    "chat stream": (CHAT, chat(stream=True)),
    "chat stream with usage": (CHAT, chat(stream=True, stream_options={"include_usage": True})),
    "response": (RESPONSES, {"model": "gpt-4o-mini", "input": "hello"}),
    "response stream": (RESPONSES, {"model": "gpt-4o-mini", "input": "hello", "stream": True}),
    "embeddings": (EMBEDDINGS, {"model": "text-embedding-3-small", "input": ["a", "b"]}),
    "hardened": (HARDENED, {"message": "May notice be waived?"}),
}
_numbers = count()


@pytest.fixture
def key() -> str:
    """An Idempotency-Key that no other test has."""
    return f"canary-key-{next(_numbers)}"


def ask(client: Client, key: str, path: str = CHAT, body: object = None) -> Answer:
    raw = json.dumps(body or chat()).encode()
    return client.request("POST", path, raw, {"Idempotency-Key": key, "Content-Type": "application/json"})


@pytest.mark.parametrize("kind", BODIES)
def test_a_repeat_gets_the_same_bytes_and_the_upstream_nothing(
    client: Client, upstream: MockUpstream, key: str, kind: str
) -> None:
    path, body = BODIES[kind]
    first = ask(client, key, path, body)
    sent = len(upstream.requests)
    second = ask(client, key, path, body)
    assert (200, first.status, first.body, first.headers["content-type"]) == (
        first.status, second.status, second.body, second.headers["content-type"],
    )  # fmt: skip
    assert (None, "true", sent) == (first.headers.get(REPLAY), second.headers[REPLAY], len(upstream.requests))


def test_a_repeat_has_an_id_of_its_own_and_no_row_in_the_ledger(gateway: Gateway, client: Client, key: str) -> None:
    first, second = ask(client, key), ask(client, key)
    gateway.resolved_rows(first.headers["x-request-id"])
    assert first.headers["x-request-id"] != second.headers["x-request-id"]
    assert [] == gateway.rows(second.headers["x-request-id"])


def test_a_repeat_is_logged_as_one_without_key_or_text() -> None:
    service = InProcess(ScriptedUpstream([WholeReply(openai.completion().body)]))

    async def twice() -> None:
        async with service.gateway:
            for _ in range(2):
                await service.answer("POST", CHAT, chat(), {"idempotency-key": "canary-key"})

    asyncio.run(twice())
    service.installation.log.close()
    log = service.log_stream.getvalue()
    lines = [json.loads(line) for line in log.splitlines()]
    assert [(False, 1, "0.00000465"), (True, 0, "0.00")] == [
        (line["replayed"], line["attempts"], line["cost_usd"]) for line in lines
    ]
    assert (False, False) == ("canary-key" in log, openai.TEXT in log)


def test_a_replay_takes_one_request_from_the_bucket(gateway: Gateway, key: str) -> None:
    limited = gateway.client(gateway.create_key("--rpm", "2"))
    first, second, third = (ask(limited, key) for _ in range(3))
    assert ([200, 200, 429], "true", "0") == (
        [first.status, second.status, third.status], second.headers[REPLAY],
        second.headers["x-ratelimit-remaining-requests"],
    )  # fmt: skip


@pytest.mark.parametrize("stream", [False, True])
def test_many_at_once_are_one_call(client: Client, upstream: MockUpstream, key: str, stream: bool) -> None:
    sent = len(upstream.requests)
    with ThreadPoolExecutor(50) as threads:
        answers = list(threads.map(lambda _: ask(client, key, body=chat(stream=stream)), range(50)))
    assert (1, {200}) == (len(upstream.requests) - sent, {answer.status for answer in answers})
    assert Counter({"true": 49, None: 1}) == Counter(answer.headers.get(REPLAY) for answer in answers)
    assert 1 == len({answer.body for answer in answers})


@pytest.mark.parametrize("status", ["first runs", "first is answered"])
def test_another_body_is_422(client: Client, upstream: MockUpstream, key: str, status: str) -> None:
    if status == "first runs":
        upstream.will(Silence())
        with client.raw("POST", CHAT, _head(key)) as connection:
            connection.sendall(RAW)
            until(lambda: upstream.under_way)
            answer = ask(client, key, body=chat(max_tokens=21))
        until(lambda: not upstream.under_way)
    else:
        ask(client, key)
        answer = ask(client, key, body=chat(max_tokens=21))
    assert (422, "idempotency_key_reused", "Idempotency-Key", "invalid_request_error") == (
        answer.status, answer.error["code"], answer.error["param"], answer.error["type"],
    )  # fmt: skip


def test_blanks_and_escapes_make_no_other_body(client: Client, key: str) -> None:
    ask(client, key, body=chat(user="caf\u00e9"))
    spaced = json.dumps(chat(user="caf\u00e9"), ensure_ascii=False, indent=2).encode()
    answer = client.request("POST", CHAT, spaced, {"Idempotency-Key": key})
    assert (200, "true") == (answer.status, answer.headers[REPLAY])


def test_the_same_key_at_another_endpoint_is_another(client: Client, upstream: MockUpstream, key: str) -> None:
    ask(client, key)
    assert REPLAY not in ask(client, key, *BODIES["embeddings"]).headers


def test_nobody_gets_anothers_answer(gateway: Gateway, client: Client, upstream: MockUpstream, key: str) -> None:
    other = gateway.client(gateway.create_key("--tier", "INTERNAL", "--tenant", "somebody"))  # Even in one tenant.
    ask(client, key)
    upstream.will(openai.TOOL_CALL)
    assert (None, openai.TOOL_CALL.body) == ((answer := ask(other, key)).headers.get(REPLAY), answer.body)


@pytest.mark.parametrize("value", ["", "x" * 256, "two words", "caf\xe9", "tab\tin"])
@pytest.mark.parametrize("path", [CHAT, HARDENED])
def test_a_key_that_is_none_is_400(client: Client, upstream: MockUpstream, value: str, path: str) -> None:
    sent = len(upstream.requests)
    body = dict(BODIES.values())[path] if path == HARDENED else chat()
    answer = ask(client, value, path, body)
    assert (400, "Idempotency-Key", sent) == (answer.status, answer.error["param"], len(upstream.requests))


def test_two_keys_are_400(client: Client, key: str) -> None:
    head = {**_head(key), "idempotency-key": "another"}
    with client.raw("POST", CHAT, head) as connection:
        connection.sendall(RAW)
        assert 400 == read_answer(connection).status


@pytest.mark.parametrize("value", ["x", "x" * 255, "!~\"'\\;,"])
def test_any_visible_characters_are_a_key(client: Client, value: str) -> None:
    assert 200 == ask(client, value).status


# Failures.


def test_what_the_upstream_refused_may_come_again(client: Client, upstream: MockUpstream, key: str) -> None:
    upstream.will(openai.refusal(400))
    assert [400, 200] == [ask(client, key).status for _ in range(2)]
    assert "true" == ask(client, key).headers[REPLAY]


def test_a_stream_that_broke_is_409_and_not_worth_a_retry(client: Client, upstream: MockUpstream, key: str) -> None:
    upstream.will(Stream(openai.TEXT_CHUNKS[:3]))
    body = chat(stream=True, model=FAILING_MODELS[2])
    ask(client, key, body=body)
    sent = len(upstream.requests)
    answer = until(lambda: (told := ask(client, key, body=body)).error["code"] == "idempotency_interrupted" and told)
    assert (409, "false", None) == (answer.status, answer.headers["x-should-retry"], answer.headers.get("retry-after"))
    assert sent == len(upstream.requests)


@pytest.mark.parametrize("stream", [False, True])
def test_a_client_that_leaves_midway_interrupts(client: Client, upstream: MockUpstream, key: str, stream: bool) -> None:
    upstream.will(openai.ENDLESS if stream else Silence())
    raw = json.dumps(chat(stream=stream)).encode()
    with client.raw("POST", CHAT, {**_head(key), "Content-Length": str(len(raw))}) as connection:
        connection.sendall(raw)
        until(lambda: upstream.under_way)
    until(lambda: not upstream.under_way)
    sent = len(upstream.requests)
    answer = ask(client, key, body=chat(stream=stream))
    assert (409, "idempotency_interrupted", sent) == (answer.status, answer.error["code"], len(upstream.requests))


def test_whoever_waits_may_leave(gateway: Gateway, client: Client, upstream: MockUpstream, key: str) -> None:
    upstream.will(Silence())
    with client.raw("POST", CHAT, _head(key)) as first:
        first.sendall(RAW)
        until(lambda: upstream.under_way)
        before = gateway.log.count(" 499 ")
        with client.raw("POST", CHAT, _head(key)) as second:
            second.sendall(RAW)
        until(lambda: gateway.log.count(" 499 ") == before + 1)
        assert 1 == upstream.under_way
    until(lambda: not upstream.under_way)


# The official client.


@pytest.fixture(scope="module")
def sdk(gateway: Gateway, client: Client) -> Iterator[OpenAI]:
    with OpenAI(base_url=gateway.base_url, api_key=client.key, timeout=20.0) as made:
        yield made


def test_the_official_client_gets_the_same_answer_twice(sdk: OpenAI, upstream: MockUpstream, key: str) -> None:
    sent = len(upstream.requests)
    answers = [
        sdk.chat.completions.create(
            model="gpt-4o-mini", messages=[{"role": "user", "content": "hello"}], extra_headers={"Idempotency-Key": key}
        )
        for _ in range(2)
    ]
    assert (openai.TEXT, 1) == (answers[1].choices[0].message.content, len(upstream.requests) - sent)
    assert answers[0] == answers[1]


def test_the_official_client_gets_the_same_stream_twice(sdk: OpenAI, upstream: MockUpstream, key: str) -> None:
    sent = len(upstream.requests)
    streams = [
        list(
            sdk.chat.completions.create(
                model="gpt-4o-mini", messages=[{"role": "user", "content": "hello"}], stream=True,
                extra_headers={"Idempotency-Key": key},
            )
        )
        for _ in range(2)
    ]  # fmt: skip
    assert (streams[0], 1) == (streams[1], len(upstream.requests) - sent)


def test_the_official_client_does_not_repeat_what_is_in_vain(sdk: OpenAI, upstream: MockUpstream, key: str) -> None:
    def create(content: str) -> object:
        return sdk.chat.completions.create(
            model="gpt-4o-mini", messages=[{"role": "user", "content": content}], extra_headers={"Idempotency-Key": key}
        )

    create("hello")
    with pytest.raises(openai_sdk.UnprocessableEntityError) as caught:
        create("goodbye")
    assert "idempotency_key_reused" == caught.value.code


RAW = json.dumps(chat()).encode()


def _head(key: str) -> dict[str, str]:
    return {"Idempotency-Key": key, "Content-Type": "application/json", "Content-Length": str(len(RAW))}
