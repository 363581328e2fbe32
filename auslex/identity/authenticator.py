"""Who asks: from the Authorization header to a principal."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from hashlib import blake2b

from auslex.core.clock import NANOSECONDS_PER_SECOND, Clock
from auslex.core.errors import Unauthenticated
from auslex.core.principal import Principal
from auslex.identity.keys import IdentityStore, hash_key, is_for, of_tenant
from auslex.identity.tokens import TOKEN_CHARACTERS_MAX, Tokens, is_token

KEY_CHARACTERS_MAX = 512  # Longer headers are refused before they are hashed.
FRESH_SECONDS = 1.0  # How long a look-up is trusted: a revoked key is refused by every worker within this.
KNOWN_KEYS_MAX = 10_000

_HOW_TO_SEND = "Send a key of this gateway as `Authorization: Bearer KEY`."


class Authenticator:
    """From the Authorization header to a principal, with a look-up at most once a second for each key.

    environment: the mark that keys of this installation carry. on_use: told of each look-up that found a key.
    tokens: where they are accepted beside keys.
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
        tokens: Tokens | None = None,
    ) -> None:
        self._store = store
        self._pepper = pepper
        self._clock = clock
        self._listed = listed or {}
        self._environment = environment
        self._on_use = on_use
        self._tokens = tokens
        self._known: dict[bytes, tuple[float, Principal]] = {}
        # Keys are known by a digest that means nothing outside this process: a third of the peppered hash's price.
        self._digest = blake2b(key=secrets.token_bytes(32), digest_size=32)

    async def authenticate(self, authorization: str | None) -> Principal:
        """The caller; raises Unauthenticated, or Unavailable if the keys cannot be read."""
        if not authorization:
            raise Unauthenticated(f"There is no API key in this request. {_HOW_TO_SEND}", code="missing_api_key")
        scheme, _, key = authorization.partition(" ")
        key = key.strip()
        if scheme.lower() != "bearer" or not key or len(key) > self._characters_max(key):
            raise Unauthenticated(f"The Authorization header is not a bearer key. {_HOW_TO_SEND}")
        name = self._digest.copy()
        name.update(key.encode("utf-8", "surrogateescape"))
        now = self._clock.monotonic_seconds()
        known = self._known.get(name.digest())
        if known is not None and now < known[0]:
            return known[1]
        return await self._look_up(key, name.digest(), now)

    def _characters_max(self, key: str) -> int:
        return TOKEN_CHARACTERS_MAX if self._tokens is not None and is_token(key) else KEY_CHARACTERS_MAX

    async def _look_up(self, key: str, name: bytes, now: float) -> Principal:
        """Who that is; believed from before anybody was asked, however long that took."""
        self._known.pop(name, None)
        principal, seconds_left = await self._found(key, hash_key(self._pepper, key))
        if len(self._known) >= KNOWN_KEYS_MAX:
            self._known.clear()
        self._known[name] = (now + min(FRESH_SECONDS, seconds_left), principal)
        return principal

    async def _found(self, key: str, key_hash: str) -> tuple[Principal, float]:
        """The principal, and for how many seconds more it is one."""
        time = self._clock.now_nanoseconds()
        principal = self._listed.get(key_hash)
        if principal is not None:
            return await self._with_tenant(principal), FRESH_SECONDS
        if self._tokens is not None and is_token(key):
            seconds = time / NANOSECONDS_PER_SECOND
            bearer = await self._tokens.verify(key, seconds)
            return await self._with_tenant(bearer.principal), bearer.expires_at - seconds
        record = await self._store.find(key_hash)
        if record is None or not record.is_good(time) or not is_for(key, self._environment):
            raise Unauthenticated(f"The API key is not known here, has expired, or has been revoked. {_HOW_TO_SEND}")
        self._on_use(record.key_id, time)
        if record.expires_at is None:
            return record.principal, FRESH_SECONDS
        return record.principal, (record.expires_at - time) / NANOSECONDS_PER_SECOND

    async def _with_tenant(self, principal: Principal) -> Principal:
        return of_tenant(principal, await self._store.find_tenant(principal.tenant))
