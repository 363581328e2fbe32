"""Upstream answers: whole or not, what they used, and what is never believed."""

from __future__ import annotations

import itertools
import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from auslex.core.calls import Endpoint
from auslex.core.errors import UpstreamBroken
from auslex.core.events import Frame
from auslex.core.usage import ServiceTier, Usage
from auslex.wire.answers import TOKENS_MAX, AnswerStream, other_model, read_usage, read_whole

CHAT, RESPONSES, EMBEDDINGS = Endpoint.CHAT_COMPLETIONS, Endpoint.RESPONSES, Endpoint.EMBEDDINGS
DONE = b"data: [DONE]\n\n"


def frame(body: object) -> bytes:
    return b"data: " + json.dumps(body).encode() + b"\n\n"


def chunk(text: str = "x", index: int = 0, finish: str | None = None, **more: object) -> bytes:
    return frame({"choices": [{"index": index, "delta": {"content": text}, "finish_reason": finish}], **more})


def fed(*pieces: bytes, endpoint: Endpoint = CHAT, choices: int = 1) -> tuple[AnswerStream, list[Frame]]:
    stream = AnswerStream(endpoint, choices)
    return stream, [frame for piece in pieces for frame in stream.feed(piece).frames]


def usage_of(figures: object, endpoint: Endpoint = CHAT) -> Usage | None:
    return read_usage(endpoint, msgspec.Raw(json.dumps(figures).encode()))


# Whole answers.


def test_a_whole_chat_answer_keeps_its_bytes() -> None:
    body = b' {"choices":[{"message":{"content":"x"}}], "unknown": 1}'
    assert body == read_whole(CHAT, body).body


@pytest.mark.parametrize(
    ("endpoint", "body"),
    [
        (CHAT, {"choices": [{}], "usage": {"prompt_tokens": 3, "completion_tokens": 2}}),
        (RESPONSES, {"output": [], "usage": {"input_tokens": 3, "output_tokens": 2}}),
    ],
)
def test_usage_is_read_from_a_whole_answer(endpoint: Endpoint, body: object) -> None:
    assert Usage(3, 2) == read_whole(endpoint, json.dumps(body).encode()).usage


def test_embeddings_use_input_only() -> None:
    assert Usage(3, 0) == read_whole(EMBEDDINGS, b'{"data":[],"usage":{"prompt_tokens":3,"total_tokens":3}}').usage


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b"null",
        b"[]",
        b"<html>",
        b'{"choices":[]}',
        b'{"choices":null}',
        b'{"choices":[{}]',
        b'{"choices":[{}]} tail',
        b'{"choices":[{"x":NaN}]}',
        b'{"error":{"message":"no"}}',
        b'{"choices":[],"error":{"message":"no"}}',
    ],
)
def test_what_is_not_a_whole_answer_is_broken(body: bytes) -> None:
    with pytest.raises(UpstreamBroken):
        read_whole(CHAT, body)


def test_an_error_with_status_200_is_the_upstreams_failure() -> None:
    with pytest.raises(UpstreamBroken) as caught:
        read_whole(CHAT, b'{"error":{"message":"no"}}')
    assert "server_error" == caught.value.failure


@pytest.mark.parametrize("endpoint", [CHAT, RESPONSES, EMBEDDINGS])
def test_an_answer_nested_without_end_is_broken(endpoint: Endpoint) -> None:
    nest = b"[" * 100_000 + b"]" * 100_000
    with pytest.raises(UpstreamBroken):
        read_whole(endpoint, b'{"choices":[{}],"output":[],"data":[],"x":' + nest + b"}")


@pytest.mark.parametrize("endpoint", list(Endpoint))
def test_an_answer_that_is_no_utf8_is_broken(endpoint: Endpoint) -> None:
    with pytest.raises(UpstreamBroken):
        read_whole(endpoint, b'{"choices":[{}],"output":[],"data":[],"unknown":"\xff"}')


def test_a_frame_that_is_no_utf8_is_broken() -> None:
    with pytest.raises(UpstreamBroken):
        fed(b'data: {"choices":[],"unknown":"\xff"}\n\n')


def test_a_frame_nested_without_end_is_broken() -> None:
    with pytest.raises(UpstreamBroken):
        fed(b'data: {"choices":[{"x":' + b"[" * 100_000 + b"]" * 100_000 + b"}]}\n\n")


