"""Names in small letters that no list has, behind words that leave no choice: "client: zorva quillmere"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auslex.screening.detectors.lone_names import NOT_SMALL
from auslex.screening.detectors.marks import Mark
from auslex.screening.detectors.name_evidence import is_name
from auslex.screening.detectors.name_words import PARTICLES
from auslex.screening.detectors.ordinary import is_english
from auslex.screening.detectors.scanning import Page, undecided
from auslex.screening.findings import Finding

PERSON = "PERSON"
NAME_MAX = 40  # Characters behind the announcing words in which the name must end.
_CUE_MAX = 16
_LETTERS = "a-z\u00e0-\u00ff"
_WORD = rf"(?:(?:{PARTICLES}) )?[{_LETTERS}][{_LETTERS}'-]*[{_LETTERS}](?![\w@/\\=-]|\.\w)"
_NAME = re.compile(rf" ?[\"']?(?P<name>{_WORD}(?: {_WORD}){{1,2}})")
_ENDS = (",", "\n", ";", ". ", "?", "!")


def scan_small_names(page: Page, position: int, final: bool) -> Iterator[Finding]:
    """Names of two or three words from `position` on, none of which is English."""
    text = page.text
    for at, word in page.marks.places(Mark.SMALL_NAME, position - _CUE_MAX):
        begin = at + len(word)
        if text[at - 1 : at].isalnum():
            continue
        match = _NAME.match(text, begin, begin + NAME_MAX)
        is_open = not final and begin + NAME_MAX > len(text)
        if is_open and (match is None or not text.startswith(_ENDS, match.end())):
            if text[begin:].lstrip(" \"'")[:1].isupper():
                continue
            yield undecided(max(begin, position))
            return
        if match is None or match.start("name") < position:
            continue
        start = match.start("name")
        end = start + len(_named(match["name"]))
        if end > start:
            yield Finding(PERSON, start, end)


def _named(said: str) -> str:
    """As much of it as is a name; empty if that is not two words."""
    taken = [""]
    for word in said.split(" "):
        if word in NOT_SMALL or (is_english(word) and not (len(taken) > 1 and is_name(word.title()) and len(word) > 2)):
            break
        taken.append(word)
    return " ".join(taken[1:]) if len(taken) > 2 else ""
