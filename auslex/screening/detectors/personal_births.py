"""Dates of birth: behind the words for them, before them, in a column below them, or set off behind somebody's name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from auslex.screening.detectors.marks import Mark, Marks
from auslex.screening.detectors.name_evidence import GIVEN_NAMES, is_family_name, titled
from auslex.screening.detectors.personal_cued import SMALL_WORDS
from auslex.screening.detectors.scanning import Page, in_order, undecided
from auslex.screening.detectors.tables import TABLE_BEHIND, heading
from auslex.screening.findings import Finding

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?:{'|'.join(MONTHS)}|sept)[a-z]{{0,6}}\.?"
DATE = (
    r"(?:\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:\d{4}|\d{2})|\d{4}[/.-]\d{1,2}[/.-]\d{1,2}"
    r"(?:t\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?z?)?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?:\s(?:day\s)?of)?[\s.-]{{0,2}}{_MONTH},?[\s.-]{{0,2}}'?(?:\d{{4}}|\d{{2}})"
    rf"|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}})(?!\d)"
)
# Between a date and a word for a birth behind it: "On 3 May 1980 she was born".
LINK_WORDS = rf"(?:{SMALL_WORDS}|(?:she|he|i|they|we|who|and|child|baby|twins|were|both)\s)"
# From a date that begins a line to such a word: "3 May 1980: husband, Jane Doe, born at Hay".
ENTRY_LINK = r"\s?(?:[:|]|- )[^\n.;0-9]{0,40}"

# Where a date of birth is expected: "23 02 1949", "19490223", "23021949", "2 3 0 2 1 9 4 9".
_BARE_DATE = (
    r"(?:\d{1,2}\s\d{1,2}\s(?:19|20)\d\d|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
    r"|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d|[0-3] \d [01] \d [12] [09] \d \d)(?!\d)"
)
_CUE = re.compile(
    r"(?<![a-z0-9])(?:(?:date|day|year)s?[ _-]?[o0]f[ _-]?birth"
    r"|birth(?:[\s_-]?(?:date|day)s?|(?= of ))|bday|born|d\.?o\.?b)"
    rf"|(?:\(|, |\w )b\.?(?=:? ?(?:\d|{'|'.join(MONTHS)}))"
)
_GAP = re.compile(  # The first kind is a question and its answer.
    r"(?:[^\n.?!:;]{0,40}\?\s{1,2}(?:[a-z]{1,12}[.:]\s)?(?:(?:yes|yeah|yep|it's|it is|that's|sure)[,.]?\s){0,2}"
    r"|(?:(?<=born)\s(?:in|at)(?: [a-z']{2,20}){1,4},?(?!\n))?"
    r"(?:\.(?!\s(?:on|in|at|the)\b))?(?:\s{0,2}(?:[:=,;(\[\"'>?|\\-]|</?[a-z][^<>\n]{0,24}|\([^()\n]{1,20}\)|a[.:]|\.{2,60}|_{2,60}"
    r"|\b(?:is|was|are|on|as|of|the|given|recorded|about|circa|at|to be|in(?: [a-z]{2,20}){0,2},?)\b)){0,5})"
    rf"\s{{0,2}}(?P<value>{DATE}|{_BARE_DATE})"
)
_OTHER_DATES = (
    r"(?:issue|expir|death|died|dated|marri|wed|place|hearing|joined|since|until|commenc|seen|separat|review)"
)
_FURTHER = re.compile(
    rf"(?:\.\s(?=(?:mine|his|hers|it|that)\b))?(?![^\n.?!;0-9]{{0,40}}\b{_OTHER_DATES})[^\n.?!;0-9$]{{0,40}}[\s(:](?P<value>{DATE}|{_BARE_DATE})"
)
_AND_DATE = re.compile(
    rf"(?:,|\s(?:and|or|&|vs))(?![^\n.?!;0-9]{{0,24}}\b{_OTHER_DATES})[^\n.?!;:0-9$]{{0,24}}?\s(?P<value>{DATE}|{_BARE_DATE})"
)
_ALONE = re.compile(rf"(?<![\w.,$/-])(?P<value>{DATE})[ \t,(]{{1,3}}{LINK_WORDS}{{0,6}}\Z")
_SPACED = re.compile(r"(?<![0-9] )(?<![\w.,$/-])(?P<value>[0-3] \d [01] \d [12] [09] \d \d)[ \t,(]{1,3}\Z")
_ENTRY = re.compile(rf"(?:\A|\n)[ \t*-]{{0,4}}(?P<value>{DATE}){ENTRY_LINK}\Z")
_PATIENT = re.compile(r"pid\|[^\n]{0,160}?\|(?P<value>(?:19|20)\d{6})(?:\d{4,6})?\|[mfoun]?\|?")
_IN_CELL = re.compile(rf"(?:[\t|;,]|/ )\s?[\"']?(?P<value>{DATE}|{_BARE_DATE})(?=\s?[\"']?(?:[\t|;,\n]| /|\Z))")
_HEADINGS_MAX = 120  # Characters from a heading to the end of its row.
_CHARACTERS = 64  # Before a cue in which its date begins.
_FEASTS = frozenset(("birthday", "bday"))  # "His birthday party was on 3 May 2001": the day of a party.
_IS = re.compile(r"\b(?:is|was)\b")
_DIGIT = re.compile("[0-9]")

# "Children: Jane (3/5/1980)", "Wife: Jane Doe, 3/5/1980."
_SET_OFF_BY = (b"(0", b", 0", b"  0", b"\t0", b" - 0")
_DATE = re.compile(rf"{DATE}|{_BARE_DATE}")
_CAPITAL = r"[A-Z\u00c0-\u00de][\w'-]+"
_NAME_BEFORE = re.compile(rf"(?<![\w'-])(?P<name>{_CAPITAL}(?: {_CAPITAL}){{0,3}}) \Z")
_REPORTED = re.compile(
    r"(?:\b(?:report|letter|opinion|statement|affidavit|evidence|email|reports|dr|prof|professor|per|see|justice"
    r"|court|act|regulation)\b[^\n]{0,24}|\bv )\Z"
)
_ROLE_BEFORE = re.compile(
    r"(?:\A|\n|[;(] ?|\. )[ \t*>-]{0,4}"
    r"(?:wife|husband|mother|father|son|daughter|child|accused|patient|client|applicant"
    r"|respondent|defendant|plaintiff|deceased|complainant|victim|witness|poi|tenant|driver|passenger|customer"
    r"|claimant|student|employee|worker|offender|suspect|insured|beneficiary|partner|spouse|sister|brother|guardian"
    r"|name|person|dependant|carer|pupil|resident|member|attorney|donor|testator|buyer|purchaser|vendor)"
    r"(?: ?(?:\d|[a-z]{1,8}))?:?\s{1,4}"
    r"(?:[a-z\u00df-\u00ff][\w.'-]*,? {0,3}){1,5}\t?(?:- )?\Z"
)
_ROLE_CHARACTERS = 80
_ENDS = frozenset(".,;\n)")


def scan_births(page: Page, position: int, final: bool) -> Iterator[Finding]:
    """Dates of birth, by the words for them."""
    yield from _from(in_order(_births(page.lower, page.marks, position, final), TABLE_BEHIND), position)


def scan_births_set_off(page: Page, position: int, final: bool) -> Iterator[Finding]:
    """Dates of birth that nothing names: in brackets behind a given name, or behind the name of a party."""
    yield from _from(_set_off(page, position, final), position)


def _from(findings: Iterable[Finding], position: int) -> Iterator[Finding]:
    for finding in findings:
        if finding.start < position:
            continue
        yield finding
        if not finding.type:
            return
        position = finding.end


def _births(lower: str, marks: Marks, position: int, final: bool) -> Iterator[Finding]:
    for at, word in marks.places(Mark.BIRTH, position - TABLE_BEHIND):
        if word == "pid|":
            yield from _of_patient(lower, at, position)
            continue
        if (cue := _CUE.match(lower, max(0, at - (8 if word == "birth" else 0)))) is None:
            cue = _CUE.search(lower, max(0, at - 8), at + 16)
        if cue is not None:
            yield from _before(lower, cue, position)
            yield from _behind(lower, cue, position, final)
            yield from _below(lower, cue.end(), position, final)


def _of_patient(lower: str, at: int, position: int) -> Iterator[Finding]:
    """The date of birth in a patient's segment of an HL7 message."""
    date = _PATIENT.match(lower, at)
    if date is not None and date.start("value") >= position:
        yield Finding("DOB", *date.span("value"))


