"""Bad requests of all kinds, the same for the same seed."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator, Sequence
from random import Random

from tests.bad_bodies.attack import Attack, Framing, Headers
from tests.bad_bodies.corpus import GOOD, as_json
from tests.bad_bodies.mutation import BYTES, VALUES

LARGE_BYTES = (1 << 20) + 4_096  # A little over what the gateway under attack takes.
_TYPES = (
    "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/xml", "",
    "x" * 900,
    "application/json; charset=utf-16", "application/json; charset=cp037", "application/json;;;=", "text/html", "*/*",
)  # fmt: skip
_CODINGS = (
    "gzip",
    "br",
    "deflate",
    "zstd",
    "x-gzip",
    "gzip, gzip",
    "identity",
    "identity, gzip",
    "compress",
    " ",
    "\x7f",
)
_NAMES = (
    "Authorization", "Cookie", "Content-Type", "Accept", "Idempotency-Key", "X-Request-ID", "X-Forwarded-For",
    "X-Auslex-Timestamp", "X-Auslex-Nonce", "X-Auslex-Signature", "Origin", "Referer", "Range", "If-None-Match", "TE",
    "X-HTTP-Method-Override", "X-Original-URL", "OpenAI-Organization", "Traceparent", "Forwarded", "Connection",
    "Upgrade",
    "X-Stainless-Retry-Count", "Accept-Encoding", "Host", "Keep-Alive", "Via", "Max-Forwards", "Content-Encoding",
    "Date",
)  # fmt: skip
_VALUES = (
    "", " ", "a" * 9_000, "\x1b[31m", "\t", "é", "\udcff\udcfe", "null", "0", "-1", "9" * 400, "../../etc/passwd",
    "a,b;c=d",
    '"', "\\", "%0d%0aset-cookie:a=b", "{}", "127.0.0.1, ::1", "Bearer", "Bearer x", "Basic YTpi", "x@y#z",
    "[::1]:99999",
    "\u202e", "1e999", "gzip;q=", "http://169.254.169.254/", "1970", "sk-auslex-live-x", "close, upgrade",
    "websocket", "h2c",
)  # fmt: skip
_PARTS = (
    "%00", "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "..", "%C3%A9", "x" * 101, "x" * 8_000, "%", "%zz", "a%0d%0ab",
    "%C2%9B31m", "'%20OR%201",
    "key_0000000000000000", "upk_0000000000000000", "%F0%9F%98%80", "*", "%ED%A0%80", "a b", "null", "%2f", ";x",
    "made",
)  # fmt: skip


class Attacks:
    """Endless. ids: of keys that may be revoked and amended."""

    def __init__(self, chance: Random, ids: Sequence[str]) -> None:
        self._chance = chance
        self._ids = ids
        self._kinds: tuple[tuple[int, Callable[[], Attack]], ...] = (
            (40, self._bytes),
            (40, self._value),
            (6, self._headers),
            (5, self._framing),
            (4, self._type),
            (4, self._coding),
            (2, self._path),
            (1, self._query),
        )

    def __iter__(self) -> Iterator[Attack]:
        weights = [weight for weight, _ in self._kinds]
        while True:
            yield self._chance.choices(self._kinds, weights)[0][1]()

    def _bytes(self) -> Attack:
        route, body = self._good()
        name = self._chance.choice(sorted(BYTES))
        return self._attack(f"bytes {name}", route, BYTES[name](as_json(body), self._chance))

    def _value(self) -> Attack:
        route, body = self._good()
        name = self._chance.choice(sorted(VALUES))
        return self._attack(f"value {name}", route, VALUES[name](body, self._chance))

    def _headers(self) -> Attack:
        route, body = self._good()
        chosen = self._chance.sample(_NAMES, self._chance.randint(1, 3))
        headers = tuple((name, self._chance.choice(_VALUES)) for name in chosen)
        if self._chance.random() < 0.2:
            headers += headers[:1]  # The same twice.
        if self._chance.random() < 0.05:
            headers += tuple((f"x-{number}", "y") for number in range(self._chance.choice([150, 250, 1_000])))
        return self._attack("headers", route, as_json(body), headers)

    def _framing(self) -> Attack:
        route, body = self._good()
        framing = self._chance.choice([each for each in Framing if each is not Framing.LENGTH])
        raw = as_json(body)
        if self._chance.random() < 0.1 and framing is not Framing.DRIPPED:
            raw = raw[:-1] + b', "x": "' + b"y" * LARGE_BYTES + b'"}'
        return self._attack(f"framing, {framing}", route, raw, framing=framing)

    def _type(self) -> Attack:
        route, body = self._good()
        raw = as_json(body) if self._chance.random() < 0.5 else BYTES["inserted"](as_json(body), self._chance)
        return self._attack("type", route, raw, (("Content-Type", self._chance.choice(_TYPES)),))

    def _coding(self) -> Attack:
        route, body = self._good()
        raw = as_json(body)
        pack: Callable[[bytes], bytes] = self._chance.choice([gzip.compress, zlib.compress, _same, _bomb])
        return self._attack("coding", route, pack(raw), (("Content-Encoding", self._chance.choice(_CODINGS)),))

    def _path(self) -> Attack:
        route, body = self._good()
        whole = route.replace("{key_id}", "{}").replace("{name}", "{}")
        part = self._chance.choice(_PARTS)
        if "{}" not in whole:
            whole = self._chance.choice(
                [route + "/{}", "/{}" + route, route + "?{}", route + "{}", "//" + route[1:] + "{}"]
            )
        return Attack("path", whole.replace("{}", part).replace(" ", "%20"), as_json(body), admin="/admin/" in route)

    def _query(self) -> Attack:
        path, names = self._chance.choice(sorted(QUERIES.items()))
        query = "&".join(f"{name}={self._chance.choice(_PARTS + _NUMBERS)}" for name in self._chance.sample(names, 2))
        return Attack("query", f"{path}?{query}".replace(" ", "%20"), admin=True, method="GET")

    def _good(self) -> tuple[str, dict[str, object]]:
        """A body that is good there; calls of models more often than what administrators do."""
        route = self._chance.choice(sorted(GOOD) if self._chance.random() < 0.5 else sorted(GOOD)[-3:])
        return route, self._chance.choice(GOOD[route])

    def _attack(
        self, kind: str, route: str, body: bytes, headers: Headers = (), framing: Framing = Framing.LENGTH
    ) -> Attack:
        path = route.replace("{key_id}", self._chance.choice(self._ids)).replace("{name}", "made")
        return Attack(kind, path, body, headers, framing, admin="/admin/" in route)


_NUMBERS = ("0", "-1", "1e999", "9" * 400, "NaN", "1.5", "true", "9223372036854775808", "%2B5", "\u0665", "7")
QUERIES = {
    "/api/admin/audit": ("limit", "before", "tenant"),
    "/api/admin/keys": ("limit", "after", "tenant"),
    "/api/admin/usage/analytics": ("user_id", "tenant", "days"),
    "/api/admin/security/metrics": ("hours", "tenant"),
}


def _same(raw: bytes) -> bytes:
    return raw


def _bomb(raw: bytes) -> bytes:
    """Ten megabytes in ten kilobytes."""
    return gzip.compress(raw[:-1] + b" " * (10 << 20) + b"}")
