"""Signed requests, each let through once."""

from __future__ import annotations

from auslex.core.clock import NANOSECONDS_PER_SECOND, Clock
from auslex.core.errors import Unauthenticated
from auslex.identity.nonces import NonceStore, nonce_id
from auslex.identity.signing import Signature, Signed, check_time, check_value, signing_secret


class Signatures:
    """Checks signatures of known callers."""

    def __init__(self, pepper: bytes, nonces: NonceStore, clock: Clock) -> None:
        self._pepper = pepper
        self._nonces = nonces
        self._clock = clock

    def check_time(self, signature: Signature) -> None:
        """Raise Unauthenticated outside the window; worth asking before a body is read."""
        check_time(signature, self._clock.now_nanoseconds() / NANOSECONDS_PER_SECOND)

    async def admit(self, key_id: str, request: Signed, signature: Signature) -> None:
        """Return for one request only: signed by this key's owner, in time, and not seen before on any worker.

        Raises Unauthenticated, or Unavailable where nobody knows what was seen before.
        """
        check_value(signing_secret(self._pepper, key_id), request, signature)
        self.check_time(signature)
        if not await self._nonces.take(nonce_id(key_id, signature.nonce)):
            raise Unauthenticated(
                "A request with this nonce has been sent already. Sign each request anew.", code="signature_replayed"
            )
