"""`rate_limit_decorator`: the ledger's four limits round people's own functions."""

from __future__ import annotations

import inspect
import math
import re
from collections.abc import Callable, Mapping
from typing import ParamSpec, TypeVar

from auslex import runtime
from auslex.accounting.accountant import Accountant, Hold
from auslex.core.calls import Call, Endpoint
from auslex.core.errors import BadRequest, UpstreamError, UpstreamRefused
from auslex.core.principal import Principal, Scope
from auslex.core.usage import TIER_NAMES, ServiceTier, Usage, UsageSource
from auslex.http.asgi import new_request_id
from auslex.library.calling import classify
from auslex.library.wrapping import Invoke, wrap
from auslex.runtime import Runtime

P = ParamSpec("P")
T = TypeVar("T")

Messages = list[dict[str, object]]
Estimate = Callable[..., float]
TENANT = "library"
# What an account may be named after: the ledger keeps accounts in lines, and no database keeps a lone surrogate.
_USER_ID = re.compile(r"[^\x00-\x1f\x7f\ud800-\udfff]*")


class GlobalRateLimiter:
    """The process's limiter, for callers that are not behind a decorator. User ids share the default tier's limits."""

    async def reserve(self, user_id: str, tokens: int, model: str | None = None) -> Reservation:
        """Hold one request, these input tokens and the default output cap for the user.

        Raises RateLimitExceeded, CostLimitExceeded (with `retry_after` seconds, `limit`, `remaining`), NeverFits,
        ModelPriceUnknown, BadRequest (a user id with control characters) or Unavailable.
        """
        current = runtime.current()
        return await current.call(lambda: _reserve(current, user_id, tokens, model))

    def reserve_sync(self, user_id: str, tokens: int, model: str | None = None) -> Reservation:
        """As `reserve`, for sync code."""
        current = runtime.current()
        return current.call_sync(lambda: _reserve(current, user_id, tokens, model))


class Reservation:
    """A hold that is settled once, with what was really used; leaving it unsettled charges its estimate."""

    def __init__(self, runtime: Runtime, hold: Hold, estimate: int) -> None:
        self._runtime = runtime
        self._hold = hold
        self._estimate = estimate

    def settle(self, answer: object) -> None:
        """Settle with the usage that an OpenAI answer reports, or with the estimate if it reports none."""
        usage = reported_usage(answer) or Usage(self._estimate, 0, source=UsageSource.COUNTED)
        self._in_loop(lambda: self._accountant.settle(self._hold, usage))

    def conclude_failed(self, error: BaseException) -> None:
        """The function failed: void what no provider bills, and charge the estimate where nobody knows."""
        told = classify(error) if isinstance(error, Exception) else error
        if isinstance(told, UpstreamRefused) or (isinstance(told, UpstreamError) and not told.sent):
            self.void()
        else:
            self.settle(None)

    def void(self) -> None:
        """Give everything back but the request: nothing was sent, or the provider bills nothing for it."""
        self._in_loop(lambda: self._accountant.void(self._hold))

    @property
    def _accountant(self) -> Accountant:
        return self._runtime.installation.gateway.accountant

    def _in_loop(self, work: Callable[[], object]) -> None:
        self._runtime.loop.call_soon_threadsafe(work)


async def _reserve(current: Runtime, user_id: str, tokens: int, model: str | None) -> Reservation:
    if not _USER_ID.fullmatch(user_id):
        raise BadRequest("A user id is one line of text.", code="invalid_value", param="user_id")
    installation = current.installation
    tier = installation.settings.default_rate_limit_tier
    principal = Principal(f"user:{user_id}", user_id, TENANT, tier, frozenset({Scope.INFERENCE}))
    call = Call(
        endpoint=Endpoint.CHAT_COMPLETIONS,
        body={},
        payload=b"",
        model=model or installation.default_model,
        stream=False,
        usage_wanted=True,
        prompt_tokens_max=tokens,
        output_tokens_max=installation.requests.output_tokens_default,
        choices=1,
        user_label=user_id[:512],
    )
    hold = await installation.gateway.accountant.reserve(
        principal, call, new_request_id(), TENANT, may_lower=False
    )  # Nobody would tell the function of a lower cap.
    return Reservation(current, hold, tokens)


def rate_limit_decorator(estimated_tokens_func: Estimate | None = None) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Limit a function that takes `user_id` and `messages` (OpenAI's list of dicts), sync or async.

    estimated_tokens_func: input tokens from the messages' text, or from the messages themselves if its parameter is
    called `messages` or annotated as a list; our tokenizer counts without one. The answer's own `usage`, where it has
    one, settles what was held. Raises what GlobalRateLimiter.reserve raises, before the function runs.
    """

    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        is_async = inspect.iscoroutinefunction(function)

        async def around(arguments: inspect.BoundArguments, invoke: Invoke[object]) -> object:
            given = arguments.arguments
            messages = _messages(given.get("messages"))
            tokens = _estimate(estimated_tokens_func, messages)
            user_id, model = str(given.get("user_id", "")), given.get("model")
            asked = model if isinstance(model, str) else None
            limiter = global_rate_limiter
            reservation = (
                await limiter.reserve(user_id, tokens, asked)
                if is_async
                else limiter.reserve_sync(user_id, tokens, asked)
            )
            try:
                answer = await invoke()
            except BaseException as error:
                reservation.conclude_failed(error)
                raise
            reservation.settle(answer)
            return answer

        return wrap(function, around)

    return decorate


global_rate_limiter = GlobalRateLimiter()


def _messages(value: object) -> Messages:
    return [message for message in value if isinstance(message, dict)] if isinstance(value, list) else []


def _estimate(function: Estimate | None, messages: Messages) -> int:
    text = "\n".join(str(message.get("content") or "") for message in messages)
    if function is None:
        installation = runtime.current().installation
        return installation.counter.text_now(installation.default_model, text) + 8 * len(messages) + 8
    estimate = float(function(messages if _takes_messages(function) else text))
    if not math.isfinite(estimate) or estimate < 0:
        raise ValueError("estimated_tokens_func must give a number of tokens, zero or more")
    return math.ceil(estimate)


def _takes_messages(function: Estimate) -> bool:
    parameters = list(inspect.signature(function).parameters.values())
    if not parameters:
        return False
    annotation = str(parameters[0].annotation).lower()
    return parameters[0].name == "messages" or "list" in annotation or "sequence" in annotation


def reported_usage(answer: object) -> Usage | None:
    """The usage of an OpenAI answer, as an object or a dict; None if it has none that can be believed."""
    usage = _field(answer, "usage")
    prompt, completion = _field(usage, "prompt_tokens"), _field(usage, "completion_tokens")
    if not _is_count(prompt) or not _is_count(completion):
        return None
    cached = _field(_field(usage, "prompt_tokens_details"), "cached_tokens")
    assert isinstance(prompt, int)
    assert isinstance(completion, int)
    tier = _field(answer, "service_tier")
    served = TIER_NAMES.get(tier) if isinstance(tier, str) else None
    return Usage(
        prompt,
        completion,
        cached if isinstance(cached, int) and _is_count(cached) and cached <= prompt else 0,
        service_tier=None if served is ServiceTier.AUTO else served,
    )


def _field(value: object, name: str) -> object:
    return value.get(name) if isinstance(value, Mapping) else getattr(value, name, None)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 100_000_000
