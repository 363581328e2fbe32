"""Play many schedules, or one of them with a trace: `python -m tests.simulation --help`."""

from __future__ import annotations

import argparse
import sys

from tests.simulation.runs import prove
from tests.simulation.schedule import run


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--schedules", type=int, default=20_000, help="how many (20,000)")
    parser.add_argument("--first", type=int, default=0, help="the first seed (0)")
    parser.add_argument("--jobs", type=int, default=1, help="processes (1)")
    parser.add_argument("--seed", type=int, help="play this one alone")
    parser.add_argument("--trace", action="store_true", help="and say what happens")
    options = parser.parse_args()
    if options.seed is None:
        return prove(options.first, options.schedules, options.jobs)
    result = run(options.seed, trace=options.trace)
    print(f"seed {result.seed}: {result.steps} steps, {result.violation or 'every invariant holds'}")
    return 0 if result.violation is None else 1


if __name__ == "__main__":
    sys.exit(main())
