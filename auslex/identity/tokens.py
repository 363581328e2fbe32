"""Tokens (JWT, RFC 7519) instead of keys: checked by explicit algorithms, mapped to tenant, user and tier.

What a token's header may choose is one of the algorithms that the operator has named, and with it the kind of key: a
public key never checks an HMAC. Where a key is to be found is ours to know (RFC 8725).
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from auslex.core.errors import Unauthenticated
from auslex.core.principal import Principal, Tier
from auslex.identity.jwks import KeyRing
from auslex.identity.scopes import PLAIN

if TYPE_CHECKING:
    from joserfc.jwk import ECKey, OctKey, RSAKey
    from joserfc.jwt import JWTClaimsRegistry

    Key: TypeAlias = OctKey | RSAKey | ECKey

HMAC_ALGORITHM = "HS256"
# Each public algorithm with the kind of key it takes: JWK kty and crv.
KINDS: dict[str, tuple[str, str | None]] = {
    "RS256": ("RSA", None),
    "PS256": ("RSA", None),
    "ES256": ("EC", "P-256"),
    "ES384": ("EC", "P-384"),
}
TOKEN_CHARACTERS_MAX = 8_192
LEEWAY_SECONDS = 30  # Between the issuer's clock and ours.
SECONDS_MAX = 1 << 40  # Tens of thousands of years: more is a mistake, and no float.
HEADERS = frozenset({"alg", "kid", "typ", "x5t", "x5t#S256"})  # None of these says where to fetch a key.
TYPES = frozenset({"jwt", "at+jwt"})
_COMPACT = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.([A-Za-z0-9_-]+)")
_TENANT = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._@/-]{0,99}")
_USER = re.compile(r"[^\x00-\x1f\x7f-\x9f\ud800-\udfff]{1,256}")
_REFUSED = "The token is not valid here"


@dataclass(frozen=True, slots=True)
class TokenOptions:
    """Who issues tokens for us, and how they are signed. `secret`: for HS256, if that is one of the algorithms."""

    issuer: str
    audience: str
    algorithms: tuple[str, ...] = (HMAC_ALGORITHM,)
    default_tier: Tier = Tier.FREE
    secret: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Bearer:
    """Whom a token names, and until when: seconds since the epoch."""

    principal: Principal
    expires_at: float


class Tokens:
    """Checks tokens. keys: the issuer's, where an algorithm needs public ones."""

    def __init__(self, options: TokenOptions, keys: KeyRing | None = None) -> None:
        self._options = options
        self._keys = keys
        self._secret: OctKey | None = None

    async def verify(self, token: str, now_seconds: float) -> Bearer:
        """Whom it names; raises Unauthenticated, or Unavailable if the issuer's keys have never been read."""
        from joserfc import jws, jwt
        from joserfc.errors import JoseError

        if len(token) > TOKEN_CHARACTERS_MAX:
            raise _refusal("it is too long")
        compact = _COMPACT.fullmatch(token)
        if compact is None or not _is_canonical(compact[1]):
            raise _refusal("it is malformed")
        try:
            header = jws.extract_compact(token.encode()).protected
        except (JoseError, ValueError, TypeError, RecursionError):
            raise _refusal("it is malformed") from None
        algorithm, kid = _check_header(header, self._options.algorithms)
        key = await self._key(algorithm, kid)
        try:
            claims = jwt.decode(token, key, algorithms=[algorithm]).claims
            self._registry(int(now_seconds)).validate(claims)
        except (JoseError, ValueError, TypeError, RecursionError):
            raise _refusal("signature, issuer, audience or time does not fit") from None
        return bearer_of(claims, self._options)

    async def _key(self, algorithm: str, kid: str | None) -> Key:
        if algorithm == HMAC_ALGORITHM:
            return self._hmac_key()
        found = await self._keys.find(kid, KINDS[algorithm], algorithm) if self._keys is not None else None
        if found is None:
            raise _refusal("the key that signed it is not known")
        return found

    def _hmac_key(self) -> OctKey:
        from joserfc.jwk import OctKey

        if not self._options.secret:
            raise _refusal("this algorithm has no key here")
        if self._secret is None:
            self._secret = OctKey.import_key(self._options.secret)
        return self._secret

    def _registry(self, now: int) -> JWTClaimsRegistry:
        from joserfc.jwt import JWTClaimsRegistry

        return JWTClaimsRegistry(
            now=now,
            leeway=LEEWAY_SECONDS,
            iss={"essential": True, "value": self._options.issuer},
            aud={"essential": True, "value": self._options.audience},
            exp={"essential": True},
        )


def is_token(bearer: str) -> bool:
    """True for what has the shape of a token; no key of ours has."""
    return bearer.count(".") == 2 and bearer.startswith("eyJ")


def bearer_of(claims: dict[str, object], options: TokenOptions) -> Bearer:
    """Whom verified claims name: `tenant`, `sub` and, if it is there, `tier`. Raises Unauthenticated."""
    tenant, user, expires_at = claims.get("tenant"), claims.get("sub"), claims.get("exp")
    if not isinstance(tenant, str) or not _TENANT.fullmatch(tenant):
        raise _refusal("its claim `tenant` must be a name of 1 to 100 letters, digits, spaces or . _ @ / -")
    if not isinstance(user, str) or not _USER.fullmatch(user):
        raise _refusal("its claim `sub` must be a text of 1 to 256 characters")
    if not isinstance(expires_at, int) or isinstance(expires_at, bool) or expires_at > SECONDS_MAX:
        raise _refusal("its claim `exp` must be a whole number of seconds")
    named = claims.get("tier", options.default_tier.value)
    tier = next((tier for tier in Tier if tier.value == named), None)
    if tier is None:
        raise _refusal("its claim `tier` must be FREE, PREMIUM, ENTERPRISE or INTERNAL")
    key_id = "jwt_" + _digest(options.issuer, tenant, user)
    return Bearer(Principal(key_id, user, tenant, tier, PLAIN), expires_at + LEEWAY_SECONDS)


def _check_header(header: object, algorithms: tuple[str, ...]) -> tuple[str, str | None]:
    """Its algorithm and key id, if it asks for nothing that we do not grant."""
    if not isinstance(header, dict):
        raise _refusal("its header is malformed")
    algorithm, kid, kind = header.get("alg"), header.get("kid"), header.get("typ", "JWT")
    if not isinstance(algorithm, str) or algorithm not in algorithms:
        raise _refusal("its algorithm is not one of those allowed here")
    if not header.keys() <= HEADERS or not isinstance(kind, str) or kind.lower() not in TYPES:
        raise _refusal("its header asks for what is not done here")
    if kid is not None and not isinstance(kid, str):
        raise _refusal("its key id must be a text")
    return algorithm, kid


def _is_canonical(part: str) -> bool:
    """True if no other text stands for the same bytes: else a signature would have several spellings."""
    try:
        raw = base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
    except ValueError:
        return False
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode() == part


def _digest(*parts: str) -> str:
    """A short name for these parts; each has its length in front, so that none can pass as part of another."""
    return hashlib.sha256("".join(f"{len(part)}:{part}" for part in parts).encode()).hexdigest()[:16]


def _refusal(why: str) -> Unauthenticated:
    return Unauthenticated(f"{_REFUSED}: {why}. Get a new one, or use an API key.", code="invalid_token")
