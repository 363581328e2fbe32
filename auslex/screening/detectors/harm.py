"""Answers that do harm: the patterns of data/harm.toml, which says what each is for and where that is described.

A match is at most SPAN_MAX characters long, so a stream finds what the whole text would by keeping that many.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache, cached_property
from importlib.resources import files
from typing import TYPE_CHECKING

import msgspec

from auslex.core.detections import Severity
from auslex.screening.detectors.scanning import lowered, places
from auslex.screening.findings import Finding

if TYPE_CHECKING:
    import regex

SPAN_MAX = 256  # Code points of the longest match.
PREFIX = 4  # Code points by which a place is judged where something may begin, and so many judgments are remembered:
PREFIXES_MAX = 20_000
_STARTS = re.compile(r"(?<![a-z])[a-z]|[^a-z]", re.IGNORECASE)  # No match begins within a word.
_WORDS = bytes(ord(chr(code).lower()) if code < 128 and chr(code).isalnum() else ord(" ") for code in range(256))


class HarmPattern(msgspec.Struct, frozen=True):
    """One entry of the list. words, signs: one of these is in every match; words are of letters and digits."""

    id: str
    what: str
    why: str
    source: str
    severity: Severity
    pattern: str
    words: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()


class HarmList(msgspec.Struct, frozen=True):
    """The list as it is published. version: its date."""

    version: str
    pattern: tuple[HarmPattern, ...]


class HarmDetector:
    """Finds some or all patterns of the list; pure and safe to share."""

    def __init__(self, patterns: Iterable[HarmPattern]) -> None:
        self._by_word: dict[bytes, list[int]] = {}
        self._by_sign: dict[str, list[int]] = {}
        self._by_odd_sign: dict[str, list[int]] = {}  # Not looked for in ASCII text.
        self._patterns: list[tuple[str, re.Pattern[str]]] = []
        for number, each in enumerate(patterns):
            self._patterns.append((each.id, re.compile(each.pattern, re.IGNORECASE)))
            for word in each.words:
                self._by_word.setdefault(word.encode(), []).append(number)
            for sign in each.signs:
                (self._by_sign if sign.isascii() else self._by_odd_sign).setdefault(sign, []).append(number)
        self._words = frozenset(self._by_word)
        self._beginnings: dict[str, bool] = {}
        self.mark_max = max(map(len, (*self._by_word, *self._by_sign, *self._by_odd_sign)), default=0)

    def find(self, text: str, position: int = 0, *, final: bool = True) -> list[Finding]:
        """The first match of each pattern from `position` on, the one that ends first to begin with.

        The type is the pattern's id. Unless the text is final, what reaches its end is not decided yet.
        """
        lower = lowered(text)
        marks = self._marks(text, lower)
        if not marks:
            return []
        found: dict[int, Finding] = {}
        for mark, numbers in marks:
            for start, end in _windows(lower, mark, position):
                for number in numbers:
                    id, pattern = self._patterns[number]
                    match = pattern.search(text, start, end)
                    # What seems to end where the window does may go on.
                    if match is None or (match.end() == end and not (final and end == len(text))):
                        continue
                    seen = found.get(number)
                    if seen is None or match.start() < seen.start:
                        found[number] = Finding(id, *match.span())
        return sorted(found.values(), key=lambda finding: (finding.end, finding.start))

    def opening(self, text: str, position: int = 0) -> int:
        """Where, from `position` to the end of this text, something may have begun; its length if nothing has."""
        if not self._patterns:
            return len(text)
        for place in _STARTS.finditer(text, max(position, len(text) - SPAN_MAX)):
            start = place.start()
            if start and not self._may_begin(text[start : start + PREFIX]):
                continue
            match = self._begun.match(text, start, partial=True)
            if match is not None and match.end() == len(text):
                return start
        return len(text)

    def marks(self, text: str) -> bool:
        """Whether this text has a word or a sign of any pattern in it."""
        if not self._words.isdisjoint(_words(text)):
            return True
        lower = text.lower()
        for sign in self._by_sign:
            if sign in lower:
                return True
        return not text.isascii() and any(sign in text for sign in self._by_odd_sign)

    def _may_begin(self, prefix: str) -> bool:
        """False if no match begins so, unless a text does."""
        known = self._beginnings.get(prefix)
        if known is None:
            if len(self._beginnings) >= PREFIXES_MAX:
                self._beginnings.clear()
            known = self._beginnings[prefix] = self._begun.match(f" {prefix}", 1, partial=True) is not None
        return known

    @cached_property
    def _begun(self) -> regex.Pattern[str]:
        """Any of the patterns; only those who hold answers back need it, and the library that knows partial matches."""
        import regex

        alternatives = "|".join(f"(?:{pattern.pattern})" for _, pattern in self._patterns)
        return regex.compile(alternatives, regex.IGNORECASE)

    def _marks(self, text: str, lower: str) -> list[tuple[str, list[int]]]:
        """The words and signs that this text has, each with the patterns that may be there."""
        words = _words(text)
        marks = [(sign, numbers) for sign, numbers in self._by_sign.items() if sign in lower]
        if not text.isascii():
            marks += [(sign, numbers) for sign, numbers in self._by_odd_sign.items() if sign in text]
        if not self._words.isdisjoint(words):
            marks += [(word.decode(), self._by_word[word]) for word in self._words.intersection(words)]
        return marks


def detector(ids: Collection[str]) -> HarmDetector:
    """A detector of these patterns of the list."""
    return _detector(frozenset(ids))


def _words(text: str) -> list[bytes]:
    """Its runs of ASCII letters and digits, in lower case."""
    return text.encode("ascii", "replace").translate(_WORDS).split()


def _windows(lower: str, mark: str, position: int) -> Iterator[tuple[int, int]]:
    """Where a match that has this mark in it must lie: windows around it, those that touch as one."""
    begin = end = -1
    for at in places(lower, mark.lower(), position):
        if at - SPAN_MAX > end:
            if end >= 0:
                yield begin, end
            begin = max(position, at - SPAN_MAX)
        end = min(len(lower), at + SPAN_MAX + 1)
    if end >= 0:
        yield begin, end


@cache
def harm_list() -> HarmList:
    """The list that this version ships with."""
    text = files("auslex.screening.detectors").joinpath("data", "harm.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), HarmList)


@cache
def severities() -> Mapping[str, Severity]:
    """How bad each pattern of the list is, by id."""
    return {each.id: each.severity for each in harm_list().pattern}


@cache
def _detector(ids: frozenset[str]) -> HarmDetector:
    return HarmDetector(each for each in harm_list().pattern if each.id in ids)
