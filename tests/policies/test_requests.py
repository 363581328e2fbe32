"""Requests: what we rely on is checked and named, what we do not know passes, what we cannot price is refused."""

from __future__ import annotations

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auslex.core.calls import Call, Endpoint
from auslex.core.errors import BadRequest
from auslex.core.usage import ServiceTier
from auslex.wire.media import image_tokens
from auslex.wire.requests import (
    OUTPUT_TOKENS_MAX,
    TEMPLATE_TOKENS,
    RequestOptions,
    parse,
    with_body,
    with_model,
    with_output_cap,
)

CHAT = {"model": "gpt-4o", "messages": [{"role": "user", "content": "Hello"}]}
RESPONSES = {"model": "gpt-4o", "input": "Hello"}
EMBEDDINGS = {"model": "text-embedding-3-small", "input": "Hello"}
REMOTE_IMAGE = {"type": "image_url", "image_url": {"url": "https://example.com/a.png"}}
CACHED = {"prompt_cache_breakpoint": {"mode": "explicit", "ttl": "12h"}}
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
        (Endpoint.CHAT_COMPLETIONS, {"user": "a\0b"}, "user"),  # PostgreSQL cannot keep it, and fails for all at once.
        (Endpoint.RESPONSES, {"user": "a\nb"}, "user"),
        (Endpoint.EMBEDDINGS, {"user": "\x7f"}, "user"),
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


@pytest.mark.parametrize("field", ["model", "user"])
def test_what_is_wrong_with_a_name_of_two_lines_is_said_in_words(field: str) -> None:
    with pytest.raises(BadRequest, match="without line breaks") as caught:
        chat(**{field: "a\nb"})
    assert ("invalid_value", field, False) == (caught.value.code, caught.value.param, "regex" in str(caught.value))


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
        (Endpoint.CHAT_COMPLETIONS, {"service_tier": "scale"}, "service_tier"),
        (Endpoint.CHAT_COMPLETIONS, {"modalities": ["text", "video"]}, "modalities"),
        (Endpoint.CHAT_COMPLETIONS, {"web_search_options": {}}, "web_search_options"),
        (Endpoint.CHAT_COMPLETIONS, {"tools": [{"type": "web_search"}]}, "tools[0]"),
        (Endpoint.CHAT_COMPLETIONS, {"tools": [{"type": ["web_search"]}]}, "tools[0]"),
        (Endpoint.CHAT_COMPLETIONS, {"prompt_cache_options": {"ttl": "12h"}}, "prompt_cache_options.ttl"),
        (
            Endpoint.CHAT_COMPLETIONS,
            {"messages": [{"role": "user", "content": [CACHED | {"type": "text", "text": "x"}]}]},
            "messages[0].content[0].prompt_cache_breakpoint.ttl",
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
        (Endpoint.RESPONSES, {"service_tier": "scale"}, "service_tier"),
        (Endpoint.RESPONSES, {"previous_response_id": "r"}, "previous_response_id"),
        (Endpoint.RESPONSES, {"conversation": "c"}, "conversation"),
        (Endpoint.RESPONSES, {"prompt": {"id": "p"}}, "prompt"),
        (Endpoint.RESPONSES, {"background": True}, "background"),
        (Endpoint.RESPONSES, {"reasoning": {"mode": "pro"}}, "reasoning.mode"),
        (Endpoint.RESPONSES, {"context_management": [{"type": "compaction"}]}, "context_management"),
        (Endpoint.RESPONSES, {"prompt_cache_options": {"ttl": "12h"}}, "prompt_cache_options.ttl"),
        *[
            (Endpoint.RESPONSES, {"tools": [{"type": "function"}, {"type": kind}]}, "tools[1]")
            for kind in ("web_search", "file_search", "code_interpreter", "image_generation", "computer_use", "mcp")
        ],
        (Endpoint.RESPONSES, {"tools": [{}]}, "tools[0]"),
        *[
            (Endpoint.RESPONSES, {"input": [{"type": kind, "id": "x"}]}, "input[0]")
            for kind in ("item_reference", "compaction", "additional_tools", "image_generation_call", ["message"])
        ],
        *[
            (Endpoint.RESPONSES, {"input": [{"role": "user", "content": [part]}]}, "input[0].content[0]")
            for part in (
                {"type": "input_image", "file_id": "f"},
                {"type": "input_image", "file_id": "f", "image_url": "https://x/y"},
                {"type": "input_file", "file_id": "f"},
                {"type": "input_audio", "input_audio": {}},
                {"type": ["input_text"]},
                {},
            )
        ],
    ],
)
def test_what_cannot_be_priced_is_refused(endpoint: Endpoint, fields: dict[str, object], param: str) -> None:
    error = refusal(endpoint, **fields)
    assert ("unsupported_parameter", param) == (error.code, error.param)


