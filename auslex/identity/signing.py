"""Signatures of requests: HMAC-SHA256 over method, path, sorted query, time, nonce and body: docs/signing.md.

Whoever overhears a signed request can change nothing in it, and cannot send it again: see `signatures`.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass

from auslex.core.errors import Unauthenticated

SCHEME = "AUSLEX-HMAC-SHA256"
WINDOW_SECONDS = 300
SECRET_PREFIX = "auslex-signing-"  # noqa: S105  what a secret begins with
TIMESTAMP_HEADER = "x-auslex-timestamp"
NONCE_HEADER = "x-auslex-nonce"
SIGNATURE_HEADER = "x-auslex-signature"

_LABEL = b"auslex request signing v1\x00"  # Keeps this use of the pepper apart from every other.
_TIMESTAMP = re.compile(r"[1-9][0-9]{9}")  # Seconds, until the year 2286.
_NONCE = re.compile(r"[A-Za-z0-9_-]{16,64}")
_SIGNATURE = re.compile(r"[0-9a-f]{64}")
_HOW = "docs/signing.md says how to sign."


@dataclass(frozen=True, slots=True)
class Signature:
    """What a request says of its signature. `timestamp`: seconds since the epoch."""

    timestamp: int
    nonce: str
    value: str


@dataclass(frozen=True, slots=True)
class Signed:
    """What is signed of a request: path and query exactly as they are sent, encoded; the whole body."""

    method: str
    path: bytes
    query: bytes
    body: bytes


def signing_secret(pepper: bytes, key_id: str) -> str:
    """The secret with which the owner of this key signs. It follows from the pepper, so nothing is stored."""
    raw = hmac.digest(pepper, _LABEL + key_id.encode(), "sha256")
    return SECRET_PREFIX + base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def sign(secret: str, request: Signed, timestamp: int, nonce: str) -> str:
    """The signature, in lower-case hexadecimal."""
    return hmac.new(secret.encode(), string_to_sign(request, timestamp, nonce), hashlib.sha256).hexdigest()


def string_to_sign(request: Signed, timestamp: int, nonce: str) -> bytes:
    """Seven lines, without a newline at the end."""
    body = hashlib.sha256(request.body).hexdigest()
    lines = (SCHEME, request.method, str(timestamp), nonce, body)
    scheme, method, *rest = (line.encode("latin-1") for line in lines)
    return b"\n".join((scheme, method, request.path, sorted_query(request.query), *rest))


def sorted_query(query: bytes) -> bytes:
    """The parameters by name. Those of the same name stay in their order, which may mean something."""
    pairs = sorted(query.split(b"&"), key=_name)
    return b"&".join(pairs)


def _name(pair: bytes) -> bytes:
    return pair.partition(b"=")[0]


def read_signature(timestamp: str | None, nonce: str | None, value: str | None) -> Signature:
    """What the three headers say; raises Unauthenticated."""
    if timestamp is None or nonce is None or value is None:
        raise Unauthenticated(
            f"This request must be signed: send {TIMESTAMP_HEADER}, {NONCE_HEADER} and {SIGNATURE_HEADER}. {_HOW}",
            code="signature_required",
        )
    if not _TIMESTAMP.fullmatch(timestamp) or not _NONCE.fullmatch(nonce) or not _SIGNATURE.fullmatch(value):
        raise Unauthenticated(
            "The signature's headers are malformed: the time is whole seconds since 1970, the nonce 16 to 64 letters, "
            f"digits, - or _, the signature 64 lower-case hexadecimal digits. {_HOW}",
            code="invalid_signature",
        )
    return Signature(int(timestamp), nonce, value)


def check_time(signature: Signature, now_seconds: float) -> None:
    """Raise Unauthenticated if it was made too long ago, or is to be made yet."""
    if abs(now_seconds - signature.timestamp) > WINDOW_SECONDS:
        raise Unauthenticated(
            f"The signature's time is more than {WINDOW_SECONDS} seconds from ours. Set the clock, and sign anew.",
            code="signature_expired",
        )


def check_value(secret: str, request: Signed, signature: Signature) -> None:
    """Raise Unauthenticated unless this request was signed with this secret."""
    expected = sign(secret, request, signature.timestamp, signature.nonce)
    if not hmac.compare_digest(expected, signature.value):
        raise Unauthenticated(
            f"The signature does not fit this request and this key's signing secret. {_HOW}", code="invalid_signature"
        )
