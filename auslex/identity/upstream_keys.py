"""Where keys to upstreams are changed, and how those that serve come to know them."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from auslex.core.clock import Clock
from auslex.core.credentials import Credential, Credentials
from auslex.core.errors import BadRequest, NotFound, Unavailable
from auslex.identity.audit import Act, Action
from auslex.identity.auditor import Auditor
from auslex.identity.vault import OVERLAP_DAYS, Age, UpstreamKey, Vault, VaultStore, age, superseded, usable

LOOK_SECONDS = 30.0  # While this process serves, a new key is in use everywhere within this.
SECRET_CHARACTERS_MAX = 512
_NO_MASTER = "There is no MASTER_ENCRYPTION_KEY, so no key can be kept. Set it, and start again."


class UpstreamKeyDesk:
    """Every method raises Unavailable if the vault or the audit log does not answer. `actor`: see Act.

    vault: None where there is no master key. environment: keys of others are neither used nor changed.
    """

    def __init__(
        self, store: VaultStore, vault: Vault | None, auditor: Auditor, clock: Clock, environment: str
    ) -> None:
        self.store = store
        self._vault = vault
        self._auditor = auditor
        self._clock = clock
        self._environment = environment

    async def keys(self) -> list[UpstreamKey]:
        """Every key of this environment, oldest first; still sealed."""
        return [key for key in await self.store.all() if key.environment == self._environment]

    async def add(
        self, upstream: str, secret: str, actor: str, overlap_days: float = OVERLAP_DAYS, tenant: str = ""
    ) -> UpstreamKey:
        """Keep a key, to be used from now on; those before it count for the overlap. It is never shown again.

        tenant: whose calls alone are sent with it; "" is for all who have none of their own.
        """
        if not secret.isascii() or not secret.isprintable() or not 1 <= len(secret) <= SECRET_CHARACTERS_MAX:
            raise BadRequest("A key has 1 to 512 printable ASCII characters.", code="invalid_value", param="key")
        now = self._clock.now_nanoseconds()
        key_id = "upk_" + secrets.token_hex(8)
        bare = UpstreamKey(key_id, tenant, self._environment, upstream, "", b"", now)
        new = self._known_vault().seal(bare, secret)
        before = superseded(await self.keys(), new, now, overlap_days)
        await self._record(Action.UPSTREAM_KEY_ADDED, actor, new, f"mark={new.mark} supersedes={len(before)}")
        await self.store.put(new, *before)
        return new

    async def retire(self, key_id: str, actor: str) -> UpstreamKey:
        """End a key at once; if it is the newest, the one before it is used again, as long as it counts."""
        now = self._clock.now_nanoseconds()
        key = next((key for key in await self.keys() if key.key_id == key_id and key.counts(now)), None)
        if key is None:
            raise NotFound("There is no such key that still counts.")
        await self._record(Action.UPSTREAM_KEY_RETIRED, actor, key, f"mark={key.mark}")
        retired = replace(key, retires_at=now)
        await self.store.put(retired)
        return retired

    async def reseal(self, actor: str) -> int:
        """Seal every key with the present master key; how many had another."""
        vault = self._known_vault()
        old = [key for key in await self.keys() if not vault.is_current(key)]
        if old:
            await self._auditor.record(Act(Action.MASTER_KEY_ROTATED, actor, detail=f"keys={len(old)}"))
            await self.store.put(*[vault.seal(key, vault.open(key)) for key in old])
        return len(old)

    def counting(self, keys: list[UpstreamKey]) -> list[UpstreamKey]:
        """Those that may be used now."""
        now = self._clock.now_nanoseconds()
        return [key for key in keys if key.counts(now)]

    def credentials(self, keys: list[UpstreamKey], upstream: str) -> Credentials:
        """The keys that count for this upstream, open, by tenant, the one to use first."""
        now, tenants = self._clock.now_nanoseconds(), {key.tenant for key in keys if key.upstream == upstream}
        return {
            tenant: tuple(
                Credential(key.key_id, self._known_vault().open(key))
                for key in usable(keys, self._environment, upstream, now, tenant)
            )
            for tenant in tenants
        }

    def ages(self, keys: list[UpstreamKey]) -> dict[str, Age]:
        """How urgent a rotation is, by upstream, or upstream/tenant."""
        now = self._clock.now_nanoseconds()
        owners = {(key.upstream, key.tenant) for key in keys}
        newest = {owner: usable(keys, self._environment, owner[0], now, owner[1])[:1] for owner in owners}
        return {"/".join(filter(None, owner)): age(key, now) for owner, found in newest.items() for key in found}

    def _known_vault(self) -> Vault:
        if self._vault is None:
            raise BadRequest(_NO_MASTER, code="no_master_key")
        return self._vault

    async def _record(self, action: Action, actor: str, key: UpstreamKey, detail: str) -> None:
        await self._auditor.record(Act(action, actor, key.tenant, key.key_id, f"upstream={key.upstream} {detail}"))


class KeyWatch:
    """Hands those who serve the keys that the vault has for them. Use as `async with`; for one event loop.

    It looks when it opens, and then while requests go upstream, so that a database that sleeps is left asleep.
    on_due: told of a key that should be changed, and how urgently.
    """

    def __init__(
        self,
        desk: UpstreamKeyDesk,
        on_due: Callable[[str, Age], None] = lambda upstream, age: None,
        on_failure: Callable[[Exception], None] = lambda error: None,
    ) -> None:
        self._desk = desk
        self._takers: dict[str, Callable[[Credentials], None]] = {}
        self._on_due = on_due
        self._on_failure = on_failure
        self._wake = asyncio.Event()
        self._ages: dict[str, Age] = {}
        self._handed: list[UpstreamKey] | None = None

    async def __aenter__(self) -> KeyWatch:
        await self.look()
        self._work = asyncio.get_running_loop().create_task(self._run())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._work.cancel()
        await asyncio.wait([self._work])
        with suppress(Unavailable):
            await self._desk.store.aclose()

    def hand_to(self, upstream: str, take: Callable[[Credentials], None]) -> None:
        """Hand this upstream's keys to `take` at each look that finds others; before opening."""
        self._takers[upstream] = take

    def used(self) -> None:
        """A request goes upstream. Never waits."""
        self._wake.set()

    async def check(self) -> None:
        """Raise Unavailable if a key is so old that it must be changed; for the readiness report."""
        old = sorted({owner.partition("/")[0] for owner, how in self._ages.items() if how is Age.OVERDUE})
        if old:
            raise Unavailable(f"A key of {', '.join(old)} is 30 days old or older. Add a new one.")

    async def look(self) -> None:
        """Read the vault, and hand out what it has. Raises Unavailable."""
        keys = await self._desk.keys()
        before, self._ages = self._ages, self._desk.ages(keys)
        counting = self._desk.counting(keys)
        if counting != self._handed:  # Opening a key takes a while, and keys change once a month.
            for upstream, take in self._takers.items():
                take(self._desk.credentials(counting, upstream))
            self._handed = counting
        for upstream, how in self._ages.items():
            if how is not Age.FRESH and before.get(upstream) is not how:
                self._on_due(upstream, how)

    async def _run(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            try:
                await self.look()
            except (Unavailable, BadRequest) as error:
                self._on_failure(error)
            await asyncio.sleep(LOOK_SECONDS)
