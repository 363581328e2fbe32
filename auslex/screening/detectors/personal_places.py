"""Where somebody can be written to or comes from: e-mail and IPv6 addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auslex.screening.detectors.scanning import Page
from auslex.screening.findings import Finding

LOCAL_MAX = 64  # RFC 5321, section 4.5.3.1.1
DOMAIN_MAX = 255

_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_BACKWARDS_BEFORE_AT = re.compile(r" ?(?=[.%+'-]*\w)[\w.%+'-]+")
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

_PORT = re.compile(r":[0-9]{5}\Z")
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
        if not _is_ipv6(value) and _PORT.search(value) is not None:  # "2001:db8::1:443"
            value = value[: value.rindex(":")]
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
