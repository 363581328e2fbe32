"""Whose names an answer about the law needs, and who are nobody's personal data there: judges, parties, firms."""

from __future__ import annotations

import re

from auslex.screening.citations import CITED_AHEAD, is_cited, may_be_cited

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
_VOLUME_CHARACTERS = 14
# "(1844) 2 " W. Rob " (Adm) 279"
_VOLUME_BEFORE = re.compile(r"(?:[\[(](?:1[6-9]|20)\d\d[\])]|\b\d{1,4}) \Z")
_PAGE_BEHIND = re.compile(r"\.?(?: [A-Z][a-z]{1,8}\.?)?(?: \([A-Z][A-Za-z.]{1,12}\))? \d{1,4}\b")
_PARTY_BEFORE = re.compile(r" vs?\.? [^.;\n]{0,60}\Z")
_FIRM = re.compile(
    r"(?:'s)?(?: [A-Z][\w'-]{0,24}| \([^()\n]{1,24}\)){0,4},? (?:& |(?:and )?(?:Co|Sons|Partners|Associates|Company)\b"
    r"|Pty|P/L|Ltd|Limited|Proprietary|Inc\b|LLP|plc|PLC|Corporation|Corp\b|Holdings|Group|Lawyers|Solicitors|Bank\b)"
)


def is_public(text: str, start: int, end: int) -> bool:
    """True if the name at [start, end) is a judge's, or part of a firm's or of a citation, or may well be."""
    return (
        _FIRM.match(text, end, end + _AHEAD) is not None
        or is_judge(text, start, end)
        or is_cited(text, start, end)
        or may_be_cited(text[start : end + CITED_AHEAD], 0, end - start)
        or _is_reporter(text, start, end)
        or _PARTY_BEFORE.search(text[max(0, start - _BEHIND) : start]) is not None
    )


def _is_reporter(text: str, start: int, end: int) -> bool:
    return _VOLUME_BEFORE.search(text[max(0, start - _VOLUME_CHARACTERS) : start]) is not None and (
        _PAGE_BEHIND.match(text, end, end + _AHEAD) is not None
    )


def is_judge(text: str, start: int, end: int) -> bool:
    """True if the name at [start, end) is a judge's by the title before or behind it."""
    if _TITLE_BEHIND.match(text, end, end + _AHEAD):
        return True
    return _TITLE_BEFORE.search(text[max(0, start - _BEHIND) : start]) is not None
