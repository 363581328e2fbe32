"""chunk-invariance on the answers' filter: what comes out of every cut is what comes out of the whole."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from random import Random

from chunk_invariance import assert_chunk_invariant

from auslex.screening.lanes import Filter
from auslex.screening.masking import Placeholders, redaction
from auslex.screening.policy import PersonalPolicy
from tests.screening import corpus

TEXTS = 150
SHORT = ("TFN 123456782.", "ring 0412 345 678", "a@b.example.com", "pin: Ab3$ef9x z")
REPLACEMENTS = {"UNSAFE_URL": "#", "UNSAFE_HTML": "&lt;"}


def main() -> int:
    """Every two-part cut of many texts, every three-part cut of some, every cut at all of the shortest."""
    filtering = Filter(_leaving, Placeholders())

    def streamed(chunks: Iterable[str]) -> Iterator[str]:
        lane = filtering.lane()
        for chunk in chunks:
            yield lane.feed(chunk)
        yield lane.close()

    random = Random(11)
    texts = [corpus.make(random).text for _ in range(TEXTS)]
    count = sum(assert_chunk_invariant(streamed, filtering.whole, text) for text in texts)
    count += sum(assert_chunk_invariant(streamed, filtering.whole, text[:80], splits=3) for text in texts[:10])
    count += sum(assert_chunk_invariant(streamed, filtering.whole, text[-14:], splits="all") for text in SHORT)
    print(f"{count} cuts of {len(texts) + len(SHORT)} texts, none comes out otherwise")
    return 0


def _leaving(type: str, text: str) -> str | None:
    return REPLACEMENTS.get(type) or (None if PersonalPolicy().leaving_action(type) == "allow" else redaction(type))


if __name__ == "__main__":
    sys.exit(main())
