"""`python -m tests.forgeries --count 10000`: how many forged authentications are let in. It must be none."""

from __future__ import annotations

import argparse
import asyncio
import sys
import time

from tests.forgeries.run import forge


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    began = time.monotonic()
    outcome = asyncio.run(forge(given.count, given.seed))
    for status, forgery in outcome.accepted[:20]:
        print(f"let in with {status}: {forgery}")
    print(
        f"{sum(outcome.tried.values())} forgeries of {len(outcome.tried)} kinds (seed {given.seed}): "
        f"{len(outcome.accepted)} accepted, {outcome.upstream_calls} upstream calls, {time.monotonic() - began:.0f} s"
    )
    return 1 if outcome.accepted or outcome.upstream_calls else 0


sys.exit(main())