# Usage.


@pytest.mark.parametrize(
    "figures",
    [
        None,
        {},
        [],
        "many",
        {"prompt_tokens": -1, "completion_tokens": 1},
        {"prompt_tokens": 1, "completion_tokens": -1_000_000},
        {"prompt_tokens": "1", "completion_tokens": 1},
        {"prompt_tokens": 1.5, "completion_tokens": 1},
        {"prompt_tokens": 1.0, "completion_tokens": 1},
        {"prompt_tokens": True, "completion_tokens": 1},
        {"prompt_tokens": None, "completion_tokens": 1},
        {"prompt_tokens": 1, "completion_tokens": None},
        {"prompt_tokens": 10**15, "completion_tokens": 1},
        {"prompt_tokens": 1, "completion_tokens": TOKENS_MAX + 1},
        {"prompt_tokens": 1, "completion_tokens": 1, "prompt_tokens_details": {"cached_tokens": -1}},
        {"prompt_tokens": 1, "completion_tokens": 1, "prompt_tokens_details": {"cached_tokens": 2}},
        {"prompt_tokens": 1, "completion_tokens": 1, "prompt_tokens_details": {"cached_tokens": "1"}},
        {"prompt_tokens": 1, "completion_tokens": 1, "prompt_tokens_details": {"audio_tokens": 2}},
        {"prompt_tokens": 1, "completion_tokens": 1, "prompt_tokens_details": {"audio_tokens": 0.5}},
        {"prompt_tokens": 1, "completion_tokens": 1, "prompt_tokens_details": 5},
        *[
            {"prompt_tokens": 1, "completion_tokens": 1, "completion_tokens_details": {kind: tokens}}
            for kind in (
                "reasoning_tokens",
                "audio_tokens",
                "accepted_prediction_tokens",
                "rejected_prediction_tokens",
            )
            for tokens in (2, -1, "1", True, 0.5, [])
        ],
    ],
)
def test_usage_that_cannot_be_is_not_believed(figures: object) -> None:
    assert usage_of(figures) is None


def test_a_chat_answer_that_reports_no_completion_is_not_believed() -> None:
    assert usage_of({"prompt_tokens": 10}) is None


def test_zero_is_a_value() -> None:
    assert Usage(0, 0) == usage_of({"prompt_tokens": 0, "completion_tokens": 0})


def test_cached_and_written_tokens_are_read() -> None:
    details = {"cached_tokens": 4, "cache_write_tokens": 3}
    figures = {"prompt_tokens": 10, "completion_tokens": 1, "prompt_tokens_details": details}
    assert Usage(10, 1, 4, 3) == usage_of(figures)


def test_audio_tokens_are_read() -> None:
    figures = {
        "prompt_tokens": 10,
        "completion_tokens": 8,
        "prompt_tokens_details": {"audio_tokens": 4, "text_tokens": 6},
        "completion_tokens_details": {"audio_tokens": 3, "reasoning_tokens": 2, "rejected_prediction_tokens": 8},
    }
    assert Usage(10, 8, audio_prompt_tokens=4, audio_completion_tokens=3) == usage_of(figures)


@pytest.mark.parametrize("tokens", [3, "1", -1])
def test_reasoning_of_a_response_that_cannot_be_is_not_believed(tokens: object) -> None:
    details = {"reasoning_tokens": tokens}
    assert usage_of({"input_tokens": 1, "output_tokens": 2, "output_tokens_details": details}, RESPONSES) is None


TIERS = [
    ("default", ServiceTier.DEFAULT),
    ("flex", ServiceTier.FLEX),
    ("priority", ServiceTier.PRIORITY),
    ("fast", ServiceTier.PRIORITY),
    ("ultrafast", ServiceTier.ULTRAFAST),
    ("auto", ServiceTier.PRIORITY),
    ("scale", ServiceTier.PRIORITY),
    ("", ServiceTier.PRIORITY),
    (None, None),
    (5, ServiceTier.PRIORITY),
    ({"a": 1}, ServiceTier.PRIORITY),
]
FIGURES = {"prompt_tokens": 3, "completion_tokens": 2, "input_tokens": 3, "output_tokens": 2}


