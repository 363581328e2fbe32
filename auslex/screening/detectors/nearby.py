"""The words beside a value: plain letters, without dots and apostrophes, so that "T.F.N." is `tfn`.

A word before a colon ends with it, and a number is `0`s.
"""

from __future__ import annotations

WORDS_BEHIND = 64  # Characters before a value in which a word says what it is.


def _table() -> bytes:
    table = bytearray(b" " * 256)
    for letter in range(ord("a"), ord("z") + 1):
        table[letter] = letter
    for digit in b"0123456789":
        table[digit] = ord("0")
    for sign in b":#=>":
        table[sign] = ord(":")
    return bytes(table)


_TABLE = _table()
_DROPPED = b".'"


def words_before(lower: str, end: int, characters: int = WORDS_BEHIND) -> list[bytes]:
    """The words that end before `end`, in order; the first may be the end of one."""
    return _words(lower[max(0, end - characters) : end])


def words_after(lower: str, start: int, characters: int) -> list[bytes]:
    """The words from `start` on, in order; the last may be the beginning of one."""
    return _words(lower[start : start + characters])


def _words(lower: str) -> list[bytes]:
    return lower.encode("latin-1", "replace").translate(_TABLE, _DROPPED).replace(b":", b": ").split()
