"""The keys that one upstream's calls are sent with: a tenant's own where it has one, else the installation's.

While two keys of one owner count, the newer one goes first. Should the upstream not accept it, the one before it is
sent instead, and for a while first: a key that was mistyped, or is not yet known there, stops nobody. Another owner's
key is never sent instead.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from auslex.core.calls import Endpoint
from auslex.core.credentials import Credential, Credentials
from auslex.transport.request import RequestHead

INSTALLATION = ""
REFUSED_SECONDS = 30.0  # How long the key before goes first, once the newest was refused.
KEY_CHARACTERS_MIN = 8  # Shorter ones are placeholders, and would be found in any text.


@dataclass(slots=True)
class Sending:
    """A key as it is sent. spare: the key before it, while that counts. secrets: what no error may repeat.

    refused_until: on the event loop's clock.
    """

    credential: Credential
    posts: Mapping[Endpoint, RequestHead] = field(repr=False)
    fields: list[tuple[str, str]] = field(repr=False)
    spare: Sending | None = None
    secrets: tuple[bytes, ...] = field(default=(), repr=False)
    refused_until: float = 0.0


class Wallet:
    """Keys by tenant, ready to be sent. make: raises ValueError for a key that HTTP cannot carry."""

    def __init__(self, make: Callable[[Credential], Sending], own: Credential) -> None:
        self._make = make
        self._known: dict[str, tuple[Credential, ...]] = {}
        self._sendings: dict[str, Sending] = {}
        self._own = own
        self.use({})

    def use(self, credentials: Credentials) -> None:
        """Take these from now on; the installation's own where they hold none for it. Raises ValueError."""
        given = {tenant: tuple(found) for tenant, found in credentials.items() if found}
        wanted = {INSTALLATION: (self._own,), **given}
        made = {
            tenant: self._sendings[tenant] if self._known.get(tenant) == found else self._chained(found)
            for tenant, found in wanted.items()
        }
        self._known, self._sendings = wanted, made

    def of(self, tenant: str) -> Sending:
        """What this tenant's calls are sent with."""
        return self._sendings.get(tenant) or self._sendings[INSTALLATION]

    def owned(self, tenant: str) -> str:
        """The id of the key that is this tenant's own; "" where it uses the installation's."""
        return self._sendings[tenant].credential.key_id if tenant in self._sendings else ""

    def _chained(self, found: tuple[Credential, ...]) -> Sending:
        spare: Sending | None = None
        for credential in reversed(found[:2]):  # What was refused twice is not for us to mend.
            sending = self._make(credential)
            sending.spare = spare
            spare = sending
        assert spare is not None
        return spare


def spellings(key: str) -> tuple[bytes, ...]:
    """The key as an upstream may repeat it in JSON, which lets a slash be escaped; nothing for no key."""
    return (key.encode(), key.replace("/", "\\/").encode()) if len(key) >= KEY_CHARACTERS_MIN else ()
