"""Which of the persons that a model sees are to be masked: pure, and rather too few than a party or a judge."""

from __future__ import annotations

import re
from collections.abc import Iterable

from auslex.screening.citations import is_cited, may_be_cited
from auslex.screening.detectors.name_words import EPONYMS, HONORIFICS, NEVER, NOT_FIRST, PARTICLES, SURNAMES
from auslex.screening.judges import is_judge
from auslex.screening.ner.port import Span

PERSON_LABELS = frozenset(("PERSON", "PER"))
CHARACTERS_MAX = 60
_LETTERS = r"[^\W\d_a-z][^\W\d_]*(?:['\u2019-][^\W\d_]+)*"  # Begins with a letter that is no small one.
_NAME = re.compile(rf"{_LETTERS}\.?(?: (?:{PARTICLES} ){{0,2}}{_LETTERS}\.?){{0,4}}")
_POSSESSIVE = re.compile(r"['\u2019]s?\Z")
_ANNOUNCED = HONORIFICS | {word.upper() for word in HONORIFICS}
_NEVER = NEVER - SURNAMES
_ALONE_MIN = 3  # Letters of a name that stands alone.


def persons(text: str, spans: Iterable[Span]) -> list[Span]:
    """The places of names to mask, without titles and what else stands round them; in the order given."""
    return [name for span in spans if (name := _trimmed(text, *span)) and _is_person(text, *name)]


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and not text[start].isalpha():
        start += 1
    end -= len(text[start:end]) - len(_POSSESSIVE.sub("", text[start:end].rstrip(" ,;:\"'\u2019\n\r\t")))
    while (first := text[start:end].partition(" ")[0]) and first.rstrip(".") in _ANNOUNCED:
        start += len(first) + 1
    return (start, end) if start < end else None


def _is_person(text: str, start: int, end: int) -> bool:
    name = text[start:end]
    if len(name) > CHARACTERS_MAX or not _NAME.fullmatch(name):
        return False
    words = [word.rstrip(".") for word in name.split()]
    plain = [word.title() if word.isupper() and len(word) > 2 else word for word in words]
    if any(word in _NEVER and len(word) > 1 for word in plain) or plain[0] in NOT_FIRST or len(words[-1]) == 1:
        return False
    if len(words) == 1 and (plain[0] in NEVER or len(name) < _ALONE_MIN or _is_marked(text, start, end, name)):
        return False
    if name in EPONYMS or is_judge(text, start, end) or is_cited(text, start, end) or may_be_cited(text, start, end):
        return False
    return not any(is_cited(text, *place) or is_judge(text, *place) for place in _places(text, name))


def _is_marked(text: str, start: int, end: int, name: str) -> bool:
    """True for letters that are more likely an abbreviation, or part of an address or an identifier."""
    return name.isupper() or text[end : end + 1] in ("@", "_", "/") or text[start - 1 : start] in ("@", "_", "/", ".")


def _places(text: str, name: str) -> Iterable[Span]:
    """Wherever else this name stands: who is a party or a judge in one place is one in all."""
    return (match.span() for match in re.finditer(rf"\b{re.escape(name)}\b", text))
