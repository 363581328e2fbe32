"""What a number can be by its digits and by the way they are grouped, and the words that say what it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from auslex.screening.detectors.nearby import words_after
from auslex.screening.detectors.personal_checks import is_abn, is_acn, is_luhn, is_medicare, is_tfn
from auslex.screening.detectors.scanning import LOOKAHEAD

DIGITS_MAX = 19  # The longest card.
GROUPS_MAX = 5  # Of digits, in the way any kind is usually written.
SHAPE_MAX = 96  # Characters of a text of digits that are looked at together: more than any number has.
_GAP_MAX = 3  # Characters between groups of digits that belong together.
PHONE_CUE_WORDS = 3  # For what is not written as phone numbers are.

TFN, ABN, ACN, MEDICARE = "AU_TFN", "AU_ABN", "AU_ACN", "AU_MEDICARE"
CARD, PHONE, IP, OTHER = "CREDIT_CARD", "PHONE", "IP_ADDRESS", "other"

_CUES = {
    TFN: "tfn tfns taxfile",
    ABN: "abn abns business",
    ACN: "acn arbn company companies asic",
    MEDICARE: "medicare",
    CARD: "card cards visa mastercard amex express diners cc cardholder pan visacard credit debit",
    IP: "ip ips ipv4 host hosts server servers login logins router",
    PHONE: "phone telephone tel ph mobile mob fax facsimile cell cellphone whatsapp sms text texted texting call"
    " called calling ring rang reach reached reachable contact dial voicemail hotline landline phoned telephoned",
    OTHER: "invoice reference ref docket receipt isbn issn serial transaction order tracking barcode matter proceeding"
    " proceedings claim policy exhibit folio plan clause cl section s ss para paragraph version item"
    " regulation reg rule r"
    " schedule part file ticket case v pp pages page",
}
_CUE_WORDS = {word.encode(): kind for kind, words in _CUES.items() for word in words.split()}
_CUE_WORDS |= {word + b":": kind for word, kind in _CUE_WORDS.items()}
_FIRST_LETTER = ord("a")
_GROUP = re.compile(rb"0+")

_CHECKS: dict[int, tuple[tuple[str, Callable[[str], bool]], ...]] = {  # By the number of digits.
    9: ((TFN, is_tfn), (ACN, is_acn)),
    10: ((MEDICARE, is_medicare),),
    11: ((ABN, is_abn), (MEDICARE, is_medicare)),
    **dict.fromkeys(range(12, DIGITS_MAX + 1), ((CARD, is_luhn),)),
}
_ANY = (ABN, MEDICARE, TFN, CARD, PHONE)

# How each kind is written: the sizes of its groups. A kind in brackets of its own needs a word that says what it is.
_WRITTEN: dict[tuple[int, ...], tuple[str, ...]] = {
    (3, 3, 3): (TFN,),
    (11,): (ABN, PHONE),
    (2, 3, 3, 3): (ABN, PHONE),
    (4, 5, 1): (MEDICARE,),
    (4, 5, 1, 1): (MEDICARE,),
    (4, 5, 2): (MEDICARE,),
    (10,): (PHONE,),
    (4, 3, 3): (PHONE,),
    (2, 4, 4): (PHONE,),
    (2, 8): (PHONE,),
    (4, 6): (PHONE,),
    (3, 3, 4): (PHONE,),
    (4, 2, 2, 2): (PHONE,),
    (2, 9): (PHONE,),
    (2, 1, 4, 4): (PHONE,),
    (2, 1, 8): (PHONE,),
    (2, 1, 1, 4, 4): (PHONE,),
    (4, 3, 3, 3): (PHONE,),
    (2, 1, 3, 3, 3): (PHONE,),
    (4, 4, 4, 4): (CARD,),
    (4, 6, 5): (CARD,),
    (4, 6, 4): (CARD,),
    (4, 4, 4, 4, 3): (CARD,),
    **{(size,): (CARD,) for size in (13, 14, 15, 16, 19)},
}
_NAMED_ONLY: frozenset[tuple[int, ...]] = frozenset(
    ((6,), (7,), (8,), (4, 4), (9,), (12,), (17,), (18,), (3, 4), (2, 3, 3))
)
_PREFIXES = frozenset(sizes[:count] for sizes in (*_WRITTEN, *_NAMED_ONLY) for count in range(1, len(sizes) + 1))


class Reading(NamedTuple):
    """Groups of digits read as one number.

    groups: how many of them. usual: the kinds that are usually written so. checks: kinds by their check digits.
    """

    groups: int
    usual: tuple[str, ...]
    checks: tuple[tuple[str, Callable[[str], bool]], ...]
    is_phone: bool


@lru_cache(maxsize=4096)
def readings(sizes: tuple[int, ...]) -> tuple[Reading, ...]:
    """The numbers that may begin with the first of these groups of digits, the longest first."""
    found = [
        _reading(sizes[:count], _WRITTEN.get(sizes[:count], ()))
        for count in range(1, 1 + min(GROUPS_MAX, len(sizes)))
        if sizes[:count] in _WRITTEN or sizes[:count] in _NAMED_ONLY
    ]
    return tuple(reversed(found))


class Cluster(NamedTuple):
    """Groups of digits that may belong together, by places from the first digit on.

    visited: those with which something may begin. following: where the next cluster begins, or what is left of a long
    one; None if nothing follows.
    """

    groups: tuple[tuple[int, int], ...]
    sizes: tuple[int, ...]
    visited: tuple[int, ...]
    following: int | None


@lru_cache(maxsize=8192)
def cluster(shape: bytes) -> Cluster:
    """The first cluster in a text of digits, written as zeros, and what may stand between them."""
    spans = [group.span() for group in _GROUP.finditer(shape)]
    count = next((at for at in range(1, len(spans)) if spans[at][0] - spans[at - 1][1] > _GAP_MAX), len(spans))
    following = spans[count][0] if count < len(spans) else None
    groups = tuple(spans[:count])
    sizes = tuple(end - start for start, end in groups)
    visited = tuple(
        index
        for index in range(count)
        if index == 0 or readings(sizes[index : index + GROUPS_MAX]) or _may_be_octets(sizes[index : index + 4])
    )
    if following is None and len(shape) == SHAPE_MAX:  # Longer than any number: the rest is looked at on its own.
        following = next((start for start, _ in groups if start > SHAPE_MAX // 2), None)
        visited = tuple(index for index in visited if following is None or groups[index][0] < following)
    return Cluster(groups, sizes, visited, following)


def _may_be_octets(sizes: tuple[int, ...]) -> bool:
    return len(sizes) == 4 and max(sizes) <= 3


@lru_cache(maxsize=4096)
def whole(sizes: tuple[int, ...]) -> Reading | None:
    """All groups as one number, written as no kind usually is: digit by digit, or any other way."""
    if len(sizes) > DIGITS_MAX or not 6 <= sum(sizes) <= DIGITS_MAX or sizes in _WRITTEN or sizes in _NAMED_ONLY:
        return None
    return _reading(sizes, _ANY if max(sizes) == 1 else ())


def _reading(sizes: tuple[int, ...], usual: tuple[str, ...]) -> Reading:
    digits = sum(sizes)
    is_phone = 6 <= digits <= 13 and (not usual or PHONE in usual)
    return Reading(len(sizes), usual, _CHECKS.get(digits, ()), is_phone)


def cue_before(words: list[bytes], kinds: Sequence[str], usual: tuple[str, ...]) -> str | None:
    """The nearest of these kinds that a word before the number names; OTHER if a nearer word names another thing."""
    if _CUE_WORDS.keys().isdisjoint(words):
        return None
    distance = -1
    for index in range(len(words) - 1, -1, -1):
        distance += words[index][0] >= _FIRST_LETTER
        cue = _CUE_WORDS.get(words[index])
        if cue is None:
            continue
        if cue == OTHER:
            if words[index] != b"file" or words[index - 1] not in (b"tax", b"taxation"):
                return OTHER
            cue = TFN
        if cue in kinds and (cue != PHONE or usual or distance < PHONE_CUE_WORDS):
            return cue
    return None


def cue_after(clause: str, kinds: Sequence[str]) -> str | None:
    """The first of these kinds that a word of the clause behind the number names."""
    words = words_after(clause, 0, LOOKAHEAD)
    if _CUE_WORDS.keys().isdisjoint(words):
        return None
    for index, word in enumerate(words):
        cue = _CUE_WORDS.get(word)
        if word == b"file" and index and words[index - 1] in (b"tax", b"taxation"):
            cue = TFN
        if cue in kinds and cue != PHONE:
            return cue
    return None
