"""The public keys of whoever issues tokens: a JWK set (RFC 7517) in a file or at a URL, cached.

A key that is no longer published counts for a few minutes more, so that tokens signed just before a rotation still
pass. While the set cannot be read, the last one counts, for a day.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeAlias
from urllib.parse import urlsplit

import msgspec

from auslex.core.clock import Clock
from auslex.core.errors import Unavailable
from auslex.transport.dialling import Origin
from auslex.transport.errors import TransportError
from auslex.transport.pool import Pool, PoolOptions
from auslex.transport.request import RequestHead

if TYPE_CHECKING:  # The library takes a twentieth of a second to load, and most installations have no tokens.
    from joserfc.jwk import ECKey, RSAKey

    PublicKey: TypeAlias = ECKey | RSAKey

REFRESH_SECONDS = 600.0  # How old a set may be before it is read again.
AGAIN_SECONDS = 30.0  # Between two readings, whoever asks for a key that is not there.
OVERLAP_SECONDS = 300.0  # How long a key counts that is no longer published.
STALE_SECONDS_MAX = 86_400.0  # How long the last set counts that could be read.
FETCH_SECONDS_MAX = 5.0
SET_BYTES_MAX = 256 << 10
KEYS_MAX = 100
RSA_BITS_MIN = 2048  # NIST SP 800-131A.
_UNREADABLE = "The keys that tokens are signed with cannot be read, so no token can be checked. Try again shortly."


class KeyDocument(Protocol):
    """Where the set is published."""

    async def read(self) -> bytes:
        """The set as it is now; raises Unavailable."""
        ...


class KeyFile:
    """A set in a file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    async def read(self) -> bytes:
        try:
            with self._path.open("rb") as file:
                return file.read(SET_BYTES_MAX + 1)
        except OSError:
            raise Unavailable(_UNREADABLE) from None


class KeyUrl:
    """A set at a URL. Redirects are not followed. Use as `async with`. Raises ValueError for a URL that is none."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        origin = Origin.of(url)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        fields = [("Host", origin.authority), ("Accept", "application/json"), ("Connection", "close")]
        self._head = RequestHead("GET", target, fields).encode()
        self._pool = Pool(origin, PoolOptions(connections_max=1, silence_seconds_max=FETCH_SECONDS_MAX, reuse=False))

    async def __aenter__(self) -> KeyUrl:
        await self._pool.__aenter__()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._pool.__aexit__(None, None, None)

    async def read(self) -> bytes:
        try:
            async with asyncio.timeout(FETCH_SECONDS_MAX):
                response = await self._pool.request(self._head)
                try:
                    if response.status != 200:
                        raise Unavailable(_UNREADABLE)
                    return await response.read_all(SET_BYTES_MAX)
                finally:
                    response.close()
        except (TransportError, TimeoutError):
            raise Unavailable(_UNREADABLE) from None


@dataclass(frozen=True, slots=True)
class PublishedKey:
    """One key that signs tokens. `algorithm`: the only one it is for, if it says so; `kind`: its JWK kty and crv."""

    kid: str | None
    kind: tuple[str, str | None]
    algorithm: str | None
    key: PublicKey


class KeyRing:
    """The keys there are. For one event loop. on_failure: the set could not be read, and an older one counts."""

    def __init__(
        self, document: KeyDocument, clock: Clock, on_failure: Callable[[Exception], None] = lambda error: None
    ) -> None:
        self._document = document
        self._clock = clock
        self._on_failure = on_failure
        self._keys: list[tuple[PublishedKey, float]] = []  # With the time until which each counts.
        self._read_at = float("-inf")
        self._tried_at = float("-inf")
        self._turn = asyncio.Lock()

    async def find(self, kid: str | None, kind: tuple[str, str | None], algorithm: str) -> PublicKey | None:
        """The key of this id and kind, or without an id the only one there is. Raises Unavailable."""
        found = self._find(kid, kind, algorithm)
        if self._is_due(found is None):
            async with self._turn:
                if self._is_due(found is None):
                    await self._refresh()
            found = self._find(kid, kind, algorithm)
        if found is None and self._clock.monotonic_seconds() - self._read_at > STALE_SECONDS_MAX:
            raise Unavailable(_UNREADABLE)
        return found

    def _find(self, kid: str | None, kind: tuple[str, str | None], algorithm: str) -> PublicKey | None:
        now = self._clock.monotonic_seconds()
        fitting = [
            each.key
            for each, until in self._keys
            if now < until
            and each.kind == kind
            and each.algorithm in (None, algorithm)
            and (kid is None or each.kid == kid)
        ]
        return fitting[0] if len(fitting) == 1 else None

    def _is_due(self, missing: bool) -> bool:
        now = self._clock.monotonic_seconds()
        return (missing or now - self._read_at >= REFRESH_SECONDS) and now - self._tried_at >= AGAIN_SECONDS

    async def _refresh(self) -> None:
        """Read the set; if that fails, what was read last goes on."""
        self._tried_at = now = self._clock.monotonic_seconds()
        try:
            published = published_keys(await self._document.read())
        except (Unavailable, ValueError) as error:
            self._on_failure(error)
            return
        self._read_at = now
        names = {(key.kid, key.kind) for key in published}
        gone = [(key, until) for key, until in self._keys if (key.kid, key.kind) not in names]
        overlapping = [(key, min(until, now + OVERLAP_SECONDS)) for key, until in gone if until > now]
        self._keys = overlapping + [(key, now + STALE_SECONDS_MAX) for key in published]


def published_keys(raw: bytes) -> list[PublishedKey]:
    """The public keys for signatures in this set; what is for something else, secret or weak is left out.

    Raises ValueError for what is no set.
    """
    from joserfc.errors import JoseError
    from joserfc.jwk import ECKey, RSAKey

    if len(raw) > SET_BYTES_MAX:
        raise ValueError("the JWK set is too large")
    try:
        entries = _set.decode(raw).keys
    except msgspec.DecodeError:
        raise ValueError("this is no JWK set") from None
    found = []
    for entry in entries[:KEYS_MAX]:
        kind = entry.get("kty")
        if kind not in ("RSA", "EC") or entry.get("use", "sig") != "sig" or "d" in entry or _is_weak(entry):
            continue
        try:
            parts = {name: value for name, value in entry.items() if isinstance(value, str | list)}
            key: PublicKey = RSAKey.import_key(parts) if kind == "RSA" else ECKey.import_key(parts)
        except (JoseError, ValueError, TypeError):
            continue
        kid, curve, algorithm = (_text(entry.get(name)) for name in ("kid", "crv", "alg"))
        found.append(PublishedKey(kid, (str(kind), curve), algorithm, key))
    return found


class _Set(msgspec.Struct):
    keys: list[dict[str, str | list[str] | int | bool | None]]


_set = msgspec.json.Decoder(_Set)


def _is_weak(entry: dict[str, str | list[str] | int | bool | None]) -> bool:
    """True for an RSA key that is too short; six bits are a letter of its modulus."""
    return entry.get("kty") == "RSA" and len(_text(entry.get("n")) or "") * 6 < RSA_BITS_MIN


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
