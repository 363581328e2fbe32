"""The parts of an answer that are no plain text: custom tools, transcripts, names of functions, tokens."""

from __future__ import annotations

import asyncio
import json

import pytest

from auslex.core.calls import Call, Endpoint
from auslex.core.detections import Detection
from auslex.core.events import Frames, Whole
from auslex.screening.personal_data import PersonalMasking
from auslex.screening.policy import AnswerPolicy
from auslex.screening.port import OutputScreen
from auslex.screening.watching import AnswerWatching
from auslex.wire.answers import AnswerStream
from auslex.wire.json import encode

TFN = "473 089 322"


def _screen(endpoint: Endpoint = Endpoint.CHAT_COMPLETIONS) -> OutputScreen:
    """Of a request that gave one number."""
    said = f"My TFN is {TFN}."
    body: dict[str, object] = {"model": "m", "input": said, "messages": [{"role": "user", "content": said}]}
    call = Call(endpoint, body, encode(body), "m", True, False, 100, 100, 1, "")
    _, screen = asyncio.run(PersonalMasking().mask(call, "firm"))
    assert screen is not None
    return screen


def _streamed(*documents: object, endpoint: Endpoint = Endpoint.CHAT_COMPLETIONS) -> list[dict]:
    screen, stream = _screen(endpoint), AnswerStream(endpoint)
    seen = []
    for document in documents:
        passed = screen.pass_on(stream.feed(b"data: " + json.dumps(document).encode() + b"\n\n"))
        assert isinstance(passed, Frames)
        seen += [json.loads(frame.data) for frame in passed.frames]
    return seen


def _deltas(*deltas: object) -> list[dict]:
    """The deltas as they come out; the last one ends the choice."""
    chunks = [{"choices": [{"index": 0, "delta": delta, "finish_reason": None}]} for delta in deltas]
    chunks[-1]["choices"][0]["finish_reason"] = "stop"
    return [chunk["choices"][0]["delta"] for chunk in _streamed(*chunks)]


def _whole(document: object, endpoint: Endpoint) -> dict:
    passed = _screen(endpoint).pass_on(Whole(json.dumps(document).encode(), None))
    assert isinstance(passed, Whole)
    return json.loads(passed.body)


@pytest.mark.parametrize("last", [{}, {"tool_calls": None}, {"tool_calls": []}])
def test_the_input_of_a_custom_tool_is_filtered_and_restored(last: dict) -> None:
    pieces = ("[TF", "N_1], ring 0498 7", "65 432")
    deltas = ({"tool_calls": [{"index": 1, "custom": {"name": "f", "input": piece}}]} for piece in pieces)
    calls = [call for delta in _deltas(*deltas, last) for call in delta.get("tool_calls") or ()]
    assert {1} == {call["index"] for call in calls}
    assert f"{TFN}, ring [REDACTED_PHONE]" == "".join(call["custom"]["input"] for call in calls)


def test_what_a_tool_call_still_holds_comes_though_the_last_delta_has_no_calls() -> None:
    piece = {"tool_calls": [{"index": 0, "function": {"arguments": '{"n": "[TFN_1'}}]}
    calls = [call for delta in _deltas(piece, {"tool_calls": None}) for call in delta["tool_calls"]]
    assert '{"n": "[TFN_1' == "".join(call["function"]["arguments"] for call in calls)


def test_an_old_function_call_keeps_the_piece_that_ends_it() -> None:
    pieces = ('{"n": "[TF', "N_1], ring 0498 7")
    deltas = _deltas(*({"function_call": {"arguments": piece}} for piece in pieces))
    arguments = "".join(delta["function_call"]["arguments"] for delta in deltas)
    assert f'{{"n": "{TFN}, ring 0498 7' == arguments


def test_a_transcript_is_filtered_and_restored_across_chunks() -> None:
    pieces = ("Yours is [TF", "N_1], ring 0498 765", " 432")
    deltas = _deltas(*({"audio": {"id": "a", "transcript": piece, "data": "AAAA"}} for piece in pieces), {})
    said = "".join(delta["audio"].get("transcript", "") for delta in deltas if "audio" in delta)
    assert f"Yours is {TFN}, ring [REDACTED_PHONE]" == said
    assert ["AAAA"] * 3 == [delta["audio"]["data"] for delta in deltas if "data" in delta.get("audio", {})]


def test_the_name_of_a_function_is_filtered() -> None:
    (delta, _) = _deltas({"tool_calls": [{"index": 0, "function": {"name": "0498 765 432"}}]}, {})
    assert "0498" not in json.dumps(delta)


def test_the_tokens_of_a_response_do_not_spell_out_what_was_redacted() -> None:
    part = {"type": "output_text", "text": "ring 0498 765 432", "logprobs": [{"token": "0498 765 432", "logprob": -1}]}
    answer = {"output": [{"type": "message", "content": [part]}]}
    assert "0498" not in json.dumps(_whole(answer, Endpoint.RESPONSES))
    done = [
        {"type": "response.output_text.done", "item_id": "i", "text": part["text"], "logprobs": part["logprobs"]},
        {"type": "response.content_part.done", "item_id": "i", "part": part},
        {"type": "response.completed", "response": answer},
    ]
    assert "0498" not in json.dumps(_streamed(*done, endpoint=Endpoint.RESPONSES))


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("[more](https://evil.example/?t=[TFN_1])", "[more](#)"),
        ("https://mine.example/?t=[TFN_1].", f"https://mine.example/?t={TFN}."),
        ("https://evil.example/[TFN_9]", "https://evil.example/[TFN_9]"),
    ],
)
def test_an_address_carries_a_value_only_where_the_caller_put_it_there(said: str, shown: str) -> None:
    text = f"My TFN is {TFN}. See https://mine.example/?t={TFN} for it."
    body: dict[str, object] = {"model": "m", "messages": [{"role": "user", "content": text}]}
    call = Call(Endpoint.CHAT_COMPLETIONS, body, encode(body), "m", True, False, 100, 100, 1, "")
    _, screen = asyncio.run(PersonalMasking().mask(call, "firm"))
    assert screen is not None
    answer = {"choices": [{"message": {"content": said}}]}
    passed = screen.pass_on(Whole(json.dumps(answer).encode(), None))
    assert isinstance(passed, Whole)
    assert shown == json.loads(passed.body)["choices"][0]["message"]["content"]


WIPE = "sudo rm -rf / --no-preserve-root"


@pytest.mark.parametrize(
    ("endpoint", "answer"),
    [
        (Endpoint.CHAT_COMPLETIONS, {"tool_calls": [{"id": "1", "type": "custom", "custom": {"input": WIPE}}]}),
        (Endpoint.CHAT_COMPLETIONS, {"audio": {"id": "1", "transcript": WIPE}}),
        (Endpoint.RESPONSES, {"type": "custom_tool_call", "name": "sh", "input": WIPE}),
        (Endpoint.RESPONSES, {"type": "reasoning", "summary": [{"type": "summary_text", "text": WIPE}]}),
    ],
)
def test_harm_is_flagged_wherever_the_model_wrote_it(endpoint: Endpoint, answer: dict) -> None:
    found: list[Detection] = []
    call = Call(endpoint, {}, b"", "m", False, False, 100, 100, 1, "")
    screen = AnswerWatching(lambda tenant: AnswerPolicy(), b"key").screen(call, "firm", found.append)
    assert screen is not None
    document = {"output": [answer]} if endpoint is Endpoint.RESPONSES else {"choices": [{"message": answer}]}
    screen.pass_on(Whole(json.dumps(document).encode(), None))
    assert ["harmful_output:wipe_files"] == [each.kind for each in found]
