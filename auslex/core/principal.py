"""Who asks, and who pays."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from auslex.core.money import Nanodollars


class Tier(StrEnum):
    """What a caller has bought; the figures are in `auslex.accounting.tiers`."""

    FREE = "FREE"
    PREMIUM = "PREMIUM"
    ENTERPRISE = "ENTERPRISE"
    INTERNAL = "INTERNAL"


class Scope(StrEnum):
    """What a key may do."""

    INFERENCE = "inference"
    ADMIN_READ = "admin:read"
    ADMIN_WRITE = "admin:write"
    METRICS = "metrics"


@dataclass(frozen=True, slots=True)
class LimitOverrides:
    """Figures of one key or tenant. For a key, None keeps its tier's; a tenant has no other, so None is unlimited."""

    requests_per_minute: int | None = None
    tokens_per_minute: int | None = None
    day: Nanodollars | None = None
    month: Nanodollars | None = None


NO_OVERRIDES = LimitOverrides()


@dataclass(frozen=True, slots=True)
class Principal:
    """The key decides who pays: everything a caller is charged and allowed follows from this value.

    tenant_limits: what all keys of the tenant may use together; None is unlimited.
    time_zone: an IANA name; at its midnight the budgets of the key and of the tenant begin anew.
    """

    key_id: str
    name: str
    tenant: str
    tier: Tier
    scopes: frozenset[Scope]
    overrides: LimitOverrides = NO_OVERRIDES
    tenant_limits: LimitOverrides = NO_OVERRIDES
    time_zone: str = "UTC"
