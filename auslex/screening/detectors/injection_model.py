"""The injection detector's weights: what they are, and where in a text they add up to most."""

from __future__ import annotations

import hashlib
import json
import zlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log2

import numpy as np
from numpy.typing import NDArray

from auslex.screening.detectors.injection_features import BITS, BLOCK, Features

SMOOTHING = 8.0  # Features a text is taken to have besides its own, so that a word or two decide nothing


@dataclass(frozen=True, slots=True)
class Head:
    """A linear model over windows: evidence is the sum of weights over the root of their number, plus `bias`."""

    weights: NDArray[np.int8]  # One for each place of a hash, in units of `unit`
    unit: float
    bias: float
    window: int  # Characters
    discount: float  # Evidence taken off each time the text doubles: more windows, more chances of a false alarm
    threshold: float  # The evidence that one harmless text in a hundred of the validation set exceeds
    passage: int = 0  # Characters of a shorter window besides, for an order among much that is harmless; 0: none
    passage_margin: float = 0.0  # So much more evidence it must give, and `passage_discount` more for each doubling
    passage_discount: float = 0.0

    def strongest(self, features: Features) -> tuple[float, int, int]:
        """The evidence of the strongest window, less the threshold, and the part of it that gives most."""
        sums, sizes = _cumulated(self.weights, features)
        length = features.length
        evidence, start, end = self._best(sums, sizes, length, self.window)
        evidence -= self.discount * log2(max(1.0, 2 * length / self.window))
        if self.passage:
            narrow, first, last = self._best(sums, sizes, length, self.passage)
            narrow -= self.passage_margin + self.passage_discount * log2(max(1.0, length / self.passage))
            if narrow > evidence:
                evidence, start, end = narrow, first, last
        start, end = _kernel(sums, start, end)
        return evidence + self.bias - self.threshold, start, end

    def _best(
        self, sums: NDArray[np.int64], sizes: NDArray[np.int64], length: int, window: int
    ) -> tuple[float, int, int]:
        """The evidence of the strongest window of this width, and where it is."""
        step = window // 4
        starts = np.arange(0, max(length - window, 0) + step, step)
        ends = np.minimum(starts + window, length)
        evidence = (sums[ends] - sums[starts]) * self.unit / np.sqrt(sizes[ends] - sizes[starts] + SMOOTHING)
        best = int(evidence.argmax())
        return float(evidence[best]), int(starts[best]), int(ends[best])


@dataclass(frozen=True, slots=True)
class Weights:
    """Both heads, and a name that changes whenever weights or thresholds do."""

    user: Head
    document: Head
    version: str


@cache
def shipped() -> Weights:
    """The weights in this package. Raises ValueError if they are damaged."""
    folder = files("auslex.screening.detectors").joinpath("data")
    packed = folder.joinpath("injection.bin").read_bytes()
    return unpacked(packed, folder.joinpath("injection.json").read_text())


def packed(weights: NDArray[np.int8]) -> bytes:
    return zlib.compress(weights.tobytes(), 9)


def unpacked(data: bytes, manifest: str) -> Weights:
    """The weights of a file and its manifest; raises ValueError if the two do not belong together."""
    described = json.loads(manifest)
    digest = hashlib.sha256(data).hexdigest()
    if digest != described["sha256"]:
        raise ValueError("the weights of the injection detector are damaged; reinstall auslex-gateway")
    tables = np.frombuffer(zlib.decompress(data), dtype=np.int8).reshape(2, 1 << BITS)
    heads = [Head(table, **described["heads"][name]) for name, table in zip(("user", "document"), tables, strict=True)]
    return Weights(heads[0], heads[1], hashlib.sha256(manifest.encode()).hexdigest()[:12])


def _cumulated(weights: NDArray[np.int8], features: Features) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For each place in the text, the weights before it and the number of features before it."""
    gains = np.zeros(features.length + 1, dtype=np.int64)
    sizes = np.zeros(features.length + 1, dtype=np.int64)
    for block, (places, at) in enumerate(zip(features.places, features.at, strict=True)):
        start = block * BLOCK + 1
        room = min(BLOCK, features.length + 1 - start)
        gains[start : start + room] = np.bincount(at, weights[places], minlength=room)
        sizes[start : start + room] = np.bincount(at, minlength=room)
    return np.cumsum(gains), np.cumsum(sizes)


def _kernel(sums: NDArray[np.int64], start: int, end: int) -> tuple[int, int]:
    """The part of a window whose weights add up to most."""
    if end <= start:
        return start, end
    part = sums[start : end + 1]
    lowest = np.minimum.accumulate(part[:-1])
    last = int((part[1:] - lowest).argmax())
    first = int(part[: last + 1].argmin())
    return start + first, start + last + 1
