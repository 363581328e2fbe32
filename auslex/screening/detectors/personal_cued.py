"""What only a word beside it makes personal: licences, passports, BSB and account numbers, dates of birth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from auslex.screening.detectors.marks import Mark, Marks
from auslex.screening.detectors.scanning import LOOKAHEAD, LOOKBEHIND, Page, in_order, undecided
from auslex.screening.findings import Finding

# Between the word and the value: punctuation and a few small words, in a bounded space.
_GAP = (
    r"\.?(?:\s{0,2}(?:[:=#,;(\[-]|\b(?:numbers?|num|no|nr|details?|is|was|are|as|of|being|given|quoted|recorded|held"
    r"|with|the|his|her|their|my|your|its|for|now|reads?|shows?|under|numbered|card|on|to|in|document|class"
    r" [a-z])\b\.?)){0,6}\s{0,2}"
)
# Between the value and a word after it.
SMALL_WORDS = (
    r"(?:(?:is|was|being|as|on|from|the|his|her|their|my|its|your|a|an|which|appears?|shown|recorded|number"
    r"|no\.?|card|of"
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
    """A kind of value.

    before: what ends where the value begins and says so; alone: a value that a word behind explains.

    stems: one of these is in the lower-cased text wherever `before` matches.
    """

    type: str
    stems: tuple[str, ...]
    before: re.Pattern[str]
    value: re.Pattern[str]
    alone: re.Pattern[str]


def _kind(type_: str, stems: tuple[str, ...], before: str, value: str, alone: str, after: str) -> _Kind:
    return _Kind(
        type_,
        stems,
        re.compile(rf"(?<![a-z0-9])(?:{before}){_GAP}\Z"),
        re.compile(rf"(?:{value})(?![A-Za-z0-9])"),
        re.compile(rf"(?P<value>{alone})(?P<link>{_LINK})(?:{after})"),
    )


_KINDS = (
    _kind(
        "AU_DRIVER_LICENCE",
        ("icen", "dl", "d/l"),
        r"(?:driver'?s?'?|drivers|driving|learner'?s?|provisional|rider'?s?|motor|photo)\s{0,2}licen[cs]e|licen[cs]e"
        r"(?=\s{0,2}\(?(?:no|num|#|:|card))|d\.?/?l\.?(?=\s{0,2}(?:#|no|num|:))",
        r"[A-Za-z]{0,2}-?[0-9]{4,10}[A-Za-z]?|[0-9]{2,3}[ -][0-9]{3}[ -][0-9]{3}"
        r"|[A-Z][0-9]{2}[ -][0-9]{3}(?:[ -][0-9]{3})?",
        r"[A-Z]{0,2}[0-9]{5,10}",
        r"licen[cs]e",
    ),
    _kind(
        "AU_PASSPORT",
        ("assport",),
        r"passports?",
        r"[A-Za-z]{1,2}\s?[0-9]{7,8}|[0-9]{8,9}|[A-Z][0-9]{2}[A-Z]{2}[0-9]{4}",
        r"[A-Z]{1,2}[0-9]{7,8}",
        "passport",
    ),
    _kind(
        "AU_BSB",
        ("bsb", "b.s.b", "branch"),
        r"bsb|b\.s\.b|bank[- ]state[- ]branch|branch (?:code|number|no)",
        r"[0-9]{3}\s?-?\s?[0-9]{3}",
        r"[0-9]{3}-[0-9]{3}",
        "bsb",
    ),
    _kind(
        "BANK_ACCOUNT",
        ("acc", "a/c"),
        r"(?:accounts?|acct?s?|acc|a/c)\b",
        r"[0-9]{5,10}|[0-9]{2,4}(?:[ -][0-9]{3,4}){1,2}",
        r"[0-9]{6,10}",
        "account",
    ),
)
_BIRTH = re.compile(r"(?<![a-z0-9])(?:(?:date|day|year)s? of birth|birth\s?(?:date|day)|born|d\.?o\.?b)")
_BIRTH_GAP = re.compile(
    r"\.?(?:\s{0,2}(?:[:=,;(\[-]|\b(?:is|was|on|as|of|the|given|recorded|about|circa|at|to be|in(?:"
    r" [a-z]{2,20}){0,2},?)\b)){0,4}"
    rf"\s{{0,2}}(?P<value>{DATE})"
)
_DATE_ALONE = re.compile(rf"(?<![\w.,$/-])(?P<value>{DATE})(?P<link>{_LINK})\Z")
_DIGIT = re.compile("[0-9]")
_PREFIX = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{1,2}[\s-]?\Z")
_BEHIND = 112  # How far before a value its word may begin.
_DATE_CHARACTERS = 64


_STEMS = re.compile("|".join(re.escape(stem) for kind in _KINDS for stem in kind.stems))


def may_be_named(lower: str, start: int, end: int) -> bool:
    """True if a word for one of these kinds stands near enough to [start, end)."""
    near = lower[max(0, start - _BEHIND) : end + 12 + LOOKAHEAD]
    return _STEMS.search(near) is not None


def value_at(text: str, lower: str, start: int, floor: int, final: bool) -> Finding | None:
    """The licence, passport, BSB or account number whose first digit is at `start`."""
    behind = lower[max(0, start - _BEHIND) : start]
    ahead = lower[start : start + 12 + LOOKAHEAD]
    for kind in _KINDS:
        for stem in kind.stems:
            if stem in behind or stem in ahead:
                break
        else:
            continue
        for begin in _beginnings(text, start, floor):
            value = kind.value.match(text, begin)
            if value is not None and kind.before.search(lower, max(0, begin - _BEHIND), begin):
                return (
                    undecided(begin) if not final and value.end() + 6 > len(text) else Finding(kind.type, *value.span())
                )
            alone = kind.alone.match(text, begin)
            if alone is not None and len(alone["link"]) <= LOOKAHEAD and text[begin - 1 : begin] not in (*".,$/-",):
                return Finding(kind.type, *alone.span("value"))
    return None


def _beginnings(text: str, start: int, floor: int) -> list[int]:
    """Where a value with this first digit may begin: at the digit, or at one or two letters before it."""
    prefix = _PREFIX.search(text, max(floor, start - 4), start)
    if prefix is None:
        return [] if text[start - 1 : start].isalpha() else [start]
    return [prefix.start()] if prefix.end() == start and text[start - 1].isalpha() else [prefix.start(), start]


def scan_births(page: Page, position: int, final: bool) -> Iterator[Finding]:
    """Dates of birth, behind the words for them or before."""
    for finding in in_order(_births(page.lower, page.marks, position, final), _DATE_CHARACTERS):
        if finding.start < position:
            continue
        yield finding
        if not finding.type:
            return
        position = finding.end


def _births(lower: str, marks: Marks, position: int, final: bool) -> Iterator[Finding]:
    for at, word in marks.places(Mark.BIRTH, position - LOOKBEHIND):
        if (cue := _BIRTH.match(lower, max(0, at - (8 if word == "birth" else 0)))) is None:
            cue = _BIRTH.search(lower, max(0, at - 8), at + 16)
        if cue is not None:
            yield from _dates(lower, cue, position, final)


def _dates(lower: str, cue: re.Match[str], position: int, final: bool) -> Iterator[Finding]:
    begin = max(position, cue.start() - _DATE_CHARACTERS)
    if _DIGIT.search(lower, begin, cue.start()):
        for before in _DATE_ALONE.finditer(lower, begin, cue.start()):
            yield Finding("DOB", *before.span("value"))
    after = _BIRTH_GAP.match(lower, cue.end()) if _DIGIT.search(lower, cue.end(), cue.end() + 80) else None
    if after is not None and after.start("value") >= position:
        start, end = after.span("value")
        yield undecided(start) if not final and end + 6 > len(lower) else Finding("DOB", start, end)
