"""Judges: whose names an answer about the law needs, and who are nobody's personal data there."""

from __future__ import annotations

import re

_AHEAD = 80
_BEHIND = 64
_TITLE = r"(?:A?CJ|A?C?JJ?A?|JJA|DCJ|P|DP|FM|SM|LJJ?|MR|VC)"
# " J", " CJ said", ", Hayne and Heydon JJ"
_TITLE_BEHIND = re.compile(rf"(?:(?:, | and |, and | & )[A-Z][\w'-]{{1,24}}(?: [A-Z]{{1,2}})?){{0,6}} {_TITLE}\b")
# "Justice ", "Lord Justice Peter ", "Justices Gaudron and "
_TITLE_BEFORE = re.compile(
    r"\b(?:(?:Justice|JUSTICE|Judge|Magistrate|Lord|Lady|Baron|Viscount|Honour|Hon\.?)(?: [A-Z][\w'.-]*){0,2}"
    r"|(?:Justices|Judges|Lords)(?:,? (?:and )?[A-Z][\w'.-]*){0,6},?(?: and)?) \Z"
)


def is_judge(text: str, start: int, end: int) -> bool:
    """True if the name at [start, end) is a judge's by the title before or behind it."""
    if _TITLE_BEHIND.match(text, end, end + _AHEAD):
        return True
    return _TITLE_BEFORE.search(text[max(0, start - _BEHIND) : start]) is not None
