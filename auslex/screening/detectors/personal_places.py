"""Where somebody is or can be written to: e-mail, postal and IPv6 addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auslex.screening.detectors.scanning import undecided
from auslex.screening.findings import Finding

LOCAL_MAX = 64  # RFC 5321, section 4.5.3.1.1
DOMAIN_MAX = 255

_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_BEFORE_AT = re.compile(r"[\w.%+'-]+\s?\Z")
_DOMAIN = re.compile(rf"\s?{_LABEL}(?:(?:\s\.\s|\.){_LABEL}){{1,8}}")
_TOP_LEVEL = re.compile(r"[^\W\d_]{2,24}\Z")
_URL_LOGIN = re.compile(r"://[^\s/]*\Z")

# "jane (at) example [dot] org", "jane at example dot org"
_AT = r"\s?[\[({<]\s?(?:at|AT|@)\s?[\])}>]\s?"
_DOT = r"(?:\s?[\[({<]\s?(?:dot|DOT|\.)\s?[\])}>]\s?|\s(?:dot|DOT)\s)"
_NAME = r"[\w%+-]{1,64}(?:\.[\w%+-]{1,64}){0,3}"
_SPELLED = re.compile(
    rf"(?<![\w.%+-]){_NAME}(?:{_DOT}{_NAME}){{0,2}}"
    rf"(?:{_AT}{_LABEL}(?:(?:{_DOT}|\.){_LABEL}){{1,4}}|(?:\s(?:at|AT)\s|\s?@\s?){_LABEL}(?:{_DOT}{_LABEL}){{1,4}})(?![\w-])"
)
_SPELLED_GATES = ("(at)", "[at]", "{at}", "<at>", "(@)", "[@]", " at)", " at]", "( at", "[ at", " dot ", "(dot)", "[dot]", "[.]", "(.)", " dot)", " dot]")

STREETS = (
    r"(?:Street|St|Road|Rd|Avenue|Ave?|Drive|Dr|Crescent|Cres|Lane|Ln|Parade|Pde|Terrace|Tce|Highway|Hwy|Boulevard|Blvd"
    r"|Esplanade|Esp|Place|Pl|Court|Ct|Way|Close|Cl|Circuit|Cct|Grove|Gr|Square|Sq|Mews|Quay|Promenade|Rise|Row|Walk"
    r"|Gardens|Gdns|Parkway|Pkwy|Track|Alley|Arcade|Loop|Chase|Vista|Wharf|Mall|Plaza)"
)
_STATES = (
    r"(?:NSW|VIC|Vic|QLD|Qld|SA|WA|TAS|Tas|ACT|NT|N\.S\.W\.|New South Wales|Victoria|Queensland|South Australia"
    r"|Western Australia|Tasmania|Australian Capital Territory|Northern Territory)"
)
_NUMBER = r"[0-9]{1,5}[A-Za-z]?(?:\s?[-/]\s?[0-9]{1,5}[A-Za-z]?)?"
_WORD = r"[A-Z][\w'.-]*"
_SUBURB = rf"(?!{_STATES}\b){_WORD}(?:[\s-](?!{_STATES}\b){_WORD}){{0,3}}"
_TAIL = (
    rf"(?:(?:[,\s]{{1,3}}{_SUBURB})?[,\s(]{{1,3}}{_STATES}\b\)?(?:[,\s]{{1,3}}[0-9]{{4}}(?![0-9]))?"
    rf"|[,\s]{{1,3}}{_SUBURB}[,\s]{{1,3}}[0-9]{{4}}(?![0-9])"
    rf"|,\s?{_SUBURB}(?=[.,;)\n]))?"
)
_STREET = re.compile(rf"{_NUMBER},?\s(?P<name>(?:{_WORD}\s){{1,4}}?)(?P<kind>{STREETS})\b\.?(?P<tail>{_TAIL})")
_BOX = re.compile(rf"(?:G\.?P\.?O\.?|P\.?O\.?|Locked|Private)\s?(?:Box|BOX|Bag)\s[0-9]{{1,6}}{_TAIL}")
_UNIT = re.compile(
    r"(?:Unit|Level|Suite|Flat|Apartment|Apt\.?|Shop|Lot|Villa|Townhouse|Room|Floor|Office|House|U|L)\s?[0-9]{1,4}[A-Z]?"
    r"(?:,?\s|\s?/\s?)\Z"
)
_ORDINARY = frozenset({"Court", "Ct", "Place", "Way", "Close", "Cl", "Circuit", "Square", "Row", "Walk", "Rise", "Track", "Mall", "Dr", "Chase", "Vista", "Loop", "Gardens", "Plaza"})
_PLACE_CUE = re.compile(r"(?:\b(?:at|of|to|from|address|resid\w+|lives?|living|premises|property|known as|near|in)|[:,\n])\s?\Z")
_COURTS = re.compile(r"\b(?:Federal|Supreme|High|District|Family|Local|Magistrates|County|Full|Appeal|Circuit|Youth|Act|No)\b")

_IPV6 = re.compile(r"(?<![\w:.])(?:[0-9A-Fa-f]{1,4}:){1,7}(?::?[0-9A-Fa-f]{1,4}){0,7}(?![\w:])|(?<![\w:.])::(?:[0-9A-Fa-f]{1,4}:){0,6}[0-9A-Fa-f]{1,4}(?![\w:])")


def scan_emails(text: str, position: int, final: bool) -> Iterator[Finding]:
    """E-mail addresses with an at sign."""
    at = text.find("@", position)
    while at >= 0:
        local = _BEFORE_AT.search(text, max(position, at - LOCAL_MAX - 2), at)
        if local is not None and not _URL_LOGIN.search(text, max(0, local.start() - 64), local.start()):
            start = local.start() + (local.group()[0] in ".'%-")
            domain = _DOMAIN.match(text, at + 1, at + 1 + DOMAIN_MAX)
            if domain is not None and _TOP_LEVEL.search(domain.group()):
                yield Finding("EMAIL", start, domain.end())
                position = domain.end()
        at = text.find("@", max(at + 1, position))


def scan_spelled_emails(text: str, position: int, final: bool) -> Iterator[Finding]:
    """E-mail addresses whose at sign or dots are written as words."""
    lowered = text.lower()
    if any(gate in lowered for gate in _SPELLED_GATES):
        for match in _SPELLED.finditer(text, position):
            yield Finding("EMAIL", *match.span())


def scan_addresses(text: str, position: int, final: bool) -> Iterator[Finding]:
    """Streets with a number, with unit before and suburb, state and postcode behind where they are given; boxes."""
    floor = position
    while (street := _STREET.search(text, position)) is not None:
        start, end = street.span()
        position = start + 1
        if text[start - 1 : start].isalnum() or text[start - 1 : start] in ("$", ".", "/", "-", "["):
            while text[position : position + 1].isdigit():
                position += 1
            continue
        if not _is_place(text, street):
            continue
        unit = _UNIT.search(text, max(floor, start - 24), start)
        yield Finding("ADDRESS", unit.start() if unit else start, end)
        position = floor = end


def scan_boxes(text: str, position: int, final: bool) -> Iterator[Finding]:
    """Post office boxes."""
    if "Box" in text or "BOX" in text or "Bag" in text:
        for box in _BOX.finditer(text, position):
            yield Finding("ADDRESS", *box.span())


def scan_ipv6(text: str, position: int, final: bool) -> Iterator[Finding]:
    """IPv6 addresses: eight groups, or fewer with one double colon."""
    if text.count(":", position) < 3:
        return
    for match in _IPV6.finditer(text, position):
        value = match.group()
        groups = value.split(":")
        if (len(groups) == 8 and "" not in groups) or (value.count("::") == 1 and 3 <= len(groups) <= 8 and len(value) > 6):
            yield Finding("IP_ADDRESS", *match.span())


def _is_place(text: str, street: re.Match[str]) -> bool:
    """A street, rather than a court of law or a year that begins a sentence's name."""
    if _COURTS.search(street["name"]):
        return False
    if street["tail"] or street["kind"] not in _ORDINARY:
        return True
    return _PLACE_CUE.search(text, max(0, street.start() - 16), street.start()) is not None


__all__ = ["scan_addresses", "scan_boxes", "scan_emails", "scan_ipv6", "scan_spelled_emails", "undecided"]
