"""Forged authentications: each is almost one that would be let in."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import string
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from auslex.core.clock import NANOSECONDS_PER_SECOND, ManualClock
from auslex.identity.signing import (
    NONCE_HEADER,
    SIGNATURE_HEADER,
    TIMESTAMP_HEADER,
    WINDOW_SECONDS,
    Signed,
    sign,
    signing_secret,
)

LETTERS = string.ascii_letters + string.digits + "-_"
PATH = "/v1/chat/completions"
BODY = json.dumps({"model": "gpt-4o-mini", "messages": [{"role": "user", "content": "Hello."}]}).encode()


@dataclass(frozen=True, slots=True)
class Material:
    """What the forgers know: everything but the secrets, and keys that are good no more."""

    good_key: str
    key_id: str
    ended_keys: tuple[str, ...]
    token: str
    token_secret: str
    pepper: bytes
    clock: ManualClock


@dataclass(frozen=True, slots=True)
class Forgery:
    """One request that must not be let in. kind: what is wrong with it."""

    kind: str
    headers: dict[str, str]
    method: str = "POST"
    path: str = PATH
    body: bytes = BODY


def forgeries(kinds: dict[str, Callable[[], Forgery]], chance: Random, count: int) -> Iterator[Forgery]:
    """So many, of all kinds in turn."""
    names = sorted(kinds)
    for number in range(count):
        yield kinds[names[number % len(names)]]()


class Keys:
    """Keys that are almost one."""

    def __init__(self, known: Material, chance: Random) -> None:
        self._known = known
        self._chance = chance

    def kinds(self) -> dict[str, Callable[[], Forgery]]:
        return {
            name: lambda make=make, name=name: Forgery("key " + name, {"authorization": make()})
            for name, make in {
                "random": lambda: f"Bearer sk-auslex-dev-{self._letters(43)}",
                "altered": lambda: f"Bearer {self._altered(self._known.good_key)}",
                "shortened": lambda: f"Bearer {self._known.good_key[: self._chance.randint(1, 56)]}",
                "lengthened": lambda: f"Bearer {self._known.good_key}{self._letters(self._chance.randint(1, 9))}",
                "case": lambda: f"Bearer {self._known.good_key.swapcase()}",
                "ended": lambda: f"Bearer {self._chance.choice(self._known.ended_keys)}",
                "other environment": lambda: "Bearer " + self._known.good_key.replace("-dev-", "-live-", 1),
                "statement": lambda: f"Bearer {self._known.good_key[:20]}' OR '1'='1' -- {self._letters(3)}",
                "pattern": lambda: f"Bearer {self._known.good_key[:-2]}%{self._chance.choice('%_*?')}",
                "hash": lambda: f"Bearer {hashlib.sha256(self._letters(8).encode()).hexdigest()}",
                "scheme": lambda: f"{self._chance.choice(['Basic', 'Digest', 'Token', ''])} {self._known.good_key}",
                "inner space": lambda: f"Bearer {self._known.good_key[:30]} {self._known.good_key[30:]}",
                "huge": lambda: f"Bearer {self._known.good_key}{'A' * self._chance.randint(500, 20_000)}",
                "latin": lambda: f"Bearer {self._known.good_key[:-1]}\u00e9{self._letters(2)}",
                "empty": lambda: self._chance.choice(["", "Bearer", "Bearer ", " ", "Bearer null", "Bearer undefined"]),
                "twice": lambda: f"Bearer {self._letters(43)}, Bearer {self._known.good_key}",
            }.items()
        }  # type: ignore[misc]

    def _letters(self, count: int) -> str:
        return "".join(self._chance.choices(LETTERS, k=count))

    def _altered(self, text: str) -> str:
        place = self._chance.randrange(len(text))
        letter = self._chance.choice([each for each in LETTERS if each != text[place]])
        return text[:place] + letter + text[place + 1 :]


class TokensForged:
    """Tokens that are almost one."""

    def __init__(self, known: Material, chance: Random) -> None:
        self._known = known
        self._chance = chance
        self._now = known.clock.now_nanoseconds() // NANOSECONDS_PER_SECOND
        head, claims, _ = known.token.split(".")
        self._head, self._claims = (json.loads(base64.urlsafe_b64decode(part + "==")) for part in (head, claims))

    def kinds(self) -> dict[str, Callable[[], Forgery]]:
        makers: dict[str, Callable[[], str]] = {
            "altered": self._altered,
            "none": lambda: self._joined(
                {**self._head, "alg": self._chance.choice(["none", "None", "NONE", "nOnE"])}, b""
            ),
            "unsigned": lambda: self._known.token.rpartition(".")[0] + ".",
            "other secret": lambda: self._joined(self._head, None, secret=self._chance.randbytes(32)),
            "no secret": lambda: self._joined(self._head, None, secret=b""),
            "other algorithm": lambda: self._joined(
                {**self._head, "alg": self._chance.choice(["HS384", "HS512", "RS256", "ES256", "PS256", "EdDSA"])}, None
            ),
            "own key": lambda: self._joined({**self._head, "jwk": {"kty": "oct", "k": "AAAA"}}, None, secret=b"\0\0\0"),
            "elsewhere": lambda: self._joined({**self._head, "jku": "https://attacker.example.com/k"}, None),
            "key path": lambda: self._joined({**self._head, "kid": "../../dev/null"}, None, secret=b""),
            "critical": lambda: self._joined({**self._head, "crit": ["x"], "x": 1}, None),
            "expired": lambda: self._claiming(exp=self._now - self._chance.randint(31, 10**6)),
            "not yet": lambda: self._claiming(nbf=self._now + self._chance.randint(31, 10**6)),
            "issuer": lambda: self._claiming(iss=self._altered_text(self._claims["iss"])),
            "audience": lambda: self._claiming(aud=self._altered_text(self._claims["aud"])),
            "endless": lambda: self._claiming(exp=self._chance.choice([None, True, "9" * 12, 1e300, 10**400, [], {}])),
            "nobody": lambda: self._claiming(
                **{self._chance.choice(["tenant", "sub"]): self._chance.choice([None, "", 5, []])}
            ),
            "promoted": lambda: self._swapped(tier="INTERNAL"),
            "moved": lambda: self._swapped(tenant="another"),
            "padded": lambda: self._known.token + self._chance.choice(["=", "==", ".", ".e30", " x"]),
            "huge": lambda: self._claiming(x="y" * self._chance.randint(9_000, 30_000)),
            "deep": lambda: ".".join(
                (self._known.token.split(".")[0], _encoded(b"[" * 5_000), self._known.token.split(".")[2])
            ),
        }
        return {
            name: lambda make=make, name=name: Forgery("token " + name, {"authorization": f"Bearer {make()}"})
            for name, make in makers.items()
        }  # type: ignore[misc]

    def _altered(self) -> str:
        return self._altered_text(self._known.token)

    def _altered_text(self, text: str) -> str:
        place = self._chance.randrange(len(text))
        letter = self._chance.choice([each for each in LETTERS if each != text[place]])
        return text[:place] + letter + text[place + 1 :]

    def _claiming(self, **claims: object) -> str:
        """Signed by the issuer itself: only what it claims is wrong."""
        return self._joined(self._head, None, claims={**self._claims, **claims})

    def _swapped(self, **claims: object) -> str:
        """Other claims under the signature of the good ones."""
        head, _, signature = self._known.token.split(".")
        return ".".join((head, _encoded(json.dumps({**self._claims, **claims}).encode()), signature))

    def _joined(
        self, head: object, signature: bytes | None, *, claims: object = None, secret: bytes | None = None
    ) -> str:
        parts = [_encoded(json.dumps(part).encode()) for part in (head, claims or self._claims)]
        key = self._known.token_secret.encode() if secret is None else secret
        made = hmac.new(key, ".".join(parts).encode(), hashlib.sha256).digest() if signature is None else signature
        return ".".join((*parts, _encoded(made)))


class Signatures:
    """Signed requests that are almost one, under the good key."""

    def __init__(self, known: Material, chance: Random) -> None:
        self._known = known
        self._chance = chance

    def kinds(self) -> dict[str, Callable[[], Forgery]]:
        altered = [
            ("body", {"body": BODY + b" "}),
            ("other body", {"body": BODY.replace(b"Hello", b"Adieu")}),
            ("no body", {"body": b""}),
            ("path", {"path": PATH + "/"}),
            ("double slash", {"path": "/" + PATH}),
            ("case", {"path": PATH.upper()}),
            ("query", {"path": PATH + "?a=1"}),
            ("method", {"method": "GET"}),
        ]
        made: dict[str, Callable[[], Forgery]] = {
            name: lambda name=name, change=change: Forgery("signature " + name, self._headers(), **change)
            for name, change in altered
        }  # type: ignore[misc]
        more: dict[str, Callable[[], dict[str, str]]] = {
            "value": lambda: {SIGNATURE_HEADER: f"{self._chance.getrandbits(256):064x}"},
            "one digit": self._one_digit,
            "upper case": lambda: {SIGNATURE_HEADER: self._headers()[SIGNATURE_HEADER].upper() + "A"},
            "short": lambda: {SIGNATURE_HEADER: self._headers()[SIGNATURE_HEADER][: self._chance.randrange(64)]},
            "nonce": lambda: {NONCE_HEADER: self._nonce()},
            "time": lambda: {TIMESTAMP_HEADER: str(self._now() + self._chance.choice([-1, 1, 60, -60]))},
            "late": lambda: self._headers(self._now() - WINDOW_SECONDS - self._chance.randint(1, 10**6)),
            "early": lambda: self._headers(self._now() + WINDOW_SECONDS + self._chance.randint(1, 10**6)),
            "no time": lambda: {TIMESTAMP_HEADER: ""},
            "no nonce": lambda: {NONCE_HEADER: ""},
            "no value": lambda: {SIGNATURE_HEADER: ""},
            "key as secret": lambda: self._headers(secret=self._known.good_key),
            "id as secret": lambda: self._headers(secret=self._known.key_id),
            "another's secret": lambda: self._headers(
                secret=signing_secret(self._known.pepper, "key_" + self._nonce())
            ),
            "no secret": lambda: self._headers(secret=""),
        }
        for name, make in more.items():
            made[name] = lambda name=name, make=make: Forgery(  # type: ignore[misc]
                "signature " + name, {**self._headers(), **make()}
            )
        return made

    def good(self) -> dict[str, str]:
        """What is let in: the good key, and a signature that fits."""
        return self._headers()

    def _headers(self, timestamp: int | None = None, secret: str | None = None) -> dict[str, str]:
        at, nonce = timestamp or self._now(), self._nonce()
        key = signing_secret(self._known.pepper, self._known.key_id) if secret is None else secret
        value = sign(key, Signed("POST", PATH.encode(), b"", BODY), at, nonce)
        good = {"authorization": f"Bearer {self._known.good_key}"}
        return {**good, TIMESTAMP_HEADER: str(at), NONCE_HEADER: nonce, SIGNATURE_HEADER: value}

    def _one_digit(self) -> dict[str, str]:
        headers = self._headers()
        value, place = headers[SIGNATURE_HEADER], self._chance.randrange(64)
        digit = self._chance.choice([each for each in "0123456789abcdef" if each != value[place]])
        return {**headers, SIGNATURE_HEADER: value[:place] + digit + value[place + 1 :]}

    def _nonce(self) -> str:
        return "".join(self._chance.choices(LETTERS, k=24))

    def _now(self) -> int:
        return self._known.clock.now_nanoseconds() // NANOSECONDS_PER_SECOND


class Addresses:
    """Headers that would have a caller from elsewhere pass for one from the allowed network, with the good key."""

    ALLOWED = "192.0.2.7"
    HEADERS = (
        "x-forwarded-for", "forwarded", "x-real-ip", "x-client-ip", "true-client-ip", "cf-connecting-ip", "via",
        "x-cluster-client-ip", "x-originating-ip", "x-forwarded-host", "host", "x-original-url", "x-rewrite-url",
    )  # fmt: skip

    def __init__(self, known: Material, chance: Random) -> None:
        self._known = known
        self._chance = chance

    def kinds(self) -> dict[str, Callable[[], Forgery]]:
        return {
            name: lambda name=name: Forgery(  # type: ignore[misc]
                "address " + name, {"authorization": f"Bearer {self._known.good_key}", name: self._spelt()}
            )
            for name in self.HEADERS
        }

    def _spelt(self) -> str:
        spelling = self._chance.choice(
            ["{}", "{}:80", "::ffff:{}", "[::ffff:{}]:443", "for={}", "for={};by={}", "{}, {}", "0300.0.2.7", "{},",
             " {} ", "127.0.0.1, {}", "{}, unknown", '"{}"', "{}%0d%0a", "http://{}/", "{}@198.51.100.9", "3221225991"]
        )  # fmt: skip
        return spelling.replace("{}", self.ALLOWED)


def _encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