@pytest.mark.parametrize(("told", "tier"), TIERS)
@pytest.mark.parametrize("endpoint", [CHAT, RESPONSES])
def test_the_tier_that_served_is_read_from_a_whole_answer(
    endpoint: Endpoint, told: object, tier: ServiceTier | None
) -> None:
    body = {"choices": [{}], "output": [], "usage": FIGURES, "service_tier": told}
    assert Usage(3, 2, service_tier=tier) == read_whole(endpoint, json.dumps(body).encode()).usage


@pytest.mark.parametrize(("told", "tier"), TIERS)
def test_the_tier_that_served_is_read_from_the_end_of_a_response(told: object, tier: ServiceTier | None) -> None:
    response = {"usage": FIGURES, "service_tier": told}
    _, frames = fed(frame({"type": "response.completed", "response": response}), endpoint=RESPONSES)
    assert [Usage(3, 2, service_tier=tier)] == [frame.usage for frame in frames]


@pytest.mark.parametrize("told", ["first", "last"])
def test_the_tier_that_served_is_read_from_any_chunk(told: str) -> None:
    usage = {"choices": [], "usage": FIGURES, **({"service_tier": "flex"} if told == "last" else {})}
    first = {"service_tier": "flex"} if told == "first" else {"service_tier": "auto"}
    _, frames = fed(chunk("a", **first), chunk("b", finish="stop", service_tier=None), frame(usage))
    assert Usage(3, 2, service_tier=ServiceTier.FLEX) == frames[-1].usage


def test_missing_details_are_no_details() -> None:
    assert Usage(10, 1) == usage_of({"prompt_tokens": 10, "completion_tokens": 1, "prompt_tokens_details": None})


def test_responses_have_their_own_names() -> None:
    figures = {"input_tokens": 10, "output_tokens": 2, "input_tokens_details": {"cached_tokens": 4}}
    assert Usage(10, 2, 4) == usage_of(figures, RESPONSES)


WEIRD = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3) | st.just([])


@given(st.fixed_dictionaries({}, optional={"prompt_tokens": WEIRD, "completion_tokens": WEIRD}))
def test_believed_figures_are_never_negative_or_absurd(figures: dict[str, object]) -> None:
    usage = usage_of(figures)
    assert usage is None or (0 <= usage.prompt_tokens <= TOKENS_MAX and 0 <= usage.completion_tokens <= TOKENS_MAX)


# Streams.


@pytest.mark.parametrize(
    ("said", "other"),
    [
        ('{"model":"gpt-4o"}', ""),
        ('{"model":"gpt-4o-2024-11-20"}', ""),
        ('{"model":"gpt-5-pro"}', "gpt-5-pro"),
        ('{"model":""}', ""),
        ("{}", ""),
        ('{"model":7}', ""),
        ("[DONE]", ""),
    ],
)
def test_another_model_is_noticed_and_a_dated_version_is_none(said: str, other: str) -> None:
    assert other == other_model("gpt-4o", said.encode())


def test_a_stream_keeps_its_bytes() -> None:
    sent = chunk("a") + chunk("b", finish="stop") + DONE
    assert sent == b"".join(frame.raw for frame in fed(sent)[1])


def test_a_finished_stream_owes_nothing() -> None:
    stream, _ = fed(chunk(finish="stop"), DONE)
    assert () == stream.end().frames


def test_a_missing_done_is_added() -> None:
    stream, _ = fed(chunk(finish="stop"))
    assert [DONE] == [frame.raw for frame in stream.end().frames]


def test_data_after_done_is_dropped() -> None:
    _, frames = fed(chunk(finish="stop") + DONE + chunk("more") + DONE)
    assert [False, True] == [frame.done for frame in frames]


def test_data_in_a_later_piece_after_done_is_dropped() -> None:
    _, frames = fed(chunk(finish="stop") + DONE, chunk("more"))
    assert 2 == len(frames)


def test_a_stream_cut_before_its_finish_reason_is_truncated() -> None:
    stream, _ = fed(chunk("a"))
    with pytest.raises(UpstreamBroken) as caught:
        stream.end()
    assert "truncated" == caught.value.failure


