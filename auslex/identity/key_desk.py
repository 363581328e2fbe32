"""Where keys and tenants are changed, by whichever way: each act is in the audit log before it is done."""

from __future__ import annotations

from dataclasses import replace

from auslex.core.clock import NANOSECONDS_PER_SECOND, Clock
from auslex.core.errors import NotFound
from auslex.core.principal import LimitOverrides
from auslex.identity.audit import Act, Action
from auslex.identity.auditor import Auditor
from auslex.identity.keys import IdentityStore, KeyRecord, KeyRequest, hash_key, new_key
from auslex.identity.signing import signing_secret
from auslex.identity.tenants import Tenant

OVERLAP_SECONDS = 86_400  # How long the old key counts beside the new one, unless something else is said.


class KeyDesk:
    """Every method raises Unavailable if the store or the audit log does not answer. `actor`: see Act.

    environment: the mark that new keys carry. What is not there, or not in this tenant's reach, is NotFound.
    """

    def __init__(
        self, store: IdentityStore, auditor: Auditor, pepper: bytes, clock: Clock, environment: str = "dev"
    ) -> None:
        self.store = store
        self.auditor = auditor
        self._pepper = pepper
        self._clock = clock
        self._environment = environment

    async def keys(self, reach: str | None = None) -> list[KeyRecord]:
        """Every key in reach, oldest first."""
        return [record for record in await self.store.all() if reach in (None, record.principal.tenant)]

    async def find(self, key_id: str, reach: str | None = None) -> KeyRecord:
        """The key with this id."""
        for record in await self.keys(reach):
            if record.key_id == key_id:
                return record
        raise NotFound("There is no such key. `auslex keys list`, or GET /api/admin/keys, shows those there are.")

    async def knows(self, key: str) -> bool:
        """True if this key lets its owner in."""
        record = await self.store.find(hash_key(self._pepper, key))
        return record is not None and record.is_good(self._clock.now_nanoseconds())

    async def create(self, request: KeyRequest, actor: str, reason: str = "") -> tuple[str, KeyRecord]:
        """A new key, shown this once. reason: why an emergency asks for it."""
        key, record = new_key(self._pepper, self._environment, request, self._clock)
        detail = f"tier={request.tier} scopes={','.join(sorted(request.scopes))} name={request.name}"
        if reason:
            await self._record(Action.BREAK_GLASS, actor, record, reason)
        await self._record(Action.KEY_CREATED, actor, record, detail)
        await self.store.add(record)
        return key, record

    async def revoke(self, record: KeyRecord, actor: str) -> bool:
        """End a key; False if it had ended before."""
        await self._record(Action.KEY_REVOKED, actor, record)
        return await self.store.revoke(record.key_id, self._clock.now_nanoseconds())

    async def rotate(
        self, record: KeyRecord, actor: str, overlap_seconds: int = OVERLAP_SECONDS
    ) -> tuple[str, KeyRecord]:
        """A new key that may do the same; the old one ends after the overlap, or when it would have."""
        now = self._clock.now_nanoseconds()
        if not record.is_good(now):
            raise NotFound("There is no such key that is still good.")
        its = record.principal
        request = KeyRequest(its.name, its.tenant, its.tier, its.scopes, its.overrides, record.expires_at)
        key, successor = new_key(self._pepper, self._environment, request, self._clock)
        ends = now + overlap_seconds * NANOSECONDS_PER_SECOND
        await self._record(
            Action.KEY_ROTATED, actor, record, f"successor={successor.key_id} overlap={overlap_seconds}s"
        )
        await self.store.add(successor)
        await self.store.amend(record.key_id, its.overrides, min(ends, record.expires_at or ends))
        return key, successor

    async def amend(
        self, record: KeyRecord, actor: str, overrides: LimitOverrides, expires_at: int | None
    ) -> KeyRecord:
        """Other limits and another end."""
        await self._record(Action.KEY_AMENDED, actor, record, _limits_text(overrides))
        if not await self.store.amend(record.key_id, overrides, expires_at):
            raise NotFound("There is no such key that is still good.")
        return replace(record, principal=replace(record.principal, overrides=overrides), expires_at=expires_at)

    async def show_signing_secret(self, key_id: str, tenant: str, actor: str) -> str:
        """What the owner of this key or token signs requests with."""
        await self.auditor.record(Act(Action.SIGNING_SECRET_SHOWN, actor, tenant, key_id))
        return signing_secret(self._pepper, key_id)

    async def put_tenant(self, tenant: Tenant, actor: str) -> None:
        """Keep this in place of what was kept under its name."""
        detail = f"{_limits_text(tenant.limits)} time_zone={tenant.time_zone}"
        await self.auditor.record(Act(Action.TENANT_SET, actor, tenant.name, tenant.name, detail))
        await self.store.put_tenant(tenant, self._clock.now_nanoseconds())

    async def aclose(self) -> None:
        """Let go of the stores, for whoever has no gateway to do it."""
        await self.auditor.store.aclose()
        await self.store.aclose()

    async def _record(self, action: Action, actor: str, record: KeyRecord, detail: str = "") -> None:
        await self.auditor.record(Act(action, actor, record.principal.tenant, record.key_id, detail))


def _limits_text(limits: LimitOverrides) -> str:
    """Figures as they are kept; - for none."""
    figures = (limits.requests_per_minute, limits.tokens_per_minute, limits.day, limits.month)
    return "limits=" + ",".join("-" if figure is None else str(figure) for figure in figures)
