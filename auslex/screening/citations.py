"""Citations: what a rule for names or numbers must leave alone. They never protect a secret."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

CITED_AHEAD = 40  # So many characters after a name or number say whether it is part of a citation.
_BEHIND = 64

# "Smith v ", "Smith & Ors v ", "Smith (No 2) [2006]", "Smith, in the matter of", "Smith; Ex parte"
_PARTY_BEFORE = re.compile(
    r"(?:'s)?(?:,? (?:&|and|&amp;) (?:Ors?|Anor|Others|Another|[A-Z][\w'-]*)\.?){0,2}(?:,? \([^()\n]{1,24}\))?"
    r"(?: vs?\.? |,? (?:in|In) the matter of |; (?:Ex|ex|Re|In re) |; (?:Ex|ex) parte |,? \[(?:1[89]"
    r"|20)\d\d\]|,? \((?:1[89]|20)\d\d\) \d)"
)
# " v ", " v Smith & ", "Re ", "Ex parte ": what ends before a name, read backwards so that it is looked for once.
_PARTY_AFTER = re.compile(
    r" (?:(?:(?:[\w'&.-]*[A-Z]|&|dna|fo|eht|rof|etrap xe|[a-z]{1,3}) ){0,6}\.?s?v "
    r"|(?:[\w'&.-]*[A-Z] ){0,2}(?:e[Rr]|ER|etrap x[Ee]|er n[Ii]|fo rettaM|fo rettam|fo noitacilppA|fo etatsE)\b)"
)
# "(1992) 175 CLR 1", "[2024] HCA 12 at [34]", "VID 1031 of 2019", "s 18(1)"
_REPORT = re.compile(
    r"[\[(](?:1[6-9]|20)\d\d[\])] (?:\d{1,4} )?[A-Z][A-Za-z]{1,12}(?: \d{1,5})?(?: at"
    r" (?:\[?\d{1,4}\]?)(?:-\[?\d{1,4}\]?)?)?"
)


# "Brennan J", "Mason and Brennan JJ", "Gleeson CJ"
_JUDGE = re.compile(
    r"(?:(?:,|,? and) [A-Z][\w'-]{1,24}){0,3},? (?:[AC]?CJ|A?JJ?A?|LJJ?|AJA|DP|P|FM|MR|DCJ|SPJ)(?![\w'-])"
    r"(?! [A-Z][a-z])"
)
_YEAR = re.compile(r"[\[(](?:1[6-9]|20)\d\d[\])]")
_CLAUSE = re.compile(r"[^.;\n]*")
_CITATION_AHEAD = re.compile(
    r" vs?\.? [A-Z]|[\[(](?:1[89]|20)\d\d|\b(?:Pty|Ltd|Co|Inc|Corp|Sons|Bros)(?=\W)| & |'s [A-Z]"
)
_VERSUS_BEHIND = re.compile(r"[^.;\n]{0,60} \.?s?v ")
_JOINED_BEHIND = re.compile(r" (?:dna|&|rof|fo) [^\W\d]*'?[^\W\d]*[A-Z]")
_AND_BEHIND = re.compile(r" (?:dna|&) ")

_FIRM = re.compile(
    r",? ?(?:\([^()\n]{1,24}\) )?(?:&(?:amp;)? |amp; |and (?:Co|Sons|Ors|Anor|Others|Associates|Partners|Company)\b"
    r"|Pty|P/L|Ltd|Limited|Inc\b|LLP|Lawyers|Solicitors|Legal)"
)
_JOINED_NAME = re.compile(
    r"(?<=& )([A-Z][\w'-]+) (?:[A-Z]\.? )?[A-Z][\w'-]+(?! (?:& |Pty|Ltd|Lawyers|Solicitors|Partners))"
)

# A company's number within its name as a party: "Reiffel v ACN 075 839 226 [2003] FCA 194"
_COMPANY_BEFORE = re.compile(
    r"\)?(?:,? (?:Pty|Ltd|Limited|Inc|\([^()\n]{1,24}\)))*"
    r"(?:,? (?:v|[Ii]n the [Mm]atter of)\b|[;,]? ?[\[(](?:1[89]|20)\d\d)"
)
_COMPANY_AFTER = re.compile(r"(?: v | [Ii]n the [Mm]atter of |\bRe )[^.;\n]{0,72}\Z")


def is_firm(text: str, end: int, given: AbstractSet[str] = frozenset()) -> bool:
    """True if the name that ends here is a firm's. given: with such a word behind its "&" it is two people's."""
    firm = _FIRM.match(text, end)
    if firm is None:
        return False
    other = _JOINED_NAME.match(text, firm.end())
    return other is None or other[1] not in given


def is_cited_company(text: str, start: int, end: int) -> bool:
    """True if the company number at [start, end) is part of a party's name. Looks CITED_AHEAD characters ahead."""
    if _COMPANY_BEFORE.match(text, end, end + CITED_AHEAD):
        return True
    return _COMPANY_AFTER.search(text[max(0, start - 96) : start]) is not None


def may_be_cited(text: str, start: int, end: int, *, is_known: bool = False) -> bool:
    """True if there is a citation or a firm near enough for the name at [start, end) to be part of it.

    is_known: the name is somebody's whatever it is joined to by "and".
    """
    clause = _CLAUSE.match(text, end, end + CITED_AHEAD)
    if clause is not None and _CITATION_AHEAD.search(text, end, clause.end()):
        return True
    behind = text[max(0, start - _BEHIND) : start][::-1]
    if _VERSUS_BEHIND.match(behind) is not None:
        return True
    return _JOINED_BEHIND.match(behind) is not None and not (is_known and _AND_BEHIND.match(behind) is not None)


def is_cited(text: str, start: int, end: int) -> bool:
    """True if the name at [start, end) is a party's in a citation, or a judge's. Looks CITED_AHEAD characters ahead."""
    if _PARTY_BEFORE.match(text, end, end + CITED_AHEAD) or _JUDGE.match(text, end, end + CITED_AHEAD):
        return True
    return _PARTY_AFTER.match(text[max(0, start - _BEHIND) : start][::-1]) is not None


def in_report(text: str, start: int, end: int) -> bool:
    """True if the number at [start, end) touches a report's citation. Looks CITED_AHEAD characters ahead."""
    behind = max(0, start - _BEHIND)
    near = text[behind : end + CITED_AHEAD]
    if _YEAR.search(near) is None:
        return False
    return any(report.start() < end - behind and start - behind < report.end() for report in _REPORT.finditer(near))
