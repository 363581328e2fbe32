"""Requests: what we rely on is checked and named, what we do not know passes, what we cannot price is refused."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auslex.core.calls import Call, Endpoint
from auslex.core.errors import BadRequest
from auslex.wire.requests import IMAGE_TOKENS, OUTPUT_TOKENS_MAX, TEMPLATE_TOKENS, RequestOptions, parse, with_body

CHAT = {"model": "gpt-4o", "messages": [{"role": "user", "content": "Hello"}]}
RESPONSES = {"model": "gpt-4o", "input": "Hello"}
EMBEDDINGS = {"model": "text-embedding-3-small", "input": "Hello"}
REMOTE_IMAGE = {"type": "image_url", "image_url": {"url": "https://example.com/a.png"}}
BASES = {Endpoint.CHAT_COMPLETIONS: CHAT, Endpoint.RESPONSES: RESPONSES, Endpoint.EMBEDDINGS: EMBEDDINGS}


def parsed(endpoint: Endpoint, body: object, output_tokens: int = 4000) -> Call:
    return parse(endpoint, json.dumps(body).encode(), RequestOptions(output_tokens))


def chat(**fields: object) -> Call:
    return parsed(Endpoint.CHAT_COMPLETIONS, {**CHAT, **fields})


def said(content: object, role: str = "user") -> Call:
    return chat(messages=[{"role": role, "content": content}])


def refusal(endpoint: Endpoint, **fields: object) -> BadRequest:
    with pytest.raises(BadRequest) as caught:
        parsed(endpoint, {**BASES[endpoint], **fields})
    return caught.value


@pytest.mark.parametrize(
    ("endpoint", "fields", "param"),
    [
        (Endpoint.CHAT_COMPLETIONS, {"model": None}, "model"),
        (Endpoint.CHAT_COMPLETIONS, {"model": ""}, "model"),
        (Endpoint.CHAT_COMPLETIONS, {"model": "x" * 257}, "model"),
        (Endpoint.CHAT_COMPLETIONS, {"messages": []}, "messages"),
        (Endpoint.CHAT_COMPLETIONS, {"messages": "hi"}, "messages"),
        (Endpoint.CHAT_COMPLETIONS, {"messages": [{"role": "robot", "content": "x"}]}, "messages[0].role"),
        (Endpoint.CHAT_COMPLETIONS, {"messages": [{"content": "x"}]}, "messages[0].role"),
        (Endpoint.CHAT_COMPLETIONS, {"messages": [{"role": "user"}]}, "messages[0].content"),
        (Endpoint.CHAT_COMPLETIONS, {"messages": [{"role": "user", "content": 5}]}, "messages[0].content"),
        (Endpoint.CHAT_COMPLETIONS, {"n": 10**9}, "n"),
        (Endpoint.CHAT_COMPLETIONS, {"n": 0}, "n"),
        (Endpoint.CHAT_COMPLETIONS, {"n": True}, "n"),
        (Endpoint.CHAT_COMPLETIONS, {"n": "2"}, "n"),
        (Endpoint.CHAT_COMPLETIONS, {"max_tokens": -5}, "max_tokens"),
        (Endpoint.CHAT_COMPLETIONS, {"max_tokens": 10**12}, "max_tokens"),
        (Endpoint.CHAT_COMPLETIONS, {"max_completion_tokens": 0}, "max_completion_tokens"),
        (Endpoint.CHAT_COMPLETIONS, {"temperature": 2.1}, "temperature"),
        (Endpoint.CHAT_COMPLETIONS, {"top_p": -0.1}, "top_p"),
        (Endpoint.CHAT_COMPLETIONS, {"stream": "yes"}, "stream"),
        (Endpoint.CHAT_COMPLETIONS, {"stream_options": []}, "stream_options"),
        (Endpoint.CHAT_COMPLETIONS, {"user": "u" * 513}, "user"),
        (Endpoint.CHAT_COMPLETIONS, {"tools": {}}, "tools"),
        (Endpoint.RESPONSES, {"input": None}, "input"),
        (Endpoint.RESPONSES, {"max_output_tokens": 0}, "max_output_tokens"),
        (Endpoint.EMBEDDINGS, {"input": []}, "input"),
        (Endpoint.EMBEDDINGS, {"input": ""}, "input"),
        (Endpoint.EMBEDDINGS, {"input": [1, "a"]}, "input"),
        (Endpoint.EMBEDDINGS, {"input": [[1], []]}, "input"),
        (Endpoint.EMBEDDINGS, {"input": [True]}, "input"),
        (Endpoint.EMBEDDINGS, {"input": [-1]}, "input"),
        (Endpoint.EMBEDDINGS, {"dimensions": 0}, "dimensions"),
    ],
)
def test_an_error_names_its_parameter(endpoint: Endpoint, fields: dict[str, object], param: str) -> None:
    assert param == refusal(endpoint, **fields).param


@pytest.mark.parametrize("endpoint", list(BASES))
def test_a_missing_model_is_said_to_be_missing(endpoint: Endpoint) -> None:
    body = {name: value for name, value in BASES[endpoint].items() if name != "model"}
    with pytest.raises(BadRequest) as caught:
        parsed(endpoint, body)
    assert ("model", "missing_required_parameter") == (caught.value.param, caught.value.code)


@pytest.mark.parametrize("model", ["gpt-4o\r\nset-cookie: a=b", "gpt-4o\x00"])
def test_a_model_name_with_control_characters_is_refused(model: str) -> None:
    assert "model" == refusal(Endpoint.CHAT_COMPLETIONS, model=model).param


@pytest.mark.parametrize(
    ("endpoint", "fields", "param"),
    [
        (Endpoint.CHAT_COMPLETIONS, {"service_tier": "priority"}, "service_tier"),
        (Endpoint.CHAT_COMPLETIONS, {"modalities": ["text", "audio"]}, "modalities"),
        (Endpoint.CHAT_COMPLETIONS, {"audio": {"voice": "x"}}, "modalities"),
        (Endpoint.CHAT_COMPLETIONS, {"web_search_options": {}}, "web_search_options"),
        (
            Endpoint.CHAT_COMPLETIONS,
            {"messages": [{"role": "user", "content": [{"type": "input_audio"}]}]},
            "messages[0].content[0]",
        ),
        (
            Endpoint.CHAT_COMPLETIONS,
            {"messages": [{"role": "user", "content": [{"type": "text", "text": "x"}, {"type": "file"}]}]},
            "messages[0].content[1]",
        ),
        (
            Endpoint.CHAT_COMPLETIONS,
            {"messages": [{"role": "assistant", "audio": {"id": "a"}}]},
            "messages[0].audio",
        ),
        (Endpoint.RESPONSES, {"service_tier": "priority"}, "service_tier"),
        (Endpoint.RESPONSES, {"previous_response_id": "r"}, "previous_response_id"),
        (Endpoint.RESPONSES, {"conversation": "c"}, "conversation"),
        (Endpoint.RESPONSES, {"prompt": {"id": "p"}}, "prompt"),
        (Endpoint.RESPONSES, {"background": True}, "background"),
        (Endpoint.RESPONSES, {"tools": [{"type": "function"}, {"type": "web_search"}]}, "tools[1]"),
        (Endpoint.RESPONSES, {"tools": [{}]}, "tools[0]"),
        (Endpoint.RESPONSES, {"input": [{"type": "item_reference", "id": "x"}]}, "input[0]"),
        (
            Endpoint.RESPONSES,
            {"input": [{"role": "user", "content": [{"type": "input_image"}]}]},
            "input[0].content[0]",
        ),
    ],
)
def test_what_cannot_be_priced_is_refused(endpoint: Endpoint, fields: dict[str, object], param: str) -> None:
    error = refusal(endpoint, **fields)
    assert ("unsupported_parameter", param) == (error.code, error.param)


@pytest.mark.parametrize(
    "item",
    [
        {
            "type": "function_call_output",
            "call_id": "c",
            "output": [{"type": "input_image", "image_url": "https://x/y"}],
        },
        {"type": "custom_tool_call_output", "call_id": "c", "output": [{"type": "input_file", "file_id": "f"}]},
        {"type": "computer_call_output", "call_id": "c", "output": {"type": "computer_screenshot", "file_id": "f"}},
    ],
)
def test_an_image_or_file_in_a_tool_output_is_refused_too(item: dict[str, object]) -> None:
    assert "unsupported_parameter" == refusal(Endpoint.RESPONSES, input=[item]).code


@pytest.mark.parametrize("kind", ["video_url", "audio_url", "input_image"])
def test_a_part_of_unknown_type_has_no_bound_and_is_refused(kind: str) -> None:
    part = {"type": kind, kind: {"url": "https://example.com/long"}}
    assert (
        "unsupported_parameter"
        == refusal(Endpoint.CHAT_COMPLETIONS, messages=[{"role": "user", "content": [part]}]).code
    )


def test_a_missing_cap_is_injected_into_chat() -> None:
    call = parsed(Endpoint.CHAT_COMPLETIONS, CHAT, output_tokens=77)
    assert (77, 77) == (call.output_tokens_max, json.loads(call.payload)["max_completion_tokens"])


def test_a_null_cap_counts_as_missing() -> None:
    assert 4000 == json.loads(chat(max_tokens=None, max_completion_tokens=None).payload)["max_completion_tokens"]


def test_a_missing_cap_is_injected_into_responses() -> None:
    call = parsed(Endpoint.RESPONSES, {**RESPONSES, "max_output_tokens": None}, output_tokens=77)
    assert (77, 77) == (call.output_tokens_max, json.loads(call.payload)["max_output_tokens"])


def test_the_callers_own_cap_stands() -> None:
    call = chat(max_tokens=5)
    assert (5, None) == (call.output_tokens_max, json.loads(call.payload).get("max_completion_tokens"))


def test_of_two_caps_the_larger_is_held() -> None:
    assert 9 == chat(max_tokens=5, max_completion_tokens=9).output_tokens_max


def test_the_largest_cap_is_accepted() -> None:
    assert OUTPUT_TOKENS_MAX == chat(max_tokens=OUTPUT_TOKENS_MAX).output_tokens_max


def test_embeddings_have_no_output() -> None:
    assert 0 == parsed(Endpoint.EMBEDDINGS, EMBEDDINGS).output_tokens_max


def test_choices_are_carried() -> None:
    assert 3 == chat(n=3).choices


def test_usage_is_asked_for_in_every_chat_stream() -> None:
    call = chat(stream=True, stream_options={"include_usage": False, "include_obfuscation": False})
    sent = json.loads(call.payload)["stream_options"]
    assert ({"include_usage": True, "include_obfuscation": False}, False) == (sent, call.usage_wanted)


def test_a_caller_who_asks_for_usage_is_known() -> None:
    assert chat(stream=True, stream_options={"include_usage": True}).usage_wanted


def test_no_stream_options_are_added_to_a_whole_answer() -> None:
    assert "stream_options" not in json.loads(chat().payload)


@pytest.mark.parametrize("endpoint", list(BASES))
def test_unknown_fields_survive(endpoint: Endpoint) -> None:
    extra = {"x_unknown": {"deep": [1, None, "é"]}}
    assert extra["x_unknown"] == json.loads(parsed(endpoint, {**BASES[endpoint], **extra}).payload)["x_unknown"]


@given(st.dictionaries(st.text(max_size=6).map("x_{}".format), st.integers(-(2**63), 2**64 - 1) | st.text()))
def test_every_unknown_field_of_chat_survives(extra: dict[str, object]) -> None:
    sent = json.loads(chat(**extra).payload)
    assert extra == {name: sent[name] for name in extra}


def test_the_body_given_is_not_changed() -> None:
    call = chat(stream=True)
    assert with_body(call, call.body).body is call.body


def test_the_prompt_bound_is_the_bytes_and_the_template() -> None:
    call = chat()
    assert len(call.payload) + TEMPLATE_TOKENS == call.prompt_tokens_max


def test_an_inline_image_counts_as_an_image_and_not_as_its_bytes() -> None:
    url = "data:image/png;base64," + "A" * 100_000
    call = said([{"type": "image_url", "image_url": {"url": url}}])
    assert len(call.payload) - len(url) + IMAGE_TOKENS + TEMPLATE_TOKENS == call.prompt_tokens_max


def test_a_remote_image_counts_as_an_image() -> None:
    assert said([REMOTE_IMAGE]).prompt_tokens_max > IMAGE_TOKENS


@pytest.mark.parametrize("url", [REMOTE_IMAGE, {"type": "image_url", "image_url": {"url": "data:," + "A" * 60_000}}])
def test_another_body_with_the_same_image_has_the_same_bound(url: dict[str, object]) -> None:
    call = said([url])
    assert call.prompt_tokens_max == with_body(call, dict(call.body)).prompt_tokens_max


@pytest.mark.parametrize("image", [None, "https://x", {}, {"url": 5}])
def test_an_image_needs_a_url(image: object) -> None:
    content = [{"type": "image_url", "image_url": image}]
    error = refusal(Endpoint.CHAT_COMPLETIONS, messages=[{"role": "user", "content": content}])
    assert "messages[0].content[0].image_url" == error.param


@pytest.mark.parametrize("value", ["a", ["a", "b"], [1, 2], [[1, 2], [3]]])
def test_each_documented_form_of_embedding_input_passes(value: object) -> None:
    assert value == parsed(Endpoint.EMBEDDINGS, {**EMBEDDINGS, "input": value}).body["input"]


@pytest.mark.parametrize("tier", ["auto", "default", "flex"])
def test_priced_service_tiers_pass(tier: str) -> None:
    assert tier == chat(service_tier=tier).body["service_tier"]


def test_an_assistant_message_may_have_tool_calls_instead_of_content() -> None:
    call = chat(messages=[CHAT["messages"][0], {"role": "assistant", "content": None, "tool_calls": [{"id": "x"}]}])  # type: ignore[index]
    assert 2 == len(call.body["messages"])  # type: ignore[arg-type]


def test_the_user_is_only_a_label() -> None:
    assert "someone" == chat(user="someone").user_label
