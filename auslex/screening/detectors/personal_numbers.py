"""Numbers that are known by their check digits or their shape: TFN, ABN, ACN, Medicare, cards, IBAN, phones, IPv4.

A number counts as one of a kind if its check digits are right and either a word near it says so or it is written in the
kind's own grouping. A number whose check digits are wrong is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from auslex.screening.citations import in_report, is_cited_company
from auslex.screening.detectors.further_cues import named_further_off, paired_at
from auslex.screening.detectors.marks import Mark
from auslex.screening.detectors.nearby import WORDS_BEHIND, words_before
from auslex.screening.detectors.number_kinds import (
    ABN,
    ACN,
    CARD,
    IP,
    NUMBER_MAX,
    OTHER,
    PHONE,
    SHAPE_MAX,
    TFN,
    Cluster,
    Reading,
    abroad,
    cluster,
    cue_after,
    cue_before,
    is_labelled,
)
from auslex.screening.detectors.personal_births import MONTHS
from auslex.screening.detectors.personal_checks import IBAN_SIZES, is_iban
from auslex.screening.detectors.personal_cued import explained_at, value_at
from auslex.screening.detectors.personal_streets import SMALL_STREET_AHEAD, small_street_at, street_at
from auslex.screening.detectors.scanning import LOOKAHEAD, UNDECIDED, Page, undecided
from auslex.screening.detectors.tables import TABLE_BEHIND, heading
from auslex.screening.findings import Finding

_MONTHS = "|".join(MONTHS).title()  # As they begin a capital word.
_HOUSE_NUMBER = r"[0-9]{0,4}[A-Za-z]?(?:[/-][0-9]{1,4}[A-Za-z]?)?,?"
_TRIGGER = re.compile(
    # Five characters or more, four digits and two letters, or a house number, but no date.
    r"[0-9](?<![0-9].)(?:[0-9 \n\r.\-/()_]{3,}[0-9]|[0-9]{3}[A-Z]{2}(?![A-Za-z0-9])"
    r"|[0-9]{3}(?<=[A-Za-z]{2}[0-9]{4})(?![A-Za-z0-9])"
    rf"|{_HOUSE_NUMBER}(?:\s(?!(?:{_MONTHS})[a-z]*,? [12])(?=[A-Z][a-z.'])"
    rf"|(?={SMALL_STREET_AHEAD})))"
)
_GAP_MAX = 3  # Characters between groups of digits that belong together.
_GROUP = re.compile(r"[0-9]+")
_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}(?:[ -]?[A-Z0-9]){11,30}|[a-z]{2}[0-9]{2}(?:[ -]?[a-z0-9]){11,30}")
_PREFIX = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{1,2}[ -]?\Z")
_HOUSE = re.compile(r"[A-Za-z]?,?\s[A-Z]")
_SMALL_HOUSE = re.compile(rf"[A-Za-z]?,?{SMALL_STREET_AHEAD}")
_IBAN_HEAD = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}[0-9]{2}(?:[ -]?[A-Za-z0-9]{1,4}){0,2}[ -]?\Z")
_SEPARATORS = re.compile(r"[ -]")
_IBAN_OPEN = re.compile(r"(?:[A-Z]{2}[0-9]{2}(?:[ -]?[A-Z0-9]){0,30}|[a-z]{2}[0-9]{2}(?:[ -]?[a-z0-9]){0,30})[ -]?\Z")
_IPV4 = re.compile(r"(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}(?![\d.]*\d|\w)")
_AUSTRALIAN = re.compile(r"(?:00(?:11)?)?610?[2-478][0-9]{8}|0[2-478][0-9]{8}|1[389]00[0-9]{6}")
_LOCAL = re.compile(r"[2-9][0-9]{7}")
_AUSTRALIAN_MIN = 10  # Digits of the shortest.
_EXTENSION = re.compile(r",? ?(?:ext|extn|extension|x)\.? ?[0-9]{1,5}(?![0-9])", re.IGNORECASE)
_ABROAD_GAP = re.compile(r"[ .-]{1,2}|[ .-]?\(|\)[ .-]?")
_ABROAD_DIGITS_MIN, _ABROAD_DIGITS_MAX = 9, 13  # With the country; longer ones are not in use where people write to us.
_AMERICAN = re.compile(r"\(?[2-9][0-9]{2}(?:\) ?|-|\.)[2-9][0-9]{2}[-.][0-9]{4}")
_CONTINUES = re.compile(r"[0-9][\s.\-/()_]{1,3}\Z")  # Before a group: it is not the first of its number.
_CUE_AHEAD = 12 + LOOKAHEAD
_GOES_ON = re.compile(r"[:-][0-9]|,[0-9]{3}(?![0-9])")
_AHEAD = 5  # Characters behind a number that show whether it goes on.
_NUMBERED_WORDS = 2
_BRANCHES = (b"000-000", b"000 000")
_SENTENCE = re.compile(r"[^0-9.;\n]*")
_DIGIT = re.compile("[0-9]")
_REPORT_AHEAD = 16  # Characters behind a number that show whether it is part of a report's citation.
_NEXT_GROUP = re.compile(r"[0-9]+[^0-9]*")
_UNLIKE = frozenset("$_,.")  # Before digits: an amount, a name, a part of a number.


def scan_numbers(page: Page, position: int, final: bool) -> Iterator[Finding]:
    """What begins with a digit, or with a sign or letters before one: all of this module, cued values, streets."""
    text = page.text
    if b"0" not in page.shape:
        return
    floor = position  # Nothing before it may be part of a finding.
    for trigger in _TRIGGER.finditer(text, position):
        start, end = trigger.span()
        while start < end:
            if start < floor:
                digit = _DIGIT.search(text, floor, end)
                if digit is None:
                    break
                start = digit.start()
            shape = page.shape[start : min(end, start + SHAPE_MAX)]
            near = cluster(shape)
            finding = _in_cluster(page, start, near, floor, final)
            if finding is not None:
                yield finding
                if not finding.type:
                    return
                floor = finding.end
            elif near.following is not None:
                start += near.following
            elif len(shape) == SHAPE_MAX and (digit := _NEXT_GROUP.match(text, start, end)) is not None:
                start = digit.end()
            else:
                break


def _in_cluster(page: Page, base: int, near: Cluster, floor: int, final: bool) -> Finding | None:
    """The first finding that begins in this cluster, which begins at `base`."""
    text = page.text
    last = base + near.groups[-1][1]
    count = len(near.groups)
    house = _HOUSE.match(text, last)
    is_capital = house is not None and text[house.end() : house.end() + 1].islower()
    is_small_house = not is_capital and _SMALL_HOUSE.match(text, last) is not None
    is_house = is_small_house or house is not None
    visited: Iterable[tuple[int, tuple[Reading, ...]]] = near.visited
    if is_house or (not final and last + _AHEAD > len(text)):
        readings = dict(visited)
        visited = [(index, readings.get(index, ())) for index in range(count)]
    for index, readings_here in visited:
        if is_house and index + 2 >= count:
            start = base + near.groups[index][0]
            street = street_at(text, start, floor)
            if street is None and is_small_house:
                street = small_street_at(text, page.lower, start, floor)
            if street is not None:
                return street
        finding = _at(page, base, near, index, readings_here, floor, final)
        if finding is not None:
            return finding
    return None


def _at(
    page: Page, base: int, near: Cluster, index: int, readings: tuple[Reading, ...], floor: int, final: bool
) -> Finding | None:
    """What begins with this group of digits; nothing of it may lie before `floor`."""
    text = page.text
    start, end = near.groups[index]
    start += base
    end += base
    last = base + near.groups[-1][1]
    before = text[start - 1 : start]
    if before.isalpha():
        return _behind_letters(page, start, floor, final)
    if before in _UNLIKE and _is_part(text, start, end):
        return None
    if not final and last + _AHEAD > len(text) and last - start < NUMBER_MAX:
        return undecided(_earliest(text, start, floor))
    if last - start >= 7 and text[end : end + 1] == "." and (address := _IPV4.match(text, start)) is not None:
        return _ip(text, page.lower, address, final)
    if last - start < 5 and not (last - start == 4 and text[last : last + 2].isalpha()):
        return None
    if index == 0 or before == "\n" or text[start - 2 : start] == "/ ":
        if _DIGIT.search(text, max(floor, start - 14), start) and (iban := _iban(text, start, floor, final)):
            return iban
        if (value := _named(page, start, floor, final)) is not None:
            return value
        if near.whole is not None and not _CONTINUES.search(text, max(0, start - 4), start):
            readings = (near.whole, *readings)
    if before == "+" and (reading := _abroad(text, base, near.groups[index:])) is not None:
        readings = (reading, *readings)
    for reading in readings:
        stop = base + reading.groups[-1][1]
        finding = _number(page, base, start, stop, reading, floor, final) if _ends(text, stop) else None
        if finding is not None:
            return finding
    return None


def _abroad(text: str, base: int, groups: tuple[tuple[int, int], ...]) -> Reading | None:
    """The groups behind a plus sign that are one telephone number, as many as can be."""
    digits, best = "", 0
    for count, (start, end) in enumerate(groups, 1):
        if count > 1 and _ABROAD_GAP.fullmatch(text, base + groups[count - 2][1], base + start) is None:
            break
        digits += text[base + start : base + end]
        if digits.startswith("61"):
            is_whole = _AUSTRALIAN.fullmatch(digits) is not None
        else:
            is_whole = _ABROAD_DIGITS_MIN <= len(digits) <= _ABROAD_DIGITS_MAX
        if is_whole and text[base + end : base + end + 1] != "/":
            best = count
    return abroad(groups, best) if best else None


def _is_part(text: str, start: int, end: int) -> bool:
    """True if what stands before these digits makes them part of an amount, a name or a number."""
    if text[start - 1] in "$_":
        return True
    return text[start - 2 : start - 1].isdigit() and (text[start - 1] == "." or end - start == 3)


def _number(page: Page, base: int, start: int, end: int, reading: Reading, floor: int, final: bool) -> Finding | None:
    """The number at [start, end), if its digits and a word near it, or the way it is written, say what it is."""
    text = page.text
    digits = "".join([text[base + begin : base + stop] for begin, stop in reading.groups])
    kinds = [kind for kind, holds in reading.checks if holds(digits)]
    if _is_phone(text, start, end, digits, reading):
        kinds.append(PHONE)
    if not kinds:
        return None
    kind = _kind(page, start, end, digits, kinds, reading.usual, final)
    if kind == UNDECIDED:
        return undecided(_earliest(text, start, floor))
    if kind == PHONE and (extension := _EXTENSION.match(text, end)) is not None:
        end = extension.end()
    return None if kind is None else Finding(kind, _opening(text, start, floor), end)


def _behind_letters(page: Page, start: int, floor: int, final: bool) -> Finding | None:
    """What has these digits right behind letters: an IBAN, a licence, a passport."""
    text = page.text
    if (iban := _iban(text, start, floor, final)) is not None:
        return iban
    return _named(page, start, floor, final)


def _named(page: Page, start: int, floor: int, final: bool) -> Finding | None:
    """What words beside it, or a BSB before it, say it is."""
    marks = page.marks
    value = None
    if marks.is_near(Mark.CUED, start - TABLE_BEHIND, start + _CUE_AHEAD):
        value = _cued(page, start, floor, final)
    if value is not None:
        return value
    is_announced = Mark.CUED in marks or Mark.MONEY in marks
    if is_announced or page.shape[start : start + 7] in _BRANCHES or page.shape[start - 2 : start] == b"/ ":
        value = paired_at(page, start, final)
    if value is None and is_announced:
        value = named_further_off(page, start, floor, final)
    return value


def _cued(page: Page, start: int, floor: int, final: bool) -> Finding | None:
    """What words before or behind it name."""
    text, lower = page.text, page.lower
    value = None
    prefix = _PREFIX.search(text, max(floor, start - 3), start)
    if (column := heading(lower, prefix.start() if prefix else start)) is not None:
        letters = [prefix.group().strip().lower().encode()] if prefix else []
        value = value_at(text, start, floor, [*words_before(column, len(column)), b":", *letters], final)
    return (
        value
        or value_at(text, start, floor, words_before(lower, start), final)
        or explained_at(text, lower, start, floor)
    )


def _ends(text: str, end: int) -> bool:
    """No letter follows, no decimals, and no more of a longer number."""
    return not text[end : end + 1].isalnum() and _GOES_ON.match(text, end) is None


def _is_phone(text: str, start: int, end: int, digits: str, reading: Reading) -> bool:
    if text[start - 1 : start] == "+":
        is_phone = 8 <= len(digits) <= 15
    else:
        is_decimal = len(reading.groups) == 2 and "." in text[start:end] and len(digits) < _AUSTRALIAN_MIN
        is_phone = (reading.is_phone and not is_decimal) or (
            len(digits) >= _AUSTRALIAN_MIN and _AUSTRALIAN.fullmatch(digits) is not None
        )
    return is_phone and "/" not in text[start:end]


def _kind(
    page: Page, start: int, end: int, digits: str, kinds: list[str], usual: tuple[str, ...], final: bool
) -> str | None:
    """The kind of number that a word near it or the way it is written says it is; UNDECIDED before that is there."""
    text = page.text
    rest = LOOKAHEAD if final else len(text) - end
    if rest < _REPORT_AHEAD:
        return UNDECIDED
    words = words_before(page.lower, start)
    if (column := heading(page.lower, _opening(text, start, 0))) is not None:
        words += [*words_before(column, len(column)), b":"]
    kind = cue_before(words, kinds, usual, is_local=_LOCAL.fullmatch(digits) is not None)
    if kind is None or kind == OTHER:
        clause = _SENTENCE.match(page.lower, end, end + LOOKAHEAD)
        if rest < LOOKAHEAD and (clause is None or clause.end() == len(text)):
            return UNDECIDED
        kind = (cue_after(clause.group(), kinds) if clause else None) or kind
        is_another = kind == OTHER and is_labelled(words)
        if (kind is None or kind == OTHER) and not is_another and "\n" not in text[start:end]:
            for each in kinds:
                if each in usual and _speaks_for_itself(text, start, digits, each, kind):
                    kind = each
                    break
    if kind is None or kind == OTHER or in_report(text, start, end):
        return None
    if kind in (ACN, ABN):
        if rest < LOOKAHEAD:
            return UNDECIDED
        if is_cited_company(text, start, end):
            return None
    return kind


def _speaks_for_itself(text: str, start: int, digits: str, kind: str, cue: str | None) -> bool:
    """True if the number needs no word beside it. cue: OTHER if a word says that it is something else."""
    if kind == PHONE:
        sign = text[start - 1 : start]
        return (
            sign == "+"
            or _AUSTRALIAN.fullmatch(digits) is not None
            or (cue is None and _AMERICAN.match(text, start - (sign == "(")) is not None)
        )
    if kind == CARD:
        return cue is None and digits[0] in "23456"
    return kind != TFN or cue is None


def _opening(text: str, start: int, floor: int) -> int:
    """The number's first character, plus sign and bracket included."""
    while start > floor and text[start - 1] in "+(" and not text[start - 2 : start - 1].isalnum():
        start -= 1
    return start


