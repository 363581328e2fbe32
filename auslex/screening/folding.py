"""Text as the rules for personal data read it: one code point at a time, so that a stream folds as the whole does.

Invisible characters and combining marks vanish, digits and letters of other widths and styles become plain ones, and
spaces, dashes and quotes become the common one of their kind.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache
from itertools import groupby

INVISIBLE_MAX = (
    64  # So many invisible characters in a row are skipped; more of them are an end. Bounds what streams hold.
)
_BREAK = "\0"

# Letters of Latin scripts and the punctuation of ordinary prose are themselves; all else is looked up.
_STRANGE = re.compile(r"[^\x00-\x7f\xa1-\xac\xae-\u024f\u2014\u201c\u201d\u2022\u2026\u20ac]+")
_DASHES = frozenset("\u2010\u2011\u2012\u2013\u2212\ufe58\ufe63\uff0d")
_QUOTES = frozenset("\u2018\u2019\u201a\u201b\u02bc\u2032\uff07")


class Folded:
    """A folded text that knows where each of its characters stood."""

    __slots__ = ("_breaks", "_shifts", "text")

    def __init__(self, text: str, breaks: list[int], shifts: list[int]) -> None:
        self.text = text
        self._breaks = breaks
        self._shifts = shifts

    @property
    def is_plain(self) -> bool:
        """True if every character stands where it stood."""
        return not self._breaks

    def start(self, position: int) -> int:
        """Where the character at `position` begins in the original."""
        if not self._breaks:
            return position
        return position + self._shifts[bisect_right(self._breaks, position)]

    def end(self, position: int) -> int:
        """Where the character before `position` ends in the original; what is invisible after it is not included."""
        return self.start(position - 1) + 1 if position else 0


def fold(text: str) -> Folded:
    """The text folded. Linear; nearly free for ordinary prose."""
    if text.isascii():
        return Folded(text, [], [])
    pieces: list[str] = []
    breaks: list[int] = []
    shifts = [0]
    at = length = 0
    for match in _STRANGE.finditer(text):
        start, end = match.span()
        plain = [*map(_plain, match.group())]
        pieces.append(text[at:start])
        length += start - at
        at = end
        if all(plain):
            pieces += plain
            length += end - start
            continue
        for is_seen, run in groupby(plain, bool):
            characters = [*run]
            if not is_seen:
                dropped = min(len(characters), INVISIBLE_MAX)
                breaks.append(length)
                shifts.append(shifts[-1] + dropped)
                characters = [_BREAK] * (len(characters) - dropped)
            pieces += characters
            length += len(characters)
    pieces.append(text[at:])
    return Folded("".join(pieces), breaks, shifts)


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    """One character's plain form; empty if it is invisible."""
    if character in _DASHES:
        return "-"
    if character in _QUOTES:
        return "'"
    category = unicodedata.category(character)
    if category in ("Cf", "Mn", "Me") or character in "\u115f\u1160\u3164\uffa0":
        return ""
    if category == "Zs":
        return " "
    if category == "Nd":
        return str(unicodedata.digit(character))
    plain = unicodedata.normalize("NFKC", character)
    return plain if len(plain) == 1 else character
