"""A few schedules with every run of the tests; `make prove` plays the many."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.simulation.calendar import day_of, month_of, next_day
from tests.simulation.runs import play
from tests.simulation.schedule import MOMENTS
from tests.simulation.world import SYDNEY

ROOT = Path(__file__).parents[2]
REPLAYED = 40  # Seeds whose traces are compared.


PROGRAM = """
import contextlib, io, sys
from tests.simulation.schedule import run
traces = {}
for seed in eval(sys.argv[1]):
    with contextlib.redirect_stdout(io.StringIO()) as traces[seed]:
        run(seed, trace=True)
for seed in sorted(traces):
    print(seed, traces[seed].getvalue())
"""


def _traces(seeds: str, hash_seed: str) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", PROGRAM, seeds]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout


def test_no_schedule_violates_an_invariant() -> None:
    assert play(0, 300).violation is None


@pytest.mark.parametrize("seed", [46_047])  # Its worker gave up just when its time was over, to the nanosecond.
def test_what_once_failed_does_so_no_more(seed: int) -> None:
    assert play(seed, 1).violation is None


def test_a_seed_replays_exactly_in_another_process_and_after_other_seeds() -> None:
    first = _traces(f"range({REPLAYED})", "1")
    assert (True, first) == (len(first) > 10_000, _traces(f"reversed(range({REPLAYED}))", "2"))


@pytest.mark.parametrize("zone", ["UTC", SYDNEY])
@pytest.mark.parametrize("moment", MOMENTS)
def test_the_checkers_days_follow_each_other_without_a_gap(moment: int, zone: str) -> None:
    end = next_day(moment, zone)
    assert (end, True, True) == (
        day_of(end, zone),
        day_of(end - 1, zone) == day_of(moment, zone) <= moment < end,
        month_of(moment, zone) <= day_of(moment, zone),
    )
