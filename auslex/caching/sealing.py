"""How answers and keys of repeats are kept, so that whoever reads the database learns neither.

Answers: AES-256-GCM (NIST SP 800-38D), a random nonce of 96 bits before each. Keys and bodies: HMAC-SHA256.
All from the pepper by HKDF-SHA256 (RFC 5869), each under a label of its own.
"""

from __future__ import annotations

import hmac
import os
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from auslex.caching.repeats import Claim, KeptAnswer
from auslex.core.errors import Unavailable

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE_BYTES = 12
_ANSWERS = b"auslex idempotent answers v1"
_NAMES = b"auslex idempotency keys v1"
_answer = msgspec.msgpack.Decoder(KeptAnswer)


class Seal:
    """Everything that needs a secret. The library is loaded at the first use: most starts never need it."""

    def __init__(self, pepper: bytes) -> None:
        self._pepper = pepper

    def claim(self, key_id: str, endpoint: str, value: str, body: bytes, request_id: str) -> Claim:
        """The claim of a request; only the same client key, endpoint and header value give the same repeat_id."""
        return Claim(
            self._name(key_id.encode(), endpoint.encode(), value.encode()),
            self._name(endpoint.encode(), body),
            request_id,
        )

    def close(self, claim: Claim, answer: KeptAnswer) -> bytes:
        """The answer as only this key's holder will get it back."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, msgspec.msgpack.encode(answer), _bound_to(claim))

    def open(self, claim: Claim, sealed: bytes) -> KeptAnswer:
        """What was closed under the same repeat_id and fingerprint; raises Unavailable for anything else."""
        from cryptography.exceptions import InvalidTag

        try:
            return _answer.decode(self._cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], _bound_to(claim)))
        except (InvalidTag, ValueError):
            raise Unavailable("The stored answer to this Idempotency-Key cannot be read. Use a new key.") from None

    def _name(self, *parts: bytes) -> str:
        """One name for these parts; each has its length in front, so that none can pass as part of another."""
        text = b"".join(len(part).to_bytes(8, "big") + part for part in parts)
        return hmac.digest(self._names, text, "sha256").hex()

    @cached_property
    def _names(self) -> bytes:
        return self._derived(_NAMES)

    @cached_property
    def _cipher(self) -> AESGCM:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        return AESGCM(self._derived(_ANSWERS))

    def _derived(self, label: bytes) -> bytes:
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF

        return HKDF(algorithm=SHA256(), length=32, salt=None, info=label).derive(self._pepper)


def _bound_to(claim: Claim) -> bytes:
    return f"{claim.repeat_id}:{claim.fingerprint}".encode()
