"""One text of an answer, in pieces: filtered, then restored. A lane each for every choice, tool call and field."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Protocol

from auslex.screening.bodies import escaped, is_json, rewritten_json
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

    def whole_json(self, text: str) -> str:
        """The same for what should be JSON; what is none comes out as it would in pieces."""
        if is_json(text):
            return rewritten_json(text, self.whole)
        lane = JsonLane(self)
        return lane.feed(text) + lane.close()

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
    """JSON text, such as a tool call's arguments: each string in it is a text of its own, unescaped and re-escaped.

    From where it turns out to be no JSON on, all of it is one text.
    """

    def __init__(self, filter: Filter) -> None:
        self._filter = filter
        self._lane: Lane | None = None  # Of the string that is open.
        self._text: Lane | None = None  # Of what is no JSON.
        self._escape = ""
        self._said: list[str] = []  # Of that string, and not yet fed to its lane: a lane costs by the piece.
        self._between = ""  # Outside strings: a number or a word, or a bracket that may begin a placeholder.

    def feed(self, piece: str) -> str:
        out: list[str] = []
        at = 0
        while at < len(piece):
            if self._text is not None:
                out.append(self._text.feed(piece[at:]))
                break
            if self._lane is None:
                at = self._outside(piece, at, out)
            elif self._escape:
                at = self._unescaped(piece, at)
            else:
                at = self._string(piece, at, self._lane, out)
        if self._lane is not None:
            self._feed(self._lane, out)
        return "".join(out)

    def close(self) -> str:
        """What is held of a string that the model never closed; an escape that was cut is dropped."""
        if self._lane is not None:
            return escaped(self._lane.close())
        if self._text is None:
            if _BETWEEN.fullmatch(self._between):
                return self._between
            self._text = self._filter.lane()
            return self._text.feed(self._between) + self._text.close()
        return self._text.close()

    def _outside(self, piece: str, at: int, out: list[str]) -> int:
        mark = _STRUCTURE.search(piece, at)
        stop = mark.start() if mark else len(piece)
        between = self._between + piece[at:stop]
        known = _BETWEEN if mark else _BETWEEN_BEGUN
        if len(between) > _BETWEEN_MAX or not known.fullmatch(between):
            self._text = self._filter.lane()
            out.append(self._text.feed(between))
            return stop
        if mark is None:
            self._between = between if between.strip() else ""
            out.append("" if self._between else between)
            return stop
        out.append(between)
        self._between = ""
        if mark.group() == "[":
            self._between = "["
        else:
            out.append(mark.group())
        if mark.group() == '"':
            self._lane = self._filter.lane()
        return stop + 1

    def _string(self, piece: str, at: int, lane: Lane, out: list[str]) -> int:
        end = _SPECIAL.search(piece, at)
        stop = end.start() if end else len(piece)
        self._said.append(piece[at:stop])
        if end is None:
            return stop
        if end.group() == "\\":
            self._escape = "\\"
        else:
            self._feed(lane, out)
            out.append(escaped(lane.close()) + '"')
            self._lane = None
        return stop + 1

    def _feed(self, lane: Lane, out: list[str]) -> None:
        text = "".join(self._said)
        self._said.clear()
        if text:
            out.append(escaped(lane.feed(text)))

    def _unescaped(self, piece: str, at: int) -> int:
        if len(self._escape) == _HALF_PAIR and piece[at] != "\\":  # The other half does not come.
            stop = at
        else:
            self._escape += piece[at]
            stop = at + 1
            if not _is_whole(self._escape):
                return stop
        try:
            character: str = json.loads(f'"{self._escape}"')
        except ValueError:
            character = "\ufffd"
        self._escape = ""
        self._said.append(character)
        return stop


_SPECIAL = re.compile(r'["\\]')
_STRUCTURE = re.compile(r'["{}\[\]:,]')
_BETWEEN = re.compile(r"\[?\s*(?:(?:-?[0-9][0-9.eE+-]*|true|false|null)\s*)?")
_BETWEEN_BEGUN = re.compile(
    r"\[?\s*(?:(?:-?(?:[0-9][0-9.eE+-]*)?|t(?:r(?:ue?)?)?|f(?:a(?:l(?:se?)?)?)?|n(?:u(?:ll?)?)?)\s*)?"
)
_BETWEEN_MAX = 1024  # Longer numbers are none that anybody meant.
_HALF_PAIR = 6  # Characters of an escape that is the first half of a surrogate pair.


def _is_whole(escape: str) -> bool:
    """An escape that stands for a character; the two halves of a surrogate pair belong together."""
    if escape[1:2] != "u":
        return len(escape) >= 2
    if len(escape) < 6:
        return False
    if escape[2:4].lower() not in ("d8", "d9", "da", "db"):
        return True
    return len(escape) >= 12 or (len(escape) > 6 and not "\\u".startswith(escape[6:8]))


MakeLane = Callable[[], Lane]
