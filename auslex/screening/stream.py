"""Redaction of a text that arrives in pieces: whatever the pieces, what comes out is the redaction of the whole.

Text is held back only while something in it could still become, or stop being, a finding.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from auslex.screening.detectors.markdown import CARRYING_URL, UNSAFE_URL, URL_TAIL
from auslex.screening.detectors.personal import SCANNERS, find_personal, scan
from auslex.screening.detectors.scanning import LOOKBEHIND, Scanner
from auslex.screening.detectors.secrets import PEM_END, RUN_MAX, SECRET, tail
from auslex.screening.detectors.tables import TABLE_BEHIND
from auslex.screening.findings import replaced
from auslex.screening.folding import fold
from auslex.screening.opening import opening, plain_until

# type of the finding, its text -> what stands in its place; None to leave it.
Replace = Callable[[str, str], str | None]

_CONTEXT = max(LOOKBEHIND, TABLE_BEHIND) + 32  # Characters kept of what has gone out, for rules that look behind.
_MARK_MAX = 64  # Of the line that ends a private key.
_SWALLOWED = frozenset((SECRET, UNSAFE_URL, CARRYING_URL))  # These may go on for longer than is held.


def redacted(text: str, replace: Replace, scanners: tuple[Scanner, ...] = SCANNERS) -> str:
    """The whole text with its findings replaced."""
    replacements = (
        (finding, replace(finding.type, text[finding.start : finding.end])) for finding in find_personal(text, scanners)
    )
    return replaced(text, ((finding, new) for finding, new in replacements if new is not None))


class RedactingStream:
    """One text in pieces: feed it each, close it at the end; what they return is the redaction, in order."""

    def __init__(self, replace: Replace, scanners: tuple[Scanner, ...] = SCANNERS) -> None:
        self._replace = replace
        self._scanners = scanners
        self._context = ""  # Folded, as is all that the rules see.
        self._held = ""
        self._swallowing: _Swallowing | None = None

    @property
    def held(self) -> int:
        """How many characters are held back."""
        return len(self._held)

    def feed(self, piece: str) -> str:
        """What may go out now."""
        self._held += piece
        if piece.isalnum() and len(self._held) < RUN_MAX and self._swallowing is None:
            return ""  # Within a word nothing is decided.
        return self._release(final=False)

    def close(self) -> str:
        """What was held back. Nothing may be fed afterwards."""
        return self._release(final=True)

    def _release(self, *, final: bool) -> str:
        if self._swallowing is not None and not self._swallowed():
            return ""
        folded = fold(self._held)
        text = self._context + folded.text
        position = len(self._context)
        if not final and (until := plain_until(text, position)) > position:
            return self._out(self._held[: folded.end(until - position)], text, until)
        hold = len(text) if final else opening(text, position)
        if hold <= position and not final:
            return ""
        pieces: list[str] = []
        at = kept = position
        for finding in scan(text, position, final=final, scanners=self._scanners):
            if finding.start >= hold:
                break
            if not finding.type:
                hold = finding.start
                break
            start, end = folded.start(finding.start - position), folded.end(finding.end - position)
            new = self._replace(finding.type, self._held[start:end])
            if new is not None:
                pieces += (self._held[folded.end(at - position) if at > position else 0 : start], new)
                at = finding.end
            hold = max(hold, finding.end)
            if finding.type in _SWALLOWED and finding.end == len(text) and not final:
                continued = tail(text, finding.start) if finding.type == SECRET else URL_TAIL
                self._swallowing = _Swallowing(continued)
                kept = hold - (0 if self._swallowing.continued else _MARK_MAX)  # Its last line may have begun.
        pieces.append(self._held[folded.end(at - position) if at > position else 0 : folded.end(hold - position)])
        if final:
            pieces.append(self._held[folded.end(hold - position) :])  # What is invisible at the very end.
        until = kept if self._swallowing is not None else hold
        return self._out_pieces(pieces, folded.end(until - position), text, until)

    def _out(self, piece: str, text: str, until: int) -> str:
        return self._out_pieces([piece], len(piece), text, until)

    def _out_pieces(self, pieces: list[str], original: int, text: str, until: int) -> str:
        self._held = self._held[original:]
        self._context = text[max(0, until - _CONTEXT) : until]
        return "".join(pieces)

    def _swallowed(self) -> bool:
        """True once the secret that was still being written has ended."""
        assert self._swallowing is not None
        folded = fold(self._held)
        end, ended = self._swallowing.end(folded.text)
        self._context = (self._context + folded.text[:end])[-_CONTEXT:]
        self._held = self._held[folded.end(end) :]
        if ended:
            self._swallowing = None
        return ended


class _Swallowing:
    """A secret that has been replaced while it is still being written."""

    def __init__(self, continued: re.Pattern[str] | None) -> None:
        self.continued = continued

    def end(self, text: str) -> tuple[int, bool]:
        """How much of the text belongs to it, and whether it ends there."""
        if self.continued is not None:
            match = self.continued.match(text)
            end = match.end() if match else 0
            return end, end < len(text)
        mark = PEM_END.search(text)
        if mark is not None:
            return mark.end(), True
        return max(0, len(text) - _MARK_MAX), False


__all__ = ["RUN_MAX", "RedactingStream", "Replace", "redacted"]
