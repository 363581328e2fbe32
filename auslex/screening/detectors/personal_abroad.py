"""Numbers that other countries give people, as far as their form alone decides.

The United States' social security number is written 3-2-4 with hyphens; individual taxpayers' numbers (900 to 999) are
of the same form. Source: Social Security Administration, POMS RM 10201.030; IRS, ITIN.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auslex.screening.detectors.scanning import Page, undecided
from auslex.screening.findings import Finding

US_SSN = "US_SSN"

_LENGTH = 11
# The lookbehinds stand behind the first digit, because digits are found faster than places.
_NUMBER = re.compile(r"[0-9](?<![\w-].)(?<!0(?=00))(?<!6(?=66))[0-9]{2}-(?!00)[0-9]{2}-(?!0000)[0-9]{4}(?![\w-])")
_BEGUN = re.compile(r"(?<![\w-])[0-9]{3}-[0-9]{2}-[0-9]{0,4}\Z")


def scan_social_security(page: Page, position: int, final: bool) -> Iterator[Finding]:
    """Such numbers from `position` on. One that the text may yet go on with is undecided."""
    text = page.text
    for match in _NUMBER.finditer(text, position):
        if match.end() == len(text) and not final:
            break
        yield Finding(US_SSN, *match.span())
    if not final and (begun := _BEGUN.search(text, max(position, len(text) - _LENGTH))) is not None:
        yield undecided(begun.start())
