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
