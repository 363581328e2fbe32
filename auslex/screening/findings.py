"""What a detector found: the kind and the place, never the text."""

from __future__ import annotations

import hmac
from collections.abc import Iterable

import msgspec


class Finding(msgspec.Struct, frozen=True, gc=False):
    """One thing found in a text. start, end: code points of the original, end not included."""

    type: str
    start: int
    end: int


def keyed_hash(key: bytes, text: str) -> str:
    """64 bits of HMAC-SHA-256 as hex: two findings of one value can be told to be the same, and nothing more."""
    return hmac.digest(key, text.encode("utf-8", "surrogatepass"), "sha256").hex()[:16]


def replaced(text: str, replacements: Iterable[tuple[Finding, str]]) -> str:
    """The text with each finding's span replaced. Findings come in order and do not overlap."""
    pieces: list[str] = []
    at = 0
    for finding, replacement in replacements:
        pieces += (text[at : finding.start], replacement)
        at = finding.end
    pieces.append(text[at:])
    return "".join(pieces)
