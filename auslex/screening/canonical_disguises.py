"""Views of letters in disguise: spelled with digits, spaced out, shifted along the alphabet, written backwards."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np
from numpy.typing import NDArray

from auslex.screening.canonical import Codes, View, kinds
from auslex.screening.canonical_runs import Bounds, Mask, merged, neighbourhoods, within
from auslex.screening.canonical_tables import DIGIT, LEET, LETTER, english

MARGIN = 96  # Characters of plain text kept on both sides, so that a sentence disguised in part is read as a whole
WINDOW = 64  # Letters needed to tell a cipher from a name; half of it is the step
LEET_REACH, LEET_MIN = 64, 2
ADDRESS_SIGNS = "@+|"  # Usual inside addresses and code: read as letters where others are, but no reason to look
SPACED_GAP_MAX, SPACED_MIN = 4, 6
SPACED_LETTERS_MIN = 0.7  # Of what stands alone; numbers of paragraphs are digits for the most part
CIPHERS_MAX = 64  # Stretches tried; more of them are merged or left
PAIRS_MIN = 14  # Letter pairs below which a stretch says nothing

# Mean of `english` over neighbouring letters: prose has 11.0 to 12.5, rot13 of prose at most 9.7, a deciphered text
# as much as prose. Written backwards, prose gains 1.6 in the mean when read the other way; read rightly it loses that.
PLAIN_MEAN_MIN = 10
DECIPHERED_MEAN_MIN = 10.8
DOUBT_MIN = PAIRS_MIN // 2


def leet(view: View, data: bytes) -> View | None:
    """Digits and signs inside words read as the letters they look like, where several stand together."""
    shapes = data.translate(_SHAPES)
    if b"LXL" not in shapes and b"LXXL" not in shapes:
        return None
    shape = np.frombuffer(shapes, dtype=np.uint8)
    letter = shape == ord("L")
    mark = shape == ord("X")
    sign = mark | (shape == ord("A"))
    after = np.zeros_like(letter)
    after[:-1] = letter[1:] | (sign[1:] & np.concatenate((letter[2:], [False])))
    inside = np.flatnonzero(mark[1:] & letter[:-1] & after[1:]) + 1
    stretches = neighbourhoods(inside, LEET_REACH, LEET_MIN, MARGIN, len(data))
    if not stretches:
        return None
    codes = view.codes
    read = np.where(sign & _in_words(codes, sign, letter), _LEET_LETTERS[np.frombuffer(data, dtype=np.uint8)], codes)
    return _cut(View("leet", _settle_ones(codes, read), view.origin), stretches)


def spaced(view: View, data: bytes) -> View | None:
    """Letters that stand alone, one after another, put together; a wider gap or another sign is a space."""
    shapes = data.translate(_WORDS)
    if not any(pattern in shapes for pattern in _SPACED):
        return None
    word = (kinds(view.codes) & (LETTER | DIGIT)) != 0
    alone = word.copy()
    alone[1:] &= ~word[:-1]
    alone[:-1] &= ~word[1:]
    at = np.flatnonzero(alone)
    breaks = np.flatnonzero(np.diff(at) > SPACED_GAP_MAX)
    firsts = np.concatenate(([0], breaks + 1))
    lasts = np.concatenate((breaks, [len(at) - 1]))
    letters = np.concatenate(([0], np.cumsum(kinds(view.codes[at]) == LETTER)))
    long = letters[lasts + 1] - letters[firsts] >= np.maximum(SPACED_MIN, SPACED_LETTERS_MIN * (lasts - firsts + 1))
    if not long.any():
        return None
    return _joined(view, at, firsts[long], lasts[long])


def rewritten(view: View, data: bytes) -> Iterator[View]:
    """Stretches written in cipher or backwards, read as English where that is what they then are."""
    letters = np.frombuffer(data.translate(_PLACES), dtype=np.uint8)
    pairs = letters[:-1] * np.int16(27) + letters[1:]
    blocks = np.add.reduceat(_doubts()[pairs], np.arange(0, len(pairs), WINDOW // 2))
    sums = blocks[:-1] + blocks[1:] if len(blocks) > 1 else blocks
    starts = np.arange(len(sums)) * (WINDOW // 2)
    gains = sums.astype(np.int32)  # The lower half, with its sign
    strange, turned = starts[((sums - gains) >> 32) > DOUBT_MIN], starts[gains > DOUBT_MIN]
    if len(strange):
        for start, end in merged(strange, strange + WINDOW + 1, len(data))[:CIPHERS_MAX]:
            yield from _deciphered(view, letters, start, end)
    if len(turned):
        for start, end in merged(turned - WINDOW // 4, turned + WINDOW + WINDOW // 4, len(data))[:CIPHERS_MAX]:
            yield from _backwards(view, start, end)


def _deciphered(view: View, letters: NDArray[np.uint8], start: int, end: int) -> Iterator[View]:
    part = letters[start:end].astype(np.int64)
    counts = np.bincount((part[:-1] * 27 + part[1:])[(part[:-1] > 0) & (part[1:] > 0)], minlength=27 * 27)
    if counts.sum() < PAIRS_MIN:
        return
    means = _cipher_scores() @ counts / counts.sum()
    best = int(means.argmax())
    if means[best] >= DECIPHERED_MEAN_MIN:
        codes = np.where(part > 0, _ciphers()[best][part] + ord("a") - 1, view.codes[start:end])
        yield View("cipher", codes.astype(np.uint32), view.origin[start:end])


def _backwards(view: View, start: int, end: int) -> Iterator[View]:
    codes, origin = view.codes[start:end], view.origin[start:end]
    letter = kinds(codes) == LETTER
    if (letter[1:] & letter[:-1]).sum() < max(PAIRS_MIN, len(codes) // 3):
        return
    yield View("reversed", codes[::-1], origin[::-1])
    turned = _turned_words(letter)
    yield View("reversed words", codes[turned], origin[turned])


def _in_words(codes: Codes, sign: Mask, letter: Mask) -> Mask:
    """Signs that belong to a word: not a number's digits, not the mark at a sentence's end."""
    wordlike = sign | letter
    edges = np.flatnonzero(np.diff(wordlike, prepend=~wordlike[:1]))
    letters = np.add.reduceat(letter, edges) > 0
    in_word = np.repeat(letters, np.diff(edges, append=len(codes)))
    followed = np.concatenate((wordlike[1:], [False]))
    mark = (codes == ord("!")) | (codes == ord("|")) | (codes == ord("+"))
    found: Mask = in_word & (followed | ~mark)
    return found


def _settle_ones(codes: Codes, read: Codes) -> Codes:
    """A sign that may be an i or an l is the one that English would put there."""
    doubtful = np.flatnonzero(((codes == ord("1")) | (codes == ord("|")) | (codes == ord("!"))) & (read == ord("i")))
    padded = np.concatenate(([0], _letters(read), [0]))
    before, after = padded[doubtful], padded[doubtful + 2]
    table = english()
    as_i = table[before, 9] + table[9, after]
    as_l = table[before, 12] + table[12, after]
    settled = read.copy()
    settled[doubtful[as_l > as_i]] = ord("l")
    return settled


def _joined(view: View, at: NDArray[np.int64], firsts: NDArray[np.int64], lasts: NDArray[np.int64]) -> View:
    """The view with what separates the letters of each run (`at[first]` to `at[last]`) left out or made one space."""
    inside = within(list(zip(firsts.tolist(), lasts.tolist(), strict=True)), len(at) - 1)
    gaps, run = np.diff(at), np.repeat(np.arange(len(firsts)), lasts - firsts)
    left, gaps = at[:-1][inside], gaps[inside]
    heads = np.concatenate(([0], np.cumsum(lasts - firsts)[:-1]))
    usual = np.minimum.reduceat(gaps, heads)[run]
    blank = view.codes[left + 1] == ord(" ")
    blanks = np.add.reduceat(blank.astype(np.int64), heads) / (lasts - firsts)
    word_ends = (gaps > usual) | (blank & (blanks[run] < 0.5))
    keep = np.ones(len(view), dtype=bool)
    for offset in range(1, SPACED_GAP_MAX):
        keep[left[gaps > offset] + offset] = False
    codes = view.codes.copy()
    codes[left[word_ends] + 1] = ord(" ")
    keep[left[word_ends] + 1] = True
    stretches = merged(at[firsts] - MARGIN, at[lasts] + 1 + MARGIN, len(view))
    keep &= within(stretches, len(view))
    return View("spaced", codes[keep], view.origin[keep])


def _cut(view: View, stretches: Bounds) -> View:
    keep = within(stretches, len(view))
    return view if keep.all() else View(view.name, view.codes[keep], view.origin[keep])


def _letters(codes: Codes) -> NDArray[np.int32]:
    """1 to 26 for a to z, else 0."""
    place = codes.astype(np.int32) - (ord("a") - 1)
    return np.where((place > 0) & (place <= 26), place, 0)


def _turned_words(letter: NDArray[np.bool_]) -> NDArray[np.int64]:
    """The order in which each word stands backwards and all else where it was."""
    order = np.arange(len(letter))
    edges = np.flatnonzero(np.diff(letter, prepend=~letter[:1]))
    ends = np.append(edges[1:], len(letter))
    mirrored = np.repeat(edges + ends - 1, ends - edges) - order
    return np.where(letter, mirrored, order)


@cache
def _ciphers() -> NDArray[np.int64]:
    """Each row an alphabet (0 for what is no letter): 25 shifts, then a-z turned round."""
    place = np.arange(26)
    rows = [(place + shift) % 26 for shift in range(1, 26)] + [25 - place]
    return np.array([np.concatenate(([0], row + 1)) for row in rows])


@cache
def _cipher_scores() -> NDArray[np.float64]:
    """For each alphabet and pair of letters as they stand, how English the pair is once read with it."""
    return np.array([english()[np.ix_(row, row)].ravel() for row in _ciphers()], dtype=np.float64)


@cache
def _doubts() -> NDArray[np.int64]:
    """For each pair of letters two counts in one number: how strange it is, times 2^32, plus what turning it gains."""
    table = english().astype(np.int64)
    strange = PLAIN_MEAN_MIN - table
    gain = 4 * (table.T - table) - 1  # In quarters: a mean of 0.25 is the least
    strange[0, :], strange[:, 0], gain[0, :], gain[:, 0] = 0, 0, 0, 0
    return ((strange << 32) + gain).ravel()


def _shapes() -> tuple[bytes, bytes, bytes]:
    """For each byte its shape among leet, its shape among words, and its place in the alphabet."""
    leet_shapes, word_shapes, places = bytearray(b" " * 256), bytearray(b"S" * 256), bytearray(256)
    for byte in range(128):
        char = chr(byte)
        if char.isalpha():
            leet_shapes[byte] = ord("L")
            places[byte] = byte - ord("a") + 1 if char.islower() else 0
        elif char in LEET:
            leet_shapes[byte] = ord("A" if char in ADDRESS_SIGNS else "X")
        if char.isalnum() or byte == 127:
            word_shapes[byte] = ord("L")
    return bytes(leet_shapes), bytes(word_shapes), bytes(places)


_SHAPES, _WORDS, _PLACES = _shapes()
_SPACED = tuple(b"".join([b"L", (b"S" * gap + b"L") * (SPACED_MIN - 2)]) for gap in range(1, SPACED_GAP_MAX))
_LEET_LETTERS = np.array([ord(LEET.get(chr(byte), "\0")) for byte in range(128)], dtype=np.uint32)
