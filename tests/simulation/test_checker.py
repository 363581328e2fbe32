"""The checker is tested by bugs: whatever is planted in the product, it must find soon."""

from __future__ import annotations

import pytest

from tests.simulation.bugs import BUGS
from tests.simulation.runs import play

SCHEDULES_MAX = 3_000


@pytest.mark.parametrize("name", BUGS)
def test_a_planted_bug_is_found(name: str) -> None:
    with BUGS[name].planted():
        tally = play(0, SCHEDULES_MAX)
    assert tally.violation is not None
    print(f"{name}: found by {tally.schedules} schedules: {tally.violation[1]}")


def test_without_a_bug_the_same_schedules_find_nothing() -> None:
    assert play(0, 100).violation is None


def test_a_planted_bug_is_dug_out_again() -> None:
    bug = BUGS["settling is not idempotent"]
    before = getattr(bug.target, bug.name)
    with bug.planted():
        planted = getattr(bug.target, bug.name)
    assert (True, before) == (planted is not before, getattr(bug.target, bug.name))
