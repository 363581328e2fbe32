"""What is to happen for each fault: the lines of docs/chaos.md that a model can play.

An outcome is what the client is told, and how each attempt is booked: "502 upstream_reset | held held".
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.faults.outcome import TEXT


@dataclass(frozen=True, slots=True)
class Line:
    """row: in the table. text: what a right answer says. slow: it takes its time, so other endpoints leave it out."""

    row: int
    fault: str
    whole: str
    stream: str
    text: str = TEXT
    slow: bool = False


def both(row: int, fault: str, outcome: str, text: str = TEXT, *, slow: bool = False) -> Line:
    return Line(row, fault, outcome, outcome, text, slow)


MATRIX = (
    both(6, "hang-headers", "504 upstream_timeout | held", slow=True),
    Line(7, "hang-mid", "504 upstream_timeout | held", "event upstream_timeout | counted", slow=True),
    both(8, "slowloris", "right | upstream", slow=True),
    both(9, "reset-once", "right | held upstream"),
    # The kept connection that is reset is replaced, and then there is the retry.
    both(9, "reset-headers", "502 upstream_reset | held held held"),
    Line(10, "reset-mid", "502 upstream_truncated | held held", "event upstream_truncated | counted"),
    Line(11, "cut-clean", "502 upstream_protocol | held held", "event upstream_truncated | counted"),
    Line(12, "cut-dirty", "502 upstream_truncated | held held", "event upstream_truncated | counted"),
    both(13, "no-done", "right | upstream"),
    both(14, "double-done", "right | upstream"),
    Line(15, "trunc-json", "502 upstream_protocol | held held", "event upstream_truncated | counted"),
    Line(16, "cl-mismatch", "502 upstream_truncated | held held", "event upstream_truncated | counted"),
    both(17, "html200", "502 upstream_bad_content_type | held held"),
    Line(18, "empty200", "502 upstream_protocol | held held", "502 upstream_truncated | held held"),
    both(19, "error200", "429 upstream_rate_limited | held held"),
    both(20, "error200-stream", "429 upstream_rate_limited | held held"),
    Line(21, "error-mid", "502 upstream_server_error | void void", "event upstream_error | counted"),
    both(22, "ra-sec", "right | void upstream", slow=True),
    both(23, "ra-date", "right | void upstream", slow=True),
    both(23, "ra-past", "right | void upstream"),
    both(24, "ra-ms", "right | void upstream"),
    both(25, "ra-huge", "right | void upstream", slow=True),
    both(25, "ra-neg", "right | void upstream"),
    both(25, "ra-junk", "right | void upstream"),
    both(26, "quota", "502 upstream_quota_exhausted | void"),
    both(27, "p429", "429 upstream_rate_limited | void void"),
    both(28, "once500", "right | void upstream"),
    both(31, "p400", "400 context_length_exceeded | void"),
    both(32, "p401", "502 upstream_auth | void"),
    both(33, "no-usage", "right | counted"),
    both(34, "neg-usage", "right | counted"),
    both(34, "null-usage", "right | counted"),
    both(34, "str-usage", "right | counted"),
    both(34, "float-usage", "right | counted"),
    both(34, "huge-usage", "right | counted"),
    both(35, "double-usage", "right | upstream+"),
    both(36, "zero-usage", "right | upstream"),
    both(37, "other-model", "right | upstream"),
    Line(38, "huge-chunk", "right | upstream", "event upstream_protocol | counted", "x" * (8 << 20)),
    Line(39, "infinite", "502 upstream_protocol | held", "event upstream_protocol | counted"),
    both(40, "split-utf8", "right | upstream", "caf\u00e9 \u4e2d \U0001f600"),
    Line(41, "bad-utf8", "502 upstream_protocol | held held", "event upstream_protocol | counted"),
    Line(42, "bad-json-mid", "502 upstream_protocol | held held", "event upstream_protocol | counted"),
    both(43, "comments", "right | upstream"),
    both(44, "gzip", "right | upstream"),
    both(44, "deflate", "right | upstream"),
    both(44, "br", "502 upstream_protocol | held held"),
    both(44, "odd-encoding", "502 upstream_protocol | held held"),
    both(45, "gzip-bomb", "502 upstream_protocol | held"),
    both(46, "redirect", "502 upstream_protocol | held"),
    both(46, "redirect-307", "502 upstream_protocol | held"),
    both(47, "nan", "502 upstream_protocol | held held"),
    both(48, "big-header", "502 upstream_protocol | held held"),
    both(48, "many-headers", "502 upstream_protocol | held held"),
    both(49, "1xx", "right | upstream"),
    both(49, "trailers", "right | upstream"),
    both(51, "echo", "400 upstream_bad_request | void"),
    both(51, "cookies", "right | upstream"),
)
