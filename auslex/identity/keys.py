"""Client keys: made once, shown once, kept as a peppered hash.

A key is "sk-auslex-" + environment + "-" + 43 characters of base64url (256 bits). Only HMAC-SHA256(pepper, key) is
stored: a guess costs 2^255 tries, so a slow password hash would buy nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from auslex.core.clock import Clock
from auslex.core.principal import LimitOverrides, Principal, Scope, Tier
from auslex.identity.scopes import PLAIN
from auslex.identity.tenants import Tenant, TenantStore

PREFIX = "sk-auslex"
ANSWER_SECONDS_MAX = 2.0  # A caller whose key cannot be looked up by then is refused.


@dataclass(frozen=True, slots=True)
class KeyRecord:
    """A key as it is kept and listed. Times are nanoseconds since the epoch; last_used_at is right within an hour."""

    key_id: str
    key_hash: str
    principal: Principal
    created_at: int
    revoked_at: int | None = None
    expires_at: int | None = None
    last_used_at: int | None = None

    def is_good(self, now: int) -> bool:
        """True if it lets its owner in at this time."""
        return self.revoked_at is None and (self.expires_at is None or now < self.expires_at)


class KeyStore(Protocol):
    """Where keys are kept. Methods raise Unavailable when they cannot answer, within ANSWER_SECONDS_MAX."""

    async def add(self, record: KeyRecord) -> None:
        """Keep a new key."""
        ...

    async def find(self, key_hash: str) -> KeyRecord | None:
        """The key with this hash, revoked or not."""
        ...

    async def all(self) -> list[KeyRecord]:
        """Every key ever made, oldest first."""
        ...

    async def revoke(self, key_id: str, now: int) -> bool:
        """End a key; False if there is none with this id that is still good."""
        ...

    async def amend(self, key_id: str, overrides: LimitOverrides, expires_at: int | None) -> bool:
        """Give a key other limits and another end; False if there is none with this id that was not revoked."""
        ...

    async def touch(self, used: Mapping[str, int]) -> None:
        """Keep when these keys were last used, by id; what is known to be later stays."""
        ...

    async def aclose(self) -> None:
        """Let go of what is open; a later use opens it again."""
        ...


class IdentityStore(KeyStore, TenantStore, Protocol):
    """Where both are kept."""


class MemoryKeyStore:
    """Keys and tenants in memory, for tests."""

    def __init__(self, *records: KeyRecord) -> None:
        self._records = {record.key_id: record for record in records}
        self._tenants: dict[str, Tenant] = {}

    async def add(self, record: KeyRecord) -> None:
        self._records[record.key_id] = record

    async def find(self, key_hash: str) -> KeyRecord | None:
        for record in self._records.values():
            if record.key_hash == key_hash:
                principal = of_tenant(record.principal, self._tenants.get(record.principal.tenant))
                return replace(record, principal=principal)
        return None

    async def all(self) -> list[KeyRecord]:
        return list(self._records.values())

    async def revoke(self, key_id: str, now: int) -> bool:
        record = self._records.get(key_id)
        if record is None or record.revoked_at is not None:
            return False
        self._records[key_id] = replace(record, revoked_at=now)
        return True

    async def amend(self, key_id: str, overrides: LimitOverrides, expires_at: int | None) -> bool:
        record = self._records.get(key_id)
        if record is None or record.revoked_at is not None:
            return False
        principal = replace(record.principal, overrides=overrides)
        self._records[key_id] = replace(record, principal=principal, expires_at=expires_at)
        return True

    async def touch(self, used: Mapping[str, int]) -> None:
        for key_id, at in used.items():
            if (record := self._records.get(key_id)) is not None:
                self._records[key_id] = replace(record, last_used_at=max(at, record.last_used_at or 0))

    async def find_tenant(self, name: str) -> Tenant | None:
        return self._tenants.get(name)

    async def put_tenant(self, tenant: Tenant, now: int) -> None:
        self._tenants[tenant.name] = tenant

    async def all_tenants(self) -> list[Tenant]:
        return [self._tenants[name] for name in sorted(self._tenants)]

    async def aclose(self) -> None:
        """Nothing is open."""


@dataclass(frozen=True, slots=True)
class KeyRequest:
    """What a new key is to be. `tenant` and `name` are labels of the operator's; `expires_at` as in KeyRecord."""

    name: str
    tenant: str
    tier: Tier
    scopes: frozenset[Scope] = PLAIN
    overrides: LimitOverrides = field(default_factory=LimitOverrides)
    expires_at: int | None = None


def hash_key(pepper: bytes, key: str) -> str:
    """The hash under which a key is kept."""
    return hmac.digest(pepper, key.encode("utf-8", "surrogateescape"), "sha256").hex()


def new_key(pepper: bytes, environment: str, request: KeyRequest, clock: Clock) -> tuple[str, KeyRecord]:
    """A key, and the record that is yet to be kept. The text is the only time it exists outside its owner's hands."""
    key = f"{PREFIX}-{environment}-{secrets.token_urlsafe(32)}"
    key_id = "key_" + secrets.token_hex(8)
    principal = Principal(key_id, request.name, request.tenant, request.tier, request.scopes, request.overrides)
    created_at = clock.now_nanoseconds()
    return key, KeyRecord(key_id, hash_key(pepper, key), principal, created_at, expires_at=request.expires_at)


def is_for(key: str, environment: str) -> bool:
    """False for a key that says itself that it was made for another environment."""
    return not key.startswith(f"{PREFIX}-") or key.startswith(f"{PREFIX}-{environment}-")


def of_tenant(principal: Principal, tenant: Tenant | None) -> Principal:
    """The principal with what its tenant's record says, if there is one."""
    if tenant is None:
        return principal
    return replace(principal, tenant_limits=tenant.limits, time_zone=tenant.time_zone)


def listed_principals(pepper: bytes, keys: Iterable[str], tier: Tier) -> dict[str, Principal]:
    """Principals for keys that the environment lists (ENTERPRISE_API_KEYS, INTERNAL_API_KEYS), by their hash."""
    principals: dict[str, Principal] = {}
    for key in keys:
        key_hash = hash_key(pepper, key)
        key_id = "env_" + hashlib.sha256(key_hash.encode()).hexdigest()[:16]
        principals[key_hash] = Principal(key_id, "environment", tier.lower(), tier, PLAIN)
    return principals
