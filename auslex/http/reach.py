"""How far an administrator's word reaches: over the whole installation, or over one tenant."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from fastapi import Request

from auslex.assembly import Installation
from auslex.core.errors import Forbidden, NotFound
from auslex.core.principal import Principal, Scope
from auslex.http.calls import authenticated

# What a store is asked for, or keeps: without control characters. PostgreSQL fails at a NUL, and who waits with it.
ONE_LINE = r"^[^\x00-\x1f\x7f]*$"


def reach_of(installation: Installation, principal: Principal) -> str | None:
    """The only tenant this caller may see and change; None is all of them."""
    operators = installation.settings.auslex_operator_tenants
    return None if not operators or principal.tenant in operators else principal.tenant


def whole_installation(installation: Installation, principal: Principal) -> None:
    """Raise Forbidden for a caller who may not act on what all tenants share."""
    if reach_of(installation, principal) is not None:
        raise Forbidden("This concerns the whole installation: only keys of AUSLEX_OPERATOR_TENANTS may do it.")


def within(reach: str | None, tenant: str) -> None:
    """Raise NotFound for another tenant's things: to this caller there are none."""
    if reach is not None and tenant != reach:
        raise NotFound("There is no such thing.")


def readers_reach(installation: Installation) -> Callable[[Request], Awaitable[str | None]]:
    """A dependency: the only tenant in reach of whoever asks, with `admin:read`; looked at before anything else is."""

    async def reach(request: Request) -> str | None:
        return reach_of(installation, await authenticated(installation, request.scope, Scope.ADMIN_READ))

    return reach
