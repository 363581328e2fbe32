"""From examples to the two heads, their thresholds, and the files that ship."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from auslex.screening.canonical_views import views
from auslex.screening.detectors.injection_features import features
from auslex.screening.detectors.injection_model import Head, packed
from training.examples import UNLICENSED, Example
from training.fit import WINDOWS, fit, located, parts, quantised

FALSE_ALARMS = 0.01
FOLDER = Path(__file__).parents[1] / "auslex" / "screening" / "detectors" / "data"


@dataclass(frozen=True, slots=True)
class Heads:
    user: Head
    doc: Head

    def of(self, example: Example) -> Head:
        return self.user if example.head == "user" else self.doc


def evidence(head: Head, text: str) -> float:
    """As the detector sees it: the strongest window of any view."""
    return max(head.strongest(features(view.codes))[0] for view in views(text))


def train(examples: list[Example], valid: list[Example], seed: int) -> Heads:
    """Both heads, their thresholds set so that FALSE_ALARMS of the harmless rows of `valid` lie above them."""
    user = _head(examples, "user", seed)
    found = parts(examples, "doc", seed)
    doc = _quantised(*fit(found, seed), "doc")
    # The public sets do not say where their orders stand: the first model finds them for the second.
    doc = _quantised(*fit(found + parts(located(examples, doc), "doc", seed), seed), "doc")
    return Heads(_frozen(user, valid, "user"), _frozen(doc, valid, "doc"))


def save(heads: Heads, examples: list[Example], seed: int, folder: Path = FOLDER) -> str:
    """Writes weights and manifest; returns the SHA-256 of the weights."""
    data = packed(np.concatenate([heads.user.weights, heads.doc.weights]))
    digest = hashlib.sha256(data).hexdigest()
    described = {name: _described(head) for name, head in (("user", heads.user), ("document", heads.doc))}
    sources = Counter(example.source for example in examples)
    manifest = {
        "what": "Hashed linear models, one signed byte a weight; made by `python -m training`.",
        "sha256": digest,
        "seed": seed,
        "heads": described,
        "trained_on": dict(sorted(sources.items())),
        "left_out": sorted(UNLICENSED),
    }
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "injection.bin").write_bytes(data)
    (folder / "injection.json").write_text(json.dumps(manifest, indent=1) + "\n")
    return digest


def _head(examples: list[Example], name: str, seed: int) -> Head:
    return _quantised(*fit(parts(examples, name, seed), seed), name)


def _quantised(weights: np.ndarray, bias: float, name: str) -> Head:
    return quantised(weights, bias, WINDOWS[name])


def _frozen(head: Head, valid: list[Example], name: str) -> Head:
    harmless = [evidence(head, row.text) for row in valid if row.head == name and not row.label]
    threshold = float(np.quantile(harmless, 1 - FALSE_ALARMS)) if harmless else 0.0
    return replace(head, threshold=round(threshold, 4))


def _described(head: Head) -> dict[str, float | int]:
    return {"unit": head.unit, "bias": head.bias, "window": head.window, "threshold": head.threshold}
