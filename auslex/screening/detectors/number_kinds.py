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
NUMBER_MAX = 3 * DIGITS_MAX  # Characters of the longest, with what is between its digits.
SHAPE_MAX = 96  # Characters of a text of digits that are looked at together: more than any number has.
_GAP_MAX = 3  # Characters between groups of digits that belong together.
PHONE_CUE_WORDS = 3  # For what is not written as phone numbers are.
CALL_CUE_WORDS = 7

TFN, ABN, ACN, MEDICARE = "AU_TFN", "AU_ABN", "AU_ACN", "AU_MEDICARE"
CARD, PHONE, IP, OTHER = "CREDIT_CARD", "PHONE", "IP_ADDRESS", "other"

_CUES = {
    TFN: "tfn tfns taxfile",
    ABN: "abn abns business",
    ACN: "acn arbn company companies asic",
    MEDICARE: "medicare mcare care mc mcn",
    CARD: "card cards visa mastercard amex express diners cc cardholder pan visacard credit debit",
    IP: "ip ips ipv4 ipaddress host hosts server servers login logins logged router src dst srcip dstip remote peer"
    " addr forwarded",
    PHONE: "phone telephone tel ph mobile mob fax facsimile cell cellphone whatsapp sms text texted texting call"
    " called calling ring rang rung reach reached reachable contact dial voicemail hotline landline phoned telephoned"
    " callback homephone workphone mobilephone contactnumber contactno payid",
    OTHER: "invoice reference ref docket receipt isbn issn serial transaction order tracking barcode matter proceeding"
    " proceedings claim policy exhibit folio plan clause cl section s ss para paragraph version item"
    " regulation reg rule r"
    " schedule part file ticket case v pp pages page job consignment parcel asset sku orderid form meter reading",
}
_COMPOUNDS = ("no", "num", "number", "cardno", "cardnumber")  # "medicareNo", "mobileNumber"
_CUE_WORDS = {word.encode(): kind for kind, words in _CUES.items() for word in words.split()}
_CUE_WORDS |= {
    f"{word}{end}".encode(): kind
    for kind, words in _CUES.items()
    if kind != OTHER
    for word in words.split()
    for end in _COMPOUNDS
}
# What makes a number a telephone's: "home number", "my number is".
_CALLED = frozenset(
    b"home work contact daytime evening office direct emergency best back a another new old his her my your their mums"
    b" dads hours".split()
)
_NUMBER_WORDS = frozenset((b"number", b"numbers", b"no", b"number:", b"no:"))
_LABEL_WORDS = frozenset(
    (*_NUMBER_WORDS, b":", b"id", b"id:", b"num", b"num:", b"tag", b"is", b"was", b"are", b"reads")
)
_CALLS = frozenset(
    b"call ring rung rang reach contact contact: emergency phone list list:".split()
)  # "call Jane back on 9316 4953"
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
    (2, 9): (ABN, PHONE),
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


class Reading(NamedTuple):
    """Groups of digits read as one number; places count from the cluster's first digit.

    usual: the kinds that are usually written so. checks: kinds by their check digits.
    """

    groups: tuple[tuple[int, int], ...]
    usual: tuple[str, ...]
    checks: tuple[tuple[str, Callable[[str], bool]], ...]
    is_phone: bool


class Cluster(NamedTuple):
    """Groups of digits that may belong together, by places from the first digit on.

    visited: those with which something may begin, and the numbers that may, the longest first. whole: all as one
    number, written as no kind usually is. following: where the next cluster begins, or what is left of a long one.
    """

    groups: tuple[tuple[int, int], ...]
    visited: tuple[tuple[int, tuple[Reading, ...]], ...]
    whole: Reading | None
    following: int | None


