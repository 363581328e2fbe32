"""From examples to the two heads, their thresholds, and the files that ship."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, fields, replace
from pathlib import Path

import numpy as np

from auslex.screening.canonical_views import views
from auslex.screening.detectors.injection_features import features
from auslex.screening.detectors.injection_model import Head, packed
from training.examples import UNLICENSED, Example
from training.fit import Part, fit, located, parts, quantised

FALSE_ALARMS = 0.01
# Of texts of the held-out grammars; those of the validation set come from sources that are learnt from.
HELD_OUT = {"held_documents": 0.03, "held_questions": 0.005}
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


@dataclass(frozen=True, slots=True)
class Material:
    """Examples, and the windows that each head sees of them."""

    examples: list[Example]
    user: list[Part]
    doc: list[Part]
    unplaced: list[Example]  # Documents of which nobody says where their orders stand

    def without(self, sources: Collection[str]) -> Material:
        """What remains when these sources are left out, as carriers of planted orders too."""
        kept = [not {example.source, example.carrier} & set(sources) for example in self.examples]
        user, doc = ([part for part in parts if kept[part.example]] for parts in (self.user, self.doc))
        unplaced = [example for example in self.unplaced if example.source not in sources]
        return Material(self.examples, user, doc, unplaced)


def material(examples: list[Example], seed: int) -> Material:
    unplaced = [example for example in examples if example.head == "doc" and example.label and example.order is None]
    return Material(examples, parts(examples, "user", seed), parts(examples, "doc", seed), unplaced)


def train(given: Material, valid: list[Example], seed: int) -> Heads:
    """Both heads, their thresholds what FALSE_ALARMS of the harmless rows of `valid` exceed, or more: see HELD_OUT."""
    user = quantised(*fit(given.user, seed), "user")
    doc = quantised(*fit(given.doc, seed), "doc")
    placed = parts([located(example, doc) for example in given.unplaced], "doc", seed)
    doc = quantised(*fit(given.doc + placed, seed), "doc")
    harmless = [row for row in valid if not row.label]
    documents = [row for row in harmless if row.head == "doc"]
    users = [row for row in harmless if row.head == "user"]
    return Heads(_frozen(user, users), _frozen(doc, documents))


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


def _frozen(head: Head, harmless: list[Example]) -> Head:
    """The lowest threshold at which no group of harmless texts raises more false alarms than it may."""
    groups: dict[float, list[float]] = {}
    for row in harmless:
        groups.setdefault(HELD_OUT.get(row.source, FALSE_ALARMS), []).append(evidence(head, row.text))
    thresholds = [float(np.quantile(found, 1 - share)) for share, found in groups.items()]
    return replace(head, threshold=round(max(thresholds, default=0.0), 4))


def _described(head: Head) -> dict[str, float | int]:
    return {field.name: getattr(head, field.name) for field in fields(head) if field.name != "weights"}
