"""Citations: what a rule for names or numbers must leave alone. They never protect a secret."""

from __future__ import annotations

import re

CITED_AHEAD = 40  # So many characters after a name or number say whether it is part of a citation.
_BEHIND = 64

# "Smith v ", "Smith & Ors v ", "Smith (No 2) [2006]", "Smith, in the matter of", "Smith; Ex parte"
_PARTY_BEFORE = re.compile(
    r"(?:'s)?(?:,? (?:&|and|&amp;) (?:Ors?|Anor|Others|Another|[A-Z][\w'-]*)\.?){0,2}(?:,? \([^()\n]{1,24}\))?"
    r"(?: vs?\.? |,? (?:in|In) the matter of |; (?:Ex|ex|Re|In re) |; (?:Ex|ex) parte |,? \[(?:1[89]"
    r"|20)\d\d\]|,? \((?:1[89]|20)\d\d\) \d)"
)
# " v ", " v Smith & ", "Re ", "Ex parte "
_PARTY_AFTER = re.compile(
    r"(?: vs?\.? (?:(?:[A-Z][\w'&.-]*|&|and|of|the|for|ex parte|[a-z]{1,3}) ){0,6}|\b(?:[Rr]e|RE|[Ee]x parte"
    r"|[Ii]n re|[Mm]atter of"
    r"|Application of|Estate of) (?:[A-Z][\w'&.-]* ){0,2})\Z"
)
# "(1992) 175 CLR 1", "[2024] HCA 12 at [34]", "VID 1031 of 2019", "s 18(1)"
_REPORT = re.compile(
    r"[\[(](?:1[6-9]|20)\d\d[\])] (?:\d{1,4} )?[A-Z][A-Za-z]{1,12}(?: \d{1,5})?(?: at"
    r" (?:\[?\d{1,4}\]?)(?:-\[?\d{1,4}\]?)?)?"
)


_CITATION_AHEAD = re.compile(
    r"[^.;\n]{0,36}?(?: vs?\.? [A-Z]|[\[(](?:1[89]|20)\d\d|\b(?:Pty|Ltd|Co|Inc|Corp|Sons|Bros)\b| & |'s [A-Z])"
)
_CITATION_BEHIND = re.compile(r" vs?\.? [^.;\n]{0,60}\Z|[A-Z][\w']* (?:and|&|for|of) \Z")

# A company's number within its name as a party: "Reiffel v ACN 075 839 226 [2003] FCA 194"
_COMPANY_BEFORE = re.compile(
    r"\)?(?:,? (?:Pty|Ltd|Limited|Inc|\([^()\n]{1,24}\)))*"
    r"(?:,? (?:v|[Ii]n the [Mm]atter of)\b|[;,]? ?[\[(](?:1[89]|20)\d\d)"
)
_COMPANY_AFTER = re.compile(r"(?: v | [Ii]n the [Mm]atter of |\bRe )[^.;\n]{0,72}\Z")


def is_cited_company(text: str, start: int, end: int) -> bool:
    """True if the company number at [start, end) is part of a party's name. Looks CITED_AHEAD characters ahead."""
    if _COMPANY_BEFORE.match(text, end, end + CITED_AHEAD):
        return True
    return _COMPANY_AFTER.search(text[max(0, start - 96) : start]) is not None


def may_be_cited(text: str, start: int, end: int) -> bool:
    """True if there is a citation or a firm near enough for the name at [start, end) to be part of it."""
    if _CITATION_AHEAD.match(text, end, end + CITED_AHEAD):
        return True
    return _CITATION_BEHIND.search(text[max(0, start - _BEHIND) : start]) is not None


def is_cited(text: str, start: int, end: int) -> bool:
    """True if the name at [start, end) is a party's in a citation. Looks CITED_AHEAD characters ahead."""
    if _PARTY_BEFORE.match(text, end, end + CITED_AHEAD):
        return True
    behind = max(0, start - _BEHIND)
    return _PARTY_AFTER.search(text[behind:start]) is not None


def in_report(text: str, start: int, end: int) -> bool:
    """True if the number at [start, end) touches a report's citation. Looks CITED_AHEAD characters ahead."""
    behind = max(0, start - _BEHIND)
    near = text[behind : end + CITED_AHEAD]
    return any(report.start() < end - behind and start - behind < report.end() for report in _REPORT.finditer(near))
