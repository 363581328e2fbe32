"""POST /api/admin/circuit-breaker/reset."""

from __future__ import annotations

import re

from auslex.assembly import Installation
from auslex.core.errors import BadRequest, Unavailable
from auslex.core.principal import Scope as KeyScope
from auslex.http.asgi import JSON_HEADERS, App, Receive, Scope, Send, read_body, respond
from auslex.http.calls import authenticated
from auslex.http.reach import whole_installation
from auslex.identity.audit import Act, Action
from auslex.resilience.notices import ANY, Selector
from auslex.wire.json import decode_object, encode

PATH = "/api/admin/circuit-breaker/reset"
BODY_BYTES_MAX = 4_096
PARTS = ("upstream", "endpoint", "model")
_NAME = re.compile(r"[^\x00-\x1f\x7f]{1,160}")  # Three of them fit a breaker's name.


def reset(installation: Installation) -> App:
    """Close the breakers that the body names by endpoint, model or upstream: here at once, then in every worker.

    The body is JSON whatever its content type says, since `curl -d` sends a form's. {} means all breakers.
    """

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        principal = await authenticated(installation, scope, KeyScope.ADMIN_WRITE)
        whole_installation(installation, principal)
        selector = _selector(await read_body(scope, receive, BODY_BYTES_MAX))
        installation.access.auditor.note(Act(Action.BREAKER_RESET, principal.key_id, target=str(selector)))
        try:
            closed = await installation.gateway.resilient.reset_everywhere(selector)
        except Unavailable:
            raise Unavailable(
                "The circuit breakers of this worker have been reset; the others could not be told, because the "
                "database did not answer. Send the reset again."
            ) from None
        installation.log.info("breaker.reset", key_id=principal.key_id, selector=str(selector))
        chosen = {part: value for part in PARTS if (value := getattr(selector, part)) != ANY}
        await respond(send, 200, JSON_HEADERS, encode({"status": "reset", **chosen, "circuit_breakers": closed}))

    return serve


def _selector(raw: bytes) -> Selector:
    body = decode_object(raw) if raw.strip() else {}
    for name, value in body.items():
        if name not in PARTS:
            raise BadRequest(
                "A reset takes endpoint, model and upstream.", code="unsupported_parameter", param=name[:64]
            )
        if not isinstance(value, str) or not _NAME.fullmatch(value):
            raise BadRequest(f"{name} must be a name.", code="invalid_value", param=name)
    return Selector(*(str(body.get(part, ANY)) for part in PARTS))
