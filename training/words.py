"""`python -m training.words DATA`: auslex/screening/detectors/data/words.txt, English words by how common they are."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable
from math import log2
from pathlib import Path

from training.examples import UNLICENSED, read
from training.weights import FOLDER

CHARACTERS_MAX = 3000  # Of one text, so that no long one speaks for all
WORDS_MAX = 8000
TEXTS_MIN = 5  # What fewer texts hold may be somebody's typing error
LETTERS_MAX = 16
_WORD = re.compile(r"(?<![^\W\d_])[a-z]+(?![^\W\d_])")
_LETTERS = frozenset("ai")  # The others are no words


def listed(texts: Iterable[str]) -> str:
    """Lines of a cost in bits and the words that cost it, from the commonest on; a word counts once in a text."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(set(_WORD.findall(text[:CHARACTERS_MAX].lower())))
    words = [word for word, count in counts.items() if count >= TEXTS_MIN and _is_word(word)]
    words = sorted(words, key=lambda word: (-counts[word], word))[:WORDS_MAX]
    total = sum(counts[word] for word in words)
    by_cost: dict[int, list[str]] = {}
    for word in words:
        by_cost.setdefault(round(log2(total / counts[word])), []).append(word)
    return "".join(f"{cost} {' '.join(sorted(words))}\n" for cost, words in sorted(by_cost.items()))


def _is_word(word: str) -> bool:
    return word in _LETTERS or (1 < len(word) <= LETTERS_MAX and not _VOWELS.isdisjoint(word))


_VOWELS = frozenset("aeiouy")

if __name__ == "__main__":
    rows = read(Path(sys.argv[1]) / "injection" / "train.jsonl.gz")
    english = (row.text for row in rows if row.source not in UNLICENSED | {"yanismiraoui"})
    (FOLDER / "words.txt").write_text(listed(english))
