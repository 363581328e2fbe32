"""Numbers that are known by their check digits or their shape: TFN, ABN, ACN, Medicare, cards, IBAN, phones, IPv4.

A number counts as one of a kind if its check digits are right and either a word near it says so or it is written in the
kind's own grouping. A number whose check digits are wrong is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from auslex.screening.citations import in_report, is_cited_company
from auslex.screening.detectors.personal_checks import IBAN_SIZES, is_abn, is_acn, is_iban, is_luhn, is_medicare, is_tfn
from auslex.screening.detectors.personal_cued import may_be_named, value_at
from auslex.screening.detectors.personal_places import street_at
from auslex.screening.detectors.scanning import LOOKAHEAD, Page, undecided
from auslex.screening.findings import Finding

DIGITS_MAX = 19  # The longest card.
CUE_CHARACTERS = 64
PHONE_CUE_WORDS = 3  # For what is not written as phone numbers are.
GROUPS_MAX = 5  # Of digits, in the way any kind is usually written.

_TFN, _ABN, _ACN, _MEDICARE = "AU_TFN", "AU_ABN", "AU_ACN", "AU_MEDICARE"
_CARD, _PHONE, _OTHER = "CREDIT_CARD", "PHONE", "other"

_TRIGGER = re.compile(
    # Five characters or more, or a house number, but no date.
    r"[0-9](?:[0-9\s.\-/()_]{3,}[0-9]|[0-9]{0,4}[A-Za-z]?(?:[/-][0-9]{1,4}[A-Za-z]?)?,?\s(?!(?:Jan|Feb|Mar"
    r"|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*,? [12])"
    r"[A-Z][a-z.])"
)
_CLUSTER = re.compile(r"[0-9](?:[\s.\-/()_]{0,3}[0-9])*")
_GROUP = re.compile(r"[0-9]+")
_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}(?:[ -]?[A-Z0-9]){11,30}|[a-z]{2}[0-9]{2}(?:[ -]?[a-z0-9]){11,30}")
_PREFIX = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{1,2}[\s-]?\Z")
_HOUSE = re.compile(r"[A-Za-z]?,?\s[A-Z]")
_IBAN_HEAD = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}[0-9]{2}(?:[ -]?[A-Za-z0-9]{1,4}){0,2}[ -]?\Z")
_SEPARATORS = re.compile(r"[ -]")
_IBAN_OPEN = re.compile(r"(?:[A-Z]{2}[0-9]{2}(?:[ -]?[A-Z0-9]){0,30}|[a-z]{2}[0-9]{2}(?:[ -]?[a-z0-9]){0,30})[ -]?\Z")
_IPV4 = re.compile(r"(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}(?![\d.]*\d|\w)")
_AUSTRALIAN = re.compile(r"(?:0011)?610?[2-478][0-9]{8}|0[2-478][0-9]{8}")
_AMERICAN = re.compile(r"\(?[2-9][0-9]{2}(?:\) ?|-|\.)[2-9][0-9]{2}[-.][0-9]{4}")
_NOT_DIGITS = re.compile(r"[^0-9]+")
_CONTINUES = re.compile(r"[0-9][\s.\-/()_]{1,3}\Z")  # Before a group: it is not the first of its number.
_SENTENCE = re.compile(r"[^0-9.;\n]*")

_CUES = {
    _TFN: "tfn tfns t.f.n taxfile tax-file",
    _ABN: "abn abns a.b.n business",
    _ACN: "acn a.c.n arbn company companies asic",
    _MEDICARE: "medicare",
    _CARD: "card cards visa mastercard amex express diners cc cardholder pan visacard credit debit",
    "IP_ADDRESS": "ip ips ipv4 host hosts server servers login logins router",
    _PHONE: "phone telephone tel ph mobile mob fax facsimile cell cellphone whatsapp sms text texted texting call"
    " called calling ring rang reach reached reachable contact dial voicemail hotline landline phoned telephoned",
    _OTHER: "invoice reference ref docket receipt isbn issn serial transaction order tracking barcode matter proceeding"
    " proceedings claim policy exhibit folio plan clause cl section s ss para paragraph version item"
    " regulation reg rule r"
    " schedule part file ticket case v pp pages page",
}
_CUE_WORDS = {word: kind for kind, words in _CUES.items() for word in words.split()}
_WORDS = re.compile(r"[a-z][a-z.-]*")
_CHECKS = ((_ABN, is_abn), (_MEDICARE, is_medicare), (_TFN, is_tfn), (_ACN, is_acn))
_ANY = (_ABN, _MEDICARE, _TFN, _CARD, _PHONE)

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
_NAMED_ONLY: frozenset[tuple[int, ...]] = frozenset(
    ((6,), (7,), (8,), (4, 4), (9,), (12,), (17,), (18,), (3, 4), (2, 3, 3))
)
_PREFIXES = frozenset(sizes[:count] for sizes in (*_WRITTEN, *_NAMED_ONLY) for count in range(1, len(sizes) + 1))
_FIRST_SIZES = frozenset(sizes[0] for sizes in (*_WRITTEN, *_NAMED_ONLY)) | {1}


class _Number(NamedTuple):
    """Groups of digits that may be one number. usual: the kinds that are usually written so."""

    start: int
    end: int
    digits: str
    usual: tuple[str, ...]


def scan_numbers(page: Page, position: int, final: bool) -> Iterator[Finding]:
    """What begins with a digit, or with a sign or letters before one: all types of this module, cued values, streets."""
    text, lower = page.text, page.lower
    floor = position  # Nothing before it may be part of a finding.
    while (trigger := _TRIGGER.search(text, position)) is not None:
        start, position = trigger.span()
        position -= 2 * (not text[position - 1].isdigit())  # The capital word behind a house number.
        for groups in _clusters(text, start, trigger.end()):
            cued = may_be_named(lower, groups[0][0], groups[-1][1])
            for index in range(len(groups)):
                if groups[index][0] < floor:
                    continue
                finding = _at(text, lower, groups, index, floor, final, cued=cued)
                if finding is not None:
                    yield finding
                    if not finding.type:
                        return
                    floor = finding.end
        position = max(position, floor)


def _clusters(text: str, start: int, end: int) -> Iterator[list[tuple[int, int]]]:
    """The spans of groups of digits that may belong together."""
    for cluster in _CLUSTER.finditer(text, start, end):
        yield [group.span() for group in _GROUP.finditer(text, *cluster.span())]


def _at(
    text: str, lower: str, groups: list[tuple[int, int]], index: int, floor: int, final: bool, *, cued: bool
) -> Finding | None:
    """What begins with this group of digits; nothing of it may lie before `floor`."""
    start, end = groups[index]
    before = text[start - 1 : start]
    value = value_at if cued else _no_value
    if (
        index + 2 >= len(groups)
        and _HOUSE.match(text, groups[-1][1])
        and (street := street_at(text, start, floor)) is not None
    ):
        return street
    if before.isalpha() or before == "_":
        return (
            (_iban(text, start, floor, final) or value(text, lower, start, floor, final)) if before.isalpha() else None
        )
    if end - start not in _FIRST_SIZES or before == "$":
        return None
    if before in (",", ".") and text[start - 2 : start - 1].isdigit():
        return None
    last = groups[-1][1]
    if not final and last + 4 > len(text) and last - start < 3 * DIGITS_MAX:
        return undecided(_earliest(text, start, floor))
    if last - start >= 7 and text[end : end + 1] == "." and (address := _IPV4.match(text, start)) is not None:
        return _ip(text, lower, address, final)
    if last - start < 5:
        return None
    if text[start - 2 : start - 1].isalpha() and (iban := _iban(text, start, floor, final)) is not None:
        return iban
    if (named := value(text, lower, start, floor, final)) is not None:
        return named
    for number in _numbers(text, groups, index):
        kinds = _kinds(text, number)
        if kinds and (finding := _named(text, lower, number, kinds, floor, final)) is not None:
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
    found: list[_Number] = []
    sizes = ()
    for begin, end in groups[index : index + GROUPS_MAX]:
        sizes = (*sizes, end - begin)
        if sizes not in _PREFIXES:
            break
        usual = _WRITTEN.get(sizes)
        if (usual is not None or sizes in _NAMED_ONLY) and _ends(text, end):
            found.append(_Number(start, end, _NOT_DIGITS.sub("", text[start:end]), usual or ()))
    yield from reversed(found)


def _no_value(text: str, lower: str, start: int, floor: int, final: bool) -> None:
    """Where no word is near that could make a number personal."""


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


def _named(text: str, lower: str, number: _Number, kinds: list[str], floor: int, final: bool) -> Finding | None:
    """The finding, if a word near the number or the way it is written says which kind it is."""
    start = _opening(text, number.start, floor)
    if not final and number.end + LOOKAHEAD > len(text):
        return undecided(_earliest(text, number.start, floor))
    kind = _cue_before(lower, number, kinds)
    if kind is None or kind == _OTHER:
        kind = _cue_after(lower, number.end, kinds) or kind
    if kind is None or kind == _OTHER:
        in_one_line = "\n" not in text[number.start : number.end]
        usual = (usual for usual in kinds if in_one_line and usual in number.usual)
        kind = next((each for each in usual if _speaks_for_itself(text, number, each, kind)), None)
    if kind is None or in_report(text, number.start, number.end):
        return None
    if kind in (_ACN, _ABN) and is_cited_company(text, number.start, number.end):
        return None
    return Finding(kind, start, number.end)


def _speaks_for_itself(text: str, number: _Number, kind: str, cue: str | None) -> bool:
    """True if the number needs no word beside it. cue: OTHER if a word says that it is something else."""
    if kind == _PHONE:
        sign = text[number.start - 1 : number.start]
        return (
            sign == "+"
            or _AUSTRALIAN.fullmatch(number.digits) is not None
            or (cue is None and _AMERICAN.match(text, number.start - (sign == "(")) is not None)
        )
    if kind == _CARD:
        return cue is None and number.digits[0] in "23456"
    return kind != _TFN or cue is None


def _cue_before(lower: str, number: _Number, kinds: list[str]) -> str | None:
    """The nearest of these kinds that a word before the number names; OTHER if a nearer word names another thing."""
    words = _WORDS.findall(lower, max(0, number.start - CUE_CHARACTERS), number.start)
    for distance, cue in enumerate(_cues(words)):
        if cue == _OTHER:
            return _OTHER
        if cue in kinds and (cue != _PHONE or number.usual or distance < PHONE_CUE_WORDS):
            return cue
    return None


def _cue_after(lower: str, end: int, kinds: list[str]) -> str | None:
    """What a word after the number names, in the same sentence and before any other number."""
    after = _SENTENCE.match(lower, end, end + LOOKAHEAD)
    for cue in reversed(list(_cues(_WORDS.findall(after.group())))) if after else ():
        if cue in kinds and cue != _PHONE:
            return cue
    return None


def _cues(words: list[str]) -> Iterator[str | None]:
    """What each word names, the last word's first."""
    for index in range(len(words) - 1, -1, -1):
        cue = _CUE_WORDS.get(words[index].rstrip(".-"))
        if cue == _OTHER and words[index] == "file" and words[index - 1] in ("tax", "taxation"):
            cue = _TFN
        yield cue


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
    cue = _cue_before(lower, _Number(start, end, "", ()), ["IP_ADDRESS"])
    octets = [int(octet) for octet in address.group().split(".")]
    if cue == "IP_ADDRESS" or (cue is None and (max(octets) >= 64 or octets[0] == 10)):
        return Finding("IP_ADDRESS", start, end)
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
