"""How an answer ended: by itself, or because it was cut short or filtered."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from auslex.core.calls import Endpoint
from auslex.core.events import Event, Whole

BY_ITSELF = frozenset({"stop", "tool_calls", "function_call"})


class _Choice(msgspec.Struct):
    finish_reason: str | None = None


class _Chat(msgspec.Struct):
    choices: list[_Choice] = []


class _Response(msgspec.Struct):
    status: str = ""


class _ResponseEvent(msgspec.Struct):
    response: _Response


_chat = msgspec.json.Decoder(_Chat)
_response = msgspec.json.Decoder(_Response)
_response_event = msgspec.json.Decoder(_ResponseEvent)


def ended_by_itself(endpoint: Endpoint, events: Iterable[Event]) -> bool:
    """True if each part of a whole answer came to its own end: neither at the output cap, nor in a filter."""
    endings = [_ending(endpoint, event) for event in events]
    said = [reason for ending in endings for reason in ending]
    return endpoint is Endpoint.EMBEDDINGS or (bool(said) and all(said))


def _ending(endpoint: Endpoint, event: Event) -> list[bool]:
    """For each part that this event ends, whether it ended by itself."""
    try:
        if isinstance(event, Whole):
            if endpoint is Endpoint.RESPONSES:
                return [_response.decode(event.body).status == "completed"]
            return [choice.finish_reason in BY_ITSELF for choice in _chat.decode(event.body).choices]
        last = [frame.data for frame in event.frames if frame.finished]
        if endpoint is Endpoint.RESPONSES:
            return [_response_event.decode(data).response.status == "completed" for data in last]
        reasons = [choice.finish_reason for data in last for choice in _chat.decode(data).choices]
        return [reason in BY_ITSELF for reason in reasons if reason is not None]
    except (msgspec.DecodeError, UnicodeDecodeError):
        return [False]
