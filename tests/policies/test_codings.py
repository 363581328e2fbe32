"""Compressed bodies are unpacked whole, in any pieces, and never further than they are read."""

from __future__ import annotations

import itertools
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auslex.wire.codings import PIECE_BYTES_MAX, BrokenCoding, Unpacker

WBITS = {"gzip": 31, "deflate": 15, "raw": -15}


def packed(body: bytes, kind: str = "gzip") -> bytes:
    packer = zlib.compressobj(wbits=WBITS[kind])
    return packer.compress(body) + packer.flush()


def unpack(*pieces: bytes, coding: bytes = b"gzip") -> tuple[bytes, bool]:
    unpacker = Unpacker(coding)
    return b"".join(part for piece in pieces for part in unpacker.feed(piece)), unpacker.complete


@given(st.binary(max_size=300_000), st.sampled_from(list(WBITS)), st.integers(2, 5_000))
def test_any_body_in_any_pieces_is_what_it_was(body: bytes, kind: str, size: int) -> None:
    whole = packed(body, kind)
    pieces = [whole[place : place + size] for place in range(0, len(whole), size)]
    assert (body, True) == unpack(*pieces, coding=b"gzip" if kind == "gzip" else b"deflate")


@pytest.mark.parametrize("size", [PIECE_BYTES_MAX - 1, PIECE_BYTES_MAX, PIECE_BYTES_MAX + 1, 7 * PIECE_BYTES_MAX])
def test_what_compresses_a_thousand_times_comes_whole(size: int) -> None:
    assert (b" " * size, True) == unpack(packed(b" " * size))


def test_a_bomb_is_unpacked_no_further_than_it_is_read() -> None:
    parts = Unpacker(b"gzip").feed(packed(b" " * (64 << 20)))
    assert [PIECE_BYTES_MAX] * 3 == [len(part) for part in itertools.islice(parts, 3)]


def test_a_body_that_was_cut_is_not_complete() -> None:
    assert not unpack(packed(b"whole")[:-1])[1]


@pytest.mark.parametrize("body", [b"not compressed", packed(b"whole") + b"more", packed(b"whole")[:-8] + bytes(8)])
def test_what_is_not_what_it_says_is_broken(body: bytes) -> None:
    with pytest.raises(BrokenCoding):
        unpack(body)
