"""Legal research as a stream of events, and such streams as HTTP answers."""

from auslex.library.streaming import StreamEvent, StreamEventType, streaming_engine, streaming_manager

__all__ = ["StreamEvent", "StreamEventType", "streaming_engine", "streaming_manager"]
