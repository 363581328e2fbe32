"""The application: one table of routes, and the installation's life."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response

from auslex import __version__, runtime
from auslex.assembly import Installation, build, unused_settings
from auslex.core.calls import Endpoint
from auslex.core.errors import AuslexError, BadRequest, MethodNotAllowed, NotFound
from auslex.http import admin_routes, auslex_routes, breaker_routes, operations, security_routes, usage_routes
from auslex.http.asgi import INSTALLATION, App, ClientGone, Receive, Scope, Send, context_of
from auslex.http.calls import authenticated, model_call
from auslex.http.edge import CLIENT_CLOSED_REQUEST, Edge, ErrorAnswers
from auslex.http.entrance import Entrance
from auslex.http.errors import internal_error, to_http
from auslex.http.garbage import set_aside
from auslex.http.operations import MODEL_PATH
from auslex.settings import Environment, Settings

# What a script in a browser may read beside the body.
EXPOSED_HEADERS = (
    "retry-after",
    "x-auslex-attempts",
    "x-auslex-idempotent-replay",
    "x-auslex-served-by",
    "x-ratelimit-limit-requests",
    "x-ratelimit-limit-tokens",
    "x-ratelimit-remaining-requests",
    "x-ratelimit-remaining-tokens",
    "x-ratelimit-reset-requests",
    "x-ratelimit-reset-tokens",
    "x-request-id",
    "x-should-retry",
)


ONE_MODEL = MODEL_PATH + "{id}"


@dataclass(frozen=True, slots=True)
class Route:
    """A raw route: its method, and the application that serves it."""

    method: str
    app: App


class Application:
    """ASGI. Reads the environment when it starts, not when it is imported.

    make: for an installation in a process that has other things to do, such as testing it.
    """

    def __init__(self, make: Callable[[], Installation] | None = None) -> None:
        self._has_process = make is None
        self._make = make or (lambda: build(Settings.from_environment()))
        self._serve: App | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        match scope["type"]:
            case "http":
                assert self._serve is not None, "the server must run the lifespan protocol"
                await self._serve(scope, receive, send)
            case "lifespan":
                await self._live(scope, receive, send)
            case _:
                await send({"type": "websocket.close", "code": 1000})

    async def _live(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Open the installation, serve until told to stop, close it whatever happens."""
        await receive()
        try:
            installation = self._make()
            await installation.gateway.__aenter__()
        except Exception as error:
            await send({"type": "lifespan.startup.failed", "message": str(error)})
            raise
        unused = unused_settings(installation.settings)
        if unused:
            installation.log.warning("settings.without_effect", names=",".join(unused))
        self._serve = serving(installation)
        scope.setdefault("state", {})[INSTALLATION] = installation
        try:
            with runtime.use(installation):
                if self._has_process:
                    set_aside()
                await send({"type": "lifespan.startup.complete"})
                await receive()
        finally:
            await asyncio.shield(installation.gateway.__aexit__(None, None, None))
            installation.log.close()
            await send({"type": "lifespan.shutdown.complete"})


def raw_routes(installation: Installation) -> dict[str, Route]:
    """The routes that must be fast, or must answer whatever state the rest is in, by path."""
    models = Route("GET", operations.models(installation))
    return {
        "/v1/chat/completions": Route("POST", model_call(installation, Endpoint.CHAT_COMPLETIONS)),
        "/v1/responses": Route("POST", model_call(installation, Endpoint.RESPONSES)),
        "/v1/embeddings": Route("POST", model_call(installation, Endpoint.EMBEDDINGS)),
        "/v1/models": models,
        ONE_MODEL: models,
        breaker_routes.PATH: Route("POST", breaker_routes.reset(installation)),
        "/health": Route("GET", operations.health(installation)),
        "/health/detailed": Route("GET", operations.health_detailed(installation)),
        "/metrics": Route("GET", operations.metrics(installation)),
    }


def serving(installation: Installation) -> App:
    """The application over an open installation."""
    raw = raw_routes(installation)
    others = framework_routes(installation)

    async def dispatch(scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"]
        pattern = path if not path.startswith(MODEL_PATH) else ONE_MODEL
        route = raw.get(pattern)
        if route is None:
            await authenticated(installation, scope)  # Whoever has no key does not even learn what there is.
            try:
                await others(scope, receive, send)
            finally:
                context_of(scope).route = getattr(scope.get("route"), "path", "unknown")
            return
        context_of(scope).route = pattern
        if scope["method"] != route.method:
            raise MethodNotAllowed(f"{pattern} takes {route.method}.", allow=route.method)
        await route.app(scope, receive, send)

    app: App = ErrorAnswers(Entrance(dispatch, installation), installation)
    origins = installation.settings.cors_origins
    if origins:
        app = CORSMiddleware(
            app,
            allow_origins=origins,
            allow_methods=["GET", "POST"],
            allow_headers=["*"],  # OpenAI's own client sends a dozen of its own.
            expose_headers=EXPOSED_HEADERS,
        )
    return Edge(app, installation)


def framework_routes(installation: Installation) -> FastAPI:
    """The routes that need no speed, with their documentation; errors reach the edge as they are."""
    production = installation.settings.deployment_environment is Environment.PRODUCTION
    app = FastAPI(
        title="AusLex Gateway",
        version=__version__,
        docs_url=None,  # The framework's own page loads its script from elsewhere.
        redoc_url=None,
        openapi_url=None if production else "/openapi.json",
        redirect_slashes=False,  # Its redirects go wherever the Host header says.
    )
    app.include_router(auslex_routes.router(installation))
    app.include_router(usage_routes.router(installation))
    app.include_router(security_routes.router(installation))
    app.include_router(admin_routes.router(installation))
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _unknown)
    app.add_exception_handler(Exception, _last)
    return app


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    fault = error.errors()[0]
    param = ".".join(str(step) for step in fault["loc"] if step not in ("body", "query")) or None
    raise BadRequest(f"Invalid value for {param or 'the body'}: {fault['msg']}.", code="invalid_value", param=param)


async def _unknown(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 405:
        raise MethodNotAllowed("This path does not take this method.", allow=(error.headers or {}).get("Allow", "GET"))
    if error.status_code == 404:
        raise NotFound("There is nothing at this path. The OpenAI API is under /v1.", code="unknown_url")
    raise BadRequest("The request cannot be read.")


async def _last(request: Request, error: Exception) -> Response:
    """The answer to what passed every other handler; the framework raises it again, so that the edge counts it."""
    if isinstance(error, ClientGone):
        return Response(status_code=CLIENT_CLOSED_REQUEST)
    sent = to_http(error) if isinstance(error, AuslexError) else internal_error()
    headers = {name.decode(): value.decode("latin-1") for name, value in sent.headers}
    return Response(sent.body, sent.status, headers)
