"""One table: what each error is over HTTP, in OpenAI's error format."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

import msgspec

from auslex.core import errors
from auslex.core.errors import AuslexError, CircuitOpen, LimitExceeded, UpstreamError, UpstreamRefused
from auslex.http.limits import limit_headers
from auslex.resilience.recovery import treatment
from auslex.wire.json import encode
from auslex.wire.sse import encode_event

# The most specific class first: the first that matches decides.
TABLE: tuple[tuple[type[AuslexError], int, str], ...] = (
    (errors.BadRequest, 400, "invalid_request_error"),
    (errors.Unauthenticated, 401, "invalid_request_error"),
    (errors.Forbidden, 403, "permission_error"),
    (errors.NotFound, 404, "invalid_request_error"),
    (errors.MethodNotAllowed, 405, "invalid_request_error"),
    (errors.RepeatRefused, 409, "invalid_request_error"),
    (errors.KeyReused, 422, "invalid_request_error"),
    (errors.BodyTooLarge, 413, "invalid_request_error"),
    (errors.HeadTooLarge, 431, "invalid_request_error"),
    (errors.UnsupportedEncoding, 415, "invalid_request_error"),
    (errors.TooSlow, 408, "timeout_error"),
    (errors.CostLimitExceeded, 429, "insufficient_quota"),
    (errors.RateLimitExceeded, 429, "rate_limit_error"),
    (errors.PromptRefused, 400, "invalid_request_error"),
    (errors.TooBusy, 503, "overloaded_error"),
    (errors.Unavailable, 503, "service_unavailable_error"),
    (AuslexError, 500, "server_error"),
)
# Of those the failure's class decides: resilience.recovery.TABLE has their statuses.
UPSTREAM_TYPE = "upstream_error"
UPSTREAM_STATUS = 502
# The caller's own fault, which the upstream was first to notice: told as it was told to us.
RELAYED_STATUSES = frozenset({400, 404, 409, 413, 415, 422})
NO_RETRY = (b"x-should-retry", b"false")  # We have retried already; the client must not multiply that.
RATE_LIMIT_TYPES = {"requests_per_minute": "requests", "tokens_per_minute": "tokens"}
MESSAGE_CHARACTERS_MAX = 1_000  # Enough for any explanation; an error must not carry a prompt back.

_SECRET = re.compile(r"\b(?:sk|pk|org|proj)[-_][A-Za-z0-9_*.-]{6,}")


@dataclass(frozen=True, slots=True)
class HttpError:
    """An error ready to be sent. Headers are lower-case names and values as bytes."""

    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes
    code: str


class _Detail(msgspec.Struct):
    message: str | None = None
    type: str | None = None
    param: str | None = None
    code: str | int | None = None


class _Body(msgspec.Struct):
    error: _Detail | None = None


_body = msgspec.json.Decoder(_Body)


def to_http(error: AuslexError) -> HttpError:
    """Status, headers and body for this error."""
    if isinstance(error, UpstreamRefused):
        return _refused_upstream(error)
    if isinstance(error, UpstreamError):
        return _failed_upstream(error)
    status, kind = _look_up(error)
    headers: list[tuple[bytes, bytes]] = []
    if isinstance(error, LimitExceeded):
        kind = RATE_LIMIT_TYPES.get(error.limit, kind)
        headers += [(b"retry-after", _seconds(error.retry_after)), *limit_headers(error.standing)]
        if not error.waiting_helps:
            headers.append((b"x-should-retry", b"false"))
    elif isinstance(error, errors.TooBusy | errors.Unavailable):
        headers.append((b"retry-after", b"1"))
    elif isinstance(error, errors.RepeatRefused):
        if error.retry_after is not None:
            headers.append((b"retry-after", _seconds(error.retry_after)))
        headers.append((b"x-should-retry", b"false" if error.retry_after is None else b"true"))
    elif isinstance(error, errors.MethodNotAllowed):
        headers.append((b"allow", error.allow.encode()))
    elif isinstance(error, errors.Unauthenticated):
        headers.append((b"www-authenticate", b"Bearer"))
    return _http_error(status, headers, error.message, kind, error.code, error.param)


def error_frame(error: AuslexError, *, responses: bool) -> bytes:
    """The one event that tells of a failure after the stream has begun; nothing follows it, least of all a finish."""
    sent = to_http(error)
    if not responses:
        return encode_event(sent.body)
    detail = msgspec.json.decode(sent.body)["error"]
    return encode_event(
        encode({"type": "error", **{name: detail[name] for name in ("code", "message", "param")}}), "error"
    )


def internal_error() -> HttpError:
    """Something of ours broke; what, is in our log and nowhere else."""
    return _http_error(
        500, [], "The gateway failed to handle this request. Try again.", "server_error", "internal_error", None
    )


def _look_up(error: AuslexError) -> tuple[int, str]:
    return next((status, kind) for cls, status, kind in TABLE if isinstance(error, cls))


def _failed_upstream(error: UpstreamError) -> HttpError:
    headers = [NO_RETRY]
    if isinstance(error, CircuitOpen):
        headers.append((b"retry-after", _seconds(error.retry_after)))
    status = treatment(error.failure).status or UPSTREAM_STATUS
    return _http_error(status, headers, error.message, UPSTREAM_TYPE, error.code, None)


def _refused_upstream(error: UpstreamRefused) -> HttpError:
    headers = [NO_RETRY]
    if error.status in RELAYED_STATUSES:
        told = _told(error.body)
        message = told.message or f"The upstream refused the request with status {error.status}."
        kind, code = told.type or "invalid_request_error", str(told.code or error.code)
        return _http_error(error.status, headers, message, kind, code, told.param)
    means = treatment(error.failure)
    kind, message = UPSTREAM_TYPE, f"The upstream failed ({error.failure}). Try again later."
    if error.failure == "rate_limited":
        headers.append((b"retry-after", _seconds(error.retry_after or 1.0)))
        kind, message = "rate_limit_error", "The upstream is limiting the rate of requests. Try again later."
    return _http_error(means.status or UPSTREAM_STATUS, headers, message, kind, means.codes[0], None)


def _told(body: bytes) -> _Detail:
    try:
        return _body.decode(body).error or _Detail()
    except (msgspec.DecodeError, UnicodeDecodeError):
        return _Detail()


def _http_error(
    status: int, headers: list[tuple[bytes, bytes]], message: str, kind: str, code: str, param: str | None
) -> HttpError:
    cleaned = _SECRET.sub("[key]", message)[:MESSAGE_CHARACTERS_MAX]
    body = encode({"error": {"message": cleaned, "type": kind, "param": param, "code": code}})
    return HttpError(status, (*headers, (b"content-type", b"application/json")), body, code)


def _seconds(wait: float) -> bytes:
    """Whole seconds, rounded up: waiting them out is enough."""
    return str(max(1, math.ceil(wait))).encode()
