"""Client keys as rows of `api_keys`, for every store that speaks SQL."""

from __future__ import annotations

from typing import TypeAlias

from auslex.core.money import Nanodollars
from auslex.core.principal import LimitOverrides, Principal, Scope, Tier
from auslex.identity.keys import KeyRecord

Value: TypeAlias = str | int | None
Row: TypeAlias = tuple[Value, ...]

COLUMNS = (
    "key_id, key_hash, name, tenant, tier, scopes, requests_per_minute, tokens_per_minute, day_budget, month_budget, "
    "created_at, revoked_at"
)
COLUMN_COUNT = 12
UNREADABLE = "The key store cannot be read, so nobody can be let in. Try again shortly."


def to_row(record: KeyRecord) -> Row:
    """The record's values in the order of COLUMNS."""
    principal, overrides = record.principal, record.principal.overrides
    return (
        record.key_id, record.key_hash, principal.name, principal.tenant, principal.tier.value,
        " ".join(sorted(principal.scopes)), overrides.requests_per_minute, overrides.tokens_per_minute,
        overrides.day, overrides.month, record.created_at, record.revoked_at,
    )  # fmt: skip


def from_row(row: Row) -> KeyRecord:
    """The record that these values of COLUMNS are."""
    key_id, key_hash, name, tenant, tier, scopes, requests, tokens, day, month, created_at, revoked_at = row
    overrides = LimitOverrides(_figure(requests), _figure(tokens), _money(day), _money(month))
    granted = frozenset(Scope(scope) for scope in str(scopes).split())
    principal = Principal(str(key_id), str(name), str(tenant), Tier(str(tier)), granted, overrides)
    return KeyRecord(str(key_id), str(key_hash), principal, _figure(created_at) or 0, _figure(revoked_at))


def _figure(value: Value) -> int | None:
    return int(value) if value is not None else None


def _money(value: Value) -> Nanodollars | None:
    return Nanodollars(int(value)) if value is not None else None
