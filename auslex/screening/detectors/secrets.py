"""Keys, tokens, passwords and private keys: by the formats their issuers document, and by what stands before them.

A secret that is still being written when more than RUN_MAX characters of it are there is found as far as it is there;
`tail` says what continues it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from auslex.screening.detectors.scanning import UNDECIDED, places, undecided
from auslex.screening.findings import Finding

SECRET = "SECRET"  # noqa: S105  the name of a type
RUN_MAX = 512  # A stream holds back no more of a run without spaces than this.
PEM_BODY = 48  # So many characters behind the header show whether a key follows or only talk about one.


class _Format(NamedTuple):
    """gates: one of these literals is in every match. tail: what may continue a match."""

    gates: tuple[str, ...]
    pattern: re.Pattern[str]
    tail: re.Pattern[str]


def _format(gates: str, pattern: str, characters: str = r"[A-Za-z0-9_-]") -> _Format:
    return _Format(
        tuple(gates.split()), re.compile(rf"(?<![A-Za-z0-9_])(?:{pattern}){characters}*"), re.compile(characters + "*")
    )


_FORMATS = (
    # OpenAI, Anthropic and others who followed them; Slack; GitLab; Google; PyPI; Square
    _format(
        "-",
        r"sk-(?=[A-Za-z_-]{0,64}[0-9])[A-Za-z0-9_-]{20}|xox[abeoprs]-[A-Za-z0-9-]{10}|xapp-[0-9]-[A-Za-z0-9-]{10}"
        r"|glpat-[A-Za-z0-9_-]{20}|GOCSPX-[A-Za-z0-9_-]{20}|pypi-[A-Za-z0-9_-]{50}|sq0(?:atp|csp)-[A-Za-z0-9_-]{22}",
    ),
    # GitHub, Stripe, Hugging Face, npm, DigitalOcean, Shopify, and others
    _format(
        "_",
        r"gh[pousr]_[A-Za-z0-9]{30}|github_pat_[A-Za-z0-9_]{22}|[srp]k_(?:live|test)_[A-Za-z0-9]{16}"
        r"|whsec_[A-Za-z0-9+/=]{24}|hf_[A-Za-z0-9]{30}|npm_[A-Za-z0-9]{36}|do[por]_v1_[0-9a-f]{64}"
        r"|shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}|(?:gsk|r8|lin_api|sbp|pul|rubygems)_[A-Za-z0-9]{24}",
    ),
    _format("KIA SIA", r"A[KS]IA[A-Z0-9]{16}", r"[A-Z0-9]"),  # AWS
    _format("AIza", r"AIza[A-Za-z0-9_-]{35}"),  # Google
    _format("SG.", r"SG\.[A-Za-z0-9_-]{16}[A-Za-z0-9_-]{0,64}\.[A-Za-z0-9_-]{16}"),  # SendGrid
    _format("eyJ", r"eyJ[A-Za-z0-9_-]{8,8192}\.[A-Za-z0-9_-]{8}", r"[A-Za-z0-9_.-]"),  # RFC 7519
)
_HYPHENATED = (
    "sk",
    "xoxb",
    "xoxp",
    "xoxa",
    "xoxo",
    "xoxr",
    "xoxs",
    "xoxe",
    "xapp",
    "glpat",
    "GOCSPX",
    "pypi",
    "sq0atp",
    "sq0csp",
)

_KEYWORD = re.compile(
    r"(?:pass(?:word|wd|phrase|code|wort)?|pwd|secret|tokens?|api[ _-]?key|access[ _-]?key(?:[ _-]?id)?"
    r"|account[ _-]?key"
    r"|private[ _-]?key|encryption[ _-]?key|signing[ _-]?key|auth(?:orization|[ _-]?key)?|credentials?"
    r"|[ _-]key|\bkey|pin"
    r"|cookie|sessionid|connection[ _-]?string|sas|hmac|salt)(?:[ _-]?(?:id|value|hash|v?\d))?[\"'`\])]{0,2}\s{0,3}\Z",
    re.IGNORECASE,
)
_VALUE = re.compile(
    r"[=>:]?\s{0,3}[\"'`]?(?:(?:Bearer|Basic|Token|token)\s{1,3})?"
    r"(?=[^\s\"'`<>,;]{0,64}[0-9!@#$%^&*+=~?])(?P<value>[^\s\"'`<>,;]{6,257})"
)
_LETTER = re.compile(r"[^\W\d_]")
_SIGN = re.compile(r"[\d!@#$%^&*+=~?]")
_VALUE_TAIL = re.compile(r"[^\s\"'`<>,;]*")
_SPOKEN_VALUE = r"\s(?:is|was|=)\s[\"'`]?(?P<value>[^\s\"'`<>,;]{6,257})"
_BEARER = re.compile(r"(?:bearer|basic)\s{1,3}(?P<value>[A-Za-z0-9._~+/=-]{16,})", re.IGNORECASE)
_BEARER_TAIL = re.compile(r"[A-Za-z0-9._~+/=-]*")
_SPOKEN = (
    ("bearer ", _BEARER),
    ("basic ", _BEARER),
    ("password ", re.compile("password" + _SPOKEN_VALUE, re.IGNORECASE)),
    ("passcode ", re.compile("passcode" + _SPOKEN_VALUE, re.IGNORECASE)),
    ("api key ", re.compile("api key" + _SPOKEN_VALUE, re.IGNORECASE)),
)
_URL_PASSWORD = re.compile(r"://[^\s/:@]{0,64}:(?P<value>[^\s/@]{1,128})@")

_PEM_HEADER = re.compile(r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----")
_PEM_BODY = re.compile(r"(?:\s|\\[nrt]|[\"'+,;>]){0,24}(?:[A-Za-z0-9+/=]{16}|(?:Proc-Type|DEK-Info|Version|Comment):)")
PEM_END = re.compile(r"-----END [A-Z0-9 ]{0,40}-----")
_BEHIND = 48  # How far before a value its keyword may begin.
_VALUE_GAP = 96
_STRIPPED_MAX = 256


def scan_secrets(text: str, lower: str, position: int, final: bool) -> Iterator[Finding]:
    """Secrets from `position` on, in order; they may overlap."""
    found = [*_formats(text, position), *_named_values(text, position), *_spoken(text, lower, position)]
    if "-----BEGIN" in text:
        found += _pem(text, position, final)
    if not found:
        return
    if not final:
        found = [_settled(finding, text) for finding in found]
    yield from sorted(found, key=lambda finding: (finding.start, finding.type != UNDECIDED, -finding.end))


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
    if (
        finding.end == len(text)
        and finding.end - finding.start < RUN_MAX
        and not text.startswith("-----", finding.start)
    ):
        return undecided(finding.start)
    return finding


def _formats(text: str, position: int) -> Iterator[Finding]:
    for form in _FORMATS:
        if _may_hold(form, text, position):
            for match in form.pattern.finditer(text, position):
                yield Finding(SECRET, *match.span())


def _may_hold(form: _Format, text: str, position: int) -> bool:
    if form.gates == ("-",):
        return any(text.endswith(_HYPHENATED, position, at) for at in places(text, "-", position))
    return any(gate in text for gate in form.gates)


def _named_values(text: str, position: int) -> Iterator[Finding]:
    """What stands behind `key=`, `key:`, and between the colon and the at sign of a URL."""
    for sign in "=:":
        at = text.find(sign, max(0, position - _VALUE_GAP))
        while at >= 0:
            following = at + 1
            value = _VALUE.match(text, following)
            if value is not None:
                if value.start("value") >= position and _is_random(value["value"]) and _is_keyword(text, at):
                    yield (finding := _value(text, value))
                    following = finding.end
                login = _URL_PASSWORD.match(text, at)
                if login is not None and login.start("value") >= position:
                    yield Finding(SECRET, *login.span("value"))
            at = text.find(sign, following)


def _value(text: str, match: re.Match[str]) -> Finding:
    """The whole value, without what ends a sentence behind it unless it is too long to be held back to its end."""
    start, end = match.span("value")
    if end - start > _STRIPPED_MAX:
        tail = _VALUE_TAIL.match(text, end)
        return Finding(SECRET, start, tail.end() if tail else end)
    return Finding(SECRET, start, start + len(text[start:end].rstrip(".:)]}!?")))


def _is_keyword(text: str, end: int) -> bool:
    """True if what ends here is the name of something secret."""
    return _KEYWORD.search(text, max(0, end - _BEHIND), end) is not None


def _spoken(text: str, lower: str, position: int) -> Iterator[Finding]:
    """ "Bearer abc123", "the password is abc123" """
    for stem, pattern in _SPOKEN:
        for at in places(lower, stem, max(0, position - _VALUE_GAP)):
            match = pattern.match(text, at)
            if match is not None and match.start("value") >= position and _is_random(match["value"]):
                yield _value(text, match) if pattern is not _BEARER else Finding(SECRET, *match.span("value"))


def _is_random(value: str) -> bool:
    """Not a word, a date, a place in a file or an amount: letters and digits or signs together."""
    if _LETTER.search(value) is None or _SIGN.search(value) is None:
        return False
    return "[REDACTED" not in value and not value.startswith(("http", "/", "{", "$", "<", "(", "["))


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
