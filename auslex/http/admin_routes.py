"""The admin API: keys, tenants, the audit log."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import Response

from auslex.assembly import Installation
from auslex.core.errors import Forbidden, NotFound
from auslex.core.json import JsonObject
from auslex.core.principal import Principal, Scope
from auslex.http.admin_bodies import (
    Body,
    BodyT,
    KeyChange,
    NewKey,
    NewUpstreamKey,
    Rotation,
    TenantChange,
    listed,
    nanoseconds,
    read_as,
    schema_of,
    shown_entry,
    shown_key,
    shown_tenant,
    shown_upstream_key,
)
from auslex.http.asgi import read_body
from auslex.http.calls import authenticated
from auslex.http.reach import ONE_LINE, reach_of, whole_installation, within
from auslex.identity.audit import READ_MAX
from auslex.identity.keys import KeyRequest
from auslex.identity.tenants import Tenant
from auslex.wire.json import encode

BODY_BYTES_MAX = 16_384
PAGE = 100
Id = Annotated[str, Path(max_length=100, pattern=ONE_LINE)]
Name = Annotated[str | None, Query(max_length=100, pattern=ONE_LINE)]
Limit = Annotated[int, Query(ge=1, le=READ_MAX)]


@dataclass(frozen=True, slots=True)
class Administrator:
    """Who asks, and the only tenant in reach, if not all are."""

    principal: Principal
    reach: str | None

    @property
    def key_id(self) -> str:
        return self.principal.key_id


def administrator(installation: Installation, scope: Scope) -> Callable[[Request], Awaitable[Administrator]]:
    """Looked at before anything else of the request is."""

    async def check(request: Request) -> Administrator:
        principal = await authenticated(installation, request.scope, scope)
        return Administrator(principal, reach_of(installation, principal))

    return check


def operator(installation: Installation, scope: Scope) -> Callable[[Request], Awaitable[Administrator]]:
    """The same, for what all tenants share."""
    find = administrator(installation, scope)

    async def check(request: Request) -> Administrator:
        by = await find(request)
        whole_installation(installation, by.principal)
        return by

    return check


def takes(model: type[Body]) -> dict[str, Any]:
    """The documentation of a body that is read by `read_as`."""
    return {"requestBody": {"content": {"application/json": {"schema": schema_of(model)}}}}


async def body_as(model: type[BodyT], request: Request) -> BodyT:
    """The request's body."""
    return read_as(model, await read_body(request.scope, request.receive, BODY_BYTES_MAX))


def answer(content: JsonObject, status: int = 200) -> Response:
    """Content that may hold a secret, so nobody keeps it on the way."""
    return Response(encode(content), status, {"cache-control": "no-store"}, "application/json")


def router(installation: Installation) -> APIRouter:
    """The routes, bound to this installation."""
    routes = APIRouter(default_response_class=Response)
    _add_keys(routes, installation)
    _add_key_changes(routes, installation)
    _add_tenants(routes, installation)
    _add_upstream_keys(routes, installation)
    _add_audit(routes, installation)
    return routes


def _add_keys(routes: APIRouter, installation: Installation) -> None:
    desk, clock = installation.access.key_desk, installation.clock
    reader = Depends(administrator(installation, Scope.ADMIN_READ))
    writer = Depends(administrator(installation, Scope.ADMIN_WRITE))

    @routes.get("/api/admin/keys")
    async def list_keys(
        tenant: Name = None, limit: Limit = PAGE, after: Name = None, by: Administrator = reader
    ) -> Response:
        """Every key ever made, oldest first, without the keys themselves. The next page is after this one's last id."""
        if tenant is not None:
            within(by.reach, tenant)
        records = await desk.keys(tenant or by.reach)
        place = next((number for number, record in enumerate(records, 1) if record.key_id == after), 0)
        page = records[place : place + limit]
        shown = [shown_key(record, clock.now_nanoseconds()) for record in page]
        return answer(listed(shown, has_more=place + limit < len(records)))

    @routes.get("/api/admin/keys/{key_id}")
    async def get_key(key_id: Id, by: Administrator = reader) -> Response:
        """One key."""
        return answer(shown_key(await desk.find(key_id, by.reach), clock.now_nanoseconds()))

    @routes.post("/api/admin/keys", status_code=201, openapi_extra=takes(NewKey))
    async def create_key(request: Request, by: Administrator = writer) -> Response:
        """Make a key; the answer is the only time it is shown."""
        wanted = await body_as(NewKey, request)
        asked = _key_request(installation, by, wanted)
        key, record = await desk.create(asked, by.key_id)
        return answer({**shown_key(record, clock.now_nanoseconds()), "key": key}, 201)


def _key_request(installation: Installation, by: Administrator, wanted: NewKey) -> KeyRequest:
    """What is to be made: never more than its maker has."""
    scopes = frozenset(wanted.scopes)
    if not scopes <= by.principal.scopes:
        raise Forbidden("A key can only give scopes that it has itself.")
    tenant = wanted.tenant or by.reach or by.principal.tenant
    within(by.reach, tenant)
    tier = wanted.tier or (by.principal.tier if by.reach else installation.settings.default_rate_limit_tier)
    overrides = wanted.limits.overrides()
    if by.reach is not None and (tier is not by.principal.tier or wanted.limits.model_fields_set):
        raise Forbidden("Tiers and limits are the operator's to change.")
    return KeyRequest(wanted.name, tenant, tier, scopes, overrides, nanoseconds(wanted.expires_at))