@pytest.mark.parametrize(
    "sent",
    [
        [chunk("a", 0, "stop")],
        [chunk("a", 0, "stop"), chunk("b", 1)],
        [chunk("a", 0), chunk("b", 1, "stop")],
        [chunk("a", 0, "stop"), chunk("b", 0, "stop"), chunk("c", 2, "stop")],
    ],
    ids=["never-began", "never-ended", "first-never-ended", "one-of-three"],
)
@pytest.mark.parametrize("end", [b"", DONE], ids=["cut", "done"])
def test_a_choice_that_is_missing_is_missed(sent: list[bytes], end: bytes) -> None:
    with pytest.raises(UpstreamBroken) as caught:
        fed(*sent, end, choices=3 if len(sent) == 3 else 2)[0].end()
    assert "truncated" == caught.value.failure


def test_several_choices_that_all_end_are_an_answer() -> None:
    sent = (chunk("a", 1), chunk("b", 0), chunk(index=1, finish="length"), chunk(index=0, finish="stop"), DONE)
    stream, frames = fed(*sent, choices=2)
    assert (b"".join(sent), True) == (b"".join(frame.raw for frame in frames), stream.finished)


def test_the_text_of_a_stream_is_what_its_deltas_say() -> None:
    deltas = [
        {"role": "assistant", "content": ""},
        {"content": "caf\u00e9"},
        {"refusal": " no"},
        {"reasoning_content": " hm"},
        {"tool_calls": [{"index": 0, "id": "call_1", "function": {"name": "find", "arguments": ""}}]},
        {"tool_calls": [{"index": 0, "function": {"arguments": '{"a"'}}, {"index": 1, "function": {"arguments": "}"}}]},
    ]
    _, frames = fed(*(frame({"choices": [{"index": 0, "delta": delta}]}) for delta in deltas))
    assert ["", "caf\u00e9", " no", " hm"] == [one.text for one in frames[:4]]
    assert ['{"name": "find", "arguments": ""}', '{"arguments": "{\\"a\\""}{"arguments": "}"}'] == [
        one.text for one in frames[4:]
    ]


def test_the_text_of_several_choices_is_all_of_it() -> None:
    both = frame({"choices": [{"index": 0, "delta": {"content": "a"}}, {"index": 1, "delta": {"content": "b"}}]})
    assert "ab" == fed(both)[1][0].text


def test_the_text_of_a_responses_stream_is_its_deltas() -> None:
    _, frames = fed(
        frame({"type": "response.created", "response": {}}),
        frame({"type": "response.output_text.delta", "delta": "a"}),
        frame({"type": "response.completed", "response": {"output": [{"content": [{"text": "a"}]}]}}),
        endpoint=RESPONSES,
    )
    assert ["", "a", ""] == [one.text for one in frames]


@pytest.mark.parametrize(
    ("endpoint", "event"),
    [
        (CHAT, {"choices": [{"index": 0, "delta": {"content": ["unusual"]}}]}),
        (CHAT, {"choices": [{"index": 0, "delta": "unusual"}]}),
        (RESPONSES, {"type": "response.unusual.delta", "delta": {"a": 1}}),
    ],
)
def test_a_delta_of_an_unusual_shape_is_relayed_and_counts_as_it_stands(endpoint: Endpoint, event: object) -> None:
    sent = frame(event)
    _, (one,) = fed(sent, endpoint=endpoint)
    assert (sent, one.data.decode()) == (one.raw, one.text)


def test_an_empty_stream_is_truncated() -> None:
    with pytest.raises(UpstreamBroken) as caught:
        AnswerStream(CHAT).end()
    assert "truncated" == caught.value.failure


def test_done_without_a_finish_reason_is_no_finish() -> None:
    with pytest.raises(UpstreamBroken) as caught:
        fed(chunk("a"), DONE)
    assert "truncated" == caught.value.failure


def test_several_choices_may_be_interleaved() -> None:
    stream, _ = fed(chunk(index=0), chunk(index=1), chunk(index=1, finish="stop"), chunk(index=0, finish="length"))
    assert stream.finished


def test_one_open_choice_keeps_the_stream_open() -> None:
    stream, _ = fed(chunk(index=0), chunk(index=1), chunk(index=0, finish="stop"))
    assert not stream.finished


def test_a_choice_that_goes_on_after_its_finish_reason_stays_finished() -> None:
    stream, _ = fed(chunk(finish="stop"), chunk("", finish=None))
    assert stream.finished


