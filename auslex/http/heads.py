"""What is wrong with a request's head, beyond what the parser refuses.

Sources: RFC 9112, sections 3.2 (Host) and 6 (framing); RFC 6585, section 5 (431).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from auslex.core.errors import BadRequest, HeadTooLarge

HEAD_BYTES_MAX = 32 << 10  # Four times what nginx takes; no client sends a twentieth.
HEADERS_MAX = 200

_HOST = re.compile(rb"[A-Za-z0-9._~%-]*(?::[0-9]{0,5})?|\[[0-9A-Fa-f:.]+\](?::[0-9]{0,5})?")


def head_fault(
    version: str, method: bytes, url: bytes, headers: Sequence[tuple[bytes, bytes]]
) -> BadRequest | HeadTooLarge | None:
    """Why this request is not served; None for almost every one. Header names are lower-case."""
    if len(headers) > HEADERS_MAX:
        return too_large()
    if version not in ("1.1", "1.0"):
        return BadRequest("Only HTTP/1.1 and HTTP/1.0 are spoken here.")
    size, hosts, host = len(url), 0, b""
    for name, value in headers:
        size += len(name) + len(value)
        if name == b"host":
            hosts += 1
            host = value
        elif name == b"transfer-encoding" and (value.strip().lower() != b"chunked" or version != "1.1"):
            return BadRequest("The only transfer encoding is chunked, and HTTP/1.1 alone has it.")
    if size > HEAD_BYTES_MAX:
        return too_large()
    if hosts > 1 or (hosts == 0 and version == "1.1") or not _HOST.fullmatch(host):
        return BadRequest("A request has one Host header: a name or an address, and perhaps a port.")
    return BadRequest("This is no proxy: CONNECT is not served.") if method == b"CONNECT" else None


def too_large() -> HeadTooLarge:
    """The refusal of a head that is not worth reading to its end."""
    return HeadTooLarge(
        f"The headers have more than {HEAD_BYTES_MAX} bytes, or are more than {HEADERS_MAX}. Send less."
    )


def without_upgrade(method: bytes, url: bytes, headers: Sequence[tuple[bytes, bytes]]) -> bytes:
    """The head of the same request, by a client that does not ask for another protocol."""
    lines = [method + b" " + url + b" HTTP/1.1"]
    for name, value in headers:
        if name == b"connection":
            tokens = [token.strip() for token in value.split(b",")]
            value = b", ".join(token for token in tokens if token.lower() not in (b"upgrade", b"http2-settings"))
        elif name in (b"upgrade", b"http2-settings"):
            continue
        if value or name != b"connection":
            lines.append(name + b": " + value)
    return b"\r\n".join([*lines, b"", b""])
