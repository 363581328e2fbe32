"""How an answer gets onto the wire: one that comes whole is written in one piece.

uvicorn writes an answer's head and its body each with a system call, and looks through every header by itself. Most of
our answers come whole, and for these both are done once: 20 us of a request's CPU time.
"""

from __future__ import annotations

from typing import cast

from uvicorn._types import ASGISendEvent, HTTPResponseStartEvent
from uvicorn.protocols.http.httptools_impl import HEADER_RE, HEADER_VALUE_RE, STATUS_LINE, RequestResponseCycle

from auslex.http.asgi import App, Message, Receive, Scope


class Written:
    """An application whose answer to this request is written so."""

    def __init__(self, app: App, cycle: RequestResponseCycle) -> None:
        self._app = app
        self._cycle = cycle
        self._head: Message | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: object) -> None:
        await self._app(scope, receive, self._send)

    async def _send(self, message: Message) -> None:
        """As ASGI asks of servers, nothing is sent before the first of the body."""
        head, self._head = self._head, None
        if head is None:
            if message["type"] == "http.response.start" and not self._cycle.response_started:
                self._head = message
            else:
                await self._cycle.send(cast(ASGISendEvent, message))
            return
        if message["type"] == "http.response.body" and not message.get("more_body"):
            flow = self._cycle.flow
            if flow.write_paused and not self._cycle.disconnected:
                await flow.drain()
            if self._write(head, message.get("body", b"")):
                return
        await self._cycle.send(cast(ASGISendEvent, head))
        await self._cycle.send(cast(ASGISendEvent, message))

    def _write(self, head: Message, body: bytes) -> bool:
        """Write an answer whole. False, and nothing written, for any that is not of the plainest kind."""
        cycle = self._cycle
        headers = [*cycle.default_headers, *cast(HTTPResponseStartEvent, head)["headers"]]
        named = dict(headers)
        plain = named.get(b"content-length") == b"%d" % len(body) and not named.keys() & NOT_PLAIN
        if not plain or cycle.scope["method"] == "HEAD" or cycle.disconnected:
            return False
        if HEADER_RE.search(b"".join([name for name, _ in headers])) or HEADER_VALUE_RE.search(
            b"".join([value for _, value in headers])
        ):
            return False  # Let uvicorn say so.
        lines = [b"%b: %b\r\n" % header for header in headers]
        if not cycle.keep_alive:
            lines.append(b"connection: close\r\n")
        cycle.response_started = cycle.response_complete = True
        cycle.waiting_for_100_continue = False
        cycle.transport.write(b"".join((STATUS_LINE[head["status"]], *lines, b"\r\n", body)))
        cycle.message_event.set()
        if not cycle.keep_alive:
            cycle.transport.close()
        cycle.on_response()
        return True


NOT_PLAIN = frozenset({b"connection", b"transfer-encoding"})
