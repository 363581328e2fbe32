"""What is relayed stays what it was: unknown fields in both directions, bytes of answers, events of streams."""

from __future__ import annotations

import json

import pytest

from tests.support import upstream as openai
from tests.support.gateway import Gateway
from tests.support.upstream import MockUpstream, Reply, Stream
from tests.support.waiting import until
from tests.support.web import Client, chat

CHAT = "/v1/chat/completions"
ODD_ANSWER = (
    b'{ "zeta":1.0, "choices":[ {"message":{"reasoning_content":"\\u00e9\\/","role":"assistant","content":"a"},'
    b'"finish_reason":"stop","index":0,"vendor":{"b":2,"a":1e2}} ],\n\t"usage":{"prompt_tokens":3,'
    b'"completion_tokens":1,"cost":0.10}, "id":"x", "citations":["\xc3\xa9"] }'
)
VENDOR_FIELDS: dict[str, object] = {
    "reasoning_effort": "low",
    "verbosity": "high",
    "store": False,
    "metadata": {"matter": "A/1"},
    "parallel_tool_calls": True,
    "top_k": 40,
    "chat_template_kwargs": {"enable_thinking": False, "deep": [1, [2.5, None]]},
    "seed": 9007199254740993,
    "text": "caf\u00e9 \u4e2d \U0001f600",
}


def test_unknown_fields_reach_the_upstream_unchanged(client: Client, upstream: MockUpstream) -> None:
    client.post(CHAT, chat(**VENDOR_FIELDS))
    assert chat(**VENDOR_FIELDS) == upstream.requests[-1].json


def test_an_upstream_sees_the_callers_fields_in_the_callers_order(client: Client, upstream: MockUpstream) -> None:
    start, end = (
        b'{"zeta":1,"model":"gpt-4o-mini","alpha":{"b":1,"a":2},',
        b'"messages":[{"role":"user","content":"x"}]}',
    )
    body = start + b'"max_tokens":5,' + end
    client.post(CHAT, body)
    assert body == upstream.requests[-1].body


def test_parts_developers_tools_and_nulls_reach_the_upstream(client: Client, upstream: MockUpstream) -> None:
    messages = [
        {"role": "developer", "content": [{"type": "text", "text": "Be brief.", "cache_control": {"type": "x"}}]},
        {"role": "user", "content": "Find it.", "name": "counsel"},
        {"role": "assistant", "content": None, "tool_calls": [{"id": "c", "type": "function", "function": {}}]},
        {"role": "tool", "tool_call_id": "c", "content": [{"type": "text", "text": "found"}]},
    ]
    assert 200 == client.chat(messages=messages).status
    assert messages == upstream.requests[-1].json["messages"]


def test_an_answer_is_relayed_byte_for_byte(client: Client, upstream: MockUpstream) -> None:
    upstream.will(Reply(ODD_ANSWER))
    answer = client.chat()
    assert (ODD_ANSWER, "application/json") == (answer.body, answer.headers["content-type"])


def test_the_callers_key_and_headers_stay_here(client: Client, upstream: MockUpstream) -> None:
    headers = {"X-Private": "1", "OpenAI-Organization": "org-theirs", "Cookie": "a=b"}
    answer = client.request("POST", CHAT, json.dumps(chat()).encode(), headers)
    sent = upstream.requests[-1].headers
    assert answer.headers["x-request-id"] == sent["x-client-request-id"]
    assert str(client.key) not in str(sent)
    assert not {"x-private", "openai-organization", "cookie"} & set(sent)


def test_a_call_without_a_cap_gets_ours(client: Client, upstream: MockUpstream) -> None:
    client.post(CHAT, {key: value for key, value in chat().items() if key != "max_tokens"})
    assert 4000 == upstream.requests[-1].json["max_completion_tokens"]


def test_a_stream_is_relayed_byte_for_byte_without_the_usage_nobody_asked_for(
    client: Client, upstream: MockUpstream
) -> None:
    answer = client.chat(stream=True)
    assert b"".join((*openai.TEXT_CHUNKS, openai.DONE)) == answer.body
    assert {"include_usage": True} == upstream.requests[-1].json["stream_options"]


def test_a_stream_keeps_the_usage_that_was_asked_for(client: Client) -> None:
    answer = client.chat(stream=True, stream_options={"include_usage": True})
    assert b"".join((*openai.TEXT_CHUNKS, openai.USAGE_CHUNK, openai.DONE)) == answer.body


