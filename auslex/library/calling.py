"""`resilient_openai_call`: breaker, retries and fallback round a function that calls any OpenAI client."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import ParamSpec, TypeVar

from auslex import runtime
from auslex.core.errors import UpstreamBroken, UpstreamError, UpstreamRefused, UpstreamTimeout
from auslex.http.operations import circuit_breaker_status
from auslex.library.wrapping import Invoke, sleep_in_thread, wrap
from auslex.resilience.capabilities import able, needs
from auslex.resilience.notices import Notice, Selector
from auslex.resilience.resilient import Route
from auslex.upstreams.failures import classify_status, retry_after_seconds

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
            given = arguments.arguments
            asked = given.get("model")
            models = able(resilient.chain(asked), needs(name, given)) if isinstance(asked, str) else ("",)

            async def attempt(route: Route) -> object:
                if route.model:
                    given["model"] = route.model
                try:
                    return await invoke()
                except Exception as error:
                    classified = classify(error)
                    if isinstance(classified, UpstreamError):
                        installation.metrics.failed(classified.failure)
                    raise classified from error

            deadline = installation.gateway.deadline(installation.clock.monotonic_seconds())
            sleep = None if is_async else sleep_in_thread
            routes = [Route(LIBRARY, name, model) for model in models]
            served = await resilient.run(routes, attempt, deadline, sleep=sleep)
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
        return _refused(error, status)
    kinds = {cls.__name__ for cls in type(error).__mro__}
    if kinds & {"APITimeoutError", "TimeoutError"}:
        return UpstreamTimeout("The upstream did not answer in time.")
    if kinds & {"APIConnectionError", "ConnectionError"}:
        return UpstreamBroken("The connection to the upstream failed.", code="upstream_reset", failure="reset")
    return error


def _refused(error: Exception, status: int) -> UpstreamRefused:
    response = getattr(error, "response", None)
    body = getattr(response, "content", b"")
    body = body if isinstance(body, bytes) else b""
    headers = getattr(response, "headers", None)
    asked = retry_after_seconds(headers, datetime.now(UTC)) if isinstance(headers, Mapping) else None
    return UpstreamRefused(
        f"The upstream answered {status}.",
        status=status,
        body=body,
        failure=classify_status(status, body),
        retry_after=asked,
    )


def get_circuit_breaker_status() -> dict[str, dict[str, object]]:
    """This process's breakers: name -> state ("closed", "open", "half_open"), failures_total, open_seconds_left."""
    return circuit_breaker_status(runtime.current().installation)


def reset_circuit_breaker(name: str | None = None) -> list[str]:
    """Close the breakers whose upstream, endpoint or model has this name (all without one); returns their names.

    Here at once, and in every other worker within about a second, if the database can be reached.
    """
    resilient = runtime.current().installation.gateway.resilient
    selectors = (
        (Selector(),) if name is None else (Selector(upstream=name), Selector(endpoint=name), Selector(model=name))
    )
    chosen: set[str] = set()
    for selector in selectors:
        chosen.update(resilient.reset(selector))
        resilient.listener.changed(Notice(str(selector)))
    return sorted(chosen)