def _before(lower: str, cue: re.Match[str], position: int) -> Iterator[Finding]:
    begin = max(position, cue.start() - _CHARACTERS)
    if lower[cue.start()] in "(," or _DIGIT.search(lower, begin, cue.start()) is None:
        return
    near = lower[max(0, begin - 1) : cue.start()]
    shift = cue.start() - len(near)
    for match in chain(_ALONE.finditer(lower, begin, cue.start()), _SPACED.finditer(lower, begin, cue.start())):
        if cue.group() in _FEASTS and _IS.search(lower, match.end("value"), cue.start()) is None:
            continue
        yield Finding("DOB", *match.span("value"))
    for match in _ENTRY.finditer(near):
        if match.start("value") + shift >= position:
            yield Finding("DOB", match.start("value") + shift, match.end("value") + shift)


def _behind(lower: str, cue: re.Match[str], position: int, final: bool) -> Iterator[Finding]:
    if _DIGIT.search(lower, cue.end(), cue.end() + 100) is None:
        return
    date = _GAP.match(lower, cue.end())
    is_feast = cue.group() in _FEASTS
    if date is None and cue.group() != "born" and len(cue.group()) > 2 and not is_feast:
        date = _FURTHER.match(lower, cue.end())
    while date is not None:
        start, end = date.span("value")
        is_kept = is_feast and " on " in lower[cue.end() : start]
        if start >= position and not is_kept:
            yield undecided(start) if not final and end + 6 > len(lower) else Finding("DOB", start, end)
        if cue.group() == "born" or cue.group().startswith(("(", ",")):
            return
        date = _AND_DATE.match(lower, end)