def _add_key_changes(routes: APIRouter, installation: Installation) -> None:
    desk, clock = installation.access.key_desk, installation.clock
    writer = Depends(administrator(installation, Scope.ADMIN_WRITE))

    @routes.post("/api/admin/keys/{key_id}/revoke")
    async def revoke_key(key_id: Id, by: Administrator = writer) -> Response:
        """End a key; every worker refuses it within a second."""
        if not await desk.revoke(await desk.find(key_id, by.reach), by.key_id):
            raise NotFound("There is no such key that is still good.")
        return answer(shown_key(await desk.find(key_id, by.reach), clock.now_nanoseconds()))

    @routes.post("/api/admin/keys/{key_id}/rotate", status_code=201, openapi_extra=takes(Rotation))
    async def rotate_key(request: Request, key_id: Id, by: Administrator = writer) -> Response:
        """Make a key in place of this one, which ends after the overlap."""
        overlap = (await body_as(Rotation, request)).overlap_seconds
        record = await desk.find(key_id, by.reach)
        if not record.principal.scopes <= by.principal.scopes:
            raise Forbidden("A key can only give scopes that it has itself.")
        key, successor = await desk.rotate(record, by.key_id, overlap)
        return answer({**shown_key(successor, clock.now_nanoseconds()), "key": key}, 201)

    @routes.post("/api/admin/keys/{key_id}/limits", openapi_extra=takes(KeyChange))
    async def amend_key(request: Request, key_id: Id, by: Administrator = writer) -> Response:
        """Give a key other limits and another end, in place of what it has."""
        change = await body_as(KeyChange, request)
        record = await desk.find(key_id, by.reach)
        if by.reach is not None:
            raise Forbidden("Tiers and limits are the operator's to change.")
        amended = await desk.amend(record, by.key_id, change.limits.overrides(), nanoseconds(change.expires_at))
        return answer(shown_key(amended, clock.now_nanoseconds()))


def _add_tenants(routes: APIRouter, installation: Installation) -> None:
    desk = installation.access.key_desk
    reader = Depends(administrator(installation, Scope.ADMIN_READ))
    writer = Depends(administrator(installation, Scope.ADMIN_WRITE))

    @routes.get("/api/admin/tenants")
    async def list_tenants(by: Administrator = reader) -> Response:
        """Every tenant that was ever set, by name."""
        tenants = [each for each in await desk.store.all_tenants() if by.reach in (None, each.name)]
        return answer(listed([shown_tenant(tenant) for tenant in tenants]))

    @routes.get("/api/admin/tenants/{name}")
    async def get_tenant(name: Id, by: Administrator = reader) -> Response:
        """One tenant."""
        within(by.reach, name)
        tenant = await desk.store.find_tenant(name)
        if tenant is None:
            raise NotFound("There is no record of this tenant: it has no limit of its own.")
        return answer(shown_tenant(tenant))

    @routes.post("/api/admin/tenants/{name}", openapi_extra=takes(TenantChange))
    async def set_tenant(
        request: Request,
        name: Annotated[str, Path(pattern=r"^[A-Za-z0-9][A-Za-z0-9 ._@-]{0,99}$")],
        by: Administrator = writer,
    ) -> Response:
        """Limits and time zone of a tenant, in place of what it has; every worker knows within a second."""
        change = await body_as(TenantChange, request)
        within(by.reach, name)
        if by.reach is not None:
            raise Forbidden("Tiers and limits are the operator's to change.")
        tenant = Tenant(name, change.limits.overrides(), change.time_zone)
        await desk.put_tenant(tenant, by.key_id)
        return answer(shown_tenant(tenant))


def _add_upstream_keys(routes: APIRouter, installation: Installation) -> None:
    desk, clock = installation.access.upstream_keys, installation.clock
    reader = Depends(operator(installation, Scope.ADMIN_READ))
    writer = Depends(operator(installation, Scope.ADMIN_WRITE))

    @routes.get("/api/admin/upstream-keys")
    async def list_upstream_keys(by: Administrator = reader) -> Response:
        """Every key of this environment to an upstream, oldest first, without the keys themselves."""
        return answer(listed(shown_upstream_key(key, clock.now_nanoseconds()) for key in await desk.keys()))

    @routes.post("/api/admin/upstream-keys", status_code=201, openapi_extra=takes(NewUpstreamKey))
    async def add_upstream_key(request: Request, by: Administrator = writer) -> Response:
        """Keep a key, of one tenant or of all who have none; in use within half a minute, beside the one before it."""
        wanted = await body_as(NewUpstreamKey, request)
        key = await desk.add(wanted.upstream, wanted.key, by.key_id, wanted.overlap_days, wanted.tenant or "")
        return answer(shown_upstream_key(key, clock.now_nanoseconds()), 201)

    @routes.post("/api/admin/upstream-keys/{key_id}/retire")
    async def retire_upstream_key(key_id: Id, by: Administrator = writer) -> Response:
        """End a key at once; the one before it is used again, as long as it counts."""
        return answer(shown_upstream_key(await desk.retire(key_id, by.key_id), clock.now_nanoseconds()))


def _add_audit(routes: APIRouter, installation: Installation) -> None:
    reader = Depends(administrator(installation, Scope.ADMIN_READ))

    @routes.get("/api/admin/audit")
    async def read_audit(
        by: Administrator = reader,
        tenant: Name = None,
        limit: Limit = PAGE,
        before: Annotated[int | None, Query(ge=1, le=1 << 62)] = None,
    ) -> Response:
        """The audit log, newest first. The next page is the one before this one's last sequence."""
        if tenant is not None:
            within(by.reach, tenant)
        wanted = tenant if tenant is not None else by.reach
        entries = await installation.access.auditor.store.read(before=before, tenant=wanted, count=limit + 1)
        page = [shown_entry(entry) for entry in entries[:limit]]
        return answer(listed(page, has_more=len(entries) > limit))