@pytest.mark.parametrize(
    "item",
    [
        {"type": "function_call_output", "call_id": "c", "output": [{"type": "input_image", "file_id": "f"}]},
        {"type": "custom_tool_call_output", "call_id": "c", "output": [{"type": "input_file", "file_id": "f"}]},
        {"type": "computer_call_output", "call_id": "c", "output": {"type": "computer_screenshot", "file_id": "f"}},
    ],
)
def test_a_file_in_a_tool_output_is_refused_too(item: dict[str, object]) -> None:
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


@pytest.mark.parametrize(("old", "new"), [(5, 9), (9, 5), (5, 5)])
def test_of_two_caps_the_lower_is_sent_alone(old: int, new: int) -> None:
    call = chat(max_tokens=old, max_completion_tokens=new)
    assert (5, 5, False) == (
        call.output_tokens_max,
        call.body["max_completion_tokens"],
        "max_tokens" in json.loads(call.payload),
    )


@pytest.mark.parametrize(
    ("call", "field"),
    [
        (chat(), "max_completion_tokens"),
        (chat(max_tokens=500), "max_tokens"),
        (chat(max_tokens=500, max_completion_tokens=None), "max_tokens"),
        (chat(max_tokens=500, max_completion_tokens=600), "max_completion_tokens"),
        (parsed(Endpoint.RESPONSES, RESPONSES), "max_output_tokens"),
    ],
)
def test_a_lowered_cap_stands_in_the_field_that_binds(call: Call, field: str) -> None:
    lowered = with_output_cap(call, 20)
    sent = json.loads(lowered.payload)
    assert ({**call.body, field: 20}, sent, 20) == (lowered.body, lowered.body, lowered.output_tokens_max)
    assert len(lowered.payload) - len(call.payload) == lowered.prompt_tokens_max - call.prompt_tokens_max <= 0


def test_embeddings_have_no_cap_to_lower() -> None:
    call = parsed(Endpoint.EMBEDDINGS, EMBEDDINGS)
    assert call is with_output_cap(call, 16)


def test_rejected_predictions_are_output_beyond_the_cap() -> None:
    prediction = {"type": "content", "content": "x" * 1_000}
    call = chat(prediction=prediction, max_tokens=10)
    assert (10, True) == (call.output_tokens_max, call.uncapped_output_tokens >= 1_000)


def test_without_a_prediction_nothing_escapes_the_cap() -> None:
    assert 0 == chat(logprobs=True, parallel_tool_calls=True, store=True, metadata={"a": "b"}).uncapped_output_tokens


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
    tokens = image_tokens("gpt-4o", "auto")
    assert len(call.payload) - len(url) + tokens + TEMPLATE_TOKENS == call.prompt_tokens_max


@pytest.mark.parametrize("url", ["data:image/png;base64," + "A" * 100_000, "https://example.com/a.png"])
@pytest.mark.parametrize("item", [{"role": "user"}, {"type": "function_call_output", "call_id": "c"}])
def test_an_image_of_a_response_counts_as_in_chat(url: str, item: dict[str, object]) -> None:
    field = "output" if "type" in item else "content"
    part = {"type": "input_image", "image_url": url, "detail": "low"}
    call = parsed(Endpoint.RESPONSES, {"model": "gpt-4o", "input": [item | {field: [part]}]})
    text = len(call.payload) - (len(url) if url.startswith("data:") else 0)
    assert text + image_tokens("gpt-4o", "low") + TEMPLATE_TOKENS == call.prompt_tokens_max


def test_another_model_counts_the_image_by_its_own_rules() -> None:
    call = said([REMOTE_IMAGE])
    other = with_model(call, "gpt-4o-mini")
    difference = image_tokens("gpt-4o-mini", None) - image_tokens("gpt-4o", None)
    assert len("-mini") + difference == other.prompt_tokens_max - call.prompt_tokens_max
    assert ("gpt-4o-mini", "gpt-4o-mini") == (other.model, json.loads(other.payload)["model"])


