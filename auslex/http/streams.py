"""A stream on its way to the client, kept alive while the upstream thinks."""

from __future__ import annotations

import asyncio

from auslex.http.asgi import Send

KEEP_ALIVE = b": keep-alive\n\n"  # A comment: whoever reads server-sent events passes over it.


class KeptAlive:
    """Sends a comment whenever nothing was sent for so many seconds, so that no proxy in between takes it for dead.

    For a stream that has begun and not ended; say `sent` whenever something was.
    """

    def __init__(self, send: Send, seconds: float) -> None:
        self._send = send
        self._seconds = seconds
        self._comment: asyncio.Task[None] | None = None

    async def __aenter__(self) -> KeptAlive:
        self._loop = asyncio.get_running_loop()
        self._sent_at = self._loop.time()
        self._timer = self._loop.call_later(self._seconds, self._look)
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        self._timer.cancel()
        if self._comment is not None:
            self._comment.cancel()

    def sent(self) -> None:
        """Something is being sent now."""
        self._sent_at = self._loop.time()

    def _look(self) -> None:
        """One timer for each stream, set anew only when it goes off."""
        left = self._sent_at + self._seconds - self._loop.time()
        if left <= 0:
            left = self._seconds
            if self._comment is None or self._comment.done():  # Else the client does not even read the last one.
                self._comment = self._loop.create_task(self._say_so())
        self._timer = self._loop.call_later(left, self._look)

    async def _say_so(self) -> None:
        await self._send({"type": "http.response.body", "body": KEEP_ALIVE, "more_body": True})
