"""An upstream that answers from a script, for tests and demonstrations: no socket, no process, no surprise."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from auslex.core.calls import Call
from auslex.core.errors import UpstreamError, UpstreamRefused
from auslex.core.events import Event, Frames
from auslex.upstreams.failures import classify_status
from auslex.wire.answers import AnswerStream, read_whole

MODELS = ("gpt-4o-mini", "gpt-4o")


@dataclass(frozen=True, slots=True)
class WholeReply:
    """One JSON body with status 200."""

    body: bytes


@dataclass(frozen=True, slots=True)
class StreamReply:
    """Frames as the upstream writes them, one event for each piece; then the stream ends.

    failure: raised in place of the end. hangs: nothing comes after the last piece until the answer is closed.
    """

    pieces: tuple[bytes, ...]
    failure: UpstreamError | None = None
    hangs: bool = False


@dataclass(frozen=True, slots=True)
class FailureReply:
    """The call fails before its first byte, with this error."""

    error: UpstreamError


Reply = WholeReply | StreamReply | FailureReply


def refusal(status: int, body: bytes = b"", retry_after: float | None = None) -> FailureReply:
    """An answer with an error status, classified as any upstream's would be; `retry_after` in seconds."""
    failure = classify_status(status, body)
    message = f"The upstream answered {status}."
    return FailureReply(UpstreamRefused(message, status=status, body=body, failure=failure, retry_after=retry_after))


class ScriptedUpstream:
    """An Upstream that gives the script's replies in turn, and the last one ever after.

    calls: what was sent, in order. unfinished: how many answers were closed before they were whole.
    down: raised by `check`, until it is set to None again.
    """

    name = "scripted"

    def __init__(self, replies: Iterable[Reply], models: tuple[str, ...] = MODELS) -> None:
        self._replies = deque(replies)
        self._models = models
        self.calls: list[Call] = []
        self.unfinished = 0
        self.down: UpstreamError | None = None
        if not self._replies:
            raise ValueError("a script needs at least one reply")

    async def __aenter__(self) -> ScriptedUpstream:
        return self

    async def __aexit__(self, *_: object) -> None:
        return None

    async def open(self, call: Call, request_id: str, tenant: str = "") -> ScriptedAnswer:
        self.calls.append(call)
        reply = self._replies.popleft() if len(self._replies) > 1 else self._replies[0]
        if isinstance(reply, FailureReply):
            raise reply.error
        return ScriptedAnswer(call, reply, self)

    def credential(self, tenant: str) -> str:
        return ""

    async def read_models(self, model: str | None = None) -> bytes:
        entries = [
            {"id": name, "object": "model", "created": 1_767_225_600, "owned_by": "script"} for name in self._models
        ]
        if model is None:
            return msgspec.json.encode({"object": "list", "data": entries})
        if model not in self._models:
            raise refusal(404).error
        return msgspec.json.encode(entries[self._models.index(model)])

    async def read_date(self) -> str | None:
        return None

    async def check(self) -> None:
        if self.down is not None:
            raise self.down


class ScriptedAnswer:
    """One reply on its way, read as an answer from a socket would be."""

    def __init__(self, call: Call, reply: WholeReply | StreamReply, upstream: ScriptedUpstream) -> None:
        self._call = call
        self._reply = reply
        self._upstream = upstream
        self._stream = AnswerStream(call.endpoint, call.choices)
        self._pieces = deque(reply.pieces if isinstance(reply, StreamReply) else ())
        self._ended = False
        self._closed = False

    def __aiter__(self) -> ScriptedAnswer:
        return self

    async def __anext__(self) -> Event:
        await asyncio.sleep(0)  # As with a socket, somebody else may run between two events.
        if self._ended:
            raise StopAsyncIteration
        if isinstance(self._reply, WholeReply):
            self._ended = True
            return read_whole(self._call.endpoint, self._reply.body)
        return await self._next_frames(self._reply)

    def close(self) -> None:
        if not self._closed and not self._ended:
            self._upstream.unfinished += 1
        self._closed = True

    async def _next_frames(self, reply: StreamReply) -> Frames:
        self._stream.check()
        while self._pieces and not self._stream.done:
            frames = self._stream.feed(self._pieces.popleft())
            if frames.frames:
                self._ended = self._stream.done
                return frames
        if reply.failure is not None:
            raise reply.failure
        if reply.hangs:
            await asyncio.get_running_loop().create_future()
        self._ended = True
        owed = self._stream.end()
        if not owed.frames:
            raise StopAsyncIteration
        return owed
