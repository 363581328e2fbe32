"""Answers, whole and streamed, as the caller sees them after masking."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable

import msgspec
import pytest

from auslex.core.calls import Call, Endpoint
from auslex.core.detections import Detection
from auslex.core.errors import BadRequest, ScreeningUnavailable, Unavailable
from auslex.core.events import Frames, Whole
from auslex.screening.personal_data import INLINE_BYTES_MAX, MaskingOptions, PersonalMasking
from auslex.screening.policy import Action, PersonalPolicy
from auslex.screening.port import OutputScreen
from auslex.wire.answers import AnswerStream
from auslex.wire.json import encode

SECRET = "sk-" + "proj-abcd1234abcd1234abcd1234"


def _call(body: dict[str, object], endpoint: Endpoint = Endpoint.CHAT_COMPLETIONS) -> Call:
    return Call(endpoint, body, encode(body), "m", True, False, 100, 100, 1, "")


def _said(text: str) -> Call:
    return _call({"model": "m", "messages": [{"role": "user", "content": text}]})


def _masked(call: Call, policy: PersonalPolicy | None = None) -> tuple[Call, OutputScreen]:
    masking = PersonalMasking(lambda tenant: policy or PersonalPolicy())
    masked, screen = asyncio.run(masking.mask(call, "firm"))
    assert screen is not None
    return masked, screen


def _events(deltas: Iterable[dict[str, object]], last: dict[str, object] | None = None) -> list[bytes]:
    chunks = [{"choices": [{"index": 0, "delta": delta, "finish_reason": None}]} for delta in deltas]
    chunks.append({"choices": [{"index": 0, "delta": last or {}, "finish_reason": "stop"}]})
    return [b"data: " + json.dumps(chunk).encode() + b"\n\n" for chunk in chunks] + [b"data: [DONE]\n\n"]


def _seen(screen: OutputScreen, events: Iterable[bytes], endpoint: Endpoint = Endpoint.CHAT_COMPLETIONS) -> list[dict]:
    stream = AnswerStream(endpoint)
    documents = []
    for event in events:
        passed = screen.pass_on(stream.feed(event))
        assert isinstance(passed, Frames)
        documents += [frame.data for frame in passed.frames if not frame.done]
    return [json.loads(document) for document in documents]


def _content(chunks: list[dict]) -> str:
    return "".join(choice["delta"].get("content") or "" for chunk in chunks for choice in chunk["choices"])


def test_the_upstream_sees_placeholders_and_the_caller_the_values() -> None:
    call, screen = _masked(_said("My TFN is 473 089 322."))
    assert "My TFN is [TFN_1]." == call.body["messages"][0]["content"]
    assert json.loads(call.payload) == call.body
    seen = _seen(screen, _events({"content": piece} for piece in ("Your TFN [T", "FN_", "1] is fi", "ne.")))
    assert "Your TFN 473 089 322 is fine." == _content(seen)


def test_a_whole_answer_is_restored_in_text_and_tool_arguments() -> None:
    _, screen = _masked(_said('Mail to "Jo" <jo.b@example.com>.'))
    arguments = json.dumps({"to": "[EMAIL_1]", "n": [1]})
    message = {
        "content": "To [EMAIL_1]",
        "tool_calls": [{"id": "1", "function": {"name": "f", "arguments": arguments}}],
    }
    whole = screen.pass_on(Whole(json.dumps({"choices": [{"message": message}]}).encode(), None))
    assert isinstance(whole, Whole)
    seen = json.loads(whole.body)["choices"][0]["message"]
    assert ("To jo.b@example.com", {"to": "jo.b@example.com", "n": [1]}) == (
        seen["content"],
        json.loads(seen["tool_calls"][0]["function"]["arguments"]),
    )


def test_streamed_tool_arguments_stay_json_whatever_the_value_holds() -> None:
    call, screen = _masked(_said("Our witness O'Brien; the address is 12 Smith Street\nNewtown NSW 2042."))
    assert "[ADDRESS_1]" in call.body["messages"][0]["content"]
    text = '{"where": "\\u005bADDRESS_1]", "say": "a\\n\\"b\\""}'
    deltas = [{"tool_calls": [{"index": 0, "function": {"arguments": character}}]} for character in text]
    seen = _seen(screen, _events(deltas))
    calls = [call for chunk in seen for choice in chunk["choices"] for call in choice["delta"].get("tool_calls") or ()]
    arguments = "".join(call["function"]["arguments"] for call in calls)
    assert {"where": "12 Smith Street\nNewtown NSW 2042", "say": 'a\n"b"'} == json.loads(arguments)


def test_what_the_model_says_on_its_own_is_redacted_and_what_it_was_told_is_not() -> None:
    policy = PersonalPolicy(entering={"PHONE": Action.ALLOW})
    _, screen = _masked(_said("My phone is 0412 345 678."), policy)
    text = f"Call 0412345678 or 0498 765 432, key {SECRET} end"
    seen = _content(_seen(screen, _events({"content": character} for character in text)))
    assert "Call 0412345678 or [REDACTED_PHONE], key [REDACTED_SECRET] end" == seen


def test_texts_in_fields_that_nobody_knows_are_filtered_too() -> None:
    _, screen = _masked(_said("hello"))
    delta = {"content": "x", "notes": "ring 0498 765", "more": {"list": ["ring 0498 765 432"]}}
    chunk = {"note": "ring 0498 765 432", "choices": [{"index": 0, "delta": delta, "why": "ring 0498 765 432"}]}
    end = {"choices": [{"index": 0, "delta": {"notes": " 432."}, "finish_reason": "stop"}]}
    first, last = _seen(screen, [b"data: " + json.dumps(each).encode() + b"\n\n" for each in (chunk, end)])
    (choice,) = first["choices"]
    redacted = "ring [REDACTED_PHONE]"
    assert (redacted, redacted, [redacted]) == (first["note"], choice["why"], choice["delta"]["more"]["list"])
    assert f"{redacted}." == choice["delta"]["notes"] + last["choices"][0]["delta"]["notes"]


def test_what_is_held_comes_with_the_frame_that_ends_the_choice() -> None:
    _, screen = _masked(_said("hello"))
    seen = _seen(screen, _events([{"content": "ring 0498 765 43"}], last={"content": "2"}))
    assert ["ring ", "[REDACTED_PHONE]"] == [chunk["choices"][0]["delta"]["content"] for chunk in seen]


def test_frames_that_do_not_change_keep_their_bytes() -> None:
    _, screen = _masked(_said("hello"))
    events = _events([{"role": "assistant"}])
    stream = AnswerStream(Endpoint.CHAT_COMPLETIONS)
    assert b"".join(events) == b"".join(
        frame.raw
        for event in events
        for frame in screen.pass_on(stream.feed(event)).frames  # type: ignore[union-attr]
    )


def test_a_response_stream_is_filtered_in_deltas_and_in_what_closes_them() -> None:
    body = {"model": "m", "input": "My TFN is 473 089 322."}
    call, screen = _masked(_call(body, Endpoint.RESPONSES))
    assert "My TFN is [TFN_1]." == call.body["input"]
    place = {"item_id": "i", "output_index": 0, "content_index": 0}
    text = "Your [TFN_1], ring 0498 765 432"
    events = [
        *({"type": "response.output_text.delta", **place, "delta": piece} for piece in text),
        {"type": "response.output_text.done", **place, "text": text},
        {"type": "response.completed", "response": {"output": [{"type": "message", "content": [{"text": text}]}]}},
    ]
    numbered = [{**event, "sequence_number": number} for number, event in enumerate(events)]
    raw = [f"event: {event['type']}\ndata: {json.dumps(event)}\n\n".encode() for event in numbered]
    seen = _seen(screen, raw, Endpoint.RESPONSES)
    shown = "Your 473 089 322, ring [REDACTED_PHONE]"
    deltas = "".join(event["delta"] for event in seen if event["type"].endswith(".delta"))
    assert (shown, shown, shown) == (deltas, seen[-2]["text"], seen[-1]["response"]["output"][0]["content"][0]["text"])
    assert list(range(len(seen))) == [event["sequence_number"] for event in seen]


def test_what_a_tenant_blocks_is_refused_without_repeating_it() -> None:
    policy = PersonalPolicy(entering={"AU_TFN": Action.BLOCK})
    with pytest.raises(BadRequest) as refusal:
        _masked(_said("My TFN is 473 089 322."), policy)
    assert ("personal_data_refused", False) == (refusal.value.code, "473" in refusal.value.message)


def test_a_detector_that_fails_refuses_the_request() -> None:
    def broken(tenant: str) -> PersonalPolicy:
        raise ZeroDivisionError

    with pytest.raises(Unavailable) as refusal:
        asyncio.run(PersonalMasking(broken).mask(_said("hello"), "firm"))
    assert "screening_unavailable" == refusal.value.code


def test_a_detector_that_fails_may_flag_the_request_instead() -> None:
    def broken(tenant: str) -> PersonalPolicy:
        raise ZeroDivisionError

    noted: list[Detection] = []
    failures: list[Exception] = []
    masking = PersonalMasking(broken, MaskingOptions(flags_failures=True), failures.append)
    call, screen = asyncio.run(masking.mask(said := _said("hello"), "firm", noted.append, noted.append))
    assert (said, None, 1, ["unscreened"]) == (call, screen, len(failures), [each.kind for each in noted])


def test_what_was_done_is_noted_once_for_each_type_and_never_with_its_text() -> None:
    text = f"My TFN is 473 089 322, hers 123 456 782; the key is {SECRET}."
    entered: list[Detection] = []
    left: list[Detection] = []
    policy = PersonalPolicy(entering={"AU_TFN": Action.MASK})
    masking = PersonalMasking(lambda tenant: policy, MaskingOptions(b"key"))
    _, screen = asyncio.run(masking.mask(_said(text), "firm", entered.append, left.append))
    assert screen is not None
    _seen(screen, _events([{"content": "Ring 0498 765 432 or 0498 765 433. ![x](https://x.example/?a)"}]))
    assert [
        ("personal_data:AU_TFN", "masked", 10, 21),
        ("secret", "redacted", at := text.index(SECRET), at + len(SECRET)),
    ] == [(each.kind, each.action, each.start, each.end) for each in entered]
    assert [("personal_data:PHONE", "redacted"), ("unsafe_markdown", "redacted")] == [
        (each.kind, each.action) for each in left
    ]
    assert [16] * 4 == [len(each.digest) for each in (*entered, *left)]
    assert "473" not in repr((entered, left))


def test_what_the_request_holds_is_not_redacted_though_only_the_answer_shows_what_it_is() -> None:
    _, screen = _masked(
        _said("The reference is 0498765432x or 0498765432."), PersonalPolicy(entering={"PHONE": Action.ALLOW})
    )
    assert "phone 0498 765 432" == _content(_seen(screen, _events([{"content": "phone 0498 765 432"}])))


def test_the_bound_for_tokens_grows_with_what_masking_adds() -> None:
    call, _ = _masked(_said("dob 1/1/90"))
    before = _said("dob 1/1/90")
    assert len(call.payload) - len(before.payload) == call.prompt_tokens_max - before.prompt_tokens_max > 0
    assert msgspec.json.decode(call.payload) == call.body


LONG = "Notice must be given in writing. " * INLINE_BYTES_MAX


def test_a_long_text_is_masked_beside_the_event_loop() -> None:
    call, screen = asyncio.run(PersonalMasking().mask(_said(LONG + "My TFN is 123 456 782."), "firm"))
    assert (True, False, True) == (b"[TFN_1]" in call.payload, b"123 456 782" in call.payload, screen is not None)


def test_a_text_that_takes_too_long_is_refused() -> None:
    with pytest.raises(ScreeningUnavailable):
        asyncio.run(PersonalMasking(options=MaskingOptions(seconds_max=0.0)).mask(_said(LONG), "firm"))
