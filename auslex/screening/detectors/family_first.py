"""Names whose family name comes first: "SMITH, Jane", "Smith, Jane" and "SMITH Jane"."""

from __future__ import annotations

import re

from auslex.screening.detectors.name_evidence import (
    AFTER_CHARACTERS,
    is_announced,
    is_family_name,
    is_followed,
    is_given_name,
    is_ordinary,
    titled,
    words_before,
)
from auslex.screening.detectors.name_shapes import NAME
from auslex.screening.detectors.name_words import ABBREVIATIONS, NEVER, SURNAMES
from auslex.screening.detectors.scanning import undecided
from auslex.screening.findings import Finding

PERSON = "PERSON"
_GOES_ON = re.compile(r",? (?:and|&|JJ?\b|CJ|in the|v\b)|'")
_LISTED = re.compile(r", (?!(?:TFN|ABN|DOB|BSB|ACN)\b)[A-Z]")
_LABELS = ":|;(\t\n\"'"
_CAPITALS_MIN = 3  # Letters of an unknown family name in capitals; fewer are an abbreviation.


def family_first(text: str, match: re.Match[str], final: bool) -> Finding | None:
    """The name that begins with the word of `match` before the comma, at the beginning of a line or behind a label."""
    start, second = match.start(1), match.start(2)
    near = text[max(0, start - 3) : start].rstrip(" ")
    is_announcing = is_announced(words_before(text, start))
    if second != match.end() or not (is_announcing or not near or near[-1] in _LABELS):
        return None
    family = titled(match[1])
    is_shouted = match[1].isupper() and not match[2].isupper()
    is_family = is_family_name(family) or (match[1].isupper() and len(match[1]) >= _CAPITALS_MIN)
    is_given = is_given_name(match[2])
    name = NAME.match(text, second)
    end = name.end() if name is not None else match.end(2)
    if not final and end + AFTER_CHARACTERS > len(text):
        return undecided(start)
    if not (is_family and is_given):
        is_likely = (is_family or is_given) and len(match[2]) > 1 and not is_ordinary(match[2])
        if not is_likely or not (is_announcing or (is_shouted and near.endswith(":")) or is_followed(text, end)):
            return None
    if is_ordinary(family) and not is_family_name(family):
        return None
    if _GOES_ON.match(text, end) or (not is_shouted and _LISTED.match(text, end)):
        return None
    return Finding(PERSON, start, end)


def is_family_first(words: list[str]) -> bool:
    """True if the first word alone is in capitals and may be a family name: "SMITH Jane"."""
    if any(word.isupper() and len(word) > 1 for word in words[1:]) or not words[1:]:
        return False
    first = words[0]
    family = titled(first)
    if first in ABBREVIATIONS or (family in NEVER and family not in SURNAMES):
        return False
    return is_family_name(family) or (len(first) > _CAPITALS_MIN and not is_ordinary(family))
