"""Which answers may stand in for a later one, for whom and for how long."""

from __future__ import annotations

import json

import msgspec
import pytest

from auslex.caching.stand_ins import AGE_SECONDS_MAX, ANSWER_BYTES_MAX, Collector, MemoryStandIns, NoStandIns, StandIn
from auslex.core.calls import Call, Endpoint
from auslex.core.clock import ManualClock
from auslex.core.events import Event, Frame, Frames, Whole
from auslex.wire.endings import ended_by_itself
from tests.pipeline.conftest import chat

CHAT, RESPONSES, EMBEDDINGS = Endpoint.CHAT_COMPLETIONS, Endpoint.RESPONSES, Endpoint.EMBEDDINGS


def stand_in(body: bytes = b"{}", kept_at: float = 0.0) -> StandIn:
    return StandIn((Whole(body, None),), "openai", "gpt-4o", kept_at)


def other(call: Call, **changed: object) -> Call:
    return msgspec.structs.replace(call, **changed)


def test_the_same_request_of_the_same_tenant_finds_it() -> None:
    kept = MemoryStandIns(ManualClock())
    kept.keep("a", chat(), stand_in())
    assert stand_in() == kept.find("a", chat())


@pytest.mark.parametrize(
    ("tenant", "call"),
    [
        ("b", chat()),
        ("a", other(chat(), payload=b"{}")),
        ("a", other(chat(), endpoint=RESPONSES)),
        ("", other(chat(), payload=b"a" + chat().payload)),
    ],
)
def test_nobody_and_nothing_else_finds_it(tenant: str, call: Call) -> None:
    kept = MemoryStandIns(ManualClock())
    kept.keep("a", chat(), stand_in())
    assert kept.find(tenant, call) is None


def test_it_is_too_old_after_a_day() -> None:
    clock = ManualClock()
    kept = MemoryStandIns(clock)
    kept.keep("a", chat(), stand_in(kept_at=clock.monotonic_seconds()))
    clock.advance(AGE_SECONDS_MAX)
    assert kept.find("a", chat()) is not None
    clock.advance(1.0)
    assert kept.find("a", chat()) is None


def test_the_last_answer_is_the_one_that_is_kept() -> None:
    kept = MemoryStandIns(ManualClock())
    for body in (b"1", b"2"):
        kept.keep("a", chat(), stand_in(body))
    assert stand_in(b"2") == kept.find("a", chat())


def test_what_was_not_asked_for_longest_goes_first() -> None:
    kept = MemoryStandIns(ManualClock(), bytes_max=20)
    calls = [other(chat(), payload=name) for name in (b"1", b"2", b"3")]
    for call in calls[:2]:
        kept.keep("a", call, stand_in(b"x" * 10))
    kept.find("a", calls[0])
    kept.keep("a", calls[2], stand_in(b"x" * 10))
    assert [True, False, True] == [kept.find("a", call) is not None for call in calls]


def test_an_answer_that_is_too_long_is_not_collected() -> None:
    collector = Collector()
    for part in (b"x" * ANSWER_BYTES_MAX, b"x", b""):
        collector.add(Whole(part, None))
    assert () == collector.events


def test_switched_off_nothing_is_collected_or_found() -> None:
    off = NoStandIns()
    off.keep("a", chat(), stand_in())
    assert (None, None) == (off.collector(), off.find("a", chat()))


def whole(**document: object) -> Event:
    return Whole(json.dumps(document).encode(), None)


def frames(*documents: dict[str, object]) -> Event:
    return Frames(tuple(Frame(b"", json.dumps(one).encode(), finished=True) for one in documents))


def choices(*reasons: str | None) -> dict[str, object]:
    return {"choices": [{"index": index, "finish_reason": reason} for index, reason in enumerate(reasons)]}


@pytest.mark.parametrize(
    ("endpoint", "events", "is_whole"),
    [
        (CHAT, [whole(**choices("stop"))], True),
        (CHAT, [whole(**choices("tool_calls", "stop"))], True),
        (CHAT, [whole(**choices("stop", "length"))], False),
        (CHAT, [whole(**choices("content_filter"))], False),
        (CHAT, [whole(**choices(None))], False),
        (CHAT, [whole(choices=[])], False),
        (CHAT, [Whole(b"{", None)], False),
        (CHAT, [frames(choices("stop", None)), frames(choices(None, "stop"))], True),
        (CHAT, [frames(choices("stop", None)), frames(choices(None, "length"))], False),
        (CHAT, [Frames((Frame(b"", b"{}"),))], False),
        (RESPONSES, [whole(status="completed")], True),
        (RESPONSES, [whole(status="incomplete")], False),
        (RESPONSES, [frames({"response": {"status": "completed"}})], True),
        (RESPONSES, [frames({"response": {"status": "failed"}})], False),
        (EMBEDDINGS, [whole(data=[])], True),
    ],
)
def test_an_answer_ended_by_itself_or_did_not(endpoint: Endpoint, events: list[Event], is_whole: bool) -> None:
    assert is_whole is ended_by_itself(endpoint, events)