def _below(lower: str, end: int, position: int, final: bool) -> Iterator[Finding]:
    """Dates in the column of a table that has this cue for its heading."""
    if (
        lower[end : end + 1] != "/"
        and lower.find("\n", end, end + _HEADINGS_MAX) < 0
        and lower.find("values", end, end + _HEADINGS_MAX) < 0
    ):
        return
    for match in _IN_CELL.finditer(lower, end, end + TABLE_BEHIND):
        start, stop = match.span("value")
        if start < position or (column := heading(lower, start)) is None or _CUE.search(column) is None:
            continue
        yield undecided(start) if not final and stop + 6 > len(lower) else Finding("DOB", start, stop)


def _set_off(page: Page, position: int, final: bool) -> Iterator[Finding]:
    text, lower = page.text, page.lower
    for start, is_bracket in sorted(_set_off_digits(page.shape, position)):
        if (date := _DATE.match(lower, start)) is None:
            continue
        rest = text[date.end() : date.end() + 2]
        is_ended = rest[:1] == ")" if is_bracket else not rest or rest[0] in _ENDS or rest == "  "
        if not (is_ended or (len(rest) < 2 and not final)):
            continue
        if not (_is_given(text, lower, start - 1) if is_bracket else _is_party(lower, start)):
            continue
        if not final and date.end() + 6 > len(text):
            yield undecided(date.start())
        elif is_ended:
            yield Finding("DOB", *date.span())


def _set_off_digits(shape: bytes, position: int) -> Iterator[tuple[int, bool]]:
    """Where a number begins that a sign sets off, and whether that is a bracket."""
    for sign in _SET_OFF_BY if b"0" in shape else ():
        at = shape.find(sign, max(0, position + 1 - len(sign)))
        while at >= 0:
            yield at + len(sign) - 1, sign == b"(0"
            at = shape.find(sign, at + 1)


def _is_given(text: str, lower: str, end: int) -> bool:
    """True if a given name ends here, alone or with others behind it, or a party's name."""
    name = _NAME_BEFORE.search(text, max(0, end - 64), end)
    if name is None:
        return False
    names = [titled(word) for word in name["name"].split()]
    if names[0] not in GIVEN_NAMES and not (len(names) > 1 and is_family_name(names[-1])):
        return _is_party(lower, end)
    return _REPORTED.search(lower, max(0, name.start() - 40), name.start()) is None


def _is_party(lower: str, end: int) -> bool:
    return _ROLE_BEFORE.search(lower, max(0, end - _ROLE_CHARACTERS), end) is not None
