"""Everything that can go wrong, drawn once.

AuslexError
├── Rejected                     we refused; nothing was sent upstream
│   ├── BadRequest               the request itself is wrong
│   │   ├── ModelPriceUnknown    we cannot say what it would cost
│   │   └── NeverFits            larger than the whole bucket or budget
│   ├── Unauthenticated          no key, or not one of ours
│   ├── Forbidden                a key of ours that may not do this
│   ├── NotFound                 no such route, model or thing
│   ├── MethodNotAllowed
│   ├── BodyTooLarge
│   ├── HeadTooLarge
│   ├── TooSlow                  a head or a body that does not come
│   ├── UnsupportedEncoding      a body that is compressed
│   ├── PromptRefused            it gives the model orders that are not the user's to give
│   ├── TooBusy                  more at once than we serve
│   ├── RepeatRefused            a repeat that must not run and has no answer
│   ├── KeyReused                another request under the same Idempotency-Key
│   └── LimitExceeded
│       ├── RateLimitExceeded    requests or tokens in a minute
│       └── CostLimitExceeded    dollars in a day or month
├── UpstreamError                they failed
│   ├── UpstreamRefused          they answered with an error status, which is relayed
│   ├── UpstreamUnreachable      no byte of the request left us
│   │   ├── UpstreamConnectTimeout  nobody took the connection in time
│   │   ├── UpstreamTlsFailed    it could not prove who it is
│   │   └── CircuitOpen          we did not even ask
│   ├── UpstreamTimeout
│   └── UpstreamBroken           an answer that is not one: truncated, malformed, too large
└── Unavailable                  a store of ours failed
    └── ScreeningUnavailable     or a detector did

Each says in `message` what was wrong and what to do. HTTP statuses live in `auslex.http.errors`, and those of the
classes of `UpstreamError.failure` in `auslex.resilience.recovery`.
"""

from __future__ import annotations

from auslex.core.detections import Detection
from auslex.core.standing import Standing


