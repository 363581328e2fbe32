"""How every detector of personal data and secrets reads a text, so that a stream finds what the whole would.

A scanner goes from left to right and decides at each place from at most LOOKBEHIND characters before it and LOOKAHEAD
after it. It may start anywhere outside what it has already found, and finds from there on what it would have found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from auslex.screening.findings import Finding

LOOKBEHIND = 128
LOOKAHEAD = 40
UNDECIDED = ""  # The type of what stands for "from here on, what comes next may matter".

# text (folded), the same in lower case, where to start, whether it is complete -> findings in order; the last may be
# UNDECIDED.
Scanner = Callable[[str, str, int, bool], Iterator[Finding]]


def undecided(start: int) -> Finding:
    """Nothing from `start` on can be decided before more of the text is there."""
    return Finding(UNDECIDED, start, start)


def lowered(text: str) -> str:
    """In lower case and of the same length."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(each.lower()[0] for each in text)


def places(text: str, word: str, position: int) -> Iterator[int]:
    """Where a word begins in a text, from `position` on."""
    at = text.find(word, position)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)
