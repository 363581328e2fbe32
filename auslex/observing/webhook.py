"""Telling another service: a signed POST, tried again, never redirected.

Signed as the Standard Webhooks specification 1.0 says (https://www.standardwebhooks.com): the receiver computes
HMAC-SHA256 over "id.timestamp.body", and knows a repeat by its id.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from types import TracebackType
from urllib.parse import urlsplit

from auslex.core.clock import NANOSECONDS_PER_SECOND, Clock
from auslex.transport.dialling import Origin
from auslex.transport.errors import TransportError
from auslex.transport.pool import Pool, PoolOptions
from auslex.transport.request import RequestHead, encode_fields

ANSWER_BYTES_MAX = 64 << 10  # Nobody reads it; it is only taken in.
ANSWER_SECONDS_MAX = 10.0
TRY_AGAIN_SECONDS = (1.0, 5.0, 30.0, 120.0, 600.0)  # A receiver that restarts, and one that is being repaired.
SECRET_PREFIX = "whsec_"  # noqa: S105  what a secret in base64 begins with

Sleep = Callable[[float], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class WebhookOptions:
    """url: where to. secret: `whsec_` and base64, or any text."""

    url: str = field(repr=False)
    secret: str = field(repr=False)


class Webhook:
    """One receiver. Use as `async with`. Raises ValueError for a URL that is none."""

    def __init__(self, options: WebhookOptions, clock: Clock, sleep: Sleep) -> None:
        parts = urlsplit(options.url)
        origin = Origin.of(options.url)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        fields = [("Host", origin.authority), ("Content-Type", "application/json"), ("User-Agent", "auslex-gateway")]
        self._head = RequestHead("POST", target, fields)
        self._key = secret_key(options.secret)
        self._clock = clock
        self._sleep = sleep
        self._pool = Pool(origin, PoolOptions(connections_max=4, silence_seconds_max=ANSWER_SECONDS_MAX, reuse=False))

    async def __aenter__(self) -> Webhook:
        await self._pool.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._pool.__aexit__(kind, error, trace)

    async def send(self, message_id: str, body: bytes) -> bool:
        """True once the receiver has answered 2xx; False when it has not, however often it was asked."""
        for pause in (*TRY_AGAIN_SECONDS, None):
            if await self._try(message_id, body):
                return True
            if pause is not None:
                await self._sleep(pause)
        return False

    async def _try(self, message_id: str, body: bytes) -> bool:
        timestamp = self._clock.now_nanoseconds() // NANOSECONDS_PER_SECOND
        fields = encode_fields(
            [
                ("webhook-id", message_id),
                ("webhook-timestamp", str(timestamp)),
                ("webhook-signature", sign(self._key, message_id, timestamp, body)),
                ("Connection", "close"),
            ]
        )
        try:
            response = await self._pool.request(self._head.encode(len(body), fields), body)
            try:
                await response.read_all(ANSWER_BYTES_MAX)
            finally:
                response.close()
        except TransportError:
            return False
        return 200 <= response.status < 300


def sign(key: bytes, message_id: str, timestamp: int, body: bytes) -> str:
    """The webhook-signature header; `timestamp` in seconds since the epoch."""
    signed = f"{message_id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(key, signed, "sha256")).decode()


def secret_key(secret: str) -> bytes:
    """The key that a secret stands for."""
    if secret.startswith(SECRET_PREFIX):
        try:
            return base64.b64decode(secret.removeprefix(SECRET_PREFIX), validate=True)
        except binascii.Error:
            raise ValueError("whsec_ must be followed by base64") from None
    return hashlib.sha256(secret.encode()).digest()
