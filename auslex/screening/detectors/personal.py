"""Personal data and secrets: the one table of rules that masking, filtering, streams and tests go by."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import heapify, heappop, heapreplace
from typing import NamedTuple

from auslex.screening.detectors.known_names import scan_known_names
from auslex.screening.detectors.markdown import scan_html, scan_links
from auslex.screening.detectors.marks import Mark
from auslex.screening.detectors.name_columns import scan_columns
from auslex.screening.detectors.personal_abroad import scan_social_security
from auslex.screening.detectors.personal_births import scan_births, scan_births_set_off
from auslex.screening.detectors.personal_names import scan_addressees, scan_names, scan_single_names, scan_speakers
from auslex.screening.detectors.personal_numbers import scan_numbers
from auslex.screening.detectors.personal_places import scan_emails, scan_ipv6, scan_spelled_emails
from auslex.screening.detectors.personal_streets import scan_boxes
from auslex.screening.detectors.scanning import Page, Scanner
from auslex.screening.detectors.secrets import scan_secrets
from auslex.screening.detectors.small_names import scan_small_names
from auslex.screening.findings import Finding
from auslex.screening.folding import fold


class Rule(NamedTuple):
    """label: the placeholder's name. reversible: masked with a placeholder and restored, or redacted for good."""

    label: str
    reversible: bool = True


RULES = {
    "AU_TFN": Rule("TFN"),
    "AU_ABN": Rule("ABN"),
    "AU_ACN": Rule("ACN"),
    "AU_MEDICARE": Rule("MEDICARE"),
    "AU_DRIVER_LICENCE": Rule("DRIVER_LICENCE"),
    "AU_PASSPORT": Rule("PASSPORT"),
    "AU_BSB": Rule("BSB"),
    "BANK_ACCOUNT": Rule("BANK_ACCOUNT"),
    "PHONE": Rule("PHONE"),
    "ADDRESS": Rule("ADDRESS"),
    "EMAIL": Rule("EMAIL"),
    "CREDIT_CARD": Rule("CREDIT_CARD"),
    "IBAN": Rule("IBAN"),
    "US_SSN": Rule("SSN"),
    "DOB": Rule("DATE_OF_BIRTH"),
    "IP_ADDRESS": Rule("IP_ADDRESS"),
    "PERSON": Rule("PERSON"),
    "SECRET": Rule("SECRET", reversible=False),
}

# Where two begin at the same place, the earlier scanner's finding stands.
SCANNERS = (
    Scanner(scan_secrets, Mark.SECRET),
    Scanner(scan_emails, "@"),
    Scanner(scan_spelled_emails, Mark.SPELLED_EMAIL),
    Scanner(scan_ipv6, ":"),
    Scanner(scan_births, Mark.BIRTH),
    Scanner(scan_births_set_off),
    Scanner(scan_boxes, Mark.BOX),
    Scanner(scan_social_security, "-"),
    Scanner(scan_numbers),
    Scanner(scan_names),
    Scanner(scan_single_names, Mark.SINGLE_NAME),
    Scanner(scan_columns, Mark.COLUMN),
    Scanner(scan_small_names, Mark.SMALL_NAME),
    Scanner(scan_known_names, Mark.GIVEN),
    Scanner(scan_speakers, "] "),
    Scanner(scan_addressees, "@"),
)

# For what a model says.
ANSWER_SCANNERS = (*SCANNERS, Scanner(scan_links, "]"), Scanner(scan_html))


def find_personal(text: str, scanners: tuple[Scanner, ...] = SCANNERS) -> list[Finding]:
    """All findings in a text, in order and without overlap; offsets in code points of the text as given."""
    folded = fold(text)
    found = scan(folded.text, 0, final=True, scanners=scanners)
    if folded.is_plain:
        return found
    return [Finding(finding.type, folded.start(finding.start), folded.end(finding.end)) for finding in found]


def scan(text: str, position: int, *, final: bool, scanners: tuple[Scanner, ...] = SCANNERS) -> list[Finding]:
    """Findings of all scanners from `position` on, the earliest first; one that begins inside another is not made.

    Unless the text is final, the last one may be undecided: what begins there depends on what comes next.
    """
    page = Page(text)
    found: list[tuple[int, int, Finding]] = []
    running: dict[int, Iterator[Finding]] = {}
    marks = page.marks
    for rank, (find, needs) in enumerate(scanners):
        if needs is None or (needs in text if isinstance(needs, str) else needs in marks):
            findings = running[rank] = find(page, position, final)
            if (first := next(findings, None)) is not None:
                found.append((first.start, rank, first))
    if not found:
        return []
    heapify(found)
    decided: list[Finding] = []
    while found:
        start, rank, finding = found[0]
        findings = running[rank]
        if start < position:
            findings = running[rank] = scanners[rank].find(page, position, final)
        else:
            decided.append(finding)
            if not finding.type:
                break
            position = finding.end
        following = next(findings, None)
        if following is None:
            heappop(found)
        else:
            heapreplace(found, (following.start, rank, following))
    return decided