@pytest.mark.parametrize(
    "data", [b'{"choices":[', b"[]", b"5", b"plain text", b'{"choices":[{"index":"0"}]}', b'{"choices":{}}']
)
def test_a_broken_frame_is_not_relayed(data: bytes) -> None:
    with pytest.raises(UpstreamBroken):
        fed(b"data: " + data + b"\n\n")


def test_what_came_before_a_broken_frame_is_given_first() -> None:
    stream, frames = fed(chunk("a") + b"data: {broken\n\n" + chunk("b"))
    assert [chunk("a")] == [frame.raw for frame in frames]
    with pytest.raises(UpstreamBroken):
        stream.check()


def test_an_error_in_the_stream_is_the_upstreams_failure() -> None:
    with pytest.raises(UpstreamBroken) as caught:
        fed(chunk("a"), frame({"error": {"message": "no"}}))
    assert "server_error" == caught.value.failure


def test_the_usage_chunk_is_recognised() -> None:
    _, frames = fed(frame({"choices": [], "usage": {"prompt_tokens": 3, "completion_tokens": 2}}))
    assert [(Usage(3, 2), True)] == [(frame.usage, frame.usage_only) for frame in frames]


def test_a_usage_chunk_that_is_not_believed_is_still_kept_from_the_caller() -> None:
    _, frames = fed(frame({"choices": [], "usage": {"prompt_tokens": -3, "completion_tokens": 2}}))
    assert [(None, True)] == [(frame.usage, frame.usage_only) for frame in frames]


def test_usage_beside_text_does_not_hide_the_text() -> None:
    _, frames = fed(chunk(usage={"prompt_tokens": 3, "completion_tokens": 2}))
    assert [(Usage(3, 2), False)] == [(frame.usage, frame.usage_only) for frame in frames]


def test_null_usage_is_no_usage() -> None:
    _, frames = fed(chunk(usage=None))
    assert [None] == [frame.usage for frame in frames]


def test_an_event_without_end_is_too_large() -> None:
    with pytest.raises(UpstreamBroken) as caught:
        fed(*[b"x" * (1 << 18)] * 5)
    assert "too_large" == caught.value.failure


@pytest.mark.parametrize("kind", ["response.completed", "response.incomplete", "response.failed"])
def test_a_terminal_event_finishes_a_response(kind: str) -> None:
    stream, frames = fed(
        frame({"type": "response.output_text.delta", "delta": "x"}),
        frame({"type": kind, "response": {"usage": {"input_tokens": 3, "output_tokens": 2}}}),
        endpoint=RESPONSES,
    )
    assert (True, Usage(3, 2)) == (stream.finished, frames[-1].usage)


def test_a_response_without_its_terminal_event_is_truncated() -> None:
    stream, _ = fed(frame({"type": "response.output_text.delta", "delta": "x"}), endpoint=RESPONSES)
    with pytest.raises(UpstreamBroken) as caught:
        stream.end()
    assert "truncated" == caught.value.failure


@pytest.mark.parametrize("event", [{"error": {"message": "no"}}, {"type": "error", "error": {"message": "no"}}])
def test_an_error_object_fails_a_response(event: object) -> None:
    with pytest.raises(UpstreamBroken) as caught:
        fed(frame(event), endpoint=RESPONSES)
    assert b"no" in caught.value.reported


def test_an_error_event_fails_a_response() -> None:
    with pytest.raises(UpstreamBroken):
        fed(frame({"type": "error", "message": "no"}), endpoint=RESPONSES)


def test_no_done_is_added_to_a_response() -> None:
    stream, _ = fed(frame({"type": "response.completed"}), endpoint=RESPONSES)
    assert () == stream.end().frames


@given(st.lists(st.integers(0, 400), max_size=8))
def test_any_split_of_the_stream_is_read_alike(cuts: list[int]) -> None:
    raw = chunk("é") + chunk("b", finish="stop") + frame({"choices": [], "usage": {"prompt_tokens": 1}}) + DONE
    places = [0, *sorted(min(cut, len(raw)) for cut in cuts), len(raw)]
    pieces = [raw[start:end] for start, end in itertools.pairwise(places)]
    assert fed(raw)[1] == fed(*pieces)[1]