def test_another_model_is_asked_the_same() -> None:
    call = chat(stream=True, max_tokens=7, n=2, user="someone", service_tier="priority")
    assert call == with_model(with_model(call, "gpt-4o-mini"), "gpt-4o")


def sound(data: bytes = b"ID3" + bytes(8_997), form: str = "mp3") -> dict[str, object]:
    return {"type": "input_audio", "input_audio": {"data": base64.b64encode(data).decode(), "format": form}}


def test_sound_counts_as_sound_and_not_as_its_bytes() -> None:
    call = said([sound()])
    assert 9_000 * 20 // 1_000 + 32 == call.audio_prompt_tokens_max
    assert len(call.payload) - 12_000 + call.audio_prompt_tokens_max + TEMPLATE_TOKENS == call.prompt_tokens_max


@pytest.mark.parametrize("part", [{}, {"input_audio": "x"}, {"input_audio": {"data": 5}}, sound(b"", "mp3")])
def test_sound_needs_data(part: dict[str, object]) -> None:
    content = [{"type": "input_audio", **part}]
    error = refusal(Endpoint.CHAT_COMPLETIONS, messages=[{"role": "user", "content": content}])
    assert "messages[0].content[0].input_audio" == error.param


@pytest.mark.parametrize(
    ("fields", "spoken"),
    [
        ({}, False),
        ({"modalities": ["text"]}, False),
        ({"modalities": ["text", "audio"], "audio": {"voice": "alloy", "format": "mp3"}}, True),
        ({"modalities": ["audio"]}, True),
        ({"audio": {"voice": "alloy"}}, True),
    ],
)
def test_an_answer_that_may_be_spoken_is_known(fields: dict[str, object], spoken: bool) -> None:
    assert spoken is chat(**fields).audio_output


def test_a_remote_image_counts_as_an_image() -> None:
    assert said([REMOTE_IMAGE]).prompt_tokens_max > image_tokens("gpt-4o", None)


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


@pytest.mark.parametrize("endpoint", [Endpoint.CHAT_COMPLETIONS, Endpoint.RESPONSES])
@pytest.mark.parametrize(
    ("asked", "sent"), [({}, "default"), ({"service_tier": None}, "default"), ({"service_tier": "auto"}, "auto")]
)
def test_a_call_that_names_no_tier_asks_for_the_installations(
    endpoint: Endpoint, asked: dict[str, object], sent: str
) -> None:
    body = json.dumps({**BASES[endpoint], **asked}).encode()
    call = parse(endpoint, body, RequestOptions(service_tier=ServiceTier.DEFAULT))
    assert (ServiceTier(sent), sent) == (call.service_tier, json.loads(call.payload)["service_tier"])
    assert call.service_tier is with_model(call, "gpt-4o-mini").service_tier


def test_without_a_tier_of_the_installation_none_is_sent() -> None:
    assert (ServiceTier.AUTO, False) == (chat().service_tier, "service_tier" in json.loads(chat().payload))


@pytest.mark.parametrize(
    ("asked", "tier"),
    [
        (None, "auto"),
        ("auto", "auto"),
        ("default", "default"),
        ("flex", "flex"),
        ("priority", "priority"),
        ("fast", "priority"),
        ("ultrafast", "ultrafast"),
    ],
)
@pytest.mark.parametrize("endpoint", [Endpoint.CHAT_COMPLETIONS, Endpoint.RESPONSES])
def test_the_service_tier_is_carried_and_sent_as_it_came(endpoint: Endpoint, asked: str | None, tier: str) -> None:
    call = parsed(endpoint, {**BASES[endpoint], "service_tier": asked})
    assert (ServiceTier(tier), asked) == (call.service_tier, json.loads(call.payload)["service_tier"])


def test_embeddings_have_one_tier() -> None:
    assert ServiceTier.DEFAULT is parsed(Endpoint.EMBEDDINGS, EMBEDDINGS).service_tier


def test_an_assistant_message_may_have_tool_calls_instead_of_content() -> None:
    call = chat(messages=[CHAT["messages"][0], {"role": "assistant", "content": None, "tool_calls": [{"id": "x"}]}])  # type: ignore[index]
    assert 2 == len(call.body["messages"])  # type: ignore[arg-type]


def test_the_user_is_only_a_label() -> None:
    assert "someone" == chat(user="someone").user_label
