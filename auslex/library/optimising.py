"""`token_optimized`: the optimiser round people's own functions."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from auslex.library.wrapping import Invoke, wrap
from auslex.tokens.strategy import OptimizationStrategy

P = ParamSpec("P")
T = TypeVar("T")


def token_optimized(strategy: OptimizationStrategy) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Optimise the `messages` that a function is given, sync or async.

    This version has no optimiser yet, so that every strategy leaves the messages exactly as they are: nothing is ever
    lost by using it early. Raises ValueError for what is not a strategy.
    """
    OptimizationStrategy(strategy)

    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        async def around(arguments: inspect.BoundArguments, invoke: Invoke[object]) -> object:
            return await invoke()

        return wrap(function, around)

    return decorate
