"""Stretches of a text: where a class of characters goes on for long, and where marks stand close together."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
Bounds = list[tuple[int, int]]


def runs(mask: Mask, length_min: int, count_max: int) -> Bounds:
    """Stretches of True at least so long, in order; the longest `count_max` if there are more."""
    if len(mask) < length_min or not mask.any():
        return []
    edges = np.flatnonzero(mask[1:] != mask[:-1]) + 1
    edges = np.concatenate(([0], edges, [len(mask)]))
    starts, ends = edges[:-1], edges[1:]
    chosen = np.flatnonzero(mask[starts] & (ends - starts >= length_min))
    if len(chosen) > count_max:
        longest = np.argsort(starts[chosen] - ends[chosen], kind="stable")[:count_max]
        chosen = np.sort(chosen[longest])
    return list(zip(starts[chosen].tolist(), ends[chosen].tolist(), strict=True))


def neighbourhoods(marks: NDArray[np.int64], reach: int, count_min: int, margin: int, length: int) -> Bounds:
    """Where `count_min` marks stand within `reach` of each other: those stretches, widened by `margin`, merged."""
    if len(marks) < count_min:
        return []
    first = np.flatnonzero(marks[count_min - 1 :] - marks[: len(marks) - count_min + 1] <= reach)
    return merged(marks[first] - margin, marks[first + count_min - 1] + 1 + margin, length)


def merged(starts: NDArray[np.int64], ends: NDArray[np.int64], length: int) -> Bounds:
    """The union of stretches given in order, cut to the text."""
    if not len(starts):
        return []
    starts, ends = np.maximum(starts, 0), np.minimum(ends, length)
    gap = np.flatnonzero(starts[1:] > ends[:-1])
    firsts = starts[np.concatenate(([0], gap + 1))]
    lasts = ends[np.concatenate((gap, [len(ends) - 1]))]
    return list(zip(firsts.tolist(), lasts.tolist(), strict=True))


def within(bounds: Bounds, length: int) -> Mask:
    """True inside the stretches, which do not overlap."""
    change = np.zeros(length + 1, dtype=np.int8)
    if bounds:
        starts, ends = np.array(bounds).T
        change[starts] = 1
        np.add.at(change, ends, -1)
    return np.cumsum(change[:-1], dtype=np.int8).astype(bool)
