"""Who asks: from the Authorization header to a principal."""

from __future__ import annotations

from collections.abc import Callable

from auslex.core.clock import NANOSECONDS_PER_SECOND, Clock
from auslex.core.errors import Unauthenticated
from auslex.core.principal import Principal
from auslex.identity.keys import IdentityStore, hash_key, is_for, of_tenant

KEY_CHARACTERS_MAX = 512  # Longer headers are refused before they are hashed.
FRESH_SECONDS = 1.0  # How long a look-up is trusted: a revoked key is refused by every worker within this.
KNOWN_KEYS_MAX = 10_000

_HOW_TO_SEND = "Send a key of this gateway as `Authorization: Bearer KEY`."


class Authenticator:
    """From the Authorization header to a principal, with a look-up at most once a second for each key.

    environment: the mark that keys of this installation carry. on_use: told of each look-up that found a key.
    """

    def __init__(
        self,
        store: IdentityStore,
        pepper: bytes,
        clock: Clock,
        listed: dict[str, Principal] | None = None,
        *,
        environment: str = "dev",
        on_use: Callable[[str, int], None] = lambda key_id, now: None,
    ) -> None:
        self._store = store
        self._pepper = pepper
        self._clock = clock
        self._listed = listed or {}
        self._environment = environment
        self._on_use = on_use
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
        return await self._look_up(key, key_hash, now)

    async def _look_up(self, key: str, key_hash: str, now: float) -> Principal:
        """What the store says; believed from before it was asked, however long that took."""
        fresh_until = now + FRESH_SECONDS
        principal = self._listed.get(key_hash)
        if principal is not None:
            principal = of_tenant(principal, await self._store.find_tenant(principal.tenant))
        else:
            time = self._clock.now_nanoseconds()
            record = await self._store.find(key_hash)
            if record is None or not record.is_good(time) or not is_for(key, self._environment):
                self._known.pop(key_hash, None)
                raise Unauthenticated(
                    f"The API key is not known here, has expired, or has been revoked. {_HOW_TO_SEND}"
                )
            principal = record.principal
            self._on_use(record.key_id, time)
            if record.expires_at is not None:
                fresh_until = min(fresh_until, now + (record.expires_at - time) / NANOSECONDS_PER_SECOND)
        if len(self._known) >= KNOWN_KEYS_MAX:
            self._known.clear()
        self._known[key_hash] = (fresh_until, principal)
        return principal
