"""Research events as server-sent events."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

from starlette.responses import StreamingResponse

from auslex.core.json import JsonObject
from auslex.wire.json import encode
from auslex.wire.sse import encode_event


class StreamEventType(StrEnum):
    """The kinds of research events."""

    STARTED = "started"
    PROGRESS = "progress"
    PARTIAL_RESULT = "partial_result"
    COMPONENT_COMPLETE = "component_complete"
    ERROR = "error"
    HEARTBEAT = "heartbeat"
    COMPLETED = "completed"


def _now() -> str:
    return datetime.now(UTC).isoformat()


@dataclass(frozen=True, slots=True)
class StreamEvent:
    """One event. `timestamp`: ISO 8601, UTC; `progress`: 0 to 1."""

    type: StreamEventType
    data: JsonObject = field(default_factory=dict)
    progress: float | None = None
    component: str | None = None
    error: str | None = None
    timestamp: str = field(default_factory=_now)


class StreamingEngine:
    """Legal research as a stream of events."""

    async def stream_comprehensive_research(self, context: Mapping[str, object]) -> AsyncIterator[StreamEvent]:
        """The research's events. This version has no corpus yet: it says so in one error event, and invents nothing."""
        yield StreamEvent(
            StreamEventType.ERROR,
            error="research_unavailable: this version of the gateway has no legal corpus yet.",
        )


class StreamingManager:
    """Streams of events as HTTP answers."""

    def create_streaming_response(self, stream: AsyncIterator[StreamEvent]) -> StreamingResponse:
        """A Starlette response that sends each event as it comes, unbuffered."""

        async def encoded() -> AsyncIterator[bytes]:
            async for event in stream:
                yield encode_event(encode(asdict(event)), event.type)

        headers = {"cache-control": "no-cache", "x-accel-buffering": "no"}
        return StreamingResponse(encoded(), media_type="text/event-stream", headers=headers)


streaming_engine = StreamingEngine()
streaming_manager = StreamingManager()
