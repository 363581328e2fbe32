"""Random cuts of texts with personal data: a stream must redact as the whole does.

`python -m tests.screening.cuts COUNT FIRST_SEED` tries COUNT cuts and prints what differs.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from random import Random

from auslex.screening.masking import redaction
from auslex.screening.stream import RedactingStream, redacted
from tests.screening import (
    agencies,
    chambers,
    corpus,
    desks,
    exports,
    households,
    papers,
    practice,
    registers,
    workplaces,
)

MAKERS = (
    corpus.make,
    registers.make,
    practice.make,
    papers.make,
    households.make,
    workplaces.make,
    chambers.make,
    exports.make,
    agencies.make,
    desks.make,
)


def redact(type: str, text: str) -> str:
    return redaction(type)


def streamed(pieces: Iterable[str]) -> str:
    stream = RedactingStream(redact)
    return "".join([*map(stream.feed, pieces), stream.close()])


def text_of(chance: Random) -> str:
    """A text with personal data, half of them disguised."""
    labelled = chance.choice(MAKERS)(chance)
    return (corpus.obfuscate(labelled, chance) if chance.random() < 0.5 else labelled).text


def cut(text: str, chance: Random) -> list[str]:
    """The text in pieces of random size."""
    largest = chance.choice((1, 2, 4, 8, 16, 40))
    pieces: list[str] = []
    at = 0
    while at < len(text):
        pieces.append(text[at : at + chance.randint(1, largest)])
        at += len(pieces[-1])
    return pieces


def differing(count: int, first: int) -> list[int]:
    """Seeds whose cut comes out otherwise than the whole."""
    seeds: list[int] = []
    for seed in range(first, first + count):
        chance = Random(seed)
        text = text_of(chance)
        if streamed(cut(text, chance)) != redacted(text, redact):
            seeds.append(seed)
    return seeds


if __name__ == "__main__":
    found = differing(int(sys.argv[1]), int(sys.argv[2]))
    print(f"{sys.argv[1]} cuts, {len(found)} differences {found[:10]}")
    sys.exit(bool(found))
