"""Client keys: made once, shown once, kept as a peppered hash.

A key is "sk-auslex-" + environment + "-" + 43 characters of base64url (256 bits). Only HMAC-SHA256(pepper, key) is
stored: a guess costs 2^255 tries, so a slow password hash would buy nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Protocol

from auslex.core.clock import Clock
from auslex.core.errors import Unauthenticated
from auslex.core.principal import LimitOverrides, Principal, Scope, Tier
from auslex.identity.tenants import Tenant, TenantStore

PREFIX = "sk-auslex"
KEY_CHARACTERS_MAX = 512  # Longer headers are refused before they are hashed.
FRESH_SECONDS = 1.0  # How long a look-up is trusted: a revoked key is refused by every worker within this.
KNOWN_KEYS_MAX = 10_000
ANSWER_SECONDS_MAX = 2.0  # A caller whose key cannot be looked up by then is refused.

_HOW_TO_SEND = "Send a key of this gateway as `Authorization: Bearer KEY`."


@dataclass(frozen=True, slots=True)
class KeyRecord:
    """A key as it is kept and listed. Times are nanoseconds since the epoch."""

    key_id: str
    key_hash: str
    principal: Principal
    created_at: int
    revoked_at: int | None = None


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
        self._records[key_id] = KeyRecord(key_id, record.key_hash, record.principal, record.created_at, now)
        return True

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
    """What a new key is to be. `tenant` and `name` are labels of the operator's."""

    name: str
    tenant: str
    tier: Tier
    admin: bool = False
    overrides: LimitOverrides = field(default_factory=LimitOverrides)


def hash_key(pepper: bytes, key: str) -> str:
    """The hash under which a key is kept."""
    return hmac.digest(pepper, key.encode("utf-8", "surrogateescape"), "sha256").hex()


async def create_key(
    store: KeyStore, pepper: bytes, environment: str, request: KeyRequest, clock: Clock
) -> tuple[str, KeyRecord]:
    """Make and keep a key. The returned text is the only time it exists outside its owner's hands."""
    key, record = new_key(pepper, environment, request, clock)
    await store.add(record)
    return key, record


def new_key(pepper: bytes, environment: str, request: KeyRequest, clock: Clock) -> tuple[str, KeyRecord]:
    """A key, and the record that is yet to be kept."""
    key = f"{PREFIX}-{environment}-{secrets.token_urlsafe(32)}"
    key_id = "key_" + secrets.token_hex(8)
    scopes = {Scope.INFERENCE}
    if request.admin:
        scopes |= {Scope.ADMIN_READ, Scope.ADMIN_WRITE, Scope.METRICS}
    principal = Principal(key_id, request.name, request.tenant, request.tier, frozenset(scopes), request.overrides)
    return key, KeyRecord(key_id, hash_key(pepper, key), principal, clock.now_nanoseconds())


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
        principals[key_hash] = Principal(key_id, "environment", tier.lower(), tier, frozenset({Scope.INFERENCE}))
    return principals


class Authenticator:
    """From the Authorization header to a principal, with a look-up at most once a second for each key."""

    def __init__(
        self,
        store: IdentityStore,
        pepper: bytes,
        clock: Clock,
        listed: dict[str, Principal] | None = None,
    ) -> None:
        self._store = store
        self._pepper = pepper
        self._clock = clock
        self._listed = listed or {}
        self._known: dict[str, tuple[float, Principal]] = {}

    async def authenticate(self, authorization: str | None) -> Principal:
        """The caller; raises Unauthenticated, or Unavailable if the keys cannot be read."""
        if not authorization:
            raise Unauthenticated(f"There is no API key in this request. {_HOW_TO_SEND}", code="missing_api_key")
        scheme, _, key = authorization.partition(" ")
        key = key.strip()
        if scheme.lower() != "bearer" or not key or len(key) > KEY_CHARACTERS_MAX:
            raise Unauthenticated(f"The Authorization header is not a bearer key. {_HOW_TO_SEND}")
        key_hash = hash_key(self._pepper, key)
        now = self._clock.monotonic_seconds()
        known = self._known.get(key_hash)
        if known is not None and now < known[0]:
            return known[1]
        return await self._look_up(key_hash, now)

    async def _look_up(self, key_hash: str, now: float) -> Principal:
        principal = self._listed.get(key_hash)
        if principal is not None:
            principal = of_tenant(principal, await self._store.find_tenant(principal.tenant))
        else:
            record = await self._store.find(key_hash)
            if record is None or record.revoked_at is not None:
                self._known.pop(key_hash, None)
                raise Unauthenticated(f"The API key is not known here, or has been revoked. {_HOW_TO_SEND}")
            principal = record.principal
        if len(self._known) >= KNOWN_KEYS_MAX:
            self._known.clear()
        self._known[key_hash] = (now + FRESH_SECONDS, principal)  # From before the look-up, however long that took.
        return principal
