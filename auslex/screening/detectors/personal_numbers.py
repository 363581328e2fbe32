"""Numbers that are known by their check digits or their shape: TFN, ABN, ACN, Medicare, cards, IBAN, phones, IPv4.

A number counts as one of a kind if its check digits are right and either a word near it says so or it is written in the
kind's own grouping. A number whose check digits are wrong is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from auslex.screening.citations import in_report
from auslex.screening.detectors.personal_checks import IBAN_SIZES, is_abn, is_acn, is_iban, is_luhn, is_medicare, is_tfn
from auslex.screening.detectors.scanning import LOOKAHEAD, undecided
from auslex.screening.findings import Finding

DIGITS_MAX = 19  # The longest card.
CUE_CHARACTERS = 64
PHONE_CUE_CHARACTERS = 16  # For what is not written as phone numbers are.
GROUPS_MAX = 5  # Of digits, in the way any kind is usually written.

_TFN, _ABN, _ACN, _MEDICARE = "AU_TFN", "AU_ABN", "AU_ACN", "AU_MEDICARE"
_CARD, _PHONE, _OTHER = "CREDIT_CARD", "PHONE", "other"

_CLUSTER = re.compile(r"[0-9](?:[\s.\-/()_]{0,3}[0-9])*")
_GROUP = re.compile(r"[0-9]+")
_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}(?:[ -]?[A-Z0-9]){11,30}|[a-z]{2}[0-9]{2}(?:[ -]?[a-z0-9]){11,30}")
_SEPARATORS = re.compile(r"[ -]")
_IBAN_OPEN = re.compile(r"(?:[A-Z]{2}[0-9]{2}(?:[ -]?[A-Z0-9]){0,30}|[a-z]{2}[0-9]{2}(?:[ -]?[a-z0-9]){0,30})[ -]?\Z")
_CHECKS = ((_ABN, is_abn), (_MEDICARE, is_medicare), (_TFN, is_tfn), (_ACN, is_acn))
_ANY = (_ABN, _MEDICARE, _TFN, _CARD, _PHONE)
_IPV4 = re.compile(r"(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}(?![\d.]*\d|\w)")
_AUSTRALIAN = re.compile(r"(?:0011)?610?[2-478][0-9]{8}|0[2-478][0-9]{8}")
_AMERICAN = re.compile(r"\(?[2-9][0-9]{2}(?:\) ?|-|\.)[2-9][0-9]{2}[-.][0-9]{4}")
_NOT_DIGITS = re.compile(r"[^0-9]+")
_CONTINUES = re.compile(r"[0-9][\s.\-/()_]{1,3}\Z")  # Before a group: it is not the first of its number.
_SENTENCE = re.compile(r"[^0-9.;\n]*")

_CUE = re.compile(
    r"(?P<AU_TFN>\btfns?\b|\bt\.f\.n|tax[ -]?file)|(?P<AU_ABN>\babn\b|\ba\.b\.n|australian business n|business number)"
    r"|(?P<AU_ACN>\bacn\b|\ba\.c\.n|\barbn\b|company (?:number|no)|compan(?:y|ies) register)"
    r"|(?P<AU_MEDICARE>medicare|health care card)"
    r"|(?P<CREDIT_CARD>\bcards?\b|\bvisa\b|mastercard|\bamex\b|american express|diners|\bcc\b|cardholder|\bpan\b)"
    r"|(?P<IP_ADDRESS>\bips?\b|\bipv4|\bhosts?\b|server|log(?:s|ged|in|ins)\b|router|network|address)"
    r"|(?P<PHONE>phone|\btel\b|\bph\b|mobile|\bmob\b|\bfax\b|facsimile|\bcell\b|whatsapp|\bsms\b|\btext(?:ed|ing)?\b"
    r"|\bcall(?:ed|ing)?\b|\bring\b|\brang\b|\breach(?:ed|able)?\b|contact|dial|voicemail|hotline)"
    r"|(?P<other>invoice|reference|\bref\b|docket|receipt|isbn|\bissn\b|serial|transaction|\border\b|tracking|barcode"
    r"|matter|proceeding|\bfile n|claim|policy n|exhibit|folio|deposited plan|\bclause|\bcl\b|section|\bss?\b|\bpara"
    r"|version|\bitem\b|regulation|\breg\b|\brule\b|\br\b|schedule|\bpart\b)"
)

# How each kind is written: the sizes of its groups. A kind in brackets of its own needs a word that says what it is.
_WRITTEN: dict[tuple[int, ...], tuple[str, ...]] = {
    (3, 3, 3): (_TFN,),
    (11,): (_ABN, _PHONE),
    (2, 3, 3, 3): (_ABN, _PHONE),
    (4, 5, 1): (_MEDICARE,),
    (4, 5, 1, 1): (_MEDICARE,),
    (4, 5, 2): (_MEDICARE,),
    (10,): (_PHONE,),
    (4, 3, 3): (_PHONE,),
    (2, 4, 4): (_PHONE,),
    (2, 8): (_PHONE,),
    (4, 6): (_PHONE,),
    (3, 3, 4): (_PHONE,),
    (4, 2, 2, 2): (_PHONE,),
    (2, 9): (_PHONE,),
    (2, 1, 4, 4): (_PHONE,),
    (2, 1, 8): (_PHONE,),
    (2, 1, 1, 4, 4): (_PHONE,),
    (4, 4, 4, 4): (_CARD,),
    (4, 6, 5): (_CARD,),
    (4, 6, 4): (_CARD,),
    (4, 4, 4, 4, 3): (_CARD,),
    **{(size,): (_CARD,) for size in (13, 14, 15, 16, 19)},
}
_NAMED_ONLY: frozenset[tuple[int, ...]] = frozenset(((6,), (7,), (8,), (4, 4), (9,), (12,), (17,), (18,), (3, 4), (2, 3, 3)))
_FIRST_SIZES = frozenset(sizes[0] for sizes in (*_WRITTEN, *_NAMED_ONLY)) | {1}


class _Number(NamedTuple):
    """Groups of digits that may be one number. usual: the kinds that are usually written so."""

    start: int
    end: int
    digits: str
    usual: tuple[str, ...]


def scan_numbers(text: str, position: int, final: bool) -> Iterator[Finding]:
    """Findings of the types above, from `position` on."""
    length = len(text)
    floor = position  # Nothing before it may be part of a finding.
    while (cluster := _CLUSTER.search(text, position)) is not None:
        start, position = cluster.span()
        if position - start < 6 and position + 3 < length and not text[start - 1 : start].isalpha():
            continue
        groups = [group.span() for group in _GROUP.finditer(text, start, position)]
        for index, (group_start, group_end) in enumerate(groups):
            if group_start < floor:
                continue
            if group_end - group_start not in _FIRST_SIZES and not text[group_start - 1 : group_start].isalpha():
                continue
            finding = _at(text, groups, index, floor, final)
            if finding is None:
                continue
            yield finding
            if not finding.type:
                return
            floor = finding.end
        position = max(position, floor)


def _at(text: str, groups: list[tuple[int, int]], index: int, floor: int, final: bool) -> Finding | None:
    """What begins with this group of digits; nothing of it may lie before `floor`."""
    start = groups[index][0]
    before = text[start - 1 : start]
    if before.isalpha() or before == "_":
        return _iban(text, start, floor, final)
    if before == "$" or (before in (",", ".") and text[start - 2 : start - 1].isdigit()):
        return None
    if not final and groups[-1][1] + 4 > len(text) and groups[-1][1] - start < 3 * DIGITS_MAX:
        return undecided(_opening(text, start, floor))
    if (address := _IPV4.match(text, start)) is not None:
        return _ip(text, address, final)
    for number in _numbers(text, groups, index):
        kinds = _kinds(text, number)
        if kinds and (finding := _named(text, number, kinds, floor, final)) is not None:
            return finding
    return None


def _numbers(text: str, groups: list[tuple[int, int]], index: int) -> Iterator[_Number]:
    """The numbers that may begin with this group, the longest first."""
    start, end = groups[index][0], groups[-1][1]
    if end - start < 3 * DIGITS_MAX and not _CONTINUES.search(text[max(0, start - 4) : start]):
        digits = _NOT_DIGITS.sub("", text[start:end])
        sizes = tuple(stop - begin for begin, stop in groups[index:])
        if 6 <= len(digits) <= DIGITS_MAX and sizes not in _WRITTEN and sizes not in _NAMED_ONLY and _ends(text, end):
            spelled = set(sizes) == {1}
            yield _Number(start, end, digits, _ANY if spelled else ())
    for count in range(min(GROUPS_MAX, len(groups) - index), 0, -1):
        sizes = tuple(stop - begin for begin, stop in groups[index : index + count])
        usual = _WRITTEN.get(sizes)
        if usual is None and sizes not in _NAMED_ONLY:
            continue
        end = groups[index + count - 1][1]
        if _ends(text, end):
            yield _Number(start, end, _NOT_DIGITS.sub("", text[start:end]), usual or ())


def _ends(text: str, end: int) -> bool:
    """No letter follows, and no decimals."""
    return not (text[end : end + 1].isalnum() or (text[end : end + 1] == "," and text[end + 1 : end + 2].isdigit()))


def _kinds(text: str, number: _Number) -> list[str]:
    """What the number can be by its digits alone."""
    digits = number.digits
    kinds = [kind for kind, holds in _CHECKS if holds(digits)]
    if len(digits) >= 12 and is_luhn(digits):
        kinds.append(_CARD)
    if _is_phone(text, number):
        kinds.append(_PHONE)
    return kinds


def _is_phone(text: str, number: _Number) -> bool:
    digits = number.digits
    if "/" in text[number.start : number.end]:
        return False
    if text[number.start - 1 : number.start] == "+":
        return 8 <= len(digits) <= 15
    if _AUSTRALIAN.fullmatch(digits) is not None:
        return True
    if len(digits) == 10 and _AMERICAN.search(text[max(0, number.start - 1) : number.end]) is not None:
        return True
    return 6 <= len(digits) <= 13 and not (number.usual and _PHONE not in number.usual)


def _named(text: str, number: _Number, kinds: list[str], floor: int, final: bool) -> Finding | None:
    """The finding, if a word near the number or the way it is written says which kind it is."""
    start = _opening(text, number.start, floor)
    if not final and number.end + LOOKAHEAD > len(text):
        return undecided(start)
    kind = _cue_before(text, number, kinds)
    if kind is None or kind == _OTHER:
        kind = _cue_after(text, number.end, kinds) or kind
    if kind is None or kind == _OTHER:
        usual = (usual for usual in kinds if usual in number.usual)
        kind = next((each for each in usual if _speaks_for_itself(text, number, each, kind)), None)
    if kind is None or in_report(text, number.start, number.end):
        return None
    return Finding(kind, start, number.end)


def _speaks_for_itself(text: str, number: _Number, kind: str, cue: str | None) -> bool:
    """True if the number needs no word beside it. cue: OTHER if a word says that it is something else."""
    if kind == _PHONE:
        sign = text[number.start - 1 : number.start]
        return sign == "+" or _AUSTRALIAN.fullmatch(number.digits) is not None or (
            cue is None and _AMERICAN.match(text, number.start - (sign == "(")) is not None
        )
    if kind == _CARD:
        return cue is None and number.digits[0] in "23456"
    return kind != _TFN or cue is None


def _cue_before(text: str, number: _Number, kinds: list[str]) -> str | None:
    """The nearest of these kinds that a word before the number names; OTHER if a nearer word names another thing."""
    before = text[max(0, number.start - CUE_CHARACTERS) : number.start].lower()
    for match in reversed(list(_CUE.finditer(before))):
        cue = match.lastgroup
        if cue == _OTHER:
            return _OTHER
        near = cue != _PHONE or number.usual or len(before) - match.end() <= PHONE_CUE_CHARACTERS
        if cue in kinds and near:
            return cue
    return None


def _cue_after(text: str, end: int, kinds: list[str]) -> str | None:
    """What a word after the number names, in the same sentence and before any other number."""
    after = _SENTENCE.match(text, end, end + LOOKAHEAD)
    for match in _CUE.finditer(after.group().lower()) if after else ():
        if match.lastgroup in kinds and match.lastgroup != _PHONE:
            return match.lastgroup
    return None


def _opening(text: str, start: int, floor: int) -> int:
    """The number's first character, plus sign and bracket included."""
    while start > floor and text[start - 1] in "+(" and not text[start - 2 : start - 1].isalnum():
        start -= 1
    return start


def _ip(text: str, address: re.Match[str], final: bool) -> Finding | None:
    start, end = address.span()
    if not final and end + 2 > len(text):
        return undecided(start)
    cue = _cue_before(text, _Number(start, end, "", ()), ["IP_ADDRESS"])
    octets = [int(octet) for octet in address.group().split(".")]
    if cue == "IP_ADDRESS" or (cue is None and (max(octets) >= 64 or octets[0] == 10)):
        return Finding("IP_ADDRESS", start, end)
    return None


def _iban(text: str, start: int, floor: int, final: bool) -> Finding | None:
    """An IBAN whose check digits begin at `start`."""
    begin = start - 2
    size = IBAN_SIZES.get(text[begin:start].upper()) if begin >= floor else None
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
