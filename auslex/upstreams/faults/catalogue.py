"""The table of faults: name, lines of docs/chaos.md, what it does, what is written.

A play is put together from few words: `right` is what a right answer is, the others change a part of it.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import cache

from auslex.upstreams.faults import answers
from auslex.upstreams.faults.answers import DONE, LAST_CHUNK, Said, chunk, contents, delta, encoded, head
from auslex.upstreams.faults.script import Asked, Drip, End, Fault, Forever, Play, Step, Steps

CANARY = "upstream-internals-canary"  # In what only the gateway may see.
DRIP_SECONDS = 0.004
CRUMB_SECONDS = 0.05  # Often enough never to be silent.
DOWN_SECONDS = 60.0
HUGE_BYTES = 8 << 20
BOMB_BLOCKS = 300  # Of a mebibyte each.
HEADER_BYTES = 1 << 20
HEADERS = 5_000

Change = Callable[[Asked, list[bytes]], list[bytes]]


def right(asked: Asked) -> Steps:
    return encoded(asked, contents(asked))


def saying(said: Said) -> Play:
    return lambda asked: encoded(asked, contents(asked, said))


def changed(change: Change) -> Play:
    """A right answer whose contents were changed."""
    return lambda asked: encoded(asked, change(asked, contents(asked)))


def half(*then: Step) -> Play:
    """The first half of a right answer, then this."""

    def play(asked: Asked) -> Steps:
        steps = right(asked)
        return (*steps[: 1 + len(steps) // 2], *then)

    return play


def at_once(*steps: Step) -> Play:
    return lambda asked: steps


def either(whole: Play, stream: Play) -> Play:
    return lambda asked: (stream if asked.stream else whole)(asked)


def once(play: Play) -> Play:
    """The fault for the first attempt of a request, a right answer for its retries."""
    return lambda asked: (play if asked.first else right)(asked)


def refused(
    status: int,
    code: str | None = None,
    kind: str = "server_error",
    *headers: str,
    message: str = f"The {CANARY} failed.",
) -> Play:
    body = answers.error_body(message, kind, code)
    return lambda asked: answers.answer(status, body, *headers)


def limited(*headers: str) -> Play:
    return refused(429, "rate_limit_exceeded", "requests", *headers)


def limited_until(seconds: float) -> Play:
    def play(asked: Asked) -> Steps:
        moment = format_datetime(datetime.now(UTC) + timedelta(seconds=seconds), usegmt=True)
        return limited(f"Retry-After: {moment}")(asked)

    return play


def bursting(asked: Asked) -> Steps:
    return refused((500, 502, 503, 529)[asked.number % 4])(asked)


def flapping(asked: Asked) -> Steps:
    return (refused(503) if asked.seconds % (2 * DOWN_SECONDS) < DOWN_SECONDS else right)(asked)


def dripping(asked: Asked) -> Steps:
    return (Drip(b"".join(step for step in right(asked) if isinstance(step, bytes)), DRIP_SECONDS),)


def crumbling(asked: Asked) -> Steps:
    """Never silent, never done: white space in JSON, comments in a stream."""
    crumb = b":\n\n" if asked.stream else b" "
    return (*half()(asked)[:2], Forever(chunk(crumb) if asked.stream else crumb, CRUMB_SECONDS))


def over_reserved(asked: Asked) -> Steps:
    """Twice what can have been reserved: no prompt has more tokens than bytes, no answer more than its cap."""
    return saying(Said(prompt=2 * asked.body_bytes, completion=2 * asked.output_tokens_max))(asked)


def endless(asked: Asked) -> Steps:
    if asked.stream:
        return (*right(asked)[:2], Forever(chunk(delta(asked, " word")) * 20))
    return (head(200, answers.JSON, "Transfer-Encoding: chunked"), Forever(chunk(b" " * 4096)))


def split(asked: Asked) -> Steps:
    """Characters of two, three and four bytes, byte by byte."""
    said = Said(words=("caf\u00e9 ", "\u4e2d ", "\U0001f600"))
    steps = encoded(asked, contents(asked, said))
    return tuple(Drip(step, DRIP_SECONDS) if isinstance(step, bytes) and not step.isascii() else step for step in steps)


def bad_text(asked: Asked, pieces: list[bytes]) -> list[bytes]:
    return [piece.replace(b" given.", b" given\xff\xfe.") for piece in pieces]


def broken_frame(asked: Asked, pieces: list[bytes]) -> list[bytes]:
    return [*pieces[:2], b'data: {"choices": [{"delta": {"content": "half\n\n', *pieces[2:]]


def failing_midway(asked: Asked, pieces: list[bytes]) -> list[bytes]:
    body = answers.error_body(f"The {CANARY} failed.", "server_error")
    return [*pieces[:3], b"data: " + body + b"\n\n"]


def adorned(asked: Asked, pieces: list[bytes]) -> list[bytes]:
    """As the standard allows: comments, CRLF, ids, retry, data in several lines."""
    if not asked.stream:
        return [b"\r\n\t ", *pieces, b"\n\n"]
    lines = [piece.replace(b',"choices"', b',\ndata: "choices"').replace(b"\n", b"\r\n") for piece in pieces[:-1]]
    lines = [b"id: %d\r\nretry: 3000\r\n: a comment\r\n%b" % (number, line) for number, line in enumerate(lines)]
    return [b": hello\n\n", *lines[:1], b":\r\n\r\n", *lines[1:], pieces[-1]]


def not_a_number(asked: Asked, pieces: list[bytes]) -> list[bytes]:
    return [piece.replace(b'"created":', b'"odd":NaN,"created":').replace(b'"created_at":', b'"odd":NaN,"created_at":')
            .replace(b'"object":"list"', b'"object":"list","odd":NaN').replace(b'"item_id"', b'"odd":NaN,"item_id"')
            for piece in pieces]  # fmt: skip


def compressed(coding: str, wbits: int) -> Play:
    def play(asked: Asked) -> Steps:
        packer = zlib.compressobj(wbits=wbits)
        pieces = [packer.compress(piece) + packer.flush(zlib.Z_SYNC_FLUSH) for piece in contents(asked)]
        return encoded(asked, [*pieces, packer.flush()], f"Content-Encoding: {coding}")

    return play


def labelled(coding: str) -> Play:
    """Said to be compressed in a way that was not asked for."""
    return lambda asked: encoded(asked, contents(asked), f"Content-Encoding: {coding}")


def bomb(asked: Asked) -> Steps:
    start, end = (b"data: {", b"}\n\n") if asked.stream else (b"{", contents(asked)[0][1:])
    return encoded(asked, [_bomb(start, end)], "Content-Encoding: gzip")


@cache
def _bomb(start: bytes, end: bytes) -> bytes:
    """A gzip of a third of a gibibyte of spaces; a block after a full flush may be repeated as it stands."""
    packer = zlib.compressobj(wbits=-15)
    opening = packer.compress(start) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(b" " * (1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    closing = packer.compress(end) + packer.flush()
    check = zlib.crc32(start)
    for _ in range(BOMB_BLOCKS):
        check = zlib.crc32(b" " * (1 << 20), check)
    length = len(start) + len(end) + (BOMB_BLOCKS << 20)
    trailer = zlib.crc32(end, check).to_bytes(4, "little") + (length % (1 << 32)).to_bytes(4, "little")
    return b"\x1f\x8b\x08" + bytes(6) + b"\xff" + opening + block * BOMB_BLOCKS + closing + trailer


def with_headers(*headers: str) -> Play:
    return lambda asked: encoded(asked, contents(asked), *headers)


def heralded(asked: Asked) -> Steps:
    hints = b"HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\nContent-Length: 7\r\n\r\n"
    return (b"HTTP/1.1 100 Continue\r\n\r\n", hints, *right(asked))


def trailed(asked: Asked) -> Steps:
    end = b"0\r\nX-Checksum: 1\r\nSet-Cookie: a=b\r\n\r\n"
    if asked.stream:
        return encoded(asked, contents(asked), "Trailer: X-Checksum", end=end)
    body = contents(asked)[0]
    return (head(200, answers.JSON, "Transfer-Encoding: chunked", "Trailer: X-Checksum"), chunk(body), end)


def leaving_when_reused(asked: Asked) -> Steps:
    return (End.CLOSE,) if asked.reused else right(asked)


def echoing(asked: Asked) -> Steps:
    body = answers.error_body(f"Unusable header: Authorization: {asked.authorization}", "invalid_request_error")
    return answers.answer(400, body, *INTIMATE)


def too_long(asked: Asked) -> Steps:
    """A Content-Length that is never reached."""
    if asked.stream:
        body = b"".join(contents(asked)[:3])
        return (head(200, answers.SSE, f"Content-Length: {len(body) + 100}"), body, End.CLOSE)
    body = contents(asked)[0]
    return (head(200, answers.JSON, f"Content-Length: {len(body) + 100}"), body, End.CLOSE)


def cut_json(asked: Asked) -> Steps:
    return answers.answer(200, contents(asked)[0][:-20]) if not asked.stream else half(LAST_CHUNK)(asked)


def failing_first(asked: Asked) -> Steps:
    """200, and an error where the first event was due."""
    return encoded(asked, [b"data: " + _LIMITED + b"\n\n", DONE])


INTIMATE = (
    "Set-Cookie: session=of-another-caller; Path=/", "Keep-Alive: timeout=5", "Proxy-Authenticate: Basic",
    f"X-Upstream-Host: {CANARY}", "Server: inner",
)  # fmt: skip
_LIMITED = answers.error_body(f"The {CANARY} is busy.", "requests", "rate_limit_exceeded")
_HTML = b"<html><body>" + CANARY.encode() + b"</body></html>"
_TOO_LONG = "context_length_exceeded"
_HUGE = "x" * HUGE_BYTES

FAULTS: tuple[Fault, ...] = (
    Fault("hang-headers", (6,), "never answers", at_once(End.HANG)),
    Fault("hang-mid", (7,), "falls silent in the midst of the answer", half(End.HANG)),
    Fault("slowloris", (8,), "answers right, a byte every 4 ms", dripping),
    Fault("crumbs", (8,), "is never silent and never done", crumbling),
    Fault("reset-once", (9,), "resets before the answer; a retry is answered right", once(at_once(End.RESET))),
    Fault("reset-headers", (9,), "resets before the answer", at_once(End.RESET)),
    Fault("reset-mid", (10,), "resets in the midst of the answer", half(End.RESET)),
    Fault("cut-clean", (11,), "ends a stream well-formed, without finish_reason and [DONE]",
          either(cut_json, half(LAST_CHUNK))),
    Fault("cut-dirty", (12,), "closes in the midst of the answer", half(End.CLOSE)),
    Fault("no-done", (13,), "leaves [DONE] out",
          either(right, changed(lambda _, pieces: [piece for piece in pieces if piece != DONE]))),
    Fault("double-done", (14,), "says [DONE] twice and goes on",
          either(right, changed(lambda asked, pieces: [*pieces, DONE, delta(asked, CANARY)]))),
    Fault("trunc-json", (15,), "sends JSON that is cut off", cut_json),
    Fault("cl-mismatch", (16,), "sends less than its Content-Length", too_long),
    Fault("html200", (17,), "sends an HTML page with 200", lambda _: answers.answer(200, _HTML, kind="text/html")),
    Fault("empty200", (18,), "sends nothing with 200",
          either(lambda _: answers.answer(200, b""), lambda asked: encoded(asked, []))),
    Fault("error200", (19,), "sends an error as JSON with 200", lambda _: answers.answer(200, _LIMITED)),
    Fault("error200-stream", (20,), "sends an error as the first event",
          either(lambda _: answers.answer(200, _LIMITED), failing_first)),
    Fault("error-mid", (21,), "sends an error in the midst of a stream",
          either(refused(500), changed(failing_midway))),
    Fault("ra-sec", (22,), "429, Retry-After a second; a retry is answered right", once(limited("Retry-After: 1"))),
    Fault("ra-date", (23,), "the same as a date, a second away", once(limited_until(1))),
    Fault("ra-past", (23,), "the same as a date that is past", once(limited_until(-3600))),
    Fault("ra-ms", (24,), "the same as retry-after-ms", once(limited("retry-after-ms: 50"))),
    Fault("ra-huge", (25,), "429, Retry-After a day; a retry is answered right", once(limited("Retry-After: 86400"))),
    Fault("ra-neg", (25,), "429, Retry-After -5; a retry is answered right", once(limited("Retry-After: -5"))),
    Fault("ra-junk", (25,), "429, Retry-After soon; a retry is answered right", once(limited("Retry-After: soon"))),
    Fault("quota", (26,), "429 insufficient_quota", refused(429, "insufficient_quota", "insufficient_quota")),
    Fault("p429", (27,), "429 always", limited()),
    Fault("once500", (28,), "500; a retry is answered right", once(refused(500))),
    Fault("p5xx", (29,), "500, 502, 503 and 529 in turn", bursting),
    Fault("flap", (30,), "503 for a minute from the first call on, then a good minute, and so on", flapping),
    Fault("p400", (31,), "400 context_length_exceeded",
          refused(400, _TOO_LONG, "invalid_request_error", message="Your messages are too long.")),
    Fault("p401", (32,), "401 invalid_api_key", refused(401, "invalid_api_key", "invalid_request_error")),
    Fault("no-usage", (33,), "reports no usage", saying(Said(usage=False))),
    Fault("neg-usage", (34,), "reports a usage of -1,000,000 tokens", saying(Said(-1_000_000, -1_000_000))),
    Fault("null-usage", (34,), "reports null for tokens", saying(Said(None, None))),
    Fault("str-usage", (34,), "reports tokens as text", saying(Said("11", "5"))),
    Fault("float-usage", (34,), "reports half tokens", saying(Said(11.5, 5.5))),
    Fault("huge-usage", (34,), "reports 10^15 tokens", saying(Said(10**15, 10**15))),
    Fault("double-usage", (35,), "reports twice what can have been reserved", over_reserved),
    Fault("zero-usage", (36,), "reports zero tokens", saying(Said(0, 0))),
    Fault("other-model", (37,), "says that another model answered", saying(Said(model="gpt-5-pro"))),
    Fault("huge-chunk", (38,), "says 8 MB at once", saying(Said(words=(_HUGE,)))),
    Fault("infinite", (39,), "never ends, as fast as it is read", endless),
    Fault("split-utf8", (40,), "splits characters over writes", split),
    Fault("bad-utf8", (41,), "sends bytes that are no UTF-8", changed(bad_text)),
    Fault("bad-json-mid", (42,), "sends broken JSON in the midst of a stream", either(cut_json, changed(broken_frame))),
    Fault("comments", (43,), "comments, CRLF, ids, data in several lines", changed(adorned)),
    Fault("gzip", (44,), "compresses with gzip, unasked", compressed("gzip", 31)),
    Fault("deflate", (44,), "compresses with deflate, unasked", compressed("deflate", 15)),
    Fault("br", (44,), "says that it is br", labelled("br")),
    Fault("odd-encoding", (44,), "says that it is compressed in a way nobody knows", labelled("x-odd")),
    Fault("gzip-bomb", (45,), "300 MiB in 300 kB of gzip", bomb),
    Fault("redirect", (46,), "302 to another host",
          lambda _: answers.answer(302, b"", "Location: http://127.0.0.1:9/v1/elsewhere")),
    Fault("redirect-307", (46,), "307 to another host",
          lambda _: answers.answer(307, b"", "Location: http://127.0.0.1:9/v1/elsewhere")),
    Fault("nan", (47,), "says NaN in its JSON", changed(not_a_number)),
    Fault("big-header", (48,), "sends a header of 1 MiB", with_headers("X-Big: " + "x" * HEADER_BYTES)),
    Fault("many-headers", (48,), "sends 5,000 headers",
          with_headers(*(f"X-Header-{number}: {number}" for number in range(HEADERS)))),
    Fault("1xx", (49,), "sends 100 and 103 first", heralded),
    Fault("trailers", (49,), "sends trailers", trailed),
    Fault("close-idle", (50,), "closes a connection that is used again, before an answer", leaving_when_reused),
    Fault("echo", (51,), "repeats the key it was given in a 400, with cookies", echoing),
    Fault("cookies", (51,), "answers right, with cookies and headers of its own", with_headers(*INTIMATE)),
)  # fmt: skip

BY_NAME = {fault.name: fault for fault in FAULTS}
