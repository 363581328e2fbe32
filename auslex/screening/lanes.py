"""One text of an answer, in pieces: filtered, then restored. A lane each for every choice, tool call and field."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Protocol

from auslex.screening.detectors.personal import ANSWER_SCANNERS
from auslex.screening.masking import PLACEHOLDER_MAX, Placeholders
from auslex.screening.stream import RedactingStream, Replace, redacted

_PLACEHOLDER_BEGUN = re.compile(r"\[(?:[A-Z][A-Z_]{0,24}[0-9]{0,6})?\Z")


class Lane(Protocol):
    """Feed it pieces, close it at the end; what they return is what the caller may see, in order."""

    def feed(self, piece: str) -> str: ...

    def close(self) -> str: ...


class Filter:
    """What is done to every text of one answer. replace: None where nothing is filtered."""

    def __init__(self, replace: Replace | None, placeholders: Placeholders) -> None:
        self.replace = replace
        self.placeholders = placeholders

    def whole(self, text: str) -> str:
        """The text as the caller may see it."""
        shown = text if self.replace is None else redacted(text, self.replace, ANSWER_SCANNERS)
        return self.placeholders.restored(shown)

    def lane(self) -> Lane:
        """For a text that comes in pieces."""
        return TextLane(self)


class TextLane:
    """A text as it stands."""

    def __init__(self, filter: Filter) -> None:
        self._stream = RedactingStream(filter.replace, ANSWER_SCANNERS) if filter.replace is not None else None
        self._placeholders = filter.placeholders
        self._held = ""

    def feed(self, piece: str) -> str:
        return self._restored(piece if self._stream is None else self._stream.feed(piece), final=False)

    def close(self) -> str:
        return self._restored("" if self._stream is None else self._stream.close(), final=True)

    def _restored(self, piece: str, *, final: bool) -> str:
        if not self._placeholders:
            return piece
        text = self._held + piece
        begun = None if final else _PLACEHOLDER_BEGUN.search(text, max(0, len(text) - PLACEHOLDER_MAX))
        end = begun.start() if begun else len(text)
        self._held = text[end:]
        return self._placeholders.restored(text[:end])


class JsonLane:
    """JSON text, such as a tool call's arguments: each string in it is a text of its own, unescaped and re-escaped."""

    def __init__(self, filter: Filter) -> None:
        self._filter = filter
        self._lane: Lane | None = None  # Of the string that is open.
        self._escape = ""

    def feed(self, piece: str) -> str:
        out: list[str] = []
        at = 0
        while at < len(piece):
            if self._lane is None:
                quote = piece.find('"', at)
                end = len(piece) if quote < 0 else quote + 1
                out.append(piece[at:end])
                at = end
                if quote >= 0:
                    self._lane = self._filter.lane()
            elif self._escape:
                at = self._unescaped(piece, at, self._lane, out)
            else:
                at = self._string(piece, at, self._lane, out)
        return "".join(out)

    def close(self) -> str:
        """What is held of a string that the model never closed; an escape that was cut is dropped."""
        return "" if self._lane is None else _escaped(self._lane.close())

    def _string(self, piece: str, at: int, lane: Lane, out: list[str]) -> int:
        end = _SPECIAL.search(piece, at)
        stop = end.start() if end else len(piece)
        if stop > at:
            out.append(_escaped(lane.feed(piece[at:stop])))
        if end is None:
            return stop
        if end.group() == "\\":
            self._escape = "\\"
        else:
            out.append(_escaped(lane.close()) + '"')
            self._lane = None
        return stop + 1

    def _unescaped(self, piece: str, at: int, lane: Lane, out: list[str]) -> int:
        self._escape += piece[at]
        if not _is_whole(self._escape):
            return at + 1
        try:
            character: str = json.loads(f'"{self._escape}"')
        except ValueError:
            character = "\ufffd"
        self._escape = ""
        out.append(_escaped(lane.feed(character)))
        return at + 1


_SPECIAL = re.compile(r'["\\]')


def _is_whole(escape: str) -> bool:
    """An escape that stands for a character; the two halves of a surrogate pair belong together."""
    if escape[1:2] != "u":
        return len(escape) >= 2
    if len(escape) < 6:
        return False
    if escape[2:4].lower() not in ("d8", "d9", "da", "db"):
        return True
    return len(escape) >= 12 or (len(escape) > 6 and not "\\u".startswith(escape[6:8]))


def _escaped(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1] if text else ""


MakeLane = Callable[[], Lane]
