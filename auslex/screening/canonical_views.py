"""All views of a text: as it reads, and what it hides."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from auslex.screening.canonical import Codes, Offsets, View, as_bytes, code_points, collapse, fold
from auslex.screening.canonical_disguises import leet, rewritten, spaced
from auslex.screening.canonical_encodings import base64_payloads, escapes, hidden, number_payloads
from auslex.screening.canonical_words import separated

DEPTH_MAX = 2  # An encoding in an encoding is looked into; a third is not
EXTRA_MAX = 4096  # Characters the decoded views may hold beyond as many as the text has


def views(text: str) -> list[View]:
    """The plain view first, then those of disguises and encodings; empty text has one empty view. Never raises."""
    codes = code_points(text)
    found = []
    room = 2 * len(codes) + EXTRA_MAX
    for view in _views(codes, np.arange(len(codes)), DEPTH_MAX):
        if len(view) > room:
            view = View(view.name, view.codes[:room], view.origin[:room])
        found.append(view)
        room -= len(view)
        if room <= 0:
            break
    return found


def _views(codes: Codes, origin: Offsets, depth: int) -> Iterator[View]:
    folded = fold(codes, origin)
    plain = collapse(folded)
    for view in _readings(folded, plain):
        yield view
        if (apart := separated(view)) is not None:
            yield apart
    if depth:
        data = as_bytes(codes)
        for payloads in (hidden, base64_payloads, number_payloads, escapes):
            for payload in payloads(codes, data, origin):
                for inner in _views(payload.codes, payload.origin, depth - 1):
                    name = payload.name if inner.name == "plain" else f"{payload.name}, {inner.name}"
                    yield View(name, inner.codes, inner.origin)


def _readings(folded: View, plain: View) -> Iterator[View]:
    yield plain
    data = as_bytes(plain.codes)
    if (view := spaced(folded, data if plain is folded else as_bytes(folded.codes))) is not None:
        joined = collapse(view, "spaced")
        yield joined
        if (view := leet(joined, as_bytes(joined.codes))) is not None:
            yield view
    if (view := leet(plain, data)) is not None:
        yield view
    if len(plain) > 1:
        yield from rewritten(plain, data)