class AuslexError(Exception):
    """Base of all; `code` is stable and machine-readable, `param` names the faulty field if there is one."""

    code = "internal_error"

    def __init__(self, message: str, *, code: str | None = None, param: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.param = param
        if code is not None:
            self.code = code


class Rejected(AuslexError):
    """We refused; nothing was sent upstream and nothing is owed."""

    code = "rejected"


class BadRequest(Rejected):
    """The request is malformed, or asks for what cannot be done."""

    code = "invalid_request"


class ModelPriceUnknown(BadRequest):
    """There is no price for the model, so its cost could not be bounded."""

    code = "model_price_unknown"


class NeverFits(BadRequest):
    """Larger than a whole limit: waiting would never help."""

    code = "request_exceeds_limit"


class Unauthenticated(Rejected):
    """No credentials, or none that we know."""

    code = "invalid_api_key"


class Forbidden(Rejected):
    """The caller is known and may not do this."""

    code = "insufficient_permissions"


class NotFound(Rejected):
    """There is no such thing, or it is not the caller's."""

    code = "not_found"


class MethodNotAllowed(Rejected):
    """The path exists, not with this method."""

    code = "method_not_allowed"

    def __init__(self, message: str, *, allow: str) -> None:
        super().__init__(message)
        self.allow = allow


class BodyTooLarge(Rejected):
    """The body is larger than `MAX_REQUEST_SIZE_MB`."""

    code = "request_too_large"


class HeadTooLarge(Rejected):
    """More headers, or longer ones, than any honest client sends."""

    code = "headers_too_large"


class TooSlow(Rejected):
    """The request did not arrive in time."""

    code = "request_timeout"


class UnsupportedEncoding(Rejected):
    """The body is compressed, or encoded in another way."""

    code = "unsupported_encoding"


class PromptRefused(Rejected):
    """What was asked looks like a prompt injection. `detections`: what was seen, for the operator."""

    code = "prompt_injection"

    def __init__(self, message: str, *, param: str, detections: tuple[Detection, ...] = ()) -> None:
        super().__init__(message, param=param)
        self.detections = detections


class TooBusy(Rejected):
    """More requests at once than this worker serves."""

    code = "overloaded"


class RepeatRefused(Rejected):
    """Its Idempotency-Key belongs to a request that has no answer to give.

    retry_after: seconds after which there may be one; None if there never will be.
    """

    code = "idempotency_in_progress"

    def __init__(self, message: str, *, code: str, retry_after: float | None = None) -> None:
        super().__init__(message, code=code, param="Idempotency-Key")
        self.retry_after = retry_after


class KeyReused(Rejected):
    """Its Idempotency-Key belongs to a request that asked for something else."""

    code = "idempotency_key_reused"


class LimitExceeded(Rejected):
    """A limit is used up for now.

    `limit`: its name, such as "requests_per_minute". `remaining`: what is left of it, in its own unit (requests,
    tokens, or dollars as text). `retry_after`: seconds after which the same call passes if nothing else is spent.
    `waiting_helps`: False when the budget itself is used up, so that a client's automatic retry would be in vain.
    `standing`: where the caller's two buckets stand.
    """

    def __init__(
        self,
        message: str,
        *,
        limit: str,
        remaining: str,
        retry_after: float,
        waiting_helps: bool,
        code: str,
        standing: Standing = Standing(),  # noqa: B008  frozen
    ) -> None:
        super().__init__(message, code=code)
        self.limit = limit
        self.remaining = remaining
        self.retry_after = retry_after
        self.waiting_helps = waiting_helps
        self.standing = standing


class RateLimitExceeded(LimitExceeded):
    """Too many requests or tokens in a minute."""


class CostLimitExceeded(LimitExceeded):
    """A day's or month's budget does not allow this call."""


class UpstreamError(AuslexError):
    """The upstream failed. `failure` is its documented class; `sent` is False if no byte of the request left us.

    `stale`: it was sent on a kept connection that was closed before a byte of an answer. Most likely nobody has read
    it, and a fresh connection is worth one try at once; but nobody knows, so it is charged.
    """

    code = "upstream_error"
    failure = "server_error"
    sent = True
    stale = False


class UpstreamRefused(UpstreamError):
    """The upstream answered with an error status.

    `status`: HTTP status as received; `body`: the answer's bytes (OpenAI's error object, if it is one);
    `retry_after`: seconds, where the upstream gave them. `said_ok`: it said 200, and the error came in place of the
    answer, so `status` is what it should have said, and what it bills nobody knows.
    """

    def __init__(
        self,
        message: str,
        *,
        status: int,
        body: bytes,
        failure: str,
        retry_after: float | None = None,
        said_ok: bool = False,
    ) -> None:
        super().__init__(message, code="upstream_" + failure)
        self.status = status
        self.body = body
        self.failure = failure
        self.retry_after = retry_after
        self.said_ok = said_ok


class UpstreamUnreachable(UpstreamError):
    """No connection, so nothing was sent and nothing is owed."""

    code = "upstream_unreachable"
    failure = "connect"
    sent = False


class UpstreamConnectTimeout(UpstreamUnreachable):
    """No connection in time, so nothing was sent and nothing is owed."""

    code = "upstream_timeout"
    failure = "timeout_connect"


class UpstreamTlsFailed(UpstreamUnreachable):
    """It could not prove who it is, so nothing was sent. Asking again would not help."""

    code = "upstream_tls"
    failure = "tls"


class CircuitOpen(UpstreamUnreachable):
    """The upstream has been failing, so for a while it is not asked at all.

    `retry_after`: seconds until it is asked again.
    """

    code = "upstream_unavailable"
    failure = "circuit_open"

    def __init__(self, message: str, *, retry_after: float = 0.0) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class UpstreamTimeout(UpstreamError):
    """The upstream did not answer, or stopped answering, in time; `failure` says which."""

    code = "upstream_timeout"
    failure = "timeout_first_byte"

    def __init__(self, message: str, *, failure: str = "timeout_first_byte") -> None:
        super().__init__(message)
        self.failure = failure


class UpstreamBroken(UpstreamError):
    """The upstream's answer is not a whole and valid one.

    `reported`: the error object it sent in place of an answer, if that is what is wrong.
    """

    code = "upstream_protocol"
    failure = "protocol"

    def __init__(
        self, message: str, *, code: str = "upstream_protocol", failure: str = "protocol", reported: bytes = b""
    ) -> None:
        super().__init__(message, code=code)
        self.failure = failure
        self.reported = reported


class Unavailable(AuslexError):
    """A store of ours failed; money and limits are never guessed, so the request is refused."""

    code = "store_unavailable"


class ScreeningUnavailable(Unavailable):
    """A detector failed or took too long, and what has not been screened may not pass."""

    code = "screening_unavailable"