@lru_cache(maxsize=8192)
def cluster(shape: bytes) -> Cluster:
    """The first cluster in a text of digits, written as zeros, and what may stand between them."""
    spans = [group.span() for group in _GROUP.finditer(shape)]
    count = next((at for at in range(1, len(spans)) if _is_apart(shape[spans[at - 1][1] : spans[at][0]])), len(spans))
    groups = tuple(spans[:count])
    following = spans[count][0] if count < len(spans) else None
    if following is None and len(shape) == SHAPE_MAX:  # Longer than any number: the rest is looked at on its own.
        following = next((start for start, _ in groups if start > SHAPE_MAX // 2), None)
    visited = [
        (index, readings)
        for index, (start, _) in enumerate(groups)
        if following is None or start < following
        if (readings := _readings(groups[index : index + GROUPS_MAX]))
        or index == 0
        or shape[start - 1 : start] == b"\n"
        or shape[start - 2 : start] == b"/ "
        or _may_be_octets(groups[index:])
    ]
    return Cluster(groups, tuple(visited), _whole(groups), following)


def _is_apart(between: bytes) -> bool:
    """True if no number goes on behind this."""
    return len(between) > _GAP_MAX or b"\n\n" in between


def _readings(groups: tuple[tuple[int, int], ...]) -> tuple[Reading, ...]:
    sizes = tuple(end - start for start, end in groups)
    written = [sizes[:count] for count in range(len(sizes), 0, -1)]
    return tuple(
        _reading(groups[: len(each)], _WRITTEN.get(each, ()))
        for each in written
        if each in _WRITTEN or each in _NAMED_ONLY
    )


def _whole(groups: tuple[tuple[int, int], ...]) -> Reading | None:
    sizes = tuple(end - start for start, end in groups)
    if groups[-1][1] >= NUMBER_MAX or not 6 <= sum(sizes) <= DIGITS_MAX or sizes in _WRITTEN or sizes in _NAMED_ONLY:
        return None
    return _reading(groups, _ANY if max(sizes) == 1 else ())


def _reading(groups: tuple[tuple[int, int], ...], usual: tuple[str, ...]) -> Reading:
    digits = sum(end - start for start, end in groups)
    is_phone = 6 <= digits <= 13 and (not usual or PHONE in usual)
    return Reading(groups, usual, _CHECKS.get(digits, ()), is_phone)


def abroad(groups: Sequence[tuple[int, int]], count: int) -> Reading:
    """The first `count` groups as a telephone number with a plus sign before it."""
    return Reading(tuple(groups[:count]), (PHONE,), (), True)


def _may_be_octets(groups: tuple[tuple[int, int], ...]) -> bool:
    return len(groups) >= 4 and all(end - start <= 3 for start, end in groups[:4])


def cue_before(
    words: list[bytes], kinds: Sequence[str], usual: tuple[str, ...], *, is_local: bool = False
) -> str | None:
    """The nearest of these kinds that a word before the number names; OTHER if a nearer word names another thing.

    is_local: it has the digits of a telephone number without its area, which may be named from further off.
    """
    if _CUE_WORDS.keys().isdisjoint(words) and _NUMBER_WORDS.isdisjoint(words):
        return None
    distance = -1
    for index in range(len(words) - 1, -1, -1):
        distance += words[index][0] >= _FIRST_LETTER
        cue = _CUE_WORDS.get(words[index])
        if cue is None and words[index] in _NUMBER_WORDS and index and words[index - 1] in _CALLED:
            cue = PHONE
        if cue is None or (words[index].startswith(b"care") and words[index - 1 : index] != [b"m"]):  # "m/care"
            continue
        if cue == OTHER:
            before = words[index - 1] if index and words[index].rstrip(b":") == b"file" else b""
            if before == b"on":  # "Card on file: 4111 ..."
                continue
            if before not in (b"tax", b"taxation"):
                return OTHER
            cue = TFN
        reach = CALL_CUE_WORDS if is_local and words[index] in _CALLS else PHONE_CUE_WORDS
        if cue in kinds and (cue != PHONE or usual or distance < reach):
            return cue
    return None


def is_labelled(words: list[bytes]) -> bool:
    """True if the words before a number end with what it is called, and that is none of these kinds."""
    for word in reversed(words):
        if word not in _LABEL_WORDS:
            return _CUE_WORDS.get(word) == OTHER
    return False


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
