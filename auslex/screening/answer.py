"""Answers as the caller may see them: every text in them filtered and restored, all else relayed byte for byte."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet

import msgspec

from auslex.core.calls import Endpoint
from auslex.core.events import Event, Frame, Frames, Whole
from auslex.core.json import JsonObject, JsonValue
from auslex.screening.bodies import rewritten
from auslex.screening.lanes import Filter, JsonLane, Lane
from auslex.wire.json import encode
from auslex.wire.sse import encode_event

_decode = msgspec.json.Decoder().decode
# What is known of a chat chunk. Strings elsewhere are texts too: in a delta they come in pieces, else whole.
_CHUNK = frozenset(
    ("id", "object", "created", "model", "service_tier", "system_fingerprint", "choices", "usage", "obfuscation")
)
_CHOICE = frozenset(("index", "delta", "finish_reason", "logprobs"))
_NO_TEXT = frozenset(("role", "tool_calls", "function_call", "audio"))
_CALL = frozenset(("index", "id", "type", "function", "custom"))
_JSON_DELTAS = frozenset(("response.function_call_arguments.delta", "response.mcp_call_arguments.delta"))

CONTENT_FILTER = "content_filter"  # OpenAI's word for an answer that was stopped, as finish reason and as detail.

_Key = tuple[object, ...]


class AnswerScreen:
    """Watches one answer. A stream's held text comes with the frame that ends its lane, or never.

    stops: asked after each text; True, once, if what it belongs to must end there.
    """

    def __init__(self, endpoint: Endpoint, filter: Filter, stops: Callable[[], bool] = lambda: False) -> None:
        self._endpoint = endpoint
        self._filter = filter
        self._stops = stops
        self._stopped: set[object] = set()  # The choices that have ended; for a response, itself.
        self._lanes: dict[_Key, Lane] = {}
        self._inserted = 0  # Frames of our own in a stream whose frames are numbered.

    def pass_on(self, event: Event) -> Event:
        """The event as the caller may see it; a stream's event may have a frame more."""
        if isinstance(event, Whole):
            return self._whole(event)
        frames: list[Frame] = []
        for frame in event.frames:
            frames += self._frame(frame)
        return Frames(tuple(frames))

    def _whole(self, event: Whole) -> Whole:
        if self._endpoint is Endpoint.EMBEDDINGS:
            return event
        body = _object(event.body)
        changed = self._rewritten(body)
        if changed is body:
            return event
        stopped = self._stops()
        if stopped and self._endpoint is Endpoint.RESPONSES:
            changed = _incomplete(changed, body)
        choices, before = changed.get("choices"), body.get("choices")
        for index, choice in enumerate(choices if isinstance(choices, list) else ()):
            if isinstance(choice, dict) and choice.get("logprobs") is not None:
                choice["logprobs"] = None  # They spell the text out, token by token.
            if stopped and isinstance(choice, dict) and isinstance(before, list) and choice is not before[index]:
                _stop(choice)
        return Whole(encode(changed), event.usage)

    def _frame(self, frame: Frame) -> Iterator[Frame]:
        if frame.done or self._endpoint is Endpoint.EMBEDDINGS:
            yield frame
        elif self._endpoint is Endpoint.RESPONSES:
            yield from self._responses(frame)
        else:
            yield from self._chat(frame)

    def _chat(self, frame: Frame) -> Iterator[Frame]:
        chunk = _object(frame.data)
        choices = chunk.get("choices")
        choices = choices if isinstance(choices, list) else []
        live = self._live(choices) if self._stopped else choices
        changed, ended = len(live) < len(choices), len(self._stopped)
        for choice in live:
            if isinstance(choice, dict):
                changed = (not _CHOICE.issuperset(choice) and self._others(choice, _CHOICE)) or changed
                changed = self._choice(choice) or changed
        changed = (not _CHUNK.issuperset(chunk) and self._others(chunk, _CHUNK)) or changed
        if not changed:
            yield frame
        elif live:
            seen = _with_data(frame, {**chunk, "choices": live})
            yield msgspec.structs.replace(seen, finished=frame.finished or len(self._stopped) > ended)
        elif chunk.get("usage") is not None:
            yield msgspec.structs.replace(_with_data(frame, {**chunk, "choices": []}), usage_only=True)

    def _live(self, choices: list[JsonValue]) -> list[JsonValue]:
        return [each for each in choices if not isinstance(each, dict) or each.get("index", 0) not in self._stopped]

    def _choice(self, choice: JsonObject) -> bool:
        delta = choice.get("delta")
        index = choice.get("index", 0)
        if not isinstance(delta, dict):
            delta = {}
        changed = False
        for field in list(delta):
            if field not in _NO_TEXT:
                changed = self._passed(delta, field, (index, field), JSON=False) or changed
        calls = delta.get("tool_calls")
        for call in calls if isinstance(calls, list) else ():
            if isinstance(call, dict):
                changed = self._call(index, call) or changed
        for field, text, JSON in (("function_call", "arguments", True), ("audio", "transcript", False)):  # noqa: N806
            holder = delta.get(field)
            if isinstance(holder, dict):
                changed = self._part(holder, text, (index, field), JSON=JSON) or changed
        if choice.get("finish_reason") is not None:
            changed = self._closed(index, delta) or changed
            choice["delta"] = delta
        if self._stops():
            changed = True
            self._stopped.add(index)
            self._lanes = {key: lane for key, lane in self._lanes.items() if key[0] != index}
            choice["finish_reason"] = CONTENT_FILTER
        if changed and choice.get("logprobs") is not None:
            choice["logprobs"] = None
        return changed

    def _call(self, index: object, call: JsonObject) -> bool:
        """A piece of a tool's call: a function's arguments, which are JSON, or a custom tool's input, which is text."""
        changed = not _CALL.issuperset(call) and self._others(call, _CALL)
        number = call.get("index", 0)
        if isinstance(function := call.get("function"), dict):
            changed = self._part(function, "arguments", (index, "tool_calls", number), JSON=True) or changed
        if isinstance(custom := call.get("custom"), dict):
            changed = self._part(custom, "input", (index, "custom", number), JSON=False) or changed
        return changed

    def _part(self, holder: JsonObject, field: str, key: _Key, *, JSON: bool) -> bool:  # noqa: N803
        """One field that comes in pieces, and the others beside it, which come whole."""
        changed = self._passed(holder, field, key, JSON=JSON)
        return self._others(holder, {field}) or changed

    def _rewritten(self, body: JsonObject) -> JsonObject:
        return rewritten(body, self._filter.whole, self._filter.whole_json)

    def _passed(self, holder: JsonObject, field: str, key: _Key, *, JSON: bool) -> bool:  # noqa: N803
        piece = holder.get(field)
        if not isinstance(piece, str):
            return piece is not None and self._others(holder, holder.keys() - {field})
        if not piece:
            return False
        shown = self._lane(key, JSON).feed(piece)
        holder[field] = shown
        return shown != piece

    def _others(self, holder: JsonObject, known: AbstractSet[str]) -> bool:
        """True if something in fields that are not known was changed."""
        changed = False
        for name in holder.keys() - known:
            seen = self._rewritten({name: holder[name]})
            for key, value in seen.items():
                if value is not holder[name]:
                    changed, holder[key] = True, value
        return changed

    def _closed(self, index: object, delta: JsonObject) -> bool:
        """The choice has ended: whatever its lanes still hold is put into its last delta."""
        changed = False
        for key in [key for key in self._lanes if key[0] == index]:
            rest = self._lanes.pop(key).close()
            if not rest:
                continue
            changed = True
            _put(delta, key, rest)
        return changed

    def _responses(self, frame: Frame) -> Iterator[Frame]:
        if self._stopped and not frame.finished:
            self._inserted -= 1
            return
        event = _object(frame.data)
        type, delta = str(event.get("type", "")), event.get("delta")
        changed = False
        place = tuple(event.get(name) for name in ("item_id", "output_index", "content_index", "summary_index"))
        if type.endswith(".delta") and isinstance(delta, str):
            shown = self._lane((type, *place), type in _JSON_DELTAS).feed(delta)
            changed = shown != delta
            event["delta"] = shown
            if changed and event.get("logprobs"):
                event["logprobs"] = []
        else:
            if type.endswith(".done") and (lane := self._lanes.pop((type[:-4] + "delta", *place), None)) is not None:
                yield from self._rest(type[:-4] + "delta", lane.close(), event)
            seen = self._rewritten(event)
            changed, event, before = seen is not event, seen, event
            if frame.finished and (self._stops() or self._stopped):
                changed, event = True, _ended(seen, before)
        if self._stops():
            self._stopped.add(None)
        if self._inserted and isinstance(number := event.get("sequence_number"), int):
            event = {**event, "sequence_number": number + self._inserted}
            changed = True
        yield _with_data(frame, event, str(event.get("type", ""))) if changed else frame

    def _rest(self, type: str, rest: str, done: JsonObject) -> Iterator[Frame]:
        """A delta of our own with what its lane still held."""
        if not rest:
            return
        kept = ("item_id", "output_index", "content_index", "summary_index", "sequence_number")
        event: JsonObject = {"type": type, **{name: done[name] for name in kept if name in done}, "delta": rest}
        if isinstance(number := event.get("sequence_number"), int):
            event["sequence_number"] = number + self._inserted
        self._inserted += 1
        data = encode(event)
        yield Frame(encode_event(data, type), data)

    def _lane(self, key: _Key, is_json: bool) -> Lane:
        lane = self._lanes.get(key)
        if lane is None:
            lane = self._lanes[key] = JsonLane(self._filter) if is_json else self._filter.lane()
        return lane


