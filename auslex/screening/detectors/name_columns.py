"""Names in the cells of tables: the heading of their column says that they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auslex.screening.detectors.name_evidence import Likelihood, is_name, likelihood
from auslex.screening.detectors.name_shapes import WORD
from auslex.screening.detectors.name_words import NEVER, NOT_FIRST, PARTICLES, SURNAMES, words
from auslex.screening.detectors.scanning import Page, undecided
from auslex.screening.detectors.tables import heading
from auslex.screening.findings import Finding

PERSON = "PERSON"
_CELL = re.compile(  # Looked at from each sign between cells, wherever the search began.
    rf"[\n\t|;,](?=(?: |\")?(?P<name>{WORD}(?:,? (?:{PARTICLES} ){{0,2}}{WORD}){{0,4}})(?= ?[\t|;,\n\"]|\s?\Z))"
)
_BEFORE = 2  # Characters between the end of a cell and the next name.
# Whatever stands below is somebody's.
_PARTS = frozenset(
    (
        *(
            "surname",
            "family name",
            "last name",
            "first name",
            "given name",
            "given names",
            "given name(s)",
            "lastname",
        ),
        *("firstname", "familyname", "givenname", "givennames", "maiden name", "middle name", "preferred name"),
        *("full name", "fullname", "legal name", "client name", "patient name", "employee name", "tenant name"),
        *("student name", "contact name", "customer name", "payee name", "account name", "name of payee", "forename"),
        *("member name", "witness name", "party name", "name of client", "first", "last", "given", "family"),
    )
)
# Below these stand names of people and of other things.
_WHOLES = words(
    """
    name names client clients patient patients payee creditor debtor witness witnesses tenant tenants employee
    employees student students beneficiary beneficiaries shareholder shareholders director directors aggrieved
    applicant respondent person persons contact contacts customer customers owner owners member members deponent
    attendee attendees nominee recipient recipients payer landlord caller guest guests parent child children
    participant participants worker claimant insured driver passenger carer guardian party parties user users signatory
    donor donee executor trustee heir heirs buyer seller borrower guarantor complainant accused offender victim staff
    candidate resident
    """
)


def scan_columns(page: Page, position: int, final: bool) -> Iterator[Finding]:
    """Names from `position` on that fill a cell below a heading for names."""
    text = page.text
    for match in _CELL.finditer(text, max(0, position - _BEFORE)):
        start, end = match.span("name")
        label = heading(page.lower, start) if start >= position else None
        if label is None:
            continue
        label = label.replace("_", " ").replace("-", " ")
        if label not in _PARTS and label not in _WHOLES:
            continue
        if not final and end + 2 > len(text):
            yield undecided(start)
            return
        if _is_named(match["name"], label):
            yield Finding(PERSON, start, end)


def _is_named(name: str, label: str) -> bool:
    """True if the cell holds somebody's name."""
    parts = name.replace(",", "").split()
    if any(part in NEVER and part not in SURNAMES for part in parts) or parts[0] in NOT_FIRST:
        return False
    if label in _PARTS:
        return True
    if len(parts) == 1:
        return is_name(parts[0])
    return likelihood(parts, False) != Likelihood.NONE
