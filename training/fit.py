"""Logistic regression on hashed features, by AdaGrad: one example after another, in a seeded order."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from auslex.screening.canonical import Codes, View
from auslex.screening.canonical_views import views
from auslex.screening.detectors.injection_features import BITS, features
from auslex.screening.detectors.injection_model import SMOOTHING, Head
from training.examples import Example

RATE = 0.2  # Small, so that the rows are not learnt by heart: at 0.5 sources left out were found less often
DECAY = 1e-5  # Taken off a weight each time its feature teaches
BIAS_RATE = 0.1
SURE = 1e-3  # A gradient below which an example has nothing to teach
# Characters of a window in training, one of these for each view: orders in documents are short or long.
LEARNT = {"user": (512,), "doc": (70, 110, 160, 220)}
WINDOWS = {"user": 512, "doc": 180}  # and in use
DISCOUNTS = {"user": 0.5, "doc": 0.5}
# A short window besides, its margin, its discount: an attack among two harmless texts was caught half as often
# without it, at the same false alarms, and short orders in documents a tenth less often.
PASSAGES = {"user": (64, 1.7, 1.0), "doc": (90, 0.4, 0.5)}
PARTS_MAX = 24  # Windows of one harmless text; long ones would drown the short


@dataclass(frozen=True, slots=True)
class Part:
    """A window as the model sees it."""

    places: NDArray[np.int32]
    size: float  # The root of the number of its features, smoothed
    label: int
    example: int  # Its place in the list of examples


def parts(examples: list[Example], head: str, seed: int) -> list[Part]:
    """Windows of every view. Of a document with a planted order: one that shows it; of unknown place: none."""
    random = np.random.default_rng(seed)
    found = []
    for number, example in enumerate(examples):
        if example.head != head or (head == "doc" and example.label and example.order is None):
            continue
        for view in _readable(example):
            width = int(random.choice(LEARNT[head]))
            for start, end in _windows(example, view, width, random):
                if shows(view, start, end, example.order):
                    found.append(_part(view.codes[start:end], example.label, number))
    return found


def shows(view: View, start: int, end: int, order: tuple[int, int] | None) -> bool:
    """Whether a third of the order stands in this window, or fills a third of it; views may hold but other parts."""
    if order is None:
        return True
    origin = view.origin[start:end]
    inside = np.count_nonzero((origin >= order[0]) & (origin < order[1]))
    return bool(3 * inside >= min(len(origin), order[1] - order[0]))


def _readable(example: Example) -> list[View]:
    """The views to learn from. An attack in disguise is no sign in a view that still hides what it says."""
    found = views(example.text)
    if not example.label or not example.plain:
        return found
    said = _all_places(views(example.plain)[0].codes)
    return [view for view in found if 2 * len(np.intersect1d(said, _all_places(view.codes))) >= len(said)]


def located(example: Example, head: Head) -> Example:
    """The document with its planted order where this head finds it most suspicious."""
    view = views(example.text)[0]
    _, start, end = head.strongest(features(view.codes))
    return replace(example, order=view.span(start, end))


def fit(found: list[Part], seed: int, epochs: int = 3) -> tuple[NDArray[np.float32], float]:
    """Weights and bias."""
    random = np.random.default_rng(seed)
    weights = np.zeros(1 << BITS, dtype=np.float32)
    squares = np.full(1 << BITS, 1e-6, dtype=np.float32)
    bias, bias_square = 0.0, 1.0
    for _ in range(epochs):
        for at in random.permutation(len(found)).tolist():
            part = found[at]
            evidence = bias + float(weights[part.places].sum()) / part.size
            error = 1 / (1 + np.exp(-evidence)) - part.label
            if abs(error) < SURE:
                continue
            bias_square += error * error
            bias -= BIAS_RATE * error / bias_square**0.5
            slope = np.float32(error / part.size) + np.float32(DECAY) * weights[part.places]
            sums = squares[part.places] + slope * slope
            squares[part.places] = sums
            weights[part.places] -= np.float32(RATE) * slope / np.sqrt(sums)
    return weights, float(bias)


def quantised(weights: NDArray[np.float32], bias: float, name: str) -> Head:
    """The head that ships: weights in 255 steps, the few largest cut."""
    largest = float(np.quantile(np.abs(weights[weights != 0]), 0.9995)) if weights.any() else 1.0
    unit = largest / 127
    steps = np.clip(np.round(weights / unit), -127, 127).astype(np.int8)
    return Head(steps, unit, bias, WINDOWS[name], DISCOUNTS[name], 0.0, *PASSAGES[name])


def _part(codes: Codes, label: int, number: int) -> Part:
    places = _all_places(codes)
    return Part(places.astype(np.int32), (len(places) + SMOOTHING) ** 0.5, label, number)


def _all_places(codes: Codes) -> NDArray[np.uint32]:
    return np.unique(np.concatenate([np.zeros(0, np.uint32), *features(codes).places]))


def _windows(example: Example, view: View, width: int, random: np.random.Generator) -> list[tuple[int, int]]:
    length = len(view)
    if length <= width:
        return [(0, length)]
    if example.order is not None:
        first, last = (int(np.searchsorted(view.origin, place)) for place in example.order)
        start = int(random.integers(min(first, last - width), max(first, last - width) + 1))
        start = min(max(start, 0), length - width)
        return [(start, start + width)]
    starts = list(range(0, length - width // 2, width // 2))
    if len(starts) > PARTS_MAX:
        starts = sorted(random.choice(starts, PARTS_MAX, replace=False).tolist())
    return [(start, min(start + width, length)) for start in starts]
