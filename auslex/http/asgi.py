"""ASGI as types, and the few lines every raw route needs. Source: https://asgi.readthedocs.io/en/latest/specs/www.html"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from dataclasses import dataclass
from typing import Any

from auslex.core.errors import BodyTooLarge, TooSlow, UnsupportedEncoding
from auslex.core.ids import new_id
from auslex.http.rounds import Patience
from auslex.pipeline.exchange import Exchange

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Headers = Iterable[tuple[bytes, bytes]]

JSON_HEADERS = ((b"content-type", b"application/json"),)
STREAM_HEADERS = (
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-cache"),
    (b"x-accel-buffering", b"no"),
)
INSTALLATION = "installation"  # Its name in the state that the lifespan shares with the server.
BODY_SECONDS_MAX = 8.0  # For a body that does not flow; one that does may take longer,
BODY_BYTES_PER_SECOND_MIN = 10_000  # as long as it has flowed at this rate.


@dataclass(slots=True)
class RequestContext:
    """One HTTP request as it is logged and counted. `route` is a pattern of ours, never the caller's path.

    status: what was sent, 499 if the client had gone before anything could be. client: its address in its one form.
    filler: what may stand between two pieces of the answer and means nothing; empty if there is no such thing.
    """

    id: str
    method: str
    path: str
    started_at: float
    route: str = "unknown"
    status: int = 0
    code: str = ""
    key_id: str = ""
    tenant: str = ""
    client: str = ""
    exchange: Exchange | None = None
    filler: bytes = b""


class ClientGone(Exception):
    """The client has closed the connection; there is nobody to answer."""


def new_request_id() -> str:
    """Ours, never the client's: it goes into headers and logs."""
    return "req_" + new_id()


def context_of(scope: Scope) -> RequestContext:
    """The context the edge has put into the scope."""
    context: RequestContext = scope["auslex"]
    return context


def header(scope: Scope, name: bytes) -> str | None:
    """The first header of this (lower-case) name."""
    for key, value in scope["headers"]:
        if key == name:
            return str(value, "latin-1")
    return None


async def respond(send: Send, status: int, headers: Headers, body: bytes) -> None:
    """Send a whole answer."""
    length = (b"content-length", str(len(body)).encode())
    await send({"type": "http.response.start", "status": status, "headers": [*headers, length]})
    await send({"type": "http.response.body", "body": body})


async def read_body(scope: Scope, receive: Receive, bytes_max: int) -> bytes:
    """The request's body. Raises BodyTooLarge and UnsupportedEncoding (before reading, if it is announced), TooSlow,
    ClientGone.
    """
    for name, value in scope["headers"]:
        if name == b"content-length" and value.isdigit() and int(value) > bytes_max:
            raise _too_large(bytes_max)
        if name == b"content-encoding" and value.strip().lower() not in (b"", b"identity"):
            raise UnsupportedEncoding("The body is compressed. Send it as it is, without Content-Encoding.")
    try:
        with Patience(BODY_SECONDS_MAX) as patience:
            return await _read(receive, bytes_max, patience)
    except TimeoutError:
        raise TooSlow("The body did not arrive in time. Send it faster.") from None


async def _read(receive: Receive, bytes_max: int, patience: Patience) -> bytes:
    pieces: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientGone
        piece: bytes = message.get("body", b"")
        size += len(piece)
        if size > bytes_max:
            raise _too_large(bytes_max)
        if not message.get("more_body", False):
            return b"".join((*pieces, piece)) if pieces else piece
        pieces.append(piece)
        patience.extend(BODY_SECONDS_MAX + size / BODY_BYTES_PER_SECOND_MIN)


def _too_large(bytes_max: int) -> BodyTooLarge:
    return BodyTooLarge(f"The body is larger than {bytes_max} bytes (MAX_REQUEST_SIZE_MB). Send less.")
