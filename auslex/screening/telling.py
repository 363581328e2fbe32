"""Tells the caller what was done to the answer: an `auslex` object beside OpenAI's own fields.

In a whole answer it stands at the top, in a chat stream in each chunk with a finish reason, in a responses stream in
the response of the last event. An answer in which nothing was found has none.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from auslex.core.calls import Endpoint
from auslex.core.detections import Detection
from auslex.core.events import Event, Frame, Frames, Whole
from auslex.core.json import JsonObject, JsonValue
from auslex.wire.json import encode
from auslex.wire.sse import encode_event

FIELD = "auslex"
FINDINGS_MAX = 20
_PASSED = frozenset({"allowed", "flagged"})

_decode = msgspec.json.Decoder().decode


def is_filtered(found: Sequence[Detection]) -> bool:
    """True if some of this did not reach the caller as it was said."""
    return any(one.action not in _PASSED for one in found)


def kinds_told(found: Sequence[Detection]) -> list[tuple[str, str]]:
    """What the caller is told of these findings in an answer: kind and action, each pair once, never the text."""
    return list(dict.fromkeys((one.kind, one.action) for one in found))[:FINDINGS_MAX]


def told(found: Sequence[Detection]) -> JsonObject:
    """The object that tells it."""
    findings: list[JsonValue] = [{"kind": kind, "action": action} for kind, action in kinds_told(found)]
    return {"security_filtered": is_filtered(found), "findings": findings}


class Telling:
    """The last screen of an answer. found: what the others saw in it so far."""

    def __init__(self, endpoint: Endpoint, found: Sequence[Detection]) -> None:
        self._endpoint = endpoint
        self._found = found

    def pass_on(self, event: Event) -> Event:
        """The event, with the object where the answer ends."""
        if not self._found:
            return event
        if isinstance(event, Whole):
            return Whole(encode({**_object(event.body), FIELD: told(self._found)}), event.usage)
        if not any(frame.finished for frame in event.frames):
            return event
        return Frames(tuple(self._ended(frame) if frame.finished else frame for frame in event.frames))

    def _ended(self, frame: Frame) -> Frame:
        last, name = _object(frame.data), None
        if self._endpoint is Endpoint.RESPONSES:
            response, name = last.get("response"), str(last.get("type", ""))
            last["response"] = {**(response if isinstance(response, dict) else {}), FIELD: told(self._found)}
        else:
            last[FIELD] = told(self._found)
        data = encode(last)
        return msgspec.structs.replace(frame, raw=encode_event(data, name), data=data)


def _object(document: bytes) -> JsonObject:
    value = _decode(document)
    return value if isinstance(value, dict) else {}
