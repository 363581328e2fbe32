"""The official Python client, used as its documentation says: only the address and the key are ours."""

from __future__ import annotations

from collections.abc import Iterator

import openai
import pytest
from openai import OpenAI
from openai.types.chat import ChatCompletionMessageFunctionToolCall, ChatCompletionMessageParam

from tests.support import upstream as mock
from tests.support.fixtures import FAILING_MODELS, RETRIES_MAX
from tests.support.gateway import Gateway, Row
from tests.support.upstream import MockUpstream
from tests.support.waiting import until
from tests.support.web import Client

MODEL = "gpt-4o-mini"
HELLO: list[ChatCompletionMessageParam] = [{"role": "user", "content": "Say hello."}]
TIMEOUT_SECONDS = 20.0


@pytest.fixture(scope="module")
def sdk(gateway: Gateway, client: Client) -> Iterator[OpenAI]:
    with connected(gateway, client.key) as made:
        yield made


def connected(gateway: Gateway, key: str | None) -> OpenAI:
    return OpenAI(base_url=gateway.base_url, api_key=key, timeout=TIMEOUT_SECONDS)


def test_models_are_listed(sdk: OpenAI) -> None:
    assert [MODEL] == [model.id for model in sdk.models.list()]


def test_a_model_is_retrieved(sdk: OpenAI) -> None:
    assert (MODEL, "system") == ((model := sdk.models.retrieve(MODEL)).id, model.owned_by)


def test_a_model_that_is_not_there_is_not_found(sdk: OpenAI) -> None:
    with pytest.raises(openai.NotFoundError) as caught:
        sdk.models.retrieve("absent")
    assert "model_not_found" == caught.value.code


def test_a_whole_answer_has_text_usage_and_request_id(gateway: Gateway, sdk: OpenAI) -> None:
    answer = sdk.chat.completions.create(model=MODEL, messages=HELLO)
    assert answer.usage
    assert (mock.TEXT, "stop", 16) == (
        answer.choices[0].message.content, answer.choices[0].finish_reason, answer.usage.total_tokens,
    )  # fmt: skip
    (row,) = gateway.resolved_rows(str(answer._request_id))
    assert ("S", "upstream", 11, 5) == (row.state, row.source, row.prompt_tokens, row.completion_tokens)


def test_a_tool_call_arrives(sdk: OpenAI, upstream: MockUpstream) -> None:
    upstream.will(mock.TOOL_CALL)
    answer = sdk.chat.completions.create(
        model=MODEL,
        messages=HELLO,
        tools=[{"type": "function", "function": {"name": "find_act", "strict": True, "parameters": {}}}],
        parallel_tool_calls=False,
    )
    (call,) = answer.choices[0].message.tool_calls or []
    assert isinstance(call, ChatCompletionMessageFunctionToolCall)
    assert ("find_act", '{"year": 1995}') == (call.function.name, call.function.arguments)


def test_a_stream_with_usage_ends_with_the_usage_chunk(sdk: OpenAI) -> None:
    chunks = list(
        sdk.chat.completions.create(model=MODEL, messages=HELLO, stream=True, stream_options={"include_usage": True})
    )
    assert chunks[-1].usage
    assert ([], 16) == (chunks[-1].choices, chunks[-1].usage.total_tokens)
    assert mock.TEXT == "".join(chunk.choices[0].delta.content or "" for chunk in chunks[:-1])


def test_every_chunk_of_a_stream_without_usage_has_a_choice(sdk: OpenAI) -> None:
    stream = sdk.chat.completions.create(model=MODEL, messages=HELLO, stream=True)
    assert mock.TEXT == "".join(chunk.choices[0].delta.content or "" for chunk in stream)


def test_an_aborted_stream_closes_the_upstreams_connection(sdk: OpenAI, upstream: MockUpstream) -> None:
    upstream.will(mock.ENDLESS)
    hung_up = upstream.hung_up
    with sdk.chat.completions.create(model=MODEL, messages=HELLO, stream=True) as stream:
        next(stream)
    until(lambda: upstream.hung_up == hung_up + 1, 1.0)


def test_an_aborted_stream_is_settled_by_what_was_counted(
    gateway: Gateway, sdk: OpenAI, upstream: MockUpstream
) -> None:
    upstream.will(mock.ENDLESS)
    with sdk.chat.completions.create(model=MODEL, messages=HELLO, stream=True) as stream:
        for _ in range(10):
            next(stream)
    (row,) = gateway.resolved_rows(stream.response.headers["x-request-id"])
    assert ("S", "counted") == (row.state, row.source)
    assert row.completion_tokens >= 9  # So many words were read; a few more may have been under way.
    assert 0 < row.paid < row.held_amount


def test_after_an_abort_nothing_stays_reserved(gateway: Gateway, sdk: OpenAI, upstream: MockUpstream) -> None:
    upstream.will(mock.ENDLESS)
    with sdk.chat.completions.create(model=MODEL, messages=HELLO, stream=True) as stream:
        next(stream)
    gateway.resolved_rows(stream.response.headers["x-request-id"])
    assert [] == [row for row in gateway.rows() if row.state == "D"]
    assert {0} == {balance.reserved for balance in gateway.balances()}


