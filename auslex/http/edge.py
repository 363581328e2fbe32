"""The outermost layer: every request gets an id, every failure an answer, every answer a log line and a count."""

from __future__ import annotations

import re

from auslex.assembly import Installation
from auslex.core.errors import (
    AuslexError,
    Forbidden,
    LimitExceeded,
    PromptRefused,
    Rejected,
    Unauthenticated,
    Unavailable,
    UpstreamError,
)
from auslex.core.money import to_dollars
from auslex.http.asgi import (
    App,
    ClientGone,
    Message,
    Receive,
    RequestContext,
    Scope,
    Send,
    context_of,
    new_request_id,
    respond,
)
from auslex.http.errors import HttpError, internal_error, to_http
from auslex.identity.audit import Act, Action

SECURITY_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"strict-transport-security", b"max-age=31536000"),  # Heeded over TLS alone.
)
# What an answer has unless it says otherwise: nobody keeps it on the way, and nothing in it runs.
DEFAULT_HEADERS = (
    (b"cache-control", b"no-store"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
)
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})  # A label a caller cannot make up.
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/-]{0,99}")  # As models are called.
CLIENT_CLOSED_REQUEST = 499  # nginx's number for "the client left first"; only ever logged.


class Edge:
    """Pure ASGI, so that streams and cancellation pass untouched."""

    def __init__(self, app: App, installation: Installation) -> None:
        self._app = app
        self._clock = installation.clock
        self._metrics = installation.metrics
        self._log = installation.log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        context = RequestContext(new_request_id(), scope["method"], scope["path"], self._clock.monotonic_seconds())
        scope["auslex"] = context

        async def send_with_id(message: Message) -> None:
            if message["type"] == "http.response.start":
                context.status = message["status"]
                message["headers"] = [*message["headers"], (b"x-request-id", context.id.encode()), *SECURITY_HEADERS]
                named = {name.lower() for name, _ in message["headers"]}
                message["headers"] += [default for default in DEFAULT_HEADERS if default[0] not in named]
            await send(message)

        try:
            await self._app(scope, receive, send_with_id)
        finally:
            self._record(context)

    def _record(self, context: RequestContext) -> None:
        seconds = self._clock.monotonic_seconds() - context.started_at
        method = context.method if context.method in METHODS else "other"
        self._metrics.request(context.route, method, context.status, seconds)
        fields: dict[str, object] = {
            "request_id": context.id,
            "method": context.method,
            "path": context.path[:200],
            "status": context.status,
            "milliseconds": round(seconds * 1000, 1),
            "key_id": context.key_id,
            "client": context.client,
            "code": context.code,
        }
        exchange = context.exchange
        if exchange is not None:
            fields |= {
                "tenant": exchange.principal.tenant,
                "model": _as_name(exchange.served_model or exchange.call.model),
                "served_by": exchange.served_by,
                "attempts": exchange.attempts,
                "stream": exchange.call.stream,
                "cost_usd": to_dollars(exchange.cost),
            }
            if exchange.turn is not None:
                fields["replayed"] = exchange.turn.answer is not None
            if exchange.stale_seconds is not None:
                fields["stale_seconds"] = round(exchange.stale_seconds)
            if exchange.answered_model:
                fields["answered_model"] = _as_name(exchange.answered_model)
            if exchange.usage is not None:
                fields["prompt_tokens"] = exchange.usage.prompt_tokens
                fields["completion_tokens"] = exchange.usage.completion_tokens
        self._log.info("http.request", **fields)


def _as_name(model: str) -> str:
    """The model's name for a log; a caller may write anything in its place, which is not to be kept."""
    return model if _NAME.fullmatch(model) else "other"


class ErrorAnswers:
    """Turns whatever is raised further in into an answer, as long as none has begun."""

    def __init__(self, app: App, installation: Installation) -> None:
        self._app = app
        self._auditor = installation.access.auditor
        self._security = installation.security
        self._metrics = installation.metrics
        self._log = installation.log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        context = context_of(scope)
        try:
            await self._app(scope, receive, send)
        except AuslexError as error:
            await self._tell(context, error, send)
        except ClientGone:
            context.status = context.status or CLIENT_CLOSED_REQUEST
        except Exception as error:  # noqa: BLE001  the HTTP edge: whatever it is, the client gets an answer
            self._metrics.internal_error("http")
            self._log.error("http.failed", request_id=context.id, error=type(error).__name__)
            await self._answer(context, internal_error(), send)

    async def _tell(self, context: RequestContext, error: AuslexError, send: Send) -> None:
        match error:
            case LimitExceeded():
                self._metrics.limited(error.limit)
            case Rejected():
                self._metrics.blocked(error.code)
                if isinstance(error, Unauthenticated | Forbidden):
                    self._metrics.violation(error.code)
                    self._security.refused(context.tenant, context.key_id, context.id, error.code)
                if isinstance(error, Unauthenticated | Forbidden | PromptRefused):
                    self._note(context, error)
            case UpstreamError() | Unavailable():
                self._log.warning("request.failed", request_id=context.id, code=error.code)
            case _:
                self._metrics.internal_error("http")
        await self._answer(context, to_http(error), send)

    def _note(self, context: RequestContext, error: AuslexError) -> None:
        """A refusal for the audit log. Whoever sends no key at all has not tried anything yet."""
        if error.code != "missing_api_key":
            actor = context.key_id or f"address {context.client}"
            self._auditor.note(Act(Action.REFUSED, actor, context.tenant, context.route, error.code))

    async def _answer(self, context: RequestContext, error: HttpError, send: Send) -> None:
        context.code = error.code
        if not context.status:  # Else the stream has begun and has told the client itself.
            await respond(send, error.status, error.headers, error.body)
