"""`python -m training.bigrams DATA`: the table of English letter pairs in auslex/screening/canonical_tables.py."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import numpy as np

from training.examples import UNLICENSED, read

CHARACTERS_MAX = 3000  # Of one text, so that no long one speaks for all
UNSEEN = 0.5


def table(texts: list[str]) -> str:
    """27 rows of 27 hexadecimal digits: log2 of how often each pair is met, 20 added, rounded."""
    counts = np.full((27, 27), UNSEEN)
    for text in texts:
        letters = np.frombuffer(re.sub(r"[^a-z]+", " ", text[:CHARACTERS_MAX].lower()).encode(), np.uint8).astype(int)
        places = np.where(letters == ord(" "), 0, letters - ord("a") + 1)
        np.add.at(counts, (places[:-1], places[1:]), 1)
    bits = np.clip(np.round(np.log2(counts / counts.sum()) + 20), 0, 15).astype(int)
    return " ".join("".join(f"{value:x}" for value in row) for row in bits)


if __name__ == "__main__":
    rows = read(Path(sys.argv[1]) / "injection" / "train.jsonl.gz")
    print(table([row.text for row in rows if row.source not in UNLICENSED | {"yanismiraoui"}]))  # Which is not English
