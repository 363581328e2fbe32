"""A response's body as it was before it was compressed, and never more of it than asked for."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

from auslex.core.errors import UpstreamBroken
from auslex.transport.errors import ResponseCutOff, ResponseTooLarge
from auslex.transport.response import Response
from auslex.wire.codings import CODINGS, BrokenCoding, Unpacker


def is_plain(response: Response) -> bool:
    """Whether the body is what it is; raises UpstreamBroken for a coding we do not know."""
    coding = _coding(response)
    if coding not in CODINGS and coding != b"identity":
        raise UpstreamBroken("The upstream compressed its answer in a way that we do not know.")
    return coding == b"identity"


async def read_whole_body(response: Response, bytes_max: int) -> bytes:
    """The body from here to its end. Raises TransportError, ResponseTooLarge if it is longer, or UpstreamBroken."""
    body = await response.read_all(bytes_max)
    if is_plain(response):
        return body
    unpacker = Unpacker(_coding(response))
    pieces: list[bytes] = []
    size = 0
    for piece in _unpacked(unpacker, body):
        size += len(piece)
        if size > bytes_max:
            raise ResponseTooLarge("the response is longer than allowed")
        pieces.append(piece)
    if not unpacker.complete:
        raise ResponseCutOff("the compressed body ended in its midst")
    return b"".join(pieces)


class UnpackedBody:
    """Reads a compressed body in pieces, as `Response.read` does."""

    def __init__(self, response: Response) -> None:
        self._response = response
        self._unpacker = Unpacker(_coding(response))
        self._pieces: Iterator[bytes] = iter(())

    async def read(self) -> bytes:
        """At least a byte; b"" at the end. Raises TransportError, or UpstreamBroken."""
        while True:
            for piece in self._pieces:
                await asyncio.sleep(0)  # A bomb is unpacked in many steps, and others want to run in between.
                return piece
            packed = await self._response.read()
            if not packed:
                if not self._unpacker.complete:
                    raise ResponseCutOff("the compressed body ended in its midst")
                return b""
            self._pieces = _unpacked(self._unpacker, packed)


def _unpacked(unpacker: Unpacker, packed: bytes) -> Iterator[bytes]:
    try:
        yield from unpacker.feed(packed)
    except BrokenCoding:
        raise UpstreamBroken("The upstream's answer is not compressed as it says.") from None


def _coding(response: Response) -> bytes:
    return (response.header(b"content-encoding") or b"identity").strip().lower()
