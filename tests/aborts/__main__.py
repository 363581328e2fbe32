"""`python -m tests.aborts`: clients that leave at random bytes; 1 if anything went on without them, or stayed held."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.aborts.trial import run_trial


def main() -> int:
    """One trial, printed."""
    parser = argparse.ArgumentParser(prog="python -m tests.aborts", description=__doc__)
    parser.add_argument("--aborts", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=0, help="of who leaves where; the rest is the machine's")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="auslex-aborts-") as folder:
        report = run_trial(Path(folder), options.aborts, options.seed)
    print(report.table())
    print(f"{report.faults} violations")
    return 1 if report.faults else 0


if __name__ == "__main__":
    sys.exit(main())
