"""What only a word beside it makes personal: licences, passports, BSB and account numbers, dates of birth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from auslex.screening.detectors.scanning import LOOKAHEAD, LOOKBEHIND, UNDECIDED, undecided
from auslex.screening.findings import Finding

# Between the word and the value: punctuation and a few small words, in a bounded space.
_GAP = (
    r"\.?(?:\s{0,2}(?:[:=#,;(\[-]|\b(?:numbers?|num|no|nr|details?|is|was|are|as|of|being|given|quoted|recorded|held"
    r"|with|the|his|her|their|my|your|its|for|now|reads?|shows?|under|numbered|card|on|to|in|document|class [a-z])\b\.?)){0,6}\s{0,2}"
)
# Between the value and a word after it.
SMALL_WORDS = (
    r"(?:(?:is|was|being|as|on|from|the|his|her|their|my|its|your|a|an|which|appears?|shown|recorded|number|no\.?|card|of"
    r"|australian|nsw|victorian|queensland|tasmanian|driver'?s?'?|drivers|driving|bank|given|listed|in)\s)"
)
_LINK = rf"[\s,(]{{1,3}}{SMALL_WORDS}{{0,6}}"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
DATE = (
    r"(?:\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:\d{4}|\d{2})|\d{4}[/.-]\d{1,2}[/.-]\d{1,2}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?:\s(?:day\s)?of)?[\s.-]{{0,2}}{_MONTH},?[\s.-]{{0,2}}(?:\d{{4}}|\d{{2}})"
    rf"|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}})(?!\d)"
)


class _Kind(NamedTuple):
    """A kind of value, what says so before it, and what says so after it.

    gate: one of these is in the lower-cased text wherever a cue is.
    alone: how a value looks that only a cue after it explains.
    """

    type: str
    gate: tuple[str, ...]
    before: re.Pattern[str]
    value: re.Pattern[str]
    alone: re.Pattern[str]


def _kind(type_: str, gate: tuple[str, ...], before: str, value: str, alone: str, after: str) -> _Kind:
    return _Kind(
        type_,
        gate,
        re.compile(rf"(?<![a-z0-9])(?:{before})", re.IGNORECASE),
        re.compile(rf"{_GAP}(?<![A-Za-z0-9])(?P<value>{value})(?![A-Za-z0-9])", re.IGNORECASE),
        re.compile(rf"(?<![\w.,$/-])(?P<value>{alone})(?=(?P<link>{_LINK})(?:{after}))"),
    )


_LICENCE = r"[A-Z]{0,2}-?\d{4,10}[A-Z]?|\d{2,3}[ -]\d{3}[ -]\d{3}|\d{2}[A-Z]{2}\d{2}|[A-Z]\d{2}[ -]\d{3}[ -]?\d{0,3}"
_PASSPORT = r"[A-Z]{1,2}\s?\d{7,8}|\d{8,9}|[A-Z]\d{2}[A-Z]{2}\d{4}"

_KINDS = (
    _kind(
        "AU_DRIVER_LICENCE",
        ("icen", "dl", "d/l"),
        r"(?:driver'?s?'?|drivers|driving|learner'?s?|provisional|rider'?s?|motor|photo)\s{0,2}licen[cs]e|licen[cs]e"
        r"(?=\s{0,2}(?:no|num|#|:|card))|d\.?/?l\.?(?=\s{0,2}(?:#|no|num|:))",
        _LICENCE,
        r"[A-Z]{0,2}[0-9]{5,10}",
        r"(?i:licen[cs]e)",
    ),
    _kind("AU_PASSPORT", ("assport",), r"passports?", _PASSPORT, r"[A-Z]{1,2}[0-9]{7,8}", r"(?i:passport)"),
    _kind(
        "AU_BSB",
        ("bsb", "b.s.b", "branch"),
        r"bsb|b\.s\.b|bank[- ]state[- ]branch|branch (?:code|number|no)",
        r"\d{3}\s?-?\s?\d{3}",
        r"[0-9]{3}-[0-9]{3}",
        r"(?i:bsb)",
    ),
    _kind(
        "BANK_ACCOUNT",
        ("acc", "a/c"),
        r"(?:accounts?|acct?s?|acc|a/c)\b",
        r"\d{5,10}|\d{2,4}(?:[ -]\d{3,4}){1,2}",
        r"[0-9]{6,10}",
        r"(?i:account)",
    ),
    _kind(
        "DOB",
        ("birth", "born", "dob", "d.o.b", "d o b"),
        r"(?:date|day|year)s? of birth|birth\s?(?:date|day)|born|d\.?o\.?b|d o b",
        DATE,
        rf"(?i:{DATE})",
        r"(?i:date of birth|d\.?o\.?b|birth ?da)",
    ),
)


def scan_cued(text: str, position: int, final: bool) -> Iterator[Finding]:
    """Findings of the types above, from `position` on."""
    lowered = text.lower()
    found: list[Finding] = []
    for kind in _KINDS:
        if any(gate in lowered for gate in kind.gate):
            found += _after_cue(kind, text, position, final)
            found += _before_cue(kind, text, position)
    found.sort(key=_order)
    for finding in found:
        if finding.start < position:
            continue
        yield finding
        if not finding.type:
            return
        position = finding.end


def _order(finding: Finding) -> tuple[int, bool, int]:
    return finding.start, finding.type != UNDECIDED, -finding.end


def _after_cue(kind: _Kind, text: str, position: int, final: bool) -> Iterator[Finding]:
    """Values behind the word for them."""
    at = max(0, position - LOOKBEHIND)
    while (cue := kind.before.search(text, at)) is not None:
        at = cue.end()
        value = kind.value.match(text, at)
        if value is None or value.start("value") < position:
            continue
        start, end = value.span("value")
        if not final and end + 6 > len(text):
            yield undecided(start)
            return
        yield Finding(kind.type, start, end)


def _before_cue(kind: _Kind, text: str, position: int) -> Iterator[Finding]:
    """Values before the word for them. A stream holds them back until what follows is no such word (see `stream`)."""
    for value in kind.alone.finditer(text, position):
        if value.end("link") - value.end("value") <= LOOKAHEAD:
            yield Finding(kind.type, *value.span("value"))
