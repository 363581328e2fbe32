"""The platform's own routes: POST /api/chat/hardened."""

from __future__ import annotations

import secrets
import time
from typing import Annotated

import msgspec
from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field, ValidationError

from auslex.assembly import Installation
from auslex.caching.repeats import KeptAnswer
from auslex.core.calls import Call, Endpoint
from auslex.core.errors import BadRequest, UpstreamBroken
from auslex.core.events import Whole
from auslex.core.json import JsonObject
from auslex.core.money import to_dollars
from auslex.core.principal import Scope
from auslex.http.asgi import JSON_HEADERS, Headers, read_body
from auslex.http.calls import ClientWatch, authenticated, begin, exchange_headers
from auslex.http.reach import ONE_LINE
from auslex.http.repeats import replay_headers, turn
from auslex.pipeline.exchange import Exchange
from auslex.screening.telling import is_filtered, kinds_told
from auslex.wire.json import UNREADABLE, decode_object, encode
from auslex.wire.requests import from_object

PATH = "/api/chat/hardened"
NO_WEB_SEARCH = "web_search_unavailable: this answer was made without a web search."
STALE = "stale: no upstream answered, so this is the answer to an earlier request with the same words."


class HardenedRequest(BaseModel):
    """One question. `user_id` is a label for reports within the caller's tenant, never an identity."""

    message: Annotated[str, Field(min_length=1, max_length=1_000_000)]
    max_tokens: Annotated[int, Field(ge=1, le=1_000_000)] = 2048
    temperature: Annotated[float, Field(ge=0, le=2)] = 0.7
    top_p: Annotated[float, Field(ge=0, le=1)] = 0.9
    enable_web_search: bool = False
    user_id: Annotated[str, Field(max_length=256, pattern=ONE_LINE)] | None = None
    session_id: Annotated[str, Field(max_length=256)] | None = None


class HardenedAnswer(BaseModel):
    """The answer. `processing_time`: seconds; `cost_usd`: exact dollars; `notices`: what was asked for and not done.

    `security_filtered`: something in it was redacted, made harmless, or stopped; see `notices` for what.
    """

    response: str
    tokens_used: int
    model: str
    security_filtered: bool
    processing_time: float
    session_id: str
    finish_reason: str | None
    cost_usd: str
    request_id: str
    notices: list[str]


class _Message(msgspec.Struct):
    content: str | None = None


class _Choice(msgspec.Struct):
    message: _Message
    finish_reason: str | None = None


class _Answer(msgspec.Struct):
    choices: list[_Choice]
    model: str = ""


_answer = msgspec.json.Decoder(_Answer)


def router(installation: Installation) -> APIRouter:
    """The routes, bound to this installation."""
    routes = APIRouter()

    bytes_max = int(installation.settings.max_request_size_mb * (1 << 20))
    schema = {
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": HardenedRequest.model_json_schema()}},
        }
    }

    @routes.post(PATH, response_model=HardenedAnswer, openapi_extra=schema)
    async def hardened_chat(request: Request) -> Response:
        """Ask a question through every guard; the model is the installation's default."""
        began = time.monotonic()
        principal = await authenticated(installation, request.scope, Scope.INFERENCE)  # Before the body is read.
        question = _question(await read_body(request.scope, request.receive, bytes_max))
        exchange = begin(installation, request.scope, principal, _call(installation, question))
        asked = question.model_dump_json().encode()
        async with ClientWatch(request.receive), turn(installation, request.scope, exchange, PATH, asked) as answer:
            if answer is not None:
                return _response(answer.body, (*replay_headers(answer), *exchange_headers(exchange)))
            async with installation.gateway.passage(exchange) as events:
                whole = await anext(events)
            assert isinstance(whole, Whole)
            body = encode(_content(exchange, question, whole, time.monotonic() - began).model_dump())
            if exchange.turn is not None:
                await installation.repeating.keep(exchange.turn, KeptAnswer(False, body))
        return _response(body, (*JSON_HEADERS, *exchange_headers(exchange)))

    return routes


def _response(body: bytes, headers: Headers) -> Response:
    return Response(body, headers={name.decode(): value.decode("latin-1") for name, value in headers})


def _question(raw: bytes) -> HardenedRequest:
    """The question in this body; raises BadRequest, naming the parameter."""
    try:
        return HardenedRequest.model_validate(decode_object(raw))
    except ValidationError as error:
        fault = error.errors(include_input=False, include_url=False)[0]
        param = ".".join(str(step) for step in fault["loc"])
        raise BadRequest(f"Invalid value for {param}: {fault['msg']}.", code="invalid_value", param=param) from None


def _call(installation: Installation, question: HardenedRequest) -> Call:
    body: JsonObject = {
        "model": installation.default_model,
        "messages": [{"role": "user", "content": question.message}],
        "max_completion_tokens": question.max_tokens,
        "temperature": question.temperature,
        "top_p": question.top_p,
    }
    if question.user_id:
        body["user"] = question.user_id
    return from_object(Endpoint.CHAT_COMPLETIONS, body, installation.requests)


def _content(exchange: Exchange, question: HardenedRequest, whole: Whole, seconds: float) -> HardenedAnswer:
    """The answer in our own form; raises UpstreamBroken for one that has no text to put there."""
    try:
        answer = _answer.decode(whole.body)
    except UNREADABLE:
        raise UpstreamBroken("The upstream's answer has no text where a chat's is.") from None
    choice = answer.choices[0]
    return HardenedAnswer(
        response=choice.message.content or "",
        tokens_used=exchange.usage.total_tokens if exchange.usage else 0,
        model=answer.model or exchange.served_model,
        security_filtered=is_filtered(exchange.answer_detections),
        processing_time=round(seconds, 4),
        session_id=question.session_id or "session_" + secrets.token_hex(8),
        finish_reason=choice.finish_reason,
        cost_usd=to_dollars(exchange.cost),
        request_id=exchange.id,
        notices=[
            *([NO_WEB_SEARCH] if question.enable_web_search else []),
            *(f"security: {kind} was {action}." for kind, action in kinds_told(exchange.answer_detections)),
            *([STALE] if exchange.stale_seconds is not None else []),
        ],
    )
