"""AUSLEX_PERSONAL_DATA=mask: the upstream sees placeholders, the caller the values, and secrets go nowhere."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tests.support.fixtures import settings
from tests.support.gateway import Gateway, serving
from tests.support.upstream import MockUpstream, Reply, Stream, chunk
from tests.support.web import Client

TFN, PHONE = "123 456 782", "0412 345 678"
SECRET = "sk-proj-" + "aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3zA5bC7dE9fG"
ASKED = f"My TFN is {TFN}, call me on {PHONE}. The key is {SECRET}."
SAID = "Your TFN [TFN_1] is noted; we ring [PHONE_1]."
TOLD = f"Your TFN {TFN} is noted; we ring {PHONE}."


@pytest.fixture(scope="module")
def gateway(upstream: MockUpstream, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    home = tmp_path_factory.mktemp("masking")
    with serving(Gateway(home / "data", settings(home, upstream.base_url, AUSLEX_PERSONAL_DATA="mask"))) as running:
        yield running


@pytest.fixture(scope="module")
def client(gateway: Gateway) -> Client:
    return gateway.client(gateway.create_key("--tier", "INTERNAL"))


def asked(client: Client, text: str = ASKED, **fields: object) -> bytes:
    return client.chat(messages=[{"role": "user", "content": text}], **fields).body


def whole(text: str) -> Reply:
    body = {
        "id": "c", "object": "chat.completion", "created": 1, "model": "gpt-4o-mini",
        "choices": [{"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15},
    }  # fmt: skip
    return Reply(json.dumps(body).encode())


def streamed(body: bytes) -> str:
    lines = [line[6:] for line in body.decode().splitlines() if line.startswith("data: {")]
    chunks = [json.loads(line) for line in lines]
    return "".join(one["choices"][0]["delta"].get("content") or "" for one in chunks if one["choices"])


def test_the_upstream_sees_placeholders_and_no_secret(client: Client, upstream: MockUpstream) -> None:
    asked(client)
    sent = upstream.requests[-1].body.decode()
    assert [] == [value for value in (TFN, PHONE, SECRET) if value in sent]
    assert "My TFN is [TFN_1], call me on [PHONE_1]. The key is [REDACTED_SECRET]." in sent


def test_the_caller_gets_the_values_back(client: Client, upstream: MockUpstream) -> None:
    upstream.will(whole(SAID))
    assert TOLD == json.loads(asked(client))["choices"][0]["message"]["content"]


@pytest.mark.parametrize("size", [1, 3, 7, 100])
def test_the_caller_of_a_stream_gets_them_back_however_it_is_cut(
    client: Client, upstream: MockUpstream, size: int
) -> None:
    pieces = [SAID[at : at + size] for at in range(0, len(SAID), size)]
    frames = [chunk(json.dumps({"content": piece}).encode()) for piece in pieces]
    upstream.will(Stream([*frames, chunk(b"{}", b'"stop"'), b"data: [DONE]\n\n"]))
    assert TOLD == streamed(asked(client, stream=True))


@pytest.mark.parametrize("stream", [False, True])
def test_a_secret_of_the_models_own_is_redacted(client: Client, upstream: MockUpstream, stream: bool) -> None:
    text = f"The key is {SECRET}, keep it."
    frames = [chunk(json.dumps({"content": text[at : at + 5]}).encode()) for at in range(0, len(text), 5)]
    upstream.will(Stream([*frames, chunk(b"{}", b'"stop"'), b"data: [DONE]\n\n"]) if stream else whole(text))
    body = asked(client, "What is the key?", stream=stream)
    told = streamed(body) if stream else json.loads(body)["choices"][0]["message"]["content"]
    assert "The key is [REDACTED_SECRET], keep it." == told


def test_nothing_of_it_is_logged(gateway: Gateway, client: Client) -> None:
    asked(client)
    log = gateway.log_up_to_now(client)
    assert [] == [value for value in (TFN, PHONE, SECRET) if value in log]


def test_what_stands_in_place_of_a_models_name_is_not_logged(gateway: Gateway, client: Client) -> None:
    asked(client, "hello", model=f"I am at {PHONE}, jo@example.com")
    log = gateway.log_up_to_now(client)
    assert ([], True) == ([value for value in (PHONE, "jo@example.com") if value in log], "model_price_unknown" in log)
