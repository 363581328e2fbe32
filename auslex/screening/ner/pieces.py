"""Long texts in pieces, because a model's memory grows with what it reads at once."""

from __future__ import annotations

from collections.abc import Iterator

PIECE_CHARACTERS_MAX = 5_000


def pieces(text: str, characters_max: int = PIECE_CHARACTERS_MAX) -> Iterator[tuple[int, str]]:
    """Pieces with the places where they begin; cut at the end of a line if there is one, else between words."""
    start = 0
    while len(text) - start > characters_max:
        end = start + characters_max
        cut = text.rfind("\n", start, end)
        if cut <= start:
            cut = text.rfind(" ", start, end)
        end = cut + 1 if cut > start else end
        yield start, text[start:end]
        start = end
    yield start, text[start:]