def _put(delta: JsonObject, key: _Key, rest: str) -> None:
    """The rest of this lane's text, into a choice's last delta."""
    match key:
        case (_, "tool_calls" | "custom" as kind, number):
            part: JsonObject = {"custom": {"input": rest}} if kind == "custom" else {"function": {"arguments": rest}}
            calls = delta.get("tool_calls")
            delta["tool_calls"] = [*(calls if isinstance(calls, list) else ()), {"index": _number(number), **part}]
        case (_, "function_call" | "audio" as field):
            name = "transcript" if field == "audio" else "arguments"
            old = delta.get(field)
            holder: JsonObject = old if isinstance(old, dict) else {}
            delta[field] = {**holder, name: f"{holder.get(name) or ''}{rest}"}
        case _:
            text = str(key[1])
            delta[text] = f"{delta.get(text) or ''}{rest}"


def _stop(choice: JsonObject) -> None:
    """This choice of a whole answer ends with what is left of its text."""
    choice["finish_reason"] = CONTENT_FILTER
    message = choice.get("message")
    if isinstance(message, dict) and message.get("content"):
        message.pop("tool_calls", None)  # They come behind the text.


def _ended(event: JsonObject, before: JsonObject) -> JsonObject:
    """The last event of a response that ends early."""
    response, whole = event.get("response"), before.get("response")
    if not isinstance(response, dict) or not isinstance(whole, dict):
        return event
    return {**event, "type": "response.incomplete", "response": _incomplete(response, whole)}


def _incomplete(response: JsonObject, before: JsonObject) -> JsonObject:
    """A response that ends with the first item that was cut; with none, should it not be known which that was."""
    items, whole = response.get("output"), before.get("output")
    kept: list[JsonValue] = []
    if isinstance(items, list) and isinstance(whole, list):
        cut = next((index for index, item in enumerate(items) if item is not whole[index]), -1)
        kept = items[: cut + 1]
        if kept and isinstance(last := kept[-1], dict):
            kept[-1] = {**last, "status": "incomplete"}
    details: JsonObject = {"reason": CONTENT_FILTER}
    return {**response, "status": "incomplete", "incomplete_details": details, "output": kept}


def _number(value: object) -> JsonValue:
    return value if isinstance(value, int) else 0


def _object(document: bytes) -> JsonObject:
    value = _decode(document)  # The upstream's answer has been read once, so this cannot fail.
    return value if isinstance(value, dict) else {}


def _with_data(frame: Frame, value: JsonObject, event: str | None = None) -> Frame:
    data = encode(value)
    return msgspec.structs.replace(frame, raw=encode_event(data, event), data=data)
