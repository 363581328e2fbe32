"""The Idempotency-Key header, and answers that are given again.

Source: https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-idempotency-key-header
"""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager, nullcontext

from auslex.assembly import Installation
from auslex.caching.repeats import KeptAnswer
from auslex.core.errors import BadRequest
from auslex.http.asgi import JSON_HEADERS, STREAM_HEADERS, Headers, Scope, header
from auslex.pipeline.exchange import Exchange

NAME = b"idempotency-key"
VALUE_CHARACTERS_MAX = 255
REPLAYED = (b"x-auslex-idempotent-replay", b"true")
_FIRST_TURN = nullcontext(None)


def turn(
    installation: Installation, scope: Scope, exchange: Exchange, endpoint: str, body: bytes
) -> AbstractAsyncContextManager[KeptAnswer | None]:
    """The answer to give again, or None: then the block runs the request, and keeps its answer if it has a turn.

    body: all that the answer depends on, encoded alike for equal requests. Raises BadRequest for a bad header.
    """
    value = header(scope, NAME)
    if value is None:
        return _FIRST_TURN
    alone = sum(name == NAME for name, _ in scope["headers"]) == 1
    if not (alone and 0 < len(value) <= VALUE_CHARACTERS_MAX and all("!" <= letter <= "~" for letter in value)):
        raise BadRequest(
            f"Idempotency-Key must be one header of 1 to {VALUE_CHARACTERS_MAX} visible ASCII characters.",
            code="invalid_value",
            param="Idempotency-Key",
        )
    return installation.repeating.turn(exchange, endpoint, value, body)


def replay_headers(answer: KeptAnswer) -> Headers:
    """The headers that an answer had, as far as they belong to it, and that it is given again."""
    return (*(STREAM_HEADERS if answer.streamed else JSON_HEADERS), REPLAYED)
