"""What the injection detector counts: hashes of letters in a row and of words near each other, all at once per text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from auslex.screening.canonical import Codes, kinds
from auslex.screening.canonical_tables import ALONE, DIGIT, LETTER, SPACE

BITS = 21  # Of a hash: the size of a head's table; at 19 places were shared, and a tenth fewer orders found
GRAMS = (3, 4, 5)  # Letters in a row
SKIPS = (2, 3, 4)  # Words further on that make a pair besides the next
BLOCK = 512  # Characters within which a repetition counts for nothing
PLACE_SHIFT = np.uint32(BLOCK.bit_length() - 1)

Hashes = NDArray[np.uint32]

# Odd multipliers, so that multiplying modulo 2^32 loses nothing; the last spreads before the top bits are taken.
_LETTERS, _WORDS, _NEXT, _APART, _SPREAD = (
    np.uint32(value) for value in (0x01000193, 0x9E3779B1, 0x85EBCA6B, 0xC2B2AE35, 0x27D4EB2F)
)


@dataclass(frozen=True, slots=True)
class Features:
    """Places in a head's table, each once in a block of BLOCK characters however often the block repeats it."""

    places: list[NDArray[np.uint32]]  # For each block
    at: list[NDArray[np.uint32]]  # Where in its block each of them first stands
    length: int  # Characters of the text


def features(codes: Codes) -> Features:
    """All features of a collapsed view."""
    kind = kinds(codes)
    codes = np.where(kind == DIGIT, np.uint32(ord("0")), codes)
    starts, hashes = _words(codes, kind)
    letters, words = _in_a_row(codes), _near(hashes)
    places, at = [], []
    for block in range(0, len(codes), BLOCK):
        first, last = np.searchsorted(starts, (block, block + BLOCK)).tolist()
        row = np.arange(BLOCK, dtype=np.uint32)
        column = (starts[first:last] - block).astype(np.uint32)
        parts = [found[block : block + BLOCK] + row[: max(len(found) - block, 0)] for found in letters]
        parts += [found[first:last] + column[: max(len(found) - first, 0)] for found in words]
        keys = np.sort(np.concatenate(parts))
        new = np.ones(len(keys), dtype=bool)
        new[1:] = (keys[1:] ^ keys[:-1]) >= BLOCK
        keys = keys[new]
        places.append(keys >> PLACE_SHIFT)
        at.append(keys & np.uint32(BLOCK - 1))
    return Features(places, at, len(codes))


def _in_a_row(codes: Codes) -> list[Hashes]:
    """For each of GRAMS the features that start at each character, as keys that await their position."""
    found = []
    hashes = codes
    for length in range(2, max(GRAMS) + 1):
        if len(hashes) < 2:
            break
        hashes = hashes[:-1] * _LETTERS + codes[length - 1 :]
        if length in GRAMS:
            found.append(_key(hashes))
    return found


def _near(words: Hashes) -> list[Hashes]:
    """The same for words: alone, with the next, the next two, and each of SKIPS."""
    pairs = words[:-1] * _NEXT + words[1:]
    threes = pairs[:-1] * _NEXT + words[2:]
    apart = [words[:-skip] * _APART + words[skip:] for skip in SKIPS]
    return [_key(hashes) for hashes in (words, pairs, threes, *apart)]


def _words(codes: Codes, kind: NDArray[np.uint8]) -> tuple[NDArray[np.intp], Hashes]:
    """Starts and hashes of words; a sign, however often repeated, is one, and so is a letter that stands alone."""
    if not len(codes):
        return np.zeros(0, dtype=np.intp), np.zeros(0, dtype=np.uint32)
    wordlike = (kind & (LETTER | DIGIT)) != 0
    change = np.ones(len(codes), dtype=bool)
    change[1:] = (wordlike[1:] != wordlike[:-1]) | (~wordlike[1:] & (codes[1:] != codes[:-1])) | (kind[1:] == ALONE)
    edges = np.flatnonzero(change)
    filled = (kind[edges] != SPACE) & (codes[edges] != ord(" "))
    powers, inverses = _powers(1 << (len(codes)).bit_length())
    sums = np.concatenate((np.zeros(1, np.uint32), np.cumsum(codes * powers[: len(codes)], dtype=np.uint32)))
    ends = np.append(edges[1:], len(codes))
    hashes = (sums[ends] - sums[edges]) * inverses[edges]
    hashes = np.where(wordlike[edges], hashes, codes[edges] * _SPREAD)[filled]
    return edges[filled], hashes ^ (hashes >> np.uint32(15))


def _key(hashes: Hashes) -> Hashes:
    """The place in the upper bits, room for a position in a block in the lower."""
    mixed = (hashes ^ (hashes >> np.uint32(16))) * _SPREAD
    return (mixed >> np.uint32(32 - BITS)) << PLACE_SHIFT


@cache
def _powers(count: int) -> tuple[Hashes, Hashes]:
    """The first powers of _WORDS modulo 2^32, and of its inverse."""
    inverse = np.uint32(pow(int(_WORDS), -1, 1 << 32))
    ones = np.ones(1, np.uint32)
    return tuple(
        np.concatenate((ones, np.cumprod(np.full(count - 1, factor), dtype=np.uint32))) for factor in (_WORDS, inverse)
    )  # type: ignore[return-value]
