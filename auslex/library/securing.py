"""`secure_endpoint`: the gateway's checks on people's own FastAPI routes."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Awaitable, Callable
from enum import StrEnum
from typing import ParamSpec, TypeVar, cast

from fastapi import HTTPException, Request
from starlette.concurrency import run_in_threadpool

from auslex import runtime
from auslex.core.errors import AuslexError, BodyTooLarge, Forbidden
from auslex.core.principal import Principal, Scope
from auslex.http.errors import to_http
from auslex.identity.scopes import require
from auslex.wire.json import decode_object

P = ParamSpec("P")
T = TypeVar("T")

REQUEST_PARAMETER = "auslex_request"


class SecurityLevel(StrEnum):
    """Each level includes those before it."""

    LOW = "low"  # The body's size, and its shape if it is JSON.
    MEDIUM = "medium"  # A key of this installation.
    HIGH = "high"  # A key that may use models; input and output screening where it is switched on.
    CRITICAL = "critical"  # A signed request; this version cannot verify one, so everything is refused.


class SecurityException(HTTPException):
    """A request that may not pass, as FastAPI answers it. `detail` is OpenAI's error object, `code` its reason."""

    def __init__(self, error: AuslexError) -> None:
        sent = to_http(error)
        headers = {name.decode(): value.decode("latin-1") for name, value in sent.headers if name != b"content-type"}
        super().__init__(sent.status, decode_object(sent.body)["error"], headers)
        self.code = error.code


class SecurityManager:
    """The checks themselves, for code that is not behind the decorator."""

    async def check(self, request: Request, level: SecurityLevel) -> Principal | None:
        """Let the request pass, or raise SecurityException. The caller, where the level asks for one."""
        try:
            return await self._check(request, level)
        except AuslexError as error:
            raise SecurityException(error) from None

    async def _check(self, request: Request, level: SecurityLevel) -> Principal | None:
        current = runtime.current()
        installation = current.installation
        bytes_max = int(installation.settings.max_request_size_mb * (1 << 20))
        await _check_body(request, bytes_max)
        if level is SecurityLevel.LOW:
            return None
        authorization = request.headers.get("authorization")
        principal = await current.call(lambda: installation.access.authenticator.authenticate(authorization))
        if level is SecurityLevel.MEDIUM:
            return principal
        require(principal, Scope.INFERENCE)
        if level is SecurityLevel.CRITICAL:
            raise Forbidden(
                "This route needs a signed request, and this version cannot verify signatures yet.",
                code="request_signing_unavailable",
            )
        return principal


security_manager = SecurityManager()


async def _check_body(request: Request, bytes_max: int) -> None:
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > bytes_max:
            raise BodyTooLarge(f"The body is larger than {bytes_max} bytes (MAX_REQUEST_SIZE_MB). Send less.")
    request._body = bytes(body)  # Starlette's own place for a body that was read, so that the route can read it again.
    if body and "json" in request.headers.get("content-type", "") and body.lstrip()[:1] == b"{":
        decode_object(bytes(body))


def secure_endpoint(level: SecurityLevel) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Guard a FastAPI path operation, sync or async, with or without a Request parameter of its own."""
    level = SecurityLevel(level)

    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        signature = inspect.signature(function)
        own = next((name for name, parameter in signature.parameters.items() if _is_request(parameter)), None)

        @functools.wraps(function)
        async def guarded(*args: P.args, **kwargs: P.kwargs) -> object:
            request = kwargs[own] if own else kwargs.pop(REQUEST_PARAMETER)
            assert isinstance(request, Request)
            await security_manager.check(request, level)
            if inspect.iscoroutinefunction(function):
                return await cast("Awaitable[object]", function(*args, **kwargs))
            return await run_in_threadpool(function, *args, **kwargs)

        if own is None:
            extra = inspect.Parameter(REQUEST_PARAMETER, inspect.Parameter.KEYWORD_ONLY, annotation=Request)
            parameters = list(signature.parameters.values())
            place = next((i for i, p in enumerate(parameters) if p.kind is p.VAR_KEYWORD), len(parameters))
            parameters.insert(place, extra)
            guarded.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
        return cast("Callable[P, T]", guarded)

    return decorate


def _is_request(parameter: inspect.Parameter) -> bool:
    return parameter.annotation is Request or str(parameter.annotation).split(".")[-1] == "Request"
