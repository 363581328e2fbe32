"""Which of the persons that a model sees are to be masked: pure, and rather too few than a party or a judge."""

from __future__ import annotations

import re
from collections.abc import Iterable

from auslex.screening.detectors.name_words import GIVEN, HONORIFICS, NEVER, NOT_FIRST, PARTICLES, SURNAMES
from auslex.screening.ner.port import Span
from auslex.screening.public_names import is_public

PERSON_LABELS = frozenset(("PERSON", "PER"))
CHARACTERS_MAX = 60
_LETTERS = r"[^\W\d_a-z][^\W\d_]*(?:['\u2019-][^\W\d_]+)*"  # Begins with a letter that is no small one.
_NAME = re.compile(rf"{_LETTERS}\.?(?: (?:{PARTICLES} ){{0,2}}{_LETTERS}\.?){{0,4}}")
_POSSESSIVE = re.compile(r"['\u2019]s?\Z")
_ANNOUNCED = HONORIFICS | {word.upper() for word in HONORIFICS}
_NEVER = NEVER - SURNAMES
_ABBREVIATION_MAX = 3  # Letters in capitals that are none of a name: ABN, CJ.
_PART_MIN = 4  # Letters of a word that may stand for a whole name.
_TITLE_CHARACTERS = 20
_JOINING = ("@", "_", "/", "-")


def persons(text: str, spans: Iterable[Span]) -> list[Span]:
    """The place of each name to mask, without titles, and of the parts by which its bearer may be called; each once.

    A word alone counts only if it is a common given name, follows a title, or is part of a name in full: to a model
    most companies, projects and defined terms of a judgment look like family names.
    """
    found: dict[str, Span] = {}
    public: set[str] = set()
    for start, end in filter(None, (_trimmed(text, *span) for span in spans)):
        name = text[start:end]
        if name in found or name in public or not _looks_like_a_person(text, start, end):
            continue
        if _is_public(text, name) or _is_made_of_words(text, name):
            public.add(name)
        else:
            found[name] = start, end
    for start, end in list(found.values()):
        for part in _parts(text, start, end):
            found.setdefault(text[part[0] : part[1]], part)
    return list(found.values())


def _parts(text: str, start: int, end: int) -> Iterable[Span]:
    """A common given name, and the family name; unless the text has such a word that is no name."""
    first, _, rest = text[start:end].partition(" ")
    last = rest.rpartition(" ")[2]
    if first in GIVEN and len(first) >= _PART_MIN and _is_name_only(text, first):
        yield start, start + len(first)
    if len(last) >= _PART_MIN and last not in NEVER and last not in NOT_FIRST and _is_name_only(text, last):
        yield end - len(last), end


def _is_name_only(text: str, word: str) -> bool:
    return not _is_word(text, word) and not _is_public(text, word)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and not text[start].isalpha():
        start += 1
    end = start + len(text[start:end].partition("\n")[0])
    end -= len(text[start:end]) - len(_POSSESSIVE.sub("", text[start:end].rstrip(" ,;:\"'\u2019\n\r\t")))
    while (first := text[start:end].partition(" ")[0]) and first.rstrip(".") in _ANNOUNCED:
        start += len(first) + 1
    return (start, end) if start < end else None


def _looks_like_a_person(text: str, start: int, end: int) -> bool:
    name = text[start:end]
    if len(name) > CHARACTERS_MAX or not _NAME.fullmatch(name):
        return False
    words = [word.rstrip(".") for word in name.split()]
    plain = [word.title() if word.isupper() and len(word) > _ABBREVIATION_MAX else word for word in words]
    if plain[0] in NOT_FIRST or any(map(_is_none, plain)) or len(words[-1]) == 1:
        return False
    if plain[-1] in NEVER and (plain[0] not in GIVEN or plain[0] in NEVER):  # Fortitude Valley, Victoria Street.
        return False
    return len(words) > 1 or _stands_alone(text, start, end, plain[0])


def _is_none(word: str) -> bool:
    """True for a word or an abbreviation that no name has; one letter is an initial."""
    return len(word) > 1 and (word in _NEVER or (len(word) <= _ABBREVIATION_MAX and word.isupper()))


def _stands_alone(text: str, start: int, end: int, word: str) -> bool:
    """True for one word that is a name by itself, and no part of an address or an identifier."""
    if text[end : end + 1] in _JOINING or (start and text[start - 1] in _JOINING):
        return False
    if word in NEVER:
        return False
    if word in GIVEN:
        return _is_name_only(text, word)
    before = text[max(0, start - _TITLE_CHARACTERS) : start].split()
    return bool(before) and before[-1].rstrip(".") in _ANNOUNCED


def _is_public(text: str, name: str) -> bool:
    """True for a judge, a party or a firm anywhere in the text: then this is not whom the text is secretive about."""
    return any(is_public(text, *match.span()) for match in re.finditer(rf"\b{re.escape(name)}\b", text))


def _is_made_of_words(text: str, name: str) -> bool:
    """True for a defined term, such as "Scheme Actuary": the text has words of it in small letters."""
    words = name.split()
    return words[0] not in GIVEN and any(word[0].isupper() and _is_word(text, word) for word in words)


def _is_word(text: str, word: str) -> bool:
    return re.search(rf"\b{re.escape(word.lower())}\b", text) is not None
