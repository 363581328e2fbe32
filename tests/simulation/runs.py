"""Many schedules, in one process or several, added up; and whether every case has happened."""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from auslex.accounting.policy import LimitName
from tests.simulation.schedule import DEEDS_SEEN, STRIKES, run
from tests.simulation.upstream import ENDINGS, USAGES

CHUNK = 250  # Schedules that one process plays before it reports.
COVERED_FROM = 5_000  # So many schedules must have reached every case there is.
REPORT_SECONDS = 10.0

# A simulation that no longer reaches a case proves nothing about it.
CASES = frozenset(
    [f"fault: {name}" for name in STRIKES]
    + [f"deed: {name}" for name in DEEDS_SEEN]
    + [f"upstream: {name}" for name in ENDINGS]
    + [f"usage: {name}" for name in USAGES]
    + [f"refused: {name}" for name in LimitName]
    + [f"state: {name}" for name in "DSV"]
    + [f"source: {name}" for name in ("upstream", "counted", "held")]
    + [f"alert: {level}" for level in (80, 100)]
    + [
        f"outcome: {name}"
        for name in (
            "answered", "gone", "limit_exceeded", "insufficient_quota", "NeverFits", "Unavailable", "UpstreamBroken",
            "UpstreamRefused", "UpstreamTimeout", "UpstreamUnreachable", "CircuitOpen",
        )
    ]
    + [
        "adjustment: overrun", "hold: the output cap was lowered", "sweep: charged a hold",
        "period: kept although the clock went back",
    ]
)  # fmt: skip


@dataclass
class Tally:
    """What a number of schedules came to. violation: the first one's seed and what it says."""

    first: int
    schedules: int = 0
    steps: int = 0
    census: Counter[str] = field(default_factory=Counter)
    violation: tuple[int, str] | None = None


def play(first: int, count: int) -> Tally:
    """Play so many seeds from the first; stop at a violation."""
    tally = Tally(first)
    for seed in range(first, first + count):
        result = run(seed, census=tally.census)
        tally.schedules += 1
        tally.steps += result.steps
        if result.violation is not None:
            tally.violation = (seed, result.violation)
            break
    return tally


def _play_chunk(chunk: tuple[int, int]) -> Tally:
    return play(*chunk)


def settle_down() -> None:
    """What was loaded stays: without this, the garbage collector looks at all of it again and again."""
    run(0)
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def _tallies(first: int, count: int, jobs: int) -> Iterator[Tally]:
    chunks = [(start, min(CHUNK, first + count - start)) for start in range(first, first + count, CHUNK)]
    if jobs == 1:
        settle_down()
        yield from map(_play_chunk, chunks)
        return
    with multiprocessing.get_context("spawn").Pool(jobs, settle_down) as pool:
        yield from pool.imap(_play_chunk, chunks)


def prove(first: int, count: int, jobs: int) -> int:
    """Play the seeds, print what happened, and return the exit status."""
    total, began = Tally(first), time.monotonic()
    reported = began
    for tally in _tallies(first, count, jobs):
        total.schedules += tally.schedules
        total.steps += tally.steps
        total.census += tally.census
        if tally.violation is not None:
            seed, what = tally.violation
            print(f"seed {seed}: {what}\nReplay it: {_replay(seed)}", flush=True)
            return 1
        if time.monotonic() - reported > REPORT_SECONDS:
            reported = time.monotonic()
            print(
                f"{total.schedules:,} of {count:,} schedules; go on later with SEED={first + total.schedules}",
                flush=True,
            )
    seconds = time.monotonic() - began
    print("\n".join(f"  {number:9,} {case}" for case, number in sorted(total.census.items())))
    print(
        f"{total.schedules:,} schedules, {total.steps:,} steps, 0 violations, in {seconds:.0f} s "
        f"({total.schedules / seconds:.0f} a second)"
    )
    missing = sorted(CASES - total.census.keys())
    if missing and count >= COVERED_FROM:
        print(f"These cases never happened, so nothing was proved about them: {', '.join(missing)}")
        return 1
    return 0


def _replay(seed: int) -> str:
    return f"{os.path.relpath(sys.executable)} -m tests.simulation --seed {seed} --trace"
