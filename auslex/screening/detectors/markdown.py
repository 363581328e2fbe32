"""Markdown and HTML that would make a reader's browser fetch or run something: images, scripts, links that carry data.

Only in what a model says: a page that shows the answer would send what is in the address to whoever owns it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auslex.screening.detectors.scanning import Page
from auslex.screening.findings import Finding

UNSAFE_URL = "UNSAFE_URL"
UNSAFE_HTML = "UNSAFE_HTML"
REPLACEMENTS = {UNSAFE_URL: "#", UNSAFE_HTML: "&lt;"}

URL_TAIL = re.compile(r"[^\s()<>\"']*")
_CARRIED_MAX = 64  # A query longer than this carries more than a search.
_ALT_MAX = 112  # How far before its address an image may begin.

_ADDRESS = re.compile(r"\]\([ \t]{0,2}<?(?P<url>[^\s()<>\"']+)|\]:[ \t]{0,2}<?(?P<definition>[^\s()<>\"']+)")
_REMOTE = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_PLAIN_SCHEME = re.compile(r"(?:https?://|mailto:|tel:|[#/.\w-]*(?:[/#?]|\Z))", re.IGNORECASE)
_CARRIES = re.compile(r"[?#;][^\s]*")
_TAG = re.compile(
    r"<(?=/?(?:script|iframe|frame|object|embed|applet|svg|math|link|meta|base|form|input|button|style|img|image|video"
    r"|audio|source|track|portal)(?:[\s/>]|\Z))",
    re.IGNORECASE,
)
_SCRIPT = re.compile(r"(?:javascript|vbscript):|data:text/html", re.IGNORECASE)


def scan_links(page: Page, position: int, final: bool) -> Iterator[Finding]:
    """Addresses of images, and of links that carry data or are no plain web addresses."""
    text = page.text
    at = text.find("]", max(0, position - 6)) - 1
    while (at := text.find("]", at + 1)) >= 0:
        match = _ADDRESS.match(text, at)
        if match is None:
            continue
        name = "url" if match["url"] is not None else "definition"
        if match.start(name) >= position and _is_unsafe(text, at, match[name], name):
            yield Finding(UNSAFE_URL, *match.span(name))


def scan_html(page: Page, position: int, final: bool) -> Iterator[Finding]:
    """Tags that fetch or run something, and addresses that are programs."""
    text, lower = page.text, page.lower
    found = [Finding(UNSAFE_HTML, *match.span()) for match in _TAG.finditer(text, position)] if "<" in text else []
    if "script:" in lower or "data:text" in lower:
        found += [Finding(UNSAFE_URL, *match.span()) for match in _SCRIPT.finditer(text, position)]
    yield from sorted(found, key=lambda finding: finding.start)


def _is_unsafe(text: str, at: int, url: str, name: str) -> bool:
    if name == "definition" or _is_image(text, at):
        return _REMOTE.match(url) is not None or _PLAIN_SCHEME.match(url) is None
    carried = _CARRIES.search(url)
    authority = url.partition("//")[2].partition("/")[0]
    return (
        _PLAIN_SCHEME.match(url) is None
        or "@" in authority
        or (carried is not None and len(carried.group()) > _CARRIED_MAX)
    )


def _is_image(text: str, at: int) -> bool:
    begun = text.rfind("![", max(0, at - _ALT_MAX), at)
    return begun >= 0 and "](" not in text[begun:at]
