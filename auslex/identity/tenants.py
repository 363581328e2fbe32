"""Tenants: what all keys of a firm may use together, and whose midnight their budgets follow.

A tenant needs no record: without one it has no limit of its own, and its days are UTC's.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from auslex.core.principal import LimitOverrides


@dataclass(frozen=True, slots=True)
class Tenant:
    """One firm. `limits`: None is unlimited. `time_zone`: an IANA name, such as Australia/Sydney."""

    name: str
    limits: LimitOverrides = field(default_factory=LimitOverrides)
    time_zone: str = "UTC"


class TenantStore(Protocol):
    """Where tenants are kept. Methods raise Unavailable when they cannot answer."""

    async def find_tenant(self, name: str) -> Tenant | None:
        """The tenant of this name, if there is a record of it."""
        ...

    async def put_tenant(self, tenant: Tenant, now: int) -> None:
        """Keep this tenant in place of what was kept under its name; `now` in nanoseconds since the epoch."""
        ...

    async def all_tenants(self) -> list[Tenant]:
        """Every tenant that has a record, by name."""
        ...
