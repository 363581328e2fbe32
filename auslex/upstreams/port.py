"""What an upstream is to us."""

from __future__ import annotations

from typing import Protocol

from auslex.core.calls import Call
from auslex.core.events import Event


class Answer(Protocol):
    """One answer on its way: one Whole, or Frames until the stream is finished.

    Iterating raises UpstreamError as soon as the answer is known not to be whole.
    """

    def __aiter__(self) -> Answer: ...

    async def __anext__(self) -> Event:
        """The next event; StopAsyncIteration once the answer is whole."""
        ...

    def close(self) -> None:
        """Let go at once, without waiting; an unfinished answer's connection is dropped. Repeats do nothing."""
        ...


class Upstream(Protocol):
    """Somebody who answers model calls. Methods raise UpstreamError."""

    name: str

    async def open(self, call: Call, request_id: str, tenant: str = "") -> Answer:
        """Send the call, with this tenant's own key if there is one, and wait for the status.

        Nothing is sent twice, but what was refused because of its key. A cancellation that came before anything was
        sent says so, as an UpstreamError does: its `sent` is False.
        """
        ...

    def credential(self, tenant: str) -> str:
        """The id of the key that is this tenant's own; "" where it uses everybody's."""
        ...

    async def read_models(self, model: str | None = None) -> bytes:
        """The JSON of the list of models, or of one. Raises UpstreamRefused (404) for one it has not."""
        ...

    async def read_date(self) -> str | None:
        """The upstream's clock, as an HTTP date; None if it tells none."""
        ...

    async def check(self) -> None:
        """Raise unless the upstream can be reached; must cost nothing."""
        ...
