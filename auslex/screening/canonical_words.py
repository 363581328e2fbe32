"""The view of words that are written together: "ignoreallrules" is three."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import numpy as np

from auslex.screening.canonical import View, as_bytes, kinds
from auslex.screening.canonical_runs import merged, runs, within
from auslex.screening.canonical_tables import LETTER

RUN_MIN = 20  # Letters; hardly a word has more
RUNS_MAX = 64
LETTERS_MAX = 8192  # Of all runs together
MARGIN = 96  # Characters kept on both sides, so that a sentence written together in part is read as a whole
UNKNOWN_BITS = 12  # What a letter of no word costs; a common word costs 6 to 16 in all
BITS_MAX = 4.0  # A letter, in the mean: English words have 2 to 3, letters at random 8

_LETTERS = b"L" * RUN_MIN
_SHAPES = bytes(ord("L") if chr(byte).isalpha() and byte < 127 else ord(" ") for byte in range(256))


def separated(view: View) -> View | None:
    """The view with spaces in long runs of letters that are English words; None if there are none."""
    data = as_bytes(view.codes)
    if _LETTERS not in data.translate(_SHAPES):
        return None
    places: list[int] = []
    chosen: list[tuple[int, int]] = []
    room = LETTERS_MAX
    for start, end in runs(kinds(view.codes) == LETTER, RUN_MIN, RUNS_MAX):
        end = min(end, start + room)
        room -= end - start
        inside = _gaps(data[start:end].decode("ascii"))
        if inside:
            chosen.append((start, end))
            places += [start + gap for gap in inside]
    if not places:
        return None
    starts, ends = np.array(chosen).T
    keep = within(merged(starts - MARGIN, ends + MARGIN, len(view)), len(view))
    codes = np.insert(view.codes, places, ord(" "))
    origin = np.insert(view.origin, places, view.origin[places])
    keep = np.insert(keep, places, True)
    return View("separated", codes[keep], origin[keep])


def _gaps(letters: str) -> list[int]:
    """Where words begin in this run of letters, but for the first; empty if they make no sense."""
    costs, longest = _costs()
    best, first = [0.0], [0]
    for end in range(1, len(letters) + 1):
        cost, begin = best[end - 1] + UNKNOWN_BITS, end - 1
        for start in range(max(0, end - longest), end):
            word = costs.get(letters[start:end])
            if word is not None and best[start] + word <= cost:
                cost, begin = best[start] + word, start
        best.append(cost)
        first.append(begin)
    if best[-1] > BITS_MAX * len(letters):
        return []
    gaps: list[int] = []
    at = first[len(letters)]
    while at:
        gaps.append(at)
        at = first[at]
    return gaps[::-1]


@cache
def _costs() -> tuple[dict[str, int], int]:
    """Each word's cost in bits, as `python -m training.words` counted it, and the length of the longest."""
    lines = files("auslex.screening.detectors").joinpath("data", "words.txt").read_text().splitlines()
    costs = {word: int(cost) for cost, *words in map(str.split, lines) for word in words}
    return costs, max(map(len, costs))
