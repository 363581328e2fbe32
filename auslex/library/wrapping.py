"""One way to wrap a function, sync or async, so that decorators keep its signature and stack in any order."""

from __future__ import annotations

import functools
import inspect
import time
from collections.abc import Awaitable, Callable, Coroutine
from typing import ParamSpec, TypeVar, cast

P = ParamSpec("P")
T = TypeVar("T")

Invoke = Callable[..., Awaitable[T]]
Around = Callable[[inspect.BoundArguments, Invoke[T]], Coroutine[object, object, T]]


def wrap(function: Callable[P, T], around: Around[object]) -> Callable[P, T]:
    """The function with `around` about every call.

    `around` gets the bound arguments and an `invoke` that calls the function with whatever the arguments then are. For
    a sync function it runs in the caller's thread, so it must wait with nothing but `invoke` and blocking calls: see
    `finish`.
    """
    signature = inspect.signature(function)

    def bound(*args: P.args, **kwargs: P.kwargs) -> inspect.BoundArguments:
        arguments = signature.bind(*args, **kwargs)
        arguments.apply_defaults()
        return arguments

    if inspect.iscoroutinefunction(function):

        @functools.wraps(function)
        async def wrapped_async(*args: P.args, **kwargs: P.kwargs) -> object:
            arguments = bound(*args, **kwargs)
            return await around(arguments, lambda: function(*arguments.args, **arguments.kwargs))

        return cast("Callable[P, T]", wrapped_async)

    @functools.wraps(function)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> object:
        arguments = bound(*args, **kwargs)

        async def invoke() -> object:
            return function(*arguments.args, **arguments.kwargs)

        return finish(around(arguments, invoke))

    return cast("Callable[P, T]", wrapped)


def finish(work: Coroutine[object, object, T]) -> T:
    """Run a coroutine that never really waits, in this thread and without an event loop."""
    try:
        work.send(None)
    except StopIteration as ended:
        return cast("T", ended.value)
    work.close()
    raise RuntimeError("a sync function's wrapper tried to wait for the event loop")


async def sleep_in_thread(seconds: float) -> None:
    """A wait for sync callers: it blocks their thread, as their function would."""
    time.sleep(seconds)  # noqa: ASYNC251  there is no loop to block; see `finish`
