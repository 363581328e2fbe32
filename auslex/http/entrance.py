"""The way in: nothing gets further whose address is not allowed, or whose signature is missing where one is needed."""

from __future__ import annotations

from auslex.assembly import Installation
from auslex.core.errors import Forbidden
from auslex.http.asgi import App, Message, Receive, Scope, Send, context_of, header, read_body
from auslex.http.calls import authenticated
from auslex.identity.network import Doorkeeper, area_of
from auslex.identity.signing import NONCE_HEADER, SIGNATURE_HEADER, TIMESTAMP_HEADER, Signed, read_signature

# Alive or not is for load balancers, which have no key and may stand anywhere.
FOR_EVERYBODY = frozenset({"/health"})
# Whoever scrapes cannot sign, and pages are asked for by browsers.
UNSIGNED = FOR_EVERYBODY | {"/health/detailed", "/metrics", "/openapi.json"}


class Entrance:
    """Pure ASGI."""

    def __init__(self, app: App, installation: Installation) -> None:
        self._app = app
        self._installation = installation
        self._door = Doorkeeper(installation.access.network)
        self._signing = installation.settings.enable_request_signing
        self._bytes_max = int(installation.settings.max_request_size_mb * (1 << 20))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"]
        if path not in FOR_EVERYBODY:
            self._check_network(scope, path)
        if self._signing and path not in UNSIGNED:
            receive = await self._signed(scope, receive)
        await self._app(scope, receive, send)

    def _check_network(self, scope: Scope, path: str) -> None:
        peer = scope.get("client")
        forwarded = tuple([value.decode("latin-1") for name, value in scope["headers"] if name == b"x-forwarded-for"])
        context = context_of(scope)
        context.client, admitted = self._door.decide(area_of(path), peer[0] if peer else None, forwarded)
        if not admitted:
            raise Forbidden("This address may not call here. Ask the operator to allow it.", code="ip_not_allowed")

    async def _signed(self, scope: Scope, receive: Receive) -> Receive:
        """The same request, with its body read, once its signature has been found good; raises Unauthenticated."""
        principal = await authenticated(self._installation, scope)
        signatures = self._installation.access.signatures
        signature = read_signature(
            *(header(scope, name.encode()) for name in (TIMESTAMP_HEADER, NONCE_HEADER, SIGNATURE_HEADER))
        )
        signatures.check_time(signature)
        body = await read_body(scope, receive, self._bytes_max)
        request = Signed(scope["method"], scope["raw_path"], scope["query_string"], body)
        await signatures.admit(principal.key_id, request, signature)
        to_come: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

        async def again() -> Message:
            return to_come.pop() if to_come else await receive()

        return again
