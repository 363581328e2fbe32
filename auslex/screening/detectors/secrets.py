"""Keys, tokens, passwords and private keys: by the formats their issuers document, and by what stands before them.

A secret that is still being written when more than RUN_MAX characters of it are there is found as far as it is there;
`tail` says what continues it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from auslex.screening.detectors.scanning import undecided
from auslex.screening.findings import Finding

SECRET = "SECRET"  # noqa: S105  the name of a type
RUN_MAX = 512  # A stream holds back no more of a run without spaces than this.
PEM_BODY = 48  # So many characters behind the header show whether a key follows or only talk about one.


class _Format(NamedTuple):
    """gate: a literal that every match holds. tail: what may continue a match."""

    gate: str
    pattern: re.Pattern[str]
    tail: re.Pattern[str]


def _format(gate: str, pattern: str, characters: str = r"[A-Za-z0-9_-]") -> _Format:
    return _Format(gate, re.compile(rf"(?<![A-Za-z0-9_])(?:{pattern}){characters}*"), re.compile(characters + "*"))


_FORMATS = (
    _format("sk-", r"sk-(?=[A-Za-z_-]*[0-9])[A-Za-z0-9_-]{20}"),  # OpenAI, Anthropic, and others who followed them
    _format("KIA", r"AKIA[A-Z0-9]{16}", r"[A-Z0-9]"),  # AWS
    _format("SIA", r"ASIA[A-Z0-9]{16}", r"[A-Z0-9]"),
    _format("ROA", r"AROA[A-Z0-9]{16}", r"[A-Z0-9]"),
    _format("_", r"gh[pousr]_[A-Za-z0-9]{30}|github_pat_[A-Za-z0-9_]{22}", r"[A-Za-z0-9_]"),
    _format("_", r"[srp]k_(?:live|test)_[A-Za-z0-9]{16}|whsec_[A-Za-z0-9+/=]{24}", r"[A-Za-z0-9+/=]"),  # Stripe
    _format("_", r"hf_[A-Za-z0-9]{30}|npm_[A-Za-z0-9]{36}|dop_v1_[0-9a-f]{64}|shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}"),
    _format("_", r"(?:gsk|xai|pplx|r8|nvapi|tvly|lin_api|sbp|vercel|atlasv1|doo_v1|dor_v1|pul|rubygems)[_-][A-Za-z0-9]{24}"),
    _format("xox", r"xox[abeoprs]-[A-Za-z0-9-]{10}"),  # Slack
    _format("xapp-", r"xapp-[0-9]-[A-Za-z0-9-]{10}"),
    _format("hooks.slack", r"hooks\.slack\.com/services/[A-Za-z0-9/]{20}", r"[A-Za-z0-9/]"),
    _format("glpat-", r"glpat-[A-Za-z0-9_-]{20}"),
    _format("AIza", r"AIza[A-Za-z0-9_-]{35}"),  # Google
    _format("ya29.", r"ya29\.[A-Za-z0-9_-]{20}"),
    _format("GOCSPX-", r"GOCSPX-[A-Za-z0-9_-]{20}"),
    _format("pypi-", r"pypi-[A-Za-z0-9_-]{50}"),
    _format("SG.", r"SG\.[A-Za-z0-9_-]{16}[A-Za-z0-9_-]*\.[A-Za-z0-9_-]{16}"),  # SendGrid
    _format("dapi", r"dapi[0-9a-f]{32}", r"[0-9a-f-]"),
    _format("sq0", r"sq0(?:atp|csp)-[A-Za-z0-9_-]{22}"),
    _format(":AA", r"[0-9]{8,10}:AA[A-Za-z0-9_-]{33}"),  # Telegram
    _format("SK", r"SK[0-9a-f]{32}", r"[0-9a-f]"),  # Twilio
    _format("eyJ", r"eyJ[A-Za-z0-9_-]{8,8192}\.[A-Za-z0-9_-]{8}", r"[A-Za-z0-9_.-]"),  # RFC 7519
)

_KEYWORD = re.compile(
    r"(?:pass(?:word|wd|phrase|code|wort)?|pwd|secret|tokens?|api[ _-]?key|access[ _-]?key(?:[ _-]?id)?|account[ _-]?key"
    r"|private[ _-]?key|encryption[ _-]?key|signing[ _-]?key|auth(?:orization|[ _-]?key)?|credentials?|[ _-]key|\bkey|pin"
    r"|cookie|sessionid|connection[ _-]?string|sas|hmac|salt)(?:[ _-]?(?:id|value|hash|v?\d))?[\"'`\])]{0,2}\s{0,3}\Z",
    re.IGNORECASE,
)
_VALUE = re.compile(
    r"[=>:]?\s{0,3}[\"'`]?(?:(?:Bearer|Basic|Token|token)\s{1,3})?"
    r"(?P<value>[^\s\"'`<>,;]{257,}|[^\s\"'`<>,;]{5,255}[^\s\"'`<>,;.:)\]}!?])"
)
_VALUE_TAIL = re.compile(r"[^\s\"'`<>,;]*")
_SPOKEN = re.compile(
    r"(?:password|passcode|passphrase|pwd|secret|api key|token)\s(?:is|was|=)\s[\"'`]?"
    r"(?P<value>[^\s\"'`<>,;]{257,}|[^\s\"'`<>,;]{5,255}[^\s\"'`<>,;.:)\]}!?])",
    re.IGNORECASE,
)
_BEARER = re.compile(r"(?:[Bb]earer|[Bb]asic)\s{1,3}(?P<value>[A-Za-z0-9._~+/=-]{16,})")
_BEARER_TAIL = re.compile(r"[A-Za-z0-9._~+/=-]*")
_URL_PASSWORD = re.compile(r"://[^\s/:@]{0,64}:(?P<value>[^\s/@]{1,128})@")

_PEM_HEADER = re.compile(r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----")
_PEM_BODY = re.compile(r"(?:\s|\\[nrt]|[\"'+,;>]){0,24}(?:[A-Za-z0-9+/=]{16}|(?:Proc-Type|DEK-Info|Version|Comment):)")
PEM_END = re.compile(r"-----END [A-Z0-9 ]{0,40}-----")
_BEHIND = 64  # How far before a value its keyword may begin.


def scan_secrets(text: str, position: int, final: bool) -> Iterator[Finding]:
    """Secrets from `position` on, in order; they may overlap."""
    found = [*_formats(text, position), *_named_values(text, position), *_pem(text, position, final)]
    found += _url_passwords(text, position)
    if not final:
        found = [_settled(finding, text) for finding in found]
    found.sort(key=lambda finding: (finding.start, finding.end))
    yield from found


def tail(text: str, start: int) -> re.Pattern[str] | None:
    """What may continue the secret that begins at `start`; None for a private key, which goes on to its END line."""
    if text.startswith("-----BEGIN", start):
        return None
    for form in _FORMATS:
        if form.pattern.match(text, start):
            return form.tail
    return _BEARER_TAIL if _BEARER.search(text, max(0, start - 10), start + 16) else _VALUE_TAIL


def _settled(finding: Finding, text: str) -> Finding:
    """Undecided while it may go on and is short."""
    if finding.end == len(text) and finding.end - finding.start < RUN_MAX and not text.startswith("-----", finding.start):
        return undecided(finding.start)
    return finding


def _formats(text: str, position: int) -> Iterator[Finding]:
    for form in _FORMATS:
        if form.gate in text:
            for match in form.pattern.finditer(text, position):
                yield Finding(SECRET, *match.span())


def _named_values(text: str, position: int) -> Iterator[Finding]:
    behind = max(0, position - 8)
    for sign in "=:":
        at = text.find(sign, behind)
        while at >= 0:
            value = _VALUE.match(text, at + 1)
            if value is not None and value.start("value") >= position and _is_random(value["value"]):
                keyword = _KEYWORD.search(text, max(0, at - _BEHIND), at)
                if keyword is not None:
                    yield Finding(SECRET, *value.span("value"))
            at = text.find(sign, at + 1)
    if "earer " in text or "asic " in text:
        for match in _BEARER.finditer(text, max(0, position - 12)):
            if match.start("value") >= position and _is_random(match["value"]):
                yield Finding(SECRET, *match.span("value"))
    for match in _SPOKEN.finditer(text, max(0, position - 24)) if _is_spoken(text) else ():
        if match.start("value") >= position and _is_random(match["value"]):
            yield Finding(SECRET, *match.span("value"))


def _is_spoken(text: str) -> bool:
    lowered = text.lower()
    return any(word in lowered for word in ("password ", "passcode ", "passphrase ", "pwd ", "secret ", "api key ", "token "))


def _is_random(value: str) -> bool:
    """Not a word, a date, a place in a file or an amount: letters and digits or signs together."""
    letters = any(character.isalpha() for character in value)
    others = any(character.isdigit() for character in value)
    signs = any(character in "!@#$%^&*+=~?" for character in value)
    return letters and (others or signs) and "[REDACTED" not in value and not value.startswith(("http", "/", "{", "$", "<", "(", "["))


def _url_passwords(text: str, position: int) -> Iterator[Finding]:
    at = text.find("://", max(0, position - 256))
    while at >= 0:
        match = _URL_PASSWORD.match(text, at)
        if match is not None and match.start("value") >= position:
            yield Finding(SECRET, *match.span("value"))
        at = text.find("://", at + 3)


def _pem(text: str, position: int, final: bool) -> Iterator[Finding]:
    at = text.find("-----BEGIN", position)
    while at >= 0:
        header = _PEM_HEADER.match(text, at)
        if header is None:
            at = text.find("-----BEGIN", at + 10)
            continue
        if not final and len(text) - header.end() < PEM_BODY:
            yield undecided(at)
            return
        if _PEM_BODY.match(text, header.end()) is None:
            at = text.find("-----BEGIN", at + 10)
            continue
        end = PEM_END.search(text, header.end())
        stop = end.end() if end else len(text)
        yield Finding(SECRET, at, stop)
        at = text.find("-----BEGIN", stop)
