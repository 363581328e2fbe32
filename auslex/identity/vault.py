"""Keys to upstreams, kept so that whoever reads the database learns none of them, and never shown again.

Sealed with AES-256-GCM (NIST SP 800-38D) under a key from MASTER_ENCRYPTION_KEY by HKDF-SHA256 (RFC 5869). Before the
sealed key stands the id of the master key, so that several may count while one takes another's place; environment,
tenant and key id are bound to it, so that no row can stand in for another. Pure but for the nonce.
"""

from __future__ import annotations

import hmac
import os
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from auslex.core.clock import NANOSECONDS_PER_SECOND
from auslex.core.errors import Unavailable

if TYPE_CHECKING:  # The library takes a tenth of a second to load.
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

DAY = 86_400 * NANOSECONDS_PER_SECOND
REMIND_DAYS = 25
ROTATE_DAYS = 30
OVERLAP_DAYS = 2  # How long the key before the newest still counts, unless something else is said.
VERSION = b"\x01"
MASTER_ID_BYTES = 8
NONCE_BYTES = 12
_SEALING, _NAMING, _MARKING = (f"auslex upstream keys v1 {use}".encode() for use in ("sealing", "naming", "marking"))
_UNREADABLE = (
    "A key in the vault was sealed with another MASTER_ENCRYPTION_KEY, or altered. Put the key it was sealed with into "
    "AUSLEX_PREVIOUS_MASTER_KEYS, or add the upstream's key anew."
)


class Age(StrEnum):
    """How urgent a rotation is."""

    FRESH = "fresh"
    DUE = "due"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class UpstreamKey:
    """A key as it is kept. Times are nanoseconds since the epoch; retires_at: until then it counts beside a newer one.

    tenant: whose it is; "" is the installation's. mark: the same for the same key, and says nothing else of it.
    """

    key_id: str
    tenant: str
    environment: str
    upstream: str
    mark: str
    sealed: bytes = field(repr=False)
    created_at: int
    retires_at: int | None = None

    def counts(self, now: int) -> bool:
        """True if it may be used at this time."""
        return self.retires_at is None or now < self.retires_at


class VaultStore(Protocol):
    """Where sealed keys are kept. Methods raise Unavailable."""

    async def all(self) -> list[UpstreamKey]:
        """Every key ever kept, oldest first."""
        ...

    async def put(self, *keys: UpstreamKey) -> None:
        """Keep these, each in place of what was kept under its id; all or none."""
        ...

    async def aclose(self) -> None:
        """Let go of what is open."""
        ...


class MemoryVaultStore:
    """A VaultStore for tests."""

    def __init__(self) -> None:
        self._keys: dict[str, UpstreamKey] = {}

    async def all(self) -> list[UpstreamKey]:
        return sorted(self._keys.values(), key=lambda key: (key.created_at, key.key_id))

    async def put(self, *keys: UpstreamKey) -> None:
        self._keys.update({key.key_id: key for key in keys})

    async def aclose(self) -> None:
        """Nothing is open."""


class Vault:
    """Seals and opens. current: MASTER_ENCRYPTION_KEY; previous: those before it, which open and never seal."""

    def __init__(self, current: str, previous: tuple[str, ...] = ()) -> None:
        self._masters = {_derived(secret, _NAMING)[:MASTER_ID_BYTES]: secret for secret in (*previous, current)}
        self._current = _derived(current, _NAMING)[:MASTER_ID_BYTES]

    def seal(self, key: UpstreamKey, secret: str) -> UpstreamKey:
        """The record with this secret sealed into it."""
        nonce = os.urandom(NONCE_BYTES)
        head = VERSION + self._current
        sealed = self._cipher(self._current).encrypt(nonce, secret.encode(), _bound(head, key))
        mark = hmac.digest(_derived(self._masters[self._current], _MARKING), secret.encode(), "sha256").hex()[:12]
        return replace(key, sealed=head + nonce + sealed, mark=mark)

    def open(self, key: UpstreamKey) -> str:
        """The secret; raises Unavailable for what was altered, moved, or sealed by a master key that is not there."""
        from cryptography.exceptions import InvalidTag

        size = len(VERSION) + MASTER_ID_BYTES
        head, nonce, sealed = key.sealed[:size], key.sealed[size : size + NONCE_BYTES], key.sealed[size + NONCE_BYTES :]
        master = head[len(VERSION) :]
        if head[: len(VERSION)] != VERSION or master not in self._masters:
            raise Unavailable(_UNREADABLE)
        try:
            return self._cipher(master).decrypt(nonce, sealed, _bound(head, key)).decode()
        except (InvalidTag, ValueError):
            raise Unavailable(_UNREADABLE) from None

    def is_current(self, key: UpstreamKey) -> bool:
        """False for what another master key has sealed."""
        return key.sealed.startswith(VERSION + self._current)

    def _cipher(self, master: bytes) -> AESGCM:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        return AESGCM(_derived(self._masters[master], _SEALING))


def usable(keys: list[UpstreamKey], environment: str, upstream: str, now: int, tenant: str = "") -> list[UpstreamKey]:
    """The keys that count for an upstream here, of this tenant alone. The first is used: the newest that no other has
    taken the place of.
    """
    wanted = (environment, upstream, tenant)
    fitting = [key for key in keys if (key.environment, key.upstream, key.tenant) == wanted and key.counts(now)]
    return sorted(fitting, key=lambda key: (key.retires_at is None, key.created_at, key.key_id), reverse=True)


def superseded(keys: list[UpstreamKey], new: UpstreamKey, now: int, overlap_days: float) -> list[UpstreamKey]:
    """The records of the keys that the new one takes the place of: they count for the overlap only."""
    ends = now + round(overlap_days * DAY)
    return [
        replace(key, retires_at=min(ends, key.retires_at or ends))
        for key in usable(keys, new.environment, new.upstream, now, new.tenant)
        if key.key_id != new.key_id
    ]


def age(key: UpstreamKey, now: int) -> Age:
    """A reminder on day 25, a warning on day 30."""
    days = (now - key.created_at) // DAY
    return Age.OVERDUE if days >= ROTATE_DAYS else Age.DUE if days >= REMIND_DAYS else Age.FRESH


def _bound(head: bytes, key: UpstreamKey) -> bytes:
    """What the sealing is bound to. Each part has its length in front, so that none can pass as part of another."""
    parts = (key.environment, key.tenant, key.key_id, key.upstream)
    return head + "".join(f"{len(part)}:{part}" for part in parts).encode()


def _derived(secret: str, label: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(algorithm=SHA256(), length=32, salt=None, info=label).derive(secret.encode())
