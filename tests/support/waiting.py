"""Waiting for something to become true, never for time to pass."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

WAIT_SECONDS_MAX = 20.0  # Far beyond anything on a busy machine; only a failure waits that long.
POLL_SECONDS = 0.01


def until(read: Callable[[], T], seconds_max: float = WAIT_SECONDS_MAX) -> T:
    """The first truthy value that `read` gives, within the bound."""
    deadline = time.monotonic() + seconds_max
    while not (value := read()):
        assert time.monotonic() < deadline, f"the condition did not come true within {seconds_max:g} s"
        time.sleep(POLL_SECONDS)
    return value
