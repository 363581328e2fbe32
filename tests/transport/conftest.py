"""Both event loops, and a limit to every test."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import TypeVar

import pytest
import uvloop

SECONDS_MAX = 10.0
_Value = TypeVar("_Value")
Run = Callable[[Coroutine[object, object, _Value]], _Value]


@pytest.fixture(params=["asyncio", "uvloop"])
def run(request: pytest.FixtureRequest) -> Run[object]:
    """Runs a coroutine on this loop; one that hangs fails."""
    factory = uvloop.new_event_loop if request.param == "uvloop" else asyncio.new_event_loop

    def within_limit(coroutine: Coroutine[object, object, object]) -> object:
        async def limited() -> object:
            async with asyncio.timeout(SECONDS_MAX):
                return await coroutine

        with asyncio.Runner(loop_factory=factory) as runner:
            return runner.run(limited())

    return within_limit
