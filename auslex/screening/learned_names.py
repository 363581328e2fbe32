"""Names that are known beforehand, looked for wherever they stand: whatever their number, at the cost of one look."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from auslex.screening.findings import Finding
from auslex.screening.public_names import is_public

PERSON = "PERSON"
_BEGIN = re.compile(r"[A-Z\u00c0-\u00de\u0100-\uffff]\w*")  # A word as a name begins, or the rest of one.
_JOINED = re.compile(r"[\w-]")


def with_learned(texts: Sequence[str], found: list[list[Finding]], learned: frozenset[str]) -> list[list[Finding]]:
    """The findings of each text, and these names wherever nothing was found, but for citations and judges."""
    if not learned:
        return found
    known = _by_first_word(learned)
    return [_added(text, findings, known) for text, findings in zip(texts, found, strict=True)]


def _by_first_word(names: Iterable[str]) -> dict[str, list[str]]:
    """The names that begin with a word, the longest first."""
    known: dict[str, list[str]] = {}
    for name in sorted(names, key=lambda name: (-len(name), name)):
        if (first := _BEGIN.match(name)) is not None:
            known.setdefault(first.group(), []).append(name)
    return known


def _added(text: str, findings: list[Finding], known: dict[str, list[str]]) -> list[Finding]:
    if known.keys().isdisjoint(_BEGIN.findall(text)):  # Most texts, at half the cost.
        return findings
    starts = [finding.start for finding in findings]
    further: list[Finding] = []
    for start, end in _places(text, known):
        behind = bisect_left(starts, end)
        if (not behind or findings[behind - 1].end <= start) and not is_public(text, start, end):
            further.append(Finding(PERSON, start, end))
    return sorted([*findings, *further], key=lambda finding: finding.start) if further else findings


def _places(text: str, known: dict[str, list[str]]) -> Iterator[tuple[int, int]]:
    """From left to right and without overlap."""
    free = 0
    for word in _BEGIN.finditer(text):
        start = word.start()
        for name in known.get(word.group(), ()) if start >= free else ():
            end = start + len(name)
            if text.startswith(name, start) and not _JOINED.match(text, end) and not _is_joined(text, start):
                free = end
                yield start, end
                break


def _is_joined(text: str, start: int) -> bool:
    return start > 0 and _JOINED.match(text, start - 1) is not None
