"""No forged key, token, signature or address is let in. `make prove-access` tries 10,000."""

from __future__ import annotations

import asyncio

import pytest

from tests.forgeries.run import Hole, forge

COUNT = 600


def test_nothing_forged_is_let_in() -> None:
    outcome = asyncio.run(forge(COUNT, seed=1))
    assert ([], 0, True) == (outcome.accepted, outcome.upstream_calls, len(outcome.tried) >= 70)


@pytest.mark.filterwarnings("ignore::joserfc.errors.SecurityWarning")
@pytest.mark.parametrize(
    ("hole", "kind"),
    [
        (Hole.EVERY_PROXY_TRUSTED, "address x-forwarded-for"),
        (Hole.NO_SIGNATURE_WANTED, "signature value"),
        (Hole.SECRET_KNOWN, "token no secret"),
    ],
)
def test_a_hole_is_found(hole: Hole, kind: str) -> None:
    outcome = asyncio.run(forge(COUNT, seed=1, hole=hole))
    assert kind in {forgery.kind for _, forgery in outcome.accepted}
