"""Who asks, and who pays."""

from __future__ import annotations

from dataclasses import dataclass, field
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
    """Figures that replace the tier's for one key or tenant; None keeps the tier's."""

    requests_per_minute: int | None = None
    tokens_per_minute: int | None = None
    day: Nanodollars | None = None
    month: Nanodollars | None = None


@dataclass(frozen=True, slots=True)
class Principal:
    """The key decides who pays: everything a caller is charged and allowed follows from this value."""

    key_id: str
    name: str
    tenant: str
    tier: Tier
    scopes: frozenset[Scope]
    overrides: LimitOverrides = field(default_factory=LimitOverrides)
