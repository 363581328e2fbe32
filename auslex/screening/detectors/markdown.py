"""Markdown and HTML that would make a reader's browser fetch or run something: images, scripts, links that carry data.

Only in what a model says: a page that shows the answer would send what is in the address to whoever owns it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from auslex.screening.detectors.scanning import Page, undecided
from auslex.screening.findings import Finding

UNSAFE_URL = "UNSAFE_URL"
UNSAFE_HTML = "UNSAFE_HTML"
UNSAFE_ATTRIBUTE = "UNSAFE_ATTRIBUTE"
CARRYING_URL = "CARRYING_URL"  # An address with a placeholder in it: restored, it would carry a value away.
REPLACEMENTS = {UNSAFE_URL: "#", UNSAFE_HTML: "&lt;", UNSAFE_ATTRIBUTE: "&#61;", CARRYING_URL: "#"}

URL_TAIL = re.compile(r"[^\s()<>\"']*")
_CARRIED_MAX = 64  # A query longer than this carries more than a search.
_BEFORE_MAX = 300  # How far before its address an image may begin, and before its attribute a tag.
_BRACKETS_MAX = 8  # In what stands before an address.
_ADDRESS_BEHIND = 24  # How far before an address its bracket may stand.

_GAP = r"[ \t]{0,8}\n?[ \t]{0,8}<?"
_ADDRESS = re.compile(rf"\]\({_GAP}(?P<url>[^\s()<>\"']+)|\]:{_GAP}(?P<definition>[^\s()<>\"']+)")
_REMOTE = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_PLAIN_SCHEME = re.compile(r"(?:https?://|mailto:|tel:|[#/.\w-]*(?:[/#?]|\Z))", re.IGNORECASE)
_CARRIES = re.compile(r"[?#;][^\s]*")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_TAG = re.compile(
    r"<(?=/?(?:script|iframe|frame|frameset|object|embed|applet|svg|math|link|meta|base|form|input|button|style|img|image"
    r"|video|audio|source|track|portal|body|bgsound|layer|marquee|area|plaintext)(?:[\s/>]|\Z))",
    re.IGNORECASE,
)
_SCRIPT = re.compile(r"(?:javascript|vbscript):|data:text/html", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"(?<![\w-])(?:style|background|src|srcset|poster|ping|on[a-z]{3,20}|(?P<address>href|action|formaction))\s{0,4}=",
    re.IGNORECASE,
)
_ATTRIBUTE_MAX = 32
_PLAIN_VALUE = re.compile(
    r"\s?(?:(?P<quote>[\"'])?(?:https?://|mailto:|tel:|[#/.\w-]*(?:[/#?]|(?P=quote))))|\s?[#/.\w-]+[\s>]", re.IGNORECASE
)
_VALUE_MAX = 32  # Characters of an attribute's value that say whether it is a plain address.
_TAG_BEGUN = re.compile(r"<[a-z]", re.IGNORECASE)
_TAGS_MAX = 8
_PLACEHOLDER = re.compile(r"\[[A-Z][A-Z_]{1,24}_[0-9]{1,6}\]")
_CARRYING = re.compile(  # So short before its placeholder that a stream still holds it when that comes.
    r"(?:(?i:https?:|\bwww\.)|(?<![^\s()<>\"'=\]])//)"
    rf"[^\s()<>\"']{{0,256}}?{_PLACEHOLDER.pattern}[^\s()<>\"']*"
)


def scan_links(page: Page, position: int, final: bool) -> Iterator[Finding]:
    """Addresses of images, and of links that carry data or are no plain web addresses."""
    yield from sorted(
        [*_addresses(page.text, position), *_carrying(page.text, position)],
        key=lambda finding: (finding.start, -finding.end),
    )


def scan_html(page: Page, position: int, final: bool) -> Iterator[Finding]:
    """Tags that fetch or run something, attributes of others that do, and addresses that are programs."""
    text, lower = page.text, page.lower
    found: list[Finding] = []
    if "<" in text:
        found += [Finding(UNSAFE_HTML, *match.span()) for match in _TAG.finditer(text, position)]
        found += _attributes(text, position, final)
    if "script:" in lower or "data:text" in lower:
        found += [Finding(UNSAFE_URL, *match.span()) for match in _SCRIPT.finditer(text, position)]
    yield from sorted(found, key=lambda finding: finding.start)


def _addresses(text: str, position: int) -> Iterator[Finding]:
    at = text.find("]", max(0, position - _ADDRESS_BEHIND)) - 1
    while (at := text.find("]", at + 1)) >= 0:
        match = _ADDRESS.match(text, at)
        if match is None:
            continue
        name = "url" if match["url"] is not None else "definition"
        if match.start(name) >= position and _is_unsafe(text, at, _read(match[name]), name):
            yield Finding(UNSAFE_URL, *match.span(name))


def _carrying(text: str, position: int) -> Iterator[Finding]:
    """Addresses in any form that hold a placeholder."""
    if _PLACEHOLDER.search(text, position) is not None:
        yield from (Finding(CARRYING_URL, *match.span()) for match in _CARRYING.finditer(text, position))


def _attributes(text: str, position: int, final: bool) -> Iterator[Finding]:
    for match in _ATTRIBUTE.finditer(text, max(0, position - _ATTRIBUTE_MAX)):
        at = match.end() - 1  # What stands before may have gone out.
        if at < position or not _is_in_tag(text, match.start()):
            continue
        if match["address"] is not None:
            if len(text) - at <= _VALUE_MAX and not final:
                yield undecided(at)
                return
            if _PLAIN_VALUE.match(text[at + 1 : at + 1 + _VALUE_MAX]) is not None:
                continue
        yield Finding(UNSAFE_ATTRIBUTE, at, at + 1)


def _is_in_tag(text: str, at: int) -> bool:
    """True within a tag that is left as it stands, or what may be one: a quoted value may hold a bracket."""
    window = text[max(0, at - _BEFORE_MAX) : at]
    rest = window[window.rfind(">") + 1 :]
    number = -1
    for number, begun in enumerate(_TAG_BEGUN.finditer(rest)):
        if number == _TAGS_MAX or not _TAG.match(rest, begun.start()):
            return True
    return number < 0 and ('"' in rest or "'" in rest) and _TAG_BEGUN.search(window) is not None


def _read(url: str) -> str:
    """The address as a browser reads it: entities and escapes undone, and a backslash is a slash."""
    if "&" in url or "\\" in url:
        url = _ESCAPED.sub(r"\1", html.unescape(url)).replace("\\", "/")
    return url


def _is_unsafe(text: str, at: int, url: str, name: str) -> bool:
    is_plain = _PLAIN_SCHEME.match(url) is not None
    if not is_plain:
        return True
    if _REMOTE.match(url) is not None and (name == "definition" or _is_image(text, at)):
        return True
    carried = _CARRIES.search(url)
    authority = url.partition("//")[2].partition("/")[0]
    return "@" in authority or (carried is not None and len(carried.group()) > _CARRIED_MAX)


def _is_image(text: str, at: int) -> bool:
    """True for an image, and for what may be one because its beginning is too far away or too intricate."""
    begun = text.rfind("![", max(0, at - _BEFORE_MAX), at)
    if begun >= 0 and "](" not in text[begun:at]:
        return True
    opened = _opened(text, at)
    return opened < 0 or text[max(0, opened - 1) : opened] == "!"


def _opened(text: str, at: int) -> int:
    """Where the bracket stands that the one at `at` closes; -1 where that cannot be said."""
    begin, end, depth = max(0, at - _BEFORE_MAX), at, 0
    for _ in range(_BRACKETS_MAX):
        closing, opening = text.rfind("]", begin, end), text.rfind("[", begin, end)
        end = max(closing, opening)
        if opening < 0 or text[max(0, end - 1) : end] == "\\":
            return -1
        if end == opening and depth == 0:
            return opening
        depth += 1 if end == closing else -1
    return -1
