"""A short outage under load; `make outage` plays the long one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.outage import RECOVERY_SECONDS_MAX, Outage, play

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


async def test_an_outage_costs_few_attempts_and_ends_when_the_upstream_is_back(tmp_path: Path) -> None:
    seen: Outage = await play(tmp_path, seconds=3.0, rate=30, workers=2)
    assert seen.attempts <= seen.attempts_max, seen
    assert seen.back_after_seconds <= RECOVERY_SECONDS_MAX, seen
    assert {"502 upstream_unreachable", "503 upstream_unavailable"} >= set(seen.answers), seen
