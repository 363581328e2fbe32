"""`python -m tests.bad_bodies --count 100000`: bad requests to every POST route, and what came of them."""

from __future__ import annotations

import argparse
import sys
import time

from tests.bad_bodies.run import attack


def main() -> int:
    """1 if an answer or anything left behind is not as it must be."""
    parser = argparse.ArgumentParser(prog="python -m tests.bad_bodies", description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--store", choices=["sqlite", "postgres"], default="sqlite")
    given = parser.parse_args()
    began = time.monotonic()
    outcome = attack(given.count, given.seed, given.store, lambda text: print(text, file=sys.stderr))
    for fault in outcome.faults:
        print(f"fault: {fault}")
    statuses = ", ".join(f"{count:,} x {status}" for status, count in outcome.statuses.most_common())
    print(
        f"{sum(outcome.sent.values()):,} bad requests of {len(outcome.sent)} kinds (seed {given.seed}, {given.store}): "
        f"{statuses}\n{outcome.verified}\n"
        f"slowest answer {outcome.slowest:.2f} s, {time.monotonic() - began:.0f} s in all: {len(outcome.faults)} faults"
    )
    return 1 if outcome.faults else 0


if __name__ == "__main__":
    sys.exit(main())
