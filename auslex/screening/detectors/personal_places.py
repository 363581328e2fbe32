"""Where somebody is or can be written to: e-mail, postal and IPv6 addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auslex.screening.detectors.marks import Mark
from auslex.screening.detectors.name_words import NOT_FIRST, words
from auslex.screening.detectors.scanning import Page
from auslex.screening.findings import Finding

LOCAL_MAX = 64  # RFC 5321, section 4.5.3.1.1
DOMAIN_MAX = 255

_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_BACKWARDS_BEFORE_AT = re.compile(r"\s?[\w.%+'-]+")
_DOMAIN = re.compile(rf"\s?{_LABEL}(?:(?: \. |\.){_LABEL}){{1,8}}")
_HOST_ENDS = re.compile(r"[\s/]")
_TOP_LEVEL = re.compile(r"[^\W\d_]{2,24}\Z")

# "jane (at) example [dot] org", "jane at example dot org"
_AT = r"\s?[\[({<]\s?(?:at|AT|@)\s?[\])}>]\s?"
_DOT = r"(?:\s?[\[({<]\s?(?:dot|DOT|\.)\s?[\])}>]\s?|\s(?:dot|DOT)\s)"
_TOP = r"(?:com|net|org|edu|gov|asn|id|info|biz|io|co|au|nz|uk|us|ie|in|sg|hk|example|legal|law|app|dev|me)"
_NAME = r"[\w%+-]{1,64}(?:\.[\w%+-]{1,64}){0,3}"
_SPELLED = re.compile(
    rf"(?<![\w.%+-]){_NAME}(?:{_DOT}{_NAME}){{0,2}}"
    rf"(?:{_AT}{_LABEL}(?:(?:{_DOT}|\.){_LABEL}){{1,4}}|(?:\s(?:at|AT)\s"
    rf"|\s?@\s?){_LABEL}(?:{_DOT}{_LABEL}){{0,3}}{_DOT}{_TOP})(?![\w-])"
)

_STREET_WORDS = words(
    """
    Street St Road Rd Avenue Ave Av Drive Dr Crescent Cres Lane Ln Parade Pde Terrace Tce Highway Hwy Boulevard Blvd
    Esplanade Esp Place Pl Court Ct Way Close Cl Circuit Cct Grove Gr Square Sq Mews Quay Promenade Rise Row Walk
    Gardens Gdns Parkway Pkwy Track Alley Arcade Loop Chase Vista Wharf Mall Plaza
    """
)
_STREETS = "(?:" + "|".join(sorted(_STREET_WORDS, key=len, reverse=True)) + ")"
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
_CAPITALS = re.compile(rf"\s(?:{_WORD},?\s){{1,4}}{_WORD}")
_STREET = re.compile(rf"{_NUMBER},?\s(?P<name>(?:{_WORD}\s){{1,4}}?)(?P<kind>{_STREETS})\b\.?(?P<tail>{_TAIL})")
_BOX = re.compile(rf"(?:G\.?P\.?O\.?|P\.?O\.?|Locked|Private)\s?(?:Box|BOX|Bag)\s[0-9]{{1,6}}{_TAIL}")
_UNIT = re.compile(
    r"(?:Unit|Level|Suite|Flat|Apartment|Apt\.?|Shop|Lot|Villa|Townhouse|Room|Floor|Office|House|U"
    r"|L)\s?[0-9]{1,4}[A-Z]?"
    r"(?:,?\s|\s?/\s?)\Z"
)
_UNIT_LETTER = re.compile(r"(?<![A-Za-z0-9])[FLU]\Z")
_ORDINARY = words(
    "Court Ct Place Way Close Cl Circuit Square Row Walk Rise Track Mall Dr Chase Vista Loop Gardens Plaza"
)
_PLACE_CUE = re.compile(
    r"(?:\b(?:at|of|to|from|address|resid\w+|lives?|living|premises|property|known as|near|in)|[:,\n])\s?\Z"
)
_COURTS = re.compile(
    r"\b(?:Federal|Supreme|High|District|Family|Local|Magistrates|County|Full|Appeal|Circuit|Youth|Act|No)\b"
)

_HEX = frozenset("0123456789abcdefABCDEF")
_HEX_OR_COLON = _HEX | {":"}
_HEX_RUN = re.compile(r"[0-9A-Fa-f:]+")


def scan_emails(page: Page, position: int, final: bool) -> Iterator[Finding]:
    """E-mail addresses with an at sign."""
    text = page.text
    at = text.find("@", position)
    while at >= 0:
        domain = _DOMAIN.match(text, at + 1, at + 1 + DOMAIN_MAX)
        if domain is not None and _TOP_LEVEL.search(domain.group()):
            behind = text[max(position, at - LOCAL_MAX - 2) : at]
            local = _BACKWARDS_BEFORE_AT.match(behind[::-1])
            start = at - local.end() if local is not None else at
            if local is not None and not _is_url_login(text, start):
                start += text[start] in ".'%-"
                yield Finding("EMAIL", start, domain.end())
                position = domain.end()
        at = text.find("@", max(at + 1, position))


def _is_url_login(text: str, start: int) -> bool:
    """True if what begins here is the password in a URL, which is a secret."""
    scheme = text.rfind("://", max(0, start - 64), start)
    return scheme >= 0 and _HOST_ENDS.search(text, scheme + 3, start) is None


def scan_spelled_emails(page: Page, position: int, final: bool) -> Iterator[Finding]:
    """E-mail addresses whose at sign or dots are written as words."""
    for match in _SPELLED.finditer(page.text, position):
        yield Finding("EMAIL", *match.span())


def street_at(text: str, start: int, floor: int) -> Finding | None:
    """The street address whose house number begins at `start`, with unit before and suburb, state and
    postcode behind.
    """
    before = text[start - 1 : start]
    letter = _UNIT_LETTER.search(text, max(floor, start - 2), start) if before.isalpha() else None  # "U3/58 High St"
    if before and letter is None and (before.isalnum() or before in "$./-[_"):
        return None
    words = _CAPITALS.search(text, start, start + 64)
    if words is None or _STREET_WORDS.isdisjoint(words.group().replace(",", " ").replace(".", " ").split()):
        return None
    street = _STREET.match(text, start)
    if street is None or not _is_place(text, street):
        return None
    unit = letter or _UNIT.search(text, max(floor, start - 24), start)
    return Finding("ADDRESS", unit.start() if unit else start, street.end())


def scan_boxes(page: Page, position: int, final: bool) -> Iterator[Finding]:
    """Post office boxes."""
    for at, _ in page.marks.places(Mark.BOX, position):
        box = _BOX.search(page.text, max(position, at - 8), at + 120)
        if box is not None:
            yield Finding("ADDRESS", *box.span())
            position = box.end()


def scan_ipv6(page: Page, position: int, final: bool) -> Iterator[Finding]:
    """IPv6 addresses: eight groups, or fewer with one double colon."""
    text = page.text
    at = text.find(":", position)
    while at >= 0:
        if text[at + 1 : at + 2] not in _HEX_OR_COLON:
            at = text.find(":", at + 1)
            continue
        start = at
        while start > position and at - start < 5 and text[start - 1] in _HEX:
            start -= 1
        run = _HEX_RUN.match(text, start)
        end = run.end() if run else at + 1
        value = text[start:end].removesuffix(":") if text[end - 2 : end] != "::" else text[start:end]
        after = text[start + len(value) : start + len(value) + 1]
        if _is_ipv6(value) and not text[start - 1 : start].isalnum() and not (after.isalnum() or after == "_"):
            yield Finding("IP_ADDRESS", start, start + len(value))
        at = text.find(":", end)


def _is_ipv6(value: str) -> bool:
    if not 6 < len(value) <= 39:
        return False
    groups = value.split(":")
    whole = len(groups) == 8 and "" not in groups
    short = value.count("::") == 1 and ":::" not in value and 3 <= len(groups) <= 8
    return (whole or short) and max(map(len, groups)) <= 4


def _is_place(text: str, street: re.Match[str]) -> bool:
    """A street, rather than a court of law or a year that begins a sentence's name."""
    first = street["name"].split()[0]
    if _COURTS.search(street["name"]) or (first in NOT_FIRST and (first != "The" or street["kind"] in ("Court", "St"))):
        return False
    if street["tail"] or street["kind"] not in _ORDINARY:
        return True
    return _PLACE_CUE.search(text, max(0, street.start() - 16), street.start()) is not None