def _earliest(text: str, start: int, floor: int) -> int:
    """Where something that has this group of digits may begin: at a sign, at letters before it, at an
    IBAN's country.
    """
    prefix = _PREFIX.search(text, max(floor, start - 4), start)
    head = _IBAN_HEAD.search(text, max(floor, start - 14), start)
    begins = [match.start() for match in (prefix, head) if match is not None]
    return min([_opening(text, start, floor), *begins])


def _ip(text: str, lower: str, address: re.Match[str], final: bool) -> Finding | None:
    start, end = address.span()
    if not final and end + 2 > len(text):
        return undecided(start)
    line = lower.rfind("\n", max(0, start - WORDS_BEHIND), start) + 1
    words = words_before(lower, start, min(WORDS_BEHIND, start - line))
    cue = cue_before(words, (IP,), ())
    octets = [int(octet) for octet in address.group().split(".")]
    is_large = max(octets) >= 64  # As versions and clauses hardly are.
    if cue == IP or (cue is None and (is_large or octets[0] == 10)) or (is_large and not _is_numbered(words)):
        return Finding(IP, start, end)
    return None


def _is_numbered(words: list[bytes]) -> bool:
    """True if one of the last words before a number says what it is the number of."""
    return any(cue_before([word], (), ()) == OTHER for word in words[-_NUMBERED_WORDS:])


def _iban(text: str, start: int, floor: int, final: bool) -> Finding | None:
    """An IBAN that has these digits, its first ones or those behind a bank's letters."""
    head = _IBAN_HEAD.search(text, max(floor, start - 14), start) or _IBAN_HEAD.search(
        text, max(floor, start - 2), start + 2
    )
    begin = head.start() if head else 0
    size = IBAN_SIZES.get(text[begin : begin + 2].upper()) if head else None
    if size is None or text[begin - 1 : begin].isalnum():
        return None
    match = _IBAN.match(text, begin)
    if not final and (match is None or match.end() + 5 > len(text)) and _IBAN_OPEN.match(text, begin) is not None:
        return undecided(begin)
    value = _SEPARATORS.sub("", match.group())[:size] if match else ""
    if not is_iban(value.upper()):
        return None
    end = begin
    for character in value:
        end = text.index(character, end) + 1
    return None if text[end : end + 1].isalnum() else Finding("IBAN", begin, end)
