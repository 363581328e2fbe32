"""Check digits, on strings of plain digits.

Sources: the Australian Taxation Office (TFN, ABN), ASIC (ACN), Services Australia (Medicare), ISO/IEC 7812-1 (cards),
ISO 13616 (IBAN).
"""

from __future__ import annotations

from operator import mul

_TFN = (1, 4, 3, 7, 5, 8, 6, 9, 10)
_ABN = (10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19)
_ACN = (8, 7, 6, 5, 4, 3, 2, 1, 1)
_MEDICARE = (1, 3, 7, 9, 1, 3, 7, 9)


def _threes(weights: tuple[int, ...]) -> tuple[tuple[int, ...], ...]:
    """The weighted sum of every three digits, by where they stand: nine digits are three look-ups."""
    return tuple(
        tuple(sum(map(mul, weights[at : at + 3], map(int, f"{three:03d}"))) for three in range(1000))
        for at in range(0, len(weights), 3)
    )


_TFN_THREES = _threes(_TFN)
_ACN_THREES = _threes(_ACN)
_VALUES = bytes.maketrans(b"0123456789", bytes(range(10)))
_DOUBLED = bytes.maketrans(bytes(range(10)), bytes((0, 2, 4, 6, 8, 1, 3, 5, 7, 9)))
_SIZES = (
    "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 "
    "ES24 FI18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 "
    "LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 "
    "QA29 RO24 RS22 SA24 SC31 SD18 SE24 SI19 SK24 SM27 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20"
)
IBAN_SIZES = {country[:2]: int(country[2:]) for country in _SIZES.split()}  # From the registry of ISO 13616.
_ALPHANUMERIC = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def is_tfn(digits: str) -> bool:
    """Nine digits, weighted sum divisible by 11."""
    return len(digits) == 9 and digits != "000000000" and _nine(digits, _TFN_THREES) % 11 == 0


def is_abn(digits: str) -> bool:
    """Eleven digits; with one taken from the first, the weighted sum is divisible by 89."""
    return len(digits) == 11 and digits[0] != "0" and (_weighted(digits, _ABN) - 10) % 89 == 0


def is_acn(digits: str) -> bool:
    """Nine digits, the last makes the weighted sum divisible by 10."""
    return len(digits) == 9 and digits != "000000000" and _nine(digits, _ACN_THREES) % 10 == 0


def is_medicare(digits: str) -> bool:
    """Ten digits (eleven with the person's own), first 2 to 6, the ninth checks the first eight."""
    return len(digits) in (10, 11) and digits[0] in "23456" and _weighted(digits, _MEDICARE) % 10 == int(digits[8])


def is_luhn(digits: str) -> bool:
    """Luhn's sum is divisible by 10, and the digits are not all alike."""
    values = digits.encode().translate(_VALUES)
    return (sum(values[-1::-2]) + sum(values[-2::-2].translate(_DOUBLED))) % 10 == 0 and len(set(values)) > 1


def is_iban(value: str) -> bool:
    """The country's size; 1 modulo 97 when read as a number from the fifth on."""
    if IBAN_SIZES.get(value[:2]) != len(value) or not _ALPHANUMERIC.issuperset(value):
        return False
    return int("".join(str(int(character, 36)) for character in value[4:] + value[:4])) % 97 == 1


def _nine(digits: str, threes: tuple[tuple[int, ...], ...]) -> int:
    """The weighted sum of nine digits."""
    first, second, third = threes
    return first[int(digits[:3])] + second[int(digits[3:6])] + third[int(digits[6:])]


def _weighted(digits: str, weights: tuple[int, ...]) -> int:
    """The sum of digit times weight; digits beyond the weights do not count."""
    return sum(map(mul, weights, digits.encode().translate(_VALUES)))
