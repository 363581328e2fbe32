"""Content codings: gzip and deflate, unpacked a bounded piece at a time (RFC 9110, section 8.4.1; RFC 1950 to 1952)."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

PIECE_BYTES_MAX = 64 << 10  # Whoever reads stops between two of these; a bomb makes a thousand of one byte.
CODINGS = frozenset({b"gzip", b"x-gzip", b"deflate"})


class BrokenCoding(ValueError):
    """It is not what its coding says."""


class Unpacker:
    """One body. coding: one of CODINGS."""

    def __init__(self, coding: bytes) -> None:
        self._deflate = coding == b"deflate"
        self._stream = None if self._deflate else zlib.decompressobj(wbits=31)

    @property
    def complete(self) -> bool:
        """All of it has been unpacked."""
        return self._stream is not None and self._stream.eof

    def feed(self, piece: bytes) -> Iterator[bytes]:
        """What this piece holds, in pieces of at most PIECE_BYTES_MAX. Raises BrokenCoding."""
        if not piece:
            return
        if self._stream is None:
            self._stream = zlib.decompressobj(wbits=15 if _is_zlib(piece) else -15)
        try:
            unpacked = b" " * PIECE_BYTES_MAX
            # A full piece may leave more behind, also when all that came in is taken.
            while not self._stream.eof and (piece or len(unpacked) == PIECE_BYTES_MAX):
                unpacked = self._stream.decompress(piece, PIECE_BYTES_MAX)
                piece = self._stream.unconsumed_tail
                if unpacked:
                    yield unpacked
        except zlib.error:
            raise BrokenCoding("not what its coding says") from None
        if self._stream.unused_data:
            raise BrokenCoding("more follows than its coding says")


def _is_zlib(start: bytes) -> bool:
    """Whether a deflate body has the header the standard demands; many senders leave it out."""
    return start[0] & 0x0F == 8 and (len(start) < 2 or int.from_bytes(start[:2], "big") % 31 == 0)