@pytest.mark.parametrize("wanted", [True, False])
def test_a_streams_usage_is_settled_whether_or_not_it_is_shown(gateway: Gateway, client: Client, wanted: bool) -> None:
    answer = client.chat(stream=True, stream_options={"include_usage": wanted})
    (row,) = gateway.resolved_rows(answer.headers["x-request-id"])
    assert ("S", "upstream", openai.PROMPT_TOKENS, openai.COMPLETION_TOKENS) == (
        row.state, row.source, row.prompt_tokens, row.completion_tokens,
    )  # fmt: skip


def test_a_stream_has_the_headers_of_one(client: Client) -> None:
    headers = client.chat(stream=True).headers
    assert ("text/event-stream; charset=utf-8", "no-cache", "no") == (
        headers["content-type"], headers["cache-control"], headers["x-accel-buffering"],
    )  # fmt: skip


def test_events_cut_anywhere_and_ended_by_carriage_returns_arrive_whole(client: Client, upstream: MockUpstream) -> None:
    whole = b"".join((*openai.TEXT_CHUNKS, openai.DONE)).replace(b"\n", b"\r\n")
    upstream.will(Stream(tuple(whole[start : start + 7] for start in range(0, len(whole), 7))))
    assert whole == client.chat(stream=True).body


def test_a_stream_whose_end_the_upstream_forgot_gets_its_done(client: Client, upstream: MockUpstream) -> None:
    upstream.will(Stream(openai.TEXT_CHUNKS))
    assert b"".join((*openai.TEXT_CHUNKS, openai.DONE)) == client.chat(stream=True).body


def test_a_stream_without_usage_is_counted_here(gateway: Gateway, client: Client, upstream: MockUpstream) -> None:
    upstream.will(Stream((*openai.TEXT_CHUNKS, openai.DONE)))
    (row,) = gateway.resolved_rows(client.chat(stream=True).headers["x-request-id"])
    assert ("S", "counted", openai.COMPLETION_TOKENS) == (row.state, row.source, row.completion_tokens)
    assert 10 <= row.prompt_tokens <= 40  # Ten by OpenAI's own recipe, and some for what nobody documents.


def test_a_cut_stream_is_told_by_an_error_event_and_no_done(client: Client, upstream: MockUpstream) -> None:
    upstream.will(Stream(openai.TEXT_CHUNKS[:3]))
    answer = client.chat(stream=True)
    assert "upstream_truncated" == json.loads(answer.frames[-1])["error"]["code"]
    assert b"[DONE]" not in answer.body


def test_a_responses_stream_keeps_its_event_lines_and_has_no_done(client: Client) -> None:
    answer = client.post("/v1/responses", {"model": "gpt-4o-mini", "input": "hello", "stream": True})
    assert b"".join(openai.responses_stream().pieces) == answer.body


def test_token_arrays_and_dimensions_reach_the_upstream(client: Client, upstream: MockUpstream) -> None:
    request = {"model": "text-embedding-3-small", "input": [[1, 2], [3]], "dimensions": 3, "encoding_format": "float"}
    assert [0.5, -0.25, 0.125] == client.post("/v1/embeddings", request).json["data"][1]["embedding"]
    assert request == upstream.requests[-1].json


def test_the_models_are_the_upstreams_own(client: Client) -> None:
    assert openai.MODELS == client.get("/v1/models").body
    assert openai.MODEL == client.get("/v1/models/gpt-4o-mini").body


def test_a_model_the_upstream_has_not_is_404(client: Client) -> None:
    answer = client.get("/v1/models/absent")
    assert (404, "model_not_found", "model") == (answer.status, answer.error["code"], answer.error["param"])


def test_an_aborted_whole_answer_lets_the_upstream_go_and_is_settled(
    gateway: Gateway, client: Client, upstream: MockUpstream
) -> None:
    upstream.will(openai.Silence())
    hung_up, known = upstream.hung_up, gateway.request_ids()
    body = json.dumps(chat()).encode()
    with client.raw("POST", CHAT, {"Content-Length": str(len(body))}) as connection:
        connection.sendall(body)
        until(lambda: upstream.under_way == 1)
    until(lambda: upstream.hung_up == hung_up + 1, 1.0)
    (request_id,) = gateway.request_ids() - known
    (row,) = gateway.resolved_rows(request_id)
    assert ("S", "held", row.held_amount) == (row.state, row.source, row.paid)
