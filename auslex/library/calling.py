"""`resilient_openai_call`: breaker, retries and fallback round a function that calls any OpenAI client."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from auslex import runtime
from auslex.core.errors import UpstreamBroken, UpstreamError, UpstreamRefused, UpstreamTimeout
from auslex.http.operations import circuit_breaker_status
from auslex.library.wrapping import Invoke, sleep_in_thread, wrap
from auslex.upstreams.failures import classify_status

P = ParamSpec("P")
T = TypeVar("T")

LIBRARY = "library"


def resilient_openai_call(name: str) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Make a function resilient; `name` is the endpoint it calls, such as "chat_completions".

    Failures of an OpenAI client are recognised by their HTTP status or kind; they are retried, and if the function has
    a `model` argument, the model's fallbacks are tried in turn. Raises UpstreamError with the client's own exception as
    its cause once nothing helps. Exceptions that are not an upstream's pass unchanged and count for nothing.
    """

    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        is_async = inspect.iscoroutinefunction(function)

        async def around(arguments: inspect.BoundArguments, invoke: Invoke[object]) -> object:
            installation = runtime.current().installation
            resilient = installation.gateway.resilient
            asked = arguments.arguments.get("model")
            models = resilient.chain(asked) if isinstance(asked, str) else ("",)

            async def attempt(model: str) -> object:
                if model:
                    arguments.arguments["model"] = model
                try:
                    return await invoke()
                except Exception as error:
                    raise classify(error) from error

            deadline = installation.gateway.deadline(installation.clock.monotonic_seconds())
            sleep = None if is_async else sleep_in_thread
            served = await resilient.run(f"{LIBRARY}:{name}", models, attempt, deadline, sleep=sleep)
            return served.value

        return wrap(function, around)

    return decorate


def classify(error: Exception) -> Exception:
    """A client's exception as an UpstreamError, by its HTTP status or kind; any other exception as it is.

    Works by shape, so that no particular client need be installed: openai's errors carry `status_code` and `response`.
    """
    if isinstance(error, UpstreamError):
        return error
    status = getattr(error, "status_code", None)
    if isinstance(status, int):
        body = getattr(getattr(error, "response", None), "content", b"")
        body = body if isinstance(body, bytes) else b""
        failure = classify_status(status, body)
        return UpstreamRefused(f"The upstream answered {status}.", status=status, body=body, failure=failure)
    kinds = {cls.__name__ for cls in type(error).__mro__}
    if kinds & {"APITimeoutError", "TimeoutError"}:
        return UpstreamTimeout("The upstream did not answer in time.")
    if kinds & {"APIConnectionError", "ConnectionError"}:
        return UpstreamBroken("The connection to the upstream failed.", code="upstream_reset", failure="connect")
    return error


def get_circuit_breaker_status() -> dict[str, dict[str, object]]:
    """This process's breakers: name -> state ("closed", "open", "half_open"), failures_total, open_seconds_left."""
    return circuit_breaker_status(runtime.current().installation)


def reset_circuit_breaker(name: str | None = None) -> list[str]:
    """Close the breakers whose upstream, endpoint or model has this name (all without one); returns their names."""
    return runtime.current().installation.gateway.resilient.reset(name)
