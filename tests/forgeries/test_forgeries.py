"""No forged key, token, signature or address is let in. `make prove-access` tries 10,000."""

from __future__ import annotations

import asyncio

from tests.forgeries.run import forge

COUNT = 600


def test_nothing_forged_is_let_in() -> None:
    outcome = asyncio.run(forge(COUNT, seed=1))
    assert ([], 0, True) == (outcome.accepted, outcome.upstream_calls, len(outcome.tried) >= 70)
