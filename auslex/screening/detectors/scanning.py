"""How every detector of personal data and secrets reads a text, so that a stream finds what the whole would.

A scanner goes from left to right and decides at each place from at most LOOKBEHIND characters before it, in a table
TABLE_BEHIND, and from LOOKAHEAD after it. It may start anywhere outside what it has already found, and finds from there
on what it would have found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from heapq import heappop, heappush
from typing import NamedTuple

from auslex.screening.detectors.marks import Mark, Marks
from auslex.screening.findings import Finding

LOOKBEHIND = 128
LOOKAHEAD = 40
_ZEROS = bytes.maketrans(b"123456789", b"0" * 9)
UNDECIDED = ""  # The type of what stands for "from here on, what comes next may matter".


class Page:
    """A folded text, the same in lower case and of the same length, and where the words are that rules look for."""

    __slots__ = ("lower", "marks", "shape", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.lower = lowered(text)
        # One byte a character, so that places are places in the text; what has no such byte is in no word.
        written = self.lower.encode("latin-1", "replace")
        self.marks = Marks(written, is_ascii=self.lower.isascii())
        self.shape = written.translate(_ZEROS)  # Every digit a zero.


# The page, where to start, whether the text is complete -> findings in order; the last may be UNDECIDED.
Find = Callable[[Page, int, bool], Iterator[Finding]]


class Scanner(NamedTuple):
    """needs: a mark, or a literal, without which there is nothing to find; None if there is no such thing."""

    find: Find
    needs: Mark | str | None = None


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


def in_order(findings: Iterator[Finding], slack: int) -> Iterator[Finding]:
    """Findings by where they begin, the longest first; none comes more than `slack` characters after its turn."""
    waiting: list[tuple[int, bool, int, int, Finding]] = []
    for number, finding in enumerate(findings):
        start = finding.start
        while waiting and waiting[0][0] < start - slack:
            yield heappop(waiting)[-1]
        heappush(waiting, (start, finding.type != UNDECIDED, -finding.end, number, finding))
    while waiting:
        yield heappop(waiting)[-1]
