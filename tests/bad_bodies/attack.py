"""One bad request: what is said, and how it is framed on the wire."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from random import Random

CHUNK_BYTES_MAX = 4_096
Headers = tuple[tuple[str, str], ...]


class Framing(StrEnum):
    """How the end of the body is told."""

    LENGTH = "length"
    CHUNKED = "chunked"
    DRIPPED = "chunks of a few bytes"
    EXPECT = "length, and it waits for 100"
    EXPECT_CHUNKED = "chunked, and it waits for 100"
    TRAILERS = "chunked, with trailers"
    SHORT = "less than was announced"
    LONG = "more than was announced"
    NONE = "nothing tells it"
    BOTH = "length and chunked"
    TWO_LENGTHS = "two lengths"
    ODD_LENGTH = "a length that is none"
    BAD_CHUNK = "a chunk that is none"
    ENDLESS_CHUNK = "an endless chunk's head"
    ODD_CODING = "an odd transfer encoding"


# After any of these nobody can know where the next request begins.
UNCLEAR = frozenset(Framing) - {
    Framing.LENGTH, Framing.CHUNKED, Framing.DRIPPED, Framing.EXPECT, Framing.EXPECT_CHUNKED, Framing.TRAILERS
}  # fmt: skip
PATIENT = frozenset({Framing.EXPECT, Framing.EXPECT_CHUNKED})
_CHUNKED = "Transfer-Encoding: chunked"
_ODD_LENGTHS = ("-1", "+5", "0x10", "1e3", "5 5", "", "99999999999999999999999", "5,5", "\u0665")
_ODD_CODINGS = ("xchunked", "chunked, gzip", "gzip, chunked", "identity", " chunked", "chunked\tx", "CHUNKED,", "")


@dataclass(frozen=True, slots=True)
class Attack:
    """kind: what is bad about it. path: as it is sent. admin: sent with the administrator's key."""

    kind: str
    path: str
    body: bytes = b""
    headers: Headers = ()
    framing: Framing = Framing.LENGTH
    admin: bool = False
    method: str = "POST"

    def __repr__(self) -> str:
        shown = self.body if len(self.body) <= 400 else self.body[:300] + b"... " + str(len(self.body)).encode()
        return f"{self.kind}: {self.method} {self.path} ({self.framing}) {self.headers} {shown!r}"


def encoded(attack: Attack, headers: Headers, chance: Random) -> tuple[bytes, bytes]:
    """Head and body as they are sent. headers: beside the attack's own, which go before those of the same name."""
    named = {name.lower() for name, _ in attack.headers}
    lines = [f"{attack.method} {attack.path} HTTP/1.1"]
    lines += [f"{name}: {value}" for name, value in headers if name.lower() not in named]
    lines += [f"{name}: {value}" for name, value in attack.headers if value is not None]
    more, body = _framed(attack, chance)
    return "\r\n".join([*lines, *more, "", ""]).encode("utf-8", "surrogateescape"), body


def _framed(attack: Attack, chance: Random) -> tuple[list[str], bytes]:
    body, length = attack.body, f"Content-Length: {len(attack.body)}"
    match attack.framing:
        case Framing.LENGTH:
            return [length], body
        case Framing.EXPECT:
            return [length, "Expect: 100-continue"], body
        case Framing.CHUNKED:
            return [_CHUNKED], _chunks(body, CHUNK_BYTES_MAX)
        case Framing.EXPECT_CHUNKED:
            return [_CHUNKED, "Expect: 100-continue"], _chunks(body, CHUNK_BYTES_MAX)
        case Framing.DRIPPED:
            return [_CHUNKED], _chunks(body, chance.randint(1, 7))
        case Framing.TRAILERS:
            return [_CHUNKED, "Trailer: authorization"], _chunks(body, 512, b"authorization: Bearer x\r\n")
        case Framing.SHORT:
            return [f"Content-Length: {len(body) + chance.randint(1, 100)}"], body
        case Framing.LONG:
            return [f"Content-Length: {chance.randint(0, len(body))}"], body
        case Framing.NONE:
            return [], body
        case Framing.BOTH:
            return [length, _CHUNKED], _chunks(body, 512)
        case Framing.TWO_LENGTHS:
            return [length, f"Content-Length: {len(body) + chance.randint(0, 2)}"], body
        case Framing.ODD_LENGTH:
            return [f"Content-Length: {chance.choice(_ODD_LENGTHS)}"], body
        case Framing.BAD_CHUNK:
            size = chance.choice([b"-5", b"xyz", b"5;" + b"a" * 100, b"", b"0x5", b" 5", b"5 "])
            return [_CHUNKED], size + b"\r\n" + body + b"\r\n0\r\n\r\n"
        case Framing.ENDLESS_CHUNK:
            return [_CHUNKED], b"f" * chance.randint(9, 64) + b"\r\n" + body
        case Framing.ODD_CODING:
            return [f"Transfer-Encoding: {chance.choice(_ODD_CODINGS)}"], _chunks(body, 512)


def _chunks(body: bytes, size: int, trailers: bytes = b"") -> bytes:
    pieces = [body[start : start + size] for start in range(0, len(body), size)]
    return b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n" + trailers + b"\r\n"
