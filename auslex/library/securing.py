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
from auslex.assembly import Installation
from auslex.core.errors import AuslexError, BodyTooLarge, Forbidden, PromptRefused, Unauthenticated
from auslex.core.principal import Principal, Scope
from auslex.http.errors import to_http
from auslex.identity.audit import Act, Action
from auslex.identity.network import Area
from auslex.identity.scopes import require
from auslex.identity.signing import NONCE_HEADER, SIGNATURE_HEADER, TIMESTAMP_HEADER, Signed, read_signature
from auslex.library.filtering import Texts, filtered, reads_as_json, texts_of
from auslex.wire.json import decode_object, decode_value

P = ParamSpec("P")
T = TypeVar("T")

REQUEST_PARAMETER = "auslex_request"


class SecurityLevel(StrEnum):
    """Each level includes those before it."""

    LOW = "low"  # The body's size, and its shape if it is JSON.
    MEDIUM = "medium"  # A key or a token of this installation.
    HIGH = "high"  # One that may use models, from an address that may call; texts are screened, in and out.
    CRITICAL = "critical"  # A signed request, which is in the audit log before the function runs.


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
        if level is SecurityLevel.LOW:
            await _check_body(request, current.installation)
            return None
        visit = _Visit(current.installation, request, level)
        principal = await current.call(visit.admit)
        await _check_body(request, current.installation)
        if level is SecurityLevel.MEDIUM:
            return principal
        body = await request.body()
        if level is SecurityLevel.CRITICAL:
            await current.call(lambda: visit.admit_signed(principal, body))
        await visit.screen(principal, texts_of(request, body))
        if level is SecurityLevel.CRITICAL:
            await current.call(lambda: visit.record(principal))
        return principal

    async def leaving(self, request: Request, level: SecurityLevel, result: object) -> object:
        """What a route returns, as it may leave at this level. Raises SecurityException."""
        if level in (SecurityLevel.LOW, SecurityLevel.MEDIUM):
            return result
        given = [text for _, text in texts_of(request, await request.body())]
        try:
            return await filtered(result, runtime.current().installation.texts, given)
        except AuslexError as error:
            raise SecurityException(error) from None


class _Visit:
    """One request before the checks that need the installation's stores. Its methods run in the installation's loop."""

    def __init__(self, installation: Installation, request: Request, level: SecurityLevel) -> None:
        self._installation = installation
        self._access = installation.access
        self._request = request
        self._level = level
        self._client = self._access.network.client(
            request.client.host if request.client else None, request.headers.getlist("x-forwarded-for")
        )
        self._where = f"{request.method} {request.scope['path']}"

    async def admit(self) -> Principal:
        """The caller, before the body is read."""
        try:
            if self._level is not SecurityLevel.MEDIUM and not self._access.network.admits(Area.GENERAL, self._client):
                raise Forbidden("This address may not call here. Ask the operator to allow it.", code="ip_not_allowed")
            principal = await self._access.authenticator.authenticate(self._request.headers.get("authorization"))
            if self._level is not SecurityLevel.MEDIUM:
                require(principal, Scope.INFERENCE)
        except (Unauthenticated, Forbidden) as error:
            self._note(f"address {self._client}", "", error)
            raise
        return principal

    async def admit_signed(self, principal: Principal, body: bytes) -> None:
        """The same caller, once the request is found to be signed and new."""
        scope, headers = self._request.scope, self._request.headers
        try:
            signature = read_signature(
                headers.get(TIMESTAMP_HEADER), headers.get(NONCE_HEADER), headers.get(SIGNATURE_HEADER)
            )
            request = Signed(self._request.method, scope["raw_path"], scope["query_string"], body)
            await self._access.signatures.admit(principal.key_id, request, signature)
        except Unauthenticated as error:
            self._note(principal.key_id, principal.tenant, error)
            raise

    async def screen(self, principal: Principal, texts: Texts) -> None:
        """Let the request's texts in. In whatever loop the route runs: it needs no store."""
        try:
            await self._installation.texts.admit(texts)
        except PromptRefused as error:
            self._installation.metrics.blocked(error.code)
            refusal = error
            await runtime.current().call(lambda: self._noted(principal, refusal))
            raise

    async def record(self, principal: Principal) -> None:
        """Put the call into the audit log, or raise Unavailable."""
        nonce = self._request.headers.get(NONCE_HEADER, "")
        await self._access.auditor.record(
            Act(Action.CRITICAL_CALL, principal.key_id, principal.tenant, self._where, f"nonce={nonce}")
        )

    async def _noted(self, principal: Principal, error: AuslexError) -> None:
        self._note(principal.key_id, principal.tenant, error)

    def _note(self, actor: str, tenant: str, error: AuslexError) -> None:
        if error.code != "missing_api_key":
            self._access.auditor.note(Act(Action.REFUSED, actor, tenant, self._where, error.code))


security_manager = SecurityManager()


async def _check_body(request: Request, installation: Installation) -> None:
    bytes_max = int(installation.settings.max_request_size_mb * (1 << 20))
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > bytes_max:
            raise BodyTooLarge(f"The body is larger than {bytes_max} bytes (MAX_REQUEST_SIZE_MB). Send less.")
    request._body = bytes(body)  # Starlette's own place for a body that was read, so that the route can read it again.
    if reads_as_json(request._body):  # Whatever it is called: a route may read it so.
        decode_value(request._body)


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
                result = await cast("Awaitable[object]", function(*args, **kwargs))
            else:
                result = await run_in_threadpool(function, *args, **kwargs)
            return await security_manager.leaving(request, level, result)

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
