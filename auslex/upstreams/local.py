"""The embedded model as an upstream: for demonstrations and tests, not for law."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import msgspec

from auslex.core.calls import Call, Endpoint
from auslex.core.errors import BadRequest, NotFound, UpstreamUnreachable
from auslex.core.json import JsonValue
from auslex.upstreams.http import HttpUpstream, HttpUpstreamOptions
from auslex.upstreams.model_process import MODEL_ID, EventSink, ModelOptions, ModelProcess, ModelUnavailable
from auslex.upstreams.port import Answer

READY_SECONDS_MAX = 30.0  # A first start on a cold disk; a request waits no longer for the model to load.


class LocalUpstream:
    """The model's child process and the connection to it. Use as `async with`; the child ends with it."""

    name = "local"

    def __init__(self, options: ModelOptions, on_event: EventSink, timeout_seconds: float) -> None:
        self._process = ModelProcess(options, on_event)
        self._http = HttpUpstream(
            HttpUpstreamOptions(
                base_url="http://local/v1",
                api_key="",
                name=self.name,
                timeout_seconds=timeout_seconds,
                socket=self._process.socket_path,
            )
        )
        self._supervision: asyncio.Task[None] | None = None

    async def __aenter__(self) -> LocalUpstream:
        self._supervision = asyncio.get_running_loop().create_task(self._process.run())
        await self._http.__aenter__()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._http.__aexit__(None, None, None)
        assert self._supervision is not None
        self._supervision.cancel()
        with suppress(asyncio.CancelledError):
            await self._supervision

    async def open(self, call: Call, request_id: str, tenant: str = "") -> Answer:
        """As any upstream, but what this model would answer wrongly with 200 is refused here."""
        _check(call)
        await self.check()
        return await self._http.open(call, request_id)

    def credential(self, tenant: str) -> str:
        return ""

    async def read_models(self, model: str | None = None) -> bytes:
        entry = {"id": MODEL_ID, "object": "model", "created": 1_730_419_200, "owned_by": "local"}
        if model is None:
            return msgspec.json.encode({"object": "list", "data": [entry]})
        if model != MODEL_ID:
            raise _not_found(model)
        return msgspec.json.encode(entry)

    async def read_date(self) -> str | None:
        return None  # It runs on this machine, by the same clock.

    async def check(self) -> None:
        try:
            await self._process.ready(READY_SECONDS_MAX)
        except ModelUnavailable as error:
            raise UpstreamUnreachable(f"The embedded model cannot answer: {error}.") from None


def _check(call: Call) -> None:
    if call.model != MODEL_ID:
        raise _not_found(call.model)
    if call.choices > 1:
        raise BadRequest("The embedded model gives one choice at a time.", code="unsupported_parameter", param="n")
    if call.endpoint is Endpoint.CHAT_COMPLETIONS and _has_image(call.body.get("messages")):
        raise BadRequest("The embedded model reads text only.", code="unsupported_parameter", param="messages")


def _not_found(model: str) -> NotFound:
    return NotFound(
        f"The model {model[:64]!r} does not exist here; the embedded model is {MODEL_ID!r}. "
        "Set OPENAI_API_KEY to use OpenAI's.",
        code="model_not_found",
        param="model",
    )


def _has_image(messages: JsonValue) -> bool:
    return isinstance(messages, list) and any(
        isinstance(part, dict) and part.get("type") == "image_url"
        for message in messages
        if isinstance(message, dict) and isinstance(parts := message.get("content"), list)
        for part in parts
    )
