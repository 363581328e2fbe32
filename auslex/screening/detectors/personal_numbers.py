"""Numbers that are known by their check digits or their shape: TFN, ABN, ACN, Medicare, cards, IBAN, phones, IPv4.

A number counts as one of a kind if its check digits are right and either a word near it says so or it is written in the
kind's own grouping. A number whose check digits are wrong is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from auslex.screening.citations import in_report, is_cited_company
from auslex.screening.detectors.marks import Mark
from auslex.screening.detectors.nearby import words_before
from auslex.screening.detectors.number_kinds import (
    ABN,
    ACN,
    CARD,
    DIGITS_MAX,
    GROUPS_MAX,
    IP,
    OTHER,
    PHONE,
    SHAPE_MAX,
    TFN,
    Cluster,
    Reading,
    cluster,
    cue_after,
    cue_before,
    readings,
    whole,
)
from auslex.screening.detectors.personal_checks import IBAN_SIZES, is_iban
from auslex.screening.detectors.personal_cued import explained_at, value_at
from auslex.screening.detectors.personal_places import street_at
from auslex.screening.detectors.scanning import LOOKAHEAD, Page, undecided
from auslex.screening.findings import Finding

_TRIGGER = re.compile(
    # Five characters or more, or a house number, but no date.
    r"[0-9](?<![0-9].)(?:[0-9\s.\-/()_]{3,}[0-9]|[0-9]{0,4}[A-Za-z]?(?:[/-][0-9]{1,4}[A-Za-z]?)?,?\s(?!(?:Jan|Feb|Mar"
    r"|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*,? [12])"
    r"(?=[A-Z][a-z.]))"
)
_GAP_MAX = 3  # Characters between groups of digits that belong together.
_GROUP = re.compile(r"[0-9]+")
_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}(?:[ -]?[A-Z0-9]){11,30}|[a-z]{2}[0-9]{2}(?:[ -]?[a-z0-9]){11,30}")
_PREFIX = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{1,2}[\s-]?\Z")
_HOUSE = re.compile(r"[A-Za-z]?,?\s[A-Z]")
_IBAN_HEAD = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}[0-9]{2}(?:[ -]?[A-Za-z0-9]{1,4}){0,2}[ -]?\Z")
_SEPARATORS = re.compile(r"[ -]")
_IBAN_OPEN = re.compile(r"(?:[A-Z]{2}[0-9]{2}(?:[ -]?[A-Z0-9]){0,30}|[a-z]{2}[0-9]{2}(?:[ -]?[a-z0-9]){0,30})[ -]?\Z")
_IPV4 = re.compile(r"(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}(?![\d.]*\d|\w)")
_AUSTRALIAN = re.compile(r"(?:00(?:11)?)?610?[2-478][0-9]{8}|0[2-478][0-9]{8}|1[389]00[0-9]{6}")
_AMERICAN = re.compile(r"\(?[2-9][0-9]{2}(?:\) ?|-|\.)[2-9][0-9]{2}[-.][0-9]{4}")
_CONTINUES = re.compile(r"[0-9][\s.\-/()_]{1,3}\Z")  # Before a group: it is not the first of its number.
_SENTENCE = re.compile(r"[^0-9.;\n]*")
_DIGIT = re.compile("[0-9]")
_NEXT_GROUP = re.compile(r"[0-9]+[^0-9]*")
_SHAPES = bytes.maketrans(b"123456789", b"0" * 9)
_UNLIKE = frozenset("$_,.")  # Before digits: an amount, a name, a part of a number.


def scan_numbers(page: Page, position: int, final: bool) -> Iterator[Finding]:
    """What begins with a digit, or with a sign or letters before one: all of this module, cued values, streets."""
    text = page.text
    floor = position  # Nothing before it may be part of a finding.
    for trigger in _TRIGGER.finditer(text, position):
        start, end = trigger.span()
        while start < end:
            if start < floor:
                digit = _DIGIT.search(text, floor, end)
                if digit is None:
                    break
                start = digit.start()
            shape = text[start : min(end, start + SHAPE_MAX)].encode("latin-1", "replace").translate(_SHAPES)
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
    is_house = _HOUSE.match(text, last) is not None
    visited: Iterable[int] = near.visited
    if not final and last + 4 > len(text):
        visited = range(count)
    elif is_house:
        visited = sorted({*visited, max(0, count - 2), count - 1})
    for index in visited:
        if is_house and index + 2 >= count:
            street = street_at(text, base + near.groups[index][0], floor)
            if street is not None:
                return street
        finding = _at(page, base, near, index, floor, final)
        if finding is not None:
            return finding
    return None


def _at(page: Page, base: int, near: Cluster, index: int, floor: int, final: bool) -> Finding | None:
    """What begins with this group of digits; nothing of it may lie before `floor`."""
    text, lower = page.text, page.lower
    start, end = near.groups[index]
    start += base
    end += base
    last = base + near.groups[-1][1]
    before = text[start - 1 : start]
    if before.isalpha():
        return _behind_letters(page, start, floor, final)
    if before in _UNLIKE and (before in ("$", "_") or text[start - 2 : start - 1].isdigit()):
        return None
    if not final and last + 4 > len(text) and last - start < 3 * DIGITS_MAX:
        return undecided(_earliest(text, start, floor))
    if last - start >= 7 and text[end : end + 1] == "." and (address := _IPV4.match(text, start)) is not None:
        return _ip(text, lower, address, final)
    if last - start < 5:
        return None
    words = None
    if index == 0:
        if _DIGIT.search(text, max(floor, start - 14), start) and (iban := _iban(text, start, floor, final)):
            return iban
        if Mark.CUED in page.marks:
            words = words_before(lower, start)
            value = value_at(text, start, floor, words, final) or explained_at(text, lower, start, floor)
            if value is not None:
                return value
    for reading, stop in _numbers(text, base, near, index):
        groups = near.groups[index : index + reading.groups]
        digits = "".join([text[base + begin : base + stop] for begin, stop in groups])
        kinds = [kind for kind, holds in reading.checks if holds(digits)]
        if _is_phone(text, start, stop, digits, reading):
            kinds.append(PHONE)
        if not kinds:
            continue
        if not final and stop + LOOKAHEAD > len(text):
            return undecided(_earliest(text, start, floor))
        if words is None:
            words = words_before(lower, start)
        kind = _kind(page, start, stop, digits, kinds, words, reading.usual)
        if kind is not None:
            return Finding(kind, _opening(text, start, floor), stop)
    return None


def _behind_letters(page: Page, start: int, floor: int, final: bool) -> Finding | None:
    """What has these digits right behind letters: an IBAN, a licence, a passport."""
    text, lower = page.text, page.lower
    if (iban := _iban(text, start, floor, final)) is not None:
        return iban
    if Mark.CUED not in page.marks:
        return None
    value = value_at(text, start, floor, words_before(lower, start), final)
    return value or explained_at(text, lower, start, floor)


def _numbers(text: str, base: int, near: Cluster, index: int) -> Iterator[tuple[Reading, int]]:
    """The numbers that may begin with this group, the longest first, and where they end."""
    if index == 0 and (reading := whole(near.sizes)) is not None:
        end = near.groups[-1][1]
        is_one = end < 3 * DIGITS_MAX and not _CONTINUES.search(text, max(0, base - 4), base)
        if is_one and _ends(text, base + end):
            yield reading, base + end
    for reading in readings(near.sizes[index : index + GROUPS_MAX]):
        end = base + near.groups[index + reading.groups - 1][1]
        if _ends(text, end):
            yield reading, end


def _ends(text: str, end: int) -> bool:
    """No letter follows, and no decimals."""
    return not (text[end : end + 1].isalnum() or (text[end : end + 1] == "," and text[end + 1 : end + 2].isdigit()))


def _is_phone(text: str, start: int, end: int, digits: str, reading: Reading) -> bool:
    if "/" in text[start:end]:
        return False
    if text[start - 1 : start] == "+":
        return 8 <= len(digits) <= 15
    return reading.is_phone or _AUSTRALIAN.fullmatch(digits) is not None


def _kind(
    page: Page, start: int, end: int, digits: str, kinds: list[str], words: list[bytes], usual: tuple[str, ...]
) -> str | None:
    """The kind of number that a word near it or the way it is written says it is."""
    text = page.text
    kind = cue_before(words, kinds, usual)
    if kind is None or kind == OTHER:
        clause = _SENTENCE.match(page.lower, end, end + LOOKAHEAD)
        kind = (cue_after(clause.group(), kinds) if clause else None) or kind
        if (kind is None or kind == OTHER) and "\n" not in text[start:end]:
            for each in kinds:
                if each in usual and _speaks_for_itself(text, start, digits, each, kind):
                    kind = each
                    break
    if kind is None or kind == OTHER or in_report(text, start, end):
        return None
    if kind in (ACN, ABN) and is_cited_company(text, start, end):
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
    """Where something that has this group of digits may begin: at a sign, at letters before it, at an"
    " IBAN's country."""
    prefix = _PREFIX.search(text, max(floor, start - 4), start)
    head = _IBAN_HEAD.search(text, max(floor, start - 14), start)
    begins = [match.start() for match in (prefix, head) if match is not None]
    return min([_opening(text, start, floor), *begins])


def _ip(text: str, lower: str, address: re.Match[str], final: bool) -> Finding | None:
    start, end = address.span()
    if not final and end + 2 > len(text):
        return undecided(start)
    cue = cue_before(words_before(lower, start), (IP,), ())
    octets = [int(octet) for octet in address.group().split(".")]
    if cue == IP or (cue is None and (max(octets) >= 64 or octets[0] == 10)):
        return Finding(IP, start, end)
    return None


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
