"""Keys, tokens, passwords and private keys: by the formats their issuers document, and by what stands before them.

A secret that is still being written when more than RUN_MAX characters of it are there is found as far as it is there;
`tail` says what continues it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from auslex.screening.detectors.marks import Mark
from auslex.screening.detectors.scanning import Page, in_order, undecided
from auslex.screening.findings import Finding

SECRET = "SECRET"  # noqa: S105  the name of a type
RUN_MAX = 512  # A stream holds back no more of a run without spaces than this.
PEM_BODY = 48  # So many characters behind the header show whether a key follows or only talk about one.


class _Format(NamedTuple):
    """tail: what may continue a match."""

    pattern: re.Pattern[str]
    tail: re.Pattern[str]


def _format(pattern: str, characters: str = r"[A-Za-z0-9_-]") -> _Format:
    return _Format(re.compile(rf"(?<![A-Za-z0-9_])(?:{pattern}){characters}*"), re.compile(characters + "*"))


# By what they begin with.
_FORMATS = {
    **dict.fromkeys(
        ("sk-", "xox", "xapp-", "glpat-", "gocspx-", "pypi-", "sq0"),
        # OpenAI, Anthropic and others who followed them; Slack; GitLab; Google; PyPI; Square
        _format(
            r"sk-(?=[A-Za-z_-]{0,64}[0-9])[A-Za-z0-9_-]{20}|xox[abeoprs]-[A-Za-z0-9-]{10}|xapp-[0-9]-[A-Za-z0-9-]{10}"
            r"|glpat-[A-Za-z0-9_-]{20}|GOCSPX-[A-Za-z0-9_-]{20}|pypi-[A-Za-z0-9_-]{50}|sq0(?:atp|csp)-[A-Za-z0-9_-]{22}"
        ),
    ),
    **dict.fromkeys(
        (
            *("ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "sk_", "rk_", "pk_", "whsec_", "hf_", "npm_"),
            *("dop_", "doo_", "dor_", "shpat_", "shpca_", "shppa_", "shpss_", "gsk_", "r8_", "lin_api_", "sbp_"),
            *("pul_", "rubygems_"),
        ),
        # GitHub, Stripe, Hugging Face, npm, DigitalOcean, Shopify, and others
        _format(
            r"gh[pousr]_[A-Za-z0-9]{30}|github_pat_[A-Za-z0-9_]{22}|[srp]k_(?:live|test)_[A-Za-z0-9]{16}"
            r"|whsec_[A-Za-z0-9+/=]{24}|hf_[A-Za-z0-9]{30}|npm_[A-Za-z0-9]{36}|do[por]_v1_[0-9a-f]{64}"
            r"|shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}|(?:gsk|r8|lin_api|sbp|pul|rubygems)_[A-Za-z0-9]{24}"
        ),
    ),
    **dict.fromkeys(("akia", "asia"), _format(r"A[KS]IA[A-Z0-9]{16}", r"[A-Z0-9]")),  # AWS
    "aiza": _format(r"AIza[A-Za-z0-9_-]{35}"),  # Google
    "sg.": _format(r"SG\.[A-Za-z0-9_-]{16}[A-Za-z0-9_-]{0,64}\.[A-Za-z0-9_-]{16}"),  # SendGrid
    "eyj": _format(r"eyJ[A-Za-z0-9_-]{8,8192}\.[A-Za-z0-9_-]{8}", r"[A-Za-z0-9_.-]"),  # RFC 7519
}

# A name for a secret, and the sign behind it; what may stand before it does not matter.
_KEYWORD = re.compile(
    r"(?:pass(?:word|wd|phrase|code|wort)?|pwd|secret|tokens?|(?:(?:api|access|account|private|encryption|signing|auth)"
    r"[ _-]?|[ _-]|(?<!\w))key(?:[ _-]?id)?|auth(?:orization)?|credentials?|pin|cookie|sessionid"
    r"|connection[ _-]?string|sas|hmac|salt)"
    r"(?:[ _-]?(?:id|value|hash|v?\d))?[\"'`\])]{0,2}\s{0,3}(?=[=:])",
)
_KEY_BEHIND = 11  # How far before "key" or "string" the name may begin.
_VALUE = re.compile(
    r"[=:][=>:]?\s{0,3}[\"'`]?(?:(?:Bearer|Basic|Token|token)\s{1,3})?"
    r"(?=[^\s\"'`<>,;]{0,64}[0-9!@#$%^&*+=~?])(?P<value>[^\s\"'`<>,;]{6,257})"
)
_LETTER = re.compile(r"[^\W\d_]")
_SIGN = re.compile(r"[\d!@#$%^&*+=~?]")
_NAMED_VALUE = re.compile(  # "API_KEY=\nLOG_LEVEL=1", "connectionString=Server=sql01;"
    r"(?:[A-Z_]{3,40}|Server|Host|Endpoint)=(?![=\s]|\Z)"
)
_VALUE_TAIL = re.compile(r"[^\s\"'`<>,;]*")
_SPOKEN = re.compile(
    r"(?:password|passcode|api key)\s(?:is|was|=)\s[\"'`]?(?P<value>[^\s\"'`<>,;]{6,257})", re.IGNORECASE
)
# "her password for the portal is Wattle#71", "it unlocks with (Wattle#71)": letters, a digit and a sign together.
_SAID = re.compile(
    r"(?:(?:pass(?:word|wd|phrase|code)?|pwd?|pin|wi-?fi|(?<!\w)key)(?![\w-])|unlocks?(?:ed)?\b|opens with"
    r"|log(?:s|ged)? ?(?:in|on)\b)(?:[^\n.;=]|\.(?!\s)){0,72}?[\s(\"'`:](?=[^\s]{0,63}[0-9])(?=[^\s]{0,63}[A-Za-z])"
    r"(?=[^\s]{0,63}(?:[@#$%^*+~_]|[!?](?![\s.,;)]))|[A-Za-z]{3,16}-[A-Za-z0-9]{2,16}-[0-9]{2,4}\b"
    r"|(?<=pass[a-z]{4} )[^\s]{6,63}!"
    r"|(?:(?<=is )|(?<=was )|(?<=now )|(?<=word )|(?<=: ))[a-z]{5,20}[0-9]{2,6}!?[\s.,;)])"
    r"(?P<value>[^\s\"'`<>,;()\[\]{}=:/]{7,64}(?<![.,!?]))(?=[\s\"'`<>,;.!?)]|\Z)",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"[^\w]")
_MAIL = re.compile(r"@[\w-]{1,63}\.[A-Za-z]{2,}")
_SAID_WORDS = frozenset(
    ("pass", "pwd", "key", "pin", "pw ", "unlock", "opens with", "login", "log in", "logs in", "log on", "wifi")
)
_BEARER = re.compile(r"(?:bearer|basic)\s{1,3}(?P<value>[A-Za-z0-9._~+/=-]{16,})", re.IGNORECASE)
_BEARER_TAIL = re.compile(r"[A-Za-z0-9._~+/=-]*")
_URL_PASSWORD = re.compile(r"://[^\s/:@]{0,64}:(?P<value>[^\s/@]{1,128})@")

_IN_URL = re.compile(r"://[^\s/@]*\Z")
_LOGIN_OPTION = re.compile(r" -u\s{1,2}[\"']?[\w.@+-]{1,64}:(?P<value>[^\s\"']{4,128})")  # Of curl.

_PEM_HEADER = re.compile(r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----")
_PEM_BODY = re.compile(r"(?:\s|\\[nrt]|[\"'+,;>]){0,24}(?:[A-Za-z0-9+/=]{16}|(?:Proc-Type|DEK-Info|Version|Comment):)")
PEM_END = re.compile(r"-----END [A-Z0-9 ]{0,40}-----")
_TOKEN_RUN = re.compile(r"[A-Za-z0-9_-]*+")
_VALUE_GAP = 96  # How far before a value its name may begin.
_STRIPPED_MAX = 256


def scan_secrets(page: Page, position: int, final: bool) -> Iterator[Finding]:
    """Secrets from `position` on, in order; they may overlap."""
    return in_order(_secrets(page, position, final), _VALUE_GAP)


def _secrets(page: Page, position: int, final: bool) -> Iterator[Finding]:
    text = page.text
    end = signed = tokenless = 0
    for at, word in page.marks.places(Mark.SECRET, position - _VALUE_GAP):
        found: Finding | None = None
        if (form := _FORMATS.get(word)) is not None:
            if at < max(position, end, tokenless if word == "eyj" else 0):
                continue
            match = form.pattern.match(text, at)
            if match is not None:
                found = Finding(SECRET, *match.span())
                end = found.end
            elif word == "eyj":
                tokenless = _run_end(text, at)
        elif word == "-----begin":
            if at >= max(position, end) and (found := _pem(text, at, final)) is not None:
                end = found.end
                yield found
            continue
        elif word in ("://", " -u "):
            login = (_URL_PASSWORD if word == "://" else _LOGIN_OPTION).match(text, at)
            found = Finding(SECRET, *login.span("value")) if login is not None else None
        elif word in ("bearer ", "basic "):
            match = _BEARER.match(text, at)
            if match is not None and _is_random(match["value"]):
                found = Finding(SECRET, *match.span("value"))
        else:
            found, signed = _named(page, at, word, signed)
        if found is not None and found.start >= position:
            yield found if final else _settled(found, text)


def _run_end(text: str, at: int) -> int:
    """The end of a run without a dot, in which no token begins if none begins here; only looked for in long ones."""
    run = _TOKEN_RUN.match(text, at)
    return run.end() if run is not None and text[run.end() : run.end() + 1] != "." else at


def _named(page: Page, at: int, word: str, signed: int) -> tuple[Finding | None, int]:
    """What stands behind the name of a secret, or None; and up to where signs behind names have been looked at."""
    text = page.text
    if word in ("key", "string"):
        name = _KEYWORD.search(page.lower, max(0, at - _KEY_BEHIND), at + 40)
        if name is not None and not name.start() <= at < name.end():
            name = None  # Another one's
    else:
        name = _KEYWORD.match(page.lower, at)
    if name is not None:
        if name.end() < signed or _IN_URL.search(text, max(0, name.start() - 24), name.start()) is not None:
            return None, max(signed, name.end())
        value = _VALUE.match(text, name.end())
        if value is not None and _is_random(value["value"]):
            return (found := _value(text, value)), found.end
        return None, name.end() + 1
    if word in ("pass", "key"):
        spoken = _SPOKEN.match(text, at if word == "pass" else max(0, at - 4))
        if spoken is not None and _is_random(spoken["value"]):
            return _value(text, spoken), signed
    said = _SAID.match(text, at) if word in _SAID_WORDS else None
    if (
        said is not None
        and (word in ("pass", "pwd", "pw ") or _SIGNED.search(said["value"]) is not None)
        and _is_random(said["value"])
        and _MAIL.search(said["value"]) is None
    ):
        return Finding(SECRET, *said.span("value")), signed
    return None, signed


def tail(text: str, start: int) -> re.Pattern[str] | None:
    """What may continue the secret that begins at `start`; None for a private key, which goes on to its END line."""
    if text.startswith("-----BEGIN", start):
        return None
    for form in _FORMATS.values():
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


def _value(text: str, match: re.Match[str]) -> Finding:
    """The whole value, without what ends a sentence behind it unless it is too long to be held back to its end."""
    start, end = match.span("value")
    if end - start > _STRIPPED_MAX:
        tail = _VALUE_TAIL.match(text, end)
        return Finding(SECRET, start, tail.end() if tail else end)
    return Finding(SECRET, start, start + len(text[start:end].rstrip(".:)]}!?")))


def _is_random(value: str) -> bool:
    """Not a word, a date, a place in a file or an amount: letters and digits or signs together."""
    if _LETTER.search(value) is None or _SIGN.search(value) is None:
        return False
    if _NAMED_VALUE.match(value) is not None:
        return False
    return "[REDACTED" not in value and not value.startswith(("http", "/", "{", "$", "<", "(", "["))


def _pem(text: str, at: int, final: bool) -> Finding | None:
    """The private key whose header begins here."""
    header = _PEM_HEADER.match(text, at)
    if header is None:
        return None
    if not final and len(text) - header.end() < PEM_BODY:
        return undecided(at)
    if _PEM_BODY.match(text, header.end()) is None:
        return None
    end = PEM_END.search(text, header.end())
    return Finding(SECRET, at, end.end() if end else len(text))