def test_a_stream_that_breaks_raises(sdk: OpenAI, upstream: MockUpstream) -> None:
    upstream.will(mock.Stream(mock.TEXT_CHUNKS[:3]))
    with pytest.raises(openai.APIError) as caught:
        list(sdk.chat.completions.create(model=MODEL, messages=HELLO, stream=True))
    assert "upstream_truncated" == caught.value.code


def test_a_wrong_key_is_an_authentication_error(gateway: Gateway) -> None:
    with connected(gateway, "sk-auslex-dev-wrong") as stranger, pytest.raises(openai.AuthenticationError) as caught:
        stranger.chat.completions.create(model=MODEL, messages=HELLO)
    assert ("invalid_api_key", 401) == (caught.value.code, caught.value.status_code)


def test_an_unknown_model_is_a_bad_request_that_names_the_parameter(sdk: OpenAI) -> None:
    with pytest.raises(openai.BadRequestError) as caught:
        sdk.chat.completions.create(model="unheard-of", messages=HELLO)
    assert ("model_price_unknown", "model") == (caught.value.code, caught.value.param)


def test_over_the_limit_is_a_rate_limit_error_that_says_when(gateway: Gateway) -> None:
    with connected(gateway, gateway.create_key("--rpm", "1")) as limited:
        limited.chat.completions.create(model=MODEL, messages=HELLO)
        with pytest.raises(openai.RateLimitError) as caught:
            limited.with_options(max_retries=0).chat.completions.create(model=MODEL, messages=HELLO)
    assert ("rate_limit_exceeded", "requests") == (caught.value.code, caught.value.type)
    assert int(caught.value.response.headers["retry-after"]) > 0


def test_a_used_up_budget_is_asked_once_although_the_client_would_retry(
    gateway: Gateway, upstream: MockUpstream
) -> None:
    upstream.will(mock.completion(prompt_tokens=100_000))
    key = gateway.create_key("--usd-day", "0.01")
    with connected(gateway, key) as spender:
        gateway.resolved_rows(str(spender.chat.completions.create(model=MODEL, messages=HELLO)._request_id))
        sent = len(upstream.requests)
        with pytest.raises(openai.RateLimitError) as caught:
            spender.chat.completions.create(model=MODEL, messages=HELLO)
    assert ("insufficient_quota", "0") == (caught.value.code, retries_made(caught.value))
    assert sent == len(upstream.requests)


def test_a_failing_upstream_is_asked_by_the_gateways_count_and_no_more(sdk: OpenAI, upstream: MockUpstream) -> None:
    upstream.will(*[mock.refusal(500)] * 20)
    sent = len(upstream.requests)
    with pytest.raises(openai.InternalServerError) as caught:
        sdk.chat.completions.create(model=FAILING_MODELS[0], messages=HELLO)
    assert (RETRIES_MAX + 1, "0") == (len(upstream.requests) - sent, retries_made(caught.value))


def test_a_refused_parameter_keeps_the_upstreams_words(sdk: OpenAI, upstream: MockUpstream) -> None:
    upstream.will(mock.refusal(400, "Bad schema.", "invalid_schema", "response_format"))
    with pytest.raises(openai.BadRequestError) as caught:
        sdk.chat.completions.create(model=MODEL, messages=HELLO)
    assert ("invalid_schema", "response_format") == (caught.value.code, caught.value.param)
    assert "Bad schema." in caught.value.message


def test_embeddings_arrive_as_numbers_though_asked_for_as_base64(
    gateway: Gateway, sdk: OpenAI, upstream: MockUpstream
) -> None:
    answer = sdk.embeddings.create(model="text-embedding-3-small", input=["a lease", "a licence"])
    assert [[0.5, -0.25, 0.125]] * 2 == [entry.embedding for entry in answer.data]
    assert "base64" == upstream.requests[-1].json["encoding_format"]
    row = until(
        lambda: next((row for row in gateway.rows() if row.endpoint == "embeddings" and row.state == "S"), None)
    )
    assert [("S", 8, 0)] == settled([row] if row else [])


def test_a_response_has_text_and_usage(gateway: Gateway, sdk: OpenAI) -> None:
    answer = sdk.responses.create(model=MODEL, input="Say hello.")
    assert (mock.TEXT, 16) == (answer.output_text, answer.usage.total_tokens if answer.usage else 0)
    assert [("S", 11, 5)] == settled(gateway.resolved_rows(str(answer._request_id)))


def test_a_responses_stream_adds_up_to_the_text_and_completes(sdk: OpenAI) -> None:
    events = list(sdk.responses.create(model=MODEL, input="Say hello.", stream=True))
    assert mock.TEXT == "".join(event.delta for event in events if event.type == "response.output_text.delta")
    assert "response.completed" == events[-1].type


def test_one_client_makes_many_calls_over_its_connections(sdk: OpenAI) -> None:
    answers = [sdk.chat.completions.create(model=MODEL, messages=HELLO) for _ in range(20)]
    assert 20 == len({answer._request_id for answer in answers})


def settled(rows: list[Row]) -> list[tuple[str, int, int]]:
    return [(row.state, row.prompt_tokens, row.completion_tokens) for row in rows]


def retries_made(error: openai.APIStatusError) -> str:
    """How often the client had tried again when it sent its last request, as it says itself."""
    return error.response.request.headers["x-stainless-retry-count"]
