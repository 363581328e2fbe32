"""One normalised view of a text, and views of what is hidden in it, each with the way back to the original.

Detectors look at the views; the original goes upstream. Work and memory are linear in the text: all views together
hold at most twice its characters and a few thousand more.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from auslex.screening.canonical_tables import EXPANSION_MAX, TABLE_SIZE, VANISHING_FROM, folding

Codes = NDArray[np.uint32]
Offsets = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class View:
    """Folded characters; `origin[i]` is the offset, in code points of the original, of what the i-th came from."""

    name: str
    codes: Codes
    origin: Offsets

    def __len__(self) -> int:
        return len(self.codes)

    @property
    def text(self) -> str:
        return as_text(self.codes)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where `[start:end]` of this view lies in the original: offset of its first character, and after its last."""
        part = self.origin[start:end]
        return (int(part.min()), int(part.max()) + 1) if len(part) else (0, 0)


def code_points(text: str) -> Codes:
    """The text's code points; lone surrogates stay as they are."""
    if text.isascii():
        return np.frombuffer(text.encode(), dtype=np.uint8).astype(np.uint32)
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def as_text(codes: Codes) -> str:
    """The text of these code points, which are what `code_points` or folding made."""
    return codes.tobytes().decode("utf-32-le", "surrogatepass")


def fold(codes: Codes, origin: Offsets | None = None) -> View:
    """Compatibility forms, case, accents and look-alikes folded; what cannot be seen left out; spaces as they are."""
    table = folding()
    if origin is None:
        origin = np.arange(len(codes))
    if len(codes) and codes.max() >= TABLE_SIZE:
        seen = codes < VANISHING_FROM
        if not seen.all():
            codes, origin = codes[seen], origin[seen]
        small = np.minimum(codes, TABLE_SIZE - 1)
        to = np.where(codes < TABLE_SIZE, table.to[small], codes)
        lengths = np.where(codes < TABLE_SIZE, table.lengths[small], 1)
    else:
        to, lengths = table.to[codes], table.lengths[codes]
    if len(lengths) and (lengths.min() == 0 or lengths.max() > 1):
        to, origin = _spread(codes, to, lengths, origin)
    return View("folded", to, origin)


def as_bytes(codes: Codes) -> bytes:
    """One byte a character: ASCII as it is, all else 127. What bytes can search and translate, they do fastest."""
    return np.minimum(codes, 127).astype(np.uint8).tobytes()


def collapse(view: View, name: str = "plain") -> View:
    """The same with every run of spaces as one."""
    space = view.codes == ord(" ")
    repeated = space[1:] & space[:-1]
    if not repeated.any():
        return View(name, view.codes, view.origin)
    keep = np.concatenate(([True], ~repeated))
    return View(name, view.codes[keep], view.origin[keep])


def kinds(codes: Codes) -> NDArray[np.uint8]:
    """LETTER, DIGIT, SPACE, ALONE or 0 for each folded character."""
    table = folding().kinds
    return table[np.minimum(codes, TABLE_SIZE - 1)]


def _spread(codes: Codes, to: Codes, lengths: NDArray[np.uint8], origin: Offsets) -> tuple[Codes, Offsets]:
    """Leaves out what vanished, and gives room to characters that become several."""
    table = folding()
    spread = np.repeat(to, lengths)
    if lengths.max() > 1:
        starts = np.cumsum(lengths, dtype=np.int64) - lengths
        for offset in range(1, EXPANSION_MAX):
            wide = np.flatnonzero(lengths > offset)
            spread[starts[wide] + offset] = table.many[table.rows[codes[wide]], offset]
    return spread, np.repeat(origin, lengths)
