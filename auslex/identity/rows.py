"""Client keys and tenants as rows, for every store that speaks SQL."""

from __future__ import annotations

from collections.abc import Sequence
from typing import LiteralString, TypeAlias

from auslex.core.money import Nanodollars
from auslex.core.principal import NO_OVERRIDES, LimitOverrides, Principal, Scope, Tier
from auslex.identity.keys import KeyRecord
from auslex.identity.tenants import Tenant

Value: TypeAlias = str | int | None
Row: TypeAlias = tuple[Value, ...]

COLUMNS = (
    "key_id, key_hash, name, tenant, tier, scopes, requests_per_minute, tokens_per_minute, day_budget, month_budget, "
    "created_at, revoked_at, expires_at, last_used_at"
)
COLUMN_COUNT = 14
TENANT_COLUMNS = "tenant, time_zone, requests_per_minute, tokens_per_minute, day_budget, month_budget"
# A key with its tenant's limits, which may not be recorded.
SELECT_KEYS: LiteralString = (
    "SELECT api_keys.key_id, key_hash, name, api_keys.tenant, tier, scopes, api_keys.requests_per_minute, "
    "api_keys.tokens_per_minute, api_keys.day_budget, api_keys.month_budget, api_keys.created_at, revoked_at, "
    "expires_at, last_used_at, coalesce(time_zone, 'UTC'), tenants.requests_per_minute, tenants.tokens_per_minute, "
    "tenants.day_budget, tenants.month_budget FROM api_keys LEFT JOIN tenants ON tenants.tenant = api_keys.tenant"
)
SELECT_TENANTS: LiteralString = f"SELECT {TENANT_COLUMNS} FROM tenants"  # noqa: S608  constants only
UNREADABLE = "The key store cannot be read, so nobody can be let in. Try again shortly."


def to_row(record: KeyRecord) -> Row:
    """The record's values in the order of COLUMNS."""
    principal = record.principal
    return (
        record.key_id, record.key_hash, principal.name, principal.tenant, principal.tier.value,
        " ".join(sorted(principal.scopes)), *_figures(principal.overrides), record.created_at, record.revoked_at,
        record.expires_at, record.last_used_at,
    )  # fmt: skip


def from_row(row: Row) -> KeyRecord:
    """The record that SELECT_KEYS found."""
    key_id, key_hash, name, tenant, tier, scopes, *figures = row
    own, times, time_zone, shared = figures[:4], figures[4:8], figures[8], figures[9:]
    granted = frozenset(Scope(scope) for scope in str(scopes).split())
    principal = Principal(
        str(key_id), str(name), str(tenant), Tier(str(tier)), granted, _limits(own), _limits(shared), str(time_zone)
    )
    created_at, revoked_at, expires_at, last_used_at = map(_figure, times)
    return KeyRecord(str(key_id), str(key_hash), principal, created_at or 0, revoked_at, expires_at, last_used_at)


def amended_row(key_id: str, overrides: LimitOverrides, expires_at: int | None) -> Row:
    """The values of a change: limits, end and the key's id."""
    return (*_figures(overrides), expires_at, key_id)


def tenant_row(tenant: Tenant, now: int) -> Row:
    """The tenant's values in the order of TENANT_COLUMNS, and when it was kept."""
    return (tenant.name, tenant.time_zone, *_figures(tenant.limits), now)


def tenant_from_row(row: Row) -> Tenant:
    """The tenant that SELECT_TENANTS found."""
    name, time_zone, *figures = row
    return Tenant(str(name), _limits(figures), str(time_zone))


def _figures(limits: LimitOverrides) -> Row:
    return (limits.requests_per_minute, limits.tokens_per_minute, limits.day, limits.month)


def _limits(figures: Sequence[Value]) -> LimitOverrides:
    requests, tokens, day, month = figures
    if requests is None and tokens is None and day is None and month is None:
        return NO_OVERRIDES
    return LimitOverrides(_figure(requests), _figure(tokens), _money(day), _money(month))


def _figure(value: Value) -> int | None:
    return int(value) if value is not None else None


def _money(value: Value) -> Nanodollars | None:
    return Nanodollars(int(value)) if value is not None else None
