"""Failures, classified: what the upstream's status and headers mean for a retry and for the caller."""

from __future__ import annotations

import email.utils
import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime

import msgspec

from auslex.core.errors import UpstreamBroken, UpstreamError, UpstreamRefused

# What an error that comes with 200 should have had for a status, by its code or its type.
REPORTED_STATUSES = {
    "insufficient_quota": 429,
    "billing_hard_limit_reached": 429,
    "rate_limit_exceeded": 429,
    "rate_limit_error": 429,
    "context_length_exceeded": 400,
    "content_filter": 400,
    "content_policy_violation": 400,
    "invalid_request_error": 400,
    "invalid_api_key": 401,
    "authentication_error": 401,
    "permission_error": 403,
    "model_not_found": 404,
    "overloaded_error": 503,
}
_ERROR_STATUS = re.compile(r"[45][0-9]{2}")


class _ErrorBody(msgspec.Struct):
    code: str | int | None = None  # OpenAI's is text; llama.cpp repeats the status here.
    type: str | None = None


class _Error(msgspec.Struct):
    error: _ErrorBody | None = None


_error = msgspec.json.Decoder(_Error)


def classify_status(status: int, body: bytes) -> str:
    """The failure's class, by status and OpenAI's error code."""
    code = _code(body)
    if status == 429:
        return "quota_exhausted" if code in ("insufficient_quota", "billing_hard_limit_reached") else "rate_limited"
    if status in (401, 403):
        return "auth"
    if status == 404:
        return "not_found"
    if status == 408:
        return "timeout_total"
    if status in (503, 529):
        return "overloaded"
    if status >= 500:
        return "server_error"
    if code == "context_length_exceeded":
        return "context_length"
    if code in ("content_filter", "content_policy_violation"):
        return "content_filter"
    return "bad_request"


def told_instead(error: UpstreamBroken, *, begun: bool) -> UpstreamError:
    """The same, but where the upstream reported an error, in place of an answer or in its midst: that error."""
    if not error.reported:
        return error
    code = _code(error.reported)
    status = int(code) if _ERROR_STATUS.fullmatch(code) else REPORTED_STATUSES.get(code, 500)
    failure = classify_status(status, error.reported)
    if failure == "server_error":
        return error
    if begun:
        return UpstreamBroken(error.message, code="upstream_" + failure, failure=failure)
    return UpstreamRefused(error.message, status=status, body=error.reported, failure=failure, said_ok=True)


def is_error(body: bytes) -> bool:
    """Whether it is an error object."""
    try:
        return _error.decode(body).error is not None
    except (msgspec.DecodeError, UnicodeDecodeError):
        return False


def _code(body: bytes) -> str:
    try:
        error = _error.decode(body).error
    except (msgspec.DecodeError, UnicodeDecodeError):
        return ""
    return str(error.code or error.type or "") if error else ""


def retry_after_seconds(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds from `retry-after-ms`, or `Retry-After` in seconds or as a date; None if absent or not to be believed."""
    milliseconds = _number(headers.get("retry-after-ms"))
    if milliseconds is not None:
        return milliseconds / 1000
    value = headers.get("Retry-After")
    seconds = _number(value)
    if seconds is not None or value is None:
        return seconds
    try:
        moment = email.utils.parsedate_to_datetime(value)
    except (ValueError, OverflowError):  # The latter for a year or a zone that no calendar has.
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())


def _number(value: str | None) -> float | None:
    try:
        number = float(value) if value is not None else -1.0
    except ValueError:
        return None
    return number if number >= 0 and math.isfinite(number) else None
